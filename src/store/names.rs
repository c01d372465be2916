//! The names of files: of those that stand beside a report, and one that is not taken yet.

use std::path::{Path, PathBuf};

use super::files;
use crate::report::period::Period;

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

/// How the program names the report of a type and period: "thang-hanh-dong-vi-tre-em-2026".
#[must_use]
pub(crate) fn stem(type_id: &str, period: Option<Period>) -> String {
    period.map_or_else(|| type_id.to_owned(), |period| format!("{type_id}-{}", period.to_string().to_lowercase()))
}

/// Whether the program may have given this name to a report of a type, in whatever period.
#[must_use]
pub(crate) fn is_given(name: &str, type_id: &str) -> bool {
    let is_period = |text: &str| Period::of_file(&text.to_uppercase()).is_some();
    let is_rest = |rest: &str| {
        is_period(rest)
            || rest.rsplit_once('-').map_or(is_number(rest), |(before, n)| is_number(n) && is_period(before))
    };
    name.strip_prefix(type_id).is_some_and(|rest| rest.is_empty() || rest.strip_prefix('-').is_some_and(is_rest))
}

/// Whether a name is this one, or this one with the number that it gets where it is taken.
#[must_use]
pub(crate) fn is_numbered(name: &str, stem: &str) -> bool {
    name.strip_prefix(stem).is_some_and(|rest| rest.is_empty() || rest.strip_prefix('-').is_some_and(is_number))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_the_program_gave_is_told_from_one_of_a_persons_own() {
        for name in ["t", "t-2", "t-2026", "t-2026-3", "t-2026-h1", "t-2026-q4-2", "t-2026-05", "t-2026-05-2"] {
            assert!(is_given(name, "t"), "{name}");
        }
        for name in ["t-2026-moi", "t2026", "t-", "t-h1", "t-2026-", "bao cao", "t-2026-h1-cuoi", "x-t-2026"] {
            assert!(!is_given(name, "t"), "{name}");
        }
        assert!(is_numbered("t-2026", "t-2026") && is_numbered("t-2026-2", "t-2026"));
        assert!(!is_numbered("t-20267", "t-2026") && !is_numbered("t-2026-h1", "t-2026"));
    }
}
