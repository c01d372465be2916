//! What a person does with the keys, and what becomes of it on the screen and in the file.

use std::fs;

use baocao::ui::action::Action;
use baocao::ui::app::End;
use baocao::ui::events::Event;
use baocao::ui::keymap::{Scope, TABLE};
use ratatui::style::Modifier;

use crate::play::{ACTION_MONTH, Arrival, Play};

/// A new report of the Action Month.
fn report() -> Play {
    Play::report(ACTION_MONTH, 120, 40)
}

/// The digit before an item of a list on the screen.
fn digit_of(play: &Play, item: &str) -> char {
    let line = play.screen().into_iter().find(|line| line.contains(item)).expect("the item");
    let before = line.split(item).next().unwrap_or_default().trim_end();
    before.chars().next_back().filter(char::is_ascii_digit).expect("a digit before it")
}

#[test]
fn a_new_report_starts_from_the_office_profile() {
    let mut play = Play::new(120, 40);
    play.program_mut().open_office();
    play.keys("").sees("Hồ sơ đơn vị");
    play.at("Cách xưng rút gọn").keys("UBND xã Đăk Long");
    play.at("Địa danh").keys("Đăk Long");
    play.keys("<c-t>").choose("Báo cáo mới", "New report");
    play.keys("tháng hành động<enter>");
    assert_eq!(play.answer("ten_rut_gon"), "UBND xã Đăk Long");
    assert!(play.document().contains("Đăk Long, ngày"), "{}", play.document());
    assert_eq!(play.answer("nam"), "2026", "the year of today");
}

#[test]
fn each_letter_grows_the_sentence_beside_the_form() {
    let mut play = report();
    play.at("Tin, bài").keys("1");
    assert!(play.preview().contains("01 tin, bài"), "{}", play.picture());
    play.keys("2");
    assert!(play.preview().contains("12 tin, bài"), "{}", play.picture());
    play.keys("<bs><bs>");
    assert!(!play.preview().contains("tin, bài"), "{}", play.picture());
}

#[test]
fn the_words_of_the_focus_are_lit_once_it_rests() {
    let mut play = Play::sample(120, 40);
    play.at("Tin, bài");
    assert!(play.lit().starts_with("09"), "{:?}", play.lit());
    play.fast("<tab>");
    assert!(play.lit().starts_with("09"), "while the focus moves on, nothing is repainted");
    play.advance(200);
    assert!(play.lit().starts_with("48"), "{:?}", play.lit());
}

#[test]
fn what_is_missing_stands_dim_in_the_preview() {
    let mut play = Play::sample(120, 40);
    play.at("Địa điểm");
    assert!(play.drawn(Modifier::DIM).contains("thiếu"), "{}", play.picture());
    assert!(play.document().contains("[thiếu: tổng số người dự]"), "{}", play.document());
    play.at("Tổng số người dự").keys("hơn 300");
    assert!(play.document().contains("hơn 300"), "{}", play.document());
}

#[test]
fn tab_enter_and_the_arrows_walk_through_the_fields() {
    let mut play = report();
    play.at("Dân số");
    play.keys("<tab>");
    assert_eq!(play.field(), "tong_tre_em");
    play.keys("<enter>");
    assert_eq!(play.field(), "tre_hcdb", "Enter accepts a line");
    play.keys("<down>");
    assert_eq!(play.field(), "tre_nguy_co");
    for back in ["<s-tab>", "<up>", "<a-tab>"] {
        play.keys("<tab>").keys(back);
        assert_eq!(play.field(), "tre_nguy_co", "{back} goes back");
    }
}

#[test]
fn tab_comes_through_the_whole_form_and_back() {
    let mut play = Play::sample(120, 40);
    let place = |play: &Play| play.session().focus;
    play.keys("<c-g><home><enter>");
    let mut there = vec![place(&play)];
    loop {
        play.fast("<tab>");
        if place(&play) == *there.last().expect("a place") {
            break;
        }
        there.push(place(&play));
        assert!(there.len() < 1000, "Tab walks in a circle");
    }
    assert!(there.len() > 150, "only {} places", there.len());
    play.sees("Kiểm tra trước khi gửi");
    play.keys("<esc>");
    for expected in there.iter().rev().skip(1) {
        play.fast("<s-tab>");
        assert_eq!(place(&play), *expected);
    }
}

#[test]
fn pages_turn_and_the_outline_jumps() {
    let mut play = report();
    let first = play.field().to_owned();
    play.keys("<pgdn>");
    assert_eq!(play.field(), "dan_so");
    play.keys("<pgup>");
    assert_eq!(play.field(), first);
    play.keys("<c-g>kinh phi<enter>");
    assert_eq!(play.field(), "kt_doan", "the outline is found without diacritics");
    play.keys("<c-g><esc>");
    assert_eq!(play.field(), "kt_doan", "Esc closes it and nothing else");
}

#[test]
fn ctrl_n_goes_to_what_is_missing_or_wrong_and_says_when_nothing_is() {
    let mut play = Play::sample(120, 40);
    play.keys("<c-g><home><enter><c-n>");
    assert_eq!(play.field(), "le_tong_du");
    play.keys("300<c-n>");
    assert_eq!(play.field(), "kien_nghi");
    play.keys("bố trí kinh phí hằng năm<c-n>");
    assert_eq!(play.program().current.report.as_ref().expect("open").missing(), 0, "{}", play.picture());
    play.sees("Không còn chỗ nào thiếu");
}

