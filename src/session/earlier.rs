//! The report of the period before, beside the open one.

use std::path::PathBuf;

use crate::document::Document;
use crate::report::answers::{Answers, Entry, EntryPath, field_at};
use crate::report::comparison::{Answered, Comparison, WithEarlier, compare, same_entry};
use crate::report::evaluation::Evaluation;
use crate::report::field::Field;
use crate::report::period::Period;

use super::Session;

/// A report of the same type and unit for an earlier period, as it was read.
#[derive(Debug)]
pub(crate) struct Earlier {
    pub path: PathBuf,
    pub period: Option<Period>,
    pub answers: Answers,
    pub evaluation: Evaluation,
    pub document: Document,
}

impl Earlier {
    /// Its answers, and what follows from them.
    #[must_use]
    pub(crate) fn answered(&self) -> Answered<'_> {
        Answered { answers: &self.answers, evaluation: &self.evaluation }
    }

    /// The same with its period.
    #[must_use]
    pub(crate) fn of_period(&self) -> (Answered<'_>, Option<Period>) {
        (self.answered(), self.period)
    }
}

impl Session {
    /// The open answers, and what follows from them.
    #[must_use]
    pub(crate) fn answered(&self) -> Answered<'_> {
        Answered { answers: &self.answers, evaluation: &self.evaluation }
    }

    /// The open report beside that of the period before.
    #[must_use]
    pub(crate) fn with_earlier(&self) -> WithEarlier<'_> {
        let before = self.earlier.as_deref().map(Earlier::of_period);
        WithEarlier { definition: &self.definition, now: self.answered(), before }
    }

    /// What the report of the period before says at an entry that is a figure and is typed.
    pub(super) fn earlier_figure(&self, path: EntryPath) -> Option<&Entry> {
        let earlier = self.earlier.as_deref()?;
        let figure = self.compared(path).filter(|_| field_at(&self.definition, path).is_some_and(Field::is_typed))?;
        debug_assert!(!figure.is_gone);
        same_entry(&self.definition, &self.answers, &earlier.answers, path)
    }

    /// The figure at an entry beside that of the report of the period before; `None` where either is not there.
    #[must_use]
    pub(crate) fn compared(&self, path: EntryPath) -> Option<Comparison> {
        let earlier = self.earlier.as_deref()?;
        compare(&self.definition, path, self.answered(), earlier.answered()).filter(|figure| figure.before.is_some())
    }
}
