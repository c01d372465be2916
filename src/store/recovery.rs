//! What a program that ended without saving left behind, and what may be done with it.

use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use jiff::civil::DateTime;

use crate::report::answers::Answers;
use crate::report::difference::{Difference, differences};
use crate::report::merge::{Merged, merge};
use crate::report::period::Period;
use crate::text::language::Language;

use super::answers_file::OpenError;
use super::broken::put_aside;
use super::discarded::{self, Discarded};
use super::disk::Disk;
use super::journal::replay::{JournalError, MAX_JOURNAL, Replayed, replay};
use super::library::Library;
use super::names::{JOURNAL, sidecar_path};
use super::report_file::{OpenFileError, OpenedReport, ReportFile};
use super::save_error::SaveError;
use super::{files, local, reading, versions};

/// A journal that says more than the report beside it.
#[derive(Debug)]
pub struct Recovery {
    journal: PathBuf,
    replayed: Replayed,
    on_disk: OnDisk,
    /// The answers as they would be: those of the journal, with what others changed in the file since.
    answers: Answers,
    /// Where they differ from the file.
    pub differences: Vec<Difference>,
    /// Where others changed the same thing in the file in another way: what they wrote, and what the
    /// journal says, which would stand.
    pub conflicts: Vec<Difference>,
    /// When the last change was made, by the clock on the wall.
    pub time: DateTime,
    /// Whether the file was changed by others since.
    pub is_foreign: bool,
}

/// What stands in the place of the report.
#[derive(Debug)]
enum OnDisk {
    /// The report as its file has it.
    Opened(Box<OpenedReport>),
    /// Nothing: it was never saved.
    Nothing,
    /// What cannot be opened, or not as this report: broken, of a newer program, of another type.
    Other,
}

/// What was found beside a report.
#[derive(Debug)]
pub enum Found {
    /// No journal, or one that says what the file says; it is removed.
    Nothing,
    Recovery(Box<Recovery>),
    /// A journal that cannot be read, put aside under this name.
    Unreadable(PathBuf),
    /// A journal that is whole, but of a type that cannot be opened now, and why. It stays.
    Waiting(OpenError),
}

/// Looks for a journal beside a report whose lock is held.
///
/// # Errors
/// The journal is there and cannot be read; or it is of no use and cannot be put aside.
pub fn find(report: &Path, library: &Library, year: i16) -> io::Result<Found> {
    let journal = sidecar_path(report, JOURNAL);
    let unreadable = || {
        let kept = put_aside(&journal).map_err(|error| io::Error::other(error.to_string()))?;
        Ok(kept.map_or(Found::Nothing, Found::Unreadable))
    };
    let (bytes, time) = match read(&journal) {
        Ok(Some(found)) => found,
        Ok(None) => return Ok(Found::Nothing),
        // Kept: the next one takes its name.
        Err(error) if error.kind() == io::ErrorKind::FileTooLarge => return unreadable(),
        Err(error) => return Err(error),
    };
    if bytes.is_empty() {
        // All that a power cut left of it is its name, which may stay where nothing can be removed.
        let _ = files::remove(&journal);
        return Ok(Found::Nothing);
    }
    let replayed = match replay(&bytes, library, year) {
        Ok(replayed) => replayed,
        Err(JournalError::NotAJournal) => return unreadable(),
        Err(JournalError::Content(why)) => return Ok(Found::Waiting(why)),
    };
    let on_disk = match ReportFile::open(report, library, year) {
        Ok(opened) if opened.definition.asks_the_same(&replayed.definition) => OnDisk::Opened(Box::new(opened)),
        Err(OpenFileError::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => OnDisk::Nothing,
        _ => OnDisk::Other,
    };
    let opened = match &on_disk {
        OnDisk::Opened(opened) => Some(opened),
        OnDisk::Nothing | OnDisk::Other => None,
    };
    let blank = Answers::new(&replayed.definition, year);
    let before = opened.map_or(&blank, |opened| &opened.answers);
    let is_foreign = opened.is_some_and(|opened| {
        opened.report.on_disk().is_none_or(|content| replayed.saved.iter().all(|(saved, _)| *saved != content))
    });
    let Merged { answers, conflicts } = if is_foreign {
        let known: Vec<&Answers> = replayed.saved.iter().map(|(_, answers)| answers).collect();
        merge(&replayed.definition, &known, &replayed.answers, before)
    } else {
        Merged { answers: replayed.answers.clone(), conflicts: Vec::new() }
    };
    let differences = differences(&replayed.definition, before, &answers);
    if differences.is_empty() && !replayed.damaged {
        // Where it cannot be removed, it says what the file says.
        let _ = files::remove(&journal);
        return Ok(Found::Nothing);
    }
    let time = local(jiff::Timestamp::try_from(time).unwrap_or_default()).datetime();
    Ok(Found::Recovery(Box::new(Recovery {
        journal,
        replayed,
        on_disk,
        answers,
        differences,
        conflicts,
        time,
        is_foreign,
    })))
}

/// The bytes of a journal and when it last changed; `None` where there is none. A link or a folder
/// of that name is none of ours.
fn read(journal: &Path) -> io::Result<Option<(Vec<u8>, SystemTime)>> {
    match files::symlink_metadata(journal) {
        Ok(found) if found.is_file() => Ok(Some((reading::read(journal, MAX_JOURNAL)?, found.modified()?))),
        Ok(_) => Ok(None),
        // A report with the longest of names has no room for a journal's ending.
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::InvalidFilename) => Ok(None),
        Err(error) => Err(error),
    }
}

