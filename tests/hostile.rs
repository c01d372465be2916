//! Input that means harm, or is broken: it is shown, bounded or refused, and never obeyed.

use std::fs;
use std::io::{Cursor, Read};
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use baocao::document::Document;
use baocao::document::compose::compose;
use baocao::export::{ExportOptions, FORMATS, FormatName, export};
use baocao::text::visible::{PLACEHOLDER, is_hidden};
use tempfile::TempDir;

use crate::play::Play;

/// One of each kind: an escape sequence, C0 and C1 controls, marks that turn the text, no width.
const TRICKS: &str = "\u{1b}]0;x\u{7}\u{1b}[31m\u{8}\u{7f}\u{9b}2J\u{90}\u{85}\u{202a}\u{202e}\u{2066}\u{2069}\u{200b}\u{200d}\u{2060}\u{feff}";

/// The tricks as a TOML text may hold them.
fn escaped() -> String {
    TRICKS.chars().map(|c| if is_hidden(c) { format!("\\u{:04X}", u32::from(c)) } else { c.to_string() }).collect()
}

fn report(answers: &str) -> String {
    format!("[report]\ntype = \"bao-cao-chung\"\nversion = 1\nperiod = \"2026\"\n\n[answers]\n{answers}")
}

fn has_hidden(text: &str) -> bool {
    text.contains(|c| c != '\n' && is_hidden(c))
}

#[track_caller]
fn is_shown(play: &Play) {
    let picture = play.picture();
    assert!(!has_hidden(&picture), "{picture:?}");
    assert!(picture.contains(PLACEHOLDER), "{picture}");
}

fn open(play: &mut Play, path: &Path) {
    play.open(path);
    play.keys("");
}

fn put(play: &Play, name: &str, text: &str) -> PathBuf {
    let path = play.program().context.workspace.folders.reports().join(name);
    fs::write(&path, text).expect("written");
    path
}

// ---- On the screen

