//! The open report with its file: when it is saved, and how that went.

mod conflict;
mod steps;
mod summary;

use std::path::{Path as FilePath, PathBuf};
use std::rc::Rc;
use std::time::{Duration, Instant};

use jiff::civil::Date;

use crate::import::source::Source;
use crate::report::answers::Answers;
use crate::report::ids::FieldId;
use crate::store::answers_file::may_become;
use crate::store::describe_io;
use crate::store::disk::Disk;
use crate::store::files;
use crate::store::journal::Journal;
use crate::store::lock::Lock;
use crate::store::report_file::{OpenedReport, ReportFile};
use crate::store::save_error::SaveError;
use crate::store::save_job::SaveDone;
use crate::store::saver::Saver;
use crate::text::language::Language;
use crate::text::visible::shown_path;

use crate::text::message::messages;

use super::Session;
use super::old_text::{DONE, TITLE};

mod naming;

pub(crate) use naming::{DueName, Naming};

messages! {
    NOT_RECORDED: "Chưa ghi được nhật ký: {}. Cho đến khi tệp được lưu, chữ vừa gõ chỉ có trên màn hình.", "The journal cannot be written: {}. Until the file is saved, what was just typed is only on the screen.";
    NO_VERSION_KEPT: "Đã lưu, nhưng không giữ được bản cũ ở {}: {}.", "Saved, but no earlier version could be kept in {}: {}.";
}

/// Typing rests this long before the file is written.
const REST: Duration = Duration::from_secs(1);
/// However long typing goes on, the file is written this often.
const AT_MOST: Duration = Duration::from_secs(5);
/// After a failure the next try waits this long.
const RETRY: Duration = Duration::from_secs(5);

/// The time of an event: for timers, for dates, and for people.
#[derive(Debug, Clone)]
pub struct Moment {
    pub instant: Instant,
    pub today: Date,
    /// "9:41"
    pub clock: String,
}

/// What kind of answers these are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Report,
    /// The office profile.
    Office,
}

/// An open report, or the open office profile.
pub struct OpenReport {
    pub session: Session,
    pub kind: Kind,
    file: ReportFile,
    /// Nobody else writes to the file; `None` where there can be no lock.
    lock: Option<Lock>,
    journal: Journal,
    /// The revision of the session that is on the disk, the one on its way there, the one in the
    /// journal, and the newest one seen.
    saved: u64,
    saving: Option<u64>,
    recorded: u64,
    seen: u64,
    /// The journal holds what is typed in a popup and is no answer yet.
    drafted: bool,
    dirty_since: Option<Instant>,
    last_change: Option<Instant>,
    saved_at: Option<String>,
    /// Why the last save failed, and when to try again.
    failure: Option<(String, Option<Instant>)>,
    /// Why the journal could not be written.
    unrecorded: Option<String>,
    unkept: Unkept,
    /// What a person is to decide before it can be saved.
    pub obstacle: Option<Obstacle>,
    /// The file that it was opened from, where it is in another one now.
    pub(crate) moved: Option<Moved>,
    /// The file with an older text of it, where an earlier run had to save it in this one.
    continues: Option<PathBuf>,
    pub(crate) naming: Naming,
    /// Files with texts that an editor gave back, which are answers now and not yet on the disk.
    edited: Vec<PathBuf>,
}

/// Whether a save could not keep what was in the file before as an earlier version.
#[derive(Debug, PartialEq, Eq)]
enum Unkept {
    Nothing,
    /// Why; the person does not know yet.
    Untold(String),
    Told,
}

/// What keeps a report from being saved until a person decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// Someone else wrote to the file.
    ChangedOnDisk,
    /// The file may only be read.
    ReadOnly,
}

/// The file that a report was opened from, once it had to be saved in another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Moved {
    pub from: PathBuf,
    /// Somebody else wrote what stands there; else it is an older text of the report.
    pub is_of_others: bool,
}

/// How the title bar and the receipt see the saving.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Status {
    Saved(Option<String>),
    Unsaved,
    Failed(String),
}

impl OpenReport {
    /// A report that was opened, or begun in a file that is not there yet.
    #[must_use]
    pub(crate) fn opened(
        opened: OpenedReport,
        kind: Kind,
        lock: Option<Lock>,
        today: Date,
        language: Language,
        ascii: bool,
    ) -> Self {
        let OpenedReport { report: file, definition, answers, focus, .. } = opened;
        let mut session = Session::new(Rc::new(definition), answers, focus, today, language, ascii);
        let [waiting, done] = [TITLE, DONE].map(|title| file.file().comments_below(title).map(Source::left));
        session.begin_old(waiting, done);
        OpenReport {
            session,
            kind,
            journal: Journal::of(file.path()),
            file,
            lock,
            saved: 0,
            saving: None,
            recorded: 0,
            seen: 0,
            drafted: false,
            dirty_since: None,
            last_change: None,
            saved_at: None,
            failure: None,
            unrecorded: None,
            unkept: Unkept::Nothing,
            obstacle: None,
            moved: None,
            continues: None,
            naming: Naming::default(),
            edited: Vec::new(),
        }
    }

