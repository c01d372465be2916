//! Saving: by itself, when asked, before leaving; and what to do when it fails.

use std::path::{Path as FilePath, PathBuf};

use crate::session::open_report::{DueName, Kind, Moment, Obstacle, Status};
use crate::text::visible::{shown_name, shown_path};

use crate::ui::context::Context;
use crate::ui::effect::{ConflictChoice, Effect, FailureChoice, Task};
use crate::ui::questions::{saving, versions};
use crate::ui::strings as s;

use super::Program;

impl Program {
    /// Saves what is open. True when it is on the disk.
    pub(crate) fn save(&mut self) -> bool {
        self.refresh();
        let has_failed = self.current.has_failed();
        let is_saved = self.current.save(&self.context.now, self.context.language);
        if self.current.saver.is_busy() {
            self.notify(s::STILL_SAVING);
        }
        self.tell_saving(has_failed);
        is_saved
    }

    /// Saves because a person asks for it, and says how that went.
    pub(super) fn save_asked(&mut self) {
        if self.save() {
            self.notify(s::SAVED);
        } else if self.dialog.is_none() {
            self.tell_failure(false);
        }
    }

    /// Begins to save what is open, by itself.
    pub(super) fn begin_save(&mut self) {
        self.refresh();
        let has_failed = self.current.has_failed();
        self.current.begin_save(&self.context.now, self.context.language);
        self.tell_saving(has_failed);
    }

    /// Takes note of a file that was written in the background.
    pub(super) fn finish_save(&mut self) {
        let has_failed = self.current.has_failed();
        self.current.finish_save(&self.context.now, self.context.language);
        self.tell_saving(has_failed);
    }

    /// The file is to be called after the period that was just left; where another report is called so, a
    /// person is asked.
    pub(super) fn name_after_period(&mut self) {
        let Some(report) = &mut self.current.report else { return };
        match report.name_due() {
            None => {}
            Some(DueName::Free(name)) => {
                report.rename_once_saved(name);
                self.begin_save();
            }
            Some(DueName::Taken { .. }) if self.dialog.is_some() => {}
            Some(DueName::Taken { name, free }) => {
                self.dialog = Some(saving::name_taken(report.path(), &name, free, &self.context));
                report.note_asked(name);
            }
        }
    }

    /// Gives the file this name once all is saved.
    pub(super) fn rename(&mut self, name: PathBuf) {
        if let Some(report) = &mut self.current.report {
            report.rename_once_saved(name);
            self.begin_save();
        }
    }

    /// Says once that saving fails; asks what to do about a file that others changed; says what the file
    /// is called now.
    fn tell_saving(&mut self, has_failed_before: bool) {
        let Some(report) = &mut self.current.report else { return };
        let language = self.context.language;
        match report.naming.outcome.take() {
            Some(Ok(name)) => self.message = Some(s::RENAMED.fill(language, &[&shown_name(&name)])),
            Some(Err(why)) => self.message = Some(s::NOT_RENAMED.fill(language, &[&why])),
            None => {}
        }
        if report.obstacle == Some(Obstacle::ChangedOnDisk) {
            self.perform([Effect::AskConflict]);
        } else if let Some(why) = report.tell_unkept() {
            self.message = Some(why);
        } else if report.has_failed()
            && !has_failed_before
            && let Status::Failed(why) = report.status()
        {
            self.message = Some(why);
        }
    }

    /// Says why saving fails, and offers other places.
    pub(super) fn tell_failure(&mut self, is_leaving: bool) {
        if let Some(dialog) = saving::failure(&self.current, is_leaving, &self.context) {
            self.message = None;
            self.dialog = Some(dialog);
        }
    }

