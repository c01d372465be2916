//! From the TOML of an answers file to answers.

use std::rc::Rc;

use toml_edit::{Document, Item, TableLike, Value as Toml};

use crate::report::answers::{Answer, Answers, Edited, Entry, EntryPath, Silence, Silenced};
use crate::report::definition::Definition;
use crate::report::field::{Field, Kind, Shape};
use crate::report::ids::BlockId;
use crate::report::load_error::nearest;
use crate::report::period::Period;
use crate::report::read::{entry_text, read as read_entry};
use crate::report::row_units;
use crate::report::source::line_column;
use crate::report::value::Value;
use crate::text::letters::to_nfc;

use super::error::{Note, NoteKind, OpenError};
use crate::store::limits::{READ_CELLS, READ_ROWS};

/// The table that keeps what is shown of the report that this one was copied from.
pub(crate) const PREVIOUS: &str = "previous";

/// The tables that keep which findings the officer silenced, and why.
pub(crate) const SILENCED: &str = "silenced";

/// The most that is told of what a file has and the program does not know.
const MAX_NOTES: usize = 100;

/// The type and the version that a file names. A file without a version is of the first.
pub(crate) fn type_of(document: &Document<String>) -> Result<(String, i64), OpenError> {
    let report = document.get("report").and_then(Item::as_table_like).ok_or(OpenError::NotAReport)?;
    let id = report.get("type").and_then(Item::as_str).ok_or(OpenError::NotAReport)?;
    let version = match report.get("version") {
        None => 1,
        Some(item) => item.as_integer().ok_or_else(|| {
            let at = item.span().map_or(0, |span| span.start);
            OpenError::broken_at(document.raw(), at, "version phải là số nguyên", "the version must be a whole number")
        })?,
    };
    Ok((to_nfc(id).into_owned(), version))
}

/// A text of the `[report]` table.
pub(crate) fn of_report<S>(document: &Document<S>, key: &str) -> Option<String> {
    document.get("report")?.get(key)?.as_str().map(str::to_owned)
}

/// Whether tables and lists stand in each other more deeply than this.
pub(crate) fn is_deeper_than(item: &Item, depth: usize) -> bool {
    match item {
        Item::None => false,
        Item::Value(found) => is_value_deeper(found, depth),
        Item::Table(table) => depth == 0 || table.iter().any(|(_, i)| is_deeper_than(i, depth - 1)),
        Item::ArrayOfTables(list) => {
            depth == 0 || list.iter().any(|t| t.iter().any(|(_, i)| is_deeper_than(i, depth - 1)))
        }
    }
}

fn is_value_deeper(value: &Toml, depth: usize) -> bool {
    match value {
        Toml::Array(array) => depth == 0 || array.iter().any(|inner| is_value_deeper(inner, depth - 1)),
        Toml::InlineTable(table) => depth == 0 || table.iter().any(|(_, inner)| is_value_deeper(inner, depth - 1)),
        _ => false,
    }
}

/// The key under which a table holds a field: its name, else a former one that no other has now.
pub(crate) fn key_of<'f>(table: &dyn TableLike, field: &'f Field, siblings: &[Field]) -> Option<&'f str> {
    if table.contains_key(&field.id) {
        return Some(&field.id);
    }
    let former = field.renamed_from.iter().map(AsRef::as_ref);
    former.into_iter().find(|name| table.contains_key(name) && siblings.iter().all(|s| s.id != *name))
}

