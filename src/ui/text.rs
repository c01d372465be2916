//! Texts on a terminal: the columns that they take, and the cells of a buffer that they stand in.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

use crate::report::visible::{columns_of, is_hidden, shown_line};

use super::theme::Theme;

/// Columns that a text takes, hidden characters shown.
#[must_use]
pub fn columns(text: &str) -> usize {
    if is_plain(text) { text.chars().count() } else { text.graphemes(true).map(columns_of).sum() }
}

/// The longest start of the text that fits into so many columns.
#[must_use]
pub fn fit(text: &str, width: usize) -> &str {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += columns_of(grapheme);
        if used > width {
            return text.get(..at).unwrap_or_default();
        }
    }
    text
}

/// The text, or its start and "…" where it does not fit into so many columns; hidden characters are
/// shown.
#[must_use]
pub fn cut(text: &str, width: usize, theme: Theme) -> Cow<'_, str> {
    if columns(text) <= width {
        return shown_line(text);
    }
    let end = theme.ellipsis();
    format!("{}{end}", shown_line(fit(text, width.saturating_sub(columns(end))))).into()
}

/// Whether every char of a text is a letter of one column, so that no search for graphemes is
/// needed: nearly all text is. Some letters of one column still join others (jamo, emoji parts,
/// prepended marks); none in the blocks let through here does.
#[must_use]
pub fn is_plain(text: &str) -> bool {
    let joins = |c: char| ('\u{600}'..'\u{1e00}').contains(&c) || c >= '\u{2e80}';
    text.chars().all(|c| c.width() == Some(1) && !joins(c) && !is_hidden(c))
}

/// Writes a text, hidden characters shown, cut at `width` columns and at the edge of the buffer;
/// returns the column after it.
pub fn put(buffer: &mut Buffer, x: u16, y: u16, text: &str, style: Style, width: u16) -> u16 {
    if !buffer.area.contains(Position { x, y }) {
        return x;
    }
    if !is_plain(text) {
        return buffer.set_stringn(x, y, shown_line(text), usize::from(width), style).0;
    }
    // Nearly all text: a letter a cell, without a search for graphemes.
    let mut x = x;
    for letter in text.chars().take(usize::from(width)) {
        let Some(cell) = buffer.cell_mut((x, y)) else { break };
        cell.set_char(letter).set_style(style);
        x += 1;
    }
    x
}

/// Writes a text flush right, ending before `right`; returns its first column.
pub fn put_right(buffer: &mut Buffer, right: u16, y: u16, text: &str, style: Style) -> u16 {
    let width = u16::try_from(columns(text)).unwrap_or(u16::MAX);
    let x = right.saturating_sub(width);
    put(buffer, x, y, text, style, width);
    x
}
