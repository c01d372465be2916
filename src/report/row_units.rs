//! Figures whose unit stands elsewhere in their row: "95%" of "trẻ em", "12 hộ" of "hộ".

use super::field::Kind;
use super::read::read;
use super::value::{Unreadable, Value};
use crate::text::letters::plain_letters;

/// Whether an entry was typed with "%".
pub(crate) fn is_typed(raw: &str) -> bool {
    raw.trim_end().ends_with('%')
}

/// What a row is called that adds up the others, in plain letters.
const TOTALS: [&str; 4] = ["cong", "tong cong", "tong", "tong so"];

/// Whether a row that is called so adds up the others.
pub(crate) fn is_total(name: &str) -> bool {
    let plain = plain_letters(name);
    // What stands beside it in a row of another table: "Tổng cộng Số người: 185".
    let is_begun = || {
        let rest = ["Tổng cộng ", "Tổng ", "Cộng "].iter().find_map(|word| name.strip_prefix(word));
        rest.is_some_and(|rest| rest.starts_with(char::is_uppercase) && rest.contains(": "))
    };
    TOTALS.contains(&plain.trim_end_matches([':', '.', ' '])) || is_begun()
}

/// Units in which things are measured, not counted, in plain letters.
const MEASURES: [&str; 22] = [
    "%",
    "phan tram",
    "dong",
    "nghin dong",
    "trieu dong",
    "ty dong",
    "ha",
    "hecta",
    "sao",
    "m",
    "m2",
    "m²",
    "m3",
    "m³",
    "km",
    "km2",
    "km²",
    "kg",
    "ta",
    "tan",
    "lit",
    "kwh",
];

/// Whether a text is a unit in which things are measured: no 0 stands before a figure of it.
pub(crate) fn is_measure(text: &str) -> bool {
    MEASURES.contains(&plain_letters(text).trim())
}

/// What the texts of a row say that its figures count.
pub(crate) struct RowUnits {
    /// Whether it speaks of shares.
    of_shares: bool,
    /// Its texts without figures, in plain letters.
    texts: Vec<String>,
}

impl RowUnits {
    /// What a row of these values says.
    pub(crate) fn of<'a>(row: impl Iterator<Item = &'a Value>) -> Self {
        let texts: Vec<String> = row
            .filter_map(|value| match value {
                // "đạt 92% kế hoạch" is a note on another figure.
                Value::Text(text) if !text.contains(|c: char| c.is_ascii_digit()) => Some(plain_letters(text)),
                _ => None,
            })
            .collect();
        let is_share = |text: &String| ["%", "phan tram", "ty le", "ti le"].iter().any(|words| text.contains(words));
        RowUnits { of_shares: texts.iter().any(is_share), texts }
    }

    /// What a figure without a unit of its own means that was typed with one. With "%" it is the figure in a row of
    /// shares; in any other ("50%" of "trẻ em") nobody can tell, and what was typed stays until a person says. The unit
    /// that its row has may stand after it. `None` where it is no such figure.
    pub(crate) fn meaning(&self, kind: &Kind, raw: &str, year: i16) -> Option<Value> {
        let has_no_unit = matches!(kind, Kind::Number { unit, decimals, .. } if unit.is_empty() && *decimals > 0);
        if !has_no_unit {
            return None;
        }
        if is_typed(raw) {
            return Some(match read(kind, raw, year) {
                Value::Number(_) if !self.of_shares => Value::Unreadable(Unreadable::PercentElsewhere),
                value => value,
            });
        }
        if !raw.contains(char::is_alphabetic) {
            return None;
        }
        let plain = plain_letters(raw);
        let bare = |unit: &String| {
            let figure = plain.strip_suffix(unit.as_str())?;
            figure.ends_with(|c: char| c.is_ascii_digit() || c == ' ').then(|| read(kind, figure, year))
        };
        let read_bare = || self.texts.iter().filter(|unit| !unit.is_empty()).find_map(bare);
        Some(match read(kind, raw, year) {
            unread @ Value::Unreadable(_) => {
                read_bare().filter(|value| matches!(value, Value::Number(_))).unwrap_or(unread)
            }
            value => value,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::value::Number;

    #[test]
    fn a_percentage_is_a_figure_only_where_the_row_speaks_of_shares() {
        let figure = Kind::Number { unit: String::new(), plain: false, decimals: 2 };
        let settled = |unit: &str, raw: &str| {
            let note = read(&Kind::Text, "đạt 106% kế hoạch", 2026);
            let row = [read(&Kind::Text, unit, 2026), read(&figure, raw, 2026), note];
            RowUnits::of(row.iter()).meaning(&figure, raw, 2026)
        };
        let number = Some(Value::Number(Number::whole(50)));
        assert_eq!(settled("%", "50%"), number);
        assert_eq!(settled("tỷ lệ", "50 %"), number);
        assert_eq!(settled("trẻ em", "50"), None);
        let stray = Some(Value::Unreadable(Unreadable::PercentElsewhere));
        assert_eq!(settled("trẻ em", "50%"), stray);
        assert_eq!(settled("", "50%"), stray);
    }

    #[test]
    fn the_unit_of_the_row_may_stand_after_its_figure() {
        let figure = Kind::Number { unit: String::new(), plain: false, decimals: 2 };
        let settled = |unit: &str, raw: &str| {
            let row = [read(&Kind::Text, unit, 2026), read(&figure, raw, 2026)];
            RowUnits::of(row.iter()).meaning(&figure, raw, 2026)
        };
        let number = Some(Value::Number(Number::whole(12)));
        for (unit, raw) in [("hộ", "12 hộ"), ("ha", "12ha"), ("trẻ em", "12 tre em"), ("tỷ đồng", "12 tỷ đồng")]
        {
            assert_eq!(settled(unit, raw), number, "{raw} in {unit}");
        }
        assert!(matches!(settled("hộ", "12 người"), Some(Value::Unreadable(_))));
        assert!(matches!(settled("hộ", "hộ"), Some(Value::Unreadable(_))));
        assert_eq!(settled("hộ", "12"), None);
    }
}
