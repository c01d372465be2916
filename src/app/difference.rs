//! How the answers of two reports differ, in words.

use crate::report::answers::{EntryPath, field_at, place_words};
use crate::report::definition::Definition;
use crate::report::difference::{Difference, DifferencePlace};
use crate::report::field::options;
use crate::report::read::read;
use crate::report::value::{Chosen, Value};
use crate::text::changes::changed_words;
use crate::text::language::Language;
use crate::text::message::messages;

messages! {
    BY_HAND: "Đoạn viết tay", "Written by hand";
    BLANK: "(trống)", "(blank)";
    NOT_BY_HAND: "(câu tự soạn)", "(as the program writes it)";
    SAME_UNCONFIRMED: "như nhau; ở một bản còn chờ xác nhận (~)", "the same; in one of them still to be confirmed (~)";
    YES: "Có", "Yes";
    NO: "Không", "No";
    SAME: "Hai báo cáo không khác nhau.", "The two reports do not differ.";
}

/// Letters of the shortest text of which words are told that changed; shorter ones are said whole.
const LONG: usize = 40;

/// The differences as a text: each with its field; a figure or a name as it was and as it is, of a longer text which words
/// changed. `names` are those of the two reports.
#[must_use]
pub(crate) fn listed(definition: &Definition, found: &[Difference], names: [&str; 2], language: Language) -> String {
    if found.is_empty() {
        return SAME.of(language).to_owned();
    }
    let told = found.iter().map(|difference| {
        let place = match &difference.place {
            DifferencePlace::Entry(path) => place_words(definition, *path, language),
            DifferencePlace::Block(id) => format!("{} ({id})", BY_HAND.of(language)),
        };
        let none = if matches!(difference.place, DifferencePlace::Block(_)) { NOT_BY_HAND } else { BLANK };
        let line = |text: &str| if text.is_empty() { none.of(language).to_owned() } else { text.replace('\n', " / ") };
        if difference.is_confirmation() {
            return format!("{place}\n  {}\n", SAME_UNCONFIRMED.of(language));
        }
        let shown = |raw: &str| match &difference.place {
            DifferencePlace::Entry(path) => line(&as_chosen(definition, *path, raw, language)),
            DifferencePlace::Block(_) => line(raw),
        };
        let (before, after) = (shown(&difference.before), shown(&difference.after));
        let are_texts = [&difference.before, &difference.after].iter().all(|text| text.chars().count() >= LONG);
        if are_texts {
            format!("{place}\n  {}\n", changed_words(&before, &after))
        } else {
            let [was, is] = names;
            format!("{place}\n  {was}: {before}\n  {is}: {after}\n")
        }
    });
    told.collect::<Vec<_>>().join("\n")
}

/// What was typed, or what the option is called that was chosen.
fn as_chosen(definition: &Definition, path: EntryPath, raw: &str, language: Language) -> String {
    let Some(field) = field_at(definition, path) else { return raw.to_owned() };
    let label = |chosen: Chosen| match chosen {
        Chosen::Option(at) => {
            options(field).and_then(|options| options.list.get(at)).map(|option| option.label.text(language).to_owned())
        }
        Chosen::Other(text) => Some(text),
    };
    match read(&field.kind, raw, 0) {
        Value::YesNo(is) => (if is { YES } else { NO }).of(language).to_owned(),
        Value::Choice(chosen) => label(chosen).unwrap_or_else(|| raw.to_owned()),
        Value::Several(chosen) => chosen.into_iter().filter_map(label).collect::<Vec<_>>().join("; "),
        _ => raw.to_owned(),
    }
}
