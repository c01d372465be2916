//! A line of a list, and what of it a search looks through.

use unicode_normalization::UnicodeNormalization;

use crate::text::letters::TONES;

/// One line of a list, and what choosing it means.
#[derive(Debug)]
pub struct Item<T> {
    pub value: T,
    pub label: String,
    /// Said beside it, flush right.
    pub note: String,
    /// Said in full below the list while the line is chosen.
    pub detail: String,
    /// Marked or not, where several may be chosen.
    pub checked: Option<bool>,
    /// It stands back: its note or detail says why choosing it does not help yet.
    pub(super) dim: bool,
    /// It is offered whatever is searched for.
    pub(super) is_always: bool,
    /// Its small letters, composed, each with the same letter without diacritics.
    pub(super) letters: Vec<[char; 2]>,
}

impl<T> Item<T> {
    /// A line that means this value.
    #[must_use]
    pub(crate) fn new(value: T, label: impl Into<String>) -> Self {
        let label = label.into();
        let letters = small_letters(&label).into_iter().map(|letter| [letter, bare(letter)]).collect();
        Item {
            value,
            letters,
            label,
            note: String::new(),
            detail: String::new(),
            checked: None,
            dim: false,
            is_always: false,
        }
    }

    /// The same line with a note beside it.
    #[must_use]
    pub(crate) fn with_note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }

    /// The same line with more to say below the list.
    #[must_use]
    pub(crate) fn with_detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    /// The same line, standing back.
    #[must_use]
    pub(crate) fn dimmed(mut self) -> Self {
        self.dim = true;
        self
    }

    /// The same line, offered whatever is searched for.
    #[must_use]
    pub(crate) fn always(mut self) -> Self {
        self.is_always = true;
        self
    }

    /// The same line, marked or not.
    #[must_use]
    pub(crate) fn checked(mut self, checked: bool) -> Self {
        self.checked = Some(checked);
        self
    }
}

/// Whether letters stand in others. A letter typed with its diacritics is only itself; one typed
/// without may have any: "ngoc hồi" finds "Ngọc Hồi".
pub(super) fn contains(letters: &[[char; 2]], wanted: &[char]) -> bool {
    let fits = |(letter, wanted): (&[char; 2], &char)| letter.contains(wanted);
    wanted.is_empty() || letters.windows(wanted.len()).any(|part| part.iter().zip(wanted).all(fits))
}

/// Whether letters without diacritics stand in others that have none.
pub(super) fn contains_plain(letters: &[[char; 2]], wanted: &[char]) -> bool {
    let fits = |(letter, wanted): (&[char; 2], &char)| letter == &[*wanted; 2];
    wanted.is_empty() || letters.windows(wanted.len()).any(|part| part.iter().zip(wanted).all(fits))
}

/// The letters of a search, composed.
#[must_use]
pub(super) fn small_letters(text: &str) -> Vec<char> {
    text.to_lowercase().nfc().collect()
}

/// Whether a word bears a tone.
pub(super) fn has_tone(word: &str) -> bool {
    word.nfd().any(|c| TONES.contains(&c))
}

/// A letter without diacritics.
fn bare(letter: char) -> char {
    if letter == 'đ' { 'd' } else { letter.nfd().next().unwrap_or(letter) }
}
