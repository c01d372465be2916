//! The subject of an old report (NĐ 30/2020, phụ lục I, mục II.5), and what of it is an answer of its own.

use jiff::civil::Date;

use crate::report::answers::{Answers, EntryPath};
use crate::report::definition::Definition;
use crate::report::evaluation::Evaluation;
use crate::report::field::{Kind, Prefill};
use crate::report::ids::FieldId;
use crate::report::prefill;
use crate::text::letters::{capitalised, plain_letters, uncapitalised};

use super::Paragraph;
use super::bodies::is_address;
use super::draft::Draft;
use super::outline::{field_of, title_of};

/// Paragraphs that a subject may take.
const SUBJECT: usize = 4;

/// Words with which the report itself begins.
const BEGINNINGS: [&str; 4] = ["can cu ", "thuc hien ", "theo ", "tiep tuc thuc hien "];

/// An answer that no report has.
const ANY: &str = "◌";

/// How many paragraphs after the title are the subject.
pub(crate) fn lines(rest: &[Paragraph]) -> usize {
    rest.iter().take(SUBJECT).take_while(|p| is_subject(p)).count()
}

fn is_subject(paragraph: &Paragraph) -> bool {
    let plain = plain_letters(&paragraph.text);
    let begins = BEGINNINGS.iter().any(|words| plain.starts_with(words)) || is_address(&paragraph.text);
    !begins && title_of(paragraph).is_none() && plain.chars().count() < 200 && !paragraph.text.ends_with([':', '.'])
}

/// The lines under "BÁO CÁO".
pub(crate) fn of(below: &[Paragraph]) -> String {
    let Some((title, rest)) = below.split_first() else { return String::new() };
    let first = title.text.strip_prefix("BÁO CÁO").unwrap_or_default().trim();
    let lines = rest.iter().take(lines(rest)).map(|p| p.text.as_str());
    let whole = std::iter::once(first).chain(lines).collect::<Vec<_>>().join(" ");
    let whole = whole.trim().trim_end_matches(['-', '_', '*', ' ']);
    match without_about(whole) {
        same if same.len() == whole.len() => whole.to_owned(),
        about => capitalised(about),
    }
}

/// A subject without the "V/v" that letters have before theirs, and reports have not (NĐ 30/2020, phụ lục I, mục II.5).
pub(crate) fn without_about(text: &str) -> &str {
    let rest = ["V/v", "v/v", "V/V"].iter().find_map(|words| text.strip_prefix(words)?.strip_prefix([' ', ':']));
    rest.map_or(text, |rest| rest.trim_start_matches([' ', ':']))
}

/// A type may make its subject of an answer: "Kết quả thực hiện", what the report is about, and the period. Where the
/// subject of the old report is made so, it says that answer.
pub(crate) fn answer(draft: &mut Draft<'_>) {
    let definition = draft.definition;
    let Some(field) = definition.letterhead.as_ref().and_then(|head| field_of(&head.subject)) else { return };
    let Some(Prefill::Computed(expression)) = &definition[field].prefill else { return };
    let subject = draft.answers.raw(EntryPath::field(field)).to_owned();
    let asked = |name: &String| {
        let field = definition.field(name)?;
        let own = &definition[field];
        let is_open = matches!(own.kind, Kind::Text) && own.prefill.is_none();
        (is_open && draft.answers.answer(field).is_blank()).then_some(field)
    };
    let Some(about) = expression.names().iter().find_map(asked).filter(|_| !subject.is_empty()) else { return };
    let made_of = |answer: &str| made_of(definition, &draft.answers, field, about, answer);
    // What the type writes before and after the answer, told by one that no report has.
    let made = made_of(ANY).unwrap_or_default();
    let (before, after) = made.split_once(ANY).unwrap_or_default();
    // "… năm 2025 và phương hướng năm 2026" goes on with what the report is not about.
    let goes_on = |rest: &str| [" và ", ", ", "; "].iter().any(|words| rest.starts_with(words));
    let mut ends = subject.match_indices(after).filter(|(_, after)| !after.is_empty()).map(|(at, _)| at + after.len());
    let end = ends.find(|end| subject.get(*end..).is_some_and(|rest| rest.is_empty() || goes_on(rest)));
    let cut = end.and_then(|end| subject.get(..end));
    let Some(subject) = cut.or(Some(subject.as_str()).filter(|_| after.is_empty())) else { return };
    let Some(whole) = subject.strip_suffix(after) else { return };
    let answers = whole.strip_prefix(before).into_iter().map(str::to_owned).chain([uncapitalised(whole)]);
    // "Kết quả 11 tháng, ước thực hiện cả năm 2025" is of two times.
    let is_cut = |answer: &String| {
        ["cả", "trong", "đến", "và", "của", "từ"].iter().any(|word| answer.ends_with(&format!(" {word}")))
    };
    let found = answers
        .into_iter()
        .find(|answer| !is_cut(answer) && made_of(answer).is_some_and(|made| is_same(&made, subject)));
    if let Some(answer) = found {
        draft.put(EntryPath::field(about), &answer);
    }
}

/// The subject that the type makes of an answer.
fn made_of(
    definition: &Definition,
    answers: &Answers,
    subject: FieldId,
    about: FieldId,
    answer: &str,
) -> Option<String> {
    let mut answers = answers.clone();
    answers.set(definition, EntryPath::field(subject), String::new());
    answers.set(definition, EntryPath::field(about), answer.to_owned());
    // The period in words may itself follow from the year. No subject depends on the day.
    prefill::fill(definition, &mut answers, None, Date::default());
    let evaluation = Evaluation::of(definition, &answers, Date::default());
    prefill::computed(definition, &evaluation, subject)
}

/// Whether two texts are the same but for the size of their first letter.
fn is_same(one: &str, two: &str) -> bool {
    uncapitalised(one) == uncapitalised(two)
}
