//! What the terminal and the locale say about language, colours and glyphs.

use std::env;

use crate::store::settings::{Colour, Settings};
use crate::text::language::Language;

use super::theme::Theme;

/// What was found in the environment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// The locale: LC_ALL, else LC_CTYPE or LC_MESSAGES, else LANG.
    pub letters: String,
    pub messages: String,
    pub term: String,
    /// NO_COLOR is set and not empty (no-color.org).
    pub no_color: bool,
    /// Said on the command line.
    pub language: Option<Language>,
    pub colour: Option<Colour>,
    pub ascii: bool,
}

impl Surroundings {
    /// Reads the environment of the process.
    #[must_use]
    pub fn read() -> Self {
        let get = |name| env::var(name).ok().filter(|value| !value.is_empty());
        let locale = |name| get("LC_ALL").or_else(|| get(name)).or_else(|| get("LANG")).unwrap_or_default();
        Surroundings {
            letters: locale("LC_CTYPE"),
            messages: locale("LC_MESSAGES"),
            term: get("TERM").unwrap_or_default(),
            no_color: get("NO_COLOR").is_some(),
            ..Surroundings::default()
        }
    }

    /// The language of the interface: what was asked for, else the locale's when it is English,
    /// else Vietnamese, for which the program is made.
    #[must_use]
    pub fn language(&self, settings: &Settings) -> Language {
        let english = self.messages.starts_with("en");
        let of_locale = if english { Language::En } else { Language::Vi };
        self.language.or(settings.language).unwrap_or(of_locale)
    }

    /// The looks that this terminal can show.
    #[must_use]
    pub fn theme(&self, settings: &Settings) -> Theme {
        let plain_terminal = self.term.starts_with("vt") || self.term == "dumb" || self.no_color;
        let usual = if plain_terminal { Colour::None } else { Colour::Eight };
        let colour = self.colour.or(settings.colour.filter(|_| !self.no_color)).unwrap_or(usual);
        let letters = self.letters.to_lowercase();
        let utf8 = letters.contains("utf-8") || letters.contains("utf8");
        Theme { colour: colour == Colour::Eight, ascii: self.ascii || settings.ascii.unwrap_or(!utf8) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(letters: &str, term: &str, no_color: bool) -> Surroundings {
        let (letters, term) = (letters.to_owned(), term.to_owned());
        Surroundings { messages: letters.clone(), letters, term, no_color, ..Surroundings::default() }
    }

    #[test]
    fn looks_follow_the_terminal() {
        let none = Settings::default();
        let theme = |letters, term, no_color| at(letters, term, no_color).theme(&none);
        assert_eq!(theme("vi_VN.UTF-8", "xterm", false), Theme { colour: true, ascii: false });
        assert_eq!(theme("C", "xterm", false), Theme { colour: true, ascii: true });
        assert_eq!(theme("en_US.utf8", "vt100", false), Theme { colour: false, ascii: false });
        assert_eq!(theme("vi_VN.UTF-8", "xterm", true), Theme { colour: false, ascii: false });
    }

    #[test]
    fn the_interface_is_vietnamese_unless_english_is_asked_for() {
        let none = Settings::default();
        assert_eq!(at("C", "xterm", false).language(&none), Language::Vi);
        assert_eq!(at("en_US.UTF-8", "xterm", false).language(&none), Language::En);
        let chosen = Settings { language: Some(Language::Vi), ..Settings::default() };
        assert_eq!(at("en_US.UTF-8", "xterm", false).language(&chosen), Language::Vi);
        let asked = Surroundings { language: Some(Language::En), ..at("vi_VN.UTF-8", "xterm", false) };
        assert_eq!(asked.language(&chosen), Language::En);
    }
}
