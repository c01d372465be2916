//! The columns that a text takes on a terminal.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::visible::{is_hidden, shown_line};

/// Columns that a text takes, hidden characters shown.
#[must_use]
pub fn columns(text: &str) -> usize {
    if is_plain(text) { text.chars().count() } else { text.graphemes(true).map(columns_of).sum() }
}

/// The columns that a grapheme takes where hidden characters are shown.
#[must_use]
pub(crate) fn columns_of(grapheme: &str) -> usize {
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

/// Whether every char of a text is known as a letter of one column that joins no other, so that no
/// search for graphemes is needed: Latin letters, dashes, quotes, arrows and lines, nearly all text.
#[must_use]
pub(crate) fn is_plain(text: &str) -> bool {
    text.chars().all(|c| {
        matches!(
            c,
            ' '..='~'
                | '\u{a0}'..='\u{ac}'
                | '\u{ae}'..='\u{2ff}'
                | '\u{1e00}'..='\u{1eff}'
                | '\u{2010}'..='\u{2027}'
                | '\u{2190}'..='\u{21ff}'
                | '\u{2500}'..='\u{25fc}'
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_letters_have_one_column_each_and_join_no_other() {
        let plain: Vec<String> = ('\0'..=char::MAX).map(String::from).filter(|c| is_plain(c)).collect();
        assert!(plain.len() > 900);
        let all = plain.join("\u{ad}") + &plain.concat();
        for c in &plain {
            assert_eq!(columns_of(c), 1, "{c}");
        }
        assert_eq!(all.graphemes(true).count(), all.chars().count());
    }
}
