//! What the form proposes, offers and calls things by.

use std::fs;

use crate::play::{ACTION_MONTH, OFFICE, Play};
use crate::typist::Hands;
use baocao::typing::Method;

/// The office profile of an empty computer, typed as an officer types.
fn profile(width: u16, height: u16) -> Play {
    let mut play = Play::new(width, height);
    play.hands = Hands::Built(Method::Telex);
    play.program_mut().open_office();
    play.keys("<home>");
    play
}

#[test]
fn level_kind_and_name_propose_the_names_the_symbol_and_the_titles() {
    let mut play = profile(80, 30);
    play.keys("<home> <enter><tab> <enter><tab>Bờ Y<tab>");
    // Shown and printed, but not yet answers.
    play.sees("Ủy ban nhân dân / xã Bờ Y").sees("ỦY BAN NHÂN DÂN").sees("XÃ BỜ Y").sees("/BC-UBND");
    assert!(!play.file().contains("BC-UBND"));
    play.keys("<right><tab><tab><right><tab><right><tab><right><tab><right>").advance(2000);
    for line in [
        "co_quan_ban_hanh = [\"Ủy ban nhân dân\", \"xã Bờ Y\"]",
        "chu_the = \"Ủy ban nhân dân xã Bờ Y\"",
        "ten_rut_gon = \"UBND xã\"",
        "ky_hieu = \"BC-UBND\"",
        "dia_danh = \"Bờ Y\"",
    ] {
        assert!(play.file().contains(line), "{line}: {}", play.file());
    }
    // What a signature says while a title is blank stands there too.
    play.at("Ký với tư cách").keys(" <down><down><enter><tab>");
    play.sees("TM. ỦY BAN NHÂN DÂN").sees("KT. CHỦ TỊCH").sees("PHÓ CHỦ TỊCH");
    // Another kind of issuer follows its own name.
    let mut play = profile(80, 30);
    play.keys("<home> <enter><tab> <down><enter><tab>Bờ Y<tab><right><tab><right><tab>Phòng Văn hóa - Xã hội<tab>");
    play.sees("ỦY BAN NHÂN DÂN XÃ BỜ Y").sees("Phòng Văn hóa - Xã hội xã Bờ Y").sees("BC-VHXH");
}

#[test]
fn what_is_typed_stands_and_what_is_proposed_gives_way() {
    let mut play = profile(80, 24);
    play.keys("<home> <enter><tab> <enter><tab>Bờ Y");
    play.at("Ký hiệu").keys("BC-ABC").sees("/BC-ABC").lacks("/BC-UBND");
    play.keys("<left><right>").advance(2000);
    assert!(play.file().contains("ky_hieu = \"BC-ABC\""), "{}", play.file());
    // Where a letter is typed, nothing is proposed, and the arrow only moves.
    play.keys("<c-u><c-z>").sees("BC-ABC");
}

/// The profile of a commune with three villages by name.
fn with_units() -> Play {
    let mut play = Play::new(80, 24);
    let units = "[[answers.danh_sach_don_vi]]\nten = \"Thôn Một\"\n\n[[answers.danh_sach_don_vi]]\nten = \"Thôn Hai\"\n\n\
                 [[answers.danh_sach_don_vi]]\nten = \"Thôn Ba\"\n";
    let office = format!("{}\n{units}", OFFICE.replace("so_don_vi = 8\n", ""));
    fs::write(play.program().context.workspace.folders.office(), office).expect("written");
    play.program_mut().new_report(ACTION_MONTH);
    play.keys("<esc><esc>");
    play
}

#[test]
fn the_list_of_own_units_gives_names_and_the_whole() {
    let mut play = with_units();
    play.at("Thôn có kế hoạch").keys("2").sees("2[/3]").sees("mũi tên phải");
    play.keys("<right>").advance(2000);
    assert!(play.file().contains("don_vi_co_ke_hoach = { part = 2, of = 3 }"), "{}", play.file());
    play.keys("<tab>").at("Thôn chưa có kế hoạch").keys("<c-l>").sees("Thôn Một").sees("Thôn Ba");
    play.keys("<down><enter>").advance(2000);
    assert!(play.file().contains("don_vi_chua_ke_hoach = [\"Thôn Hai\"]"), "{}", play.file());
    // The unit may be typed with it.
    play.at("Thôn có kế hoạch").keys("<c-u>1/3 thôn").advance(2000).sees("1/3 thôn");
    assert!(play.file().contains("don_vi_co_ke_hoach = { part = 1, of = 3"), "{}", play.file());
}

