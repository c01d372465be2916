//! What was cut off is offered again; earlier versions come back; a disk that fails or is slow.

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use baocao::document::layout::lay_out;
use baocao::report::answers::EntryPath;
use baocao::report::value::Value;
use baocao::store::atomic::write_with;
use baocao::store::disk::{Disk, RealDisk, Step};
use baocao::store::names::{JOURNAL, sidecar_path};
use baocao::store::saver::Saver;
use baocao::store::versions::list;
use baocao::text::language::Language;
use baocao::ui::app::End;
use baocao::ui::events::Event;

use crate::command_line::{COMPLETE, Home};
use crate::play::{ACTION_MONTH, Play};

/// A report with a saved figure, and one more letter of it that was typed just before the end.
fn cut_off() -> Play {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.at("Dân số").keys("8240").advance(2000);
    play.keys("1");
    assert!(!play.file().contains("82401"), "not saved yet");
    play.killed()
}

#[test]
fn what_was_not_saved_is_offered_and_taken_back() {
    let mut play = cut_off();
    play.choose("Tháng hành động", "Action Month");
    play.sees("Lần trước có chữ chưa kịp lưu").sees("Tháng hành động vì trẻ em 2026").sees("Có 1 câu trả lời");
    play.keys("2").sees("trong tệp: 8.240").sees("chưa lưu: 82401");
    play.keys("<esc>").sees("Lần trước có chữ chưa kịp lưu");
    play.keys("<enter>").sees("Đã lấy lại").sees(">+ Dân số");
    assert_eq!((play.field(), play.answer("dan_so")), ("dan_so", "82401"));
    play.advance(2000);
    assert!(play.file().contains("82401"));
    assert!(play.files().iter().all(|name| !name.ends_with(".nhat-ky")), "{:?}", play.files());
    let mut play = play.again();
    play.choose("Tháng hành động", "Action Month");
    play.lacks("Lần trước").sees("Dân số");
}

#[test]
fn killed_again_before_it_is_saved_it_is_still_there() {
    let mut play = cut_off();
    for _ in 0..3 {
        play.choose("Tháng hành động", "Action Month");
        play.keys("1");
        assert_eq!(play.answer("dan_so"), "82401");
        play = play.killed();
    }
}

#[test]
fn what_is_dropped_stays_among_the_earlier_versions() {
    let mut play = cut_off();
    play.choose("Tháng hành động", "Action Month");
    play.keys("3").sees("Đã bỏ").sees("Dân số");
    assert_eq!(play.answer("dan_so"), "8.240");
    play.keys("<f7>").sees("Các bản cũ").sees("khác 1 câu trả lời");
    play.keys("<enter>").sees("Bản lúc");
    play.keys("1").sees("bản cũ: 82.401").sees("hiện nay: 8.240");
    play.keys("<enter>").keys("2").sees("Đã trở lại bản lúc");
    assert_eq!(play.answer("dan_so"), "82.401");
    play.keys("<c-z>");
    assert_eq!(play.answer("dan_so"), "8.240");
    play.keys("<c-y>").advance(2000);
    assert_eq!(play.answer("dan_so"), "82.401");
    play.keys("<f7>").sees("giống hiện nay").sees("khác 1 câu trả lời");
}

#[test]
fn when_nothing_is_decided_nothing_is_touched() {
    let mut play = cut_off();
    let before = play.files();
    play.choose("Tháng hành động", "Action Month");
    play.keys("<esc>").sees("Báo cáo của tôi");
    assert_eq!(play.files(), before);
    play.choose("Tháng hành động", "Action Month");
    play.sees("Lần trước có chữ chưa kịp lưu");
}

#[test]
fn a_report_that_was_never_saved_is_in_the_list_all_the_same() {
    let mut play = Play::sample(80, 24);
    play.at("Dân số").keys("<end>1");
    assert!(!play.path().exists());
    let mut play = play.killed();
    play.sees("Tháng hành động vì trẻ em 2026");
    play.choose("Tháng hành động", "Action Month");
    play.sees("trước khi lưu được");
    play.keys("1");
    assert_eq!((play.field(), play.answer("dan_so")), ("dan_so", "6.4201"), "where one was cut off");
    play.advance(2000);
    assert!(play.path().exists());
}

#[test]
fn a_report_that_was_never_saved_is_dropped_where_it_can_be_had_again() {
    let mut play = Play::sample(80, 24);
    play.at("Dân số").keys("<end>1");
    let mut play = play.killed();
    play.choose("Tháng hành động", "Action Month");
    play.keys("3").sees("Ctrl-Z");
    play.keys("<enter>").lacks("Tháng hành động vì trẻ em 2026");
    assert!(play.files().iter().any(|name| name.contains("da-xoa")), "{:?}", play.files());
    play.keys("<c-z>").sees("Tháng hành động vì trẻ em 2026");
    play.choose("Tháng hành động", "Action Month");
    play.lacks("Lần trước");
    assert_eq!(play.answer("dan_so"), "6.4201");
}

#[test]
fn a_file_that_cannot_be_opened_is_no_report_that_was_never_saved() {
    let broken = || {
        let play = cut_off();
        let path = play.program().context.workspace.folders.reports().join("thang-hanh-dong-vi-tre-em-2026.toml");
        fs::write(&path, "dan_so = [hỏng").expect("written");
        (play, path)
    };
    let (mut play, path) = broken();
    play.choose("Tháng hành động", "Action Month");
    play.sees("không mở được").sees(".toml.hong");
    play.lacks("khác với tệp đã lưu");
    play.keys("2").sees("chưa lưu: 82401").lacks("trong tệp");
    play.keys("<esc>");
    play.keys("1").advance(2000);
    assert!(play.file().contains("82401"));
    assert_eq!(fs::read_to_string(path.with_extension("toml.hong")).expect("kept"), "dan_so = [hỏng");
    let (mut play, path) = broken();
    play.choose("Tháng hành động", "Action Month");
    play.keys("3").sees("dòng 1");
    assert_eq!(fs::read_to_string(&path).expect("there"), "dan_so = [hỏng");
    assert!(play.files().iter().all(|name| !name.ends_with(".nhat-ky")), "{:?}", play.files());
}

