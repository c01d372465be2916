//! A file that cannot be opened where a report should be: put aside, replaced by an earlier version.

use std::io;
use std::path::{Path, PathBuf};

use super::atomic;
use super::files;
use super::library::Library;
use super::limits::READ_BYTES;
use super::names::{BROKEN, sidecar_path};
use super::reading;
use super::report_file::ReportFile;
use super::save_error::SaveError;
use super::versions::{self, Version};

/// The newest earlier version of a report that this program can open.
#[must_use]
pub(crate) fn last_good_version(path: &Path, library: &Library, year: i16) -> Option<Version> {
    versions::list(path).into_iter().find(|version| ReportFile::open(&version.path, library, year).is_ok())
}

/// Puts an earlier version in the place of a broken file, which is kept (see [`put_aside`]).
///
/// # Errors
/// The version cannot be read, or the disk refuses; the broken file is not lost.
pub(crate) fn restore_version(path: &Path, version: &Version) -> Result<(), SaveError> {
    let bytes = reading::read(&version.path, READ_BYTES)
        .map_err(|source| SaveError::Read { path: version.path.clone(), source })?;
    put_aside(path)?;
    Ok(atomic::write(path, &bytes)?)
}

/// The name that a broken file gets: `<name>.hong` (and `.hong-2` …), so that another can take its own.
#[must_use]
pub(crate) fn aside(path: &Path) -> PathBuf {
    let names = std::iter::once(BROKEN.to_owned()).chain((2_u32..).map(|number| format!("{BROKEN}-{number}")));
    let free = names.map(|ending| sidecar_path(path, &ending)).find(|kept| files::symlink_metadata(kept).is_err());
    free.unwrap_or_else(|| sidecar_path(path, BROKEN))
}

/// Renames a broken file (see [`aside`]) and returns its new name; `None` where there is none.
///
/// # Errors
/// What the system says; the file is where it was.
pub(crate) fn put_aside(path: &Path) -> Result<Option<PathBuf>, SaveError> {
    let kept = aside(path);
    match files::rename(path, &kept) {
        Ok(()) => Ok(Some(kept)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(SaveError::Read { path: path.to_owned(), source }),
    }
}
