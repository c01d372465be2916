//! Keys of a table in their order: inserting one between others, renaming one in its place.

use toml_edit::{InlineTable, Item, Key, Table, TableLike, Value as Toml};

use crate::report::field::{Field, Kind};

use super::decor::{self, block, closed, gather, gather_inside, lines, notes_of, split_behind};
use super::lists;
use super::origins::Origins;
use super::read::key_of;

/// A table, inline or not, whose keys can be moved.
pub(crate) trait Ordered: TableLike {
    /// Takes an entry out; the others keep their order.
    fn take(&mut self, name: &str) -> Option<(Key, Item)>;
    /// Puts an entry at the end.
    fn put(&mut self, key: &Key, item: Item);
    /// Leaves comment lines before the entry at this position; gives them back where there can be none.
    fn leave(&mut self, position: usize, notes: String) -> String;
    /// What stands before an entry, or after the last one, in a table whose entries are parted by
    /// commas: a comment behind a comma belongs to the entry before it.
    fn gap(&mut self, _name: Option<&str>) -> Option<String> {
        None
    }
    /// Sets what [`Ordered::gap`] gives.
    fn set_gap(&mut self, _name: Option<&str>, _text: String) {}
    /// Sets spaces between the entries anew, where an entry came or went.
    fn tidy(&mut self) {}
}

impl Ordered for Table {
    fn take(&mut self, name: &str) -> Option<(Key, Item)> {
        self.remove_entry(name)
    }

    fn put(&mut self, key: &Key, item: Item) {
        self.insert_formatted(key, item);
    }

    fn leave(&mut self, position: usize, notes: String) -> String {
        decor::leave(self, position, &notes);
        String::new()
    }
}

impl Ordered for InlineTable {
    fn take(&mut self, name: &str) -> Option<(Key, Item)> {
        self.remove_entry(name).map(|(key, value)| (key, Item::Value(value)))
    }

    fn put(&mut self, key: &Key, item: Item) {
        if let Ok(value) = item.into_value() {
            self.insert_formatted(key, value);
        }
    }

    fn leave(&mut self, _: usize, notes: String) -> String {
        notes
    }

    fn gap(&mut self, name: Option<&str>) -> Option<String> {
        let text = match name {
            Some(name) => self.key(name)?.leaf_decor().prefix().and_then(|prefix| prefix.as_str()),
            None => self.trailing().as_str(),
        };
        Some(text.unwrap_or_default().to_owned())
    }

    fn set_gap(&mut self, name: Option<&str>, text: String) {
        match name {
            None => self.set_trailing(text),
            Some(name) => {
                if let Some(mut key) = self.key_mut(name) {
                    key.leaf_decor_mut().set_prefix(text);
                }
            }
        }
    }

    fn tidy(&mut self) {
        // One that was spread over lines by hand may hold comments.
        if !self.to_string().contains('#') {
            self.fmt();
        }
    }
}

/// The table that an item is, inline or not.
pub(crate) fn ordered(item: &mut Item) -> Option<&mut dyn Ordered> {
    match item {
        Item::Table(table) => Some(table),
        Item::Value(Toml::InlineTable(table)) => Some(table),
        _ => None,
    }
}

/// The names in their order.
pub(crate) fn names(table: &dyn Ordered) -> Vec<String> {
    table.iter().map(|(name, _)| name.to_owned()).collect()
}

/// Inserts an entry before the one that is at this position now.
pub(crate) fn insert_at(table: &mut dyn Ordered, position: usize, key: &Key, item: Item) {
    let names = names(table);
    let later = names.get(position..).unwrap_or_default();
    let tail: Vec<(Key, Item)> = later.iter().filter_map(|name| table.take(name)).collect();
    table.put(key, item);
    for (key, item) in tail {
        table.put(&key, item);
    }
}

/// The same for an entry that is new, with due spaces.
fn insert_new(table: &mut dyn Ordered, position: usize, name: &str, value: Toml) {
    let next = names(table).get(position).cloned();
    let mut key = Key::new(name);
    if position > 0
        && let Some(gap) = table.gap(next.as_deref())
        && let (behind, rest) = split_behind(&gap)
        && !behind.is_empty()
    {
        key.leaf_decor_mut().set_prefix(format!("{behind}\n  "));
        table.set_gap(next.as_deref(), rest.to_owned());
    }
    insert_at(table, position, &key, Item::Value(value));
    table.tidy();
}

/// Removes an entry. Its comments stay in its place, or are given back where there can be none.
pub(crate) fn remove(table: &mut dyn Ordered, name: &str) -> String {
    let names = names(table);
    let Some(position) = names.iter().position(|n| n == name) else { return String::new() };
    let next = names.get(position + 1).map(String::as_str);
    let own = table.gap(Some(name));
    let Some((key, item)) = table.take(name) else { return String::new() };
    let Some((own, after)) = own.zip(table.gap(next)) else {
        return table.leave(position, block(notes_of(&key, &item)));
    };
    let ((before, above), (behind, rest)) = (split_behind(&own), split_behind(&after));
    table.set_gap(next, closed(format!("{before}{rest}"), "\n"));
    table.tidy();
    let mut notes = lines(above);
    gather(&item, &mut notes);
    notes + &lines(behind)
}

