//! The review: what is missing or contradictory, by page; Enter goes there.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span, Text};
use ratatui::widgets::Paragraph;

use crate::check::{Diagnostic, Severity};
use crate::report::answers::{EntryPath, place_parts};
use crate::report::sorting::sort_by_key;
use crate::session::Session;
use crate::text::language::Language;
use crate::text::width::columns;
use crate::ui::action::Action;
use crate::ui::context::Context;
use crate::ui::dialogs::{Dialog, Prompt, Purpose};
use crate::ui::effect::Effect;
use crate::ui::keymap::Scope;
use crate::ui::page::{self, keys};
use crate::ui::strings as s;
use crate::ui::text::lines;
use crate::ui::text::{cut, put};

use super::FAR;
use super::form::counts::counts;

/// The review screen.
#[derive(Debug, Default)]
pub struct ReviewScreen {
    pub selected: usize,
    top: usize,
}

/// The findings in the order they are shown: as in the form, what is wrong and missing first, what is silenced last.
fn findings(session: &Session) -> Vec<&Diagnostic> {
    let mut list: Vec<&Diagnostic> = session.findings().collect();
    sort_by_key(&mut list, |d| (d.silenced.is_some(), d.severity.max(Severity::Missing), d.path));
    list
}

/// Findings that a page key goes by.
const PAGE: isize = 5;

/// The column in which places and messages begin.
const MESSAGE: u16 = 12;

impl ReviewScreen {
    /// Does an action; `None` where it is none of the screen's.
    pub(crate) fn update(&mut self, action: Action, session: &Session, context: &Context) -> Option<Vec<Effect>> {
        match action {
            Action::Up => self.step(session, -1),
            Action::Down => self.step(session, 1),
            Action::PreviousSection => self.step(session, -PAGE),
            Action::NextSection => self.step(session, PAGE),
            Action::TextStart => self.step(session, -FAR),
            Action::TextEnd => self.step(session, FAR),
            Action::Accept => {
                let go = self.chosen(session).map(|finding| Effect::GoToFinding(Box::new(finding.clone())));
                return Some(vec![go.unwrap_or(Effect::ShowForm)]);
            }
            Action::TakeProposed => {
                let correct = self.chosen(session).map(|finding| Effect::Correct(Box::new(finding.clone())));
                return Some(correct.into_iter().collect());
            }
            Action::Silence => {
                let finding = self.chosen(session)?;
                return Some(vec![silence(finding, session, context)]);
            }
            Action::Review => return Some(vec![Effect::ShowForm]),
            _ => return None,
        }
        Some(Vec::new())
    }

    /// Moves the choice.
    fn step(&mut self, session: &Session, by: isize) {
        let last = findings(session).len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(by).min(last);
    }

    /// The chosen finding.
    fn chosen<'a>(&self, session: &'a Session) -> Option<&'a Diagnostic> {
        findings(session).get(self.selected).copied()
    }

    /// Keeps the choice in view; to be called before drawing.
    pub(crate) fn update_layout(&mut self, session: &Session, context: &Context) {
        let screen = context.area;
        self.selected = self.selected.min(findings(session).len().saturating_sub(1));
        self.top = self.top.min(self.selected);
        let list = findings(session);
        let room = usize::from(screen.height.saturating_sub(5));
        let width = screen.width.saturating_sub(MESSAGE + 1);
        let height = |top| -> usize {
            let shown = list.iter().take(self.selected + 1).skip(top);
            shown.map(|finding| 1 + lines(&said(finding, context.language), width).len()).sum()
        };
        while self.top < self.selected && height(self.top) > room {
            self.top += 1;
        }
    }

    /// Draws the screen below the title bar.
    pub(crate) fn render(&self, session: &Session, context: &Context, frame: &mut Frame<'_>) {
        let Context { theme, language, .. } = *context;
        let screen = frame.area();
        let bottom = screen.bottom().saturating_sub(2);
        for y in [2, bottom] {
            frame.render_widget(theme.rule(), Rect { y, height: 1, ..screen });
        }
        keys(Scope::Review, context, frame);
        let buffer = frame.buffer_mut();
        let right = counts(session, screen.width, 1, context, buffer);
        let title = cut(s::REVIEW_TITLE.of(language), usize::from(right.saturating_sub(3)), theme);
        put(buffer, 1, 1, &title, theme.title(), right.saturating_sub(2));
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
        let area = Rect { y: 3, height: bottom.saturating_sub(3), ..screen };
        let chosen = self.selected.checked_sub(self.top);
        let shown = list.into_iter().enumerate().skip(self.top).take(usize::from(area.height));
        let items = shown.map(|(at, finding)| item(session, finding, at == self.selected, area.width, context));
        let items: Vec<Text> = items.collect();
        if let Some(y) = page::list(items, chosen, "> ", theme, area, frame.buffer_mut()) {
            frame.set_cursor_position((2, y));
        }
    }
}

