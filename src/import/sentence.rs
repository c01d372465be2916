//! The sentences of a type read backwards: a line that one of them could have written gives back
//! the answers in it.

use std::cell::Cell;

use crate::report::definition::{BodyBlock, Series};
use crate::report::expression::Expression;
use crate::report::pattern::{Format, Part, Placeholder, Target, Wording};

/// Steps after which a line is given up: patterns with many places can be tried in many ways.
const MAX_STEPS: usize = 20_000;

/// Steps for all the lines of a report.
pub(crate) const MAX_STEPS_IN_ALL: usize = 2_000_000;

/// Longer lines are nobody's sentence, in letters.
const MAX_LETTERS: usize = 1_200;

/// What stands in the places of a sentence.
#[derive(Debug)]
pub(crate) struct Reading<'p> {
    pub found: Vec<(&'p Placeholder, String)>,
    /// Letters that the pattern itself says.
    pub said: usize,
    /// Places in which only few texts could stand.
    pub hard: usize,
    /// Places whose text is also that of the place before them, which is named first: nobody can tell where it ends.
    pub merged: Vec<(&'p Placeholder, &'p Placeholder)>,
    /// The conditions of the wordings that it has.
    pub implied: Vec<&'p Expression>,
    /// The stops at the end of the line.
    pub stops: String,
}

/// How places are read.
pub(crate) trait Fits {
    /// Whether a text can stand in a place.
    fn fits(&self, place: &Placeholder, text: &str) -> bool;
    /// Whether a place takes words of any kind.
    fn is_free(&self, place: &Placeholder) -> bool;
    /// Whether only few texts can stand in a place: a figure, a day, a document.
    fn is_hard(&self, place: &Placeholder) -> bool;
    /// Whether a place counts something, so that nothing stands there when nobody counted.
    fn is_count(&self, place: &Placeholder) -> bool;
}

/// A line that may be a sentence.
pub(crate) struct Line {
    text: Vec<char>,
    lower: Vec<char>,
    /// The stops at its end, which are not of the text.
    stops: String,
}

impl Line {
    /// `None` where it is longer than any sentence.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let bare = text.trim_end_matches(['.', ';', '/', ',', ' ']);
        let stops = text.get(bare.len()..).unwrap_or_default().to_owned();
        let text: Vec<char> = bare.chars().collect();
        let lower = text.iter().map(|c| small(*c)).collect();
        (text.len() <= MAX_LETTERS).then_some(Line { text, lower, stops })
    }
}

/// Reads a line as a sentence of a block; `None` where it is not one. `left` is how many steps may
/// still be made.
pub(crate) fn read<'p>(block: &'p BodyBlock, line: &Line, fits: &dyn Fits, left: &Cell<usize>) -> Option<Reading<'p>> {
    read_parts(&block.text.parts, &block.series, line, fits, left)
}

/// The same for these parts of one of its wordings, with its series.
pub(crate) fn read_parts<'p>(
    parts: &'p [Part],
    series: &'p [Series],
    line: &Line,
    fits: &dyn Fits,
    left: &Cell<usize>,
) -> Option<Reading<'p>> {
    let mut reader = Reader {
        text: &line.text,
        lower: &line.lower,
        series,
        fits,
        found: Vec::new(),
        said: 0,
        hard: 0,
        merged: Vec::new(),
        implied: Vec::new(),
        steps: 0,
        most: left.get().min(MAX_STEPS),
    };
    let list = List { item: Item::Parts(parts), after: None };
    let done = reader.go(0, Some(&list));
    left.set(left.get().saturating_sub(reader.steps));
    let Reader { found, said, hard, merged, implied, .. } = reader;
    done.then(|| Reading { found, said, hard, merged, implied, stops: line.stops.clone() })
}

/// What is still to be read.
#[derive(Clone, Copy)]
struct List<'p, 'l> {
    item: Item<'p>,
    after: Option<&'l List<'p, 'l>>,
}

