//! One program at a time writes to a report.
//!
//! The lock is held by the system on a small file beside the report and goes with the program,
//! however that ends; the file says who holds it.

use std::env;
use std::fs::{File, Metadata, TryLockError};
use std::io::{self, Seek, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::text::language::Language;
use crate::text::visible::{shown_line, shown_name};

use super::answers_file::one_line;
use super::atomic::{resolve_symlinks, sweep};
use super::names::{LOCK, sidecar_path};
use super::{files, local, reading, time_words};

/// How much of a lock's file is read, in bytes.
const MAX_BYTES: usize = 4_000;

/// A report that this program writes to. Given up when dropped.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    /// Holds the lock; `None` where the file system knows no locks.
    _file: Option<File>,
}

/// Who has a report open, as far as is known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Holder {
    pub user: String,
    pub host: String,
    pub process: u32,
    pub terminal: String,
    /// Since when, for people: "9:41:05, 24/11/2026".
    pub since: String,
    /// The name that the report is getting just now; else "".
    pub renamed_to: String,
    /// The file that says so.
    #[serde(skip)]
    pub lock: PathBuf,
}

/// Why there is no lock.
#[derive(Debug)]
pub enum Locked {
    /// Another program has the report open, or so its file says.
    By(Box<Holder>),
    /// There can be no file beside the report.
    Impossible(io::Error),
}

impl Lock {
    /// Takes the lock of a report. One that a killed program left is taken over, and that
    /// program's temporary files are removed.
    ///
    /// # Errors
    /// Someone has it, or there cannot be one.
    pub fn take(report: &Path) -> Result<Self, Locked> {
        // A report has one lock, whatever links lead to it.
        let target = resolve_symlinks(report);
        let path = sidecar_path(target.as_deref().unwrap_or(report), LOCK);
        loop {
            let mut is_own = true;
            let mut file = match open(&path) {
                // Another user's. Whoever may read it can see whether it is held.
                Err(error) if error.kind() == io::ErrorKind::PermissionDenied && files::exists(&path) => {
                    is_own = false;
                    files::open(&path).map_err(|_| Locked::By(Box::new(Holder::unknown(path.clone()))))?
                }
                opened => opened.map_err(Locked::Impossible)?,
            };
            let left = read(&path);
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    return Err(Locked::By(Box::new(left.unwrap_or(Holder::unknown(path)))));
                }
                Err(TryLockError::Error(_)) => {
                    // No locks here (some network folders): what the file says must do.
                    if let Some(left) = left.filter(Holder::may_live) {
                        return Err(Locked::By(Box::new(left)));
                    }
                    let written = Holder::here().write(&mut file);
                    return written.map(|()| Lock { path, _file: None }).map_err(Locked::Impossible);
                }
            }
            // Whoever held it may have removed the file in between: then it locks nothing.
            let same = |found: Metadata| file.metadata().is_ok_and(|ours| ours.ino() == found.ino());
            if !files::symlink_metadata(&path).is_ok_and(same) {
                continue;
            }
            if !is_own && files::remove(&path).is_ok() {
                // Nobody holds it: one of our own says who does from now on.
                continue;
            }
            if let Some(left) = left {
                sweep(report.parent().unwrap_or(Path::new(".")), left.process);
            }
            // On a full disk nobody is told who has it; the lock holds all the same.
            let _ = Holder::here().write(&mut file);
            return Ok(Lock { path, _file: Some(file) });
        }
    }
}

impl Lock {
    /// Says in the file of the lock that its report gets another name, should the program be killed before all that
    /// belongs to the report has it.
    ///
    /// # Errors
    /// The file cannot be written; the lock holds all the same.
    pub(crate) fn note_renaming(&self, new: &Path) -> io::Result<()> {
        let mut file = files::open_or_create(&self.path)?;
        let renamed_to = new.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Holder { renamed_to, ..Holder::here() }.write(&mut file)?;
        file.sync_all()
    }
}

/// The name that a report was getting when the program that held its lock was killed.
#[must_use]
pub(crate) fn left_renaming(report: &Path) -> Option<String> {
    read(&sidecar_path(report, LOCK)).map(|holder| holder.renamed_to).filter(|name| !name.is_empty())
}

/// Whether somebody has the lock of a report: a file that a killed program left is none.
#[must_use]
pub(crate) fn is_held(report: &Path) -> bool {
    let path = sidecar_path(report, LOCK);
    let Ok(file) = files::open(&path) else { return files::symlink_metadata(&path).is_ok() };
    match file.try_lock() {
        Ok(()) => false,
        Err(TryLockError::WouldBlock) => true,
        Err(TryLockError::Error(_)) => read(&path).is_none_or(|holder| holder.may_live()),
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Left behind, it is a lock that nobody holds.
        let _ = files::remove(&self.path);
    }
}

/// Opens the file of a lock, a real file and no link to another. Who may look into the folder may see
/// who has the report open.
fn open(path: &Path) -> io::Result<File> {
    let not_a_file = || io::Error::from(io::ErrorKind::Unsupported);
    if files::symlink_metadata(path).is_ok_and(|found| !found.is_file()) {
        return Err(not_a_file());
    }
    let file = files::open_or_create(path)?;
    // Under its other name it would be written to.
    if file.metadata()?.nlink() > 1 { Err(not_a_file()) } else { Ok(file) }
}

/// Who wrote the file; `None` where nobody did.
fn read(path: &Path) -> Option<Holder> {
    let text = reading::read_text(path, MAX_BYTES).ok()?;
    let holder = Holder { lock: path.to_owned(), ..toml::from_str(&text).unwrap_or_default() };
    (!text.is_empty()).then_some(holder)
}

