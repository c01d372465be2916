//! File formats: what is written, as plain text, Markdown or HTML.

mod html;
mod markdown;
mod text;

use std::borrow::Cow;

use crate::document::{Block, Document, Run, RunKind};
use crate::report::visible::without_hidden;

/// A file format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormatName {
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
    write: fn(&Document, &Options) -> String,
}

/// Every file format, a row each, in the order in which they are offered.
#[rustfmt::skip]
pub const FORMATS: [Format; 3] = [
    Format { name: FormatName::Text,     id: "txt",  extension: "txt",  vi: "Văn bản thuần", en: "Plain text", write: text::write },
    Format { name: FormatName::Markdown, id: "md",   extension: "md",   vi: "Markdown",      en: "Markdown",   write: markdown::write },
    Format { name: FormatName::Html,     id: "html", extension: "html", vi: "Trang web",     en: "Web page",   write: html::write },
];

/// How to export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Columns of a line of plain text; other formats have no lines.
    pub width: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options { width: 80 }
    }
}

impl FormatName {
    /// The row of this format.
    #[must_use]
    pub fn format(self) -> &'static Format {
        let [text, markdown, html] = &FORMATS;
        match self {
            FormatName::Text => text,
            FormatName::Markdown => markdown,
            FormatName::Html => html,
        }
    }

    /// The format that the command line calls `id`.
    #[must_use]
    pub fn of_id(id: &str) -> Option<Self> {
        FORMATS.iter().find(|format| format.id == id).map(|format| format.name)
    }
}

/// Writes a document, composed with `Pending::Omit`, in a format.
#[must_use]
pub fn export(document: &Document, format: FormatName, options: &Options) -> String {
    (format.format().write)(&for_paper(document), options)
}

/// The document without what has no place on paper: what stands for answers that are not there,
/// and characters without ink, which a terminal or an editor would obey.
fn for_paper(document: &Document) -> Cow<'_, Document> {
    let is_clean = |text: &String| matches!(without_hidden(text), Cow::Borrowed(_));
    let fits = |block: &Block| {
        let header = block.table.iter().flat_map(|table| &table.header);
        let mut texts = header.chain([&block.number]);
        block.all_runs().all(|run| run.kind != RunKind::Missing && is_clean(&run.text)) && texts.all(is_clean)
    };
    if document.blocks().all(fits) {
        return Cow::Borrowed(document);
    }
    let mut document = document.clone();
    let Document { head_left, head_right, title, body, recipients, signature, notes } = &mut document;
    let clean = |text: &mut String| *text = without_hidden(text).into_owned();
    let strip = |runs: &mut Vec<Run>| {
        runs.retain(|run| run.kind != RunKind::Missing);
        for run in runs.iter_mut() {
            clean(&mut run.text);
        }
    };
    for block in [head_left, head_right, title, body, recipients, signature, notes].into_iter().flatten() {
        strip(&mut block.runs);
        clean(&mut block.number);
        if let Some(table) = &mut block.table {
            table.header.iter_mut().for_each(clean);
            table.rows.iter_mut().flatten().for_each(strip);
        }
    }
    Cow::Owned(document)
}

#[cfg(test)]
mod tests;
