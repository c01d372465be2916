//! From answers to the TOML of their file, touching only what changed.

use std::collections::BTreeMap;

use toml_edit::{ArrayOfTables, DocumentMut, Item, Key, Table, TableLike, Value as Toml};

use crate::report::answers::{Answer, Answers, Edited, Entry, EntryPath, Silence, Silenced};
use crate::report::definition::Definition;
use crate::report::ids::FieldId;
use crate::report::value::Value;

use super::comments;
use super::decor::{CURRENCY, leave, notes_of, spread};
use super::keys::{Ordered, former, has_due_form, names, ordered, remove, rename, replace};
use super::origins::{Origins, item_parts, row_parts};
use super::read::{SILENCED, key_of, silence_of};
use super::rows::{self, RowsChange};
use super::stored::{array, stored, text};

fn answer_differs(old: &Answer, new: &Answer) -> bool {
    let row =
        |old: &[Entry], new: &[Entry]| old.len() != new.len() || old.iter().zip(new).any(|(old, new)| !old.means(new));
    match (old, new) {
        (Answer::One(old), Answer::One(new)) => !old.means(new),
        (Answer::Group(old), Answer::Group(new)) => row(old, new),
        (Answer::Rows(old), Answer::Rows(new)) => {
            old.len() != new.len() || old.iter().zip(new).any(|(old, new)| row(old, new))
        }
        _ => true,
    }
}

/// Whether the answers say anything that the file does not, or the focus is elsewhere than it
/// says. A file that was only looked at stays as it is, former names and all.
pub(crate) fn is_needed(
    known: Option<&str>,
    definition: &Definition,
    last: &Answers,
    answers: &Answers,
    focus: Option<&str>,
) -> bool {
    last.edited != answers.edited
        || last.unconfirmed != answers.unconfirmed
        || last.silenced != answers.silenced
        || (focus.is_some() && focus != known)
        || definition.fields.ids().any(|field| answer_differs(last.answer(field), answers.answer(field)))
}

/// What a document is brought to.
pub(crate) struct Change<'a> {
    pub(crate) definition: &'a Definition,
    /// What the document says: the file as it was opened.
    pub(crate) opened: &'a Answers,
    /// What was saved last.
    pub(crate) last: &'a Answers,
    pub(crate) answers: &'a Answers,
    /// Where the officer is.
    pub(crate) focus: Option<&'a str>,
}

/// Brings a document to the answers, and follows its rows and items from the last save to this one.
pub(crate) fn update(document: &mut DocumentMut, change: &Change<'_>, origins: &mut BTreeMap<FieldId, Origins>) {
    let Change { definition, opened, answers, .. } = *change;
    let root = document.as_table_mut();
    let mut notes = String::new();

    let differs = |field: &FieldId| answer_differs(opened.answer(*field), answers.answer(*field));
    let changed: Vec<FieldId> =
        definition.fields.ids().filter(|field| definition.period != Some(*field)).filter(differs).collect();
    let given = |root: &Table, test: &dyn Fn(&dyn TableLike) -> bool| {
        root.get("answers").and_then(Item::as_table_like).is_some_and(test)
    };
    let has_former = given(root, &|given| {
        definition.fields.iter().any(|f| key_of(given, f, definition.fields.as_slice()).is_some_and(|key| key != f.id))
    });
    let moved = definition.period.filter(|period| opened.answer(*period) != answers.answer(*period));
    // Written among the answers by hand; it moves to `[report]` with the first save.
    let own_period =
        moved.map(|period| &definition[period]).filter(|field| given(root, &|given| given.contains_key(&field.id)));
    let is_second =
        root.get("report").and_then(Item::as_table_like).is_some_and(|report| report.contains_key("period"));
    follow(root, change, origins);
    if (!changed.is_empty() || has_former || own_period.is_some())
        && let Some(given) = answers_table(root)
    {
        rename(given, definition.fields.as_slice());
        if let Some(field) = own_period {
            if is_second {
                // It was told of, and never the answer.
                notes = outdated(given, definition, &field.id);
            } else if moved.is_some_and(|period| answers.value(EntryPath::field(period)).is_missing()) {
                comments::remove(given, definition, &field.id);
            } else {
                notes = comments::take(given, definition, &field.id);
            }
        }
        for field in changed {
            write_answer(given, change, field, origins.get(&field));
        }
    }
    let mut left = write_report(root, change, notes);
    left += &write_edited(root, opened, answers);
    left += &write_silenced(root, definition, opened, answers);
    if !left.is_empty() {
        let trailing = document.trailing().as_str().unwrap_or("").to_owned();
        document.set_trailing(format!("{left}{trailing}"));
    }
}

