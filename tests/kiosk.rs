//! A shared server: the form alone, and nothing outside of one folder.

use std::collections::BTreeMap;
use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use rustix::fs::{CWD, RenameFlags, renameat_with};
use tempfile::TempDir;

use crate::terminal::{PATIENCE, Terminal};

const SAMPLE: &str = include_str!("../config/examples/thang-hanh-dong-vi-tre-em.toml");

fn baocao(arguments: &[&str], home: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_baocao"));
    command.args(arguments).env_clear().env("HOME", home).stdin(Stdio::null()).output().expect("it runs")
}

/// The form of a new report in a home folder of its own, on a shared server.
fn kiosk() -> Terminal {
    let mut terminal = Terminal::open(
        &["--home", "lan", "--kiosk", "new", "thang-hanh-dong-vi-tre-em"],
        &[("EDITOR", "/bin/sh"), ("VISUAL", "/bin/sh"), ("BAOCAO_ROOT", "/")],
    );
    terminal.wait("the form", |screen| screen.contains("Esc trình đơn"));
    terminal.settle();
    terminal
}

#[test]
fn there_is_neither_an_editor_nor_a_way_to_a_shell() {
    let mut terminal = kiosk();
    terminal.at("Cơ quan chủ trì");
    terminal.send(b"\x05");
    terminal.wait("that it is not to be had", |screen| screen.contains("Máy chủ này chỉ cho dùng biểu mẫu"));
    terminal.send(b"\x1b");
    terminal.wait("the menu", |screen| screen.contains("Trình đơn"));
    terminal.send("tạm ra".as_bytes());
    terminal.wait("that there is no such thing", |screen| screen.contains("Không có mục nào như vậy"));
    // What narrows the list is taken back first, then the list.
    terminal.send(b"\x1b\x1b");
    terminal.settle();
    terminal.send("Phòng Văn hóa\x11".as_bytes());
    assert_eq!(terminal.end(PATIENCE), 0);
    let saved = terminal.home.path().join("lan/bao-cao/thang-hanh-dong-vi-tre-em-2026.toml");
    assert!(fs::read_to_string(&saved).expect("in its folder").contains("Phòng Văn hóa"));
    for folder in ["lan", "lan/bao-cao", "lan/config"] {
        let mode = fs::metadata(terminal.home.path().join(folder)).expect("made").permissions().mode();
        assert_eq!(mode & 0o777, 0o700, "{folder}");
    }
}

#[test]
fn no_file_outside_the_folder_is_opened_or_listed() {
    let outside = tempfile::tempdir().expect("a folder");
    let report = outside.path().join("cua-nguoi-khac.toml");
    fs::write(&report, "[report]\ntype = \"thang-hanh-dong-vi-tre-em\"\nversion = 1\nperiod = \"2019\"\n")
        .expect("written");
    let home = tempfile::tempdir().expect("a folder");
    for folder in ["lan/bao-cao", "lan/config"] {
        fs::create_dir_all(home.path().join(folder)).expect("made");
    }
    let index = format!("[[report]]\npath = \"{}\"\ntype = \"x\"\ntitle = \"Của người khác\"\n", report.display());
    fs::write(home.path().join("lan/config/index.toml"), index).expect("written");
    let settings = format!("thu_muc = \"{0}\"\nfolder = \"{0}\"\n", outside.path().display());
    fs::write(home.path().join("lan/config/settings.toml"), settings).expect("written");
    std::os::unix::fs::symlink(&report, home.path().join("lan/bao-cao/lien-ket.toml")).expect("a link");
    let path = report.display().to_string();
    let mut terminal = Terminal::in_home(home, &["--home", "lan", "--kiosk", &path], &[]);
    terminal.wait("that it is outside", |screen| screen.contains("nằm ngoài thư mục"));
    terminal.send(b"\r");
    terminal.settle();
    let screen = terminal.screen();
    assert!(!screen.contains("Của người khác") && !screen.contains("2019"), "{screen}");
    assert!(screen.contains("Chưa có báo cáo nào"), "{screen}");
    // Nor is one read as an old report.
    terminal.send(b"\x1b");
    terminal.wait("the menu", |screen| screen.contains("Trình đơn"));
    terminal.send("từ báo cáo cũ".as_bytes());
    terminal.settle();
    terminal.send(b"\r");
    terminal.wait("the files", |screen| screen.contains("Chọn tệp báo cáo cũ"));
    terminal.send(b"\x1b[F\r");
    terminal.wait("where it is", |screen| screen.contains("Tệp báo cáo cũ"));
    terminal.send(b"/etc/passwd\r");
    terminal.wait("that it is outside", |screen| screen.contains("nằm ngoài thư mục"));
    assert!(!terminal.screen().contains("root:"), "{}", terminal.screen());
}

