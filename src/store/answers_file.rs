//! The text of an answers file: read into answers, and changed only where they changed.

mod comments;
mod error;
mod keys;
mod lists;
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
pub(crate) use read::{place_name, place_named};
pub(crate) use size::fits;
pub(crate) use stored::one_line;

use toml_edit::{Document, DocumentMut};

use crate::report::answers::{Answers, Path};
use crate::report::definition::Definition;
use crate::report::period::Period;

use super::library::{Library, TypeError};
use super::limits::{READ_BYTES, READ_VALUES};
use super::reading::text_of;

/// How deeply tables and lists may stand in each other.
pub(crate) const MAX_DEPTH: usize = 64;

/// An answers file as text, with all that the program does not know: comments, order, other keys.
/// Its tree is made anew for each save: kept, it would take ten times the room of the text.
#[derive(Debug, Clone)]
pub struct AnswersFile {
    text: String,
    /// What the text says, as it was last read or written: only what differs is rewritten.
    last: Answers,
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
    pub focus: Option<Path>,
    /// What was not as expected, but did no harm.
    pub notes: Vec<Note>,
}

/// The answers of a file whose type is known.
#[derive(Debug)]
pub struct Contents {
    pub file: AnswersFile,
    pub answers: Answers,
    pub focus: Option<Path>,
    pub notes: Vec<Note>,
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
        let mut file = AnswersFile { text, last: Answers::new(definition, year), focus: None };
        if let (Some(period), Some(field)) = (period, definition.period) {
            file.last.set(definition, Path::field(field), period.to_string());
        }
        file
    }

    /// Opens a text of any type that the library has. `year` completes dates that were typed
    /// without one, while the report names no period.
    ///
    /// # Errors
    /// The text is not an answers file, or one that this program must not write to.
    pub fn open(text: &str, library: &Library, year: i16) -> Result<Opened, OpenError> {
        let document = parse(text)?;
        let (id, version) = read::type_of(&document)?;
        let definition = library.load(&id).map_err(|error| match error {
            TypeError::Unknown { id, nearest } => OpenError::UnknownType { id, nearest },
            other => OpenError::Type(other),
        })?;
        if version > definition.version {
            return Err(OpenError::Newer { id, version, known: definition.version });
        }
        let Contents { file, answers, focus, notes } = contents(&document, &definition, year)?;
        Ok(Opened { file, definition, answers, focus, notes })
    }

    /// Reads a text as answers to a type at hand, whatever its `[report]` table says. Where there
    /// is neither that table nor `[answers]`, as in a type's examples, the answers stand at the top.
    ///
    /// # Errors
    /// The text is broken.
    pub fn read(text: &str, definition: &Definition, year: i16) -> Result<Contents, OpenError> {
        contents(&parse(text)?, definition, year)
    }

    /// Takes over the answers. What did not change stays as it was written.
    ///
    /// # Errors
    /// A fault of the program; the file stays as it was.
    pub fn update(
        &mut self,
        definition: &Definition,
        answers: &Answers,
        focus: Option<Path>,
    ) -> Result<(), Unwritable> {
        if !write::is_needed(self.focus.as_deref(), definition, &self.last, answers, focus) {
            return Ok(());
        }
        let unwritable = |error: toml_edit::TomlError| Unwritable(error.message().to_owned());
        let text = {
            // Gone before the text is read again: two trees would be the most that the program holds.
            let mut document: DocumentMut = self.text.parse().map_err(unwritable)?;
            write::update(&mut document, definition, &self.last, answers, focus);
            document.to_string()
        };
        if text != self.text {
            // What is on the disk must be readable.
            let document = Document::parse(text.as_str()).map_err(unwritable)?;
            self.focus = read::of_report(&document, "focus");
            self.text = text;
        }
        self.last = answers.clone();
        Ok(())
    }

    /// Adds lines that only people read, at the end.
    pub(crate) fn add_comment<'a>(&mut self, lines: impl Iterator<Item = &'a str>) {
        self.text.push('\n');
        for line in lines {
            self.text.push_str(&format!("# {}\n", crate::text::visible::shown_line(line)));
        }
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

/// The text of a file: UTF-8 without a byte order mark, its lines ended by `\n`.
///
/// # Errors
/// The file is too large, or not UTF-8.
pub fn decode(bytes: &[u8]) -> Result<String, OpenError> {
    if bytes.len() > READ_BYTES {
        return Err(OpenError::TooLarge { bytes: bytes.len() });
    }
    let text = text_of(bytes).map_err(|(line, column)| OpenError::NotUtf8 { line, column })?;
    Ok(text.replace("\r\n", "\n"))
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

fn contents(document: &Document<String>, definition: &Definition, year: i16) -> Result<Contents, OpenError> {
    let (answers, focus, notes) = read::read(document, definition, year)?;
    let file = AnswersFile {
        text: document.raw().to_owned(),
        last: answers.clone(),
        focus: read::of_report(document, "focus"),
    };
    Ok(Contents { file, answers, focus, notes })
}
