//! Heads, headings and last sentences of old reports in the words that offices have for them.

use crate::import_whole::{GENERAL, Read};

const HEAD: &str = "\
ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ HÒA LẠC\tĐộc lập - Tự do - Hạnh phúc
Số: 12/BC-UBND\tHòa Lạc, ngày 05 tháng 7 năm 2026
";

const LEAD: &str = "Ủy ban nhân dân xã Hòa Lạc báo cáo kết quả như sau:";

const BODY: &str = "I. KẾT QUẢ THỰC HIỆN\n1. Cho vay vốn\nĐã cho 46 hộ vay vốn.";

const CLOSING: &str = "Trên đây là báo cáo của UBND xã./.";

const END: &str = "Nơi nhận:\n- UBND tỉnh (b/c);\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nĐinh Văn Mẫu\n";

/// A general report of a commune, of these parts.
fn read(head: &str, subject: &str, lead: &str, body: &str, closing: &str) -> Read {
    Read::of(GENERAL, &format!("{head}\nBÁO CÁO\n{subject}\n\n{lead}\n{body}\n{closing}\n{END}"))
}

fn of_body(body: &str) -> Read {
    read(HEAD, "Kết quả thực hiện công tác giảm nghèo năm 2026", LEAD, body, CLOSING)
}

#[test]
fn what_a_report_is_about_is_told_by_its_subject() {
    for (subject, about, period) in [
        ("Kết quả thực hiện công tác giảm nghèo năm 2026", "công tác giảm nghèo", ""),
        ("Kết quả công tác quý III năm 2025", "kết quả công tác", "quý III năm 2025"),
        ("Tình hình hộ nghèo tháng 5 năm 2025", "tình hình hộ nghèo", "tháng 5 năm 2025"),
        // What goes on is of the next year; what it is about stands before.
        ("Tổng kết công tác năm 2025, triển khai nhiệm vụ năm 2026", "tổng kết công tác", ""),
        ("Kết quả thực hiện công tác y tế năm 2025 và phương hướng năm 2026", "công tác y tế", ""),
    ] {
        let read = read(HEAD, subject, LEAD, BODY, CLOSING);
        assert_eq!(
            [read.answer("noi_dung"), read.answer("ky_bao_cao"), read.answer("trich_yeu")],
            [about, period, subject].map(str::to_owned),
            "{subject}: {:?}",
            read.rest
        );
    }
}

#[test]
fn names_in_capitals_are_those_of_the_place_in_every_spelling() {
    for (agency, agency_name, reporter) in [
        ("ỦY BAN NHÂN DÂN", "Ủy ban nhân dân", "Ủy ban nhân dân xã Hòa Lạc"),
        ("UỶ BAN NHÂN DÂN", "Uỷ ban nhân dân", "Uỷ ban nhân dân xã Hòa Lạc"),
    ] {
        let head = HEAD.replace("ỦY BAN NHÂN DÂN", agency);
        let lead = "Tình hình, kết quả như sau:";
        let read = read(&head, "Kết quả công tác năm 2026", lead, BODY, CLOSING);
        assert_eq!(read.answer("co_quan_ban_hanh"), format!("{agency_name}\nxã Hòa Lạc"));
        assert_eq!([read.answer("chu_the"), read.answer("ten_rut_gon")], [reporter, "UBND xã"].map(str::to_owned));
    }
    let head = HEAD.replace("ỦY BAN NHÂN DÂN\t", "UBND XÃ HÒA LẠC\t").replace("XÃ HÒA LẠC\tĐ", "TRẠM Y TẾ\tĐ");
    let read = read(&head, "Kết quả công tác năm 2026", LEAD, BODY, CLOSING);
    assert_eq!(read.answer("co_quan_chu_quan"), "UBND xã Hòa Lạc");
}

