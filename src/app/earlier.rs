//! Finds the report of the period before: of the same type and unit, in the folder of reports.

use std::path::Path;

use crate::document::compose::compose;
use crate::report::answers::{Answers, EntryPath};
use crate::report::definition::Definition;
use crate::report::evaluation::Evaluation;
use crate::report::period::Period;
use crate::session::earlier::Earlier;
use crate::store::index::Index;
use crate::store::report_file::{OpenFileError, OpenedReport, ReportFile};
use crate::text::letters::plain_letters;

use super::Workspace;

/// The field in which an office names itself in full.
const UNIT: &str = "chu_the";

/// Files that are opened in order to find one.
const LOOKED_AT: usize = 12;

/// The office that a report is of, in plain letters.
#[must_use]
pub(super) fn unit((definition, answers): (&Definition, &Answers)) -> String {
    definition.field(UNIT).map_or_else(String::new, |field| plain_letters(answers.raw(EntryPath::field(field))))
}

/// A report that was read, with what follows from its answers.
fn whole(path: &Path, opened: OpenedReport, workspace: &Workspace) -> Earlier {
    let OpenedReport { definition, answers, .. } = opened;
    let evaluation = Evaluation::of(&definition, &answers, workspace.today);
    let document = compose(&definition, &answers, &evaluation);
    Earlier { path: path.to_owned(), period: answers.period(&definition), answers, evaluation, document }
}

/// The newest report of an earlier period of the same type and unit. `None` where there is none that can be read.
#[must_use]
pub(crate) fn find(
    path: &Path,
    (definition, answers): (&Definition, &Answers),
    index: &Index,
    workspace: &Workspace,
) -> Option<Earlier> {
    let own: Period = answers.period(definition)?;
    // A name alone is in the folder that one is in.
    let path = &std::path::absolute(path).ok()?;
    let name = unit((definition, answers));
    // A report may have been put elsewhere, with that of the year before beside it.
    let mut entries = index.list(workspace.folders.reports());
    if let Some(folder) = path.parent().filter(|folder| *folder != workspace.folders.reports()) {
        let beside = index.list(folder).into_iter().filter(|entry| !entries.iter().any(|one| one.path == entry.path));
        entries.extend(beside.collect::<Vec<_>>());
    }
    let entries = entries.into_iter();
    let of_type = entries.filter(|entry| entry.type_id == definition.id && entry.path != *path);
    let opened = of_type.take(LOOKED_AT).filter_map(|entry| {
        let opened = ReportFile::open(&entry.path, &workspace.library, workspace.year()).ok()?;
        let period = opened.answers.period(&opened.definition)?;
        let is_before = period.granularity == own.granularity && period.start() < own.start();
        let is_own = unit((&opened.definition, &opened.answers)) == name;
        (is_before && is_own && opened.definition.asks_the_same(definition)).then_some((period, entry.path, opened))
    });
    let (_, path, opened) = opened.max_by_key(|(period, ..)| period.start())?;
    Some(whole(&path, opened, workspace))
}

/// A report that was named as the earlier one. `None` where it is of another type.
///
/// # Errors
/// It cannot be opened.
pub(crate) fn named(
    path: &Path,
    definition: &Definition,
    workspace: &Workspace,
) -> Result<Option<Earlier>, OpenFileError> {
    let opened = ReportFile::open(path, &workspace.library, workspace.year())?;
    Ok(opened.definition.asks_the_same(definition).then(|| whole(path, opened, workspace)))
}
