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
    text.chars().all(is_plain_char)
}

fn is_plain_char(c: char) -> bool {
    let joins = |c: char| ('\u{600}'..'\u{1e00}').contains(&c) || c >= '\u{2e80}';
    is_common(c) || (c.width() == Some(1) && !joins(c) && !is_hidden(c))
}

/// Where a text that is plain as far as there is room for it ends, in bytes and in columns. The
/// first letter that finds no room must be plain too: a mark would belong to the last that does.
fn plain_end(text: &str, room: usize) -> Option<(usize, usize)> {
    let mut used = 0;
    for (at, c) in text.char_indices() {
        if !is_plain_char(c) {
            return None;
        }
        if used == room {
            return Some((at, used));
        }
        used += 1;
    }
    Some((text.len(), used))
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
    if let Some((end, used)) = plain_end(text, room) {
        return (text.get(..end).unwrap_or_default().into(), used);
    }
    let fitting = shown_line(fit(text, room));
    let used = columns(&fitting);
    (fitting, used)
}
