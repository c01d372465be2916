//! A power cut after any step of any save: what is found afterwards is whole, and not old.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use baocao::report::answers::EntryPath;
use baocao::store::disk::{Disk, RealDisk};
use baocao::store::library::Library;
use baocao::store::recovery::{Found, find};
use baocao::store::report_file::ReportFile;
use baocao::store::saver::Saver;

use crate::play::{ACTION_MONTH, Play, TODAY};

/// What the program asked of the disk. Files go by a number of their own: a name may change, and
/// the system gives the number of a file that is gone to the next.
#[derive(Debug, Clone)]
enum Asked {
    Create(u64, PathBuf),
    Write(u64, Vec<u8>),
    Sync(u64),
    Rename(PathBuf, PathBuf),
    Remove(PathBuf),
    SyncFolder(PathBuf),
}

/// The disk as it is, and a record of all that is asked of it.
#[derive(Debug, Default)]
struct Recorder(Mutex<Record>);

#[derive(Debug, Default)]
struct Record {
    asked: Vec<Asked>,
    /// The own number of each of the system's.
    numbers: BTreeMap<u64, u64>,
    next: u64,
}

impl Recorder {
    fn note(&self, asked: impl FnOnce(&mut Record) -> Asked) {
        let mut record = self.0.lock().expect("no panic");
        let asked = asked(&mut record);
        record.asked.push(asked);
    }

    fn count(&self) -> usize {
        self.0.lock().expect("no panic").asked.len()
    }
}

fn number(record: &Record, file: &File) -> u64 {
    record.numbers[&file.metadata().expect("metadata").ino()]
}

impl Disk for Recorder {
    fn create(&self, path: &Path) -> io::Result<File> {
        let file = RealDisk.create(path)?;
        self.note(|record| {
            record.next += 1;
            record.numbers.insert(file.metadata().expect("metadata").ino(), record.next);
            Asked::Create(record.next, path.to_owned())
        });
        Ok(file)
    }
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        self.note(|record| Asked::Write(number(record, file), bytes.to_vec()));
        RealDisk.write(file, bytes)
    }
    fn sync(&self, file: &File) -> io::Result<()> {
        self.note(|record| Asked::Sync(number(record, file)));
        RealDisk.sync(file)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.note(|_| Asked::Rename(from.to_owned(), to.to_owned()));
        RealDisk.rename(from, to)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        self.note(|_| Asked::Remove(path.to_owned()));
        RealDisk.remove(path)
    }
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.note(|_| Asked::SyncFolder(folder.to_owned()));
        RealDisk.sync_folder(folder)
    }
}

/// What of that which was not waited for has reached the disk when the power goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reached {
    /// All of it, as after a kill.
    All,
    Nothing,
    /// The names, but not what is in the files.
    Names,
    /// What is in the files, but not their names.
    Contents,
}

/// The files of a disk: names, and what is in each file; as asked for, and as is certain.
#[derive(Debug, Clone, Default)]
struct Model {
    names: BTreeMap<PathBuf, u64>,
    sure_names: BTreeMap<PathBuf, u64>,
    contents: BTreeMap<u64, Vec<u8>>,
    sure_contents: BTreeMap<u64, Vec<u8>>,
}

impl Model {
    fn apply(&mut self, asked: &Asked) {
        match asked {
            Asked::Create(number, path) => {
                self.names.insert(path.clone(), *number);
                self.contents.insert(*number, Vec::new());
            }
            Asked::Write(number, bytes) => self.contents.entry(*number).or_default().extend(bytes),
            Asked::Sync(number) => {
                self.sure_contents.insert(*number, self.contents[number].clone());
            }
            Asked::Rename(from, to) => {
                // A folder takes along what is in it.
                let below: Vec<PathBuf> = self.names.keys().filter(|path| path.starts_with(from)).cloned().collect();
                for path in below {
                    let rest = path.strip_prefix(from).expect("below");
                    let new = if rest.as_os_str().is_empty() { to.clone() } else { to.join(rest) };
                    let number = self.names.remove(&path).expect("a name");
                    self.names.insert(new, number);
                }
            }
            Asked::Remove(path) => drop(self.names.remove(path)),
            Asked::SyncFolder(folder) => {
                let inside = |path: &PathBuf| path.parent() == Some(folder.as_path());
                self.sure_names.retain(|path, _| !inside(path));
                let now = self.names.iter().filter(|(path, _)| inside(path));
                self.sure_names.extend(now.map(|(path, number)| (path.clone(), *number)));
            }
        }
    }

    /// Lays out what is found after the power is back.
    fn lay_out(&self, reached: Reached, from: &Path, to: &Path) {
        let names = matches!(reached, Reached::All | Reached::Names);
        let contents = matches!(reached, Reached::All | Reached::Contents);
        let names = if names { &self.names } else { &self.sure_names };
        for (path, number) in names {
            let found = if contents { self.contents.get(number) } else { self.sure_contents.get(number) };
            let path = to.join(path.strip_prefix(from).expect("below the folder"));
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, found.map_or(&[][..], Vec::as_slice)).expect("written");
        }
    }
}

/// The figure in the report as it is found: in its file, or taken back from the journal.
fn found(report: &Path) -> String {
    let library = Library::new(None);
    let opened = ReportFile::open(report, &library, TODAY.year()).expect("the file is whole");
    let opened = match find(report, &library, TODAY.year()).expect("the journal can be looked at") {
        Found::Recovery(recovery) => recovery.accept(&RealDisk, report).expect("taken back"),
        Found::Nothing | Found::Unreadable(_) | Found::Waiting(_) => opened,
    };
    let field = opened.definition.field("dan_so").expect("the field");
    opened.answers.raw(EntryPath::field(field)).replace('.', "")
}

