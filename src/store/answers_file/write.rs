//! From answers to the TOML of their file, touching only what changed.

use std::mem;

use toml_edit::{DocumentMut, Item, Key, Table, TableLike, Value as Toml};

use crate::report::answers::{Answer, Answers, Edited, Entry, Path};
use crate::report::definition::Definition;
use crate::report::field::Kind;
use crate::report::ids::FieldId;

use super::comments::{self, CURRENCY};
use super::keys::{rename, replace};
use super::read::{key_of, place_name};
use super::rows;
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
    focus: Option<Path>,
) -> bool {
    let focus = focus.and_then(|path| place_name(definition, path));
    last.edited != answers.edited
        || last.unconfirmed != answers.unconfirmed
        || (focus.is_some() && focus.as_deref() != known)
        || definition.fields.ids().any(|field| answer_differs(last.answer(field), answers.answer(field)))
}

/// Brings a document to the answers. `last` is what it says now.
pub(crate) fn update(
    document: &mut DocumentMut,
    definition: &Definition,
    last: &Answers,
    answers: &Answers,
    focus: Option<Path>,
) {
    let mut orphans = String::new();
    let root = document.as_table_mut();
    write_report(root, definition, last, answers, focus);

    let differs = |field: &FieldId| answer_differs(last.answer(*field), answers.answer(*field));
    let changed: Vec<FieldId> =
        definition.fields.ids().filter(|field| definition.period != Some(*field)).filter(differs).collect();
    let has_former = root.get("answers").and_then(Item::as_table_like).is_some_and(|given| {
        definition.fields.iter().any(|f| key_of(given, f, definition.fields.as_slice()).is_some_and(|key| key != f.id))
    });
    let moved = definition.period.filter(|period| last.answer(*period) != answers.answer(*period));
    let own_period = moved.map(|period| &definition[period]).filter(|field| {
        // Written among the answers by hand; it moves to `[report]` with the first save.
        root.get("answers").and_then(Item::as_table_like).is_some_and(|given| given.contains_key(&field.id))
    });
    if (!changed.is_empty() || has_former || own_period.is_some())
        && let Some(given) = answers_table(root)
    {
        rename(given, definition.fields.as_slice());
        if let Some(field) = own_period {
            orphans += &comments::remove(given, definition, &field.id);
        }
        for field in changed {
            orphans += &write_answer(given, definition, field, last.answer(field), answers.answer(field));
        }
    }
    write_edited(root, last, answers);
    if !orphans.is_empty() {
        let trailing = document.trailing().as_str().unwrap_or("").to_owned();
        document.set_trailing(format!("{orphans}{trailing}"));
    }
}

fn write_report(root: &mut Table, definition: &Definition, last: &Answers, answers: &Answers, focus: Option<Path>) {
    let period = definition.period.and_then(|period| {
        let path = Path::field(period);
        let (old, new) = (last.entry(path)?, answers.entry(path)?);
        (!old.means(new)).then(|| stored(&definition[period], new, true))
    });
    let missing = !root.contains_key("report");
    let Some(report) = root.entry("report").or_insert(Item::Table(Table::new())).as_table_like_mut() else { return };
    set(report, "type", Some(Toml::from(definition.id.as_str())));
    // A file of the first version need not say so.
    if report.contains_key("version") || missing || definition.version != 1 {
        set(report, "version", Some(Toml::from(definition.version)));
    }
    if let Some(value) = period {
        set(report, "period", value);
    }
    if last.unconfirmed != answers.unconfirmed {
        let known = answers.unconfirmed.iter().map(|field| definition[*field].id.as_str());
        let given = report.get("unconfirmed").and_then(Item::as_array).cloned().unwrap_or_default();
        let strangers = given.iter().filter_map(Toml::as_str).filter(|id| definition.field(id).is_none());
        let ids: Vec<&str> = known.chain(strangers).collect();
        set(report, "unconfirmed", (!ids.is_empty()).then(|| array(&ids, false)));
    }
    if let Some(focus) = focus.and_then(|path| place_name(definition, path)) {
        set(report, "focus", Some(Toml::from(focus)));
    }
}

/// Sets a key of a small table where its value changed, or removes it.
fn set(table: &mut dyn TableLike, key: &str, value: Option<Toml>) {
    let Some(value) = value else {
        table.remove(key);
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
                replace(item, value);
            }
        }
    }
}

