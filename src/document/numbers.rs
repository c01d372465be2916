//! Numbers, dates and money as a Vietnamese administrative text writes them.

use jiff::civil::{Date, Weekday};

use crate::report::read::group_digits;
use crate::report::value::Number;

const THOUSAND: i64 = 1_000;
const MILLION: i64 = 1_000_000;
const BILLION: i64 = 1_000_000_000;

/// A count before a noun. With `pad`, 1 to 9 are written "01" to "09", a habit of many offices
/// that one report keeps throughout (the decree does not ask for it).
#[must_use]
pub fn count(n: i64, pad: bool) -> String {
    if pad && (1..=9).contains(&n) { format!("0{n}") } else { group_digits(n) }
}

/// A count with its qualifier: "hơn 300".
#[must_use]
pub fn number(number: Number, pad: bool) -> String {
    let digits = count(number.value, pad);
    match number.approx {
        Some(approx) => format!("{} {digits}", approx.word()),
        None => digits,
    }
}

/// The share that a part has in a whole, to one decimal, a half rounded up, worked out in whole
/// numbers: "100%", "98,9%". `None` for a share of nothing.
#[must_use]
pub fn percent(part: i64, of: i64) -> Option<String> {
    let (part, of) = (i128::from(part), i128::from(of));
    let (part, of) = if of < 0 { (-part, -of) } else { (part, of) };
    if of == 0 {
        return None;
    }
    let tenths = (part * 2000 + of).div_euclid(of * 2);
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, tenth) = (tenths.abs() / 10, tenths.abs() % 10);
    let whole = i64::try_from(whole).map_or_else(|_| whole.to_string(), group_digits);
    Some(if tenth == 0 { format!("{sign}{whole}%") } else { format!("{sign}{whole},{tenth}%") })
}

/// An amount in full: "14.000.000 đồng".
#[must_use]
pub fn money(amount: i64) -> String {
    format!("{} đồng", group_digits(amount))
}

/// An amount with a scale word, "14 triệu đồng", "1,5 tỷ đồng", "500 nghìn đồng", where that is
/// exact with at most two decimals (thousands: none); else in full like [`money`].
#[must_use]
pub fn money_short(amount: i64) -> String {
    let size = amount.unsigned_abs();
    for (scale, word, step) in
        [(BILLION, "tỷ", BILLION / 100), (MILLION, "triệu", MILLION / 100), (THOUSAND, "nghìn", THOUSAND)]
    {
        if size >= scale.unsigned_abs() && amount % step == 0 {
            let fraction = format!("{:02}", amount % scale / (scale / 100)).replace('-', "");
            let fraction = fraction.trim_end_matches('0');
            let comma = if fraction.is_empty() { "" } else { "," };
            return format!("{}{comma}{fraction} {word} đồng", group_digits(amount / scale));
        }
        // Above a million, thousands would only be a longer way to write the amount.
        if scale == MILLION && size >= MILLION.unsigned_abs() {
            break;
        }
    }
    money(amount)
}

/// How numbers are read aloud in the north or in the south of the country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dialect {
    /// "linh", "nghìn"
    #[default]
    Northern,
    /// "lẻ", "ngàn"
    Southern,
}

impl Dialect {
    fn zero_ten(self) -> &'static str {
        match self {
            Dialect::Northern => "linh",
            Dialect::Southern => "lẻ",
        }
    }

    fn thousand(self) -> &'static str {
        match self {
            Dialect::Northern => "nghìn",
            Dialect::Southern => "ngàn",
        }
    }
}

/// A number in words: "một nghìn không trăm linh năm". From a billion on, "tỷ" is repeated for
/// each further billion ("một tỷ tỷ"), since larger names are not in use.
#[must_use]
pub fn in_words(n: i64, dialect: Dialect) -> String {
    let mut words = Vec::new();
    if n < 0 {
        words.push("âm");
    }
    push_words(n.unsigned_abs(), false, dialect, &mut words);
    if n == 0 {
        words.push("không");
    }
    words.join(" ")
}

/// An amount in words with a capital, for "(Bằng chữ: …)": "Mười bốn triệu đồng".
#[must_use]
pub fn money_in_words(amount: i64) -> String {
    let words = in_words(amount, Dialect::Northern);
    let mut letters = words.chars();
    let first: String = letters.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
    format!("{first}{} đồng", letters.as_str())
}

