//! Reports: opened, begun.

use std::path::{Path as FilePath, PathBuf};

use crate::document::compose::{Pending, compose};
use crate::export::plain_text;
use crate::report::answers::{Answers, Path};
use crate::report::definition::Definition;
use crate::report::evaluation::Evaluation;
use crate::report::period::Period;
use crate::report::prefill;
use crate::store::answers_file::AnswersFile;
use crate::store::describe_io;
use crate::store::library::{EXAMPLES, TypeError};
use crate::store::lock::{Lock, Locked};
use crate::store::names::{JOURNAL, beside};
use crate::store::recovery::{self, Found};
use crate::store::report_file::{OpenFileError, OpenedReport, ReportFile, last_good_version, restore_version};
use crate::store::time_words;
use crate::store::versions::Version;
use crate::text::visible::shown_path;

use crate::ui::overlay::{Chooser, Item, Overlay, Purpose};
use crate::ui::read_only::ReadOnly;
use crate::ui::state::{Opening, Screen, State};
use crate::ui::strings as s;
use crate::ui::work::{Kind, Moment, Work};

impl State {
    /// Opens a report, or says why not.
    pub fn open(&mut self, path: &FilePath, now: &Moment) {
        if self.may_open(path)
            && self.close_work(now)
            && let Some(opening) = self.opening(path.to_owned(), Kind::Report, now)
        {
            self.open_locked(opening, now);
        }
    }

    /// Whether a file may be opened; says so where it lies outside of what a shared server offers.
    pub(super) fn may_open(&mut self, path: &FilePath) -> bool {
        let may = self.folders.allow(path);
        if !may {
            let told = s::OUTSIDE.fill(self.language, &[&shown_path(path)]);
            self.overlay = Some(Overlay::message(s::BROKEN_TITLE.of(self.language), told));
        }
        may
    }

    /// Opens a report, or the office profile, that nobody else writes to; asks first where an
    /// earlier run of the program left a journal.
    pub(super) fn open_locked(&mut self, opening: Opening, now: &Moment) {
        match recovery::find(&opening.path, &self.library, now.today.year()) {
            Ok(Found::Nothing) => self.open_file(opening, now),
            Ok(Found::Recovery(recovery)) => self.ask_recovery(opening, recovery),
            Ok(Found::Unreadable(kept)) => {
                self.open_file(opening, now);
                self.message = Some(s::JOURNAL_UNREADABLE.fill(self.language, &[&shown_path(&kept)]));
            }
            Err(error) => {
                // What is typed next would take its place.
                let journal = beside(&opening.path, JOURNAL);
                let why = describe_io(&error, self.language);
                let told = s::JOURNAL_STUCK.fill(self.language, &[&shown_path(&journal), &why]);
                self.overlay = Some(Overlay::message(s::BROKEN_TITLE.of(self.language), told));
            }
        }
    }

    pub(super) fn open_file(&mut self, opening: Opening, now: &Moment) {
        if opening.kind == Kind::Office {
            return self.open_office_file(opening, now);
        }
        match ReportFile::open(&opening.path, &self.library, now.today.year()) {
            Ok(opened) => {
                let note = opened.notes.first().map(|note| note.describe(self.language));
                let told = note.or(self.message.take());
                self.begin(opened, Kind::Report, opening.lock, now);
                self.message = told;
            }
            Err(OpenFileError::Content { path, error, text: Some(text) }) => {
                let reason = error.describe(self.language);
                self.screen = Screen::ReadOnly(ReadOnly::new(path, s::READ_ONLY, reason, &text));
            }
            Err(error) => self.offer_version(&opening.path, &error, now),
        }
    }

    /// Takes the lock of a report; where someone else has it, the report is only shown.
    fn opening(&mut self, path: PathBuf, kind: Kind, now: &Moment) -> Option<Opening> {
        let lock = match Lock::take(&path) {
            Ok(lock) => Some(lock),
            Err(Locked::By(holder)) => {
                self.show_held(&path, &holder.describe(self.language), now);
                return None;
            }
            Err(Locked::Impossible(error)) => {
                if path.exists() {
                    let why = describe_io(&error, self.language);
                    self.message = Some(s::NO_LOCK.fill(self.language, &[&why]));
                }
                None
            }
        };
        Some(Opening { path, kind, lock })
    }

