//! Words: misspelt, written twice, or in a list without its comma.

use std::sync::LazyLock;

use crate::check::Severity;
use crate::text::message::Message;

use super::{Find, Reading, Rule, Slip};
use crate::words::lists::{List, Row};
use crate::words::{Syllable, are_joined, key};

/// "trú trọng".
pub(super) const MISSPELT: Rule = Rule {
    code: "T01",
    level: Severity::Error,
    about: Message::new("chính tả", "spelling"),
    hit: "Công tác tuyên truyền được trú trọng.",
    near_miss: "Nơi cư trú trọng điểm được rà soát.",
    find: Find::Alone(misspelt),
};

/// "các các".
pub(super) const DOUBLED: Rule = Rule {
    code: "T02",
    level: Severity::Warning,
    about: Message::new("chữ viết hai lần liền nhau", "a word twice in a row"),
    hit: "Đã triển khai các các hoạt động.",
    near_miss: "Trẻ em ngày ngày đến lớp, từ từ làm quen; cán bộ bộ phận văn phòng; quy định định mức; ban hành hành lang pháp lý.",
    find: Find::Alone(doubled),
};

/// "vùng sâu vùng xa".
pub(super) const ENUMERATION: Rule = Rule {
    code: "T03",
    level: Severity::Warning,
    about: Message::new("liệt kê thiếu dấu", "a list lacks its mark"),
    hit: "Trẻ em vùng sâu vùng xa được giúp đỡ.",
    near_miss: "Trẻ em vùng sâu, vùng xa được giúp đỡ.",
    find: Find::Alone(|reading| listed(reading, &reading.lists.enumerations).map(|(slip, _)| slip).collect()),
};

/// The level of the list for what is right in some sentences.
const IN_SOME: &str = "ngữ cảnh";

fn misspelt(reading: &Reading<'_>) -> Vec<Slip> {
    let slips = listed(reading, &reading.lists.misspellings);
    let list: Vec<(Slip, &Row)> = slips.filter(|(slip, row)| !is_excepted(reading, slip, row)).collect();
    list.into_iter()
        .map(|(slip, row)| {
            let level = (row.column(0) == IN_SOME).then_some(Severity::Warning);
            Slip { level, ..slip }
        })
        .collect()
}

/// Whether a word stands beside it with which the row is right.
fn is_excepted(reading: &Reading<'_>, slip: &Slip, row: &Row) -> bool {
    let is_among = |words: &str, syllable: Option<&Syllable>| {
        syllable.is_some_and(|syllable| words.split(',').any(|word| key(word.trim()) == syllable.key))
    };
    let before = reading.syllables_in(&(0..slip.part.start)).last();
    let after = reading.syllables_in(&(slip.part.end..reading.text.len())).first();
    is_among(row.column(1), before) || is_among(row.column(2), after)
}

/// Where the words of a list stand, whatever their capitals.
fn listed<'r>(reading: &'r Reading<'_>, list: &'r List) -> impl Iterator<Item = (Slip, &'r Row)> {
    let at_each = reading.syllables.iter().enumerate();
    at_each.flat_map(move |(from, first)| {
        list.beginning_with(&first.key).filter_map(move |row| {
            let own = reading.syllables.get(from..from + row.keys.len())?;
            let is_joined = own.windows(2).all(|pair| matches!(pair, [a, b] if are_joined(reading.text, a, b)));
            let is_same = own.iter().map(|syllable| &syllable.key).eq(row.keys.iter());
            let part = first.part.start..own.last()?.part.end;
            let written = reading.text.get(part.clone()).filter(|_| is_joined && is_same)?;
            Some((Slip::new(part, like(written, &row.right)), row))
        })
    })
}

/// What is right with the capitals of what is written.
fn like(written: &str, right: &str) -> String {
    let capitals = |text: &str| text.chars().filter(|c| c.is_uppercase()).count();
    if written.chars().all(|c| !c.is_lowercase()) {
        return right.to_uppercase();
    }
    let mut letters = right.chars();
    match letters.next() {
        Some(first) if written.starts_with(char::is_uppercase) && capitals(written) == 1 => {
            first.to_uppercase().chain(letters).collect()
        }
        _ => right.to_owned(),
    }
}

/// Syllables that are said twice in a row with a meaning of their own.
const TWICE: [&str; 63] = [
    "ai",
    "ba",
    "bà",
    "chung",
    "chuồn",
    "cháu",
    "chăm",
    "chầm",
    "con",
    "cào",
    "cô",
    "cấp",
    "dần",
    "dọc",
    "gần",
    "hai",
    "hay",
    "hoài",
    "hàng",
    "hằng",
    "khăng",
    "luôn",
    "lâu",
    "lại",
    "lớp",
    "muộn",
    "mãi",
    "mươi",
    "mấy",
    "ngang",
    "ngành",
    "ngày",
    "người",
    "ngời",
    "nhà",
    "nói",
    "năm",
    "nơi",
    "rành",
    "ríu",
    "song",
    "sáng",
    "sớm",
    "tháng",
    "thôn",
    "thường",
    "thầm",
    "ting",
    "trùng",
    "từ",
    "từng",
    "vàng",
    "xa",
    "xanh",
    "ào",
    "ông",
    "đi",
    "đâu",
    "đêm",
    "đều",
    "đỏ",
    "đời",
    "ầm",
];

static TWICE_KEYS: LazyLock<Vec<String>> = LazyLock::new(|| TWICE.iter().map(|word| key(word)).collect());

fn doubled(reading: &Reading<'_>) -> Vec<Slip> {
    let twice = &*TWICE_KEYS;
    let all = &reading.syllables;
    let is_compound = |from: usize| {
        let (Some(one), Some(two)) = (all.get(from), all.get(from + 1)) else { return false };
        let keys = [&one.key, &two.key];
        let has = |list: &List| list.beginning_with(&one.key).any(|row| row.keys.iter().eq(keys));
        are_joined(reading.text, one, two) && has(&reading.lists.compounds)
    };
    let pairs = all.windows(2).enumerate().filter_map(|(at, pair)| match pair {
        [one, two] if one.key == two.key && are_joined(reading.text, one, two) => {
            // "quy định | định mức": one word ends as the next begins.
            let is_seam = at.checked_sub(1).is_some_and(is_compound) && is_compound(at + 1);
            (!is_seam).then_some((one, two))
        }
        _ => None,
    });
    let is_word = |syllable: &&Syllable| {
        syllable.key.chars().all(char::is_alphabetic) || syllable.key.chars().last().is_some_and(|c| !c.is_numeric())
    };
    pairs
        .filter(|(one, _)| is_word(one) && !twice.contains(&one.key))
        .filter_map(|(one, two)| {
            let written = reading.text.get(one.part.clone())?;
            // Names may have a syllable twice: "Đăk Đăk", "Ia Ia".
            let is_name = reading.text.get(two.part.clone()).is_some_and(|word| word.starts_with(char::is_uppercase));
            (!is_name && !written.contains(char::is_numeric)).then(|| Slip::new(one.part.start..two.part.end, written))
        })
        .collect()
}
