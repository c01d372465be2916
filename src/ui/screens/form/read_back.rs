//! Answers as the form reads them back, in the language of the interface. What the report says is
//! Vietnamese always (see [`numbers`]).

use jiff::civil::Date;

use crate::document::numbers::{self, count, full_date, percent, short_date, weekday};
use crate::report::period::{Granularity, Period};
use crate::report::read::{group_number, qualified};
use crate::report::value::{Approx, Value};
use crate::text::language::Language;
use crate::ui::strings as s;

/// A value that was understood or computed; none for texts and choices, which are shown as they
/// are.
#[must_use]
pub(crate) fn read_back(value: &Value, language: Language) -> Option<String> {
    let in_english = language == Language::En;
    Some(match value {
        Value::NotCounted => s::NOT_COUNTED.of(language).to_owned(),
        Value::Unknown => s::UNKNOWN.of(language).to_owned(),
        Value::YesNo(yes) => if *yes { s::YES } else { s::NO }.of(language).to_owned(),
        Value::Ratio { part, of } => percent(*part, *of)?,
        Value::Percent { part, of, approx } if in_english => qualified_in_english(percent(*part, *of)?, *approx),
        Value::Percent { part, of, approx } => qualified(percent(*part, *of)?, *approx),
        Value::Money { amount, approx } if in_english => {
            qualified_in_english(format!("{} VND", count(*amount, false)), *approx)
        }
        Value::Money { amount, approx } => qualified(numbers::money(*amount), *approx),
        Value::Number(number) if in_english => qualified_in_english(group_number(*number), number.approx),
        Value::Number(number) => numbers::number(*number, false),
        Value::DateRange { start, end } if in_english => format!("{} – {}", short_date(*start), short_date(*end)),
        Value::DateRange { start, end } => numbers::date_range(*start, *end),
        Value::Period(period) => period_words(*period, language),
        _ => return None,
    })
}

/// A date as it was understood: the day of the week tells a slip at once.
#[must_use]
pub(crate) fn day_read_back(day: Date, language: Language) -> String {
    match language {
        Language::Vi => format!("{}, {}", weekday(day), short_date(day)),
        Language::En => format!("{}, {}", day.strftime("%a"), short_date(day)),
    }
}

/// A computed date, in full.
#[must_use]
pub(crate) fn full_day(day: Date, language: Language) -> String {
    match language {
        Language::Vi => full_date(day),
        Language::En => day.strftime("%-d %B %Y").to_string(),
    }
}

fn qualified_in_english(digits: String, approx: Option<Approx>) -> String {
    match approx {
        None => digits,
        Some(Approx::MoreThan) => format!("more than {digits}"),
        Some(Approx::Above) => format!("over {digits}"),
        Some(Approx::Nearly) => format!("nearly {digits}"),
        Some(Approx::About) => format!("about {digits}"),
    }
}

/// A period in words.
#[must_use]
pub(crate) fn period_words(period: Period, language: Language) -> String {
    let Period { granularity, year, index } = period;
    if language == Language::Vi {
        return period.words();
    }
    match granularity {
        Granularity::Year => year.to_string(),
        Granularity::Half => format!("{} half of {year}", if index == 1 { "first" } else { "second" }),
        Granularity::Quarter => format!("quarter {index} of {year}"),
        Granularity::Month => format!("month {index} of {year}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::value::Number;
    use jiff::civil::date;

    #[test]
    fn each_language_reads_back_in_its_own_words() {
        let both = |value: Value| [Language::Vi, Language::En].map(|l| read_back(&value, l).expect("read back"));
        let inexact = Value::Number(Number { approx: Some(Approx::MoreThan), ..Number::whole(1300) });
        assert_eq!(both(inexact), ["hơn 1.300", "more than 1.300"]);
        assert_eq!(both(Value::money(14_000_000)), ["14.000.000 đồng", "14.000.000 VND"]);
        let inexact = Value::Money { amount: 14_000_000, approx: Some(Approx::Nearly) };
        assert_eq!(both(inexact), ["gần 14.000.000 đồng", "nearly 14.000.000 VND"]);
        let half = Period { granularity: Granularity::Half, year: 2026, index: 1 };
        assert_eq!(both(Value::Period(half)), ["6 tháng đầu năm 2026", "first half of 2026"]);
        let june = Value::DateRange { start: date(2026, 6, 1), end: date(2026, 6, 30) };
        assert_eq!(both(june), ["từ ngày 01/6 đến ngày 30/6/2026", "01/6/2026 – 30/6/2026"]);
        assert_eq!(both(Value::YesNo(true)), ["Có", "Yes"]);
        let day = date(2026, 6, 1);
        assert_eq!(
            [Language::Vi, Language::En].map(|l| day_read_back(day, l)),
            ["thứ Hai, 01/6/2026", "Mon, 01/6/2026"]
        );
        assert_eq!(full_day(day, Language::En), "1 June 2026");
        assert_eq!(read_back(&Value::Text("Chữ".to_owned()), Language::En), None);
    }
}
