//! Names of bodies by appendix II of NĐ 30/2020, and the marks within them.

use std::ops::Range;

use crate::check::Severity;
use crate::text::letters::capitalised;
use crate::text::message::Message;
use crate::words::Syllable;

use super::source::Role;
use super::{Find, Reading, Rule, Slip};

/// "Ban văn hóa thông tin", "Phòng Y Tế".
pub(super) const BODIES: Rule = Rule {
    code: "T25",
    level: Severity::Warning,
    about: Message::new(
        "tên cơ quan viết hoa chữ đầu của cụm từ chỉ lĩnh vực (phụ lục II, mục IV)",
        "in names of bodies the first word of the field has a capital (appendix II, IV)",
    ),
    hit: "Đã phối hợp với Ban văn hóa của xã.",
    near_miss: "Đã phối hợp với Ban Văn hóa, Sở Y tế, ông Y Tê và cán bộ y tế; Trung tâm xã; Ban tổ chức.",
    find: Find::Alone(bodies),
};

/// "Phòng Lao động - TB&XH", "Giáo dục & Đào tạo".
pub(super) const AMPERSAND: Rule = Rule {
    code: "T26",
    level: Severity::Warning,
    about: Message::new(
        "tên viết tắt một nửa, hoặc “&” thay chữ “và”",
        "a name of which half is short, or “&” for “và”",
    ),
    hit: "Phòng Giáo dục & Đào tạo đã phối hợp.",
    near_miss: "Phòng Giáo dục và Đào tạo, Sở LĐTB&XH đã phối hợp theo Kế hoạch số 15/KH-VX&QLĐT ngày 12/5/2026 của Sở.",
    find: Find::Alone(ampersand),
};

/// "Đăk Glei-Ngọc Hồi".
pub(super) const DASH: Rule = Rule {
    code: "T27",
    level: Severity::Warning,
    about: Message::new("dấu gạch nối giữa hai tên có cách hai bên", "a dash between two names has spaces"),
    hit: "Chi cục Thống kê khu vực Đăk Glei-Ngọc Hồi đã gửi số liệu.",
    near_miss: "Chi cục Thống kê khu vực Đăk Glei - Ngọc Hồi, dịch Covid-19, 15/KH-UBND, vi-rút, Mát-xcơ-va.",
    find: Find::Alone(dash),
};

/// What a body is, before its field.
const KINDS: [&str; 12] =
    ["Ban", "Bộ", "Sở", "Phòng", "Trung tâm", "Bệnh viện", "Hội", "Chi cục", "Cục", "Vụ", "Trạm", "Viện"];

fn bodies(reading: &Reading<'_>) -> Vec<Slip> {
    let words: Vec<&str> =
        reading.syllables.iter().filter_map(|syllable| reading.text.get(syllable.part.clone())).collect();
    if words.len() != reading.syllables.len() || is_in_capitals(reading.text) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for at in 0..words.len() {
        let Some((domain, length)) = domain_at(reading, at) else { continue };
        let parts = reading.syllables.get(at..at + length).unwrap_or_default();
        let (Some(first), Some(last)) = (parts.first(), parts.last()) else { continue };
        let part = first.part.start..last.part.end;
        let capitals = words.get(at..at + length).unwrap_or_default().iter().filter(|word| has_capital(word)).count();
        let right = capitalised(domain);
        // "Y Tế": each of its words has one; a person's name is never a field.
        let is_shouted = reading.text.get(part.clone()).is_some_and(is_in_capitals);
        let has_all =
            capitals == length && !is_shouted && length > 1 && reading.text.get(part.clone()) != Some(right.as_str());
        if has_all || (capitals == 0 && follows_kind(reading, at)) {
            found.push(Slip::new(part, right));
        }
    }
    found
}

/// The bodies that a text names by their field, "Phòng Văn hóa - Xã hội": a name for each however it is written, and where
/// it stands.
pub(super) fn bodies_named(reading: &Reading<'_>) -> Vec<(String, Range<usize>)> {
    let mut found = Vec::new();
    for at in 0..reading.syllables.len() {
        let Some(first) = reading.syllables.get(at) else { continue };
        let kind = KINDS.iter().find(|kind| {
            let rest = reading.text.get(first.part.start..).unwrap_or_default();
            rest.strip_prefix(**kind).is_some_and(|rest| rest.starts_with(' '))
        });
        let Some(kind) = kind else { continue };
        let mut next = at + kind.split(' ').count();
        let (mut key, mut end, mut fields) = ((*kind).to_owned(), 0, 0);
        while let Some((domain, length)) = domain_at(reading, next) {
            let gap = reading.syllables.get(next).and_then(|s| reading.text.get(end.max(first.part.end)..s.part.start));
            if fields > 0 && !gap.is_some_and(|gap| matches!(gap, " - " | " " | "-" | ", " | " và " | " & " | " – "))
            {
                break;
            }
            key = format!("{key} {domain}");
            end = reading.syllables.get(next + length - 1).map_or(end, |syllable| syllable.part.end);
            (next, fields) = (next + length, fields + 1);
            let is_and = |syllable: &Syllable| reading.text.get(syllable.part.clone()) == Some("và");
            let joins = reading.syllables.get(next).is_some_and(is_and) && domain_at(reading, next + 1).is_some();
            next += usize::from(joins);
        }
        if fields > 1 {
            found.push((key, first.part.start..end));
        }
    }
    found
}

