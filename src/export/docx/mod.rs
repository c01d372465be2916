//! DOCX: a Word document that is printed and signed as it is (NĐ 30/2020, phụ lục I; mẫu 1.4).
//!
//! The parts are our own, in the transitional form of ECMA-376. All looks are in the styles; the
//! only direct formatting is what follows from the length of a text (where a rule or a centred
//! group begins) and from what comes next (what must stay on the page with it). Equal documents
//! give equal bytes.

mod body;
mod head;
mod metrics;
mod section;
mod styles;
mod table;
mod xml;

use std::io::{self, Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::ExportOptions;
use crate::document::{Block, Document, Role};
use body::Body;
pub(crate) use body::recipient_rows;
pub(crate) use head::{agency_rule, head_columns, place_date_size, subject_width, with_number_on_a_line};
pub(crate) use section::Section;
pub(crate) use table::{column_widths, fitted, is_wide};
use xml::Xml;

const CONTENT_TYPES: &str = include_str!("parts/content_types.xml");
const RELATIONSHIPS: &str = include_str!("parts/relationships.xml");
const DOCUMENT_RELATIONSHIPS: &str = include_str!("parts/document_relationships.xml");
const SETTINGS: &str = include_str!("parts/settings.xml");
const HEADER: &str = include_str!("parts/header.xml");
const FIRST_HEADER: &str = include_str!("parts/first_header.xml");
const FONT_TABLE: &str = include_str!("parts/font_table.xml");
const THEME: &str = include_str!("parts/theme.xml");

/// The whole file.
///
/// # Errors
/// A part of more than 4 GB.
pub(crate) fn write(document: &Document, options: &ExportOptions) -> io::Result<Vec<u8>> {
    let measures = &with_number_on_a_line(document, &options.measures);
    let place_date = place_date_size(document, measures);
    let parts: [(&str, Vec<u8>); 12] = [
        ("[Content_Types].xml", CONTENT_TYPES.into()),
        ("_rels/.rels", RELATIONSHIPS.into()),
        ("docProps/core.xml", properties(document)),
        ("word/document.xml", Body::new(document, measures).part()),
        ("word/styles.xml", styles::part(measures, place_date)),
        ("word/settings.xml", SETTINGS.into()),
        ("word/footnotes.xml", footnotes(&document.notes)),
        ("word/header1.xml", HEADER.into()),
        ("word/header2.xml", FIRST_HEADER.into()),
        ("word/fontTable.xml", FONT_TABLE.into()),
        ("word/theme/theme1.xml", THEME.into()),
        ("word/_rels/document.xml.rels", DOCUMENT_RELATIONSHIPS.into()),
    ];
    let mut file = ZipWriter::new(Cursor::new(Vec::with_capacity(32_768)));
    // The time of a file would make each export another one.
    let how = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, bytes) in &parts {
        file.start_file(*name, how)?;
        file.write_all(bytes)?;
    }
    Ok(file.finish()?.into_inner())
}

/// Title, author and language, for who looks for the file.
fn properties(document: &Document) -> Vec<u8> {
    let joined = |blocks: &[Block], roles: &[Role]| {
        let texts = blocks.iter().filter(|block| roles.contains(&block.role)).map(Block::text);
        texts.collect::<Vec<_>>().join(" ")
    };
    Xml::root(
        "cp:coreProperties",
        &[
            ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ],
        |xml| {
            xml.text("dc:title", joined(&document.title, &[Role::Title, Role::Subject]).trim());
            xml.text("dc:creator", joined(&document.head_left, &[Role::Agency]).trim());
            xml.text("dc:language", "vi-VN");
        },
    )
}

/// The part `footnotes.xml`: the two separators that Word asks for, and the notes from 1.
fn footnotes(notes: &[Block]) -> Vec<u8> {
    Xml::part("w:footnotes", |xml| {
        for (id, kind, mark) in
            [("-1", "separator", "w:separator"), ("0", "continuationSeparator", "w:continuationSeparator")]
        {
            xml.element("w:footnote", &[("w:type", kind), ("w:id", id)], |xml| {
                xml.paragraph("FootnoteText", |_| (), |xml| xml.element("w:r", &[], |xml| xml.empty(mark, &[])));
            });
        }
        for (id, note) in (1..).zip(notes) {
            xml.element("w:footnote", &[("w:id", &id.to_string())], |xml| {
                xml.paragraph(
                    "FootnoteText",
                    |_| (),
                    |xml| {
                        xml.element("w:r", &[], |xml| {
                            xml.element("w:rPr", &[], |xml| xml.value("w:rStyle", "FootnoteReference"));
                            xml.empty("w:footnoteRef", &[]);
                        });
                        xml.run(None, &format!(" {}", note.text()));
                    },
                );
            });
        }
    })
}

#[cfg(test)]
mod tests;
