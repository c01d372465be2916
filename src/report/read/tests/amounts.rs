//! Counts and amounts of money.

use super::*;

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
            ("hơn 300 trẻ", about(Approx::MoreThan, 300)),
            ("300 em", exactly(300)),
            ("300 lượt trẻ em", exactly(300)),
            ("-", Value::NotCounted),
            ("--", Value::NotCounted),
            ("–", Value::NotCounted),
            ("Không  thống kê", Value::NotCounted),
            ("chưa có số liệu", Value::Unknown),
            ("không", exactly(0)),
            ("Không có", exactly(0)),
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
fn a_multiple_is_not_guessed_where_the_unit_stands_elsewhere() {
    let column = Kind::Number { unit: String::new(), plain: false, decimals: 2 };
    for kind in [column, number_kind("")] {
        for raw in
            ["1,5 tỷ", "1.5 ty", "300 triệu", "300tr", "10 nghìn", "10 ngàn", "10k", "5 đồng", "2 triệu rưỡi", "1tr5"]
        {
            check(&kind, &[(raw, bad(Unreadable::ScaledWithoutUnit))]);
        }
        check(&kind, &[("1.500", exactly(1500))]);
    }
    check(&number_kind(""), &[("hơn 1,5 tỷ", bad(Unreadable::ScaledWithoutUnit))]);
    check(&number_kind("người"), &[("8 nghìn người", exactly(8000)), ("8 nghìn", exactly(8000))]);
}

#[test]
fn plain_numbers() {
    check(&plain(), &[("2026", exactly(2026)), ("05", exactly(5)), ("1.234", exactly(1234))]);
    for raw in ["hơn 2026", "-", "không có", "khoảng 125", "5 triệu", "125/BC-UBND", "12a", "chưa có số liệu"]
    {
        check(&plain(), &[(raw, bad(Unreadable::NotDigits))]);
    }
    assert_eq!(entry_text(&plain(), &exactly(2026)), "2026");
}

#[test]
fn nouns_of_children_people_and_cases_are_read_wherever_they_are_counted() {
    for (unit, read_there, not_there) in [
        ("trẻ em", "56 em;180 cháu;15 học sinh;15 hs;15 em học sinh;2 ca;2 trường hợp;56 trẻ", "3 vụ;56 lượt;5 thôn"),
        ("lượt trẻ em", "56 em;180 lượt cháu;15 hs;15 lượt học sinh;15 lượt", "2 ca;3 vụ"),
        ("người", "56 em;180 cháu;85 người;60 phụ huynh;15 hs", "3 vụ;2 lượt"),
        ("lượt người", "56 em;900 lượt người;900 người;20 lượt em", "3 vụ"),
        ("ca", "2 ca;2 em;02 trường hợp;2 người", "2 vụ;2 lượt"),
        ("vụ", "03 vụ;3 vụ việc;3 trường hợp", "3 em"),
        ("buổi", "3 buổi", "3 em;3 vụ"),
    ] {
        let kind = number_kind(unit);
        for raw in read_there.split(';') {
            assert!(matches!(read(&kind, raw, 2026), Value::Number(_)), "{raw} in {unit}");
        }
        for raw in not_there.split(';') {
            check(&kind, &[(raw, bad(Unreadable::NotANumber))]);
        }
    }
    for raw in ["không phát sinh", "không có em nào", "0 vụ", "không có vụ nào", "không xảy ra"] {
        check(&number_kind("trẻ em"), &[(raw, exactly(0))]);
    }
    check(&number_kind("buổi"), &[("không có buổi nào", exactly(0)), ("0 vụ", bad(Unreadable::NotANumber))]);
    check(&Kind::Money, &[("không phát sinh", Value::money(0))]);
}

#[test]
fn a_percentage_is_read_where_the_unit_stands_elsewhere() {
    let column = Kind::Number { unit: String::new(), plain: false, decimals: 2 };
    check(
        &column,
        &[
            ("97,8%", Value::Number(Number::decimal(978, 1))),
            ("95%", exactly(95)),
            ("95 %", exactly(95)),
            ("hơn 95%", about(Approx::MoreThan, 95)),
            ("%", bad(Unreadable::NotADecimal)),
            ("95%%", bad(Unreadable::NotADecimal)),
        ],
    );
    let hectares = Kind::Number { unit: "ha".to_owned(), plain: false, decimals: 2 };
    check(&hectares, &[("95%", bad(Unreadable::NotADecimal))]);
    check(&number_kind(""), &[("95%", bad(Unreadable::NotANumber))]);
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
        check(&Kind::Money, &[(raw, Value::money(amount))]);
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
        "hơn",
        "khoảng triệu",
        "gần khoảng 14 triệu",
        "14 triệu khoảng",
        "1tr 5k k",
        "1.2 3 tr",
    ] {
        check(&Kind::Money, &[(wrong, bad(Unreadable::NotMoney))]);
    }
    let about = |approx, amount| Value::Money { amount, approx: Some(approx) };
    check(
        &Kind::Money,
        &[
            ("khoảng 300 triệu", about(Approx::About, 300_000_000)),
            ("khoang 300tr", about(Approx::About, 300_000_000)),
            ("~300 triệu", about(Approx::About, 300_000_000)),
            ("Gần 1,2 tỷ đồng", about(Approx::Nearly, 1_200_000_000)),
            ("trên 50.000.000", about(Approx::Above, 50_000_000)),
            ("hơn 14 triệu", about(Approx::MoreThan, 14_000_000)),
            (">14 triệu", about(Approx::MoreThan, 14_000_000)),
            ("hơn -14 triệu", bad(Unreadable::Negative)),
            ("-14 triệu", bad(Unreadable::Negative)),
            ("10.000.000 nghìn tỷ", bad(Unreadable::NumberTooLarge)),
            ("9.223.372.036.854.775.808", bad(Unreadable::NumberTooLarge)),
        ],
    );
}

