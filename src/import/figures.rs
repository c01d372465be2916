//! Numbers, shares, amounts and documents in free prose, where only one field can mean them.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use crate::report::answers::EntryPath;
use crate::report::field::{Field, Kind, citation as part};
use crate::report::ids::FieldId;
use crate::report::value::Approx;
use crate::text::letters::plain_letters;

use super::citation;
use super::draft::Draft;
use super::outline::word_set;

/// Words of a label that tell nothing of what is counted.
const COMMON: [&str; 18] = [
    "so", "tong", "duoc", "co", "la", "cua", "cho", "va", "cac", "trong", "do", "bi", "da", "don", "vi", "truc",
    "thuoc", "theo",
];

/// A figure in a sentence: as one would type it, and the plain words after it.
struct Figure<'t> {
    text: String,
    /// The place of its word.
    at: usize,
    after: &'t [String],
    kind: What,
}

#[derive(PartialEq, Eq, Clone, Copy)]
enum What {
    Count,
    Share,
    Amount,
}

/// Words of a sentence that say nothing beside its figures.
const SAYS_NOTHING: &str = "toàn xã phường có là tổng số hiện nay đến trên địa bàn trong năm được";

/// Fills the fields that blocks of the body print from a paragraph of prose. True where it says no more than these answers:
/// it counts nothing else and has no words but theirs, or only names a document.
pub(crate) fn read(draft: &mut Draft<'_>, blocks: Range<usize>, text: &str) -> bool {
    read_in(draft, blocks, text, false)
}

/// The same where any section may be meant: only shares are sure, of what their field counts.
pub(crate) fn read_shares(draft: &mut Draft<'_>, text: &str) -> bool {
    read_in(draft, 0..draft.definition.body.len(), text, true)
}

fn read_in(draft: &mut Draft<'_>, blocks: Range<usize>, text: &str, is_far: bool) -> bool {
    let body = draft.definition.body.get(blocks).unwrap_or_default();
    let fields: BTreeSet<FieldId> = body.iter().flat_map(|block| block.reads.iter().copied()).collect();
    let fields: Vec<FieldId> = fields.into_iter().filter(|f| draft.typed(EntryPath::field(*f)).is_some()).collect();
    // A full stop within a figure has no space after it.
    let mut all: Vec<(FieldId, String)> = Vec::new();
    // What is said of one figure is not said of that behind the next comma.
    let sentences = text.split(';').flat_map(|clause| clause.split(". "));
    for (whole, sentence) in sentences.flat_map(|whole| whole.split(", ").map(move |clause| (whole, clause))) {
        // "(năm 2024: 45)" is said beside it, "(654/654 trẻ)" is what the percentage is of.
        let (sentence, beside) = sentence.split_once(" (").unwrap_or((sentence, ""));
        let sentence = &*with_share(sentence, beside);
        let words: Vec<String> = sentence.split_whitespace().map(bare).collect();
        if speaks_otherwise(sentence, draft) {
            continue;
        }
        let mut found: Vec<(FieldId, String)> = Vec::new();
        let all_of = figures(&words);
        for (at, figure) in all_of.iter().enumerate() {
            // Beside others, a figure is of what stands between it and the next.
            let next = all_of.get(at + 1).map_or(words.len(), |next| next.at);
            let own = sentence.split_whitespace().skip(figure.at).take(next - figure.at).collect::<Vec<_>>().join(" ");
            let said = if all_of.len() > 1 { own.as_str() } else { sentence };
            let fitting = fields.iter().copied();
            let fitting = fitting.filter(|field| {
                let own = &draft.definition[*field];
                is_meant(own, figure, said, whole) && (!is_far || counts_alike(own, figure))
            });
            found.extend(closest(draft, fitting.collect(), said).map(|field| (field, figure.text.clone())));
        }
        for (field, text) in &found {
            // Two figures that may be meant are none.
            if found.iter().filter(|(other, _)| other == field).count() == 1 {
                all.push((*field, text.clone()));
            }
        }
    }
    let mut placed = 0;
    for (field, figure) in &all {
        // Nor are two sentences that say two.
        if all.iter().all(|(other, said)| other != field || said == figure) {
            placed += usize::from(draft.put(EntryPath::field(*field), figure));
        }
    }
    let numbers = text.split_whitespace().filter(|word| word.contains(|c: char| c.is_ascii_digit())).count();
    let is_cited = cite(draft, &fields, text);
    let mut known = word_set(SAYS_NOTHING);
    for (field, _) in &all {
        let own = &draft.definition[*field];
        let unit = if let Kind::Number { unit, .. } = &own.kind { unit.as_str() } else { "" };
        known.extend([own.label.vi.as_str(), own.figure.as_str(), unit].into_iter().flat_map(word_set));
    }
    let is_word = |word: &String| !word.bytes().all(|b| b.is_ascii_digit());
    let says_no_more = word_set(text).iter().filter(|word| is_word(word)).all(|word| known.contains(word));
    is_cited || (placed > 0 && placed == numbers && says_no_more)
}

