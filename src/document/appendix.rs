//! Appendices: tables that stand on pages of their own (NĐ 30/2020, phụ lục III, mẫu 2.1).

use crate::report::answers::Answers;

use super::numbers::roman;
use super::sentence::apply_edit;
use super::{Block, Document, Role, Run};

/// Takes the tables that their type puts in an appendix out of the body: those with a title. Where
/// they stood, a sentence points to them, as mục III.1 asks. `agency` is the issuer's name.
pub(super) fn set_apart(document: &mut Document, agency: &str, answers: &Answers) {
    let is_apart = |block: &Block| block.role == Role::Table && !block.runs.is_empty();
    let count = document.body.iter().filter(|block| is_apart(block)).count();
    let mut number = 0;
    let reference = Block::new(
        Role::AppendixReference,
        vec![Run::plain(issued_as(document)), Run::plain(format!(" của {agency})"))],
    );
    for at in 0..document.body.len() {
        let Some(slot) = document.body.get_mut(at).filter(|block| is_apart(block)) else { continue };
        number += 1;
        let label = if count == 1 { "Phụ lục".to_owned() } else { format!("Phụ lục {}", roman(number)) };
        let mut pointer = Block {
            id: format!("{}-phu-luc", slot.id),
            ..Block::new(Role::Paragraph, vec![Run::plain(format!("(Số liệu chi tiết tại {label} kèm theo.)"))])
        };
        if let Some(edited) = answers.edited.get(&pointer.id) {
            apply_edit(&mut pointer, edited);
        }
        let mut table = std::mem::replace(slot, pointer);
        let mut title = Block { runs: std::mem::take(&mut table.runs), ..Block::new(Role::AppendixTitle, Vec::new()) };
        for run in title.runs.iter_mut() {
            run.text = run.text.to_uppercase();
        }
        document.appendices.extend([
            Block::new(Role::AppendixLabel, vec![Run::plain(label)]),
            title,
            reference.clone(),
            table,
            Block::new(Role::AppendixEnd, vec![Run::plain("./.")]),
        ]);
    }
}

/// "(Kèm theo Báo cáo số 05/BC-UBND ngày 05 tháng 7 năm 2026", with the gaps of number and date.
fn issued_as(document: &Document) -> String {
    let line = |blocks: &[Block], role| blocks.iter().find(|block| block.role == role).map(Block::text);
    let number = line(&document.head_left, Role::Number).unwrap_or_default();
    let date = line(&document.head_right, Role::PlaceDate).unwrap_or_default();
    let date = date.find("ngày").and_then(|at| date.get(at..)).unwrap_or_default();
    format!("(Kèm theo Báo cáo số {} {date}", number.trim_start_matches("Số: "))
}

/// Writes the number and the date of the head, which have changed, into every reference.
pub(super) fn refer_again(document: &mut Document) {
    let issued = issued_as(document);
    for block in document.appendices.iter_mut().filter(|block| block.role == Role::AppendixReference) {
        if let Some(run) = block.runs.first_mut() {
            run.text.clone_from(&issued);
        }
    }
}
