//! Texts in the cells of a buffer: cut or wrapped where they do not fit, and written.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Style;
use ratatui::text::Line;

use crate::text::visible::shown_line;
use crate::text::width::{columns, fit, is_plain};

use crate::text::wrap::wrap;

use super::theme::Theme;

/// The text, or its start and "…" where it does not fit into so many columns; hidden characters are
/// shown.
#[must_use]
pub(crate) fn cut(text: &str, width: usize, theme: Theme) -> Cow<'_, str> {
    if columns(text) <= width {
        return shown_line(text);
    }
    let end = theme.ellipsis();
    format!("{}{end}", shown_line(fit(text, width.saturating_sub(columns(end))))).into()
}

/// The same with "…" in the middle, between whole words: start and end of a text tell what the start alone does not.
#[must_use]
pub(crate) fn cut_inside(text: &str, width: usize, theme: Theme) -> Cow<'_, str> {
    if columns(text) <= width {
        return shown_line(text);
    }
    let dots = theme.ellipsis();
    let room = width.saturating_sub(columns(dots));
    let start = fit(text, room / 2);
    let start = start.rsplit_once(' ').map_or(start, |(words, _)| words);
    let ends = text.match_indices(' ').rev().map(|(at, space)| text.get(at + space.len()..).unwrap_or_default());
    let end = ends.take_while(|end| columns(start) + columns(end) <= room).last().unwrap_or_default();
    format!("{}{dots}{}", shown_line(start), shown_line(end)).into()
}

/// What keys do, parted by three blanks: as many as fit from the first, and the last always.
#[must_use]
pub(crate) fn whole_items(text: &str, width: usize) -> String {
    const GAP: &str = "   ";
    let Some((before, last)) = text.rsplit_once(GAP) else { return text.to_owned() };
    let mut kept = String::new();
    for item in before.split(GAP) {
        if columns(&kept) + columns(item) + GAP.len() + columns(last) > width {
            break;
        }
        kept = kept + item + GAP;
    }
    kept + last
}

/// The sentences of a hint that fit into so many columns, from the first, which always stands.
#[must_use]
pub(crate) fn whole_sentences(text: &str, width: usize) -> &str {
    let ends = text.match_indices(". ").map(|(at, _)| at + 1).chain([text.len()]);
    let starts = ends.filter_map(|end| text.get(..end));
    let mut fitting = starts.enumerate().take_while(|(at, start)| *at == 0 || columns(start) <= width);
    fitting.by_ref().last().map_or(text, |(_, start)| start)
}

/// Writes a text, hidden characters shown, cut at `width` columns and at the edge of the buffer;
/// returns the column after it.
pub(crate) fn put(buffer: &mut Buffer, x: u16, y: u16, text: &str, style: Style, width: u16) -> u16 {
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
pub(crate) fn put_right(buffer: &mut Buffer, right: u16, y: u16, text: &str, style: Style) -> u16 {
    let width = u16::try_from(columns(text)).unwrap_or(u16::MAX);
    let x = right.saturating_sub(width);
    put(buffer, x, y, text, style, width);
    x
}

/// The rows of a text as they are drawn, hidden characters shown.
#[must_use]
pub(crate) fn lines(text: &str, width: u16) -> Vec<Line<'_>> {
    let rows = wrap(text, usize::from(width)).into_iter();
    rows.map(|row| Line::from(shown_line(text.get(row.range).unwrap_or_default()))).collect()
}
