//! The entries that are asked, those that are needed, and how many are answered.

use std::rc::Rc;

use super::{Evaluation, State};
use crate::report::answers::{Answers, Path, field_at};
use crate::report::definition::Definition;
use crate::report::field::{Field, Required, Shape};

/// An entry that is asked now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    pub path: Path,
    /// Whether an answer is needed here.
    pub required: bool,
}

impl Evaluation {
    /// Every entry that is asked now, in the order of the form.
    pub fn entries(&self) -> impl Iterator<Item = Entry> {
        self.fields.iter().flat_map(|state| state.entries.iter().copied())
    }

    /// The entries of one field that are asked now.
    pub fn entries_of(&self, field: usize) -> impl Iterator<Item = Entry> + Clone {
        self.fields.get(field).into_iter().flat_map(|state| state.entries.iter().copied())
    }

    /// The entries of a field that are asked; none where its state has them already. Those of
    /// before still count when neither the answer nor anything that its columns' conditions read
    /// has changed.
    pub(super) fn find_entries(
        &self,
        definition: &Definition,
        answers: &Answers,
        index: usize,
        before: Option<&Rc<State>>,
    ) -> Option<Vec<Entry>> {
        let (field, state) = (definition.fields.get(index)?, self.fields.get(index)?);
        if !state.relevant {
            return None;
        }
        let conditions = field.columns.iter().chain([field]).flat_map(|column| {
            let required = match &column.required {
                Required::When(condition) => Some(condition),
                _ => None,
            };
            column.relevant.iter().chain(required)
        });
        let same =
            |before: &&Rc<State>| before.means_the_same(state) && conditions.clone().all(|c| self.is_untouched(c));
        if let Some(before) = before.filter(same) {
            // The very same state has its entries already.
            return (!Rc::ptr_eq(before, state)).then(|| before.entries.clone());
        }
        let mut list = Vec::new();
        let mut add = |path: Path| {
            if self.is_asked(definition, path) {
                list.push(Entry { path, required: self.is_required(definition, answers, path) });
            }
        };
        match field.shape() {
            Shape::One => add(Path::field(index)),
            Shape::Group => (0..field.columns.len()).for_each(|column| add(Path::part(index, column))),
            Shape::Rows => {
                for row in 0..answers.rows(index).len() {
                    (0..field.columns.len()).for_each(|column| add(Path::cell(index, row, column)));
                }
            }
        }
        list.shrink_to_fit();
        Some(list)
    }

    /// Whether an entry is asked now: its field is, and its column applies to its row.
    #[must_use]
    pub fn is_asked(&self, definition: &Definition, path: Path) -> bool {
        self.is_relevant(path.field)
            && field_at(definition, path)
                .filter(|_| path.column.is_some())
                .and_then(|column| column.relevant.as_ref())
                .is_none_or(|condition| self.holds_at(definition, condition, path))
    }

    /// Whether an answer is needed at this place.
    #[must_use]
    pub fn is_required(&self, definition: &Definition, answers: &Answers, path: Path) -> bool {
        let Some(field) = definition.fields.get(path.field) else { return false };
        let column = path.column.and_then(|column| field.columns.get(column));
        if matches!(column.unwrap_or(field).required, Required::Never) || !self.is_asked(definition, path) {
            return false;
        }
        let needed = match &field.required {
            Required::Never => false,
            Required::Always => true,
            Required::When(condition) => self.holds(condition),
        };
        match column.map(|column| &column.required) {
            None => needed,
            Some(column) => {
                // The parts of an optional citation are needed once one of them is there.
                let begun = path.row.is_some() || answers.answer(path.field).is_some_and(|a| !a.is_blank());
                let needs = match column {
                    Required::Never => false,
                    Required::Always => true,
                    Required::When(condition) => self.holds_at(definition, condition, path),
                };
                (begun || needed) && needs
            }
        }
    }
}

/// How far the answers to a field are: required entries that are answered, and that are needed.
#[must_use]
pub fn progress_at(
    definition: &Definition,
    answers: &Answers,
    evaluation: &Evaluation,
    field: usize,
) -> (usize, usize) {
    let required = evaluation.entries_of(field).filter(|entry| entry.required);
    let known = required.clone().filter(|entry| evaluation.value(answers, entry.path).is_known());
    let (mut answered, mut needed) = (known.count(), required.count());
    // A table that is needed counts once, for its first row.
    let is_table = definition.fields.get(field).is_some_and(|field| field.shape() == Shape::Rows);
    if is_table && evaluation.is_required(definition, answers, Path::field(field)) {
        needed += 1;
        answered += usize::from(!answers.rows(field).is_empty());
    }
    (answered, needed)
}

/// How many entries have an answer that is understood and that a person typed.
#[must_use]
pub fn answered(definition: &Definition, answers: &Answers, evaluation: &Evaluation) -> usize {
    let typed = |path| field_at(definition, path).is_some_and(Field::is_typed);
    let entries = evaluation.entries().filter(|entry| typed(entry.path));
    entries.filter(|entry| evaluation.value(answers, entry.path).is_known()).count()
}
