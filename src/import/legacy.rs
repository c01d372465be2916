//! Vietnamese from before Unicode: in TCVN3 and VNI, fonts show other letters than the text has.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// An encoding of old fonts and texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Charset {
    /// TCVN 5712:1993, also called ABC: a byte a letter.
    Tcvn3,
    /// VNI Windows: a letter, and a mark after it.
    Vni,
}

/// What a font shows in place of the letters of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LegacyFont {
    charset: Charset,
    /// Whether it shows small letters as capitals.
    is_capitals: bool,
}

impl LegacyFont {
    /// The old encoding of a font, by its name: ".VnTime", ".VnTimeH" (capitals), "VNI-Times".
    pub fn of(name: &str) -> Option<Self> {
        let small = name.to_ascii_lowercase();
        let font = |charset, is_capitals| Some(LegacyFont { charset, is_capitals });
        if small.starts_with(".vn") {
            font(Charset::Tcvn3, name.ends_with('H'))
        } else if small.starts_with("vni-") || small.starts_with("vni ") {
            font(Charset::Vni, false)
        } else {
            None
        }
    }

    /// What the font shows of a text.
    pub fn shown(self, text: &str) -> String {
        // The font of a text that is Unicode already was only never changed.
        let shown = if is_vietnamese(text) { text.to_owned() } else { self.charset.decoded(text) };
        if self.is_capitals { shown.to_uppercase() } else { shown }
    }
}

/// Whether a text has letters that only Vietnamese in Unicode has.
pub(super) fn is_vietnamese(text: &str) -> bool {
    text.contains(|c| matches!(c, 'Ă' | 'ă' | 'Đ' | 'đ' | 'Ơ' | 'ơ' | 'Ư' | 'ư' | '\u{1ea0}'..='\u{1ef9}'))
}

/// The rows of a table of two columns.
fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}

static TCVN3: LazyLock<BTreeMap<char, &'static str>> = LazyLock::new(|| {
    let rows = rows(include_str!("../../config/words/tcvn3.tsv"));
    rows.filter_map(|(byte, letter)| Some((char::from(u8::from_str_radix(byte, 16).ok()?), letter))).collect()
});

static VNI: LazyLock<BTreeMap<&'static str, &'static str>> =
    LazyLock::new(|| rows(include_str!("../../config/words/vni.tsv")).collect());

impl Charset {
    /// A text of which each byte was taken for a letter of Windows-1252, in Unicode.
    pub fn decoded(self, text: &str) -> String {
        // Word keeps bytes of fonts that it takes for symbols in the private area.
        let byte = |c: char| match u32::from(c) {
            code @ 0xf020..=0xf0ff => char::from_u32(code - 0xf000).unwrap_or(c),
            _ => c,
        };
        let letters: Vec<char> = text.chars().map(byte).collect();
        let mut decoded = String::with_capacity(text.len() * 2);
        let mut rest = letters.as_slice();
        while let [first, after @ ..] = rest {
            rest = after;
            if self == Charset::Tcvn3 {
                match TCVN3.get(first) {
                    Some(letter) => decoded.push_str(letter),
                    None => decoded.push(*first),
                }
                continue;
            }
            // Capitals may have small marks.
            let pair = |mark: &char| {
                let with = |mark: &mut dyn Iterator<Item = char>| {
                    VNI.get([*first].into_iter().chain(mark).collect::<String>().as_str())
                };
                with(&mut [*mark].into_iter())
                    .or_else(|| with(&mut mark.to_lowercase()).filter(|_| first.is_lowercase()))
                    .or_else(|| with(&mut mark.to_uppercase()).filter(|_| first.is_uppercase()))
            };
            if let Some(letter) = after.first().and_then(pair) {
                decoded.push_str(letter);
                rest = after.get(1..).unwrap_or_default();
            } else if let Some(letter) = VNI.get(first.to_string().as_str()) {
                decoded.push_str(letter);
            } else {
                decoded.push(*first);
            }
        }
        decoded
    }
}
