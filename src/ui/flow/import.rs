//! An old report becomes a draft: its path asked for, its type, and the draft opened.

use std::path::PathBuf;

use crate::app::import as old_report;
use crate::import::Paragraph;

use crate::ui::overlay::{Overlay, Prompt, PromptPurpose, Purpose};
use crate::ui::state::State;
use crate::ui::strings as s;
use crate::ui::work::Moment;

impl State {
    /// Asks where the old report is.
    pub(super) fn ask_import(&mut self) {
        let title = s::IMPORT_PATH.of(self.language);
        self.overlay = Some(Overlay::Prompt(Prompt::new(title, PromptPurpose::Import, String::new())));
    }

    /// Asks of which type the old report at a path is; one that cannot be read is told at once.
    pub(super) fn choose_import(&mut self, typed: &str) {
        self.overlay = None;
        let Some(path) = path_of(typed) else { return };
        if !self.may_open(&path) {
            return;
        }
        match old_report::read(&path) {
            Ok(old) => self.choose_type_for(s::IMPORT_AS, |ids| Purpose::ImportAs(old, ids)),
            Err(error) => {
                let text = error.describe(self.language);
                self.overlay = Some(Overlay::message(s::IMPORT_TITLE.of(self.language), text));
            }
        }
    }

    /// Opens a draft of a type, begun from the paragraphs of an old report.
    pub(super) fn import(&mut self, old: &[Paragraph], type_id: &str, now: &Moment) {
        let definition = match self.library.load(type_id) {
            Ok(definition) => definition,
            Err(error) => return self.type_error(&error),
        };
        if !self.close_work(now) {
            return;
        }
        let (folder, office) = (self.folders.reports(), self.folders.office());
        let begun = old_report::begin(folder, definition, old, Some(&office), &self.library, now.today);
        let (count, rest) = (begun.recognised, begun.rest.len());
        self.begin_new(begun.opened, now);
        if self.save(now) {
            self.message = Some(match rest {
                0 => s::IMPORTED.fill(self.language, &[&count]),
                _ => s::IMPORTED_REST.fill(self.language, &[&count, &rest]),
            });
        }
    }
}

/// A path as people paste it: in quotes, with "~" for the home folder.
fn path_of(typed: &str) -> Option<PathBuf> {
    let typed = typed.trim().trim_matches(['"', '\'']);
    if typed.is_empty() {
        return None;
    }
    let home = typed.strip_prefix("~/").and_then(|rest| Some(PathBuf::from(std::env::var_os("HOME")?).join(rest)));
    Some(home.unwrap_or_else(|| PathBuf::from(typed)))
}