/// Reads everything.
pub(crate) fn read(
    document: &Document<String>,
    definition: &Definition,
    year: i16,
) -> Result<(Answers, Option<EntryPath>, Vec<Note>), OpenError> {
    let table = |key: &str, vi: &str, en: &str| match document.get(key) {
        None => Ok(None),
        Some(item) => item.as_table_like().map(Some).ok_or_else(|| {
            let at = item.span().map_or(0, |span| span.start);
            OpenError::broken_at(document.raw(), at, vi, en)
        }),
    };
    let report = table("report", "[report] phải là một mục", "[report] must be a table")?;
    let given = table("answers", "[answers] phải là một mục", "[answers] must be a table")?;
    // The answers of an example stand at the top, without any table.
    let is_bare = report.is_none() && given.is_none();
    let given = given.or_else(|| is_bare.then(|| document.as_table() as &dyn TableLike));
    let edited = table("edited", "[edited] phải là một mục", "[edited] must be a table")?;

    let period = period_item(report, given, definition);
    let year = period.as_ref().and_then(|(field, item)| year_of(field, item, year)).unwrap_or(year);
    let mut reader = Reader::new(document.raw(), year);
    let mut answers = Answers::new(definition, year);
    if let Some(given) = given {
        for (id, field) in definition.fields.with_ids() {
            if definition.period != Some(id)
                && let Some(key) = key_of(given, field, definition.fields.as_slice())
                && let Some(item) = given.get(key)
                && has_due_length(field, item)?
                && let Some(answer) = reader.answer(field, key, item)
            {
                answers.replace(id, answer);
            }
        }
        reader.note_keys(given, definition.fields.as_slice(), "");
    }
    if let (Some((field, item)), Some(id)) = (period, definition.period) {
        let entry = reader.entry(field, "period", item);
        let in_answers = given.and_then(|given| given.get(key_of(given, field, definition.fields.as_slice())?));
        if let Some(other) = in_answers
            && Reader::new(reader.text, year).entry(field, "", other).value != entry.value
        {
            reader.note(&field.id, other, NoteKind::TwoPeriods);
        }
        answers.replace(id, Answer::One(entry));
    }
    answers.settle_noun(definition);
    answers.settle_rows(definition);
    for (id, item) in edited.into_iter().flat_map(|table| table.iter()) {
        let text = |key: &str| item.as_table_like()?.get(key)?.as_str().map(|text| to_nfc(text).into_owned());
        if let (Some(text), Some(replaces)) = (text("text"), text("replaces")) {
            answers.edited.insert(BlockId::new(to_nfc(id)), Edited { text, replaces });
        } else {
            reader.note(id, item, NoteKind::WrongShape);
        }
    }
    let ids = report.and_then(|r| r.get("unconfirmed")?.as_array());
    let fields = ids.into_iter().flatten().filter_map(|id| definition.field(id.as_str()?));
    answers.unconfirmed = Rc::new(fields.collect());
    answers.silenced = Rc::new(silenced(document, definition));
    answers.previous = previous(document, definition).map(Rc::new);
    let focus = report.and_then(|r| r.get("focus")?.as_str()).and_then(|text| place_named(definition, text));
    Ok((answers, focus, reader.notes))
}

/// A finding that a table says is silenced, and why; `None` where it is not said so that it is understood.
pub(crate) fn silence_of(table: &dyn TableLike, definition: &Definition) -> Option<(Silence, String)> {
    let text = |key: &str| table.get(key)?.as_str().map(|text| to_nfc(text).into_owned());
    let field = definition.field(&text("at")?)?;
    let silence = Silence { code: text("code")?, field, words: text("words").unwrap_or_default() };
    Some((silence, text("reason").unwrap_or_default()))
}

/// The findings that the officer silenced. What is not understood is passed over, and stays in the file.
fn silenced(document: &Document<String>, definition: &Definition) -> Silenced {
    let item = document.get(SILENCED);
    let tables = item.and_then(Item::as_array_of_tables).into_iter().flatten().map(|table| table as &dyn TableLike);
    let inline = item.and_then(Item::as_array).into_iter().flatten().filter_map(Toml::as_inline_table);
    let all = tables.chain(inline.map(|table| table as &dyn TableLike));
    all.filter_map(|table| silence_of(table, definition)).collect()
}

/// What is shown of the report that this one was copied from. No answer stands there: what does not fit is
/// passed over.
fn previous(document: &Document<String>, definition: &Definition) -> Option<Answers> {
    let given = document.get(PREVIOUS)?.as_table_like()?;
    let item = |field| given.get(key_of(given, field, definition.fields.as_slice())?);
    let period = definition.period.map(|period| &definition[period]);
    let year = period.and_then(|field| year_of(field, item(field)?, 0)).unwrap_or_default();
    let mut reader = Reader::new(document.raw(), year);
    let mut answers = Answers::new(definition, year);
    for (id, field) in definition.fields.with_ids() {
        let due = item(field).filter(|item| has_due_length(field, item).is_ok());
        if let Some(answer) = due.and_then(|item| reader.answer(field, &field.id, item)) {
            answers.replace(id, answer);
        }
    }
    Some(answers)
}

/// An error where there are more rows than a form can show.
fn has_due_length(field: &Field, item: &Item) -> Result<bool, OpenError> {
    let rows = item
        .as_array()
        .map(toml_edit::Array::len)
        .or_else(|| item.as_array_of_tables().map(toml_edit::ArrayOfTables::len));
    match rows {
        Some(rows) if rows > READ_ROWS || rows * field.columns.len() > READ_CELLS => {
            Err(OpenError::TooManyRows { key: field.id.clone(), rows })
        }
        _ => Ok(true),
    }
}

