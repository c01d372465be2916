//! The entries that are asked, those that are needed, and how many are answered.

use super::Evaluation;
use crate::report::answers::{Answers, EntryPath, field_at};
use crate::report::definition::Definition;
use crate::report::field::{Field, Required, Shape};
use crate::report::ids::FieldId;

/// An entry that is asked now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    pub path: EntryPath,
    /// Whether an answer is needed here.
    pub required: bool,
}

impl Evaluation {
    /// Every entry that is asked now, in the order of the form.
    pub fn entries(&self) -> impl Iterator<Item = Entry> {
        self.fields.iter().flat_map(|state| state.entries.iter().copied())
    }

    fn entry(&self, path: EntryPath) -> Option<Entry> {
        let entries = &self.fields[path.field].entries;
        let at = entries.binary_search_by_key(&path, |entry| entry.path).ok()?;
        entries.get(at).copied()
    }

    /// Whether an entry is asked now: its field is, and its column applies to its row.
    #[must_use]
    pub fn is_asked(&self, path: EntryPath) -> bool {
        if path.column.is_some() { self.entry(path).is_some() } else { self.is_relevant(path.field) }
    }

    /// Whether an answer is needed at this place.
    #[must_use]
    pub(crate) fn is_required(&self, path: EntryPath) -> bool {
        match path.column {
            None => self.fields[path.field].required,
            Some(_) => self.entry(path).is_some_and(|entry| entry.required),
        }
    }

    /// Whether an answer to the field itself is needed.
    pub(super) fn needs(&self, definition: &Definition, field: FieldId) -> bool {
        let needs = || match &definition[field].required {
            Required::Never => false,
            Required::Always => true,
            Required::When(condition) => self.holds(condition),
        };
        self.is_relevant(field) && needs()
    }

    /// The entries of a field that are asked, in the order of their paths. `needed`: whether an answer to
    /// the field itself is.
    pub(super) fn find_entries(
        &self,
        definition: &Definition,
        answers: &Answers,
        id: FieldId,
        needed: bool,
    ) -> Vec<Entry> {
        if !self.is_relevant(id) {
            return Vec::new();
        }
        let field = &definition[id];
        // The parts of an optional citation are needed once one of them is there.
        let begun = !answers.answer(id).is_blank();
        let columns = |row: Option<usize>| {
            let path = move |column| EntryPath { field: id, row, column: Some(column) };
            let asked = field.columns.iter().enumerate().map(move |(at, column)| (path(at), column));
            asked.filter(|(path, column)| {
                column.relevant.as_ref().is_none_or(|condition| self.holds_at(definition, condition, *path))
            })
        };
        let entry = |(path, column): (EntryPath, &Field)| {
            let needs = match &column.required {
                Required::Never => false,
                Required::Always => true,
                Required::When(condition) => self.holds_at(definition, condition, path),
            };
            Entry { path, required: needs && (needed || begun) }
        };
        match field.shape() {
            Shape::One => vec![Entry { path: EntryPath::field(id), required: needed }],
            Shape::Group => columns(None).map(entry).collect(),
            Shape::Rows => (0..answers.rows(id).len()).flat_map(|row| columns(Some(row)).map(entry)).collect(),
        }
    }
}

/// How far the answers are: required entries that are answered, and that are needed.
#[must_use]
pub(crate) fn progress(definition: &Definition, answers: &Answers, evaluation: &Evaluation) -> (usize, usize) {
    let required = || evaluation.entries().filter(|entry| entry.required);
    let known = required().filter(|entry| evaluation.value(answers, entry.path).is_known());
    // A table that is needed counts once, for its first row.
    let is_table = |field: &FieldId| definition[*field].shape() == Shape::Rows;
    let tables = || definition.fields.ids().filter(is_table).filter(|f| evaluation.is_required(EntryPath::field(*f)));
    let begun = tables().filter(|field| !answers.rows(*field).is_empty());
    (known.count() + begun.count(), required().count() + tables().count())
}

/// How many entries have an answer that is understood and that a person typed.
#[must_use]
pub(crate) fn answered(definition: &Definition, answers: &Answers, evaluation: &Evaluation) -> usize {
    let typed = |path| field_at(definition, path).is_some_and(Field::is_typed);
    let entries = evaluation.entries().filter(|entry| typed(entry.path));
    entries.filter(|entry| evaluation.value(answers, entry.path).is_known()).count()
}
