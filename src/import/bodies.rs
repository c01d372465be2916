//! What bodies are called, and what they are asked to do.

use crate::text::gap::{MISSING, is_gap};
use crate::text::letters::plain_letters;

/// What bodies are called that belong to another, written above them.
const BODIES: [&str; 16] = [
    "bệnh viện",
    "đội",
    "hạt",
    "liên đoàn",
    "phòng",
    "sở",
    "trường",
    "ban",
    "trung tâm",
    "hội",
    "chi cục",
    "trạm",
    "công an",
    "đoàn",
    "thanh tra",
    "văn phòng",
];

/// What other bodies are called that a report names.
const OTHERS: [&str; 14] = [
    "ủy ban",
    "uỷ ban",
    "ubnd",
    "hđnd",
    "hội đồng",
    "bộ",
    "đảng ủy",
    "đảng uỷ",
    "nhà trường",
    "mặt trận",
    "thường trực",
    "ngân hàng",
    "kho bạc",
    "bảo hiểm xã hội",
];

/// Words before the bodies to which a report goes, as offices write them, in plain letters.
const ADDRESS: [&str; 3] = ["kinh gui", "kinh goi", "kinh trinh"];

/// Whether a text begins with those words.
pub(super) fn is_address(text: &str) -> bool {
    let plain = plain_letters(text);
    ADDRESS.iter().any(|words| plain.starts_with(words))
}

/// What follows those words, with or without a colon; all of it where they do not stand there.
pub(super) fn without_address(text: &str) -> &str {
    if !is_address(text) {
        return text;
    }
    // Each of them is two words.
    let rest = (0..2).fold(text, |rest, _| rest.trim_start_matches(char::is_alphabetic).trim_start());
    rest.trim_start_matches([':', ' '])
}

/// Whether a line begins with what a body is called that belongs to another.
pub(super) fn belongs_to_another(line: &str) -> bool {
    begins(line, &BODIES)
}

/// Which line is the second of two whole names of committees: "UBND HUYỆN …" above "UBND XÃ …".
pub(super) fn second_committee(lines: &[&str]) -> Option<usize> {
    let is_committee = |line: &&str| ["UBND ", "ỦY BAN NHÂN DÂN ", "ĐẢNG "].iter().any(|words| line.starts_with(words));
    lines.windows(2).rposition(|pair| pair.iter().all(is_committee)).map(|at| at + 1)
}

/// Whether a text begins with what a body is called: "Sở Y tế", "Ủy ban nhân dân xã".
pub(super) fn names_body(text: &str) -> bool {
    text.starts_with(char::is_uppercase) && (begins(text, &BODIES) || begins(text, &OTHERS))
}

/// Areas by what they are called in plain letters, the level that types know them as, and their names.
const AREAS: [(&str, &str, &str); 7] = [
    ("xa", "xa", "xã"),
    ("phuong", "xa", "phường"),
    ("dac khu", "xa", "đặc khu"),
    ("thi tran", "xa", "thị trấn"),
    ("quan", "huyen", "quận"),
    ("huyen", "huyen", "huyện"),
    ("tinh", "tinh", "tỉnh"),
];

/// The level of the body that a head names, as the types call it, and what its area is called: a school, a province with
/// its departments, a district (until 2025), or a commune; `None` where the name tells none ("Ban Chỉ đạo").
pub(super) fn level_of(parent: &str, own: &str) -> Option<(&'static str, &'static str)> {
    let area = |name: &str| {
        let plain = format!(" {} ", plain_letters(name));
        let is_named = |(unit, ..): &&(&str, &str, &str)| plain.contains(&format!(" {unit} "));
        AREAS.iter().find(is_named).map(|(_, level, name)| (*level, *name))
    };
    match plain_letters(own).split(' ').next()? {
        "truong" => Some(("truong", "")),
        "so" => Some(("tinh", "")),
        "phong" => area(parent).or_else(|| area(own)),
        // "Xã đoàn", "Hội Liên hiệp Phụ nữ xã" are of no level that a type has.
        "uy" | "ubnd" => area(own),
        _ => None,
    }
}

