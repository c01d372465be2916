//! The names of paragraphs, which go with the rows and items that the paragraphs are for.

use std::collections::BTreeSet;

use super::answers::{Answer, Answers, Entry};
use super::definition::{BodyBlock, Definition};
use super::ids::{BlockId, FieldId};
use super::moves::{Gone, List, Made, Moves, count, items_between, rows_between, told};

/// An answer, and what it is now.
#[derive(Clone, Copy)]
pub(super) struct AnswerChange<'a> {
    pub before: &'a Answer,
    pub after: &'a Answer,
    /// What both began from, where two changed it: what one of them added has no counterpart in what the other did.
    pub base: Option<&'a Answer>,
}

impl<'a> AnswerChange<'a> {
    /// What a field is in others to the same report, both of which began from `base`.
    pub(super) fn from_base(answers: &'a Answers, others: &'a Answers, base: &'a Answers, field: FieldId) -> Self {
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

/// The names of paragraphs once the answer to a field is another, in their order: none where the row or item is
/// gone. `None` where none of them is for its rows or items.
pub(super) fn renamed(
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

/// What a paragraph is called now: the type may have given its block another name since.
#[must_use]
pub(crate) fn present_name(definition: &Definition, id: &BlockId) -> BlockId {
    definition.block(id.block()).map_or_else(|| id.clone(), |block| id.in_block(&block.id))
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
