//! A field of a form: what is asked, what kind of answer it takes, and when.

use crate::text::language::Language;
use crate::text::letters::plain_letters;

use super::expression::Expression;
use super::ids::FieldId;
use super::period::Granularity;
use super::value::Value;

/// One question, or one column of a table.
#[derive(Debug)]
pub struct Field {
    /// The name used in answers files, patterns and expressions.
    pub id: String,
    /// Former names: an answers file of an older version may still use them.
    pub renamed_from: Vec<String>,
    /// The columns as an earlier version had them, "" for one that is gone: its journals have the cells
    /// of a row in that order.
    pub columns_were: Vec<String>,
    /// What the form calls it.
    pub label: Label,
    /// What the document calls its figure where nobody knows it yet ("số trẻ em dự lễ"); empty where the label says it.
    pub figure: String,
    /// What old reports call it, too.
    pub import: Vec<String>,
    /// One line of help.
    pub hint: Label,
    /// An example answer.
    pub example: String,
    pub kind: Kind,
    /// The parts of a citation or signature, or the columns of a table; empty for simple kinds.
    pub columns: Vec<Field>,
    pub required: Required,
    /// Asked only while this holds; a hidden answer is kept but counts as not given.
    pub relevant: Option<Expression>,
    /// Must hold once the field is answered.
    pub constraints: Vec<Constraint>,
    /// The value is computed from others and never typed; in a column, from its row (`this`).
    pub calculation: Option<Expression>,
    /// What a new report starts with.
    pub prefill: Option<Prefill>,
    /// What is shown beside the blank entry, to be taken over by a key; in a column, from its row
    /// (`this`).
    pub propose: Option<Expression>,
    /// What a consolidating report does with the answers of many units.
    pub merge: Merge,
    /// What a copy for another period takes over.
    pub carry: Carry,
    /// Computed for conditions only; the form does not show it.
    pub hidden: bool,
    /// Phrases that are offered for insertion.
    pub suggestions: Vec<String>,
    /// Gives more of them, a list of texts, from other answers.
    pub suggestions_from: Option<Expression>,
}

/// A text of a type file in the two languages of the interface.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Label {
    pub vi: String,
    /// Falls back to Vietnamese when empty.
    pub en: String,
}

impl Label {
    /// The text in this language; Vietnamese where there is no English.
    #[must_use]
    pub fn text(&self, language: Language) -> &str {
        if self.en.is_empty() { &self.vi } else { language.pick(&self.vi, &self.en) }
    }
}

/// The kinds of answer.
#[derive(Debug)]
pub enum Kind {
    /// One line.
    Text,
    /// Paragraphs.
    LongText,
    /// A list of texts, one a line.
    List,
    /// A number, with qualifier and the states "0" and "not counted"; a whole one, unless it may have decimals.
    Number {
        unit: String,
        plain: bool,
        /// The most decimals that it may have.
        decimals: u8,
    },
    /// Part of a whole, "8/8"; the unit of both may stand after it.
    Ratio {
        unit: String,
    },
    /// Derived from this ratio field, or from a calculation that gives
    /// `{'part': …, 'of': …}`; never typed.
    Percent {
        of: Option<FieldId>,
    },
    /// An amount in đồng.
    Money,
    Date,
    DateRange,
    Period(Granularity),
    Choice(OptionList),
    YesNo,
    Several(OptionList),
    /// A reference to a document; its parts are the columns of [`citation`].
    Citation,
    /// A list of such references.
    Citations,
    /// A table; `noun` names one row ("đợt khám").
    Rows {
        noun: String,
    },
    /// Who receives the document: name, purpose, footnote.
    Recipients,
    /// Who signs it, and in what right.
    Signature,
}

/// The parts of a citation, in the order of its columns.
pub(crate) mod citation {
    pub(crate) const KIND: usize = 0;
    pub(crate) const NUMBER: usize = 1;
    pub(crate) const SYMBOL: usize = 2;
    pub(crate) const DATE: usize = 3;
    pub(crate) const ISSUER: usize = 4;
    pub(crate) const SUBJECT: usize = 5;
    /// Their names in files.
    pub(crate) const NAMES: [&str; 6] = ["kind", "number", "symbol", "date", "issuer", "subject"];
}

