//! Undo and redo: what each step changed, and where the person was.

use std::collections::{BTreeSet, VecDeque};
use std::rc::Rc;

use crate::report::answers::{Answer, Edited, Entry, EntryPath, Silenced};
use crate::report::ids::{BlockId, FieldId};
use crate::text::splice::Splice;

use super::focus::Focus;

/// Steps that are kept; older ones are forgotten.
const MAX_STEPS: usize = 1_000;
/// What the steps may take of the memory, in bytes; the last one is kept in any case.
const MAX_MEMORY: usize = 16_000_000;

/// One change of the answers.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Change {
    /// What was typed in one entry.
    Text { path: EntryPath, splice: Splice },
    /// The whole answer to a field, before and after.
    Field { field: FieldId, before: Rc<Answer>, after: Rc<Answer> },
    /// The rows of a table from this one on that were replaced, before and after.
    Rows { field: FieldId, at: usize, before: Vec<Vec<Entry>>, after: Vec<Vec<Entry>> },
    /// This row of a table and the next changed places.
    Swap { field: FieldId, row: usize },
    /// A paragraph written by hand, before and after.
    Edit { block: BlockId, before: Option<Edited>, after: Option<Edited> },
    /// The fields that nobody has confirmed, before and after.
    Unconfirmed { before: Rc<BTreeSet<FieldId>>, after: Rc<BTreeSet<FieldId>> },
    /// The findings that are silenced, before and after.
    Silenced { before: Rc<Silenced>, after: Rc<Silenced> },
    /// This paragraph of the old report was taken as done with, or as waiting again.
    OldTurned { at: usize },
}

/// What one undo takes back.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Step {
    pub changes: Vec<Change>,
    /// Where the person was before and after.
    pub before: (Focus, usize),
    pub after: (Focus, usize),
    /// Typing that goes on joins the step of the same key.
    pub join: Option<Focus>,
}

/// The steps made and taken back.
#[derive(Debug, Default)]
pub(crate) struct History {
    done: VecDeque<Step>,
    undone: Vec<Step>,
    /// What all of them take, in bytes.
    memory: usize,
}

impl History {
    /// Adds a change to the step that was made last.
    pub(crate) fn add_to_last(&mut self, change: Change) {
        if let Some(last) = self.done.back_mut() {
            self.memory -= memory(last);
            last.changes.push(change);
            self.memory += memory(last);
        }
    }

    /// Adds a step. Typing joins the step before it while it goes on at the same focus.
    pub(crate) fn push(&mut self, step: Step) {
        self.memory -= self.undone.drain(..).map(|step| memory(&step)).sum::<usize>();
        if let (Some(last), Some(focus)) = (self.done.back_mut(), step.join)
            && last.join == Some(focus)
            && let ([Change::Text { .. }, ..], [Change::Text { splice: next, .. }, ..]) =
                (&last.changes[..], &step.changes[..])
            // What made footnotes go elsewhere is a step of its own.
            && !step.changes.iter().any(|change| matches!(change, Change::Rows { .. }))
        {
            let before = memory(last);
            if let Some(Change::Text { splice, .. }) = last.changes.first_mut()
                && splice.join(next)
            {
                last.after = step.after;
                join_edits(&mut last.changes, step.changes);
                self.memory = self.memory - before + memory(last);
                return;
            }
        }
        self.memory += memory(&step);
        self.done.push_back(step);
        while self.done.len() > MAX_STEPS || (self.memory > MAX_MEMORY && self.done.len() > 1) {
            self.memory -= self.done.pop_front().map_or(0, |step| memory(&step));
        }
    }

    /// Adds the steps of another history that came after these.
    pub(crate) fn append(&mut self, later: History) {
        self.rest();
        later.done.into_iter().for_each(|step| self.push(step));
    }

    /// What the steps take of the memory, in bytes.
    #[cfg(test)]
    pub(super) fn memory(&self) -> usize {
        self.memory
    }

    /// The last step ended here.
    pub(crate) fn set_last_focus(&mut self, after: (Focus, usize)) {
        if let Some(last) = self.done.back_mut() {
            last.after = after;
        }
    }

    /// What is typed next begins a step of its own.
    pub(crate) fn rest(&mut self) {
        if let Some(last) = self.done.back_mut() {
            last.join = None;
        }
    }

    /// What is typed next at this focus goes on with the last step, if that was made there.
    pub(crate) fn resume(&mut self, focus: Focus) {
        if let Some(last) = self.done.back_mut().filter(|last| last.after.0 == focus) {
            last.join = Some(focus);
        }
    }

    /// Whether the last step was typed into this entry.
    #[must_use]
    pub(crate) fn ends_with_typing_at(&self, entry: EntryPath) -> bool {
        let last = self.done.back().and_then(|step| step.changes.first());
        matches!(last, Some(Change::Text { path, .. }) if *path == entry)
    }

    /// Takes the last step back: returns it for its changes to be undone.
    pub(crate) fn undo(&mut self) -> Option<Step> {
        let step = self.done.pop_back()?;
        self.undone.push(step.clone());
        Some(step)
    }

    /// Does the step taken back last again.
    pub(crate) fn redo(&mut self) -> Option<Step> {
        let step = self.undone.pop()?;
        self.done.push_back(Step { join: None, ..step.clone() });
        Some(step)
    }
}

/// Joins what became of paragraphs written by hand with what became of them before.
fn join_edits(changes: &mut Vec<Change>, next: Vec<Change>) {
    for change in next {
        let Change::Edit { block, after, .. } = &change else { continue };
        let known = changes.iter_mut().find_map(|known| match known {
            Change::Edit { block: known, after, .. } if known == block => Some(after),
            _ => None,
        });
        match known {
            Some(known) => known.clone_from(after),
            None => changes.push(change),
        }
    }
}

/// What a step takes of the memory, in bytes. What an answer shares with others counts in full.
fn memory(step: &Step) -> usize {
    let rows = |rows: &[Vec<Entry>]| rows.iter().map(|row| memory_of_entries(row)).sum::<usize>();
    let answer = |answer: &Answer| match answer {
        Answer::One(entry) => memory_of_entries(std::slice::from_ref(entry)),
        Answer::Group(entries) => memory_of_entries(entries),
        Answer::Rows(list) => rows(list),
    };
    let edit = |edited: &Option<Edited>| edited.as_ref().map_or(0, |edit| edit.text.len() + edit.replaces.len());
    let of = |change: &Change| match change {
        Change::Text { splice, .. } => memory_of_text(splice),
        Change::Field { before, after, .. } => answer(before) + answer(after),
        Change::Rows { before, after, .. } => rows(before) + rows(after),
        Change::Edit { before, after, .. } => edit(before) + edit(after),
        Change::Unconfirmed { before, after } => (before.len() + after.len()) * size_of::<FieldId>(),
        Change::Silenced { before, after } => {
            let of =
                |silenced: &Silenced| silenced.iter().map(|(one, why)| one.words.len() + why.len() + 64).sum::<usize>();
            of(before) + of(after)
        }
        Change::Swap { .. } | Change::OldTurned { .. } => 0,
    };
    size_of::<Step>() + step.changes.iter().map(|change| size_of::<Change>() + of(change)).sum::<usize>()
}

fn memory_of_text(splice: &Splice) -> usize {
    splice.before.len() + splice.after.len()
}

/// What was typed, and about as much for what it means.
fn memory_of_entries(entries: &[Entry]) -> usize {
    size_of_val(entries) + entries.iter().map(|entry| 2 * entry.raw.len()).sum::<usize>()
}
