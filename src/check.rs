//! What is wrong with the answers: missing, not understood, contradictory.

use crate::report::answers::{Answers, EntryPath, field_at};
use crate::report::definition::{Definition, Rule};
use crate::report::evaluation::{Entry, Evaluation};
use crate::report::field::Shape;
use crate::report::ids::FieldId;
use crate::report::sorting::sort_by_key;
use crate::report::value::Value;
use crate::text::language::Language;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The report contradicts itself, or an entry was not understood.
    Error,
    /// A needed answer is not there yet.
    Missing,
    /// The answer came from an old report and nobody has confirmed it.
    Unconfirmed,
    /// Worth a second look.
    Warning,
}

impl Severity {
    /// Whether the report cannot go out like this: something lacks, is wrong, contradicts itself, or came
    /// from an old report and nobody has looked at it.
    #[must_use]
    pub(crate) fn is_serious(self) -> bool {
        self < Severity::Warning
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
    /// The code of the rule ("Q04"); empty for a missing or unreadable entry.
    pub code: String,
    /// What is wrong and what to do, in the language of the interface.
    pub message: String,
}

/// All findings, in the order of the form.
#[must_use]
pub fn check(
    definition: &Definition,
    answers: &Answers,
    evaluation: &Evaluation,
    language: Language,
) -> Vec<Diagnostic> {
    let checker = Checker { definition, answers, evaluation, language };
    let mut found = Vec::new();
    for entry in evaluation.entries() {
        checker.entry(entry, &mut found);
    }
    for field in definition.fields.ids() {
        checker.table(field, &mut found);
        checker.unconfirmed(field, &mut found);
    }
    for rule in &definition.rules {
        checker.rule(rule, &mut found);
    }
    in_order(&mut found);
    found
}

struct Checker<'a> {
    definition: &'a Definition,
    answers: &'a Answers,
    evaluation: &'a Evaluation,
    language: Language,
}

impl Checker<'_> {
    fn entry(&self, Entry { path, required }: Entry, found: &mut Vec<Diagnostic>) {
        let Some(field) = field_at(self.definition, path).filter(|f| !f.hidden) else { return };
        let mut add = |severity, message: &str| {
            found.push(Diagnostic { severity, path, code: String::new(), message: message.to_owned() });
        };
        match self.evaluation.value(self.answers, path) {
            Value::Unreadable(why) => add(Severity::Error, self.language.pick(why.message_vi(), why.message_en())),
            Value::Missing if required => {
                add(Severity::Missing, self.language.pick("Chưa có câu trả lời.", "Not answered yet."));
            }
            // What was not counted cannot break a rule about its count.
            Value::Missing | Value::NotCounted => {}
            _ if field.constraints.is_empty() => {}
            _ => {
                let broken = |check| !self.evaluation.holds_at(self.definition, check, path);
                for constraint in field.constraints.iter().filter(|c| broken(&c.check)) {
                    let severity = if constraint.warning { Severity::Warning } else { Severity::Error };
                    add(severity, constraint.message.text(self.language));
                }
            }
        }
    }

    /// A table that is needed and has no row.
    fn table(&self, field: FieldId, found: &mut Vec<Diagnostic>) {
        let path = EntryPath::field(field);
        if self.definition[field].shape() == Shape::Rows
            && self.answers.rows(field).is_empty()
            && self.evaluation.is_required(path)
        {
            let message = self.language.pick("Chưa có dòng nào.", "No row yet.").to_owned();
            found.push(Diagnostic { severity: Severity::Missing, path, code: String::new(), message });
        }
    }

    /// An answer that was carried over from an old report.
    fn unconfirmed(&self, field: FieldId, found: &mut Vec<Diagnostic>) {
        if self.answers.is_unconfirmed(field) && self.evaluation.is_relevant(field) {
            let message = if self.definition[field].shape() == Shape::Rows {
                self.language.pick(
                    "Lấy từ báo cáo cũ. Đúng thì bấm Enter trong bảng để xác nhận cả bảng, không thì sửa lại.",
                    "From an old report. Enter in a cell confirms the whole table; or change it.",
                )
            } else {
                self.language.pick(
                    "Lấy từ báo cáo cũ. Đúng thì bấm Enter ở ô này để xác nhận, không thì sửa lại.",
                    "From an old report. Enter in this field confirms it; or change it.",
                )
            };
            let (severity, path) = (Severity::Unconfirmed, EntryPath::field(field));
            found.push(Diagnostic { severity, path, code: String::new(), message: message.to_owned() });
        }
    }

    fn rule(&self, rule: &Rule, found: &mut Vec<Diagnostic>) {
        let (field, column) = rule.at;
        if !self.evaluation.is_relevant(field) {
            return;
        }
        let mut add = |path, severity| {
            if severity == Severity::Missing {
                // The rule says better why the answer is needed.
                found.retain(|other| other.path != path || other.severity != Severity::Missing);
            }
            let message = rule.message.text(self.language).to_owned();
            found.push(Diagnostic { severity, path, code: rule.code.clone(), message });
        };
        let Some(each) = rule.each else {
            if let Some(severity) = self.broken(rule, None) {
                add(EntryPath { field, row: None, column }, severity);
            }
            return;
        };
        if self.evaluation.is_relevant(each) {
            for row in 0..self.answers.rows(each).len() {
                if let Some(severity) = self.broken(rule, Some((each, row))) {
                    add(EntryPath { field, row: (each == field).then_some(row), column }, severity);
                }
            }
        }
    }

    /// How bad it is that a rule is broken, over the whole report or in a row; `None` while it is
    /// kept. As long as something that it reads is blank, nothing contradicts itself yet: what the
    /// rule asks for is missing, and the officer may only not have come to it.
    fn broken(&self, rule: &Rule, row: Option<(FieldId, usize)>) -> Option<Severity> {
        let (evaluation, definition) = (self.evaluation, self.definition);
        let holds = |condition| match row {
            None => evaluation.holds(condition),
            Some((field, row)) => evaluation.holds_in_row(definition, condition, field, row),
        };
        let answered = || evaluation.is_answered(definition, &rule.check, row);
        let applies = rule.when.as_ref().is_none_or(holds) && (rule.even_if_missing || answered());
        (applies && !holds(&rule.check)).then(|| match (rule.warning, answered()) {
            (true, _) => Severity::Warning,
            (false, true) => Severity::Error,
            (false, false) => Severity::Missing,
        })
    }
}
