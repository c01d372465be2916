//! How an entry is written in TOML.

use toml_edit::{Array, Date as TomlDate, Datetime, InlineTable, Value as Toml};

use crate::report::answers::Entry;
use crate::report::field::{Field, Kind, options};
use crate::report::value::{Approx, Chosen, Number, Value};
use crate::text::letters::to_nfc;

/// What a count that nobody made is in a file.
const NOT_COUNTED: &str = "not counted";
/// What a figure says that nobody knows yet.
const UNKNOWN: &str = "unknown";

/// Lists longer than this, in characters, are written one item a line.
const LINE: usize = 90;

/// The value to be stored for an entry; `None` where there is nothing to store. `compact` keeps
/// it on one line, inside of an inline table.
pub(crate) fn stored(field: &Field, entry: &Entry, compact: bool) -> Option<Toml> {
    let list = |items: Vec<&str>| array(&items, compact);
    Some(match &entry.value {
        Value::Missing => return None,
        // Kept as it was typed, to be mended later.
        Value::Unreadable(_) => text(&entry.raw, compact),
        Value::Text(text) => self::text(text, compact),
        Value::List(items) if matches!(field.kind, Kind::LongText) => {
            let joined = to_nfc(&items.join("\n")).into_owned();
            if compact { text(&joined, true) } else { parsed(&block(&joined), &joined) }
        }
        Value::List(items) => list(items.iter().map(String::as_str).collect()),
        Value::Number(number) => qualified(self::number(*number), number.approx),
        Value::NotCounted => Toml::from(NOT_COUNTED),
        Value::Unknown => Toml::from(UNKNOWN),
        Value::Ratio { part, of } | Value::Percent { part, of, .. } => {
            pair(("part", Toml::from(*part)), ("of", Toml::from(*of)))
        }
        Value::Money { amount, approx } => qualified(Toml::from(*amount), *approx),
        Value::Date(day) => date(*day),
        Value::DateRange { start, end } => pair(("start", date(*start)), ("end", date(*end))),
        Value::Period(period) => Toml::from(period.to_string()),
        Value::Choice(chosen) => text(chosen_id(field, chosen), compact),
        Value::YesNo(yes) => Toml::from(*yes),
        Value::Several(several) => list(several.iter().map(|chosen| chosen_id(field, chosen)).collect()),
    })
}

/// A figure, with the word that says that it is not exact.
fn qualified(figure: Toml, approx: Option<Approx>) -> Toml {
    match approx {
        None => figure,
        Some(approx) => pair(("value", figure), ("approx", Toml::from(approx.word()))),
    }
}

/// A whole number, or one with decimals.
fn number(number: Number) -> Toml {
    if number.places == 0 { Toml::from(number.value) } else { Toml::from(number.as_float()) }
}

/// A text on one line, or with its lines where it has several and may.
pub(crate) fn text(text: &str, compact: bool) -> Toml {
    let text = to_nfc(text);
    let repr = if text.contains('\n') && !compact { block(&text) } else { one_line(&text) };
    parsed(&repr, &text)
}

/// A list of texts.
pub(crate) fn array(items: &[&str], compact: bool) -> Toml {
    let width: usize = items.iter().map(|item| item.chars().count() + 4).sum();
    let mut array: Array = items.iter().map(|item| text(item, true)).collect();
    if width > LINE && !compact {
        for item in array.iter_mut() {
            item.decor_mut().set_prefix("\n  ");
        }
        array.set_trailing("\n");
        array.set_trailing_comma(true);
    }
    Toml::Array(array)
}

fn pair(first: (&str, Toml), second: (&str, Toml)) -> Toml {
    let mut table = InlineTable::new();
    table.insert(first.0, first.1);
    table.insert(second.0, second.1);
    Toml::InlineTable(table)
}

fn date(day: jiff::civil::Date) -> Toml {
    let date =
        TomlDate { year: day.year().unsigned_abs(), month: day.month().unsigned_abs(), day: day.day().unsigned_abs() };
    Toml::from(Datetime { date: Some(date), time: None, offset: None })
}

fn chosen_id<'a>(field: &'a Field, chosen: &'a Chosen) -> &'a str {
    match chosen {
        Chosen::Other(text) => text,
        Chosen::Option(index) => {
            options(field).and_then(|options| options.list.get(*index)).map_or("", |option| option.id.as_str())
        }
    }
}

fn parsed(repr: &str, text: &str) -> Toml {
    repr.parse().unwrap_or_else(|_| Toml::from(text))
}

/// A string in quotes, on one line; in single ones where that saves escapes.
#[must_use]
pub(crate) fn one_line(text: &str) -> String {
    if text.contains(['"', '\\']) && !text.contains('\'') && !text.contains(char::is_control) {
        return format!("'{text}'");
    }
    let mut repr = String::with_capacity(text.len() + 2);
    repr.push('"');
    for c in text.chars() {
        match c {
            '"' => repr.push_str("\\\""),
            '\n' => repr.push_str("\\n"),
            c => escape(c, &mut repr),
        }
    }
    repr.push('"');
    repr
}

/// A string of several lines, each on its own.
fn block(text: &str) -> String {
    let mut repr = String::with_capacity(text.len() + 8);
    repr.push_str("\"\"\"\n");
    let mut chars = text.chars().peekable();
    let mut quotes = 0;
    while let Some(c) = chars.next() {
        if c == '"' {
            quotes += 1;
            // Three would close the string, and so would one before its end.
            repr.push_str(if quotes % 3 == 0 || chars.peek().is_none() { "\\\"" } else { "\"" });
        } else {
            quotes = 0;
            if c == '\n' { repr.push(c) } else { escape(c, &mut repr) }
        }
    }
    repr.push_str("\"\"\"");
    repr
}

fn escape(c: char, repr: &mut String) {
    match c {
        '\\' => repr.push_str("\\\\"),
        '\t' => repr.push_str("\\t"),
        c if c.is_control() => repr.extend(format!("\\u{:04X}", u32::from(c)).chars()),
        c => repr.push(c),
    }
}
