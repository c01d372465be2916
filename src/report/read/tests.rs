//! What people type, and what is read from it.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::report::field::{Choice, Label};

fn number_kind(unit: &str) -> Kind {
    Kind::Number { unit: unit.to_owned(), plain: false }
}

fn plain() -> Kind {
    Kind::Number { unit: String::new(), plain: true }
}

fn exactly(value: i64) -> Value {
    Value::Number(Number { value, approx: None })
}

fn about(approx: Approx, value: i64) -> Value {
    Value::Number(Number { value, approx: Some(approx) })
}

fn bad(reason: Unreadable) -> Value {
    Value::Unreadable(reason)
}

fn options(other: bool) -> Options {
    let option = |id: &str, vi: &str, text: &str| Choice {
        id: id.to_owned(),
        label: Label { vi: vi.to_owned(), en: String::new() },
        text: text.to_owned(),
        attributes: Vec::new(),
    };
    Options {
        list: vec![
            option("kham", "Khám sàng lọc", "khám sàng lọc tim bẩm sinh"),
            option("hoc_bong", "Học bổng; quà", "học bổng"),
            option("xe", "Xe đạp", "xe đạp"),
        ],
        other,
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
        Kind::Ratio,
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
            ("- một\n+ hai\n•\tba\n- - bốn\n-năm\n-\n", list(&["một", "hai", "ba", "bốn", "-năm"])),
            ("-\n+ ", Value::Missing),
        ],
    );
}

#[test]
fn counts() {
    check(
        &number_kind("lượt trẻ em"),
        &[
            ("300", exactly(300)),
            ("0", exactly(0)),
            ("05", exactly(5)),
            ("1.234", exactly(1234)),
            ("1 234", exactly(1234)),
            ("1\u{a0}234", exactly(1234)),
            ("1.234.567", exactly(1_234_567)),
            ("1,234,567", exactly(1_234_567)),
            ("hơn 300", about(Approx::MoreThan, 300)),
            ("ho\u{31b}n 300", about(Approx::MoreThan, 300)),
            ("Trên 1.200", about(Approx::Above, 1200)),
            ("gần 50", about(Approx::Nearly, 50)),
            ("KHOẢNG 1.200", about(Approx::About, 1200)),
            (">300", about(Approx::MoreThan, 300)),
            ("> 300", about(Approx::MoreThan, 300)),
            ("~300", about(Approx::About, 300)),
            ("10 nghìn", exactly(10_000)),
            ("10 ngàn lượt", exactly(10_000)),
            ("2 triệu", exactly(2_000_000)),
            ("1,5 triệu", exactly(1_500_000)),
            ("1 triệu 200", exactly(1_200_000)),
            ("300 lượt", exactly(300)),
            ("300lượt", exactly(300)),
            ("hơn 300 Lượt  trẻ", about(Approx::MoreThan, 300)),
            ("300 lượt trẻ em", exactly(300)),
            ("-", Value::NotCounted),
            ("--", Value::NotCounted),
            ("–", Value::NotCounted),
            ("Không  thống kê", Value::NotCounted),
            ("chưa có số liệu", Value::NotCounted),
            ("not counted", Value::NotCounted),
            ("9223372036854775807", exactly(i64::MAX)),
            ("9223372036854775808", bad(Unreadable::NumberTooLarge)),
            ("99999999999999999999999999999999999999999999999", bad(Unreadable::NumberTooLarge)),
            ("9999999999999999999 nghìn tỷ", bad(Unreadable::NumberTooLarge)),
            ("-5", bad(Unreadable::Negative)),
            ("− 5 lượt", bad(Unreadable::Negative)),
        ],
    );
    for wrong in [
        "1,5",
        "1.5",
        "12.34",
        "1,0",
        "1,000",
        "1.2345",
        "1234.567",
        "0.123",
        "1.234 567",
        "1 23",
        "1..234",
        "1.",
        ".5",
        "300 l",
        "300 lượt trẻ em nghèo",
        "300 ca",
        "lượt 300",
        "ba trăm",
        "hơn",
        "gần khoảng 5",
        "10k",
        "5 đồng",
        "3/4",
        "1 triệu 200 lượt",
        "٣",
        "５",
        "--5",
        "1e3",
        "+5",
        "không",
        "1,5 triệu rưỡi",
        "1 nghìn 2 triệu",
        "1,2345678 triệu",
    ] {
        check(&number_kind("lượt trẻ em"), &[(wrong, bad(Unreadable::NotANumber))]);
    }
}

