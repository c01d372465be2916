//! Old reports as offices have them, each line in its place: the files of `tests/data/import`.

use std::collections::HashSet;
use std::fs;
use std::path::PathBuf;

use baocao::document::compose::compose;
use baocao::document::layout::{Line, lay_out};
use baocao::export::{ExportOptions, FormatName, export};
use baocao::import::{Imported, Paragraph, import, paragraphs};
use baocao::report::answers::{Answer, Answers};
use baocao::report::definition::Definition;
use baocao::report::evaluation::Evaluation;
use baocao::report::field::Kind;
use baocao::report::value::Value;
use baocao::store::answers_file::AnswersFile;
use baocao::store::built_in::EXAMPLES;
use baocao::store::library::Library;

use proptest::prelude::*;

use crate::play::TODAY;
use crate::robust::cases;

const GENERAL: &str = "bao-cao-chung";
const MONTH: &str = "thang-hanh-dong-vi-tre-em";

/// What an old report gave.
struct Case {
    definition: Definition,
    answers: Answers,
    rest: Vec<String>,
    /// How many words the source has.
    words: usize,
}

fn count(text: &str) -> usize {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count()
}

impl Case {
    fn of(name: &str, type_id: &str) -> Self {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/import").join(name);
        let definition = Library::new(None).load(type_id).expect("loads");
        let list = paragraphs(&fs::read(path).expect("a file")).expect("read");
        let words = list.iter().map(|p| count(&p.text) + p.notes.iter().map(|note| count(note)).sum::<usize>()).sum();
        let Imported { answers, rest, .. } = import(&definition, &list, TODAY.year());
        Case { definition, answers, rest, words }
    }

    fn texts(&self, id: &str) -> Vec<String> {
        let (id, column) = id.split_once('.').map_or((id, None), |(id, column)| (id, Some(column)));
        let field = self.definition.field(id).expect(id);
        let column = column.map(|name| self.definition[field].column(name).expect(name));
        let of_row = |row: &Vec<_>| -> Vec<String> {
            let cells = row.iter().enumerate().filter(|(at, _)| column.is_none_or(|column| column == *at));
            cells.map(|(_, entry): (usize, &baocao::report::answers::Entry)| entry.raw.clone()).collect()
        };
        match self.answers.answer(field) {
            Answer::One(entry) => vec![entry.raw.clone()],
            Answer::Group(entries) => of_row(entries),
            Answer::Rows(rows) => rows.iter().flat_map(of_row).collect(),
        }
    }

    /// Each text stands in the field that is named, and nothing is handed back but `rest`.
    fn gives(&self, placed: &[(&str, &str)], rest: &[&str]) -> &Self {
        for (id, text) in placed {
            let texts = self.texts(id);
            assert!(
                texts.iter().any(|own| own.contains(text)),
                "{id} lacks {text:?}: {texts:?}\nrest: {:?}",
                self.rest
            );
        }
        assert_eq!(self.rest, rest);
        self
    }

    /// Of a hundred words of the source, how many stand in answers other than free text; it never falls.
    fn placed(&self, percent: usize) {
        let mut words = 0;
        for (id, field) in self.definition.fields.with_ids() {
            let is_free = |kind: &Kind| matches!(kind, Kind::LongText | Kind::List);
            let of_row = |row: &Vec<baocao::report::answers::Entry>| -> usize {
                let cells = row.iter().zip(&field.columns).filter(|(_, column)| !is_free(&column.kind));
                cells.map(|(entry, _)| count(&entry.raw)).sum()
            };
            words += match self.answers.answer(id) {
                Answer::One(entry) if is_free(&field.kind) || entry.raw.is_empty() => 0,
                Answer::One(entry) => count(&entry.raw),
                Answer::Group(entries) => of_row(entries),
                Answer::Rows(rows) => rows.iter().map(of_row).sum(),
            };
        }
        let share = words * 100 / self.words;
        assert!(share >= percent, "{share}% of {} words", self.words);
    }
}

