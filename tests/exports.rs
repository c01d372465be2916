//! The document leaves the program: as a Word file to be signed, as a draft, to the clipboard.

use std::fs;
use std::io::{Cursor, Read as _};
use std::path::Path;
use std::process::Output;

use zip::ZipArchive;

use crate::command_line::{COMPLETE, Home};
use crate::play::Play;

/// The text of a part of a Word file.
pub fn part(path: &Path, name: &str) -> String {
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a Word file");
    let mut text = String::new();
    archive.by_name(name).expect("the part").read_to_string(&mut text).expect("UTF-8");
    text
}

/// What is written in a Word file, whether or not its spaces hold.
fn written(path: &Path) -> String {
    let xml = part(path, "word/document.xml");
    let xml = xml.replace("</w:t><w:noBreakHyphen/><w:t xml:space=\"preserve\">", "-");
    let texts = xml.split("<w:t xml:space=\"preserve\">").skip(1);
    texts.map(|rest| rest.split("</w:t>").next().unwrap_or_default()).collect::<String>().replace('\u{a0}', " ")
}

/// The sample with the two answers that it leaves blank.
fn complete() -> Play {
    let mut play = Play::sample(80, 24);
    play.at("Tổng số người dự").keys("320").keys("<c-n>mở lớp dạy bơi<c-n>").sees("Không còn chỗ nào thiếu");
    play
}

#[test]
fn the_official_document_is_the_first_of_the_list() {
    let mut play = complete();
    play.keys("<c-o>").sees("> 1 Word, để in và ký");
    play.keys("<enter>").sees("Đã xuất");
    let path = play.path().with_extension("docx");
    let text = written(&path);
    assert!(text.contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") && text.contains("./."), "{text}");
    assert!(!text.contains("DỰ THẢO"));
    let size = fs::metadata(&path).expect("there").len();
    play.sees(&format!("({},{} kB)", size / 1000, size % 1000 / 100));
    play.keys("<enter><c-o><enter>").sees("đúng với báo cáo hiện nay");
}

#[test]
fn an_incomplete_document_is_not_official_and_it_is_said_which_answers_lack() {
    let mut play = Play::sample(80, 24);
    play.keys("<c-o>1").sees("Chưa xuất được bản chính thức: còn 2 chỗ").sees("Tổng số người dự").sees("Kiến nghị");
    assert!(!play.path().with_extension("docx").exists());
    play.keys("<enter>").sees("Kiểm tra trước khi gửi");
    play.keys("<esc><c-o>1<down><enter>").sees("Đã xuất").sees(".du-thao.docx");
    let text = written(&play.path().with_extension("du-thao.docx"));
    assert!(text.contains("DỰ THẢO") && text.contains("[thiếu: tổng số người dự] người tham dự"), "{text}");
}

#[test]
fn a_draft_leaves_number_and_date_open() {
    let mut play = complete();
    play.at("Số văn bản").keys("<c-u>5").at("Ngày ban hành").keys("<c-u>5/7/2026");
    play.keys("<c-o>1<enter>");
    let official = written(&play.path().with_extension("docx"));
    assert!(official.contains("Số: 05/BC-UBND") && official.contains("ngày 05 tháng 7 năm 2026"), "{official}");
    play.keys("<c-o>5<enter>");
    let draft = written(&play.path().with_extension("du-thao.docx"));
    assert!(draft.contains("Số:        /BC-UBNDDỰ THẢO"), "{draft}");
    assert!(draft.contains("ngày      tháng      năm 2026"), "{draft}");
}

#[test]
fn the_text_is_sent_to_the_terminal_and_no_more_is_claimed() {
    let mut play = complete();
    play.keys("<c-o>9").sees("Đã gửi lệnh chép").lacks("đã chép").lacks("Đã chép");
    let text = play.copied().expect("a text").to_owned();
    play.keys("<enter><c-o>2");
    assert_eq!(text, fs::read_to_string(play.path().with_extension("txt")).expect("the text"));
    // One that is not complete goes as the draft that it is.
    let mut play = Play::sample(80, 24);
    play.keys("<c-o>9").sees("bản dự thảo").sees("gửi lệnh chép");
    let text = play.copied().expect("a text");
    assert!(text.contains("DỰ THẢO") && text.contains("thiếu: tổng số người dự"), "{text}");
}

#[test]
fn the_measures_of_the_office_are_used_and_what_is_against_the_decree_is_told() {
    let mut play = complete();
    let folder = play.program().context.workspace.folders.config().join("layout");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("nd30.toml"), "[size]\ntext = 13\nnote = 9\n").expect("written");
    play.keys("<c-o>1").sees("Đã xuất").lacks("Nghị định 30");
    let path = play.path().with_extension("docx");
    assert!(part(&path, "word/styles.xml").contains("<w:sz w:val=\"26\"/><w:szCs w:val=\"26\"/><w:lang"));
    fs::write(folder.join("nd30.toml"), "[size]\ntext = 12\n").expect("written");
    play.keys("<enter><c-o>1").sees("phụ lục I, mục").sees("II.6.e");
    play.keys("<enter><c-o>2").lacks("mục II.6.e");
}

