//! Whatever was saved can be opened: pastes, copies and imports are refused beyond what a report can be,
//! typing never is.

use std::fs;

use baocao::store::names::sidecar_path;
use baocao::ui::screens::Screen;

use crate::play::{ACTION_MONTH, Play};

/// The report opened by another run of the program, which shows its form.
fn opens_again(mut play: Play) -> Play {
    play.advance(2000).sees("đã lưu");
    let path = play.open_report().path().to_owned();
    let raw = play.raw().trim_end().to_owned();
    let name = play.field().to_owned();
    let mut play = play.again();
    play.open(path);
    assert!(play.program().current.report.is_some(), "{}", play.picture());
    assert!(play.field() == name && play.raw().trim_end() == raw, "{} of {name}", play.field());
    play
}

fn lines(count: usize) -> String {
    (0..count).fold(String::new(), |text, number| text + "Câu " + &number.to_string() + "\n")
}

#[test]
fn a_list_takes_so_many_lines_by_paste_and_opens_again() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.at("Khẩu hiệu");
    let before = play.raw().to_owned();
    play.paste(&lines(6_000)).sees("Chưa dán vì quá dài");
    assert_eq!(play.raw(), before, "whole or not at all");
    play.keys("<c-z>").sees("Không còn gì để hoàn tác");
    play.paste(&lines(4_999)).lacks("Chưa dán");
    let mut play = opens_again(play);
    // Typed lines are never refused, and open too.
    play.at("Khẩu hiệu").keys("<end><enter>them 1<enter>them 2<enter>them 3");
    opens_again(play);
}

#[test]
fn a_table_takes_so_many_rows_by_copy_and_opens_again() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.advance(2000);
    let path = play.open_report().path().to_owned();
    let rows = "  { ten = \"Lớp\" },\n".repeat(4_999);
    let text = play.file().replace("[answers]\n", &format!("[answers]\nhoi_nghi_trien_khai = [\n{rows}]\n"));
    let mut play = play.again();
    fs::write(&path, text).expect("written");
    play.open(&path);
    play.at("Hội nghị, tập huấn");
    let count = |play: &Play| play.session().answers.rows(play.session().focus.field()).len();
    assert_eq!(count(&play), 4_999, "{}", play.picture());
    for (copied, is_told) in [(5_000, false), (5_000, true), (5_000, true)] {
        play.keys("<c-d>2");
        assert_eq!((count(&play), play.picture().contains("Chưa thêm dòng")), (copied, is_told));
    }
    opens_again(play);
}

#[test]
fn what_is_typed_and_written_by_hand_past_the_limit_opens_again() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.at("Viết thêm");
    let text = "Trẻ em hôm nay, thế giới ngày mai. ".repeat(9_000);
    play.paste(&text).lacks("Chưa dán");
    play.paste(&text).lacks("Chưa dán");
    play.paste(&text).sees("Chưa dán vì quá dài");
    assert_eq!(play.raw().len(), 2 * text.len());
    // Twice in the file, with what it replaces: more than a paste may make.
    play.keys("<c-p>");
    while !play.picture().contains("thế giới ngày mai") {
        play.keys("<down>");
    }
    play.keys("s").keys("x<enter>");
    let play = opens_again(play);
    assert!(play.file().len() > 2_000_000, "{}", play.file().len());
}

/// A report that another program wrote, opened at a place.
fn opened(focus: &str, above: &str, answers: &str) -> Play {
    let mut play = Play::new(80, 24).with_office();
    let path = play.program().context.workspace.folders.reports().join("a.toml");
    let text = format!(
        "{above}[report]\ntype = \"bao-cao-chung\"\nversion = 1\nperiod = \"2026\"\nfocus = \"{focus}\"\n\n[answers]\n{answers}"
    );
    fs::write(&path, text).expect("written");
    play.open(&path);
    play
}

fn rows(play: &Play, id: &str) -> usize {
    let session = play.session();
    session.answers.rows(session.definition.field(id).expect("a field")).len()
}

