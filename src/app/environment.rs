//! What the terminal and the locale say about language, colours and glyphs.

use std::env;

use crate::store::settings::{Colour, Settings};
use crate::text::language::Language;

/// What was found in the environment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Environment {
    /// The locale: LC_ALL, else LC_CTYPE or LC_MESSAGES, else LANG.
    pub letters: String,
    pub messages: String,
    pub term: String,
    /// NO_COLOR is set and not empty (no-color.org).
    pub no_color: bool,
    /// The person's editor: VISUAL, else EDITOR.
    pub editor: Option<String>,
    /// Said on the command line.
    pub language: Option<Language>,
    pub colour: Option<Colour>,
    pub ascii: bool,
}

impl Environment {
    /// Reads the environment of the process.
    #[must_use]
    pub(crate) fn read() -> Self {
        let get = |name| env::var(name).ok().filter(|value| !value.is_empty());
        let set = |name| get(name).filter(|value| !value.trim().is_empty());
        let locale = |name| get("LC_ALL").or_else(|| get(name)).or_else(|| get("LANG")).unwrap_or_default();
        Environment {
            letters: locale("LC_CTYPE"),
            messages: locale("LC_MESSAGES"),
            term: get("TERM").unwrap_or_default(),
            no_color: get("NO_COLOR").is_some(),
            editor: set("VISUAL").or_else(|| set("EDITOR")),
            ..Environment::default()
        }
    }

    /// The language of the interface: what was asked for, else the locale's when it is English,
    /// else Vietnamese, for which the program is made.
    #[must_use]
    pub(crate) fn language(&self, settings: &Settings) -> Language {
        let english = self.messages.starts_with("en");
        let of_locale = if english { Language::En } else { Language::Vi };
        self.language.or(settings.language).unwrap_or(of_locale)
    }

    /// Whether this terminal is to show colours.
    #[must_use]
    pub(crate) fn has_colour(&self, settings: &Settings) -> bool {
        let is_plain = self.term.starts_with("vt") || self.term == "dumb" || self.no_color;
        let usual = if is_plain { Colour::None } else { Colour::Eight };
        self.colour.or(settings.colour.filter(|_| !self.no_color)).unwrap_or(usual) == Colour::Eight
    }

    /// Whether this terminal shows ASCII alone besides letters.
    #[must_use]
    pub(crate) fn is_ascii(&self, settings: &Settings) -> bool {
        let letters = self.letters.to_lowercase();
        let is_utf8 = letters.contains("utf-8") || letters.contains("utf8");
        self.ascii || settings.ascii.unwrap_or(!is_utf8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(letters: &str, term: &str, no_color: bool) -> Environment {
        let (letters, term) = (letters.to_owned(), term.to_owned());
        Environment { messages: letters.clone(), letters, term, no_color, ..Environment::default() }
    }

    #[test]
    fn looks_follow_the_terminal() {
        let none = Settings::default();
        let looks = |letters, term, no_color| {
            let environment = at(letters, term, no_color);
            (environment.has_colour(&none), environment.is_ascii(&none))
        };
        assert_eq!(looks("vi_VN.UTF-8", "xterm", false), (true, false));
        assert_eq!(looks("C", "xterm", false), (true, true));
        assert_eq!(looks("en_US.utf8", "vt100", false), (false, false));
        assert_eq!(looks("vi_VN.UTF-8", "xterm", true), (false, false));
    }

    #[test]
    fn the_interface_is_vietnamese_unless_english_is_asked_for() {
        let none = Settings::default();
        assert_eq!(at("C", "xterm", false).language(&none), Language::Vi);
        assert_eq!(at("en_US.UTF-8", "xterm", false).language(&none), Language::En);
        let chosen = Settings { language: Some(Language::Vi), ..Settings::default() };
        assert_eq!(at("en_US.UTF-8", "xterm", false).language(&chosen), Language::Vi);
        let asked = Environment { language: Some(Language::En), ..at("vi_VN.UTF-8", "xterm", false) };
        assert_eq!(asked.language(&chosen), Language::En);
    }
}
