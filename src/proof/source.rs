//! What is proofread: paragraphs, and where each of their letters stands in the file.

use std::ops::Range;

use crate::import::{ImportError, docx, text};

/// Where something stands in a file, both from 1: of a text the line and the letter in it; of a Word file the paragraph,
/// counted in document order with those of tables, and the letter in that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub line: usize,
    pub column: usize,
}

/// A paragraph, the lines that a wrap broke joined again.
#[derive(Debug, Default)]
pub(crate) struct Passage {
    pub text: String,
    /// From which byte of the text on it stands in which line of the file, and how many letters of that come before.
    lines: Vec<(usize, usize, usize)>,
}

impl Passage {
    /// A line, so many letters of which come before the text.
    pub(super) fn of(line: usize, before: usize, text: &str) -> Self {
        Passage { text: text.to_owned(), lines: vec![(0, line, before)] }
    }

    fn join(&mut self, line: usize, before: usize, text: &str) {
        self.text.push(' ');
        self.lines.push((self.text.len(), line, before));
        self.text.push_str(text);
    }

    /// Where a byte of the text stands.
    #[must_use]
    pub fn place(&self, at: usize) -> Place {
        let (start, line, before) = self.lines.iter().rfind(|(start, ..)| *start <= at).copied().unwrap_or((0, 1, 0));
        let letters = self.text.get(start..at).map_or(0, |text| text.chars().count());
        Place { line, column: before + letters + 1 }
    }

    /// Some words around a part of the text, for those who look for it in a word processor.
    #[must_use]
    pub fn around(&self, part: &Range<usize>) -> String {
        const WORDS: usize = 3;
        let (before, after) = (self.text.get(..part.start), self.text.get(part.end..));
        let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
        let own = self.text.get(part.clone()).unwrap_or_default();
        let starts = before.rmatch_indices(' ').map(|(at, _)| at + 1);
        let start = starts.filter(|at| *at < before.trim_end().len()).nth(WORDS - 1).unwrap_or(0);
        let ends = after.match_indices(' ').map(|(at, _)| at).filter(|at| *at > 0);
        let end = ends.take(WORDS).last().filter(|_| after.split(' ').count() > WORDS).unwrap_or(after.len());
        [before.get(start..), Some(own), after.get(..end)].into_iter().flatten().collect::<String>().trim().to_owned()
    }
}

/// The paragraphs of a text in Unicode or an encoding before it, or of a Word file.
///
/// # Errors
/// It is neither, or larger than a report can be.
pub(crate) fn passages(bytes: &[u8]) -> Result<Vec<Passage>, ImportError> {
    if bytes.starts_with(b"PK") {
        let counted = docx::counted(bytes)?;
        return Ok(counted.into_iter().map(|(line, text)| Passage::of(line, 0, &text)).collect());
    }
    Ok(of_text(&text::decoded(bytes)?))
}

/// Letters of the shortest line that may have been broken because it was full.
const FULL: usize = 40;

/// A line without what stands between backticks, which is code in Markdown: as many other signs take its place.
fn without_code(line: &str) -> String {
    let spans = line.split('`').enumerate();
    let is_closed = line.matches('`').count().is_multiple_of(2);
    let blank = |text: &str| text.chars().map(|_| '_').collect::<String>();
    let said =
        spans.map(|(at, text)| if is_closed && at % 2 == 1 { format!("_{}_", blank(text)) } else { text.to_owned() });
    said.collect()
}

/// The paragraphs of a text. A line goes on where it ends with no mark and the next begins with a small letter, or was as
/// long as others.
fn of_text(text: &str) -> Vec<Passage> {
    let mut list: Vec<Passage> = Vec::new();
    let mut is_open = false;
    for (at, line) in text.lines().enumerate() {
        let line = without_code(line);
        let bare = line.trim();
        let before = line.chars().take_while(|c| c.is_whitespace()).count();
        let is_small = bare.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || c == '(');
        match list.last_mut().filter(|_| is_open && is_small) {
            Some(last) if !bare.is_empty() => last.join(at + 1, before, bare),
            _ if bare.is_empty() => {}
            _ => list.push(Passage::of(at + 1, before, bare)),
        }
        let is_full = bare.chars().count() >= FULL && !bare.ends_with(['.', ';', ':', '!', '?', '/']);
        is_open = is_full;
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_a_wrap_broke_goes_on_and_the_place_told_is_that_of_the_file() {
        let text =
            "BÁO CÁO\n\n  Ủy ban nhân dân xã đã tổ chức các hoạt động cho trẻ em\n  trên địa bàn xã.\nViệc khác.";
        let list = of_text(text);
        let texts: Vec<&str> = list.iter().map(|passage| passage.text.as_str()).collect();
        let whole = "Ủy ban nhân dân xã đã tổ chức các hoạt động cho trẻ em trên địa bàn xã.";
        assert_eq!(texts, ["BÁO CÁO", whole, "Việc khác."]);
        let at = whole.find("địa bàn").expect("there");
        assert_eq!(list[1].place(at), Place { line: 4, column: 8 });
        assert_eq!(list[1].place(0), Place { line: 3, column: 3 });
        assert_eq!(list[1].around(&(at..at + "địa bàn".len())), "trẻ em trên địa bàn xã.");
    }
}
