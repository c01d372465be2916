//! One word being typed: its text is a function of its keys.

use super::TypingOptions;
use super::exceptions;
use super::letter::{Letter, Mark, Tone, lower};
use super::method::{MarkKey, Method, Operation};
use super::syllable::{Extent, ToneStyle, fits, tone_place};

/// More letters than any word has: what is longer stays as it is typed.
const LONGEST: usize = 32;

/// As many letters before a word, and one more, are looked at.
const CONTEXT: usize = 16;

/// What a key belongs to. Taking back a letter takes its keys along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owner {
    /// The letter with this number.
    Letter(usize),
    Tone,
}

/// A key that was typed.
#[derive(Debug, Clone, Copy)]
struct Key {
    pressed: char,
    owner: Owner,
    /// It was pressed again to undo what it had done: a letter for the rest of the word.
    undoes: bool,
}

/// How a word goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Course {
    /// Keys may change it.
    #[default]
    Open,
    /// It cannot be Vietnamese: it shows its keys, or what a key that was undone has left.
    Closed,
    /// It was taken back to its keys or is otherwise as it was meant: nothing changes it any more.
    Kept,
}

/// A word from its first letter to the cursor.
#[derive(Debug, Clone, Default)]
pub(super) struct Word {
    /// The end of the text before it.
    before: String,
    /// The letters of it that stood in the text before its first key.
    found: String,
    keys: Vec<Key>,
    letters: Vec<Letter>,
    tone: Tone,
    course: Course,
    /// Where the tone stands when the word was found with it elsewhere than the options say.
    style: Option<ToneStyle>,
    /// The last key, if it changed something, and what was there before it.
    last: Option<(char, Vec<Letter>, Tone)>,
}

impl Word {
    /// The word at the end of a text, to go on with; empty where none ends it. What this engine
    /// would not write so stays as it is, and so does what is part of an address or a file's name.
    pub(crate) fn at_end(text: &str, options: TypingOptions) -> Self {
        let letters = text.chars().rev().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum::<usize>();
        let (before, found) = text.split_at(text.len() - letters);
        let context =
            before.char_indices().rev().nth(CONTEXT).map_or(before, |(at, _)| before.get(at..).unwrap_or_default());
        let word = Word { before: context.to_owned(), ..Word::default() };
        if exceptions::is_address(before) { word.kept(found) } else { word.found(found, options) }
    }

    /// This word begun with letters that stand in the text.
    fn found(self, text: &str, options: TypingOptions) -> Self {
        let mut word = Word { before: self.before, found: text.to_owned(), ..Word::default() };
        for c in text.chars().take(LONGEST + 1) {
            word.add(c);
        }
        let mut styles = [options.style, ToneStyle::Old, ToneStyle::New].into_iter();
        word.style = styles.find(|style| word.rendered(*style) == text);
        let sound = word.style.is_some() && (!word.is_marked() || word.can_go_on());
        if !sound {
            word.course = Course::Kept;
        }
        word
    }

    /// This word with letters that nothing changes.
    fn kept(self, text: &str) -> Self {
        Word { before: self.before, found: text.to_owned(), course: Course::Kept, ..Word::default() }
    }

    /// This word made anew from other keys.
    fn typed(&self, keys: impl IntoIterator<Item = char>, options: TypingOptions) -> Self {
        let mut word = Word { before: self.before.clone(), ..Word::default() }.found(&self.found, options);
        for key in keys {
            word.push(key, options);
        }
        word
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty() && self.keys.is_empty()
    }

    /// What stands in the text for it.
    pub(crate) fn text(&self, options: TypingOptions) -> String {
        if self.shows_keys(options) { self.raw() } else { self.rendered(self.style.unwrap_or(options.style)) }
    }

    fn shows_keys(&self, options: TypingOptions) -> bool {
        match self.course {
            Course::Open => options.method == Method::Telex && exceptions::keeps_w(&self.raw()),
            Course::Closed => self.is_doubled(options) || !self.keys.iter().any(|key| key.undoes),
            Course::Kept => true,
        }
    }

