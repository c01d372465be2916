//! Marks and spaces, and how long a sentence is.

use crate::check::Severity;
use crate::text::message::Message;

use super::{Find, Reading, Rule, Slip};

/// "xã ,".
pub(super) const SPACES: Rule = Rule {
    code: "T04",
    level: Severity::Warning,
    about: Message::new(
        "dấu câu viết liền chữ trước, cách chữ sau",
        "a mark stands right behind its word, with a space after it",
    ),
    hit: "Các xã , phường đã báo cáo.",
    near_miss: "Đạt 1.234,5 ha; xem tại www.chinhphu.vn lúc 7:30 (kèm theo(2)), “quà Tết” 12 suất; 13 em.",
    find: Find::Alone(spaces),
};

/// ",,", ";.".
pub(super) const MARKS: Rule = Rule {
    code: "T05",
    level: Severity::Error,
    about: Message::new("hai dấu câu liền nhau", "two marks in a row"),
    hit: "Các xã, phường đã báo cáo.. Các trường cũng vậy.",
    near_miss: "Các xã, phường, v.v. đã báo cáo như trên theo TUQ., KT./.",
    find: Find::Alone(marks),
};

/// More words than a sentence of a report has.
const LONGEST: usize = 80;

/// A sentence of more than 80 words.
pub(super) const LONG: Rule = Rule {
    code: "T06",
    level: Severity::Hint,
    about: Message::new("câu dài hơn 80 chữ, nên tách", "a sentence of more than 80 words: divide it"),
    hit: "Một hai ba bốn năm sáu bảy tám chín mười một hai ba bốn năm sáu bảy tám chín mười một hai ba bốn năm sáu bảy tám chín mười một hai ba bốn năm sáu bảy tám chín mười một hai ba bốn năm sáu bảy tám chín mười một hai ba bốn năm sáu bảy tám chín mười một hai ba bốn năm sáu bảy tám chín mười một hai ba bốn năm sáu bảy tám chín mười một.",
    near_miss: "Các xã đã báo cáo đầy đủ. Các trường cũng vậy.",
    find: Find::Alone(long),
};

/// A part of the text and what should stand there.
fn spaces(reading: &Reading<'_>) -> Vec<Slip> {
    let text = reading.text;
    let mut list = Vec::new();
    for (at, mark) in text.char_indices().filter(|(_, c)| matches!(c, ',' | ';' | ':' | '.' | '?' | '!')) {
        let before = text.get(..at).unwrap_or_default();
        let after = text.get(at + mark.len_utf8()..).unwrap_or_default();
        let bare = before.trim_end_matches(' ');
        // Dots that lead to a blank, or stand for what is left out.
        let is_dots = bare.ends_with(['.', '…', ':']) || after.starts_with(['.', '…']);
        // ".docx" is no stop.
        let is_dots = is_dots || (mark == '.' && after.starts_with(char::is_alphanumeric));
        if bare.len() < before.len() && !is_dots && bare.ends_with(char::is_alphanumeric) {
            list.push(Slip::new(bare.len()..at + 1, mark.to_string()));
        }
        let next = after.chars().next();
        let is_clause = mark == ';' && next.is_some_and(|c| c.is_ascii_digit());
        let is_glued = (matches!(mark, ',' | ';') && next.is_some_and(char::is_alphabetic)) || is_clause;
        // "dân.Các xã", "Gồm:thôn": a whole word before it, and no address of the web.
        let word = before.rsplit(' ').next().unwrap_or_default();
        let is_word = word.chars().count() > 2
            && word.chars().all(|c| c.is_lowercase() || (c.is_uppercase() && word.starts_with(c)));
        let begins =
            next.is_some_and(|c| if mark == '.' { c.is_uppercase() } else { mark == ':' && c.is_alphabetic() });
        let token = after.split(' ').next().unwrap_or_default();
        let is_glued =
            is_glued || (begins && is_word && !token.contains(['/', '@', '.', ':', '_', '=']) && !word.is_ascii());
        if is_glued {
            let end = at + 1 + next.map_or(0, char::len_utf8);
            let written = text.get(at..end).unwrap_or_default();
            list.push(Slip::new(at..end, format!("{mark} {}", written.trim_start_matches(mark))));
        }
    }
    list.extend(within_brackets(text));
    list
}

