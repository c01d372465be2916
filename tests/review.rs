//! What is found before a report is sent: marks while one types, the review, the command; and last year beside this year.

use std::fs;
use std::path::Path;
use std::process::Command;

use baocao::app::environment::Environment;
use baocao::store::built_in::EXAMPLES;
use baocao::store::folders::Folders;

use unicode_normalization::UnicodeNormalization;

use crate::play::{ACTION_MONTH, Play};

/// A general report with two slips in one of its lists.
fn with_slips() -> Play {
    let mut play = Play::report("bao-cao-chung", 100, 30);
    play.at("Ưu điểm").keys("Trer em dduowjc trus trongj owr vungf saau vungf xa.");
    assert_eq!(play.raw(), "Trẻ em được trú trọng ở vùng sâu vùng xa.");
    play
}

/// Moves the choice of the review until it stands on a finding that says this.
fn choose(play: &mut Play, words: &str) {
    play.keys("<home>");
    for _ in 0..90 {
        if play.screen().iter().skip_while(|line| !line.starts_with('>')).take(2).any(|line| line.contains(words)) {
            return;
        }
        play.keys("<down>");
    }
    panic!("no finding says {words}\n{}", play.picture());
}

fn counted(play: &Play, code: &str) -> usize {
    play.session().diagnostics.iter().filter(|found| found.code == code).count()
}

#[test]
fn a_slip_is_marked_once_typing_rests_and_no_sooner() {
    let mut play = with_slips();
    play.keys("<bs>").fast(".").advance(300).lacks("“trú trọng”");
    play.advance(200).sees("LỖI: “trú trọng” → “chú trọng”: chính tả").lacks("T01");
    // What is typed on in that field is looked at anew; what was found in it does not stay.
    play.fast("<end> Hai.").advance(100).lacks("“trú trọng”");
    play.advance(500).sees("“trú trọng” → “chú trọng”");
}

#[test]
fn the_review_goes_to_the_very_word_corrects_it_and_takes_it_back() {
    let mut play = with_slips();
    let typed = play.raw().to_owned();
    play.keys("<c-r>").sees("! 1 lỗi").sees("? 1 chú ý").lacks("[T01]");
    choose(&mut play, "“vùng sâu vùng xa” → “vùng sâu, vùng xa”");
    play.keys("<enter>");
    assert_eq!((play.field(), play.raw()), ("uu_diem", typed.as_str()));
    assert_eq!(play.session().cursor.at, typed.find("vùng sâu").expect("there"));
    // Below the form stands what was chosen, and not the worst of the field.
    play.advance(1_000).sees("CHÚ Ý: “vùng sâu vùng xa”").lacks("LỖI: “trú trọng”");
    play.keys("<c-r>");
    choose(&mut play, "“trú trọng”");
    play.keys("=").sees("Đã sửa thành “chú trọng”");
    assert_eq!(play.answer("uu_diem"), typed.replace("trú trọng", "chú trọng"));
    play.lacks(" lỗi ").lacks("“trú trọng”");
    play.keys("<c-z>").sees("“trú trọng” → “chú trọng”");
    assert_eq!(play.answer("uu_diem"), typed);
    choose(&mut play, "Báo cáo về việc gì");
    play.keys("=").sees("không có cách sửa sẵn");
}

