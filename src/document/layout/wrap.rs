//! Fragments into lines: breaks at spaces only, so never inside a date, a number or a symbol.

use std::ops::Range;

use super::super::{Block, Run, RunKind};
use super::Style;
use super::row::Row;
use crate::document::compounds::NO_BREAK;
use crate::report::answers::EntryPath;
use crate::text::width::columns;
use crate::text::wrap::{narrowest, wrap_line};

/// Text with its origin and look, not yet on a line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fragment<'a> {
    pub text: &'a str,
    pub origin: Option<EntryPath>,
    pub kind: RunKind,
    pub style: Style,
}

impl<'a> Fragment<'a> {
    /// A run in a look.
    pub(crate) fn of(run: &'a Run, style: Style) -> Self {
        Fragment { text: &run.text, origin: run.origin, kind: run.kind, style }
    }

    /// Words of the layout itself.
    pub(crate) fn plain(text: &'a str, style: Style) -> Self {
        Fragment { text, origin: None, kind: RunKind::Text, style }
    }
}

/// The runs of a block in the look of its role.
pub(crate) fn fragments(block: &Block) -> Vec<Fragment<'_>> {
    let style = Style::of(block.role);
    block.runs.iter().map(|run| Fragment::of(run, style)).collect()
}

/// Puts fragments on lines of `limit` columns. The first line starts with `lead`, the others with
/// `hang` spaces; spaces at both ends of a line are left out. A newline is a break.
pub(crate) fn wrap(fragments: &[Fragment<'_>], lead: &str, lead_style: Style, hang: usize, limit: usize) -> Vec<Row> {
    let text = joined(fragments);
    let hang = hang.min(limit / 2);
    let mut row = Row::default();
    row.push_plain(lead, columns(lead), lead_style);
    let mut rows = Vec::new();
    for range in lines(&text, limit.saturating_sub(row.width), limit - hang) {
        let mut start = 0;
        for fragment in fragments {
            let end = start + fragment.text.len();
            let part = text.get(range.start.max(start)..range.end.min(end)).unwrap_or_default();
            // On a line it has come to stand; what is copied from there is a space again.
            let part = if part.contains(NO_BREAK) { &part.replace(NO_BREAK, " ") } else { part };
            row.push(part, columns(part), fragment.origin, fragment.kind, fragment.style);
            start = end;
        }
        rows.push(std::mem::take(&mut row));
        row.pad_to(hang);
    }
    rows
}

/// A block centred in `width` columns: on as few lines of at most `limit` columns as it needs,
/// and these of about the same length.
pub(crate) fn balanced(block: &Block, index: usize, limit: usize, width: usize) -> Vec<Row> {
    let fragments = fragments(block);
    let text = joined(&fragments);
    // A word that is longer than a line is broken: no narrower lines will do.
    let limit = narrowest(longest_word(&text), limit, |limit| lines(&text, limit, limit).len());
    wrap(&fragments, "", Style::PLAIN, 0, limit).into_iter().map(|row| row.centred(width).of(index, block)).collect()
}

/// The columns of the longest word, and of the longest line if none is broken.
pub(crate) fn measure(fragments: &[Fragment<'_>]) -> (usize, usize) {
    let text = joined(fragments);
    let line = text.split('\n').map(|line| columns(line.trim_matches(' '))).max();
    (longest_word(&text), line.unwrap_or(0))
}

fn longest_word(text: &str) -> usize {
    text.split([' ', '\n']).map(columns).max().unwrap_or(0)
}

/// The text of all fragments. Control characters never reach the terminal: they count as spaces.
fn joined(fragments: &[Fragment<'_>]) -> String {
    let text: String = fragments.iter().map(|fragment| fragment.text).collect();
    text.replace(|c: char| c.is_ascii_control() && c != '\n', " ")
}

/// The lines of a text as bytes, where the first has room for `first` columns.
fn lines(text: &str, mut first: usize, rest: usize) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let end = start + line.len();
        let line = line.trim_start_matches(' ');
        start = end - line.len();
        for row in wrap_line(line, first, rest) {
            let shown = line.get(row.clone()).unwrap_or_default().trim_end_matches(' ').len();
            lines.push(start + row.start..start + row.start + shown);
        }
        (start, first) = (end + 1, rest);
    }
    lines
}
