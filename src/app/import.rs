//! An old report in a file of Word or a text, begun again as a report of a type.

use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::import::source::Source;
use crate::import::{ImportError, Imported, MAX_FILE, Paragraph, encoding, import, paragraphs};
use crate::report::field::Prefill;
use crate::report::ids::FieldId;
use crate::text::language::Language;
use crate::text::visible::shown_path;

use crate::session::old_text::TITLE;
use crate::store::answers_file::{AnswersFile, fits};
use crate::store::library::TypeError;
use crate::store::report_file::{OpenedReport, ReportFile};
use crate::store::{describe_io, reading};

use super::Workspace;
use super::begin::prefill;

/// Why an old report cannot be read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OldReportError {
    #[error("{}: {source}", shown_path(path))]
    Io { path: PathBuf, source: io::Error },
    #[error("{}: {error}", shown_path(path))]
    Content { path: PathBuf, error: ImportError },
}

impl OldReportError {
    /// What is wrong, where, and what to do.
    #[must_use]
    pub(crate) fn describe(&self, language: Language) -> String {
        let (OldReportError::Io { path, .. } | OldReportError::Content { path, .. }) = self;
        let (path, why) = (shown_path(path), self.why(language));
        language.pick(format!("Không lấy được từ {path}: {why}."), format!("{path} cannot be imported: {why}."))
    }

    /// The same of a file whose name stands beside it.
    #[must_use]
    pub(crate) fn why(&self, language: Language) -> String {
        match self {
            OldReportError::Io { source, .. } => describe_io(source, language),
            OldReportError::Content { error, .. } => error.describe(language).to_owned(),
        }
    }
}

/// An old report as it was read.
#[derive(Debug)]
pub struct OldReport {
    pub paragraphs: Vec<Paragraph>,
    /// What its text was written in, where that was found out.
    pub encoding: Option<&'static str>,
}

/// Reads an old report.
///
/// # Errors
/// The file cannot be read, or holds no report.
pub(crate) fn read(path: &Path) -> Result<OldReport, OldReportError> {
    let read = reading::read(path, MAX_FILE);
    let content = |error| OldReportError::Content { path: path.to_owned(), error };
    let bytes = read.map_err(|source| match source.kind() {
        io::ErrorKind::FileTooLarge => content(ImportError::too_large(&reading::begin(path))),
        _ => OldReportError::Io { path: path.to_owned(), source },
    })?;
    let paragraphs = paragraphs(&bytes).map_err(content)?;
    Ok(OldReport { paragraphs, encoding: encoding(&bytes) })
}

/// A report begun from an old one, and how much of that found its place.
#[derive(Debug)]
pub(crate) struct Begun {
    pub opened: OpenedReport,
    /// How many fields have an answer now.
    pub recognised: usize,
    /// Whether it is no larger than a report can be.
    pub is_due_size: bool,
    /// Paragraphs without a place; they stand at the end of the answers file.
    pub rest: Vec<String>,
    /// What became of each paragraph.
    pub sources: Vec<Source>,
}

/// A path as people paste it: in quotes, with "~" for the home folder. `None` where nothing is typed.
#[must_use]
pub(crate) fn path_of(typed: &str) -> Option<PathBuf> {
    let typed = typed.trim().trim_matches(['"', '\'']);
    if typed.is_empty() {
        return None;
    }
    let home = typed.strip_prefix("~/").and_then(|rest| Some(PathBuf::from(std::env::var_os("HOME")?).join(rest)));
    Some(home.unwrap_or_else(|| PathBuf::from(typed)))
}

/// Begins a report of a type, under a free name in the folder of reports, from the paragraphs of an old one.
/// What the old one does not say comes from the office profile. Nothing is written yet.
///
/// # Errors
/// There is no such type, or it is wrong.
pub(crate) fn begin_in(workspace: &Workspace, type_id: &str, old: &[Paragraph]) -> Result<Begun, TypeError> {
    let definition = workspace.library.load(type_id)?;
    let Imported { mut answers, rest, sources } = import(&definition, old, workspace.year());
    let recognised = answers.unconfirmed.len();
    let blank: Vec<FieldId> = definition.fields.ids().filter(|field| answers.answer(*field).is_blank()).collect();
    prefill(&definition, &mut answers, workspace);
    // What usually follows from the period may have been otherwise: the old report is asked, not the calendar.
    let is_computed = |field: &FieldId| matches!(definition[*field].prefill, Some(Prefill::Computed(_)));
    let follows = blank.into_iter().filter(is_computed).filter(|field| !answers.answer(*field).is_blank());
    let follows: Vec<FieldId> = follows.collect();
    Rc::make_mut(&mut answers.unconfirmed).extend(follows);
    let period = answers.period(&definition);
    let path = ReportFile::create(workspace.folders.reports(), &definition, period).path().to_owned();
    let mut file = AnswersFile::new(&definition, period);
    if !rest.is_empty() {
        file.add_comment(std::iter::once(TITLE).chain(rest.iter().map(String::as_str)));
    }
    let is_due_size = fits(&file, &definition, &answers);
    let report = ReportFile::unsaved(path, file);
    let opened = OpenedReport { report, definition, answers, focus: None, notes: Vec::new() };
    Ok(Begun { opened, recognised, is_due_size, rest, sources })
}
