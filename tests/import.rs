//! Old reports become drafts: from the command line and by keys, with what must be recognised in
//! each text of the corpus, what must not, and what must not be lost.

use std::fs;
use std::io::{Cursor, Write};
use std::os::unix::fs::symlink;
use std::path::{Path as FilePath, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, SystemTime};

use baocao::document::compose::compose;
use baocao::export::{ExportOptions, FormatName, export};
use baocao::import::{Imported, import, paragraphs};
use baocao::report::answers::{Answer, Answers, EntryPath};
use baocao::report::definition::Definition;
use baocao::report::evaluation::Evaluation;
use baocao::report::ids::FieldId;
use baocao::store::answers_file::AnswersFile;
use baocao::store::built_in::EXAMPLES;
use baocao::store::library::Library;
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::play::{ACTION_MONTH, Play, TODAY};

fn corpus(name: &str) -> PathBuf {
    FilePath::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/import").join(name)
}

fn imported(name: &str, type_id: &str) -> (Definition, Imported) {
    let definition = Library::new(None).load(type_id).expect("loads");
    let list = paragraphs(&fs::read(corpus(name)).expect("read")).expect("a text");
    let imported = import(&definition, &list, TODAY.year());
    (definition, imported)
}

/// The raw text of a field, its parts and rows in one.
fn raw(definition: &Definition, answers: &Answers, id: &str) -> String {
    let field = definition.field(id).expect(id);
    let row = |row: &Vec<baocao::report::answers::Entry>| {
        row.iter().map(|e| e.raw.as_str()).filter(|raw| !raw.is_empty()).collect::<Vec<_>>().join("|")
    };
    match answers.answer(field) {
        Answer::One(entry) => entry.raw.clone(),
        Answer::Group(entries) => row(entries),
        Answer::Rows(rows) => rows.iter().map(row).collect::<Vec<_>>().join("\n"),
    }
}

#[test]
fn a_report_worded_otherwise_gives_what_is_sure_and_keeps_the_rest() {
    let (definition, Imported { answers, rest, .. }) = imported("phat-dong-2024.txt", ACTION_MONTH);
    let sure = [
        ("nam", "năm 2024"),
        ("so_van_ban", "87"),
        ("ky_hieu", "BC-BĐH"),
        (
            "van_ban_yeu_cau",
            "Công văn|1120|SYT-BMTE|08/5/2024|Sở Y tế tỉnh Bình Lâm|báo cáo kết quả Tháng hành động vì trẻ em năm 2024",
        ),
        ("chu_the", "Ủy ban nhân dân xã Nà Sim"),
        ("co_ke_hoach", "true"),
        ("ke_hoach", "Kế hoạch|57|KH-UBND|15/5/2024|tổ chức Tháng hành động vì trẻ em năm 2024"),
        ("don_vi_co_ke_hoach", "9/11"),
        ("co_le", "khong"),
        ("tt_phong_su", "2"),
        ("luot_kham", "gần 210"),
        ("han_che", "Hai thôn vùng cao chưa tổ chức được hoạt động vì đường sạt lở."),
        ("co_kien_nghi", "false"),
        ("noi_nhan", "Sở Y tế tỉnh|để b/c\nCác ban, ngành, đoàn thể xã|Gồm: Hội Phụ nữ; Đoàn Thanh niên; Mặt trận xã"),
        ("luu", "VHXH"),
        ("chu_ky", "kt|PHÓ CHỦ TỊCH UBND XÃ|A Thiết"),
        ("loai_chu_the", "ban"),
        ("cuoc_chu", "tt-them#2|Do Trung tâm Văn hóa tỉnh giúp dựng phim"),
    ];
    for (id, wanted) in sure {
        assert_eq!(
            raw(&definition, &answers, id).replace("8/5/2024", "08/5/2024").replace("008", "08"),
            wanted,
            "{id}"
        );
    }
    // Whose the figures are, or whether they are meant, the text does not say.
    for id in [
        "tong_tre_ho_tro",
        "le_tong_du",
        "tt_tin_bai",
        "dan_so",
        "nguon",
        "tai_nan",
        "phat_hien",
        "hoi_nghi_trien_khai",
    ] {
        assert_eq!(raw(&definition, &answers, id), "", "{id}");
    }
    // A page break had cut this sentence.
    assert!(raw(&definition, &answers, "mo_ta_chi_dao").contains("cán bộ thôn nhắc nhở từng hộ"));
    let funds = "Chi 9 triệu đồng từ nguồn ngân sách xã cho nước uống và quà bánh.";
    assert_eq!(raw(&definition, &answers, "kinh_phi_them"), funds);
    assert_eq!(rest, [""; 0]);
}

