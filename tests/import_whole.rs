//! Nothing of an old report is thrown away: what is not an answer of the draft is handed back.

use baocao::import::{Imported, import, paragraphs};
use baocao::report::answers::{Answer, Answers};
use baocao::report::definition::Definition;
use baocao::store::library::Library;

use crate::play::{ACTION_MONTH, TODAY};

pub const GENERAL: &str = "bao-cao-chung";

/// What the answers and what is handed back say, each answer and each paragraph as a line.
pub struct Read {
    definition: Definition,
    answers: Answers,
    pub rest: Vec<String>,
}

impl Read {
    pub fn of(type_id: &str, text: &str) -> Self {
        let definition = Library::new(None).load(type_id).expect("loads");
        let list = paragraphs(text.as_bytes()).expect("a text");
        let Imported { answers, rest, .. } = import(&definition, &list, TODAY.year());
        Read { definition, answers, rest }
    }

    pub fn answer(&self, id: &str) -> String {
        let field = self.definition.field(id).expect(id);
        let texts = match self.answers.answer(field) {
            Answer::One(entry) => vec![entry.raw.clone()],
            Answer::Group(entries) => entries.iter().map(|e| e.raw.clone()).collect(),
            Answer::Rows(rows) => rows.iter().flatten().map(|e| e.raw.clone()).collect(),
        };
        texts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("|")
    }

    /// Panics where neither an answer nor what is handed back has these words.
    /// What stands in a column of a table, row by row.
    pub fn rows(&self, id: &str, column: &str) -> Vec<String> {
        let field = self.definition.field(id).expect("a field");
        let column = self.definition[field].columns.iter().position(|own| own.id == column).expect("a column");
        self.answers.rows(field).iter().map(|row| row[column].raw.clone()).collect()
    }

    pub fn keeps(&self, words: &str) -> &Self {
        let answered = self.definition.fields.iter().any(|field| self.answer(&field.id).contains(words));
        assert!(answered || self.rest.iter().any(|text| text.contains(words)), "{words:?} is lost: {:?}", self.rest);
        self
    }
}

/// A report of a commune with this body and end.
fn report(body: &str, end: &str) -> String {
    format!("BÁO CÁO\nKết quả Tháng hành động vì trẻ em năm 2025\n\nI. Tổ chức thực hiện\n\n{body}\n\n{end}")
}

/// A section that is understood.
const PLANS: &str = "1. Công tác tham mưu, chỉ đạo\n\n- Có 4/6 thôn xây dựng kế hoạch.";

const END: &str = "Trên đây là báo cáo kết quả Tháng hành động vì trẻ em năm 2025./.\n\nNơi nhận:\n- Sở Y tế;\n- Lưu: VT, VX.\n\nCHỦ TỊCH\n\nVi Văn Thông\n\n";

/// The head says of which level an office is and what it is called.
#[test]
fn the_head_tells_level_and_names() {
    for (head, level, full, short) in [
        ("ỦY BAN NHÂN DÂN XÃ ĐẠI HƯNG\nSố 63/BC-UBND", "xa", "Ủy ban nhân dân xã Đại Hưng", "UBND xã"),
        ("ỦY BAN NHÂN DÂN\nHUYỆN ĐẠI HƯNG\nSố 63/BC-UBND", "huyen", "Ủy ban nhân dân huyện Đại Hưng", "UBND huyện"),
        (
            "PHÒNG GD&ĐT HUYỆN A\nTRƯỜNG TIỂU HỌC HƯNG BÌNH\nSố 63/BC-THHB",
            "truong",
            "Trường Tiểu học Hưng Bình",
            "Nhà trường",
        ),
        ("UBND TỈNH A\nSỞ Y TẾ\nSố 63/BC-SYT", "tinh", "Sở Y tế", "Sở Y tế"),
        ("UBND HUYỆN QUẾ LÂM\nUBND XÃ ĐẠI HƯNG\nSố 63/BC-UBND", "xa", "UBND xã Đại Hưng", "UBND xã"),
        ("BAN CHỈ ĐẠO\nSố 63/BC-BCĐ", "", "", ""),
    ] {
        let text = format!(
            "{head}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nTP. Đại Hưng, ngày 18 tháng 6 năm 2025\n\n{}",
            report("Trường Tiểu học Hưng Bình và Sở Y tế đã làm.", END)
        );
        let text = text.replace("TP. ", if short.starts_with("UBND") { "" } else { "TP. " });
        let read = Read::of(ACTION_MONTH, &text);
        let names = ["cap_don_vi", "chu_the", "ten_rut_gon"].map(|id| read.answer(id));
        assert_eq!(names, [level, full, short].map(str::to_owned), "{head}");
        assert_eq!(read.answer("dia_danh").trim_start_matches("TP. "), "Đại Hưng", "{head}: {:?}", read.rest);
    }
}

/// A name below the left column, far to the right, is the signer's.
#[test]
fn columns_made_with_tabs_stay_apart() {
    let end = "Nơi nhận:\t\t\t\t\t\tTM. ỦY BAN NHÂN DÂN\n- Như trên;\t\t\t\t\t\tCHỦ TỊCH\n- Lưu: VT.\n\t\t\t\t\t\t\tNguyễn Thị Vân\n";
    // However few they are.
    let few = end.replace("\t\t\t\t\t\t\t", "\t").replace("\t\t\t\t\t\t", "\t");
    let few = Read::of(ACTION_MONTH, &report(PLANS, &few));
    assert_eq!(
        (few.answer("luu").as_str(), few.answer("chu_ky").as_str()),
        ("", "tm|Nguyễn Thị Vân"),
        "{:?}",
        few.rest
    );
    let read = Read::of(ACTION_MONTH, &report(PLANS, end));
    assert_eq!(
        (read.answer("luu").as_str(), read.answer("chu_ky").as_str()),
        ("", "tm|Nguyễn Thị Vân"),
        "{:?}",
        read.rest
    );
}

