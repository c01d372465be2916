//! Tables of answers: rows that stay keep what they hold beside the answers.

use std::collections::BTreeMap;

use toml_edit::{Array, ArrayOfTables, InlineTable, Item, Key, Table, Value as Toml};

use crate::report::answers::Entry;
use crate::report::field::Field;

use super::comments::notes_of;
use super::keys::{Ordered, insert_at, names, place, rename, replace};
use super::lists;
use super::stored::stored;

/// A new array of tables.
pub(crate) fn new_tables(field: &Field, rows: &[Vec<Entry>]) -> Item {
    Item::ArrayOfTables(rows.iter().map(|row| new_table(field, row)).collect())
}

fn new_table(field: &Field, row: &[Entry]) -> Table {
    let mut table = Table::new();
    for (column, entry) in field.columns.iter().zip(row) {
        if let Some(value) = stored(column, entry, false) {
            table.insert(&column.id, Item::Value(value));
        }
    }
    table
}

/// A new group or row on one line.
pub(crate) fn new_inline(field: &Field, row: &[Entry]) -> InlineTable {
    field
        .columns
        .iter()
        .zip(row)
        .filter_map(|(column, entry)| Some((column.id.as_str(), stored(column, entry, true)?)))
        .collect()
}

/// Changes the parts of a group or row that changed. Notes above removed parts are given back.
pub(crate) fn update_row(
    table: &mut dyn Ordered,
    field: &Field,
    old: &[Entry],
    new: &[Entry],
    compact: bool,
) -> String {
    let mut orphans = String::new();
    rename(table, &field.columns);
    let blank = Entry::default();
    for (index, (column, entry)) in field.columns.iter().zip(new).enumerate() {
        if !old.get(index).unwrap_or(&blank).means(entry) {
            orphans += &set_part(table, &field.columns, index, stored(column, entry, compact));
        }
    }
    orphans
}

/// Sets one part of a row or group, at its place among the others; `None` removes it. What was
/// noted above a removed key is given back.
fn set_part(table: &mut dyn Ordered, columns: &[Field], column: usize, value: Option<Toml>) -> String {
    let Some(field) = columns.get(column) else { return String::new() };
    match (value, table.contains_key(&field.id)) {
        (Some(value), true) => {
            if let Some(item) = table.get_mut(&field.id) {
                replace(item, value);
            }
        }
        (Some(value), false) => {
            let names = names(table);
            let at = place(&names, |name| columns.iter().position(|c| c.id == name), column);
            insert_at(table, at, &Key::new(&*field.id), Item::Value(value));
            table.tidy();
        }
        (None, true) => {
            let removed = table.take(&field.id);
            table.tidy();
            return removed.map_or(String::new(), |(key, item)| notes_of(&key, &item));
        }
        (None, false) => {}
    }
    String::new()
}