    /// Shows the document of a report that someone else is working on.
    fn show_held(&mut self, path: &FilePath, holder: &str, now: &Moment) {
        let text = match ReportFile::open(path, &self.library, now.today.year()) {
            // The office profile is no document.
            Ok(opened) if opened.definition.letterhead.is_none() => s::HELD_OFFICE.of(self.language).to_owned(),
            Ok(opened) => {
                let evaluation = Evaluation::of(&opened.definition, &opened.answers, now.today);
                let document = compose(&opened.definition, &opened.answers, &evaluation, Pending::Omit);
                let width = usize::from(self.area.width.saturating_sub(3)).clamp(40, 100);
                plain_text(&document, width)
            }
            Err(error) => error.describe(self.language),
        };
        let reason = s::HELD.fill(self.language, &[&holder]);
        self.screen = Screen::ReadOnly(ReadOnly::new(path.to_owned(), s::READ_ONLY, reason, &text));
    }

    /// What was opened or begun is on the screen from now on.
    pub(super) fn begin(&mut self, opened: OpenedReport, kind: Kind, lock: Option<Lock>, now: &Moment) {
        self.forget_question();
        self.work = Some(Work::opened(opened, kind, lock, now.today, self.language, self.theme.ascii));
        self.screen = Screen::Form;
    }

    /// The same with a report that is in no file yet, or in one of its own.
    pub(super) fn begin_new(&mut self, mut opened: OpenedReport, now: &Moment) {
        let mut lock = Lock::take(opened.report.path());
        if matches!(lock, Err(Locked::By(_))) {
            // Another window begins one under this name at this very time.
            let period = opened.answers.period(&opened.definition);
            let free = ReportFile::create(self.folders.reports(), &opened.definition, period, None);
            opened.report.move_to(free.path().to_owned());
            lock = Lock::take(free.path());
        }
        self.begin(opened, Kind::Report, lock.ok(), now);
    }

    fn offer_version(&mut self, path: &FilePath, error: &OpenFileError, now: &Moment) {
        let reason = error.describe(self.language);
        let Some(version) = last_good_version(path, &self.library, now.today.year()) else {
            self.overlay = Some(Overlay::message(s::BROKEN_TITLE.of(self.language), reason));
            return;
        };
        let open = s::OPEN_VERSION.fill(self.language, &[&time_words(version.time)]);
        let items = vec![Item::new(open, ""), Item::new(s::CLOSE.of(self.language), "")];
        let purpose = Purpose::Broken(path.to_owned(), version);
        let chooser = Chooser::new(s::BROKEN_TITLE.of(self.language), purpose, items);
        self.overlay = Some(Overlay::Chooser(chooser.with_note(reason)));
    }

    pub(super) fn broken(&mut self, path: &FilePath, version: &Version, item: usize, now: &Moment) {
        if item != 0 {
            return;
        }
        let kind = if path == self.folders.office() { Kind::Office } else { Kind::Report };
        let Some(opening) = self.opening(path.to_owned(), kind, now) else { return };
        // Whoever had it open meanwhile may have mended it.
        let restored = match ReportFile::open(path, &self.library, now.today.year()) {
            Ok(_) => Ok(()),
            Err(_) => restore_version(path, version),
        };
        match restored {
            Ok(()) => self.open_locked(opening, now),
            Err(error) => {
                let text = error.describe(self.language);
                self.overlay = Some(Overlay::message(s::BROKEN_TITLE.of(self.language), text));
            }
        }
    }

    pub(super) fn choose_type(&mut self) {
        self.choose_type_for(s::WHICH_TYPE, Purpose::NewReport);
    }

    /// Asks for a type; `purpose` is what is done with the one chosen, of these ids.
    pub(super) fn choose_type_for(&mut self, title: s::Text, purpose: impl FnOnce(Vec<String>) -> Purpose) {
        let list = self.library.list();
        let (good, bad): (Vec<_>, Vec<_>) = list.into_iter().partition(|entry| entry.mistakes.is_empty());
        let items = good
            .iter()
            .map(|entry| {
                Item::new(entry.title.text(self.language), "").with_detail(entry.description.text(self.language))
            })
            .collect();
        if let Some(entry) = bad.first() {
            let name = entry.title.text(self.language);
            let file = entry.mistakes.first().map_or("", |m| m.file.as_str());
            self.message = Some(s::TYPE_BROKEN.fill(self.language, &[&name, &entry.mistakes.len(), &file]));
        }
        let ids = good.into_iter().map(|entry| entry.id).collect();
        let title = title.of(self.language);
        self.overlay = Some(Overlay::Chooser(Chooser::new(title, purpose(ids), items)));
    }

