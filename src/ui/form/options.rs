//! Entries that are chosen from options: one, or several.

use crate::document::Block;
use crate::report::answers::Path;
use crate::report::field::{Kind, Options};
use crate::report::value::{Chosen, Value};
use crate::text::language::Language;
use crate::ui::overlay::{Chooser, Item, Overlay, Purpose};
use crate::ui::session::Session;
use crate::ui::strings as s;

/// The options of the focused entry.
fn options(session: &Session) -> Option<&Options> {
    match &session.field()?.kind {
        Kind::Choice(options) | Kind::Several(options) => Some(options),
        _ => None,
    }
}

/// Chooses the next or previous of a few options.
pub(super) fn turn(session: &mut Session, path: Path, forward: bool) {
    let Some(count) = options(session).map(|o| o.list.len()).filter(|n| *n > 0) else { return };
    let at = match session.answers.value(path) {
        Value::Choice(Chosen::Option(index)) if forward => (index + 1) % count,
        Value::Choice(Chosen::Option(index)) => (index + count - 1) % count,
        _ => 0,
    };
    choose(session, path, at);
}

/// Chooses an option of a choice.
pub fn choose(session: &mut Session, path: Path, option: usize) {
    let id = options(session).and_then(|o| o.list.get(option)).map(|o| o.id.clone());
    if let Some(id) = id {
        session.set(path, id.clone());
    }
}

/// The list of options of the focused entry, narrowed by what was typed.
pub(super) fn open_options(session: &Session, path: Path, typed: &str, language: Language) -> Option<Overlay> {
    let field = session.field()?;
    let title = field.label.text(language).to_owned();
    let list = options(session)?;
    let begins = |id: &str| paragraph_of_note(session, path, id, language);
    let mut items: Vec<Item> =
        list.list.iter().map(|o| Item::new(o.label.text(language), begins(&o.id).unwrap_or_default())).collect();
    let several = matches!(field.kind, Kind::Several(_));
    let mut selected = 0;
    match session.answers.value(path) {
        Value::Choice(Chosen::Option(index)) => selected = *index,
        Value::Several(chosen) => {
            for item in &mut items {
                item.checked = Some(false);
            }
            for one in chosen {
                match one {
                    Chosen::Option(index) => {
                        if let Some(item) = items.get_mut(*index) {
                            item.checked = Some(true);
                        }
                    }
                    Chosen::Other(text) => {
                        let mut item = Item::new(text.clone(), "");
                        item.checked = Some(true);
                        items.push(item);
                    }
                }
            }
        }
        _ if several => items.iter_mut().for_each(|item| item.checked = Some(false)),
        _ => {}
    }
    if several && list.other {
        items.push(Item::new(s::OTHER_OPTION.of(language), ""));
    }
    let purpose = if several { Purpose::Several(path) } else { Purpose::Option(path) };
    let mut chooser = Chooser::new(&title, purpose, items).at(selected);
    if !typed.is_empty() {
        typed.clone_into(&mut chooser.filter);
        chooser.selected = 0;
    }
    Some(Overlay::Chooser(chooser))
}

/// How the paragraph begins that a footnote may hang on: several may bear one name. Nothing for
/// options that are no paragraphs.
fn paragraph_of_note(session: &Session, path: Path, id: &str, language: Language) -> Option<String> {
    let notes = session.definition.closing.as_ref().and_then(|closing| closing.notes);
    if notes != Some(path.field) || path.column != Some(0) {
        return None;
    }
    let is_it = |block: &&Block| block.id.split('#').next() == Some(id);
    let text = session.document.blocks().find(is_it).map(Block::text);
    let text = text.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    Some(text.unwrap_or_else(|| s::NOT_WRITTEN.of(language).to_owned()))
}

/// Marks or unmarks an item of a several. True when the item asks for a text of one's own.
pub fn toggle(session: &mut Session, path: Path, item: usize) -> bool {
    let count = options(session).map_or(0, |o| o.list.len());
    let mut chosen: Vec<Chosen> = match session.answers.value(path) {
        Value::Several(list) => list.clone(),
        _ => Vec::new(),
    };
    let others: Vec<String> = chosen
        .iter()
        .filter_map(|c| match c {
            Chosen::Other(text) => Some(text.clone()),
            Chosen::Option(_) => None,
        })
        .collect();
    let target = match item.checked_sub(count) {
        None => Chosen::Option(item),
        Some(other) => match others.get(other) {
            Some(text) => Chosen::Other(text.clone()),
            None => return true,
        },
    };
    match chosen.iter().position(|c| *c == target) {
        Some(at) => drop(chosen.remove(at)),
        None => chosen.push(target),
    }
    let raw = raw_of(session, &chosen);
    session.set(path, raw);
    false
}

/// Adds a text of one's own to a several.
pub fn add_other(session: &mut Session, path: Path, text: &str) {
    if !text.trim().is_empty() {
        let raw = with_other(session.answers.raw(path), text);
        session.set(path, raw);
    }
}

/// What is typed in a several with one more entry of one's own.
#[must_use]
pub fn with_other(raw: &str, text: &str) -> String {
    let mut raw = raw.to_owned();
    if !raw.is_empty() {
        raw.push('\n');
    }
    raw.push_str(&text.trim().replace(';', ","));
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