#[test]
fn what_follows_the_signature_is_handed_back() {
    let after = "PHỤ LỤC I\n\nSố liệu theo thôn\n\n- Thôn Bản Nưa tặng 12 xe đạp;\n\nGhi chú của văn thư.\n";
    let read = Read::of(GENERAL, &report("Đã làm xong.", &format!("{END}{after}")));
    for words in ["PHỤ LỤC I", "Số liệu theo thôn", "Bản Nưa tặng 12 xe đạp", "Ghi chú của văn thư."]
    {
        read.keeps(words);
    }
    assert_eq!(read.answer("noi_nhan"), "Sở Y tế", "an item of the appendix receives nothing");
    assert_eq!(read.answer("luu"), "VX");
    assert_eq!(read.answer("chu_ky"), "truc_tiep|Vi Văn Thông");
}

#[test]
fn a_signature_of_unknown_marks_is_handed_back_and_one_without_recipients_is_found() {
    let end = "Nơi nhận:\n- Lưu: VT.\n\nTL. CHỦ TỊCH\n\nKT. CHÁNH VĂN PHÒNG\n\nVi Văn Thông\n";
    let read = Read::of(ACTION_MONTH, &report(PLANS, end));
    read.keeps("TL. CHỦ TỊCH").keeps("KT. CHÁNH VĂN PHÒNG").keeps("Vi Văn Thông");
    let read = Read::of(ACTION_MONTH, &report(PLANS, "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nVi Văn Thông\n"));
    assert!(read.answer("chu_ky").contains("Vi Văn Thông"), "{}", read.answer("chu_ky"));
    assert_eq!(read.rest, Vec::<String>::new());
}

#[test]
fn a_last_sentence_of_ones_own_is_kept() {
    let own = "Trên đây là những khó khăn do mưa lũ kéo dài, mong cấp trên sớm cấp kinh phí.";
    let end = "Nơi nhận:\n- Lưu: VT.\n\nCHỦ TỊCH\n\nVi Văn Thông\n";
    Read::of(ACTION_MONTH, &report(&format!("Đã làm xong.\n\n{own}"), end)).keeps("mưa lũ kéo dài");
    let read = Read::of(ACTION_MONTH, &report(PLANS, END));
    assert_eq!(read.rest, Vec::<String>::new(), "the usual one says nothing");
}

#[test]
fn a_second_answer_to_the_same_question_is_handed_back() {
    let body = "- Có 01 trẻ em tử vong do đuối nước.\n- Có 03 trẻ em tử vong do đuối nước.";
    let read = Read::of(ACTION_MONTH, &report(body, END));
    assert_eq!(read.answer("duoi_nuoc"), "01");
    assert_eq!(read.rest, ["- Có 03 trẻ em tử vong do đuối nước."]);
    // Said twice, it is one answer.
    let body = "- Có 01 trẻ em tử vong do đuối nước.\n- Có 1 trẻ em tử vong do đuối nước.";
    assert_eq!(Read::of(ACTION_MONTH, &report(body, END)).rest, Vec::<String>::new());
}

#[test]
fn a_second_document_that_asked_for_the_report_is_handed_back() {
    let lead = "Thực hiện Công văn số 12/SYT-BMTE ngày 05/5/2025 của Sở Y tế và Kế hoạch số 7/KH-UBND ngày 10/5/2025 của \
        Ủy ban nhân dân tỉnh, Ủy ban nhân dân xã Nà Sim báo cáo kết quả như sau:";
    let text = format!(
        "BÁO CÁO\nKết quả Tháng hành động vì trẻ em năm 2025\n\n{lead}\n\nI. Tổ chức thực hiện\n\nĐã làm.\n\n{END}"
    );
    Read::of(ACTION_MONTH, &text).keeps("12/SYT-BMTE").keeps("7/KH-UBND");
}

#[test]
fn a_total_that_its_parts_do_not_give_is_handed_back() {
    let body = |total: &str| {
        format!(
            "4. Kinh phí thực hiện\n\nTổng kinh phí tổ chức các hoạt động là {total} đồng, trong đó:\n\n\
             - Ngân sách xã: 20.000.000 đồng;\n- Vận động xã hội hóa: 5.000.000 đồng.\n"
        )
    };
    let read = Read::of(ACTION_MONTH, &report(&body("26.000.000"), END));
    read.keeps("26.000.000");
    let read = Read::of(ACTION_MONTH, &report(&body("25.000.000"), END));
    assert!(read.rest.iter().all(|text| !text.contains("Tổng kinh phí")), "{:?}", read.rest);
}

#[test]
fn figures_of_a_ratio_that_is_answered_otherwise_are_handed_back() {
    let none = "- Trong kỳ không phát sinh vụ việc bạo lực, xâm hại trẻ em.";
    let some = "- Phát hiện 3 vụ bạo lực, xâm hại trẻ em; đã can thiệp, hỗ trợ 2 vụ.";
    for body in [format!("{none}\n{some}"), format!("{some}\n{none}")] {
        let read = Read::of(ACTION_MONTH, &report(&body, END));
        assert!(!read.answer("vu_xam_hai").is_empty());
        assert!(read.rest.iter().any(|text| text == none || text == some), "{:?}", read.rest);
    }
}

