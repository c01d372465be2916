//! Footnotes: what hangs on a paragraph or is referred to in a text, numbered in reading order.

use std::collections::BTreeMap;

use crate::report::answers::{Answers, EntryPath};
use crate::report::definition::Definition;
use crate::report::evaluation::Evaluation;
use crate::report::ids::BlockId;
use crate::report::notes::{Reference, paragraph_of};
use crate::report::paragraph_names::present_name;
use crate::report::value::Value;

use super::sentence::{finish_sentence, tidy, without_first_mark};
use super::{Block, Document, Role, Run, RunKind};

/// The notes of a document that is being composed.
#[derive(Default)]
pub(super) struct Notes {
    /// Those that the type hangs on a paragraph, by its name.
    own: BTreeMap<BlockId, Vec<Vec<Run>>>,
    /// Those of recipients, by their place in the list.
    of_recipients: BTreeMap<usize, Vec<Vec<Run>>>,
}

impl Notes {
    /// A note that the type hangs on the paragraph of this name.
    pub(super) fn hang(&mut self, id: BlockId, runs: Vec<Run>) {
        self.own.entry(id).or_default().push(runs);
    }

    /// A note on the recipient at this place.
    pub(super) fn hang_on_recipient(&mut self, at: usize, runs: Vec<Run>) {
        self.of_recipients.entry(at).or_default().push(runs);
    }

    /// Marks all notes in a document that is otherwise composed, and puts them below it.
    pub(super) fn number(
        mut self,
        document: &mut Document,
        definition: &Definition,
        answers: &Answers,
        evaluation: &Evaluation,
    ) {
        let mut officer_notes = OfficerNotes::of(definition, answers, evaluation);
        let Document { head_left, head_right, title, body, recipients, signature, notes, appendices, .. } = document;
        for block in [head_left, head_right, title, body].into_iter().flatten() {
            self.mark(block, &mut officer_notes, definition, notes);
        }
        for (at, block) in recipients.iter_mut().enumerate() {
            officer_notes.refer(block, notes);
            for runs in self.of_recipients.remove(&at).into_iter().flatten() {
                let number = officer_notes.number(None, runs, notes);
                mark(&mut block.runs, number);
            }
        }
        for block in signature.iter_mut().chain(appendices) {
            self.mark(block, &mut officer_notes, definition, notes);
        }
    }

    /// Marks the notes that a block refers to, and those that hang on it.
    fn mark(
        &mut self,
        block: &mut Block,
        officer_notes: &mut OfficerNotes,
        definition: &Definition,
        notes: &mut Vec<Block>,
    ) {
        officer_notes.refer(block, notes);
        let Some(id) = &block.id else { return };
        let referred: Vec<usize> = block.all_runs().filter_map(number_of).collect();
        // In a table, the first cell that was typed.
        let cells = block.table.iter_mut().flat_map(|table| table.rows.iter_mut().flatten());
        let typed = cells.filter(|runs| runs.iter().any(|run| run.origin.is_some()));
        let own = std::iter::once(&mut block.runs).filter(|runs| !runs.is_empty());
        let Some(place) = own.chain(typed).next() else { return };
        let own = self.own.remove(id).into_iter().flatten();
        let hung: Vec<(Option<EntryPath>, Vec<Run>)> =
            own.map(|runs| (None, runs)).chain(officer_notes.hung_on(definition, id)).collect();
        for (path, runs) in hung {
            let number = officer_notes.number(path, runs, notes);
            // A note to which a text of the paragraph refers has its mark there.
            if !matches!(number, Mark::Again(number) if referred.contains(&number)) {
                mark(place, number);
            }
        }
    }
}

/// The notes that the officer wrote.
struct OfficerNotes {
    /// The text of each row of their table; none where there is none.
    texts: Vec<Option<(EntryPath, Vec<Run>)>>,
    /// The rows that hang on a paragraph, by its name or by that of its block.
    rows: BTreeMap<BlockId, Vec<usize>>,
    /// The numbers of those that stand below the document already.
    numbers: BTreeMap<EntryPath, usize>,
}

impl OfficerNotes {
    fn of(definition: &Definition, answers: &Answers, evaluation: &Evaluation) -> Self {
        let mut this = OfficerNotes { texts: Vec::new(), rows: BTreeMap::new(), numbers: BTreeMap::new() };
        let Some(field) = definition.notes().filter(|field| evaluation.is_relevant(*field)) else { return this };
        for (row, entries) in answers.rows(field).iter().enumerate() {
            let text = entries.get(1).map(|entry| &entry.value);
            this.texts.push(match text {
                Some(Value::Text(text)) => {
                    let path = EntryPath::cell(field, row, 1);
                    Some((path, vec![Run::of(text, path)]))
                }
                _ => None,
            });
            if let Some(id) = paragraph_of(definition, field, entries) {
                this.rows.entry(id).or_default().push(row);
            }
        }
        this
    }

