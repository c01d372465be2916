//! A report goes on under another name: in another folder, where its own cannot be written to; or after
//! its present period, as long as its name is one that the program gave.
//!
//! A report is renamed only while all of it is in its file: there is no journal then that could be left
//! behind, and a program that is killed between any two steps leaves the whole report under the old name
//! or under the new one.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::session::focus::Focus;
use crate::store::disk::Disk;
use crate::store::journal::Journal;
use crate::store::lock::{Lock, Locked};
use crate::store::names::{JOURNAL, free_path_where, is_given, is_numbered, sidecar_path, stem};
use crate::store::renaming::move_belongings;
use crate::store::report_file::ReportFile;
use crate::store::saver::Saver;
use crate::store::versions::is_free;
use crate::store::{describe_io, files};
use crate::text::language::Language;

use super::{Kind, Moment, Moved, Obstacle, OpenReport};

/// What the file is to be called after the present period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum DueName {
    Free(PathBuf),
    /// Another report has that name; the next one that is free.
    Taken {
        name: PathBuf,
        free: PathBuf,
    },
}

/// How the name of the file follows the period.
#[derive(Debug, Default)]
pub(crate) struct Naming {
    /// The name that it gets once all is saved.
    due: Option<PathBuf>,
    /// A name that a person was asked about, and is not asked about again.
    asked: Option<PathBuf>,
    /// The name that it had before, until the list of reports knows.
    pub(crate) before: Option<PathBuf>,
    /// What became of the last one that was due, until it is told.
    pub(crate) outcome: Option<Result<PathBuf, String>>,
}

impl OpenReport {
    /// Goes on in another file of a folder, with a name that is free. Where that cannot be written
    /// either, everything stays as it is. True when all is on the disk.
    pub(crate) fn save_elsewhere(
        &mut self,
        folder: &Path,
        saver: &mut Saver,
        now: &Moment,
        language: Language,
    ) -> bool {
        if saver.is_busy() {
            return false;
        }
        let definition = Rc::clone(&self.session.definition);
        let period = self.session.answers.period(&definition);
        let free = ReportFile::create(folder, &definition, period).path().to_owned();
        let Ok(lock) = Lock::take(&free) else { return false };
        let old = self.path().to_owned();
        let mut file = self.file.clone();
        file.move_to(free.clone());
        if file.save(&*saver.disk(), &definition, &self.session.answers, None).is_err() {
            return false;
        }
        self.file = file;
        let is_of_others = self.obstacle == Some(Obstacle::ChangedOnDisk);
        self.moved = files::exists(&old).then_some(Moved { from: old, is_of_others });
        self.lock = Some(lock);
        self.naming = Naming::default();
        self.journal.remove(&*saver.disk());
        self.journal = Journal::of(&free);
        self.recorded = self.session.revision;
        self.unrecorded = None;
        self.end_save(Ok(()), self.session.revision, &*saver.disk(), now, language);
        true
    }

    /// Whether the focus is on the period.
    #[must_use]
    pub(crate) fn is_at_period(&self) -> bool {
        let period = self.session.definition.period;
        matches!(self.session.focus, Focus::Entry(path) if Some(path.field) == period)
    }

    /// What the file is to be called, where its name is one that the program gave, and another is due after the present
    /// period: it was changed now, or before a kill. Not where that was asked about already.
    #[must_use]
    pub(crate) fn name_due(&self) -> Option<DueName> {
        let definition = &self.session.definition;
        let period = self.session.answers.period(definition)?;
        let name = self.path().file_stem()?.to_str()?;
        let due = stem(&definition.id, Some(period));
        let is_file = files::symlink_metadata(self.path()).is_ok_and(|found| found.is_file());
        let is_ours = self.kind == Kind::Report && is_file && self.path().extension().is_some_and(|e| e == "toml");
        if !is_ours || !is_given(name, &definition.id) || is_numbered(name, &due) {
            return None;
        }
        let folder = self.path().parent()?;
        let name = folder.join(format!("{due}.toml"));
        if self.naming.asked.as_ref() == Some(&name) {
            return None;
        }
        let free = free_path_where(folder, &due, "toml", is_free);
        Some(if free == name { DueName::Free(name) } else { DueName::Taken { name, free } })
    }

    /// The file gets this name once all is saved.
    pub(crate) fn rename_once_saved(&mut self, name: PathBuf) {
        self.naming.due = Some(name);
    }

    /// A person was asked about this name, and is not asked again.
    pub(crate) fn note_asked(&mut self, name: PathBuf) {
        self.naming.asked = Some(name);
    }

    /// Gives the file the name that is due, now that all is saved.
    pub(super) fn take_due_name(&mut self, disk: &dyn Disk, language: Language) {
        let Some(name) = self.naming.due.take_if(|_| !files::exists(&sidecar_path(self.file.path(), JOURNAL))) else {
            return;
        };
        let old = self.path().to_owned();
        let definition = &self.session.definition;
        let due = stem(&definition.id, self.session.answers.period(definition));
        // The period may have changed again since.
        let is_due = name.file_stem().and_then(|name| name.to_str()).is_some_and(|name| is_numbered(name, &due));
        if !is_due || !is_free(&name) {
            return;
        }
        let lock = match Lock::take(&name) {
            Ok(lock) => Some(lock),
            Err(Locked::Impossible(_)) if self.lock.is_none() => None,
            Err(_) => return,
        };
        if let Some(lock) = &self.lock {
            // Without it only a kill just now would leave its earlier versions under the old name.
            let _ = lock.note_renaming(&name);
        }
        if let Err(error) = disk.rename(&old, &name) {
            self.naming.outcome = Some(Err(describe_io(&error, language)));
            return;
        }
        move_belongings(disk, &old, &name);
        self.lock = lock;
        self.file.renamed(name.clone());
        self.journal = Journal::of(&name);
        self.naming.asked = None;
        self.naming.before = Some(old);
        self.naming.outcome = Some(Ok(name));
    }
}