#[test]
fn a_share_that_its_figures_do_not_give_is_handed_back() {
    let body = |share: &str| format!("- Có 4/6 trẻ em trong độ tuổi được uống vitamin A, đạt {share}.");
    let read = Read::of(ACTION_MONTH, &report(&body("99%"), END));
    read.keeps("99%");
    assert_eq!(Read::of(ACTION_MONTH, &report(&body("66,7%"), END)).rest, Vec::<String>::new());
}

#[test]
fn a_share_is_no_count() {
    let read = |figure: &str| {
        let body = format!("2. Lễ phát động, truyền thông\n\nĐài truyền thanh xã đã phát {figure} phóng sự được giao.");
        Read::of(ACTION_MONTH, &report(&body, END))
    };
    assert_eq!(read("12").answer("tt_phong_su"), "12");
    let share = read("100%");
    assert_eq!(share.answer("tt_phong_su"), "");
    share.keeps("100% phóng sự");
}

#[test]
fn footnotes_of_headings_and_of_the_head_are_kept() {
    let text = "BÁO CÁO\nKết quả Tháng hành động vì trẻ em năm 2025 (1)\n\nI. Tổ chức thực hiện (2)\n\nĐã làm.\n\n\
        II. Chuyện khác hẳn (3)\n\nMột đoạn.\n\n(1) Chú thích đầu.\n(2) Chú thích giữa.\n(3) Chú thích sau.\n";
    let read = Read::of(ACTION_MONTH, text);
    for note in ["Chú thích đầu", "Chú thích giữa", "Chú thích sau"] {
        read.keeps(note);
    }
}

#[test]
fn what_else_the_head_and_a_heading_say_is_handed_back() {
    let lines = [
        "HỎA TỐC – trả lời trước 20/9",
        "ỦY BAN NHÂN DÂN",
        "XÃ SUỐI LIM",
        "Số: 05/BC-UBND",
        "Suối Lim, ngày 24 tháng 9 năm 2026",
        "ĐT: 0235 123456 (bà Lan)",
        "BÁO CÁO",
        "Kết quả phòng chống thiên tai năm 2026",
        "I. ĐẶC ĐIỂM TÌNH HÌNH THÔN BÀU SEN VÀ LÀNG HẠ",
        "Xã có 8 thôn.",
        "1. Tồn tại, hạn chế ở Đồng Vừng",
        "- Sổ chưa đủ.",
    ];
    let folder = tempfile::tempdir().expect("a folder");
    let (source, made) = (folder.path().join("cu.txt"), folder.path().join("moi.toml"));
    std::fs::write(&source, lines.join("\n")).expect("written");
    let program = env!("CARGO_BIN_EXE_baocao");
    let mut command = std::process::Command::new(program);
    command
        .arg("--home")
        .arg(folder.path())
        .arg("import")
        .arg(&source)
        .args(["--type", "bao-cao-chung", "-o"])
        .arg(&made);
    assert!(command.output().expect("runs").status.success());
    let text = std::fs::read_to_string(&made).expect("a draft");
    for words in
        ["HỎA TỐC – trả lời trước 20/9", "ĐT: 0235 123456 (bà Lan)", "BÀU SEN VÀ LÀNG HẠ", "hạn chế ở Đồng Vừng"]
    {
        assert!(text.contains(words), "no {words:?} in\n{text}");
    }
}

/// A report of the periodic type, or of the Action Month, with this body.
fn of_2025(type_id: &str, body: &str) -> Read {
    let subject = if type_id == ACTION_MONTH {
        "Kết quả Tháng hành động vì trẻ em năm 2025"
    } else {
        "Kết quả công tác trẻ em 6 tháng đầu năm 2025"
    };
    Read::of(type_id, &format!("BÁO CÁO\n{subject}\n\n{body}\n\n{END}"))
}

