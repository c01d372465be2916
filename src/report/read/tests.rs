//! What people type, and what is read from it.

mod amounts;
mod days;
mod properties;
mod ratios;

use std::borrow::Cow;

use jiff::civil::date;

use super::*;
use crate::report::field::{Choice, Label, OptionList};
use crate::report::value::Chosen;
use crate::text::visible::clean_paste;

fn number_kind(unit: &str) -> Kind {
    Kind::Number { unit: unit.to_owned(), plain: false, decimals: 0 }
}

fn plain() -> Kind {
    Kind::Number { unit: String::default(), plain: true, decimals: 0 }
}

fn exactly(value: i64) -> Value {
    Value::Number(Number::whole(value))
}

fn about(approx: Approx, value: i64) -> Value {
    Value::Number(Number { approx: Some(approx), ..Number::whole(value) })
}

fn bad(reason: Unreadable) -> Value {
    Value::Unreadable(reason)
}

fn options(other: bool) -> OptionList {
    let option = |id: &str, vi: &str, text: &str| Choice {
        was: Vec::new(),
        id: id.to_owned(),
        label: Label { vi: vi.to_owned(), en: if id == "xe" { "Bicycle".into() } else { String::default() } },
        text: text.to_owned(),
        attributes: Vec::new(),
    };
    OptionList {
        list: vec![
            option("kham", "Khám sàng lọc", "khám sàng lọc tim bẩm sinh"),
            option("hoc_bong", "Học bổng; quà", "học bổng"),
            option("xe", "Xe đạp", "xe đạp"),
        ],
        other,
        of_blocks: false,
    }
}

/// Reads each text in a report of 2026.
fn check(kind: &Kind, table: &[(&str, Value)]) {
    for (raw, value) in table {
        assert_eq!(read(kind, raw, 2026), *value, "{raw:?} as {kind:?}");
    }
}

#[test]
fn nothing_typed_is_missing() {
    for kind in [
        Kind::Text,
        Kind::LongText,
        Kind::List,
        number_kind(""),
        Kind::Ratio { unit: "xã, phường".to_owned() },
        Kind::Money,
        Kind::Date,
        Kind::DateRange,
        Kind::Period(Granularity::Quarter),
        Kind::Choice(options(true)),
        Kind::YesNo,
        Kind::Several(options(true)),
    ] {
        check(&kind, &[("", Value::Missing), (" \t\n\u{a0} ", Value::Missing)]);
    }
    for kind in [Kind::Percent { of: None }, Kind::Citation, Kind::Citations, Kind::Recipients, Kind::Signature] {
        check(&kind, &[("8/8", Value::Missing)]);
    }
    check(&Kind::Rows { noun: "đợt khám".into() }, &[("1", Value::Missing)]);
}

#[test]
fn prose_in_the_wrong_field_is_told_by_its_kind() {
    let prose = "12/5 có 300 em nhận 14 triệu đồng, tháng 6 năm 2026. ".repeat(40);
    for (kind, reason) in [
        (number_kind("em"), Unreadable::NotANumber),
        (Kind::Ratio { unit: "xã, phường".to_owned() }, Unreadable::NotARatio),
        (Kind::Money, Unreadable::NotMoney),
        (Kind::Date, Unreadable::NotADate),
        (Kind::DateRange, Unreadable::NotARange),
        (Kind::Period(Granularity::Year), Unreadable::NotAPeriod(Granularity::Year)),
        (Kind::YesNo, Unreadable::NotYesOrNo),
        (Kind::Choice(options(false)), Unreadable::NotAnOption),
    ] {
        assert_eq!(read(&kind, &prose, 2026), bad(reason), "{kind:?}");
    }
    assert_eq!(read(&plain(), &format!("{:2000}300", ""), 2026), exactly(300), "spaces do not count");
    let own = read(&Kind::Choice(options(true)), &prose, 2026);
    assert_eq!(own, Value::Choice(Chosen::Other(prose.trim().to_owned())));
}

