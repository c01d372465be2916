//! What the answers amount to: which fields are asked, what is computed, what expressions see.

use std::collections::BTreeMap;

use jiff::civil::Date;
use minijinja::value::Value as Fact;

use super::answers::{Answer, Answers, Entry, Path, field_at};
use super::definition::Definition;
use super::expression::{Scope, TODAY};
use super::field::{Field, Kind, Options, Required, Shape};
use super::period::Period;
use super::value::{Chosen, Number, Value};

/// The evaluated state of one set of answers; made anew after each change.
#[derive(Debug)]
pub struct Evaluation {
    /// The answers that count, as expressions see them.
    pub scope: Scope,
    relevant: Vec<bool>,
    computed: Vec<Option<Value>>,
    /// The computed cells of tables.
    cells: BTreeMap<Path, Value>,
}

impl Evaluation {
    /// Evaluates the answers. `today` is what `today` means in expressions.
    #[must_use]
    pub fn of(definition: &Definition, answers: &Answers, today: Date) -> Self {
        let count = definition.fields.len();
        let mut this = Evaluation {
            scope: Scope::default(),
            relevant: vec![false; count],
            computed: vec![None; count],
            cells: BTreeMap::new(),
        };
        this.scope.set(TODAY, Fact::from(today.to_string()));
        for &index in &definition.order {
            let Some(field) = definition.fields.get(index) else { continue };
            let section = definition.sections.get(definition.section_of(index));
            let relevant = [section.and_then(|s| s.relevant.as_ref()), field.relevant.as_ref()]
                .into_iter()
                .flatten()
                .all(|condition| condition.holds(&this.scope));
            if !relevant {
                continue;
            }
            let computed = this.compute(field, answers);
            this.compute_cells(field, index, answers.rows(index));
            let fact = match &computed {
                Some(value) => fact_of(field, value),
                None => this.fact_of_answer(field, index, answers.answer(index)),
            };
            if let Some(fact) = fact {
                this.scope.set(&field.id, fact);
            }
            if let Some(slot) = this.computed.get_mut(index) {
                *slot = computed;
            }
            if let Some(slot) = this.relevant.get_mut(index) {
                *slot = true;
            }
        }
        this
    }

    fn compute(&self, field: &Field, answers: &Answers) -> Option<Value> {
        if let Kind::Percent { of: Some(of) } = field.kind {
            return Some(if self.is_relevant(of) { answers.value(Path::field(of)).clone() } else { Value::Missing });
        }
        let calculation = field.calculation.as_ref()?;
        Some(calculation.value(&self.scope).map_or(Value::Missing, |fact| value_of(&field.kind, &fact)))
    }

    /// Computes the cells that are not typed, row by row; each may read those to its left.
    fn compute_cells(&mut self, field: &Field, index: usize, rows: &[Vec<Entry>]) {
        for (row, entries) in rows.iter().enumerate() {
            for (column, cell) in field.columns.iter().enumerate() {
                let Some(calculation) = &cell.calculation else { continue };
                let scope = self.scope.with_row(&field.id, self.fact_of_row(field, index, row, entries));
                let value = calculation.value(&scope).map_or(Value::Missing, |fact| value_of(&cell.kind, &fact));
                self.cells.insert(Path::cell(index, row, column), value);
            }
        }
    }

    fn fact_of_answer(&self, field: &Field, index: usize, answer: Option<&Answer>) -> Option<Fact> {
        match answer? {
            Answer::One(entry) => fact_of(field, &entry.value),
            Answer::Group(entries) => entries.iter().any(|e| e.value.is_known()).then(|| fact_of_group(field, entries)),
            Answer::Rows(rows) => (!rows.is_empty()).then(|| {
                let facts = rows.iter().enumerate().map(|(row, entries)| self.fact_of_row(field, index, row, entries));
                Fact::from(facts.collect::<Vec<_>>())
            }),
        }
    }