#[test]
fn what_was_not_saved_is_decided_on_before_a_report_is_copied() {
    let mut play = cut_off();
    play.keys("<home>c").sees("Lần trước có chữ chưa kịp lưu");
    assert!(play.files().iter().all(|name| !name.contains("2027")), "{:?}", play.files());
    // The copy is made once that is decided, whichever way, and however long one looks first.
    play.keys("2").sees("chưa lưu: 82401");
    play.keys("<esc>1").sees("Đã lấy lại").sees("thang-hanh-dong-vi-tre-em-2027.toml");
    play.at("Dân số").sees("2026: 82.401");
    let mut play = cut_off();
    play.keys("<home>c3").sees("Đã bỏ").sees("thang-hanh-dong-vi-tre-em-2027.toml");
    play.at("Dân số").sees("2026: 8.240");
    // One who walks away has asked for nothing.
    let mut play = cut_off();
    play.keys("<home>c<esc>");
    play.choose("Tháng hành động", "Action Month");
    play.keys("1");
    assert!(play.files().iter().all(|name| !name.contains("2027")), "{:?}", play.files());
}

#[test]
fn a_paragraph_that_was_being_written_by_hand_is_kept() {
    let mut play = Play::sample(80, 24);
    play.at("Tin, bài").keys("<c-p>s<end> rất nhiều");
    let mut play = play.killed();
    play.choose("Tháng hành động", "Action Month");
    play.keys("1");
    assert!(play.document().contains("rất nhiều"), "{}", play.document());
}

#[test]
fn a_journal_of_a_file_that_others_changed_says_so_and_loses_neither() {
    let play = cut_off();
    let path = play.program().context.workspace.folders.reports().join("thang-hanh-dong-vi-tre-em-2026.toml");
    let theirs = fs::read_to_string(&path).expect("the file").replace("8240", "7777");
    fs::write(&path, &theirs).expect("written");
    let mut play = play;
    play.choose("Tháng hành động", "Action Month");
    play.sees("đã bị chương trình khác sửa");
    play.keys("1").advance(2000);
    assert!(play.file().contains("82401"));
    play.keys("<f7><enter>1").sees("bản cũ: 7.777");
}

#[test]
fn what_another_program_wrote_meanwhile_stays_and_where_both_wrote_both_are_kept() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.at("Dân số").keys("8240").advance(2000);
    let path = play.open_report().path().to_owned();
    // Two answers, of which the program does not come to save the first either.
    play.keys("1").at("Tổng số trẻ em").keys("2615");
    let mut play = play.killed();
    let theirs = |from: &str, to: &str| {
        let text = fs::read_to_string(&path).expect("the file").replace(from, to);
        fs::write(&path, text).expect("written");
    };
    theirs("dan_so = 8240", "dan_so = 7777\ntre_khuyet_tat = 31");
    play.choose("Tháng hành động", "Action Month");
    play.sees("Có 2 câu trả lời").sees("1 chỗ cả hai bên cùng sửa");
    play.keys("1").sees("chữ bên kia còn trong bản cũ");
    play.advance(2000);
    let file = play.file();
    assert!(file.contains("82401") && file.contains("2615") && file.contains("tre_khuyet_tat = 31"), "{file}");
    let version = fs::read_to_string(&list(&path).remove(0).path).expect("a version");
    assert!(version.contains("7777"), "{version}");
}

#[test]
fn what_was_typed_in_a_row_is_taken_back_into_that_row_wherever_others_put_it() {
    let report = |names: [&str; 2]| {
        let rows = names.map(|name| format!("\n[[answers.so_lieu]]\nchi_tieu = \"{name}\"\n")).concat();
        format!(
            "[report]\ntype = \"bao-cao-chung\"\nversion = 1\nperiod = \"2026\"\nfocus = \"so_lieu.1.so_luong\"\n\n[answers]\n{rows}"
        )
    };
    // The rows swapped; and the one that was typed in gone, with another at the end.
    for (now, is_conflict) in [(["Hộ cận nghèo", "Hộ nghèo"], false), (["Hộ cận nghèo", "Hộ thoát nghèo"], true)]
    {
        let mut play = Play::new(80, 24).with_office();
        let path = play.program().context.workspace.folders.reports().join("a.toml");
        fs::write(&path, report(["Hộ nghèo", "Hộ cận nghèo"])).expect("written");
        play.open(&path).keys("123");
        assert!(!play.file().contains("123"), "not saved yet");
        let mut play = play.killed();
        fs::write(&path, report(now)).expect("written");
        play.open(&path).sees("chương trình khác sửa");
        assert_eq!(play.picture().contains("cả hai bên cùng sửa"), is_conflict, "{}", play.picture());
        play.keys("1").advance(2000);
        let file = play.file();
        assert!(file.contains("chi_tieu = \"Hộ nghèo\"\nso_luong = 123\n"), "{file}");
        assert!(file.contains("Hộ cận nghèo") && file.matches("123").count() == 1, "{file}");
        if is_conflict {
            let version = fs::read_to_string(&list(&path).remove(0).path).expect("a version");
            assert!(version.contains("Hộ thoát nghèo"), "{version}");
        }
    }
}

/// A table with a row each: its name, its figure, its remark. The person is in the remark of the second.
fn table(rows: &[[&str; 3]]) -> String {
    let cells = ["chi_tieu", "so_luong", "ghi_chu"];
    let row = |row: &[&str; 3]| {
        let said = cells.iter().zip(row).filter(|(_, text)| !text.is_empty());
        let said: Vec<String> = said.map(|(cell, text)| format!("{cell} = \"{text}\"\n")).collect();
        format!("\n[[answers.so_lieu]]\n{}", said.concat())
    };
    let rows: Vec<String> = rows.iter().map(row).collect();
    let rows = rows.concat();
    format!(
        "[report]\ntype = \"bao-cao-chung\"\nversion = 1\nperiod = \"2026\"\nfocus = \"so_lieu.2.ghi_chu\"\n\n[answers]\n{rows}"
    )
}

