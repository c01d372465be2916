//! What stands beside a report: files whose names begin with its own.

use std::path::{Path, PathBuf};

/// The journal of what is not saved yet.
pub const JOURNAL: &str = ".nhat-ky";

/// Says who has the report open.
pub const LOCK: &str = ".khoa";

/// The report itself, once it was broken and another took its place.
pub const BROKEN: &str = ".hong";

/// The name of a report with an ending more.
#[must_use]
pub fn beside(report: &Path, ending: &str) -> PathBuf {
    let mut name = report.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
