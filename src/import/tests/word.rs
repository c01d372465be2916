//! Files of Word: what they are made of, and what Word shows of them.

use super::*;

fn relationship(kind: &str, target: &str) -> String {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"c1\" Type=\"{office}/{kind}\" Target=\"{target}\"/></Relationships>"
    )
}

#[test]
fn the_main_part_is_the_one_that_the_package_names() {
    let document = format!("{OPEN}<w:p><w:pPr><w:pStyle w:val=\"H\"/></w:pPr><w:r><w:t>Chữ</w:t></w:r></w:p>{CLOSE}");
    let styles = r#"<w:styles xmlns:w="w"><w:style w:styleId="H"><w:name w:val="heading 1"/></w:style></w:styles>"#;
    for (target, main, own, others, style) in [
        (
            "word/document2.xml",
            "word/document2.xml",
            "word/_rels/document2.xml.rels",
            "styles7.xml",
            "word/styles7.xml",
        ),
        ("/word/document22.xml", "word/document22.xml", "word/_rels/document22.xml.rels", "/s.xml", "s.xml"),
        ("document.xml", "document.xml", "_rels/document.xml.rels", "word/../a/styles.xml", "a/styles.xml"),
        ("word/document.xml", "word\\document.xml", "word\\_rels\\document.xml.rels", "styles.xml", "word\\styles.xml"),
        ("word\\Document.xml", "Word/document.xml", "word/_rels/document.xml.rels", "Styles.xml", "word/styles.xml"),
    ] {
        let file = zipped(&[
            ("_rels/.rels", relationship("officeDocument", target).as_bytes()),
            (main, document.as_bytes()),
            (own, relationship("styles", others).as_bytes()),
            (style, styles.as_bytes()),
        ]);
        let list = paragraphs(&file).expect(target);
        assert_eq!(texts(&list), ["Chữ"], "{target}");
        assert!(list[0].heading.is_some(), "{target}: the styles are not found");
    }
    // A package that names a part that is not there has the usual one.
    let wrong = relationship("officeDocument", "gone.xml");
    let file = zipped(&[("_rels/.rels", wrong.as_bytes()), ("word/document.xml", document.as_bytes())]);
    assert_eq!(texts(&paragraphs(&file).expect("read")), ["Chữ"]);
}

/// A file of the corpus.
macro_rules! corpus {
    ($name:literal) => {
        paragraphs(include_bytes!(concat!("../../../tests/data/import/", $name))).expect($name)
    };
}

const HEAD: [&str; 6] = [
    "ỦY BAN NHÂN DÂN",
    "XÃ SUỐI LIM",
    "Số: 15/BC-UBND",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Suối Lim, ngày 05 tháng 7 năm 2026",
];

const END: [&str; 6] = ["Nơi nhận:", "- Như trên;", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Đinh Văn Mẫu"];

/// What stands between the head and the end, the subject and the lead apart.
fn body<'l>(list: &'l [Paragraph], head: &[&str], end: &[&str]) -> Vec<&'l str> {
    let all = texts(list);
    assert!(all.starts_with(head), "{all:?}");
    assert!(all.ends_with(end), "{all:?}");
    all[head.len()..all.len() - end.len()].to_vec()
}

#[test]
fn files_that_other_programs_write_are_read() {
    for list in [corpus!("import-document2.docx"), corpus!("import-root-part.docx"), corpus!("import-backslash.docx")] {
        let body = body(&list, &HEAD, &END);
        assert_eq!(body[3..6], ["I. ĐẶC ĐIỂM TÌNH HÌNH", "Xã có 12 thôn.", "II. KẾT QUẢ THỰC HIỆN"]);
    }
    assert_eq!(texts(&corpus!("word-online-document22.docx")), ["Hello World from Word Online"]);
    assert_eq!(texts(&corpus!("import-altchunk.docx")), ["BÁO CÁO"]);
}

#[test]
fn what_word_does_not_show_is_left_out() {
    let list = corpus!("import-sdt_placeholder.docx");
    assert_eq!(body(&list, &HEAD, &END)[4], "Xã có thôn.");
    let list = corpus!("import-del_row.docx");
    assert!(body(&list, &HEAD, &END)[4].starts_with("Trên đây là"));
    let list = corpus!("import-ptab.docx");
    assert_eq!(body(&list, &HEAD, &END)[4], "Một Hai");
}

