//! Files of LibreOffice.

use super::*;

/// An .odt file with this content and these styles.
fn odt(body: &str, styles: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\" xmlns:style=\"s\" xmlns:table=\"b\" xmlns:draw=\"d\">\
         <office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>\
         </office:document-content>"
    );
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    archive.start_file("mimetype", stored).expect("begun");
    archive.write_all(b"application/vnd.oasis.opendocument.text").expect("written");
    archive.start_file("content.xml", SimpleFileOptions::default()).expect("begun");
    archive.write_all(content.as_bytes()).expect("written");
    archive.finish().expect("finished").into_inner()
}

#[test]
fn what_libreoffice_makes_of_a_file_of_word_reads_the_same() {
    let word = paragraphs(include_bytes!("../../../tests/data/import/libreoffice-goc.docx")).expect("read");
    let open = paragraphs(include_bytes!("../../../tests/data/import/libreoffice.odt")).expect("read");
    assert_eq!(open, word);
    let body: Vec<&str> = texts(&open)[9..15].to_vec();
    let wanted = [
        "I. ĐẶC ĐIỂM TÌNH HÌNH",
        "Xã có 12 thôn, 3 bản.",
        "a) Điểm a",
        "Một thêm hai ba",
        "Tiêu đề kiểu",
        "II. Mục theo kiểu",
    ];
    assert_eq!(body, wanted);
    assert_eq!(open[10].notes, ["Chú thích một. Đoạn hai."]);
}

#[test]
fn the_text_is_what_libreoffice_shows() {
    let styles = "<style:style style:name=\"An\" style:family=\"text\"><style:text-properties text:display=\"none\"/></style:style>\
        <style:style style:name=\"Cu\" style:family=\"paragraph\" style:parent-style-name=\"Cha\"/>\
        <style:style style:name=\"Cha\" style:family=\"paragraph\"><style:text-properties style:font-name=\".VnTime\"/></style:style>\
        <style:style style:name=\"M\" style:family=\"paragraph\" style:default-outline-level=\"1\"/>\
        <text:list-style style:name=\"L\"><text:list-level-style-number text:level=\"1\" style:num-format=\"1\" style:num-suffix=\".\"/>\
        <text:list-level-style-number text:level=\"2\" style:num-format=\"a\" style:num-suffix=\")\"/>\
        <text:list-level-style-number text:level=\"3\" style:num-format=\"1\" text:display-levels=\"3\" text:start-value=\"4\"/></text:list-style>\
        <text:list-style style:name=\"B\"><text:list-level-style-bullet text:level=\"1\" text:bullet-char=\"•\"/>\
        <text:list-level-style-bullet text:level=\"2\" text:bullet-char=\"◦\"/></text:list-style>";
    let item = |inner: &str| format!("<text:list-item>{inner}</text:list-item>");
    let list = |attributes: &str, inner: &str| format!("<text:list {attributes}>{inner}</text:list>");
    let para = "<text:p>x</text:p>";
    for (body, wanted) in [
        ("<text:h text:outline-level=\"1\">Mục</text:h><text:p text:style-name=\"M\">Mục</text:p>".to_owned(), vec!["# Mục", "# Mục"]),
        (
            "<text:p>a<text:s text:c=\"3\"/>b<text:tab/>c<text:line-break/>d\n <text:span text:style-name=\"An\">ẩn</text:span>e\
             <office:annotation><text:p>lời bình</text:p></office:annotation></text:p>"
                .to_owned(),
            vec!["a b c d e"],
        ),
        ("<text:p text:style-name=\"Cu\">B¸o c¸o</text:p>".to_owned(), vec!["Báo cáo"]),
        (
            "<text:tracked-changes><text:deletion><text:p>bỏ</text:p></text:deletion></text:tracked-changes>\
             <text:table-of-content><text:p>Mục 1</text:p></text:table-of-content><text:p>còn</text:p>"
                .to_owned(),
            vec!["còn"],
        ),
        (
            "<text:p>Có<draw:frame><draw:text-box><text:p>Khung</text:p></draw:text-box></draw:frame> chữ</text:p>".to_owned(),
            vec!["Có chữ", "Khung"],
        ),
        (
            list(
                "text:style-name=\"L\"",
                &[
                    item(para),
                    item(&format!("{para}{}", list("", &[item(para), item(&format!("{para}{para}"))].concat()))),
                    item(&list("", &item(&list("", &item(para))))),
                ]
                .concat(),
            ) + &list("text:style-name=\"L\" text:continue-numbering=\"true\"", &item(para))
                + &list("text:style-name=\"L\"", &item(para)),
            vec!["1. x", "2. x", "a) x", "b) x", "x", "2.b.4. x", "3. x", "1. x"],
        ),
        (
            list("text:style-name=\"B\"", &item(&format!("{para}{}", list("", &item(para))))),
            vec!["- x", "+ x"],
        ),
        (
            "<table:table><table:table-row><table:table-cell><text:p>Y tế</text:p></table:table-cell><table:table-cell/>\
             <table:table-cell><text:p>3</text:p><text:p>trạm</text:p></table:table-cell></table:table-row></table:table>"
                .to_owned(),
            vec!["Y tế | | 3 trạm"],
        ),
    ] {
        let read = paragraphs(&odt(&body, styles)).expect("read");
        let shown: Vec<String> =
            read.iter().map(|p| format!("{}{}", if p.heading.is_some() { "# " } else { "" }, p.text)).collect();
        assert_eq!(shown, wanted, "{body}");
    }
}

#[test]
fn an_encrypted_or_broken_file_is_told() {
    let parts: [(&str, &[u8]); 2] =
        [("META-INF/manifest.xml", b"<m:encryption-data/>"), ("content.xml", b"\x80 no text")];
    assert_eq!(super::super::odt::paragraphs(&zipped(&parts)), Err(ImportError::Encrypted));
    assert_eq!(super::super::odt::paragraphs(&zipped(&parts[1..])), Err(ImportError::NotWord));
    assert_eq!(super::super::odt::paragraphs(&zipped(&[("a", b"b")])), Err(ImportError::NotWord));
    let spaces = vec![b' '; 120_000_000];
    assert_eq!(super::super::odt::paragraphs(&zipped(&[("content.xml", &spaces)])), Err(ImportError::Bomb));
}
