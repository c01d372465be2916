//! What the paper says: preview, review, `check` and every export agree; notes and paragraphs by hand stand where they
//! were put.

use baocao::document::layout::{Line, lay_out};
use baocao::report::answers::{Edited, EntryPath};

use crate::play::Play;
use crate::sample::{built_in, document, open};

/// The general report with paragraphs and lists.
fn general() -> Play {
    let mut play = Play::report("bao-cao-chung", 120, 40);
    play.at("Ưu điểm").keys("Mootj vieecj.<enter>Hai vieecj.<enter>Ba vieecj.");
    play
}

/// The lines of the document that hold a mark of a note.
fn marked(play: &Play) -> Vec<String> {
    let lines = lay_out(&play.session().document, 200);
    let texts = lines.iter().map(|line| line.text().trim().to_owned());
    texts.filter(|text| (1..9).any(|n| text.contains(&format!("({n})")))).collect()
}

/// The paragraphs that the notes hang on, by their names.
fn hung(play: &Play) -> Vec<String> {
    let session = play.session();
    let field = session.definition.field("cuoc_chu").expect("notes");
    let rows = session.answers.rows(field).len();
    (0..rows).map(|row| session.answers.raw(EntryPath::cell(field, row, 0)).to_owned()).collect()
}

/// Goes to a paragraph in the whole document, from its end.
fn whole_at(play: &mut Play, words: &str) {
    play.keys("<c-p><home>");
    for _ in 0..300 {
        if play.line().contains(words) {
            return;
        }
        play.keys("<down>");
    }
    panic!("{words} is not in\n{}", play.picture());
}

#[test]
fn a_footnote_hangs_on_the_very_paragraph_and_goes_with_it() {
    let mut play = general();
    whole_at(&mut play, "Hai việc");
    play.keys("c").keys("Theo soos lieeuj thoon");
    assert_eq!(hung(&play), ["uu-diem#2"]);
    assert_eq!(marked(&play), ["- Hai việc(1).", "(1) Theo số liệu thôn."]);
    // Another paragraph comes before it, and the first goes.
    play.at("Ưu điểm").keys("<c-home>Khoong.<enter>");
    assert_eq!(marked(&play)[0], "- Hai việc(1).");
    play.keys("<c-z><c-z><c-z>");
    assert_eq!(marked(&play)[0], "- Hai việc(1).");
    // With its paragraph it goes, and comes back.
    play.at("Ưu điểm").keys("<c-u>").keys("Mootj vieecj.");
    assert_eq!(marked(&play), Vec::<String>::new());
    for _ in 0..30 {
        if marked(&play).is_empty() {
            play.keys("<c-z>");
        }
    }
    assert_eq!(marked(&play)[0], "- Hai việc(1).");
}

#[test]
fn two_notes_on_one_paragraph_are_set_apart_and_a_text_refers_to_one() {
    let mut play = general();
    for note in ["Mot", "Hai"] {
        whole_at(&mut play, "Ba việc");
        play.keys("c").keys(note);
    }
    assert_eq!(marked(&play), ["- Ba việc(1), (2).", "(1) Mot.", "(2) Hai."]);
    // One to which the text of its paragraph refers has no second mark at the end.
    play.at("Ưu điểm").keys("<c-end>").keys(" [^1]");
    assert_eq!(marked(&play), ["- Ba việc. (1), (2)", "(1) Mot.", "(2) Hai."]);
    play.keys(" vaf [^2].");
    assert_eq!(marked(&play), ["- Ba việc. (1) và (2).", "(1) Mot.", "(2) Hai."]);
    play.keys("<bs> [^7].");
    play.keys("<c-r>").sees("Có dấu [^7] nhưng không có cước chú thứ 7");
    // One that is none is told, for it is printed as it stands.
    play.keys("<esc>").at("Ưu điểm").keys("<c-end> [^ 1].<c-r>").sees("dấu gọi cước chú viết liền, như [^1]");
    // A note refers to none.
    play.keys("<esc>").at("Nội dung").keys("<end> [^1]<c-r>").sees("Trong cước chú không gọi được cước chú khác");
}

#[test]
fn a_note_that_stands_nowhere_keeps_the_document_from_being_official() {
    let mut play = Play::sample(120, 40);
    play.at("Tổng số người dự").keys("320").keys("<c-n>mở lớp dạy bơi<c-n>").sees("Không còn chỗ nào thiếu");
    whole_at(&mut play, "Khẩu hiệu tuyên truyền");
    play.keys("c").keys("Do xax chon");
    assert_eq!(hung(&play), ["don-vi-ke-hoach", "khau-hieu"]);
    play.keys("<c-o>1").sees("Đã xuất");
    play.keys("<esc>").at("Khẩu hiệu đã dùng").keys("<c-u>");
    play.keys("<c-o>1").sees("Chưa xuất được bản chính thức: còn 1 chỗ").sees("Cước chú");
    play.keys("<enter>").sees("văn bản không có đoạn mà cước chú này gắn vào");
}

#[test]
fn what_changed_under_a_paragraph_by_hand_is_told_where_it_changed_and_enter_leads_to_its_answers() {
    let mut play = Play::sample(120, 40);
    whole_at(&mut play, "Có 7/8 thôn");
    play.keys("s").keys("<end> Đã nhắc.<enter>");
    play.keys("<esc>").at("Thôn có kế hoạch");
    // The pane shows the paragraph although no word of it is the answer's.
    assert!(play.lit().contains("Đã nhắc"), "{}", play.picture());
    play.keys("<c-u>6/8<tab>");
    play.keys("<c-r>").sees("nay đã khác");
    let screen = play.screen();
    let at = screen.iter().position(|line| line.contains("nay đã khác")).expect("the finding");
    assert!(screen[at - 1].contains("Thôn có kế hoạch"), "{}", play.picture());
    play.keys("<esc>");
    whole_at(&mut play, "Đã nhắc");
    // Who looks at it again sees what the answers say now beside what was written.
    play.keys("s").sees("Có 7/8 thôn").sees("Các câu trả lời nay cho: Có 6/8 thôn");
    play.keys("<enter>");
    play.keys("<enter>").sees("Đoạn này lấy từ").sees("Thôn có kế hoạch");
    play.keys("<enter>");
    assert_eq!(play.field(), "don_vi_co_ke_hoach");
}

