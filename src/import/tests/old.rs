//! Texts and fonts from before Unicode.

use unicode_normalization::UnicodeNormalization;

use super::super::legacy::{Charset, LegacyFont};
use super::*;

/// All letters of Vietnamese beyond ASCII, small ones.
fn letters() -> Vec<char> {
    let tones = ["", "\u{300}", "\u{309}", "\u{303}", "\u{301}", "\u{323}"];
    let toned = |letter: char| tones.map(|tone| format!("{letter}{tone}").nfc().next().expect("a letter"));
    let all = "aăâeêioôơuưy".chars().flat_map(toned).chain(['đ']);
    all.filter(|c| !c.is_ascii()).collect()
}

const TCVN3: &str = include_str!("../../../config/words/tcvn3.tsv");
const VNI: &str = include_str!("../../../config/words/vni.tsv");

fn table(text: &'static str) -> Vec<(&'static str, &'static str)> {
    text.lines().filter(|line| !line.starts_with('#')).map(|line| line.split_once('\t').expect("two columns")).collect()
}

/// A text as it was typed in an old encoding: bytes as letters of Windows-1252.
fn typed(charset: Charset, text: &str) -> String {
    let (rows, is_hex) = if charset == Charset::Tcvn3 { (table(TCVN3), true) } else { (table(VNI), false) };
    let old = |c: char| {
        let row = rows.iter().find(|(_, letter)| letter.starts_with(c));
        row.map_or(c.to_string(), |(old, _)| {
            if is_hex {
                char::from(u8::from_str_radix(old, 16).expect("a byte")).to_string()
            } else {
                (*old).to_owned()
            }
        })
    };
    text.chars().map(old).collect()
}

#[test]
fn every_letter_has_its_place_in_the_old_encodings() {
    let small: String = letters().into_iter().collect();
    assert_eq!(small.chars().count(), 67);
    assert_eq!(Charset::Tcvn3.decoded(&typed(Charset::Tcvn3, &small)), small);
    assert_eq!(Charset::Tcvn3.decoded(&typed(Charset::Tcvn3, "ĂÂÊÔƠƯĐ")), "ĂÂÊÔƠƯĐ");
    let both = format!("{small}{}", small.to_uppercase());
    assert_eq!(Charset::Vni.decoded(&typed(Charset::Vni, &both)), both);
    // No two letters are written alike.
    for rows in [table(TCVN3), table(VNI)] {
        let old: std::collections::BTreeSet<&str> = rows.iter().map(|(old, _)| *old).collect();
        assert_eq!(old.len(), rows.len());
    }
    // As others write them, not by our tables.
    assert_eq!(
        Charset::Tcvn3.decoded("Céng hoµ x· héi chñ nghÜa ViÖt Nam, §éc lËp - Tù do - H¹nh phóc"),
        "Cộng hoà xã hội chủ nghĩa Việt Nam, Độc lập - Tự do - Hạnh phúc"
    );
    assert_eq!(
        Charset::Vni.decoded("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM, Ñoäc laäp - Töï do - Haïnh phuùc, kyù, Lyù"),
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM, Độc lập - Tự do - Hạnh phúc, ký, Lý"
    );
}

#[test]
fn the_name_of_a_font_tells_its_encoding() {
    let shown = |font: &str, text: &str| LegacyFont::of(font).map(|font| font.shown(text));
    assert_eq!(shown(".VnTimeH", "B¸o c¸o").as_deref(), Some("BÁO CÁO"));
    assert_eq!(shown(".VnArial", "B¸o c¸o “1”").as_deref(), Some("Báo cáo “1”"));
    assert_eq!(shown(".vntime", "t\u{f0ad}").as_deref(), Some("tư"));
    assert_eq!(shown("VNI-Times", "Baùo caùo, BaÙo").as_deref(), Some("Báo cáo, Báo"));
    assert_eq!(shown("VNI-Times", "Báo cáo năm").as_deref(), Some("Báo cáo năm"), "Unicode already");
    for font in ["Times New Roman", "VnNew", "Vnitimes", ""] {
        assert_eq!(shown(font, "µ"), None, "{font}");
    }
}

