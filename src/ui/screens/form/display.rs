//! What the form says in each of its places.

use std::borrow::Cow;

use crate::document::Block;
use crate::report::answers::{Entry, EntryPath, field_at, place_words};
use crate::report::definition::Definition;
use crate::report::field::{Field, Kind, OptionList, options};
use crate::report::notes::paragraph_of;
use crate::report::period::Granularity;
use crate::report::value::{Chosen, Value};
use crate::session::Session;
use crate::session::focus::Slot;
use crate::text::language::Language;

use crate::report::figure_words::{figure_words, signed};

use super::read_back::{day_read_back, full_day, period_words, read_back};
use crate::ui::strings as s;

/// What a slot says besides its label.
#[must_use]
pub(crate) fn text_of(session: &Session, slot: Slot, language: Language) -> Cow<'_, str> {
    match slot {
        Slot::Heading(field) => label_of(session, EntryPath::field(field), language),
        Slot::AddRow(_) => "".into(),
        Slot::Hint(section) => session.worded(session.definition[section].hint.text(language)),
        Slot::Computed(path) => computed(session, path, language).into(),
        Slot::Entry(path) => shown(session, path, language).into(),
    }
}

/// The entry as the form shows it: what was typed, or the label of the chosen option.
#[must_use]
pub(crate) fn shown(session: &Session, path: EntryPath, language: Language) -> String {
    let (field, entry) = (field_at(&session.definition, path), session.answers.entry(path));
    // A text that is being typed stands as it is typed.
    if session.is_typing(path) {
        return session.answers.raw(path).to_owned();
    }
    let Some((field, entry)) = field.zip(entry) else { return String::new() };
    if let Some(options) = options(field).filter(|options| options.of_blocks) {
        let gone = || paragraph_gone(&session.definition, options, entry, language);
        return paragraph(session, path).or_else(gone).unwrap_or_else(|| words_of(field, entry, language));
    }
    words_of(field, entry, language)
}

/// What is said of the paragraph of a row or a line that is no more: of what it was one.
fn paragraph_gone(definition: &Definition, options: &OptionList, entry: &Entry, language: Language) -> Option<String> {
    let Value::Choice(Chosen::Other(name)) = &entry.value else { return None };
    let block = definition.block(name.split_once('#')?.0)?;
    let option = options.list.iter().find(|option| option.id == block.id.as_str())?;
    Some(s::PARAGRAPH_GONE.fill(language, &[&option.label.text(language)]))
}

/// The words of the paragraph that an entry names; `None` where it does not stand.
fn paragraph(session: &Session, path: EntryPath) -> Option<String> {
    let id = paragraph_of(&session.definition, path.field, session.answers.rows(path.field).get(path.row?)?)?;
    let is_it = |block: &&Block| block.id.as_ref().is_some_and(|own| *own == id || own.block() == id.as_str());
    let text = session.document.body.iter().find(is_it)?.text();
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn words_of(field: &Field, entry: &Entry, language: Language) -> String {
    match (&field.kind, &entry.value) {
        (Kind::Choice(options), Value::Choice(Chosen::Option(index))) => {
            options.list.get(*index).map_or(String::new(), |o| o.label.text(language).to_owned())
        }
        (Kind::Several(options), Value::Several(list)) => {
            let texts: Vec<&str> = list
                .iter()
                .map(|chosen| match chosen {
                    Chosen::Option(index) => options.list.get(*index).map_or("", |o| o.label.text(language)),
                    Chosen::Other(text) => text,
                })
                .collect();
            texts.join("; ")
        }
        (Kind::YesNo, _) => String::new(),
        _ => entry.raw.clone(),
    }
}

/// What stands dim beside an empty entry: "2026: 6.420", what the report before says.
#[must_use]
pub(crate) fn previous(session: &Session, path: EntryPath, language: Language) -> Option<String> {
    let entry = session.previous(path)?;
    let words = match &entry.value {
        value @ (Value::YesNo(_) | Value::NotCounted | Value::Unknown) => read_back(value, language)?,
        _ => words_of(field_at(&session.definition, path)?, entry, language).replace('\n', "; "),
    };
    let copied = session.answers.previous.as_ref().and_then(|answers| answers.period(&session.definition));
    let period = copied.or_else(|| session.earlier.as_ref()?.period);
    // A longer name than that of a year would take the place of the figure.
    let period = period.filter(|period| period.granularity == Granularity::Year);
    let period = period.map_or_else(|| s::PREVIOUS.of(language).to_owned(), |period| period_words(period, language));
    Some(format!("{period}: {words}"))
}

/// What stands dim beside a figure: "2026: 6.420 (+80)", what it was in the period before, and by how much it is more; and
/// the same without the period.
#[must_use]
pub(crate) fn compared(session: &Session, path: EntryPath, language: Language) -> Option<[String; 2]> {
    let figure = session.compared(path)?;
    let (_, before) = (figure.now.as_ref()?, figure.before.as_ref()?);
    let period = session.earlier.as_ref()?.period.filter(|period| period.granularity == Granularity::Year);
    let period = period.map_or_else(|| s::PREVIOUS.of(language).to_owned(), |period| period_words(period, language));
    let change = figure.difference().map_or(String::new(), |change| format!(" ({})", signed(change)));
    let short = format!("{}{change}", figure_words(before, language));
    Some([format!("{period}: {short}"), short])
}

fn computed(session: &Session, path: EntryPath, language: Language) -> String {
    match session.evaluation.value(&session.answers, path) {
        Value::Date(date) => full_day(*date, language),
        Value::Text(text) => text.clone(),
        value => read_back(value, language).unwrap_or_default(),
    }
}

/// How an entry was understood, where that is not what stands there already.
#[must_use]
pub(crate) fn understood(value: &Value, raw: &str, language: Language) -> Option<String> {
    let text = match value {
        Value::Date(date) => day_read_back(*date, language),
        Value::YesNo(_) => return None,
        value => read_back(value, language)?,
    };
    (text != raw.trim()).then_some(text)
}

/// What the field or column of an entry is called.
#[must_use]
pub(crate) fn label_of(session: &Session, path: EntryPath, language: Language) -> Cow<'_, str> {
    let label = field_at(&session.definition, path).map_or("", |f| f.label.text(language));
    session.worded(label)
}

/// What a place is called: "Kinh phí theo nguồn, dòng 2, Số tiền".
#[must_use]
pub(crate) fn place_of(session: &Session, path: EntryPath, language: Language) -> String {
    session.worded(&place_words(&session.definition, path, language)).into_owned()
}
