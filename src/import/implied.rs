//! What the conditions of a sentence say of answers that it does not print: "chưa em nào biết bơi" stands for 0.

use crate::report::definition::{BodyBlock, Definition};
use crate::report::expression::Expression;
use crate::report::field::{Kind, Required, Shape};
use crate::report::ids::FieldId;
use crate::report::pattern::{Condition, Part, Pattern, Placeholder, Target};
use crate::text::letters::small_in_place;

use super::sentence::Reading;

/// What must hold for a sentence to be worded like this: the conditions of its block, its wordings, and its own words.
pub(super) fn conditions<'p>(block: &'p BodyBlock, reading: &Reading<'p>) -> Vec<&'p Expression> {
    let of_words = reading.found.iter().filter_map(|(place, text)| {
        let is_said =
            |target: &Target| matches!(target, Target::Words(words) if small_in_place(words) == small_in_place(text));
        place.candidates.iter().find(|candidate| is_said(&candidate.target))?.when.as_ref()?.expression.as_ref()
    });
    block.when.iter().chain(reading.implied.iter().copied()).chain(of_words).collect()
}

/// Whether a condition says that a table has one row.
pub(super) fn is_alone(definition: &Definition, table: FieldId, conditions: &[&Expression]) -> bool {
    let own = &definition[table];
    let alone = format!("{}|length == 1", own.id);
    own.shape() == Shape::Rows && conditions.iter().any(|when| when.source().split(" and ").any(|part| part == alone))
}

/// Fills the cells of a row that nothing prints, where a condition plainly says what stands there: a figure, that nobody
/// counted, or as much as in another cell.
pub(super) fn imply_cells(
    definition: &Definition,
    table: FieldId,
    conditions: &[&Expression],
    row: &mut Vec<(usize, String)>,
) {
    let own = &definition[table];
    let column = |name: &str| {
        let name = name.trim();
        // Of a row alone, its cell is the total.
        let total = name.strip_prefix("total(").and_then(|rest| rest.strip_suffix("')")?.split_once(", '"));
        let (_, name) = total.or_else(|| name.split_once('.')).filter(|(table, _)| *table == own.id)?;
        own.columns.iter().position(|column| column.id == name && column.is_typed())
    };
    for part in
        conditions.iter().filter(|when| !when.source().contains(" or ")).flat_map(|when| when.source().split(" and "))
    {
        let is = part.split_once(" == ").or_else(|| Some((part.strip_suffix(" is none")?, "-")));
        let Some((left, right)) = is.and_then(|(left, right)| Some((column(left)?, right.trim()))) else { continue };
        let said = |column: usize| row.iter().find(|(at, _)| *at == column).map(|(_, text)| text.clone());
        let literal = right.trim_matches('\'');
        let is_literal = literal.len() < right.len() || right == "-" || right.bytes().all(|b| b.is_ascii_digit());
        match (said(left), column(right)) {
            (None, None) if is_literal => row.push((left, literal.to_owned())),
            (None, Some(other)) => row.extend(said(other).map(|text| (left, text))),
            (Some(text), Some(other)) if said(other).is_none() => row.push((other, text)),
            _ => {}
        }
    }
}

/// The columns whose total a series of a block leaves out where it is 0: they must be answered, so that nothing else is
/// left out.
pub(super) fn noughts(definition: &Definition, table: FieldId, block: &BodyBlock) -> impl Iterator<Item = usize> {
    let parts = block.series.iter().flat_map(|series| &series.parts);
    parts.flat_map(Pattern::targets).filter_map(move |target| match target {
        Target::Column(field, column) if *field == table => {
            let own = definition[table].columns.get(*column)?;
            let is_count = matches!(own.kind, Kind::Number { plain: false, .. });
            (is_count && own.is_typed() && matches!(own.required, Required::Always)).then_some(*column)
        }
        _ => None,
    })
}

/// Whether a sentence has a wording for a figure of a place that was not asked for.
pub(super) fn may_be_blank(definition: &Definition, parts: &[Part], place: &Placeholder) -> bool {
    let Some(Target::Column(field, column)) = place.targets().next() else { return false };
    let Some(own) = definition[*field].columns.get(*column) else { return false };
    let wanted = format!("{}.{} is undefined", definition[*field].id, own.id);
    let asks = |when: Option<&Condition>| {
        when.and_then(|when| when.expression.as_ref()).is_some_and(|expression| expression.source() == wanted)
    };
    parts.iter().any(|part| match part {
        Part::Text(_) => false,
        Part::Place(place) => place.candidates.iter().any(|candidate| asks(candidate.when.as_ref())),
        Part::Optional(parts) => may_be_blank(definition, parts, place),
        Part::Choice(wordings) => wordings
            .iter()
            .any(|wording| asks(wording.when.as_ref()) || may_be_blank(definition, &wording.parts, place)),
    })
}
