//! What actions do where the person is: moving, going between screens, changing the report.

mod exports;
mod home;
mod import;
mod lists;
mod popups;
mod recovery;
mod reports;
mod saving;
mod typing;

use lists::{find, outline, suggestions};

use crate::document::{Block, Edit};
use crate::report::answers::{Answers, Path};

use crate::ui::action::Action;
use crate::ui::form::entry::{self, RowAction};
use crate::ui::form::preview::Whole;
use crate::ui::form::slots::Place;
use crate::ui::help::Help;
use crate::ui::home::Choice;
use crate::ui::keymap::Scope;
use crate::ui::overlay::{Chooser, Item, Overlay, Prompt, PromptPurpose, Purpose};
use crate::ui::review::Review;
use crate::ui::session::Session;
use crate::ui::settings::SettingsScreen;
use crate::ui::state::{Effect, Screen, State};
use crate::ui::strings as s;
use crate::ui::work::{Kind, Moment};

impl State {
    /// Does an action where the person is.
    pub fn act(&mut self, action: Action, now: &Moment) -> Option<Effect> {
        self.leave_word(action);
        // Keys may come faster than frames. In a text they go on without looking at anything else.
        let new_line = action == Action::NewLine && self.scope() == Scope::Paragraph;
        if !matches!(self.screen, Screen::Form) || !(action.is_within_text() || new_line) {
            self.refresh();
        }
        let elsewhere = [Action::Home, Action::Office, Action::Settings, Action::Preview, Action::Review];
        if elsewhere.contains(&action) {
            self.forget_question();
        }
        match action {
            Action::Typing => self.switch_typing(),
            Action::Backspace | Action::Undo if self.changes_word(action) => {}
            Action::Leave | Action::Interrupt => return self.leave(now),
            Action::Redraw => return Some(Effect::Redraw),
            Action::Menu => self.menu(),
            Action::Back => self.go_back(now),
            Action::Help => {
                let before = std::mem::replace(&mut self.screen, Screen::Help(Help::default()));
                if !matches!(before, Screen::Help(_)) {
                    self.behind = Some(before);
                }
            }
            Action::Home => self.go_home(now),
            Action::Office => self.open_office(now),
            Action::Settings => {
                if self.close_work(now) {
                    self.screen = Screen::Settings(SettingsScreen::default());
                }
            }
            Action::Suspend | Action::ExternalEditor if self.folders.is_confined() => {
                self.message = Some(s::NOT_IN_KIOSK.of(self.language).to_owned());
            }
            Action::Suspend => {
                self.save(now);
                return Some(Effect::Suspend);
            }
            _ => match self.screen {
                Screen::Home => return self.act_home(action, now),
                Screen::Form => return self.act_form(action, now),
                Screen::Preview(_) | Screen::Review(_) => self.act_document(action, now),
                Screen::Help(_) | Screen::Settings(_) | Screen::ReadOnly(_) => self.act_page(action, now),
            },
        }
        None
    }

    fn act_home(&mut self, action: Action, now: &Moment) -> Option<Effect> {
        match action {
            Action::Up => self.home.step(-1),
            Action::Down | Action::NextField => self.home.step(1),
            Action::PreviousSection => self.home.step(-10),
            Action::NextSection => self.home.step(10),
            Action::TextStart => self.home.end(false),
            Action::TextEnd => self.home.end(true),
            Action::Accept => match self.home.choice() {
                Choice::Open(path) => self.open(&path, now),
                Choice::New => self.choose_type(),
                Choice::Sample => self.open_sample(now),
                Choice::Office => self.open_office(now),
                Choice::Settings => self.screen = Screen::Settings(SettingsScreen::default()),
                Choice::Quit => return self.act(Action::Leave, now),
            },
            Action::Import => self.ask_import(),
            Action::CopyReport => self.copy_report(now),
            Action::DiscardReport => self.ask_discard(),
            Action::Undo => self.put_back(),
            _ => self.act_work(action, now),
        }
        None
    }

