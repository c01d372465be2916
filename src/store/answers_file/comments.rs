//! Answers that come and go among others: the headings of sections, and the comments that must not get lost.

use toml_edit::{Item, Key, Table};

use crate::report::definition::{Definition, SectionId};
use crate::report::ids::FieldId;

use super::decor::{HEADING, above, block, joined, leave, notes_of, set_above};
use super::keys::{insert_at, place};

/// The comment above the first answer of a section.
fn heading(definition: &Definition, section: SectionId) -> String {
    format!("{HEADING}{} ---", definition[section].title.vi.replace(char::is_control, " "))
}

/// Whether an entry is written as `key = value`, before all tables.
fn is_line(item: &Item) -> bool {
    item.is_value() || item.as_table().is_some_and(Table::is_dotted)
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

/// Removes an answer. Its heading goes to the next one; its comments stay where it stood, as a block by
/// themselves.
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
    let left = if stays { block(notes.clone()) } else { String::new() };
    let later = names.get(at + 1..).unwrap_or_default();
    let next = later
        .iter()
        .find(|n| answers.get(n).is_some_and(|i| is_line(i) == lines && (i.is_value() || !lines)))
        .or_else(|| names.iter().filter(|_| lines).find(|n| answers.get(n).is_some_and(Item::is_array_of_tables)));
    let Some(next) = next else {
        leave(answers, at, &left);
        return notes;
    };
    let mut before = answers.get_key_value(next).map(|(k, i)| above(k, i)).unwrap_or_default();
    before = joined(&left, &before);
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