#[test]
fn words_may_be_typed_without_diacritics() {
    check(
        &number_kind("lượt trẻ em"),
        &[
            ("hon 300", about(Approx::MoreThan, 300)),
            ("Tren 300", about(Approx::Above, 300)),
            ("gan 300", about(Approx::Nearly, 300)),
            ("khoang 1.200", about(Approx::About, 1200)),
            ("hon 300 tre", about(Approx::MoreThan, 300)),
            ("300 luot tre em", exactly(300)),
            ("500 nghin", exactly(500_000)),
            ("10 ngan luot", exactly(10_000)),
            ("khong", exactly(0)),
            ("khong co", exactly(0)),
            ("khong thong ke", Value::NotCounted),
            ("chua co so lieu", Value::Unknown),
            ("300 luot tre em ngheo", bad(Unreadable::NotANumber)),
            ("300 ca", bad(Unreadable::NotANumber)),
            ("vai chuc", bad(Unreadable::NotANumber)),
        ],
    );
    check(&plain(), &[("khong", bad(Unreadable::NotDigits))]);
    for (raw, amount) in [
        ("14 trieu", 14_000_000),
        ("1,5 ty", 1_500_000_000),
        ("1,5 ti dong", 1_500_000_000),
        ("500 nghin", 500_000),
        ("500 ngan", 500_000),
        ("2 trieu ruoi", 2_500_000),
        ("1 ty 200 trieu", 1_200_000_000),
        ("14.000.000 dong", 14_000_000),
        ("14trd", 14_000_000),
        ("khong", 0),
    ] {
        check(&Kind::Money, &[(raw, Value::money(amount))]);
    }
    let ratio = |part, of| Value::Ratio { part, of };
    check(
        &Kind::Ratio { unit: "xã, phường".to_owned() },
        &[("8 tren tong so 10", ratio(8, 10)), ("8 trong so 10", ratio(8, 10))],
    );
}

#[test]
fn a_unit_may_name_several_things() {
    check(
        &number_kind("suất, phần, chiếc"),
        &[
            ("50 chiếc", exactly(50)),
            ("50 chiec", exactly(50)),
            ("50 suat", exactly(50)),
            ("50 suất, phần", exactly(50)),
            ("50 bộ", bad(Unreadable::NotANumber)),
            ("50 phần suất", bad(Unreadable::NotANumber)),
        ],
    );
    // The rest of such a unit is another amount.
    check(&number_kind("triệu đồng"), &[("14 đồng", bad(Unreadable::NotANumber)), ("14 trieu dong", exactly(14))]);
}

#[test]
fn decimals_are_read_where_they_may_be_and_are_exact() {
    let kind = Kind::Number { unit: "ha".to_owned(), plain: false, decimals: 2 };
    let decimal = |value, places| Value::Number(Number::decimal(value, places));
    check(
        &kind,
        &[
            ("3,5", decimal(35, 1)),
            ("3,50", decimal(35, 1)),
            ("3,5 ha", decimal(35, 1)),
            ("1234,5", decimal(12345, 1)),
            ("1.234,56", decimal(123_456, 2)),
            ("0,05", decimal(5, 2)),
            ("khoảng 3,5", Value::Number(Number { approx: Some(Approx::About), ..Number::decimal(35, 1) })),
            ("46", exactly(46)),
            ("1.234", exactly(1234)),
            ("3,567", bad(Unreadable::NotADecimal)),
            ("3.5", bad(Unreadable::NotADecimal)),
            ("3,", bad(Unreadable::NotADecimal)),
            ("12,34,5", bad(Unreadable::NotADecimal)),
            ("-", Value::NotCounted),
            ("chưa có số liệu", Value::Unknown),
        ],
    );
    for text in ["3,5", "1.234,56", "0,05", "46"] {
        assert_eq!(entry_text(&kind, &read(&kind, text, 2026)), text);
    }
    check(&number_kind("ha"), &[("3,5", bad(Unreadable::NotANumber))]);
    for kind in [Kind::Money, Kind::Ratio { unit: String::new() }] {
        check(&kind, &[("-", Value::NotCounted), ("Chưa có số liệu", Value::Unknown)]);
    }
}
