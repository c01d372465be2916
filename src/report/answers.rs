//! The answers to one report: for every field what was typed and what it means.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::definition::Definition;
use super::field::{Field, Kind, Shape};
use super::ids::{BlockId, FieldId, FieldMap};
use super::period::Period;
use super::read::{entry_text, read, read_with_noun};
use super::row_units::RowUnits;
use super::value::Value;
use crate::text::language::Language;

/// Where an entry stands: a field, and in it a row and a column where it has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntryPath {
    pub field: FieldId,
    pub row: Option<usize>,
    pub column: Option<usize>,
}

impl EntryPath {
    /// The whole of a field.
    #[must_use]
    pub fn field(field: FieldId) -> Self {
        EntryPath { field, row: None, column: None }
    }

    /// A part of a citation or signature.
    #[must_use]
    pub fn part(field: FieldId, column: usize) -> Self {
        EntryPath { field, row: None, column: Some(column) }
    }

    /// A cell of a table.
    #[must_use]
    pub fn cell(field: FieldId, row: usize, column: usize) -> Self {
        EntryPath { field, row: Some(row), column: Some(column) }
    }
}

/// One entry: what was typed and what it means.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Entry {
    pub raw: String,
    pub value: Value,
}

impl Entry {
    /// Whether it says the same, however it was typed; what is not understood, letter by letter.
    #[must_use]
    pub(crate) fn means(&self, other: &Entry) -> bool {
        match (&self.value, &other.value) {
            (Value::Unreadable(_), Value::Unreadable(_)) => self.raw == other.raw,
            (ours, theirs) => ours == theirs,
        }
    }
}

/// The answer to one field.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    One(Entry),
    /// An entry a column.
    Group(Vec<Entry>),
    /// Rows of an entry a column.
    Rows(Vec<Vec<Entry>>),
}

impl Answer {
    fn empty(field: &Field) -> Self {
        match field.shape() {
            Shape::One => Answer::One(Entry::default()),
            Shape::Group => Answer::Group(vec![Entry::default(); field.columns.len()]),
            Shape::Rows => Answer::Rows(Vec::new()),
        }
    }

    /// Whether nothing at all has been typed.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Answer::One(entry) => entry.raw.is_empty(),
            Answer::Group(entries) => entries.iter().all(|e| e.raw.is_empty()),
            Answer::Rows(rows) => rows.is_empty(),
        }
    }
}

/// A paragraph that was rewritten by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edited {
    /// What the officer wrote.
    pub text: String,
    /// The generated text that it replaced; when that changes, the edit is flagged.
    pub replaces: String,
}

/// A finding that the officer silenced: what is known of it however the rows around it move. Where the words are
/// others, it is another finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Silence {
    /// The code of its rule.
    pub code: String,
    pub field: FieldId,
    /// The words that it is about.
    pub words: String,
}

impl Silence {
    /// The words of an entry; of a blank cell what its row is about and the name of its column ("Sở Y tế: noi_dung"), so
    /// that no other is meant.
    #[must_use]
    pub(crate) fn words_of(definition: &Definition, answers: &Answers, path: EntryPath) -> String {
        let raw = answers.raw(path);
        // A figure that was typed "3500" stands as "3.500" when the report is opened again.
        let value = answers.value(path);
        if let Some(field) = field_at(definition, path)
            && matches!(value, Value::Number(_) | Value::Money { .. } | Value::Ratio { .. } | Value::Date(_))
        {
            return entry_text(&field.kind, value);
        }
        let columns = &definition[path.field].columns;
        let Some(column) = path.column.and_then(|column| columns.get(column)).filter(|_| raw.is_empty()) else {
            return raw.to_owned();
        };
        let Some(row) = path.row else { return column.id.clone() };
        let about = answers.rows(path.field).get(row).into_iter().flatten().find(|cell| !cell.raw.is_empty());
        format!("{}: {}", about.map_or_else(|| (row + 1).to_string(), |cell| cell.raw.clone()), column.id)
    }
}

/// Findings that the officer silenced, with the reason.
pub type Silenced = BTreeMap<Silence, String>;