/// A clause that says a share as a percentage alone, with its figures from the brackets behind it: "đạt 99% (812/820 trẻ)".
fn with_share<'t>(sentence: &'t str, beside: &str) -> Cow<'t, str> {
    let figures = beside.split([' ', ')']).next().unwrap_or_default();
    let is_share = figures.split_once('/').is_some_and(|(part, of)| {
        [part, of].iter().all(|side| !side.is_empty() && side.chars().all(|c| c.is_ascii_digit() || c == '.'))
    });
    if sentence.contains('%') && is_share { format!("{sentence} {figures} trẻ em").into() } else { sentence.into() }
}

/// The one of these fields that a clause means: that whose name is all of it that the others' names are, and more ("trẻ em
/// có nguy cơ rơi vào hoàn cảnh đặc biệt").
fn closest(draft: &Draft<'_>, fitting: Vec<FieldId>, said: &str) -> Option<FieldId> {
    let clause = word_set(said);
    let name = |field: FieldId| {
        let own = &draft.definition[field];
        let names = [own.label.vi.as_str(), own.figure.as_str()].into_iter().map(word_set);
        let said = |words: BTreeSet<String>| words.intersection(&clause).cloned().collect::<BTreeSet<_>>();
        names.map(said).max_by_key(BTreeSet::len).unwrap_or_default()
    };
    let names: Vec<(FieldId, BTreeSet<String>)> = fitting.into_iter().map(|field| (field, name(field))).collect();
    let is_above = |(_, one): &&(FieldId, BTreeSet<String>)| names.iter().all(|(_, other)| other.is_subset(one));
    let mut best = names.iter().filter(is_above);
    best.next().filter(|_| best.next().is_none()).map(|(field, _)| *field)
}

/// Fills the field that a row of a table of figures is called after, if any is.
pub(crate) fn read_row(draft: &mut Draft<'_>, name: &str, figure: &str) {
    if figure.chars().all(|c| c.is_ascii_digit() || c == '.') {
        let all = 0..draft.definition.body.len();
        read(draft, all, &format!("{name}: {figure} trẻ em"));
    }
}

/// Words, with spaces around them, of a sentence whose figures are not what was done in this period.
const OTHERWISE: [&str; 23] = [
    " chống ",
    " chưa ",
    " không ",
    " sẽ ",
    " dự kiến ",
    " dự trù ",
    " phấn đấu ",
    " cùng kỳ ",
    " so với ",
    " tăng ",
    " giảm ",
    " chỉ tiêu ",
    " năm trước ",
    " năm ngoái ",
    " còn lại ",
    " thiếu ",
    " kế hoạch giao ",
    " theo kế hoạch ",
    " mỗi ",
    " nhưng ",
    " tháo dỡ ",
    " bình quân ",
    " trung bình ",
];