/// What was not done, is to be done, or was in another year is no answer to what was done: it is handed back, or stands
/// as text.
#[test]
fn what_was_not_done_or_in_another_year_is_no_answer() {
    const MONTH: &str = ACTION_MONTH;
    const PERIODIC: &str = "tre-em-dinh-ky";
    for (type_id, heading, sentence, blank) in [
        (
            MONTH,
            "I. TỔ CHỨC THỰC HIỆN\n\n1. Công tác tham mưu, chỉ đạo",
            "Có 10/12 thôn chưa xây dựng kế hoạch.",
            "don_vi_co_ke_hoach goi_don_vi",
        ),
        (
            MONTH,
            "I. TỔ CHỨC THỰC HIỆN\n\n1. Công tác tham mưu, chỉ đạo",
            "Năm 2024 có 10/12 thôn xây dựng kế hoạch.",
            "don_vi_co_ke_hoach",
        ),
        (
            MONTH,
            "I. TỔ CHỨC THỰC HIỆN\n\n1. Công tác tham mưu, chỉ đạo",
            "Đạt 8/10 chỉ tiêu kế hoạch.",
            "don_vi_co_ke_hoach",
        ),
        (
            MONTH,
            "I. TỔ CHỨC THỰC HIỆN\n\n1. Công tác tham mưu, chỉ đạo",
            "Không ban hành kế hoạch riêng mà thực hiện theo Kế hoạch số 391/KH-UBND ngày 12/5/2025 của UBND tỉnh.",
            "co_ke_hoach ke_hoach",
        ),
        (
            MONTH,
            "I. TỔ CHỨC THỰC HIỆN\n\n1. Công tác tham mưu, chỉ đạo",
            "Năm 2024, UBND xã ban hành Kế hoạch số 45/KH-UBND ngày 20/5/2024 về Tháng hành động.",
            "co_ke_hoach ke_hoach",
        ),
        (MONTH, "I. ĐẶC ĐIỂM TÌNH HÌNH", "Dân số năm 2024 là 8.100 người.", "dan_so"),
        (MONTH, "I. ĐẶC ĐIỂM TÌNH HÌNH", "Xã có 3.200 người dân tộc thiểu số.", "dan_so"),
        (MONTH, "I. ĐẶC ĐIỂM TÌNH HÌNH", "So với năm 2024 giảm 5 trẻ em có hoàn cảnh đặc biệt.", "tre_hcdb"),
        (
            MONTH,
            "II. KẾT QUẢ\n\n1. Lễ phát động",
            "Có 5/12 thôn không tổ chức Lễ phát động.",
            "don_vi_co_le goi_don_vi",
        ),
        (MONTH, "II. KẾT QUẢ\n\n1. Lễ phát động", "Tổ chức tham quan du lịch cho 45 người.", "le_tong_du"),
        (MONTH, "II. KẾT QUẢ\n\n1. Lễ phát động", "Dự kiến có 400 người tham dự.", "le_tong_du"),
        (
            PERIODIC,
            "II. KẾT QUẢ THỰC HIỆN\n\n1. Công tác bảo vệ trẻ em",
            "Cùng kỳ năm trước có 05 trẻ em bị tai nạn thương tích.",
            "tai_nan",
        ),
        (
            PERIODIC,
            "II. KẾT QUẢ THỰC HIỆN\n\n1. Công tác bảo vệ trẻ em",
            "Tuyên truyền phòng, chống tai nạn thương tích cho 340 trẻ em.",
            "tai_nan",
        ),
        (
            PERIODIC,
            "II. KẾT QUẢ THỰC HIỆN\n\n1. Công tác bảo vệ trẻ em",
            "6 tháng đầu năm 2024 có 02 trẻ em tử vong do đuối nước.",
            "duoi_nuoc",
        ),
        (PERIODIC, "II. KẾT QUẢ THỰC HIỆN\n\n1. Công tác trợ giúp trẻ em", "Chưa tặng quà cho 50 trẻ em.", "ho_tro"),
        (PERIODIC, "II. KẾT QUẢ THỰC HIỆN\n\n1. Công tác trợ giúp trẻ em", "Dự kiến tặng quà cho 60 trẻ em.", "ho_tro"),
        (
            PERIODIC,
            "II. TỒN TẠI, HẠN CHẾ",
            "Không có tồn tại, hạn chế lớn; tuy nhiên số liệu còn chậm.",
            "co_han_che_khong",
        ),
    ] {
        let read = of_2025(type_id, &format!("{heading}\n\n{sentence}"));
        for id in blank.split(' ').filter(|id| *id != "co_han_che_khong") {
            assert_eq!(read.answer(id), "", "{sentence}");
        }
        if blank == "co_han_che_khong" {
            assert_ne!(read.answer("co_han_che"), "false", "{sentence}");
        }
        read.keeps(sentence.trim_end_matches('.'));
    }
}

/// Words of what was not done may stand in a name, a comparison after a figure, and one's own name in short.
#[test]
fn what_was_done_is_an_answer_though_such_words_stand_beside_it() {
    const MONTH: &str = ACTION_MONTH;
    let plans = "I. TỔ CHỨC THỰC HIỆN\n\n1. Công tác tham mưu, chỉ đạo";
    for (heading, sentence, id, said) in [
        (plans, "12/12 thôn chưa xây dựng kế hoạch.", "don_vi_co_ke_hoach", "0/12"),
        (plans, "3/12 thôn chưa xây dựng kế hoạch.", "don_vi_co_ke_hoach", ""),
        (plans, "Có 10/12 thôn xây dựng kế hoạch.", "don_vi_co_ke_hoach", "10/12"),
        (
            plans,
            "UBND xã đã ban hành Kế hoạch số 42/KH-UBND ngày 14/5/2025 của UBND xã Minh Long về việc tổ chức Tháng hành động.",
            "ke_hoach",
            "Kế hoạch|42|KH-UBND|14/5/2025|UBND xã Minh Long|tổ chức Tháng hành động",
        ),
        ("I. ĐẶC ĐIỂM TÌNH HÌNH", "Toàn xã có 6.420 người dân.", "dan_so", "6.420"),
        ("I. ĐẶC ĐIỂM TÌNH HÌNH", "Có 1.210 trẻ em dân tộc thiểu số (năm 2024 là 1.190 em).", "tre_dtts", "1.210"),
        (
            "II. KẾT QUẢ\n\n1. Vận động, tặng quà",
            "Trao 50 suất quà cho 50 trẻ em không nơi nương tựa.",
            "qua",
            "suất quà|50|50|trẻ em không nơi nương tựa",
        ),
    ] {
        assert_eq!(of_2025(MONTH, &format!("{heading}\n\n{sentence}")).answer(id), said, "{sentence}");
    }
}