/// The columns of a list of recipients.
pub mod recipients {
    pub(crate) const NAME: usize = 0;
    pub const PURPOSE: usize = 1;
    pub const NOTE: usize = 2;
    /// Their names in files.
    pub(crate) const NAMES: [&str; 3] = ["name", "purpose", "note"];
}

/// The parts of a signature block.
pub mod signature {
    pub(crate) const FORM: usize = 0;
    pub const BEHALF: usize = 1;
    pub const HEAD: usize = 2;
    pub const POST: usize = 3;
    pub(crate) const OTHER_POST: usize = 4;
    pub(crate) const NAME: usize = 5;
    /// Their names in files.
    pub(crate) const NAMES: [&str; 6] = ["form", "behalf", "head", "post", "other_post", "name"];
}

/// How the answer to a field is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One entry.
    One,
    /// A fixed set of entries, one a column.
    Group,
    /// Any number of rows of such sets.
    Rows,
}

impl Field {
    /// How its answer is laid out.
    #[must_use]
    pub fn shape(&self) -> Shape {
        match self.kind {
            Kind::Citation | Kind::Signature => Shape::Group,
            Kind::Citations | Kind::Rows { .. } | Kind::Recipients => Shape::Rows,
            _ => Shape::One,
        }
    }

    /// Whether a person types into it (computed fields are only shown).
    #[must_use]
    pub fn is_typed(&self) -> bool {
        self.calculation.is_none() && !matches!(self.kind, Kind::Percent { .. })
    }

    /// Whether a list that may stay blank says that there is nothing: "Không". The paper is silent then, as of a blank.
    pub(crate) fn says_none(&self, value: &Value) -> bool {
        const NONE: [&str; 4] = ["khong", "khong co", "khong co gi", "chua co"];
        let is_list = matches!(self.kind, Kind::List | Kind::LongText) && matches!(self.required, Required::Never);
        let is_none = |item: &String| NONE.contains(&plain_letters(item).trim_matches(['-', '.', ' ']));
        is_list && matches!(value, Value::List(items) if matches!(&items[..], [item] if is_none(item)))
    }

    /// The column of this name.
    #[must_use]
    pub fn column(&self, id: &str) -> Option<usize> {
        self.columns.iter().position(|c| c.id == id)
    }
}

/// The options of a choice.
#[derive(Debug, Default)]
pub struct OptionList {
    pub list: Vec<Choice>,
    /// Whether text of the answerer's own is allowed ("khác").
    pub other: bool,
    /// The options are paragraphs of the document, by the names of their blocks: any of them, also one of several that
    /// a block gives, under the name of its own.
    pub of_blocks: bool,
}

impl OptionList {
    /// The position of the option with this id, or with this former id.
    #[must_use]
    pub(crate) fn position(&self, id: &str) -> Option<usize> {
        let former = || self.list.iter().position(|o| o.was.iter().any(|was| was == id));
        self.list.iter().position(|o| o.id == id).or_else(former)
    }

    /// Whether the options have numbers: not where they are called by figures themselves, as themes are by their year,
    /// nor where the document gives them.
    #[must_use]
    pub(crate) fn has_numbers(&self) -> bool {
        let is_figure = |option: &Choice| option.label.vi.starts_with(|c: char| c.is_ascii_digit());
        !self.of_blocks && !self.list.iter().any(is_figure)
    }

    /// The position of the option of which a text is the number, from 1.
    #[must_use]
    pub(crate) fn numbered(&self, text: &str) -> Option<usize> {
        let at = text.trim().parse::<usize>().ok()?.checked_sub(1)?;
        (self.has_numbers() && at < self.list.len()).then_some(at)
    }
}

/// The options of a choice field.
#[must_use]
pub fn options(field: &Field) -> Option<&OptionList> {
    match &field.kind {
        Kind::Choice(options) | Kind::Several(options) => Some(options),
        _ => None,
    }
}

/// One option of a choice.
#[derive(Debug, Default)]
pub struct Choice {
    /// The stable key in files.
    pub id: String,
    /// Keys by which files may still name it.
    pub was: Vec<String>,
    pub label: Label,
    /// What the document says; the Vietnamese label when the file gives none.
    pub text: String,
    /// Further properties that patterns may print as `{field.name}` and expressions may compare.
    pub attributes: Vec<(String, String)>,
}

