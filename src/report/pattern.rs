//! Sentence patterns: text with places for answers.
//!
//! `{field}` prints an answer, `{field.part}` a part of one, `{field|format}` prints it in a form;
//! `{field/other}` prints the first of the two that has an answer, `{field/'words'}` the words where
//! it has none, `{field if condition}` what it says while a condition holds;
//! `[…]` stands only when the answers inside it do; `[{if condition}…|{if condition}…|…]` is the first
//! wording whose condition holds. A backslash before a bracket writes the bracket.

mod parse;

use std::ops::Range;

use super::expression::Expression;
use super::ids::FieldId;

/// A parsed pattern.
#[derive(Debug, PartialEq, Default)]
pub struct Pattern {
    pub parts: Vec<Part>,
}

/// One piece of a pattern.
#[derive(Debug, PartialEq)]
pub enum Part {
    Text(String),
    Place(Placeholder),
    /// Stands only when the places directly inside it have answers.
    Optional(Vec<Part>),
    /// The first of these whose condition holds is printed as if it were written there; nothing
    /// where none holds.
    Choice(Vec<Wording>),
}

/// One of several wordings of the same part of a sentence.
#[derive(Debug, PartialEq)]
pub struct Wording {
    /// Always, where there is none.
    pub when: Option<Condition>,
    pub parts: Vec<Part>,
}

/// A condition in a pattern.
#[derive(Debug)]
pub struct Condition {
    /// Where it stands in the pattern, in bytes.
    pub span: Range<usize>,
    /// Not yet parsed, or wrong: it never holds.
    pub expression: Option<Expression>,
}

impl PartialEq for Condition {
    fn eq(&self, other: &Self) -> bool {
        let source = |condition: &Condition| condition.expression.as_ref().map(|e| e.source().to_owned());
        self.span == other.span && source(self) == source(other)
    }
}

/// A place for an answer.
#[derive(Debug, PartialEq)]
pub struct Placeholder {
    /// What it prints: the first of these that has an answer.
    pub candidates: Vec<Candidate>,
    pub format: Format,
    /// Where the name stands in the pattern, in bytes.
    pub offset: usize,
}

impl Placeholder {
    /// What it may print, whatever the conditions.
    #[must_use]
    pub fn targets(&self) -> impl DoubleEndedIterator<Item = &Target> {
        self.candidates.iter().map(|candidate| &candidate.target)
    }
}

/// One of the things that a place may print.
#[derive(Debug, PartialEq)]
pub struct Candidate {
    pub target: Target,
    /// Passed over while this does not hold.
    pub when: Option<Condition>,
}

/// What a place prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Not yet looked up: the name as written.
    Name(String),
    /// The whole answer of a field.
    Field(FieldId),
    /// A column of a table, or a part of a citation or signature.
    Column(FieldId, usize),
    /// A property of the chosen option: of a field, or of a column.
    Attribute(FieldId, Option<usize>, String),
    /// Words of the pattern itself, for an answer that is not there.
    Words(String),
    /// A part of a simple value.
    Piece(FieldId, Piece),
    /// A series of the block, by position.
    Series(usize),
}

impl Target {
    /// The field that it prints something of.
    #[must_use]
    pub fn field(&self) -> Option<FieldId> {
        match self {
            Target::Field(field)
            | Target::Column(field, _)
            | Target::Attribute(field, ..)
            | Target::Piece(field, _) => Some(*field),
            Target::Name(_) | Target::Words(_) | Target::Series(_) => None,
        }
    }
}

/// A part of a simple value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece {
    /// `part` of a ratio.
    Part,
    /// `of` of a ratio.
    Of,
    /// `rest`: of − part.
    Rest,
    /// `percent` of a ratio.
    Percent,
    /// `start` of a range or period.
    Start,
    /// `end` of a range or period.
    End,
    /// `year` of a period or date.
    Year,
}

