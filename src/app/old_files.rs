//! What of a folder a person looks through for an old report: its documents and its folders.

use std::cmp::Reverse;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::import::{ImportError, by_ending};
use crate::report::sorting::sort_by;
use crate::store::{describe_io, files};
use crate::text::language::Language;
use crate::text::letters::plain_letters;

/// Something in a folder.
#[derive(Debug)]
pub(crate) struct OldFile {
    pub path: PathBuf,
    pub kind: Kind,
    /// Its length in bytes and when it last changed, where that is known; nothing for a folder.
    pub facts: Option<(u64, SystemTime)>,
}

/// What can be done with it.
#[derive(Debug)]
pub(crate) enum Kind {
    /// By its name a report may be begun from it.
    Readable,
    Folder,
    /// By its name it is of a format that is not read.
    Unreadable(ImportError),
    /// The system tells nothing of it.
    Lost(io::Error),
}

impl Kind {
    /// Why a report cannot be begun from it, and what to do.
    #[must_use]
    pub(crate) fn obstacle(&self, language: Language) -> Option<String> {
        match self {
            Kind::Readable | Kind::Folder => None,
            Kind::Unreadable(error) => Some(error.describe(language).to_owned()),
            Kind::Lost(error) => Some(describe_io(error, language)),
        }
    }
}

/// What stands in a folder: first what can be read, the last changed first; then the folders by name;
/// then what is told only lest it be looked for. Hidden files, Word's own of open documents, and what is
/// no text are left out.
///
/// # Errors
/// The folder cannot be listed.
pub(crate) fn list(folder: &Path) -> io::Result<Vec<OldFile>> {
    let mut list = Vec::new();
    for name in files::list(folder)? {
        let shown = name.to_string_lossy();
        if shown.starts_with('.') || shown.starts_with("~$") {
            continue;
        }
        let path = folder.join(&name);
        let found = files::metadata(&path);
        let file = found.as_ref().ok().filter(|found| found.is_file());
        let facts = file.map(|file| (file.len(), file.modified().unwrap_or(SystemTime::UNIX_EPOCH)));
        let kind = match found {
            Err(error) => Kind::Lost(error),
            Ok(found) if found.is_dir() => Kind::Folder,
            Ok(found) => match by_ending(&path.extension().unwrap_or_default().to_string_lossy()) {
                Some(Ok(())) if found.is_file() => Kind::Readable,
                Some(Err(error)) if found.is_file() => Kind::Unreadable(error),
                _ => continue,
            },
        };
        let rank = match kind {
            Kind::Readable => 0,
            Kind::Folder => 1,
            Kind::Unreadable(_) => 2,
            Kind::Lost(_) => 3,
        };
        let key = (rank, facts.map(|(_, changed)| Reverse(changed)), plain_letters(&shown));
        list.push((key, OldFile { path, kind, facts }));
    }
    sort_by(&mut list, |(a, _), (b, _)| a.cmp(b));
    Ok(list.into_iter().map(|(_, file)| file).collect())
}
