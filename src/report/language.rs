//! The two languages of the interface. The report itself is always Vietnamese.

use super::field::Label;

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    #[default]
    Vi,
    En,
}

impl Language {
    /// Picks one of two texts that stand on one row, so that a missing translation does not compile.
    #[must_use]
    pub fn pick<'a>(self, vi: &'a str, en: &'a str) -> &'a str {
        match self {
            Language::Vi => vi,
            Language::En => en,
        }
    }
}

impl Label {
    /// The text in this language; Vietnamese where there is no English.
    #[must_use]
    pub fn text(&self, language: Language) -> &str {
        if self.en.is_empty() { &self.vi } else { language.pick(&self.vi, &self.en) }
    }
}
