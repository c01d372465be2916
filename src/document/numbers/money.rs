//! Amounts of money: in full, short, in words.

use std::borrow::Cow;

use crate::report::read::{group_digits, qualified};
use crate::report::value::Approx;

use super::words::in_words;

const MILLION: i64 = 1_000_000;
const BILLION: i64 = 1_000_000_000;

/// An amount in full: "14.000.000 đồng".
#[must_use]
pub(crate) fn money(amount: i64) -> String {
    format!("{} đồng", group_digits(amount))
}

/// An amount with the scale word of the first of `scales` that it reaches, "14 triệu đồng", "1,5 tỷ đồng", or of the
/// last, "0,5 triệu đồng", where that is exact with at most two decimals; else in full like [`money`].
#[must_use]
fn money_short(amount: i64, scales: &[i64]) -> String {
    let size = amount.unsigned_abs();
    for (at, scale) in scales.iter().enumerate() {
        let reached = size >= scale.unsigned_abs() || at + 1 == scales.len() && size > 0;
        if reached && amount % (scale / 100) == 0 {
            let sign = if amount < 0 { "-" } else { "" };
            let whole = (amount / scale).saturating_abs();
            let fraction = format!("{:02}", (amount % scale / (scale / 100)).abs());
            let fraction = fraction.trim_end_matches('0');
            let comma = if fraction.is_empty() { "" } else { "," };
            let word = if *scale == BILLION { "tỷ" } else { "triệu" };
            return format!("{sign}{}{comma}{fraction} {word} đồng", group_digits(whole));
        }
    }
    money(amount)
}

/// How a report writes amounts: one way throughout. Of two styles the greater says exactly whatever the other does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) enum MoneyStyle {
    /// "500.000 đồng": every amount is below a million.
    #[default]
    Small,
    /// "14 triệu đồng", "1,5 tỷ đồng", "0,5 triệu đồng".
    Short,
    /// "14 triệu đồng", "1.578 triệu đồng": some amount of a billion and more cannot be said exactly in tỷ.
    Millions,
    /// "14.000.000 đồng": some amount of the report cannot be said exactly with a scale word, or is too small for one.
    Full,
}

impl MoneyStyle {
    /// The least style that says this amount exactly.
    #[must_use]
    pub(crate) fn needed_for(amount: i64) -> Self {
        match amount.unsigned_abs() {
            // "0,05 triệu đồng" is what nobody writes.
            size if size > 0 && size < (MILLION / 10).unsigned_abs() => MoneyStyle::Full,
            _ if amount % (MILLION / 100) != 0 => MoneyStyle::Full,
            size if size < MILLION.unsigned_abs() => MoneyStyle::Small,
            size if size >= BILLION.unsigned_abs() && amount % (BILLION / 100) != 0 => MoneyStyle::Millions,
            _ => MoneyStyle::Short,
        }
    }

    /// An amount in this style.
    #[must_use]
    pub(crate) fn write(self, amount: i64) -> String {
        match self {
            MoneyStyle::Short => money_short(amount, &[BILLION, MILLION]),
            MoneyStyle::Millions => money_short(amount, &[MILLION]),
            MoneyStyle::Small | MoneyStyle::Full => money(amount),
        }
    }
}

/// A text with each amount that has a scale word in full: "mỗi suất 0,5 triệu đồng" is "mỗi suất 500.000 đồng".
#[must_use]
pub(crate) fn in_full(text: &str) -> String {
    let mut words: Vec<Cow<'_, str>> = Vec::new();
    for word in text.split(' ') {
        let scale = match word {
            "triệu" => Some(MILLION),
            "tỷ" => Some(BILLION),
            _ => None,
        };
        let amount = scale.zip(words.last()).and_then(|(scale, number)| scaled(number, scale));
        match amount.zip(words.last_mut()) {
            Some((amount, number)) => *number = Cow::Owned(group_digits(amount)),
            None => words.push(Cow::Borrowed(word)),
        }
    }
    words.join(" ")
}

/// "1.234,5" of a scale; `None` of what is no number, or not a whole amount.
fn scaled(number: &str, scale: i64) -> Option<i64> {
    let (whole, fraction) = number.split_once(',').unwrap_or((number, ""));
    let digits = whole.replace('.', "");
    let places = 10_i64.checked_pow(u32::try_from(fraction.len()).ok()?)?;
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(&digits) || !is_number(fraction) || scale % places != 0 {
        return None;
    }
    let parts = if fraction.is_empty() { 0 } else { fraction.parse::<i64>().ok()?.checked_mul(scale / places)? };
    digits.parse::<i64>().ok()?.checked_mul(scale)?.checked_add(parts)
}

/// An amount in words with a capital, for "(Bằng chữ: …)": "Mười bốn triệu đồng", "Khoảng mười bốn triệu đồng".
#[must_use]
pub(crate) fn money_in_words(amount: i64, approx: Option<Approx>) -> String {
    let words = qualified(in_words(amount), approx);
    let mut letters = words.chars();
    let first: String = letters.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
    format!("{first}{} đồng", letters.as_str())
}

#[cfg(test)]
mod tests {

    use super::*;

    #[test]
    fn amounts() {
        for (amount, full, short) in [
            (0, "0 đồng", "0 đồng"),
            (500, "500 đồng", "500 đồng"),
            (1_500, "1.500 đồng", "1.500 đồng"),
            (5_000, "5.000 đồng", "5.000 đồng"),
            (50_000, "50.000 đồng", "0,05 triệu đồng"),
            (500_000, "500.000 đồng", "0,5 triệu đồng"),
            (500_500, "500.500 đồng", "500.500 đồng"),
            (14_000_000, "14.000.000 đồng", "14 triệu đồng"),
            (14_250_000, "14.250.000 đồng", "14,25 triệu đồng"),
            (14_255_000, "14.255.000 đồng", "14.255.000 đồng"),
            (1_050_000, "1.050.000 đồng", "1,05 triệu đồng"),
            (1_500_000_000, "1.500.000.000 đồng", "1,5 tỷ đồng"),
            (1_234_500_000, "1.234.500.000 đồng", "1.234,5 triệu đồng"),
            (1_000_000_000_000, "1.000.000.000.000 đồng", "1.000 tỷ đồng"),
            (-500_000, "-500.000 đồng", "-0,5 triệu đồng"),
            (-1_500_000, "-1.500.000 đồng", "-1,5 triệu đồng"),
            (i64::MIN, "-9.223.372.036.854.775.808 đồng", "-9.223.372.036.854.775.808 đồng"),
        ] {
            assert_eq!(money(amount), full);
            assert_eq!(money_short(amount, &[BILLION, MILLION]), short);
        }
    }

    #[test]
    fn amounts_are_the_same_in_every_style() {
        for (text, full) in [
            ("mỗi suất 0,5 triệu đồng, tổng 1.234,5 triệu đồng.", "mỗi suất 500.000 đồng, tổng 1.234.500.000 đồng."),
            ("1,5 tỷ đồng", "1.500.000.000 đồng"),
            (
                "hàng triệu đồng; 0,0000001 triệu; 9999999999999 tỷ",
                "hàng triệu đồng; 0,0000001 triệu; 9999999999999 tỷ",
            ),
        ] {
            assert_eq!(in_full(text), full);
        }
    }
}