/// "( 12 suất )", "quà(12 suất)", "“ quà ”": what opens stands right before its words, what closes right behind them.
fn within_brackets(text: &str) -> Vec<Slip> {
    let mut list = Vec::new();
    for (at, mark) in text.char_indices() {
        let end = at + mark.len_utf8();
        let (before, after) = (text.get(..at).unwrap_or_default(), text.get(end..).unwrap_or_default());
        let is_text = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        match mark {
            '(' | '“' if after.starts_with(' ') && is_text(after.trim_start().chars().next()) => {
                let spaces = after.len() - after.trim_start_matches(' ').len();
                list.push(Slip::new(at..end + spaces, mark.to_string()));
            }
            ')' | '”' if before.ends_with(' ') && is_text(before.trim_end().chars().next_back()) => {
                list.push(Slip::new(before.trim_end_matches(' ').len()..end, mark.to_string()));
            }
            ')' if after.starts_with(char::is_lowercase) && !is_closed_mark(before) => {
                list.push(Slip::new(at..end, ") "));
            }
            // "thẻ(2)" is the mark of a footnote, "người(s)" an ending.
            '(' if before.ends_with(char::is_lowercase) && !is_part_of_word(after) => {
                list.push(Slip::new(at..end, " ("));
            }
            _ => {}
        }
    }
    list
}

/// Whether a bracket belongs to the word before it: it holds one letter, or the number of a footnote.
fn is_part_of_word(after: &str) -> bool {
    after.split_once(')').is_some_and(|(held, _)| {
        held.chars().count() == 1 || held.len() == 2 && held.bytes().all(|b| b.is_ascii_digit())
    })
}

/// Whether what a bracket closes is the mark of a line: "a)", "1)".
fn is_closed_mark(before: &str) -> bool {
    let word = before.rsplit([' ', '(']).next().unwrap_or_default();
    word.chars().count() < 3
}

fn marks(reading: &Reading<'_>) -> Vec<Slip> {
    const PAIRS: [&str; 8] = [",,", ";;", ",.", ";.", ".;", ",;", ";,", "::"];
    let pairs = PAIRS.iter().flat_map(|pair| reading.text.match_indices(pair));
    // After a whole word a stop ends a sentence; after "tr", "v.v" it is of the word, and three are dots.
    let after_word = |at: usize| {
        let word = reading.text.get(..at).and_then(|before| before.rsplit(' ').next()).unwrap_or_default();
        let is_short = word.chars().count() < 3 || !word.contains(char::is_lowercase);
        !is_short && word.chars().all(char::is_alphabetic)
    };
    let ends = ["..", ".,", "!!"].iter().flat_map(|pair| reading.text.match_indices(pair));
    let ends = ends.filter(|(at, pair)| {
        let next = reading.text.get(at + pair.len()..).and_then(|after| after.chars().next());
        after_word(*at) && next.is_none_or(char::is_whitespace)
    });
    let ends: Vec<(usize, &str)> = ends.collect();
    pairs
        .filter(|(at, _)| {
            // "v.v.;" and "…, …": a stop may be of the word before it.
            let before = reading.text.get(..*at).unwrap_or_default();
            !before.ends_with("v.v") && !before.ends_with(['.', '…'])
        })
        .chain(ends)
        .map(|(at, pair)| Slip::new(at..at + pair.len(), pair.chars().next().map(String::from).unwrap_or_default()))
        .collect()
}

fn long(reading: &Reading<'_>) -> Vec<Slip> {
    let mut list = Vec::new();
    let mut from = 0;
    for sentence in reading.text.split_inclusive(". ") {
        let words = sentence.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
        if words > LONGEST {
            list.push(Slip::unsure(from..from + sentence.trim_end().len()));
        }
        from += sentence.len();
    }
    list
}
