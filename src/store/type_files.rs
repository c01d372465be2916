//! A report type on disk: `NAME.toml`, and beside it `NAME.en.toml` and `NAME.examples.toml`.

use std::io;
use std::path::{Path, PathBuf};

use crate::report::source::{Source, TypeFiles};
use crate::report::visible::shown_path;

use super::reading::{MAX_TYPE_BYTES, read_text};

/// What the name of the file with the English texts ends in.
pub(crate) const ENGLISH: &str = "en.toml";
/// What the name of the file with the examples ends in.
pub(crate) const EXAMPLES: &str = "examples.toml";

/// The texts of a type's files.
#[derive(Debug)]
pub struct TypeOnDisk {
    /// Its name for messages, and its text.
    own: (String, String),
    english: Option<(String, String)>,
    examples: Option<(String, String)>,
}

impl TypeOnDisk {
    /// Reads the type at this path, and what stands beside it.
    ///
    /// # Errors
    /// The file that cannot be read, and why. Those beside it may be missing.
    pub fn read(path: &Path) -> Result<Self, (PathBuf, io::Error)> {
        let read = |path: &Path| match read_text(path, MAX_TYPE_BYTES) {
            Ok(text) => Ok((shown_path(path), text)),
            Err(error) => Err((path.to_owned(), error)),
        };
        let beside = |ending: &str| match read(&path.with_extension(ending)) {
            Err((_, error)) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            read => read.map(Some),
        };
        Ok(TypeOnDisk { own: read(path)?, english: beside(ENGLISH)?, examples: beside(EXAMPLES)? })
    }

    /// The texts, to load the type from.
    #[must_use]
    pub fn files(&self) -> TypeFiles<'_> {
        fn source((name, text): &(String, String)) -> Source<'_> {
            Source { name, text }
        }
        TypeFiles {
            source: source(&self.own),
            english: self.english.as_ref().map(source),
            examples: self.examples.as_ref().map(source),
        }
    }
}