/// What an export says, of a Word file all its parts.
fn exported(document: &Document, format: FormatName) -> String {
    let bytes = export(document, format, &ExportOptions::default()).expect("a document of the due size");
    if format != FormatName::Word {
        return String::from_utf8(bytes).expect("UTF-8");
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a Word file");
    let mut text = String::new();
    for part in 0..archive.len() {
        archive.by_index(part).expect("a part").read_to_string(&mut text).expect("UTF-8");
    }
    text
}

#[test]
fn tricks_in_an_answer_are_shown_and_stand_in_no_export() {
    let mut play = Play::new(120, 40).with_office();
    let tricky = format!("Kết quả{}<b>x</b>", escaped());
    let rows = format!("ket_qua = [{{ tieu_de = \"{tricky}\", noi_dung = \"\"\"một{}\nhai\"\"\" }}]", escaped());
    let path = put(&play, "a.toml", &report(&format!("trich_yeu = \"{tricky}\"\n{rows}\n")));
    open(&mut play, &path);
    play.at("Trích yếu");
    is_shown(&play);
    assert!(play.raw().contains('\u{202e}'), "what the file says is kept");
    let session = play.session();
    let document = compose(&session.definition, &session.answers, &session.evaluation);
    for format in FORMATS {
        let text = exported(&document, format.name);
        assert!(text.contains("Kết quả") && !has_hidden(&text), "{}: {text:?}", format.id);
    }
}

#[test]
fn a_text_becomes_no_markup() {
    let mut play = Play::new(120, 40).with_office();
    let hostile = "<script>alert(1)</script> [x](javascript:y) ![z](http://a.b) https://a.b www.a.b <http://c.d> `e`";
    let path = put(&play, "a.toml", &report(&format!("ket_qua = [{{ tieu_de = \"Một\", noi_dung = '{hostile}' }}]\n")));
    open(&mut play, &path);
    let session = play.session();
    let document = compose(&session.definition, &session.answers, &session.evaluation);
    let html = exported(&document, FormatName::Html);
    assert!(html.contains("&lt;script&gt;") && !html.contains("<script"), "{html}");
    let links: Vec<&str> = html.split(" href=\"").skip(1).collect();
    assert!(links.iter().all(|link| link.starts_with('#')), "{links:?}");
    assert!(!html.contains(" src=") && !html.contains("url("), "{html}");
    let markdown = exported(&document, FormatName::Markdown);
    let expected = r"\<script>alert(1)\</script> \[x\](javascript:y) !\[z\](http\://a.b) https\://a.b www\.a.b \<http\://c.d> \`e\`";
    assert!(markdown.replace(['\n', ' '], "").contains(&expected.replace(' ', "")), "{markdown}");
}

#[test]
fn tricks_in_names_of_files_and_in_the_index_are_shown() {
    let mut play = Play::new(120, 40).with_office();
    let path = put(&play, &format!("a\n{TRICKS}b.toml"), &report(""));
    put(&play, "c.toml", &format!("[report]\ntype = \"x{0}\"\nunit = \"y{0}\"\nperiod = \"z{0}\"\n", escaped()));
    play.list_reports();
    play.keys("");
    is_shown(&play);
    // Opened, changed, exported, left: titles, messages and the receipt name it.
    open(&mut play, &path);
    play.keys("1<c-o>6");
    is_shown(&play);
    play.program_mut().end();
    // Of a type that nobody knows, the file is only shown.
    let unknown = put(&play, "d.toml", &format!("[report]\ntype = \"x{0}\"\n# {0}\n", escaped()));
    open(&mut play, &unknown);
    is_shown(&play);
    // Broken: what is wrong is told with the name.
    let broken = put(&play, &format!("e{TRICKS}.toml"), "[report\n");
    open(&mut play, &broken);
    is_shown(&play);
}

#[test]
fn tricks_in_settings_are_shown() {
    let mut play = Play::new(120, 40);
    fs::write(play.program().context.workspace.folders.settings(), format!("\"{}\" = = 1", escaped()))
        .expect("written");
    play = play.again();
    assert!(!has_hidden(&play.picture()));
    fs::write(play.program().context.workspace.folders.settings(), format!("folder = \"{}\"\n", "x".repeat(300)))
        .expect("written");
    play = play.again();
    play.keys("<esc>");
    assert!(!has_hidden(&play.picture()));
}

#[test]
fn a_paste_is_clean_and_has_an_end() {
    let mut play = Play::report("bao-cao-chung", 120, 40);
    play.at("Trích yếu").paste(&format!("a{TRICKS}b"));
    assert_eq!(play.raw(), "a]0;x[31m2J b", "the next line of a line end is the same line here");
    let long = "á ".repeat(400_000);
    play.paste(&long);
    play.sees("Chưa dán vì quá dài");
    assert_eq!(play.raw(), "a]0;x[31m2J b");
    // Two that fit alone do not together; what is saved opens again.
    let half = "á ".repeat(200_000);
    play.paste(&half).paste(&half);
    play.sees("Chưa dán vì quá dài");
    play.advance(10_000);
    let (path, length) = (play.path(), play.raw().len());
    let mut play = play.again();
    open(&mut play, &path);
    play.at("Trích yếu");
    assert_eq!(play.raw().len(), length - 1, "but for the space at its end");
}

#[test]
fn what_an_editor_made_is_clean_and_bounded() {
    let mut play = Play::report("bao-cao-chung", 120, 40);
    play.at("Trích yếu");
    play.with_editor(&format!("a{TRICKS}b\n"));
    play.keys("<c-e>");
    assert_eq!(play.raw(), "a]0;x[31m2J b");
    play.with_editor(&"x".repeat(1_000_000));
    play.keys("<c-e>").sees("quá dài");
    assert_eq!(play.raw(), "a]0;x[31m2J b");
}

// ---- Links and modes

#[test]
fn links_do_not_lead_a_save_elsewhere() {
    let mut play = Play::new(120, 40).with_office();
    let other = tempfile::tempdir().expect("a folder");
    let (secret, shared) = (other.path().join("secret"), other.path().join("shared.toml"));
    fs::write(&secret, "khác").expect("written");
    fs::write(&shared, report("")).expect("written");
    let path = put(&play, "a.toml", &report(""));
    for name in ["a.toml.nhat-ky", "a.du-thao.txt", "a.du-thao.md", "a.du-thao.html", "a.du-thao.docx"] {
        symlink(&secret, path.with_file_name(name)).expect("a link");
    }
    symlink(other.path(), path.with_file_name("ban-cu")).expect("a link");
    open(&mut play, &path);
    play.at("Trích yếu").keys("x").advance(10_000);
    assert_eq!(fs::read_dir(other.path()).expect("a folder").count(), 2, "no earlier version went there");
    for format in ["5", "6", "7", "8"] {
        play.keys("<c-o>").keys(format).keys("<esc>");
    }
    assert_eq!(fs::read_to_string(&secret).expect("read"), "khác");
    for name in ["a.du-thao.txt", "a.du-thao.docx"] {
        assert!(fs::symlink_metadata(path.with_file_name(name)).expect("there").is_file(), "{name}");
    }
    assert!(fs::symlink_metadata(path.with_file_name("a.toml.nhat-ky")).is_err(), "the journal took the link's place");
    // A link that a person opens by its name is meant; one that is only found is not listed.
    let link = path.with_file_name("link.toml");
    symlink(&shared, &link).expect("a link");
    play.list_reports();
    assert!(!play.program().home.reports.iter().any(|report| report.path == link));
    open(&mut play, &link);
    play.at("Trích yếu").keys("y").advance(10_000);
    assert!(fs::read_to_string(&shared).expect("read").contains("trich_yeu"));
    assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
}

#[test]
fn everything_written_is_the_owners_alone() {
    let mut play = Play::report("bao-cao-chung", 120, 40);
    play.at("Trích yếu").keys("x").advance(10_000).keys("y").advance(10_000).keys("<c-o>6").keys("<esc>");
    play.program_mut().end();
    let mut pending = vec![
        play.program().context.workspace.folders.reports().to_owned(),
        play.program().context.workspace.folders.config().to_owned(),
    ];
    let mut files = Vec::new();
    while let Some(folder) = pending.pop() {
        assert_eq!(mode(&folder), 0o700, "{}", folder.display());
        for entry in fs::read_dir(&folder).expect("a folder").flatten() {
            // The profile was put there by this test.
            match entry.path() {
                path if path.is_dir() => pending.push(path),
                path if path == play.program().context.workspace.folders.office() => {}
                path => files.push(path),
            }
        }
    }
    for path in &files {
        assert_eq!(mode(path), 0o600, "{}", path.display());
    }
    let mut names: Vec<String> =
        files.iter().map(|path| path.file_name().expect("a name").to_string_lossy().into_owned()).collect();
    names.sort();
    let version = names.remove(0);
    assert!(version.starts_with("20"), "an earlier version: {version}");
    assert_eq!(names, ["bao-cao-chung-2026.du-thao.txt", "bao-cao-chung-2026.toml", "index.toml"]);
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("there").permissions().mode() & 0o777
}

#[test]
fn an_index_full_of_strange_paths_is_survived() {
    let mut play = Play::new(80, 24).with_office();
    let paths = ["../../../../etc/passwd", "/dev/zero", "/", "", "a\\u0000b", &"x".repeat(5000)];
    let entry = |path: &&str| format!("[[report]]\npath = \"{path}\"\ntitle = \"T\"\n");
    let text = paths.iter().map(entry).collect::<Vec<_>>().concat();
    fs::write(play.program().context.workspace.folders.index(), text).expect("written");
    play = play.again();
    play.list_reports();
    // A regular file may have been opened by its name; a device and a folder never were.
    let listed: Vec<&Path> = play.program().home.reports.iter().map(|report| report.path.as_path()).collect();
    assert!(!listed.iter().any(|path| [Path::new("/dev/zero"), Path::new("/"), Path::new("")].contains(path)));
}

// ---- On the command line

struct Home(TempDir);

impl Home {
    fn new() -> Self {
        Home(tempfile::tempdir().expect("a folder"))
    }

    fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(&path, bytes).expect("written");
        path.to_string_lossy().into_owned()
    }

    /// What is printed, errors too, by a program that may take 20 seconds and 600 MB of addresses: a
    /// bound that an endless or swollen one meets, on a slow and busy computer as well.
    fn run(&self, arguments: &[&str]) -> String {
        let Output { status, stdout, stderr } = Command::new("sh")
            .args(["-c", "ulimit -v 600000; exec timeout 20 \"$0\" \"$@\"", env!("CARGO_BIN_EXE_baocao")])
            .args(arguments)
            .env("BAOCAO_ROOT", self.0.path())
            .env("LANG", format!("vi_VN.UTF-8{TRICKS}"))
            .env("TERM", TRICKS)
            .env("TZ", "/dev/zero")
            .env_remove("LC_ALL")
            .output()
            .expect("it runs");
        let said = String::from_utf8(stdout).expect("UTF-8") + &String::from_utf8(stderr).expect("UTF-8");
        assert!(status.code().is_some_and(|code| code <= 2), "{arguments:?} ended with {status}: {said}");
        assert!(!has_hidden(&said), "{said:?}");
        said
    }
}

