//! The time that an old report is about: as its subject says it, else its lead, else its date.

use crate::report::answers::EntryPath;
use crate::report::field::{Kind, Prefill};
use crate::report::period::{Granularity, Period};
use crate::report::value::Value;
use crate::text::letters::plain_letters;

use super::Paragraph;
use super::draft::Draft;

/// What a subject says after these, joined to what is before, is of the time to come: "năm 2025 và phương hướng năm
/// 2026"; but "thực hiện nhiệm vụ năm 2025" is what was done.
const TO_COME: [&str; 7] =
    ["phuong huong", "nhiem vu", "ke hoach", "giai phap", "chuong trinh", "trong tam", "du kien"];

/// Words of a time that is no year.
const OTHER_TIMES: [&str; 7] = ["thang ", "quy ", "hoc ky", "nam hoc", "giai doan", "nhiem ky", "tuan "];

/// From this month on, a report that names no time is of the year in which it is dated.
const OF_THIS_YEAR: i8 = 4;

/// Answers the period; what is not sure stays blank.
pub(crate) fn read(draft: &mut Draft<'_>, subject: &str, lead: &[Paragraph]) {
    let Some(field) = draft.definition.period else { return };
    let Kind::Period(granularity) = draft.definition[field].kind else { return };
    let reported = lead.iter().filter_map(|paragraph| Some(paragraph.text.split_once(" báo cáo ")?.1));
    let own = before_plans(subject);
    let own = with_common_year(own, subject).unwrap_or_else(|| own.to_owned());
    for text in std::iter::once(own.as_str()).chain(reported) {
        let Some(words) = named(text) else { continue };
        let read = |words: &str| Period::read(words, granularity, 0).filter(|period| period.year > 1900);
        let year = || words.rsplit_once(|c: char| !c.is_ascii_digit()).map(|(_, year)| format!("năm {year}"));
        let of_year = (granularity == Granularity::Year).then(year).flatten();
        let Some(said) = read(&words).map(|_| words.clone()).or(of_year) else { continue };
        draft.put(EntryPath::field(field), &said);
        draft.answers.settle_year(draft.definition);
        if said != words {
            in_words(draft, &words);
        }
        return;
    }
}

/// A year that neither subject nor lead names is that of the date of a report that is dated late enough in it, unless the
/// subject is of another time: "học kỳ II năm học 2024 - 2025".
pub(crate) fn of_date(draft: &mut Draft<'_>, subject: &str) {
    let plain = plain_letters(subject).replace("thang hanh dong", "");
    if OTHER_TIMES.iter().any(|words| plain.contains(words)) {
        return;
    }
    let Some(field) = draft.definition.period else { return };
    let date = draft.definition.letterhead.as_ref().and_then(|head| head.date);
    if let Some(date) = date
        && let Value::Date(day) = *draft.answers.value(EntryPath::field(date))
        && matches!(draft.definition[field].kind, Kind::Period(Granularity::Year))
        && day.month() >= OF_THIS_YEAR
    {
        draft.put(EntryPath::field(field), &format!("năm {}", day.year()));
        draft.answers.settle_year(draft.definition);
    }
}

/// A type by years has a field of its own for the time in words: the text that follows from the year.
fn in_words(draft: &mut Draft<'_>, words: &str) {
    let definition = draft.definition;
    let Some(period) = definition.period.map(|period| &definition[period].id) else { return };
    let follows = |prefill: &Prefill| match prefill {
        // "năm " and the year, and nothing else.
        Prefill::Computed(expression) => expression.source().replace(' ', "") == format!("'năm'~{period}.words"),
        _ => false,
    };
    let mut fields = definition.fields.with_ids();
    let own = fields.find(|(_, field)| matches!(field.kind, Kind::Text) && field.prefill.as_ref().is_some_and(follows));
    if let Some((field, _)) = own {
        draft.put(EntryPath::field(field), words);
    }
}

/// The part of a subject that speaks of what is reported.
fn before_plans(subject: &str) -> &str {
    let mut at = 0;
    let mut before = "";
    for word in subject.split_inclusive(' ') {
        let plain = plain_letters(subject.get(at..).unwrap_or_default());
        let is_joined = plain_letters(before) == "va" || before.trim_end().ends_with([',', ';', '-', '–']);
        if is_joined && TO_COME.iter().any(|words| plain.starts_with(words)) {
            return subject.get(..at).unwrap_or(subject);
        }
        before = word;
        at += word.len();
    }
    subject
}

