//! The page of Nghị định 30/2020/NĐ-CP, phụ lục I, as the Word files of complete reports have it: clause by clause, with
//! the values that the decree gives.

mod word;

use std::fs;

use unicode_normalization::UnicodeNormalization as _;

use crate::command_line::COMPLETE;
use crate::filled::root;
use word::{Node, Word, bold};

/// Twips of so many tenths of a millimetre.
fn tenths(tenths: i64) -> i64 {
    tenths * 1440 / 254
}

/// An answers file of the project.
fn file(path: &str) -> String {
    fs::read_to_string(root().join(path)).expect("an answers file")
}

/// The text with words of it replaced, which must be there.
fn replaced(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "no {from}");
    text.replace(from, to)
}

/// A division of a commune: it writes to two bodies, has an appendix and notes, and its deputy signs.
fn division() -> String {
    file("config/examples/bao-cao-chung.toml")
}

/// A board of a district, of which the head of the document is not issued yet, and which writes to nobody above.
fn board() -> String {
    file("tests/data/bao-cao-2021.toml")
}

/// A department of a province, with many bases and a long name.
fn department() -> String {
    file("tests/data/answers/bao-cao-chung/tinh-so-lieu.toml")
}

/// A commune: the filled sample with the two answers that it leaves blank.
fn commune() -> String {
    let sample = file("config/examples/thang-hanh-dong-vi-tre-em.toml");
    let sample = replaced(&sample, "# le_tong_du: cố ý để trống.", "le_tong_du = 320");
    replaced(&sample, "# noi_dung: cố ý để trống.", "noi_dung = \"mở lớp dạy bơi\"")
}

/// Every report above, and all others of the tests in which nothing is missing.
fn all() -> Vec<(&'static str, Word)> {
    let answers = "tests/data/answers";
    let others = [
        "bao-cao-chung/huyen-2024",
        "bao-cao-chung/truong-hoc",
        "bao-cao-chung/xa-toi-thieu",
        "tre-em-dinh-ky/huyen-2024",
        "tre-em-dinh-ky/phuong-loi-van",
        "thang-hanh-dong-vi-tre-em/khong-le-thien-tai",
    ];
    let own = [("division", division()), ("board", board()), ("department", department()), ("commune", commune())];
    let others = others.map(|name| (name, file(&format!("{answers}/{name}.toml"))));
    own.into_iter().chain(others).map(|(name, text)| (name, Word::of(&text))).collect()
}

/// The general report with one more answer.
fn general(answer: &str) -> Word {
    Word::of(&format!("{COMPLETE}{answer}\n"))
}

/// The cells of the head: what stands on the left and on the right, above and in the row of number and date.
fn head(word: &Word) -> [[&Node; 2]; 2] {
    let rows = word.body.children.first().expect("a table").every("w:tr");
    assert_eq!(rows.len(), 2, "the head has two rows");
    [0, 1].map(|row| {
        let cells: Vec<&Node> = rows[row].every("w:tc");
        [cells[0], cells[1]]
    })
}

/// The paragraphs of a cell that have words.
fn written(cell: &Node) -> Vec<&Node> {
    cell.every("w:p").into_iter().filter(|p| !p.words().is_empty()).collect()
}

/// The looks of paragraphs, with their words.
fn looks<'a>(word: &Word, paragraphs: impl IntoIterator<Item = &'a Node>) -> Vec<(String, String)> {
    paragraphs.into_iter().map(|p| (p.words(), word.look(p))).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(words, look)| ((*words).to_owned(), (*look).to_owned())).collect()
}

/// A rule between a third and a half of the line above it; twips.
fn is_a_third_to_a_half(rule: i64, line: i64, clause: &str) {
    assert!(rule * 3 >= line && rule * 2 <= line, "phụ lục I, {clause}: {rule} below {line}");
}

/// Mục I.1–I.4.
#[test]
fn the_page_is_a4_with_the_margins_and_the_font_of_the_decree() {
    for (name, word) in all() {
        let section = word.sections()[0];
        let [size, margins] = ["w:pgSz", "w:pgMar"].map(|child| section.the(child));
        let paper = (size.number("w:w"), size.number("w:h"), size.get("w:orient"));
        assert_eq!(paper, (11_906, 16_838, None), "phụ lục I, mục I.1, I.2: A4, upright; {name}");
        let sides = ["w:top", "w:bottom", "w:left", "w:right"].map(|side| margins.number(side));
        assert_eq!(
            sides,
            [1134, 1134, 1701, 1134],
            "phụ lục I, mục I.3: 20 (20-25), 20 (20-25), 30 (30-35) and 20 mm (15-20); {name}"
        );
    }
    let composed = general("luu = \"Đội Tổng hợp\"");
    for part in ["word/styles.xml", "word/document.xml", "word/footnotes.xml", "word/header1.xml"] {
        let part = composed.part(part);
        let fonts = part.every("w:rFonts");
        let faces = ["w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"];
        let is_times = |font: &&Node| faces.iter().all(|face| font.get(face) == Some("Times New Roman"));
        assert!(fonts.iter().all(is_times), "phụ lục I, mục I.4: no font but Times New Roman");
        assert_eq!(fonts.len(), usize::from(part.name == "w:styles"), "phụ lục I, mục I.4: it is said once, for all");
        assert!(part.every("w:color").is_empty(), "phụ lục I, mục I.4: letters are black");
    }
    let defaults = composed.part("word/styles.xml");
    let language = defaults.the("w:docDefaults/w:rPrDefault/w:rPr/w:lang").get("w:val");
    assert_eq!(language, Some("vi-VN"), "phụ lục I, mục I.4: the language is Vietnamese");
    // Some systems type a letter and its marks one by one, in answers and in a type of one's own.
    let apart = |text: &str| text.nfd().collect::<String>();
    let answers = replaced(COMPLETE, "công tác giảm nghèo", &apart("công tác giảm nghèo"));
    let answers = replaced(&answers, "type = \"bao-cao-chung\"", "type = \"rieng\"");
    let definition = replaced(&own_type(), "\"Phương hướng, nhiệm vụ", &apart("\"Phương hướng, nhiệm vụ"));
    let words = Word::with_type(&definition, &answers).body.words();
    for whole in ["công tác giảm nghèo", "PHƯƠNG HƯỚNG, NHIỆM VỤ THỜI GIAN TỚI"] {
        assert!(words.contains(whole), "phụ lục I, mục I.4: letters are whole (TCVN 6909:2001): {whole}");
    }
    assert_eq!(words, words.nfc().collect::<String>(), "phụ lục I, mục I.4: all of them");
}

