//! Folders that several people share: modes and groups stay, read-only asks, no lock is for ever.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use baocao::store::names::{JOURNAL, LOCK, sidecar_path};
use baocao::store::versions;

use baocao::app::environment::Environment;
use baocao::ui::events::EventSource;
use baocao::ui::program::Program;

use crate::command_line::{COMPLETE, Home};
use crate::play::{ACTION_MONTH, Play};

fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("a file").permissions().mode() & 0o7777
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).expect("a new mode");
}

#[test]
fn what_others_may_do_with_a_report_stays_and_holds_for_what_lies_beside_it() {
    for file_mode in [0o600, 0o640, 0o664] {
        let mut play = Play::report(ACTION_MONTH, 80, 24);
        let path = play.open_report().path().to_owned();
        let folder = path.parent().expect("a folder").to_owned();
        assert_eq!(mode(&path), 0o600, "a new report is its owner's alone");
        set_mode(&path, file_mode);
        set_mode(&folder, 0o2770);
        play.at("Dân số").keys("8240");
        assert_eq!(mode(&sidecar_path(&path, JOURNAL)), file_mode);
        play.advance(2000);
        assert!(play.file().contains("8240"));
        assert_eq!(mode(&path), file_mode);
        let version = versions::list(&path).remove(0);
        assert_eq!(mode(&version.path), file_mode);
        let of_report = version.path.parent().expect("a folder");
        for folder in [of_report, of_report.parent().expect("a folder")] {
            assert_eq!(mode(folder), 0o2770, "{}", folder.display());
        }
    }
}

#[test]
fn a_file_that_may_only_be_read_is_not_overwritten_before_one_says_so() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    let path = play.open_report().path().to_owned();
    let before = play.file();
    set_mode(&path, 0o444);
    play.at("Dân số").keys("8240").advance(2000).sees("chỉ cho đọc");
    assert_eq!(play.file(), before);
    // Leaving asks too; nothing is copied behind one's back.
    play.keys("<c-q>").sees("Vẫn ghi đè lên tệp chỉ đọc").sees("Thoát dù chưa lưu được");
    assert!(play.ended.is_none());
    let reports = || fs::read_dir(path.parent().expect("a folder")).expect("a folder").flatten();
    assert_eq!(reports().filter(|entry| entry.path().extension().is_some_and(|e| e == "toml")).count(), 1);
    play.keys("2");
    assert!(play.file().contains("8240"));
    assert_eq!(mode(&path), 0o444, "and it is as it was");
    play.keys("1").advance(2000);
    assert!(play.file().contains("82401"), "once for this sitting");
}

/// Who goes on in another file instead can write to that one.
#[test]
fn a_report_that_goes_on_beside_a_file_that_may_only_be_read_can_be_saved_there() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    let path = play.open_report().path().to_owned();
    set_mode(&path, 0o444);
    play.at("Dân số").keys("8240").advance(2000).sees("chỉ cho đọc");
    play.keys("<c-s>3");
    let next = play.open_report().path().to_owned();
    assert!(next != path, "{}", play.picture());
    assert_eq!(mode(&next), 0o644);
    play.keys("<esc>").at("Tổng số trẻ em").keys("1986").advance(2000).lacks("chỉ cho đọc");
    assert!(fs::read_to_string(&next).expect("saved").contains("1986"));
}

#[test]
fn a_read_only_file_that_is_given_back_is_saved_by_itself() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    let path = play.open_report().path().to_owned();
    set_mode(&path, 0o444);
    play.at("Dân số").keys("8240").advance(2000);
    set_mode(&path, 0o644);
    play.advance(60_000).sees("đã lưu");
    assert!(play.file().contains("8240"));
    assert_eq!(mode(&path), 0o644);
}

/// Does something as a user who may do no more than the modes say.
pub fn as_another(work: impl FnOnce() + Send + 'static) {
    let id = rustix::process::Uid::from_raw(65534);
    let begin = move || {
        if rustix::process::geteuid().is_root() {
            // Of this thread alone.
            rustix::thread::set_thread_res_uid(id, id, id).expect("another user");
        }
        work();
    };
    if let Err(panic) = std::thread::spawn(begin).join() {
        std::panic::resume_unwind(panic);
    }
}

