//! Choices as people type them: by what an option is called, or in words of their own.

use crate::report::field::{Kind, OptionList};
use crate::report::value::{Chosen, Unreadable, Value};
use crate::text::letters::{has_plain_letters, plain_letters};

use super::one_line;
use crate::text::letters::to_nfc;

/// The option that is meant: by its id, else by what it is called. Typed without diacritics it must
/// be the only one that is called so.
fn option(text: &str, options: &OptionList) -> Option<usize> {
    let names = options.list.iter().flat_map(|option| [&option.id, &option.label.vi, &option.text, &option.label.en]);
    let longest = names.map(String::len).max().unwrap_or(0);
    // No letter takes three times the bytes of another that it is compared with.
    if text.len() > 3 * longest {
        return None;
    }
    options.position(text).or_else(|| {
        let (plain, lower) = (plain_letters(text), text.to_lowercase());
        let mut alike = Vec::new();
        for (position, option) in options.list.iter().enumerate() {
            // "Báo cáo (b/c)" is said as "báo cáo", as long as no other is.
            let spoken = option.label.vi.split(" (").next().unwrap_or_default();
            let names = [&option.label.vi, &option.text, &option.label.en];
            let mut called = names.into_iter().filter(|name| has_plain_letters(name, &plain)).peekable();
            if called.peek().is_none() && !has_plain_letters(spoken, &plain) {
                continue;
            }
            if called.any(|name| one_line(&to_nfc(name)).to_lowercase() == lower) {
                return Some(position);
            }
            alike.push(position);
        }
        alike.pop().filter(|_| alike.is_empty())
    })
}

/// One choice.
pub(super) fn one(text: &str, options: &OptionList) -> Option<Chosen> {
    let text = one_line(text);
    match option(&text, options) {
        Some(position) => Some(Chosen::Option(position)),
        None => (options.other || options.of_blocks).then_some(Chosen::Other(text)),
    }
}

/// The choice of one: an option by its number, too, as in its list.
pub(super) fn only(text: &str, options: &OptionList) -> Option<Chosen> {
    let numbered = || options.numbered(text).filter(|_| option(text, options).is_none());
    numbered().map(Chosen::Option).or_else(|| one(text, options))
}

/// One choice a line; a line may also hold several with ";" between them, unless it is an option
/// as a whole.
pub(super) fn several(text: &str, options: &OptionList) -> Value {
    let mut positions = Vec::new();
    let mut others = Vec::new();
    for line in text.split('\n') {
        let whole = option(&one_line(line), options).is_some();
        let entries: Vec<&str> = if whole { vec![line] } else { line.split(';').collect() };
        for entry in entries.into_iter().filter(|e| !e.trim().is_empty()) {
            match one(entry, options) {
                Some(Chosen::Option(position)) => positions.push(position),
                Some(Chosen::Other(text)) if others.contains(&text) => {}
                Some(Chosen::Other(text)) => others.push(text),
                None => return Value::Unreadable(Unreadable::NotAnOption),
            }
        }
    }
    positions.sort_unstable();
    positions.dedup();
    if positions.is_empty() && others.is_empty() {
        return Value::Missing;
    }
    let positions = positions.into_iter().map(Chosen::Option);
    Value::Several(positions.chain(others.into_iter().map(Chosen::Other)).collect())
}

/// The id of an option, or the free text; "" for an option that the kind does not have.
pub(super) fn text<'a>(kind: &'a Kind, chosen: &'a Chosen) -> &'a str {
    match (kind, chosen) {
        (_, Chosen::Other(text)) => text,
        (Kind::Choice(options) | Kind::Several(options), Chosen::Option(position)) => {
            options.list.get(*position).map_or("", |o| o.id.as_str())
        }
        _ => "",
    }
}