#[test]
fn labels_and_nouns_have_the_word_of_the_level() {
    for (level, unit) in [("xa", "Thôn"), ("tinh", "Xã")] {
        let mut play = Play::new(80, 24);
        let office = OFFICE.replace("goi_don_vi = \"thôn\"\n", "").replace("\"xa\"", &format!("\"{level}\""));
        fs::write(play.program().context.workspace.folders.office(), office).expect("written");
        play.program_mut().new_report(ACTION_MONTH);
        play.keys("<esc><esc>");
        play.at(&format!("{unit} có kế hoạch")).lacks("Đơn vị trực thuộc");
        play.keys("<c-g>").keys("<esc>");
        play.at(&format!("Số {}", unit.to_lowercase())).sees(&format!("+ Thêm {}", unit.to_lowercase()));
        play.keys("<c-r>").sees(&format!("{unit} có kế hoạch"));
    }
}

#[test]
fn answers_that_are_hidden_now_are_seen_and_emptied() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    let menu = |play: &mut Play| {
        play.keys("<esc>").keys("đang ẩn");
    };
    menu(&mut play);
    play.sees("Không có mục nào");
    play.keys("<esc><esc>");
    play.at("Lễ phát động").keys(" <enter>");
    play.at("Địa điểm").keys("Nhà văn hóa xã");
    play.at("Lễ phát động").keys(" <down><down><enter>").lacks("Nhà văn hóa xã");
    play.advance(2000);
    assert!(play.file().contains("Nhà văn hóa xã"), "kept");
    menu(&mut play);
    play.keys("<enter>").sees("Câu trả lời đang ẩn").sees("Địa điểm: Nhà văn hóa xã");
    play.keys("<enter>").sees("Đã xóa trắng: Địa điểm");
    play.advance(2000);
    assert!(!play.file().contains("Nhà văn hóa xã"));
    play.keys("<c-z>").advance(2000);
    assert!(play.file().contains("Nhà văn hóa xã"), "{}", play.file());
}

#[test]
fn a_deleted_row_says_what_it_was_and_how_it_comes_back() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.at("Hội nghị, tập huấn").keys("<enter>tập huấn kỹ năng<c-d>5");
    play.sees("Đã xóa dòng 1: “tập huấn kỹ năng”. Ctrl-Z lấy lại");
    play.keys("<c-z>").sees("tập huấn kỹ năng");
}

#[test]
fn a_found_field_says_its_row() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.at("Hội nghị, tập huấn").keys("<enter>một<c-d>1hai");
    play.keys("<c-f>tên, nội dung")
        .sees("Hội nghị, tập huấn, dòng 1, Tên, nội dung: một")
        .sees("dòng 2, Tên, nội dung: hai");
}

#[test]
fn a_title_takes_no_name_and_a_number_no_symbol_without_a_word() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.hands = Hands::Built(Method::Telex);
    play.at("Ký với tư cách").keys(" <enter><tab>Nguyễn Thị Lan").sees("Ô này ghi chức vụ");
    play.keys("<c-u>Phó Chủ tịch").lacks("Ô này ghi chức vụ");
    play.at("Văn bản yêu cầu báo cáo").keys("<tab>15/KH-UBND").sees("Ô Số chỉ nhận chữ số");
    play.keys("<c-u>15a").lacks("Ô Số chỉ nhận");
}