/// "1. Việc giải ngân kinh phí còn chậm." is a sentence, whatever words of headings are in it.
#[test]
fn numbered_sentences_stay_where_they_stood() {
    Case::of("mat-chu.txt", GENERAL)
        .gives(
            &[
                ("nam", "năm 2026"),
                ("ket_qua.tieu_de", "Công tác cho vay vốn"),
                ("ket_qua.noi_dung", "Đã cho 46 hộ vay vốn."),
                ("han_che", "Việc giải ngân kinh phí còn chậm so với kế hoạch được giao."),
                ("han_che", "Một số kiến nghị của cử tri chưa được giải quyết dứt điểm."),
                ("han_che", "Công tác kiểm tra, giám sát của các thôn chưa thường xuyên."),
                ("han_che", "Xác định phương hướng sản xuất của hộ nghèo còn lúng túng."),
                ("nhiem_vu", "Khắc phục hạn chế trong giải ngân vốn."),
                ("nhiem_vu", "Rà soát hộ nghèo."),
                ("noi_nhan.name", "UBND tỉnh"),
                ("luu", "VHXH"),
                ("chu_ky", "Đinh Văn Mẫu"),
            ],
            &[],
        )
        .placed(21);
}

/// What stands under "Phương hướng" is a task, whatever its own heading says, and the year is that of the results.
#[test]
fn tasks_are_tasks_and_an_issuer_ends_where_its_name_ends() {
    let lead = "Thực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2025 của UBND xã giai đoạn 2025 - 2030, Phòng Văn hóa - Xã hội báo \
        cáo kết quả như sau:";
    Case::of("phuong-huong.txt", GENERAL)
        .gives(
            &[
                ("nam", "năm 2025"),
                ("van_ban_yeu_cau.number", "12"),
                ("van_ban_yeu_cau.symbol", "KH-UBND"),
                ("van_ban_yeu_cau.issuer", "UBND xã"),
                ("ket_qua.tieu_de", "Lĩnh vực nội vụ"),
                ("ket_qua.noi_dung", "Đã ban hành 05 quyết định."),
                ("ket_qua.noi_dung", "Đã khám cho 120 trẻ em."),
                ("nhiem_vu", "Lĩnh vực nội vụ\n+ Ban hành 10 quyết định."),
                ("nhiem_vu", "Lĩnh vực y tế\n+ Khám cho 500 trẻ em."),
                ("chu_the", "Phòng Văn hóa - Xã hội"),
                ("so_van_ban", "12"),
            ],
            &[lead],
        )
        .placed(35);
    let case = Case::of("phuong-huong.txt", GENERAL);
    assert_eq!(case.texts("van_ban_yeu_cau.issuer"), ["UBND xã"]);
    assert_eq!(case.texts("ket_qua.tieu_de"), ["Lĩnh vực nội vụ", "Lĩnh vực y tế"], "no task is a result");
    // A type that has no such section hands it back, rather than take tasks for results.
    let month = Case::of("phuong-huong.txt", MONTH);
    assert_eq!(
        month.texts("nhiem_vu"),
        ["Lĩnh vực nội vụ\n+ Ban hành 10 quyết định.\nLĩnh vực y tế\n+ Khám cho 500 trẻ em."]
    );
}

/// "đến năm 2030" is the name of a strategy; the subject says "tháng 10/2025".
#[test]
fn the_time_is_that_of_the_subject() {
    Case::of("nam-2030.txt", GENERAL).gives(
        &[("nam", "năm 2025"), ("ky_bao_cao", "tháng 10/2025"), ("van_ban_yeu_cau.issuer", "UBND xã")],
        &["Thực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2025 của UBND xã thực hiện Chiến lược đến năm 2030, Phòng Văn hóa - Xã hội \
            báo cáo kết quả như sau:"],
    );
}

#[test]
fn a_lead_that_names_no_letter_gives_its_theme() {
    Case::of("chu-de-trong-cau-dan.txt", MONTH)
        .gives(
            &[
                ("nam", "năm 2024"),
                ("chu_de", "Vì một tuổi thơ an toàn"),
                ("chu_the", "Ủy ban nhân dân xã Suối Lim"),
                ("so_van_ban", "15"),
                ("ky_hieu", "BC-UBND"),
                ("dan_so", "6.420"),
                ("dac_diem_them", "Toàn xã có 6.420 người dân và 1.986 trẻ em."),
            ],
            &[],
        )
        .placed(41);
}

