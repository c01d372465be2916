//! A part of a whole as people type it, in plain letters: "8/8", "7/8 xa", "45 em tren 45 em", "44/45, dat 97,8%".

use crate::report::value::{Unreadable, Value};

use super::amount::{self, Bad};
use super::{is_none, no_count, nouns};

/// What both count may stand after each. Where it happens or does not (`unit` "vu"), none at all is 0 of 0; of other
/// wholes, nobody knows what 0 is a part of.
pub(super) fn ratio(text: &str, unit: &str) -> Value {
    if let Some(value) = no_count(text) {
        return value;
    }
    if nouns::are_cases(unit) && is_none(text, unit) {
        return Value::Ratio { part: 0, of: 0 };
    }
    let (text, percent) = without_percent(text);
    if percent.is_some() && !text.contains(|c: char| c.is_ascii_digit()) {
        return Value::Unreadable(Unreadable::PercentAlone);
    }
    let Some((part, of)) =
        text.split_once('/').or_else(|| text.split_once(" tren ")).or_else(|| text.split_once(" trong "))
    else {
        return Value::Unreadable(Unreadable::NotARatio);
    };
    let of = of.trim_start();
    let of = of.strip_prefix("tong ").unwrap_or(of);
    let of = of.strip_prefix("so ").unwrap_or(of);
    let digits = |text: &str| amount::digits(amount::without_unit(text.trim(), unit).0);
    match (digits(part), digits(of)) {
        (Ok(part), Ok(of)) if percent.is_none_or(|percent| percent.is_of(part, of)) => Value::Ratio { part, of },
        (Ok(_), Ok(_)) => Value::Unreadable(Unreadable::OtherPercent),
        (Err(Bad::Form), _) | (_, Err(Bad::Form)) => Value::Unreadable(Unreadable::NotARatio),
        _ => Value::Unreadable(Unreadable::NumberTooLarge),
    }
}

/// A percentage: `digits` divided by ten to the power `places`.
struct Percent {
    digits: i128,
    places: u32,
}

impl Percent {
    fn read(text: &str) -> Option<Percent> {
        let (whole, fraction) = text.split_once([',', '.']).unwrap_or((text, "0"));
        let is_short = |digits: &str| (1..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        let places = if text.len() == whole.len() { 0 } else { u32::try_from(fraction.len()).ok()? };
        let digits = if places == 0 { whole.to_owned() } else { format!("{whole}{fraction}") };
        (is_short(whole) && is_short(fraction)).then(|| digits.parse().ok())?.map(|digits| Percent { digits, places })
    }

    /// Whether it is what a part of a whole comes to, rounded either way to as many decimals.
    fn is_of(&self, part: i64, of: i64) -> bool {
        let (part, of) = (i128::from(part), i128::from(of));
        let exact = part * 100 * 10_i128.pow(self.places);
        of > 0 && 2 * (self.digits * of - exact).abs() <= of
    }
}

/// What may stand between a share and its percentage.
const LEADING: [&str; 11] = ["ty le", "ti le", "chiem", "dat", "=", "(", ",", ";", ":", "-", "–"];

/// The text without the percentage that was typed after it: "45/45 (100%)", "45/45, dat 100%".
fn without_percent(text: &str) -> (&str, Option<Percent>) {
    let bare = text.strip_suffix(')').unwrap_or(text).trim_end();
    let Some(bare) = bare.strip_suffix('%').map(str::trim_end) else { return (text, None) };
    let start = bare.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.')).len();
    let (before, digits) = bare.split_at(start);
    let Some(percent) = Percent::read(digits) else { return (text, None) };
    let mut before = before.trim_end();
    while let Some(rest) = LEADING.iter().find_map(|word| before.strip_suffix(word)) {
        before = rest.trim_end();
    }
    (before, Some(percent))
}