    /// Starts a report of a type, from the office profile.
    pub fn new_report(&mut self, type_id: &str, now: &Moment) {
        let definition = match self.library.load(type_id) {
            Ok(definition) => definition,
            Err(error) => return self.type_error(&error),
        };
        if self.close_work(now) {
            let answers = self.first_answers(&definition, now);
            self.begin_new(OpenedReport::begun(self.folders.reports(), definition, answers), now);
            self.save(now);
        }
    }

    /// What a new report starts with: its period, the office profile, the type's own prefill.
    fn first_answers(&self, definition: &Definition, now: &Moment) -> Answers {
        let mut answers = Answers::new(definition, now.today.year());
        if let Some(field) = definition.period
            && let Some(crate::report::field::Kind::Period(granularity)) = definition.fields.get(field).map(|f| &f.kind)
        {
            let period = Period::of(now.today, *granularity);
            answers.set(definition, Path::field(field), period.words());
        }
        let office = self.library.office().ok().and_then(|office| {
            let opened = ReportFile::open(&self.folders.office(), &self.library, now.today.year()).ok()?;
            Some((office, opened.answers))
        });
        let office = office.as_ref().map(|(definition, answers)| (definition, answers));
        prefill::fill(definition, &mut answers, office, now.today);
        answers
    }

    pub(super) fn type_error(&mut self, error: &TypeError) {
        let text = error.describe(self.language);
        self.overlay = Some(Overlay::message(s::BROKEN_TITLE.of(self.language), text));
    }

    pub(super) fn open_sample(&mut self, now: &Moment) {
        if !self.close_work(now) {
            return;
        }
        let path = self.folders.reports().join("ban-mau.toml");
        if path.exists() || beside(&path, JOURNAL).exists() {
            self.open(&path, now);
        } else {
            match self.sample(now.today.year()) {
                Ok((definition, answers)) => {
                    let mut begun = OpenedReport::begun(self.folders.reports(), definition, answers);
                    begun.report.move_to(path);
                    self.begin_new(begun, now);
                }
                Err(text) => {
                    self.overlay = Some(Overlay::message(s::BROKEN_TITLE.of(self.language), text));
                    return;
                }
            }
        }
        if self.work.is_some() && self.message.is_none() {
            self.message = Some(s::SAMPLE_OPENED.of(self.language).to_owned());
        }
    }

    /// The sample: a filled report of an invented commune.
    fn sample(&self, year: i16) -> Result<(Definition, Answers), String> {
        let [(_, text), ..] = EXAMPLES else { return Err(s::GONE.of(self.language).to_owned()) };
        let opened = AnswersFile::open(text, &self.library, year).map_err(|error| error.describe(self.language))?;
        Ok((opened.definition, opened.answers))
    }

    /// Opens the office profile; on the first run it comes before anything else.
    pub fn open_office(&mut self, now: &Moment) {
        let path = self.folders.office();
        if self.close_work(now)
            && let Some(opening) = self.opening(path, Kind::Office, now)
        {
            self.open_locked(opening, now);
        }
    }

    fn open_office_file(&mut self, opening: Opening, now: &Moment) {
        let first = !opening.path.exists();
        let definition = match self.library.office() {
            Ok(definition) => definition,
            Err(error) => return self.type_error(&error),
        };
        let year = now.today.year();
        match ReportFile::open_or_begin(&opening.path, &self.library, definition, year) {
            Ok(mut opened) => {
                if first {
                    prefill::fill(&opened.definition, &mut opened.answers, None, now.today);
                    self.message = Some(s::FIRST_RUN.of(self.language).to_owned());
                }
                self.begin(opened, Kind::Office, opening.lock, now);
            }
            Err(error) => self.offer_version(&opening.path, &error, now),
        }
    }

    pub(super) fn go_home(&mut self, now: &Moment) {
        let office_changed =
            self.work.as_ref().is_some_and(|w| w.kind == Kind::Office && !w.session.changed.is_empty());
        let worked_on = self.work.as_ref().map(|work| work.path().to_owned());
        if !self.close_work(now) {
            return;
        }
        self.list_reports();
        if let Some(path) = worked_on {
            self.home.choose(&path);
        }
        self.screen = Screen::Home;
        if office_changed && self.message.is_none() {
            self.message = Some(s::OFFICE_DONE.of(self.language).to_owned());
        }
    }
}