/// What stands in `ngoai`, beside the home: no test may see it on the screen, find it in the home, or find
/// it changed.
const SECRET: &str = "Của người khác";

/// A home with a report, and `ngoai` beside it, which the links in the home lead to.
fn planted(links: &[(&str, &str)]) -> Arc<TempDir> {
    let root = tempfile::tempdir().expect("a folder");
    let at = |path: &str| root.path().join(path);
    for folder in ["lan/bao-cao", "lan/config", "ngoai/thu-muc"] {
        fs::create_dir_all(at(folder)).expect("made");
    }
    fs::write(at("lan/bao-cao/a.toml"), SAMPLE).expect("written");
    fs::write(at("lan/config/don-vi.toml"), "[report]\ntype = \"don-vi\"\nversion = 1\n").expect("written");
    let report = format!(
        "[report]\ntype = \"thang-hanh-dong-vi-tre-em\"\nversion = 1\nperiod = \"2019\"\n[answers]\nco_quan = \"{SECRET}\"\n"
    );
    fs::write(at("ngoai/bao-cao.toml"), &report).expect("written");
    fs::write(at("ngoai/thu-muc/a.toml"), &report).expect("written");
    fs::write(at("ngoai/settings.toml"), format!("# {SECRET}\nlanguage = \"en\"\n")).expect("written");
    fs::write(at("ngoai/rong"), "").expect("written");
    fs::write(at("ngoai/thu-muc/themes.tsv"), format!("2026\t{SECRET}\n")).expect("written");
    for folder in ["", "ngoai", "ngoai/thu-muc"] {
        fs::write(at(folder).join(format!("{SECRET}.txt")), SECRET).expect("written");
    }
    // Of this one the program would say that it is no text.
    fs::write(at("ngoai/khac.txt"), b"\xff\xff").expect("written");
    for (link, to) in links {
        let link = at(link);
        let _ = fs::remove_file(&link).or_else(|_| fs::remove_dir_all(&link));
        symlink(at(to), link).expect("a link");
    }
    Arc::new(root)
}

/// Every file below a folder, as it is and as it was last changed. Links are told, not followed.
fn everything(folder: &Path) -> BTreeMap<PathBuf, (String, i64)> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let (path, found) = (entry.path(), entry.metadata().expect("there"));
        if found.is_dir() {
            all.extend(everything(&path));
        }
        let text = if found.is_file() { fs::read(&path).expect("read") } else { Vec::new() };
        all.insert(path, (String::from_utf8_lossy(&text).into_owned(), found.ctime_nsec()));
    }
    all
}

/// Runs the program in such a home; nothing outside is changed, and what stands there is neither shown nor
/// taken in.
fn outside_stays(links: &[(&str, &str)], arguments: &[&str], work: impl FnOnce(&mut Terminal)) {
    let root = planted(links);
    let before = everything(&root.path().join("ngoai"));
    let arguments = [&["--home", "lan", "--kiosk"], arguments].concat();
    let mut terminal = Terminal::in_home(Arc::clone(&root), &arguments, &[]);
    work(&mut terminal);
    assert!(!terminal.screen().contains(SECRET), "{}", terminal.screen());
    assert_eq!(before, everything(&root.path().join("ngoai")), "{links:?}");
    for (path, (text, _)) in everything(&root.path().join("lan")) {
        assert!(!text.contains(SECRET), "{}", path.display());
    }
}

/// Types into the report, saves it, exports it to Word and leaves.
fn write_and_export(terminal: &mut Terminal) {
    terminal.at("Cơ quan chủ trì");
    terminal.send("Suối Lim".as_bytes());
    terminal.settle();
    terminal.send(b"\x0f");
    terminal.wait("the formats", |screen| screen.contains("Word, để in và ký"));
    terminal.send(b"1");
    terminal.wait("what is missing", |screen| screen.contains("2 Dự thảo: Word"));
    terminal.send(b"2");
    terminal.wait("the export", |screen| screen.contains("Đã xuất"));
    terminal.settle();
}

