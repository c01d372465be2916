//! How large the file of a report would be.

use crate::report::answers::{Answer, Answers, Entry};
use crate::report::definition::Definition;
use crate::report::field::{Field, Kind};
use crate::report::ids::FieldId;
use crate::store::limits::{MAX_BYTES, MAX_CELLS, MAX_ROWS};

use super::AnswersFile;

/// Whether an import may leave a report like this: its file, with these answers written into it.
#[must_use]
pub(crate) fn fits(file: &AnswersFile, definition: &Definition, answers: &Answers) -> bool {
    let is_short = |field| has_due_length(&definition[field], answers.answer(field), MAX_ROWS, MAX_CELLS);
    definition.fields.ids().all(is_short)
        && (is_surely_small(file, definition, answers)
            || bytes(file, definition, answers).is_some_and(|bytes| bytes <= MAX_BYTES))
}

/// Whether a paste or a copy may make these answers of those. A file of another program may be larger than
/// that already: then what is too large must not grow, and may become smaller step by step.
#[must_use]
pub(crate) fn may_become(file: &AnswersFile, definition: &Definition, before: &Answers, after: &Answers) -> bool {
    let may = |field: FieldId| {
        let (definition, before, after) = (&definition[field], before.answer(field), after.answer(field));
        has_due_length(definition, after, MAX_ROWS, MAX_CELLS)
            || length(definition, after) <= length(definition, before)
    };
    if !definition.fields.ids().all(may) {
        return false;
    }
    is_surely_small(file, definition, after)
        || bytes(file, definition, after)
            .is_some_and(|now| now <= MAX_BYTES || bytes(file, definition, before).is_some_and(|before| now <= before))
}

/// Writing the file takes its time; far below the limit a bound will do.
fn is_surely_small(file: &AnswersFile, definition: &Definition, answers: &Answers) -> bool {
    file.text().len() + upper_bound(definition, answers) <= MAX_BYTES / 2
}

/// The size of the file with these answers; `None` where it cannot be written.
fn bytes(file: &AnswersFile, definition: &Definition, answers: &Answers) -> Option<usize> {
    let mut file = file.clone();
    file.update(definition, answers, None).ok()?;
    Some(file.text().len())
}

/// How many rows a table has, and lines the lists in it.
fn length(field: &Field, answer: &Answer) -> usize {
    let lines = |field: &Field, entry: &Entry| if is_list(field) { entry.raw.lines().count() } else { 0 };
    let row = |entries: &[Entry]| -> usize {
        field.columns.iter().zip(entries).map(|(column, entry)| lines(column, entry)).sum()
    };
    match answer {
        Answer::One(entry) => lines(field, entry),
        Answer::Group(entries) => row(entries),
        Answer::Rows(list) => list.iter().map(|entries| 1 + row(entries)).sum(),
    }
}

fn is_list(field: &Field) -> bool {
    matches!(field.kind, Kind::List | Kind::Several(_))
}

/// Whether a table has at most so many rows and cells, and no list in it more lines.
fn has_due_length(field: &Field, answer: &Answer, rows: usize, cells: usize) -> bool {
    let is_short = |field: &Field, entry: &Entry| !is_list(field) || entry.raw.lines().count() <= rows;
    let row = |entries: &[Entry]| field.columns.iter().zip(entries).all(|(column, entry)| is_short(column, entry));
    match answer {
        Answer::One(entry) => is_short(field, entry),
        Answer::Group(entries) => row(entries),
        Answer::Rows(list) => {
            list.len() <= rows && list.len() * field.columns.len() <= cells && list.iter().all(|entries| row(entries))
        }
    }
}

/// More bytes than the answers take in a file: a letter takes two at most beside its own, and an entry
/// its key and its quotes.
fn upper_bound(definition: &Definition, answers: &Answers) -> usize {
    let key = |field: &Field| field.id.len() + 16;
    let row = |field: &Field, entries: &[Entry]| -> usize {
        field.columns.iter().zip(entries).map(|(column, entry)| key(column) + 2 * entry.raw.len()).sum()
    };
    let of = |field| {
        let (field, answer) = (&definition[field], answers.answer(field));
        key(field)
            + match answer {
                Answer::One(entry) => 2 * entry.raw.len() + 4 * entry.raw.lines().count(),
                Answer::Group(entries) => row(field, entries),
                Answer::Rows(rows) => rows.iter().map(|entries| 8 + row(field, entries)).sum(),
            }
    };
    let edited =
        answers.edited.iter().map(|(id, edit)| id.as_str().len() + 64 + 2 * (edit.text.len() + edit.replaces.len()));
    definition.fields.ids().map(of).sum::<usize>() + edited.sum::<usize>()
}
