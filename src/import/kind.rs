//! What a file is, by its bytes: those that cannot be read are told by what they are.

use super::ImportError;

/// Bytes at the beginning in which a file of marks says what it is.
const BEGIN: usize = 1_000;

/// The name and the text of the first file of an OpenDocument archive, as far as all kinds of document share it.
const OPEN_DOCUMENT: &[u8] = b"mimetypeapplication/vnd.oasis.opendocument.";

/// A kind of file that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Word,
    OpenDocument,
    Text,
}

/// The kind of a file.
///
/// # Errors
/// It is one that is not read.
pub(crate) fn kind(bytes: &[u8]) -> Result<Kind, ImportError> {
    match bytes {
        [0xd0, 0xcf, 0x11, 0xe0, ..] if is_encrypted(bytes) => Err(ImportError::Encrypted),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Err(ImportError::OldWord),
        [b'P', b'K', ..] => archive(bytes),
        _ => text(bytes),
    }
}

/// The kind of a file that is an archive of others: in OpenDocument's the first is stored as it is and says so.
fn archive(bytes: &[u8]) -> Result<Kind, ImportError> {
    let Some(kind) = bytes.get(30..).and_then(|stored| stored.strip_prefix(OPEN_DOCUMENT)) else {
        return Ok(Kind::Word);
    };
    match kind {
        _ if kind.starts_with(b"text") => Ok(Kind::OpenDocument),
        _ if kind.starts_with(b"spreadsheet") || kind.starts_with(b"presentation") => Err(ImportError::Sheet),
        _ => Err(ImportError::OtherWord),
    }
}

/// Whether an OLE file holds an encrypted .docx (MS-OFFCRYPTO): its directory names the stream.
fn is_encrypted(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|window| window == name)
}

/// The kind of a file of text: marks of other programs are no text to read.
fn text(bytes: &[u8]) -> Result<Kind, ImportError> {
    // Some programs write a mark or a blank line first; UTF-16 has a zero beside each letter.
    let begin: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).take(BEGIN).collect();
    let begin = String::from_utf8_lossy(&begin).to_ascii_lowercase();
    let begin = begin.trim_start_matches(|c: char| c == '\u{feff}' || c == '\u{fffd}' || c.is_whitespace());
    let is_mark = begin
        .strip_prefix('<')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_alphabetic() || c == '!' || c == '?'));
    let has = |words: &[&str]| words.iter().any(|word| begin.contains(word));
    if begin.starts_with("%pdf") {
        Err(ImportError::Pdf)
    } else if begin.starts_with("{\\rtf") {
        Err(ImportError::Rtf)
    } else if begin.starts_with("mime-version:") || (has(&["\nmime-version:"]) && has(&["content-type:"])) {
        Err(ImportError::Mail)
    } else if is_mark && has(&["<html", "<!doctype html", "<head", "<body", "<meta", "<div", "<p>", "<table"]) {
        Err(ImportError::Html)
    } else if begin.starts_with("<?xml") {
        Err(ImportError::OtherWord)
    } else {
        Ok(Kind::Text)
    }
}
