//! A report, or the office profile, is opened: its lock is taken, what an earlier run left is looked
//! for, and what cannot be opened is at least shown.

use std::io;
use std::path::{Path, PathBuf};

use crate::document::compose::compose;
use crate::report::evaluation::Evaluation;
use crate::report::prefill;
use crate::session::open_report::Kind;
use crate::store::answers_file::OpenError;
use crate::store::broken::{last_good_version, put_aside, restore_version};
use crate::store::built_in::OFFICE_ID;
use crate::store::files;
use crate::store::library::TypeError;
use crate::store::lock::{Holder, Lock, Locked};
use crate::store::names::{JOURNAL, LOCK, edits_left, listed, sidecar_path};
use crate::store::recovery::{self, Found, Recovery};
use crate::store::renaming;
use crate::store::report_file::{OpenFileError, OpenedReport, ReportFile};
use crate::store::save_error::SaveError;
use crate::store::versions::Version;

use super::Workspace;

/// A file that nobody else writes to while this is held.
#[derive(Debug)]
pub struct Claim {
    pub path: PathBuf,
    pub kind: Kind,
    /// `None` where there can be no lock.
    pub lock: Option<Lock>,
}

/// Something to say about a report that was opened.
#[derive(Debug)]
pub(crate) enum Remark {
    /// There can be no lock under this name.
    NoLock { lock: PathBuf, why: io::Error },
    /// The journal of an earlier run cannot be read and is kept under this name.
    JournalUnreadable(PathBuf),
    /// Texts that were in an editor when an earlier run was killed are in these files.
    EditsLeft(Vec<PathBuf>),
    /// The office profile is new.
    FirstRun,
    /// The office profile had to be saved in these files, which nothing is begun from.
    OfficeElsewhere(Vec<PathBuf>),
}

/// What a person sees of a report that somebody else has open.
#[derive(Debug)]
pub(crate) enum Shown {
    /// Its document.
    Document(crate::document::Document),
    /// The office profile is no document.
    Office,
    Unreadable(OpenFileError),
}

/// What came of opening a file.
#[derive(Debug)]
pub(crate) enum Opening {
    /// It is open.
    Report { opened: Box<OpenedReport>, claim: Claim },
    /// An earlier run left more than the file has: that is to be decided first.
    Unsaved(Unsaved),
    /// Somebody else has it open.
    Held { path: PathBuf, holder: Holder, shown: Shown },
    /// Nobody can go on with it here, but it can be read.
    ReadOnly { path: PathBuf, why: OpenError, text: String },
    /// It cannot be opened; the newest of its versions that can, if there is one.
    Broken { path: PathBuf, kind: Kind, why: OpenFileError, version: Option<Version> },
    /// Nothing can be done with the journal beside it, and what is typed next would take its place.
    JournalStuck { path: PathBuf, kind: Kind, why: JournalStuck, shown: Shown },
    /// The type of the office profile is wrong.
    TypeError(TypeError),
}

/// Why nothing can be done with a journal now.
#[derive(Debug)]
pub(crate) enum JournalStuck {
    /// It cannot be read.
    Io(io::Error),
    /// Its type cannot be opened.
    Content(OpenError),
    /// It can neither be taken back nor dropped: what would be lost by it cannot be kept.
    Refused(SaveError),
}

/// A report and the journal beside it that says more.
#[derive(Debug)]
pub struct Unsaved {
    pub claim: Claim,
    pub recovery: Box<Recovery>,
}

/// Where the office profile had to be saved when its own file could not be written to.
#[must_use]
pub(crate) fn offices_elsewhere(workspace: &Workspace) -> Vec<PathBuf> {
    let is_office = |path: &PathBuf| {
        ReportFile::open(path, &workspace.library, workspace.year())
            .is_ok_and(|opened| opened.definition.id == OFFICE_ID)
    };
    workspace.folders.offices_elsewhere().into_iter().filter(is_office).collect()
}

/// Opens a file.
#[must_use]
pub(crate) fn open(path: PathBuf, kind: Kind, workspace: &Workspace) -> (Opening, Vec<Remark>) {
    let mut remarks = Vec::new();
    if kind == Kind::Office {
        let elsewhere = offices_elsewhere(workspace);
        remarks.extend((!elsewhere.is_empty()).then_some(Remark::OfficeElsewhere(elsewhere)));
    }
    let opening = match claim(path, kind, &mut remarks, workspace) {
        Ok(claim) => open_claimed(claim, &mut remarks, workspace),
        Err(held) => *held,
    };
    (opening, remarks)
}

/// Takes the lock of a file; where somebody else has it, the report can only be looked at.
fn claim(path: PathBuf, kind: Kind, remarks: &mut Vec<Remark>, workspace: &Workspace) -> Result<Claim, Box<Opening>> {
    renaming::finish(listed(path.parent().unwrap_or(Path::new(""))));
    let lock = match Lock::take(&path) {
        Ok(lock) => Some(lock),
        Err(Locked::By(holder)) => {
            let shown = shown(&path, workspace);
            return Err(Box::new(Opening::Held { path, holder: *holder, shown }));
        }
        Err(Locked::Impossible(why)) => {
            // A name of the greatest length has no room for that of a lock.
            if files::exists(&path) && why.kind() != io::ErrorKind::InvalidFilename {
                remarks.push(Remark::NoLock { lock: sidecar_path(&path, LOCK), why });
            }
            None
        }
    };
    let left = edits_left(&path);
    if !left.is_empty() {
        remarks.push(Remark::EditsLeft(left));
    }
    Ok(Claim { path, kind, lock })
}

