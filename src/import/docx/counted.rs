//! The text of a Word file paragraph by paragraph, each by its number: where its letters stand, not what they mean.

use quick_xml::events::Event;

use super::super::ImportError;
use super::super::xml::{attribute, referenced, walk};

/// A paragraph of a Word file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Counted {
    /// Which of all paragraphs it is, from 1: those of tables and blank ones are counted. Of a note, that of its mark.
    pub line: usize,
    pub text: String,
    pub is_note: bool,
}

/// The paragraphs of a part of a file.
#[derive(Debug, Default)]
pub(super) struct Part {
    /// Those with text, each with the note that it is of.
    list: Vec<(usize, String, Option<String>)>,
    /// The marks of notes, and in which paragraph each stands.
    marks: Vec<(String, usize)>,
}

impl Part {
    /// Takes in those of another part.
    pub(super) fn add(&mut self, other: Part) {
        self.list.extend(other.list);
        self.marks.extend(other.marks);
    }

    /// The paragraphs of the text, and behind them those of its notes.
    pub(super) fn with_notes(self, notes: Part) -> Vec<Counted> {
        let line_of = |note: &String| self.marks.iter().find(|(mark, _)| mark == note).map(|(_, line)| *line);
        let of_notes = notes.list.into_iter().filter_map(|(_, text, note)| {
            let line = line_of(&note?)?;
            Some(Counted { line, text, is_note: true })
        });
        let own: Vec<Counted> = of_notes.collect();
        let text = self.list.into_iter().map(|(line, text, _)| Counted { line, text, is_note: false });
        text.chain(own).collect()
    }
}

/// The paragraphs of a part: the text, or its notes of a kind, "footnote".
pub(super) fn paragraphs(xml: &str, kind: &str) -> Result<Part, ImportError> {
    let mut list: Vec<(usize, String, Option<String>)> = Vec::new();
    let mut marks = Vec::new();
    let mut note: Option<String> = None;
    // Paragraphs of text boxes stand in others.
    let mut open: Vec<usize> = Vec::new();
    let mut is_text = false;
    let mut count = 0;
    walk(xml, |event| {
        let mut push = |text: &str| {
            if let Some((_, own, _)) = open.last().and_then(|at| list.get_mut(*at)) {
                own.push_str(text);
            }
        };
        match event {
            Event::Start(tag) if tag.local_name().as_ref() == "t" => is_text = true,
            Event::End(tag) if tag.local_name().as_ref() == "t" => is_text = false,
            Event::Text(text) if is_text => push(&text.xml10_content()),
            Event::GeneralRef(reference) if is_text => push(&referenced(reference).map_or(String::new(), String::from)),
            Event::Start(tag) if tag.local_name().as_ref() == kind => {
                note = attribute(tag, "id").map(|id| format!("{kind} {id}"));
            }
            Event::End(tag) if tag.local_name().as_ref() == kind => note = None,
            Event::Empty(tag) => match tag.local_name().as_ref() {
                reference @ ("footnoteReference" | "endnoteReference") => {
                    let kind = reference.trim_end_matches("Reference");
                    marks.extend(attribute(tag, "id").map(|id| (format!("{kind} {id}"), count)));
                }
                "tab" | "br" | "cr" => push(" "),
                "noBreakHyphen" => push("-"),
                "p" => count += 1,
                _ => {}
            },
            Event::Start(tag) if tag.local_name().as_ref() == "p" => {
                count += 1;
                open.push(list.len());
                list.push((count, String::new(), note.clone()));
            }
            Event::End(tag) if tag.local_name().as_ref() == "p" => drop(open.pop()),
            _ => {}
        }
    })?;
    // Spaces that hold words together are spaces to read.
    let said = list.into_iter().map(|(line, text, note)| (line, text.replace('\u{a0}', " "), note));
    Ok(Part { list: said.filter(|(_, text, _)| !text.trim().is_empty()).collect(), marks })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_counted_with_those_of_tables_and_blank_ones_and_a_note_stands_where_its_mark_does() {
        let xml = "<w:body><w:p><w:r><w:t>Một</w:t></w:r></w:p><w:p/><w:tbl><w:tc><w:p><w:r><w:t>Hai &amp; ba</w:t>\
            <w:footnoteReference w:id=\"2\"/></w:r></w:p></w:tc></w:tbl></w:body>";
        let notes =
            "<w:footnotes><w:footnote w:id=\"2\"><w:p><w:r><w:t>Bốn</w:t></w:r></w:p></w:footnote></w:footnotes>";
        let (text, notes) = (paragraphs(xml, "").expect("XML"), paragraphs(notes, "footnote").expect("XML"));
        let said: Vec<(usize, String, bool)> =
            text.with_notes(notes).into_iter().map(|one| (one.line, one.text, one.is_note)).collect();
        let of = |line, text: &str, is_note| (line, text.to_owned(), is_note);
        assert_eq!(said, [of(1, "Một", false), of(3, "Hai & ba", false), of(3, "Bốn", true)]);
    }
}
