//! Answers as expressions see them, and what computed facts mean as answers.

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::value::{Enumerator, Object, Value as Fact};

use super::answers::Entry;
use super::expression::INEXACT;
use super::field::{Field, Kind, options};
use super::period::Period;
use super::value::{Chosen, Number, Value};

/// A row, or a group (row 0), as expressions see it; `cells` are its computed cells.
pub(crate) fn fact_of_row(
    field: &Field,
    row: usize,
    entries: &[Entry],
    cells: &BTreeMap<(usize, usize), Value>,
) -> Fact {
    let columns = || {
        field.columns.iter().zip(entries).enumerate().map(|(column, (cell, entry))| {
            let value = cells.get(&(row, column)).unwrap_or(&entry.value);
            (cell, value)
        })
    };
    let inexact = columns().filter(|(_, value)| value.approx().is_some()).map(|(cell, _)| cell.id.as_str());
    let inexact: Vec<&str> = inexact.collect();
    let inexact = (!inexact.is_empty()).then(|| (INEXACT.to_owned(), inexact.into_iter().collect()));
    parts(columns().filter_map(|(cell, value)| Some((cell.id.clone(), fact_of(cell, value)?))).chain(inexact))
}

/// A value as expressions see it; nothing while it is not known.
pub(crate) fn fact_of(field: &Field, value: &Value) -> Option<Fact> {
    Some(match value {
        Value::Missing | Value::Unreadable(_) | Value::Unknown => return None,
        Value::NotCounted => Fact::from(()),
        Value::Text(text) => Fact::from(text.as_str()),
        Value::List(_) if field.says_none(value) => return None,
        Value::List(items) => items.iter().map(String::as_str).collect(),
        Value::Number(number) if number.places == 0 => Fact::from(number.value),
        Value::Number(number) => Fact::from(number.as_float()),
        Value::Money { amount, .. } => Fact::from(*amount),
        Value::Ratio { part, of } | Value::Percent { part, of, .. } => {
            parts([("part".into(), Fact::from(*part)), ("of".into(), Fact::from(*of))])
        }
        Value::Date(date) => Fact::from(date.to_string()),
        Value::DateRange { start, end } => {
            parts([("start".into(), Fact::from(start.to_string())), ("end".into(), Fact::from(end.to_string()))])
        }
        Value::Period(period) => period_fact(*period),
        Value::YesNo(yes) => Fact::from(*yes),
        Value::Choice(chosen) => Fact::from(chosen_id(field, chosen)),
        Value::Several(list) => list.iter().map(|chosen| chosen_id(field, chosen)).collect(),
    })
}

fn period_fact(period: Period) -> Fact {
    parts([
        ("year".into(), Fact::from(period.year)),
        ("index".into(), Fact::from(period.index)),
        ("start".into(), Fact::from(period.start().to_string())),
        ("end".into(), Fact::from(period.end().to_string())),
        ("words".into(), Fact::from(period.words())),
    ])
}

/// A fact with named parts, in the order in which the form asks them. They are few: looking through
/// them costs less than a map of each row.
#[derive(Debug)]
struct Parts(Vec<(String, Fact)>);

impl Object for Parts {
    fn get_value(self: &Arc<Self>, key: &Fact) -> Option<Fact> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Fact> {
        self.0.iter().find(|(name, _)| name == key).map(|(_, part)| part.clone())
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(self.0.iter().map(|(name, _)| Fact::from(&**name)).collect())
    }
}

fn parts(list: impl IntoIterator<Item = (String, Fact)>) -> Fact {
    Fact::from_object(Parts(list.into_iter().collect()))
}

/// The id of a chosen option, or the free text.
fn chosen_id<'a>(field: &'a Field, chosen: &'a Chosen) -> &'a str {
    match (chosen, options(field)) {
        (Chosen::Option(index), Some(options)) => options.list.get(*index).map_or("", |o| o.id.as_str()),
        (Chosen::Other(text), _) => text,
        (Chosen::Option(_), None) => "",
    }
}

/// What a computed fact means for a kind of field. `none` is what was not counted, in calculations
/// as in conditions.
#[must_use]
pub(crate) fn value_of(kind: &Kind, fact: &Fact) -> Value {
    if fact.is_none() && matches!(kind, Kind::Number { .. } | Kind::Money) {
        return Value::NotCounted;
    }
    if fact.is_undefined() || fact.is_none() {
        return Value::Missing;
    }
    let text = || fact.as_str().map_or_else(|| fact.to_string(), str::to_owned);
    let missing = |value: Option<Value>| value.unwrap_or(Value::Missing);
    match kind {
        Kind::Number { decimals, .. } => {
            let whole = i64::try_from(fact.clone()).ok().map(Number::whole);
            let number = || f64::try_from(fact.clone()).ok().filter(|_| *decimals > 0);
            missing(whole.or_else(|| Number::nearest(number()?, *decimals)).map(Value::Number))
        }
        Kind::Money => missing(i64::try_from(fact.clone()).ok().map(Value::money)),
        Kind::Percent { .. } => {
            let side = |name| fact.get_attr(name).ok();
            let whole = |name| i64::try_from(side(name)?).ok();
            // Of decimals the share is that of so many hundredths.
            let hundredths = |name| Some(Number::nearest(f64::try_from(side(name)?).ok()? * 100.0, 0)?.value);
            let sides = whole("part").zip(whole("of")).or_else(|| hundredths("part").zip(hundredths("of")));
            missing(sides.map(|(part, of)| Value::Percent { part, of, approx: None }))
        }
        Kind::YesNo => Value::YesNo(fact.is_true()),
        Kind::Date => missing(text().parse().ok().map(Value::Date)),
        Kind::Choice(options) => missing(options.position(&text()).map(|i| Value::Choice(Chosen::Option(i)))),
        Kind::Text => match text() {
            empty if empty.is_empty() => Value::Missing,
            text => Value::Text(text),
        },
        _ => Value::Missing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_read_counted_and_listed_in_their_order() {
        let fact = |last: i64| parts([("so_ca".into(), Fact::from(5)), ("loai".into(), Fact::from(last))]);
        assert_eq!(fact(7).get_attr("loai").ok(), Some(Fact::from(7)));
        assert!(fact(7).get_attr("khac").is_ok_and(|part| part.is_undefined()));
        assert_eq!(fact(7).len(), Some(2));
        let names: Vec<String> = fact(7).try_iter().expect("a list").map(|name| name.to_string()).collect();
        assert_eq!(names, ["so_ca", "loai"]);
        assert_eq!((fact(7) == fact(7), fact(7) == fact(8)), (true, false));
    }
}
