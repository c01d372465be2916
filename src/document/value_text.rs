//! What a value says when a pattern asks for a part of it, for one of its items, or in another form.

use std::sync::LazyLock;

use crate::report::expression::is_person;
use crate::report::field::{Field, options};
use crate::report::pattern::{Format, Piece};
use crate::report::value::{Chosen, Value};

use super::Run;
use super::marks::{keeps_its_first_letter, keeps_stop, unquoted, without_dash};
use super::numbers::{count, day_month, full_date, join_and, join_with, percent, short_date};

/// What is said of a figure that nobody knows yet.
pub(super) const UNKNOWN: &str = "chưa có số liệu";

/// How the answer of one place came out.
pub(super) enum Outcome {
    Text(String),
    /// The same, but an optional part or a part of a series does not stand for it.
    Zero(String),
    /// A text in which these gaps stand, in their order.
    Gaps(String, Vec<Run>),
    Missing,
}

pub(super) fn piece_of(value: &Value, piece: Piece, format: Format, pad: bool) -> Outcome {
    let pad = pad && format != Format::Plain;
    let day = |date| {
        Outcome::Text(match format {
            Format::Full => full_date(date),
            Format::Day => day_month(date),
            _ => short_date(date),
        })
    };
    let figure = |n: i64| if n == 0 { Outcome::Zero("0".to_owned()) } else { Outcome::Text(count(n, pad)) };
    match (value, piece) {
        (Value::NotCounted | Value::Unknown, _) => Outcome::Zero(String::new()),
        (Value::Ratio { part, .. } | Value::Percent { part, .. }, Piece::Part) => figure(*part),
        (Value::Ratio { of, .. } | Value::Percent { of, .. }, Piece::Of) => figure(*of),
        (Value::Ratio { part, of } | Value::Percent { part, of, .. }, Piece::Rest) => figure(of.saturating_sub(*part)),
        (Value::Ratio { part, of } | Value::Percent { part, of, .. }, Piece::Percent) => {
            percent(*part, *of).map_or(Outcome::Missing, Outcome::Text)
        }
        (Value::DateRange { start, .. }, Piece::Start) => day(*start),
        (Value::DateRange { end, .. }, Piece::End) => day(*end),
        (Value::DateRange { end, .. }, Piece::Year) => Outcome::Text(end.year().to_string()),
        (Value::Period(period), Piece::Start) => day(period.start()),
        (Value::Period(period), Piece::End) => day(period.end()),
        (Value::Period(period), Piece::Year) => Outcome::Text(period.year.to_string()),
        (Value::Date(date), Piece::Year) => Outcome::Text(date.year().to_string()),
        _ => Outcome::Missing,
    }
}

/// What the document says for a chosen option.
pub(super) fn chosen_text<'a>(field: &'a Field, chosen: &'a Chosen) -> &'a str {
    match chosen {
        Chosen::Option(index) => options(field).and_then(|o| o.list.get(*index)).map_or("", |o| o.text.as_str()),
        Chosen::Other(text) => text,
    }
}

/// One item of a list, printed.
pub(super) fn nth(field: &Field, value: &Value, at: usize, format: Format) -> Outcome {
    let text = match value {
        Value::List(items) => items.get(at).cloned(),
        Value::Several(list) => list.get(at).map(|chosen| chosen_text(field, chosen).to_owned()),
        _ => None,
    };
    text.map_or(Outcome::Missing, |text| styled(text, format))
}

/// A text with a small first letter.
fn in_small(text: &str) -> String {
    change_first(text, |c| c.to_lowercase().collect())
}

/// A text as it goes on a sentence: with a small letter, unless it begins with a name.
pub(super) fn in_mid_sentence(text: &str) -> String {
    if is_proper(text) { text.to_owned() } else { in_small(text) }
}

pub(super) fn styled(text: String, format: Format) -> Outcome {
    Outcome::Text(match format {
        Format::Lower => in_mid_sentence(without_dash(&text)),
        Format::Name if is_no_name(&text) => in_small(&text),
        Format::Capital if keeps_its_first_letter(without_dash(&text)) => without_dash(&text).to_owned(),
        Format::Capital => change_first(without_dash(&text), |c| c.to_uppercase().collect()),
        Format::Upper => text.to_uppercase(),
        _ => text,
    })
}

/// Names that begin with a capital wherever they stand.
static CAPITALS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../config/words/capitals.tsv").lines().map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
});