#[test]
fn text_in_an_old_font_is_what_the_font_shows() {
    let list = paragraphs(include_bytes!("../../../tests/data/import/import-tcvn3.docx")).expect("read");
    let wanted = [
        "UỶ BAN NHÂN DÂN",
        "XÃ SUỐI LIM",
        "BÁO CÁO",
        "Kết quả thực hiện công tác giảm nghèo năm 2009",
        "I. Đặc điểm tình hình",
        "Xã có 12 thôn.",
    ];
    assert_eq!(texts(&list), wanted);
    // By style, by what all text has, and with a letter and its mark in two runs; symbols are no letters.
    let styles = "<w:styles xmlns:w=\"w\"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\".VnTime\" w:hAnsi=\".VnTime\"/>\
        </w:rPr></w:rPrDefault></w:docDefaults><w:style w:styleId=\"V\"><w:rPr><w:rFonts w:ascii=\"VNI-Times\"/></w:rPr></w:style></w:styles>";
    let document = format!(
        "{OPEN}{}<w:p><w:pPr><w:pStyle w:val=\"V\"/></w:pPr><w:r><w:t>Ba</w:t></w:r><w:r><w:t>ùo</w:t></w:r>\
         <w:r><w:rPr><w:rFonts w:asciiTheme=\"minorHAnsi\" w:hAnsiTheme=\"minorHAnsi\"/></w:rPr><w:t xml:space=\"preserve\"> cáo </w:t></w:r>\
         <w:r><w:sym w:font=\"Symbol\" w:char=\"F0B4\"/></w:r></w:p>{CLOSE}",
        p("B¸o c¸o")
    );
    let file = zipped(&[("word/document.xml", document.as_bytes()), ("word/styles.xml", styles.as_bytes())]);
    assert_eq!(texts(&paragraphs(&file).expect("read")), ["Báo cáo", "Báo cáo ×"]);
}

const REPORT: &str =
    "Báo cáo\r\n\r\nKết quả thực hiện công tác trẻ em năm 2009 của xã Suối Lim.\r\n\r\nXã có 12 thôn “văn hóa”.\r\n";

#[test]
fn the_encoding_of_a_text_is_found_by_what_makes_sense() {
    let wanted = ["Báo cáo", "Kết quả thực hiện công tác trẻ em năm 2009 của xã Suối Lim.", "Xã có 12 thôn “văn hóa”."];
    let single = |text: &str| {
        let (bytes, _, is_lossy) = encoding_rs::WINDOWS_1252.encode(text);
        assert!(!is_lossy, "{text}");
        bytes.into_owned()
    };
    // Windows-1258 has letters with their shapes, and tones as marks after them.
    let windows: String = REPORT
        .chars()
        .flat_map(|c| {
            let parts: Vec<char> = c.nfd().collect();
            let tone = |c: &char| "\u{300}\u{301}\u{303}\u{309}\u{323}".contains(*c);
            let shape: String = parts.iter().filter(|c| !tone(c)).collect::<String>().nfc().collect();
            shape.chars().chain(parts.iter().copied().filter(tone)).collect::<Vec<_>>()
        })
        .collect();
    let (windows, _, is_lossy) = encoding_rs::WINDOWS_1258.encode(&windows);
    assert!(!is_lossy);
    let units: Vec<u16> = REPORT.encode_utf16().collect();
    for (name, bytes) in [
        ("TCVN3", single(&typed(Charset::Tcvn3, REPORT))),
        ("VNI", single(&typed(Charset::Vni, REPORT))),
        ("Windows-1258", windows.into_owned()),
        ("UTF-16LE", units.iter().flat_map(|unit| unit.to_le_bytes()).collect()),
        ("UTF-16BE", units.iter().flat_map(|unit| unit.to_be_bytes()).collect()),
        ("TCVN3, pasted as Unicode", typed(Charset::Tcvn3, REPORT).into_bytes()),
        ("TCVN3, pasted as Unicode with its mark", format!("\u{feff}{}", typed(Charset::Tcvn3, REPORT)).into_bytes()),
        ("decomposed", REPORT.nfd().collect::<String>().into_bytes()),
    ] {
        assert_eq!(texts(&paragraphs(&bytes).expect(name)), wanted, "{name}");
        // What is no usual Unicode is told.
        let told = encoding(&bytes).map(str::to_lowercase).unwrap_or_default();
        let usual = if name == "decomposed" { "" } else { name.split(',').next().unwrap_or_default() };
        assert_eq!(told, usual.to_lowercase(), "{name}");
    }
    assert_eq!(encoding(include_bytes!("../../../tests/data/import/import-tcvn3.docx")), None, "a file of Word");
    // Few letters are not enough to take a text for an old one.
    assert_eq!(texts(&paragraphs("Có cá là có".as_bytes()).expect("a text")), ["Có cá là có"]);
    // What makes no sense is no text; what is plain stays as it is.
    assert_eq!(paragraphs(b"caf\xe9 au lait, \xfcber alles"), Err(ImportError::NotText));
    assert_eq!(texts(&paragraphs("café au lait, 5 m²".as_bytes()).expect("a text")), ["café au lait, 5 m²"]);
}

#[test]
fn a_letter_that_only_looks_like_ours_becomes_ours() {
    let list = paragraphs(include_bytes!("../../../tests/data/import/import-eth.txt")).expect("a text");
    let all = texts(&list).join("\n");
    assert!(!all.contains('Ð') && all.contains("HỘI ĐỒNG NHÂN DÂN") && all.contains("12/QĐ-UBND"), "{all}");
    assert_eq!(texts(&paragraphs("Ðetta er ekki".as_bytes()).expect("a text")), ["Ðetta er ekki"]);
}
