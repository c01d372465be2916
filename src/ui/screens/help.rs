//! The help page: this field, the marks, and every key, read from the key table.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use crate::report::answers::field_at;
use crate::session::Session;
use crate::text::width::columns;
use crate::ui::action::Action;
use crate::ui::context::Context;
use crate::ui::effect::Effect;
use crate::ui::keymap::{KeyRow, Scope, TABLE};
use crate::ui::page::{indented, page, page_step};
use crate::ui::strings as s;
use crate::ui::text::lines;

use super::form::Areas;
use super::form::columns::FormWidth;
use super::form::hint::help_line;
use super::form::outline::legend;
use super::step_of;

/// The help screen.
#[derive(Debug, Default, Clone, Copy)]
pub struct HelpScreen {
    pub top: usize,
}

impl HelpScreen {
    /// Does an action; `None` where it is none of the screen's.
    pub(crate) fn update(&mut self, action: Action, context: &Context) -> Option<Vec<Effect>> {
        self.top = self.top.saturating_add_signed(step_of(action, page_step(context))?);
        Some(Vec::new())
    }

    /// Keeps the page within its text; to be called before drawing.
    pub(crate) fn update_layout(&mut self, session: Option<&Session>, context: &Context) {
        let screen = context.area;
        let shown = usize::from(screen.height.saturating_sub(4));
        let total = page_lines(session, screen, context).len();
        self.top = self.top.min(total.saturating_sub(shown));
    }

    /// Draws the page below the title bar.
    pub(crate) fn render(&self, session: Option<&Session>, context: &Context, frame: &mut Frame<'_>) {
        let list = page_lines(session, frame.area(), context);
        let body = page(Scope::Page, context, frame);
        let shown: Vec<Line> = list.into_iter().skip(self.top).take(usize::from(body.height)).collect();
        frame.render_widget(Paragraph::new(shown), indented(body, 2));
        frame.set_cursor_position(Position::new(0, 2));
    }
}

/// The text of the page.
fn page_lines(session: Option<&Session>, screen: Rect, context: &Context) -> Vec<Line<'static>> {
    let Context { theme, language, .. } = *context;
    let width = screen.width.saturating_sub(4).min(90);
    let columns = Areas::of(screen, session.is_none_or(Session::has_preview), 0).form.width;
    let form_width = FormWidth { columns, language };
    let mut list: Vec<Line<'static>> = Vec::new();
    let prose = |list: &mut Vec<Line<'static>>, text: &str| {
        list.extend(lines(text, width).into_iter().map(|line| Line::from(line.to_string())));
    };
    let head = |list: &mut Vec<Line<'static>>, text: &str| {
        if !list.is_empty() {
            list.push(Line::default());
        }
        list.push(Line::styled(text.to_owned(), theme.title()));
    };
    if let Some(session) = session
        && let Some(field) = field_at(&session.definition, session.focus.path())
    {
        head(&mut list, s::HELP_FIELD.of(language));
        prose(&mut list, field.label.text(language));
        let line = help_line(session, session.focus, form_width, u16::MAX);
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
        s::HELP_MARK_PREVIOUS,
    ] {
        prose(&mut list, mark.of(language));
    }
    head(&mut list, s::HELP_MARKS_OUTLINE.of(language));
    prose(&mut list, &legend(theme, language));
    for scope in Scope::ALL {
        head(&mut list, &s::HELP_KEYS.fill(language, &[&scope.name().of(language)]));
        for row in TABLE.iter().filter(|row| row.scope == scope) {
            key_lines(&mut list, row, width, context);
        }
    }
    list
}

/// The keys of a row and what they do, side by side where both fit, never cut.
fn key_lines(list: &mut Vec<Line<'static>>, row: &KeyRow, width: u16, context: &Context) {
    let Context { theme, language, .. } = *context;
    let keys: Vec<String> = row.keys.iter().map(ToString::to_string).collect();
    let keys = if keys.is_empty() { s::IN_MENU.of(language).to_owned() } else { keys.join(", ") };
    let mut keys = theme.key_names(&keys).into_owned();
    let column = if width < 70 { 18 } else { 26 };
    if columns(&keys) + 2 > usize::from(column) {
        list.push(Line::from(std::mem::take(&mut keys)));
    }
    for part in lines(row.name.of(language), width.saturating_sub(column)) {
        let gap = " ".repeat(usize::from(column) - columns(&keys));
        list.push(Line::from(format!("{}{gap}{part}", std::mem::take(&mut keys))));
    }
}
