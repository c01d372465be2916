//! Paragraphs written by hand, and footnotes, go with the rows and items that they were written for.

use std::collections::{BTreeMap, BTreeSet};

use super::answers::{Answer, Answers, Edited, Entry};
use super::definition::{BodyBlock, Definition};
use super::field::options;
use super::ids::{BlockId, FieldId};
use super::moves::{Gone, List, Made, Moves, count, items_between, rows_between, told};
use super::value::{Chosen, Value};

/// The paragraphs written by hand, under their names.
pub(crate) type HandEdits = BTreeMap<BlockId, Edited>;

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
            let row_of_base = rows_between(self.before, base, &[row].into(), Made::Apart).found(row)?;
            Some(&cell(base, row_of_base, column)?.value)
        });
        Some(told(&old.value, &new.value, base, wanted, items_between))
    }
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

/// The entry of a column in a row.
fn cell(answer: &Answer, row: usize, column: Option<usize>) -> Option<&Entry> {
    match answer {
        Answer::Rows(rows) => rows.get(row)?.get(column?),
        _ => None,
    }
}
