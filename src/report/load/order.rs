//! The order in which fields are evaluated: each after those that its condition, calculation or proposal
//! reads.

use std::collections::HashMap;

use crate::report::definition::Definition;
use crate::report::expression::Expression;
use crate::report::field::Kind;
use crate::report::ids::{FieldId, FieldMap};

/// Finds the order. `names` are the fields by their ids.
///
/// # Errors
/// The fields of a circle, the first again at the end.
pub(crate) fn order(definition: &Definition, names: &HashMap<String, FieldId>) -> Result<Vec<FieldId>, Vec<FieldId>> {
    let reads = |expression: &Expression| -> Vec<FieldId> {
        let roots = expression.names().iter().map(|name| name.split('.').next().unwrap_or_default());
        roots.filter_map(|root| names.get(root).copied()).collect()
    };
    let needs = |id: FieldId| -> Vec<FieldId> {
        let (field, section) = (&definition[id], &definition[definition.section_of(id)]);
        let expressions = [&section.relevant, &field.relevant, &field.calculation, &field.propose];
        let columns = field.columns.iter().filter_map(|column| column.calculation.as_ref());
        let columns = columns.flat_map(&reads).filter(|read| *read != id);
        let mut list: Vec<FieldId> = expressions.into_iter().flatten().flat_map(&reads).collect();
        list.extend(columns);
        if let Kind::Percent { of: Some(of) } = field.kind {
            list.push(of);
        }
        list
    };
    let mut visit =
        Visit { needs: &needs, state: definition.fields.map(|_| State::New), order: Vec::new(), trail: Vec::new() };
    for field in definition.fields.ids() {
        visit.visit(field)?;
    }
    Ok(visit.order)
}

#[derive(Clone, Copy)]
enum State {
    New,
    Open,
    Done,
}

/// A walk from each field to those that it needs.
struct Visit<'a> {
    needs: &'a dyn Fn(FieldId) -> Vec<FieldId>,
    state: FieldMap<State>,
    order: Vec<FieldId>,
    /// The way to the present field.
    trail: Vec<FieldId>,
}

impl Visit<'_> {
    fn visit(&mut self, field: FieldId) -> Result<(), Vec<FieldId>> {
        match self.state[field] {
            State::Done => return Ok(()),
            State::Open => {
                let mut circle: Vec<FieldId> = self.trail.iter().copied().skip_while(|on| *on != field).collect();
                circle.push(field);
                return Err(circle);
            }
            State::New => {}
        }
        self.state[field] = State::Open;
        self.trail.push(field);
        for next in (self.needs)(field) {
            self.visit(next)?;
        }
        self.trail.pop();
        self.state[field] = State::Done;
        self.order.push(field);
        Ok(())
    }
}
