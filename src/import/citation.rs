//! Documents named in prose: "Công văn số 653/SYT-BMTE ngày 06 tháng 5 năm 2021 của … về việc …".

use crate::report::field::citation as part;
use crate::text::letters::{plain_letters, small_in_place};

use super::bodies::names_body;
use super::outline::word_set;

/// Kinds of document that have a number (NĐ 30/2020, điều 7), and laws.
const KINDS: [&str; 17] = [
    "Công văn",
    "Kế hoạch",
    "Quyết định",
    "Chỉ thị",
    "Nghị quyết",
    "Chương trình",
    "Hướng dẫn",
    "Thông báo",
    "Nghị định",
    "Thông tư",
    "Đề án",
    "Phương án",
    "Công điện",
    "Kết luận",
    "Bộ luật",
    "Luật",
    "Pháp lệnh",
];

/// Those of them that go by their name, not by a number.
const LAWS: [&str; 3] = ["Bộ luật", "Luật", "Pháp lệnh"];

/// Words with which a sentence goes on after the name of an issuer.
const AFTER_ISSUER: [&str; 39] = [
    " V/v",
    " kết luận",
    " thông báo",
    " v/v",
    " đề nghị",
    " được",
    " đã ",
    " ngày ",
    " khóa ",
    " nhiệm kỳ",
    ", nhiệm kỳ",
    " lần thứ",
    " kỳ họp",
    ", kỳ họp",
    " quy định",
    " hướng dẫn",
    " sửa đổi",
    " phê duyệt",
    " tổng kết",
    " báo cáo",
    " giai đoạn",
    " thực hiện",
    " triển khai",
    " tổ chức",
    " trong ",
    " nhằm ",
    " theo ",
    " từ ",
    " đến ",
    " tại ",
    " (",
    " năm ",
    " ban hành",
    " với chủ đề",
    ", nhà trường",
    ", phòng ",
    ", trường ",
    ", phường ",
    ", xã ",
];

/// The parts of a citation, as one would type them; what is not said is blank.
pub(crate) type Parts = [String; 6];

/// Where a citation stands in a text.
#[derive(Debug)]
pub(crate) struct Found {
    /// The words before it.
    pub before: String,
    pub parts: Parts,
}

/// Words that join the parts of a citation.
const JOINING: [&str; 7] = ["so", "ngay", "thang", "nam", "cua", "ve", "viec"];

impl Found {
    /// Whether the words before it and its parts say all that a text says.
    pub(crate) fn is_all_of(&self, text: &str) -> bool {
        let said = word_set(&format!("{} {}", self.before, self.parts.join(" ")));
        // A symbol may have been put together.
        let symbol = plain_letters(&self.parts[part::SYMBOL]);
        let is_said =
            |word: &String| JOINING.contains(&word.as_str()) || said.contains(word) || symbol.contains(word.as_str());
        word_set(text).iter().all(is_said)
    }
}

/// The documents that a list joins with "; ", each with what stands around it; a subject may have semicolons of its own.
pub(crate) fn listed(text: &str) -> Vec<&str> {
    let begins = |rest: &str| find(rest).is_some_and(|found| found.before.is_empty());
    let gaps = text.match_indices("; ").filter(|(at, gap)| text.get(at + gap.len()..).is_some_and(begins));
    let mut start = 0;
    let mut list = Vec::new();
    for (at, gap) in gaps {
        list.extend(text.get(start..at));
        start = at + gap.len();
    }
    list.extend(text.get(start..));
    list
}

/// The first document that a text names with its number, or a law at its start.
pub(crate) fn find(text: &str) -> Option<Found> {
    let lower = small_in_place(text);
    let mut starts: Vec<(usize, &str)> = Vec::new();
    for kind in KINDS {
        starts.extend(lower.match_indices(&kind.to_lowercase()).map(|(at, _)| (at, kind)));
    }
    starts.sort_unstable();
    starts.into_iter().find_map(|(at, kind)| {
        let rest = text.get(at + kind.len()..)?.trim_start();
        let before = text.get(..at)?.trim().to_owned();
        let parts = if LAWS.contains(&kind) { law(kind, rest)? } else { numbered(kind, rest)? };
        Some(Found { before, parts })
    })
}

