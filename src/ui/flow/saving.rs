//! Saving: by itself, when asked, before leaving; and what to do when it fails.

use std::path::{Path as FilePath, PathBuf};
use std::time::Duration;

use crate::text::visible::shown_path;

use crate::ui::overlay::{Chooser, Item, Overlay, Purpose};
use crate::ui::state::{Effect, State};
use crate::ui::strings as s;
use crate::ui::work::{Kind, LAST_PATIENCE, Moment, Status, Work};

/// How long a person who asks for it waits for the disk.
const PATIENCE: Duration = Duration::from_secs(5);

impl State {
    /// Saves what is open. True when it is on the disk.
    pub fn save(&mut self, now: &Moment) -> bool {
        self.refresh();
        let language = self.language;
        let Some(work) = &mut self.work else { return true };
        let failed_before = work.has_failed();
        let saved = work.save(&mut self.saver, now, language, PATIENCE);
        if self.saver.is_busy() {
            self.message = Some(s::STILL_SAVING.of(language).to_owned());
        }
        self.tell_saving(failed_before);
        saved
    }

    /// Begins to save what is open, by itself.
    pub(in crate::ui) fn save_by_itself(&mut self, now: &Moment) {
        self.refresh();
        let language = self.language;
        let Some(work) = &mut self.work else { return };
        let failed_before = work.has_failed();
        work.begin_save(&mut self.saver, now, language);
        self.tell_saving(failed_before);
    }

    /// Takes note of a file that was written in the background.
    pub(in crate::ui) fn saved(&mut self, now: &Moment) {
        let language = self.language;
        let (Some(work), Some(done)) = (&mut self.work, self.saver.take()) else { return };
        let failed_before = work.has_failed();
        work.finish_save(done, &*self.saver.disk(), now, language);
        self.tell_saving(failed_before);
    }

    /// Says once that saving fails; asks what to do about a file that others changed.
    fn tell_saving(&mut self, failed_before: bool) {
        let Some(work) = &self.work else { return };
        if work.has_failed()
            && let Status::Failed(why) = work.status()
            && !work.conflict
            && !failed_before
        {
            self.message = Some(why);
        }
        if work.conflict && self.overlay.is_none() {
            self.ask_conflict();
        }
    }

    fn ask_conflict(&mut self) {
        let language = self.language;
        let note = self.theme.key_names(s::CONFLICT_NOTE.of(language)).into_owned();
        // It comes by itself, so what stands first changes nothing.
        let items = [s::DECIDE_LATER, s::COMPARE, s::KEEP_MINE, s::TAKE_THEIRS].iter();
        let items = items.map(|text| Item::new(text.of(language), "")).collect();
        let chooser = Chooser::new(s::CHANGED_ON_DISK.of(language), Purpose::Conflict, items);
        self.overlay = Some(Overlay::Chooser(chooser.with_note(note)));
    }

    pub(super) fn settle_conflict(&mut self, item: usize, now: &Moment) {
        let language = self.language;
        let Some(work) = &mut self.work else { return };
        let path = work.path().to_owned();
        let folder = path.parent().unwrap_or(FilePath::new(".")).to_owned();
        match item {
            1 => {
                self.compare_with_disk(now);
                self.ask_conflict();
                self.behind_overlay = self.overlay.take();
            }
            2 => {
                if work.save_elsewhere(&folder, &mut self.saver, now, language) {
                    self.message = Some(work.receipt(language));
                } else {
                    self.tell_failure();
                }
            }
            3 => {
                // What was typed here is put aside in a file of its own before theirs is opened.
                if work.save_elsewhere(&folder, &mut self.saver, now, language) {
                    let receipt = work.receipt(language);
                    self.work = None;
                    self.open(&path, now);
                    self.message = Some(receipt);
                } else {
                    self.tell_failure();
                }
            }
            _ => {}
        }
    }

    /// Says why saving fails, and offers other places.
    pub(super) fn tell_failure(&mut self) {
        let language = self.language;
        let why = match self.work.as_ref().map(Work::status) {
            Some(Status::Failed(why)) => why,
            Some(_) if self.saver.is_busy() => s::STILL_SAVING.of(language).to_owned(),
            _ => return,
        };
        self.message = None;
        let folders = self.other_folders();
        let mut items = vec![Item::new(s::TRY_AGAIN.of(language), "")];
        items.extend(folders.iter().map(|folder| Item::new(s::SAVE_IN.fill(language, &[&shown_path(folder)]), "")));
        items.push(Item::new(s::DECIDE_LATER.of(language), ""));
        let chooser = Chooser::new(s::NOT_SAVED.of(language), Purpose::NotSaved(folders), items);
        self.overlay = Some(Overlay::Chooser(chooser.with_note(why)));
    }

