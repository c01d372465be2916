//! Comments around keys: the headings of sections, and the notes that must not get lost.

use toml_edit::{Decor, InlineTable, Item, Key, RawString, Table, TableLike, Value as Toml};

use crate::report::definition::{Definition, SectionId};
use crate::report::ids::FieldId;

use super::keys::{insert_at, place};

/// The comment after an amount.
pub(crate) const CURRENCY: &str = "# đồng";

/// How the program's own headings begin.
pub(crate) const HEADING: &str = "# --- ";

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

/// The comments in and around an entry, a line each, but for that after an amount.
pub(crate) fn notes_of(key: &Key, item: &Item) -> String {
    let mut notes = decor(key.leaf_decor(), ["", ""]).map(|text| lines(&text)).concat();
    gather(item, &mut notes);
    notes
}

/// The comments of a text that stands between values, a line each.
pub(crate) fn lines(text: &str) -> String {
    let comments = text.lines().map(str::trim).filter(|line| line.starts_with('#'));
    comments.flat_map(|line| [line, "\n"]).collect()
}

/// The comment that ends the line on which a text begins, and what follows it.
pub(crate) fn split_behind(text: &str) -> (&str, &str) {
    let end = text.find('\n').unwrap_or(text.len());
    text.split_at(if text.get(..end).is_some_and(|line| line.contains('#')) { end } else { 0 })
}

/// The same text, its last line ended where it is a comment: what follows would be one too.
pub(crate) fn closed(mut text: String, indent: &str) -> String {
    if text.rsplit('\n').next().is_some_and(|line| line.contains('#')) {
        text.push_str(indent);
    }
    text
}

/// What stands before and after.
pub(crate) fn decor(decor: &Decor, defaults: [&str; 2]) -> [String; 2] {
    let [before, after] = defaults;
    let text = |raw: Option<&RawString>, default: &str| raw.and_then(RawString::as_str).unwrap_or(default).to_owned();
    [text(decor.prefix(), before), text(decor.suffix(), after)]
}

/// Adds the comments in and around an item.
pub(crate) fn gather(item: &Item, notes: &mut String) {
    let [before, after] =
        item.as_value().map_or([String::new(), String::new()], |value| decor(value.decor(), ["", ""]));
    notes.push_str(&lines(&before));
    gather_inside(item, notes);
    notes.extend(lines(&after).split_inclusive('\n').filter(|line| line.trim_end() != CURRENCY));
}

/// Adds the comments in an item; those of a table's header are in it.
pub(crate) fn gather_inside(item: &Item, notes: &mut String) {
    let entries = |table: &dyn TableLike, notes: &mut String| {
        for (name, item) in table.iter() {
            let [before, after] =
                table.key(name).map_or([String::new(), String::new()], |key| decor(key.leaf_decor(), ["", ""]));
            notes.push_str(&lines(&before));
            notes.push_str(&lines(&after));
            gather(item, notes);
        }
    };
    let table = |table: &Table, notes: &mut String| {
        notes.extend(decor(table.decor(), ["", ""]).map(|text| lines(&text)));
        entries(table, notes);
    };
    match item {
        Item::Value(Toml::Array(array)) => {
            for element in array {
                gather(&Item::Value(element.clone()), notes);
            }
            notes.push_str(&lines(array.trailing().as_str().unwrap_or_default()));
        }
        Item::Value(Toml::InlineTable(inline)) => {
            entries(inline, notes);
            notes.push_str(&lines(inline.trailing().as_str().unwrap_or_default()));
        }
        Item::None | Item::Value(_) => {}
        Item::Table(inner) => table(inner, notes),
        Item::ArrayOfTables(list) => list.iter().for_each(|inner| table(inner, notes)),
    }
}

/// Leaves comment lines in a table before the entry at this position; where no value follows, after the
/// one before it, else under the header.
pub(crate) fn leave(table: &mut Table, position: usize, notes: &str) {
    if notes.is_empty() {
        return;
    }
    let names: Vec<String> = table.iter().map(|(name, _)| name.to_owned()).collect();
    let (before, after) = names.split_at(position.min(names.len()));
    let is_value = |table: &Table, name: &str| table.get(name).is_some_and(Item::is_value);
    if let Some(next) = after.iter().find(|name| is_value(table, name)) {
        let above = table.get_key_value(next).map(|(key, item)| above(key, item)).unwrap_or_default();
        return set_above(table, next, joined(notes, &above));
    }
    let last = before.iter().rev().find(|name| is_value(table, name));
    if last.is_none() {
        // Without a header there would be nothing to stand under.
        table.set_implicit(false);
    }
    let decor = match last.and_then(|name| table.get(name)) {
        Some(Item::Value(value)) => value.decor().clone(),
        _ => table.decor().clone(),
    };
    let after = decor.suffix().and_then(RawString::as_str).unwrap_or_default();
    let after = format!("{after}\n{}", notes.trim_end());
    match last.and_then(|name| table.get_mut(name)).and_then(Item::as_value_mut) {
        Some(value) => value.decor_mut().set_suffix(after),
        None => table.decor_mut().set_suffix(after),
    }
}

