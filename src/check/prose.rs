//! The texts that people wrote: answers in words, and paragraphs by hand.

use std::ops::Range;

use crate::report::answers::{EntryPath, field_at};
use crate::report::comparison::Answered;
use crate::report::definition::Definition;
use crate::report::field::Kind;
use crate::report::ids::BlockId;
use crate::report::paragraph_names::has_place;
use crate::report::value::{Chosen, Value};

use super::data_rule::Found;
use super::origin_of;

/// A text that a person wrote: typed at an entry, or a paragraph by hand.
pub(crate) struct Prose<'a> {
    pub path: EntryPath,
    pub block: Option<&'a BlockId>,
    pub text: &'a str,
}

/// The texts that are asked for now, and the paragraphs written by hand, in the order of the form.
pub(crate) fn prose<'a>(definition: &Definition, now: Answered<'a>) -> Vec<Prose<'a>> {
    let Answered { answers, evaluation } = now;
    let is_text = |path: &EntryPath| {
        // What is typed where an option might be chosen is a text of one's own, too.
        let is_own = matches!(answers.value(*path), Value::Choice(Chosen::Other(_)));
        field_at(definition, *path).is_some_and(|field| {
            field.is_typed() && (is_own || matches!(field.kind, Kind::Text | Kind::LongText | Kind::List))
        })
    };
    let entries = evaluation.entries().map(|entry| entry.path).filter(|path| evaluation.is_asked(*path));
    let typed = entries.filter(is_text).map(|path| Prose { path, block: None, text: answers.raw(path) });
    // What stands nowhere is no part of the document.
    let stands = |id: &BlockId| {
        let when =
            definition.block(id.block()).filter(|block| block.each.is_none()).and_then(|block| block.when.as_ref());
        has_place(definition, answers, id) && when.is_none_or(|when| evaluation.holds(when))
    };
    let by_hand = answers.edited.iter().filter(|(id, _)| stands(id)).map(|(id, edited)| Prose {
        path: origin_of(definition, id),
        block: Some(id),
        text: edited.text.as_str(),
    });
    typed.chain(by_hand).filter(|prose| !prose.text.trim().is_empty()).collect()
}

impl Prose<'_> {
    /// A finding about some of its words.
    pub(super) fn found(&self, part: Range<usize>, said: [String; 2]) -> Found {
        Found { path: self.path, block: self.block.cloned(), part: Some(part), said: Some(said) }
    }
}
