//! A journal that a killed program left, read again: the answers as they were last shown.

use std::rc::Rc;

use serde::Deserialize;

use crate::report::answers::{Answer, Answers, Edited, Entry, EntryPath, Silence};
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
        /// What the cells of a row are called; a journal of an earlier program does not say it.
        columns: Option<Vec<String>>,
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
    /// A finding was silenced; or is heard again, where there is no reason.
    Silence {
        code: String,
        field: String,
        words: String,
        reason: Option<String>,
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

/// The place that a change was made at; `None` where the type has no such place any more.
fn place(definition: &Definition, name: &str) -> Option<EntryPath> {
    let path = place_named(definition, name)?;
    // A cell of what is no table now is not the whole field.
    let parts = 1 + usize::from(path.row.is_some()) + usize::from(path.column.is_some());
    (name.split('.').count() == parts).then_some(path)
}

/// Rows whose cells stand as the columns do now, and whether every word in them has its place.
struct Ordered {
    rows: Vec<Vec<Entry>>,
    is_whole: bool,
}

/// Brings cells to the columns of their names. `None` where it is not known which they were.
fn in_order(field: &Field, names: Option<Vec<String>>, rows: &[Vec<Entry>]) -> Option<Ordered> {
    let cells = rows.first().map_or(field.columns.len(), Vec::len);
    let present = || field.columns.iter().map(|column| column.id.clone()).collect();
    let names = names.unwrap_or_else(|| match field.columns_were.len() {
        were if were == cells && were != field.columns.len() => field.columns_were.clone(),
        _ => present(),
    });
    if rows.iter().any(|row| row.len() != names.len()) {
        return None;
    }
    let is_column = |name: &str| field.columns.iter().any(|column| column.id == name);
    let place_of = |column: &Field| {
        let own = names.iter().position(|name| *name == column.id);
        own.or_else(|| names.iter().position(|name| !is_column(name) && column.renamed_from.contains(name)))
    };
    let places: Vec<Option<usize>> = field.columns.iter().map(place_of).collect();
    let is_placed = |(at, entry): (usize, &Entry)| entry.raw.is_empty() || places.contains(&Some(at));
    let is_whole = rows.iter().all(|row| row.iter().enumerate().all(is_placed));
    let cell = |row: &[Entry], at: &Option<usize>| at.and_then(|at| row.get(at)).cloned().unwrap_or_default();
    let rows = rows.iter().map(|row| places.iter().map(|at| cell(row, at)).collect()).collect();
    Some(Ordered { rows, is_whole })
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
            Line::Silence { code, field, words, reason } => {
                let silence = Silence { code, field: self.definition.field(&field)?, words };
                let silenced = Rc::make_mut(&mut self.answers.silenced);
                match reason {
                    Some(reason) => drop(silenced.insert(silence, reason)),
                    None => drop(silenced.remove(&silence)),
                }
            }
            Line::Edit { block, text: Some(text), replaces: Some(replaces) } => {
                self.answers.edited.insert(BlockId::new(block), Edited { text, replaces });
            }
            Line::Edit { block, .. } => drop(self.answers.edited.remove(&BlockId::new(block))),
            Line::Answer { at, columns, rows } => {
                let path = place(&self.definition, &at)?;
                let entry = |raw: String| Entry { raw, ..Entry::default() };
                let rows: Vec<Vec<Entry>> = rows.into_iter().map(|row| row.into_iter().map(entry).collect()).collect();
                let field = &self.definition[path.field];
                let (answer, is_whole) = match (field.shape(), rows.as_slice()) {
                    (Shape::One, [row]) if columns.is_none() => {
                        let [entry] = row.as_slice() else { return None };
                        (Answer::One(entry.clone()), true)
                    }
                    (Shape::Group, [_]) => {
                        let mut ordered = in_order(field, columns, &rows)?;
                        (Answer::Group(ordered.rows.pop()?), ordered.is_whole)
                    }
                    (Shape::Rows, _) => {
                        let ordered = in_order(field, columns, &rows)?;
                        (Answer::Rows(ordered.rows), ordered.is_whole)
                    }
                    _ => return None,
                };
                self.answers.adopt(&self.definition, path.field, &answer);
                self.answers.settle_year(&self.definition);
                // What has a place is taken back; the journal is kept for the rest.
                is_whole.then_some(())?;
            }
            Line::Text { at, from, cut, put } => {
                let path = place(&self.definition, &at)?;
                let old = self.answers.entry(path)?.raw.as_str();
                let before = old.get(from..from.checked_add(cut)?)?.to_owned();
                let raw = Splice { at: from, before, after: put }.redone(old);
                self.answers.set(&self.definition, path, raw);
            }
        }
        Some(())
    }
}
