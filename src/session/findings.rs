//! What is found in the open report: kept while it holds, gone to, corrected, silenced.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::check::{Diagnostic, Severity, silence};
use crate::report::answers::{EntryPath, Silence};
use crate::report::ids::FieldId;

use super::Session;
use super::cursor::Cursor;
use super::history::{Change, Step};

impl Session {
    /// All that is known to be wrong, missing or doubtful.
    pub(crate) fn findings(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().chain(&self.at_rest)
    }

    /// Whether what is looked for at rest was looked for in the answers as they are now.
    #[must_use]
    pub(crate) fn is_looked_over(&self) -> bool {
        self.looked_at.as_ref().is_some_and(|(_, revision)| *revision == self.revision)
    }

    /// Takes over what was found at rest in the answers as they are now.
    pub(crate) fn take_found(&mut self, found: Vec<Diagnostic>) {
        self.at_rest = found;
        silence(&mut self.at_rest, &self.definition, &self.answers);
        self.looked_at = Some((self.answers.clone(), self.revision));
    }

    /// Of what was found at rest, what concerns answers that are still the same.
    pub(super) fn keep_found(&mut self) {
        let Some((looked_at, _)) = &self.looked_at else { return };
        let changed: BTreeSet<FieldId> = self.answers.unlike(looked_at).collect();
        let is_same = |finding: &Diagnostic| match &finding.block {
            Some(block) => self.answers.edited.get(block) == looked_at.edited.get(block),
            None => !changed.contains(&finding.path.field),
        };
        self.at_rest.retain(is_same);
        silence(&mut self.at_rest, &self.definition, &self.answers);
    }

    /// To the next finding after the focus that is wrong, missing or unconfirmed, round the end. False
    /// when there is none.
    pub(crate) fn next_finding(&mut self) -> bool {
        let here = self.focus.path();
        let serious = |d: &&Diagnostic| d.is_serious();
        let findings = || self.findings().filter(serious).map(|d| d.path);
        let next = findings().filter(|path| *path > here).min().or_else(|| findings().min());
        next.map(|path| self.go_to(path)).is_some()
    }

    /// How many answers that are asked now came from elsewhere and wait to be confirmed.
    #[must_use]
    pub(crate) fn unconfirmed(&self) -> usize {
        self.diagnostics.iter().filter(|d| d.severity == Severity::Unconfirmed).count()
    }

    /// How bad the worst finding at an entry is.
    #[must_use]
    pub(crate) fn severity(&self, path: EntryPath) -> Option<Severity> {
        self.findings_at(path).map(|found| found.severity).min()
    }

    /// The finding at an entry that is to be told: of the words at the cursor, else the worst.
    #[must_use]
    pub(crate) fn finding(&self, path: EntryPath) -> Option<&Diagnostic> {
        let is_at_cursor = |d: &Diagnostic| {
            let at = self.cursor.at;
            self.focus.path() == path
                && d.path == path
                && d.part.as_ref().is_some_and(|part| (part.start..=part.end).contains(&at))
        };
        self.findings_at(path).min_by_key(|d| (!is_at_cursor(d), d.severity))
    }

    /// The findings at an entry, or at any of a whole field.
    fn findings_at(&self, path: EntryPath) -> impl Iterator<Item = &Diagnostic> {
        let whole = path.column.is_none() && path.row.is_none();
        // An answer is confirmed as a whole; its blank parts have nothing to confirm.
        let carried = move |d: &&Diagnostic| d.severity == Severity::Unconfirmed && !self.answers.raw(path).is_empty();
        // What is said of a whole table stands where one comes to it.
        let of_table = move |d: &&Diagnostic| d.path.row.is_none() && self.focus_of(d.path).path() == path;
        let here = move |d: &&Diagnostic| {
            d.is_open()
                && d.block.is_none()
                && (d.path == path || (d.path.field == path.field && (whole || carried(d) || of_table(d))))
        };
        self.findings().filter(here)
    }

    /// To the words that a finding is about.
    pub(crate) fn go_to_words(&mut self, finding: &Diagnostic) {
        self.go_to(finding.path);
        if let Some(part) = finding.part.as_ref().filter(|_| self.focus.path() == finding.path) {
            self.cursor = Cursor::near(self.raw(), part.start);
        }
    }

    /// Puts what is meant in the place of the words that a finding is about, as one undo step: the words, and what stands
    /// there now. `None` where nothing sure is meant, or the words are others by now.
    pub(crate) fn correct(&mut self, finding: &Diagnostic) -> Option<(String, String)> {
        let (part, right) = (finding.part.clone()?, finding.right.clone()?);
        let corrected = |text: &str| {
            let words = text.get(part.clone())?.to_owned();
            Some((words, [text.get(..part.start)?, &right, text.get(part.end..)?].concat()))
        };
        let words = match &finding.block {
            Some(id) => {
                let (words, text) = corrected(&self.answers.edited.get(id)?.text)?;
                let block = self.document.block(id)?.clone();
                self.edit_block(&block, Some(text));
                words
            }
            None => {
                let (words, text) = corrected(self.answers.raw(finding.path))?;
                self.set(finding.path, text);
                words
            }
        };
        Some((words.trim().to_owned(), right.trim().to_owned()))
    }

    /// How many findings are silenced by this: the same words may stand in a field more than once.
    #[must_use]
    pub(crate) fn silenced_by(&self, silence: &Silence) -> usize {
        self.findings().filter(|finding| finding.silence(&self.definition, &self.answers) == *silence).count()
    }

    /// Silences a finding for this reason, as one undo step; hears it again where there is none.
    pub(crate) fn silence(&mut self, silence: Silence, reason: Option<String>) {
        let before = Rc::clone(&self.answers.silenced);
        let silenced = Rc::make_mut(&mut self.answers.silenced);
        match reason {
            Some(reason) => drop(silenced.insert(silence, reason)),
            None => drop(silenced.remove(&silence)),
        }
        let after = Rc::clone(&self.answers.silenced);
        if before != after {
            let at = (self.focus, self.cursor.at);
            let changes = vec![Change::Silenced { before, after }];
            self.history.push(Step { changes, before: at, after: at, join: None });
            self.mark_changed();
        }
    }
}