fn shown(path: &Path, workspace: &Workspace) -> Shown {
    match ReportFile::open(path, &workspace.library, workspace.year()) {
        Ok(opened) if !opened.definition.is_document => Shown::Office,
        Ok(opened) => {
            let evaluation = Evaluation::of(&opened.definition, &opened.answers, workspace.today);
            Shown::Document(compose(&opened.definition, &opened.answers, &evaluation))
        }
        Err(error) => Shown::Unreadable(error),
    }
}

/// Opens a file that is claimed, unless an earlier run left a journal.
fn open_claimed(claim: Claim, remarks: &mut Vec<Remark>, workspace: &Workspace) -> Opening {
    match recovery::find(&claim.path, &workspace.library, workspace.year()) {
        Ok(Found::Recovery(recovery)) => return Opening::Unsaved(Unsaved { claim, recovery }),
        Ok(Found::Unreadable(kept)) => remarks.push(Remark::JournalUnreadable(kept)),
        Ok(Found::Nothing) => {}
        // The report is, too, and says so itself.
        Err(why) if files::is_outside(&why) => {}
        Err(why) => return stuck(claim, JournalStuck::Io(why), workspace),
        Ok(Found::Waiting(why)) => match ReportFile::open(&claim.path, &workspace.library, workspace.year()) {
            Ok(_) => return stuck(claim, JournalStuck::Content(why), workspace),
            // The report says the same, and stays as it is.
            Err(_) if files::exists(&claim.path) => {}
            Err(_) => {
                let error = OpenFileError::Content { path: sidecar_path(&claim.path, JOURNAL), error: why, text: None };
                return Opening::Broken { path: claim.path, kind: claim.kind, why: error, version: None };
            }
        },
    }
    open_file(claim, remarks, workspace)
}

/// What can be done with a file beside which a journal must stay as it is.
pub(crate) fn stuck(claim: Claim, why: JournalStuck, workspace: &Workspace) -> Opening {
    let shown = shown(&claim.path, workspace);
    Opening::JournalStuck { path: claim.path, kind: claim.kind, why, shown }
}

/// Opens a file without the journal beside it, which cannot be read and is put aside.
///
/// # Errors
/// The journal cannot be put aside; nothing is changed.
pub(crate) fn open_without_journal(
    path: PathBuf,
    kind: Kind,
    workspace: &Workspace,
) -> Result<(Opening, Vec<Remark>), SaveError> {
    let mut remarks = Vec::new();
    let claim = match claim(path, kind, &mut remarks, workspace) {
        Ok(claim) => claim,
        Err(held) => return Ok((*held, remarks)),
    };
    remarks.extend(put_aside(&sidecar_path(&claim.path, JOURNAL))?.map(Remark::JournalUnreadable));
    Ok((open_claimed(claim, &mut remarks, workspace), remarks))
}

/// Opens a file that is claimed and has no journal any more.
#[must_use]
pub(crate) fn open_file(claim: Claim, remarks: &mut Vec<Remark>, workspace: &Workspace) -> Opening {
    let opened = match claim.kind {
        Kind::Report => ReportFile::open(&claim.path, &workspace.library, workspace.year()),
        Kind::Office => {
            let is_new = !files::exists(&claim.path);
            let definition = match workspace.library.office() {
                Ok(definition) => definition,
                Err(error) => return Opening::TypeError(error),
            };
            let opened = ReportFile::open_or_begin(&claim.path, &workspace.library, definition, workspace.year());
            opened.map(|mut opened| {
                if is_new {
                    prefill::fill(&opened.definition, &mut opened.answers, None, workspace.today);
                    remarks.push(Remark::FirstRun);
                }
                opened
            })
        }
    };
    match opened {
        Ok(opened) => Opening::Report { opened: Box::new(opened), claim },
        Err(OpenFileError::Content { path, error, text: Some(text) }) if claim.kind == Kind::Report => {
            Opening::ReadOnly { path, why: error, text }
        }
        Err(why) => {
            let version = last_good_version(&claim.path, &workspace.library, workspace.year());
            Opening::Broken { path: claim.path, kind: claim.kind, why, version }
        }
    }
}

/// Opens a file that could not be opened from an earlier version of it. Whoever had it open meanwhile
/// may have mended it: then it is opened as it is.
///
/// # Errors
/// The version could not take its place.
pub(crate) fn open_version(
    path: &Path,
    kind: Kind,
    version: &Version,
    workspace: &Workspace,
) -> Result<(Opening, Vec<Remark>), SaveError> {
    let mut remarks = Vec::new();
    let claim = match claim(path.to_owned(), kind, &mut remarks, workspace) {
        Ok(claim) => claim,
        Err(held) => return Ok((*held, remarks)),
    };
    if ReportFile::open(path, &workspace.library, workspace.year()).is_err() {
        restore_version(path, version)?;
    }
    Ok((open_claimed(claim, &mut remarks, workspace), remarks))
}
