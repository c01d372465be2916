//! The columns that a text takes on a terminal.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::visible::{is_hidden, shown_line};

/// Columns that a text takes, hidden characters shown.
#[must_use]
pub fn columns(text: &str) -> usize {
    if is_plain(text) { text.chars().count() } else { text.graphemes(true).map(columns_of).sum() }
}

/// The columns that a grapheme takes where hidden characters are shown.
#[must_use]
pub fn columns_of(grapheme: &str) -> usize {
    if grapheme.contains(is_hidden) { shown_line(grapheme).width() } else { grapheme.width() }
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
    text.chars().all(|c| c.width() == Some(1) && !joins(c) && !is_hidden(c))
}
