//! The paragraphs of a text file: lines joined again, two columns taken apart, notes found.

use std::collections::BTreeSet;

use crate::report::signing;
use crate::text::letters::plain_letters;

use super::aligned;
use super::bodies::is_address;
use super::drawn::{self, BAR};
use super::encoding::decode;
use super::mark::{is_capitals, number_of};
use super::markdown;
use super::{ImportError, MAX_PARAGRAPHS, MAX_TEXT, Paragraph, words};

/// This many spaces within a line part two columns.
const COLUMNS: usize = 4;

/// What stands behind more spaces than this is of a right column.
const RIGHT: usize = 30;

/// Reads a text in Unicode, or in an encoding from before it ([`decode`]).
///
/// # Errors
/// It is in neither.
pub(crate) fn paragraphs(bytes: &[u8]) -> Result<Vec<Paragraph>, ImportError> {
    let text = decoded(bytes)?;
    let text = markdown::plain(&text).unwrap_or(text);
    let list = joined(&lines_of(&text));
    if list.len() > MAX_PARAGRAPHS { Err(ImportError::TooMuchText) } else { Ok(with_notes(list)) }
}

/// The text of a file, within the bounds of a report.
///
/// # Errors
/// It is in no encoding that is known, or more than a report can be.
pub(crate) fn decoded(bytes: &[u8]) -> Result<String, ImportError> {
    let text = decode(bytes).ok_or(ImportError::NotText)?.text;
    if text.contains('\0') {
        return Err(ImportError::NotText);
    }
    if text.len() > MAX_TEXT || text.split('\n').count() > 20 * MAX_PARAGRAPHS {
        return Err(ImportError::TooMuchText);
    }
    Ok(text)
}

/// A line of the file.
pub(super) struct Line {
    /// Spaces before it.
    indent: usize,
    pub text: String,
}

/// Whether a line only draws a rule.
fn is_rule(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| matches!(c, '─' | '-' | '_' | '=' | '*' | '—' | '–' | ' '))
}

/// Lines within which the title stands.
const TITLE_WITHIN: usize = 60;

/// The lines in reading order. Head and end have two columns; between them a tab after a mark parts nothing, and others
/// part the cells of a table.
fn lines_of(text: &str) -> Vec<Line> {
    let text = drawn::rows(&text.replace("\r\n", "\n"));
    let all: Vec<&str> = text.split(['\n', '\r', '\u{c}']).collect();
    let plain = |line: &&str| plain_letters(line.trim().trim_matches('*'));
    let title = all.iter().take(TITLE_WITHIN).position(|line| plain(line) == "bao cao");
    let Some(title) = title else { return columns(&text) };
    let end = all.iter().rposition(|line| plain(line).starts_with("noi nhan")).filter(|end| *end > title);
    let end = end.or_else(|| all.iter().rposition(signs).filter(|end| *end > title)).unwrap_or(all.len());
    let (head, rest) = all.split_at(title);
    let (body, tail) = rest.split_at(end - title);
    let mut lines = columns(&head.join("\n"));
    // The title stands below both columns, with or without a blank line.
    lines.push(Line { indent: 0, text: String::new() });
    lines.extend(aligned::rows(body).iter().map(|line| {
        let bare = line.trim();
        let indent = line.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { 4 } else { 1 }).sum();
        let text = match bare.split_once('\t') {
            // A row of a table has more of them.
            Some((mark, rest)) if mark.chars().count() <= MARK && !rest.trim().contains('\t') => {
                format!("{mark} {}", rest.trim())
            }
            _ => bare.to_owned(),
        };
        Line { indent, text: text.split('\t').map(str::trim).collect::<Vec<_>>().join(" | ") }
    }));
    lines.extend(columns(&tail.join("\n")));
    lines
}

/// Whether two sign beside each other on a line: "NGƯỜI LẬP BIỂU        TM. ỦY BAN NHÂN DÂN".
fn signs(line: &&str) -> bool {
    let line = line.replace('\t', "        ");
    split(line.trim()).is_some_and(|(left, right)| {
        let is_known = left.starts_with("NGƯỜI ") || signing::mark(right).is_some();
        is_capitals(left) && is_capitals(right) && is_known
    })
}

/// Letters of the longest mark before an item: "III.", "2.1.".
const MARK: usize = 6;

