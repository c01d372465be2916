//! Nơi nhận, the signature and the footnotes (NĐ 30/2020, phụ lục I, mục II.7 and II.9).

use super::super::{Block, Role};
use super::row::{Row, beside};
use super::wrap::{balanced, fragments, wrap};
use super::{Frame, Part, Style};

/// Columns of the rule above the footnotes.
const NOTE_RULE: usize = 20;

/// Nơi nhận on the left and the signature on the right; on a narrow screen one below the other.
pub(crate) fn end(part: &Part<'_>, frame: Frame) -> Vec<Row> {
    let width = frame.width;
    if !frame.is_wide() {
        let gap = (!part.left.is_empty() && !part.right.is_empty()).then(Row::default);
        let signature = signature(part.right(), width, frame);
        return recipients(part.left(), width).into_iter().chain(gap).chain(signature).collect();
    }
    let left = width * 9 / 20;
    let right = width - left - 2;
    beside(recipients(part.left(), left), signature(part.right(), right, frame), left + 2)
}

fn recipients<'a>(blocks: impl Iterator<Item = (usize, &'a Block)>, width: usize) -> Vec<Row> {
    let rows = |(index, block): (usize, &'a Block)| {
        let lead = block.role.prefix();
        let wrapped = wrap(&fragments(block), lead, Style::PLAIN, lead.len(), width);
        wrapped.into_iter().map(move |row| row.of(index, block))
    };
    blocks.flat_map(rows).collect()
}

/// In what right and in what post, room to sign, a further post, the name.
fn signature<'a>(blocks: impl Iterator<Item = (usize, &'a Block)>, width: usize, frame: Frame) -> Vec<Row> {
    let room = if frame.options.compact { 2 } else { 4 };
    let mut rows = Vec::new();
    let mut is_signed = false;
    for (index, block) in blocks {
        if matches!(block.role, Role::OtherPost | Role::SignerName) && !is_signed {
            is_signed = true;
            rows.resize(rows.len() + room, Row::default());
        }
        rows.extend(balanced(block, index, width, width));
    }
    rows
}

/// A footnote: "(1) …"; above the first one a rule.
pub(crate) fn note(part: &Part<'_>, first: bool, frame: Frame) -> Vec<Row> {
    let mut rows = Vec::new();
    for (index, block) in part.left() {
        if first {
            let length = NOTE_RULE.min(frame.width);
            rows.push(Row::drawn(&frame.rule(length), length).of(index, block));
        }
        let wrapped = wrap(&fragments(block), &format!("{} ", block.number), Style::PLAIN, 0, frame.width);
        rows.extend(wrapped.into_iter().map(|row| row.of(index, block)));
    }
    rows
}
