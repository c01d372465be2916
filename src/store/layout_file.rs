//! The measures of the printed page that an office may give: `layout/nd30.toml` in the folder of
//! the settings.

use std::io;
use std::path::{Path, PathBuf};

use super::reading::{MAX_SETTINGS_BYTES, read_text};

/// The file of measures below a folder of settings.
#[must_use]
pub fn path(config: &Path) -> PathBuf {
    config.join("layout").join("nd30.toml")
}

/// The text of the file; none where the office has none.
///
/// # Errors
/// It is there and cannot be read.
pub fn read(config: &Path) -> io::Result<Option<String>> {
    match read_text(&path(config), MAX_SETTINGS_BYTES) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_file_that_is_not_there_is_none_and_one_that_cannot_be_read_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        assert_eq!(read(folder.path()).expect("none"), None);
        fs::create_dir_all(path(folder.path())).expect("a folder in its place");
        read(folder.path()).expect_err("a folder");
        fs::remove_dir(path(folder.path())).expect("removed");
        fs::write(path(folder.path()), "[size]\ntext = 13\n").expect("written");
        assert_eq!(read(folder.path()).expect("read").as_deref(), Some("[size]\ntext = 13\n"));
    }
}
