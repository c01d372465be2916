//! The text of a Word file paragraph by paragraph, each by its number: where its letters stand, not what they mean.

use quick_xml::events::Event;

use super::super::ImportError;
use super::super::xml::{referenced, walk};

/// The paragraphs with text, and which of all they are, from 1: those of tables and blank ones are counted.
pub(super) fn paragraphs(xml: &str) -> Result<Vec<(usize, String)>, ImportError> {
    let mut list: Vec<(usize, String)> = Vec::new();
    // Paragraphs of text boxes stand in others.
    let mut open: Vec<usize> = Vec::new();
    let mut is_text = false;
    let mut count = 0;
    walk(xml, |event| {
        let mut push = |text: &str| {
            if let Some((_, own)) = open.last().and_then(|at| list.get_mut(*at)) {
                own.push_str(text);
            }
        };
        match event {
            Event::Start(tag) if tag.local_name().as_ref() == "t" => is_text = true,
            Event::End(tag) if tag.local_name().as_ref() == "t" => is_text = false,
            Event::Text(text) if is_text => push(&text.xml10_content()),
            Event::GeneralRef(reference) if is_text => push(&referenced(reference).map_or(String::new(), String::from)),
            Event::Empty(tag) => match tag.local_name().as_ref() {
                "tab" | "br" | "cr" => push(" "),
                "noBreakHyphen" => push("-"),
                "p" => count += 1,
                _ => {}
            },
            Event::Start(tag) if tag.local_name().as_ref() == "p" => {
                count += 1;
                open.push(list.len());
                list.push((count, String::new()));
            }
            Event::End(tag) if tag.local_name().as_ref() == "p" => drop(open.pop()),
            _ => {}
        }
    })?;
    // Spaces that hold words together are spaces to read.
    let said = list.into_iter().map(|(line, text)| (line, text.replace('\u{a0}', " ")));
    Ok(said.filter(|(_, text)| !text.trim().is_empty()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_counted_with_those_of_tables_and_blank_ones() {
        let xml = "<w:body><w:p><w:r><w:t>Một</w:t></w:r></w:p><w:p/><w:tbl><w:tc><w:p><w:r><w:t>Hai &amp; ba</w:t>\
            </w:r></w:p></w:tc></w:tbl></w:body>";
        let list = paragraphs(xml).expect("XML");
        assert_eq!(list, [(1, "Một".to_owned()), (3, "Hai & ba".to_owned())]);
    }
}
