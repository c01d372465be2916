//! A column of a table in a sentence: its sum, how many there are, what they say; and the order of rows on a page.

use crate::report::answers::EntryPath;
use crate::report::field::{Field, Kind};
use crate::report::ids::FieldId;
use crate::report::pattern::Format;
use crate::report::read::qualified;
use crate::report::value::{Approx, Number, Value};

use super::numbers::count;
use super::print::{Printer, length};
use super::value_text::{Outcome, join};

impl Printer<'_> {
    /// So many rows of a table as a page has them: those of months one after another, others as they were typed.
    #[must_use]
    pub(super) fn in_order(&self, field: FieldId, length: usize) -> Vec<usize> {
        let month = |row: &usize| match self.context.value(EntryPath::cell(field, *row, 0)) {
            Value::Period(period) => Some((period.year, period.index)),
            _ => None,
        };
        let mut rows: Vec<usize> = (0..length).collect();
        if rows.iter().all(|row| month(row).is_some()) {
            rows.sort_by_key(month);
        }
        rows
    }

    /// A column of all rows, gathered into one text.
    pub(super) fn gather(&self, column: &Field, values: &[&Value], format: Format) -> Outcome {
        let cells = || values.iter().copied();
        match format {
            Format::Sum if cells().any(|value| matches!(value, Value::NotCounted | Value::Unknown)) => {
                Outcome::Zero(String::new())
            }
            Format::Sum => {
                let number = |value: &Value| match value {
                    Value::Number(number) => Some(*number),
                    other => other.as_integer().map(Number::whole),
                };
                let mut numbers = cells().filter_map(number).peekable();
                if numbers.peek().is_none() {
                    return Outcome::Missing;
                }
                match numbers.try_fold(Number::whole(0), Number::plus) {
                    Some(Number { value: 0, .. }) => Outcome::Zero("0".to_owned()),
                    Some(sum) => {
                        let mut known = cells().filter(|v| number(v).is_some());
                        if let (Some(only), None) = (known.next(), known.next()) {
                            // One term is no sum: it keeps the words it was given with.
                            return self.value(column, only, Format::Usual);
                        }
                        let approx = Approx::of_sum(cells().filter_map(Value::approx));
                        let sum = match column.kind {
                            Kind::Money => self.amount(sum.value),
                            _ => super::numbers::number(sum, self.context.pad),
                        };
                        Outcome::Text(qualified(sum, approx))
                    }
                    None => Outcome::Missing,
                }
            }
            Format::Count => match cells().filter(|v| v.is_known()).count() {
                0 => Outcome::Missing,
                n => Outcome::Text(count(length(n), self.context.pad)),
            },
            _ => {
                let mut texts: Vec<String> = Vec::new();
                for value in cells() {
                    if let Outcome::Text(text) = self.value(column, value, Format::Name)
                        && !texts.contains(&text)
                    {
                        texts.push(text);
                    }
                }
                if texts.is_empty() { Outcome::Missing } else { Outcome::Text(join(&texts, format)) }
            }
        }
    }
}
