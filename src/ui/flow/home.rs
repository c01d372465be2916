//! What is done with the reports of the list: copied, taken away, put back.

use std::path::Path as FilePath;

use crate::store::discarded::{Discarded, discard};
use crate::store::lock::{Lock, Locked};
use crate::store::names::{JOURNAL, beside};
use crate::store::report_file::ReportFile;
use crate::store::{describe_io, discarded};
use crate::text::visible::shown_path;

use crate::ui::overlay::{Chooser, Item, Overlay, Purpose};
use crate::ui::state::State;
use crate::ui::strings as s;
use crate::ui::work::Moment;

impl State {
    /// A new report with all answers of the chosen one, opened.
    pub(super) fn copy_report(&mut self, now: &Moment) {
        let Some(path) = self.home.report().map(FilePath::to_owned) else {
            self.message = Some(s::CHOOSE_REPORT.of(self.language).to_owned());
            return;
        };
        if beside(&path, JOURNAL).exists() && Lock::take(&path).is_ok() {
            // What was not saved belongs to the copy too: that is to be decided first.
            self.open(&path, now);
            if self.work.is_none() {
                return;
            }
        }
        if !self.close_work(now) {
            return;
        }
        match ReportFile::open(&path, &self.library, now.today.year()) {
            Ok(mut opened) => {
                let period = opened.answers.period(&opened.definition);
                let free = ReportFile::create(self.folders.reports(), &opened.definition, period, None);
                opened.report.move_to(free.path().to_owned());
                self.begin_new(opened, now);
                if self.save(now) {
                    let name = self.work.as_ref().and_then(|work| work.path().file_name()).unwrap_or_default();
                    let name = name.to_string_lossy().into_owned();
                    self.message = Some(s::COPIED.fill(self.language, &[&name]));
                }
            }
            Err(error) => {
                let text = error.describe(self.language);
                self.overlay = Some(Overlay::message(s::BROKEN_TITLE.of(self.language), text));
            }
        }
    }

    /// Asks whether to take the chosen report from the list.
    pub(super) fn ask_discard(&mut self) {
        let language = self.language;
        let Some(report) = self.home.reports.get(self.home.selected) else {
            self.message = Some(s::CHOOSE_REPORT.of(language).to_owned());
            return;
        };
        let name = report.path.file_name().unwrap_or_default().to_string_lossy();
        let note = s::DISCARD_NOTE.fill(language, &[&self.home.label(report), &name, &discarded::FOLDER]);
        // What stands first changes nothing.
        let items = [s::DISCARD_NO, s::DISCARD_YES].iter().map(|text| Item::new(text.of(language), "")).collect();
        let chooser = Chooser::new(s::DISCARD_TITLE.of(language), Purpose::Discard(report.path.clone()), items);
        self.overlay = Some(Overlay::Chooser(chooser.with_note(note)));
    }

    pub(super) fn discard_report(&mut self, path: &FilePath) {
        let language = self.language;
        let lock = match Lock::take(path) {
            Err(Locked::By(holder)) => {
                let told = s::HELD_DISCARD.fill(language, &[&holder.describe(language)]);
                self.overlay = Some(Overlay::message(s::DISCARD_TITLE.of(language), told));
                return;
            }
            lock => lock.ok(),
        };
        // Its file is not to move along.
        drop(lock);
        match discard(path) {
            Ok(discarded) => self.tell_discarded(discarded),
            Err(error) => {
                self.list_reports();
                let told = s::NOT_DISCARDED.fill(language, &[&shown_path(path), &describe_io(&error, language)]);
                self.overlay = Some(Overlay::message(s::DISCARD_TITLE.of(language), told));
            }
        }
    }

    /// Says where a report is that was taken from the list, and how it comes back.
    pub(super) fn tell_discarded(&mut self, discarded: Discarded) {
        let folder = shown_path(discarded.from.parent().unwrap_or(FilePath::new("")));
        let told = s::DISCARDED.fill(self.language, &[&shown_path(&discarded.to), &folder]);
        self.discarded.push(discarded);
        self.list_reports();
        self.overlay = Some(Overlay::message(s::DISCARD_TITLE.of(self.language), told));
    }

    /// Puts the report back that was taken away last.
    pub(super) fn put_back(&mut self) {
        let language = self.language;
        let Some(last) = self.discarded.pop() else {
            self.message = Some(s::NOTHING_TO_UNDO.of(language).to_owned());
            return;
        };
        match last.put_back() {
            Ok(()) => {
                self.list_reports();
                self.home.choose(&last.from);
                self.message = Some(s::PUT_BACK.of(language).to_owned());
            }
            Err(error) => {
                let told = s::NOT_PUT_BACK.fill(language, &[&shown_path(&last.to), &describe_io(&error, language)]);
                self.overlay = Some(Overlay::message(s::DISCARD_TITLE.of(language), told));
            }
        }
    }
}
