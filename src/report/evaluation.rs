//! What the answers amount to: which fields are asked, what is computed, what expressions see.

mod asked;

use std::collections::BTreeMap;
use std::rc::Rc;

use jiff::civil::Date;
use minijinja::value::Value as Fact;

pub use asked::{Entry, answered, progress_at};

use super::answers::{self, Answer, Answers, Path};
use super::definition::{Condition, Definition, Followers};
use super::expression::{Expression, Scope, THIS, TODAY};
use super::facts::{fact_of, fact_of_row, value_of};
use super::field::{Field, Kind, Options};
use super::held::{Asked, Held, Question};
use super::value::{Approx, Number, Value};

/// The evaluated state of one set of answers; made anew after each change, from the one before.
#[derive(Debug, Default)]
pub struct Evaluation {
    /// The answers that count, as expressions see them.
    pub scope: Scope,
    fields: Vec<Rc<State>>,
    /// Which conditions hold, and where.
    held: Held,
    /// For each field, whether what it means has changed since the evaluation before.
    changes: Vec<bool>,
    /// There was an evaluation before, on the same day.
    has_before: bool,
    today: Option<Date>,
}

/// What is known of one field.
#[derive(Debug, Clone, Default)]
struct State {
    relevant: bool,
    /// The value of a computed field.
    computed: Option<Value>,
    /// The computed cells of its rows, by row and column.
    cells: BTreeMap<(usize, usize), Value>,
    /// The answer from which the facts were made.
    answer: Option<Rc<Answer>>,
    fact: Option<Fact>,
    /// The facts of its rows, or the one of a group: what its name means within a row.
    rows: Vec<Fact>,
    /// Its entries that are asked.
    entries: Vec<Entry>,
}

impl State {
    /// Whether expressions see the same in both.
    fn means_the_same(&self, other: &State) -> bool {
        if std::ptr::eq(self, other) {
            return true;
        }
        let same_answer = match (&self.answer, &other.answer) {
            (Some(a), Some(b)) => Rc::ptr_eq(a, b) || a == b,
            (None, None) => true,
            _ => false,
        };
        self.relevant == other.relevant && same_answer && self.computed == other.computed && self.cells == other.cells
    }
}

impl Evaluation {
    /// Evaluates the answers. `today` is what `today` means in expressions.
    #[must_use]
    pub fn of(definition: &Definition, answers: &Answers, today: Date) -> Self {
        Evaluation::default().after(definition, answers, today)
    }

    /// Evaluates the answers after a change: what follows from answers that are still the same is
    /// taken over.
    #[must_use]
    pub fn after(&self, definition: &Definition, answers: &Answers, today: Date) -> Self {
        let mut this = Evaluation {
            // One state of nothing for all, until each has its own.
            fields: std::iter::repeat_n(Rc::default(), definition.fields.len()).collect(),
            changes: vec![false; definition.fields.len()],
            held: self.held.handed_on(),
            today: Some(today),
            has_before: self.today == Some(today),
            scope: self.scope.clone(),
        };
        if !this.has_before {
            this.scope.set(TODAY, Fact::from(today.to_string()));
        }
        for &index in &definition.order {
            let Some(field) = definition.fields.get(index) else { continue };
            let section = definition.sections.get(definition.section_of(index));
            let relevant = [section.and_then(|s| s.relevant.as_ref()), field.relevant.as_ref()]
                .into_iter()
                .flatten()
                .all(|condition| this.holds(condition));
            let before = self.fields.get(index);
            let state = if relevant {
                this.state(field, index, answers, before)
            } else {
                before.filter(|before| !before.relevant).cloned().unwrap_or_default()
            };
            if !before.is_some_and(|before| before.means_the_same(&state)) {
                if let Some(change) = this.changes.get_mut(index) {
                    *change = true;
                }
                match &state.fact {
                    Some(fact) => this.scope.set(&field.id, fact.clone()),
                    None => this.scope.unset(&field.id),
                }
            }
            if let Some(slot) = this.fields.get_mut(index) {
                *slot = state;
            }
        }
        for index in 0..definition.fields.len() {
            let before = self.fields.get(index);
            if let (Some(entries), Some(state)) =
                (this.find_entries(definition, answers, index, before), this.fields.get_mut(index))
            {
                Rc::make_mut(state).entries = entries;
            }
        }
        this
    }