/// The part of a subject that speaks of what is reported, with the year that its end names for both: "6 tháng đầu năm,
/// phương hướng 6 tháng cuối năm 2021".
fn with_common_year(own: &str, subject: &str) -> Option<String> {
    let half = ["tháng đầu năm", "tháng cuối năm"].into_iter().find_map(|half| own.split_once(half))?.1;
    let year = subject.trim_end_matches(['.', ' ']).rsplit(' ').next()?;
    let is_year = year.len() == 4 && year.starts_with("20") && year.bytes().all(|b| b.is_ascii_digit());
    let is_alone = subject.matches("20").count() == 1;
    (is_year
        && is_alone
        && own.len() < subject.len()
        && half.trim_matches([',', ';', ' ', '-', '–', 'v', 'à']).is_empty())
    .then(|| format!("{} {year}", own.trim_end_matches([',', ';', ' ', '-', '–']).trim_end_matches(" và")))
}

/// The first words of a text that name a time with its year: "năm 2025", "tháng 10/2025", "quý III năm 2025", "6 tháng
/// đầu năm 2025". None where it begins or ends elsewhere ("đến năm 2030").
fn named(text: &str) -> Option<String> {
    let words: Vec<&str> =
        text.split_whitespace().map(|word| word.trim_matches([',', '.', ':', ';', '“', '”', '(', ')'])).collect();
    let plain: Vec<String> = words.iter().map(|word| plain_letters(word)).collect();
    let word = |at: usize| plain.get(at).map_or("", String::as_str);
    let is_year =
        |text: &str| text.len() == 4 && text.starts_with(['1', '2']) && text.bytes().all(|b| b.is_ascii_digit());
    let is_index =
        |text: &str| matches!(text.len(), 1..=3) && text.chars().all(|c| c.is_ascii_digit() || matches!(c, 'i' | 'v'));
    // "10/2025"
    let with_year = |text: &str| text.split_once('/').is_some_and(|(index, year)| is_index(index) && is_year(year));
    let ends = |at: usize| match (word(at), word(at + 1), word(at + 2)) {
        ("nam", year, _) if is_year(year) => Some(at + 2),
        ("thang" | "quy", index, _) if with_year(index) => Some(at + 2),
        ("thang" | "quy", index, "nam") if is_index(index) && is_year(word(at + 3)) => Some(at + 4),
        (count, "thang", "dau" | "cuoi")
            if (is_index(count) || in_figures(count).is_some()) && word(at + 3) == "nam" && is_year(word(at + 4)) =>
        {
            Some(at + 5)
        }
        _ => None,
    };
    let bounds = ["den", "tu", "truoc", "sau", "ngay", "thang"];
    let found = (0..words.len()).find_map(|at| {
        let end = ends(at)?;
        // "đến năm 2030", "ngày 05 tháng 7 năm 2026", "từ năm 2021 đến năm 2025"
        let is_bound = at > 0 && bounds.contains(&word(at - 1)) || word(end) == "den";
        let is_dated = at > 1 && ["ngay", "thang", "quy"].contains(&word(at - 2));
        (!is_bound && !is_dated).then_some((at, end))
    })?;
    let said = words.get(found.0..found.1)?;
    // "Sáu tháng đầu năm" is "6 tháng đầu năm".
    Some(match in_figures(word(found.0)) {
        Some(count) => format!("{count} {}", said.get(1..)?.join(" ")),
        None => said.join(" "),
    })
}

/// A count of months in words, in plain letters, in figures.
fn in_figures(word: &str) -> Option<u8> {
    match word {
        "ba" => Some(3),
        "sau" => Some(6),
        "chin" => Some(9),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_what_is_reported_and_no_bound_of_another() {
        for (subject, words) in [
            ("Kết quả công tác năm 2025 và phương hướng, nhiệm vụ năm 2026", Some("năm 2025")),
            ("Kết quả công tác tháng 10/2025", Some("tháng 10/2025")),
            ("Kết quả thực hiện nhiệm vụ năm 2025", Some("năm 2025")),
            ("Tình hình thực hiện Kế hoạch năm 2025; kế hoạch năm 2026", Some("năm 2025")),
            ("Công tác năm 2025, phương hướng nhiệm vụ năm 2026", Some("năm 2025")),
            ("Kết quả quý III năm 2025", Some("quý III năm 2025")),
            ("Công tác trẻ em 6 tháng đầu năm 2025", Some("6 tháng đầu năm 2025")),
            (
                "Công tác trẻ em sáu tháng cuối năm 2025 và phương hướng 6 tháng đầu năm 2026",
                Some("6 tháng cuối năm 2025"),
            ),
            (
                "Công tác trẻ em 6 tháng đầu năm, phương hướng nhiệm vụ 6 tháng cuối năm 2021",
                Some("6 tháng đầu năm 2021"),
            ),
            ("Kết quả thực hiện Chiến lược đến năm 2030", None),
            ("Kết quả từ năm 2021 đến năm 2025", None),
            ("Công tác trẻ em", None),
            ("ngày 05 tháng 7 năm 2026", None),
        ] {
            let own = before_plans(subject);
            let own = with_common_year(own, subject).unwrap_or_else(|| own.to_owned());
            assert_eq!(named(&own).as_deref(), words, "{subject}");
        }
    }
}