#[test]
fn what_could_not_be_saved_because_others_had_changed_the_file_is_never_given_up_for_theirs() {
    let base = [["Hộ nghèo", "100", ""], ["Hộ cận nghèo", "200", ""]];
    let renamed = [base[0], ["Hộ mới", "201", ""]];
    let both = [["Hộ khác", "101", ""], ["Hộ mới", "201", ""]];
    // How the program ended: while it asked, between the mark and the refusal, and after more was typed.
    for end in ["asked", "marked", "typed on"] {
        for theirs in [&renamed[..], &base[..1], &both] {
            let mut play = Play::new(80, 24).with_office();
            let path = play.program().context.workspace.folders.reports().join("a.toml");
            fs::write(&path, table(&base)).expect("written");
            play.open(&path).keys("GHICHU");
            fs::write(&path, table(theirs)).expect("written");
            play.advance(2000).sees("Tệp đã bị sửa");
            if end == "typed on" {
                play.keys("<esc> THEM NUA");
            }
            let mut play = play.killed();
            let journal = sidecar_path(&path, JOURNAL);
            let text = fs::read_to_string(&journal).expect("a journal");
            if end == "marked" {
                let lines = text.split_inclusive('\n').filter(|line| !line.contains(" refused = "));
                fs::write(&journal, lines.collect::<String>()).expect("written");
            }
            let told = recover(&path, &[]);
            assert!(told.0 == Some(1) && told.1.contains("GHICHU"), "{end}: {told:?}");
            play.open(&path).sees("1 chỗ cả hai bên cùng sửa");
            play.keys("1").advance(2000);
            let file = play.file();
            assert!(file.contains("chi_tieu = \"Hộ cận nghèo\"\nso_luong = 200\nghi_chu = \"GHICHU"), "{end}: {file}");
            assert_eq!(file.contains("THEM NUA"), end == "typed on", "{file}");
            let version = fs::read_to_string(&list(&path).remove(0).path).expect("a version");
            assert_eq!(version, table(theirs), "{end}");
        }
    }
}

#[test]
fn the_command_line_tells_a_table_that_both_changed_and_where_the_other_one_is_kept() {
    let base = [["Hộ nghèo", "100", ""], ["Hộ cận nghèo", "200", ""]];
    let theirs = [base[0], ["Hộ mới", "201", ""], ["Hộ khác", "9", ""]];
    let mut play = Play::new(80, 24).with_office();
    let path = play.program().context.workspace.folders.reports().join("a.toml");
    fs::write(&path, table(&base)).expect("written");
    play.open(&path).keys("GHICHU");
    let _play = play.killed();
    fs::write(&path, table(&theirs)).expect("written");
    let folder = path.parent().expect("a folder").join("ban-cu").join("a.toml");
    for asked in [&[][..], &["--use"]] {
        let (_, told) = recover(&path, asked);
        let cells: Vec<&str> = told.lines().filter(|line| line.contains(" -> ")).collect();
        assert!(cells.iter().any(|line| line.contains("\"Hộ khác\" -> \"\"")), "{told}");
        assert!(cells.iter().all(|line| line.contains("(cả hai bên cùng sửa; ")), "{told}");
        assert!(told.contains("1 chỗ cả hai bên cùng sửa") && told.contains(&folder.display().to_string()), "{told}");
    }
    let version = fs::read_to_string(&list(&path).remove(0).path).expect("a version");
    assert_eq!((version, list(&path).remove(0).path.parent()), (table(&theirs), Some(folder.as_path())));
    // A cell is told for itself, and what only one side changed is not told as a conflict.
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.at("Dân số").keys("8240").advance(2000);
    let path = play.open_report().path().to_owned();
    play.keys("1").at("Tổng số trẻ em").keys("2615");
    let _play = play.killed();
    let text = fs::read_to_string(&path).expect("the file").replace("dan_so = 8240", "dan_so = 7777");
    fs::write(&path, text).expect("written");
    let (_, told) = recover(&path, &[]);
    assert_eq!(told.lines().filter(|line| line.contains("(cả hai bên cùng sửa; ")).count(), 1, "{told}");
}

#[test]
fn what_was_saved_before_others_changed_it_is_theirs_to_change() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    let (go_on, written) = slow(&mut play);
    play.at("Dân số").keys("8240").advance(1500);
    let path = play.open_report().path().to_owned();
    // While the file is being written, one goes on typing elsewhere.
    play.at("Tổng số trẻ em").keys("2615");
    for _ in 0..9 {
        go_on.send(()).unwrap_or_default();
    }
    written.recv_timeout(Duration::from_secs(20)).expect("the file is written");
    play.event(Event::Saved);
    let mut play = play.killed();
    let text = fs::read_to_string(&path).expect("the file");
    assert!(text.contains("8240") && !text.contains("2615"), "{text}");
    fs::write(&path, text.replace("8240", "7777")).expect("written");
    play.choose("Tháng hành động", "Action Month");
    play.sees("Có 1 câu trả lời").lacks("cả hai bên");
    play.keys("1").advance(2000);
    assert!(play.file().contains("7777") && play.file().contains("2615"), "{}", play.file());
}

#[test]
fn a_footnote_is_taken_back_onto_its_paragraph_wherever_others_put_that() {
    let report = |rows: &[&str]| {
        let row =
            |name: &&str| format!("\n[[answers.ket_qua]]\ntieu_de = \"{name}\"\nnoi_dung = [\"{name} là xong.\"]\n");
        let rows: Vec<String> = rows.iter().map(row).collect();
        let head = "[report]\ntype = \"bao-cao-chung\"\nversion = 1\nperiod = \"2026\"\n\n[answers]\n";
        format!("{head}{}", rows.concat())
    };
    for (now, is_there) in [
        // As it was; the rows swapped; one gone; one more; and ours gone.
        (&["Một", "Hai"][..], true),
        (&["Hai", "Một"], true),
        (&["Hai"], true),
        (&["Ba", "Một", "Hai"], true),
        (&["Một"], false),
    ] {
        let mut play = Play::new(80, 24).with_office();
        let path = play.program().context.workspace.folders.reports().join("a.toml");
        fs::write(&path, report(&["Một", "Hai"])).expect("written");
        play.open(&path).keys("<c-p><home>");
        for _ in 0..200 {
            if play.line().contains("Hai là xong") {
                break;
            }
            play.keys("<down>");
        }
        play.keys("cCUA TOI");
        assert_eq!(play.field(), "cuoc_chu");
        assert!(!play.file().contains("CUA TOI"), "not saved yet");
        let mut play = play.killed();
        fs::write(&path, report(now)).expect("written");
        let told = recover(&path, &["--use"]);
        assert!(told.0 == Some(0) && !told.1.contains("cả hai bên"), "{now:?}: {told:?}");
        play.open(&path);
        let document = laid_out(&play);
        if is_there {
            assert!(document.contains("Hai là xong(1).") && document.contains("(1) CUA TOI"), "{now:?}: {document}");
        } else {
            // It hangs on none of the others, and is told.
            assert!(play.file().contains("CUA TOI") && !document.contains("(1)"), "{document}");
            play.keys("<c-r>").sees("không có đoạn mà cước chú này gắn vào");
        }
    }
}

