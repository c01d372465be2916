//! Figures in as few signs as a table has room for.

use super::read::{group_number, qualified};
use super::value::{Number, Value};
use crate::text::language::Language;

/// A figure as it is typed: "6.420", "7/8", "14.000.000"; "" for what is no figure.
#[must_use]
pub(crate) fn figure_words(value: &Value, language: Language) -> String {
    match value {
        Value::Number(number) => qualified(group_number(*number), number.approx),
        Value::Money { amount, approx } => qualified(group_number(Number::whole(*amount)), *approx),
        Value::Ratio { part, of } => {
            format!("{}/{}", group_number(Number::whole(*part)), group_number(Number::whole(*of)))
        }
        Value::NotCounted => language.pick("có, không thống kê", "not counted").to_owned(),
        Value::Unknown => language.pick("chưa có số liệu", "not known").to_owned(),
        _ => String::new(),
    }
}

/// A change with its sign: "+80", "-1.200", "0".
#[must_use]
pub(crate) fn signed(change: Number) -> String {
    let sign = match change.value {
        ..0 => "-",
        0 => "",
        1.. => "+",
    };
    format!("{sign}{}", group_number(Number { value: change.value.saturating_abs(), ..change }))
}
