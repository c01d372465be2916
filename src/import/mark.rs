//! The marks before headings and items: "Phần thứ nhất", "II.", "1.1.", "a)", "-", "+".

use crate::report::signing;
use crate::text::letters::{BULLETS, plain_letters};

/// A mark at the start of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark<'t> {
    /// How far down it stands: 0 for parts, 1 for Roman numbers, then "1.", "1.1.", … and "a)".
    pub level: u8,
    /// What follows.
    pub rest: &'t str,
}

/// The level of "a)", below any number.
pub(crate) const LETTER: u8 = 6;

/// Signs before an item, beside [`BULLETS`], as typists and word processors put them.
const SIGNS: [char; 7] = ['-', '—', '·', '*', '+', '\u{f0b7}', '\u{f0a7}'];

/// Signs that may stand behind a number.
const BEHIND: [char; 6] = ['.', ')', '/', '-', '–', ':'];

/// The number or letter of a heading or an item, as far as one can be told: "I.", "II-", "1/", "1.1", "a)", with or
/// without a space after it.
pub(crate) fn mark_of(text: &str) -> Option<Mark<'_>> {
    part(text).or_else(|| numbered(text))
}

/// What follows the number or letter of a heading or an item.
pub(crate) fn number_of(text: &str) -> Option<&str> {
    mark_of(text).map(|mark| mark.rest)
}

/// "PHẦN III: …", "Phần thứ nhất".
fn part(text: &str) -> Option<Mark<'_>> {
    let mut words = text.split_inclusive([' ', '\u{a0}']);
    let word = |words: &mut std::str::SplitInclusive<'_, [char; 2]>| {
        words.next().map(|word| (word.len(), plain_letters(word)))
    };
    let (first, phan) = word(&mut words)?;
    let (second, which) = word(&mut words)?;
    let mut length = first + second;
    let bare = which.trim_end_matches(BEHIND);
    if which == "thu" {
        length += word(&mut words)?.0;
    } else {
        let is_number = !bare.is_empty()
            && bare.len() < 5
            && bare.chars().all(|c| matches!(c, 'i' | 'v' | 'x') || c.is_ascii_digit());
        let is_letter = bare.len() == 1 && text.get(first..).is_some_and(|rest| rest.starts_with(char::is_uppercase));
        if !is_number && !is_letter {
            return None;
        }
    }
    let is_title = phan == "phan" && text.starts_with('P');
    is_title.then(|| Mark {
        level: 0,
        rest: text.get(length..).unwrap_or_default().trim_start_matches([':', '.', '-', '–', ' ', '\u{a0}']),
    })
}

fn numbered(text: &str) -> Option<Mark<'_>> {
    // "T/M ỦY BAN NHÂN DÂN" signs.
    if signing::mark(text).is_some() {
        return None;
    }
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '.').unwrap_or(text.len());
    // "1.1." and "1.1" are one; a letter may follow at once: "1.Tuyên truyền".
    let head = text.get(..end)?;
    let letters = |c: char| c.is_alphabetic();
    let (number, level) = if head.starts_with(|c: char| c.is_ascii_digit()) {
        let length = head.find(letters).unwrap_or(head.len());
        let number = head.get(..length)?.trim_end_matches('.');
        let parts: Vec<&str> = number.split('.').collect();
        let is_number = |part: &&str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        if !parts.iter().all(is_number) || parts.len() > 4 {
            return None;
        }
        (number, 1 + u8::try_from(parts.len()).unwrap_or(4))
    } else {
        let number = head.split('.').next()?;
        let roman = !number.is_empty() && number.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
        let single = number.chars().count() == 1;
        match () {
            () if roman => (number, 1),
            () if single && number.starts_with(char::is_lowercase) => (number, LETTER),
            // "A. KẾT QUẢ" stands above Roman numbers.
            () if single && ('A'..='H').contains(&number.chars().next()?) && text.chars().count() < 80 => (number, 0),
            () if single && text.get(number.len()..).is_some_and(is_title) => (number, 0),
            () => return None,
        }
    };
    let after = text.get(number.len()..)?;
    let rest = after.trim_start_matches([' ', '\u{a0}']);
    let behind = rest.chars().next().filter(|c| BEHIND.contains(c));
    let rest = behind.map_or(rest, |sign| rest.get(sign.len_utf8()..).unwrap_or_default());
    let has_space = rest.starts_with([' ', '\u{a0}']) || rest.is_empty();
    let rest = rest.trim_start_matches([' ', '\u{a0}']);
    let begins_title = rest.starts_with(char::is_uppercase);
    let is_mark = match behind {
        // "1.1 Công tác"
        None => number.contains('.') && has_space_after(after) && begins_title,
        // "2 - 3 lớp", "1/6", "5-7 em" count something.
        Some('-' | '–' | '/' | ':') => begins_title,
        Some(_) => begins_title || has_space,
    };
    is_mark.then(|| Mark { level, rest: rest.trim_end() })
}

