//! What is strange beside the report of the period before: a figure far from what it was, and words that still speak of then.

use crate::report::answers::{Answer, Answers, EntryPath, field_at};
use crate::report::carry::former_years;
use crate::report::comparison::{Comparison, WithEarlier, figures};
use crate::report::field::{Carry, Kind, citation, signature};
use crate::report::figure_words::figure_words;
use crate::report::period::Period;
use crate::text::language::Language;
use crate::text::letters::plain_letters;
use crate::text::message::Message;

use super::Severity;
use super::data_rule::{DataRule, Found};
use super::prose::{Prose, prose};

/// A figure far from that of the period before.
pub(super) const FIGURE: DataRule = DataRule {
    code: "Q21",
    level: Severity::Warning,
    about: Message::new(
        "số khác xa kỳ trước, hơn mức của loại báo cáo (change_share)",
        "a figure is far from that of the period before, by more than the type's share (change_share)",
    ),
    hit: &[("tong_tre_em", "6.000")],
    near_miss: &[("tt_phong_su", "4")],
    find: far,
};

/// A sentence that still speaks of the period before.
pub(super) const STALE: DataRule = DataRule {
    code: "Q22",
    level: Severity::Warning,
    about: Message::new(
        "câu còn nói năm cũ, người ký cũ hoặc còn nguyên từ kỳ trước",
        "a sentence still speaks of the year before or its signer, or is left from that report",
    ),
    hit: &[("dac_diem_them", "Trong năm 2026, xã được công nhận phù hợp với trẻ em.")],
    near_miss: &[("dac_diem_them", "Tăng so với năm 2026; năm học 2026 - 2027; giai đoạn 2026 - 2030.")],
    find: stale,
};

fn far(facts: &WithEarlier<'_>) -> Vec<Found> {
    let Some((before, period)) = facts.before else { return Vec::new() };
    let definition = facts.definition;
    let share = definition.change_share;
    let all = figures(definition, facts.now, Some(before));
    let is_typed =
        |figure: &Comparison| field_at(definition, figure.path).is_some_and(crate::report::field::Field::is_typed);
    let told = |figure: Comparison| {
        let (was, is) =
            (figure_words(figure.before.as_ref()?, Language::Vi), figure_words(figure.now.as_ref()?, Language::Vi));
        let change = figure.share().map_or(String::new(), |share| format!(" ({share:+}%)"));
        let then = period.map_or_else(|| "kỳ trước".to_owned(), Period::name);
        Some(Found::at(
            figure.path,
            [
                format!(
                    "Kỳ trước ({then}) là {was}, nay {is}{change}: đúng thì bỏ qua lời nhắc này (phím b ở trang kiểm tra)."
                ),
                format!(
                    "The period before ({then}) had {was}, this one {is}{change}: if it is right, silence this in the review."
                ),
            ],
        ))
    };
    all.into_iter().filter(|figure| is_typed(figure) && figure.is_beyond(share)).filter_map(told).collect()
}

/// Words of a line that is not said every year in the same way.
const SAID_ANEW: usize = 10;

/// The paragraphs and items that stand in the report before word for word, told once at the first of them.
fn unchanged(facts: &WithEarlier<'_>, before: &Answers) -> Option<Found> {
    let is_text = |prose: &Prose<'_>| {
        let field = field_at(facts.definition, prose.path);
        // What was taken over and waits to be confirmed is told already.
        let is_own = prose.block.is_none() && !facts.now.answers.unconfirmed.contains(&prose.path.field);
        is_own && field.is_some_and(|field| matches!(field.kind, Kind::LongText | Kind::List))
    };
    let texts: Vec<Prose<'_>> = prose(facts.definition, facts.now).into_iter().filter(is_text).collect();
    let left = texts.iter().flat_map(|prose| {
        let then: Vec<String> = match before.answer(prose.path.field) {
            Answer::Rows(rows) => {
                let cells = rows.iter().filter_map(|row| row.get(prose.path.column?));
                cells.flat_map(|entry| entry.raw.lines()).map(plain_letters).collect()
            }
            _ => before.raw(prose.path).lines().map(plain_letters).collect(),
        };
        let lines = prose.text.lines().filter(|line| line.split_whitespace().count() >= SAID_ANEW);
        lines.filter(move |line| then.contains(&plain_letters(line))).map(move |line| (prose, line))
    });
    let left: Vec<(&Prose<'_>, &str)> = left.collect();
    let (prose, first) = left.first()?;
    let (count, start) = (left.len(), prose.text.find(first)?);
    Some(prose.found(
        start..start + first.len(),
        [
            format!("{count} đoạn giống hệt báo cáo trước, đây là đoạn đầu; xem lại kỳ này còn đúng không."),
            format!("{count} paragraphs stand in the report before word for word, this one first; see whether they still hold."),
        ],
    ))
}

