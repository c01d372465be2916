//! What a person can do: the meaning of a key, whatever key it is on.

/// One thing that a person asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    NextField,
    PreviousField,
    /// Enter: accept a line, open an item, add a row.
    Accept,
    /// A new line in a text of several lines, whatever Enter is set to do.
    NewLine,
    NextSection,
    PreviousSection,
    Outline,
    NextMissing,
    Preview,
    Review,
    Save,
    Undo,
    Redo,
    ExternalEditor,
    Find,
    Suggest,
    Rows,
    Export,
    Help,
    Menu,
    /// From a screen to the one that it was opened from.
    Back,
    Leave,
    /// Leaves when asked twice in a row: the key copies in other programs.
    Interrupt,
    Home,
    Office,
    Settings,
    Suspend,
    /// The earlier versions of the report.
    Versions,
    /// Draw the whole screen anew.
    Redraw,
    /// Write the paragraph by hand.
    EditBlock,
    /// Give the paragraph back to its answers.
    Regenerate,
    /// Hang a footnote on the paragraph.
    AddNote,
    /// A new report begun from the chosen one.
    CopyReport,
    /// Take over what stands dim beside a field: what its type proposes, or what the report before says.
    TakeProposed,
    /// All figures on one page, beside those of the period before.
    Figures,
    /// How the answers differ from those of the period before.
    CompareEarlier,
    /// The paragraph as it was in the period before, under that of now.
    EarlierParagraph,
    /// Hear no more of a finding in this report, or hear of it again.
    Silence,
    /// Take the chosen report from the list; its file is kept.
    DiscardReport,
    /// Confirm what came from an old report, all of the page.
    ConfirmPage,
    /// See and empty the answers that are not asked any more.
    HiddenAnswers,
    /// A new report from an old one in a file of Word, or a text.
    Import,
    /// The old report that this one was begun from, beside what was taken from it.
    OldText,
    /// Say that a paragraph of it is done with, or that it waits after all.
    SettleOld,
    /// Telex, VNI, off.
    Typing,
    /// Empty the field.
    Clear,
    Up,
    Down,
    Left,
    Right,
    WordLeft,
    WordRight,
    LineStart,
    LineEnd,
    TextStart,
    TextEnd,
    Backspace,
    DeleteForward,
}

impl Action {
    /// Whether it stays within the text that is being typed: nothing but that text is looked at.
    #[must_use]
    pub(crate) fn is_within_text(self) -> bool {
        matches!(
            self,
            Action::Backspace
                | Action::Clear
                | Action::DeleteForward
                | Action::Left
                | Action::LineEnd
                | Action::LineStart
                | Action::Redo
                | Action::Right
                | Action::TextEnd
                | Action::TextStart
                | Action::Undo
                | Action::WordLeft
                | Action::WordRight
        )
    }
}
