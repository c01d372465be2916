//! A report begins: of a type, as a copy, as the sample. Nothing is written yet.

use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::report::answers::{Answers, EntryPath};
use crate::report::carry::carry;
use crate::report::definition::Definition;
use crate::report::field::Kind;
use crate::report::period::Period;
use crate::report::prefill;
use crate::store::answers_file::{AnswersFile, OpenError};
use crate::store::built_in::{EXAMPLES, OFFICE_ID};
use crate::store::describe_io;
use crate::store::library::TypeError;
use crate::store::lock::{Lock, Locked};
use crate::store::report_file::{OpenFileError, OpenedReport, ReportFile};
use crate::text::language::Language;
use crate::text::visible::{shown_line, shown_path};

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
    prefill(&definition, &mut answers, workspace);
    Ok(OpenedReport::begun(workspace.folders.reports(), definition, answers))
}

/// Why a report is begun without the office profile, although there is one.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OfficeError {
    #[error(transparent)]
    Open(#[from] OpenFileError),
    /// Its fields are not those of a profile.
    #[error("{} is of the type {type_id}", shown_path(path))]
    OtherType { path: PathBuf, type_id: String },
}

impl OfficeError {
    /// What is wrong, where, and what comes of it.
    #[must_use]
    pub(crate) fn describe(&self, language: Language) -> String {
        let (path, why) = match self {
            OfficeError::Open(OpenFileError::Io { path, source }) => (path, describe_io(source, language)),
            OfficeError::Open(OpenFileError::Content { path, error, .. }) => (path, error.describe(language)),
            OfficeError::OtherType { path, type_id } => {
                let type_id = shown_line(type_id);
                let why = (format!("loại báo cáo là “{type_id}”"), format!("the report type is “{type_id}”"));
                (path, language.pick(why.0, why.1))
            }
        };
        let (path, why) = (shown_path(path), why.trim_end_matches('.'));
        language.pick(
            format!("Không đọc được hồ sơ đơn vị ({path}: {why}): không lấy được tên cơ quan, nơi nhận, người ký từ đó."),
            format!("The office profile cannot be read ({path}: {why}): it gives no names of the office, no recipients and no signer."),
        )
    }
}

/// The office profile; `None` where there is none.
///
/// # Errors
/// There is one, and nothing can be taken from it.
pub(crate) fn office(workspace: &Workspace) -> Result<Option<(Definition, Answers)>, OfficeError> {
    let path = workspace.folders.office();
    match ReportFile::open(&path, &workspace.library, workspace.year()) {
        Ok(opened) if opened.definition.id == OFFICE_ID => Ok(Some((opened.definition, opened.answers))),
        Ok(opened) => Err(OfficeError::OtherType { path, type_id: opened.definition.id }),
        Err(OpenFileError::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Fills the blank fields of a report from the office profile, where that can be read, and as its type says.
pub(super) fn prefill(definition: &Definition, answers: &mut Answers, workspace: &Workspace) {
    let office = office(workspace).ok().flatten();
    let office = office.as_ref().map(|(definition, answers)| (definition, answers));
    prefill::fill(definition, answers, office, workspace.today);
}

/// A report begun from an earlier one, and what of that it has.
#[derive(Debug)]
pub(crate) struct Copied {
    pub opened: OpenedReport,
    /// Paragraphs that were written by hand and stay in the earlier report.
    pub by_hand: usize,
}

/// Why a report cannot be begun from an earlier one.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CopyError {
    #[error(transparent)]
    Open(#[from] OpenFileError),
    #[error(transparent)]
    Type(#[from] TypeError),
}

impl CopyError {
    /// What is wrong, where, and what to do.
    #[must_use]
    pub(crate) fn describe(&self, language: Language) -> String {
        match self {
            CopyError::Open(error) => error.describe(language),
            CopyError::Type(error) => error.describe(language),
        }
    }
}

/// A report for another period, begun from an earlier one as the fields of its type say (see [`carry`]),
/// opened at its period. Of the type of the earlier one where none is given.
///
/// # Errors
/// The earlier one cannot be opened, or there is no such type, or it is wrong.
pub(crate) fn copy(path: &Path, type_id: Option<&str>, workspace: &Workspace) -> Result<Copied, CopyError> {
    let earlier = ReportFile::open(path, &workspace.library, workspace.year())?;
    let (from, old) = (&earlier.definition, &earlier.answers);
    // The earlier one's own definition is needed beside the copy's.
    let definition = workspace.library.load(type_id.unwrap_or(&from.id))?;
    let mut answers = Answers::new(&definition, workspace.year());
    if let Some(field) = definition.period
        && let Kind::Period(granularity) = &definition[field].kind
    {
        let today = Period::of(workspace.today, *granularity);
        let next = old.period(from).filter(|period| period.granularity == *granularity).map(Period::next);
        let period = next.filter(|next| next.start() > today.start()).unwrap_or(today);
        answers.set(&definition, EntryPath::field(field), period.words());
        answers.unconfirmed = Rc::new([field].into());
    }
    carry((from, old), &definition, &mut answers);
    prefill(&definition, &mut answers, workspace);
    let period = answers.period(&definition);
    let path = ReportFile::create(workspace.folders.reports(), &definition, period).path().to_owned();
    let mut file = AnswersFile::new(&definition, period);
    if let Some(previous) = answers.previous.clone()
        && file.keep_previous(&definition, previous).is_err()
    {
        // It is only shown.
        answers.previous = None;
    }
    let focus = definition.period.map(EntryPath::field);
    let report = ReportFile::unsaved(path, file);
    let opened = OpenedReport { report, definition, answers, focus, notes: Vec::new() };
    Ok(Copied { opened, by_hand: old.edited.len() })
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
