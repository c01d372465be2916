//! Whether a written syllable can be Vietnamese, and whether its tone stands where it belongs.

use super::letter::{Letter, Tone};
use super::syllable::{Extent, ToneStyle, fits, tone_place};

/// What is to be said of how a syllable is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Spelling {
    /// It can be Vietnamese.
    Possible,
    /// Its tone stands on another letter than in either way of writing: "hòan" for "hoàn".
    Misplaced(String),
    /// No Vietnamese syllable is written so.
    Impossible,
}

/// How a syllable is spelled.
#[must_use]
pub(crate) fn spelling(word: &str) -> Spelling {
    let Parts { letters, tone, at, is_one_tone } = Parts::of(word);
    let Some(at) = at else {
        return if fits(&letters, Tone::Level, Extent::Whole) { Spelling::Possible } else { Spelling::Impossible };
    };
    if !is_one_tone || !fits(&letters, tone, Extent::Whole) {
        return Spelling::Impossible;
    }
    let places = [ToneStyle::Old, ToneStyle::New].map(|style| tone_place(&letters, style));
    match places {
        [Some(old), _] if !places.contains(&Some(at)) => Spelling::Misplaced(with_tone(&letters, tone, old)),
        _ => Spelling::Possible,
    }
}

/// A syllable of which the tone has two places, in both ways of writing: "hòa" and "hoà". `None` for all others.
#[must_use]
pub(crate) fn both_ways(word: &str) -> Option<[String; 2]> {
    let Parts { letters, tone, at, .. } = Parts::of(word);
    at?;
    let [old, new] = [ToneStyle::Old, ToneStyle::New].map(|style| tone_place(&letters, style));
    let (old, new) = (old?, new?);
    (old != new).then(|| [old, new].map(|place| with_tone(&letters, tone, place)))
}

/// A written syllable.
struct Parts {
    letters: Vec<Letter>,
    /// The first tone, and which letter bears it.
    tone: Tone,
    at: Option<usize>,
    is_one_tone: bool,
}

impl Parts {
    fn of(word: &str) -> Self {
        let mut parts =
            Parts { letters: Vec::with_capacity(word.len()), tone: Tone::Level, at: None, is_one_tone: true };
        for (at, (letter, tone)) in word.chars().map(Letter::of).enumerate() {
            parts.letters.push(letter);
            if tone != Tone::Level && parts.at.is_none() {
                (parts.tone, parts.at) = (tone, Some(at));
            } else if tone != Tone::Level {
                parts.is_one_tone = false;
            }
        }
        parts
    }
}

fn with_tone(letters: &[Letter], tone: Tone, place: usize) -> String {
    let letter = |(at, letter): (usize, &Letter)| letter.with(if at == place { tone } else { Tone::Level });
    letters.iter().enumerate().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_syllable_is_possible_misplaced_or_none() {
        for word in ["hoàn", "hòa", "hoà", "thuý", "quý", "nghiêng", "gì", "giữ", "Đăk", "Kần", "xoong", "ủy", "uỷ"]
        {
            assert_eq!(spelling(word), Spelling::Possible, "{word}");
        }
        for (word, right) in [("hòan", "hoàn"), ("tóan", "toán"), ("qúy", "quý"), ("gía", "giá")] {
            assert_eq!(spelling(word), Spelling::Misplaced(right.to_owned()), "{word}");
        }
        for word in ["nghành", "ngiên", "trẻẻ", "gành2", "lươg"] {
            assert_eq!(spelling(word), Spelling::Impossible, "{word}");
        }
        assert_eq!(both_ways("hoà"), Some(["hòa".to_owned(), "hoà".to_owned()]));
        assert_eq!(both_ways("Uỷ"), Some(["Ủy".to_owned(), "Uỷ".to_owned()]));
        assert_eq!(both_ways("hoàn"), None);
    }
}
