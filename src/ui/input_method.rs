//! How letters are typed: the built-in Telex and VNI, and what other input methods send.

use std::time::{Duration, Instant};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::report::ids::FieldId;
use crate::session::Session;
use crate::session::focus::Focus;
use crate::store::settings::{Settings, TypingMethod};
use crate::text::language::Language;
use crate::text::message::Message;
use crate::typing::{Composer, Edit, TypingOptions, is_said_with_figures, type_line};

use super::keymap::Key;
use super::strings as s;
use crate::app::environment::Environment;

/// An input method deletes the characters without width that it sent within this time.
const BURST: Duration = Duration::from_millis(500);

/// What is noted about another input method stands while these many letters are typed.
const NOTE_LETTERS: u8 = 12;

/// In so many places letters have to come composed before another input method is taken to be at work
/// everywhere: one may be a symbol picked from a list, or a paste that the terminal did not mark.
const PLACES: u8 = 2;

/// So often this one comes back because one word was typed with its keys; after that it takes [`RAW`].
const RETURNS: u8 = 2;

/// So many words typed with its keys, and none composed between them, bring it back always.
const RAW: u8 = 3;

/// Letters of the shortest word of which that is believed.
const WORD: usize = 3;

/// Where a text is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spot {
    /// An entry of the form, as it was after this change.
    Entry(Focus, u64),
    /// The text of a dialog.
    Prompt,
}

impl Spot {
    /// The focus of a report.
    #[must_use]
    pub(crate) fn of(session: &Session) -> Self {
        Spot::Entry(session.focus, session.changes_made())
    }
}

/// Where text is typed that a method may compose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// A field or column, in whichever row.
    Field(FieldId, Option<usize>),
    /// The text of a dialog.
    Prompt,
}

/// Where letters came that another input method composed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Foreign {
    /// What was on before them.
    before: TypingMethod,
    place: Place,
}

/// What is to be told, with the word that it is about, and for how many letters more.
#[derive(Debug)]
struct Note {
    message: Message,
    word: String,
    left: u8,
}

/// Types Vietnamese, where no other input method does.
#[derive(Debug)]
pub struct InputMethod {
    method: TypingMethod,
    /// Set while this one has stepped back for another.
    foreign: Option<Foreign>,
    /// How often it has.
    found: u8,
    /// How often it has come back because a word was typed with its keys.
    returned: u8,
    /// How many words were typed with its keys since a letter came composed.
    raw: u8,
    /// The plain keys of the word that is being typed; `None` where another input method had a hand in it.
    plain: Option<String>,
    note: Option<Note>,
    composer: Composer,
    /// Where the composer left off, with the bytes before the cursor.
    at: Option<(Spot, usize)>,
    /// Characters without width that were sent and not yet deleted, and when.
    unseen: Option<(usize, Instant)>,
}

impl InputMethod {
    /// The input that settings and environment ask for: on, where Vietnamese is spoken.
    #[must_use]
    pub(crate) fn new(settings: &Settings, environment: &Environment, language: Language) -> Self {
        let at_home = environment.letters.starts_with("vi") || language == Language::Vi;
        let usual = if at_home { TypingMethod::Telex } else { TypingMethod::Off };
        let mut input = InputMethod {
            method: settings.typing.unwrap_or(usual),
            foreign: None,
            found: 0,
            returned: 0,
            raw: 0,
            plain: Some(String::new()),
            note: None,
            composer: Composer::default(),
            at: None,
            unseen: None,
        };
        input.begin(settings, false);
        input
    }

    fn begin(&mut self, settings: &Settings, symbols: bool) {
        self.composer = Composer::new(TypingOptions {
            method: self.method.method().unwrap_or_default(),
            style: settings.tone_style.unwrap_or_default(),
            brackets: settings.brackets.unwrap_or(false),
            symbols,
        });
        self.at = None;
    }

    /// What is on.
    #[must_use]
    pub fn method(&self) -> TypingMethod {
        self.method
    }

