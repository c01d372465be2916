//! The old report that this one was begun from, and what of it still waits for a place.

use crate::import::source::{Source, without_mark};
use crate::report::answers::{Answer, Answers, Entry, EntryPath};
use crate::report::definition::Definition;
use crate::text::letters::plain_letters;

use super::Session;
use super::history::Change;

/// The line above the paragraphs without a place, at the end of the answers file.
pub(crate) const TITLE: &str = "Văn bản cũ còn những đoạn chưa xếp được vào ô nào:";

/// The line above those of them that are done with.
pub(crate) const DONE: &str = "Văn bản cũ, những đoạn đã xong:";

/// Texts shorter than this are said where an answer, or a line of one, is the same; longer ones where they stand in an
/// answer. In letters.
const SHORT: usize = 16;

/// A paragraph of the old report.
#[derive(Debug)]
pub(crate) struct OldParagraph {
    pub source: Source,
    /// Some of it stands in no answer, and nobody said that it is done with.
    pub waits: bool,
    is_done: bool,
}

impl OldParagraph {
    /// What of it is to be put into an answer: what is left of it, else all.
    #[must_use]
    pub(crate) fn text(&self) -> String {
        let Source { text, left, .. } = &self.source;
        let pieces = if left.is_empty() || left.contains(text) { std::slice::from_ref(text) } else { left };
        pieces.iter().map(|piece| without_mark(piece)).collect::<Vec<_>>().join(" ")
    }
}

/// The old report; without paragraphs where there is none.
#[derive(Debug, Default)]
pub(crate) struct OldText {
    pub paragraphs: Vec<OldParagraph>,
    /// How many paragraphs wait.
    pub waiting: usize,
    /// The one that was looked at last.
    pub at: usize,
}

impl OldText {
    /// An old report of which this became.
    fn of(sources: impl IntoIterator<Item = Source>, done: impl IntoIterator<Item = Source>) -> Self {
        let paragraph = |source| OldParagraph { source, waits: false, is_done: false };
        let done = done.into_iter().map(|source| OldParagraph { source, waits: false, is_done: true });
        OldText { paragraphs: sources.into_iter().map(paragraph).chain(done).collect(), waiting: 0, at: 0 }
    }

    /// Looks anew which paragraphs wait.
    pub(crate) fn recount(&mut self, definition: &Definition, answers: &Answers) {
        if self.paragraphs.iter().all(|paragraph| paragraph.source.left.is_empty()) {
            return;
        }
        let said = Said::of(definition, answers);
        for paragraph in &mut self.paragraphs {
            paragraph.waits = !paragraph.is_done && paragraph.source.left.iter().any(|left| !said.has(left));
        }
        self.waiting = self.paragraphs.iter().filter(|paragraph| paragraph.waits).count();
    }

    /// Takes a paragraph as done with, or as waiting again, where something of it was left.
    pub(super) fn turn(&mut self, at: usize) {
        self.turned(at);
    }

    /// The same; whether it is done with now.
    fn turned(&mut self, at: usize) -> Option<bool> {
        let paragraph = self.paragraphs.get_mut(at).filter(|paragraph| !paragraph.source.left.is_empty())?;
        paragraph.is_done = !paragraph.is_done;
        Some(paragraph.is_done)
    }

    /// What was left of the old report, line by line, and whether somebody said that it is done with.
    pub(super) fn lines(&self) -> impl Iterator<Item = (&str, bool)> {
        self.paragraphs
            .iter()
            .flat_map(|paragraph| paragraph.source.left.iter().map(|line| (line.as_str(), paragraph.is_done)))
    }

    /// The headings of the table of which a paragraph is a row: the first of the rows right above it.
    #[must_use]
    pub(crate) fn headings_over(&self, at: usize) -> Option<&str> {
        let above = self.paragraphs.get(..at)?.iter().rev().map(|paragraph| paragraph.source.text.as_str());
        let first = above.take_while(|text| text.contains(CELLS)).last()?;
        // Cells with figures are of a row, and "Kinh phí: 22" is what was left of one.
        let is_heading = |cell: &str| !cell.contains(": ") && !cell.split(' ').any(|word| word.parse::<f64>().is_ok());
        first.split(CELLS).all(is_heading).then_some(first)
    }

    /// The paragraph that gave an entry.
    #[must_use]
    pub(crate) fn of_entry(&self, path: EntryPath) -> Option<usize> {
        self.paragraphs.iter().position(|paragraph| paragraph.source.taken.contains(&path))
    }

