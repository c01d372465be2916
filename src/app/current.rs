//! The report that is open, if one is, and where it goes when it is closed.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::report::answers::Answers;
use crate::session::open_report::{DueName, Kind, Moment, Obstacle, OpenReport};
use crate::store::disk::RealDisk;
use crate::store::files;
use crate::store::folders::Folders;
use crate::store::index::Index;
use crate::store::saver::{LAST_PATIENCE, Saver};
use crate::text::language::Language;

/// How long a person who asks for it waits for the disk.
pub(crate) const PATIENCE: Duration = Duration::from_secs(5);

/// Why the open report is put away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Leaving {
    /// Something else is to be on the screen. A report that is in no file yet becomes one.
    Close,
    /// The person leaves the program. A report that was only looked at and is in no file yet is dropped.
    Leave,
    /// The system ends the program: nobody can be asked any more.
    End,
}

/// The open report, what writes it, and what remains of those that were open.
pub struct Current {
    pub report: Option<OpenReport>,
    pub saver: Saver,
    /// What the list of reports remembers.
    pub index: Index,
    /// What the normal screen shows after leaving.
    pub receipts: Vec<String>,
    /// Something was left that is in no file.
    pub is_unsaved: bool,
}

impl Current {
    /// Nothing is open.
    #[must_use]
    pub(crate) fn new(folders: &Folders) -> Self {
        Current {
            report: None,
            saver: Saver::here(Arc::new(RealDisk)),
            index: Index::load(&folders.index()),
            receipts: Vec::new(),
            is_unsaved: false,
        }
    }

    /// Writes what the next frame will show to the journal. Why that failed, said once.
    pub(crate) fn record(&mut self, draft: Option<&Answers>, language: Language) -> Option<String> {
        let disk = self.saver.disk();
        self.report.as_mut()?.record(&*disk, draft, language)
    }

    /// Whether the last try to save has failed.
    #[must_use]
    pub(crate) fn has_failed(&self) -> bool {
        self.report.as_ref().is_some_and(OpenReport::has_failed)
    }

    /// Saves what is open. True when it is on the disk.
    pub(crate) fn save(&mut self, now: &Moment, language: Language) -> bool {
        let is_saved = self.report.as_mut().is_none_or(|report| report.save(&mut self.saver, now, language, PATIENCE));
        self.note_name();
        is_saved
    }

    /// Begins to save what is open.
    pub(crate) fn begin_save(&mut self, now: &Moment, language: Language) {
        if let Some(report) = &mut self.report {
            report.begin_save(&mut self.saver, now, language);
        }
        self.note_name();
    }

    /// Takes note of a file that was written in the background.
    pub(crate) fn finish_save(&mut self, now: &Moment, language: Language) {
        if let (Some(report), Some(done)) = (&mut self.report, self.saver.take()) {
            report.finish_save(done, &*self.saver.disk(), now, language);
        }
        self.note_name();
    }

    /// The list of reports knows at once of one that a save has given another name.
    fn note_name(&mut self) {
        let Some(report) = &mut self.report else { return };
        if let Some(before) = report.naming.before.take() {
            // The index is only a memory; a failure to write it harms nothing.
            let _ = self.index.renamed(&before, report.path());
        }
    }

    /// Goes on in another file of a folder. True when all is on the disk.
    pub(crate) fn save_elsewhere(&mut self, folder: &Path, now: &Moment, language: Language) -> bool {
        let report = self.report.as_mut();
        report.is_some_and(|report| report.save_elsewhere(folder, &mut self.saver, now, language))
    }

    /// Where else what is open could be saved: beside a file that may only be read, too.
    #[must_use]
    pub(crate) fn other_folders(&self, folders: &Folders) -> Vec<PathBuf> {
        let Some(report) = &self.report else { return folders.others() };
        let own = report.path().parent();
        let beside = own.filter(|_| report.obstacle == Some(Obstacle::ReadOnly)).map(Path::to_owned);
        let others = folders.others().into_iter().filter(|folder| Some(folder.as_path()) != own);
        beside.into_iter().chain(others).collect()
    }

    /// Saves and closes what is open: what was closed. What can be saved nowhere stays open.
    pub(crate) fn close(&mut self, folders: &Folders, now: &Moment, language: Language) -> Option<OpenReport> {
        let closed = self.put_away(Leaving::Close, folders, now, language)?;
        self.remember(&closed);
        Some(closed)
    }

    /// The same before leaving: a report that was only looked at and is in no file yet is not made one.
    /// What was saved is told on the normal screen.
    pub(crate) fn leave(&mut self, folders: &Folders, now: &Moment, language: Language) {
        self.leave_as(Leaving::Leave, folders, now, language);
    }

    /// The end, whatever is on the screen: nobody can be asked any more.
    pub(crate) fn end(&mut self, folders: &Folders, now: &Moment, language: Language) {
        self.leave_as(Leaving::End, folders, now, language);
        self.abandon(language);
    }

    /// Lets go of a report that could not be saved; its journal stays.
    pub(crate) fn abandon(&mut self, language: Language) {
        if let Some(report) = self.report.take() {
            self.is_unsaved |= report.is_dirty() || report.has_failed();
            self.receipts.push(report.receipt(language));
        }
    }

    fn leave_as(&mut self, leaving: Leaving, folders: &Folders, now: &Moment, language: Language) {
        let Some(report) = self.put_away(leaving, folders, now, language) else { return };
        self.remember(&report);
        if files::exists(report.path()) {
            self.receipts.push(report.receipt(language));
        }
    }

    /// Saves what is open, somewhere else if need be, and takes it away; nothing where that cannot be
    /// done, or a person is to be asked first: whether a file that may only be read is overwritten, or where the
    /// office profile goes, which is read from one place alone.
    fn put_away(
        &mut self,
        leaving: Leaving,
        folders: &Folders,
        now: &Moment,
        language: Language,
    ) -> Option<OpenReport> {
        let patience = if leaving == Leaving::End { LAST_PATIENCE } else { PATIENCE };
        let others = self.other_folders(folders);
        let report = self.report.as_mut()?;
        if report.is_at_period()
            && let Some(DueName::Free(name)) = report.name_due()
        {
            report.rename_once_saved(name);
        }
        if (leaving == Leaving::Close || !report.is_untouched())
            && !report.save(&mut self.saver, now, language, patience)
        {
            let is_office = report.kind == Kind::Office;
            if is_office && report.is_untouched() {
                // A profile that nothing was typed into is begun again where it can be kept.
                return self.report.take();
            }
            if (report.obstacle == Some(Obstacle::ReadOnly) || is_office) && leaving != Leaving::End {
                return None;
            }
            // In another file nobody reads the profile; its journal is offered when it is opened again.
            if is_office && report.is_recorded() {
                return None;
            }
            // Rather a second file than a lost word.
            let own = report.path().parent().map(Path::to_owned);
            let mut places = own.into_iter().chain(others);
            if !places.any(|folder| report.save_elsewhere(&folder, &mut self.saver, now, language)) {
                return None;
            }
        }
        self.note_name();
        self.report.take()
    }

    fn remember(&mut self, report: &OpenReport) {
        if report.kind == Kind::Report && files::exists(report.path()) {
            // The index is only a memory; a failure to write it harms nothing.
            let _ = self.index.remember(report.entry());
        }
    }
}
