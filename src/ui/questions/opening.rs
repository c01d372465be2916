//! What is said of a file that was opened, or could not be; and of which type a report is to be.

use std::io;
use std::path::{Path, PathBuf};

use crate::app::Workspace;
use crate::app::open::{JournalStuck, Opening, Remark, Shown};
use crate::export::plain_text;
use crate::session::open_report::Kind;
use crate::store::broken::aside;
use crate::store::library::TypeError;
use crate::store::names::{JOURNAL, sidecar_path};
use crate::store::report_file::OpenFileError;
use crate::store::time_words;
use crate::store::versions::Version;
use crate::store::{describe_io, files};
use crate::text::language::Language;
use crate::text::message::Message;
use crate::text::visible::{shown_name, shown_path};
use crate::ui::context::Context;
use crate::ui::dialogs::{Chooser, Dialog, Item, Letters};
use crate::ui::effect::{Effect, Reading};
use crate::ui::strings as s;

/// What follows from opening a file.
#[must_use]
pub(crate) fn opened((opening, remarks): (Opening, Vec<Remark>), context: &Context) -> Vec<Effect> {
    let language = context.language;
    let mut effects = Vec::new();
    let mut last = None;
    for remark in remarks {
        match remark {
            Remark::NoLock { lock, why } => {
                effects.push(Effect::Notify(no_lock(&lock, &why, language)));
            }
            Remark::FirstRun => effects.push(Effect::Notify(s::FIRST_RUN.of(language).to_owned())),
            Remark::EditsLeft(left) => {
                last = Some(Effect::Notify(s::EDIT_LEFT.fill(language, &[&listed(&left)])));
            }
            Remark::OfficeElsewhere(left) => last = Some(Effect::Notify(office_elsewhere(&left, language))),
            Remark::JournalUnreadable(kept) => {
                last = Some(Effect::Notify(s::JOURNAL_UNREADABLE.fill(language, &[&shown_path(&kept)])));
            }
        }
    }
    match opening {
        Opening::Report { opened, claim } => {
            let note = opened.notes.first().filter(|_| claim.kind == Kind::Report);
            let note = note.map(|note| Effect::Notify(note.describe(language)));
            effects.push(Effect::Begin { opened, kind: claim.kind, lock: claim.lock });
            effects.extend(note);
        }
        Opening::Unsaved(unsaved) => effects.push(Effect::AskUnsaved(unsaved)),
        Opening::Held { path, holder, shown } => {
            let reason = s::HELD.fill(language, &[&holder.describe(language), &holder.lock_name()]);
            effects.push(show(path, reason, text_of(&shown, context)));
        }
        Opening::ReadOnly { path, why, text } => effects.push(show(path, why.describe(language), text)),
        Opening::Broken { path, kind, why, version } => effects.push(broken(path, kind, &why, version, language)),
        Opening::JournalStuck { path, kind, why, shown } => {
            effects.push(journal_stuck(path, kind, &why, text_of(&shown, context), language));
        }
        Opening::TypeError(error) => effects.push(type_error(&error, language)),
    }
    effects.extend(last);
    effects
}

/// Says where the office profile was saved as well.
#[must_use]
pub(crate) fn office_elsewhere(left: &[PathBuf], language: Language) -> String {
    s::OFFICE_ELSEWHERE.fill(language, &[&listed(left)])
}

fn listed(paths: &[PathBuf]) -> String {
    paths.iter().map(|path| shown_path(path)).collect::<Vec<_>>().join(", ")
}

/// Why a report has no lock: its folder cannot be written to, or what has the lock's name cannot be one.
fn no_lock(lock: &Path, why: &io::Error, language: Language) -> String {
    let why = describe_io(why, language);
    if files::symlink_metadata(lock).is_ok() {
        return s::LOCK_UNUSABLE.fill(language, &[&shown_name(lock), &why]);
    }
    s::NO_LOCK.fill(language, &[&why])
}

fn show(path: PathBuf, reason: String, text: String) -> Effect {
    Effect::Read(Reading { path, title: s::READ_ONLY, reason, text, is_figures: false })
}

