//! What the index remembers and lists.

use super::*;
use std::fs;
use std::time::{Duration, SystemTime};

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
    fs::File::options().write(true).open(&elsewhere).expect("there").set_modified(SystemTime::now()).expect("a time");
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
        read.known.reports.iter().all(|entry| entry.continues.ends_with("cu.toml") && entry.subject == "việc \"ấy\"")
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