#[test]
fn those_to_whom_a_report_goes_are_named_below_each_other_however_they_are_marked() {
    for (lines, addressees) in [
        ("Kính gửi: Ủy ban nhân dân tỉnh.", "Ủy ban nhân dân tỉnh"),
        ("Kính gửi:Sở Y tế tỉnh Quảng Ngãi.", "Sở Y tế tỉnh Quảng Ngãi"),
        ("Kính gửi:\tỦy ban nhân dân tỉnh;\n\tSở Nội vụ.", "Ủy ban nhân dân tỉnh\nSở Nội vụ"),
        ("Kính gửi: - UBND tỉnh;\n          - Sở Nội vụ.", "UBND tỉnh\nSở Nội vụ"),
        ("Kính gởi: Thường trực HĐND xã", "Thường trực HĐND xã"),
        ("Kính trình: Kỳ họp thứ 10, HĐND xã", "Kỳ họp thứ 10, HĐND xã"),
    ] {
        let lead = format!("{lines}\n\n{LEAD}");
        let read = read(HEAD, "Kết quả thực hiện công tác giảm nghèo năm 2026", &lead, BODY, CLOSING);
        assert_eq!(read.answer("kinh_gui"), addressees, "{lines}");
        assert_eq!(read.rest, [""; 0], "{lines}");
    }
}

#[test]
fn a_theme_in_quotation_marks_stays_whole_in_the_subject_of_a_document() {
    let lead = "Thực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2026 của Ủy ban nhân dân tỉnh về việc triển khai phong trào \
        với chủ đề “Vì người nghèo, không ai bị bỏ lại”, Ủy ban nhân dân xã Hòa Lạc báo cáo kết quả như sau:";
    let read = read(HEAD, "Kết quả công tác năm 2026", lead, BODY, CLOSING);
    let cited = read.answer("van_ban_yeu_cau");
    assert!(cited.ends_with("|triển khai phong trào với chủ đề “Vì người nghèo, không ai bị bỏ lại”"), "{cited}");
}

#[test]
fn a_second_last_sentence_is_handed_back_and_a_formula_is_not() {
    let asks = "Kính đề nghị UBND tỉnh xem xét, chỉ đạo các sở tổng hợp kết quả./.";
    let closing = format!("Trên đây là báo cáo của UBND xã. {asks}");
    let subject = "Kết quả thực hiện công tác giảm nghèo năm 2026";
    assert_eq!(read(HEAD, subject, LEAD, BODY, &closing).rest, [asks]);
    let formula = "Trên đây là báo cáo của UBND xã. Kính trình xem xét./.";
    assert_eq!(read(HEAD, subject, LEAD, BODY, formula).rest, [""; 0]);
}

#[test]
fn a_line_like_the_headings_of_a_table_without_a_row_is_handed_back() {
    let line = "Nội dung công việc đã làm trong tháng tại các thôn vùng xa của xã | Kết quả";
    of_body(&format!("{BODY}\n{line}\nCác thôn đều làm tốt."))
        .keeps("Nội dung công việc đã làm trong tháng tại các thôn vùng xa của xã")
        .keeps("Các thôn đều làm tốt.");
}

#[test]
fn what_stands_below_the_name_of_a_body_is_asked_of_it() {
    let body = format!(
        "{BODY}\nII. KIẾN NGHỊ\n1. Với UBND tỉnh:\n- Đề nghị cấp thêm 2 tỷ đồng.\n- Xem xét nâng phụ cấp cho cán bộ thôn.\n2. Đối với Sở Y tế: Hỗ trợ thuốc."
    );
    let read = of_body(&body);
    let asked = "UBND tỉnh|cấp thêm 2 tỷ đồng|UBND tỉnh|xem xét nâng phụ cấp cho cán bộ thôn|Sở Y tế|hỗ trợ thuốc";
    assert_eq!(read.answer("kien_nghi"), asked);
    assert_eq!(read.rest, [""; 0]);
}

