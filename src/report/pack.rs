//! What was read and checked once, as a text to build into the program.
//!
//! The build script reads the built-in report types, checks them and packs what came of it. At
//! start they are unpacked: nothing is parsed or checked again, and their words are not copied but
//! borrowed from the program.
//!
//! The text has no names in it. A number is its decimal digits and a space; a text is the number of
//! its bytes and then itself; a list is the number of its entries and then they; a structure is its
//! fields in their order; an enumeration is the number of its variant and then what that holds.

use std::borrow::Cow;
use std::ops::Range;

/// A text of a report type: of a built-in one it stands in the program.
pub type Str = Cow<'static, str>;

/// A text of a file, to be kept when the file is gone.
#[must_use]
pub fn kept(text: &str) -> Str {
    Cow::Owned(text.to_owned())
}

/// What can be packed.
pub trait Pack: Sized {
    /// Writes it to the end of `out`.
    fn pack(&self, out: &mut String);

    /// Reads what [`Pack::pack`] wrote. Anything else is read as something shorter: only the build
    /// script writes such texts.
    fn unpack(from: &mut Packed) -> Self;
}

/// A packed text, as much of it as has not been read.
#[derive(Debug, Clone, Copy)]
pub struct Packed(pub &'static str);

impl Packed {
    /// What was packed, or as much of it as the beginning says.
    #[must_use]
    pub fn unpack<T: Pack>(mut self) -> T {
        T::unpack(&mut self)
    }

    fn number(&mut self) -> usize {
        let mut n: usize = 0;
        let mut read = 0;
        for byte in self.0.bytes() {
            read += 1;
            if !byte.is_ascii_digit() {
                break;
            }
            n = n.wrapping_mul(10).wrapping_add(usize::from(byte - b'0'));
        }
        self.0 = self.0.get(read..).unwrap_or_default();
        n
    }

    fn text(&mut self) -> &'static str {
        let length = self.number();
        let (text, rest) = self.0.split_at_checked(length).unwrap_or_default();
        self.0 = rest;
        text
    }
}

impl Pack for usize {
    fn pack(&self, out: &mut String) {
        out.push_str(&self.to_string());
        out.push(' ');
    }

    fn unpack(from: &mut Packed) -> Self {
        from.number()
    }
}

/// Of what is never negative.
impl Pack for i64 {
    fn pack(&self, out: &mut String) {
        usize::try_from(*self).unwrap_or_default().pack(out);
    }

    fn unpack(from: &mut Packed) -> Self {
        i64::try_from(from.number()).unwrap_or_default()
    }
}

impl Pack for u8 {
    fn pack(&self, out: &mut String) {
        usize::from(*self).pack(out);
    }

    fn unpack(from: &mut Packed) -> Self {
        u8::try_from(from.number()).unwrap_or_default()
    }
}

impl Pack for bool {
    fn pack(&self, out: &mut String) {
        usize::from(*self).pack(out);
    }

    fn unpack(from: &mut Packed) -> Self {
        from.number() == 1
    }
}

impl Pack for Str {
    fn pack(&self, out: &mut String) {
        self.len().pack(out);
        out.push_str(self);
    }

    fn unpack(from: &mut Packed) -> Self {
        Cow::Borrowed(from.text())
    }
}

impl<T: Pack> Pack for Option<T> {
    fn pack(&self, out: &mut String) {
        self.is_some().pack(out);
        if let Some(value) = self {
            value.pack(out);
        }
    }

    fn unpack(from: &mut Packed) -> Self {
        bool::unpack(from).then(|| T::unpack(from))
    }
}

impl<T: Pack> Pack for Vec<T> {
    fn pack(&self, out: &mut String) {
        self.len().pack(out);
        for value in self {
            value.pack(out);
        }
    }

    fn unpack(from: &mut Packed) -> Self {
        // An entry takes a byte at least.
        let length = from.number().min(from.0.len());
        (0..length).map(|_| T::unpack(from)).collect()
    }
}

