//! Reads a TOML tree key by key, gathering every mistake with its place.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::field::Label;
use super::mistake::{Mistake, MistakeKind, nearest};

/// A type file: its name for messages, and its text.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    pub name: &'a str,
    pub text: &'a str,
}

/// Where mistakes are gathered.
#[derive(Debug, Default)]
pub struct Mistakes {
    list: RefCell<Vec<Mistake>>,
}

impl Mistakes {
    /// Adds a mistake at a byte offset of a source.
    pub fn add(&self, source: Source<'_>, offset: usize, kind: MistakeKind, nearest: Option<String>) {
        let (line, column) = line_column(source.text, offset);
        self.list.borrow_mut().push(Mistake { file: source.name.to_owned(), line, column, kind, nearest });
    }

    /// All of them, in the order of their places.
    #[must_use]
    pub fn into_sorted(self) -> Vec<Mistake> {
        let mut list = self.list.into_inner();
        list.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
        list
    }
}

/// Line and column, from 1, of a byte offset; columns count characters.
#[must_use]
pub fn line_column(text: &str, offset: usize) -> (usize, usize) {
    let mut end = offset.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let before = text.get(..end).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |i| i + 1);
    let column = before.get(line_start..).unwrap_or_default().chars().count() + 1;
    (before.matches('\n').count() + 1, column)
}

/// A text of the file with the place it stands at.
#[derive(Debug, Clone)]
pub struct Text<'a> {
    pub value: String,
    source: Source<'a>,
    span: Range<usize>,
}

impl<'a> Text<'a> {
    /// Where the byte `at` of the value stands in the file. `word` is what is looked for there;
    /// it finds the place when the value was written with escapes or over several lines.
    #[must_use]
    pub fn offset(&self, at: usize, word: &str) -> usize {
        let raw = self.source.text.get(self.span.clone()).unwrap_or_default();
        let quotes = raw.len() - raw.trim_start_matches(['"', '\'']).len();
        let direct = self.span.start + quotes.min(3) + at;
        if self.source.text.get(direct..).is_some_and(|rest| rest.starts_with(word)) {
            return direct;
        }
        raw.find(word).map_or(self.span.start, |found| self.span.start + found)
    }

    /// The same place with another value: the part of the text after a sign such as "=".
    #[must_use]
    pub fn with_value(&self, value: &str) -> Self {
        Text { value: value.to_owned(), ..self.clone() }
    }

    /// The file it stands in.
    #[must_use]
    pub fn source(&self) -> Source<'a> {
        self.source
    }

    /// The byte it starts at, quotes included.
    #[must_use]
    pub fn start(&self) -> usize {
        self.span.start
    }
}

/// One table of a type file; remembers which keys were asked for.
#[derive(Debug)]
pub struct Reader<'a> {
    pub source: Source<'a>,
    mistakes: &'a Mistakes,
    table: &'a DeTable<'a>,
    span: Range<usize>,
    /// What the table is, for messages: "[[section.field]]".
    place: String,
    asked: RefCell<BTreeSet<&'static str>>,
}

impl<'a> Reader<'a> {
    /// Reads the top of a file.
    #[must_use]
    pub fn new(source: Source<'a>, mistakes: &'a Mistakes, table: &'a DeTable<'a>, place: &str) -> Self {
        Reader { source, mistakes, table, span: 0..0, place: place.to_owned(), asked: RefCell::default() }
    }

    /// Reports a mistake about this whole table.
    pub fn wrong(&self, kind: MistakeKind, nearest: Option<String>) {
        self.mistakes.add(self.source, self.span.start, kind, nearest);
    }

    /// Reports a mistake about a text in it.
    pub fn wrong_text(&self, text: &Text<'_>, kind: MistakeKind, nearest: Option<String>) {
        self.mistakes.add(text.source, text.offset(0, &text.value), kind, nearest);
    }

    fn get(&self, key: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.asked.borrow_mut().insert(key);
        self.table.iter().find(|(name, _)| name.get_ref().as_ref() == key).map(|(_, value)| value)
    }

    fn typed<T>(
        &self,
        key: &'static str,
        expected: &'static str,
        read: impl FnOnce(&'a DeValue<'a>) -> Option<T>,
    ) -> Option<T> {
        let value = self.get(key)?;
        let found = read(value.get_ref());
        if found.is_none() {
            let kind = MistakeKind::WrongType { key: key.to_owned(), expected };
            self.mistakes.add(self.source, value.span().start, kind, None);
        }
        found
    }

