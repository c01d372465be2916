//! From paragraphs as a word processor has them to those of a report: lines broken by hand, and columns
//! that are made by tabs in the head and the end.

use crate::report::signing;
use crate::text::letters::plain_letters;

use super::mark::{is_capitals, mark_of};
use super::text::{begins, columns};
use super::{ImportError, MAX_PARAGRAPHS, Paragraph, words};

/// Paragraphs within which the title must stand, blank ones too.
const TITLE_WITHIN: usize = 80;

/// Paragraphs that an end may have, blank ones too.
const END_WITHIN: usize = 80;

/// With these words, in capitals, a line of a head or an end begins that goes on with no other: bodies, places,
/// signers. A line with other words is the rest of a name that was too long for its column.
const LINES: [&str; 36] = [
    "du thao",
    "uy ban",
    "ubnd",
    "hoi dong",
    "hdnd",
    "xa",
    "phuong",
    "dac khu",
    "tinh",
    "thanh pho",
    "huyen",
    "quan",
    "thi",
    "so",
    "phong",
    "ban",
    "to",
    "trung tam",
    "truong",
    "tram",
    "hoi",
    "doan",
    "dang",
    "chi cuc",
    "cong an",
    "van phong",
    "mat tran",
    "cong hoa",
    "doc lap",
    "noi nhan",
    "chu tich",
    "pho",
    "giam doc",
    "hieu truong",
    "bi thu",
    "nguoi",
];

/// Names that are not whole without the line after them, whatever that begins with.
const UNFINISHED: [&str; 6] = ["van phong", "ban chi huy", "ban chi dao", "ban quan ly", "trung tam", "hoi dong"];

/// Paragraphs that a part of a file may have, blank ones too.
pub(super) const MAX_RAW: usize = 10 * MAX_PARAGRAPHS;

/// A paragraph as the file has it.
#[derive(Debug, Clone, Default)]
pub(super) struct Raw {
    /// `\n` for a line broken by hand, `\t` for a tab.
    pub text: String,
    /// The level of its heading style, 0 the first; none of text.
    pub heading: Option<u8>,
    pub notes: Vec<String>,
    /// Whether it comes from a table, where tabs make no columns.
    pub is_placed: bool,
}

impl Raw {
    /// Its lines as paragraphs of their own; its notes hang on the last.
    pub fn into_lines(self) -> Vec<Raw> {
        let Raw { text, heading, notes, .. } = self;
        let line = |text: &str| Raw { text: text.to_owned(), heading, is_placed: true, notes: Vec::new() };
        let mut lines: Vec<Raw> = Vec::new();
        // A blank line ends a name: the signer's stands below the room for a signature.
        let mut is_apart = false;
        for text in text.split('\n') {
            if text.trim().is_empty() {
                is_apart = true;
                continue;
            }
            match lines.last_mut() {
                Some(last) if !is_apart && goes_on(&last.text, text) => last.text = format!("{} {text}", last.text),
                _ => lines.push(line(text)),
            }
            is_apart = false;
        }
        match lines.last_mut() {
            Some(last) => last.notes = notes,
            None => lines.extend((!notes.is_empty()).then(|| Raw { notes, is_placed: true, ..Raw::default() })),
        }
        lines
    }

    fn first_line(&self) -> &str {
        self.text.split('\n').next().unwrap_or_default()
    }
}

/// Whether a line is the rest of a name whose first line stands before it.
fn goes_on(before: &str, line: &str) -> bool {
    let plain = plain_letters(line.trim());
    let begins = |words: &str| plain.strip_prefix(words).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    let is_number = line.contains(|c: char| c.is_ascii_digit());
    let begins_anew = || signing::mark(line.trim()).is_some() || LINES.iter().any(|words| begins(words));
    let is_rest = UNFINISHED.contains(&plain_letters(before.trim()).as_str()) || !begins_anew();
    is_capitals(before) && is_capitals(line) && !is_number && is_rest
}

