//! The menu: every action that applies where the person is.

use crate::session::open_report::Kind;
use crate::store::files;
use crate::text::letters::capitalised;

use crate::ui::action::Action;
use crate::ui::dialogs::{Chooser, Dialog, Item};
use crate::ui::effect::{Effect, Question};
use crate::ui::keymap;
use crate::ui::screens::Screen;
use crate::ui::strings as s;

use super::Program;

impl Program {
    /// The list of them.
    pub(super) fn menu(&self) -> Question {
        let language = self.context.language;
        let scope = self.scope();
        let rows = self.menu_actions().into_iter();
        let rows = rows.filter_map(|action| keymap::menu(scope).find(|row| row.action == action));
        let items = rows.map(|row| {
            // In the list letters narrow; every other key does here what it does elsewhere.
            let key = row.keys.iter().find(|key| key.typed().is_none()).map_or(String::new(), ToString::to_string);
            Item::new(vec![Effect::Act(row.action)], capitalised(row.name.of(language))).with_note(key)
        });
        Dialog::Choose(Chooser::new(s::MENU_TITLE.of(language), items.collect()))
    }

    /// The actions that the menu offers here, in the order of the key table.
    pub(super) fn menu_actions(&self) -> Vec<Action> {
        let report = self.current.report.as_ref();
        let is_office = report.is_some_and(|report| report.kind == Kind::Office);
        let is_confined = files::is_confined();
        let waits = report.is_some_and(|report| !report.session.answers.unconfirmed.is_empty());
        let can_put_back = matches!(self.screen, Screen::Home) && self.home.has_discarded();
        let is_offered = |action: &Action| match action {
            Action::Suspend => !is_confined,
            Action::Office | Action::Settings | Action::Help | Action::Leave => true,
            Action::Import | Action::CopyReport | Action::DiscardReport => true,
            Action::Undo if can_put_back => true,
            Action::ConfirmPage => report.is_some() && waits,
            Action::HiddenAnswers => report.is_some_and(|report| !report.session.hidden().is_empty()),
            Action::OldText => report.is_some_and(|report| !report.session.old.paragraphs.is_empty()),
            // The profile of an office is no document and has no figures.
            Action::Preview | Action::Export | Action::Figures | Action::CompareEarlier => {
                report.is_some() && !is_office
            }
            Action::ExternalEditor => report.is_some() && !is_confined,
            _ => report.is_some(),
        };
        keymap::menu(self.scope()).map(|row| row.action).filter(is_offered).collect()
    }
}
