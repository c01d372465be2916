//! Days and spans of days with the zeros of the decree.

use jiff::civil::{Date, Weekday};

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
pub(crate) fn short_date(day: Date) -> String {
    format!("{}/{}", day_month(day), day.year())
}

/// A day without its year: "01/6".
#[must_use]
pub(crate) fn day_month(day: Date) -> String {
    format!("{}/{}", day_digits(day), month_digits(day))
}

/// A day in words: "ngày 06 tháng 5 năm 2021".
#[must_use]
pub(crate) fn full_date(day: Date) -> String {
    format!("ngày {} tháng {} năm {}", day_digits(day), month_digits(day), day.year())
}

/// A span of days: "từ ngày 01/6 đến ngày 30/6/2021". The year is given once unless there are two;
/// a span of one day is written as that day.
#[must_use]
pub(crate) fn date_range(start: Date, end: Date) -> String {
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
pub(crate) fn issue_date(day: Option<Date>, year: i16) -> String {
    day.map_or_else(|| format!("ngày      tháng      năm {year}"), full_date)
}

/// The day of the week, with the capital of the decree (Nghị định 30/2020, PL II): "thứ Hai".
#[must_use]
pub(crate) fn weekday(day: Date) -> &'static str {
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

    use super::*;

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
}
