//! The text of a type's files, and places in it.

use std::ops::Range;

/// A file of a type: its name for messages, and its text.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    pub name: &'a str,
    pub text: &'a str,
}

/// A report type as it stands in its files.
#[derive(Debug, Clone, Copy)]
pub struct TypeFiles<'a> {
    /// `NAME.toml`: what is asked and written.
    pub source: Source<'a>,
    /// `NAME.en.toml`: the English texts of the form.
    pub english: Option<Source<'a>>,
    /// `NAME.examples.toml`: answers, and the text that they must give.
    pub examples: Option<Source<'a>>,
}

impl<'a> From<Source<'a>> for TypeFiles<'a> {
    fn from(source: Source<'a>) -> Self {
        TypeFiles { source, english: None, examples: None }
    }
}

/// A text of the file with the place it stands at.
#[derive(Debug, Clone)]
pub(crate) struct Text<'a> {
    pub value: &'a str,
    pub(super) source: Source<'a>,
    pub(super) span: Range<usize>,
    /// How many bytes of what is written at the place stand before the value.
    pub(super) skipped: usize,
}

impl<'a> Text<'a> {
    /// Where the byte `at` of the value stands in the file. `word` is what is looked for there, and
    /// found even where the value is a part of what is written.
    #[must_use]
    pub(crate) fn offset(&self, at: usize, word: &str) -> usize {
        let raw = self.source.text.get(self.span.clone()).unwrap_or_default();
        let direct =
            written_at(raw, self.skipped + at).filter(|at| raw.get(*at..).is_some_and(|rest| rest.starts_with(word)));
        direct.or_else(|| raw.find(word)).map_or(self.span.start, |found| self.span.start + found)
    }

    /// A part of the text, by bytes.
    #[must_use]
    pub(crate) fn part(&self, range: Range<usize>) -> Self {
        let skipped = self.skipped + range.start;
        Text { value: self.value.get(range).unwrap_or_default(), skipped, ..self.clone() }
    }

    /// The file it stands in.
    #[must_use]
    pub(crate) fn source(&self) -> Source<'a> {
        self.source
    }

    /// The byte it starts at, quotes included.
    #[must_use]
    pub(crate) fn start(&self) -> usize {
        self.span.start
    }
}

/// Line and column, from 1, of a byte offset; columns count characters.
#[must_use]
pub(crate) fn line_column(text: &str, offset: usize) -> (usize, usize) {
    let mut end = offset.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let before = text.get(..end).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |i| i + 1);
    let column = before.get(line_start..).unwrap_or_default().chars().count() + 1;
    (before.bytes().filter(|byte| *byte == b'\n').count() + 1, column)
}

/// The byte of a written TOML string, its quotes included, at which the byte `at` of its value stands.
pub(crate) fn written_at(raw: &str, at: usize) -> Option<usize> {
    let fence = if raw.starts_with("\"\"\"") || raw.starts_with("'''") { 3 } else { 1 };
    let body = raw.get(fence..)?;
    // A line break right after three quotes is no part of the value.
    let start = raw.len() - if fence == 3 { body.trim_start_matches(['\r', '\n']).len() } else { body.len() };
    if raw.starts_with('\'') {
        return Some(start + at);
    }
    let mut value = 0;
    let mut chars = raw.get(start..)?.char_indices().peekable();
    while let Some((offset, char)) = chars.next() {
        let escaped = if char == '\\' { chars.peek().map(|(_, next)| *next) } else { None };
        if escaped.is_some_and(char::is_whitespace) {
            // The string goes on with the next word.
            while chars.next_if(|(_, next)| next.is_whitespace()).is_some() {}
            continue;
        }
        if value >= at {
            return Some(start + offset);
        }
        let digits = match escaped {
            None => {
                value += char.len_utf8();
                continue;
            }
            Some('x') => 2,
            Some('u') => 4,
            Some('U') => 8,
            Some(_) => 0,
        };
        chars.next();
        let code: String = chars.by_ref().take(digits).map(|(_, digit)| digit).collect();
        let code = u32::from_str_radix(&code, 16).ok().and_then(char::from_u32);
        value += code.map_or(1, char::len_utf8);
    }
    None
}
