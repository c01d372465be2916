//! What version 0.1.0 wrote opens in every later version, with all that is in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use baocao::app::environment::Environment;
use baocao::report::ids::BlockId;
use tempfile::TempDir;

use crate::filled::root;
use crate::play::{ACTION_MONTH, Play};
use crate::terminal::{PATIENCE, Terminal};

const TYPES: [&str; 3] = [ACTION_MONTH, "tre-em-dinh-ky", "bao-cao-chung"];

/// Where the folder lay when it was written: the index names its reports by it.
const WRITTEN_IN: &str = "/tmp/baocao-v0.1.0";

fn data() -> PathBuf {
    root().join("tests/data/v0.1.0")
}

/// A copy of the folder, for one test.
struct Home {
    folder: TempDir,
}

impl Home {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        copy(&data().join("home"), folder.path());
        let index = folder.path().join("config/index.toml");
        let text = fs::read_to_string(&index).expect("the index");
        assert!(text.contains(WRITTEN_IN));
        fs::write(&index, text.replace(WRITTEN_IN, &folder.path().display().to_string())).expect("written");
        Home { folder }
    }

    fn report(&self, name: &str) -> PathBuf {
        self.folder.path().join("bao-cao").join(name)
    }

    /// The program with these arguments, among the reports.
    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_baocao"))
            .args(arguments)
            .current_dir(self.folder.path().join("bao-cao"))
            .env_clear()
            .env("BAOCAO_ROOT", self.folder.path())
            .env("LANG", "vi_VN.UTF-8")
            .output()
            .expect("it runs")
    }

    /// The draft of a report. On standard error it may say that a paragraph by hand is to be read again, for the
    /// sentences of the types are others now, and that a journal waits.
    fn drafts(&self, file: &str) -> String {
        let Output { stdout, stderr, .. } = self.run(&["export", "--to", "txt", "--draft", file]);
        let told = String::from_utf8_lossy(&stderr).into_owned();
        let is_known = |line: &str| line.contains("Đoạn viết tay, nhưng") || line.contains(": có chữ chưa lưu");
        assert!(told.lines().all(is_known), "{told}");
        String::from_utf8(stdout).expect("UTF-8")
    }

    /// What it says on standard output; it says nothing on the other.
    fn says(&self, arguments: &[&str]) -> String {
        let Output { stdout, stderr, .. } = self.run(arguments);
        assert!(stderr.is_empty(), "{arguments:?}: {}", String::from_utf8_lossy(&stderr));
        String::from_utf8(stdout).expect("UTF-8")
    }

    /// A play in this folder, at the list of reports.
    fn play(self) -> Play {
        let environment = Environment { letters: "vi_VN.UTF-8".to_owned(), ..Environment::default() };
        Play::in_folder(self.folder, 120, 40, environment)
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("the data").flatten() {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir_all(&to).expect("made");
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).expect("copied");
        }
    }
}

