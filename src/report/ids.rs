//! What names a field or a paragraph from elsewhere.

use std::fmt;
use std::ops::{Index, IndexMut};

/// What an id that finds nothing means.
const OF_ANOTHER: &str = "a field id belongs to the report type that gave it";

/// A field of a report type, by its place among all of them. Only a [`FieldMap`] gives one out, so that
/// it always is the field of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FieldId(usize);

impl FieldId {
    /// How many fields further up or down the form another one is.
    #[must_use]
    pub(crate) fn distance(self, other: FieldId) -> usize {
        self.0.abs_diff(other.0)
    }
}

/// One thing for each field of a report type, in the order of the form.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldMap<T>(Vec<T>);

impl<T> FieldMap<T> {
    /// The things alone.
    #[must_use]
    pub(crate) fn as_slice(&self) -> &[T] {
        &self.0
    }

    /// The things alone, one by one.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.0.iter()
    }

    /// The fields.
    pub fn ids(&self) -> impl Iterator<Item = FieldId> + use<T> {
        (0..self.0.len()).map(FieldId)
    }

    /// Each thing with its field.
    pub fn with_ids(&self) -> impl Iterator<Item = (FieldId, &T)> {
        self.ids().zip(&self.0)
    }

    /// The first field whose thing is wanted.
    pub fn position(&self, is_wanted: impl Fn(&T) -> bool) -> Option<FieldId> {
        self.0.iter().position(is_wanted).map(FieldId)
    }

    /// What follows from each thing.
    pub(crate) fn map<U>(&self, follow: impl FnMut(&T) -> U) -> FieldMap<U> {
        FieldMap(self.0.iter().map(follow).collect())
    }

    /// Adds a field at the end.
    pub(super) fn push(&mut self, thing: T) -> FieldId {
        self.0.push(thing);
        FieldId(self.0.len() - 1)
    }
}

impl<T> Default for FieldMap<T> {
    fn default() -> Self {
        FieldMap(Vec::new())
    }
}

impl<'a, T> IntoIterator for &'a FieldMap<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

#[expect(clippy::expect_used, reason = "only a map gives ids out, and none loses an entry")]
impl<T> Index<FieldId> for FieldMap<T> {
    type Output = T;

    fn index(&self, field: FieldId) -> &T {
        self.0.get(field.0).expect(OF_ANOTHER)
    }
}

#[expect(clippy::expect_used, reason = "only a map gives ids out, and none loses an entry")]
impl<T> IndexMut<FieldId> for FieldMap<T> {
    fn index_mut(&mut self, field: FieldId) -> &mut T {
        self.0.get_mut(field.0).expect(OF_ANOTHER)
    }
}

/// The name of a paragraph of the document, under which what was written by hand is kept: the id of its
/// block in the type file, with "#2" for its second row and "#2.1" for an item there.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BlockId(String);

impl BlockId {
    /// The paragraph of this name; of a block in the type file, the one that is not repeated.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        BlockId(name.into())
    }

    /// The paragraph for a row, and for an item in it; both from 0.
    #[must_use]
    pub(crate) fn of_row(block: &str, row: usize, item: Option<usize>) -> Self {
        let item = item.map_or(String::new(), |item| format!(".{}", item + 1));
        BlockId(format!("{block}#{}{item}", row + 1))
    }

    /// The paragraph that stands for this one in some role: "kham-empty".
    #[must_use]
    pub(crate) fn stand_in(&self, role: &str) -> Self {
        BlockId(format!("{self}-{role}"))
    }

    /// The paragraph of another block for the same row and item.
    #[must_use]
    pub(crate) fn in_block(&self, block: &str) -> Self {
        let row = self.0.get(self.block().len()..).unwrap_or_default();
        BlockId(format!("{block}{row}"))
    }

    /// The id of its block in the type file: the same for all rows.
    #[must_use]
    pub fn block(&self) -> &str {
        self.0.split_once('#').map_or(self.as_str(), |(block, _)| block)
    }

    /// The row that it is for, and the item in it; both from 0. None for one that is not repeated.
    #[must_use]
    pub(crate) fn place(&self) -> Option<(usize, Option<usize>)> {
        let (_, place) = self.0.split_once('#')?;
        let place = place.split_once('-').map_or(place, |(place, _)| place);
        let number = |text: &str| text.parse::<usize>().ok()?.checked_sub(1);
        match place.split_once('.') {
            None => Some((number(place)?, None)),
            Some((row, item)) => Some((number(row)?, Some(number(item)?))),
        }
    }

    /// The same paragraph for another row and item; both from 0.
    #[must_use]
    pub(crate) fn at_place(&self, row: usize, item: Option<usize>) -> Self {
        let place = BlockId::of_row(self.block(), row, item);
        match self.0.split_once('#').and_then(|(_, place)| place.split_once('-')) {
            None => place,
            Some((_, role)) => place.stand_in(role),
        }
    }

    /// The name as files have it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for BlockId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
impl FieldId {
    /// The field at this place, for tests that know their report type.
    pub(crate) const fn nth(at: usize) -> Self {
        FieldId(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_of_a_block_are_told_apart_by_row_and_item() {
        let ids = [BlockId::new("kham"), BlockId::of_row("kham", 1, None), BlockId::of_row("kham", 1, Some(0))];
        assert_eq!(ids.each_ref().map(BlockId::as_str), ["kham", "kham#2", "kham#2.1"]);
        assert_eq!(ids.each_ref().map(BlockId::block), ["kham"; 3]);
        assert_eq!(ids[1].stand_in("empty").to_string(), "kham#2-empty");
        assert_eq!(ids.each_ref().map(BlockId::place), [None, Some((1, None)), Some((1, Some(0)))]);
        assert_eq!(ids[2].at_place(4, Some(2)).as_str(), "kham#5.3");
        assert_eq!(ids[1].stand_in("empty").at_place(0, None).as_str(), "kham#1-empty");
        assert_eq!(BlockId::new("kham-them#3-empty").place(), Some((2, None)));
        for wrong in ["kham#", "kham#0", "kham#x", "kham#1.0", "kham#1.1.1"] {
            assert_eq!(BlockId::new(wrong).place(), None, "{wrong}");
        }
    }

    #[test]
    #[should_panic(expected = "a field id belongs to the report type that gave it")]
    fn the_id_of_another_type_is_told() {
        let mut two = FieldMap::default();
        let ids = [two.push('a'), two.push('b')];
        assert_eq!(ids.map(|id| two[id]), ['a', 'b']);
        let mut one = FieldMap::default();
        one.push('c');
        let _ = one[ids[1]];
    }
}