#[test]
fn the_pane_shows_the_sentence_that_an_answer_decides_and_the_paragraph_that_is_typed() {
    let mut play = Play::sample(80, 24);
    play.at("Có kiến nghị").keys("k");
    play.sees("Không có kiến nghị, đề xuất.");
    assert!(play.lit().contains("Không có kiến nghị"), "{}", play.picture());
    // The fifth paragraph of a long text is seen while it is typed, and its end when it is long.
    let mut play = Play::report("bao-cao-chung", 80, 24);
    play.at("Tình hình chung");
    for paragraph in 1..6 {
        play.keys(&format!("Đoạn {paragraph} của tình hình.<enter>"));
    }
    play.keys("Đoạn sáu ");
    play.sees("Đoạn sáu");
    let long = "dài thêm nữa ".repeat(60);
    play.keys(&long).keys("hết đoạn");
    assert!(play.preview().contains("hết đoạn"), "{}", play.picture());
    play.keys("<c-home><end>");
    assert!(play.preview().contains("Đoạn 1 của"), "{}", play.picture());
}

#[test]
fn an_answer_that_is_hidden_is_never_called_missing() {
    let mut play = Play::report("thang-hanh-dong-vi-tre-em", 120, 40);
    play.at("Lễ phát động").keys("<space><enter>");
    assert!(play.document().contains("[thiếu: địa điểm]"), "{}", play.document());
    play.at("Lễ phát động").keys("<space><end><enter>");
    let document = play.document();
    assert!(!document.contains("[thiếu: địa điểm]") && !document.contains("tổng số người dự"), "{document}");
}

#[test]
fn a_stop_typed_at_the_end_of_a_name_does_not_stand_in_the_head() {
    let mut play = Play::report("bao-cao-chung", 120, 40);
    for (field, text) in [
        ("Trích yếu", "Kết quả năm 2026."),
        ("Kỳ báo cáo", "năm 2026."),
        ("Địa danh", "Suối Lim,"),
        ("Kính gửi", "Sở Y tế;"),
    ] {
        play.at(field).keys("<c-u>").paste(text);
    }
    let lines: Vec<String> = lay_out(&play.session().document, 100).iter().map(Line::text).collect();
    let text = lines.join("\n");
    for there in ["Kết quả năm 2026\n", "Suối Lim, ngày", "Kính gửi: Sở Y tế\n", "năm 2026 của UBND xã"]
    {
        assert!(text.contains(there), "no {there:?} in\n{text}");
    }
    assert_eq!(play.raw(), "Sở Y tế;", "what was typed stays");
}

#[test]
fn a_text_that_is_typed_anew_keeps_its_note_and_what_was_written_by_hand() {
    let mut play = Play::report("bao-cao-chung", 120, 40);
    play.at("Tình hình chung").keys("Caau cux.");
    whole_at(&mut play, "Câu cũ");
    play.keys("c").keys("Chus thichs");
    whole_at(&mut play, "Câu cũ");
    play.keys("s").keys("<end> Thêm.<enter><esc>");
    play.at("Tình hình chung").keys("<c-u>");
    play.keys("Caau mowis.");
    assert_eq!(hung(&play), ["tinh-hinh#1"]);
    assert_eq!(marked(&play), ["Câu cũ. Thêm(1).", "(1) Chú thích."]);
    play.keys("<c-r>").sees("nay đã khác");
}

#[test]
fn a_list_that_is_typed_anew_line_by_line_has_its_notes_again_and_none_from_lines_that_are_gone() {
    let mut play = general();
    whole_at(&mut play, "Hai việc");
    play.keys("c").keys("Chus thichs");
    let place = hung(&play);
    play.at("Ưu điểm").keys("<c-u>");
    play.keys("Mootj vieecj.<c-j>Hai vieecj.<c-j>Ba vieecj.");
    assert_eq!(hung(&play), place, "each line where it was");
    assert!(marked(&play).iter().any(|line| line.contains("Hai việc(1)")), "{:?}", marked(&play));
    // The line is typed away: however many come after that, none of them is it.
    play.keys("<c-home><down><end>");
    for _ in 0.."Hai việc.".chars().count() {
        play.keys("<bs>");
    }
    play.keys("<c-u>").paste("A.\nB.\nC.\nD.\nE.\nF.\nG.\nH.");
    assert!(
        !marked(&play).iter().any(|line| line.contains("(1)") && !line.contains("Chú thích")),
        "{:?}",
        marked(&play)
    );
    play.keys("<c-r>").sees("văn bản không có đoạn mà cước chú này gắn vào");
    play.keys("<esc>").walk("cuoc_chu").sees("đoạn không còn").lacks("#1");
}

#[test]
fn a_footnote_on_a_line_that_is_typed_away_stays_and_is_told() {
    let mut play = general();
    whole_at(&mut play, "Hai việc");
    play.keys("c").keys("Chus thichs");
    // The second line is emptied and typed anew.
    play.at("Ưu điểm").keys("<c-home><down><end>");
    for _ in 0.."Hai việc.".chars().count() {
        play.keys("<bs>");
    }
    play.keys("Vieecj khacs.");
    assert_eq!(hung(&play).len(), 1, "it is there");
    play.keys("<c-r>").sees("văn bản không có đoạn mà cước chú này gắn vào");
}

/// A line that is broken in two keeps its note on its own words, as the mark stands behind them.
#[test]
fn a_footnote_stays_with_its_words_when_a_line_is_typed_before_them() {
    let mut play = general();
    whole_at(&mut play, "Hai việc");
    play.keys("c").keys("Chus thichs");
    play.at("Ưu điểm").keys("<c-home><down><home>Vieecj chen vaof.<a-enter>");
    assert_eq!(play.raw(), "Một việc.\nViệc chen vào.\nHai việc.\nBa việc.");
    let found = marked(&play);
    assert!(found.iter().any(|line| line.contains("Hai việc(1)") || line.contains("Hai việc.(1)")), "{found:#?}");
    assert!(!found.iter().any(|line| line.contains("chen vào(1)")), "{found:#?}");
}