    fn act_form(&mut self, action: Action, now: &Moment) -> Option<Effect> {
        let typing = self.typing();
        let Some(work) = &mut self.work else { return None };
        let session = &mut work.session;
        let here = (session.place, session.revision);
        match action {
            Action::NextField => drop(session.step(true)),
            Action::PreviousField => drop(session.step(false)),
            Action::NextSection => drop(session.turn(true, false)),
            Action::PreviousSection => drop(session.turn(false, false)),
            Action::ExternalEditor => return self.external_editor(),
            Action::Clear => {
                let told = if session.raw().is_empty() { s::EMPTY_ALREADY } else { s::CLEARED };
                self.message = Some(told.of(self.language).to_owned());
                entry::act(session, action, typing);
            }
            // Walking past confirms nothing; Enter does, and does no more.
            Action::Accept | Action::NewLine if session.confirm() => drop(session.step(true)),
            Action::ConfirmPage => {
                let told = if session.confirm_page() { s::CONFIRMED } else { s::NOTHING_TO_CONFIRM };
                self.message = Some(told.of(self.language).to_owned());
            }
            _ if entry::act(session, action, typing) => {}
            _ => self.act_work(action, now),
        }
        if matches!(action, Action::NextField | Action::NextSection | Action::Accept) {
            self.after_last(here, now);
        }
        None
    }

    /// Past the last field of the last page, or past that page: what is still missing comes next, or, from the office
    /// profile, the list of reports. `here` is where the person was before the key.
    fn after_last(&mut self, here: (Place, u64), now: &Moment) {
        let Some(work) = &self.work else { return };
        if (work.session.place, work.session.revision) != here {
            return;
        }
        match work.kind {
            Kind::Office => self.go_home(now),
            Kind::Report => self.screen = Screen::Review(Review::default()),
        }
    }

    /// The keys of the two screens that show the report as a whole.
    fn act_document(&mut self, action: Action, now: &Moment) {
        let height = Whole::height(self.area);
        let Some(work) = &mut self.work else { return };
        let session = &mut work.session;
        let page = isize::try_from(height).unwrap_or(10) - 2;
        match (&mut self.screen, action) {
            (Screen::Preview(whole), Action::Up) => whole.lines(session, -1),
            (Screen::Preview(whole), Action::Down) => whole.lines(session, 1),
            (Screen::Preview(whole), Action::PreviousSection) => whole.lines(session, -page),
            (Screen::Preview(whole), Action::NextSection) => whole.lines(session, page),
            (Screen::Preview(whole), Action::Left) => whole.step(session, false),
            (Screen::Preview(whole), Action::Right) => whole.step(session, true),
            (Screen::Preview(whole), Action::TextStart) => whole.end(session, false),
            (Screen::Preview(whole), Action::TextEnd) => whole.end(session, true),
            (Screen::Preview(whole), Action::Accept) => {
                let origin = whole.origin(session).or_else(|| chosen_block(whole, session).and_then(Block::origin));
                if let Some(path) = origin {
                    session.go_to(path);
                }
                self.screen = Screen::Form;
                self.settle();
            }
            (Screen::Preview(_), Action::Preview) => self.screen = Screen::Form,
            (Screen::Preview(whole), Action::EditBlock) => match chosen_block(whole, session) {
                Some(block) if Session::can_edit(block) => {
                    let replaces = session.generated(&block.id).unwrap_or_else(|| block.text());
                    let prompt = PromptPurpose::Block { id: block.id.clone(), replaces };
                    let title = s::EDIT_BLOCK_TITLE.of(self.language);
                    self.overlay = Some(Overlay::Prompt(Prompt::new(title, prompt, block.text())));
                }
                _ => self.message = Some(s::CANNOT_EDIT.of(self.language).to_owned()),
            },
            (Screen::Preview(whole), Action::Regenerate) => {
                // Only what was changed by hand has anything to give back.
                let by_hand = chosen_block(whole, session).filter(|block| block.edit != Edit::Generated).cloned();
                let told = if by_hand.is_some() { s::REGENERATED } else { s::NOT_BY_HAND };
                self.message = Some(told.of(self.language).to_owned());
                if let Some(block) = by_hand {
                    session.edit_block(&block, None);
                }
            }
            (Screen::Preview(whole), Action::AddNote) => {
                let block = chosen_block(whole, session).map(|block| block.id.clone());
                self.add_note(&block.unwrap_or_default());
            }
            (Screen::Review(review), Action::Up) => review.step(session, -1),
            (Screen::Review(review), Action::Down) => review.step(session, 1),
            (Screen::Review(review), Action::PreviousSection) => review.step(session, -5),
            (Screen::Review(review), Action::NextSection) => review.step(session, 5),
            (Screen::Review(review), Action::TextStart) => review.end(session, false),
            (Screen::Review(review), Action::TextEnd) => review.end(session, true),
            (Screen::Review(review), Action::Accept) => {
                if let Some(path) = review.chosen(session).map(|d| d.path) {
                    session.go_to(path);
                }
                self.screen = Screen::Form;
                self.settle();
            }
            (Screen::Review(_), Action::Review) => self.screen = Screen::Form,
            _ => self.act_work(action, now),
        }
    }

