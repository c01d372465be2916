//! Answers that the document leaves out because what they hang on was emptied.

use crate::report::answers::{Answer, Answers, EntryPath};
use crate::report::definition::Definition;
use crate::report::evaluation::Evaluation;
use crate::report::ids::FieldId;
use crate::report::value::Value;
use crate::text::language::Language;
use crate::text::message::messages;

use super::codes;
use super::diagnostic::{Diagnostic, Severity};

messages! {
    UNASKED: "Mục này trống hoặc bằng 0, nên câu trả lời đã có ở “{}” không vào văn bản. Điền mục này nếu vẫn cần câu trả lời ấy.", "This is blank or 0, so what was answered at “{}” is left out of the document. Fill this in if that is still needed.";
}

/// The findings about answers that nobody is asked for any more: each at what was emptied. Who said no to what they hang
/// on left them out on purpose.
#[must_use]
pub(crate) fn check_unasked(
    definition: &Definition,
    answers: &Answers,
    evaluation: &Evaluation,
    language: Language,
) -> Vec<Diagnostic> {
    let mut found: Vec<(FieldId, Vec<&str>)> = Vec::new();
    let is_empty = |field: FieldId| {
        let value = evaluation.value(answers, EntryPath::field(field));
        let is_none = match answers.answer(field) {
            Answer::Rows(rows) => rows.is_empty(),
            _ => *value == Value::Missing || value.as_integer() == Some(0),
        };
        definition[field].is_typed() && evaluation.is_relevant(field) && is_none
    };
    for (field, own) in definition.fields.with_ids() {
        let Some(relevant) = own.relevant.as_ref().filter(|_| own.is_typed() && !answers.answer(field).is_blank())
        else {
            continue;
        };
        if evaluation.is_relevant(field) {
            continue;
        }
        // What is needed and blank is missing anyway.
        let is_needed = |parent| evaluation.is_required(EntryPath::field(parent));
        let mut parents = definition.fields.with_ids().filter(|(id, parent)| *id != field && relevant.says(&parent.id));
        let Some((parent, _)) = parents.find(|(id, _)| is_empty(*id) && !is_needed(*id)) else { continue };
        let label = own.label.text(language);
        match found.iter_mut().find(|(known, _)| *known == parent) {
            Some((_, labels)) => labels.push(label),
            None => found.push((parent, vec![label])),
        }
    }
    let told = |(parent, labels): (FieldId, Vec<&str>)| {
        let words = UNASKED.fill(language, &[&labels.join("”, “")]);
        let words = evaluation.worded(definition, &words).into_owned();
        Diagnostic::new(Severity::Warning, EntryPath::field(parent), codes::UNASKED, words)
    };
    found.into_iter().map(told).collect()
}