impl<A: Pack, B: Pack> Pack for (A, B) {
    fn pack(&self, out: &mut String) {
        self.0.pack(out);
        self.1.pack(out);
    }

    fn unpack(from: &mut Packed) -> Self {
        (A::unpack(from), B::unpack(from))
    }
}

impl Pack for Range<usize> {
    fn pack(&self, out: &mut String) {
        (self.start, self.end).pack(out);
    }

    fn unpack(from: &mut Packed) -> Self {
        let (start, end) = Pack::unpack(from);
        start..end
    }
}

/// Makes a structure or an enumeration such that it can be packed. Every field is named; each
/// variant has a number of its own; what comes after `else` stands for numbers of none.
macro_rules! packs {
    (struct $name:ident { $($field:ident),* $(,)? }) => {
        impl $crate::report::pack::Pack for $name {
            fn pack(&self, out: &mut String) {
                $(self.$field.pack(out);)*
            }

            fn unpack(from: &mut $crate::report::pack::Packed) -> Self {
                $name { $($field: $crate::report::pack::Pack::unpack(from)),* }
            }
        }
    };
    (enum $name:ident {
        $($number:literal: $variant:ident $(($($part:ident),*))? $({$($field:ident),*})?),* $(,)?
    } else $other:expr) => {
        impl $crate::report::pack::Pack for $name {
            fn pack(&self, out: &mut String) {
                match self {
                    $($name::$variant $(($($part),*))? $({$($field),*})? => {
                        usize::pack(&$number, out);
                        $($($part.pack(out);)*)?
                        $($($field.pack(out);)*)?
                    })*
                }
            }

            fn unpack(from: &mut $crate::report::pack::Packed) -> Self {
                match usize::unpack(from) {
                    $($number => {
                        $($(let $part = $crate::report::pack::Pack::unpack(from);)*)?
                        $($(let $field = $crate::report::pack::Pack::unpack(from);)*)?
                        $name::$variant $(($($part),*))? $({$($field),*})?
                    })*
                    _ => $other,
                }
            }
        }
    };
}

pub(crate) use packs;

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq)]
    struct Page {
        name: Str,
        lines: Vec<Line>,
        range: Range<usize>,
    }

    #[derive(Debug, PartialEq)]
    enum Line {
        Blank,
        Words(Str, bool),
        Figure { unit: Option<Str>, at: (usize, usize) },
    }

    packs!(struct Page { name, lines, range });
    packs!(enum Line { 0: Blank, 1: Words(words, bold), 2: Figure { unit, at } } else Line::Blank);

    fn page() -> Page {
        let lines = vec![
            Line::Words("12 em có hoàn cảnh đặc biệt".into(), true),
            Line::Figure { unit: Some("lượt".into()), at: (0, usize::MAX) },
            Line::Blank,
            Line::Figure { unit: None, at: (7, 10) },
        ];
        Page { name: "".into(), lines, range: 3..205 }
    }

    fn packed() -> &'static str {
        let mut out = String::new();
        page().pack(&mut out);
        out.leak()
    }

    #[test]
    fn what_was_packed_is_unpacked() {
        let mut from = Packed(packed());
        assert_eq!(Page::unpack(&mut from), page());
        assert_eq!(from.0, "");
    }

    #[test]
    fn texts_are_not_copied() {
        let page: Page = Packed(packed()).unpack();
        assert!(matches!(page.lines.first(), Some(Line::Words(Cow::Borrowed(_), true))));
    }

    #[test]
    fn a_text_cut_anywhere_is_read_as_something_shorter() {
        let whole = packed();
        for end in (0..whole.len() - 1).filter(|end| whole.is_char_boundary(*end)) {
            let less: Page = Packed(&whole[..end]).unpack();
            assert!(less != page() && less.lines.len() <= page().lines.len(), "{end}");
        }
    }
}