#[test]
fn a_general_report_keeps_its_own_headings_as_rows() {
    let (definition, Imported { answers, rest, .. }) = imported("bao-cao-chung.txt", "bao-cao-chung");
    let sure = [
        ("nam", "năm 2025"),
        ("so_van_ban", "31"),
        ("ky_hieu", "BC-KT"),
        ("dia_danh", "Nà Sim"),
        ("kinh_gui", "Ủy ban nhân dân xã Nà Sim"),
        ("gui_cap_tren", "true"),
        ("co_quan_chu_quan", "UBND xã Nà Sim"),
        ("co_quan_ban_hanh", "Phòng Kinh tế"),
        ("chu_the", "Phòng Kinh tế"),
        ("loai_chu_the", "phong"),
        ("trich_yeu", "Kết quả thực hiện công tác khuyến nông năm 2025"),
        ("noi_dung", "công tác khuyến nông"),
        ("ky_bao_cao", ""),
        ("han_che", "Thiếu cán bộ khuyến nông ở hai thôn xa."),
        ("co_han_che", "true"),
        ("nhiem_vu", "Mở thêm lớp về phòng bệnh cho dê."),
        ("luu", "KT"),
        ("chu_ky", "truc_tiep|Lò Thị Hạnh"),
    ];
    for (id, wanted) in sure {
        assert_eq!(raw(&definition, &answers, id), wanted, "{id}");
    }
    let results = raw(&definition, &answers, "ket_qua");
    assert!(results.starts_with("Tập huấn kỹ thuật|Đã mở 04 lớp"), "{results}");
    // After the tasks nothing is a result any more.
    assert!(!results.contains("Chuyện bên lề"), "{results}");
    assert!(rest.iter().any(|text| text.ends_with("Chuyện bên lề")), "{rest:?}");
    assert!(rest.iter().any(|text| text == "Đoạn này không thuộc mục nào của mẫu."), "{rest:?}");
}

#[test]
fn a_report_of_one_page_gives_its_head_and_end() {
    let (definition, Imported { answers, rest, .. }) = imported("mot-trang.txt", ACTION_MONTH);
    assert_eq!(raw(&definition, &answers, "nam"), "năm 2025");
    assert_eq!(raw(&definition, &answers, "loai_chu_the"), "truong");
    assert_eq!(raw(&definition, &answers, "chu_ky"), "truc_tiep|Vi Văn Thông");
    let done = "Trong tháng, nhà trường tổ chức một buổi chơi cho học sinh ở lại trường.";
    assert_eq!(raw(&definition, &answers, "hoat_dong_khac"), done);
    assert_eq!(rest, [""; 0]);
}

