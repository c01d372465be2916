//! The rules across fields that the answers break.

use crate::report::answers::{Answers, EntryPath, field_at};
use crate::report::definition::{Definition, Rule};
use crate::report::expression::Expression;
use crate::report::ids::FieldId;

use super::Evaluation;

/// How a rule is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Breach {
    /// What it asks for is not there yet.
    Lacking,
    /// The answers contradict each other.
    Contradiction,
    /// Worth a second look.
    Doubt,
}

/// A rule that is broken.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BrokenRule {
    /// Its position among those of the type.
    pub rule: usize,
    /// The entry that it is told of.
    pub path: EntryPath,
    pub breach: Breach,
}

impl Evaluation {
    /// The rules that are broken, in the order of the type, and row by row.
    pub(super) fn find_broken_rules(&self, definition: &Definition, answers: &Answers) -> Vec<BrokenRule> {
        let mut list = Vec::new();
        for (index, rule) in definition.rules.iter().enumerate() {
            let (field, column) = rule.at;
            if !self.is_relevant(field) {
                continue;
            }
            let rows: Vec<Option<(FieldId, usize)>> = match rule.each {
                None => vec![None],
                Some(each) if !self.is_relevant(each) => continue,
                Some(each) => (0..answers.rows(each).len()).map(|row| Some((each, row))).collect(),
            };
            for at in rows {
                let row = at.filter(|(each, _)| *each == field).map(|(_, row)| row);
                let path = EntryPath { field, row, column };
                list.extend(self.breach(definition, answers, rule, at).map(|breach| BrokenRule {
                    rule: index,
                    path,
                    breach,
                }));
            }
        }
        list
    }

    /// How a rule is broken, over the whole report or in a row; `None` while it is kept. As long as something that it
    /// reads is blank, nothing contradicts itself yet: what the rule asks for is missing, and the officer may only not
    /// have come to it.
    fn breach(
        &self,
        definition: &Definition,
        answers: &Answers,
        rule: &Rule,
        row: Option<(FieldId, usize)>,
    ) -> Option<Breach> {
        let holds = |condition: &Expression| match row {
            None => self.holds(condition),
            Some((field, row)) => self.holds_in_row(definition, condition, field, row),
        };
        let answered = || self.is_answered(definition, &rule.check, row);
        let applies = rule.when.as_ref().is_none_or(holds) && (rule.even_if_missing || answered());
        (applies && !holds(&rule.check)).then(|| match (rule.warning, answered()) {
            (true, _) => Breach::Doubt,
            // "khoảng 16 triệu" contradicts nothing for certain.
            (false, true) if self.reads_inexact(definition, answers, rule, row) => Breach::Doubt,
            (false, true) => Breach::Contradiction,
            (false, false) => Breach::Lacking,
        })
    }

    /// Whether a rule reads a figure that is not exact, over the whole report or in a row.
    fn reads_inexact(
        &self,
        definition: &Definition,
        answers: &Answers,
        rule: &Rule,
        row: Option<(FieldId, usize)>,
    ) -> bool {
        let is_read = |path: EntryPath| {
            let names = [Some(&definition[path.field]), field_at(definition, path)];
            let is_there =
                path.row.is_none() || row.is_none_or(|(each, at)| each != path.field || path.row == Some(at));
            is_there && names.into_iter().flatten().all(|field| rule.check.says(&field.id))
        };
        let mut paths = self.entries().map(|entry| entry.path).filter(|path| is_read(*path));
        paths.any(|path| self.value(answers, path).approx().is_some())
    }

    /// Whether an entry contradicts others.
    #[must_use]
    pub(crate) fn contradicts(&self, path: EntryPath) -> bool {
        self.broken_rules.iter().any(|broken| broken.path == path && broken.breach == Breach::Contradiction)
    }
}
