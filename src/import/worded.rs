//! Lines that say what a sentence of the type says, in other words at their beginning.

use crate::report::definition::{BodyBlock, Definition};
use crate::report::field::Kind;
use crate::report::ids::FieldId;
use crate::report::pattern::Part;
use crate::text::gap::MISSING;
use crate::text::letters::{plain_letters, uncapitalised};

use super::bodies::{addressed, begins_to_ask, names_body};

/// The field of one value that is called so in the form, or by these first words of its label: "Thời gian" for "Thời gian
/// Tháng hành động".
pub(super) fn field_called(definition: &Definition, label: &str) -> Option<FieldId> {
    let plain = plain_letters(label);
    let is_called = |name: &str| {
        let name = plain_letters(name);
        name == plain || name.strip_prefix(&plain).is_some_and(|rest| rest.starts_with(' ') && plain.contains(' '))
    };
    let is_simple = |kind: &Kind| {
        matches!(
            kind,
            Kind::Date | Kind::DateRange | Kind::Number { .. } | Kind::Ratio { .. } | Kind::Money | Kind::Choice(_)
        )
    };
    let mut fields = definition.fields.with_ids();
    fields
        .find(|(_, field)| is_simple(&field.kind) && field.is_typed() && is_called(&field.label.vi))
        .map(|(field, _)| field)
}

/// With these words a sentence of a type asks for something.
const ASKS: &str = "Đề nghị ";

/// Words before the body of which something is asked.
const TO_WHOM: [&str; 5] = ["Đối với ", "Với ", "Đề nghị ", "Kiến nghị với ", "Kiến nghị "];

/// Whether one of these blocks asks for something.
pub(super) fn asks(blocks: &[BodyBlock]) -> bool {
    blocks.iter().any(|block| matches!(block.text.parts.first(), Some(Part::Text(words)) if words.starts_with(ASKS)))
}

/// The body of which is asked what stands below a heading: "Đối với UBND tỉnh".
pub(super) fn whom(title: &str) -> Option<&str> {
    let whom = TO_WHOM.iter().find_map(|words| title.strip_prefix(words))?;
    // "Đề nghị UBND tỉnh sớm phân bổ vốn" says itself what is asked.
    (names_body(whom) && addressed(whom).is_none()).then_some(whom)
}

/// The body of which is asked what stands below a line: "UBND phường kiến nghị UBND thành phố:".
pub(super) fn whom_below(line: &str) -> Option<&str> {
    let lead = line.strip_suffix(':')?;
    let (_, whom) = ["nghị với ", "nghị "].iter().find_map(|words| lead.rsplit_once(words))?;
    (names_body(whom) && addressed(whom).is_none()).then_some(whom)
}

/// A proposal as the sentence of these blocks words it: "Kính đề nghị Sở Y tế …", "Đối với Sở Y tế: …" and "Sở Y tế: …" are
/// "Đề nghị Sở Y tế …". `None` where it is none.
pub(super) fn asked(blocks: &[BodyBlock], text: &str) -> Option<String> {
    if !asks(blocks) {
        return None;
    }
    if let Some(rest) = ["Kính đề nghị ", "Kiến nghị "].iter().find_map(|words| text.strip_prefix(words)) {
        return Some(format!("{ASKS}{}", rest.strip_prefix("với ").unwrap_or(rest)));
    }
    // The colon in "[thiếu: nội dung]" ends no name.
    let Some((whom, what)) = text.split_once(": ").filter(|(whom, _)| !whom.contains('[')) else {
        return addressed(text).map(|_| format!("{ASKS}{text}"));
    };
    let whom = TO_WHOM.iter().find_map(|words| whom.strip_prefix(words)).unwrap_or(whom);
    let what =
        ["Kính đề nghị ", "Đề nghị ", "đề nghị "].iter().find_map(|words| what.strip_prefix(words)).unwrap_or(what);
    (names_body(whom) && !what.is_empty()).then(|| format!("{ASKS}{whom} {}", uncapitalised(what)))
}

/// "Cấp bổ sung 11 cân điện tử" among the proposals is asked of a body that is not named: a blank of the draft.
pub(super) fn asked_of_nobody(blocks: &[BodyBlock], text: &str) -> Option<String> {
    let what = text.strip_prefix(ASKS).unwrap_or(text);
    (asks(blocks) && begins_to_ask(what)).then(|| format!("{ASKS}{MISSING}] {}", uncapitalised(what)))
}

