//! Where the lines of a text break on the screen: at spaces, by columns, never inside a letter.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::text::width::{columns, columns_of, is_plain};

/// One line on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its bytes in the text, without the space or line end that it broke at.
    pub range: Range<usize>,
    /// Whether it begins a paragraph.
    pub first: bool,
}

/// The rows of a text at a width in columns; an empty text has one empty row.
#[must_use]
pub fn wrap(text: &str, width: usize) -> Vec<Row> {
    let width = width.max(1);
    let mut rows = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        wrap_line(line, start, width, &mut rows);
        start += line.len() + 1;
    }
    rows
}

fn wrap_line(line: &str, offset: usize, width: usize, rows: &mut Vec<Row>) {
    // Nearly all text has letters of one column each; graphemes are looked for in the rest.
    if is_plain(line) {
        if line.len() <= width {
            rows.push(Row { range: offset..offset + line.len(), first: true });
            return;
        }
        let letters = line.char_indices().map(|(at, c)| (at, 1, c == ' '));
        break_line(line, letters, offset, width, rows);
    } else {
        let letters = line.grapheme_indices(true).map(|(at, grapheme)| (at, columns_of(grapheme), grapheme == " "));
        break_line(line, letters, offset, width, rows);
    }
}

/// Breaks a line of letters: where each begins, its columns, and whether it is a space.
fn break_line(
    line: &str,
    letters: impl Iterator<Item = (usize, usize, bool)>,
    offset: usize,
    width: usize,
    rows: &mut Vec<Row>,
) {
    let mut row_start = 0;
    let mut used = 0;
    // The end of the last word that fits, the start of the next, and the columns up to it.
    let mut broken: Option<(usize, usize, usize)> = None;
    let mut push = |range: Range<usize>, first| {
        rows.push(Row { range: range.start + offset..range.end + offset, first });
    };
    for (at, columns, space) in letters {
        if used + columns > width && at > row_start && !space {
            let (end, next, before) = broken.filter(|(_, next, _)| *next > row_start).unwrap_or((at, at, used));
            push(row_start..end, row_start == 0);
            row_start = next;
            used -= before;
            broken = None;
        }
        used += columns;
        if space {
            broken = Some((at, at + 1, used));
        }
    }
    push(row_start..line.len(), row_start == 0);
}

/// The row and column at which a byte of the text stands.
#[must_use]
pub fn position(text: &str, rows: &[Row], at: usize) -> (usize, usize) {
    let row = rows.iter().rposition(|row| row.range.start <= at).unwrap_or(0);
    let start = rows.get(row).map_or(0, |row| row.range.start);
    (row, text.get(start..at).map_or(0, columns))
}

/// The byte at a row and column, at the end of the row if it is shorter.
#[must_use]
pub fn byte_at(text: &str, rows: &[Row], row: usize, column: usize) -> usize {
    let Some(range) = rows.get(row).map(|row| row.range.clone()) else { return text.len() };
    let line = text.get(range.clone()).unwrap_or_default();
    let mut used = 0;
    for (at, grapheme) in line.grapheme_indices(true) {
        let columns = columns_of(grapheme);
        if used + columns > column {
            return range.start + at;
        }
        used += columns;
    }
    range.end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, width: usize) -> Vec<&str> {
        wrap(text, width).into_iter().map(|row| &text[row.range]).collect()
    }

    #[test]
    fn lines_break_at_spaces_and_long_words_by_columns() {
        assert_eq!(lines("trẻ em được khám", 8), ["trẻ em", "được", "khám"]);
        assert_eq!(lines("abcdefghij kl", 4), ["abcd", "efgh", "ij", "kl"]);
        assert_eq!(lines("", 4), [""]);
        assert_eq!(lines("a\n\nb", 4), ["a", "", "b"]);
        assert_eq!(lines("ab cd", 5), ["ab cd"]);
    }

    #[test]
    fn a_decomposed_letter_is_one_column_and_is_never_split() {
        assert_eq!(lines("e\u{302}\u{301}e\u{302}\u{301} a", 2), ["e\u{302}\u{301}e\u{302}\u{301}", "a"]);
    }

    #[test]
    fn position_and_byte_are_inverse() {
        let text = "một hai ba bốn năm";
        let rows = wrap(text, 8);
        for (at, _) in text.grapheme_indices(true) {
            let (row, column) = position(text, &rows, at);
            let inside = rows[row].range.contains(&at) || at == rows[row].range.end;
            assert!(!inside || byte_at(text, &rows, row, column) == at, "{at}");
        }
    }
}
