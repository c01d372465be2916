//! The journal beside a report: what changed since the file was last saved, written before it is
//! shown, so that a killed program loses nothing that was on the screen.
//!
//! The first line says what the file is and how long the answers file is that follows; that text,
//! whole, is what the changes start from, whatever becomes of the file itself. Then a line a
//! change: the sum of the rest of the line, and a line of TOML. An entry that is touched for the
//! first time is written whole, later only what was cut and put. A line that is torn or wrong
//! ends the journal.

pub mod replay;

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{Seek, SeekFrom};
use std::path::{Path, PathBuf};

use crate::report::answers::{Answer, Answers, Entry, EntryPath, Silence};
use crate::report::definition::Definition;
use crate::report::ids::FieldId;
use crate::text::splice::Splice;

use super::answers_file::{one_line, place_name};
use super::atomic;
use super::disk::{Disk, Step, WriteError};
use super::names::{JOURNAL, sidecar_path};
use super::reading::content_hash;
use super::report_file::ReportFile;

/// How a journal begins.
const MAGIC: &str = "baocao nhat-ky 1";

/// A journal that grows by more than this begins anew, in bytes: only where saving fails for hours.
const LONG: u64 = 4_000_000;

/// The journal of an open report. There is a file only while something is not saved.
#[derive(Debug)]
pub(crate) struct Journal {
    path: PathBuf,
    open: Option<Open>,
}

#[derive(Debug)]
struct Open {
    file: File,
    length: u64,
    /// From this length on it begins anew.
    most: u64,
    /// What the journal says so far.
    known: Answers,
    /// The fields that were written whole.
    touched: BTreeSet<FieldId>,
    /// Where the person was at the last change.
    focus: EntryPath,
}

impl Journal {
    /// The journal of a report; nothing is written yet.
    #[must_use]
    pub(crate) fn of(report: &Path) -> Self {
        Journal { path: sidecar_path(report, JOURNAL), open: None }
    }

    /// Writes what changed since the last call, and where the person is; the text of `report` is what
    /// the changes start from.
    ///
    /// # Errors
    /// Nothing is lost by it: the next call writes what this one could not.
    pub(crate) fn record(
        &mut self,
        disk: &dyn Disk,
        definition: &Definition,
        report: &ReportFile,
        answers: &Answers,
        focus: EntryPath,
    ) -> Result<(), WriteError> {
        if let Some(open) = self.open.as_mut().filter(|open| open.length < open.most) {
            let mut touched = open.touched.clone();
            let mut lines = changes(definition, &open.known, answers, &mut touched);
            if lines.is_empty() {
                return Ok(());
            }
            if open.focus != focus {
                lines += &focus_line(definition, focus);
            }
            self.append(disk, &lines)?;
            if let Some(open) = &mut self.open {
                open.known.clone_from(answers);
                open.touched = touched;
                open.focus = focus;
            }
            return Ok(());
        }
        // Not a text that was refused: what others changed since would be told from that.
        let file = report.stood();
        let mut touched = BTreeSet::new();
        let lines = changes(definition, file.last(), answers, &mut touched);
        if lines.is_empty() && self.open.is_none() && report.is_saved() {
            return Ok(());
        }
        let base = file.text().as_bytes();
        // The file itself may have other line ends, or be older than the text.
        let on_disk = report.on_disk().map_or(String::new(), |content| line(&format!("saving = {content}")));
        let focused = focus_line(definition, focus);
        let text =
            format!("{MAGIC} {} {:016x}\n{}\n{on_disk}{lines}{focused}", base.len(), content_hash(base), file.text());
        let file = atomic::begin_with(disk, &self.path, text.as_bytes(), report.path())?;
        let length = u64::try_from(text.len()).unwrap_or(u64::MAX);
        self.open = Some(Open { file, length, most: length + LONG, known: answers.clone(), touched, focus });
        Ok(())
    }

    /// Notes that a text is about to stand in the report's file: the changes up to here are in it.
    /// Returns the journal's own file, to be on the disk before that text is; `None` while there
    /// is no journal.
    ///
    /// # Errors
    /// As [`Journal::record`].
    pub(crate) fn mark(&mut self, disk: &dyn Disk, text: &str) -> Result<Option<File>, WriteError> {
        self.append(disk, &line(&format!("saving = {}", content_hash(text.as_bytes()))))?;
        Ok(self.open.as_ref().and_then(|open| open.file.try_clone().ok()))
    }

    /// Takes a mark back: the text of this number was refused, nobody can have begun from it.
    ///
    /// # Errors
    /// As [`Journal::record`]. The mark stays, and others' changes are told once more than need be.
    pub(crate) fn unmark(&mut self, disk: &dyn Disk, content: i64) -> Result<(), WriteError> {
        self.append(disk, &line(&format!("refused = {content}")))
    }

    /// What it holds up to now stands in the report's file: the next record starts from that, so that what
    /// others change in the file afterwards is told from what was changed here before.
    pub(crate) fn begin_anew(&mut self) {
        if let Some(open) = &mut self.open {
            open.most = 0;
        }
    }

    fn append(&mut self, disk: &dyn Disk, lines: &str) -> Result<(), WriteError> {
        let Some(open) = &mut self.open else { return Ok(()) };
        if let Err(source) = disk.write(&mut open.file, lines.as_bytes()) {
            // Half a line would be the end of the journal: what was whole stays, the next try
            // writes the rest again.
            let end = SeekFrom::Start(open.length);
            if open.file.set_len(open.length).and_then(|()| open.file.seek(end)).is_err() {
                self.open = None;
            }
            return Err(WriteError { path: self.path.clone(), step: Step::Write, source });
        }
        open.length += u64::try_from(lines.len()).unwrap_or(0);
        Ok(())
    }