/// The words before a colon with which sentences of these blocks begin, in plain letters, and as they stand.
fn labels(blocks: &[BodyBlock]) -> impl Iterator<Item = (String, &str)> {
    let wordings = blocks.iter().flat_map(|block| std::iter::once(&block.text).chain(&block.old_wordings));
    wordings.filter_map(|wording| match wording.parts.first() {
        Some(Part::Text(words)) => words.trim_end().strip_suffix(':').map(|label| (plain_letters(label), label)),
        _ => None,
    })
}

/// A line below "Nguyên nhân khách quan" as the sentence of these blocks words it: "Khách quan: …". `None` where the
/// heading names no such sentence, or the line says it itself.
pub(super) fn with_label(blocks: &[BodyBlock], title: &str, text: &str) -> Option<String> {
    let title = plain_letters(title);
    let named = |own: &str| title.strip_suffix(own).is_some_and(|before| before.ends_with(' '));
    let (own, label) = labels(blocks).find(|(own, _)| named(own))?;
    (!plain_letters(text).contains(&own)).then(|| format!("{label}: {text}"))
}

/// A line from the words on with which a sentence of these blocks begins before a colon: "Về khách quan: …" and "Nguyên nhân
/// khách quan: …" are "Khách quan: …". As it is where none does.
pub(super) fn from_label<'t>(blocks: &[BodyBlock], text: &'t str) -> &'t str {
    let Some((label, _)) = text.split_once(':') else { return text };
    let plain = plain_letters(label);
    let ends = |own: &str| plain.strip_suffix(own).is_some_and(|before| before.ends_with(' '));
    let Some((own, _)) = labels(blocks).find(|(own, _)| ends(own)) else { return text };
    let start = label.char_indices().rev().nth(own.chars().count() - 1).map_or(0, |(at, _)| at);
    text.get(start..).unwrap_or(text)
}

/// Whether a text is more than a name: clauses or sentences after each other, or how many there are of it. What stands in
/// quotation marks is of a name.
pub(super) fn runs_on(text: &str) -> bool {
    let is_of_another_time = ["Năm 20", "năm 20"].iter().any(|words| text.starts_with(words))
        || ["dự kiến", "sẽ "].iter().any(|words| text.contains(words));
    let counts = text.split_once(' ').is_some_and(|(first, rest)| {
        first.chars().all(|c| c.is_ascii_digit() || c == '.') && rest.starts_with(char::is_lowercase)
    });
    let has_mark = |text: &str| ["; ", ": ", ". "].iter().any(|mark| text.contains(mark));
    if is_of_another_time || counts || !has_mark(text) {
        return is_of_another_time || counts;
    }
    let mut bare = String::new();
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '“' | '[' => depth += 1,
            '”' | ']' => depth = depth.saturating_sub(1),
            c if depth == 0 => bare.push(c),
            _ => {}
        }
    }
    has_mark(&bare)
}

/// Words with which no name begins or ends: what was not done, is to be done, or was done before is no answer to what
/// was done. Within a name they may stand ("trẻ em không nơi nương tựa").
const OF_CLAUSES: [&str; 10] =
    ["chưa", "không", "sẽ", "đã", "hủy", "hoãn", "cùng kỳ", "dự kiến", "phấn đấu", "năm trước"];

/// Whether a text is more than a name: "thôn chưa", "UBND xã sẽ".
pub(super) fn is_clause(text: &str) -> bool {
    let padded = format!(" {} ", text.to_lowercase());
    OF_CLAUSES.iter().any(|words| {
        let words = format!(" {words} ");
        padded.starts_with(&words) || padded.ends_with(&words)
    })
}

/// Whether a text says behind a name how many took part: "xã với 60 em tham gia".
pub(super) fn counts_people(text: &str) -> bool {
    let words: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    words.windows(3).any(|words| {
        let [before, count, whom] = words else { return false };
        ["với", "có", "hút", "gồm"].contains(before)
            && count.bytes().all(|b| b.is_ascii_digit() || b == b'.')
            && ["em", "trẻ", "người", "lượt", "cháu"].contains(whom)
    })
}