fn laid_out(play: &Play) -> String {
    let lines = lay_out(&play.session().document, 200);
    lines.iter().map(baocao::document::layout::Line::text).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_others_wrote_for_a_paragraph_of_theirs_never_comes_to_stand_at_one_of_ours() {
    let head = |focus: &str| {
        format!(
            "[report]\ntype = \"bao-cao-chung\"\nversion = 1\nperiod = \"2026\"\nfocus = \"{focus}\"\n\n[answers]\n"
        )
    };
    let note = |at: &str| format!("\n[[answers.cuoc_chu]]\ndoan = \"{at}\"\nnoi_dung = \"CUA HO\"\n");
    let by_hand = |at: &str| format!("\n[edited.\"{at}\"]\ntext = \"CUA HO\"\nreplaces = \"Hộ nghèo giảm 5%.\"\n");
    // What we type, before others write; and the document once it is taken back.
    let taken_back = |before: &str, keys: &str, theirs: &str| {
        let mut play = Play::new(80, 24).with_office();
        let path = play.program().context.workspace.folders.reports().join("a.toml");
        fs::write(&path, before).expect("written");
        play.open(&path).keys(keys);
        assert_eq!(play.file(), before, "not saved yet");
        let mut play = play.killed();
        fs::write(&path, theirs).expect("written");
        let told = recover(&path, &["--use"]);
        assert_eq!(told.0, Some(0), "{told:?}");
        play.open(&path);
        (laid_out(&play), play.file())
    };

    // Both add a line: theirs is told as a conflict, and what they wrote for it hangs on none of ours.
    let head_of_lines = head("thuan_loi");
    let before = format!("{head_of_lines}thuan_loi = [\"Dòng đầu\"]\n");
    for written in [note("thuan-loi#2"), by_hand("thuan-loi#2")] {
        let theirs = format!("{head_of_lines}thuan_loi = [\"Dòng đầu\", \"Hộ nghèo giảm 5%\"]\n{written}");
        let (document, file) = taken_back(&before, "<end><c-j>Sang nam moi", &theirs);
        assert!(document.contains("- Sang nam moi.") && !document.contains("(1) CUA HO"), "{document}");
        assert!(!document.contains("\n- CUA HO") && file.contains("CUA HO"), "{document}\n{file}");
    }

    // A row that they changed is that row still, although we put one before it.
    let row = |to: &str, text: &str| format!("\n[[answers.kien_nghi]]\ngui_toi = \"{to}\"\nnoi_dung = \"{text}\"\n");
    let head = format!("{}co_kien_nghi = true\n", head("kien_nghi.1.noi_dung"));
    let [first, second, third] = [row("Sở A", "việc 1"), row("Sở B", "việc 2"), row("Sở C", "việc 3")];
    let before = format!("{head}{first}{second}{third}");
    let theirs = format!("{head}{first}{}{}", row("Sở B", "việc của họ"), note("kien-nghi#2"));
    let (document, file) = taken_back(&before, "<end> sua<c-d>2 nua", &theirs);
    let noted = document.lines().find(|line| line.contains("(1)") && line.contains("Đề nghị"));
    assert!(noted.is_some_and(|line| line.contains("Sở B")), "{document}\n{file}");
}

#[test]
fn a_journal_that_cannot_be_read_is_kept_and_the_report_opens() {
    let mut play = cut_off();
    let journal =
        play.program().context.workspace.folders.reports().join("thang-hanh-dong-vi-tre-em-2026.toml.nhat-ky");
    fs::write(&journal, "\u{1b}[2J hỏng").expect("written");
    play.choose("Tháng hành động", "Action Month");
    play.sees("không đọc được").sees(".hong");
    assert_eq!(play.answer("dan_so"), "8.240");
    assert!(play.files().iter().any(|name| name.ends_with(".nhat-ky.hong")), "{:?}", play.files());
}

#[test]
fn the_office_profile_is_recovered_too() {
    let mut play = Play::new(80, 24).with_office();
    play.choose("Hồ sơ đơn vị", "Office profile");
    play.at("Địa danh").keys("<c-u>Bờ Y");
    let mut play = play.killed();
    play.choose("Hồ sơ đơn vị", "Office profile");
    play.sees("Lần trước có chữ chưa kịp lưu");
    play.keys("1");
    assert_eq!(play.answer("dia_danh"), "Bờ Y");
}

#[test]
fn ten_versions_of_a_long_time_of_work_can_be_told_apart() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.at("Dân số").keys("<f7>").sees("chưa có bản cũ nào");
    for number in 0..12 {
        play.at("Dân số").keys(&format!("<c-u>{number}00")).advance(2000);
        play = play.again();
        play.choose("Tháng hành động", "Action Month");
    }
    play.keys("<f7>");
    let listed = play.screen().iter().filter(|line| line.contains("câu trả lời") || line.contains("giống")).count();
    assert_eq!(listed, 10, "{}", play.picture());
}

/// The steps that a disk can fail at: following links is none of the disk's.
fn steps() -> impl Iterator<Item = Step> {
    Step::ALL.into_iter().filter(|step| *step != Step::Follow)
}

/// A disk on which one step fails as long as it is told to.
#[derive(Debug)]
struct Faulty {
    step: Step,
    left: AtomicUsize,
}

impl Faulty {
    fn gate(&self, step: Step) -> io::Result<()> {
        let fails = self.step == step
            && self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_ok();
        if fails { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
    }
}

impl Disk for Faulty {
    fn permit(&self, path: &Path) -> io::Result<()> {
        self.gate(Step::Permit)?;
        RealDisk.permit(path)
    }
    fn create(&self, path: &Path) -> io::Result<File> {
        self.gate(Step::Create)?;
        RealDisk.create(path)
    }
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        // Half of it arrives before the disk is full.
        let (half, rest) = bytes.split_at(bytes.len() / 2);
        RealDisk.write(file, half)?;
        self.gate(Step::Write)?;
        RealDisk.write(file, rest)
    }
    fn sync(&self, file: &File) -> io::Result<()> {
        self.gate(Step::Sync)?;
        RealDisk.sync(file)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.gate(Step::Rename)?;
        RealDisk.rename(from, to)
    }
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.gate(Step::SyncFolder)?;
        RealDisk.sync_folder(folder)
    }
}

