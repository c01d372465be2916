//! Whether a name is that of the office that writes, which calls itself in several ways.

use crate::report::answers::EntryPath;
use crate::text::letters::plain_letters;

use super::letterhead;
use super::print::{PrintContext, Printer};

/// Short names of bodies, and whole ones, in plain letters.
const SHORT: [(&str, &str); 4] = [
    ("ubnd", "uy ban nhan dan"),
    ("hdnd", "hoi dong nhan dan"),
    ("thcs", "trung hoc co so"),
    ("thpt", "trung hoc pho thong"),
];

impl Printer<'_> {
    /// Whether this is the office that writes: its name in a sentence or above the document, with more words or fewer. A
    /// name that is not there yet is nobody else's.
    pub(super) fn is_own_name(&self, name: &str) -> bool {
        let PrintContext { definition, answers, .. } = self.context;
        let above = definition.letterhead.as_ref().map(|head| letterhead::agency(head, self));
        let said = ["chu_the", "ten_rut_gon"].into_iter().filter_map(|id| definition.field(id));
        let said = said.map(|field| answers.raw(EntryPath::field(field)).to_owned());
        let own: Vec<Vec<String>> =
            above.into_iter().chain(said).map(|own| words(&own)).filter(|o| !o.is_empty()).collect();
        let name = if name.contains('[') { Vec::new() } else { words(name) };
        name.is_empty() || own.is_empty() || own.iter().any(|own| is_same_office(&name, own))
    }
}

/// The words of a name in plain letters, short names of bodies in full. A single letter ("X." for "xã") tells nothing.
fn words(name: &str) -> Vec<String> {
    let whole = SHORT.iter().fold(plain_letters(name), |text, (short, whole)| text.replace(short, whole));
    let words = whole.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1);
    words.map(str::to_owned).collect()
}

/// Whether two names, in words, are of one office: some words may be left out, as in "UBND Suối Lim", or the place come
/// after them: "Sở Y tế tỉnh Quảng Ngãi". "Xã Suối Lim Hạ" is another place.
fn is_same_office(name: &[String], own: &[String]) -> bool {
    let mut rest = own.iter();
    let is_shorter = name.iter().all(|word| rest.any(|other| other == word));
    let is_level = |word: &String| ["tinh", "thanh", "xa", "phuong", "dac", "huyen", "truong"].contains(&word.as_str());
    let has_place = name.strip_prefix(own).is_some_and(|place| place.first().is_none_or(is_level));
    name.first() == own.first() && (is_shorter || has_place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_is_known_by_fewer_words_and_by_its_place() {
        for (name, own, is_same) in [
            ("UBND xã Suối Lim", "Ủy ban nhân dân xã Suối Lim", true),
            ("UBND Suối Lim", "ỦY BAN NHÂN DÂN XÃ SUỐI LIM", true),
            ("Uỷ ban nhân dân xã", "Ủy ban nhân dân xã Suối Lim", true),
            ("Trường THCS Suối Lim", "Trường Trung học cơ sở Suối Lim", true),
            ("Sở Y tế tỉnh Quảng Ngãi", "Sở Y tế", true),
            ("Nhà trường", "Nhà trường", true),
            ("Ủy ban nhân dân xã Suối Lim Hạ", "Ủy ban nhân dân xã Suối Lim", false),
            ("Ủy ban nhân dân tỉnh", "Ủy ban nhân dân xã Suối Lim", false),
            ("Hội đồng nhân dân xã Suối Lim", "Ủy ban nhân dân xã Suối Lim", false),
            ("xã Suối", "Ủy ban nhân dân xã Suối Lim", false),
            ("Ban", "Ủy ban nhân dân xã Suối Lim", false),
        ] {
            assert_eq!(is_same_office(&words(name), &words(own)), is_same, "{name}: {own}");
        }
    }
}
