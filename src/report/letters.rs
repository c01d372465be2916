//! Letters as they are compared: what is typed without diacritics means the same word.
//!
//! Many officers work over PuTTY without a Vietnamese input method.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The small letters of a text without their diacritics, its words parted by single spaces:
/// "Hơn  300 TRẺ" is "hon 300 tre", "đến" is "den".
#[must_use]
pub fn plain_letters(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        let letters = word.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
        plain.extend(letters.map(|c| if c == 'đ' { 'd' } else { c }));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn diacritics_capitals_and_spaces_do_not_count() {
        assert_eq!(plain_letters(" Hơn \t 300\u{a0}TRẺ em "), "hon 300 tre em");
        assert_eq!(plain_letters("e\u{302}\u{301} Đến ₫ –"), "e den ₫ –");
        assert_eq!(plain_letters(" \u{301} "), "");
    }
}