#[test]
fn escape_opens_the_menu_and_a_digit_chooses() {
    let mut play = report();
    play.at("Dân số").keys("8240<esc>").sees("Trình đơn");
    let digit = digit_of(&play, "Xem cả văn bản");
    play.keys(&digit.to_string());
    play.lacks("Trình đơn").sees("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    play.keys("<esc>").sees("Dân số");
    play.keys(&format!("<a-{digit}>")).sees("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    play.keys("<esc><esc><esc>").lacks("Trình đơn");
    assert_eq!(play.answer("dan_so"), "8240");
}

#[test]
fn a_list_too_long_for_the_window_shows_that_it_goes_on() {
    for (size, ascii, up, down) in [((60, 16), false, '▲', '▼'), ((60, 20), true, '^', 'v')] {
        let mut play = Play::sample(size.0, size.1);
        play.program_mut().context.theme.ascii = ascii;
        play.keys("<esc>");
        let edge = |play: &Play, mark| play.screen().iter().any(|line| line.chars().nth(57) == Some(mark));
        assert!(edge(&play, down) && !edge(&play, up), "{}", play.picture());
        play.keys("<up>");
        assert!(play.line().contains("> ") && play.line().contains("Thoát"), "{}", play.picture());
        assert!(edge(&play, up) && !edge(&play, down), "{}", play.picture());
        for _ in 0..5 {
            play.keys("<up>");
            assert!(play.line().contains("> "), "{}", play.picture());
        }
    }
}

#[test]
fn what_a_type_is_for_is_told_in_full() {
    for (width, height) in [(80, 24), (60, 16)] {
        let mut play = Play::new(width, height);
        play.choose("Báo cáo mới", "New report");
        for entry in play.program().context.workspace.library.list() {
            play.sees(&entry.title.vi).sees(&entry.description.vi);
            play.keys("<down>");
        }
    }
}

#[test]
fn yes_and_no_take_their_letters_space_and_arrows() {
    let mut play = report();
    play.at("Có ban hành kế hoạch").keys("c").sees("Kế hoạch đã ban hành");
    assert_eq!(play.answer("co_ke_hoach"), "true");
    play.keys("k").sees("Lý do chưa ban hành").lacks("Kế hoạch đã ban hành");
    assert_eq!(play.answer("co_ke_hoach"), "false");
    play.keys("<space>");
    assert_eq!(play.answer("co_ke_hoach"), "true");
    play.keys("<right>");
    assert_eq!(play.answer("co_ke_hoach"), "false");
    play.keys("<bs>");
    assert_eq!(play.answer("co_ke_hoach"), "", "Backspace takes the answer back");
}

#[test]
fn an_answer_that_is_not_asked_any_more_is_kept() {
    let mut play = report();
    play.at("Có ban hành kế hoạch").keys("k<tab>chưa đủ căn cứ<s-tab>c");
    play.lacks("chưa đủ căn cứ");
    assert!(!play.document().contains("chưa đủ căn cứ"));
    play.keys("k");
    assert!(play.document().contains("chưa đủ căn cứ"), "{}", play.document());
}

#[test]
fn a_choice_opens_its_list_and_takes_text_of_ones_own() {
    let mut play = report();
    play.at("Chủ đề").keys("<space>").sees("2019: Chung tay vì trẻ em nghèo");
    play.keys("nghèo, trẻ<enter>");
    assert_eq!(play.answer("chu_de"), "2019");
    assert!(play.preview().contains("Chung tay vì trẻ em nghèo"), "{}", play.picture());
    play.sees("Đây là chủ đề của năm khác");
    play.keys("Vì mọi trẻ em");
    assert_eq!(play.answer("chu_de"), "Vì mọi trẻ em", "typing begins a text of one's own");
    play.lacks("Đây là chủ đề của năm khác");
    assert!(play.preview().contains("Vì mọi trẻ em"), "{}", play.picture());
    // The theme of the report's own year, found by the year, is printed without it.
    play.at("Năm").keys("<c-u>2025").at("Chủ đề").keys("<c-u><space>2025<enter>");
    assert_eq!(play.answer("chu_de"), "2025");
    play.lacks("Đây là chủ đề của năm khác");
    assert!(play.preview().contains("“Ưu tiên nguồn lực"), "{}", play.picture());
}

#[test]
fn a_choice_without_other_narrows_by_typing_and_refuses_nothing() {
    let mut play = report();
    play.at("Cấp đơn vị").keys("<bs>");
    assert_eq!(play.answer("cap_don_vi"), "", "Backspace takes the answer back");
    play.keys("tinh").sees("Tỉnh, thành phố");
    play.keys("<enter>");
    assert_eq!(play.answer("cap_don_vi"), "tinh");
    play.keys("khong co").sees("Không có mục nào như vậy");
    play.keys("<enter><esc><esc>");
    assert_eq!(play.answer("cap_don_vi"), "tinh", "what is not in the list changes nothing");
}

#[test]
fn several_are_marked_in_a_list_with_others_typed() {
    let mut play = report();
    play.at("Cơ quan, đoàn thể").keys("<space>phụ nữ<enter>").sees("[x] Hội Liên hiệp Phụ nữ");
    play.sees("[ ] Công an");
    play.keys("<end><space>Hội Chữ thập đỏ<enter>");
    assert_eq!(play.answer("phoi_hop"), "phu_nu\nHội Chữ thập đỏ");
    let document = play.document();
    assert!(document.contains("Hội Liên hiệp Phụ nữ và Hội Chữ thập đỏ"), "{document}");
    play.keys("<bs>");
    assert_eq!(play.answer("phoi_hop"), "phu_nu", "Backspace takes the last back");
    play.keys("<space><end><enter>Hội Khuyến học<enter>");
    assert_eq!(play.answer("phoi_hop"), "phu_nu\nHội Khuyến học", "Enter opens it as Space does");
    play.keys("<c-u><space><end><enter>Hội A; Hội B<enter>").sees(" Hội A; Hội B");
    play.keys("<c-u><c-space> hooij chuwx thaapj ddor<enter>").sees("[x] hội chữ thập đỏ");
    assert_eq!(play.answer("phoi_hop"), "hội chữ thập đỏ", "what no item of the list says is a text of one's own");
    // What is typed on is one more.
    play.keys("Coong an xax<enter>").sees("[x] Công an xã");
    play.keys("<enter>").lacks("[x]");
    assert_eq!(play.answer("phoi_hop"), "hội chữ thập đỏ\nCông an xã");
}

#[test]
fn rows_are_added_copied_moved_and_deleted_and_every_step_comes_back() {
    let mut play = report();
    play.walk("hoi_nghi_trien_khai");
    play.keys("<enter>tập huấn kỹ năng<tab>20/5<tab>2<tab>85");
    assert!(play.document().contains("tập huấn kỹ năng"), "{}", play.document());
    play.keys("<c-d>2");
    let rows = |play: &Play| {
        let session = play.session();
        let field = session.definition.field("hoi_nghi_trien_khai").expect("a field");
        let name = |row: &Vec<baocao::report::answers::Entry>| row[0].raw.clone();
        session.answers.rows(field).iter().map(name).collect::<Vec<_>>()
    };
    assert_eq!(rows(&play), ["tập huấn kỹ năng", "tập huấn kỹ năng"], "a copy stands below");
    play.keys("<s-tab><s-tab><s-tab>").keys("-2");
    assert_eq!(rows(&play), ["tập huấn kỹ năng", "tập huấn kỹ năng-2"]);
    play.keys("<c-d>3");
    assert_eq!(rows(&play), ["tập huấn kỹ năng-2", "tập huấn kỹ năng"], "moved up");
    play.keys("<c-d>5");
    assert_eq!(rows(&play), ["tập huấn kỹ năng"], "the row of the focus is gone");
    play.keys("<c-z>");
    assert_eq!(rows(&play), ["tập huấn kỹ năng-2", "tập huấn kỹ năng"]);
    play.keys("<c-z>");
    assert_eq!(rows(&play), ["tập huấn kỹ năng", "tập huấn kỹ năng-2"]);
    play.keys("<c-z><c-z>");
    assert_eq!(rows(&play), ["tập huấn kỹ năng"]);
    play.keys("<c-y><c-y><c-y><c-y>");
    assert_eq!(rows(&play), ["tập huấn kỹ năng"], "all is done again");
}

#[test]
fn undo_and_redo_go_over_fields_and_take_the_focus_along() {
    let mut play = report();
    play.at("Dân số").keys("8240");
    play.at("Tin, bài").keys("12");
    play.keys("<c-z>");
    assert_eq!((play.answer("tt_tin_bai"), play.field()), ("", "tt_tin_bai"), "a word of typing is one step");
    play.keys("<c-z>");
    assert_eq!((play.answer("dan_so"), play.field()), ("", "dan_so"));
    play.keys("<c-y><c-y>");
    assert_eq!((play.answer("dan_so"), play.answer("tt_tin_bai")), ("8240", "12"));
    play.keys("<c-y>").sees("Không còn gì để làm lại");
    for _ in 0..50 {
        play.keys("<c-z>");
    }
    play.sees("Không còn gì để hoàn tác");
}

#[test]
fn a_paste_is_one_step_of_undo() {
    let mut play = report();
    play.at("Dân số").keys("8").paste("240");
    assert_eq!(play.answer("dan_so"), "8240");
    play.keys("<c-z>");
    assert_eq!(play.answer("dan_so"), "8");
}

#[test]
fn a_wrong_entry_stays_and_says_why() {
    let mut play = report();
    play.at("Dân số").keys("tams nghinf");
    assert!(play.form_line().contains('!'), "{}", play.picture());
    play.sees("tám nghìn").sees("LỖI:").sees("1 lỗi");
    play.advance(1500);
    assert!(play.file().contains("tám nghìn"), "{}", play.file());
    assert!(play.document().contains("[chưa rõ: tám nghìn]"), "{}", play.document());
    let mut play = play.again();
    play.choose("Tháng hành động", "Action Month");
    assert_eq!(play.answer("dan_so"), "tám nghìn");
}

#[test]
fn numbers_are_typed_as_people_say_them() {
    let mut play = Play::sample(120, 40);
    for (typed, text) in [("khoảng 950", "khoảng 950 lượt"), ("1.480", "1.480 lượt"), ("hơn 2000", "hơn 2.000 lượt")]
    {
        play.at("Lượt người tham gia").keys("<home>");
        while !play.raw().is_empty() {
            play.keys("<del>");
        }
        play.keys(typed);
        assert!(play.document().contains(text), "{typed}: {}", play.document());
    }
}

#[test]
fn one_comes_back_to_where_one_left() {
    let mut play = report();
    play.at("Lượt phát thanh").keys("45");
    let mut play = play.again();
    play.choose("Tháng hành động", "Action Month");
    assert_eq!((play.field(), play.raw()), ("tt_phat_thanh", "45"));
}

#[test]
fn a_paragraph_written_by_hand_is_kept_flagged_and_given_back() {
    let mut play = Play::sample(120, 40);
    play.at("Tin, bài").keys("<c-p>s").sees("09 tin, bài");
    play.keys(" Có phát lại.<enter>");
    assert!(play.document().contains(" Có phát lại."), "{}", play.document());
    play.keys("<esc>");
    let mut play = play.again();
    play.choose("Tháng hành động", "Action Month");
    assert!(play.document().contains(" Có phát lại."), "the file keeps it");
    play.at("Tin, bài").keys("9");
    assert!(play.document().contains("09 tin, bài"), "the words written by hand stand as they are");
    let block = |play: &Play| {
        let session = play.session();
        session.document.blocks().find(|b| b.edit != baocao::document::Edit::Generated).map(|b| b.edit)
    };
    assert_eq!(block(&play), Some(baocao::document::Edit::Stale));
    play.keys("<c-p>");
    for _ in 0..400 {
        if play.line().contains("Có phát lại") || block(&play).is_none() {
            break;
        }
        play.keys("<right>");
    }
    play.keys("t");
    assert_eq!(block(&play), None, "{}", play.picture());
    assert!(play.document().contains("99 tin, bài"), "{}", play.document());
    play.keys("<c-z>");
    assert!(play.document().contains("Có phát lại"), "and undo brings it back");
}

#[test]
fn a_paragraph_that_was_not_written_by_hand_has_nothing_to_give_back() {
    let mut play = Play::sample(120, 40);
    play.at("Tin, bài").keys("<c-p>");
    let (text, file) = (play.document(), play.file());
    play.keys("t").sees("không có gì để trả về");
    assert_eq!((play.document(), play.file()), (text, file));
    play.keys("<c-z>").sees("Không còn gì để hoàn tác");
}

/// Steps that come together, as a held key or a slow line sends them, go over answers that follow others.
#[test]
fn steps_come_to_the_same_together_as_one_at_a_time() {
    let edits =
        ["<left><left><left><left><bs><bs><bs><bs><bs><bs><bs>", " K77 K78", "<bs>", "6", "<end>K004", "<c-u>", "x"];
    let moves = ["<tab>", "<s-tab>", "<enter>", "<tab><tab>"];
    for seed in 0..12_usize {
        let ended = [Arrival::KeyByKey, Arrival::Burst].map(|arrival| {
            let mut play = Play::report("bao-cao-chung", 80, 24);
            play.walk("nam").keys("2026").walk("noi_dung").keys("tìm kiếm cứu nạn").keys("<tab>");
            for step in 0..4 {
                play.keys(edits[(seed * 5 + step * 3) % edits.len()]).keys(moves[(seed + step) % moves.len()]);
            }
            play.arrival = arrival;
            let mut files = Vec::new();
            for steps in ["<c-z>", "<c-y>"] {
                play.keys(&steps.repeat(seed + 2)).keys("<c-s>");
                files.push(play.file());
            }
            files
        });
        assert_eq!(ended[1], ended[0], "{seed}");
    }
}

/// In the page view what moves goes by lines, and lines change with every paragraph that is written by hand.
#[test]
fn keys_of_the_page_view_come_to_the_same_together_as_one_at_a_time() {
    let moves = ["j", "jjjjjj", "<right>", "<right><right><right>", "k", "<left>", "<pgdn>", "<end>", "jjjjjjjjjjjj"];
    let edits = ["s thêm một câu khá dài để dòng gãy ở chỗ khác<enter>", "t", "s<c-u>Viết tay.<enter>", "s<esc>", "c"];
    for seed in 0..14_usize {
        let ended = [Arrival::KeyByKey, Arrival::Burst].map(|arrival| {
            let mut play = Play::sample(if seed % 2 == 0 { 80 } else { 60 }, 24);
            play.arrival = arrival;
            let mut line = "<c-p>".to_owned();
            for step in 0..5 {
                line.push_str(moves[(seed * 7 + step * 5) % moves.len()]);
                line.push_str(edits[(seed * 3 + step * 2) % edits.len()]);
                line.push_str(if (seed + step) % 4 == 0 { "<c-z>" } else { "" });
            }
            play.keys(&line).keys("<c-s>");
            (play.file(), play.field().to_owned())
        });
        assert_eq!(ended[1], ended[0], "{seed}");
    }
}

#[test]
fn a_field_is_emptied_by_one_key_and_comes_back() {
    let mut play = report();
    play.at("Cơ quan chủ trì").keys("Phòng Văn hóa<home><c-u>").sees("Đã xóa trắng ô");
    assert_eq!(play.raw(), "");
    play.keys("<c-u>").sees("đang trống");
    play.keys("<c-z>");
    assert_eq!(play.raw(), "Phòng Văn hóa");
    play.keys("<esc>xóa trắng<enter>");
    assert_eq!(play.raw(), "", "from the menu too");
    for (field, keys) in
        [("Có ban hành kế hoạch", "c"), ("Cơ quan, đoàn thể", "<space> <enter>"), ("Chủ đề", "<space><enter>")]
    {
        play.at(field).keys(keys);
        assert_ne!(play.raw(), "", "{field}");
        play.keys("<c-u>");
        assert_eq!(play.raw(), "", "{field}");
    }
    play.walk("mo_ta_chi_dao");
    play.keys("Một.<enter>Hai.<c-u>");
    assert_eq!(play.raw(), "");
    play.keys("<c-z>");
    assert_eq!(play.raw(), "Một.\nHai.");
}

#[test]
fn past_the_last_page_comes_the_review() {
    let mut play = report();
    play.keys("<c-g><end><enter>");
    let last = play.field().to_owned();
    play.keys("<pgdn>").sees("Kiểm tra trước khi gửi");
    play.keys("<esc>");
    assert_eq!(play.field(), last);
    let mut play = Play::new(80, 24).with_office();
    play.choose("Hồ sơ đơn vị", "Office profile");
    // From the profile nobody is led to a list that takes no letters.
    for forward in ["<pgdn>", "<tab>", "<enter>"] {
        play.at("Họ và tên").keys(forward).sees("Đây là ô cuối của hồ sơ").sees("Ctrl-T");
        play.keys("b");
        assert!(play.raw().ends_with('b'), "{forward}: {}", play.picture());
    }
    play.keys("<c-t>").sees("Đã lưu hồ sơ đơn vị");
}

#[test]
fn a_report_is_begun_from_another_which_stays_as_it_is() {
    let mut play = Play::sample(80, 24);
    let (first, document) = (play.path(), play.document());
    play.keys("<c-t>").sees("c chép").sees("x xóa");
    let file = fs::read_to_string(&first).expect("the first");
    play.choose("Tháng hành động", "Action Month");
    play.keys("<c-t><home>c").sees("Báo cáo mới, tệp thang-hanh-dong-vi-tre-em-2027.toml");
    assert_ne!(play.path(), first);
    assert_ne!(play.document(), document);
    play.at("Tin, bài").keys("7").advance(2000);
    assert_eq!(fs::read_to_string(&first).expect("the first"), file, "the first is as it was");
    // Two of one name can be told apart.
    play.to("nam").keys("<c-u>2026");
    play.keys("<c-t>").sees("2026 (…-2026)").sees("[Mẫu] Tháng hành động");
    play.keys("<end>").lacks("c chép");
    play.keys("c").lacks("Báo cáo mới, tệp");
}

#[test]
fn a_report_is_deleted_only_when_one_says_so_and_is_put_back() {
    let mut play = report();
    let path = play.path();
    play.at("Dân số").keys("8240").advance(2000);
    let mut play = play.again();
    play.choose("Tháng hành động", "Action Month");
    play.at("Dân số").keys("1<c-t>");
    let before = (fs::read_to_string(&path).expect("the report"), play.files());
    assert!(before.1.iter().any(|name| name.contains("ban-cu")), "{before:?}");
    for harmless in ["x<esc>", "x<enter>", "x2<esc>", "<del>xóa<enter>", "x <esc>"] {
        play.keys("<home>").keys(harmless).sees("Tháng hành động");
        assert!(play.program().dialog.is_none());
        assert_eq!((fs::read_to_string(&path).expect("the report"), play.files()), before, "{harmless}");
    }
    play.keys("x").sees("Tệp không bị hủy");
    play.keys("<down><enter>").sees("da-xoa").sees("Ctrl-Z");
    play.keys("<enter>").sees("Chưa có báo cáo nào");
    assert_eq!(play.files(), ["ban-cu", "da-xoa"]);
    let moved = path.with_file_name("da-xoa").join(path.file_name().expect("a name"));
    assert_eq!(fs::read_to_string(&moved).expect("moved"), before.0);
    play.keys("<c-z>").sees("Đã lấy lại").sees("Tháng hành động vì trẻ em 2026");
    assert_eq!(fs::read_to_string(&path).expect("the report"), before.0);
    play.keys("<c-z>").sees("Không còn gì để hoàn tác");
    // The menu has it too.
    play.keys("<home><esc>xóa báo cáo<enter><down><enter><enter>").sees("Chưa có báo cáo nào");
}

#[test]
fn enter_in_the_document_goes_to_the_field_of_the_words() {
    let mut play = Play::sample(120, 40);
    play.at("Tin, bài").keys("<c-p>");
    play.keys("<right>").keys("<enter>");
    assert_eq!(play.field(), "tt_phat_thanh", "{}", play.picture());
}

#[test]
fn a_footnote_is_hung_on_the_paragraph_that_one_looks_at() {
    let mut play = report();
    play.at("Tin, bài").keys("12<c-p>c");
    assert_eq!(play.field(), "cuoc_chu");
    play.keys("Số liệu của Đài truyền thanh xã");
    let document = play.document();
    assert!(document.lines().last().is_some_and(|l| l.contains("Số liệu của Đài truyền thanh xã")), "{document}");
    play.keys("<c-p><end>").sees("Số liệu của Đài truyền thanh xã");
}

#[test]
fn the_review_lists_what_is_missing_and_jumps_there() {
    let mut play = Play::sample(120, 40);
    play.keys("<c-r>").sees("Tổng số người dự").sees("THIẾU");
    play.keys("<enter>");
    assert_eq!(play.field(), "le_tong_du");
}

#[test]
fn the_document_is_written_beside_the_report() {
    for (format, ending, mark) in
        [('6', "du-thao.txt", "CỘNG HÒA"), ('7', "du-thao.md", "**"), ('8', "du-thao.html", "<html")]
    {
        let mut play = Play::sample(120, 40);
        play.keys("<c-o>").keys(&format.to_string());
        let path = play.path().with_extension(ending);
        play.sees("Đã xuất");
        let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let text = text.replace('\u{a0}', " ");
        assert!(text.contains(mark), "{text}");
        assert!(text.contains("DỰ THẢO") && text.contains("thiếu: tổng số người dự"), "{text}");
    }
}

#[test]
fn an_export_that_someone_went_on_writing_in_is_kept() {
    let mut play = Play::sample(80, 24);
    play.keys("<c-o>6").sees("Đã xuất");
    play.keys("<enter><c-o>6").sees("đúng với báo cáo hiện nay");
    play.keys("<enter>");
    let path = play.path().with_extension("du-thao.txt");
    let exported = fs::read_to_string(&path).expect("the export");
    fs::write(&path, "sửa tay").expect("written");
    play.keys("<c-o>6").sees("được giữ ở");
    play.keys("<enter>");
    assert_eq!(fs::read_to_string(&path).expect("the export"), exported);
    let kept: Vec<String> = play.files().into_iter().filter(|name| name.contains(" (ban ")).collect();
    let [kept] = kept.as_slice() else { panic!("{kept:?}") };
    assert_eq!(fs::read_to_string(path.with_file_name(kept)).expect("the kept one"), "sửa tay");
}

#[test]
fn an_export_that_nobody_wrote_in_gives_way_to_the_next() {
    let mut play = Play::sample(80, 24);
    play.keys("<c-o>6").sees("Đã xuất");
    play.keys("<enter>").at("Dân số").keys("<c-u>8240");
    play.keys("<c-o>6").sees("Đã xuất").lacks("được giữ ở");
    play.keys("<enter><c-q>");
    let mut again = play.again();
    again.keys("<enter>").at("Dân số").keys("<c-u>8241");
    again.keys("<c-o>6").sees("Đã xuất").lacks("được giữ ở");
    assert_eq!(again.files().iter().filter(|name| name.contains(".txt")).count(), 1);
}

#[test]
fn an_export_that_cannot_be_written_says_so() {
    let mut play = Play::sample(120, 40);
    let path = play.path().with_extension("du-thao.txt");
    fs::create_dir(&path).expect("a folder in its place");
    play.keys("<c-o>6").sees("Không ghi được tệp");
}

#[test]
fn the_file_is_written_when_typing_rests_for_a_second() {
    let mut play = report();
    play.at("Dân số").advance(10_000).fast("8240").sees("chưa lưu");
    play.advance(999);
    assert!(!play.file().contains("8240"), "{}", play.file());
    play.advance(1);
    assert!(play.file().contains("8240"), "{}", play.file());
    play.sees("đã lưu");
    assert_eq!(play.program().due(), None, "and then the program sleeps");
}

#[test]
fn the_file_is_written_every_five_seconds_however_long_typing_goes_on() {
    let mut play = report();
    play.at("Cơ quan chủ trì").advance(10_000);
    let mut typed = 0;
    for _ in 0..6 {
        play.fast("a").advance(900);
        typed += 900;
    }
    assert!(typed > 5000 && play.file().contains("\"aaaaa"), "{}", play.file());
}

#[test]
fn a_report_that_was_touched_or_put_there_is_listed_by_its_name() {
    let mut play = report();
    play.at("Dân số").keys("8240").advance(2000);
    let (path, text) = (play.path(), play.file());
    let mut play = play.again();
    play.sees("Tháng hành động vì trẻ em 2026");
    let count = |play: &Play| play.screen().iter().filter(|line| line.contains(" câu")).count();
    assert_eq!(count(&play), 1, "{}", play.picture());

    let file = fs::File::options().write(true).open(&path).expect("the file");
    file.set_modified(std::time::SystemTime::UNIX_EPOCH).expect("touched");
    play.list_reports();
    play.keys("").sees("Tháng hành động vì trẻ em 2026");
    assert_eq!(count(&play), 1, "{}", play.picture());

    fs::write(&path, text.replace("8240", "8241")).expect("changed by other hands");
    let file = fs::File::options().write(true).open(&path).expect("the file");
    file.set_modified(std::time::SystemTime::UNIX_EPOCH).expect("at another time");
    let other = path.with_file_name("dat-tay.toml");
    fs::write(&other, "[report]\ntype = \"bao-cao-chung\"\nversion = 1\n\n[answers]\n").expect("put there");
    play.list_reports();
    play.keys("").sees("Tháng hành động vì trẻ em 2026").sees("Báo cáo chung").lacks(".toml");
    assert_eq!(count(&play), 0, "what was counted no longer holds\n{}", play.picture());
}

#[test]
fn ctrl_s_saves_at_once() {
    let mut play = report();
    play.at("Dân số").fast("8240<c-s>");
    assert!(play.file().contains("8240"), "{}", play.file());
}

#[test]
fn leaving_saves_and_leaves_a_receipt() {
    for key in ["<c-q>", "<c-c><c-c>", "<f10>"] {
        let mut play = report();
        let path = play.path();
        play.at("Dân số").fast("8240").fast(key);
        assert_eq!(play.ended, Some(End::Left), "{key}");
        assert!(fs::read_to_string(&path).expect("the file").contains("8240"));
        let receipt = &play.program().current.receipts[0];
        assert!(receipt.contains(&path.display().to_string()) && receipt.contains("Còn thiếu"), "{receipt}");
    }
}

#[test]
fn ctrl_c_leaves_only_when_it_is_pressed_twice_in_a_row() {
    let mut play = report();
    play.at("Dân số").keys("824<c-c>").sees("Ctrl-C lần nữa để thoát");
    play.keys("0").lacks("lần nữa");
    play.keys("<c-c>").paste("1").keys("<bs><c-c>");
    assert_eq!((play.ended, play.answer("dan_so")), (None, "8240"), "another key between them forgets the first");
    play.keys("<c-c>");
    assert!(play.ended.is_some());

    let mut play = Play::sample(60, 16);
    let path = play.path();
    play.at("Tin, bài").keys("<c-p>s Viết dở<c-c>").sees("Ctrl-C lần nữa để thoát");
    play.fast("<c-c>");
    assert!(fs::read_to_string(&path).expect("the file").contains("Viết dở"), "over a popup too");
}

#[test]
fn the_last_line_says_what_escape_and_enter_do_on_each_screen() {
    let mut play = Play::new(80, 24);
    let mut last = |keys: &str, wanted: &[&str], wrong: &[&str]| {
        play.keys(keys);
        let line = play.screen().pop().expect("a line");
        for text in wanted {
            assert!(line.contains(text), "no {text:?} after {keys:?}\n{}", play.picture());
        }
        for text in wrong {
            assert!(!line.contains(text), "{text:?} after {keys:?}\n{}", play.picture());
        }
    };
    last("", &["Enter mở", "Esc trình đơn"], &[]);
    last("<f1>", &["PgDn trang sau", "Esc trở lại"], &["Enter", "trình đơn"]);
    last("<esc>", &["Enter mở"], &[]);
    last("<down><down><down><down><enter>", &["Enter đổi", "Esc trở lại"], &["mở", "trình đơn"]);
    last("<f1>", &["Esc trở lại"], &["Enter"]);
    last("<enter>", &["Enter đổi"], &[]);
    last("<esc><home><down><down><enter>", &["Tab tiếp", "Esc trình đơn"], &["Enter dòng mới"]);
    last("<c-r>", &["Enter tới chỗ này", "Esc về biểu mẫu"], &["mở", "trình đơn"]);
    last("<esc><c-p>", &["Enter tới ô", "Esc về biểu mẫu"], &["trình đơn"]);
    last("<f1>", &["Esc trở lại"], &["Enter"]);
    last("<esc>", &["Enter tới ô"], &[]);
    last("<esc>", &["Tab tiếp", "Esc trình đơn"], &[]);
    // The menu has keys of its own.
    last("<esc>", &[], &["Esc"]);
    last("<esc>", &["Esc trình đơn"], &[]);
}

#[test]
fn the_last_line_says_where_enter_is_a_new_line() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    let last = |play: &Play| play.screen().pop().expect("a line");
    play.at("Dân số");
    assert!(last(&play).starts_with(" Tab tiếp  Shift-Tab"), "{}", last(&play));
    play.walk("mo_ta_chi_dao").keys("a");
    assert!(last(&play).starts_with(" Tab tiếp  Enter dòng mới  "), "{}", last(&play));
    assert!(last(&play).ends_with("Esc trình đơn"), "{}", last(&play));
    let before = last(&play);
    play.fast("<s-tab>");
    assert_eq!(last(&play), before, "the line follows once the focus rests");
    play.advance(200);
    assert_ne!(last(&play), before);
    play.program_mut().context.settings.settings.enter_in_text = Some(baocao::store::settings::EnterInText::Next);
    play.keys("<tab>");
    assert!(!last(&play).contains("dòng mới"), "where the settings say otherwise it is none");
    play.keys("<enter>");
    assert_ne!(play.field(), "mo_ta_chi_dao");
}

#[test]
fn the_line_that_adds_a_row_speaks_of_nothing_else() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.walk("hoi_nghi_trien_khai");
    play.sees("Enter: thêm một dòng; hoặc gõ luôn ô “").lacks("Ctrl-D");
}

