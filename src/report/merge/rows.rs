//! What two people changed in one table, put together.

use std::collections::{BTreeMap, BTreeSet};

use super::{Choice, choose};
use crate::report::moves::{Row, Rows, went};

/// Row and column of a cell.
pub(super) type At = (Option<usize>, Option<usize>);

/// What both changed in a cell, each in another way.
pub(super) struct Clash {
    pub at: At,
    pub theirs: String,
    pub ours: String,
}

/// The changes of two in one table.
pub(super) struct MergedRows {
    /// Whether the rows are those of theirs; else they are ours.
    pub is_order_theirs: bool,
    /// What is to be put in cells of these.
    pub changes: Vec<(At, String)>,
    pub clashes: Vec<Clash>,
}

impl MergedRows {
    /// Whether all that we put in cells since the first state stands in some cell of these rows.
    fn keeps(&self, base: &Rows, ours: &Rows, theirs: &Rows) -> bool {
        let mut rows = if self.is_order_theirs { theirs.clone() } else { ours.clone() };
        for ((row, column), raw) in &self.changes {
            let row = row.and_then(|row| rows.get_mut(row));
            if let Some(cell) = row.zip(*column).and_then(|(row, column)| row.get_mut(column)) {
                *cell = raw;
            }
        }
        let (before, now, merged) = (times(base), times(ours), times(&rows));
        let of = |times: &BTreeMap<&str, usize>, text: &str| times.get(text).copied().unwrap_or(0);
        now.iter().all(|(text, times)| *times <= of(&before, text) || *times <= of(&merged, text))
    }
}

/// How often each text stands in a table.
fn times<'a>(rows: &Rows<'a>) -> BTreeMap<&'a str, usize> {
    let mut times = BTreeMap::new();
    for text in rows.iter().flatten().filter(|text| !text.is_empty()) {
        *times.entry(*text).or_insert(0) += 1;
    }
    times
}

/// Puts the changes in rows together: where one side left their order as it was, that of the other stands, and
/// what was typed in a row goes where that row is now. `None` where it is not sure which row that is.
pub(super) fn merge_rows(known: &[Rows], ours: &Rows, theirs: &Rows) -> Option<MergedRows> {
    let (base, later) = known.split_first()?;
    // Nobody knows whether a later state ever stood in the file: theirs is taken for a change of it only where it
    // shows so itself, and never where what we typed would go by that.
    let from_later = |later: &Rows| {
        let merged = shows(base, later, theirs).then(|| merge_rows_from(later, known, ours, theirs))??;
        merged.keeps(base, ours, theirs).then_some(merged)
    };
    merge_rows_from(base, known, ours, theirs).or_else(|| later.iter().find_map(from_later))
}

/// Whether theirs has all that became of the rows between the first state and a later one: each row that came
/// then, and none of those that went.
fn shows(base: &Rows, later: &Rows, theirs: &Rows) -> bool {
    let [before, after, now] = [base, later, theirs].map(|rows| rows.iter().collect::<BTreeSet<&Row>>());
    let mut came = later.iter().zip(went(later, theirs)).filter(|(row, _)| !before.contains(row)).peekable();
    let mut gone = base.iter().zip(went(base, theirs)).filter(|(row, _)| !after.contains(row)).peekable();
    let is_of_later = |to: usize| theirs.get(to).is_some_and(|row| after.contains(row));
    // A row that is changed in theirs, too, may be that of the first state where that had one of this name.
    let is_new = |row: &Row| base.iter().all(|other| other.first() != row.first());
    (came.peek().is_some() || gone.peek().is_some())
        && came.all(|(row, to)| now.contains(row) || (to.is_some() && is_new(row)))
        && gone.all(|(row, to)| !now.contains(row) && to.is_none_or(is_of_later))
}

fn merge_rows_from(base: &Rows, known: &[Rows], ours: &Rows, theirs: &Rows) -> Option<MergedRows> {
    let (own, other) = (went(base, ours), went(base, theirs));
    let (is_order_theirs, is_order_ours) = (kept_order(&own, ours), kept_order(&other, theirs));
    if !is_order_theirs && !is_order_ours {
        return None;
    }
    // What theirs may have begun from, a row of theirs each.
    let begun: Vec<Vec<Option<&Row>>> = known
        .iter()
        .map(|known| {
            let mut rows = vec![None; theirs.len()];
            for (row, to) in known.iter().zip(went(known, theirs)) {
                if let Some(slot) = to.and_then(|to| rows.get_mut(to)) {
                    *slot = Some(row);
                }
            }
            rows
        })
        .collect();
    let had: Vec<Vec<Option<usize>>> = known.iter().map(|known| went(base, known)).collect();
    let mut merged = MergedRows { is_order_theirs, changes: Vec::new(), clashes: Vec::new() };
    for (place, ((row, own_at), other_at)) in base.iter().zip(own).zip(other).enumerate() {
        let is_sure = own_at.is_some() && other_at.is_some();
        // In rows that kept their order, one that is another now stands in its place.
        let (own_at, other_at) =
            (own_at.or(is_order_theirs.then_some(place)), other_at.or(is_order_ours.then_some(place)));
        let (own_row, other_row) = (own_at.and_then(|at| ours.get(at)), other_at.and_then(|at| theirs.get(at)));
        let (Some(own_row), Some(other_row)) = (own_row, other_row) else {
            // One that was changed on one side and is not found on the other may be there, changed too; and one
            // that not all had that theirs may have begun from, they may never have seen.
            let is_changed = own_row.or(other_row).is_some_and(|left| left != row);
            let may_be_unseen = other_row.is_none() && had.iter().any(|to| to.get(place) == Some(&None));
            if is_changed || may_be_unseen {
                return None;
            }
            continue;
        };
        if !is_sure && own_row != row && other_row != row {
            return None;
        }
        let at = if is_order_theirs { other_at } else { own_at };
        for (column, ((first, own), other)) in row.iter().zip(own_row).zip(other_row).enumerate() {
            let begun = begun.iter().filter_map(|rows| (*rows.get(other_at?)?)?.get(column));
            let choice = choose(std::iter::once(first).chain(begun), &own, &other);
            let at = (at, Some(column));
            // In rows of theirs, what they wrote stands already; in ours, what we did.
            match (choice, is_order_theirs) {
                (Choice::Theirs, true) | (Choice::Ours, false) => {}
                (Choice::Theirs, false) => merged.changes.push((at, (*other).to_owned())),
                (Choice::Ours, true) => merged.changes.push((at, (*own).to_owned())),
                (Choice::Both, _) => {
                    merged.changes.push((at, (*own).to_owned()));
                    merged.clashes.push(Clash { at, theirs: (*other).to_owned(), ours: (*own).to_owned() });
                }
            }
        }
    }
    Some(merged)
}

/// Whether each row that is found again stands where it stood, and there are as many as before.
fn kept_order(to: &[Option<usize>], now: &Rows) -> bool {
    to.len() == now.len() && to.iter().enumerate().all(|(at, to)| to.is_none_or(|to| to == at))
}