#[test]
fn what_another_program_made_nearly_too_large_is_shown_when_typing_has_made_it_so() {
    let lines: Vec<String> = (0..20_000).map(|number| format!("\"Nơi {number}\",\n")).collect();
    let list = format!("gui_cap_tren = true\nkinh_gui = [\n{}]\n", lines.concat());
    let long = format!("# {}\n", "x".repeat(11_999_700));
    for (focus, above, answers, typed, why) in [
        ("kinh_gui", "", list.as_str(), "<end><enter>mot hai ba ", "quá nhiều để mở"),
        ("trich_yeu", long.as_str(), "", "mot hai ba ".repeat(40).as_str(), "Tệp quá lớn"),
    ] {
        let mut play = opened(focus, above, answers);
        assert_eq!(play.field(), focus, "{}", play.picture());
        play.keys(typed).advance(2000).sees("đã lưu");
        let path = play.path();
        let mut play = play.again();
        play.open(&path).sees("chỉ xem").sees(why);
        assert!(fs::read_to_string(&path).expect("there").contains("mot hai ba"));
        let Screen::Viewer(shown) = &play.program().screen else { panic!("{}", play.picture()) };
        assert!(shown.reading.text.contains("mot hai ba"));
    }
}

#[test]
fn a_table_that_another_program_made_too_long_can_be_made_shorter() {
    let lines: Vec<String> = (0..5_050).map(|number| format!("  {{ chi_tieu = \"{number}\" }},\n")).collect();
    let mut play = opened("so_lieu.2.chi_tieu", "", &format!("so_lieu = [\n{}]\n", lines.concat()));
    assert_eq!((rows(&play, "so_lieu"), play.raw()), (5_050, "1"), "{}", play.picture());
    play.keys("<c-d>5").sees("Đã xóa dòng 2");
    assert_eq!((rows(&play, "so_lieu"), play.raw()), (5_049, "2"));
    play.keys("<c-d>4").lacks("Chưa thêm dòng");
    play.keys("<up>");
    play.paste(" mới").lacks("Chưa dán");
    play.keys("<c-z>");
    // What is refused can be done again no less than before.
    play.keys("<c-d>2").sees("Chưa thêm dòng");
    assert_eq!(rows(&play, "so_lieu"), 5_049);
    let before = play.raw().to_owned();
    play.keys("<c-y>");
    assert_eq!(play.raw(), before + " mới");
}

#[test]
fn a_report_that_another_program_made_too_large_can_be_made_smaller() {
    let row = |name: &str| format!("[[answers.so_lieu]]\nchi_tieu = \"{name}\"\n");
    let answers = format!("trich_yeu = \"{}\"\n\n{}", "x".repeat(500), ["a", "b", "c"].map(row).concat());
    let mut play = opened("so_lieu.2.chi_tieu", &format!("# {}\n", "x".repeat(1_100_000)), &answers);
    play.keys("<c-d>4").lacks("Chưa thêm dòng");
    play.keys("<c-d>5").sees("Đã xóa dòng 3");
    play.keys("<c-d>2").sees("Chưa thêm dòng");
    play.paste("thêm").sees("Chưa dán vì quá dài");
    assert_eq!((rows(&play, "so_lieu"), play.raw()), (2, "c"));
    play.at("Trích yếu").with_editor(&"y".repeat(600));
    play.keys("<c-e>").sees("quá dài");
    let kept = sidecar_path(&play.path(), ".soan.txt");
    assert_eq!(fs::read_to_string(&kept).expect("what was refused is kept"), "y".repeat(600));
    play.with_editor(&"y".repeat(400));
    play.keys("<c-e>").lacks("quá dài");
    assert_eq!(play.raw(), "y".repeat(400));
    assert_eq!(fs::read_to_string(&kept).expect("and still is"), "y".repeat(600));
}

#[test]
fn what_is_refused_leaves_undo_and_redo_as_they_were() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.at("Viết thêm").keys("mot hai ba").keys("<c-z><c-z><c-z>");
    assert_eq!(play.raw(), "");
    play.paste(&"Câu. ".repeat(300_000)).sees("Chưa dán vì quá dài");
    play.keys("<c-y><c-y><c-y>");
    assert_eq!(play.raw(), "mot hai ba");
    // More than all the steps that are kept may take.
    play.keys("<c-u>").paste(&"x".repeat(17_000_000)).sees("Chưa dán vì quá dài");
    assert_eq!(play.raw(), "");
    play.keys("<c-z>");
    assert_eq!(play.raw(), "mot hai ba");
}

#[test]
fn a_refused_paste_leaves_no_row_behind() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.walk("hoi_nghi_trien_khai").paste(&"Câu. ".repeat(300_000)).sees("Chưa dán vì quá dài");
    assert_eq!(rows(&play, "hoi_nghi_trien_khai"), 0);
    play.advance(6000);
    assert!(!play.file().contains("hoi_nghi_trien_khai"), "{}", play.file());
    play.paste("Hội nghị").lacks("Chưa dán");
    assert_eq!((rows(&play, "hoi_nghi_trien_khai"), play.raw()), (1, "Hội nghị"));
}
