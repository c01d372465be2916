//! What is written: the report as a document of blocks and runs, independent of any file format.
//!
//! Every run knows the entry it came from, so that a preview can light the words of the focused
//! field and a key can go from a sentence to its field, without searching for text.

mod appendix;
pub(crate) mod changed;
mod citation;
pub(crate) mod closing;
mod column;
pub mod compose;
pub mod compounds;
pub(crate) mod doubled;
mod lack;
pub mod layout;
pub(crate) mod letterhead;
pub(crate) mod marks;
mod notes;
pub(crate) mod numbers;
mod outline;
mod own_office;
pub(crate) mod print;
mod recipients;
mod room;
mod sentence;
mod series;
mod value_text;
mod wording;

use compounds::NO_BREAK;

use crate::report::answers::EntryPath;
use crate::report::ids::BlockId;

/// A composed report.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Document {
    /// Left column of the head: agencies, number and symbol.
    pub head_left: Vec<Block>,
    /// Right column of the head: quốc hiệu, tiêu ngữ, place and date.
    pub head_right: Vec<Block>,
    /// BÁO CÁO, the subject, and to whom it is addressed.
    pub title: Vec<Block>,
    pub body: Vec<Block>,
    /// Left column at the end: nơi nhận.
    pub recipients: Vec<Block>,
    /// Right column at the end: the signature.
    pub signature: Vec<Block>,
    /// Footnotes; the first has number 1.
    pub notes: Vec<Block>,
    /// What stands on pages of its own behind the document; each appendix begins with its label.
    pub appendices: Vec<Block>,
    /// Where the answers make more than one document holds (600 kB, some 150 pages): the last entry that it says. The
    /// rest is not composed.
    pub cut_after: Option<EntryPath>,
}

/// One paragraph, heading, line or table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The name under which it can be written by hand; what stands outside the body has none.
    pub id: Option<BlockId>,
    pub role: Role,
    /// "I.", "2." or "a)" of a heading; empty elsewhere.
    pub number: String,
    pub runs: Vec<Run>,
    /// The cells of a table.
    pub table: Option<Table>,
    /// An answer that it needs is missing or cannot be used: shown dim in the preview; only a draft goes out with it.
    pub pending: bool,
    pub edit: Edit,
    /// Whether a person typed the mark of its level: "- …" in a list.
    pub is_marked: bool,
    /// The entries that it comes from besides those that its runs tell: on their answers it depends whether it stands
    /// and in which wording, or what was written by hand took the place of their words.
    pub sources: Vec<EntryPath>,
}

/// Whether a paragraph was written by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Edit {
    /// It is generated from the answers.
    #[default]
    Generated,
    /// It was written by hand.
    ByHand,
    /// It was written by hand and its answers have changed since.
    Stale,
}

/// What a block is; its look in every format follows from this.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The agency above the issuer.
    Parent,
    /// The issuing agency.
    Agency,
    /// Quốc hiệu.
    Nation,
    /// Tiêu ngữ.
    Motto,
    /// Number and symbol.
    Number,
    /// "DỰ THẢO", below the number.
    DraftMark,
    /// Place and date of issue.
    PlaceDate,
    /// BÁO CÁO.
    Title,
    /// Trích yếu.
    Subject,
    /// "Kính gửi: …" on one line.
    Addressee,
    /// "Kính gửi:" above several addressees.
    AddresseeLead,
    /// One of several addressees.
    AddresseeItem,
    Basis,
    Lead,
    Heading(u8),
    Paragraph,
    Item,
    SubItem,
    Table,
    /// The last sentence, with `./.`.
    Closing,
    /// "Nơi nhận:".
    RecipientsTitle,
    Recipient,
    /// "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH".
    SignatureLine,
    /// A further post between signature and name.
    OtherPost,
    SignerName,
    Note,
    /// "Phụ lục", "Phụ lục II".
    AppendixLabel,
    /// The title of an appendix.
    AppendixTitle,
    /// "(Kèm theo Báo cáo số …)".
    AppendixReference,
    /// `./.` below what an appendix holds.
    AppendixEnd,
}

impl Role {
    /// What stands before the text of the block.
    #[must_use]
    pub(crate) fn prefix(self) -> &'static str {
        match self {
            Role::Item | Role::Recipient | Role::AddresseeItem => "- ",
            Role::SubItem => "+ ",
            _ => "",
        }
    }

    /// Whether it stands in the last row of the head, where number and date are level.
    #[must_use]
    pub(crate) fn ends_head(self) -> bool {
        matches!(self, Role::Number | Role::DraftMark | Role::PlaceDate)
    }

    /// Whether it stands above what an appendix holds.
    #[must_use]
    pub(crate) fn heads_appendix(self) -> bool {
        matches!(self, Role::AppendixLabel | Role::AppendixTitle | Role::AppendixReference)
    }
}

