//! What each paragraph of a text is: a heading, an item, a sentence, a line of the head or the end.

use super::source::{Passage, Role};

/// Words of the longest heading.
const HEADING: usize = 22;
/// Words of the longest line that is no sentence.
const LABEL: usize = 14;

/// Gives every paragraph its role.
pub(super) fn give(passages: &mut [Passage]) {
    let mut is_end = false;
    let mut has_begun = false;
    let mut is_below_title = false;
    for passage in passages {
        let text = passage.text.trim();
        // A subject may be long; it has no stop (phụ lục I, mục II.5).
        let is_subject = std::mem::replace(&mut is_below_title, text == "BÁO CÁO") && !ends(text);
        if is_subject {
            passage.role = Role::Label;
            continue;
        }
        if text.starts_with("Nơi nhận") {
            (is_end, passage.role) = (true, Role::Label);
            continue;
        }
        let role = role_of(text);
        // Behind the signature an appendix begins, or prose again: neither recipients nor a signature are long sentences.
        let is_prose = role == Role::Body && text.ends_with('.') && text.split_whitespace().count() > LABEL;
        let is_appendix = text.to_lowercase().starts_with("phụ lục");
        is_end &= !is_prose && !is_appendix;
        // An appendix has a head of its own.
        has_begun &= !is_appendix;
        passage.role = match role {
            Role::Item if is_end => Role::Recipient,
            Role::Body | Role::Heading if is_end => Role::Label,
            // The head of a document has no sentences.
            Role::Body if !has_begun && !ends(text) && text.split_whitespace().count() < 2 * LABEL => Role::Label,
            role => role,
        };
        has_begun |= passage.role == Role::Body;
    }
}

fn role_of(text: &str) -> Role {
    let words = text.split_whitespace().count();
    if is_note(text) {
        return Role::Note;
    }
    if text.starts_with(['-', '–', '+', '•', '*']) && !text.starts_with("**") && !text.starts_with("---") {
        return Role::Item;
    }
    if text.starts_with(['|', '#', '`', '<', '>', '=']) || text.starts_with("**") || text.contains(['│', '─', '□'])
    {
        return Role::Label;
    }
    let named = text.split_once([' ', '\u{a0}']).map_or("", |(_, rest)| rest.trim_end_matches([':', '.', ' ']));
    if is_numbered(text) && words <= HEADING && !text.ends_with([';', ',']) && !named.contains(". ") {
        let is_sentence = text.ends_with('.') && words > LABEL / 2;
        return if is_sentence { Role::Body } else { Role::Heading };
    }
    if !text.contains(char::is_lowercase) {
        return Role::Label;
    }
    if ends(text) || words > LABEL { Role::Body } else { Role::Label }
}

/// Whether a line begins a paragraph of its own, whatever stands above it.
pub(super) fn begins_paragraph(line: &str) -> bool {
    is_note(line)
        || line.starts_with(['-', '–', '+', '•', '*', '#', '│'])
        || (is_numbered(line) && !line.starts_with(char::is_lowercase))
}

/// Whether a text ends as a sentence does.
fn ends(text: &str) -> bool {
    text.trim_end_matches(|c: char| "¹²³⁴⁵⁶⁷⁸⁹⁰⁽⁾)”\"".contains(c) || c.is_whitespace())
        .ends_with(['.', ';', ':', ',', '/'])
}

/// Whether a text is a footnote: its number stands above the line.
pub(super) fn is_note(text: &str) -> bool {
    let is_number = |number: &str| !number.is_empty() && number.len() < 3 && number.bytes().all(|b| b.is_ascii_digit());
    let in_brackets = text.strip_prefix('[').and_then(|rest| rest.split_once("] "));
    text.trim_start_matches(['⁽', '(']).starts_with(|c: char| "¹²³⁴⁵⁶⁷⁸⁹".contains(c))
        || text.starts_with("[^")
        || in_brackets.is_some_and(|(number, _)| is_number(number))
}

/// "I.", "1.", "1.2.", "a)", "Phần I".
fn is_numbered(text: &str) -> bool {
    let first = text.split([' ', '\u{a0}']).next().unwrap_or_default();
    let number = first.trim_end_matches(['.', ')', '/', ':', '-']);
    let is_roman = !number.is_empty() && number.chars().all(|c| "IVXLC".contains(c));
    let is_figure = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || c == '.');
    let is_letter = number.chars().count() == 1 && first.ends_with(')');
    let is_part = matches!(first, "Phần" | "PHẦN");
    is_part || (first.len() > number.len() && (is_roman || is_figure || is_letter))
}