/// A name alone at the end is the signer's, whose post is not there: no line of the last section.
#[test]
fn a_name_at_the_end_is_no_result() {
    Case::of("import-eth.txt", GENERAL).gives(
        &[
            ("uu_diem", "Tốt."),
            ("van_ban_yeu_cau.symbol", "QĐ-UBND"),
            ("ky_hieu", "BC-HĐND"),
            ("chu_the", "Hội đồng nhân dân xã Suối Lim"),
        ],
        &["Đinh Văn Mẫu"],
    );
}

/// A signer far to the right below the recipients, a motto with long dashes, "V/v" before the subject, a lead behind a
/// semicolon, figures behind "dân số" and an age, what is good beside what is hard, proposals that name no body.
#[test]
fn a_health_station_reports_to_its_commune() {
    Case::of("tram-y-te.txt", MONTH)
        .gives(
            &[
                ("nam", "năm 2025"),
                ("trich_yeu", "Thực hiện Tháng hành động vì trẻ em và chiến dịch bổ sung vitamin A đợt 1 năm 2025"),
                ("dia_danh", "Tân Phú"),
                ("ngay_ban_hanh", "2/7/2025"),
                ("chu_the", "Trạm Y tế xã"),
                ("can_cu_khac.number", "33"),
                ("dan_so", "9.420"),
                ("tong_tre_em", "2.315"),
                ("vitamin_a", "438/441"),
                ("ket_qua_noi_bat", "Được sự quan tâm của Đảng ủy, UBND xã."),
                ("han_che", "Cân, thước đo đã cũ; cộng tác viên thay đổi nhiều."),
                ("kien_nghi.noi_dung", "cấp bổ sung 11 cân điện tử cho các ấp"),
                ("kien_nghi.noi_dung", "tăng mức hỗ trợ cho cộng tác viên dinh dưỡng"),
                ("luu", "TYT"),
                ("chu_ky.name", "BS. Trần Thị Mỹ Hạnh"),
            ],
            &[],
        )
        .placed(24);
}

/// Sentences of a launch, of talks, of classes, a forum and shares in brackets, in the words that communes have for them.
#[test]
fn a_commune_reports_in_words_of_its_own() {
    Case::of("xa-tan-phu.txt", MONTH)
        .gives(
            &[
                ("le_ngay", "01/6/2025"),
                ("le_dia_diem", "Nhà văn hóa xã"),
                ("le_tong_du", "350"),
                ("le_tre_em_du", "280"),
                ("tt_phat_thanh", "45"),
                ("tt_buoi", "06"),
                ("tt_luot_nguoi", "540"),
                ("the_bhyt", "654/654"),
                ("vitamin_a", "812/820"),
                ("tiem_chung", "118/120"),
                ("dien_dan.cap", "xã"),
                ("dien_dan.so_tre", "60"),
                ("dien_dan.y_kien", "15"),
                ("day_boi.hoc", "90"),
                ("vu_xam_hai", "0/0"),
                ("qua.nhom", "học sinh nghèo"),
                ("kt_don_vi", "5/14"),
            ],
            // Taken, though the type says them in words of its own.
            &[
                "Sáng ngày 01/6/2025, UBND xã đã tổ chức Lễ phát động Tháng hành động vì trẻ em tại Nhà văn hóa xã với sự \
                 tham gia của 350 đại biểu, trong đó có 280 trẻ em.",
                "- Tổ chức 06 buổi nói chuyện chuyên đề cho 540 lượt người.",
                "- Ngày 15/6/2025, tổ chức Diễn đàn trẻ em cấp xã với 60 em tham gia, có 15 ý kiến.",
                "- Trong tháng không có trẻ em bị bạo lực, xâm hại.",
            ],
        )
        .placed(24);
}