#[test]
fn what_the_program_wrote_comes_back() {
    let library = Library::new(None);
    let [(_, text), ..] = EXAMPLES else { panic!("no example") };
    let sample = AnswersFile::open(text, &library, TODAY.year()).expect("opens");
    let evaluation = Evaluation::of(&sample.definition, &sample.answers, TODAY);
    let document = compose(&sample.definition, &sample.answers, &evaluation);
    for (format, width) in [
        (FormatName::Word, 80),
        (FormatName::Markdown, 80),
        (FormatName::Text, 72),
        (FormatName::Text, 80),
        (FormatName::Text, 100),
    ] {
        let text = export(&document, format, &ExportOptions { width, ..ExportOptions::default() }).expect("written");
        let list = paragraphs(&text).expect("a text");
        let Imported { answers, rest, .. } = import(&sample.definition, &list, TODAY.year());
        let given = |field: &FieldId| !sample.answers.answer(*field).is_blank();
        let all: Vec<FieldId> = sample.definition.fields.ids().filter(given).collect();
        let values = |answers: &Answers, field: FieldId| match answers.answer(field) {
            Answer::One(entry) => vec![entry.value.clone()],
            Answer::Group(entries) => entries.iter().map(|e| e.value.clone()).collect(),
            Answer::Rows(rows) => rows.iter().flatten().map(|e| e.value.clone()).collect(),
        };
        let back = all.iter().filter(|f| values(&sample.answers, **f) == values(&answers, **f)).count();
        // The rest is not in the text: the ceremony that is not complete, the list of villages, the
        // level that gave each gift; or its parts cannot be told: "Đề nghị Sở Y tế mở lớp".
        assert!(back * 100 >= all.len() * 87, "{format:?} {width}: {back} of {}", all.len());
        // What came back otherwise is at most the joined names of two bodies, a name in mid-sentence ("thôn Gò
        // Trám"), and rows with less in them.
        let wrong: Vec<&str> = answers
            .unconfirmed
            .iter()
            .filter(|f| values(&sample.answers, **f) != values(&answers, **f))
            .map(|f| sample.definition[*f].id.as_ref())
            .collect();
        assert!(
            wrong.iter().all(|id| ["don_vi_chua_ke_hoach", "tt_don_vi", "qua", "kien_nghi"].contains(id)),
            "{format:?} {width}: {wrong:?}"
        );
        assert_eq!(rest, Vec::<String>::new(), "{format:?} {width}");
    }
}

/// What marks a draft is no name of a body.
#[test]
fn a_draft_gives_the_names_of_its_head_without_the_mark() {
    let [(_, text), ..] = EXAMPLES else { panic!("no example") };
    let sample = AnswersFile::open(text, &Library::new(None), TODAY.year()).expect("opens");
    let evaluation = Evaluation::of(&sample.definition, &sample.answers, TODAY);
    let mut document = compose(&sample.definition, &sample.answers, &evaluation);
    document.mark_draft(TODAY.year());
    let name = sample.definition.field("co_quan_ban_hanh").expect("a field");
    let above = sample.definition.field("co_quan_chu_quan").expect("a field");
    for format in [FormatName::Word, FormatName::Text] {
        let text = export(&document, format, &ExportOptions::default()).expect("written");
        let Imported { answers, .. } = import(&sample.definition, &paragraphs(&text).expect("a text"), TODAY.year());
        for field in [name, above] {
            let path = EntryPath::field(field);
            assert_eq!(answers.value(path), sample.answers.value(path), "{format:?}");
        }
    }
}

/// A file of Word with these paragraphs.
fn docx(paragraphs: &[&str]) -> Vec<u8> {
    let body = paragraphs.iter().map(|text| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")).collect::<Vec<_>>();
    let body = body.concat();
    let xml = format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("word/document.xml", SimpleFileOptions::default()).expect("begun");
    archive.write_all(xml.as_bytes()).expect("written");
    archive.finish().expect("finished").into_inner()
}

const OLD: &[&str] = &[
    "BÁO CÁO",
    "Kết quả Tháng hành động vì trẻ em năm 2025",
    "I. Tổ chức thực hiện",
    "1. Công tác tham mưu, chỉ đạo",
    "- Có 4/6 thôn xây dựng kế hoạch.",
    "II. Chuyện khác hẳn",
    "Một việc có ích.",
    "III. Lý do",
    "Một đoạn không ai hỏi.",
];

fn run(folder: &TempDir, arguments: &[&str]) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_baocao"))
        .args(arguments)
        .current_dir(folder.path())
        .env_clear()
        .env("HOME", folder.path())
        .output()
        .expect("it runs");
    (status.code(), String::from_utf8(stdout).expect("UTF-8"), String::from_utf8(stderr).expect("UTF-8"))
}

