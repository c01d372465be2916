//! Writing a file whole: at every moment the old text or the new one is on the disk, never half.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use super::disk::{Disk, RealDisk, Step, WriteError};
use super::files;
use super::modes::{create_folder, let_owner_write, make_like};

/// Replaces the file at `path`, or makes it. A symbolic link stays one: its target is replaced,
/// since whoever named the path meant it. Another name of the same file (a hard link) keeps the old
/// text. Its mode and its group are those of the old file, as far as the system lets them be; of a
/// new file only the owner can read (mode 0600).
///
/// # Errors
/// The step that failed; no temporary file is left behind.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    write_with(&RealDisk, path, bytes)
}

/// Whether [`write()`] would be let replace a file; where there is none, it would.
///
/// # Errors
/// The file may only be read, or its link cannot be followed.
pub(crate) fn may_replace(path: &Path) -> Result<(), WriteError> {
    writable_target(&RealDisk, path).map(|_| ())
}

/// The file that a path or a link means, if it may be written to.
fn writable_target(disk: &dyn Disk, path: &Path) -> Result<PathBuf, WriteError> {
    let target = followed(path)?;
    permit(disk, &target)?;
    Ok(target)
}

/// The file that a path or a link means.
fn followed(path: &Path) -> Result<PathBuf, WriteError> {
    resolve_symlinks(path).map_err(|source| WriteError { path: path.to_owned(), step: Step::Follow, source })
}

/// The same in a folder that is made where it is missing.
///
/// # Errors
/// As [`write`](fn@write), and those of making the folder.
pub(crate) fn write_with_folder(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    if let Some(folder) = path.parent() {
        let wrong = |source| WriteError { path: path.to_owned(), step: Step::Create, source };
        create_folder(folder).map_err(wrong)?;
    }
    write(path, bytes)
}

/// [`write()`] on a given disk.
///
/// # Errors
/// As [`write()`].
pub fn write_with(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let target = writable_target(disk, path)?;
    replace(disk, &target, bytes, &target, true, &|| true).map(|_| ())
}

/// The same, unless something says at the last moment that the file is not to be replaced.
///
/// # Errors
/// As [`write()`]; [`io::ErrorKind::AlreadyExists`] at [`Step::Rename`] where it is not.
pub(crate) fn write_if(
    disk: &dyn Disk,
    path: &Path,
    bytes: &[u8],
    over: Over,
    may: &dyn Fn() -> bool,
) -> Result<(), WriteError> {
    let target = if over == Over::Writable { writable_target(disk, path)? } else { followed(path)? };
    replace(disk, &target, bytes, &target, true, may).map(|_| ())
}

/// The same for a new file, which is to have the mode and the group of another.
///
/// # Errors
/// As [`write_if`].
pub(crate) fn write_new_if(
    disk: &dyn Disk,
    path: &Path,
    bytes: &[u8],
    other: &Path,
    may: &dyn Fn() -> bool,
) -> Result<(), WriteError> {
    replace(disk, path, bytes, other, true, may).map(|_| ())
}

/// The same for a name that the program chose (an earlier version, an export): nobody meant a link
/// that stands there, so it is replaced itself, and what it points to is left alone.
///
/// # Errors
/// As [`write()`].
pub(crate) fn write_here(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    write_here_with(&RealDisk, path, bytes)
}

/// [`write_here`] on a given disk.
///
/// # Errors
/// As [`write()`].
pub(crate) fn write_here_with(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    if !is_link(path) {
        permit(disk, path)?;
    }
    replace(disk, path, bytes, path, true, &|| true).map(|_| ())
}

/// The same for a new file that belongs to another: with the mode and the group of that.
///
/// # Errors
/// As [`write()`].
pub(crate) fn write_beside(disk: &dyn Disk, path: &Path, bytes: &[u8], other: &Path) -> Result<(), WriteError> {
    replace(disk, path, bytes, other, true, &|| true).map(|_| ())
}