/// A number as a Party body writes it is no number of an office's; a name may have a stroke within; causes need no kind.
#[test]
fn a_womens_union_reports_on_its_gifts() {
    Case::of("hoi-lhpn.txt", MONTH)
        .gives(
            &[
                ("ke_hoach.symbol", "KH-BTV"),
                ("tt_bang_ron", "6"),
                ("tt_to_roi", "800"),
                ("qua.nhom", "trẻ em mồ côi, khuyết tật"),
                ("qua.don_gia", "300.000"),
                ("qua.thanh_tien", "10,5 triệu"),
                ("qua.nha_tai_tro", "Công ty TNHH Hương Rừng"),
                ("hoat_dong.ten", "Ngày hội tuổi thơ"),
                ("hoat_dong.phoi_hop", "Đoàn Thanh niên"),
                ("nguyen_nhan", "Địa bàn rộng, đường đi khó khăn về mùa mưa."),
                ("nhiem_vu", "Tiếp tục vận động nhận đỡ đầu thêm 05 trẻ mồ côi."),
                ("kien_nghi.gui_toi", "Hội LHPN tỉnh"),
                ("chu_ky.name", "H'Nguyên Niê"),
            ],
            &[
                "Số 45-BC/BTV",
                "Vui chơi",
                "2. Chăm lo cho trẻ em",
                // Taken, though the type says it in words of its own.
                "Phối hợp với Đoàn Thanh niên tổ chức Ngày hội tuổi thơ vào ngày 01/6/2025 tại nhà văn hóa xã, thu hút \
                 trên 400 em tham gia.",
                "IV. PHƯƠNG HƯỚNG NHIỆM VỤ 6 THÁNG CUỐI NĂM",
            ],
        )
        .placed(26);
}

/// Parts whose titles stand on the next line, letters above Roman numbers, causes beside shortcomings, long headings.
#[test]
fn sections_are_those_of_their_headings() {
    let text = "BÁO CÁO\nKết quả thực hiện nhiệm vụ năm 2025\n\nPhần thứ nhất\nKẾT QUẢ THỰC HIỆN NHIỆM VỤ NĂM 2025\n\n\
        1. Công tác tuyên truyền và phối hợp các hội, đoàn thể\nNăm 2025 xã phát 300 tờ rơi tới các thôn, trường học, chợ và nhà \
        văn hóa của các thôn.\n\nB. Đánh giá\n\n1. Ưu điểm\n\n- Làm nhanh.\n\n2. Tồn tại, hạn chế và nguyên nhân\n\n\
        a) Tồn tại, hạn chế\n\n- Chậm.\n\nb) Nguyên nhân\n\n- Mưa nhiều.\n\nPhần thứ hai\nPHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2026\n\n\
        I. Vay vốn\n\nCho 60 hộ nghèo vay 3 tỷ đồng trong năm 2026.\n\nPhần thứ ba\nDỰ KIẾN CÔNG TÁC QUÝ I\n\nTập huấn.\n";
    let definition = Library::new(None).load(GENERAL).expect("loads");
    let Imported { answers, rest, .. } =
        import(&definition, &paragraphs(text.as_bytes()).expect("a text"), TODAY.year());
    Case { definition, answers, rest, words: 0 }.gives(
        &[
            ("nam", "năm 2025"),
            ("ket_qua.tieu_de", "Công tác tuyên truyền và phối hợp các hội, đoàn thể"),
            ("ket_qua.noi_dung", "Năm 2025 xã phát 300 tờ rơi"),
            ("uu_diem", "Làm nhanh."),
            ("han_che", "Chậm."),
            ("nguyen_nhan", "Mưa nhiều."),
            ("nhiem_vu", "Vay vốn\n+ Cho 60 hộ nghèo vay 3 tỷ đồng trong năm 2026.\nTập huấn."),
        ],
        &["DỰ KIẾN CÔNG TÁC QUÝ I"],
    );
}

/// What the program prints of an indicator comes back with all its digits, and what a draft marks as missing is blank.
#[test]
fn figures_come_back_whole_and_gaps_as_blanks() {
    let text = "BÁO CÁO\nKết quả công tác trẻ em 6 tháng đầu năm 2026\n\nII. KẾT QUẢ THỰC HIỆN\n\n1. Kết quả thực hiện các chỉ \
        tiêu\n\n- Trẻ em được trợ giúp: 33 trẻ em, đạt 89,2% kế hoạch.\n\n- Hội nghị: 1.250 buổi.\n\nIII. TỒN TẠI, HẠN CHẾ\n\n\
        - [thiếu: tồn tại, hạn chế]\n";
    let definition = Library::new(None).load("tre-em-dinh-ky").expect("loads");
    let Imported { answers, rest, .. } =
        import(&definition, &paragraphs(text.as_bytes()).expect("a text"), TODAY.year());
    let case = Case { definition, answers, rest, words: 0 };
    assert_eq!(case.texts("chi_tieu.thuc_hien"), ["33", "1.250"]);
    assert_eq!(case.texts("chi_tieu.don_vi"), ["trẻ em", "buổi"]);
    assert_eq!(case.texts("han_che"), [""]);
}