/// `baocao export` on a report: the exit code, what it prints and what it says.
fn exported(home: &Home, arguments: &[&str], variables: &[(&str, &str)]) -> (Option<i32>, Vec<u8>, String) {
    let Output { status, stdout, stderr } = home.ask(&[&["export"], arguments].concat(), variables);
    (status.code(), stdout, String::from_utf8(stderr).expect("UTF-8"))
}

#[test]
fn the_command_line_writes_beside_the_report_and_says_path_and_size() {
    let home = Home::with(COMPLETE);
    let (code, out, told) = exported(&home, &["--to", "docx"], &[]);
    let path = home.report.with_extension("docx");
    assert_eq!((code, out.len()), (Some(0), 0), "{told}");
    assert!(written(&path).contains("TM. ỦY BAN NHÂN DÂNCHỦ TỊCHNguyễn Văn A"));
    assert!(told.starts_with(&format!("Đã xuất: {} (", path.display())) && told.ends_with(" kB)\n"), "{told}");
    let elsewhere = home.folder.path().join("gui-di.docx");
    let (code, _, told) = exported(&home, &["--to", "docx", "-o", &elsewhere.display().to_string()], &[]);
    assert_eq!(code, Some(0), "{told}");
    assert_eq!(fs::read(&path).expect("there"), fs::read(elsewhere).expect("there"), "the same bytes");
}

#[test]
fn over_ssh_the_command_to_fetch_it_is_said() {
    let home = Home::with(COMPLETE);
    let far = [("SSH_CONNECTION", "10.0.0.2 51234 10.0.0.1 2222"), ("USER", "lan")];
    let (_, _, told) = exported(&home, &["--to", "docx"], &far);
    let path = home.report.with_extension("docx");
    let line = told.lines().find(|line| line.contains("scp")).expect("the command");
    assert!(line.contains("scp -P 2222 lan@") && line.ends_with(&format!(":{} .", path.display())), "{told}");
    let (_, _, told) = exported(&home, &["--to", "docx"], &far[1..]);
    assert!(!told.contains("scp"), "{told}");
}

#[test]
fn the_command_line_refuses_what_is_incomplete_unless_it_is_a_draft() {
    let home = Home::with(&COMPLETE.replace("dia_danh = \"Suối Lim\"\n", ""));
    let (code, _, told) = exported(&home, &["--to", "docx"], &[]);
    assert_eq!(code, Some(1));
    assert!(told.contains(": thiếu: Địa danh: Chưa có câu trả lời. [D01]") && told.contains("--draft"), "{told}");
    assert!(!home.report.with_extension("docx").exists());
    let (code, _, told) = exported(&home, &["--to", "docx", "--draft"], &[]);
    assert_eq!(code, Some(0), "{told}");
    assert!(written(&home.report.with_extension("du-thao.docx")).contains("DỰ THẢO"));
    let (code, out, _) = exported(&home, &["--to", "txt", "--draft"], &[]);
    assert_eq!(code, Some(0));
    assert!(String::from_utf8(out).expect("UTF-8").contains("DỰ THẢO"));
    for format in ["txt", "md", "html"] {
        let (code, out, told) = exported(&home, &["--to", format], &[]);
        assert!(code == Some(1) && out.is_empty() && told.contains(": thiếu: "), "{format}: {told}");
        let (code, out, _) = exported(&home, &["--to", format, "--draft"], &[]);
        let text = String::from_utf8(out).expect("UTF-8");
        assert!(code == Some(0) && text.contains("DỰ THẢO") && text.contains("thiếu: "), "{format}: {text}");
    }
}