fn law(kind: &str, rest: &str) -> Option<Parts> {
    // "Luật Phòng, chống thiên tai": after a comma a name goes on with a small letter.
    let comma = rest
        .match_indices(", ")
        .find(|(at, _)| rest.get(at + 2..).is_some_and(|after| !after.starts_with(char::is_lowercase)));
    let end = rest.find([';', '.']).into_iter().chain(comma.map(|(at, _)| at)).min().unwrap_or(rest.len());
    let name = rest.get(..end)?.trim_end_matches([',', ' ']).trim();
    let mut parts = Parts::default();
    kind.clone_into(&mut parts[part::KIND]);
    let (name, day) = name.split_once(" ngày ").unwrap_or((name, ""));
    parts[part::DATE] = date(day).map(|(day, _)| day).unwrap_or_default();
    name.split(" số ").next()?.clone_into(&mut parts[part::SUBJECT]);
    (name.starts_with(char::is_uppercase) && name.chars().count() < 80).then_some(parts)
}

fn numbered(kind: &str, rest: &str) -> Option<Parts> {
    let rest = rest.strip_prefix("số").unwrap_or(rest).trim_start_matches([':', ' ']);
    let end = rest.find(|c: char| !c.is_ascii_digit())?;
    let (number, rest) = rest.split_at(end);
    let rest = rest.strip_prefix(['/', '-'])?;
    // "653/SLĐT BXH-TEB": a symbol has no spaces, but typists put them in; then it is not sure.
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ')' | '.')).unwrap_or(rest.len());
    let (symbol, mut rest) = rest.split_at(end);
    // "CTr" and "TTr" are the only kinds with a small letter (phụ lục III, mục I).
    let capitals = symbol.replace("CTr", "CT").replace("TTr", "TT");
    let symbol_like = capitals.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '-' | '/' | '&'));
    if number.is_empty() || symbol.is_empty() || !symbol_like {
        return None;
    }
    let mut symbol = symbol.to_owned();
    if let Some((word, after)) = rest.trim_start().split_once([' ', ','])
        && word.contains('-')
        && word.chars().all(|c| c.is_uppercase() || c == '-')
        && rest.starts_with(' ')
    {
        symbol.push_str(word);
        rest = after;
    }
    let mut parts = Parts::default();
    kind.clone_into(&mut parts[part::KIND]);
    // The page writes 09 for 9 (phụ lục I, mục II.3).
    number.strip_prefix('0').filter(|digit| digit.len() == 1).unwrap_or(number).clone_into(&mut parts[part::NUMBER]);
    parts[part::SYMBOL] = symbol;
    let rest = rest.trim_start_matches([',', ' ']);
    let rest = match rest.strip_prefix("ngày") {
        None => rest,
        Some(after) => {
            let (date, after) = date(after.trim_start())?;
            parts[part::DATE] = date;
            after
        }
    };
    let rest = rest.trim_start_matches([',', ' ']);
    // "của UBND tỉnh ngày 04/6/2025 về việc …"
    let late =
        rest.split_once(" ngày ").filter(|(issuer, _)| parts[part::DATE].is_empty() && issuer.starts_with("của "));
    let late = late.and_then(|(issuer, after)| Some((issuer, date(after)?)));
    let joined;
    let rest = match late {
        Some((issuer, (day, after))) => {
            parts[part::DATE] = day;
            joined = format!("{issuer}{after}");
            joined.as_str()
        }
        None => rest,
    };
    // "Nghị định … của Chính phủ quy định chi tiết …" has no "về".
    let about = ["về ", "v/v ", "V/v ", "quy định ", "hướng dẫn ", "sửa đổi", "phê duyệt "]
        .iter()
        .filter_map(|words| rest.find(words))
        .min();
    let (issuer, subject) = about.map_or((rest, ""), |at| rest.split_at(at));
    if let Some(issuer) = issuer.strip_prefix("của ") {
        // The name of a board says what it is for: "Ban Chỉ đạo thực hiện Quy chế dân chủ xã".
        let after: &[&str] = if issuer.starts_with("Ban ") { &[" ("] } else { &AFTER_ISSUER };
        let others = KINDS.iter().filter_map(|kind| issuer.find(&format!(" và {kind}")));
        let end = after.iter().filter_map(|words| issuer.find(words)).chain(others).min().unwrap_or(issuer.len());
        let issuer = issuer.get(..end)?.trim_end_matches([',', ' ', ';', '.']);
        if issuer.chars().count() < 120 && !issuer.contains([';', '.']) {
            issuer.clone_into(&mut parts[part::ISSUER]);
        }
    }
    let subject = subject
        .trim_start_matches("v/v ")
        .trim_start_matches("V/v ")
        .trim_start_matches("về ")
        .trim_start_matches("việc ");
    // The subject of a document ends where the sentence goes on.
    let ends = [";", ". ", " (từ ", " trên địa bàn huyện"];
    let others = KINDS.iter().filter_map(|kind| subject.find(&format!(" và {kind} số ")));
    let ends = ends.iter().filter_map(|end| subject.find(end));
    // "với chủ đề “Vì trẻ em, chung tay …”" is one name.
    let is_quoted = |at: usize| {
        let before = subject.get(..at).unwrap_or_default();
        before.matches('“').count() > before.matches('”').count() || before.matches('"').count() % 2 == 1
    };
    let clause =
        subject.match_indices(", ").find(|(at, _)| !is_quoted(*at) && subject.get(at + 2..).is_some_and(goes_on));
    let end = ends.chain(others).chain(clause.map(|(at, _)| at)).min().unwrap_or(subject.len());
    subject.get(..end)?.trim_end_matches(['.', ',', ' ', '/', ';']).clone_into(&mut parts[part::SUBJECT]);
    Some(parts)
}

