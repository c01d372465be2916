//! From a document to lines of a given width.
//!
//! The live preview and the plain-text export show the same lines. Every keystroke asks for them
//! anew, so a [`Layout`] keeps the lines of blocks that did not change.

mod body;
mod end;
mod head;
mod row;
#[cfg(test)]
pub(crate) mod sample;
mod table;
mod wrap;

use crate::report::answers::EntryPath;

use super::{Block, Document, Edit, Role, RunKind};
pub(crate) use table::{Need, share, total_label};

/// One line of the laid-out document.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Line {
    pub spans: Vec<Span>,
    /// The block it belongs to: its index in the reading order of [`Document::blocks`]. Where two
    /// columns stand side by side, the left one's if that has text on this line.
    pub block: Option<usize>,
    /// Answers of the block are still missing.
    pub pending: bool,
    /// Whether the block was written by hand.
    pub edit: Edit,
}

/// A piece of a line with one origin and one look.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    pub text: String,
    /// The entry it came from; none for the type's own words and for the space around them.
    pub origin: Option<EntryPath>,
    pub kind: RunKind,
    pub style: Style,
}

/// The look of a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Style {
    pub bold: bool,
    pub italic: bool,
}

/// How to lay out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LayoutOptions {
    /// Fewer blank lines, for a small screen.
    pub compact: bool,
    /// Rules of `-`, `|` and `+` instead of box-drawing characters.
    pub ascii: bool,
}

impl Line {
    /// The text of the line, without spaces at its end.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text: String = self.spans.iter().map(|span| span.text.as_str()).collect();
        text.truncate(text.trim_end_matches(' ').len());
        text
    }
}

impl Style {
    const PLAIN: Style = Style { bold: false, italic: false };
    const BOLD: Style = Style { bold: true, italic: false };
    const ITALIC: Style = Style { bold: false, italic: true };

    /// The look that NĐ 30/2020, phụ lục I, mục II gives to a block.
    #[must_use]
    pub(crate) fn of(role: Role) -> Self {
        match role {
            Role::Agency
            | Role::Nation
            | Role::Motto
            | Role::Title
            | Role::Subject
            | Role::Heading(0..=2)
            | Role::SignatureLine
            | Role::OtherPost
            | Role::SignerName
            | Role::DraftMark
            | Role::AppendixLabel
            | Role::AppendixTitle => Style::BOLD,
            Role::PlaceDate | Role::Basis | Role::AppendixReference => Style::ITALIC,
            Role::RecipientsTitle => Style { bold: true, italic: true },
            _ => Style::PLAIN,
        }
    }
}

/// The lines of a document, kept from one change to the next.
#[derive(Debug, Clone)]
pub struct Layout {
    frame: Frame,
    pieces: Vec<Piece>,
    lines: Vec<Line>,
}

/// The room that lines have.
#[derive(Debug, Clone, Copy)]
struct Frame {
    /// Columns of the terminal.
    width: usize,
    options: LayoutOptions,
}

/// What is laid out as one: a body block, or two columns that stand side by side.
#[derive(Debug, Clone, Copy)]
struct Part<'a> {
    kind: Kind,
    /// Blank lines above it.
    gap: usize,
    left: &'a [Block],
    right: &'a [Block],
    /// The index of its first block in reading order.
    first: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Head,
    Title,
    Body,
    End,
    /// The first one has the rule above it.
    Note {
        first: bool,
    },
}

/// A part of the last document, and where its lines stand.
#[derive(Debug, Clone)]
struct Piece {
    kind: Kind,
    gap: usize,
    left: Vec<Block>,
    right: Vec<Block>,
    first: usize,
    /// Its first line and the number of its lines.
    lines: (usize, usize),
}

/// How far ahead a part is sought among the pieces of the last document.
const LOOK_AHEAD: usize = 64;

impl Layout {
    /// An empty layout for lines of `width` columns.
    #[must_use]
    pub fn new(width: usize, options: LayoutOptions) -> Self {
        Layout { frame: Frame { width: width.max(1), options }, pieces: Vec::new(), lines: Vec::new() }
    }

    /// The width of a line, in columns.
    #[must_use]
    pub(crate) fn width(&self) -> usize {
        self.frame.width
    }

