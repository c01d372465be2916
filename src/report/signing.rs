//! The marks of those who sign for others (NĐ 30/2020, phụ lục I, mục II.7).

/// On behalf of a collective, for the head, by order, by written authorisation, acting; as long as they stand first:
/// "TUQ." before "Q.".
const MARKS: [&str; 5] = ["TM.", "KT.", "TL.", "TUQ.", "Q."];

/// The marks as many write them, with a stroke for the stop, and what the decree has.
pub(crate) const STROKES: [(&str, &str); 4] = [("T/M", "TM."), ("K/T", "KT."), ("T/L", "TL."), ("T/UQ", "TUQ.")];

/// The mark with which a line of a signature begins, and what follows: "TM." and "ỦY BAN NHÂN DÂN".
#[must_use]
pub(crate) fn mark(line: &str) -> Option<(&'static str, &str)> {
    let mut marks = MARKS.into_iter().zip(MARKS).chain(STROKES);
    let (mark, rest) = marks.find_map(|(written, mark)| Some((mark, line.strip_prefix(written)?)))?;
    Some((mark, rest.trim_start_matches(['.', ' ', '\u{a0}'])))
}

#[cfg(test)]
mod tests {
    use super::mark;

    #[test]
    fn a_mark_is_read_with_stop_and_with_stroke() {
        for (line, read) in [
            ("TM. ỦY BAN NHÂN DÂN", Some(("TM.", "ỦY BAN NHÂN DÂN"))),
            ("T/M ỦY BAN NHÂN DÂN", Some(("TM.", "ỦY BAN NHÂN DÂN"))),
            ("K/T. CHỦ TỊCH", Some(("KT.", "CHỦ TỊCH"))),
            ("T/UQ CHỦ TỊCH", Some(("TUQ.", "CHỦ TỊCH"))),
            ("Q. CHỦ TỊCH", Some(("Q.", "CHỦ TỊCH"))),
            ("CHỦ TỊCH", None),
            ("TM ỦY BAN NHÂN DÂN", None),
        ] {
            assert_eq!(mark(line), read, "{line}");
        }
    }
}
