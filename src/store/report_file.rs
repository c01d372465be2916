//! An answers file at its path: opened, saved, backed up and brought back.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::report::answers::{self, Answers};
use crate::report::definition::Definition;
use crate::report::language::Language;
use crate::report::period::Period;
use crate::report::visible::shown_path;

use super::answers_file::{AnswersFile, MAX_BYTES, Note, OpenError, Opened, Unwritable, decode};
use super::atomic::{self, Disk, RealDisk, WriteError};
use super::free_path::free_path;
use super::library::Library;
use super::reading;
use super::{describe_io, say};

/// What a backup is called after the file's own name.
const BACKUP: &str = ".bak";

/// What a broken file is called once its backup took its place.
const BROKEN: &str = ".hong";

/// An answers file with its place on the disk.
#[derive(Debug)]
pub struct ReportFile {
    path: PathBuf,
    file: AnswersFile,
    /// What stood on the disk when it was last read or written; `None` before the first save.
    on_disk: Option<Vec<u8>>,
    /// The text that those bytes say.
    saved: String,
    /// Whether what stood there at the beginning was put aside.
    backed_up: bool,
}

/// A report as it was opened.
#[derive(Debug)]
pub struct OpenedReport {
    pub report: ReportFile,
    pub definition: Definition,
    pub answers: Answers,
    /// Where the officer left.
    pub focus: Option<answers::Path>,
    pub notes: Vec<Note>,
}

impl OpenedReport {
    /// A report begun with these answers, under a name that is free in the folder.
    #[must_use]
    pub fn begun(folder: &Path, definition: Definition, answers: Answers) -> Self {
        let report = ReportFile::create(folder, &definition, answers.period(&definition), None);
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
    pub fn describe(&self, language: Language) -> String {
        match self {
            OpenFileError::Io { path, source } => {
                let (path, why) = (shown_path(path), describe_io(source, language));
                say(language, format!("Không mở được {path}: {why}."), format!("{path} cannot be opened: {why}."))
            }
            OpenFileError::Content { path, error, .. } => {
                format!("{}: {}", shown_path(path), error.describe(language))
            }
        }
    }
}

/// Whether anything was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    Written,
    /// The file says so already.
    Unchanged,
}

