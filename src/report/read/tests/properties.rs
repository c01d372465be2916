//! What holds for every text that could be typed.

use proptest::prelude::*;

use super::*;
use crate::text::visible::clean_paste;

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
        Kind::Ratio { unit: "xã, phường".to_owned() },
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
            assert_comes_back(&kind, &Value::Number(Number { approx, ..Number::whole(value) }))?;
        }
        assert_comes_back(&plain(), &exactly(value))?;
        assert_comes_back(&Kind::Money, &Value::Money { amount: value, approx })?;
        assert_comes_back(&Kind::Ratio { unit: "xã, phường".to_owned() }, &Value::Ratio { part: value, of })?;
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
