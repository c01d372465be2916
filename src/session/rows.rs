//! Rows of tables: added, copied, moved, deleted.

use crate::report::answers::{Answer, Answers, EntryPath};
use crate::report::field::Kind;
use crate::report::ids::{BlockId, FieldId};
use crate::report::paragraph_names::present_name;
use crate::store::limits::READ_ROWS;

use super::Session;
use super::focus::Focus;

/// What can be done with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowAction {
    Add,
    Copy,
    Up,
    Down,
    Delete,
}

/// Adds a row at the end of the table of the focus, or below its row, and goes to its first cell.
/// False where the table is full.
pub(crate) fn add(session: &mut Session) -> bool {
    let first = first_column(session, session.focus.field());
    add_at(session, first)
}

/// The same, and goes to another cell of it.
pub(crate) fn add_at(session: &mut Session, column: usize) -> bool {
    let field = session.focus.field();
    if session.answers.rows(field).len() >= READ_ROWS {
        // What cannot be opened again is not made, a row at a time either.
        return false;
    }
    let blank = Answers::blank_row(&session.definition, field);
    let at = session.focus.row().map_or(session.answers.rows(field).len(), |row| row + 1);
    session.change_rows(field, Focus::Entry(EntryPath::cell(field, at, column)), |rows| {
        rows.insert(at.min(rows.len()), (None, blank));
    });
    true
}

/// The columns of a table that a person types into.
pub(crate) fn typed_columns(session: &Session, field: FieldId) -> Vec<usize> {
    let columns = session.definition[field].columns.iter().enumerate();
    columns.filter(|(_, column)| column.is_typed() && !column.hidden).map(|(at, _)| at).collect()
}

/// The column in which a new row begins.
#[must_use]
pub(crate) fn first_column(session: &Session, field: FieldId) -> usize {
    typed_columns(session, field).first().copied().unwrap_or(0)
}

/// The column that a text goes to which is typed, or pasted, where a row is added: the first, but the text of a
/// footnote is no search for its paragraph.
#[must_use]
pub(crate) fn text_column(session: &Session, field: FieldId) -> usize {
    let columns = &session.definition[field].columns;
    let kind = |column: usize| columns.get(column).map(|column| &column.kind);
    let first = first_column(session, field);
    match kind(first) {
        Some(Kind::Choice(options)) if options.of_blocks => {
            let is_text = |column: &usize| matches!(kind(*column), Some(Kind::Text | Kind::LongText));
            typed_columns(session, field).into_iter().find(is_text).unwrap_or(first)
        }
        _ => first,
    }
}

/// Does something with the row of the focus. False when it is not in one.
pub(crate) fn change(session: &mut Session, action: RowAction) -> bool {
    let Focus::Entry(EntryPath { field, row: Some(row), column: Some(column) }) = session.focus else { return false };
    let last = session.answers.rows(field).len().saturating_sub(1);
    let to = |row| Focus::Entry(EntryPath::cell(field, row, column));
    match action {
        RowAction::Add => drop(add(session)),
        RowAction::Copy => session.change_rows(field, to(row + 1), |rows| {
            // What was written by hand stays with the first: the copy is there to be changed.
            if let Some((_, copy)) = rows.get(row).cloned() {
                rows.insert(row + 1, (None, copy));
            }
        }),
        RowAction::Up if row > 0 => session.change_rows(field, to(row - 1), |rows| rows.swap(row, row - 1)),
        RowAction::Down if row < last => session.change_rows(field, to(row + 1), |rows| rows.swap(row, row + 1)),
        RowAction::Up | RowAction::Down => {}
        RowAction::Delete => {
            let focus = if last == 0 { Focus::AddRow(field) } else { to(row.min(last - 1)) };
            session.change_rows(field, focus, |rows| {
                if row < rows.len() {
                    rows.remove(row);
                }
            });
        }
    }
    true
}

/// Hangs a footnote on a paragraph: a row for it, and the focus on its text. False where the report
/// has no footnotes.
pub(crate) fn add_footnote(session: &mut Session, block: Option<&BlockId>) -> bool {
    let block = block.map_or(String::new(), |id| present_name(&session.definition, id).to_string());
    let Some(field) = session.definition.notes().filter(|field| session.evaluation.is_relevant(*field)) else {
        return false;
    };
    let row = session.answers.rows(field).len();
    let mut answers = session.answers.clone();
    let mut rows = answers.rows(field).to_vec();
    rows.push(Answers::blank_row(&session.definition, field));
    answers.replace(field, Answer::Rows(rows));
    answers.set(&session.definition, EntryPath::cell(field, row, 0), block);
    let new = answers.rows(field).get(row).cloned().unwrap_or_default();
    session.change_rows(field, Focus::Entry(EntryPath::cell(field, row, 1)), |rows| rows.push((None, new)));
    true
}
