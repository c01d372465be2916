//! The commands that answer on standard output.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use baocao::store::built_in::EXAMPLES;
use baocao::store::names::{JOURNAL, sidecar_path};
use baocao::store::versions::list;
use tempfile::TempDir;

use crate::play::{ACTION_MONTH, Play};

/// A home folder with one report.
pub struct Home {
    pub folder: TempDir,
    pub report: PathBuf,
}

impl Home {
    pub fn with(report: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("bao-cao.toml");
        fs::write(&path, report).expect("written");
        Home { folder, report: path }
    }

    /// What the program answers about the report, with these variables in its environment.
    pub fn ask(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
        self.ask_about(arguments, &self.report, variables)
    }

    fn ask_about(&self, arguments: &[&str], file: &Path, variables: &[(&str, &str)]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_baocao"));
        let command = command.args(arguments).arg(file).env_clear().env("HOME", self.folder.path());
        command.envs(variables.iter().copied()).output().expect("it runs")
    }

    fn run(&self, arguments: &[&str]) -> (Option<i32>, String) {
        self.run_on(arguments, &self.report)
    }

    /// How the program ends, and what it says, when it is given this file.
    pub fn run_on(&self, arguments: &[&str], file: &Path) -> (Option<i32>, String) {
        let Output { status, stdout, stderr } = self.ask_about(arguments, file, &[]);
        assert!(stderr.is_empty(), "{}", String::from_utf8_lossy(&stderr));
        (status.code(), String::from_utf8(stdout).expect("UTF-8"))
    }
}

/// A report of the general type in which nothing is missing.
pub const COMPLETE: &str = r#"
[report]
type = "bao-cao-chung"
version = 1
period = "2026"

[answers]
ky_bao_cao = "năm 2026"
noi_dung = "công tác giảm nghèo"
trich_yeu = "Kết quả thực hiện công tác giảm nghèo năm 2026"
ket_qua = [{ tieu_de = "Cho vay vốn", noi_dung = "Đã cho 46 hộ vay vốn." }]
co_han_che = false
nhiem_vu = ["Rà soát hộ nghèo"]
co_kien_nghi = false
gui_cap_tren = false
chu_ky = { form = "tm", name = "Nguyễn Văn A" }
cap_don_vi = "xa"
loai_chu_the = "ubnd"
co_quan_ban_hanh = ["Ủy ban nhân dân", "xã Suối Lim"]
chu_the = "Ủy ban nhân dân xã Suối Lim"
ten_rut_gon = "UBND xã"
ky_hieu = "BC-UBND"
dia_danh = "Suối Lim"
"#;

#[test]
fn the_check_says_when_there_is_nothing_to_say() {
    let home = Home::with(COMPLETE);
    let (code, said) = home.run(&["kiem-tra"]);
    let place = home.report.display();
    assert_eq!((code, said), (Some(0), format!("{place}: không còn thiếu, không có mâu thuẫn (19 câu trả lời).\n")));
    let (code, said) = home.run(&["--lang", "en", "check"]);
    assert_eq!(
        (code, said),
        (Some(0), format!("{place}: nothing is missing, nothing contradicts itself (19 answers).\n"))
    );
}

#[test]
fn the_check_counts_what_to_look_at_again() {
    let home = Home::with(&COMPLETE.replace("BC-UBND", "UBND"));
    let (code, said) = home.run(&["kiem-tra"]);
    let place = home.report.display();
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.len(), 1, "{said}");
    let at = COMPLETE.lines().position(|line| line.starts_with("ky_hieu")).expect("a symbol") + 1;
    assert!(lines[0].starts_with(&format!("{place}:{at}:11: cảnh báo: Ký hiệu: ")), "{said}");
    assert_eq!(code, Some(1));
}