#[test]
fn what_is_silenced_blocks_nothing_stays_in_the_file_with_its_reason_and_is_heard_again() {
    let mut play = Play::sample(100, 30);
    play.at("Dân số").at("Viết thêm").keys("<c-u>Coong tacs dduwowcj trus trongj.");
    assert_eq!(play.raw(), "Công tác được trú trọng.");
    play.keys("<c-o><enter>").sees("trú trọng");
    play.keys("<esc>");
    play.keys("<c-r>");
    choose(&mut play, "“trú trọng”");
    play.keys("b").sees("vì sao?");
    play.keys("<esc>").sees("“trú trọng”").lacks("ĐÃ BỎ QUA");
    play.keys("b<c-u>").keys("<enter>").sees("hãy ghi lý do");
    choose(&mut play, "“trú trọng”");
    play.keys("bteen rieeng<enter>").sees("ĐÃ BỎ QUA").sees("Lý do: tên riêng");
    // An answer that stays away is room on the official paper, and one that is so is printed as it is: after the report was
    // opened again, too.
    choose(&mut play, "Tổng số người dự");
    play.keys("b<enter>").sees("Lý do: Đã xem, đúng như vậy");
    play.keys("<esc>");
    play.at("hoàn cảnh đặc biệt").keys("<c-u>3500<c-r>");
    choose(&mut play, "không thể nhiều hơn");
    play.keys("b<enter><esc>").advance(2_000);
    assert!(play.file().contains("words = \"3.500\""), "{}", play.file());
    play.sees("* 1 thiếu");
    let text = play.document();
    assert!(text.contains("thu hút ………… người tham dự") && text.contains("3.500 trẻ em"), "{text}");
    let file = play.file();
    for line in ["[[silenced]]", "code = \"T01\"", "words = \"trú trọng\"", "reason = \"tên riêng\""] {
        assert!(file.contains(line), "{line}\n{file}");
    }
    // A killed program, and one that opens it again, know it too.
    let path = play.path();
    let mut play = play.killed();
    play.open(path);
    let text = play.document();
    assert!(text.contains("thu hút ………… người tham dự") && text.contains("3.500 trẻ em"), "{text}");
    play.keys("<c-r>");
    let silenced = |play: &Play| play.session().answers.silenced.len();
    choose(&mut play, "“trú trọng”");
    play.keys("b").sees("“trú trọng”");
    assert_eq!(silenced(&play), 2);
    play.keys("<c-z>");
    assert_eq!(silenced(&play), 3);
    play.keys("<c-y>");
    assert_eq!(silenced(&play), 2);
    for words in ["Tổng số người dự", "không thể nhiều hơn"] {
        choose(&mut play, words);
        play.keys("b");
    }
    play.keys("<esc>").advance(2_000);
    assert!(!play.file().contains("silenced"), "{}", play.file());
    assert!(play.document().contains("[thiếu: tổng số người dự]"), "{}", play.document());
}

#[test]
fn a_silenced_finding_comes_back_where_the_words_are_others() {
    let mut play = with_slips();
    play.keys("<c-r>");
    choose(&mut play, "“trú trọng”");
    play.keys("b<enter>").sees("ĐÃ BỎ QUA");
    play.keys("<esc>");
    play.at("Ưu điểm").keys("<end> Xuwr lys, suwr lys.").keys("<c-r>");
    choose(&mut play, "“sử lý”");
    play.sees("! 1 lỗi").lacks("ĐÃ BỎ QUA Đánh giá chung – Bài học");
}

/// A report of this year, and the one of the year before in the same folder.
#[test]
fn a_report_without_figures_says_so() {
    let mut play = Play::new(80, 24);
    play.choose("Báo cáo mới", "New report");
    play.keys("3").keys("<c-r>s").sees("Báo cáo chưa có số liệu nào.").lacks("Kỳ trước │");
}

