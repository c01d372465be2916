//! A place to draw on: text into cells, cut where the room ends.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::theme::Theme;

/// Columns that a text takes.
#[must_use]
pub fn columns(text: &str) -> usize {
    text.width()
}

/// The longest start of the text that fits into so many columns.
#[must_use]
pub fn fit(text: &str, width: usize) -> &str {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += grapheme.width();
        if used > width {
            return text.get(..at).unwrap_or_default();
        }
    }
    text
}

/// Whether every char of a text is a letter of one column, so that no search for graphemes is
/// needed: nearly all text is. Some letters of one column still join others (jamo, emoji parts,
/// prepended marks); none in the blocks let through here does.
#[must_use]
pub fn is_plain(text: &str) -> bool {
    let joins = |c: char| ('\u{600}'..'\u{1e00}').contains(&c) || c >= '\u{2e80}';
    // The letters of Vietnamese and the glyphs of frames need no look into the tables of Unicode.
    let known =
        |c: char| matches!(c, ' '..='~' | '\u{c0}'..='\u{24f}' | '\u{1ea0}'..='\u{1ef9}' | '\u{2500}'..='\u{257f}');
    text.chars().all(|c| known(c) || (c.width() == Some(1) && !joins(c)))
}

/// One text drawn.
#[derive(Debug, Clone, Copy)]
struct Stroke {
    x: u16,
    y: u16,
    style: Style,
    /// Its bytes in the canvas's text.
    start: usize,
    end: usize,
}

/// What is drawn in one frame: texts with their places, in the order they were drawn. Only the
/// rows on which something else is drawn than in the frame before become cells (see [`Sheet`]).
#[derive(Debug, Default)]
pub struct Canvas {
    pub theme: Theme,
    area: Rect,
    strokes: Vec<Stroke>,
    text: String,
}

impl Canvas {
    /// An empty canvas of this size.
    #[must_use]
    pub fn new(theme: Theme, area: Rect) -> Self {
        Canvas { theme, area, ..Canvas::default() }
    }

    /// Begins a new frame.
    pub fn begin(&mut self, theme: Theme, area: Rect) {
        self.theme = theme;
        self.area = area;
        self.strokes.clear();
        self.text.clear();
    }

    /// The whole of it.
    #[must_use]
    pub fn area(&self) -> Rect {
        self.area
    }

    /// Writes a text, cut at `width` columns; returns the column after it.
    pub fn put(&mut self, x: u16, y: u16, text: &str, style: Style, width: u16) -> u16 {
        if y >= self.area.height || x >= self.area.width || width == 0 {
            return x;
        }
        let room = usize::from(width.min(self.area.width - x));
        let start = self.text.len();
        let used = if is_plain(text) {
            let end = text.char_indices().nth(room).map_or(text.len(), |(at, _)| at);
            let fitting = text.get(..end).unwrap_or_default();
            self.text.push_str(fitting);
            fitting.chars().count()
        } else {
            let fitting = fit(text, room);
            self.text.push_str(fitting);
            columns(fitting)
        };
        self.strokes.push(Stroke { x, y, style, start, end: self.text.len() });
        x + u16::try_from(used).unwrap_or(0)
    }

    /// Draws one stroke into cells.
    fn ink(&self, stroke: &Stroke, buffer: &mut Buffer) {
        let text = self.text.get(stroke.start..stroke.end).unwrap_or_default();
        if !is_plain(text) {
            buffer.set_string(stroke.x, stroke.y, text, stroke.style);
            return;
        }
        let start = usize::from(stroke.y) * usize::from(self.area.width) + usize::from(stroke.x);
        let cells = buffer.content.get_mut(start..).unwrap_or_default();
        for (cell, c) in cells.iter_mut().zip(text.chars()) {
            cell.set_char(c).set_style(stroke.style);
        }
    }

    /// The same, with "…" where it was cut.
    pub fn put_cut(&mut self, x: u16, y: u16, text: &str, style: Style, width: u16) -> u16 {
        let room = usize::from(width);
        if columns(text) <= room {
            return self.put(x, y, text, style, width);
        }
        let end = self.theme.ellipsis();
        let start = fit(text, room.saturating_sub(columns(end)));
        let x = self.put(x, y, start, style, width);
        self.put(x, y, end, style, width)
    }

    /// Writes a text flush right, ending before `right`; returns its first column.
    pub fn put_right(&mut self, right: u16, y: u16, text: &str, style: Style) -> u16 {
        let width = u16::try_from(columns(text)).unwrap_or(u16::MAX);
        let x = right.saturating_sub(width);
        self.put(x, y, text, style, width);
        x
    }

