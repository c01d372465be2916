//! Reports: opened, begun, copied, taken from old ones, recovered.

use std::path::{Path as FilePath, PathBuf};
use std::rc::Rc;

use crate::app::import::OldReport;
use crate::app::open::{Claim, JournalStuck, Opening, Remark, Unsaved};
use crate::app::proofreading::Proofreader;
use crate::app::{begin, import, open};
use crate::import::ImportError;
use crate::import::source::Source;
use crate::report::difference::{Difference, count};
use crate::session::open_report::{Kind, OpenReport};
use crate::store::broken::aside;
use crate::store::lock::Lock;
use crate::store::names::{JOURNAL, sidecar_path};
use crate::store::report_file::OpenedReport;
use crate::store::save_error::SaveError;
use crate::store::versions::Version;
use crate::store::{describe_io, files};
use crate::text::visible::{shown_name, shown_path};
use crate::ui::screens::review::ReviewScreen;

use crate::ui::context::Context;
use crate::ui::dialogs::Dialog;
use crate::ui::effect::{Effect, UnsavedChoice};
use crate::ui::questions::opening::{choose_type, opened, refused, type_error};
use crate::ui::questions::{old_files, versions};
use crate::ui::screens::Screen;
use crate::ui::screens::form::FormScreen;
use crate::ui::screens::old_text::OldTextScreen;
use crate::ui::strings as s;

use super::Program;

impl Program {
    /// Opens a report, or says why not.
    pub fn open(&mut self, path: PathBuf) {
        if path == self.context.workspace.folders.office() {
            // It is no report, by whichever way one comes to it.
            return self.open_office();
        }
        if self.close() {
            let effects = opened(open::open(path, Kind::Report, &self.context.workspace), &self.context);
            self.perform(effects);
        }
    }

    /// Opens the office profile; on the first run it comes before anything else.
    pub fn open_office(&mut self) {
        let path = self.context.workspace.folders.office();
        if self.close() {
            let effects = opened(open::open(path, Kind::Office, &self.context.workspace), &self.context);
            self.perform(effects);
        }
    }

    pub(super) fn open_version(&mut self, path: &FilePath, kind: Kind, version: &Version) {
        self.opened_or_refused(open::open_version(path, kind, version, &self.context.workspace));
    }

    pub(super) fn open_without_journal(&mut self, path: PathBuf, kind: Kind) {
        self.opened_or_refused(open::open_without_journal(path, kind, &self.context.workspace));
    }

    fn opened_or_refused(&mut self, opening: Result<(Opening, Vec<Remark>), SaveError>) {
        let language = self.context.language;
        match opening {
            Ok(opening) => self.perform(opened(opening, &self.context)),
            Err(error) => self.perform([refused(error.describe(language), language)]),
        };
    }

    /// What was opened or begun is on the screen from now on.
    pub(super) fn begin(&mut self, opened: OpenedReport, kind: Kind, lock: Option<Lock>) {
        self.forget_question();
        self.note_from = None;
        let Context { now, language, theme, .. } = &self.context;
        let older = self.current.index.continues(opened.report.path()).map(FilePath::to_owned);
        let report = OpenReport::opened(opened, kind, lock, now.today, *language, theme.ascii);
        let report = report.continuing(older);
        self.form = FormScreen::new(&report.session);
        self.proofreader = Proofreader::default();
        self.proofreader.notice(&report.session, now.instant);
        self.input.begin_report();
        self.review = ReviewScreen::default();
        self.current.report = Some(report);
        self.screen = Screen::Form;
    }

    /// The same with a report that is in no file yet, or in one of its own.
    fn begin_new(&mut self, mut opened: OpenedReport) {
        let lock = begin::claim(&mut opened, &self.context.workspace);
        self.begin(opened, Kind::Report, lock);
    }

    /// Starts a report of a type, from the office profile.
    pub fn new_report(&mut self, type_id: &str) {
        if !self.close() {
            return;
        }
        match begin::new_report(type_id, &self.context.workspace) {
            Ok(begun) => {
                self.begin_new(begun);
                self.save();
                self.tell_office();
            }
            Err(error) => drop(self.perform([type_error(&error, self.context.language)])),
        }
    }

    /// Says so where the office profile could give nothing to the report that was begun.
    fn tell_office(&mut self) {
        if let Err(error) = begin::office(&self.context.workspace) {
            let told = error.describe(self.context.language);
            let before = self.message.take().map_or(String::new(), |message| format!("{message} "));
            self.message = Some(format!("{before}{told}"));
        }
    }

