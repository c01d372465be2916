//! The index behind the home screen: which reports there are, how far each has come, what was
//! exported.

use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::atomic::{self, WriteError};
use super::files;
use super::library::OFFICE_ID;
use super::modes;
use super::names::{JOURNAL, is_edit_of, sidecar_path};
use super::reading::{self, MAX_BYTES, content_hash};
use crate::report::period::Period;
use crate::report::sorting::sort_by;

/// One report as the home screen shows it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct IndexEntry {
    pub path: PathBuf,
    /// The id of its type; empty where the file is broken.
    #[serde(rename = "type")]
    pub type_id: String,
    /// What its type is called; empty where only the file's head is known.
    pub title: String,
    /// The period in words, or as the file has it.
    pub period: String,
    /// The name of the unit, or its code.
    pub unit: String,
    /// What it is about, where that is not what its type says by itself.
    pub subject: String,
    /// Required answers that are there, of those needed; both 0 while not known.
    pub answered: usize,
    pub needed: usize,
    /// The file with an older text of the same report, which could not be written to; else empty.
    pub continues: PathBuf,
    /// Whether something was typed that is in its journal alone, or in a text that was left in an editor.
    #[serde(skip)]
    pub has_unsaved: bool,
    /// When the file last changed, in seconds since 1970.
    pub changed: u64,
    /// What its content was then, as one number: a file that was only touched or copied is known
    /// by it.
    pub content: i64,
}

/// The index. It is only a memory: the files themselves are what counts.
///
/// Several windows share its file, so what one of them remembers is put to what the file says at that
/// moment, not to what it said when the window was opened.
#[derive(Debug, Clone, Default)]
pub struct Index {
    path: PathBuf,
    /// What the file said when it was last read or written, with `own`.
    known: Content,
    /// What was remembered here and is not in the file yet.
    own: Content,
}

/// A file that the program exported, and its content then, as one number.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
struct Export {
    path: PathBuf,
    content: i64,
}

/// What an index says.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
struct Content {
    /// The folder of the old report that was read last; empty where none was.
    import_folder: PathBuf,
    #[serde(rename = "report")]
    reports: Vec<IndexEntry>,
    #[serde(rename = "export")]
    exports: Vec<Export>,
}

impl Content {
    /// `None` where the file is missing or broken.
    fn read(path: &Path) -> Option<Self> {
        toml::from_str(&reading::read_text(path, MAX_BYTES).ok()?).ok()
    }

    /// Takes over what is newer, in the place of what it says of the same files.
    fn take(&mut self, newer: &Content) {
        if !newer.import_folder.as_os_str().is_empty() {
            self.import_folder.clone_from(&newer.import_folder);
        }
        self.reports.retain(|report| newer.reports.iter().all(|other| other.path != report.path));
        self.reports.extend_from_slice(&newer.reports);
        self.exports.retain(|export| newer.exports.iter().all(|other| other.path != export.path));
        self.exports.extend_from_slice(&newer.exports);
    }
}

impl Index {
    /// Reads the index; one that is missing or broken is an empty one, and is made anew.
    #[must_use]
    pub fn load(path: &Path) -> Self {
        let known = Content::read(path).unwrap_or_default();
        Index { path: path.to_owned(), known, own: Content::default() }
    }

    /// Puts a report into the index and saves it. `changed` and `content` are taken from the file.
    ///
    /// # Errors
    /// The index could not be written; the report is not concerned.
    pub fn remember(&mut self, mut entry: IndexEntry) -> Result<(), WriteError> {
        entry.changed = changed(&entry.path).unwrap_or(entry.changed);
        entry.content = read(&entry.path).map_or(0, |bytes| content_hash(&bytes));
        self.own.take(&Content { reports: vec![entry], ..Content::default() });
        self.save()
    }

    /// The file with an older text of a report, as long as both are there.
    #[must_use]
    pub(crate) fn continues(&self, report: &Path) -> Option<&Path> {
        let entry = self.known.reports.iter().find(|entry| entry.path == report)?;
        Some(entry.continues.as_path()).filter(|older| files::exists(report) && files::exists(older))
    }

