//! What screens and dialogs ask of the program is done.

use crate::app::import;
use crate::check::Diagnostic;
use crate::session::Session;
use crate::session::choices;
use crate::session::open_report::Kind;
use crate::session::rows::{self, RowAction};
use crate::store::files;

use crate::ui::context::Context;
use crate::ui::dialogs::{Dialog, Prompt, Purpose};
use crate::ui::effect::{Effect, Reading, Task};
use crate::ui::input_method::InputMethod;
use crate::ui::questions::{beside, exports, lists, saving, versions};
use crate::ui::screens::form::display::place_of;
use crate::ui::screens::form::{entry, row_too_much};
use crate::ui::screens::viewer::ViewerScreen;
use crate::ui::screens::{Screen, document};
use crate::ui::strings as s;
use crate::ui::theme::Theme;

use super::Program;

impl Program {
    /// Does what a screen or a dialog asks for, in its order; returns what only the loop can do.
    pub(super) fn perform(&mut self, effects: impl IntoIterator<Item = Effect>) -> Option<Task> {
        effects.into_iter().fold(None, |task, effect| self.perform_one(effect).or(task))
    }

    fn perform_one(&mut self, effect: Effect) -> Option<Task> {
        match effect {
            Effect::Task(task) => return Some(task),
            Effect::Act(action) => return self.act(action),
            Effect::DecideFailure(choice) => return self.decide_failure(choice),
            Effect::Notify(text) => self.message = Some(text),
            Effect::Refuse(why) => {
                self.notify(why);
                self.text_refused = Some(self.context.now.instant);
            }
            Effect::Ask(dialog) => self.dialog = Some(dialog),
            Effect::ShowForm => self.screen = Screen::Form,
            Effect::Read(text) => self.behind = Some(self.read(text)),
            Effect::Compare(text, question) => {
                self.behind = Some(self.read(text));
                self.question = Some(question);
            }
            Effect::Open(path) => self.open(path),
            Effect::OpenSample => self.open_sample(),
            Effect::OpenVersion(path, kind, version) => self.open_version(&path, kind, &version),
            Effect::OpenWithoutJournal(path, kind) => self.open_without_journal(path, kind),
            Effect::New(type_id) => self.new_report(&type_id),
            Effect::CopyReport(path) => self.copy_report(&path, None),
            Effect::ListOld { folder, from } => self.list_old(&folder, &from),
            Effect::ReadOld(path) => self.read_old(path),
            Effect::Import(old, type_id) => self.import(&old, &type_id),
            Effect::Discard(path) => {
                let effect = self.home.discard(&path, &self.current.index, &self.context);
                return self.perform_one(effect);
            }
            Effect::Begin { opened, kind, lock } => self.begin(*opened, kind, lock),
            Effect::AskUnsaved(unsaved) => {
                self.dialog = Some(Dialog::Choose(versions::unsaved(&unsaved, self.context.language)));
                self.unsaved = Some(unsaved);
                self.copied_next = None;
                self.screen = Screen::Home;
            }
            Effect::DecideUnsaved(choice) => self.decide_unsaved(choice),
            Effect::AskConflict if self.dialog.is_some() => {}
            Effect::AskConflict => {
                let kind = self.current.report.as_ref().map_or(Kind::Report, |report| report.kind);
                self.dialog = Some(saving::conflict(kind, false, &self.context));
            }
            Effect::DecideConflict(choice) => self.decide_conflict(choice),
            Effect::Rename(name) => self.rename(name),
            Effect::AskVersion(version) => self.dialog = Some(versions::version(&version, self.context.language)),
            Effect::ApplySettings => self.apply_settings(),
            Effect::GoTo(_)
            | Effect::GoToPath(_)
            | Effect::GoToSection(_)
            | Effect::GoToFinding(_)
            | Effect::Correct(_)
            | Effect::Silence(..)
            | Effect::Insert(_)
            | Effect::ChangeRow(_)
            | Effect::Empty(_)
            | Effect::ChooseOption(..)
            | Effect::SetEntry(..)
            | Effect::SetSearched(_)
            | Effect::AddOther(..)
            | Effect::WriteBlock(..)
            | Effect::PutOld(..)
            | Effect::SettleOld(_)
            | Effect::CompareVersion(_)
            | Effect::RestoreVersion(_)
            | Effect::Export(..)
            | Effect::ExportFigures
            | Effect::CopyText => {
                let effects = self.perform_on_report(effect);
                return self.perform(effects);
            }
        }
        None
    }

