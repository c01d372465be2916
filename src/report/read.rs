//! From what was typed to what it means, and back.

mod amount;
mod choices;
mod days;
mod nouns;
mod ratio;

use crate::text::letters::{plain_letters, to_nfc};

use self::amount::{Bad, Style};
use super::field::Kind;
use super::period::{Granularity, Period};
use super::value::{Approx, Number, Unreadable, Value};

/// Reads an entry. Total: whatever is not understood becomes [`Value::Unreadable`], and the raw
/// text stays with the caller. `year` completes a day typed without one. Words that the program
/// knows may be typed without diacritics.
///
/// Kinds whose parts are read column by column ([`Kind::Citation`], [`Kind::Rows`] and the like)
/// and [`Kind::Percent`], which is derived, are always missing here.
#[must_use]
pub fn read(kind: &Kind, raw: &str, year: i16) -> Value {
    let text = to_nfc(raw);
    let text = text.trim();
    if text.is_empty() {
        return Value::Missing;
    }
    if text.len() > LONGEST_FIGURE
        && let Some(reason) = no_figure(kind)
    {
        return Value::Unreadable(reason);
    }
    match kind {
        Kind::Text => Value::Text(one_line(text)),
        Kind::LongText => read_lines(text, str::trim),
        Kind::List => read_lines(text, without_bullet),
        Kind::Number { unit, plain, decimals } => read_number(&plain_letters(text), unit, *plain, *decimals),
        Kind::Ratio { unit } => ratio::ratio(&plain_letters(text), &plain_letters(unit)),
        Kind::Money => read_money(&plain_letters(text)),
        Kind::Date => days::date(&plain_letters(text), year).map_or_else(Value::Unreadable, Value::Date),
        Kind::DateRange => match days::range(&plain_letters(text), year) {
            Ok((start, end)) => Value::DateRange { start, end },
            Err(reason) => Value::Unreadable(reason),
        },
        Kind::Period(granularity) => read_period(text, *granularity, year),
        Kind::Choice(options) => {
            choices::only(text, options).map_or(Value::Unreadable(Unreadable::NotAnOption), Value::Choice)
        }
        Kind::YesNo => read_yes_no(&plain_letters(text)),
        Kind::Several(options) => choices::several(text, options),
        Kind::Percent { .. }
        | Kind::Citation
        | Kind::Citations
        | Kind::Rows { .. }
        | Kind::Recipients
        | Kind::Signature => Value::Missing,
    }
}

/// The same in an office that has a noun of its own for its units: "7/8 chòm" is read as a noun that is known would be.
#[must_use]
pub(crate) fn read_with_noun(kind: &Kind, raw: &str, year: i16, noun: &str) -> Value {
    let value = read(kind, raw, year);
    let (Kind::Number { unit, .. } | Kind::Ratio { unit }) = kind else { return value };
    let unit = plain_letters(unit);
    // Only what counts places of the office is said of them by its noun.
    let counts_places = nouns::means("don vi", &unit);
    if !counts_places || noun.trim().is_empty() || raw.len() > LONGEST_FIGURE {
        return value;
    }
    let (text, noun) = (plain_letters(&to_nfc(raw)), plain_letters(noun));
    match read(kind, &nouns::known(&text, &noun), year) {
        Value::Number(_) | Value::Ratio { .. } if nouns::is_of_others(&text, &noun, &unit) => {
            Value::Unreadable(Unreadable::OtherNoun)
        }
        Value::Unreadable(_) => value,
        read => read,
    }
}

/// Longer than any figure, date or period is written, in bytes. What was pasted into the wrong field
/// is read again at each of its letters, and need not be read far.
const LONGEST_FIGURE: usize = 300;

/// What prose is in an entry of this kind, where it cannot be the answer.
fn no_figure(kind: &Kind) -> Option<Unreadable> {
    match kind {
        Kind::Number { .. } => Some(Unreadable::NotANumber),
        Kind::Ratio { .. } => Some(Unreadable::NotARatio),
        Kind::Money => Some(Unreadable::NotMoney),
        Kind::Date => Some(Unreadable::NotADate),
        Kind::DateRange => Some(Unreadable::NotARange),
        Kind::Period(granularity) => Some(Unreadable::NotAPeriod(*granularity)),
        Kind::YesNo => Some(Unreadable::NotYesOrNo),
        _ => None,
    }
}

