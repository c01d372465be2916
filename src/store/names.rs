//! The names of files: of those that stand beside a report, and one that is not taken yet.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::files;
use crate::report::period::Period;
use crate::report::sorting::sort_by_key;

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
    let stem = sidecar_path(Path::new(report.file_name().unwrap_or_default()), EDITED.0);
    is_free_path(name, &stem.to_string_lossy(), EDITED.1)
}

/// The texts of a report that were left in an editor, in the order in which their names are given.
#[must_use]
pub(crate) fn edits_left(report: &Path) -> Vec<PathBuf> {
    paths_given(report.parent().unwrap_or(Path::new("")), |name| is_edit_of(name, report))
}

/// What [`free_path`] may have named in a folder, in the order in which it gives names.
#[must_use]
pub(crate) fn free_paths_taken(folder: &Path, stem: &str, extension: &str) -> Vec<PathBuf> {
    paths_given(folder, |name| is_free_path(name, stem, extension))
}

/// The folder of a name without any is where the program is.
#[must_use]
pub(crate) fn listed(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() { Path::new(".") } else { folder }
}

fn paths_given(folder: &Path, is_given: impl Fn(&OsStr) -> bool) -> Vec<PathBuf> {
    let mut names = files::list(listed(folder)).unwrap_or_default();
    names.retain(|name| is_given(name));
    // The one without a number is the shortest, and -10 comes after -9.
    sort_by_key(&mut names, |name| (name.len(), name.clone()));
    names.into_iter().map(|name| folder.join(name)).collect()
}

/// Whether [`free_path`] may have given this name.
fn is_free_path(name: &OsStr, stem: &str, extension: &str) -> bool {
    let name = Path::new(name);
    name.extension().is_some_and(|own| own == extension)
        && name.file_stem().is_some_and(|name| is_numbered(&name.to_string_lossy(), stem))
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
        let left = ["a.toml.soan.txt", "a.toml.soan-2.txt"].map(|name| folder.path().join(name));
        assert_eq!((edits_left(&report), edited_path(&report)), (left.into(), folder.path().join("a.toml.soan-3.txt")));
    }

    #[test]
    fn every_name_that_may_be_given_is_found_in_the_order_of_their_numbers() {
        let folder = tempfile::tempdir().expect("a folder");
        for number in 0..12 {
            let path = free_path(folder.path(), "don-vi", "toml");
            std::fs::write(path, number.to_string()).expect("written");
        }
        for other in ["don-vi-cu.toml", "don-vi.toml.nhat-ky", "don-vi", "don-vi-2.txt", "don-vi2.toml"] {
            std::fs::write(folder.path().join(other), "").expect("written");
        }
        let found = free_paths_taken(folder.path(), "don-vi", "toml");
        let numbers: Vec<String> = found.iter().map(|path| std::fs::read_to_string(path).expect("read")).collect();
        assert_eq!(numbers, (0..12).map(|number| number.to_string()).collect::<Vec<_>>());
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