/// Mục I.7.
#[test]
fn pages_are_numbered_in_the_middle_of_the_top_margin_and_the_first_shows_no_number() {
    for (name, word) in all() {
        let relations = word.part("word/_rels/document.xml.rels");
        for section in word.sections() {
            let header = |kind: &str| {
                let reference = section.every("w:headerReference").into_iter().find(|r| r.get("w:type") == Some(kind));
                let id = reference.expect("a header").get("r:id");
                let target = relations.children.iter().find(|r| r.get("Id") == id).expect("a relation").get("Target");
                word.part(&format!("word/{}", target.expect("a target")))
            };
            let number = header("default");
            let fields: Vec<String> = number.every("w:instrText").iter().map(|field| field.words()).collect();
            assert_eq!(fields, [" PAGE "], "phụ lục I, mục I.7: Arabic numbers; {name}");
            let paragraphs = number.every("w:p");
            assert_eq!(paragraphs.len(), 1);
            let look = word.look(paragraphs[0]);
            assert_eq!(look, "14 center", "phụ lục I, mục I.7: 13 to 14 points, upright, in the middle; {name}");
            let margins = section.the("w:pgMar");
            let (above, top) = (margins.number("w:header"), margins.number("w:top"));
            assert!(above > 0 && above + 14 * 20 * 115 / 100 < top, "phụ lục I, mục I.7: in the top margin; {name}");
            assert!(section.at("w:titlePg").is_some(), "phụ lục I, mục I.7: the first page is another; {name}");
            assert_eq!(header("first").words(), "", "phụ lục I, mục I.7: it shows no number; {name}");
            assert!(section.at("w:footerReference").is_none(), "phụ lục I, mục I.7: none at the foot; {name}");
        }
        assert!(word.sections()[0].at("w:pgNumType").is_none(), "phụ lục I, mục I.7: from 1 on; {name}");
    }
}

/// Mục II.1.
#[test]
fn nation_and_motto_stand_at_the_top_right_over_a_rule_as_long_as_the_motto() {
    for (name, word) in all() {
        let [[left, cell], _] = head(&word);
        let written = written(cell);
        let expected = pairs(&[
            ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "13 bold center"),
            ("Độc lập - Tự do - Hạnh phúc", "14 bold center"),
        ]);
        assert_eq!(looks(&word, written.iter().copied()), expected, "phụ lục I, mục II.1.a, II.1.b; {name}");
        let [nation, motto] = written[..] else { panic!("two lines") };
        let needed = bold("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13);
        assert!(needed <= word.room(nation), "phụ lục I, mục II.1.a: quốc hiệu stands on one line; {name}");
        let spacing = ["w:before", "w:after"].map(|side| word.length(motto, "w:spacing", side));
        let line = (word.length(motto, "w:spacing", "w:line"), word.stands(motto, "w:spacing", "w:lineRule"));
        assert_eq!((spacing, line.0, line.1.as_deref()), ([0, 0], 240, Some("auto")), "phụ lục I, mục II.1.c; {name}");
        // 6.05 cm in 14 points.
        let rule = word.rule_below(motto);
        let wide = bold("Độc lập - Tự do - Hạnh phúc", 14);
        assert!((rule - wide).abs() <= 10 && (rule - tenths(605)).abs() <= 10, "phụ lục I, mục II.1.b: {rule}; {name}");
        let widths = [left, cell].map(|cell| cell.the("w:tcPr/w:tcW").number("w:w"));
        assert!(
            widths[0] < widths[1] && widths[0] + widths[1] < 9800,
            "the head is no wider than the paper: {widths:?}"
        );
    }
}

