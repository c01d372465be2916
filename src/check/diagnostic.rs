//! A finding, and how bad it is.

use std::borrow::Cow;
use std::ops::Range;

use crate::report::answers::{Answers, EntryPath, Silence};
use crate::report::definition::Definition;
use crate::report::ids::BlockId;
use crate::report::sorting::sort_by_key;
use crate::text::language::Language;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The report contradicts itself, or an entry was not understood.
    Error,
    /// A needed answer is not there yet.
    Missing,
    /// The answer came from an old report and nobody has confirmed it; or a paragraph was written by hand before its
    /// answers changed.
    Unconfirmed,
    /// Worth a second look.
    Warning,
    /// Worth a thought.
    Hint,
}

impl Severity {
    /// What it is called in a line of the command.
    #[must_use]
    pub fn name(self, language: Language) -> &'static str {
        match self {
            Severity::Error => language.pick("lỗi", "error"),
            Severity::Missing | Severity::Unconfirmed => language.pick("thiếu", "missing"),
            Severity::Warning => language.pick("cảnh báo", "warning"),
            Severity::Hint => language.pick("gợi ý", "hint"),
        }
    }
}

/// Puts findings in the order in which the form asks.
pub(crate) fn in_order(findings: &mut Vec<Diagnostic>) {
    sort_by_key(findings, |finding| finding.path);
}

/// One finding about the answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    pub severity: Severity,
    /// The entry to go to.
    pub path: EntryPath,
    /// The code of its rule: "Q04", "T01", "D02".
    pub code: Cow<'static, str>,
    /// What is wrong and what to do, in the language of the interface.
    pub message: String,
    /// The words that it is about, in bytes of the answer, or of the paragraph written by hand; `None` where it is about
    /// the whole.
    pub part: Option<Range<usize>>,
    /// What is meant instead of these words, where that is sure; "" where they are to go.
    pub right: Option<String>,
    /// The paragraph written by hand that it is about.
    pub block: Option<BlockId>,
    /// Why the officer wants to hear no more of it: it blocks nothing, whatever its severity.
    pub silenced: Option<String>,
}

impl Diagnostic {
    /// A finding about the whole answer.
    #[must_use]
    pub fn new(
        severity: Severity,
        path: EntryPath,
        code: impl Into<Cow<'static, str>>,
        message: impl Into<String>,
    ) -> Self {
        let (code, message) = (code.into(), message.into());
        Diagnostic { severity, path, code, message, part: None, right: None, block: None, silenced: None }
    }

    /// Whether it still wants something of the officer.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.silenced.is_none()
    }

    /// Whether the report cannot go out like this: something lacks, is wrong, contradicts itself, or waits to be
    /// confirmed.
    #[must_use]
    pub(crate) fn is_serious(&self) -> bool {
        self.severity < Severity::Warning && self.is_open()
    }

    /// By what it is known that the officer silenced this and nothing else: its rule, its field, and the words. Where there
    /// are none, as in a blank cell, what the row is about and the name of the column.
    #[must_use]
    pub(crate) fn silence(&self, definition: &Definition, answers: &Answers) -> Silence {
        let edited = self.block.as_ref().and_then(|block| answers.edited.get(block));
        let text = edited.map_or_else(|| answers.raw(self.path), |edited| edited.text.as_str());
        let part = self.part.clone().and_then(|part| text.get(part));
        let words = match part {
            Some(words) => words.to_owned(),
            None if edited.is_some() => text.to_owned(),
            None => Silence::words_of(definition, answers, self.path),
        };
        Silence { code: self.code.to_string(), field: self.path.field, words }
    }
}

/// Marks the findings that the officer silenced.
pub(crate) fn silence(findings: &mut [Diagnostic], definition: &Definition, answers: &Answers) {
    if answers.silenced.is_empty() {
        return;
    }
    for finding in findings {
        finding.silenced = answers.silenced.get(&finding.silence(definition, answers)).cloned();
    }
}