#[test]
fn a_unit_is_not_a_scale_word() {
    check(
        &number_kind("triệu đồng"),
        &[("14 triệu", exactly(14)), ("14 triệu đồng", exactly(14)), ("14 nghìn", bad(Unreadable::NotANumber))],
    );
    check(&number_kind("m2"), &[("300 m2", exactly(300)), ("2 nghìn m2", exactly(2000))]);
    check(&number_kind("%"), &[("98%", exactly(98)), ("98 %", exactly(98))]);
    check(&number_kind("km"), &[("5 km", exactly(5)), ("5 k", bad(Unreadable::NotANumber))]);
    check(&number_kind(""), &[("5 km", bad(Unreadable::NotANumber))]);
}

#[test]
fn plain_numbers() {
    check(&plain(), &[("2026", exactly(2026)), ("hơn 2026", bad(Unreadable::NotANumber)), ("-", Value::NotCounted)]);
    assert_eq!(entry_text(&plain(), &exactly(2026)), "2026");
}

#[test]
fn ratios() {
    let ratio = |part, of| Value::Ratio { part, of };
    check(
        &Kind::Ratio,
        &[
            ("8/8", ratio(8, 8)),
            ("8 / 8", ratio(8, 8)),
            ("8 trên 8", ratio(8, 8)),
            ("8 Trên tổng số 10", ratio(8, 10)),
            ("8 trong số 10", ratio(8, 10)),
            ("1.200/1.300", ratio(1200, 1300)),
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
fn amounts_of_money() {
    for (raw, amount) in [
        ("0", 0),
        ("14 triệu", 14_000_000),
        ("14tr", 14_000_000),
        ("14 tr đồng", 14_000_000),
        ("14trđ", 14_000_000),
        ("1,5 tỷ", 1_500_000_000),
        ("1.5 tỷ", 1_500_000_000),
        ("1,5 tỉ", 1_500_000_000),
        ("0,5 Tỷ đồng", 500_000_000),
        ("0.500 tỷ", 500_000_000),
        ("14.000.000", 14_000_000),
        ("14000000", 14_000_000),
        ("14 000 000", 14_000_000),
        ("14,000,000 VND", 14_000_000),
        ("14.000.000,00", 14_000_000),
        ("14.000.000 đồng", 14_000_000),
        ("14.000.000đ", 14_000_000),
        ("500 nghìn", 500_000),
        ("500k", 500_000),
        ("500 ngàn đồng", 500_000),
        ("2 triệu rưỡi", 2_500_000),
        ("1 tỷ rưỡi", 1_500_000_000),
        ("1 tỷ 200 triệu", 1_200_000_000),
        ("1 tỷ 200 triệu 500 nghìn đồng", 1_200_500_000),
        ("1 tỷ 200,5 triệu", 1_200_500_000),
        ("1 tỷ 2 triệu rưỡi", 1_002_500_000),
        ("1tr5", 1_500_000),
        ("1tr250", 1_250_000),
        ("1 tỷ 2", 1_200_000_000),
        ("1 triệu 500.000 đồng", 1_500_000),
        ("2 nghìn 500 đồng", 2500),
        ("1.500", 1500),
        ("1.5 triệu", 1_500_000),
        ("1.500 triệu", 1_500_000_000),
        ("1.234,5 triệu", 1_234_500_000),
        ("1,234567 triệu", 1_234_567),
        ("1 nghìn tỷ", 1_000_000_000_000),
        ("9.223.372.036.854.775.807", i64::MAX),
    ] {
        check(&Kind::Money, &[(raw, Value::Money(amount))]);
    }
    for wrong in [
        "14.5",
        "14,5",
        "14.0",
        "1,000",
        "14,000",
        "14,000 triệu",
        "1,2345678 triệu",
        "14 triệu ba",
        "triệu",
        "đồng",
        "14 đô",
        "1 triệu 50",
        "1tr50",
        "1 triệu 500 đồng",
        "1 triệu 2 tỷ",
        "1 tỷ 2000 triệu",
        "1 tỷ 1 tỷ",
        "1,5 tỷ 200 triệu",
        "1,5 tỷ rưỡi",
        "rưỡi",
        "2 triệu rưỡi 5",
        "5 đồng 3",
        "14 triệu triệu",
        "hơn 14 triệu",
        "-",
        "1tr 5k k",
        "1.2 3 tr",
    ] {
        check(&Kind::Money, &[(wrong, bad(Unreadable::NotMoney))]);
    }
    check(
        &Kind::Money,
        &[
            ("-14 triệu", bad(Unreadable::Negative)),
            ("10.000.000 nghìn tỷ", bad(Unreadable::NumberTooLarge)),
            ("9.223.372.036.854.775.808", bad(Unreadable::NumberTooLarge)),
        ],
    );
}

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
            ("0/5", bad(Unreadable::NoSuchDay)),
        ],
    );
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
fn periods() {
    let period = |granularity, year, index| Value::Period(Period { granularity, year, index });
    check(
        &Kind::Period(Granularity::Year),
        &[("2026", period(Granularity::Year, 2026, 1)), ("5", bad(Unreadable::NotAPeriod))],
    );
    check(
        &Kind::Period(Granularity::Quarter),
        &[("II", period(Granularity::Quarter, 2026, 2)), ("quý 3 năm 2025", period(Granularity::Quarter, 2025, 3))],
    );
    check(&Kind::Period(Granularity::Half), &[("6 tháng đầu năm 2025", period(Granularity::Half, 2025, 1))]);
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
            ("quà", bad(Unreadable::NotAnOption)),
        ],
    );
    check(&Kind::Choice(options(true)), &[("quà;  bánh", Value::Choice(Chosen::Other("quà; bánh".into())))]);

    let several = |list: &[usize], other: &[&str]| {
        let other = other.iter().map(|&s| Chosen::Other(s.to_owned()));
        Value::Several(list.iter().map(|i| Chosen::Option(*i)).chain(other).collect())
    };
    check(
        &Kind::Several(options(true)),
        &[
            ("xe\nkham\nXe đạp", several(&[0, 2], &[])),
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
        (Kind::Money, Value::Money(14_000_000), "14.000.000"),
        (Kind::Date, Value::Date(date(2021, 5, 12)), "12/5/2021"),
        (Kind::Date, Value::Date(date(2026, 1, 5)), "05/01/2026"),
        (
            Kind::DateRange,
            Value::DateRange { start: date(2021, 6, 1), end: date(2021, 6, 30) },
            "01/6/2021 - 30/6/2021",
        ),
        (Kind::Ratio, Value::Ratio { part: 1200, of: 1300 }, "1.200/1.300"),
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
        NumberTooLarge,
        Negative,
        NotARatio,
        NotMoney,
        NotADate,
        NoSuchDay,
        NotARange,
        RangeBackwards,
        NotAPeriod,
        NotAnOption,
        NotYesOrNo,
    ] {
        for message in [reason.message_vi(), reason.message_en()] {
            assert!((10..=60).contains(&message.chars().count()), "{message}");
            assert_eq!(to_nfc(message), message);
        }
    }
}