/// Mục II.2.
#[test]
fn the_agency_above_is_plain_and_the_issuer_bold_over_a_rule_of_a_third_to_a_half() {
    let cases: [(String, &[(&str, &str)]); 4] = [
        (
            division(),
            &[("ỦY BAN NHÂN DÂN", "13 center"), ("XÃ SUỐI LIM", "13 center"), ("PHÒNG KINH TẾ", "13 bold center")],
        ),
        (
            board(),
            &[
                ("UBND HUYỆN NGỌC HỒI", "13 center"),
                ("BAN ĐIỀU HÀNH", "13 bold center"),
                ("THÁNG HÀNH ĐỘNG\nVÌ TRẺ EM", "13 bold center"),
            ],
        ),
        (
            department(),
            &[("UBND TỈNH QUẢNG NGÃI", "13 center"), ("SỞ VĂN HÓA, THỂ THAO\nVÀ DU LỊCH", "13 bold center")],
        ),
        // A people's committee has none above it in the head.
        (commune(), &[("ỦY BAN NHÂN DÂN", "13 bold center"), ("XÃ SUỐI LIM", "13 bold center")]),
    ];
    for (answers, expected) in cases {
        let word = Word::of(&answers);
        let [[cell, _], _] = head(&word);
        let lines = written(cell);
        assert_eq!(looks(&word, lines.iter().copied()), pairs(expected), "phụ lục I, mục II.2.a, II.2.b");
        let issuer = lines.iter().filter(|p| word.look(p).contains("bold"));
        let longest = issuer.flat_map(|p| word.broken(p)).max().expect("a line");
        let last = lines.last().expect("the issuer");
        assert!(longest <= word.room(last), "phụ lục I, mục II.2.b: no line is broken anew");
        is_a_third_to_a_half(word.rule_below(last), longest, "mục II.2.b");
    }
}

/// Mục II.3.
#[test]
fn number_and_symbol_stand_on_a_line_with_a_zero_below_ten_and_no_dot() {
    for (answer, expected) in [
        ("so_van_ban = 5", "Số: 05/BC-UBND"),
        ("so_van_ban = 9", "Số: 09/BC-UBND"),
        ("so_van_ban = 10", "Số: 10/BC-UBND"),
        ("so_van_ban = 1234", "Số: 1234/BC-UBND"),
        // The văn thư writes it in after the signature.
        ("", "Số:        /BC-UBND"),
    ] {
        let word = general(answer);
        let [_, [cell, beside]] = head(&word);
        assert_eq!(
            looks(&word, written(cell)),
            pairs(&[(expected, "13 center")]),
            "phụ lục I, mục II.3.a, II.3.c: number, stroke, BC and the issuer, without spaces and without a year"
        );
        assert!(beside.words().starts_with("Suối Lim, ngày"), "phụ lục I, mục II.4.c: place and date on the same line");
        let line = word.line(expected);
        let date = written(beside)[0];
        let above = [line, date].map(|p| word.length(p, "w:spacing", "w:before"));
        assert_eq!(above[0], above[1], "phụ lục I, mục II.4.c: level with the number");
    }
    for (answers, expected) in
        [(board(), "Số:        /BC-BĐH"), (department(), "Số: 318/BC-SVHTTDL"), (division(), "Số: 05/BC-KT")]
    {
        let word = Word::of(&answers);
        assert_eq!(
            word.look(word.line(expected)),
            "13 center",
            "phụ lục I, mục II.3.b: BC and the issuer's own letters"
        );
    }
}

/// Mục II.4.
#[test]
fn place_and_date_are_italic_and_days_and_the_first_months_have_two_digits() {
    for (date, expected) in [
        ("2026-01-05", "ngày 05 tháng 01 năm 2026"),
        ("2026-02-09", "ngày 09 tháng 02 năm 2026"),
        ("2026-03-10", "ngày 10 tháng 3 năm 2026"),
        ("2026-09-30", "ngày 30 tháng 9 năm 2026"),
        ("2026-10-01", "ngày 01 tháng 10 năm 2026"),
        ("2026-12-31", "ngày 31 tháng 12 năm 2026"),
    ] {
        let word = general(&format!("ngay_ban_hanh = {date}"));
        let [_, [_, cell]] = head(&word);
        let line = format!("Suối Lim, {expected}");
        assert_eq!(cell.words(), line, "phụ lục I, mục II.4.b, II.4.c: below quốc hiệu");
        assert_eq!(word.look(word.line(&line)), "14 italic center", "phụ lục I, mục II.4.c");
    }
    let word = general("");
    let open = word.line("Suối Lim, ngày      tháng      năm 2026");
    assert_eq!(word.look(open), "14 italic center", "phụ lục I, mục II.4.b: day and month are left open");
    // A long name takes 13 points rather than a second line.
    let long =
        format!("{}ngay_ban_hanh = 2026-12-29\n", COMPLETE.replace("= \"Suối Lim\"", "= \"Thành phố Hồ Chí Minh\""));
    let word = Word::of(&long);
    let line = word.line("Thành phố Hồ Chí Minh, ngày 29 tháng 12 năm 2026");
    assert_eq!(word.look(line), "13 italic center", "phụ lục I, mục II.4.c: 13 to 14 points");
    assert_eq!(word.broken(line).len(), 1, "phụ lục I, mục II.4.c: on one line");
}