/// A line of its own says of whom is asked; those above have no name; where nobody is named, that is a blank.
#[test]
fn proposals_are_proposals_whoever_they_are_for() {
    let body = format!(
        "{BODY}\nII. KIẾN NGHỊ\nUBND xã kiến nghị UBND tỉnh:\n- Bố trí đất làm sân chơi.\n- Hỗ trợ 200 triệu đồng.\n\
         Kiến nghị Sở Y tế:\n- Mở lớp tập huấn."
    );
    let read = of_body(&body);
    let asked = "UBND tỉnh|bố trí đất làm sân chơi|UBND tỉnh|hỗ trợ 200 triệu đồng|Sở Y tế|mở lớp tập huấn";
    assert_eq!(read.answer("kien_nghi"), asked);
    assert_eq!(read.rest, [""; 0]);
    let body = format!(
        "{BODY}\nII. KIẾN NGHỊ\n- Cấp trên quan tâm hỗ trợ kinh phí.\n- Cấp bổ sung 11 cân.\n- Đề nghị sửa nhà văn hóa."
    );
    let read = of_body(&body);
    assert_eq!(read.answer("kien_nghi"), "Cấp trên|quan tâm hỗ trợ kinh phí|cấp bổ sung 11 cân|sửa nhà văn hóa");
    assert_eq!(read.rest, [""; 0]);
}

/// "Tình hình thực hiện nhiệm vụ" tells of what was done, "Kế hoạch công tác" and "Mục tiêu" of what is to be.
#[test]
fn deeds_are_no_tasks_and_tasks_no_deeds() {
    let body = "A. TÌNH HÌNH THỰC HIỆN NHIỆM VỤ 6 THÁNG ĐẦU NĂM 2026\n1. Công tác trợ giúp\n- Đã trợ giúp 46 hộ.\n2. Khuyết điểm\n\
        - Sổ sách chưa đủ.\nB. KẾ HOẠCH CÔNG TÁC 6 THÁNG CUỐI NĂM 2026\n1. Mục tiêu\n- Giảm 20 hộ nghèo.";
    let read = of_body(body);
    assert_eq!(read.answer("ket_qua"), "Công tác trợ giúp|Đã trợ giúp 46 hộ.", "{:?}", read.rest);
    assert_eq!(read.answer("han_che"), "Sổ sách chưa đủ.");
    assert!(read.answer("nhiem_vu").contains("Giảm 20 hộ nghèo."), "{} {:?}", read.answer("nhiem_vu"), read.rest);
}

/// "Thuận lợi: …" beside "Khó khăn: …" is no shortcoming: where the type has no place for it, it is handed back.
#[test]
fn what_is_good_is_no_shortcoming() {
    let body = format!("{BODY}\nII. TỒN TẠI, HẠN CHẾ\n- Thuận lợi: Cán bộ nhiệt tình.\n- Hạn chế: Sổ sách chưa đủ.");
    let read = of_body(&body);
    assert_eq!(read.answer("han_che"), "Sổ sách chưa đủ.");
    assert_eq!(format!("{}{:?}", read.answer("thuan_loi"), read.rest).matches("Cán bộ nhiệt tình.").count(), 1);
}

#[test]
fn shortcomings_below_a_section_of_ones_own_are_shortcomings() {
    let body = "I. TÌNH HÌNH KINH TẾ - XÃ HỘI\n1. Kinh tế\nThu ngân sách đạt 12 tỷ đồng.\n2. Tồn tại, hạn chế\n\
        - Giải ngân vốn chậm.\nII. PHƯƠNG HƯỚNG, NHIỆM VỤ\n1. Lĩnh vực y tế\n1.1. Tiêm chủng\n- Tiêm cho 300 trẻ em.\n\
        2. Tăng cường kiểm tra việc thực hiện chính sách đối với hộ nghèo.\n* Kiến nghị:\n- Đề nghị Sở Y tế hỗ trợ thuốc.";
    let read = of_body(body);
    assert_eq!(read.answer("han_che"), "Giải ngân vốn chậm.");
    assert_eq!(read.answer("kien_nghi"), "Sở Y tế|hỗ trợ thuốc");
    // A numbered sentence stands beside the heading before it, and is no item of it.
    let tasks = read.answer("nhiem_vu");
    assert!(tasks.ends_with("\nTăng cường kiểm tra việc thực hiện chính sách đối với hộ nghèo."), "{tasks}");
}

