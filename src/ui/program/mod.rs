//! The program between its events: what is open, what is shown, and what a key does to it.

mod effects;
mod keys;
mod menu;
mod reports;
mod saving;

use ratatui::layout::Rect;
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::app::Workspace;
use crate::app::current::Current;
use crate::app::open::{Unsaved, offices_elsewhere};
use crate::app::proofreading::Proofreader;
use crate::report::answers::EntryPath;
use crate::report::field::Kind as FieldKind;
use crate::session::Session;
use crate::session::focus::Focus;
use crate::session::open_report::{Moment, OpenReport};
use crate::store::files;
use crate::store::folders::Folders;
use crate::store::names::{JOURNAL, sidecar_path};
use crate::store::settings::{EnterInText, SettingsFile};
use crate::text::message::Message;
use crate::ui::screens::review::ReviewScreen;

use super::context::Context;
use super::dialogs::Dialog;
use super::effect::{Question, Task};
use super::events::Event;
use super::input_method::InputMethod;
use super::keymap::Scope;
use super::questions::beside;
use super::questions::opening::office_elsewhere;
use super::screens::Screen;
use super::screens::document::DocumentScreen;
use super::screens::form::entry::is_paragraph;
use super::screens::form::{self, FormScreen};
use super::screens::home::HomeScreen;
use super::strings as s;
use super::theme::Theme;
use crate::app::environment::Environment;

/// The program between its events.
pub struct Program {
    pub context: Context,
    pub current: Current,
    pub input: InputMethod,
    pub home: HomeScreen,
    pub form: FormScreen,
    pub screen: Screen,
    /// What stands over the screen.
    pub dialog: Option<Question>,
    /// Said until the next key.
    pub message: Option<String>,
    /// The screen that help or a comparison was called from, and the question that the comparison goes
    /// back to.
    behind: Option<Screen>,
    question: Option<Question>,
    /// What an earlier run left unsaved, while nothing is decided about it.
    unsaved: Option<Unsaved>,
    /// The report to begin one from, and its type, once that is decided.
    copied_next: Option<(PathBuf, Option<String>)>,
    /// The last key was Ctrl-C; the same once more leaves.
    interrupted: bool,
    /// Where letters are commands, one was typed that could not be obeyed: what follows is a text, and none either.
    text_refused: Option<Instant>,
    proofreader: Proofreader,
    /// The page of the document that a footnote was made from, and the row of that.
    note_from: Option<(EntryPath, DocumentScreen)>,
    /// The review as it was left: who mends one finding after another comes back to where they were.
    pub(super) review: ReviewScreen,
}

/// What of the office profile is in none but its journal, or in a file that nothing is begun from.
fn office_left(context: &Context) -> Option<String> {
    let (workspace, language) = (&context.workspace, context.language);
    if files::exists(&sidecar_path(&workspace.folders.office(), JOURNAL)) {
        return Some(s::OFFICE_UNSAVED.of(language).to_owned());
    }
    let elsewhere = offices_elsewhere(workspace);
    (!elsewhere.is_empty()).then(|| office_elsewhere(&elsewhere, language))
}

impl Program {
    /// At the list of reports.
    #[must_use]
    pub fn new(folders: Folders, environment: Environment, now: Moment) -> Self {
        let (settings, notes) = SettingsFile::load(&folders.settings());
        let folders = folders.with_reports(settings.settings.folder.clone());
        let language = environment.language(&settings.settings);
        let context = Context {
            theme: Theme::of(&environment, &settings.settings),
            language,
            area: Rect { x: 0, y: 0, width: 80, height: 24 },
            workspace: Workspace::new(folders, now.today),
            settings,
            environment,
            now,
        };
        let of_settings = notes.first().map(|note| note.describe(language).to_owned());
        let of_words = || context.workspace.unreadable_words(language).into_iter().next();
        let message = of_settings.or_else(of_words).or_else(|| office_left(&context));
        Program {
            current: Current::new(&context.workspace.folders),
            input: InputMethod::new(&context.settings.settings, &context.environment, language),
            home: HomeScreen::default(),
            form: FormScreen::default(),
            screen: Screen::Home,
            dialog: None,
            message,
            behind: None,
            question: None,
            unsaved: None,
            copied_next: None,
            interrupted: false,
            text_refused: None,
            proofreader: Proofreader::default(),
            note_from: None,
            review: ReviewScreen::default(),
            context,
        }
    }

