//! Which wording of a sentence stands, by the conditions in its pattern.

use crate::report::pattern::{Condition, Part};

use super::print::{Each, PrintContext, Printer};

impl Printer<'_> {
    /// The parts, with the wording that stands in the place of each choice.
    pub(super) fn choose<'p>(&self, parts: &'p [Part], each: Option<Each>, chosen: &mut Vec<&'p Part>) {
        for part in parts {
            let Part::Choice(wordings) = part else {
                chosen.push(part);
                continue;
            };
            if let Some(wording) = wordings.iter().find(|wording| self.holds(wording.when.as_ref(), each)) {
                self.choose(&wording.parts, each, chosen);
            }
        }
    }

    /// Whether a condition in a pattern holds, in the row that the pattern is printed for.
    pub(super) fn holds(&self, condition: Option<&Condition>, each: Option<Each>) -> bool {
        let Some(condition) = condition else { return true };
        let PrintContext { definition, evaluation, .. } = self.context;
        condition.expression.as_ref().is_some_and(|expression| match each {
            Some(each) => evaluation.holds_in_row(definition, expression, each.field, each.index),
            None => evaluation.holds(expression),
        })
    }
}