#[test]
fn a_head_and_an_end_of_columns_are_read_column_by_column_however_they_are_made() {
    body(&corpus!("import-tabs-head.docx"), &HEAD, &END);
    let end = [
        "Nơi nhận:",
        "- Như trên;",
        "- HĐND xã;",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Đinh Văn Mẫu",
    ];
    body(&corpus!("import-tabs-end.docx"), &HEAD, &end);
    let mut head = HEAD;
    head[2] = "Số: 12/BC-UBND";
    let end =
        ["Nơi nhận:", "- UBND tỉnh (b/c);", "- Lưu: VT, VHXH.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Đinh Văn Mẫu"];
    body(&corpus!("dau-shift-enter-va-chu-ky-3-cot.docx"), &head, &end);
    // A name that was broken to fit its column is one.
    let name = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>UBND XÃ A</w:t><w:br/><w:t>BAN CHỈ HUY</w:t><w:br/><w:t>PHÒNG THỦ</w:t><w:br/><w:t>TRUNG TÂM DỊCH VỤ</w:t><w:br/><w:t>TỔNG HỢP</w:t>\
        <w:br/><w:t>Số: 1/BC-TT</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>KT. CHỦ TỊCH</w:t><w:br/><w:t>PHÓ CHỦ TỊCH</w:t>\
        </w:r></w:p></w:tc></w:tr></w:tbl>";
    let wanted = [
        "UBND XÃ A",
        "BAN CHỈ HUY PHÒNG THỦ",
        "TRUNG TÂM DỊCH VỤ TỔNG HỢP",
        "Số: 1/BC-TT",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
    ];
    assert_eq!(texts(&paragraphs(&docx(name)).expect("read")), wanted);
    // Blanks for a number and a date make no columns, nor does the tab after the mark of an item.
    let tabs = "<w:r><w:tab/></w:r>";
    let document = format!(
        "<w:p><w:r><w:t>UBND XÃ A</w:t><w:tab/><w:t>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</w:t></w:r></w:p>\
         <w:p><w:r><w:t>Số:</w:t><w:tab/><w:t>/BC-UBND</w:t><w:tab/><w:t>A, ngày</w:t><w:tab/><w:t>tháng</w:t><w:tab/>\
         <w:t>năm 2026</w:t></w:r></w:p>{}<w:p><w:r><w:t>Một</w:t></w:r>{tabs}<w:r><w:t>hai</w:t><w:br/><w:t>ba</w:t><w:br/>\
         <w:t>- Bốn</w:t></w:r></w:p>{}<w:p><w:r><w:t>-</w:t><w:tab/><w:t>Như trên;</w:t><w:tab/><w:t>CHỦ TỊCH</w:t></w:r></w:p>\
         <w:p>{tabs}{tabs}<w:r><w:t>Vi A</w:t></w:r></w:p><w:p/><w:p><w:r><w:t>PHỤ LỤC</w:t></w:r></w:p>",
        p("BÁO CÁO"),
        p("Nơi nhận:"),
    );
    let wanted = [
        "UBND XÃ A",
        "Số: /BC-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "A, ngày tháng năm 2026",
        "BÁO CÁO",
        "Một hai ba",
        "- Bốn",
        "Nơi nhận:",
        "- Như trên;",
        "CHỦ TỊCH",
        "Vi A",
        "PHỤ LỤC",
    ];
    assert_eq!(texts(&paragraphs(&docx(&document)).expect("read")), wanted);
}