/// What a sentence says beside the document that it names is kept.
#[test]
fn a_sentence_that_says_more_than_that_a_document_was_issued_stays() {
    let plans = "I. TỔ CHỨC THỰC HIỆN\n\n1. Công tác tham mưu, chỉ đạo";
    let issued = "Kế hoạch số 42/KH-UBND ngày 14/5/2025 về việc tổ chức Tháng hành động.";
    let sentence =
        format!("UBND xã đã họp Ban Chỉ đạo hai lần, phân công từng người phụ trách thôn và ban hành {issued}");
    let read = of_2025(ACTION_MONTH, &format!("{plans}\n\n{sentence}"));
    read.keeps("họp Ban Chỉ đạo hai lần");
    assert_eq!(read.rest, [""; 0], "it is a line of the text");
    assert_eq!(of_2025(ACTION_MONTH, &format!("{plans}\n\nUBND xã đã ban hành {issued}")).rest, [""; 0]);
}

/// A tab after a mark parts nothing, and the signature keeps its place.
#[test]
fn tabs_part_columns_in_head_and_end_alone() {
    let body = "II. KẾT QUẢ THỰC HIỆN\n1.\tCho vay\n-\tĐã cho 46 hộ vay.\nThôn Một\t46 hộ\nIII.\tPHƯƠNG HƯỚNG\n-\tCho vay 60 hộ.";
    let read = Read::of(GENERAL, &format!("BÁO CÁO\nKết quả công tác giảm nghèo năm 2025\n\n{body}\n\n{END}"));
    read.keeps("Đã cho 46 hộ vay.").keeps("46 hộ");
    assert_eq!(read.answer("nhiem_vu"), "Cho vay 60 hộ.");
    assert!(read.answer("chu_ky").contains("Vi Văn Thông"), "{}", read.answer("chu_ky"));
}

/// An agency whose name begins as "Số" does without its diacritics is no blank number.
#[test]
fn a_department_is_the_issuer_and_what_stands_above_it_is_not() {
    let head = "UBND TỈNH QUẢNG NGÃI\n\nSỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH\n\nSố: 12/BC-SVHTTDL\n\n";
    let read = Read::of(
        GENERAL,
        &format!("{head}BÁO CÁO\nKết quả công tác văn hóa năm 2025\n\nI. KẾT QUẢ\n\nĐã làm xong.\n\n{END}"),
    );
    assert!(
        read.answer("co_quan_ban_hanh").to_lowercase().starts_with("sở văn hóa"),
        "{}",
        read.answer("co_quan_ban_hanh")
    );
    assert!(
        read.answer("co_quan_chu_quan").to_lowercase().contains("ubnd tỉnh"),
        "{}",
        read.answer("co_quan_chu_quan")
    );
}

/// The type, what the report says, and what becomes of it.
type Case = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

const HALF: &str = "tre-em-dinh-ky";

