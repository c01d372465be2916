//! Old reports of every shape, and files made to harm.

mod old;
mod open_document;
mod word;

use std::fmt::Write as _;
use std::io::{Cursor, Write};

use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;
use crate::report::answers::EntryPath;
use crate::store::library::Library;

const OPEN: &str = r#"<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>"#;
const CLOSE: &str = "</w:body></w:document>";

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).expect("begun");
        archive.write_all(bytes).expect("written");
    }
    archive.finish().expect("finished").into_inner()
}

fn docx(body: &str) -> Vec<u8> {
    zipped(&[("word/document.xml", format!("{OPEN}{body}{CLOSE}").as_bytes())])
}

fn texts(list: &[Paragraph]) -> Vec<&str> {
    list.iter().map(|p| p.text.as_str()).collect()
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn a_file_of_word_gives_its_paragraphs_with_headings_notes_and_tables() {
    let styles = r#"<w:styles xmlns:w="w"><w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style></w:styles>"#;
    let notes =
        format!(r#"<w:footnotes xmlns:w="w"><w:footnote w:id="2">{}</w:footnote></w:footnotes>"#, p("Chú thích"));
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", p(text));
    let document = format!(
        "{OPEN}<w:p><w:pPr><w:pStyle w:val=\"H1\"/></w:pPr><w:r><w:t>Kết </w:t></w:r><w:r><w:t>quả &amp; &#272;ánh giá</w:t></w:r></w:p>\
         <w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/></w:numPr></w:pPr><w:r><w:t>Một ý</w:t></w:r>\
         <w:del><w:r><w:delText>bỏ</w:delText><w:t>bỏ</w:t></w:r></w:del><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p><w:p/>\
         <w:tbl><w:tr>{}{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>{}{CLOSE}",
        cell("Chỉ tiêu"),
        cell("Đơn vị"),
        cell("Số"),
        cell("Trái"),
        cell("Phải"),
        p("Cuối"),
    );
    let file = zipped(&[
        ("word/document.xml", document.as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
        ("word/footnotes.xml", notes.as_bytes()),
    ]);
    let list = paragraphs(&file).expect("a file of Word");
    assert_eq!(texts(&list), ["Kết quả & Đánh giá", "- Một ý", "Chỉ tiêu | Đơn vị | Số", "Trái | Phải", "Cuối"]);
    assert!(list[0].heading.is_some() && list[1].heading.is_none());
    assert_eq!(list[1].notes, ["Chú thích"]);
}

#[test]
fn a_small_file_that_inflates_to_more_than_a_hundred_megabytes_is_refused() {
    let spaces = vec![b' '; 120_000_000];
    let bomb = zipped(&[("word/document.xml", &spaces)]);
    assert!(bomb.len() < 1_000_000, "{}", bomb.len());
    assert_eq!(paragraphs(&bomb), Err(ImportError::Bomb));
    // A part that is not needed is never unpacked.
    let hidden = zipped(&[
        ("word/document.xml", format!("{OPEN}{}{CLOSE}", p("Chữ")).as_bytes()),
        ("word/media/a.png", &spaces),
    ]);
    assert_eq!(texts(&paragraphs(&hidden).expect("read")), ["Chữ"]);
}

#[test]
fn entities_and_deep_nesting_are_refused() {
    let mut laughs = "<!DOCTYPE a [<!ENTITY a0 \"ha\">".to_owned();
    for n in 1..10 {
        let _ = write!(laughs, "<!ENTITY a{n} \"{}\">", format!("&a{};", n - 1).repeat(10));
    }
    laughs.push_str("]><w:document><w:body><w:p><w:t>&a9;</w:t></w:p></w:body></w:document>");
    assert_eq!(paragraphs(&zipped(&[("word/document.xml", laughs.as_bytes())])), Err(ImportError::Bomb));
    // An entity that is not declared is nothing.
    assert_eq!(texts(&paragraphs(&docx(&p("a&b;c"))).expect("read")), ["ac"]);
    let deep = "<w:p>".repeat(100_000);
    assert_eq!(paragraphs(&docx(&deep)), Err(ImportError::Bomb));
    let many: Vec<(String, &[u8])> = (0..2_100).map(|n| (format!("{n}"), &b""[..])).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    assert_eq!(paragraphs(&zipped(&many)), Err(ImportError::Bomb));
}

#[test]
fn files_cut_off_anywhere_are_told_to_be_broken() {
    let whole = docx(&p("Một đoạn."));
    // A single letter is a text.
    for end in 2..whole.len() {
        assert!(paragraphs(&whole[..end]).is_err(), "{end}");
    }
    assert_eq!(paragraphs(&zipped(&[("a.txt", b"x")])), Err(ImportError::NotWord));
    assert_eq!(paragraphs(&docx("<w:p><w:t>mở")), Err(ImportError::NotWord));
    assert_eq!(paragraphs(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1]), Err(ImportError::OldWord));
    assert_eq!(paragraphs(b"%PDF-1.7 a text to look at"), Err(ImportError::Pdf));
    assert_eq!(paragraphs(b"{\\rtf1\\ansi a text to look at}"), Err(ImportError::Rtf));
    // The first file of an OpenDocument archive is stored as it is.
    let sheet =
        [b"PK\x03\x04".as_slice(), &[0; 26], b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"].concat();
    assert_eq!(paragraphs(&sheet), Err(ImportError::Sheet));
    for part in ["xl/workbook.xml", "ppt/presentation.xml"] {
        assert_eq!(
            paragraphs(&zipped(&[("[Content_Types].xml", b"<Types/>"), (part, b"<a/>")])),
            Err(ImportError::Sheet)
        );
    }
    assert_eq!(paragraphs(b" \n \n"), Err(ImportError::Empty));
    assert_eq!(paragraphs(&[0xff, 0xff, 0x41]), Err(ImportError::NotText));
    assert_eq!(paragraphs("chữ ".repeat(100_000).as_bytes()), Err(ImportError::TooMuchText));
}

#[test]
fn files_that_are_not_read_are_told_by_what_they_are() {
    macro_rules! corpus {
        ($name:literal) => {
            paragraphs(include_bytes!(concat!("../../../tests/data/import/", $name)))
        };
    }
    assert_eq!(corpus!("import-rtf.doc"), Err(ImportError::Rtf));
    assert_eq!(corpus!("import-html.doc"), Err(ImportError::Html));
    assert_eq!(corpus!("import-encrypted.docx"), Err(ImportError::Encrypted));
    assert_eq!(corpus!("co-mat-khau.docx"), Err(ImportError::Encrypted));
    let wide: Vec<u8> = "\u{feff}<html><body>a".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (bytes, wanted) in [
        (
            b"From: a\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n".as_slice(),
            ImportError::Mail,
        ),
        (b"MIME-Version: 1.0\nContent-Type: text/html\n\n<p>a", ImportError::Mail),
        (b"\xef\xbb\xbf\r\n <!DOCTYPE html>\n<p>a", ImportError::Html),
        (&wide, ImportError::Html),
        (
            b"<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?><w:wordDocument/>",
            ImportError::OtherWord,
        ),
    ] {
        assert_eq!(paragraphs(bytes), Err(wanted), "{}", String::from_utf8_lossy(bytes));
        for language in [Language::Vi, Language::En] {
            assert!(wanted.describe(language).contains(".docx"));
        }
    }
    // A text may have marks in it.
    assert_eq!(texts(&paragraphs("< 5 tuổi: 12 trẻ; <body> là thân".as_bytes()).expect("a text")).len(), 1);
    // The file of an archive with a password.
    let locked = zipped(&[("word/document.xml", b"x")]);
    let flags = |at: usize| locked[at..].to_vec();
    let mut locked = locked.clone();
    let central = (0..locked.len()).find(|at| flags(*at).starts_with(b"PK\x01\x02")).expect("a directory");
    locked[6] |= 1;
    locked[central + 8] |= 1;
    assert_eq!(paragraphs(&locked), Err(ImportError::Encrypted));
}

#[test]
fn endnotes_are_read_as_footnotes_are() {
    let notes = format!(r#"<w:endnotes xmlns:w="w"><w:endnote w:id="2">{}</w:endnote></w:endnotes>"#, p("Cuối bài"));
    let document = format!("{OPEN}<w:p><w:r><w:t>Một ý</w:t><w:endnoteReference w:id=\"2\"/></w:r></w:p>{CLOSE}");
    let file = zipped(&[("word/document.xml", document.as_bytes()), ("word/endnotes.xml", notes.as_bytes())]);
    assert_eq!(paragraphs(&file).expect("a file of Word")[0].notes, ["Cuối bài"]);
}

#[test]
fn the_mark_of_a_note_is_told_from_a_unit_and_a_note_from_an_item() {
    let text = "Sân chơi rộng 500 m² ở thôn.\n\nTặng quà² cho trẻ em.\n\nTặng sách¹² cho trường.\n\n\
        (7) Mở lớp bơi ở bản.\n\n² Do thôn góp.\n\n¹² Do tỉnh cấp.\n\nHết.\n";
    let list = paragraphs(text.as_bytes()).expect("a text");
    let wanted = [
        "Sân chơi rộng 500 m² ở thôn.",
        "Tặng quà cho trẻ em.",
        "Tặng sách cho trường.",
        "(7) Mở lớp bơi ở bản.",
        "Hết.",
    ];
    assert_eq!(texts(&list), wanted);
    let notes: Vec<&[String]> = list.iter().map(|p| p.notes.as_slice()).collect();
    assert_eq!(notes, [&[][..], &["Do thôn góp.".to_owned()], &["Do tỉnh cấp.".to_owned()], &[], &[]]);
}

#[test]
fn items_with_a_star_stay_apart() {
    let long = "một việc dài đến mức dòng của nó gần hết chiều ngang của trang giấy";
    let text = format!("**Kết quả**\n\n* Làm xong {long}\n* Chưa làm {long}\n");
    let wanted = ["Kết quả".to_owned(), format!("* Làm xong {long}"), format!("* Chưa làm {long}")];
    assert_eq!(texts(&paragraphs(text.as_bytes()).expect("a text")), wanted);
}

#[test]
fn a_text_is_read_in_each_of_its_forms() {
    let text = "Đoạn một bị ngắt\r\ngiữa chừng.\r\n\r\n- Ý thứ nhất;\r\n- Ý thứ hai.\r\n";
    let wanted = ["Đoạn một bị ngắt giữa chừng.", "- Ý thứ nhất;", "- Ý thứ hai."];
    let units: Vec<u16> = text.encode_utf16().collect();
    let little: Vec<u8> = [0xff, 0xfe].into_iter().chain(units.iter().flat_map(|u| u.to_le_bytes())).collect();
    let big: Vec<u8> = [0xfe, 0xff].into_iter().chain(units.iter().flat_map(|u| u.to_be_bytes())).collect();
    for bytes in [text.as_bytes().to_vec(), format!("\u{feff}{text}").into_bytes(), little, big] {
        assert_eq!(texts(&paragraphs(&bytes).expect("a text")), wanted);
    }
}

fn types() -> Vec<Definition> {
    let library = Library::new(None);
    ["thang-hanh-dong-vi-tre-em", "bao-cao-chung", "tre-em-dinh-ky"]
        .iter()
        .map(|id| library.load(id).expect("loads"))
        .collect()
}

/// Words of reports, so that what is made up comes near to one.
fn lines() -> impl Strategy<Value = String> {
    let word = proptest::sample::select(vec![
        "BÁO CÁO",
        "I.",
        "1.",
        "a)",
        "-",
        "+",
        "Số:",
        "/BC-UBND",
        "Kính gửi:",
        "Căn cứ",
        "Thực hiện",
        "Luật",
        "Công văn số",
        "12/KH-UBND",
        "ngày 12/5/2026",
        "của",
        "về việc",
        "UBND xã",
        "báo cáo",
        "8/8",
        "hơn 300",
        "lượt trẻ em",
        "14 triệu đồng",
        "Tồn tại, hạn chế",
        "Kiến nghị",
        "Không",
        "Nơi nhận:",
        "Lưu: VT",
        "TM.",
        "KT.",
        "CHỦ TỊCH",
        "Y Lan",
        "(1)",
        "¹",
        "\n",
        "\n",
        "    ",
        "Trên đây là",
        "./.",
        ": ",
        "; ",
        "Trao",
        "phát hiện",
        "phóng sự",
        "tổ chức",
        "cho",
        "trẻ em",
    ]);
    proptest::collection::vec(word, 0..60).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = paragraphs(&bytes);
        let _ = docx::paragraphs(&bytes);
        let _ = paragraphs(&zipped(&[("word/document.xml", &bytes), ("word/styles.xml", &bytes)]));
    }

    #[test]
    fn any_marks_are_read_or_refused(marks in "(<w:(p|t|tbl|tr|tc|del|r|h|list|list-item|note-body|numPr/|br/|tab/)>|</w:(p|t|tbl|tr|tc|del|r|h|list|list-item|note-body)>|chữ|&amp;|&x;|&#0;|<!--|]]>|\"){0,60}") {
        let _ = paragraphs(&docx(&marks));
        let parts = ["word/document.xml", "word/footnotes.xml", "word/styles.xml", "word/numbering.xml", "_rels/.rels"];
        let _ = paragraphs(&zipped(&parts.map(|part| (part, marks.as_bytes()))));
        let _ = odt::paragraphs(&zipped(&["content.xml", "styles.xml"].map(|part| (part, marks.as_bytes()))));
    }

    #[test]
    fn any_text_becomes_a_draft_that_can_be_read(text in prop_oneof![lines(), "\\PC{0,200}"]) {
        let Ok(list) = paragraphs(text.as_bytes()) else { return Ok(()) };
        for definition in types() {
            let Imported { answers, .. } = import(&definition, &list, 2026);
            for (id, field) in definition.fields.with_ids() {
                let blank = answers.answer(id).is_blank();
                prop_assert_eq!(blank, !answers.unconfirmed.contains(&id));
                let unreadable = matches!(answers.value(EntryPath::field(id)), crate::report::value::Value::Unreadable(_));
                prop_assert!(!unreadable, "{}: {:?}", field.id, answers.raw(EntryPath::field(id)));
            }
        }
    }
}

#[test]
fn sentences_made_to_be_tried_in_every_way_end_soon() {
    let definition = &types()[0];
    let line = format!("Ngày 1/1/2026, {}", "phối hợp với tổ chức tại , có và ".repeat(30));
    let list: Vec<Paragraph> = (0..300).map(|_| Paragraph::new(&line)).collect();
    let imported = import(definition, &list, 2026);
    assert!(imported.answers.unconfirmed.len() + imported.rest.len() > 0);
}