/// Follows the rows of tables and the items of lists that the opened file has.
fn follow(root: &Table, change: &Change<'_>, all: &mut BTreeMap<FieldId, Origins>) {
    let Change { definition, opened, last, answers, .. } = *change;
    let given = root.get("answers").and_then(Item::as_table_like);
    for (id, field) in definition.fields.with_ids() {
        if !answer_differs(last.answer(id), answers.answer(id)) {
            continue;
        }
        let rows = |rows: &[Vec<Entry>]| rows.iter().map(|row| row_parts(row)).collect::<Vec<_>>();
        let list = given.and_then(|given| given.get(key_of(given, field, definition.fields.as_slice())?)?.as_array());
        let (before, now) = match (opened.answer(id), answers.answer(id)) {
            (Answer::Rows(before), Answer::Rows(now)) => (rows(before), rows(now)),
            (_, Answer::One(entry)) => {
                let now = stored(field, entry, false);
                let now = now.as_ref().and_then(Toml::as_array).map(item_parts);
                (list.map(item_parts).unwrap_or_default(), now.unwrap_or_default())
            }
            _ => continue,
        };
        if !before.is_empty() {
            all.entry(id).or_insert_with(|| Origins::new(before)).follow(now);
        }
    }
}

/// Writes what a report is; `notes` stand above its period. Those without a place are given back.
fn write_report(root: &mut Table, change: &Change<'_>, mut notes: String) -> String {
    let Change { definition, opened, answers, focus, .. } = *change;
    let period = definition.period.and_then(|period| {
        let path = EntryPath::field(period);
        let (old, new) = (opened.entry(path)?, answers.entry(path)?);
        (!old.means(new)).then(|| stored(&definition[period], new, true))
    });
    let missing = !root.contains_key("report");
    let Some(report) = ordered(root.entry("report").or_insert(Item::Table(Table::new()))) else { return notes };
    set(report, "type", Some(Toml::from(definition.id.as_str())));
    // A file of the first version need not say so.
    if report.contains_key("version") || missing || definition.version != 1 {
        set(report, "version", Some(Toml::from(definition.version)));
    }
    if let Some(value) = period {
        set(report, "period", value);
        let names = names(report);
        notes = report.leave(names.iter().position(|name| name == "period").unwrap_or(names.len()), notes);
    }
    if opened.unconfirmed != answers.unconfirmed {
        let known = answers.unconfirmed.iter().map(|field| definition[*field].id.as_str());
        let given = report.get("unconfirmed").and_then(Item::as_array).cloned().unwrap_or_default();
        let strangers = given.iter().filter_map(Toml::as_str).filter(|id| definition.field(id).is_none());
        let ids: Vec<&str> = known.chain(strangers).collect();
        set(report, "unconfirmed", (!ids.is_empty()).then(|| array(&ids, false)));
    }
    if let Some(focus) = focus {
        set(report, "focus", Some(Toml::from(focus)));
    }
    notes
}

/// Sets a key of a small table where its value changed, or removes it; comments stay.
fn set(table: &mut dyn Ordered, key: &str, value: Option<Toml>) {
    let Some(value) = value else {
        remove(table, key);
        return;
    };
    match table.get_mut(key) {
        None => {
            table.insert(key, Item::Value(value));
        }
        Some(item) => {
            let same = match (item.as_str(), item.as_integer()) {
                (Some(text), _) => value.as_str() == Some(text),
                (_, Some(number)) => value.as_integer() == Some(number),
                _ => false,
            };
            if !same {
                let notes = replace((key, None), item, value, None);
                let position = names(table).iter().position(|name| name == key);
                table.leave(position.unwrap_or_default(), notes);
            }
        }
    }
}

/// The `[answers]` table, made or spread out where it is not there as one.
fn answers_table(root: &mut Table) -> Option<&mut Table> {
    let item = root.entry("answers").or_insert(Item::Table(Table::new()));
    if let Some(inline) = item.as_inline_table() {
        *item = Item::Table(spread(inline));
    }
    let table = item.as_table_mut()?;
    table.set_dotted(false);
    Some(table)
}

fn write_answer(given: &mut Table, change: &Change<'_>, id: FieldId, origins: Option<&Origins>) {
    let definition = change.definition;
    let (old, new) = (change.opened.answer(id), change.answers.answer(id));
    let field = &definition[id];
    let position = names(given).iter().position(|name| *name == field.id).unwrap_or_default();
    let item = given.get_mut(&field.id);
    let notes = match (old, new) {
        (_, Answer::One(entry)) => match (stored(field, entry, false), item) {
            (None, _) => return comments::remove(given, definition, &field.id),
            (Some(value), Some(item)) if has_due_form(Some(&field.kind), item) => {
                replace((&field.id, Some(&field.kind)), item, value, origins)
            }
            (Some(mut value), _) => {
                if matches!(entry.value, Value::Money { .. }) {
                    value.decor_mut().set_suffix(format!("  {CURRENCY}"));
                }
                let notes = outdated(given, definition, &field.id);
                return insert(given, definition, id, Item::Value(value), &notes);
            }
        },
        (Answer::Group(before), Answer::Group(entries)) => match item.and_then(ordered) {
            Some(table) => {
                let notes = rows::update_row(table, field, before, entries);
                if table.is_empty() {
                    comments::remove(given, definition, &field.id);
                }
                notes
            }
            None => {
                let table = rows::new_inline(field, entries);
                let notes = outdated(given, definition, &field.id);
                if !table.is_empty() {
                    insert(given, definition, id, Item::Value(Toml::InlineTable(table)), &notes);
                }
                return;
            }
        },
        (_, Answer::Rows(list)) if list.is_empty() => return comments::remove(given, definition, &field.id),
        (Answer::Rows(old), Answer::Rows(new)) => match (item, origins) {
            (Some(Item::ArrayOfTables(tables)), Some(origins)) => {
                return rows::update_tables(tables, &RowsChange { field, old, new, origins });
            }
            (Some(Item::Value(Toml::Array(array))), Some(origins)) => {
                rows::update_array(array, &RowsChange { field, old, new, origins })
            }
            _ => {
                let notes = outdated(given, definition, &field.id);
                return insert(given, definition, id, rows::new_tables(field, new), &notes);
            }
        },
        _ => return,
    };
    leave(given, position, &notes);
}