    /// The next paragraph that waits, from the start again after the last.
    #[must_use]
    pub(crate) fn next_waiting(&self, from: usize) -> Option<usize> {
        let waits = |at: &usize| self.paragraphs.get(*at).is_some_and(|paragraph| paragraph.waits);
        (from + 1..self.paragraphs.len()).find(waits).or_else(|| (0..=from).find(waits))
    }
}

impl Session {
    /// Keeps the old report that this one was begun from, and what of it is done with.
    pub(crate) fn begin_old(
        &mut self,
        sources: impl IntoIterator<Item = Source>,
        done: impl IntoIterator<Item = Source>,
    ) {
        self.old = OldText::of(sources, done);
        self.recount_old();
    }

    /// Takes a paragraph of the old report as done with, or as waiting again, as one undo step. Whether it is done with
    /// now; `None` where nothing of it was left.
    pub(crate) fn turn_old(&mut self, at: usize) -> Option<bool> {
        let is_done = self.old.turned(at)?;
        self.made(vec![Change::OldTurned { at }], self.cursor.at, None);
        Some(is_done)
    }

    /// Looks anew which paragraphs of the old report wait for a place.
    pub(crate) fn recount_old(&mut self) {
        self.old.recount(&self.definition, &self.answers);
    }
}

/// What stands between the cells of a row of an old report.
pub(crate) const CELLS: &str = " | ";

/// What the answers say, in plain letters.
struct Said {
    lines: String,
    /// The rows of tables, all cells of one together.
    rows: Vec<String>,
}

impl Said {
    fn of(definition: &Definition, answers: &Answers) -> Self {
        let (mut said, mut all_rows) = (String::new(), Vec::new());
        for field in definition.fields.ids() {
            let entries: Vec<_> = match answers.answer(field) {
                Answer::One(entry) => vec![entry],
                Answer::Group(entries) => entries.iter().collect(),
                Answer::Rows(rows) => {
                    let cells =
                        |row: &Vec<Entry>| row.iter().map(|entry| plain_letters(&entry.raw)).collect::<Vec<_>>();
                    all_rows.extend(rows.iter().map(|row| cells(row).join("\n")));
                    rows.iter().flatten().collect()
                }
            };
            for line in entries.into_iter().flat_map(|entry| entry.raw.lines()) {
                said.push_str(&plain_letters(line));
                said.push('\n');
            }
        }
        Said { lines: said, rows: all_rows }
    }

    /// Whether a row of a table says all cells of one of the old report; the number before it is the paper's own.
    fn has_row(&self, row: &str) -> bool {
        let is_word = |cell: &&str| cell.contains(char::is_alphabetic);
        let cells: Vec<String> = row.split(CELLS).skip_while(|cell| !is_word(cell)).map(plain_letters).collect();
        !cells.is_empty() && self.rows.iter().any(|row| cells.iter().all(|cell| row.contains(cell.trim())))
    }

    fn has(&self, text: &str) -> bool {
        if text.contains(CELLS) {
            return self.has_row(text);
        }
        let text = plain_letters(without_mark(text));
        let text = text.trim_end_matches(['.', ';', ',', ' ']);
        if text.chars().count() >= SHORT {
            return self.lines.contains(text);
        }
        self.lines.lines().any(|line| line.trim_end_matches(['.', ';', ',', ' ']) == text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::rc::Rc;

    use jiff::civil::date;

    use crate::report::answers::EntryPath;
    use crate::store::library::Library;
    use crate::text::language::Language;

    #[test]
    fn a_paragraph_waits_until_an_answer_says_it_or_somebody_says_that_it_is_done() {
        let definition = Library::new(None).load("bao-cao-chung").expect("a type");
        let answers = Answers::new(&definition, 2026);
        let mut session = Session::new(Rc::new(definition), answers, None, date(2026, 6, 20), Language::Vi, false);
        let long = "- Phối hợp với Đoàn xã tổ chức trại hè cho thiếu nhi.";
        session.begin_old([Source::left(long), Source::left("Không có"), Source::default()], []);
        assert_eq!(session.old.waiting, 2);
        assert_eq!(session.old.next_waiting(0), Some(1));
        assert_eq!(session.old.next_waiting(1), Some(0));
        let path = EntryPath::field(session.definition.field("nhiem_vu").expect("a field"));
        session.set(path, "phối hợp với Đoàn xã tổ chức trại hè cho thiếu nhi".to_owned());
        session.refresh();
        assert_eq!(session.old.waiting, 1, "the short one is said by no answer of its own");
        assert!(session.undo());
        session.refresh();
        assert_eq!(session.old.waiting, 2);
        session.turn_old(1);
        session.refresh();
        assert_eq!(session.old.waiting, 1);
        assert!(session.undo());
        session.refresh();
        assert_eq!((session.old.waiting, session.raw()), (2, ""), "that alone was taken back");
    }
}
