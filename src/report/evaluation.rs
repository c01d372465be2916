//! What the answers amount to: which fields are asked, what is computed, what expressions see.

mod asked;
mod rules;

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::Date;
use minijinja::value::Value as Fact;

pub(crate) use asked::{Entry, answered, progress};
pub(crate) use rules::{Breach, BrokenRule};

use super::answers::{self, Answer, Answers, EntryPath, field_at};
use super::definition::{Definition, SectionId, Units};
use super::expression::{ANSWERED, Expression, Scope, THIS, TODAY, UNKNOWN};
use super::facts::{fact_of, fact_of_row, value_of};
use super::field::{Constraint, Field, Kind};
use super::ids::{FieldId, FieldMap};
use super::value::{Approx, Number, Value};
use crate::text::letters::capitalised;

/// The evaluated state of one set of answers.
#[derive(Debug, Default)]
pub struct Evaluation {
    /// The answers that count, as expressions see them.
    pub scope: Scope,
    fields: FieldMap<FieldState>,
    /// The rules of their fields that entries break, by position; entries that break none are not in it.
    broken: BTreeMap<EntryPath, Vec<usize>>,
    /// The rules across fields that are broken.
    pub(crate) broken_rules: Vec<BrokenRule>,
    /// How the units below are called here; blank while that is not known.
    unit: String,
}

/// What is known of one field; the default is that of a field that is not asked.
#[derive(Debug, Clone, Default)]
struct FieldState {
    relevant: bool,
    /// An answer is needed.
    required: bool,
    /// The value of a computed field.
    computed: Option<Value>,
    /// The computed cells of its rows, by row and column.
    cells: BTreeMap<(usize, usize), Value>,
    fact: Option<Fact>,
    /// The facts of its rows, or the one of a group: what its name means within a row.
    rows: Vec<Fact>,
    /// Its entries that are asked, in the order of their paths.
    entries: Vec<Entry>,
}

impl Evaluation {
    /// Evaluates the answers. `today` is what `today` means in expressions.
    #[must_use]
    pub fn of(definition: &Definition, answers: &Answers, today: Date) -> Self {
        let mut this = Evaluation {
            scope: Scope::default(),
            fields: definition.fields.map(|_| FieldState::default()),
            broken: BTreeMap::new(),
            broken_rules: Vec::new(),
            unit: String::new(),
        };
        this.scope.set(TODAY, Fact::from(today.to_string()));
        this.scope.set(UNKNOWN, names_where(definition, answers, |value| *value == Value::Unknown));
        this.scope.set(ANSWERED, names_where(definition, answers, |value| value.is_known() && !value.is_zero()));
        // Each section's condition is asked once, when the first of its fields is.
        let mut sections: BTreeMap<SectionId, bool> = BTreeMap::new();
        for &id in &definition.order {
            let (field, section) = (&definition[id], definition.section_of(id));
            let holds = |condition: &Option<Expression>| condition.as_ref().is_none_or(|c| this.holds(c));
            let is_open = *sections.entry(section).or_insert_with(|| holds(&definition[section].relevant));
            if !is_open || !holds(&field.relevant) {
                continue;
            }
            let state = this.state(definition, id, answers);
            if let Some(fact) = &state.fact {
                this.scope.set(&field.id, fact.clone());
            }
            this.fields[id] = state;
        }
        // What is needed may depend on any answer: it is asked once all are known.
        for id in definition.fields.ids() {
            let required = this.needs(definition, id);
            let entries = this.find_entries(definition, answers, id, required);
            let state = &mut this.fields[id];
            (state.required, state.entries) = (required, entries);
        }
        this.broken = this.find_broken(definition, answers);
        this.broken_rules = this.find_broken_rules(definition, answers);
        let unit = definition.units.as_ref().and_then(|units| units.word.value(&this.scope));
        this.unit =
            unit.filter(|unit| !unit.is_undefined() && !unit.is_none()).map_or(String::new(), |u| u.to_string());
        this
    }

