//! Numbers in words, as they are read aloud.

const THOUSAND: u64 = 1_000;
const MILLION: u64 = 1_000_000;
const BILLION: u64 = 1_000_000_000;

/// How numbers are read aloud in the north or in the south of the country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dialect {
    /// "linh", "nghìn"
    #[default]
    Northern,
    /// "lẻ", "ngàn"
    Southern,
}

impl Dialect {
    fn zero_ten(self) -> &'static str {
        match self {
            Dialect::Northern => "linh",
            Dialect::Southern => "lẻ",
        }
    }

    fn thousand(self) -> &'static str {
        match self {
            Dialect::Northern => "nghìn",
            Dialect::Southern => "ngàn",
        }
    }
}

/// A number in words: "một nghìn không trăm linh năm". From a billion on, "tỷ" is repeated for
/// each further billion ("một tỷ tỷ"), since larger names are not in use.
#[must_use]
pub fn in_words(n: i64, dialect: Dialect) -> String {
    let mut words = Vec::new();
    if n < 0 {
        words.push("âm");
    }
    push_words(n.unsigned_abs(), false, dialect, &mut words);
    if n == 0 {
        words.push("không");
    }
    words.join(" ")
}

/// Adds the words of a number; nothing for zero. `inner`: something larger was read before it, so
/// empty hundreds are read too ("không trăm").
fn push_words(n: u64, inner: bool, dialect: Dialect, words: &mut Vec<&'static str>) {
    let mut inner = inner;
    for (scale, word) in [(BILLION, "tỷ"), (MILLION, "triệu"), (THOUSAND, dialect.thousand())] {
        // The billions may be any number; the groups below them have three digits.
        let group = if word == "tỷ" { n / scale } else { n / scale % 1000 };
        if group > 0 {
            push_words(group, inner, dialect, words);
            words.push(word);
            inner = true;
        }
    }
    push_hundreds(n % 1000, inner, dialect, words);
}

const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

fn push_hundreds(n: u64, inner: bool, dialect: Dialect, words: &mut Vec<&'static str>) {
    if n == 0 {
        return;
    }
    let digit = |d: u64| usize::try_from(d % 10).ok().and_then(|d| DIGITS.get(d)).copied().unwrap_or_default();
    let (hundreds, tens, units) = (n / 100, n / 10 % 10, n % 10);
    if hundreds > 0 || inner {
        words.extend([digit(hundreds), "trăm"]);
    }
    match tens {
        0 if units > 0 && (hundreds > 0 || inner) => words.push(dialect.zero_ten()),
        0 => {}
        1 => words.push("mười"),
        _ => words.extend([digit(tens), "mươi"]),
    }
    match (tens, units) {
        (_, 0) => {}
        (2.., 1) => words.push("mốt"),
        (2.., 4) => words.push("tư"),
        (1.., 5) => words.push("lăm"),
        _ => words.push(digit(units)),
    }
}

#[cfg(test)]
mod tests {
    use crate::document::numbers::money_in_words;

    use super::*;

    #[test]
    fn number_words_agree_with_every_row_of_the_table() {
        let mut rows = 0;
        for row in include_str!("../../../tests/data/number-words.tsv").lines().filter(|l| !l.starts_with('#')) {
            let [n, north, south, money] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("not a row: {row}") };
            let n: i64 = n.parse().unwrap();
            assert_eq!(in_words(n, Dialect::Northern), north, "{n}");
            assert_eq!(in_words(n, Dialect::Southern), south, "{n}");
            assert_eq!(money_in_words(n), money, "{n}");
            rows += 1;
        }
        assert_eq!(rows, 112);
    }

    #[test]
    fn number_words_reach_the_ends() {
        assert_eq!(in_words(-5, Dialect::Northern), "âm năm");
        assert_eq!(money_in_words(-14_000_000), "Âm mười bốn triệu đồng");
        assert_eq!(in_words(1_000_000_005_000_000_000, Dialect::Northern), "một tỷ không trăm linh năm tỷ");
        assert_eq!(
            in_words(i64::MIN, Dialect::Southern),
            "âm chín tỷ hai trăm hai mươi ba triệu ba trăm bảy mươi hai ngàn không trăm ba mươi sáu tỷ \
             tám trăm năm mươi tư triệu bảy trăm bảy mươi lăm ngàn tám trăm lẻ tám"
        );
    }
}
