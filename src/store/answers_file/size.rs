//! How large the file of a report would be.

use crate::report::answers::{Answer, Answers, Entry};
use crate::report::definition::Definition;
use crate::report::field::{Field, Kind};
use crate::store::limits::{MAX_BYTES, MAX_CELLS, MAX_ROWS};

use super::AnswersFile;

/// Whether a paste, a copy or an import may leave a report like this: its file, with these answers
/// written into it.
#[must_use]
pub(crate) fn fits(file: &AnswersFile, definition: &Definition, answers: &Answers) -> bool {
    let is_short = |field| has_due_length(&definition[field], answers.answer(field), MAX_ROWS, MAX_CELLS);
    if !definition.fields.ids().all(is_short) {
        return false;
    }
    // Writing the file takes its time; far below the limit a bound will do.
    file.text().len() + upper_bound(definition, answers) <= MAX_BYTES / 2 || {
        let mut file = file.clone();
        file.update(definition, answers, None).is_ok() && file.text().len() <= MAX_BYTES
    }
}

/// Whether a table has at most so many rows and cells, and no list in it more lines.
fn has_due_length(field: &Field, answer: &Answer, rows: usize, cells: usize) -> bool {
    let is_short = |field: &Field, entry: &Entry| {
        !matches!(field.kind, Kind::List | Kind::Several(_)) || entry.raw.lines().count() <= rows
    };
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
