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
        assert!(list[0].is_heading, "{target}: the styles are not found");
    }
    // A package that names a part that is not there has the usual one.
    let wrong = relationship("officeDocument", "gone.xml");
    let file = zipped(&[("_rels/.rels", wrong.as_bytes()), ("word/document.xml", document.as_bytes())]);
    assert_eq!(texts(&paragraphs(&file).expect("read")), ["Chữ"]);
}
