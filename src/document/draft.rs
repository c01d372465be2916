//! The document as it is composed again and again, for the preview.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::report::answers::{Answers, Edited};
use crate::report::definition::Definition;
use crate::report::evaluation::Evaluation;

use super::compose::{Pending, compose_again, compose_with};
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
    /// How much it printed, see [`Room`](super::room::Room).
    pub size: usize,
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

    /// Composes one body block again in the document composed last, after a change on which it and
    /// no other follow (see [`Definition::followers`]). False, and the document as it was, where
    /// others may have to.
    pub fn follow(
        &mut self,
        definition: &Definition,
        answers: &Answers,
        evaluation: &Evaluation,
        place: usize,
        document: &mut Document,
    ) -> bool {
        let Some(last) = self.kept.get_mut().get_mut(place).and_then(Option::take) else { return false };
        let Some(made) = compose_again(definition, answers, evaluation, place, &last) else { return false };
        let same = |(old, new): (&Made, &Made)| old.0.id == new.0.id && old.1.len() == new.1.len();
        if made.len() != last.blocks.len() || !last.blocks.iter().zip(&made).all(same) {
            return false;
        }
        let first = made.first().map(|(block, _)| &block.id);
        let start = document.body.iter().position(|block| Some(&block.id) == first).unwrap_or(document.body.len());
        let slots = document.body.get_mut(start..start + made.len()).unwrap_or_default();
        let notes = document.notes.get_mut(last.notes_before..).unwrap_or_default();
        let fits = slots.iter().map(|block| &block.id).eq(made.iter().map(|(block, _)| &block.id))
            && notes.len() >= made.iter().map(|(_, notes)| notes.len()).sum();
        if fits {
            slots.iter_mut().zip(&made).for_each(|(slot, (block, _))| slot.clone_from(block));
            let new = made.iter().flat_map(|(_, notes)| notes);
            notes.iter_mut().zip(new).for_each(|(slot, note)| slot.clone_from(note));
            if let Some(slot) = self.kept.get_mut().get_mut(place) {
                *slot = Some(Kept { blocks: made, ..last });
            }
        }
        fits
    }
}
