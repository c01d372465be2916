//! A place to draw on: text into cells, cut where the room ends.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
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
    text.is_ascii() && !text.bytes().any(|b| b.is_ascii_control())
        || text.chars().all(|c| c.width() == Some(1) && !joins(c))
}

/// A buffer with its theme.
pub struct Canvas<'a> {
    pub buffer: &'a mut Buffer,
    pub theme: Theme,
}

impl Canvas<'_> {
    /// Writes a text, cut at `width` columns; returns the column after it.
    pub fn put(&mut self, x: u16, y: u16, text: &str, style: Style, width: u16) -> u16 {
        let area = self.buffer.area;
        if y >= area.height || x >= area.width || width == 0 {
            return x;
        }
        let room = usize::from(width.min(area.width - x));
        if !is_plain(text) {
            return self.buffer.set_stringn(x, y, text, room, style).0;
        }
        let start = usize::from(y) * usize::from(area.width) + usize::from(x);
        let cells = self.buffer.content.get_mut(start..start + room).unwrap_or_default();
        let mut end = x;
        for (cell, c) in cells.iter_mut().zip(text.chars()) {
            cell.set_char(c).set_style(style);
            end += 1;
        }
        end
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

    /// Paints a style over an area, text and all.
    pub fn tint(&mut self, area: Rect, style: Style) {
        self.buffer.set_style(area.intersection(self.buffer.area), style);
    }

    /// An empty framed box with a title.
    pub fn frame(&mut self, area: Rect, title: &str) {
        if area.width < 2 || area.height < 2 {
            return;
        }
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.reset();
                }
            }
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
