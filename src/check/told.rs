//! Figures that a text gives again, otherwise than the answer beside it.

use std::ops::Range;

use crate::report::answers::{EntryPath, field_at};
use crate::report::comparison::WithEarlier;
use crate::report::definition::SectionId;
use crate::report::field::Kind;
use crate::report::read::{group_number, read};
use crate::report::value::{Number, Value};
use crate::text::letters::plain_letters;
use crate::text::message::Message;

use super::Severity;
use super::data_rule::{DataRule, Found};
use super::prose::prose;

/// "1.999 trẻ em" beside the answer 1.986.
pub(super) const TOLD: DataRule = DataRule {
    code: "Q14",
    level: Severity::Warning,
    about: Message::new(
        "số trong câu viết thêm khác với số ở ô cùng mục",
        "a number in a text is another than the answer of its page",
    ),
    hit: &[("dac_diem_them", "Toàn xã có 9.999 trẻ em.")],
    near_miss: &[(
        "dac_diem_them",
        "Năm 2025 có 2.010 trẻ em; Trong đó 120 trẻ em nữ; năm 2026, cách trung tâm 12 km; gần 9.999 trẻ em; có 1.250 người dân ở hai thôn; trao quà cho 12 trẻ em thuộc hộ nghèo và cận nghèo.",
    )],
    find: told,
};

/// A figure of a page, what it counts, and what it is called.
struct Figure {
    path: EntryPath,
    value: i64,
    units: Vec<String>,
    /// The words of its label, and of what the document calls it ([`words_of`]).
    names: Vec<Vec<String>>,
}

/// Words of a label that say nothing of what is counted.
const COMMON: [&str; 8] = ["so", "tong", "co", "duoc", "cac", "cua", "trong", "do"];

impl Figure {
    /// How many words of its name follow a number, or end what leads to it: "Trẻ em khuyết tật là".
    fn named(&self, before: &[String], after: &[String], leads: bool) -> Option<usize> {
        let ends = |name: &[String]| before.split_last().is_some_and(|(_, before)| before.ends_with(name));
        let said = |name: &&Vec<String>| after.starts_with(name) || (leads && ends(name));
        self.names.iter().filter(|name| self.says_more(name)).filter(said).map(Vec::len).max()
    }

    /// Whether a name says more than its unit.
    fn says_more(&self, name: &[String]) -> bool {
        !self.units.iter().any(|unit| words_of(unit) == name)
    }

    /// Whether it counts all of its unit: "Tổng số trẻ em".
    fn is_whole(&self) -> bool {
        self.names.iter().any(|name| !self.says_more(name))
    }
}

/// The words of a text in plain letters, those apart that say nothing of what is counted.
fn words_of(text: &str) -> Vec<String> {
    let plain = plain_letters(text);
    let words = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && !COMMON.contains(word));
    words.map(str::to_owned).collect()
}

/// Whether a number is said to be inexact, or a part of another: "gần 2.000 trẻ em".
fn is_inexact(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default().trim_end().to_lowercase();
    ["gần", "khoảng", "hơn", "trên", "dưới", "xấp xỉ", "ít nhất", "tối thiểu", "thêm"]
        .iter()
        .any(|word| before.ends_with(word))
}

/// The words around a number, as far as the next one and the end of the clause at either side.
fn beside<'t>(text: &'t str, part: &Range<usize>) -> [&'t str; 2] {
    let is_end = |c: char| matches!(c, ';' | '\n' | ',') || c.is_ascii_digit();
    let (before, after) = (text.get(..part.start).unwrap_or_default(), text.get(part.end..).unwrap_or_default());
    let start = before.rfind(is_end).map_or(0, |at| at + 1);
    let stop = after.find(is_end).unwrap_or(after.len());
    [before.get(start..).unwrap_or_default().trim_end(), after.get(..stop).unwrap_or_default()]
}

