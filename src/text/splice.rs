//! A change of a text: what was cut, what was put, and where.

/// The part of a text that was changed: a thousand steps in a long text must not keep a thousand
/// copies of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Splice {
    /// Where it begins, in bytes.
    pub at: usize,
    pub before: String,
    pub after: String,
}

impl Splice {
    /// What turns one text into another.
    #[must_use]
    pub(crate) fn between(old: &str, new: &str) -> Self {
        // Bytes are compared, which is quick in long texts; a letter is never cut.
        let same = |(a, b): &(u8, u8)| a == b;
        let mut at = old.bytes().zip(new.bytes()).take_while(same).count();
        while !(old.is_char_boundary(at) && new.is_char_boundary(at)) {
            at -= 1;
        }
        let (old, new) = (old.get(at..).unwrap_or_default(), new.get(at..).unwrap_or_default());
        let mut tail = old.bytes().rev().zip(new.bytes().rev()).take_while(same).count();
        while !(old.is_char_boundary(old.len() - tail) && new.is_char_boundary(new.len() - tail)) {
            tail -= 1;
        }
        let head = |text: &str| text.get(..text.len() - tail).unwrap_or_default().to_owned();
        Splice { at, before: head(old), after: head(new) }
    }

    /// The text before it, made from the text after it.
    #[must_use]
    pub(crate) fn undone(&self, text: &str) -> String {
        replaced(text, self.at, &self.after, &self.before)
    }

    /// The text after it, made from the text before it.
    #[must_use]
    pub(crate) fn redone(&self, text: &str) -> String {
        replaced(text, self.at, &self.before, &self.after)
    }

    /// Joins what was typed next, if it touches what this one left; false if it does not.
    pub(crate) fn join(&mut self, next: &Splice) -> bool {
        let (end, next_end) = (self.at + self.after.len(), next.at + next.before.len());
        if next.at > end || next_end < self.at {
            return false;
        }
        let start = self.at;
        // What the next one took away on either side of this one was there before both.
        let left = next.before.get(..start.saturating_sub(next.at)).unwrap_or_default();
        let right = next.before.get(next.before.len() - next_end.saturating_sub(end)..).unwrap_or_default();
        let kept_left = self.after.get(..next.at.saturating_sub(start)).unwrap_or_default();
        let kept_right = self.after.get(self.after.len() - end.saturating_sub(next_end)..).unwrap_or_default();
        *self = Splice {
            at: start.min(next.at),
            before: format!("{left}{}{right}", self.before),
            after: format!("{kept_left}{}{kept_right}", next.after),
        };
        true
    }
}

/// A text with `new` in the place of the `old` that stands at `at`; the text itself should
/// another stand there.
fn replaced(text: &str, at: usize, old: &str, new: &str) -> String {
    let after = text.get(at..).and_then(|rest| rest.strip_prefix(old));
    after.map_or_else(|| text.to_owned(), |after| format!("{}{new}{after}", text.get(..at).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn letters_typed_and_taken_back_join() {
        let mut splice = Splice::between("Hai", "Hai b");
        assert!(splice.join(&Splice::between("Hai b", "Hai bả")));
        assert!(splice.join(&Splice::between("Hai bả", "Hai b")));
        assert_eq!(splice, Splice { at: 3, before: String::new(), after: " b".to_owned() });
        assert!(splice.join(&Splice::between("Hai b", "Ha")));
        assert_eq!(splice, Splice { at: 2, before: "i".to_owned(), after: String::new() });
        assert!(!splice.join(&Splice::between("Ha ha", "Ha hai")), "it does not touch");
    }

    proptest! {
        #[test]
        fn splices_go_both_ways_alone_and_joined(one in "[aáb ]{0,8}", two in "[aáb ]{0,8}", three in "[aáb ]{0,8}") {
            let mut splice = Splice::between(&one, &two);
            prop_assert_eq!(splice.redone(&one), two.clone());
            prop_assert_eq!(splice.undone(&two), one.clone());
            if splice.join(&Splice::between(&two, &three)) {
                prop_assert_eq!(splice.redone(&one), three.clone());
                prop_assert_eq!(splice.undone(&three), one);
            }
        }
    }
}