/// Whether a sentence tells of what was not done, is to be done, or was in another year.
fn speaks_otherwise(sentence: &str, draft: &Draft<'_>) -> bool {
    let bare: String = sentence.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let bare = format!(" {} ", bare.split_whitespace().collect::<Vec<_>>().join(" "));
    let is_known = draft.definition.period.is_some_and(|period| !draft.answers.answer(period).is_blank());
    let is_other_year = |word: &str| {
        word.len() == 4
            && word
                .parse::<i16>()
                .is_ok_and(|year| (1990..2100).contains(&year) && (!is_known || year != draft.answers.year))
    };
    OTHERWISE.iter().any(|words| bare.contains(words)) || (bare.contains(" năm ") && bare.split(' ').any(is_other_year))
}

/// A word without the marks around it; what is of a hundred stays told, as it counts nothing.
fn bare(word: &str) -> String {
    plain_letters(word.trim_matches(|c: char| !c.is_alphanumeric() && c != '%'))
}

/// Every figure of a sentence that is no part of a date or of a document's number.
fn figures(words: &[String]) -> Vec<Figure<'_>> {
    let is_number = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_digit())
            && word.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
    };
    let mut list = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| words.get(at)).map_or("", String::as_str);
        // "Dân số", "tổng số", "dân tộc thiểu số" count; "Kế hoạch số" does not.
        let first = at.checked_sub(2).and_then(|at| words.get(at)).map_or("", String::as_str);
        let counts = before == "so" && matches!(first, "dan" | "tong" | "thieu");
        if matches!(before, "ngay" | "thang" | "nam" | "so" | "quy" | "tu" | "den") && !counts {
            continue;
        }
        let after = words.get(at + 1..).unwrap_or_default();
        // "dưới 16 tuổi" counts nobody.
        if after.first().is_some_and(|next| next == "tuoi") {
            continue;
        }
        if let Some((one, two)) = word.split_once('/') {
            if is_number(one) && is_number(two) {
                list.push(Figure { text: word.clone(), at, after, kind: What::Share });
            }
        } else if is_number(word) {
            let approx = Approx::from_word(before).map_or(String::new(), |approx| format!("{} ", approx.word()));
            let scale = after.first().and_then(|word| match word.as_str() {
                "trieu" => Some("triệu"),
                "nghin" | "ngan" => Some("nghìn"),
                "ty" => Some("tỷ"),
                _ => None,
            });
            let unit = if scale.is_some() { after.get(1) } else { after.first() };
            if unit.is_some_and(|unit| unit == "dong") {
                let text = format!("{approx}{word} {} đồng", scale.unwrap_or_default());
                list.push(Figure { text, at, after, kind: What::Amount });
            } else {
                list.push(Figure { text: format!("{approx}{word}"), at, after, kind: What::Count });
            }
        }
    }
    list
}

/// Whether a field is a share, and its unit stands behind the figure.
fn counts_alike(field: &Field, figure: &Figure<'_>) -> bool {
    let Kind::Ratio { unit } = &field.kind else { return false };
    let is_next = |unit: &str| {
        let words: Vec<String> = unit.split_whitespace().map(bare).collect();
        figure.after.starts_with(&words) || (words == ["tre", "em"] && figure.after.first().is_some_and(|w| w == "tre"))
    };
    unit.is_empty() || unit.split(',').any(is_next)
}

/// Whether a field can be what a figure counts: its unit stands after it, and all that its label
/// says stands in its clause.
fn is_meant(field: &Field, figure: &Figure<'_>, clause: &str, sentence: &str) -> bool {
    // "Băng rôn, khẩu hiệu" counts either; what a label shortens, the words for its figure say in full.
    let names = synonyms(&field.label.vi).into_iter().chain([field.label.vi.as_str(), field.figure.as_str()]);
    let names = names.chain(field.import.iter().map(String::as_str));
    names.filter(|name| !name.is_empty()).any(|name| is_called(field, name, figure, (clause, sentence)))
}

/// The names that a label lists, of which either is meant: "Băng rôn, khẩu hiệu". "Hộ nghèo, cận nghèo" are two together.
fn synonyms(label: &str) -> Vec<&str> {
    let parts: Vec<&str> = label.split(", ").collect();
    let words: Vec<BTreeSet<String>> = parts.iter().map(|part| word_set(part)).collect();
    let is_apart = |pair: &[BTreeSet<String>]| matches!(pair, [a, b] if a.is_disjoint(b));
    if words.windows(2).all(is_apart) { parts } else { Vec::new() }
}

