//! The office profile is one file: what becomes of it where another program writes to it, or nobody may.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use baocao::session::open_report::Kind;
use baocao::store::names::{JOURNAL, sidecar_path};
use baocao::store::versions;
use baocao::ui::events::Event;

use crate::command_line::Home;
use crate::play::{ACTION_MONTH, OFFICE, Play};
use crate::shared_folder::as_another;

/// The profile with another name of the place in it.
fn profile() -> (Play, PathBuf) {
    let mut play = Play::new(80, 24).with_office();
    play.choose("Hồ sơ đơn vị", "Office profile");
    play.at("Địa danh").keys("<c-u>Bờ Y").advance(2000);
    let path = play.path();
    (play, path)
}

/// The same once another program has written a third name, and more was typed.
fn changed_by_both() -> (Play, PathBuf) {
    let (mut play, path) = profile();
    fs::write(&path, play.file().replace("Bờ Y", "Đăk Glei")).expect("written");
    play.keys(" Hai").advance(2000).sees("bị sửa bởi chương trình khác");
    (play, path)
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("read")
}

/// Whether some earlier version has these words.
fn is_kept(path: &Path, words: &str) -> bool {
    versions::list(path).iter().any(|version| read(&version.path).contains(words))
}

/// Nothing but the profile is called so.
fn is_alone(path: &Path) {
    let names = fs::read_dir(path.parent().expect("a folder")).expect("a folder").flatten();
    let names: Vec<String> = names.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    assert!(!names.iter().any(|name| name.starts_with("don-vi-")), "{names:?}");
}

#[test]
fn what_stays_on_the_screen_stays_in_the_file_that_is_read() {
    let (mut play, path) = changed_by_both();
    play.sees("một bản cũ (F7)");
    play.keys("<down><down><enter>").sees("bản của chương trình khác");
    assert!(read(&path).contains("Bờ Y Hai") && is_kept(&path, "Đăk Glei"), "{}", read(&path));
    play.keys(" Ba").advance(2000);
    assert!(play.path() == path && read(&path).contains("Bờ Y Hai Ba"), "{}", read(&path));
    play.keys("<f7>").sees("Các bản cũ");
    play.keys("<esc><c-t>");
    is_alone(&path);
    play.program_mut().new_report("bao-cao-chung");
    assert_eq!(play.answer("dia_danh"), "Bờ Y Hai Ba");
}

#[test]
fn what_is_on_the_disk_is_opened_as_the_profile() {
    let (mut play, path) = changed_by_both();
    play.keys("<down><down><down><enter>").sees("Đây là bản trên đĩa");
    assert_eq!((play.open_report().kind, play.answer("dia_danh")), (Kind::Office, "Đăk Glei"));
    assert!(read(&path).contains("Đăk Glei") && is_kept(&path, "Bờ Y Hai"));
    assert!(!sidecar_path(&path, JOURNAL).exists());
    is_alone(&path);
    // By its name it is no report either.
    play.keys("<c-t>").open(&path);
    assert_eq!(play.open_report().kind, Kind::Office);
}

#[test]
fn a_signal_leaves_both_and_the_next_run_says_so() {
    let (mut play, path) = changed_by_both();
    play.event(Event::Terminate);
    let current = &play.program().current;
    assert!(current.is_unsaved && current.receipts.join(" ").contains("lấy lại được"), "{:?}", current.receipts);
    is_alone(&path);
    let mut play = play.killed();
    play.sees("Hồ sơ đơn vị còn chữ chưa lưu");
    play.choose("Hồ sơ đơn vị", "Office profile");
    play.sees("Lần trước có chữ chưa kịp lưu");
    play.keys("1").advance(2000);
    assert!(read(&path).contains("Bờ Y Hai") && is_kept(&path, "Đăk Glei"), "{}", read(&path));
    play.again().lacks("Hồ sơ đơn vị còn chữ");
}

#[test]
fn nobody_leaves_without_having_been_asked() {
    for way_out in ["<c-q>", "<c-t>"] {
        let (mut play, path) = changed_by_both();
        play.keys("<enter>").keys(way_out).sees("Giữ bản trên màn hình này");
        assert!(play.ended.is_none() && read(&path).contains("Đăk Glei"));
        is_alone(&path);
    }
    // Where neither side can be kept, one may go all the same, and finds it again.
    let (mut play, path) = changed_by_both();
    let folder = versions::folder_of(&path);
    fs::remove_dir_all(&folder).expect("removed");
    fs::write(&folder, "").expect("written");
    play.keys("<enter>");
    for choice in ["<down><down><enter>", "<down><down><down><enter>"] {
        play.keys("<c-s>").keys(choice).sees("Không giữ được bản cũ").sees("Bờ Y Hai");
    }
    play.keys("<c-q>").keys("<end><enter>");
    assert!(play.ended.is_some() && read(&path).contains("Đăk Glei"));
    let mut play = play.killed();
    play.choose("Hồ sơ đơn vị", "Office profile");
    play.sees("Lần trước có chữ chưa kịp lưu");
}

