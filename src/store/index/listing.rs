//! The reports that there are: those of the index, and those of the folder that it does not know.

use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use super::{Index, IndexEntry};
use crate::report::period::Period;
use crate::report::sorting::sort_by;
use crate::store::built_in::OFFICE_ID;
use crate::store::files;
use crate::store::names::{JOURNAL, is_edit_of, sidecar_path};
use crate::store::reading::{self, MAX_BYTES, content_hash};

impl Index {
    /// The reports, the last changed first: those of the index that are still there, and those of
    /// the folder that the index does not know. A link out of the folder is none of them: to save
    /// there, a person opens it by its name. No report type is looked at.
    #[must_use]
    pub fn list(&self, folder: &Path) -> Vec<IndexEntry> {
        let mut list: Vec<IndexEntry> = Vec::new();
        for entry in &self.known.reports {
            let Some(now) = changed(&entry.path) else { continue };
            let entry = if now == entry.changed { entry.clone() } else { self.look(&entry.path, Some(entry)) };
            list.push(IndexEntry { changed: now, ..entry });
        }
        let names = files::list(folder).unwrap_or_default();
        for name in &names {
            let found = folder.join(name);
            let name = name.to_string_lossy();
            // A report that was never saved, because the program was killed, is only a journal yet.
            let of_journal = name.strip_suffix(JOURNAL).map(|name| folder.join(name));
            let path = of_journal.filter(|path| !files::exists(path)).unwrap_or_else(|| found.clone());
            let is_report = path.extension().is_some_and(|e| e == "toml") && !name.starts_with('.');
            if !is_report || leads_out(&found, folder) || list.iter().any(|entry| entry.path == path) {
                continue;
            }
            if let Some(now) = changed(&found) {
                list.push(IndexEntry { path, changed: now, ..self.look(&found, None) });
            }
        }
        // The office profile, saved elsewhere when its own folder could not be written to, is no report.
        list.retain(|entry| entry.type_id != OFFICE_ID);
        for entry in &mut list {
            let is_here = entry.path.parent() == Some(folder);
            entry.has_unsaved = files::exists(&sidecar_path(&entry.path, JOURNAL))
                || (is_here && names.iter().any(|name| is_edit_of(name, &entry.path)));
            entry.continues = self.continues(&entry.path).map_or(PathBuf::new(), Path::to_owned);
        }
        sort_by(&mut list, |a, b| b.changed.cmp(&a.changed).then_with(|| a.path.cmp(&b.path)));
        list
    }

    /// What can be told of a file that changed by other hands, or that the index does not know.
    /// `known` is what the index had of it.
    fn look(&self, path: &Path, known: Option<&IndexEntry>) -> IndexEntry {
        let bytes = read(path).unwrap_or_default();
        let content = content_hash(&bytes);
        // Only touched, or a copy of a file that is known: all that was counted still holds.
        let same = |entry: &&IndexEntry| entry.content_hash == content;
        if let Some(same) = known.into_iter().find(same).or_else(|| self.known.reports.iter().find(same)) {
            return IndexEntry { path: path.to_owned(), ..same.clone() };
        }
        head(path, &bytes, known)
    }
}

/// Whether a file of the folder is a link to one that is not in it.
fn leads_out(path: &Path, folder: &Path) -> bool {
    let is_link = files::symlink_metadata(path).is_ok_and(|found| found.is_symlink());
    is_link && !matches!((files::real(path), files::real(folder)), (Ok(to), Ok(from)) if to.starts_with(&from))
}

/// The bytes of a file that may be a report.
pub(super) fn read(path: &Path) -> Option<Vec<u8>> {
    reading::read(path, MAX_BYTES).ok()
}

/// When a file last changed, in seconds since 1970; `None` where it is not there.
pub(super) fn changed(path: &Path) -> Option<u64> {
    let metadata = files::metadata(path).ok().filter(Metadata::is_file)?;
    let time = metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH);
    Some(time.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs()))
}

/// What the `[report]` table says, without reading the answers below it; the counts are not known.
/// `known` is what the index had.
fn head(path: &Path, bytes: &[u8], known: Option<&IndexEntry>) -> IndexEntry {
    let mut entry = IndexEntry { path: path.to_owned(), ..IndexEntry::default() };
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches('\u{feff}');
    let lines: Vec<&str> = text.lines().collect();
    let Some(start) = lines.iter().position(|line| {
        let line = line.split('#').next().unwrap_or_default();
        line.chars().filter(|c| !c.is_whitespace()).eq("[report]".chars())
    }) else {
        return entry;
    };
    let body = lines.get(start + 1..).unwrap_or_default();
    let end = body.iter().position(|line| line.trim_start().starts_with('[')).unwrap_or(body.len());
    let table: toml::Table = toml::from_str(&body.get(..end).unwrap_or_default().join("\n")).unwrap_or_default();
    let text = |key: &str| match table.get(key) {
        Some(toml::Value::String(text)) => text.clone(),
        Some(toml::Value::Integer(number)) => number.to_string(),
        _ => String::new(),
    };
    entry.type_id = text("type");
    entry.period = text("period");
    if let Some(period) = Period::of_file(&entry.period) {
        entry.period = period.words();
    }
    entry.unit = text("unit");
    if let Some(known) = known {
        // The words of the index say more, where they still speak of the same.
        if known.type_id == entry.type_id {
            entry.unit = if known.unit.is_empty() { entry.unit } else { known.unit.clone() };
            entry.title.clone_from(&known.title);
        }
    }
    entry
}
