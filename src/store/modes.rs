//! Who may do what with what the program makes: folders of the owner's alone, and files and folders that
//! others share as they share the report.

use std::fs::{File, Permissions};
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
use std::path::Path;

use super::files;

/// Gives a file the mode and the group of another. What the system does not let be given is left
/// narrower: a file that loses its group is none of another group's.
pub(super) fn make_like(file: &File, other: &Path) {
    let Ok(other) = files::metadata(other) else { return };
    // The administrator keeps the owner, too.
    let is_owned = fchown(file, Some(other.uid()), Some(other.gid())).is_ok();
    let is_of_group = is_owned || fchown(file, None, Some(other.gid())).is_ok();
    // A folder hands its group on to what is made in it.
    let mode = other.mode() & if other.is_dir() { 0o2777 } else { 0o777 };
    let mode = if is_of_group { mode } else { mode & !0o070 };
    // A file system without modes has none to keep; the owner writes to it in any case.
    let _ = file.set_permissions(Permissions::from_mode(mode));
}

/// Lets the owner write to a file that was made like another.
pub(super) fn let_owner_write(file: &File) {
    let Ok(found) = file.metadata() else { return };
    // A file system without modes lets him in any case.
    let _ = file.set_permissions(Permissions::from_mode(found.mode() & 0o777 | 0o200));
}

/// Makes a folder and those above it, for the owner alone (mode 0700). One that is there is left
/// as it is.
///
/// # Errors
/// What the system says.
pub(crate) fn create_folder(path: &Path) -> io::Result<()> {
    if path.as_os_str().is_empty() {
        return Ok(());
    }
    let made = match files::create_folder(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            path.parent().map_or(Err(error), create_folder)?;
            files::create_folder(path)
        }
        made => made,
    };
    made.or_else(|error| match files::metadata(path) {
        Ok(found) if found.is_dir() => Ok(()),
        Err(outside) if files::is_outside(&outside) => Err(outside),
        _ => Err(error),
    })
}

/// Makes the folders that are missing between a folder and one below it, with the mode and the group of
/// the upper one: who shares the reports shares what lies beside them.
///
/// # Errors
/// What the system says.
pub(crate) fn create_folders_below(upper: &Path, lower: &Path) -> io::Result<()> {
    let below: Vec<&Path> =
        lower.ancestors().take_while(|folder| *folder != upper && folder.parent().is_some()).collect();
    for folder in below.into_iter().rev() {
        match files::create_folder(folder) {
            Ok(()) => {
                let model = if upper.as_os_str().is_empty() { Path::new(".") } else { upper };
                make_like(&files::open(folder)?, model);
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn new_folders_are_private() {
        let folder = tempfile::tempdir().expect("a folder");
        create_folder(&folder.path().join("x/y")).expect("made");
        for name in ["x", "x/y"] {
            let mode = fs::metadata(folder.path().join(name)).expect("there").permissions().mode();
            assert_eq!(mode & 0o777, 0o700);
        }
    }
}