/// The `[answers]` table, made or spread out where it is not there as one.
fn answers_table(root: &mut Table) -> Option<&mut Table> {
    let item = root.entry("answers").or_insert(Item::Table(Table::new()));
    if !item.is_table() {
        match mem::take(item).into_table() {
            Ok(mut table) => {
                table.fmt();
                *item = Item::Table(table);
            }
            Err(other) => *item = other,
        }
    }
    let table = item.as_table_mut()?;
    table.set_dotted(false);
    Some(table)
}

fn write_answer(given: &mut Table, definition: &Definition, id: FieldId, old: &Answer, new: &Answer) -> String {
    let field = &definition[id];
    let key = || Key::new(&*field.id);
    let item = given.get_mut(&field.id);
    match (old, new) {
        (_, Answer::One(entry)) => {
            let value = stored(field, entry, false);
            match (value, item) {
                (None, _) => return comments::remove(given, definition, &field.id),
                (Some(value), Some(item)) => replace(item, value),
                (Some(mut value), None) => {
                    if matches!(field.kind, Kind::Money) && value.is_integer() {
                        value.decor_mut().set_suffix(format!("  {CURRENCY}"));
                    }
                    comments::insert(given, definition, id, key(), Item::Value(value), "");
                }
            }
        }
        (Answer::Group(before), Answer::Group(entries)) => {
            let (orphans, emptied) = match item {
                Some(Item::Value(Toml::InlineTable(table))) => {
                    (rows::update_row(table, field, before, entries, true), Some(table.is_empty()))
                }
                Some(Item::Table(table)) => {
                    (rows::update_row(table, field, before, entries, false), Some(table.is_empty()))
                }
                _ => (String::new(), None),
            };
            match emptied {
                Some(false) => return orphans,
                Some(true) => return orphans + &comments::remove(given, definition, &field.id),
                None => {
                    let table = rows::new_inline(field, entries);
                    let notes = outdated(given, definition, &field.id);
                    if !table.is_empty() {
                        let item = Item::Value(Toml::InlineTable(table));
                        comments::insert(given, definition, id, key(), item, &notes);
                    }
                }
            }
        }
        (_, Answer::Rows(list)) if list.is_empty() => return comments::remove(given, definition, &field.id),
        (Answer::Rows(before), Answer::Rows(list)) => match item {
            Some(Item::ArrayOfTables(tables)) => return rows::update_tables(tables, field, before, list),
            Some(Item::Value(Toml::Array(array))) if !before.is_empty() => {
                return rows::update_array(array, field, before, list);
            }
            _ => {
                let notes = outdated(given, definition, &field.id);
                comments::insert(given, definition, id, key(), rows::new_tables(field, list), &notes);
            }
        },
        _ => {}
    }
    String::new()
}

/// Takes out a value that was not of the due form, and gives it back as comment lines, so that
/// it is not lost with the answer that takes its place.
fn outdated(given: &mut Table, definition: &Definition, name: &str) -> String {
    let Some(item) = given.get(name) else { return String::new() };
    let is_blank = item.as_array().is_some_and(toml_edit::Array::is_empty);
    let written = item.to_string();
    let mut notes = comments::remove(given, definition, name);
    if !is_blank {
        for line in format!("{name} = {}", written.trim()).lines() {
            notes = format!("{notes}# (cũ) {line}\n");
        }
    }
    notes
}

fn write_edited(root: &mut Table, last: &Answers, answers: &Answers) {
    if last.edited == answers.edited {
        return;
    }
    let mut holder = Table::new();
    holder.set_implicit(true);
    let Some(edited) = root.entry("edited").or_insert(Item::Table(holder)).as_table_like_mut() else { return };
    for id in last.edited.keys().filter(|id| !answers.edited.contains_key(*id)) {
        edited.remove(id.as_str());
    }
    for (id, edit) in answers.edited.iter().filter(|(id, edit)| last.edited.get(*id) != Some(*edit)) {
        let (id, Edited { text: own, replaces }) = (id.as_str(), edit);
        if edited.get(id).and_then(Item::as_table_like).is_none() {
            edited.insert(id, Item::Table(Table::new()));
        }
        if let Some(table) = edited.get_mut(id).and_then(Item::as_table_like_mut) {
            set(table, "text", Some(text(own, false)));
            set(table, "replaces", Some(text(replaces, false)));
        }
    }
    if edited.is_empty() {
        root.remove("edited");
    }
}