/// The same of a field by one of its names.
fn is_called(field: &Field, name: &str, figure: &Figure<'_>, (clause, sentence): (&str, &str)) -> bool {
    // The comma of "hộ nghèo, cận nghèo" parts no clauses.
    let is_union = name.contains(", ");
    let (kind, unit) = match &field.kind {
        Kind::Number { unit, .. } => (What::Count, unit.as_str()),
        Kind::Ratio { .. } => (What::Share, ""),
        Kind::Money => (What::Amount, ""),
        _ => return false,
    };
    if kind != figure.kind {
        return false;
    }
    let words = |unit: &str| unit.split_whitespace().map(bare).collect::<Vec<String>>();
    let mut units: Vec<Vec<String>> = unit.split(',').map(words).collect();
    // A child is called so in several ways.
    if units.iter().any(|unit| unit == &["tre", "em"]) {
        units.extend([["tre"], ["em"], ["chau"]].map(|one| one.map(str::to_owned).into()));
    }
    if units.iter().any(|unit| unit == &["nguoi"]) {
        units.extend([&["nhan", "khau"][..], &["khau"]].map(|one| one.iter().map(|word| (*word).to_owned()).collect()));
    }
    units.retain(|unit| !unit.is_empty() && figure.after.starts_with(unit));
    if kind == What::Count && units.is_empty() {
        return false;
    }
    // "Thăm 05 cơ sở, tổng trị giá 50 triệu đồng" adds up one visit: the sum of all is told by a sentence of its own.
    let label = word_set(name);
    let told = if kind == What::Amount { sentence } else { clause };
    let plain = plain_letters(told.trim_start_matches(|c: char| !c.is_alphanumeric()));
    let is_of_all = plain.starts_with("tong") || plain.contains("tong cong") || plain.contains("toan ");
    if kind == What::Amount && label.contains("tong") && !is_of_all {
        return false;
    }
    let counted = units.iter().map(Vec::len).max().unwrap_or(0);
    let unit: BTreeSet<String> = word_set(unit).into_iter().chain(units.into_iter().flatten()).collect();
    if label.is_subset(&unit) {
        return true;
    }
    // "Tổng số trẻ em" is said of all of them, not of "126 trẻ em khuyết tật".
    let more = figure.after.get(counted..).unwrap_or_default();
    // All children are those "dưới 16 tuổi".
    let more = more.strip_prefix(&["duoi", "16", "tuoi"].map(str::to_owned)).unwrap_or(more);
    let goes_on = more.first().is_some_and(|next| !["trong", "va", "chiem", "gom", "bang"].contains(&next.as_str()));
    let content: Vec<&String> = label.iter().filter(|w| !unit.contains(*w) && !COMMON.contains(&w.as_str())).collect();
    // With their diacritics: "dân số" is not said of "dân tộc", nor "người dự" of "du lịch"; a short label as it stands.
    let lower = if is_union { sentence } else { clause }.to_lowercase();
    let own = name.to_lowercase();
    let said: BTreeSet<&str> = lower.split(|c: char| !c.is_alphanumeric()).collect();
    let is_said = |word: &String| {
        own.split(|c: char| !c.is_alphanumeric()).any(|own| plain_letters(own) == *word && said.contains(own))
    };
    // "6.420 người dân", but not "320 người dân tộc thiểu số".
    let follows = || {
        let after = figure.after.get(1..).unwrap_or_default();
        after.starts_with(&content.iter().map(|word| (*word).clone()).collect::<Vec<_>>())
            && after.get(content.len()).is_none_or(|next| next != "toc")
    };
    if content.is_empty() {
        return kind == What::Count && label.contains("tong") && (is_of_all || is_of_children(&plain)) && !goes_on;
    }
    // "Hộ nghèo, cận nghèo" says a word twice: poor ones and those who nearly are.
    let times = |text: &str, word: &str| text.split(|c: char| !c.is_alphanumeric()).filter(|own| *own == word).count();
    let is_as_often = own.split(|c: char| !c.is_alphanumeric()).all(|word| {
        let often = times(&own, word);
        often < 2 || word.is_empty() || times(&lower, word) >= often
    });
    if !is_as_often {
        return false;
    }
    let is_short = own.split(' ').count() <= 2;
    content.iter().all(|word| is_said(word)) && (!is_short || lower.contains(&own) || follows())
}

