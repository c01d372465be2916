//! A line while it is being laid out: it knows its width.

use super::super::{Block, Edit, RunKind};
use super::{Line, Span, Style};
use crate::report::answers::EntryPath;

/// A line and the columns that it takes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Row {
    pub spans: Vec<Span>,
    pub width: usize,
    pub block: Option<usize>,
    pub pending: bool,
    pub edit: Edit,
}

impl Row {
    /// Appends text that takes `width` columns; joins it to the last span where that looks the same.
    pub(crate) fn push(&mut self, text: &str, width: usize, origin: Option<EntryPath>, kind: RunKind, style: Style) {
        self.width += width;
        match self.spans.last_mut() {
            Some(last) if last.origin == origin && last.kind == kind && last.style == style => last.text.push_str(text),
            _ if text.is_empty() => {}
            _ => {
                // Most spans end with their line: one allocation instead of several as words come.
                let mut own = String::with_capacity(text.len().max(48));
                own.push_str(text);
                self.spans.push(Span { text: own, origin, kind, style });
            }
        }
    }

    /// Appends words of the layout itself.
    pub(crate) fn push_plain(&mut self, text: &str, width: usize, style: Style) {
        self.push(text, width, None, RunKind::Text, style);
    }

    /// Appends spaces up to a column.
    pub(crate) fn pad_to(&mut self, column: usize) {
        if let Some(spaces) = column.checked_sub(self.width).filter(|n| *n > 0) {
            self.push_plain(&" ".repeat(spaces), spaces, Style::PLAIN);
        }
    }

    /// Appends another row.
    pub(crate) fn append(&mut self, other: Row) {
        let width = self.width + other.width;
        for span in other.spans {
            self.push(&span.text, 0, span.origin, span.kind, span.style);
        }
        self.width = width;
        self.block = self.block.or(other.block);
        self.pending |= other.pending;
        if self.edit == Edit::Generated {
            self.edit = other.edit;
        }
    }

    /// In the middle of `width` columns.
    #[must_use]
    pub(crate) fn centred(self, width: usize) -> Row {
        let columns = width.saturating_sub(self.width) / 2;
        self.shifted(columns)
    }

    /// `columns` further to the right.
    #[must_use]
    pub(crate) fn shifted(self, columns: usize) -> Row {
        let mut row = Row { block: self.block, pending: self.pending, edit: self.edit, ..Row::default() };
        row.pad_to(columns);
        row.append(self);
        row
    }

    /// Marks it as a line of a block.
    #[must_use]
    pub(crate) fn of(mut self, index: usize, block: &Block) -> Row {
        self.block = Some(index);
        self.pending = block.pending;
        self.edit = block.edit;
        self
    }

    /// A line drawn with `text`.
    #[must_use]
    pub(crate) fn drawn(text: &str, width: usize) -> Row {
        let mut row = Row::default();
        row.push_plain(text, width, Style::PLAIN);
        row
    }

    #[must_use]
    pub(crate) fn into_line(self) -> Line {
        let mut spans = self.spans;
        // Lines are many and stay; most have one or two spans.
        spans.shrink_to_fit();
        Line { spans, block: self.block, pending: self.pending, edit: self.edit }
    }
}

/// Two columns side by side; the right one starts at column `at`.
pub(crate) fn beside(left: Vec<Row>, right: Vec<Row>, at: usize) -> Vec<Row> {
    let count = left.len().max(right.len());
    let mut left = left.into_iter();
    let mut right = right.into_iter();
    let mut rows = Vec::with_capacity(count);
    for _ in 0..count {
        let mut row = left.next().unwrap_or_default();
        if row.spans.is_empty() {
            row.block = None;
        }
        if let Some(other) = right.next().filter(|other| !other.spans.is_empty()) {
            row.pad_to(at);
            row.append(other);
        }
        rows.push(row);
    }
    rows
}
