//! What the program says, Vietnamese and English on one row.

use std::fmt::Display;

use crate::text::language::Language;

/// A text in the two languages of the interface. `{}` in it stands for a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Message {
    vi: &'static str,
    en: &'static str,
}

impl Message {
    /// A row: both languages, or it does not compile.
    #[must_use]
    pub(crate) const fn new(vi: &'static str, en: &'static str) -> Self {
        Message { vi, en }
    }

    /// The text in a language.
    #[must_use]
    pub fn of(self, language: Language) -> &'static str {
        language.pick(self.vi, self.en)
    }

    /// The text with its `{}` filled in, in order.
    #[must_use]
    pub(crate) fn fill(self, language: Language, values: &[&dyn Display]) -> String {
        let mut filled = String::new();
        let mut pieces = self.of(language).split("{}");
        filled.push_str(pieces.next().unwrap_or_default());
        for (index, piece) in pieces.enumerate() {
            if let Some(value) = values.get(index) {
                filled.push_str(&value.to_string());
            }
            filled.push_str(piece);
        }
        filled
    }
}

/// A table of texts: `NAME: "vi", "en";` makes a [`Message`] of each row, and a test that both
/// languages have the same number of `{}`.
macro_rules! messages {
    ($($name:ident: $vi:literal, $en:literal;)*) => {
        $(#[doc = concat!("`", $en, "`")]
        pub(crate) const $name: $crate::text::message::Message = $crate::text::message::Message::new($vi, $en);)*

        #[cfg(test)]
        #[test]
        fn both_languages_have_the_same_blanks() {
            for (name, message) in [$((stringify!($name), $name)),*] {
                message.assert_same_blanks(name);
            }
        }
    };
}

pub(crate) use messages;

#[cfg(test)]
mod tests {
    use super::*;

    impl Message {
        pub(crate) fn assert_same_blanks(self, name: &str) {
            let blanks = |text: &str| text.matches("{}").count();
            assert_eq!(blanks(self.vi), blanks(self.en), "{name}");
        }
    }

    #[test]
    fn filling_in_keeps_what_is_filled() {
        let section = Message::new("Mục {}/{}", "Section {}/{}");
        assert_eq!(section.fill(Language::Vi, &[&3, &"{}"]), "Mục 3/{}");
    }
}