/// A report with one figure typed and saved; from here on all that is asked of the disk is recorded.
fn recorded() -> (Play, Arc<Recorder>, Model) {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.at("Dân số").keys("7").advance(2000);
    let report = play.path();
    let recorder = Arc::new(Recorder::default());
    play.program_mut().current.saver = Saver::here(Arc::clone(&recorder) as Arc<dyn Disk>);
    let mut model = Model::default();
    let text = fs::read(&report).expect("the file");
    (model.names, model.contents) = ([(report, 0)].into(), [(0, text)].into());
    (model.sure_names, model.sure_contents) = (model.names.clone(), model.contents.clone());
    (play, recorder, model)
}

#[test]
fn after_a_power_cut_at_any_step_the_file_is_whole_and_what_was_saved_is_there() {
    let (mut play, recorder, mut model) = recorded();
    let folder = play.program().context.workspace.folders.reports().to_owned();
    let report = play.path();

    // What was shown, and what the screen said was saved, after how many steps.
    let (mut shown, mut saved) = (vec![(0, 1)], vec![(0, 1)]);
    let mut typed = 1;
    for (keys, rest) in [("123", 2000), ("45", 300), ("6", 7000), ("78", 2000), ("9", 300), ("1", 2000)] {
        for key in keys.chars() {
            play.fast(&key.to_string());
            typed += 1;
            shown.push((recorder.count(), typed));
        }
        play.advance(rest);
        if rest >= 2000 {
            play.sees("đã lưu");
            saved.push((recorder.count(), typed));
        }
    }
    let all = play.raw().to_owned();
    let asked = recorder.0.lock().expect("no panic").asked.clone();
    assert!(asked.len() > 40, "{asked:#?}");
    for steps in 0..=asked.len() {
        for reached in [Reached::All, Reached::Nothing, Reached::Names, Reached::Contents] {
            let after = tempfile::tempdir().expect("a folder");
            model.lay_out(reached, &folder, after.path());
            let figure = found(&after.path().join(report.file_name().expect("a name")));
            let told = if reached == Reached::All { &shown } else { &saved };
            let least = told.iter().rfind(|(then, _)| *then <= steps).map_or(0, |(_, letters)| *letters);
            assert!(
                all.starts_with(&figure) && figure.len() >= least,
                "{figure} after {steps} steps, {reached:?}: at least {least} letters of {all}; the last were {:#?}",
                &asked[steps.saturating_sub(4)..steps]
            );
        }
        if let Some(asked) = asked.get(steps) {
            model.apply(asked);
        }
    }
}

#[test]
fn after_a_power_cut_at_any_step_of_a_renaming_there_is_one_report_and_its_journal_is_beside_it() {
    let (mut play, recorder, mut model) = recorded();
    let folder = play.program().context.workspace.folders.reports().to_owned();
    let (mut shown, mut saved) = (vec![(0, 1)], vec![(0, 1)]);
    let mut typed = 1;
    for (keys, year) in [("123", "2031"), ("45", "2032"), ("6", "2026"), ("78", "2033")] {
        // Nothing of these is saved when the period is left.
        for key in keys.chars() {
            play.fast(&key.to_string());
            typed += 1;
            shown.push((recorder.count(), typed));
        }
        play.to("nam").keys(&format!("<c-u>{year}<tab>"));
        saved.push((recorder.count(), typed));
        assert!(play.path().ends_with(format!("{ACTION_MONTH}-{year}.toml")), "{}", play.path().display());
        play.to("dan_so").keys("<end>").advance(2000);
    }
    let all = play.answer("dan_so").replace('.', "");
    let asked = recorder.0.lock().expect("no panic").asked.clone();
    let renamed =
        |asked: &&Asked| matches!(asked, Asked::Rename(from, _) if from.extension().is_some_and(|e| e == "toml"));
    assert!(asked.iter().filter(renamed).count() >= 8, "the files, and their earlier versions: {asked:#?}");
    for steps in 0..=asked.len() {
        for reached in [Reached::All, Reached::Nothing, Reached::Names, Reached::Contents] {
            let after = tempfile::tempdir().expect("a folder");
            model.lay_out(reached, &folder, after.path());
            let entries = fs::read_dir(after.path()).expect("a folder").flatten();
            let names: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| path.is_file()).collect();
            let reports: Vec<&PathBuf> =
                names.iter().filter(|path| path.extension().is_some_and(|e| e == "toml")).collect();
            let last = &asked[steps.saturating_sub(4)..steps];
            let [report] = reports[..] else { panic!("{names:?} after {steps} steps, {reached:?}: {last:#?}") };
            for journal in names.iter().filter(|path| path.extension().is_some_and(|e| e == "nhat-ky")) {
                assert_eq!(&journal.with_extension(""), report, "after {steps} steps, {reached:?}: {last:#?}");
            }
            let figure = found(report);
            let told = if reached == Reached::All { &shown } else { &saved };
            let least = told.iter().rfind(|(then, _)| *then <= steps).map_or(0, |(_, letters)| *letters);
            assert!(
                all.starts_with(&figure) && figure.len() >= least,
                "{figure} after {steps} steps, {reached:?}: at least {least} letters of {all}; {last:#?}"
            );
        }
        if let Some(asked) = asked.get(steps) {
            model.apply(asked);
        }
    }
}