    /// All that it holds is saved.
    pub(crate) fn remove(&mut self, disk: &dyn Disk) {
        if self.open.take().is_some() {
            // A journal that says what the file says is passed over when it is found.
            let _ = disk.remove(&self.path);
        }
    }
}

fn focus_line(definition: &Definition, focus: EntryPath) -> String {
    place_name(definition, focus).map_or(String::new(), |name| line(&format!("focus = {}", one_line(&name))))
}

/// A line of the journal with its sum.
fn line(text: &str) -> String {
    format!("{:016x} {text}\n", content_hash(text.as_bytes()))
}

/// The lines that turn `known` into `answers`.
fn changes(definition: &Definition, known: &Answers, answers: &Answers, touched: &mut BTreeSet<FieldId>) -> String {
    let mut lines = String::new();
    for field in answers.unlike(known) {
        let (old, new) = (known.answer(field), answers.answer(field));
        let is_spliced = touched.contains(&field) && put_splices(definition, field, old, new, &mut lines);
        if !is_spliced && put_whole(definition, field, old, new, &mut lines) {
            touched.insert(field);
        }
    }
    if known.unconfirmed != answers.unconfirmed {
        let ids = answers.unconfirmed.iter().filter_map(|field| place_name(definition, EntryPath::field(*field)));
        let ids: Vec<String> = ids.map(|id| one_line(&id)).collect();
        lines += &line(&format!("unconfirmed = [{}]", ids.join(", ")));
    }
    let silence = |silence: &Silence, reason: Option<&String>| {
        let Silence { code, field, words } = silence;
        let at = [code.as_str(), &definition[*field].id, words].map(one_line);
        let reason = reason.map_or(String::new(), |reason| format!(", reason = {}", one_line(reason)));
        let [code, field, words] = at;
        line(&format!("silence = {{ code = {code}, field = {field}, words = {words}{reason} }}"))
    };
    for gone in known.silenced.keys().filter(|one| !answers.silenced.contains_key(*one)) {
        lines += &silence(gone, None);
    }
    for (one, reason) in answers.silenced.iter().filter(|(one, reason)| known.silenced.get(*one) != Some(*reason)) {
        lines += &silence(one, Some(reason));
    }
    for id in known.edited.keys().filter(|id| !answers.edited.contains_key(*id)) {
        lines += &line(&format!("edit = {{ block = {} }}", one_line(id.as_str())));
    }
    for (id, edited) in answers.edited.iter().filter(|(id, edited)| known.edited.get(*id) != Some(edited)) {
        let (id, text, replaces) = (one_line(id.as_str()), one_line(&edited.text), one_line(&edited.replaces));
        lines += &line(&format!("edit = {{ block = {id}, text = {text}, replaces = {replaces} }}"));
    }
    lines
}

/// A whole answer; false where it is the same, typed and understood.
fn put_whole(definition: &Definition, field: FieldId, old: &Answer, new: &Answer, lines: &mut String) -> bool {
    if old == new {
        return false;
    }
    let Some(name) = place_name(definition, EntryPath::field(field)) else { return false };
    let list = |entries: &[Entry]| {
        let texts: Vec<String> = entries.iter().map(|entry| one_line(&entry.raw)).collect();
        format!("[{}]", texts.join(", "))
    };
    let rows: Vec<String> = match new {
        Answer::One(entry) => vec![list(std::slice::from_ref(entry))],
        Answer::Group(entries) => vec![list(entries)],
        Answer::Rows(rows) => rows.iter().map(|row| list(row)).collect(),
    };
    // By their names, whatever order the type has them in when the journal is read.
    let columns: Vec<String> = definition[field].columns.iter().map(|column| one_line(&column.id)).collect();
    let columns = if columns.is_empty() { String::new() } else { format!("columns = [{}], ", columns.join(", ")) };
    *lines += &line(&format!("answer = {{ at = {}, {columns}rows = [{}] }}", one_line(&name), rows.join(", ")));
    true
}

/// What was cut and put in each entry; false where the entries are not the same ones.
fn put_splices(definition: &Definition, field: FieldId, old: &Answer, new: &Answer, lines: &mut String) -> bool {
    let mut put = |place: EntryPath, old: &Entry, new: &Entry| {
        if old.raw == new.raw {
            return;
        }
        let Some(name) = place_name(definition, place) else { return };
        let Splice { at, before, after } = Splice::between(&old.raw, &new.raw);
        let (name, cut, after) = (one_line(&name), before.len(), one_line(&after));
        *lines += &line(&format!("text = {{ at = {name}, from = {at}, cut = {cut}, put = {after} }}"));
    };
    match (old, new) {
        (Answer::One(old), Answer::One(new)) => put(EntryPath::field(field), old, new),
        (Answer::Group(old), Answer::Group(new)) if old.len() == new.len() => {
            for (column, (old, new)) in old.iter().zip(new).enumerate() {
                put(EntryPath::part(field, column), old, new);
            }
        }
        (Answer::Rows(old), Answer::Rows(new)) if old.len() == new.len() => {
            for (row, (old, new)) in old.iter().zip(new).enumerate() {
                for (column, (old, new)) in old.iter().zip(new).enumerate() {
                    put(EntryPath::cell(field, row, column), old, new);
                }
            }
        }
        _ => return false,
    }
    true
}

#[cfg(test)]
mod tests;
