//! The head and the title: two columns, rules of the right length, to whom it is addressed
//! (NĐ 30/2020, phụ lục I, mục II.1–5 and II.9).

use super::body::{Body, name, part_of, rule, with_plain_spaces};
use super::metrics::{Face, balanced, fits, longest, name_lines, width, with_slack};
use super::section::Section;
use super::styles::{LEAST, TWO_COLUMNS_MARGIN, stepped_sizes};
use super::xml::Xml;
use crate::document::compounds::NO_BREAK;
use crate::document::{Block, Document, Role};
use crate::export::measures::Measures;

/// The size that the place and date take where they would not fit on their line: 13 pt.
const SMALLER: u32 = 26;

/// By how much a no-break space of an italic font is drawn wider than a space, at most, in twips.
const WIDER: u32 = 28;

/// The most no-break spaces in a line.
fn no_break_spaces(lines: &[impl AsRef<str>]) -> u32 {
    let counts = lines.iter().map(|line| line.as_ref().matches(NO_BREAK).count());
    counts.max().and_then(|most| u32::try_from(most).ok()).unwrap_or(0)
}

/// The width of the longest line of a subject, twips: a page of HTML breaks and underlines it as Word does.
pub(crate) fn subject_width(subject: &Block, measures: &Measures) -> u32 {
    let (size, room) = (measures.size.title, Section::default().text_width(measures) * 3 / 4);
    with_slack(longest(&balanced(&subject.text(), Face::Bold, size, room), Face::Bold, size))
}

/// The length of the rule under the name of the issuer, twips.
pub(crate) fn agency_rule(document: &Document, measures: &Measures) -> u32 {
    let size = measures.size.agency;
    let room = head_columns(document, measures)[0].saturating_sub(2 * TWO_COLUMNS_MARGIN);
    let lines = |agency: &Block| name_lines(&agency.text(), Face::Bold, size, room);
    let agencies = document.head_left.iter().filter(|block| block.role == Role::Agency);
    part_of(agencies.map(|agency| longest(&lines(agency), Face::Bold, size)).max().unwrap_or(0))
}

/// The size of the line of place and date, in half-points: smaller where a long name asks for it.
pub(crate) fn place_date_size(document: &Document, measures: &Measures) -> u32 {
    let size = measures.size.place_date;
    let room = measures.columns.head_right.saturating_sub(2 * TWO_COLUMNS_MARGIN);
    let mut dates = document.head_right.iter().filter(|block| block.role == Role::PlaceDate);
    if dates.all(|date| fits(&date.text(), Face::Italic, size, room)) { size } else { size.min(SMALLER) }
}

/// The measures with the line of number and symbol as small as it must be to stay on one line, 10 pt at least: a symbol
/// is not broken (mục II.3).
pub(crate) fn with_number_on_a_line(document: &Document, measures: &Measures) -> Measures {
    let room = head_columns(document, measures)[0].saturating_sub(2 * TWO_COLUMNS_MARGIN);
    let number = document.head_left.iter().find(|block| block.role == Role::Number).map(Block::text);
    let fits = |size: &u32| number.as_ref().is_none_or(|number| fits(number, Face::Regular, *size, room));
    let mut measures = *measures;
    let smallest = measures.size.number.min(LEAST);
    measures.size.number = stepped_sizes(measures.size.number).find(fits).unwrap_or(smallest);
    measures
}

/// The widths of the two columns of the head: rather a narrower left one than a broken line in the right one.
pub(crate) fn head_columns(document: &Document, measures: &Measures) -> [u32; 2] {
    let columns = measures.columns;
    let both = columns.head_left + columns.head_right;
    let needed = widest(document, place_date_size(document, measures), measures) + 2 * TWO_COLUMNS_MARGIN;
    let right = columns.head_right.max(needed).min(both * 3 / 4);
    [both - right, right]
}

/// The width of the longest line of the right column, none of which may be broken.
fn widest(document: &Document, place_date: u32, measures: &Measures) -> u32 {
    let line = |block: &Block| match block.role {
        Role::Nation => width(&block.text(), Face::Bold, measures.size.nation),
        Role::Motto => width(&block.text(), Face::Bold, measures.size.motto),
        _ => width(&block.text(), Face::Italic, place_date),
    };
    with_slack(document.head_right.iter().map(line).max().unwrap_or(0))
}

