//! Earlier versions of a report, in a folder beside it.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::DateTime;

use crate::report::sorting::sort_by_key;

use super::atomic;
use super::disk::{Disk, Step, WriteError};
use super::limits::READ_BYTES;
use super::modes;
use super::names::{JOURNAL, free_path, sidecar_path};
use super::{files, local, lock, reading};

/// The folder of earlier versions, beside the reports; in it a folder a report.
pub(crate) const FOLDER: &str = "ban-cu";

/// So many versions of a report are kept; the oldest goes first.
pub(crate) const KEPT: usize = 10;

/// How the name of a version tells its time; a file name on every system.
const NAME: &str = "%Y-%m-%d %H.%M.%S";

/// An earlier version of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    pub path: PathBuf,
    /// When it was put aside, by the clock on the wall.
    pub time: DateTime,
}

/// The folder of the earlier versions of a report.
#[must_use]
pub fn folder_of(report: &Path) -> PathBuf {
    let name = report.file_name().map_or(OsString::new(), ToOwned::to_owned);
    report.parent().unwrap_or(Path::new("")).join(FOLDER).join(name)
}

/// Whether no report has a path: neither one that is there, nor one that was never saved, of which only the
/// journal is left, nor one that another window is about to save, nor one whose earlier versions are left.
#[must_use]
pub(crate) fn is_free(path: &Path) -> bool {
    let all = [path.to_owned(), sidecar_path(path, JOURNAL), folder_of(path)];
    all.iter().all(|path| files::symlink_metadata(path).is_err()) && !lock::is_held(path)
}

/// Puts a text of a report aside as its newest earlier version, unless the newest says the same.
/// Versions beyond [`KEPT`] are removed, the oldest first.
///
/// # Errors
/// The text could not be kept.
pub(crate) fn keep(disk: &dyn Disk, report: &Path, text: &[u8]) -> Result<(), WriteError> {
    let folder = folder_of(report);
    let versions = list(report);
    if versions
        .first()
        .and_then(|newest| reading::read(&newest.path, READ_BYTES).ok())
        .is_some_and(|newest| newest == text)
    {
        return Ok(());
    }
    let wrong = |source| WriteError { path: folder.clone(), step: Step::Create, source };
    // A link in the place of either folder would lead the version elsewhere.
    let leads_out = |folder: &Path| files::symlink_metadata(folder).is_ok_and(|found| found.is_symlink());
    if folder.ancestors().take(2).any(leads_out) {
        return Err(wrong(io::ErrorKind::NotADirectory.into()));
    }
    modes::create_folders_below(report.parent().unwrap_or(Path::new("")), &folder).map_err(wrong)?;
    let now = local(jiff::Timestamp::from_second(jiff::Timestamp::now().as_second()).unwrap_or_default()).datetime();
    // Within one second the clock has only one name: the later version has a later one.
    let newest = versions.first().map(|newest| newest.time);
    let time = newest.filter(|time| *time >= now).map_or(now, |time| time.saturating_add(jiff::Span::new().seconds(1)));
    let path = free_path(&folder, &time.strftime(NAME).to_string(), "toml");
    atomic::write_beside(disk, &path, text, report)?;
    for old in versions.iter().skip(KEPT - 1) {
        // One more than need be harms nothing.
        let _ = files::remove(&old.path);
    }
    Ok(())
}

/// The earlier versions of a report, the newest first.
#[must_use]
pub fn list(report: &Path) -> Vec<Version> {
    let folder = folder_of(report);
    let names = files::list(&folder).unwrap_or_default();
    let version = |path: PathBuf| {
        path.extension().filter(|extension| *extension == "toml")?;
        let time = DateTime::strptime(NAME, path.file_stem()?.to_str()?).ok()?;
        Some(Version { path, time })
    };
    let mut versions: Vec<Version> = names.into_iter().filter_map(|name| version(folder.join(name))).collect();
    sort_by_key(&mut versions, |version| std::cmp::Reverse(version.time));
    versions
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::disk::RealDisk;
    use std::fs;

    #[test]
    fn ten_versions_are_kept_the_newest_first() {
        let folder = tempfile::tempdir().expect("a folder");
        let report = folder.path().join("a.toml");
        for number in 0..14 {
            for _ in 0..2 {
                keep(&RealDisk, &report, format!("{number}").as_bytes()).expect("kept");
            }
        }
        fs::write(folder_of(&report).join("khac.toml"), "x").expect("written");
        let texts: Vec<String> =
            list(&report).iter().map(|version| fs::read_to_string(&version.path).expect("read")).collect();
        assert_eq!(texts, ["13", "12", "11", "10", "9", "8", "7", "6", "5", "4"]);
    }
}