#[test]
fn reports_of_one_type_are_told_apart_and_the_sample_is_marked() {
    let mut play = Play::new(120, 30).with_office();
    for subject in ["công tác giảm nghèo", "công tác gia đình"] {
        play.program_mut().new_report("bao-cao-chung");
        play.keys("<esc><esc>");
        play.at("Trích yếu").keys(&format!("<c-u>{subject}"));
        play.keys("<c-t>");
    }
    play.sees("công tác giảm nghèo").sees("công tác gia đình");
    let mut play = play.on_sample();
    play.keys("<c-t>").sees("[Mẫu] Tháng hành động");
    play.program_mut().new_report(ACTION_MONTH);
    play.at("Dân số").keys("1<c-t>");
    play.program_mut().new_report(ACTION_MONTH);
    play.at("Dân số").keys("2<c-t>");
    play.sees("(…-2026-2)").lacks("(…)");

    // What only the ends of long names say is seen in a narrow window, too.
    let mut play = Play::new(80, 24).with_office();
    for quarter in ["quý II", "quý III"] {
        play.program_mut().new_report("bao-cao-chung");
        play.keys("<esc><esc>");
        play.at("Trích yếu")
            .keys(&format!("<c-u>Kết quả thực hiện công tác phòng, chống thiên tai {quarter} năm 2026"));
        play.keys("<c-t>");
    }
    play.sees("quý II năm 2026").sees("quý III năm 2026");
    // So is one that a new report may be begun from, below the list.
    play.keys("<home>").choose("Báo cáo mới", "New report");
    play.keys("<up>").sees("Từ báo cáo cũ").sees("năm 2026").sees("Tên, nơi, người ký được chép");
}

/// A mark that something was typed stands where it was, and beside nothing that is blank or only proposed.
#[test]
fn what_is_blank_has_no_mark_that_it_was_answered() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.at("Họ và tên").keys("a");
    let marked: Vec<String> = play.screen().into_iter().filter(|line| line.starts_with(" +")).collect();
    assert!(marked.iter().all(|line| !line.contains('[') && !line.contains("____")), "{marked:#?}");
    assert!(play.screen().iter().any(|line| line.contains("Họ và tên") && line.contains('+')), "{}", play.picture());
}

/// What is wrong is said in the words of the labels: the villages of a commune, the classes of a school.
#[test]
fn messages_call_the_units_as_the_labels_do() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.at("Thôn có kế hoạch").keys("7/8").at("Thôn chưa có kế hoạch").keys("Ba<enter>Tư<tab><s-tab>").advance(1000);
    play.sees("Kể tên nhiều thôn hơn số chưa có kế hoạch");
    play.keys("<c-r>").sees("nhiều thôn hơn").lacks("đơn vị trực thuộc hơn");
}

#[test]
fn officers_see_no_codes_of_rules() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.at("Thôn có kế hoạch").keys("2/7");
    play.keys("<c-r><end>").sees("Tổng số").lacks("[Q");
}

#[test]
fn yes_and_no_say_how_they_are_typed_wherever_they_stand() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.at("Gửi cấp trên").sees("Gõ c hoặc k.");
}

#[test]
fn a_dash_stands_before_texts_only_where_the_paper_has_one() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.at("Khẩu hiệu đã dùng").keys("Trẻ em hôm nay").lacks("- Trẻ em hôm nay").sees("Trẻ em hôm nay");
    play.at("Bài học").keys("Phân công rõ").sees("- Phân công rõ");
}

/// A mark that was put there to get past a question is told, and left as it is.
#[test]
fn a_mark_without_a_letter_or_a_digit_is_no_answer() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    // A dash alone is an item of a list that is not there yet.
    let of_a_list = &[".", "?", "…", "- ."][..];
    let of_a_text = &[".", "-", "?", "…", "- - -"][..];
    for (label, marks) in [("Chủ đề", of_a_text), ("Tồn tại, hạn chế", of_a_list), ("Họ và tên", of_a_text)]
    {
        play.at(label);
        for mark in marks {
            play.keys("<c-u>").paste(mark).sees("LỖI: Chưa phải là câu trả lời.");
            assert_eq!(play.raw(), *mark);
            play.keys("<c-u>").paste("Số 1").lacks("Chưa phải là câu trả lời.");
        }
    }
    // Where nothing has to stand, it may stand.
    play.at("Cơ quan chủ trì").paste("-").lacks("Chưa phải là câu trả lời.");
}

