//! How the answers of two reports differ, in words.

use crate::report::answers::place_words;
use crate::report::definition::Definition;
use crate::report::difference::{Difference, DifferencePlace};
use crate::text::changes::changed_words;
use crate::text::language::Language;
use crate::text::message::messages;

messages! {
    BY_HAND: "Đoạn viết tay", "Written by hand";
    BLANK: "(trống)", "(blank)";
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
        let line = |text: &str| if text.is_empty() { BLANK.of(language).to_owned() } else { text.replace('\n', " / ") };
        let (before, after) = (line(&difference.before), line(&difference.after));
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