/// The lines in reading order: where two columns stand side by side, the left one first.
pub(super) fn columns(text: &str) -> Vec<Line> {
    let text = text.replace("\r\n", "\n");
    let mut lines = Vec::new();
    let mut right: Vec<Line> = Vec::new();
    // How many of the lines may still belong to the columns.
    let mut blank = 0;
    for line in text.split(['\n', '\r', '\u{c}']) {
        // Where columns are made with tabs, a line that begins with one is of the right column.
        let is_right = line.starts_with('\t');
        let line = line.replace('\t', "        ");
        let indent = line.chars().take_while(|c| c.is_whitespace()).count();
        let bare = line.trim();
        let new = |indent, text: &str| Line { indent, text: text.to_owned() };
        match split(bare) {
            Some((one, two)) => {
                lines.push(new(indent, one));
                right.push(new(indent + COLUMNS, two));
                blank = 0;
            }
            // Under a right column stands what is far to the right.
            None if !right.is_empty() && (indent > RIGHT || is_right) && !bare.is_empty() && blank < 8 => {
                right.push(new(indent, bare));
            }
            None if !right.is_empty() && bare.is_empty() => {
                blank += 1;
                right.push(new(0, ""));
                if blank >= 8 {
                    lines.append(&mut right);
                }
            }
            None if !right.is_empty() && blank == 0 && indent < RIGHT => lines.push(new(indent, bare)),
            None => {
                if !right.is_empty() {
                    lines.push(new(0, ""));
                    lines.append(&mut right);
                    lines.push(new(0, ""));
                }
                blank = 0;
                lines.push(new(indent, bare));
            }
        }
    }
    lines.append(&mut right);
    lines
}

/// The two columns of a line.
fn split(line: &str) -> Option<(&str, &str)> {
    let gap = " ".repeat(COLUMNS);
    // Blanks left for a number or a date part nothing.
    let mut from = 0;
    while let Some(at) = line.get(from..)?.find(&gap) {
        let (one, two) = (line.get(..from + at)?, line.get(from + at..)?.trim_start());
        let open = one.ends_with("Số:") || one.ends_with("ngày") || one.ends_with("tháng") || one.ends_with("năm");
        if !open && !two.is_empty() && !two.starts_with('/') {
            return Some((one.trim_end(), two));
        }
        from = line.len() - two.len();
    }
    None
}

/// Whether a text begins a paragraph of its own wherever it stands.
pub(super) fn begins(text: &str) -> bool {
    let plain = plain_letters(text);
    text.starts_with(['-', '+', '•', '*'])
        || is_note(text).is_some()
        || number_of(text).is_some()
        || is_address(text)
        || ["can cu ", "thuc hien ", "noi nhan", "bao cao", "tren day la"].iter().any(|w| plain.starts_with(w))
}

/// "Độc lập - Tự do - Hạnh phúc", with whatever dashes.
fn is_motto(text: &str) -> bool {
    let plain = plain_letters(text);
    plain.starts_with("doc lap") && plain.ends_with("hanh phuc")
}

/// Lines joined into paragraphs.
fn joined(lines: &[Line]) -> Vec<Paragraph> {
    let mut list: Vec<Paragraph> = Vec::new();
    let mut gap = false;
    // Of the line before: its indent, whether it was drawn in capitals, and where it ended.
    let mut before: Option<(usize, bool, usize)> = None;
    let end_of = |line: &Line| line.indent + line.text.chars().count();
    let widest = lines.iter().map(end_of).max().unwrap_or(0);
    for line in lines {
        // Stars make letters bold; one before a space makes an item.
        let text = line.text.trim_end_matches('*');
        let text = if text.starts_with("* ") { text } else { text.trim_start_matches('*') }.trim();
        if is_rule(text) {
            gap = true;
            before = None;
            continue;
        }
        if text.is_empty() {
            gap = true;
            continue;
        }
        let capitals = is_capitals(text);
        let goes_on = list.last().zip(before).is_some_and(|(last, (indent, was_capitals, end))| {
            // Below the motto stands the place and the day, in a column of their own.
            let is_motto = is_motto(&last.text);
            let is_row = is_motto || text.contains(BAR) || last.text.contains(BAR);
            if is_row || begins(text) || capitals || was_capitals || (gap && is_note(&last.text).is_some()) {
                return false;
            }
            let ended = last.text.ends_with(['.', ':', ';', '!', '?', '/']);
            // A page break, or a note at the foot of a page, cuts a sentence in two.
            // A numbered line that ends well before the others was not wrapped: a heading, and the text below it.
            let is_heading = number_of(&last.text).is_some() && end * 10 < widest * 8;
            // What stands in brackets below it is a sentence of its own.
            let small = text.starts_with(|c: char| c.is_lowercase() || (c == '(' && !is_heading));
            let is_full = last.text.chars().count() > 40 && !is_heading;
            let is_cut = !ended && (small || (!gap && line.indent <= indent && is_full));
            // Only the first line of a paragraph stands in; of an item, all but the first.
            let is_wrapped = !gap && line.indent < indent && indent <= 12;
            // What stands far to the right of it is a line of the other column.
            let hangs = !gap && line.indent > indent && line.indent < RIGHT && last.text.starts_with(['-', '*']);
            is_cut || is_wrapped || hangs
        });
        match list.last_mut() {
            Some(last) if goes_on => last.text = words(&format!("{} {text}", last.text)),
            _ => list.push(Paragraph::new(text)),
        }
        // What was joined keeps the indent of its first line.
        let first = if goes_on { before.map_or(line.indent, |(indent, ..)| indent) } else { line.indent };
        before = Some((first, capitals, end_of(line)));
        gap = false;
    }
    list
}