#[test]
fn texts() {
    check(
        &Kind::Text,
        &[("  Xã\u{a0} Bờ \t Y\n", Value::Text("Xã Bờ Y".into())), ("e\u{302}\u{301}", Value::Text("ế".into()))],
    );
    let list = |items: &[&str]| Value::List(items.iter().map(|&s| s.to_owned()).collect());
    check(&Kind::LongText, &[("  một \n\n  - hai  ba\r\n", list(&["một", "- hai  ba"]))]);
    check(
        &Kind::List,
        &[
            ("- một\n+ hai\n•\tba\n- - bốn\n-năm\n-5 độ\n-\n", list(&["một", "+ hai", "ba", "bốn", "năm", "-5 độ"])),
            ("-\n+ ", Value::Missing),
        ],
    );
}

#[test]
fn periods() {
    let period = |granularity, year, index| Value::Period(Period { granularity, year, index });
    check(
        &Kind::Period(Granularity::Year),
        &[("2026", period(Granularity::Year, 2026, 1)), ("5", bad(Unreadable::NotAPeriod(Granularity::Year)))],
    );
    check(
        &Kind::Period(Granularity::Quarter),
        &[("II", period(Granularity::Quarter, 2026, 2)), ("quý 3 năm 2025", period(Granularity::Quarter, 2025, 3))],
    );
    check(
        &Kind::Period(Granularity::Half),
        &[
            ("6 tháng đầu năm 2025", period(Granularity::Half, 2025, 1)),
            ("6 thang cuoi nam 2025", period(Granularity::Half, 2025, 2)),
            ("2026-H1", period(Granularity::Half, 2026, 1)),
        ],
    );
    for other in ["2", "2027", "2026-Q1", "2026-02", "2/2026", "II/2026", "quý II/2026", "9 tháng đầu năm 2026"] {
        check(&Kind::Period(Granularity::Half), &[(other, bad(Unreadable::NotAPeriod(Granularity::Half)))]);
    }
    check(&Kind::Period(Granularity::Month), &[("thang 5 nam 2025", period(Granularity::Month, 2025, 5))]);
    check(&Kind::Period(Granularity::Month), &[("năm 2025, tháng 5", period(Granularity::Month, 2025, 5))]);
    for other in ["quý II", "quý 2 năm 2026", "năm 3", "6 tháng", "3 tháng đầu năm", "2026-Q1", "2026-H1"] {
        check(&Kind::Period(Granularity::Month), &[(other, bad(Unreadable::NotAPeriod(Granularity::Month)))]);
    }
    for other in ["tháng 2", "2 quý", "năm 3", "2026-H1"] {
        check(&Kind::Period(Granularity::Quarter), &[(other, bad(Unreadable::NotAPeriod(Granularity::Quarter)))]);
    }
}

#[test]
fn yes_and_no() {
    for (raw, yes) in [
        ("true", true),
        ("Có", true),
        ("co\u{301}", true),
        ("x", true),
        ("1", true),
        ("KHÔNG", false),
        ("k", false),
        ("khong", false),
        ("0", false),
    ] {
        check(&Kind::YesNo, &[(raw, Value::YesNo(yes))]);
    }
    check(&Kind::YesNo, &[("2", bad(Unreadable::NotYesOrNo)), ("có không", bad(Unreadable::NotYesOrNo))]);
}

