//! What is strange in a document as a whole: words of another level, bodies that are no more, the theme of another year,
//! headings that promise what is not there.

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::civil::Date;

use crate::check::Severity;
use crate::text::letters::plain_letters;
use crate::text::message::Message;
use crate::words::key;

use super::about::day_in;
use super::source::Role;
use super::{Find, Reading, Rule, Slip};

/// A theme of another year.
pub(super) const THEME: Rule = Rule {
    code: "Q08",
    level: Severity::Warning,
    about: Message::new("không phải chủ đề của năm báo cáo", "this is not the theme of the year"),
    hit: "BÁO CÁO\nKết quả Tháng hành động vì trẻ em năm 2024\n\nTháng hành động năm nay có chủ đề “Chung tay giảm thiểu tổn hại trẻ em”.",
    near_miss: "BÁO CÁO\nKết quả Tháng hành động vì trẻ em năm 2024\n\nTháng hành động có chủ đề “Hành động thiết thực, ưu tiên nguồn lực cho trẻ em”.",
    find: Find::Alone(theme),
};

/// A symbol that is not of who reports or signs.
pub(super) const ISSUER: Rule = Rule {
    code: "Q09",
    level: Severity::Warning,
    about: Message::new(
        "ký hiệu, chủ thể của câu và người ký không cùng một cơ quan",
        "symbol, subject of the sentences and signature are of several bodies",
    ),
    hit: "Số: 12/BC-BĐH\n\nBÁO CÁO\nKết quả năm 2026\n\nỦy ban nhân dân xã Suối Lim báo cáo kết quả như sau:",
    near_miss: "Số: 12/BC-UBND\n\nBÁO CÁO\nKết quả năm 2026\n\nỦy ban nhân dân xã Suối Lim báo cáo kết quả như sau:",
    find: Find::Beside(issuer),
};

/// "các sở, ngành" in the report of a commune.
pub(super) const LEVEL: Rule = Rule {
    code: "Q10",
    level: Severity::Warning,
    about: Message::new("chữ của cấp khác, có thể còn lại từ mẫu", "words of another level, perhaps left from a model"),
    hit: "Ủy ban nhân dân xã Suối Lim báo cáo kết quả như sau:\n\nCác sở, ngành còn gửi số liệu chậm so với kế hoạch đề ra.",
    near_miss: "Ủy ban nhân dân xã Suối Lim báo cáo kết quả như sau:\n\nTheo chỉ đạo của UBND tỉnh, các thôn đã gửi số liệu đúng hạn.",
    find: Find::Alone(level),
};

/// A heading that promises what does not stand below.
pub(super) const PROMISE: Rule = Rule {
    code: "Q11",
    level: Severity::Warning,
    about: Message::new(
        "tiêu đề nói tới mà bên dưới không có",
        "the heading promises it, and nothing of it stands below",
    ),
    hit: "II. Tồn tại, hạn chế và nguyên nhân\nCông tác báo cáo của một số thôn còn chậm so với kế hoạch.\nIII. Kiến nghị\nKhông có kiến nghị, đề xuất.",
    near_miss: "II. Tồn tại, hạn chế và nguyên nhân\nCông tác báo cáo của một số thôn còn chậm.\nNguyên nhân là cán bộ còn kiêm nhiệm nhiều việc.\nIII. Kiến nghị\nKhông có kiến nghị, đề xuất.",
    find: Find::Beside(promises),
};

/// A report to a superior without its address.
pub(super) const ADDRESSEE: Rule = Rule {
    code: "Q12",
    level: Severity::Error,
    about: Message::new(
        "báo cáo gửi cấp trên có “Kính gửi”; nơi nhận bắt đầu bằng “Như trên”, kết thúc bằng “Lưu: VT” (phụ lục I, II.9)",
        "a report to a superior has “Kính gửi”; its recipients begin with “Như trên” and end with “Lưu: VT” (appendix I, II.9)",
    ),
    hit: "BÁO CÁO\nKết quả năm 2026\n\nỦy ban nhân dân xã Suối Lim báo cáo kết quả như sau:\n\nNơi nhận:\n- Sở Y tế tỉnh;\n- Lưu: VT.",
    near_miss: "BÁO CÁO\nKết quả năm 2026\n\nKính gửi: Sở Y tế tỉnh\n\nỦy ban nhân dân xã Suối Lim báo cáo kết quả như sau:\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.",
    find: Find::Beside(addressee),
};