#[test]
fn the_check_lists_what_is_missing_and_no_more() {
    let home = Home::with(&COMPLETE.replace("dia_danh = \"Suối Lim\"\n", ""));
    let (code, said) = home.run(&["check"]);
    assert_eq!(
        (code, said),
        (Some(1), format!("{}:7:1: thiếu: Địa danh: Chưa có câu trả lời. [D01]\n", home.report.display()))
    );
}

/// Each line of it is a paragraph: a line broken within one would be drawn out over the page.
#[test]
fn what_was_written_by_hand_in_several_lines_is_several_paragraphs() {
    let own = COMPLETE.lines().find_map(|line| line.strip_prefix("nhiem_vu = [\"")?.split('"').next()).expect("a task");
    let replaces = format!("{}.", own.trim_end_matches('.'));
    let text = "Làm các việc sau:\\n+ Rà soát;\\n+ Thống kê.\\nXong trước tháng 12.";
    let by_hand = format!("[edited.\"nhiem-vu#1\"]\ntext = \"{text}\"\nreplaces = \"{replaces}\"\n");
    let home = Home::with(&format!("{COMPLETE}\n{by_hand}"));
    let Output { stdout, .. } = home.ask(&["export", "--to", "txt", "-o", "-"], &[]);
    let paper = String::from_utf8(stdout).expect("UTF-8").replace('\u{a0}', " ");
    let wanted = "    - Làm các việc sau:\n    + Rà soát;\n    + Thống kê.\n    Xong trước tháng 12.\n";
    assert!(paper.contains(wanted), "{paper}");
}

#[test]
fn what_was_written_by_hand_for_other_answers_is_told_by_check_and_export() {
    let by_hand = "[edited.\"nhiem-vu#1\"]\ntext = \"Việc khác.\"\nreplaces = \"Việc cũ.\"\n\n\
                   [edited.\"nhiem-vu#2\"]\ntext = \"Chữ không có dòng.\"\nreplaces = \"Việc cũ.\"\n";
    let home = Home::with(&format!("{COMPLETE}\n{by_hand}"));
    let (code, said) = home.run(&["check"]);
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!((code, lines.len()), (Some(1), 2), "{said}");
    let place = home.report.display();
    let told = |line: &str, word: &str, what: &str| {
        line.starts_with(&format!("{place}:")) && line.contains(&format!(": {word}: ")) && line.contains(what)
    };
    assert!(lines.iter().any(|line| told(line, "thiếu", "nay đã khác")), "{said}");
    assert!(
        lines.iter().any(|line| told(line, "cảnh báo", "không còn chỗ") && line.contains("Chữ không có dòng.")),
        "{said}"
    );
    for to in ["docx", "txt"] {
        let Output { status, stdout, stderr } = home.ask(&["export", "--to", to, "-o", "-"], &[]);
        let remarks = String::from_utf8(stderr).expect("UTF-8");
        assert!(status.code() == Some(1) && stdout.is_empty(), "{remarks}");
        assert!(remarks.contains("nay đã khác") && remarks.contains("1 câu chưa xác nhận"), "{remarks}");
        let Output { status, stdout, stderr } = home.ask(&["export", "--draft", "--to", to, "-o", "-"], &[]);
        let remarks = String::from_utf8(stderr).expect("UTF-8");
        assert!(status.success() && !stdout.is_empty(), "{remarks}");
        assert!(lines.iter().all(|line| remarks.contains(line)), "{remarks}");
    }
}

/// What `baocao typing` prints for lines of keystrokes.
fn typed(arguments: &[&str], keys: &str) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_baocao"))
        .arg("typing")
        .args(arguments)
        .env_clear()
        .env("HOME", "/nonexistent")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it runs");
    program.stdin.take().expect("its input").write_all(keys.as_bytes()).expect("written");
    let Output { status, stdout, .. } = program.wait_with_output().expect("it ends");
    assert!(status.success());
    String::from_utf8(stdout).expect("UTF-8")
}

