//! Tables of answers: rows that stay keep what they hold beside the answers.

use toml_edit::{Array, ArrayOfTables, InlineTable, Item, Key, Table, Value as Toml};

use crate::report::answers::Entry;
use crate::report::field::Field;

use super::decor::{HEADING, block, decor, leave, lines, notes_of};
use super::keys::{Ordered, rename, set_part};
use super::lists;
use super::origins::{Origins, left_before};
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
pub(crate) fn update_row(table: &mut dyn Ordered, field: &Field, old: &[Entry], new: &[Entry]) -> String {
    let mut notes = String::new();
    // An inline table stays on one line.
    let compact = table.gap(None).is_some();
    rename(table, &field.columns);
    let blank = Entry::default();
    for (index, (column, entry)) in field.columns.iter().zip(new).enumerate() {
        if !old.get(index).unwrap_or(&blank).means(entry) {
            notes += &set_part(table, &field.columns, index, stored(column, entry, compact));
        }
    }
    notes
}

/// The rows of a table as the file was opened with them and as they are to be.
pub(crate) struct RowsChange<'a> {
    pub(crate) field: &'a Field,
    pub(crate) old: &'a [Vec<Entry>],
    pub(crate) new: &'a [Vec<Entry>],
    pub(crate) origins: &'a Origins,
}

impl RowsChange<'_> {
    /// The new rows, each with its place in the opened file if it was there: made from what was `there`,
    /// or `fresh`. Comments of removed parts that find no place in their row are given back.
    fn rows<T: Ordered>(
        &self,
        there: impl Fn(usize) -> Option<T>,
        fresh: fn(&Field, &[Entry]) -> T,
    ) -> (Vec<(T, Option<usize>)>, String) {
        let mut notes = String::new();
        let row = |(row, from): (&Vec<Entry>, Option<usize>)| {
            let kept = from.and_then(|index| Some((there(index)?, self.old.get(index)?)));
            let table = match kept {
                None => fresh(self.field, row),
                Some((mut table, old)) => {
                    notes += &update_row(&mut table, self.field, old, row);
                    table
                }
            };
            (table, from)
        };
        let rows = self.new.iter().zip(self.origins.places()).map(row).collect();
        (rows, notes)
    }
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

/// Rewrites the rows of a table that is there as `[[…]]`. The comments of a row go where it goes; those of
/// one that was removed stay in its place, as a [`block`].
pub(crate) fn update_tables(tables: &mut ArrayOfTables, change: &RowsChange<'_>) {
    let present: Vec<Table> = tables.iter().cloned().collect();
    let above = |table: &Table| decor(table.decor(), ["\n", ""])[0].clone();
    let parts: Vec<(String, String)> =
        present.iter().enumerate().map(|(index, table)| parted(&above(table), index == 0)).collect();
    let before = |index: usize| parts.get(index).map_or("", |(before, _)| before.as_str());
    let own = |index: usize| parts.get(index).map_or("", |(_, own)| own.as_str());
    let comments = |index: usize| {
        let mut row = present.get(index).cloned().unwrap_or_default();
        row.decor_mut().set_prefix(own(index));
        // What stood at its end is a block of its own.
        block(notes_of(&Key::new(""), &Item::Table(row))) + &block(lines(before(index + 1)))
    };
    let places = change.origins.places();
    let in_order =
        places.iter().flatten().is_sorted() && places.iter().skip_while(|p| p.is_some()).all(Option::is_none);
    let left = left_before(present.len(), places.into_iter(), comments);
    let left = |index: usize| left.get(&index).map_or(String::new(), |blocks| blocks.concat());

    // A table with a header has room for each comment: none is given back.
    let (rows, _) = change.rows(|index| present.get(index).cloned(), new_table);
    let mut list: Vec<Table> = Vec::with_capacity(rows.len());
    let mut previous = None;
    for (position, (mut table, from)) in rows.into_iter().enumerate() {
        // What stood at the end of the row that is now before this one.
        let tail = previous.map_or("", |previous: usize| before(previous + 1));
        let mut text = match (position, from) {
            (0, _) => before(0),
            (_, Some(index)) if !tail.contains('#') && !before(index).contains('#') => before(index),
            _ if tail.contains('#') => tail,
            _ => "\n",
        }
        .to_owned();
        let left = from.map_or(String::new(), left);
        if text.is_empty() && !left.is_empty() {
            text.push('\n');
        }
        table.decor_mut().set_prefix(format!("{text}{left}{}", from.map_or("", own)));
        list.push(table);
        previous = from;
    }
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
        // What stood at the end of a row that is the last now.
        leave(last, usize::MAX, &previous.map_or(String::new(), |previous| lines(before(previous + 1))));
        let left = left(present.len());
        if !left.is_empty() {
            leave(last, usize::MAX, &format!("\n{left}"));
        }
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
pub(crate) fn update_array(array: &mut Array, change: &RowsChange<'_>) -> String {
    let (rows, notes) = change.rows(|index| array.get(index)?.as_inline_table().cloned(), new_inline);
    let items: Vec<lists::Kept> = rows.into_iter().map(|(table, from)| (Toml::InlineTable(table), from)).collect();
    let mut fresh = lists::rebuilt(array, &items);
    *fresh.decor_mut() = array.decor().clone();
    *array = fresh;
    notes
}