/// HTML as in Word: smaller letters where a figure would be split.
#[test]
fn a_table_of_long_figures_has_smaller_letters_in_html_too() {
    let sample = fs::read_to_string("tests/data/answers/bao-cao-chung/tinh-so-lieu.toml").expect("a report");
    let long = sample.replace("ke_hoach = 2\nso_luong = 3.5\n", "ke_hoach = 12345678901\nso_luong = 12345678901\n");
    let long = long.replace("cung_ky = \"unknown\"", "cung_ky = 12345678901");
    for (answers, table) in
        [(sample, "<table class=\"data\">"), (long, "<table class=\"data\" style=\"font-size: 10pt\">")]
    {
        let (code, page, told) = exported(&Home::with(&answers), &["--to", "html", "--draft"], &[]);
        let page = String::from_utf8(page).expect("UTF-8");
        assert!(code == Some(0) && page.contains(table), "{told}{table}");
    }
}

#[test]
fn figures_with_a_title_stand_in_an_appendix() {
    let rows = "ten_phu_luc = \"Số liệu giảm nghèo\"\nso_van_ban = \"5\"\nngay_ban_hanh = 2026-07-05\n\
                so_lieu = [{ chi_tieu = \"hộ nghèo\", don_vi_tinh = \"hộ\", so_luong = 46 }]\n";
    let home = Home::with(&format!("{COMPLETE}{rows}"));
    let text = |arguments: &[&str]| String::from_utf8(exported(&home, arguments, &[]).1).expect("UTF-8");
    let plain = text(&["--to", "txt"]);
    let (main, appendix) = plain.split_once("\n                                    Phụ lục\n").expect("an appendix");
    assert!(main.contains("(Số liệu chi tiết tại Phụ lục kèm theo.)") && !main.contains("Hộ nghèo"), "{plain}");
    assert!(appendix.contains("SỐ LIỆU GIẢM NGHÈO") && appendix.contains("Hộ nghèo"), "{plain}");
    assert!(appendix.trim_end().ends_with("./."), "{plain}");
    let words = appendix.split_whitespace().collect::<Vec<_>>().join(" ");
    let reference = "(Kèm theo Báo cáo số 05/BC-UBND ngày 05 tháng 7 năm 2026 của Ủy ban nhân dân xã Suối Lim)";
    assert!(words.contains(reference), "{words}");
    let draft = text(&["--to", "txt", "--draft"]).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(draft.contains("(Kèm theo Báo cáo số /BC-UBND ngày tháng năm 2026 của"), "{draft}");
    assert!(text(&["--to", "md"]).contains("## Phụ lục\n"));
    let (code, _, told) = exported(&home, &["--to", "docx"], &[]);
    assert_eq!(code, Some(0), "{told}");
    let document = part(&home.report.with_extension("docx"), "word/document.xml");
    assert_eq!(document.matches("<w:sectPr>").count(), 2);
    assert_eq!(document.matches("<w:pgNumType w:start=\"1\"/>").count(), 1);
}

#[test]
fn what_is_in_the_way_is_kept_and_the_report_itself_is_never_written_over() {
    let home = Home::with(COMPLETE);
    let report = home.report.display().to_string();
    let (code, _, told) = exported(&home, &["--to", "docx", "-o", &report], &[]);
    assert_eq!(code, Some(2), "{told}");
    assert_eq!(fs::read_to_string(&home.report).expect("the report"), COMPLETE);
    let elsewhere = home.folder.path().join("gui-di.txt");
    fs::write(&elsewhere, "của người khác").expect("written");
    let (code, _, told) = exported(&home, &["--to", "txt", "-o", &elsewhere.display().to_string()], &[]);
    assert!(code == Some(0) && told.contains("(ban "), "{told}");
    let kept = fs::read_dir(home.folder.path()).expect("a folder").flatten().map(|entry| entry.path());
    let kept = kept.filter(|path| fs::read_to_string(path).is_ok_and(|text| text == "của người khác"));
    assert_eq!(kept.count(), 1, "the older one is kept beside it");
    let (code, out, told) = exported(&home, &["--to", "txt", "-o", "-"], &[]);
    assert!(code == Some(0) && String::from_utf8_lossy(&out).contains("BÁO CÁO") && told.is_empty(), "{told}");
    let file = Path::new("-");
    assert!(!file.exists(), "no file is meant by it");
}