/// How a value reads in the entry line when a file is opened: [`read`] gives the same value back.
/// What is missing or was not understood has no text of its own; its raw text is what to show.
#[must_use]
pub fn entry_text(kind: &Kind, value: &Value) -> String {
    match value {
        Value::Missing | Value::Unreadable(_) => String::new(),
        Value::Text(text) => text.clone(),
        Value::List(items) => items.join("\n"),
        Value::Number(number) => {
            let digits = match kind {
                Kind::Number { plain: true, .. } => number.value.to_string(),
                _ => group_number(*number),
            };
            qualified(digits, number.approx)
        }
        Value::NotCounted => "-".to_owned(),
        Value::Unknown => "chưa có số liệu".to_owned(),
        Value::Ratio { part, of } | Value::Percent { part, of, .. } => {
            format!("{}/{}", group_digits(*part), group_digits(*of))
        }
        Value::Money { amount, approx } => qualified(group_digits(*amount), *approx),
        Value::Date(day) => days::text(*day),
        Value::DateRange { start, end } => format!("{} - {}", days::text(*start), days::text(*end)),
        Value::Period(period) => {
            let words = period.words();
            if Period::read(&words, period.granularity, period.year) == Some(*period) {
                words
            } else {
                period.to_string()
            }
        }
        Value::Choice(chosen) => choices::text(kind, chosen).to_owned(),
        Value::YesNo(yes) => yes.to_string(),
        Value::Several(list) => list.iter().map(|c| choices::text(kind, c)).collect::<Vec<_>>().join("\n"),
    }
}

/// A figure with the word before it that says that it is not exact: "hơn 300".
#[must_use]
pub(crate) fn qualified(figure: String, approx: Option<Approx>) -> String {
    match approx {
        Some(approx) => format!("{} {figure}", approx.word()),
        None => figure,
    }
}

/// A number as Vietnamese texts write it: "1.234,5".
#[must_use]
pub(crate) fn group_number(number: Number) -> String {
    let (whole, fraction) = number.digits();
    let sign = if number.value < 0 { "-" } else { "" };
    let whole = group_digits(i64::try_from(whole).unwrap_or(i64::MAX));
    match number.places {
        0 => group_digits(number.value),
        _ => format!("{sign}{whole},{fraction}"),
    }
}

/// A whole number with a dot between each three digits, as Vietnamese texts write it:
/// "14.000.000".
#[must_use]
pub(crate) fn group_digits(n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if n < 0 {
        grouped.push('-');
    }
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    grouped
}

