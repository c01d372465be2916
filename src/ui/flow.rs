//! What actions do: going between screens, opening and saving, finishing popups.

use std::path::{Path as FilePath, PathBuf};
use std::rc::Rc;

use crate::document::Block;
use crate::document::compose::{Pending, compose};
use crate::export::{FORMATS, FormatName, Options, export};
use crate::report::answers::{Answers, Path};
use crate::report::definition::Definition;
use crate::report::period::Period;
use crate::report::prefill;
use crate::store::answers_file::AnswersFile;
use crate::store::atomic;
use crate::store::library::{EXAMPLES, TypeError};
use crate::store::report_file::{OpenFileError, ReportFile, backup, restore_backup};

use super::action::Action;
use super::form::entry::{self, RowAction};
use super::form::preview::Whole;
use super::form::slots::{Place, Slot, slots};
use super::help::Help;
use super::home::Choice;
use super::keymap;
use super::overlay::{Chooser, Item, Outcome, Overlay, Prompt, PromptPurpose, Purpose};
use super::read_only::ReadOnly;
use super::review::Review;
use super::session::Session;
use super::settings::SettingsScreen;
use super::state::{Effect, Screen, State};
use super::strings as s;
use super::work::{Kind, Moment, Status, Work};

impl State {
    /// Does an action where the person is.
    pub fn act(&mut self, action: Action, now: &Moment) -> Option<Effect> {
        match action {
            Action::Leave => {
                self.leave(now);
                return Some(Effect::Quit);
            }
            Action::Menu => self.menu(),
            Action::Help => self.screen = Screen::Help(Help::default()),
            Action::Home => self.go_home(now),
            Action::Office => self.open_office(now),
            Action::Settings => {
                self.close_work(now);
                self.screen = Screen::Settings(SettingsScreen::default());
            }
            Action::Suspend => {
                self.save(now);
                return Some(Effect::Suspend);
            }
            _ => match self.screen {
                Screen::Home => self.act_home(action, now),
                Screen::Form => return self.act_form(action, now),
                Screen::Preview(_) | Screen::Review(_) => self.act_document(action, now),
                Screen::Help(_) | Screen::Settings(_) | Screen::ReadOnly(_) => self.act_page(action, now),
            },
        }
        None
    }