#[test]
fn each_failing_step_leaves_one_whole_file() {
    for step in steps() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.toml");
        fs::write(&path, "cũ").expect("written");
        let disk = Faulty { step, left: AtomicUsize::new(1) };
        let error = write_with(&disk, &path, b"the new text").expect_err("the step fails");
        assert_eq!(error.step, step);
        let text = fs::read_to_string(&path).expect("read");
        assert_eq!(text, if error.replaced() { "the new text" } else { "cũ" }, "{step:?}");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "{step:?}: nothing else is left");
        assert!(error.describe(Language::Vi).contains("đầy"));
    }
}

#[test]
fn whatever_step_fails_typing_goes_on_and_all_is_saved_in_the_end() {
    for step in steps() {
        let mut play = Play::report(ACTION_MONTH, 80, 24);
        play.at("Dân số").keys("8240").advance(2000);
        let old = play.file();
        play.program_mut().current.saver = Saver::here(Arc::new(Faulty { step, left: AtomicUsize::new(6) }));
        play.keys("1").advance(1500);
        play.sees("CHƯA LƯU ĐƯỢC");
        assert!(step == Step::SyncFolder || play.file() == old, "{step:?}: the old file is whole");
        play.keys("2").sees("824012");
        for _ in 0..12 {
            play.advance(5000);
        }
        play.lacks("CHƯA LƯU ĐƯỢC");
        assert!(play.file().contains("824012"), "{step:?}: {}", play.file());
        assert!(play.files().iter().all(|name| !name.starts_with(".baocao")), "{step:?}: {:?}", play.files());
    }
}

#[test]
fn what_can_be_saved_nowhere_stays_on_the_screen_until_one_says_so() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.at("Dân số").keys("8240").advance(2000);
    play.program_mut().current.saver =
        Saver::here(Arc::new(Faulty { step: Step::Create, left: AtomicUsize::new(1_000_000) }));
    play.keys("1").advance(1500);
    for way_out in ["<c-q>", "<c-t>", "<c-c><c-c>"] {
        play.keys(way_out).sees("Thử lưu lại");
        assert!(play.ended.is_none(), "{way_out}");
        play.keys("<esc>");
        assert_eq!(play.answer("dan_so"), "82401");
    }
    play.keys("<c-q><end>").sees("Thoát dù chưa lưu được");
    play.keys("<enter>");
    assert_eq!(play.ended, Some(End::Left));
    assert!(
        play.program().current.is_unsaved
            && play.program().current.receipts.iter().any(|line| line.contains("CHƯA LƯU ĐƯỢC")),
        "{:?}",
        play.program().current.receipts
    );
}

#[test]
fn the_report_can_be_saved_in_another_folder() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.at("Dân số").keys("8240").advance(2000);
    let reports = play.program().context.workspace.folders.reports().to_owned();
    fs::rename(&reports, reports.with_extension("cu")).expect("moved away");
    fs::write(&reports, "").expect("a file in its place");
    play.keys("1").advance(2000).keys("<c-s>").sees("Lưu vào thư mục");
    play.keys("2").lacks("CHƯA LƯU ĐƯỢC");
    assert_eq!(play.path().parent(), reports.parent());
    assert!(play.file().contains("82401"));
    play.keys("2").advance(2000);
    assert!(play.file().contains("824012"), "and goes on there");
}

/// A disk that takes as long as it is told to.
#[derive(Debug)]
struct Slow(Mutex<Receiver<()>>);

impl Disk for Slow {
    fn sync(&self, file: &File) -> io::Result<()> {
        self.0.lock().expect("no panic").recv().map_err(io::Error::other)?;
        RealDisk.sync(file)
    }
}

/// The play on a slow disk; each message lets one step of it go on, and one comes when a file is written.
fn slow(play: &mut Play) -> (Sender<()>, Receiver<()>) {
    let (go_on, gate) = channel();
    let (wake, written) = channel();
    let wake = move || wake.send(()).unwrap_or_default();
    play.program_mut().current.saver = Saver::aside(Arc::new(Slow(Mutex::new(gate))), Box::new(wake), Arc::default());
    (go_on, written)
}

#[test]
fn a_slow_disk_holds_up_no_key() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.at("Dân số").keys("8240").advance(2000);
    let old = play.file();
    let (go_on, written) = slow(&mut play);
    play.keys("1").advance(1500);
    for (key, seen) in [("2", "824012"), ("3", "8240123"), ("<bs>", "824012")] {
        play.keys(key).advance(6000).sees(seen).sees("chưa lưu");
    }
    assert_eq!(play.file(), old, "the disk is still at it");
    let mut again = 0;
    while play.program().current.report.as_ref().expect("open").is_dirty() {
        // An earlier version, the journal, the file.
        for _ in 0..3 {
            go_on.send(()).expect("the saver waits");
        }
        written.recv_timeout(Duration::from_secs(20)).expect("the file is written");
        play.event(Event::Saved).advance(1500);
        again += 1;
        assert!(again < 5, "{}", play.picture());
    }
    play.sees("đã lưu");
    assert!(play.file().contains("824012"), "{}", play.file());
}

#[test]
fn a_question_that_one_walks_away_from_is_not_asked_over_another_report() {
    let mut play = cut_off();
    play.choose("Tháng hành động", "Action Month");
    play.keys("2").sees("chưa lưu: 82401");
    play.keys("<c-t>");
    play.choose("bản mẫu", "sample");
    let sample = play.path();
    for there_and_back in ["<f1><esc>", "<c-p><esc>", "<c-r><esc>"] {
        play.keys(there_and_back).lacks("Lấy lại những gì đã gõ");
    }
    assert_eq!(play.path(), sample);
    play.keys("<c-t>");
    play.keys("<home><down><enter>");
    play.sees("Lần trước có chữ chưa kịp lưu");
}

#[test]
fn what_cannot_be_read_of_a_journal_is_kept_when_the_rest_is_taken_back() {
    let mut play = cut_off();
    let journal =
        play.program().context.workspace.folders.reports().join("thang-hanh-dong-vi-tre-em-2026.toml.nhat-ky");
    let mut bytes = fs::read(&journal).expect("a journal");
    bytes.extend("0000000000000000 text = { lời hỏng }\n".as_bytes());
    fs::write(&journal, &bytes).expect("written");
    play.choose("Tháng hành động", "Action Month");
    play.sees("Nhật ký có chỗ hỏng");
    play.keys("1").advance(2000);
    assert!(play.file().contains("82401"));
    assert_eq!(fs::read(journal.with_extension("nhat-ky.hong")).expect("kept"), bytes);
}

