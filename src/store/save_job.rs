//! A text on its way to the disk, and what became of it.

use std::fs::File;
use std::io;
use std::path::PathBuf;

use super::atomic::{self, Over};
use super::disk::{Disk, Step, WriteError};
use super::names::{JOURNAL, sidecar_path};
use super::reading::{self, content_hash};
use super::save_error::SaveError;
use super::{modes, versions};

/// Whether anything was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Saved {
    Written,
    /// The file says so already.
    Unchanged,
}

/// A text on its way to the disk.
#[derive(Debug)]
pub(crate) struct SaveJob {
    pub(super) path: PathBuf,
    pub(super) text: String,
    /// What must stand there now, as a number; `None` for nothing.
    pub(super) known: Option<i64>,
    pub(super) over: Over,
    /// Whether the text stands there, as far as is known.
    pub(super) is_saved: bool,
    pub(super) continues: Option<PathBuf>,
    /// Whether what stands there now is kept as an earlier version.
    pub(super) keep: bool,
    /// The journal, whose lines must be on the disk before the text is.
    pub(super) journal: Option<File>,
}

/// What became of a job.
#[derive(Debug)]
pub(crate) struct SaveDone {
    /// The text that was to be written, as a number.
    pub(super) content: i64,
    pub(super) saved: Saved,
    /// What came of keeping an earlier version; `None` where none was due.
    pub(super) version: Option<Result<(), WriteError>>,
    pub(super) result: Result<(), SaveError>,
}

impl SaveDone {
    /// The text, as a number, that does not stand in the file for sure; `None` where it does, or may.
    #[must_use]
    pub(crate) fn refused(&self) -> Option<i64> {
        match &self.result {
            Ok(()) => None,
            Err(SaveError::Write(error)) if error.replaced() => None,
            Err(_) => Some(self.content),
        }
    }

    /// Why what stood in the file before could not be kept as an earlier version, where it was replaced.
    #[must_use]
    pub(crate) fn unkept(&self) -> Option<&WriteError> {
        self.version.as_ref().filter(|_| self.result.is_ok())?.as_ref().err()
    }
}

impl SaveJob {
    /// The text that is to be written.
    #[must_use]
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The same after this journal: a power cut in between must not find a journal that does not
    /// know of the file that it finds.
    #[must_use]
    pub(crate) fn after(self, journal: Option<File>) -> Self {
        SaveJob { journal, ..self }
    }

    /// Writes the text, unless somebody else wrote to the file since. What was in the file is kept
    /// as an earlier version first.
    #[must_use]
    pub(crate) fn run(&self, disk: &dyn Disk) -> SaveDone {
        let mut version = None;
        let written = self.write(disk, &mut version);
        let saved = written.as_ref().map_or(Saved::Written, |saved| *saved);
        SaveDone { content: content_hash(self.text.as_bytes()), saved, version, result: written.map(drop) }
    }

    fn write(&self, disk: &dyn Disk, version: &mut Option<Result<(), WriteError>>) -> Result<Saved, SaveError> {
        let found = match reading::read(&self.path, usize::MAX) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(source) => return Err(SaveError::Read { path: self.path.clone(), source }),
        };
        match (&found, self.known) {
            (Some(found), Some(known)) if content_hash(found) == known && self.is_saved => return Ok(Saved::Unchanged),
            (Some(found), Some(known)) if content_hash(found) == known => {
                // Without an earlier version the new one is worth saving all the same.
                *version = self.keep.then(|| versions::keep(disk, &self.path, found));
            }
            // Removed behind our back, or not there yet: nothing is overwritten.
            (None, _) => {
                if let Some(folder) = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
                    modes::create_folder(folder)
                        .map_err(|source| SaveError::Read { path: folder.to_owned(), source })?;
                }
            }
            (Some(_), _) => return Err(SaveError::ChangedOnDisk(self.path.clone())),
        }
        if let Some(journal) = &self.journal {
            let path = || sidecar_path(&self.path, JOURNAL);
            disk.sync(journal).map_err(|source| WriteError { path: path(), step: Step::Sync, source })?;
        }
        // The disk may have taken its time: whoever wrote meanwhile is not overwritten either.
        let as_it_was = || match reading::read(&self.path, usize::MAX) {
            Ok(found) => Some(content_hash(&found)) == self.known,
            Err(error) => error.kind() == io::ErrorKind::NotFound,
        };
        let text = self.text.as_bytes();
        let written = match self.continues.as_deref().filter(|_| found.is_none()) {
            Some(other) => atomic::write_new_if(disk, &self.path, text, other, &as_it_was),
            None => atomic::write_if(disk, &self.path, text, self.over, &as_it_was),
        };
        match written {
            Err(error) if error.step == Step::Rename && error.source.kind() == io::ErrorKind::AlreadyExists => {
                Err(SaveError::ChangedOnDisk(self.path.clone()))
            }
            result => Ok(result.map(|()| Saved::Written)?),
        }
    }
}