/// What people type, pieced together: mostly near misses of every notation.
fn typed() -> impl Strategy<Value = String> {
    let words = [
        "1",
        "05",
        "12",
        "30",
        "300",
        "1.234",
        "1,5",
        "2021",
        "99999999999999999999",
        ".",
        ",",
        "-",
        "–",
        "/",
        "..",
        "\n",
        ";",
        " ",
        "\u{a0}",
        "tr",
        "k",
        "triệu",
        "nghìn",
        "tỷ",
        "rưỡi",
        "đ",
        "đồng",
        "hơn",
        "trên",
        ">",
        "~",
        "ngày",
        "tháng",
        "năm",
        "từ",
        "đến",
        "quý",
        "II",
        "đầu",
        "xe",
        "kham",
        "Học bổng",
        "+",
        "•",
        "lượt",
        "có",
        "\u{301}",
        "ạ",
        "\u{85}",
        "İ",
        "ß",
    ];
    prop_oneof![
        prop::collection::vec((prop::sample::select(words.to_vec()), any::<bool>()), 0..9).prop_map(|parts| parts
            .into_iter()
            .map(|(w, space)| if space { format!("{w} ") } else { w.to_owned() })
            .collect()),
        any::<String>(),
    ]
}

fn kinds() -> Vec<Kind> {
    vec![
        Kind::Text,
        Kind::LongText,
        Kind::List,
        number_kind(""),
        number_kind("lượt trẻ em"),
        number_kind("triệu đồng"),
        plain(),
        Kind::Ratio,
        Kind::Money,
        Kind::Date,
        Kind::DateRange,
        Kind::Period(Granularity::Year),
        Kind::Period(Granularity::Half),
        Kind::Period(Granularity::Quarter),
        Kind::Period(Granularity::Month),
        Kind::Choice(options(true)),
        Kind::Choice(options(false)),
        Kind::YesNo,
        Kind::Several(options(true)),
        Kind::Several(options(false)),
        Kind::Percent { of: None },
    ]
}