/// Where the period is written: in `[report]`, or by hand among the answers.
fn period_item<'a>(
    report: Option<&'a dyn TableLike>,
    given: Option<&'a dyn TableLike>,
    definition: &'a Definition,
) -> Option<(&'a Field, &'a Item)> {
    let field = &definition[definition.period?];
    let in_answers = || {
        let given = given?;
        given.get(key_of(given, field, definition.fields.as_slice())?)
    };
    Some((field, report.and_then(|r| r.get("period")).or_else(in_answers)?))
}

fn year_of(field: &Field, item: &Item, year: i16) -> Option<i16> {
    let raw = match item {
        Item::Value(Toml::String(text)) => text.value().clone(),
        Item::Value(Toml::Integer(number)) => number.value().to_string(),
        _ => return None,
    };
    if let Kind::Period(granularity) = field.kind
        && let Some(period) = Period::read(&raw, granularity, year)
    {
        return Some(period.year);
    }
    let digits = raw.split(|c: char| !c.is_ascii_digit()).find(|word| word.len() == 4)?;
    digits.parse().ok().filter(|year| (1900..=2999).contains(year))
}

/// The place that a name stands for: "field", "field.column" or "field.row.column", rows from 1.
#[must_use]
pub(crate) fn place_named(definition: &Definition, text: &str) -> Option<EntryPath> {
    let mut parts = text.split('.');
    let id = definition.field(parts.next()?)?;
    let field = &definition[id];
    let column = |name: &str| {
        field.column(name).or_else(|| field.columns.iter().position(|c| c.renamed_from.iter().any(|r| r == name)))
    };
    Some(match (field.shape(), parts.next(), parts.next()) {
        (Shape::Group, Some(name), None) => EntryPath::part(id, column(name)?),
        (Shape::Rows, Some(row), Some(name)) => {
            EntryPath::cell(id, row.parse::<usize>().ok()?.checked_sub(1)?, column(name)?)
        }
        _ => EntryPath::field(id),
    })
}

/// The name of a place.
#[must_use]
pub(crate) fn place_name(definition: &Definition, path: EntryPath) -> Option<String> {
    let field = &definition[path.field];
    let mut text = field.id.clone();
    if let Some(row) = path.row {
        text = format!("{text}.{}", row + 1);
    }
    if let Some(column) = path.column {
        text.push('.');
        text.push_str(&field.columns.get(column)?.id);
    }
    Some(text)
}

struct Reader<'a> {
    text: &'a str,
    year: i16,
    notes: Vec<Note>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, year: i16) -> Self {
        Reader { text, year, notes: Vec::new() }
    }

    fn note(&mut self, key: &str, item: &Item, kind: NoteKind) {
        if self.is_full() {
            return;
        }
        let line = item.span().map_or(0, |span| line_column(self.text, span.start).0);
        self.notes.push(Note { key: key.to_owned(), line, kind });
    }

    /// Whether no more notes are made: nobody reads thousands, and what they are about stays.
    fn is_full(&self) -> bool {
        self.notes.len() >= MAX_NOTES
    }

    /// Tells of keys that none of these fields or columns has, and of those that have another name now. `table` is what
    /// stands before the name of a column: "phat_hien.".
    fn note_keys(&mut self, given: &dyn TableLike, fields: &[Field], table: &str) {
        for (key, item) in given.iter() {
            let is_former = |field: &&Field| field.renamed_from.iter().any(|name| name == key);
            let field = fields.iter().find(|field| field.id == key).or_else(|| fields.iter().find(is_former));
            let kind = match field {
                Some(field) if field.id == key => continue,
                _ if self.is_full() => return,
                Some(field) if key_of(given, field, fields) == Some(key) => {
                    NoteKind::Renamed { now: format!("{table}{}", field.id) }
                }
                _ => NoteKind::UnknownKey { nearest: nearest(key, fields.iter().map(|field| field.id.as_str())) },
            };
            self.note(&format!("{table}{key}"), item, kind);
        }
    }

    fn answer(&mut self, field: &Field, key: &str, item: &Item) -> Option<Answer> {
        let answer = match field.shape() {
            Shape::One => return Some(Answer::One(self.entry(field, key, item))),
            Shape::Group => item.as_table_like().map(|table| Answer::Group(self.row(field, table))),
            Shape::Rows => match item {
                Item::ArrayOfTables(tables) => {
                    Some(Answer::Rows(tables.iter().map(|table| self.row(field, table)).collect()))
                }
                Item::Value(Toml::Array(array)) => {
                    let tables: Option<Vec<_>> = array.iter().map(Toml::as_inline_table).collect();
                    tables.map(|list| Answer::Rows(list.into_iter().map(|table| self.row(field, table)).collect()))
                }
                _ => None,
            },
        };
        if answer.is_none() {
            self.note(key, item, NoteKind::WrongShape);
        }
        answer
    }

    fn row(&mut self, field: &Field, table: &dyn TableLike) -> Vec<Entry> {
        let columns = &field.columns;
        self.note_keys(table, columns, &format!("{}.", field.id));
        let entry = |column: &Field| {
            let key = key_of(table, column, columns)?;
            Some(self.entry(column, &format!("{}.{key}", field.id), table.get(key)?))
        };
        columns.iter().map(entry).map(Option::unwrap_or_default).collect()
    }

    /// One entry: the value becomes the text that one would type for it, and is read as that.
    fn entry(&mut self, field: &Field, key: &str, item: &Item) -> Entry {
        let typed = typed(&field.kind, item, self.text);
        if typed.is_none() {
            self.note(key, item, NoteKind::WrongType);
        }
        let raw = typed.unwrap_or_else(|| match item {
            Item::Value(value) => plain(value, self.text).unwrap_or_else(|| self.source(item)),
            _ => self.source(item),
        });
        let raw = to_nfc(&raw).into_owned();
        match read_entry(&field.kind, &raw, self.year) {
            Value::Missing => Entry::default(),
            value @ Value::Unreadable(_) => Entry { raw, value },
            // What it means follows from the rest of its row.
            value @ Value::Number(_) if row_units::is_typed(&raw) => Entry { raw, value },
            value => Entry { raw: entry_text(&field.kind, &value), value },
        }
    }

    /// The value as it is written in the file.
    fn source(&self, item: &Item) -> String {
        let written = item.span().filter(|_| item.is_value()).and_then(|span| self.text.get(span));
        written.map_or_else(|| item.to_string().trim().to_owned(), str::to_owned)
    }
}