    /// The same where the list of reports knows of a file with an older text; a report that is in no file yet
    /// has none, whatever was in its place before.
    #[must_use]
    pub(crate) fn continuing(mut self, older: Option<PathBuf>) -> Self {
        self.continues = older.filter(|_| self.file.on_disk().is_some());
        self
    }

    /// The same with changes in these fields that are still to be written.
    #[must_use]
    pub(crate) fn unsaved(mut self, fields: impl IntoIterator<Item = FieldId>, now: Instant) -> Self {
        self.session.changed.extend(fields);
        self.session.mark_changed();
        self.notice(now);
        self
    }

    /// Where the answers are kept.
    #[must_use]
    pub fn path(&self) -> &FilePath {
        self.file.path()
    }

    /// Takes note of changes made since the last event.
    pub(crate) fn notice(&mut self, now: Instant) {
        if self.session.revision != self.seen {
            self.seen = self.session.revision;
            self.last_change = Some(now);
            self.dirty_since.get_or_insert(now);
        }
    }

    /// Does something that may make the report much larger: a paste, a copy. False where it would become too
    /// large by it; then it is as it was, and so is its history.
    pub(crate) fn attempt(&mut self, change: impl FnOnce(&mut Session)) -> bool {
        let OpenReport { session, file, .. } = self;
        session
            .attempt(change, |session, before| may_become(file.file(), &session.definition, before, &session.answers))
    }

    /// Whether a paste or a copy may leave answers like these.
    #[must_use]
    pub(crate) fn may_become(&self, answers: &Answers) -> bool {
        may_become(self.file.file(), &self.session.definition, &self.session.answers, answers)
    }

    /// Writes what changed since the last call to the journal, before it is shown. `seen` is what
    /// the answers are with what is typed in a popup, where there is one. Why it could not be
    /// written, said once.
    pub(crate) fn record(&mut self, disk: &dyn Disk, seen: Option<&Answers>, language: Language) -> Option<String> {
        if self.session.revision == self.recorded && seen.is_none() && !self.drafted {
            return None;
        }
        let answers = seen.unwrap_or(&self.session.answers);
        match self.journal.record(disk, &self.session.definition, &self.file, answers, self.session.focus.path()) {
            Ok(()) => {
                self.recorded = self.session.revision;
                self.drafted = seen.is_some();
                self.unrecorded = None;
                None
            }
            Err(error) => {
                let why = NOT_RECORDED.fill(language, &[&describe_io(&error.source, language)]);
                let first = self.unrecorded.is_none();
                self.unrecorded = Some(why.clone());
                first.then_some(why)
            }
        }
    }

    /// Whether the journal holds all that was typed: opened again, it is offered.
    #[must_use]
    pub(crate) fn is_recorded(&self) -> bool {
        self.unrecorded.is_none() && self.recorded == self.session.revision
    }

    /// When the file is to be written next.
    #[must_use]
    pub(crate) fn due(&self) -> Option<Instant> {
        let (since, last) = (self.dirty_since?, self.last_change?);
        match &self.failure {
            _ if self.saving.is_some() => None,
            Some((_, retry)) => *retry,
            None => Some((last + REST).min(since + AT_MOST)),
        }
    }

    /// Whether it was never in a file, and there is nothing to write.
    #[must_use]
    pub(crate) fn is_untouched(&self) -> bool {
        !self.is_dirty() && self.file.on_disk().is_none()
    }

    /// Whether there is something to write.
    #[must_use]
    pub fn is_dirty(&self) -> bool {
        self.session.revision != self.saved
    }

    /// Begins to write the file, unless that is under way.
    pub(crate) fn begin_save(&mut self, saver: &mut Saver, now: &Moment, language: Language) {
        if saver.is_busy() {
            return;
        }
        let focus = self.session.focus.path();
        let prepared = self.file.prepare(&self.session.definition, &self.session.answers, Some(focus));
        let revision = self.session.revision;
        match prepared {
            Ok(job) => {
                // Unmarked, the journal only asks once more than need be.
                let journal = self.journal.mark(&*saver.disk(), job.text()).unwrap_or_default();
                self.saving = Some(revision);
                self.dirty_since = None;
                saver.begin(job.after(journal));
                if let Some(done) = saver.take() {
                    self.finish_save(done, &*saver.disk(), now, language);
                }
            }
            Err(error) => self.end_save(Err(error), revision, &*saver.disk(), now, language),
        }
    }