/// The longest field that begins at a word, and how many words it has.
fn domain_at<'r>(reading: &'r Reading<'_>, at: usize) -> Option<(&'r str, usize)> {
    let first = reading.syllables.get(at)?;
    let rows = reading.lists.domains.beginning_with(&first.key);
    let fits = |keys: &[String]| {
        let own = reading.syllables.get(at..at + keys.len());
        own.is_some_and(|own| own.iter().map(|syllable| &syllable.key).eq(keys) && are_beside(reading.text, own))
    };
    rows.filter(|row| fits(&row.keys)).max_by_key(|row| row.keys.len()).map(|row| (row.wrong.as_str(), row.keys.len()))
}

/// Whether syllables stand one space from each other.
fn are_beside(text: &str, syllables: &[Syllable]) -> bool {
    syllables.windows(2).all(|pair| match pair {
        [one, two] => text.get(one.part.end..two.part.start) == Some(" "),
        _ => false,
    })
}

/// Whether what a body is stands just before a word, in the middle of a sentence and with its capital.
fn follows_kind(reading: &Reading<'_>, at: usize) -> bool {
    let Some(word) = reading.syllables.get(at) else { return false };
    let before = reading.text.get(..word.part.start).unwrap_or_default();
    let Some(bare) = before.strip_suffix(' ') else { return false };
    KINDS.iter().any(|kind| {
        let rest = bare.strip_suffix(kind).map(str::trim_end);
        rest.is_some_and(|rest| {
            let begins = rest.is_empty() || rest.ends_with(['.', ':', '-', '+', '–', '“', '"']);
            !begins
                && bare.len() > kind.len()
                && bare.get(..bare.len() - kind.len()).is_some_and(|r| r.ends_with([' ', '(']))
        })
    })
}

fn has_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

fn is_in_capitals(text: &str) -> bool {
    !text.contains(char::is_lowercase)
}

fn ampersand(reading: &Reading<'_>) -> Vec<Slip> {
    if reading.role == Role::Label && is_in_capitals(reading.text) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (at, _) in reading.text.match_indices('&') {
        let (before, after) =
            (reading.text.get(..at).unwrap_or_default(), reading.text.get(at + 1..).unwrap_or_default());
        if before.ends_with(' ') && after.starts_with(' ') {
            let is_word = |text: &str| text.contains(char::is_lowercase);
            let (one, two) = (before.split_whitespace().next_back(), after.split_whitespace().next());
            if one.is_some_and(is_word) && two.is_some_and(is_word) {
                found.push(Slip::new(at..at + 1, "và"));
            }
        } else if let Some(part) = half_short(reading.text, at) {
            found.push(Slip::unsure(part));
        }
    }
    found
}

/// The short half of a name of which the other stands in full: "TB&XH" in "Lao động - TB&XH".
fn half_short(text: &str, at: usize) -> Option<Range<usize>> {
    let (before, after) = (text.get(..at)?, text.get(at + 1..)?);
    let is_letter = |c: char| c.is_uppercase();
    let start = before.trim_end_matches(is_letter).len();
    let end = at + 1 + (after.len() - after.trim_start_matches(is_letter).len());
    let rest = before.get(..start)?.strip_suffix(" - ")?;
    let whole = rest.split_whitespace().next_back()?;
    (start < at && end > at + 1 && whole.contains(char::is_lowercase)).then_some(start..end)
}

fn dash(reading: &Reading<'_>) -> Vec<Slip> {
    let mut found = Vec::new();
    for (at, _) in reading.text.match_indices('-') {
        let (before, after) =
            (reading.text.get(..at).unwrap_or_default(), reading.text.get(at + 1..).unwrap_or_default());
        let end = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '.' | '(' | ')' | '“' | '”');
        let one = before.rsplit(end).next().unwrap_or_default();
        let two = after.split(end).next().unwrap_or_default();
        let is_name = |word: &str| {
            word.chars().count() > 1
                && word.starts_with(char::is_uppercase)
                && word.chars().skip(1).all(char::is_lowercase)
        };
        // "Shift-Tab" is no name of a place.
        if is_name(one) && is_name(two) && !(one.is_ascii() && two.is_ascii()) {
            found.push(Slip::new(at - one.len()..at + 1 + two.len(), format!("{one} - {two}")));
        }
    }
    found
}