/// The answers to one report. Copies share the answers that are the same in both, so that undo
/// steps and saved states cost little, and what follows from an unchanged answer need not be made
/// again.
#[derive(Debug, Clone, PartialEq)]
pub struct Answers {
    list: FieldMap<Rc<Answer>>,
    /// Paragraphs rewritten by hand.
    pub edited: BTreeMap<BlockId, Edited>,
    /// The fields whose answers came from elsewhere, an old report, and that nobody has confirmed.
    pub unconfirmed: Rc<BTreeSet<FieldId>>,
    /// What the officer wants to hear no more of, and why.
    pub silenced: Rc<Silenced>,
    /// What is shown of the report that this one was copied from: no answers to this one.
    pub previous: Option<Rc<Answers>>,
    /// Dates typed without a year belong to this one.
    pub year: i16,
}

impl Answers {
    /// Whether the officer silenced something about a whole entry: it is to stand as it is.
    #[must_use]
    pub(crate) fn is_silenced(&self, definition: &Definition, path: EntryPath) -> bool {
        let is_field = |silence: &&Silence| silence.field == path.field;
        let mut silences = self.silenced.keys().filter(is_field).peekable();
        silences.peek().is_some() && {
            let words = Silence::words_of(definition, self, path);
            silences.any(|silence| silence.words == words)
        }
    }

    /// No answers yet. `year` completes dates typed without one.
    #[must_use]
    pub fn new(definition: &Definition, year: i16) -> Self {
        Answers {
            list: definition.fields.map(|field| Rc::new(Answer::empty(field))),
            edited: BTreeMap::new(),
            unconfirmed: Rc::default(),
            silenced: Rc::default(),
            previous: None,
            year,
        }
    }

    /// Whether a field has an answer that came from elsewhere and that nobody has confirmed.
    #[must_use]
    pub fn is_unconfirmed(&self, field: FieldId) -> bool {
        self.unconfirmed.contains(&field) && !self.answer(field).is_blank()
    }

    /// The answer to a field.
    #[must_use]
    pub fn answer(&self, field: FieldId) -> &Answer {
        &self.list[field]
    }

    /// The answer to a field, to be kept: it stays what it is now.
    #[must_use]
    pub(crate) fn shared(&self, field: FieldId) -> Rc<Answer> {
        Rc::clone(&self.list[field])
    }

    /// The fields whose answers are not known to be those of a copy.
    pub(crate) fn unlike<'a>(&'a self, copy: &'a Answers) -> impl Iterator<Item = FieldId> + 'a {
        self.list.ids().filter(move |field| !Rc::ptr_eq(&self.list[*field], &copy.list[*field]))
    }

    /// The entry at a place, if the place exists.
    #[must_use]
    pub(crate) fn entry(&self, path: EntryPath) -> Option<&Entry> {
        match (self.answer(path.field), path.row, path.column) {
            (Answer::One(entry), None, None) => Some(entry),
            (Answer::Group(entries), None, Some(column)) => entries.get(column),
            (Answer::Rows(rows), Some(row), Some(column)) => rows.get(row)?.get(column),
            _ => None,
        }
    }

    fn entry_mut(&mut self, path: EntryPath) -> Option<&mut Entry> {
        match (Rc::make_mut(&mut self.list[path.field]), path.row, path.column) {
            (Answer::One(entry), None, None) => Some(entry),
            (Answer::Group(entries), None, Some(column)) => entries.get_mut(column),
            (Answer::Rows(rows), Some(row), Some(column)) => rows.get_mut(row)?.get_mut(column),
            _ => None,
        }
    }

    /// What was typed at a place.
    #[must_use]
    pub fn raw(&self, path: EntryPath) -> &str {
        self.entry(path).map_or("", |e| e.raw.as_str())
    }

    /// What the entry at a place means.
    #[must_use]
    pub fn value(&self, path: EntryPath) -> &Value {
        self.entry(path).map_or(&Value::Missing, |e| &e.value)
    }

    /// The rows of a table; none for other kinds.
    #[must_use]
    pub fn rows(&self, field: FieldId) -> &[Vec<Entry>] {
        match self.answer(field) {
            Answer::Rows(rows) => rows,
            _ => &[],
        }
    }