    /// A label or hint with the word that this office has for its units: "Đơn vị trực thuộc có kế hoạch"
    /// is "Thôn có kế hoạch" in a commune.
    #[must_use]
    pub fn worded<'a>(&self, definition: &Definition, text: &'a str) -> Cow<'a, str> {
        let Some(Units { called, .. }) = definition.units.as_ref().filter(|_| !self.unit.is_empty()) else {
            return text.into();
        };
        let (capital_called, capital_unit) = (capitalised(called), capitalised(&self.unit));
        if !text.contains(called.as_str()) && !text.contains(&capital_called) {
            return text.into();
        }
        text.replace(called.as_str(), &self.unit).replace(&capital_called, &capital_unit).into()
    }

    /// What a unit below is called, by which labels are worded; "" where nothing says.
    #[must_use]
    pub(crate) fn unit(&self) -> &str {
        &self.unit
    }

    /// Whether a condition holds over the whole report.
    #[must_use]
    pub fn holds(&self, condition: &Expression) -> bool {
        condition.holds(&self.scope)
    }

    /// Whether a condition holds in a row of a table, or in a group (row 0): the field's name and
    /// `this` mean the row.
    #[must_use]
    pub fn holds_in_row(&self, definition: &Definition, condition: &Expression, field: FieldId, row: usize) -> bool {
        condition.holds(&self.row_scope(definition, field, row))
    }

    /// The texts that an expression gives, the blank ones apart.
    #[must_use]
    pub(crate) fn texts(&self, expression: &Expression) -> Vec<String> {
        let fact = expression.value(&self.scope);
        let items = fact.iter().filter_map(|fact| fact.try_iter().ok()).flatten();
        items.filter_map(|item| item.as_str().map(str::to_owned)).filter(|text| !text.is_empty()).collect()
    }

    /// Whether every name that an expression reads has an answer: over the whole report, or in a
    /// row of a field.
    #[must_use]
    pub fn is_answered(&self, definition: &Definition, expression: &Expression, row: Option<(FieldId, usize)>) -> bool {
        match row {
            None => expression.is_answered(&self.scope),
            Some((field, row)) => expression.is_answered(&self.row_scope(definition, field, row)),
        }
    }

    /// Whether a condition holds at an entry.
    #[must_use]
    pub fn holds_at(&self, definition: &Definition, condition: &Expression, path: EntryPath) -> bool {
        match path.column {
            None => self.holds(condition),
            Some(_) => self.holds_in_row(definition, condition, path.field, path.row.unwrap_or(0)),
        }
    }

    /// The rules of its field that an entry breaks.
    pub(crate) fn broken<'d>(
        &self,
        definition: &'d Definition,
        path: EntryPath,
    ) -> impl Iterator<Item = &'d Constraint> + use<'_, 'd> {
        let constraints = field_at(definition, path).map_or(&[][..], |field| &field.constraints);
        let broken = self.broken.get(&path).into_iter().flatten();
        broken.filter_map(|position| constraints.get(*position))
    }

    /// What is not there, or was not counted, cannot break a rule about what it is.
    fn find_broken(&self, definition: &Definition, answers: &Answers) -> BTreeMap<EntryPath, Vec<usize>> {
        let broken_at = |path: EntryPath| {
            let constraints = &field_at(definition, path)?.constraints;
            let is_none = |value: &Value| {
                matches!(value, Value::Missing | Value::Unreadable(_) | Value::NotCounted | Value::Unknown)
            };
            if constraints.is_empty() || is_none(self.value(answers, path)) {
                return None;
            }
            let is_broken = |position: &usize| {
                let constraint = constraints.get(*position);
                constraint.is_some_and(|constraint| !self.holds_at(definition, &constraint.check, path))
            };
            let broken: Vec<usize> = (0..constraints.len()).filter(is_broken).collect();
            (!broken.is_empty()).then_some((path, broken))
        };
        self.entries().filter_map(|entry| broken_at(entry.path)).collect()
    }

    /// The state of a field that is asked, what is needed apart.
    fn state(&self, definition: &Definition, id: FieldId, answers: &Answers) -> FieldState {
        let field = &definition[id];
        let mut state = FieldState { relevant: true, ..FieldState::default() };
        if let Some(computed) = self.compute(definition, field, answers) {
            state.fact = fact_of(field, &computed);
            state.computed = Some(computed);
            return state;
        }
        match answers.answer(id) {
            Answer::One(entry) => state.fact = fact_of(field, &entry.value),
            Answer::Group(entries) => {
                let fact = fact_of_row(field, 0, entries, &state.cells);
                state.fact = entries.iter().any(|e| e.value.is_known()).then(|| fact.clone());
                state.rows = vec![fact];
            }
            Answer::Rows(rows) => {
                for (row, entries) in rows.iter().enumerate() {
                    self.compute_cells(field, row, entries, &mut state.cells);
                    state.rows.push(fact_of_row(field, row, entries, &state.cells));
                }
                state.fact = (!rows.is_empty()).then(|| Fact::from(state.rows.clone()));
            }
        }
        state
    }

    /// The value of a field that is computed; none for one that is typed.
    fn compute(&self, definition: &Definition, field: &Field, answers: &Answers) -> Option<Value> {
        if let Kind::Percent { of: Some(of) } = field.kind {
            return Some(match answers.value(EntryPath::field(of)) {
                _ if !self.is_relevant(of) => Value::Missing,
                Value::Ratio { part, of } => Value::Percent { part: *part, of: *of, approx: None },
                other => other.clone(),
            });
        }
        let calculation = field.calculation.as_ref()?;
        let value = calculation.value(&self.scope).map_or(Value::Missing, |fact| value_of(&field.kind, &fact));
        let read = calculation.names().iter().flat_map(|name| {
            let root = name.split_once('.').map_or(name.as_str(), |(root, _)| root);
            definition.field(root).into_iter().flat_map(|id| self.values_read(definition, calculation, id, answers))
        });
        let is_sum = calculation.source().contains("total(") && !calculation.source().contains(['-', '*', '/']);
        Some(if is_sum {
            with_approx(value, Approx::of_sum(read.filter_map(Value::approx)))
        } else {
            as_inexact(value, read)
        })
    }

    /// The answers of a field that a calculation reads: in a table or a group, of the columns that it names.
    fn values_read<'a>(
        &'a self,
        definition: &Definition,
        calculation: &Expression,
        field: FieldId,
        answers: &'a Answers,
    ) -> Vec<&'a Value> {
        let is_read = |column: &usize| definition[field].columns.get(*column).is_some_and(|c| calculation.says(&c.id));
        let columns: Vec<usize> = (0..definition[field].columns.len()).filter(is_read).collect();
        let paths: Vec<EntryPath> = match answers.answer(field) {
            Answer::One(_) => vec![EntryPath::field(field)],
            Answer::Group(_) => columns.iter().map(|column| EntryPath::part(field, *column)).collect(),
            Answer::Rows(rows) => {
                let of_row = |row| columns.iter().map(move |column| EntryPath::cell(field, row, *column));
                (0..rows.len()).flat_map(of_row).collect()
            }
        };
        paths.into_iter().map(|path| self.value(answers, path)).collect()
    }

    /// Computes the cells of a row that are not typed; each may read those to its left.
    fn compute_cells(
        &self,
        field: &Field,
        row: usize,
        entries: &[answers::Entry],
        cells: &mut BTreeMap<(usize, usize), Value>,
    ) {
        for (column, cell) in field.columns.iter().enumerate() {
            let Some(calculation) = &cell.calculation else { continue };
            let scope = self.scope.with_row(&field.id, fact_of_row(field, row, entries, cells));
            let value = calculation.value(&scope).map_or(Value::Missing, |fact| value_of(&cell.kind, &fact));
            let read = calculation.names().iter().filter_map(|name| {
                let (root, part) = name.split_once('.')?;
                let at = field.column(part).filter(|_| root == THIS || root == field.id)?;
                cells.get(&(row, at)).or_else(|| entries.get(at).map(|entry| &entry.value))
            });
            let value = as_inexact(value, read);
            cells.insert((row, column), value);
        }
    }

    /// Whether a field is asked now.
    #[must_use]
    pub fn is_relevant(&self, field: FieldId) -> bool {
        self.fields[field].relevant
    }

    /// What an entry means here: computed where it is computed, missing where it is not asked.
    #[must_use]
    pub fn value<'a>(&'a self, answers: &'a Answers, path: EntryPath) -> &'a Value {
        let state = &self.fields[path.field];
        if !state.relevant {
            return &Value::Missing;
        }
        let computed = match (path.row, path.column) {
            (Some(row), Some(column)) => state.cells.get(&(row, column)),
            _ => state.computed.as_ref(),
        };
        computed.unwrap_or_else(|| answers.value(path))
    }

    /// The scope in which the field's name and `this` mean this row.
    #[must_use]
    pub(crate) fn row_scope(&self, definition: &Definition, field: FieldId, row: usize) -> Scope {
        match self.fields[field].rows.get(row) {
            Some(fact) => self.scope.with_row(&definition[field].id, fact.clone()),
            None => self.scope.clone(),
        }
    }
}

