//! What can have the focus, and the lines of a form page from top to bottom: entries, headings of
//! tables, lines that add a row.

use crate::report::answers::{Answers, EntryPath};
use crate::report::definition::{Definition, SectionId};
use crate::report::evaluation::Evaluation;
use crate::report::field::Shape;
use crate::report::ids::FieldId;

/// What can have the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Focus {
    /// An entry.
    Entry(EntryPath),
    /// The line under a table that adds a row.
    AddRow(FieldId),
}

impl Focus {
    /// The field it belongs to.
    #[must_use]
    pub fn field(self) -> FieldId {
        match self {
            Focus::Entry(path) => path.field,
            Focus::AddRow(field) => field,
        }
    }

    /// The row it is in.
    #[must_use]
    pub(crate) fn row(self) -> Option<usize> {
        match self {
            Focus::Entry(path) => path.row,
            Focus::AddRow(_) => None,
        }
    }

    /// The entry's path, or that of the whole field.
    #[must_use]
    pub fn path(self) -> EntryPath {
        match self {
            Focus::Entry(path) => path,
            Focus::AddRow(field) => EntryPath::field(field),
        }
    }
}

/// One line of the form, or several for a long answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slot {
    /// The name of a table or of a composite answer.
    Heading(FieldId),
    /// An entry that is typed.
    Entry(EntryPath),
    /// An entry that is computed.
    Computed(EntryPath),
    /// A word about the whole page.
    Hint(SectionId),
    /// Adds a row.
    AddRow(FieldId),
}

impl Slot {
    /// The field it belongs to; none for the page's own word.
    #[must_use]
    pub fn field(self) -> Option<FieldId> {
        match self {
            Slot::Entry(path) | Slot::Computed(path) => Some(path.field),
            Slot::Heading(field) | Slot::AddRow(field) => Some(field),
            Slot::Hint(_) => None,
        }
    }

    /// What the focus can be on, if it can be here.
    #[must_use]
    pub(crate) fn focus(self) -> Option<Focus> {
        match self {
            Slot::Entry(path) => Some(Focus::Entry(path)),
            Slot::AddRow(field) => Some(Focus::AddRow(field)),
            Slot::Heading(_) | Slot::Computed(_) | Slot::Hint(_) => None,
        }
    }
}

/// The slots of one section.
#[must_use]
pub(crate) fn slots(
    definition: &Definition,
    answers: &Answers,
    evaluation: &Evaluation,
    section: SectionId,
) -> Vec<Slot> {
    let mut list = Vec::new();
    let page = &definition[section];
    if !page.hint.vi.is_empty() && definition.is_document {
        list.push(Slot::Hint(section));
    }
    for &id in &page.fields {
        let field = &definition[id];
        if field.hidden || !evaluation.is_relevant(id) {
            continue;
        }
        let part = |path: EntryPath| {
            let column = path.column.and_then(|c| field.columns.get(c))?;
            let asked = !column.hidden && evaluation.is_asked(path);
            asked.then_some(if column.is_typed() { Slot::Entry(path) } else { Slot::Computed(path) })
        };
        let columns = 0..field.columns.len();
        match field.shape() {
            Shape::One if !field.is_typed() => list.push(Slot::Computed(EntryPath::field(id))),
            Shape::One => list.push(Slot::Entry(EntryPath::field(id))),
            Shape::Group => {
                list.push(Slot::Heading(id));
                list.extend(columns.filter_map(|c| part(EntryPath::part(id, c))));
            }
            Shape::Rows => {
                list.push(Slot::Heading(id));
                for row in 0..answers.rows(id).len() {
                    list.extend(columns.clone().filter_map(|c| part(EntryPath::cell(id, row, c))));
                }
                list.push(Slot::AddRow(id));
            }
        }
    }
    list
}

/// The sections that have something to show now.
#[must_use]
pub(crate) fn shown_sections(definition: &Definition, evaluation: &Evaluation) -> Vec<SectionId> {
    let is_shown = |field: &FieldId| evaluation.is_relevant(*field) && !definition[*field].hidden;
    definition.section_ids().filter(|section| definition[*section].fields.iter().any(is_shown)).collect()
}
