//! How things look by what they mean: colours and glyphs, or modifiers and ASCII alone.

use std::borrow::Cow;

use ratatui::style::{Color, Modifier, Style};
use ratatui::symbols::border;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Borders};

use crate::app::environment::Environment;
use crate::store::settings::Settings;

/// Frames of ASCII alone.
const ASCII_BORDER: border::Set = border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};

/// What stands for the arrows of key names in ASCII.
const ARROWS: [(&str, &str); 6] =
    [("↑↓", "Up/Down"), ("↑", "Up"), ("↓", "Down"), ("←", "Left"), ("→", "Right"), ("…", "...")];

/// The looks of one terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Theme {
    /// Off under NO_COLOR, TERM=vt… and by setting: then only modifiers are used.
    pub colour: bool,
    /// Frames and marks of ASCII alone, where the locale is not UTF-8.
    pub ascii: bool,
}

impl Theme {
    /// The looks that this terminal can show.
    #[must_use]
    pub(crate) fn of(environment: &Environment, settings: &Settings) -> Self {
        Theme { colour: environment.has_colour(settings), ascii: environment.is_ascii(settings) }
    }

    fn toned(self, colour: Color, modifier: Modifier) -> Style {
        let style = Style::new().add_modifier(modifier);
        if self.colour { style.fg(colour) } else { style }
    }

    /// Plain text.
    #[must_use]
    pub(crate) fn text(self) -> Style {
        Style::new()
    }

    /// Titles and headings.
    #[must_use]
    pub(crate) fn title(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// What stands back: hints, blanks, what is pending.
    #[must_use]
    pub(crate) fn quiet(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// The words that the focused field produced.
    #[must_use]
    pub(crate) fn lit(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD | Modifier::UNDERLINED)
    }

    /// An error; always beside "!" and a word.
    #[must_use]
    pub(crate) fn error(self) -> Style {
        self.toned(Color::Red, Modifier::BOLD)
    }

    /// Something missing or worth a look; always beside a mark and a word.
    #[must_use]
    pub(crate) fn warning(self) -> Style {
        self.toned(Color::Magenta, Modifier::BOLD)
    }

    /// Something done.
    #[must_use]
    pub(crate) fn good(self) -> Style {
        self.toned(Color::Green, Modifier::empty())
    }

    /// A mark that leads the eye: the focus, a key.
    #[must_use]
    pub(crate) fn accent(self) -> Style {
        self.toned(Color::Cyan, Modifier::BOLD)
    }

    fn lines(self, borders: Borders) -> Block<'static> {
        let set = if self.ascii { ASCII_BORDER } else { border::PLAIN };
        Block::new().borders(borders).border_set(set).border_style(self.quiet())
    }

    /// A horizontal rule in the first line of its area.
    #[must_use]
    pub(crate) fn rule(self) -> Block<'static> {
        self.lines(Borders::TOP)
    }

    /// A vertical rule in the first column of its area.
    #[must_use]
    pub(crate) fn bar(self) -> Block<'static> {
        self.lines(Borders::LEFT)
    }

    /// The frame of a dialog, with a title that fits.
    #[must_use]
    pub(crate) fn frame(self, title: String) -> Block<'static> {
        let frame = self.lines(Borders::ALL);
        let rule = if self.ascii { ASCII_BORDER } else { border::PLAIN }.horizontal_top;
        frame.title(Line::from(vec![Span::styled(rule, self.quiet()), Span::styled(title, self.title())]))
    }

    /// Where a vertical rule meets a horizontal one: above, below.
    #[must_use]
    pub(crate) fn tees(self) -> (&'static str, &'static str) {
        if self.ascii { ("+", "+") } else { ("┬", "┴") }
    }

    /// A section's state: all answered, something required missing, untouched. The mark of what is
    /// missing is that of the form.
    #[must_use]
    pub(crate) fn states(self) -> [&'static str; 3] {
        if self.ascii { ["#", "*", "."] } else { ["●", "*", "·"] }
    }

    /// Beside every line of the paragraph that keys are for.
    #[must_use]
    pub(crate) fn beside(self) -> &'static str {
        if self.ascii { "|" } else { "│" }
    }

    /// There is more above, below.
    #[must_use]
    pub(crate) fn more(self) -> (&'static str, &'static str) {
        if self.ascii { ("^", "v") } else { ("▲", "▼") }
    }

    /// A radio button, on or off.
    #[must_use]
    pub(crate) fn radio(self, on: bool) -> &'static str {
        match (on, self.ascii) {
            (true, true) => "(*)",
            (true, false) => "(•)",
            (false, _) => "( )",
        }
    }

    /// A check box, on or off.
    #[must_use]
    pub(crate) fn checkbox(self, on: bool) -> &'static str {
        if on { "[x]" } else { "[ ]" }
    }

    /// What cut-off text ends with.
    #[must_use]
    pub(crate) fn ellipsis(self) -> &'static str {
        if self.ascii { "..." } else { "…" }
    }

    /// The names of keys as this terminal can draw them: arrows in words where it has only ASCII.
    #[must_use]
    pub(crate) fn key_names(self, text: &str) -> Cow<'_, str> {
        if !self.ascii {
            return Cow::Borrowed(text);
        }
        Cow::Owned(ARROWS.iter().fold(text.to_owned(), |text, (symbol, word)| text.replace(symbol, word)))
    }
}