/// Adds the words of a number; nothing for zero. `inner`: something larger was read before it, so
/// empty hundreds are read too ("không trăm").
fn push_words(n: u64, inner: bool, dialect: Dialect, words: &mut Vec<&'static str>) {
    let mut inner = inner;
    for (scale, word) in [
        (BILLION.unsigned_abs(), "tỷ"),
        (MILLION.unsigned_abs(), "triệu"),
        (THOUSAND.unsigned_abs(), dialect.thousand()),
    ] {
        // The billions may be any number; the groups below them have three digits.
        let group = if word == "tỷ" { n / scale } else { n / scale % 1000 };
        if group > 0 {
            push_words(group, inner, dialect, words);
            words.push(word);
            inner = true;
        }
    }
    push_hundreds(n % 1000, inner, dialect, words);
}

const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

fn push_hundreds(n: u64, inner: bool, dialect: Dialect, words: &mut Vec<&'static str>) {
    if n == 0 {
        return;
    }
    let digit = |d: u64| usize::try_from(d % 10).ok().and_then(|d| DIGITS.get(d)).copied().unwrap_or_default();
    let (hundreds, tens, units) = (n / 100, n / 10 % 10, n % 10);
    if hundreds > 0 || inner {
        words.extend([digit(hundreds), "trăm"]);
    }
    match tens {
        0 if units > 0 && (hundreds > 0 || inner) => words.push(dialect.zero_ten()),
        0 => {}
        1 => words.push("mười"),
        _ => words.extend([digit(tens), "mươi"]),
    }
    match (tens, units) {
        (_, 0) => {}
        (2.., 1) => words.push("mốt"),
        (2.., 4) => words.push("tư"),
        (1.., 5) => words.push("lăm"),
        _ => words.push(digit(units)),
    }
}

/// A day of the month: below 10 with a zero (Nghị định 30/2020, PL I, II.4.b).
fn day_digits(day: Date) -> String {
    format!("{:02}", day.day())
}

/// A month: only 1 and 2 have a zero (the same clause), so that they cannot be made 11 and 12.
fn month_digits(day: Date) -> String {
    if day.month() <= 2 { format!("{:02}", day.month()) } else { day.month().to_string() }
}

/// A day in figures with the zeros of the decree: "12/5/2021", "05/01/2026".
#[must_use]
pub fn short_date(day: Date) -> String {
    format!("{}/{}", day_month(day), day.year())
}

/// A day without its year: "01/6".
#[must_use]
pub fn day_month(day: Date) -> String {
    format!("{}/{}", day_digits(day), month_digits(day))
}

/// A day in words: "ngày 06 tháng 5 năm 2021".
#[must_use]
pub fn full_date(day: Date) -> String {
    format!("ngày {} tháng {} năm {}", day_digits(day), month_digits(day), day.year())
}

/// A span of days: "từ ngày 01/6 đến ngày 30/6/2021". The year is given once unless there are two;
/// a span of one day is written as that day.
#[must_use]
pub fn date_range(start: Date, end: Date) -> String {
    if start == end {
        format!("ngày {}", short_date(start))
    } else if start.year() == end.year() {
        format!("từ ngày {} đến ngày {}", day_month(start), short_date(end))
    } else {
        format!("từ ngày {} đến ngày {}", short_date(start), short_date(end))
    }
}

/// The day of issue under the motto. Without one, gaps are left for the clerk, who dates the
/// document when it has been signed (Nghị định 30/2020, Điều 15).
#[must_use]
pub fn issue_date(day: Option<Date>, year: i16) -> String {
    day.map_or_else(|| format!("ngày      tháng      năm {year}"), full_date)
}

/// Parts as a sentence lists them: "a", "a và b", "a, b và c".
#[must_use]
pub fn join_and<S: AsRef<str>>(parts: &[S]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [before @ .., last] => format!("{} và {}", join_with(before, ", "), last.as_ref()),
    }
}

/// Parts with a mark between them, for lists whose parts may hold commas ("; ").
#[must_use]
pub fn join_with<S: AsRef<str>>(parts: &[S], mark: &str) -> String {
    parts.iter().map(AsRef::as_ref).collect::<Vec<&str>>().join(mark)
}

/// A Roman number for sections, from 1: "IV". Beyond 3999, and for 0, plain digits.
#[must_use]
pub fn roman(n: usize) -> String {
    const SIGNS: [(usize, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if n == 0 || n > 3999 {
        return n.to_string();
    }
    let mut rest = n;
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            text.push_str(sign);
            rest -= value;
        }
    }
    text
}

