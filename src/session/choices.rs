//! Entries that are chosen from options, one or several: changed as a whole.

use crate::report::answers::EntryPath;
use crate::report::field::{Kind, OptionList};
use crate::report::read::without_bullet;
use crate::report::value::{Chosen, Value};

use super::Session;

/// The options of the focused entry.
#[must_use]
pub(crate) fn options(session: &Session) -> Option<&OptionList> {
    match &session.field()?.kind {
        Kind::Choice(options) | Kind::Several(options) => Some(options),
        _ => None,
    }
}

/// Whether an entry holds one of its options. A text that is being typed is none, whatever it says.
#[must_use]
pub(crate) fn is_option(session: &Session, path: EntryPath) -> bool {
    matches!(session.answers.value(path), Value::Choice(Chosen::Option(_))) && !session.is_typing(path)
}

/// Whether the focused entry is what choosing one of its options leaves there.
pub(super) fn is_id(session: &Session) -> bool {
    options(session).is_some_and(|options| options.list.iter().any(|option| option.id == session.raw()))
}

/// Chooses the next or previous of a few options.
pub(crate) fn turn(session: &mut Session, path: EntryPath, forward: bool) {
    let Some(count) = options(session).map(|o| o.list.len()).filter(|n| *n > 0) else { return };
    let at = match session.answers.value(path) {
        Value::Choice(Chosen::Option(index)) if forward => (index + 1) % count,
        Value::Choice(Chosen::Option(index)) => (index + count - 1) % count,
        _ => 0,
    };
    choose(session, path, at);
}

/// Chooses an option of a choice.
pub(crate) fn choose(session: &mut Session, path: EntryPath, option: usize) {
    let id = options(session).and_then(|o| o.list.get(option)).map(|o| o.id.clone());
    if let Some(id) = id {
        session.set(path, id);
    }
}

/// What is chosen of several, in the order it was chosen.
#[must_use]
pub(crate) fn chosen(session: &Session, path: EntryPath) -> Vec<Chosen> {
    match session.answers.value(path) {
        Value::Several(list) => list.clone(),
        _ => Vec::new(),
    }
}

/// Marks one of several, or unmarks it.
pub(crate) fn toggle(session: &mut Session, path: EntryPath, item: &Chosen) {
    let mut list = chosen(session, path);
    match list.iter().position(|one| one == item) {
        Some(at) => drop(list.remove(at)),
        None => list.push(item.clone()),
    }
    let raw = raw_of(session, &list);
    session.set(path, raw);
}

/// Adds texts of one's own to several, one a line.
pub(crate) fn add_others(session: &mut Session, path: EntryPath, text: &str) {
    let mut raw = session.answers.raw(path).to_owned();
    for line in text.lines().map(without_bullet).filter(|line| !line.is_empty()) {
        raw = with_other(&raw, line);
    }
    if raw != session.answers.raw(path) {
        session.set(path, raw);
    }
}

/// What is typed in an entry of several with one more text of one's own.
#[must_use]
pub(crate) fn with_other(raw: &str, text: &str) -> String {
    let mut raw = raw.to_owned();
    if !raw.is_empty() {
        raw.push('\n');
    }
    raw.push_str(text.trim());
    raw
}

fn raw_of(session: &Session, chosen: &[Chosen]) -> String {
    let list = options(session).map_or(&[][..], |o| &o.list);
    let texts: Vec<&str> = chosen
        .iter()
        .map(|c| match c {
            Chosen::Option(index) => list.get(*index).map_or("", |o| o.id.as_str()),
            Chosen::Other(text) => text,
        })
        .collect();
    texts.join("\n")
}
