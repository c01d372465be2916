//! The names of files: of those that stand beside a report, and one that is not taken yet.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::files;
use crate::report::period::Period;
use crate::report::sorting::sort_by;

/// The journal of what is not saved yet.
pub const JOURNAL: &str = ".nhat-ky";

/// Says who has the report open.
pub const LOCK: &str = ".khoa";

/// The report itself, once it was broken and another took its place.
pub(crate) const BROKEN: &str = ".hong";

/// A text of the report that is in an editor, or was when the program was killed: this, or the same with a
/// number where that was left ("a.toml.soan-2.txt").
const EDITED: (&str, &str) = (".soan", "txt");

/// The name of a report with an ending more.
#[must_use]
pub fn sidecar_path(report: &Path, ending: &str) -> PathBuf {
    let mut name = report.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Where the next text of a report that goes into an editor is.
#[must_use]
pub(crate) fn edited_path(report: &Path) -> PathBuf {
    let path = sidecar_path(report, EDITED.0);
    let (folder, stem) = (path.parent().unwrap_or(Path::new("")), path.file_name().unwrap_or_default());
    free_path(folder, &stem.to_string_lossy(), EDITED.1)
}

/// Whether a name is that of a text of a report that is in an editor.
#[must_use]
pub(crate) fn is_edit_of(name: &OsStr, report: &Path) -> bool {
    let name = Path::new(name);
    if name.extension().is_none_or(|extension| extension != EDITED.1) {
        return false;
    }
    let stem = sidecar_path(Path::new(report.file_name().unwrap_or_default()), EDITED.0);
    name.file_stem().is_some_and(|name| is_numbered(&name.to_string_lossy(), &stem.to_string_lossy()))
}

/// The texts of a report that were left in an editor, in the order of their names.
#[must_use]
pub(crate) fn edits_left(report: &Path) -> Vec<PathBuf> {
    let folder = match report.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let names = files::list(folder).unwrap_or_default().into_iter().filter(|name| is_edit_of(name, report));
    let mut left: Vec<PathBuf> = names.map(|name| report.with_file_name(name)).collect();
    sort_by(&mut left, Ord::cmp);
    left
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
    fn what_was_left_in_an_editor_is_found_by_the_name_of_its_report() {
        let folder = tempfile::tempdir().expect("a folder");
        let report = folder.path().join("a.toml");
        assert_eq!((edits_left(&report), edited_path(&report)), (vec![], folder.path().join("a.toml.soan.txt")));
        for name in
            ["a.toml.soan-2.txt", "a.toml.soan.txt", "a.toml.soan-x.txt", "a.toml.soan.txt.txt", "b.toml.soan.txt"]
        {
            std::fs::write(folder.path().join(name), "").expect("written");
        }
        let left = ["a.toml.soan-2.txt", "a.toml.soan.txt"].map(|name| folder.path().join(name));
        assert_eq!((edits_left(&report), edited_path(&report)), (left.into(), folder.path().join("a.toml.soan-3.txt")));
    }

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