    fn notify(&mut self, message: Message) {
        self.message = Some(message.of(self.context.language).to_owned());
    }

    // ---- Events

    /// Handles an event; returns what only the loop can do. What follows from it is settled by
    /// [`Program::update_layout`].
    pub fn handle(&mut self, event: Event, now: Moment) -> Option<Task> {
        self.context.now = now;
        let before = self.position();
        let task = match event {
            // What nobody sees takes no keys.
            Event::Key(key) if self.context.is_too_small() => self.key_unseen(key),
            Event::Paste(_) if self.context.is_too_small() => None,
            Event::Key(key) => {
                self.message = None;
                self.key(key)
            }
            Event::Paste(text) => {
                self.message = None;
                self.interrupted = false;
                self.paste(&text)
            }
            Event::Saved => {
                self.finish_save();
                None
            }
            Event::Resize | Event::Resumed => {
                self.lay_figures_out();
                None
            }
            Event::Terminate | Event::HungUp => {
                self.end();
                Some(Task::Quit)
            }
        };
        self.notice(before);
        task
    }

    /// The columns of the page of figures are of the width of the screen.
    fn lay_figures_out(&mut self) {
        if let (Screen::Viewer(viewer), Some(report)) = (&mut self.screen, &self.current.report)
            && viewer.reading.is_figures
        {
            viewer.reading.text = beside::figures_text(&report.session, &self.context);
        }
    }

    fn position(&self) -> Option<form::Position> {
        self.current.report.as_ref().map(|report| form::position(&report.session))
    }

    /// Takes note of changes and of a moved focus.
    fn notice(&mut self, before: Option<form::Position>) {
        let Some(report) = &mut self.current.report else { return };
        let now = self.context.now.instant;
        report.notice(now);
        self.proofreader.notice(&report.session, now);
        self.form.notice(before, &report.session, now);
        let period = report.session.definition.period;
        if before.is_some_and(|(_, focus, _)| Some(focus.field()) == period) && !report.is_at_period() {
            self.name_after_period();
        }
    }

    /// Takes over what an editor made of the focused text, which stays in its file until it is saved. False where it is
    /// too long.
    pub(crate) fn take_edited(&mut self, text: &str, path: &Path) -> bool {
        let Some(report) = &mut self.current.report else { return false };
        let is_taken = report.attempt(|session| form::take_edited(session, text));
        if is_taken {
            report.has_taken(path.to_owned());
        }
        is_taken
    }

    /// Takes note of what changed while another program had the terminal.
    pub(crate) fn after_editor(&mut self, now: Moment) {
        self.context.now = now;
        self.finish_save();
        self.notice(None);
    }

    /// When something is to be done without an event.
    #[must_use]
    pub fn due(&self) -> Option<Instant> {
        let save = self.current.report.as_ref().and_then(OpenReport::due);
        let look = self.current.report.as_ref().and_then(|report| self.proofreader.due(&report.session));
        [save, look, self.form.settle_due()].into_iter().flatten().min()
    }

    /// Does what is due.
    pub fn tick(&mut self, now: Moment) {
        self.context.now = now;
        let now = self.context.now.instant;
        let Program { context, current, proofreader, .. } = self;
        let Some(report) = &mut current.report else { return };
        if proofreader.due(&report.session).is_some_and(|due| due <= now) {
            let path = report.path().to_owned();
            proofreader.step(&mut report.session, &path, &current.index, &context.workspace, context.language);
        }
        let is_save_due = report.due().is_some_and(|due| due <= now);
        if self.form.settle_due().is_some_and(|due| due <= now) {
            self.form.settle(&report.session);
        }
        if is_save_due {
            self.begin_save();
        }
    }

    /// Looks the open report over, where all that is wrong with it is to be known now.
    pub(super) fn look_over(&mut self) {
        let Program { context, current, proofreader, .. } = self;
        if let Some(report) = &mut current.report {
            let path = report.path().to_owned();
            proofreader.finish(&mut report.session, &path, &current.index, &context.workspace, context.language);
        }
    }

