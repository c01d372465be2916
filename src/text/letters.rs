//! Letters as they are compared: what is typed without diacritics means the same word.
//!
//! Many officers work over PuTTY without a Vietnamese input method.

use std::borrow::Cow;

use unicode_normalization::char::{decompose_canonical, is_combining_mark};
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The tones, apart from the letters that bear them: à, á, ã, ả, ạ.
pub(crate) const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// Signs before an item that no keyboard has: bullets, and dashes that Word makes of a hyphen.
pub(crate) const BULLETS: [char; 20] =
    ['•', '●', '○', '◦', '▪', '■', '□', '▫', '◆', '◇', '❖', '➢', '➤', '►', '▶', '⮚', '✓', '✔', '–', '−'];

/// The text in Unicode's composed form (NFC), which the decree's TCVN 6909 font and every
/// comparison in this program take for granted. Costs nothing where it is so already.
#[must_use]
pub(crate) fn to_nfc(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// The small letters of a text without their diacritics, its words parted by single spaces:
/// "Hơn  300 TRẺ" is "hon 300 tre", "đến" is "den".
#[must_use]
pub(crate) fn plain_letters(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    plain.extend(letters(text));
    plain
}

/// Whether a text has these [`plain_letters`]; most of those that do not are told by the first few.
#[must_use]
pub(crate) fn has_plain_letters(text: &str, plain: &str) -> bool {
    letters(text).eq(plain.chars())
}

/// A text in small letters, each of which takes the bytes that its capital took: what is found in the one stands at the same
/// place in the other. A letter that has no such, as "İ", stays as it is.
#[must_use]
pub(crate) fn small_in_place(text: &str) -> String {
    let small = |letter: char| {
        let mut small = letter.to_lowercase();
        let first = small.next().filter(|first| small.next().is_none() && first.len_utf8() == letter.len_utf8());
        first.unwrap_or(letter)
    };
    text.chars().map(small).collect()
}

/// The text with a capital first letter.
#[must_use]
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// A text as it goes on in a sentence: with a small first letter, unless it begins with initials.
#[must_use]
pub(crate) fn uncapitalised(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => first.to_lowercase().chain(letters).collect(),
        _ => text.to_owned(),
    }
}

/// A letter without its diacritics; `None` of a mark alone.
fn bare(letter: char) -> Option<char> {
    if letter.is_ascii() {
        return Some(letter);
    }
    let mut base = None;
    decompose_canonical(letter, |part| base = base.or(Some(part).filter(|part| !is_combining_mark(*part))));
    base
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    let words = text.split_whitespace().map(|word| word.chars().filter_map(bare).peekable());
    // A word of marks alone is none.
    let words = words.filter_map(|mut word| word.peek().is_some().then_some(word));
    let spaced = words.enumerate().flat_map(|(at, word)| (at > 0).then_some(' ').into_iter().chain(word));
    spaced.flat_map(char::to_lowercase).map(|c| if c == 'đ' { 'd' } else { c })
}

/// Whether a text begins with these words in small letters, whatever its own are.
#[must_use]
pub(crate) fn begins_with_small(text: &str, small: &str) -> bool {
    let mut letters = text.chars().flat_map(char::to_lowercase);
    small.chars().all(|c| letters.next() == Some(c))
}

/// Whether a text ends with them.
#[must_use]
pub(crate) fn ends_with_small(text: &str, small: &str) -> bool {
    let mut letters = text.chars().rev().flat_map(|c| c.to_lowercase().rev());
    small.chars().rev().all(|c| letters.next() == Some(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn diacritics_capitals_and_spaces_do_not_count() {
        assert_eq!(plain_letters(" Hơn \t 300\u{a0}TRẺ em "), "hon 300 tre em");
        assert_eq!(plain_letters("e\u{302}\u{301} Đến ₫ –"), "e den ₫ –");
        assert_eq!(plain_letters(" \u{301} "), "");
        assert!(has_plain_letters("HƠN  ba", "hon ba"));
        assert!(!has_plain_letters("Hơn ba", "hon") && !has_plain_letters("Hơn", "hon ba"));
    }
}
