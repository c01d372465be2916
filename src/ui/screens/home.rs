//! The first screen: my reports, a new one, the sample, the office, the settings.

use std::path::Path;

use jiff::Timestamp;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Text};
use ratatui::widgets::Paragraph;

use crate::app::Workspace;
use crate::app::begin::SAMPLE_FILE;
use crate::store::describe_io;
use crate::store::discarded::{self, Discarded, discard};
use crate::store::index::{Index, IndexEntry};
use crate::store::local;
use crate::store::lock::{Lock, Locked};
use crate::store::renaming;
use crate::text::language::Language;
use crate::text::message::Message;
use crate::text::visible::shown_path;
use crate::ui::action::Action;

use crate::text::width::columns;
use crate::ui::context::Context;
use crate::ui::dialogs::{Chooser, Dialog, Item, Letters};
use crate::ui::effect::Effect;
use crate::ui::keymap::Scope;
use crate::ui::page::{self, at_both_ends, page};
use crate::ui::questions::old_files;
use crate::ui::questions::opening::choose_type;
use crate::ui::strings as s;
use crate::ui::text::lines;
use crate::ui::text::{cut, cut_inside, put, put_right};

use super::FAR;

/// The home screen.
#[derive(Debug, Default)]
pub struct HomeScreen {
    /// The reports, the last changed first.
    pub reports: Vec<IndexEntry>,
    selected: usize,
    top: usize,
    /// Reports taken from the list, the last one last.
    discarded: Vec<Discarded>,
}

/// A line below the reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Command {
    New,
    Import,
    Sample,
    Office,
    Settings,
    Quit,
}

/// Lines that a page key goes by.
const PAGE: isize = 10;

/// The lines below the reports.
const COMMANDS: [(Command, Message); 6] = [
    (Command::New, s::NEW_REPORT),
    (Command::Import, s::FROM_OLD_REPORT),
    (Command::Sample, s::OPEN_SAMPLE),
    (Command::Office, s::OFFICE_PROFILE),
    (Command::Settings, s::SETTINGS),
    (Command::Quit, s::QUIT),
];

impl HomeScreen {
    /// Reads anew which reports there are; the chosen one stays chosen.
    pub(crate) fn list_reports(&mut self, index: &Index, context: &Context) {
        let chosen = self.report().map(Path::to_owned);
        let Workspace { folders, library, .. } = &context.workspace;
        renaming::finish(folders.reports());
        self.reports = index.list(folders.reports());
        for report in self.reports.iter_mut().filter(|report| report.title.is_empty()) {
            // Nothing remembered: the head of its type has the name.
            report.title = library.title(&report.type_id).map_or(String::new(), |title| title.vi.clone());
        }
        if let Some(path) = chosen {
            self.choose(&path);
        }
    }

    /// Does an action; `None` where it is none of the screen's.
    pub(crate) fn update(&mut self, action: Action, index: &Index, context: &Context) -> Option<Vec<Effect>> {
        match action {
            Action::Up => self.step(-1),
            Action::Down | Action::NextField => self.step(1),
            Action::PreviousSection => self.step(-PAGE),
            Action::NextSection => self.step(PAGE),
            Action::TextStart => self.step(-FAR),
            Action::TextEnd => self.step(FAR),
            Action::Accept => return Some(self.accept(context)),
            Action::Import => return Some(vec![Effect::Ask(old_files::first(index, "", context))]),
            Action::CopyReport => {
                let copy = self.report().map(|path| Effect::CopyReport(path.to_owned()));
                return Some(vec![copy.unwrap_or_else(|| notify(s::CHOOSE_REPORT, context))]);
            }
            Action::DiscardReport => return Some(vec![self.ask_discard(context)]),
            Action::Undo => return Some(vec![self.put_back(index, context)]),
            _ => return None,
        }
        Some(Vec::new())
    }

    /// Opens the chosen report, or does what the chosen line says.
    fn accept(&self, context: &Context) -> Vec<Effect> {
        if let Some(path) = self.report() {
            return vec![Effect::Open(path.to_owned())];
        }
        let command = COMMANDS.get(self.selected - self.reports.len()).map(|(command, _)| *command);
        match command {
            Some(Command::New) | None => self.ask_type(context),
            Some(Command::Import) => vec![Effect::Act(Action::Import)],
            Some(Command::Sample) => vec![Effect::OpenSample],
            Some(Command::Office) => vec![Effect::Act(Action::Office)],
            Some(Command::Settings) => vec![Effect::Act(Action::Settings)],
            Some(Command::Quit) => vec![Effect::Act(Action::Leave)],
        }
    }

