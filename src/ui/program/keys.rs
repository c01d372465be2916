//! What keys do: in a dialog, on a screen, with the open report.

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent};

use crate::session::{Session, choices};
use crate::store::files;
use crate::store::limits::{MAX_BYTES, MAX_ROWS};
use crate::text::message::Message;
use crate::text::visible::clean_paste;

use crate::ui::action::Action;
use crate::ui::context::Context;
use crate::ui::dialogs::{Dialog, Item, Mark, Outcome, Prompt, Purpose};
use crate::ui::effect::{Effect, Question, Task};
use crate::ui::input_method::{InputMethod, Place};
use crate::ui::keymap::{Key, Scope, resolve};
use crate::ui::questions::{beside, exports, lists, versions};
use crate::ui::screens::Screen;
use crate::ui::screens::document::DocumentScreen;
use crate::ui::screens::form;
use crate::ui::screens::help::HelpScreen;
use crate::ui::screens::old_text::OldTextScreen;
use crate::ui::screens::settings::SettingsScreen;
use crate::ui::strings as s;

use super::Program;

/// Letters that come within this time of each other are of one word.
const OF_A_WORD: Duration = Duration::from_secs(1);

impl Program {
    pub(super) fn key(&mut self, event: KeyEvent) -> Option<Task> {
        let key = Key::of(event);
        // Elsewhere the key types what it says.
        let resolved = resolve(self.scope(), key);
        let action = resolved.filter(|action| *action != Action::TakeProposed || self.takes_proposed());
        if resolved.is_some() && action.is_none() && self.is_at_blank() {
            // No answer begins with it.
            self.notify(s::NOTHING_PROPOSED);
            return None;
        }
        let again = std::mem::take(&mut self.interrupted);
        if action == Some(Action::Interrupt) && !again {
            self.interrupted = true;
            self.notify(s::AGAIN_TO_LEAVE);
            return None;
        }
        if self.input.take_foreign(key, self.composing_place(), self.context.now.instant) {
            return None;
        }
        // What was typed to search is emptied first, and not the field below.
        let is_search = key.is_clear() && self.dialog.as_ref().is_some_and(Dialog::is_searching);
        let is_key = key.typed().is_none() && !is_search;
        if let Some(action) = action.filter(|action| is_key && self.is_offered(*action)) {
            self.dialog = None;
            return self.act(action);
        }
        if event.code == KeyCode::Tab && self.dialog.as_ref().is_some_and(Dialog::goes_on) {
            return self.choose_and_go_on(key);
        }
        if let Some(dialog) = &mut self.dialog {
            // Leaving works over a dialog too, and so do switching the way of typing and drawing anew;
            // everything else is the dialog's.
            match action {
                Some(Action::Leave | Action::Interrupt) => {
                    self.keep_prompt();
                    return self.act(Action::Leave);
                }
                Some(Action::Typing) => {
                    self.switch_typing();
                    return None;
                }
                Some(Action::Redraw) => return Some(Task::Redraw),
                _ => {}
            }
            let text = |dialog: &Dialog<_>| dialog.prompt().map(|prompt| (prompt.text.clone(), prompt.cursor));
            let before = text(dialog);
            let outcome = dialog.key(key, event.code, action, &mut self.input, self.context.area);
            let is_command = key.typed().is_none() && matches!(event.code, KeyCode::Char(_) | KeyCode::F(_));
            let is_known = action.is_some() || key.menu_digit().is_some();
            if is_command && is_known && outcome == Outcome::Stay && text(dialog) == before {
                // A key of the screen below, which nobody sees come to nothing.
                self.message = Some(s::CLOSE_FIRST.fill(self.context.language, &[&key]));
            }
            return self.finish_dialog(outcome);
        }
        if let Some(digit) = key.menu_digit() {
            let index = if digit == 0 { 9 } else { digit - 1 };
            return self.menu_actions().get(index).and_then(|action| self.act(*action));
        }
        let is_form = matches!(self.screen, Screen::Form) && self.current.report.is_some();
        // Letters that go on after one that was refused are of the same word; after a pause they are keys again.
        let now = self.context.now.instant;
        let goes_on = self.text_refused.is_some_and(|at| now.saturating_duration_since(at) < OF_A_WORD);
        self.text_refused = None;
        if key.typed().is_some() && !is_form && (goes_on || action.is_none()) {
            self.perform([Effect::Refuse(s::NO_LETTERS)]);
            return None;
        }
        if let Some(action) = action {
            return self.act(action);
        }
        if let (Screen::Form, Some(report), Some(letter)) = (&self.screen, &mut self.current.report, key.typed()) {
            let effect = self.form.type_letter(letter, &mut report.session, &mut self.input, &self.context);
            return self.perform(effect);
        }
        None
    }

