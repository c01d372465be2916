//! Parts of a whole.

use super::*;

#[test]
fn ratios() {
    let ratio = |part, of| Value::Ratio { part, of };
    check(
        &Kind::Ratio { unit: "xã, phường".to_owned() },
        &[
            ("8/8", ratio(8, 8)),
            ("8 / 8", ratio(8, 8)),
            ("8 trên 8", ratio(8, 8)),
            ("8 Trên tổng số 10", ratio(8, 10)),
            ("8 trong số 10", ratio(8, 10)),
            ("1.200/1.300", ratio(1200, 1300)),
            ("7/8 xã", ratio(7, 8)),
            ("7 trên 8 phường", ratio(7, 8)),
            ("7/8 lớp", bad(Unreadable::NotARatio)),
            ("7 xã", bad(Unreadable::NotARatio)),
            ("xã 7/8", bad(Unreadable::NotARatio)),
            ("9/8", ratio(9, 8)),
            ("0/0", ratio(0, 0)),
            ("8", bad(Unreadable::NotARatio)),
            ("-8/8", bad(Unreadable::NotARatio)),
            ("8/-8", bad(Unreadable::NotARatio)),
            ("8/", bad(Unreadable::NotARatio)),
            ("/8", bad(Unreadable::NotARatio)),
            ("1/2/3", bad(Unreadable::NotARatio)),
            ("1,5/2", bad(Unreadable::NotARatio)),
            ("trên 8", bad(Unreadable::NotARatio)),
            ("99999999999999999999/8", bad(Unreadable::NumberTooLarge)),
        ],
    );
}

#[test]
fn ratios_may_name_what_they_count() {
    let ratio = |part, of| Value::Ratio { part, of };
    let of_own = Kind::Ratio { unit: "đơn vị, thôn, bản, xã".to_owned() };
    for noun in ["làng", "thôn", "buôn", "ấp", "bản", "khu phố", "khóm", "tổ dân phố", "xóm", "plei", "lang", "đơn vị"]
    {
        for text in [format!("5/5 {noun}"), format!("5 trên 5 {noun}"), format!("5 {noun}/5 {noun}")] {
            check(&of_own, &[(&text, ratio(5, 5))]);
        }
    }
    check(&of_own, &[("5/5 em", bad(Unreadable::NotARatio)), ("5/5 lớp", bad(Unreadable::NotARatio))]);
    let of_children = Kind::Ratio { unit: "trẻ em".to_owned() };
    check(
        &of_children,
        &[
            ("45/45 em", ratio(45, 45)),
            ("45/45 trẻ em", ratio(45, 45)),
            ("45/45 cháu", ratio(45, 45)),
            ("210/220 trẻ", ratio(210, 220)),
            ("45 em trên tổng số 45 em", ratio(45, 45)),
            ("5/5 thôn", bad(Unreadable::NotARatio)),
            ("0", bad(Unreadable::NotARatio)),
            ("không có", bad(Unreadable::NotARatio)),
        ],
    );
}

#[test]
fn what_the_office_calls_otherwise_is_not_printed_as_its_own() {
    let ratio = |part, of| Value::Ratio { part, of };
    let kind = Kind::Ratio { unit: "đơn vị, thôn, bản, tổ dân phố, xã, lớp".to_owned() };
    let other = bad(Unreadable::OtherNoun);
    for (own, raw, value) in [
        ("thôn", "2/3 thôn", ratio(2, 3)),
        ("thôn", "2 thôn/3 thôn", ratio(2, 3)),
        ("thôn", "2/3 đơn vị", ratio(2, 3)),
        ("thôn", "2/3", ratio(2, 3)),
        ("thôn", "2/3 tổ dân phố", other.clone()),
        ("thôn", "2 bản trên 3 bản", other.clone()),
        ("thôn", "2/3 tdp", other.clone()),
        ("thôn", "2/3 lớp", other.clone()),
        ("tổ dân phố", "2/3 tdp", ratio(2, 3)),
        ("tổ dân phố", "2/3 tổ", ratio(2, 3)),
        ("thôn, tổ dân phố", "2/3 tổ dân phố", ratio(2, 3)),
        ("chòm", "7/8 chòm", ratio(7, 8)),
        ("chòm", "7/8 thôn", other.clone()),
        ("", "2/3 tổ dân phố", ratio(2, 3)),
    ] {
        assert_eq!(read_with_noun(&kind, raw, 2026, own), value, "{raw:?} where units are called {own:?}");
    }
    let count = number_kind("đơn vị, thôn, bản, tổ dân phố, xã");
    assert_eq!(read_with_noun(&count, "12 thôn", 2026, "thôn"), exactly(12));
    assert_eq!(read_with_noun(&count, "12 khu phố", 2026, "thôn"), other);
    assert_eq!(read_with_noun(&number_kind("trẻ em"), "12 em", 2026, "thôn"), exactly(12));
}

#[test]
fn a_percentage_after_a_ratio_must_be_that_of_it() {
    let ratio = |part, of| Value::Ratio { part, of };
    let kind = Kind::Ratio { unit: "trẻ em".to_owned() };
    for raw in
        ["45/45 (100%)", "45/45, đạt 100%", "45/45 em, đạt tỷ lệ 100 %", "45/45 đạt 100%", "45/45 (tỷ lệ đạt 100%)"]
    {
        check(&kind, &[(raw, ratio(45, 45))]);
    }
    for raw in ["44/45 (97,8%)", "44/45 (97,78%)", "44/45 = 98%", "44/45 (97.8%)"] {
        check(&kind, &[(raw, ratio(44, 45))]);
    }
    for raw in ["44/45 (97%)", "44/45 (100%)", "44/45 (97,7%)", "0/0 (0%)", "0/0 (100%)"] {
        check(&kind, &[(raw, bad(Unreadable::OtherPercent))]);
    }
    for raw in ["45/100%", "45/45100%", "45/45 %"] {
        check(&kind, &[(raw, bad(Unreadable::NotARatio))]);
    }
    for raw in ["100%", "(100%)", "87,5%", "87.5 %", "đạt 87,5%", "hơn 87%", "0%"] {
        check(&kind, &[(raw, bad(Unreadable::PercentAlone))]);
    }
}

#[test]
fn none_at_all_is_a_ratio_of_cases() {
    let none = Value::Ratio { part: 0, of: 0 };
    let cases = Kind::Ratio { unit: "vụ".to_owned() };
    for raw in [
        "0",
        "không",
        "không có",
        "Không phát sinh",
        "0 vụ",
        "0 vụ việc",
        "không có vụ nào",
        "không xảy ra vụ việc nào",
        "0/0",
        "0/0 vụ",
    ] {
        check(&cases, &[(raw, none.clone())]);
    }
    for raw in ["1", "0 thôn", "không có thôn nào"] {
        check(&cases, &[(raw, bad(Unreadable::NotARatio))]);
    }
    check(&cases, &[("-", Value::NotCounted), ("chưa có số liệu", Value::Unknown)]);
    check(&cases, &[("1/2 vụ", Value::Ratio { part: 1, of: 2 }), ("0/3", Value::Ratio { part: 0, of: 3 })]);
}
