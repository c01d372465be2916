//! What is wrong with the answers: missing, not understood, contradictory; and what was written by hand over
//! others than these.

use std::collections::BTreeSet;

use crate::document::Edit;
use crate::document::compose::{Pending, compose};
use crate::report::answers::{Answers, EntryPath, field_at};
use crate::report::definition::{Definition, Rule};
use crate::report::evaluation::{Entry, Evaluation};
use crate::report::field::Shape;
use crate::report::hand_edits::has_place;
use crate::report::ids::{BlockId, FieldId};
use crate::report::sorting::sort_by_key;
use crate::report::value::Value;
use crate::text::language::Language;
use crate::text::message::messages;

messages! {
    STALE: "Đoạn viết tay, nhưng câu trả lời của nó đã đổi; hãy đọc lại (Ctrl-P).", "Written by hand, but its answers have changed; read it again (Ctrl-P).";
    NOT_STANDING: "Đoạn viết tay không còn chỗ: với câu trả lời hiện nay, văn bản không có đoạn này. Chữ vẫn giữ trong tệp: “{}” ({}). Nếu còn cần, hãy chép vào một câu trả lời.", "Written by hand, but with these answers the document has no such paragraph. The file keeps the words: “{}” ({}). If they are needed, put them into an answer.";
    NO_PLACE: "Đoạn viết tay không còn chỗ: dòng của nó không còn. Chữ vẫn giữ trong tệp: “{}” ({}). Nếu còn cần, hãy chép vào một câu trả lời.", "Written by hand for a row that is gone. The file keeps the words: “{}” ({}). If they are needed, put them into an answer.";
}

/// Letters of a paragraph by which it is recognised.
const NAMED_LETTERS: usize = 60;

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
    found.extend(check_by_hand(definition, answers, evaluation, language));
    in_order(&mut found);
    found
}

/// The findings about what was written by hand: a paragraph whose answers have changed since, or that stands
/// nowhere in the document. Its words go out as they are, or do not go out at all.
#[must_use]
pub(crate) fn check_by_hand(
    definition: &Definition,
    answers: &Answers,
    evaluation: &Evaluation,
    language: Language,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if answers.edited.is_empty() || !definition.is_document {
        return found;
    }
    let document = compose(definition, answers, evaluation, Pending::Show);
    let mut add = |path, message: String| {
        found.push(Diagnostic { severity: Severity::Warning, path, code: String::new(), message });
    };
    let path_of = |id: &BlockId| {
        let block = definition.block(id.block());
        let field = block.and_then(|block| block.each.or(block.reads.first().copied()));
        EntryPath::field(field.unwrap_or_else(|| definition.first_field()))
    };
    let mut standing = BTreeSet::new();
    for block in document.blocks().filter(|block| block.edit != Edit::Generated) {
        let Some(id) = &block.id else { continue };
        standing.insert(id);
        if block.edit == Edit::Stale {
            add(block.origin().unwrap_or_else(|| path_of(id)), STALE.of(language).to_owned());
        }
    }
    for (id, edited) in answers.edited.iter().filter(|(id, _)| !standing.contains(id)) {
        let told = if has_place(definition, answers, id) { NOT_STANDING } else { NO_PLACE };
        add(path_of(id), told.fill(language, &[&beginning(&edited.text), id]));
    }
    found
}

/// The first words of a text.
fn beginning(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(NAMED_LETTERS) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
        None => text,
    }
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