const CASES: &[Case] = &[
    // A report without headings: what was done is among the other activities, what is to be done is not.
    (
        ACTION_MONTH,
        "Liên đội tổ chức 02 buổi ngoại khóa cho 380 lượt học sinh.\n\nTrong thời gian tới, nhà trường sẽ mở lớp dạy bơi.",
        &[("hoat_dong_khac", "Liên đội tổ chức 02 buổi ngoại khóa cho 380 lượt học sinh.")],
    ),
    // A word that a name says twice is said twice; "thiểu số 1.965" is no document's number.
    (
        ACTION_MONTH,
        "I. Tình hình chung\n\nTrẻ em dân tộc thiểu số 1.965 em. Trẻ em hộ cận nghèo: 133 em.\n\nKhó khăn: địa bàn rộng.",
        &[("tre_dtts", "1.965"), ("tre_ngheo", ""), ("han_che", "")],
    ),
    // Tasks in a table are lines; proposals may stand after a semicolon.
    (
        HALF,
        "II. Nhiệm vụ kỳ tới\n\nNhiệm vụ | Đơn vị chủ trì | Thời hạn\n\nMở 20 lớp dạy bơi | UBND các xã | Trước 30/6/2025\n\n\
         III. Kiến nghị\n\nĐề nghị Sở Y tế cấp tài liệu; đề nghị UBND tỉnh bố trí kinh phí.",
        &[
            ("nhiem_vu", "Mở 20 lớp dạy bơi (UBND các xã; Trước 30/6/2025)"),
            ("kien_nghi", "Sở Y tế|cấp tài liệu|UBND tỉnh|bố trí kinh phí"),
        ],
    ),
    // Below a section without headings of its own, what is called otherwise is still of it.
    (
        HALF,
        "I. Tình hình chung\n\n1.1. Số liệu cơ bản\n\nTổng số trẻ em là 2.058 em.",
        // What the figure says on paper is not said twice.
        &[("tong_tre_em", "2.058"), ("dac_diem_them", ""), ("ket_qua_khac", "")],
    ),
    // Results under a heading that the type does not have are among the others, after its name.
    (
        HALF,
        "A. NHỮNG VIỆC ĐÃ LÀM\n\n1. Giáo dục kỹ năng\n\nTổ chức 16 tiết kỹ năng.\n\nDạy bơi cho 85 em.\n\n\
         2. Giúp đỡ học sinh khó khăn\n\nHội cha mẹ học sinh tặng 09 bộ đồ dùng.",
        &[
            (
                "ket_qua_khac",
                "Giáo dục kỹ năng: Tổ chức 16 tiết kỹ năng.\nDạy bơi cho 85 em.\nGiúp đỡ học sinh khó khăn: Hội cha mẹ học sinh tặng 09 bộ đồ dùng.",
            ),
            ("han_che", ""),
        ],
    ),
    // What turns against praise is a shortcoming; proposals may share a paragraph.
    (
        ACTION_MONTH,
        "I. Ưu điểm\n\nHoạt động phong phú.\n\nTuy nhiên, địa bàn thiếu sân chơi.\n\nII. Kiến nghị\n\n\
         Đề nghị Sở Y tế cấp tài liệu. Đề nghị UBND tỉnh bố trí kinh phí.",
        &[
            ("ket_qua_noi_bat", "Hoạt động phong phú."),
            ("han_che", "Tuy nhiên, địa bàn thiếu sân chơi."),
            ("kien_nghi", "Sở Y tế|cấp tài liệu|UBND tỉnh|bố trí kinh phí"),
        ],
    ),
    // Tables of activities, gifts and funds are rows; the number of a row is no choice.
    (
        ACTION_MONTH,
        "III. Các hoạt động\n\nTT | Nội dung hoạt động | Thời gian | Địa điểm | Số trẻ tham gia\n\n\
         1 | Hội thi vẽ | 06/6/2025 | Trường Tiểu học | 180\n\n2 | Diễn đàn | 12/6/2025 | Hội trường | 90",
        &[
            ("hoat_dong", "Hội thi vẽ|06/6/2025|Trường Tiểu học|180|Diễn đàn|12/6/2025|Hội trường|90"),
            ("cong_trinh", ""),
        ],
    ),
    (
        ACTION_MONTH,
        "III. Quà\n\nLoại | Số lượng | Giá trị (đồng) | Đơn vị tài trợ\n\nHọc bổng | 60 suất | 60.000.000 | Công ty Xổ số\n\n\
         IV. Kinh phí\n\nNguồn | Số tiền (triệu đồng)\n\nNgân sách xã | 42\n\nTổng cộng | 42",
        &[
            ("qua", "Học bổng|60 suất|60.000.000|Công ty Xổ số"),
            ("nguon", "Ngân sách xã|42 triệu đồng"),
            ("co_kinh_phi", "true"),
        ],
    ),
    // Figures of a table may be answers of their own, and one of several in a sentence is what stands after it.
    (
        HALF,
        "I. Số liệu\n\nSTT | Chỉ tiêu | Năm 2024 | Năm 2025\n\n1 | Tổng số trẻ em dưới 16 tuổi | 6.210 | 6.355\n\n\
         2 | Trẻ em khuyết tật | 51 | 49",
        &[("tong_tre_em", "6.355"), ("tre_khuyet_tat", "49")],
    ),
    (
        ACTION_MONTH,
        "I. Tình hình chung\n\nXã có 9.127 nhân khẩu. Toàn xã có 31 trẻ em có hoàn cảnh đặc biệt và 94 trẻ em thuộc hộ nghèo, cận nghèo.",
        &[("dan_so", "9.127"), ("tre_hcdb", "31"), ("tre_ngheo", "94"), ("tre_nguy_co", "")],
    ),
    // A label is no heading: all of it is said.
    (
        ACTION_MONTH,
        "IV. Tặng quà\n1. Tổng số trẻ em được tặng quà: 84 em; tổng trị giá: 25,2 triệu đồng.",
        &[
            ("ht_mo_ta", "Tổng số trẻ em được tặng quà: 84 em; tổng trị giá: 25,2 triệu đồng."),
            ("tong_gia_tri", "25,2 triệu đồng"),
        ],
    ),
    // One visit is not all that was given, nor is a name what runs on.
    (
        ACTION_MONTH,
        "II. Tặng quà\n- Đoàn của xã thăm 03 trường, tổng trị giá 9 triệu đồng.\n\
             - Trao 40 suất học bổng với số tiền 60 triệu đồng; 12 xe đạp trị giá 24 triệu đồng.",
        &[("tong_gia_tri", ""), ("qua", "")],
    ),
    (
        ACTION_MONTH,
        "I. Kinh phí\nNgân sách tỉnh: 20 triệu đồng. Ngân sách xã: 11 triệu đồng. Xã hội hóa: 7,5 triệu đồng.\n\
             II. Quyền tham gia\n- Duy trì 6 câu lạc bộ quyền trẻ em với 210 thành viên.",
        &[("nguon", ""), ("clb", "")],
    ),
    (
        ACTION_MONTH,
        "I. Nhận xét\n1. Kết quả nổi bật: Các thôn đều tham gia.\n2. Khó khăn: Đường vào thôn xa.\n\
             3. Mặt chưa được: Sổ sách chưa đủ.",
        &[("ket_qua_noi_bat", "Các thôn đều tham gia."), ("han_che", "Đường vào thôn xa.\nSổ sách chưa đủ.")],
    ),
    (
        ACTION_MONTH,
        "II. Truyền thông\n- Treo 18 băng rôn.\n- Phát thanh 62 lượt.\nIII. Nguyên nhân\n\
             - Nguyên nhân khách quan: Mưa lũ kéo dài.\n- Về chủ quan: Cán bộ mới nhận việc.",
        &[
            ("tt_bang_ron", "18"),
            ("tt_phat_thanh", "62"),
            ("nguyen_nhan_kq", "Mưa lũ kéo dài."),
            ("nguyen_nhan_cq", "Cán bộ mới nhận việc."),
        ],
    ),
    (
        GENERAL,
        "Phần thứ nhất\nKẾT QUẢ THỰC HIỆN NHIỆM VỤ 6 THÁNG ĐẦU NĂM 2025\nI. VỀ KINH TẾ\nĐã thu 900 triệu đồng.\n\
             II. TỒN TẠI, HẠN CHẾ\n1. Giải ngân chậm.\nPhần thứ hai\nNHIỆM VỤ\n1. Trồng rừng.",
        &[
            ("ket_qua", "VỀ KINH TẾ|Đã thu 900 triệu đồng."),
            ("han_che", "Giải ngân chậm."),
            ("nhiem_vu", "Trồng rừng."),
        ],
    ),
    (
        GENERAL,
        "I. NHẬN XÉT\n1) Mặt mạnh\n- Phong trào đều.\n2) Mặt yếu\n- Họp chưa đủ.\nII. Nguyên nhân của hạn chế\n\
             - Về khách quan: mưa nhiều.\nIII. Nhiệm vụ năm 2026\n1. Rà soát hộ nghèo.",
        &[
            ("ket_qua", ""),
            ("uu_diem", "Phong trào đều."),
            ("han_che", "Họp chưa đủ."),
            ("nguyen_nhan_kq", "mưa nhiều."),
            ("nhiem_vu", "Rà soát hộ nghèo."),
        ],
    ),
    (
        GENERAL,
        "I. Kết quả\nTT | Chỉ tiêu | ĐVT | Kế hoạch năm | Thực hiện | Ghi chú\n1 | Hồ sơ trên mạng | % | 80 | 89,4 | Vượt",
        &[("so_lieu", "Hồ sơ trên mạng|%|80|89,4|Vượt")],
    ),
    (
        HALF,
        "I. Tình hình\n1. Tổng số trẻ em: 1.904 trẻ.\n2. Trẻ em khuyết tật: 15 em.\n3. Toàn xã có 40 trẻ em mồ côi.",
        &[("tong_tre_em", "1.904 trẻ"), ("tre_khuyet_tat", "15 em"), ("tre_mo_coi", "40")],
    ),
    (HALF, "I. Tình hình\nToàn xã có 26 trẻ em khuyết tật nặng.", &[("tong_tre_em", "")]),
    // Of two columns for one thing, that of the year; the same of last year stands beside it, another period's and next year's
    // are handed back with their headings.
    (
        GENERAL,
        "I. Kết quả\nTT | Nội dung | ĐVT | Kế hoạch năm 2025 | Thực hiện 6 tháng năm 2025 | Thực hiện 6 tháng năm 2024\n\
             1 | Trẻ được trợ giúp | trẻ | 52 | 47 | 45",
        &[("so_lieu", "Trẻ được trợ giúp|trẻ|52|47|45")],
    ),
    (
        GENERAL,
        "I. Kết quả\nTT | Chỉ tiêu | ĐVT | Kết quả năm 2024 | Kế hoạch năm 2025 | Kết quả 6 tháng | Kế hoạch 6 tháng cuối năm\n\
             1 | Trẻ được trợ giúp | trẻ | 45 | 52 | 47 | 5",
        &[("so_lieu", "Trẻ được trợ giúp|trẻ|52|47")],
    ),
    (
        HALF,
        "1. Tình hình trẻ em\nTrẻ em khuyết tật: 15 em.\n2. Các chỉ tiêu chủ yếu\n\
             STT\tChỉ tiêu\tĐVT\tKế hoạch năm\tQuý III\tCùng kỳ\n1\tTrẻ em có thẻ BHYT\tem\t1.640\t1.633\t1.598",
        &[("tre_khuyet_tat", "15 em"), ("chi_tieu", "Trẻ em có thẻ BHYT|em|1.640|1.633|1.598")],
    ),
    (
        HALF,
        "I. Trợ giúp trẻ em\n- Tháng 10 dự kiến trao học bổng cho 30 trẻ em.\n- Năm 2024 tặng quà cho 20 trẻ em.",
        &[("ho_tro", "")],
    ),
    (
        GENERAL,
        "I. Kết quả thực hiện\n1. Tiêm chủng\nĐạt 97%.\n2. Công tác Đội: Kết nạp 30 em.\nII. ĐÁNH GIÁ\n\
             - Ưu điểm: Việc làm đều.\n- Hạn chế: Họp chưa đủ.\nIII. GIẢI PHÁP KHẮC PHỤC HẠN CHẾ\n- Tập huấn cán bộ.\n\
             IV. NHIỆM VỤ NĂM 2026\nMở lớp.\nV. KẾT LUẬN\nMong được quan tâm.",
        &[
            ("ket_qua", "Tiêm chủng|Đạt 97%.|Công tác Đội|Kết nạp 30 em."),
            ("uu_diem", "Việc làm đều."),
            ("han_che", "Họp chưa đủ."),
            ("nhiem_vu", "Mở lớp."),
        ],
    ),
    (
        ACTION_MONTH,
        "I. Công tác chỉ đạo\n- Chủ đề: “Lắng nghe trẻ em”.\n- Thời gian: từ ngày 15/5/2025 đến ngày 15/6/2025.\n\
             II. Lễ phát động\nNgày 01/6/2025, Ủy ban nhân dân xã tổ chức Lễ phát động tại Nhà văn hóa xã với 420 người tham dự.\n\
             III. Các hoạt động\n1. Tặng quà, học bổng\nTrao 20 suất quà.\n2. Phòng, chống bạo lực: Không ghi nhận vụ nào.",
        &[
            ("chu_de", "Lắng nghe trẻ em"),
            ("thoi_gian", "từ ngày 15/5/2025 đến ngày 15/6/2025"),
            ("le_ngay", "01/6/2025"),
            ("le_dia_diem", "Nhà văn hóa xã"),
            ("le_tong_du", "420"),
            ("ht_mo_ta", ""),
        ],
    ),
    (
        ACTION_MONTH,
        "1. Lễ phát động\nSáng ngày 31/5/2025, UBND xã đã tổ chức thành công Lễ phát động Tháng hành động vì trẻ em năm 2025 tại \
             Nhà văn hóa xã với sự tham gia của 320 người, trong đó có 220 trẻ em. Sau Lễ, các thôn ra quân dọn vệ sinh.",
        &[
            ("co_le", "co"),
            ("le_ngay", "31/5/2025"),
            ("le_dia_diem", "Nhà văn hóa xã"),
            ("le_tong_du", "320"),
            ("le_tre_em_du", "220"),
            ("tt_mo_ta", "Sau Lễ, các thôn ra quân dọn vệ sinh."),
        ],
    ),
    (
        HALF,
        "I. Kiến nghị\nUBND tỉnh xem xét, ban hành chính sách.\nĐề nghị Sở Y tế cung cấp tài liệu.\nĐối với Sở Tài chính: Bố trí vốn.",
        &[("kien_nghi", "UBND tỉnh|xem xét, ban hành chính sách|Sở Y tế|cung cấp tài liệu|Sở Tài chính|bố trí vốn")],
    ),
    (
        HALF,
        "I. Kiến nghị\nUBND xã: cấp kinh phí sửa phòng ở.\nKính đề nghị Sở Y tế cấp tài liệu.\n1. Đối với Hội đồng nhân dân xã: bố trí quỹ đất.",
        &[("kien_nghi", "UBND xã|cấp kinh phí sửa phòng ở|Sở Y tế|cấp tài liệu|Hội đồng nhân dân xã|bố trí quỹ đất")],
    ),
    (
        GENERAL,
        "I. Kết quả\nSTT │ Chỉ tiêu        │ Đơn vị │ Kết quả\n────┼─────────────────┼────────┼────────\n\
             \u{20}1  │ Diện tích bị    │  sào   │     120\n    │ ngập            │        │",
        &[("so_lieu", "Diện tích bị ngập|sào|120")],
    ),
];

