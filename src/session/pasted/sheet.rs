//! What a pasted sheet has that the form has otherwise: a caption with the unit of its money, number and symbol of a
//! document in one cell.

use crate::report::field::{Field, Kind, citation};
use crate::text::letters::plain_letters;

/// How a line over a table begins that says the unit of its figures: "ĐVT: triệu đồng".
const CAPTIONS: [&str; 2] = ["dvt", "don vi tinh"];

/// How a column is called that has number and symbol in one, in letters and figures alone.
const BOTH: [&str; 5] = ["sokyhieu", "sovakyhieu", "sohieu", "sokihieu", "sovanban"];

/// Takes the line over a table that says the unit of its money; "" where there is none.
pub(super) fn take_caption(pasted: &mut Vec<Vec<String>>) -> String {
    let said = |cells: &Vec<String>| {
        let mut cells = cells.iter().filter(|cell| !cell.is_empty());
        let only = cells.next().filter(|_| cells.next().is_none())?;
        let plain = plain_letters(only.trim_start_matches('('));
        CAPTIONS.iter().any(|words| plain.starts_with(words)).then(|| only.clone())
    };
    match pasted.first().and_then(said).filter(|_| pasted.len() > 1) {
        Some(caption) => {
            pasted.remove(0);
            caption
        }
        None => String::new(),
    }
}

/// Parts number and symbol of documents ("15/KH-UBND") where one column has both, and its heading if there is one.
pub(super) fn part_symbols(table: &Field, pasted: &mut [Vec<String>]) {
    if !matches!(table.kind, Kind::Citations) {
        return;
    }
    let is_both = |cell: &String| {
        let letters: String = plain_letters(cell).chars().filter(|c| c.is_alphanumeric()).collect();
        BOTH.contains(&letters.as_str())
    };
    let headed = pasted.first().and_then(|cells| cells.iter().position(is_both));
    // Without headings, the columns are those of the form.
    let Some(at) = headed.or_else(|| {
        let all = pasted.iter().all(|cells| cells.get(citation::NUMBER).is_some_and(|cell| parts(cell).is_some()));
        (all && !pasted.is_empty()).then_some(citation::NUMBER)
    }) else {
        return;
    };
    let labels = [citation::NUMBER, citation::SYMBOL].map(|column| table.columns.get(column));
    for (row, cells) in pasted.iter_mut().enumerate() {
        let Some(cell) = cells.get(at).cloned() else { continue };
        let two = match (headed.filter(|_| row == 0), labels) {
            (Some(_), [Some(number), Some(symbol)]) => (number.label.vi.clone(), symbol.label.vi.clone()),
            _ => parts(&cell).unwrap_or((cell, String::new())),
        };
        cells.splice(at..=at, [two.0, two.1]);
    }
}

/// Number and symbol of "15/KH-UBND", "04-NQ/TU".
fn parts(cell: &str) -> Option<(String, String)> {
    let digits = cell.len() - cell.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = cell.split_at(digits);
    let symbol = rest.trim_start().strip_prefix(['/', '-'])?.trim();
    let is_symbol = symbol.starts_with(char::is_alphabetic) || symbol.len() > 4;
    (!number.is_empty() && is_symbol && !symbol.contains(' ')).then(|| (number.to_owned(), symbol.to_owned()))
}
