//! Days and spans of days as people type them.

use jiff::civil::Date;

use crate::report::value::Unreadable;

/// A day as it stands in the entry line, with the zeros of the decree (Nghị định 30/2020, PL I,
/// II.4.b: days below 10 and the months 1 and 2): "06/5/2021".
pub(super) fn text(day: Date) -> String {
    let month_width = if day.month() <= 2 { 2 } else { 1 };
    format!("{:02}/{:0month_width$}/{:04}", day.day(), day.month(), day.year())
}

/// Reads one day in plain letters: "12/5/2021", "12/5", "2021-05-12", "ngay 12 thang 5 nam 2021".
pub(super) fn date(text: &str, year: i16) -> Result<Date, Unreadable> {
    // Since or until a day is no day.
    let is_span = ["tu ", "het "].iter().any(|word| text.trim_start().starts_with(word));
    let parts = Parts::read(text).filter(|p| p.month.is_some() && !is_span).ok_or(Unreadable::NotADate)?;
    parts.resolve(None, year)
}

/// Reads two days in plain letters: "1/6 - 30/6", "1-30/6/2021", "tu ngay 1/6 den ngay 30/6/2021",
/// "2021-06-01..2021-06-30". A year or month given only once counts for both.
pub(super) fn range(text: &str, year: i16) -> Result<(Date, Date), Unreadable> {
    for mark in ["..", "den", "toi", "–", "—"] {
        if let Some((from, to)) = text.split_once(mark) {
            return between(from, to, year);
        }
    }
    // Dashes may also stand within the days: the middle one is the likeliest, then each from the
    // left, and the first that makes sense wins.
    let dashes: Vec<usize> = text.match_indices('-').map(|(i, _)| i).collect();
    let spaced = text.find(" - ").map(|i| i + 1);
    let middle = if dashes.len().is_multiple_of(2) { None } else { dashes.get(dashes.len() / 2).copied() };
    let mut reason = Unreadable::NotARange;
    for at in spaced.into_iter().chain(middle).chain(dashes.iter().copied()) {
        match between(&text[..at], &text[at + 1..], year) {
            Ok(days) => return Ok(days),
            Err(why) if reason == Unreadable::NotARange => reason = why,
            Err(_) => {}
        }
    }
    Err(reason)
}

fn between(from: &str, to: &str, year: i16) -> Result<(Date, Date), Unreadable> {
    let from = Parts::read(from).ok_or(Unreadable::NotARange)?;
    let to = Parts::read(to).filter(|p| p.month.is_some()).ok_or(Unreadable::NotARange)?;
    let year = to.year.or(from.year).unwrap_or(year);
    let start = from.resolve(to.month, year)?;
    let end = to.resolve(None, year)?;
    if start > end { Err(Unreadable::RangeBackwards) } else { Ok((start, end)) }
}

/// What may stand before a day, one of each in this order. The time of day is not of the date, and stays in what was
/// typed.
const BEFORE: [&[&str]; 6] =
    [&["tu ", "vao "], &["het "], &["buoi "], &["sang ", "trua ", "chieu ", "toi "], &["ngay "], &["mong ", "mung "]];

/// The days of the week in plain letters, as the form says them beside a date.
const WEEKDAYS: [&str; 13] = [
    "chu nhat", "thu hai", "thu ba", "thu tu", "thu nam", "thu sau", "thu bay", "thu 2", "thu 3", "thu 4", "thu 5",
    "thu 6", "thu 7",
];

/// A date without its day of the week: "Chủ nhật, 31/5/2026".
fn without_weekday(text: &str) -> &str {
    let rest = WEEKDAYS.iter().find_map(|day| text.strip_prefix(day)).filter(|rest| rest.starts_with([',', ' ']));
    rest.map_or(text, |rest| rest.trim_start_matches([',', ' ']))
}

/// The first year that is never written with two digits: "99" is as likely 1999.
const LATEST_SHORT: i16 = 2060;

/// A day that may still lack its month and year.
struct Parts {
    day: i8,
    month: Option<i8>,
    year: Option<i16>,
}

impl Parts {
    /// Reads plain letters; `None` when it is not made like a day.
    fn read(text: &str) -> Option<Parts> {
        let text = text.trim();
        let mut text = without_weekday(text.strip_suffix('.').unwrap_or(text));
        for words in BEFORE {
            text = words.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text).trim_start();
        }
        let text = text.replace("thang", "/").replace("nam", "/");
        let mark = text.chars().find(|c| matches!(c, '/' | '-' | '.'));
        let numbers: Vec<&str> = match mark {
            Some(mark) => text.split(mark).map(str::trim).collect(),
            None => vec![text.trim()],
        };
        if numbers.iter().any(|n| n.is_empty() || !n.bytes().all(|b| b.is_ascii_digit())) {
            return None;
        }
        let short = |n: &str| (n.len() <= 2).then(|| n.parse::<i8>().ok()).flatten();
        match numbers[..] {
            [day] => Some(Parts { day: short(day)?, month: None, year: None }),
            [day, month] => Some(Parts { day: short(day)?, month: Some(short(month)?), year: None }),
            [year, month, day] if year.len() == 4 => {
                Some(Parts { day: short(day)?, month: Some(short(month)?), year: Some(year.parse().ok()?) })
            }
            [day, month, year] => {
                let year = match year.len() {
                    // A law of 1999 is not one of 2099.
                    2 => Some(2000 + year.parse::<i16>().ok()?).filter(|year| *year < LATEST_SHORT)?,
                    4 => year.parse().ok()?,
                    _ => return None,
                };
                Some(Parts { day: short(day)?, month: Some(short(month)?), year: Some(year) })
            }
            _ => None,
        }
    }

    fn resolve(&self, month: Option<i8>, year: i16) -> Result<Date, Unreadable> {
        let month = self.month.or(month).ok_or(Unreadable::NotADate)?;
        Date::new(self.year.unwrap_or(year), month, self.day).map_err(|_| Unreadable::NoSuchDay)
    }
}
