//! The list of reports, what is done with one of them, and what comes from an old report.

use std::fs;
use std::path::Path;

use baocao::app::environment::Environment;
use baocao::text::language::Language;

use super::{begin, changed, environment, listed, new_report, said, same, snapshot, snapshots, with_office};
use crate::play::{ACTION_MONTH, Play};

/// Reports of every type, two of one name, one that is not known and one that is broken.
fn several(play: &mut Play) {
    for type_id in [ACTION_MONTH, "tre-em-dinh-ky", "bao-cao-chung", "bao-cao-chung"] {
        new_report(play, type_id);
        play.advance(2000);
    }
    let put = |name: &str, text: &str| {
        fs::write(play.program().context.workspace.folders.reports().join(name), text).expect("written");
    };
    put("hong.toml", "[report]\ntype = \n");
    put("la.toml", "[report]\ntype = \"bao-cao-la\"\nversion = 1\n\n[answers]\n");
    play.keys("<c-t>");
    listed(play);
}

/// More reports than any window shows.
fn many(play: &mut Play) {
    for number in 1..=40 {
        let text =
            format!("[report]\ntype = \"bao-cao-chung\"\nversion = 1\nperiod = \"{}\"\n\n[answers]\n", 1990 + number);
        fs::write(play.program().context.workspace.folders.reports().join(format!("chung-{number:02}.toml")), text)
            .expect("written");
    }
    listed(play);
}

#[test]
fn home_with_reports() {
    snapshots("home-several", several);
    snapshot("home-last-line", |play| {
        several(play);
        play.keys("<end>");
    });
}

#[test]
fn home_with_more_reports_than_fit() {
    snapshots("home-many", many);
    snapshots("home-many-middle", |play| {
        many(play);
        play.keys("<pgdn><pgdn><pgdn><down>");
    });
    snapshot("home-many-end", |play| {
        many(play);
        play.keys("<end>");
    });
}

#[test]
fn taking_a_report_from_the_list() {
    snapshots("discard", |play| {
        several(play);
        play.keys("x");
    });
    snapshots("discard-done", |play| {
        several(play);
        play.keys("x<down><enter>");
    });
    snapshot("discard-undone", |play| {
        several(play);
        play.keys("x<down><enter><enter><c-z>");
    });
}

#[test]
fn copying_a_report() {
    snapshots("copied", |play| {
        several(play);
        play.keys("c");
    });
}

#[test]
fn beginning_from_an_old_report() {
    fn ask(play: &mut Play) {
        let old = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/import/phat-dong-2024.txt");
        let here = play.program().context.workspace.folders.config().with_file_name("cu.txt");
        fs::copy(old, &here).expect("copied");
        changed(&here, 0);
        with_office(play);
        play.keys("<esc>");
        said(play, "lấy từ", "from an old");
        play.keys("<enter>");
    }
    fn type_path(play: &mut Play) {
        ask(play);
        play.keys("<end><enter>");
    }
    fn path(play: &mut Play) {
        type_path(play);
        let path = play.program().context.workspace.folders.config().with_file_name("cu.txt").display().to_string();
        play.paste(&path);
    }
    snapshots("import-files", |play| {
        let home = play.program().context.workspace.folders.config().with_file_name("");
        let long = "Báo cáo kết quả Tháng hành động vì trẻ em của Ủy ban nhân dân xã (bản gửi Sở Y tế).docx";
        for (minutes, name) in [(-90_000, "BC 2024.docx"), (-2, long), (-1, "Quyết định.pdf"), (-3, "cũ.doc")] {
            fs::write(home.join(name), "x").expect("written");
            changed(&home.join(name), minutes);
        }
        fs::create_dir(home.join("Ảnh")).expect("made");
        fs::write(home.join("Ảnh/a.png"), "x").expect("written");
        std::os::unix::fs::symlink("khong-co", home.join("gãy.docx")).expect("a link");
        ask(play);
    });
    snapshots("import-path", type_path);
    snapshot("import-path-typed", path);
    snapshots("import-types", |play| {
        path(play);
        play.keys("<enter>");
    });
    snapshots("imported", |play| {
        path(play);
        play.keys("<enter><enter>");
    });
    snapshot("imported-review", |play| {
        path(play);
        play.keys("<enter><enter><c-r><end>");
    });
    snapshot("imported-confirmed", |play| {
        path(play);
        play.keys("<enter><enter><esc>xác nhận<enter>");
    });
    snapshot("import-failed", |play| {
        type_path(play);
        play.keys("/khong-co/bao-cao.doc<enter>");
    });
}

#[test]
fn the_office_profile() {
    snapshots("office", |play| {
        with_office(play);
        play.choose("Hồ sơ đơn vị", "Office profile");
    });
    snapshot("office-end", |play| {
        with_office(play);
        play.choose("Hồ sơ đơn vị", "Office profile");
        play.keys("<c-g><end><enter><tab><tab>");
    });
    snapshot("office-done", |play| {
        with_office(play);
        play.choose("Hồ sơ đơn vị", "Office profile");
        play.at("Địa danh").keys("<c-u>Bờ Y<c-t>");
    });
}

#[test]
fn the_menu_on_each_screen() {
    snapshots("menu-home", |play| {
        play.keys("<esc>");
    });
    snapshots("menu-report", |play| {
        several(play);
        play.keys("<esc>");
    });
    snapshot("menu-after-discard", |play| {
        several(play);
        play.keys("x<down><enter><enter><end><esc>");
    });
    snapshot("menu-office", |play| {
        with_office(play);
        play.choose("Hồ sơ đơn vị", "Office profile");
        play.keys("<esc>");
    });
    snapshot("menu-end", |play| {
        new_report(play, ACTION_MONTH);
        play.keys("<esc><end>");
    });
    snapshot("menu-narrowed", |play| {
        new_report(play, ACTION_MONTH);
        play.keys("<esc>ban cu");
    });
}

#[test]
fn settings_that_were_turned() {
    snapshots("settings-turned", |play| {
        play.choose("Cài đặt", "Settings");
        // Back to the language that one began with.
        play.keys("<enter><enter><enter>");
        for _ in 0..6 {
            play.keys("<down><enter>");
        }
    });
    let mut play = begin(80, 24, environment(Language::Vi));
    fs::write(play.program().context.workspace.folders.settings(), "language = \"fr\"\n").expect("written");
    play = play.again();
    same("settings-wrong", &play);
}

#[test]
fn a_plain_terminal() {
    let plain = Environment { no_color: true, ..environment(Language::Vi) };
    for (name, keys) in [
        ("plain-home", ""),
        ("plain-menu", "<esc>"),
        ("plain-settings", "<down><down><down><down><down><down><down><enter>"),
    ] {
        let mut play = begin(80, 24, plain.clone());
        several(&mut play);
        play.keys(keys);
        same(name, &play);
    }
}
