//! How wide text is in Times New Roman: where it breaks, how long the rules under it are, how wide
//! the columns of a table must be.

use crate::document::compounds::NO_BREAK;
use unicode_normalization::UnicodeNormalization as _;

use crate::text::wrap::{Word, fit, narrowest};

/// A face of the font.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Face {
    Regular,
    Bold,
    Italic,
}

/// Widths of a face in 2048ths of the size of its letters: from space to tilde, then đ, ơ, ư, Ư.
struct Widths([u16; 95], [u16; 4]);

impl Face {
    fn widths(self) -> &'static Widths {
        match self {
            Face::Regular => &REGULAR,
            Face::Bold => &BOLD,
            Face::Italic => &ITALIC,
        }
    }
}

/// The width of text in twips, in letters of a size in half-points.
pub(crate) fn width(text: &str, face: Face, size: u32) -> u32 {
    let Widths(ascii, horned) = face.widths();
    let of_letter = |c: char| {
        let like = match c {
            'Đ' => 'D',
            NO_BREAK => ' ',
            c => c,
        };
        match u32::from(like).checked_sub(32).and_then(|at| ascii.get(at as usize)) {
            Some(width) => u32::from(*width),
            // Marks above and below have no width of their own.
            None => u32::from(match c {
                '\u{300}'..='\u{31a}' | '\u{31c}'..='\u{36f}' => 0,
                'đ' => horned[0],
                _ => 1024,
            }),
        }
    };
    let mut letters = text.nfd().peekable();
    let mut sum = 0;
    while let Some(letter) = letters.next() {
        sum += match (letter, letters.next_if_eq(&'\u{31b}')) {
            ('o', Some(_)) => u32::from(horned[1]),
            ('u', Some(_)) => u32::from(horned[2]),
            ('U', Some(_)) => u32::from(horned[3]),
            _ => of_letter(letter),
        };
    }
    // A size of n half-points is 10 n twips.
    (sum * size * 10).div_ceil(2048)
}

/// The lines of text in a room of so many twips; a word that is wider has a line of its own.
pub(crate) fn lines(text: &str, face: Face, size: u32, room: usize) -> Vec<String> {
    let measured = |text| width(text, face, size) as usize;
    let word = |content| Word { content, width: measured(content), space: measured(" ") };
    let words: Vec<Word<&str>> = text.split([' ', '\n']).filter(|word| !word.is_empty()).map(word).collect();
    let line = |words: &[Word<&str>]| words.iter().map(|word| word.content).collect::<Vec<_>>().join(" ");
    fit(&words, room, room).into_iter().filter(|words| !words.is_empty()).map(line).collect()
}

/// The width of the longest line of text, twips.
pub(crate) fn longest(lines: &[String], face: Face, size: u32) -> u32 {
    lines.iter().map(|line| width(line, face, size)).max().unwrap_or(0)
}

/// The lines of text in a room of so many twips, as even as they can be without another line.
pub(crate) fn balanced(text: &str, face: Face, size: u32, room: u32) -> Vec<String> {
    let room = narrowest(0, room as usize, |room| lines(text, face, size, room).len());
    lines(text, face, size, room)
}

/// Nouns of units and words that join: a line of an agency's name may well begin with these.
const BREAKS: [&str; 15] = [
    " THÀNH PHỐ ",
    " TỈNH ",
    " THỊ XÃ ",
    " THỊ TRẤN ",
    " ĐẶC KHU ",
    " HUYỆN ",
    " QUẬN ",
    " PHƯỜNG ",
    " XÃ ",
    " THÔN ",
    " CÔNG TÁC ",
    " CÁC ",
    " VỀ ",
    " VÀ ",
    " - ",
];

/// Whether a text surely stands on one line: readers round the widths of letters differently.
pub(crate) fn fits(text: &str, face: Face, size: u32, room: u32) -> bool {
    with_slack(width(text, face, size)) <= room
}

/// A width, and what the rounding of readers may add to it.
pub(crate) fn with_slack(width: u32) -> u32 {
    width + width / 50
}

/// The lines of an agency's name, in capitals: one if there is room, else two that part before the
/// name of a place, else lines as even as they can be.
pub(crate) fn name_lines(name: &str, face: Face, size: u32, room: u32) -> Vec<String> {
    let fits = |text: &str| fits(text, face, size, room);
    if fits(name) {
        return vec![name.to_owned()];
    }
    let parted = BREAKS.iter().find_map(|noun| {
        let at = name.rfind(noun)? + 1;
        let (first, second) = name.split_at_checked(at)?;
        (fits(first.trim()) && fits(second)).then(|| vec![first.trim().to_owned(), second.to_owned()])
    });
    parted.unwrap_or_else(|| balanced(name, face, size, room))
}

#[rustfmt::skip]
const REGULAR: Widths = Widths(
    [
        512, 682, 836, 1024, 1024, 1706, 1593, 369, 682, 682, 1024, 1155, 512, 682, 512, 569, 1024, 1024, 1024,
        1024, 1024, 1024, 1024, 1024, 1024, 1024, 569, 569, 1155, 1155, 1155, 909, 1886, 1479, 1366, 1366, 1479,
        1251, 1139, 1479, 1479, 682, 797, 1479, 1251, 1821, 1479, 1479, 1139, 1479, 1366, 1139, 1251, 1479,
        1479, 1933, 1479, 1479, 1251, 682, 569, 682, 961, 1024, 682, 909, 1024, 909, 1024, 909, 682, 1024, 1024,
        569, 569, 1024, 569, 1593, 1024, 1024, 1024, 1024, 682, 797, 569, 1024, 1024, 1479, 1024, 1024, 909,
        983, 410, 983, 1108,
    ],
    [1024, 1083, 1110, 1589],
);

