//! Slips in what was typed into a report, and in what was written by hand over its paragraphs.

use crate::check::Diagnostic;
use crate::report::answers::{Answers, EntryPath, field_at};
use crate::report::definition::Definition;
use crate::report::evaluation::Evaluation;
use crate::report::field::Kind;
use crate::report::ids::BlockId;
use crate::report::value::{Chosen, Value};
use crate::text::language::Language;
use crate::words::lists::Lists;

use super::about::About;
use super::source::{Passage, Role};
use super::{Finding, proofread, proofread_whole};

/// A line of a text that a person wrote in a report.
#[derive(Debug)]
pub(crate) struct Line {
    path: EntryPath,
    block: Option<BlockId>,
    /// Bytes of the text before it.
    before: usize,
    passage: Passage,
}

impl Line {
    /// The lines of a text.
    fn all_of(path: EntryPath, block: Option<&BlockId>, role: Role, text: &str) -> Vec<Line> {
        let mut end = 0;
        let line = |line: &str| {
            let start = end;
            end += line.len();
            let passage = Passage::of(1, 0, line.trim_end_matches('\n')).in_role(role);
            Line { path, block: block.cloned(), before: start, passage }
        };
        text.split_inclusive('\n').map(line).collect()
    }

    /// Its bytes.
    #[must_use]
    pub(crate) fn len(&self) -> usize {
        self.passage.text.len()
    }

    /// A finding in it, as one about the answer.
    fn told(&self, finding: Finding) -> Diagnostic {
        let part = self.before + finding.part.start..self.before + finding.part.end;
        let told = Diagnostic::new(finding.level, self.path, finding.code, finding.message);
        Diagnostic { part: Some(part), right: finding.right, block: self.block.clone(), ..told }
    }
}

/// The texts that are asked for now, and the paragraphs written by hand, line by line in the order of the form. `at` is
/// where a paragraph is told of.
#[must_use]
pub(crate) fn lines(
    definition: &Definition,
    answers: &Answers,
    evaluation: &Evaluation,
    at: impl Fn(&BlockId) -> EntryPath,
) -> Vec<Line> {
    let is_text = |path: &EntryPath| {
        // What is typed where an option might be chosen is a text of one's own, too.
        let is_own = matches!(answers.value(*path), Value::Choice(Chosen::Other(_)));
        field_at(definition, *path).is_some_and(|field| {
            field.is_typed() && (is_own || matches!(field.kind, Kind::Text | Kind::LongText | Kind::List))
        })
    };
    let role = |path| match field_at(definition, path).map(|field| &field.kind) {
        Some(Kind::LongText | Kind::List) => Role::Answer,
        _ => Role::Entry,
    };
    let entries = evaluation.entries().map(|entry| entry.path).filter(|path| evaluation.is_asked(*path));
    let typed = entries.filter(is_text).flat_map(|path| Line::all_of(path, None, role(path), answers.raw(path)));
    let by_hand =
        answers.edited.iter().flat_map(|(id, edited)| Line::all_of(at(id), Some(id), Role::Answer, &edited.text));
    typed.chain(by_hand).collect()
}

/// What the rules about a single paragraph find in some of these lines.
#[must_use]
pub(crate) fn slips(lines: &[Line], about: &About, lists: &Lists, language: Language) -> Vec<Diagnostic> {
    lines
        .iter()
        .flat_map(|line| {
            let found = proofread(std::slice::from_ref(&line.passage), about, lists, language);
            found.into_iter().map(|finding| line.told(finding))
        })
        .collect()
}

/// What the rules find that compare one paragraph with the others.
#[must_use]
pub(crate) fn slips_of_all(lines: &[Line], about: &About, lists: &Lists, language: Language) -> Vec<Diagnostic> {
    let passages = || lines.iter().map(|line| &line.passage);
    let found = proofread_whole(passages, about, lists, language);
    found.into_iter().filter_map(|finding| Some(lines.get(finding.passage)?.told(finding))).collect()
}
