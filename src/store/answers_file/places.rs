//! Where answers stand in the text of their file.

use toml_edit::{Document, Item, TableLike, Value as Toml};

use crate::report::answers::{Answers, EntryPath};
use crate::report::definition::Definition;
use crate::report::ids::BlockId;
use crate::report::source::{line_column, written_at};

use super::read::key_of;

/// A text of an answers file, of which places are to be told.
#[derive(Debug)]
pub(crate) struct Places {
    /// `None` where it is not TOML: then everything is told at its first line.
    document: Option<Document<String>>,
}

impl Places {
    /// The places of a text.
    #[must_use]
    pub(crate) fn of(text: &str) -> Self {
        Places { document: Document::parse(text.to_owned()).ok() }
    }

    /// Line and column, from 1, of an entry, and of the byte `at` of what was typed in it. One that is not there is told at
    /// the head of its row, or of the answers.
    #[must_use]
    pub(crate) fn entry(
        &self,
        definition: &Definition,
        answers: &Answers,
        path: EntryPath,
        at: Option<usize>,
    ) -> (usize, usize) {
        let byte = self.document.as_ref().and_then(|document| {
            let root: &dyn TableLike = document.as_table();
            let head = |name| root.get(name).and_then(Item::span).map(|span| span.start);
            let is_period = definition.period == Some(path.field);
            let report = root.get("report").and_then(Item::as_table_like);
            if is_period && let Some(item) = report.and_then(|report| report.get("period")) {
                return item.span().map(|span| span.start);
            }
            let given = root.get("answers").and_then(Item::as_table_like);
            let finder = Finder { source: document.raw(), definition, answers };
            let found = given.and_then(|given| finder.entry(given, path, at));
            found.or_else(|| head("answers")).or_else(|| head("report"))
        });
        self.place(byte)
    }

    /// The same of the byte `at` of a paragraph written by hand.
    #[must_use]
    pub(crate) fn edited(
        &self,
        definition: &Definition,
        answers: &Answers,
        id: &BlockId,
        at: Option<usize>,
    ) -> (usize, usize) {
        let byte = self.document.as_ref().and_then(|document| {
            let text = document.get("edited")?.get(id.as_str())?.get("text")?;
            Finder { source: document.raw(), definition, answers }.within(text, "", at)
        });
        self.place(byte)
    }

    fn place(&self, byte: Option<usize>) -> (usize, usize) {
        let document = self.document.as_ref();
        byte.zip(document).map_or((1, 1), |(byte, document)| line_column(document.raw(), byte))
    }
}

/// A text of which places are looked for.
struct Finder<'a> {
    source: &'a str,
    definition: &'a Definition,
    answers: &'a Answers,
}

impl Finder<'_> {
    /// The byte of the file at which an entry stands, and the byte `at` in it.
    fn entry(&self, given: &dyn TableLike, path: EntryPath, at: Option<usize>) -> Option<usize> {
        let Finder { definition, answers, .. } = *self;
        let field = &definition[path.field];
        let item = given.get(key_of(given, field, definition.fields.as_slice())?)?;
        let start = item.span().map(|span| span.start);
        let Some(column) = path.column else { return self.within(item, answers.raw(path), at) };
        let cell = |table: &dyn TableLike| -> Option<usize> {
            let column = field.columns.get(column)?;
            self.within(table.get(key_of(table, column, &field.columns)?)?, answers.raw(path), at)
        };
        let Some(row) = path.row else { return item.as_table_like().and_then(cell).or(start) };
        match item {
            Item::ArrayOfTables(tables) => {
                let table = tables.get(row)?;
                cell(table).or_else(|| table.span().map(|span| span.start))
            }
            Item::Value(Toml::Array(rows)) => {
                let row = rows.get(row)?;
                let cell = row.as_inline_table().and_then(|table| cell(table));
                cell.or_else(|| row.span().map(|span| span.start))
            }
            _ => start,
        }
    }

    /// The byte of the file at which an item stands that says an entry, and the byte `at` in it: in a list, in the item of
    /// its line.
    fn within(&self, item: &Item, raw: &str, at: Option<usize>) -> Option<usize> {
        let start = item.span()?.start;
        let Some(at) = at else { return Some(start) };
        let Some(list) = item.as_array() else { return self.in_text(item.as_value()?, at).or(Some(start)) };
        let before = raw.get(..at).unwrap_or_default();
        let (line, rest) = (before.matches('\n').count(), before.rsplit('\n').next().map_or(0, str::len));
        list.get(line).and_then(|value| self.in_text(value, rest)).or(Some(start))
    }

    /// The byte of the file at which the byte `at` of a text stands.
    fn in_text(&self, value: &Toml, at: usize) -> Option<usize> {
        let span = value.span()?;
        let written = self.source.get(span.clone()).filter(|_| value.is_str());
        Some(span.start + written.and_then(|written| written_at(written, at)).unwrap_or_default())
    }
}