/// What a document is called before its number: "Nghị định 07", "Kế hoạch số 12".
const NUMBERED: [&str; 12] = [
    "Chỉ thị",
    "Chương trình",
    "Công văn",
    "Dự án",
    "Đề án",
    "Hướng dẫn",
    "Kế hoạch",
    "Kết luận",
    "Nghị định",
    "Nghị quyết",
    "Quyết định",
    "Thông tư",
];

/// Common words that begin as names do: "quỹ đất", "đảng viên".
const COMMON_BEGINNINGS: [&str; 5] = ["Công an viên", "Đảng viên", "Quỹ đất", "Quỹ nhà", "Quỹ thời gian"];

/// Common nouns before a name, which are no part of it: "thôn Gò Trám", "người Xơ Đăng" (phụ lục II, mục III.1.a).
const COMMON: [&str; 14] =
    ["Ấp", "Dịch", "Huyện", "Khóm", "Khối", "Làng", "Người", "Phường", "Quận", "Thôn", "Tỉnh", "Tổ", "Xã", "Xóm"];

/// Institutions, roads and documents, of which the words after these are the name: "Bệnh viện Đa khoa tỉnh", "Quốc lộ 40",
/// "Pháp lệnh Ưu đãi người có công"; but "bộ quần áo", "văn phòng chật hẹp".
const OF_NAMES: [&str; 27] = [
    "Bệnh viện",
    "Binh đoàn",
    "Bộ",
    "Câu lạc bộ",
    "Chương trình",
    "Đại học",
    "Đề án",
    "Điện lực",
    "Dự án",
    "Học viện",
    "Kho bạc",
    "Liên đoàn",
    "Lữ đoàn",
    "Ngân hàng",
    "Nhà thiếu nhi",
    "Pháp lệnh",
    "Quốc lộ",
    "Quy chế",
    "Sư đoàn",
    "Tập đoàn",
    "Thanh tra",
    "Thư viện",
    "Tỉnh lộ",
    "Trung đoàn",
    "Trung tâm",
    "Văn phòng",
    "Viện",
];

/// Those whose trade may stand before the name: "Công ty may Tân Dĩnh".
const OF_TRADES: [&str; 2] = ["Công ty", "Hợp tác xã"];

/// Units that are called by a number or after a person, which makes their noun a part of the name: "Phường 1", "Phường
/// Nguyễn Trãi" (phụ lục II, mục III.1.b).
const UNITS: [&str; 4] = ["Huyện", "Phường", "Quận", "Xã"];

/// Words that begin no name.
const NO_NAMES: [&str; 47] = [
    "Anh",
    "Ấp",
    "Bà",
    "Các",
    "Cán bộ",
    "Cấp trên",
    "Cha mẹ",
    "Chị",
    "Chi hội",
    "Chủ đầu tư",
    "Công chức",
    "Cộng đồng",
    "Công tác",
    "Cộng tác viên",
    "Doanh nghiệp",
    "Đồng chí",
    "Đơn vị",
    "Gia đình",
    "Giáo viên",
    "Hoạt động",
    "Học sinh",
    "Hộ gia đình",
    "Khóm",
    "Khối",
    "Kinh phí",
    "Lãnh đạo",
    "Mạnh thường quân",
    "Mọi",
    "Mỗi",
    "Một số",
    "Ngân sách",
    "Nguồn",
    "Người",
    "Nhà hảo tâm",
    "Những",
    "Ông",
    "Phong trào",
    "Phụ huynh",
    "Tất cả",
    "Thôn",
    "Toàn thể",
    "Tổ",
    "Trường học",
    "Vận động",
    "Xã hội",
    "Xã hội hóa",
    "Xóm",
];

/// Areas whose noun is common before a name.
const AREAS: [&str; 6] = ["Huyện", "Làng", "Phường", "Quận", "Tỉnh", "Xã"];

/// Whether a text begins with words that begin no name: "Tổ tự quản", but "Tổ chức Tầm nhìn Thế giới".
fn is_no_name(text: &str) -> bool {
    let is_named = text.strip_prefix("Tổ chức ").is_some_and(|rest| rest.starts_with(char::is_uppercase));
    let begins = |words: &&str| text.strip_prefix(*words).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    // "Làng Út", "Xã Đức Trọng" are called by the words after these; "Phường 1" and "Phường Nguyễn Trãi" by all.
    let is_area = AREAS.iter().filter_map(|area| text.strip_prefix(area)?.strip_prefix(' '));
    let is_area = is_area.into_iter().any(|rest| rest.starts_with(char::is_uppercase) && !is_person(rest));
    !is_named && !begins_with_name(text) && (is_area || NO_NAMES.iter().any(begins))
}