/// Where an entry of this rank belongs: after the nearest before it, else before the nearest after
/// it, else at the end. Names without a rank are strangers.
pub(crate) fn place<R: Ord + Copy>(names: &[String], rank_of: impl Fn(&str) -> Option<R>, rank: R) -> usize {
    let ranks = || names.iter().enumerate().filter_map(|(i, name)| Some((rank_of(name)?, i)));
    let before = ranks().filter(|(r, _)| *r < rank).max_by_key(|(r, _)| *r).map(|(_, i)| i + 1);
    let after = || ranks().filter(|(r, _)| *r > rank).min_by_key(|(r, _)| *r).map(|(_, i)| i);
    before.or_else(after).unwrap_or(names.len())
}

/// Gives every entry that stands under a former name its present one. Whether there was any.
pub(crate) fn rename(table: &mut dyn Ordered, fields: &[Field]) -> bool {
    let mut renamed = false;
    for field in fields {
        let Some(old) = key_of(table, field, fields).filter(|key| *key != field.id) else { continue };
        let Some(position) = names(table).iter().position(|name| name == old) else { continue };
        if let Some((key, item)) = table.take(old) {
            let new = Key::new(&*field.id)
                .with_leaf_decor(key.leaf_decor().clone())
                .with_dotted_decor(key.dotted_decor().clone());
            insert_at(table, position, &new, item);
            renamed = true;
        }
    }
    renamed
}

/// Sets one part of a table, at its place among the others; `None` removes it. Comments that find no
/// place there are given back.
pub(crate) fn set_part(table: &mut dyn Ordered, columns: &[Field], column: usize, value: Option<Toml>) -> String {
    let Some(field) = columns.get(column) else { return String::new() };
    let names = names(table);
    let position = names.iter().position(|name| *name == field.id);
    match (value, position) {
        (Some(value), Some(position)) => {
            let place = (field.id.as_str(), Some(&field.kind));
            let notes = table.get_mut(&field.id).map_or(String::new(), |item| replace(place, item, value, None));
            table.leave(position, notes)
        }
        (Some(value), None) => {
            let at = place(&names, |name| columns.iter().position(|c| c.id == name), column);
            insert_new(table, at, &field.id, value);
            String::new()
        }
        (None, _) => remove(table, &field.id),
    }
}

/// The parts that values are written in.
const PARTS: [&str; 6] = ["value", "approx", "part", "of", "start", "end"];

/// Whether an item has a form in which a value of this kind is read; `None` stands for a plain one or a list.
pub(crate) fn has_due_form(kind: Option<&Kind>, item: &Item) -> bool {
    let is_plain = |value: &Toml| !value.is_array() && !value.is_inline_table();
    if let Some(items) = item.as_array() {
        return matches!(kind, None | Some(Kind::List | Kind::LongText | Kind::Several(_)))
            && items.iter().all(is_plain);
    }
    if let Some(table) = item.as_table_like() {
        let part = |name: &&str| table.get(name).is_none_or(|part| part.as_value().is_some_and(is_plain));
        return has_parts(kind) && PARTS.iter().all(part);
    }
    !item.is_array_of_tables()
}

/// Whether values of this kind are read from the parts of a table, whatever else is in it.
fn has_parts(kind: Option<&Kind>) -> bool {
    matches!(kind, Some(Kind::Number { .. } | Kind::Money | Kind::Ratio { .. } | Kind::DateRange))
}

/// What stood in the place of an answer in a form that is not read as one, as comment lines.
pub(crate) fn former(name: &str, item: &Item) -> String {
    let Ok(mut value) = item.clone().into_value() else { return String::new() };
    // The comment behind it is no part of it.
    value.decor_mut().clear();
    let text = format!("{name} = {value}");
    text.lines().flat_map(|line| ["# (cũ) ", line, "\n"]).collect()
}

/// Replaces the value of a name, and keeps the comment after it; `origins` are those of a list. The comments in
/// it that find no place in the new value are given back; so is what was of no due form for this kind.
pub(crate) fn replace(
    (name, kind): (&str, Option<&Kind>),
    item: &mut Item,
    mut value: Toml,
    origins: Option<&Origins>,
) -> String {
    let mut notes = String::new();
    let is_due = has_due_form(kind, item);
    // What a value has beside the parts that are known stays with it.
    if is_due
        && has_parts(kind)
        && let Some(old) = ordered(item)
    {
        let strangers = old.iter().any(|(name, _)| !PARTS.contains(&name));
        let shared = value.as_inline_table().is_some_and(|new| new.iter().any(|(name, _)| old.contains_key(name)));
        if strangers || shared {
            let parts = match value {
                Toml::InlineTable(parts) => parts,
                single => InlineTable::from_iter([("value", single)]),
            };
            for name in PARTS {
                notes += &match (parts.get(name), old.get_mut(name)) {
                    (Some(part), Some(slot)) => replace((name, None), slot, part.clone(), None),
                    (Some(part), None) => {
                        let end = names(old).len();
                        insert_new(old, end, name, part.clone());
                        String::new()
                    }
                    (None, _) => remove(old, name),
                };
            }
            if let Some(inline) = item.as_inline_table_mut() {
                inline.tidy();
            }
            return notes;
        }
    }
    if !is_due {
        if !item.is_value() {
            gather_inside(item, &mut notes);
        }
        notes += &former(name, item);
        if let Some(old) = item.as_value() {
            *value.decor_mut() = old.decor().clone();
        }
        *item = Item::Value(value);
        return notes;
    }
    match (item.as_array(), &mut value) {
        (Some(old), Toml::Array(new)) => lists::keep_items(old, new, origins),
        _ => gather_inside(item, &mut notes),
    }
    if let Some(old) = item.as_value() {
        *value.decor_mut() = old.decor().clone();
    }
    *item = Item::Value(value);
    notes
}
