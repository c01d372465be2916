//! The old report beside what was taken from it.

use std::fs;
use std::path::Path;

use baocao::import::{import, paragraphs};
use baocao::store::built_in::BUILT_IN;
use baocao::store::library::Library;
use tempfile::TempDir;

use crate::play::Play;

const ACTION_MONTH: &str = "thang-hanh-dong-vi-tre-em";

/// Causes, of which nobody knows whether they are the office's own, and tasks of the next year.
const OLD: &str = "UBND XÃ SUỐI LIM\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
PHÒNG VĂN HÓA - XÃ HỘI\tĐộc lập - Tự do - Hạnh phúc
Số: 12/BC-VHXH\tSuối Lim, ngày 25 tháng 6 năm 2025

BÁO CÁO
Kết quả công tác năm 2025 và phương hướng, nhiệm vụ năm 2026

Thực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2025 của UBND xã giai đoạn 2025 - 2030, Phòng Văn hóa - Xã hội báo cáo kết quả như sau:
I. TỔ CHỨC THỰC HIỆN
- Thôn xa trung tâm.
- Sổ sách cũ.
II. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2026
1. Lĩnh vực nội vụ
- Ban hành 10 quyết định.
2. Lĩnh vực y tế
- Khám cho 500 trẻ em.
Trên đây là báo cáo của Phòng Văn hóa - Xã hội./.
Nơi nhận:
- UBND xã (b/c);
- Lưu: VT.
TRƯỞNG PHÒNG

Trần Thị Lan
";

/// The old report as a draft, by keys.
fn drafted(width: u16, height: u16, old: &str) -> (TempDir, Play) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("cu.txt");
    fs::write(&path, old).expect("written");
    let mut play = Play::new(width, height).with_office();
    play.keys("<esc>báo cáo cũ<enter>đường dẫn<enter>");
    play.paste(&path.display().to_string()).keys("<enter><enter>").sees("Đã lấy");
    (folder, play)
}

#[test]
fn what_found_no_place_is_counted_shown_and_put_into_the_field_at_hand() {
    for (width, height) in [(80, 24), (120, 40), (60, 20)] {
        let (_folder, mut play) = drafted(width, height, OLD);
        play.sees("Văn bản cũ, và ô đã nhận").sees("* 3/23 đoạn chưa có chỗ");
        // The rest of the keys is in the last line, what was taken beside its paragraph, or below it.
        play.keys("<down>").sees("Enter đưa vào ô").sees("Năm: năm 2025").sees("Ô đang mở: ");
        play.keys("n").sees("> * - Thôn xa trung tâm.");
        // The field is looked for, and the page stays.
        play.keys("<c-f>ưu điểm<enter>").sees("Văn bản cũ").sees("Ưu điểm");
        play.keys("<enter>").sees("Đã đưa vào ô “Ưu điểm”").sees("* 2/23 đoạn");
        assert_eq!(play.raw(), "Thôn xa trung tâm.");
        // The next one is a line of its own; one step takes it out again.
        play.keys("n<enter>").sees("* 1/23 đoạn");
        assert_eq!(play.raw(), "Thôn xa trung tâm.\nSổ sách cũ.");
        play.keys("<c-z>").sees("* 2/23 đoạn");
        assert_eq!(play.raw(), "Thôn xa trung tâm.");
        play.keys("<c-y>").sees("* 1/23 đoạn");
        // In the form what waits is counted, and the page is where it was left.
        play.keys("<esc>").sees("+ 1 đoạn cũ");
        play.keys("<f11>").sees("* 1/23 đoạn");
        assert!(play.document().contains("Sổ sách cũ."), "{}", play.document());
    }
}

