//! What a program that ended without saving left behind, and what may be done with it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use jiff::civil::DateTime;

use crate::report::answers::Answers;
use crate::report::difference::{Difference, differences};
use crate::report::language::Language;
use crate::report::period::Period;

use super::atomic::Disk;
use super::beside::{JOURNAL, beside};
use super::journal::replay::{MAX_JOURNAL, Replayed, replay};
use super::library::Library;
use super::local_time::local;
use super::reading;
use super::report_file::{OpenedReport, ReportFile, SaveError, put_aside};
use super::versions;

/// A journal that says more than the report beside it.
#[derive(Debug)]
pub struct Recovery {
    journal: PathBuf,
    replayed: Replayed,
    /// The report as its file has it; `None` where there is none that can be opened.
    on_disk: Option<OpenedReport>,
    /// Where the journal differs from the file.
    pub differences: Vec<Difference>,
    /// When the last change was made, by the clock on the wall.
    pub time: DateTime,
    /// Whether the file was changed by others since.
    pub is_foreign: bool,
}

/// What was found beside a report.
#[derive(Debug)]
pub enum Found {
    /// No journal, or one that says what the file says; it is removed.
    Nothing,
    Recovery(Box<Recovery>),
    /// A journal that cannot be read, put aside under this name.
    Unreadable(PathBuf),
}

/// Looks for a journal beside a report whose lock is held.
///
/// # Errors
/// The journal is there and cannot be read or moved.
pub fn find(report: &Path, library: &Library, year: i16) -> io::Result<Found> {
    let journal = beside(report, JOURNAL);
    let unreadable = || {
        put_aside(&journal).map_err(|error| io::Error::other(error.to_string()))?;
        Ok(Found::Unreadable(journal.clone()))
    };
    let (bytes, time) = match read(&journal) {
        Ok(Some(found)) => found,
        Ok(None) => return Ok(Found::Nothing),
        // Kept: the next one takes its name.
        Err(error) if error.kind() == io::ErrorKind::FileTooLarge => return unreadable(),
        Err(error) => return Err(error),
    };
    if bytes.is_empty() {
        // All that a power cut left of it is its name.
        fs::remove_file(&journal)?;
        return Ok(Found::Nothing);
    }
    let Ok(replayed) = replay(&bytes, library, year) else { return unreadable() };
    let on_disk = ReportFile::open(report, library, year).ok();
    // A file of another type by now is another report.
    let on_disk = on_disk.filter(|opened| opened.definition.id == replayed.definition.id);
    let blank = Answers::new(&replayed.definition, year);
    let before = on_disk.as_ref().map_or(&blank, |opened| &opened.answers);
    let differences = differences(&replayed.definition, before, &replayed.answers);
    if differences.is_empty() && !replayed.damaged {
        fs::remove_file(&journal)?;
        return Ok(Found::Nothing);
    }
    let is_foreign = on_disk
        .as_ref()
        .is_some_and(|opened| opened.report.on_disk().is_none_or(|content| !replayed.saved.contains(&content)));
    let time = local(jiff::Timestamp::try_from(time).unwrap_or_default()).datetime();
    Ok(Found::Recovery(Box::new(Recovery { journal, replayed, on_disk, differences, time, is_foreign })))
}

/// The bytes of a journal and when it last changed; `None` where there is none. A link or a folder
/// of that name is none of ours.
fn read(journal: &Path) -> io::Result<Option<(Vec<u8>, SystemTime)>> {
    match fs::symlink_metadata(journal) {
        Ok(found) if found.is_file() => Ok(Some((reading::read(journal, MAX_JOURNAL)?, found.modified()?))),
        Ok(_) => Ok(None),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

impl Recovery {
    /// The report as the journal has it, not saved yet. The journal stays until it is; one that is
    /// damaged is kept beside it for good.
    ///
    /// # Errors
    /// A file that cannot be opened stands in the place and cannot be put aside, or the damaged
    /// journal cannot be kept.
    pub fn accept(self, report: &Path) -> Result<OpenedReport, SaveError> {
        if self.replayed.damaged {
            put_aside(&self.journal)?;
        }
        let Replayed { definition, file, answers, focus, .. } = self.replayed;
        match self.on_disk {
            Some(opened) => Ok(OpenedReport { answers, focus: focus.or(opened.focus), ..opened }),
            None => {
                put_aside(report)?;
                let report = ReportFile::unsaved(report.to_owned(), file);
                Ok(OpenedReport { report, definition, answers, focus, notes: Vec::new() })
            }
        }
    }

    /// Keeps what the journal says as an earlier version of the report, and removes the journal.
    ///
    /// # Errors
    /// It could not be kept; the journal stays.
    pub fn discard(mut self, disk: &dyn Disk, report: &Path) -> Result<(), SaveError> {
        let Replayed { definition, file, answers, focus, .. } = &mut self.replayed;
        file.update(definition, answers, *focus)?;
        versions::keep(disk, report, file.text().as_bytes())?;
        if self.replayed.damaged {
            return put_aside(&self.journal);
        }
        let removed = fs::remove_file(&self.journal);
        removed.map_err(|source| SaveError::Read { path: self.journal, source })
    }

    /// "Tháng hành động vì trẻ em 2026"
    #[must_use]
    pub fn title(&self, language: Language) -> String {
        let Replayed { definition, answers, .. } = &self.replayed;
        let period = answers.period(definition).map_or(String::new(), Period::words);
        format!("{} {period}", definition.title.text(language)).trim_end().to_owned()
    }

    /// The definition that the paths of the differences belong to.
    #[must_use]
    pub fn definition(&self) -> &crate::report::definition::Definition {
        &self.replayed.definition
    }

    /// Whether part of the journal could not be read.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        self.replayed.damaged
    }

    /// Whether the report was never saved, or its file cannot be opened.
    #[must_use]
    pub fn is_unsaved(&self) -> bool {
        self.on_disk.is_none()
    }
}