/// The value comes back from its text, whatever the year of the report.
fn assert_comes_back(kind: &Kind, value: &Value) -> Result<(), TestCaseError> {
    let text = entry_text(kind, value);
    for year in [2026, 1999] {
        prop_assert_eq!(&read(kind, &text, year), value, "{:?} as {:?}", &text, kind);
    }
    Ok(())
}

fn any_day() -> impl Strategy<Value = jiff::civil::Date> {
    (0_i16..=9999, 1_i8..=12, 1_i8..=28).prop_map(|(y, m, d)| date(y, m, d))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_was_read_comes_back(raw in typed(), year in 1990_i16..2050) {
        for kind in kinds() {
            let value = read(&kind, &raw, year);
            if value.is_known() {
                assert_comes_back(&kind, &value)?;
            }
        }
    }

    #[test]
    fn any_year_is_safe(raw in typed(), year in any::<i16>()) {
        for kind in kinds() {
            let _ = entry_text(&kind, &read(&kind, &raw, year));
        }
    }

    #[test]
    fn numbers_come_back(value in 0..=i64::MAX, of in 0..=i64::MAX, approx in prop::option::of(0_usize..4)) {
        let approx = approx.map(|i| Approx::ALL[i].0);
        for kind in [number_kind(""), number_kind("triệu đồng")] {
            assert_comes_back(&kind, &Value::Number(Number { value, approx }))?;
        }
        assert_comes_back(&plain(), &exactly(value))?;
        assert_comes_back(&Kind::Money, &Value::Money(value))?;
        assert_comes_back(&Kind::Ratio, &Value::Ratio { part: value, of })?;
    }

    #[test]
    fn days_come_back(a in any_day(), b in any_day()) {
        assert_comes_back(&Kind::Date, &Value::Date(a))?;
        assert_comes_back(&Kind::DateRange, &Value::DateRange { start: a.min(b), end: a.max(b) })?;
    }

    #[test]
    fn periods_come_back(year in 1900_i16..=2999, index in 1_i8..=12) {
        for (granularity, per_year) in
            [(Granularity::Year, 1), (Granularity::Half, 2), (Granularity::Quarter, 4), (Granularity::Month, 12)]
        {
            let period = Period { granularity, year, index: (index - 1) % per_year + 1 };
            assert_comes_back(&Kind::Period(granularity), &Value::Period(period))?;
        }
    }

    #[test]
    fn pasted_text_is_settled(text in any::<String>()) {
        let clean = clean_paste(&text);
        prop_assert_eq!(clean_paste(&clean), clean.clone());
        prop_assert!(!clean.chars().any(|c| c.is_control() && c != '\n'));
    }
}
