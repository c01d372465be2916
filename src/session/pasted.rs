//! Rows that are pasted into a table: as a spreadsheet or a page has them.

use std::rc::Rc;

use crate::report::answers::{Answer, Answers, Entry, EntryPath, settle_cells};
use crate::report::definition::Definition;
use crate::report::evaluation::Evaluation;
use crate::report::field::{Field, Kind};
use crate::report::ids::FieldId;
use crate::report::read::read;
use crate::report::value::Value;
use crate::text::letters::plain_letters;

use super::Session;
use super::changes::MovedRow;
use super::focus::Focus;
use super::rows::{text_column, typed_columns};

/// What a column is called that numbers the rows of a page.
const ROW_NUMBERS: [&str; 3] = ["stt", "tt", "so tt"];

/// What became of what was pasted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pasted {
    /// The first of the new rows.
    pub first: usize,
    /// How many there are.
    pub count: usize,
    /// Percentages that are others than what the row comes to; they stand beside its text.
    pub strays: usize,
}

/// A percentage that was pasted where one is worked out.
struct Share {
    row: usize,
    column: usize,
    text: String,
}

/// Adds what was pasted below the last row of the table that has the focus, as one undo step: a row for each of
/// these, its cells in the order of the columns that are typed. What a page has besides is left out: its headings, the
/// numbers of its rows, and percentages that are worked out to the same. Goes to the last row.
pub(crate) fn add_pasted(session: &mut Session, pasted: Vec<Vec<String>>) -> Pasted {
    let field = session.focus.field();
    let definition = Rc::clone(&session.definition);
    let table = &definition[field];
    let mut columns = typed_columns(session, field);
    let mut pasted = without_headings(table, pasted);
    if is_numbered(table, &columns, &pasted) {
        for cells in &mut pasted {
            cells.remove(0);
        }
    }
    if pasted.iter().all(|cells| cells.len() == 1) {
        let begin = text_column(session, field);
        columns.retain(|column| *column >= begin);
    }
    let first = session.answers.rows(field).len();
    let mut shares = Vec::new();
    let mut new: Vec<MovedRow> = Vec::new();
    for (row, cells) in pasted.into_iter().enumerate() {
        let cells = without_shares(table, cells, row, &mut shares);
        new.push((None, made(session, &definition, field, &columns, cells)));
    }
    let strays = keep_strays(session, &definition, field, &mut new, shares);
    let count = new.len();
    if let Some(end) = (first + count).checked_sub(1).filter(|_| count > 0) {
        let focus = Focus::Entry(EntryPath::cell(field, end, columns.first().copied().unwrap_or(0)));
        session.change_rows(field, focus, |rows| rows.extend(new));
    }
    Pasted { first, count, strays }
}

/// The columns that a page shows.
fn shown(table: &Field) -> impl Iterator<Item = (usize, &Field)> {
    table.columns.iter().enumerate().filter(|(_, column)| !column.hidden)
}

/// The rows that are more than what the columns are called.
fn without_headings(table: &Field, mut pasted: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let is_title = |cell: &String| {
        let plain = plain_letters(cell);
        ROW_NUMBERS.contains(&plain.as_str()) || shown(table).any(|(_, own)| plain_letters(&own.label.vi) == plain)
    };
    pasted.retain(|cells| {
        let said: Vec<&String> = cells.iter().filter(|cell| !cell.is_empty()).collect();
        said.len() < 2 || !said.into_iter().all(is_title)
    });
    pasted
}

/// Whether the rows have their numbers before them: 1, 2, 3 before texts, where the first column is no figure.
fn is_numbered(table: &Field, columns: &[usize], pasted: &[Vec<String>]) -> bool {
    let is_text = columns.first().and_then(|column| table.columns.get(*column)).is_some_and(|first| {
        matches!(first.kind, Kind::Text | Kind::LongText) || matches!(&first.kind, Kind::Choice(list) if list.other)
    });
    let number = |cells: &Vec<String>| cells.first()?.trim_end_matches('.').parse::<usize>().ok();
    let Some(start) = pasted.first().and_then(number).filter(|_| is_text) else { return false };
    let has_text = |cells: &Vec<String>| cells.get(1).is_some_and(|cell| cell.contains(char::is_alphabetic));
    pasted.iter().enumerate().all(|(at, cells)| number(cells) == Some(start + at) && has_text(cells))
}