#[test]
fn what_waits_is_there_again_when_the_report_is_opened_until_it_is_done_with() {
    let (_folder, mut play) = drafted(80, 24, OLD);
    play.keys("n<c-f>ưu điểm<enter><enter>").sees("* 2/23 đoạn");
    play.advance(2000);
    let path = play.path();
    let mut play = play.again();
    play.open(&path).sees("+ 2 đoạn cũ");
    play.keys("<esc>văn bản cũ<enter>").sees("* 2/3 đoạn");
    play.keys("<end>x").sees("* 1/3 đoạn");
    play.advance(2000);
    let mut play = play.again();
    play.open(&path).sees("+ 1 đoạn cũ");
    play.keys("<f11>").sees("* 1/3 đoạn");
    // It may be taken back; what is done with does not come again.
    play.keys("<home>n").keys("x").sees("Mọi đoạn đã có chỗ hoặc đã xong").sees("Đã đánh dấu");
    play.keys("x").sees("* 1/3 đoạn");
    play.keys("x").advance(2000);
    let mut play = play.again();
    play.open(&path).lacks("đoạn cũ");
    play.keys("<f11>").lacks("chưa có chỗ");
    assert!(play.file().contains("Thôn xa trung tâm."), "{}", play.file());
}

#[test]
fn a_report_that_is_not_from_an_old_one_has_no_such_page() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.keys("<esc>").lacks("Văn bản cũ");
    play.keys("<esc><f11>").sees("không lấy từ văn bản cũ nào");
}

#[test]
fn a_paragraph_longer_than_the_page_is_read_to_its_end() {
    let long: Vec<String> = (1..=120).map(|number| format!("việc thứ {number}")).collect();
    let old = format!(
        "BÁO CÁO\nKết quả công tác năm 2025\nMột đoạn sẽ không ai hỏi: {}.\nCuối cùng sẽ là đoạn này ạ.\n",
        long.join(", ")
    );
    let (_folder, mut play) = drafted(60, 16, &old);
    play.sees("việc thứ 1,").lacks("việc thứ 120");
    for _ in 0..12 {
        if play.picture().contains("việc thứ 120.") {
            return;
        }
        play.keys("<down>");
    }
    panic!("its end is not reached\n{}", play.picture());
}

/// Whatever is handed back stands at its paragraph, and the paragraphs are those of the old report.
#[test]
fn each_paragraph_says_what_became_of_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/import");
    let mut checked = 0;
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let Ok(list) = paragraphs(&fs::read(entry.path()).expect("a file")) else { continue };
        for own in BUILT_IN {
            let definition = Library::new(None).load(own.id).expect("a type");
            let imported = import(&definition, &list, 2026);
            let texts: Vec<&str> = list.iter().map(|p| p.text.as_str()).filter(|text| !text.is_empty()).collect();
            let sources: Vec<&str> = imported.sources.iter().map(|source| source.text.as_str()).collect();
            assert!(sources.starts_with(&texts), "{:?} as {}", entry.path(), own.id);
            let mut left: Vec<&String> = imported.sources.iter().flat_map(|source| &source.left).collect();
            let mut rest: Vec<&String> = imported.rest.iter().collect();
            left.sort();
            rest.sort();
            assert_eq!(left, rest, "{:?} as {}", entry.path(), own.id);
            for source in &imported.sources {
                for path in &source.taken {
                    assert!(!imported.answers.raw(*path).is_empty(), "{path:?} of {}", source.text);
                }
            }
            checked += imported.sources.iter().filter(|source| !source.taken.is_empty()).count();
        }
    }
    assert!(checked > 300, "{checked} paragraphs gave something");
}

/// One step takes back what was done last, be it in an answer or on the page.
#[test]
fn what_was_said_to_be_done_with_is_taken_back_by_the_key_that_takes_back() {
    let (_folder, mut play) = drafted(80, 24, OLD);
    play.keys("n<c-f>ưu điểm<enter><enter>").sees("* 2/23 đoạn");
    let answer = play.raw().to_owned();
    play.keys("nx").sees("* 1/23 đoạn");
    play.keys("<c-z>").sees("* 2/23 đoạn");
    assert_eq!(play.raw(), answer, "the answer stays");
    play.keys("<c-y>").sees("* 1/23 đoạn");
    play.keys("<c-z><c-z>").sees("* 3/23 đoạn");
    assert_eq!(play.raw(), "");
    // So does the file: what was taken back waits when the report is opened again.
    play.keys("<c-y>").advance(2000);
    let path = play.path();
    let mut play = play.again();
    play.open(&path).sees("+ 2 đoạn cũ");
}