/// A report whose program was cut off while the number of people was typed, and its journal.
fn cut_off() -> (Play, PathBuf, PathBuf) {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.at("Dân số").keys("8240").advance(2000).keys("1");
    let report = play.path();
    (play.killed(), report.clone(), sidecar_path(&report, JOURNAL))
}

#[test]
fn a_journal_that_may_not_be_read_locks_no_report_away() {
    as_another(|| {
        let (mut play, report, journal) = cut_off();
        let written = fs::read(&journal).expect("a journal");
        set_mode(&journal, 0o000);
        play.choose("Tháng hành động", "Action Month");
        play.sees("không đọc được").sees("nhat-ky").lacks("quyền của thư mục");
        // The saved report can be looked at.
        play.keys("2<pgdn>").sees("8.240");
        play.keys("<esc>");
        play.choose("Tháng hành động", "Action Month");
        play.keys("3").sees("nhat-ky.hong");
        play.at("Dân số").keys("<end><bs>2").advance(2000);
        assert!(fs::read_to_string(&report).expect("saved").contains("8242"));
        let kept = journal.with_extension("nhat-ky.hong");
        set_mode(&kept, 0o600);
        assert_eq!(fs::read(&kept).expect("kept"), written);
    });
}

#[test]
fn a_journal_that_can_be_neither_taken_back_nor_dropped_locks_no_report_away() {
    as_another(|| {
        let (mut play, report, journal) = cut_off();
        let written = fs::read(&journal).expect("a journal");
        let theirs = fs::read_to_string(&report).expect("the file").replace("8240", "7777");
        fs::write(&report, &theirs).expect("written");
        let versions = versions::folder_of(&report);
        set_mode(&versions, 0o555);
        for asked in ["--use", "--discard"] {
            let mut command = Command::new(env!("CARGO_BIN_EXE_baocao"));
            let command = command.args(["recover", asked]).arg(&report).env_clear();
            let output = command.env("HOME", report.parent().expect("a folder")).output().expect("it runs");
            let said = String::from_utf8(output.stderr).expect("UTF-8");
            assert_eq!(output.status.code(), Some(2), "{said}");
            assert!(said.contains("ban-cu") && said.contains("không có quyền") && said.contains("giữ riêng"), "{said}");
        }
        for choice in ["1", "3"] {
            play.choose("Tháng hành động", "Action Month");
            play.keys(choice).sees("ban-cu").sees("không có quyền");
            play.keys("2<pgdn>").sees("7.777");
            play.keys("<esc>");
            assert_eq!(
                (fs::read_to_string(&report).ok(), fs::read(&journal).ok()),
                (Some(theirs.clone()), Some(written.clone()))
            );
        }
        play.choose("Tháng hành động", "Action Month");
        play.keys("1").keys("3").sees("nhat-ky.hong");
        play.at("Dân số").keys("<end><bs>2").advance(2000);
        assert!(fs::read_to_string(&report).expect("saved").contains("7772"));
        assert_eq!(fs::read(journal.with_extension("nhat-ky.hong")).expect("kept"), written);
        set_mode(&versions, 0o755);
    });
}

#[test]
fn what_one_window_remembers_no_other_forgets() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    let folders = play.program().context.workspace.folders.clone();
    let mut other = Program::new(folders.clone(), Environment::default(), play.app.events.now());
    // A report outside the folder is in the list because the index knows of it.
    let elsewhere = folders.config().with_file_name("o-cho-khac.toml");
    fs::copy(play.path(), &elsewhere).expect("copied");
    play.open(&elsewhere);
    play.at("Dân số").keys("8240").keys("<c-t>").sees("o-cho-khac");
    other.new_report("bao-cao-chung");
    other.end_at(play.app.events.now());
    play.killed().sees("o-cho-khac");
}

