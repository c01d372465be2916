//! Reports on a real disk: saved, changed by others, broken and brought back.

use super::*;
use crate::report::answers::EntryPath;
use crate::report::ids::FieldId;
use crate::report::period::Granularity;
use crate::store::broken::{last_good_version, restore_version};
use crate::store::built_in::TypeText;
use crate::store::disk::{RealDisk, Step};
use crate::store::lock::Lock;
use crate::store::save_job::Saved;
use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt;

const TYPES: &[TypeText] = &[TypeText::new(
    "thu",
    "id = \"thu\"\ntitle = \"Thử\"\ndocument = false\nperiod = \"ky\"\n[[section]]\nid = \"a\"\ntitle = \"A\"\n\
     fields = [ { id = \"ky\", label = \"Kỳ\", kind = \"period\", granularity = \"year\" }, { id = \"ten\", label = \"Tên\", kind = \"text\" } ]\n",
)];
const TEN: EntryPath = EntryPath { field: FieldId::nth(1), row: None, column: None };

fn library() -> Library {
    Library::with(TYPES, None)
}

const YEAR: Option<Period> = Some(Period { granularity: Granularity::Year, year: 2026, index: 1 });

/// A report that was saved once with a name in it.
fn begun(folder: &Path) -> (ReportFile, Definition, Answers) {
    let definition = library().load("thu").expect("loads");
    let mut report = ReportFile::create(folder, &definition, YEAR);
    let mut answers = Answers::new(&definition, 2026);
    answers.set(&definition, EntryPath::field(FieldId::nth(0)), "2026".to_owned());
    answers.set(&definition, TEN, "Một".to_owned());
    assert_eq!(report.save(&RealDisk, &definition, &answers, None).expect("saved"), Saved::Written);
    (report, definition, answers)
}

fn open(path: &Path) -> OpenedReport {
    ReportFile::open(path, &library(), 2026).unwrap_or_else(|e| panic!("{}", e.describe(Language::En)))
}

#[test]
fn a_report_is_made_saved_and_opened() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut report, definition, answers) = begun(&folder.path().join("moi"));
    assert!(report.path().ends_with("thu-2026.toml"));
    assert_eq!(fs::metadata(report.path()).expect("there").permissions().mode() & 0o777, 0o600);
    assert_eq!(report.save(&RealDisk, &definition, &answers, None).expect("saved"), Saved::Unchanged);
    let opened = open(report.path());
    assert_eq!(opened.answers, answers);
    let next = || ReportFile::create(&folder.path().join("moi"), &definition, YEAR).path().to_owned();
    assert!(next().ends_with("thu-2026-2.toml"));
    // Nor is a name free that another window has begun a report under.
    let beside = |name: &str| folder.path().join("moi").join(name);
    fs::write(beside("thu-2026-2.toml.khoa"), "").expect("a lock that a killed program left");
    assert!(next().ends_with("thu-2026-2.toml"));
    let _lock = Lock::take(&beside("thu-2026-2.toml")).expect("free");
    fs::write(beside("thu-2026-3.toml.nhat-ky"), "").expect("written");
    assert!(next().ends_with("thu-2026-4.toml"));
}

#[test]
fn the_first_save_of_a_session_keeps_what_was_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let (report, ..) = begun(folder.path());
    let before = fs::read(report.path()).expect("read");
    let OpenedReport { mut report, definition, mut answers, .. } = open(report.path());
    for name in ["Hai", "Ba"] {
        answers.set(&definition, TEN, name.to_owned());
        report.save(&RealDisk, &definition, &answers, None).expect("saved");
        let [version] = &versions::list(report.path())[..] else { panic!("not one version") };
        assert_eq!(fs::read(&version.path).expect("a version"), before);
        assert_eq!(fs::metadata(&version.path).expect("there").permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn without_room_for_a_version_the_report_is_saved_all_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let (report, ..) = begun(folder.path());
    let OpenedReport { mut report, definition, mut answers, .. } = open(report.path());
    fs::write(folder.path().join(versions::FOLDER), "a file in its place").expect("written");
    answers.set(&definition, TEN, "Hai".to_owned());
    report.save(&RealDisk, &definition, &answers, None).expect("saved");
    assert_eq!(open(report.path()).answers, answers);
}

#[test]
fn what_another_program_wrote_is_not_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut report, definition, mut answers) = begun(folder.path());
    fs::write(report.path(), "# của người khác").expect("written");
    answers.set(&definition, TEN, "Hai".to_owned());
    let error = report.save(&RealDisk, &definition, &answers, None).expect_err("refused");
    assert!(matches!(error, SaveError::ChangedOnDisk(_)) && error.describe(Language::Vi).contains("chưa lưu đè"));
    assert_eq!(fs::read_to_string(report.path()).expect("read"), "# của người khác");
    // Under another name it can be saved, unless that is taken.
    report.move_to(folder.path().join("khac.toml"));
    report.save(&RealDisk, &definition, &answers, None).expect("saved");
    assert_eq!(open(report.path()).answers, answers);
    report.move_to(folder.path().join("thu-2026.toml"));
    assert!(matches!(report.save(&RealDisk, &definition, &answers, None), Err(SaveError::ChangedOnDisk(_))));
}