/// What one would type for a value of a right type; `None` for one of another type.
fn typed(kind: &Kind, item: &Item, source: &str) -> Option<String> {
    let plain = |value: &Toml| match (value, kind) {
        // "1.256" is what TOML says it is, and not 1,256: where it has too many decimals, the person is asked.
        (Toml::Float(_), Kind::Number { decimals: 1.., .. }) => Some(plain(value, source)?.replace('.', ",")),
        _ => plain(value, source),
    };
    if let Some(table) = item.as_table_like() {
        let part = |key: &str| table.get(key)?.as_value().and_then(plain);
        let pair = |one: &str, mark: &str, two: &str| Some(format!("{}{mark}{}", part(one)?, part(two)?));
        return match kind {
            Kind::Number { .. } | Kind::Money => {
                let approx = table.get("approx").and_then(Item::as_str).unwrap_or_default();
                Some(format!("{approx} {}", part("value")?))
            }
            Kind::Ratio { .. } => pair("part", "/", "of").or_else(|| part("value")),
            Kind::DateRange => pair("start", "..", "end").or_else(|| part("value")),
            _ => None,
        };
    }
    let value = item.as_value()?;
    match (value, kind) {
        (Toml::Datetime(day), Kind::Date) if day.value().time.is_none() => plain(value),
        (Toml::String(_), _)
        | (Toml::Boolean(_), Kind::YesNo)
        | (Toml::Float(_), Kind::Number { decimals: 1.., .. })
        | (Toml::Integer(_), Kind::Number { .. } | Kind::Money | Kind::Text | Kind::Choice(_) | Kind::Period(_)) => {
            plain(value)
        }
        (Toml::Array(items), Kind::List | Kind::LongText | Kind::Several(_)) => {
            Some(items.iter().map(plain).collect::<Option<Vec<_>>>()?.join("\n"))
        }
        _ => None,
    }
}

/// A value that is no list and no table, as text.
fn plain(value: &Toml, source: &str) -> Option<String> {
    match value {
        Toml::String(text) => Some(text.value().clone()),
        Toml::Integer(number) => Some(number.value().to_string()),
        // As written: "300.000" is three hundred thousand to whoever wrote it.
        Toml::Float(number) => number.span().and_then(|span| source.get(span)).map(str::to_owned),
        Toml::Boolean(yes) => Some(yes.value().to_string()),
        Toml::Datetime(day) => Some(day.value().to_string()),
        Toml::Array(_) | Toml::InlineTable(_) => None,
    }
}
