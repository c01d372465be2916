//! What a document says of itself, by which its words are judged: the level of its office, its day, its year.

use std::ops::Range;

use jiff::civil::Date;

use crate::report::answers::{Answers, EntryPath};
use crate::report::definition::Definition;
use crate::report::value::Value;

use super::source::{Passage, Role};

/// What is known of a document as a whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct About {
    /// "xa", "huyen", "tinh", "truong".
    pub level: Option<String>,
    pub issued: Option<Date>,
    pub year: Option<i16>,
}

/// The field in which every report says its level.
const LEVEL: &str = "cap_don_vi";

/// Paragraphs in which the head of a document stands at most.
const HEAD: usize = 25;

/// Who reports, and of what level that is.
const OFFICES: [(&str, &str); 9] = [
    ("ủy ban nhân dân xã ", "xa"),
    ("ủy ban nhân dân phường ", "xa"),
    ("ủy ban nhân dân đặc khu ", "xa"),
    ("ubnd xã", "xa"),
    ("ubnd phường", "xa"),
    ("ủy ban nhân dân huyện ", "huyen"),
    ("ubnd huyện", "huyen"),
    ("ủy ban nhân dân tỉnh ", "tinh"),
    ("trường ", "truong"),
];

impl About {
    /// Of a report, by its answers.
    #[must_use]
    pub(crate) fn of_answers(definition: &Definition, answers: &Answers) -> Self {
        let level = definition.field(LEVEL).map(|field| answers.raw(EntryPath::field(field)).to_owned());
        let day = definition.letterhead.as_ref().and_then(|head| head.date);
        let issued = match day.map(|field| answers.value(EntryPath::field(field))) {
            Some(Value::Date(day)) => Some(*day),
            _ => None,
        };
        About { level: level.filter(|level| !level.is_empty()), issued, year: Some(answers.year).filter(|y| *y > 0) }
    }

    /// Of a text, by what its head and its lead say.
    #[must_use]
    pub(crate) fn of_text(passages: &[Passage]) -> Self {
        let head = || passages.iter().take(HEAD);
        let issued = head().filter(|passage| passage.role == Role::Label).find_map(|passage| day_in(&passage.text));
        let mut years =
            head().filter(|passage| passage.role == Role::Label).filter_map(|passage| year_in(&passage.text));
        let says = head().filter(|passage| passage.role == Role::Body).find_map(|passage| {
            let text = passage.text.to_lowercase().replace("uỷ", "ủy");
            let report = text.find("báo cáo")?;
            let reporting = OFFICES.iter().filter_map(|(words, level)| Some((text.rfind(words)?, *level)));
            // "Ủy ban nhân dân xã X báo cáo": the one that stands before the word, or begins the lead.
            let said = reporting.filter(|(at, _)| *at < text.rfind("báo cáo").unwrap_or(report));
            said.max_by_key(|(at, _)| *at).map(|(_, level)| level.to_owned())
        });
        let year = years.next_back().or_else(|| issued.map(|day: Date| day.year()));
        About { level: says, issued, year }
    }
}

/// "ngày 05 tháng 7 năm 2026".
pub(super) fn day_in(text: &str) -> Option<Date> {
    let lower = text.to_lowercase();
    let after = |text: &str, word: &str| -> Option<(i16, Range<usize>)> {
        let at = text.find(word)? + word.len();
        let digits = text.get(at..)?.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len() - at);
        Some((text.get(at..at + digits)?.parse().ok()?, at..at + digits))
    };
    let (day, part) = after(&lower, "ngày ")?;
    let rest = lower.get(part.end..)?;
    let (month, part) = after(rest, "tháng ")?;
    let (year, _) = after(rest.get(part.end..)?, "năm ")?;
    Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()
}

/// The year of a title: "Kết quả … năm 2026", "Kết quả … năm 2025, nhiệm vụ năm 2026".
fn year_in(text: &str) -> Option<i16> {
    let lower = text.to_lowercase();
    let next = ["nhiệm vụ", "phương hướng", "kế hoạch", "chương trình"];
    let told = next.iter().filter_map(|words| lower.find(words)).min().and_then(|at| lower.get(..at)).unwrap_or(&lower);
    let told = if told.contains("năm ") { told } else { &lower };
    let at = told.rfind("năm ")? + "năm ".len();
    let year: i16 = text.get(at..at + 4)?.parse().ok()?;
    (1990..2100).contains(&year).then_some(year)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proof::paragraphs;

    #[test]
    fn a_text_says_its_level_its_day_and_its_year() {
        let text = "UBND HUYỆN A\nSố: 12/BC-UBND\nSuối Lim, ngày 05 tháng 7 năm 2026\n\nBÁO CÁO\nKết quả Tháng hành động vì trẻ em năm 2026\n\n\
                    Thực hiện Công văn số 1/SYT-VP ngày 06 tháng 5 năm 2026 của Sở Y tế, Ủy ban nhân dân xã Suối Lim báo cáo kết quả như sau:\n";
        let about = About::of_text(&paragraphs::passages(text.as_bytes(), false).expect("a text"));
        assert_eq!(about.level.as_deref(), Some("xa"));
        assert_eq!(about.issued, Some(jiff::civil::date(2026, 7, 5)));
        assert_eq!(about.year, Some(2026));
        assert_eq!(year_in("Kết quả công tác trẻ em năm 2025, nhiệm vụ năm 2026"), Some(2025));
        assert_eq!(year_in("Kết quả thực hiện nhiệm vụ năm 2025"), Some(2025));
        assert_eq!(About::of_text(&paragraphs::passages("Chữ.".as_bytes(), false).expect("a text")), About::default());
    }
}
