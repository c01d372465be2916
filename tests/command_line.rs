//! The commands that answer on standard output.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use baocao::store::names::{JOURNAL, beside};
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
    assert_eq!(lines.len(), 2, "{said}");
    assert!(lines[0].starts_with(&format!("{place}: CHÚ Ý: Ký hiệu: ")), "{said}");
    assert_eq!(lines[1], format!("{place}: không còn thiếu; có 1 chỗ nên xem lại (19 câu trả lời)."));
    assert_eq!(code, Some(0));
}

#[test]
fn the_check_lists_what_is_missing_and_no_more() {
    let home = Home::with(&COMPLETE.replace("dia_danh = \"Suối Lim\"\n", ""));
    let (code, said) = home.run(&["check"]);
    assert_eq!((code, said), (Some(1), format!("{}: THIẾU: Địa danh: Chưa có câu trả lời.\n", home.report.display())));
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
        let journal = beside(&play.path(), JOURNAL);
        fs::copy(journal, beside(&home.report, JOURNAL)).expect("copied");
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
    let home = cut_off();
    let before = fs::read_to_string(&home.report).expect("the report");
    assert_eq!(home.run(&["recover", "--discard"]).0, Some(0));
    assert_eq!(fs::read_to_string(&home.report).expect("the report"), before);
    let versions = list(&home.report);
    assert!(versions.iter().any(|version| fs::read_to_string(&version.path).is_ok_and(|text| text.contains("82401"))));
}