    /// Does what is asked of the open report.
    fn perform_on_report(&mut self, effect: Effect) -> Vec<Effect> {
        if matches!(effect, Effect::Export(..) | Effect::ExportFigures | Effect::CopyText) {
            self.look_over();
        }
        let Program { context, current, form, screen, .. } = self;
        if let Effect::Export(format, draft) = effect {
            return exports::write(current, format, draft, context);
        }
        if let Effect::ExportFigures = effect {
            return beside::write_figures(current, context);
        }
        let disk = current.saver.disk();
        let Some(report) = &mut current.report else { return Vec::new() };
        let session = &mut report.session;
        match effect {
            // Beside the old report a field is looked for to put something into it.
            Effect::GoTo(focus) if matches!(screen, Screen::OldText(_)) => session.go(focus),
            Effect::GoToSection(section) if matches!(screen, Screen::OldText(_)) => session.go_to_section(section),
            Effect::GoTo(focus) => {
                session.go(focus);
                form.settle(session);
                *screen = Screen::Form;
            }
            Effect::GoToPath(path) => {
                session.go_to(path);
                form.settle(session);
                *screen = Screen::Form;
            }
            Effect::GoToSection(section) => {
                session.go_to_section(section);
                *screen = Screen::Form;
            }
            Effect::GoToFinding(finding) => {
                if let Some(block) = finding.block.as_ref().and_then(|id| session.document.block(id)) {
                    let words = finding.part.map(|part| part.start);
                    return document::edit(session, block, words, context).into_iter().collect();
                }
                session.go_to_words(&finding);
                form.settle(session);
                *screen = Screen::Form;
            }
            Effect::Correct(finding) => return vec![corrected(session, &finding, context)],
            Effect::Silence(silence, reason) => {
                let places = session.silenced_by(&silence);
                let is_told = reason.is_some() && places > 1;
                session.silence(silence, reason);
                if is_told {
                    return vec![Effect::Notify(s::SILENCED_ALL.fill(context.language, &[&places]))];
                }
            }
            Effect::Insert(phrase) => entry::suggest(session, &phrase),
            // What makes no report larger is never refused.
            Effect::ChangeRow(action @ (RowAction::Up | RowAction::Down)) => {
                rows::change(session, action);
            }
            Effect::ChangeRow(RowAction::Delete) => {
                let deleted = lists::deleted_row(session, context);
                rows::change(session, RowAction::Delete);
                return deleted.map(Effect::Notify).into_iter().collect();
            }
            Effect::ChangeRow(action) => {
                if !report.attempt(|session| {
                    rows::change(session, action);
                }) {
                    return vec![Effect::Notify(row_too_much(context))];
                }
            }
            Effect::Empty(path) => {
                session.empty(path);
                return vec![Effect::Notify(
                    s::EMPTIED.fill(context.language, &[&place_of(session, path, context.language)]),
                )];
            }
            Effect::ChooseOption(path, option) => choices::choose(session, path, option),
            Effect::SetEntry(path, text) => session.set(path, text),
            Effect::AddOther(path, text) => choices::add_others(session, path, &text),
            Effect::WriteBlock(id, text) => {
                let block = session.document.block(&id).cloned();
                if let Some(block) = block {
                    let text = text.trim().to_owned();
                    session.edit_block(&block, (!text.is_empty()).then_some(text));
                }
            }
            Effect::PutOld(at, text) => return form.put_old(at, &text, report, context),
            Effect::SettleOld(at) => {
                return report
                    .settle_old(at)
                    .map(|is_done| {
                        let told = if is_done { s::OLD_SETTLED } else { s::OLD_AGAIN };
                        Effect::Notify(told.of(context.language).to_owned())
                    })
                    .into_iter()
                    .collect();
            }
            Effect::CompareVersion(version) => return vec![versions::compare_version(&version, session, context)],
            Effect::RestoreVersion(version) => return versions::restore(&version, report, &*disk, context),
            Effect::CopyText => return exports::copy_text(session, context),
            _ => {}
        }
        Vec::new()
    }

