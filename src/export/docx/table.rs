//! Tables of figures: the header is repeated on every page, and no row is split.

use std::borrow::Cow;

use super::metrics::{Face, width};
use super::styles::{TABLE_MARGIN, stepped, stepped_sizes};
use super::xml::Xml;
use crate::document::layout::{Need, share, total_label};
use crate::document::{Align, Run, Table};
use crate::export::measures::Measures;

/// How a table stands in its room.
pub(crate) struct Fitted<'t> {
    /// The table, with words of several syllables split where nothing else has room.
    pub table: Cow<'t, Table>,
    /// How often its letters were stepped down.
    pub step: usize,
    /// The size of its letters, half-points.
    pub size: u32,
}

/// More lines a row than this, on the average, and a column is one of single words.
const TALL: usize = 6;

/// A table in a room of so many twips, in the largest size in which no word and no figure is split and its rows are not
/// tall; of sizes in which they are, in that of the fewest lines; in the smallest where no size has room for the words.
#[must_use]
pub(crate) fn fitted<'t>(table: &'t Table, room: u32, measures: &Measures) -> Fitted<'t> {
    let sizes = || stepped_sizes(measures.size.table).enumerate();
    let (last, smallest) = sizes().last().unwrap_or((0, measures.size.table));
    let mut tall: Option<(usize, Fitted<'t>)> = None;
    for is_loose in [false, true] {
        let table = if is_loose { Cow::Owned(table.loosened()) } else { Cow::Borrowed(table) };
        for (step, size) in sizes().filter(|(_, size)| fits(&table, room, *size)) {
            let lines = lines(&table, room, size);
            let fitted = Fitted { table: table.clone(), step, size };
            if lines <= TALL * table.rows.len() {
                return fitted;
            }
            if tall.as_ref().is_none_or(|(least, _)| lines < *least) {
                tall = Some((lines, fitted));
            }
        }
    }
    let split = || Fitted { table: Cow::Owned(table.loosened()), step: last, size: smallest };
    tall.map_or_else(split, |(_, fitted)| fitted)
}

/// How many lines the rows of a table take, about.
fn lines(table: &Table, room: u32, size: u32) -> usize {
    let widths = column_widths(table, room, size);
    let cell = |(runs, column): (&Vec<Run>, &u32)| {
        let text: String = runs.iter().map(|run| run.text.as_str()).collect();
        width(&text, Face::Regular, size).div_ceil(column.saturating_sub(2 * TABLE_MARGIN).max(1)) as usize
    };
    let row = |row: &Vec<Vec<Run>>| row.iter().zip(&widths).map(cell).max().unwrap_or(0).max(1);
    table.rows.iter().map(row).sum()
}

/// A table in a room of so many twips.
pub(crate) fn table(xml: &mut Xml, table: &Table, room: u32, measures: &Measures) {
    let Fitted { table, step, size } = fitted(table, room, measures);
    let table = &*table;
    let widths = column_widths(table, room, size);
    xml.element("w:tbl", &[], |xml| {
        properties(xml, "TableGrid", &widths);
        row(xml, &widths, true, |xml, column| {
            xml.paragraph(
                &stepped("TableHeading", step),
                |_| (),
                |xml| {
                    xml.run(None, table.header.get(column).map_or("", String::as_str));
                },
            );
        });
        for (index, cells) in table.rows.iter().enumerate() {
            let is_total = table.is_total(index);
            // The total stays with a row that it adds up.
            let is_kept = table.is_total(index + 1);
            let label = total_label(table, index);
            row(xml, &widths, false, |xml, column| {
                let style = match table.align(column) {
                    Align::Left => "TableText",
                    Align::Centre => "TableUnit",
                    Align::Right => "TableFigure",
                };
                let strong = is_total.then_some("Strong");
                xml.paragraph(
                    &stepped(style, step),
                    |xml| {
                        if is_kept {
                            xml.empty("w:keepNext", &[]);
                        }
                    },
                    |xml| match label.filter(|_| column == 0) {
                        Some(label) => xml.run(strong, label),
                        None => xml.runs(strong, cells.get(column).map_or(&[], Vec::as_slice)),
                    },
                );
            });
        }
    });
}

/// The properties of a table of columns of fixed widths, in the middle of the text, in the order of
/// the schema (ECMA-376, CT_TblPr).
pub(crate) fn properties(xml: &mut Xml, style: &str, widths: &[u32]) {
    xml.element("w:tblPr", &[], |xml| {
        xml.value("w:tblStyle", style);
        xml.width("w:tblW", widths.iter().sum());
        xml.value("w:jc", "center");
        xml.empty("w:tblLayout", &[("w:type", "fixed")]);
        xml.value("w:tblLook", "0000");
    });
    xml.element("w:tblGrid", &[], |xml| {
        for width in widths {
            xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
        }
    });
}

fn row(xml: &mut Xml, widths: &[u32], is_header: bool, mut cell: impl FnMut(&mut Xml, usize)) {
    xml.element("w:tr", &[], |xml| {
        xml.element("w:trPr", &[], |xml| {
            xml.empty("w:cantSplit", &[]);
            if is_header {
                xml.empty("w:tblHeader", &[]);
            }
        });
        for (column, width) in widths.iter().enumerate() {
            xml.element("w:tc", &[], |xml| {
                xml.element("w:tcPr", &[], |xml| {
                    xml.width("w:tcW", *width);
                    if is_header {
                        xml.value("w:vAlign", "center");
                    }
                });
                cell(xml, column);
            });
        }
    });
}

/// Whether the words alone take more than two thirds of an upright page.
pub(crate) fn is_wide(table: &Table, measures: &Measures) -> bool {
    let least: usize = needs(&table.loosened(), measures.size.table).into_iter().map(|need| need.least).sum();
    least * 3 > measures.text_width() as usize * 2
}

/// Whether no word of a table is split in a room of so many twips.
fn fits(table: &Table, room: u32, size: u32) -> bool {
    needs(table, size).iter().map(|need| need.least).sum::<usize>() <= room as usize
}

/// What each column needs, in twips.
fn needs(table: &Table, size: u32) -> Vec<Need> {
    let count = table.columns();
    // A total is bold, and so are headers: a little more than the text itself.
    let need = |text: &str| {
        let margins = 2 * TABLE_MARGIN + 30;
        let word = text.split([' ', '\n']).map(|word| width(word, Face::Bold, size)).max().unwrap_or(0);
        ((word + margins) as usize, (width(text, Face::Bold, size) + margins) as usize)
    };
    let cell = |runs: &Vec<Run>| need(&runs.iter().map(|run| run.text.as_str()).collect::<String>());
    let column = |at: usize| {
        let header = table.header.get(at).map(|title| need(title));
        let cells = table.rows.iter().filter_map(move |row| row.get(at)).map(cell);
        header.into_iter().chain(cells).fold(Need::NOTHING, |need, (word, line)| need.with(word, line))
    };
    (0..count).map(column).collect()
}

/// The widths of the columns; together they take the whole room.
pub(crate) fn column_widths(table: &Table, room: u32, size: u32) -> Vec<u32> {
    let needs = needs(table, size);
    let room = room as usize;
    let widths = share(&needs, room).unwrap_or_else(|| needs.iter().map(|need| need.least).collect());
    let sum = widths.iter().sum::<usize>().max(1);
    widths.into_iter().map(|width| u32::try_from(width * room / sum).unwrap_or(u32::MAX)).collect()
}
