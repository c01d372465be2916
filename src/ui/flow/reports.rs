//! Reports: opened, begun, saved, closed.

use std::path::Path as FilePath;

use crate::report::answers::{Answers, Path};
use crate::report::definition::Definition;
use crate::report::period::Period;
use crate::report::prefill;
use crate::store::answers_file::AnswersFile;
use crate::store::library::{EXAMPLES, TypeError};
use crate::store::report_file::{OpenFileError, OpenedReport, ReportFile, backup, restore_backup};

use crate::ui::overlay::{Chooser, Item, Overlay, Purpose};
use crate::ui::read_only::ReadOnly;
use crate::ui::state::{Screen, State};
use crate::ui::strings as s;
use crate::ui::work::{Kind, Moment, Status, Work};

impl State {
    /// Opens a report, or says why not.
    pub fn open(&mut self, path: &FilePath, now: &Moment) {
        self.close_work(now);
        match ReportFile::open(path, &self.library, now.today.year()) {
            Ok(opened) => {
                let note = opened.notes.first().map(|note| note.describe(self.language));
                self.begin(opened, Kind::Report, now);
                self.message = note;
            }
            Err(OpenFileError::Content { path, error, text: Some(text) }) => {
                let reason = error.describe(self.language);
                self.screen = Screen::ReadOnly(ReadOnly::new(path, reason, &text));
            }
            Err(error) => self.offer_backup(path, &error, now),
        }
    }

    /// What was opened or begun is on the screen from now on.
    pub(super) fn begin(&mut self, opened: OpenedReport, kind: Kind, now: &Moment) {
        self.work = Some(Work::opened(opened, kind, now.today, self.language, self.theme.ascii));
        self.screen = Screen::Form;
    }

    fn offer_backup(&mut self, path: &FilePath, error: &OpenFileError, now: &Moment) {
        let reason = error.describe(self.language);
        if backup(path, &self.library, now.today.year()).is_none() {
            self.overlay = Some(Overlay::message(s::BROKEN_TITLE.of(self.language), reason));
            return;
        }
        let items = [s::OPEN_BACKUP, s::CLOSE].iter().map(|text| Item::new(text.of(self.language), "")).collect();
        let chooser = Chooser::new(s::BROKEN_TITLE.of(self.language), Purpose::Broken(path.to_owned()), items);
        self.overlay = Some(Overlay::Chooser(chooser.with_note(reason)));
    }

    pub(super) fn broken(&mut self, path: &FilePath, item: usize, now: &Moment) {
        if item != 0 {
            return;
        }
        match restore_backup(path) {
            Ok(_) => self.open(path, now),
            Err(error) => {
                let text = error.describe(self.language);
                self.overlay = Some(Overlay::message(s::BROKEN_TITLE.of(self.language), text));
            }
        }
    }

    pub(super) fn choose_type(&mut self) {
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
        let title = s::WHICH_TYPE.of(self.language);
        self.overlay = Some(Overlay::Chooser(Chooser::new(title, Purpose::NewReport(ids), items)));
    }

