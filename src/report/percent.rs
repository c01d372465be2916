//! A figure typed with "%" in a row that says elsewhere what it counts.

use super::answers::Entry;
use super::field::Kind;
use super::read::read;
use super::value::{Unreadable, Value};
use crate::text::letters::plain_letters;

/// Whether an entry was typed with "%".
pub(crate) fn is_one(entry: &Entry) -> bool {
    entry.raw.trim_end().ends_with('%')
}

/// Settles what the figures of a row mean that were typed with "%": of a row that speaks of a share it is the figure, of
/// any other ("50%" of "trẻ em") nobody can tell, and what was typed stays until a person says.
pub(crate) fn settle<'a>(kinds: impl Iterator<Item = &'a Kind>, row: &mut [Entry], year: i16) {
    let speaks_of_share = row.iter().any(|entry| match &entry.value {
        Value::Text(text) => {
            let plain = plain_letters(text);
            ["%", "phan tram", "ty le", "ti le"].iter().any(|words| plain.contains(words))
        }
        _ => false,
    });
    for (kind, entry) in kinds.zip(row) {
        let has_no_unit = matches!(kind, Kind::Number { unit, decimals, .. } if unit.is_empty() && *decimals > 0);
        if has_no_unit && is_one(entry) {
            let value = read(kind, &entry.raw, year);
            let is_stray = matches!(value, Value::Number(_)) && !speaks_of_share;
            entry.value = if is_stray { Value::Unreadable(Unreadable::PercentElsewhere) } else { value };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::value::Number;

    #[test]
    fn a_percentage_is_a_figure_only_where_the_row_speaks_of_shares() {
        let figure = Kind::Number { unit: String::new(), plain: false, decimals: 2 };
        let kinds = [Kind::Text, figure];
        let entry = |kind: &Kind, raw: &str| Entry { raw: raw.to_owned(), value: read(kind, raw, 2026) };
        let settled = |unit: &str, raw: &str| {
            let mut row = [entry(&kinds[0], unit), entry(&kinds[1], raw)];
            settle(kinds.iter(), &mut row, 2026);
            let [_, figure] = row;
            (figure.raw, figure.value)
        };
        let number = Value::Number(Number::whole(50));
        assert_eq!(settled("%", "50%"), ("50%".to_owned(), number.clone()));
        assert_eq!(settled("tỷ lệ", "50 %"), ("50 %".to_owned(), number.clone()));
        assert_eq!(settled("trẻ em", "50"), ("50".to_owned(), number));
        let stray = Value::Unreadable(Unreadable::PercentElsewhere);
        assert_eq!(settled("trẻ em", "50%"), ("50%".to_owned(), stray.clone()));
        assert_eq!(settled("", "50%"), ("50%".to_owned(), stray));
    }
}