#[test]
fn nothing_printed_is_obeyed_by_the_terminal() {
    let home = Home::new();
    let name = format!("a{TRICKS}.toml");
    let tricky = home.put(&name, report(&format!("trich_yeu = \"{}\"\n\"{}\" = 1\n", escaped(), escaped())));
    assert!(home.run(&["check", &tricky]).contains("░"));
    for format in ["txt", "md", "html"] {
        home.run(&["export", &tricky, "--to", format]);
    }
    assert!(home.run(&["export", &tricky, "--to", "txt", "-o", &format!("{tricky}.txt")]).contains("░"));
    assert!(home.run(&["types", "check", &tricky]).contains("░"));
    assert!(home.run(&["check", TRICKS]).contains("░"), "a file that is not there");
    assert!(home.run(&[&format!("--{TRICKS}")]).contains("░"), "an argument that is not known");
    assert!(home.run(&["export", &tricky, "--to", TRICKS]).contains("░"));
    let unknown = home.put("b.toml", format!("[report]\ntype = \"{}\"\n", escaped()));
    assert!(home.run(&["check", &unknown]).contains("░"));
    let twice = home.put("c.toml", format!("\"{0}\" = 1\n\"{0}\" = 2\n", escaped()));
    home.run(&["check", &twice]);
    let own =
        format!("id = \"{0}\"\ntitle = \"{0}\"\n\"{0}\" = 1\n[[section]]\nid = \"{0}\"\ntitle = \"\"\n", escaped());
    home.put("config/reports/own.toml", own);
    assert!(home.run(&["types"]).contains("░"));
}