/// The paragraphs of a report.
///
/// # Errors
/// There are more than a report can have.
pub(super) fn paragraphs(raws: Vec<Raw>) -> Result<Vec<Paragraph>, ImportError> {
    let title = raws.iter().take(TITLE_WITHIN).position(is_title);
    let end = end_of(&raws);
    let mut list = Vec::new();
    let mut zone = Vec::new();
    for (at, raw) in raws.into_iter().enumerate() {
        let is_in_zone = title.is_some_and(|title| at < title) || end.is_some_and(|end| at >= end);
        if is_in_zone && !raw.is_placed {
            zone.push(raw);
            continue;
        }
        side_by_side(&mut list, std::mem::take(&mut zone));
        if Some(at) == title {
            let (first, rest) = raw.text.split_once('\n').unwrap_or((&raw.text, ""));
            add(&mut list, first, raw.heading, Vec::new());
            body(&mut list, rest, raw.heading, raw.notes);
        } else {
            body(&mut list, &raw.text, raw.heading, raw.notes);
        }
    }
    side_by_side(&mut list, zone);
    if list.len() > MAX_PARAGRAPHS { Err(ImportError::TooMuchText) } else { Ok(list) }
}

fn is_title(raw: &Raw) -> bool {
    let line = words(raw.first_line());
    let plain = plain_letters(&line);
    plain == "bao cao" || (plain.starts_with("bao cao ") && line.starts_with("BÁO CÁO"))
}

/// Where the end begins: after the closing sentence, else with the recipients or the signature.
fn end_of(raws: &[Raw]) -> Option<usize> {
    let from = raws.len().saturating_sub(END_WITHIN);
    let last = raws.get(from..)?;
    let closing = last.iter().rposition(|raw| plain_letters(raw.text.trim()).starts_with("tren day la"));
    let begins_end = |raw: &Raw| {
        raw.text.split(['\n', '\t']).map(str::trim).any(|text| {
            plain_letters(text).starts_with("noi nhan") || is_capitals(text) && signing::mark(text).is_some()
        })
    };
    closing.map(|at| at + 1).or_else(|| last.iter().position(begins_end)).map(|at| from + at)
}

fn add(list: &mut Vec<Paragraph>, text: &str, heading: Option<u8>, mut notes: Vec<String>) {
    let mut text = words(text);
    if text.is_empty() || text == "-" {
        // A mark of its own has no text to hang on.
        text = std::mem::take(&mut notes).join(" ");
    }
    if !text.is_empty() {
        list.push(Paragraph { text, heading, notes, ..Paragraph::default() });
    }
}

/// A paragraph of the body: a line broken by hand is one of its own only where an item begins, or below a heading in
/// capitals.
fn body(list: &mut Vec<Paragraph>, text: &str, heading: Option<u8>, notes: Vec<String>) {
    let mut whole = String::new();
    for line in text.split('\n') {
        let is_heading = mark_of(whole.trim()).is_some_and(|mark| is_capitals(mark.rest)) && !is_capitals(line);
        if !whole.trim().is_empty() && (is_heading || begins(line.trim())) {
            add(list, &std::mem::take(&mut whole), heading, Vec::new());
        }
        whole.push(' ');
        whole.push_str(line);
    }
    add(list, &whole, heading, notes);
}

/// Paragraphs of the head or the end: the left column first, then the right one.
fn side_by_side(list: &mut Vec<Paragraph>, zone: Vec<Raw>) {
    let text = zone.iter().map(|raw| spaced(&raw.text)).collect::<Vec<_>>().join("\n");
    let lines = columns(&text);
    let has_columns = lines.iter().filter(|line| !line.text.is_empty()).count()
        > text.lines().filter(|line| !line.trim().is_empty()).count();
    if has_columns {
        for line in &lines {
            add(list, &line.text, None, Vec::new());
        }
        if let Some(last) = list.last_mut() {
            last.notes.extend(zone.into_iter().flat_map(|raw| raw.notes));
        }
    } else {
        for line in zone.into_iter().flat_map(Raw::into_lines) {
            add(list, &line.text, line.heading, line.notes);
        }
    }
}

/// The text of a paragraph with spaces for its tabs: four part two columns, and what begins with tabs
/// stands far to the right.
fn spaced(text: &str) -> String {
    let line = |line: &str| {
        let bare = line.trim_start();
        let is_right = line.get(..line.len() - bare.len()).is_some_and(|indent| indent.contains('\t'));
        // After the mark of an item a tab parts nothing.
        let item = bare.split_once('\t').filter(|(mark, _)| mark.chars().filter(|c| c.is_alphanumeric()).count() < 3);
        let is_item = |mark: &str| mark.ends_with(['-', '+', '.', ')', '•', '*']);
        let text = match item {
            Some((mark, rest)) if is_item(mark) => format!("{mark} {}", rest.replace('\t', "    ")),
            _ => bare.replace('\t', "    "),
        };
        if is_right { format!("{}{text}", " ".repeat(40)) } else { text }
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}