/// The cells without those of columns that are worked out, where as many were pasted as a page shows.
fn without_shares(table: &Field, cells: Vec<String>, row: usize, shares: &mut Vec<Share>) -> Vec<String> {
    let is_share = |column: &Field| matches!(column.kind, Kind::Percent { .. });
    let is_figure = |cell: &str| cell.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '%' | ' '));
    let own: Vec<(usize, &Field)> = shown(table).collect();
    let mut pasted = own.iter().zip(&cells).filter(|((_, column), _)| is_share(column)).peekable();
    let is_page = own.len() == cells.len() && pasted.peek().is_some() && pasted.all(|(_, cell)| is_figure(cell));
    if !is_page {
        return cells;
    }
    let mut typed = Vec::new();
    for ((at, column), text) in own.into_iter().zip(cells) {
        if column.is_typed() {
            typed.push(text);
        } else if is_share(column) && !text.is_empty() {
            shares.push(Share { row, column: at, text });
        }
    }
    typed
}

/// A row of these cells; what is more than the columns stands in the last.
fn made(
    session: &Session,
    definition: &Definition,
    field: FieldId,
    columns: &[usize],
    cells: Vec<String>,
) -> Vec<Entry> {
    let mut row = Answers::blank_row(definition, field);
    let last = columns.len().saturating_sub(1);
    for (at, cell) in cells.into_iter().enumerate() {
        let Some(column) = columns.get(at.min(last)) else { continue };
        let (Some(entry), Some(own)) = (row.get_mut(*column), definition[field].columns.get(*column)) else { continue };
        let raw = if at > last { format!("{} {cell}", entry.raw) } else { cell };
        let raw = raw.trim().to_owned();
        *entry = Entry { value: session.answers.meaning(definition, &own.kind, &raw), raw };
    }
    settle_cells(&definition[field], &mut row, session.answers.year);
    row
}

/// Puts each percentage that is another than what its row comes to beside the last text of the row; returns how many.
fn keep_strays(
    session: &Session,
    definition: &Definition,
    field: FieldId,
    new: &mut [MovedRow],
    shares: Vec<Share>,
) -> usize {
    if shares.is_empty() {
        return 0;
    }
    let mut answers = session.answers.clone();
    answers.replace(field, Answer::Rows(new.iter().map(|(_, row)| row.clone()).collect()));
    let evaluation = Evaluation::of(definition, &answers, session.today);
    let notes =
        definition[field].columns.iter().rposition(|column| column.is_typed() && matches!(column.kind, Kind::Text));
    let mut strays = 0;
    for Share { row, column, text } in shares {
        let is_same = match evaluation.value(&answers, EntryPath::cell(field, row, column)) {
            Value::Percent { part, of, .. } => {
                let said = format!("{part}/{of} ({}%)", text.trim_end_matches(['%', ' ']));
                matches!(read(&Kind::Ratio { unit: String::new() }, &said, answers.year), Value::Ratio { .. })
            }
            _ => false,
        };
        if is_same {
            continue;
        }
        strays += 1;
        let note = notes.and_then(|notes| Some((notes, new.get_mut(row)?.1.get_mut(notes)?)));
        if let Some((notes, entry)) = note {
            let raw = format!("{} {text}", entry.raw).trim().to_owned();
            let kind = definition[field].columns.get(notes).map_or(&Kind::Text, |column| &column.kind);
            *entry = Entry { value: answers.meaning(definition, kind, &raw), raw };
        }
    }
    strays
}