    /// Remembers that a report has another name now, and saves the index.
    ///
    /// # Errors
    /// The index could not be written; the report is not concerned.
    pub(crate) fn renamed(&mut self, old: &Path, new: &Path) -> Result<(), WriteError> {
        self.read_again();
        let concerned = |entry: &&IndexEntry| entry.path == old || entry.continues == old;
        let mut reports: Vec<IndexEntry> = self.known.reports.iter().filter(concerned).cloned().collect();
        for entry in &mut reports {
            for path in [&mut entry.path, &mut entry.continues].into_iter().filter(|path| *path == old) {
                new.clone_into(path);
            }
        }
        self.own.take(&Content { reports, ..Content::default() });
        self.save()
    }

    /// Whether a file is just as the program exported it: nobody has written in it since.
    #[must_use]
    pub(crate) fn is_own_export(&self, path: &Path, bytes: &[u8]) -> bool {
        self.known.exports.iter().any(|export| export.path == path && export.content == content_hash(bytes))
    }

    /// Remembers what was exported to a file, and saves the index.
    ///
    /// # Errors
    /// The index could not be written; the export is not concerned.
    pub(crate) fn remember_export(&mut self, path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
        let export = Export { path: path.to_owned(), content: content_hash(bytes) };
        self.own.take(&Content { exports: vec![export], ..Content::default() });
        self.save()
    }

    /// The folder of the old report that was read last, if one was.
    #[must_use]
    pub(crate) fn import_folder(&self) -> Option<&Path> {
        Some(self.known.import_folder.as_path()).filter(|folder| !folder.as_os_str().is_empty())
    }

    /// Remembers the folder of an old report that was read, and saves the index.
    ///
    /// # Errors
    /// The index could not be written; the old report is not concerned.
    pub(crate) fn remember_import(&mut self, folder: &Path) -> Result<(), WriteError> {
        if self.known.import_folder == folder {
            return Ok(());
        }
        folder.clone_into(&mut self.own.import_folder);
        self.save()
    }

    /// Puts what was remembered here to what the file says by now.
    fn read_again(&mut self) {
        if let Some(by_now) = Content::read(&self.path) {
            self.known = by_now;
        }
        self.known.take(&self.own);
    }

    /// The same, and writes it.
    fn save(&mut self) -> Result<(), WriteError> {
        self.read_again();
        self.known.reports.retain(|report| files::exists(&report.path));
        self.known.exports.retain(|export| files::exists(&export.path));
        self.write()?;
        self.own = Content::default();
        Ok(())
    }

    fn write(&self) -> Result<(), WriteError> {
        let text = self.text();
        if let Some(folder) = self.path.parent() {
            let path = self.path.clone();
            modes::create_folder(folder).map_err(|source| WriteError { path, step: atomic::Step::Create, source })?;
        }
        atomic::write(&self.path, text.as_bytes())
    }

    fn text(&self) -> String {
        let mut document = toml_edit::DocumentMut::new();
        if let Some(folder) = self.import_folder() {
            document.insert("import_folder", toml_edit::value(folder.to_string_lossy().into_owned()));
        }
        let mut tables = toml_edit::ArrayOfTables::new();
        for entry in &self.known.reports {
            let mut table = toml_edit::Table::new();
            let number = |n: usize| toml_edit::value(i64::try_from(n).unwrap_or(i64::MAX));
            table.insert("path", toml_edit::value(entry.path.to_string_lossy().into_owned()));
            table.insert("type", toml_edit::value(&entry.type_id));
            table.insert("title", toml_edit::value(&entry.title));
            table.insert("period", toml_edit::value(&entry.period));
            table.insert("unit", toml_edit::value(&entry.unit));
            if !entry.subject.is_empty() {
                table.insert("subject", toml_edit::value(&entry.subject));
            }
            table.insert("answered", number(entry.answered));
            table.insert("needed", number(entry.needed));
            if !entry.continues.as_os_str().is_empty() {
                table.insert("continues", toml_edit::value(entry.continues.to_string_lossy().into_owned()));
            }
            table.insert("changed", toml_edit::value(i64::try_from(entry.changed).unwrap_or(i64::MAX)));
            table.insert("content", toml_edit::value(entry.content));
            tables.push(table);
        }
        document.insert("report", toml_edit::Item::ArrayOfTables(tables));
        let mut tables = toml_edit::ArrayOfTables::new();
        for export in &self.known.exports {
            let mut table = toml_edit::Table::new();
            table.insert("path", toml_edit::value(export.path.to_string_lossy().into_owned()));
            table.insert("content", toml_edit::value(export.content));
            tables.push(table);
        }
        document.insert("export", toml_edit::Item::ArrayOfTables(tables));
        format!(
            "# Danh mục báo cáo của màn hình đầu; chương trình tự ghi lại, xóa cũng không mất báo cáo nào.\n{document}"
        )
    }

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
        let same = |entry: &&IndexEntry| entry.content == content;
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
fn read(path: &Path) -> Option<Vec<u8>> {
    reading::read(path, MAX_BYTES).ok()
}

/// When a file last changed, in seconds since 1970; `None` where it is not there.
fn changed(path: &Path) -> Option<u64> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::time::Duration;

