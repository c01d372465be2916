//! Whole numbers and amounts as people type them, in plain letters: "1.234", "1,5 ty", "2 trieu ruoi", "1tr5".

use crate::report::value::Number;

use super::nouns;

/// Why a text is not an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bad {
    /// It does not look like one, or is not whole.
    Form,
    /// It does, but is beyond what the program holds.
    TooLarge,
}

/// What is being typed, which decides the words that may go with the digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// A count: "10 nghin", never "10k" (which could be a unit). `scaled` is false where the unit
    /// itself is "triệu đồng" or the like; `has_unit` tells that a unit was typed and taken away.
    Count { scaled: bool, has_unit: bool },
    /// An amount in đồng, with the short forms "k" and "tr".
    Money,
}

const THOUSAND: i128 = 1_000;
const MILLION: i128 = 1_000_000;
const BILLION: i128 = 1_000_000_000;

/// A count without any words: "8", "1.200", "1 200".
pub(super) fn digits(text: &str) -> Result<i64, Bad> {
    amount(text, Style::Count { scaled: false, has_unit: false })
}

/// Reads an amount in plain letters. It is a number, or numbers each with a smaller scale word than
/// the one before ("1 ty 200 trieu"). After the last scale word "ruoi" is half of it, and bare digits
/// are decimals of it, as they are spoken ("1 trieu 2", "1tr250").
pub(super) fn amount(text: &str, style: Style) -> Result<i64, Bad> {
    let mut rest = text.trim();
    let mut total: i128 = 0;
    // The scale word before, which what follows must stay below.
    let mut above: Option<i128> = None;
    loop {
        let end = rest.find(|c: char| !is_numeric(c)).unwrap_or(rest.len());
        let (number, tail) = rest.split_at(end);
        let end = tail.find(|c: char| c.is_ascii_digit()).unwrap_or(tail.len());
        let (words, next) = tail.split_at(end);
        let number = number.trim();
        let words = Words::read(words, style)?;
        let value = match (above, words.scale) {
            (Some(above), None) if number.len() <= 3 => spoken_tail(number, above, words.currency, style)?,
            (_, None) => unscaled(number, style)?,
            (_, Some(scale)) => Decimal::read(number)?.times(scale, next.is_empty() && !words.half)?,
        };
        if above.is_some_and(|above| value >= above || words.scale.is_some_and(|s| s >= above)) {
            return Err(Bad::Form);
        }
        let half = if words.half { words.scale.unwrap_or(0) / 2 } else { 0 };
        total = total.checked_add(value).and_then(|t| t.checked_add(half)).ok_or(Bad::TooLarge)?;
        if next.is_empty() {
            return i64::try_from(total).map_err(|_| Bad::TooLarge);
        }
        if words.half || words.currency || words.scale.is_none() {
            return Err(Bad::Form);
        }
        above = words.scale;
        rest = next;
    }
}

/// The text without a unit at its end, and whether there was one. Words count as the unit when they
/// stand in it one after the other: "300 luot" and "300 tre" for "luot tre em", "50 chiec" for
/// "suat, chiec", or when they mean the same: "300 chau". Of a unit that is a multiple ("trieu dong") the first word must be there, since
/// "14 dong" would be another amount.
pub(super) fn without_unit<'a>(text: &'a str, unit: &str) -> (&'a str, bool) {
    let unit_words = words(unit);
    let is_unit = |typed: &[&str]| {
        let from_start = unit_words.starts_with(typed);
        from_start || (!starts_with_scale(unit) && unit_words.windows(typed.len()).any(|run| run == typed))
    };
    let mut before = ' ';
    for (i, c) in text.char_indices() {
        let starts = !is_numeric(c) && !before.is_alphabetic() && text[..i].contains(|c: char| c.is_ascii_digit());
        if starts {
            let typed = words(&text[i..]);
            if !typed.is_empty() && (is_unit(&typed) || nouns::means(&typed.join(" "), unit)) {
                return (text[..i].trim_end(), true);
            }
        }
        before = c;
    }
    (text, false)
}

/// The words of a text; a unit may name several, as in "tin, bai".
fn words(text: &str) -> Vec<&str> {
    text.split([' ', ',']).filter(|word| !word.is_empty()).collect()
}

/// Whether a unit is itself a multiple ("trieu dong"), so that a scale word would count twice.
pub(super) fn starts_with_scale(unit: &str) -> bool {
    unit.split_whitespace().next().is_some_and(|word| scale(word, true).is_some())
}

/// Whether figures and words that make a multiple or an amount of money are all that was typed: "1,5 ty", "300 nghin
/// dong", "10k".
pub(super) fn has_scale(text: &str) -> bool {
    let text = text.trim_start_matches(['-', '−', '–']);
    text.contains(char::is_alphabetic) && amount(text, Style::Money) != Err(Bad::Form)
}

fn is_numeric(c: char) -> bool {
    c.is_ascii_digit() || c == '.' || c == ',' || c.is_whitespace()
}

/// Bare digits after a scale word. One digit is tenths and three are thousandths of it; two could
/// be either, and so could any when "dong" follows, so they are refused.
fn spoken_tail(number: &str, above: i128, currency: bool, style: Style) -> Result<i128, Bad> {
    let named = currency || matches!(style, Style::Count { has_unit: true, .. });
    let part: i128 = number.parse().map_err(|_| Bad::Form)?;
    match number.len() {
        1 if !named => Ok(part * (above / 10)),
        3 if !named || above == THOUSAND => Ok(part * (above / 1000)),
        _ => Err(Bad::Form),
    }
}