#[test]
fn a_report_is_begun_from_an_earlier_one_in_the_folder_alone() {
    let link = [("lan/bao-cao/lien-ket.toml", "ngoai/bao-cao.toml")];
    let type_id = "thang-hanh-dong-vi-tre-em";
    for earlier in ["ngoai/bao-cao.toml", "lan/bao-cao/lien-ket.toml", "lan/../ngoai/bao-cao.toml"] {
        outside_stays(&link, &["new", type_id, "--from", earlier], |terminal| {
            terminal.wait("that it is outside", |screen| screen.contains("nằm ngoài"));
            terminal.send(b"\r\x11");
            assert_eq!(terminal.end(PATIENCE), 0);
        });
    }
    outside_stays(&link, &["moi", type_id, "--tu", "lan/bao-cao/a.toml"], |terminal| {
        terminal.wait("the copy", |screen| screen.contains("Báo cáo mới, tệp") && screen.contains(">~ Năm"));
        terminal.settle();
        terminal.send(b"\x11");
        assert_eq!(terminal.end(PATIENCE), 0);
        let reports = fs::read_dir(terminal.home.path().join("lan/bao-cao")).expect("the reports");
        let begins = format!("{type_id}-20");
        let copy = reports.flatten().any(|file| file.file_name().to_string_lossy().starts_with(&begins));
        assert!(copy);
    });
}

#[test]
fn links_in_the_folder_of_settings_lead_nowhere() {
    let links = [
        ("lan/config/settings.toml", "ngoai/settings.toml"),
        ("lan/config/index.toml", "ngoai/rong"),
        ("lan/config/don-vi.toml", "ngoai/bao-cao.toml"),
        ("lan/config/reports", "ngoai/thu-muc"),
        ("lan/config/layout", "ngoai/thu-muc"),
    ];
    outside_stays(&links, &["lan/bao-cao/a.toml"], |terminal| {
        terminal.wait("what is wrong with the settings", |screen| screen.contains("nằm ngoài"));
        terminal.settle();
        write_and_export(terminal);
        // The measures of the page are told too.
        assert!(terminal.screen().contains("nd30.toml: nằm ngoài"), "{}", terminal.screen());
        terminal.send(b"\r\x11");
        assert_eq!(terminal.end(PATIENCE), 0);
        let saved = fs::read_to_string(terminal.home.path().join("lan/bao-cao/a.toml")).expect("saved");
        assert!(saved.contains("Suối Lim"));
    });
    // The office profile says so itself.
    outside_stays(&links, &[], |terminal| {
        terminal.wait("that it is outside", |screen| screen.contains("nằm ngoài"));
        terminal.send(b"\x1b");
        terminal.settle();
        terminal.send(b"\x11");
        terminal.end(PATIENCE);
    });
}

#[test]
fn links_beside_a_report_lead_nowhere() {
    let links = [
        ("lan/bao-cao/a.toml.nhat-ky", "ngoai/rong"),
        ("lan/bao-cao/a.toml.khoa", "ngoai/rong"),
        ("lan/bao-cao/ban-cu", "ngoai/thu-muc"),
        ("lan/bao-cao/da-xoa", "ngoai/thu-muc"),
        ("lan/bao-cao/a.du-thao.docx", "ngoai/rong"),
    ];
    outside_stays(&links, &["lan/bao-cao/a.toml"], |terminal| {
        terminal.wait("the form", |screen| screen.contains("Esc trình đơn"));
        terminal.settle();
        write_and_export(terminal);
        terminal.send(b"\r\x11");
        assert_eq!(terminal.end(PATIENCE), 0);
        let reports = terminal.home.path().join("lan/bao-cao");
        assert!(fs::read_to_string(reports.join("a.toml")).expect("saved").contains("Suối Lim"));
        assert!(fs::symlink_metadata(reports.join("a.du-thao.docx")).expect("exported").is_file());
        assert!(!reports.join("a.toml.nhat-ky").exists());
    });
}