/// What version 0.1.0 made of a report: its text, its findings, what could be recovered of it.
fn then(name: &str) -> String {
    fs::read_to_string(data().join("texts").join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// A draft is the text that is kept. The sentences are those of today's types: `BAOCAO_BLESS=1` keeps them anew, and
/// what else differs is for whoever reads the difference.
fn is_kept(name: &str, text: &str) {
    if std::env::var_os("BAOCAO_BLESS").is_some() {
        fs::write(data().join("texts").join(name), text).expect("kept");
    }
    assert_eq!(text, then(name), "{name}");
}

/// The reports of which the text is kept, by name without ending.
fn names(ending: &str) -> Vec<String> {
    let entries = fs::read_dir(data().join("texts")).expect("the texts").flatten();
    let names = entries.filter_map(|e| Some(e.file_name().to_string_lossy().strip_suffix(ending)?.to_owned()));
    let mut names: Vec<String> = names.filter(|name| !name.contains('.')).collect();
    names.sort();
    names
}

/// The words of a text, line ends read as blanks.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Opens a report from the list, which names it by its file where two have one name.
fn open(play: &mut Play, name: &str) {
    play.list_reports();
    let path = play.program().context.workspace.folders.reports().join(name);
    play.keys("<home>");
    for _ in 0..60 {
        if play.program().home.report() == Some(&path) {
            play.keys("<enter>");
            return;
        }
        play.keys("<down>");
    }
    panic!("{name} is not in\n{}", play.picture());
}

/// The text that the open report is exported as, by its keys.
fn exported(play: &mut Play) -> String {
    play.keys("<c-o>6").sees("Đã xuất");
    play.keys("<enter>");
    fs::read_to_string(play.path().with_extension("du-thao.txt")).expect("the text")
}

#[test]
fn every_report_says_what_it_said() {
    let home = Home::new();
    let names = names(".txt");
    assert_eq!(names.len(), 14, "{names:?}");
    for name in &names {
        is_kept(&format!("{name}.txt"), &home.drafts(&format!("{name}.toml")));
        let draft = home.run(&["export", "--to", "docx", "--draft", &format!("{name}.toml")]);
        assert!(draft.status.success() && home.report(&format!("{name}.du-thao.docx")).exists(), "{name}");
    }
    for name in self::names(".check.txt") {
        let said = home.says(&["check", &format!("{name}.toml")]);
        is_kept(&format!("{name}.check.txt"), &said);
    }
}

/// How many paragraphs by hand, and how many footnotes, each type has.
const BY_HAND: [usize; 3] = [60, 32, 28];
const FOOTNOTES: [usize; 3] = [47, 17, 14];

#[test]
fn every_paragraph_by_hand_is_there() {
    let home = Home::new();
    for (type_id, count) in TYPES.iter().zip(BY_HAND) {
        let text = words(&home.drafts(&format!("sua-tay-{type_id}.toml")));
        assert_eq!(text.matches("Đoạn viết tay số").count(), count, "{type_id}");
        for number in 1..=count {
            let paragraph = format!("Đoạn viết tay số {number:02} của báo cáo {type_id}");
            assert_eq!(text.matches(&paragraph).count(), 1, "{paragraph}");
        }
    }
    // On the screen they are marked, and can be given back one by one.
    let mut play = home.play();
    for (type_id, count) in TYPES.iter().zip(BY_HAND) {
        open(&mut play, &format!("sua-tay-{type_id}.toml"));
        assert_eq!(play.document().matches("Đoạn viết tay số").count(), count, "{type_id}");
        play.keys("<c-p><home>");
        for _ in 0..400 {
            if play.screen().iter().any(|line| line.contains("đoạn này sửa tay")) {
                break;
            }
            play.keys("<down>");
        }
        play.sees("đoạn này sửa tay");
        play.keys("t");
        assert_eq!(play.document().matches("Đoạn viết tay số").count(), count - 1, "{type_id}");
        play.keys("<c-z>");
        assert_eq!(play.document().matches("Đoạn viết tay số").count(), count, "{type_id}");
        play.keys("<esc><c-t>");
    }
}

#[test]
fn every_footnote_is_there() {
    let home = Home::new();
    for (type_id, count) in TYPES.iter().zip(FOOTNOTES) {
        let text = words(&home.drafts(&format!("cuoc-chu-{type_id}.toml")));
        assert_eq!(text.matches("Cước chú số").count(), count, "{type_id}");
        for number in 1..=count {
            let note = format!(") Cước chú số {number:02} của báo cáo {type_id}.");
            let at = text.find(&note).unwrap_or_else(|| panic!("no {note}"));
            // Its mark stands in the text too.
            let mark = text[..=at].rsplit(' ').next().expect("a mark").to_owned();
            assert!(text[..at].contains(&mark), "{mark} of {note}");
        }
    }
    let mut play = home.play();
    for (type_id, count) in TYPES.iter().zip(FOOTNOTES) {
        open(&mut play, &format!("cuoc-chu-{type_id}.toml"));
        play.keys("<c-g><home><enter><c-f>");
        let mut found = 0;
        for number in 1..=count {
            let note = format!("Cước chú số {number:02} của báo cáo {type_id}");
            play.paste(&note);
            found += usize::from(play.screen().iter().any(|line| line.contains("> Cước chú") && line.contains(&note)));
            play.keys("<esc>");
        }
        assert_eq!(found, count, "{type_id}: all of them are in the form");
        play.keys("<esc><c-t>");
    }
}

/// A paragraph by hand of a wording that is a part of another paragraph now: it is given back, written
/// again and taken back under the name that the file has.
#[test]
fn what_was_written_on_a_paragraph_of_an_earlier_type_can_be_given_back() {
    let mut play = Home::new().play();
    let name = format!("sua-tay-{ACTION_MONTH}.toml");
    let of_block =
        |play: &Play| play.session().answers.edited.keys().filter(|id| id.block().starts_with("duoi-nuoc")).count();
    open(&mut play, &name);
    let before = play.file();
    assert!(before.contains("[edited.duoi-nuoc-0]"));
    play.keys("<c-p><home>");
    let hand = play.session().answers.edited[&BlockId::new("duoi-nuoc-0")].text.clone();
    let start: String = hand.chars().take(40).collect();
    for _ in 0..400 {
        let at = play.screen().iter().position(|line| line.contains(&start));
        if at.is_some() && play.session().answers.edited.contains_key(&BlockId::new("duoi-nuoc-0")) {
            play.keys("t");
            if of_block(&play) == 0 {
                break;
            }
            play.keys("<c-z>");
        }
        play.keys("<down>");
    }
    assert_eq!(of_block(&play), 0, "{}", play.picture());
    assert!(play.document().contains("Không có trẻ em tử vong do đuối nước."));
    play.advance(2000);
    assert!(!play.file().contains("duoi-nuoc"), "{}", play.file());
    play.keys("<c-z>").advance(2000);
    assert!(play.document().contains(&hand));
    assert!(play.file().contains("[edited.duoi-nuoc-0]"));
}

/// A report that is only looked at is not written, and one that is changed and changed back is as it was.
#[test]
fn what_is_only_looked_at_stays_byte_for_byte() {
    let mut play = Home::new().play();
    for name in
        TYPES.iter().flat_map(|t| [format!("{t}.toml"), format!("sua-tay-{t}.toml"), format!("cuoc-chu-{t}.toml")])
    {
        let path = play.program().context.workspace.folders.reports().join(&name);
        let before = fs::read_to_string(&path).expect("the report");
        open(&mut play, &name);
        let place = play.raw().to_owned();
        play.keys("<c-p><esc><c-r><esc><f7><esc>");
        assert_eq!(play.raw(), place);
        play.keys("<c-s><c-t>");
        assert_eq!(fs::read_to_string(&path).expect("the report"), before, "{name}");
    }
}

/// What version 0.1.0 made of a journal, but for the change of another program: that version undid it.
fn left_alone(name: &str, then: String) -> String {
    if name != "mat-dien-goc-cu" {
        return then;
    }
    let lines = then.split_inclusive('\n').filter(|line| !line.contains("\"1.990\" -> \"1.986\""));
    lines.collect()
}

/// The labels that say something else now as they were then.
fn as_labelled_then(text: &str) -> String {
    let labels = [
        ("Đơn vị trực thuộc chưa có kế hoạch", "Đơn vị chưa có kế hoạch"),
        ("Đơn vị trực thuộc được kiểm tra", "Đơn vị được kiểm tra"),
        ("Đơn vị trực thuộc có hệ thống", "Đơn vị có hệ thống bảo vệ"),
        ("Gọi cấp dưới là", "Gọi đơn vị trực thuộc là"),
    ];
    labels.iter().fold(text.to_owned(), |text, (now, then)| text.replace(now, then))
}

/// The form asks for the office in another order now.
fn in_any_order(text: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    lines
}

#[test]
fn what_was_cut_off_is_taken_back_by_the_command_line() {
    for name in ["mat-dien-nguyen", "mat-dien-rach", "mat-dien-goc-cu", "ban-mau"] {
        let home = Home::new();
        let file = format!("{name}.toml");
        let listed = |said: &str| said.split_once('\n').map(|(_, rest)| rest.to_owned()).unwrap_or_default();
        let waiting = home.run(&["recover", &file]);
        assert_eq!(waiting.status.code(), Some(1), "{name}");
        let said = String::from_utf8(waiting.stdout).expect("UTF-8");
        let then_said = left_alone(name, then(&format!("{name}.recover.txt")));
        assert_eq!(in_any_order(&as_labelled_then(&listed(&said))), in_any_order(&then_said), "{name}");
        assert!(home.says(&["recover", "--use", &file]).contains("đã lấy lại và lưu"), "{name}");
        is_kept(&format!("{name}.lay-lai.txt"), &home.drafts(&file));
        assert!(home.says(&["recover", &file]).contains("không có gì chưa lưu"), "{name}");
    }
}

#[test]
fn what_was_cut_off_is_offered_and_taken_back_in_the_form() {
    for (name, said) in [
        ("mat-dien-nguyen", "Có 10 câu trả lời khác với tệp đã lưu"),
        ("mat-dien-rach", "Có 8 câu trả lời khác với tệp đã lưu"),
        ("mat-dien-goc-cu", "đã bị chương trình khác sửa"),
        ("ban-mau", "trước khi lưu được"),
    ] {
        let mut play = Home::new().play();
        open(&mut play, &format!("{name}.toml"));
        play.sees("Lần trước có chữ chưa kịp lưu").sees(said);
        play.keys("2").sees("chưa lưu: ");
        play.keys("<esc>1").sees("Đã lấy lại những gì gõ lần trước");
        play.advance(2000);
        is_kept(&format!("{name}.lay-lai.txt"), &exported(&mut play));
        assert!(play.files().iter().all(|file| *file != format!("{name}.toml.nhat-ky")), "{:?}", play.files());
    }
}

#[test]
fn what_the_torn_journal_still_says_is_there_and_nothing_else() {
    let home = Home::new();
    home.says(&["recover", "--use", "mat-dien-rach.toml"]);
    let text = words(&home.drafts("mat-dien-rach.toml"));
    for there in ["7.001 người", "Đoạn này chưa kịp lưu.", "(lần hai)", "lưu, sửa tiếp", "(ký thử)"]
    {
        assert!(text.contains(there), "{there}: {text}");
    }
    for torn in ["Câu viết tay", "Câu đang viết dở"] {
        assert!(!text.contains(torn), "{torn}");
    }
    // The whole one has these too.
    home.says(&["recover", "--use", "mat-dien-nguyen.toml"]);
    let text = words(&home.drafts("mat-dien-nguyen.toml"));
    assert!(text.contains("Câu viết tay chưa kịp lưu.") && text.contains("Câu đang viết dở"), "{text}");
}

#[test]
fn dropping_what_was_cut_off_keeps_a_copy() {
    let mut play = Home::new().play();
    open(&mut play, "mat-dien-goc-cu.toml");
    play.keys("3").sees("Đã bỏ");
    assert_eq!(play.answer("tong_tre_em"), "1.990", "what others wrote");
    let mut found = Vec::new();
    for down in ["", "<down>", "<down><down>"] {
        play.keys("<f7>").keys(down).keys("<enter>1");
        found.push(play.picture().contains("bản cũ: 7.001"));
        play.keys("<esc><esc><esc>");
    }
    assert!(found.contains(&true), "what was typed is among the earlier versions");
}

#[test]
fn the_list_of_reports_knows_them_all() {
    let home = Home::new();
    let arguments = ["--home", &home.folder.path().display().to_string()].map(str::to_owned);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let mut terminal = Terminal::open(&arguments, &[]);
    terminal.wait("the list", |screen| screen.contains("Báo cáo của tôi"));
    // It listens to the size of the window from after its first frame on, as it does to keys.
    terminal.send(b"\x1b[B");
    terminal.wait("the second", |screen| screen.contains("> Báo cáo chung"));
    terminal.resize(40, 140);
    // 14 files, and one that was never saved.
    let rows = |screen: &str| screen.matches("sửa ").count();
    terminal.wait("all of them", |screen| rows(screen) == 15 && screen.contains("Thoát"));
    terminal.settle();
    let screen = terminal.screen();
    for told in [
        "Tháng hành động vì trẻ em 2026 (sua-tay-thang-hanh-dong-vi-tre-em)",
        "Công tác trẻ em định kỳ 6 tháng đầu năm 2026 (sua-tay-tre-em-dinh-ky)",
        "Báo cáo chung 2026 (cuoc-chu-bao-cao-chung)",
        "Tháng hành động vì trẻ em 2024",
        "93/95 câu",
        "95/95 câu",
        "34/37 câu",
        "Ủy ban nhân dân xã Nà Sim",
        "Phòng Kinh tế xã Suối Lim",
    ] {
        assert!(screen.contains(told), "no {told} in\n{screen}");
    }
    assert_eq!(rows(&screen), 15, "{screen}");
    assert!(!screen.contains("bo-di"), "what was taken from the list is not in it");
    terminal.send(b"\x11");
    assert_eq!(terminal.end(PATIENCE), 0);
}

#[test]
fn earlier_versions_are_listed_and_restored() {
    let mut play = Home::new().play();
    open(&mut play, "thang-hanh-dong-vi-tre-em.toml");
    assert_eq!(play.answer("dan_so"), "6.423");
    play.keys("<f7>").sees("Các bản cũ");
    let listed = play.screen().iter().filter(|line| line.contains("khác 1 câu trả lời")).count();
    assert_eq!(listed, 3, "{}", play.picture());
    play.keys("<down><enter>1").sees("bản cũ: 6.421").sees("hiện nay: 6.423");
    play.keys("<esc>2").sees("Đã trở lại bản lúc");
    assert_eq!(play.answer("dan_so"), "6.421");
    assert!(words(&exported(&mut play)).contains("6.421 người"));
    play.keys("<c-z>");
    assert_eq!(play.answer("dan_so"), "6.423");
    // And one of another type, that the program opens for another reason.
    fs::write(play.program().context.workspace.folders.reports().join("bao-cao-chung.toml"), "[report]\ntype = \n")
        .expect("written");
    play.keys("<c-t>");
    open(&mut play, "bao-cao-chung.toml");
    play.sees("Không mở được báo cáo").sees("Mở bản cũ còn tốt gần nhất");
    play.keys("1");
    assert!(play.answer("noi_dung").contains("lần 2"), "{}", play.answer("noi_dung"));
}

#[test]
fn the_settings_are_read_and_what_is_not_the_programs_survives_a_save() {
    let mut play = Home::new().play();
    play.choose("Cài đặt", "Settings");
    play.sees("Ngôn ngữ giao diện        Tiếng Việt");
    play.sees("Màu                       8 màu").sees("Gõ tiếng Việt             Telex").sees("kiểu mới: hoà, thuý");
    // The last line turns.
    play.keys("<end><enter>").sees("[ là ơ, ] là ư");
    let text = fs::read_to_string(play.program().context.workspace.folders.settings()).expect("the settings");
    for line in [
        "# Cài đặt của văn phòng xã Suối Lim.",
        "language = \"vi\" # tiếng Việt",
        "# Khóa này của một chương trình khác.",
        "may_in = \"phòng họp\"",
        "colour = \"8\"",
        "tone_style = \"new\"",
        "telex_brackets = true",
    ] {
        assert!(text.lines().any(|found| found == line), "no {line} in\n{text}");
    }
    play.keys("<esc>");
    open(&mut play, "bao-cao-chung.toml");
    play.to("noi_dung").keys("<c-u>hoaf binhf");
    assert_eq!(play.raw(), "hoà bình", "the tone stands where the settings say");
}

#[test]
fn the_office_profile_begins_new_reports() {
    let mut play = Home::new().play();
    play.choose("Hồ sơ đơn vị", "Office profile");
    play.sees("Thường trực Đảng ủy xã");
    play.keys("<c-t>");
    play.choose("Báo cáo mới", "New report");
    play.keys("3");
    assert_eq!((play.answer("luu"), play.answer("ten_rut_gon")), ("VHXH, Lan", "UBND xã"));
    let document = play.document();
    for there in
        ["Kính gửi: Sở Y tế tỉnh Quảng Ngãi", "Thường trực Đảng ủy xã (b/c)", "Lưu: VT, VHXH, Lan.", "Suối Lim, ngày"]
    {
        assert!(document.contains(there), "{there}: {document}");
    }
}

#[test]
fn the_lock_of_a_program_that_was_killed_keeps_nobody_out() {
    let home = Home::new();
    assert!(home.report("khoa.toml.khoa").exists());
    let mut play = home.play();
    open(&mut play, "khoa.toml");
    play.lacks("chỉ xem");
    play.to("tre_dtts").keys("<c-u>1209").advance(2000);
    assert!(play.file().contains("tre_dtts = 1209"));
    play.keys("<c-t>");
    assert!(!play.files().contains(&"khoa.toml.khoa".to_owned()), "{:?}", play.files());
}

#[test]
fn what_was_taken_from_the_list_comes_back() {
    let home = Home::new();
    fs::rename(home.report("da-xoa/bo-di.toml"), home.report("bo-di.toml")).expect("moved back");
    fs::rename(home.report("da-xoa/ban-cu/bo-di.toml"), home.report("ban-cu/bo-di.toml")).expect("moved back");
    let text = words(&home.drafts("bo-di.toml"));
    assert!(text.contains("việc đã bỏ, lần hai"), "{text}");
    let mut play = home.play();
    open(&mut play, "bo-di.toml");
    play.keys("<f7>").sees("Các bản cũ");
    let listed = play.screen().iter().filter(|line| line.contains("/2026") && line.contains("câu trả lời")).count();
    assert_eq!(listed, 2, "{}", play.picture());
}

#[test]
fn an_export_that_the_index_knows_gives_way_to_the_next() {
    let mut play = Home::new().play();
    open(&mut play, "thang-hanh-dong-vi-tre-em.toml");
    play.to("dan_so").keys("<c-u>6500");
    play.keys("<c-o>6").sees("Đã xuất").lacks("được giữ ở");
    assert!(play.files().iter().all(|name| !name.contains(" (ban ")), "{:?}", play.files());
}

#[test]
fn a_draft_from_an_old_report_still_waits_to_be_confirmed() {
    let mut play = Home::new().play();
    open(&mut play, "thang-hanh-dong-vi-tre-em-2024.toml");
    play.sees("22 chưa xác nhận");
    play.keys("<c-g><home><enter><esc>xác nhận<enter>").sees("Đã xác nhận cả trang").sees("19 chưa xác nhận");
    play.advance(2000);
    assert!(play.file().contains("# Chi 9 triệu đồng từ nguồn ngân sách xã"), "{}", play.file());
}
