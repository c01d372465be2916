//! The first screen: my reports, a new one, the sample, the office, the settings.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use ratatui::layout::{Position, Rect};

use crate::report::language::Language;
use crate::store::local_time::local;
use crate::store::recent::RecentEntry;

use super::canvas::Canvas;
use super::columns::columns;
use super::form::keys;
use super::form::wrap::wrap;
use super::keymap::Scope;
use super::strings as s;

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
    pub fn draw(&self, canvas: &mut Canvas, screen: Rect, language: Language) -> Option<Position> {
        let theme = canvas.theme;
        canvas.rule(Rect { x: 0, y: 1, width: screen.width, height: 1 });
        canvas.put(2, 2, s::HOME_TITLE.of(language), theme.title(), screen.width);
        canvas.rule(Rect { x: 0, y: screen.bottom().saturating_sub(2), width: screen.width, height: 1 });
        let scope = if self.report().is_some() { Scope::Report } else { Scope::Home };
        keys(canvas, screen, scope, language);
        let mut y = 4;
        let mut cursor = None;
        if self.reports.is_empty() {
            let text = s::HOME_EMPTY.of(language);
            for row in wrap(text, usize::from(screen.width.saturating_sub(5))) {
                canvas.put(4, y, text.get(row.range).unwrap_or_default(), theme.quiet(), screen.width);
                y += 1;
            }
        }
        for (index, report) in self.reports.iter().enumerate().skip(self.top).take(Self::shown(screen)) {
            let chosen = index == self.selected;
            if chosen {
                canvas.put(2, y, ">", theme.accent(), 1);
                cursor = Some(Position::new(4, y));
            }
            let notes = notes(report, screen.width, language);
            let right = screen.width.saturating_sub(2);
            canvas.put_right(right, y, &notes, theme.quiet());
            let room = right.saturating_sub(6 + u16::try_from(columns(&notes)).unwrap_or(0));
            let label = self.label(report).replace('…', theme.ellipsis());
            canvas.put_cut(4, y, &label, if chosen { theme.title() } else { theme.text() }, room);
            y += 1;
        }
        let (up, down) = theme.more();
        if self.top > 0 {
            canvas.put_right(screen.width, 4, up, theme.accent());
        }
        if self.top + Self::shown(screen) < self.reports.len() {
            canvas.put_right(screen.width, y.saturating_sub(1), down, theme.accent());
        }
        y += 1;
        for (index, (_, text)) in COMMANDS.iter().enumerate() {
            let chosen = self.reports.len() + index == self.selected;
            if chosen {
                canvas.put(2, y, ">", theme.accent(), 1);
                cursor = Some(Position::new(4, y));
            }
            let style = if chosen { theme.title() } else { theme.text() };
            canvas.put_cut(4, y, text.of(language), style, screen.width.saturating_sub(5));
            y += 1;
        }
        cursor
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