#[test]
fn a_line_end_in_a_name_makes_no_line_of_its_own() {
    let home = Home::new();
    let fake = home.put("a\nb.toml: không còn thiếu", report(""));
    let said = home.run(&["check", &fake]);
    assert!(said.lines().all(|line| line.contains("/a░b.toml")), "{said}");
    let said = home.run(&["types", "check", &fake]);
    assert!(said.lines().all(|line| line.contains("/a░b.toml")), "{said}");
}

#[test]
fn a_name_that_is_no_text_is_opened_and_shown() {
    let home = Home::new();
    let name = std::ffi::OsString::from_vec(b"a\xff\x1b.toml".to_vec());
    let path = home.0.path().join(name);
    fs::write(&path, report("")).expect("written");
    let output = Command::new(env!("CARGO_BIN_EXE_baocao")).arg("check").arg(&path).output().expect("it runs");
    let said = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(said.contains("a\u{fffd}░.toml:6:1: thiếu: "), "{said}");
}

#[test]
fn what_is_no_file_is_refused_at_once() {
    let home = Home::new();
    let pipe = home.0.path().join("pipe.toml");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    let pipe = pipe.to_string_lossy().into_owned();
    for path in ["/dev/zero", "/dev/tty", &pipe] {
        for command in [&["check"][..], &["types", "check"], &["export", "--to", "txt"]] {
            let said = home.run(&[command, &[path]].concat());
            assert!(said.contains("không phải tệp thông thường"), "{path}: {said}");
        }
    }
    assert!(home.run(&["check", "/"]).contains("đây là một thư mục"));
    // Beside the program's own files too, where a pipe would keep it waiting at its start.
    for name in ["config/settings.toml", "config/reports/x.toml"] {
        let path = home.0.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        assert!(Command::new("mkfifo").arg(&path).status().expect("mkfifo").success());
    }
    let report = home.put("a.toml", report(""));
    assert!(home.run(&["check", &report]).contains(": thiếu: "));
    assert!(home.run(&["types"]).contains("không phải tệp thông thường"));
    let out = home.run(&["export", &report, "--to", "txt", "--draft", "-o", "/dev/null"]);
    assert!(out.contains("không phải tệp thông thường"), "a device stays one: {out}");
}