    /// Whether a key that was undone is a double consonant of another language: between vowels, in
    /// a word that would be no Vietnamese with one of the two either (Messenger, but visa).
    fn is_doubled(&self, options: TypingOptions) -> bool {
        let letter = |at: usize| self.keys.get(at).map(|key| Letter::of(key.pressed).0);
        (0..self.keys.len()).filter(|at| self.keys.get(*at).is_some_and(|key| key.undoes)).any(|at| {
            let double = letter(at).is_some_and(|letter| !letter.is_vowel());
            let others = || self.keys.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, key)| key.pressed);
            double && letter(at + 1).is_some_and(Letter::is_vowel) && self.typed(others(), options).shows_keys(options)
        })
    }

    fn rendered(&self, style: ToneStyle) -> String {
        let place = if self.tone == Tone::Level { None } else { tone_place(&self.letters, style) };
        let tone = |at| if Some(at) == place { self.tone } else { Tone::Level };
        self.letters.iter().enumerate().map(|(at, letter)| letter.with(tone(at))).collect()
    }

    /// Every key of it, undone ones too, after what was found.
    pub(crate) fn raw(&self) -> String {
        self.found.chars().chain(self.keys.iter().map(|key| key.pressed)).collect()
    }

    /// Takes a key in. False when it is none of the word's: it ends the word.
    pub(crate) fn push(&mut self, key: char, options: TypingOptions) -> bool {
        if self.letters.len() > LONGEST {
            self.course = Course::Kept;
        }
        if let Some(operation) = self.operation(key, options) {
            let undone = self.keys.iter().any(|other| other.undoes && lower(other.pressed) == lower(key));
            let repeated = self.last.take_if(|(last, ..)| *last == lower(key));
            let before = (self.letters.clone(), self.tone);
            let owner = match &repeated {
                _ if undone => self.apply_once_more(operation, key),
                Some(_) => self.mark_another(operation, key),
                None => self.apply(operation, key),
            };
            if let Some(owner) = owner {
                self.keys.push(Key { pressed: key, owner, undoes: false });
                self.last = (!undone).then(|| (lower(key), before.0, before.1));
                self.settle(options);
                return true;
            }
            if let Some((_, letters, tone)) = repeated {
                (self.letters, self.tone) = (letters, tone);
                return self.undo(key, options);
            }
        }
        if !key.is_alphabetic() {
            return false;
        }
        self.keys.push(Key { pressed: key, owner: Owner::Letter(self.letters.len()), undoes: false });
        self.add(key);
        self.last = None;
        self.settle(options);
        true
    }

    /// What a key may do now.
    fn operation(&self, key: char, options: TypingOptions) -> Option<Operation> {
        let operation = options.method.operation(key, options.brackets)?;
        // A class (5A1) and a measure (100W, 5MW) are no words, but an amount has its đ (5000đ).
        let first = match options.method {
            Method::Telex => !self.letters.iter().any(|letter| letter.is_vowel()),
            Method::Vni => self.letters.len() == 1,
        };
        let figure = first && self.before.ends_with(|c: char| c.is_ascii_digit());
        // A symbol is in capitals; what has a small letter is a word beside it: "VHXH, Hương".
        let symbol = options.symbols && self.letters.iter().all(|letter| letter.upper);
        let may = self.course == Course::Open && (operation == Operation::Bar || !(figure || symbol));
        may.then_some(operation)
    }

    fn add(&mut self, key: char) {
        let (letter, tone) = Letter::of(key);
        // A letter that another input method composed brings its tone.
        if tone != Tone::Level {
            self.tone = tone;
        }
        self.letters.push(letter);
    }

    /// The key of the last change once more, which has been taken back: both are one letter now,
    /// or it ends the word.
    fn undo(&mut self, key: char, options: TypingOptions) -> bool {
        let taken = key.is_alphabetic();
        let owner = Owner::Letter(self.letters.len());
        let mut letter = key;
        if let Some(first) = self.keys.last_mut() {
            // W made a letter itself: that is the one that stays.
            letter = if first.owner == owner { first.pressed } else { key };
            first.owner = owner;
            first.undoes = !taken;
        }
        if taken {
            self.add(letter);
            self.keys.push(Key { pressed: key, owner, undoes: true });
        }
        self.settle(options);
        taken
    }

    /// What has become of the word by its last key.
    fn settle(&mut self, options: TypingOptions) {
        if options.method == Method::Telex && exceptions::in_telex(&self.before, &self.raw().to_lowercase()) {
            self.give_back();
        }
        if self.course == Course::Open {
            self.complete_horns();
            let changed = self.is_marked() || self.keys.iter().any(|key| key.undoes);
            if changed && !self.can_go_on() {
                self.course = Course::Closed;
            }
        }
    }

    /// Does what a key may do, if that leaves what can be Vietnamese.
    fn apply(&mut self, operation: Operation, key: char) -> Option<Owner> {
        match operation {
            Operation::Tone(tone) => {
                let new = self.tone != tone && tone_place(&self.letters, ToneStyle::Old).is_some();
                (new && fits(&self.letters, tone, Extent::Beginning)).then(|| {
                    self.tone = tone;
                    Owner::Tone
                })
            }
            Operation::Plain => (self.tone != Tone::Level).then(|| {
                self.tone = Tone::Level;
                Owner::Tone
            }),
            Operation::Mark(mark) => self.mark(mark, key),
            Operation::Bar => self.bar(),
            Operation::Horned(base) => {
                let upper = matches!(key, '{' | '}');
                self.try_letter(Letter { base, mark: Mark::Horn, upper })
            }
        }
    }

    fn mark(&mut self, key: MarkKey, typed: char) -> Option<Owner> {
        if key.on('u') == Some(Mark::Horn)
            && let Some(at) = self.horn_pair()
        {
            return Some(Owner::Letter(at));
        }
        for at in (0..self.letters.len()).rev() {
            let Some(letter) = self.letters.get(at).copied() else { continue };
            let Some(mark) = key.on(letter.base).filter(|mark| *mark != letter.mark) else { continue };
            let alone = [(at, mark)];
            // ươ becomes uô: the horn of u goes with that of o.
            let both = [(at, mark), (at.saturating_sub(1), Mark::None)];
            let paired = mark == Mark::Circumflex && self.pair() == Some(at);
            if self.try_marks(if paired { &both } else { &alone }) {
                return Some(Owner::Letter(at));
            }
        }
        let upper = typed.is_uppercase();
        if key == MarkKey::W { self.try_letter(Letter { base: 'u', mark: Mark::Horn, upper }) } else { None }
    }

    /// Where u and o stand together: the number of the o. The u of qu is none.
    fn pair(&self) -> Option<usize> {
        let at = self.letters.windows(2).position(|pair| matches!(pair, [u, o] if u.base == 'u' && o.base == 'o'))?;
        let after_q = at.checked_sub(1).and_then(|q| self.letters.get(q)).is_some_and(|letter| letter.base == 'q');
        (!after_q).then_some(at + 1)
    }

    /// A horn on uo: on both letters when another follows (thương), on o alone at the end (thuở).
    fn horn_pair(&mut self) -> Option<usize> {
        let o = self.pair()?;
        let plain = |at: usize| self.letters.get(at).is_some_and(|letter| letter.mark != Mark::Horn);
        if !plain(o) {
            return None;
        }
        let both = [(o - 1, Mark::Horn), (o, Mark::Horn)];
        let one = [(o, Mark::Horn)];
        let done =
            if o + 1 < self.letters.len() || !plain(o - 1) { self.try_marks(&both) } else { self.try_marks(&one) };
        done.then_some(o)
    }

    /// Neither uơ nor ưo has a letter after it but in a name: with one, both have horns.
    fn complete_horns(&mut self) {
        let Some(o) = self.pair().filter(|o| o + 1 < self.letters.len()) else { return };
        let horned = |at: usize| self.letters.get(at).is_some_and(|letter| letter.mark == Mark::Horn);
        if horned(o - 1) != horned(o) && !fits(&self.letters, self.tone, Extent::Whole) {
            self.try_marks(&[(o - 1, Mark::Horn), (o, Mark::Horn)]);
        }
    }

    /// Sets marks, if the word can be Vietnamese with them.
    fn try_marks(&mut self, marks: &[(usize, Mark)]) -> bool {
        let mut letters = self.letters.clone();
        for (at, mark) in marks {
            if let Some(letter) = letters.get_mut(*at) {
                letter.mark = *mark;
            }
        }
        let may = fits(&letters, self.tone, Extent::Beginning);
        if may {
            self.letters = letters;
        }
        may
    }

    /// Adds a letter that a key makes, if the word can be Vietnamese with it.
    fn try_letter(&mut self, letter: Letter) -> Option<Owner> {
        self.letters.push(letter);
        if fits(&self.letters, self.tone, Extent::Beginning) {
            return Some(Owner::Letter(self.letters.len() - 1));
        }
        self.letters.pop();
        None
    }

    /// đ: of the d that begins the syllable, or of any d of an abbreviation.
    fn bar(&mut self) -> Option<Owner> {
        let consonants = self.letters.iter().all(|letter| !letter.is_vowel());
        let capitals = self.letters.iter().all(|letter| letter.upper);
        if consonants || (capitals && !fits(&self.letters, self.tone, Extent::Beginning)) {
            return self.bar_of_abbreviation(1);
        }
        let first = self.letters.first()?;
        let may = first.base == 'd' && first.mark == Mark::None && self.try_marks(&[(0, Mark::Bar)]);
        may.then_some(Owner::Letter(0))
    }

    /// Bars these many d's at the end.
    fn bar_of_abbreviation(&mut self, count: usize) -> Option<Owner> {
        let begin = self.letters.len().checked_sub(count)?;
        let ending = self.letters.get_mut(begin..)?;
        if ending.is_empty() || ending.iter().any(|letter| letter.base != 'd' || letter.mark != Mark::None) {
            return None;
        }
        for letter in ending {
            letter.mark = Mark::Bar;
        }
        Some(Owner::Letter(self.letters.len() - 1))
    }

    /// The key of a mark that another letter has already: the second e of Dêê in VNI.
    fn mark_another(&mut self, operation: Operation, key: char) -> Option<Owner> {
        match operation {
            Operation::Mark(mark @ MarkKey::Circumflex) => self.mark(mark, key),
            _ => None,
        }
    }

    /// A key that was undone, pressed once more, marks two letters: ĐĐBQH, Dêê. In an abbreviation
    /// that does not begin with both of them it is the second that has the stroke: GDĐT.
    fn apply_once_more(&mut self, operation: Operation, key: char) -> Option<Owner> {
        let last = self.letters.len().checked_sub(1)?;
        match operation {
            Operation::Bar if key == 'D' && self.letters.iter().all(|letter| letter.upper && !letter.is_vowel()) => {
                self.bar_of_abbreviation(if last == 1 { 2 } else { 1 })
            }
            Operation::Mark(MarkKey::Same(base)) => {
                let two = [last.checked_sub(1)?, last];
                let same = two.iter().all(|at| self.letters.get(*at).is_some_and(|letter| letter.base == base));
                let may = same && self.try_marks(&two.map(|at| (at, Mark::Circumflex)));
                may.then_some(Owner::Letter(last))
            }
            _ => None,
        }
    }

    /// Whether a mark or a tone shows.
    fn is_marked(&self) -> bool {
        self.tone != Tone::Level || self.letters.iter().any(|letter| letter.mark != Mark::None)
    }

    fn can_go_on(&self) -> bool {
        fits(&self.letters, self.tone, Extent::Beginning) || self.is_abbreviation()
    }

    /// HĐND, QĐ: consonants or capitals, and no mark but that of Đ.
    fn is_abbreviation(&self) -> bool {
        let plain =
            self.tone == Tone::Level && self.letters.iter().all(|letter| matches!(letter.mark, Mark::None | Mark::Bar));
        let capitals = self.letters.len() > 1 && self.letters.iter().all(|letter| letter.upper);
        plain && (capitals || self.letters.iter().all(|letter| !letter.is_vowel()))
    }

    /// The word has ended: what is no whole syllable goes back to its keys.
    pub(crate) fn finish(&mut self, options: TypingOptions) {
        let undone = self.keys.iter().any(|key| key.undoes);
        if options.method == Method::Vni && !undone && exceptions::in_vni(&self.raw().to_lowercase()) {
            self.give_back();
        }
        let whole = || fits(&self.letters, self.tone, Extent::Whole) || self.is_abbreviation();
        if self.course == Course::Open && !undone && self.is_marked() && !whole() {
            self.course = Course::Closed;
        }
    }

    /// Back to its keys, for good.
    pub(crate) fn give_back(&mut self) {
        let raw = self.raw();
        *self = std::mem::take(self).kept(&raw);
    }

    /// Takes the last visible letter away, with its keys. The tone stays on what remains, unless it
    /// was its own.
    pub(crate) fn backspace(&mut self, options: TypingOptions) {
        let old = std::mem::take(self);
        let keys = old.keys.iter();
        *self = if old.course == Course::Kept {
            let mut text = old.raw();
            text.pop();
            old.kept(&text)
        } else if old.shows_keys(options) {
            // What is left may be Vietnamese after all: a stray letter is gone.
            let left = old.keys.len().saturating_sub(1);
            old.typed(keys.take(left).map(|key| key.pressed), options)
        } else {
            let style = old.style.unwrap_or(options.style);
            let last = old.letters.len().saturating_sub(1);
            let bore_tone = tone_place(&old.letters, style) == Some(last);
            let left = keys.filter(|key| match key.owner {
                Owner::Letter(at) => at != last,
                Owner::Tone => !bore_tone,
            });
            let again = old.typed(left.map(|key| key.pressed), options);
            let mut shown = old.clone();
            shown.letters.truncate(last);
            shown.tone = if bore_tone { Tone::Level } else { old.tone };
            let text = shown.rendered(style);
            // Where the keys that are left make something else, what is seen is gone on with.
            if again.text(options) == text { again } else { old.found(&text, options) }
        };
    }
}