/// Neither the report of the period before, nor a list of words, nor the page of figures beside the report is followed.
#[test]
fn last_year_and_lists_of_words_are_those_of_the_home() {
    let links = [
        ("lan/bao-cao/a-2019.toml", "ngoai/bao-cao.toml"),
        ("lan/bao-cao/a.so-lieu.docx", "ngoai/rong"),
        ("lan/config/words", "ngoai/thu-muc"),
    ];
    outside_stays(&links, &["lan/bao-cao/a.toml"], |terminal| {
        terminal.wait("the form", |screen| screen.contains("Esc trình đơn"));
        terminal.settle();
        // The themes of the years are offered, and none of the link's.
        terminal.at("Chủ đề");
        terminal.send(b"\x15 ");
        terminal.wait("the themes", |screen| screen.contains("2025: Ưu tiên nguồn lực"));
        assert!(!terminal.screen().contains(SECRET), "{}", terminal.screen());
        terminal.send(b"\x1b");
        terminal.settle();
        // The figures have none of 2019 beside them, and go to a file beside the report.
        terminal.send(b"\x0f");
        terminal.wait("the formats", |screen| screen.contains("Bảng số liệu"));
        let screen = terminal.screen();
        let line = screen.lines().find(|line| line.contains("Bảng số liệu")).expect("the line");
        let number: String = line.chars().filter(char::is_ascii_digit).take(1).collect();
        terminal.send(number.as_bytes());
        terminal.wait("the export", |screen| screen.contains("Đã xuất"));
        assert!(!terminal.screen().contains("2019"), "{}", terminal.screen());
        terminal.send(b"\r\x11");
        assert_eq!(terminal.end(PATIENCE), 0);
        let page = terminal.home.path().join("lan/bao-cao/a.so-lieu.docx");
        assert!(fs::symlink_metadata(&page).expect("exported").is_file());
    });
}

#[test]
fn a_report_or_an_old_one_that_is_a_link_is_not_opened() {
    let links = [("lan/bao-cao/a.toml", "ngoai/bao-cao.toml"), ("lan/cu.txt", "ngoai/bao-cao.toml")];
    outside_stays(&links, &["lan/bao-cao/a.toml"], |terminal| {
        terminal.wait("that it is outside", |screen| screen.contains("nằm ngoài"));
        assert!(!terminal.screen().contains(SECRET) && !terminal.screen().contains("2019"));
        terminal.send(b"\r");
        terminal.settle();
        assert!(terminal.screen().contains("Chưa có báo cáo nào"), "{}", terminal.screen());
        import(terminal, "lan/cu.txt");
        terminal.wait("that it is outside", |screen| screen.contains("nằm ngoài"));
        terminal.send(b"\r\x11");
        terminal.end(PATIENCE);
    });
}

/// Asks for an old report to begin from.
fn import(terminal: &mut Terminal, path: &str) {
    list_old_reports(terminal);
    type_path(terminal, path);
}

/// Lists the old reports of the folder that they were taken from last.
fn list_old_reports(terminal: &mut Terminal) {
    terminal.send(b"\x1b");
    terminal.wait("the menu", |screen| screen.contains("Trình đơn"));
    terminal.send("từ báo cáo cũ".as_bytes());
    terminal.settle();
    terminal.send(b"\r");
    terminal.wait("the files", |screen| screen.contains("Chọn tệp báo cáo cũ"));
    terminal.settle();
}

/// Chooses the last line of the list, and types a path.
fn type_path(terminal: &mut Terminal, path: &str) {
    terminal.send(b"\x1b[F\r");
    terminal.wait("where it is", |screen| screen.contains("Tệp báo cáo cũ"));
    terminal.send(path.as_bytes());
    terminal.send(b"\r");
    terminal.wait("the files or the types", |screen| !screen.contains("Tệp báo cáo cũ"));
    terminal.settle();
}