#[test]
fn keystrokes_are_tried_a_line_at_a_time() {
    let keys = "Tieengs Vieejt\nhoaf\u{8}\u{8}angf, server\n\nNDD-CP";
    assert_eq!(typed(&["--method", "telex"], keys), "Tiếng Việt\nhàng, server\n\nNĐ-CP\n");
    assert_eq!(typed(&["--method", "vni", "--style", "new"], "hoa2 thuy1 1995"), "hoà thuý 1995\n");
    assert_eq!(typed(&["--method", "telex", "--brackets"], "th["), "thơ\n");
}

#[test]
fn what_was_cut_off_is_told_taken_back_or_dropped() {
    let cut_off = || {
        let mut play = Play::report(ACTION_MONTH, 80, 24);
        play.at("Dân số").keys("8240").advance(2000);
        play.keys("1");
        let home = Home::with(&play.file());
        let journal = sidecar_path(&play.path(), JOURNAL);
        fs::copy(journal, sidecar_path(&home.report, JOURNAL)).expect("copied");
        home
    };
    let home = cut_off();
    for (how, code, told) in [
        (&["recover"][..], 1, "Dân số: \"8.240\" -> \"82401\""),
        (&["khoi-phuc", "--lay"], 0, "đã lấy lại"),
        (&["recover"], 0, "không có gì chưa lưu"),
    ] {
        let (found, text) = home.run(how);
        assert!(found == Some(code) && text.contains(told), "{how:?}: {found:?} {text}");
    }
    assert!(fs::read_to_string(&home.report).expect("the report").contains("82401"));
    // What has become of the file meanwhile is said first, and nothing of it is lost.
    for (others, told) in [(Some("[answers\n"), "Tệp bây giờ không mở được"), (None, "Không có tệp nào mang tên này")]
    {
        let home = cut_off();
        match others {
            Some(text) => fs::write(&home.report, text).expect("written"),
            None => fs::remove_file(&home.report).expect("removed"),
        }
        let (code, text) = home.run(&["recover"]);
        assert!(code == Some(1) && text.contains(told), "{text}");
        let aside = sidecar_path(&home.report, ".hong");
        assert_eq!(text.contains(".toml.hong"), others.is_some(), "{text}");
        assert_eq!(home.run(&["recover", "--use"]).0, Some(0));
        assert!(fs::read_to_string(&home.report).expect("the report").contains("82401"));
        assert_eq!(fs::read_to_string(&aside).ok().as_deref(), others);
    }
    let home = cut_off();
    let before = fs::read_to_string(&home.report).expect("the report");
    assert_eq!(home.run(&["recover", "--discard"]).0, Some(0));
    assert_eq!(fs::read_to_string(&home.report).expect("the report"), before);
    let versions = list(&home.report);
    assert!(versions.iter().any(|version| fs::read_to_string(&version.path).is_ok_and(|text| text.contains("82401"))));
}

/// Every command of the command line with a report to work on, and the code it ends with.
fn doors() -> [(&'static [&'static str], i32); 9] {
    [
        (&["check"], 0),
        (&["check", "--lang", "en"], 0),
        (&["export", "--to", "txt"], 0),
        (&["export", "--to", "docx"], 0),
        (&["recover"], 0),
        (&["recover", "--use"], 0),
        (&["types"], 2),
        (&["types", "check"], 1),
        (&["export", "--no-such"], 2),
    ]
}

