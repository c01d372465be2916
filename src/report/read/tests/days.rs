//! Days and spans of days.

use super::*;

#[test]
fn days() {
    let day = Value::Date(date(2021, 5, 12));
    for raw in [
        "12/5/2021",
        "12/05/2021",
        "12-5-2021",
        "12.5.2021",
        "2021-05-12",
        "2021/5/12",
        "ngày 12 tháng 5 năm 2021",
        "Ngày 12 Tháng 05 năm 2021",
        "12 tháng 5 năm 2021",
        "12 / 5 / 2021",
        "ngày 12/5/2021",
        "12/5 năm 2021",
        "12/5/21",
    ] {
        check(&Kind::Date, &[(raw, day.clone())]);
    }
    check(
        &Kind::Date,
        &[
            ("12/5", Value::Date(date(2026, 5, 12))),
            ("ngày 12 tháng 5", Value::Date(date(2026, 5, 12))),
            ("29/2/2024", Value::Date(date(2024, 2, 29))),
            ("29/2", bad(Unreadable::NoSuchDay)),
            ("31/4", bad(Unreadable::NoSuchDay)),
            ("1/13/2021", bad(Unreadable::NoSuchDay)),
            ("1/6/99", bad(Unreadable::NotADate)),
            ("0/5", bad(Unreadable::NoSuchDay)),
        ],
    );
    let june = |day| Value::Date(date(2026, 6, day));
    for raw in [
        "mồng 1/6",
        "mùng 1/6",
        "sáng 1/6",
        "1/6/2026.",
        "1/6.",
        "ngày mùng 1 tháng 6",
        "sáng mùng 1/6",
        "buổi sáng ngày 1/6/2026",
        "tối 1/6",
        "mong 1/6",
        "thứ Hai, 01/6/2026",
        "Thứ 2 ngày 1/6",
    ] {
        check(&Kind::Date, &[(raw, june(1))]);
    }
    check(&Kind::Date, &[("chiều 10/6", june(10)), ("chieu ngay 10/6.", june(10))]);
    for wrong in
        ["sáng", "mùng 1", "sáng chiều 1/6", "1/6..", ".", "từ 10/6", "hết ngày 10/6", "mùng tháng 6", "sáng1/6"]
    {
        check(&Kind::Date, &[(wrong, bad(Unreadable::NotADate))]);
    }
    for wrong in [
        "12",
        "12/5/202",
        "12/5/20211",
        "12-5/2021",
        "12//2021",
        "hôm nay",
        "tháng 5 năm 2021",
        "1/2/3/4",
        "123/4",
        "/",
        "-5/6",
    ] {
        check(&Kind::Date, &[(wrong, bad(Unreadable::NotADate))]);
    }
    assert_eq!(read(&Kind::Date, "12/5", i16::MAX), bad(Unreadable::NoSuchDay));
}

#[test]
fn spans_of_days() {
    let june = |year| Value::DateRange { start: date(year, 6, 1), end: date(year, 6, 30) };
    for raw in
        ["1/6 - 30/6", "1/6-30/6", "1/6–30/6", "1/6 đến 30/6", "từ 1 đến 30/6", "1-30/6", "1-6-30-6", "1.6..30.6"]
    {
        check(&Kind::DateRange, &[(raw, june(2026))]);
    }
    for raw in [
        "01/6 đến 30/6/2021",
        "từ ngày 1/6 đến ngày 30/6/2021",
        "Từ ngày 01/6 đến hết ngày 30/6/2021",
        "1-30/6/2021",
        "2021-06-01..2021-06-30",
        "2021-06-01 - 2021-06-30",
        "1-6-2021-30-6-2021",
        "1-6-2021 - 30-6-2021",
        "1-30-6-2021",
        "từ ngày 1 đến ngày 30 tháng 6 năm 2021",
        "1/6/2021 - 30/6",
        "1.6.2021 - 30.6.2021",
        "1/6 - 30/6/21",
    ] {
        check(&Kind::DateRange, &[(raw, june(2021))]);
    }
    check(
        &Kind::DateRange,
        &[
            ("từ ngày mùng 1/6 đến ngày 30/6.", june(2026)),
            ("sáng 1/6 - chiều 30/6", june(2026)),
            ("20/12/2021 - 5/1/2022", Value::DateRange { start: date(2021, 12, 20), end: date(2022, 1, 5) }),
            ("1/6 - 1/6", Value::DateRange { start: date(2026, 6, 1), end: date(2026, 6, 1) }),
            ("30/6 - 1/6", bad(Unreadable::RangeBackwards)),
            ("20/12 - 5/1/2022", bad(Unreadable::RangeBackwards)),
            ("1/6 - 31/6", bad(Unreadable::NoSuchDay)),
        ],
    );
    for wrong in ["1/6", "1/6/2021", "1 - 30", "1/6 -", "- 30/6", "đến 30/6", "tháng 6", "-", "..", "----"] {
        check(&Kind::DateRange, &[(wrong, bad(Unreadable::NotARange))]);
    }
}

#[test]
fn words_may_be_typed_without_diacritics() {
    for raw in ["ngay 5 thang 6 nam 2026", "5 thang 6", "Ngay 05 thang 6", "ngay 5/6", "5/6 nam 2026"] {
        check(&Kind::Date, &[(raw, Value::Date(date(2026, 6, 5)))]);
    }
    check(&Kind::Date, &[("thang 6 nam 2026", bad(Unreadable::NotADate)), ("5 thang", bad(Unreadable::NotADate))]);
    let june = Value::DateRange { start: date(2026, 6, 1), end: date(2026, 6, 30) };
    for raw in ["1/6 den 30/6", "tu ngay 1/6 den het ngay 30/6", "tu 1 toi 30 thang 6 nam 2026"] {
        check(&Kind::DateRange, &[(raw, june.clone())]);
    }
}
