//! The first screen: my reports, a new one, the sample, the office, the settings.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Text};
use ratatui::widgets::Paragraph;

use crate::store::local;
use crate::store::recent::RecentEntry;
use crate::text::language::Language;

use super::context::Context;
use super::form::wrap::lines;
use super::keymap::Scope;
use super::page::{self, at_both_ends, page};
use super::strings as s;
use super::text::{columns, cut, put, put_right};

/// The home screen.
#[derive(Debug, Default)]
pub struct Home {
    /// The reports, the last changed first.
    pub reports: Vec<RecentEntry>,
    pub selected: usize,
    top: usize,
}

/// What Enter does on the chosen line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    Open(PathBuf),
    New,
    Sample,
    Office,
    Settings,
    Quit,
}

/// The lines below the reports.
const COMMANDS: [(Choice, s::Text); 5] = [
    (Choice::New, s::NEW_REPORT),
    (Choice::Sample, s::OPEN_SAMPLE),
    (Choice::Office, s::OFFICE_PROFILE),
    (Choice::Settings, s::SETTINGS),
    (Choice::Quit, s::QUIT),
];

impl Home {
    /// What Enter does now.
    #[must_use]
    pub fn choice(&self) -> Choice {
        match self.reports.get(self.selected) {
            Some(report) => Choice::Open(report.path.clone()),
            None => COMMANDS.get(self.selected - self.reports.len()).map_or(Choice::New, |(choice, _)| choice.clone()),
        }
    }

    /// The chosen report, if a report is chosen.
    #[must_use]
    pub fn report(&self) -> Option<&Path> {
        self.reports.get(self.selected).map(|report| report.path.as_path())
    }

    /// Chooses a report, if it is in the list.
    pub fn choose(&mut self, path: &Path) {
        if let Some(at) = self.reports.iter().position(|report| report.path == path) {
            self.selected = at;
        }
    }

    /// What a report is called: its type, period and unit; and the end of its file's name where
    /// another report is called the same.
    #[must_use]
    pub fn label(&self, report: &RecentEntry) -> String {
        let called = |report: &RecentEntry| {
            let title = if report.title.is_empty() { file_name(&report.path) } else { report.title.clone() };
            format!("{title} {}", report.period).trim_end().to_owned()
        };
        let mut label = called(report);
        let same = |other: &&RecentEntry| called(other) == label && other.unit == report.unit;
        if self.reports.iter().filter(same).count() > 1 {
            let stem = report.path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let end = stem.strip_prefix(&report.type_id).map_or_else(|| stem.clone(), |end| format!("…{end}"));
            label = format!("{label} ({end})");
        }
        if report.unit.is_empty() { label } else { format!("{label} – {}", report.unit) }
    }

    /// Moves the choice.
    pub fn step(&mut self, by: isize) {
        let last = self.reports.len() + COMMANDS.len() - 1;
        self.selected = self.selected.saturating_add_signed(by).min(last);
    }

    /// To the first or last line.
    pub fn end(&mut self, last: bool) {
        self.selected = 0;
        if last {
            self.step(isize::MAX);
        }
    }

    /// Lines for reports on a screen.
    fn shown(screen: Rect) -> usize {
        usize::from(screen.height).saturating_sub(4 + COMMANDS.len() + 3).max(1)
    }

    /// Keeps the choice in view; to be called before drawing.
    pub fn arrange(&mut self, screen: Rect) {
        let at = self.selected.min(self.reports.len().saturating_sub(1));
        self.top = self.top.min(at).max((at + 1).saturating_sub(Self::shown(screen)));
    }

    /// Draws the screen below the title bar.
    pub fn render(&self, context: Context, frame: &mut Frame<'_>) {
        let Context { theme, language } = context;
        let screen = frame.area();
        let scope = if self.report().is_some() { Scope::Report } else { Scope::Home };
        let body = page(scope, context, frame);
        put(frame.buffer_mut(), 2, body.y, s::HOME_TITLE.of(language), theme.title(), body.width);
        let mut y = body.y + 2;
        if self.reports.is_empty() {
            let text = lines(s::HOME_EMPTY.of(language), body.width.saturating_sub(5));
            let height = u16::try_from(text.len()).unwrap_or(0);
            let area = Rect { x: 4, y, width: body.width.saturating_sub(4), height };
            frame.render_widget(Paragraph::new(text).style(theme.quiet()), area);
            y += height;
        }
        let buffer = frame.buffer_mut();
        let shown = Self::shown(screen);
        let style = |chosen: bool| if chosen { theme.title() } else { theme.text() };
        let reports = self.reports.iter().enumerate().skip(self.top).take(shown).map(|(at, report)| {
            let label = self.label(report).replace('…', theme.ellipsis());
            let (notes, room) = (notes(report, body.width, language), usize::from(body.width).saturating_sub(6));
            let label = cut(&label, room.saturating_sub(columns(&notes) + 2), theme);
            Line::from(at_both_ends(&label, style(at == self.selected), &notes, room, theme)).into()
        });
        let reports: Vec<Text> = reports.collect();
        let area = |y, height| Rect { x: 2, y, width: body.width.saturating_sub(2), height };
        let first = y;
        y += u16::try_from(reports.len()).unwrap_or(0);
        let (up, down) = theme.more();
        let is_report = self.selected < self.reports.len();
        let chosen = self.selected.checked_sub(self.top).filter(|_| is_report);
        let in_reports = page::list(reports, chosen, "> ", theme, area(first, y - first), buffer);
        if self.top > 0 {
            put_right(buffer, body.width, first, up, theme.accent());
        }
        if self.top + shown < self.reports.len() {
            put_right(buffer, body.width, y.saturating_sub(1), down, theme.accent());
        }
        let chosen = self.selected.checked_sub(self.reports.len());
        let commands = COMMANDS.iter().enumerate().map(|(at, (_, text))| {
            let text = cut(text.of(language), usize::from(body.width.saturating_sub(5)), theme);
            Line::styled(text, style(chosen == Some(at))).into()
        });
        let area = area(y + 1, body.bottom().saturating_sub(y + 1));
        let in_commands = page::list(commands.collect(), chosen, "> ", theme, area, buffer);
        if let Some(y) = in_reports.or(in_commands) {
            frame.set_cursor_position((4, y));
        }
    }
}

/// "12/31 câu   sửa 24/11 9:41"
fn notes(report: &RecentEntry, width: u16, language: Language) -> String {
    let progress = match report.needed {
        0 => String::new(),
        needed => s::PROGRESS.fill(language, &[&report.answered, &needed]),
    };
    let changed = i64::try_from(report.changed).ok().filter(|t| *t > 0).and_then(|t| Timestamp::from_second(t).ok());
    let changed = changed.map_or(String::new(), |time| {
        let local = local(time);
        let when = format!("{}/{} {}:{:02}", local.day(), local.month(), local.hour(), local.minute());
        s::CHANGED_AT.fill(language, &[&when])
    });
    if width < 72 { progress } else { format!("{progress}   {changed}") }
}

fn file_name(path: &Path) -> String {
    path.file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned())
}
