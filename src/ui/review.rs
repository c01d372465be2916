//! The review: what is missing or contradictory, by page; Enter goes there.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use crate::check::{Diagnostic, Severity};
use crate::report::answers::place_parts;
use crate::report::language::Language;
use crate::report::sorting::sort_by_key;

use super::context::Context;
use super::form::counts;
use super::form::wrap::lines;
use super::keymap::Scope;
use super::page::keys;
use super::session::Session;
use super::strings as s;
use super::text::{columns, cut, put};

/// The review screen.
#[derive(Debug, Default, Clone, Copy)]
pub struct Review {
    pub selected: usize,
    top: usize,
}

/// The findings in the order they are shown: as in the form, what is wrong and missing first.
fn findings(session: &Session) -> Vec<&Diagnostic> {
    let mut list: Vec<&Diagnostic> = session.diagnostics.iter().collect();
    sort_by_key(&mut list, |d| (d.severity.max(Severity::Missing), d.path));
    list
}

/// The column in which places and messages begin.
const MESSAGE: u16 = 12;

/// What a finding says, with the code of its rule.
fn message(finding: &Diagnostic) -> String {
    let code = if finding.code.is_empty() { String::new() } else { format!(" [{}]", finding.code) };
    format!("{}{code}", finding.message)
}

fn message_lines(message: &str, screen: Rect) -> Vec<Line<'_>> {
    lines(message, screen.width.saturating_sub(MESSAGE + 1))
}

impl Review {
    /// Moves the choice.
    pub fn step(&mut self, session: &Session, by: isize) {
        let last = session.diagnostics.len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(by).min(last);
    }

    /// To the first or last finding.
    pub fn end(&mut self, session: &Session, last: bool) {
        self.selected = if last { session.diagnostics.len().saturating_sub(1) } else { 0 };
    }

    /// The chosen finding.
    #[must_use]
    pub fn chosen<'a>(&self, session: &'a Session) -> Option<&'a Diagnostic> {
        findings(session).get(self.selected).copied()
    }

    /// Keeps the choice in view; to be called before drawing.
    pub fn arrange(&mut self, session: &Session, screen: Rect) {
        self.selected = self.selected.min(session.diagnostics.len().saturating_sub(1));
        self.top = self.top.min(self.selected);
        let list = findings(session);
        let room = usize::from(screen.height.saturating_sub(5));
        let height = |top| -> usize {
            let shown = list.iter().take(self.selected + 1).skip(top);
            shown.map(|finding| 1 + message_lines(&message(finding), screen).len()).sum()
        };
        while self.top < self.selected && height(self.top) > room {
            self.top += 1;
        }
    }

    /// Draws the screen below the title bar.
    pub fn render(&self, session: &Session, context: Context, frame: &mut Frame<'_>) {
        let Context { theme, language } = context;
        let screen = frame.area();
        let bottom = screen.bottom().saturating_sub(2);
        for y in [2, bottom] {
            frame.render_widget(theme.rule(), Rect { y, height: 1, ..screen });
        }
        keys(Scope::Review, context, frame);
        let buffer = frame.buffer_mut();
        put(buffer, 1, 1, s::REVIEW_TITLE.of(language), theme.title(), screen.width);
        counts(session, screen.width, 1, context, buffer);
        let list = findings(session);
        if list.is_empty() {
            let text = lines(s::REVIEW_CLEAN.of(language), screen.width.saturating_sub(3));
            let last = text.last().map_or(0, Line::width);
            let area = Rect { x: 2, y: 4, width: screen.width.saturating_sub(2), height: bottom.saturating_sub(4) };
            let end = (2 + u16::try_from(last).unwrap_or(0), 3 + u16::try_from(text.len()).unwrap_or(0));
            frame.render_widget(Paragraph::new(text).style(theme.good()), area);
            frame.set_cursor_position(end);
            return;
        }
        let mut cursor = None;
        let mut y = 3;
        for (line, finding) in list.into_iter().skip(self.top).enumerate() {
            let message = message(finding);
            let rows = message_lines(&message, screen);
            let height = u16::try_from(rows.len()).unwrap_or(u16::MAX);
            if y + height >= bottom {
                break;
            }
            let (mark, word, style) = match finding.severity {
                Severity::Error => ("!", s::ERROR_WORD, theme.error()),
                Severity::Missing => ("*", s::MISSING_WORD, theme.warning()),
                Severity::Unconfirmed => ("~", s::UNCONFIRMED_WORD, theme.warning()),
                Severity::Warning => ("?", s::WARNING_WORD, theme.warning()),
            };
            let buffer = frame.buffer_mut();
            let chosen = self.top + line == self.selected;
            if chosen {
                put(buffer, 0, y, ">", theme.accent(), 1);
                cursor = Some(Position::new(2, y));
            }
            let x = put(buffer, 2, y, &format!("{mark} {}", word.of(language)), style, screen.width) + 1;
            let room = screen.width.saturating_sub(x.max(MESSAGE) + 1);
            let place = place_of(session, finding, usize::from(room), language);
            let name = if chosen { theme.title() } else { theme.text() };
            put(buffer, x.max(MESSAGE), y, &cut(&place, usize::from(room), theme), name, room);
            let area = Rect { x: MESSAGE, y: y + 1, width: screen.width.saturating_sub(MESSAGE + 1), height };
            frame.render_widget(Paragraph::new(rows).style(theme.quiet()), area);
            y += 1 + height;
        }
        if let Some(cursor) = cursor {
            frame.set_cursor_position(cursor);
        }
    }
}

/// "Chăm sóc sức khỏe – Đợt khám – dòng 2 – Ngày"; where that is too long, its end, which names
/// the entry.
#[must_use]
pub fn place_of(session: &Session, finding: &Diagnostic, room: usize, language: Language) -> String {
    let path = finding.path;
    let section = session.definition.sections.get(session.definition.section_of(path.field));
    let mut parts = vec![section.map_or("", |s| s.title.text(language)).to_owned()];
    parts.extend(place_parts(&session.definition, path, language));
    parts.retain(|part| columns(part) > 0);
    while parts.len() > 1 && columns(&parts.join(" – ")) > room {
        parts.remove(0);
    }
    parts.join(" – ")
}