    /// Starts a report of a type, from the office profile.
    pub fn new_report(&mut self, type_id: &str, now: &Moment) {
        let definition = match self.library.load(type_id) {
            Ok(definition) => definition,
            Err(error) => return self.type_error(&error),
        };
        self.close_work(now);
        let answers = self.first_answers(&definition, now);
        self.begin(OpenedReport::begun(self.folders.reports(), definition, answers), Kind::Report, now);
        self.save(now);
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

    fn type_error(&mut self, error: &TypeError) {
        let text = error.describe(self.language);
        self.overlay = Some(Overlay::message(s::BROKEN_TITLE.of(self.language), text));
    }

    pub(super) fn open_sample(&mut self, now: &Moment) {
        self.close_work(now);
        let path = self.folders.reports().join("ban-mau.toml");
        if path.exists() {
            self.open(&path, now);
        } else {
            match self.sample(now.today.year()) {
                Ok((definition, answers)) => {
                    let mut begun = OpenedReport::begun(self.folders.reports(), definition, answers);
                    begun.report.move_to(path);
                    self.begin(begun, Kind::Report, now);
                }
                Err(text) => {
                    self.overlay = Some(Overlay::message(s::BROKEN_TITLE.of(self.language), text));
                    return;
                }
            }
        }
        self.message = Some(s::SAMPLE_OPENED.of(self.language).to_owned());
    }

    /// The sample: a filled report of an invented commune.
    fn sample(&self, year: i16) -> Result<(Definition, Answers), String> {
        let [(_, text), ..] = EXAMPLES else { return Err(s::GONE.of(self.language).to_owned()) };
        let opened = AnswersFile::open(text, &self.library, year).map_err(|error| error.describe(self.language))?;
        Ok((opened.definition, opened.answers))
    }

    /// Opens the office profile; on the first run it comes before anything else.
    pub fn open_office(&mut self, now: &Moment) {
        self.close_work(now);
        let first = !self.folders.office().exists();
        let definition = match self.library.office() {
            Ok(definition) => definition,
            Err(error) => return self.type_error(&error),
        };
        let year = now.today.year();
        match ReportFile::open_or_begin(&self.folders.office(), &self.library, definition, year) {
            Ok(mut opened) => {
                if first {
                    prefill::fill(&opened.definition, &mut opened.answers, None, now.today);
                    self.message = Some(s::FIRST_RUN.of(self.language).to_owned());
                }
                self.begin(opened, Kind::Office, now);
            }
            Err(error) => self.offer_backup(&self.folders.office(), &error, now),
        }
    }

    pub(super) fn go_home(&mut self, now: &Moment) {
        let office_changed =
            self.work.as_ref().is_some_and(|w| w.kind == Kind::Office && !w.session.changed.is_empty());
        let worked_on = self.work.as_ref().map(|work| work.path().to_owned());
        self.close_work(now);
        self.list_reports();
        if let Some(path) = worked_on {
            self.home.choose(&path);
        }
        self.screen = Screen::Home;
        if office_changed && self.message.is_none() {
            self.message = Some(s::OFFICE_DONE.of(self.language).to_owned());
        }
    }

    /// Saves and closes what is open. What cannot be saved stays open in memory no longer than
    /// needed: its message tells where the answers are.
    pub fn close_work(&mut self, now: &Moment) {
        self.finish_prompt();
        if self.work.is_none() {
            return;
        }
        self.save(now);
        if let Some(mut work) = self.work.take() {
            if let Status::Failed(_) = work.status() {
                // Rather a second file than a lost word.
                work.save_elsewhere(now, self.language);
                self.message = Some(work.receipt(self.language));
            }
            self.remember(&work);
        }
    }

    fn remember(&mut self, work: &Work) {
        if work.kind == Kind::Report && work.path().exists() {
            // The index is only a memory; a failure to write it harms nothing.
            let _ = self.recent.remember(work.entry());
        }
    }

    /// Saves what is open. True when it is on the disk.
    pub fn save(&mut self, now: &Moment) -> bool {
        let language = self.language;
        let Some(work) = &mut self.work else { return true };
        work.session.refresh();
        let failed_before = matches!(work.status(), Status::Failed(_));
        let saved = work.save(now, language);
        if let Status::Failed(why) = work.status()
            && !work.conflict
            && !failed_before
        {
            self.message = Some(why);
        }
        if work.conflict && self.overlay.is_none() {
            let note = self.theme.key_names(s::CONFLICT_NOTE.of(language)).into_owned();
            // It comes by itself, so what stands first changes nothing.
            let items = [s::DECIDE_LATER, s::KEEP_MINE, s::TAKE_THEIRS].iter();
            let items = items.map(|text| Item::new(text.of(language), "")).collect();
            let chooser = Chooser::new(s::CHANGED_ON_DISK.of(language), Purpose::Conflict, items);
            self.overlay = Some(Overlay::Chooser(chooser.with_note(note)));
        }
        saved
    }

    pub(super) fn settle_conflict(&mut self, item: usize, now: &Moment) {
        let Some(work) = &mut self.work else { return };
        match item {
            1 => {
                if work.save_elsewhere(now, self.language) {
                    self.message = Some(work.receipt(self.language));
                }
            }
            2 => {
                let path = work.path().to_owned();
                // What was typed here is put aside in a file of its own before theirs is opened.
                work.save_elsewhere(now, self.language);
                let receipt = work.receipt(self.language);
                self.work = None;
                self.open(&path, now);
                self.message = Some(receipt);
            }
            _ => {}
        }
    }

    /// Saves, and leaves the line for the normal screen.
    pub fn leave(&mut self, now: &Moment) {
        self.finish_prompt();
        if self.work.is_none() {
            return;
        }
        if let Some(mut work) = self.work.take() {
            work.session.refresh();
            let untouched = !work.is_dirty() && !work.path().exists();
            if !untouched && !work.save(now, self.language) {
                work.save_elsewhere(now, self.language);
            }
            self.remember(&work);
            if !untouched {
                self.receipts.push(work.receipt(self.language));
            }
        }
    }
}