#[test]
fn a_paragraph_that_was_taken_out_again_has_no_answer_beside_it() {
    let (_folder, mut play) = drafted(120, 40, OLD);
    play.keys("<c-f>ưu điểm<enter>").keys("n<enter>n<enter>").sees("* 1/23 đoạn");
    play.keys("<c-z>").sees("* 2/23 đoạn");
    let line = play.screen().into_iter().find(|line| line.starts_with("> *")).expect("the paragraph");
    assert!(!line.contains("Ưu điểm"), "{line}");
}

const TABLE: &str = "BÁO CÁO\nKết quả công tác trẻ em năm 2025\n\nI. KẾT QUẢ\n\n- Đã làm.\n\n\
    Nhóm | Số em | Nơi\n\nLớp vẽ | 20 | Làng Hạ\n\nLớp múa | 15 | Gò Trám\n";

/// A row goes into a table as a row, a sentence into no list of options.
#[test]
fn a_row_of_a_table_is_a_row_of_its_own() {
    let (_folder, mut play) = drafted(120, 40, TABLE);
    let rows = |play: &Play, id: &str| {
        let session = play.session();
        session.answers.rows(session.definition.field(id).expect("a field")).len()
    };
    let before = rows(&play, "clb");
    play.keys("<home>").keys("<c-f>câu lạc bộ<enter>");
    for _ in 0..20 {
        if play.screen().iter().any(|line| line.starts_with("> ") && line.contains("Lớp vẽ |")) {
            break;
        }
        play.keys("<down>");
    }
    play.keys("<enter><down><enter>");
    assert_eq!(rows(&play, "clb"), before + 2, "{}", play.picture());
    let session = play.session();
    let table = session.definition.field("clb").expect("a field");
    let cells = |at: usize| session.answers.rows(table)[before + at].iter().map(|e| e.raw.as_str()).collect::<Vec<_>>();
    assert_eq!((cells(0), cells(1)), (vec!["Lớp vẽ", "Làng Hạ", "20"], vec!["Lớp múa", "Gò Trám", "15"]));
    // What is in a row waits no more.
    assert!(!play.screen().iter().any(|line| line.contains("* Lớp")), "{}", play.picture());
}

/// Cells below headings that the table does not have stand in words, and never as figures of something else.
#[test]
fn a_row_of_another_table_gives_no_figures() {
    let old = TABLE
        .replace("Nhóm | Số em | Nơi", "Tên quà | Số suất | Trị giá")
        .replace("20 | Làng Hạ", "60 suất | 60.000.000");
    let (_folder, mut play) = drafted(120, 40, &old);
    play.keys("<home>").keys("<c-f>câu lạc bộ<enter>");
    for _ in 0..20 {
        if play.screen().iter().any(|line| line.starts_with("> ") && line.contains("Lớp vẽ |")) {
            break;
        }
        play.keys("<down>");
    }
    play.keys("<enter>");
    let session = play.session();
    let table = session.definition.field("clb").expect("a field");
    let row: Vec<&str> = session.answers.rows(table).last().expect("a row").iter().map(|e| e.raw.as_str()).collect();
    assert_eq!(row, ["Lớp vẽ Số suất: 60 suất Trị giá: 60.000.000", "", ""]);
}

#[test]
fn a_window_that_grows_is_filled_again() {
    let (_folder, mut play) = drafted(80, 24, OLD);
    play.keys("<end>").resize(60, 16).resize(120, 50);
    let rows = play.screen().iter().skip(3).take(30).filter(|line| !line.trim().is_empty()).count();
    assert!(rows >= 20, "{}", play.picture());
}