/// What offices call their sections and figures, each in its own way; an answer that must stay blank is "".
#[test]
fn what_offices_word_in_their_own_way_finds_its_place() {
    for (type_id, body, wanted) in CASES {
        let read = Read::of(type_id, &format!("BÁO CÁO\nKết quả công tác năm 2025\n\n{body}\n\n{END}"));
        for (id, answer) in *wanted {
            assert_eq!(read.answer(id), *answer, "{id} of {body}: {:?}", read.rest);
        }
    }
}

/// Bases stand in one paragraph or in several; a day is written in figures or in words.
#[test]
fn bases_in_a_line_and_a_day_in_figures_are_read() {
    let head =
        "TRƯỜNG THCS NÀ SIM\nSố: 88/BC-THCSNS\nNà Sim, ngày 25/6/2025\n\nBÁO CÁO\nCông tác sáu tháng đầu năm 2025\n\n";
    let bases = "Căn cứ Kế hoạch số 58/KH-UBND ngày 20/5/2025 của UBND xã về công tác trẻ em; Căn cứ Nghị định số \
                 56/2017/NĐ-CP ngày 09/5/2017 của Chính phủ quy định chi tiết một số điều của Luật Trẻ em;";
    let read = Read::of(ACTION_MONTH, &format!("{head}{bases}\n\nI. Kết quả\n\n{END}"));
    assert_eq!((read.answer("dia_danh").as_str(), read.answer("ngay_ban_hanh").as_str()), ("Nà Sim", "25/6/2025"));
    let cited = read.answer("can_cu_khac");
    assert!(cited.contains("58|KH-UBND|20/5/2025|UBND xã|công tác trẻ em"), "{cited}");
    assert!(cited.contains("Chính phủ|quy định chi tiết một số điều của Luật Trẻ em"), "{cited}");
    assert_eq!(Read::of("tre-em-dinh-ky", &format!("{head}I. Kết quả\n\n{END}")).answer("ky"), "6 tháng đầu năm 2025");
}