fn told(facts: &WithEarlier<'_>) -> Vec<Found> {
    let definition = facts.definition;
    let mut found = Vec::new();
    let figures: Vec<(SectionId, Figure)> = figures(facts);
    for prose in prose(facts.definition, facts.now) {
        let section = definition.section_of(prose.path.field);
        let own: Vec<&Figure> = figures.iter().filter(|(of, _)| *of == section).map(|(_, figure)| figure).collect();
        let amounts = amounts(prose.text, facts.now.answers.year);
        for (part, number, unit) in counted(prose.text).into_iter().chain(amounts) {
            let meant: Vec<&&Figure> = own.iter().filter(|figure| figure.units.contains(&unit)).collect();
            // It may be said of what another field asks for: "420 lượt" of "lượt người".
            let is_known = figures.iter().any(|(_, figure)| {
                figure.value == number && figure.units.iter().any(|own| own.starts_with(unit.as_str()))
            });
            if meant.is_empty() || is_known {
                continue;
            }
            let clause = plain_letters(clause_of(prose.text, &part));
            if is_inexact(prose.text, part.start) {
                continue;
            }
            // What stands behind a number says what it counts; or what leads to it does, where nothing else follows.
            let [before, after] = beside(prose.text, &part).map(words_of);
            // The word of thousands or millions stands before that of the unit.
            let room = unit.split(' ').count() + usize::from(unit == DONG);
            let leads = before.last().is_some_and(|word| word == "la") && after.len() <= room;
            let named = meant.iter().filter_map(|figure| Some((figure.named(&before, &after, leads)?, figure)));
            let named = named.max_by_key(|(words, _)| *words).map(|(_, figure)| figure);
            let most = meant.iter().max_by_key(|figure| figure.value);
            // "Toàn xã có 1.900 trẻ em" and nothing more counts all of them; more than all of them is too many.
            let counts_all =
                after == words_of(&unit) && ["toan ", "tong so "].iter().any(|word| clause.starts_with(word));
            let is_all = |figure: &&&&Figure| {
                (counts_all || number > figure.value)
                    && figure.is_whole()
                    && !is_of_others(&clause)
                    && !is_of_another_year(&clause, facts.now.answers.year)
            };
            let Some(figure) = named.or_else(|| most.filter(is_all)) else { continue };
            let label = field_at(definition, figure.path).map_or("", |field| field.label.vi.as_str());
            let (said, is) = (group_number(Number::whole(number)), group_number(Number::whole(figure.value)));
            found.push(prose.found(
                part,
                [
                    format!("Câu này ghi {said} {unit}, ô “{label}” ghi {is}: xem lại hai chỗ."),
                    format!("This says {said} {unit}, the field “{label}” {is}: look at both."),
                ],
            ));
        }
    }
    found
}

/// Whether a clause names another year than that of the report.
fn is_of_another_year(clause: &str, year: i16) -> bool {
    let mut numbers = clause.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    numbers.any(|digits| digits.starts_with("20") && digits.parse() != Ok(year))
}

/// Whether a clause speaks of another time, or another place.
fn is_of_others(clause: &str) -> bool {
    [
        "so voi",
        "cung ky",
        "nam truoc",
        "toan tinh",
        "toan huyen",
        "du kien",
        "ke hoach",
        "chi tieu",
        "muc tieu",
        "phan dau",
        "du bao",
    ]
    .iter()
    .any(|word| clause.contains(word))
}

fn figures(facts: &WithEarlier<'_>) -> Vec<(SectionId, Figure)> {
    let (definition, now) = (facts.definition, facts.now);
    let figure = |(field, kind): (_, &crate::report::field::Field)| {
        let path = EntryPath::field(field);
        let (unit, value) = match (&kind.kind, now.evaluation.value(now.answers, path)) {
            (Kind::Number { unit, .. }, Value::Number(Number { value, places: 0, .. })) => (unit.as_str(), value),
            (Kind::Money, Value::Money { amount, .. }) if !kind.hidden => (DONG, amount),
            _ => return None,
        };
        let units: Vec<String> = unit.split(',').map(|unit| unit.trim().to_owned()).filter(|u| !u.is_empty()).collect();
        let names = [&kind.label.vi, &kind.figure].map(|name| words_of(name));
        let names = names.into_iter().filter(|name| !name.is_empty()).collect();
        Some((definition.section_of(field), Figure { path, value: *value, units, names }))
    };
    definition.fields.with_ids().filter_map(figure).collect()
}

