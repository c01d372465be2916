//! What the answers amount to: which fields are asked, what is computed, what expressions see.

use std::collections::BTreeMap;
use std::rc::Rc;

use jiff::civil::Date;
use minijinja::value::Value as Fact;

use super::answers::{self, Answer, Answers, Path, field_at};
use super::definition::Definition;
use super::expression::{Expression, Scope, TODAY};
use super::facts::{fact_of, fact_of_row, value_of};
use super::field::{Field, Kind, Options, Required, Shape};
use super::held::{Asked, Held, Question};
use super::value::Value;

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

/// An entry that is asked now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    pub path: Path,
    /// Whether an answer is needed here.
    pub required: bool,
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
            cells.insert((row, column), value);
        }
    }

    /// The entries of a field that are asked; none where its state has them already. Those of
    /// before still count when neither the answer nor anything that its columns' conditions read
    /// has changed.
    fn find_entries(
        &self,
        definition: &Definition,
        answers: &Answers,
        index: usize,
        before: Option<&Rc<State>>,
    ) -> Option<Vec<Entry>> {
        let (field, state) = (definition.fields.get(index)?, self.fields.get(index)?);
        if !state.relevant {
            return None;
        }
        let conditions = field.columns.iter().chain([field]).flat_map(|column| {
            let required = match &column.required {
                Required::When(condition) => Some(condition),
                _ => None,
            };
            column.relevant.iter().chain(required)
        });
        let same =
            |before: &&Rc<State>| before.means_the_same(state) && conditions.clone().all(|c| self.is_untouched(c));
        if let Some(before) = before.filter(same) {
            // The very same state has its entries already.
            return (!Rc::ptr_eq(before, state)).then(|| before.entries.clone());
        }
        let mut list = Vec::new();
        let mut add = |path: Path| {
            if self.is_asked(definition, path) {
                list.push(Entry { path, required: self.is_required(definition, answers, path) });
            }
        };
        match field.shape() {
            Shape::One => add(Path::field(index)),
            Shape::Group => (0..field.columns.len()).for_each(|column| add(Path::part(index, column))),
            Shape::Rows => {
                for row in 0..answers.rows(index).len() {
                    (0..field.columns.len()).for_each(|column| add(Path::cell(index, row, column)));
                }
            }
        }
        Some(list)
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

    /// Every entry that is asked now, in the order of the form.
    pub fn entries(&self) -> impl Iterator<Item = Entry> {
        self.fields.iter().flat_map(|state| state.entries.iter().copied())
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

    /// Whether an entry is asked now: its field is, and its column applies to its row.
    #[must_use]
    pub fn is_asked(&self, definition: &Definition, path: Path) -> bool {
        self.is_relevant(path.field)
            && field_at(definition, path)
                .filter(|_| path.column.is_some())
                .and_then(|column| column.relevant.as_ref())
                .is_none_or(|condition| self.holds_at(definition, condition, path))
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

    /// Whether an answer is needed at this place.
    #[must_use]
    pub fn is_required(&self, definition: &Definition, answers: &Answers, path: Path) -> bool {
        let Some(field) = definition.fields.get(path.field) else { return false };
        let column = path.column.and_then(|column| field.columns.get(column));
        if matches!(column.unwrap_or(field).required, Required::Never) || !self.is_asked(definition, path) {
            return false;
        }
        let needed = match &field.required {
            Required::Never => false,
            Required::Always => true,
            Required::When(condition) => self.holds(condition),
        };
        match column.map(|column| &column.required) {
            None => needed,
            Some(column) => {
                // The parts of an optional citation are needed once one of them is there.
                let begun = path.row.is_some() || answers.answer(path.field).is_some_and(|a| !a.is_blank());
                let needs = match column {
                    Required::Never => false,
                    Required::Always => true,
                    Required::When(condition) => self.holds_at(definition, condition, path),
                };
                (begun || needed) && needs
            }
        }
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

/// The options of a choice field.
#[must_use]
pub fn options(field: &Field) -> Option<&Options> {
    match &field.kind {
        Kind::Choice(options) | Kind::Several(options) => Some(options),
        _ => None,
    }
}

/// How far the answers are: required entries that are answered, and that are needed.
#[must_use]
pub fn progress(definition: &Definition, answers: &Answers, evaluation: &Evaluation) -> (usize, usize) {
    let mut needed = 0;
    let mut answered = 0;
    for entry in evaluation.entries().filter(|entry| entry.required) {
        needed += 1;
        answered += usize::from(evaluation.value(answers, entry.path).is_known());
    }
    for (index, field) in definition.fields.iter().enumerate() {
        // A table that is needed counts once, for its first row.
        if field.shape() == Shape::Rows && evaluation.is_required(definition, answers, Path::field(index)) {
            needed += 1;
            answered += usize::from(!answers.rows(index).is_empty());
        }
    }
    (answered, needed)
}

/// How many entries have an answer that is understood and that a person typed.
#[must_use]
pub fn answered(definition: &Definition, answers: &Answers, evaluation: &Evaluation) -> usize {
    let typed = |path| field_at(definition, path).is_some_and(Field::is_typed);
    let entries = evaluation.entries().filter(|entry| typed(entry.path));
    entries.filter(|entry| evaluation.value(answers, entry.path).is_known()).count()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::report::load::load;
    use crate::report::toml_reader::Source;
    use crate::report::value::Number;

    const TYPE: &str = r#"
id = "t"
title = "T"
document = false

[[section]]
id = "s"
title = "S"

[[section.field]]
id = "phan"
label = "Phần"
kind = "ratio"

[[section.field]]
id = "chi_tieu"
label = "Chỉ tiêu"
kind = "rows"

[[section.field.column]]
id = "ke_hoach"
label = "Kế hoạch"
kind = "number"

[[section.field.column]]
id = "thuc_hien"
label = "Thực hiện"
kind = "number"

[[section.field.column]]
id = "con_lai"
label = "Còn lại"
kind = "number"
calculation = "this.ke_hoach - this.thuc_hien"

[[section.field.column]]
id = "ty_le"
label = "Tỷ lệ"
kind = "percent"
calculation = "{'part': this.thuc_hien, 'of': chi_tieu.ke_hoach}"

[[section.field.column]]
id = "xong"
label = "Xong"
kind = "yes_no"
calculation = "this.con_lai <= 0"

[[section.field]]
id = "tong"
label = "Tổng"
kind = "number"
calculation = "total(chi_tieu, 'con_lai')"

[[section.field]]
id = "gan_du"
label = "Gần đủ"
kind = "yes_no"
calculation = "phan.part + 1 >= phan.of"
"#;

    fn number(value: i64) -> Value {
        Value::Number(Number { value, approx: None })
    }

    #[test]
    fn columns_are_computed_from_their_row_and_fields_from_columns() {
        let definition = load(Source { name: "t.toml", text: TYPE }, &[]).expect("a type without mistakes");
        let mut answers = Answers::new(&definition, 2026);
        answers.set(&definition, Path::field(0), "7/8".to_owned());
        answers.replace(1, Answer::Rows(vec![Answers::blank_row(&definition, 1); 3]));
        for (row, (plan, done)) in [("50", "40"), ("3", "3"), ("4", "")].into_iter().enumerate() {
            answers.set(&definition, Path::cell(1, row, 0), plan.to_owned());
            answers.set(&definition, Path::cell(1, row, 1), done.to_owned());
        }
        let evaluation = Evaluation::of(&definition, &answers, date(2026, 7, 1));
        let cell = |row, column| evaluation.value(&answers, Path::cell(1, row, column)).clone();
        assert_eq!(cell(0, 2), number(10));
        assert_eq!(cell(0, 3), Value::Ratio { part: 40, of: 50 });
        assert_eq!((cell(0, 4), cell(1, 4)), (Value::YesNo(false), Value::YesNo(true)));
        assert_eq!((cell(2, 2), cell(2, 3)), (Value::Missing, Value::Missing), "half a row computes nothing");
        assert_eq!(*evaluation.value(&answers, Path::field(2)), number(10));
        assert_eq!(*evaluation.value(&answers, Path::field(3)), Value::YesNo(true));
    }
}
