//! Characters without ink: controls that a terminal obeys, marks that turn the reading direction,
//! letters of no width. On a screen they are shown, in a document they do not stand.

use std::borrow::Cow;
use std::path::Path;

use unicode_normalization::UnicodeNormalization;

/// What is shown for a character without ink: one column, and in every font of the Linux console.
pub const PLACEHOLDER: char = '░';

/// Whether a character leaves no ink and is no space: C0 and C1 controls, and of Unicode's format
/// characters those that only hide or turn what stands around them. Line ends are among them.
#[must_use]
pub const fn is_hidden(c: char) -> bool {
    matches!(
        c,
        '\0'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// A text of several lines as it may be shown: [`PLACEHOLDER`] for each hidden character, a space
/// for a tab. Costs nothing where there is none.
#[must_use]
pub(crate) fn shown(text: &str) -> Cow<'_, str> {
    replaced(text, |c| c != '\n' && is_hidden(c))
}

/// The same on one line: a text that could pass for a line of its own does not.
#[must_use]
pub fn shown_line(text: &str) -> Cow<'_, str> {
    replaced(text, is_hidden)
}

/// The name of a file as it may be shown, on one line.
#[must_use]
pub(crate) fn shown_path(path: &Path) -> String {
    shown_line(&path.to_string_lossy()).into_owned()
}

/// The last part of [`shown_path`].
#[must_use]
pub(crate) fn shown_name(path: &Path) -> String {
    shown_line(&path.file_name().unwrap_or_default().to_string_lossy()).into_owned()
}

fn replaced(text: &str, hides: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&hides) {
        return Cow::Borrowed(text);
    }
    let visible = |c| if hides(c) { PLACEHOLDER } else { c };
    Cow::Owned(text.chars().map(|c| if c == '\t' { ' ' } else { visible(c) }).collect())
}

/// The text without what is hidden, as it may stand in a document: every kind of line end becomes
/// `\n` (Word's soft break too), a tab becomes a space.
#[must_use]
pub(crate) fn without_hidden(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| c != '\n' && is_hidden(c)) {
        return Cow::Borrowed(text);
    }
    let clean = |c| match c {
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\t' => Some(' '),
        c => (!is_hidden(c)).then_some(c),
    };
    Cow::Owned(text.replace("\r\n", "\n").chars().filter_map(clean).collect())
}

/// Pasted text as it may enter a field: [`without_hidden`], with usual spaces for those that do not
/// break, and composed (NFC).
#[must_use]
pub fn clean_paste(text: &str) -> String {
    without_hidden(text).replace(['\u{a0}', '\u{2007}', '\u{202f}'], " ").nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::width::columns_of;

    /// One of each kind that must not pass.
    const TRICKS: &str = "\u{1b}\u{0}\u{7}\u{8}\u{d}\u{7f}\u{85}\u{90}\u{9b}\u{9d}\u{ad}\u{200b}\u{200c}\u{200d}\u{200e}\
                          \u{2028}\u{202a}\u{202e}\u{2060}\u{2066}\u{2069}\u{feff}\u{fffa}\u{e0041}";

    #[test]
    fn each_trick_is_shown_in_one_column() {
        for c in TRICKS.chars() {
            assert!(is_hidden(c), "{c:?}");
            let text = format!("a{c}b");
            assert_eq!(shown_line(&text), "a░b", "{c:?}");
            assert_eq!(columns_of(&c.to_string()), 1, "{c:?}");
        }
        assert_eq!(shown("a\tb\nc\u{1b}[31m"), "a b\nc░[31m");
        assert_eq!(shown_line("a\nb"), "a░b");
        assert_eq!(shown_path(Path::new("/x/a\nb\u{202e}lmth.exe")), "/x/a░b░lmth.exe");
        assert!(matches!(shown("Ủy ban nhân dân xã Bờ Y – 12%"), Cow::Borrowed(_)));
    }

    #[test]
    fn every_control_of_unicode_is_hidden() {
        for c in ('\0'..=char::MAX).filter(|c| c.is_control()) {
            assert!(is_hidden(c), "{c:?}");
        }
        assert!(!"Nguyễn Thị Ờ 1.234 “…” – ½ e\u{302}\u{301} 世🙂".contains(is_hidden));
    }

    #[test]
    fn nothing_hidden_enters() {
        assert_eq!(without_hidden(&format!("a{TRICKS}b")).replace('\n', ""), "ab");
        assert_eq!(without_hidden("a\r\nb\rc\u{2028}d\u{b}e\tf\u{a0}g"), "a\nb\nc\nd\ne f\u{a0}g");
        assert_eq!(clean_paste("e\u{302}\u{301}\u{200b}\u{a0}x"), "ế x");
    }
}
