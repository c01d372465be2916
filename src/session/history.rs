//! Undo and redo: what each step changed, and where the person was.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::report::answers::{Answer, Edited, Path};
use crate::report::ids::{BlockId, FieldId};
use crate::text::splice::Splice;

use super::focus::Focus;

/// Steps that are kept; older ones are forgotten.
const MAX_STEPS: usize = 1_000;

/// One change of the answers.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Change {
    /// What was typed in one entry.
    Text { path: Path, splice: Splice },
    /// The whole answer to a field, before and after.
    Field { field: FieldId, before: Rc<Answer>, after: Rc<Answer> },
    /// A paragraph written by hand, before and after.
    Edit { block: BlockId, before: Option<Edited>, after: Option<Edited> },
    /// The fields that nobody has confirmed, before and after.
    Unconfirmed { before: Rc<BTreeSet<FieldId>>, after: Rc<BTreeSet<FieldId>> },
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
    done: Vec<Step>,
    undone: Vec<Step>,
}

impl History {
    /// Adds a step. Typing joins the step before it while it goes on at the same focus.
    pub(crate) fn push(&mut self, step: Step) {
        self.undone.clear();
        if let (Some(last), Some(focus)) = (self.done.last_mut(), step.join)
            && last.join == Some(focus)
            && let ([Change::Text { splice, .. }, ..], [Change::Text { splice: next, .. }]) =
                (&mut last.changes[..], &step.changes[..])
            && splice.join(next)
        {
            last.after = step.after;
            return;
        }
        if self.done.len() >= MAX_STEPS {
            self.done.remove(0);
        }
        self.done.push(step);
    }

    /// The last step ended here.
    pub(crate) fn set_last_focus(&mut self, after: (Focus, usize)) {
        if let Some(last) = self.done.last_mut() {
            last.after = after;
        }
    }

    /// What is typed next begins a step of its own.
    pub(crate) fn rest(&mut self) {
        if let Some(last) = self.done.last_mut() {
            last.join = None;
        }
    }

    /// What is typed next at this focus goes on with the last step, if that was made there.
    pub(crate) fn resume(&mut self, focus: Focus) {
        if let Some(last) = self.done.last_mut().filter(|last| last.after.0 == focus) {
            last.join = Some(focus);
        }
    }

    /// Takes the last step back: returns it for its changes to be undone.
    pub(crate) fn undo(&mut self) -> Option<Step> {
        let step = self.done.pop()?;
        self.undone.push(step.clone());
        Some(step)
    }

    /// Does the step taken back last again.
    pub(crate) fn redo(&mut self) -> Option<Step> {
        let step = self.undone.pop()?;
        self.done.push(Step { join: None, ..step.clone() });
        Some(step)
    }
}
