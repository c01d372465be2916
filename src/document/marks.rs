//! Marks that people type at the start of a paragraph, and what a list's lines end with.

use crate::report::answers::EntryPath;
use crate::report::notes::before_references;
use crate::text::letters::BULLETS;

use super::{Block, Edit, Role, Run, RunKind};

/// The level that a mark typed at the start means: "- " an item, "+ " what stands below one, "a)" a point that keeps
/// its letter. The marks that the document sets itself are taken away.
pub(super) fn typed_level(role: Role, runs: &mut [Run]) -> Option<Role> {
    let first = runs.first_mut().filter(|run| run.kind == RunKind::Text && run.origin.is_some())?;
    if !matches!(role, Role::Paragraph | Role::Item | Role::SubItem) {
        return None;
    }
    let mut level = None;
    let mut rest = first.text.trim_start();
    while let Some(mark) = rest.chars().next().filter(|c| is_dash(*c) || *c == '+')
        && let Some(after) = rest
            .get(mark.len_utf8()..)
            .filter(|after| after.starts_with(|c: char| c.is_whitespace() || c.is_alphabetic()))
        && !after.trim_start().is_empty()
    {
        level = Some(if mark == '+' { Role::SubItem } else { Role::Item });
        rest = after.trim_start();
    }
    if is_point(rest) {
        level = Some(Role::Paragraph);
    } else if role == Role::Item {
        // "1. …" pasted from a list with numbers: here it has dashes.
        rest = without_number(rest);
    }
    let text = rest.to_owned();
    first.text = text;
    level
}

/// A line of a list without the dash that was typed before it, where the document sets its own.
#[must_use]
pub(super) fn without_dash(text: &str) -> &str {
    let typed = text.trim_start();
    let rest = typed.trim_start_matches(is_dash);
    // "-5 độ" has a sign, "-Sở Y tế" and "- Sở Y tế" a mark.
    let is_mark = rest.len() < typed.len()
        && rest.starts_with(|c: char| c.is_whitespace() || c.is_alphabetic())
        && !rest.trim_start().is_empty();
    if is_mark { rest.trim_start() } else { text }
}

/// A text in a sentence without the mark that was typed before it, as before a paragraph: "- Sở Y tế", "a) Sở Y tế".
#[must_use]
pub(super) fn without_mark(text: &str) -> &str {
    let text = without_dash(text);
    let text = text.strip_prefix("+ ").map_or(text, str::trim_start);
    if is_point(text) { without_number(text) } else { text }
}

/// A cell without the dash or the number that was typed before its text, as tables number their rows, and the stop behind
/// it, where it is no sentence after others.
#[must_use]
pub(super) fn without_typed_ends(mut runs: Vec<Run>) -> Vec<Run> {
    let is_typed = |run: &&mut Run| run.kind == RunKind::Text && run.origin.is_some();
    if let Some(first) = runs.first_mut().filter(is_typed) {
        let text = without_dash(&first.text);
        first.text = if is_point(&text.to_lowercase()) { text } else { without_number(text) }.to_owned();
    }
    if let Some(last) = runs.last_mut().filter(is_typed)
        && !keeps_stop(&last.text)
        && !last.text.contains(". ")
    {
        last.text.truncate(last.text.trim_end_matches(['.', ';', ',', ' ']).len());
    }
    runs
}

/// Whether it is a sign before an item, as people type them and as word processors give them.
fn is_dash(sign: char) -> bool {
    matches!(sign, '-' | '—' | '*' | '·' | '§') || BULLETS.contains(&sign)
}

/// Whether a text begins as a point: "a) …", "đ) …", "a/ …".
#[must_use]
pub(crate) fn is_point(text: &str) -> bool {
    after_letter(text).is_some_and(|rest| rest.starts_with(')') || rest.starts_with("/ "))
}

/// Whether a text begins with a letter for a number: "a. …", "b, …".
fn is_lettered(text: &str) -> bool {
    let rest = after_letter(text).and_then(|rest| rest.strip_prefix(['.', ',']));
    rest.is_some_and(|rest| rest.starts_with(' '))
}

/// What comes after the small letter that a text begins with, as points do.
fn after_letter(text: &str) -> Option<&str> {
    text.strip_prefix(|c: char| c.is_ascii_lowercase() || c == 'đ')
}

/// Whether the first letter of a text must stay as it is: it is a point, an address of the internet, or a name that
/// is written so ("iPhone").
#[must_use]
pub(super) fn keeps_its_first_letter(text: &str) -> bool {
    let word = text.split_whitespace().next().unwrap_or_default();
    let is_address = word.contains("://")
        || word.starts_with("www.")
        || word.contains('@')
        || (word.is_ascii() && word.trim_end_matches(['.', ',', ';']).contains('.') && word.len() > 4);
    let is_name = word.chars().next().is_some_and(char::is_lowercase) && word.chars().skip(1).any(char::is_uppercase);
    is_point(text) || is_lettered(text) || is_address || is_name
}

