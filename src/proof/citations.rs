//! Documents that are cited, days, and small numbers.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::check::Severity;
use crate::text::letters::{begins_with_small, ends_with_small};
use crate::text::message::Message;

use super::forms::cited;
use super::source::Role;
use super::{Find, Reading, Rule, Slip};

/// "Nghị quyết 04-NQ/TU".
pub(super) const NO_NUMBER_WORD: Rule = Rule {
    code: "T21",
    level: Severity::Warning,
    about: Message::new(
        "viện dẫn văn bản có chữ “số” trước số (phụ lục I, II.6.b)",
        "a cited document has “số” before its number (appendix I, II.6.b)",
    ),
    hit: "Theo Nghị quyết 04-NQ/TU ngày 05/5/2026 của Tỉnh ủy.",
    near_miss: "Theo Nghị quyết số 04-NQ/TU ngày 05/5/2026 của Tỉnh ủy; Đề án 06; Kế hoạch 5 năm.",
    find: Find::Alone(no_number_word),
};

/// A document that is cited for the first time without its day.
pub(super) const NO_DAY: Rule = Rule {
    code: "T22",
    level: Severity::Warning,
    about: Message::new(
        "viện dẫn lần đầu phải có ngày, cơ quan ban hành và trích yếu (phụ lục I, II.6.b)",
        "the first citation has day, issuer and subject (appendix I, II.6.b)",
    ),
    hit: "Theo Kế hoạch số 15/KH-UBND của UBND xã.",
    near_miss: "Theo Kế hoạch số 15/KH-UBND ngày 12/5/2026 của UBND xã. Các thôn đã làm theo Kế hoạch số 15/KH-UBND.",
    find: Find::Beside(no_day),
};

/// "ngày 12/5/2026" beside "ngày 06 tháng 5 năm 2026".
pub(super) const DAYS: Rule = Rule {
    code: "T23",
    level: Severity::Warning,
    about: Message::new(
        "ngày của văn bản viết hai kiểu, kiểu này ít hơn",
        "days of documents are written in two ways; this one is the rarer",
    ),
    hit: "Công văn số 15/SYT-VP ngày 06 tháng 5 năm 2026 của Sở Y tế; Kế hoạch số 16/KH-UBND ngày 12/5/2026 của UBND xã.",
    near_miss: "Công văn số 15/SYT-VP ngày 06/5/2026 của Sở Y tế; Kế hoạch số 16/KH-UBND ngày 12/5/2026 của UBND xã, từ ngày 01 tháng 6 năm 2026.",
    find: Find::Beside(days),
};

/// "3 phóng sự" beside "02 ca".
pub(super) const ZEROS: Rule = Rule {
    code: "T24",
    level: Severity::Warning,
    about: Message::new(
        "số dưới 10 chỗ có số 0, chỗ không; chỗ này ít hơn",
        "numbers below ten with and without a 0; this is the rarer",
    ),
    hit: "Có 3 phóng sự; phát hiện 02 ca bệnh và 01 ca dị tật.",
    near_miss: "Có 03 phóng sự; phát hiện 02 ca bệnh trong 6 tháng, 5 tuổi, 14 triệu đồng, 3,5 ha, 8/8 xã, quý 2; chính quyền 2 cấp, sản phẩm 4 sao, bóng đá 7 người, 3 kg.",
    find: Find::Beside(zeros),
};

const KINDS: [&str; 12] = [
    "công văn",
    "kế hoạch",
    "nghị quyết",
    "quyết định",
    "chỉ thị",
    "thông báo",
    "hướng dẫn",
    "chương trình",
    "nghị định",
    "thông tư",
    "kết luận",
    "báo cáo",
];

/// Symbols of a text with their numbers, "15/KH-UBND" and "04-NQ/TU".
fn symbols(text: &str) -> Vec<Range<usize>> {
    let mut list: Vec<Range<usize>> = cited(text).map(|(start, end)| start..end).collect();
    // Documents of the Party: the number, a dash, the kind.
    for (dash, _) in text.match_indices('-') {
        let before = text.get(..dash).unwrap_or_default();
        let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let after = text.get(dash + 1..).unwrap_or_default();
        let length = after.find(|c: char| !(c.is_uppercase() || matches!(c, '/' | '-'))).unwrap_or(after.len());
        let symbol = after.get(..length).unwrap_or_default();
        let starts_alone = !before.get(..before.len() - digits).is_some_and(|b| b.ends_with(['/', '-', ',', '.']));
        if digits > 0 && symbol.contains('/') && symbol.len() > 3 && starts_alone {
            list.push(dash - digits..dash + 1 + symbol.trim_end_matches(['-', '/']).len());
        }
    }
    list.sort_by_key(|part| part.start);
    list.dedup_by_key(|part| part.start);
    list
}

