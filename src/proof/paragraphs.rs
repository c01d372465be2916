//! The paragraphs of a file: lines that a wrap or the end of a page broke are joined again.

use crate::import::kind::{Kind, kind};
use crate::import::{ImportError, docx, odt, text};

use super::endings::is_table_row;
use super::roles;
use super::source::{Passage, Role};

/// The paragraphs of a text in Unicode or an encoding before it, of a Word file or one of LibreOffice. In Markdown a line
/// goes on with the next, however short it is.
///
/// # Errors
/// It is neither, or larger than a report can be.
pub(crate) fn passages(bytes: &[u8], is_markdown: bool) -> Result<Vec<Passage>, ImportError> {
    // The notes of a Word file stand behind its text.
    let mut notes = Vec::new();
    let mut list = match kind(bytes)? {
        Kind::Word => {
            let (of_notes, text): (Vec<_>, Vec<_>) = docx::counted(bytes)?.into_iter().partition(|one| one.is_note);
            notes.extend(of_notes.iter().map(|note| Passage::of(note.line, 0, note.text.trim()).in_role(Role::Note)));
            text.iter().map(|one| Passage::of(one.line, 0, &one.text)).collect()
        }
        Kind::OpenDocument => {
            let list = odt::paragraphs(bytes)?.into_iter().enumerate();
            list.map(|(at, paragraph)| Passage::of(at + 1, 0, &paragraph.text)).collect()
        }
        Kind::Text => of_text(&text::decoded(bytes)?, is_markdown),
    };
    roles::give(&mut list);
    list.append(&mut notes);
    Ok(list)
}

/// Letters of the shortest line that may have been broken because it was full.
const FULL: usize = 40;

/// Letters of the shortest paragraph that a page may break.
const LONG: usize = 100;

/// A line without what stands between backticks, which is code in Markdown: as many other signs take its place.
fn without_code(line: &str) -> String {
    let spans = line.split('`').enumerate();
    let is_closed = line.matches('`').count().is_multiple_of(2);
    let blank = |text: &str| text.chars().map(|_| CODE).collect::<String>();
    let said =
        spans.map(
            |(at, text)| {
                if is_closed && at % 2 == 1 { format!("{CODE}{}{CODE}", blank(text)) } else { text.to_owned() }
            },
        );
    said.collect()
}

/// What stands for a letter of code.
const CODE: char = '□';

/// Begins and ends lines of code in Markdown.
const FENCE: &str = "```";

/// Words that a line may keep together.
const KEPT: usize = 3;

/// The most letters of a line that was broken at a width.
const WIDEST: usize = 160;

/// The paragraphs of a text. A line goes on where it ends with no mark and the next begins with a small letter, or with a
/// word that had no room on it.
fn of_text(text: &str, is_markdown: bool) -> Vec<Passage> {
    let is_table = |line: &&str| !line.trim_start().starts_with('|');
    let widths = text.lines().filter(is_table).map(|line| line.trim_end().chars().count());
    let width = widths.max().filter(|width| *width <= WIDEST);
    let mut list: Vec<Passage> = Vec::new();
    // Letters of the line before, where it may go on.
    let mut open: Option<usize> = None;
    // A page may end within a paragraph: what it goes on with comes after a blank line, or below the footnotes.
    let mut broken: Option<usize> = None;
    // Whether the line before ends with a semicolon.
    let mut ends_clause = false;
    let mut is_code = false;
    for (at, line) in text.lines().enumerate() {
        if line.trim_start().starts_with(FENCE) {
            (is_code, open) = (!is_code, None);
            continue;
        }
        if is_code {
            continue;
        }
        let letters = line.trim_end().chars().count();
        let line = without_code(line);
        let bare = line.trim();
        if bare.is_empty() {
            open = None;
            continue;
        }
        let before = line.chars().take_while(|c| c.is_whitespace()).count();
        let is_drawn = bare.contains(['│', '─']) || bare.starts_with('|') || is_table_row(bare);
        // Words of a name stay together.
        let word: usize = bare.split(' ').take(KEPT).map(|word| word.chars().count() + 1).sum();
        let is_small =
            bare.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || matches!(c, '(' | '[' | '“' | CODE));
        let had_no_room = width.zip(open).is_some_and(|(width, open)| open + word > width);
        // After a semicolon an item may follow without a dash.
        let is_clause = !ends_clause && is_small;
        let is_broken = is_clause || had_no_room || is_markdown;
        let goes_on = open.is_some() && !is_drawn && !roles::begins_paragraph(bare) && is_broken;
        let paragraph = broken.filter(|_| bare.starts_with(char::is_lowercase));
        match (list.last_mut().filter(|_| goes_on), paragraph) {
            (Some(last), _) => last.join(at + 1, before, bare),
            (None, Some(paragraph)) => {
                if let Some(paragraph) = list.get_mut(paragraph) {
                    paragraph.join(at + 1, before, bare);
                }
                broken = None;
            }
            (None, None) => list.push(Passage::of(at + 1, before, bare)),
        }
        if let Some(last) = list.last().filter(|last| !roles::is_note(&last.text)) {
            let is_cut = last.text.ends_with(char::is_alphanumeric) && last.text.chars().count() > LONG;
            broken = is_cut.then(|| list.len() - 1);
        }
        let is_wrapped = letters >= FULL && !bare.ends_with(['.', ':', '!', '?', '/']);
        // Two spaces break a line of Markdown for good, and a heading is one line.
        let is_soft = is_markdown && !line.ends_with("  ") && !bare.starts_with(['#', '>']);
        let may_go_on = !is_drawn && (is_wrapped || is_soft);
        ends_clause = bare.ends_with(';');
        open = may_go_on.then_some(letters);
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proof::source::Place;

    #[test]
    fn a_line_of_markdown_goes_on_however_short_it_is() {
        let text = "# Báo cáo\nCông tác trú\ntrọng.\n- Một\nhai\n\nBa  \nBốn";
        let texts: Vec<String> = of_text(text, true).into_iter().map(|passage| passage.text).collect();
        assert_eq!(texts, ["# Báo cáo", "Công tác trú trọng.", "- Một hai", "Ba", "Bốn"]);
    }

    #[test]
    fn a_line_that_a_wrap_broke_goes_on_and_the_place_told_is_that_of_the_file() {
        let text = "BÁO CÁO\n\n  Ủy ban nhân dân xã đã tổ chức các hoạt động cho trẻ em\n  trên địa bàn xã.\nViệc khác.\n- Đã ban hành kế hoạch của xã về việc tổ chức năm 2026;\nTháng hành động bắt đầu ngày 01/6.";
        let list = of_text(text, false);
        let texts: Vec<&str> = list.iter().map(|passage| passage.text.as_str()).collect();
        let whole = "Ủy ban nhân dân xã đã tổ chức các hoạt động cho trẻ em trên địa bàn xã.";
        let item = "- Đã ban hành kế hoạch của xã về việc tổ chức năm 2026; Tháng hành động bắt đầu ngày 01/6.";
        assert_eq!(texts, ["BÁO CÁO", whole, "Việc khác.", item]);
        let at = whole.find("địa bàn").expect("there");
        assert_eq!(list[1].place(at), Place { line: 4, column: 8 });
        assert_eq!(list[1].place(0), Place { line: 3, column: 3 });
        assert_eq!(list[1].around(&(at..at + "địa bàn".len())), "trẻ em trên địa bàn xã.");
    }
}