    /// Takes note of a file that was written, or not.
    pub(crate) fn finish_save(&mut self, done: SaveDone, disk: &dyn Disk, now: &Moment, language: Language) {
        if let Some(error) = done.unkept()
            && self.unkept != Unkept::Told
        {
            let why = describe_io(&error.source, language);
            self.unkept = Unkept::Untold(NO_VERSION_KEPT.fill(language, &[&shown_path(&error.path), &why]));
        }
        if let Some(content) = done.refused() {
            // Where this fails, the text is taken for one that may have been saved.
            let _ = self.journal.unmark(disk, content);
        }
        let result = self.file.finish(done);
        if let Some(revision) = self.saving.take() {
            self.end_save(result, revision, disk, now, language);
        }
    }

    /// Why no earlier version could be kept, said once.
    pub(crate) fn tell_unkept(&mut self) -> Option<String> {
        match std::mem::replace(&mut self.unkept, Unkept::Told) {
            Unkept::Untold(why) => Some(why),
            as_it_was => {
                self.unkept = as_it_was;
                None
            }
        }
    }

    fn end_save(
        &mut self,
        result: Result<(), SaveError>,
        revision: u64,
        disk: &dyn Disk,
        now: &Moment,
        language: Language,
    ) {
        match result {
            Ok(()) => {
                self.saved = revision;
                self.saved_at = Some(now.clock.clone());
                self.failure = None;
                self.obstacle = None;
                if !self.is_dirty() {
                    self.dirty_since = None;
                    // What the journal could not take is in the file now.
                    self.unrecorded = None;
                }
                self.remove_edited();
                if self.is_dirty() || self.drafted {
                    self.journal.begin_anew();
                    self.recorded = 0;
                } else {
                    self.journal.remove(disk);
                    self.take_due_name(disk, language);
                }
            }
            Err(error) => {
                self.dirty_since.get_or_insert(now.instant);
                self.obstacle = match &error {
                    SaveError::ChangedOnDisk(_) => Some(Obstacle::ChangedOnDisk),
                    error if error.is_read_only() => Some(Obstacle::ReadOnly),
                    _ => None,
                };
                // A conflict is for the person to decide; anything else is tried again.
                let retry = (self.obstacle != Some(Obstacle::ChangedOnDisk)).then(|| now.instant + RETRY);
                self.failure = Some((error.describe(language), retry));
            }
        }
    }

    /// An answer came back from an editor in this file, which is removed once the answer is on the disk.
    pub(crate) fn has_taken(&mut self, edited: PathBuf) {
        self.edited.push(edited);
        self.remove_edited();
    }

    fn remove_edited(&mut self) {
        if !self.is_dirty() {
            for path in self.edited.drain(..) {
                // One that stays is named when the report is opened again.
                let _ = files::remove(&path);
            }
        }
    }

    /// Writes the file and waits for it, so long at most. True when all is on the disk.
    pub(crate) fn save(&mut self, saver: &mut Saver, now: &Moment, language: Language, patience: Duration) -> bool {
        let end = Instant::now() + patience;
        if let Some(done) = saver.wait(patience) {
            self.finish_save(done, &*saver.disk(), now, language);
        }
        self.begin_save(saver, now, language);
        if let Some(done) = saver.wait(end.saturating_duration_since(Instant::now())) {
            self.finish_save(done, &*saver.disk(), now, language);
        }
        !self.is_dirty() && self.failure.is_none() && !saver.is_busy()
    }

    /// From here on the file is overwritten although it may only be read: the person said so.
    pub(crate) fn overwrite(&mut self) {
        self.file.overwrite();
    }

    /// Keeps the answers as they are now as an earlier version, whether or not they are saved.
    ///
    /// # Errors
    /// They could not be kept.
    pub(crate) fn keep_now(&mut self, disk: &dyn Disk) -> Result<(), SaveError> {
        self.file.keep_now(disk, &self.session.definition, &self.session.answers)
    }

    /// Whether the file could not be written.
    #[must_use]
    pub(crate) fn has_failed(&self) -> bool {
        self.failure.is_some()
    }

    /// How saving stands.
    #[must_use]
    pub(crate) fn status(&self) -> Status {
        let failure = self.failure.as_ref().map(|(why, _)| why).or(self.unrecorded.as_ref());
        match (failure, self.is_dirty()) {
            (Some(why), _) => Status::Failed(why.clone()),
            (None, true) => Status::Unsaved,
            (None, false) => Status::Saved(self.saved_at.clone()),
        }
    }
}
