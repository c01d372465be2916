//! The order in which fields are evaluated: each after those that its condition or calculation reads.

use std::collections::HashMap;

use crate::report::definition::Section;
use crate::report::expression::Expression;
use crate::report::field::{Field, Kind};

/// Finds the order. `names` are the fields by their ids.
///
/// # Errors
/// The fields of a circle, the first again at the end.
pub fn order(fields: &[Field], sections: &[Section], names: &HashMap<String, usize>) -> Result<Vec<usize>, Vec<usize>> {
    let reads = |expression: &Expression| -> Vec<usize> {
        let roots = expression.names().iter().map(|name| name.split('.').next().unwrap_or_default());
        roots.filter_map(|root| names.get(root).copied()).collect()
    };
    let needs: Vec<Vec<usize>> = fields
        .iter()
        .enumerate()
        .map(|(index, field)| {
            let section = sections.iter().find(|s| s.fields.contains(&index));
            let expressions =
                [section.and_then(|s| s.relevant.as_ref()), field.relevant.as_ref(), field.calculation.as_ref()];
            let columns = field.columns.iter().filter_map(|column| column.calculation.as_ref());
            let columns = columns.flat_map(&reads).filter(|read| *read != index);
            let mut list: Vec<usize> = expressions.into_iter().flatten().flat_map(&reads).collect();
            list.extend(columns);
            if let Kind::Percent { of: Some(of) } = field.kind {
                list.push(of);
            }
            list
        })
        .collect();

    let mut order = Vec::with_capacity(fields.len());
    let mut state = vec![State::New; fields.len()];
    for start in 0..fields.len() {
        visit(start, &needs, &mut state, &mut order, &mut Vec::new())?;
    }
    Ok(order)
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}

fn visit(
    at: usize,
    needs: &[Vec<usize>],
    state: &mut [State],
    order: &mut Vec<usize>,
    trail: &mut Vec<usize>,
) -> Result<(), Vec<usize>> {
    match state.get(at).copied() {
        None | Some(State::Done) => return Ok(()),
        Some(State::Open) => {
            let from = trail.iter().position(|i| *i == at).unwrap_or(0);
            let mut circle = trail.get(from..).unwrap_or_default().to_vec();
            circle.push(at);
            return Err(circle);
        }
        Some(State::New) => {}
    }
    let set = |to: State, state: &mut [State]| {
        if let Some(state) = state.get_mut(at) {
            *state = to;
        }
    };
    set(State::Open, state);
    trail.push(at);
    for &next in needs.get(at).map_or(&[][..], |n| n) {
        visit(next, needs, state, order, trail)?;
    }
    trail.pop();
    set(State::Done, state);
    order.push(at);
    Ok(())
}
