//! What screens and dialogs ask of the program, and what the program asks of its loop.

use std::path::PathBuf;
use std::rc::Rc;

use crate::app::export::Draft;
use crate::app::import::OldReport;
use crate::app::open::Unsaved;
use crate::check::Diagnostic;
use crate::export::FormatName;
use crate::report::answers::{EntryPath, Silence};
use crate::report::definition::SectionId;
use crate::report::ids::BlockId;
use crate::session::focus::Focus;
use crate::session::open_report::Kind;
use crate::session::rows::RowAction;
use crate::store::lock::Lock;
use crate::store::report_file::OpenedReport;
use crate::store::versions::Version;
use crate::text::message::Message;

use super::action::Action;
use super::dialogs::Dialog;

/// A dialog in which choosing an item does what it carries.
pub(crate) type Question = Dialog<Vec<Effect>>;

/// What a screen or a dialog asks of the program.
#[derive(Debug)]
pub enum Effect {
    /// Something that only the loop can do.
    Task(Task),
    /// Do what a key with this meaning does.
    Act(Action),
    /// Say this until the next key.
    Notify(String),
    /// Say why a letter that is a command is not obeyed; a text that it may have begun is none of commands.
    Refuse(Message),
    /// Put a dialog over the screen.
    Ask(Question),
    /// Show the form.
    ShowForm,
    /// Show a text to read.
    Read(Reading),
    /// Show a text to read, from which one comes back to a question.
    Compare(Reading, Question),

    /// To an entry of the form; the hint follows at once.
    GoTo(Focus),
    /// The same from a path that a finding or a word of the document has.
    GoToPath(EntryPath),
    GoToSection(SectionId),
    /// To the very words that a finding is about.
    GoToFinding(Box<Diagnostic>),
    /// Put what is meant in the place of the words that a finding is about.
    Correct(Box<Diagnostic>),
    /// Hear no more of a finding, for this reason; or hear of it again.
    Silence(Silence, Option<String>),
    /// Insert a suggested phrase.
    Insert(String),
    ChangeRow(RowAction),
    /// Empty an answer, whether or not it is shown.
    Empty(EntryPath),
    ChooseOption(EntryPath, usize),
    /// Sets an entry to this text.
    SetEntry(EntryPath, String),
    /// Sets an entry to what was searched for in its list.
    SetSearched(EntryPath),
    /// Add a text of one's own to several.
    AddOther(EntryPath, String),
    /// Put a paragraph of the old report into the field at hand.
    PutOld(usize, String),
    /// Take it as done with, or as waiting again.
    SettleOld(usize),
    /// Write this paragraph by hand; a blank text gives it back to its answers.
    WriteBlock(BlockId, String),

    Open(PathBuf),
    OpenSample,
    /// Open an earlier version in the place of a file that cannot be opened.
    OpenVersion(PathBuf, Kind, Version),
    /// Open a file whose journal cannot be read; that is put aside.
    OpenWithoutJournal(PathBuf, Kind),
    /// A new report of this type.
    New(String),
    CopyReport(PathBuf),
    /// List the old reports of a folder; one comes from another.
    ListOld {
        folder: PathBuf,
        from: PathBuf,
    },
    /// Read the old report at this path.
    ReadOld(PathBuf),
    /// A new report of this type from the paragraphs of an old one.
    Import(Rc<OldReport>, String),
    Discard(PathBuf),
    /// What was opened or begun is on the screen from now on.
    Begin {
        opened: Box<OpenedReport>,
        kind: Kind,
        lock: Option<Lock>,
    },

    /// Ask what to do with what an earlier run left unsaved.
    AskUnsaved(Unsaved),
    DecideUnsaved(UnsavedChoice),
    /// Ask what to do with a file that somebody else changed, unless something else is asked.
    AskConflict,
    DecideConflict(ConflictChoice),
    DecideFailure(FailureChoice),
    /// Give the file of the open report this name once all is saved.
    Rename(PathBuf),
    AskVersion(Version),
    CompareVersion(Version),
    RestoreVersion(Version),
    Export(FormatName, Draft),
    /// Write all figures beside those of the period before.
    ExportFigures,
    CopyText,
    ApplySettings,
}

/// A text to read, of a file that is not to be changed from here.
#[derive(Debug)]
pub struct Reading {
    pub path: PathBuf,
    /// What kind of text it is.
    pub title: Message,
    /// Why it is only shown.
    pub reason: String,
    pub text: String,
    /// Whether it is the page of figures, which the key of exports writes to a file.
    pub is_figures: bool,
}

/// What only the loop can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Task {
    /// Leave the program.
    Quit,
    /// Stop until the shell wakes the program.
    Suspend,
    /// Let an editor of the user's change this text.
    Edit(String),
    /// Ask the terminal to put this text on its clipboard.
    Copy(String),
    /// Draw the whole screen anew.
    Redraw,
}

/// What to do with what an earlier run of the program left unsaved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnsavedChoice {
    Use,
    Compare,
    Discard,
}

/// What to do with a file that somebody else changed while it was open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConflictChoice {
    Compare,
    KeepMine,
    TakeTheirs,
}

/// What to do with a report that cannot be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FailureChoice {
    TryAgain,
    /// Write over a file that may only be read.
    Overwrite,
    SaveIn(PathBuf),
    Leave,
}
