//! Headings of an old report, and those of the type that they stand for.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::report::definition::{BodyBlock, BodyRole, Definition};
use crate::report::ids::FieldId;
use crate::report::pattern::{Part, Pattern, Target};
use crate::text::letters::plain_letters;

use super::Paragraph;
use super::mark::{LETTER, is_capitals, mark_of};

/// A heading longer than this, in letters, is a paragraph that begins with a number.
const LONGEST: usize = 160;

/// A numbered line longer than this, in letters, is a sentence, unless it is in capitals.
const SENTENCE: usize = 110;

/// How much two headings must have in common, in hundredths.
const ALIKE: usize = 55;

/// Words of headings, in plain letters, under which nothing is told of what was done: what is said there is no answer to
/// a question about results.
const APART: [&str; 23] = [
    "khuyet diem",
    "mat chua duoc",
    "ke hoach cong tac",
    "muc tieu",
    "nhuoc diem",
    "mat yeu",
    "ke hoach nam",
    "ke hoach quy",
    "ke hoach thang",
    "du kien",
    "dinh huong",
    "chuong trinh cong tac",
    "phuong huong",
    "nhiem vu",
    "giai phap",
    "ton tai",
    "han che",
    "kho khan",
    "nguyen nhan",
    "bai hoc",
    "kien nghi",
    "de xuat",
    "de nghi",
];

/// So many words of its own make what stands before a colon a label of what comes after it, and no heading.
pub(crate) const LABEL: usize = 2;

/// More of them, under which a type that lets people name their own sections has no results either.
const NO_RESULTS: [&str; 16] = [
    "bat cap",
    "bien phap",
    "chua dat",
    "chua lam duoc",
    "chuong trinh",
    "cong tac thang",
    "cong viec",
    "diem yeu",
    "huong toi",
    "ket luan",
    "ly do",
    "nguyen vong",
    "phan cong",
    "to chuc thuc hien",
    "trong tam",
    "viec se lam",
];

/// Whether a section of that name tells of no results.
pub(crate) fn has_no_results(title: &str) -> bool {
    let plain = plain_letters(title);
    let is_plan = plain.starts_with("ke hoach tuan");
    is_plan || NO_RESULTS.iter().any(|words| plain.contains(words))
}

/// A heading of an old report.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Title {
    /// How far down it stands (see [`Mark::level`](super::mark::Mark)).
    pub level: u8,
    /// Without its number and without the colon after it.
    pub text: String,
    /// What stands on its line after a colon: "III. Kiến nghị: Không".
    pub after: String,
    /// Whether the line ends as a sentence does: a heading it is only where the type has it.
    pub is_sentence: bool,
}

/// The heading that a paragraph is, if it is one.
pub(crate) fn title_of(paragraph: &Paragraph) -> Option<Title> {
    let (level, text) = match mark_of(&paragraph.text) {
        Some(mark) => (mark.level, mark.rest),
        None => (1 + paragraph.heading?.min(LETTER - 2), paragraph.text.as_str()),
    };
    let (title, after) = text.split_once(": ").unwrap_or((text.trim_end_matches(':'), ""));
    let ends = text.ends_with(['.', ';', ',']) && !is_capitals(title);
    let length = title.chars().count();
    let is_long = length > SENTENCE && !is_capitals(title) && paragraph.heading.is_none();
    // "1. Việc giải ngân kinh phí còn chậm." is a sentence whatever words are in it.
    if (ends && after.is_empty()) || is_long || length > LONGEST || title.trim_end_matches('.').contains(". ") {
        return None;
    }
    Some(Title {
        level,
        text: title.trim_end_matches(['.', ' ']).to_owned(),
        after: after.to_owned(),
        is_sentence: ends,
    })
}

/// Who is said to be in need, which is no shortcoming of the work, in plain letters.
const PEOPLE_IN_NEED: [&str; 6] = [
    "hoan canh kho khan",
    "hoc sinh kho khan",
    "tre em kho khan",
    "gia dinh kho khan",
    "ho kho khan",
    "hoan canh dac biet kho khan",
];