fn no_number_word(reading: &Reading<'_>) -> Vec<Slip> {
    let wrong = |part: Range<usize>| {
        let before = reading.text.get(..part.start)?.trim_end();
        let is_kind = KINDS.iter().any(|kind| ends_with_small(before, kind));
        let written = reading.text.get(part.clone())?;
        is_kind.then(|| Slip::new(part, format!("số {written}")))
    };
    symbols(reading.text).into_iter().filter_map(wrong).collect()
}

fn no_day(readings: &[Reading<'_>]) -> Vec<(usize, Slip)> {
    let mut known = BTreeSet::new();
    let mut found = Vec::new();
    for (at, reading) in readings.iter().enumerate() {
        // What was typed stands behind the citations of the form; the number of the document itself is no citation.
        if !matches!(reading.role, Role::Body | Role::Item | Role::Note) {
            continue;
        }
        for part in symbols(reading.text) {
            let written = reading.text.get(part.clone()).unwrap_or_default();
            let key: String = written.chars().filter(|c| !c.is_whitespace()).collect();
            let before = reading.text.get(..part.start).unwrap_or_default().trim_end();
            let is_cited = ends_with_small(before, "số") || KINDS.iter().any(|kind| ends_with_small(before, kind));
            let after = reading.text.get(part.end..).unwrap_or_default();
            let has_day = begins_with_small(after.trim_start_matches([' ', ',']), "ngày");
            // "Luật Trẻ em số 102/2016/QH13" and decrees are known by the year in their number.
            let has_year = key.split('/').nth(1).is_some_and(|year| year.len() == 4 && year.starts_with("20"));
            if !is_cited || !known.insert(key) {
                continue;
            }
            if !has_day && !has_year {
                found.push((at, Slip::unsure(part)));
            } else if has_day && ends_bare(after) {
                let said = [
                    "viện dẫn lần đầu còn thiếu cơ quan ban hành và trích yếu (phụ lục I, II.6.b)",
                    "the first citation lacks its issuer and subject (appendix I, II.6.b)",
                ];
                found.push((at, Slip { said: Some(said.map(str::to_owned)), ..Slip::unsure(part) }));
            }
        }
    }
    found
}

/// Whether a citation ends with its day: nothing says whose it is, or what about.
fn ends_bare(after: &str) -> bool {
    let rest = after.trim_start_matches([' ', ',']);
    let rest = rest.get("ngày".len()..).unwrap_or_default();
    let is_day = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '\u{a0}' | '/');
    let mut rest = rest.trim_start_matches(is_day);
    for word in ["tháng", "năm"] {
        rest = rest.strip_prefix(word).map_or(rest, |rest| rest.trim_start_matches(is_day));
    }
    rest.starts_with([',', '.', ';'])
}

