//! The entries of the form as they are filled: lists, rows, long texts, and what is said of them.

use super::{begin, environment, new_report, on_sample, said, same, snapshot, snapshots};
use crate::play::{ACTION_MONTH, Play};
use crate::typist::Hands;
use baocao::text::language::Language;
use baocao::typing::Method;

#[test]
fn finding_a_field() {
    snapshots("find", |play| {
        on_sample(play);
        play.keys("<c-f>");
    });
    snapshots("find-narrowed", |play| {
        on_sample(play);
        play.keys("<c-f>");
        said(play, "trẻ em", "children");
        play.keys("<down><down>");
    });
    snapshots("find-nothing", |play| {
        on_sample(play);
        play.keys("<c-f>zzz");
    });
    snapshot("find-end", |play| {
        on_sample(play);
        play.keys("<c-f><end>");
    });
}

#[test]
fn lists_of_an_entry() {
    snapshots("suggestions", |play| {
        on_sample(play);
        play.to("han_che").keys("<c-l>");
    });
    snapshots("rows", |play| {
        on_sample(play);
        play.to("qua").keys("<tab><tab><c-d>");
    });
    snapshots("other", |play| {
        on_sample(play);
        play.to("tt_noi_dung").keys("<space><end><space>phòng, chống bỏng");
    });
    snapshots("options", |play| {
        on_sample(play);
        play.to("chu_de").keys("<c-u><space><down><down>");
    });
    snapshot("options-narrowed", |play| {
        on_sample(play);
        play.to("cap_don_vi").keys("tinh");
    });
    snapshot("options-several-narrowed", |play| {
        on_sample(play);
        play.to("phoi_hop").keys("<space>hoi");
    });
    snapshot("options-notes", |play| {
        on_sample(play);
        play.to("cuoc_chu").keys("<c-u><space>");
    });
}

#[test]
fn pages_of_the_form() {
    snapshots("table", |play| {
        on_sample(play);
        play.to("qua").keys("<tab><tab>");
    });
    snapshots("table-add", |play| {
        on_sample(play);
        play.to("cong_trinh").keys("<tab><tab><tab><tab><tab>");
    });
    snapshot("table-new-row", |play| {
        on_sample(play);
        play.to("cong_trinh").keys("<tab><tab><tab><tab><tab><enter>");
    });
    snapshots("citation", |play| {
        on_sample(play);
        play.to("van_ban_yeu_cau").keys("<tab><tab>");
    });
    snapshot("signature", |play| {
        on_sample(play);
        play.to("chu_ky").keys("<tab>");
    });
    snapshot("computed", |play| {
        on_sample(play);
        play.to("nguon").keys("<tab>");
    });
    snapshot("periodic", |play| {
        new_report(play, "tre-em-dinh-ky");
        play.to("chi_tieu").keys("<enter>Lớp dạy bơi<tab>lớp<tab>4<tab>5<tab>3");
    });
    snapshot("general", |play| {
        new_report(play, "bao-cao-chung");
        play.to("ket_qua").keys("<enter>Cho vay vốn<tab>Đã cho 46 hộ vay vốn.<enter>Các hộ trả nợ đúng hạn.");
    });
}

/// Two paragraphs, each of several lines in any window.
const LONG: &str = "Ngay từ đầu tháng, Ủy ban nhân dân xã phân công cộng tác viên của từng thôn đến từng nhà, \
                    ghi lại những em nghỉ học, những em ở với ông bà và những em chưa biết bơi.<enter>Danh sách \
                    được đọc lại ở buổi họp thôn, bổ sung những em mới chuyển đến, rồi gửi về xã trước ngày 10.";

#[test]
fn a_long_text() {
    snapshots("long-text", |play| {
        new_report(play, ACTION_MONTH);
        play.to("mo_ta_chi_dao").keys(LONG);
    });
    snapshots("long-text-moved", |play| {
        new_report(play, ACTION_MONTH);
        play.to("mo_ta_chi_dao").keys(LONG).keys("<up><up><up><home><right><right> lần lượt");
    });
    snapshot("long-line", |play| {
        new_report(play, ACTION_MONTH);
        play.to("tt_chu_tri")
            .keys("Phòng Văn hóa - Xã hội cùng với Đoàn Thanh niên Cộng sản Hồ Chí Minh xã và các trường");
    });
    snapshot("list", |play| {
        on_sample(play);
        play.to("nhiem_vu").keys("<enter>Làm sổ theo dõi");
    });
}

#[test]
fn typing_vietnamese() {
    for (name, keys) in
        [("telex-open", "Phongf Vawn hoas"), ("telex-taken-back", "Phongf list<c-z>"), ("telex-english", "server ")]
    {
        snapshot(name, |play| {
            new_report(play, ACTION_MONTH);
            play.to("tt_chu_tri").keys(keys);
        });
    }
    snapshots("typing-switched", |play| {
        new_report(play, ACTION_MONTH);
        play.to("tt_chu_tri").keys("<c-space>");
    });
    let mut play = begin(80, 24, environment(Language::Vi));
    play.hands = Hands::Built(Method::Telex);
    new_report(&mut play, ACTION_MONTH);
    play.to("khau_hieu").keys("Trẻ em hôm nay, thế giới ngày mai");
    same("telex-typed", &play);
}

#[test]
fn what_is_said_in_the_last_lines() {
    // Over two lines in a narrow window.
    snapshots("input-method", |play| {
        new_report(play, ACTION_MONTH);
        play.to("tt_chu_tri").keys("Phòng").keys("ạ");
    });
    snapshots("again-to-leave", |play| {
        on_sample(play);
        play.keys("<c-c>");
    });
    snapshots("message-of-two-lines", |play| {
        on_sample(play);
        let paste = "Trẻ em hôm nay, thế giới ngày mai. ".repeat(30_000);
        play.to("mo_ta_chi_dao").paste(&paste);
    });
    for (name, field, keys) in [
        ("nothing-to-undo", "dan_so", "<c-z>"),
        ("cleared", "tt_chu_tri", "<c-u>"),
        ("no-suggestions", "dan_so", "<c-l>"),
        ("not-a-row", "dan_so", "<c-d>"),
        ("saved", "dan_so", "<c-s>"),
        ("nothing-missing", "le_tong_du", "320<c-n>mở lớp dạy bơi<c-n>"),
        ("wrong-twice", "tong_tre_em", "<c-u>99999<tab><c-u>abc"),
    ] {
        snapshot(name, |play| {
            on_sample(play);
            play.to(field).keys(keys);
        });
    }
}

#[test]
fn a_wide_window() {
    for (name, size) in
        [("wide", (200, 50)), ("just-wide", (120, 24)), ("just-narrow", (119, 40)), ("smallest", (60, 16))]
    {
        for (screen, keys) in
            [("form", ""), ("preview", "<c-p>"), ("review", "<c-r>"), ("menu", "<esc>"), ("find", "<c-f>")]
        {
            let mut play: Play = begin(size.0, size.1, environment(Language::Vi));
            on_sample(&mut play);
            play.to("qua").keys(keys);
            same(&format!("{name}-{screen}"), &play);
        }
    }
}
