//! What is proofread: paragraphs, and where each of their letters stands in the file.

use std::ops::Range;

use crate::text::letters::to_nfc;

/// Where something stands in a file, both from 1: of a text the line and the letter in it; of a Word file the paragraph,
/// counted in document order with those of tables, and the letter in that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub line: usize,
    pub column: usize,
}

/// What a paragraph is: how it ends follows from that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Role {
    /// Of a document, and a sentence or more.
    #[default]
    Body,
    /// "I. Tổ chức thực hiện".
    Heading,
    /// "- Công tác truyền thông: …"
    Item,
    /// A footnote.
    Note,
    /// Whom the document goes to, and where it is kept.
    Recipient,
    /// A title, a name, a cell of a table.
    Label,
    /// A text of one line in a report.
    Entry,
    /// Sentences typed into a report: the paper gives them their ends.
    Answer,
}

impl Role {
    /// Whether it says something, and is no line of the head or the end.
    pub(super) fn is_prose(self) -> bool {
        self.is_of_sentences() || self == Role::Entry
    }

    /// Whether it is made of sentences.
    pub(super) fn is_of_sentences(self) -> bool {
        matches!(self, Role::Body | Role::Item | Role::Note | Role::Answer)
    }
}

/// A paragraph, the lines that a wrap broke joined again.
#[derive(Debug, Default)]
pub(crate) struct Passage {
    pub text: String,
    pub role: Role,
    /// From which byte of the text on it stands in which line of the file, and how many letters of that come before.
    lines: Vec<(usize, usize, usize)>,
}

impl Passage {
    /// A line, so many letters of which come before the text.
    pub(super) fn of(line: usize, before: usize, text: &str) -> Self {
        // A letter that a Mac wrote in parts is one letter, and counted as one.
        Passage { text: to_nfc(text).into_owned(), role: Role::default(), lines: vec![(0, line, before)] }
    }

    /// The same as another kind of paragraph.
    pub(super) fn in_role(self, role: Role) -> Self {
        Passage { role, ..self }
    }

    pub(super) fn join(&mut self, line: usize, before: usize, text: &str) {
        self.text.push(' ');
        self.lines.push((self.text.len(), line, before));
        self.text.push_str(&to_nfc(text));
    }

    /// Where a byte of the text stands.
    #[must_use]
    pub fn place(&self, at: usize) -> Place {
        let (start, line, before) = self.lines.iter().rfind(|(start, ..)| *start <= at).copied().unwrap_or((0, 1, 0));
        let letters = self.text.get(start..at).map_or(0, |text| text.chars().count());
        Place { line, column: before + letters + 1 }
    }

    /// Some words around a part of the text, for those who look for it in a word processor.
    #[must_use]
    pub fn around(&self, part: &Range<usize>) -> String {
        const WORDS: usize = 3;
        let (before, after) = (self.text.get(..part.start), self.text.get(part.end..));
        let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
        let own = self.text.get(part.clone()).unwrap_or_default();
        let starts = before.rmatch_indices(' ').map(|(at, _)| at + 1);
        let start = starts.filter(|at| *at < before.trim_end().len()).nth(WORDS - 1).unwrap_or(0);
        let ends = after.match_indices(' ').map(|(at, _)| at).filter(|at| *at > 0);
        let has_more = after.split(' ').nth(WORDS).is_some();
        let end = ends.take(WORDS).last().filter(|_| has_more).unwrap_or(after.len());
        [before.get(start..), Some(own), after.get(..end)].into_iter().flatten().collect::<String>().trim().to_owned()
    }
}
