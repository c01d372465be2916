//! Types Vietnamese with the letters of any keyboard: Telex and VNI.
//!
//! What a word shows is a function of the keys it was typed with; a table of initials and rimes
//! says what can be Vietnamese. A key changes a word only when the word can still become
//! Vietnamese, and a word that cannot any more shows its keys as they were typed, unless a key was
//! pressed twice so that it should not be.

mod exceptions;
mod figures;
mod letter;
mod method;
mod spelling;
mod syllable;
mod word;

pub(crate) use figures::is_said_with_figures;
pub use method::Method;
pub(crate) use spelling::{Spelling, both_ways, spelling};
pub use syllable::ToneStyle;

use word::Word;

/// How it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TypingOptions {
    pub method: Method,
    pub style: ToneStyle,
    /// Telex: `[` types ơ and `]` types ư.
    pub brackets: bool,
    /// The symbol of a document is typed (QĐ-UBND): of all keys, only that of đ does anything.
    pub symbols: bool,
}

/// What a key does to the text before the cursor.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Edit {
    /// Bytes to take away before the cursor.
    pub remove: usize,
    /// What is put there.
    pub insert: String,
}

impl Edit {
    /// What turns one text before the cursor into another.
    fn between(old: &str, new: &str) -> Self {
        let same: usize = old.chars().zip(new.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
        Edit { remove: old.len() - same, insert: new.get(same..).unwrap_or_default().to_owned() }
    }

    /// Makes the change at the end of a text.
    pub fn apply(&self, text: &mut String) {
        let mut end = text.len().saturating_sub(self.remove);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text.truncate(end);
        text.push_str(&self.insert);
    }
}

/// A word that has just ended.
#[derive(Debug, Clone)]
struct Ended {
    raw: String,
    text: String,
    /// What ended it.
    end: char,
}

/// Composes the word before the cursor from keys. It is told when the cursor was moved.
#[derive(Debug, Clone, Default)]
pub struct Composer {
    options: TypingOptions,
    word: Word,
    ended: Option<Ended>,
}

impl Composer {
    /// A composer with no word yet.
    #[must_use]
    pub fn new(options: TypingOptions) -> Self {
        Composer { options, ..Composer::default() }
    }

    /// How it is typed.
    #[must_use]
    pub(crate) fn options(&self) -> TypingOptions {
        self.options
    }

    /// The cursor was moved or the text changed otherwise: the next key goes on with the word
    /// that then stands before the cursor.
    pub fn forget(&mut self) {
        self.word = Word::default();
        self.ended = None;
    }

    /// A key was typed after this text.
    pub fn key(&mut self, before: &str, key: char) -> Edit {
        self.ended = None;
        if self.word.is_empty() {
            self.word = Word::at_end(before, self.options);
        }
        let old = self.word.text(self.options);
        if self.word.push(key, self.options) {
            return Edit::between(&old, &self.word.text(self.options));
        }
        if exceptions::begins_address(key) {
            self.word.give_back();
        } else {
            self.word.finish(self.options);
        }
        let text = self.word.text(self.options);
        let mut edit = Edit::between(&old, &text);
        edit.insert.push(key);
        let word = std::mem::take(&mut self.word);
        self.ended = Some(Ended { raw: word.raw(), text, end: key });
        edit
    }

    /// Backspace was typed after this text: it takes one visible letter away. Nothing when no word
    /// is being typed: then the letter before the cursor is to be deleted.
    pub fn backspace(&mut self) -> Option<Edit> {
        self.ended = None;
        if self.word.is_empty() {
            return None;
        }
        let old = self.word.text(self.options);
        self.word.backspace(self.options);
        Some(Edit::between(&old, &self.word.text(self.options)))
    }

    /// The word before the cursor is left: one that is no Vietnamese goes back to its keys.
    pub fn finish(&mut self) -> Option<Edit> {
        let old = self.word.text(self.options);
        self.word.finish(self.options);
        let new = self.word.text(self.options);
        self.forget();
        (old != new).then(|| Edit::between(&old, &new))
    }

    /// Gives the word that is being typed, or that has just ended, back to its keys; it then stays
    /// so. Nothing when its keys are what it shows.
    pub fn give_back(&mut self) -> Option<Edit> {
        if let Some(Ended { raw, text, end }) = self.ended.take() {
            return (raw != text).then(|| Edit::between(&format!("{text}{end}"), &format!("{raw}{end}")));
        }
        let (old, raw) = (self.word.text(self.options), self.word.raw());
        self.word.give_back();
        (old != raw).then(|| Edit::between(&old, &raw))
    }
}

/// What the keys of a line make; U+0008 and U+007F are Backspace.
#[must_use]
pub fn type_line(keys: &str, options: TypingOptions) -> String {
    let (mut composer, mut text) = typed(keys, options);
    if let Some(edit) = composer.finish() {
        edit.apply(&mut text);
    }
    text
}

/// What the keys of a line show while its last word is still being typed: "vieet" is "viêt".
#[must_use]
pub(crate) fn typed_so_far(keys: &str, options: TypingOptions) -> String {
    typed(keys, options).1
}

fn typed(keys: &str, options: TypingOptions) -> (Composer, String) {
    let mut composer = Composer::new(options);
    let mut text = String::new();
    for key in keys.chars() {
        if matches!(key, '\u{8}' | '\u{7f}') {
            match composer.backspace() {
                Some(edit) => edit.apply(&mut text),
                None => {
                    text.pop();
                }
            }
        } else {
            composer.key(&text, key).apply(&mut text);
        }
    }
    (composer, text)
}