#[test]
fn leaving_keeps_what_stands_in_an_open_popup() {
    let mut play = Play::sample(120, 40);
    let path = play.path();
    play.at("Tin, bài").keys("<c-p>s").fast(" Viết dở").fast("<c-q>");
    assert!(fs::read_to_string(&path).expect("the file").contains("Viết dở"));
}

#[test]
fn a_signal_saves_too() {
    for signal in [Event::Terminate, Event::HungUp] {
        let mut play = report();
        let path = play.path();
        play.at("Dân số").fast("8240").event(signal);
        assert!(play.ended.is_some());
        assert!(fs::read_to_string(&path).expect("the file").contains("8240"));
    }
}

#[test]
fn a_file_of_an_unknown_or_newer_type_is_only_shown() {
    for (name, text) in [
        ("la.toml", "[report]\ntype = \"bao-cao-la\"\nversion = 1\n\n[answers]\nmot = \"hai\"\n"),
        ("moi.toml", "[report]\ntype = \"thang-hanh-dong-vi-tre-em\"\nversion = 999\n\n[answers]\nmot = \"hai\"\n"),
    ] {
        let mut play = Play::new(120, 40);
        let path = play.program().context.workspace.folders.reports().join(name);
        fs::write(&path, text).expect("written");
        play.open(&path);
        play.keys("").sees("chỉ xem").sees("mot = \"hai\"");
        play.keys("xóa hết<c-s><bs><del><c-z>").advance(10_000).keys("<esc>").sees("Báo cáo của tôi");
        assert_eq!(fs::read_to_string(&path).expect("the file"), text, "nothing is written to it");
    }
}