/// A body that is no more.
pub(super) const GONE: Rule = Rule {
    code: "Q15",
    level: Severity::Warning,
    about: Message::new("cơ quan, đơn vị này không còn nữa", "this body is no more"),
    hit: "Suối Lim, ngày 05 tháng 7 năm 2026\n\nBÁO CÁO\nKết quả năm 2026\n\nLuật có từ năm 2016. Đã phối hợp với Phòng LĐTBXH trong công tác trẻ em.",
    near_miss: "Ngọc Hồi, ngày 05 tháng 7 năm 2021\n\nBÁO CÁO\nKết quả năm 2021\n\nĐã phối hợp với Phòng LĐTBXH trong công tác trẻ em.",
    find: Find::Alone(gone),
};

/// Where words stand by themselves in a text, both in small letters.
pub(super) fn found_alone<'t>(text: &'t str, words: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
    text.match_indices(words).filter_map(move |(at, _)| {
        let before = text.get(..at)?.chars().next_back();
        let after = text.get(at + words.len()..)?.chars().next();
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        (!is_letter(before) && !is_letter(after)).then(|| at..at + words.len())
    })
}

fn theme(reading: &Reading<'_>) -> Vec<Slip> {
    let Some(year) = reading.about.year.map(|year| year.to_string()) else { return Vec::new() };
    let themes = &reading.lists.themes;
    let own = themes.of_name(&year).map(|row| row.right.as_str()).filter(|own| !own.is_empty());
    let letters = |text: &str| -> String { plain_letters(text).chars().filter(|c| c.is_alphanumeric()).collect() };
    let of_another =
        |said: &str| themes.rows.iter().find(|row| row.wrong != year && letters(&row.right) == letters(said));
    // The theme of a year that the list does not have yet is at least none of the years before.
    let slip = |part: Range<usize>, said: &str| match own {
        Some(own) => (letters(said) != letters(own)).then(|| Slip::new(part, own.to_owned())),
        None => of_another(said).map(|row| {
            let of = &row.wrong;
            let said = [format!("đây là chủ đề của năm {of}"), format!("this is the theme of {of}")];
            Slip { said: Some(said), ..Slip::unsure(part) }
        }),
    };
    let mut found = Vec::new();
    // The answer to "Chủ đề" is the theme and nothing else.
    let is_theme = |text: &str| of_another(text).is_some() || own.is_some_and(|own| is_nearly(text, own));
    if reading.role == Role::Entry && is_theme(reading.text) {
        found.extend(slip(0..reading.text.len(), reading.text));
    }
    for (at, words) in reading.text.match_indices("chủ đề") {
        let after = at + words.len();
        let rest = reading.text.get(after..).unwrap_or_default();
        let open = rest.find(['“', '"', '«']).filter(|open| *open <= "của năm nay là: ".len());
        let Some(open) = open else { continue };
        let begin = after + open + rest.get(open..).and_then(|r| r.chars().next()).map_or(1, char::len_utf8);
        let quoted = reading.text.get(begin..).unwrap_or_default();
        let Some(end) = quoted.find(['”', '"', '»']) else { continue };
        found.extend(slip(begin..begin + end, quoted.get(..end).unwrap_or_default()));
    }
    found
}

/// Whether a text has nearly the words of another: a word left out, added or changed.
fn is_nearly(text: &str, other: &str) -> bool {
    let words = |text: &str| -> BTreeSet<String> { text.split_whitespace().map(key).collect() };
    let (text, other) = (words(text), words(other));
    let common = text.intersection(&other).count();
    other.len() > 4 && common + 2 >= other.len() && common + 2 >= text.len()
}

fn issuer(readings: &[Reading<'_>]) -> Vec<(usize, Slip)> {
    let symbol =
        readings.iter().enumerate().filter(|(_, reading)| reading.role == Role::Label).find_map(|(at, reading)| {
            let begin = reading.text.find("/BC-")? + 1;
            let rest = reading.text.get(begin..)?;
            let end = rest.find(|c: char| !(c.is_uppercase() || matches!(c, '-' | '&' | '.'))).unwrap_or(rest.len());
            Some((at, begin..begin + end))
        });
    let Some((at, part)) = symbol else { return Vec::new() };
    let written = readings.get(at).and_then(|reading| reading.text.get(part.clone())).unwrap_or_default();
    let is_committee = written == "BC-UBND";
    let says = |reading: &Reading<'_>| {
        let text = reading.text.to_lowercase().replace("uỷ", "ủy");
        let begins = text.starts_with("ủy ban nhân dân") || text.starts_with("ubnd");
        reading.role == Role::Body && begins && text.contains("báo cáo")
    };
    let signed = |marks: &[&str]| {
        let is_mark = |text: &str| marks.iter().any(|mark| text.contains(mark));
        readings.iter().any(|reading| reading.role != Role::Body && is_mark(reading.text))
    };
    let signs_for = signed(&["TRƯỞNG BAN", "TRƯỞNG PHÒNG"]);
    let for_committee = signed(&["TM. ỦY BAN NHÂN DÂN", "TM. UBND"]);
    let is_strange = (!is_committee && (readings.iter().any(says) || for_committee)) || (is_committee && signs_for);
    if is_strange { vec![(at, Slip::unsure(part))] } else { Vec::new() }
}