/// Who reports is a body, and what is cited ends where the sentence goes on.
#[test]
fn the_lead_says_who_reports_and_what_was_asked_for() {
    for (lead, who, subject) in [
        ("Thực hiện chế độ báo cáo định kỳ, UBND xã Nà Sim báo cáo như sau:", "UBND xã Nà Sim", ""),
        (
            "Thực hiện Kế hoạch số 05/KH-UBND ngày 08/7/2025 của UBND xã về công tác trẻ em, Văn phòng HĐND và UBND báo cáo:",
            "Văn phòng HĐND và UBND",
            "công tác trẻ em",
        ),
        (
            "Thực hiện Công văn số 7/SYT-BT ngày 6/5/2025 của Sở Y tế về công tác trẻ em, Ủy ban nhân dân phường xin báo cáo như sau:",
            "Ủy ban nhân dân phường",
            "công tác trẻ em",
        ),
        (
            "Thực hiện Công văn số 7/SYT-BT ngày 6/5/2025 của Sở Y tế về phòng, chống đuối nước, nhà trường báo cáo như sau:",
            "",
            "phòng, chống đuối nước",
        ),
    ] {
        let read = Read::of(HALF, &format!("BÁO CÁO\nKết quả công tác trẻ em\n\n{lead}\n\nI. Tình hình\n\n{END}"));
        assert_eq!(read.answer("chu_the"), who, "{lead}");
        assert_eq!(read.answer("van_ban_yeu_cau").rsplit('|').next().unwrap_or_default(), subject, "{lead}");
    }
}