    fn put(folder: &Path, name: &str, text: &str, age: u64) -> PathBuf {
        let path = folder.join(name);
        fs::write(&path, text).expect("written");
        let time = SystemTime::now() - Duration::from_secs(age);
        fs::File::options().write(true).open(&path).expect("there").set_modified(time).expect("a time");
        path
    }

    #[test]
    fn the_index_and_the_folder_are_one_list() {
        let folder = tempfile::tempdir().expect("a folder");
        let reports = folder.path().join("bao-cao");
        fs::create_dir(&reports).expect("made");
        let head = "# x\n[report] # y\ntype = \"thu\"\nperiod = 2026\nunit = \"bo-y\"\n[answers]\n";
        let known = put(&reports, "a.toml", head, 100);
        put(&reports, "b.toml", &format!("{head}[[["), 50);
        put(&reports, "c.toml", "khong phai", 200);
        put(&reports, "c.txt", "khác", 1);
        put(&reports, ".d.toml", "ẩn", 1);
        let elsewhere = put(folder.path(), "e.toml", head, 10);

        let index = folder.path().join("config/index.toml");
        let mut recent = Index::load(&index);
        let entry = |path: &Path| IndexEntry {
            path: path.to_owned(),
            type_id: "thu".to_owned(),
            title: "Thử".to_owned(),
            period: "năm 2026".to_owned(),
            unit: "xã \"Bờ Y\"".to_owned(),
            answered: 3,
            needed: 9,
            ..IndexEntry::default()
        };
        recent.remember(entry(&known)).expect("saved");
        recent.remember(entry(&elsewhere)).expect("saved");
        recent.remember(entry(&known)).expect("saved");

        let list = Index::load(&index).list(&reports);
        let names: Vec<String> =
            list.iter().map(|e| e.path.file_name().expect("a name").to_string_lossy().into_owned()).collect();
        assert_eq!(names, ["e.toml", "b.toml", "a.toml", "c.toml"]);
        assert_eq!((list[2].answered, list[2].needed, list[2].unit.as_str()), (3, 9, "xã \"Bờ Y\""));
        assert_eq!((list[1].type_id.as_str(), list[1].period.as_str(), list[1].unit.as_str()), ("thu", "2026", "bo-y"));
        assert_eq!(list[3].type_id, "");

        // Touched, copied, changed by other hands: what can still be told is told.
        put(&reports, "a.toml", head, 60);
        put(&reports, "f.toml", head, 70);
        put(&reports, "g.toml", "[report]\ntype = \"thu\"\nperiod = \"2026-Q2\"\n", 80);
        fs::write(&elsewhere, format!("{head}mot = 1\n")).expect("written");
        fs::File::options()
            .write(true)
            .open(&elsewhere)
            .expect("there")
            .set_modified(SystemTime::now())
            .expect("a time");
        let list = Index::load(&index).list(&reports);
        let told = |name: &str| {
            let entry = list.iter().find(|e| e.path.ends_with(name)).expect("in the list");
            (entry.title.as_str(), entry.period.as_str(), entry.answered, entry.needed)
        };
        assert_eq!(told("a.toml"), ("Thử", "năm 2026", 3, 9));
        assert_eq!(told("f.toml"), ("Thử", "năm 2026", 3, 9));
        assert_eq!(told("e.toml"), ("Thử", "2026", 0, 0), "the counts no longer hold");
        assert_eq!(told("g.toml"), ("", "quý II năm 2026", 0, 0));
        for name in ["f.toml", "g.toml"] {
            fs::remove_file(reports.join(name)).expect("removed");
        }

        fs::remove_file(&elsewhere).expect("removed");
        assert_eq!(Index::load(&index).list(&reports).len(), 3);
    }

