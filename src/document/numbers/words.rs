//! Numbers in words, as they are read aloud.

const THOUSAND: u64 = 1_000;
const MILLION: u64 = 1_000_000;
const BILLION: u64 = 1_000_000_000;

/// A number in words: "một nghìn không trăm linh năm". From a billion on, "tỷ" is repeated for
/// each further billion ("một tỷ tỷ"), since larger names are not in use.
#[must_use]
pub(crate) fn in_words(n: i64) -> String {
    let mut words = Vec::new();
    if n < 0 {
        words.push("âm");
    }
    push_words(n.unsigned_abs(), false, &mut words);
    if n == 0 {
        words.push("không");
    }
    words.join(" ")
}

/// Adds the words of a number; nothing for zero. `inner`: something larger was read before it, so
/// empty hundreds are read too ("không trăm").
fn push_words(n: u64, inner: bool, words: &mut Vec<&'static str>) {
    let mut inner = inner;
    for (scale, word) in [(BILLION, "tỷ"), (MILLION, "triệu"), (THOUSAND, "nghìn")] {
        // The billions may be any number; the groups below them have three digits.
        let group = if word == "tỷ" { n / scale } else { n / scale % 1000 };
        if group > 0 {
            push_words(group, inner, words);
            words.push(word);
            inner = true;
        }
    }
    push_hundreds(n % 1000, inner, words);
}

const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

fn push_hundreds(n: u64, inner: bool, words: &mut Vec<&'static str>) {
    if n == 0 {
        return;
    }
    let digit = |d: u64| usize::try_from(d % 10).ok().and_then(|d| DIGITS.get(d)).copied().unwrap_or_default();
    let (hundreds, tens, units) = (n / 100, n / 10 % 10, n % 10);
    if hundreds > 0 || inner {
        words.extend([digit(hundreds), "trăm"]);
    }
    match tens {
        0 if units > 0 && (hundreds > 0 || inner) => words.push("linh"),
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
    use crate::report::value::Approx;

    use super::*;

    #[test]
    fn number_words_agree_with_every_row_of_the_table() {
        let mut rows = 0;
        for row in include_str!("../../../tests/data/number-words.tsv").lines().filter(|l| !l.starts_with('#')) {
            let [n, words, _, money] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("not a row: {row}") };
            let n: i64 = n.parse().unwrap();
            assert_eq!(in_words(n), words, "{n}");
            assert_eq!(money_in_words(n, None), money, "{n}");
            rows += 1;
        }
        assert_eq!(rows, 112);
    }

    #[test]
    fn number_words_reach_the_ends() {
        assert_eq!(in_words(-5), "âm năm");
        assert_eq!(money_in_words(-14_000_000, None), "Âm mười bốn triệu đồng");
        assert_eq!(money_in_words(14_000_000, Some(Approx::About)), "Khoảng mười bốn triệu đồng");
        assert_eq!(in_words(1_000_000_005_000_000_000), "một tỷ không trăm linh năm tỷ");
        assert_eq!(
            in_words(i64::MIN),
            "âm chín tỷ hai trăm hai mươi ba triệu ba trăm bảy mươi hai nghìn không trăm ba mươi sáu tỷ \
             tám trăm năm mươi tư triệu bảy trăm bảy mươi lăm nghìn tám trăm linh tám"
        );
    }
}