    /// What is on for what is typed at a place, if a method may compose there; `None` while it has stepped back there for
    /// another.
    #[must_use]
    pub(crate) fn method_at(&self, place: Option<Place>) -> Option<TypingMethod> {
        match (&self.foreign, place) {
            // The first plain letter there brings it back.
            (Some(foreign), Some(place)) if self.found < PLACES && foreign.place != place => Some(foreign.before),
            (Some(_), _) => None,
            (None, _) => Some(self.method),
        }
    }

    /// How lists are searched: with what the keys make, too.
    #[must_use]
    pub(crate) fn options(&self) -> Option<TypingOptions> {
        self.method.method().map(|_| TypingOptions { symbols: false, ..self.composer.options() })
    }

    /// Telex, VNI, off; after another input method was at work, what was on before.
    pub(crate) fn switch(&mut self, settings: &mut Settings) {
        self.method = self.foreign.take().map_or_else(|| self.method.next(), |foreign| foreign.before);
        (self.found, self.returned, self.raw) = (0, 0, 0);
        self.note = None;
        settings.typing = Some(self.method);
        self.begin(settings, false);
    }

    /// Another report is open: nothing is known there of another input method, and what was on before is on.
    pub(crate) fn begin_report(&mut self) {
        if let Some(foreign) = self.foreign {
            self.come_back(foreign);
        }
        (self.found, self.returned, self.raw) = (0, 0, 0);
        (self.note, self.at, self.plain) = (None, None, Some(String::new()));
    }

    /// Takes note of a key that another input method may have sent; `place` is where it is typed, if a
    /// method may compose there. True where it is no letter for a text, and done with.
    pub(crate) fn take_foreign(&mut self, key: Key, place: Option<Place>, now: Instant) -> bool {
        match (key.typed(), place) {
            (Some(letter), _) if self.take_unseen(letter, now) => return true,
            (Some(letter), Some(place)) => self.notice(letter, place),
            (Some(_), None) => {}
            (None, _) if key.is_backspace() => {
                self.plain = None;
                return self.backspace_unseen(now);
            }
            // Its note stands while letters are typed.
            (None, _) => {
                self.note = None;
                self.end_word();
            }
        }
        false
    }

    /// A letter that no plain keyboard sends tells that another input method is at work: this one steps
    /// back, at this place; found in another, too, for as long as the program runs. Else the first plain
    /// letter elsewhere brings it back.
    fn notice(&mut self, letter: char, place: Place) {
        let composed = !letter.is_ascii() && (letter.is_alphabetic() || is_combining_mark(letter));
        let is_elsewhere = |foreign: &Foreign| self.found < PLACES && foreign.place != place;
        if composed {
            self.raw = 0;
        }
        if composed && self.method != TypingMethod::Off {
            self.foreign = Some(Foreign { before: self.method, place });
            self.found = self.found.saturating_add(1);
            self.method = TypingMethod::Off;
            self.at = None;
            self.tell(s::TYPING_EXTERNAL, String::new());
        } else if let Some(foreign) = self.foreign.filter(is_elsewhere)
            && letter.is_ascii_alphabetic()
        {
            self.come_back(foreign);
            self.tell(s::TYPING_BACK, String::new());
        } else if let Some(note) = &mut self.note {
            note.left -= 1;
            self.note.take_if(|note| note.left == 0);
        }
        match &mut self.plain {
            plain if composed => *plain = None,
            Some(plain) if letter.is_ascii_alphanumeric() => plain.push(letter),
            _ if letter.is_alphanumeric() => {}
            _ => self.end_word(),
        }
    }

    /// A word has ended while this one has stepped back. Keys that make another word of it would not have
    /// come through another input method: where they make a letter with a mark, this one comes back.
    fn end_word(&mut self) {
        let word = self.plain.replace(String::new()).unwrap_or_default();
        let Some(foreign) = self.foreign else { return };
        let made = type_line(&word, TypingOptions { symbols: false, ..self.composer.options() });
        if made == word {
            return;
        }
        let is_mark = |c: char| matches!(c, '\u{302}' | '\u{306}' | '\u{31b}' | 'đ' | 'Đ');
        let is_word = word.len() >= WORD;
        self.raw = self.raw.saturating_add(u8::from(is_word));
        if is_word && (made.nfd().any(is_mark) && self.returned < RETURNS || self.raw >= RAW) {
            self.come_back(foreign);
            self.returned = self.returned.saturating_add(1);
            self.raw = 0;
            self.tell(s::TYPING_RAW, word);
        } else {
            self.tell(s::TYPING_EXTERNAL, String::new());
        }
    }