impl Unreadable {
    /// What is wrong and how to type it, in Vietnamese; short enough for the hint line.
    #[must_use]
    pub(crate) fn message_vi(self) -> &'static str {
        match self {
            Unreadable::NotANumber => "Chưa đọc được số nguyên. Gõ như: 300, hơn 300, 1.234",
            Unreadable::NotDigits => "Chỉ gõ chữ số, như: 125. Chưa có số thì bỏ trống",
            Unreadable::OtherNoun => "Cấp dưới ở đây gọi khác. Gõ số, không kèm tên gọi",
            Unreadable::NotADecimal => "Chưa đọc được số. Gõ như: 300, hơn 300, 1.234,5",
            Unreadable::ScaledWithoutUnit => "Gõ đủ chữ số theo đơn vị tính của dòng, bỏ tỷ, triệu, nghìn",
            Unreadable::NumberTooLarge => "Số quá lớn. Xin xem lại số chữ số đã gõ",
            Unreadable::Negative => "Số không được âm. Gõ 0 nếu không có",
            Unreadable::NotARatio => "Chưa đọc được tỷ lệ. Gõ đủ hai số: 8/10, 0/8 hoặc 0/0",
            Unreadable::PercentAlone => "Chưa đủ nếu chỉ có %. Gõ số đạt/tổng số, như 7/8; phần trăm tự tính",
            Unreadable::PercentElsewhere => "Dòng này không tính bằng %: sửa đơn vị, hoặc bỏ %",
            Unreadable::OtherPercent => "Số % đã gõ không khớp với hai số. Xin xem lại",
            Unreadable::NotMoney => "Chưa đọc được số tiền. Gõ như: 14 triệu, 14.000.000",
            Unreadable::NotADate => "Chưa đọc được ngày. Gõ như: 12/5/2026",
            Unreadable::NoSuchDay => "Không có ngày này trong lịch. Xin xem lại ngày, tháng",
            Unreadable::NotARange => "Chưa đọc được thời gian. Gõ như: 1/6 - 30/6/2026",
            Unreadable::RangeBackwards => "Ngày đầu sau ngày cuối. Gõ ngày sớm trước: 1/6 - 30/6",
            Unreadable::NotAPeriod(Granularity::Year) => "Chưa đọc được năm. Gõ như: 2026",
            Unreadable::NotAPeriod(Granularity::Half) => "Chưa đọc được kỳ. Gõ như: 6 tháng đầu năm 2026",
            Unreadable::NotAPeriod(Granularity::Quarter) => "Chưa đọc được quý. Gõ như: quý II/2026",
            Unreadable::NotAPeriod(Granularity::Month) => "Chưa đọc được tháng. Gõ như: 3, hoặc 3/2026",
            Unreadable::NotAnOption => "Chưa có trong danh sách. Xin chọn một mục có sẵn",
            Unreadable::NotYesOrNo => "Xin gõ: có hoặc không",
        }
    }

    /// The same in English.
    #[must_use]
    pub(crate) fn message_en(self) -> &'static str {
        match self {
            Unreadable::NotANumber => "Not a whole number yet. Type: 300, >300, ~300, 1.234",
            Unreadable::NotDigits => "Digits only, as in: 125. Leave it blank until it has one",
            Unreadable::OtherNoun => "Units are called otherwise here. Type the figure alone",
            Unreadable::NotADecimal => "Not a number yet. Type: 300, >300, ~300, 1.234,5",
            Unreadable::ScaledWithoutUnit => "Type it in the unit of its row, without tỷ, triệu or nghìn",
            Unreadable::NumberTooLarge => "The number is too large. Please check its digits",
            Unreadable::Negative => "It cannot be below zero. Type 0 if there is none",
            Unreadable::NotARatio => "Not a part of a whole yet. Type both: 8/10, 0/8 or 0/0",
            Unreadable::PercentAlone => "Not only the %. Type part/whole, as 7/8; the percent follows",
            Unreadable::PercentElsewhere => "The unit of this row is not %: change one of the two",
            Unreadable::OtherPercent => "The percentage is not that of the two figures",
            Unreadable::NotMoney => "Not an amount yet. Type: 14.000.000, 14tr or 500k",
            Unreadable::NotADate => "Not a date yet. Type day/month/year: 12/5/2026",
            Unreadable::NoSuchDay => "The calendar has no such day. Please check day and month",
            Unreadable::NotARange => "Not two dates yet. Type: 1/6 - 30/6/2026",
            Unreadable::RangeBackwards => "It ends before it starts. Type the earlier day first",
            Unreadable::NotAPeriod(Granularity::Year) => "Not a year yet. Type as: 2026",
            Unreadable::NotAPeriod(Granularity::Half) => "Not a half-year yet. Type as: 6 tháng đầu năm 2026",
            Unreadable::NotAPeriod(Granularity::Quarter) => "Not a quarter yet. Type as: quý II/2026",
            Unreadable::NotAPeriod(Granularity::Month) => "Not a month yet. Type as: 3, or 3/2026",
            Unreadable::NotAnOption => "Not in the list. Please choose one of its entries",
            Unreadable::NotYesOrNo => "Please type: yes or no",
        }
    }
}

/// The text with each run of whitespace as one space.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn read_lines(text: &str, clean: fn(&str) -> &str) -> Value {
    let items: Vec<String> = text.split('\n').map(clean).filter(|l| !l.is_empty()).map(str::to_owned).collect();
    if items.is_empty() { Value::Missing } else { Value::List(items) }
}

/// A list item without the dashes that people type before it, since the document sets its own. "+" means what stands
/// below an item, and stays.
pub(crate) fn without_bullet(line: &str) -> &str {
    let mut line = line.trim();
    while let Some(rest) = line.strip_prefix(['-', '•'])
        && (rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || c.is_alphabetic()))
    {
        line = rest.trim_start();
    }
    if line == "+" { "" } else { line }
}

/// What stands for "there is some, but nobody counted" in a count.
const NOT_COUNTED: [&str; 8] =
    ["-", "--", "–", "—", "khong thong ke", "co, khong thong ke", "co khong thong ke", "not counted"];

/// What stands for "asked for, and not known yet".
const UNKNOWN: [&str; 5] = ["chua co so lieu", "chua thong ke", "khong co so lieu", "chua ro", "unknown"];

/// A figure that is none: there is some and nobody counted, or nobody knows yet.
fn no_count(text: &str) -> Option<Value> {
    if NOT_COUNTED.contains(&text) {
        return Some(Value::NotCounted);
    }
    UNKNOWN.contains(&text).then_some(Value::Unknown)
}

/// What says that there is none, alone or before what there is none of.
const NONE: [&str; 5] = ["khong phat sinh", "khong xay ra", "khong co", "khong", "0"];