/// The letters of points: the Vietnamese alphabet as the decree uses it, with "đ" and without
/// the vowels with marks.
const POINT_LETTERS: [&str; 23] =
    ["a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "x", "y"];

/// The letter of a point ("điểm"), from 0: "a", … "đ", … "y", then "aa", "bb" and so on; once
/// that would be more than nine letters, a letter and how many there would be.
#[must_use]
pub fn point_letter(n: usize) -> String {
    let letter = POINT_LETTERS.get(n % POINT_LETTERS.len()).copied().unwrap_or_default();
    let times = n / POINT_LETTERS.len() + 1;
    if times <= 9 { letter.repeat(times) } else { format!("{letter}{times}") }
}

/// The day of the week, with the capital of the decree (Nghị định 30/2020, PL II): "thứ Hai".
#[must_use]
pub fn weekday(day: Date) -> &'static str {
    match day.weekday() {
        Weekday::Monday => "thứ Hai",
        Weekday::Tuesday => "thứ Ba",
        Weekday::Wednesday => "thứ Tư",
        Weekday::Thursday => "thứ Năm",
        Weekday::Friday => "thứ Sáu",
        Weekday::Saturday => "thứ Bảy",
        Weekday::Sunday => "Chủ nhật",
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::report::value::Approx;

    #[test]
    fn number_words_agree_with_every_row_of_the_table() {
        let mut rows = 0;
        for row in include_str!("../../tests/data/number-words.tsv").lines().filter(|l| !l.starts_with('#')) {
            let [n, north, south, money] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("not a row: {row}") };
            let n: i64 = n.parse().unwrap();
            assert_eq!(in_words(n, Dialect::Northern), north, "{n}");
            assert_eq!(in_words(n, Dialect::Southern), south, "{n}");
            assert_eq!(money_in_words(n), money, "{n}");
            rows += 1;
        }
        assert_eq!(rows, 112);
    }

    #[test]
    fn number_words_reach_the_ends() {
        assert_eq!(in_words(-5, Dialect::Northern), "âm năm");
        assert_eq!(money_in_words(-14_000_000), "Âm mười bốn triệu đồng");
        assert_eq!(in_words(1_000_000_005_000_000_000, Dialect::Northern), "một tỷ không trăm linh năm tỷ");
        assert_eq!(
            in_words(i64::MIN, Dialect::Southern),
            "âm chín tỷ hai trăm hai mươi ba triệu ba trăm bảy mươi hai ngàn không trăm ba mươi sáu tỷ \
             tám trăm năm mươi tư triệu bảy trăm bảy mươi lăm ngàn tám trăm lẻ tám"
        );
    }

    #[test]
    fn counts() {
        for (n, pad, text) in [
            (0, true, "0"),
            (1, true, "01"),
            (9, true, "09"),
            (10, true, "10"),
            (1, false, "1"),
            (1234, true, "1.234"),
            (204_049, false, "204.049"),
            (-3, true, "-3"),
            (i64::MIN, true, "-9.223.372.036.854.775.808"),
        ] {
            assert_eq!(count(n, pad), text);
        }
        let few = Number { value: 5, approx: Some(Approx::Nearly) };
        assert_eq!(number(few, true), "gần 05");
        assert_eq!(number(Number { value: 300, approx: Some(Approx::MoreThan) }, true), "hơn 300");
        assert_eq!(number(Number { value: 3, approx: None }, false), "3");
    }

    #[test]
    fn percentages() {
        for (part, of, text) in [
            (8, 8, "100%"),
            (0, 8, "0%"),
            (89, 90, "98,9%"),
            (1, 3, "33,3%"),
            (2, 3, "66,7%"),
            (1, 2000, "0,1%"), // exactly half a tenth: up
            (1, 2001, "0%"),
            (1999, 2000, "100%"),
            (1998, 2000, "99,9%"),
            (3, 2, "150%"),
            (1234, 100, "1.234%"),
            (-1, 2, "-50%"),
            (1, -2, "-50%"),
            (-1, 8, "-12,5%"),
            (i64::MAX, i64::MAX, "100%"),
            (i64::MIN, i64::MIN, "100%"),
            (i64::MAX, 1, "922337203685477580700%"),
        ] {
            assert_eq!(percent(part, of).as_deref(), Some(text), "{part}/{of}");
        }
        assert_eq!(percent(5, 0), None);
    }

    #[test]
    fn amounts() {
        for (amount, full, short) in [
            (0, "0 đồng", "0 đồng"),
            (500, "500 đồng", "500 đồng"),
            (1_500, "1.500 đồng", "1.500 đồng"),
            (5_000, "5.000 đồng", "5 nghìn đồng"),
            (500_000, "500.000 đồng", "500 nghìn đồng"),
            (500_500, "500.500 đồng", "500.500 đồng"),
            (14_000_000, "14.000.000 đồng", "14 triệu đồng"),
            (14_250_000, "14.250.000 đồng", "14,25 triệu đồng"),
            (14_255_000, "14.255.000 đồng", "14.255.000 đồng"),
            (1_050_000, "1.050.000 đồng", "1,05 triệu đồng"),
            (1_500_000_000, "1.500.000.000 đồng", "1,5 tỷ đồng"),
            (1_234_500_000, "1.234.500.000 đồng", "1.234,5 triệu đồng"),
            (1_000_000_000_000, "1.000.000.000.000 đồng", "1.000 tỷ đồng"),
            (-1_500_000, "-1.500.000 đồng", "-1,5 triệu đồng"),
            (i64::MIN, "-9.223.372.036.854.775.808 đồng", "-9.223.372.036.854.775.808 đồng"),
        ] {
            assert_eq!(money(amount), full);
            assert_eq!(money_short(amount), short);
        }
    }

    #[test]
    fn dates() {
        for (day, short, full) in [
            (date(2021, 5, 12), "12/5/2021", "ngày 12 tháng 5 năm 2021"),
            (date(2026, 1, 5), "05/01/2026", "ngày 05 tháng 01 năm 2026"),
            (date(2026, 2, 28), "28/02/2026", "ngày 28 tháng 02 năm 2026"),
            (date(2021, 5, 6), "06/5/2021", "ngày 06 tháng 5 năm 2021"),
            (date(2021, 10, 1), "01/10/2021", "ngày 01 tháng 10 năm 2021"),
        ] {
            assert_eq!(short_date(day), short);
            assert_eq!(full_date(day), full);
        }
        assert_eq!(day_month(date(2021, 6, 1)), "01/6");
        let june = date(2021, 6, 1);
        assert_eq!(date_range(june, date(2021, 6, 30)), "từ ngày 01/6 đến ngày 30/6/2021");
        assert_eq!(date_range(june, date(2022, 1, 5)), "từ ngày 01/6/2021 đến ngày 05/01/2022");
        assert_eq!(date_range(june, june), "ngày 01/6/2021");
        assert_eq!(issue_date(Some(date(2021, 7, 5)), 2020), "ngày 05 tháng 7 năm 2021");
        assert_eq!(issue_date(None, 2026), "ngày      tháng      năm 2026");
        assert_eq!(weekday(date(2026, 6, 1)), "thứ Hai");
        assert_eq!(weekday(date(2026, 6, 7)), "Chủ nhật");
    }

    #[test]
    fn lists_and_numbering() {
        assert_eq!(join_and::<&str>(&[]), "");
        assert_eq!(join_and(&["a"]), "a");
        assert_eq!(join_and(&["a", "b"]), "a và b");
        assert_eq!(join_and(&["a", "b", "c"]), "a, b và c");
        assert_eq!(join_with(&["a", "b, c"], "; "), "a; b, c");
        for (n, text) in
            [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (49, "XLIX"), (1994, "MCMXCIV"), (3999, "MMMCMXCIX")]
        {
            assert_eq!(roman(n), text);
        }
        assert_eq!((roman(0), roman(4000)), ("0".into(), "4000".into()));
        let letters: Vec<String> = (0..11).map(point_letter).collect();
        assert_eq!(letters, ["a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l"]);
        assert_eq!([22, 23, 24, 46].map(point_letter), ["y", "aa", "bb", "aaa"]);
        assert!(point_letter(usize::MAX).len() < 30);
    }

    proptest! {
        #[test]
        fn a_share_is_right_to_half_a_tenth(part in any::<i64>(), of in 1..i64::MAX) {
            let text = percent(part, of).unwrap().replace(['.', '%'], "");
            let (whole, tenth) = text.split_once(',').unwrap_or((&text, "0"));
            let tenths: i128 = format!("{whole}{tenth}").parse().unwrap();
            let (part, of) = (i128::from(part), i128::from(of));
            prop_assert!((tenths * of * 2 - part * 2000).abs() <= of);
        }

        #[test]
        fn nothing_panics(n in any::<i64>(), m in any::<i64>()) {
            let _ = (percent(n, m), money_short(n), money_in_words(n), count(n, true));
        }

        /// The short form holds the whole amount.
        #[test]
        fn short_amounts_are_exact(amount in 0..1_000_000_i64, step in 0..8_u32) {
            let amount = amount * 10_i64.pow(step);
            let kind = crate::report::field::Kind::Money;
            let read = crate::report::read::read(&kind, &money_short(amount), 2026);
            prop_assert_eq!(read, crate::report::value::Value::Money(amount));
        }
    }
}