/// A table that the type has comes back as rows, with what the sentences say of them.
#[test]
fn tables_of_the_program_come_back() {
    let library = Library::new(None);
    for (type_id, tables) in [("tre-em-dinh-ky", &["chi_tieu", "vu_viec"][..]), (GENERAL, &["so_lieu"])] {
        let (_, text) = EXAMPLES.iter().find(|(name, _)| *name == format!("{type_id}.toml")).expect("an example");
        let sample = AnswersFile::open(text, &library, TODAY.year()).expect("opens");
        let evaluation = Evaluation::of(&sample.definition, &sample.answers, TODAY);
        let document = compose(&sample.definition, &sample.answers, &evaluation);
        for format in [FormatName::Word, FormatName::Markdown] {
            let bytes = export(&document, format, &ExportOptions::default()).expect("written");
            let list = paragraphs(&bytes).expect("read");
            let Imported { answers, .. } = import(&sample.definition, &list, TODAY.year());
            for id in tables {
                let field = sample.definition.field(id).expect(id);
                // The paper begins a name with a capital.
                let small = |value: &Value| match value {
                    Value::Text(text) => Value::Text(text.to_lowercase()),
                    other => other.clone(),
                };
                let values = |answers: &Answers| -> Vec<Vec<Value>> {
                    let rows = answers.rows(field).iter();
                    rows.map(|row| row.iter().map(|entry| small(&entry.value)).collect()).collect()
                };
                assert_eq!(values(&answers), values(&sample.answers), "{type_id} {format:?}: {id}");
            }
        }
    }
}

/// A table of other columns is none of the type's, and is handed back.
#[test]
fn another_table_is_handed_back() {
    let text = "BÁO CÁO\nKết quả công tác năm 2025\n\nI. Kết quả thực hiện\n\nChỉ tiêu | Người phụ trách | Hạn\n\n\
        Hộ nghèo | Ông Nam | 30/6\n";
    let definition = Library::new(None).load(GENERAL).expect("loads");
    let Imported { answers, rest, .. } =
        import(&definition, &paragraphs(text.as_bytes()).expect("a text"), TODAY.year());
    assert!(answers.answer(definition.field("so_lieu").expect("a field")).is_blank());
    assert!(rest.iter().any(|line| line.contains("Ông Nam")), "{rest:?}");
}

/// Headings by their styles alone, as Word writes them: what stands below a heading is of it.
#[test]
fn headings_without_numbers_have_their_levels() {
    let heading =
        |text: &str, level: u8| Paragraph { text: text.to_owned(), heading: Some(level), ..Paragraph::default() };
    let text = |text: &str| Paragraph { text: text.to_owned(), ..Paragraph::default() };
    let list = [
        text("BÁO CÁO"),
        text("Kết quả công tác giảm nghèo năm 2025"),
        heading("Kết quả thực hiện", 0),
        heading("Vay vốn", 1),
        text("Đã cho 46 hộ vay vốn."),
        heading("Phương hướng, nhiệm vụ", 0),
        heading("Vay vốn", 1),
        text("Cho 60 hộ nghèo vay vốn."),
    ];
    let definition = Library::new(None).load(GENERAL).expect("loads");
    let Imported { answers, rest, .. } = import(&definition, &list, TODAY.year());
    let case = Case { definition, answers, rest, words: 0 };
    assert_eq!(case.texts("ket_qua.tieu_de"), ["Vay vốn"]);
    assert_eq!(case.texts("ket_qua.noi_dung"), ["Đã cho 46 hộ vay vốn."]);
    assert_eq!(case.texts("nhiem_vu"), ["Vay vốn\n+ Cho 60 hộ nghèo vay vốn."]);
}