/// The same without waiting for the disk: a kill finds the old one or the new one, a power cut
/// perhaps neither. Returns it, open for writing at its end.
///
/// # Errors
/// As [`write()`].
pub(crate) fn begin_with(disk: &dyn Disk, path: &Path, bytes: &[u8], other: &Path) -> Result<File, WriteError> {
    replace(disk, path, bytes, other, false, &|| true)
}

/// Over which files a text may be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Over {
    Writable,
    /// Over one that may only be read, too: the person said so.
    Any,
}

fn permit(disk: &dyn Disk, path: &Path) -> Result<(), WriteError> {
    disk.permit(path).map_err(|source| WriteError { path: path.to_owned(), step: Step::Permit, source })
}

fn is_link(path: &Path) -> bool {
    files::symlink_metadata(path).is_ok_and(|found| found.is_symlink())
}

/// Puts a file with the mode and the group of `model`, where that is a file, in a place.
fn replace(
    disk: &dyn Disk,
    path: &Path,
    bytes: &[u8],
    model: &Path,
    wait: bool,
    may: &dyn Fn() -> bool,
) -> Result<File, WriteError> {
    let wrong = |step| move |source| WriteError { path: path.to_owned(), step, source };
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let (mut file, temporary) = create_temporary(disk, folder).map_err(wrong(Step::Create))?;
    // A link that gives way to the file lends it nothing.
    if model != path || !is_link(path) {
        make_like(&file, model);
    }
    // A new file is for going on in, though the one that it is like may only be read.
    if model != path {
        let_owner_write(&file);
    }
    let sync = |file: &File| if wait { disk.sync(file) } else { Ok(()) };
    let result = disk
        .write(&mut file, bytes)
        .map_err(wrong(Step::Write))
        .and_then(|()| sync(&file).map_err(wrong(Step::Sync)))
        .and_then(|()| {
            let renamed = if may() { disk.rename(&temporary, path) } else { Err(io::ErrorKind::AlreadyExists.into()) };
            renamed.map_err(wrong(Step::Rename))
        });
    if let Err(error) = result {
        // The first error is the one to tell; a leftover is only untidy.
        let _ = disk.remove(&temporary);
        return Err(error);
    }
    if wait {
        disk.sync_folder(folder).map_err(wrong(Step::SyncFolder))?;
    }
    Ok(file)
}

/// Removes the temporary files that a process left in a folder when it was killed.
pub(crate) fn sweep(folder: &Path, process: u32) {
    let prefix = format!("{TEMPORARY}{process}-");
    for file in files::list(folder).unwrap_or_default() {
        let name = file.to_string_lossy();
        if name.starts_with(&prefix) && name.ends_with(".tmp") {
            // What stays is only untidy.
            let _ = files::remove(&folder.join(&file));
        }
    }
}

/// The file that a path stands for once its symbolic links are followed. The file itself need not
/// be there.
///
/// # Errors
/// The links lead in a circle or to a folder, or the system refuses.
pub(crate) fn resolve_symlinks(path: &Path) -> io::Result<PathBuf> {
    let mut at = path.to_owned();
    for _ in 0..40 {
        match files::symlink_metadata(&at) {
            Ok(found) if found.file_type().is_symlink() => {
                let target = files::read_link(&at)?;
                at = at.parent().map_or_else(|| target.clone(), |folder| folder.join(&target));
            }
            Ok(found) if found.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
            // A device would become a file.
            Ok(found) if !found.is_file() => return Err(io::ErrorKind::Unsupported.into()),
            Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
            _ => return Ok(at),
        }
    }
    Err(io::Error::other("too many symbolic links"))
}

/// How the names of temporary files begin; the process follows.
const TEMPORARY: &str = ".baocao-";

static COUNTER: AtomicU32 = AtomicU32::new(0);

