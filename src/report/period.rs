//! The time a report covers: a year, a half, a quarter or a month.

use std::fmt;

use jiff::civil::Date;

use crate::text::letters::plain_letters;

/// How long the periods of a report type are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Granularity {
    Year,
    Half,
    Quarter,
    Month,
}

impl Granularity {
    /// The name used in type files.
    #[must_use]
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        match name {
            "year" => Some(Granularity::Year),
            "half" => Some(Granularity::Half),
            "quarter" => Some(Granularity::Quarter),
            "month" => Some(Granularity::Month),
            _ => None,
        }
    }

    /// Months in one period.
    fn months(self) -> i8 {
        match self {
            Granularity::Year => 12,
            Granularity::Half => 6,
            Granularity::Quarter => 3,
            Granularity::Month => 1,
        }
    }
}

/// One period, for example quarter 2 of 2026.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    pub granularity: Granularity,
    /// The calendar year.
    pub year: i16,
    /// Which half, quarter or month of the year, from 1; 1 for a whole year.
    pub index: i8,
}

impl Period {
    /// The period that a day belongs to.
    #[must_use]
    pub fn of(day: Date, granularity: Granularity) -> Self {
        Period { granularity, year: day.year(), index: (day.month() - 1) / granularity.months() + 1 }
    }

    /// Reads "2026", "6 tháng đầu năm 2026", "quý II năm 2026", "II/2026", "tháng 5/2026" or the
    /// form written to files ("2026-H1", "2026-Q2", "2026-05"), with or without diacritics. A number alone is the year of a
    /// yearly period, or the index within `year`.
    #[must_use]
    pub(crate) fn read(raw: &str, granularity: Granularity, year: i16) -> Option<Self> {
        let text = plain_letters(raw);
        let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
        let mut found_year = None;
        let mut index = None;
        let is_six = |word: &str| matches!(word, "6" | "06");
        let skip_six = granularity == Granularity::Half
            && words.windows(2).any(|w| matches!(w, [count, "thang"] if is_six(count)));
        for (at, word) in words.iter().enumerate() {
            if word.len() == 4
                && let Ok(y) = word.parse::<i16>()
            {
                // "2026-2027" is no year.
                if found_year.replace(y).is_some_and(|before| before != y) {
                    return None;
                }
            } else if skip_six && (is_six(word) || *word == "thang") {
            } else if let Some(n) = index_word(word, granularity) {
                // "3,5" is no month, nor are "quý II", "năm 3" or "6 tháng".
                let [before, after] = [at.checked_sub(1), Some(at + 1)].map(|at| words.get(at?).copied());
                let own = match granularity {
                    Granularity::Month => "thang",
                    Granularity::Quarter => "quy",
                    Granularity::Half | Granularity::Year => "",
                };
                let is_other = |word: &str| matches!(word, "nam" | "quy" | "thang") && word != own;
                let counts = !own.is_empty() && (before.is_some_and(is_other) || after.is_some_and(|word| word == own));
                if counts || index.replace(n).is_some() {
                    return None;
                }
            } else if !(matches!(*word, "nam" | "cua")
                || granularity != Granularity::Half && matches!(*word, "quy" | "thang"))
            {
                return None;
            }
        }
        let per_year = 12 / granularity.months();
        let index = match (granularity, index) {
            (Granularity::Year, None) => 1,
            (Granularity::Year, Some(_)) | (_, None) => return None,
            (_, Some(n)) => n,
        };
        let year = found_year.or((granularity != Granularity::Year).then_some(year))?;
        ((1..=per_year).contains(&index) && (1900..=2999).contains(&year)).then_some(Period {
            granularity,
            year,
            index,
        })
    }

    /// Reads the form written to files, which says by itself how long its periods are.
    #[must_use]
    pub(crate) fn of_file(text: &str) -> Option<Self> {
        let granularity = match text.split_once('-').map(|(_, index)| index.chars().next()) {
            None => Granularity::Year,
            Some(Some('H')) => Granularity::Half,
            Some(Some('Q')) => Granularity::Quarter,
            Some(_) => Granularity::Month,
        };
        Period::read(text, granularity, 0).filter(|period| period.to_string() == text)
    }

    /// The period after it.
    #[must_use]
    pub(crate) fn next(self) -> Self {
        if self.index < 12 / self.granularity.months() {
            Period { index: self.index + 1, ..self }
        } else {
            Period { year: self.year.saturating_add(1), index: 1, ..self }
        }
    }

    /// The first day.
    #[must_use]
    pub(crate) fn start(self) -> Date {
        Date::new(self.year, (self.index - 1) * self.granularity.months() + 1, 1).unwrap_or(Date::ZERO)
    }

    /// The last day.
    #[must_use]
    pub(crate) fn end(self) -> Date {
        Date::new(self.year, self.index * self.granularity.months(), 1).unwrap_or(Date::ZERO).last_of_month()
    }

    /// How the period reads in a sentence: "2026", "6 tháng đầu năm 2026", "quý II năm 2026".
    #[must_use]
    pub fn words(self) -> String {
        let year = self.year;
        match self.granularity {
            Granularity::Year => year.to_string(),
            Granularity::Half if self.index == 1 => format!("6 tháng đầu năm {year}"),
            Granularity::Half => format!("6 tháng cuối năm {year}"),
            Granularity::Quarter => {
                let roman = ROMAN.get(usize::from(self.index.unsigned_abs())).copied().unwrap_or_default();
                format!("quý {roman} năm {year}")
            }
            // The months that a digit more would make others have a zero (NĐ 30/2020, phụ lục I, mục II.4.b).
            Granularity::Month if self.index <= 2 => format!("tháng 0{} năm {year}", self.index),
            Granularity::Month => format!("tháng {} năm {year}", self.index),
        }
    }
}

impl Period {
    /// What it is called by itself: "năm 2026", "quý II năm 2026".
    #[must_use]
    pub(crate) fn name(self) -> String {
        match self.granularity {
            Granularity::Year => format!("năm {}", self.year),
            _ => self.words(),
        }
    }
}

const ROMAN: [&str; 5] = ["", "I", "II", "III", "IV"];

fn index_word(word: &str, granularity: Granularity) -> Option<i8> {
    match (granularity, word) {
        // The second of a year may as well be its second month, and "II" its second quarter.
        (Granularity::Half, "dau" | "h1") => Some(1),
        (Granularity::Half, "cuoi" | "h2") => Some(2),
        (Granularity::Half, _) => None,
        (_, "i") => Some(1),
        (_, "ii") => Some(2),
        (_, "iii") => Some(3),
        (_, "iv") => Some(4),
        (Granularity::Quarter, _) => word.strip_prefix('q').unwrap_or(word).parse().ok(),
        _ => word.parse().ok(),
    }
}

/// The form written to files: "2026", "2026-H1", "2026-Q2", "2026-05".
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Period { granularity, year, index } = self;
        match granularity {
            Granularity::Year => write!(f, "{year}"),
            Granularity::Half => write!(f, "{year}-H{index}"),
            Granularity::Quarter => write!(f, "{year}-Q{index}"),
            Granularity::Month => write!(f, "{year}-{index:02}"),
        }
    }
}