/// Mục II.5 and II.9.
#[test]
fn title_and_subject_are_bold_over_a_rule_and_a_higher_body_is_addressed() {
    for (answers, subject, lines) in [
        (COMPLETE.to_owned(), "Kết quả thực hiện công tác giảm nghèo năm 2026", 1),
        (commune(), "Kết quả các hoạt động hưởng ứng Tháng hành động vì trẻ em năm 2026", 2),
    ] {
        let word = Word::of(&answers);
        let title = word.line("BÁO CÁO");
        assert_eq!(word.look(title), "14 bold center", "phụ lục I, mục II.5.b: the type in capitals");
        let below = word.after(title)[0];
        assert_eq!(looks(&word, [below]), pairs(&[(subject, "14 bold center")]), "phụ lục I, mục II.5.b: no full stop");
        let broken = word.broken(below);
        assert_eq!(broken.len(), lines, "phụ lục I, mục II.5.b: even lines {broken:?}");
        let (shortest, longest) = (broken.iter().min().expect("a line"), broken.iter().max().expect("a line"));
        assert!(shortest * 3 > longest * 2, "phụ lục I, mục II.5.b: even lines {broken:?}");
        is_a_third_to_a_half(word.rule_below(below), *longest, "mục II.5.b");
    }
    // To one body, on the same line.
    let lines = general("kinh_gui = [\"Sở Y tế tỉnh Quảng Ngãi.\"]").body.lines();
    assert!(!lines.iter().any(|line| line.starts_with("Kính gửi")), "phụ lục I, mục II.9.b: only to a higher body");
    let upward = replaced(COMPLETE, "gui_cap_tren = false", "gui_cap_tren = true\nkinh_gui = [\"Sở Y tế.\"]");
    let word = Word::of(&upward);
    let line = word.line("Kính gửi: Sở Y tế");
    assert_eq!(word.look(line), "14 center", "phụ lục I, mục II.9.b, II.9.d: one addressee, on the same line");
    // To several, a line each, dashes below the colon.
    let word = Word::of(&division());
    let lead = word.line("Kính gửi:");
    let items = &word.after(lead)[..2];
    let expected =
        pairs(&[("- Ủy ban nhân dân xã Suối Lim;", "14 left"), ("- Ban Chỉ huy Phòng thủ dân sự xã.", "14 left")]);
    assert_eq!(looks(&word, items.iter().copied()), expected, "phụ lục I, mục II.9.b, II.9.d: a line each");
    assert_eq!(word.look(lead), "14 left", "phụ lục I, mục II.9.d");
    // "Kính gửi" takes 3.57 times the size of its letters.
    let colon = word.length(lead, "w:ind", "w:left") + 357 * 14 * 20 / 100;
    for item in items {
        let dash = word.length(item, "w:ind", "w:left") - word.length(item, "w:ind", "w:hanging");
        assert!((dash - colon).abs() <= 5, "phụ lục I, mục II.9.d: the dash at {dash}, the colon at {colon}");
    }
}

/// The paragraphs of the main text, from the one after `last` of the title to the last sentence, tables apart.
fn main_text<'a>(word: &'a Word, last: &str) -> Vec<&'a Node> {
    let last = word.line(last);
    let own = word.body.children.iter().filter(|child| child.name == "w:p");
    let own = own.skip_while(|p| !std::ptr::eq(*p, last)).skip(1).filter(|p| !p.words().is_empty());
    let mut list = Vec::new();
    for paragraph in own {
        list.push(paragraph);
        if paragraph.words().ends_with("./.") {
            return list;
        }
    }
    panic!("phụ lục III, mẫu 1.4: no ./. in\n{}", word.body.lines().join("\n"));
}

/// Mục II.6.a, II.6.b, II.6.e; mẫu 1.4.
#[test]
fn bases_are_italic_and_the_text_is_justified_indented_and_ends_with_its_mark() {
    for (name, answers, last) in [
        ("division", division(), "- Ban Chỉ huy Phòng thủ dân sự xã."),
        ("board", board(), "Kết quả các hoạt động hưởng ứng Tháng hành động vì trẻ em năm 2021"),
        ("department", department(), "Kính gửi: Ủy ban nhân dân tỉnh Quảng Ngãi"),
        ("commune", commune(), "Kính gửi: Sở Y tế tỉnh Quảng Ngãi"),
    ] {
        let word = Word::of(&answers);
        let text = main_text(&word, last);
        assert!(text.len() > 15, "{name}: the text of a report, and not {} lines", text.len());
        for paragraph in &text {
            let (words, look) = (paragraph.words(), word.look(paragraph));
            let expected = if words.starts_with("Căn cứ") { "14 italic both" } else { "14 both" };
            assert_eq!(look.replace(" bold", ""), expected, "phụ lục I, mục II.6.a, II.6.e: {words}");
            let length = |element, attribute| word.length(paragraph, element, attribute);
            assert_eq!(length("w:ind", "w:firstLine"), 567, "phụ lục I, mục II.6.e: 1 cm; {words}");
            assert_eq!(length("w:ind", "w:left") + length("w:ind", "w:right"), 0, "phụ lục I, mục II.6.e: {words}");
            assert_eq!(length("w:spacing", "w:before"), 120, "phụ lục I, mục II.6.e: 6 points; {words}");
            let line = (length("w:spacing", "w:line"), word.stands(paragraph, "w:spacing", "w:lineRule"));
            assert_eq!(
                (line.0, line.1.as_deref()),
                (276, Some("auto")),
                "phụ lục I, mục II.6.e: 1 to 1.5 lines; {words}"
            );
        }
        let marks = word.body.words().matches("./.").count();
        let appendices = word.sections().len() - 1;
        assert_eq!(marks, 1 + appendices, "phụ lục III, mẫu 1.4, 2.1: ./. once, and once an appendix; {name}");
        let closing = text.last().expect("the last sentence").words();
        assert!(closing.starts_with("Trên đây là báo cáo") && !closing.contains(" ./."), "mẫu 1.4: {closing}");
    }
    let word = Word::of(&division());
    let lines: Vec<String> = word.body.lines().into_iter().filter(|line| line.starts_with("Căn cứ")).collect();
    let expected = [
        "Căn cứ Luật Phòng, chống thiên tai;",
        "Căn cứ Kế hoạch số 21/KH-UBND ngày 02 tháng 3 năm 2026 của Ủy ban nhân dân xã Suối Lim về việc phòng, \
         chống thiên tai và tìm kiếm cứu nạn năm 2026.",
    ];
    assert_eq!(lines, expected, "phụ lục I, mục II.6.a: a line each, ; and at the end .");
    let lead = word.after(word.line(expected[1]))[0].words();
    let cited = "Thực hiện Công văn số 402/UBND-KT ngày 16 tháng 9 năm 2026 của Ủy ban nhân dân xã Suối Lim về việc ";
    assert!(lead.starts_with(cited), "phụ lục I, mục II.6.b: in full where it is first named: {lead}");
    // What is named again has its number and symbol alone.
    let again = replaced(
        &division(),
        "kind = \"Luật\"\nsubject = \"Phòng, chống thiên tai\"",
        "kind = \"Công văn\"\nnumber = \"402\"\nsymbol = \"UBND-KT\"\ndate = 2026-09-16\n\
         issuer = \"Ủy ban nhân dân xã Suối Lim\"\nsubject = \"báo cáo công tác phòng, chống thiên tai\"",
    );
    let words = Word::of(&again).body.words();
    assert!(words.contains("Thực hiện Công văn số 402/UBND-KT, Phòng Kinh tế"), "phụ lục I, mục II.6.b: {words}");
}