/// Who deletes a row is told that its notes go with it.
#[test]
fn a_row_that_is_deleted_says_how_many_notes_go_with_it() {
    let mut play = Play::report("bao-cao-chung", 120, 40);
    play.walk("ket_qua");
    play.keys("Veef ddaof taoj<tab>Mowr 02 lowps.");
    whole_at(&mut play, "Mở 02 lớp");
    play.keys("c").keys("Chus thichs");
    assert_eq!(hung(&play).len(), 1);
    play.walk("ket_qua").keys("<c-d>5").sees("Đã xóa dòng 1 và 1 cước chú của nó: “Về đào tạo”. Ctrl-Z lấy lại.");
    assert_eq!(hung(&play).len(), 0);
    play.keys("<c-z>");
    assert_eq!(hung(&play).len(), 1);
}

#[test]
fn a_reference_goes_with_its_footnote() {
    let mut play = general();
    for (line, note) in [("Một việc", "Mot"), ("Ba việc", "Hai")] {
        whole_at(&mut play, line);
        play.keys("c").keys(note);
    }
    play.at("Thuận lợi").keys("Theo [^2] vaf [^1].");
    // The notes change places; the texts say what they said.
    play.walk("cuoc_chu").keys("<c-d>4");
    let texts = |play: &Play| marked(play).into_iter().filter(|line| line.contains("Theo")).collect::<Vec<_>>();
    assert_eq!(play.answer("thuan_loi"), "Theo [^1] và [^2].", "{}", play.picture());
    let before = texts(&play);
    // One is deleted: its mark leads nowhere, and is told; the other is still right.
    play.keys("<c-z>");
    assert_eq!((play.answer("thuan_loi"), texts(&play)), ("Theo [^2] và [^1].", before));
    play.walk("cuoc_chu").keys("<c-d>5");
    let left = play.answer("thuan_loi").to_owned();
    assert!(left.contains("[^1]") && left.contains("[^9000"), "{left}");
    play.keys("<c-r>").sees("là của một cước chú đã xóa");
    play.keys("<esc>");
    // One that is written later is not the one that is gone.
    whole_at(&mut play, "Hai việc");
    play.keys("c").keys("Mowis");
    assert_eq!(play.answer("thuan_loi"), left);
}

#[test]
fn a_reference_is_a_mark_wherever_it_is_typed_and_a_note_can_hang_on_a_table() {
    let mut play = Play::new(120, 40).with_office();
    let path = play.program().context.workspace.folders.reports().join("a.toml");
    let head = "[report]\ntype = \"bao-cao-chung\"\nversion = 1\nperiod = \"2026\"\n\n[answers]\n";
    let answers = "trich_yeu = \"Kết quả[^2] năm 2026\"\nhinh_thuc_so_lieu = \"bang\"\nten_phu_luc = \"Số liệu\"\n";
    let table = "\n[[answers.so_lieu]]\nchi_tieu = \"Hộ nghèo\"\ndon_vi_tinh = \"hộ[^2]\"\nso_luong = 46\n";
    let note = |at: &str, text: &str| format!("\n[[answers.cuoc_chu]]\n{at}noi_dung = \"{text}\"\n");
    let notes = [note("doan = \"so-lieu\"\n", "Theo sổ"), note("", "Tính đến tháng 6")].concat();
    std::fs::write(&path, format!("{head}{answers}{table}{notes}")).expect("written");
    play.open(&path);
    let marked = marked(&play).join("\n");
    assert!(marked.contains("Kết quả(1) năm 2026") && marked.contains("hộ(1)"), "{marked}");
    assert!(marked.contains("Hộ nghèo(2)"), "{marked}");
    assert!(marked.contains("(1) Tính đến tháng 6.") && marked.contains("(2) Theo sổ."), "{marked}");
    play.keys("<c-r>").lacks("không có đoạn mà cước chú này gắn vào").lacks("Có dấu");
}

#[test]
fn every_action_on_rows_is_undone_whole_where_references_stand_in_these_rows() {
    let mut play = Play::new(120, 40).with_office();
    let path = play.program().context.workspace.folders.reports().join("a.toml");
    let head = "[report]\ntype = \"bao-cao-chung\"\nversion = 1\nperiod = \"2026\"\n\n[answers]\n";
    let answers = "thuan_loi = [\"Theo [^2] và [^3].\", \"Hai.\"]\n";
    let row = |name: &str, text: &str| format!("\n[[answers.ket_qua]]\ntieu_de = \"{name}\"\nnoi_dung = \"{text}\"\n");
    let note = |at: &str, text: &str| format!("\n[[answers.cuoc_chu]]\ndoan = \"{at}\"\nnoi_dung = \"{text}\"\n");
    let rows = [row("Một", "Việc một."), row("Hai", "Việc hai [^1]."), row("Ba", "Việc ba.")].concat();
    let notes = [note("muc#2.1", "Xem [^3]"), note("cau-dan", "Hai"), note("muc#3.1", "Ba")].concat();
    std::fs::write(&path, format!("{head}{answers}{rows}{notes}")).expect("written");
    play.open(&path);
    let state = |play: &Play| {
        let session = play.session();
        let answers = session.definition.fields.ids().map(|field| format!("{:?}", session.answers.answer(field)));
        (play.document(), answers.collect::<Vec<_>>())
    };
    for field in ["cuoc_chu", "ket_qua"] {
        for (row, action) in (0..3).flat_map(|row| (1..=6).map(move |action| (row, action))) {
            play.walk(field).keys(&"<tab><tab>".repeat(row));
            let before = state(&play);
            play.keys(&format!("<c-d>{action}"));
            let after = state(&play);
            if after == before {
                play.keys("<esc>");
                continue;
            }
            play.keys("<c-z>");
            assert_eq!(state(&play), before, "{field}, row {row}, action {action}");
            play.keys("<c-y>");
            assert_eq!(state(&play), after, "{field}, row {row}, action {action}");
            play.keys("<c-z>");
        }
    }
}

