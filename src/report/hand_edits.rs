//! Paragraphs written by hand, and footnotes, go with the rows and items that they were written for.

use std::collections::{BTreeMap, BTreeSet};

use super::answers::{Answer, Answers, Edited, Entry};
use super::definition::{BodyBlock, Definition};
use super::field::options;
use super::ids::{BlockId, FieldId};
use super::value::{Chosen, Value};

/// The paragraphs written by hand, under their names.
pub(crate) type HandEdits = BTreeMap<BlockId, Edited>;

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

    /// Where the one of this place is now, from 0; beyond all others where it is gone.
    #[must_use]
    pub(crate) fn now(&self, at: usize) -> usize {
        match self.to.get(at) {
            Some(Some(now)) => *now,
            Some(None) => at.max(self.now),
            None => at,
        }
    }

    /// Told by what stands in them: one that is the same went wherever it stands now. Of the others, those that
    /// are `wanted` are looked for where another came to stand between the same neighbours: it was changed there.
    #[must_use]
    fn between<T: PartialEq>(old: &[T], new: &[T], wanted: &BTreeSet<usize>) -> Self {
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
        let went = |to: &[Option<usize>], at: Option<usize>, now: Option<usize>| match (at, now) {
            (Some(at), now @ Some(_)) => to.get(at) == Some(&now),
            (None, None) => true,
            _ => false,
        };
        let next = |at: usize, length: usize| (at + 1 < length).then_some(at + 1);
        for at in (head..old_end).filter(|at| wanted.contains(at)) {
            if to.get(at).is_some_and(Option::is_some) {
                continue;
            }
            let in_place = free.iter().position(|now| old.len() == new.len() && *now == at);
            let after = || free.iter().position(|now| went(&to, at.checked_sub(1), now.checked_sub(1)));
            let before = || free.iter().position(|now| went(&to, next(at, old.len()), next(*now, new.len())));
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
            let way = there.to.get(at).copied().flatten().and_then(|base| on.to.get(base).copied().flatten());
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
    fn place(&self, at: usize, gone: Gone, list: List) -> Option<usize> {
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

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum List {
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

/// The paragraphs written by hand once the answer to a field is another; `None` where none of them is for its
/// rows or items. `rows` tells where the rows went; without it, what stands in them does.
#[must_use]
pub(crate) fn follow(
    definition: &Definition,
    edited: &HandEdits,
    field: FieldId,
    (before, after): (&Answer, &Answer),
    rows: Option<&Moves>,
) -> Option<HandEdits> {
    moved(definition, edited, field, AnswerChange { before, after, base: None }, rows, Gone::Dropped)
}

fn moved(
    definition: &Definition,
    edited: &HandEdits,
    field: FieldId,
    change: AnswerChange,
    rows: Option<&Moves>,
    gone: Gone,
) -> Option<HandEdits> {
    let names: Vec<&BlockId> = edited.keys().collect();
    let moved = renamed(definition, &names, field, change, rows, gone)?;
    let mut edits = HandEdits::new();
    for (edit, id) in edited.values().zip(moved) {
        let Some(mut id) = id else { continue };
        // Two that are for no row any more are two still.
        while let Some((row, item)) = id.place().filter(|_| edits.contains_key(&id)) {
            id = item.map_or(id.at_place(row + 1, None), |item| id.at_place(row, Some(item + 1)));
        }
        edits.insert(id, edit.clone());
    }
    Some(edits)
}

/// The rows of the footnotes once the answer to another field is another; `None` where that changes none. One whose
/// row is deleted goes with it.
#[must_use]
pub(crate) fn follow_notes(
    definition: &Definition,
    answers: &Answers,
    field: FieldId,
    (before, after): (&Answer, &Answer),
    rows: Option<&Moves>,
) -> Option<(Vec<Vec<Entry>>, Moves)> {
    let notes = definition.closing.as_ref()?.notes.filter(|notes| *notes != field)?;
    // Who deletes a row deletes its notes; a line that is typed away may come back, and its note waits, told.
    let gone = if rows.is_some() { Gone::Dropped } else { Gone::Kept };
    hung(definition, notes, answers.rows(notes), field, AnswerChange { before, after, base: None }, rows, gone)
}

/// The footnotes of answers, the answer to this field, hung where their paragraphs are in others to the same report,
/// both of which began from `base`; one whose paragraph is gone is kept, for none.
#[must_use]
pub(crate) fn notes_as_in(
    definition: &Definition,
    notes: FieldId,
    answers: &Answers,
    others: &Answers,
    base: &Answers,
) -> Answer {
    let Answer::Rows(mut rows) = answers.answer(notes).clone() else { return answers.answer(notes).clone() };
    for field in answers.unlike(others).filter(|field| *field != notes) {
        let change = AnswerChange::from_base(answers, others, base, field);
        rows = hung(definition, notes, &rows, field, change, None, Gone::Kept).map_or(rows, |(rows, _)| rows);
    }
    Answer::Rows(rows)
}

/// An answer, and what it is now.
#[derive(Clone, Copy)]
struct AnswerChange<'a> {
    before: &'a Answer,
    after: &'a Answer,
    /// What both began from, where two changed it: what one of them added has no counterpart in what the other did.
    base: Option<&'a Answer>,
}

impl<'a> AnswerChange<'a> {
    fn from_base(answers: &'a Answers, others: &'a Answers, base: &'a Answers, field: FieldId) -> Self {
        AnswerChange { before: answers.answer(field), after: others.answer(field), base: Some(base.answer(field)) }
    }

    /// Where the rows of the answer went, or its items where it has no rows.
    fn rows(self, wanted: &BTreeSet<usize>) -> Moves {
        told(self.before, self.after, self.base, wanted, rows_between)
    }

    /// Where the items went in this column of a row, which stands in another row now; none where there are none.
    fn items(self, (row, now): (usize, usize), column: Option<usize>, wanted: &BTreeSet<usize>) -> Option<Moves> {
        let (old, new) = (cell(self.before, row, column)?, cell(self.after, now, column)?);
        if count(&old.value) == 0 || count(&new.value) == 0 {
            return None;
        }
        let base = self.base.and_then(|base| {
            let row_of_base = rows_between(self.before, base, &[row].into()).to.get(row).copied().flatten()?;
            Some(&cell(base, row_of_base, column)?.value)
        });
        Some(told(&old.value, &new.value, base, wanted, items_between))
    }
}

/// Where the wanted ones went, by what stands in them; where both have a base, a changed one by way of it.
fn told<T>(
    before: &T,
    after: &T,
    base: Option<&T>,
    wanted: &BTreeSet<usize>,
    between: fn(&T, &T, &BTreeSet<usize>) -> Moves,
) -> Moves {
    let Some(base) = base else { return between(before, after, wanted) };
    let there = between(before, base, wanted);
    let of_base = wanted.iter().filter_map(|at| there.to.get(*at).copied().flatten()).collect();
    between(before, after, &BTreeSet::new()).or_by(&there, &between(base, after, &of_base))
}

/// Footnotes, the rows of a field, once the answer to another field is another; `None` where that changes none.
fn hung(
    definition: &Definition,
    notes: FieldId,
    old: &[Vec<Entry>],
    field: FieldId,
    change: AnswerChange,
    rows: Option<&Moves>,
    gone: Gone,
) -> Option<(Vec<Vec<Entry>>, Moves)> {
    let blank = BlockId::new("");
    let names: Vec<BlockId> = old.iter().map(|row| note_of(definition, notes, row).unwrap_or(blank.clone())).collect();
    let moved = renamed(definition, &names.iter().collect::<Vec<_>>(), field, change, rows, gone)?;
    let mut new = Vec::with_capacity(old.len());
    let mut was = Vec::with_capacity(old.len());
    for (at, ((row, name), moved)) in old.iter().zip(names).zip(moved).enumerate() {
        let Some(moved) = moved else { continue };
        was.push(Some(at));
        let mut row = row.clone();
        if let Some(entry) = row.first_mut().filter(|_| moved != name) {
            let raw = moved.to_string();
            *entry = Entry { value: Value::Choice(Chosen::Other(raw.clone())), raw };
        }
        new.push(row);
    }
    (new != old).then(|| (new, Moves::of(old.len(), &was)))
}

/// The name of the paragraph that a footnote of the officer's hangs on; none while none is chosen.
#[must_use]
pub(crate) fn note_of(definition: &Definition, notes: FieldId, row: &[Entry]) -> Option<BlockId> {
    let options = options(definition[notes].columns.first()?)?;
    let id = match &row.first()?.value {
        Value::Choice(Chosen::Option(at)) => BlockId::new(options.list.get(*at)?.id.clone()),
        Value::Choice(Chosen::Other(name)) => BlockId::new(name.clone()),
        _ => return None,
    };
    Some(definition.block(id.block()).map_or_else(|| id.clone(), |block| id.in_block(&block.id)))
}

/// The names of paragraphs once the answer to a field is another, in their order: none where the row or item is
/// gone. `None` where none of them is for its rows or items.
fn renamed(
    definition: &Definition,
    names: &[&BlockId],
    field: FieldId,
    change: AnswerChange,
    rows: Option<&Moves>,
    gone: Gone,
) -> Option<Vec<Option<BlockId>>> {
    let block_of = |id: &BlockId| definition.block(id.block()).filter(|block| block.each == Some(field));
    let places: Vec<(&BodyBlock, (usize, Option<usize>))> =
        names.iter().filter_map(|id| Some((block_of(id)?, id.place()?))).collect();
    if places.is_empty() {
        return None;
    }
    // A text that is typed anew goes by way of none: what was written for its lines waits for them,
    // and is told meanwhile.
    if let (None, Answer::One(old), Answer::One(new)) = (rows, change.before, change.after)
        && (count(&old.value) == 0 || count(&new.value) == 0)
    {
        return Some(names.iter().map(|id| Some((*id).clone())).collect());
    }
    let wanted: BTreeSet<usize> = places.iter().map(|(_, (row, _))| *row).collect();
    let rows = rows.cloned().unwrap_or_else(|| change.rows(&wanted));
    let list = if matches!(change.before, Answer::Rows(_)) { List::Table } else { List::Text };
    let moved = |id: &BlockId| -> Option<BlockId> {
        let (Some(block), Some((row, item))) = (block_of(id), id.place()) else { return Some(id.clone()) };
        let to = rows.place(row, gone, list)?;
        let Some(item) = item else { return Some(id.at_place(to, None)) };
        let of_row = places.iter().filter(|(other, (other_row, _))| other.id == block.id && *other_row == row);
        let wanted = of_row.filter_map(|(_, (_, item))| *item).collect();
        match change.items((row, to), block.items, &wanted) {
            Some(items) => Some(id.at_place(to, Some(items.place(item, gone, List::Text)?))),
            None => Some(id.at_place(to, Some(item))),
        }
    };
    Some(names.iter().map(|id| moved(id)).collect())
}

/// What was written by hand in answers, under the names that it has in others to the same report, both of which began
/// from `base`.
#[must_use]
pub(crate) fn as_in(definition: &Definition, answers: &Answers, others: &Answers, base: &Answers) -> HandEdits {
    let mut edited = answers.edited.clone();
    for field in answers.unlike(others) {
        let change = AnswerChange::from_base(answers, others, base, field);
        edited = moved(definition, &edited, field, change, None, Gone::Kept).unwrap_or(edited);
    }
    edited
}

/// Whether there is a row, and an item in it, that a paragraph of this name is for; true where it is for none.
#[must_use]
pub(crate) fn has_place(definition: &Definition, answers: &Answers, id: &BlockId) -> bool {
    let Some(block) = definition.block(id.block()) else { return !id.as_str().contains('#') };
    let (Some(field), Some((row, item))) = (block.each, id.place()) else { return id.as_str() == id.block() };
    let answer = answers.answer(field);
    let is_row = match answer {
        Answer::One(entry) => row < count(&entry.value),
        Answer::Group(_) => false,
        Answer::Rows(rows) => row < rows.len(),
    };
    // A column without items has a paragraph, for the answer that it lacks.
    let is_item = |item| cell(answer, row, block.items).is_some_and(|entry| item < count(&entry.value).max(1));
    is_row && item.is_none_or(is_item)
}

/// How many items a value has.
fn count(value: &Value) -> usize {
    match value {
        Value::List(items) => items.len(),
        Value::Several(chosen) => chosen.len(),
        _ => 0,
    }
}

/// The entry of a column in a row.
fn cell(answer: &Answer, row: usize, column: Option<usize>) -> Option<&Entry> {
    match answer {
        Answer::Rows(rows) => rows.get(row)?.get(column?),
        _ => None,
    }
}

fn rows_between(before: &Answer, after: &Answer, wanted: &BTreeSet<usize>) -> Moves {
    match (before, after) {
        (Answer::One(old), Answer::One(new)) => items_between(&old.value, &new.value, wanted),
        (Answer::Rows(old), Answer::Rows(new)) => {
            let raws = |rows: &'_ [Vec<Entry>]| -> Vec<Vec<String>> {
                rows.iter().map(|row| row.iter().map(|entry| entry.raw.clone()).collect()).collect()
            };
            Moves::between(&raws(old), &raws(new), wanted)
        }
        _ => Moves::default(),
    }
}

/// What is not understood has no items to tell apart: nothing moves.
fn items_between(old: &Value, new: &Value, wanted: &BTreeSet<usize>) -> Moves {
    match (old, new) {
        (Value::Unreadable(_), _) | (_, Value::Unreadable(_)) => Moves::default(),
        (Value::Several(old), Value::Several(new)) => Moves::between(old, new, wanted),
        (Value::List(old), Value::List(new)) => Moves::between(old, new, wanted),
        _ => Moves { to: vec![None; count(old)], now: count(new) },
    }
}
