//! Percentages that a text gives beside the two figures that they are of.

use std::ops::Range;

use crate::check::Severity;
use crate::text::letters::ends_with_small;
use crate::text::message::Message;

use super::{Find, Reading, Rule, Slip};

/// "45/46 trẻ em (98,8%)".
pub(super) const PERCENT: Rule = Rule {
    code: "Q06",
    level: Severity::Error,
    about: Message::new(
        "tỷ lệ % không khớp với hai số đứng trước",
        "the percentage is not that of the two figures before it",
    ),
    hit: "Đã cấp thẻ cho 45/46 trẻ em (98,8%).",
    near_miss: "Đã cấp thẻ cho 45/46 trẻ em (97,8%); 1/3 số thôn, đạt tỷ lệ 33,33%; ngày 20/5 giải ngân (75%); 10/12 thôn đạt 95%; 8/10 hạng mục (75% khối lượng).",
    find: Find::Alone(percentages),
};

/// What leads to a percentage, behind a bracket or a comma.
const LEADS: [&str; 10] =
    ["", "đạt", "chiếm", "tỷ lệ", "tỉ lệ", "đạt tỷ lệ", "đạt tỉ lệ", "chiếm tỷ lệ", "chiếm tỉ lệ", "bằng"];

/// What a number behind it makes a day, a month or a document.
const NAMED: [&str; 5] = ["ngày", "tháng", "số", "tuần", "quý"];

fn percentages(reading: &Reading<'_>) -> Vec<Slip> {
    reading.text.match_indices('/').filter_map(|(slash, _)| wrong_at(reading.text, slash)).collect()
}

/// The percentage behind the share with this stroke, where it is another than that of the share.
fn wrong_at(text: &str, slash: usize) -> Option<Slip> {
    let is_digit = |c: char| c.is_ascii_digit() || c == '.';
    let (before, after) = (text.get(..slash)?, text.get(slash + 1..)?);
    let lead = before.trim_end_matches(is_digit);
    let length = after.find(|c| !is_digit(c)).unwrap_or(after.len());
    let (whole, rest) = after.split_at_checked(length)?;
    let is_share = lead.is_empty() || lead.ends_with([' ', '\u{a0}', '(']);
    if !is_share || NAMED.iter().any(|word| ends_with_small(lead.trim_end(), word)) {
        return None;
    }
    let (part, whole) = (figure(before.get(lead.len()..)?)?, figure(whole.trim_end_matches('.')).filter(|n| *n > 0)?);
    let place = percentage_in(rest)?;
    let written = rest.get(place.clone())?;
    let decimals = written.split_once([',', '.']).map_or(0, |(_, decimals)| decimals.len());
    let scale = 10_u128.pow(u32::try_from(decimals).ok()?);
    let share = (u128::from(part) * 200 * scale).checked_div(u128::from(whole))?.div_ceil(2);
    let right = match decimals {
        0 => share.to_string(),
        _ => format!("{},{:0decimals$}", share / scale, share % scale),
    };
    let start = slash + 1 + length + place.start;
    (written.replace('.', ",") != right).then(|| Slip::new(start..start + written.len(), right))
}

/// Where the percentage stands in what follows a share: in brackets or behind a comma, and nothing behind it says of what
/// else it is.
fn percentage_in(rest: &str) -> Option<Range<usize>> {
    let end = rest.find('%')?;
    let before = rest.get(..end)?.trim_end();
    let start = before.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.')).len();
    let (gap, number) = before.split_at_checked(start)?;
    let (what, lead) = gap.rsplit_once(['(', ','])?;
    let is_lead =
        LEADS.contains(&lead.trim().to_lowercase().as_str()) && (!lead.trim().is_empty() || gap.ends_with('('));
    let is_unit = !what.contains(|c: char| c.is_ascii_digit() || matches!(c, '.' | ';' | ':' | '/' | '(' | ','));
    let stands_alone = rest.get(end + 1..)?.chars().next().is_none_or(|c| matches!(c, ')' | ',' | '.' | ';'));
    let decimals = number.split_once([',', '.']).map_or("", |(_, decimals)| decimals);
    let is_number = number.starts_with(|c: char| c.is_ascii_digit())
        && decimals.len() < 5
        && decimals.bytes().all(|b| b.is_ascii_digit())
        && !number.ends_with([',', '.']);
    (is_lead && is_unit && stands_alone && is_number).then_some(start..before.len())
}

/// A whole number, its thousands parted by dots.
fn figure(digits: &str) -> Option<u64> {
    let is_grouped = digits.split('.').skip(1).all(|group| group.len() == 3);
    is_grouped.then(|| digits.replace('.', "").parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::wrong_at;

    #[test]
    fn a_percentage_is_held_against_the_two_figures_before_it() {
        let right = |text: &str| {
            let slash = text.find('/').expect("a share");
            wrong_at(text, slash).map(|slip| (text[slip.part].to_owned(), slip.right.unwrap_or_default()))
        };
        for (text, written, meant) in [
            ("Có 45/46 trẻ em (98,8%) có thẻ.", "98,8", "97,8"),
            ("Có 7/8 thôn, đạt tỷ lệ 87%.", "87", "88"),
            ("Có 120/1.530 hộ, chiếm tỷ lệ 8,9%.", "8,9", "7,8"),
            ("Có 1.650/1.986 trẻ em (83.2%)", "83.2", "83,1"),
            ("Có 0/8 thôn (1%)", "1", "0"),
            ("Có 2/3 thôn (66,66%)", "66,66", "66,67"),
            ("Có 12/8 lớp (chiếm 15%)", "15", "150"),
        ] {
            assert_eq!(right(text), Some((written.to_owned(), meant.to_owned())), "{text}");
        }
        for text in [
            "Có 45/46 trẻ em (97,8%)",
            "Có 7/8 thôn, đạt tỷ lệ 87,5%",
            "Có 7/8 thôn (88%)",
            "ngày 20/5 (75%)",
            "Kế hoạch số 12/KH-UBND (75%)",
            "Có 10/12 thôn đạt 95%",
            "Có 8/10 hạng mục (75% khối lượng)",
            "Có 8/10 thôn, trong đó 3 thôn (30%)",
            "từ 01/6/2026 (75%)",
            "Có 7/8 thôn (gần 90%)",
            "Có 7/0 thôn (90%)",
        ] {
            assert_eq!(right(text), None, "{text}");
        }
    }
}
