//! A report being worked on: its session, its file, and when it is saved.

use std::path::Path as FilePath;
use std::rc::Rc;
use std::time::{Duration, Instant};

use jiff::civil::Date;

use crate::check::Severity;
use crate::report::answers::Path;
use crate::report::language::Language;
use crate::report::value::Value;
use crate::report::visible::shown_path;
use crate::store::recent::RecentEntry;
use crate::store::report_file::{OpenedReport, ReportFile, SaveError};

use super::form::Form;
use super::form::slots::Place;
use super::session::Session;
use super::strings as s;

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

/// A report being worked on.
pub struct Work {
    pub session: Session,
    pub form: Form,
    pub kind: Kind,
    file: ReportFile,
    /// The revision of the session that is on the disk, and the newest one seen.
    saved: u64,
    seen: u64,
    dirty_since: Option<Instant>,
    last_change: Option<Instant>,
    saved_at: Option<String>,
    /// Why the last save failed, and when to try again.
    failure: Option<(String, Option<Instant>)>,
    /// Someone else wrote to the file.
    pub conflict: bool,
}

/// How the title bar and the receipt see the saving.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    Saved(Option<String>),
    Unsaved,
    Failed(String),
}

impl Work {
    /// A report that was opened, or begun in a file that is not there yet.
    #[must_use]
    pub fn opened(opened: OpenedReport, kind: Kind, today: Date, language: Language, ascii: bool) -> Self {
        let OpenedReport { report: file, definition, answers, focus, .. } = opened;
        let session = Session::new(Rc::new(definition), answers, focus, today, language, ascii);
        let form = Form::at(session.place);
        Work {
            session,
            form,
            kind,
            file,
            saved: 0,
            seen: 0,
            dirty_since: None,
            last_change: None,
            saved_at: None,
            failure: None,
            conflict: false,
        }
    }

    /// Where the answers are kept.
    #[must_use]
    pub fn path(&self) -> &FilePath {
        self.file.path()
    }

    /// Takes note of changes made since the last event.
    pub fn notice(&mut self, now: Instant) {
        if self.session.revision != self.seen {
            self.seen = self.session.revision;
            self.last_change = Some(now);
            self.dirty_since.get_or_insert(now);
        }
    }

    /// When the file is to be written next.
    #[must_use]
    pub fn due(&self) -> Option<Instant> {
        let (since, last) = (self.dirty_since?, self.last_change?);
        match &self.failure {
            Some((_, retry)) => *retry,
            None => Some((last + REST).min(since + AT_MOST)),
        }
    }

    /// Whether there is something to write.
    #[must_use]
    pub fn is_dirty(&self) -> bool {
        self.session.revision != self.saved
    }

    /// Writes the file. True when all is on the disk.
    pub fn save(&mut self, now: &Moment, language: Language) -> bool {
        let focus = match self.session.place {
            Place::Entry(path) => path,
            Place::AddRow(field) => Path::field(field),
        };
        match self.file.save(&self.session.definition, &self.session.answers, Some(focus)) {
            Ok(_) => {
                self.saved = self.session.revision;
                self.saved_at = Some(now.clock.clone());
                self.dirty_since = None;
                self.failure = None;
                self.conflict = false;
                true
            }
            Err(error) => {
                self.conflict = matches!(error, SaveError::ChangedOnDisk(_));
                // A conflict is for the person to decide; anything else is tried again.
                let retry = (!self.conflict).then(|| now.instant + RETRY);
                self.failure = Some((error.describe(language), retry));
                false
            }
        }
    }

    /// Goes on in another file of the same folder.
    pub fn save_elsewhere(&mut self, now: &Moment, language: Language) -> bool {
        let definition = Rc::clone(&self.session.definition);
        let folder = self.file.path().parent().unwrap_or(FilePath::new(".")).to_owned();
        let period = self.session.answers.period(&definition);
        let free = ReportFile::create(&folder, &definition, period, None).path().to_owned();
        self.file.move_to(free);
        self.save(now, language)
    }

    /// How saving stands.
    #[must_use]
    pub fn status(&self) -> Status {
        match (&self.failure, self.is_dirty()) {
            (Some((why, _)), _) => Status::Failed(why.clone()),
            (None, true) => Status::Unsaved,
            (None, false) => Status::Saved(self.saved_at.clone()),
        }
    }

    /// What the home screen remembers of it.
    #[must_use]
    pub fn entry(&self) -> RecentEntry {
        let session = &self.session;
        let definition = &session.definition;
        let unit = definition.field("chu_the").map(|f| session.answers.value(Path::field(f)));
        let unit = match unit {
            Some(Value::Text(text)) => text.clone(),
            _ => String::new(),
        };
        let (answered, needed) = session.progress();
        RecentEntry {
            path: self.path().to_owned(),
            type_id: definition.id.clone(),
            title: definition.title.vi.clone(),
            period: session.answers.period(definition).map_or(String::new(), crate::report::period::Period::words),
            unit,
            answered,
            needed,
            changed: 0,
            content: 0,
        }
    }

    /// How many required answers are missing.
    #[must_use]
    pub fn missing(&self) -> usize {
        self.session.diagnostics.iter().filter(|d| d.severity == Severity::Missing).count()
    }

    /// The line that stays on the normal screen: what was saved, where, how much is missing.
    #[must_use]
    pub fn receipt(&self, language: Language) -> String {
        let path = shown_path(self.path());
        if let Status::Failed(why) = self.status() {
            return s::RECEIPT_UNSAVED.fill(language, &[&path, &why]);
        }
        let missing = match self.missing() {
            0 => s::RECEIPT_COMPLETE.of(language).to_owned(),
            n => s::RECEIPT_MISSING.fill(language, &[&n]),
        };
        s::RECEIPT.fill(language, &[&path, &missing])
    }

    /// "Tháng hành động vì trẻ em 2026", and the office.
    #[must_use]
    pub fn title(&self, language: Language) -> (String, String) {
        let entry = self.entry();
        let title = self.session.definition.title.text(language);
        (format!("{title} {}", entry.period).trim_end().to_owned(), entry.unit)
    }
}