impl Body<'_> {
    /// Agencies and number beside quốc hiệu, tiêu ngữ, place and date.
    pub(crate) fn head(&self, xml: &mut Xml) {
        let (document, measures) = (self.document, self.measures);
        if document.head_left.is_empty() && document.head_right.is_empty() {
            return;
        }
        let [left, right] = head_columns(document, measures);
        self.two_columns(xml, [left, right], 2, |xml, row, column| {
            let (blocks, width) = if column == 0 { (&document.head_left, left) } else { (&document.head_right, right) };
            let room = width.saturating_sub(2 * TWO_COLUMNS_MARGIN);
            self.head_cell(xml, blocks.iter().filter(|block| (row == 1) == block.role.ends_head()), room);
        });
    }

    /// The lines of a cell, and a rule under the issuer's name or the tiêu ngữ.
    fn head_cell<'b>(&self, xml: &mut Xml, blocks: impl Iterator<Item = &'b Block>, room: u32) {
        let size = self.measures.size;
        let (mut ruled, mut is_empty) = (0, true);
        for block in blocks {
            is_empty = false;
            match block.role {
                Role::Parent => {
                    name(xml, block, Face::Regular, size.parent, room);
                }
                // Its column is as wide as it needs.
                Role::PlaceDate => self.paragraph(xml, &with_plain_spaces(block), |_| ()),
                Role::Agency => ruled = name(xml, block, Face::Bold, size.agency, room).max(ruled),
                _ => self.paragraph(xml, block, |_| ()),
            }
            if block.role == Role::Motto {
                // As long as the line above it (mục II.1.b).
                rule(xml, width(&block.text(), Face::Bold, size.motto), room);
            }
        }
        if ruled > 0 {
            rule(xml, part_of(ruled), room);
        }
        if is_empty {
            xml.paragraph("Normal", |_| (), |_| ());
        }
    }

    /// BÁO CÁO, the subject with its rule, and to whom it is addressed.
    pub(crate) fn title(&self, xml: &mut Xml) {
        let blocks = &self.document.title;
        let last_subject = blocks.iter().rposition(|block| block.role == Role::Subject);
        let mut ruled = 0;
        for (index, block) in blocks.iter().enumerate() {
            match block.role {
                Role::Subject => {
                    let room = self.room() * 3 / 4;
                    ruled = self.centred(xml, block, Face::Bold, self.measures.size.title, room).max(ruled);
                    if Some(index) == last_subject {
                        rule(xml, part_of(ruled), self.room());
                    }
                }
                Role::AddresseeLead | Role::AddresseeItem => self.addressee(xml, block),
                Role::Addressee => {
                    // On one line wherever one holds it (mục II.9.b).
                    let (size, room) = (self.measures.size.addressee, self.room());
                    let is_one_line = fits(&block.text(), Face::Regular, size, room);
                    self.centred(xml, block, Face::Regular, size, if is_one_line { room } else { room * 3 / 4 });
                }
                _ => self.paragraph(xml, block, |_| ()),
            }
        }
    }

    /// A centred text in even lines, none longer than `room`; the width of the longest of them.
    /// Indents hold the lines together, so that they are even again when someone changes the words.
    pub(crate) fn centred(&self, xml: &mut Xml, block: &Block, face: Face, size: u32, room: u32) -> u32 {
        let lines = balanced(&block.text(), face, size, room);
        let text = longest(&lines, face, size);
        // LibreOffice draws no-break spaces of an italic font wider than others.
        let wide = if matches!(face, Face::Italic) { WIDER * no_break_spaces(&lines) } else { 0 };
        let side = self.room().saturating_sub(with_slack(text) + wide) / 2;
        self.paragraph(xml, block, |xml| {
            if lines.len() > 1 {
                let side = side.to_string();
                xml.empty("w:ind", &[("w:left", &side), ("w:right", &side)]);
            }
        });
        text
    }

    /// "Kính gửi:" and under its colon a dash for each addressee, all of it centred as one
    /// (mục II.9.b).
    fn addressee(&self, xml: &mut Xml, block: &Block) {
        let size = self.measures.size.addressee;
        let text = |text: &str| width(text, Face::Regular, size);
        let (colon, dash) = (text("Kính gửi"), text(Role::AddresseeItem.prefix()));
        let items = self.document.title.iter().filter(|block| block.role == Role::AddresseeItem);
        let widest = items.map(|item| colon + dash + text(&item.text())).max().unwrap_or(0);
        let margin = self.room().saturating_sub(widest) / 2;
        self.paragraph(xml, block, |xml| match block.role {
            Role::AddresseeItem => {
                let (left, dash) = ((margin + colon + dash).to_string(), dash.to_string());
                xml.empty("w:ind", &[("w:left", &left), ("w:hanging", &dash)]);
            }
            _ => xml.empty("w:ind", &[("w:left", &margin.to_string())]),
        });
    }
}