#[test]
fn a_reference_in_a_paragraph_written_by_hand_goes_with_its_footnote_too() {
    let mut play = general();
    for (line, note) in [("Một việc", "Mot"), ("Ba việc", "Hai")] {
        whole_at(&mut play, line);
        play.keys("c").keys(note);
    }
    whole_at(&mut play, "Hai việc");
    play.keys("s").keys(" xem [^2]<enter>");
    let marked = |play: &Play| marked(play).join("\n");
    assert!(marked(&play).contains("xem (2)"), "{}", marked(&play));
    play.keys("<esc>").walk("cuoc_chu").keys("<c-d>5");
    assert!(marked(&play).contains("xem (1)"), "{}", marked(&play));
    play.keys("<c-r>").lacks("câu soạn từ các câu trả lời nay đã khác");
}

/// The lines of the general report with these answers.
fn page(answers: &str) -> Vec<String> {
    page_of("bao-cao-chung", answers)
}

fn page_of(type_id: &str, answers: &str) -> Vec<String> {
    let definition = built_in(type_id);
    let document = document(&definition, &open(&definition, answers));
    lay_out(&document, 200).iter().map(|line| line.text().trim().to_owned()).collect()
}

/// However an answer ends, a sentence ends once; and a dash or a number that the document sets itself stands once.
#[test]
fn what_is_typed_at_the_ends_of_an_answer_stands_once_on_the_page() {
    for (typed, item, proposal) in [
        ("mở lớp", "- Mở lớp.", "- Đề nghị Sở Y tế mở lớp."),
        ("mở lớp.", "- Mở lớp.", "- Đề nghị Sở Y tế mở lớp."),
        ("mở lớp;", "- Mở lớp.", "- Đề nghị Sở Y tế mở lớp."),
        ("- mở lớp", "- Mở lớp.", "- Đề nghị Sở Y tế mở lớp."),
        ("mở lớp vẽ, hát, v.v.", "- Mở lớp vẽ, hát, v.v.", "- Đề nghị Sở Y tế mở lớp vẽ, hát, v.v."),
        ("mở lớp vẽ, hát...", "- Mở lớp vẽ, hát...", "- Đề nghị Sở Y tế mở lớp vẽ, hát..."),
        ("mở lớp vẽ, hát…", "- Mở lớp vẽ, hát…", "- Đề nghị Sở Y tế mở lớp vẽ, hát…"),
        ("mở lớp ngay!", "- Mở lớp ngay!", "- Đề nghị Sở Y tế mở lớp ngay!"),
        ("hô “Vì trẻ em.”", "- Hô “Vì trẻ em.”", "- Đề nghị Sở Y tế hô “Vì trẻ em.”"),
        ("hô “Vì trẻ em”", "- Hô “Vì trẻ em”.", "- Đề nghị Sở Y tế hô “Vì trẻ em”."),
        ("hô “Vì trẻ em!”", "- Hô “Vì trẻ em!”.", "- Đề nghị Sở Y tế hô “Vì trẻ em!”."),
        ("mở lớp.[^1]", "- Mở lớp.(1)", "- Đề nghị Sở Y tế mở lớp(1)."),
        ("mở lớp[^1] [^2].", "- Mở lớp(1), (2).", "- Đề nghị Sở Y tế mở lớp(1), (2)."),
        ("mở lớp [^1]", "- Mở lớp (1).", "- Đề nghị Sở Y tế mở lớp (1)."),
    ] {
        let notes = "cuoc_chu = [{ noi_dung = \"Một\" }, { noi_dung = \"Hai\" }]";
        let found = page(&format!("uu_diem = [\"{typed}\"]\n{notes}"));
        assert!(found.iter().any(|line| line == item), "{typed}: {found:#?}");
        let row = format!("kien_nghi = [{{ gui_toi = \"- Sở Y tế\", noi_dung = \"{typed}\" }}]");
        let found = page(&format!("co_kien_nghi = true\n{row}\n{notes}"));
        assert!(found.iter().any(|line| line == proposal), "{typed}: {found:#?}");
    }
    let found = page("ket_qua = [{ tieu_de = \"- Công tác chỉ đạo.\", noi_dung = \"Đã họp.\" }]");
    assert!(found.iter().any(|line| line == "1. Công tác chỉ đạo"), "{found:#?}");
}

/// The list of a heading that ends in a colon, and bases, end as the decree has them, a footnote at their end or not.
#[test]
fn a_footnote_at_the_end_of_a_listed_line_stands_before_its_mark() {
    let found = page(
        "dac_diem = [\"Gồm:\", \"- một.[^1]\", \"- hai\"]\ncan_cu_khac = [{ kind = \"Luật\", subject = \"Trẻ em.[^1]\" }]\n\
         cuoc_chu = [{ noi_dung = \"Một\" }]",
    );
    for line in ["- Một(1);", "- Hai.", "Căn cứ Luật Trẻ em(1)."] {
        assert!(found.iter().any(|found| found == line), "{line}: {found:#?}");
    }
}

/// Where a line of a list ends in its own stop, the mark of the list comes after it.
#[test]
fn a_stop_of_a_last_word_stays_in_a_list() {
    let found = page(
        "dac_diem = [\"Gồm:\", \"- vẽ, hát, v.v.\", \"- hô “Vì trẻ em.”\", \"- đọc, v.v.\"]\ntrich_yeu = \"Kết quả./.\"",
    );
    for line in ["- Vẽ, hát, v.v.;", "- Hô “Vì trẻ em.”;", "- Đọc, v.v.", "Kết quả"] {
        assert!(found.iter().any(|found| found == line), "{line}: {found:#?}");
    }
}

