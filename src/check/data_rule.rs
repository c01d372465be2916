//! A rule on data, what it finds, and the texts that people wrote.

use std::ops::Range;

use crate::report::answers::{Answers, EntryPath, field_at};
use crate::report::comparison::{Answered, WithEarlier};
use crate::report::definition::Definition;
use crate::report::field::Kind;
use crate::report::ids::BlockId;
use crate::report::paragraph_names::has_place;
use crate::report::value::{Chosen, Value};
use crate::text::message::Message;

use super::{Severity, origin_of};

/// A rule on data, with answers to the sample that break it and some that nearly do: the names of entries, and what is
/// typed there.
pub(crate) struct DataRule {
    pub code: &'static str,
    pub level: Severity,
    /// What it looks for, and what it rests on.
    pub about: Message,
    pub hit: &'static [(&'static str, &'static str)],
    pub near_miss: &'static [(&'static str, &'static str)],
    pub(super) find: fn(&WithEarlier<'_>) -> Vec<Found>,
}

/// What a rule found: where, and what is wrong in both languages where the rule says it too widely.
pub(super) struct Found {
    pub path: EntryPath,
    pub block: Option<BlockId>,
    pub part: Option<Range<usize>>,
    pub said: Option<[String; 2]>,
}

impl Found {
    pub(super) fn at(path: EntryPath, said: [String; 2]) -> Self {
        Found { path, block: None, part: None, said: Some(said) }
    }
}

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

/// The raw text of a field of one entry, by its name; "" where the type has no such field.
pub(super) fn raw_of<'a>(definition: &Definition, answers: &'a Answers, id: &str) -> &'a str {
    definition.field(id).map_or("", |field| answers.raw(EntryPath::field(field)))
}
