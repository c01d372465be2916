//! A figure typed with "%" in a row that says elsewhere what it counts.

use super::field::Kind;
use super::read::read;
use super::value::{Unreadable, Value};
use crate::text::letters::plain_letters;

/// Whether an entry was typed with "%".
pub(crate) fn is_typed(raw: &str) -> bool {
    raw.trim_end().ends_with('%')
}

/// Whether a row speaks of shares, in one of its texts.
pub(crate) fn is_of_shares<'a>(mut row: impl Iterator<Item = &'a Value>) -> bool {
    row.any(|value| match value {
        // "đạt 92% kế hoạch" is a note on another figure.
        Value::Text(text) if !text.contains(|c: char| c.is_ascii_digit()) => {
            let plain = plain_letters(text);
            ["%", "phan tram", "ty le", "ti le"].iter().any(|words| plain.contains(words))
        }
        _ => false,
    })
}

/// What a figure without a unit of its own means that was typed with "%": in a row of shares it is the figure, in any
/// other ("50%" of "trẻ em") nobody can tell, and what was typed stays until a person says. `None` where it is no such
/// figure.
pub(crate) fn meaning(kind: &Kind, raw: &str, of_shares: bool, year: i16) -> Option<Value> {
    let has_no_unit = matches!(kind, Kind::Number { unit, decimals, .. } if unit.is_empty() && *decimals > 0);
    (has_no_unit && is_typed(raw)).then(|| match read(kind, raw, year) {
        Value::Number(_) if !of_shares => Value::Unreadable(Unreadable::PercentElsewhere),
        value => value,
    })
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
            meaning(&figure, raw, is_of_shares(row.iter()), 2026)
        };
        let number = Some(Value::Number(Number::whole(50)));
        assert_eq!(settled("%", "50%"), number);
        assert_eq!(settled("tỷ lệ", "50 %"), number);
        assert_eq!(settled("trẻ em", "50"), None);
        let stray = Some(Value::Unreadable(Unreadable::PercentElsewhere));
        assert_eq!(settled("trẻ em", "50%"), stray);
        assert_eq!(settled("", "50%"), stray);
    }
}
