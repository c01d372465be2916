//! What names a field from elsewhere.

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
    pub fn distance(self, other: FieldId) -> usize {
        self.0.abs_diff(other.0)
    }
}

/// One thing for each field of a report type, in the order of the form.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldMap<T>(Vec<T>);

impl<T> FieldMap<T> {
    /// The things alone.
    #[must_use]
    pub fn as_slice(&self) -> &[T] {
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
    pub fn map<U>(&self, follow: impl FnMut(&T) -> U) -> FieldMap<U> {
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