/// Words before a year that is not meant as that of the report.
const OF_OTHER_TIMES: [&str; 14] = [
    "so với",
    "cùng kỳ",
    "giai đoạn",
    "năm học",
    "từ năm",
    "đến năm",
    "kể từ",
    "trước đó",
    "nhiệm kỳ",
    "niên khóa",
    "số ",
    "cuối năm",
    "thành lập",
    "công nhận",
];

fn stale(facts: &WithEarlier<'_>) -> Vec<Found> {
    let Some((before, _)) = facts.before else { return Vec::new() };
    let definition = facts.definition;
    let answers = facts.now.answers;
    let mut found = Vec::new();
    let old = before.answers.year;
    let signer = definition.closing.as_ref().and_then(|closing| closing.signature).map(|field| {
        let path = EntryPath::part(field, signature::NAME);
        (before.answers.raw(path).trim(), answers.raw(path).trim())
    });
    let signer = signer.filter(|(was, is)| !was.is_empty() && was != is).map(|(was, _)| was);
    // What asks for the report is another document each time.
    let asked = definition
        .fields
        .with_ids()
        .filter(|(_, field)| matches!(field.kind, Kind::Citation) && field.carry == Carry::Never);
    for (field, _) in asked {
        let same = |part| {
            let [now, then] = [answers, before.answers].map(|of| of.raw(EntryPath::part(field, part)).trim());
            !now.is_empty() && now == then
        };
        if same(citation::NUMBER) && same(citation::DATE) {
            found.push(Found::at(
                EntryPath::part(field, citation::DATE),
                [
                    "Văn bản này là của báo cáo trước; xem lại số, ngày.".to_owned(),
                    "This is the document of the report before; look at its number and day.".to_owned(),
                ],
            ));
        }
    }
    found.extend(unchanged(facts, before.answers));
    for prose in prose(facts.definition, facts.now) {
        let speaks = former_years(definition, answers, prose.path).contains(&old) || prose.block.is_some();
        let year = old.to_string();
        for (at, _) in prose.text.match_indices(&year).filter(|_| speaks && old < answers.year) {
            let head = prose.text.get(..at).unwrap_or_default();
            let clause = head.rsplit(['.', ';', '\n']).next().unwrap_or_default().to_lowercase();
            let next = prose.text.get(at + year.len()..).unwrap_or_default();
            // "2025 - 2026", "15/KH-UBND/2025", but not "25/6/2025".
            let is_day = head.trim_end_matches(|c: char| c.is_ascii_digit() || c == '/').len() + 3 < head.len();
            let is_span = next.trim_start().starts_with(['-', '–', '/'])
                || (head.trim_end().ends_with(['-', '–', '/']) && !(head.ends_with('/') && is_day));
            // "Năm 2025 có 5 thôn, năm nay có 7 thôn."
            let sentence = next.split(['.', ';', '\n']).next().unwrap_or_default().to_lowercase();
            if is_span || sentence.contains("nay ") || OF_OTHER_TIMES.iter().any(|words| clause.contains(words)) {
                continue;
            }
            found.push(prose.found(
                at..at + year.len(),
                [
                    format!("Còn nhắc năm {year}, là năm của báo cáo trước; xem lại câu này."),
                    format!("It speaks of {year}, the year of the report before; look at this sentence."),
                ],
            ));
        }
        if let Some(name) = signer
            && let Some(at) = prose.text.find(name)
        {
            found.push(prose.found(
                at..at + name.len(),
                [
                    format!("Còn nhắc {name}, người ký báo cáo trước; xem lại."),
                    format!("It speaks of {name}, who signed the report before; look at it."),
                ],
            ));
        }
    }
    found
}