/// Whether a text begins with what one of these bodies is called: "Bộ Y tế", but not "Bổ sung". What is written without any
/// diacritics is compared so.
fn begins(text: &str, bodies: &[&str]) -> bool {
    let text = text.to_lowercase();
    let goes_on = |rest: Option<&str>| rest.is_some_and(|rest| rest.starts_with(' '));
    bodies.iter().any(|body| {
        goes_on(text.strip_prefix(body))
            || (text.is_ascii() && goes_on(text.strip_prefix(plain_letters(body).as_str())))
    })
}

/// With these words, in plain letters, begins what a body is asked to do.
const ASKED: [&str; 80] = [
    "ban giao",
    "ban hanh",
    "bao dam",
    "bien soan",
    "bieu duong",
    "bo nhiem",
    "bo qua",
    "bo sung",
    "bo tri",
    "can",
    "cap",
    "cap nhat",
    "chi dao",
    "chi tra",
    "cho",
    "chuyen",
    "co",
    "cong bo",
    "cu",
    "cung cap",
    "dau tu",
    "day manh",
    "de xuat",
    "dieu chinh",
    "dieu tra",
    "dua",
    "duy tri",
    "giai quyet",
    "giam",
    "giao",
    "gioi thieu",
    "ho tro",
    "hoan thien",
    "huong dan",
    "in an",
    "keo",
    "khen thuong",
    "kiem tra",
    "kien nghi",
    "lam",
    "mo",
    "mo rong",
    "mua",
    "nang",
    "nang cao",
    "nen",
    "nghien cuu",
    "phan bo",
    "phan cong",
    "phat hanh",
    "phe duyet",
    "phoi hop",
    "quan tam",
    "quy dinh",
    "ra soat",
    "rut ngan",
    "som",
    "sua chua",
    "sua doi",
    "tang",
    "tao dieu kien",
    "tap huan",
    "tham dinh",
    "tham muu",
    "thanh lap",
    "thong bao",
    "thu hoi",
    "thuc hien",
    "tiep tuc",
    "to chuc",
    "trang bi",
    "trien khai",
    "tuyen dung",
    "ung truoc",
    "uu tien",
    "uy quyen",
    "xay dung",
    "xay moi",
    "xem xet",
    "xu ly",
];

/// Those who are above, without a name.
const ABOVE: [&str; 5] = ["cấp trên ", "cấp có thẩm quyền ", "các cấp ", "cấp ủy ", "cấp uỷ "];

/// Whether a text begins with those who are above: "cấp trên quan tâm".
fn names_those_above(text: &str) -> bool {
    let small = text.to_lowercase();
    ABOVE.iter().any(|words| small.starts_with(words))
}

/// Whether a text begins with what a body is asked to do: "Bố trí kinh phí", "cấp bổ sung".
pub(super) fn begins_to_ask(text: &str) -> bool {
    let plain = plain_letters(text);
    !names_those_above(text)
        && ASKED.iter().any(|words| plain.strip_prefix(words).is_some_and(|rest| rest.starts_with([' ', ','])))
}

/// "Sở Y tế | mở lớp tập huấn": a body by its name, and what it is asked to do.
pub(super) fn addressed(text: &str) -> Option<(&str, &str)> {
    // One that a draft does not name.
    if let Some((who, what)) = text.split_once("] ").filter(|_| text.starts_with(MISSING)) {
        return text.get(..=who.len()).map(|who| (who, what));
    }
    if !names_body(text) && !names_those_above(text) {
        return None;
    }
    let asked = text.match_indices(' ').find_map(|(at, _)| {
        let (who, what) = (text.get(..at)?, text.get(at + 1..)?);
        let is_asked = what.starts_with(char::is_lowercase) && begins_to_ask(what);
        (is_asked || is_gap(what)).then_some((who, what))
    });
    asked.or_else(|| after_area(text))
}

/// "Công an tỉnh | thông tin kịp thời": a body's name ends with what it is of, where no name follows.
fn after_area(text: &str) -> Option<(&str, &str)> {
    const AREAS: [&str; 7] = [" xã ", " phường ", " huyện ", " quận ", " tỉnh ", " thành phố ", " thị trấn "];
    let ends = AREAS.iter().filter_map(|area| Some(text.find(area)? + area.len()));
    let (who, what) = text.split_at(ends.min()?);
    what.starts_with(char::is_lowercase).then(|| (who.trim_end(), what))
}
