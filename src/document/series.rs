//! Series: parts of a sentence that are joined, of which those that have nothing to say are left out.

use crate::report::definition::Series;

use super::Run;
use super::print::{Each, Printed, Printer};

impl Printer<'_> {
    /// Prints the parts of a series that stand, joined.
    pub(super) fn series(&self, list: &Series, all: &[Series], each: Option<Each>, printed: &mut Printed) {
        let mut standing: Vec<Vec<Run>> = Vec::new();
        let (mut missing, mut is_answered) = (Vec::new(), false);
        for pattern in &list.parts {
            let cited = self.cited();
            let mut part = Printed::default();
            self.parts(&pattern.parts, all, each, &mut part);
            let says_nothing = part.missing.is_empty() && part.runs.iter().all(|run| run.text.is_empty());
            if says_nothing {
                self.forget_since(cited);
            } else if part.stands() || self.is_called_for(&part, &printed.missing) {
                printed.missing.append(&mut part.missing);
                printed.present.append(&mut part.present);
                standing.push(part.runs);
            } else {
                self.forget_since(cited);
                is_answered |= part.missing.is_empty();
                missing.append(&mut part.missing);
            }
        }
        if standing.is_empty() {
            // Nothing to join: the series has nothing to say, or is missing as a whole; and with it its sentence.
            match missing.first() {
                Some(first) if !is_answered => {
                    printed.runs.push(self.lack(*first));
                    printed.missing.append(&mut missing);
                }
                _ => printed.void = true,
            }
            return;
        }
        let last = standing.len() - 1;
        // Parts with commas of their own are set apart by more.
        let text_of = |runs: &Vec<Run>| runs.iter().map(|run| run.text.as_str()).collect::<String>();
        let has_commas = last > 1 && standing.iter().any(|runs| text_of(runs).contains(", "));
        for (index, runs) in standing.into_iter().enumerate() {
            if index > 0 {
                let joint = match index == last {
                    _ if list.semicolons => "; ",
                    true => " và ",
                    false if has_commas => "; ",
                    false => ", ",
                };
                printed.runs.push(Run::plain(joint));
            }
            printed.runs.extend(runs);
        }
    }
}