fn level(reading: &Reading<'_>) -> Vec<Slip> {
    let Some(own) = reading.about.level.as_ref().filter(|_| reading.role != Role::Label) else { return Vec::new() };
    let text = reading.in_small_letters();
    let rows = reading.lists.levels.rows.iter().filter(|row| row.right.split(',').any(|level| level.trim() == own));
    let mut parts: Vec<Range<usize>> = rows.flat_map(|row| found_alone(text, &row.wrong)).collect();
    parts.retain(|part| !is_of_others(text, part));
    parts.sort_by_key(|part| (part.start, std::cmp::Reverse(part.end)));
    parts.dedup_by(|next, one| next.start < one.end);
    parts.into_iter().map(Slip::unsure).collect()
}

/// Whether words name what a superior does or leads: "theo Kế hoạch của UBND tỉnh trên địa bàn tỉnh".
fn is_of_others(text: &str, part: &Range<usize>) -> bool {
    let before = text.get(..part.start).unwrap_or_default();
    let clause = before.rsplit([',', ';', '.', ':']).next().unwrap_or_default();
    [
        "đề nghị",
        "kiến nghị",
        "chỉ đạo",
        "kế hoạch số",
        "quyết định số",
        "về việc",
        "chỉ thị",
        "công văn số",
        "ban hành",
        "quỹ ",
        "hội bảo",
    ]
    .iter()
    .any(|word| clause.contains(word))
}

/// What a heading may promise.
const PROMISED: [&str; 3] = ["học bổng", "nguyên nhân", "bài học kinh nghiệm"];

