//! The one mutable thing: what is on the screen, and how events change it.

use std::path::{Path as FilePath, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crossterm::event::KeyEvent;
use jiff::civil::Date;
use ratatui::layout::Rect;

use crate::store::atomic::RealDisk;
use crate::store::discarded::Discarded;
use crate::store::folders::Folders;
use crate::store::library::Library;
use crate::store::lock::Lock;
use crate::store::recent::Recent;
use crate::store::recovery::Recovery;
use crate::store::saver::Saver;
use crate::store::settings::{EnterInText, SettingsFile};
use crate::text::language::Language;

use super::action::Action;
use super::context::Context;
use super::events::Event;
use super::form::entry::is_paragraph;
use super::form::entry::{self, Typing};
use super::form::preview::Whole;
use super::form::{Areas, slots::Place};
use super::help::Help;
use super::home::Home;
use super::keymap::{Key, Scope, resolve};
use super::overlay::{Outcome, Overlay};
use super::read_only::ReadOnly;
use super::review::Review;
use super::settings::SettingsScreen;
use super::strings as s;
use super::surroundings::Surroundings;
use super::theme::Theme;
use super::typist::Typist;
use super::work::{Kind, Moment, Work};

/// Hints and lit words follow the focus once it rests this long.
const SETTLE: Duration = Duration::from_millis(120);

/// A screen.
#[derive(Debug)]
pub enum Screen {
    Home,
    Form,
    Preview(Whole),
    Review(Review),
    Help(Help),
    Settings(SettingsScreen),
    ReadOnly(ReadOnly),
}

/// What only the loop can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Leave the program.
    Quit,
    /// Stop until the shell wakes the program.
    Suspend,
    /// Let an editor of the user's change this text.
    Edit(String),
    /// Ask the terminal to put this text on its clipboard.
    Copy(String),
    /// Draw the whole screen anew.
    Redraw,
}

/// A report, or the office profile, that is about to be opened and that nobody else writes to.
#[derive(Debug)]
pub struct Opening {
    pub path: PathBuf,
    pub kind: Kind,
    pub lock: Option<Lock>,
}

/// A report that waits for the person to say what to do with the journal beside it.
#[derive(Debug)]
pub struct Recovering {
    pub opening: Opening,
    pub recovery: Box<Recovery>,
}

/// Everything.
pub struct State {
    pub folders: Folders,
    pub library: Library,
    pub recent: Recent,
    pub saver: Saver,
    pub settings: SettingsFile,
    pub surroundings: Surroundings,
    pub language: Language,
    pub theme: Theme,
    pub typist: Typist,
    pub area: Rect,
    pub screen: Screen,
    pub home: Home,
    pub work: Option<Work>,
    pub overlay: Option<Overlay>,
    /// Said until the next key.
    pub message: Option<String>,
    /// The screen that help was called from.
    pub behind: Option<Screen>,
    /// The popup that a comparison was called from.
    pub behind_overlay: Option<Overlay>,
    pub recovering: Option<Recovering>,
    /// The last key was Ctrl-C; the same once more leaves.
    interrupted: bool,
    /// Reports taken from the list, the last one last.
    pub discarded: Vec<Discarded>,
    /// What the normal screen shows after leaving.
    pub receipts: Vec<String>,
    pub today: Date,
    /// When hints and lit words follow the focus.
    settle_due: Option<Instant>,
}

impl State {
    /// At the home screen.
    #[must_use]
    pub fn new(folders: Folders, surroundings: Surroundings, today: Date) -> Self {
        let (settings, notes) = SettingsFile::load(&folders.settings());
        let folders = folders.with_reports(settings.settings.folder.clone());
        let language = surroundings.language(&settings.settings);
        let theme = surroundings.theme(&settings.settings);
        State {
            library: Library::new(Some(folders.types())),
            recent: Recent::load(&folders.index()),
            saver: Saver::here(Arc::new(RealDisk)),
            message: notes.first().map(|note| note.describe(language).to_owned()),
            typist: Typist::new(&settings.settings, &surroundings, language),
            folders,
            settings,
            surroundings,
            language,
            theme,
            area: Rect { x: 0, y: 0, width: 80, height: 24 },
            screen: Screen::Home,
            home: Home::default(),
            work: None,
            overlay: None,
            behind: None,
            behind_overlay: None,
            recovering: None,
            interrupted: false,
            discarded: Vec::new(),
            receipts: Vec::new(),
            today,
            settle_due: None,
        }
    }

