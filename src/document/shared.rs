//! Parts of a document that are the same in its next version.

use std::ops::{Deref, DerefMut};
use std::rc::Rc;

/// A value that its copies share until one of them is changed. Copying it, and telling that two
/// copies are still the same, costs next to nothing: a document is composed anew for each key, and
/// nearly all of it is as before.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shared<T: Eq>(Rc<T>);

impl<T: Eq> From<T> for Shared<T> {
    fn from(value: T) -> Self {
        Shared(Rc::new(value))
    }
}

impl<T: Eq> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Eq + Clone> DerefMut for Shared<T> {
    fn deref_mut(&mut self) -> &mut T {
        Rc::make_mut(&mut self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_copy_leaves_the_other_alone() {
        let first = Shared::from(vec![1, 2]);
        let mut second = first.clone();
        assert!(Rc::ptr_eq(&first.0, &second.0) && first == second);
        second.push(3);
        assert_eq!((first.as_slice(), second.as_slice()), (&[1, 2][..], &[1, 2, 3][..]));
    }
}