    /// Types a raw text into an entry and reads it. A place that does not exist is left alone.
    pub fn set(&mut self, definition: &Definition, path: EntryPath, raw: String) {
        let Some(kind) = kind_at(definition, path) else { return };
        let value = self.meaning(definition, kind, &raw);
        if let Some(entry) = self.entry_mut(path) {
            *entry = Entry { raw, value };
        }
        self.settle_row(definition, path);
        if definition.period == Some(path.field) {
            self.settle_year(definition);
        }
        if is_noun(definition, path.field) {
            self.settle_noun(definition);
        }
    }

    /// What a text means in this report, with its year and the noun that its office has for its units.
    #[must_use]
    pub(crate) fn meaning(&self, definition: &Definition, kind: &Kind, raw: &str) -> Value {
        match self.own_noun(definition) {
            Some(noun) => read_with_noun(kind, raw, self.year, noun),
            None => read(kind, raw, self.year),
        }
    }

    /// The noun that the office has for its units, where it gave one.
    #[must_use]
    pub(crate) fn own_noun(&self, definition: &Definition) -> Option<&str> {
        let noun = definition.units.as_ref()?.noun?;
        Some(self.raw(EntryPath::field(noun))).filter(|noun| !noun.trim().is_empty())
    }

    /// What figures are said of is read again, once the office says how it calls its units.
    pub(crate) fn settle_noun(&mut self, definition: &Definition) {
        let noun = self.own_noun(definition).unwrap_or_default().to_owned();
        let is_figure = |kind: &Kind| matches!(kind, Kind::Number { .. } | Kind::Ratio { .. });
        self.read_again(definition, is_figure, |kind, entry, year| {
            if entry.raw.contains(char::is_alphabetic) {
                entry.value = read_with_noun(kind, &entry.raw, year, &noun);
            }
        });
    }

    /// A figure whose unit stands in its row means what that says.
    fn settle_row(&mut self, definition: &Definition, path: EntryPath) {
        let year = self.year;
        let is_named = |entry: &Entry| entry.raw.contains(|c: char| c.is_alphabetic() || c == '%');
        let has_units = |row: &Vec<Entry>| row.iter().any(is_named);
        if let Some(at) = path.row
            && self.rows(path.field).get(at).is_some_and(has_units)
            && let Answer::Rows(rows) = Rc::make_mut(&mut self.list[path.field])
            && let Some(row) = rows.get_mut(at)
        {
            settle_cells(&definition[path.field], row, year);
        }
    }

    /// The same in every row.
    pub(crate) fn settle_rows(&mut self, definition: &Definition) {
        for id in definition.fields.ids() {
            for row in 0..self.rows(id).len() {
                self.settle_row(definition, EntryPath::cell(id, row, 0));
            }
        }
    }

    /// Dates typed without a year follow the year of the report's period.
    pub(crate) fn settle_year(&mut self, definition: &Definition) {
        if let Some(period) = self.period(definition)
            && period.year != self.year
        {
            self.year = period.year;
            let is_date = |kind: &Kind| matches!(kind, Kind::Date | Kind::DateRange);
            self.read_again(definition, is_date, |kind, entry, year| entry.value = read(kind, &entry.raw, year));
        }
    }

    /// Replaces the whole answer to a field (undo, a file opened).
    pub fn replace(&mut self, field: FieldId, answer: Answer) {
        self.share(field, Rc::new(answer));
    }

    /// Replaces the whole answer to a field by one that others keep too.
    pub(crate) fn share(&mut self, field: FieldId, answer: Rc<Answer>) {
        self.list[field] = answer;
    }

