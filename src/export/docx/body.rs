//! The document from the first paragraph to the last (NĐ 30/2020, phụ lục I, mục II.6, II.7, II.9).

use super::metrics::{Face, longest, name_lines};
use super::section::Section;
use super::styles::{TWO_COLUMNS_MARGIN, style_of};
use super::table;
use super::xml::Xml;
use crate::document::compounds::NO_BREAK;
use crate::document::{Block, Document, Role};
use crate::export::measures::Measures;

/// So many recipients stand in one row beside the signature; of more, these stand there and the others below.
const MOST_BESIDE: usize = 24;
const FIRST_BESIDE: usize = 12;
/// Of those below, so many are kept on one page.
const IN_A_ROW: usize = 4;

/// What is being written, and on what pages.
pub(crate) struct Body<'a> {
    pub document: &'a Document,
    pub measures: &'a Measures,
    section: Section,
}

impl<'a> Body<'a> {
    /// The main text of a document.
    pub(crate) fn new(document: &'a Document, measures: &'a Measures) -> Self {
        Body { document, measures, section: Section::default() }
    }

    /// The part `document.xml`.
    pub(crate) fn part(mut self) -> Vec<u8> {
        Xml::part("w:document", |xml| xml.element("w:body", &[], |xml| self.sections(xml)))
    }

    /// The width of the text, twips.
    pub(crate) fn room(&self) -> u32 {
        self.section.text_width(self.measures)
    }

    fn sections(&mut self, xml: &mut Xml) {
        self.head(xml);
        self.title(xml);
        let has_end = !self.document.recipients.is_empty() || !self.document.signature.is_empty();
        self.blocks(xml, &self.document.body, has_end);
        self.end(xml);
        for appendix in self.document.each_appendix() {
            let (section, measures) = (self.section, self.measures);
            xml.paragraph("End", |xml| section.properties(xml, measures), |_| ());
            let landscape = appendix.iter().filter_map(|b| b.table.as_ref()).any(|t| table::is_wide(t, measures));
            self.section = Section { landscape, renumbered: true };
            self.appendix(xml, appendix);
        }
        // A table may not be the last thing on a page.
        xml.paragraph("End", |_| (), |_| ());
        self.section.properties(xml, self.measures);
    }

    /// Blocks one after the other; the last stays with what follows them, if anything does.
    fn blocks(&self, xml: &mut Xml, blocks: &[Block], has_end: bool) {
        for (index, block) in blocks.iter().enumerate() {
            let next = blocks.get(index + 1);
            match &block.table {
                Some(content) => {
                    xml.paragraph("TableRoom", |_| (), |_| ());
                    table::table(xml, content, self.room(), self.measures);
                    // LibreOffice leaves a heading at the foot of a page where it comes right after a table.
                    if next.is_some_and(|next| matches!(next.role, Role::Heading(_))) {
                        xml.paragraph("End", |_| (), |_| ());
                    }
                }
                None => self.paragraph(xml, block, |xml| {
                    // What announces a table stays with it, and the last sentence with the signature.
                    let announces = next.map_or(has_end, |next| next.table.is_some());
                    if announces && block.role != Role::Closing {
                        xml.empty("w:keepNext", &[]);
                    }
                }),
            }
        }
    }

    /// A block as a paragraph in its style, with further properties.
    pub(crate) fn paragraph(&self, xml: &mut Xml, block: &Block, properties: impl FnOnce(&mut Xml)) {
        xml.paragraph(style_of(block.role), properties, |xml| {
            let space = if block.number.is_empty() { "" } else { " " };
            xml.run(None, &format!("{}{space}{}", block.number, block.role.prefix()));
            xml.runs(None, &block.runs);
        });
    }