/// Rewrites the rows of a table that is there as `[[…]]`. Notes of removed rows are given back.
pub(crate) fn update_tables(
    tables: &mut ArrayOfTables,
    field: &Field,
    old: &[Vec<Entry>],
    new: &[Vec<Entry>],
) -> String {
    let from = matched(old, new);
    let mut orphans = String::new();
    let present: Vec<Table> = tables.iter().cloned().collect();
    for (index, table) in present.iter().enumerate() {
        if !from.contains(&Some(index)) {
            orphans += &notes_of(&Key::new(""), &Item::Table(table.clone()));
        }
    }
    // The first row may have the heading of the section above it.
    let top = present.first().and_then(|t| t.decor().prefix()?.as_str()).unwrap_or("\n").to_owned();
    let mut list: Vec<Table> = Vec::with_capacity(new.len());
    for (row, from) in new.iter().zip(&from) {
        let kept = from.and_then(|index| Some((present.get(index)?, old.get(index)?)));
        list.push(match kept {
            None => new_table(field, row),
            Some((table, before)) => {
                let mut table = table.clone();
                orphans += &update_row(&mut table, field, before, row, false);
                table
            }
        });
    }
    let in_order = from.iter().flatten().is_sorted() && from.iter().skip_while(|f| f.is_some()).all(Option::is_none);
    if !in_order {
        // Their places in the text no longer hold; the first keeps its own, the others follow it.
        let first = present.first().and_then(Table::position);
        for table in &mut list {
            unplace(table);
        }
        if let Some(table) = list.first_mut() {
            table.set_position(first);
        }
    }
    if from.first() != Some(&Some(0)) {
        let heading: String = top.split_inclusive('\n').filter(|l| l.starts_with("# --- ")).collect();
        for (index, table) in list.iter_mut().enumerate() {
            let own = table.decor().prefix().and_then(|p| p.as_str()).unwrap_or("\n").to_owned();
            let notes: String = own.split_inclusive('\n').filter(|l| *l != "\n" && !l.starts_with("# --- ")).collect();
            if index == 0 {
                table.decor_mut().set_prefix(format!("\n{heading}{notes}"));
            } else if own.contains("# --- ") {
                table.decor_mut().set_prefix(format!("\n{notes}"));
            }
        }
    }
    *tables = list.into_iter().collect();
    orphans
}

fn unplace(table: &mut Table) {
    table.set_position(None);
    for (_, item) in table.iter_mut() {
        match item {
            Item::Table(inner) => unplace(inner),
            Item::ArrayOfTables(list) => list.iter_mut().for_each(unplace),
            _ => {}
        }
    }
}

/// Rewrites the rows of a table that is there as a list of inline tables.
pub(crate) fn update_array(array: &mut Array, field: &Field, old: &[Vec<Entry>], new: &[Vec<Entry>]) -> String {
    let mut orphans = String::new();
    let items = new
        .iter()
        .zip(matched(old, new))
        .map(|(row, from)| {
            let kept = from.and_then(|i| Some((array.get(i)?.as_inline_table()?.clone(), old.get(i)?)));
            let table = match kept {
                None => new_inline(field, row),
                Some((mut table, before)) => {
                    orphans += &update_row(&mut table, field, before, row, true);
                    table
                }
            };
            (Toml::InlineTable(table), from)
        })
        .collect();
    let mut fresh = Array::new();
    lists::rebuild(array, items, &mut fresh);
    *fresh.decor_mut() = array.decor().clone();
    *array = fresh;
    orphans
}

/// For each new row, the old one that it was: one that is equal, else the one with which it has
/// most in common.
fn matched(old: &[Vec<Entry>], new: &[Vec<Entry>]) -> Vec<Option<usize>> {
    let mut left: BTreeMap<usize, &Vec<Entry>> = old.iter().enumerate().collect();
    let same = |a: &[Entry], b: &[Entry]| a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.means(b));
    let mut from: Vec<Option<usize>> = Vec::with_capacity(new.len());
    for (position, row) in new.iter().enumerate() {
        // Of equal rows, the one at the same place.
        let here = left.get(&position).filter(|old| same(old, row)).map(|_| position);
        let found = here.or_else(|| left.iter().find(|(_, old)| same(old, row)).map(|(index, _)| *index));
        from.push(found.and_then(|index| left.remove_entry(&index)).map(|(index, _)| index));
    }
    for ((position, row), from) in new.iter().enumerate().zip(&mut from).filter(|(_, from)| from.is_none()) {
        let common = |old: &[Entry]| {
            let pairs = old.iter().zip(row);
            pairs.filter(|(a, b)| !a.value.is_missing() && a.means(b)).count()
        };
        let best = left
            .iter()
            .map(|(index, old)| (common(old), *index == position, *index))
            // Another row in the same place is the row that was edited only if as many stayed.
            .filter(|(common, here, _)| *common > 0 || *here || old.len() == new.len())
            .max_by_key(|(common, here, index)| (*common, *here, usize::MAX - index));
        *from = best.and_then(|(_, _, index)| left.remove_entry(&index)).map(|(index, _)| index);
    }
    from
}
