//! Words into lines: breaks at spaces only, so never inside a date, a number or a symbol.

use unicode_segmentation::UnicodeSegmentation;

use super::super::{Block, Run, RunKind};
use super::Style;
use super::row::Row;
use crate::report::answers::Path;
use crate::text::width::columns_of;

/// Text with its origin and look, not yet on a line.
#[derive(Debug, Clone, Copy)]
pub struct Fragment<'a> {
    pub text: &'a str,
    pub origin: Option<Path>,
    pub kind: RunKind,
    pub style: Style,
}

impl<'a> Fragment<'a> {
    /// A run in a look.
    pub fn of(run: &'a Run, style: Style) -> Self {
        Fragment { text: &run.text, origin: run.origin, kind: run.kind, style }
    }

    /// Words of the layout itself.
    pub fn plain(text: &'a str, style: Style) -> Self {
        Fragment { text, origin: None, kind: RunKind::Text, style }
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
pub fn wrap(ink: &[Fragment<'_>], lead: &str, lead_style: Style, hang: usize, limit: usize) -> Wrapped {
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

/// The runs of a block in the look of its role.
pub fn ink(block: &Block) -> Vec<Fragment<'_>> {
    let style = Style::of(block.role);
    block.runs.iter().map(|run| Fragment::of(run, style)).collect()
}

/// A block centred in `width` columns: on as few lines of at most `limit` columns as it needs,
/// and these of about the same length.
pub fn balanced(block: &Block, index: usize, limit: usize, width: usize) -> Vec<Row> {
    let ink = ink(block);
    let words = Words::of(&ink);
    let count = words.lines(limit);
    // A word that is longer than a line is broken: no narrower lines will do.
    let (mut low, mut high) = (words.longest.min(limit), limit);
    while count > 1 && low < high {
        let middle = usize::midpoint(low, high);
        if words.lines(middle) > count {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    let wrapped = wrap(&ink, "", Style::PLAIN, 0, high);
    wrapped.rows.into_iter().map(|row| row.centred(width).of(index, block)).collect()
}

/// Columns that a text takes.
pub fn columns(text: &str) -> usize {
    let narrow =
        |c: char| matches!(c, ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{1e00}'..='\u{1eff}');
    let mut count = 0;
    for c in text.chars() {
        if !narrow(c) {
            return text.graphemes(true).map(columns_of).sum();
        }
        count += 1;
    }
    count
}

/// Whether a byte ends a word. Control characters never reach the terminal: they count as spaces.
fn is_break(byte: u8) -> bool {
    byte <= b' ' || byte == 0x7f
}

/// The columns of words: enough to see how many lines they need, without setting them.
pub struct Words {
    list: Vec<Word>,
    /// Columns of the longest word.
    pub longest: usize,
}

enum Word {
    /// So many spaces and a word of so many columns.
    Of(usize, usize),
    /// The end of a line.
    Break,
}

impl Words {
    /// The words of a text.
    pub fn of(ink: &[Fragment<'_>]) -> Self {
        let mut words = Words { list: Vec::new(), longest: 0 };
        let mut gap = 0;
        let mut word: Option<usize> = None;
        for text in ink.iter().map(|ink| ink.text) {
            let mut from = 0;
            let breaks =
                text.bytes().enumerate().filter(|(_, byte)| is_break(*byte)).map(|(at, byte)| (at, Some(byte)));
            for (at, byte) in breaks.chain([(text.len(), None)]) {
                if let Some(piece) = text.get(from..at).filter(|piece| !piece.is_empty()) {
                    word = Some(word.unwrap_or(0) + columns(piece));
                }
                from = at + 1;
                let Some(byte) = byte else { continue };
                words.push(&mut gap, word.take());
                if byte == b'\n' {
                    gap = 0;
                    words.list.push(Word::Break);
                } else {
                    gap += 1;
                }
            }
        }
        words.push(&mut gap, word);
        words
    }

    fn push(&mut self, gap: &mut usize, word: Option<usize>) {
        if let Some(width) = word {
            self.list.push(Word::Of(std::mem::take(gap), width));
            self.longest = self.longest.max(width);
        }
    }

    /// How many lines of `limit` columns [`wrap`] makes of them. No word is longer than a line.
    pub fn lines(&self, limit: usize) -> usize {
        let mut lines = 1;
        // Columns of the line; none while it is bare.
        let mut used: Option<usize> = None;
        for word in &self.list {
            used = match (word, used) {
                (Word::Break, _) => {
                    lines += 1;
                    None
                }
                (Word::Of(gap, width), Some(used)) if used + gap + width <= limit => Some(used + gap + width),
                (Word::Of(_, width), used) => {
                    lines += usize::from(used.is_some());
                    Some(*width)
                }
            };
        }
        lines
    }
}

struct Wrapper<'a> {
    hang: usize,
    limit: usize,
    rows: Vec<Row>,
    row: Row,
    /// The row holds only its indent.
    bare: bool,
    /// Spaces that wait for a word.
    gap: Vec<Fragment<'a>>,
    /// Parts of the word that is not yet on a line, with their columns.
    word: Vec<(Fragment<'a>, usize)>,
    longest: usize,
}

impl<'a> Wrapper<'a> {
    fn take(&mut self, ink: Fragment<'a>) {
        let mut from = 0;
        for (at, byte) in ink.text.bytes().enumerate() {
            if !is_break(byte) {
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

    fn take_word(&mut self, ink: Fragment<'a>, range: std::ops::Range<usize>) {
        if let Some(text) = ink.text.get(range).filter(|text| !text.is_empty()) {
            self.word.push((Fragment { text, ..ink }, columns(text)));
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

    fn break_up(&mut self, ink: Fragment<'_>) {
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
