//! Comments around keys: the headings of sections, and the notes that must not get lost.

use toml_edit::{Decor, Item, Key, Table};

use crate::report::definition::{Definition, SectionId};
use crate::report::ids::FieldId;

use super::keys::{insert_at, place};

/// The comment after an amount.
pub(crate) const CURRENCY: &str = "# đồng";

const HEADING: &str = "# --- ";

/// The comment above the first answer of a section.
fn heading(definition: &Definition, section: SectionId) -> String {
    format!("{HEADING}{} ---", definition[section].title.vi.replace(char::is_control, " "))
}

/// Whether an entry is written as `key = value`, before all tables.
fn is_line(item: &Item) -> bool {
    item.is_value() || item.as_table().is_some_and(Table::is_dotted)
}

/// What stands above an entry.
fn above(key: &Key, item: &Item) -> String {
    let (decor, default) = match item {
        Item::ArrayOfTables(list) => (list.get(0).map(Table::decor), "\n"),
        Item::Table(table) if !table.is_dotted() => (Some(table.decor()), "\n"),
        _ => (Some(key.leaf_decor()), ""),
    };
    decor.and_then(|d| d.prefix()?.as_str()).unwrap_or(default).to_owned()
}

fn set_above(table: &mut Table, name: &str, text: String) {
    let Some((mut key, item)) = table.get_key_value_mut(name) else { return };
    match item {
        Item::ArrayOfTables(list) => {
            if let Some(first) = list.get_mut(0) {
                first.decor_mut().set_prefix(text);
            }
        }
        Item::Table(inner) if !inner.is_dotted() => inner.decor_mut().set_prefix(text),
        _ => key.leaf_decor_mut().set_prefix(text),
    }
}

/// The comments in and around an entry, a line each, but for those that the program makes.
pub(crate) fn notes_of(key: &Key, item: &Item) -> String {
    let mut notes = String::new();
    gather_decor(key.leaf_decor(), &mut notes);
    gather(item, &mut notes);
    notes
}

fn gather_decor(decor: &Decor, notes: &mut String) {
    for text in [decor.prefix(), decor.suffix()].into_iter().flatten().filter_map(|raw| raw.as_str()) {
        for line in text.lines().map(str::trim) {
            if line.starts_with('#') && !line.starts_with(HEADING) && line != CURRENCY {
                notes.push_str(line);
                notes.push('\n');
            }
        }
    }
}

fn gather(item: &Item, notes: &mut String) {
    let table = |table: &Table, notes: &mut String| {
        gather_decor(table.decor(), notes);
        for (name, item) in table {
            if let Some(key) = table.key(name) {
                gather_decor(key.leaf_decor(), notes);
            }
            gather(item, notes);
        }
    };
    match item {
        Item::None => {}
        Item::Value(value) => {
            gather_decor(value.decor(), notes);
            for element in value.as_array().into_iter().flatten() {
                gather_decor(element.decor(), notes);
            }
        }
        Item::Table(inner) => table(inner, notes),
        Item::ArrayOfTables(list) => list.iter().for_each(|inner| table(inner, notes)),
    }
}

/// Notes with the text that stood there already.
pub(crate) fn joined(notes: &str, before: &str) -> String {
    if notes.is_empty() {
        return before.to_owned();
    }
    // A blank line that stood above stays above.
    let blank = if before.starts_with('\n') { "\n" } else { "" };
    format!("{blank}{notes}{}", before.strip_prefix('\n').unwrap_or(before))
}

