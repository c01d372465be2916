//! An answers file at its path: opened, saved, brought back from an earlier version.

use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::report::answers::{self, Answers};
use crate::report::definition::Definition;
use crate::report::period::Period;
use crate::text::language::Language;
use crate::text::visible::shown_path;

use super::answers_file::{AnswersFile, Note, OpenError, Opened, decode};
use super::atomic::Over;
use super::disk::Disk;
use super::library::Library;
use super::limits::{READ_BYTES, SHOWN_BYTES};
use super::names::{free_path_where, stem};
use super::reading::{self, content_hash};
use super::save_error::SaveError;
use super::save_job::{SaveDone, SaveJob, Saved};
use super::versions::{self, is_free};
use super::{describe_io, files};

/// While one goes on working, an earlier version is kept this often at most.
const KEEP_EVERY: Duration = Duration::from_mins(15);

/// An answers file with its place on the disk.
#[derive(Debug, Clone)]
pub struct ReportFile {
    path: PathBuf,
    file: AnswersFile,
    /// The same as it was last read or written, while the text on its way to the disk is another.
    stood: Option<Box<AnswersFile>>,
    /// What stood on the disk when it was last read or written, as a number; `None` before the
    /// first save.
    on_disk: Option<i64>,
    /// The text that those bytes say, as a number.
    saved: i64,
    /// When an earlier version was last kept.
    kept: Option<Instant>,
    /// Whether a file that may only be read is overwritten.
    over: Over,
    /// The file that this one continues: a new file has its mode and its group.
    continues: Option<PathBuf>,
}

/// A report as it was opened.
#[derive(Debug)]
pub struct OpenedReport {
    pub report: ReportFile,
    pub definition: Definition,
    pub answers: Answers,
    /// Where the officer left.
    pub focus: Option<answers::EntryPath>,
    pub notes: Vec<Note>,
}

impl OpenedReport {
    /// A report begun with these answers, under a name that is free in the folder.
    #[must_use]
    pub(crate) fn begun(folder: &Path, definition: Definition, answers: Answers) -> Self {
        let report = ReportFile::create(folder, &definition, answers.period(&definition));
        OpenedReport { report, definition, answers, focus: None, notes: Vec::new() }
    }
}

/// Why a report cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenFileError {
    #[error("{}: {source}", shown_path(path))]
    Io { path: PathBuf, source: io::Error },
    /// `text` is there where the file can at least be shown.
    #[error("{}: {error}", shown_path(path))]
    Content { path: PathBuf, error: OpenError, text: Option<String> },
}

impl OpenFileError {
    /// What is wrong, where, and what to do.
    #[must_use]
    pub(crate) fn describe(&self, language: Language) -> String {
        match self {
            OpenFileError::Io { path, source } => {
                let (path, why) = (shown_path(path), describe_io(source, language));
                language.pick(format!("Không mở được {path}: {why}."), format!("{path} cannot be opened: {why}."))
            }
            OpenFileError::Content { path, error, .. } => {
                format!("{}: {}", shown_path(path), error.describe(language))
            }
        }
    }
}

impl ReportFile {
    /// Opens a report. `year` completes dates typed without one where the file names no period.
    ///
    /// # Errors
    /// The file cannot be read, or must not be written to by this program.
    pub fn open(path: &Path, library: &Library, year: i16) -> Result<OpenedReport, OpenFileError> {
        let (bytes, text) = read(path)?;
        let opened = AnswersFile::open(&text, library, year).map_err(|error| OpenFileError::Content {
            path: path.to_owned(),
            text: error.is_readable().then(|| text.clone()),
            error,
        })?;
        let Opened { file, definition, answers, focus, notes } = opened;
        let report = ReportFile {
            path: path.to_owned(),
            saved: content_hash(file.text().as_bytes()),
            file,
            stood: None,
            on_disk: Some(content_hash(&bytes)),
            kept: None,
            continues: None,
            over: Over::Writable,
        };
        Ok(OpenedReport { report, definition, answers, focus, notes })
    }

    /// Opens a file of a known type, or begins it where it is not there: the office profile.
    ///
    /// # Errors
    /// The file cannot be read or is broken.
    pub(crate) fn open_or_begin(
        path: &Path,
        library: &Library,
        definition: Definition,
        year: i16,
    ) -> Result<OpenedReport, OpenFileError> {
        match ReportFile::open(path, library, year) {
            Err(OpenFileError::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
                let file = AnswersFile::new(&definition, None);
                let answers = Answers::new(&definition, year);
                let report = ReportFile::unsaved(path.to_owned(), file);
                Ok(OpenedReport { report, definition, answers, focus: None, notes: Vec::new() })
            }
            result => result,
        }
    }

    /// Begins a report under a name that is free in the folder: the type's id, the period, and
    /// "-2", "-3" … where that is taken. Nothing is written before the first save.
    #[must_use]
    pub(crate) fn create(folder: &Path, definition: &Definition, period: Option<Period>) -> Self {
        let path = free_path_where(folder, &stem(&definition.id, period), "toml", is_free);
        ReportFile::unsaved(path, AnswersFile::new(definition, period))
    }

    /// A file that is not on the disk yet.
    #[must_use]
    pub(crate) fn unsaved(path: PathBuf, file: AnswersFile) -> Self {
        ReportFile {
            path,
            file,
            stood: None,
            on_disk: None,
            saved: 0,
            kept: None,
            over: Over::Writable,
            continues: None,
        }
    }

    /// Where it is, or will be.
    #[must_use]
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// The text of the file.
    #[must_use]
    pub(crate) fn file(&self) -> &AnswersFile {
        &self.file
    }

