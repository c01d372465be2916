//! Exports: in what form the document leaves the program, and where it is then.

use crate::app::current::Current;
use crate::app::export;
use crate::check::{Diagnostic, Severity};
use crate::document::Document;
use crate::export::{FORMATS, Format, FormatName, PLAIN_WIDTH, plain_text};
use crate::session::Session;
use crate::store::export_file::fetch_command;
use crate::store::{describe_io, files};
use crate::text::language::Language;
use crate::text::visible::shown_path;
use crate::ui::action::Action;
use crate::ui::context::Context;
use crate::ui::dialogs::{Chooser, Dialog, Item, Letters};
use crate::ui::effect::{Draft, Effect, Question, Task};
use crate::ui::keymap::key_of;
use crate::ui::screens::review::place_of;
use crate::ui::strings as s;

/// How many findings are named where the document cannot be official yet.
const NAMED: usize = 5;
/// Columns for the name of an entry.
const NAME: usize = 60;

/// The formats, the first of them as a draft too, and the clipboard of the terminal.
#[must_use]
pub(crate) fn choose(context: &Context) -> Question {
    let language = context.language;
    let file = |format: &Format, draft: Draft| {
        let name = match draft {
            Draft::Draft => s::EXPORT_DRAFT.of(language),
            Draft::Official => language.pick(format.vi, format.en),
        };
        let ending = format!(".{}", format.ending(draft == Draft::Draft));
        Item::new(vec![Effect::Export(format.name, draft)], name).with_note(ending)
    };
    let [first, rest @ ..] = &FORMATS;
    let mut items = vec![file(first, Draft::Official), file(first, Draft::Draft)];
    items.extend(rest.iter().map(|format| file(format, Draft::Official)));
    items.push(Item::new(vec![Effect::CopyText], s::EXPORT_COPY.of(language)));
    Dialog::Choose(Chooser::new(s::EXPORT_TITLE.of(language), items))
}

/// Exports the open report, unless an official document would lack something: says what came of it.
pub(crate) fn write(current: &mut Current, format: FormatName, draft: Draft, context: &Context) -> Vec<Effect> {
    let language = context.language;
    let Some(report) = &current.report else { return Vec::new() };
    if format.format().is_official && draft == Draft::Official {
        let lacks: Vec<&Diagnostic> = report.session.diagnostics.iter().filter(|d| d.severity.is_serious()).collect();
        if !lacks.is_empty() {
            return vec![Effect::Ask(refusal(&report.session, &lacks, language))];
        }
    }
    let path = report.path().with_extension(format.format().ending(draft == Draft::Draft));
    let document = document(&report.session, draft);
    let folders = &context.workspace.folders;
    let failed = |why: String| vec![tell(s::EXPORT_FAILED.fill(language, &[&shown_path(&path), &why]), language)];
    let (bytes, remarks) = match export::bytes(&document, format, PLAIN_WIDTH, folders, language) {
        Ok(done) => done,
        Err(error) => return failed(describe_io(&error, language)),
    };
    let mut told = match export::write(&path, &bytes, &mut current.index, language) {
        Ok(told) => told,
        Err(error) => return failed(describe_io(&error.source, language)),
    };
    // Who is kept to the form has no other command to fetch with.
    if !files::is_confined()
        && let Some(command) = fetch_command(&path)
    {
        let fetch = export::FETCH.fill(language, &[&command]);
        told = format!("{told}\n{fetch}");
        // On the normal screen it can be copied in one line.
        if !current.receipts.contains(&fetch) {
            current.receipts.push(fetch);
        }
    }
    for remark in remarks {
        told = format!("{told}\n{remark}");
    }
    vec![tell(told, language)]
}

/// Sends the text of the document to the clipboard of the terminal.
#[must_use]
pub(crate) fn copy_text(session: &Session, context: &Context) -> Vec<Effect> {
    let text = plain_text(&document(session, Draft::Official), PLAIN_WIDTH);
    let told = s::COPY_SENT.fill(context.language, &[&text.chars().count()]);
    vec![tell(told, context.language), Effect::Task(Task::Copy(text))]
}

fn tell(text: String, language: Language) -> Effect {
    Effect::Ask(Dialog::message(s::EXPORT_TITLE.of(language), text))
}

fn document(session: &Session, draft: Draft) -> Document {
    export::document(&session.definition, &session.answers, &session.evaluation, draft == Draft::Draft)
}

/// Why there is no official document yet, and what can be done instead.
fn refusal(session: &Session, lacks: &[&Diagnostic], language: Language) -> Question {
    let mut named: Vec<String> =
        lacks.iter().take(NAMED).map(|finding| place_of(session, finding, NAME, language)).collect();
    if lacks.len() > NAMED {
        named.push("…".to_owned());
    }
    let unconfirmed = lacks.iter().filter(|finding| finding.severity == Severity::Unconfirmed).count();
    let counts = [(lacks.len() - unconfirmed, s::LACKS_SERIOUS), (unconfirmed, s::LACKS_UNCONFIRMED)];
    let counts = counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| what.fill(language, &[n]));
    let counts = counts.collect::<Vec<_>>().join(language.pick(" và ", " and "));
    let next = key_of(Action::NextMissing).map_or(String::new(), |key| key.to_string());
    let note = s::EXPORT_REFUSED.fill(language, &[&counts, &named.join("; "), &next]);
    let items = vec![
        Item::new(vec![Effect::Act(Action::Review)], s::SEE_MISSING.of(language)),
        Item::new(vec![Effect::Export(FormatName::Word, Draft::Draft)], s::EXPORT_DRAFT.of(language)),
        Item::new(vec![], s::CLOSE.of(language)),
    ];
    let chooser = Chooser::new(s::EXPORT_TITLE.of(language), items).taking(Letters::Digits);
    Dialog::Choose(chooser.with_note(note))
}
