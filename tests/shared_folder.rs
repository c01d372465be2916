//! Folders that several people share: modes and groups stay, read-only asks, no lock is for ever.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use baocao::store::names::{JOURNAL, LOCK, sidecar_path};
use baocao::store::versions;

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
}
