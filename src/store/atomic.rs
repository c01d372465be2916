//! Writing a file whole: at every moment the old text or the new one is on the disk, never half.

use std::fs::File;
use std::io::{self, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use crate::text::language::Language;
use crate::text::visible::shown_path;

use super::modes::make_like;
use super::{describe_io, files};

/// The steps of a write, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Finding the file that a symbolic link stands for.
    Follow,
    /// Seeing whether the file in that place may be written to.
    Permit,
    Create,
    Write,
    Sync,
    Rename,
    /// After this one fails the new text is in place, but a power cut may still undo it.
    SyncFolder,
}

impl Step {
    /// All of them.
    pub const ALL: [Step; 7] =
        [Step::Follow, Step::Permit, Step::Create, Step::Write, Step::Sync, Step::Rename, Step::SyncFolder];

    fn words(self, language: Language) -> &'static str {
        match self {
            Step::Follow => language.pick("tìm tệp mà liên kết trỏ tới", "following the link"),
            Step::Permit => language.pick("xem có được ghi vào tệp không", "seeing whether the file may be written"),
            Step::Create => language.pick("tạo tệp tạm", "creating the temporary file"),
            Step::Write => language.pick("ghi tệp tạm", "writing the temporary file"),
            Step::Sync => language.pick("ghi xuống đĩa", "flushing to the disk"),
            Step::Rename => language.pick("thay tệp cũ bằng tệp mới", "replacing the old file"),
            Step::SyncFolder => language.pick("ghi thư mục xuống đĩa", "flushing the folder"),
        }
    }
}

/// A write that failed. Unless [`WriteError::replaced`], the old file is whole.
#[derive(Debug, thiserror::Error)]
#[error("{}: {step:?}: {source}", shown_path(path))]
pub struct WriteError {
    pub path: PathBuf,
    pub step: Step,
    pub source: io::Error,
}

impl WriteError {
    /// Whether the new text stands in the file all the same.
    #[must_use]
    pub fn replaced(&self) -> bool {
        self.step == Step::SyncFolder
    }

    /// Whether what is in the way is a file that may only be read.
    #[must_use]
    pub(crate) fn is_read_only(&self) -> bool {
        self.step == Step::Permit && self.source.kind() == io::ErrorKind::PermissionDenied
    }

    /// What is wrong, where, and what to do.
    #[must_use]
    pub fn describe(&self, language: Language) -> String {
        if self.is_read_only() {
            let path = shown_path(&self.path);
            return language.pick(
                format!(
                    "{path} chỉ cho đọc nên chưa ghi đè. Chủ tệp cho phép ghi được bằng chmod u+w; hoặc hãy lưu thành tệp khác."
                ),
                format!(
                    "{path} is read-only and was not overwritten. Its owner can allow writing by chmod u+w; or save another file."
                ),
            );
        }
        let (path, step, why) =
            (shown_path(&self.path), self.step.words(language), describe_io(&self.source, language));
        if self.replaced() {
            return language.pick(
                format!("Đã ghi {path} nhưng chưa chắc còn sau mất điện (bước: {step}): {why}."),
                format!("{path} is written, but may not outlive a power cut ({step}): {why}."),
            );
        }
        language.pick(
            format!("Chưa lưu được {path} (bước: {step}): {why}. Nội dung cũ vẫn nguyên; hãy sửa rồi lưu lại."),
            format!("{path} could not be saved ({step}): {why}. The old file is whole; mend this and save again."),
        )
    }
}

/// The steps as functions, so that a test can make each of them fail.
pub trait Disk: std::fmt::Debug + Send + Sync {
    /// Whether an old file may be written to, by its owner's word and by the system's.
    ///
    /// # Errors
    /// [`io::ErrorKind::PermissionDenied`] where it may not, or what the system says.
    fn permit(&self, path: &Path) -> io::Result<()> {
        match files::metadata(path) {
            // The administrator may do anything, and is asked all the same.
            Ok(found) if found.mode() & 0o222 == 0 => Err(io::ErrorKind::PermissionDenied.into()),
            Ok(_) => files::may_write(path),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Creates a new file that only its owner can read; one that is there already is an error.
    ///
    /// # Errors
    /// What the system says.
    fn create(&self, path: &Path) -> io::Result<File> {
        files::create_new(path)
    }

    /// Writes all bytes.
    ///
    /// # Errors
    /// What the system says.
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    /// Waits until the bytes are on the disk.
    ///
    /// # Errors
    /// What the system says.
    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    /// Puts the new file in the place of the old one.
    ///
    /// # Errors
    /// What the system says.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        files::rename(from, to)
    }

    /// Removes a file.
    ///
    /// # Errors
    /// What the system says.
    fn remove(&self, path: &Path) -> io::Result<()> {
        files::remove(path)
    }

    /// Waits until the new name is on the disk.
    ///
    /// # Errors
    /// What the system says; a file system that knows no such thing is not an error.
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        match files::open(folder)?.sync_all() {
            Err(e) if matches!(e.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
            result => result,
        }
    }
}

/// The disk as it is.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealDisk;

impl Disk for RealDisk {}

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

/// [`write()`] on a given disk.
///
/// # Errors
/// As [`write()`].
pub fn write_with(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let target =
        resolve_symlinks(path).map_err(|source| WriteError { path: path.to_owned(), step: Step::Follow, source })?;
    permit(disk, &target)?;
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
    let target =
        resolve_symlinks(path).map_err(|source| WriteError { path: path.to_owned(), step: Step::Follow, source })?;
    if over == Over::Writable {
        permit(disk, &target)?;
    }
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