/// A report whose file is broken and has an earlier version.
fn broken() -> Play {
    let mut play = report();
    play.at("Dân số").keys("8240").advance(2000);
    let mut play = play.again();
    play.choose("Tháng hành động", "Action Month");
    play.at("Tổng số trẻ em").keys("2615").advance(2000);
    let path = play.path();
    let play = play.again();
    fs::write(path, "[report]\ntype = \n").expect("written");
    play
}

#[test]
fn a_broken_file_offers_an_earlier_version() {
    let mut play = broken();
    play.choose("Tháng hành động", "Action Month");
    play.sees("Không mở được báo cáo").sees("Mở bản cũ còn tốt gần nhất").sees("dòng 2");
    play.keys("1");
    assert_eq!(play.answer("dan_so"), "8.240");
    let broken: Vec<String> = play.files().into_iter().filter(|name| name.contains(".hong")).collect();
    assert_eq!(broken.len(), 1, "the broken file is kept: {:?}", play.files());
}

#[test]
fn a_broken_file_is_left_alone_when_one_says_so() {
    let mut play = broken();
    let before = play.files();
    play.choose("Tháng hành động", "Action Month");
    play.keys("<esc>").sees("Báo cáo của tôi");
    assert_eq!(play.files(), before);
}

#[test]
fn a_file_changed_by_another_program_is_not_overwritten() {
    let mut play = report();
    play.at("Dân số").keys("8240").advance(2000);
    let path = play.path();
    let theirs = play.file().replace("8240", "9999");
    fs::write(&path, &theirs).expect("written");
    play.keys("1").advance(2000).sees("Tệp đã bị sửa bởi chương trình khác");
    assert_eq!(fs::read_to_string(&path).expect("the file"), theirs);
    play.keys("<down><enter>").sees("Dân số").sees("trên đĩa: 9.999").sees("màn hình: 82401");
    play.keys("<enter>").sees("Tệp đã bị sửa bởi chương trình khác");
    play.keys("<down><down><enter>");
    assert_ne!(play.path(), path, "goes on in a new file");
    assert!(play.file().contains("82401"), "{}", play.file());
    assert_eq!(fs::read_to_string(&path).expect("the file"), theirs);
}

