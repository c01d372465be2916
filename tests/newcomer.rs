//! What somebody expects who has just come from Word: keys that do what they say, and no letter that does something
//! unnoticed.

use crate::play::{ACTION_MONTH, Play};

#[test]
fn letters_where_none_are_taken_are_told_and_do_nothing() {
    let mut play = Play::sample(80, 24);
    let note = "Ở đây chữ gõ không được nhận";
    // A word typed into the list of reports deletes none.
    play.keys("<c-t>").keys("Nguyeenx xuaan").sees(note).lacks("Xóa báo cáo");
    play.keys("<down>").lacks(note);
    play.keys("<home>").paste("Số liệu").sees(note);
    play.keys("<home>x").sees("Xóa báo cáo");
    play.keys("<esc><home><enter>");
    // A heading is not written by hand; whoever types on all the same makes no footnote.
    play.at("Tin, bài").keys("<c-p><home>s").sees("Dòng này lấy thẳng từ câu trả lời");
    play.keys("c").sees(note);
    play.keys("t s").sees(note).sees("về biểu mẫu");
    assert!(!play.document().contains("[1]") && play.session().answers.edited.is_empty());
    // Another key, and letters are commands again.
    play.keys("<esc>").at("Tin, bài").keys("<c-p>z").sees(note);
    play.keys("<left><right>s").sees("Viết lại đoạn này");
}

#[test]
fn a_heading_of_the_type_is_not_said_to_come_from_an_answer() {
    let mut play = Play::sample(80, 24);
    play.at("Tin, bài").keys("<c-p>");
    let is_heading = |line: &String| line.strip_prefix(" │").is_some_and(|text| text.trim_start().starts_with('I'));
    let heading = |play: &Play| play.screen().iter().any(is_heading);
    for _ in 0..60 {
        if heading(&play) {
            break;
        }
        play.keys("<up>");
    }
    assert!(heading(&play), "{}", play.picture());
    play.keys("s").sees("Dòng này có sẵn trong mẫu báo cáo").lacks("lấy thẳng từ câu trả lời");
}

#[test]
fn the_paragraph_that_keys_are_for_is_marked_on_every_line() {
    let mut play = Play::sample(80, 24);
    play.at("Tin, bài").keys("<c-p>");
    let marked: Vec<String> = play.screen().into_iter().filter(|line| line.starts_with(" │")).collect();
    assert_eq!(marked.len(), 3, "{}", play.picture());
    assert!(marked[0].contains("- Phòng Văn hóa - Xã hội phối hợp"), "{}", play.picture());
    assert!(marked[2].contains("mạng xã hội."), "{}", play.picture());
}

#[test]
fn one_comes_back_from_a_new_footnote_to_its_paragraph() {
    let mut play = Play::sample(80, 24);
    play.at("Tin, bài").keys("<c-p><up>");
    let line = play.line();
    play.keys("c").sees("Ctrl-P trở lại đoạn vừa xem");
    play.keys("Theo Trạm Y tế.<c-p>");
    assert_eq!(play.line().split_whitespace().next(), line.split_whitespace().next(), "{}", play.picture());
    assert!(play.line().contains(line.trim().trim_end_matches('.')), "{}", play.picture());
    // The next time the key leads to the words of the footnote, as from any field.
    play.keys("<esc><c-p>").sees("Theo Trạm Y tế.");
}

#[test]
fn the_keys_that_the_menu_shows_work_in_it() {
    let mut play = Play::sample(80, 24);
    // What the keys of the screen below do is not told meanwhile.
    play.keys("<esc>").sees("Ctrl-R").sees("Esc đóng").lacks("Esc trình đơn");
    play.keys("<c-r>").sees("Kiểm tra trước khi gửi").lacks("Trình đơn");
    play.keys("<esc><esc><c-p>").sees("Esc về biểu mẫu");
    // A letter narrows the list, so that none is shown as a key.
    play.keys("<c-t><home><esc>").sees("Xóa báo cáo (chuyển vào da-xoa)").sees("Delete");
    assert!(!play.screen().iter().any(|line| line.contains(" c │")), "{}", play.picture());
    play.keys("<del>").sees("Không xóa");
}