    /// Reads anew which reports there are.
    pub fn list_reports(&mut self) {
        let chosen = self.home.report().map(FilePath::to_owned);
        self.home.reports = self.recent.list(self.folders.reports());
        self.home.reports.retain(|report| self.folders.allow(&report.path));
        for report in self.home.reports.iter_mut().filter(|report| report.title.is_empty()) {
            // Nothing remembered: the head of its type has the name.
            report.title = self.library.title(&report.type_id).map_or(String::new(), |title| title.vi.clone());
        }
        if let Some(path) = chosen {
            self.home.choose(&path);
        }
    }

    /// What every screen is drawn with.
    #[must_use]
    pub fn context(&self) -> Context {
        Context { theme: self.theme, language: self.language }
    }

    fn has_document(&self) -> bool {
        self.work.as_ref().is_none_or(|work| work.session.has_document())
    }

    /// How typing works now.
    #[must_use]
    pub fn typing(&self) -> Typing {
        Typing { language: self.language, width: Areas::of(self.area, self.has_document(), 0).form.width }
    }

    /// Handles an event. What follows from it is settled by [`State::arrange`].
    pub fn handle(&mut self, event: Event, now: &Moment) -> Option<Effect> {
        let before = self.focus();
        let effect = match event {
            Event::Key(key) => {
                self.message = None;
                self.key(key, now)
            }
            Event::Paste(text) => {
                self.message = None;
                self.interrupted = false;
                self.paste(&text);
                None
            }
            Event::Saved => {
                self.saved(now);
                None
            }
            Event::Resize | Event::Resumed => None,
            Event::Terminate | Event::HungUp => {
                self.end(now);
                Some(Effect::Quit)
            }
        };
        self.after(before, now);
        effect
    }

    /// The revision, the focus and its page.
    fn focus(&self) -> Option<(u64, Place, usize)> {
        self.work.as_ref().map(|w| (w.session.revision, w.session.place, w.session.section()))
    }

    /// Takes note of changes and of a moved focus.
    fn after(&mut self, before: Option<(u64, Place, usize)>, now: &Moment) {
        let Some(work) = &mut self.work else { return };
        work.notice(now.instant);
        let session = &work.session;
        let typed = before.map(|(revision, ..)| revision) != Some(session.revision);
        let turned = before.map(|(_, _, section)| section) != Some(session.section());
        if typed || turned {
            work.form.settled = Some(session.place);
            self.settle_due = None;
        } else if before.map(|(_, place, _)| place) != Some(session.place) {
            self.settle_due = Some(now.instant + SETTLE);
        }
    }

    /// Takes note of what changed while another program had the terminal.
    pub fn edited_outside(&mut self, now: &Moment) {
        self.saved(now);
        self.after(None, now);
    }

    /// When something is to be done without an event.
    #[must_use]
    pub fn due(&self) -> Option<Instant> {
        [self.work.as_ref().and_then(Work::due), self.settle_due].into_iter().flatten().min()
    }

    /// Does what is due.
    pub fn tick(&mut self, now: &Moment) {
        if self.settle_due.is_some_and(|due| due <= now.instant) {
            self.settle();
        }
        if self.work.as_ref().and_then(Work::due).is_some_and(|due| due <= now.instant) {
            self.save_by_itself(now);
        }
    }

    /// Hints and lit words follow the focus now.
    pub fn settle(&mut self) {
        self.settle_due = None;
        if let Some(work) = &mut self.work {
            work.form.settled = Some(work.session.place);
        }
    }

    /// Makes what follows from the answers anew, if they changed. What changed is in the journal before
    /// anything is computed from it, and so is what the computation fills in.
    pub fn refresh(&mut self) {
        self.record();
        if self.work.as_mut().is_some_and(|work| work.session.refresh()) {
            self.record();
        }
    }

