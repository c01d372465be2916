//! Where the rows of a table and the lines of a text went, when they are others now.

use std::collections::{BTreeMap, BTreeSet};

use super::answers::{Answer, Entry};
use super::value::Value;

/// Where rows or items went.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Moves {
    /// The place of each former one now, from 0; none where it is gone.
    to: Vec<Option<usize>>,
    /// How many there are now.
    now: usize,
}

impl Moves {
    /// From how many there were, and where each of those that there are now was; none for a new one.
    #[must_use]
    pub(crate) fn of(before: usize, was: &[Option<usize>]) -> Self {
        let mut to = vec![None; before];
        for (at, was) in was.iter().enumerate() {
            if let Some(place) = was.and_then(|was| to.get_mut(was)) {
                *place = Some(at);
            }
        }
        Moves { to, now: was.len() }
    }

    /// Where the one of this place is now, from 0; none where it is gone.
    #[must_use]
    pub(super) fn found(&self, at: usize) -> Option<usize> {
        self.to.get(at).copied().flatten()
    }

    /// Where a reference to the row of this place leads now, from 0: to none (see [`is_gone`]) where it is gone.
    #[must_use]
    pub(crate) fn now(&self, at: usize) -> usize {
        match self.to.get(at) {
            Some(Some(now)) => *now,
            Some(None) => GONE + at,
            None => at,
        }
    }

    /// Told by what stands in them: one that is the same went wherever it stands now. Of the others, those that
    /// are `wanted` are looked for among those that are `alike`, and then where one that `may_be` the same came to
    /// stand between the same neighbours: it was changed there.
    #[must_use]
    fn between<T: PartialEq>(
        old: &[T],
        new: &[T],
        wanted: &BTreeSet<usize>,
        alike: impl FnOnce() -> Vec<Option<usize>>,
        may_be: impl Fn(&T, &T) -> bool,
    ) -> Self {
        let same = |(a, b): &(&T, &T)| a == b;
        let head = old.iter().zip(new).take_while(same).count();
        let shorter = old.len().min(new.len()) - head;
        let tail = old.iter().rev().zip(new.iter().rev()).take(shorter).take_while(same).count();
        let (old_end, new_end) = (old.len() - tail, new.len() - tail);
        let mut free: Vec<usize> = (head..new_end).collect();
        let mut to: Vec<Option<usize>> = (0..head).map(Some).collect();
        for item in old.get(head..old_end).unwrap_or_default() {
            let at = free.iter().position(|at| new.get(*at) == Some(item));
            to.push(at.map(|at| free.remove(at)));
        }
        to.extend((new_end..new.len()).map(Some));
        let stands = |to: &[Option<usize>], at: Option<usize>, now: Option<usize>| match (at, now) {
            (Some(at), now @ Some(_)) => to.get(at) == Some(&now),
            (None, None) => true,
            _ => false,
        };
        let next = |at: usize, length: usize| (at + 1 < length).then_some(at + 1);
        let lost: Vec<usize> =
            wanted.range(head..old_end).copied().filter(|at| to.get(*at).is_some_and(Option::is_none)).collect();
        let alike = if lost.is_empty() { Vec::new() } else { alike() };
        for at in &lost {
            let now = alike.get(*at).copied().flatten();
            if let (Some(found), Some(place)) = (free.iter().position(|free| Some(*free) == now), to.get_mut(*at)) {
                *place = Some(free.remove(found));
            }
        }
        for at in lost {
            if to.get(at).is_some_and(Option::is_some) {
                continue;
            }
            let fits = |now: &usize| old.get(at).zip(new.get(*now)).is_some_and(|(old, new)| may_be(old, new));
            let in_place = free.iter().position(|now| old.len() == new.len() && *now == at && fits(now));
            let is_after = |now: &usize| stands(&to, at.checked_sub(1), now.checked_sub(1));
            let after = || free.iter().position(|now| is_after(now) && fits(now));
            let is_before = |now: &usize| stands(&to, next(at, old.len()), next(*now, new.len()));
            let before = || free.iter().position(|now| is_before(now) && fits(now));
            let found = in_place.or_else(after).or_else(before).map(|found| free.remove(found));
            if let Some(place) = to.get_mut(at) {
                *place = found;
            }
        }
        Moves { to, now: new.len() }
    }