#[test]
fn a_row_of_data_stays_whole_and_an_empty_cell_keeps_its_place() {
    let list = corpus!("import-table-2-columns.docx");
    assert_eq!(body(&list, &HEAD, &END)[5..8], ["Chỉ tiêu | Số lượng", "Hộ nghèo | 46", "Hộ cận nghèo | 20"]);
    let cell = |properties: &str, text: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(text));
    let rows = format!(
        "<w:tbl><w:tr>{}{}{}</w:tr><w:tr>{}{}{}</w:tr><w:tr>{}</w:tr></w:tbl>",
        cell("<w:vMerge w:val=\"restart\"/>", "Y tế"),
        cell("", "Trạm"),
        cell("", "2"),
        cell("<w:vMerge/>", ""),
        cell("", ""),
        cell("", "3"),
        cell("<w:gridSpan w:val=\"3\"/>", "Ghi chú"),
    );
    assert_eq!(texts(&paragraphs(&docx(&rows)).expect("read")), ["Y tế | Trạm | 2", "Y tế | | 3", "Ghi chú"]);
    // A figure that goes over several rows is of all of them.
    let sums = rows.replace("Y tế", "2 xã");
    assert_eq!(texts(&paragraphs(&docx(&sums)).expect("read")), ["2 xã | Trạm | 2", "| | 3", "Ghi chú"]);
    let pair = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell("", "Tổng số hộ"), cell("", "46"));
    assert_eq!(texts(&paragraphs(&docx(&pair)).expect("read")), ["Tổng số hộ | 46"]);
    // A table in a cell of one that only sets things side by side.
    let inner = format!("<w:tbl><w:tr>{0}{1}</w:tr><w:tr>{0}{1}</w:tr></w:tbl>", cell("", "a"), cell("", "b"));
    let outer = format!("<w:tbl><w:tr><w:tc>{}{inner}</w:tc>{}</w:tr></w:tbl>", p("Trái"), cell("", "Phải"));
    assert_eq!(texts(&paragraphs(&docx(&outer)).expect("read")), ["Trái", "a | b", "a | b", "Phải"]);
}

/// Headings in two rows, as most tables of plans and results have them, are one row; rows of data stay apart.
#[test]
fn headings_in_several_rows_are_one() {
    let row = |cells: &[(&str, &str)]| {
        let cell = |(properties, text): &(&str, &str)| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(text));
        format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>())
    };
    let table = |rows: &[&[(&str, &str)]]| {
        let rows = rows.iter().map(|cells| row(cells)).collect::<String>();
        texts(&paragraphs(&docx(&format!("<w:tbl>{rows}</w:tbl>"))).expect("read")).join("\n")
    };
    let (top, under, wide) = ("<w:vMerge w:val=\"restart\"/>", "<w:vMerge/>", "<w:gridSpan w:val=\"2\"/>");
    let data: &[(&str, &str)] = &[("", "1"), ("", "Số thẻ"), ("", "500"), ("", "490"), ("", "đạt")];
    let below: &[(&str, &str)] = &[(under, ""), (under, ""), ("", "Kế hoạch"), ("", "Thực hiện"), (under, "")];
    let joined = "TT | Chỉ tiêu | Kế hoạch Năm 2025 | Thực hiện Năm 2025 | Ghi chú\n1 | Số thẻ | 500 | 490 | đạt";
    let merged: &[(&str, &str)] = &[(top, "TT"), (top, "Chỉ tiêu"), (wide, "Năm 2025"), (top, "Ghi chú")];
    assert_eq!(table(&[merged, below, data]), joined);
    // Without cells that go over several columns or rows.
    let plain: &[(&str, &str)] = &[("", "TT"), ("", "Chỉ tiêu"), ("", "Năm 2025"), ("", ""), ("", "Ghi chú")];
    assert_eq!(table(&[plain, below, data]), joined);
    // Three rows of headings.
    let first: &[(&str, &str)] = &[(top, "TT"), (top, "Xã"), ("<w:gridSpan w:val=\"3\"/>", "Trẻ em")];
    let second: &[(&str, &str)] = &[(under, ""), (under, ""), (top, "Tổng"), (wide, "Trong đó")];
    let third: &[(&str, &str)] = &[(under, ""), (under, ""), (under, ""), ("", "Nam"), ("", "Nữ")];
    let of_three = table(&[first, second, third, &[("", "1"), ("", "Bờ Y"), ("", "9"), ("", "4"), ("", "5")]]);
    assert_eq!(of_three, "TT | Xã | Tổng Trẻ em | Nam Trong đó Trẻ em | Nữ Trong đó Trẻ em\n1 | Bờ Y | 9 | 4 | 5");
    // A row of data below one with an empty cell is none.
    let one: &[(&str, &str)] = &[("", "Hội thi"), ("", ""), ("", "12")];
    let two: &[(&str, &str)] = &[("", "Tập huấn"), ("", "2 lớp"), ("", "40")];
    assert_eq!(table(&[one, two, two]), "Hội thi | | 12\nTập huấn | 2 lớp | 40\nTập huấn | 2 lớp | 40");
}

