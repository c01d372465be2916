//! What an earlier run left, earlier versions, and what somebody else wrote: shown, compared, taken
//! back.

use std::path::Path as FilePath;

use crate::app::Workspace;
use crate::app::open::Unsaved;
use crate::report::answers::place_words;
use crate::report::definition::Definition;
use crate::report::difference::{Difference, DifferencePlace, count, differences};
use crate::session::Session;
use crate::session::open_report::OpenReport;
use crate::store::broken::aside;
use crate::store::disk::Disk;
use crate::store::report_file::ReportFile;
use crate::store::time_words;
use crate::store::versions::{self, Version};
use crate::text::language::Language;
use crate::text::message::Message;
use crate::text::visible::shown_name;
use crate::ui::context::Context;
use crate::ui::dialogs::{Chooser, Dialog, Item, Letters};
use crate::ui::effect::{Effect, Question, Reading, UnsavedChoice};
use crate::ui::strings as s;

/// Asks what to do with a journal that says more than its report.
#[must_use]
pub(crate) fn unsaved(Unsaved { claim, recovery }: &Unsaved, language: Language) -> Chooser<Vec<Effect>> {
    let name = recovery.title(language);
    let (time, number) = (time_words(recovery.time), count(&recovery.differences));
    let mut note = if recovery.is_unsaved() {
        s::RECOVER_UNSAVED.fill(language, &[&name, &time, &number])
    } else if recovery.is_blocked() {
        s::RECOVER_BLOCKED.fill(language, &[&name, &time, &number, &shown_name(&aside(&claim.path))])
    } else {
        s::RECOVER_NOTE.fill(language, &[&name, &time, &number])
    };
    for (holds, text) in [(recovery.is_foreign, s::RECOVER_FOREIGN), (recovery.is_damaged(), s::RECOVER_DAMAGED)] {
        if holds {
            note = format!("{note} {}", text.of(language));
        }
    }
    if !recovery.conflicts.is_empty() {
        note = format!("{note} {}", s::RECOVER_BOTH.fill(language, &[&count(&recovery.conflicts)]));
    }
    let look = if recovery.has_file() { s::RECOVER_COMPARE } else { s::RECOVER_LOOK };
    let discard = if recovery.is_unsaved() { s::DISCARD_YES } else { s::RECOVER_DISCARD };
    let choices =
        [(UnsavedChoice::Use, s::RECOVER_USE), (UnsavedChoice::Compare, look), (UnsavedChoice::Discard, discard)];
    let items = choices.map(|(choice, text)| Item::new(vec![Effect::DecideUnsaved(choice)], text.of(language)));
    Chooser::new(s::RECOVER_TITLE.of(language), items.into()).taking(Letters::Digits).with_note(note)
}

/// Shows what a journal says more than its report, and comes back to the question about it.
#[must_use]
pub(crate) fn compare_unsaved(unsaved_report: &Unsaved, language: Language) -> Effect {
    let Unsaved { claim, recovery } = unsaved_report;
    let before = recovery.has_file().then_some(s::IN_FILE);
    let text = listed(recovery.definition(), &recovery.differences, before, s::IN_JOURNAL, language);
    let question = Dialog::Choose(unsaved(unsaved_report, language));
    Effect::Compare(comparison(&claim.path, text, language), question)
}

/// Shows how what is on the screen differs from a file that others changed.
#[must_use]
pub(crate) fn compare_with_disk(report: &OpenReport, question: Question, context: &Context) -> Effect {
    let language = context.language;
    let text = match difference_from(report.path(), &report.session, &context.workspace) {
        Ok(Some(found)) => listed(&report.session.definition, &found, Some(s::ON_DISK), s::ON_SCREEN, language),
        Ok(None) => s::OTHER_TYPE.of(language).to_owned(),
        Err(error) => error.describe(language),
    };
    Effect::Compare(comparison(report.path(), text, language), question)
}

/// How the open answers differ from those of a file; `None` where that is of another type.
fn difference_from(
    file: &FilePath,
    session: &Session,
    workspace: &Workspace,
) -> Result<Option<Vec<Difference>>, crate::store::report_file::OpenFileError> {
    let opened = ReportFile::open(file, &workspace.library, workspace.year())?;
    let is_same_type = opened.definition.asks_the_same(&session.definition);
    Ok(is_same_type.then(|| differences(&opened.definition, &opened.answers, &session.answers)))
}

