//! What an earlier run left, and earlier versions: shown, compared, taken back.

use std::path::Path as FilePath;

use crate::report::answers::{Answers, Edited, place_words};
use crate::report::definition::Definition;
use crate::report::difference::{Difference, Place, count, differences};
use crate::store::recovery::Recovery;
use crate::store::report_file::{ReportFile, aside};
use crate::store::time_words;
use crate::store::versions::{self, Version};
use crate::text::visible::shown_line;

use crate::ui::form::options;
use crate::ui::overlay::{Chooser, Item, Overlay, Prompt, PromptPurpose, Purpose};
use crate::ui::read_only::ReadOnly;
use crate::ui::session::Session;
use crate::ui::state::{Opening, Recovering, Screen, State};
use crate::ui::strings::{self as s, Text};
use crate::ui::work::{Moment, Work};

impl State {
    /// Writes what the next frame will show to the journal.
    pub fn record(&mut self) {
        let disk = self.saver.disk();
        let Some(work) = &mut self.work else { return };
        let seen = match &self.overlay {
            Some(Overlay::Prompt(prompt)) => drafted(&work.session, prompt),
            _ => None,
        };
        if let Some(why) = work.record(&*disk, seen.as_ref(), self.language) {
            self.message = Some(why);
        }
    }

    /// Whoever goes elsewhere from a comparison has left the question that it was called for.
    pub(super) fn forget_question(&mut self) {
        self.behind = None;
        self.behind_overlay = None;
        self.recovering = None;
    }

    /// Asks what to do with a journal that says more than its report.
    pub(super) fn ask_recovery(&mut self, opening: Opening, recovery: Box<Recovery>) {
        let language = self.language;
        let name = recovery.title(language);
        let (time, number) = (time_words(recovery.time), count(&recovery.differences));
        let mut note = if recovery.is_unsaved() {
            s::RECOVER_UNSAVED.fill(language, &[&name, &time, &number])
        } else if recovery.is_blocked() {
            let kept = aside(&opening.path);
            let kept = kept.file_name().unwrap_or_default().to_string_lossy();
            s::RECOVER_BLOCKED.fill(language, &[&name, &time, &number, &shown_line(&kept)])
        } else {
            s::RECOVER_NOTE.fill(language, &[&name, &time, &number])
        };
        for (holds, text) in [(recovery.is_foreign, s::RECOVER_FOREIGN), (recovery.is_damaged(), s::RECOVER_DAMAGED)] {
            if holds {
                note = format!("{note} {}", text.of(language));
            }
        }
        let discard = if recovery.is_unsaved() { s::DISCARD_YES } else { s::RECOVER_DISCARD };
        let look = if recovery.has_file() { s::RECOVER_COMPARE } else { s::RECOVER_LOOK };
        let items = [s::RECOVER_USE, look, discard].into_iter();
        let items = items.map(|text| Item::new(text.of(language), "")).collect();
        let chooser = Chooser::new(s::RECOVER_TITLE.of(language), Purpose::Recover, items);
        self.overlay = Some(Overlay::Chooser(chooser.with_note(note)));
        self.recovering = Some(Recovering { opening, recovery });
        self.screen = Screen::Home;
    }

    pub(super) fn settle_recovery(&mut self, chooser: Chooser, item: usize, now: &Moment) {
        let language = self.language;
        let Some(Recovering { opening, recovery }) = self.recovering.take() else { return };
        match item {
            0 => {
                let fields: Vec<usize> = recovery.differences.iter().filter_map(Difference::field).collect();
                match recovery.accept(&opening.path) {
                    Ok(opened) => {
                        self.begin(opened, opening.kind, opening.lock, now);
                        self.work = self.work.take().map(|work| work.unsaved(fields, now.instant));
                        self.message = Some(s::RECOVERED.of(language).to_owned());
                    }
                    Err(error) => {
                        self.overlay = Some(Overlay::message(s::RECOVER_TITLE.of(language), error.describe(language)));
                    }
                }
            }
            1 => {
                let before = recovery.has_file().then_some(s::IN_FILE);
                let text = self.listed(recovery.definition(), &recovery.differences, before, s::IN_JOURNAL);
                self.compare(opening.path.clone(), &text);
                self.behind_overlay = Some(Overlay::Chooser(chooser));
                self.recovering = Some(Recovering { opening, recovery });
            }
            _ => {
                let disk = self.saver.disk();
                let mut opening = opening;
                if recovery.is_unsaved() {
                    // The file of the lock is not to move along.
                    opening.lock = None;
                }
                match recovery.discard(&*disk, &opening.path) {
                    Ok(Some(discarded)) => self.tell_discarded(discarded),
                    Ok(None) => {
                        self.open_file(opening, now);
                        self.message = Some(s::DISCARDED_JOURNAL.of(language).to_owned());
                    }
                    Err(error) => {
                        self.overlay = Some(Overlay::message(s::RECOVER_TITLE.of(language), error.describe(language)));
                    }
                }
            }
        }
    }

    /// Shows how what is on the screen differs from a file that others changed.
    pub(super) fn compare_with_disk(&mut self, now: &Moment) {
        let Some(work) = &self.work else { return };
        let path = work.path().to_owned();
        let text = match ReportFile::open(&path, &self.library, now.today.year()) {
            Ok(opened) if opened.definition.id == work.session.definition.id => {
                let found = differences(&opened.definition, &opened.answers, &work.session.answers);
                self.listed(&opened.definition, &found, Some(s::ON_DISK), s::ON_SCREEN)
            }
            Ok(_) => s::OTHER_TYPE.of(self.language).to_owned(),
            Err(error) => error.describe(self.language),
        };
        self.compare(path, &text);
    }