/// Marks of a signature with a stroke for their stop.
#[test]
fn a_stroke_is_as_good_as_a_stop() {
    for (mark, form) in [("TM.", "tm_kt"), ("T/M", "tm_kt"), ("T/M.", "tm_kt")] {
        let text = format!(
            "BÁO CÁO\nKết quả công tác năm 2025\n\nI. Kết quả thực hiện\n\nĐã làm.\n\nNơi nhận:\n- Lưu: VT.\n\n{mark} ỦY BAN NHÂN \
            DÂN\n{} CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nVi Văn Thông\n",
            mark.replace('T', "K").replace('M', "T")
        );
        let definition = Library::new(None).load(GENERAL).expect("loads");
        let Imported { answers, rest, .. } =
            import(&definition, &paragraphs(text.as_bytes()).expect("a text"), TODAY.year());
        let case = Case { definition, answers, rest, words: 0 };
        let signed: Vec<String> = case.texts("chu_ky").into_iter().filter(|text| !text.is_empty()).collect();
        assert_eq!(signed, [form, "Vi Văn Thông"], "{mark}");
    }
}

/// A heading at the end, of a report without a signature, is one.
#[test]
fn a_heading_at_the_end_signs_nothing() {
    let text =
        "BÁO CÁO\nKết quả Tháng hành động vì trẻ em năm 2025\n\nI. Tổ chức thực hiện\n\nĐã làm.\n\nIII. KIẾN NGHỊ\n";
    let definition = Library::new(None).load(MONTH).expect("loads");
    let Imported { answers, .. } = import(&definition, &paragraphs(text.as_bytes()).expect("a text"), TODAY.year());
    assert!(answers.answer(definition.field("chu_ky").expect("a field")).is_blank());
}

/// Numbers that Word makes, headings by styles, columns by tabs, fonts from before Unicode.
#[test]
fn word_files_give_each_line_in_its_place() {
    Case::of("import-auto-numbering.docx", GENERAL)
        .gives(
            &[
                ("nam", "năm 2026"),
                ("van_ban_yeu_cau.issuer", "Ủy ban nhân dân tỉnh"),
                ("van_ban_yeu_cau.subject", "báo cáo công tác giảm nghèo"),
                ("dac_diem", "Xã có 12 thôn."),
                ("ket_qua.tieu_de", "Tuyên truyền"),
                ("ket_qua.noi_dung", "Phát 300 tờ rơi."),
                ("ket_qua.tieu_de", "Thu gom rác"),
                ("ket_qua.noi_dung", "Thu gom hai lần."),
                ("han_che", "Một số hộ chưa phân loại rác."),
                ("chu_ky", "Đinh Văn Mẫu"),
            ],
            &[],
        )
        .placed(33);
    for name in ["import-heading-basedon.docx", "import-outline-direct.docx"] {
        Case::of(name, GENERAL)
            .gives(&[("dac_diem", "Xã có 12 thôn."), ("ket_qua_chung", "Phát 300 tờ rơi.")], &[])
            .placed(35);
    }
    Case::of("import-number-no-space.docx", GENERAL)
        .gives(&[("ket_qua.tieu_de", "Tuyên truyền"), ("ket_qua.noi_dung", "Phát 300 tờ rơi.")], &[])
        .placed(35);
    Case::of("import-tabs-head.docx", GENERAL)
        .gives(&[("so_van_ban", "15"), ("ky_hieu", "BC-UBND"), ("dia_danh", "Suối Lim")], &[])
        .placed(24);
    Case::of("import-tabs-end.docx", GENERAL)
        .gives(&[("noi_nhan.name", "HĐND xã"), ("chu_ky", "tm_kt"), ("chu_ky", "Đinh Văn Mẫu")], &[])
        .placed(37);
    Case::of("dau-shift-enter-va-chu-ky-3-cot.docx", GENERAL)
        .gives(&[("so_van_ban", "12"), ("luu", "VHXH"), ("noi_nhan.purpose", "b/c"), ("chu_ky", "Đinh Văn Mẫu")], &[])
        .placed(37);
    Case::of("import-tcvn3.docx", GENERAL).gives(&[("nam", "năm 2009"), ("dac_diem", "Xã có 12 thôn.")], &[]);
}

