//! What a value says when a pattern asks for a part of it, for one of its items, or in another form.

use crate::report::field::{Field, options};
use crate::report::pattern::{Format, Piece};
use crate::report::value::{Chosen, Value};

use super::Run;
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
        (Value::Ratio { part, .. }, Piece::Part) => figure(*part),
        (Value::Ratio { of, .. }, Piece::Of) => figure(*of),
        (Value::Ratio { part, of }, Piece::Rest) => figure(of.saturating_sub(*part)),
        (Value::Ratio { part, of }, Piece::Percent) => percent(*part, *of).map_or(Outcome::Missing, Outcome::Text),
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

/// A text as it goes on a sentence: with a small letter, unless it begins with a name.
pub(super) fn in_mid_sentence(text: &str) -> String {
    if is_proper(text) { text.to_owned() } else { change_first(text, |c| c.to_lowercase().collect()) }
}

pub(super) fn styled(text: String, format: Format) -> Outcome {
    Outcome::Text(match format {
        Format::Lower => in_mid_sentence(&text),
        Format::Capital => change_first(&text, |c| c.to_uppercase().collect()),
        Format::Upper => text.to_uppercase(),
        _ => text,
    })
}

/// Institutions whose name begins with a capital wherever it stands (NĐ 30, phụ lục II, mục IV).
const INSTITUTIONS: [&str; 17] = [
    "Ban Chỉ đạo",
    "Bộ",
    "Chính phủ",
    "Công an",
    "Đảng",
    "Đảng ủy",
    "Đảng bộ",
    "Hội đồng nhân dân",
    "Mặt trận",
    "Nhà nước",
    "Nhân dân",
    "Quốc hội",
    "Tỉnh ủy",
    "Huyện ủy",
    "Thành ủy",
    "Trung ương",
    "Ủy ban",
];

/// Whether a text begins with a name or an abbreviation, whose capital is its own: "UBND xã", "Bờ Y", "Đoàn Thanh
/// niên", "Ủy ban nhân dân xã"; or with a numbered document, "Kế hoạch số 12".
fn is_proper(text: &str) -> bool {
    let begins = |name: &&str| text.strip_prefix(*name).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    let pairs = text.split_whitespace().zip(text.split_whitespace().skip(1)).take(4);
    let is_numbered = |(word, next): (&str, &str)| word == "số" && next.starts_with(|c: char| c.is_ascii_digit());
    if INSTITUTIONS.iter().any(begins) || pairs.into_iter().any(is_numbered) {
        return true;
    }
    let mut words = text.split_whitespace();
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let capitals = |word: &str| word.chars().filter(|c| c.is_uppercase()).count();
    let is_name = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    capitals(first) > 1 || (is_name(first) && is_name(second))
}

/// The text with its first letter changed.
pub(super) fn change_first(text: &str, change: impl Fn(char) -> String) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| change(first) + chars.as_str())
}

pub(super) fn join<S: AsRef<str>>(items: &[S], format: Format) -> String {
    // A mark of a lower level says nothing in a sentence.
    let items: Vec<&str> = items.iter().map(|item| item.as_ref().trim_start_matches("+ ")).collect();
    match format {
        // Citations hold commas and "và" of their own.
        Format::Semicolons | Format::Own => join_with(&items, "; "),
        // Items with commas of their own are set apart by more.
        _ if items.len() > 2 && items.iter().any(|item| item.contains(',')) => {
            let (before, last) = items.split_at(items.len() - 1);
            format!("{} và {}", join_with(before, "; "), last.concat())
        }
        _ => join_and(&items),
    }
}