#[test]
fn the_list_of_old_reports_stays_in_the_home() {
    let links = [("lan/ra", "ngoai"), ("lan/bao-cao/sau", "ngoai/thu-muc"), ("lan/ra.txt", "ngoai/khac.txt")];
    outside_stays(&links, &[], |terminal| {
        let root = terminal.home.path().to_owned();
        fs::write(root.join("lan/cua-minh.txt"), "BÁO CÁO\nKết quả của mình\n").expect("written");
        // What is remembered may have been written by anyone.
        fs::write(root.join("lan/config/index.toml"), format!("import_folder = \"{}\"\n", root.display()))
            .expect("written");
        // The index is read at the start.
        terminal.wait("the list", |screen| screen.contains("Báo cáo của tôi"));
        terminal.settle();
        terminal.send(b"\x11");
        assert_eq!(terminal.end(PATIENCE), 0);
        *terminal = Terminal::in_home(Arc::clone(&terminal.home), &["--home", "lan", "--kiosk"], &[]);
        terminal.wait("the list", |screen| screen.contains("Báo cáo của tôi"));
        terminal.settle();

        list_old_reports(terminal);
        let at_home = |screen: &str| {
            let is_listed = ["> cua-minh.txt", "bao-cao/", "config/"].iter().all(|name| screen.contains(name));
            is_listed && !screen.contains("thư mục trên") && !screen.contains(SECRET)
        };
        assert!(at_home(&terminal.screen()), "{}", terminal.screen());
        // A link is named, with why it cannot be followed, and leads nowhere.
        for name in ["ra.txt", "ra"] {
            assert!(terminal.screen().contains(&format!("  {name} ")), "{}", terminal.screen());
            terminal.send(name.as_bytes());
            terminal.settle();
            terminal.send(b"\r");
            terminal.settle();
            let screen = terminal.screen();
            assert!(screen.contains(&format!("Không lấy được từ {name}: nằm ngoài")), "{screen}");
            assert!(!screen.contains(SECRET) && !screen.contains("thư mục trên"), "{screen}");
        }
        // Nor does any path that is typed.
        let real = root.canonicalize().expect("there");
        for path in [
            "..".to_owned(),
            "/".to_owned(),
            "lan/..".to_owned(),
            "lan/bao-cao/../..".to_owned(),
            "lan/ra".to_owned(),
            "lan/bao-cao/sau".to_owned(),
            "lan/ra/thu-muc".to_owned(),
            real.display().to_string(),
            real.join("ngoai").display().to_string(),
            real.join("lan/../ngoai").display().to_string(),
            "/proc/self/cwd/ngoai".to_owned(),
        ] {
            type_path(terminal, &path);
            let screen = terminal.screen();
            let told: Vec<&str> = screen.split(['│', ' ', '\n']).filter(|word| !word.is_empty()).collect();
            let told = told.join(" ");
            assert!(told.contains("Không lấy được từ") && told.contains(": nằm ngoài"), "{path}: {screen}");
            assert!(!screen.contains(SECRET), "{path}: {screen}");
        }
        // Within the home one goes down and up again, and no further.
        terminal.send(b"\x1b");
        terminal.settle();
        list_old_reports(terminal);
        terminal.send(b"bao-cao\r");
        terminal.wait("the folder below", |screen| screen.contains("thư mục trên"));
        assert!(terminal.screen().contains("> sau "), "{}", terminal.screen());
        terminal.send(b"\x1b[H\r");
        terminal.wait("the home", |screen| !screen.contains("thư mục trên"));
        terminal.settle();
        assert!(
            terminal.screen().contains("> bao-cao/") && !terminal.screen().contains(SECRET),
            "{}",
            terminal.screen()
        );
        terminal.send(b"cua-minh\r");
        terminal.wait("the types", |screen| screen.contains("Thành loại báo cáo nào"));
        terminal.send(b"\x1b");
        terminal.settle();
        terminal.send(b"\x11");
        assert_eq!(terminal.end(PATIENCE), 0);
    });
}

#[test]
fn a_home_whose_folders_are_links_is_refused_with_words() {
    for (folder, to) in [("lan/config", "ngoai/thu-muc"), ("lan/bao-cao", "ngoai/thu-muc"), ("lan/config", "ngoai/moi")]
    {
        outside_stays(&[(folder, to)], &[], |terminal| {
            assert_eq!(terminal.end(PATIENCE), 2);
            let screen = terminal.screen();
            assert!(screen.contains("không tạo được thư mục này") && screen.contains("nằm ngoài"), "{screen}");
        });
    }
}