    /// In a window that is too small to draw, the keys that leave the program are the only ones.
    pub(super) fn key_unseen(&mut self, event: KeyEvent) -> Option<Task> {
        let action = resolve(self.scope(), Key::of(event));
        matches!(action, Some(Action::Leave | Action::Interrupt)).then(|| {
            self.keep_prompt();
            self.act(Action::Leave)
        })?
    }

    /// Whether the list that stands over the screen offers an action, whose key then does it at once.
    fn is_offered(&self, action: Action) -> bool {
        let is_it = |item: &Item<Vec<Effect>>| matches!(item.value[..], [Effect::Act(offered)] if offered == action);
        matches!(&self.dialog, Some(Dialog::Choose(chooser)) if chooser.items.iter().any(is_it))
    }

    /// Takes what the list of options has chosen, as Enter does, and goes on to the next field. Where nothing is
    /// like what was typed, the list says so and stays.
    fn choose_and_go_on(&mut self, tab: Key) -> Option<Task> {
        let Some(dialog) = &mut self.dialog else { return None };
        let outcome = dialog.go_on(tab, &self.input);
        // A text of one's own is taken, too.
        let outcome = match outcome {
            Outcome::Toggled(item) => {
                self.toggle(item);
                Outcome::Accepted
            }
            outcome => outcome,
        };
        let is_done = matches!(outcome, Outcome::Chosen(_) | Outcome::Accepted);
        if let (Outcome::Accepted, Some(Dialog::Mark(_, chooser))) = (outcome, &self.dialog)
            && let Some(item) = chooser.unmarked()
        {
            self.toggle(item);
        }
        let task = self.finish_dialog(outcome);
        if is_done { self.act(Action::NextField).or(task) } else { task }
    }

    /// Where letters go that a typing method may compose; nowhere in lists.
    pub(crate) fn composing_place(&self) -> Option<Place> {
        match (&self.dialog, &self.screen, &self.current.report) {
            (Some(Dialog::Prompt(_)), ..) => Some(Place::Prompt),
            (None, Screen::Form, Some(report)) => form::entry::composing_place(&report.session),
            _ => None,
        }
    }

    /// Whether the key that takes what is proposed would be the first letter at the focus: of nothing, or, in a copy,
    /// where a person goes down the fields with it, behind what was taken over.
    fn is_at_blank(&self) -> bool {
        let session = self.current.report.as_ref().map(|report| &report.session);
        let is_first = |session: &Session| {
            let is_typing = session.is_typing(session.focus.path());
            session.raw().is_empty() || (!is_typing && session.answers.previous.is_some())
        };
        session.is_some_and(is_first) && self.dialog.is_none()
    }

    /// Whether the key that takes what is proposed means that here, and is no letter.
    fn takes_proposed(&self) -> bool {
        matches!(self.screen, Screen::Review) && self.dialog.is_none() || self.has_proposal()
    }

    /// Whether something stands dim beside what is typed at the focus: what its type proposes, or what the
    /// report before says.
    fn has_proposal(&self) -> bool {
        let session = self.current.report.as_ref().map(|report| &report.session);
        let is_there = session.is_some_and(|session| {
            let path = session.focus.path();
            session.proposal(path).is_some() || session.previous(path).is_some()
        });
        is_there && self.dialog.is_none() && matches!(self.screen, Screen::Form)
    }

    pub(super) fn paste(&mut self, text: &str) -> Option<Task> {
        let Program { context, current, form, screen, dialog, .. } = self;
        let mut effect = None;
        let has_room = match (dialog, &*screen, &mut current.report) {
            (Some(dialog), _, report) => {
                let before = dialog.prompt().map(|prompt| (prompt.text.clone(), prompt.cursor));
                dialog.paste(&clean_paste(text));
                let draft =
                    report.as_ref().zip(dialog.prompt()).and_then(|(report, prompt)| prompt.draft(&report.session));
                let has_room = report.as_ref().zip(draft).is_none_or(|(report, draft)| report.may_become(&draft));
                if let (false, Dialog::Prompt(prompt), Some((text, cursor))) = (has_room, dialog, before) {
                    (prompt.text, prompt.cursor) = (text, cursor);
                }
                has_room
            }
            (None, Screen::Form, Some(report)) => report.attempt(|session| effect = form.paste(text, session, context)),
            _ => {
                effect = Some(Effect::Refuse(s::NO_LETTERS));
                true
            }
        };
        if !has_room {
            let language = self.context.language;
            self.message = Some(s::PASTE_TOO_LONG.fill(language, &[&(MAX_BYTES / 1000), &MAX_ROWS]));
            return None;
        }
        self.perform(effect)
    }

