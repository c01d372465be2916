//! Edits a text letter by letter, as they are seen: one typed decomposed is one letter.

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use crate::text::wrap::{byte_at, position, wrap};

/// A cursor in a text that is kept elsewhere. It always stands between two graphemes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cursor {
    /// Bytes before it.
    pub at: usize,
    /// The column that Up and Down keep to.
    goal: Option<usize>,
}

impl Cursor {
    /// At the end of a text.
    #[must_use]
    pub(crate) fn end_of(text: &str) -> Self {
        Cursor { at: text.len(), goal: None }
    }

    /// At a byte, moved to the nearest boundary before it.
    #[must_use]
    pub(crate) fn near(text: &str, at: usize) -> Self {
        let mut at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let at = if is_boundary(text, at) { at } else { previous(text, at) };
        Cursor { at, goal: None }
    }

    /// Inserts a text and composes its first letter with the one before: an input method may send
    /// a letter and its marks one by one.
    pub(crate) fn insert(&mut self, text: &mut String, insertion: &str) {
        let start = self.at.min(text.len());
        text.insert_str(start, insertion);
        let from = if insertion.chars().next().is_some_and(is_mark) { previous(text, start) } else { start };
        let end = start + insertion.len();
        let composed: String = text.get(from..end).unwrap_or_default().nfc().collect();
        text.replace_range(from..end, &composed);
        let at = from + composed.len();
        // A mark that stood alone may have joined the last letter inserted.
        *self = Cursor { at: if is_boundary(text, at) { at } else { next(text, at) }, goal: None };
    }

    /// Replaces these many bytes before it by a text.
    pub(crate) fn replace(&mut self, text: &mut String, remove: usize, insertion: &str) {
        let end = self.at.min(text.len());
        *self = Cursor::near(text, end.saturating_sub(remove));
        text.replace_range(self.at..end, "");
        self.insert(text, insertion);
    }

    /// Deletes the letter before.
    pub(crate) fn backspace(&mut self, text: &mut String) {
        let start = previous(text, self.at);
        text.replace_range(start..self.at.min(text.len()), "");
        *self = Cursor { at: start, goal: None };
    }

    /// Deletes the letter after.
    pub(crate) fn delete(&mut self, text: &mut String) {
        let end = next(text, self.at);
        text.replace_range(self.at..end, "");
        self.goal = None;
    }

    /// One letter to the left; false at the start.
    pub(crate) fn left(&mut self, text: &str) -> bool {
        let moved = previous(text, self.at) != self.at;
        *self = Cursor { at: previous(text, self.at), goal: None };
        moved
    }

    /// One letter to the right; false at the end.
    pub(crate) fn right(&mut self, text: &str) -> bool {
        let moved = next(text, self.at) != self.at;
        *self = Cursor { at: next(text, self.at), goal: None };
        moved
    }

    /// To the start of the word before.
    pub(crate) fn word_left(&mut self, text: &str) {
        let before = text.get(..self.at).unwrap_or_default();
        let word = before.unicode_word_indices().next_back().map_or(0, |(at, _)| at);
        *self = Cursor { at: word, goal: None };
    }

    /// Past the end of the word after.
    pub(crate) fn word_right(&mut self, text: &str) {
        let after = text.get(self.at..).unwrap_or_default();
        let word = after.unicode_word_indices().next().map_or(after.len(), |(at, word)| at + word.len());
        *self = Cursor { at: self.at + word, goal: None };
    }

    /// One row up at this width; false on the first row.
    pub(crate) fn up(&mut self, text: &str, width: usize) -> bool {
        self.vertical(text, width, |row| row.checked_sub(1))
    }

    /// One row down at this width; false on the last row.
    pub(crate) fn down(&mut self, text: &str, width: usize) -> bool {
        self.vertical(text, width, |row| Some(row + 1))
    }

    fn vertical(&mut self, text: &str, width: usize, step: impl Fn(usize) -> Option<usize>) -> bool {
        let rows = wrap(text, width);
        let (row, column) = position(text, &rows, self.at);
        let column = self.goal.unwrap_or(column);
        let Some(target) = step(row).filter(|target| *target < rows.len()) else { return false };
        *self = Cursor { at: byte_at(text, &rows, target, column), goal: Some(column) };
        true
    }