    /// Asks for the type of a new report, or for one of the list to begin from.
    fn ask_type(&self, context: &Context) -> Vec<Effect> {
        let language = context.language;
        let mut effects = choose_type(s::WHICH_TYPE, Effect::New, context);
        if let Some(Effect::Ask(Dialog::Choose(chooser))) = effects.last_mut() {
            let is_sample = |report: &&IndexEntry| report.path.file_name() == Some(SAMPLE_FILE.as_ref());
            let earlier = self.reports.iter().filter(|report| !report.type_id.is_empty() && !is_sample(report));
            chooser.items.extend(earlier.map(|report| {
                let label = s::FROM_EARLIER.fill(language, &[&self.label(report, language)]);
                Item::new(vec![Effect::CopyReport(report.path.clone())], label)
                    .with_detail(s::FROM_EARLIER_DETAIL.of(language))
            }));
        }
        effects
    }

    /// Asks whether to take the chosen report from the list.
    fn ask_discard(&self, context: &Context) -> Effect {
        let language = context.language;
        let Some(report) = self.reports.get(self.selected) else { return notify(s::CHOOSE_REPORT, context) };
        let name = report.path.file_name().unwrap_or_default().to_string_lossy();
        let note = s::DISCARD_NOTE.fill(language, &[&self.label(report, language), &name, &discarded::FOLDER]);
        // What stands first changes nothing.
        let items = vec![
            Item::new(vec![], s::DISCARD_NO.of(language)),
            Item::new(vec![Effect::Discard(report.path.clone())], s::DISCARD_YES.of(language)),
        ];
        let chooser = Chooser::new(s::DISCARD_TITLE.of(language), items).taking(Letters::Nothing);
        Effect::Ask(Dialog::Choose(chooser.with_note(note)))
    }

    /// Takes a report from the list; its file is kept.
    pub(crate) fn discard(&mut self, path: &Path, index: &Index, context: &Context) -> Effect {
        let language = context.language;
        let lock = match Lock::take(path) {
            Err(Locked::By(holder)) => {
                return discard_message(
                    s::HELD_DISCARD.fill(language, &[&holder.describe(language), &holder.lock_name()]),
                    context,
                );
            }
            lock => lock.ok(),
        };
        // Its file is not to move along.
        drop(lock);
        match discard(path) {
            Ok(discarded) => self.tell_discarded(discarded, index, context),
            Err(error) => {
                self.list_reports(index, context);
                let why = describe_io(&error, language);
                discard_message(s::NOT_DISCARDED.fill(language, &[&shown_path(path), &why]), context)
            }
        }
    }

    /// Says where a report is that was taken from the list, and how it comes back.
    pub(crate) fn tell_discarded(&mut self, discarded: Discarded, index: &Index, context: &Context) -> Effect {
        let folder = shown_path(discarded.from.parent().unwrap_or(Path::new("")));
        let told = s::DISCARDED.fill(context.language, &[&shown_path(&discarded.to), &folder]);
        self.discarded.push(discarded);
        self.list_reports(index, context);
        discard_message(told, context)
    }

    /// Whether a report can be put back.
    #[must_use]
    pub(crate) fn has_discarded(&self) -> bool {
        !self.discarded.is_empty()
    }

    /// Puts the report back that was taken away last.
    fn put_back(&mut self, index: &Index, context: &Context) -> Effect {
        let Some(last) = self.discarded.pop() else { return notify(s::NOTHING_TO_UNDO, context) };
        match last.put_back() {
            Ok(()) => {
                self.list_reports(index, context);
                self.choose(&last.from);
                notify(s::PUT_BACK, context)
            }
            Err(error) => {
                let why = describe_io(&error, context.language);
                let told = s::NOT_PUT_BACK.fill(context.language, &[&shown_path(&last.to), &why]);
                // It can be tried again.
                self.discarded.push(last);
                discard_message(told, context)
            }
        }
    }

    /// The chosen report, if a report is chosen.
    #[must_use]
    pub fn report(&self) -> Option<&Path> {
        self.reports.get(self.selected).map(|report| report.path.as_path())
    }

    /// Chooses a report, if it is in the list.
    pub(crate) fn choose(&mut self, path: &Path) {
        if let Some(at) = self.reports.iter().position(|report| report.path == path) {
            self.selected = at;
        }
    }

