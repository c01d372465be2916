//! What is quoted in a TOML text and what is not: quotes that are never closed, and how many values
//! there are, before the parser sees them.

/// A quote that is never closed: where it stands, in bytes, and the mark that would close it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct OpenQuote {
    pub at: usize,
    pub mark: &'static str,
}

/// The longer ones first, since they begin with the shorter.
const MARKS: [&str; 4] = ["\"\"\"", "'''", "\"", "'"];

/// The first quote that is never closed. The parser names the place where it missed the end, which
/// may be lines further on; the slip is where the quote begins.
pub(super) fn first_open(text: &str) -> Option<OpenQuote> {
    scan(text, |_| {})
}

/// More than the values that a text holds: each begins or ends with one of these, outside quotes and
/// comments.
pub(super) fn values(text: &str) -> usize {
    let mut count = 0;
    scan(text, |c| count += usize::from(matches!(c, '=' | ',' | '[' | '{' | '.')));
    count
}

/// Goes over a text to the first quote that is never closed, and shows what stands outside quotes and
/// comments.
fn scan(text: &str, mut bare: impl FnMut(char)) -> Option<OpenQuote> {
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        at += match MARKS.into_iter().find(|mark| rest.starts_with(mark)) {
            Some(mark) => match length(rest, mark) {
                Some(length) => length,
                None => return Some(OpenQuote { at, mark }),
            },
            None if rest.starts_with('#') => rest.find('\n').unwrap_or(rest.len()),
            None => rest.chars().next().map_or(1, |c| {
                bare(c);
                c.len_utf8()
            }),
        };
    }
    None
}

/// How long a quoted text is with its marks; `None` when it is not closed. One mark closes on the
/// same line, three may do so later. In double quotes a backslash takes the letter after it along.
fn length(quoted: &str, mark: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in quoted.char_indices().skip(mark.len()) {
        match c {
            _ if escaped => escaped = false,
            '\\' if mark.starts_with('"') => escaped = true,
            '\n' if mark.len() == 1 => return None,
            _ if quoted.get(at..).is_some_and(|rest| rest.starts_with(mark)) => {
                // Up to two quotes may stand right before the three that close.
                let extra = quoted.get(at + mark.len()..).unwrap_or_default();
                let extra = extra.chars().take_while(|c| mark.len() == 3 && mark.starts_with(*c)).take(2).count();
                return Some(at + mark.len() + extra);
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_open_quote_is_found() {
        for (text, found) in [
            ("", None),
            ("a = \"b\" # \"c", None),
            ("a = '\"' # don't\nb = \"'\"", None),
            ("a = \"\\\"\"", None),
            ("a = '\\'", None),
            ("a = \"\"\"b\n\"c\"\"\"\"\nd = 1", None),
            ("a = \"b\nc = \"d\"", Some((4, "\""))),
            ("a = \"b\\\"", Some((4, "\""))),
            ("# “ạ”\na = 'b\nc = 'd'", Some((16, "'"))),
            ("a = [\"b\", \"c]", Some((10, "\""))),
            ("a = \"\"\"b\nc = \"d\"\n", Some((4, "\"\"\""))),
            ("a = '''b\nc = 1\n", Some((4, "'''"))),
        ] {
            assert_eq!(first_open(text).map(|quote| (quote.at, quote.mark)), found, "{text}");
        }
    }
}