    pub(super) fn open_sample(&mut self) {
        if !self.close() {
            return;
        }
        let path = self.context.workspace.folders.reports().join(begin::SAMPLE_FILE);
        if files::exists(&path) || files::exists(&sidecar_path(&path, JOURNAL)) {
            self.open(path);
        } else {
            match begin::sample(&self.context.workspace) {
                Ok(begun) => self.begin_new(begun),
                Err(error) => {
                    let language = self.context.language;
                    self.perform([refused(error.describe(language), language)]);
                    return;
                }
            }
        }
        if self.current.report.is_some() && self.message.is_none() {
            self.notify(s::SAMPLE_OPENED);
        }
    }

    /// A new report begun from an earlier one, opened; of the type of that where none is given.
    pub fn copy_report(&mut self, path: &FilePath, type_id: Option<&str>) {
        if files::exists(&sidecar_path(path, JOURNAL)) && Lock::take(path).is_ok() {
            // What was not saved belongs to the copy too: that is to be decided first.
            self.open(path.to_owned());
            if self.current.report.is_none() {
                let is_asked = self.unsaved.is_some();
                self.copied_next = is_asked.then(|| (path.to_owned(), type_id.map(str::to_owned)));
                return;
            }
        }
        if !self.close() {
            return;
        }
        let language = self.context.language;
        match begin::copy(path, type_id, &self.context.workspace) {
            Ok(copied) => {
                let by_hand = copied.by_hand;
                self.begin_new(copied.opened);
                if self.save() {
                    let count = self.current.report.as_ref().map_or(0, |report| report.session.unconfirmed());
                    let path = self.current.report.as_ref().map(OpenReport::path);
                    let name = path.and_then(FilePath::file_name).unwrap_or_default().to_string_lossy().into_owned();
                    let told = s::COPIED.fill(language, &[&name, &count]);
                    self.message = Some(match by_hand {
                        0 => told,
                        _ => format!("{told} {}", s::COPIED_BY_HAND.fill(language, &[&by_hand])),
                    });
                }
                self.tell_office();
            }
            Err(error) => drop(self.perform([refused(error.describe(language), language)])),
        }
    }

    /// Lists the old reports of a folder; where it cannot be listed, those of the one that one comes from.
    pub(super) fn list_old(&mut self, folder: &FilePath, from: &FilePath) {
        let context = &self.context;
        let listed = old_files::list(folder, Some(from), "", context).or_else(|error| {
            let why = describe_io(&error, context.language);
            let told = s::FOLDER_FAILED.fill(context.language, &[&shown_path(folder), &why]);
            old_files::list(from, Some(folder), &told, context).map_err(|_| told)
        });
        self.dialog = Some(listed.unwrap_or_else(|told| old_files::first(&self.current.index, &told, context)));
    }

    /// Asks of which type the old report at a path is. One that cannot be read is told at once, above the
    /// files of its folder, or of another where that cannot be listed; a folder is listed.
    pub(super) fn read_old(&mut self, path: PathBuf) {
        let (context, language) = (&self.context, self.context.language);
        let path = std::path::absolute(&path).unwrap_or(path);
        let effects = match import::read(&path) {
            Ok(old) => {
                let old = Rc::new(old);
                // Forgotten, the folder is only looked for once more.
                let _ = path.parent().map(|folder| self.current.index.remember_import(folder));
                choose_type(s::IMPORT_AS, |type_id| Effect::Import(Rc::clone(&old), type_id), context)
            }
            Err(_) if files::is_folder(&path) => vec![Effect::ListOld { from: path.clone(), folder: path }],
            Err(error) => {
                let told = s::OLD_FAILED.fill(language, &[&shown_name(&path), &error.why(language)]);
                let folder = path.parent().unwrap_or(&path);
                let listed = old_files::list(folder, Some(&path), &told, context);
                let elsewhere = |_| old_files::first(&self.current.index, &error.describe(language), context);
                vec![Effect::Ask(listed.unwrap_or_else(elsewhere))]
            }
        };
        self.perform(effects);
    }

