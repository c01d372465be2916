//! One word being typed: its text is a function of its keys.

use super::TypingOptions;
use super::exceptions;
use super::letter::{Letter, Mark, Tone, lower};
use super::method::{MarkKey, Method, Operation};
use super::syllable::{Extent, ToneStyle, fits, tone_place};

/// More letters than any word has: what is longer stays as it is typed.
const LONGEST: usize = 32;

/// What a key that was typed belongs to. Taking back a letter takes its keys along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owner {
    /// The letter with this number.
    Letter(usize),
    Tone,
    /// A letter that stood in the text already.
    Found(usize),
}

/// How a word goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Course {
    /// Keys may change it.
    #[default]
    Open,
    /// It cannot be Vietnamese: it shows the keys as they were typed.
    Literal,
    /// It was taken back to its keys or is otherwise as it was meant: nothing changes it any more.
    Kept,
}

/// A word from its first key to the cursor.
#[derive(Debug, Clone, Default)]
pub(super) struct Word {
    /// The keys, less those that undid a mark or a tone: what a literal word shows.
    keys: Vec<(char, Owner)>,
    /// Every key.
    raw: String,
    letters: Vec<Letter>,
    tone: Tone,
    course: Course,
    /// Where the tone stands when the word was found with it elsewhere than the options say.
    style: Option<ToneStyle>,
    /// Keys that were undone by repeating them: letters for the rest of the word.
    off: Vec<char>,
    /// The last key, if it changed something, and what was there before it.
    last: Option<(char, Vec<Letter>, Tone)>,
}

impl Word {
    /// A word that stands in a text already, to go on with. What this engine would not write so
    /// stays as it is.
    pub(crate) fn found(text: &str, options: TypingOptions) -> Self {
        let mut word = Word { raw: text.to_owned(), ..Word::default() };
        for (at, c) in text.chars().take(LONGEST + 1).enumerate() {
            let (letter, tone) = Letter::of(c);
            word.letters.push(letter);
            word.keys.push((c, Owner::Found(at)));
            if tone != Tone::Level {
                word.tone = tone;
            }
        }
        let other = [options.style, ToneStyle::Old, ToneStyle::New].into_iter();
        word.style = other.clone().find(|style| word.rendered(*style) == text);
        let sound = word.style.is_some() && (!word.is_marked() || word.can_go_on());
        if !sound {
            word.course = Course::Kept;
        }
        word
    }

