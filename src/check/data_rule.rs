//! A rule on data, and what it finds.

use std::ops::Range;

use crate::report::answers::{Answers, EntryPath};
use crate::report::comparison::WithEarlier;
use crate::report::definition::Definition;
use crate::report::ids::BlockId;
use crate::text::message::Message;

use super::Severity;

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

/// The raw text of a field of one entry, by its name; "" where the type has no such field.
pub(super) fn raw_of<'a>(definition: &Definition, answers: &'a Answers, id: &str) -> &'a str {
    definition.field(id).map_or("", |field| answers.raw(EntryPath::field(field)))
}