fn keys(many: usize) -> String {
    (0..many).map(|i| format!("k{i} = 1\n")).collect::<Vec<_>>().concat()
}

#[test]
fn broken_and_swollen_answers_are_refused_or_opened() {
    const DEEP: usize = 10_000;
    let nested = |open: &str, close: &str| format!("x = {}1{}\n", open.repeat(DEEP), close.repeat(DEEP));
    let most = 990_000;
    let cases: [(&str, Vec<u8>, &str); 16] = [
        ("arrays", report(&nested("[", "]")).into(), "lồng nhau quá 64 tầng"),
        ("inline", report(&nested("{a=", "}")).into(), "lồng nhau quá 64 tầng"),
        ("dotted", report(&format!("a{} = 1\n", ".a".repeat(DEEP))).into(), "lồng nhau quá 64 tầng"),
        ("header", report(&format!("[a{}]\n", ".a".repeat(DEEP))).into(), "lồng nhau quá 64 tầng"),
        ("deepest", report(&format!("a{} = 1\n", ".a".repeat(most / 2))).into(), "lồng nhau quá 64 tầng"),
        ("headers", report(&format!("[a{}]\n", ".a".repeat(400)).repeat(1000)).into(), "lồng nhau quá 64 tầng"),
        ("bytes", [report("trich_yeu = \"").as_bytes(), b"\xff\"\n"].concat(), "không phải văn bản UTF-8 (dòng 7"),
        ("twice", report("trich_yeu = \"a\"\ntrich_yeu = \"b\"\n").into(), "khóa này đã có ở trên"),
        ("rows", report(&format!("ket_qua = [{}]\n", "{},".repeat(most / 3))).into(), "có 330000 dòng, quá nhiều"),
        ("tables", report(&"[[answers.ket_qua]]\n".repeat(most / 21)).into(), "quá nhiều để mở (tối đa 20000 dòng"),
        ("numbers", report(&format!("x = [{}]\n", "1,".repeat(most / 2))).into(), ": thiếu: "),
        ("keys", report(&keys(most / 11)).into(), ": thiếu: "),
        ("line", report(&format!("trich_yeu = \"{}\"\n", "á ".repeat(most / 3))).into(), ": thiếu: "),
        ("items", report(&format!("nhiem_vu = [{}]\n", "\"a\",".repeat(most / 4))).into(), "có 247500 dòng, quá nhiều"),
        ("largest", report(&format!("x = [{}]\n", "1,".repeat(5_900_000))).into(), "quá nhiều giá trị"),
        ("longest", report(&format!("a{} = 1\n", ".a".repeat(5_900_000))).into(), "quá nhiều giá trị"),
    ];
    let home = Home::new();
    for (name, bytes, words) in cases {
        let path = home.put(&format!("{name}.toml"), bytes);
        let said = home.run(&["check", &path]);
        let start: String = said.chars().take(300).collect();
        assert!(said.contains(words), "{name}: {start}");
    }
}

#[test]
fn what_is_too_large_is_not_even_read() {
    let home = Home::new();
    let path = home.put("a.toml", "");
    // 100 GB of nothing: reading it would take more than the time and the room there is.
    fs::File::options().write(true).open(&path).expect("there").set_len(100_000_000_000).expect("a hole");
    assert!(home.run(&["check", &path]).contains("Tệp quá lớn (100000000000 byte, tối đa 12000000)"));
    assert!(home.run(&["types", "check", &path]).contains("tệp quá lớn"));
    for name in ["config/settings.toml", "config/index.toml", "config/don-vi.toml", "config/reports/x.toml"] {
        home.put(name, "");
        let path = home.0.path().join(name);
        fs::File::options().write(true).open(path).expect("there").set_len(100_000_000_000).expect("a hole");
    }
    let report = home.put("b.toml", report(""));
    assert!(home.run(&["check", &report]).contains(": thiếu: "));
    assert!(home.run(&["types"]).contains("tệp quá lớn"));
}