/// Ends the other thread, whatever becomes of this one.
struct End<'a>(&'a AtomicBool);
impl Drop for End<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[test]
fn an_old_report_that_is_swapped_for_a_link_is_never_read_from_outside() {
    outside_stays(&[("lan/ra.txt", "ngoai/khac.txt")], &[], |terminal| {
        let lan = terminal.home.path().join("lan");
        fs::write(lan.join("cu.txt"), "BÁO CÁO\nKết quả của mình\n").expect("written");
        let is_done = AtomicBool::new(false);
        thread::scope(|scope| {
            let _end = End(&is_done);
            scope.spawn(|| {
                while !is_done.load(Ordering::Relaxed) {
                    let (one, other) = (lan.join("cu.txt"), lan.join("ra.txt"));
                    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).expect("swapped");
                }
            });
            terminal.wait("the list", |screen| screen.contains("Báo cáo của tôi") || screen.contains("a.toml"));
            terminal.settle();
            for _ in 0..8 {
                import(terminal, "lan/cu.txt");
                let screen = terminal.screen();
                assert!(screen.contains("nằm ngoài") || screen.contains("Thành loại báo cáo nào"), "{screen}");
                terminal.send(b"\x1b");
                terminal.settle();
            }
        });
        terminal.send(b"\x11");
        assert_eq!(terminal.end(PATIENCE), 0);
    });
}

