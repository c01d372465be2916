//! What a person types over PuTTY, without a Vietnamese input method.

use crate::play::{ACTION_MONTH, Play};

#[test]
fn what_is_typed_without_diacritics_is_understood_and_said_back() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    for (field, typed, understood) in [
        ("Dân số", "8 nghin 240", "8.240"),
        ("Tổng số trẻ em", "hon 2.600 tre", "hơn 2.600"),
        ("Trẻ em mồ côi", "khong", "0"),
        ("Trẻ em khuyết tật", "khong thong ke", "không thống kê"),
        ("Tổng giá trị", "1,5 ty", "1.500.000.000 đồng"),
        ("Tổng số lượt trẻ được hỗ trợ", "tren 300 luot", "trên 300"),
    ] {
        play.at(field).keys(typed);
        play.sees(understood);
    }
    play.at("Lễ phát động").keys("co to chuc<enter>");
    play.at("Ngày tổ chức").keys("ngay 31 thang 5");
    play.sees("31/5/2026");
    play.at("Tổng số người dự").keys("gan 200 nguoi");
    play.sees("gần 200");
}

/// A contradiction is something that was said; what was not said yet is only missing.
#[test]
fn a_reason_that_is_asked_for_is_missing_before_it_is_wrong() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.at("Lễ phát động").keys("<space>3");
    let screen = play.screen().join("\n");
    assert!(screen.contains("thiếu") && !screen.contains(" lỗi"), "{screen}");
    play.at("Lý do không tổ chức").keys("dich benh<enter>");
    let screen = play.screen().join("\n");
    assert!(!screen.contains(" lỗi"), "{screen}");
    assert!(play.document().contains("Không tổ chức Lễ phát động do ảnh hưởng của dịch bệnh."));
}
