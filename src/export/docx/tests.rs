//! The parts of the file, row by row of the decree.

mod file;
mod schema;
mod words;

use file::{File, Node};
use schema::{in_order, well_formed};

use super::*;
use crate::document::layout::sample::{a_body_with_tables, numbered, report, words};
use crate::document::{Run, Table};
use crate::export::measures::Measures;
use crate::export::plain_text;

fn nd30(document: &Document) -> File {
    File::of(document, Measures::nd30())
}

fn body(blocks: Vec<Block>) -> Document {
    Document { body: blocks, ..Document::default() }
}

/// The first paragraph in a style.
fn first<'a>(body: &'a Node, style: &str) -> &'a Node {
    body.every("w:p").into_iter().find(|p| p.style() == style).unwrap_or_else(|| panic!("no {style}"))
}

fn number(node: Option<&Node>, attribute: &str) -> i64 {
    node.and_then(|node| node.get(attribute)).map_or(0, |value| value.parse().unwrap())
}

/// The length of the rule that stands right after the paragraph, in a room.
fn rule_after(paragraphs: &[&Node], style: &str, room: i64) -> i64 {
    let last = paragraphs.iter().rposition(|p| p.style() == style).unwrap();
    let rule = paragraphs[last + 1];
    assert_eq!(rule.style(), "Rule", "after {style}");
    room - number(rule.at("w:pPr/w:ind"), "w:left") - number(rule.at("w:pPr/w:ind"), "w:right")
}

/// An appendix with a table of so many columns.
fn appendix(columns: usize) -> Vec<Block> {
    let mut table = Block::new(Role::Table, Vec::new());
    let cell = || vec![Run::plain("1.234.567")];
    table.table = Some(Table {
        header: vec!["Chỉ tiêu".to_owned(); columns],
        rows: vec![vec![cell(); columns]; 3],
        has_total: false,
        align: vec![crate::document::Align::Right; columns],
    });
    vec![
        words(Role::AppendixLabel, "Phụ lục"),
        words(Role::AppendixTitle, "SỐ LIỆU"),
        words(Role::AppendixReference, "(Kèm theo Báo cáo số 05/BC-UBND ngày 05 tháng 7 năm 2026 của UBND xã)"),
        table,
        words(Role::AppendixEnd, "./."),
    ]
}

#[test]
fn the_page_is_that_of_the_decree() {
    let body = nd30(&report()).body();
    let section = body.at("w:sectPr").unwrap();
    let size = section.at("w:pgSz").unwrap();
    assert_eq!((size.get("w:w"), size.get("w:h"), size.get("w:orient")), (Some("11906"), Some("16838"), None));
    let margins = ["w:top", "w:bottom", "w:left", "w:right"].map(|side| number(section.at("w:pgMar"), side));
    assert_eq!(margins, [1134, 1134, 1701, 1134]);
    assert!(section.at("w:titlePg").is_some() && section.at("w:pgNumType").is_none());
}

#[test]
fn letters_are_times_new_roman_in_vietnamese() {
    let styles = nd30(&report()).part("word/styles.xml");
    let letters = styles.at("w:docDefaults/w:rPrDefault/w:rPr").unwrap();
    for face in ["w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"] {
        assert_eq!(letters.at("w:rFonts").unwrap().get(face), Some("Times New Roman"));
    }
    assert_eq!((letters.val("w:lang"), letters.val("w:sz")), (Some("vi-VN"), Some("28")));
    assert!(styles.every("w:color").is_empty(), "all of it is black");
}

