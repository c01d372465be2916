//! Paragraphs written by hand: told at the answer that changed, and confirmed by nobody who only looked; and answers that
//! are left out of the document.

use baocao::document::layout::lay_out;
use baocao::report::answers::{Edited, EntryPath};
use baocao::report::definition::Definition;
use baocao::report::ids::BlockId;

use crate::play::Play;
use crate::sample::{built_in, document, findings, open};

const MONTH: &str = "thang-hanh-dong-vi-tre-em";
const HALF_YEAR: &str = "tre-em-dinh-ky";

fn sample(id: &str) -> String {
    std::fs::read_to_string(format!("config/examples/{id}.toml")).expect("a sample")
}

/// Where it is told that a paragraph was written by hand over other answers: the field, and the column of a row.
fn told_at(id: &str, block: &str, before: &str, now: &str) -> Vec<String> {
    let definition = built_in(id);
    let sample = sample(id);
    assert!(sample.contains(before), "{before}");
    let said = document(&definition, &open(&definition, &sample)).blocks().find_map(|found| {
        let is_it = found.id.as_ref().is_some_and(|own| own.to_string() == block);
        is_it.then(|| found.text())
    });
    let mut answers = open(&definition, &sample.replace(before, now));
    let edited = Edited { text: "Sửa tay.".to_owned(), replaces: said.expect("the paragraph") };
    answers.edited.insert(BlockId::new(block), edited);
    let stale = findings(&definition, &answers).into_iter().filter(|finding| finding.code == "D07");
    stale.map(|finding| named(&definition, finding.path)).collect()
}

fn named(definition: &Definition, path: EntryPath) -> String {
    let field = &definition[path.field];
    let row = path.row.map_or(String::new(), |row| format!("[{row}]"));
    let column = path.column.and_then(|column| field.columns.get(column));
    format!("{}{row}{}", field.id, column.map_or(String::new(), |column| format!(".{}", column.id)))
}

#[test]
fn what_was_written_by_hand_is_told_at_the_answer_that_changed() {
    for (id, block, before, now, field) in [
        (MONTH, "dac-diem", "dan_so = 6420\n", "", "dan_so"),
        (MONTH, "dac-diem", "tong_tre_em = 1986", "tong_tre_em = \"not counted\"", "tong_tre_em"),
        (MONTH, "dac-diem", "tong_tre_em = 1986", "tong_tre_em = 1990", "tong_tre_em"),
        (MONTH, "dac-diem-nhom", "tre_mo_coi = 8\n", "", "tre_mo_coi"),
        (MONTH, "dac-diem-nhom", "tre_mo_coi = 8", "tre_mo_coi = 0", "tre_mo_coi"),
        (MONTH, "tt-san-pham", "tt_tin_bai = 9\n", "", "tt_tin_bai"),
        (MONTH, "kinh-phi", "so_tien = 30000000", "so_tien = 31000000", "nguon"),
        (HALF_YEAR, "chi-tieu#3", "cung_ky = 11", "cung_ky = 12", "chi_tieu[2].cung_ky"),
        (HALF_YEAR, "chi-tieu#3", "ke_hoach = 16", "ke_hoach = 18", "chi_tieu[2].ke_hoach"),
        (HALF_YEAR, "ho-tro-tong", "kinh_phi = 14000000", "kinh_phi = 15000000", "ho_tro"),
    ] {
        assert_eq!(told_at(id, block, before, now), [field], "{block}: {now}");
    }
}

/// The style of amounts is that of the whole report: another amount, written in full, changes no paragraph but its own.
#[test]
fn another_style_of_amounts_makes_no_paragraph_another() {
    let (before, now) = ("so_tien = 30000000", "so_tien = 30000001");
    assert_eq!(told_at(MONTH, "qua#1", before, now), Vec::<String>::new());
    assert_eq!(told_at(MONTH, "kinh-phi", before, now), ["nguon"]);
}

#[test]
fn a_sentence_that_stands_no_more_is_told_at_the_answer_that_it_said() {
    for (block, field) in [("kinh-phi-khong", "co_kinh_phi"), ("kien-nghi-khong", "co_kien_nghi")] {
        let definition = built_in(MONTH);
        let mut answers = open(&definition, &sample(MONTH));
        answers.edited.insert(BlockId::new(block), Edited { text: "Tay.".to_owned(), replaces: "Câu.".to_owned() });
        let lost = findings(&definition, &answers).into_iter().filter(|finding| finding.code == "D08");
        assert_eq!(lost.map(|finding| named(&definition, finding.path)).collect::<Vec<_>>(), [field]);
    }
}