impl Choice {
    /// A property of the option; "" where the file gives none.
    #[must_use]
    pub(crate) fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.as_str())
    }
}

/// Whether an answer is needed.
#[derive(Debug)]
pub enum Required {
    Never,
    Always,
    When(Expression),
}

/// A rule about one field.
#[derive(Debug)]
pub struct Constraint {
    pub check: Expression,
    /// What is wrong and what to do, for the officer.
    pub message: Label,
    /// A warning leaves the report usable; an error does not.
    pub warning: bool,
}

/// Where a new report takes a first answer from.
#[derive(Debug)]
pub enum Prefill {
    /// The field of this name in the office profile.
    Office(String),
    /// A value written in the type file, as a person would type it.
    Fixed(String),
    /// Computed from the answers that the report starts with, and from `today`.
    Computed(Expression),
}

/// What a consolidating report does with this field (`report-model` §4).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Merge {
    /// The higher level writes its own.
    #[default]
    Own,
    /// Like units are added.
    Sum,
    /// How many units say yes, of how many.
    CountYes,
    /// Derived again from merged answers.
    Recompute,
    /// Taken from the list of units.
    Roster,
    /// Tables one under the other with a unit column.
    Concat,
    /// Tables grouped and summed by this column.
    ConcatBy(String),
    /// A list without repetitions.
    Union,
    /// Texts offered for selection, never pasted in silently.
    Digest,
    /// Answers grouped, with the units that gave each.
    Group,
    /// The earliest and the latest.
    Span,
}

/// What a copy of a report for another period takes over of an answer; in a table or a group, of each
/// cell what is stricter, the word of the whole or that of its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Carry {
    /// The answer, unconfirmed.
    #[default]
    Copy,
    /// Nothing; what it was is shown beside the empty field, and a key takes it over.
    Show,
    /// Nothing, and nothing is shown.
    Never,
}

impl Carry {
    /// The names used in type files.
    pub(crate) const NAMES: [(&'static str, Carry); 3] =
        [("copy", Carry::Copy), ("show", Carry::Show), ("never", Carry::Never)];

    /// The word on a field of this kind and consolidation that has none of its own: names and places stay
    /// from one period to the next; figures, dates, and what else a period is told by do not.
    #[must_use]
    pub(crate) fn of_kind(kind: &str, merge: &Merge) -> Self {
        match (kind, merge) {
            ("number" | "ratio" | "percent" | "money" | "date" | "date_range" | "period" | "long_text", _)
            | (_, Merge::Sum | Merge::CountYes | Merge::Recompute | Merge::Digest | Merge::Group | Merge::Span) => {
                Carry::Show
            }
            _ => Carry::Copy,
        }
    }
}

impl Merge {
    /// Reads the name used in type files: `own`, `sum`, `concat_by:column` and so on.
    #[must_use]
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        if let Some(column) = name.strip_prefix("concat_by:") {
            return Some(Merge::ConcatBy(column.to_owned()));
        }
        Self::NAMES.iter().find(|(n, _)| *n == name).map(|(_, m)| m.clone())
    }

    /// The rule of a field of this kind that names none.
    #[must_use]
    pub(crate) fn of_kind(kind: &str) -> Self {
        match kind {
            "number" | "ratio" | "money" => Merge::Sum,
            "percent" => Merge::Recompute,
            "yes_no" => Merge::CountYes,
            "list" | "long_text" => Merge::Digest,
            "several" => Merge::Union,
            "rows" => Merge::Concat,
            _ => Merge::Own,
        }
    }

    /// The names of the rules that take no column.
    pub(crate) const NAMES: [(&'static str, Merge); 10] = [
        ("own", Merge::Own),
        ("sum", Merge::Sum),
        ("count_yes", Merge::CountYes),
        ("recompute", Merge::Recompute),
        ("roster", Merge::Roster),
        ("concat", Merge::Concat),
        ("union", Merge::Union),
        ("digest", Merge::Digest),
        ("group", Merge::Group),
        ("span", Merge::Span),
    ];
}