#[test]
fn the_other_programs_text_can_be_taken() {
    let mut play = report();
    play.at("Dân số").keys("8240").advance(2000);
    let path = play.path();
    let theirs = play.file().replace("8240", "9999");
    fs::write(&path, &theirs).expect("written");
    play.keys("1").advance(2000).keys("<down><down><down><enter>");
    assert_eq!((play.path(), play.answer("dan_so").replace('.', "")), (path, "9999".to_owned()));
    let ours = play.files().into_iter().filter(|name| {
        fs::read_to_string(play.program().context.workspace.folders.reports().join(name))
            .is_ok_and(|text| text.contains("82401"))
    });
    assert_eq!(ours.count(), 1, "what was typed here is in a file of its own");
}

#[test]
fn a_conflict_put_off_loses_nothing_on_leaving() {
    let mut play = report();
    play.at("Dân số").keys("8240").advance(2000);
    let (path, folder) = (play.path(), play.program().context.workspace.folders.reports().to_owned());
    let theirs = play.file().replace("8240", "9999");
    fs::write(&path, &theirs).expect("written");
    play.keys("1").advance(2000);
    // Someone who goes on typing chooses nothing by it.
    for typed in ["1", "2", "3", " ", "<bs>", "x"] {
        play.keys(typed).sees("Tệp đã bị sửa bởi chương trình khác");
    }
    play.paste("2").sees("Tệp đã bị sửa");
    assert_eq!((play.path(), play.answer("dan_so")), (path.clone(), "82401"));
    play.keys("<enter>").lacks("Tệp đã bị sửa");
    play.keys("2<c-q>");
    assert_eq!(fs::read_to_string(&path).expect("the file"), theirs);
    let ours = play
        .files()
        .into_iter()
        .any(|name| fs::read_to_string(folder.join(name)).is_ok_and(|text| text.contains("824012")));
    assert!(ours, "{:?}", play.files());
}