fn days(readings: &[Reading<'_>]) -> Vec<(usize, Slip)> {
    let (mut in_words, mut in_figures) = (Vec::new(), Vec::new());
    for (at, reading) in readings.iter().enumerate() {
        if matches!(reading.role, Role::Answer | Role::Entry) {
            continue;
        }
        for part in symbols(reading.text) {
            let after = reading.text.get(part.end..).unwrap_or_default();
            let Some(day) = after.trim_start_matches([' ', ',']).strip_prefix("ngày ") else { continue };
            let start = reading.text.len() - day.len();
            let digits = day.find(|c: char| !c.is_ascii_digit()).unwrap_or(day.len());
            let rest = day.get(digits..).unwrap_or_default();
            let end_of = |text: &str| text.find(|c: char| !(c.is_ascii_digit() || c == '/')).unwrap_or(text.len());
            if let Some(month) = rest.strip_prefix(" tháng ") {
                let length = month.find(" năm ").map_or(0, |year| year + " năm 2026".len());
                let end = reading.text.len() - month.len() + length;
                in_words.push((at, Slip::unsure(start..end.min(reading.text.len()))));
            } else if rest.starts_with('/') && digits > 0 {
                in_figures.push((at, Slip::unsure(start..start + digits + end_of(rest))));
            }
        }
    }
    // A day behind two symbols is one.
    for days in [&mut in_words, &mut in_figures] {
        days.dedup_by(|(at, one): &mut (usize, Slip), (other, two)| at == other && one.part == two.part);
    }
    match (in_words.len(), in_figures.len()) {
        (0, _) | (_, 0) => Vec::new(),
        (words, figures) if figures > words => in_words,
        _ => in_figures,
    }
}

/// Words before a number that make it a name, or the size of something.
const NAMED: [&str; 33] = [
    "ngày", "tháng", "năm", "quý", "số", "khoản", "điều", "điểm", "mục", "chương", "phần", "lớp", "khối", "thôn", "tổ",
    "án", "lần", "giai", "nhóm", "cấp", "đội", "khu", "đợt", "vòng", "vụ", "hạng", "khóa", "loại", "ấp", "bản",
    "tuyến", "thứ", "đá",
];

/// The first syllable of what a report counts; measures, and numbers that are a name ("chính quyền 2 cấp", "3 sao"), have
/// no nought.
const COUNTED: [&str; 60] = [
    "ấp",
    "băng",
    "bài",
    "bản",
    "buổi",
    "buôn",
    "ca",
    "cán",
    "cảnh",
    "cháu",
    "chiếc",
    "chi",
    "chốt",
    "cơ",
    "con",
    "công",
    "cuộc",
    "câu",
    "danh",
    "diễn",
    "doanh",
    "dự",
    "đám",
    "đoàn",
    "đối",
    "đợt",
    "đơn",
    "em",
    "giáo",
    "học",
    "hồ",
    "hộ",
    "hội",
    "hợp",
    "kế",
    "lớp",
    "lượt",
    "mô",
    "người",
    "nhà",
    "pa",
    "phần",
    "phóng",
    "phòng",
    "phụ",
    "quyết",
    "sản",
    "suất",
    "tập",
    "thôn",
    "tin",
    "tổ",
    "trạm",
    "trẻ",
    "trường",
    "văn",
    "vụ",
    "vườn",
    "xã",
    "ý",
];

fn zeros(readings: &[Reading<'_>]) -> Vec<(usize, Slip)> {
    let (mut padded, mut bare) = (Vec::new(), Vec::new());
    for (at, reading) in readings.iter().enumerate() {
        if matches!(reading.role, Role::Answer | Role::Entry) {
            continue;
        }
        for (place, syllable) in reading.syllables.iter().enumerate() {
            let word = |at: Option<usize>| {
                let syllable = at.and_then(|at| reading.syllables.get(at))?;
                reading.text.get(syllable.part.clone()).map(str::to_lowercase)
            };
            let written = reading.text.get(syllable.part.clone()).unwrap_or_default();
            let is_bare = written.len() == 1 && matches!(written.as_bytes(), [b'1'..=b'9']);
            let is_padded = written.len() == 2 && matches!(written.as_bytes(), [b'0', b'1'..=b'9']);
            if !is_bare && !is_padded {
                continue;
            }
            let after = reading.text.get(syllable.part.end..).unwrap_or_default();
            let before = reading.text.get(..syllable.part.start).unwrap_or_default();
            let is_counted =
                after.strip_prefix([' ', '\u{a0}']).is_some_and(|rest| rest.starts_with(char::is_lowercase));
            let is_alone = before.is_empty() || before.ends_with([' ', '\u{a0}', '(']);
            let is_first = before.trim().is_empty();
            let next = word(Some(place + 1)).unwrap_or_default();
            let named = place.checked_sub(1).and_then(|at| word(Some(at))).unwrap_or_default();
            let is_noun = COUNTED.contains(&next.as_str()) && !NAMED.contains(&named.as_str());
            if !is_counted || !is_alone || is_first || !is_noun {
                continue;
            }
            let part = syllable.part.clone();
            if is_bare {
                bare.push((at, Slip::new(part, format!("0{written}"))));
            } else {
                padded.push((at, Slip::new(part, written.trim_start_matches('0'))));
            }
        }
    }
    match (padded.len(), bare.len()) {
        (0, _) | (_, 0) => Vec::new(),
        (padded_ones, bare_ones) if bare_ones > padded_ones => padded,
        _ => bare,
    }
}