/// Whether a heading, in plain letters, is of what was done: "Tình hình thực hiện nhiệm vụ".
fn tells_of_deeds(plain: &str) -> bool {
    const DONE: [&str; 6] =
        ["ket qua", "tinh hinh", "thuc hien nhiem vu", "thuc hien cac nhiem vu", "thuc hien ke hoach", "da thuc hien"];
    DONE.iter().any(|words| plain.contains(words))
}

/// Whether what stands under a heading tells nothing of what was done: tasks, shortcomings, proposals.
pub(crate) fn is_apart(title: &str) -> bool {
    let plain = plain_letters(title);
    // "Tình hình thực hiện nhiệm vụ", "Giải pháp đã thực hiện" tell of what was done.
    // "Giúp đỡ học sinh khó khăn" tells of help.
    let plain = PEOPLE_IN_NEED.iter().fold(plain, |plain, people| plain.replace(people, ""));
    !tells_of_deeds(&plain) && !is_clause(title) && APART.iter().any(|words| plain.contains(words))
}

/// Words, in plain letters, with which a title goes on to say how it stands with what it names.
const PREDICATES: [&str; 10] = [
    " con nhieu ",
    " con cham",
    " con thieu",
    " con han che",
    " con gap ",
    " con kho khan",
    " con mot so ",
    " con it",
    " chua ",
    " cham ",
];

/// Whether a title is a clause about something else, whatever words of headings are in it: "Kinh phí còn nhiều khó khăn" is
/// about money, "Những khó khăn còn tồn tại" about difficulties.
fn is_clause(title: &str) -> bool {
    let plain = plain_letters(title);
    let before = PREDICATES.iter().filter_map(|words| plain.find(words)).min().and_then(|at| plain.get(..at));
    before.is_some_and(|before| !APART.iter().any(|words| before.contains(words)))
}