#[test]
fn backspace_comes_as_0x08_too() {
    let mut play = report();
    play.at("Cơ quan chủ trì").keys("Phòng Vă<c-h>");
    assert_eq!(play.raw(), "Phòng V");
    play.keys("<c-f>dân sôo<c-h><c-h>ố").sees("> Dân số");
}

#[test]
fn an_input_methods_corrections_come_out_right() {
    let mut play = report();
    play.at("Cơ quan chủ trì").fast("ban<bs><bs>ạn");
    assert_eq!(play.raw(), "bạn");
    play.fast("<c-h><c-h>án");
    assert_eq!(play.raw(), "bán");
}

#[test]
fn letters_that_come_in_parts_are_put_together() {
    let mut play = report();
    play.at("Cơ quan chủ trì").keys("Ho\u{302}\u{323}i tru\u{31b}o\u{31b}\u{300}ng");
    assert_eq!(play.raw(), "Hội trường");
    play.keys("<home><del>").keys("Đ");
    assert_eq!(play.raw(), "Đội trường");
}

#[test]
fn a_paste_fits_its_field() {
    let mut play = report();
    play.at("Cơ quan chủ trì").paste("Phòng Văn hóa\r\nXã hội\u{a0}xã\u{7}");
    assert_eq!(play.raw(), "Phòng Văn hóa Xã hội xã", "one line, no control characters");
    play.at("Dân số").paste("khoảng 8.240 người\n");
    assert!(!play.form_line().contains('!'), "{}", play.picture());
    // Each line is one of several.
    play.walk("phoi_hop").paste("Công an\n- Hội Nông dân;\n-Chi cục Thuế\n\nHội Liên hiệp Phụ nữ");
    let found = play.document().replace('\n', " ");
    assert!(found.contains("Chi cục Thuế") && !found.contains("- Hội") && !found.contains("dân -"), "{}", play.raw());
    assert_eq!(play.raw(), "Công an\nHội Nông dân;\nChi cục Thuế\nHội Liên hiệp Phụ nữ");
    play.walk("mo_ta_chi_dao");
    play.paste("Đoạn một.\r\nĐoạn ha\u{300}i.");
    assert_eq!(play.raw(), "Đoạn một.\nĐoạn hài.");
    assert!(play.document().contains("Đoạn một.\nĐoạn hài."), "{}", play.document());
}

