//! Telex and VNI where the person types: words that are left, taken back, given back to their keys.

use crate::typing::Edit;
use crate::ui::action::Action;
use crate::ui::form::entry::{self, Writing};
use crate::ui::keymap::Key;
use crate::ui::overlay::Overlay;
use crate::ui::state::{Screen, State};
use crate::ui::strings as s;
use crate::ui::typist::Spot;
use crate::ui::work::Moment;

impl State {
    /// Telex, VNI, off; kept in the settings.
    pub(super) fn switch_typing(&mut self) {
        self.typist.switch(&mut self.settings.settings);
        let now = s::typing_method(self.typist.method()).of(self.language);
        self.message = Some(s::TYPING_NOW.fill(self.language, &[&now]));
        if let Err(error) = self.settings.save(&self.folders.settings()) {
            self.message = Some(error.describe(self.language));
        }
    }

    /// What another input method sends, and is no letter for a text. True when the key is done.
    pub fn steps_aside(&mut self, key: Key, now: &Moment) -> bool {
        match key.typed() {
            Some(letter) if self.typist.take_unseen(letter, now.instant) => return true,
            Some(letter) => self.typist.notice(letter),
            None if key.is_backspace() => return self.typist.backspace_unseen(now.instant),
            None => self.typist.put_note_away(),
        }
        false
    }

    /// Composes in the text of a popup, and switches typing there. True when the key is done.
    pub fn composes_in_popup(&mut self, key: Key, action: Option<Action>) -> bool {
        if self.overlay.is_none() {
            return false;
        }
        if action == Some(Action::Typing) {
            self.switch_typing();
            return true;
        }
        let Some(Overlay::Prompt(prompt)) = &mut self.overlay else { return false };
        let before = prompt.text.get(..prompt.cursor.at).unwrap_or_default();
        let typist = &mut self.typist;
        let edit = match key.typed() {
            Some(letter) => typist.letter(Spot::Prompt, before, letter, false),
            None if key.is_backspace() => typist.backspace(Spot::Prompt, before),
            None if action == Some(Action::Undo) => typist.give_back(Spot::Prompt, before),
            None => None,
        };
        if let Some(edit) = &edit {
            prompt.cursor.replace(&mut prompt.text, edit.remove, &edit.insert);
            typist.left_at(Spot::Prompt, prompt.cursor.at);
        }
        edit.is_some()
    }

    /// A word that another action ends is finished first; moving within the text leaves it open.
    pub(super) fn leave_word(&mut self, action: Action) {
        if !action.is_within_text() {
            self.change_word(|state, spot, before| state.typist.finish(spot, before));
        }
    }

    /// Backspace and Undo, where they change the word that is being typed. False where they do not.
    pub(super) fn changes_word(&mut self, action: Action) -> bool {
        if action == Action::Backspace {
            return self.change_word(|state, spot, before| state.typist.backspace(spot, before));
        }
        // As after an automatic correction elsewhere: it is taken back first, what was typed later.
        if let Some(work) = self.work.as_mut().filter(|_| matches!(self.screen, Screen::Form)) {
            work.session.resume();
        }
        let given_back = self.change_word(|state, spot, before| state.typist.give_back(spot, before));
        if given_back {
            self.message = Some(s::TYPED_BACK.of(self.language).to_owned());
        }
        if let Some(work) = &mut self.work {
            work.session.rest();
        }
        given_back
    }

    /// Makes a change to the word before the cursor of the form. False when there is none to make.
    fn change_word(&mut self, change: impl FnOnce(&mut State, Spot, &str) -> Option<Edit>) -> bool {
        let Some(work) = self.work.as_ref().filter(|_| matches!(self.screen, Screen::Form)) else { return false };
        let session = &work.session;
        if entry::writing(session) == Writing::Other {
            return false;
        }
        let spot = Spot::Entry(session.place, session.revision);
        let before = session.raw().get(..session.cursor.at).unwrap_or_default().to_owned();
        let Some(edit) = change(self, spot, &before) else { return false };
        let Some(work) = &mut self.work else { return false };
        entry::replace(&mut work.session, &edit);
        self.typist.left_at(Spot::Entry(work.session.place, work.session.revision), work.session.cursor.at);
        true
    }
}