#[test]
fn the_command_line_writes_a_draft_and_says_what_is_in_it() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("cu.docx"), docx(OLD)).expect("written");
    let import = ["import", "cu.docx", "--type", ACTION_MONTH, "-o", "moi.toml"];
    let (code, told, _) = run(&folder, &import);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("moi.toml: ~ Đơn vị trực thuộc có kế hoạch\n"), "{told}");
    assert!(told.contains("moi.toml: ~ Hoạt động khác\n"), "{told}");
    assert!(told.contains("chưa có chỗ: Một đoạn không ai hỏi."), "{told}");
    let file = fs::read_to_string(folder.path().join("moi.toml")).expect("read");
    assert!(file.contains("don_vi_co_ke_hoach = { part = 4, of = 6 }") && file.contains("unconfirmed = ["), "{file}");
    assert!(file.contains("hoat_dong_khac = [\"Chuyện khác hẳn: Một việc có ích.\"]"), "{file}");
    assert!(file.trim_end().ends_with("# Một đoạn không ai hỏi."), "{file}");
    // What is there is not overwritten.
    let (code, _, told) = run(&folder, &import);
    assert!(code != Some(0) && told.contains("moi.toml: đã có tệp này"), "{told}");
    // Without a place of its own it is among the reports, under a free name.
    for _ in 0..2 {
        assert_eq!(run(&folder, &["nhap", "cu.docx", "--loai", ACTION_MONTH]).0, Some(0));
    }
    let reports = folder.path().join("bao-cao");
    let mut names: Vec<String> = fs::read_dir(reports)
        .expect("a folder")
        .map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, [format!("{ACTION_MONTH}-2025-2.toml"), format!("{ACTION_MONTH}-2025.toml")]);
    let (_, told, _) = run(&folder, &["check", "moi.toml"]);
    assert!(told.contains(": thiếu: Thôn có kế hoạch: Lấy từ báo cáo cũ."), "{told}");
}

#[test]
fn what_cannot_be_read_is_told_with_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.doc"), [0xd0, 0xcf, 0x11, 0xe0, 0, 0]).expect("written");
    for file in ["import-rtf.doc", "import-html.doc", "co-mat-khau.docx"] {
        fs::copy(corpus(file), folder.path().join(file)).expect("copied");
    }
    fs::write(folder.path().join("b.docx"), b"PK\x03\x04").expect("written");
    fs::write(folder.path().join("d.docx"), b"PK\x03\x04").expect("written");
    let large = fs::OpenOptions::new().write(true).open(folder.path().join("d.docx"));
    large.and_then(|file| file.set_len(20_000_001)).expect("made");
    fs::write(folder.path().join("e.txt"), "chữ ".repeat(100_000)).expect("written");
    for (file, why) in [
        ("a.doc", "lưu thành .docx"),
        ("import-rtf.doc", "RTF; hãy mở bằng Word hoặc LibreOffice rồi lưu thành .docx"),
        ("import-html.doc", "HTML"),
        ("co-mat-khau.docx", "bỏ mật khẩu rồi lưu thành .docx"),
        ("b.docx", "hỏng"),
        ("c.docx", "không tìm thấy"),
        (".", "thư mục"),
        ("d.docx", "bỏ bớt hình ảnh"),
        ("e.txt", "chép riêng phần báo cáo"),
    ] {
        let (code, out, told) = run(&folder, &["import", file, "--type", ACTION_MONTH, "-o", "x.toml"]);
        assert!(code == Some(2) && out.is_empty() && told.contains(why), "{file}: {told}");
        assert!(!folder.path().join("x.toml").exists());
    }
    let (code, _, told) = run(&folder, &["import", "a.doc", "--type", "khong-co", "-o", "x.toml"]);
    assert!(code != Some(0), "{told}");
}

