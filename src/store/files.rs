//! The one way to the disk: every file and folder is opened, looked at, made, renamed and removed here.
//!
//! On a shared server (`--kiosk`) nothing outside of one folder, the home, may be touched, whatever links
//! stand in it or are put there at any moment. So the home is opened once; each path is resolved from that
//! handle without following a link, and what is done is done by the handle of the folder that was found. No
//! name is checked first and used afterwards. Elsewhere a path means what it means to the system, and links
//! of the user's are followed.
//!
//! That a process is confined is true of the whole of it: the command line says so once, before anything is
//! read, and it holds until the end, for every thread. Passed down as a value it would be a parameter of all
//! that touches the disk, and whatever forgot it would be the hole. What goes around this file is an error
//! of clippy's (clippy.toml).

#![expect(clippy::disallowed_methods, reason = "this is where the system is asked")]

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, Metadata};
use std::io;
use std::os::unix::ffi::OsStringExt;
use std::path::{Component, Path, PathBuf};
use std::sync::OnceLock;

use rustix::fd::{AsFd, BorrowedFd, OwnedFd};
use rustix::fs::{Access, AtFlags, CWD, Dir, Mode, OFlags, accessat, mkdirat, openat, renameat, unlinkat};
use rustix::io::{Errno, retry_on_intr};

/// How something is opened only to be looked at, or to begin from: nothing happens to it.
#[cfg(target_os = "linux")]
const LOOK: OFlags = OFlags::PATH.union(OFlags::CLOEXEC);
#[cfg(not(target_os = "linux"))]
const LOOK: OFlags = OFlags::NONBLOCK.union(OFlags::CLOEXEC);

/// A path leads out of the home of a confined process, or through a link, which may.
#[derive(Debug, thiserror::Error)]
#[error("outside of the home")]
struct Outside;

fn outside() -> io::Error {
    io::Error::other(Outside)
}

/// Whether an error says that a path leads out of the home.
#[must_use]
pub(crate) fn is_outside(error: &io::Error) -> bool {
    error.get_ref().is_some_and(<dyn std::error::Error + Send + Sync>::is::<Outside>)
}

/// The folder that a confined process stays in.
#[derive(Debug)]
struct Home {
    handle: OwnedFd,
    /// Its path without links, and as it was given.
    names: [PathBuf; 2],
}

static HOME: OnceLock<Home> = OnceLock::new();

/// Confines the process to a folder, for good. Returns the folder's path without links.
///
/// # Errors
/// The folder cannot be opened, or the process is confined already.
pub(crate) fn confine(home: &Path) -> io::Result<PathBuf> {
    let home = Home::open(home)?;
    let [real, _] = home.names.clone();
    HOME.set(home).map_err(|_| io::ErrorKind::ResourceBusy)?;
    Ok(real)
}

/// Whether the process is confined to a folder.
#[must_use]
pub(crate) fn is_confined() -> bool {
    home().is_some()
}

impl Home {
    /// The one path whose links are followed: whoever runs the server named it.
    fn open(path: &Path) -> io::Result<Self> {
        let handle = openat(CWD, path, LOOK | OFlags::DIRECTORY, Mode::empty())?;
        Ok(Home { handle, names: [path.canonicalize()?, std::path::absolute(path)?] })
    }

    /// The folder that a path is in, and its name there.
    fn find(&self, path: &Path) -> io::Result<(OwnedFd, OsString)> {
        let path = std::path::absolute(path)?;
        let below = self.names.iter().find_map(|name| path.strip_prefix(name).ok()).ok_or_else(outside)?;
        if !below.components().all(|part| matches!(part, Component::Normal(_))) {
            return Err(outside());
        }
        let folder = below.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let folder = beneath(self.handle.as_fd(), folder).map_err(told)?;
        Ok((folder, below.file_name().unwrap_or(OsStr::new(".")).to_owned()))
    }
}

/// A folder below another, by a path of names alone; [`Errno::LOOP`] where a link is on the way.
fn beneath(home: BorrowedFd<'_>, path: &Path) -> rustix::io::Result<OwnedFd> {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{ResolveFlags, openat2};
        let resolve = ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS | ResolveFlags::NO_MAGICLINKS;
        match openat2(home, path, LOOK | OFlags::DIRECTORY, Mode::empty(), resolve) {
            // Linux before 5.6, or a container that does not know the call.
            Err(Errno::NOSYS | Errno::PERM) => {}
            found => return found,
        }
    }
    beneath_by_steps(home, path)
}

/// The same for a system that cannot do it at once.
fn beneath_by_steps(home: BorrowedFd<'_>, path: &Path) -> rustix::io::Result<OwnedFd> {
    let mut at = openat(home, ".", LOOK | OFlags::DIRECTORY, Mode::empty())?;
    for part in path.components().filter(|part| *part != Component::CurDir) {
        let name = part.as_os_str();
        at = match openat(&at, name, LOOK | OFlags::DIRECTORY | OFlags::NOFOLLOW, Mode::empty()) {
            // A link is no folder either.
            Err(Errno::NOTDIR) if rustix::fs::readlinkat(&at, name, Vec::new()).is_ok() => return Err(Errno::LOOP),
            found => found?,
        };
    }
    Ok(at)
}

fn told(error: Errno) -> io::Error {
    if error == Errno::LOOP && is_confined() { outside() } else { error.into() }
}