/// Whether a text says so: "khong", "khong phat sinh", "khong co vu nao", "0 vu".
fn is_none(text: &str, unit: &str) -> bool {
    let text = text.strip_suffix(" nao").unwrap_or(text);
    NONE.iter()
        .filter_map(|word| text.strip_prefix(word))
        .map(str::trim_start)
        .any(|noun| noun.is_empty() || nouns::none_of(noun, unit) || unit.split(',').any(|item| item.trim() == noun))
}

fn read_number(text: &str, unit: &str, plain: bool, decimals: u8) -> Value {
    if plain {
        return read_digits(text);
    }
    if let Some(value) = no_count(text) {
        return value;
    }
    let unit = plain_letters(unit);
    if is_none(text, &unit) {
        return Value::Number(Number::whole(0));
    }
    let (approx, rest) = split_approx(text);
    let (rest, has_unit) = amount::without_unit(rest, &unit);
    // What may have decimals and no unit is a figure of a row, and that may be a percentage.
    let rest = if unit.is_empty() && decimals > 0 { rest.strip_suffix('%').unwrap_or(rest).trim_end() } else { rest };
    let style = Style::Count { scaled: !amount::starts_with_scale(&unit), has_unit };
    if let Some(number) = amount::decimal(rest, decimals) {
        return Value::Number(Number { approx, ..number });
    }
    let reason = if decimals > 0 { Unreadable::NotADecimal } else { Unreadable::NotANumber };
    // Where the unit stands elsewhere, as in another column of the row, "1,5 ty" may be of it or of đồng.
    let style = if unit.is_empty() { Style::Count { scaled: false, has_unit } } else { style };
    match signed(rest, style, reason) {
        Ok(value) => Value::Number(Number { approx, ..Number::whole(value) }),
        Err(_) if unit.is_empty() && amount::has_scale(rest) => Value::Unreadable(Unreadable::ScaledWithoutUnit),
        Err(reason) => Value::Unreadable(reason),
    }
}

/// A number that names a thing and counts none, such as that of a document: digits alone, perhaps in groups.
fn read_digits(text: &str) -> Value {
    Value::Unreadable(match amount::digits(text) {
        Ok(value) => return Value::Number(Number::whole(value)),
        Err(Bad::Form) => Unreadable::NotDigits,
        Err(Bad::TooLarge) => Unreadable::NumberTooLarge,
    })
}

/// The qualifier at the start, as a word or as a sign, and what follows it.
fn split_approx(text: &str) -> (Option<Approx>, &str) {
    if let Some(rest) = text.strip_prefix('>') {
        return (Some(Approx::MoreThan), rest.trim_start());
    }
    if let Some(rest) = text.strip_prefix(['~', '≈']) {
        return (Some(Approx::About), rest.trim_start());
    }
    if let Some((word, rest)) = text.split_once(' ')
        && let Some(approx) = Approx::from_word(word)
    {
        return (Some(approx), rest);
    }
    (None, text)
}

/// Reads an amount; one with a minus sign before it is told apart, since that is a different slip.
fn signed(text: &str, style: Style, not_one: Unreadable) -> Result<i64, Unreadable> {
    let positive = text.strip_prefix(['-', '−', '–']);
    match (amount::amount(positive.unwrap_or(text), style), positive) {
        (Ok(_), Some(_)) => Err(Unreadable::Negative),
        (Ok(value), None) => Ok(value),
        (Err(Bad::TooLarge), _) => Err(Unreadable::NumberTooLarge),
        (Err(Bad::Form), _) => Err(not_one),
    }
}

fn read_money(text: &str) -> Value {
    if let Some(value) = no_count(text) {
        return value;
    }
    if is_none(text, "") {
        return Value::money(0);
    }
    let (approx, rest) = split_approx(text);
    let money = |amount| Value::Money { amount, approx };
    signed(rest, Style::Money, Unreadable::NotMoney).map_or_else(Value::Unreadable, money)
}

fn read_period(text: &str, granularity: Granularity, year: i16) -> Value {
    Period::read(text, granularity, year).map_or(Value::Unreadable(Unreadable::NotAPeriod(granularity)), Value::Period)
}

fn read_yes_no(text: &str) -> Value {
    match text {
        "true" | "yes" | "y" | "co" | "c" | "x" | "1" => Value::YesNo(true),
        "false" | "no" | "n" | "khong" | "ko" | "k" | "0" => Value::YesNo(false),
        _ => Value::Unreadable(Unreadable::NotYesOrNo),
    }
}

#[cfg(test)]
mod tests;