/// How a command ends whose streams lead there.
fn ends(home: &Home, arguments: &[&str], out: &str, err: &str) -> Option<i32> {
    let script = format!("exec \"$0\" \"$@\" {out} {err}");
    let mut command = Command::new("/bin/sh");
    command.args(["-c", &script, env!("CARGO_BIN_EXE_baocao")]).args(arguments).arg(&home.report);
    command.env_clear().env("HOME", home.folder.path()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().expect("a shell").code()
}

#[test]
fn no_stream_that_is_full_or_closed_ends_the_program_and_the_code_tells_the_truth() {
    let home = Home::with(COMPLETE);
    for (arguments, code) in doors() {
        for err in ["2>/dev/full", "2>&-", "2>/dev/null"] {
            assert_eq!(ends(&home, arguments, "", err), Some(code), "{arguments:?} {err}");
        }
        // What was to be printed and is not is a failure; what goes to a file or to nobody is none.
        let prints = !matches!(arguments, ["export", "--to", "docx"] | ["export", "--no-such"] | ["types"]);
        let refused = if prints { 2 } else { code };
        assert_eq!(ends(&home, arguments, ">/dev/full", "2>/dev/full"), Some(refused), "{arguments:?}");
        assert_eq!(ends(&home, arguments, ">&-", "2>&-"), Some(code), "{arguments:?}");
    }
    // A document that does not end with a line end is not forgotten in a buffer either.
    assert_eq!(ends(&home, &["export", "--to", "html"], ">/dev/full", ""), Some(2));
}

#[test]
fn what_is_told_is_in_the_readers_language_and_has_no_words_of_the_machine() {
    let home = Home::with(COMPLETE);
    let folder = home.folder.path().to_owned();
    let file = |name: &str, text: &[u8]| {
        let path = folder.join(name);
        fs::write(&path, text).expect("written");
        path
    };
    let date = file("ngay.toml", COMPLETE.replace("[answers]", "[answers]\nle_ngay = 2026-6-1").as_bytes());
    let large = file("lon.txt", "chữ ".repeat(20_000_000).as_bytes());
    let loop_ = folder.join("vong.toml");
    std::os::unix::fs::symlink(&loop_, &loop_).expect("a link");
    let office = file("loai.toml", b"id = \"don-vi\"\ntitle = \"X\"\n");
    let none = folder.join("none.toml");
    let cases: &[(&[&str], &Path, i32, &str, &str)] = &[
        (&["recover"], &none, 2, "không tìm thấy", "not there"),
        (&["check"], &none, 2, "không tìm thấy", "not there"),
        (&["check"], &date, 2, "dòng 8, cột 11: ngày không đúng", "line 8, column 11: this is no date"),
        (&["check"], &loop_, 2, "vòng tròn", "circle"),
        (&["check"], &folder, 2, "thư mục", "folder"),
        (&["import", "--type", "bao-cao-chung"], &large, 2, "chép riêng phần báo cáo", "copy the report alone"),
        (&["types", "check"], &office, 1, "dành cho hồ sơ đơn vị", "belongs to the office profile"),
        (&["export", "--no-such"], &none, 2, "baocao: không có tham số “--no-such”", "baocao: unexpected argument"),
        (&["export", "--to", "xls"], &none, 2, "giá trị “xls” không dùng được", "invalid value"),
        (&["export"], &none, 2, "thiếu --to <TO>", "required"),
        (&["types", "chek"], &none, 2, "không có lệnh “chek”", "unrecognized subcommand"),
    ];
    for (arguments, file, code, vi, en) in cases {
        for (language, words) in [("vi", vi), ("en", en)] {
            let arguments: Vec<&str> = ["--lang", language].iter().chain(*arguments).copied().collect();
            let output = home.ask_about(&arguments, file, &[]);
            let said = [output.stdout, output.stderr].concat();
            let said = String::from_utf8(said).expect("UTF-8");
            assert_eq!(output.status.code(), Some(*code), "{arguments:?}: {said}");
            assert!(said.contains(words) && !said.contains("os error"), "{arguments:?}: {said}");
        }
    }
}

#[test]
fn a_key_that_fits_nothing_is_told_at_every_door() {
    let home = Home::with(&COMPLETE.replace("[answers]", "[answers]\nNOI_DUNG = 5"));
    let told = "Dòng 8, “NOI_DUNG”: không có câu hỏi nào tên này – có phải “noi_dung”?";
    let (code, said) = home.run(&["check"]);
    assert_eq!(code, Some(1));
    assert!(said.contains(told), "{said}");
    for format in ["txt", "docx"] {
        let output = home.ask(&["export", "--to", format], &[]);
        assert_eq!(output.status.code(), Some(0));
        assert!(String::from_utf8_lossy(&output.stderr).contains(told), "{output:?}");
    }
}

/// A column that no table has is told like a field, for its figure would be missing from the page.
#[test]
fn a_column_that_fits_nothing_is_told() {
    let home = Home::with(&COMPLETE.replace("noi_dung = \"Đã cho", "noidung = \"Đã cho"));
    let (code, said) = home.run(&["check"]);
    assert_eq!(code, Some(1));
    assert!(said.contains("“ket_qua.noidung”: không có câu hỏi nào tên này – có phải “noi_dung”?"), "{said}");
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let home = Home::with(COMPLETE);
    let root = home.folder.path().join("r");
    fs::create_dir(&root).expect("made");
    fs::write(root.join("config"), "").expect("written");
    let script = "stty -echo; \"$0\" --home \"$1\"; echo \"ended $?\"";
    let mut terminal = crate::terminal::Terminal::under(
        &["/bin/sh", "-c", script],
        tempfile::tempdir().expect("a folder"),
        &[&root.to_string_lossy()],
        &[],
    );
    terminal.wait("the end", |screen| screen.contains("ended 2"));
    let screen = terminal.screen().replace('\n', "");
    assert!(screen.contains("r/config: không tạo được thư mục này"), "{screen}");
}

#[test]
fn nothing_of_a_file_reaches_a_terminal_as_a_code() {
    let home = Home::with(&COMPLETE.replace("Đã cho 46", "Đã \\u001b[31mcho \\u009b31m46"));
    let layout = home.folder.path().join(".config/baocao/layout");
    fs::create_dir_all(&layout).expect("made");
    fs::write(layout.join("nd30.toml"), "\"a\\u001b]0;x\\u0007\" = 1\n").expect("written");
    let types = home.folder.path().join(".config/baocao/reports");
    fs::create_dir_all(&types).expect("made");
    fs::write(types.join("x\u{1b}[31m.toml"), "id = \"a\\u001b[31m\"\ntitle = \"\\u001b[31m\"\n").expect("written");
    let odd = home.folder.path().join("o\u{1b}[31m.toml");
    fs::copy(&home.report, &odd).expect("copied");
    let doors: &[&[&str]] = &[
        &["check"],
        &["export", "--to", "txt"],
        &["export", "--to", "md"],
        &["export", "--to", "html"],
        &["export", "--to", "docx"],
        &["recover"],
        &["import", "--type", "bao-cao-chung"],
        &["types", "check"],
        &["types", "preview"],
        &["export", "--to", "\u{1b}[31m"],
    ];
    for arguments in doors {
        let output = home.ask_about(arguments, &odd, &[]);
        let said = String::from_utf8([output.stdout, output.stderr].concat()).expect("UTF-8");
        let is_code = |c: char| c.is_control() && c != '\n';
        assert!(!said.contains(is_code), "{arguments:?}: {said:?}");
    }
    let mut list = Command::new(env!("CARGO_BIN_EXE_baocao"));
    let list = list.arg("types").env_clear().env("HOME", home.folder.path()).output().expect("it runs");
    assert!(!list.stdout.contains(&0x1b), "{list:?}");
}

/// Texts are proofread by rules that are listed, and lists of one's own change what they look for.
#[test]
fn a_text_is_proofread_line_by_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str]| {
        let out = Command::new(env!("CARGO_BIN_EXE_baocao"))
            .args(["--home", "nha"])
            .args(arguments)
            .current_dir(folder.path())
            .output()
            .expect("it runs");
        (
            out.status.code(),
            String::from_utf8_lossy(&out.stdout).into_owned(),
            String::from_utf8_lossy(&out.stderr).into_owned(),
        )
    };
    let text = "BÁO CÁO\n\nCông tác tuyên truyền được trú trọng ở vùng sâu vùng xa.\n- Lưu VT.\n";
    fs::write(folder.path().join("a.txt"), text).expect("written");
    fs::write(folder.path().join("b.txt"), "Các xã đã báo cáo đầy đủ.\n").expect("written");
    let (code, told, _) = run(&["check", "--text", "a.txt"]);
    assert_eq!(code, Some(1), "{told}");
    for line in [
        "a.txt:3:28: lỗi: “trú trọng” → “chú trọng”: chính tả – “tuyên truyền được trú trọng ở vùng sâu” [T01]",
        "a.txt:3:40: cảnh báo: “vùng sâu vùng xa” → “vùng sâu, vùng xa”",
        "a.txt:4:3: lỗi: “Lưu” → “Lưu:”",
    ] {
        assert!(told.contains(line), "{line}\n{told}");
    }
    let (code, told, _) = run(&["--lang", "en", "check", "--text", "a.txt", "b.txt"]);
    assert_eq!(code, Some(1));
    assert!(
        told.contains("b.txt: nothing found") && told.contains("2 files: 0 missing, 2 errors, 1 warnings, 0 hints."),
        "{told}"
    );
    let (code, _, why) = run(&["check", "--text", "b.txt", "c.txt"]);
    assert!(code == Some(2) && why.contains("c.txt"), "{why}");
    assert!(run(&["check", "--rules"]).1.contains("T01  lỗi: chính tả."));
    // A list of one's own takes a line out, and adds another.
    let words = folder.path().join("nha/config/words");
    fs::create_dir_all(&words).expect("a folder");
    fs::write(words.join("misspellings.tsv"), "-trú trọng\nbáo cáo\tbản báo cáo\tchắc\n").expect("written");
    let (_, told, _) = run(&["check", "--text", "a.txt", "b.txt"]);
    assert!(!told.contains("trú trọng”") && told.contains("b.txt:1:11: lỗi: “báo cáo” → “bản báo cáo”"), "{told}");
    // One that cannot be read is named.
    fs::write(words.join("misspellings.tsv"), b"a\xff\tb\n").expect("written");
    let (_, told, why) = run(&["check", "--text", "a.txt"]);
    assert!(
        told.contains("trú trọng”") && why.contains("misspellings.tsv") && why.contains("không được dùng"),
        "{why}"
    );
}