    // ---- What follows from the answers, and the layout

    /// Makes what follows from the answers anew, if they changed. What changed is in the journal before
    /// anything is computed from it, and so is what the computation fills in.
    pub(crate) fn refresh(&mut self) {
        self.record();
        let hidden = self.hidden_by_choice();
        if self.current.report.as_mut().is_some_and(|report| report.session.refresh()) {
            self.record();
        }
        let more = hidden.zip(self.hidden_by_choice()).map_or(0, |(before, now)| now.saturating_sub(before));
        if more > 0 && self.message.is_none() {
            self.message = Some(s::HIDDEN_NOW.fill(self.context.language, &[&more]));
        }
    }

    /// How many answers are kept and not asked, while the focus is on one that decides what is asked.
    fn hidden_by_choice(&self) -> Option<usize> {
        let session = &self.current.report.as_ref()?.session;
        let decides = |kind: &FieldKind| matches!(kind, FieldKind::YesNo | FieldKind::Choice(_));
        session.field().is_some_and(|field| decides(&field.kind)).then(|| session.hidden().len())
    }

    /// Writes what the next frame will show to the journal.
    fn record(&mut self) {
        let prompt = self.dialog.as_ref().and_then(Dialog::prompt);
        let report = self.current.report.as_ref();
        let draft = prompt.zip(report).and_then(|(prompt, report)| prompt.draft(&report.session));
        if let Some(why) = self.current.record(draft.as_ref(), self.context.language) {
            self.message = Some(why);
        }
    }

    /// Makes everything that is drawn follow from what is there; to be called before drawing.
    pub fn update_layout(&mut self) {
        self.refresh();
        if matches!(self.screen, Screen::Review) {
            self.look_over();
        }
        let Program { context, current, form, home, screen, dialog, review, .. } = self;
        if let Some(report) = &mut current.report
            && report.session.slots().iter().filter_map(|slot| slot.focus()).all(|f| f != report.session.focus)
        {
            // What had the focus is not asked any more.
            report.session.step(true);
            form.settle(&report.session);
        }
        let session = current.report.as_mut().map(|report| &mut report.session);
        match (screen, session) {
            (Screen::Home, _) => home.update_layout(context.area),
            (Screen::Form, Some(session)) => form.update_layout(session, context),
            (Screen::Document(screen), Some(session)) => screen.update_layout(session, context.area),
            (Screen::Review, Some(session)) => review.update_layout(session, context),
            (Screen::OldText(screen), Some(session)) => screen.update_layout(session, context.area, context.language),
            (Screen::Help(screen), session) => screen.update_layout(session.as_deref(), context),
            (Screen::Viewer(screen), _) => screen.update_layout(context.area),
            _ => {}
        }
        if let Some(dialog) = dialog {
            dialog.update_layout(context.area);
        }
    }

    // ---- Keys

    /// Which keys apply.
    #[must_use]
    pub(crate) fn scope(&self) -> Scope {
        self.scope_at(self.current.report.as_ref().map(|report| report.session.focus))
    }

    /// Which keys would apply with the focus of the form elsewhere.
    #[must_use]
    pub(crate) fn scope_at(&self, focus: Option<Focus>) -> Scope {
        let new_line = self.context.settings.settings.enter_in_text != Some(EnterInText::Next);
        // From a text that has not begun, Enter goes on as from any other blank.
        let has_lines = |session: &Session, focus: Focus| {
            is_paragraph(session, focus) && !session.answers.raw(focus.path()).is_empty()
        };
        match (&self.screen, &self.current.report, focus) {
            (Screen::Form, Some(report), Some(focus)) if new_line && has_lines(&report.session, focus) => {
                Scope::Paragraph
            }
            (Screen::Form, ..) => Scope::Form,
            (Screen::Document(_), ..) => Scope::Preview,
            (Screen::Review, ..) => Scope::Review,
            (Screen::OldText(_), ..) => Scope::OldText,
            (Screen::Settings(_), ..) => Scope::Settings,
            (Screen::Help(_) | Screen::Viewer(_), ..) => Scope::Page,
            (Screen::Home, ..) if self.home.report().is_some() => Scope::Report,
            (Screen::Home, ..) => Scope::Home,
        }
    }
}
