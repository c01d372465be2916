//! Why a report was not saved, and what to do.

use std::io;
use std::path::PathBuf;

use crate::text::language::Language;
use crate::text::visible::shown_path;

use super::answers_file::Unwritable;
use super::describe_io;
use super::disk::WriteError;

/// Why a report was not saved. What is on the disk is whole.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    #[error(transparent)]
    Write(#[from] WriteError),
    /// What would have been replaced could not be kept as an earlier version first; nothing was replaced.
    #[error("no earlier version kept: {0}")]
    NoVersion(WriteError),
    /// Somebody else wrote to the file since; nothing was overwritten.
    #[error("{} was changed by another program", shown_path(.0))]
    ChangedOnDisk(PathBuf),
    #[error("{}: {source}", shown_path(path))]
    Read { path: PathBuf, source: io::Error },
    #[error(transparent)]
    Unwritable(#[from] Unwritable),
}

impl SaveError {
    /// Whether what is in the way is a file that may only be read.
    #[must_use]
    pub(crate) fn is_read_only(&self) -> bool {
        matches!(self, SaveError::Write(error) if error.is_read_only())
    }

    /// What is wrong, where, and what to do.
    #[must_use]
    pub(crate) fn describe(&self, language: Language) -> String {
        match self {
            SaveError::Write(error) => error.describe(language),
            SaveError::NoVersion(error) => {
                let (path, why) = (shown_path(&error.path), describe_io(&error.source, language));
                language.pick(
                    format!("Không giữ được bản cũ ở {path}: {why}. Báo cáo và nhật ký bên cạnh vẫn nguyên."),
                    format!("No earlier version could be kept in {path}: {why}. The report and the journal beside it are as they were."),
                )
            }
            SaveError::ChangedOnDisk(path) => {
                let path = shown_path(path);
                language.pick(format!(
                        "{path} đã bị chương trình khác sửa từ lúc mở, nên chưa lưu đè. Hãy lưu thành tệp khác, hoặc mở lại."
                    ),
                    format!(
                        "{path} was changed by another program since it was opened, so it was not overwritten. Save under another name, or open it again."
                    ),
                )
            }
            SaveError::Read { path, source } => {
                let (path, why) = (shown_path(path), describe_io(source, language));
                language.pick(format!("Chưa lưu được {path}: {why}."), format!("{path} could not be saved: {why}."))
            }
            SaveError::Unwritable(error) => language.pick(
                format!("Chương trình có lỗi nên chưa lưu, tệp cũ vẫn nguyên: {error}"),
                format!("A fault of the program: nothing was saved, the old file is whole: {error}"),
            ),
        }
    }
}