/// A piece of text with one origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    pub text: String,
    /// The entry it came from; none for the type's own words.
    pub origin: Option<EntryPath>,
    pub kind: RunKind,
}

/// What a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunKind {
    Text,
    /// Stands for an answer that is not there, was not understood or cannot be right; the official document has none.
    Missing,
    /// The mark of the footnote with this number.
    NoteMark(usize),
    /// Its mark, where the text refers to it once more.
    NoteAgain(usize),
    /// Between two marks.
    NoteComma,
}

impl RunKind {
    /// Whether it is of the marks of footnotes, and no text of the paragraph.
    #[must_use]
    pub(crate) fn is_of_note(self) -> bool {
        matches!(self, RunKind::NoteMark(_) | RunKind::NoteAgain(_) | RunKind::NoteComma)
    }
}

/// A table in the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    pub header: Vec<String>,
    pub rows: Vec<Vec<Vec<Run>>>,
    /// The last row adds up the others.
    pub has_total: bool,
    /// How each column is set.
    pub align: Vec<Align>,
}

/// How a column of a table is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    #[default]
    Left,
    /// Numbers of rows, and units.
    Centre,
    /// Figures.
    Right,
}

impl Table {
    /// The table as it is set where its columns have no room for words of several syllables on one line.
    #[must_use]
    pub(crate) fn loosened(&self) -> Self {
        let mut table = self.clone();
        let texts = table.rows.iter_mut().flatten().flatten().map(|run| &mut run.text);
        for text in table.header.iter_mut().chain(texts) {
            if text.contains(NO_BREAK) {
                *text = text.replace(NO_BREAK, " ");
            }
        }
        table
    }

    /// How many columns it has: those of its longest row, or of its header.
    #[must_use]
    pub(crate) fn columns(&self) -> usize {
        self.rows.iter().map(Vec::len).chain([self.header.len()]).max().unwrap_or(0)
    }

    /// How a column is set.
    #[must_use]
    pub(crate) fn align(&self, column: usize) -> Align {
        self.align.get(column).copied().unwrap_or_default()
    }

    /// Whether this row (from 0) adds up the others.
    #[must_use]
    pub fn is_total(&self, row: usize) -> bool {
        self.has_total && row + 1 == self.rows.len()
    }
}

impl Run {
    /// Words of the type itself.
    #[must_use]
    pub(crate) fn plain(text: impl Into<String>) -> Self {
        Run { text: text.into(), origin: None, kind: RunKind::Text }
    }

    /// Words that an entry produced.
    #[must_use]
    pub(crate) fn of(text: impl Into<String>, origin: EntryPath) -> Self {
        Run { text: text.into(), origin: Some(origin), kind: RunKind::Text }
    }
}

impl Block {
    /// A block of finished text.
    #[must_use]
    pub(crate) fn new(role: Role, mut runs: Vec<Run>) -> Self {
        runs.shrink_to_fit();
        Block {
            id: None,
            role,
            number: String::new(),
            pending: runs.iter().any(|run| run.kind == RunKind::Missing),
            runs,
            table: None,
            edit: Edit::Generated,
            is_marked: false,
            sources: Vec::new(),
        }
    }

    /// Its text without marks; what hand edits start from.
    #[must_use]
    pub fn text(&self) -> String {
        self.runs.iter().filter(|run| !run.kind.is_of_note()).map(|run| run.text.as_str()).collect()
    }

    /// The first entry that it came from.
    #[must_use]
    pub(crate) fn origin(&self) -> Option<EntryPath> {
        self.all_runs().find_map(|run| run.origin)
    }

    /// Its runs, those of table cells too.
    pub fn all_runs(&self) -> impl Iterator<Item = &Run> {
        let cells = self.table.iter().flat_map(|table| table.rows.iter().flatten().flatten());
        self.runs.iter().chain(cells)
    }
}

impl Document {
    /// Every block in reading order.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        let Document { head_left, head_right, title, body, recipients, signature, notes, appendices, .. } = self;
        [head_left, head_right, title, body, recipients, signature, notes, appendices].into_iter().flatten()
    }

    /// The block of this name.
    #[must_use]
    pub(crate) fn block(&self, id: &BlockId) -> Option<&Block> {
        self.blocks().find(|block| block.id.as_ref() == Some(id))
    }

    /// Every block, to be changed, in reading order.
    pub(crate) fn blocks_mut(&mut self) -> impl Iterator<Item = &mut Block> {
        let Document { head_left, head_right, title, body, recipients, signature, notes, appendices, .. } = self;
        [head_left, head_right, title, body, recipients, signature, notes, appendices].into_iter().flatten()
    }

    /// The blocks of each appendix.
    pub(crate) fn each_appendix(&self) -> impl Iterator<Item = &[Block]> {
        self.appendices.chunk_by(|_, next| next.role != Role::AppendixLabel)
    }
}
