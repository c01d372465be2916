//! An exported document on the disk, and how it gets to the computer that the person sits at. Someone
//! may have gone on writing in an earlier one: what differs is kept.

use std::env;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use jiff::Timestamp;

use crate::text::visible::is_hidden;

use super::atomic;
use super::disk::{Step, WriteError};
use super::index::Index;
use super::names::free_path;
use super::reading;
use super::{files, local};

/// What became of an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Exported {
    /// There was none before, or one that nobody had written in.
    Written,
    /// The file says the same already.
    Unchanged,
    /// The older one, which differed, is kept here.
    Kept(PathBuf),
}

/// Writes a document to a file. An older one with another content is kept beside it, under a name
/// with the time of its last change, unless `is_own` says that it is just as the program wrote it.
/// A symbolic link gives way to the document; what it points to is left alone.
///
/// # Errors
/// The step that failed; the older file is whole.
pub(crate) fn write(path: &Path, content: &[u8], is_own: impl FnOnce(&[u8]) -> bool) -> Result<Exported, WriteError> {
    let is_link = files::symlink_metadata(path).is_ok_and(|found| found.is_symlink());
    let older = match reading::read(path, usize::MAX) {
        _ if is_link => None,
        Ok(bytes) if bytes == content => return Ok(Exported::Unchanged),
        Ok(bytes) => Some(bytes).filter(|bytes| !is_own(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(source) => return Err(WriteError { path: path.to_owned(), step: Step::Follow, source }),
    };
    let Some(older) = older else {
        atomic::write_here(path, content)?;
        return Ok(Exported::Written);
    };
    let kept = kept_path(path);
    atomic::write_here(&kept, &older)?;
    atomic::write_here(path, content)?;
    Ok(Exported::Kept(kept))
}

/// "12,3 kB"
#[must_use]
pub(crate) fn size(bytes: usize) -> String {
    format!("{},{} kB", bytes / 1000, bytes % 1000 / 100)
}

/// The same where the index knows what the program exported, and remembers this one.
///
/// # Errors
/// As [`write()`].
pub(crate) fn write_own(path: &Path, content: &[u8], recent: &mut Index) -> Result<Exported, WriteError> {
    let exported = write(path, content, |older| recent.is_own_export(path, older))?;
    // Forgotten, an export is only kept once more than need be.
    let _ = recent.remember_export(path, content);
    Ok(exported)
}

/// "ten (ban 2026-06-05 14.32).txt"
fn kept_path(path: &Path) -> PathBuf {
    let changed = files::metadata(path).and_then(|metadata| metadata.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
    let time = local(Timestamp::try_from(changed).unwrap_or(Timestamp::UNIX_EPOCH));
    let name = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    let stem = format!("{} (ban {} {:02}.{:02})", name(path.file_stem()), time.date(), time.hour(), time.minute());
    free_path(path.parent().unwrap_or(Path::new("")), &stem, &name(path.extension()))
}

/// The command that fetches a file over SSH, to be typed on the computer at the other end. `None`
/// where the person sits at this computer, or it is not known who and where that is.
#[must_use]
pub(crate) fn fetch_command(path: &Path) -> Option<String> {
    let connection = env::var("SSH_CONNECTION").ok()?;
    let user = env::var("USER").ok()?;
    let host = rustix::system::uname();
    command(&connection, &user, host.nodename().to_str().ok()?, path)
}

/// `connection` is what sshd says: "client port server port".
fn command(connection: &str, user: &str, host: &str, path: &Path) -> Option<String> {
    let port = connection.split_whitespace().nth(3)?;
    let port = if port == "22" { String::new() } else { format!("-P {port} ") };
    let path = path.to_str()?;
    let is_plain = |c: char| c.is_alphanumeric() || "/._-".contains(c);
    let from = format!("{user}@{host}:{path}");
    // Whoever pastes it must not run what stands in a name.
    if path.contains(|c| "\"$`\\%!".contains(c) || is_hidden(c)) {
        return None;
    }
    // In double quotes it is one word for every shell, that of Windows too.
    let from = if path.chars().all(is_plain) { from } else { format!("\"{from}\"") };
    (!user.is_empty() && !host.is_empty()).then(|| format!("scp {port}{from} ."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn an_older_export_is_kept_under_the_time_of_its_change() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("bao-cao.txt");
        assert_eq!(write(&path, "một".as_bytes(), |_| false).expect("written"), Exported::Written);
        assert_eq!(write(&path, "một".as_bytes(), |_| false).expect("written"), Exported::Unchanged);
        let mut kept = Vec::new();
        for text in ["hai", "ba", "bốn"] {
            let file = fs::File::options().write(true).open(&path).expect("there");
            file.set_modified(SystemTime::UNIX_EPOCH).expect("a time");
            let Exported::Kept(older) = write(&path, text.as_bytes(), |_| false).expect("written") else {
                panic!("not kept")
            };
            kept.push((
                older.file_name().expect("a name").to_string_lossy().into_owned(),
                fs::read_to_string(older).expect("read"),
            ));
        }
        let time = local(Timestamp::UNIX_EPOCH);
        let name = format!("bao-cao (ban {} {:02}.{:02})", time.date(), time.hour(), time.minute());
        let told =
            [("", "một"), ("-2", "hai"), ("-3", "ba")].map(|(n, text)| (format!("{name}{n}.txt"), text.to_owned()));
        assert_eq!(kept, told);
        assert_eq!(fs::read_to_string(&path).expect("read"), "bốn");
        let files = || fs::read_dir(folder.path()).expect("a folder").count();
        let before = files();
        assert_eq!(
            write(&path, "năm".as_bytes(), |bytes| bytes == "bốn".as_bytes()).expect("written"),
            Exported::Written
        );
        assert_eq!(files(), before, "its own export is replaced");
    }

    #[test]
    fn a_link_gives_way_and_its_target_is_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let (other, path) = (folder.path().join("other"), folder.path().join("bao-cao.txt"));
        fs::write(&other, "khác").expect("written");
        std::os::unix::fs::symlink(&other, &path).expect("a link");
        assert_eq!(write(&path, "một".as_bytes(), |_| false).expect("written"), Exported::Written);
        assert_eq!(fs::read_to_string(&other).expect("read"), "khác");
        assert!(fs::symlink_metadata(&path).expect("there").is_file());
    }

    #[test]
    fn what_cannot_be_read_is_not_replaced() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("bao-cao.txt");
        fs::create_dir(&path).expect("a folder in its place");
        write(&path, "một".as_bytes(), |_| true).expect_err("a folder");
        assert!(path.is_dir());
    }

    #[test]
    fn the_command_names_user_host_and_port_as_they_are_known() {
        let of = |connection, path| command(connection, "lan", "may-chu", Path::new(path));
        let usual = "10.0.0.2 51234 10.0.0.1 22";
        assert_eq!(of(usual, "/home/lan/a.docx").as_deref(), Some("scp lan@may-chu:/home/lan/a.docx ."));
        let other = "10.0.0.2 51234 10.0.0.1 2222";
        assert_eq!(
            of(other, "/home/lan/báo cáo.docx").as_deref(),
            Some("scp -P 2222 \"lan@may-chu:/home/lan/báo cáo.docx\" .")
        );
        for name in ["/a\"b", "/$(id)", "/`id`", "/a\\b", "/%PATH%", "/a\nb", "/a!b"] {
            assert_eq!(of(usual, name), None, "{name}");
        }
        assert_eq!(of("", "/a"), None);
        assert_eq!(command(usual, "", "may-chu", Path::new("/a")), None);
    }
}