    /// A horizontal rule.
    pub fn rule(&mut self, area: Rect) {
        let (glyph, style) = (self.theme.rule(), self.theme.quiet());
        for x in area.left()..area.right() {
            self.put(x, area.y, glyph, style, 1);
        }
    }

    /// A vertical rule.
    pub fn bar(&mut self, x: u16, top: u16, bottom: u16) {
        let (glyph, style) = (self.theme.bar(), self.theme.quiet());
        for y in top..bottom {
            self.put(x, y, glyph, style, 1);
        }
    }

    /// An empty framed box with a title.
    pub fn frame(&mut self, area: Rect, title: &str) {
        if area.width < 2 || area.height < 2 {
            return;
        }
        let blank = " ".repeat(usize::from(area.width));
        for y in area.top()..area.bottom() {
            self.put(area.x, y, &blank, Style::reset(), area.width);
        }
        let [top_left, top_right, bottom_left, bottom_right] = self.theme.corners();
        let (right, bottom) = (area.right() - 1, area.bottom() - 1);
        self.rule(Rect { height: 1, ..area });
        self.rule(Rect { y: bottom, height: 1, ..area });
        self.bar(area.x, area.y + 1, bottom);
        self.bar(right, area.y + 1, bottom);
        let quiet = self.theme.quiet();
        for (x, y, corner) in [
            (area.x, area.y, top_left),
            (right, area.y, top_right),
            (area.x, bottom, bottom_left),
            (right, bottom, bottom_right),
        ] {
            self.put(x, y, corner, quiet, 1);
        }
        if !title.is_empty() {
            let style = self.theme.title();
            self.put_cut(area.x + 2, area.y, &format!(" {title} "), style, area.width.saturating_sub(4));
        }
    }
}

/// One more word into a hash: multiplied apart and folded back.
fn mix(hash: u64, word: u64) -> u64 {
    let mixed = (hash ^ word).wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 29)
}

/// Place and style of a stroke in one number, to be hashed.
fn look(stroke: &Stroke) -> u64 {
    let colour = |colour: Option<Color>| match colour {
        None => 0,
        Some(Color::Reset) => 1,
        Some(Color::Red) => 2,
        Some(Color::Green) => 3,
        Some(Color::Magenta) => 4,
        Some(Color::Cyan) => 5,
        Some(_) => 6,
    };
    let Style { fg, bg, add_modifier, sub_modifier, .. } = stroke.style;
    let modifiers = u64::from(add_modifier.bits()) << 16 | u64::from(sub_modifier.bits());
    u64::from(stroke.x) << 48 | colour(fg) << 40 | colour(bg) << 36 | modifiers
}

/// The cells of a terminal, and what was drawn on each of its rows: a row on which the same is
/// drawn again is neither drawn nor compared.
#[derive(Debug, Default)]
pub struct Sheet {
    pub buffer: Buffer,
    /// What was drawn on each row, as a hash.
    drawn: Vec<u64>,
    /// Which rows the last frame changed.
    changed: Vec<bool>,
}

impl Sheet {
    /// Turns a frame into cells.
    pub fn take(&mut self, canvas: &Canvas) {
        if self.buffer.area != canvas.area {
            self.buffer = Buffer::empty(canvas.area);
            self.drawn.clear();
        }
        let height = usize::from(canvas.area.height);
        let mut drawn = vec![0_u64; height];
        for stroke in &canvas.strokes {
            if let Some(row) = drawn.get_mut(usize::from(stroke.y)) {
                let text = canvas.text.get(stroke.start..stroke.end).unwrap_or_default();
                *row = mix(mix(*row, look(stroke)), text.len() as u64);
                for piece in text.as_bytes().chunks(8) {
                    let mut word = [0; 8];
                    word.iter_mut().zip(piece).for_each(|(to, from)| *to = *from);
                    *row = mix(*row, u64::from_le_bytes(word));
                }
            }
        }
        self.changed.clear();
        self.changed.extend(drawn.iter().enumerate().map(|(y, hash)| self.drawn.get(y) != Some(hash)));
        let wide = usize::from(canvas.area.width);
        for (row, _) in self.buffer.content.chunks_mut(wide.max(1)).zip(&self.changed).filter(|(_, changed)| **changed)
        {
            row.iter_mut().for_each(Cell::reset);
        }
        for stroke in &canvas.strokes {
            if self.changed.get(usize::from(stroke.y)) == Some(&true) {
                canvas.ink(stroke, &mut self.buffer);
            }
        }
        self.drawn = drawn;
    }

    /// Which rows the last frame changed.
    #[must_use]
    pub fn changed(&self) -> &[bool] {
        &self.changed
    }
}
