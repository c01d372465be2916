//! File formats: what is written, as a Word document, plain text, Markdown or HTML.

mod docx;
mod html;
mod markdown;
pub(crate) mod measures;
mod text;

use std::borrow::Cow;
use std::io;

use crate::document::Document;
use crate::document::compounds::Compounds;
use crate::document::marks::part_lines;
use crate::text::visible::without_hidden;
use measures::Measures;

/// A file format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormatName {
    Word,
    Text,
    Markdown,
    Html,
}

/// All that the program knows of a file format.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    pub name: FormatName,
    /// What the command line calls it.
    pub id: &'static str,
    /// The extension of its files, without the dot.
    pub extension: &'static str,
    /// What the interface calls it, in Vietnamese.
    pub vi: &'static str,
    /// What the interface calls it, in English.
    pub en: &'static str,
    /// Whether it is text that a terminal can show.
    pub is_text: bool,
    /// Whether its measures are those of a page.
    pub is_printed: bool,
    write: fn(&Document, &ExportOptions) -> io::Result<Vec<u8>>,
}

/// Every file format, a row each, in the order in which they are offered.
#[rustfmt::skip]
pub const FORMATS: [Format; 4] = [
    Format { name: FormatName::Word,     id: "docx", extension: "docx", vi: "Word, để in và ký", en: "Word, to print and sign", is_text: false, is_printed: true,  write: docx::write },
    Format { name: FormatName::Text,     id: "txt",  extension: "txt",  vi: "Văn bản thuần",     en: "Plain text",              is_text: true,  is_printed: false, write: |document, options| Ok(text::write(document, options.width).into()) },
    Format { name: FormatName::Markdown, id: "md",   extension: "md",   vi: "Markdown",          en: "Markdown",                is_text: true,  is_printed: false, write: |document, options| Ok(markdown::write(document, options).into()) },
    Format { name: FormatName::Html,     id: "html", extension: "html", vi: "Trang web",         en: "Web page",                is_text: true,  is_printed: true,  write: |document, options| Ok(html::write(document, options).into()) },
];

/// Columns of plain text where nobody says otherwise.
pub(crate) const PLAIN_WIDTH: usize = 80;

/// How to export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportOptions {
    /// Columns of a line of plain text; other formats have no lines.
    pub width: usize,
    /// Sizes, margins and spacing of what is printed: Word, and HTML as far as a browser knows them
    /// (no distance of the page number, no numbers of an appendix's own).
    pub measures: Measures,
    /// The words that no line parts.
    pub compounds: Compounds,
}

impl Default for ExportOptions {
    fn default() -> Self {
        ExportOptions { width: PLAIN_WIDTH, measures: Measures::nd30(), compounds: Compounds::built_in().clone() }
    }
}

impl Format {
    /// The extension of a file, without the dot: a draft stands beside the official document.
    #[must_use]
    pub fn ending(&self, draft: bool) -> String {
        if draft { format!("du-thao.{}", self.extension) } else { self.extension.to_owned() }
    }
}

impl FormatName {
    /// The row of this format.
    #[must_use]
    pub(crate) fn format(self) -> &'static Format {
        let [word, text, markdown, html] = &FORMATS;
        match self {
            FormatName::Word => word,
            FormatName::Text => text,
            FormatName::Markdown => markdown,
            FormatName::Html => html,
        }
    }

    /// The format that the command line calls `id`.
    #[must_use]
    pub(crate) fn of_id(id: &str) -> Option<Self> {
        FORMATS.iter().find(|format| format.id == id).map(|format| format.name)
    }
}

/// Writes a document in a format; what stands for answers that are not there is marked.
///
/// # Errors
/// A document that its format cannot hold: one of more than 4 GB.
pub fn export(document: &Document, format: FormatName, options: &ExportOptions) -> io::Result<Vec<u8>> {
    (format.format().write)(&for_paper(document, &options.compounds), options)
}

/// Writes a document as plain text in lines of at most `width` columns.
#[must_use]
pub fn plain_text(document: &Document, width: usize) -> String {
    text::write(&for_paper(document, Compounds::built_in()), width)
}

/// The document as it is set on paper: without characters that have no ink, which a terminal or an editor would obey,
/// and with spaces that hold together what no line parts.
fn for_paper(document: &Document, compounds: &Compounds) -> Document {
    let mut document = document.clone();
    let clean = |text: &mut String| {
        if let Cow::Owned(without) = without_hidden(text) {
            *text = without;
        }
    };
    for block in document.blocks_mut() {
        block.runs.iter_mut().for_each(|run| clean(&mut run.text));
        clean(&mut block.number);
        if let Some(table) = &mut block.table {
            table.header.iter_mut().for_each(clean);
            table.rows.iter_mut().flatten().flatten().for_each(|run| clean(&mut run.text));
        }
    }
    part_lines(&mut document.body);
    compounds.hold(&mut document);
    document
}

#[cfg(test)]
mod tests;
