//! Reports taken from the list: moved into a folder beside them, never destroyed.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use super::files;
use super::modes::create_folders_below;
use super::names::{BROKEN, JOURNAL, LOCK, free_path_where, is_edit_of, is_numbered, listed};
use super::versions;

/// The folder of discarded reports, beside those that are not.
pub(crate) const FOLDER: &str = "da-xoa";

/// A report that was moved, with its journal, its earlier versions and whatever else bears its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Discarded {
    /// Where it was.
    pub from: PathBuf,
    /// Where it is now.
    pub to: PathBuf,
}

/// Moves a report into the folder of discarded ones, under a name that nothing there bears. What
/// was exported from it stays: it may be a document in use.
///
/// # Errors
/// The report could not be moved and is where it was.
pub(crate) fn discard(path: &Path) -> io::Result<Discarded> {
    let folder = path.parent().unwrap_or(Path::new(".")).join(FOLDER);
    // A link would take the report elsewhere.
    if files::symlink_metadata(&folder).is_ok_and(|found| found.is_symlink()) {
        return Err(io::ErrorKind::NotADirectory.into());
    }
    create_folders_below(path.parent().unwrap_or(Path::new("")), &folder)?;
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let extension = path.extension().unwrap_or_default().to_string_lossy().into_owned();
    let to = free_path_where(&folder, &stem, &extension, |path| family(path).is_empty());
    move_family(path, &to)?;
    Ok(Discarded { from: path.to_owned(), to })
}

impl Discarded {
    /// Moves it back to where it was.
    ///
    /// # Errors
    /// Another file has its name now, or the system refuses.
    pub(crate) fn put_back(&self) -> io::Result<()> {
        if files::symlink_metadata(&self.from).is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        move_family(&self.to, &self.from)
    }
}

/// The endings of the files that belong to a report: "" for itself, ".nhat-ky", ".hong-2" …. Another
/// report may have its name in front ("a.toml.toml").
fn family(path: &Path) -> Vec<OsString> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let names = path.parent().map(listed).and_then(|folder| files::list(folder).ok()).unwrap_or_default();
    let ending = |file: OsString| {
        let ending = file.to_string_lossy().strip_prefix(name.as_str())?.to_owned();
        (is_own(&ending) || is_edit_of(&file, path)).then(|| OsString::from(ending))
    };
    names.into_iter().filter_map(ending).collect()
}

/// Whether an ending is one that this program gives to what stands beside a report, texts in an editor apart.
fn is_own(ending: &str) -> bool {
    let whole = ending.strip_prefix(JOURNAL).unwrap_or(ending);
    [LOCK, ""].contains(&whole) || is_numbered(whole, BROKEN)
}

fn move_family(from: &Path, to: &Path) -> io::Result<()> {
    let rest = family(from).into_iter().filter(|ending| !ending.is_empty());
    match files::rename(from, to) {
        // It was never saved; its journal is all there is of it.
        Err(error) if error.kind() == io::ErrorKind::NotFound && !family(from).is_empty() => {}
        result => result?,
    }
    for ending in rest {
        let with = |path: &Path| {
            let mut path = path.as_os_str().to_owned();
            path.push(&ending);
            PathBuf::from(path)
        };
        // The report itself has moved; what is left behind of the rest harms nothing.
        if files::symlink_metadata(&with(to)).is_err() {
            let _ = files::rename(&with(from), &with(to));
        }
    }
    let (versions, to) = (versions::folder_of(from), versions::folder_of(to));
    if let Some(folder) = to.parent().filter(|_| files::is_folder(&versions) && files::symlink_metadata(&to).is_err()) {
        create_folders_below(from.parent().unwrap_or(Path::new("")), folder)?;
        files::rename(&versions, &to)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let mut names: Vec<String> = entries.map(|e| e.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_report_moves_with_its_versions_and_comes_back() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.toml");
        let put = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("written");
        for (name, text) in [
            ("a.toml", "1"),
            ("a.toml.nhat-ky", "0"),
            ("a.toml.hong-2", "x"),
            ("a.toml.soan-2.txt", "đang soạn"),
            ("a.toml.soan-cu.txt", "khác"),
            ("a.txt", "văn bản"),
            ("a.toml.cu.toml", "một báo cáo khác"),
            ("a.tomlx", "khác"),
        ] {
            put(name, text);
        }
        let versions = versions::folder_of(&path);
        fs::create_dir_all(&versions).expect("made");
        fs::write(versions.join("2026-06-05 09.41.00.toml"), "0").expect("written");
        let first = discard(&path).expect("moved");
        let bin = folder.path().join(FOLDER);
        assert_eq!(
            names(folder.path()),
            ["a.toml.cu.toml", "a.toml.soan-cu.txt", "a.tomlx", "a.txt", versions::FOLDER, FOLDER]
        );
        assert_eq!(names(&bin), ["a.toml", "a.toml.hong-2", "a.toml.nhat-ky", "a.toml.soan-2.txt", versions::FOLDER]);
        assert_eq!(versions::list(&bin.join("a.toml")).len(), 1);

        put("a.toml", "2");
        let second = discard(&path).expect("moved");
        assert_eq!(
            (second.to.clone(), fs::read_to_string(&first.to).expect("read").as_str()),
            (bin.join("a-2.toml"), "1")
        );

        second.put_back().expect("back");
        assert_eq!(fs::read_to_string(&path).expect("read"), "2");
        let error = first.put_back().expect_err("the name is taken");
        assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
        fs::remove_file(&path).expect("removed");
        first.put_back().expect("back");
        let all = [
            "a.toml",
            "a.toml.cu.toml",
            "a.toml.hong-2",
            "a.toml.nhat-ky",
            "a.toml.soan-2.txt",
            "a.toml.soan-cu.txt",
            "a.tomlx",
            "a.txt",
            versions::FOLDER,
            FOLDER,
        ];
        assert_eq!(names(folder.path()), all);
        assert_eq!(names(&bin), [versions::FOLDER]);
        assert_eq!(versions::list(&path).len(), 1);
    }

    #[test]
    fn nothing_is_moved_through_a_link() {
        let (folder, other) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let path = folder.path().join("a.toml");
        fs::write(&path, "1").expect("written");
        std::os::unix::fs::symlink(other.path(), folder.path().join(FOLDER)).expect("a link");
        assert_eq!(discard(&path).expect_err("a link").kind(), io::ErrorKind::NotADirectory);
        assert!(path.exists() && names(other.path()).is_empty());
    }

    #[test]
    fn a_journal_left_in_the_folder_is_not_written_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let bin = folder.path().join(FOLDER);
        fs::create_dir(&bin).expect("made");
        fs::write(bin.join("a.toml.nhat-ky"), "cũ").expect("written");
        let path = folder.path().join("a.toml");
        fs::write(&path, "1").expect("written");
        fs::write(folder.path().join("a.toml.nhat-ky"), "0").expect("written");
        assert_eq!(discard(&path).expect("moved").to, bin.join("a-2.toml"));
        assert_eq!(fs::read_to_string(bin.join("a.toml.nhat-ky")).expect("read"), "cũ");
        assert!(discard(&path).is_err(), "it is not there any more");
    }
}