/// Inserts an answer at the place of its field, under the heading of its section. `notes` are
/// comment lines to stand above it.
pub(crate) fn insert(
    answers: &mut Table,
    definition: &Definition,
    field: FieldId,
    mut key: Key,
    mut item: Item,
    notes: &str,
) {
    let lines = is_line(&item);
    let names: Vec<String> = answers.iter().map(|(name, _)| name.to_owned()).collect();
    let named = |name: &str| definition.fields.position(|field| field.id == name);
    let rank = |name: &str| named(name).filter(|_| answers.get(name).is_some_and(|i| is_line(i) == lines));
    let at = place(&names, rank, field);

    let heading = heading(definition, definition.section_of(field));
    let mut prefix = if lines { String::new() } else { "\n".to_owned() };
    let above_of = |name: &String| answers.get_key_value(name).map(|(k, i)| above(k, i)).unwrap_or_default();
    let aboves: Vec<String> = names.iter().map(above_of).collect();
    let mut moved = None;
    let has = |text: &str| text.lines().any(|line| line.trim() == heading);
    match names.iter().zip(&aboves).find(|(_, text)| has(text)) {
        // The answer that had the heading now comes second.
        Some((other, text)) if named(other).is_some_and(|other| other > field) || lines && rank(other).is_none() => {
            let end = text.find(&heading).map_or(0, |start| start + heading.len());
            let (head, rest) = text.split_at(end);
            prefix = format!("{head}\n");
            let gap = if rank(other).is_some() == lines { "" } else { "\n" };
            moved = Some((other.clone(), format!("{gap}{}", rest.strip_prefix('\n').unwrap_or(rest))));
        }
        Some(_) => {}
        None => {
            let strangers = names.iter().all(|name| named(name).is_none());
            if strangers || aboves.iter().any(|text| text.contains(HEADING)) {
                let gap = if lines && at == 0 { "" } else { "\n" };
                prefix = format!("{gap}{heading}\n");
            }
        }
    }
    prefix.push_str(notes);
    if lines {
        key.leaf_decor_mut().set_prefix(prefix);
    } else if let Some(first) = item.as_array_of_tables_mut().and_then(|list| list.get_mut(0)) {
        first.decor_mut().set_prefix(prefix);
    }
    if lines
        && at == 0
        && moved.is_none()
        && let Some((next, text)) = names.first().zip(aboves.first())
        && text.starts_with(HEADING)
    {
        moved = Some((next.clone(), format!("\n{text}")));
    }
    if let Some((other, text)) = moved {
        set_above(answers, &other, text);
    }
    insert_at(answers, at, &key, item);
}

/// Removes an answer. Its heading and its notes go to the next one; notes that find none are
/// given back.
pub(crate) fn remove(answers: &mut Table, definition: &Definition, name: &str) -> String {
    let names: Vec<String> = answers.iter().map(|(name, _)| name.to_owned()).collect();
    let Some(at) = names.iter().position(|n| n == name) else { return String::new() };
    let Some((key, item)) = answers.remove_entry(name) else { return String::new() };
    let (text, notes, lines) = (above(&key, &item), notes_of(&key, &item), is_line(&item));
    let later = names.get(at + 1..).unwrap_or_default();
    let next = later
        .iter()
        .find(|n| answers.get(n).is_some_and(|i| is_line(i) == lines && (i.is_value() || !lines)))
        .or_else(|| names.iter().filter(|_| lines).find(|n| answers.get(n).is_some_and(Item::is_array_of_tables)));
    let Some(next) = next else { return notes };

    let named = |name: &str| definition.fields.position(|field| field.id == name);
    let section_of = |name: &str| named(name).map(|field| definition.section_of(field));
    let own = section_of(name).map(|section| heading(definition, section));
    let had_heading = own.as_ref().is_some_and(|heading| text.lines().any(|line| line.trim() == heading));
    let mut before = answers.get_key_value(next).map(|(k, i)| above(k, i)).unwrap_or_default();
    before = joined(&notes, &before);
    if let Some(heading) = own.filter(|_| had_heading && section_of(next) == section_of(name)) {
        let gap = if text.starts_with('\n') || !lines { "\n" } else { "" };
        before = format!("{gap}{heading}\n{}", before.trim_start_matches('\n'));
    } else if at == 0 && lines && answers.get(next).is_some_and(is_line) {
        before.drain(..before.len() - before.trim_start_matches('\n').len());
    }
    set_above(answers, next, before);
    String::new()
}