/// The report of the year before is found where the report lies, and what lacks or is inexact is told as it is.
#[test]
fn figures_are_found_beside_the_report_and_told_as_they_are() {
    let folder = tempfile::tempdir().expect("a folder");
    let (name, text) = EXAMPLES[0];
    assert_eq!(name, format!("{ACTION_MONTH}.toml"));
    fs::write(folder.path().join("a.toml"), text).expect("written");
    let next = text
        .replace("period = \"2026\"", "period = \"2027\"")
        .replace("dan_so = 6420", "dan_so = \"khoảng 6.500\"")
        .replace("tong_tre_em = 1986", "tong_tre_em = 4000")
        .replace("co_ke_hoach = true", "co_ke_hoach = false")
        .replace("version = 1\n", "version = 1\nunconfirmed = [\"khau_hieu\"]\n");
    fs::write(folder.path().join("b.toml"), next).expect("written");
    let (_, told) = run(folder.path(), &["figures", "b.toml"]);
    let row = |name: &str| {
        let line = told.lines().find(|line| line.starts_with(name)).unwrap_or_else(|| panic!("no {name}: {told}"));
        line.split('│').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(row("Dân số")[1..3], ["6.420", "khoảng 6.500"]);
    // Below it stand the children among them.
    assert_eq!(row("Tổng số người dự")[1..], ["", "…", ""]);
    // The check finds it by the name alone, too, and tells what was left as it was.
    let (code, told) = run(folder.path(), &["check", "b.toml"]);
    assert!(
        code == Some(1)
            && told.contains("[Q21]")
            && told.contains("1.986")
            && told.contains("đoạn giống hệt báo cáo trước"),
        "{told}"
    );
    let (code, told) = run(folder.path(), &["diff", "a.toml", "b.toml"]);
    assert_eq!(code, Some(1));
    assert!(told.contains("Có ban hành kế hoạch\n  năm 2026: Có\n  năm 2027: Không"), "{told}");
    assert!(told.contains("Khẩu hiệu đã dùng\n  như nhau; ở một bản còn chờ xác nhận (~)"), "{told}");
}

#[test]
fn a_text_is_proofread_however_its_letters_are_put_together_and_a_gap_of_a_draft_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "Xã đã trú trọng công tác, thu hút [thiếu: tổng số người dự] người.\n";
    let parts: String = text.nfd().collect();
    assert_ne!(parts, text);
    for text in [text, &parts] {
        fs::write(folder.path().join("a.txt"), text).expect("written");
        let (code, told) = run(folder.path(), &["check", "--text", "a.txt"]);
        assert_eq!(code, Some(1));
        assert!(told.contains("a.txt:1:7: lỗi: “trú trọng”"), "{told}");
        assert!(told.contains("a.txt:1:35: lỗi: “[thiếu:”"), "{told}");
    }
    // A text is no report, and whoever forgot the word is told it.
    let output =
        Command::new(env!("CARGO_BIN_EXE_baocao")).args(["check", "a.txt"]).current_dir(folder.path()).output();
    let output = output.expect("runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("baocao check --text a.txt"));
}

#[test]
fn the_profile_of_an_office_has_no_figures_and_no_last_year() {
    let mut play = Play::new(80, 30);
    play.choose("Hồ sơ đơn vị", "Office profile");
    play.keys("<esc>").sees("Trình đơn").lacks("Bảng số liệu").lacks("Khác kỳ trước");
    let mut play = Play::sample(80, 30);
    play.keys("<esc>").sees("Bảng số liệu").sees("Khác kỳ trước");
}

#[test]
fn what_is_no_text_is_told_by_what_it_is_and_not_counted_as_read() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.txt"), "Xã đã báo cáo đầy đủ.\n").expect("written");
    fs::write(folder.path().join("b.html"), "<!DOCTYPE html>\n<html><body><p>Xã đã trú trọng.</p></body></html>\n")
        .expect("written");
    let output = Command::new(env!("CARGO_BIN_EXE_baocao"))
        .args(["check", "--text", "a.txt", "b.html"])
        .current_dir(folder.path())
        .output()
        .expect("runs");
    assert_eq!(output.status.code(), Some(2));
    let (said, why) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(why.contains("b.html: đây là tệp HTML"), "{why}");
    assert!(said.ends_with("1 tệp: 0 thiếu, 0 lỗi, 0 cảnh báo, 0 gợi ý. Không đọc được 1 tệp.\n"), "{said}");
}

#[test]
fn the_same_words_in_a_field_are_silenced_together_and_it_is_said() {
    let mut play = Play::report("bao-cao-chung", 100, 30);
    play.at("Ưu điểm").keys("Trẻ em được trú trọng, việc học được trú trọng.").advance(1_000).keys("<c-r>");
    choose(&mut play, "trú trọng");
    play.keys("b<enter>").sees("Đã bỏ qua cả 2 chỗ có cùng chữ ấy trong ô này.").lacks("! 1 lỗi");
    assert_eq!(play.session().answers.silenced.len(), 1);
}

/// A theme of another year, or one that is nearly that of the year; what the office's own list says of a year counts, and
/// is offered in the form.
#[test]
fn the_theme_that_is_typed_is_that_of_the_year() {
    let folder = tempfile::tempdir().expect("a folder");
    let folders = Folders::under(folder.path());
    let words = folders.types().with_file_name("words");
    fs::create_dir_all(&words).expect("a folder");
    fs::write(words.join("themes.tsv"), "2026\tTrẻ em an toàn trên không gian mạng và ở mọi nơi\n").expect("written");
    let environment = Environment { letters: "vi_VN.UTF-8".to_owned(), ..Environment::default() };
    let mut play = Play::in_folder(folder, 100, 30, environment);
    play.choose("Báo cáo mới", "New report");
    play.keys("<enter>").at("Chủ đề");
    for (typed, is_told) in [
        ("Trẻ em an toàn trên không gian mạng ở mọi nơi", true),
        ("Trẻ em an toàn trên không gian mạng và ở mọi nơi", false),
        ("Vì mọi trẻ em", false),
        ("Trẻ em được trú trọng", false),
    ] {
        play.keys("<c-u>").keys(typed).keys("<tab>").advance(1000).keys("<s-tab>");
        let told = play.screen().join(" ").contains("không phải chủ đề của năm báo cáo");
        assert_eq!(told, is_told, "{typed}: {}", play.picture());
    }
    // A text of one's own is proofread as any other.
    play.sees("“trú trọng” → “chú trọng”");
    // The list of the form has it first.
    play.keys("<c-u> ").sees("2026: Trẻ em an toàn").sees("2025: Ưu tiên nguồn lực");
    play.keys("<enter><tab>").advance(1000);
    assert_eq!(play.answer("chu_de"), "2026");
    assert!(play.document().contains("“Trẻ em an toàn trên không gian mạng và ở mọi nơi”"));
}