    /// Evaluates again after a change of one answer, where nothing but its followers' blocks
    /// changes with it. False where more does: all is to be evaluated.
    pub fn follow(&mut self, definition: &Definition, answers: &Answers, index: usize, followers: &Followers) -> bool {
        let Some(field) = definition.fields.get(index).filter(|_| self.is_relevant(index)) else { return false };
        self.held.forget(index, field.constraints.iter().map(|constraint| constraint.check.id()));
        let state = self.state(field, index, answers, None);
        match &state.fact {
            Some(fact) => self.scope.set(&field.id, fact.clone()),
            None => self.scope.unset(&field.id),
        }
        let come_to_the_same = followers.conditions.iter().all(|at| {
            let Some(condition) = definition.condition(*at) else { return true };
            let known = |question| self.held.known(question, condition.id());
            // Whether an answer is needed may have been taken over without being asked again; all
            // else that nobody asked for matters to nobody.
            let taken_over = match at {
                Condition::FieldRequired(field) => known(Question::Holds).is_none() && self.is_relevant(*field),
                _ => false,
            };
            !taken_over
                && known(Question::Holds).is_none_or(|held| held == condition.holds(&self.scope))
                && known(Question::IsAnswered).is_none_or(|was| was == condition.is_answered(&self.scope))
        });
        if !come_to_the_same {
            return false;
        }
        if let (Some(slot), Some(change)) = (self.fields.get_mut(index), self.changes.get_mut(index)) {
            (*slot, *change) = (state, true);
        }
        if let (Some(entries), Some(state)) =
            (self.find_entries(definition, answers, index, None), self.fields.get_mut(index))
        {
            Rc::make_mut(state).entries = entries;
        }
        true
    }

    /// Whether a condition holds over the whole report.
    #[must_use]
    pub fn holds(&self, condition: &Expression) -> bool {
        let asked = Asked { question: Question::Holds, expression: condition.id(), row: None };
        self.held.reply(asked, || self.is_untouched(condition), || condition.holds(&self.scope))
    }

    /// Whether a condition holds in a row of a table, or in a group (row 0): the field's name and
    /// `this` mean the row.
    #[must_use]
    pub fn holds_in_row(&self, definition: &Definition, condition: &Expression, field: usize, row: usize) -> bool {
        let asked = Asked { question: Question::Holds, expression: condition.id(), row: Some((field, row)) };
        let find = || condition.holds(&self.row_scope(definition, field, row));
        self.held.reply(asked, || self.is_untouched_in(condition, field), find)
    }

    /// Whether every name that an expression reads has an answer: over the whole report, or in a
    /// row of a field.
    #[must_use]
    pub fn is_answered(&self, definition: &Definition, expression: &Expression, row: Option<(usize, usize)>) -> bool {
        let asked = Asked { question: Question::IsAnswered, expression: expression.id(), row };
        let untouched = || match row {
            None => self.is_untouched(expression),
            Some((field, _)) => self.is_untouched_in(expression, field),
        };
        self.held.reply(asked, untouched, || match row {
            None => expression.is_answered(&self.scope),
            Some((field, row)) => expression.is_answered(&self.row_scope(definition, field, row)),
        })
    }

    /// Whether a condition holds at an entry.
    #[must_use]
    pub fn holds_at(&self, definition: &Definition, condition: &Expression, path: Path) -> bool {
        match path.column {
            None => self.holds(condition),
            Some(_) => self.holds_in_row(definition, condition, path.field, path.row.unwrap_or(0)),
        }
    }