    fn come_back(&mut self, foreign: Foreign) {
        self.foreign = None;
        self.method = foreign.before;
    }

    fn tell(&mut self, message: Message, word: String) {
        self.note = Some(Note { message, word, left: NOTE_LETTERS });
    }

    /// What is to be told; `key` is the one that switches.
    #[must_use]
    pub(crate) fn note(&self, key: Key, language: Language) -> Option<String> {
        let Note { message, word, .. } = self.note.as_ref()?;
        Some(if word.is_empty() { message.fill(language, &[&key]) } else { message.fill(language, &[word, &key]) })
    }

    /// Takes a character without width, which input methods send and delete at once; it never
    /// becomes part of a text. False when it is none.
    fn take_unseen(&mut self, letter: char, now: Instant) -> bool {
        let without_width = matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202f}' | '\u{2060}' | '\u{feff}');
        if without_width {
            let count = self.unseen(now) + 1;
            self.unseen = Some((count, now));
        } else {
            self.unseen = None;
        }
        without_width
    }

    /// Whether Backspace deletes such a character, and no letter.
    fn backspace_unseen(&mut self, now: Instant) -> bool {
        let left = self.unseen(now).checked_sub(1);
        self.unseen = left.map(|left| (left, now));
        left.is_some()
    }

    fn unseen(&self, now: Instant) -> usize {
        let fresh = self.unseen.filter(|(_, at)| now.saturating_duration_since(*at) < BURST);
        fresh.map_or(0, |(count, _)| count)
    }

    /// What a letter does to the text before the cursor; nothing when typing is off: the letter is
    /// inserted as it is.
    pub(crate) fn letter(&mut self, spot: Spot, before: &str, letter: char, symbols: bool) -> Option<Edit> {
        self.method.method()?;
        self.find(spot, before.len(), symbols);
        Some(self.composer.key(before, letter))
    }

    /// The same in a figure, which `counts` something or is an amount or a date: a digit stays a digit, unless it makes a
    /// word that such figures are said with.
    pub(crate) fn letter_of_figure(&mut self, spot: Spot, before: &str, letter: char, counts: bool) -> Option<Edit> {
        let edit = self.letter(spot, before, letter, false)?;
        let mut text = before.to_owned();
        edit.apply(&mut text);
        if !letter.is_ascii_digit() || text.ends_with(letter) {
            return Some(edit);
        }
        let word = text.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        if is_said_with_figures(word, counts) {
            return Some(edit);
        }
        self.composer.forget();
        Some(Edit { remove: 0, insert: letter.to_string() })
    }

    /// What Backspace does to the word that is being typed.
    pub(crate) fn backspace(&mut self, spot: Spot, before: &str) -> Option<Edit> {
        self.is_at(spot, before.len()).then(|| self.composer.backspace()).flatten()
    }

    /// The word that is being typed is left.
    pub(crate) fn finish(&mut self, spot: Spot, before: &str) -> Option<Edit> {
        let edit = self.is_at(spot, before.len()).then(|| self.composer.finish()).flatten();
        self.at = None;
        edit
    }

    /// The word that was typed just now goes back to its keys.
    pub(crate) fn give_back(&mut self, spot: Spot, before: &str) -> Option<Edit> {
        self.is_at(spot, before.len()).then(|| self.composer.give_back()).flatten()
    }

    /// Where the composer has left off now.
    pub(crate) fn left_at(&mut self, spot: Spot, at: usize) {
        self.at = Some((spot, at));
    }

    fn is_at(&self, spot: Spot, at: usize) -> bool {
        self.method != TypingMethod::Off && self.at == Some((spot, at))
    }

    /// The cursor is elsewhere: the composer begins with what stands there.
    fn find(&mut self, spot: Spot, at: usize, symbols: bool) {
        if self.composer.options().symbols != symbols {
            self.composer = Composer::new(TypingOptions { symbols, ..self.composer.options() });
        } else if !self.is_at(spot, at) {
            self.composer.forget();
        }
    }
}
