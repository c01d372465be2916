//! Reads a TOML tree key by key, gathering every mistake with its place.

use std::cell::RefCell;
use std::fmt;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeInteger, DeTable, DeValue};

use super::field::Label;
use super::load_error::{LoadError, LoadErrorKind, nearest};
use super::sorting::sort_by;
use super::source::{Source, Text, line_column};

/// A whole number of a TOML file, where it is not too large.
#[must_use]
pub(crate) fn whole(number: &DeInteger<'_>) -> Option<i64> {
    i64::from_str_radix(number.as_str(), number.radix()).ok()
}

/// A value and where it stands.
type Value<'a> = &'a Spanned<DeValue<'a>>;

/// No more mistakes than these are told: each is looked up in the text, and nobody reads thousands.
const MAX_MISTAKES: usize = 100;

/// Where mistakes are gathered.
#[derive(Debug, Default)]
pub(crate) struct Mistakes {
    list: RefCell<Vec<LoadError>>,
}

impl Mistakes {
    /// Adds a mistake at a byte offset of a source.
    pub(crate) fn add(&self, source: Source<'_>, offset: usize, kind: LoadErrorKind, nearest: Option<String>) {
        if self.is_full() {
            return;
        }
        let (line, column) = line_column(source.text, offset);
        let mistake = LoadError { file: source.name.to_owned(), line, column, kind, nearest };
        let mut list = self.list.borrow_mut();
        // What is read twice is told once.
        if !list.contains(&mistake) {
            list.push(mistake);
        }
    }

    /// Whether one of them may be why a field seems not to be used.
    #[must_use]
    pub(crate) fn hide_uses(&self) -> bool {
        self.list.borrow().iter().any(|mistake| mistake.kind.hides_uses())
    }

    /// Whether there is none.
    #[must_use]
    pub(crate) fn is_empty(&self) -> bool {
        self.list.borrow().is_empty()
    }

    /// Whether no more are told.
    #[must_use]
    pub(crate) fn is_full(&self) -> bool {
        self.list.borrow().len() >= MAX_MISTAKES
    }

    /// All of them, in the order of their places.
    #[must_use]
    pub(crate) fn into_sorted(self) -> Vec<LoadError> {
        let is_full = self.is_full();
        let mut list = self.list.into_inner();
        sort_by(&mut list, |a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
        if is_full && let Some(last) = list.last().cloned() {
            list.push(LoadError { kind: LoadErrorKind::TooMany(MAX_MISTAKES), nearest: None, ..last });
        }
        list
    }
}

/// What a table is, for messages: "the file", `[letterhead]`, `[[section]]`, `fields = [ … ]`.
#[derive(Debug, Clone, Copy)]
enum Place<'a> {
    Top(&'a str),
    Table(&'static str),
    OneOf(&'static str),
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Top(name) => f.write_str(name),
            Place::Table(key) => write!(f, "[{key}]"),
            Place::OneOf(key @ ("section" | "example")) => write!(f, "[[{key}]]"),
            Place::OneOf(key) => write!(f, "{key} = [ … ]"),
        }
    }
}

/// The English texts of a table, from the file beside the type.
#[derive(Debug)]
enum English<'a> {
    None,
    /// The one text that it shows: a label, a title or a message.
    One(Text<'a>),
    Table(Box<Reader<'a>>),
}

/// One table of a type file; remembers which keys were asked for.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    pub source: Source<'a>,
    mistakes: &'a Mistakes,
    table: &'a DeTable<'a>,
    span: Range<usize>,
    place: Place<'a>,
    english: English<'a>,
    /// The keys asked for, some perhaps twice.
    asked: RefCell<Vec<&'static str>>,
}

impl<'a> Reader<'a> {
    /// Reads the top of a file.
    #[must_use]
    pub(crate) fn new(source: Source<'a>, table: &'a DeTable<'a>, mistakes: &'a Mistakes, name: &'a str) -> Self {
        let (place, english) = (Place::Top(name), English::None);
        Reader { source, mistakes, table, span: 0..0, place, english, asked: RefCell::default() }
    }

    /// The same table with its English texts.
    #[must_use]
    pub(crate) fn with_english(mut self, english: Option<Reader<'a>>) -> Self {
        self.english = english.map_or(English::None, |reader| English::Table(Box::new(reader)));
        self
    }

    /// Reports a mistake about this whole table.
    pub(crate) fn wrong(&self, kind: LoadErrorKind, nearest: Option<String>) {
        self.mistakes.add(self.source, self.span.start, kind, nearest);
    }