    pub(super) fn decide_conflict(&mut self, choice: ConflictChoice) {
        let Some(report) = &self.current.report else { return };
        if choice == ConflictChoice::Compare {
            let question = saving::conflict(report.kind, false, &self.context);
            let compare = versions::compare_with_disk(report, question, &self.context);
            self.perform([compare]);
            return;
        }
        if report.kind == Kind::Office {
            return self.decide_office_conflict(choice == ConflictChoice::KeepMine);
        }
        let path = report.path().to_owned();
        let folder = path.parent().unwrap_or(FilePath::new("."));
        if !self.current.save_elsewhere(folder, &self.context.now, self.context.language) {
            return self.tell_failure(false);
        }
        let receipt = self.current.report.as_ref().map(|report| report.receipt(self.context.language));
        if choice == ConflictChoice::TakeTheirs {
            // What was typed here is put aside in a file of its own before theirs is opened.
            self.current.report = None;
            self.open(path);
        }
        self.message = receipt;
    }

    /// The same of the office profile, which stays in its own file whatever is chosen.
    fn decide_office_conflict(&mut self, keeps_mine: bool) {
        let (disk, language) = (self.current.saver.disk(), self.context.language);
        let Some(mut report) = self.current.report.take() else { return };
        if keeps_mine {
            let kept = report.keep_mine(&*disk);
            self.current.report = Some(report);
            match kept {
                Ok(()) if self.save() => self.notify(s::KEPT_MY_OFFICE),
                Ok(()) => self.tell_failure(false),
                Err(error) => self.message = Some(error.describe(language)),
            }
            return;
        }
        match report.take_theirs(&*disk) {
            Ok(()) => {
                self.open_office();
                if self.current.report.is_some() {
                    self.notify(s::TOOK_THEIR_OFFICE);
                }
            }
            Err((report, error)) => {
                self.current.report = Some(*report);
                self.message = Some(error.describe(language));
            }
        }
    }

    pub(super) fn decide_failure(&mut self, choice: FailureChoice) -> Option<Task> {
        let language = self.context.language;
        match choice {
            FailureChoice::TryAgain | FailureChoice::Overwrite => {
                if choice == FailureChoice::Overwrite
                    && let Some(report) = &mut self.current.report
                {
                    report.overwrite();
                }
                if self.save() {
                    self.notify(s::SAVED);
                }
            }
            FailureChoice::SaveIn(folder) => {
                let is_saved = self.current.save_elsewhere(&folder, &self.context.now, language);
                self.message = match &self.current.report {
                    Some(report) if is_saved => Some(report.receipt(language)),
                    _ if self.current.saver.is_busy() => Some(s::STILL_SAVING.of(language).to_owned()),
                    _ => Some(s::NOR_THERE.fill(language, &[&shown_path(&folder)])),
                };
            }
            FailureChoice::Leave => {
                self.current.abandon(language);
                return Some(Task::Quit);
            }
        }
        None
    }

    /// Saves and closes what is open, so that something else can be on the screen. What can be saved
    /// nowhere stays open. False then.
    pub(crate) fn close(&mut self) -> bool {
        self.keep_prompt();
        self.refresh();
        let Context { workspace, now, language, .. } = &self.context;
        let closed = self.current.close(&workspace.folders, now, *language);
        if let Some(report) = closed.filter(|report| report.moved.is_some()) {
            self.message = Some(report.receipt(*language));
        }
        let is_closed = self.current.report.is_none();
        if !is_closed {
            self.tell_failure(false);
        }
        is_closed
    }

    /// Saves, and leaves the line for the normal screen; asks where nothing can be saved.
    pub(super) fn leave(&mut self) -> Option<Task> {
        self.keep_prompt();
        self.refresh();
        let Context { workspace, now, language, .. } = &self.context;
        self.current.leave(&workspace.folders, now, *language);
        if self.current.report.is_none() {
            return Some(Task::Quit);
        }
        self.tell_failure(true);
        None
    }

    /// The end, whatever is on the screen: nobody can be asked any more.
    pub fn end(&mut self) {
        self.keep_prompt();
        self.refresh();
        let Context { workspace, now, language, .. } = &self.context;
        self.current.end(&workspace.folders, now, *language);
    }

    /// The same at a time.
    pub fn end_at(&mut self, now: Moment) {
        self.context.now = now;
        self.end();
    }
}
