//! What can be told of an expression from its source alone: what it reads, multiplies and calls.

use super::functions::FUNCTIONS;

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
pub(crate) fn multiplies_lists(source: &str) -> bool {
    let source = without_texts(source);
    source.contains('*') && (source.contains(['[', '{', '|']) || source.contains("range"))
}

/// The names in an expression that multiplies, but for those that `total` adds up.
pub(crate) fn factors(source: &str) -> Vec<String> {
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
pub(crate) enum Role {
    /// Something that is read, dotted where a part is meant.
    Name,
    /// A filter, after `|` or as the text that `map` is given.
    Filter,
    /// A test, after `is` or as the text that `select` and its like are given.
    Test,
}

/// The names, filters and tests of a well-formed expression, each with the byte at which it starts.
/// (The engine can tell the names too, but only by parsing once more, and not where they stand.)
#[must_use]
pub(crate) fn words(source: &str) -> Vec<(usize, &str, Role)> {
    let mut list = Vec::new();
    // The brackets that are open: what each is the call of, and the arguments in it so far.
    let mut open: Vec<(&str, usize)> = Vec::new();
    let mut before = ' ';
    let mut last_word = "";
    let mut chars = source.char_indices().peekable();
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
    while let Some((start, c)) = chars.next() {
        match c {
            '\'' | '"' => {
                let mut end = source.len();
                while let Some((at, inner)) = chars.next() {
                    if inner == '\\' {
                        chars.next();
                    } else if inner == c {
                        end = at;
                        break;
                    }
                }
                let role = open.last().filter(|_| matches!(before, '(' | ',')).and_then(|call| role_of_text(*call));
                list.extend(role.zip(source.get(start + 1..end)).map(|(role, text)| (start + 1, text, role)));
                (before, last_word) = (c, "");
            }
            c if c.is_alphabetic() || c == '_' => {
                let mut end = start + c.len_utf8();
                while let Some((at, part)) = chars.next_if(|(_, part)| is_part(*part)) {
                    end = at + part.len_utf8();
                }
                let (word, rest) = source.get(start..).unwrap_or_default().split_at(end - start);
                let rest = rest.trim_start();
                let is_argument = rest.starts_with('=') && !rest.starts_with("==");
                let is_test = (last_word == "is" && word != "not") || (last_word == "not" && before == 'i');
                let is_language = WORDS.contains(&word) || FUNCTIONS.contains(&word);
                let role = match before {
                    '.' => None,
                    '|' => Some(Role::Filter),
                    _ if is_test => Some(Role::Test),
                    _ => (!is_language && !is_argument).then_some(Role::Name),
                };
                list.extend(role.map(|role| (start, word, role)));
                // `is not` is one word as far as the next is concerned.
                before = if last_word == "is" && word == "not" { 'i' } else { 'a' };
                last_word = word;
            }
            c if c.is_whitespace() => {}
            c => {
                match c {
                    '(' => open.push((last_word, 0)),
                    '[' | '{' => open.push(("", 0)),
                    ')' | ']' | '}' => drop(open.pop()),
                    ',' => open.iter_mut().last().into_iter().for_each(|(_, arguments)| *arguments += 1),
                    c if c.is_ascii_digit() => while chars.next_if(|(_, part)| is_part(*part)).is_some() {},
                    _ => {}
                }
                (before, last_word) = (c, "");
            }
        }
    }
    list
}

/// What the next text is in a call that has so many arguments.
fn role_of_text(call: (&str, usize)) -> Option<Role> {
    match call {
        ("map", 0) => Some(Role::Filter),
        ("select" | "reject", 0) | ("selectattr" | "rejectattr", 1) => Some(Role::Test),
        _ => None,
    }
}

/// The names that a well-formed expression reads.
pub(crate) fn names(source: &str) -> Vec<String> {
    let words = words(source).into_iter().filter(|(_, _, role)| *role == Role::Name);
    let mut list: Vec<String> = words.map(|(_, word, _)| word.to_owned()).collect();
    list.sort_unstable();
    list.dedup();
    list
}