    /// Where else the open report could be saved.
    fn other_folders(&self) -> Vec<PathBuf> {
        let own = self.work.as_ref().and_then(|work| work.path().parent()).map(FilePath::to_owned);
        self.folders.others().into_iter().filter(|folder| Some(folder) != own.as_ref()).collect()
    }

    /// Does what was chosen: try again, one of the folders, later, or (after these) leave.
    pub(super) fn settle_failure(&mut self, folders: &[PathBuf], item: usize, now: &Moment) -> Option<Effect> {
        let language = self.language;
        let folder = item.checked_sub(1).and_then(|item| folders.get(item));
        let work = self.work.as_mut()?;
        match folder {
            Some(folder) => {
                if work.save_elsewhere(folder, &mut self.saver, now, language) {
                    self.message = Some(work.receipt(language));
                } else if self.saver.is_busy() {
                    self.message = Some(s::STILL_SAVING.of(language).to_owned());
                } else {
                    self.message = Some(s::NOR_THERE.fill(language, &[&shown_path(folder)]));
                }
            }
            None if item == 0 => {
                let told = if self.save(now) { Some(s::SAVED.of(language).to_owned()) } else { None };
                self.message = told.or(self.message.take());
            }
            None if item == folders.len() + 2 => {
                self.receipts.push(work.receipt(language));
                self.work = None;
                return Some(Effect::Quit);
            }
            None => {}
        }
        None
    }

    /// Saves and closes what is open, so that something else can be on the screen. What can be
    /// saved nowhere stays open. False then.
    pub fn close_work(&mut self, now: &Moment) -> bool {
        self.finish_prompt();
        let closed = self.put_away(now, PATIENCE, true);
        if let Some(work) = closed {
            if work.moved {
                self.message = Some(work.receipt(self.language));
            }
            self.remember(&work);
        }
        if self.work.is_some() {
            self.tell_failure();
        }
        self.work.is_none()
    }

    /// Saves what is open, somewhere else if need be, and takes it from the screen; nothing where
    /// that cannot be done. A report that was only looked at and is in no file yet becomes one
    /// `even_untouched`.
    fn put_away(&mut self, now: &Moment, patience: Duration, even_untouched: bool) -> Option<Work> {
        self.refresh();
        let language = self.language;
        let folders = self.other_folders();
        let work = self.work.as_mut()?;
        let untouched = !work.is_dirty() && !work.path().exists();
        if (even_untouched || !untouched) && !work.save(&mut self.saver, now, language, patience) {
            // Rather a second file than a lost word.
            let own = work.path().parent().map(FilePath::to_owned);
            let mut places = own.into_iter().chain(folders);
            if !places.any(|folder| work.save_elsewhere(&folder, &mut self.saver, now, language)) {
                return None;
            }
            work.moved = true;
        }
        self.work.take()
    }

    fn remember(&mut self, work: &Work) {
        if work.kind == Kind::Report && work.path().exists() {
            // The index is only a memory; a failure to write it harms nothing.
            let _ = self.recent.remember(work.entry());
        }
    }

    /// Saves, and leaves the line for the normal screen; asks where nothing can be saved.
    pub(super) fn leave(&mut self, now: &Moment) -> Option<Effect> {
        self.finish_prompt();
        self.leave_with(now, PATIENCE);
        if self.work.is_none() {
            return Some(Effect::Quit);
        }
        self.tell_failure();
        if let Some(Overlay::Chooser(chooser)) = &mut self.overlay {
            chooser.items.push(Item::new(s::LEAVE_UNSAVED.of(self.language), ""));
        }
        None
    }

    /// The end, whatever is on the screen: nobody can be asked any more.
    pub fn end(&mut self, now: &Moment) {
        self.finish_prompt();
        self.leave_with(now, LAST_PATIENCE);
        if let Some(work) = self.work.take() {
            self.receipts.push(work.receipt(self.language));
        }
    }

    fn leave_with(&mut self, now: &Moment, patience: Duration) {
        let begun = self.work.is_some();
        if let Some(work) = self.put_away(now, patience, false)
            && begun
        {
            self.remember(&work);
            if work.path().exists() {
                self.receipts.push(work.receipt(self.language));
            }
        }
    }
}