/// The head as typists write it.
#[test]
fn numbers_and_dates_are_read_however_they_are_typed() {
    let head = |number: &str, date: &str| {
        let text = format!(
            "ỦY BAN NHÂN DÂN\nXÃ SUỐI LIM\n\n{number}\n\n{date}\n\nBÁO CÁO\nKết quả Tháng hành động vì trẻ em năm 2025\n\n\
            I. Tổ chức thực hiện\n\nĐã làm.\n"
        );
        let definition = Library::new(None).load(MONTH).expect("loads");
        let list = paragraphs(text.as_bytes()).expect("a text");
        let Imported { answers, rest, .. } = import(&definition, &list, TODAY.year());
        Case { definition, answers, rest, words: 0 }
    };
    let date = "Suối Lim, ngày 05 tháng 7 năm 2025";
    for number in ["Số: 15/BC-UBND", "SỐ: 15/BC-UBND", "Số 15/BC - UBND", "Số: 15/2025/BC-UBND", "Số: 15 / BC-UBND"]
    {
        let case = head(number, date);
        assert_eq!(
            (case.texts("so_van_ban"), case.texts("ky_hieu")),
            (vec!["15".into()], vec!["BC-UBND".into()]),
            "{number}"
        );
        // A year within the number has no place of its own.
        assert!(case.rest.iter().all(|text| text == "Đã làm." || text.contains("/2025/")), "{number}: {:?}", case.rest);
    }
    for number in ["Số:       /BC-UBND", "Số: ....../BC-UBND", "Số: …/BC-UBND"] {
        let case = head(number, date);
        assert_eq!(
            (case.texts("so_van_ban"), case.texts("ky_hieu")),
            (vec![String::new()], vec!["BC-UBND".into()]),
            "{number}"
        );
    }
    let party = head("Số: 15-BC/UBND", date);
    assert_eq!(party.texts("ky_hieu"), [""], "a symbol of another form is none of ours");
    assert!(party.rest.iter().any(|text| text.contains("15-BC/UBND")), "{:?}", party.rest);
    for date in ["Suối Lim, Ngày 05 tháng 7 năm 2025", "Suối Lim ngày 05 tháng 7 năm 2025"] {
        let case = head("Số: 15/BC-UBND", date);
        assert_eq!(case.texts("dia_danh"), ["Suối Lim"], "{date}");
        assert!(!case.texts("ngay_ban_hanh")[0].is_empty(), "{date}");
    }
    // The number is no agency, and what came along with a letter no place.
    let case = head("SỐ 15/BC-UBND", "(Kèm theo Công văn số 12/PVHXH ngày 05 tháng 5 năm 2025)");
    assert_eq!(case.texts("co_quan_ban_hanh"), ["ỦY BAN NHÂN DÂN\nXÃ SUỐI LIM"]);
    assert_eq!((case.texts("dia_danh"), case.texts("ngay_ban_hanh")), (vec![String::new()], vec![String::new()]));
    let blank = head("Số: 15/BC-UBND", "Suối Lim, ngày … tháng … năm 2025");
    assert_eq!((blank.texts("dia_danh"), blank.texts("ngay_ban_hanh")), (vec!["Suối Lim".into()], vec![String::new()]));
}

/// Lines of every old report here, and what people put between and into them.
fn lines() -> Vec<String> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/import");
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|file| file.expect("a file").path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "txt"));
    files.sort();
    let list = files.iter().flat_map(|file| paragraphs(&fs::read(file).expect("a file")).expect("read"));
    let further = [
        "PHẦN THỨ HAI: KẾT QUẢ",
        "1.1. Công tác gia đình",
        "đ) Công tác khác",
        "III. Kiến nghị: Không.",
        "+ Hội Phụ nữ xã tặng 12 suất quà cho học sinh vượt khó học giỏi;",
        "Thôn Gò Trám | 12 | 45 | đã xong trước ngày khai giảng",
        "Có 12 em được phẫu thuật tim nhờ sự giúp đỡ của một quỹ ở thành phố, gia đình các em rất phấn khởi.",
        "2. Ngày 10/6/2025, phối hợp với Trạm Y tế xã khám sàng lọc cho mắt: 120 lượt trẻ em; ngoài ra còn phát thuốc miễn phí.",
        "Trao 50 suất quà cho 50 trẻ em nghèo, mỗi suất 300.000 đồng, do một nhà hảo tâm không để lại tên hỗ trợ tại trường.",
    ];
    list.map(|paragraph| paragraph.text).chain(further.map(str::to_owned)).collect()
}

/// The words of a text, a number without the zeros before it.
fn plain(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| word.to_lowercase().trim_start_matches('0').to_owned()).collect()
}