/// What a finding says; and why it is silenced, where it is.
fn said(finding: &Diagnostic, language: Language) -> String {
    match &finding.silenced {
        Some(reason) => {
            let stop = if finding.message.ends_with('.') { "" } else { "." };
            s::SILENCED_WHY.fill(language, &[&format!("{}{stop}", finding.message), &reason.trim_end_matches('.')])
        }
        None => finding.message.clone(),
    }
}

/// Asks why a finding is to be silenced; one that is silenced is heard again. What waits to be confirmed is confirmed where
/// it stands.
fn silence(finding: &Diagnostic, session: &Session, context: &Context) -> Effect {
    let silence = finding.silence(&session.definition, &session.answers);
    match finding.severity {
        _ if finding.silenced.is_some() => Effect::Silence(silence, None),
        Severity::Unconfirmed => Effect::Notify(s::CONFIRM_THERE.of(context.language).to_owned()),
        _ => {
            let (title, reason) = (s::SILENCE_TITLE.of(context.language), s::SILENCE_REASON.of(context.language));
            Effect::Ask(Dialog::Prompt(Prompt::new(title, Purpose::Silence(silence), reason.to_owned())))
        }
    }
}

/// A finding on the screen: how bad it is and where, and below what it says.
fn item(session: &Session, finding: &Diagnostic, chosen: bool, width: u16, context: &Context) -> Text<'static> {
    let Context { theme, language, .. } = *context;
    let (mark, word, style) = match finding.severity {
        Severity::Error => ("!", s::ERROR_WORD, theme.error()),
        Severity::Missing => ("*", s::MISSING_WORD, theme.warning()),
        Severity::Unconfirmed => ("~", s::UNCONFIRMED_WORD, theme.warning()),
        Severity::Warning => ("?", s::WARNING_WORD, theme.warning()),
        Severity::Hint => (".", s::HINT_WORD, theme.quiet()),
    };
    let (mark, word, style) =
        if finding.is_open() { (mark, word, style) } else { (" ", s::SILENCED_WORD, theme.quiet()) };
    let word = format!("{mark} {}", word.of(language));
    let indent = usize::from(MESSAGE - 2);
    let gap = indent.saturating_sub(columns(&word)).max(1);
    let room = usize::from(width).saturating_sub(2 + columns(&word) + gap + 1);
    let place = cut(&place_of(session, finding.path, room, language), room, theme).into_owned();
    let name = if chosen { theme.title() } else { theme.text() };
    let mut text =
        Text::from(Line::from(vec![Span::styled(word, style), Span::raw(" ".repeat(gap)), Span::styled(place, name)]));
    for line in lines(&said(finding, language), width.saturating_sub(MESSAGE + 1)) {
        text.push_line(vec![Span::raw(" ".repeat(indent)), Span::styled(line.to_string(), theme.quiet())]);
    }
    text
}

/// "Chăm sóc sức khỏe – Đợt khám – dòng 2 – Ngày"; where that is too long, its end, which names
/// the entry.
fn place_of(session: &Session, path: EntryPath, room: usize, language: Language) -> String {
    let section = session.definition.section_of(path.field);
    let mut parts = vec![session.definition[section].title.text(language).to_owned()];
    let place = place_parts(&session.definition, path, language);
    parts.extend(place.iter().map(|part| session.worded(part).into_owned()));
    parts.retain(|part| columns(part) > 0);
    while parts.len() > 1 && columns(&parts.join(" – ")) > room {
        parts.remove(0);
    }
    parts.join(" – ")
}
