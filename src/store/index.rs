//! The index behind the home screen: which reports there are, how far each has come, what was
//! exported.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize, Serializer};

use super::atomic;
use super::disk::{Step, WriteError};
use super::files;
use super::reading::{self, MAX_BYTES, content_hash};

use listing::{changed, read};

mod listing;

/// The first line of its file.
const HEADER: &str = "# Danh mục báo cáo của màn hình đầu; chương trình tự ghi lại, xóa cũng không mất báo cáo nào.";

/// One report as the home screen shows it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct IndexEntry {
    #[serde(serialize_with = "lossy")]
    pub path: PathBuf,
    /// The id of its type; empty where the file is broken.
    #[serde(rename = "type")]
    pub type_id: String,
    /// What its type is called; empty where only the file's head is known.
    pub title: String,
    /// The period in words, or as the file has it.
    pub period: String,
    /// The name of the unit, or its code.
    pub unit: String,
    /// What it is about, where that is not what its type says by itself.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub subject: String,
    /// Required answers that are there, of those needed; both 0 while not known.
    pub answered: usize,
    pub needed: usize,
    /// The file with an older text of the same report, which could not be written to; else empty.
    #[serde(serialize_with = "lossy", skip_serializing_if = "is_none")]
    pub continues: PathBuf,
    /// Whether something was typed that is in its journal alone, or in a text that was left in an editor.
    #[serde(skip)]
    pub has_unsaved: bool,
    /// When the file last changed, in seconds since 1970.
    pub changed: u64,
    /// What its content was then, as one number: a file that was only touched or copied is known
    /// by it.
    #[serde(rename = "content")]
    pub content_hash: i64,
}

/// The index. It is only a memory: the files themselves are what counts.
///
/// Several windows share its file, so what one of them remembers is put to what the file says at that
/// moment, not to what it said when the window was opened.
#[derive(Debug, Clone, Default)]
pub struct Index {
    path: PathBuf,
    /// What the file said when it was last read or written, with `own`.
    known: Memory,
    /// What was remembered here and is not in the file yet.
    own: Memory,
}

/// A file that the program exported, and its content then, as one number.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
struct Export {
    #[serde(serialize_with = "lossy")]
    path: PathBuf,
    #[serde(rename = "content")]
    content_hash: i64,
}

/// What is remembered: of reports, of exports, and where the last old report was.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
struct Memory {
    /// The folder of the old report that was read last; empty where none was.
    #[serde(serialize_with = "lossy", skip_serializing_if = "is_none")]
    import_folder: PathBuf,
    #[serde(rename = "report")]
    reports: Vec<IndexEntry>,
    #[serde(rename = "export")]
    exports: Vec<Export>,
}

/// A path as text: what is no Unicode in it is marked, and not found again.
fn lossy<S: Serializer>(path: &Path, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&path.to_string_lossy())
}

fn is_none(path: &Path) -> bool {
    path.as_os_str().is_empty()
}

impl Memory {
    /// `None` where the file is missing or broken.
    fn read(path: &Path) -> Option<Self> {
        toml::from_str(&reading::read_text(path, MAX_BYTES).ok()?).ok()
    }

    /// Takes over what is newer, in the place of what it says of the same files.
    fn take(&mut self, newer: &Memory) {
        if !is_none(&newer.import_folder) {
            self.import_folder.clone_from(&newer.import_folder);
        }
        self.reports.retain(|report| newer.reports.iter().all(|other| other.path != report.path));
        self.reports.extend_from_slice(&newer.reports);
        self.exports.retain(|export| newer.exports.iter().all(|other| other.path != export.path));
        self.exports.extend_from_slice(&newer.exports);
    }
}

impl Index {
    /// Reads the index; one that is missing or broken is an empty one, and is made anew.
    #[must_use]
    pub fn load(path: &Path) -> Self {
        let known = Memory::read(path).unwrap_or_default();
        Index { path: path.to_owned(), known, own: Memory::default() }
    }

    /// Puts a report into the index and saves it. `changed` and `content_hash` are taken from the file.
    ///
    /// # Errors
    /// The index could not be written; the report is not concerned.
    pub fn remember(&mut self, mut entry: IndexEntry) -> Result<(), WriteError> {
        entry.changed = changed(&entry.path).unwrap_or(entry.changed);
        entry.content_hash = read(&entry.path).map_or(0, |bytes| content_hash(&bytes));
        self.own.take(&Memory { reports: vec![entry], ..Memory::default() });
        self.save()
    }

    /// The file with an older text of a report, as long as both are there.
    #[must_use]
    pub(crate) fn continues(&self, report: &Path) -> Option<&Path> {
        let entry = self.known.reports.iter().find(|entry| entry.path == report)?;
        Some(entry.continues.as_path()).filter(|older| files::exists(report) && files::exists(older))
    }

    /// Remembers that a report has another name now, and saves the index.
    ///
    /// # Errors
    /// The index could not be written; the report is not concerned.
    pub(crate) fn renamed(&mut self, old: &Path, new: &Path) -> Result<(), WriteError> {
        self.read_again();
        let concerned = |entry: &&IndexEntry| entry.path == old || entry.continues == old;
        let mut reports: Vec<IndexEntry> = self.known.reports.iter().filter(concerned).cloned().collect();
        for entry in &mut reports {
            for path in [&mut entry.path, &mut entry.continues].into_iter().filter(|path| *path == old) {
                new.clone_into(path);
            }
        }
        self.own.take(&Memory { reports, ..Memory::default() });
        self.save()
    }

    /// Whether a file is just as the program exported it: nobody has written in it since.
    #[must_use]
    pub(crate) fn is_own_export(&self, path: &Path, bytes: &[u8]) -> bool {
        self.known.exports.iter().any(|export| export.path == path && export.content_hash == content_hash(bytes))
    }

    /// Remembers what was exported to a file, and saves the index.
    ///
    /// # Errors
    /// The index could not be written; the export is not concerned.
    pub(crate) fn remember_export(&mut self, path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
        let export = Export { path: path.to_owned(), content_hash: content_hash(bytes) };
        self.own.take(&Memory { exports: vec![export], ..Memory::default() });
        self.save()
    }

    /// The folder of the old report that was read last, if one was.
    #[must_use]
    pub(crate) fn import_folder(&self) -> Option<&Path> {
        Some(self.known.import_folder.as_path()).filter(|folder| !is_none(folder))
    }

    /// Remembers the folder of an old report that was read, and saves the index.
    ///
    /// # Errors
    /// The index could not be written; the old report is not concerned.
    pub(crate) fn remember_import(&mut self, folder: &Path) -> Result<(), WriteError> {
        if self.known.import_folder == folder {
            return Ok(());
        }
        folder.clone_into(&mut self.own.import_folder);
        self.save()
    }

    /// Puts what was remembered here to what the file says by now.
    fn read_again(&mut self) {
        if let Some(by_now) = Memory::read(&self.path) {
            self.known = by_now;
        }
        self.known.take(&self.own);
    }

    /// The same, and writes it.
    fn save(&mut self) -> Result<(), WriteError> {
        self.read_again();
        self.known.reports.retain(|report| files::exists(&report.path));
        self.known.exports.retain(|export| files::exists(&export.path));
        let text = toml::to_string(&self.known).map_err(|error| WriteError {
            path: self.path.clone(),
            step: Step::Write,
            source: io::Error::other(error),
        })?;
        atomic::write_with_folder(&self.path, format!("{HEADER}\n{text}").as_bytes())?;
        self.own = Memory::default();
        Ok(())
    }
}

#[cfg(test)]
mod tests;