/// Each figure of a sentence is held against the field that its own words name.
#[test]
fn figures_in_a_text_are_held_against_the_fields_that_they_name() {
    let said = "Toàn xã có 1.999 trẻ em, trong đó 1.211 trẻ em dân tộc thiểu số và 9 trẻ em mồ côi; gần 2.100 trẻ em.";
    let report = EXAMPLES.iter().find(|(id, _)| *id == "thang-hanh-dong-vi-tre-em.toml").expect("a sample").1;
    let report = report.replace("tong_tre_em = 1986", &format!("tong_tre_em = 1986\ndac_diem_them = \"{said}\""));
    let (_, told) = Home::with(&report).run(&["check"]);
    let told: Vec<&str> = told.lines().filter(|line| line.contains("[Q14]")).collect();
    for (at, (number, field)) in [
        ("1.999", "“Tổng số trẻ em” ghi 1.986"),
        ("1.211", "“Trẻ em dân tộc thiểu số” ghi 1.210"),
        ("9 ", "“Trẻ em mồ côi” ghi 8"),
    ]
    .into_iter()
    .enumerate()
    {
        let line = told.get(at).unwrap_or_else(|| panic!("{told:?}"));
        assert!(line.contains(&format!("Câu này ghi {number}")) && line.contains(field), "{line}");
    }
    assert_eq!(told.len(), 3, "{told:?}");
}
