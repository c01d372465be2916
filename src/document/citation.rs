//! Citations of documents.

use crate::report::answers::Entry;
use crate::report::field::citation;
use crate::report::pattern::Format;
use crate::report::value::{Chosen, Value};

use super::numbers::full_date;
use super::print::Printer;
use super::value_text::Outcome;

impl Printer<'_> {
    /// A citation: in full at its first mention, by type and number after.
    pub(super) fn cite(&self, entries: &[Entry], format: Format) -> Outcome {
        let text = |at: usize| match entries.get(at).map(|e| &e.value) {
            Some(Value::Text(text)) => text.as_str(),
            _ => "",
        };
        let kind = match entries.get(citation::KIND).map(|e| &e.value) {
            Some(Value::Choice(Chosen::Other(text)) | Value::Text(text)) => text.as_str(),
            Some(Value::Choice(Chosen::Option(_))) => entries.get(citation::KIND).map_or("", |e| e.raw.as_str()),
            _ => "",
        };
        let (number, symbol) = (text(citation::NUMBER), text(citation::SYMBOL));
        let subject = text(citation::SUBJECT);
        if kind.is_empty() || (number.is_empty() && subject.is_empty()) {
            return Outcome::Missing;
        }
        // Party documents write "04-NQ/TU"; all others "15/KH-UBND".
        let joint = if symbol.contains("/TU") || symbol.contains("/TW") || symbol.contains("/ĐU") { "-" } else { "/" };
        let name = match (number.is_empty(), symbol.is_empty()) {
            (true, _) => kind.to_owned(),
            (false, true) => format!("{kind} số {number}"),
            (false, false) => format!("{kind} số {number}{joint}{symbol}"),
        };
        let known = self.cited.borrow().contains(&name);
        if (known && format != Format::Full && !number.is_empty()) || format == Format::Short {
            return Outcome::Text(name);
        }
        if !known {
            self.cited.borrow_mut().push(name.clone());
        }
        let mut full = name;
        if let Some(Value::Date(date)) = entries.get(citation::DATE).map(|e| &e.value) {
            full = format!("{full} {}", full_date(*date));
        }
        let issuer = text(citation::ISSUER);
        if !issuer.is_empty() && format != Format::Own {
            full = format!("{full} của {issuer}");
        }
        if !subject.is_empty() {
            let about = subject.split_whitespace().next().is_some_and(|word| word.eq_ignore_ascii_case("về"));
            let law = number.is_empty();
            full = match (law, about) {
                (true, _) => format!("{full} {subject}"),
                (false, true) => format!("{full} {subject}"),
                (false, false) => format!("{full} về việc {subject}"),
            };
        }
        Outcome::Text(full)
    }
}