/// Enter goes on from what is blank, whatever it takes; in a text that has begun, it is a new line.
#[test]
fn enter_in_a_blank_text_of_several_lines_goes_on() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    for field in ["khau_hieu", "mo_ta_chi_dao"] {
        play.walk(field).keys("<c-u>").lacks("Enter dòng mới");
        play.keys("<enter>");
        assert_ne!(play.field(), field);
        assert_eq!(play.answer(field), "");
        play.walk(field).keys("a").sees("Enter dòng mới");
        play.keys("<enter>b");
        assert_eq!(play.answer(field), "a\nb");
        play.keys("<c-u><c-j>b");
        assert_eq!(play.answer(field), "\nb", "a new line that was asked for by its own key");
    }
    // What is proposed stays there to be taken.
    let mut play = profile(80, 30);
    play.keys("<home> <enter><tab> <enter><tab>Bờ Y").walk("co_quan_ban_hanh");
    play.sees("Ủy ban nhân dân / xã Bờ Y");
    play.keys("<enter>").sees("Ủy ban nhân dân / xã Bờ Y");
    assert_eq!((play.field(), play.answer("co_quan_ban_hanh")), ("chu_the", ""));
}

#[test]
fn a_space_changes_a_setting_as_enter_does() {
    let mut play = Play::new(80, 24).with_office();
    play.choose("Cài đặt", "Settings");
    play.keys("<down><down><down><down><space><space>").sees("Gõ tiếng Việt             VNI");
}

#[test]
fn the_text_of_a_footnote_typed_where_one_is_added_is_its_text() {
    let text = "Theo báo cáo của Sở Y tế";
    for way in ["keys", "burst", "paste"] {
        let mut play = Play::report(ACTION_MONTH, 120, 40);
        play.to("cuoc_chu").sees("gõ luôn ô “Nội dung”");
        match way {
            "keys" => play.keys(text),
            "burst" => play.send(text.as_bytes()),
            _ => play.paste(text),
        };
        assert!(play.program().dialog.is_none(), "{way}\n{}", play.picture());
        assert_eq!(play.raw(), text, "{way}");
        // The paragraph is chosen in its own cell.
        play.keys("<s-tab><space>").sees("Gắn vào đoạn");
        assert!(play.program().dialog.is_some(), "{way}\n{}", play.picture());
        play.keys("<esc>").sees(text);
    }
}

#[test]
fn figures_are_read_with_the_word_that_the_office_has_for_its_units() {
    // Nouns that everybody has, and one that only this office has, in the profile and in a report.
    for (noun, typed) in [("", "12 thôn"), ("", "12 buôn"), ("", "12 lớp"), ("chòm", "12 chòm"), ("Chòm", "12 Chom")]
    {
        let mut play = Play::new(80, 24);
        let office = OFFICE.replace("so_don_vi = 8\n", "").replace("\"thôn\"", &format!("{noun:?}"));
        fs::write(play.program().context.workspace.folders.office(), office).expect("written");
        play.program_mut().open_office();
        play.walk("so_don_vi").keys(typed).lacks("LỖI");
        play.keys("<tab>").advance(2000);
        assert!(play.file().contains("so_don_vi = 12\n"), "{typed}: {}", play.file());
    }
    let mut play = Play::new(80, 24);
    fs::write(play.program().context.workspace.folders.office(), OFFICE.replace("\"thôn\"", "\"chòm\""))
        .expect("written");
    play.program_mut().new_report(ACTION_MONTH);
    play.keys("<esc><esc>").walk("don_vi_co_ke_hoach");
    for typed in ["7/8 chòm", "7 chòm/8 chòm", "7 chom tren 8 chom", "7/8 chòm (87,5%)"] {
        play.keys("<c-u>").keys(typed).advance(2000).lacks("LỖI");
        assert!(play.document().contains("Có 7/8 chòm (87,5%) xây dựng kế hoạch"), "{typed}: {}", play.document());
        assert_eq!(play.raw(), typed);
    }
    play.keys("<c-u>7/8 chòmxóm").sees("LỖI");
    // What is no unit is counted with none, and a word that nobody gave is not read.
    play.walk("dan_so").keys("12 chòm").sees(">! Dân số");
    play.walk("don_vi_co_ke_hoach").keys("<c-u>7/8 cụm").sees("LỖI");
    // It is once the office says so.
    play.walk("goi_don_vi").keys("<c-u>cụm").advance(2000);
    assert!(play.document().contains("Có 7/8 cụm (87,5%)"), "{}", play.document());
    let path = play.path();
    // Its keys make the word, and figures stay figures.
    let mut play = play.again();
    play.open(path).keys("<c-space>").hands = Hands::Built(Method::Vni);
    play.walk("don_vi_co_ke_hoach").keys("<c-u>6/8 cụm").advance(2000);
    assert_eq!(play.raw(), "6/8 cụm");
    assert!(play.file().contains("don_vi_co_ke_hoach = { part = 6, of = 8 }"), "{}", play.file());
}

