//! Numbers and marks of lists as people type them.

use crate::document::numbers::roman;
use crate::text::letters::BULLETS;

/// The mark of an item: that of the second kind stands below one of the first.
pub(super) fn mark(text: &str, is_second: bool) -> &'static str {
    match text.trim() {
        "-" | "–" | "—" | "−" | "\u{f02d}" => "-",
        "+" => "+",
        _ if is_second => "+",
        _ => "-",
    }
}

/// The longest label, in letters.
const LONGEST: usize = 40;

/// A number with what stands around it; one that ends with no mark gets a stop, as most people type it.
/// `None` where nothing is shown. Nobody's is longer than [`LONGEST`] letters: one made to harm would stand before each
/// of thousands of paragraphs.
pub(super) fn closed(text: &str) -> Option<String> {
    let short: String = text.trim().chars().take(LONGEST).collect();
    let text = short.as_str();
    let stop = if text.ends_with(char::is_alphanumeric) { "." } else { "" };
    (!text.is_empty()).then(|| format!("{text}{stop}"))
}

/// A text whose mark of an item, of whatever look, is a dash.
fn with_plain_bullet(text: &str) -> String {
    match text.trim_start().strip_prefix(|sign| BULLETS.contains(&sign)) {
        Some(rest) if rest.starts_with(char::is_whitespace) => format!("- {}", rest.trim_start()),
        _ => text.to_owned(),
    }
}

/// A text with the number or mark that its list gives it.
pub(super) fn labelled(text: &str, label: Option<String>, is_heading: bool) -> String {
    let text = with_plain_bullet(text);
    // A heading has no mark of an item, and a mark alone is nothing.
    let label = label.filter(|label| !is_heading || label.chars().any(char::is_alphanumeric));
    match label.filter(|_| !text.trim().is_empty()) {
        Some(label) => {
            let is_item = label == "-" || label == "+";
            format!("{label} {}", text.strip_prefix("- ").filter(|_| is_item).unwrap_or(&text))
        }
        None => text,
    }
}

/// A number in a format, by the names of WordprocessingML.
pub(super) fn formatted(count: u32, format: &str) -> String {
    match format {
        "lowerLetter" => letters(count),
        "upperLetter" => letters(count).to_uppercase(),
        "lowerRoman" => roman(index(count)).to_lowercase(),
        "upperRoman" => roman(index(count)),
        "decimalZero" => format!("{count:02}"),
        "none" => String::new(),
        _ => count.to_string(),
    }
}

fn index(count: u32) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

/// a … z, then aa, bb …, as Word counts.
fn letters(count: u32) -> String {
    let index = count.saturating_sub(1);
    match (char::from_u32(u32::from('a') + index % 26), usize::try_from(index / 26)) {
        (Some(letter), Ok(more)) if more < 10 => letter.to_string().repeat(more + 1),
        _ => count.to_string(),
    }
}
