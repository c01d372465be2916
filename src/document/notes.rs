//! Footnotes: what hangs on a paragraph or is referred to in a text, numbered in reading order.

use std::collections::BTreeMap;

use crate::report::answers::{Answers, EntryPath};
use crate::report::definition::Definition;
use crate::report::evaluation::Evaluation;
use crate::report::hand_edits::note_of;
use crate::report::ids::{BlockId, FieldId};
use crate::report::value::Value;

use super::sentence::{finish_sentence, tidy};
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
        let mut officers = Officers::of(definition, answers, evaluation);
        let Document { head_left, head_right, title, body, recipients, signature, notes, appendices } = document;
        for block in [head_left, head_right, title, body].into_iter().flatten() {
            self.mark(block, &mut officers, definition, notes);
        }
        for (at, block) in recipients.iter_mut().enumerate() {
            officers.refer(block, notes);
            for runs in self.of_recipients.remove(&at).into_iter().flatten() {
                let number = officers.number(None, runs, notes);
                mark(&mut block.runs, number);
            }
        }
        for block in signature.iter_mut().chain(appendices) {
            self.mark(block, &mut officers, definition, notes);
        }
    }

    /// Marks the notes that a block refers to, and those that hang on it.
    fn mark(&mut self, block: &mut Block, officers: &mut Officers, definition: &Definition, notes: &mut Vec<Block>) {
        officers.refer(block, notes);
        let Some(id) = &block.id else { return };
        // In a table, the first cell that was typed.
        let cells = block.table.iter_mut().flat_map(|table| table.rows.iter_mut().flatten());
        let typed = cells.filter(|runs| runs.iter().any(|run| run.origin.is_some()));
        let own = std::iter::once(&mut block.runs).filter(|runs| !runs.is_empty());
        let Some(place) = own.chain(typed).next() else { return };
        let own = self.own.remove(id).into_iter().flatten();
        let hung: Vec<(Option<EntryPath>, Vec<Run>)> =
            own.map(|runs| (None, runs)).chain(officers.hung_on(definition, id)).collect();
        for (path, runs) in hung {
            mark(place, officers.number(path, runs, notes));
        }
    }
}

/// The notes that the officer wrote.
struct Officers {
    /// The text of each row of their table; none where there is none.
    texts: Vec<Option<(EntryPath, Vec<Run>)>>,
    /// The rows that hang on a paragraph, by its name or by that of its block.
    rows: BTreeMap<BlockId, Vec<usize>>,
    /// The numbers of those that stand below the document already.
    numbers: BTreeMap<EntryPath, usize>,
}

impl Officers {
    fn of(definition: &Definition, answers: &Answers, evaluation: &Evaluation) -> Self {
        let mut officers = Officers { texts: Vec::new(), rows: BTreeMap::new(), numbers: BTreeMap::new() };
        let Some(field) = field_of(definition).filter(|field| evaluation.is_relevant(*field)) else { return officers };
        for (row, entries) in answers.rows(field).iter().enumerate() {
            let text = entries.get(1).map(|entry| &entry.value);
            officers.texts.push(match text {
                Some(Value::Text(text)) => {
                    let path = EntryPath::cell(field, row, 1);
                    Some((path, vec![Run::of(text, path)]))
                }
                _ => None,
            });
            if let Some(id) = note_of(definition, field, entries) {
                officers.rows.entry(id).or_default().push(row);
            }
        }
        officers
    }

    /// The notes that hang on the paragraph of this name. Those that name its block alone hang on the first that the
    /// block gives.
    fn hung_on(&mut self, definition: &Definition, id: &BlockId) -> Vec<(Option<EntryPath>, Vec<Run>)> {
        let now = definition.block(id.block()).map_or_else(|| id.clone(), |block| id.in_block(&block.id));
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
            if !before.is_empty() {
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

/// A reference to a note in a text, as in Markdown: `[^1]`.
pub(crate) struct Reference {
    /// Where it stands, in bytes.
    start: usize,
    end: usize,
    /// The row of the note that is meant, from 0.
    pub row: usize,
}

impl Reference {
    /// The first reference in a text.
    #[must_use]
    pub(crate) fn find(text: &str) -> Option<Self> {
        let mut from = 0;
        while let Some(at) = text.get(from..)?.find("[^") {
            let start = from + at;
            let digits = text.get(start + 2..)?;
            let length = digits.bytes().take_while(u8::is_ascii_digit).count();
            let number = digits.get(..length).and_then(|digits| digits.parse::<usize>().ok());
            if let Some(row) = number.and_then(|number| number.checked_sub(1))
                && digits.as_bytes().get(length) == Some(&b']')
            {
                return Some(Reference { start, end: start + 2 + length + 1, row });
            }
            from = start + 2;
        }
        None
    }
}

/// The text with its references led to the rows where their notes stand now; the same where it has none.
#[must_use]
pub(crate) fn renumbered(text: &str, now: impl Fn(usize) -> usize) -> String {
    let mut renumbered = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(reference) = Reference::find(rest) {
        renumbered.push_str(rest.get(..reference.start).unwrap_or_default());
        renumbered.push_str(&format!("[^{}]", now(reference.row) + 1));
        rest = rest.get(reference.end..).unwrap_or_default();
    }
    renumbered + rest
}

/// The mark of a note, at its first mention or at a later one.
#[derive(Debug, Clone, Copy)]
enum Mark {
    First(usize),
    Again(usize),
}

/// The field of the notes that the officer writes.
#[must_use]
pub(crate) fn field_of(definition: &Definition) -> Option<FieldId> {
    definition.closing.as_ref().and_then(|closing| closing.notes)
}

/// Puts a mark at the end; a comma sets it apart from one before it.
fn push_mark(runs: &mut Vec<Run>, mark: Mark) {
    let is_mark = |run: &Run| matches!(run.kind, RunKind::NoteMark(_) | RunKind::NoteAgain(_));
    if runs.last().is_some_and(is_mark) {
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
    tidy(&mut runs);
    finish_sentence(&mut runs, Role::Note);
    let mut block = Block::new(Role::Note, runs);
    block.number = format!("({number})");
    block
}