/// The same of numbers of several parts, or in brackets: "2.1. …", "II.1. …", "(1) …", "1- …".
fn without_long_number(text: &str) -> Option<&str> {
    let (bare, is_open) = text.strip_prefix('(').map_or((text, false), |bare| (bare, true));
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X' | '.');
    let end = bare.find(|c: char| !is_number(c))?;
    let (number, after) = bare.split_at(end);
    let parts: Vec<&str> = number.trim_end_matches('.').split('.').collect();
    let is_short =
        parts.iter().all(|part| (1..=3).contains(&part.len()) && part.parse::<u16>().map_or(true, |n| n < 100));
    let is_long = parts.len() > 1 && number.ends_with('.');
    let rest = if is_open { after.strip_prefix(')')? } else { after.strip_prefix('-').unwrap_or(after) };
    let is_marked = is_open || is_long || rest.len() < after.len();
    (is_short && is_marked && rest.starts_with(' ') && !rest.trim_start().is_empty()).then(|| rest.trim_start())
}

/// A heading's words without the number that was typed before them: the document sets its own.
#[must_use]
pub(super) fn without_number(text: &str) -> &str {
    let text = text.trim_start();
    if let Some(rest) = without_long_number(text) {
        return rest;
    }
    let end = text.find(['.', ')', '/']).unwrap_or(0);
    let (number, after) = text.split_at(end);
    let rest = after.get(1..).unwrap_or_default();
    let is_roman = !number.is_empty() && number.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    let is_digits = !number.is_empty() && number.len() <= 2 && number.bytes().all(|b| b.is_ascii_digit());
    let is_number = is_roman || is_digits || is_point(&text.to_lowercase());
    // A second number in the text belongs to the first: "1) Góc sách; 2) Góc áo ấm".
    let mark = text.get(end..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
    let goes_on = is_digits && ["2", "3"].iter().any(|next| rest.contains(&format!(" {next}{mark}")));
    if is_number && !goes_on && rest.starts_with(char::is_whitespace) && !rest.trim_start().is_empty() {
        rest.trim_start()
    } else {
        text
    }
}

/// What the lines of a list end with: ";", the last one with "." (as the points of the decree itself do). A list
/// stands below a text with a colon, or is made of points or of sub-items. One of whole paragraphs keeps its stops,
/// and what was written by hand stays as it is.
pub(super) fn punctuate_lists(body: &mut [Block]) {
    let mut at = 0;
    while let Some(class) = body.get(at).map(class_of) {
        let length = body.iter().skip(at).take_while(|block| class_of(block) == class).count();
        let before = at.checked_sub(1).and_then(|before| body.get(before));
        let announced = before.is_some_and(|b| b.text().ends_with(':'));
        let next = body.get(at + length);
        // Lines of one answer are on levels of each other; those of another begin anew.
        let last = body.get((at + length).saturating_sub(1));
        let is_same_answer = |one: Option<&Block>, two: Option<&Block>| {
            one.zip(two).is_some_and(|(one, two)| answer_of(one).is_some() && answer_of(one) == answer_of(two))
        };
        // A heading, or a paragraph that announces it, is no line of a list.
        let is_line = |one: Option<&Block>| one.is_some_and(|one| class_of(one) != Class::Other);
        let lines = (0..=at).rev().map(|one| body.get(one));
        let first = lines.take_while(|one| is_line(*one) && is_same_answer(*one, body.get(at))).last().flatten();
        let begins_with = first.map(class_of);
        let begins_with_points = begins_with == Some(Class::Point);
        let is_above_others = match (class, next.map(class_of)) {
            (Class::Item, Some(Class::SubItem)) => begins_with != Some(Class::SubItem) || !is_same_answer(last, next),
            // "b)" begins no list below a line.
            (Class::Item, Some(Class::Point)) => {
                is_same_answer(last, next)
                    && !begins_with_points
                    && next.is_some_and(|next| next.text().starts_with('a'))
            }
            // After points that stand below an item, the next item stands beside that; after several points it stands
            // below none of them. What has no dash of its own stands beside a point.
            (Class::Point, Some(Class::Item)) => {
                is_same_answer(last, next)
                    && begins_with_points
                    && length == 1
                    && next.is_some_and(|next| next.is_marked)
            }
            _ => false,
        };
        let lines = body.get_mut(at..at + length).unwrap_or_default();
        let is_list = match class {
            Class::SubItem | Class::Point => true,
            Class::Item => announced,
            Class::Other => false,
        };
        // A line of several sentences is a paragraph.
        let is_paragraph = |block: &Block| block.text().trim_end_matches(['.', ' ']).contains(". ");
        if is_list && !lines.iter().any(is_paragraph) {
            let last = lines.len().saturating_sub(1);
            for (index, block) in lines.iter_mut().enumerate() {
                end_with(block, if index == last { "." } else { ";" });
            }
        }
        // What stands below a line is announced by it.
        if let Some(above) = lines.last_mut().filter(|above| is_above_others && !is_paragraph(above)) {
            // One that has its own colon, "Hội nghị thứ nhất: 45 đại biểu", goes on with what stands below it.
            end_with(above, if above.text().contains(": ") { ";" } else { ":" });
        }
        at += length.max(1);
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    SubItem,
    Point,
    Item,
    Other,
}

/// The answer that a block is made of; `None` of several, or of none.
fn answer_of(block: &Block) -> Option<EntryPath> {
    let mut paths = block.runs.iter().filter_map(|run| run.origin);
    let first = paths.next()?;
    paths.all(|path| path.field == first.field).then_some(EntryPath { column: None, ..first })
}

fn class_of(block: &Block) -> Class {
    match block.role {
        Role::SubItem => Class::SubItem,
        Role::Paragraph if is_point(&block.text()) => Class::Point,
        Role::Item => Class::Item,
        _ => Class::Other,
    }
}

/// Whether the stop at the end of a text is of its last words: "v.v.", "Th.S.", "...", "“Vì trẻ em.”", "Vì trẻ em!".
#[must_use]
pub(super) fn keeps_stop(text: &str) -> bool {
    let quoted = text.trim_end_matches(['”', '"', '»']);
    if quoted.len() < text.len() {
        return quoted.ends_with(['.', '…']);
    }
    let stem = text.rsplit(' ').next().and_then(|word| word.strip_suffix('.'));
    let before = stem.and_then(|stem| stem.rsplit_once('.')).and_then(|(before, _)| before.chars().next_back());
    before.is_some_and(char::is_alphabetic) || text.ends_with("...") || text.ends_with(['…', '!', '?'])
}

/// A text without the mark that ends a document, "./.", which stands there alone; its own stop stays.
#[must_use]
pub(super) fn without_end_mark(text: &str) -> &str {
    if text.ends_with("./.") { text.strip_suffix("/.").unwrap_or(text) } else { text }
}

/// Words of the longest heading that is typed within a text.
const TITLE: usize = 12;

/// "1. Ban hành văn bản" above a line without a number is a heading of the officer's own: it has no stop.
pub(super) fn open_titles(lines: &mut [Block]) {
    let is_numbered = |block: &Block| {
        let text = block.text();
        without_number(&text).len() < text.len()
    };
    for at in 1..lines.len() {
        let Some([title, next]) = lines.get_mut(at - 1..=at) else { continue };
        let is_short = title.text().split_whitespace().count() <= TITLE;
        let has_set_stop = title.runs.last().is_some_and(|run| run.text == "." && run.origin.is_none());
        if title.role == Role::Paragraph && is_short && has_set_stop && is_numbered(title) && !is_numbered(next) {
            title.runs.pop();
        }
    }
}

fn end_with(block: &mut Block, end: &str) {
    let Some(last) = block.runs.last() else { return };
    let stem = last.text.get(..before_references(&last.text)).unwrap_or_default();
    let has_own_end = stem.ends_with([':', '!', '?', '…', '/']) || stem.ends_with("...");
    // What lacks at the end of a line keeps its place open.
    let is_open = block.pending && !stem.ends_with('.');
    if block.edit == Edit::Generated && !is_open && !has_own_end {
        set_end(block, end);
    }
}

/// Ends a block with this mark, whatever stood there.
pub(super) fn set_end(block: &mut Block, end: &str) {
    let Some(last) = block.runs.last_mut() else { return };
    let (stem, references) = last.text.split_at(before_references(&last.text));
    let own = keeps_stop(stem);
    if own && end == "." {
        return;
    }
    let ends: &[char] = if own { &[] } else { &['.', ';', ',', ' '] };
    last.text = format!("{}{references}", stem.trim_end_matches(ends));
    block.runs.retain(|run| !run.text.is_empty());
    block.runs.push(Run::plain(end));
}

/// Makes a paragraph of each line of what was written by hand in several, on the level that its mark means. Marks of notes
/// stay with the last.
pub(crate) fn part_lines(body: &mut Vec<Block>) {
    let parted = |block: Block| -> Vec<Block> {
        let Some((first, marks)) =
            block.runs.split_first().filter(|(first, _)| block.edit != Edit::Generated && first.text.contains('\n'))
        else {
            return vec![block];
        };
        let lines = first.text.lines().map(str::trim).filter(|line| !line.is_empty()).enumerate();
        let line = |(at, line): (usize, &str)| {
            let mut runs = vec![Run { text: line.to_owned(), ..first.clone() }];
            let role = typed_level(block.role, &mut runs).unwrap_or(if at == 0 { block.role } else { Role::Paragraph });
            Block { id: block.id.clone().filter(|_| at == 0), runs, role, ..block.clone() }
        };
        let mut list: Vec<Block> = lines.map(line).collect();
        if let Some(last) = list.last_mut() {
            last.runs.extend(marks.iter().cloned());
        }
        list
    };
    *body = std::mem::take(body).into_iter().flat_map(parted).collect();
}

/// A text without the quotation marks around it, and without the stop beside them.
pub(super) fn unquoted(text: &str) -> &str {
    let inner = text.trim_matches(['“', '”', '"', ' ']);
    if keeps_stop(inner) { inner } else { inner.trim_end_matches(['.', ',', ';', '”', '"', ' ']) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::answers::EntryPath;
    use crate::report::ids::FieldId;

    fn typed(text: &str) -> Vec<Run> {
        vec![Run::of(text, EntryPath::field(FieldId::nth(0)))]
    }

    #[test]
    fn a_typed_mark_is_the_level_that_it_means() {
        for (text, level, rest) in [
            ("a) ban hành", Some(Role::Paragraph), "a) ban hành"),
            ("đ) thực hiện", Some(Role::Paragraph), "đ) thực hiện"),
            ("- a) ban hành", Some(Role::Paragraph), "a) ban hành"),
            ("- gạch", Some(Role::Item), "gạch"),
            ("– gạch dài", Some(Role::Item), "gạch dài"),
            ("+ cộng", Some(Role::SubItem), "cộng"),
            ("- + cộng", Some(Role::SubItem), "cộng"),
            ("-5 độ", None, "-5 độ"),
            ("-", None, "-"),
            ("1. một", None, "một"),
            ("1.5 triệu", None, "1.5 triệu"),
            ("(a) một", None, "(a) một"),
        ] {
            let mut runs = typed(text);
            assert_eq!(typed_level(Role::Item, &mut runs), level, "{text}");
            assert_eq!(runs[0].text, rest, "{text}");
        }
        // The type's own words mean themselves.
        assert_eq!(typed_level(Role::Item, &mut [Run::plain("- x")]), None);
    }

    #[test]
    fn a_dash_typed_before_a_line_that_has_one_is_not_set_twice() {
        for (text, rest) in
            [("- Sở Y tế", "Sở Y tế"), (" – Sở", "Sở"), ("-5 độ", "-5 độ"), ("-", "-"), ("Sở - ban", "Sở - ban")]
        {
            assert_eq!(without_dash(text), rest);
        }
    }

    #[test]
    fn an_address_a_point_and_a_name_keep_their_first_letter() {
        for text in ["a) x", "https://a.vn", "www.a.vn xem", "suoilim.gov.vn là", "a@b.vn", "iPhone"] {
            assert!(keeps_its_first_letter(text), "{text}");
        }
        for text in ["xã", "v.v.", "tp. Hà Nội", "đã làm", "i la mã"] {
            assert!(!keeps_its_first_letter(text), "{text}");
        }
    }

    #[test]
    fn a_number_typed_before_a_heading_is_not_set_twice() {
        for (text, rest) in [
            ("1. Tuyên truyền", "Tuyên truyền"),
            ("II. Kết quả", "Kết quả"),
            ("a) Y tế", "Y tế"),
            ("A) Y tế", "Y tế"),
            ("10) Khác", "Khác"),
            ("2026. Năm", "2026. Năm"),
            ("1.5 triệu", "1.5 triệu"),
            ("Y tế. Giáo dục", "Y tế. Giáo dục"),
            ("1.", "1."),
        ] {
            assert_eq!(without_number(text), rest);
        }
    }

    #[test]
    fn the_lines_of_a_list_end_with_semicolons_and_the_last_with_a_stop() {
        let block = |role, text: &str| Block::new(role, typed(text));
        let mut body = vec![
            block(Role::Item, "Có 02 ca, cụ thể:"),
            block(Role::SubItem, "01 ca."),
            block(Role::SubItem, "01 ca khác;"),
            block(Role::Item, "Việc một."),
            block(Role::Item, "Việc hai."),
            block(Role::Paragraph, "Gồm:"),
            block(Role::Item, "Một."),
            block(Role::Item, "Hai,"),
            block(Role::Paragraph, "a) một;"),
            block(Role::Paragraph, "b) hai."),
            block(Role::SubItem, "Câu. Câu nữa."),
            block(Role::SubItem, "Câu."),
        ];
        punctuate_lists(&mut body);
        let ends: String = body.iter().filter_map(|block| block.text().chars().last()).collect();
        assert_eq!(ends, ":;...:;:;...");
    }
}