/// A draft of the old report, opened from the menu of the home screen.
fn drafted() -> (TempDir, Play) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("cu.docx");
    fs::write(&path, docx(OLD)).expect("written");
    let mut play = Play::new(80, 24).with_office();
    play.keys("<esc>").sees("Lấy từ báo cáo cũ (Word, văn bản)");
    play.keys("báo cáo cũ<enter>").sees("Chọn tệp báo cáo cũ");
    play.keys("đường dẫn<enter>").sees("đường dẫn (Enter: lấy");
    // The name of a folder for tests may be one that Telex makes a word of.
    play.paste(&path.display().to_string()).keys("<enter>").sees("Thành loại báo cáo nào?");
    play.keys("<enter>").sees("Đã lấy").sees("Văn bản cũ, và ô đã nhận");
    play.keys("<esc>").sees("chưa xác nhận");
    (folder, play)
}

/// Whether the file says that the units with a plan are not confirmed.
fn waits(play: &Play) -> bool {
    let file = play.file();
    let list = file.split_once("unconfirmed = [").and_then(|(_, rest)| rest.split_once(']'));
    list.is_some_and(|(list, _)| list.contains("\"don_vi_co_ke_hoach\""))
}

#[test]
fn by_keys_the_draft_is_opened_and_each_answer_confirmed() {
    let (_folder, mut play) = drafted();
    assert_eq!(play.answer("don_vi_co_ke_hoach"), "4/6");
    play.at("Thôn có kế hoạch").sees(">~ Thôn có kế").sees("CHƯA XÁC NHẬN: Lấy từ báo cáo cũ.");
    // Walking past confirms nothing.
    play.keys("<tab><s-tab><down><up>");
    play.at("Thôn có kế hoạch").sees(">~ Thôn có kế");
    play.keys("<enter>").lacks("~ Thôn có kế");
    play.keys("<c-z>").sees("~ Thôn có kế");
    play.keys("<c-y>").lacks("~ Thôn có kế");
    play.keys("<c-z>");
    // To change it is to confirm it, and undo brings the mark back with the old answer.
    play.at("Thôn có kế hoạch").keys("<bs>8").lacks("~ Thôn có kế");
    assert_eq!(play.answer("don_vi_co_ke_hoach"), "4/8");
    play.keys("<c-z>").sees("~ Thôn có kế");
    assert_eq!(play.answer("don_vi_co_ke_hoach"), "4/6");
    play.advance(2000);
    assert!(waits(&play), "{}", play.file());
    play.keys("<c-r><end><up>").sees("~ CHƯA XÁC NHẬN");
    play.keys("<esc>");
    // A page at once.
    play.at("Thôn có kế hoạch").keys("<esc>xác nhận cả trang<enter>").sees("Đã xác nhận cả trang");
    play.lacks("~ Thôn có kế");
    play.advance(2000);
    assert!(!waits(&play), "{}", play.file());
}

#[test]
fn a_confirmation_that_was_not_saved_is_in_the_journal() {
    let (_folder, mut play) = drafted();
    play.advance(2000);
    play.at("Thôn có kế hoạch").keys("<enter>");
    assert!(waits(&play), "not saved yet");
    let mut play = play.killed();
    play.choose("Tháng hành động", "Action Month");
    play.sees("Lần trước có chữ chưa kịp lưu");
    play.keys("<enter>");
    play.at("Thôn có kế hoạch").lacks("~ Thôn có kế");
}

#[test]
fn esc_leaves_and_a_wrong_path_is_told() {
    let mut play = Play::new(80, 24).with_office();
    play.keys("<esc>báo cáo cũ<enter><end><enter>/khong/co.docx<enter>").sees("không tìm thấy tệp");
    play.keys("<esc>").sees("Báo cáo của tôi");
    play.keys("<esc>báo cáo cũ<enter><end><enter>/khong<esc>").sees("Báo cáo của tôi").lacks("đường dẫn");
    play.keys("<esc>báo cáo cũ<enter><esc>").sees("Báo cáo của tôi").lacks("đường dẫn");
}

/// At the list of old reports, with these files in the home folder, each older than the one before.
fn listing(files: &[&str]) -> Play {
    let mut play = Play::new(80, 24).with_office();
    let home = home(&play);
    for (age, name) in (1..).zip(files) {
        let path = home.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(&path, "BÁO CÁO\nKết quả của mình\n").expect("written");
        let time = SystemTime::now() - Duration::from_secs(60 * age);
        fs::File::options().write(true).open(&path).and_then(|file| file.set_modified(time)).expect("a time");
    }
    play.keys("<esc>báo cáo cũ<enter>").sees("Chọn tệp báo cáo cũ");
    play
}