#[test]
fn a_profile_that_nothing_was_typed_into_holds_nobody_up() {
    as_another(|| {
        let mut play = Play::new(80, 24);
        let config = play.program().context.workspace.folders.config().to_owned();
        fs::set_permissions(&config, Permissions::from_mode(0o555)).expect("a new mode");
        play.choose("Hồ sơ đơn vị", "Office profile");
        play.keys("<c-t>").sees("Báo cáo của tôi");
        assert_eq!(play.files(), Vec::<String>::new());
        fs::set_permissions(&config, Permissions::from_mode(0o755)).expect("a new mode");
    });
}

#[test]
fn a_profile_that_had_to_be_saved_elsewhere_is_no_report_and_is_told() {
    as_another(|| {
        let (mut play, path) = profile();
        let config = path.parent().expect("a folder").to_owned();
        fs::set_permissions(&config, Permissions::from_mode(0o555)).expect("a new mode");
        play.keys(" Hai").advance(2000).keys("<c-t>").sees("Lưu vào thư mục");
        play.keys("<esc>");
        play.event(Event::Terminate);
        assert!(play.files().contains(&"don-vi.toml".to_owned()), "{:?}", play.files());
        let mut play = play.killed();
        play.sees("bao-cao/don-vi.toml");
        assert_eq!(play.program().home.reports, []);
        play.choose("Hồ sơ đơn vị", "Office profile");
        play.sees("bao-cao/don-vi.toml");
        assert_eq!(play.answer("dia_danh"), "Bờ Y");
        fs::set_permissions(&config, Permissions::from_mode(0o755)).expect("a new mode");
        fs::remove_file(play.program().context.workspace.folders.reports().join("don-vi.toml")).expect("removed");
        play.again().lacks("bao-cao/don-vi.toml");
    });
}

/// Profiles that nothing can be taken from, and a word of why not.
fn unreadable() -> [(String, &'static str); 3] {
    [
        (OFFICE.replace("[answers]", "[answers"), "dòng "),
        (OFFICE.replace("version = 1", "version = 99"), "phiên bản"),
        ("[report]\ntype = \"bao-cao-chung\"\n\n[answers]\ntrich_yeu = \"x\"\n".to_owned(), "bao-cao-chung"),
    ]
}

#[test]
fn a_report_that_the_profile_gives_nothing_says_so() {
    let told = "không lấy được tên cơ quan, nơi nhận, người ký từ đó";
    for (profile, why) in unreadable() {
        let mut play = Play::new(100, 40);
        fs::write(play.program().context.workspace.folders.office(), &profile).expect("written");
        play.program_mut().new_report(ACTION_MONTH);
        play.keys("");
        play.sees("Không đọc được hồ sơ đơn vị").sees(told).sees(why);
        assert_eq!(play.answer("dia_danh"), "");
        let path = play.path();
        play.program_mut().copy_report(&path, None);
        play.keys("");
        play.sees("Báo cáo mới, tệp").sees(told);
    }
    // One that is not there yet is none that is broken.
    let mut play = Play::new(100, 40);
    play.program_mut().new_report(ACTION_MONTH);
    play.keys("");
    play.lacks(told);
}

#[test]
fn an_import_that_the_profile_gives_nothing_says_so() {
    for (profile, why) in unreadable() {
        let home = Home::with("");
        let folder = home.folder.path();
        fs::create_dir_all(folder.join("h/config")).expect("made");
        fs::write(folder.join("h/config/don-vi.toml"), profile).expect("written");
        fs::write(folder.join("cu.txt"), "BÁO CÁO\nKết quả Tháng hành động vì trẻ em năm 2025\n").expect("written");
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_baocao"));
        command.args(["--home", "h", "import", "cu.txt", "--type", ACTION_MONTH]).current_dir(folder).env_clear();
        let output = command.output().expect("it runs");
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{told}");
        assert!(told.contains("Không đọc được hồ sơ đơn vị") && told.contains(why), "{told}");
    }
}