    /// A word of these letters that nothing changes.
    fn kept(text: &str) -> Self {
        let keys = text.chars().enumerate().map(|(at, c)| (c, Owner::Found(at))).collect();
        Word { keys, raw: text.to_owned(), course: Course::Kept, ..Word::default() }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// What stands in the text for it.
    pub(crate) fn text(&self, options: TypingOptions) -> String {
        match self.course {
            Course::Open => self.rendered(self.style.unwrap_or(options.style)),
            Course::Literal | Course::Kept => self.literal(),
        }
    }

    fn literal(&self) -> String {
        self.keys.iter().map(|(key, _)| *key).collect()
    }

    fn rendered(&self, style: ToneStyle) -> String {
        let place = if self.tone == Tone::Level { None } else { tone_place(&self.letters, style) };
        let tone = |at| if Some(at) == place { self.tone } else { Tone::Level };
        self.letters.iter().enumerate().map(|(at, letter)| letter.with(tone(at))).collect()
    }

    /// Every key of it, undone ones too.
    pub(crate) fn raw(&self) -> &str {
        &self.raw
    }

    /// Takes a key in. False when it is none of the word's: it ends the word.
    pub(crate) fn push(&mut self, key: char, options: TypingOptions) -> bool {
        if self.letters.len() > LONGEST {
            self.course = Course::Kept;
        }
        if self.course != Course::Open {
            if !key.is_alphabetic() {
                return false;
            }
            self.raw.push(key);
            self.keys.push((key, Owner::Letter(self.keys.len())));
            self.meet_exceptions(options);
            return true;
        }
        let operation = options.method.operation(key, options.brackets);
        let operation = operation.filter(|operation| !options.symbols || *operation == Operation::Bar);
        if operation == Some(Operation::Bar) && self.off.contains(&lower(key)) {
            if let Some(owner) = self.bar_again(key) {
                self.raw.push(key);
                self.keys.push((key, owner));
                return true;
            }
        } else if let Some(operation) = operation
            && !self.off.contains(&lower(key))
        {
            let repeated = self.last.take_if(|(last, ..)| *last == lower(key));
            if let Some((_, letters, tone)) = repeated {
                return self.undo(key, letters, tone, options);
            }
            let before = (self.letters.clone(), self.tone);
            if let Some(owner) = self.apply(operation, key) {
                self.raw.push(key);
                self.keys.push((key, owner));
                self.last = Some((lower(key), before.0, before.1));
                self.meet_exceptions(options);
                return true;
            }
        }
        if !key.is_alphabetic() {
            return false;
        }
        self.raw.push(key);
        self.append(key);
        self.last = None;
        self.complete_horns();
        if self.is_marked() && !self.can_go_on() {
            self.course = Course::Literal;
        }
        self.meet_exceptions(options);
        true
    }

    fn append(&mut self, key: char) {
        let (letter, tone) = Letter::of(key);
        // A letter that another input method composed brings its tone.
        if tone != Tone::Level {
            self.tone = tone;
        }
        self.keys.push((key, Owner::Letter(self.letters.len())));
        self.letters.push(letter);
    }

    /// The key of the last change once more: takes it back and is itself a letter. The key changes
    /// nothing more in this word.
    fn undo(&mut self, key: char, letters: Vec<Letter>, tone: Tone, options: TypingOptions) -> bool {
        (self.letters, self.tone) = (letters, tone);
        self.keys.pop();
        self.off.push(lower(key));
        let taken = key.is_alphabetic();
        if taken {
            self.raw.push(key);
            self.append(key);
        }
        if !taken || (self.is_marked() && !self.can_go_on()) {
            let raw = std::mem::take(&mut self.raw);
            *self = Word { raw, ..Word::kept(&self.rendered(self.style.unwrap_or(options.style))) };
        }
        taken
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
            if self.try_marks(&[(at, mark)]) {
                self.complete_horns();
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

    /// Neither uơ nor ưo has a letter after it: with one, both have horns.
    fn complete_horns(&mut self) {
        let Some(o) = self.pair().filter(|o| o + 1 < self.letters.len()) else { return };
        let horned = |at: usize| self.letters.get(at).is_some_and(|letter| letter.mark == Mark::Horn);
        if horned(o - 1) != horned(o) {
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

    /// GDĐT, ĐĐBQH: in an abbreviation, two d's of which the stroke was undone get it by one more d,
    /// both at the beginning, the second after another letter.
    fn bar_again(&mut self, key: char) -> Option<Owner> {
        let capitals = key == 'D' && self.letters.iter().all(|letter| letter.upper && !letter.is_vowel());
        if !capitals {
            return None;
        }
        let count = if self.letters.len() == 2 { 2 } else { 1 };
        self.bar_of_abbreviation(count)
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

    /// A word of another language that stands in the list stays as it was typed.
    fn meet_exceptions(&mut self, options: TypingOptions) {
        if options.method == Method::Telex && exceptions::in_telex(&self.raw.to_ascii_lowercase()) {
            self.give_back();
        }
    }

    /// The word has ended: what is no whole syllable goes back to its keys.
    pub(crate) fn finish(&mut self, options: TypingOptions) {
        let open = self.course == Course::Open;
        if open && options.method == Method::Vni && exceptions::in_vni(&self.raw.to_ascii_lowercase()) {
            self.give_back();
        }
        let whole = || fits(&self.letters, self.tone, Extent::Whole) || self.is_abbreviation();
        if self.course == Course::Open && self.off.is_empty() && self.is_marked() && !whole() {
            self.course = Course::Literal;
        }
    }

    /// Back to its keys, for good.
    pub(crate) fn give_back(&mut self) {
        *self = Word::kept(&std::mem::take(&mut self.raw));
    }

    /// Takes the last visible letter away. The tone stays on what remains, unless it was its own.
    pub(crate) fn backspace(&mut self, options: TypingOptions) {
        match self.course {
            Course::Open => {
                let Some(last) = self.letters.len().checked_sub(1) else { return };
                let bore_tone = tone_place(&self.letters, self.style.unwrap_or(options.style)) == Some(last);
                self.letters.pop();
                if bore_tone {
                    self.tone = Tone::Level;
                }
                self.keys.retain(|(_, owner)| match owner {
                    Owner::Letter(at) | Owner::Found(at) => *at != last,
                    Owner::Tone => !bore_tone,
                });
                if self.is_marked() && !self.can_go_on() {
                    *self = Word::kept(&self.rendered(self.style.unwrap_or(options.style)));
                }
            }
            Course::Literal => {
                self.keys.pop();
                let typed = self.keys.iter().all(|(_, owner)| !matches!(owner, Owner::Found(_)));
                self.course = Course::Kept;
                if typed {
                    // What is left may be Vietnamese after all: a stray letter is gone.
                    self.read_again(options);
                }
            }
            Course::Kept => {
                self.keys.pop();
            }
        }
        self.raw = self.literal();
        self.last = None;
        if self.keys.is_empty() {
            *self = Word::default();
        }
    }

    /// Makes the word anew from its keys.
    fn read_again(&mut self, options: TypingOptions) {
        let keys = std::mem::take(&mut self.keys);
        *self = Word { off: std::mem::take(&mut self.off), ..Word::default() };
        for (key, _) in keys {
            self.push(key, options);
        }
    }
}