#[test]
fn what_a_draft_marks_as_missing_is_a_blank() {
    let read = of_body(&format!("{BODY}\nII. KIẾN NGHỊ, ĐỀ XUẤT\n[thiếu: có kiến nghị]"));
    assert_eq!(read.rest, [""; 0]);
}

#[test]
fn a_table_of_two_columns_is_a_table_of_figures() {
    let read = of_body(&format!("{BODY}\n2. Số liệu chủ yếu\nChỉ tiêu | Số lượng\nHộ nghèo | 46\nHộ cận nghèo | 20"));
    assert_eq!(read.answer("so_lieu"), "Hộ nghèo|46|Hộ cận nghèo|20");
}

#[test]
fn numbered_lines_with_nothing_below_them_stay_among_those_they_stand_with() {
    let body = "I. KẾT QUẢ THỰC HIỆN\n1. Kinh phí còn nhiều khó khăn, chưa đủ\nĐã cấp 20 triệu đồng.\n\
        II. NHIỆM VỤ\n1. Kiến nghị tỉnh cấp vốn\n2. Khó khăn về kinh phí cần tháo gỡ sớm\n3. Tiếp tục phát tờ rơi\n\
        III. KIẾN NGHỊ\n1. Đối với UBND tỉnh\nBổ sung 01 giáo viên dạy môn Tin học.";
    let read = of_body(body);
    assert_eq!(
        read.answer("nhiem_vu"),
        "Kiến nghị tỉnh cấp vốn\nKhó khăn về kinh phí cần tháo gỡ sớm\nTiếp tục phát tờ rơi",
        "{:?}",
        read.rest
    );
    assert_eq!(read.answer("ket_qua"), "Kinh phí còn nhiều khó khăn, chưa đủ|Đã cấp 20 triệu đồng.");
    assert_eq!(read.answer("han_che"), "");
    assert_eq!(read.answer("kien_nghi"), "UBND tỉnh|bổ sung 01 giáo viên dạy môn Tin học");
    assert_eq!(read.rest, [""; 0]);
}

#[test]
fn a_short_report_without_headings_is_told_whole() {
    let read = of_body("Xã đã cho 46 hộ vay vốn.\nXã đã mở 02 lớp tập huấn cho 60 người.");
    assert_eq!(read.answer("ket_qua_chung"), "Xã đã cho 46 hộ vay vốn.\nXã đã mở 02 lớp tập huấn cho 60 người.");
    assert_eq!(read.rest, [""; 0]);
}

#[test]
fn of_two_that_sign_the_last_answers_for_the_report_whatever_its_letters() {
    let end = "NGƯỜI LẬP BIỂU\tTM. ỦY BAN NHÂN DÂN\n\tCHỦ TỊCH\n\nLò Văn A\tĐINH VĂN MẪU\n";
    let text =
        format!("{HEAD}\nBÁO CÁO\nKết quả công tác năm 2026\n\nKính gửi Sở Nội vụ\n\n{LEAD}\n{BODY}\n{CLOSING}\n{end}");
    let read = Read::of(GENERAL, &text);
    assert_eq!(read.answer("chu_ky"), "tm|Đinh Văn Mẫu", "{:?}", read.rest);
    assert_eq!(read.rest, ["NGƯỜI LẬP BIỂU", "Lò Văn A"]);
    assert_eq!(read.answer("kinh_gui"), "Sở Nội vụ");
}