    /// Shows a text to read; returns the screen before it.
    fn read(&mut self, text: Reading) -> Screen {
        std::mem::replace(&mut self.screen, Screen::Viewer(ViewerScreen::new(text)))
    }

    /// Does what was typed into a prompt.
    pub(super) fn accept(&mut self, Prompt { purpose, text, .. }: Prompt) {
        let effect = match purpose {
            Purpose::Other(path) => Some(Effect::AddOther(path, text)),
            Purpose::Block { id, .. } => Some(Effect::WriteBlock(id, text)),
            Purpose::Import => import::path_of(&text).map(Effect::ReadOld),
            Purpose::Silence(_) if text.trim().is_empty() => {
                Some(Effect::Notify(s::NOT_SILENCED.of(self.context.language).to_owned()))
            }
            Purpose::Silence(silence) => Some(Effect::Silence(silence, Some(text.trim().to_owned()))),
        };
        self.perform(effect);
    }

    /// Whoever goes elsewhere from a comparison has left the question that it was called for.
    pub(super) fn forget_question(&mut self) {
        self.behind = None;
        self.question = None;
        self.unsaved = None;
        self.copied_next = None;
    }

    /// From a screen back to where one came from.
    pub(super) fn go_back(&mut self) {
        let is_compared = matches!(self.screen, Screen::Viewer(_));
        let behind =
            self.behind.take().filter(|_| is_compared || matches!(self.screen, Screen::Help(_) | Screen::Settings(_)));
        let question = self.question.take_if(|_| is_compared);
        let has_report = self.current.report.is_some();
        if question.is_some() {
            // A comparison goes back to the question that it was called for.
            self.screen = behind.unwrap_or(if has_report { Screen::Form } else { Screen::Home });
            self.dialog = question;
        } else if let Some(screen) = behind {
            self.screen = screen;
        } else if has_report {
            self.screen = Screen::Form;
        } else {
            self.go_home();
        }
    }

    pub(super) fn go_home(&mut self) {
        let report = self.current.report.as_ref();
        let is_office_changed =
            report.is_some_and(|report| report.kind == Kind::Office && !report.session.changed.is_empty());
        let worked_on = report.map(|report| report.path().to_owned());
        if !self.close() {
            return;
        }
        self.list_reports();
        // One that was renamed when it was closed is the last changed.
        let last = || self.home.reports.first().map(|report| report.path.clone());
        if let Some(path) = worked_on.and_then(|path| if files::exists(&path) { Some(path) } else { last() }) {
            self.home.choose(&path);
        }
        self.screen = Screen::Home;
        if is_office_changed && self.message.is_none() {
            self.notify(s::OFFICE_DONE);
        }
    }

    /// Reads anew which reports there are.
    pub fn list_reports(&mut self) {
        self.home.list_reports(&self.current.index, &self.context);
    }

    fn apply_settings(&mut self) {
        let Context { settings, environment, workspace, language, theme, .. } = &mut self.context;
        let saved = settings.save(&workspace.folders.settings());
        let is_broken = settings.is_broken();
        let settings = &settings.settings;
        *language = environment.language(settings);
        *theme = Theme::of(environment, settings);
        self.input = InputMethod::new(settings, environment, *language);
        match saved {
            Err(error) => self.message = Some(error.describe(*language)),
            Ok(()) if is_broken => self.message = Some(s::NOT_KEPT.of(*language).to_owned()),
            Ok(()) => {}
        }
    }
}

/// Takes the correction that a finding offers: what is said of it.
fn corrected(session: &mut Session, finding: &Diagnostic, context: &Context) -> Effect {
    Effect::Notify(match session.correct(finding) {
        None => s::NO_CORRECTION.of(context.language).to_owned(),
        Some((before, after)) if after.is_empty() => s::CORRECTED_AWAY.fill(context.language, &[&before]),
        Some((_, after)) => s::CORRECTED.fill(context.language, &[&after]),
    })
}
