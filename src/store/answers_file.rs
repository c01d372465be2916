//! The text of an answers file: read into answers, and changed only where they changed.

mod comments;
mod decor;
mod error;
mod keys;
mod lists;
mod origins;
mod places;
mod quotes;
mod read;
mod rows;
mod size;
mod stored;
#[cfg(test)]
mod tests;
mod write;

#[cfg(test)]
use error::NoteKind;
pub(crate) use error::{Note, OpenError};
pub(crate) use keys::remove as remove_entry;
pub(crate) use places::Places;
pub(crate) use read::{place_name, place_named};
pub(crate) use size::{fits, may_become};
pub(crate) use stored::one_line;

use std::collections::BTreeMap;
use std::rc::Rc;

use toml_edit::{Document, DocumentMut, Item, Key, Value as Toml};

use crate::report::answers::{Answers, EntryPath};
use crate::report::definition::Definition;
use crate::report::ids::FieldId;
use crate::report::period::Period;
use crate::report::value::Value;

use self::origins::Origins;
use super::library::{Library, TypeError};
use super::limits::{READ_BYTES, READ_VALUES, SHOWN_BYTES};
use super::reading::text_of;

/// How deeply tables and lists may stand in each other.
pub(crate) const MAX_DEPTH: usize = 64;

/// An answers file as text, with all that the program does not know: comments, order, other keys.
/// Each save is made from the text as it was opened, with what differs from that: an answer that comes
/// back, retyped or by undo, has all around it that it had. The tree is made anew each time: kept, it
/// would take ten times the room of the text.
#[derive(Debug, Clone)]
pub struct AnswersFile {
    /// The text as it is to be saved.
    text: String,
    form: Form,
    /// The text as it was opened, its lines ended by `\n`, and what it says.
    opened: (String, Answers),
    /// What the text says, as it was last read or written.
    last: Answers,
    /// Which rows and items of the opened text those of the last save are.
    origins: BTreeMap<FieldId, Origins>,
    /// Where the officer left, as the text says it.
    focus: Option<String>,
}

/// An answers file that was read.
#[derive(Debug)]
pub struct Opened {
    pub file: AnswersFile,
    pub definition: Definition,
    pub answers: Answers,
    /// Where the officer left.
    pub focus: Option<EntryPath>,
    /// What was not as expected, but did no harm.
    pub notes: Vec<Note>,
}

/// The answers of a file whose type is known.
#[derive(Debug)]
pub struct Contents {
    pub file: AnswersFile,
    pub answers: Answers,
    pub focus: Option<EntryPath>,
    pub notes: Vec<Note>,
}

/// How a text is stored, beside what it says.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Form {
    /// Whether a byte order mark stands at its beginning.
    marked: bool,
    /// Whether its lines end as those of Windows do: most of them, where there are both.
    windows: bool,
}

impl Form {
    /// How a text is stored.
    pub(crate) fn of(text: &str) -> Self {
        let windows = text.matches("\r\n").count();
        Form { marked: text.starts_with('\u{feff}'), windows: windows * 2 > text.matches('\n').count() }
    }

    /// A text of lines ended by `\n` as it is to be stored.
    pub(crate) fn stored(self, text: &str) -> String {
        let mark = if self.marked { "\u{feff}" } else { "" };
        if self.windows { format!("{mark}{}", text.replace('\n', "\r\n")) } else { format!("{mark}{text}") }
    }
}

/// The text that was to be written is not TOML: a fault of the program, told rather than saved.
#[derive(Debug, thiserror::Error)]
#[error("the text to be saved could not be read again: {0}")]
pub struct Unwritable(String);

impl AnswersFile {
    /// A new file without answers.
    #[must_use]
    pub fn new(definition: &Definition, period: Option<Period>) -> Self {
        let mut text = format!(
            "# {} – tệp trả lời của chương trình baocao.\n\
             # Có thể sửa tay bằng trình soạn thảo văn bản; ghi chú sau dấu # được giữ nguyên khi lưu.\n\
             # Câu chưa trả lời thì không có dòng; ngày viết 2026-05-12, số viết liền 14000000.\n\n\
             [report]\ntype = \"{}\"\nversion = {}\n",
            definition.title.vi.replace(char::is_control, " "),
            definition.id,
            definition.version
        );
        if let Some(period) = period {
            text = format!("{text}period = \"{period}\"\n");
        }
        text.push_str("\n[answers]\n");
        let year = period.map_or(0, |p| p.year);
        let mut answers = Answers::new(definition, year);
        if let (Some(period), Some(field)) = (period, definition.period) {
            answers.set(definition, EntryPath::field(field), period.to_string());
        }
        AnswersFile {
            opened: (text.clone(), answers.clone()),
            text,
            form: Form::default(),
            last: answers,
            origins: BTreeMap::new(),
            focus: None,
        }
    }

