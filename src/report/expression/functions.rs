//! What expressions may call: functions, filters (after `|`) and tests (after `is`).

use jiff::civil::Date;
use minijinja::value::Value as Fact;
use minijinja::{Environment, Error, ErrorKind, filters, tests};

/// The longest `range`.
const MAX_RANGE: i64 = 1_000;

/// Names that expressions may use besides fields.
pub const FUNCTIONS: [&str; 5] = ["total", "filled", "days_after", "text_matches", "range"];

/// Of the engine's filters, those that make sense of answers. What sorts, prints or formats would
/// be in the program, and open to a published report type, for nothing.
pub const FILTERS: [&str; 20] = [
    "abs",
    "default",
    "first",
    "int",
    "join",
    "last",
    "length",
    "list",
    "lower",
    "map",
    "max",
    "min",
    "reject",
    "rejectattr",
    "replace",
    "select",
    "selectattr",
    "sum",
    "trim",
    "upper",
];

/// Of the engine's tests, likewise.
pub const TESTS: [&str; 12] =
    ["defined", "undefined", "none", "true", "false", "eq", "ne", "lt", "le", "gt", "ge", "in"];

/// Gives functions, filters and tests to the engine.
pub fn add_to(env: &mut Environment) {
    env.add_function("total", total);
    env.add_function("filled", |value: &Fact| is_filled(value));
    env.add_function("days_after", days_after);
    env.add_function("text_matches", text_matches);
    env.add_function("range", range);

    env.add_filter("abs", filters::abs);
    env.add_filter("default", filters::default);
    env.add_filter("first", filters::first);
    env.add_filter("int", filters::int);
    env.add_filter("join", filters::join);
    env.add_filter("last", filters::last);
    env.add_filter("length", filters::length);
    env.add_filter("list", filters::list);
    env.add_filter("lower", filters::lower);
    env.add_filter("map", filters::map);
    env.add_filter("max", filters::max);
    env.add_filter("min", filters::min);
    env.add_filter("reject", filters::reject);
    env.add_filter("rejectattr", filters::rejectattr);
    env.add_filter("replace", filters::replace);
    env.add_filter("select", filters::select);
    env.add_filter("selectattr", filters::selectattr);
    env.add_filter("sum", filters::sum);
    env.add_filter("trim", filters::trim);
    env.add_filter("upper", filters::upper);

    env.add_test("defined", tests::is_defined);
    env.add_test("undefined", tests::is_undefined);
    env.add_test("none", tests::is_none);
    env.add_test("true", tests::is_true);
    env.add_test("false", tests::is_false);
    env.add_test("eq", tests::is_eq);
    env.add_test("ne", tests::is_ne);
    env.add_test("lt", tests::is_lt);
    env.add_test("le", tests::is_le);
    env.add_test("gt", tests::is_gt);
    env.add_test("ge", tests::is_ge);
    env.add_test("in", tests::is_in);
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
