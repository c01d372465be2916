//! The paragraphs of a text file: lines joined again, two columns taken apart, notes found.

use super::{ImportError, MAX_PARAGRAPHS, MAX_TEXT, Paragraph, words};

/// This many spaces within a line part two columns.
const COLUMNS: usize = 4;

/// Reads a text in UTF-8, or in UTF-16 with its mark.
///
/// # Errors
/// It is neither.
pub fn paragraphs(bytes: &[u8]) -> Result<Vec<Paragraph>, ImportError> {
    let text = decode(bytes).ok_or(ImportError::NotText)?;
    if text.contains('\0') {
        return Err(ImportError::NotText);
    }
    if text.len() > MAX_TEXT || text.split('\n').count() > 20 * MAX_PARAGRAPHS {
        return Err(ImportError::TooLarge);
    }
    Ok(with_notes(joined(&columns(&text))))
}

fn decode(bytes: &[u8]) -> Option<String> {
    let utf16 = |bytes: &[u8], order: fn([u8; 2]) -> u16| {
        let (pairs, odd) = bytes.as_chunks::<2>();
        let units: Vec<u16> = pairs.iter().map(|pair| order(*pair)).collect();
        if odd.is_empty() { String::from_utf16(&units).ok() } else { None }
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => str::from_utf8(rest).ok().map(str::to_owned),
        _ => str::from_utf8(bytes).ok().map(str::to_owned),
    }
}

/// A line of the file.
struct Line {
    /// Spaces before it.
    indent: usize,
    text: String,
}

/// Whether a line only draws a rule.
fn is_rule(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| matches!(c, '─' | '-' | '_' | '=' | '*' | '—' | '–' | ' '))
}

/// The lines in reading order: where two columns stand side by side, the left one first.
fn columns(text: &str) -> Vec<Line> {
    let text = text.replace("\r\n", "\n");
    let mut lines = Vec::new();
    let mut right: Vec<Line> = Vec::new();
    // How many of the lines may still belong to the columns.
    let mut blank = 0;
    for line in text.split(['\n', '\r', '\u{c}']) {
        let line = line.replace('\t', "    ");
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
            None if !right.is_empty() && indent > 30 && blank < 8 => right.push(new(indent, bare)),
            None if !right.is_empty() && bare.is_empty() => {
                blank += 1;
                right.push(new(0, ""));
                if blank >= 8 {
                    lines.append(&mut right);
                }
            }
            None if !right.is_empty() && blank == 0 && indent < 30 => lines.push(new(indent, bare)),
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
fn begins(text: &str) -> bool {
    let plain = crate::report::letters::plain_letters(text);
    text.starts_with(['-', '+', '•', '*'])
        || is_note(text).is_some()
        || super::outline::number_of(text).is_some()
        || ["can cu ", "thuc hien ", "kinh gui", "noi nhan", "bao cao", "tren day la"]
            .iter()
            .any(|w| plain.starts_with(w))
}

/// Whether all letters are capitals, as in titles and signatures.
pub fn is_capitals(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && !text.chars().any(char::is_lowercase)
}

/// Lines joined into paragraphs.
fn joined(lines: &[Line]) -> Vec<Paragraph> {
    let mut list: Vec<Paragraph> = Vec::new();
    let mut gap = false;
    // Of the line before: its indent, and whether it was drawn in capitals.
    let mut before: Option<(usize, bool)> = None;
    for line in lines {
        let text = line.text.trim_matches('*').trim();
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
        let goes_on = list.last().zip(before).is_some_and(|(last, (indent, was_capitals))| {
            if begins(text) || capitals || was_capitals || (gap && is_note(&last.text).is_some()) {
                return false;
            }
            let ended = last.text.ends_with(['.', ':', ';', '!', '?', '/']);
            let small = text.starts_with(|c: char| c.is_lowercase() || c == '(');
            // A page break, or a note at the foot of a page, cuts a sentence in two.
            let is_cut = !ended && (small || (!gap && line.indent <= indent && last.text.chars().count() > 40));
            // Only the first line of a paragraph stands in; of an item, all but the first.
            let is_wrapped = !gap && line.indent < indent && indent <= 12;
            let hangs = !gap && line.indent > indent && last.text.starts_with('-');
            is_cut || is_wrapped || hangs
        });
        match list.last_mut() {
            Some(last) if goes_on => last.text = words(&format!("{} {text}", last.text)),
            _ => list.push(Paragraph { gap, ..Paragraph::new(text) }),
        }
        // What was joined keeps the indent of its first line.
        let first = if goes_on { before.map_or(line.indent, |(indent, _)| indent) } else { line.indent };
        before = Some((first, capitals));
        gap = false;
    }
    list
}

/// The mark of a footnote at the start of a text, and what follows: "(1) …", "¹ …".
fn is_note(text: &str) -> Option<(usize, &str)> {
    let raised = |c: char| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|d| d == c);
    if let Some(n) = text.chars().next().and_then(raised) {
        return Some((n, text.trim_start_matches(|c| raised(c).is_some()).trim()));
    }
    let (number, rest) = text.strip_prefix('(')?.split_once(')')?;
    Some((number.parse().ok().filter(|n| (1..100).contains(n))?, rest.trim()))
}

/// Takes the footnotes out and hangs them on the paragraphs that have their marks.
fn with_notes(list: Vec<Paragraph>) -> Vec<Paragraph> {
    let (notes, mut list): (Vec<Paragraph>, Vec<Paragraph>) =
        list.into_iter().partition(|p| is_note(&p.text).is_some());
    let raised = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"];
    for note in &notes {
        let Some((number, text)) = is_note(&note.text) else { continue };
        let small = raised.get(number).copied().unwrap_or("⁰");
        let marks = [format!("⁽{small}⁾"), format!("({number})"), small.to_owned()];
        let found = list.iter_mut().find_map(|p| {
            let mark = marks.iter().find(|mark| p.text.contains(mark.as_str()))?;
            Some((p, mark))
        });
        match found {
            Some((paragraph, mark)) => {
                paragraph.text =
                    words(&paragraph.text.replacen(mark.as_str(), "", 1)).replace(" ;", ";").replace(" .", ".");
                paragraph.notes.push(text.to_owned());
            }
            None => list.push(Paragraph::new(text)),
        }
    }
    // A note between them had cut a sentence in two.
    let mut whole: Vec<Paragraph> = Vec::new();
    for paragraph in list {
        let small = paragraph.text.starts_with(char::is_lowercase);
        match whole.last_mut() {
            Some(last) if small && !last.text.ends_with(['.', ':', ';', '/']) => {
                last.text = words(&format!("{} {}", last.text, paragraph.text));
                last.notes.extend(paragraph.notes);
            }
            _ => whole.push(paragraph),
        }
    }
    whole
}
