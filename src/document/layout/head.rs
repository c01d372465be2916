//! The head and the title (NĐ 30/2020, phụ lục I, mục II.1–5 and II.9).

use super::super::{Block, Role};
use super::row::{Row, beside};
use super::wrap::{balanced, fragments, wrap};
use super::{Frame, Part, Style};
use crate::text::width::columns;

/// Columns of the quốc hiệu.
const NATION: usize = 34;

/// Agencies and number on the left, quốc hiệu and date on the right; on a narrow screen the right
/// block above the left one.
pub(crate) fn head(part: &Part<'_>, frame: Frame) -> Vec<Row> {
    let width = frame.width;
    if !frame.is_wide() {
        let right = [column(part.right(), width, frame, false), column(part.right(), width, frame, true)];
        let left = [column(part.left(), width, frame, false), column(part.left(), width, frame, true)];
        let gap = (!part.left.is_empty() && !part.right.is_empty()).then(Row::default);
        return right.into_iter().flatten().chain(gap).chain(left.into_iter().flatten()).collect();
    }
    // As on paper, where the decree's own files give the left column two fifths.
    let left = (width * 2 / 5).min(width.saturating_sub(NATION + 2));
    let right = width.saturating_sub(left + 2);
    // The number stands level with the date, so each pair of rows is set on its own.
    [false, true]
        .into_iter()
        .flat_map(|last| {
            let left = column(part.left(), left, frame, last);
            beside(left, column(part.right(), right, frame, last), width - right)
        })
        .collect()
}

/// One column of the head: its last line (number; place and date), or what stands above that.
fn column<'a>(blocks: impl Iterator<Item = (usize, &'a Block)>, width: usize, frame: Frame, last: bool) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut ruled: Option<(usize, &Block, usize)> = None;
    for (index, block) in blocks.filter(|(_, b)| b.role.ends_head() == last) {
        let wrapped = balanced(block, index, width, width);
        if matches!(block.role, Role::Agency | Role::Motto) {
            let before = ruled.map_or(0, |(_, _, before)| before);
            ruled = Some((index, block, text_width(&wrapped).max(before)));
        }
        rows.extend(wrapped);
    }
    if let Some((index, block, text)) = ruled {
        // As long as the tiêu ngữ; a third to a half of the agency's line.
        let length = if block.role == Role::Motto { text } else { part_of(text) };
        rows.push(rule(length, width, frame).of(index, block));
    }
    rows
}

/// BÁO CÁO, the subject with its rule, and to whom it is addressed.
pub(crate) fn title(part: &Part<'_>, frame: Frame) -> Vec<Row> {
    let width = frame.width;
    let limit = if frame.is_wide() { width * 7 / 10 } else { width };
    let mut rows: Vec<Row> = Vec::new();
    let mut blocks = part.left().peekable();
    let mut subject = 0;
    while let Some((index, block)) = blocks.next() {
        match block.role {
            Role::AddresseeLead | Role::AddresseeItem => {
                let rest = std::iter::once((index, block)).chain(blocks);
                rows.push(Row::default());
                rows.extend(addressees(rest.collect(), frame));
                break;
            }
            Role::Addressee => {
                rows.push(Row::default());
                // On one line wherever one holds it (mục II.9.b).
                let is_one_line = columns(&block.text()) <= width;
                rows.extend(balanced(block, index, if is_one_line { width } else { limit }, width));
            }
            _ => {
                let wrapped = balanced(block, index, limit, width);
                let ruled = matches!(block.role, Role::Subject | Role::AppendixReference);
                subject = if ruled { text_width(&wrapped).max(subject) } else { 0 };
                rows.extend(wrapped);
                if subject > 0 && blocks.peek().is_none_or(|(_, next)| next.role != block.role) {
                    rows.push(rule(part_of(subject), width, frame).of(index, block));
                }
            }
        }
    }
    rows
}

/// "Kính gửi:" and under its colon a dash for each addressee; all of it centred as one.
fn addressees(blocks: Vec<(usize, &Block)>, frame: Frame) -> Vec<Row> {
    let colon = if frame.width >= 40 { "Kính gửi".chars().count() } else { 2 };
    let mut rows = Vec::new();
    for (index, block) in blocks {
        let lead = block.role.prefix();
        let indent = if lead.is_empty() { 0 } else { colon };
        let limit = frame.width.saturating_sub(indent);
        let wrapped = wrap(&fragments(block), lead, Style::PLAIN, lead.len(), limit);
        rows.extend(wrapped.into_iter().map(|row| row.shifted(indent).of(index, block)));
    }
    let widest = rows.iter().map(|row| row.width).max().unwrap_or(0);
    let margin = frame.width.saturating_sub(widest) / 2;
    rows.into_iter().map(|row| row.shifted(margin)).collect()
}

/// A rule in the middle of `width` columns.
fn rule(length: usize, width: usize, frame: Frame) -> Row {
    Row::drawn(&frame.rule(length), length).centred(width)
}

/// Between a third and a half of a line (mục II.2.b and II.5.b).
fn part_of(text: usize) -> usize {
    (text * 2).div_ceil(5)
}

/// Columns of the longest of centred lines.
fn text_width(rows: &[Row]) -> usize {
    let text = |row: &Row| columns(row.spans.iter().map(|s| s.text.as_str()).collect::<String>().trim());
    rows.iter().map(text).max().unwrap_or(0)
}