    /// Does what a key came to in the dialog.
    fn finish_dialog(&mut self, outcome: Outcome) -> Option<Task> {
        if outcome != Outcome::Stay {
            self.refresh();
        }
        match outcome {
            Outcome::Stay => None,
            Outcome::Close => {
                // A journal that nothing was decided about waits for the next time.
                self.unsaved = None;
                self.dialog = None;
                None
            }
            Outcome::Accepted => {
                if let Some(Dialog::Prompt(prompt)) = self.dialog.take() {
                    self.accept(prompt);
                }
                None
            }
            Outcome::Toggled(item) => {
                self.toggle(item);
                None
            }
            Outcome::Chosen(item) => match self.dialog.take() {
                Some(Dialog::Choose(chooser)) => {
                    let searched = chooser.searched().trim().to_owned();
                    let own = |effect| match effect {
                        Effect::SetSearched(path) if !searched.is_empty() => Effect::SetEntry(path, searched.clone()),
                        effect => effect,
                    };
                    self.perform(chooser.into_value(item).unwrap_or_default().into_iter().map(own).collect::<Vec<_>>())
                }
                _ => None,
            },
        }
    }

    /// Marks an item of the list in which several are marked, or asks for a text of one's own.
    fn toggle(&mut self, item: usize) {
        let Some(Dialog::Mark(path, chooser)) = &mut self.dialog else { return };
        let (path, Some(report)) = (*path, &mut self.current.report) else { return };
        let Some(item) = chooser.items.get_mut(item) else { return };
        if let Mark::One(chosen) = &item.value {
            choices::toggle(&mut report.session, path, chosen);
            item.checked = item.checked.map(|on| !on);
            return;
        }
        // What was searched for is what is meant.
        let text = chooser.searched();
        if text.trim().is_empty() {
            let title = s::OTHER_TITLE.of(self.context.language);
            self.dialog = Some(Dialog::Prompt(Prompt::new(title, Purpose::Other(path), text)));
        } else {
            choices::add_others(&mut report.session, path, &text);
            self.dialog = lists::entry_options(&report.session, path, "", &self.context);
        }
    }

    /// What was typed into a dialog that closes for another reason is kept.
    pub(super) fn keep_prompt(&mut self) {
        match self.dialog.take() {
            Some(Dialog::Prompt(prompt)) if prompt.purpose != Purpose::Import => self.accept(prompt),
            _ => {}
        }
    }

    // ---- Actions

    /// Does an action where the person is.
    pub(crate) fn act(&mut self, action: Action) -> Option<Task> {
        if !action.is_within_text() {
            self.finish_word();
        }
        // Keys may come faster than frames. In a text they go on without looking at anything else; but a step is
        // taken back from, or done on, what it was done on, and what moves over a page moves over the page that the
        // keys before it have made: what follows from the answers has followed.
        let is_new_line = action == Action::NewLine && self.scope() == Scope::Paragraph;
        let is_step = matches!(action, Action::Undo | Action::Redo);
        let goes_on = (action.is_within_text() && !is_step) || is_new_line;
        if !matches!(self.screen, Screen::Form) || !goes_on {
            self.update_layout();
        }
        if matches!(action, Action::Figures | Action::CompareEarlier | Action::EarlierParagraph) {
            self.look_over();
        }
        let elsewhere = [Action::Home, Action::Office, Action::Settings, Action::Preview, Action::Review];
        if elsewhere.contains(&action) {
            self.forget_question();
        }
        match action {
            Action::Typing => self.switch_typing(),
            Action::Leave | Action::Interrupt => return self.leave(),
            Action::Redraw => return Some(Task::Redraw),
            Action::Menu => self.dialog = Some(self.menu()),
            Action::Back => self.go_back(),
            Action::Help => {
                let before = std::mem::replace(&mut self.screen, Screen::Help(HelpScreen::default()));
                if !matches!(before, Screen::Help(_)) {
                    self.behind = Some(before);
                }
            }
            Action::Home => self.go_home(),
            Action::Office => self.open_office(),
            Action::Settings => {
                let before = std::mem::replace(&mut self.screen, Screen::Settings(SettingsScreen::default()));
                if !matches!(before, Screen::Settings(_)) {
                    self.behind = Some(before);
                }
            }
            Action::Suspend | Action::ExternalEditor if files::is_confined() => {
                self.notify(s::NOT_IN_KIOSK);
            }
            Action::Suspend => {
                self.save();
                return Some(Task::Suspend);
            }
            _ => return self.act_on_screen(action),
        }
        None
    }

