//! What is strange in a sentence: gaps, a child who could be known, and small words.

use std::ops::Range;

use crate::check::Severity;
use crate::text::message::Message;

use super::source::Role;
use super::whole::found_alone;
use super::{Find, Reading, Rule, Slip};

/// "……" where something is to come.
pub(super) const PLACEHOLDER: Rule = Rule {
    code: "Q20",
    level: Severity::Error,
    about: Message::new("còn chỗ trống chưa điền", "a gap is left open"),
    hit: "Tổng số có ………… trẻ em được khám trong đợt này.",
    near_miss: "Các hoạt động: văn nghệ, thể thao, trò chơi… được tổ chức v.v.. [1]",
    find: Find::Alone(placeholders),
};

/// A child who could be known.
pub(super) const PRIVACY: Rule = Rule {
    code: "T28",
    level: Severity::Warning,
    about: Message::new(
        "họ tên kèm tuổi, nơi ở hoặc trường của trẻ em: giữ bí mật đời sống riêng tư của trẻ (Luật Trẻ em, điều 21), nên viết tắt hoặc bỏ",
        "a child's name with age, address or school: a child's private life is protected (Law on Children, article 21)",
    ),
    hit: "Cháu Nguyễn Thị Lan bị xâm hại. Cháu 12 tuổi, trú tại thôn Làng Thượng.",
    near_miss: "Trong kỳ có 01 vụ bạo lực. Học sinh Nguyễn Thị Lan, lớp 5A, được mời dự. Một cháu gái 12 tuổi ở thôn Làng Thượng bị xâm hại đã được hỗ trợ; em Nguyễn Thị Lan, lớp 5A, đạt giải Nhất hội thi phòng, chống đuối nước.",
    find: Find::Beside(privacy),
};

/// "Ngoài ra các cấp".
pub(super) const INTRODUCTION: Rule = Rule {
    code: "T29",
    level: Severity::Warning,
    about: Message::new("sau từ nối ở đầu câu có dấu phẩy", "a comma after the word that joins the sentence"),
    hit: "Ngoài ra các cấp đã lồng ghép nhiều nội dung.",
    near_miss: "Ngoài ra, các cấp đã lồng ghép. Ngoài ra còn có 02 mô hình.",
    find: Find::Alone(introduction),
};

/// "lý do … do".
pub(super) const REASON: Rule = Rule {
    code: "T30",
    level: Severity::Warning,
    about: Message::new("đã có “lý do” thì bỏ “do”", "“lý do” needs no “do”"),
    hit: "Không tổ chức Lễ phát động, lý do thời điểm ấy do ảnh hưởng của dịch.",
    near_miss: "Không tổ chức Lễ phát động do dịch; lý do: thiên tai. Do vậy, các xã tự tổ chức.",
    find: Find::Alone(reason),
};

/// Two spaces.
pub(super) const SPACES: Rule = Rule {
    code: "T31",
    level: Severity::Warning,
    about: Message::new("thừa dấu cách", "a space too many"),
    hit: "Các xã  đã báo cáo đầy đủ.",
    near_miss: "Các xã đã báo cáo đầy đủ.",
    find: Find::Alone(spaces),
};