/// A list of words that cannot be read is told where the program begins: proofreading goes on without it.
#[test]
fn a_list_of_words_that_cannot_be_read_is_told_at_the_start() {
    let play = Play::new(80, 24).with_office();
    let words = play.program().context.workspace.folders.types().with_file_name("words");
    fs::create_dir_all(&words).expect("a folder");
    fs::write(words.join("forms.tsv"), b"x\xff\ty\n").expect("written");
    let mut play = play.again();
    play.sees("forms.tsv").sees("Danh sách từ này");
    play.keys("<down>").lacks("forms.tsv");
}

fn with_last_year() -> Play {
    let mut play = Play::new(120, 40).with_office();
    let (_, text) = EXAMPLES.iter().find(|(name, _)| name.starts_with(ACTION_MONTH)).expect("an example");
    let reports = play.program().context.workspace.folders.reports().to_owned();
    fs::write(reports.join(format!("{ACTION_MONTH}-2026.toml")), text).expect("written");
    play.list_reports();
    play.keys("<home>c").sees("Báo cáo mới, tệp");
    play.keys("<c-x>");
    play
}

#[test]
fn figures_stand_beside_those_of_the_year_before_in_the_form_on_a_page_and_in_a_word_file() {
    let mut play = with_last_year();
    play.advance(500);
    play.at("Tổng số trẻ em").keys("<c-u>6000").advance(500);
    assert!(play.line().contains("1.986 (+4.014)"), "{}", play.line());
    play.sees("? ").sees("Kỳ trước (năm 2026) là");
    play.keys("<esc>bang so lieu<enter>");
    play.sees("SỐ LIỆU BÁO CÁO").sees("Tổng số trẻ em").sees("Năm 2026").sees("Năm 2027").sees("(!)");
    // A narrower window parts no row of figures: each line has the marks of all columns.
    play.keys("<home>").resize(62, 40).sees("Tổng số trẻ em");
    let lines = play.screen();
    let parted = lines.iter().filter(|line| line.contains('│') && line.matches('│').count() != 3);
    assert_eq!(parted.count(), 0, "{}", play.picture());
    play.resize(120, 40).sees("+4.014 (+202%) (!)");
    play.keys("<c-o>").sees(".so-lieu.docx");
    let word = play.path().with_extension("so-lieu.docx");
    assert!(fs::read(&word).expect("written").starts_with(b"PK"));
    play.keys("<esc><esc>").at("Tổng số trẻ em");
    play.keys("<esc>khac ky truoc<enter>");
    play.sees("năm 2026: 2026").sees("[-2026-]{+2027+}").sees("So với ").sees("-2027.toml");
}

#[test]
fn the_page_shows_the_paragraph_of_the_year_before_under_that_of_now() {
    let mut play = with_last_year();
    play.keys("<c-p>n<end>").sees("năm 2026");
    play.keys("<home>");
    let seen = (0..60).any(|_| {
        play.keys("<down>");
        play.picture().contains("Kỳ trước không có đoạn này.") || play.picture().contains("2026 trên địa bàn")
    });
    assert!(seen, "{}", play.picture());
    play.keys("n").lacks("Kỳ trước không có đoạn này.");
    let mut alone = Play::sample(100, 30);
    alone.keys("<c-p>n").sees("Không thấy báo cáo kỳ trước");
}

#[test]
fn what_still_speaks_of_the_year_before_is_told() {
    let mut play = with_last_year();
    play.at("Dân số").at("Viết thêm").keys("<c-u>Trong nawm 2026, xax ddatj chuaanr. Tawng so vowis nawm 2026.");
    play.advance(500).keys("<c-r>");
    choose(&mut play, "Còn nhắc năm 2026");
    play.keys("<enter>");
    assert_eq!(play.session().cursor.at, play.raw().find("2026").expect("there"));
    assert_eq!(counted(&play, "Q22"), 0, "it is looked for at rest, not at each key");
}

fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let out = Command::new(env!("CARGO_BIN_EXE_baocao"))
        .args(["--home", "nha"])
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("it runs");
    (out.status.code(), String::from_utf8([out.stdout, out.stderr].concat()).expect("UTF-8"))
}

#[test]
fn the_command_tells_places_in_the_file_and_in_json_and_sums_up_several() {
    let folder = tempfile::tempdir().expect("a folder");
    let (_, text) = EXAMPLES.iter().find(|(name, _)| name.starts_with(ACTION_MONTH)).expect("an example");
    let wrong =
        text.replacen("[answers]", "[answers]\ndac_diem_them = \"\"\"\nCông tác \\u0111ược trú trọng.\n\"\"\"", 1);
    fs::write(folder.path().join("a.toml"), &wrong).expect("written");
    fs::write(folder.path().join("b.toml"), text).expect("written");
    let (code, told) = run(folder.path(), &["check", "a.toml", "b.toml"]);
    assert_eq!(code, Some(1), "{told}");
    let line = wrong.lines().position(|line| line.contains("trú trọng")).expect("there") + 1;
    let column = wrong
        .lines()
        .nth(line - 1)
        .expect("a line")
        .find("trú")
        .map(|at| wrong.lines().nth(line - 1).expect("a line")[..at].chars().count() + 1);
    let place =
        format!("a.toml:{line}:{}: lỗi: Viết thêm: “trú trọng” → “chú trọng”: chính tả [T01]", column.expect("there"));
    assert!(told.contains(&place), "{place}\n{told}");
    assert!(told.lines().last().is_some_and(|line| line.starts_with("2 tệp: ")), "{told}");
    let (code, told) = run(folder.path(), &["check", "--format", "json", "a.toml"]);
    let found: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    let slip = found.as_array().expect("a list").iter().find(|found| found["code"] == "T01").expect("a slip");
    assert_eq!((code, &slip["right"], &slip["line"]), (Some(1), &"chú trọng".into(), &line.into()), "{told}");
    // What is silenced is no finding; in JSON it is told with its reason.
    let silenced = format!(
        "{wrong}\n[[silenced]]\ncode = \"T01\"\nat = \"dac_diem_them\"\nwords = \"trú trọng\"\nreason = \"đúng\"\n"
    );
    fs::write(folder.path().join("a.toml"), silenced).expect("written");
    let (_, told) = run(folder.path(), &["check", "a.toml"]);
    assert!(!told.contains("T01"), "{told}");
    let (_, told) = run(folder.path(), &["check", "--format", "json", "a.toml"]);
    assert!(told.contains("\"silenced\":\"đúng\""), "{told}");
    let (code, told) = run(folder.path(), &["check", "khong-co.toml"]);
    assert!(code == Some(2) && told.contains("khong-co.toml"), "{told}");
}

#[test]
fn two_reports_are_told_apart_and_figures_are_printed() {
    let folder = tempfile::tempdir().expect("a folder");
    let (_, text) = EXAMPLES.iter().find(|(name, _)| name.starts_with(ACTION_MONTH)).expect("an example");
    fs::write(folder.path().join("a.toml"), text).expect("written");
    assert_eq!(
        run(folder.path(), &["diff", "a.toml", "a.toml"]),
        (Some(0), "Hai báo cáo không khác nhau.\n".to_owned())
    );
    let later =
        text.replacen("period = \"2026\"", "period = \"2027\"", 1).replacen("tong_tre_em = ", "tong_tre_em = 1", 1);
    assert_ne!(later, *text);
    fs::write(folder.path().join("b.toml"), later).expect("written");
    let (code, told) = run(folder.path(), &["diff", "a.toml", "b.toml"]);
    assert!(
        code == Some(1) && told.contains("Tổng số trẻ em\n  năm 2026: ") && told.contains("  năm 2027: 1"),
        "{told}"
    );
    let (code, told) = run(folder.path(), &["so-lieu", "b.toml", "--with", "a.toml"]);
    assert!(code == Some(0) && told.contains("SỐ LIỆU BÁO CÁO") && told.contains("(!)"), "{told}");
    let (code, _) = run(folder.path(), &["figures", "b.toml", "--to", "docx", "-o", "s.docx"]);
    assert!(code == Some(0) && folder.path().join("s.docx").exists());
    let (code, told) = run(folder.path(), &["diff", "a.toml", "khong-co.toml"]);
    assert!(code != Some(0) && told.contains("khong-co.toml"), "{told}");
}