    /// Opens a text of any type that the library has. `year` completes dates that were typed
    /// without one, while the report names no period.
    ///
    /// # Errors
    /// The text is not an answers file, or one that this program must not write to.
    pub fn open(text: &str, library: &Library, year: i16) -> Result<Opened, OpenError> {
        let document = parse(text)?;
        let form = Form::of(text);
        let (id, version) = read::type_of(&document)?;
        let definition = library.load(&id).map_err(|error| match error {
            TypeError::Unknown { id, nearest } => OpenError::UnknownType { id, nearest },
            other => OpenError::Type(other),
        })?;
        if version > definition.version {
            return Err(OpenError::Newer { id, version, known: definition.version });
        }
        let Contents { file, answers, focus, notes } = contents(&document, form, &definition, year)?;
        Ok(Opened { file, definition, answers, focus, notes })
    }

    /// Reads a text as answers to a type at hand, whatever its `[report]` table says. Where there
    /// is neither that table nor `[answers]`, as in a type's examples, the answers stand at the top.
    ///
    /// # Errors
    /// The text is broken.
    pub fn read(text: &str, definition: &Definition, year: i16) -> Result<Contents, OpenError> {
        contents(&parse(text)?, Form::of(text), definition, year)
    }

    /// Takes over the answers. What did not change stays as it was written.
    ///
    /// # Errors
    /// A fault of the program; the file stays as it was.
    pub fn update(
        &mut self,
        definition: &Definition,
        answers: &Answers,
        focus: Option<EntryPath>,
    ) -> Result<(), Unwritable> {
        let focus = focus.and_then(|path| place_name(definition, path));
        let focus = focus.as_deref();
        if !write::is_needed(self.focus.as_deref(), definition, &self.last, answers, focus) {
            return Ok(());
        }
        let unwritable = |error: toml_edit::TomlError| Unwritable(error.message().to_owned());
        let mut origins = self.origins.clone();
        let (opened_text, opened) = &self.opened;
        let text = {
            // Gone before the text is read again: two trees would be the most that the program holds.
            let mut document: DocumentMut = opened_text.parse().map_err(unwritable)?;
            let focus = focus.or(self.focus.as_deref());
            let change = write::Change { definition, opened, last: &self.last, answers, focus };
            write::update(&mut document, &change, &mut origins);
            document.to_string()
        };
        let stored = self.form.stored(&text);
        if stored != self.text {
            // What is on the disk must be readable.
            let document = Document::parse(text.as_str()).map_err(unwritable)?;
            self.focus = read::of_report(&document, "focus");
            self.text = stored;
        }
        self.origins = origins;
        self.last = answers.clone();
        Ok(())
    }