    #[test]
    fn the_folder_of_old_reports_is_remembered_beside_the_reports() {
        let folder = tempfile::tempdir().expect("a folder");
        let report = put(folder.path(), "a.toml", "[report]\ntype = \"thu\"\n", 9);
        let mut index = Index::load(&folder.path().join("index.toml"));
        assert_eq!(index.import_folder(), None);
        index.remember(IndexEntry { path: report.clone(), ..IndexEntry::default() }).expect("saved");
        index.remember_import(Path::new("/x/năm \"cũ\"")).expect("saved");
        let again = Index::load(&folder.path().join("index.toml"));
        assert_eq!(again.import_folder(), Some(Path::new("/x/năm \"cũ\"")));
        assert_eq!(again.known.reports.iter().map(|entry| &entry.path).collect::<Vec<_>>(), [&report]);
    }

    #[test]
    fn two_windows_remember_what_both_did() {
        let folder = tempfile::tempdir().expect("a folder");
        let text = "[report]\ntype = \"thu\"\n";
        let [a, b, both] = ["a.toml", "b.toml", "c.toml"].map(|name| put(folder.path(), name, text, 9));
        let path = folder.path().join("config/index.toml");
        let (mut one, mut other) = (Index::load(&path), Index::load(&path));
        let entry = |path: &Path, title: &str| IndexEntry {
            path: path.to_owned(),
            title: title.to_owned(),
            subject: "việc \"ấy\"".to_owned(),
            continues: folder.path().join("cu.toml"),
            ..IndexEntry::default()
        };
        one.remember(entry(&a, "một")).expect("saved");
        one.remember(entry(&both, "một")).expect("saved");
        one.remember_import(Path::new("/x")).expect("saved");
        one.remember_export(&a, b"1").expect("saved");
        other.remember(entry(&b, "hai")).expect("saved");
        other.remember(entry(&both, "hai")).expect("saved");
        other.remember_export(&b, b"2").expect("saved");
        let told = |index: &Index| {
            let mut titles: Vec<_> =
                index.known.reports.iter().map(|entry| (entry.path.clone(), entry.title.clone())).collect();
            titles.sort();
            titles
        };
        let read = Index::load(&path);
        let all = [(&a, "một"), (&b, "hai"), (&both, "hai")].map(|(path, title)| (path.clone(), title.to_owned()));
        assert_eq!(told(&read), all);
        assert!(
            read.known
                .reports
                .iter()
                .all(|entry| entry.continues.ends_with("cu.toml") && entry.subject == "việc \"ấy\"")
        );
        assert_eq!(read.import_folder(), Some(Path::new("/x")));
        assert!(read.is_own_export(&a, b"1") && read.is_own_export(&b, b"2"));
        // What could not be written is put to what others wrote meanwhile; theirs of other files stays.
        let blocked = folder.path().join("config");
        fs::rename(&blocked, folder.path().join("that")).expect("moved");
        fs::write(&blocked, "").expect("written");
        one.remember(entry(&a, "ba")).expect_err("no folder");
        fs::remove_file(&blocked).expect("removed");
        fs::rename(folder.path().join("that"), &blocked).expect("moved");
        one.remember_export(&a, b"3").expect("saved");
        assert_eq!(told(&Index::load(&path))[0].1, "ba");
        assert_eq!(told(&Index::load(&path))[1..], all[1..]);
    }

    #[test]
    fn links_out_of_the_folder_are_not_listed() {
        let (folder, other) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let text = "[report]\ntype = \"thu\"\n";
        let (inside, outside) = (put(folder.path(), "a.toml", text, 9), put(other.path(), "b.toml", text, 9));
        std::os::unix::fs::symlink(&inside, folder.path().join("c.toml")).expect("a link");
        std::os::unix::fs::symlink(&outside, folder.path().join("d.toml")).expect("a link");
        let mut recent = Index::load(&folder.path().join("index.toml"));
        let names = |recent: &Index| {
            let list = recent.list(folder.path());
            list.iter().map(|e| e.path.file_name().expect("a name").to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(names(&recent), ["a.toml", "c.toml"]);
        // One that was opened by its name is known from then on.
        recent.remember(IndexEntry { path: folder.path().join("d.toml"), ..IndexEntry::default() }).expect("saved");
        assert!(names(&recent).contains(&"d.toml".into()));
    }

    #[test]
    fn a_broken_index_is_an_empty_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let index = put(folder.path(), "index.toml", "[[report]\n", 0);
        assert!(Index::load(&index).list(&folder.path().join("no")).is_empty());
    }
}
