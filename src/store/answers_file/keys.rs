//! Keys of a table in their order: inserting one between others, renaming one in its place.

use toml_edit::{InlineTable, Item, Key, Table, TableLike, Value as Toml};

use crate::report::field::Field;

use super::read::key_of;

/// A table, inline or not, whose keys can be moved.
pub(crate) trait Ordered: TableLike {
    /// Takes an entry out; the others keep their order.
    fn take(&mut self, name: &str) -> Option<(Key, Item)>;
    /// Puts an entry at the end.
    fn put(&mut self, key: &Key, item: Item);
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

    fn tidy(&mut self) {
        // One that was spread over lines by hand may hold comments.
        if !self.to_string().contains('#') {
            self.fmt();
        }
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

/// The parts that values are written in.
const PARTS: [&str; 6] = ["value", "approx", "part", "of", "start", "end"];

/// Replaces a value, and keeps the comment after it.
pub(crate) fn replace(item: &mut Item, mut value: Toml) {
    if let (Some(old), Toml::Array(new)) = (item.as_array(), &mut value) {
        super::lists::keep_items(old, new);
    }
    // What a value has beside the parts that are known stays with it.
    if let Some(old) = item.as_table_like_mut() {
        let strangers = old.iter().any(|(name, _)| !PARTS.contains(&name));
        let shared = value.as_inline_table().is_some_and(|new| new.iter().any(|(name, _)| old.contains_key(name)));
        if strangers || shared {
            let parts = match value {
                Toml::InlineTable(parts) => parts,
                single => InlineTable::from_iter([("value", single)]),
            };
            for name in PARTS {
                match (parts.get(name), old.get_mut(name)) {
                    (Some(part), Some(slot)) => replace(slot, part.clone()),
                    (Some(part), None) => {
                        old.insert(name, Item::Value(part.clone()));
                    }
                    (None, _) => {
                        old.remove(name);
                    }
                }
            }
            if let Some(inline) = item.as_inline_table_mut() {
                inline.tidy();
            }
            return;
        }
    }
    if let Some(old) = item.as_value() {
        *value.decor_mut() = old.decor().clone();
    }
    *item = Item::Value(value);
}
