//! What is asked when a program was cut off, a file changed or cannot be written, or is broken.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use baocao::store::disk::Disk;
use baocao::store::lock::Lock;
use baocao::store::names::{LOCK, sidecar_path};
use baocao::store::saver::Saver;
use baocao::store::versions;

use super::{changed, listed, new_report, snapshot, snapshot_of, snapshots, snapshots_of};
use crate::play::{ACTION_MONTH, Play};

/// A figure that was saved, and one more letter of it that was typed just before the end.
fn cut_off(mut play: Play) -> Play {
    new_report(&mut play, ACTION_MONTH);
    play.to("dan_so").keys("8240").advance(2000);
    play.to("mo_ta_chi_dao").keys("Mỗi thôn một cộng tác viên.<enter>Họp hằng tuần.");
    play.to("dan_so").keys("1");
    let journal = journal(&play);
    let mut play = play.killed();
    changed(&journal, 0);
    listed(&mut play);
    play
}

fn journal(play: &Play) -> PathBuf {
    play.path().with_extension("toml.nhat-ky")
}

fn open(play: &mut Play) {
    play.keys("<home><enter>");
}

/// The times of the earlier versions are told on the screen: a day each, the first of them the newest.
fn dated(play: &Play) {
    let folder = versions::folder_of(&play.path());
    for (version, day) in versions::list(&play.path()).iter().zip((10..20).rev()) {
        fs::rename(&version.path, folder.join(format!("2026-06-{day} 09.41.05.toml"))).expect("renamed");
    }
}

/// A report of which there are earlier versions, one of them broken.
fn with_versions(mut play: Play) -> Play {
    new_report(&mut play, ACTION_MONTH);
    for figure in ["8240", "8241", "8242"] {
        play.to("dan_so").keys("<c-u>").keys(figure);
        play.to("tt_chu_tri").keys("<c-u>").paste(&format!("Phòng Văn hóa - Xã hội {figure}")).advance(2000);
        play = play.again();
        open(&mut play);
    }
    dated(&play);
    let folder = versions::folder_of(&play.path());
    fs::write(folder.join("2026-06-01 09.41.05.toml"), "[report\n").expect("written");
    play
}

/// Another program wrote to the file while something was typed.
fn conflict(play: &mut Play) {
    new_report(play, ACTION_MONTH);
    play.to("dan_so").keys("8240").advance(2000);
    fs::write(play.path(), play.file().replace("8240", "9999")).expect("written");
    play.keys("1").advance(2000);
}

/// There is a file where the folder of reports was.
fn nowhere(play: &mut Play) {
    new_report(play, ACTION_MONTH);
    play.to("dan_so").keys("8240").advance(2000);
    let reports = play.program().context.workspace.folders.reports().to_owned();
    fs::rename(&reports, reports.with_extension("cu")).expect("moved away");
    fs::write(&reports, "").expect("a file in its place");
    play.keys("1").advance(2000);
}

/// A disk on which there is no room for a file.
#[derive(Debug)]
struct Full;

impl Disk for Full {
    fn create(&self, _: &Path) -> io::Result<File> {
        Err(io::ErrorKind::StorageFull.into())
    }
}

#[test]
fn what_was_not_saved() {
    snapshots_of("recover", |play| {
        let mut play = cut_off(play);
        open(&mut play);
        play
    });
    snapshots_of("recover-compare", |play| {
        let mut play = cut_off(play);
        open(&mut play);
        play.keys("2");
        play
    });
    snapshot_of("recovered", |play| {
        let mut play = cut_off(play);
        open(&mut play);
        play.keys("1");
        play
    });
    snapshot_of("recover-dropped", |play| {
        let mut play = cut_off(play);
        open(&mut play);
        play.keys("3");
        play
    });
}