/// A type of the office's own: its results are points, and a second table has an appendix, too.
fn own_type() -> String {
    let general = file("config/reports/bao-cao-chung.toml");
    let own = replaced(&general, "\nid = \"bao-cao-chung\"", "\nid = \"rieng\"");
    let heading = "{ id = \"h-muc\", role = \"heading2\"";
    let points = "{ id = \"h-cac-mat\", role = \"heading2\", text = \"Các mặt công tác\" },\n  \
                  { id = \"h-muc\", role = \"heading3\"";
    let table = "  { id = \"bang-muc\", role = \"table\", each = \"ket_qua\", appendix = \"Các mục đã làm\", \
                 cells = [{ title = \"Mục\", text = \"{ket_qua.tieu_de}\" }] },\n";
    let own = replaced(&own, heading, points);
    replaced(&own, "  # ---- Đánh giá\n", &format!("{table}  # ---- Đánh giá\n"))
}

/// Mục II.6.đ, and the table of parts in mục V.
#[test]
fn headings_are_numbered_by_the_scheme_of_parts_and_points_with_its_weights_and_letters() {
    let word = Word::of(&commune());
    let text = main_text(&word, "Kính gửi: Sở Y tế tỉnh Quảng Ngãi");
    let numbered = |p: &&Node| {
        let words = p.words();
        let number = words.split(' ').next().unwrap_or_default();
        number.ends_with(')') || number.ends_with('.') && number.len() < 5
    };
    let headings: Vec<&Node> = text.into_iter().filter(numbered).collect();
    let expected = pairs(&[
        ("I. ĐẶC ĐIỂM TÌNH HÌNH", "14 bold both"),
        ("II. TỔ CHỨC THỰC HIỆN", "14 bold both"),
        ("1. Công tác tham mưu, chỉ đạo", "14 bold both"),
        ("2. Lễ phát động và hoạt động truyền thông", "14 bold both"),
        ("3. Các hoạt động vì trẻ em", "14 bold both"),
        ("a) Chăm sóc sức khỏe", "14 both"),
        ("b) Vận động, tặng quà, học bổng", "14 both"),
        ("c) Vui chơi, văn hóa, thể thao và công trình cho trẻ em", "14 both"),
        ("d) Thực hiện quyền tham gia của trẻ em", "14 both"),
        ("đ) Bảo vệ trẻ em", "14 both"),
        ("4. Công tác kiểm tra, giám sát", "14 bold both"),
        ("5. Kinh phí thực hiện", "14 bold both"),
        ("III. ĐÁNH GIÁ CHUNG", "14 bold both"),
        ("1. Ưu điểm", "14 bold both"),
        ("2. Tồn tại, hạn chế", "14 bold both"),
        ("3. Nguyên nhân", "14 bold both"),
        ("4. Bài học kinh nghiệm", "14 bold both"),
        ("IV. PHƯƠNG HƯỚNG, NHIỆM VỤ THỜI GIAN TỚI", "14 bold both"),
        ("V. KIẾN NGHỊ, ĐỀ XUẤT", "14 bold both"),
    ]);
    assert_eq!(looks(&word, headings.iter().copied()), expected, "phụ lục I, mục II.6.đ and mục V");
    assert!(headings.iter().all(|p| word.keeps_next(p)), "no heading is left alone at the foot of a page");
    let rest = word.body.lines();
    let bold =
        word.body.every("w:p").into_iter().filter(|p| !p.words().is_empty() && word.look(p).contains("bold both"));
    assert_eq!(bold.count(), 14, "phụ lục I, mục II.6.đ: nothing else in the text is bold: {rest:?}");
    // The letters of points are those of the Vietnamese alphabet, without its vowels with marks; what is typed as a
    // heading with a number, a colon or a stop has none.
    let titles = ["1. Một:", "Hai.", "Ba;", "Bốn", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười", "Mười một", "Mười hai"];
    let rows = titles.map(|title| format!("{{ tieu_de = \"{title}\", noi_dung = \"Đã làm.\" }}")).join(", ");
    let answers = replaced(COMPLETE, "{ tieu_de = \"Cho vay vốn\", noi_dung = \"Đã cho 46 hộ vay vốn.\" }", &rows);
    let answers = replaced(&answers, "type = \"bao-cao-chung\"", "type = \"rieng\"");
    let word = Word::with_type(&own_type(), &answers);
    let points: Vec<String> = word.body.lines().into_iter().filter(|line| line.contains(") ")).collect();
    let expected = [
        "a) Một",
        "b) Hai",
        "c) Ba",
        "d) Bốn",
        "đ) Năm",
        "e) Sáu",
        "g) Bảy",
        "h) Tám",
        "i) Chín",
        "k) Mười",
        "l) Mười một",
        "m) Mười hai",
    ];
    assert_eq!(points, expected, "phụ lục I, mục II.6.đ: letters of points; no colon and no stop after a heading");
}

/// The end: nơi nhận and the signature, side by side.
fn end(word: &Word) -> [&Node; 2] {
    let is_end = |table: &&Node| table.words().starts_with("Nơi nhận:");
    let table = word.body.every("w:tbl").into_iter().find(is_end).expect("the end");
    let rows = table.every("w:tr");
    assert_eq!(rows.len(), 1, "phụ lục I, mục II.9.d: nơi nhận is level with the post");
    assert!(rows[0].at("w:trPr/w:cantSplit").is_some(), "the signature stays whole");
    let cells = rows[0].every("w:tc");
    [cells[0], cells[1]]
}

/// Mục II.7.
#[test]
fn the_signer_has_his_right_and_post_in_bold_capitals_above_his_name() {
    let signed = |signature: &str, issuer: &str| {
        let answers = replaced(COMPLETE, "{ form = \"tm\", name = \"Nguyễn Văn A\" }", signature);
        Word::of(&replaced(&answers, "loai_chu_the = \"ubnd\"", issuer))
    };
    let (committee, school) = ("loai_chu_the = \"ubnd\"", "loai_chu_the = \"truong\"");
    let tm = ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"];
    let cases: [(Word, &[&str], &str); 10] = [
        (signed("{ form = \"tm\", name = \"Nguyễn Văn A\" }", committee), &tm, "II.7.b: TM."),
        (
            signed("{ form = \"tm_kt\", name = \"Nguyễn Văn A\" }", committee),
            &["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
            "II.7.b: TM. and KT.",
        ),
        (
            signed("{ form = \"kt\", name = \"Nguyễn Văn A\" }", school),
            &["KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG"],
            "II.7.b: KT.",
        ),
        (
            signed("{ form = \"tl\", post = \"Chánh Văn phòng\", name = \"Nguyễn Văn A\" }", committee),
            &["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"],
            "II.7.b: TL.",
        ),
        (
            signed("{ form = \"tuq\", post = \"Trưởng phòng Kinh tế\", name = \"Nguyễn Văn A\" }", committee),
            &["TUQ. CHỦ TỊCH", "TRƯỞNG PHÒNG KINH TẾ"],
            "II.7.b: TUQ.",
        ),
        (
            signed("{ form = \"q\", name = \"Nguyễn Văn A\" }", committee),
            &["TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH"],
            "II.7.b: TM. and Q.",
        ),
        (signed("{ form = \"truc_tiep\", name = \"Nguyễn Văn A\" }", school), &["HIỆU TRƯỞNG"], "II.7.c: the head"),
        (Word::of(&division()), &["KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"], "II.7.b: KT."),
        (Word::of(&department()), &["TL. Q. GIÁM ĐỐC", "TRƯỞNG PHÒNG\nQUẢN LÝ VĂN HÓA"], "II.7.b: TL."),
        (Word::of(&commune()), &["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], "II.7.b: TM. and KT."),
    ];
    for (word, posts, clause) in &cases {
        let [left, cell] = end(word);
        let paragraphs = cell.every("w:p");
        let (above, below) = paragraphs.split_at(posts.len());
        let expected: Vec<(&str, &str)> = posts.iter().map(|post| (*post, "14 bold center")).collect();
        assert_eq!(looks(word, above.iter().copied()), pairs(&expected), "phụ lục I, mục {clause}; II.7.đ");
        let [room, name] = below else { panic!("{clause}: room and name, not {}", cell.words()) };
        let height = (word.length(room, "w:spacing", "w:line"), word.stands(room, "w:spacing", "w:lineRule"));
        assert_eq!((room.words().as_str(), height.0, height.1.as_deref()), ("", 1600, Some("exact")), "room to sign");
        let names = ["Nguyễn Văn A", "Lê Thị Thử", "Phan Văn Thí", "Đinh Văn Mẫu"];
        assert!(names.contains(&name.words().as_str()), "phụ lục I, mục II.7.c: the name as it is: {}", name.words());
        assert_eq!(word.look(name), "14 bold center", "phụ lục I, mục II.7.đ: the name in bold, not in capitals");
        assert!(word.room(name) > word.room(left.every("w:p")[0]), "phụ lục I, mục II.7.đ: on the right");
        let before = word.body.every("w:p").into_iter().rfind(|p| p.words().contains("Trên đây là báo cáo"));
        let closing = before.expect("the last sentence");
        let between = word.after(closing)[0];
        assert!(word.keeps_next(closing) && word.keeps_next(between), "the last sentence stays with the signature");
    }
    // A board that uses the seal of its committee: the other post between the signature and the name.
    let word = Word::of(&board());
    let [_, cell] = end(&word);
    let words: Vec<String> = cell.every("w:p").iter().map(|p| p.words()).collect();
    let expected = ["KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", "", "PHÓ CHỦ TỊCH UBND HUYỆN", "Y Lan"];
    assert_eq!(words, expected, "phụ lục I, mục II.7.c, II.7.đ: the other post");
    let looks = looks(&word, written(cell));
    assert!(looks.iter().all(|(_, look)| look == "14 bold center"), "phụ lục I, mục II.7.đ: {looks:?}");
}

/// Mục II.9.
#[test]
fn recipients_stand_on_the_left_from_those_above_to_the_file_copy() {
    let cases: [(String, &[&str]); 4] = [
        (division(), &["- Như trên;", "- Thường trực Đảng ủy xã (b/c);", "- Trưởng các thôn (t/h);", "- Lưu: VT, KT."]),
        (
            board(),
            &[
                "- Sở LĐTBXH tỉnh;",
                "- UBND các huyện;",
                "- Các ban, ngành, đoàn thể liên quan;",
                "- UBND các xã, thị trấn;",
                "- Lưu: VT, BVCSTE&BĐG.",
            ],
        ),
        (
            department(),
            &[
                "- Như trên;",
                "- Giám đốc Sở (b/c);",
                "- Thư viện tỉnh (p/h);",
                "- Các báo, đài (để biết);",
                "- Thư viện các xã (niêm yết);",
                "- Lưu: VT, QLVH.",
            ],
        ),
        (COMPLETE.to_owned(), &["- Lưu: VT."]),
    ];
    for (answers, entries) in cases {
        let word = Word::of(&answers);
        let [cell, _] = end(&word);
        let paragraphs = cell.every("w:p");
        let title = pairs(&[("Nơi nhận:", "12 bold italic left")]);
        assert_eq!(looks(&word, [paragraphs[0]]), title, "phụ lục I, mục II.9.d: the title");
        let expected: Vec<(&str, &str)> = entries.iter().map(|entry| (*entry, "11 left")).collect();
        let found = looks(&word, paragraphs[1..].iter().copied());
        assert_eq!(found, pairs(&expected), "phụ lục I, mục II.9.b, II.9.d: ; after each, a full stop after Lưu: VT");
        for paragraph in paragraphs {
            let sides = ["w:left", "w:firstLine"].map(|side| word.length(paragraph, "w:ind", side));
            assert_eq!(sides, [0, 0], "phụ lục I, mục II.9.d: flush left");
        }
    }
}

/// Mục III.1; mẫu 2.1.
#[test]
fn an_appendix_has_its_own_pages_name_and_reference_and_lies_across_where_it_is_wide() {
    let wide =
        division().replace("so_luong = 74", "ke_hoach = 1234567890\nso_luong = 1234567890\ncung_ky = 1234567890");
    let open = replaced(&division(), "so_van_ban = 5\nngay_ban_hanh = 2026-09-24\n", "");
    let issued = "Báo cáo số 05/BC-KT ngày 24 tháng 9 năm 2026";
    let blank = "Báo cáo số        /BC-KT ngày      tháng      năm 2026";
    let (upright, across) = ((11_906, 16_838, None), (16_838, 11_906, Some("landscape")));
    for (answers, issued, paper) in [(division(), issued, upright), (wide, issued, across), (open, blank, upright)] {
        let word = Word::of(&answers);
        let label = word.line("Phụ lục");
        assert_eq!(word.look(label), "14 bold center", "phụ lục I, mục III.1.c");
        let below = word.after(label);
        let reference = format!("(Kèm theo {issued} của Phòng Kinh tế)");
        let expected = pairs(&[
            ("SỐ LIỆU PHÒNG, CHỐNG THIÊN TAI 9 THÁNG ĐẦU NĂM 2026", "14 bold center"),
            (&reference, "14 italic center"),
        ]);
        assert_eq!(looks(&word, below[..2].iter().copied()), expected, "phụ lục I, mục III.1.c; mẫu 2.1");
        let longest = word.broken(below[1]).into_iter().max().expect("a line");
        is_a_third_to_a_half(word.rule_below(below[1]), longest, "mẫu 2.1");
        let ends: Vec<&&Node> = below.iter().filter(|p| !p.words().is_empty()).collect();
        assert_eq!(ends.last().expect("an end").words(), "./.", "phụ lục III, mẫu 2.1: its end is marked");
        let pointer = word.line("(Số liệu chi tiết tại Phụ lục kèm theo.)");
        assert_eq!(word.look(pointer), "14 both", "phụ lục I, mục III.1.a: the text points to it");
        let sections = word.sections();
        assert_eq!(sections.len(), 2, "phụ lục I, mục III.1: it begins on a page of its own");
        let start = sections[1].at("w:pgNumType").and_then(|number| number.get("w:start"));
        assert_eq!(start, Some("1"), "phụ lục I, mục III.1.đ: its pages are numbered from 1");
        let papers = sections.iter().map(|section| section.the("w:pgSz"));
        let papers: Vec<_> =
            papers.map(|size| (size.number("w:w"), size.number("w:h"), size.get("w:orient"))).collect();
        assert_eq!(papers, [upright, paper], "phụ lục I, mục I.2: only an appendix with a wide table lies across");
    }
    // Two have Roman numbers, and each its own pages.
    let two = replaced(&division(), "type = \"bao-cao-chung\"", "type = \"rieng\"");
    let word = Word::with_type(&own_type(), &two);
    let labels: Vec<String> = word.body.lines().into_iter().filter(|line| line.starts_with("Phụ lục")).collect();
    assert_eq!(labels, ["Phụ lục I", "Phụ lục II"], "phụ lục I, mục III.1.b: Roman numbers");
    let starts: Vec<Option<&str>> =
        word.sections().iter().map(|section| section.at("w:pgNumType").and_then(|n| n.get("w:start"))).collect();
    assert_eq!(starts, [None, Some("1"), Some("1")], "phụ lục I, mục III.1.đ: each from 1");
    for label in labels {
        word.line(&format!("(Số liệu chi tiết tại {label} kèm theo.)"));
    }
}

/// What the decree leaves open, as offices do it.
#[test]
fn tables_and_footnotes_are_as_offices_set_them() {
    let is_grid = |table: &&Node| table.the("w:tblPr/w:tblStyle").get("w:val") == Some("TableGrid");
    let figures =
        |word: &Word| word.body.every("w:tbl").into_iter().position(|table| is_grid(&table)).expect("figures");
    let word = Word::of(&department());
    let table = word.body.every("w:tbl")[figures(&word)];
    let rows = table.every("w:tr");
    assert!(rows.iter().all(|row| row.at("w:trPr/w:cantSplit").is_some()), "no row is split");
    let repeated: Vec<bool> = rows.iter().map(|row| row.at("w:trPr/w:tblHeader").is_some()).collect();
    assert_eq!(repeated, [true, false, false, false, false, false, false], "the header stands on every page");
    for (row, expected) in [(0, "13 bold center"), (2, "13 left")] {
        let cell = rows[row].every("w:p")[1];
        assert_eq!(word.look(cell), expected, "one point less than the text: {}", cell.words());
    }
    // Figures so long that they would be split at 13 points.
    let long =
        replaced(&department(), "ke_hoach = 2\nso_luong = 3.5\n", "ke_hoach = 12345678901\nso_luong = 12345678901\n");
    let narrow = Word::of(&replaced(&long, "cung_ky = \"unknown\"", "cung_ky = 12345678901"));
    let small = narrow.body.every("w:tbl")[figures(&narrow)];
    let looks: Vec<String> = [0, 1].map(|row| narrow.look(small.every("w:tr")[row].every("w:p")[1])).to_vec();
    assert_eq!(
        looks,
        ["10 bold center", "10 left"],
        "smaller where a figure, or a word of several syllables, would be split"
    );
    for table in [table, small] {
        let width: i64 = table.every("w:gridCol").iter().map(|column| column.number("w:w")).sum();
        assert!((9050..=9071).contains(&width), "as wide as the text: {width}");
    }
    // Word's own footnotes, numbered 1, 2 in the order in which they are met.
    let word = Word::of(&division());
    let marks: Vec<Option<&str>> = word.body.every("w:footnoteReference").iter().map(|mark| mark.get("w:id")).collect();
    assert_eq!(marks, [Some("1"), Some("2")]);
    let notes = word.part("word/footnotes.xml");
    let notes: Vec<&Node> = notes.children.iter().filter(|note| note.get("w:type").is_none()).collect();
    let words: Vec<String> = notes.iter().map(|note| note.words()).collect();
    let second = " Riêng các thôn Làng Hạ, Đồng Vừng và Bàu Sen nhận kèm danh sách hộ phải sơ tán.";
    assert_eq!(words, [" Số liệu tính đến hết ngày 20/9/2026.", second]);
    for note in notes {
        let runs = note.every("w:r");
        assert!(runs[0].at("w:footnoteRef").is_some(), "the number is Word's own");
        assert_eq!(word.look(note.every("w:p")[0]), "10 both", "smaller than the text, and upright");
    }
}

/// What the decree leaves to custom, and mục II.6.b of documents that are cited.
#[test]
fn figures_dates_and_amounts_are_written_as_offices_do() {
    let said =
        |answers: &str| Word::of(answers).body.words().replace(['\u{a0}', '\u{202f}'], " ").replace('\u{2060}', "");
    let text = said(&commune());
    for phrase in [
        "Dân số toàn xã 6.420 người",
        "đạt 93,7%.",
        "01 thôn chưa có kế hoạch",
        "Có 7/8 thôn (87,5%)",
        "Công văn số 1205/SYT-BMTE ngày 06 tháng 5 năm 2026 của Sở Y tế",
        "Ngày 01/6/2026, Đoàn Thanh niên xã",
        "mỗi suất 0,5 triệu đồng, tổng trị giá 25 triệu đồng",
        "gần 240 lượt trẻ em",
        "khoảng 950 lượt người",
    ] {
        assert!(text.contains(phrase), "{phrase}: {text}");
    }
    let plain = said(&replaced(&commune(), "so_0_dau = true", "so_0_dau = false"));
    assert!(plain.contains("1 thôn chưa có kế hoạch"), "counts without a nought: {plain}");
    let decimals = said(&department());
    assert!(decimals.contains("3,5"), "a decimal comma: {decimals}");
}
