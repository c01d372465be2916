//! What happens in popups: the menu, lists to choose from, texts to type.

use crate::ui::action::Action;
use crate::ui::form::entry::{self, RowAction};
use crate::ui::form::options;
use crate::ui::keymap;
use crate::ui::overlay::{Chooser, Item, Outcome, Overlay, Prompt, PromptPurpose, Purpose};
use crate::ui::state::{Effect, Screen, State};
use crate::ui::strings as s;
use crate::ui::work::{Kind, Moment};

impl State {
    pub(super) fn menu(&mut self) {
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
        let leads_out = [Action::ExternalEditor, Action::Suspend];
        keymap::menu(self.scope())
            .map(|row| row.action)
            .filter(|action| *action != Action::ConfirmPage || self.waits_for_confirmation())
            .filter(|action| open || always.contains(action) || self.concerns_list(*action))
            .filter(|action| !(office && of_report.contains(action)))
            .filter(|action| !(self.folders.is_confined() && leads_out.contains(action)))
            .collect()
    }

    /// Whether an action is one that the list of reports has something for.
    fn concerns_list(&self, action: Action) -> bool {
        match action {
            Action::Import | Action::CopyReport | Action::DiscardReport => true,
            Action::Undo => matches!(self.screen, Screen::Home) && !self.discarded.is_empty(),
            _ => false,
        }
    }

    /// Whether anything in the open report is not confirmed.
    fn waits_for_confirmation(&self) -> bool {
        self.work.as_ref().is_some_and(|work| !work.session.answers.unconfirmed.is_empty())
    }

    /// The n-th item of the menu, from 1; 0 is the tenth.
    pub fn menu_item(&mut self, digit: usize, now: &Moment) -> Option<Effect> {
        let index = if digit == 0 { 9 } else { digit - 1 };
        let action = self.menu_actions().get(index).copied()?;
        self.act(action, now)
    }

    /// What was typed into a popup that closes for another reason is kept.
    pub fn finish_prompt(&mut self) {
        if let Some(Overlay::Prompt(prompt)) = self.overlay.take() {
            self.accept_prompt(prompt);
        }
    }

    pub fn overlay_outcome(&mut self, outcome: Outcome, now: &Moment) -> Option<Effect> {
        if outcome != Outcome::Stay {
            self.refresh();
        }
        match outcome {
            Outcome::Stay => None,
            Outcome::Close => {
                // A journal that nothing was decided about waits for the next time.
                self.recovering = None;
                self.overlay = None;
                None
            }
            Outcome::Accepted => {
                if let Some(Overlay::Prompt(Prompt { purpose: PromptPurpose::Import, text, .. })) = &self.overlay {
                    let path = text.clone();
                    self.choose_import(&path);
                    return None;
                }
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
            PromptPurpose::Import => {}
            PromptPurpose::Other(path) => options::add_other(&mut work.session, path, &prompt.text),
            PromptPurpose::Block { id, .. } => {
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
        if options::toggle(&mut work.session, path, item) {
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
            Purpose::ImportAs(old, types) => {
                if let Some(id) = types.get(item) {
                    self.import(&old, id, now);
                }
            }
            Purpose::Broken(path, version) => self.broken(&path, &version, item, now),
            Purpose::Recover => self.settle_recovery(chooser, item, now),
            Purpose::NotSaved(folders) => return self.settle_failure(&folders, item, now),
            Purpose::Versions(versions) => {
                if let Some(version) = versions.into_iter().nth(item) {
                    self.ask_version(version);
                }
            }
            Purpose::Version(ref version) => {
                let version = version.clone();
                self.settle_version(chooser, &version, item, now);
            }
            Purpose::Discard(path) if item == 1 => self.discard_report(&path),
            Purpose::Discard(_) => {}
            Purpose::Conflict => self.settle_conflict(item, now),
            Purpose::Export => return self.export_chosen(item),
            Purpose::Incomplete => self.incomplete_chosen(item),
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
                    Purpose::Find(places) => {
                        if let Some(place) = places.get(item) {
                            session.go(*place);
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
                        options::choose(session, path, item);
                    }
                    _ => {}
                }
            }
        }
        None
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
}
