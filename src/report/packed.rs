//! Reads the bytes that [`super::pack`] wrote, in place. Bytes of another make read as a shorter
//! table, never as a panic.

use std::ops::Range;

use super::pack::{mark, tag};

/// A table: the marks of its keys, and its entries, one after the other.
#[derive(Debug, Clone, Copy, Default)]
pub struct Table<'a> {
    marks: u64,
    entries: &'a [u8],
}

/// A key and the byte of the text that it stands at.
#[derive(Debug, Clone, Copy)]
pub struct Key<'a> {
    pub name: &'a str,
    pub start: usize,
}

/// A value.
#[derive(Debug, Clone, Copy)]
pub struct Value<'a> {
    tag: u8,
    start: u32,
    end: u32,
    body: &'a [u8],
}

impl<'a> Table<'a> {
    /// The top table of packed bytes.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        let split = bytes.split_first_chunk::<8>();
        split.map_or_else(Table::default, |(marks, entries)| Table { marks: u64::from_le_bytes(*marks), entries })
    }

    /// The entries in the order of their keys.
    pub fn entries(self) -> impl Iterator<Item = (Key<'a>, Value<'a>)> {
        let mut rest = self.entries;
        std::iter::from_fn(move || {
            let start = number(&mut rest)? as usize;
            let length = number(&mut rest)? as usize;
            let name = std::str::from_utf8(take(&mut rest, length)?).ok()?;
            Some((Key { name, start }, value(&mut rest)?))
        })
    }

    /// The value of a key.
    #[must_use]
    pub fn get(self, key: &str) -> Option<Value<'a>> {
        if self.marks & mark(key.as_bytes()) == 0 {
            return None;
        }
        let mut rest = self.entries;
        loop {
            number(&mut rest)?;
            let length = number(&mut rest)? as usize;
            let found = take(&mut rest, length)? == key.as_bytes();
            let value = value(&mut rest)?;
            if found {
                return Some(value);
            }
        }
    }
}

impl<'a> Value<'a> {
    /// Where it stands in the text, in bytes; quotes and brackets belong to it.
    #[must_use]
    pub fn span(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    #[must_use]
    pub fn as_text(self) -> Option<&'a str> {
        self.is(tag::TEXT).and_then(|body| std::str::from_utf8(body).ok())
    }

    #[must_use]
    pub fn as_integer(self) -> Option<i64> {
        self.is(tag::INTEGER)?.try_into().ok().map(i64::from_le_bytes)
    }

    #[must_use]
    pub fn as_flag(self) -> Option<bool> {
        self.is(tag::FLAG).map(|body| body.first() == Some(&1))
    }

    #[must_use]
    pub fn as_list(self) -> Option<impl Iterator<Item = Value<'a>>> {
        let mut rest = self.is(tag::LIST)?;
        Some(std::iter::from_fn(move || value(&mut rest)))
    }

    #[must_use]
    pub fn as_table(self) -> Option<Table<'a>> {
        self.is(tag::TABLE).map(Table::new)
    }

    fn is(self, tag: u8) -> Option<&'a [u8]> {
        (self.tag == tag).then_some(self.body)
    }
}

fn value<'a>(rest: &mut &'a [u8]) -> Option<Value<'a>> {
    let (tag, after) = rest.split_first()?;
    *rest = after;
    let (start, end, length) = (number(rest)?, number(rest)?, number(rest)?);
    Some(Value { tag: *tag, start, end, body: take(rest, length as usize)? })
}

fn number(rest: &mut &[u8]) -> Option<u32> {
    let (bytes, after) = rest.split_first_chunk::<4>()?;
    *rest = after;
    Some(u32::from_le_bytes(*bytes))
}

fn take<'a>(rest: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (taken, after) = rest.split_at_checked(length)?;
    *rest = after;
    Some(taken)
}

#[cfg(test)]
mod tests {
    use super::super::pack::pack;
    use super::*;

    const TEXT: &str = "a = \"Đơn \\\"vị\\\"\"\nb = [1, 0x10]\n\n[c]\nd = true\ne = 1.5\n";

    #[test]
    fn what_was_packed_is_read_with_its_places() {
        let (bytes, mistakes) = pack(TEXT);
        assert_eq!(mistakes, []);
        let top = Table::new(&bytes);
        let a = top.get("a").expect("a");
        assert_eq!(a.as_text(), Some("Đơn \"vị\""));
        assert_eq!(&TEXT[a.span()], "\"Đơn \\\"vị\\\"\"");
        let numbers = top.get("b").and_then(Value::as_list).expect("a list");
        assert_eq!(numbers.filter_map(Value::as_integer).collect::<Vec<_>>(), [1, 16]);
        let c = top.get("c").and_then(Value::as_table).expect("a table");
        let keys: Vec<(&str, usize)> = c.entries().map(|(key, _)| (key.name, key.start)).collect();
        assert_eq!(keys, [("d", TEXT.find("d =").expect("d")), ("e", TEXT.find("e =").expect("e"))]);
        assert_eq!(c.get("d").and_then(Value::as_flag), Some(true));
        let e = c.get("e").expect("e");
        assert!(e.as_text().is_none() && e.as_integer().is_none() && e.as_flag().is_none());
        assert!(top.get("f").is_none());
    }

    #[test]
    fn bytes_cut_anywhere_read_as_less() {
        let (bytes, _) = pack(TEXT);
        let whole = Table::new(&bytes).entries().count();
        for end in 0..bytes.len() {
            assert!(Table::new(&bytes[..end]).entries().count() < whole);
        }
    }
}