#[test]
fn names_in_capitals_that_the_report_says_nowhere_else_are_written_by_the_decree() {
    for (agency, name) in [
        ("PHÒNG VĂN HÓA - XÃ HỘI", "Phòng Văn hóa - Xã hội"),
        ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", "Sở Giáo dục và Đào tạo"),
        ("TRẠM Y TẾ", "Trạm Y tế"),
        ("PHÒNG LĐ-TB&XH", "PHÒNG LĐ-TB&XH"),
    ] {
        let head =
            HEAD.replace("ỦY BAN NHÂN DÂN\t", "UBND XÃ HÒA LẠC\t").replace("XÃ HÒA LẠC\tĐ", &format!("{agency}\tĐ"));
        let read = read(&head, "Kết quả công tác năm 2026", "Tình hình, kết quả như sau:", BODY, CLOSING);
        assert_eq!(read.answer("co_quan_ban_hanh"), name);
    }
}

/// Parts of a report hold its sections, and are none themselves.
#[test]
fn parts_above_sections_leave_each_of_them_its_place() {
    let body = "Phần thứ nhất\nKẾT QUẢ CÔNG TÁC NĂM 2026\n\nI. CÔNG TÁC CHỈ ĐẠO\n1. Ban hành văn bản\nXã đã ban hành kế hoạch.\n\n\
        II. TÍN DỤNG\nCho 46 hộ vay vốn.\n\nIII. ĐÁNH GIÁ CHUNG\n1. Ưu điểm\n- Các thôn làm tốt.\n2. Hạn chế\n- Một thôn còn chậm.\n\n\
        Phần thứ hai\nPHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2027\n1. Cho thêm 20 hộ vay vốn.\n\nIV. KIẾN NGHỊ\n\
        1. Đối với Ngân hàng Chính sách xã hội: Tăng nguồn vốn cho vay.\n";
    let read = of_body(body);
    let titles = read.rows("ket_qua", "tieu_de");
    assert_eq!(titles, ["CÔNG TÁC CHỈ ĐẠO", "TÍN DỤNG"], "{:?}", read.rest);
    assert_eq!(read.answer("uu_diem"), "Các thôn làm tốt.");
    assert_eq!(read.answer("han_che"), "Một thôn còn chậm.");
    assert_eq!(read.answer("nhiem_vu"), "Cho thêm 20 hộ vay vốn.");
    assert!(read.rest.is_empty(), "{:?}", read.rest);
}

/// A column of the year before stands beside the results of this one, and headings of two years are none of the rest.
#[test]
fn the_column_of_the_year_before_is_that_of_the_same_period() {
    let table = "TT | Chỉ tiêu | ĐVT | Kế hoạch năm 2026 | Thực hiện năm 2026 | Năm 2025 | Nhận xét\n\
        1 | Hộ thoát nghèo | hộ | 30 | 34 | 28 | vượt\n2 | Hộ vay vốn | hộ | 110 | 117 | 98 |\n";
    let read = of_body(&format!("I. KẾT QUẢ\n1. Giảm nghèo\nCho 46 hộ vay vốn.\n\n{table}"));
    assert_eq!(read.rows("so_lieu", "cung_ky"), ["28", "98"], "{:?}", read.rest);
    assert_eq!(read.rest, ["Hộ thoát nghèo | Nhận xét: vượt"]);
}

/// Documents of the Party, and kinds whose letters are not all capitals, are read with their numbers.
#[test]
fn documents_with_small_letters_in_their_symbols_are_cited() {
    for (cited, number, symbol) in [
        ("Chương trình số 12-CTr/ĐU ngày 15/01/2026 của Đảng ủy xã", "12", "CTr/ĐU"),
        ("Chương trình số 08/CTr-UBND ngày 02/02/2026 của UBND xã", "8", "CTr-UBND"),
        ("Nghị quyết số 04-NQ/HU ngày 15/01/2026 của Huyện ủy", "4", "NQ/HU"),
    ] {
        let lead = format!("Thực hiện {cited} về giảm nghèo, Ủy ban nhân dân xã Hòa Lạc báo cáo kết quả như sau:");
        let read = read(HEAD, "Kết quả thực hiện công tác giảm nghèo năm 2026", &lead, BODY, CLOSING);
        let asked = read.answer("van_ban_yeu_cau");
        assert!(asked.contains(&format!("|{number}|{symbol}|")), "{cited}: {asked} {:?}", read.rest);
    }
}