    /// The lines of the last document.
    #[must_use]
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// Lays out a document; blocks that did not change keep their lines.
    pub fn update(&mut self, document: &Document) {
        let mut old_pieces: Vec<Option<Piece>> = std::mem::take(&mut self.pieces).into_iter().map(Some).collect();
        let mut old_lines = std::mem::take(&mut self.lines);
        self.lines.reserve(old_lines.len() + 16);
        let mut next = 0;
        for part in parts(document, self.frame.options) {
            let start = self.lines.len();
            let ahead = old_pieces.iter().enumerate().skip(next).take(LOOK_AHEAD);
            let found = ahead.filter_map(|(at, piece)| Some((at, piece.as_ref()?))).find(|(_, p)| p.is(&part));
            let found = found.map(|(at, _)| at);
            let mut piece = match found.and_then(|at| old_pieces.get_mut(at)?.take()) {
                Some(piece) => {
                    let (from, count) = piece.lines;
                    let kept = old_lines.get_mut(from..from + count).unwrap_or_default();
                    self.lines.extend(kept.iter_mut().map(std::mem::take));
                    next = found.map_or(next, |at| at + 1);
                    piece.moved_to(part.first, self.lines.get_mut(start..).unwrap_or_default())
                }
                None => {
                    self.lines.extend(part.lay_out(self.frame));
                    Piece::from(part)
                }
            };
            piece.lines = (start, self.lines.len() - start);
            self.pieces.push(piece);
        }
    }
}

/// Lays out a document once, with box-drawing rules and blank lines.
#[must_use]
pub fn lay_out(document: &Document, width: usize) -> Vec<Line> {
    let mut layout = Layout::new(width, LayoutOptions::default());
    layout.update(document);
    layout.lines
}

/// The document in parts, in reading order.
fn parts(document: &Document, options: LayoutOptions) -> Vec<Part<'_>> {
    let mut parts = Vec::with_capacity(document.body.len() + document.notes.len() + 3);
    let mut first = 0;
    let mut add = |kind, is_opening: bool, left, right| {
        let (left, right): (&[Block], &[Block]) = (left, right);
        if !left.is_empty() || !right.is_empty() {
            parts.push(Part { kind, gap: usize::from(is_opening && first > 0), left, right, first });
            first += left.len() + right.len();
        }
    };
    add(Kind::Head, true, &document.head_left, &document.head_right);
    add(Kind::Title, true, &document.title, &[]);
    let mut after_table = false;
    for (index, block) in document.body.iter().enumerate() {
        let apart = after_table || matches!(block.role, Role::Heading(_) | Role::Table);
        add(Kind::Body, index == 0 || (apart && !options.compact), std::slice::from_ref(block), &[]);
        after_table = block.role == Role::Table;
    }
    add(Kind::End, true, &document.recipients, &document.signature);
    for (index, block) in document.notes.iter().enumerate() {
        add(Kind::Note { first: index == 0 }, index == 0, std::slice::from_ref(block), &[]);
    }
    for appendix in document.each_appendix() {
        let content = appendix.iter().position(|block| !block.role.heads_appendix()).unwrap_or(appendix.len());
        let (heads, content) = appendix.split_at(content);
        add(Kind::Title, true, heads, &[]);
        for block in content {
            add(Kind::Body, true, std::slice::from_ref(block), &[]);
        }
    }
    parts
}

impl Part<'_> {
    fn lay_out(&self, frame: Frame) -> impl Iterator<Item = Line> {
        let rows = match self.kind {
            Kind::Head => head::head(self, frame),
            Kind::Title => head::title(self, frame),
            Kind::Body => self.left.iter().flat_map(|block| body::block(block, self.first, frame)).collect(),
            Kind::End => end::end(self, frame),
            Kind::Note { first } => end::note(self, first, frame),
        };
        std::iter::repeat_n(Line::default(), self.gap).chain(rows.into_iter().map(row::Row::into_line))
    }

    /// Its left blocks with their indices in reading order.
    fn left(&self) -> impl Iterator<Item = (usize, &Block)> {
        (self.first..).zip(self.left)
    }

    /// Its right blocks with their indices in reading order.
    fn right(&self) -> impl Iterator<Item = (usize, &Block)> {
        (self.first + self.left.len()..).zip(self.right)
    }
}

impl Piece {
    fn is(&self, part: &Part<'_>) -> bool {
        self.kind == part.kind && self.gap == part.gap && self.left == part.left && self.right == part.right
    }

    /// Itself after blocks came or went above it.
    fn moved_to(mut self, first: usize, lines: &mut [Line]) -> Self {
        if first != self.first {
            for block in lines.iter_mut().filter_map(|line| line.block.as_mut()) {
                *block = (*block + first).saturating_sub(self.first);
            }
            self.first = first;
        }
        self
    }
}

impl From<Part<'_>> for Piece {
    fn from(part: Part<'_>) -> Self {
        let (left, right) = (part.left.to_vec(), part.right.to_vec());
        Piece { kind: part.kind, gap: part.gap, left, right, first: part.first, lines: (0, 0) }
    }
}

impl Frame {
    /// Whether two columns fit side by side: the quốc hiệu needs 34 columns of its own.
    fn is_wide(self) -> bool {
        self.width >= 62
    }

    /// The indent of a first line, in columns (1 cm on paper; mục II.6.e).
    fn indent(self) -> usize {
        if self.width >= 60 { 4 } else { 2.min(self.width / 4) }
    }

    fn rule(self, length: usize) -> String {
        if self.options.ascii { "-" } else { "─" }.repeat(length)
    }
}

#[cfg(test)]
mod tests;
