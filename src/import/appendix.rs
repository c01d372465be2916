//! The appendices of an old report that the type has, too: a table of answers below "Phụ lục" and its title (NĐ 30/2020,
//! phụ lục III, mẫu 2.1).

use crate::report::answers::EntryPath;
use crate::report::definition::Definition;
use crate::report::ids::FieldId;
use crate::text::letters::plain_letters;

use super::Paragraph;
use super::draft::Draft;
use super::mark::{is_capitals, small_after_first};
use super::outline::field_of;
use super::rows::Row;

/// What stands above the table of an appendix.
pub(crate) struct Heading {
    /// The field that the type makes the title of.
    field: FieldId,
    /// The title, its first letter a capital.
    title: String,
    /// The label, the lines of the title, and the reference to the report.
    lines: Vec<Paragraph>,
}

/// The headings of appendices whose table is one of the type's, and the other paragraphs.
pub(crate) fn take(
    definition: &Definition,
    rows: &[Row<'_>],
    mut list: &[Paragraph],
) -> (Vec<Heading>, Vec<Paragraph>) {
    let (mut headings, mut rest) = (Vec::new(), Vec::new());
    while let Some((first, after)) = list.split_first() {
        match heading(definition, rows, first, after) {
            Some(heading) => {
                list = list.get(heading.lines.len()..).unwrap_or_default();
                headings.push(heading);
            }
            None => {
                rest.push(first.clone());
                list = after;
            }
        }
    }
    (headings, rest)
}

fn heading(definition: &Definition, rows: &[Row<'_>], label: &Paragraph, after: &[Paragraph]) -> Option<Heading> {
    if !is_label(&label.text) {
        return None;
    }
    let title = after.iter().take_while(|p| is_capitals(&p.text) && !is_label(&p.text)).count();
    let is_reference = |p: &&Paragraph| plain_letters(&p.text).starts_with("(kem theo bao cao");
    let lines = title + usize::from(after.get(title).is_some_and(|p| is_reference(&p)));
    let last = after.get(..lines)?.last()?;
    let end = after.get(lines..)?.iter().find(|p| is_label(&p.text)).map_or(usize::MAX, |p| p.at);
    let row = rows.iter().find(|row| (last.at..end).contains(&row.paragraph.at))?;
    let block = definition.body.iter().find(|block| block.each == Some(row.field) && block.appendix.is_some())?;
    let field = block.appendix.as_ref().and_then(field_of)?;
    let words: Vec<&str> = after.get(..title)?.iter().map(|p| p.text.as_str()).collect();
    let lines = std::iter::once(label).chain(after.get(..lines)?).cloned().collect();
    (title > 0).then(|| Heading { field, title: small_after_first(&words.join(" ")), lines })
}

/// "Phụ lục", "Phụ lục II", and nothing more.
fn is_label(line: &str) -> bool {
    let plain = plain_letters(line);
    let number = plain.trim_end_matches(['.', ':']).strip_prefix("phu luc").map(str::trim);
    number.is_some_and(|number| number.chars().all(|c| c.is_ascii_digit() || "ivx".contains(c)))
}

/// Answers with the title; where another was there, all of it is handed back. That the report is the one that it belongs to is
/// seen in the end, as of every paragraph.
pub(crate) fn put(draft: &mut Draft<'_>, heading: &Heading) {
    if let Some(title) = heading.lines.get(1) {
        draft.reads(title);
    }
    let is_put = draft.agree(EntryPath::field(heading.field), &heading.title);
    for line in &heading.lines {
        if is_put {
            draft.rest.extend(line.notes.iter().cloned());
        } else {
            draft.keep(line);
        }
    }
}