    /// Opens a draft of a type, begun from the paragraphs of an old report.
    pub(super) fn import(&mut self, old: &OldReport, type_id: &str) {
        if !self.close() {
            return;
        }
        let language = self.context.language;
        match import::begin_in(&self.context.workspace, type_id, &old.paragraphs) {
            Ok(begun) if !begun.is_due_size => {
                let why = ImportError::TooMuchText.describe(language).to_owned();
                self.perform([Effect::Ask(Dialog::message(s::IMPORT_TITLE.of(language), why))]);
            }
            Ok(begun) => {
                let (count, rest) = (begun.recognised, begun.rest.len());
                self.begin_new(begun.opened);
                self.show_old(begun.sources);
                if self.save() {
                    let told = match rest {
                        0 => s::IMPORTED.fill(language, &[&count]),
                        _ => s::IMPORTED_REST.fill(language, &[&count, &rest]),
                    };
                    let encoding = old.encoding.map(|name| format!("{} ", s::OLD_ENCODING.fill(language, &[&name])));
                    self.message = Some(encoding.unwrap_or_default() + &told);
                }
                self.tell_office();
            }
            Err(error) => drop(self.perform([type_error(&error, language)])),
        }
    }

    /// Keeps the old report that the open one was begun from, and shows it where some of it has no place.
    fn show_old(&mut self, sources: Vec<Source>) {
        let Some(report) = &mut self.current.report else { return };
        let session = &mut report.session;
        session.begin_old(sources, []);
        if session.old.waiting > 0 {
            self.screen = Screen::OldText(OldTextScreen::first_waiting(session));
        }
    }

    /// Does what was decided about what an earlier run left unsaved.
    pub(super) fn decide_unsaved(&mut self, choice: UnsavedChoice) {
        let language = self.context.language;
        let Some(Unsaved { mut claim, recovery }) = self.unsaved.take() else { return };
        let copied_next = self.copied_next.take();
        match choice {
            UnsavedChoice::Use => {
                let fields: Vec<_> = recovery.differences.iter().filter_map(Difference::field).collect();
                let conflicts = count(&recovery.conflicts);
                let kept = recovery.is_damaged().then(|| shown_name(&aside(&sidecar_path(&claim.path, JOURNAL))));
                match recovery.accept(&*self.current.saver.disk(), &claim.path) {
                    Ok(opened) => {
                        self.begin(opened, claim.kind, claim.lock);
                        let now = self.context.now.instant;
                        self.current.report = self.current.report.take().map(|report| report.unsaved(fields, now));
                        self.message = Some(match conflicts {
                            _ if kept.is_some() => s::RECOVERED_PART.fill(language, &[&kept.unwrap_or_default()]),
                            0 => s::RECOVERED.of(language).to_owned(),
                            _ => s::RECOVERED_BOTH.fill(language, &[&conflicts]),
                        });
                    }
                    Err(error) => self.refuse_unsaved(claim, error),
                }
            }
            UnsavedChoice::Compare => {
                let unsaved = Unsaved { claim, recovery };
                self.perform([versions::compare_unsaved(&unsaved, language)]);
                self.unsaved = Some(unsaved);
                self.copied_next = copied_next;
                return;
            }
            UnsavedChoice::Discard => {
                if recovery.is_unsaved() {
                    // The file of the lock is not to move along.
                    claim.lock = None;
                }
                match recovery.discard(&*self.current.saver.disk(), &claim.path) {
                    Ok(Some(discarded)) => {
                        let told = self.home.tell_discarded(discarded, &self.current.index, &self.context);
                        self.perform([told]);
                    }
                    Ok(None) => self.open_discarded(claim),
                    Err(error) => self.refuse_unsaved(claim, error),
                }
            }
        }
        if let Some((path, type_id)) = copied_next.filter(|_| self.current.report.is_some()) {
            // It was opened on the way to its copy.
            let told = self.message.take().unwrap_or_default();
            self.copy_report(&path, type_id.as_deref());
            self.message = Some(format!("{told} {}", self.message.take().unwrap_or_default()).trim().to_owned());
        }
    }

    /// Says why a journal can neither be taken back nor dropped. A report with a file can be opened without it.
    fn refuse_unsaved(&mut self, claim: Claim, error: SaveError) {
        let (context, language) = (&self.context, self.context.language);
        let effects = if files::exists(&claim.path) {
            let opening = open::stuck(claim, JournalStuck::Refused(error), &context.workspace);
            opened((opening, Vec::new()), context)
        } else {
            vec![Effect::Ask(Dialog::message(s::RECOVER_TITLE.of(language), error.describe(language)))]
        };
        self.perform(effects);
    }

    /// Opens a report whose journal was dropped.
    fn open_discarded(&mut self, claim: Claim) {
        let mut remarks = Vec::new();
        let opening = open::open_file(claim, &mut remarks, &self.context.workspace);
        let effects = opened((opening, remarks), &self.context);
        self.perform(effects);
        self.notify(s::DISCARDED_JOURNAL);
    }
}