    /// Takes over the raw texts of an answer to a field of the same shape, perhaps of another
    /// report type, and reads them anew. An answer of another shape is not taken.
    pub(crate) fn adopt(&mut self, definition: &Definition, field: FieldId, from: &Answer) {
        let target = &definition[field];
        let again = |entry: &Entry, field: &Field| Entry {
            raw: entry.raw.clone(),
            value: self.meaning(definition, &field.kind, &entry.raw),
        };
        let row = |entries: &[Entry]| -> Vec<Entry> {
            let blank = Entry::default();
            let entries = entries.iter().chain(std::iter::repeat(&blank));
            target.columns.iter().zip(entries).map(|(column, entry)| again(entry, column)).collect()
        };
        let adopted = match (self.answer(field), from) {
            (Answer::One(_), Answer::One(entry)) => Answer::One(again(entry, target)),
            (Answer::Group(_), Answer::Group(entries)) => Answer::Group(row(entries)),
            (Answer::Rows(_), Answer::Rows(rows)) => Answer::Rows(rows.iter().map(|r| row(r)).collect()),
            _ => return,
        };
        self.replace(field, adopted);
        (0..self.rows(field).len()).for_each(|row| self.settle_row(definition, EntryPath::cell(field, row, 0)));
        if is_noun(definition, field) {
            self.settle_noun(definition);
        }
    }

    /// The period that the report is about, where its type has one and it was given.
    #[must_use]
    pub fn period(&self, definition: &Definition) -> Option<Period> {
        match self.value(EntryPath::field(definition.period?)) {
            Value::Period(period) => Some(*period),
            _ => None,
        }
    }

    /// An empty row for a table.
    #[must_use]
    pub fn blank_row(definition: &Definition, field: FieldId) -> Vec<Entry> {
        vec![Entry::default(); definition[field].columns.len()]
    }

    /// Reads the entries of some kinds again, since what they mean follows from another answer.
    fn read_again(
        &mut self,
        definition: &Definition,
        is_one: impl Fn(&Kind) -> bool,
        read: impl Fn(&Kind, &mut Entry, i16),
    ) {
        let year = self.year;
        let again = |entry: &mut Entry, field: &Field| {
            if is_one(&field.kind) {
                read(&field.kind, entry, year);
            }
        };
        let holds = |field: &Field| is_one(&field.kind) || field.columns.iter().any(|column| is_one(&column.kind));
        for (id, field) in definition.fields.with_ids().filter(|(_, field)| holds(field)) {
            match Rc::make_mut(&mut self.list[id]) {
                Answer::One(entry) => again(entry, field),
                Answer::Group(entries) => entries.iter_mut().zip(&field.columns).for_each(|(e, c)| again(e, c)),
                Answer::Rows(rows) => {
                    for row in rows {
                        row.iter_mut().zip(&field.columns).for_each(|(e, c)| again(e, c));
                    }
                }
            }
        }
    }
}

/// What was typed with "%" in a row means what the rest of it says; `year` completes dates.
pub(crate) fn settle_cells(table: &Field, row: &mut [Entry], year: i16) {
    let units = RowUnits::of(row.iter().map(|entry| &entry.value));
    for (column, entry) in table.columns.iter().zip(row) {
        if let Some(value) = units.meaning(&column.kind, &entry.raw, year) {
            entry.value = value;
        }
    }
}

/// Whether the office says in this field how it calls its units.
fn is_noun(definition: &Definition, field: FieldId) -> bool {
    definition.units.as_ref().is_some_and(|units| units.noun == Some(field))
}

/// The field or column that an entry belongs to.
#[must_use]
pub fn field_at(definition: &Definition, path: EntryPath) -> Option<&Field> {
    let field = &definition[path.field];
    match path.column {
        None => Some(field),
        Some(column) => field.columns.get(column),
    }
}

/// A place in words: "Kinh phí theo nguồn, dòng 2, Số tiền".
#[must_use]
pub(crate) fn place_words(definition: &Definition, path: EntryPath, language: Language) -> String {
    place_parts(definition, path, language).join(", ")
}

/// The same apart: the label, the row, the column.
#[must_use]
pub(crate) fn place_parts(definition: &Definition, path: EntryPath, language: Language) -> Vec<String> {
    let mut parts = vec![definition[path.field].label.text(language).to_owned()];
    if let Some(row) = path.row {
        parts.push(format!("{} {}", language.pick("dòng", "row"), row + 1));
    }
    if path.column.is_some() {
        parts.extend(field_at(definition, path).map(|f| f.label.text(language).to_owned()));
    }
    parts
}

fn kind_at(definition: &Definition, path: EntryPath) -> Option<&Kind> {
    field_at(definition, path).map(|field| &field.kind)
}