    /// The notes that hang on the paragraph of this name. Those that name its block alone hang on the first that the
    /// block gives.
    fn hung_on(&mut self, definition: &Definition, id: &BlockId) -> Vec<(Option<EntryPath>, Vec<Run>)> {
        let now = present_name(definition, id);
        let mut rows = self.rows.remove(&now).unwrap_or_default();
        if now.as_str() != now.block() {
            rows.extend(self.rows.remove(&BlockId::new(now.block())).unwrap_or_default());
        }
        let texts = rows.into_iter().filter_map(|row| self.texts.get(row).cloned().flatten());
        texts.map(|(path, runs)| (Some(path), runs)).collect()
    }

    /// The number of a note, which comes to stand below the document where it does not yet.
    fn number(&mut self, path: Option<EntryPath>, runs: Vec<Run>, notes: &mut Vec<Block>) -> Mark {
        if let Some(number) = path.and_then(|path| self.numbers.get(&path)) {
            return Mark::Again(*number);
        }
        let number = notes.len() + 1;
        notes.push(note_block(number, runs));
        self.numbers.extend(path.map(|path| (path, number)));
        Mark::First(number)
    }

    /// Puts marks in the place of `[^1]` in what was typed: the note in the first row.
    fn refer(&mut self, block: &mut Block, notes: &mut Vec<Block>) {
        if !block.all_runs().any(|run| run.text.contains("[^")) {
            return;
        }
        let cells = block.table.iter_mut().flat_map(|table| table.rows.iter_mut().flatten());
        for runs in std::iter::once(&mut block.runs).chain(cells) {
            let mut referred = Vec::with_capacity(runs.len());
            for run in runs.drain(..) {
                match run.kind {
                    RunKind::Text if run.origin.is_some() => self.split(&run, &mut referred, notes),
                    _ => referred.push(run),
                }
            }
            *runs = referred;
        }
    }

    fn split(&mut self, run: &Run, referred: &mut Vec<Run>, notes: &mut Vec<Block>) {
        let mut rest = run.text.as_str();
        let mut from = 0;
        while let Some(reference) = rest.get(from..).and_then(Reference::find) {
            let (start, end) = (from + reference.start, from + reference.end);
            let Some((path, runs)) = self.texts.get(reference.row).cloned().flatten() else {
                from = end;
                continue;
            };
            let before = rest.get(..start).unwrap_or_default();
            // Marks side by side are set apart by a comma alone.
            let is_gap = before.trim().is_empty() && referred.last().and_then(number_of).is_some();
            if !before.is_empty() && !is_gap {
                referred.push(Run { text: before.to_owned(), ..run.clone() });
            }
            push_mark(referred, self.number(Some(path), runs, notes));
            (rest, from) = (rest.get(end..).unwrap_or_default(), 0);
        }
        if !rest.is_empty() {
            referred.push(Run { text: rest.to_owned(), ..run.clone() });
        }
    }
}

/// The mark of a note, at its first mention or at a later one.
#[derive(Debug, Clone, Copy)]
enum Mark {
    First(usize),
    Again(usize),
}

/// The number of the note of which a run is a mark.
fn number_of(run: &Run) -> Option<usize> {
    match run.kind {
        RunKind::NoteMark(number) | RunKind::NoteAgain(number) => Some(number),
        _ => None,
    }
}

/// Puts a mark at the end; a comma sets it apart from one before it.
fn push_mark(runs: &mut Vec<Run>, mark: Mark) {
    if runs.last().and_then(number_of).is_some() {
        runs.push(Run { text: ", ".to_owned(), origin: None, kind: RunKind::NoteComma });
    }
    let (number, kind) = match mark {
        Mark::First(number) => (number, RunKind::NoteMark(number)),
        Mark::Again(number) => (number, RunKind::NoteAgain(number)),
    };
    runs.push(Run { text: format!("({number})"), origin: None, kind });
}

/// Puts the mark of a footnote at the end of a sentence, before its full stop.
fn mark(runs: &mut Vec<Run>, mark: Mark) {
    let Some(last) = runs.last_mut() else { return };
    let stem = last.text.trim_end_matches(['.', ';', ':', '/']).len();
    let tail = if last.kind == RunKind::Text { last.text.split_off(stem) } else { String::new() };
    let origin = last.origin;
    if last.text.is_empty() {
        runs.pop();
    }
    push_mark(runs, mark);
    if !tail.is_empty() {
        runs.push(Run { text: tail, origin, kind: RunKind::Text });
    }
}

/// The block of a footnote.
fn note_block(number: usize, mut runs: Vec<Run>) -> Block {
    without_first_mark(&mut runs);
    tidy(&mut runs);
    finish_sentence(&mut runs, Role::Note);
    let mut block = Block::new(Role::Note, runs);
    block.number = format!("({number})");
    block
}
