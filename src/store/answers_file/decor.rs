//! What stands around keys and values: comments, line breaks and spaces.

use toml_edit::{Decor, InlineTable, Item, Key, RawString, Table, TableLike, Value as Toml};

/// The comment after an amount.
pub(crate) const CURRENCY: &str = "# đồng";

/// How the program's own headings begin.
pub(crate) const HEADING: &str = "# --- ";

/// What stands above an entry.
pub(crate) fn above(key: &Key, item: &Item) -> String {
    let (decor, default) = match item {
        Item::ArrayOfTables(list) => (list.get(0).map(Table::decor), "\n"),
        Item::Table(table) if !table.is_dotted() => (Some(table.decor()), "\n"),
        _ => (Some(key.leaf_decor()), ""),
    };
    decor.and_then(|d| d.prefix()?.as_str()).unwrap_or(default).to_owned()
}

pub(crate) fn set_above(table: &mut Table, name: &str, text: String) {
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

/// The comments of what is gone, as a block by itself: a blank line parts it from what follows.
pub(crate) fn block(mut notes: String) -> String {
    if !notes.is_empty() {
        notes.push('\n');
    }
    notes
}

/// Leaves comment lines in a table before the entry at this position; where no value follows, after the
/// one before it, parted from it where they are a [`block`], else under the header.
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
    let gap = if last.is_some() && notes.ends_with("\n\n") && !notes.starts_with('\n') { "\n" } else { "" };
    let after = format!("{after}\n{gap}{}", notes.trim_end());
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