    /// Adds lines that only people read, at the end.
    pub(crate) fn add_comment<'a>(&mut self, lines: impl Iterator<Item = &'a str>) {
        let lines = lines.map(|line| format!("# {}\n", crate::text::visible::shown_line(line)));
        let lines = format!("\n{}", lines.collect::<String>());
        self.opened.0.push_str(&lines);
        self.text.push_str(&Form { marked: false, ..self.form }.stored(&lines));
    }

    /// The lines of the comment that begins with this one, without their marks.
    pub(crate) fn comments_below<'a>(&'a self, title: &str) -> impl Iterator<Item = &'a str> {
        let mut lines = self.opened.0.lines().map(|line| line.strip_prefix("# "));
        let is_there = lines.by_ref().any(|line| line == Some(title));
        lines.take_while(Option::is_some).flatten().filter(move |_| is_there)
    }

    /// Moves a line from the comment that begins with one line to the end of that which begins with another; that is begun
    /// at the end of the file where it is not there.
    pub(crate) fn move_comment(&mut self, line: &str, from: &str, to: &str) {
        let line = format!("# {}\n", crate::text::visible::shown_line(line));
        let block = |file: &Self, title: &str| {
            file.comments_below(title).fold(format!("# {title}\n"), |lines, line| lines + "# " + line + "\n")
        };
        if self.comments_below(to).next().is_none() && !self.opened.0.contains(&format!("# {to}\n")) {
            self.add_comment(std::iter::once(to));
        }
        let (source, target) = (block(self, from), block(self, to));
        let changes = [(source.clone(), source.replacen(&line, "", 1)), (target.clone(), format!("{target}{line}"))];
        for (before, after) in changes {
            let stored = |text: &str| Form { marked: false, ..self.form }.stored(text);
            self.text = self.text.replacen(&stored(&before), &stored(&after), 1);
            self.opened.0 = self.opened.0.replacen(&before, &after, 1);
        }
    }

    /// Keeps what is to be shown of the report that this one is a copy of, in a table of its own: the copy
    /// stands alone, and an earlier version of the program leaves the table as it is.
    ///
    /// # Errors
    /// A fault of the program; the file stays as it was.
    pub(crate) fn keep_previous(&mut self, definition: &Definition, previous: Rc<Answers>) -> Result<(), Unwritable> {
        let unwritable = |error: toml_edit::TomlError| Unwritable(error.message().to_owned());
        let mut aside = AnswersFile::new(definition, None);
        aside.update(definition, &previous, None)?;
        let mut shown: DocumentMut = aside.text.parse().map_err(unwritable)?;
        let mut document: DocumentMut = self.opened.0.parse().map_err(unwritable)?;
        let Some(Item::Table(mut table)) = shown.remove("answers") else { return Ok(()) };
        if let Some(Value::Period(period)) = definition.period.map(|field| previous.value(EntryPath::field(field)))
            && let Some(field) = definition.period
        {
            let period = Item::Value(Toml::from(period.to_string()));
            keys::insert_at(&mut table, 0, &Key::new(&*definition[field].id), period);
        }
        table.decor_mut().set_prefix(
            "\n# Của báo cáo kỳ trước: chỉ hiện mờ cạnh ô trống, không phải câu trả lời. Xóa cả mục này cũng được.\n",
        );
        document.insert(read::PREVIOUS, Item::Table(table));
        let text = document.to_string();
        Document::parse(text.as_str()).map_err(unwritable)?;
        self.text = self.form.stored(&text);
        self.opened.0 = text;
        self.opened.1.previous = Some(Rc::clone(&previous));
        self.last.previous = Some(previous);
        Ok(())
    }

    /// The answers that the text says.
    #[must_use]
    pub(crate) fn last(&self) -> &Answers {
        &self.last
    }

    /// The text as it is to be saved.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// The text of a file as it is stored, a byte order mark and the line ends of Windows with it.
///
/// # Errors
/// The file is too large to be shown, or not UTF-8.
pub fn decode(bytes: &[u8]) -> Result<String, OpenError> {
    if bytes.len() > SHOWN_BYTES {
        return Err(OpenError::TooLarge { bytes: bytes.len() });
    }
    text_of(bytes).map_err(|(line, column)| OpenError::NotUtf8 { line, column })?;
    Ok(String::from_utf8_lossy(bytes).into_owned())
}

fn parse(text: &str) -> Result<Document<String>, OpenError> {
    if text.len() > READ_BYTES {
        return Err(OpenError::TooLarge { bytes: text.len() });
    }
    // A value takes at least a byte.
    if text.len() > READ_VALUES && quotes::values(text) > READ_VALUES {
        return Err(OpenError::TooManyValues);
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
    let document = Document::parse(text.clone()).map_err(|error| OpenError::of_toml(&error, &text))?;
    if read::is_deeper_than(document.as_item(), MAX_DEPTH) {
        return Err(OpenError::TooDeep);
    }
    Ok(document)
}

fn contents(
    document: &Document<String>,
    form: Form,
    definition: &Definition,
    year: i16,
) -> Result<Contents, OpenError> {
    let (answers, focus, notes) = read::read(document, definition, year)?;
    let file = AnswersFile {
        text: form.stored(document.raw()),
        form,
        opened: (document.raw().to_owned(), answers.clone()),
        last: answers.clone(),
        origins: BTreeMap::new(),
        focus: read::of_report(document, "focus"),
    };
    Ok(Contents { file, answers, focus, notes })
}