#[test]
fn who_only_looks_at_a_paragraph_has_not_confirmed_it() {
    let mut play = Play::sample(80, 24);
    play.at("Tổng số người dự").keys("320").keys("<c-n>mở lớp dạy bơi<c-n>").sees("Không còn chỗ nào thiếu");
    play.keys("<c-p><home>");
    while !play.line().contains("Có 7/8 thôn") {
        play.keys("<down>");
    }
    play.keys("s")
        .keys("<end> Đã nhắc.<enter><esc>")
        .at("Thôn có kế hoạch")
        .keys("<c-u>6/8<tab><c-u>Thôn Một<enter>Thôn Hai<tab>");
    play.keys("<c-r>").sees("CHƯA XÁC NHẬN");
    play.keys("<enter>").sees("Viết lại đoạn này");
    play.keys("<esc>").sees("CHƯA XÁC NHẬN");
    play.keys("<enter><enter>").lacks("CHƯA XÁC NHẬN");
}

/// A mark that was typed before a paragraph by hand is the level that it means.
#[test]
fn a_mark_before_a_paragraph_by_hand_stands_once() {
    let definition = built_in("bao-cao-chung");
    for (typed, said) in
        [("a) Sửa tay", "a) Sửa tay"), ("- Sửa tay", "- Sửa tay"), ("+ Sửa tay", "+ Sửa tay"), ("Sửa tay", "- Sửa tay")]
    {
        let mut answers = open(&definition, "uu_diem = [\"Một.\", \"Hai.\"]");
        let edited = Edited { text: typed.to_owned(), replaces: "Hai.".to_owned() };
        answers.edited.insert(BlockId::new("uu-diem#2"), edited);
        let page = lay_out(&document(&definition, &answers), 80);
        let page: Vec<String> = page.iter().map(|line| line.text().trim().to_owned()).collect();
        assert!(page.iter().any(|line| line == said), "{typed}: {page:#?}");
    }
}

/// Who writes it again has before him what he wrote, marks too.
#[test]
fn a_paragraph_by_hand_is_written_again_as_it_was_written() {
    let mut play = Play::report("bao-cao-chung", 120, 40);
    play.at("Thuận lợi").keys("Mootj vieecj.");
    play.keys("<c-p><home>");
    while !play.line().contains("Một việc") {
        play.keys("<down>");
    }
    play.keys("s<home>").keys("a) <enter>");
    let edited =
        |play: &Play| play.session().answers.edited.values().map(|edited| edited.text.clone()).collect::<Vec<_>>();
    assert_eq!(edited(&play), ["a) Một việc."]);
    play.keys("s<end> Nay xong.<enter>");
    assert_eq!(edited(&play), ["a) Một việc. Nay xong."]);
    play.keys("s<home><del><del><del>- <enter>").keys("s<end> Heets.<enter>");
    assert_eq!(edited(&play), ["- Một việc. Nay xong. Hết."]);
}

#[test]
fn answers_that_hang_on_what_was_emptied_are_told_there() {
    let definition = built_in(MONTH);
    let left_out = |answers: &str| -> Vec<String> {
        let found = findings(&definition, &open(&definition, answers)).into_iter();
        found.filter(|finding| finding.code == "D18").map(|finding| named(&definition, finding.path)).collect()
    };
    for (answers, at) in [
        ("luot_kham = 140\nphat_hien = [{ loai = \"bệnh tim\", so_ca = 2 }]", vec!["kham"]),
        ("tt_buoi = 0\ntt_luot_nguoi = 950", vec!["tt_buoi"]),
        ("cap_don_vi = \"xa\"\nkt_don_vi = { part = 4, of = 8 }", vec!["kt_doan"]),
        ("tt_buoi = 2\ntt_luot_nguoi = 950", vec![]),
        // Who says no leaves out what hangs on it.
        ("co_kien_nghi = false\nkien_nghi = [{ gui_toi = \"Sở Y tế\", noi_dung = \"mở lớp\" }]", vec![]),
        // What is needed is missing anyway.
        ("kien_nghi = [{ gui_toi = \"Sở Y tế\", noi_dung = \"mở lớp\" }]", vec![]),
    ] {
        assert_eq!(left_out(answers), at, "{answers}");
    }
}