    fn compare(&mut self, path: std::path::PathBuf, text: &str) {
        let note = s::COMPARE_NOTE.of(self.language).to_owned();
        let page = Screen::ReadOnly(ReadOnly::new(path, s::COMPARE_TITLE, note, text));
        self.behind = Some(std::mem::replace(&mut self.screen, page));
    }

    /// The differences as a text to read: each with its field, and what was typed before, if anything
    /// was, and after.
    fn listed(&self, definition: &Definition, found: &[Difference], before: Option<Text>, after: Text) -> String {
        let language = self.language;
        if found.is_empty() {
            return s::NO_DIFFERENCE.of(language).to_owned();
        }
        let nothing = s::BLANK.of(language);
        let or_nothing = |text: &str| if text.is_empty() { nothing.to_owned() } else { text.replace('\n', " / ") };
        let told = found.iter().map(|difference| {
            let name = match &difference.place {
                Place::Entry(path) => place_words(definition, *path, language),
                Place::Block(_) => s::PARAGRAPH_BY_HAND.of(language).to_owned(),
            };
            let (old, new) = (or_nothing(&difference.before), or_nothing(&difference.after));
            let old = before.map_or(String::new(), |before| format!("  {}: {old}\n", before.of(language)));
            format!("{name}\n{old}  {}: {new}\n", after.of(language))
        });
        told.collect::<Vec<_>>().join("\n")
    }

    /// The earlier versions of the open report, to choose from.
    pub(super) fn list_versions(&mut self, now: &Moment) {
        let language = self.language;
        let Some(work) = &self.work else { return };
        let versions = versions::list(work.path());
        if versions.is_empty() {
            self.message = Some(s::NO_VERSIONS.of(language).to_owned());
            return;
        }
        let item = |version: &Version| {
            let note = match self.version_differences(work, &version.path, now) {
                Some(found) if found.is_empty() => s::SAME_AS_NOW.of(language).to_owned(),
                Some(found) => s::DIFFERS.fill(language, &[&count(&found)]),
                None => s::UNREADABLE.of(language).to_owned(),
            };
            Item::new(time_words(version.time), note)
        };
        let items = versions.iter().map(item).collect();
        let title = s::VERSIONS_TITLE.of(language);
        self.overlay = Some(Overlay::Chooser(Chooser::new(title, Purpose::Versions(versions), items)));
    }

    fn version_differences(&self, work: &Work, version: &FilePath, now: &Moment) -> Option<Vec<Difference>> {
        let opened = ReportFile::open(version, &self.library, now.today.year()).ok()?;
        let same = opened.definition.id == work.session.definition.id;
        same.then(|| differences(&opened.definition, &opened.answers, &work.session.answers))
    }

    /// Asks what to do with an earlier version.
    pub(super) fn ask_version(&mut self, version: Version) {
        let language = self.language;
        let items = [s::COMPARE, s::RESTORE, s::CLOSE].iter().map(|text| Item::new(text.of(language), "")).collect();
        let title = s::VERSION_TITLE.fill(language, &[&time_words(version.time)]);
        self.overlay = Some(Overlay::Chooser(Chooser::new(&title, Purpose::Version(version), items)));
    }

    pub(super) fn settle_version(&mut self, chooser: Chooser, version: &Version, item: usize, now: &Moment) {
        let language = self.language;
        let Some(work) = &mut self.work else { return };
        match item {
            0 => {
                let found = self.work.as_ref().and_then(|work| self.version_differences(work, &version.path, now));
                let definition = self.work.as_ref().map(|work| std::rc::Rc::clone(&work.session.definition));
                let text = match (definition, found) {
                    (Some(definition), Some(found)) => self.listed(&definition, &found, Some(s::IN_VERSION), s::NOW),
                    _ => s::UNREADABLE.of(language).to_owned(),
                };
                self.compare(version.path.clone(), &text);
                self.behind_overlay = Some(Overlay::Chooser(chooser));
            }
            1 => match ReportFile::open(&version.path, &self.library, now.today.year()) {
                Ok(opened) if opened.definition.id == work.session.definition.id => {
                    // What is on the screen becomes an earlier version itself.
                    if let Err(error) = work.keep_now(&*self.saver.disk()) {
                        self.message = Some(error.describe(language));
                        return;
                    }
                    work.session.replace_all(&opened.answers);
                    self.message = Some(s::RESTORED.fill(language, &[&time_words(version.time)]));
                    self.screen = Screen::Form;
                }
                Ok(_) => self.message = Some(s::OTHER_TYPE.of(language).to_owned()),
                Err(error) => {
                    let title = s::VERSIONS_TITLE.of(language);
                    self.overlay = Some(Overlay::message(title, error.describe(language)));
                }
            },
            _ => {}
        }
    }
}

/// The answers with what is typed in a popup, as if it were accepted.
fn drafted(session: &Session, prompt: &Prompt) -> Option<Answers> {
    match &prompt.purpose {
        PromptPurpose::Import => None,
        PromptPurpose::Other(path) if prompt.text.trim().is_empty() => {
            session.answers.entry(*path).map(|_| session.answers.clone())
        }
        PromptPurpose::Other(path) => {
            let mut answers = session.answers.clone();
            let raw = options::with_other(answers.raw(*path), &prompt.text);
            answers.set(&session.definition, *path, raw);
            Some(answers)
        }
        PromptPurpose::Block { id, replaces } => {
            let mut answers = session.answers.clone();
            let block = session.document.blocks().find(|block| block.id == *id)?;
            let text = prompt.text.trim();
            if text == replaces {
                answers.edited.remove(id);
            } else if !text.is_empty() && text != block.text() {
                answers.edited.insert(id.clone(), Edited { text: text.to_owned(), replaces: replaces.clone() });
            }
            Some(answers)
        }
    }
}
