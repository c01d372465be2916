//! The two methods of typing: what each key does.

use super::letter::{Mark, Tone, lower};

/// A method of typing (kiểu gõ).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Method {
    /// Letters make marks and tones: tieengs.
    #[default]
    Telex,
    /// Digits do: tie61ng.
    Vni,
}

/// What a key may do to the word before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operation {
    Tone(Tone),
    /// Takes the tone away.
    Plain,
    Mark(MarkKey),
    Bar,
    /// Adds a letter with a horn: o or u.
    Horned(char),
}

/// A key for marks, by the letters that it marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MarkKey {
    /// Telex: the letter itself once more.
    Same(char),
    /// Telex: w.
    W,
    /// VNI: 6, 7, 8.
    Circumflex,
    Horn,
    Breve,
}

impl MarkKey {
    /// The mark that it gives a letter.
    pub(crate) fn on(self, base: char) -> Option<Mark> {
        match (self, base) {
            (MarkKey::Same(letter), _) => (letter == base).then_some(Mark::Circumflex),
            (MarkKey::Circumflex, 'a' | 'e' | 'o') => Some(Mark::Circumflex),
            (MarkKey::W | MarkKey::Breve, 'a') => Some(Mark::Breve),
            (MarkKey::W | MarkKey::Horn, 'o' | 'u') => Some(Mark::Horn),
            _ => None,
        }
    }
}

impl Method {
    /// What a key may do.
    pub(super) fn operation(self, key: char, brackets: bool) -> Option<Operation> {
        let key = lower(key);
        Some(match (self, key) {
            (Method::Telex, 's') | (Method::Vni, '1') => Operation::Tone(Tone::Acute),
            (Method::Telex, 'f') | (Method::Vni, '2') => Operation::Tone(Tone::Grave),
            (Method::Telex, 'r') | (Method::Vni, '3') => Operation::Tone(Tone::Hook),
            (Method::Telex, 'x') | (Method::Vni, '4') => Operation::Tone(Tone::Tilde),
            (Method::Telex, 'j') | (Method::Vni, '5') => Operation::Tone(Tone::Dot),
            (Method::Telex, 'z') | (Method::Vni, '0') => Operation::Plain,
            (Method::Telex, 'a' | 'e' | 'o') => Operation::Mark(MarkKey::Same(key)),
            (Method::Telex, 'w') => Operation::Mark(MarkKey::W),
            (Method::Vni, '6') => Operation::Mark(MarkKey::Circumflex),
            (Method::Vni, '7') => Operation::Mark(MarkKey::Horn),
            (Method::Vni, '8') => Operation::Mark(MarkKey::Breve),
            (Method::Telex, 'd') | (Method::Vni, '9') => Operation::Bar,
            (Method::Telex, '[' | '{') if brackets => Operation::Horned('o'),
            (Method::Telex, ']' | '}') if brackets => Operation::Horned('u'),
            _ => return None,
        })
    }
}
