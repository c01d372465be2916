//! Slips in what was typed into a report.

use crate::check::{Diagnostic, Severity};
use crate::report::answers::{Answers, field_at};
use crate::report::definition::Definition;
use crate::report::evaluation::Evaluation;
use crate::report::field::Kind;
use crate::text::language::Language;

use super::lists::Lists;
use super::source::Passage;
use super::{Level, proofread};

/// What the rules find in the texts that are asked for now, each a warning at its answer; hints are left to whoever asks
/// for them.
#[must_use]
pub(crate) fn in_answers(
    definition: &Definition,
    answers: &Answers,
    evaluation: &Evaluation,
    lists: &Lists,
    language: Language,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for path in evaluation.entries().map(|entry| entry.path).filter(|path| evaluation.is_asked(*path)) {
        let is_text = field_at(definition, path)
            .is_some_and(|field| field.is_typed() && matches!(field.kind, Kind::Text | Kind::LongText | Kind::List));
        if !is_text {
            continue;
        }
        let lines: Vec<Passage> =
            answers.raw(path).lines().enumerate().map(|(at, line)| Passage::of(at + 1, 0, line)).collect();
        let slips = proofread(&lines, lists, language).into_iter().filter(|slip| slip.level != Level::Hint);
        found.extend(slips.map(|slip| Diagnostic {
            severity: Severity::Warning,
            path,
            code: slip.code.to_owned(),
            message: slip.message,
        }));
    }
    found
}
