//! Tables of answers: rows that stay keep what they hold beside the answers.

use std::collections::BTreeSet;

use toml_edit::{Array, ArrayOfTables, InlineTable, Item, Key, Table, Value as Toml};

use crate::report::answers::Entry;
use crate::report::field::Field;

use super::decor::{HEADING, decor, leave, lines, notes_of};
use super::keys::{Ordered, rename, set_part};
use super::lists;
use super::origins::Origins;
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

/// Changes the parts of a group or row that changed. Comments of removed parts that find no place in it
/// are given back.
pub(crate) fn update_row(
    table: &mut dyn Ordered,
    field: &Field,
    old: &[Entry],
    new: &[Entry],
    compact: bool,
) -> String {
    let mut notes = String::new();
    rename(table, &field.columns);
    let blank = Entry::default();
    for (index, (column, entry)) in field.columns.iter().zip(new).enumerate() {
        if !old.get(index).unwrap_or(&blank).means(entry) {
            notes += &set_part(table, &field.columns, index, stored(column, entry, compact));
        }
    }
    notes
}

/// What stands above a row's header: what belongs to whatever stands before the row, and what belongs
/// to the row. A blank line parts them.
fn parted(above: &str, is_first: bool) -> (String, String) {
    let lines: Vec<&str> = above.split_inclusive('\n').collect();
    // The first row may have the heading of the section above it.
    let is_end = |line: &&str| line.trim().is_empty() || is_first && line.starts_with(HEADING);
    let end = lines.iter().rposition(is_end).map_or(0, |last| last + 1);
    let (before, own) = lines.split_at(end);
    (before.concat(), own.concat())
}

/// Rewrites the rows of a table that is there as `[[…]]`. The comments of a row go where it goes, or
/// with it, as in a list (see [`lists::rebuilt`]).
pub(crate) fn update_tables(
    tables: &mut ArrayOfTables,
    field: &Field,
    old: &[Vec<Entry>],
    new: &[Vec<Entry>],
    origins: &Origins,
) {
    let from = origins.places();
    let present: Vec<Table> = tables.iter().cloned().collect();
    let above = |table: &Table| decor(table.decor(), ["\n", ""])[0].clone();
    let parts: Vec<(String, String)> =
        present.iter().enumerate().map(|(index, table)| parted(&above(table), index == 0)).collect();
    let before = |index: usize| parts.get(index).map_or("", |(before, _)| before.as_str());
    let own = |index: usize| parts.get(index).map_or("", |(_, own)| own.as_str());
    let stays: BTreeSet<usize> = from.iter().flatten().copied().collect();

    let mut list: Vec<Table> = Vec::with_capacity(new.len());
    let mut previous = None;
    for (position, (row, from)) in new.iter().zip(&from).enumerate() {
        let kept = from.and_then(|index| Some((present.get(index)?, old.get(index)?)));
        let (mut table, notes) = match kept {
            None => (new_table(field, row), String::new()),
            Some((table, before)) => {
                let mut table = table.clone();
                let notes = update_row(&mut table, field, before, row, false);
                (table, notes)
            }
        };
        // What stood at the end of the row that is now before this one.
        let tail = previous.map_or("", |previous: usize| before(previous + 1));
        let mut text = match (position, from) {
            (0, _) => before(0).to_owned(),
            (_, Some(index)) if !tail.contains('#') && !before(*index).contains('#') => before(*index).to_owned(),
            _ if tail.contains('#') => tail.to_owned(),
            _ => "\n".to_owned(),
        };
        if position == 0 && !stays.contains(&0) && !origins.is_doubtful(0) {
            text.push_str(own(0));
        }
        table.decor_mut().set_prefix(format!("{text}{}{notes}", from.map_or("", own)));
        list.push(table);
        previous = *from;
    }
    // What stood at the end of a row that is the last now, or that went, stays at the end.
    let gone = |index: &usize| !stays.contains(index);
    let ends = previous.into_iter().chain((0..present.len()).filter(gone));
    let mut left: String = ends.map(|index| lines(before(index + 1))).collect();
    for (index, mut table) in present.into_iter().enumerate().filter(|(index, _)| origins.is_doubtful(*index)) {
        table.decor_mut().set_prefix(own(index));
        left += &notes_of(&Key::new(""), &Item::Table(table));
    }
    let in_order = from.iter().flatten().is_sorted() && from.iter().skip_while(|f| f.is_some()).all(Option::is_none);
    if !in_order {
        // Their places in the text no longer hold; the first keeps its own, the others follow it.
        let first = tables.get(0).and_then(Table::position);
        for table in &mut list {
            unplace(table);
        }
        if let Some(table) = list.first_mut() {
            table.set_position(first);
        }
    }
    if let Some(last) = list.last_mut() {
        leave(last, usize::MAX, &left);
    }
    *tables = list.into_iter().collect();
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

/// Rewrites the rows of a table that is there as a list of inline tables. Comments of removed parts are
/// given back.
pub(crate) fn update_array(
    array: &mut Array,
    field: &Field,
    old: &[Vec<Entry>],
    new: &[Vec<Entry>],
    origins: &Origins,
) -> String {
    let mut notes = String::new();
    let row = |(row, from): (&Vec<Entry>, Option<usize>)| {
        let kept = from.and_then(|index| Some((array.get(index)?.as_inline_table()?.clone(), old.get(index)?)));
        let table = match kept {
            None => new_inline(field, row),
            Some((mut table, before)) => {
                notes += &update_row(&mut table, field, before, row, true);
                table
            }
        };
        (Toml::InlineTable(table), from)
    };
    let items: Vec<lists::Kept> = new.iter().zip(origins.places()).map(row).collect();
    let mut fresh = lists::rebuilt(array, &items, origins);
    *fresh.decor_mut() = array.decor().clone();
    *array = fresh;
    notes
}