/// Seven words in a row of a line that is no heading, of which no three stand together in an answer, in what the answers
/// print, or in what is handed back.
fn lost(list: &[Paragraph], type_id: &str) -> Vec<String> {
    let definition = Library::new(None).load(type_id).expect("loads");
    let Imported { answers, rest, .. } = import(&definition, list, TODAY.year());
    let evaluation = Evaluation::of(&definition, &answers, TODAY);
    let document = compose(&definition, &answers, &evaluation);
    let mut texts: Vec<String> =
        document.blocks().map(|block| block.all_runs().map(|run| run.text.as_str()).collect()).collect();
    // Recipients and signature are no blocks.
    texts.extend(lay_out(&document, 400).iter().map(Line::text));
    for id in definition.fields.ids() {
        match answers.answer(id) {
            Answer::One(entry) => texts.push(entry.raw.clone()),
            Answer::Group(entries) => texts.extend(entries.iter().map(|entry| entry.raw.clone())),
            Answer::Rows(rows) => texts.extend(rows.iter().flatten().map(|entry| entry.raw.clone())),
        }
    }
    texts.extend(rest);
    let threes = |text: &String| plain(text).windows(3).map(<[String]>::to_vec).collect::<Vec<_>>();
    let said: HashSet<Vec<String>> = texts.iter().flat_map(threes).collect();
    let is_formula =
        |p: &Paragraph| p.text.ends_with(':') || p.text.trim_start_matches(['-', '+', ' ']).starts_with("Trên đây là");
    let mut lost = Vec::new();
    for paragraph in list.iter().filter(|p| p.text.ends_with(['.', ';']) && !is_formula(p)) {
        // Before a colon a heading may stand, which the type words in its own way.
        let text = paragraph.text.split_once(": ").map_or(paragraph.text.as_str(), |(_, after)| after);
        let is_lost = |words: &&[String]| !words.windows(3).any(|three| said.contains(three));
        lost.extend(plain(text).windows(7).filter(is_lost).map(|words| format!("{words:?} of {:?}", paragraph.text)));
    }
    lost
}

/// Of every old report here.
#[test]
fn every_sentence_is_in_an_answer_or_is_handed_back() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/import");
    let mut read = 0;
    for file in fs::read_dir(folder).expect("a folder") {
        let file = file.expect("a file").path();
        let Ok(list) = paragraphs(&fs::read(&file).expect("read")) else { continue };
        for type_id in [GENERAL, MONTH, "tre-em-dinh-ky"] {
            assert_eq!(lost(&list, type_id), [""; 0], "{} as {type_id}", file.display());
        }
        read += 1;
    }
    assert!(read >= 7, "{read}");
}

/// Recipients that stand in one line, each with what it is told for.
#[test]
fn recipients_of_one_line_are_all_there() {
    for line in
        ["- Sở Y tế tỉnh (để b/c); Đã cho 46 hộ vay vốn.", "Sở Y tế tỉnh (để b/c); Các thôn, tổ dân phố trong xã;"]
    {
        let list = paragraphs(format!("Nơi nhận:\n\n{line}").as_bytes()).expect("read");
        for type_id in [GENERAL, MONTH] {
            assert_eq!(lost(&list, type_id), [""; 0], "{type_id}");
        }
    }
}

proptest! {
    #![proptest_config(cases(60))]

    /// Whatever lines stand in whatever order: of any seven words of a line that is no heading, three together are in an
    /// answer, in what the answers print, or in what is handed back.
    #[test]
    fn no_sentence_of_more_than_six_words_is_lost(
        chosen in proptest::collection::vec((any::<proptest::sample::Index>(), any::<proptest::sample::Index>(), 0..6_u8), 1..40),
    ) {
        let pool = lines();
        let made: Vec<String> = chosen
            .iter()
            .map(|(one, other, how)| {
                let (one, other) = (one.get(&pool), other.get(&pool));
                match how {
                    0 => format!("{one} {other}"),
                    1 => format!("- {one}"),
                    2 => one.split(' ').skip(1).collect::<Vec<_>>().join(" "),
                    3 => format!("{}; {other}", one.trim_end_matches(['.', ';'])),
                    _ => one.clone(),
                }
            })
            .collect();
        // As a text has them, a blank line between.
        let Ok(list) = paragraphs(made.join("\n\n").as_bytes()) else { return Ok(()) };
        for type_id in [GENERAL, MONTH] {
            let lost = lost(&list, type_id);
            prop_assert!(lost.is_empty(), "{type_id}: {lost:?}");
        }
    }
}
