//! The names of files: of those that stand beside a report, and one that is not taken yet.

use std::path::{Path, PathBuf};

use super::files;

/// The journal of what is not saved yet.
pub const JOURNAL: &str = ".nhat-ky";

/// Says who has the report open.
pub const LOCK: &str = ".khoa";

/// The report itself, once it was broken and another took its place.
pub(crate) const BROKEN: &str = ".hong";

/// A text of the report that was in an editor when the program was killed.
pub(crate) const EDITED: &str = ".soan.txt";

/// The name of a report with an ending more.
#[must_use]
pub fn sidecar_path(report: &Path, ending: &str) -> PathBuf {
    let mut name = report.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// "name.toml", or "name-2.toml", "name-3.toml" … where that is taken.
#[must_use]
pub(crate) fn free_path(folder: &Path, stem: &str, extension: &str) -> PathBuf {
    let is_free = |path: &Path| files::symlink_metadata(path).is_err();
    free_path_where(folder, stem, extension, is_free)
}

/// The same with another idea of what is free.
#[must_use]
pub(crate) fn free_path_where(folder: &Path, stem: &str, extension: &str, is_free: impl Fn(&Path) -> bool) -> PathBuf {
    let first = folder.join(format!("{stem}.{extension}"));
    let others = (2_u32..).map(|number| folder.join(format!("{stem}-{number}.{extension}")));
    std::iter::once(first.clone()).chain(others).find(|path| is_free(path)).unwrap_or(first)
}
