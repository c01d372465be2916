//! The help page: this field, the marks, and every key, read from the key table.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::report::answers::field_at;
use crate::report::language::Language;

use super::canvas::Canvas;
use super::columns::columns;
use super::form::outline::legend;
use super::form::wrap::wrap;
use super::form::{Areas, help_line, keys};
use super::keymap::{Row, Scope, TABLE};
use super::session::Session;
use super::strings as s;
use super::theme::Theme;

/// The help screen.
#[derive(Debug, Default, Clone, Copy)]
pub struct Help {
    pub top: usize,
}

impl Help {
    /// Scrolls by lines.
    pub fn scroll(&mut self, by: isize) {
        self.top = self.top.saturating_add_signed(by);
    }

    /// Keeps the page within its text; to be called before drawing.
    pub fn arrange(&mut self, session: Option<&Session>, screen: Rect, theme: Theme, language: Language) {
        let shown = usize::from(screen.height.saturating_sub(4));
        let total = lines(session, screen, theme, language).len();
        self.top = self.top.min(total.saturating_sub(shown));
    }

    /// Draws the page below the title bar.
    pub fn draw(&self, session: Option<&Session>, canvas: &mut Canvas, screen: Rect, language: Language) -> Position {
        let list = lines(session, screen, canvas.theme, language);
        canvas.rule(Rect { x: 0, y: 1, width: screen.width, height: 1 });
        canvas.rule(Rect { x: 0, y: screen.bottom().saturating_sub(2), width: screen.width, height: 1 });
        keys(canvas, screen, Scope::Page, language);
        let bottom = screen.bottom().saturating_sub(2);
        for (y, (text, style)) in (2..bottom).zip(list.iter().skip(self.top)) {
            canvas.put(2, y, text, *style, screen.width.saturating_sub(3));
        }
        Position::new(0, 2)
    }
}

/// The text of the page.
fn lines(session: Option<&Session>, screen: Rect, theme: Theme, language: Language) -> Vec<(String, Style)> {
    let width = usize::from(screen.width.saturating_sub(4)).min(90);
    let form_width = Areas::of(screen, session.is_none_or(Session::has_document), 0).form.width;
    let mut list: Vec<(String, Style)> = Vec::new();
    let prose = |list: &mut Vec<(String, Style)>, text: &str| {
        for row in wrap(text, width) {
            list.push((text.get(row.range).unwrap_or_default().to_owned(), theme.text()));
        }
    };
    let head = |list: &mut Vec<(String, Style)>, text: &str| {
        if !list.is_empty() {
            list.push((String::new(), theme.text()));
        }
        list.push((text.to_owned(), theme.title()));
    };
    if let Some(session) = session
        && let Some(field) = field_at(&session.definition, session.place.path())
    {
        head(&mut list, s::HELP_FIELD.of(language));
        prose(&mut list, field.label.text(language));
        let line = help_line(session, session.place, form_width, u16::MAX, language);
        prose(&mut list, &theme.key_names(&line));
    }
    head(&mut list, s::HELP_TITLE.of(language));
    prose(&mut list, s::HELP_TEXT.of(language));
    head(&mut list, s::HELP_TYPING.of(language));
    prose(&mut list, s::HELP_TYPING_TEXT.of(language));
    head(&mut list, s::HELP_MARKS.of(language));
    for mark in [
        s::HELP_MARK_FOCUS,
        s::HELP_MARK_ERROR,
        s::HELP_MARK_MISSING,
        s::HELP_MARK_UNCONFIRMED,
        s::HELP_MARK_WARNING,
        s::HELP_MARK_CHANGED,
    ] {
        prose(&mut list, mark.of(language));
    }
    head(&mut list, s::HELP_MARKS_OUTLINE.of(language));
    prose(&mut list, &legend(theme, language));
    for scope in Scope::ALL {
        head(&mut list, &s::HELP_KEYS.fill(language, &[&scope.name().of(language)]));
        for row in TABLE.iter().filter(|row| row.scope == scope) {
            key_lines(&mut list, row, width, theme, language);
        }
    }
    list
}

/// The keys of a row and what they do, side by side where both fit, never cut.
fn key_lines(list: &mut Vec<(String, Style)>, row: &Row, width: usize, theme: Theme, language: Language) {
    let keys: Vec<String> = row.keys.iter().map(ToString::to_string).collect();
    let keys = if keys.is_empty() { s::IN_MENU.of(language).to_owned() } else { keys.join(", ") };
    let mut keys = theme.key_names(&keys).into_owned();
    let column = if width < 70 { 18 } else { 26 };
    if columns(&keys) + 2 > column {
        list.push((std::mem::take(&mut keys), theme.text()));
    }
    let name = row.name.of(language);
    for part in wrap(name, width.saturating_sub(column)) {
        let gap = " ".repeat(column - columns(&keys));
        let line = format!("{}{gap}{}", std::mem::take(&mut keys), name.get(part.range).unwrap_or_default());
        list.push((line, theme.text()));
    }
}