#[derive(Clone, Copy)]
enum Item<'p> {
    Parts(&'p [Part]),
    /// The parts of a series from this one on, and whether one has been read.
    Series(&'p Series, usize, bool),
    /// The end of a wording that began at this letter: with words of it on the line, its condition holds.
    End(&'p Expression, usize),
}

/// Whether nothing more is to be read.
fn is_last(list: Option<&List<'_, '_>>) -> bool {
    std::iter::successors(list, |list| list.after).all(|list| matches!(list.item, Item::Parts([]) | Item::End(..)))
}

/// Words without the stop at their end, which a line may lack.
fn unended(words: &str) -> &str {
    words.trim_end_matches(['.', ';', ' '])
}

/// When a wording stands.
fn condition(wording: &Wording) -> Option<&Expression> {
    wording.when.as_ref()?.expression.as_ref()
}

struct Reader<'p, 'f> {
    text: &'f [char],
    lower: &'f [char],
    series: &'p [Series],
    fits: &'f dyn Fits,
    found: Vec<(&'p Placeholder, String)>,
    said: usize,
    hard: usize,
    merged: Vec<(&'p Placeholder, &'p Placeholder)>,
    implied: Vec<&'p Expression>,
    steps: usize,
    most: usize,
}

fn small(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

impl<'p> Reader<'p, '_> {
    /// Reads on from a letter. What was found stays only where all of it fits.
    fn go(&mut self, at: usize, list: Option<&List<'p, '_>>) -> bool {
        self.steps += 1;
        if self.steps > self.most {
            return false;
        }
        let Some(List { item, after }) = list else { return at == self.text.len() };
        let (found, said, hard, implied) = (self.found.len(), self.said, self.hard, self.implied.len());
        let done = match *item {
            Item::Parts([]) => self.go(at, *after),
            Item::Parts([first, rest @ ..]) => self.part(at, first, rest, *after),
            Item::Series(series, from, begun) => self.series(at, series, from, begun, *after),
            Item::End(when, from) => {
                self.implied.extend((at > from).then_some(when));
                self.go(at, *after)
            }
        };
        if !done {
            self.found.truncate(found);
            self.implied.truncate(implied);
            self.said = said;
            self.hard = hard;
        }
        done
    }

    fn part(&mut self, at: usize, first: &'p Part, rest: &'p [Part], after: Option<&List<'p, '_>>) -> bool {
        let next = List { item: Item::Parts(rest), after };
        match first {
            Part::Text(words) => {
                let words = if rest.is_empty() && is_last(after) { unended(words) } else { words };
                self.literal(at, words).is_some_and(|end| self.go(end, Some(&next)))
            }
            Part::Optional(parts) => {
                let with = List { item: Item::Parts(parts), after: Some(&next) };
                self.go(at, Some(&with)) || self.go(at, Some(&next))
            }
            Part::Choice(wordings) => {
                let wording = |reader: &mut Self, wording: &'p Wording| match condition(wording) {
                    Some(when) => {
                        let end = List { item: Item::End(when, at), after: Some(&next) };
                        reader.go(at, Some(&List { item: Item::Parts(&wording.parts), after: Some(&end) }))
                    }
                    None => reader.go(at, Some(&List { item: Item::Parts(&wording.parts), after: Some(&next) })),
                };
                let is_none = wordings.iter().all(|wording| wording.when.is_some());
                wordings.iter().any(|one| wording(self, one)) || (is_none && self.go(at, Some(&next)))
            }
            Part::Place(place) => match place.targets().next() {
                Some(Target::Series(index)) => {
                    let Some(series) = self.series.get(*index) else { return false };
                    self.go(at, Some(&List { item: Item::Series(series, 0, false), after: Some(&next) }))
                }
                _ => self.place(at, place, rest, after),
            },
        }
    }

    fn place(&mut self, at: usize, place: &'p Placeholder, rest: &'p [Part], after: Option<&List<'p, '_>>) -> bool {
        // Two places of free words with nothing between them: nobody can tell where one ends.
        if let [Part::Text(gap), Part::Place(other), ..] = rest
            && gap.trim().is_empty()
            && self.fits.is_free(place)
            && self.fits.is_free(other)
        {
            let list = List { item: Item::Parts(rest.get(1..).unwrap_or_default()), after };
            self.merged.push((place, other));
            return self.go(at, Some(&list));
        }
        let next = List { item: Item::Parts(rest), after };
        for end in at + 1..=self.text.len() {
            // What follows must be there before it is worth asking what this is.
            let follows = self.may_follow(end, rest, after);
            let bounds = [self.text.get(at), self.text.get(end - 1)];
            // The stroke between the figures of a share may be the sentence's own.
            let is_own_stroke = matches!(rest.first(), Some(Part::Text(words)) if words.starts_with('/'));
            if !follows
                || (self.is_within_word(end) && !is_own_stroke)
                || bounds.into_iter().flatten().any(|c| c.is_whitespace())
                // What a colon leads to is no part of an answer.
                || bounds[1] == Some(&':')
            {
                continue;
            }
            self.steps += 1;
            let text: String = self.text.get(at..end).unwrap_or_default().iter().collect();
            if !self.fits.fits(place, &text) {
                continue;
            }
            self.hard += usize::from(self.fits.is_hard(place));
            self.found.push((place, text));
            if self.go(end, Some(&next)) {
                return true;
            }
            self.found.pop();
            self.hard -= usize::from(self.fits.is_hard(place));
        }
        // A count that was not made leaves out its figure and the space after it.
        if let [Part::Text(words), more @ ..] = rest
            && let Some(words) = words.strip_prefix(' ')
            && place.format != Format::Counted
            && at > 0
            && self.fits.is_count(place)
            && let Some(end) = self.literal(at, words)
        {
            self.found.push((place, "-".to_owned()));
            return self.go(end, Some(&List { item: Item::Parts(more), after }));
        }
        false
    }

    /// Whether what is still to be read may begin at a letter: its first words stand there.
    fn may_follow(&self, at: usize, parts: &[Part], after: Option<&List<'_, '_>>) -> bool {
        match parts.split_first() {
            None => match after {
                None => at == self.text.len(),
                Some(List { item: Item::Parts(parts), after }) => self.may_follow(at, parts, *after),
                Some(List { item: Item::End(..), after }) => self.may_follow(at, &[], *after),
                Some(_) => true,
            },
            Some((Part::Text(words), rest)) => {
                match if rest.is_empty() && is_last(after) { unended(words) } else { words } {
                    "" => self.may_follow(at, rest, after),
                    words => self.stands(at, words),
                }
            }
            Some((Part::Optional(parts), rest)) => self.may_begin(at, parts) || self.may_follow(at, rest, after),
            Some((Part::Choice(_) | Part::Place(_), _)) => true,
        }
    }

    /// The same of parts in brackets.
    fn may_begin(&self, at: usize, parts: &[Part]) -> bool {
        match parts.split_first() {
            Some((Part::Text(words), _)) => self.stands(at, unended(words)),
            Some((Part::Optional(parts), rest)) => self.may_begin(at, parts) || self.may_begin(at, rest),
            _ => true,
        }
    }

    /// Whether a word or a number goes on over this place: "3|3 trẻ em", "1|.250".
    fn is_within_word(&self, at: usize) -> bool {
        let letter = |at: usize| self.text.get(at).copied();
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let (before, here) = (at.checked_sub(1).and_then(letter), letter(at));
        let goes_on = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let is_group = matches!(here, Some('.' | ',' | '/')) && is_digit(before) && is_digit(letter(at + 1));
        is_group || (goes_on(before) && goes_on(here))
    }

    /// Parts of a series in their order, any of them left out.
    fn series(
        &mut self,
        at: usize,
        series: &'p Series,
        from: usize,
        begun: bool,
        after: Option<&List<'p, '_>>,
    ) -> bool {
        let between: &[&str] = if begun { &[", ", " và ", "; "] } else { &[""] };
        for (index, part) in series.parts.iter().enumerate().skip(from) {
            let rest = List { item: Item::Series(series, index + 1, true), after };
            for words in between {
                if let Some(start) = self.literal(at, words)
                    && self.go(start, Some(&List { item: Item::Parts(&part.parts), after: Some(&rest) }))
                {
                    return true;
                }
            }
        }
        begun && self.go(at, after)
    }

    /// Whether these words stand at a letter, whatever the case.
    fn stands(&self, at: usize, words: &str) -> bool {
        let mut letters = self.lower.get(at..).unwrap_or_default().iter();
        words.chars().all(|c| letters.next() == Some(&small(c)))
    }

    /// The end of these words where they stand at a letter.
    fn literal(&mut self, at: usize, words: &str) -> Option<usize> {
        self.stands(at, words).then(|| {
            self.said += words.chars().filter(|c| c.is_alphabetic()).count();
            at + words.chars().count()
        })
    }
}
