//! What is searched for in a list.

use crate::session::cursor::Cursor;
use crate::text::letters::plain_letters;
use crate::typing::{TypingOptions, type_line, typed_so_far};

use super::item::{Item, contains, contains_plain, has_tone, small_letters};

/// What is searched for in a list: keys as they were pressed, which may be those of a word in Telex.
#[derive(Debug, Default)]
pub(super) struct Search {
    typed: String,
    /// How Vietnamese is typed: what the keys make is searched for, too.
    pub(super) typing: Option<TypingOptions>,
}

impl Search {
    /// Whether nothing is searched for.
    pub(super) fn is_empty(&self) -> bool {
        self.typed.is_empty()
    }

    /// Searches for this instead.
    pub(super) fn set(&mut self, typed: String) {
        self.typed = typed;
    }

    /// Searches for more.
    pub(super) fn push(&mut self, more: &str) {
        Cursor::end_of(&self.typed).insert(&mut self.typed, more);
    }

    /// Takes back a letter that is seen, not the key of its tone.
    pub(super) fn pop<T>(&mut self, items: &[Item<T>]) {
        self.typed = self.text(items);
        Cursor::end_of(&self.typed).backspace(&mut self.typed);
    }

    /// What is searched for as it is shown: what was typed; where no item has that, what its keys make.
    pub(super) fn text<T>(&self, items: &[Item<T>]) -> String {
        let plain = small_letters(&self.typed);
        match self.typing {
            Some(options) if !items.iter().any(|item| contains(&item.letters, &plain)) => {
                type_line(&self.typed, options)
            }
            _ => self.typed.clone(),
        }
    }

    /// The letters that are looked for: those of what is searched for. Where no item has them, the same without diacritics,
    /// if an item is written so, as names of files are; and those of a word whose tone is still to come.
    fn letters<T>(&self, items: &[Item<T>]) -> Vec<char> {
        let has = |wanted: &[char]| items.iter().any(|item| contains(&item.letters, wanted));
        let text = self.text(items);
        let letters = small_letters(&text);
        if has(&letters) {
            return letters;
        }
        let plain = small_letters(&plain_letters(&text));
        if items.iter().any(|item| contains_plain(&item.letters, &plain)) {
            return plain;
        }
        let so_far = self.typing.map(|options| typed_so_far(&self.typed, options));
        let last = |text: &str| text.rsplit(' ').next().is_some_and(|word| !has_tone(word));
        let so_far = so_far.filter(|text| last(text)).map(|text| small_letters(&plain_letters(&text)));
        so_far.filter(|so_far| has(so_far)).unwrap_or(letters)
    }

    /// The positions of the items that it leaves.
    pub(super) fn matching<T>(&self, items: &[Item<T>]) -> Vec<usize> {
        let wanted = self.letters(items);
        let fits = |(at, item): (usize, &Item<T>)| (contains(&item.letters, &wanted) || item.is_always).then_some(at);
        items.iter().enumerate().filter_map(fits).collect()
    }

    /// The position of the item that is called just so.
    pub(super) fn whole<T>(&self, items: &[Item<T>]) -> Option<usize> {
        let wanted = self.letters(items);
        items.iter().position(|item| item.letters.len() == wanted.len() && contains(&item.letters, &wanted))
    }

    /// The position of the first item that begins so.
    pub(super) fn begun<T>(&self, items: &[Item<T>]) -> Option<usize> {
        let wanted = self.letters(items);
        let begins = |item: &Item<T>| item.letters.get(..wanted.len()).is_some_and(|begin| contains(begin, &wanted));
        items.iter().position(begins)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_narrow_with_and_without_diacritics() {
        let items = ["Ngọc Hồi", "Đăk Glei", "Ngọc Linh"].map(|label| Item::new((), label));
        let mut search = Search::default();
        for (typed, left) in [
            ("ngoc hoi", vec![0]),
            ("dak", vec![1]),
            ("ọc l", vec![2]),
            ("ngoc hồi", vec![0]),
            ("NGỌC L", vec![2]),
            ("ộc", vec![]),
            ("", vec![0, 1, 2]),
        ] {
            search.set(typed.to_owned());
            assert_eq!(search.matching(&items), left, "{typed}");
        }
        search.typing = Some(TypingOptions::default());
        for (typed, left) in
            [("ngojc hoof", vec![0]), ("DDawk", vec![1]), ("ngoc", vec![0, 2]), ("ngoo", vec![0, 2]), ("hooix", vec![])]
        {
            search.set(typed.to_owned());
            assert_eq!(search.matching(&items), left, "{typed} in Telex");
        }
    }
}
