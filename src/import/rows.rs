//! Tables of an old report that the type has, too: their rows are rows of its fields.

use crate::report::answers::EntryPath;
use crate::report::definition::{BodyBlock, BodyRole, Definition};
use crate::report::field::Kind;
use crate::report::ids::FieldId;
use crate::report::pattern::Target;
use crate::report::row_units::is_total;
use crate::text::letters::plain_letters;

use super::Paragraph;
use super::draft::Draft;
use super::outline::only_place;

/// Which column of a table of answers each cell of a row is; `None` for what nobody types.
struct Columns {
    field: FieldId,
    of_cells: Vec<Option<usize>>,
}

/// A row of a table that the type has.
pub(crate) struct Row<'p> {
    field: FieldId,
    texts: Vec<(usize, String)>,
    paragraph: &'p Paragraph,
}

/// The rows of tables whose headings are those of a table of the type, and the other paragraphs. Headings and totals are
/// the paper's own.
pub(crate) fn take<'p>(definition: &Definition, list: &'p [Paragraph]) -> (Vec<Row<'p>>, Vec<Paragraph>) {
    let (mut rows, mut rest) = (Vec::new(), Vec::new());
    let mut columns: Option<Columns> = None;
    for paragraph in list {
        let cells: Vec<&str> = paragraph.text.split('|').map(str::trim).collect();
        if cells.len() < 2 {
            columns = None;
        } else if let Some(found) = header(definition, &cells) {
            columns = Some(found);
            continue;
        }
        match columns.as_ref().filter(|columns| cells.len() <= columns.of_cells.len()) {
            Some(_) if cells.iter().any(|cell| is_total(cell)) => {}
            Some(Columns { field, of_cells }) => {
                let texts = of_cells.iter().zip(&cells).filter(|(_, cell)| !cell.is_empty());
                let texts = texts.filter_map(|(column, cell)| Some(((*column)?, (*cell).to_owned()))).collect();
                rows.push(Row { field: *field, texts, paragraph });
            }
            None => rest.push(paragraph.clone()),
        }
    }
    (rows, rest)
}

/// The columns that these titles name, where they are those of a table of the type.
fn header(definition: &Definition, titles: &[&str]) -> Option<Columns> {
    let plain: Vec<String> = titles.iter().map(|title| plain_letters(title)).collect();
    let of_block = |block: &BodyBlock| {
        let field = block.each.filter(|_| block.role == BodyRole::Table)?;
        let cells: Vec<_> =
            plain.iter().map(|title| block.cells.iter().find(|c| plain_letters(&c.title) == *title)).collect();
        let column = |target: &Target| match target {
            Target::Column(of, column) if *of == field => {
                definition[field].columns.get(*column).filter(|column| column.is_typed()).map(|_| *column)
            }
            _ => None,
        };
        let known = cells.iter().flatten().count();
        let of_cells: Vec<Option<usize>> =
            cells.iter().map(|cell| only_place(&cell.as_ref()?.text).and_then(column)).collect();
        // A title or two that are alike may be of another table.
        let is_ours = known * 3 >= titles.len() * 2 && of_cells.iter().flatten().count() >= 2;
        is_ours.then_some(Columns { field, of_cells })
    };
    definition.body.iter().find_map(of_block)
}

/// Adds a row, or what it says more of one that is there under the same name. What does not agree is handed back.
pub(crate) fn put(draft: &mut Draft<'_>, row: &Row<'_>) {
    let Row { field, texts, paragraph } = row;
    draft.reads(paragraph);
    let table = &draft.definition[*field];
    let own = |column: usize| table.columns.get(column);
    let is_name = |column: usize| {
        own(column).is_some_and(|own| matches!(own.kind, Kind::Text | Kind::Choice(_) | Kind::Period(_)))
    };
    let Some((key, name)) = texts.iter().find(|(column, _)| is_name(*column)) else { return draft.keep(paragraph) };
    let named = own(*key).and_then(|own| draft.readable(own, name));
    let at = (0..draft.answers.rows(*field).len()).find(|at| {
        let path = EntryPath::cell(*field, *at, *key);
        named.as_ref() == Some(draft.answers.value(path))
            || plain_letters(draft.answers.raw(path)) == plain_letters(name)
    });
    let is_whole = match at {
        None => draft.add_row(*field, texts),
        Some(at) => texts.iter().all(|(column, text)| {
            let path = EntryPath::cell(*field, at, *column);
            draft.agree(path, text) || plain_letters(draft.answers.raw(path)) == plain_letters(text)
        }),
    };
    if !is_whole {
        draft.keep(paragraph);
    }
}
