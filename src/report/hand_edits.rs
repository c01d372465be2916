//! Paragraphs written by hand go with the rows and items that they were written for.

use std::collections::BTreeMap;

use super::answers::{Answer, Answers, Edited};
use super::definition::Definition;
use super::ids::{BlockId, FieldId};
use super::moves::{Gone, Moves};
use super::paragraph_names::{AnswerChange, renamed};

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
