//! The document as it is composed again and again, for the preview.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::report::answers::{Answers, Edited};
use crate::report::definition::Definition;
use crate::report::evaluation::Evaluation;

use super::compose::{Pending, compose_with};
use super::{Block, Document};

/// Composes the same report again and again, for the preview: parts of the body whose answers did
/// not change since the last time are taken over as they were.
#[derive(Debug, Default)]
pub struct Draft {
    kept: Pieces,
    edited: BTreeMap<String, Edited>,
}

/// What each body block gave the last time; nothing where that no longer counts.
pub(super) type Pieces = RefCell<Vec<Option<Kept>>>;

/// A block with its footnotes; a heading with the sentence that stands when nothing else does.
pub(super) type Made = (Block, Vec<Block>);

/// What a body block gave the last time, and what that depended on besides its answers.
#[derive(Debug)]
pub(super) struct Kept {
    pub blocks: Vec<Made>,
    /// What had been cited before it, and what it cited.
    pub cited_before: Vec<String>,
    pub cites: Vec<String>,
    /// How many footnotes stood before it.
    pub notes_before: usize,
}

impl Draft {
    /// Composes the document. `changes` tells for each field whether what it means has changed
    /// since the last time.
    #[must_use]
    pub fn compose(
        &mut self,
        definition: &Definition,
        answers: &Answers,
        evaluation: &Evaluation,
        changes: &[bool],
    ) -> Document {
        let changed = |field: Option<usize>| field.is_some_and(|f| changes.get(f) != Some(&false));
        let everywhere =
            [definition.letterhead.as_ref().and_then(|l| l.padding), definition.closing.as_ref().and_then(|c| c.notes)];
        let kept = self.kept.get_mut();
        kept.resize_with(definition.body.len(), || None);
        if everywhere.into_iter().any(changed) || self.edited != answers.edited {
            kept.fill_with(|| None);
            self.edited.clone_from(&answers.edited);
        }
        for (kept, block) in kept.iter_mut().zip(&definition.body) {
            if block.reads.iter().any(|field| changed(Some(*field))) {
                *kept = None;
            }
        }
        compose_with(definition, answers, evaluation, Pending::Show, Some(&self.kept))
    }
}