#[test]
fn a_file_with_the_line_ends_of_windows_is_ones_own() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.at("Dân số").keys("8240").advance(2000);
    let (path, text) = (play.path(), play.file());
    let mut play = play.again();
    fs::write(&path, format!("\u{feff}{}", text.replace('\n', "\r\n"))).expect("written");
    play.choose("Tháng hành động", "Action Month");
    play.at("Dân số").keys("<end>1");
    let mut play = play.killed();
    play.choose("Tháng hành động", "Action Month");
    play.sees("Lần trước có chữ chưa kịp lưu").lacks("đã bị chương trình khác sửa");
}

#[test]
fn comments_line_ends_and_a_mark_written_by_hand_come_back_with_the_answer() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.at("Dân số").keys("8240").advance(2000);
    let (path, text) = (play.path(), play.file());
    let mut play = play.again();
    let text = text.replace("dan_so = 8240\n", "# theo sổ hộ khẩu\ndan_so = 8240 # đến tháng 5\n");
    let text = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    assert!(text.contains("# đến tháng 5"), "{text}");
    fs::write(&path, &text).expect("written");
    play.choose("Tháng hành động", "Action Month");
    play.at("Dân số").keys("<end><bs><bs><bs><bs><bs>").advance(2000);
    let emptied = fs::read_to_string(&path).expect("read");
    assert!(!emptied.contains("dan_so = ") && emptied.starts_with('\u{feff}'), "{emptied}");
    assert!(emptied.contains("# theo sổ hộ khẩu\r\n# đến tháng 5\r\n"), "{emptied}");
    play.keys("8240").advance(2000);
    assert_eq!(fs::read_to_string(&path).expect("read"), text, "retyped");
    play.keys("7").advance(2000).keys("<c-z>").advance(2000);
    assert_eq!(fs::read_to_string(&path).expect("read"), text, "undone");
    play.keys("<c-q>");
    assert_eq!(fs::read_to_string(&path).expect("read"), text);
}

#[test]
fn going_back_to_a_version_keeps_even_what_could_not_be_saved() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.at("Dân số").keys("8240").advance(2000);
    let mut play = play.again();
    play.choose("Tháng hành động", "Action Month");
    play.at("Dân số").keys("<end>1").advance(2000);
    fs::write(play.path(), "# của người khác\n").expect("written");
    play.keys("7").advance(2000).sees("Tệp đã bị sửa");
    play.keys("<enter>").keys("<f7><enter>2").sees("Đã trở lại bản lúc");
    assert_eq!(play.answer("dan_so"), "8.240");
    let kept = baocao::store::versions::list(&play.path());
    let kept = kept.iter().any(|version| fs::read_to_string(&version.path).is_ok_and(|text| text.contains("8.24017")));
    assert!(kept, "what was on the screen is an earlier version now");
}

#[test]
fn dates_that_follow_another_year_are_recovered_as_they_were_shown() {
    let mut play = Play::sample(80, 24);
    play.walk("le_ngay").keys("<c-u>30/5").advance(2000);
    play.walk("nam").keys("<c-u>2025");
    let day = |play: &Play| {
        let session = play.session();
        let field = session.definition.field("le_ngay").expect("the field");
        session.answers.value(EntryPath::field(field)).clone()
    };
    assert_eq!(day(&play), Value::Date(jiff::civil::date(2025, 5, 30)));
    let mut play = play.killed();
    play.choose("Tháng hành động", "Action Month");
    play.keys("1");
    assert_eq!(day(&play), Value::Date(jiff::civil::date(2025, 5, 30)));
}

#[test]
fn undo_survives_a_save() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.at("Dân số").keys("8240").advance(2000);
    play.at("Tổng số trẻ em").keys("2615").advance(2000);
    assert!(play.file().contains("8240") && play.file().contains("2615"));
    play.keys("<c-z><c-z>").advance(2000);
    assert!(!play.file().contains("8240") && !play.file().contains("2615"), "{}", play.file());
    play.keys("<c-y><c-y>").advance(2000);
    assert!(play.file().contains("8240") && play.file().contains("2615"));
}

#[test]
fn however_many_keys_wait_the_report_is_saved_in_time() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    let path = play.open_report().path().to_owned();
    let (mut saved_at, mut size, mut longest) = (0, 0, 0);
    // Two minutes of keys that came faster than they can be handled.
    play.flood(12_000, 10, |_, clock| {
        let now = fs::metadata(&path).map_or(0, |file| file.len());
        if now != size {
            (saved_at, size) = (clock, now);
        }
        longest = longest.max(clock - saved_at);
    });
    assert!(size > 10_000, "{size}");
    assert!(longest <= 7_000, "not saved for {longest} ms");
}

/// A disk on which one file cannot be replaced.
#[derive(Debug)]
struct Stubborn(std::path::PathBuf);

impl Disk for Stubborn {
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        if to == self.0 { Err(io::Error::from_raw_os_error(5)) } else { RealDisk.rename(from, to) }
    }
}

#[test]
fn what_had_to_be_saved_beside_its_place_is_told_and_marked() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.at("Dân số").keys("8240").advance(2000);
    let path = play.open_report().path().to_owned();
    play.program_mut().current.saver = Saver::here(Arc::new(Stubborn(path.clone())));
    play.keys("1").advance(2000).sees("CHƯA LƯU ĐƯỢC");
    play.keys("<c-q>");
    assert_eq!(play.ended, Some(End::Left));
    let receipt = play.program().current.receipts.join("\n");
    let newer = path.with_file_name("thang-hanh-dong-vi-tre-em-2026-2.toml");
    for words in ["bản MỚI: ", "Bản cũ, không ghi vào được: "] {
        assert!(receipt.contains(words), "{receipt}");
    }
    assert!(receipt.find(&newer.display().to_string()) < receipt.rfind(&path.display().to_string()), "{receipt}");
    assert!(fs::read_to_string(&newer).expect("the newer").contains("82401"));
    assert!(!play.program().current.is_unsaved);
    // What was killed has text that is not saved.
    let mut play = play.again();
    play.open(&newer);
    play.keys("2");
    let play = play.killed();
    play.sees("bản cũ").sees("bản mới").sees("có chữ chưa lưu");
}

