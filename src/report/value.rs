//! What an answer means: the value that a typed entry was understood as.

use jiff::civil::Date;

use super::period::Period;
use crate::text::letters::plain_letters;

/// What a raw entry means. Reading is total: what is not understood stays as
/// [`Value::Unreadable`] beside the raw text, and nothing typed is thrown away.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Value {
    /// Nothing has been answered.
    #[default]
    Missing,
    /// One line of text: trimmed, single spaces, NFC.
    Text(String),
    /// Paragraphs or list items, none of them empty.
    List(Vec<String>),
    /// A count with the word that qualifies it ("hơn 300").
    Number(Number),
    /// The thing exists but was not counted ("có, không thống kê").
    NotCounted,
    /// A part of a whole, "8/8".
    Ratio { part: i64, of: i64 },
    /// An amount in đồng.
    Money(i64),
    /// A calendar day.
    Date(Date),
    /// Two days, the first not after the second.
    DateRange { start: Date, end: Date },
    /// The time that a report covers.
    Period(Period),
    /// The id of an option, or free text where "khác" is allowed.
    Choice(Chosen),
    /// Yes or no.
    YesNo(bool),
    /// Several options in the order of their list, free ones last.
    Several(Vec<Chosen>),
    /// Typed, but not understood; the reason is for the person who typed it.
    Unreadable(Unreadable),
}

/// A whole number and how exact it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    pub value: i64,
    pub approx: Option<Approx>,
}

/// The word before a number that is not exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Approx {
    /// "hơn"
    MoreThan,
    /// "trên"
    Above,
    /// "gần"
    Nearly,
    /// "khoảng"
    About,
}

impl Approx {
    /// Every qualifier with its word.
    pub const ALL: [(Approx, &'static str); 4] =
        [(Approx::MoreThan, "hơn"), (Approx::Above, "trên"), (Approx::Nearly, "gần"), (Approx::About, "khoảng")];

    /// The Vietnamese word.
    #[must_use]
    pub(crate) fn word(self) -> &'static str {
        match self {
            Approx::MoreThan => "hơn",
            Approx::Above => "trên",
            Approx::Nearly => "gần",
            Approx::About => "khoảng",
        }
    }

    /// The qualifier whose word this is, in any letter case, with or without diacritics.
    #[must_use]
    pub(crate) fn from_word(word: &str) -> Option<Approx> {
        let word = plain_letters(word);
        Self::ALL.iter().find(|(_, w)| plain_letters(w) == word).map(|(a, _)| *a)
    }
}

/// One chosen option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chosen {
    /// The position of the option in the field's list.
    Option(usize),
    /// Text of the answerer's own, where the field allows "khác".
    Other(String),
}

/// Why an entry was not understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    NotANumber,
    NumberTooLarge,
    Negative,
    NotARatio,
    NotMoney,
    NotADate,
    NoSuchDay,
    NotARange,
    RangeBackwards,
    NotAPeriod,
    NotAnOption,
    NotYesOrNo,
}

impl Value {
    /// Whether nothing was answered. An unreadable entry is not missing: it is wrong.
    #[must_use]
    pub(crate) fn is_missing(&self) -> bool {
        matches!(self, Value::Missing)
    }

    /// Whether the value can be used in a sentence or a calculation.
    #[must_use]
    pub fn is_known(&self) -> bool {
        !matches!(self, Value::Missing | Value::Unreadable(_))
    }

    /// The exact number behind a count, an amount or a count of items.
    #[must_use]
    pub(crate) fn as_integer(&self) -> Option<i64> {
        match self {
            Value::Number(n) => Some(n.value),
            Value::Money(n) => Some(*n),
            _ => None,
        }
    }
}
