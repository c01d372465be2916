//! What a new report starts with.

use std::collections::BTreeMap;
use std::rc::Rc;

use jiff::civil::Date;

use super::answers::{Answers, Entry, EntryPath};
use super::definition::Definition;
use super::evaluation::Evaluation;
use super::facts::value_of;
use super::field::{Kind, Prefill};
use super::ids::FieldId;
use super::read::entry_text;
use super::value::Value;

/// Fills every blank field that has a prefill rule. `office` is the office's profile: its
/// definition and answers.
pub(crate) fn fill(
    definition: &Definition,
    answers: &mut Answers,
    office: Option<(&Definition, &Answers)>,
    today: Date,
) {
    for &field in &definition.order {
        if !answers.answer(field).is_blank() {
            continue;
        }
        match &definition[field].prefill {
            None => {}
            Some(Prefill::Office(name)) => {
                if let Some(answer) = office.and_then(|(d, a)| Some(a.answer(d.field(name)?))) {
                    answers.adopt(definition, field, answer);
                }
            }
            Some(Prefill::Fixed(raw)) => answers.set(definition, EntryPath::field(field), raw.clone()),
            Some(Prefill::Computed(_)) => {
                let evaluation = Evaluation::of(definition, answers, today);
                if let Some(raw) = computed(definition, &evaluation, field) {
                    answers.set(definition, EntryPath::field(field), raw);
                }
            }
        }
    }
}

/// Computed prefills that the officer left as they were change with the answers that they depend on.
#[derive(Debug, Default)]
pub(crate) struct ComputedPrefills {
    /// What each computed prefill gave when it last gave anything: while a year is half typed it
    /// gives nothing, and what stands in the field is still the one of before.
    last: BTreeMap<FieldId, Given>,
}

/// What a computed prefill gave.
#[derive(Debug)]
struct Given {
    raw: String,
    /// How that stands in the field: a file that was opened again may spell it another way.
    standing: String,
}

impl ComputedPrefills {
    /// What the prefills give for the answers as they are.
    #[must_use]
    pub(crate) fn from(definition: &Definition, answers: &Answers, evaluation: &Evaluation) -> Self {
        let given = |field| {
            let raw = computed(definition, evaluation, field)?;
            let own = answers.entry(EntryPath::field(field));
            let value = answers.meaning(definition, &definition[field].kind, &raw);
            let given = Entry { raw: raw.clone(), value };
            let standing = own.filter(|own| own.means(&given)).map_or_else(|| raw.clone(), |own| own.raw.clone());
            Some((field, Given { raw, standing }))
        };
        ComputedPrefills { last: definition.fields.ids().filter_map(given).collect() }
    }

    /// Whether this is what the prefill of a field gives.
    #[must_use]
    pub(crate) fn gives(&self, field: FieldId, raw: &str) -> bool {
        self.last.get(&field).is_some_and(|given| given.standing == raw)
    }

    /// Fills in what the prefills give now, where the officer left what they gave before. True where
    /// an answer changed.
    pub(crate) fn fill(&mut self, definition: &Definition, answers: &mut Answers, evaluation: &Evaluation) -> bool {
        let mut changed = false;
        for field in definition.fields.ids() {
            let new = computed(definition, evaluation, field);
            // What follows a blank is blank, too. What is half typed has not given another yet.
            let Some(new) = new.or_else(|| follows_blank(definition, answers, field).then(String::new)) else {
                continue;
            };
            let old = self.last.get(&field);
            if old.is_some_and(|old| old.raw == new) {
                continue;
            }
            let is_left = answers.raw(EntryPath::field(field)) == old.map_or("", |old| &old.standing);
            if is_left {
                answers.set(definition, EntryPath::field(field), new.clone());
                // It is computed now, whatever it came from.
                if answers.unconfirmed.contains(&field) {
                    Rc::make_mut(&mut answers.unconfirmed).remove(&field);
                }
                changed = true;
            }
            self.last.insert(field, Given { raw: new.clone(), standing: new });
        }
        changed
    }
}

/// Whether an answer that a computed prefill follows is blank.
fn follows_blank(definition: &Definition, answers: &Answers, field: FieldId) -> bool {
    let Some(Prefill::Computed(expression)) = &definition[field].prefill else { return false };
    expression.names().iter().filter_map(|name| definition.field(name)).any(|field| answers.answer(field).is_blank())
}

/// The raw text that a computed prefill gives now.
pub(crate) fn computed(definition: &Definition, evaluation: &Evaluation, field: FieldId) -> Option<String> {
    let field = &definition[field];
    let Some(Prefill::Computed(expression)) = &field.prefill else { return None };
    if !expression.is_answered(&evaluation.scope) {
        return None;
    }
    let fact = expression.value(&evaluation.scope)?;
    match (&field.kind, value_of(&field.kind, &fact)) {
        (Kind::DateRange | Kind::Period(_), _) => Some(fact.as_str()?.to_owned()),
        // A theme that the new year does not have yet is not that of the year before.
        (Kind::Choice(_), Value::Missing) => Some(String::new()),
        (_, Value::Missing) => None,
        (kind, value) => Some(entry_text(kind, &value)),
    }
}
