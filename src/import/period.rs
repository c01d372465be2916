//! The time that an old report is about: as its subject says it, else its lead, else its date.

use crate::report::answers::EntryPath;
use crate::report::field::{Kind, Prefill};
use crate::report::period::{Granularity, Period};
use crate::report::value::Value;
use crate::text::letters::{plain_letters, small_in_place};

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
    let own = reported_part(subject);
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
    let names_year = |year: i16| plain.split(|c: char| !c.is_ascii_digit()).any(|word| word == year.to_string());
    let names_any = plain.split(|c: char| !c.is_ascii_digit()).any(is_year);
    let Some(field) = draft.definition.period else { return };
    let date = draft.definition.letterhead.as_ref().and_then(|head| head.date);
    if let Some(date) = date
        && let Value::Date(day) = *draft.answers.value(EntryPath::field(date))
        && matches!(draft.definition[field].kind, Kind::Period(Granularity::Year))
        && day.month() >= OF_THIS_YEAR
        // "Phương hướng, nhiệm vụ năm 2026" is of no year that is over.
        && (!names_any || names_year(day.year()))
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

/// The part of a subject that speaks of what is reported, with its year.
fn reported_part(subject: &str) -> String {
    let own = after_plans(subject).unwrap_or_else(|| before_plans(subject));
    with_common_year(own, subject).unwrap_or_else(|| own.to_owned())
}

/// What a subject that begins with plans says of results: "phương hướng năm 2026 và kết quả năm 2025".
fn after_plans(subject: &str) -> Option<&str> {
    let plain = plain_letters(subject);
    let plans = plain.strip_prefix("ve ").unwrap_or(&plain);
    let results =
        ["và kết quả", ", kết quả", "và tổng kết", "và đánh giá"].iter().find_map(|words| subject.find(words));
    results.filter(|_| TO_COME.iter().any(|words| plans.starts_with(words))).and_then(|at| subject.get(at..))
}

/// The part of a subject before what it says of plans.
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
/// phương hướng 6 tháng cuối năm 2021", "tháng 5, nhiệm vụ tháng 6 năm 2025".
fn with_common_year(own: &str, subject: &str) -> Option<String> {
    let year = subject.trim_end_matches(['.', ' ']).rsplit(' ').next()?;
    let is_alone = is_year(year) && year.starts_with("20") && subject.matches("20").count() == 1;
    let own = own.trim_end_matches([',', ';', ' ', '-', '–']);
    let own = own.strip_suffix(" và").filter(|_| own.len() < subject.len()).unwrap_or(own).trim_end_matches([',', ' ']);
    if !is_alone || own.contains(year) {
        return None;
    }
    if own.ends_with("tháng đầu năm") || own.ends_with("tháng cuối năm") {
        return Some(format!("{own} {year}"));
    }
    let mut last = own.rsplit(' ');
    let (index, unit) = (last.next()?, last.next()?);
    (is_index(&plain_letters(index)) && matches!(plain_letters(unit).as_str(), "thang" | "quy"))
        .then(|| format!("{own} năm {year}"))
}

/// Four digits that may be a year.
fn is_year(text: &str) -> bool {
    text.len() == 4 && text.starts_with(['1', '2']) && text.bytes().all(|b| b.is_ascii_digit())
}

/// The number of a month or a quarter, in plain letters: "10", "iii".
fn is_index(text: &str) -> bool {
    matches!(text.len(), 1..=3) && text.chars().all(|c| c.is_ascii_digit() || matches!(c, 'i' | 'v'))
}

/// What has a year of its own, in plain letters, at the end of what stands before that: "Kế hoạch năm 2025 của UBND tỉnh",
/// "Thông báo số 15/TB-UBND năm 2023".
fn is_of_document(before: &[String], after: &str) -> bool {
    const KINDS: [[&str; 2]; 11] = [
        ["ke", "hoach"],
        ["nghi", "quyet"],
        ["quyet", "dinh"],
        ["thong", "bao"],
        ["chi", "thi"],
        ["chuong", "trinh"],
        ["nghi", "dinh"],
        ["thong", "tu"],
        ["cong", "van"],
        ["ket", "luan"],
        ["huong", "dan"],
    ];
    let is_kind = before.last_chunk::<2>().is_some_and(|[one, two]| KINDS.contains(&[one.as_str(), two.as_str()]));
    let last = before.last().map_or("", String::as_str);
    let is_symbol = last.contains('/') && last.contains(char::is_alphabetic);
    (is_kind && after == "cua") || is_symbol
}

