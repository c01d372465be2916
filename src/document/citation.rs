//! Citations of documents.

use crate::report::answers::{Entry, EntryPath};
use crate::report::field::citation;
use crate::report::ids::FieldId;
use crate::report::pattern::Format;
use crate::report::value::Value;

use super::numbers::full_date;
use super::print::Printer;
use super::value_text::{Outcome, change_first, chosen_text};

impl Printer<'_> {
    /// A citation: in full at its first mention, by type and number after.
    ///
    /// What is not asked of a kind of document (a law has no number) is not said, though it was typed for another.
    pub(super) fn cite(&self, field: FieldId, row: Option<usize>, entries: &[Entry], format: Format) -> Outcome {
        let is_asked = |at: &usize| self.context.evaluation.is_asked(EntryPath { field, row, column: Some(*at) });
        let text = |at: usize| match entries.get(at).filter(|_| is_asked(&at)).map(|e| &e.value) {
            Some(Value::Text(text)) => text.as_str(),
            _ => "",
        };
        let kind = match entries.get(citation::KIND).map(|e| &e.value) {
            Some(Value::Text(text)) => text.as_str(),
            Some(Value::Choice(chosen)) => self.context.definition[field]
                .columns
                .get(citation::KIND)
                .map_or("", |column| chosen_text(column, chosen)),
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
            (true, true) => kind.to_owned(),
            (true, false) => format!("{kind} số ……{joint}{symbol}"),
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
        // A law is told by its name: "Luật Trẻ em ngày 05 tháng 4 năm 2016".
        let is_law = !is_asked(&citation::NUMBER);
        let mut full = if is_law && !subject.is_empty() { format!("{name} {subject}") } else { name };
        if let Some(Value::Date(date)) = entries.get(citation::DATE).map(|e| &e.value) {
            full = format!("{full} {}", full_date(*date));
        }
        let issuer = text(citation::ISSUER);
        if !issuer.is_empty() && format != Format::Own {
            full = format!("{full} của {issuer}");
        }
        if !subject.is_empty() && !is_law {
            full = format!("{full} {}", about(kind, subject));
        }
        Outcome::Text(full)
    }
}

/// What a document is about, as a citation goes on with it. "V/v" is "về việc", which is not said twice; a decree or a
/// circular has it without ("quy định chi tiết …").
fn about(kind: &str, subject: &str) -> String {
    let shorts = ["V/v", "v/v", "V/V", "vv ", "Vv ", "VV ", "vv:", "Vv:", "VV:"];
    let stem = shorts.into_iter().find_map(|short| subject.strip_prefix(short));
    let subject = stem.map_or(subject, |stem| stem.trim_start_matches([':', '.', ' ']));
    let first = subject.split_whitespace().next().unwrap_or_default().to_lowercase();
    let kind = kind.to_lowercase();
    let small = || change_first(subject, |c| c.to_lowercase().collect());
    let is_rule = ["nghị định", "thông tư"].iter().any(|name| kind.starts_with(name)) && stem.is_none();
    match first.as_str() {
        "về" => small(),
        "quy" | "ban" | "sửa" | "bổ" | "hướng" | "bãi" | "điều" | "thay" if is_rule => small(),
        "việc" => format!("về {}", small()),
        // "Nghị định … về công tác văn thư"
        _ if is_rule => format!("về {subject}"),
        _ => format!("về việc {subject}"),
    }
}

#[cfg(test)]
mod tests {
    use super::about;

    #[test]
    fn what_a_document_is_about_is_said_once() {
        for (kind, subject, text) in [
            ("Công văn", "triển khai Tháng hành động", "về việc triển khai Tháng hành động"),
            ("Công văn", "Về việc triển khai", "về việc triển khai"),
            ("Công văn", "V/v triển khai", "về việc triển khai"),
            ("Công văn", "v/v: triển khai", "về việc triển khai"),
            ("Công văn", "vv triển khai", "về việc triển khai"),
            (
                "Nghị định",
                "quy định chi tiết một số điều của Luật Trẻ em",
                "quy định chi tiết một số điều của Luật Trẻ em",
            ),
            ("Thông tư liên tịch", "Quy định về hồ sơ", "quy định về hồ sơ"),
            ("Nghị định", "về công tác văn thư", "về công tác văn thư"),
            ("Nghị định", "công tác văn thư", "về công tác văn thư"),
            ("Công văn", "việc tăng cường phối hợp", "về việc tăng cường phối hợp"),
            ("Quyết định", "phê duyệt Chương trình", "về việc phê duyệt Chương trình"),
        ] {
            assert_eq!(about(kind, subject), text);
        }
    }
}