impl Recovery {
    /// The report as the journal has it, with what others changed since, not saved yet. The journal stays
    /// until it is; one that is damaged is kept beside it for good. Where others changed the same thing,
    /// their file is kept as an earlier version.
    ///
    /// # Errors
    /// A file that cannot be opened stands in the place and cannot be put aside, or the damaged
    /// journal or the file of the others cannot be kept.
    pub fn accept(self, disk: &dyn Disk, report: &Path) -> Result<OpenedReport, SaveError> {
        if let OnDisk::Opened(theirs) = &self.on_disk
            && !self.conflicts.is_empty()
        {
            let theirs = theirs.report.file().text().as_bytes();
            versions::keep(disk, report, theirs).map_err(SaveError::NoVersion)?;
        }
        if self.replayed.damaged {
            put_aside(&self.journal)?;
        }
        let Replayed { definition, file, focus, .. } = self.replayed;
        let answers = self.answers;
        match self.on_disk {
            OnDisk::Opened(opened) => Ok(OpenedReport { answers, focus: focus.or(opened.focus), ..*opened }),
            OnDisk::Nothing | OnDisk::Other => {
                put_aside(report)?;
                let report = ReportFile::unsaved(report.to_owned(), file);
                Ok(OpenedReport { report, definition, answers, focus, notes: Vec::new() })
            }
        }
    }

    /// Saves the report as the journal has it, and removes the journal.
    ///
    /// # Errors
    /// As [`Recovery::accept`], or it could not be saved; the journal stays.
    pub(crate) fn save(self, disk: &dyn Disk, report: &Path) -> Result<(), SaveError> {
        let journal = self.journal.clone();
        let mut opened = self.accept(disk, report)?;
        opened.report.save(disk, &opened.definition, &opened.answers, opened.focus)?;
        match files::remove(&journal) {
            // A damaged one is kept under another name by now.
            Err(source) if source.kind() != io::ErrorKind::NotFound => Err(SaveError::Read { path: journal, source }),
            _ => Ok(()),
        }
    }

    /// Drops what the journal says: of a report with a file it becomes an earlier version, and one
    /// that was never saved goes where discarded reports are, which nobody may have locked.
    ///
    /// # Errors
    /// It could not be kept; the journal stays.
    pub(crate) fn discard(self, disk: &dyn Disk, report: &Path) -> Result<Option<Discarded>, SaveError> {
        if !self.is_unsaved() {
            return self.keep(disk, report).map(|()| None);
        }
        self.save(disk, report)?;
        let discarded = discarded::discard(report);
        discarded.map(Some).map_err(|source| SaveError::Read { path: report.to_owned(), source })
    }

    fn keep(mut self, disk: &dyn Disk, report: &Path) -> Result<(), SaveError> {
        let Replayed { definition, file, answers, focus, .. } = &mut self.replayed;
        file.update(definition, answers, *focus)?;
        versions::keep(disk, report, file.text().as_bytes()).map_err(SaveError::NoVersion)?;
        if self.replayed.damaged {
            return put_aside(&self.journal).map(drop);
        }
        let removed = files::remove(&self.journal);
        removed.map_err(|source| SaveError::Read { path: self.journal, source })
    }

    /// "Tháng hành động vì trẻ em 2026"
    #[must_use]
    pub(crate) fn title(&self, language: Language) -> String {
        let Replayed { definition, answers, .. } = &self.replayed;
        let period = answers.period(definition).map_or(String::new(), Period::words);
        format!("{} {period}", definition.title.text(language)).trim_end().to_owned()
    }

    /// The definition that the paths of the differences belong to.
    #[must_use]
    pub(crate) fn definition(&self) -> &crate::report::definition::Definition {
        &self.replayed.definition
    }

    /// Whether part of the journal could not be read.
    #[must_use]
    pub(crate) fn is_damaged(&self) -> bool {
        self.replayed.damaged
    }

    /// Whether the report was never saved.
    #[must_use]
    pub(crate) fn is_unsaved(&self) -> bool {
        matches!(self.on_disk, OnDisk::Nothing)
    }

    /// Whether there is a file to compare with.
    #[must_use]
    pub(crate) fn has_file(&self) -> bool {
        matches!(self.on_disk, OnDisk::Opened(_))
    }

    /// Whether a file that cannot be opened stands in the report's place: [`Recovery::accept`] puts
    /// it [`aside`](super::broken::aside).
    #[must_use]
    pub(crate) fn is_blocked(&self) -> bool {
        matches!(self.on_disk, OnDisk::Other)
    }
}