    /// The state of a field that is asked: that of before, unless something that it follows from
    /// has changed.
    fn state(&self, field: &Field, index: usize, answers: &Answers, before: Option<&Rc<State>>) -> Rc<State> {
        let before = before.filter(|before| before.relevant);
        if !field.is_typed() {
            let same = |_: &&Rc<State>| field.calculation.as_ref().is_some_and(|c| self.is_untouched(c));
            if let Some(before) = before.filter(same) {
                return Rc::clone(before);
            }
            if let Some(computed) = self.compute(field, answers) {
                let fact = fact_of(field, &computed);
                return Rc::new(State { relevant: true, computed: Some(computed), fact, ..State::default() });
            }
        }
        let answer = answers.shared(index);
        let same = |before: &&Rc<State>| {
            let same_answer = matches!((&before.answer, &answer), (Some(a), Some(b)) if Rc::ptr_eq(a, b));
            same_answer && field.columns.iter().filter_map(|c| c.calculation.as_ref()).all(|c| self.is_untouched(c))
        };
        if let Some(before) = before.filter(same) {
            return Rc::clone(before);
        }
        let mut state = State { relevant: true, ..State::default() };
        match answer.as_deref() {
            Some(Answer::One(entry)) => state.fact = fact_of(field, &entry.value),
            Some(Answer::Group(entries)) => {
                let fact = fact_of_row(field, 0, entries, &state.cells);
                state.fact = entries.iter().any(|e| e.value.is_known()).then(|| fact.clone());
                state.rows = vec![fact];
            }
            Some(Answer::Rows(rows)) => {
                for (row, entries) in rows.iter().enumerate() {
                    self.compute_cells(field, row, entries, &mut state.cells);
                    state.rows.push(fact_of_row(field, row, entries, &state.cells));
                }
                state.fact = (!rows.is_empty()).then(|| Fact::from(state.rows.clone()));
            }
            None => {}
        }
        state.answer = answer;
        Rc::new(state)
    }

    fn compute(&self, field: &Field, answers: &Answers) -> Option<Value> {
        if let Kind::Percent { of: Some(of) } = field.kind {
            return Some(if self.is_relevant(of) { answers.value(Path::field(of)).clone() } else { Value::Missing });
        }
        let calculation = field.calculation.as_ref()?;
        Some(calculation.value(&self.scope).map_or(Value::Missing, |fact| value_of(&field.kind, &fact)))
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

    /// Whether nothing that an expression reads has changed since the evaluation before.
    #[must_use]
    pub fn is_untouched(&self, expression: &Expression) -> bool {
        let is_same = |field: &usize| self.changes.get(*field) == Some(&false);
        self.has_before && expression.reads().is_some_and(|reads| reads.iter().all(is_same))
    }

    /// The same of one that is read in a row of a field.
    fn is_untouched_in(&self, expression: &Expression, field: usize) -> bool {
        self.changes.get(field) == Some(&false) && self.is_untouched(expression)
    }

    /// For each field, whether what it means has changed since the evaluation before.
    #[must_use]
    pub fn changes(&self) -> &[bool] {
        &self.changes
    }

    /// Whether a field is asked now.
    #[must_use]
    pub fn is_relevant(&self, field: usize) -> bool {
        self.fields.get(field).is_some_and(|state| state.relevant)
    }

    /// What an entry means here: computed where it is computed, missing where it is not asked.
    #[must_use]
    pub fn value<'a>(&'a self, answers: &'a Answers, path: Path) -> &'a Value {
        let Some(state) = self.fields.get(path.field).filter(|state| state.relevant) else { return &Value::Missing };
        let computed = match (path.row, path.column) {
            (Some(row), Some(column)) => state.cells.get(&(row, column)),
            _ => state.computed.as_ref(),
        };
        computed.unwrap_or_else(|| answers.value(path))
    }

    /// The scope in which the field's name and `this` mean this row.
    #[must_use]
    pub fn row_scope(&self, definition: &Definition, index: usize, row: usize) -> Scope {
        match (definition.fields.get(index), self.fields.get(index).and_then(|state| state.rows.get(row))) {
            (Some(field), Some(fact)) => self.scope.with_row(&field.id, fact.clone()),
            _ => self.scope.clone(),
        }
    }
}

/// A number computed from others is as inexact as they are: one that is the same number keeps its
/// word, any other is "khoảng".
fn as_inexact<'a>(value: Value, mut read: impl Iterator<Item = &'a Value>) -> Value {
    let Value::Number(Number { value, approx: None }) = value else { return value };
    let approx = read.find_map(|from| match from {
        Value::Number(Number { value: same, approx: Some(approx) }) if *same == value => Some(*approx),
        Value::Number(Number { approx: Some(_), .. }) => Some(Approx::About),
        _ => None,
    });
    Value::Number(Number { value, approx })
}

/// The options of a choice field.
#[must_use]
pub fn options(field: &Field) -> Option<&Options> {
    match &field.kind {
        Kind::Choice(options) | Kind::Several(options) => Some(options),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