    /// Reports a mistake about a text in it.
    pub(crate) fn wrong_text(&self, text: &Text<'_>, kind: LoadErrorKind, nearest: Option<String>) {
        self.mistakes.add(text.source, text.offset(0, text.value), kind, nearest);
    }

    fn get(&self, key: &'static str) -> Option<Value<'a>> {
        self.asked.borrow_mut().push(key);
        self.table.get(key)
    }

    fn typed<T>(
        &self,
        key: &'static str,
        expected: &'static str,
        read: impl FnOnce(Value<'a>) -> Option<T>,
    ) -> Option<T> {
        let value = self.get(key)?;
        self.of_type(key, value, expected, read(value))
    }

    /// What was read of a value; told where it is of another type.
    fn of_type<T>(&self, key: &'static str, value: Value<'a>, expected: &'static str, found: Option<T>) -> Option<T> {
        if found.is_none() {
            let kind = LoadErrorKind::WrongType { key: key.to_owned(), expected };
            self.mistakes.add(self.source, value.span().start, kind, None);
        }
        found
    }

    fn text_of(&self, key: &'static str, value: Value<'a>) -> Option<Text<'a>> {
        let text = self.of_type(key, value, "a text", value.get_ref().as_str())?;
        Some(Text { value: text, source: self.source, span: value.span(), skipped: 0 })
    }

    /// Whether the key is there.
    #[must_use]
    pub(crate) fn has(&self, key: &'static str) -> bool {
        self.get(key).is_some()
    }

    /// A text.
    #[must_use]
    pub(crate) fn text(&self, key: &'static str) -> Option<Text<'a>> {
        self.text_of(key, self.get(key)?)
    }

    /// A text that must be there.
    #[must_use]
    pub(crate) fn needed(&self, key: &'static str) -> Text<'a> {
        let value = self.get(key);
        if value.is_none() {
            self.wrong(LoadErrorKind::MissingKey { key: key.to_owned(), place: self.place.to_string() }, None);
        }
        let blank = || Text { value: "", source: self.source, span: self.span.clone(), skipped: 0 };
        value.and_then(|value| self.text_of(key, value)).unwrap_or_else(blank)
    }

    /// A text to keep; empty when it is not there.
    #[must_use]
    pub(crate) fn string(&self, key: &'static str) -> String {
        self.text(key).map(|text| text.value.to_owned()).unwrap_or_default()
    }

    /// A text in both languages.
    #[must_use]
    pub(crate) fn label(&self, key: &'static str) -> Label {
        let en = match &self.english {
            English::One(text) if ["label", "title", "message"].contains(&key) => text.value.to_owned(),
            English::Table(reader) => reader.string(key),
            English::One(_) | English::None => String::new(),
        };
        Label { vi: self.string(key), en }
    }

    /// A text in both languages, of which the Vietnamese one must be there.
    #[must_use]
    pub(crate) fn needed_label(&self, key: &'static str) -> Label {
        let _ = self.needed(key);
        self.label(key)
    }

    /// Whether the key says `false`.
    #[must_use]
    pub(crate) fn is_false(&self, key: &'static str) -> bool {
        self.get(key).is_some_and(|value| value.get_ref().as_bool() == Some(false))
    }

    /// A switch; false when it is not there.
    #[must_use]
    pub(crate) fn flag(&self, key: &'static str) -> bool {
        self.typed(key, "true or false", |value| value.get_ref().as_bool()).unwrap_or(false)
    }

    /// A text, or `true` as the text "true"; nothing for `false`.
    #[must_use]
    pub(crate) fn flag_or_text(&self, key: &'static str) -> Option<Text<'a>> {
        match self.get(key)?.get_ref().as_bool() {
            Some(true) => Some(Text { value: "true", source: self.source, span: self.span.clone(), skipped: 0 }),
            Some(false) => None,
            None => self.text(key),
        }
    }

    /// The version of the type, from 1; 1 where it is not there.
    #[must_use]
    pub(crate) fn version(&self) -> i64 {
        self.integer("version").unwrap_or(1)
    }

    /// A whole number from 1.
    #[must_use]
    pub(crate) fn integer(&self, key: &'static str) -> Option<i64> {
        let read = |value: Value<'a>| value.get_ref().as_integer().and_then(whole).filter(|number| *number >= 1);
        self.typed(key, "a whole number from 1", read)
    }

    /// A list of texts; one text stands for a list of one.
    #[must_use]
    pub(crate) fn texts(&self, key: &'static str) -> Vec<Text<'a>> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let text = |v: Value<'a>| {
            v.get_ref().as_str().map(|value| Text { value, source: self.source, span: v.span(), skipped: 0 })
        };
        if let Some(one) = text(value) {
            return vec![one];
        }
        let read = |v: Value<'a>| v.get_ref().as_array()?.iter().map(text).collect();
        self.typed(key, "a list of texts", read).unwrap_or_default()
    }

    /// A list of texts to keep.
    #[must_use]
    pub(crate) fn strings(&self, key: &'static str) -> Vec<String> {
        self.texts(key).iter().map(|text| text.value.to_owned()).collect()
    }

    /// A table inside this one.
    #[must_use]
    pub(crate) fn table(&self, key: &'static str) -> Option<Reader<'a>> {
        let value = self.get(key)?;
        let table = self.of_type(key, value, "a table", value.get_ref().as_table())?;
        let english = match &self.english {
            English::Table(english) => english.table(key),
            English::One(_) | English::None => None,
        };
        Some(self.inner(table, value.span(), Place::Table(key)).with_english(english))
    }

    /// A list of tables: `key = [ {…}, … ]`, or `[[key]]` as TOML writes the same. Each has the
    /// English that stands under its id.
    #[must_use]
    pub(crate) fn tables(&self, key: &'static str) -> Vec<Reader<'a>> {
        let Some(list) = self.typed(key, "a list", |value| value.get_ref().as_array()) else { return Vec::new() };
        let mut readers = Vec::new();
        for item in list {
            if let Some(table) = item.get_ref().as_table() {
                readers.push(self.inner(table, item.span(), Place::OneOf(key)));
            } else {
                let kind = LoadErrorKind::WrongType { key: key.to_owned(), expected: "a table" };
                self.mistakes.add(self.source, item.span().start, kind, None);
            }
        }
        if let English::Table(english) = &self.english {
            english.translate(key, &mut readers);
        }
        readers
    }

    /// Gives each of these tables its English from the table `key`; what fits none of them is told.
    fn translate(&self, key: &'static str, readers: &mut [Reader<'a>]) {
        let Some(all) = self.table(key) else { return };
        for (name, value) in all.table {
            let id: &str = name.get_ref();
            let Some(reader) = readers.iter_mut().find(|reader| reader.id() == id) else {
                let near = nearest(id, readers.iter().map(Reader::id));
                self.mistakes.add(
                    self.source,
                    name.span().start,
                    LoadErrorKind::NothingToTranslate(id.to_owned()),
                    near,
                );
                continue;
            };
            reader.english = match value.get_ref().as_table() {
                Some(table) => English::Table(Box::new(all.inner(table, value.span(), Place::OneOf(key)))),
                None => self.text_of(key, value).map_or(English::None, English::One),
            };
        }
    }

    /// By what a table of a list is known.
    fn id(&self) -> &'a str {
        let name = ["id", "name", "kind"].iter().find_map(|key| self.table.get(*key));
        name.and_then(|value| value.get_ref().as_str()).unwrap_or_default()
    }

    /// The texts under any other key than these: the further properties of an option.
    #[must_use]
    pub(crate) fn others(&self, known: &[&str]) -> Vec<(String, String)> {
        let others =
            self.table.iter().map(|(key, value)| (key.get_ref(), value)).filter(|(key, _)| !known.contains(&&***key));
        others.filter_map(|(key, value)| Some((key.to_string(), value.get_ref().as_str()?.to_owned()))).collect()
    }

    fn inner(&self, table: &'a DeTable<'a>, span: Range<usize>, place: Place<'a>) -> Reader<'a> {
        let (source, mistakes) = (self.source, self.mistakes);
        Reader { source, mistakes, table, span, place, english: English::None, asked: RefCell::default() }
    }

    /// Reports every key that nothing asked for, in the English too.
    pub(crate) fn finish(&self) {
        if let English::Table(english) = &self.english {
            english.finish();
        }
        let asked = self.asked.borrow();
        for key in self.table.keys() {
            let name: &str = key.get_ref();
            if !asked.contains(&name) && !self.mistakes.is_full() {
                let kind = LoadErrorKind::UnknownKey { key: name.to_owned(), place: self.place.to_string() };
                let mut asked = asked.clone();
                asked.sort_unstable();
                let near = nearest(name, asked);
                self.mistakes.add(self.source, key.span().start, kind, near);
            }
        }
    }
}