/// Why a report was not saved. What is on the disk is whole.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    #[error(transparent)]
    Write(#[from] WriteError),
    /// Somebody else wrote to the file since; nothing was overwritten.
    #[error("{} was changed by another program", shown_path(.0))]
    ChangedOnDisk(PathBuf),
    #[error("{}: {source}", shown_path(path))]
    Read { path: PathBuf, source: io::Error },
    #[error(transparent)]
    Unwritable(#[from] Unwritable),
}

impl SaveError {
    /// What is wrong, where, and what to do.
    #[must_use]
    pub fn describe(&self, language: Language) -> String {
        match self {
            SaveError::Write(error) => error.describe(language),
            SaveError::ChangedOnDisk(path) => {
                let path = shown_path(path);
                say(
                    language,
                    format!(
                        "{path} đã bị chương trình khác sửa từ lúc mở, nên chưa lưu đè. Hãy lưu thành tệp khác, hoặc mở lại."
                    ),
                    format!(
                        "{path} was changed by another program since it was opened, so it was not overwritten. Save under another name, or open it again."
                    ),
                )
            }
            SaveError::Read { path, source } => {
                let (path, why) = (shown_path(path), describe_io(source, language));
                say(language, format!("Chưa lưu được {path}: {why}."), format!("{path} could not be saved: {why}."))
            }
            SaveError::Unwritable(error) => say(
                language,
                format!("Chương trình có lỗi nên chưa lưu, tệp cũ vẫn nguyên: {error}"),
                format!("A fault of the program: nothing was saved, the old file is whole: {error}"),
            ),
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
            saved: file.text().to_owned(),
            file,
            on_disk: Some(bytes),
            backed_up: false,
        };
        Ok(OpenedReport { report, definition, answers, focus, notes })
    }

    /// Opens a file of a known type, or begins it where it is not there: the office profile.
    ///
    /// # Errors
    /// The file cannot be read or is broken.
    pub fn open_or_begin(
        path: &Path,
        library: &Library,
        definition: Definition,
        year: i16,
    ) -> Result<OpenedReport, OpenFileError> {
        match ReportFile::open(path, library, year) {
            Err(OpenFileError::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
                let file = AnswersFile::new(&definition, None, None);
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
    pub fn create(folder: &Path, definition: &Definition, period: Option<Period>, unit: Option<&str>) -> Self {
        let mut stem = definition.id.clone();
        if let Some(period) = period {
            stem = format!("{stem}-{}", period.to_string().to_lowercase());
        }
        ReportFile::unsaved(free_path(folder, &stem, "toml"), AnswersFile::new(definition, period, unit))
    }

    fn unsaved(path: PathBuf, file: AnswersFile) -> Self {
        ReportFile { path, file, on_disk: None, saved: String::new(), backed_up: false }
    }

    /// Where it is, or will be.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The text of the file.
    #[must_use]
    pub fn file(&self) -> &AnswersFile {
        &self.file
    }

    /// Goes on in another file, which the next save makes; one that is there is not overwritten.
    pub fn move_to(&mut self, path: PathBuf) {
        self.path = path;
        self.on_disk = None;
        self.saved = String::new();
        self.backed_up = false;
    }

    /// Saves the answers, if they differ from what is on the disk. The first save of a session
    /// puts the file aside as `<name>.bak`.
    ///
    /// # Errors
    /// Nothing was written, or (see [`WriteError::replaced`]) perhaps not for good.
    pub fn save(
        &mut self,
        definition: &Definition,
        answers: &Answers,
        focus: Option<answers::Path>,
    ) -> Result<Saved, SaveError> {
        self.save_with(&RealDisk, definition, answers, focus)
    }

    /// [`ReportFile::save`] on a given disk.
    ///
    /// # Errors
    /// As [`ReportFile::save`].
    pub fn save_with(
        &mut self,
        disk: &impl Disk,
        definition: &Definition,
        answers: &Answers,
        focus: Option<answers::Path>,
    ) -> Result<Saved, SaveError> {
        self.file.update(definition, answers, focus)?;
        if self.on_disk.is_some() && self.file.text() == self.saved {
            return Ok(Saved::Unchanged);
        }
        let found = match reading::read(&self.path, usize::MAX) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(source) => return Err(SaveError::Read { path: self.path.clone(), source }),
        };
        match (&found, &self.on_disk) {
            (Some(found), Some(known)) if found == known => {
                if !self.backed_up {
                    atomic::write_here_with(disk, &beside(&self.path, BACKUP), found)?;
                    self.backed_up = true;
                }
            }
            // Removed behind our back, or not there yet: nothing is overwritten.
            (None, _) => {
                if let Some(folder) = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
                    atomic::create_folder(folder)
                        .map_err(|source| SaveError::Read { path: folder.to_owned(), source })?;
                }
            }
            (Some(_), _) => return Err(SaveError::ChangedOnDisk(self.path.clone())),
        }
        let bytes = self.file.text().as_bytes().to_vec();
        let result = atomic::write_with(disk, &self.path, &bytes);
        if result.as_ref().err().is_none_or(WriteError::replaced) {
            self.on_disk = Some(bytes);
        }
        result?;
        self.saved = self.file.text().to_owned();
        Ok(Saved::Written)
    }
}

fn read(path: &Path) -> Result<(Vec<u8>, String), OpenFileError> {
    let io_error = |source| OpenFileError::Io { path: path.to_owned(), source };
    let content = |error| OpenFileError::Content { path: path.to_owned(), error, text: None };
    let bytes = reading::read(path, MAX_BYTES).map_err(|error| match error.kind() {
        io::ErrorKind::FileTooLarge => {
            let size = fs::metadata(path).map_or(u64::MAX, |metadata| metadata.len());
            content(OpenError::TooLarge { bytes: usize::try_from(size).unwrap_or(usize::MAX) })
        }
        _ => io_error(error),
    })?;
    let text = decode(&bytes).map_err(content)?;
    Ok((bytes, text))
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    PathBuf::from(name)
}

/// The backup of a report, if there is one that this program can open.
#[must_use]
pub fn backup(path: &Path, library: &Library, year: i16) -> Option<PathBuf> {
    let backup = beside(path, BACKUP);
    ReportFile::open(&backup, library, year).ok().map(|_| backup)
}

/// Puts the backup in the place of a broken file, which is kept as `<name>.hong` (and `.hong-2` …).
/// The backup stays as well. Returns where the broken file is now, if there was one.
///
/// # Errors
/// The backup cannot be read, or the disk refuses; the broken file is not lost.
pub fn restore_backup(path: &Path) -> Result<Option<PathBuf>, SaveError> {
    let backup = beside(path, BACKUP);
    let wrong = |path: &Path| {
        let path = path.to_owned();
        move |source| SaveError::Read { path, source }
    };
    let bytes = reading::read(&backup, usize::MAX).map_err(wrong(&backup))?;
    let kept = match reading::read(path, usize::MAX) {
        Ok(broken) => {
            let names = std::iter::once(BROKEN.to_owned()).chain((2_u32..).map(|number| format!("{BROKEN}-{number}")));
            let free = names.map(|ending| beside(path, &ending)).find(|kept| fs::symlink_metadata(kept).is_err());
            let kept = free.unwrap_or_else(|| beside(path, BROKEN));
            atomic::write_here(&kept, &broken)?;
            Some(kept)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(wrong(path)(error)),
    };
    atomic::write(path, &bytes)?;
    Ok(kept)
}

#[cfg(test)]
mod tests;