/// What was written by hand before its answers changed waits to be confirmed, and is by writing it again or taking it
/// back.
#[test]
fn a_paragraph_by_hand_whose_answers_changed_waits_to_be_confirmed() {
    let confirmed: [(&str, &[&str]); 3] =
        [("s<enter>", &["Đã nhắc"]), ("s<end> Nay 6/8.<enter>", &["Đã nhắc", "Nay 6/8"]), ("t", &["Có 6/8 thôn"])];
    for (keys, words) in confirmed {
        let mut play = Play::sample(120, 40);
        play.at("Tổng số người dự").keys("320").keys("<c-n>mở lớp dạy bơi<c-n>").sees("Không còn chỗ nào thiếu");
        whole_at(&mut play, "Có 7/8 thôn");
        play.keys("s").keys("<end> Đã nhắc.<enter>");
        play.keys("<c-o>1").sees("Đã xuất");
        play.keys("<esc>").at("Thôn có kế hoạch").keys("<c-u>6/8<tab><c-u>Thôn Một<enter>Thôn Hai<tab>");
        play.keys("<c-o>1").sees("1 câu chưa xác nhận");
        play.keys("<esc>");
        whole_at(&mut play, "Đã nhắc");
        play.keys(keys).keys("<c-o>1").lacks("Chưa xuất được");
        for words in words {
            assert!(play.document().contains(words), "{keys}: {}", play.document());
        }
    }
}

/// The lines of a children's month of a commune with these answers.
fn month(answers: &str) -> Vec<String> {
    lines_of("thang-hanh-dong-vi-tre-em", answers)
}

fn lines_of(report_type: &str, answers: &str) -> Vec<String> {
    let definition = built_in(report_type);
    let office =
        "cap_don_vi = \"xa\"\nten_rut_gon = \"UBND xã\"\nco_quan_ban_hanh = [\"Ủy ban nhân dân\", \"xã Suối Lim\"]\n";
    let document = document(&definition, &open(&definition, &format!("{office}{answers}")));
    lay_out(&document, 400).iter().map(|line| line.text().trim().to_owned()).collect()
}

/// A document is told in full again where another of its number is meant, and of whom where it is not the office's own.
#[test]
fn documents_of_one_number_are_told_apart_and_those_of_others_are_not_ones_own() {
    let cited = |day: u8, issuer: &str| {
        format!(
            "{{ kind = \"Kế hoạch\", number = \"15\", symbol = \"KH-UBND\", date = 2026-01-{day}, issuer = \"{issuer}\", subject = \"x\" }}"
        )
    };
    for (plan, said) in [
        (cited(16, "Ủy ban nhân dân tỉnh"), "- UBND xã đã ban hành Kế hoạch số 15/KH-UBND;"),
        (
            cited(17, "UBND xã Suối Lim"),
            "- UBND xã đã ban hành Kế hoạch số 15/KH-UBND ngày 17 tháng 01 năm 2026 về việc x;",
        ),
        (
            cited(17, "Ủy ban nhân dân xã Suối Lim Hạ"),
            "- UBND xã đã ban hành Kế hoạch số 15/KH-UBND ngày 17 tháng 01 năm 2026 của Ủy ban nhân dân xã Suối Lim Hạ về việc x;",
        ),
        (
            cited(17, "UBND Suối Lim"),
            "- UBND xã đã ban hành Kế hoạch số 15/KH-UBND ngày 17 tháng 01 năm 2026 về việc x;",
        ),
        (
            cited(17, "của UBND xã Suối Lim"),
            "- UBND xã đã ban hành Kế hoạch số 15/KH-UBND ngày 17 tháng 01 năm 2026 về việc x;",
        ),
        (
            cited(17, "của Phòng Văn hóa - Xã hội"),
            "- UBND xã đã ban hành Kế hoạch số 15/KH-UBND ngày 17 tháng 01 năm 2026 của Phòng Văn hóa - Xã hội về việc x;",
        ),
    ] {
        let found = month(&format!(
            "can_cu_khac = [{}]\nco_ke_hoach = true\nke_hoach = {plan}",
            cited(16, "Ủy ban nhân dân tỉnh")
        ));
        assert!(found.iter().any(|line| line.starts_with(said)), "{said}: {found:#?}");
    }
    for (symbol, said) in [
        ("NQ/HU", "04-NQ/HU"),
        ("KL/BTGDVTU", "04-KL/BTGDVTU"),
        ("NQ-HĐND", "04/NQ-HĐND"),
        ("2016/QH13", "04/2016/QH13"),
    ] {
        let found =
            month(&format!("can_cu_khac = [{{ kind = \"Nghị quyết\", number = \"04\", symbol = \"{symbol}\" }}]"));
        assert!(
            found.iter().any(|line| line.starts_with(&format!("Căn cứ Nghị quyết số {said}"))),
            "{said}: {found:#?}"
        );
    }
}

/// Marks that are typed before lines mean the same levels in a text of its own, in one of a row, and below a paragraph that
/// announces them; what ends stays an end.
#[test]
fn typed_marks_end_as_their_levels_do_wherever_they_are_typed() {
    for (typed, ends) in [
        ("a) Về y tế:\n- Khám 120 trẻ;\n- Cấp thuốc.\nb) Về giáo dục:\n- Mở 2 lớp.", ":;.:."),
        ("a) Về y tế:\n- Khám 120 trẻ.\nb) Về văn hóa.", ":.."),
        ("a) Về y tế\n- Khám\n- Cấp\nb) Về giáo dục\n- Mở", ":;.:."),
        ("Đã làm các việc sau:\na) Về y tế:\n- Khám 120 trẻ.\nb) Về văn hóa.", "::.."),
        ("+ Về y tế:\n- Khám 120 trẻ.\n+ Về văn hóa:\n- Múa.", ":.:."),
        ("- Về y tế:\n+ Khám;\n+ Cấp thuốc.\n- Về văn hóa:\n+ Múa.", ":;.:."),
    ] {
        let toml = typed.replace('\n', "\\n");
        let own = format!("dac_diem = \"{toml}\"\n");
        let row = format!("[[ket_qua]]\ntieu_de = \"Các lĩnh vực\"\nnoi_dung = \"{toml}\"\n");
        for answers in [own, row] {
            let lines = page(&answers);
            let said: Vec<&str> = typed.lines().map(|line| line.trim_matches(|c: char| !c.is_alphanumeric())).collect();
            let mut rest = lines.iter();
            let found: String =
                said.iter().filter_map(|words| rest.find(|line| line.contains(words))?.chars().last()).collect();
            assert_eq!(found, ends, "{answers}: {lines:#?}");
        }
    }
}

