//! Reading a file of which nothing is known: only a regular one, and only so much of it.

use std::fs::Metadata;
use std::io::{self, Read};
use std::path::Path;

use super::files;

/// The most that is read of a file of answers or of the index, in bytes. A tree
/// of TOML takes up to 130 times the room of its text; a report has some 20 kB.
pub(crate) const MAX_BYTES: usize = 1_000_000;

/// The same for settings and layouts: what a person has chosen.
pub(crate) const MAX_SETTINGS_BYTES: usize = 100_000;

/// The same for a file of a report type: the largest shipped has 80 kB.
pub(crate) const MAX_TYPE_BYTES: usize = 400_000;

/// The bytes of a file.
///
/// # Errors
/// [`io::ErrorKind::Unsupported`] for a pipe or a device, which may have no end;
/// [`io::ErrorKind::FileTooLarge`] for more than `most` bytes; else what the system says.
pub(crate) fn read(path: &Path, most: usize) -> io::Result<Vec<u8>> {
    // Opening a pipe would wait for whoever writes to it.
    regular(&files::metadata(path)?)?;
    let file = files::open(path)?;
    // Something else may bear the name by now.
    regular(&file.metadata()?)?;
    let mut bytes = Vec::new();
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    file.take(limit).read_to_end(&mut bytes)?;
    if bytes.len() > most { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}

/// The first bytes of a file, by which its kind is known; none where it cannot be read.
#[must_use]
pub(crate) fn begin(path: &Path) -> [u8; 8] {
    let mut bytes = [0; 8];
    let is_regular = files::metadata(path).is_ok_and(|found| found.is_file());
    if is_regular && let Ok(mut file) = files::open(path) {
        // A shorter file has zeros at its end.
        let _ = file.read(&mut bytes);
    }
    bytes
}

fn regular(found: &Metadata) -> io::Result<()> {
    if found.is_file() {
        Ok(())
    } else if found.is_dir() {
        Err(io::ErrorKind::IsADirectory.into())
    } else {
        Err(io::ErrorKind::Unsupported.into())
    }
}

/// The same as text, without a byte order mark.
///
/// # Errors
/// As [`read`]; [`io::ErrorKind::InvalidData`] with line and column where it is not UTF-8.
pub(crate) fn read_text(path: &Path, most: usize) -> io::Result<String> {
    let bytes = read(path, most)?;
    let text = text_of(&bytes);
    let text = text.map_err(|(line, column)| io::Error::new(io::ErrorKind::InvalidData, format!("{line}:{column}")))?;
    Ok(text.to_owned())
}

/// Bytes as text, without a byte order mark.
///
/// # Errors
/// Line and column of the first that is not UTF-8.
pub(crate) fn text_of(bytes: &[u8]) -> Result<&str, (usize, usize)> {
    let text = str::from_utf8(bytes).map_err(|error| {
        let valid = String::from_utf8_lossy(bytes.get(..error.valid_up_to()).unwrap_or_default());
        crate::report::source::line_column(&valid, valid.len())
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// A number for a content (FNV-1a): the same in every version of the program; 0 for nothing.
#[must_use]
pub fn content_hash(bytes: &[u8]) -> i64 {
    if bytes.is_empty() {
        return 0;
    }
    let mix = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, mix).cast_signed()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::process::Command;

    fn kind(path: &Path) -> io::ErrorKind {
        read(path, 4).expect_err("refused").kind()
    }

    #[test]
    fn only_a_regular_file_of_the_due_size_is_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a");
        fs::write(&path, "1234").expect("written");
        assert_eq!(read(&path, 4).expect("read"), b"1234");
        fs::write(&path, "12345").expect("written");
        assert_eq!(kind(&path), io::ErrorKind::FileTooLarge);
        assert_eq!(kind(folder.path()), io::ErrorKind::IsADirectory);
        assert_eq!(kind(Path::new("/dev/zero")), io::ErrorKind::Unsupported);
        // Reading one that nobody writes to would never come to an end.
        let pipe = folder.path().join("pipe");
        assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
        assert_eq!(kind(&pipe), io::ErrorKind::Unsupported);
        assert_eq!(kind(&folder.path().join("no")), io::ErrorKind::NotFound);
    }

    #[test]
    fn text_is_utf8_and_its_first_stranger_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a");
        fs::write(&path, "\u{feff}a").expect("written");
        assert_eq!(read_text(&path, 9).expect("read"), "a");
        fs::write(&path, b"a\nb\xff").expect("written");
        assert_eq!(read_text(&path, 9).expect_err("refused").to_string(), "2:2");
    }

    #[test]
    fn a_number_is_the_same_for_ever() {
        assert_eq!(content_hash(b""), 0);
        // From the published test vectors of FNV-1a of 64 bits.
        assert_eq!(content_hash(b"foobar").cast_unsigned(), 0x8594_4171_f739_67e8);
    }
}
