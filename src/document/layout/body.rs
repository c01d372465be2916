//! Headings, paragraphs and items (NĐ 30/2020, phụ lục I, mục II.6).

use super::super::{Block, Role};
use super::row::Row;
use super::wrap::{fragments, wrap};
use super::{Frame, Style, table};

/// The lines of one body block: the first one indented, the others from the margin.
pub(crate) fn block(block: &Block, index: usize, frame: Frame) -> Vec<Row> {
    let rows = match &block.table {
        Some(content) if block.role == Role::Table => table::table(content, frame),
        _ => {
            let style = Style::of(block.role);
            let space = if block.number.is_empty() { "" } else { " " };
            let lead = format!("{:1$}{2}{space}{3}", "", frame.indent(), block.number, block.role.prefix());
            wrap(&fragments(block), &lead, style, 0, frame.width)
        }
    };
    rows.into_iter().map(|row| row.of(index, block)).collect()
}
