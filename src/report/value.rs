//! What an answer means: the value that a typed entry was understood as.

use jiff::civil::Date;

use super::period::{Granularity, Period};
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
    /// It was asked for, and nobody knows yet ("chưa có số liệu").
    Unknown,
    /// A part of a whole, "8/8".
    Ratio { part: i64, of: i64 },
    /// The share that a part has in a whole, worked out from figures that may not be exact ("khoảng 90%").
    Percent { part: i64, of: i64, approx: Option<Approx> },
    /// An amount in đồng, with the word that qualifies it ("khoảng 300 triệu").
    Money { amount: i64, approx: Option<Approx> },
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

/// A number and how exact it is: `value` divided by ten to the power `places`, so that decimals are exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    pub value: i64,
    /// Decimals, the last of them not 0; none of a whole number.
    pub places: u8,
    pub approx: Option<Approx>,
}

/// The most decimals that a number can have.
pub(crate) const MAX_PLACES: u8 = 2;

impl Number {
    /// A whole number.
    #[must_use]
    pub const fn whole(value: i64) -> Self {
        Number { value, places: 0, approx: None }
    }

    /// A number with so many decimals; zeros at their end are none.
    #[must_use]
    pub(crate) fn decimal(mut value: i64, mut places: u8) -> Self {
        while places > 0 && value % 10 == 0 {
            (value, places) = (value / 10, places - 1);
        }
        Number { value, places, approx: None }
    }

    /// The number that is nearest to a computed one, with at most so many decimals; `None` where it is too large to be
    /// held exactly.
    #[must_use]
    pub(crate) fn nearest(value: f64, places: u8) -> Option<Self> {
        const EXACT: f64 = 9_007_199_254_740_992.0;
        let scaled = (value * 10_f64.powi(i32::from(places))).round();
        #[expect(clippy::cast_possible_truncation, reason = "it is whole, and small enough to be exact")]
        (scaled.abs() < EXACT).then(|| Number::decimal(scaled as i64, places))
    }

    /// What it comes to with another; `None` where that is too large. How exact it is does not count.
    #[must_use]
    pub(crate) fn plus(self, other: Number) -> Option<Self> {
        let places = self.places.max(other.places);
        let scaled = |n: Number| n.value.checked_mul(10_i64.pow(u32::from(places - n.places)));
        Some(Number::decimal(scaled(self)?.checked_add(scaled(other)?)?, places))
    }

    /// As a computation sees it.
    #[must_use]
    pub(crate) fn as_float(self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "computations are as exact as that")]
        let value = self.value as f64;
        value / 10_f64.powi(i32::from(self.places))
    }

    /// Its digits before the comma, without a sign, and those after it.
    #[must_use]
    pub(crate) fn digits(self) -> (u64, String) {
        let (size, scale) = (self.value.unsigned_abs(), 10_u64.pow(u32::from(self.places)));
        let fraction = if self.places == 0 {
            String::new()
        } else {
            format!("{:0width$}", size % scale, width = usize::from(self.places))
        };
        (size / scale, fraction)
    }
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

    /// How exact a sum is of which these terms are not: "hơn 3" and exact ones are together more than their sum.
    pub(crate) fn of_sum(terms: impl Iterator<Item = Approx>) -> Option<Approx> {
        terms.reduce(|one, other| if one == other { one } else { Approx::About })
    }

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
    /// "không có" where a number names a thing.
    NotDigits,
    NotADecimal,
    /// "1,5 tỷ" where the field does not say of what.
    ScaledWithoutUnit,
    NumberTooLarge,
    Negative,
    NotARatio,
    /// "2/3 tổ dân phố" in an office that calls its units thôn, and would print so.
    OtherNoun,
    /// "87,5%" where both figures are asked.
    PercentAlone,
    /// "44/45 (100%)".
    OtherPercent,
    /// "50%" in a row of which the unit is another.
    PercentElsewhere,
    NotMoney,
    NotADate,
    NoSuchDay,
    NotARange,
    RangeBackwards,
    NotAPeriod(Granularity),
    NotAnOption,
    NotYesOrNo,
}

impl Value {
    /// An exact amount in đồng.
    #[must_use]
    pub const fn money(amount: i64) -> Self {
        Value::Money { amount, approx: None }
    }

    /// The word that says that a figure is not exact.
    #[must_use]
    pub(crate) fn approx(&self) -> Option<Approx> {
        match self {
            Value::Number(number) => number.approx,
            Value::Money { approx, .. } | Value::Percent { approx, .. } => *approx,
            _ => None,
        }
    }

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

    /// Whether it says that there is none: 0, or a share of none (0/0).
    #[must_use]
    pub(crate) fn is_zero(&self) -> bool {
        match self {
            Value::Number(number) => number.value == 0,
            Value::Money { amount, .. } => *amount == 0,
            Value::Ratio { of, .. } | Value::Percent { of, .. } => *of == 0,
            _ => false,
        }
    }

    /// The exact number behind a count, an amount or a count of items.
    #[must_use]
    pub(crate) fn as_integer(&self) -> Option<i64> {
        match self {
            Value::Number(n) if n.places == 0 => Some(n.value),
            Value::Money { amount, .. } => Some(*amount),
            _ => None,
        }
    }
}
