//! Tables of an old report that the type has, too: their rows are rows of its fields.

use crate::report::answers::EntryPath;
use crate::report::definition::{BodyBlock, Definition};
use crate::report::field::{Field, Kind, Shape};
use crate::report::headings::{self, Below};
use crate::report::ids::FieldId;
use crate::report::row_units::is_total;
use crate::text::letters::plain_letters;

use super::draft::Draft;
use super::{Paragraph, figures};

/// What stands below the headings of a table of answers.
struct Columns {
    field: FieldId,
    below: Vec<Below>,
    headings: Vec<String>,
}

/// What a cell says, with the unit that its heading names.
fn said_of(table: &Field, column: usize, heading: &str, cell: &str) -> String {
    let own = table.columns.get(column);
    own.map_or_else(|| cell.to_owned(), |own| headings::with_unit(&own.kind, heading, cell).into_owned())
}

/// A row of a table that the type has.
pub(crate) struct Row<'p> {
    pub field: FieldId,
    texts: Vec<(usize, String)>,
    /// What stands in it below headings that the table does not have: "Kết quả năm 2024: 45".
    unplaced: Vec<String>,
    pub paragraph: &'p Paragraph,
}

/// The rows of tables whose headings are those of a table of the type, and the other paragraphs. Totals are the paper's
/// own, and so are headings below which a row stands: without one, a line that looks like them is a line of the report.
pub(crate) fn take<'p>(definition: &Definition, list: &'p [Paragraph]) -> (Vec<Row<'p>>, Vec<Paragraph>) {
    let (mut rows, mut rest) = (Vec::new(), Vec::new());
    let mut columns: Option<Columns> = None;
    // The headings below which no row has been read yet.
    let mut headings_alone: Option<&Paragraph> = None;
    for paragraph in list {
        let cells: Vec<&str> = paragraph.text.split('|').map(str::trim).collect();
        let found = if cells.len() < 2 { None } else { header(definition, &cells) };
        if cells.len() < 2 || found.is_some() {
            rest.extend(headings_alone.take().cloned());
            headings_alone = found.is_some().then_some(paragraph);
            columns = found;
            if columns.is_some() {
                continue;
            }
        }
        match columns.as_ref().filter(|columns| cells.len() <= columns.below.len()) {
            Some(_) if cells.iter().any(|cell| is_total(cell)) => {}
            Some(Columns { field, below, headings }) => {
                headings_alone = None;
                let table = &definition[*field];
                let mut row = Row { field: *field, texts: Vec::new(), unplaced: Vec::new(), paragraph };
                let said = below.iter().zip(headings).zip(&cells).filter(|(_, cell)| !cell.is_empty());
                for ((below, heading), cell) in said {
                    match below {
                        Below::Column(column) if table.columns.get(*column).is_some_and(Field::is_typed) => {
                            row.texts.push((*column, said_of(table, *column, heading, cell)));
                        }
                        Below::Column(_) | Below::Number => {}
                        Below::Unknown(heading) => row.unplaced.push(format!("{heading}: {cell}")),
                    }
                }
                rows.push(row);
            }
            None => {
                rest.extend(headings_alone.take().cloned());
                rest.push(paragraph.clone());
            }
        }
    }
    rest.extend(headings_alone.cloned());
    (rows, rest)
}

/// The columns that these headings name, where they are those of a table of the type.
fn header(definition: &Definition, headings: &[&str]) -> Option<Columns> {
    let of_block = |block: &BodyBlock| {
        let field = block.each.filter(|field| definition[*field].shape() == Shape::Rows)?;
        let below = headings::below(definition, field, headings)?;
        let is_typed = |column: usize| definition[field].columns.get(column).is_some_and(Field::is_typed);
        let typed = below.iter().filter(|below| matches!(below, Below::Column(column) if is_typed(*column))).count();
        let headings = headings.iter().map(|heading| (*heading).to_owned()).collect();
        let first = definition[field].columns.iter().position(Field::is_typed);
        let has_names = below.iter().any(|below| matches!(below, Below::Column(column) if Some(*column) == first));
        (typed >= 2 && has_names).then_some((typed, Columns { field, below, headings }))
    };
    // Of those that it may be, the first that has most of its columns.
    let found = definition.body.iter().rev().filter_map(of_block);
    found.max_by_key(|(typed, _)| *typed).map(|(_, columns)| columns)
}

/// Those of the headings in a line that the table of the type does not have, where a line is the headings of one.
pub(crate) fn strange_headings(definition: &Definition, line: &str) -> Option<Vec<String>> {
    let cells: Vec<&str> = line.split('|').map(str::trim).collect();
    // Nearly every line of a report has one cell: titles are not looked up for it.
    if cells.len() < 2 {
        return None;
    }
    let strange = |below| match below {
        Below::Unknown(heading) => Some(heading),
        Below::Column(_) | Below::Number => None,
    };
    Some(header(definition, &cells)?.below.into_iter().filter_map(strange).collect())
}

/// Adds a row, or what it says more of one that is there under the same name. What does not agree is handed back.
pub(crate) fn put(draft: &mut Draft<'_>, row: &Row<'_>) {
    let Row { field, texts, unplaced, paragraph } = row;
    draft.reads(paragraph);
    let table = &draft.definition[*field];
    let own = |column: usize| table.columns.get(column);
    let is_name = |column: usize| {
        own(column).is_some_and(|own| matches!(own.kind, Kind::Text | Kind::Choice(_) | Kind::Period(_)))
    };
    // The name of a group of rows has no figures, and without its name nobody knows what a row counts.
    let first = table.columns.iter().position(Field::is_typed);
    let is_row = texts.len() > 1 && texts.first().map(|(column, _)| *column) == first;
    let Some((key, name)) = texts.iter().filter(|_| is_row).find(|(column, _)| is_name(*column)) else {
        return draft.keep(paragraph);
    };
    let named = own(*key).and_then(|own| draft.readable(own, name));
    let at = (0..draft.answers.rows(*field).len()).find(|at| {
        let path = EntryPath::cell(*field, *at, *key);
        named.as_ref() == Some(draft.answers.value(path))
            || plain_letters(draft.answers.raw(path)) == plain_letters(name)
    });
    // A name alone tells nothing: "Hội trại | tháng 3 | tốt" has no figure for a table of figures.
    let says_more = texts
        .iter()
        .any(|(column, text)| *column != *key && own(*column).is_some_and(|own| draft.readable(own, text).is_some()));
    if at.is_none() && !says_more {
        return draft.keep(paragraph);
    }
    let is_whole = match at {
        None => draft.add_row(*field, texts),
        Some(at) => texts.iter().all(|(column, text)| {
            let path = EntryPath::cell(*field, at, *column);
            draft.agree(path, text) || plain_letters(draft.answers.raw(path)) == plain_letters(text)
        }),
    };
    // "Trẻ em khuyết tật | 49" among the figures of the report may be an answer of its own.
    let result = headings::of_this_year(draft.definition, *field);
    if let Some((_, figure)) = texts.iter().find(|(column, _)| Some(*column) == result) {
        figures::read_row(draft, name, figure);
    }
    if !is_whole {
        draft.keep(paragraph);
    } else if !unplaced.is_empty() {
        draft.rest.push(format!("{name} | {}", unplaced.join(" | ")));
    }
}