/// What a person sees of a report that somebody else has open.
fn text_of(shown: &Shown, context: &Context) -> String {
    match shown {
        Shown::Office => s::HELD_OFFICE.of(context.language).to_owned(),
        Shown::Unreadable(error) => error.describe(context.language),
        Shown::Document(document) => {
            let width = usize::from(context.area.width.saturating_sub(3)).clamp(40, 100);
            plain_text(document, width)
        }
    }
}

/// Why a file cannot be opened; the newest of its versions that can is offered.
fn broken(path: PathBuf, kind: Kind, why: &OpenFileError, version: Option<Version>, language: Language) -> Effect {
    let why = why.describe(language);
    let Some(version) = version else { return refused(why, language) };
    let open = s::OPEN_VERSION.fill(language, &[&time_words(version.time)]);
    let items =
        vec![Item::new(vec![Effect::OpenVersion(path, kind, version)], open), Item::new(vec![], s::CLOSE.of(language))];
    let chooser = Chooser::new(s::BROKEN_TITLE.of(language), items).taking(Letters::Digits);
    Effect::Ask(Dialog::Choose(chooser.with_note(why)))
}

/// Why nothing can be done with the journal beside a file; the file can be looked at, or opened without it.
fn journal_stuck(path: PathBuf, kind: Kind, why: &JournalStuck, text: String, language: Language) -> Effect {
    let journal = sidecar_path(&path, JOURNAL);
    let unreadable =
        |why: String| s::JOURNAL_STUCK.fill(language, &[&shown_name(&journal), &why.trim_end_matches('.')]);
    let why = match why {
        JournalStuck::Io(why) => unreadable(describe_io(why, language)),
        JournalStuck::Content(why) => unreadable(why.describe(language)),
        JournalStuck::Refused(why) => {
            s::JOURNAL_REFUSED.fill(language, &[&shown_name(&journal), &why.describe(language)])
        }
    };
    let without = s::OPEN_WITHOUT_JOURNAL.fill(language, &[&shown_name(&aside(&journal))]);
    let items = vec![
        Item::new(vec![], s::CLOSE.of(language)),
        Item::new(vec![show(path.clone(), why.clone(), text)], s::ONLY_LOOK.of(language)),
        Item::new(vec![Effect::OpenWithoutJournal(path, kind)], without),
    ];
    let chooser = Chooser::new(s::RECOVER_TITLE.of(language), items).taking(Letters::Digits);
    Effect::Ask(Dialog::Choose(chooser.with_note(why)))
}

/// Says why a report cannot be opened.
#[must_use]
pub(crate) fn refused(why: String, language: Language) -> Effect {
    Effect::Ask(Dialog::message(s::BROKEN_TITLE.of(language), why))
}

/// Says what is wrong with a report type.
#[must_use]
pub(crate) fn type_error(error: &TypeError, language: Language) -> Effect {
    refused(error.describe(language), language)
}

/// Asks for a type; `effect` is what is done with the id of the one chosen. A type that is wrong is
/// told.
#[must_use]
pub(crate) fn choose_type(title: Message, effect: impl Fn(String) -> Effect, context: &Context) -> Vec<Effect> {
    let Context { workspace: Workspace { library, .. }, language, .. } = context;
    let (good, bad): (Vec<_>, Vec<_>) = library.list().into_iter().partition(|entry| entry.mistakes.is_empty());
    let mut effects = Vec::new();
    if let Some(entry) = bad.first() {
        let name = entry.title.text(*language);
        let file = entry.mistakes.first().map_or("", |mistake| mistake.file.as_str());
        effects.push(Effect::Notify(s::TYPE_BROKEN.fill(*language, &[&name, &entry.mistakes.len(), &file])));
    }
    let items = good.into_iter().map(|entry| {
        let item = Item::new(vec![effect(entry.id)], entry.title.text(*language));
        item.with_detail(entry.description.text(*language))
    });
    effects.push(Effect::Ask(Dialog::Choose(Chooser::new(title.of(*language), items.collect()))));
    effects
}
