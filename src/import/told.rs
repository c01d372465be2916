//! What a report of ours says of figures that nobody knows yet: "…; chưa có số liệu về số tin, bài và kinh phí (tháng 3)."

use crate::report::answers::{Entry, EntryPath};
use crate::report::definition::Definition;
use crate::report::field::Shape;
use crate::report::ids::FieldId;
use crate::text::letters::{plain_letters, small_in_place};

use super::draft::Draft;

/// With these words a sentence begins, or goes on, to tell.
const TOLD: &str = "chưa có số liệu về ";

/// A figure that is told to be unknown: its field, or the column of a table, and the row by its name.
#[derive(Debug, PartialEq, Eq)]
struct Unknown {
    field: FieldId,
    column: Option<usize>,
    row: Option<String>,
}

/// What a sentence says besides.
pub(super) struct Told {
    pub said: String,
    unknown: Vec<Unknown>,
}

/// The sentence without what it tells to be unknown; `None` where it tells nothing, or not only figures of the type.
pub(super) fn split(definition: &Definition, text: &str) -> Option<Told> {
    let bare = text.trim_end_matches(['.', ';', ' ']);
    let at = small_in_place(bare).rfind(TOLD)?;
    let (before, names) = (bare.get(..at)?, bare.get(at + TOLD.len()..)?);
    // A list that follows is announced by what stands before the brackets.
    let (said, names) = match (before.strip_suffix("; "), before.strip_suffix(" (")) {
        (Some(said), _) => (said.to_owned(), names),
        (None, Some(said)) => (format!("{said}:"), names.strip_suffix("):")?),
        (None, None) if before.is_empty() => (String::new(), names),
        (None, None) => return None,
    };
    let figures = figures(definition);
    let mut unknown = Vec::new();
    let mut rest = names;
    loop {
        let plain = plain_letters(rest);
        let begins = |(name, ..): &&(String, FieldId, Option<usize>)| plain.starts_with(name.as_str());
        // Of names that begin alike, the longest.
        let (name, field, column) = figures.iter().filter(begins).max_by_key(|(name, ..)| name.len())?;
        let letters = name.chars().count();
        rest = rest.char_indices().nth(letters).map_or("", |(at, _)| rest.get(at..).unwrap_or_default());
        let row = rest.strip_prefix(" (").and_then(|row| row.split_once(')'));
        if let Some((_, after)) = row {
            rest = after;
        }
        let unknown_in = |row: Option<&str>| Unknown { field: *field, column: *column, row: row.map(str::to_owned) };
        match row {
            Some((rows, _)) => unknown.extend(rows.split("; ").map(|row| unknown_in(Some(row)))),
            None => unknown.push(unknown_in(None)),
        }
        if rest.is_empty() {
            return Some(Told { said, unknown });
        }
        rest = [", ", "; ", " và "].iter().find_map(|gap| rest.strip_prefix(gap))?;
    }
}

/// What the document calls each figure, in plain letters.
fn figures(definition: &Definition) -> Vec<(String, FieldId, Option<usize>)> {
    let name = |figure: &str, label: &str| plain_letters(if figure.is_empty() { label } else { figure });
    let mut list = Vec::new();
    for (id, field) in definition.fields.with_ids() {
        if field.shape() == Shape::Rows {
            let columns = field.columns.iter().enumerate().filter(|(_, column)| column.is_typed());
            list.extend(columns.map(|(at, column)| (name(&column.figure, &column.label.vi), id, Some(at))));
        } else if field.is_typed() {
            list.push((name(&field.figure, &field.label.vi), id, None));
        }
    }
    list
}

impl Told {
    /// Answers so where no other answer stands; of a table the row that is named, else the last.
    pub(super) fn put(self, draft: &mut Draft<'_>) {
        for Unknown { field, column, row } in self.unknown {
            let Some(column) = column else {
                draft.put_unknown(EntryPath::field(field));
                continue;
            };
            let rows = draft.answers.rows(field);
            let is_named = |entries: &Vec<Entry>| {
                let name = row.as_ref().map(|row| plain_letters(row));
                entries.first().is_some_and(|first| Some(plain_letters(&first.raw)) == name)
            };
            let at = if row.is_some() { rows.iter().position(is_named) } else { rows.len().checked_sub(1) };
            if let Some(at) = at {
                draft.put_unknown(EntryPath::cell(field, at, column));
            }
        }
    }
}