#[test]
fn broken_and_swollen_types_are_told() {
    const DEEP: usize = 10_000;
    let head = "id = \"thu\"\ntitle = \"Thử\"\n";
    let most = 390_000;
    let field = "[[section.fields]]\nid = \"f\"\nlabel = \"F\"\nkind = \"text\"\n";
    let asked = |extra: &str| format!("{head}[[section]]\nid = \"s\"\ntitle = \"S\"\n{field}{extra}");
    let printed =
        |text: &str| asked(&format!("[[document.body]]\nid = \"b\"\nrole = \"paragraph\"\ntext = \"{text}\"\n"));
    let cases = [
        ("arrays", format!("{head}x = {}{}\n", "[".repeat(DEEP), "]".repeat(DEEP)), "không đúng cú pháp TOML"),
        ("inline", format!("{head}x = {}1{}\n", "{a=".repeat(DEEP), "}".repeat(DEEP)), "không đúng cú pháp TOML"),
        ("dotted", format!("{head}a{} = 1\n", ".a".repeat(most / 2)), "lồng nhau quá sâu"),
        ("twice", format!("{head}id = \"hai\"\n"), "không đúng cú pháp TOML"),
        ("keys", format!("{head}{}", keys(most / 11)), "đã thấy 100 lỗi"),
        ("fields", asked(&field.repeat(6_000)), "đã thấy 100 lỗi"),
        ("long id", head.replace("thu", &"a".repeat(300)), "dài tối đa 100"),
        ("path", head.replace("thu", "../../thu"), "chỉ được gồm chữ a-z"),
        ("absolute", head.replace("thu", "/etc/thu"), "chỉ được gồm chữ a-z"),
        ("zero", head.replace("thu", "a\\u0000b"), "chỉ được gồm chữ a-z"),
        ("deep pattern", printed(&"[".repeat(DEEP)), "mẫu câu sai"),
        ("long expression", asked(&format!("relevant = \"{}f\"\n", "not ".repeat(600))), "biểu thức sai"),
        (
            "deep expression",
            asked(&format!("relevant = \"{0}f{1}\"\n", "(".repeat(100), ")".repeat(100))),
            "biểu thức sai",
        ),
    ];
    let home = Home::new();
    for (name, text, words) in cases {
        let path = home.put(&format!("{name}.toml"), text);
        let said = home.run(&["types", "check", &path]);
        let start: String = said.chars().take(600).collect();
        assert!(said.contains(words), "{name}: {start}");
        assert!(said.lines().count() <= 102, "{name}: {} lines", said.lines().count());
    }
}

#[test]
fn a_type_that_is_no_utf8_is_told_with_its_place() {
    let home = Home::new();
    let path = home.put("config/reports/a.toml", b"id = \"a\"\ntitle = \"\xff\"\n");
    for said in [home.run(&["types"]), home.run(&["types", "check", &path])] {
        assert!(said.contains("không phải văn bản UTF-8 (ở 2:10)"), "{said}");
    }
}

#[test]
fn names_on_the_command_line_lead_nowhere() {
    let home = Home::new();
    for id in ["../../bao-cao-chung", "/etc/passwd", "bao-cao-chung/../x", &"a".repeat(5000)] {
        let path = home.put("a.toml", format!("[report]\ntype = \"{id}\"\n"));
        assert!(home.run(&["check", &path]).contains("không có loại báo cáo"), "{id}");
    }
    let long = home.0.path().join("x".repeat(300));
    assert!(home.run(&["check", &long.to_string_lossy()]).contains("tên tệp quá dài"));
    let path = home.put("a.toml", report("period = \"../../2026\"\nunit = \"../../x\"\n"));
    home.run(&["check", &path]);
}