#[test]
fn a_journal_that_says_what_the_file_says_may_stay_where_nothing_can_be_removed() {
    as_another(|| {
        let (mut play, report, _) = cut_off();
        play.choose("Tháng hành động", "Action Month");
        play.keys("1");
        let journal = fs::read(sidecar_path(&report, JOURNAL)).expect("a journal");
        play.advance(2000);
        let mut play = play.again();
        let folder = report.parent().expect("a folder").to_owned();
        fs::write(sidecar_path(&report, JOURNAL), journal).expect("written");
        set_mode(&folder, 0o555);
        play.choose("Tháng hành động", "Action Month");
        play.at("Dân số").sees("82.401").lacks("không đọc được");
        set_mode(&folder, 0o755);
    });
}

#[test]
fn a_report_with_the_longest_of_names_is_opened_and_saved() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.at("Dân số").keys("8240").advance(2000);
    let (report, mut play) = (play.path(), play.again());
    let long = report.with_file_name(format!("{}.toml", "x".repeat(250)));
    fs::rename(&report, &long).expect("renamed");
    play.open(long.clone());
    play.at("Dân số").keys("<end><bs>1").advance(2000);
    assert!(fs::read_to_string(&long).expect("saved").contains("8241"), "{:?}", play.screen());
}

#[test]
fn what_stands_in_the_place_of_a_lock_or_of_the_earlier_versions_is_named() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.at("Dân số").keys("8240").advance(2000);
    let (report, mut play) = (play.path(), play.again());
    fs::create_dir(sidecar_path(&report, LOCK)).expect("made");
    let versions = versions::folder_of(&report);
    let versions = versions.parent().expect("a folder");
    fs::remove_dir_all(versions).ok();
    std::os::unix::fs::symlink("/tmp", versions).expect("a link");
    play.choose("Tháng hành động", "Action Month");
    play.sees("Không khóa được báo cáo").sees("toml.khoa");
    play.at("Dân số").keys("<end><bs>1").advance(2000).sees("không giữ được bản cũ");
    assert!(fs::read_to_string(&report).expect("saved").contains("8241"));
    play.keys("2").lacks("không giữ được");
    play.advance(2000).lacks("không giữ được");
}

/// The check of the journal by a user who may do no more than the modes say.
fn recover_as_another(home: &Home) -> (Option<i32>, String) {
    set_mode(home.folder.path(), 0o777);
    set_mode(&home.report, 0o666);
    let mut command = Command::new(env!("CARGO_BIN_EXE_baocao"));
    command.args(["recover"]).arg(&home.report).env_clear().env("HOME", home.folder.path());
    if rustix::process::geteuid().is_root() {
        command.uid(65534).gid(65534);
    }
    let output = command.output().expect("it runs");
    (output.status.code(), String::from_utf8([output.stdout, output.stderr].concat()).expect("UTF-8"))
}

#[test]
fn a_lock_that_another_user_left_is_taken_over_or_named() {
    let home = Home::with(COMPLETE);
    let lock = sidecar_path(&home.report, LOCK);
    fs::write(&lock, "user = \"hoa\"\nprocess = 1\n").expect("written");
    set_mode(&lock, 0o444);
    let (code, said) = recover_as_another(&home);
    assert_eq!((code, lock.exists()), (Some(0), false), "nobody holds it: {said}");
    fs::write(&lock, "user = \"hoa\"\n").expect("written");
    set_mode(&lock, 0o000);
    let (code, said) = recover_as_another(&home);
    assert_eq!(code, Some(2));
    assert!(said.contains(&format!("hãy xóa tệp {}", lock.display())), "{said}");
    fs::remove_file(&lock).expect("removed");
    let journal = sidecar_path(&home.report, JOURNAL);
    fs::write(&journal, "x").expect("written");
    set_mode(&journal, 0o000);
    let (code, said) = recover_as_another(&home);
    assert!(code == Some(2) && said.contains(&format!("nhật ký {}", journal.display())), "{said}");
}

#[test]
fn a_report_that_goes_on_in_another_file_keeps_what_others_may_do() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.at("Dân số").keys("8240").advance(2000);
    let path = play.path();
    set_mode(&path, 0o664);
    fs::write(&path, play.file().replace("8240", "8000")).expect("written");
    set_mode(&path, 0o664);
    play.keys("1").advance(2000).sees("bị sửa bởi chương trình khác");
    play.keys("<down><down><enter>");
    assert_ne!(play.path(), path);
    assert_eq!(mode(&play.path()), 0o664);
}