/// The words between two numbers, or after the last.
struct Words {
    scale: Option<i128>,
    half: bool,
    currency: bool,
}

impl Words {
    fn read(text: &str, style: Style) -> Result<Words, Bad> {
        let money = style == Style::Money;
        let scaled = !matches!(style, Style::Count { scaled: false, .. });
        let mut found = Words { scale: None, half: false, currency: false };
        for word in text.split_whitespace() {
            match (word, scale(word, money)) {
                _ if found.currency => return Err(Bad::Form),
                ("dong" | "d" | "₫" | "vnd", _) if money => found.currency = true,
                ("trd", _) if money && found.scale.is_none() => {
                    found.scale = Some(MILLION);
                    found.currency = true;
                }
                ("ruoi", _) if found.scale.is_some() && !found.half => found.half = true,
                (_, Some(_)) if !scaled || found.half => return Err(Bad::Form),
                (_, Some(scale)) if found.scale.is_none() => found.scale = Some(scale),
                // "nghin ty"
                (_, Some(BILLION)) if found.scale == Some(THOUSAND) => found.scale = Some(THOUSAND * BILLION),
                _ => return Err(Bad::Form),
            }
        }
        Ok(found)
    }
}

fn scale(word: &str, short: bool) -> Option<i128> {
    match word {
        "nghin" | "ngan" => Some(THOUSAND),
        "trieu" => Some(MILLION),
        "ty" | "ti" => Some(BILLION),
        "k" if short => Some(THOUSAND),
        "tr" if short => Some(MILLION),
        _ => None,
    }
}

/// A number without a scale word. It has no decimals: "1,5" people would be a slip, and "1,000"
/// might be meant as a thousand. Only the ",00" of an account is let through.
fn unscaled(number: &str, style: Style) -> Result<i128, Bad> {
    let cents = if style == Style::Money { number.strip_suffix(",00") } else { None };
    let whole = grouped(cents.unwrap_or(number)).ok_or(Bad::Form)?;
    Decimal::new(&whole, "")?.times(1, false)
}

/// A number with a decimal comma and at most so many decimals: "1.234,5"; `None` for anything else, and for one that
/// a file could not keep to the last digit.
pub(super) fn decimal(text: &str, decimals: u8) -> Option<Number> {
    let (whole, fraction) = text.split_once(',')?;
    let places = u8::try_from(fraction.len()).ok().filter(|places| *places <= decimals)?;
    let whole = grouped(whole).filter(|_| all_digits(fraction))?;
    let value: i64 = format!("{whole}{fraction}").parse().ok().filter(|value| *value <= MAX_EXACT)?;
    Some(Number::decimal(value, places))
}

/// The greatest whole number below which a floating-point number, as TOML has it, keeps them all (IEEE 754).
const MAX_EXACT: i64 = 1 << 53;

/// A number with decimals: `digits` divided by ten to the power `places`.
struct Decimal {
    digits: i128,
    places: u32,
}

impl Decimal {
    /// Reads digits with dots or spaces between thousands and a decimal comma. A dot that cannot
    /// part thousands is a decimal one, as in "1.5 ty".
    fn read(text: &str) -> Result<Decimal, Bad> {
        if let Some(whole) = grouped(text) {
            return Decimal::new(&whole, "");
        }
        let (whole, fraction) = if let Some((whole, fraction)) = text.split_once(',') {
            (grouped(whole), fraction)
        } else {
            let (whole, fraction) = text.split_once('.').ok_or(Bad::Form)?;
            (all_digits(whole).then(|| whole.to_owned()), fraction)
        };
        // Nobody writes 14 as "14,000": it would be a thousand times that.
        if !all_digits(fraction) || fraction == "000" {
            return Err(Bad::Form);
        }
        Decimal::new(&whole.ok_or(Bad::Form)?, fraction.trim_end_matches('0'))
    }

    fn new(whole: &str, fraction: &str) -> Result<Decimal, Bad> {
        // More decimals than the largest scale has zeros cannot be a whole number.
        let places = u32::try_from(fraction.len()).ok().filter(|p| *p <= 12).ok_or(Bad::Form)?;
        let whole = whole.trim_start_matches('0');
        if whole.len() > 19 {
            return Err(Bad::TooLarge);
        }
        let digits = format!("0{whole}{fraction}").parse().map_err(|_| Bad::Form)?;
        Ok(Decimal { digits, places })
    }

    /// The number times a scale; it must come out whole, and have no decimals unless `fraction`.
    fn times(self, scale: i128, fraction: bool) -> Result<i128, Bad> {
        let divisor = 10_i128.pow(self.places);
        let product = self.digits.checked_mul(scale).ok_or(Bad::TooLarge)?;
        if product % divisor == 0 && (fraction || self.places == 0) { Ok(product / divisor) } else { Err(Bad::Form) }
    }
}

/// The digits of a whole number, written together or in thousands with one kind of mark: dots,
/// spaces, or commas where there are so many that none can be decimal ("14,000,000").
fn grouped(text: &str) -> Option<String> {
    if all_digits(text) {
        return Some(text.to_owned());
    }
    let mark = text.chars().find(|c| !c.is_ascii_digit())?;
    let groups: Vec<&str> = text.split(mark).collect();
    let (first, others) = groups.split_first()?;
    let well_formed = all_digits(first) && first.len() <= 3 && !first.starts_with('0');
    let thousands = others.iter().all(|g| g.len() == 3 && all_digits(g));
    let allowed = mark != ',' || others.len() > 1;
    (well_formed && thousands && allowed).then(|| groups.concat())
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}
