//! What goes along when a report gets another name, also after a program was killed between two steps of that.

use std::path::{Path, PathBuf};

use super::disk::{Disk, RealDisk};
use super::lock::{Lock, left_renaming};
use super::names::{JOURNAL, LOCK, edited_path, edits_left, sidecar_path};
use super::{files, versions};

/// Moves what stands beside a report to its new name: its earlier versions, and texts that were left in an editor. What
/// cannot be moved stays where it was.
pub(crate) fn move_belongings(disk: &dyn Disk, old: &Path, new: &Path) {
    let (from, to) = (versions::folder_of(old), versions::folder_of(new));
    if files::is_folder(&from) && !files::is_folder(&to) {
        let _ = disk.rename(&from, &to);
    }
    for left in edits_left(old) {
        let _ = disk.rename(&left, &edited_path(new));
    }
}

/// Finishes the renamings that were begun in a folder by programs that were killed: the file of the lock under the old name
/// says what the new one is.
pub(crate) fn finish(folder: &Path) {
    for lock in files::list(folder).unwrap_or_default() {
        let Some(name) = lock.to_str().and_then(|name| name.strip_suffix(LOCK)) else { continue };
        let old = folder.join(name);
        if files::exists(&old) || files::exists(&sidecar_path(&old, JOURNAL)) {
            continue;
        }
        let Some(new) = new_name(&old).filter(|new| files::exists(new)) else { continue };
        // Held until the last of it has gone, and removed then.
        let Ok(_lock) = Lock::take(&old) else { continue };
        move_belongings(&RealDisk, &old, &new);
    }
}

/// The new name of a report, beside it, as the lock that was left says.
fn new_name(old: &Path) -> Option<PathBuf> {
    let name = left_renaming(old)?;
    let is_plain = Path::new(&name).file_name().is_some_and(|only| only == name.as_str());
    is_plain.then(|| old.with_file_name(name))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// A program is killed after each step of a renaming; the next start finds all of the report under one name.
    #[test]
    fn a_renaming_that_was_cut_off_is_finished() {
        for steps in 0..3 {
            let folder = tempfile::tempdir().expect("a folder");
            let [old, new] = ["a.toml", "b.toml"].map(|name| folder.path().join(name));
            fs::write(&old, "x = 1\n").expect("written");
            fs::create_dir_all(versions::folder_of(&old)).expect("a folder");
            fs::write(versions::folder_of(&old).join("2026-01-01 08.00.00.toml"), "x = 0\n").expect("written");
            let edited = edited_path(&old);
            fs::write(&edited, "câu").expect("written");
            let lock = Lock::take(&old).expect("free");
            lock.note_renaming(&new).expect("noted");
            let left = sidecar_path(&old, LOCK);
            let text = fs::read(&left).expect("a lock");
            if steps > 0 {
                fs::rename(&old, &new).expect("renamed");
            }
            if steps > 1 {
                fs::rename(versions::folder_of(&old), versions::folder_of(&new)).expect("renamed");
            }
            finish(folder.path());
            assert_eq!(versions::folder_of(&old).exists(), steps < 2, "somebody else still does it");
            drop(lock);
            fs::write(&left, text).expect("left behind");

            finish(folder.path());
            let [gone, report] = if steps == 0 { [&new, &old] } else { [&old, &new] };
            assert_eq!(versions::list(report).len(), 1, "{steps}");
            assert_eq!(edits_left(report).len(), 1, "{steps}");
            assert!(versions::is_free(gone), "{steps}: {:?}", files::list(folder.path()));
            assert_eq!(left.exists(), steps == 0, "{steps}");
        }
    }

    #[test]
    fn a_name_out_of_the_folder_is_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let old = folder.path().join("a.toml");
        for name in ["../b.toml", "/b.toml", "", ".."] {
            fs::write(sidecar_path(&old, LOCK), format!("renamed_to = \"{name}\"\n")).expect("written");
            assert_eq!(new_name(&old), None, "{name}");
        }
    }
}