#[test]
fn the_text_is_what_word_shows_in_its_order() {
    let styles = "<w:styles xmlns:w=\"w\"><w:style w:type=\"character\" w:styleId=\"An\"><w:rPr><w:vanish/></w:rPr></w:style>\
        <w:style w:styleId=\"Con\"><w:basedOn w:val=\"Cha\"/></w:style><w:style w:styleId=\"Cha\"><w:rPr><w:vanish/></w:rPr></w:style>\
        <w:style w:styleId=\"ML\"><w:name w:val=\"toc 1\"/></w:style></w:styles>";
    let run = |properties: &str, text: &str| format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>");
    let boxed = |name: &str| format!("<mc:{name}><w:txbxContent>{}</w:txbxContent></mc:{name}>", p("Trong khung"));
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    for (xml, wanted) in [
        (format!("<w:p>{}{}</w:p>", run("<w:vanish/>", "ẩn"), run("<w:vanish w:val=\"0\"/>", "hiện")), vec!["hiện"]),
        (format!("<w:p>{}{}</w:p>", run("<w:rStyle w:val=\"An\"/>", "ẩn"), run("", "hiện")), vec!["hiện"]),
        (
            format!(
                "<w:p><w:pPr><w:pStyle w:val=\"Con\"/></w:pPr>{}{}</w:p>",
                run("", "ẩn"),
                run("<w:vanish w:val=\"false\"/>", "hiện")
            ),
            vec!["hiện"],
        ),
        (
            format!("<w:p><w:pPr><w:pStyle w:val=\"ML\"/></w:pPr>{}</w:p>{}", run("", "I. A 3"), p("I. A")),
            vec!["I. A"],
        ),
        // Tracked changes: what was put in stands, what was taken out does not, nor do former properties.
        (
            format!(
                "<w:p><w:pPr><w:pPrChange><w:pPr><w:numPr/></w:pPr></w:pPrChange></w:pPr><w:ins>{}</w:ins><w:del>{}</w:del>\
                 <w:moveFrom>{}</w:moveFrom></w:p>",
                run("", "mới"),
                run("", "cũ"),
                run("", "xa")
            ),
            vec!["mới"],
        ),
        (
            format!("<w:p><w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr>{}</w:p>{}", run("", "Nửa đầu "), p("nửa sau")),
            vec!["Nửa đầu nửa sau"],
        ),
        // Fields and links by their results.
        (
            format!(
                "<w:p>{}<w:r><w:instrText>HYPERLINK a</w:instrText></w:r>{}{}{}{}{}<w:hyperlink>{}</w:hyperlink>\
                 <w:fldSimple w:instr=\"DATE\">{}</w:fldSimple></w:p>",
                field("begin"),
                field("begin"),
                run("", "mã"),
                field("end"),
                field("separate"),
                run("", "kết quả ") + &field("end"),
                run("", "liên kết "),
                run("", "ngày")
            ),
            vec!["kết quả liên kết ngày"],
        ),
        (format!("<w:p>{}{}</w:p>{}", field("begin"), run("", "mã"), p("Còn")), vec!["Còn"]),
        // A text box stands once, and where it stands.
        (
            format!(
                "<w:p>{}<w:r><mc:AlternateContent>{}{}</mc:AlternateContent></w:r>{}</w:p>",
                run("", "Trước "),
                boxed("Choice"),
                boxed("Fallback"),
                run("", "sau")
            ),
            vec!["Trước sau", "Trong khung"],
        ),
        (
            format!("<w:p><w:r><mc:AlternateContent>{}</mc:AlternateContent></w:r>{}</w:p>", boxed("Fallback"), run("", "A")),
            vec!["Trong khung", "A"],
        ),
        // Symbols by their fonts, hyphens, tabs that are no text.
        (
            "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r><w:sym w:font=\"Wingdings\" w:char=\"F0A7\"/>\
             <w:tab/><w:t>Ý</w:t><w:noBreakHyphen/><w:t>một\u{ad} \u{f033} 2</w:t><w:sym w:font=\"Symbol\" w:char=\"F0B0\"/>\
             <w:softHyphen/></w:r></w:p>"
                .to_owned(),
            vec!["- Ý-một 3 2°"],
        ),
        (p("Một\n- hai"), vec!["Một - hai"]),
        (p("\u{f0b7} Một"), vec!["- Một"]),
        (p("➢ Hai"), vec!["- Hai"]),
    ] {
        let document = format!("{OPEN}{xml}{CLOSE}");
        let file = zipped(&[("word/document.xml", document.as_bytes()), ("word/styles.xml", styles.as_bytes())]);
        assert_eq!(texts(&paragraphs(&file).expect("read")), wanted, "{xml}");
    }
}