/// With these words, in plain letters, a clause after a comma says what else is to be told of a document.
const CLAUSES: [&str; 6] = ["chu de ", "giao ", "theo do", "thuc hien tu ngay ", "trong do ", "yeu cau "];

/// Whether what stands after a comma is no part of a subject any more: who reports, or another clause.
fn goes_on(after: &str) -> bool {
    let plain = plain_letters(after);
    // "phòng, chống", "nhà trường" may be of the subject: a body in small letters is one where it reports.
    let reports = after.ends_with(':') && !after.contains(", ");
    names_body(after) || reports || CLAUSES.iter().any(|words| plain.starts_with(words))
}

/// A day in words or figures at the start, and what follows.
pub(crate) fn date(text: &str) -> Option<(String, &str)> {
    let figures = text.find(|c: char| !(c.is_ascii_digit() || c == '/')).unwrap_or(text.len());
    let (day, rest) = text.split_at(figures);
    if day.matches('/').count() == 2 {
        return Some((day.to_owned(), rest));
    }
    let mut words = text.split_whitespace();
    let (day, month_word, month, year_word, year) =
        (words.next()?, words.next()?, words.next()?, words.next()?, words.next()?);
    if plain_letters(month_word) != "thang" || plain_letters(year_word) != "nam" {
        return None;
    }
    let year_digits: String = year.chars().take_while(char::is_ascii_digit).collect();
    let number = |word: &str| word.parse::<u8>().is_ok();
    if !number(day) || !number(month) || year_digits.len() != 4 {
        return None;
    }
    let at = text.find(year)? + year_digits.len();
    Some((format!("{day}/{month}/{year_digits}"), text.get(at..)?))
}
