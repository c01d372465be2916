//! Which row or item of the file as it was opened each one of an answer is: comments go with it.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use toml_edit::{Array, Value as Toml};

use crate::report::answers::Entry;
use crate::store::reading::content_hash;

/// What a row or an item says, part by part, as numbers; 0 for nothing.
pub(crate) type Parts = Vec<i64>;

/// The parts of a row: its cells.
pub(crate) fn row_parts(row: &[Entry]) -> Parts {
    row.iter().map(|entry| content_hash(entry.raw.trim().as_bytes())).collect()
}

/// The parts of a list's items: the whole, the first word and the last.
pub(crate) fn item_parts(list: &Array) -> Vec<Parts> {
    let parts = |item: &Toml| {
        let text = item.as_str().map_or_else(|| item.to_string().trim().to_owned(), str::to_owned);
        let mut words = text.split_whitespace();
        let (first, last) = (words.next().unwrap_or_default(), words.next_back().unwrap_or_default());
        [&text, first, last].map(|part| content_hash(part.as_bytes())).to_vec()
    };
    list.iter().map(parts).collect()
}

/// The rows of a table, or the items of a list, from one save to the next.
#[derive(Debug, Clone)]
pub(crate) struct Origins {
    /// What those of the opened file said at first, and when they were last there.
    opened: Vec<[Parts; 2]>,
    /// Those of the last save, each with its place in the opened file if it was there.
    last: Vec<(Parts, Option<usize>)>,
}

impl Origins {
    /// Those of the file as it was opened.
    pub(crate) fn new(opened: Vec<Parts>) -> Self {
        Origins {
            opened: opened.iter().map(|parts| [parts.clone(), parts.clone()]).collect(),
            last: opened.into_iter().enumerate().map(|(index, parts)| (parts, Some(index))).collect(),
        }
    }

    /// Where each of the last save stood in the opened file.
    pub(crate) fn places(&self) -> Vec<Option<usize>> {
        self.last.iter().map(|(_, place)| *place).collect()
    }

    /// Goes on to those that are there now.
    pub(crate) fn follow(&mut self, now: Vec<Parts>) {
        let present: BTreeSet<usize> = self.last.iter().filter_map(|(_, place)| *place).collect();
        let mut known = self.last.clone();
        // One that was removed comes back with what it last said, or said at first.
        for (place, [first, latest]) in self.opened.iter().enumerate().filter(|(place, _)| !present.contains(place)) {
            known.push((latest.clone(), Some(place)));
            if first != latest {
                known.push((first.clone(), Some(place)));
            }
        }
        let from = matched(&known, self.last.len(), &now);
        let place = |from: Option<usize>| known.get(from?)?.1;
        self.last = now.into_iter().zip(from).map(|(parts, from)| (parts, place(from))).collect();
        for (parts, place) in &self.last {
            if let Some([_, latest]) = place.and_then(|place| self.opened.get_mut(place)) {
                latest.clone_from(parts);
            }
        }
    }
}

/// What the rows or items of the opened file that are not among `places` any more leave behind, a text each
/// as `left` tells it: under the place of the next one that is still there, or under their `count`.
pub(crate) fn left_before(
    count: usize,
    places: impl Iterator<Item = Option<usize>>,
    left: impl Fn(usize) -> String,
) -> BTreeMap<usize, Vec<String>> {
    let there: BTreeSet<usize> = places.flatten().collect();
    let mut all: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for place in (0..count).filter(|place| !there.contains(place)) {
        let text = left(place);
        if !text.is_empty() {
            let next = there.range(place..).next().copied().unwrap_or(count);
            all.entry(next).or_default().push(text);
        }
    }
    all
}

/// For each of `now`, which of the known it is: one that says the same, else one that says much of the
/// same, else the one in its place. Of the known, the first `last` were there until now.
fn matched(known: &[(Parts, Option<usize>)], last: usize, now: &[Parts]) -> Vec<Option<usize>> {
    let mut by_parts: HashMap<&Parts, VecDeque<usize>> = HashMap::new();
    for (index, (parts, _)) in known.iter().enumerate() {
        by_parts.entry(parts).or_default().push_back(index);
    }
    let mut from: Vec<Option<usize>> = vec![None; now.len()];
    let mut free: BTreeSet<usize> = (0..known.len()).collect();
    let place = |index: usize| known.get(index).and_then(|(_, place)| *place);
    let take = |index: usize, free: &mut BTreeSet<usize>| {
        // What one said at first and at last stand beside each other, for the same one.
        let is_same = |other: &usize| *other == index || place(*other).is_some() && place(*other) == place(index);
        for index in (index.saturating_sub(1)..=index + 1).filter(is_same) {
            free.remove(&index);
        }
    };
    let mut previous = None;
    for (parts, from) in now.iter().zip(&mut from) {
        let Some(equal) = by_parts.get_mut(parts) else { continue };
        // Of equal ones, the next in order.
        let next = equal.iter().position(|index| Some(*index) > previous && free.contains(index));
        let next = next.or_else(|| equal.iter().position(|index| free.contains(index)));
        *from = next.and_then(|next| equal.remove(next));
        if let Some(index) = *from {
            take(index, &mut free);
            previous = Some(index);
        }
    }
    for (parts, from) in now.iter().zip(&mut from).filter(|(_, from)| from.is_none()) {
        let said = parts.iter().filter(|part| **part != 0).count();
        let common = |index: usize| {
            let pairs = known.get(index).into_iter().flat_map(|(known, _)| known.iter().zip(parts));
            pairs.filter(|(known, part)| **known != 0 && known == part).count()
        };
        let alike = free.iter().map(|index| (common(*index), *index));
        let alike = alike.filter(|(common, index)| *common > 0 && (*index < last || common * 2 >= said));
        *from = alike.max_by_key(|(common, index)| (*common, usize::MAX - index)).map(|(_, index)| index);
        if let Some(index) = *from {
            take(index, &mut free);
        }
    }
    for (position, from) in from.iter_mut().enumerate().filter(|(_, from)| from.is_none()) {
        let left = || free.range(..last).copied();
        // Another in the same place is the one that was edited; elsewhere, only if as many stayed.
        *from = left().find(|index| *index == position).or_else(|| left().next().filter(|_| now.len() == last));
        if let Some(index) = *from {
            take(index, &mut free);
        }
    }
    from
}