/// A sum decides as its parts do how amounts are written, also where a sentence adds it up: one that no scale word says
/// exactly is in full, and all with it.
#[test]
fn amounts_and_their_sums_are_written_one_way() {
    let children = |amounts: [&str; 2]| {
        let row = |amount| {
            format!("[[ho_tro]]\nhinh_thuc = \"qua\"\nso_tre = 5\nkinh_phi = {amount}\nnguon = \"xã hội hóa\"\n")
        };
        page_of("tre-em-dinh-ky", &amounts.map(row).join("\n"))
    };
    let month = |amounts: [&str; 2]| {
        let rows = amounts.map(|amount| format!("[[nguon]]\nnguon = \"xhh\"\nso_tien = {amount}\n"));
        month(&format!("co_kinh_phi = true\n\n{}", rows.join("\n")))
    };
    for (amounts, said) in [
        (["36000000", "3500000"], ["39,5 triệu đồng", "36 triệu đồng", "3,5 triệu đồng"]),
        (["36000000", "355500"], ["36.355.500 đồng", "36.000.000 đồng", "355.500 đồng"]),
        (["1680000000", "587750000"], ["2.267,75 triệu đồng", "1.680 triệu đồng", "587,75 triệu đồng"]),
    ] {
        for lines in [children(amounts), month(amounts)] {
            let page = lines.join("\n");
            assert!(said.iter().all(|amount| page.contains(&format!(" {amount}"))), "{said:?}:\n{page}");
        }
    }
}

/// The form and the document call the units alike, whether the kind of area was typed with a capital.
#[test]
fn a_ward_has_residential_groups_however_it_is_typed() {
    for area in ["phường", "Phường"] {
        let found = month(&format!("dia_ban = \"{area}\"\ndon_vi_co_ke_hoach = \"7/8\""));
        assert!(found.iter().any(|line| line.contains("7/8 tổ dân phố")), "{area}: {found:#?}");
    }
}

/// Whatever nobody knows yet is told, alone and beside what is known.
#[test]
fn a_figure_that_nobody_knows_is_told_though_its_sentence_says_nothing_else() {
    for (answers, said) in [
        ("tt_tin_bai = \"unknown\"", "- Chưa có số liệu về số tin, bài."),
        ("tt_to_roi = \"unknown\"", "- Chưa có số liệu về số tờ rơi, tài liệu."),
        (
            "tre_hcdb = \"unknown\"\ntre_mo_coi = \"unknown\"",
            "Chưa có số liệu về số trẻ em có hoàn cảnh đặc biệt và số trẻ em mồ côi.",
        ),
        ("tong_tre_ho_tro = \"unknown\"", "- Chưa có số liệu về tổng số lượt trẻ em được hỗ trợ."),
        ("vu_xam_hai = \"unknown\"", "- Chưa có số liệu về số vụ bạo lực, xâm hại trẻ em."),
        ("vu_xam_hai = \"not counted\"", "- Không thống kê số vụ bạo lực, xâm hại trẻ em."),
        ("dan_so = \"not counted\"", "Không thống kê dân số."),
        (
            "clb = [{ ten = \"Câu lạc bộ Măng non\", so_tre = \"unknown\" }]",
            "- Duy trì Câu lạc bộ Măng non; chưa có số liệu về số trẻ.",
        ),
    ] {
        let found = month(answers);
        assert!(found.iter().any(|line| line == said), "{said}: {found:#?}");
    }
}