    /// The same, and those that are gone by way of a base: `there` leads to it, and `on` from it.
    #[must_use]
    fn or_by(mut self, there: &Moves, on: &Moves) -> Self {
        for at in 0..self.to.len() {
            let way = there.found(at).and_then(|base| on.found(base));
            if let Some(now) = way
                && !self.to.contains(&Some(now))
                && let Some(to @ None) = self.to.get_mut(at)
            {
                *to = Some(now);
            }
        }
        self
    }

    /// Where the one of this place went. What is gone never comes to stand for one that is added.
    #[must_use]
    pub(super) fn place(&self, at: usize, gone: Gone, list: List) -> Option<usize> {
        match (self.to.get(at), gone) {
            // Emptied and typed anew line by line, a text has its lines again.
            (None, _) if at >= NOWHERE || list == List::Text => Some(at),
            // In a table, it keeps its distance from the end.
            (None, _) => Some(at - self.to.len() + self.now),
            (Some(None), Gone::Kept) => Some(NOWHERE + at),
            (Some(to), _) => *to,
        }
    }
}

/// The places from here on are those of no row: no table and no text has so many.
const NOWHERE: usize = 1_000_000;

/// The same for references, which are read by people: no table has so many rows.
const GONE: usize = 90_000;

/// Whether a reference is to a row that was deleted.
#[must_use]
pub(crate) fn is_gone(at: usize) -> bool {
    at >= GONE
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum List {
    /// The rows of a table.
    Table,
    /// The lines of a text, or what was chosen.
    Text,
}

/// What becomes of what was written for a row or item that is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gone {
    /// It goes, too.
    Dropped,
    /// It is kept, for no row.
    Kept,
}

/// Who made the changes between two states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Made {
    /// One person, a key or a paste at a time: what is in the place of another came of it.
    Here,
    /// Many keys, or others: what has nothing of another did not come of it.
    Apart,
}

/// Where the wanted ones went, by what stands in them; where both have a base, a changed one by way of it.
pub(super) fn told<T>(
    before: &T,
    after: &T,
    base: Option<&T>,
    wanted: &BTreeSet<usize>,
    between: fn(&T, &T, &BTreeSet<usize>, Made) -> Moves,
) -> Moves {
    let Some(base) = base else { return between(before, after, wanted, Made::Here) };
    let there = between(before, base, wanted, Made::Apart);
    let of_base = wanted.iter().filter_map(|at| there.found(*at)).collect();
    between(before, after, &BTreeSet::new(), Made::Apart).or_by(&there, &between(base, after, &of_base, Made::Apart))
}

/// How many items a value has.
pub(super) fn count(value: &Value) -> usize {
    match value {
        Value::List(items) => items.len(),
        Value::Several(chosen) => chosen.len(),
        _ => 0,
    }
}

/// Where the rows of an answer went, or its items where it has no rows.
#[must_use]
pub(super) fn rows_between(before: &Answer, after: &Answer, wanted: &BTreeSet<usize>, made: Made) -> Moves {
    match (before, after) {
        (Answer::One(old), Answer::One(new)) => items_between(&old.value, &new.value, wanted, made),
        (Answer::Rows(old), Answer::Rows(new)) => {
            let (old, new) = (raws(old), raws(new));
            let has_cell_of = |a: &Row, b: &Row| a.iter().zip(b).any(|(a, b)| a == b && !a.is_empty());
            let may_be = |a: &Row, b: &Row| made == Made::Here || has_cell_of(a, b);
            Moves::between(&old, &new, wanted, || went(&old, &new), may_be)
        }
        _ => Moves::default(),
    }
}

/// Where the items of a value went. What is not understood has no items to tell apart: nothing moves.
#[must_use]
pub(super) fn items_between(old: &Value, new: &Value, wanted: &BTreeSet<usize>, made: Made) -> Moves {
    match (old, new) {
        (Value::Unreadable(_), _) | (_, Value::Unreadable(_)) => Moves::default(),
        (Value::Several(old), Value::Several(new)) => {
            Moves::between(old, new, wanted, Vec::new, |_, _| made == Made::Here)
        }
        (Value::List(old), Value::List(new)) => {
            Moves::between(old, new, wanted, || halves(old, new), |old, new| made == Made::Here || is_mostly(old, new))
        }
        _ => Moves { to: vec![None; count(old)], now: count(new) },
    }
}