#[test]
fn files_within_a_file_are_read_where_they_stand() {
    let with = |chunk: &[u8]| {
        let document = format!("{OPEN}{}<w:altChunk r:id=\"c1\"/>{}{CLOSE}", p("Trước"), p("Sau"));
        zipped(&[
            ("word/document.xml", document.as_bytes()),
            ("word/_rels/document.xml.rels", relationship("aFChunk", "/word/c.mht").as_bytes()),
            ("word/c.mht", chunk),
        ])
    };
    let mail = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\n\
        Content-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
        <html><head><title>x</title></head><body class=3D\"a\"><h1>K=E1=BA=BFt=\r\n qu=E1=BA=A3</h1><ul><li>M&#7897;t &amp; hai</li>\
        </ul><!-- <p>b</p> --></body></html>\r\n--b--\r\n";
    for (chunk, wanted) in [
        (docx(&p("Giữa")), vec!["Trước", "Giữa", "Sau"]),
        (mail.as_bytes().to_vec(), vec!["Trước", "Kết quả", "- Một & hai", "Sau"]),
        (b"<p>a<br>b".to_vec(), vec!["Trước", "a b", "Sau"]),
    ] {
        assert_eq!(texts(&paragraphs(&with(&chunk)).expect("read")), wanted);
    }
    // Files in files in files come to an end.
    let nested = (0..6).fold(docx(&p("Giữa")), |inner, _| with(&inner));
    assert_eq!(paragraphs(&nested), Err(ImportError::Bomb));
    // What all of them unpack to counts together.
    let spaces = vec![b' '; 19_000_000];
    let inner = zipped(&[("word/document.xml", &spaces)]);
    assert!(matches!(paragraphs(&with(&inner)), Err(ImportError::Bomb | ImportError::NotWord)));
}

#[test]
fn the_numbers_that_word_makes_stand_before_the_text() {
    let list = corpus!("import-auto-numbering.docx");
    let wanted = [
        "I. ĐẶC ĐIỂM TÌNH HÌNH",
        "Xã có 12 thôn.",
        "II. KẾT QUẢ THỰC HIỆN",
        "1. Tuyên truyền",
        "Phát 300 tờ rơi.",
        "2. Thu gom rác",
        "Thu gom hai lần.",
        "III. TỒN TẠI, HẠN CHẾ",
        "- Một số hộ chưa phân loại rác.",
    ];
    assert_eq!(body(&list, &HEAD, &END)[3..12], wanted);
    for list in [corpus!("import-heading-basedon.docx"), corpus!("import-outline-direct.docx")] {
        let headings: Vec<&str> = list.iter().filter(|p| p.heading.is_some()).map(|p| p.text.as_str()).collect();
        assert_eq!(headings, ["ĐẶC ĐIỂM TÌNH HÌNH", "KẾT QUẢ THỰC HIỆN"]);
    }
}

/// A level of a list.
fn level(at: usize, format: &str, text: &str, more: &str) -> String {
    format!(
        "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>{more}<w:lvlText w:val=\"{text}\"/></w:lvl>"
    )
}

/// A paragraph with these properties.
fn with(properties: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>x</w:t></w:r></w:p>")
}