    /// Moves a line of a comment of the file to another ([`AnswersFile::move_comment`]).
    pub(crate) fn move_comment(&mut self, line: &str, from: &str, to: &str) {
        self.file.move_comment(line, from, to);
    }

    /// The file as it was last read or written: what others who change it begin from.
    #[must_use]
    pub(crate) fn stood(&self) -> &AnswersFile {
        self.stood.as_deref().unwrap_or(&self.file)
    }

    /// Takes over the answers.
    fn update(
        &mut self,
        definition: &Definition,
        answers: &Answers,
        focus: Option<answers::EntryPath>,
    ) -> Result<(), SaveError> {
        let stood = self.is_saved().then(|| Box::new(self.file.clone()));
        self.file.update(definition, answers, focus)?;
        self.stood = stood.filter(|_| !self.is_saved()).or(self.stood.take());
        Ok(())
    }

    /// Goes on in another file, which the next save makes; one that is there is not overwritten.
    pub(crate) fn move_to(&mut self, path: PathBuf) {
        self.continues = Some(std::mem::replace(&mut self.path, path));
        self.stood = None;
        self.on_disk = None;
        self.saved = 0;
        self.kept = None;
        self.over = Over::Writable;
    }

    /// The file has another name now.
    pub(crate) fn renamed(&mut self, path: PathBuf) {
        self.path = path;
    }

    /// From here on the file is overwritten although it may only be read: the person said so.
    pub(crate) fn overwrite(&mut self) {
        self.over = Over::Any;
    }

    /// Whether its text is on the disk.
    #[must_use]
    pub(crate) fn is_saved(&self) -> bool {
        self.on_disk.is_some() && content_hash(self.file.text().as_bytes()) == self.saved
    }

    /// Keeps answers as an earlier version, whether or not they are saved.
    ///
    /// # Errors
    /// They could not be kept.
    pub(crate) fn keep_now(
        &mut self,
        disk: &dyn Disk,
        definition: &Definition,
        answers: &Answers,
    ) -> Result<(), SaveError> {
        self.update(definition, answers, None)?;
        versions::keep(disk, &self.path, self.file.text().as_bytes()).map_err(SaveError::NoVersion)
    }

    /// Keeps what others wrote to the file as an earlier version; the next save replaces it.
    ///
    /// # Errors
    /// It could not be read or kept; it is not replaced.
    pub(crate) fn give_way(&mut self, disk: &dyn Disk) -> Result<(), SaveError> {
        let theirs = match reading::read(&self.path, READ_BYTES) {
            Ok(bytes) => bytes,
            // Removed meanwhile: there is nothing to replace.
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(source) => return Err(SaveError::Read { path: self.path.clone(), source }),
        };
        versions::keep(disk, &self.path, &theirs).map_err(SaveError::NoVersion)?;
        self.on_disk = Some(content_hash(&theirs));
        self.saved = 0;
        Ok(())
    }

    /// What stood on the disk when it was last read or written, as a number.
    #[must_use]
    pub(crate) fn on_disk(&self) -> Option<i64> {
        self.on_disk
    }

    /// Saves the answers, if they differ from what is on the disk, and waits for it.
    ///
    /// # Errors
    /// Nothing was written, or (see [`replaced`](super::disk::WriteError::replaced)) perhaps not for good.
    pub(crate) fn save(
        &mut self,
        disk: &dyn Disk,
        definition: &Definition,
        answers: &Answers,
        focus: Option<answers::EntryPath>,
    ) -> Result<Saved, SaveError> {
        let done = self.prepare(definition, answers, focus)?.run(disk);
        let saved = done.saved;
        self.finish(done).map(|()| saved)
    }

    /// Takes over the answers; what is to be written, unless the disk has it.
    ///
    /// # Errors
    /// A fault of the program; the file stays as it was.
    pub(crate) fn prepare(
        &mut self,
        definition: &Definition,
        answers: &Answers,
        focus: Option<answers::EntryPath>,
    ) -> Result<SaveJob, SaveError> {
        self.update(definition, answers, focus)?;
        Ok(SaveJob {
            is_saved: self.is_saved(),
            continues: self.continues.clone(),
            path: self.path.clone(),
            text: self.file.text().to_owned(),
            known: self.on_disk,
            over: self.over,
            keep: self.kept.is_none_or(|kept| kept.elapsed() >= KEEP_EVERY),
            journal: None,
        })
    }

    /// Takes note of what became of a job.
    ///
    /// # Errors
    /// What the job met with.
    pub(crate) fn finish(&mut self, done: SaveDone) -> Result<(), SaveError> {
        if matches!(done.version, Some(Ok(()))) {
            self.kept = Some(Instant::now());
        }
        if done.refused().is_none() {
            self.stood = None;
            self.on_disk = Some(done.content);
        }
        done.result?;
        self.saved = done.content;
        Ok(())
    }
}

fn read(path: &Path) -> Result<(Vec<u8>, String), OpenFileError> {
    let io_error = |source| OpenFileError::Io { path: path.to_owned(), source };
    let content = |error| OpenFileError::Content { path: path.to_owned(), error, text: None };
    let bytes = reading::read(path, SHOWN_BYTES).map_err(|error| match error.kind() {
        io::ErrorKind::FileTooLarge => {
            let size = files::metadata(path).map_or(u64::MAX, |metadata| metadata.len());
            content(OpenError::TooLarge { bytes: usize::try_from(size).unwrap_or(usize::MAX) })
        }
        _ => io_error(error),
    })?;
    let text = decode(&bytes).map_err(content)?;
    Ok((bytes, text))
}

#[cfg(test)]
mod tests;
