//! Footnotes of a text, and the marks that call them.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::check::Severity;
use crate::text::message::Message;

use super::source::Role;
use super::{Find, Reading, Rule, Slip};

/// A mark without its note, a note without its mark, marks out of order.
pub(super) const FOOTNOTES: Rule = Rule {
    code: "Q13",
    level: Severity::Error,
    about: Message::new(
        "mỗi cước chú có đúng một chỗ gọi, mỗi chỗ gọi có cước chú, số theo thứ tự",
        "each footnote has one mark, each mark its note, and the numbers are in order",
    ),
    hit: "Có 02 mô hình hay[1] và 03 câu lạc bộ[3].\n\n[1] Mô hình tại thôn Làng Hạ.\n\n[3] Câu lạc bộ của trường.\n\n[4] Số liệu đến ngày 30/6.",
    near_miss: "Có 02 mô hình hay¹ và 03 câu lạc bộ² trên 120 m².\n\n¹ Mô hình tại thôn Làng Hạ.\n\n² Câu lạc bộ của trường.",
    find: Find::Beside(footnotes),
};

/// Digits above the line.
const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// The marks of a text, in brackets or above the line: their numbers and where they stand.
fn marks(text: &str) -> Vec<(u32, Range<usize>)> {
    let raised = |c: char| RAISED.iter().position(|digit| *digit == c).and_then(|digit| u32::try_from(digit).ok());
    let mut list: Vec<(u32, Range<usize>)> = Vec::new();
    for (at, c) in text.char_indices() {
        if list.last().is_some_and(|(_, last)| at < last.end) {
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        if let Some(inside) = rest.strip_prefix("[^").or_else(|| rest.strip_prefix('[')) {
            let number = inside.split_once(']').and_then(|(number, _)| Some((number.parse().ok()?, number.len())));
            list.extend(number.map(|(number, length)| (number, at..at + rest.len() - inside.len() + length + 1)));
        } else if raised(c).is_some() {
            let run: String = rest.chars().take_while(|c| raised(*c).is_some()).collect();
            let number = run.chars().filter_map(raised).fold(0_u32, |number, digit| number.saturating_mul(10) + digit);
            // "120 m²", "10³"
            let is_power =
                text.get(..at).is_some_and(|before| before.ends_with(|c: char| c == 'm' || c.is_ascii_digit()));
            if !is_power {
                list.push((number, at..at + run.len()));
            }
        }
    }
    list
}

fn footnotes(readings: &[Reading<'_>]) -> Vec<(usize, Slip)> {
    let mut notes: BTreeMap<u32, (usize, Range<usize>)> = BTreeMap::new();
    let mut called: Vec<(u32, usize, Range<usize>)> = Vec::new();
    for (at, reading) in readings.iter().enumerate() {
        let all = marks(reading.text);
        if reading.role == Role::Note {
            notes.extend(all.into_iter().next().map(|(number, part)| (number, (at, part))));
        } else if reading.role != Role::Label {
            called.extend(all.into_iter().map(|(number, part)| (number, at, part)));
        }
    }
    // Without notes of its own a text has them elsewhere, or brackets that call nothing.
    if notes.is_empty() {
        return Vec::new();
    }
    let told = |part: &Range<usize>, said: [&str; 2]| Slip {
        said: Some(said.map(str::to_owned)),
        ..Slip::unsure(part.clone())
    };
    let mut found = Vec::new();
    let mut last = 0;
    for (number, at, part) in &called {
        if !notes.contains_key(number) {
            found.push((*at, told(part, ["không có cước chú mang số này", "no footnote has this number"])));
        } else if *number < last {
            found.push((
                *at,
                told(part, ["số cước chú không theo thứ tự", "the numbers of footnotes are not in order"]),
            ));
        }
        last = last.max(*number);
    }
    for (number, (at, part)) in &notes {
        if !called.iter().any(|(called, ..)| called == number) {
            found.push((*at, told(part, ["không có chỗ nào gọi cước chú này", "nothing calls this footnote"])));
        }
    }
    found
}