#[test]
fn what_is_written_while_the_disk_takes_its_time_is_not_overwritten() {
    /// While the new text is on its way, someone else writes to the file.
    #[derive(Debug)]
    struct Late(PathBuf);
    impl Disk for Late {
        fn sync(&self, file: &File) -> io::Result<()> {
            fs::write(&self.0, "# của người khác")?;
            RealDisk.sync(file)
        }
    }
    let folder = tempfile::tempdir().expect("a folder");
    let (mut report, definition, mut answers) = begun(folder.path());
    answers.set(&definition, TEN, "Hai".to_owned());
    let late = Late(report.path().to_owned());
    let error = report.save(&late, &definition, &answers, None).expect_err("refused");
    assert!(matches!(error, SaveError::ChangedOnDisk(_)), "{error:?}");
    assert_eq!(fs::read_to_string(report.path()).expect("read"), "# của người khác");
}

#[test]
fn a_file_that_vanished_is_written_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut report, definition, mut answers) = begun(folder.path());
    fs::remove_file(report.path()).expect("removed");
    answers.set(&definition, TEN, "Hai".to_owned());
    report.save(&RealDisk, &definition, &answers, None).expect("saved");
    assert_eq!(open(report.path()).answers, answers);
}

#[test]
fn a_failed_save_can_be_tried_again() {
    #[derive(Debug)]
    struct Full(Step);
    impl Disk for Full {
        fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
            if self.0 == Step::Rename { Err(io::ErrorKind::StorageFull.into()) } else { RealDisk.rename(from, to) }
        }
        fn sync_folder(&self, _: &Path) -> io::Result<()> {
            if self.0 == Step::SyncFolder { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
        }
    }
    for step in [Step::Rename, Step::SyncFolder] {
        let folder = tempfile::tempdir().expect("a folder");
        let (mut report, definition, mut answers) = begun(folder.path());
        answers.set(&definition, TEN, "Hai".to_owned());
        report.save(&Full(step), &definition, &answers, None).expect_err("the disk is full");
        assert_eq!(report.save(&RealDisk, &definition, &answers, None).expect("saved"), Saved::Written);
        assert_eq!(open(report.path()).answers, answers);
    }
}

#[test]
fn a_broken_file_gives_way_to_an_earlier_version_and_is_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let (report, ..) = begun(folder.path());
    let path = report.path().to_owned();
    let OpenedReport { mut report, definition, mut answers, .. } = open(&path);
    let good = answers.clone();
    answers.set(&definition, TEN, "Hai".to_owned());
    report.save(&RealDisk, &definition, &answers, None).expect("saved");
    for kept in ["thu-2026.toml.hong", "thu-2026.toml.hong-2"] {
        fs::write(&path, "[report\n").expect("broken");
        let error = ReportFile::open(&path, &library(), 2026).expect_err("broken");
        assert!(matches!(&error, OpenFileError::Content { error: OpenError::Broken { line: 1, .. }, .. }), "{error:?}");
        assert_eq!(fs::read_to_string(&path).expect("read"), "[report\n", "opening does not touch it");
        let version = last_good_version(&path, &library(), 2026).expect("one");
        restore_version(&path, &version).expect("restored");
        assert_eq!(fs::read_to_string(folder.path().join(kept)).expect("read"), "[report\n");
        assert_eq!(open(&path).answers, good);
    }
    fs::write(&versions::list(&path)[0].path, "x").expect("written");
    assert_eq!(last_good_version(&path, &library(), 2026), None);
}

#[test]
fn a_newer_file_can_be_shown_but_not_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.toml");
    fs::write(&path, "[report]\ntype = \"thu\"\nversion = 7\n").expect("written");
    match ReportFile::open(&path, &library(), 2026) {
        Err(OpenFileError::Content { error: OpenError::Newer { .. }, text: Some(text), .. }) => {
            assert!(text.contains("version = 7"));
        }
        other => panic!("{other:?}"),
    }
    let missing = ReportFile::open(&folder.path().join("no"), &library(), 2026).expect_err("missing");
    assert!(missing.describe(Language::Vi).contains("không tìm thấy"));
}

#[test]
fn the_office_profile_begins_empty() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("don-vi.toml");
    let begin = || {
        let definition = library().load("thu").expect("loads");
        ReportFile::open_or_begin(&path, &library(), definition, 2026).expect("begun")
    };
    let OpenedReport { mut report, definition, mut answers, .. } = begin();
    answers.set(&definition, TEN, "Bờ Y".to_owned());
    report.save(&RealDisk, &definition, &answers, None).expect("saved");
    assert_eq!(begin().answers, answers);
}