    fn act_home(&mut self, action: Action, now: &Moment) {
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
                Choice::Quit => self.overlay = None,
            },
            _ => self.act_work(action, now),
        }
    }

    fn act_form(&mut self, action: Action, now: &Moment) -> Option<Effect> {
        let typing = self.typing();
        let Some(work) = &mut self.work else { return None };
        let session = &mut work.session;
        match action {
            Action::NextField => drop(session.step(true)),
            Action::PreviousField => drop(session.step(false)),
            Action::NextSection => {
                if !session.turn(true, false) && work.kind == Kind::Office {
                    self.go_home(now);
                }
            }
            Action::PreviousSection => drop(session.turn(false, false)),
            Action::ExternalEditor => return self.external_editor(),
            _ if entry::act(session, action, typing) => {}
            _ => self.act_work(action, now),
        }
        None
    }

    /// The keys of the two screens that show the report as a whole.
    fn act_document(&mut self, action: Action, now: &Moment) {
        let height = super::draw::whole_height(self.area);
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
                    let prompt = PromptPurpose::Block(block.id.clone());
                    let title = s::EDIT_BLOCK_TITLE.of(self.language);
                    self.overlay = Some(Overlay::Prompt(Prompt::new(title, prompt, block.text())));
                }
                _ => self.message = Some(s::CANNOT_EDIT.of(self.language).to_owned()),
            },
            (Screen::Preview(whole), Action::Regenerate) => {
                if let Some(block) = chosen_block(whole, session).cloned() {
                    session.edit_block(&block, None);
                    self.message = Some(s::REGENERATED.of(self.language).to_owned());
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
            (Screen::Help(_) | Screen::ReadOnly(_), Action::Accept) => self.go_back(now),
            (_, Action::Preview | Action::Review) if self.work.is_some() => self.act_work(action, now),
            (Screen::Help(help), _) => help.scroll(by),
            (Screen::ReadOnly(shown), _) => shown.scroll(by),
            (Screen::Settings(screen), _) => screen.step(by),
            _ => {}
        }
    }

    /// From a page back to where one came from.
    fn go_back(&mut self, now: &Moment) {
        if self.work.is_some() {
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
    }

    /// Actions on the open report that do the same on every screen.
    fn act_work(&mut self, action: Action, now: &Moment) {
        let language = self.language;
        let height = super::draw::whole_height(self.area);
        let width = super::draw::whole_width(self.area);
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
            Action::Preview => {
                session.lay_out(width);
                self.screen = Screen::Preview(Whole::at(session, height));
            }
            Action::Review => self.screen = Screen::Review(Review::default()),
            Action::Save => {
                if self.save(now) {
                    self.message = Some(s::SAVED.of(language).to_owned());
                }
            }
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
            Action::Outline => self.overlay = Some(outline(session, language)),
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
            Action::Export => {
                let items =
                    FORMATS.iter().map(|f| Item::new(language.pick(f.vi, f.en), format!(".{}", f.extension))).collect();
                self.overlay =
                    Some(Overlay::Chooser(Chooser::new(s::EXPORT_TITLE.of(language), Purpose::Export, items)));
            }
            _ => {}
        }
    }

    // ---- Popups

    fn menu(&mut self) {
        if matches!(self.screen, Screen::Preview(_) | Screen::Review(_) | Screen::Help(_) | Screen::ReadOnly(_)) {
            // From a screen that was opened over the form, Esc goes back.
            if self.work.is_some() {
                self.screen = Screen::Form;
                return;
            }
        }
        if matches!(self.screen, Screen::Help(_) | Screen::ReadOnly(_) | Screen::Settings(_)) {
            self.screen = Screen::Home;
            self.list_reports();
            return;
        }
        let actions = self.menu_actions();
        let items = actions
            .iter()
            .filter_map(|action| keymap::menu(self.scope()).find(|row| row.action == *action))
            .map(|row| {
                let key = row.keys.first().map_or(String::new(), ToString::to_string);
                Item::new(capital(row.name.of(self.language)), key)
            })
            .collect();
        let title = s::MENU_TITLE.of(self.language);
        self.overlay = Some(Overlay::Chooser(Chooser::new(title, Purpose::Menu(actions), items)));
    }

    /// The actions that the menu offers here, in the order of the key table.
    fn menu_actions(&self) -> Vec<Action> {
        let open = self.work.is_some();
        let office = self.work.as_ref().is_some_and(|w| w.kind == Kind::Office);
        let always = [Action::Office, Action::Settings, Action::Help, Action::Suspend, Action::Leave];
        let of_report = [Action::Preview, Action::Export];
        keymap::menu(self.scope())
            .map(|row| row.action)
            .filter(|action| open || always.contains(action))
            .filter(|action| !(office && of_report.contains(action)))
            .collect()
    }

    /// The n-th item of the menu, from 1; 0 is the tenth.
    pub(super) fn menu_item(&mut self, digit: usize, now: &Moment) -> Option<Effect> {
        let index = if digit == 0 { 9 } else { digit - 1 };
        let action = self.menu_actions().get(index).copied()?;
        self.act(action, now)
    }

    /// What was typed into a popup that closes for another reason is kept.
    pub(super) fn finish_prompt(&mut self) {
        if let Some(Overlay::Prompt(prompt)) = self.overlay.take() {
            self.accept_prompt(prompt);
        }
    }

    pub(super) fn overlay_outcome(&mut self, outcome: Outcome, now: &Moment) -> Option<Effect> {
        match outcome {
            Outcome::Stay => None,
            Outcome::Close => {
                self.overlay = None;
                None
            }
            Outcome::Accepted => {
                self.finish_prompt();
                None
            }
            Outcome::Toggled(item) => {
                self.toggle(item);
                None
            }
            Outcome::Chosen(item) => match self.overlay.take() {
                Some(Overlay::Chooser(chooser)) => self.chosen(chooser, item, now),
                _ => None,
            },
        }
    }

    fn accept_prompt(&mut self, prompt: Prompt) {
        let Some(work) = &mut self.work else { return };
        match prompt.purpose {
            PromptPurpose::Other(path) => entry::add_other(&mut work.session, path, &prompt.text),
            PromptPurpose::Block(id) => {
                let block = work.session.document.blocks().find(|block| block.id == id).cloned();
                if let Some(block) = block {
                    let text = prompt.text.trim().to_owned();
                    work.session.edit_block(&block, (!text.is_empty()).then_some(text));
                }
            }
        }
    }

    fn toggle(&mut self, item: usize) {
        let language = self.language;
        let Some(Overlay::Chooser(chooser)) = &mut self.overlay else { return };
        let Purpose::Several(path) = chooser.purpose else { return };
        let Some(work) = &mut self.work else { return };
        if entry::toggle(&mut work.session, path, item) {
            let title = s::OTHER_TITLE.of(language);
            self.overlay = Some(Overlay::Prompt(Prompt::new(title, PromptPurpose::Other(path), String::new())));
        } else if let Some(item) = chooser.items.get_mut(item) {
            item.checked = item.checked.map(|on| !on);
        }
    }

    fn chosen(&mut self, chooser: Chooser, item: usize, now: &Moment) -> Option<Effect> {
        match chooser.purpose {
            Purpose::Menu(actions) => return actions.get(item).and_then(|action| self.act(*action, now)),
            Purpose::NewReport(types) => {
                if let Some(id) = types.get(item) {
                    self.new_report(id, now);
                }
            }
            Purpose::Broken(path) => self.broken(&path, item, now),
            Purpose::Conflict => self.settle_conflict(item, now),
            Purpose::Export => {
                if let Some(format) = FORMATS.get(item) {
                    self.export(format.name);
                }
            }
            purpose => {
                let Some(work) = &mut self.work else { return None };
                let session = &mut work.session;
                match purpose {
                    Purpose::Outline(sections) => {
                        if let Some(section) = sections.get(item) {
                            session.go_to_section(*section);
                            self.screen = Screen::Form;
                        }
                    }
                    Purpose::Find(paths) => {
                        if let Some(path) = paths.get(item) {
                            session.go_to(*path);
                            self.screen = Screen::Form;
                            self.settle();
                        }
                    }
                    Purpose::Suggest(_) => {
                        if let Some(item) = chooser.items.get(item) {
                            entry::suggest(session, &item.label);
                        }
                    }
                    Purpose::Rows => {
                        if let Some((action, _)) = RowAction::ALL.get(item) {
                            entry::change_row(session, *action);
                        }
                    }
                    Purpose::Option(path) => {
                        entry::choose(session, path, item);
                    }
                    _ => {}
                }
            }
        }
        None
    }

    // ---- Reports

    /// Opens a report, or says why not.
    pub fn open(&mut self, path: &FilePath, now: &Moment) {
        self.close_work(now);
        match ReportFile::open(path, &self.library, now.today.year()) {
            Ok(opened) => {
                let note = opened.notes.first().map(|note| note.describe(self.language));
                let work = Work::opened(opened, Kind::Report, now.today, self.language, self.theme.ascii);
                self.work = Some(work);
                self.screen = Screen::Form;
                self.message = note;
            }
            Err(OpenFileError::Content { path, error, text: Some(text) }) => {
                let reason = error.describe(self.language);
                self.screen = Screen::ReadOnly(ReadOnly::new(path, reason, &text));
            }
            Err(error) => self.offer_backup(path, &error, now),
        }
    }

    fn offer_backup(&mut self, path: &FilePath, error: &OpenFileError, now: &Moment) {
        let reason = error.describe(self.language);
        if backup(path, &self.library, now.today.year()).is_none() {
            self.overlay = Some(Overlay::message(s::BROKEN_TITLE.of(self.language), reason));
            return;
        }
        let items = [s::OPEN_BACKUP, s::CLOSE].iter().map(|text| Item::new(text.of(self.language), "")).collect();
        let chooser = Chooser::new(s::BROKEN_TITLE.of(self.language), Purpose::Broken(path.to_owned()), items);
        self.overlay = Some(Overlay::Chooser(chooser.with_note(reason)));
    }

    fn broken(&mut self, path: &FilePath, item: usize, now: &Moment) {
        if item != 0 {
            return;
        }
        match restore_backup(path) {
            Ok(_) => self.open(path, now),
            Err(error) => {
                let text = error.describe(self.language);
                self.overlay = Some(Overlay::message(s::BROKEN_TITLE.of(self.language), text));
            }
        }
    }

    fn choose_type(&mut self) {
        let list = self.library.list();
        let (good, bad): (Vec<_>, Vec<_>) = list.into_iter().partition(|entry| entry.mistakes.is_empty());
        let items = good
            .iter()
            .map(|entry| Item::new(entry.title.text(self.language), entry.description.text(self.language)))
            .collect();
        if let Some(entry) = bad.first() {
            let name = entry.title.text(self.language);
            let file = entry.mistakes.first().map_or("", |m| m.file.as_str());
            self.message = Some(s::TYPE_BROKEN.fill(self.language, &[&name, &entry.mistakes.len(), &file]));
        }
        let ids = good.into_iter().map(|entry| entry.id).collect();
        let title = s::WHICH_TYPE.of(self.language);
        self.overlay = Some(Overlay::Chooser(Chooser::new(title, Purpose::NewReport(ids), items)));
    }

    /// Starts a report of a type, from the office profile.
    pub fn new_report(&mut self, type_id: &str, now: &Moment) {
        let definition = match self.library.load(type_id) {
            Ok(definition) => Rc::new(definition),
            Err(error) => return self.type_error(&error),
        };
        self.close_work(now);
        let answers = self.first_answers(&definition, now);
        let period = answers.period(&definition);
        let file = ReportFile::create(self.folders.reports(), &definition, period, None);
        let work = Work::new(file, definition, answers, None, Kind::Report, now.today, self.language, self.theme.ascii);
        self.work = Some(work);
        self.screen = Screen::Form;
        self.save(now);
    }

    /// What a new report starts with: its period, the office profile, the type's own prefill.
    fn first_answers(&self, definition: &Definition, now: &Moment) -> Answers {
        let mut answers = Answers::new(definition, now.today.year());
        if let Some(field) = definition.period
            && let Some(crate::report::field::Kind::Period(granularity)) = definition.fields.get(field).map(|f| &f.kind)
        {
            let period = Period::of(now.today, *granularity);
            answers.set(definition, Path::field(field), period.words());
        }
        let office = self.library.office().ok().and_then(|office| {
            let opened = ReportFile::open(&self.folders.office(), &self.library, now.today.year()).ok()?;
            Some((office, opened.answers))
        });
        let office = office.as_ref().map(|(definition, answers)| (definition, answers));
        prefill::fill(definition, &mut answers, office, now.today);
        answers
    }

    fn type_error(&mut self, error: &TypeError) {
        let text = error.describe(self.language);
        self.overlay = Some(Overlay::message(s::BROKEN_TITLE.of(self.language), text));
    }

    fn open_sample(&mut self, now: &Moment) {
        self.close_work(now);
        let path = self.folders.reports().join("ban-mau.toml");
        if path.exists() {
            self.open(&path, now);
        } else {
            match self.sample(now.today.year()) {
                Ok((definition, answers)) => {
                    let definition = Rc::new(definition);
                    let period = answers.period(&definition);
                    let mut file = ReportFile::create(self.folders.reports(), &definition, period, None);
                    file.move_to(path);
                    let (language, ascii) = (self.language, self.theme.ascii);
                    self.work =
                        Some(Work::new(file, definition, answers, None, Kind::Report, now.today, language, ascii));
                    self.screen = Screen::Form;
                }
                Err(text) => {
                    self.overlay = Some(Overlay::message(s::BROKEN_TITLE.of(self.language), text));
                    return;
                }
            }
        }
        self.message = Some(s::SAMPLE_OPENED.of(self.language).to_owned());
    }

    /// The sample: a filled report of an invented commune.
    fn sample(&self, year: i16) -> Result<(Definition, Answers), String> {
        let [(_, text), ..] = EXAMPLES else { return Err(s::GONE.of(self.language).to_owned()) };
        let opened = AnswersFile::open(text, &self.library, year).map_err(|error| error.describe(self.language))?;
        Ok((opened.definition, opened.answers))
    }

    /// Opens the office profile; on the first run it comes before anything else.
    pub fn open_office(&mut self, now: &Moment) {
        self.close_work(now);
        let first = !self.folders.office().exists();
        let definition = match self.library.office() {
            Ok(definition) => definition,
            Err(error) => return self.type_error(&error),
        };
        let year = now.today.year();
        match ReportFile::open_or_begin(&self.folders.office(), &self.library, definition, year) {
            Ok(mut opened) => {
                if first {
                    prefill::fill(&opened.definition, &mut opened.answers, None, now.today);
                    self.message = Some(s::FIRST_RUN.of(self.language).to_owned());
                }
                self.work = Some(Work::opened(opened, Kind::Office, now.today, self.language, self.theme.ascii));
                self.screen = Screen::Form;
            }
            Err(error) => self.offer_backup(&self.folders.office(), &error, now),
        }
    }

    fn go_home(&mut self, now: &Moment) {
        let was_office = self.work.as_ref().is_some_and(|w| w.kind == Kind::Office);
        self.close_work(now);
        self.list_reports();
        self.screen = Screen::Home;
        if was_office && self.message.is_none() {
            self.message = Some(s::OFFICE_DONE.of(self.language).to_owned());
        }
    }

    /// Saves and closes what is open. What cannot be saved stays open in memory no longer than
    /// needed: its message tells where the answers are.
    pub fn close_work(&mut self, now: &Moment) {
        self.finish_prompt();
        if self.work.is_none() {
            return;
        }
        self.save(now);
        if let Some(mut work) = self.work.take() {
            if let Status::Failed(_) = work.status() {
                // Rather a second file than a lost word.
                work.save_elsewhere(now, self.language);
                self.message = Some(work.receipt(self.language));
            }
            self.remember(&work);
        }
    }

    fn remember(&mut self, work: &Work) {
        if work.kind == Kind::Report && work.path().exists() {
            // The index is only a memory; a failure to write it harms nothing.
            let _ = self.recent.remember(work.entry());
        }
    }

    /// Saves what is open. True when it is on the disk.
    pub fn save(&mut self, now: &Moment) -> bool {
        let language = self.language;
        let Some(work) = &mut self.work else { return true };
        work.session.refresh();
        let saved = work.save(now, language);
        if work.conflict && self.overlay.is_none() {
            let items = [s::KEEP_MINE, s::TAKE_THEIRS, s::DECIDE_LATER].iter();
            let items = items.map(|text| Item::new(text.of(language), "")).collect();
            let title = s::CHANGED_ON_DISK.of(language);
            self.overlay = Some(Overlay::Chooser(Chooser::new(title, Purpose::Conflict, items)));
        }
        saved
    }

    fn settle_conflict(&mut self, item: usize, now: &Moment) {
        let Some(work) = &mut self.work else { return };
        match item {
            0 => {
                if work.save_elsewhere(now, self.language) {
                    self.message = Some(work.receipt(self.language));
                }
            }
            1 => {
                let path = work.path().to_owned();
                // What was typed here is put aside in a file of its own before theirs is opened.
                work.save_elsewhere(now, self.language);
                let receipt = work.receipt(self.language);
                self.work = None;
                self.open(&path, now);
                self.message = Some(receipt);
            }
            _ => {}
        }
    }

    /// Saves, and leaves the line for the normal screen.
    pub fn leave(&mut self, now: &Moment) {
        self.finish_prompt();
        if self.work.is_none() {
            return;
        }
        if let Some(mut work) = self.work.take() {
            work.session.refresh();
            let untouched = !work.is_dirty() && !work.path().exists();
            if !untouched && !work.save(now, self.language) {
                work.save_elsewhere(now, self.language);
            }
            self.remember(&work);
            if !untouched {
                self.receipts.push(work.receipt(self.language));
            }
        }
    }

    fn export(&mut self, format: FormatName) {
        let language = self.language;
        let Some(work) = &mut self.work else { return };
        work.session.refresh();
        let session = &work.session;
        let document = compose(&session.definition, &session.answers, &session.evaluation, Pending::Omit);
        let text = export(&document, format, &Options::default());
        let path = work.path().with_extension(format.format().extension);
        let bytes = text.len();
        self.message = Some(match write_export(&path, &text) {
            Ok(()) => s::EXPORTED.fill(language, &[&path.display(), &size(bytes)]),
            Err(why) => s::EXPORT_FAILED.fill(language, &[&path.display(), &why]),
        });
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

    /// Takes over what an editor of the user's made of a text.
    pub fn edited(&mut self, text: &str) {
        let typing = self.typing();
        let Some(work) = &mut self.work else { return };
        if let Place::Entry(path) = work.session.place {
            let clean = crate::report::read::clean_paste(text);
            let several = matches!(
                work.session.field().map(|f| &f.kind),
                Some(crate::report::field::Kind::LongText | crate::report::field::Kind::List)
            );
            let text = clean.trim_end_matches('\n');
            work.session.set(path, if several { text.to_owned() } else { text.replace('\n', " ") });
        }
        let _ = typing;
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

fn write_export(path: &FilePath, text: &str) -> Result<(), String> {
    atomic::write(path, text.as_bytes()).map_err(|error| error.source.to_string())
}

/// "12,3 kB"
fn size(bytes: usize) -> String {
    format!("{},{} kB", bytes / 1000, bytes % 1000 / 100)
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
}

fn outline(session: &Session, language: crate::report::language::Language) -> Overlay {
    use super::form::outline::{State as Done, state};
    let sections = session.sections();
    let items = sections
        .iter()
        .filter_map(|i| Some((*i, session.definition.sections.get(*i)?)))
        .map(|(i, section)| {
            let note = match state(session, i) {
                Done::Wrong => "!",
                Done::Begun => "*",
                Done::Complete | Done::Untouched => "",
            };
            Item::new(section.title.text(language), note)
        })
        .collect();
    let at = sections.iter().position(|s| *s == session.section()).unwrap_or(0);
    Overlay::Chooser(Chooser::new(s::OUTLINE_TITLE.of(language), Purpose::Outline(sections), items).at(at))
}

fn find(session: &Session, language: crate::report::language::Language) -> Overlay {
    let mut paths = Vec::new();
    let mut items = Vec::new();
    for section in session.sections() {
        for slot in slots(&session.definition, &session.answers, &session.evaluation, section) {
            let Slot::Entry(path) = slot else { continue };
            let Some(field) = crate::report::answers::field_at(&session.definition, path) else { continue };
            let shown = super::form::view::shown(session, path, language).replace('\n', " ");
            let whole = session.definition.fields.get(path.field).map_or("", |f| f.label.text(language));
            let label = if path.column.is_some() {
                format!("{whole} – {}", field.label.text(language))
            } else {
                whole.to_owned()
            };
            let short = super::canvas::fit(&shown, 60);
            items.push(Item::new(if short.is_empty() { label } else { format!("{label}: {short}") }, ""));
            paths.push(path);
        }
    }
    Overlay::Chooser(Chooser::new(s::FIND_TITLE.of(language), Purpose::Find(paths), items))
}

fn suggestions(session: &Session, language: crate::report::language::Language) -> Option<Overlay> {
    let Place::Entry(path) = session.place else { return None };
    let phrases = &session.field()?.suggestions;
    let items: Vec<Item> = phrases.iter().map(|phrase| Item::new(phrase.clone(), "")).collect();
    let chooser = Chooser::new(s::SUGGEST_TITLE.of(language), Purpose::Suggest(path), items);
    (!phrases.is_empty()).then_some(Overlay::Chooser(chooser))
}

/// The file of an export beside a report.
#[must_use]
pub fn export_path(report: &FilePath, format: FormatName) -> PathBuf {
    report.with_extension(format.format().extension)
}
