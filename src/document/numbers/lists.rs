//! Lists in a sentence, and the numbers of sections and points.

/// Parts as a sentence lists them: "a", "a và b", "a, b và c".
#[must_use]
pub(crate) fn join_and<S: AsRef<str>>(parts: &[S]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [before @ .., last] => format!("{} và {}", join_with(before, ", "), last.as_ref()),
    }
}

/// Parts with a mark between them, for lists whose parts may hold commas ("; ").
#[must_use]
pub(crate) fn join_with<S: AsRef<str>>(parts: &[S], mark: &str) -> String {
    parts.iter().map(AsRef::as_ref).collect::<Vec<&str>>().join(mark)
}

/// A Roman number for sections, from 1: "IV". Beyond 3999, and for 0, plain digits.
#[must_use]
pub(crate) fn roman(n: usize) -> String {
    const SIGNS: [(usize, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if n == 0 || n > 3999 {
        return n.to_string();
    }
    let mut rest = n;
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            text.push_str(sign);
            rest -= value;
        }
    }
    text
}

/// The letters of points: the Vietnamese alphabet as the decree uses it, with "đ" and without
/// the vowels with marks.
const POINT_LETTERS: [&str; 23] =
    ["a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "x", "y"];

/// The letter of a point ("điểm"), from 0: "a", … "đ", … "y", then "aa", "bb" and so on; once
/// that would be more than nine letters, a letter and how many there would be.
#[must_use]
pub(crate) fn point_letter(n: usize) -> String {
    let letter = POINT_LETTERS.get(n % POINT_LETTERS.len()).copied().unwrap_or_default();
    let times = n / POINT_LETTERS.len() + 1;
    if times <= 9 { letter.repeat(times) } else { format!("{letter}{times}") }
}

#[cfg(test)]
mod tests {

    use super::*;

    #[test]
    fn lists_and_numbering() {
        assert_eq!(join_and::<&str>(&[]), "");
        assert_eq!(join_and(&["a"]), "a");
        assert_eq!(join_and(&["a", "b"]), "a và b");
        assert_eq!(join_and(&["a", "b", "c"]), "a, b và c");
        assert_eq!(join_with(&["a", "b, c"], "; "), "a; b, c");
        for (n, text) in
            [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (49, "XLIX"), (1994, "MCMXCIV"), (3999, "MMMCMXCIX")]
        {
            assert_eq!(roman(n), text);
        }
        assert_eq!((roman(0), roman(4000)), ("0".into(), "4000".into()));
        let letters: Vec<String> = (0..11).map(point_letter).collect();
        assert_eq!(letters, ["a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l"]);
        assert_eq!([22, 23, 24, 46].map(point_letter), ["y", "aa", "bb", "aaa"]);
        assert!(point_letter(usize::MAX).len() < 30);
    }
}