/// The different words of a text, without diacritics.
pub(crate) fn word_set(text: &str) -> BTreeSet<String> {
    let plain = plain_letters(text);
    let words = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// The words of a title without those of a period: "… 6 tháng đầu năm 2025". Where there are no others, all of them.
fn without_period(title: &BTreeSet<String>) -> BTreeSet<String> {
    const PERIOD: [&str; 6] = ["thang", "quy", "nam", "dau", "cuoi", "ky"];
    let is_number = |word: &String| word.bytes().all(|b| b.is_ascii_digit());
    if !title.iter().any(is_number) {
        return title.clone();
    }
    let bare: BTreeSet<String> =
        title.iter().filter(|word| !is_number(word) && !PERIOD.contains(&word.as_str())).cloned().collect();
    if bare.is_empty() { title.clone() } else { bare }
}

/// The words that a pattern always says.
pub(crate) fn literal(pattern: &Pattern) -> String {
    words_of(&pattern.parts, None)
}

/// The words that these parts say, with this wording where there is a choice of them.
fn words_of(parts: &[Part], wording: Option<usize>) -> String {
    let text = |part: &Part| match part {
        Part::Text(text) => text.clone(),
        Part::Place(_) | Part::Optional(_) => " ".into(),
        Part::Choice(wordings) => wording
            .and_then(|at| wordings.get(at))
            .map_or_else(|| " ".into(), |chosen| words_of(&chosen.parts, wording)),
    };
    parts.iter().map(text).collect()
}

/// The wordings of a pattern, and that without any.
fn wordings(pattern: &Pattern) -> impl Iterator<Item = Option<usize>> {
    let most = pattern.parts.iter().map(|part| if let Part::Choice(list) = part { list.len() } else { 0 }).max();
    (0..most.unwrap_or(0)).map(Some).chain([None])
}

/// How alike a title is to a heading of the type, in its likest wording.
fn likeness(ours: &BTreeSet<String>, heading: &Pattern) -> usize {
    wordings(heading).map(|wording| alike(ours, &word_set(&words_of(&heading.parts, wording)))).max().unwrap_or(0)
}

/// How much two texts have in common, in hundredths of both together.
fn alike(one: &BTreeSet<String>, two: &BTreeSet<String>) -> usize {
    let shared = one.intersection(two).count();
    // "Công tác chung" has nothing in common with "Công tác báo cáo".
    let is_empty = |word: &String| EMPTY.contains(&word.as_str());
    let says_nothing = |words: &BTreeSet<String>| words.iter().all(is_empty);
    if shared == 0 || (one.intersection(two).all(is_empty) && !says_nothing(one) && !says_nothing(two)) {
        return 0;
    }
    200 * shared / (one.len() + two.len())
}

/// The level of a heading of the type.
pub(crate) fn level(block: &BodyBlock) -> Option<u8> {
    match block.role {
        BodyRole::Heading(level) => Some(level),
        _ => None,
    }
}

/// The heading of the type, among these blocks, that a heading of an old report stands for: the likest one, those after
/// `from` first where several are as like.
pub(crate) fn heading_for(definition: &Definition, title: &str, among: Range<usize>, from: usize) -> Option<usize> {
    let plain = PEOPLE_IN_NEED.iter().fold(plain_letters(title), |plain, people| plain.replace(people, ""));
    let ours = without_period(&word_set(title));
    let is_told = plain.contains("khac phuc") || plain.starts_with("ket qua") || is_clause(title);
    let is_done = tells_of_deeds(&plain);
    let headings =
        definition.body.iter().enumerate().filter(|(at, block)| among.contains(at) && level(block).is_some());
    let score = |(index, block): (usize, &BodyBlock)| {
        let plain = plain.as_str();
        let hints = || block.import.iter().map(|hint| plain_letters(hint));
        // A hint is weaker than the heading itself, and stronger where the title begins with it: "Nguyên nhân của hạn chế".
        let hinted = match (hints().any(|hint| plain.starts_with(&hint)), hints().any(|hint| plain.contains(&hint))) {
            (true, _) => ALIKE + 15,
            (false, true) => ALIKE + 5,
            (false, false) => 0,
        };
        let own = plain_letters(&literal(&block.text));
        // Nor is "Kết quả khắc phục tồn tại, hạn chế" told as one, nor "Tình hình thực hiện nhiệm vụ năm học" as a task.
        if (is_told && is_apart(&literal(&block.text))) || (is_done && own.contains("nhiem vu")) {
            return (0, index >= from, std::cmp::Reverse(index));
        }
        // "Nhiệm vụ" begins a part of "Phương hướng, nhiệm vụ thời gian tới".
        let is_part = plain.contains(' ')
            && own.split(", ").any(|part| part.strip_prefix(plain).is_some_and(|rest| rest.starts_with(' ')));
        let likeness = likeness(&ours, &block.text).max(hinted).max(usize::from(is_part) * ALIKE);
        (likeness, index >= from, std::cmp::Reverse(index))
    };
    let best = headings.map(score).max()?;
    (best.0 >= ALIKE).then_some(best.2.0)
}

/// The words of a heading of an old report that no heading of the type says, nor its title.
pub(crate) fn further_words(definition: &Definition, title: &str) -> Vec<String> {
    let mut known = word_set(&definition.title.vi);
    for block in definition.body.iter().filter(|block| level(block).is_some()) {
        known.extend(block.import.iter().flat_map(|hint| word_set(hint)));
        known.extend(wordings(&block.text).flat_map(|wording| word_set(&words_of(&block.text.parts, wording))));
    }
    word_set(title).difference(&known).cloned().collect()
}

/// The heading of the type that is called just so, by its own words or by one of the names that it has in old reports.
pub(crate) fn heading_called(definition: &Definition, name: &str) -> Option<usize> {
    let plain = plain_letters(name.trim());
    definition.body.iter().position(|block| {
        level(block).is_some()
            && (plain_letters(&literal(&block.text)) == plain
                || block.import.iter().any(|hint| plain_letters(hint) == plain))
    })
}

/// Words of headings that name nothing, in plain letters.
const EMPTY: [&str; 16] = [
    "cac", "cong", "tac", "dong", "hoat", "hinh", "tinh", "hien", "thuc", "ket", "qua", "mot", "so", "ve", "viec",
    "nhung",
];

/// Whether a heading has no other words: "Kết quả công tác năm 2025".
pub(crate) fn names_nothing(title: &str) -> bool {
    without_period(&word_set(title)).iter().all(|word| EMPTY.contains(&word.as_str()))
}

/// The words that a title has of its own, beside those of the heading of the type that it stands for and those of a
/// period: "Tổng số trẻ em được tặng quà" is no other name for "Tặng quà".
pub(crate) fn own_words(heading: &BodyBlock, title: &str) -> Vec<String> {
    let mut known: BTreeSet<String> = heading.import.iter().flat_map(|hint| word_set(hint)).collect();
    known.extend(wordings(&heading.text).flat_map(|wording| word_set(&words_of(&heading.text.parts, wording))));
    let own = without_period(&word_set(title));
    own.difference(&known).filter(|word| !EMPTY.contains(&word.as_str())).cloned().collect()
}

/// By this name a heading of a type takes what old reports tell of results under headings that the type does not have.
const ANY: &str = "*";

/// The heading for results of any other name, and the list under it.
pub(crate) fn other_results(definition: &Definition) -> Option<(usize, FieldId)> {
    let heading = definition.body.iter().position(|block| block.import.iter().any(|name| name == ANY))?;
    let field = definition.body.get(under(definition, heading))?.iter().find_map(|block| block.each)?;
    Some((heading, field))
}

/// A heading of the type that repeats for each row of a table: the table and the column it prints.
pub(crate) fn row_heading(definition: &Definition) -> Option<(usize, FieldId, usize)> {
    let mut found = definition.body.iter().enumerate().filter_map(|(index, block)| {
        let each = block.each.filter(|_| level(block).is_some())?;
        let place = only_place(&block.text)?;
        match place {
            Target::Column(field, column) if *field == each => Some((index, each, *column)),
            _ => None,
        }
    });
    found.next().filter(|_| found.next().is_none())
}

/// What a pattern prints that is nothing but one place.
pub(crate) fn only_place(pattern: &Pattern) -> Option<&Target> {
    match pattern.parts.as_slice() {
        [Part::Place(place)] => place.targets().next(),
        _ => None,
    }
}

/// The field that a pattern prints and nothing else.
pub(crate) fn field_of(pattern: &Pattern) -> Option<FieldId> {
    match only_place(pattern) {
        Some(Target::Field(field)) => Some(*field),
        _ => None,
    }
}

/// All blocks below a heading, up to the next of its level or above.
pub(crate) fn below(definition: &Definition, heading: usize) -> Range<usize> {
    let blocks = &definition.body;
    let own = blocks.get(heading).and_then(level).unwrap_or(1);
    let ends = |at: &usize| blocks.get(*at).and_then(level).is_some_and(|level| level <= own);
    let end = (heading + 1..blocks.len()).find(ends);
    heading + 1..end.unwrap_or(blocks.len())
}

/// The blocks under a heading: up to the next of its level or above. Headings that follow at once
/// are other wordings of the same one.
pub(crate) fn under(definition: &Definition, heading: usize) -> Range<usize> {
    let blocks = &definition.body;
    let own = blocks.get(heading).and_then(level).unwrap_or(1);
    let is_heading = |at: usize| blocks.get(at).and_then(level);
    let mut start = heading + 1;
    while is_heading(start).is_some() {
        start += 1;
    }
    let end = (start..blocks.len()).find(|at| is_heading(*at).is_some_and(|level| level <= own));
    start..end.unwrap_or(blocks.len())
}