#[test]
fn a_percentage_alone_is_no_share_and_says_what_is_asked() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.keys("<esc><esc>").walk("don_vi_co_ke_hoach").keys("87,5%").advance(2000);
    play.sees("87,5%").sees("LỖI: Chưa đủ nếu chỉ có %. Gõ số đạt/tổng số, như 7/8; phần trăm tự tính");
    assert!(play.file().contains("don_vi_co_ke_hoach = \"87,5%\""), "{}", play.file());
    // The key that takes a proposal makes nothing else of it.
    play.keys("<right>").advance(2000);
    assert_eq!(play.raw(), "87,5%");
    assert!(play.document().contains("Có [chưa rõ: 87,5%] thôn"), "{}", play.document());
}

#[test]
fn an_amount_that_is_not_exact_reads_and_prints_with_its_word() {
    let mut play = Play::report(ACTION_MONTH, 120, 40);
    play.keys("<esc><esc>").to("co_kinh_phi").keys("c<tab>");
    // A source, and its amount, as it is typed.
    play.walk("nguon").paste("Ngân sách xã\t").keys("<tab>khoảng 300 triệu").sees("khoảng 300.000.000 đồng");
    play.advance(2000).sees("Tổng kinh phí        khoảng 300.000.000 đồng");
    assert!(play.document().contains("là khoảng 300 triệu đồng, từ nguồn ngân sách xã"), "{}", play.document());
    // What is added up from it is no more exact, and the same style holds throughout.
    play.keys("<tab>").paste("Xã hội hóa\t1,2 tỷ").advance(2000);
    assert!(play.document().contains("là khoảng 1,5 tỷ đồng, trong đó"), "{}", play.document());
    assert!(play.file().contains("so_tien = { value = 300000000, approx = \"khoảng\" }"), "{}", play.file());
    // The total of the gifts is a field of its own.
    play.to("tong_gia_tri").keys("gần 1,2 tỷ<tab>").advance(2000);
    assert!(play.file().contains("tong_gia_tri = { value = 1200000000, approx = \"gần\" }  # đồng"), "{}", play.file());
    let path = play.path();
    let mut play = play.again();
    play.open(path).to("tong_gia_tri").sees("gần 1.200.000.000");
    assert!(play.document().contains("gần 1,2 tỷ đồng"), "{}", play.document());
}

#[test]
fn a_blank_alone_in_a_field_of_one_line_is_nothing() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.keys("<esc><esc>");
    for field in ["dan_so", "don_vi_co_ke_hoach", "so_van_ban", "ht_mo_ta"] {
        let before = play.walk(field).form_line();
        let hint = play.screen()[22].clone();
        assert!(before.contains("____"), "{before}");
        assert_eq!(play.keys("  ").form_line(), before);
        assert_eq!(play.keys("<tab><s-tab>").form_line(), before);
        assert_eq!(play.screen()[22], hint);
        // It is kept, and a text goes on from it.
        assert_eq!(play.keys("1 2").raw(), "  1 2");
        play.keys("<c-u>");
    }
    // What is proposed stands on.
    let mut play = profile(80, 30);
    play.keys("<home> <enter><tab> <enter><tab>Bờ Y");
    play.at("Ký hiệu").sees("[BC-UBND]");
    play.keys(" ").sees("[BC-UBND]");
    assert_eq!(play.keys("<right>").raw(), "BC-UBND");
}