#[rustfmt::skip]
const BOLD: Widths = Widths(
    [
        512, 682, 1137, 1024, 1024, 2048, 1706, 569, 682, 682, 1024, 1167, 512, 682, 512, 569, 1024, 1024, 1024,
        1024, 1024, 1024, 1024, 1024, 1024, 1024, 682, 682, 1167, 1167, 1167, 1024, 1905, 1479, 1366, 1479,
        1479, 1366, 1251, 1593, 1593, 797, 1024, 1593, 1366, 1933, 1479, 1593, 1251, 1593, 1479, 1139, 1366,
        1479, 1479, 2048, 1479, 1479, 1366, 682, 569, 682, 1190, 1024, 682, 1024, 1139, 909, 1139, 909, 682,
        1024, 1139, 569, 682, 1139, 569, 1706, 1139, 1024, 1139, 1139, 909, 797, 682, 1139, 1024, 1479, 1024,
        1024, 909, 807, 451, 807, 1065,
    ],
    [1139, 1134, 1229, 1630],
);

#[rustfmt::skip]
const ITALIC: Widths = Widths(
    [
        512, 682, 860, 1024, 1024, 1706, 1593, 438, 682, 682, 1024, 1382, 512, 682, 512, 569, 1024, 1024, 1024,
        1024, 1024, 1024, 1024, 1024, 1024, 1024, 682, 682, 1382, 1382, 1382, 1024, 1884, 1251, 1251, 1366,
        1479, 1251, 1251, 1479, 1479, 682, 909, 1366, 1139, 1706, 1366, 1479, 1251, 1479, 1251, 1024, 1139,
        1479, 1251, 1706, 1251, 1139, 1139, 797, 569, 797, 864, 1024, 682, 1024, 1024, 909, 1024, 909, 569,
        1024, 1024, 569, 569, 909, 569, 1479, 1024, 1024, 1024, 1024, 797, 797, 569, 1024, 909, 1366, 909, 909,
        797, 819, 563, 819, 1108,
    ],
    [1024, 1093, 1117, 1544],
);

#[cfg(test)]
mod tests {
    use super::*;

    /// Tenths of a millimetre, to the nearest.
    fn tenths(text: &str, face: Face, points: u32) -> u32 {
        (width(text, face, points * 2) * 254 + 720) / 1440
    }

    #[test]
    fn widths_are_those_of_times_new_roman() {
        let nation = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
        assert_eq!(tenths(nation, Face::Bold, 12), 883);
        assert_eq!(tenths(nation, Face::Bold, 13), 957);
        let motto = "Độc lập - Tự do - Hạnh phúc";
        assert_eq!((tenths(motto, Face::Bold, 13), tenths(motto, Face::Bold, 14)), (561, 605));
        assert_eq!(tenths("ỦY BAN NHÂN DÂN XÃ NGỌC HỒI", Face::Bold, 13), 759);
        let date = "Thành phố Hồ Chí Minh, ngày 29 tháng 12 năm 2026";
        assert_eq!(tenths(date, Face::Italic, 14), 1063);
        let decomposed: String = nation.nfd().collect();
        assert_eq!(width(&decomposed, Face::Bold, 26), width(nation, Face::Bold, 26));
    }

    #[test]
    fn names_of_agencies_break_before_the_place() {
        let broken = |name: &str| name_lines(name, Face::Bold, 26, 3659).join(" / ");
        for (name, expected) in [
            ("SỞ Y TẾ", "SỞ Y TẾ"),
            ("ỦY BAN NHÂN DÂN XÃ NGỌC HỒI", "ỦY BAN NHÂN DÂN / XÃ NGỌC HỒI"),
            ("ỦY BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH", "ỦY BAN NHÂN DÂN / THÀNH PHỐ HỒ CHÍ MINH"),
            ("PHÒNG VĂN HÓA - XÃ HỘI XÃ BỜ Y", "PHÒNG VĂN HÓA - XÃ HỘI / XÃ BỜ Y"),
            ("BAN CHỈ ĐẠO CÔNG TÁC TRẺ EM", "BAN CHỈ ĐẠO / CÔNG TÁC TRẺ EM"),
        ] {
            assert_eq!(broken(name), expected);
        }
    }

    #[test]
    fn lines_are_even() {
        let text = "Kết quả tổ chức các hoạt động Tháng hành động vì trẻ em năm 2026 trên địa bàn xã";
        let even = balanced(text, Face::Bold, 28, 6800);
        assert_eq!(even.len(), lines(text, Face::Bold, 28, 6800).len());
        let shortest = even.iter().map(|line| width(line, Face::Bold, 28)).min().unwrap();
        assert!(shortest * 3 > longest(&even, Face::Bold, 28) * 2, "{even:?}");
        assert_eq!(balanced("", Face::Bold, 28, 6800), Vec::<String>::new());
    }
}