    fn fact_of_row(&self, field: &Field, index: usize, row: usize, entries: &[Entry]) -> Fact {
        let cells = field.columns.iter().zip(entries).enumerate();
        parts(cells.filter_map(|(column, (cell, entry))| {
            let value = self.cells.get(&Path::cell(index, row, column)).unwrap_or(&entry.value);
            Some((cell.id.as_str(), fact_of(cell, value)?))
        }))
    }

    /// Whether a field is asked now.
    #[must_use]
    pub fn is_relevant(&self, field: usize) -> bool {
        self.relevant.get(field).copied().unwrap_or(false)
    }

    /// Whether an entry is asked now: its field is, and its column applies to its row.
    #[must_use]
    pub fn is_asked(&self, definition: &Definition, answers: &Answers, path: Path) -> bool {
        self.is_relevant(path.field)
            && field_at(definition, path)
                .filter(|_| path.column.is_some())
                .and_then(|column| column.relevant.as_ref())
                .is_none_or(|condition| condition.holds(&self.scope_at(definition, answers, path)))
    }

    /// Whether a section is shown now.
    #[must_use]
    pub fn shows_section(&self, definition: &Definition, section: usize) -> bool {
        definition.sections.get(section).is_some_and(|s| s.fields.clone().any(|f| self.is_relevant(f)))
    }

    /// What an entry means here: computed where it is computed, missing where it is not asked.
    #[must_use]
    pub fn value<'a>(&'a self, answers: &'a Answers, path: Path) -> &'a Value {
        if !self.is_relevant(path.field) {
            return &Value::Missing;
        }
        let computed = match path.column {
            None => self.computed.get(path.field).and_then(Option::as_ref),
            Some(_) => self.cells.get(&path),
        };
        computed.unwrap_or_else(|| answers.value(path))
    }

    /// Whether an answer is needed at this place.
    #[must_use]
    pub fn is_required(&self, definition: &Definition, answers: &Answers, path: Path) -> bool {
        let Some(field) = definition.fields.get(path.field) else { return false };
        if !self.is_asked(definition, answers, path) {
            return false;
        }
        let needs = |field: &Field, scope: &Scope| match &field.required {
            Required::Never => false,
            Required::Always => true,
            Required::When(condition) => condition.holds(scope),
        };
        match path.column.and_then(|column| field.columns.get(column)) {
            None => needs(field, &self.scope),
            Some(column) => {
                // The parts of an optional citation are needed once one of them is there.
                let begun = path.row.is_some() || answers.answer(path.field).is_some_and(|a| !a.is_blank());
                (begun || needs(field, &self.scope)) && needs(column, &self.scope_at(definition, answers, path))
            }
        }
    }

    /// The scope at an entry: in a table or group, the field's name and `this` mean the row.
    #[must_use]
    pub fn scope_at(&self, definition: &Definition, answers: &Answers, path: Path) -> Scope {
        let Some(field) = definition.fields.get(path.field) else { return self.scope.clone() };
        match (answers.answer(path.field), path.row) {
            (Some(Answer::Rows(_)), Some(row)) => self.row_scope(definition, answers, path.field, row),
            (Some(Answer::Group(entries)), None) if path.column.is_some() => {
                self.scope.with_row(&field.id, fact_of_group(field, entries))
            }
            _ => self.scope.clone(),
        }
    }

    /// The scope in which the field's name and `this` mean this row.
    #[must_use]
    pub fn row_scope(&self, definition: &Definition, answers: &Answers, index: usize, row: usize) -> Scope {
        let Some(field) = definition.fields.get(index) else { return self.scope.clone() };
        let entries = answers.rows(index).get(row).map_or(&[][..], |r| r);
        self.scope.with_row(&field.id, self.fact_of_row(field, index, row, entries))
    }
}

fn fact_of_group(field: &Field, entries: &[Entry]) -> Fact {
    let columns = field.columns.iter().zip(entries);
    parts(columns.filter_map(|(column, entry)| Some((column.id.as_str(), fact_of(column, &entry.value)?))))
}

