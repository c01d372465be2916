//! The figures of a report beside those of the report of the period before.

use super::answers::{Answer, Answers, Entry, EntryPath, field_at};
use super::carry::row_like;
use super::definition::Definition;
use super::evaluation::Evaluation;
use super::field::Kind;
use super::period::Period;
use super::value::{Number, Value};

/// Below this much, a change of a count is told by nobody's share; of money, in đồng.
const FEW: i64 = 5;
const LITTLE: i64 = 1_000_000;

/// Answers to one type, and what follows from them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Answered<'a> {
    pub answers: &'a Answers,
    pub evaluation: &'a Evaluation,
}

/// A report, and the one of the period before.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WithEarlier<'a> {
    pub definition: &'a Definition,
    pub now: Answered<'a>,
    /// With its period; `None` where there is none, or it was not found.
    pub before: Option<(Answered<'a>, Option<Period>)>,
}

/// A figure of two reports.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Comparison {
    /// Where it stands now; where it stood, if it is not there any more.
    pub path: EntryPath,
    /// Of the earlier report alone: its row is gone.
    pub is_gone: bool,
    /// `None` where it was not given.
    pub now: Option<Value>,
    pub before: Option<Value>,
}

impl Comparison {
    /// By how much it changed, where both can be compared: a figure that was not counted cannot, nor parts of different
    /// wholes.
    #[must_use]
    pub(crate) fn difference(&self) -> Option<Number> {
        difference(self.before.as_ref()?, self.now.as_ref()?)
    }

    /// By how much of what it was it changed, in percent; `None` from nothing.
    #[must_use]
    pub(crate) fn share(&self) -> Option<i64> {
        let before = quantity(self.before.as_ref()?)?.as_float();
        let change = self.difference()?.as_float();
        #[expect(clippy::cast_possible_truncation, reason = "a share is shown in whole percents")]
        (before != 0.0).then(|| (change / before * 100.0).round().clamp(-1e9, 1e9) as i64)
    }

    /// Whether it changed by more than this many percent, and by more than a few.
    #[must_use]
    pub(crate) fn is_beyond(&self, share: i64) -> bool {
        let Some(change) = self.difference() else { return false };
        let least = if matches!(self.now, Some(Value::Money { .. })) { LITTLE } else { FEW };
        let is_much = change.as_float().abs() >= Number::whole(least).as_float();
        is_much && self.share().is_none_or(|own| own.abs() > share)
    }
}

/// The number that a value is counted as.
fn quantity(value: &Value) -> Option<Number> {
    Some(match value {
        Value::Number(number) => Number { approx: None, ..*number },
        Value::Money { amount, .. } => Number::whole(*amount),
        Value::Ratio { part, .. } => Number::whole(*part),
        _ => return None,
    })
}

fn difference(before: &Value, now: &Value) -> Option<Number> {
    match (before, now) {
        (Value::Ratio { of, .. }, Value::Ratio { of: now, .. }) if of != now => return None,
        (Value::Number(_), Value::Number(_))
        | (Value::Money { .. }, Value::Money { .. })
        | (Value::Ratio { .. }, Value::Ratio { .. }) => {}
        _ => return None,
    }
    let before = quantity(before)?;
    quantity(now)?.plus(Number { value: before.value.checked_neg()?, ..before })
}

/// Whether an entry is a figure that is compared.
fn is_figure(definition: &Definition, path: EntryPath) -> bool {
    field_at(definition, path).is_some_and(|field| match field.kind {
        // The number of a document is no figure.
        Kind::Number { plain, .. } => !plain,
        Kind::Money | Kind::Ratio { .. } => true,
        _ => false,
    })
}

/// A value that says something.
fn given(value: &Value) -> Option<Value> {
    (!matches!(value, Value::Missing | Value::Unreadable(_))).then(|| value.clone())
}

/// Where an earlier report says what this one says at a place: in the row of the same names.
fn same_place(definition: &Definition, now: &Answers, before: &Answers, path: EntryPath) -> Option<EntryPath> {
    let Some(at) = path.row else { return Some(path) };
    let row = row_like(&definition[path.field], now.rows(path.field), at, before.rows(path.field))?;
    Some(EntryPath { row: Some(row), ..path })
}

/// What an earlier report has at an entry of this one, where something was typed there.
#[must_use]
pub(crate) fn same_entry<'a>(
    definition: &Definition,
    now: &Answers,
    before: &'a Answers,
    path: EntryPath,
) -> Option<&'a Entry> {
    before.entry(same_place(definition, now, before, path)?).filter(|entry| !entry.raw.is_empty())
}

