//! Exports: in what form the document leaves the program, and where it is then.

use crate::app::current::Current;
use crate::app::export::{self, Draft};
use crate::app::figures;
use crate::check::{Diagnostic, Severity, check_by_hand};
use crate::export::{FORMATS, Format, FormatName, PLAIN_WIDTH, plain_text};
use crate::report::answers::EntryPath;
use crate::session::Session;
use crate::store::export_file::fetch_command;
use crate::store::{describe_io, files};
use crate::text::language::Language;
use crate::text::visible::shown_path;
use crate::ui::action::Action;
use crate::ui::context::Context;
use crate::ui::dialogs::{Chooser, Dialog, Item, Letters};
use crate::ui::effect::{Effect, Question, Task};
use crate::ui::keymap::key_of;
use crate::ui::screens::form::display::place_of;
use crate::ui::strings as s;

/// How many fields are named where the document cannot be official yet.
const NAMED: usize = 5;

/// The formats, each of them as a draft too, and the clipboard of the terminal.
#[must_use]
pub(crate) fn choose(context: &Context) -> Question {
    let language = context.language;
    let file = |(draft, format): (Draft, &Format)| {
        let name = language.pick(format.vi, format.en);
        let name = match draft {
            Draft::Draft => s::EXPORT_DRAFT.fill(language, &[&short(name)]),
            Draft::Official => name.to_owned(),
        };
        let ending = format!(".{}", format.ending(draft == Draft::Draft));
        Item::new(vec![Effect::Export(format.name, draft)], name).with_note(ending)
    };
    let files = [Draft::Official, Draft::Draft].into_iter().flat_map(|draft| FORMATS.iter().map(move |f| (draft, f)));
    let mut items: Vec<_> = files.map(file).collect();
    items.push(Item::new(vec![Effect::CopyText], s::EXPORT_COPY.of(language)));
    let ending = format!(".{}", figures::ENDING);
    items.push(Item::new(vec![Effect::ExportFigures], s::FIGURES_EXPORT.of(language)).with_note(ending));
    Dialog::Choose(Chooser::new(s::EXPORT_TITLE.of(language), items))
}

/// Exports the open report, unless an official document would lack something: says what came of it.
pub(crate) fn write(current: &mut Current, format: FormatName, draft: Draft, context: &Context) -> Vec<Effect> {
    let language = context.language;
    let Some(report) = &current.report else { return Vec::new() };
    let obstacles = export::obstacles(report.session.findings());
    if draft == Draft::Official && !obstacles.is_empty() {
        return vec![Effect::Ask(refusal(&report.session, &obstacles, format, language))];
    }
    let path = report.path().with_extension(format.format().ending(draft == Draft::Draft));
    let Session { definition, answers, document, .. } = &report.session;
    let outgoing = export::outgoing(document, answers, draft);
    let folders = &context.workspace.folders;
    let failed = |why: String| vec![tell(s::EXPORT_FAILED.fill(language, &[&shown_path(&path), &why]), language)];
    let (bytes, remarks) = match export::bytes(&outgoing, format, PLAIN_WIDTH, folders, language) {
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
    let by_hand = check_by_hand(definition, answers, document, language).into_iter();
    for remark in remarks.into_iter().chain(by_hand.map(|finding| finding.message)) {
        told = format!("{told}\n{remark}");
    }
    vec![tell(told, language)]
}

/// Sends the text of the document to the clipboard of the terminal: as a draft, where it cannot be official yet.
#[must_use]
pub(crate) fn copy_text(session: &Session, context: &Context) -> Vec<Effect> {
    let (draft, told) = match export::obstacles(session.findings()).len() {
        0 => (Draft::Official, s::COPY_SENT),
        _ => (Draft::Draft, s::COPY_SENT_DRAFT),
    };
    let text = plain_text(&export::outgoing(&session.document, &session.answers, draft), PLAIN_WIDTH);
    let told = told.fill(context.language, &[&text.chars().count()]);
    vec![tell(told, context.language), Effect::Task(Task::Copy(text))]
}

/// A format's name without what its official document is for.
fn short(name: &str) -> &str {
    name.split(',').next().unwrap_or(name)
}

fn tell(text: String, language: Language) -> Effect {
    Effect::Ask(Dialog::message(s::EXPORT_TITLE.of(language), text))
}

/// Where something lacks, with a stop at the end or what stands for more: "Căn cứ, chủ đề – Năm; Văn bản yêu cầu báo cáo;
/// Đánh giá – Tồn tại, hạn chế; …". A section is named once, and a field of which several parts lack as a whole.
fn places(session: &Session, lacks: &[&Diagnostic], language: Language) -> String {
    let mut fields: Vec<EntryPath> = Vec::new();
    for finding in lacks {
        match fields.iter_mut().find(|path| path.field == finding.path.field) {
            Some(path) if *path != finding.path => *path = EntryPath::field(path.field),
            Some(_) => {}
            None => fields.push(finding.path),
        }
    }
    let mut above = None;
    let named = fields.iter().take(NAMED).map(|path| {
        let section = session.definition.section_of(path.field);
        let place = place_of(session, *path, language);
        let title = session.definition[section].title.text(language);
        if above.replace(section) == Some(section) { place } else { format!("{title} – {place}") }
    });
    let end = if fields.len() > NAMED { "; …" } else { "." };
    named.collect::<Vec<_>>().join("; ") + end
}

/// Why there is no official document yet, and what can be done instead.
fn refusal(session: &Session, lacks: &[&Diagnostic], format: FormatName, language: Language) -> Question {
    let unconfirmed = lacks.iter().filter(|finding| finding.severity == Severity::Unconfirmed).count();
    let counts = [(lacks.len() - unconfirmed, s::LACKS_SERIOUS), (unconfirmed, s::LACKS_UNCONFIRMED)];
    let counts = counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| what.fill(language, &[n]));
    let counts = counts.collect::<Vec<_>>().join(language.pick(" và ", " and "));
    let next = key_of(Action::NextMissing).map_or(String::new(), |key| key.to_string());
    let note = s::EXPORT_REFUSED.fill(language, &[&counts, &places(session, lacks, language), &next]);
    let name = language.pick(format.format().vi, format.format().en);
    let items = vec![
        Item::new(vec![Effect::Act(Action::Review)], s::SEE_MISSING.of(language)),
        Item::new(vec![Effect::Export(format, Draft::Draft)], s::EXPORT_DRAFT.fill(language, &[&short(name)])),
        Item::new(vec![], s::CLOSE.of(language)),
    ];
    let chooser = Chooser::new(s::EXPORT_TITLE.of(language), items).taking(Letters::Digits);
    Dialog::Choose(chooser.with_note(note))
}