#[test]
fn what_stands_dim_and_is_cut_can_be_read_whole_in_the_last_lines() {
    let mut play = profile(80, 24);
    play.keys("<home> <enter><tab> <enter><tab>Bờ Y Một Cái Tên Rất Dài Của Xã Này Nhé<tab>");
    play.walk("chu_the").sees("[Ủy ban nhân dân xã Bờ Y Một Cái Tên Rất …]");
    play.sees("[Ủy ban nhân dân xã Bờ Y Một Cái Tên Rất Dài Của Xã Này Nhé] Chữ trong [ ] là gợi ý: phím =");
    play.walk("co_quan_ban_hanh").sees("[Ủy ban nhân dân / xã Bờ Y Một Cái Tên Rất Dài Của Xã Này Nhé] Chữ trong");
    // What has room is said once.
    play.walk("ky_hieu").sees("[BC-UBND]").lacks("[BC-UBND] Chữ");
    // So it is with what the report before says.
    let whole = "Số liệu giảm nghèo năm 2025 của các thôn, bản, tổ dân phố trên địa bàn xã. Kèm theo danh sách";
    let path = play.program().context.workspace.folders.reports().join("a.toml");
    let head = "[report]\ntype = \"bao-cao-chung\"\nversion = 1\nperiod = \"2026\"\n";
    let answers = "\n[answers]\n[[answers.so_lieu]]\nchi_tieu = \"Hộ nghèo\"\nso_luong = 46\n";
    let previous = format!("\n[previous]\nnam = \"2025\"\nten_phu_luc = \"{whole}\"\n");
    fs::write(&path, format!("{head}{answers}{previous}")).expect("written");
    play.open(&path);
    play.walk("ten_phu_luc").sees("2025: Số liệu giảm nghèo nă…").sees(whole);
}

/// A digit is the number of an option whether its list is open or not.
#[test]
fn an_option_is_chosen_by_its_number_on_a_closed_field() {
    let mut play = Play::new(80, 24);
    play.choose("Hồ sơ đơn vị", "Office profile");
    for (digit, level) in [("1", "Xã, phường"), ("3", "Trường học")] {
        play.at("Cấp đơn vị").keys("<c-u>").keys(digit).keys("<tab>");
        play.at("Cấp đơn vị").sees(level);
    }
    // What begins as it is typed comes before what has it among other words.
    for (typed, kind) in [("ban", "Ban Chỉ đạo, Ban Điều hành"), ("tr", "Trường"), ("nhaan", "Ủy ban nhân dân")]
    {
        play.walk("loai_chu_the").keys(typed).keys("<tab>");
        play.walk("loai_chu_the").sees(kind);
    }
    // Where words of one's own may be typed, the number stays under the cursor and is an option on leaving.
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.walk("van_ban_yeu_cau").keys("2");
    assert_eq!(play.raw(), "2");
    play.keys("<tab>12<tab><c-s>").sees("Kế hoạch");
    assert!(play.file().contains("kind = \"Kế hoạch\", number = \"12\""), "{}", play.file());
    play.to("qua").keys("2 thungf suwax<tab><c-s>");
    assert!(play.file().contains("loai = \"2 thùng sữa\""), "{}", play.file());
}

/// What no option of a list is called is an answer of one's own, where the field takes such.
#[test]
fn words_typed_in_the_list_of_a_choice_are_not_lost() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.walk("qua").keys("<enter>").keys("<space>Suwxa hocj dduwowngf").sees("Khác: Enter để ghi chữ vừa gõ");
    play.keys("<enter><tab><c-s>");
    assert!(play.file().contains("loai = \"Sữa học đường\""), "{}", play.file());
}

/// A mark of a draft is no answer.
#[test]
fn a_text_with_the_mark_of_a_draft_is_told() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.walk("bai_hoc").paste("Đề nghị [thiếu: nội dung] sớm");
    play.keys("<c-r><end>").sees("Còn dấu [thiếu: …]");
}

/// Words that are typed without a space beside those that a field begins with are an error, and told where they stand.
#[test]
fn words_joined_to_those_that_were_there_are_told() {
    let mut play = Play::report("bao-cao-chung", 120, 40);
    play.walk("ky_bao_cao").keys("quys III nawm 2026");
    assert_eq!(play.raw(), "năm 2026quý III năm 2026");
    play.sees("dính liền");
    play.keys("<c-u>quys III nawm 2026").lacks("dính liền");
}