    /// What a report is called: its type, period, subject and unit; and the end of its file's name
    /// where another report is called the same.
    fn label(&self, report: &IndexEntry, language: Language) -> String {
        let mut label = called(report);
        let same = |other: &&IndexEntry| called(other) == label && other.unit == report.unit;
        if self.reports.iter().filter(same).count() > 1 {
            let stem = file_stem(&report.path);
            let end = stem.strip_prefix(&report.type_id).filter(|end| !end.is_empty());
            label = format!("{label} ({})", end.map_or_else(|| stem.clone(), |end| format!("…{end}")));
        }
        // What all of them are of tells none from another.
        let is_of_all = self.reports.iter().all(|other| other.unit == report.unit) && self.reports.len() > 1;
        if !report.unit.is_empty() && !is_of_all {
            label = format!("{label} – {}", report.unit);
        }
        if report.path.file_name().is_some_and(|name| name == SAMPLE_FILE) {
            label = format!("{} {label}", s::SAMPLE_MARK.of(language));
        }
        label
    }

    /// Moves the choice.
    fn step(&mut self, by: isize) {
        let last = self.reports.len() + COMMANDS.len() - 1;
        self.selected = self.selected.saturating_add_signed(by).min(last);
    }

    /// Lines for reports on a screen.
    fn shown(screen: Rect) -> usize {
        usize::from(screen.height).saturating_sub(4 + COMMANDS.len() + 3).max(1)
    }

    /// Keeps the choice in view; to be called before drawing.
    pub(crate) fn update_layout(&mut self, screen: Rect) {
        let at = self.selected.min(self.reports.len().saturating_sub(1));
        self.top = self.top.min(at).max((at + 1).saturating_sub(Self::shown(screen)));
    }

    /// Draws the screen below the title bar.
    pub(crate) fn render(&self, context: &Context, frame: &mut Frame<'_>) {
        let Context { theme, language, .. } = *context;
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
        let labels: Vec<String> =
            self.reports.iter().map(|report| self.label(report, language).replace('…', theme.ellipsis())).collect();
        let listed = self.reports.iter().zip(&labels).enumerate().skip(self.top).take(shown);
        let reports = listed.map(|(at, (report, label))| {
            let room = usize::from(body.width).saturating_sub(6);
            let said = |width| notes(report, &self.reports, width, language);
            // The name comes before the time of the last change.
            let is_wide = columns(label) + columns(&said(body.width)) + 2 <= room;
            let notes = said(if is_wide { body.width } else { 0 });
            let width = room.saturating_sub(columns(&notes) + 2);
            let start = cut(label, width, theme);
            // Where the start is that of another report, too, the end tells them apart.
            let is_alone = labels.iter().filter(|other| cut(other, width, theme) == start).count() < 2;
            let label = if is_alone { start } else { cut_inside(label, width, theme) };
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

/// "Báo cáo chung 2026: công tác giảm nghèo"
fn called(report: &IndexEntry) -> String {
    let title = if report.title.is_empty() { file_stem(&report.path) } else { report.title.clone() };
    let label = format!("{title} {}", report.period).trim_end().to_owned();
    if report.subject.is_empty() { label } else { format!("{label}: {}", report.subject) }
}

fn notify(message: Message, context: &Context) -> Effect {
    Effect::Notify(message.of(context.language).to_owned())
}

fn discard_message(text: String, context: &Context) -> Effect {
    Effect::Ask(Dialog::message(s::DISCARD_TITLE.of(context.language), text))
}

/// "12/31 câu   sửa 24/11 9:41"
fn notes(report: &IndexEntry, all: &[IndexEntry], width: u16, language: Language) -> String {
    let is_older = all.iter().any(|other| other.continues == report.path);
    let marks = [
        (report.has_unsaved, s::HAS_UNSAVED),
        (is_older, s::OLDER_COPY),
        (!report.continues.as_os_str().is_empty(), s::NEWER_COPY),
    ];
    let marks = marks.iter().filter(|(holds, _)| *holds).map(|(_, mark)| mark.of(language).to_owned());
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
    let parts = marks.chain([progress]).chain((width >= 72).then_some(changed));
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("   ")
}

fn file_stem(path: &Path) -> String {
    path.file_stem().map_or(String::new(), |name| name.to_string_lossy().into_owned())
}