#[test]
fn tab_takes_what_is_chosen_in_a_list_and_goes_on() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.at("Cấp đơn vị").keys("tinh<tab>");
    assert_eq!((play.answer("cap_don_vi"), play.field()), ("tinh", "loai_chu_the"), "{}", play.picture());
    // Where nothing is like what was typed, it says so and stays.
    play.keys("<s-tab>khong co<tab>").sees("Không có mục nào như vậy").sees("khong co");
    play.keys("<esc><esc>");
    assert_eq!((play.answer("cap_don_vi"), play.field()), ("tinh", "cap_don_vi"));
    // What is searched for is marked, not unmarked, and the list is done with.
    for _ in 0..2 {
        play.at("Cơ quan, đoàn thể").keys("phụ nữ<tab>");
        assert_eq!(play.answer("phoi_hop"), "phu_nu", "{}", play.picture());
        assert_ne!(play.field(), "phoi_hop");
    }
    play.at("Cơ quan, đoàn thể").keys("<space><tab>");
    assert_eq!(play.answer("phoi_hop"), "phu_nu", "the list is left as it is");
    // What no item says is typed on as a text of one's own.
    play.at("Cơ quan, đoàn thể").keys("Hội Chữ thập đỏ<tab>");
    assert_eq!(play.answer("phoi_hop"), "phu_nu\nHội Chữ thập đỏ");
    assert_ne!(play.field(), "phoi_hop");
    // A name that an option begins with is another name.
    play.at("Cơ quan, đoàn thể").keys("hội").sees("Tab đánh dấu");
    play.keys("<esc><esc>").at("Cơ quan, đoàn thể").keys("Hội").sees("Tab ghi chữ vừa gõ");
    play.keys("<tab>");
    assert_eq!(play.answer("phoi_hop"), "phu_nu\nHội Chữ thập đỏ\nHội");
    play.keys("<s-tab><bs>").at("Cơ quan, đoàn thể").keys("Hội Khuyến học<enter><tab>");
    assert_eq!(play.answer("phoi_hop"), "phu_nu\nHội Chữ thập đỏ\nHội Khuyến học");
    assert_ne!(play.field(), "phoi_hop");
    // What the arrows choose is meant, whatever is searched for.
    play.at("Cơ quan, đoàn thể").keys("Hội<down>").sees("Tab đánh dấu");
    play.keys("<tab>");
    assert_eq!(play.answer("phoi_hop"), "phu_nu\nHội Chữ thập đỏ\nHội Khuyến học\nnong_dan");
}

#[test]
fn a_section_with_answers_of_an_old_report_is_not_complete() {
    let mut play = Play::sample(80, 24);
    play.keys("<c-t><home>c");
    play.keys("<c-g>").sees("~ chưa xác nhận");
    assert!(play.screen().iter().any(|line| line.contains("~ Quyền tham gia")), "{}", play.picture());
}

#[test]
fn it_is_told_whether_typing_adds_or_replaces() {
    let mut play = Play::sample(80, 24);
    play.at("Tin, bài").sees("Gõ là viết thêm; Ctrl-U: xóa ô.");
    play.keys("1").lacks("Gõ là viết thêm");
    play.at("Năm")
        .keys("<c-u>2025")
        .at("Chủ đề")
        .keys("<c-u><space>2025<enter>")
        .sees("Gõ là thay mục này; End: viết tiếp.");
    // A text goes on from what was chosen.
    play.at("Loại văn bản").keys("<c-u>Coong vawn<tab><s-tab><end> hoar toocs<tab><s-tab>");
    assert_eq!(play.raw(), "Công văn hỏa tốc");
    play.at("Tổng số người dự").lacks("Gõ là viết thêm");
}

#[test]
fn what_is_proposed_does_not_look_like_an_answer() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.at("Thôn có kế hoạch").keys("1").sees("1[/8]").sees("Chưa đủ").sees("phím = hoặc mũi tên phải");
    play.keys("<tab>").sees("! 1 lỗi");
    play.keys("<s-tab>").sees("lấy chữ trong [ ]");
    play.keys("=").lacks("[/8]").sees("1/8");
    assert_eq!(play.answer("don_vi_co_ke_hoach"), "1/8");
}

#[test]
fn a_document_that_asks_for_the_report_is_not_of_tomorrow() {
    for type_id in [ACTION_MONTH, "tre-em-dinh-ky", "bao-cao-chung"] {
        let mut play = Play::report(type_id, 80, 24);
        play.at("Văn bản yêu cầu báo cáo, Ngày").keys("20/6/2026").lacks("có ngày sau hôm nay");
        play.keys("<c-u>21/6/2026").sees("có ngày sau hôm nay");
    }
}