fn create_temporary(disk: &dyn Disk, folder: &Path) -> io::Result<(File, PathBuf)> {
    let process = std::process::id();
    loop {
        let count = COUNTER.fetch_add(1, Ordering::Relaxed);
        let path = folder.join(format!("{TEMPORARY}{process}-{count}.tmp"));
        match disk.create(&path) {
            // Left by a process of the same number that was killed.
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists && count < u32::MAX => {}
            result => return result.map(|file| (file, path)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    fn names(folder: &Path) -> Vec<String> {
        let mut list: Vec<String> = fs::read_dir(folder)
            .expect("the folder is there")
            .map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        list.sort();
        list
    }

    #[test]
    fn a_new_file_is_private_and_one_that_is_replaced_keeps_its_mode() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.toml");
        let mode = || fs::metadata(&path).expect("metadata").permissions().mode() & 0o777;
        write(&path, "cũ".as_bytes()).expect("made");
        assert_eq!(mode(), 0o600);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).expect("a mode");
        write(&path, "mới".as_bytes()).expect("replaced");
        assert_eq!(fs::read_to_string(&path).expect("read"), "mới");
        assert_eq!(mode(), 0o644);
        assert_eq!(names(folder.path()), ["a.toml"]);
    }

    #[test]
    fn links_are_followed() {
        let folder = tempfile::tempdir().expect("a folder");
        let (real, link) = (folder.path().join("real.toml"), folder.path().join("link.toml"));
        std::os::unix::fs::symlink("real.toml", &link).expect("a link");
        write(&link, b"1").expect("a link to nothing makes its target");
        write(&link, b"2").expect("replaced");
        assert_eq!(fs::read(&real).expect("read"), b"2");
        assert!(fs::symlink_metadata(&link).expect("there").file_type().is_symlink());

        std::os::unix::fs::symlink("loop", folder.path().join("loop")).expect("a link");
        let error = write(&folder.path().join("loop"), b"3").expect_err("a loop");
        assert_eq!(error.step, Step::Follow);
    }

    #[test]
    fn a_link_at_a_name_of_the_programs_own_is_replaced_and_its_target_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let (other, link) = (folder.path().join("other"), folder.path().join("a.toml.bak"));
        fs::write(&other, "khác").expect("written");
        std::os::unix::fs::symlink(&other, &link).expect("a link");
        write_here(&link, b"1").expect("replaced");
        assert_eq!(fs::read_to_string(&other).expect("read"), "khác");
        assert!(fs::symlink_metadata(&link).expect("there").is_file());
    }

    #[test]
    fn the_other_name_of_a_file_keeps_the_old_text() {
        let folder = tempfile::tempdir().expect("a folder");
        let (one, two) = (folder.path().join("1"), folder.path().join("2"));
        fs::write(&one, "cũ").expect("written");
        fs::hard_link(&one, &two).expect("a link");
        write(&one, "mới".as_bytes()).expect("replaced");
        assert_eq!(fs::read_to_string(&two).expect("read"), "cũ");
    }

    #[test]
    fn a_link_at_the_name_of_a_temporary_file_is_passed_by() {
        let folder = tempfile::tempdir().expect("a folder");
        let other = folder.path().join("other");
        fs::write(&other, "khác").expect("written");
        // The next names in their order; what other tests write meanwhile takes some of them.
        let (process, next) = (std::process::id(), COUNTER.load(Ordering::Relaxed));
        let name = |count: u32| folder.path().join(format!(".baocao-{process}-{count}.tmp"));
        (next..next + 500).for_each(|count| std::os::unix::fs::symlink(&other, name(count)).expect("a link"));
        write(&folder.path().join("a.toml"), b"1").expect("written");
        assert_eq!(fs::read_to_string(&other).expect("read"), "khác");
        assert_eq!(fs::read(folder.path().join("a.toml")).expect("read"), b"1");
    }

    #[test]
    fn a_device_stays_a_device() {
        let error = write(Path::new("/dev/null"), b"1").expect_err("a device");
        assert_eq!((error.step, error.source.kind()), (Step::Follow, io::ErrorKind::Unsupported));
    }

    #[test]
    fn a_missing_folder_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let error = write(&folder.path().join("no/a.toml"), b"1").expect_err("no folder");
        assert_eq!(error.step, Step::Create);
    }
}