    /// Does an action of the screen; where it is none of the screen's, one of the open report.
    fn act_on_screen(&mut self, action: Action) -> Option<Task> {
        let Program { context, current, form, home, input, screen, note_from, review, .. } = self;
        let report = current.report.as_mut();
        if let (Screen::Viewer(viewer), Action::Export) = (&*screen, action)
            && viewer.reading.is_figures
        {
            return self.perform([Effect::ExportFigures]);
        }
        // On a page that is read, the whole report is the only thing that can be asked for.
        let is_page = matches!(screen, Screen::Help(_) | Screen::Settings(_) | Screen::Viewer(_));
        let effects = match (screen, report) {
            (Screen::Home, _) => home.update(action, &current.index, context),
            (Screen::Form, Some(report)) => form.update(action, report, input, context),
            (Screen::Document(screen), Some(report)) => {
                let (page, session) = (*screen, &mut report.session);
                let effects = screen.update(action, session, context);
                if matches!(effects.as_deref(), Some([Effect::GoTo(_), Effect::Notify(_)])) {
                    *note_from = Some((session.focus.path(), page));
                }
                effects
            }
            (Screen::Review, Some(report)) => review.update(action, &report.session, context),
            (Screen::OldText(screen), Some(report)) => screen.update(action, &mut report.session, context),
            (Screen::Help(screen), _) => screen.update(action, context),
            (Screen::Settings(screen), _) => screen.update(action, context),
            (Screen::Viewer(screen), _) => screen.update(action, context),
            (Screen::Form | Screen::Document(_) | Screen::Review | Screen::OldText(_), None) => None,
        };
        match effects {
            Some(effects) => self.perform(effects),
            None if is_page && !matches!(action, Action::Preview | Action::Review) => None,
            None => {
                let effects = self.act_on_report(action);
                self.perform(effects)
            }
        }
    }

    /// Does an action that does the same with the open report on every screen.
    fn act_on_report(&mut self, action: Action) -> Vec<Effect> {
        let context = &self.context;
        let notify = |message: Message| Effect::Notify(message.of(context.language).to_owned());
        let ask = |dialog: Option<Question>, or: Message| dialog.map_or_else(|| notify(or), Effect::Ask);
        let Some(report) = &mut self.current.report else { return Vec::new() };
        let taken_back = match action {
            Action::Undo => Some((report.undo(), s::NOTHING_TO_UNDO)),
            Action::Redo => Some((report.redo(), s::NOTHING_TO_REDO)),
            _ => None,
        };
        if let Some((is_done, nothing)) = taken_back {
            return if is_done { Vec::new() } else { vec![notify(nothing)] };
        }
        let session = &mut report.session;
        let effect = match action {
            Action::NextMissing if session.next_finding() => Effect::GoTo(session.focus),
            Action::NextMissing => notify(s::NOTHING_MISSING),
            Action::Preview | Action::Export if !session.has_document() => notify(s::NO_DOCUMENT),
            Action::Preview => {
                let here = session.focus.path();
                let from = self.note_from.take().filter(|(note, _)| (note.field, note.row) == (here.field, here.row));
                let page = from.map(|(_, page)| page);
                self.screen = Screen::Document(page.unwrap_or_else(|| DocumentScreen::at(session, context.area)));
                return Vec::new();
            }
            Action::Review => {
                self.screen = Screen::Review;
                return Vec::new();
            }
            Action::OldText if session.old.paragraphs.is_empty() => notify(s::NO_OLD_TEXT),
            Action::OldText => {
                self.screen = Screen::OldText(OldTextScreen::at(session));
                return Vec::new();
            }
            Action::Figures => beside::read_figures(report, context),
            Action::CompareEarlier => beside::compare_earlier(report, context),
            Action::Save => {
                self.save_asked();
                return Vec::new();
            }
            Action::Versions => versions::list(report, context),
            Action::Outline => Effect::Ask(lists::outline(session, context)),
            Action::Find => Effect::Ask(lists::find(session, context)),
            Action::Suggest => ask(lists::suggestions(session, context), s::NO_SUGGESTIONS),
            Action::HiddenAnswers => ask(lists::hidden(session, context), s::NO_HIDDEN),
            Action::Rows => ask(lists::rows(session, context), s::NOT_A_ROW),
            Action::Export => Effect::Ask(exports::choose(context)),
            _ => return Vec::new(),
        };
        vec![effect]
    }

    // ---- Typing

    /// Telex, VNI, off; kept in the settings.
    fn switch_typing(&mut self) {
        let Context { settings, workspace, language, .. } = &mut self.context;
        self.input.switch(&mut settings.settings);
        let now = s::typing_method(self.input.method()).of(*language);
        self.message = Some(match settings.save(&workspace.folders.settings()) {
            Ok(()) if settings.is_broken() => {
                format!("{} {}", s::TYPING_NOW.fill(*language, &[&now]), s::NOT_KEPT.of(*language))
            }
            Ok(()) => s::TYPING_NOW.fill(*language, &[&now]),
            Err(error) => error.describe(*language),
        });
    }

    /// A word that another action ends is finished first.
    fn finish_word(&mut self) {
        if let (Screen::Form, Some(report)) = (&self.screen, &mut self.current.report) {
            form::change_word(&mut report.session, &mut self.input, InputMethod::finish);
        }
    }
}
