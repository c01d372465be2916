//! What can be told of an expression from its source alone: what it reads, multiplies and calls.

use super::functions::{FILTERS, FUNCTIONS, TESTS};

/// The source with each quoted text as one pair of quotes.
fn without_texts(source: &str) -> String {
    let (mut rest, mut quote) = (String::new(), None);
    let mut chars = source.chars();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (Some(_), '\\') => drop(chars.next()),
            (Some(open), _) if open == c => {
                quote = None;
                rest.push(c);
            }
            (Some(_), _) => {}
            (None, _) => {
                quote = (c == '\'' || c == '"').then_some(c);
                rest.push(c);
            }
        }
    }
    rest
}

/// Whether an expression may multiply a list: the engine does not count the steps through one that
/// is repeated millions of times. Lists that are answers are found when it runs, by [`factors`].
pub fn multiplies_lists(source: &str) -> bool {
    let source = without_texts(source);
    source.contains('*') && (source.contains(['[', '{', '|']) || source.contains("range"))
}

/// The names in an expression that multiplies, but for those that `total` adds up.
pub fn factors(source: &str) -> Vec<String> {
    if !source.contains('*') {
        return Vec::new();
    }
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
    let mut pieces = source.split("total(");
    let first = pieces.next().unwrap_or_default().to_owned();
    let others = pieces.map(|piece| piece.trim_start_matches(is_part));
    names(&others.fold(first, |all, piece| all + "total(" + piece))
}

/// Words of the expression language that are not names.
const WORDS: [&str; 12] = ["and", "or", "not", "in", "is", "if", "else", "true", "false", "none", "True", "False"];

/// What a word of an expression stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Something that is read, dotted where a part is meant.
    Name,
    /// A filter, after `|`.
    Filter,
    /// A test, after `is` or `is not`.
    Test,
}

/// The words of a well-formed expression with the byte at which each starts: those that are not
/// quoted, nor a part of what stands before them, a function or a word of the language. (The engine
/// can tell the names too, but only by parsing once more.)
pub fn words(source: &str) -> Vec<(usize, &str, Role)> {
    let mut list = Vec::new();
    let mut quote = None;
    let mut before = ' ';
    let mut last_word = "";
    let mut chars = source.char_indices().peekable();
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
    while let Some((start, c)) = chars.next() {
        match (quote, c) {
            (Some(_), '\\') => drop(chars.next()),
            (Some(open), _) => quote = (open != c).then_some(open),
            (None, '\'' | '"') => {
                quote = Some(c);
                before = c;
            }
            (None, c) if c.is_alphabetic() || c == '_' => {
                let mut end = start + c.len_utf8();
                while let Some((at, part)) = chars.next_if(|(_, part)| is_part(*part)) {
                    end = at + part.len_utf8();
                }
                let word = source.get(start..end).unwrap_or_default();
                let is_test = (last_word == "is" && word != "not") || (last_word == "not" && before == 'i');
                let is_language = WORDS.contains(&word) || FUNCTIONS.contains(&word);
                let role = match before {
                    '.' => None,
                    '|' => Some(Role::Filter),
                    _ if is_test => Some(Role::Test),
                    _ => (!is_language).then_some(Role::Name),
                };
                list.extend(role.map(|role| (start, word, role)));
                // `is not` is one word as far as the next is concerned.
                before = if last_word == "is" && word == "not" { 'i' } else { 'a' };
                last_word = word;
            }
            (None, c) if c.is_whitespace() => {}
            (None, c) if c.is_ascii_digit() => {
                while chars.next_if(|(_, part)| is_part(*part)).is_some() {}
                before = c;
                last_word = "";
            }
            (None, c) => {
                before = c;
                last_word = "";
            }
        }
    }
    list
}

/// The names that a well-formed expression reads.
pub fn names(source: &str) -> Vec<String> {
    let words = words(source).into_iter().filter(|(_, _, role)| *role == Role::Name);
    let mut list: Vec<String> = words.map(|(_, word, _)| word.to_owned()).collect();
    list.sort_unstable();
    list.dedup();
    list
}

/// The first filter or test that there is not, and the byte at which it stands.
#[must_use]
pub fn unknown_call(source: &str) -> Option<(usize, &str, Role)> {
    words(source).into_iter().find(|(_, word, role)| match role {
        Role::Name => false,
        Role::Filter => !FILTERS.contains(word),
        Role::Test => !TESTS.contains(word),
    })
}
