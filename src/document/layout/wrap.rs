//! Words into lines: breaks at spaces only, so never inside a date, a number or a symbol.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::super::{Run, RunKind};
use super::Style;
use super::row::Row;
use crate::report::answers::Path;

/// Text with its origin and look, not yet on a line.
#[derive(Debug, Clone, Copy)]
pub struct Ink<'a> {
    pub text: &'a str,
    pub origin: Option<Path>,
    pub kind: RunKind,
    pub style: Style,
}

impl<'a> Ink<'a> {
    /// A run in a look.
    pub fn of(run: &'a Run, style: Style) -> Self {
        Ink { text: &run.text, origin: run.origin, kind: run.kind, style }
    }

    /// Words of the layout itself.
    pub fn plain(text: &'a str, style: Style) -> Self {
        Ink { text, origin: None, kind: RunKind::Text, style }
    }
}

/// Text on lines.
pub struct Wrapped {
    /// At least one.
    pub rows: Vec<Row>,
    /// Columns of the longest word.
    pub longest: usize,
}

/// Puts `ink` on lines of `limit` columns. The first line starts with `lead`, the others with
/// `hang` spaces. A word longer than a line is broken between graphemes; a newline is a break.
pub fn wrap(ink: &[Ink<'_>], lead: &str, lead_style: Style, hang: usize, limit: usize) -> Wrapped {
    let hang = hang.min(limit / 2);
    let mut wrapper = Wrapper {
        hang,
        limit,
        rows: Vec::new(),
        row: Row::default(),
        bare: true,
        gap: vec![],
        word: vec![],
        longest: 0,
    };
    wrapper.row.push_plain(lead, columns(lead), lead_style);
    for ink in ink {
        wrapper.take(*ink);
    }
    wrapper.end_word();
    wrapper.rows.push(wrapper.row);
    Wrapped { rows: wrapper.rows, longest: wrapper.longest }
}

/// Columns that a text takes.
pub fn columns(text: &str) -> usize {
    let narrow =
        |c: char| matches!(c, ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{1e00}'..='\u{1eff}');
    let mut count = 0;
    for c in text.chars() {
        if !narrow(c) {
            return text.graphemes(true).map(UnicodeWidthStr::width).sum();
        }
        count += 1;
    }
    count
}

struct Wrapper<'a> {
    hang: usize,
    limit: usize,
    rows: Vec<Row>,
    row: Row,
    /// The row holds only its indent.
    bare: bool,
    /// Spaces that wait for a word.
    gap: Vec<Ink<'a>>,
    /// Parts of the word that is not yet on a line, with their columns.
    word: Vec<(Ink<'a>, usize)>,
    longest: usize,
}

impl<'a> Wrapper<'a> {
    fn take(&mut self, ink: Ink<'a>) {
        let mut from = 0;
        for (at, byte) in ink.text.bytes().enumerate() {
            // Control characters never reach the terminal: they count as spaces.
            if byte > b' ' && byte != 0x7f {
                continue;
            }
            self.take_word(ink, from..at);
            from = at + 1;
            self.end_word();
            if byte == b'\n' {
                self.new_row();
            } else {
                self.gap.push(ink);
            }
        }
        self.take_word(ink, from..ink.text.len());
    }

    fn take_word(&mut self, ink: Ink<'a>, range: std::ops::Range<usize>) {
        if let Some(text) = ink.text.get(range).filter(|text| !text.is_empty()) {
            self.word.push((Ink { text, ..ink }, columns(text)));
        }
    }

    fn new_row(&mut self) {
        self.gap.clear();
        let mut next = Row::default();
        next.pad_to(self.hang);
        self.rows.push(std::mem::replace(&mut self.row, next));
        self.bare = true;
    }

    /// Sets the waiting word on this line, or on the next.
    fn end_word(&mut self) {
        if self.word.is_empty() {
            return;
        }
        let width: usize = self.word.iter().map(|(_, width)| width).sum();
        self.longest = self.longest.max(width);
        if self.bare {
            self.gap.clear();
        } else if self.row.width + self.gap.len() + width > self.limit {
            self.new_row();
        }
        for ink in self.gap.drain(..) {
            self.row.push(" ", 1, ink.origin, ink.kind, ink.style);
        }
        let fits = self.row.width + width <= self.limit;
        for (ink, width) in std::mem::take(&mut self.word) {
            if fits {
                self.row.push(ink.text, width, ink.origin, ink.kind, ink.style);
                self.bare = false;
            } else {
                self.break_up(ink);
            }
        }
    }

    fn break_up(&mut self, ink: Ink<'_>) {
        for grapheme in ink.text.graphemes(true) {
            let width = columns(grapheme);
            if !self.bare && self.row.width + width > self.limit {
                self.new_row();
            }
            self.row.push(grapheme, width, ink.origin, ink.kind, ink.style);
            self.bare = false;
        }
    }
}