/// Whether a clause in plain letters counts all children by their age: "trẻ em dưới 16 tuổi là 2.315 trẻ", but not "trẻ em
/// dưới 16 tuổi bị khuyết tật".
fn is_of_children(clause: &str) -> bool {
    let clause = clause.strip_prefix("trong do ").unwrap_or(clause);
    let rest = ["tre em duoi 16 tuoi", "tre duoi 16 tuoi"].iter().find_map(|words| clause.strip_prefix(words));
    let rest = rest.map(|rest| rest.trim_start_matches([':', ' ']));
    rest.is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_digit()) || ["la ", "co "].iter().any(|w| rest.starts_with(w))
    })
}

/// Words in plain letters with which an office issues a document.
const ISSUES: [&str; 8] = ["da", "ban", "hanh", "xay", "dung", "va", "kip", "thoi"];

/// A document that the prose says was issued, where one field asks for one of its kind: by the office itself, in the year
/// of the report. Whether it became an answer, and the sentence says nothing else but who issued it.
fn cite(draft: &mut Draft<'_>, fields: &[FieldId], text: &str) -> bool {
    let lower = text.to_lowercase();
    if !lower.contains("ban hành") || [" không ", " chưa ", "thực hiện theo"].iter().any(|words| lower.contains(words))
    {
        return false;
    }
    let Some(found) = citation::find(text) else { return false };
    let whole = |name: &str| plain_letters(&name.replace('\n', " ")).replace("ubnd", "uy ban nhan dan");
    // Who is named first in the sentence is who issued it, and the office itself.
    let names = ["chu_the", "ten_rut_gon", "co_quan_ban_hanh"].iter().filter_map(|name| draft.definition.field(name));
    let mut names: Vec<String> = names.map(|field| whole(draft.answers.raw(EntryPath::field(field)))).collect();
    let own = word_set(&names.join(" "));
    names.extend(lower.split_once(" ban hành").map(|(who, _)| whole(who.trim_end_matches(" đã"))));
    names.retain(|name| !name.is_empty());
    let is_own = |issuer: &str| {
        let issuer = whole(issuer);
        issuer.is_empty() || names.iter().any(|name| name.starts_with(&issuer) || issuer.starts_with(name.as_str()))
    };
    let date = found.parts.get(part::DATE).map_or("", String::as_str);
    let is_known = draft.definition.period.is_some_and(|period| !draft.answers.answer(period).is_blank());
    let is_of_year = !is_known || date.is_empty() || date.ends_with(&draft.answers.year.to_string());
    if !is_own(found.parts.get(part::ISSUER).map_or("", String::as_str)) || !is_of_year {
        return false;
    }
    let kind = word_set(found.parts.get(part::KIND).map_or("", String::as_str));
    let asked = |field: &&FieldId| {
        let field = &draft.definition[**field];
        matches!(field.kind, Kind::Citation) && kind.is_subset(&word_set(&field.label.vi))
    };
    let mut fitting = fields.iter().filter(asked);
    let (Some(field), None) = (fitting.next().copied(), fitting.next()) else { return false };
    let subject = found.parts.get(part::SUBJECT).map_or("", String::as_str);
    let is_whole = !subject.is_empty() && text.trim_end_matches(['.', ';', ' ']).ends_with(subject);
    let is_who = |word: &String| own.contains(word) || ISSUES.contains(&word.as_str());
    let is_alone = word_set(&whole(&found.before)).iter().all(is_who);
    draft.put_parts(field, &found.parts) && is_whole && is_alone
}