#[test]
fn which_of_two_files_is_the_newer_stays_known() {
    let (mut play, path) = saved();
    play.program_mut().current.saver = Saver::here(Arc::new(Stubborn(path.clone())));
    play.keys("1").advance(2000).keys("<c-q>");
    let newer = path.with_file_name("thang-hanh-dong-vi-tre-em-2026-2.toml");
    // Only looked at, typed into, killed: it is the newer all the same.
    for keys in ["", "<end>2", "<end>3"] {
        play = if keys.is_empty() { play.again() } else { play.killed() };
        play.open(&newer);
        play.keys(keys).advance(2000);
        if keys != "<end>3" {
            play.keys("<c-t>").sees("bản cũ").sees("bản mới");
        }
    }
    play = play.killed();
    play.sees("bản cũ").sees("bản mới");
    // Each of the two is renamed after its period.
    for (file, year) in [(&newer, "2027"), (&path, "2028")] {
        play.open(file);
        play.walk("nam").keys(&format!("<c-u>{year}<tab>")).advance(2000).sees(&format!("{year}.toml"));
        assert!(!file.exists());
        play = if year == "2027" { play.killed() } else { play.again() };
        play.sees("bản cũ").sees("bản mới");
    }
    let [older, newer] = [2028, 2027].map(|year| path.with_file_name(format!("thang-hanh-dong-vi-tre-em-{year}.toml")));
    // A file of the same content is not the newer as well.
    fs::copy(&newer, path.with_file_name("khac.toml")).expect("copied");
    play.list_reports();
    assert_eq!(play.screen().iter().filter(|line| line.contains("bản mới")).count(), 1, "{}", play.picture());
    // One that is gone is neither.
    fs::remove_file(&older).expect("removed");
    play.list_reports();
    play.lacks("bản cũ").lacks("bản mới");
    play.open(&newer);
    play.keys("<c-t>").lacks("bản mới");
}

/// A report with a number of people that is saved.
fn saved() -> (Play, PathBuf) {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.at("Dân số").keys("8240").advance(2000);
    let path = play.path();
    (play, path)
}

#[test]
fn saving_looks_at_the_disk_although_nothing_was_typed_since() {
    // Gone: it is written again, by Ctrl-S, on leaving, on a signal.
    for leave in ["<c-s>", "<c-q>", "<c-t>"] {
        let (mut play, path) = saved();
        fs::remove_file(&path).expect("removed");
        play.keys(leave);
        assert!(fs::read_to_string(&path).is_ok_and(|text| text.contains("8240")), "{leave}");
    }
    let (mut play, path) = saved();
    fs::remove_file(&path).expect("removed");
    play.event(Event::Terminate);
    assert!(fs::read_to_string(&path).is_ok_and(|text| text.contains("8240")));
    // An older text in its place: nothing is called saved that is not there, and both stay.
    for leave in ["<c-s>", "<c-q>"] {
        let (mut play, path) = saved();
        let older = play.file().replace("8240", "8000");
        play.keys("1").advance(2000);
        fs::write(&path, &older).expect("written");
        play.keys(leave);
        assert!(leave == "<c-q>" || play.screen().iter().any(|line| line.contains("bị sửa bởi chương trình khác")));
        let folder = path.parent().expect("a folder");
        let texts = fs::read_dir(folder).expect("a folder").flatten();
        let texts: Vec<String> = texts.filter_map(|entry| fs::read_to_string(entry.path()).ok()).collect();
        assert!(texts.contains(&older), "{leave}: theirs stays");
        assert!(leave == "<c-s>" || texts.iter().any(|text| text.contains("82401")), "{leave}: ours is somewhere");
    }
}

#[test]
fn a_conflict_that_was_put_off_is_one_still_when_typing_is_taken_back() {
    let (mut play, path) = saved();
    let older = play.file().replace("8240", "8000");
    play.keys("1").advance(2000);
    fs::write(&path, &older).expect("written");
    play.keys("2").advance(2000).sees("bị sửa bởi chương trình khác");
    play.keys("<enter><c-z>").advance(2000);
    play.keys("<esc><c-s>").lacks("đã lưu");
    assert_eq!(fs::read_to_string(&path).expect("theirs"), older);
}

#[test]
fn a_journal_whose_type_cannot_be_opened_waits_for_it() {
    let mut play = Play::new(80, 24);
    let types = play.program().context.workspace.folders.types();
    let source = "id = \"thu\"\nversion = 1\ntitle = \"Thử\"\n[document]\nbody = [ { id = \"p\", role = \"paragraph\", \
                  text = \"Trồng {cay} ở {noi}.\" } ]\n[[section]]\nid = \"s\"\ntitle = \"S\"\nfields = [ { id = \"cay\", \
                  label = \"Cây\", kind = \"text\" }, { id = \"noi\", label = \"Nơi\", kind = \"text\" } ]\n";
    fs::create_dir_all(&types).expect("made");
    let file = types.join("thu.toml");
    fs::write(&file, source).expect("written");
    play.list_reports();
    play.program_mut().new_report("thu");
    play.keys("bàng").advance(2000).keys(" ven đường");
    let (report, mut play) = (play.path(), play.killed());
    let journal = fs::read(sidecar_path(&report, JOURNAL)).expect("a journal");
    fs::write(&file, "id = \"thu\"\n").expect("broken");
    play.open(&report);
    play.keys("<esc>");
    assert_eq!(fs::read(sidecar_path(&report, JOURNAL)).expect("it stays"), journal);
    fs::write(&file, source).expect("mended");
    let mut play = play.killed();
    play.open(&report).sees("Lần trước có chữ chưa kịp lưu");
    play.keys("1").advance(2000);
    assert!(fs::read_to_string(&report).expect("saved").contains("bàng ven đường"));
}