    /// To the start of the row at this width.
    pub(crate) fn line_start(&mut self, text: &str, width: usize) {
        let rows = wrap(text, width);
        let (row, _) = position(text, &rows, self.at);
        *self = Cursor { at: rows.get(row).map_or(0, |row| row.range.start), goal: None };
    }

    /// To the end of the row at this width.
    pub(crate) fn line_end(&mut self, text: &str, width: usize) {
        let rows = wrap(text, width);
        let (row, _) = position(text, &rows, self.at);
        *self = Cursor { at: rows.get(row).map_or(text.len(), |row| row.range.end), goal: None };
    }
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

fn is_boundary(text: &str, at: usize) -> bool {
    GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0).unwrap_or(true)
}

fn previous(text: &str, at: usize) -> usize {
    GraphemeCursor::new(at.min(text.len()), text.len(), true).prev_boundary(text, 0).ok().flatten().unwrap_or(0)
}

fn next(text: &str, at: usize) -> usize {
    GraphemeCursor::new(at.min(text.len()), text.len(), true)
        .next_boundary(text, 0)
        .ok()
        .flatten()
        .unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text after typing the pieces one by one at the end of `start`.
    fn type_in(start: &str, pieces: &[&str]) -> String {
        let mut text = start.to_owned();
        let mut cursor = Cursor::end_of(&text);
        for piece in pieces {
            cursor.insert(&mut text, piece);
        }
        assert_eq!(cursor.at, text.len());
        text
    }

    #[test]
    fn marks_compose_with_the_letter_before() {
        assert_eq!(type_in("ti", &["e", "\u{302}", "\u{301}", "n", "g"]), "tiếng");
        assert_eq!(type_in("", &["e\u{302}\u{301}"]), "ế");
        assert_eq!(type_in("Nguy", &["ễn"]), "Nguyễn");
        assert_eq!(type_in("", &["\u{301}"]), "\u{301}");
    }

    #[test]
    fn marks_compose_in_the_middle_of_a_text_too() {
        let mut text = "te m".to_owned();
        let mut cursor = Cursor { at: 2, goal: None };
        cursor.insert(&mut text, "\u{309}");
        assert_eq!((text.as_str(), cursor.at), ("tẻ m", "tẻ".len()));
    }

    #[test]
    fn backspace_and_delete_take_one_visible_letter() {
        let mut text = "Ờ, e\u{302}\u{301}x".to_owned();
        let mut cursor = Cursor::end_of(&text);
        cursor.backspace(&mut text);
        cursor.backspace(&mut text);
        assert_eq!(text, "Ờ, ");
        let mut cursor = Cursor::default();
        cursor.delete(&mut text);
        assert_eq!(text, ", ");
        cursor.backspace(&mut text);
        assert_eq!(text, ", ");
    }

    #[test]
    fn up_and_down_keep_their_column() {
        let text = "một hai ba\nbốn\nnăm sáu";
        let mut cursor = Cursor { at: "một hai".len(), goal: None };
        assert!(cursor.down(text, 40));
        assert_eq!(&text[..cursor.at], "một hai ba\nbốn");
        assert!(cursor.down(text, 40));
        assert_eq!(&text[cursor.at..], "");
        assert!(!cursor.down(text, 40));
        assert!(cursor.up(text, 40) && cursor.up(text, 40));
        assert_eq!(&text[..cursor.at], "một hai");
    }

    #[test]
    fn words_are_words_of_letters() {
        let text = "Kế hoạch số 15/KH-UBND.";
        let mut cursor = Cursor::end_of(text);
        cursor.word_left(text);
        assert_eq!(&text[cursor.at..], "UBND.");
        let mut cursor = Cursor::default();
        cursor.word_right(text);
        cursor.word_right(text);
        assert_eq!(&text[..cursor.at], "Kế hoạch");
    }
}
