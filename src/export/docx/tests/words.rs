//! The words of the file are those of the plain text.

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization as _;

use super::schema::{in_order, well_formed};
use super::{Document, a_body_with_tables, appendix, body, nd30, plain_text, report};

/// The words of the file, and of the plain text of the same document.
fn both(document: &Document, width: usize) -> (Vec<String>, Vec<String>) {
    let list = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let text = plain_text(document, width);
    let body = nd30(document).body();
    let paragraphs: Vec<String> = body.every("w:p").iter().map(|p| p.letters()).collect();
    (list(&paragraphs.join("\n")), list(&text.nfc().collect::<String>().replace(['│', '─', '┼'], " ")))
}

#[test]
fn the_report_has_the_words_of_the_plain_text() {
    let mut document = report();
    document.appendices = appendix(3);
    let (mut file, mut text) = both(&document, 4000);
    // Marks and texts of notes are elsewhere in the file.
    text.retain(|word| word != "(1)");
    let text: Vec<String> = text.iter_mut().map(|word| word.replace("(1)", "")).collect();
    file.extend("Theo báo cáo của Trạm Y tế xã.".split(' ').map(str::to_owned));
    let sorted = |mut list: Vec<String>| {
        list.sort();
        list
    };
    assert_eq!(sorted(file), sorted(text));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever is written, the file has the words of the plain text in their order, and is valid.
    #[test]
    fn text_is_that_of_the_plain_export(blocks in a_body_with_tables()) {
        let document = body(blocks);
        let (file, text) = both(&document, 4000);
        prop_assert_eq!(file, text);
        let part = nd30(&document).part("word/document.xml");
        in_order(&part);
        well_formed(&part);
    }
}