/// A column that nobody knows yet in several rows is told once, with their names; names with commas are set apart by more.
#[test]
fn figures_that_nobody_knows_in_several_rows_are_told_once() {
    let found = lines_of(
        "tre-em-dinh-ky",
        "ky = \"2026-H1\"
        co_vu_viec = true
        vu_viec = [
          { thang = \"3/2026\", bao_luc = \"unknown\", xam_hai = 0, can_thiep = \"unknown\" },
          { thang = \"4/2026\", bao_luc = \"unknown\", xam_hai = 1, can_thiep = \"unknown\" },
          { thang = \"5/2026\", bao_luc = 1, xam_hai = 1, can_thiep = 1 },
        ]
        tong_tre_em = 900
        tre_ngheo = \"unknown\"
        tre_dtts = \"unknown\"
        tre_khuyet_tat = \"unknown\"",
    );
    for said in [
        "; chưa có số liệu về số trẻ em bị bạo lực (tháng 3 năm 2026; tháng 4 năm 2026) và \
         số trẻ em được can thiệp, hỗ trợ (tháng 3 năm 2026; tháng 4 năm 2026).",
        "chưa có số liệu về số trẻ em thuộc hộ nghèo, cận nghèo; số trẻ em dân tộc thiểu số và số trẻ em khuyết tật.",
    ] {
        assert!(found.iter().any(|line| line.ends_with(said)), "{said}: {found:#?}");
    }
}

/// A date or a month that contradicts others, or was not understood, is marked like a figure.
#[test]
fn dates_that_cannot_be_right_are_marked() {
    let cases = "co_vu_viec = true\nvu_viec = [{ thang = \"9/2026\", bao_luc = 1, xam_hai = 0, can_thiep = 0 }]";
    let found = lines_of("tre-em-dinh-ky", &format!("ky = \"2026-H1\"\n{cases}"));
    assert!(found.iter().any(|line| line.starts_with("- Trong kỳ ([chưa đúng: tháng 9 năm 2026])")), "{found:#?}");
    let found = month("hoat_dong = [{ ten = \"hội thi vẽ\", ngay = \"31/6/2026\" }]");
    let said = "- Ngày [chưa rõ: 31/6/2026], UBND xã tổ chức hội thi vẽ.";
    assert!(found.iter().any(|line| line == said), "{found:#?}");
}

/// The first letter in mid-sentence is small, unless it is of a name.
#[test]
fn names_keep_their_capital_in_mid_sentence_and_other_words_have_none() {
    for (typed, said) in [
        ("Địa bàn rộng", "địa bàn rộng"),
        ("Covid-19 kéo dài", "Covid-19 kéo dài"),
        ("Zalo chậm", "Zalo chậm"),
        ("Tết đến muộn", "Tết đến muộn"),
        ("Quà Tết ít", "quà Tết ít"),
        ("Nghị định 07 mới có", "Nghị định 07 mới có"),
        ("Bờ Y xa", "Bờ Y xa"),
        ("Đề án 06 mới có", "Đề án 06 mới có"),
        ("Tháng hành động ngắn", "Tháng hành động ngắn"),
        ("Quý II mưa", "quý II mưa"),
        ("Quý I/2026", "quý I/2026"),
        ("UBND bận", "UBND bận"),
        ("Bệnh viện Đa khoa tỉnh xa", "Bệnh viện Đa khoa tỉnh xa"),
        ("Trung tâm Y tế thiếu người", "Trung tâm Y tế thiếu người"),
        ("Trung tâm xã xa", "trung tâm xã xa"),
        ("Quốc lộ 40 sạt lở", "Quốc lộ 40 sạt lở"),
        ("Phường 1 xa", "Phường 1 xa"),
        ("Phường Bờ Y xa", "phường Bờ Y xa"),
        ("Tỉnh đoàn bận", "Tỉnh đoàn bận"),
        ("Phường Nguyễn Trãi", "Phường Nguyễn Trãi"),
        ("Văn phòng HĐND và UBND xã bận", "Văn phòng HĐND và UBND xã bận"),
        ("Văn phòng chật hẹp", "văn phòng chật hẹp"),
        ("Kho bạc Nhà nước khu vực XI xa", "Kho bạc Nhà nước khu vực XI xa"),
        ("Tòa án nhân dân khu vực 3 bận", "Tòa án nhân dân khu vực 3 bận"),
        ("Thủ tướng Chính phủ mới chỉ đạo", "Thủ tướng Chính phủ mới chỉ đạo"),
        ("Công ty may Tân Dĩnh bận", "Công ty may Tân Dĩnh bận"),
        ("Công ty chưa hỗ trợ", "công ty chưa hỗ trợ"),
        ("Bộ Y tế chưa hướng dẫn", "Bộ Y tế chưa hướng dẫn"),
        ("Bộ máy mới sắp xếp", "bộ máy mới sắp xếp"),
        ("Pháp lệnh Ưu đãi người có công mới sửa", "Pháp lệnh Ưu đãi người có công mới sửa"),
        ("Chương trình mục tiêu quốc gia dừng", "Chương trình mục tiêu quốc gia dừng"),
        ("Tập đoàn Viettel bận", "Tập đoàn Viettel bận"),
        ("Trung đoàn 66 bận", "Trung đoàn 66 bận"),
        ("Tổ chức hội nghị muộn", "tổ chức hội nghị muộn"),
        // The label that stands there is not said twice.
        ("Khách quan: Mưa kéo dài", "mưa kéo dài"),
        ("Nguyên nhân khách quan là mưa kéo dài", "mưa kéo dài"),
        ("- Mưa nhiều", "mưa nhiều"),
    ] {
        let found = month(&format!("nguyen_nhan_kq = [\"{typed}\"]"));
        assert!(found.iter().any(|line| *line == format!("- Khách quan: {said}.")), "{typed}: {found:#?}");
    }
}

/// A heading that was typed within a text has no stop; a list of numbered lines keeps its own.
#[test]
fn headings_typed_within_a_text_have_no_stop() {
    let found = lines_of(
        "bao-cao-chung",
        "ket_qua = [{ tieu_de = \"Chỉ đạo\", noi_dung = \"1. Ban hành văn bản\\nXã đã ban hành kế hoạch\\n2. Kết quả\\n1. Trồng cây\\n2. Dọn vệ sinh\" }]",
    );
    let has = |line: &str| found.iter().any(|found| found == line);
    assert!(has("1. Ban hành văn bản") && has("Xã đã ban hành kế hoạch."), "{found:#?}");
    assert!(has("1. Trồng cây.") && has("2. Dọn vệ sinh."), "{found:#?}");
}

/// Marks for order that were typed stand whole or not at all.
#[test]
fn numbers_typed_in_a_line_are_not_half_taken_away() {
    for (typed, said) in [
        ("1) Góc sách; 2) Góc áo ấm", "- 1) Góc sách; 2) Góc áo ấm."),
        ("1. Rà soát 2. Cho vay", "- 1. Rà soát 2. Cho vay."),
        ("1. Rà soát", "- Rà soát."),
        ("a. Rà soát", "- a. Rà soát."),
        ("Chủ động./.", "- Chủ động."),
    ] {
        let found = month(&format!("ket_qua_noi_bat = [\"{typed}\"]"));
        assert!(found.iter().any(|line| line == said), "{typed}: {found:#?}");
    }
    for (typed, said) in [("“Vì trẻ em”", "“Vì trẻ em”"), ("Vì trẻ em.", "“Vì trẻ em”"), ("Vì trẻ em!", "“Vì trẻ em!”")]
    {
        let found = month(&format!("chu_de = \"{typed}\""));
        assert!(found.iter().any(|line| line.contains(&format!("với chủ đề {said} như sau"))), "{typed}: {found:#?}");
    }
    for typed in ["1. công tác chỉ đạo.", "- công tác chỉ đạo:", "công tác chỉ đạo", "Công tác chỉ đạo./."]
    {
        let found = page(&format!("ket_qua = [{{ tieu_de = \"{typed}\", noi_dung = \"Đã họp.\" }}]"));
        assert!(found.iter().any(|line| line == "1. Công tác chỉ đạo"), "{typed}: {found:#?}");
    }
}

/// The line of the file copy stands once, the last of the recipients, whoever wrote it.
#[test]
fn a_file_copy_that_is_typed_among_the_recipients_is_the_one_that_the_document_has() {
    for (unit, typed, said) in [
        ("", "Lưu: VT", &["- Sở Y tế;", "- Lưu: VT."][..]),
        ("VT.", "Lưu: VT", &["- Sở Y tế;", "- Lưu: VT."]),
        ("", "- Lưu: VT, KTTH.", &["- Sở Y tế;", "- Lưu: VT, KTTH."]),
        ("VHXH", "Lưu: VT", &["- Sở Y tế;", "- Lưu: VT, VHXH."]),
        ("VHXH", "Lưu: VT, VHXH (02 bản)", &["- Sở Y tế;", "- Lưu: VT, VHXH (02 bản)."]),
        ("VHXH", "Lưu: HSCV", &["- Sở Y tế;", "- Lưu: VT, VHXH, HSCV."]),
    ] {
        let found = page(&format!("luu = \"{unit}\"\nnoi_nhan = [{{ name = \"{typed}\" }}, {{ name = \"Sở Y tế\" }}]"));
        let lines: Vec<&str> = found
            .iter()
            .filter_map(|line| line.split("  ").find(|part| part.starts_with("- ") && !part.contains('[')))
            .collect();
        let at = lines.iter().position(|line| *line == "- Sở Y tế;").unwrap_or_else(|| panic!("{typed}: {found:#?}"));
        assert_eq!(&lines[at..], said, "{typed}: {found:#?}");
    }
}

#[test]
fn a_dash_typed_in_a_table_stands_in_no_cell() {
    let found = page("so_lieu = [{ chi_tieu = \"- Hộ nghèo\", so_luong = 46, ghi_chu = \"-5 hộ\" }]");
    let row = found.iter().find(|line| line.contains("Hộ nghèo")).unwrap_or_else(|| panic!("{found:#?}"));
    assert!(!row.contains("- Hộ") && row.contains("-5 hộ"), "{row}");
}

/// Brackets and dashes that the page has itself stand once, those of a text stay.
#[test]
fn a_purpose_keeps_its_own_brackets_and_a_name_loses_only_its_dash() {
    for (typed, said) in [
        ("p/h (02 bản)", "- Sở Y tế (p/h (02 bản));"),
        ("(b/c)", "- Sở Y tế (b/c);"),
        ("b/c)", "- Sở Y tế (b/c);"),
        ("((b/c) 02b)", "- Sở Y tế ((b/c) 02b);"),
    ] {
        let found = page(&format!("noi_nhan = [{{ name = \"-Sở Y tế\", purpose = \"{typed}\" }}]"));
        assert!(found.iter().any(|line| line.contains(said)), "{typed}: {found:#?}");
    }
    let found = page(
        "gui_cap_tren = true\nkinh_gui = [\"-Ủy ban nhân dân tỉnh\", \"- Sở Y tế\"]\n\
         noi_nhan = [{ name = \"Như trên\", purpose = \"b/c\" }, { name = \"Sở Y tế\" }]",
    );
    for said in ["- Ủy ban nhân dân tỉnh;", "- Sở Y tế.", "- Như trên (b/c);"] {
        assert!(found.iter().any(|line| line.contains(said)), "{said}: {found:#?}");
    }
}

/// A paragraph whose text by hand is empty is as the answers give it.
#[test]
fn an_emptied_paragraph_is_no_lone_dash() {
    let definition = built_in("thang-hanh-dong-vi-tre-em");
    let mut answers = open(&definition, "cap_don_vi = \"xa\"\nket_qua_noi_bat = [\"Rà soát\"]\n");
    let found = document(&definition, &answers);
    let block = found.blocks().find(|block| block.text() == "Rà soát.").and_then(|block| block.id.clone());
    let edited = Edited { text: " ".into(), replaces: "Rà soát.".into() };
    answers.edited.insert(block.expect("a paragraph with a name"), edited);
    let found = document(&definition, &answers);
    assert!(found.blocks().any(|block| block.text() == "Rà soát."), "{:#?}", found.body);
}

/// A line that others stand below announces them.
#[test]
fn a_line_above_others_ends_with_a_colon() {
    let found =
        month("mo_ta_chi_dao = \"- Ban hành 02 văn bản;\\n- Tổ chức 03 hội nghị;\\n+ Cấp xã: 01\\n+ Cấp thôn: 02;\"");
    let at = found.iter().position(|line| line == "- Ban hành 02 văn bản.").expect("the first line");
    assert_eq!(found[at + 1..at + 4], ["- Tổ chức 03 hội nghị:", "+ Cấp xã: 01;", "+ Cấp thôn: 02."], "{found:#?}");
}

/// Bodies and donors in mid-sentence: common nouns are small, names keep their capital.
#[test]
fn common_nouns_are_small_where_names_stand() {
    for (typed, said) in [
        ("Trường học", "trường học"),
        ("Doanh nghiệp", "doanh nghiệp"),
        ("Cán bộ, công chức phường", "cán bộ, công chức phường"),
        ("Tổ tự quản", "tổ tự quản"),
        ("Tổ chức Tầm nhìn Thế giới", "Tổ chức Tầm nhìn Thế giới"),
        ("Công ty may Tân Dĩnh", "Công ty may Tân Dĩnh"),
        ("Bảo hiểm xã hội tỉnh", "Bảo hiểm xã hội tỉnh"),
    ] {
        let found = month(&format!("qua = [{{ loai = \"qua\", so_luong = 5, nha_tai_tro = \"{typed}\" }}]"));
        assert!(found.iter().any(|line| line.ends_with(&format!("do {said} hỗ trợ."))), "{typed}: {found:#?}");
    }
}

/// A heading has one number, however many parts the typed one has; what announces a list ends with a colon.
#[test]
fn typed_numbers_of_headings_and_lost_colons_are_mended_on_the_page() {
    let definition = built_in("bao-cao-chung");
    for typed in ["2.1. Cải cách", "(1) Cải cách", "1- Cải cách", "II.1. Cải cách", "3. Cải cách"] {
        let text = format!("[[ket_qua]]\ntieu_de = \"{typed}\"\nnoi_dung = \"Kết quả như sau\\n- Một việc\"\n");
        let document = document(&definition, &open(&definition, &text));
        let lines: Vec<String> = lay_out(&document, 200).iter().map(|line| line.text().trim().to_owned()).collect();
        assert!(lines.iter().any(|line| line == "1. Cải cách"), "{typed}: {lines:#?}");
        assert!(lines.iter().any(|line| line == "Kết quả như sau:"), "{lines:#?}");
    }
}