/// A table on one line as one with a header, its comments above what they were beside.
pub(crate) fn spread(inline: &InlineTable) -> Table {
    let mut table = Table::new();
    let [mut around, behind] = decor(inline.decor(), ["", ""]);
    let mut own: Option<(Key, Toml, String)> = None;
    let mut put = |own: Option<(Key, Toml, String)>| {
        if let Some((mut key, mut value, notes)) = own {
            key.leaf_decor_mut().clear();
            key.leaf_decor_mut().set_prefix(notes);
            value.decor_mut().clear();
            table.insert_formatted(&key, Item::Value(value));
        }
    };
    for (name, value) in inline {
        let Some(key) = inline.key(name) else { continue };
        let [gap, _] = decor(key.leaf_decor(), ["", ""]);
        let (last, above) = split_behind(&gap);
        match &mut own {
            None => around.push_str(last),
            Some((.., notes)) => notes.push_str(&lines(last)),
        }
        let notes = lines(above) + &decor(value.decor(), ["", ""]).map(|text| lines(&text)).concat();
        put(own.replace((key.clone(), value.clone(), notes)));
    }
    let trailing = inline.trailing().as_str().unwrap_or_default();
    if let Some((.., notes)) = &mut own {
        notes.push_str(&lines(trailing));
    } else {
        around.push_str(trailing);
    }
    put(own);
    table.decor_mut().set_prefix(format!("\n{}{}", lines(&around), lines(&behind)));
    table
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

/// Removes an answer. Its heading and its comments go to the next one; comments that find none stay
/// where it stood.
pub(crate) fn remove(answers: &mut Table, definition: &Definition, name: &str) {
    take_out(answers, definition, name, true);
}

/// Removes an answer whose comments go elsewhere, and gives these back. Its heading goes to the next one.
pub(crate) fn take(answers: &mut Table, definition: &Definition, name: &str) -> String {
    take_out(answers, definition, name, false)
}

fn take_out(answers: &mut Table, definition: &Definition, name: &str, stays: bool) -> String {
    let names: Vec<String> = answers.iter().map(|(name, _)| name.to_owned()).collect();
    let Some(at) = names.iter().position(|n| n == name) else { return String::new() };
    let Some((key, item)) = answers.remove_entry(name) else { return String::new() };
    let named = |name: &str| definition.fields.position(|field| field.id == name);
    let section_of = |name: &str| named(name).map(|field| definition.section_of(field));
    let own = section_of(name).map(|section| heading(definition, section));
    let is_own = |line: &str| own.as_ref().is_some_and(|heading| line.trim() == heading);

    let (text, lines) = (above(&key, &item), is_line(&item));
    let notes: String = notes_of(&key, &item).split_inclusive('\n').filter(|line| !is_own(line)).collect();
    let left = if stays { notes.as_str() } else { "" };
    let later = names.get(at + 1..).unwrap_or_default();
    let next = later
        .iter()
        .find(|n| answers.get(n).is_some_and(|i| is_line(i) == lines && (i.is_value() || !lines)))
        .or_else(|| names.iter().filter(|_| lines).find(|n| answers.get(n).is_some_and(Item::is_array_of_tables)));
    let Some(next) = next else {
        leave(answers, at, left);
        return notes;
    };
    let mut before = answers.get_key_value(next).map(|(k, i)| above(k, i)).unwrap_or_default();
    before = joined(left, &before);
    if text.lines().any(is_own) && section_of(next) == section_of(name) {
        let gap = if text.starts_with('\n') || !lines { "\n" } else { "" };
        let heading = own.as_deref().unwrap_or_default();
        before = format!("{gap}{heading}\n{}", before.trim_start_matches('\n'));
    } else if at == 0 && lines && answers.get(next).is_some_and(is_line) {
        before.drain(..before.len() - before.trim_start_matches('\n').len());
    }
    set_above(answers, next, before);
    notes
}
