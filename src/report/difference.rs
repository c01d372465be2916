//! Where two sets of answers to one report differ.

use super::answers::{Answer, Answers, Entry, EntryPath};
use super::definition::Definition;
use super::ids::{BlockId, FieldId};

/// What stands for an answer that is the same but for its confirmation: the mark that the form has.
const UNCONFIRMED: &str = "~";

/// What differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DifferencePlace {
    Entry(EntryPath),
    /// A paragraph written by hand.
    Block(BlockId),
}

/// One place where two sets of answers differ, and what was typed in each; empty where nothing was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub place: DifferencePlace,
    pub before: String,
    pub after: String,
}

impl Difference {
    /// Whether the answers are the same, and one of them waits to be confirmed.
    #[must_use]
    pub(crate) fn is_confirmation(&self) -> bool {
        let are = |one: &str, other: &str| one == UNCONFIRMED && other.is_empty();
        are(&self.before, &self.after) || are(&self.after, &self.before)
    }

    /// The field it is in; none for a paragraph.
    #[must_use]
    pub(crate) fn field(&self) -> Option<FieldId> {
        match &self.place {
            DifferencePlace::Entry(path) => Some(path.field),
            DifferencePlace::Block(_) => None,
        }
    }
}

impl DifferencePlace {
    /// Whether another place is this one, or a cell of the table that this one is.
    #[must_use]
    pub(crate) fn holds(&self, other: &DifferencePlace) -> bool {
        match (self, other) {
            (DifferencePlace::Entry(path), DifferencePlace::Entry(other)) => {
                path == other || *path == EntryPath::field(other.field)
            }
            _ => self == other,
        }
    }
}

/// Every place where answers mean something else than before, in the order of the form.
#[must_use]
pub(crate) fn differences(definition: &Definition, before: &Answers, after: &Answers) -> Vec<Difference> {
    let mut found = Vec::new();
    for field in definition.fields.ids() {
        let others = found.len();
        compare(field, before.answer(field), after.answer(field), &mut found);
        let mark = |answers: &Answers| if answers.is_unconfirmed(field) { UNCONFIRMED } else { "" }.to_owned();
        let (before, after) = (mark(before), mark(after));
        if found.len() == others && before != after {
            found.push(Difference { place: DifferencePlace::Entry(EntryPath::field(field)), before, after });
        }
    }
    let ids = before.edited.keys().chain(after.edited.keys().filter(|id| !before.edited.contains_key(*id)));
    for id in ids {
        let text = |answers: &Answers| answers.edited.get(id).map_or(String::new(), |edited| edited.text.clone());
        let (before, after) = (text(before), text(after));
        if before != after {
            found.push(Difference { place: DifferencePlace::Block(id.clone()), before, after });
        }
    }
    found
}

/// Of how many fields and paragraphs the answers differ.
#[must_use]
pub(crate) fn count(differences: &[Difference]) -> usize {
    let blocks = differences.iter().filter(|difference| difference.field().is_none()).count();
    // They come in the order of the form.
    let mut fields: Vec<FieldId> = differences.iter().filter_map(Difference::field).collect();
    fields.dedup();
    fields.len() + blocks
}

fn compare(field: FieldId, old: &Answer, new: &Answer, found: &mut Vec<Difference>) {
    let blank = Entry::default();
    let mut entry = |path, old: Option<&Entry>, new: Option<&Entry>| {
        let (old, new) = (old.unwrap_or(&blank), new.unwrap_or(&blank));
        if !old.means(new) {
            found.push(Difference {
                place: DifferencePlace::Entry(path),
                before: old.raw.clone(),
                after: new.raw.clone(),
            });
        }
    };
    match (old, new) {
        (Answer::One(old), Answer::One(new)) => entry(EntryPath::field(field), Some(old), Some(new)),
        (Answer::Group(old), Answer::Group(new)) => {
            for column in 0..old.len().max(new.len()) {
                entry(EntryPath::part(field, column), old.get(column), new.get(column));
            }
        }
        (Answer::Rows(old), Answer::Rows(new)) => {
            for row in 0..old.len().max(new.len()) {
                let (old, new) = (old.get(row), new.get(row));
                let columns = old.map_or(0, Vec::len).max(new.map_or(0, Vec::len));
                for column in 0..columns {
                    let at = |row: Option<&Vec<Entry>>| row.and_then(|row| row.get(column)).cloned();
                    entry(EntryPath::cell(field, row, column), at(old).as_ref(), at(new).as_ref());
                }
            }
        }
        _ => {}
    }
}
