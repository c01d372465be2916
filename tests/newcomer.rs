//! What somebody expects who has just come from Word: keys that do what they say, and no letter that does something
//! unnoticed.

use crate::play::{ACTION_MONTH, Play};

#[test]
fn a_section_with_answers_of_an_old_report_is_not_complete() {
    let mut play = Play::sample(80, 24);
    play.keys("<c-t><home>c");
    play.keys("<c-g>").sees("~ chưa xác nhận");
    assert!(play.screen().iter().any(|line| line.contains("~ Quyền tham gia")), "{}", play.picture());
}

#[test]
fn a_document_that_asks_for_the_report_is_not_of_tomorrow() {
    for type_id in [ACTION_MONTH, "tre-em-dinh-ky", "bao-cao-chung"] {
        let mut play = Play::report(type_id, 80, 24);
        play.at("Văn bản yêu cầu báo cáo, Ngày").keys("20/6/2026").lacks("có ngày sau hôm nay");
        play.keys("<c-u>21/6/2026").sees("có ngày sau hôm nay");
    }
}
