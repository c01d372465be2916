//! Rows of tables: added, copied, moved, deleted.

use std::rc::Rc;

use crate::report::answers::{Answer, Answers, Entry, EntryPath, settle_cells};
use crate::report::field::{Field, Kind};
use crate::report::ids::{BlockId, FieldId};
use crate::report::paragraph_names::present_name;
use crate::store::limits::READ_ROWS;

use super::Session;
use super::changes::MovedRow;
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

/// Adds what was pasted below the last row of the table that has the focus, as one undo step: a row for each of
/// these, its cells in the order of the columns that are typed. Goes to the last of them; returns the first.
pub(crate) fn add_pasted(session: &mut Session, pasted: Vec<Vec<String>>) -> usize {
    let field = session.focus.field();
    let mut columns = typed_columns(session, field);
    if pasted.iter().all(|cells| cells.len() == 1) {
        let begin = text_column(session, field);
        columns.retain(|column| *column >= begin);
    }
    let definition = Rc::clone(&session.definition);
    // A table as the paper has it comes with what is computed, too: a percentage stands in its place.
    let shown = || definition[field].columns.iter().filter(|column| !column.hidden);
    let is_share = |column: &Field| matches!(column.kind, Kind::Percent { .. });
    let is_printed = |cells: &[String]| {
        let mut shares =
            shown().zip(cells).filter(|(column, _)| is_share(column)).map(|(_, cell)| cell.trim()).peekable();
        cells.len() == shown().count()
            && shares.peek().is_some()
            && shares.all(|cell| cell.is_empty() || cell.ends_with('%'))
    };
    let row = |mut cells: Vec<String>| {
        if is_printed(&cells) {
            let mut typed = shown().map(Field::is_typed);
            cells.retain(|_| typed.next().unwrap_or(true));
        }
        let mut row = Answers::blank_row(&definition, field);
        let last = columns.len().saturating_sub(1);
        for (at, cell) in cells.into_iter().enumerate() {
            let Some(column) = columns.get(at.min(last)) else { continue };
            let (Some(entry), Some(own)) = (row.get_mut(*column), definition[field].columns.get(*column)) else {
                continue;
            };
            // More cells than columns are not lost: the last has them all.
            let raw = if at > last { format!("{} {cell}", entry.raw) } else { cell };
            let raw = raw.trim().to_owned();
            *entry = Entry { value: session.answers.meaning(&definition, &own.kind, &raw), raw };
        }
        settle_cells(&definition[field], &mut row, session.answers.year);
        (None, row)
    };
    let new: Vec<MovedRow> = pasted.into_iter().map(row).collect();
    let first = session.answers.rows(field).len();
    let Some(end) = (first + new.len()).checked_sub(1).filter(|_| !new.is_empty()) else { return first };
    let focus = Focus::Entry(EntryPath::cell(field, end, columns.first().copied().unwrap_or(0)));
    session.change_rows(field, focus, |rows| rows.extend(new));
    first
}

/// The columns of a table that a person types into.
fn typed_columns(session: &Session, field: FieldId) -> Vec<usize> {
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