#[test]
fn a_text_of_several_lines_takes_enter_and_ctrl_j() {
    let mut play = report();
    play.walk("mo_ta_chi_dao");
    play.keys("Một.<enter>Hai.<c-j>Ba.<up><up><end>!");
    assert_eq!(play.raw(), "Một.!\nHai.\nBa.");
    play.keys("<tab>");
    assert_ne!(play.field(), "mo_ta_chi_dao");
}

#[test]
fn suggested_phrases_are_added_to_a_list() {
    let mut play = report();
    play.walk("khau_hieu");
    play.keys("<c-l>1<c-l>2");
    assert_eq!(play.raw().lines().count(), 2, "{}", play.raw());
    play.at("Dân số").keys("<c-l>").sees("không có câu gợi ý");
}

#[test]
fn the_window_shrinks_to_nothing_and_comes_back() {
    let mut play = Play::sample(120, 40);
    play.at("Tin, bài");
    let before = play.picture();
    play.resize(30, 8).sees("Cửa sổ quá nhỏ");
    // What nobody sees takes no keys.
    play.keys("5<tab>6<enter><del>").paste("7");
    for (width, height) in [(1, 1), (59, 40), (60, 15), (200, 60), (60, 16)] {
        play.resize(width, height);
    }
    play.resize(120, 40);
    assert_eq!(play.answer("tt_tin_bai"), "9");
    play.sees(">  Tin, bài             9");
    // What was marked as changed since stays marked.
    assert_eq!(play.picture().replace("+ Tin", "  Tin").lines().count(), before.lines().count());
    play.sees("09 tin, bài");
}