/// Whether a text begins with a name that keeps its capital.
fn begins_with_name(text: &str) -> bool {
    CAPITALS.iter().any(|name| text.strip_prefix(name).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
}

/// Whether a text begins with a name or an abbreviation, whose capital is its own: "UBND xã", "Bờ Y", "Đoàn Thanh
/// niên", "Ủy ban nhân dân xã", "Covid-19"; or with a numbered document.
fn is_proper(text: &str) -> bool {
    if COMMON_BEGINNINGS.iter().any(|words| text.starts_with(words)) {
        return false;
    }
    let is_numbered = NUMBERED.iter().any(|kind| {
        let number = text.strip_prefix(kind).map(|rest| rest.trim_start_matches(" số").trim_start());
        number.is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit()))
    });
    let names = |rest: &str| rest.chars().nth(1).is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    let is_institution = OF_NAMES.iter().filter_map(|noun| text.strip_prefix(noun)).any(names);
    let named_soon = |rest: &str| rest.split_whitespace().take(4).any(|word| word.starts_with(char::is_uppercase));
    let is_company = OF_TRADES.iter().filter_map(|noun| text.strip_prefix(noun)).any(named_soon);
    if begins_with_name(text) || is_numbered || is_institution || is_company {
        return true;
    }
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let capitals = first.chars().filter(|c| c.is_uppercase()).count();
    let is_name = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    // No Vietnamese word has these letters, or a figure.
    let is_foreign =
        first.contains(|c: char| c.is_ascii_digit() || matches!(c.to_ascii_lowercase(), 'f' | 'j' | 'w' | 'z'));
    // "Quà Tết" is a gift of the feast, "Quý II" the second.
    let is_roman = rest.split([' ', '/']).next().is_some_and(|word| word.chars().all(|c| "IVX".contains(c)));
    let is_unit = UNITS.contains(&first) && (rest.starts_with(|c: char| c.is_ascii_digit()) || is_person(rest));
    let is_of_name = is_name(rest) && !begins_with_name(rest) && !is_roman && !COMMON.contains(&first);
    capitals > 1 || (is_name(first) && (is_foreign || is_unit || is_of_name))
}

/// The text with its first letter changed.
pub(super) fn change_first(text: &str, change: impl Fn(char) -> String) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| change(first) + chars.as_str())
}

/// An item without the stop at its end, which may be of its last word ("v.v.").
fn without_stop(item: &str) -> &str {
    if keeps_stop(item) { item } else { item.trim_end_matches(['.', ';', ',']) }
}

pub(super) fn join<S: AsRef<str>>(items: &[S], format: Format) -> String {
    // A mark of a lower level says nothing in a sentence.
    let items: Vec<&str> = items.iter().map(|item| item.as_ref().trim_start_matches("+ ")).collect();
    // Nor does its stop: "Sở Văn hóa." and "Tỉnh đoàn;" are joined without.
    let items: Vec<&str> = match items.as_slice() {
        [_] => items,
        _ => items.into_iter().map(without_stop).collect(),
    };
    match format {
        Format::Lower => {
            join(&items.iter().map(|item| in_mid_sentence(without_dash(item))).collect::<Vec<_>>(), Format::Usual)
        }
        Format::Name => {
            let named = |item: &&str| if is_no_name(item) { in_small(item) } else { (*item).to_owned() };
            join(&items.iter().map(named).collect::<Vec<_>>(), Format::Usual)
        }
        // Citations hold commas and "và" of their own.
        Format::Semicolons | Format::Own => join_with(&items, "; "),
        Format::Quoted => {
            let quoted: Vec<String> = items.iter().map(|item| format!("“{}”", unquoted(item))).collect();
            join_with(&quoted.iter().map(String::as_str).collect::<Vec<_>>(), "; ")
        }
        // Items with commas of their own are set apart by more.
        _ if items.len() > 2 && items.iter().any(|item| item.contains(',')) => {
            let (before, last) = items.split_at(items.len() - 1);
            format!("{} và {}", join_with(before, "; "), last.concat())
        }
        _ => join_and(&items),
    }
}
