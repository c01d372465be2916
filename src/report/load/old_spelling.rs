//! The form that types had before a field was a row: `[[section.field]]`, `label_en`.

use toml::de::{DeTable, DeValue};

use crate::report::load_error::LoadErrorKind;
use crate::report::source::Source;
use crate::report::toml_reader::Mistakes;

/// A key of the old form: the key that it stands under, itself, how it is shown, what is written now.
type Spelling = (&'static str, &'static str, &'static str, &'static str);

const LISTS: [Spelling; 7] = [
    ("section", "field", "[[section.field]]", "fields = [ { … } ]"),
    ("field", "column", "[[section.field.column]]", "columns = [ { … } ]"),
    ("fields", "column", "column = [ … ]", "columns = [ { … } ]"),
    ("", "body", "[[body]]", "[document] body = [ { … } ]"),
    ("body", "cell", "[[body.cell]]", "cells = [ { … } ]"),
    ("", "rule", "[[rule]]", "[checks] rules = [ { … } ]"),
    ("", "example", "[[example]]", "[[example]] (NAME.examples.toml)"),
];

/// The keys of English texts; they stand in `NAME.en.toml` now.
const ENGLISH: [(&str, &str); 6] = [
    ("title_en", "title (NAME.en.toml)"),
    ("description_en", "description (NAME.en.toml)"),
    ("hint_en", "hint (NAME.en.toml)"),
    ("label_en", "label (NAME.en.toml)"),
    ("message_en", "message (NAME.en.toml)"),
    ("constraint_message_en", "constraint_message (NAME.en.toml)"),
];

/// Tells each key of the old form where it first stands; whether there was one.
pub(super) fn tell(source: Source<'_>, top: &DeTable<'_>, mistakes: &Mistakes) -> bool {
    let mut found: Vec<(usize, &'static str, &'static str)> = Vec::new();
    look("", top, &mut found);
    let mut told: Vec<&str> = Vec::new();
    // A table is visited in the order of its keys' letters, not of the file.
    found.sort_unstable();
    for (offset, key, now) in &found {
        if !told.contains(key) {
            told.push(key);
            mistakes.add(source, *offset, LoadErrorKind::OldSpelling { key, now }, None);
        }
    }
    !found.is_empty()
}

fn look(under: &str, table: &DeTable<'_>, found: &mut Vec<(usize, &'static str, &'static str)>) {
    for (name, value) in table {
        let key: &str = name.get_ref();
        let list = LISTS.iter().find(|(parent, own, ..)| *parent == under && *own == key);
        let english = ENGLISH.iter().find(|(own, _)| *own == key);
        found.extend(list.map(|(_, _, shown, now)| (name.span().start, *shown, *now)));
        found.extend(english.map(|(own, now)| (name.span().start, *own, *now)));
        match value.get_ref() {
            DeValue::Table(table) => look(key, table, found),
            DeValue::Array(list) => {
                let tables = list.iter().filter_map(|item| item.get_ref().as_table());
                tables.for_each(|table| look(key, table, found));
            }
            _ => {}
        }
    }
}