/// Where the end of each line that was broken in two is now: what hangs on a line, hangs on its last words.
fn halves(old: &[String], new: &[String]) -> Vec<Option<usize>> {
    let letters = |lines: &[String]| -> String { lines.concat().chars().filter(|c| !c.is_whitespace()).collect() };
    let second = |line: &String| {
        let whole = letters(std::slice::from_ref(line));
        new.windows(2).position(|pair| letters(pair) == whole).map(|first| first + 1)
    };
    old.iter().map(second).collect()
}

/// Whether at least half of the words of a line stand in another.
pub(super) fn is_mostly(line: &str, other: &str) -> bool {
    let words: BTreeSet<&str> = line.split_whitespace().collect();
    let both = other.split_whitespace().collect::<BTreeSet<_>>().intersection(&words).count();
    both > 0 && both * 2 >= words.len()
}

/// What was typed in the cells of a row.
pub(super) type Row<'a> = Vec<&'a str>;
/// The rows of a table.
pub(super) type Rows<'a> = Vec<Row<'a>>;

/// The rows of an answer; none of one that is no table.
pub(super) fn rows_of(answer: &Answer) -> &[Vec<Entry>] {
    match answer {
        Answer::Rows(rows) => rows,
        _ => &[],
    }
}

/// The same as what was typed.
pub(super) fn raws(rows: &[Vec<Entry>]) -> Rows<'_> {
    rows.iter().map(|row| row.iter().map(|entry| entry.raw.as_str()).collect()).collect()
}

/// More pairs of changed rows than this are not compared: hardly anybody changes so many.
const MAX_PAIRS: usize = 250_000;

/// Where each row of a table stands in a later one, as far as that is sure: the one that says the same, or, of
/// those that changed, the one that begins with the same and has more of its cells than any other.
pub(super) fn went(old: &Rows, new: &Rows) -> Vec<Option<usize>> {
    let (from, now) = (by_words(old), by_words(new));
    let mut to = vec![None; old.len()];
    // Of those that say the same, one may be gone: which is anybody's guess.
    for (row, from) in &from {
        for (at, place) in from.iter().zip(now.get(row).filter(|now| now.len() == from.len()).into_iter().flatten()) {
            if let Some(to) = to.get_mut(*at) {
                *to = Some(*place);
            }
        }
    }
    let taken: BTreeSet<usize> = to.iter().flatten().copied().collect();
    let left: Vec<(usize, &Row)> = old.iter().enumerate().filter(|(at, _)| to.get(*at) == Some(&None)).collect();
    let free: Vec<(usize, &Row)> = new.iter().enumerate().filter(|(at, _)| !taken.contains(at)).collect();
    if left.len() * free.len() > MAX_PAIRS {
        return to;
    }
    for (at, row) in &left {
        if let Some((place, changed)) = most_like(row, &free)
            && row.first().is_some_and(|first| !first.is_empty() && changed.first() == Some(first))
            && most_like(changed, &left).is_some_and(|(back, _)| back == *at)
            && let Some(to) = to.get_mut(*at)
        {
            *to = Some(place);
        }
    }
    to
}

/// The places of the rows that say the same.
fn by_words<'a>(rows: &'a Rows<'a>) -> BTreeMap<&'a Row<'a>, Vec<usize>> {
    let mut places: BTreeMap<&Row, Vec<usize>> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        places.entry(row).or_default().push(at);
    }
    places
}

/// The one of these rows that has more cells of a row than any other.
fn most_like<'a>(row: &Row, of: &[(usize, &'a Row<'a>)]) -> Option<(usize, &'a Row<'a>)> {
    let alike = |other: &Row| row.iter().zip(other).filter(|(a, b)| a == b && !a.is_empty()).count();
    let most = of.iter().map(|(_, other)| alike(other)).max()?;
    let mut best = of.iter().filter(|(_, other)| alike(other) == most);
    best.next().filter(|_| best.next().is_none()).copied()
}
