//! Rows that are pasted into a table: as a spreadsheet or a page has them.

mod sheet;

use std::rc::Rc;

use crate::report::answers::{Answer, Answers, Entry, EntryPath, settle_cells};
use crate::report::definition::Definition;
use crate::report::evaluation::Evaluation;
use crate::report::field::{Field, Kind};
use crate::report::headings::{self, Below};
use crate::report::ids::FieldId;
use crate::report::read::read;
use crate::report::row_units::is_total;
use crate::report::value::Value;
use crate::text::letters::plain_letters;

use super::Session;
use super::changes::MovedRow;
use super::focus::Focus;
use super::rows::{first_column, text_column, typed_columns};

/// What became of what was pasted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pasted {
    /// The first of the new rows.
    pub first: usize,
    /// How many there are.
    pub count: usize,
    /// Percentages that are others than what the row comes to; they stand beside its text.
    pub strays: usize,
    /// Cells under headings that the table does not have; they stand beside a text of their row, after the heading.
    pub unplaced: usize,
}

/// A figure that was pasted where one is worked out.
struct Share {
    row: usize,
    column: usize,
    text: String,
    /// What it stood below; "" where there was no heading.
    heading: String,
}

/// Adds what was pasted below the last row of the table that has the focus, as one undo step: a row for each of
/// these, its cells in the order of the columns that are typed, or under the headings that were pasted with them. What a
/// page has besides is left out: its headings, the numbers of its rows, and percentages that are worked out to the same.
/// Goes to the last row.
pub(crate) fn add_pasted(session: &mut Session, mut pasted: Vec<Vec<String>>) -> Pasted {
    let field = session.focus.field();
    let definition = Rc::clone(&session.definition);
    let table = &definition[field];
    let mut columns = typed_columns(session, field);
    let (mut shares, mut new): (Vec<Share>, Vec<MovedRow>) = (Vec::new(), Vec::new());
    let mut unplaced = 0;
    let caption = sheet::take_caption(&mut pasted);
    sheet::part_symbols(table, &mut pasted);
    let mut pasted = pasted.into_iter().peekable();
    let has_figure = |cells: &Vec<String>| cells.iter().any(|cell| cell.starts_with(|c: char| c.is_ascii_digit()));
    let with_figures = pasted.clone().skip(1).filter(has_figure).count();
    let is_several = pasted.len() > 1;
    let headings = pasted.peek().filter(|_| is_several).and_then(|cells| {
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        headings::below_pasted(&definition, field, &cells, with_figures)
    });
    if let Some(places) = headings {
        let heads = pasted.next().unwrap_or_default();
        for (row, cells) in pasted.enumerate() {
            let cells = with_units(table, &places, &heads, &caption, cells);
            let (made, rest) = under(session, &definition, field, (&places, &heads), cells, row, &mut shares);
            unplaced += rest;
            new.push((None, made));
        }
    } else {
        let pasted = without_numbers(table, &columns, pasted.collect());
        if pasted.iter().all(|cells| cells.len() == 1) {
            let begin = text_column(session, field);
            columns.retain(|column| *column >= begin);
        }
        for (row, cells) in pasted.into_iter().enumerate() {
            let places: Vec<Below> = columns.iter().map(|column| Below::Column(*column)).collect();
            let cells = with_units(table, &places, &[], &caption, cells);
            let cells = without_shares(table, cells, row, &mut shares);
            new.push((None, made(session, &definition, field, &columns, cells)));
        }
    }
    finish(session, new, shares, unplaced, &columns)
}

/// Adds a row of a table of an old report below the last row of the table that has the focus, as one undo step, by the
/// headings that stood over it. What no heading of the form's says stands in words beside the row's name: by their order
/// alone, cells would become figures of something else.
pub(crate) fn add_old_row(session: &mut Session, headings: &[String], cells: Vec<String>) -> Pasted {
    let field = session.focus.field();
    let definition = Rc::clone(&session.definition);
    let heads: Vec<&str> = headings.iter().map(String::as_str).collect();
    let places = headings::below_pasted(&definition, field, &heads, 1).unwrap_or_else(|| {
        let is_number = |at: usize, cell: &String| {
            at == 0
                && (!cell.contains(char::is_alphabetic) || heads.first().is_some_and(|h| headings::is_row_number(h)))
        };
        let unknown = |at: usize| Below::Unknown(headings.get(at).cloned().unwrap_or_default());
        cells.iter().enumerate().map(|(at, c)| if is_number(at, c) { Below::Number } else { unknown(at) }).collect()
    });
    let mut shares = Vec::new();
    let cells = with_units(&definition[field], &places, headings, "", cells);
    let (made, unplaced) = under(session, &definition, field, (&places, headings), cells, 0, &mut shares);
    let columns = typed_columns(session, field);
    finish(session, vec![(None, made)], shares, unplaced, &columns)
}