fn fact_of(field: &Field, value: &Value) -> Option<Fact> {
    Some(match value {
        Value::Missing | Value::Unreadable(_) => return None,
        Value::NotCounted => Fact::from(()),
        Value::Text(text) => Fact::from(text.as_str()),
        Value::List(items) => items.iter().map(String::as_str).collect(),
        Value::Number(number) => Fact::from(number.value),
        Value::Money(amount) => Fact::from(*amount),
        Value::Ratio { part, of } => parts([("part", Fact::from(*part)), ("of", Fact::from(*of))]),
        Value::Date(date) => Fact::from(date.to_string()),
        Value::DateRange { start, end } => {
            parts([("start", Fact::from(start.to_string())), ("end", Fact::from(end.to_string()))])
        }
        Value::Period(period) => period_fact(*period),
        Value::YesNo(yes) => Fact::from(*yes),
        Value::Choice(chosen) => Fact::from(chosen_id(field, chosen)),
        Value::Several(list) => list.iter().map(|chosen| chosen_id(field, chosen)).collect(),
    })
}

fn period_fact(period: Period) -> Fact {
    parts([
        ("year", Fact::from(period.year)),
        ("index", Fact::from(period.index)),
        ("start", Fact::from(period.start().to_string())),
        ("end", Fact::from(period.end().to_string())),
        ("words", Fact::from(period.words())),
    ])
}

/// A fact with named parts. (Pairs that are merely collected would be a list of pairs.)
fn parts<'a>(list: impl IntoIterator<Item = (&'a str, Fact)>) -> Fact {
    Fact::from(list.into_iter().collect::<BTreeMap<&str, Fact>>())
}

/// The id of a chosen option, or the free text.
fn chosen_id<'a>(field: &'a Field, chosen: &'a Chosen) -> &'a str {
    match (chosen, options(field)) {
        (Chosen::Option(index), Some(options)) => options.list.get(*index).map_or("", |o| o.id.as_str()),
        (Chosen::Other(text), _) => text,
        (Chosen::Option(_), None) => "",
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

/// What a computed fact means for a kind of field.
#[must_use]
pub fn value_of(kind: &Kind, fact: &Fact) -> Value {
    if fact.is_undefined() || fact.is_none() {
        return Value::Missing;
    }
    let text = || fact.as_str().map(str::to_owned).unwrap_or_else(|| fact.to_string());
    let missing = |value: Option<Value>| value.unwrap_or(Value::Missing);
    match kind {
        Kind::Number { .. } => {
            missing(i64::try_from(fact.clone()).ok().map(|value| Value::Number(Number { value, approx: None })))
        }
        Kind::Money => missing(i64::try_from(fact.clone()).ok().map(Value::Money)),
        Kind::Percent { .. } => {
            let whole = |name| i64::try_from(fact.get_attr(name).ok()?).ok();
            missing(whole("part").zip(whole("of")).map(|(part, of)| Value::Ratio { part, of }))
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

/// Whether a field has all it needs: required entries answered, as `(answered, needed)` counts.
#[must_use]
pub fn progress(definition: &Definition, answers: &Answers, evaluation: &Evaluation) -> (usize, usize) {
    let mut needed = 0;
    let mut answered = 0;
    for path in entries(definition, answers, evaluation) {
        if evaluation.is_required(definition, answers, path) {
            needed += 1;
            answered += usize::from(evaluation.value(answers, path).is_known());
        }
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

/// Every entry that is asked now, in the order of the form.
#[must_use]
pub fn entries(definition: &Definition, answers: &Answers, evaluation: &Evaluation) -> Vec<Path> {
    let mut list = Vec::new();
    for (index, field) in definition.fields.iter().enumerate() {
        entries_of(field, index, answers, &mut list);
    }
    list.retain(|path| evaluation.is_asked(definition, answers, *path));
    list
}

fn entries_of(field: &Field, index: usize, answers: &Answers, list: &mut Vec<Path>) {
    match field.shape() {
        Shape::One => list.push(Path::field(index)),
        Shape::Group => list.extend((0..field.columns.len()).map(|column| Path::part(index, column))),
        Shape::Rows => {
            for row in 0..answers.rows(index).len() {
                list.extend((0..field.columns.len()).map(|column| Path::cell(index, row, column)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::report::load::load;
    use crate::report::toml_reader::Source;

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