fn home(play: &Play) -> PathBuf {
    play.program().context.workspace.folders.config().parent().expect("a folder").to_owned()
}

/// The lines of the list, what stands beside the names apart; the chosen one begins with ">".
fn lines(play: &Play) -> Vec<String> {
    let screen = play.screen();
    let lines = screen.iter().filter_map(|line| line.split('│').nth(1));
    let lines = lines.skip_while(|line| !line.contains("Gõ để lọc")).skip(1);
    let names = lines.map(|line| line.trim_end().get(1..).unwrap_or_default().split("   ").next().unwrap_or_default());
    names.take_while(|line| !line.trim().is_empty()).map(|line| line.trim_start().to_owned()).collect()
}

#[test]
fn old_reports_stand_first_then_folders_then_what_cannot_be_read() {
    let play =
        listing(&["a.txt", "Ảnh/x.png", "Bản.DOCX", "cũ.doc", "c.md", "bảng.xlsx", ".ẩn.txt", "~$c.docx", "e.pdf"]);
    let wanted = [
        "..",
        "> a.txt",
        "Bản.DOCX",
        "c.md",
        "Ảnh/",
        "bao-cao/",
        "config/",
        "cũ.doc",
        "e.pdf",
        "Gõ hoặc dán đường dẫn …",
    ];
    assert_eq!(lines(&play), wanted, "{}", play.picture());
}

#[test]
fn typing_narrows_the_files_with_or_without_diacritics() {
    // The second name is decomposed, as macOS writes it.
    let mut play = listing(&["Tổng kết 2024.docx", "To\u{302}\u{309}ng ke\u{302}\u{301}t 2025.docx", "Kế hoạch.docx"]);
    play.keys("tong ket").sees("> Tổng kết 2024.docx").sees("  Tổng kết 2025.docx").lacks("Kế hoạch");
    play.keys(" 2025").sees("> Tổng kết 2025.docx").lacks("2024");
    play.keys("<esc>TỔNG").sees("> Tổng kết 2024.docx");
    play.keys("<esc>tồng").sees("Không có mục nào như vậy");
}

#[test]
fn folders_are_gone_into_and_back_and_the_last_one_used_opens_the_next_time() {
    let mut play = listing(&["năm cũ/2024/bc.txt", "năm cũ/a.txt"]);
    play.keys("nam cu<enter>").sees("/năm cũ").sees("> a.txt");
    play.keys("2024<enter>").sees("/năm cũ/2024").sees("> bc.txt");
    play.keys("<home><enter>").sees("> 2024/");
    play.keys("<home><enter>").sees("> năm cũ/");
    // To look is not to use.
    play.keys("<esc><esc>báo cáo cũ<enter>").sees("> bao-cao/").lacks("2024");
    play.keys("nam cu<enter>2024<enter><enter>").sees("Thành loại báo cáo nào?");
    play.keys("<esc>");
    let mut play = play.again();
    play.keys("<esc>báo cáo cũ<enter>").sees("/năm cũ/2024").sees("> bc.txt");
    play.keys("<esc>");
    // It is gone: documents are looked for where they usually are.
    fs::remove_dir_all(home(&play).join("năm cũ")).expect("removed");
    fs::create_dir(home(&play).join("Tài liệu")).expect("made");
    play.keys("<esc>báo cáo cũ<enter>").sees("/Tài liệu").lacks("năm cũ").sees("không có tệp .docx, .odt hay .txt nào");
}