    /// The keys of pages that are only read, and of the settings.
    fn act_page(&mut self, action: Action, now: &Moment) {
        let page = isize::try_from(self.area.height).unwrap_or(24) - 6;
        let by = match action {
            Action::Up => -1,
            Action::Down => 1,
            Action::PreviousSection => -page,
            Action::NextSection => page,
            Action::TextStart => isize::MIN,
            Action::TextEnd => 100_000,
            _ => 0,
        };
        match (&mut self.screen, action) {
            (Screen::Settings(screen), Action::Accept | Action::Left | Action::Right) => {
                screen.turn(&mut self.settings.settings);
                self.apply_settings();
            }
            (_, Action::Preview | Action::Review) if self.work.is_some() => self.act_work(action, now),
            (Screen::Help(help), _) => help.scroll(by),
            (Screen::ReadOnly(shown), _) => shown.scroll(by),
            (Screen::Settings(screen), _) => screen.step(by),
            _ => {}
        }
    }

    /// From a screen back to where one came from.
    fn go_back(&mut self, now: &Moment) {
        let compared = matches!(self.screen, Screen::ReadOnly(_));
        let behind = self.behind.take().filter(|_| compared || matches!(self.screen, Screen::Help(_)));
        if compared && self.behind_overlay.is_some() {
            // A comparison goes back to the question that it was called for.
            self.screen = behind.unwrap_or(if self.work.is_some() { Screen::Form } else { Screen::Home });
            self.overlay = self.behind_overlay.take();
        } else if let Some(screen) = behind {
            self.screen = screen;
        } else if self.work.is_some() {
            self.screen = Screen::Form;
        } else {
            self.go_home(now);
        }
    }

    fn apply_settings(&mut self) {
        if let Err(error) = self.settings.save(&self.folders.settings()) {
            self.message = Some(error.describe(self.language));
        }
        self.language = self.surroundings.language(&self.settings.settings);
        self.theme = self.surroundings.theme(&self.settings.settings);
        self.typist.follow(&self.settings.settings, &self.surroundings, self.language);
    }