/// Does something with a path: by the handle of its folder where the process is confined.
fn at<T>(path: &Path, act: impl Fn(BorrowedFd<'_>, &Path) -> rustix::io::Result<T>) -> io::Result<T> {
    let Some(home) = home() else { return Ok(retry_on_intr(|| act(CWD, path))?) };
    let (folder, name) = home.find(path)?;
    retry_on_intr(|| act(folder.as_fd(), Path::new(&name))).map_err(told)
}

fn open_with(path: &Path, flags: OFlags, mode: u32) -> io::Result<File> {
    let flags = if is_confined() { flags | OFlags::NOFOLLOW } else { flags };
    let opened = at(path, |folder, name| openat(folder, name, flags | OFlags::CLOEXEC, Mode::from_raw_mode(mode)));
    opened.map(File::from)
}

/// Opens a file or a folder for reading.
///
/// # Errors
/// What the system says. Here and below, a confined process is told of every path that leads out of its
/// home ([`is_outside`]), and follows no link.
pub(crate) fn open(path: &Path) -> io::Result<File> {
    open_with(path, OFlags::RDONLY, 0)
}

/// Creates a file that only its owner can read, for writing; one that is there already is an error.
///
/// # Errors
/// What the system says.
pub(crate) fn create_new(path: &Path) -> io::Result<File> {
    open_with(path, OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL, 0o600)
}

/// Opens a file to which all may look for reading and writing, or creates it; a link is never followed.
///
/// # Errors
/// What the system says.
pub(crate) fn open_or_create(path: &Path) -> io::Result<File> {
    open_with(path, OFlags::RDWR | OFlags::CREATE | OFlags::NOFOLLOW, 0o644)
}

/// What is known of a file, its links followed; of a link a confined process knows that it leads out.
///
/// # Errors
/// What the system says.
pub(crate) fn metadata(path: &Path) -> io::Result<Metadata> {
    match symlink_metadata(path) {
        Ok(found) if found.is_symlink() && is_confined() => Err(outside()),
        Ok(found) if found.is_symlink() => fs::metadata(path),
        found => found,
    }
}

/// What is known of a file or of the link in its place.
///
/// # Errors
/// What the system says.
pub(crate) fn symlink_metadata(path: &Path) -> io::Result<Metadata> {
    if is_confined() { open_with(path, LOOK, 0)?.metadata() } else { fs::symlink_metadata(path) }
}

/// Whether something is there, its links followed.
#[must_use]
pub(crate) fn exists(path: &Path) -> bool {
    metadata(path).is_ok()
}

/// Whether there is a folder, its links followed.
#[must_use]
pub(crate) fn is_folder(path: &Path) -> bool {
    metadata(path).is_ok_and(|found| found.is_dir())
}

/// What a link says.
///
/// # Errors
/// What the system says.
pub(crate) fn read_link(path: &Path) -> io::Result<PathBuf> {
    if is_confined() { Err(outside()) } else { fs::read_link(path) }
}

/// The path of something that is there, without links.
///
/// # Errors
/// What the system says.
pub(crate) fn real(path: &Path) -> io::Result<PathBuf> {
    if is_confined() { metadata(path).map(|_| path.to_owned()) } else { path.canonicalize() }
}

/// Whether the system lets a file be written to.
///
/// # Errors
/// What the system says.
pub(crate) fn may_write(path: &Path) -> io::Result<()> {
    let flags = if is_confined() { AtFlags::SYMLINK_NOFOLLOW } else { AtFlags::empty() };
    at(path, |folder, name| match accessat(folder, name, Access::WRITE_OK, flags) {
        // Linux before 5.8 cannot tell; writing will.
        Err(Errno::NOSYS) => Ok(()),
        may => may,
    })
}

/// The names in a folder.
///
/// # Errors
/// What the system says.
pub(crate) fn list(folder: &Path) -> io::Result<Vec<OsString>> {
    let entries = Dir::new(open_with(folder, OFlags::RDONLY | OFlags::DIRECTORY, 0)?)?;
    // What the system fails to tell is passed over.
    let names = entries.flatten().map(|entry| OsString::from_vec(entry.file_name().to_bytes().to_owned()));
    Ok(names.filter(|name| name != "." && name != "..").collect())
}

/// Gives a file or a folder another name, in the place of what has that name.
///
/// # Errors
/// What the system says.
pub(crate) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    let Some(home) = home() else { return fs::rename(from, to) };
    let ((folder, name), (new_folder, new_name)) = (home.find(from)?, home.find(to)?);
    renameat(folder, name, new_folder, new_name).map_err(told)
}

/// Removes a file, or the link in its place.
///
/// # Errors
/// What the system says.
pub(crate) fn remove(path: &Path) -> io::Result<()> {
    at(path, |folder, name| unlinkat(folder, name, AtFlags::empty()))
}

/// Makes a folder for its owner alone (mode 0700); one that is there already is an error.
///
/// # Errors
/// What the system says.
pub(crate) fn create_folder(path: &Path) -> io::Result<()> {
    at(path, |folder, name| mkdirat(folder, name, Mode::RWXU))
}

/// The home that holds for this thread.
fn home() -> Option<&'static Home> {
    #[cfg(test)]
    if let Some(home) = tests::HERE.get() {
        return Some(home);
    }
    HOME.get()
}

#[cfg(test)]
pub(crate) mod tests;
