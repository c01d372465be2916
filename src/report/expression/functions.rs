//! What expressions may call: functions, filters (after `|`) and tests (after `is`).

use jiff::civil::Date;
use minijinja::value::Value as Fact;
use minijinja::{Environment, Error, ErrorKind, filters, tests};

use crate::report::value::{MAX_PLACES, Number};
use crate::text::letters::plain_letters;

/// The longest `range`.
const MAX_RANGE: i64 = 1_000;

/// Lists the names of what the engine is given, and gives it.
macro_rules! offer {
    ($names:ident, $give:ident by $add:ident: $($name:literal => $call:expr),+ $(,)?) => {
        pub const $names: &[&str] = &[$($name),+];

        fn $give(env: &mut Environment) {
            $(env.$add($name, $call);)+
        }
    };
}

// Of the engine's filters and tests, those that make sense of answers: what sorts, prints or formats
// would be in the program, and open to a published report type, for nothing.
offer!(FUNCTIONS, give_functions by add_function:
    "total" => total,
    "filled" => |value: &Fact| is_filled(value),
    "days_after" => days_after,
    "text_matches" => text_matches,
    "is_number" => is_number,
    "is_person" => is_person,
    "begins_with" => begins_with,
    "ends_with_date" => ends_with_date,
    "is_doubled" => is_doubled,
    "says_none" => says_none,
    "range" => range,
);
offer!(FILTERS, give_filters by add_filter:
    "abs" => filters::abs,
    "default" => filters::default,
    "first" => filters::first,
    "initials" => initials,
    "int" => filters::int,
    "join" => filters::join,
    "last" => filters::last,
    "length" => filters::length,
    "list" => filters::list,
    "lower" => filters::lower,
    "map" => filters::map,
    "max" => filters::max,
    "min" => filters::min,
    "reject" => filters::reject,
    "rejectattr" => filters::rejectattr,
    "replace" => filters::replace,
    "select" => filters::select,
    "selectattr" => filters::selectattr,
    "sum" => filters::sum,
    "trim" => filters::trim,
    "unique" => filters::unique,
    "upper" => filters::upper,
);
offer!(TESTS, give_tests by add_test:
    "defined" => tests::is_defined,
    "undefined" => tests::is_undefined,
    "none" => tests::is_none,
    "true" => tests::is_true,
    "false" => tests::is_false,
    "eq" => tests::is_eq,
    "ne" => tests::is_ne,
    "lt" => tests::is_lt,
    "le" => tests::is_le,
    "gt" => tests::is_gt,
    "ge" => tests::is_ge,
    "in" => tests::is_in,
    "==" => tests::is_eq,
    "!=" => tests::is_ne,
    "<" => tests::is_lt,
    "<=" => tests::is_le,
    ">" => tests::is_gt,
    ">=" => tests::is_ge,
);

/// Gives functions, filters and tests to the engine.
pub(crate) fn add_to(env: &mut Environment) {
    give_functions(env);
    give_filters(env);
    give_tests(env);
}

/// `filled(value)`: whether there is an answer.
pub(crate) fn is_filled(value: &Fact) -> bool {
    !value.is_undefined() && !value.is_none()
}

/// `total(rows, "column")`: the sum of the column where it has a number; undefined when none has.
fn total(rows: &Fact, column: &str) -> Result<Fact, Error> {
    let mut sum: Option<Number> = None;
    if is_filled(rows) {
        for row in rows.try_iter()? {
            let cell = row.get_attr(column)?;
            let whole = i64::try_from(cell.clone()).ok().map(Number::whole);
            if let Some(number) = whole.or_else(|| Number::nearest(f64::try_from(cell).ok()?, MAX_PLACES)) {
                let so_far = sum.unwrap_or(Number::whole(0));
                let too_large = || Error::new(ErrorKind::InvalidOperation, "sum too large");
                sum = Some(so_far.plus(number).ok_or_else(too_large)?);
            }
        }
    }
    Ok(match sum {
        None => Fact::UNDEFINED,
        Some(sum) if sum.places == 0 => Fact::from(sum.value),
        Some(sum) => Fact::from(sum.as_float()),
    })
}

/// `"Sở Giáo dục và Đào tạo"|initials` is "SGDĐT": the first letter of each word, but of "và".
fn initials(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| *word != "và");
    words.filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).collect()
}

/// `days_after("2026-06-30", 5)`: the date so many days later.
fn days_after(date: &str, days: i64) -> Result<String, Error> {
    let bad = || Error::new(ErrorKind::InvalidOperation, "not a date");
    let date: Date = date.parse().map_err(|_| bad())?;
    let span = jiff::Span::new().try_days(days).map_err(|_| bad())?;
    Ok(date.checked_add(span).map_err(|_| bad())?.to_string())
}