/// Raised figures, from 0.
const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// After a figure and one of these, a raised figure is part of the unit.
const UNITS: [&str; 7] = ["m", "km", "hm", "dam", "dm", "cm", "mm"];

/// The mark of a footnote at the start of a text, and what follows: `(1) …`, `[1] …`, `¹ …`.
fn is_note(text: &str) -> Option<(usize, &str)> {
    if let Some((number, rest)) = text.strip_prefix('[').and_then(|text| text.split_once(']')) {
        let number = number.trim_start_matches('^').parse().ok()?;
        return (1..100).contains(&number).then_some((number, rest.trim_start_matches(':').trim()));
    }
    let figures: Vec<usize> = text.chars().map_while(|c| RAISED.iter().position(|raised| *raised == c)).collect();
    let (number, rest) = if figures.is_empty() {
        let (number, rest) = text.strip_prefix('(')?.split_once(')')?;
        (number.parse().ok()?, rest)
    } else {
        let number = figures.iter().fold(0_usize, |number, figure| number.saturating_mul(10).saturating_add(*figure));
        (number, text.trim_start_matches(RAISED))
    };
    (1..100).contains(&number).then_some((number, rest.trim()))
}

/// Where the raised figures of a mark stand: not within longer ones, and not in "500 m²".
fn raised_mark(text: &str, mark: &str) -> Option<usize> {
    let stands = |at: &usize| {
        let (before, after) = (text.get(..*at).unwrap_or_default(), text.get(at + mark.len()..).unwrap_or_default());
        let word = before.split(|c: char| !c.is_alphabetic()).next_back().unwrap_or_default();
        !before.is_empty() && !before.ends_with(RAISED) && !after.starts_with(RAISED) && !UNITS.contains(&word)
    };
    text.match_indices(mark).map(|(at, _)| at).find(stands)
}

/// The paragraph that has the mark of a footnote, and the bytes of it: the marks that nothing else looks
/// like first. What is a footnote itself has none.
fn marked(list: &[Paragraph], number: usize) -> Option<(usize, std::ops::Range<usize>)> {
    let raised: String =
        number.to_string().chars().filter_map(|c| RAISED.get(usize::try_from(c.to_digit(10)?).ok()?)).collect();
    let texts = || list.iter().enumerate().filter(|(_, p)| is_note(&p.text).is_none());
    let plain = [format!("⁽{raised}⁾"), format!("({number})"), format!("[{number}]")];
    let found = plain.iter().find_map(|mark| texts().find_map(|(at, p)| Some((at, p.text.find(mark)?, mark.len()))));
    let found = found.or_else(|| texts().find_map(|(at, p)| Some((at, raised_mark(&p.text, &raised)?, raised.len()))));
    found.map(|(paragraph, at, length)| (paragraph, at..at + length))
}

/// Takes the footnotes out and hangs them on the paragraphs that have their marks. What has no mark
/// anywhere is no footnote, and stays where it stands.
fn with_notes(mut list: Vec<Paragraph>) -> Vec<Paragraph> {
    let mut at = 0;
    // Marks only become fewer: what was looked for in vain is not looked for again.
    let mut unmarked = BTreeSet::new();
    while let Some(paragraph) = list.get(at) {
        let note = is_note(&paragraph.text).map(|(number, text)| (number, text.to_owned()));
        let note = note.filter(|(number, _)| !unmarked.contains(number));
        let number = note.as_ref().map(|(number, _)| *number);
        let found = note.and_then(|(number, text)| Some((marked(&list, number)?, text)));
        unmarked.extend(number.filter(|_| found.is_none()));
        let Some(((owner, mark), text)) = found else {
            at += 1;
            continue;
        };
        if let Some(owner) = list.get_mut(owner) {
            owner.text.replace_range(mark, "");
            owner.text = words(&owner.text).replace(" ;", ";").replace(" .", ".");
            owner.notes.push(text);
        }
        list.remove(at);
    }
    // A note between them had cut a sentence in two.
    let mut whole: Vec<Paragraph> = Vec::new();
    for paragraph in list {
        let small = paragraph.text.starts_with(char::is_lowercase);
        match whole.last_mut() {
            Some(last)
                if small
                    && number_of(&paragraph.text).is_none()
                    && is_note(&last.text).is_none()
                    && !last.text.ends_with(['.', ':', ';', '/']) =>
            {
                last.text = words(&format!("{} {}", last.text, paragraph.text));
                last.notes.extend(paragraph.notes);
            }
            _ => whole.push(paragraph),
        }
    }
    whole
}