/// What is written well is let alone: the pages of the program itself, and the documents of its samples.
#[test]
fn clean_prose_has_hardly_a_finding() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().expect("a folder");
    let mut texts = Vec::new();
    for page in ["README.vi.md", "docs/guide.vi.md", "docs/authors.vi.md", "docs/server.vi.md", "docs/promises.vi.md"] {
        texts.push(root.join(page));
    }
    for (name, text) in EXAMPLES {
        // The two answers that the sample leaves out are gaps on paper.
        let text = text
            .replace("# le_tong_du: cố ý để trống.", "le_tong_du = 260")
            .replace("# noi_dung: cố ý để trống.", "noi_dung = \"sớm phân bổ kinh phí\"");
        fs::write(folder.path().join(name), text).expect("written");
        for to in ["txt", "docx"] {
            let paper = folder.path().join(format!("{name}.{to}"));
            let to_file = ["export", name, "--draft", "--to", to, "-o", paper.to_str().expect("a name")];
            assert_eq!(run(folder.path(), &to_file).0, Some(0));
            texts.push(paper);
        }
    }
    let words: usize = texts
        .iter()
        .filter(|path| path.extension().is_some_and(|ending| ending != "docx"))
        .map(|path| fs::read_to_string(path).expect("a text").split_whitespace().count())
        .sum();
    assert!(words > 10_000, "{words}");
    let paths: Vec<&str> = texts.iter().map(|path| path.to_str().expect("a name")).collect();
    let (_, told) = run(folder.path(), &[&["check", "--text"][..], &paths].concat());
    let found: Vec<&str> =
        told.lines().filter(|line| line.contains(": lỗi: ") || line.contains(": cảnh báo: ")).collect();
    // A sample leaves one number below ten with a 0 beside others without.
    assert!(found.len() * 10_000 <= 2 * words, "{} in {words} words:\n{}", found.len(), found.join("\n"));
}

#[test]
fn the_review_comes_back_to_the_finding_that_it_was_left_at() {
    let mut play = Play::sample(80, 24);
    let chosen =
        |play: &Play| play.screen().iter().find(|line| line.starts_with("> ")).cloned().expect("a finding is chosen");
    play.keys("<c-r><down>");
    let left = chosen(&play);
    play.keys("<enter><c-r>");
    assert_eq!(chosen(&play), left, "{}", play.picture());
}

#[test]
fn the_profile_of_an_office_has_no_page_of_figures() {
    let mut play = Play::new(80, 24);
    play.program_mut().open_office();
    play.keys("<c-r>s").sees("Kiểm tra trước khi gửi").lacks("Ctrl-O");
}

/// What a paragraph by hand stands for is printed no more: its slips are gone with it, and it is not said twice.
#[test]
fn an_answer_that_is_written_again_by_hand_is_not_looked_over() {
    let folder = tempfile::tempdir().expect("a folder");
    let (_, text) = EXAMPLES[0];
    let line = "Rà soát, cập nhật danh sách trẻ em có hoàn cảnh đặc biệt trước khi vào năm học mới.";
    assert!(text.contains(line));
    let complete = text.replace("# le_tong_du: cố ý để trống.", "le_tong_du = 320");
    let complete = complete.replace("# noi_dung: cố ý để trống.", "noi_dung = \"mở lớp dạy bơi\"");
    let slip = complete.replace(line, &line.replace("Rà soát", "Trú trọng rà soát"));
    let by_hand = |text: &str, replaced: &str| {
        let edited = format!(
            "\n[edited.\"nhiem-vu#1\"]\ntext = \"Kiểm tra{}\"\nreplaces = \"{replaced}\"\n",
            &line["Rà soát".len()..]
        );
        format!("{text}{edited}")
    };
    for (text, code, told) in [
        (slip.clone(), 1, "Trú trọng"),
        (by_hand(&slip, &line.replace("Rà soát", "Trú trọng rà soát")), 0, ""),
        (by_hand(&complete, line), 0, ""),
    ] {
        fs::write(folder.path().join("a.toml"), text).expect("written");
        let (found, said) = run(folder.path(), &["check", "a.toml"]);
        assert!(found == Some(code) && said.contains(told), "{said}");
    }
}