    /// Actions on the open report that do the same on every screen.
    fn act_work(&mut self, action: Action, now: &Moment) {
        let language = self.language;
        let height = Whole::height(self.area);
        let width = Whole::width(self.area);
        let Some(work) = &mut self.work else { return };
        let session = &mut work.session;
        match action {
            Action::NextMissing => {
                if session.next_finding() {
                    self.screen = Screen::Form;
                    self.settle();
                } else {
                    self.message = Some(s::NOTHING_MISSING.of(language).to_owned());
                }
            }
            Action::Preview | Action::Export if !session.has_document() => {
                self.message = Some(s::NO_DOCUMENT.of(language).to_owned());
            }
            Action::Preview => {
                session.lay_out(width);
                self.screen = Screen::Preview(Whole::at(session, height));
            }
            Action::Review => self.screen = Screen::Review(Review::default()),
            Action::Save => {
                if self.save(now) {
                    self.message = Some(s::SAVED.of(language).to_owned());
                } else if self.overlay.is_none() {
                    self.tell_failure();
                }
            }
            Action::Versions => self.list_versions(now),
            Action::Undo => {
                if !session.undo() {
                    self.message = Some(s::NOTHING_TO_UNDO.of(language).to_owned());
                }
            }
            Action::Redo => {
                if !session.redo() {
                    self.message = Some(s::NOTHING_TO_REDO.of(language).to_owned());
                }
            }
            Action::Outline => self.overlay = Some(outline(session, self.theme, language)),
            Action::Find => self.overlay = Some(find(session, language)),
            Action::Suggest => match suggestions(session, language) {
                Some(overlay) => self.overlay = Some(overlay),
                None => self.message = Some(s::NO_SUGGESTIONS.of(language).to_owned()),
            },
            Action::Rows => {
                if session.place.row().is_some() {
                    let items = RowAction::ALL.iter().map(|(_, text)| Item::new(text.of(language), "")).collect();
                    self.overlay =
                        Some(Overlay::Chooser(Chooser::new(s::ROWS_TITLE.of(language), Purpose::Rows, items)));
                } else {
                    self.message = Some(s::NOT_A_ROW.of(language).to_owned());
                }
            }
            Action::Export => self.choose_export(),
            _ => {}
        }
    }

    fn external_editor(&mut self) -> Option<Effect> {
        let session = &self.work.as_ref()?.session;
        let text = match session.place {
            Place::Entry(path) if is_text(session, path) => session.answers.raw(path).to_owned(),
            _ => {
                self.message = Some(s::NOT_TEXT.of(self.language).to_owned());
                return None;
            }
        };
        Some(Effect::Edit(text))
    }

    /// Takes over what an editor made of the focused text. False where it is too long.
    pub fn edited(&mut self, text: &str) -> bool {
        let Some(work) = &mut self.work else { return false };
        if !entry::has_room(&work.session, text) {
            return false;
        }
        if let Place::Entry(path) = work.session.place {
            let clean = crate::text::visible::clean_paste(text);
            let several = matches!(
                work.session.field().map(|f| &f.kind),
                Some(crate::report::field::Kind::LongText | crate::report::field::Kind::List)
            );
            let text = clean.trim_end_matches('\n');
            work.session.set(path, if several { text.to_owned() } else { text.replace('\n', " ") });
        }
        true
    }

    fn add_note(&mut self, block: &str) {
        let base = block.split('#').next().unwrap_or_default().to_owned();
        let Some(work) = &mut self.work else { return };
        let session = &mut work.session;
        let notes = session.definition.closing.as_ref().and_then(|c| c.notes);
        let Some(field) = notes.filter(|f| session.evaluation.is_relevant(*f)) else {
            self.message = Some(s::NO_NOTES.of(self.language).to_owned());
            return;
        };
        let row = session.answers.rows(field).len();
        let mut answers = session.answers.clone();
        let mut rows = answers.rows(field).to_vec();
        rows.push(Answers::blank_row(&session.definition, field));
        answers.replace(field, crate::report::answers::Answer::Rows(rows));
        answers.set(&session.definition, Path::cell(field, row, 0), base);
        let new = answers.rows(field).get(row).cloned().unwrap_or_default();
        session.change_rows(field, Place::Entry(Path::cell(field, row, 1)), |rows| rows.push(new));
        self.screen = Screen::Form;
        self.settle();
    }
}

fn chosen_block<'a>(whole: &Whole, session: &'a Session) -> Option<&'a Block> {
    session.document.blocks().nth(whole.block(session)?)
}

fn is_text(session: &Session, path: Path) -> bool {
    use crate::report::field::Kind as FieldKind;
    let field = crate::report::answers::field_at(&session.definition, path);
    field.is_some_and(|f| matches!(f.kind, FieldKind::Text | FieldKind::LongText | FieldKind::List))
}
