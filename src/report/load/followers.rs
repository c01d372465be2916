//! What follows from each answer. Most are said by a sentence or two, and by conditions that only
//! ask whether there is an answer.

use crate::report::definition::{BodyRole, Condition, Definition, Followers};
use crate::report::expression::Expression;
use crate::report::field::{Field, Kind, Prefill, Required};
use crate::report::pattern::Pattern;

/// For each field, what follows from its answer; none where that may be anything.
pub fn settle(definition: &Definition) -> Vec<Option<Followers>> {
    let mut list = vec![Some(Followers::default()); definition.fields.len()];
    let mut anything = |field: usize| {
        if let Some(slot) = list.get_mut(field) {
            *slot = None;
        }
    };
    for (index, field) in definition.fields.iter().enumerate() {
        let columns = field.columns.iter().flat_map(expressions);
        columns.flat_map(reads).filter(|read| *read != index).for_each(&mut anything);
        computed(field).flat_map(reads).for_each(&mut anything);
        if let Kind::Percent { of: Some(of) } = field.kind {
            anything(of);
        }
        if !field.is_typed() || matches!(field.prefill, Some(Prefill::Computed(_))) {
            anything(index);
        }
    }
    for rule in definition.rules.iter().filter(|rule| rule.each.is_some()) {
        // In rows, names mean other things.
        rule.each.into_iter().chain(reads(&rule.check)).for_each(&mut anything);
    }
    around(definition).for_each(&mut anything);
    let blocks = definition.body.iter().enumerate();
    for (_, block) in blocks.clone().filter(|(place, _)| !stands_alone(definition, *place)) {
        block.reads.iter().copied().for_each(&mut anything);
    }

    for (place, block) in blocks {
        for &field in &block.reads {
            if let Some(Some(followers)) = list.get_mut(field) {
                followers.blocks.push(place);
            }
        }
    }
    for condition in definition.conditions() {
        for field in definition.condition(condition).into_iter().flat_map(reads) {
            let own = matches!(condition, Condition::FieldConstraint(of, _) if of == field);
            if let Some(Some(followers)) = list.get_mut(field).filter(|_| !own)
                && !followers.conditions.contains(&condition)
            {
                followers.conditions.push(condition);
            }
        }
    }
    list
}

/// Whether a body block opens nothing, ends nothing, takes no turns with others and is not
/// punctuated with them.
fn stands_alone(definition: &Definition, place: usize) -> bool {
    let Some(block) = definition.body.get(place) else { return false };
    let prose = matches!(block.role, BodyRole::Lead | BodyRole::Paragraph | BodyRole::Item | BodyRole::SubItem);
    let is_heading = |role| matches!(role, BodyRole::Heading(_));
    let in_turns = block.each.is_some() && definition.body.iter().any(|b| is_heading(b.role) && b.each == block.each);
    prose && !in_turns
}

/// The fields that stand above and below the body.
fn around(definition: &Definition) -> impl Iterator<Item = usize> {
    let (head, end) = (definition.letterhead.as_ref(), definition.closing.as_ref());
    let patterns = head
        .map(|h| [&h.parent, &h.agency, &h.number, &h.symbol, &h.place, &h.title, &h.subject])
        .into_iter()
        .flatten()
        .chain(end.map(|e| [&e.sentence, &e.archive]).into_iter().flatten());
    let bound = head.map(|h| [h.date, h.addressees, h.padding]).into_iter().flatten();
    let bound = bound.chain(end.map(|e| [e.recipients, e.signature, e.issuer, e.notes]).into_iter().flatten());
    patterns.flat_map(Pattern::fields).chain(bound.flatten()).chain(definition.period)
}

/// What gives a field its value, at the start or always.
fn computed(field: &Field) -> impl Iterator<Item = &Expression> {
    let prefill = match &field.prefill {
        Some(Prefill::Computed(expression)) => Some(expression),
        Some(Prefill::Office(_) | Prefill::Fixed(_)) | None => None,
    };
    field.calculation.iter().chain(prefill)
}

/// Everything that a column computes, asks or checks.
fn expressions(column: &Field) -> impl Iterator<Item = &Expression> {
    let required = match &column.required {
        Required::When(condition) => Some(condition),
        Required::Never | Required::Always => None,
    };
    let checks = column.constraints.iter().map(|constraint| &constraint.check);
    computed(column).chain(&column.relevant).chain(required).chain(checks)
}

fn reads(expression: &Expression) -> impl Iterator<Item = usize> {
    expression.reads().unwrap_or_default().iter().copied()
}