/// The figure at an entry of the one report, and in the other; `None` where it is none, or stands in neither.
#[must_use]
pub(crate) fn compare(
    definition: &Definition,
    path: EntryPath,
    now: Answered<'_>,
    before: Answered<'_>,
) -> Option<Comparison> {
    if !is_figure(definition, path) {
        return None;
    }
    let there = same_place(definition, now.answers, before.answers, path)?;
    let then = given(before.evaluation.value(before.answers, there));
    let now = given(now.evaluation.value(now.answers, path));
    (now.is_some() || then.is_some()).then_some(Comparison { path, is_gone: false, now, before: then })
}

/// All figures of both reports, in the order of the form; rows that are gone after those that are there.
#[must_use]
pub(crate) fn figures(definition: &Definition, now: Answered<'_>, before: Option<Answered<'_>>) -> Vec<Comparison> {
    let mut found = Vec::new();
    for (field, kind) in definition.fields.with_ids() {
        let columns = || 0..kind.columns.len();
        match now.answers.answer(field) {
            Answer::One(_) => found.extend(in_both(definition, EntryPath::field(field), now, before)),
            Answer::Group(_) => found.extend(
                columns().filter_map(|column| in_both(definition, EntryPath::part(field, column), now, before)),
            ),
            Answer::Rows(rows) => {
                let cells = (0..rows.len()).flat_map(|row| columns().map(move |column| (row, column)));
                let cells = cells.map(|(row, column)| EntryPath::cell(field, row, column));
                found.extend(cells.filter_map(|path| in_both(definition, path, now, before)));
                let Some(before) = before else { continue };
                let earlier = before.answers.rows(field);
                let is_kept = |gone: usize| (0..rows.len()).any(|at| row_like(kind, rows, at, earlier) == Some(gone));
                for gone in (0..earlier.len()).filter(|gone| !is_kept(*gone)) {
                    let of_row = columns().map(|column| EntryPath::cell(field, gone, column));
                    found.extend(of_row.filter(|path| is_figure(definition, *path)).filter_map(|path| {
                        let then = given(before.evaluation.value(before.answers, path))?;
                        Some(Comparison { path, is_gone: true, now: None, before: Some(then) })
                    }));
                }
            }
        }
    }
    found
}

fn in_both(
    definition: &Definition,
    path: EntryPath,
    now: Answered<'_>,
    before: Option<Answered<'_>>,
) -> Option<Comparison> {
    let alone = || {
        let own = is_figure(definition, path).then(|| given(now.evaluation.value(now.answers, path)))?;
        // One that lacks is told: what stands below it may be a part of it.
        let is_due = || now.evaluation.is_asked(path) && now.evaluation.is_required(path);
        (own.is_some() || is_due()).then_some(Comparison { path, is_gone: false, now: own, before: None })
    };
    before.and_then(|before| compare(definition, path, now, before)).or_else(alone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::ids::FieldId;

    fn of(before: Value, now: Value) -> Comparison {
        let path = EntryPath::field(FieldId::nth(0));
        Comparison { path, is_gone: false, now: Some(now), before: Some(before) }
    }

    #[test]
    fn a_change_is_told_where_both_figures_can_be_compared() {
        let number = |n| Value::Number(Number::whole(n));
        let grown = of(number(80), number(200));
        assert_eq!((grown.difference(), grown.share()), (Some(Number::whole(120)), Some(150)));
        assert!(grown.is_beyond(50) && !grown.is_beyond(150));
        assert!(!of(number(1), number(3)).is_beyond(50), "a few are few");
        assert!(of(number(0), number(30)).is_beyond(50), "from nothing");
        assert!(of(number(0), number(30)).share().is_none());
        let ratio = |part, of| Value::Ratio { part, of };
        assert_eq!(of(ratio(7, 8), ratio(8, 8)).difference(), Some(Number::whole(1)));
        assert_eq!(of(ratio(7, 8), ratio(9, 12)).difference(), None);
        assert_eq!(of(Value::NotCounted, number(3)).difference(), None);
        assert!(!of(Value::money(500_000), Value::money(900_000)).is_beyond(50));
        assert!(of(Value::money(14_000_000), Value::money(30_000_000)).is_beyond(50));
        let half = of(Value::Number(Number::decimal(35, 1)), Value::Number(Number::whole(4)));
        assert_eq!(half.difference(), Some(Number::decimal(5, 1)));
    }
}
