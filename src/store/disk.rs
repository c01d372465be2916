//! What writing asks of the disk, step by step, and what is said where a step fails.

use std::fs::File;
use std::io::{self, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use crate::text::language::Language;
use crate::text::visible::shown_path;

use super::{describe_io, files};

/// The steps of a write, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Finding the file that a symbolic link stands for.
    Follow,
    /// Seeing whether the file in that place may be written to.
    Permit,
    Create,
    Write,
    Sync,
    Rename,
    /// After this one fails the new text is in place, but a power cut may still undo it.
    SyncFolder,
}

impl Step {
    /// All of them.
    pub const ALL: [Step; 7] =
        [Step::Follow, Step::Permit, Step::Create, Step::Write, Step::Sync, Step::Rename, Step::SyncFolder];

    fn words(self, language: Language) -> &'static str {
        match self {
            Step::Follow => language.pick("tìm tệp mà liên kết trỏ tới", "following the link"),
            Step::Permit => language.pick("xem có được ghi vào tệp không", "seeing whether the file may be written"),
            Step::Create => language.pick("tạo tệp tạm", "creating the temporary file"),
            Step::Write => language.pick("ghi tệp tạm", "writing the temporary file"),
            Step::Sync => language.pick("ghi xuống đĩa", "flushing to the disk"),
            Step::Rename => language.pick("thay tệp cũ bằng tệp mới", "replacing the old file"),
            Step::SyncFolder => language.pick("ghi thư mục xuống đĩa", "flushing the folder"),
        }
    }
}

/// A write that failed. Unless [`WriteError::replaced`], the old file is whole.
#[derive(Debug, thiserror::Error)]
#[error("{}: {step:?}: {source}", shown_path(path))]
pub struct WriteError {
    pub path: PathBuf,
    pub step: Step,
    pub source: io::Error,
}

impl WriteError {
    /// Whether the new text stands in the file all the same.
    #[must_use]
    pub fn replaced(&self) -> bool {
        self.step == Step::SyncFolder
    }

    /// Whether what is in the way is a file that may only be read.
    #[must_use]
    pub(crate) fn is_read_only(&self) -> bool {
        self.step == Step::Permit && self.source.kind() == io::ErrorKind::PermissionDenied
    }

    /// What is wrong, where, and what to do.
    #[must_use]
    pub fn describe(&self, language: Language) -> String {
        if self.is_read_only() {
            let path = shown_path(&self.path);
            return language.pick(
                format!(
                    "{path} chỉ cho đọc nên chưa ghi đè. Chủ tệp cho phép ghi được bằng chmod u+w; hoặc hãy lưu thành tệp khác."
                ),
                format!(
                    "{path} is read-only and was not overwritten. Its owner can allow writing by chmod u+w; or save another file."
                ),
            );
        }
        let (path, step, why) =
            (shown_path(&self.path), self.step.words(language), describe_io(&self.source, language));
        if self.replaced() {
            return language.pick(
                format!("Đã ghi {path} nhưng chưa chắc còn sau mất điện (bước: {step}): {why}."),
                format!("{path} is written, but may not outlive a power cut ({step}): {why}."),
            );
        }
        language.pick(
            format!("Chưa lưu được {path} (bước: {step}): {why}. Nội dung cũ vẫn nguyên; hãy sửa rồi lưu lại."),
            format!("{path} could not be saved ({step}): {why}. The old file is whole; mend this and save again."),
        )
    }
}

/// The steps as functions, so that a test can make each of them fail.
pub trait Disk: std::fmt::Debug + Send + Sync {
    /// Whether an old file may be written to, by its owner's word and by the system's.
    ///
    /// # Errors
    /// [`io::ErrorKind::PermissionDenied`] where it may not, or what the system says.
    fn permit(&self, path: &Path) -> io::Result<()> {
        match files::metadata(path) {
            // The administrator may do anything, and is asked all the same.
            Ok(found) if found.mode() & 0o222 == 0 => Err(io::ErrorKind::PermissionDenied.into()),
            Ok(_) => files::may_write(path),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Creates a new file that only its owner can read; one that is there already is an error.
    ///
    /// # Errors
    /// What the system says.
    fn create(&self, path: &Path) -> io::Result<File> {
        files::create_new(path)
    }

    /// Writes all bytes.
    ///
    /// # Errors
    /// What the system says.
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    /// Waits until the bytes are on the disk.
    ///
    /// # Errors
    /// What the system says.
    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    /// Puts the new file in the place of the old one.
    ///
    /// # Errors
    /// What the system says.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        files::rename(from, to)
    }

    /// Removes a file.
    ///
    /// # Errors
    /// What the system says.
    fn remove(&self, path: &Path) -> io::Result<()> {
        files::remove(path)
    }

    /// Waits until the new name is on the disk.
    ///
    /// # Errors
    /// What the system says; a file system that knows no such thing is not an error.
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        match files::open(folder)?.sync_all() {
            Err(e) if matches!(e.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
            result => result,
        }
    }
}

/// The disk as it is.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealDisk;

impl Disk for RealDisk {}
