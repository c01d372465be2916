//! The functions that expressions may call.

use jiff::civil::Date;
use minijinja::value::Value as Fact;
use minijinja::{Environment, Error, ErrorKind};

/// The longest `range`.
const MAX_RANGE: i64 = 1_000;

/// Names that expressions may use besides fields.
pub const FUNCTIONS: [&str; 5] = ["total", "filled", "days_after", "text_matches", "range"];

/// Gives the functions to the engine.
pub fn add_to(env: &mut Environment) {
    env.add_function("total", total);
    env.add_function("filled", |value: &Fact| is_filled(value));
    env.add_function("days_after", days_after);
    env.add_function("text_matches", text_matches);
    env.add_function("range", range);
}

/// `filled(value)`: whether there is an answer.
pub fn is_filled(value: &Fact) -> bool {
    !value.is_undefined() && !value.is_none()
}

/// `total(rows, "column")`: the sum of the column where it has a number; undefined when none has.
fn total(rows: &Fact, column: &str) -> Result<Fact, Error> {
    let mut sum: Option<i64> = None;
    if is_filled(rows) {
        for row in rows.try_iter()? {
            let cell = row.get_attr(column)?;
            if let Ok(n) = i64::try_from(cell) {
                sum = Some(
                    sum.unwrap_or(0)
                        .checked_add(n)
                        .ok_or_else(|| Error::new(ErrorKind::InvalidOperation, "sum too large"))?,
                );
            }
        }
    }
    Ok(sum.map_or(Fact::UNDEFINED, Fact::from))
}

/// `days_after("2026-06-30", 5)`: the date so many days later.
fn days_after(date: &str, days: i64) -> Result<String, Error> {
    let bad = || Error::new(ErrorKind::InvalidOperation, "not a date");
    let date: Date = date.parse().map_err(|_| bad())?;
    let span = jiff::Span::new().try_days(days).map_err(|_| bad())?;
    Ok(date.checked_add(span).map_err(|_| bad())?.to_string())
}

/// `range(3)` is 0, 1, 2; `range(1, 3)` is 1, 2.
fn range(first: i64, end: Option<i64>) -> Result<Vec<i64>, Error> {
    let (first, end) = end.map_or((0, first), |end| (first, end));
    if end.saturating_sub(first) > MAX_RANGE {
        return Err(Error::new(ErrorKind::InvalidOperation, "range too long"));
    }
    Ok((first..end).collect())
}

/// `text_matches(text, "BC-")`: whether the text starts so and holds no space.
fn text_matches(text: &str, start: &str) -> bool {
    text.starts_with(start) && text.len() > start.len() && !text.contains(char::is_whitespace)
}