#[test]
fn what_was_in_an_editor_when_the_program_was_killed_is_named() {
    let (mut play, path) = saved();
    play.keys("<c-t>").lacks("có chữ chưa lưu");
    fs::write(sidecar_path(&path, ".soan.txt"), "một giờ gõ").expect("written");
    play.list_reports();
    play.sees("có chữ chưa lưu");
    play.choose("Tháng hành động", "Action Month");
    play.sees("quanh lúc soạn").sees(".soan.txt");
    // Killed again and again, and the first is gone by now.
    for number in [2, 3] {
        fs::write(sidecar_path(&path, &format!(".soan-{number}.txt")), "hai giờ gõ").expect("written");
    }
    fs::remove_file(sidecar_path(&path, ".soan.txt")).expect("removed");
    play.keys("<c-t>");
    play.choose("Tháng hành động", "Action Month");
    play.sees(".soan-2.txt").sees(".soan-3.txt");
    // A report that gets another name takes them along.
    play.walk("nam").keys("<c-u>2027<tab>").advance(2000).sees("thang-hanh-dong-vi-tre-em-2027.toml");
    let renamed = play.path();
    play.keys("<c-t>");
    play.choose("Tháng hành động", "Action Month");
    let names = play.files();
    let left: Vec<&String> = names.iter().filter(|name| name.contains(".soan")).collect();
    assert_eq!(
        left,
        ["thang-hanh-dong-vi-tre-em-2027.toml.soan-2.txt", "thang-hanh-dong-vi-tre-em-2027.toml.soan.txt"]
    );
    play.sees("2027.toml.soan-2.txt").sees("2027.toml.soan.txt");
    play.keys("<c-t>");
    let told = recover(&renamed, &[]);
    assert!(told.0 == Some(1) && left.iter().all(|name| told.1.contains(*name)), "{told:?}");
    assert_eq!(fs::read_to_string(sidecar_path(&renamed, ".soan.txt")).expect("there"), "hai giờ gõ");
    for name in [".soan.txt", ".soan-2.txt"] {
        fs::remove_file(sidecar_path(&renamed, name)).expect("removed");
    }
    assert_eq!(recover(&renamed, &[]).0, Some(0));
}

#[test]
fn a_journal_that_is_taken_back_leaves_what_is_in_an_editor_to_be_told() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.at("Dân số").keys("8240").advance(2000).keys("1");
    let (path, _play) = (play.path(), play.killed());
    fs::write(sidecar_path(&path, ".soan-2.txt"), "một giờ gõ").expect("written");
    for asked in [&[][..], &["--use"], &[]] {
        let told = recover(&path, asked);
        assert!(told.0 == Some(1) && told.1.contains(".soan-2.txt"), "{told:?}");
    }
    assert!(fs::read_to_string(&path).expect("saved").contains("82401"));
}

#[test]
fn what_is_saved_is_called_saved_although_there_can_be_no_journal() {
    for way_out in ["<c-q>", "kill"] {
        let (mut play, path) = saved();
        fs::create_dir(sidecar_path(&path, JOURNAL)).expect("in its place");
        play.fast("1");
        if way_out == "kill" {
            play.event(Event::Terminate);
        } else {
            play.fast(way_out);
        }
        let current = &play.program().current;
        let receipt = current.receipts.join("\n");
        assert!(receipt.contains("Đã lưu: ") && !current.is_unsaved, "{way_out}: {receipt}");
        assert!(fs::read_to_string(&path).expect("saved").contains("82401"));
    }
}

/// What `baocao recover` says of a report, and its exit code.
fn recover(report: &Path, asked: &[&str]) -> (Option<i32>, String) {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_baocao"));
    command.arg("recover").args(asked).arg(report).env_clear().env("HOME", report.parent().expect("a folder"));
    let output = command.output().expect("it runs");
    (output.status.code(), String::from_utf8([output.stdout, output.stderr].concat()).expect("UTF-8"))
}

/// An editor that fails gives nothing: its text is not taken for the answer, and is kept where there is any.
#[test]
fn what_an_editor_that_fails_leaves_is_kept_and_is_no_answer() {
    for (script, kept) in [
        (": > \"$1\"; kill -9 $$", Some("")),
        ("printf 'một nửa' > \"$1\"; exit 1", Some("một nửa")),
        ("exit 1", None),
        ("kill -9 $$", None),
        ("rm \"$1\"", None),
    ] {
        let (mut play, path) = saved();
        play.at("Cơ quan chủ trì").keys("Phòng Văn hóa");
        let editor = path.parent().expect("a folder").join("hong.sh");
        fs::write(&editor, script).expect("written");
        play.program_mut().context.environment.editor = Some(format!("sh {}", editor.display()));
        play.keys("<c-e>");
        assert_eq!(play.raw(), "Phòng Văn hóa", "{script}");
        let left = fs::read_to_string(sidecar_path(&path, ".soan.txt")).ok();
        assert_eq!(left.as_deref(), kept, "{script}");
        if kept.is_some() {
            play.sees("còn nguyên ở").sees(".soan.txt");
        }
        play.advance(2000);
        assert!(play.file().contains("Phòng Văn hóa"), "{script}");
    }
}

/// The file of an editor goes when its text is on the disk, not before.
#[test]
fn a_text_from_an_editor_stays_in_its_file_until_the_report_is_saved() {
    let (mut play, path) = saved();
    play.at("Cơ quan chủ trì").with_editor("Phòng Văn hóa\n");
    let left = sidecar_path(&path, ".soan.txt");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).expect("a mode");
    play.keys("<c-e>").advance(2000).sees("chỉ cho đọc");
    assert_eq!(play.raw(), "Phòng Văn hóa");
    assert_eq!(fs::read_to_string(&left).expect("it stays"), "Phòng Văn hóa\n");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).expect("a mode");
    play.keys("<c-s>").advance(2000);
    assert!(play.file().contains("Phòng Văn hóa"));
    assert!(!left.exists());
    // What changed nothing needs no saving.
    play.keys("<c-e>");
    assert!(!left.exists());
}

/// Who asks a script about a report that was cut off is told what the file does not have.
#[test]
fn check_and_export_tell_of_words_that_are_not_in_the_file() {
    let home = Home::with(COMPLETE);
    let mut play = Play::new(80, 24);
    play.open(&home.report).at("Báo cáo về việc gì").keys("<end> và việc khác");
    let play = play.killed();
    let ask = |arguments: &[&str]| {
        let output = home.ask(arguments, &[]);
        (output.status.code(), String::from_utf8([output.stdout, output.stderr].concat()).expect("UTF-8"))
    };
    for arguments in [&["check"][..], &["export", "--to", "txt"], &["export", "--to", "docx"]] {
        let (code, told) = ask(arguments);
        assert_eq!(code, Some(1), "{arguments:?}: {told}");
        assert!(told.contains("có chữ chưa lưu") && !told.contains("việc khác"), "{told}");
    }
    assert!(!home.report.with_extension("docx").exists());
    let (code, told) = ask(&["export", "--draft", "--to", "txt"]);
    assert!(code == Some(0) && told.contains("có chữ chưa lưu"), "{told}");
    drop(play);
    assert_eq!(recover(&home.report, &["--use"]).0, Some(0));
    let (code, told) = ask(&["export", "--to", "txt"]);
    assert!(code == Some(0) && told.contains("việc khác"), "{told}");
}