    /// Nơi nhận beside the signature; the row is never split, and the last sentence stays with it.
    fn end(&self, xml: &mut Xml) {
        let (recipients, signature) = (&self.document.recipients, &self.document.signature);
        if recipients.is_empty() && signature.is_empty() {
            return;
        }
        xml.paragraph("TableRoom", |_| (), |_| ());
        let (columns, size) = (self.measures.columns, self.measures.size.signature);
        let room = columns.end_right.saturating_sub(2 * TWO_COLUMNS_MARGIN);
        let (first, rest) = recipient_rows(recipients);
        self.two_columns(xml, [columns.end_left, columns.end_right], 1 + rest.len(), |xml, row, column| {
            let blocks = match (row.checked_sub(1), column) {
                (None, 0) => first,
                (None, _) => signature,
                (Some(at), 0) => rest.get(at).copied().unwrap_or_default(),
                (Some(_), _) => &[],
            };
            let signed = blocks.iter().position(|b| matches!(b.role, Role::OtherPost | Role::SignerName));
            for (index, block) in blocks.iter().enumerate() {
                if Some(index) == signed {
                    xml.paragraph("SignatureRoom", |_| (), |_| ());
                }
                if matches!(block.role, Role::SignatureLine | Role::OtherPost) {
                    name(xml, block, Face::Bold, size, room);
                } else {
                    self.paragraph(xml, block, |_| ());
                }
            }
            if blocks.is_empty() {
                xml.paragraph("Normal", |_| (), |_| ());
            }
        });
    }

    /// Its name, title and reference with a rule, and what it holds (mục III.1; mẫu 2.1).
    fn appendix(&self, xml: &mut Xml, blocks: &[Block]) {
        let (size, room) = (self.measures.size.appendix, self.room());
        let content = blocks.iter().position(|block| !block.role.heads_appendix()).unwrap_or(blocks.len());
        let (heads, content) = blocks.split_at(content);
        for block in heads {
            match block.role {
                Role::AppendixTitle => {
                    self.centred(xml, block, Face::Bold, size, room * 3 / 4);
                }
                Role::AppendixReference => {
                    let text = self.centred(xml, block, Face::Italic, size, room * 9 / 10);
                    rule(xml, part_of(text), room);
                }
                _ => self.paragraph(xml, block, |_| ()),
            }
        }
        self.blocks(xml, content, false);
    }

    /// A table of two columns without lines; its rows are never split. Widths in twips.
    pub(crate) fn two_columns(
        &self,
        xml: &mut Xml,
        columns: [u32; 2],
        rows: usize,
        mut cell: impl FnMut(&mut Xml, usize, usize),
    ) {
        xml.element("w:tbl", &[], |xml| {
            table::properties(xml, "TwoColumns", &columns);
            for row in 0..rows {
                xml.element("w:tr", &[], |xml| {
                    xml.element("w:trPr", &[], |xml| xml.empty("w:cantSplit", &[]));
                    for (column, width) in columns.iter().enumerate() {
                        xml.element("w:tc", &[], |xml| {
                            xml.element("w:tcPr", &[], |xml| xml.width("w:tcW", *width));
                            cell(xml, row, column);
                        });
                    }
                });
            }
        });
    }
}

/// The recipients beside the signature, and the rows below them. A row is never split: of a list longer than a third of a
/// page the rest stands in rows of their own, so that the last sentence and the signature stay together, however long it is.
#[must_use]
pub(crate) fn recipient_rows(recipients: &[Block]) -> (&[Block], Vec<&[Block]>) {
    let beside = if recipients.len() > MOST_BESIDE { FIRST_BESIDE } else { recipients.len() };
    let (first, rest) = recipients.split_at(beside);
    (first, rest.chunks(IN_A_ROW).collect())
}

/// A name or a post in capitals, broken well where it does not stand on one line; the width of the
/// longest of its lines, twips.
pub(crate) fn name(xml: &mut Xml, block: &Block, face: Face, size: u32, room: u32) -> u32 {
    let lines = name_lines(&block.text(), face, size, room);
    xml.paragraph(style_of(block.role), |_| (), |xml| xml.run(None, &lines.join("\n")));
    longest(&lines, face, size)
}

/// A rule of a length in the middle of a room, both in twips.
pub(crate) fn rule(xml: &mut Xml, length: u32, room: u32) {
    let side = (room.saturating_sub(length) / 2).to_string();
    xml.paragraph("Rule", |xml| xml.empty("w:ind", &[("w:left", &side), ("w:right", &side)]), |_| ());
}

/// Between a third and a half of a line (mục II.2.b and II.5.b).
pub(crate) fn part_of(text: u32) -> u32 {
    text * 2 / 5
}

/// A line in italics that fills its column: LibreOffice draws no-break spaces of an italic font wider than others, and would
/// break it.
pub(super) fn with_plain_spaces(block: &Block) -> Block {
    let mut plain = block.clone();
    for run in &mut plain.runs {
        run.text = run.text.replace(NO_BREAK, " ");
    }
    plain
}