impl Holder {
    /// Nobody knows who.
    fn unknown(lock: PathBuf) -> Self {
        Holder { lock, ..Holder::default() }
    }

    /// This program.
    #[must_use]
    pub(crate) fn here() -> Self {
        let variable = |names: [&str; 2]| names.into_iter().find_map(|name| env::var(name).ok()).unwrap_or_default();
        #[expect(clippy::disallowed_methods, reason = "the system tells of itself there")]
        let terminal = std::fs::read_link("/proc/self/fd/0").unwrap_or_default();
        let now = local(jiff::Timestamp::now());
        Holder {
            user: variable(["USER", "LOGNAME"]),
            host: rustix::system::uname().nodename().to_string_lossy().into_owned(),
            process: std::process::id(),
            terminal: terminal.to_string_lossy().trim_start_matches("/dev/").to_owned(),
            since: time_words(now.datetime()),
            renamed_to: String::new(),
            lock: PathBuf::new(),
        }
    }

    fn write(&self, file: &mut File) -> io::Result<()> {
        let Holder { user, host, process, terminal, since, renamed_to, lock: _ } = self;
        let [user, host, terminal, since, renamed_to] =
            [user, host, terminal, since, renamed_to].map(|text| one_line(text));
        file.set_len(0)?;
        file.rewind()?;
        file.write_all(
            format!(
                "# Báo cáo này đang được mở; tệp này tự mất khi đóng.\n\
                 user = {user}\nhost = {host}\nprocess = {process}\nterminal = {terminal}\nsince = {since}\n\
                 renamed_to = {renamed_to}\n"
            )
            .as_bytes(),
        )
    }

    /// Whether it may still be running, where the system does not say.
    #[expect(clippy::disallowed_methods, reason = "the system tells of its processes there")]
    fn may_live(&self) -> bool {
        let elsewhere = self.host != Holder::here().host;
        elsewhere || (self.process != 0 && Path::new("/proc").join(self.process.to_string()).exists())
    }

    /// The name of the file that says so, which lies beside the report.
    #[must_use]
    pub(crate) fn lock_name(&self) -> String {
        shown_name(&self.lock)
    }

    /// "lan, máy vp-xa, cửa sổ pts/3, từ 9:41:05, 24/11/2026"
    #[must_use]
    pub(crate) fn describe(&self, language: Language) -> String {
        let Holder { user, host, terminal, since, .. } = self;
        let parts = [
            (user, user.clone()),
            (host, language.pick(format!("máy {host}"), format!("on {host}"))),
            (terminal, language.pick(format!("cửa sổ {terminal}"), format!("window {terminal}"))),
            (since, language.pick(format!("từ {since}"), format!("since {since}"))),
        ];
        let known: Vec<String> =
            parts.into_iter().filter(|(known, _)| !known.is_empty()).map(|(_, words)| words).collect();
        if known.is_empty() {
            return language.pick("không rõ ai", "nobody knows by whom").to_owned();
        }
        shown_line(&known.join(", ")).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn one_holds_it_and_the_other_is_told_who() {
        let folder = tempfile::tempdir().expect("a folder");
        let report = folder.path().join("a.toml");
        let lock = Lock::take(&report).expect("free");
        let Err(Locked::By(holder)) = Lock::take(&report) else { panic!("taken twice") };
        assert_eq!(holder.process, std::process::id());
        assert!(holder.describe(Language::Vi).contains("từ "), "{holder:?}");
        drop(lock);
        assert!(!report.with_file_name("a.toml.khoa").exists(), "nothing is left behind");
        Lock::take(&report).expect("free again");
    }

    #[test]
    fn whatever_links_lead_to_a_report_it_has_one_lock() {
        let folder = tempfile::tempdir().expect("a folder");
        let [report, link] = ["a.toml", "link.toml"].map(|name| folder.path().join(name));
        fs::write(&report, "").expect("written");
        std::os::unix::fs::symlink(&report, &link).expect("a link");
        let lock = Lock::take(&report).expect("free");
        assert!(matches!(Lock::take(&link), Err(Locked::By(_))));
        drop(lock);
        let _lock = Lock::take(&link).expect("free");
        assert!(matches!(Lock::take(&report), Err(Locked::By(_))));
    }

    #[test]
    fn what_a_killed_program_left_is_taken_over_and_swept() {
        let folder = tempfile::tempdir().expect("a folder");
        let report = folder.path().join("a.toml");
        let left = folder.path().join("a.toml.khoa");
        for text in ["process = 77\nuser = \"lan\"\n", "\u{1b}[2J không phải TOML", ""] {
            fs::write(&left, text).expect("written");
            fs::write(folder.path().join(".baocao-77-3.tmp"), "nửa").expect("written");
            let lock = Lock::take(&report).expect("nobody holds it");
            let swept = !folder.path().join(".baocao-77-3.tmp").exists();
            assert_eq!(swept, text.contains("77"), "{text:?}");
            drop(lock);
        }
    }

    #[test]
    fn a_link_in_its_place_is_not_followed() {
        let folder = tempfile::tempdir().expect("a folder");
        let other = folder.path().join("cua-toi");
        fs::write(&other, "nguyên").expect("written");
        std::os::unix::fs::symlink(&other, folder.path().join("a.toml.khoa")).expect("a link");
        assert!(matches!(Lock::take(&folder.path().join("a.toml")), Err(Locked::Impossible(_))));
        assert_eq!(fs::read_to_string(&other).expect("read"), "nguyên");
    }
}