fn promises(readings: &[Reading<'_>]) -> Vec<(usize, Slip)> {
    let mut found = Vec::new();
    for (at, reading) in readings.iter().enumerate() {
        // What stands alone in a heading is said by what stands below it, whatever its words.
        let is_list = |text: &str| text.contains(',') || text.contains(" và ");
        if reading.role != Role::Heading || !is_list(reading.in_small_letters()) {
            continue;
        }
        let depth = depth_of(reading.text);
        let below = readings.iter().skip(at + 1);
        let below = || below.clone().take_while(|next| next.role != Role::Heading || depth_of(next.text) > depth);
        for promised in PROMISED {
            let part = found_alone(reading.in_small_letters(), promised).next();
            let is_said = || below().any(|next| next.in_small_letters().contains(promised));
            if let Some(part) = part.filter(|_| below().next().is_some() && !is_said()) {
                found.push((at, Slip::unsure(part)));
            }
        }
    }
    found
}

/// How deep a numbered heading stands: "I." above "1." above "a)".
fn depth_of(text: &str) -> usize {
    let number = text.split([' ', '\u{a0}']).next().unwrap_or_default().trim_end_matches(['.', ')', '/', ':']);
    let is_roman = !number.is_empty() && number.chars().all(|c| "IVXLC".contains(c));
    match number {
        _ if number.to_lowercase().starts_with("phần") => 0,
        _ if is_roman => 1,
        _ if number.starts_with(|c: char| c.is_ascii_digit()) => 2 + number.matches('.').count(),
        _ => 9,
    }
}

/// Bodies to which one reports.
const ABOVE: [&str; 7] = ["Sở ", "UBND tỉnh", "UBND huyện", "UBND xã", "Ủy ban nhân dân tỉnh", "Bộ ", "Phòng "];

fn addressee(readings: &[Reading<'_>]) -> Vec<(usize, Slip)> {
    if !readings.iter().any(|reading| reading.text.trim() == "BÁO CÁO") {
        return Vec::new();
    }
    let is_addressed = readings.iter().any(|reading| reading.text.trim_start().starts_with("Kính gửi"));
    let recipients = || readings.iter().enumerate().filter(|(_, reading)| reading.role == Role::Recipient);
    let name = |reading: &Reading<'_>| reading.text.trim_start_matches(['-', '–', ' ']).to_owned();
    let slip = |(at, reading): (usize, &Reading<'_>)| (at, Slip::unsure(0..reading.text.trim_end().len()));
    let mut found = Vec::new();
    if let Some(first) = recipients().next() {
        let name = name(first.1);
        if !is_addressed && ABOVE.iter().any(|body| name.starts_with(body)) {
            found.push(slip(first));
        } else if is_addressed && !["Như trên", "Như kính gửi"].iter().any(|words| name.starts_with(words)) {
            let said = [
                "đã có “Kính gửi” thì nơi nhận đầu tiên là “Như trên” (phụ lục I, II.9)",
                "after “Kính gửi” the first recipient is “Như trên” (appendix I, II.9)",
            ];
            let (at, slip) = slip(first);
            found.push((at, Slip { said: Some(said.map(str::to_owned)), ..slip }));
        }
    }
    if let Some(last) = recipients().last().filter(|_| !recipients().any(|(_, one)| name(one).starts_with("Lưu"))) {
        let said = [
            "nơi nhận cuối cùng là “Lưu: VT, …” (phụ lục I, II.9)",
            "the last recipient is “Lưu: VT, …” (appendix I, II.9)",
        ];
        let (at, slip) = slip(last);
        found.push((at, Slip { said: Some(said.map(str::to_owned)), ..slip }));
    }
    found
}

fn gone(reading: &Reading<'_>) -> Vec<Slip> {
    let about = reading.about;
    // The year alone tells less than a day: its last day is as late as it can be.
    let day = about.issued.or_else(|| Date::new(about.year?, 1, 1).ok());
    let Some(day) = day.filter(|_| reading.role.is_prose() || reading.role == Role::Recipient) else {
        return Vec::new();
    };
    let mut found: Vec<Slip> = Vec::new();
    for row in &reading.lists.bodies.rows {
        let Some(since) = row.right.parse::<Date>().ok().filter(|since| *since <= day) else { continue };
        for part in found_alone(reading.text, &row.wrong) {
            let before = reading.text.get(..part.start).unwrap_or_default();
            let after = reading.text.get(part.end..).unwrap_or_default();
            // "UBND huyện Ngọc Hồi (cũ)"
            let clause = after.split([',', ';', '.']).next().unwrap_or_default();
            let sentence = [last_sentence(before), first_sentence(after)].concat();
            // What was issued then, and what is told of then.
            let year = row.right.get(..4).unwrap_or_default();
            let is_then = |word: &str| word.len() == 4 && word.starts_with("20") && word < year;
            let small = sentence.to_lowercase();
            let is_of_then = sentence.split(|c: char| !c.is_ascii_digit()).any(is_then)
                || days_in(&sentence).any(|day| day < since)
                || ["trước đây", "trước khi", "trước ngày", "sáp nhập", "nay là", "tách ra"]
                    .iter()
                    .any(|words| small.contains(words));
            let is_past =
                is_of_then || before.trim_end().ends_with("cũ") || clause.ends_with(" cũ") || clause.contains("(cũ)");
            let is_known = found.iter().any(|slip| slip.part.start < part.end && part.start < slip.part.end);
            if !is_past && !is_known {
                let (since, now) = (shown(&row.right), row.column(0));
                let said = [format!("không còn từ {since}, nay là {now}"), format!("no more since {since}; now {now}")];
                found.push(Slip { said: Some(said), ..Slip::unsure(part) });
            }
        }
    }
    found
}

/// The days that a text names: "15/01/2025", "ngày 15 tháng 01 năm 2025".
fn days_in(text: &str) -> impl Iterator<Item = Date> + '_ {
    let in_figures = text.split(|c: char| !(c.is_ascii_digit() || c == '/')).filter_map(|day| {
        let [day, month, year] = day.split('/').collect::<Vec<_>>()[..] else { return None };
        Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
    });
    let in_words = text.match_indices("ngày ").filter_map(|(at, _)| day_in(text.get(at..)?));
    in_figures.chain(in_words)
}

/// What of a text belongs to the sentence in which it ends.
fn last_sentence(text: &str) -> &str {
    let part = text.rsplit([';', '\n']).next().unwrap_or_default();
    part.rsplit_once(". ").map_or(part, |(_, last)| last)
}

/// What of a text belongs to the sentence with which it begins.
fn first_sentence(text: &str) -> &str {
    let part = text.split([';', '\n']).next().unwrap_or_default();
    part.split_once(". ").map_or(part, |(first, _)| first)
}

/// "2025-07-01" as "01/7/2025".
fn shown(day: &str) -> String {
    day.parse::<Date>()
        .map_or_else(|_| day.to_owned(), |day| format!("{:02}/{}/{}", day.day(), day.month(), day.year()))
}