#[test]
fn what_cannot_be_taken_is_told_above_the_list_which_stays() {
    let mut play = listing(&["a.txt", "b.txt", "cũ.doc", "thu/x.txt", "xa/x.txt"]);
    let home = home(&play);
    fs::write(home.join("cũ.doc"), [0xd0, 0xcf, 0x11, 0xe0, 0, 0]).expect("written");
    fs::remove_file(home.join("b.txt")).expect("removed");
    play.keys("b.txt<enter>").sees("Không lấy được từ b.txt: không tìm thấy tệp").sees("> a.txt").lacks("  b.txt");
    play.keys("cu.doc").sees("phải lưu thành .docx").sees("Chưa lấy được: đây là tệp .doc đời cũ");
    play.keys("<enter>").sees("Không lấy được từ cũ.doc: đây là tệp .doc đời cũ").sees("> cũ.doc");
    fs::remove_dir_all(home.join("thu")).expect("removed");
    play.keys("thu<enter>").sees("Không mở được thư mục").sees("không tìm thấy").sees("> a.txt").lacks("  thu/");
    // Links are followed; one that leads nowhere is told.
    symlink("khong-co", home.join("gãy.docx")).expect("a link");
    symlink("xa", home.join("gần")).expect("a link");
    play.keys("xa<enter><home><enter>").sees("> xa/").sees("gãy.docx").sees("không mở được");
    play.keys("gay<enter>").sees("Không lấy được từ gãy.docx: không tìm thấy");
    play.keys("gan<enter>").sees("/xa").sees("> x.txt");
    play.keys("<esc>");
    // Where the folder itself is gone, the list opens elsewhere and says why.
    play.keys("<esc>báo cáo cũ<enter>xa<enter>");
    fs::remove_dir_all(home.join("xa")).expect("removed");
    fs::remove_file(home.join("gần")).expect("removed");
    play.keys("x.txt<enter>").sees("/xa/x.txt: không tìm thấy").sees("> a.txt");
}

#[test]
fn a_typed_folder_is_listed_and_a_typed_mistake_too() {
    let mut play = listing(&["thu/x.txt"]);
    let folder = home(&play).join("thu");
    play.keys("<end><enter>")
        .paste(&format!("{}/../thu", folder.display()))
        .keys("<enter>")
        .sees("/thu")
        .sees("> x.txt");
    play.keys("<end><enter>").paste(&folder.join("y.txt").display().to_string());
    play.keys("<enter>").sees("Không lấy được từ y.txt: không tìm thấy").sees("> x.txt");
}

#[test]
fn names_of_files_deceive_no_terminal() {
    let play = listing(&["a\u{1b}[31m\u{202e}b\nc.txt"]);
    play.sees("> a░[31m░b░c.txt");
}

#[test]
fn a_long_folder_is_listed_and_narrowed() {
    let names: Vec<String> = (0..5000).map(|number| format!("Báo cáo số {number}.docx")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut play = listing(&names);
    play.sees("> Báo cáo số 0.docx");
    play.keys("<pgdn><down>").sees("> Báo cáo số 9.docx");
    play.keys("so 4321").sees("> Báo cáo số 4321.docx").lacks("số 0");
    play.keys("<esc><end>").sees("> Gõ hoặc dán đường dẫn").sees("  config/");
}

#[test]
fn unconfirmed_fields_of_another_version_survive() {
    let library = Library::new(None);
    let text = format!(
        "[report]\ntype = \"{ACTION_MONTH}\"\nversion = 1\nunconfirmed = [\"dan_so\", \"khong_con\"]\n\n[answers]\ndan_so = 5\ntong_tre_em = 2\n"
    );
    let mut opened = AnswersFile::open(&text, &library, 2026).expect("opens");
    let field = opened.definition.field("dan_so").expect("a field");
    assert!(opened.answers.is_unconfirmed(field));
    opened.answers.set(
        &opened.definition,
        EntryPath::field(opened.definition.field("tong_tre_em").expect("a field")),
        "3".to_owned(),
    );
    opened.file.update(&opened.definition, &opened.answers, None).expect("written");
    assert!(opened.file.text().contains("unconfirmed = [\"dan_so\", \"khong_con\"]"), "{}", opened.file.text());
    opened.answers.unconfirmed = std::rc::Rc::default();
    opened.file.update(&opened.definition, &opened.answers, None).expect("written");
    let text = opened.file.text();
    assert!(text.contains("\"khong_con\"]") && !text.contains("\"dan_so\""), "{text}");
}
