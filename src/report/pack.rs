//! Packs a TOML text into bytes that [`super::packed`] reads in place. Also compiled into the
//! build script, which packs the built-in types: at start they need no parsing.
//!
//! A value is its tag (1 byte), the place it stands at in the text (start and end, 4 bytes each),
//! the length of what follows (4 bytes), and: a text's UTF-8; an integer's or flag's 8 bytes; a
//! list's values; a table. A table is the set of its keys' marks (8 bytes, see [`mark`]) and its
//! entries, each the place of its key (4 bytes), the key's length (4 bytes), the key and the
//! value. Numbers are little-endian. The whole is the top table.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What a value is.
pub mod tag {
    pub const TEXT: u8 = 0;
    pub const INTEGER: u8 = 1;
    pub const FLAG: u8 = 2;
    pub const LIST: u8 = 3;
    pub const TABLE: u8 = 4;
    /// A float or a date, which type files have no use for.
    pub const OTHER: u8 = 5;
}

/// The bit that a key sets in the marks of its table. Most of the keys asked for are not there:
/// a bit that is not set tells so at once.
#[must_use]
pub fn mark(key: &[u8]) -> u64 {
    let ends = key.first().zip(key.last()).map_or(0, |(first, last)| u32::from(*first) * 7 + u32::from(*last));
    1 << ((ends + small(key.len())) % 64)
}

/// The packed text, as much of it as is TOML, and each mistake with its byte offset.
#[must_use]
pub fn pack(text: &str) -> (Vec<u8>, Vec<(usize, String)>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut bytes = Vec::with_capacity(text.len());
    packed_table(table.get_ref(), &mut bytes);
    let place = |error: &toml::de::Error| error.span().map_or(0, |span| span.start);
    (bytes, errors.iter().map(|error| (place(error), error.message().to_owned())).collect())
}

fn packed_table(table: &DeTable<'_>, out: &mut Vec<u8>) {
    let marks = table.keys().fold(0, |all, key| all | mark(key.get_ref().as_bytes()));
    out.extend_from_slice(&marks.to_le_bytes());
    for (key, item) in table {
        let name = key.get_ref().as_bytes();
        number(key.span().start, out);
        number(name.len(), out);
        out.extend_from_slice(name);
        value(item, out);
    }
}

fn value(item: &Spanned<DeValue<'_>>, out: &mut Vec<u8>) {
    let whole = |integer: &toml::de::DeInteger<'_>| i64::from_str_radix(integer.as_str(), integer.radix()).ok();
    let kind = match item.get_ref() {
        DeValue::String(_) => tag::TEXT,
        DeValue::Integer(integer) if whole(integer).is_some() => tag::INTEGER,
        DeValue::Boolean(_) => tag::FLAG,
        DeValue::Array(_) => tag::LIST,
        DeValue::Table(_) => tag::TABLE,
        _ => tag::OTHER,
    };
    out.push(kind);
    number(item.span().start, out);
    number(item.span().end, out);
    let length_at = out.len();
    number(0, out);
    match item.get_ref() {
        DeValue::String(text) => out.extend_from_slice(text.as_bytes()),
        DeValue::Integer(integer) => out.extend_from_slice(&whole(integer).unwrap_or_default().to_le_bytes()),
        DeValue::Boolean(flag) => out.extend_from_slice(&i64::from(*flag).to_le_bytes()),
        DeValue::Array(list) => list.iter().for_each(|item| value(item, out)),
        DeValue::Table(table) => packed_table(table, out),
        _ => {}
    }
    let length = out.len() - length_at - 4;
    if let Some(slot) = out.get_mut(length_at..length_at + 4) {
        slot.copy_from_slice(&small(length).to_le_bytes());
    }
}

fn number(n: usize, out: &mut Vec<u8>) {
    out.extend_from_slice(&small(n).to_le_bytes());
}

/// Type files of 4 GiB are refused long before they come here.
fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