/// The first words of a text that name a time with its year: "năm 2025", "tháng 10/2025", "quý III năm 2025", "6 tháng
/// đầu năm 2025". None where it begins or ends elsewhere ("đến năm 2030").
fn named(text: &str) -> Option<String> {
    let text = months_in_figures(text);
    let words: Vec<&str> =
        text.split_whitespace().map(|word| word.trim_matches([',', '.', ':', ';', '“', '”', '(', ')'])).collect();
    let plain: Vec<String> = words.iter().map(|word| plain_letters(word)).collect();
    let word = |at: usize| plain.get(at).map_or("", String::as_str);
    // "10/2025", "2-2025"
    let with_year =
        |text: &str| text.split_once(['/', '-']).is_some_and(|(index, year)| is_index(index) && is_year(year));
    let ends = |at: usize| match (word(at), word(at + 1), word(at + 2)) {
        ("nam", year, _) if is_year(year) => Some(at + 2),
        ("thang" | "quy", index, _) if with_year(index) => Some(at + 2),
        ("thang" | "quy", index, "nam") if is_index(index) && is_year(word(at + 3)) => Some(at + 4),
        ("tuan", index, "nam") if is_index(index) && is_year(word(at + 3)) => Some(at + 4),
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
        // "02 năm (2024, 2025)" is how long, and no year.
        let is_length = word(at) == "nam" && at > 0 && word(at - 1).bytes().all(|b| b.is_ascii_digit());
        let is_of_document = is_of_document(plain.get(..at).unwrap_or_default(), word(end));
        (!is_bound && !is_dated && !is_length && !is_of_document).then_some((at, end))
    })?;
    let said = words.get(found.0..found.1)?;
    // "Quý 2-2025" is "Quý 2/2025", as it is read, and "Sáu tháng đầu năm" "6 tháng đầu năm".
    let said: Vec<String> = said
        .iter()
        .map(|word| if with_year(&plain_letters(word)) { word.replace('-', "/") } else { (*word).to_owned() })
        .collect();
    Some(match in_figures(word(found.0)) {
        Some(count) => format!("{count} {}", said.get(1..)?.join(" ")),
        None => said.join(" "),
    })
}

/// Months that are written in words.
const MONTHS: [(&str, &str); 14] = [
    ("mười một", "11"),
    ("mười hai", "12"),
    ("giêng", "1"),
    ("một", "1"),
    ("hai", "2"),
    ("ba", "3"),
    ("tư", "4"),
    ("năm", "5"),
    ("sáu", "6"),
    ("bảy", "7"),
    ("tám", "8"),
    ("chín", "9"),
    ("mười", "10"),
    ("chạp", "12"),
];

/// "tháng Mười năm 2025" as "tháng 10 năm 2025".
fn months_in_figures(text: &str) -> String {
    let month = || {
        let lower = small_in_place(text);
        let (before, rest) = lower.split_once("tháng ")?;
        let goes_on = |word: &str| rest.strip_prefix(word).is_some_and(|after| after.starts_with(" năm "));
        let (word, figures) = MONTHS.iter().find(|(word, _)| goes_on(word))?;
        let (head, tail) = text.split_at_checked(before.len() + "tháng ".len())?;
        Some(format!("{head}{figures}{}", tail.get(word.len()..)?))
    };
    month().unwrap_or_else(|| text.to_owned())
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
            ("Kết quả công tác Quý 2-2025", Some("Quý 2/2025")),
            ("Tình hình tháng 5, nhiệm vụ trọng tâm tháng 6 năm 2025", Some("tháng 5 năm 2025")),
            ("Kết quả 02 năm (2024, 2025) thực hiện chương trình", None),
            ("Kết quả thực hiện Kế hoạch năm 2025 của UBND tỉnh trong quý I/2026", Some("quý I/2026")),
            ("Kết quả thực hiện Nghị quyết năm 2020 của HĐND xã về giảm nghèo", None),
            ("Kết quả khắc phục hạn chế nêu tại Thông báo số 15/TB-UBND năm 2023", None),
            ("Về phương hướng, nhiệm vụ năm 2026 và kết quả năm 2025", Some("năm 2025")),
            ("Tình hình tuần 27 năm 2025", Some("tuần 27 năm 2025")),
            ("Kết quả công tác tháng Mười năm 2025", Some("tháng 10 năm 2025")),
            ("ngày 05 tháng 7 năm 2026", None),
            // Small letters that take more bytes, and fewer.
            ("Kết quả İİ tháng mười năm 2025 của xã ẞẞ", Some("tháng 10 năm 2025")),
        ] {
            let own = reported_part(subject);
            assert_eq!(named(&own).as_deref(), words, "{subject}");
        }
    }
}