/// `range(3)` is 0, 1, 2; `range(1, 3)` is 1, 2.
fn range(first: i64, end: Option<i64>) -> Result<Vec<i64>, Error> {
    let (first, end) = end.map_or((0, first), |end| (first, end));
    if end.saturating_sub(first) > MAX_RANGE {
        return Err(Error::new(ErrorKind::InvalidOperation, "range too long"));
    }
    Ok((first..end).collect())
}

/// `is_number("15")`: whether the text is digits, with a letter of a second one of that number after them at most ("15a").
/// "12o" is a 0 that was mistyped.
fn is_number(text: &str) -> bool {
    let text = text.trim();
    // A decree is numbered with its year, "30/2020", and the kind and issuer follow as the symbol: "NĐ-CP".
    let text =
        text.split_once('/').filter(|(_, year)| year.len() == 4 && year.starts_with("20")).map_or(text, |(n, _)| n);
    let digits = text.strip_suffix(['a', 'b', 'c', 'd', 'đ', 'e']).unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

/// `begins_with("Luật Trẻ em", "Luật")`: whether the text begins with these words, whatever the case.
fn begins_with(text: &str, words: &str) -> bool {
    let (text, words) = (text.trim().to_lowercase(), words.trim().to_lowercase());
    let rest = text.strip_prefix(words.as_str()).filter(|_| !words.is_empty());
    rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// `ends_with_date("Luật Trẻ em ngày 05/4/2016")`: whether the last words of a text are a day, in figures or in words.
fn ends_with_date(text: &str) -> bool {
    let is_number = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit());
    let words: Vec<&str> = text.trim_end_matches(['.', ';', ' ']).split_whitespace().collect();
    match words.as_slice() {
        [.., "ngày", day] => day.split('/').count() == 3 && day.split('/').all(|part| is_number(&part)),
        [.., "ngày", day, "tháng", month, "năm", year] => [day, month, year].into_iter().all(is_number),
        _ => false,
    }
}

/// `is_doubled("15/15/KH-UBND")`: whether two neighbouring parts between `/` and `-` are the same, a sign that one of
/// them was typed twice.
fn is_doubled(text: &str) -> bool {
    // "số 015" is 15.
    let plain = |part: &str| part.trim().to_lowercase().trim_start_matches("số ").trim_start_matches('0').to_owned();
    let parts: Vec<String> = text.split(['/', '-']).map(plain).collect();
    let same = |pair: &[String]| matches!(pair, [one, other] if one == other && !one.is_empty());
    // "TT-BNV/TT-BNV" is the same pair twice.
    let twice = |four: &[String]| matches!(four, [a, b, c, d] if (a, b) == (c, d) && !a.is_empty());
    parts.windows(2).any(same) || parts.windows(4).any(twice)
}

/// `says_none("Không có hạn chế nào.")`: whether a text says that there are no shortcomings, or nothing at all.
fn says_none(text: &str) -> bool {
    const NONE: [&str; 4] = ["khong", "khong co", "chua co", "none"];
    const OF_WHAT: [&str; 14] =
        ["gi", "nao", "ton", "tai", "han", "che", "vuong", "mac", "kho", "khan", "bat", "cap", "dang", "ke"];
    let plain = plain_letters(text);
    let words: Vec<&str> = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_none = |words: &[&str]| NONE.contains(&words.join(" ").as_str());
    let of_what = words.get(2..).unwrap_or_default();
    is_none(&words)
        || (is_none(words.get(..2).unwrap_or_default()) && of_what.iter().all(|word| OF_WHAT.contains(word)))
}

/// `is_person("Nguyễn Thị Lan")`: whether the text reads like a person's name: a family name, or the Y, A
/// or H' of the highlands, and up to four more names, each with a capital.
pub(crate) fn is_person(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    let is_family = words.first().is_some_and(|first| FAMILY_NAMES.contains(&first.to_lowercase().as_str()));
    is_family && (2..=5).contains(&words.len()) && words.iter().all(is_capital)
}

/// Family names that four in five Vietnamese bear, and the first names of the highlands that stand in
/// their place.
const FAMILY_NAMES: &[&str] = &[
    "nguyễn", "trần", "lê", "phạm", "hoàng", "huỳnh", "phan", "vũ", "võ", "đặng", "bùi", "đỗ", "hồ", "ngô", "dương",
    "lý", "đinh", "trương", "cao", "mai", "hà", "lương", "đào", "đoàn", "vương", "trịnh", "lâm", "phùng", "tô", "tạ",
    "chu", "châu", "quách", "thái", "la", "lò", "lường", "quàng", "vàng", "giàng", "sùng", "thào", "mùa", "hờ", "y",
    "a", "rơ", "siu", "ksor", "kpă", "rmah", "nay",
];

/// `text_matches(text, "BC-")`: whether the text starts so and holds no space.
fn text_matches(text: &str, start: &str) -> bool {
    text.starts_with(start) && text.len() > start.len() && !text.contains(char::is_whitespace)
}