fn placeholders(reading: &Reading<'_>) -> Vec<Slip> {
    if !reading.role.is_prose() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut from = 0;
    let is_leader = |c: char| matches!(c, '…' | '.' | '_');
    while let Some(at) = reading.text.get(from..).and_then(|rest| rest.find(is_leader)).map(|at| from + at) {
        let run = reading.text.get(at..).unwrap_or_default();
        let end = at + run.find(|c: char| !is_leader(c)).unwrap_or(run.len());
        let dots: usize = run
            .get(..end - at)
            .unwrap_or_default()
            .chars()
            .map(|c| match c {
                '…' => 3,
                _ => 1,
            })
            .sum();
        // Three dots leave something out, and so does "v.v…".
        let is_line = run.starts_with("___");
        if dots > 4 || is_line || (dots == 4 && run.starts_with("....")) {
            found.push(Slip::unsure(at..end));
        }
        from = end;
    }
    for mark in
        ["[CẦN BỔ SUNG", "[cần bổ sung", "[thiếu:", "[chưa rõ:", "[chưa đúng:", "xxx", "(điền", "[số]", "[tên]", "??"]
    {
        // The last figures of a telephone, "0260.3862.xxx", are left out on purpose.
        let is_gap = |part: &Range<usize>| !reading.text.get(..part.start).is_some_and(|before| before.ends_with('.'));
        found.extend(found_alone(reading.text, mark).filter(is_gap).map(Slip::unsure));
    }
    // "Tổng kinh phí là … đồng"
    for lead in [" là … ", " có … ", " gồm … ", " được … "] {
        found.extend(reading.text.match_indices(lead).map(|(at, _)| {
            let start = at + lead.len() - "… ".len();
            Slip::unsure(start..start + '…'.len_utf8())
        }));
    }
    // "[^ 1]" refers to no note, and is printed as it stands.
    if matches!(reading.role, Role::Answer | Role::Entry) {
        let is_reference = |rest: &str| {
            rest.split_once(']')
                .is_some_and(|(number, _)| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
        };
        let marks = reading.text.match_indices("[^");
        let strange = marks.filter(|(at, mark)| !reading.text.get(at + mark.len()..).is_some_and(is_reference));
        let said =
            ["dấu gọi cước chú viết liền, như [^1]", "a mark of a footnote is written as one: [^1]"].map(str::to_owned);
        let slip = |at: usize, mark: &str| Slip { said: Some(said.clone()), ..Slip::unsure(at..at + mark.len()) };
        found.extend(strange.map(|(at, mark)| slip(at, mark)));
    }
    found
}

/// Words of what befell a child.
const HARM: [&str; 29] = [
    "xâm hại",
    "bạo lực",
    "bạo hành",
    "hiếp dâm",
    "dâm ô",
    "lạm dụng",
    "đuối nước",
    "tai nạn",
    "tử vong",
    "tự tử",
    "mắc bệnh",
    "hiv",
    "bị đánh",
    "bỏ rơi",
    "bị bỏng",
    "điện giật",
    "chó cắn",
    "rắn cắn",
    "gãy tay",
    "gãy chân",
    "ung thư",
    "mua bán",
    "bắt cóc",
    "bóc lột",
    "bị thương",
    "hiểm nghèo",
    "thương tích",
    "đánh đập",
    "suy dinh dưỡng",
];
/// Words of what a child is praised for: the subject of a contest befell nobody.
const HONOUR: [&str; 6] = ["đạt giải", "giải nhất", "giải nhì", "khen", "biểu dương", "cuộc thi"];
/// Words of who, where, and of what age.
const WHO: [&str; 4] = ["cháu", "em", "bé", "trẻ"];
const WHERE: [&str; 12] = [
    "tuổi",
    "sinh năm",
    "sinh ngày",
    "lớp",
    "trường",
    "trú tại",
    "thôn ",
    "bản ",
    "làng ",
    "buôn ",
    "tổ dân phố",
    "học sinh",
];
/// Years of age below which one is a child (Luật Trẻ em, điều 1).
const CHILD: u8 = 16;

fn privacy(readings: &[Reading<'_>]) -> Vec<(usize, Slip)> {
    let mut found = Vec::new();
    // "Danh sách trẻ bị tai nạn:" says of each item below it what befell whom.
    let mut is_list_of_harm = false;
    for (at, reading) in readings.iter().enumerate() {
        if reading.role != Role::Item {
            let text = reading.in_small_letters();
            is_list_of_harm = text.trim_end().ends_with(':') && HARM.iter().any(|word| text.contains(word));
        }
        if reading.role.is_prose() {
            let is_harmed = is_list_of_harm && reading.role == Role::Item;
            found.extend(children_named(reading, is_harmed).into_iter().map(|slip| (at, slip)));
        }
    }
    found
}

/// The names of children who could be known by a paragraph, where something befell them.
fn children_named(reading: &Reading<'_>, is_harmed: bool) -> Vec<Slip> {
    // A sentence that goes on about a child belongs to the one before: "… bị xâm hại. Cháu 12 tuổi".
    let goes_on = |sentence: &str| {
        let sentence = sentence.trim_start().to_lowercase();
        sentence.split(' ').next().is_some_and(|first| WHO.contains(&first)) || sentence.starts_with("nạn nhân")
    };
    let mut accounts: Vec<Range<usize>> = Vec::new();
    for sentence in reading.text.split_inclusive([';', '.']) {
        let start = accounts.last().map_or(0, |last| last.end);
        match accounts.last_mut().filter(|_| goes_on(sentence)) {
            Some(last) => last.end += sentence.len(),
            None => accounts.push(start..start + sentence.len()),
        }
    }
    let said = |part: &Range<usize>, words: &[&str]| {
        let text = reading.in_small_letters().get(part.clone()).unwrap_or_default();
        words.iter().any(|word| text.contains(word))
    };
    accounts.retain(|part| (is_harmed || said(part, &HARM)) && said(part, &WHERE) && !said(part, &HONOUR));
    let word = |at: usize| {
        let syllable = reading.syllables.get(at)?;
        Some((syllable.part.clone(), reading.text.get(syllable.part.clone())?))
    };
    let is_name = |at: usize| {
        word(at).is_some_and(|(_, word)| {
            word.starts_with(char::is_uppercase) && (word.chars().count() > 1 || word_is_particle(word))
        })
    };
    let mut found: Vec<Slip> = Vec::new();
    for at in 0..reading.syllables.len() {
        let small = |at: Option<usize>| at.and_then(word).map(|(_, word)| word.to_lowercase()).unwrap_or_default();
        let is_second =
            matches!((small(at.checked_sub(1)).as_str(), small(Some(at)).as_str()), ("nạn", "nhân") | ("học", "sinh"));
        let is_who = is_second || WHO.contains(&small(Some(at)).as_str());
        // "nạn nhân tên …"
        let first = at + 1 + usize::from(is_who && matches!(small(Some(at + 1)).as_str(), "tên" | "là"));
        let length = (first..reading.syllables.len()).take_while(|next| is_name(*next)).count();
        let (Some((begin, _)), Some((end, _))) = (word(first), word((first + length).saturating_sub(1))) else {
            continue;
        };
        let is_told = accounts.iter().any(|account| account.contains(&begin.start));
        let is_known = found.last().is_some_and(|slip| begin.start < slip.part.end);
        // "Cháu Tám" at the start of a sentence is called so.
        let is_name_alone = !WHO.contains(&small(Some(first)).as_str());
        let is_aged = (is_who || length > 1) && is_name_alone && is_of_child(reading.text, end.end);
        if length > 0 && is_told && !is_known && ((is_who && length > 1) || is_aged) {
            found.push(Slip::unsure(begin.start..end.end));
        }
    }
    found
}

/// Whether an age of a child stands behind a name: "Tám, 5 tuổi", "Hoa (9 tuổi)".
fn is_of_child(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default().trim_start_matches([',', ' ', '(']);
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let age = rest.get(..digits).and_then(|digits| digits.parse::<u8>().ok());
    age.is_some_and(|age| age < CHILD) && rest.get(digits..).is_some_and(|rest| rest.starts_with(" tuổi"))
}

/// "Y Lan", "A Phương": the first syllable of many names of the Highlands.
fn word_is_particle(word: &str) -> bool {
    matches!(word, "Y" | "A" | "H")
}

fn introduction(reading: &Reading<'_>) -> Vec<Slip> {
    const WORDS: [&str; 6] = ["Ngoài ra", "Bên cạnh đó", "Đồng thời", "Tuy nhiên", "Do đó", "Vì vậy"];
    const NOUNS: [&str; 8] = ["các", "những", "một số", "UBND", "Ủy ban", "xã", "cán bộ", "công tác"];
    let mut found = Vec::new();
    for words in WORDS {
        for (at, _) in reading.text.match_indices(words) {
            let before = reading.text.get(..at).unwrap_or_default().trim_end_matches([' ', '-', '+', '–']);
            let rest = reading.text.get(at + words.len()..).unwrap_or_default();
            let begins = before.is_empty() || before.ends_with(['.', ';', ':']);
            let goes_on = rest.strip_prefix(' ').is_some_and(|rest| {
                NOUNS.iter().any(|noun| rest.strip_prefix(noun).is_some_and(|after| after.starts_with(' ')))
            });
            if begins && goes_on {
                found.push(Slip::new(at..at + words.len(), format!("{words},")));
            }
        }
    }
    found
}

fn reason(reading: &Reading<'_>) -> Vec<Slip> {
    let text = reading.in_small_letters();
    let mut found = Vec::new();
    for part in found_alone(text, "lý do") {
        let rest = text.get(part.end..).unwrap_or_default();
        let clause = rest.split([',', ';', '.', ':']).next().unwrap_or_default();
        if let Some(again) = found_alone(clause, "do").next() {
            let start = part.end + again.start;
            // With the space after it.
            found.push(Slip::new(start..start + "do ".len(), ""));
        }
    }
    found
}

fn spaces(reading: &Reading<'_>) -> Vec<Slip> {
    // Columns are parted by more.
    if !reading.role.is_prose() || reading.text.contains("   ") || reading.text.contains('\t') {
        return Vec::new();
    }
    let inner = reading.text.trim_end();
    inner.match_indices("  ").filter(|(at, _)| *at > 0).map(|(at, _)| Slip::new(at..at + 2, " ")).collect()
}