/// A type as an author of bad will writes it, and answers to it.
fn swollen(home: &Home, body: &str, answers: &str, told: bool) -> String {
    let fields = "[[section]]\nid = \"s\"\ntitle = \"S\"\n\
                  [[section.fields]]\nid = \"f\"\nlabel = \"F\"\nkind = \"text\"\nunused = true\n\
                  [[section.fields]]\nid = \"r\"\nlabel = \"R\"\nkind = \"rows\"\nunused = true\n\
                  [[section.fields.columns]]\nid = \"c\"\nlabel = \"C\"\nkind = \"text\"\n";
    home.put("config/reports/thu.toml", format!("id = \"thu\"\ntitle = \"Thử\"\n{fields}{body}"));
    let path = home.put("a.toml", format!("[report]\ntype = \"thu\"\n[answers]\n{answers}"));
    assert_eq!(home.run(&["check", &path]).contains("Văn bản quá dài"), told, "{body:.80}");
    home.run(&["export", &path, "--to", "html", "--draft"])
}

#[test]
fn a_document_has_an_end_that_is_told() {
    let home = Home::new();
    let block = |id: usize, text: &str, more: &str| {
        format!("[[document.body]]\nid = \"b{id}\"\nrole = \"paragraph\"\ntext = \"{text}\"\n{more}")
    };
    let blocks = |text: &str, more: &str| (0..1000).map(|id| block(id, text, more)).collect::<Vec<_>>().concat();
    let long = format!("f = \"{}\"\n", "á ".repeat(10_000));
    let rows = format!("r = [{}]\n", "{c=\"một hai\"},".repeat(5_000));
    let series = format!("series = [{{ name = \"s\", parts = [{}] }}]\n", "\"{f}\",".repeat(1000));
    for (name, body, answers) in [
        ("one sentence", block(0, &"{f}".repeat(50_000), ""), &long),
        ("many sentences", blocks("{f}{f}", ""), &long),
        ("rows in sentences", blocks("{r.c|each} {f}", ""), &format!("{long}{rows}")),
        ("sentences in rows", blocks("{r.c}", "each = \"r\"\n"), &rows),
        ("series in series", block(0, &"{s}".repeat(1000), &series), &long),
    ] {
        let said = swollen(&home, &body, answers, true).replace('\u{a0}', " ");
        assert!(said.contains("[Văn bản quá dài"), "{name}: {}", said.chars().take(500).collect::<String>());
        assert!(said.len() < 30_000_000, "{name}: {} bytes", said.len());
    }
    let said = swollen(&home, &block(0, "{f}", ""), &long, false).replace('\u{a0}', " ");
    assert!(!said.contains("[Văn bản quá dài"), "one that is only long is whole");
}

#[test]
fn what_is_cut_short_on_the_screen_stays_so_however_long_one_types() {
    let play = Play::new(120, 40).with_office();
    let block =
        |id: usize| format!("[[document.body]]\nid = \"b{id}\"\nrole = \"paragraph\"\ntext = \"{{f}} {{g}}\"\n");
    let text = |id: &str| format!("[[section.fields]]\nid = \"{id}\"\nlabel = \"{id}\"\nkind = \"text\"\n");
    let blocks = (0..100).map(block).collect::<Vec<_>>().concat();
    let head = "id = \"thu\"\ntitle = \"Thử\"\n[[section]]\nid = \"s\"\ntitle = \"S\"\n";
    let types = play.program().context.workspace.folders.types();
    fs::create_dir_all(&types).expect("made");
    fs::write(types.join("thu.toml"), format!("{head}{}{}{blocks}", text("g"), text("f"))).expect("written");
    let mut play = play.again();
    let long = "á ".repeat(10_000);
    let path = put(&play, "a.toml", &format!("[report]\ntype = \"thu\"\n[answers]\ng = \"b\"\nf = \"{long}\"\n"));
    open(&mut play, &path);
    for key in ["x", "y", "<bs>", "<tab>", "z"] {
        play.keys(key);
        let document = &play.session().document;
        let size: usize = document.blocks().flat_map(baocao::document::Block::all_runs).map(|run| run.text.len()).sum();
        assert!((500_000..700_000).contains(&size), "after {key}: {size} bytes");
    }
}