/// Whether all letters are capitals, as in titles and signatures.
pub(crate) fn is_capitals(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && !text.chars().any(char::is_lowercase)
}

/// What is written in capitals with small letters after its first: "VĂN HÓA" as "Văn hóa".
pub(super) fn small_after_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().chain(letters.as_str().to_lowercase().chars()).collect()
}

/// Whether words stand there, all in capitals.
fn is_title(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() > 2 && is_capitals(text)
}

fn has_space_after(after: &str) -> bool {
    after.starts_with([' ', '\u{a0}'])
}

/// Whether it is a sign before an item.
pub(super) fn is_sign(sign: char) -> bool {
    SIGNS.contains(&sign) || BULLETS.contains(&sign)
}

/// The sign before an item, if there is one, and what follows the signs.
pub(crate) fn bullet(text: &str) -> (Option<char>, &str) {
    // The ring of Word's second level, typed or pasted as a letter.
    if let Some(rest) = text.strip_prefix("o ").filter(|rest| rest.starts_with(char::is_uppercase)) {
        return (Some('o'), rest);
    }
    (text.chars().next().filter(|c| is_sign(*c)), text.trim_start_matches(|c| is_sign(c) || c == ' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_told_from_figures_and_from_words() {
        for (text, level, rest) in [
            ("I. ĐẶC ĐIỂM", 1, "ĐẶC ĐIỂM"),
            ("I.ĐẶC ĐIỂM", 1, "ĐẶC ĐIỂM"),
            ("II-KẾT QUẢ", 1, "KẾT QUẢ"),
            ("III/ Kiến nghị", 1, "Kiến nghị"),
            ("1. Công tác", 2, "Công tác"),
            ("1.Tuyên truyền", 2, "Tuyên truyền"),
            ("1/ Công tác", 2, "Công tác"),
            ("2) công tác", 2, "công tác"),
            ("10- Công tác", 2, "Công tác"),
            ("1.1. Công tác", 3, "Công tác"),
            ("1.1 Công tác", 3, "Công tác"),
            ("a) Khám", LETTER, "Khám"),
            ("đ. Khám", LETTER, "Khám"),
            ("A. KẾT QUẢ", 0, "KẾT QUẢ"),
            ("PHẦN III: PHƯƠNG HƯỚNG", 0, "PHƯƠNG HƯỚNG"),
            ("Phần thứ nhất", 0, ""),
            ("Phần thứ hai. Kết quả", 0, "Kết quả"),
        ] {
            assert_eq!(mark_of(text), Some(Mark { level, rest }), "{text}");
        }
        for text in [
            "1/6 tổ chức lễ",
            "5 - 7 lớp",
            "2-3 lớp",
            "1.234 lượt",
            "1.5 triệu",
            "46 hộ vay",
            "Xã có 3 thôn",
            "Phần lớn trẻ em",
            "V",
            "A lô",
            "2024. Năm",
            "T/M ỦY BAN NHÂN DÂN",
            "1,5 ha",
        ] {
            assert_eq!(mark_of(text), None, "{text}");
        }
        assert_eq!(bullet("- Mở lớp"), (Some('-'), "Mở lớp"));
        assert_eq!(bullet("\u{f0b7} Mở lớp"), (Some('\u{f0b7}'), "Mở lớp"));
        assert_eq!(bullet("o Mở lớp"), (Some('o'), "Mở lớp"));
        assert_eq!(bullet("Mở lớp"), (None, "Mở lớp"));
    }
}
