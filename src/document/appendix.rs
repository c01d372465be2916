//! Appendices: tables that stand on pages of their own (NĐ 30/2020, phụ lục III, mẫu 2.1).

use crate::report::definition::BodyBlock;

use super::numbers::roman;
use super::print::Printer;
use super::sentence::{name, tidy, without_first_mark};
use super::{Block, Document, Role, Run, RunKind, letterhead};

/// The title of the appendix that a table of the body stands in; empty where it has none.
pub(super) fn title(block: &BodyBlock, printer: &Printer<'_>) -> Vec<Run> {
    let title = block.appendix.as_ref().map(|pattern| printer.print(pattern, &[], None));
    let mut runs = title.filter(|title| title.missing.is_empty()).map(|title| title.runs).unwrap_or_default();
    without_first_mark(&mut runs);
    tidy(&mut runs);
    if let Some(first) = runs.first_mut() {
        first.text = without_label(&first.text).to_owned();
    }
    letterhead::without_stop(&mut runs);
    runs
}

/// A typed title without "Phụ lục II:", which stands above it.
fn without_label(title: &str) -> &str {
    if let Some(rest) = title.strip_prefix("Phụ lục ").or_else(|| title.strip_prefix("phụ lục "))
        && rest.starts_with(char::is_lowercase)
    {
        return rest;
    }
    let Some((label, rest)) = title.split_once([':', '.', '-']) else { return title };
    let words: Vec<String> = label.split_whitespace().map(str::to_lowercase).collect();
    let is_number = |word: &String| word.chars().all(|c| c.is_ascii_digit() || "ivx".contains(c));
    match words.as_slice() {
        [phu, luc, number @ ..] if phu == "phụ" && luc == "lục" && number.len() < 2 && number.iter().all(is_number) => {
            rest.trim_start()
        }
        _ => title,
    }
}

/// Takes the tables that have a title for their appendix out of the body. Where they stood, a
/// sentence points to them, as mục III.1 asks.
pub(super) fn set_apart(document: &mut Document, printer: &Printer<'_>) {
    let is_apart = |block: &Block| block.role == Role::Table && !block.runs.is_empty();
    let context = printer.context;
    let count = document.body.iter().filter(|block| is_apart(block)).count();
    let mut number = 0;
    let agency = context.definition.letterhead.as_ref().map(|head| letterhead::agency(head, printer));
    let agency = agency.filter(|agency| !agency.is_empty()).map_or(String::new(), |agency| format!(" của {agency}"));
    let reference = vec![Run::plain(issued_as(document)), Run::plain(format!("{agency})"))];
    let reference = Block::new(Role::AppendixReference, reference);
    for at in 0..document.body.len() {
        let Some(slot) = document.body.get_mut(at).filter(|block| is_apart(block)) else { continue };
        number += 1;
        let label = if count == 1 { "Phụ lục".to_owned() } else { format!("Phụ lục {}", roman(number)) };
        let words = format!("(Số liệu chi tiết tại {label} kèm theo.)");
        let mut pointer = Block::new(Role::Paragraph, vec![Run::plain(words)]);
        if let Some(id) = &slot.id {
            name(&mut pointer, id.stand_in("phu-luc"), context.answers, |_, _| None);
        }
        let mut table = std::mem::replace(slot, pointer);
        let mut title = Block { runs: std::mem::take(&mut table.runs), ..Block::new(Role::AppendixTitle, Vec::new()) };
        for run in &mut title.runs {
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
    let text = |run: &Run| if run.kind == RunKind::Missing { String::new() } else { run.text.clone() };
    let line = |blocks: &[Block], role| -> Option<String> {
        Some(blocks.iter().find(|block| block.role == role)?.runs.iter().map(text).collect())
    };
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