fn listed(list: usize, level: usize) -> String {
    with(&format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>"))
}

fn styled(style: &str) -> String {
    with(&format!("<w:pStyle w:val=\"{style}\"/>"))
}

#[test]
fn lists_are_counted_as_word_counts_them() {
    let numbering = format!(
        "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"0\">{}{}{}{}</w:abstractNum>\
         <w:abstractNum w:abstractNumId=\"1\">{}{}{}</w:abstractNum>\
         <w:abstractNum w:abstractNumId=\"2\"><w:numStyleLink w:val=\"Kieu\"/></w:abstractNum>\
         <w:abstractNum w:abstractNumId=\"3\"><w:styleLink w:val=\"Kieu\"/>{}{}</w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>\
         <w:num w:numId=\"2\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>\
         <w:num w:numId=\"3\"><w:abstractNumId w:val=\"0\"/></w:num>\
         <w:num w:numId=\"4\"><w:abstractNumId w:val=\"1\"/></w:num>\
         <w:num w:numId=\"5\"><w:abstractNumId w:val=\"2\"/></w:num>\
         <w:num w:numId=\"6\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\">{}</w:lvlOverride></w:num></w:numbering>",
        level(0, "upperRoman", "%1.", ""),
        level(1, "decimal", "%1.%2", "<w:isLgl/>"),
        level(2, "lowerLetter", "%3)", ""),
        level(3, "lowerRoman", "(%4)", "<w:lvlRestart w:val=\"1\"/>"),
        level(0, "bullet", "\u{f0b7}", ""),
        level(1, "bullet", "o", ""),
        level(2, "bullet", "-", ""),
        level(0, "decimal", "Phần %1:", "<w:pStyle w:val=\"Phan\"/>"),
        level(1, "upperLetter", "%2", "<w:pStyle w:val=\"Muc\"/>"),
        level(0, "decimalZero", "%1/", ""),
    );
    let styles = "<w:styles xmlns:w=\"w\">\
        <w:style w:type=\"paragraph\" w:styleId=\"Phan\"><w:pPr><w:outlineLvl w:val=\"0\"/><w:numPr><w:numId w:val=\"5\"/></w:numPr></w:pPr></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"Muc\"><w:basedOn w:val=\"Phan\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"Tron\"><w:basedOn w:val=\"Muc\"/><w:pPr><w:outlineLvl w:val=\"9\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr></w:pPr></w:style>\
        </w:styles>";
    for (paragraphs_, wanted) in [
        (
            vec![listed(1, 0), listed(1, 1), listed(1, 1), listed(1, 2), listed(1, 0), listed(1, 1)],
            "I. 1.1. 1.2. a) II. 2.1.",
        ),
        // Lists of a kind go on in each other, unless they say where they begin.
        (vec![listed(1, 0), listed(3, 0), listed(2, 0), listed(2, 0), listed(1, 0)], "I. II. I. II. III."),
        // A level restarts with the one above it, or with the one it names.
        (
            vec![listed(1, 2), listed(1, 3), listed(1, 2), listed(1, 3), listed(1, 0), listed(1, 3)],
            "a) (i) b) (ii) II. (i)",
        ),
        (vec![listed(4, 0), listed(4, 1), listed(4, 2)], "- + -"),
        (vec![listed(6, 0), listed(6, 0)], "01/ 02/"),
        (vec![listed(9, 0), listed(0, 0), with("<w:numPr><w:numId w:val=\"0\"/></w:numPr>")], "-"),
        // Through styles: the level is that which names the style; 0 takes out of the list.
        (
            vec![styled("Phan"), styled("Muc"), styled("Tron"), styled("Muc"), styled("Phan")],
            "#Phần 1: #A. #B. #Phần 2:",
        ),
        (
            vec![
                with("<w:pStyle w:val=\"Phan\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr>"),
                with("<w:outlineLvl w:val=\"2\"/>"),
            ],
            "# #",
        ),
    ] {
        let document = format!("{OPEN}{}{CLOSE}", paragraphs_.concat());
        let file = zipped(&[
            ("word/document.xml", document.as_bytes()),
            ("word/styles.xml", styles.as_bytes()),
            ("word/numbering.xml", numbering.as_bytes()),
        ]);
        let list = paragraphs(&file).expect("read");
        let labels = list
            .iter()
            .map(|p| format!("{}{}", if p.heading.is_some() { "#" } else { "" }, p.text.trim_end_matches('x').trim()));
        let labels: Vec<String> = labels.filter(|label| !label.is_empty()).collect();
        assert_eq!(labels.join(" "), wanted);
    }
}