    /// Whether the key is there.
    #[must_use]
    pub fn has(&self, key: &'static str) -> bool {
        self.get(key).is_some()
    }

    /// A text.
    #[must_use]
    pub fn text(&self, key: &'static str) -> Option<Text<'a>> {
        let span = self.get(key)?.span();
        let value = self.typed(key, "a text", |v| v.as_str().map(str::to_owned))?;
        Some(Text { value, source: self.source, span })
    }

    /// A text that must be there.
    #[must_use]
    pub fn needed(&self, key: &'static str) -> Text<'a> {
        if !self.has(key) {
            self.wrong(MistakeKind::MissingKey { key: key.to_owned(), place: self.place.clone() }, None);
        }
        self.text(key).unwrap_or(Text { value: String::new(), source: self.source, span: self.span.clone() })
    }

    /// A text in both languages: `key` and `key_en`.
    #[must_use]
    pub fn label(&self, key: &'static str, key_en: &'static str) -> Label {
        let text = |key| self.text(key).map(|t| t.value).unwrap_or_default();
        Label { vi: text(key), en: text(key_en) }
    }

    /// A switch; false when it is not there.
    #[must_use]
    pub fn flag(&self, key: &'static str) -> bool {
        self.typed(key, "true or false", DeValue::as_bool).unwrap_or(false)
    }

    /// A text, or `true` as the text "true"; nothing for `false`.
    #[must_use]
    pub fn flag_or_text(&self, key: &'static str) -> Option<Text<'a>> {
        match self.get(key)?.get_ref() {
            DeValue::Boolean(true) => {
                Some(Text { value: "true".to_owned(), source: self.source, span: self.span.clone() })
            }
            DeValue::Boolean(false) => None,
            _ => self.text(key),
        }
    }

    /// A whole number.
    #[must_use]
    pub fn integer(&self, key: &'static str) -> Option<i64> {
        self.typed(key, "a whole number", |v| v.as_integer()?.as_str().parse().ok())
    }

    /// A list of texts; one text stands for a list of one.
    #[must_use]
    pub fn texts(&self, key: &'static str) -> Vec<Text<'a>> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let text = |v: &'a Spanned<DeValue<'a>>| {
            let value = v.get_ref().as_str()?.to_owned();
            Some(Text { value, source: self.source, span: v.span() })
        };
        if let Some(one) = text(value) {
            return vec![one];
        }
        let read = |v: &'a DeValue<'a>| v.as_array()?.iter().map(text).collect();
        self.typed(key, "a list of texts", read).unwrap_or_default()
    }

    /// A table inside this one.
    #[must_use]
    pub fn table(&self, key: &'static str) -> Option<Reader<'a>> {
        let span = self.get(key)?.span();
        let table = self.typed(key, "a table", DeValue::as_table)?;
        Some(self.inner(table, span, format!("[{key}]")))
    }

    /// A list of tables, `[[key]]`.
    #[must_use]
    pub fn tables(&self, key: &'static str) -> Vec<Reader<'a>> {
        let Some(list) = self.typed(key, "a list", DeValue::as_array) else { return Vec::new() };
        let mut readers = Vec::new();
        for item in list {
            if let Some(table) = item.get_ref().as_table() {
                readers.push(self.inner(table, item.span(), format!("[[{key}]]")));
            } else {
                let kind = MistakeKind::WrongType { key: key.to_owned(), expected: "a table" };
                self.mistakes.add(self.source, item.span().start, kind, None);
            }
        }
        readers
    }

    /// The keys that nothing asked for, with their texts: the further properties of an option.
    #[must_use]
    pub fn others(&self) -> Vec<(String, String)> {
        let asked = self.asked.borrow();
        self.table
            .iter()
            .filter(|(name, _)| !asked.contains(name.get_ref().as_ref()))
            .filter_map(|(name, value)| Some((name.get_ref().to_string(), value.get_ref().as_str()?.to_owned())))
            .collect()
    }

    fn inner(&self, table: &'a DeTable<'a>, span: Range<usize>, place: String) -> Reader<'a> {
        Reader { source: self.source, mistakes: self.mistakes, table, span, place, asked: RefCell::default() }
    }

    /// Reports every key that nothing asked for.
    pub fn finish(&self) {
        let asked = self.asked.borrow();
        for (name, _) in self.table {
            let key = name.get_ref().as_ref();
            if !asked.contains(key) {
                let kind = MistakeKind::UnknownKey { key: key.to_owned(), place: self.place.clone() };
                let near = nearest(key, asked.iter().copied());
                self.mistakes.add(self.source, name.span().start, kind, near);
            }
        }
    }
}