/// The unit of amounts.
const DONG: &str = "đồng";

/// The amounts of a text in đồng: "120 triệu đồng", "1,5 tỷ đồng", "35.000.000 đồng".
fn amounts(text: &str, year: i16) -> Vec<(Range<usize>, i64, String)> {
    let ends = text.match_indices(DONG).map(|(at, word)| at + word.len());
    let amount = |end: usize| {
        let before = text.get(..end)?.trim_end_matches(DONG);
        let words = before.trim_end_matches(|c: char| c.is_alphabetic() || c.is_whitespace());
        let start = words.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',')).len();
        // "từ 10 - 12 triệu đồng" is no amount.
        let is_alone = words.get(..start)?.trim_end().ends_with(char::is_alphabetic);
        match read(&Kind::Money, text.get(start..end)?, year) {
            Value::Money { amount, approx: None } if is_alone => Some((start..words.len(), amount, DONG.to_owned())),
            _ => None,
        }
    };
    ends.filter_map(amount).collect()
}

/// The clause that words stand in.
fn clause_of<'t>(text: &'t str, part: &Range<usize>) -> &'t str {
    let is_end = |c: char| matches!(c, ';' | '\n');
    let start = text.get(..part.start).unwrap_or_default().rfind(is_end).map_or(0, |at| at + 1);
    let stop = text.get(part.end..).unwrap_or_default().find(is_end).map_or(text.len(), |at| part.end + at);
    text.get(start..stop).unwrap_or_default()
}

/// The numbers of a text with the word that they count: "1.999 trẻ em".
fn counted(text: &str) -> Vec<(Range<usize>, i64, String)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find(|c: char| c.is_ascii_digit())).map(|at| from + at) {
        let rest = text.get(at..).unwrap_or_default();
        let length = rest.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(rest.len());
        let digits = rest.get(..length).unwrap_or_default().trim_end_matches('.');
        from = at + length.max(1);
        let begins = text.get(..at).and_then(|before| before.chars().next_back());
        let is_alone = begins.is_none_or(|c| c.is_whitespace() || c == '(');
        let is_number = digits.split('.').skip(1).all(|group| group.len() == 3);
        let after = text.get(at + digits.len()..).unwrap_or_default();
        let words = after.strip_prefix([' ', '\u{a0}']).unwrap_or_default();
        let Ok(number) = digits.replace('.', "").parse::<i64>() else { continue };
        if !is_alone || !is_number || words.is_empty() {
            continue;
        }
        // The longest of its first words that can be a unit is looked for by whoever asks.
        let mut ends: Vec<usize> =
            words.match_indices([' ', ',', '.', ';', '\n', '(', ')']).map(|(at, _)| at).collect();
        ends.push(words.len());
        for end in ends.into_iter().take(3) {
            let unit = words.get(..end).unwrap_or_default().to_lowercase();
            found.push((at..at + digits.len(), number, unit));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_with_what_they_count() {
        let units = |text: &str| -> Vec<(i64, String)> { counted(text).into_iter().map(|(_, n, u)| (n, u)).collect() };
        assert!(units("Toàn xã có 1.999 trẻ em.").contains(&(1999, "trẻ em".to_owned())));
        let amounts =
            |text: &str| -> Vec<i64> { amounts(text, 2026).into_iter().map(|(_, amount, _)| amount).collect() };
        assert_eq!(amounts("là 1,5 tỷ đồng, cấp 35.000.000 đồng; từ 10 - 12 triệu đồng"), [1_500_000_000, 35_000_000]);
        assert!(units("15/KH-UBND ngày 12/5").is_empty());
        assert!(units("đạt 98,5% ").is_empty());
    }
}
