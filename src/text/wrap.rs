//! Where the lines of a text break: at spaces, and between graphemes in a word longer than a line.

use std::fmt::Debug;
use std::ops::Range;

use textwrap::core::Fragment;
use textwrap::wrap_algorithms::wrap_first_fit;
use unicode_segmentation::UnicodeSegmentation;

use crate::text::width::{columns, columns_of, is_plain};

/// A word and the space after it, measured as lines are: in columns or in twips.
#[derive(Debug, Default)]
pub(crate) struct Word<T> {
    pub content: T,
    pub width: usize,
    pub space: usize,
}

impl<T: Debug> Fragment for Word<T> {
    fn width(&self) -> f64 {
        number(self.width)
    }

    fn whitespace_width(&self) -> f64 {
        number(self.space)
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// The words on each line, where the first line has another width than the rest. A word that is
/// longer than a line has one of its own.
pub(crate) fn fit<T: Debug>(words: &[Word<T>], first: usize, rest: usize) -> Vec<&[Word<T>]> {
    wrap_first_fit(words, &[number(first), number(rest)])
}

fn number(width: usize) -> f64 {
    u32::try_from(width).map_or(f64::INFINITY, f64::from)
}

/// The least width from which on a text needs no more lines than at `most`.
pub(crate) fn narrowest(least: usize, most: usize, lines: impl Fn(usize) -> usize) -> usize {
    let count = lines(most);
    let (mut low, mut high) = (least.min(most), most);
    while count > 1 && low < high {
        let middle = usize::midpoint(low, high);
        if lines(middle) > count {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    high
}

/// The rows of a text without line ends, as bytes, where the first row has another width in columns
/// than the rest. A row ends before the space that it broke at; further spaces stay on it.
pub(crate) fn wrap_line(line: &str, first: usize, rest: usize) -> Vec<Range<usize>> {
    // Nearly all text has letters of one column each; graphemes are looked for in the rest.
    let words = if is_plain(line) {
        words(line.char_indices().map(|(at, c)| (at + c.len_utf8(), 1, c == ' ')), first, rest)
    } else {
        let letter = |(at, grapheme): (usize, &str)| (at + grapheme.len(), columns_of(grapheme), grapheme == " ");
        words(line.grapheme_indices(true).map(letter), first, rest)
    };
    let mut start = 0;
    let row = |words: &[Word<usize>]| {
        let (end, space) = words.last().map_or((0, 0), |word| (word.content, word.space));
        let broken_at = usize::from(space > 0 && end < line.len());
        std::mem::replace(&mut start, end)..end - broken_at
    };
    fit(&words, first, rest).into_iter().map(row).collect()
}

/// Words as the byte at which they and the spaces after them end. Letters come as the byte at which
/// they end, their columns and whether they are a space.
fn words(letters: impl Iterator<Item = (usize, usize, bool)>, first: usize, rest: usize) -> Vec<Word<usize>> {
    let mut words = Vec::new();
    let mut word = Word::default();
    let mut room = first;
    for (end, columns, is_space) in letters {
        if is_space {
            word.space += 1;
        } else {
            // A part of a word that is longer than a line fills one, and never joins another word.
            let is_cut = word.space == 0 && word.width > 0 && word.width + columns > room;
            if is_cut {
                word.width = usize::MAX;
            }
            if is_cut || word.space > 0 {
                words.push(std::mem::take(&mut word));
                room = rest;
            }
            word.width += columns;
        }
        word.content = end;
    }
    words.push(word);
    words
}

/// One line on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScreenRow {
    /// Its bytes in the text, without the space or line end that it broke at.
    pub range: Range<usize>,
    /// Whether it begins a paragraph.
    pub first: bool,
}

/// The rows of a text at a width in columns; an empty text has one empty row.
#[must_use]
pub fn wrap(text: &str, width: usize) -> Vec<ScreenRow> {
    let width = width.max(1);
    let mut rows = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let row = |row: Range<usize>| ScreenRow { range: row.start + start..row.end + start, first: row.start == 0 };
        rows.extend(wrap_line(line, width, width).into_iter().map(row));
        start += line.len() + 1;
    }
    rows
}

/// The row and column at which a byte of the text stands.
#[must_use]
pub(crate) fn position(text: &str, rows: &[ScreenRow], at: usize) -> (usize, usize) {
    let row = rows.iter().rposition(|row| row.range.start <= at).unwrap_or(0);
    let start = rows.get(row).map_or(0, |row| row.range.start);
    (row, text.get(start..at).map_or(0, columns))
}

/// The byte at a row and column, at the end of the row if it is shorter.
#[must_use]
pub(crate) fn byte_at(text: &str, rows: &[ScreenRow], row: usize, column: usize) -> usize {
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
    fn only_the_space_at_a_break_is_left_out_and_no_letter_goes_beyond_the_edge() {
        assert_eq!(lines("a   b ", 2), ["a  ", "b "]);
        assert_eq!(lines("  a", 2), [" ", "a"]);
        assert_eq!(lines(" 漢漢漢", 3), ["", "漢", "漢", "漢"]);
        assert_eq!(wrap_line("abcdef gh", 2, 3), [0..2, 2..5, 5..6, 7..9]);
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
