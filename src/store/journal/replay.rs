//! A journal that a killed program left, read again: the answers as they were last shown.

use std::rc::Rc;

use serde::Deserialize;

use crate::report::answers::{Answer, Answers, Edited, Entry, EntryPath};
use crate::report::definition::Definition;
use crate::report::field::{Field, Shape};
use crate::report::ids::BlockId;
use crate::store::answers_file::{AnswersFile, OpenError, Opened, place_named};
use crate::store::library::Library;
use crate::store::limits::READ_BYTES;
use crate::store::reading::content_hash;
use crate::text::splice::Splice;

use super::MAGIC;

/// The largest journal that is read, in bytes.
pub(crate) const MAX_JOURNAL: usize = 3 * READ_BYTES;

/// What a journal says.
#[derive(Debug)]
pub struct Replayed {
    pub definition: Definition,
    /// The answers file that the changes start from.
    pub file: AnswersFile,
    /// The answers after the last change.
    pub answers: Answers,
    /// Where the person was at the last change.
    pub focus: Option<EntryPath>,
    /// The contents, as numbers, that the report's own file had or was to have, and the answers in them:
    /// first what the changes start from. Of the others, each may or may not have come to stand there.
    pub saved: Vec<(i64, Answers)>,
    /// Whether some of it could not be read or did not fit; a last line that is torn is no damage.
    pub damaged: bool,
}

/// Why a journal cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    #[error("not a journal")]
    NotAJournal,
    #[error(transparent)]
    Content(#[from] OpenError),
}

/// A line of a journal, its sum apart.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
enum Line {
    Answer {
        at: String,
        rows: Vec<Vec<String>>,
    },
    Text {
        at: String,
        from: usize,
        cut: usize,
        put: String,
    },
    Edit {
        block: String,
        text: Option<String>,
        replaces: Option<String>,
    },
    /// The fields whose answers nobody has confirmed, all of them.
    Unconfirmed(Vec<String>),
    /// A text is about to stand in the file.
    Saving(i64),
    /// It does not: the file was not written.
    Refused(i64),
    Focus(String),
}

/// Reads a journal. `year` completes dates typed without one where the report names no period.
///
/// # Errors
/// It does not begin as a journal does, or the answers file in it cannot be read.
pub fn replay(bytes: &[u8], library: &Library, year: i16) -> Result<Replayed, JournalError> {
    let (base, lines) = split(bytes).ok_or(JournalError::NotAJournal)?;
    let Opened { file, definition, answers, .. } = AnswersFile::open(base, library, year)?;
    let saved = vec![(content_hash(base.as_bytes()), answers.clone())];
    let mut replayed = Replayed { definition, file, answers, focus: None, saved, damaged: false };
    for line in lines.split_inclusive(|byte| *byte == b'\n') {
        let Some(line) = line.strip_suffix(b"\n") else { break };
        let Some(line) = read(line) else {
            replayed.damaged = true;
            break;
        };
        replayed.damaged |= replayed.make(line).is_none();
    }
    Ok(replayed)
}

/// The answers file that a journal begins with, and the lines after it.
fn split(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    let head = str::from_utf8(bytes.get(..end)?).ok()?;
    let (length, sum) = head.strip_prefix(MAGIC)?.strip_prefix(' ')?.split_once(' ')?;
    let length: usize = length.parse().ok()?;
    let rest = bytes.get(end + 1..)?;
    let base = rest.get(..length)?;
    let lines = rest.get(length..)?.strip_prefix(b"\n")?;
    (u64::from_str_radix(sum, 16).ok()? == content_hash(base).cast_unsigned()).then_some(())?;
    Some((str::from_utf8(base).ok()?, lines))
}

fn read(line: &[u8]) -> Option<Line> {
    let (sum, text) = str::from_utf8(line).ok()?.split_once(' ')?;
    let whole = u64::from_str_radix(sum, 16).ok()? == content_hash(text.as_bytes()).cast_unsigned();
    whole.then(|| toml::from_str(text).ok())?
}

/// The cells of a row in the order that its columns have now.
fn in_order(field: &Field, row: Vec<Entry>) -> Vec<Entry> {
    if row.len() == field.columns.len() || row.len() != field.columns_were.len() {
        return row;
    }
    let cell = |column: &Field| {
        let at = field.columns_were.iter().position(|id| *id == column.id);
        at.and_then(|at| row.get(at)).cloned().unwrap_or_default()
    };
    field.columns.iter().map(cell).collect()
}

impl Replayed {
    /// Makes a change again; `None` where it does not fit.
    fn make(&mut self, line: Line) -> Option<()> {
        match line {
            Line::Saving(content) => self.saved.push((content, self.answers.clone())),
            Line::Refused(content) => {
                // The text that the changes start from was never on its way.
                let at = self.saved.iter().rposition(|(saved, _)| *saved == content).filter(|at| *at > 0);
                at.map(|at| self.saved.remove(at));
            }
            Line::Focus(name) => self.focus = Some(place_named(&self.definition, &name)?),
            Line::Unconfirmed(ids) => {
                let fields = ids.iter().filter_map(|id| Some(place_named(&self.definition, id)?.field));
                self.answers.unconfirmed = Rc::new(fields.collect());
            }
            Line::Edit { block, text: Some(text), replaces: Some(replaces) } => {
                self.answers.edited.insert(BlockId::new(block), Edited { text, replaces });
            }
            Line::Edit { block, .. } => drop(self.answers.edited.remove(&BlockId::new(block))),
            Line::Answer { at, rows } => {
                let path = place_named(&self.definition, &at)?;
                let entry = |raw: String| Entry { raw, ..Entry::default() };
                let mut rows = rows.into_iter().map(|row| row.into_iter().map(entry).collect::<Vec<Entry>>());
                let field = &self.definition[path.field];
                let answer = match field.shape() {
                    Shape::One => Answer::One(rows.next()?.into_iter().next()?),
                    Shape::Group => Answer::Group(rows.next()?),
                    Shape::Rows => Answer::Rows(rows.map(|row| in_order(field, row)).collect()),
                };
                self.answers.adopt(&self.definition, path.field, &answer);
                self.answers.settle_year(&self.definition);
            }
            Line::Text { at, from, cut, put } => {
                let path = place_named(&self.definition, &at)?;
                let old = self.answers.entry(path)?.raw.as_str();
                let before = old.get(from..from.checked_add(cut)?)?.to_owned();
                let raw = Splice { at: from, before, after: put }.redone(old);
                self.answers.set(&self.definition, path, raw);
            }
        }
        Some(())
    }
}
