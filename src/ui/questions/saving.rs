//! What is asked where saving fails, or somebody else has changed the file.

use std::path::{Path, PathBuf};

use crate::app::current::Current;
use crate::session::open_report::{Kind, Obstacle, OpenReport, Status};
use crate::text::visible::{shown_name, shown_path};
use crate::ui::context::Context;
use crate::ui::dialogs::{Chooser, Dialog, Item, Letters};
use crate::ui::effect::{ConflictChoice, Effect, FailureChoice, Question};
use crate::ui::strings as s;

/// What to do about a file that others changed. One who wants to leave the program may do so all the same.
#[must_use]
pub(crate) fn conflict(kind: Kind, is_leaving: bool, context: &Context) -> Question {
    let language = context.language;
    let note = context.theme.key_names(s::CONFLICT_NOTE.of(language)).into_owned();
    // It comes by itself, so what stands first changes nothing, and letters choose nothing.
    let (keep, take) = match kind {
        Kind::Report => (s::KEEP_MINE, s::TAKE_THEIRS),
        Kind::Office => (s::KEEP_MY_OFFICE, s::TAKE_THEIR_OFFICE),
    };
    let mut items = vec![
        Item::new(vec![], s::DECIDE_LATER.of(language)),
        Item::new(vec![Effect::DecideConflict(ConflictChoice::Compare)], s::COMPARE.of(language)),
        Item::new(vec![Effect::DecideConflict(ConflictChoice::KeepMine)], keep.of(language)),
        Item::new(vec![Effect::DecideConflict(ConflictChoice::TakeTheirs)], take.of(language)),
    ];
    if is_leaving {
        items.push(Item::new(vec![Effect::DecideFailure(FailureChoice::Leave)], s::LEAVE_UNSAVED.of(language)));
    }
    let chooser = Chooser::new(s::CHANGED_ON_DISK.of(language), items).taking(Letters::Nothing);
    Dialog::Choose(chooser.with_note(note))
}

/// Whether a report whose period is new gets another name than its due one, which another report has.
#[must_use]
pub(crate) fn name_taken(present: &Path, due: &Path, free: PathBuf, context: &Context) -> Question {
    let language = context.language;
    let keep = s::KEEP_NAME.fill(language, &[&shown_name(present)]);
    let change = s::CHANGE_NAME.fill(language, &[&shown_name(&free)]);
    // It comes by itself, so what stands first changes nothing, and letters choose nothing.
    let items = vec![Item::new(vec![], keep), Item::new(vec![Effect::Rename(free)], change)];
    let chooser = Chooser::new(s::NAME_TITLE.of(language), items).taking(Letters::Nothing);
    Dialog::Choose(chooser.with_note(s::NAME_TAKEN.fill(language, &[&shown_name(due)])))
}

/// Why the open report is not saved, and where else it could be; `None` where it is. One who wants to
/// leave the program may do so all the same.
#[must_use]
pub(crate) fn failure(current: &Current, is_leaving: bool, context: &Context) -> Option<Question> {
    let language = context.language;
    let is_office_changed =
        |report: &&OpenReport| report.kind == Kind::Office && report.obstacle == Some(Obstacle::ChangedOnDisk);
    if let Some(report) = current.report.as_ref().filter(is_office_changed) {
        return Some(conflict(report.kind, is_leaving, context));
    }
    let why = match current.report.as_ref().map(OpenReport::status) {
        Some(Status::Failed(why)) => why,
        Some(_) if current.saver.is_busy() => s::STILL_SAVING.of(language).to_owned(),
        _ => return None,
    };
    let item = |choice, text: &str| Item::new(vec![Effect::DecideFailure(choice)], text);
    let mut items = vec![item(FailureChoice::TryAgain, s::TRY_AGAIN.of(language))];
    if current.report.as_ref().is_some_and(|report| report.obstacle == Some(Obstacle::ReadOnly)) {
        items.push(item(FailureChoice::Overwrite, s::OVERWRITE.of(language)));
    }
    items.extend(current.other_folders(&context.workspace.folders).into_iter().map(|folder| {
        let text = s::SAVE_IN.fill(language, &[&shown_path(&folder)]);
        item(FailureChoice::SaveIn(folder), &text)
    }));
    items.push(Item::new(vec![], s::DECIDE_LATER.of(language)));
    if is_leaving {
        items.push(item(FailureChoice::Leave, s::LEAVE_UNSAVED.of(language)));
    }
    let chooser = Chooser::new(s::NOT_SAVED.of(language), items).taking(Letters::Digits);
    Some(Dialog::Choose(chooser.with_note(why)))
}