#[test]
fn what_was_not_saved_of_a_file_that_is_not_as_it_was() {
    // Changed by others, and the journal damaged at its end.
    snapshot_of("recover-foreign", |play| {
        let mut play = cut_off(play);
        let path = play.program().context.workspace.folders.reports().join("thang-hanh-dong-vi-tre-em-2026.toml");
        let theirs = fs::read_to_string(&path).expect("the file").replace("8240", "7777");
        fs::write(&path, theirs).expect("written");
        let journal = path.with_extension("toml.nhat-ky");
        let mut text = fs::read_to_string(&journal).expect("a journal");
        text.push_str("0000000000000000 text = { lời hỏng }\n");
        fs::write(&journal, text).expect("written");
        changed(&journal, 0);
        open(&mut play);
        play
    });
    snapshot_of("recover-blocked", |play| {
        let mut play = cut_off(play);
        let path = play.program().context.workspace.folders.reports().join("thang-hanh-dong-vi-tre-em-2026.toml");
        fs::write(path, "dan_so = [hỏng").expect("written");
        open(&mut play);
        play
    });
    snapshot_of("recover-never-saved", |mut play| {
        play.choose("bản mẫu", "sample");
        play.to("dan_so").keys("<end>1");
        let journal = journal(&play);
        let mut play = play.killed();
        changed(&journal, 0);
        listed(&mut play);
        open(&mut play);
        play
    });
    snapshot_of("recover-unreadable", |play| {
        let mut play = cut_off(play);
        let journal =
            play.program().context.workspace.folders.reports().join("thang-hanh-dong-vi-tre-em-2026.toml.nhat-ky");
        fs::write(&journal, "hỏng").expect("written");
        open(&mut play);
        play
    });
}

#[test]
fn earlier_versions() {
    snapshots_of("versions", |play| {
        let mut play = with_versions(play);
        play.keys("<f7>");
        play
    });
    snapshots_of("version", |play| {
        let mut play = with_versions(play);
        play.keys("<f7><down><enter>");
        play
    });
    snapshots_of("version-compare", |play| {
        let mut play = with_versions(play);
        play.keys("<f7><down><enter>1");
        play
    });
    snapshot_of("version-restored", |play| {
        let mut play = with_versions(play);
        play.keys("<f7><down><enter>2");
        play
    });
    snapshot("versions-none", |play| {
        new_report(play, ACTION_MONTH);
        play.keys("<f7>");
    });
}

#[test]
fn a_file_that_others_changed() {
    snapshots("conflict", conflict);
    snapshots("conflict-compare", |play| {
        conflict(play);
        play.keys("<down><enter>");
    });
    snapshot("conflict-kept", |play| {
        conflict(play);
        play.keys("<down><down><enter>");
    });
    snapshot("conflict-later", |play| {
        conflict(play);
        play.keys("<enter>");
    });
}

#[test]
fn a_disk_that_takes_nothing() {
    snapshots("not-saved", |play| {
        nowhere(play);
        play.keys("<c-s>");
    });
    snapshot("not-saved-message", nowhere);
    snapshots("not-saved-leaving", |play| {
        new_report(play, ACTION_MONTH);
        play.to("dan_so").keys("8240").advance(2000);
        play.program_mut().current.saver = Saver::here(Arc::new(Full));
        play.keys("1").advance(2000).keys("<c-q><end>");
    });
    snapshot("not-saved-elsewhere", |play| {
        nowhere(play);
        play.keys("<c-s>2");
    });
}

#[test]
fn a_broken_file() {
    snapshots_of("broken", |play| {
        let play = with_versions(play);
        let path = play.path();
        let mut play = play.again();
        fs::write(path, "[report]\ntype = \n").expect("written");
        listed(&mut play);
        open(&mut play);
        play
    });
    snapshot("broken-without-versions", |play| {
        fs::write(play.program().context.workspace.folders.reports().join("hong.toml"), "[report]\ntype = \n")
            .expect("written");
        listed(play);
        open(play);
    });
}

#[test]
fn a_report_that_someone_else_works_on() {
    snapshots_of("held", |mut play| {
        new_report(&mut play, ACTION_MONTH);
        play.to("dan_so").keys("8240").advance(2000);
        let path = play.path();
        let mut play = play.again();
        let lock = Lock::take(&path).expect("free");
        let holder =
            "user = \"lan\"\nhost = \"vp-xa\"\nprocess = 77\nterminal = \"pts/3\"\nsince = \"9:41:05, 20/6/2026\"\n";
        fs::write(sidecar_path(&path, LOCK), holder).expect("written");
        listed(&mut play);
        open(&mut play);
        drop(lock);
        play
    });
}
