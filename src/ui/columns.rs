//! The columns that texts take on a terminal.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

use crate::report::visible::{columns_of, is_hidden, shown_line};

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

/// Whether every char of a text is a letter of one column, so that no search for graphemes is
/// needed: nearly all text is. Some letters of one column still join others (jamo, emoji parts,
/// prepended marks); none in the blocks let through here does.
#[must_use]
pub fn is_plain(text: &str) -> bool {
    let joins = |c: char| ('\u{600}'..'\u{1e00}').contains(&c) || c >= '\u{2e80}';
    text.chars().all(|c| is_common(c) || (c.width() == Some(1) && !joins(c) && !is_hidden(c)))
}

/// The letters of Vietnamese and the glyphs of frames: one column each, on every terminal, known
/// without a look into the tables of Unicode.
#[must_use]
pub const fn is_common(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{c0}'..='\u{24f}' | '\u{1ea0}'..='\u{1ef9}' | '\u{2500}'..='\u{257f}')
}

/// The longest start of the text that fits into so many columns, as it is to be drawn, and the
/// columns that it takes. Nothing hidden comes out of it.
#[must_use]
pub fn fitting(text: &str, room: usize) -> (Cow<'_, str>, usize) {
    if text.is_ascii() && !text.bytes().any(|b| b.is_ascii_control()) {
        let end = text.len().min(room);
        return (text.get(..end).unwrap_or_default().into(), end);
    }
    if is_plain(text) {
        if text.len() <= room {
            return (text.into(), text.chars().count());
        }
        return match text.char_indices().nth(room) {
            Some((end, _)) => (text.get(..end).unwrap_or_default().into(), room),
            None => (text.into(), text.chars().count()),
        };
    }
    let fitting = shown_line(fit(text, room));
    let used = columns(&fitting);
    (fitting, used)
}