/// Adds new rows below the last one and goes to the last of them.
fn finish(
    session: &mut Session,
    mut new: Vec<MovedRow>,
    shares: Vec<Share>,
    unplaced: usize,
    columns: &[usize],
) -> Pasted {
    let field = session.focus.field();
    let definition = Rc::clone(&session.definition);
    let first = session.answers.rows(field).len();
    let strays = keep_strays(session, &definition, field, &mut new, shares);
    let count = new.len();
    if let Some(end) = (first + count).checked_sub(1).filter(|_| count > 0) {
        let focus = Focus::Entry(EntryPath::cell(field, end, columns.first().copied().unwrap_or(0)));
        session.change_rows(field, focus, |rows| rows.extend(new));
    }
    Pasted { first, count, strays, unplaced }
}

/// The cells below headings, with the units that those say, or else the caption of the table.
fn with_units(table: &Field, places: &[Below], heads: &[String], caption: &str, cells: Vec<String>) -> Vec<String> {
    let with_unit = |(at, cell): (usize, String)| {
        let column = match places.get(at) {
            Some(Below::Column(column)) => table.columns.get(*column),
            _ => None,
        };
        let Some(own) = column else { return cell };
        let heading = heads.get(at).map_or("", String::as_str);
        let said = headings::with_unit(&own.kind, heading, &cell);
        headings::with_unit(&own.kind, caption, &said).into_owned()
    };
    cells.into_iter().enumerate().map(with_unit).collect()
}

/// A row of cells below headings, and how many of them stand under headings that the table does not have.
fn under(
    session: &Session,
    definition: &Definition,
    field: FieldId,
    (places, headings): (&[Below], &[String]),
    cells: Vec<String>,
    at: usize,
    shares: &mut Vec<Share>,
) -> (Vec<Entry>, usize) {
    let table = &definition[field];
    let mut row = Answers::blank_row(definition, field);
    let mut rest: Vec<(&str, String)> = Vec::new();
    for (index, cell) in cells.into_iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
        let column = match places.get(index) {
            // The name of a row of totals may stand under the numbers.
            Some(Below::Number) if cell.contains(|c: char| c.is_ascii_digit()) || is_roman(&cell) => continue,
            Some(Below::Column(column)) => Some(*column),
            _ => None,
        };
        let own = column.and_then(|column| Some((column, table.columns.get(column)?)));
        match own {
            Some((column, own)) if own.is_typed() => {
                write_on(&session.answers, definition, own, row.get_mut(column), &cell);
            }
            Some((column, _)) => {
                let heading = headings.get(index).cloned().unwrap_or_default();
                shares.push(Share { row: at, column, text: cell, heading });
            }
            None => {
                let heading = match places.get(index) {
                    Some(Below::Unknown(heading)) => heading,
                    _ => "",
                };
                rest.push((heading, cell));
            }
        }
    }
    // A row without its name has it in the first of the other cells, whatever the heading there is.
    let first =
        Some(first_column(session, field)).filter(|first| row.get(*first).is_some_and(|entry| entry.raw.is_empty()));
    let (mut unplaced, mut rest) = (0, rest.into_iter());
    let mut put = |at: usize, text: &str| {
        if let Some(own) = table.columns.get(at) {
            write_on(&session.answers, definition, own, row.get_mut(at), text);
        }
    };
    // Notes and figures are no name.
    let is_name = |(heading, cell): &(&str, String)| {
        !plain_letters(heading).starts_with("ghi chu") && cell.contains(char::is_alphabetic)
    };
    let takes_words =
        first.and_then(|first| table.columns.get(first)).is_some_and(|own| matches!(own.kind, Kind::Text));
    if let Some(first) = first.filter(|_| takes_words)
        && rest.as_slice().first().is_some_and(is_name)
        && let Some((_, name)) = rest.next()
    {
        put(first, &name);
    }
    let notes = notes_column(table).unwrap_or_else(|| first_column(session, field));
    for (heading, cell) in rest {
        unplaced += 1;
        put(notes, &if heading.is_empty() { cell } else { format!("{heading}: {cell}") });
    }
    settle_cells(table, &mut row, session.answers.year);
    (row, unplaced)
}

