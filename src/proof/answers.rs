//! Slips in what was typed into a report, and in what was written by hand over its paragraphs.

use crate::check::Diagnostic;
use crate::check::prose::{Prose, prose};
use crate::report::answers::{Answers, EntryPath, field_at};
use crate::report::comparison::Answered;
use crate::report::definition::Definition;
use crate::report::field::Kind;
use crate::report::ids::BlockId;
use crate::report::paragraph_names::has_place;
use crate::report::pattern::Target;
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

/// The texts that people wrote in a report, line by line.
#[must_use]
pub(crate) fn lines(definition: &Definition, now: Answered<'_>) -> Vec<Line> {
    let role = |prose: &Prose<'_>| match field_at(definition, prose.path).map(|field| &field.kind) {
        _ if prose.block.is_some() => Role::Answer,
        Some(Kind::LongText | Kind::List) => Role::Answer,
        _ => Role::Entry,
    };
    let texts = prose(definition, now).into_iter();
    let lines = texts.flat_map(|prose| {
        let all = Line::all_of(prose.path, prose.block, role(&prose), prose.text);
        let mut item = 0;
        // What a paragraph by hand stands for is printed no more.
        all.into_iter().filter(move |line| {
            let own = item;
            item += usize::from(!line.passage.text.trim().is_empty());
            line.block.is_some() || !is_replaced(definition, now.answers, line.path, own)
        })
    });
    lines.collect()
}

/// Whether a paragraph written by hand stands in the place of a line of an answer, its `item`-th with words.
fn is_replaced(definition: &Definition, answers: &Answers, path: EntryPath, item: usize) -> bool {
    answers.edited.keys().filter(|id| has_place(definition, answers, id)).any(|id| {
        let Some(block) = definition.block(id.block()) else { return false };
        let prints = |target: Target| block.text.targets().into_iter().any(|own| *own == target);
        match (block.each, id.place(), path.row) {
            (Some(field), Some((row, _)), None) => field == path.field && row == item,
            (Some(field), Some((row, of_row)), Some(own)) if field == path.field && row == own => match block.items {
                Some(column) => path.column == Some(column) && of_row == Some(item),
                None => path.column.is_some_and(|column| prints(Target::Column(field, column))),
            },
            (None, _, None) => prints(Target::Field(path.field)),
            _ => false,
        }
    })
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
