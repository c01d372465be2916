//! Numbers as a Vietnamese administrative text writes them; dates, money and lists in their own files.

mod dates;
mod lists;
mod money;
mod words;

pub(crate) use dates::{date_range, day_month, full_date, issue_date, short_date, weekday};
pub(crate) use lists::{join_and, join_with, point_letter, roman};
pub(crate) use money::{MoneyStyle, in_full, money, money_in_words};
pub(crate) use words::in_words;

use crate::report::read::{group_digits, group_number, qualified};
use crate::report::value::Number;

/// A count before a noun. With `pad`, 1 to 9 are written "01" to "09", a habit of many offices
/// that one report keeps throughout (the decree does not ask for it).
#[must_use]
pub(crate) fn count(n: i64, pad: bool) -> String {
    if pad && (1..=9).contains(&n) { format!("0{n}") } else { group_digits(n) }
}

/// A count with its qualifier: "hơn 300".
#[must_use]
pub(crate) fn number(number: Number, pad: bool) -> String {
    let digits = if number.places == 0 { count(number.value, pad) } else { group_number(number) };
    qualified(digits, number.approx)
}

/// The share that a part has in a whole, to one decimal, a half rounded up, worked out in whole
/// numbers: "100%", "98,9%". What is not the whole is not rounded to it, nor what is something to
/// nothing: 1999 of 2000 is "99,95%". `None` for a share of nothing.
#[must_use]
pub(crate) fn percent(part: i64, of: i64) -> Option<String> {
    /// Enough for one of a hundred million.
    const MOST_PLACES: u32 = 8;
    let (part, of) = (i128::from(part), i128::from(of));
    let (part, of) = if of < 0 { (-part, -of) } else { (part, of) };
    if of == 0 {
        return None;
    }
    let rounded = |scale: i128| (part * 200 * scale + of).div_euclid(of * 2);
    let is_true = |scale: i128| (part == of || rounded(scale) != 100 * scale) && (part == 0 || rounded(scale) != 0);
    let places = (1..MOST_PLACES).find(|places| is_true(10_i128.pow(*places))).unwrap_or(MOST_PLACES);
    let scale = 10_i128.pow(places);
    let share = rounded(scale);
    let sign = if share < 0 { "-" } else { "" };
    let (whole, fraction) = (share.abs() / scale, share.abs() % scale);
    let whole = i64::try_from(whole).map_or_else(|_| whole.to_string(), group_digits);
    let fraction = format!("{fraction:0width$}", width = places as usize);
    let fraction = fraction.trim_end_matches('0');
    Some(if fraction.is_empty() { format!("{sign}{whole}%") } else { format!("{sign}{whole},{fraction}%") })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::report::value::Approx;

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
        let few = Number { approx: Some(Approx::Nearly), ..Number::whole(5) };
        assert_eq!(number(few, true), "gần 05");
        assert_eq!(
            number(Number { approx: Some(Approx::About), ..Number::decimal(123_450, 2) }, true),
            "khoảng 1.234,5"
        );
        assert_eq!(number(Number::decimal(-5, 1), true), "-0,5");
        assert_eq!(number(Number { approx: Some(Approx::MoreThan), ..Number::whole(300) }, true), "hơn 300");
        assert_eq!(number(Number::whole(3), false), "3");
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
            (1, 2001, "0,05%"),
            (1, 3000, "0,03%"),
            (-1, 3000, "-0,03%"),
            (1999, 2000, "99,95%"),
            (2001, 2000, "100,1%"),
            (99_999, 100_000, "99,999%"),
            (1, i64::MAX, "0%"),
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

    proptest! {
        #[test]
        fn a_share_is_right_to_half_a_tenth(part in any::<i64>(), of in 1..i64::MAX) {
            let text = percent(part, of).unwrap().replace(['.', '%'], "");
            let (whole, fraction) = text.split_once(',').unwrap_or((&text, "0"));
            let digits: i128 = format!("{whole}{fraction}").parse().unwrap();
            let scale = 10_i128.pow(u32::try_from(fraction.len()).unwrap());
            let (part, of) = (i128::from(part), i128::from(of));
            prop_assert!((digits * of * 2 - part * 200 * scale).abs() <= of);
        }

        #[test]
        fn only_the_whole_is_a_hundred_percent(part in 1..100_000_i64, of in 1..100_000_i64) {
            prop_assert_eq!(percent(part, of).as_deref() == Some("100%"), part == of);
            prop_assert_ne!(percent(part, of), Some("0%".to_owned()));
        }

        #[test]
        fn nothing_panics(n in any::<i64>(), m in any::<i64>()) {
            let _ = (percent(n, m), MoneyStyle::Short.write(n), money_in_words(n, None), count(n, true));
        }

        /// The short form holds the whole amount.
        #[test]
        fn short_amounts_are_exact(amount in 0..1_000_000_i64, step in 0..8_u32) {
            let amount = amount * 10_i64.pow(step);
            let kind = crate::report::field::Kind::Money;
            let read = crate::report::read::read(&kind, &MoneyStyle::Short.write(amount), 2026);
            prop_assert_eq!(read, crate::report::value::Value::money(amount));
        }
    }
}