fn comparison(path: &FilePath, text: String, language: Language) -> Reading {
    let reason = s::COMPARE_NOTE.of(language).to_owned();
    Reading { path: path.to_owned(), title: s::COMPARE_TITLE, reason, text, is_figures: false }
}

/// The differences as a text to read: each with its field, and what was typed before, if anything
/// was, and after.
fn listed(
    definition: &Definition,
    found: &[Difference],
    before: Option<Message>,
    after: Message,
    language: Language,
) -> String {
    if found.is_empty() {
        return s::NO_DIFFERENCE.of(language).to_owned();
    }
    let nothing = s::BLANK.of(language);
    let or_nothing = |text: &str| if text.is_empty() { nothing.to_owned() } else { text.replace('\n', " / ") };
    let told = found.iter().map(|difference| {
        let name = match &difference.place {
            DifferencePlace::Entry(path) => place_words(definition, *path, language),
            DifferencePlace::Block(_) => s::PARAGRAPH_BY_HAND.of(language).to_owned(),
        };
        let (old, new) = (or_nothing(&difference.before), or_nothing(&difference.after));
        let old = before.map_or(String::new(), |before| format!("  {}: {old}\n", before.of(language)));
        format!("{name}\n{old}  {}: {new}\n", after.of(language))
    });
    told.collect::<Vec<_>>().join("\n")
}

/// The earlier versions of the open report, to choose from.
#[must_use]
pub(crate) fn list(report: &OpenReport, context: &Context) -> Effect {
    let language = context.language;
    let versions = versions::list(report.path());
    if versions.is_empty() {
        return Effect::Notify(s::NO_VERSIONS.of(language).to_owned());
    }
    let item = |version: Version| {
        let note = match difference_from(&version.path, &report.session, &context.workspace) {
            Ok(Some(found)) if found.is_empty() => s::SAME_AS_NOW.of(language).to_owned(),
            Ok(Some(found)) => s::DIFFERS.fill(language, &[&count(&found)]),
            Ok(None) | Err(_) => s::UNREADABLE.of(language).to_owned(),
        };
        let time = time_words(version.time);
        Item::new(vec![Effect::AskVersion(version)], time).with_note(note)
    };
    let items = versions.into_iter().map(item).collect();
    Effect::Ask(Dialog::Choose(Chooser::new(s::VERSIONS_TITLE.of(language), items)))
}

/// Asks what to do with an earlier version.
#[must_use]
pub(crate) fn version(version: &Version, language: Language) -> Question {
    let items = vec![
        Item::new(vec![Effect::CompareVersion(version.clone())], s::COMPARE.of(language)),
        Item::new(vec![Effect::RestoreVersion(version.clone())], s::RESTORE.of(language)),
        Item::new(vec![], s::CLOSE.of(language)),
    ];
    let title = s::VERSION_TITLE.fill(language, &[&time_words(version.time)]);
    Dialog::Choose(Chooser::new(title, items).taking(Letters::Digits))
}

/// Shows how what is on the screen differs from an earlier version.
#[must_use]
pub(crate) fn compare_version(earlier: &Version, session: &Session, context: &Context) -> Effect {
    let language = context.language;
    let text = match difference_from(&earlier.path, session, &context.workspace) {
        Ok(Some(found)) => listed(&session.definition, &found, Some(s::IN_VERSION), s::NOW, language),
        Ok(None) | Err(_) => s::UNREADABLE.of(language).to_owned(),
    };
    Effect::Compare(comparison(&earlier.path, text, language), version(earlier, language))
}

/// Goes back to an earlier version; what is on the screen becomes an earlier version itself.
#[must_use]
pub(crate) fn restore(version: &Version, report: &mut OpenReport, disk: &dyn Disk, context: &Context) -> Vec<Effect> {
    let language = context.language;
    let workspace = &context.workspace;
    match ReportFile::open(&version.path, &workspace.library, workspace.year()) {
        Ok(opened) if opened.definition.asks_the_same(&report.session.definition) => {
            if let Err(error) = report.keep_now(disk) {
                return vec![Effect::Notify(error.describe(language))];
            }
            report.session.replace_all(&opened.answers);
            let told = s::RESTORED.fill(language, &[&time_words(version.time)]);
            vec![Effect::Notify(told), Effect::ShowForm]
        }
        Ok(_) => vec![Effect::Notify(s::OTHER_TYPE.of(language).to_owned())],
        Err(error) => {
            vec![Effect::Ask(Dialog::message(s::VERSIONS_TITLE.of(language), error.describe(language)))]
        }
    }
}