impl Piece {
    /// Every piece with its name.
    pub(crate) const NAMES: [(&'static str, Piece); 7] = [
        ("part", Piece::Part),
        ("of", Piece::Of),
        ("rest", Piece::Rest),
        ("percent", Piece::Percent),
        ("start", Piece::Start),
        ("end", Piece::End),
        ("year", Piece::Year),
    ];
}

/// How an answer is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// What is usual for its kind.
    #[default]
    Usual,
    /// A number without the leading zero.
    Plain,
    /// A count with its field's unit, "45 lượt"; one that was not counted says neither.
    Unit,
    /// A count where only a figure will do: a `[…]` or a part of a series with one that was not
    /// counted does not stand.
    Counted,
    /// A number, or an amount of money, in words.
    Words,
    /// A date in full: "ngày 12 tháng 5 năm 2021".
    Full,
    /// Day and month only: "12/5".
    Day,
    /// A citation by number only. Money has one style in a whole document.
    Short,
    /// A citation without its issuer, who is the subject of the sentence.
    Own,
    /// Items joined with "; ".
    Semicolons,
    /// Items in quotation marks, joined with "; ".
    Quoted,
    /// The first letter small.
    Lower,
    /// A name: as it was typed, but for a plural's capital ("Các trường").
    Name,
    /// The first letter capital.
    Capital,
    /// All capitals.
    Upper,
    /// The sum of a column. With a row that was not counted there is none, and nothing that needs
    /// it stands.
    Sum,
    /// The number of rows or items.
    Count,
    /// The different values of a column, joined.
    Each,
}

impl Format {
    /// Every format with the name that patterns use.
    pub(crate) const NAMES: [(&'static str, Format); 17] = [
        ("plain", Format::Plain),
        ("unit", Format::Unit),
        ("counted", Format::Counted),
        ("words", Format::Words),
        ("full", Format::Full),
        ("day", Format::Day),
        ("short", Format::Short),
        ("own", Format::Own),
        ("semicolons", Format::Semicolons),
        ("quoted", Format::Quoted),
        ("lower", Format::Lower),
        ("name", Format::Name),
        ("capital", Format::Capital),
        ("upper", Format::Upper),
        ("sum", Format::Sum),
        ("count", Format::Count),
        ("each", Format::Each),
    ];
}

/// A mistake in a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternError {
    /// Where, in bytes from the start of the pattern.
    pub offset: usize,
    pub kind: PatternErrorKind,
}

/// What is wrong with a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PatternErrorKind {
    /// An opening bracket is never closed.
    Unclosed(char),
    /// A closing bracket was never opened.
    Unopened(char),
    /// `{}` without a name.
    NoName,
    /// The format after `|` is unknown.
    UnknownFormat(String),
    /// A condition stands elsewhere than at the beginning of a wording.
    StrayCondition,
    /// Optional parts are nested deeper than eight.
    TooDeep,
}

impl Pattern {
    /// The fields that it prints, the optional ones too; some may come twice.
    #[must_use]
    pub(crate) fn fields(&self) -> Vec<FieldId> {
        self.targets().into_iter().filter_map(Target::field).collect()
    }

    /// What it prints, in any wording and the optional parts too; some may come twice.
    #[must_use]
    pub(crate) fn targets(&self) -> Vec<&Target> {
        let (mut targets, mut conditions) = (Vec::new(), Vec::new());
        walk(&self.parts, &mut targets, &mut conditions);
        targets
    }

    /// The conditions in it.
    #[must_use]
    pub(crate) fn conditions(&self) -> Vec<&Expression> {
        let (mut targets, mut conditions) = (Vec::new(), Vec::new());
        walk(&self.parts, &mut targets, &mut conditions);
        conditions
    }
}

/// What parts of a pattern print, and the conditions in them.
fn walk<'p>(parts: &'p [Part], targets: &mut Vec<&'p Target>, conditions: &mut Vec<&'p Expression>) {
    let expression = |when: &'p Option<Condition>| when.as_ref().and_then(|condition| condition.expression.as_ref());
    for part in parts {
        match part {
            Part::Text(_) => {}
            Part::Place(place) => {
                targets.extend(place.targets());
                conditions.extend(place.candidates.iter().filter_map(|candidate| expression(&candidate.when)));
            }
            Part::Optional(inner) => walk(inner, targets, conditions),
            Part::Choice(wordings) => {
                for wording in wordings {
                    conditions.extend(expression(&wording.when));
                    walk(&wording.parts, targets, conditions);
                }
            }
        }
    }
}