#[test]
fn choices() {
    let chosen = |i| Value::Choice(Chosen::Option(i));
    check(
        &Kind::Choice(options(false)),
        &[
            ("xe", chosen(2)),
            ("KHÁM sàng  lọc", chosen(0)),
            ("Học bổng", chosen(1)),
            ("học bổng; quà", chosen(1)),
            ("kham sang loc", chosen(0)),
            ("XE DAP", chosen(2)),
            ("Bicycle", chosen(2)),
            ("quà", bad(Unreadable::NotAnOption)),
        ],
    );
    check(&Kind::Choice(options(true)), &[("quà;  bánh", Value::Choice(Chosen::Other("quà; bánh".into())))]);

    let mut alike = options(true);
    alike.list[0].text = "mô hình".into();
    alike.list[1].text = "mở hình".into();
    let other = |text: &str| Value::Choice(Chosen::Other(text.to_owned()));
    check(&Kind::Choice(alike), &[("mở hình", chosen(1)), ("mo hinh", other("mo hinh"))]);

    let mut abbreviated = options(true);
    abbreviated.list[0].label.vi = "Báo cáo (b/c)".into();
    abbreviated.list[1].label.vi = "Phối hợp (p/h)".into();
    abbreviated.list[2].label.vi = "Phối hợp (t/h)".into();
    check(
        &Kind::Choice(abbreviated),
        &[("bao cao", chosen(0)), ("Báo cáo", chosen(0)), ("phối hợp", other("phối hợp"))],
    );

    let several = |list: &[usize], other: &[&str]| {
        let other = other.iter().map(|&s| Chosen::Other(s.to_owned()));
        Value::Several(list.iter().map(|i| Chosen::Option(*i)).chain(other).collect())
    };
    check(
        &Kind::Several(options(true)),
        &[
            ("xe\nkham\nXe đạp\nxe dap", several(&[0, 2], &[])),
            ("quà; xe;;bánh\nquà\nHọc bổng; quà", several(&[1, 2], &["quà", "bánh"])),
            (";\n;", Value::Missing),
        ],
    );
    check(&Kind::Several(options(false)), &[("xe; quà", bad(Unreadable::NotAnOption))]);
}

#[test]
fn values_read_well_in_the_entry_line() {
    for (kind, value, text) in [
        (number_kind("lượt"), about(Approx::MoreThan, 300), "hơn 300"),
        (number_kind("lượt"), exactly(1234), "1.234"),
        (number_kind("lượt"), Value::NotCounted, "-"),
        (Kind::Money, Value::money(14_000_000), "14.000.000"),
        (Kind::Money, Value::Money { amount: 14_000_000, approx: Some(Approx::About) }, "khoảng 14.000.000"),
        (Kind::Date, Value::Date(date(2021, 5, 12)), "12/5/2021"),
        (Kind::Date, Value::Date(date(2026, 1, 5)), "05/01/2026"),
        (
            Kind::DateRange,
            Value::DateRange { start: date(2021, 6, 1), end: date(2021, 6, 30) },
            "01/6/2021 - 30/6/2021",
        ),
        (Kind::Ratio { unit: "xã, phường".to_owned() }, Value::Ratio { part: 1200, of: 1300 }, "1.200/1.300"),
        (Kind::YesNo, Value::YesNo(true), "true"),
        (Kind::Choice(options(false)), Value::Choice(Chosen::Option(1)), "hoc_bong"),
        (Kind::Choice(options(false)), Value::Choice(Chosen::Option(9)), ""),
        (
            Kind::Several(options(true)),
            Value::Several(vec![Chosen::Option(0), Chosen::Other("quà".into())]),
            "kham\nquà",
        ),
        (Kind::Text, bad(Unreadable::NotADate), ""),
    ] {
        assert_eq!(entry_text(&kind, &value), text);
    }
}

#[test]
fn pasted_text_is_cleaned() {
    assert_eq!(clean_paste("a\r\nb\rc\n\td\u{a0}e\u{0}\u{1b}\u{7f}"), "a\nb\nc\n d e");
    assert_eq!(clean_paste("\u{feff}e\u{200b}\u{302}\u{301} “x”\u{b}y\u{2028}z"), "ế “x”\ny\nz");
    assert!(matches!(to_nfc("ế"), Cow::Borrowed(_)));
    assert_eq!(to_nfc("e\u{302}\u{301}"), "ế");
}

#[test]
fn messages_fit_the_hint_line() {
    use Unreadable::*;
    for reason in [
        NotANumber,
        NotDigits,
        OtherNoun,
        NotADecimal,
        ScaledWithoutUnit,
        NumberTooLarge,
        Negative,
        NotARatio,
        OtherPercent,
        PercentElsewhere,
        NotMoney,
        NotADate,
        NoSuchDay,
        NotARange,
        RangeBackwards,
        NotAPeriod(Granularity::Year),
        NotAPeriod(Granularity::Half),
        NotAPeriod(Granularity::Quarter),
        NotAPeriod(Granularity::Month),
        NotAnOption,
        NotYesOrNo,
    ] {
        for message in [reason.message_vi(), reason.message_en()] {
            assert!((10..=60).contains(&message.chars().count()), "{message}");
            assert_eq!(to_nfc(message), message);
        }
    }
}
