//! A report type on disk: `NAME.toml`, and beside it `NAME.en.toml` and `NAME.examples.toml`.

use std::io;
use std::path::{Path, PathBuf};

use crate::report::source::{Source, TypeFiles};
use crate::text::visible::shown_path;

use super::reading::{MAX_TYPE_BYTES, read_text};

/// What the name of the file with the English texts ends in.
pub(crate) const ENGLISH: &str = "en.toml";
/// What the name of the file with the examples ends in.
pub(crate) const EXAMPLES: &str = "examples.toml";

/// The texts of a type's files.
#[derive(Debug)]
pub(crate) struct TypeOnDisk {
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
    pub(crate) fn read(path: &Path) -> Result<Self, (PathBuf, io::Error)> {
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
    pub(crate) fn files(&self) -> TypeFiles<'_> {
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

/// Tells when the type at a path, or a file beside it, is saved.
#[derive(Debug)]
pub(crate) struct Watch {
    #[cfg(target_os = "linux")]
    events: rustix::fd::OwnedFd,
    stem: String,
}

#[cfg(target_os = "linux")]
impl Watch {
    /// Watches from now on.
    ///
    /// # Errors
    /// The folder cannot be watched.
    pub(crate) fn on(path: &Path) -> io::Result<Self> {
        use rustix::fs::inotify::{CreateFlags, WatchFlags, add_watch, init};
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let events = init(CreateFlags::CLOEXEC)?;
        // Many editors write a new file and give it the name of the old one.
        add_watch(&events, folder, WatchFlags::CLOSE_WRITE | WatchFlags::MOVED_TO)?;
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Watch { events, stem })
    }

    /// Waits for the next save.
    ///
    /// # Errors
    /// The system tells no more.
    pub(crate) fn wait(&self) -> io::Result<()> {
        let mut room = [std::mem::MaybeUninit::uninit(); 4096];
        let mut events = rustix::fs::inotify::Reader::new(&self.events, &mut room);
        let endings = ["toml", ENGLISH, EXAMPLES];
        loop {
            let event = events.next()?;
            let name = event.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            if endings.iter().any(|ending| name == format!("{}.{ending}", self.stem)) {
                return Ok(());
            }
        }
    }
}

#[cfg(not(target_os = "linux"))]
impl Watch {
    /// Only Linux tells of saves here.
    ///
    /// # Errors
    /// Always.
    pub(crate) fn on(_path: &Path) -> io::Result<Self> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Never called: there is no watch.
    ///
    /// # Errors
    /// Always.
    pub(crate) fn wait(&self) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}