/// The names of the fields and columns that have an answer of which this holds, asked now or not.
fn names_where(definition: &Definition, answers: &Answers, holds: fn(&Value) -> bool) -> Fact {
    let holds = |entry: &answers::Entry| holds(&entry.value);
    let mut names = Vec::new();
    for (id, field) in definition.fields.with_ids() {
        let is_in = |at: usize| match answers.answer(id) {
            Answer::One(_) => false,
            Answer::Group(entries) => entries.get(at).is_some_and(holds),
            Answer::Rows(rows) => rows.iter().any(|row| row.get(at).is_some_and(holds)),
        };
        if matches!(answers.answer(id), Answer::One(entry) if holds(entry)) {
            names.push(field.id.clone());
        }
        let columns = field.columns.iter().enumerate().filter(|(at, _)| is_in(*at));
        names.extend(columns.map(|(_, column)| format!("{}.{}", field.id, column.id)));
    }
    names.into_iter().collect()
}

/// A number computed from others is as inexact as they are: one that is the same number keeps its
/// word, any other is "khoảng".
fn as_inexact<'a>(value: Value, read: impl Iterator<Item = &'a Value>) -> Value {
    let inexact = read.filter_map(|from| Some((from, from.approx()?)));
    let approx = inexact.fold(None, |known, (from, approx)| {
        let is_same = with_approx(value.clone(), Some(approx)) == *from;
        if is_same { Some(approx) } else { known.or(Some(Approx::About)) }
    });
    with_approx(value, approx)
}

/// A figure with the word that says how exact it is; other values as they are.
fn with_approx(value: Value, approx: Option<Approx>) -> Value {
    match value {
        Value::Number(number) => Value::Number(Number { approx, ..number }),
        Value::Money { amount, .. } => Value::Money { amount, approx },
        Value::Percent { part, of, .. } => Value::Percent { part, of, approx },
        other => other,
    }
}

#[cfg(test)]
mod tests;