/// Writes a text behind what stands in a cell of this column.
fn write_on(answers: &Answers, definition: &Definition, own: &Field, entry: Option<&mut Entry>, text: &str) {
    if let Some(entry) = entry {
        // Between two figures a space would read as of thousands.
        let is_figure = matches!(own.kind, Kind::Number { .. } | Kind::Ratio { .. } | Kind::Money);
        let gap = if is_figure && !entry.raw.is_empty() { "; " } else { " " };
        let raw = format!("{}{gap}{text}", entry.raw).trim().to_owned();
        *entry = Entry { value: answers.meaning(definition, &own.kind, &raw), raw };
    }
}

/// The column of notes: texts behind everything else that is typed. A text between others is a unit, or a place.
fn notes_column(table: &Field) -> Option<usize> {
    let last = table.columns.iter().rposition(|column| column.is_typed() && !column.hidden);
    last.filter(|last| table.columns.get(*last).is_some_and(|own| matches!(own.kind, Kind::Text | Kind::LongText)))
}

fn is_roman(text: &str) -> bool {
    !text.is_empty() && text.trim_end_matches('.').chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
}

/// The columns that a page shows.
fn shown(table: &Field) -> impl Iterator<Item = (usize, &Field)> {
    table.columns.iter().enumerate().filter(|(_, column)| !column.hidden)
}

/// The rows without the numbers that stand before them, where the first column takes words: 1, 2, 3 or I, II, III before
/// texts. A row of totals has none.
fn without_numbers(table: &Field, columns: &[usize], mut pasted: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let takes_words = columns.first().and_then(|column| table.columns.get(*column)).is_some_and(|first| {
        matches!(first.kind, Kind::Text | Kind::LongText | Kind::Choice(_) | Kind::Several(_) | Kind::List)
    });
    let is_number = |cell: &String| {
        let bare = cell.trim_end_matches('.');
        is_roman(bare) || (!bare.is_empty() && bare.len() <= 3 && bare.bytes().all(|b| b.is_ascii_digit()))
    };
    let is_numbered = |cells: &Vec<String>| {
        cells.first().is_some_and(is_number) && cells.get(1).is_some_and(|cell| cell.contains(char::is_alphabetic))
    };
    let is_sum = |cells: &Vec<String>| cells.iter().find(|cell| !cell.is_empty()).is_some_and(|cell| is_total(cell));
    let is_all = pasted.iter().all(|cells| is_numbered(cells) || is_sum(cells));
    // One row of two cells may as well be what it says.
    let is_table = pasted.len() > 1 || pasted.first().is_some_and(|cells| cells.len() > 2);
    if !takes_words || !is_table || !is_all || !pasted.iter().any(is_numbered) {
        return pasted;
    }
    for cells in &mut pasted {
        // Of "Tổng cộng", the blank beside it.
        let at = if is_numbered(cells) { Some(0) } else { cells.iter().position(String::is_empty) };
        if let Some(at) = at {
            cells.remove(at);
        }
    }
    pasted
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
            shares.push(Share { row, column: at, text, heading: String::new() });
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
        if let Some(own) = definition[field].columns.get(*column) {
            write_on(&session.answers, definition, own, row.get_mut(*column), &cell);
        }
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
    let notes = notes_column(&definition[field]).unwrap_or_else(|| first_column(session, field));
    let mut strays = 0;
    for Share { row, column, text, heading } in shares {
        let is_same = match evaluation.value(&answers, EntryPath::cell(field, row, column)) {
            Value::Percent { part, of, .. } => {
                let said = format!("{part}/{of} ({}%)", text.trim_end_matches(['%', ' ']));
                matches!(read(&Kind::Ratio { unit: String::new() }, &said, answers.year), Value::Ratio { .. })
            }
            value => definition[field]
                .columns
                .get(column)
                .is_some_and(|own| !value.is_missing() && read(&own.kind, &text, answers.year) == *value),
        };
        if is_same {
            continue;
        }
        strays += 1;
        // What stands beside a name says what it is.
        let own = definition[field].columns.get(column);
        let label = if heading.is_empty() { own.map_or("", |own| own.label.vi.as_str()) } else { heading.as_str() };
        let is_share = own.is_some_and(|own| matches!(own.kind, Kind::Percent { .. }));
        let text = if is_share { format!("{}%", text.trim_end_matches(['%', ' '])) } else { text };
        let text = format!("{label}: {text}");
        if let Some(own) = definition[field].columns.get(notes) {
            write_on(&answers, definition, own, new.get_mut(row).and_then(|(_, row)| row.get_mut(notes)), &text);
        }
    }
    strays
}