fn insert(given: &mut Table, definition: &Definition, id: FieldId, item: Item, notes: &str) {
    comments::insert(given, definition, id, Key::new(&*definition[id].id), item, notes);
}

/// Takes out a value that was not read as the answer, and gives it back as comment lines, so that
/// it is not lost with the answer that takes its place.
fn outdated(given: &mut Table, definition: &Definition, name: &str) -> String {
    let Some(item) = given.get(name) else { return String::new() };
    let is_blank = item.as_array().is_some_and(toml_edit::Array::is_empty);
    let former = if is_blank { String::new() } else { former(name, item) };
    beside(&comments::take(given, definition, name), &former)
}

/// The comments of a value, and then itself as it was: those that stand in it are not said twice.
fn beside(notes: &str, former: &str) -> String {
    let notes: String = notes.split_inclusive('\n').filter(|line| !former.contains(line.trim_end())).collect();
    notes + former
}

/// Writes which findings are silenced, and why. Comments at those that are not any more are given back.
fn write_silenced(root: &mut Table, definition: &Definition, opened: &Answers, answers: &Answers) -> String {
    let mut left = String::new();
    if opened.silenced == answers.silenced {
        return left;
    }
    let tables = match root.get(SILENCED) {
        Some(Item::ArrayOfTables(tables)) => tables.iter().cloned().collect(),
        Some(Item::Value(Toml::Array(list))) => list.iter().filter_map(Toml::as_inline_table).map(spread).collect(),
        _ => Vec::new(),
    };
    let mut written = Silenced::new();
    let mut kept = ArrayOfTables::new();
    for table in tables {
        match silence_of(&table, definition) {
            Some((silence, reason)) if answers.silenced.get(&silence) != Some(&reason) => {
                left += table.decor().prefix().and_then(|notes| notes.as_str()).unwrap_or_default();
            }
            known => {
                written.extend(known);
                kept.push(table);
            }
        }
    }
    for (silence, reason) in answers.silenced.iter().filter(|(silence, _)| !written.contains_key(*silence)) {
        let mut table = Table::new();
        let Silence { code, field, words } = silence;
        for (key, value) in [("code", code), ("at", &definition[*field].id), ("words", words), ("reason", reason)] {
            table.insert(key, Item::Value(text(value, false)));
        }
        kept.push(table);
    }
    if kept.is_empty() {
        root.remove(SILENCED);
    } else {
        root.insert(SILENCED, Item::ArrayOfTables(kept));
    }
    left.trim_start_matches('\n').to_owned()
}

/// Writes the paragraphs rewritten by hand. Comments at those that are not any more, and what finds no place,
/// are given back.
fn write_edited(root: &mut Table, opened: &Answers, answers: &Answers) -> String {
    let mut left = String::new();
    if opened.edited == answers.edited {
        return left;
    }
    let mut holder = Table::new();
    holder.set_implicit(true);
    let Some(edited) = ordered(root.entry("edited").or_insert(Item::Table(holder))) else { return left };
    for id in opened.edited.keys().filter(|id| !answers.edited.contains_key(*id)) {
        if let Some((key, item)) = edited.take(id.as_str()) {
            left += &notes_of(&key, &item);
        }
    }
    for (id, edit) in answers.edited.iter().filter(|(id, edit)| opened.edited.get(*id) != Some(*edit)) {
        let (is_known, id, Edited { text: own, replaces }) = (opened.edited.contains_key(id), id.as_str(), edit);
        let position = names(edited).iter().position(|name| name == id).unwrap_or_default();
        if !is_known && let Some((key, item)) = edited.take(id) {
            // Of no due form: it was not read, and is not what is replaced.
            let notes = beside(&notes_of(&key, &item), &former(id, &item));
            left += &edited.leave(position, notes);
        }
        if edited.get(id).and_then(Item::as_table_like).is_none() {
            edited.insert(id, Item::Table(Table::new()));
        }
        if let Some(table) = edited.get_mut(id).and_then(ordered) {
            set(table, "text", Some(text(own, false)));
            set(table, "replaces", Some(text(replaces, false)));
        }
    }
    if edited.is_empty()
        && let Some((key, item)) = root.remove_entry("edited")
    {
        left += &notes_of(&key, &item);
    }
    left
}