    /// Makes everything that is drawn follow from what is there; to be called before drawing.
    pub fn arrange(&mut self) {
        self.refresh();
        let (area, language) = (self.area, self.language);
        if let Some(work) = &mut self.work
            && work.session.slots().iter().filter_map(|s| s.place()).all(|p| p != work.session.place)
        {
            // What had the focus is not asked any more.
            work.session.step(true);
            work.form.settled = Some(work.session.place);
        }
        match (&mut self.screen, &mut self.work) {
            (Screen::Home, _) => self.home.arrange(area),
            (Screen::Form, Some(work)) => work.form.arrange(&mut work.session, area, language),
            (Screen::Preview(whole), Some(work)) => {
                work.session.lay_out(Whole::width(area));
                whole.arrange(&work.session, Whole::height(area));
            }
            (Screen::Review(review), Some(work)) => review.arrange(&work.session, area),
            (Screen::Help(help), work) => {
                help.arrange(work.as_ref().map(|w| &w.session), area, Context { theme: self.theme, language });
            }
            (Screen::ReadOnly(shown), _) => shown.arrange(area),
            _ => {}
        }
        if let Some(Overlay::Chooser(chooser)) = &mut self.overlay {
            chooser.arrange(area);
        }
    }

    /// Which keys apply.
    #[must_use]
    pub fn scope(&self) -> Scope {
        self.scope_at(self.work.as_ref().map(|work| work.session.place))
    }

    /// Which keys would apply with the focus of the form at a place.
    #[must_use]
    pub fn scope_at(&self, place: Option<Place>) -> Scope {
        let new_line = self.settings.settings.enter_in_text != Some(EnterInText::Next);
        match (&self.screen, &self.work, place) {
            (Screen::Form, Some(work), Some(place)) if new_line && is_paragraph(&work.session, place) => {
                Scope::Paragraph
            }
            (Screen::Form, ..) => Scope::Form,
            (Screen::Preview(_), ..) => Scope::Preview,
            (Screen::Review(_), ..) => Scope::Review,
            (Screen::Settings(_), ..) => Scope::Settings,
            (Screen::Help(_) | Screen::ReadOnly(_), ..) => Scope::Page,
            (Screen::Home, ..) if self.home.report().is_some() => Scope::Report,
            (Screen::Home, ..) => Scope::Home,
        }
    }

    fn key(&mut self, event: KeyEvent, now: &Moment) -> Option<Effect> {
        let key = Key::of(event);
        let action = resolve(self.scope(), key);
        let again = std::mem::take(&mut self.interrupted);
        if action == Some(Action::Interrupt) && !again {
            self.interrupted = true;
            self.message = Some(s::AGAIN_TO_LEAVE.of(self.language).to_owned());
            return None;
        }
        if self.steps_aside(key, now) || self.composes_in_popup(key, action) {
            return None;
        }
        if let Some(overlay) = &mut self.overlay {
            // Leaving works over a popup too; everything else is the popup's.
            if matches!(action, Some(Action::Leave | Action::Interrupt)) {
                self.finish_prompt();
                return self.act(Action::Leave, now);
            }
            let outcome = match overlay {
                Overlay::Chooser(chooser) => {
                    chooser.typing = self.typist.options();
                    chooser.key(key, event.code)
                }
                Overlay::Prompt(prompt) => prompt.key(key, event.code, self.area),
                Overlay::Message(_) => match event.code {
                    crossterm::event::KeyCode::Enter | crossterm::event::KeyCode::Esc => Outcome::Close,
                    _ => Outcome::Stay,
                },
            };
            return self.overlay_outcome(outcome, now);
        }
        if let Some(digit) = key.menu_digit() {
            return self.menu_item(digit, now);
        }
        if let Some(action) = action {
            return self.act(action, now);
        }
        if let (Screen::Form, Some(letter)) = (&self.screen, key.typed()) {
            let typing = self.typing();
            if let Some(work) = &mut self.work {
                self.overlay = entry::letter(&mut work.session, letter, typing, &mut self.typist);
            }
        }
        None
    }

    fn paste(&mut self, text: &str) {
        let typing = self.typing();
        match (&mut self.overlay, &self.screen, &mut self.work) {
            (_, _, Some(work)) if !entry::has_room(&work.session, text) => {
                self.message = Some(s::PASTE_TOO_LONG.fill(self.language, &[&(entry::MAX_PASTED / 1000)]));
            }
            (Some(Overlay::Prompt(prompt)), ..) => prompt.paste(&crate::text::visible::clean_paste(text)),
            (Some(Overlay::Chooser(chooser)), ..) => chooser.paste(&crate::text::visible::clean_paste(text)),
            (None, Screen::Form, Some(work)) => entry::paste(&mut work.session, text, typing),
            _ => {}
        }
    }
}