#[test]
fn the_page_number_stands_in_the_top_margin_from_the_second_page_on() {
    let file = nd30(&report());
    let body = file.body();
    let references = body.every("w:headerReference");
    let kinds: Vec<_> = references.iter().map(|r| (r.get("w:type"), r.get("r:id"))).collect();
    assert_eq!(kinds, [(Some("default"), Some("rId4")), (Some("first"), Some("rId5"))]);
    assert!(body.every("w:footerReference").is_empty());
    assert!(file.text("word/_rels/document.xml.rels").contains(r#"Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml""#));
    assert_eq!(file.part("word/header1.xml").every("w:instrText")[0].text.trim(), "PAGE");
    assert_eq!(file.part("word/header2.xml").letters(), "");
    let style = style(&file, "Header");
    assert_eq!((style.val("w:rPr/w:sz"), style.val("w:pPr/w:jc")), (Some("28"), Some("center")));
    assert!(number(body.at("w:sectPr/w:pgMar"), "w:header") < number(body.at("w:sectPr/w:pgMar"), "w:top"));
}

/// The definition of a style.
fn style(file: &File, id: &str) -> Node {
    let styles = file.part("word/styles.xml");
    let found = styles.children.into_iter().find(|style| style.get("w:styleId") == Some(id));
    found.unwrap_or_else(|| panic!("no style {id}"))
}

#[test]
fn every_element_has_the_size_and_face_of_its_clause() {
    let file = nd30(&report());
    for (id, size, bold, italic, align) in [
        ("Nation", 26, true, false, "center"),
        ("Motto", 28, true, false, "center"),
        ("Parent", 26, false, false, "center"),
        ("Agency", 26, true, false, "center"),
        ("DocumentNumber", 26, false, false, "center"),
        ("PlaceDate", 28, false, true, "center"),
        ("Title", 28, true, false, "center"),
        ("Subtitle", 28, true, false, "center"),
        ("Addressee", 28, false, false, "center"),
        ("Basis", 0, false, true, "both"),
        ("BodyText", 0, false, false, "both"),
        ("ListItem", 0, false, false, "both"),
        ("Heading1", 0, true, false, "both"),
        ("Heading2", 0, true, false, "both"),
        ("Heading3", 0, false, false, "both"),
        ("LastSentence", 0, false, false, "both"),
        ("SignatureLine", 28, true, false, "center"),
        ("OtherPost", 28, true, false, "center"),
        ("SignerName", 28, true, false, "center"),
        ("RecipientsTitle", 24, true, true, ""),
        ("Recipient", 22, false, false, ""),
        ("FootnoteText", 20, false, false, "both"),
        ("AppendixLabel", 28, true, false, "center"),
        ("AppendixTitle", 28, true, false, "center"),
        ("AppendixReference", 28, false, true, "center"),
    ] {
        let style = style(&file, id);
        let found = (
            number(style.at("w:rPr/w:sz"), "w:val"),
            style.at("w:rPr/w:b").is_some(),
            style.at("w:rPr/w:i").is_some(),
            style.val("w:pPr/w:jc").unwrap_or_default(),
        );
        assert_eq!(found, (size, bold, italic, align), "{id}");
    }
    for id in ["BodyText", "ListItem", "Basis", "Heading1"] {
        let style = style(&file, id);
        let spacing = style.at("w:pPr/w:spacing");
        assert!(number(spacing, "w:before") >= 120, "at least 6 pt");
        assert!((240..=360).contains(&number(spacing, "w:line")), "single to one and a half lines");
        assert!((567..=720).contains(&number(style.at("w:pPr/w:ind"), "w:firstLine")), "1 to 1.27 cm");
    }
    for (id, level) in [("Heading1", "0"), ("Heading2", "1"), ("Heading3", "2")] {
        let style = style(&file, id);
        assert_eq!(style.val("w:pPr/w:outlineLvl"), Some(level));
        assert_eq!(style.val("w:name"), Some(format!("heading {}", &id[7..]).as_str()), "Word's own name");
        assert!(style.at("w:pPr/w:keepNext").is_some());
    }
}

#[test]
fn the_head_is_a_table_of_unequal_columns_in_which_nothing_wraps() {
    let body = nd30(&report()).body();
    let table = &body.every("w:tbl")[0];
    let columns: Vec<i64> = table.every("w:gridCol").into_iter().map(|c| number(Some(c), "w:w")).collect();
    assert!(columns[1] > columns[0] * 14 / 10, "{columns:?}");
    let room = columns[1] - 2 * i64::from(styles::TWO_COLUMNS_MARGIN);
    assert!(i64::from(metrics::width("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", metrics::Face::Bold, 26)) <= room);
    assert!(table.every("w:tblBorders").is_empty());
    // Number and date are level.
    let rows = table.every("w:tr");
    let styles: Vec<Vec<&str>> = rows.iter().map(|r| r.every("w:p").iter().map(|p| p.style()).collect()).collect();
    assert_eq!(styles[0], ["Parent", "Agency", "Rule", "Nation", "Motto", "Rule"]);
    assert_eq!(styles[1], ["DocumentNumber", "PlaceDate"]);
}

#[test]
fn rules_are_as_long_as_the_decree_says() {
    let body = nd30(&report()).body();
    let head = &body.every("w:tbl")[0];
    let columns: Vec<i64> = head.every("w:gridCol").into_iter().map(|c| number(Some(c), "w:w")).collect();
    let paragraphs = head.every("w:p");
    let margin = 2 * i64::from(styles::TWO_COLUMNS_MARGIN);
    let text = |text, size| i64::from(metrics::width(text, metrics::Face::Bold, size));
    let motto = text("Độc lập - Tự do - Hạnh phúc", 28);
    assert!((rule_after(&paragraphs, "Motto", columns[1] - margin) - motto).abs() <= 1);
    let agency = text("PHÒNG VĂN HÓA - XÃ HỘI", 26);
    let rule = rule_after(&paragraphs, "Agency", columns[0] - margin);
    assert!(rule * 3 >= agency && rule * 2 <= agency, "{rule} of {agency}");
    let subject = first(&body, "Subtitle");
    let room = 9071 - number(subject.at("w:pPr/w:ind"), "w:left") - number(subject.at("w:pPr/w:ind"), "w:right");
    let rule = rule_after(&body.every("w:p"), "Subtitle", 9071);
    assert!(rule * 3 >= room * 9 / 10 && rule * 2 <= room, "{rule} of {room}");
    let style = style(&nd30(&report()), "Rule");
    assert_eq!(style.val("w:pPr/w:pBdr/w:top"), Some("single"));
}

#[test]
fn long_names_are_broken_well() {
    let mut document = report();
    document.head_left =
        vec![words(Role::Agency, "ỦY BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH"), words(Role::Number, "Số: 05/BC-UBND")];
    document.head_right[2] = words(Role::PlaceDate, "Thành phố Hồ Chí Minh, ngày 29 tháng 12 năm 2026");
    let file = nd30(&document);
    let body = file.body();
    assert_eq!(first(&body, "Agency").letters(), "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HỒ CHÍ MINH");
    assert_eq!(style(&file, "PlaceDate").val("w:rPr/w:sz"), Some("26"), "13 pt, for it does not fit in 14");
    document.signature[0] = words(Role::SignatureLine, "TM. BAN CHỈ ĐẠO CÁC CHƯƠNG TRÌNH MỤC TIÊU QUỐC GIA");
    let post = first(&nd30(&document).body(), "SignatureLine").letters();
    assert_eq!(post, "TM. BAN CHỈ ĐẠO CÁC CHƯƠNG\nTRÌNH MỤC TIÊU QUỐC GIA");
    let columns: Vec<i64> = body.every("w:gridCol").into_iter().map(|c| number(Some(c), "w:w")).collect();
    let date = metrics::width(&document.head_right[2].text(), metrics::Face::Italic, 26);
    assert!(i64::from(date + 2 * styles::TWO_COLUMNS_MARGIN) <= columns[1], "{date} in {columns:?}");
}

#[test]
fn one_addressee_stands_on_the_line_and_several_below_the_colon() {
    let body = nd30(&report()).body();
    assert_eq!(first(&body, "Addressee").letters(), "Kính gửi: Ủy ban nhân dân xã Bờ Y");
    let mut document = report();
    document.title.truncate(2);
    document.title.extend([
        words(Role::AddresseeLead, "Kính gửi:"),
        words(Role::AddresseeItem, "Sở Y tế;"),
        words(Role::AddresseeItem, "Ủy ban nhân dân tỉnh."),
    ]);
    let body = nd30(&document).body();
    let (lead, item) = (first(&body, "AddresseeLead"), first(&body, "AddresseeItem"));
    assert_eq!(item.letters(), "- Sở Y tế;");
    let left = |p: &Node| number(p.at("w:pPr/w:ind"), "w:left") - number(p.at("w:pPr/w:ind"), "w:hanging");
    let colon = i64::from(metrics::width("Kính gửi", metrics::Face::Regular, 28));
    assert_eq!(left(item) - left(lead), colon, "the dash is under the colon");
}

#[test]
fn tables_repeat_their_header_and_split_no_row() {
    let body = nd30(&report()).body();
    let tables = body.every("w:tbl");
    assert_eq!(tables.len(), 3, "head, figures, end");
    assert!(tables.iter().all(|t| t.every("w:tr").iter().all(|row| row.at("w:trPr/w:cantSplit").is_some())));
    let rows = tables[1].every("w:tr");
    let headers: Vec<bool> = rows.iter().map(|row| row.at("w:trPr/w:tblHeader").is_some()).collect();
    assert_eq!(headers, [true, false, false, false]);
    let texts: Vec<String> = rows.iter().map(|row| row.letters()).collect();
    assert_eq!(texts, ["Nội dungSố trẻ", "Khám sức khỏe1.300", "Tặng quà45", "Cộng1.345"]);
    // The total never stands alone at the top of a page.
    let kept = |row: &&Node| row.every("w:p").iter().all(|p| p.at("w:pPr/w:keepNext").is_some());
    assert_eq!(rows.iter().map(kept).collect::<Vec<_>>(), [false, false, true, false]);
    let styles: Vec<&str> = rows[1].every("w:p").iter().map(|p| p.style()).collect();
    assert_eq!(styles, ["TableText", "TableFigure"]);
    assert!(rows[3].every("w:r").iter().all(|run| run.val("w:rPr/w:rStyle") == Some("Strong")));
    let widths: i64 = tables[1].every("w:gridCol").into_iter().map(|c| number(Some(c), "w:w")).sum();
    assert!((9050..=9071).contains(&widths), "{widths}");
}

#[test]
fn footnotes_are_words_own() {
    let mut document = report();
    document.recipients[1].runs.push(Run {
        text: "(2)".to_owned(),
        origin: None,
        kind: crate::document::RunKind::NoteMark(2),
    });
    document.notes.push(numbered(Role::Note, "(2)", "Kèm bản giấy."));
    let file = nd30(&document);
    let marks: Vec<String> =
        file.body().every("w:footnoteReference").iter().map(|n| n.get("w:id").unwrap().to_owned()).collect();
    assert_eq!(marks, ["1", "2"]);
    let notes = file.part("word/footnotes.xml");
    let texts: Vec<(&str, String)> =
        notes.children.iter().map(|note| (note.get("w:id").unwrap(), note.letters())).collect();
    let expected = [("-1", ""), ("0", ""), ("1", " Theo báo cáo của Trạm Y tế xã."), ("2", " Kèm bản giấy.")];
    assert_eq!(texts, expected.map(|(id, text)| (id, text.to_owned())));
    assert!(!file.body().letters().contains("(1)"), "Word numbers them itself");
}

#[test]
fn the_signature_stays_whole_with_the_last_sentence() {
    let file = nd30(&report());
    let body = file.body();
    let last = first(&body, "LastSentence");
    assert!(last.letters().ends_with("./."));
    let style = style(&file, "LastSentence");
    assert!(style.at("w:pPr/w:keepNext").is_some() && style.at("w:pPr/w:keepLines").is_some());
    let end = body.every("w:tbl")[2];
    let cells: Vec<Vec<&str>> =
        end.every("w:tc").iter().map(|cell| cell.every("w:p").iter().map(|p| p.style()).collect()).collect();
    assert_eq!(cells[0], ["RecipientsTitle", "Recipient", "Recipient"]);
    let signature = ["SignatureLine", "SignatureLine", "SignatureLine", "SignatureRoom", "OtherPost", "SignerName"];
    assert_eq!(cells[1], signature);
    let room = super::tests::style(&file, "SignatureRoom");
    assert!(number(room.at("w:pPr/w:spacing"), "w:line") >= 4 * 280, "four lines at least");
    // Without a closing sentence, what stands last stays with it.
    let mut document = report();
    document.body.truncate(2);
    let body = nd30(&document).body();
    assert!(first(&body, "BodyText").at("w:pPr/w:keepNext").is_some());
    assert!(first(&body, "Basis").at("w:pPr/w:keepNext").is_none());
}

#[test]
fn an_appendix_has_its_own_pages() {
    for (columns, landscape) in [(4, false), (12, true)] {
        let mut document = report();
        document.appendices = appendix(columns);
        document.appendices.extend(appendix(2));
        let body = nd30(&document).body();
        let sections = body.every("w:sectPr");
        assert_eq!(sections.len(), 3);
        let restarts: Vec<bool> = sections.iter().map(|s| s.at("w:pgNumType").is_some()).collect();
        assert_eq!(restarts, [false, true, true]);
        let turned: Vec<bool> =
            sections.iter().map(|s| s.at("w:pgSz").unwrap().get("w:orient") == Some("landscape")).collect();
        assert_eq!(turned, [false, landscape, false]);
        assert_eq!(first(&body, "AppendixEnd").letters(), "./.");
        rule_after(&body.every("w:p"), "AppendixReference", 9071);
    }
}

#[test]
fn looks_are_styles_that_the_file_defines() {
    let mut document = report();
    document.appendices = appendix(3);
    let file = nd30(&document);
    let styles = file.part("word/styles.xml");
    let defined: Vec<&str> = styles.children.iter().filter_map(|style| style.get("w:styleId")).collect();
    let body = file.body();
    let used = ["w:pStyle", "w:rStyle", "w:tblStyle"].into_iter().flat_map(|name| body.every(name));
    for style in used.chain(styles.every("w:basedOn")).chain(styles.every("w:next")) {
        let id = style.get("w:val").unwrap();
        assert!(defined.contains(&id), "{id}");
    }
    // No run has a look of its own, and a paragraph only what follows from its length or place.
    for properties in body.every("w:rPr") {
        assert!(properties.children.iter().all(|child| child.name == "w:rStyle"), "{properties:?}");
    }
    for child in body.every("w:pPr").into_iter().flat_map(|properties| &properties.children) {
        assert!(matches!(child.name.as_str(), "w:pStyle" | "w:keepNext" | "w:ind" | "w:sectPr"), "{child:?}");
    }
}

#[test]
fn equal_documents_give_equal_bytes_with_title_author_and_language() {
    let bytes = || write(&report(), &ExportOptions::default()).unwrap();
    assert_eq!(bytes(), bytes());
    let file = nd30(&report());
    let core = file.part("docProps/core.xml");
    let text = |name: &str| core.at(name).unwrap().text.clone();
    assert!(text("dc:title").starts_with("BÁO CÁO Kết quả tổ chức"));
    assert_eq!((text("dc:creator").as_str(), text("dc:language").as_str()), ("PHÒNG VĂN HÓA - XÃ HỘI", "vi-VN"));
    for (name, bytes) in &file.0 {
        let part = std::str::from_utf8(bytes).unwrap();
        assert!(!part.contains("TargetMode=\"External\"") && !name.contains("vba"), "{name}");
        assert!(part.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"), "{name}");
    }
}

#[test]
fn every_part_is_declared_and_reached() {
    let file = nd30(&report());
    let types = file.text("[Content_Types].xml");
    for (name, _) in &file.0 {
        let declared = types.contains(&format!("PartName=\"/{name}\"")) || name.contains("_rels/");
        assert!(declared || name == "[Content_Types].xml", "{name}");
    }
    assert_eq!(file.0[0].0, "[Content_Types].xml", "some readers want it first");
    for (folder, rels) in [("", "_rels/.rels"), ("word/", "word/_rels/document.xml.rels")] {
        for relation in file.part(rels).children {
            file.text(&format!("{folder}{}", relation.get("Target").unwrap()));
        }
    }
}

#[test]
fn an_office_sets_its_own_measures() {
    let text = "[size]\ntext = 13\npage_number = 13\n[page]\nleft = 35\nright = 15\n[spacing]\nindent = 12.7";
    let (measures, remarks) = Measures::with(Some(text));
    assert_eq!(remarks, []);
    let file = File::of(&report(), measures);
    assert_eq!(file.part("word/styles.xml").val("w:docDefaults/w:rPrDefault/w:rPr/w:sz"), Some("26"));
    assert_eq!(style(&file, "Header").val("w:rPr/w:sz"), Some("26"));
    assert_eq!(number(style(&file, "BodyText").at("w:pPr/w:ind"), "w:firstLine"), 720);
    let body = file.body();
    let margins = ["w:left", "w:right"].map(|side| number(body.at("w:sectPr/w:pgMar"), side));
    assert_eq!(margins, [1984, 850]);
}

#[test]
fn letters_that_xml_cannot_hold_are_spaces_and_text_is_composed() {
    let file = nd30(&body(vec![words(Role::Paragraph, "a\u{0}b < c & \u{FFFF}\"d\"\ne\u{302}\u{301} \u{1b}")]));
    let paragraph = first(&file.body(), "BodyText").letters();
    assert_eq!(paragraph, "a b < c &  \"d\"\nế  ");
}

#[test]
fn elements_stand_in_the_order_of_the_schema() {
    let mut document = report();
    document.appendices = appendix(12);
    document.body.insert(7, crate::document::layout::sample::table());
    let file = nd30(&document);
    for part in ["document", "styles", "settings", "footnotes", "header1", "header2"] {
        let part = file.part(&format!("word/{part}.xml"));
        in_order(&part);
        well_formed(&part);
    }
    let body = file.body();
    let kinds: Vec<&str> = body.children.iter().map(|child| child.name.as_str()).collect();
    assert_eq!(kinds[kinds.len() - 2..], ["w:p", "w:sectPr"]);
}

#[test]
fn parts_are_as_they_were() {
    let file = nd30(&report());
    let lines = |part: &str| file.text(part).replace("><", ">\n<");
    insta::assert_snapshot!("document", lines("word/document.xml"));
    insta::assert_snapshot!("styles", lines("word/styles.xml"));
}
