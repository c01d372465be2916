//! The columns that texts take on a terminal.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

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
    text.chars().all(|c| is_common(c) || (c.width() == Some(1) && !joins(c)))
}

/// The letters of Vietnamese and the glyphs of frames: one column each, on every terminal, known
/// without a look into the tables of Unicode.
#[must_use]
pub const fn is_common(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{c0}'..='\u{24f}' | '\u{1ea0}'..='\u{1ef9}' | '\u{2500}'..='\u{257f}')
}

/// The longest start of the text that fits into so many columns, and the columns that it takes.
#[must_use]
pub fn fitting(text: &str, room: usize) -> (&str, usize) {
    if text.is_ascii() && !text.bytes().any(|b| b.is_ascii_control()) {
        let end = text.len().min(room);
        return (text.get(..end).unwrap_or_default(), end);
    }
    if is_plain(text) {
        if text.len() <= room {
            return (text, text.chars().count());
        }
        return match text.char_indices().nth(room) {
            Some((end, _)) => (text.get(..end).unwrap_or_default(), room),
            None => (text, text.chars().count()),
        };
    }
    let fitting = fit(text, room);
    (fitting, columns(fitting))
}