#[test]
fn no_other_command_runs_and_the_folder_must_be_named() {
    let home = tempfile::tempdir().expect("a folder");
    for command in [
        &["types"][..],
        &["types", "new", "thu"],
        &["types", "preview", "/etc/passwd"],
        &["types", "convert", "/etc/passwd"],
        &["export", "/etc/passwd", "--to", "txt"],
        &["check", "/etc/passwd"],
        &["check", "--text", "/etc/passwd"],
        &["diff", "/etc/passwd", "/etc/passwd"],
        &["figures", "/etc/passwd"],
        &["typing", "--method", "telex"],
    ] {
        let output = baocao(&[&["--home", "lan", "--kiosk"], command].concat(), home.path());
        assert_eq!(output.status.code(), Some(2), "{command:?}");
        assert!(output.stdout.is_empty(), "{command:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("--kiosk"), "{command:?}");
    }
    let output = baocao(&["--kiosk"], home.path());
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--home"));
}

/// A server of one's own on this computer, as docs/server.md sets it up.
struct Server {
    process: Child,
    folder: tempfile::TempDir,
    /// For the form, and for fetching files.
    ports: [u16; 2],
    user: String,
}

impl Server {
    fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        for key in ["host", "own"] {
            let made = Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(at(key)).status();
            assert!(made.expect("ssh-keygen runs").success());
        }
        fs::copy(at("own.pub"), at("authorized_keys")).expect("copied");
        let free = || TcpListener::bind("127.0.0.1:0").and_then(|socket| socket.local_addr()).expect("a port").port();
        let ports = [free(), free()];
        let name = Command::new("id").arg("-un").output().expect("id runs").stdout;
        let user = String::from_utf8_lossy(&name).trim().to_owned();
        let config = format!(
            "ListenAddress 127.0.0.1:{}\nListenAddress 127.0.0.1:{}\nHostKey {host}\nPidFile none\n\
             AuthorizedKeysFile {keys}\nStrictModes no\nUsePAM no\nPasswordAuthentication no\n\
             PermitRootLogin prohibit-password\nSubsystem sftp internal-sftp\nAllowTcpForwarding no\n\
             Match LocalPort {}\n  ForceCommand {program} --home {home} --kiosk\n  PermitTTY yes\n\
             Match LocalPort {}\n  ForceCommand internal-sftp -R -d {home}/bao-cao\n  PermitTTY no\n",
            ports[0],
            ports[1],
            ports[0],
            ports[1],
            host = at("host").display(),
            keys = at("authorized_keys").display(),
            program = env!("CARGO_BIN_EXE_baocao"),
            home = at("lan").display(),
        );
        fs::write(at("sshd_config"), config).expect("written");
        // Where the server shuts its unprivileged part away; it is there once the service has run.
        let _ = fs::create_dir_all("/run/sshd");
        let process = Command::new("/usr/sbin/sshd")
            .args(["-D", "-e", "-f"])
            .arg(at("sshd_config"))
            .stderr(fs::File::create(at("log")).expect("a log"))
            .spawn()
            .expect("sshd starts: install openssh-server, or leave BAOCAO_SSHD unset");
        Server { process, folder, ports, user }
    }

    /// What every client needs to be let in.
    fn client(&self, program: &str, port: usize) -> Vec<String> {
        let key = self.folder.path().join("own").display().to_string();
        let known = format!("UserKnownHostsFile={}", self.folder.path().join("known").display());
        let port = self.ports[port].to_string();
        let flag = if program == "sftp" { "-P" } else { "-p" };
        // A server that is just starting is knocked at more than once.
        let options = [known.as_str(), "StrictHostKeyChecking=no", "ConnectionAttempts=20", "BatchMode=yes"];
        let mut words = vec![format!("/usr/bin/{program}"), flag.to_owned(), port, "-i".to_owned(), key];
        words.extend(options.iter().flat_map(|option| ["-o".to_owned(), (*option).to_owned()]));
        words
    }

    fn address(&self) -> String {
        format!("{}@127.0.0.1", self.user)
    }

    /// The program over a connection; what stands after the address is not run.
    fn log_in(&self) -> Terminal {
        let mut words = self.client("ssh", 0);
        words.extend(["-tt".to_owned(), self.address()]);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let mut terminal =
            Terminal::under(&words, tempfile::tempdir().expect("a folder"), &[], &[("LANG", "vi_VN.UTF-8")]);
        terminal.wait("the program", |screen| screen.contains("baocao") && screen.contains("Esc"));
        terminal.settle();
        terminal
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Needs sshd and ssh on this computer; `.ci/run` sees to that.
#[test]
fn over_ssh_a_dropped_connection_loses_nothing_and_nothing_gets_one_a_shell() {
    if std::env::var_os("BAOCAO_SSHD").is_none() {
        return;
    }
    let server = Server::start();
    let mut terminal = server.log_in();
    assert!(terminal.screen().contains("Hồ sơ đơn vị"), "{}", terminal.screen());
    terminal.at("Địa danh");
    terminal.send("Suối Lim".as_bytes());
    terminal.wait("the word", |screen| screen.contains("Suối Lim"));
    // The connection is gone before anything was saved.
    terminal.kill();
    let office = server.folder.path().join("lan/config/don-vi.toml");
    terminal.wait_for_file("the word", || fs::read_to_string(&office).is_ok_and(|text| text.contains("Suối Lim")));
    let mut again = server.log_in();
    again.send(b"\x1b[B");
    again.settle();
    let screen = again.screen();
    assert!(screen.contains("Báo cáo của tôi") || screen.contains("Suối Lim"), "{screen}");
    again.send(b"\x11");
    again.end(PATIENCE);
    assert!(fs::read_to_string(&office).expect("saved").contains("Suối Lim"));

    // Whatever is asked for, the form is what one gets; without a terminal, not even that.
    for command in ["id", "sh -i", "-c id", "; id", "internal-sftp"] {
        let mut words = server.client("ssh", 0);
        words.extend([server.address(), command.to_owned()]);
        let output = Command::new(&words[0]).args(&words[1..]).stdin(Stdio::null()).output().expect("ssh runs");
        let told = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        assert!(!told.contains("uid=") && !output.status.success(), "{command}: {told}");
    }

    // The files are fetched over the other port, which writes nothing and runs nothing.
    fs::write(server.folder.path().join("lan/bao-cao/ket-qua.txt"), "văn bản").expect("written");
    let fetched = server.folder.path().join("fetched");
    let batch: PathBuf = server.folder.path().join("batch");
    fs::write(&batch, format!("get ket-qua.txt {}\n", fetched.display())).expect("written");
    let mut words = server.client("sftp", 1);
    words.extend(["-b".to_owned(), batch.display().to_string(), server.address()]);
    let output = Command::new(&words[0]).args(&words[1..]).output().expect("sftp runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(fs::read_to_string(&fetched).expect("fetched"), "văn bản");
    fs::write(&batch, "rm ket-qua.txt\n").expect("written");
    let output = Command::new(&words[0]).args(&words[1..]).output().expect("sftp runs");
    assert!(!output.status.success() && server.folder.path().join("lan/bao-cao/ket-qua.txt").exists());
}
