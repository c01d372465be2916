//! Words: the syllables of a text and how they are compared, and lists of them that rules look up.

pub(crate) mod lists;

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::text::letters::TONES;

/// A syllable, or a number: letters and figures between anything else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Syllable {
    /// Where it stands in the text, in bytes.
    pub part: Range<usize>,
    /// Its letters without their tone, small and apart from their marks, and the tone after them: the same wherever the
    /// tone stands ("hoà", "hòa").
    pub key: String,
}

/// How a syllable is compared.
#[must_use]
pub(crate) fn key(word: &str) -> String {
    // Neither mark nor tone.
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let (mut letters, mut tone) = (String::with_capacity(word.len()), None);
    for c in word.nfd().flat_map(char::to_lowercase) {
        if TONES.contains(&c) {
            tone.get_or_insert(c);
        } else {
            letters.push(c);
        }
    }
    letters.extend(tone);
    letters
}

/// The syllables of a text.
#[must_use]
pub(crate) fn syllables(text: &str) -> Vec<Syllable> {
    let mut list = Vec::new();
    let mut start = None;
    let ends = text.char_indices().chain(std::iter::once((text.len(), ' ')));
    for (at, c) in ends {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let word = text.get(from..at).unwrap_or_default();
                list.push(Syllable { part: from..at, key: key(word) });
                start = None;
            }
            _ => {}
        }
    }
    list
}

/// Whether two neighbouring syllables have nothing but spaces between them.
#[must_use]
pub(crate) fn are_joined(text: &str, one: &Syllable, two: &Syllable) -> bool {
    text.get(one.part.end..two.part.start).is_some_and(|gap| !gap.is_empty() && gap.chars().all(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_syllable_is_the_same_wherever_its_tone_stands() {
        assert_eq!(key("Hoà"), key("hòa"));
        assert_ne!(key("hoa"), key("hòa"));
        assert_ne!(key("chú"), key("chù"));
        let text = "Chú trọng, chú  ý";
        let list = syllables(text);
        let words: Vec<&str> = list.iter().map(|syllable| &text[syllable.part.clone()]).collect();
        assert_eq!(words, ["Chú", "trọng", "chú", "ý"]);
        assert!(are_joined(text, &list[0], &list[1]) && !are_joined(text, &list[1], &list[2]));
    }
}
