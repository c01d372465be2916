//! A report begins: of a type, as a copy, as the sample. Nothing is written yet.

use std::path::Path;

use crate::report::answers::{Answers, EntryPath};
use crate::report::definition::Definition;
use crate::report::field::Kind;
use crate::report::period::Period;
use crate::report::prefill;
use crate::store::answers_file::{AnswersFile, OpenError};
use crate::store::library::{EXAMPLES, TypeError};
use crate::store::lock::{Lock, Locked};
use crate::store::report_file::{OpenFileError, OpenedReport, ReportFile};

use super::Workspace;

/// The file of the sample, in the folder of reports.
pub(crate) const SAMPLE_FILE: &str = "ban-mau.toml";

/// A report of a type: its period, the office profile, and what the type fills in by itself.
///
/// # Errors
/// There is no such type, or it is wrong.
pub(crate) fn new_report(type_id: &str, workspace: &Workspace) -> Result<OpenedReport, TypeError> {
    let definition = workspace.library.load(type_id)?;
    let mut answers = Answers::new(&definition, workspace.year());
    if let Some(field) = definition.period
        && let Kind::Period(granularity) = &definition[field].kind
    {
        let period = Period::of(workspace.today, *granularity);
        answers.set(&definition, EntryPath::field(field), period.words());
    }
    let office = office(workspace);
    let office = office.as_ref().map(|(definition, answers)| (definition, answers));
    prefill::fill(&definition, &mut answers, office, workspace.today);
    Ok(OpenedReport::begun(workspace.folders.reports(), definition, answers))
}

/// The office profile, if there is one.
fn office(workspace: &Workspace) -> Option<(Definition, Answers)> {
    let definition = workspace.library.office().ok()?;
    let opened = ReportFile::open(&workspace.folders.office(), &workspace.library, workspace.year()).ok()?;
    Some((definition, opened.answers))
}

/// A report with all answers of another, under a name that is free in the folder of reports.
///
/// # Errors
/// The other one cannot be opened.
pub(crate) fn copy(path: &Path, workspace: &Workspace) -> Result<OpenedReport, OpenFileError> {
    let mut opened = ReportFile::open(path, &workspace.library, workspace.year())?;
    move_to_free_name(&mut opened, workspace);
    Ok(opened)
}

fn move_to_free_name(opened: &mut OpenedReport, workspace: &Workspace) {
    let period = opened.answers.period(&opened.definition);
    let free = ReportFile::create(workspace.folders.reports(), &opened.definition, period);
    opened.report.move_to(free.path().to_owned());
}

/// The sample: a filled report of an invented commune.
///
/// # Errors
/// The program has none that it can read.
pub(crate) fn sample(workspace: &Workspace) -> Result<OpenedReport, OpenError> {
    let text = EXAMPLES.first().map_or("", |(_, text)| *text);
    let opened = AnswersFile::open(text, &workspace.library, workspace.year())?;
    let mut begun = OpenedReport::begun(workspace.folders.reports(), opened.definition, opened.answers);
    begun.report.move_to(workspace.folders.reports().join(SAMPLE_FILE));
    Ok(begun)
}

/// Takes the lock of a report that is in no file yet, or in one of its own. `None` where there can be
/// none.
pub(crate) fn claim(opened: &mut OpenedReport, workspace: &Workspace) -> Option<Lock> {
    let mut lock = Lock::take(opened.report.path());
    if matches!(lock, Err(Locked::By(_))) {
        // Another window begins one under this name at this very time.
        move_to_free_name(opened, workspace);
        lock = Lock::take(opened.report.path());
    }
    lock.ok()
}