#[test]
fn the_external_editor_gets_a_text_and_gives_it_back() {
    let mut play = report();
    let given = play.with_editor("Phòng Văn hóa\n");
    play.at("Cơ quan chủ trì").keys("Phòng<c-e>");
    assert_eq!(fs::read_to_string(given).expect("what the editor was given"), "Phòng");
    assert_eq!(play.raw(), "Phòng Văn hóa");
    play.advance(2000);
    assert!(play.files().iter().all(|name| !name.contains("soan")), "{:?}", play.files());
    play.at("Dân số").keys("<c-e>").sees("không soạn bằng trình soạn thảo");
}

#[test]
fn settings_change_the_language_at_once_and_stay() {
    let mut play = Play::new(80, 24);
    play.choose("Cài đặt", "Settings");
    play.keys("<enter><enter>").sees("Language of the interface");
    play.keys("<esc>").sees("My reports");
    let play = play.again();
    play.sees("My reports");
    assert_eq!(play.language(), baocao::text::language::Language::En);
}

#[test]
fn what_is_wrong_with_a_whole_table_is_told_where_one_comes_to_it() {
    let mut play = Play::sample(80, 24);
    play.at("Số ca").keys("<c-u>999<tab>");
    play.at("Loại bệnh").sees("Số ca phát hiện không thể nhiều hơn số lượt được khám.");
    assert!(play.form_line().starts_with(">? ") && play.form_line().contains("Loại bệnh"), "{}", play.picture());
}

#[test]
fn from_the_settings_one_is_back_in_the_report_and_in_what_was_typed() {
    let mut play = report();
    play.at("Dân số").keys("12");
    play.keys("<esc>cai dat<enter>").sees("Ngôn ngữ");
    play.keys("<enter><enter><esc>").sees("Population");
    assert_eq!((play.field(), play.raw()), ("dan_so", "12"));
    play.keys("3");
    assert_eq!(play.raw(), "123");
}

#[test]
fn help_names_every_key_and_comes_back_to_the_field() {
    let mut play = report();
    play.at("Dân số").keys("<f1>");
    let mut seen = String::new();
    for _ in 0..30 {
        seen.push_str(&play.picture());
        play.keys("<pgdn>");
    }
    for row in TABLE.iter().filter(|row| matches!(row.scope, Scope::Form | Scope::Anywhere)) {
        if let Some(key) = row.keys.first() {
            assert!(seen.contains(&key.to_string()), "help does not name {key}");
        }
    }
    play.keys("<esc>");
    assert_eq!(play.field(), "dan_so");
}

#[test]
fn no_key_loses_what_was_typed() {
    // These are meant to take typed text away.
    let takes = |action| matches!(action, Action::Undo | Action::Clear | Action::Backspace | Action::DeleteForward);
    let names = TABLE.iter().filter(|row| matches!(row.scope, Scope::Form | Scope::Anywhere) && !takes(row.action));
    let keys: Vec<String> = names.flat_map(|row| row.keys).map(ToString::to_string).map(|k| in_play(&k)).collect();
    assert!(keys.len() > 40, "{keys:?}");
    let mut play = report();
    for key in &keys {
        play.at("Cơ quan chủ trì");
        play.keys("<end>").keys("ă");
        let typed = play.raw().to_owned();
        play.fast(key);
        if play.program().current.report.is_none()
            || !matches!(play.program().screen, baocao::ui::screens::Screen::Form)
        {
            // Another screen, or the program has left: one comes back.
            play = play.again();
            play.choose("Tháng hành động", "Action Month");
        }
        while play.program().dialog.is_some() {
            play.keys("<esc>");
        }
        let now = play.answer("tt_chu_tri");
        // A letter that means something elsewhere is a letter here.
        assert!(
            now == typed || now == format!("{typed}{}", key.trim_matches(['<', '>'])),
            "{key} lost what was typed: {now}"
        );
    }
}

/// A key's name in the table as the play calls it: "Ctrl-P" → "<c-p>".
fn in_play(name: &str) -> String {
    let mut name = name.replace("Ctrl-", "c-").replace("Alt-", "a-").replace("Shift-", "s-");
    for (of_table, of_play) in
        [("↑", "up"), ("↓", "down"), ("←", "left"), ("→", "right"), ("Backspace", "bs"), ("Delete", "del")]
    {
        name = name.replace(of_table, of_play);
    }
    format!("<{}>", name.to_lowercase())
}

/// A letter typed by mistake locks no key for longer than a word is typed.
#[test]
fn letters_are_keys_again_after_a_pause() {
    let mut play = Play::sample(80, 24);
    play.at("Tin, bài").keys("<c-p>q").sees("chữ gõ không được nhận");
    play.keys("s").sees("chữ gõ không được nhận").lacks("Sửa đoạn");
    play.advance(1500);
    play.keys("s").lacks("chữ gõ không được nhận");
    assert!(play.program().dialog.is_some(), "{}", play.picture());
}

#[test]
fn no_footnote_is_begun_on_a_line_that_takes_none() {
    let mut play = Play::sample(80, 24);
    let notes = |play: &Play| {
        let session = play.session();
        session.answers.rows(session.definition.field("cuoc_chu").expect("footnotes")).len()
    };
    let before = notes(&play);
    play.keys("<c-p><end>c").sees("không gắn cước chú được");
    assert_eq!(notes(&play), before);
}

#[test]
fn a_table_pasted_into_one_text_is_told() {
    let mut play = report();
    play.at("Viết thêm").paste("Thôn\tSố em\nMột\t3\n").sees("Đã dán cả bảng vào một ô");
    assert!(play.raw().contains("Một 3") || play.raw().contains("Một\t3"), "{:?}", play.raw());
}

#[test]
fn a_choice_that_hides_what_was_answered_says_so() {
    let mut play = Play::sample(80, 24);
    play.at("Có bố trí kinh phí").keys("k").sees("Đã ẩn 1 câu đã trả lời").lacks("Theo nguồn");
    // Until the next key.
    play.keys("<tab>").lacks("Đã ẩn");
    play.at("Có bố trí kinh phí").keys("c").lacks("Đã ẩn");
}

/// In a menu that is being searched the key that empties is about what was typed there; else it empties the field below.
#[test]
fn the_key_that_empties_is_about_what_was_typed_last() {
    let mut play = Play::sample(80, 24);
    play.walk("dan_so");
    let said = play.raw().to_owned();
    assert!(!said.is_empty());
    play.keys("<esc>xoas<c-u>").sees("Trình đơn");
    assert_eq!(play.raw(), said);
    play.keys("<c-u>").lacks("Trình đơn");
    assert_eq!(play.raw(), "");
}
