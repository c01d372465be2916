//! Markdown: `CommonMark` with pipe tables and footnotes.

use crate::document::compounds::NO_BREAK;
use crate::document::layout::{Style, total_label};
use crate::document::{Align, Block, Document, Role, Run, RunKind, Table};

use super::ExportOptions;

/// The whole document.
pub(crate) fn write(document: &Document, _: &ExportOptions) -> String {
    let mut paper = Paper::default();
    paper.lines_together(&document.head_left);
    let (date, nation): (Vec<&Block>, Vec<&Block>) =
        document.head_right.iter().partition(|b| b.role == Role::PlaceDate);
    paper.lines_together(nation);
    paper.lines_together(date);
    document.title.iter().chain(&document.body).for_each(|block| paper.block(block));
    document.recipients.iter().for_each(|block| paper.block(block));
    let (posts, names): (Vec<&Block>, Vec<&Block>) =
        document.signature.iter().partition(|b| b.role == Role::SignatureLine);
    paper.lines_together(posts);
    paper.lines_together(names);
    for (number, note) in (1..).zip(&document.notes) {
        paper.paragraph(&format!("[^{number}]: {}", inline(&note.runs, Style::default(), Place::Line)), None);
    }
    document.appendices.iter().for_each(|block| paper.block(block));
    // It has no lines of its own, and is edited further.
    paper.text.replace(NO_BREAK, " ")
}

/// What is written so far, and whether a list is open at its end.
#[derive(Default)]
struct Paper {
    text: String,
    in_list: bool,
}

/// Where text stands: what is markup depends on that.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// At the start of a line.
    Line,
    /// Behind other text of the line.
    Inside,
    /// In the cell of a table, which has no line breaks.
    Cell,
}

impl Paper {
    /// A paragraph, or an item of a list with its marker.
    fn paragraph(&mut self, text: &str, marker: Option<&str>) {
        if text.is_empty() {
            return;
        }
        let goes_on = self.in_list && marker.is_some();
        if !self.text.is_empty() && !goes_on {
            self.text.push('\n');
        }
        self.in_list = marker.is_some();
        self.text.push_str(marker.unwrap_or_default());
        self.text.push_str(text);
        self.text.push('\n');
    }

    /// Blocks as the lines of one paragraph.
    fn lines_together<'a>(&mut self, blocks: impl IntoIterator<Item = &'a Block>) {
        let lines = blocks.into_iter().map(|block| inline(&block.runs, Style::of(block.role), Place::Line));
        let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
        self.paragraph(&lines.join("\\\n"), None);
    }

    fn block(&mut self, block: &Block) {
        if let Some(table) = &block.table {
            return self.paragraph(&pipes(table), None);
        }
        let style = Style::of(block.role);
        let heading = |hashes: &str| {
            let text = inline(&block.runs, Style::default(), Place::Inside).replace("\\\n", " ");
            let number = if block.number.is_empty() { String::new() } else { format!(" {}", block.number) };
            // A `#` at the end of a heading would close it.
            let hash = if text.ends_with('#') && !text.ends_with("\\#") { "\\#" } else { "" };
            let text = text.strip_suffix('#').filter(|_| !hash.is_empty()).unwrap_or(&text);
            format!("{hashes}{number} {text}{hash}")
        };
        match block.role {
            Role::Title => self.paragraph(&heading("#"), None),
            Role::Heading(0 | 1) | Role::AppendixLabel => self.paragraph(&heading("##"), None),
            Role::Heading(2) => self.paragraph(&heading("###"), None),
            Role::Heading(_) => self.paragraph(&heading("####"), None),
            Role::Item | Role::Recipient | Role::AddresseeItem => {
                self.paragraph(&inline(&block.runs, style, Place::Line).replace('\n', "\n  "), Some("- "));
            }
            Role::SubItem => {
                self.paragraph(&inline(&block.runs, style, Place::Line).replace('\n', "\n    "), Some("  - "));
            }
            _ => self.paragraph(&inline(&block.runs, style, Place::Line), None),
        }
    }
}

/// A pipe table; the header cells are never empty, some readers need that.
fn pipes(table: &Table) -> String {
    let columns = table.columns();
    let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let header =
        (0..columns).map(|at| table.header.get(at).map_or_else(String::new, |title| escaped(title, Place::Cell)));
    let rule = (0..columns).map(|at| {
        match table.align(at) {
            Align::Left => "---",
            Align::Centre => ":---:",
            Align::Right => "---:",
        }
        .to_owned()
    });
    let mut lines = vec![row(header.collect()), row(rule.collect())];
    for (index, cells) in table.rows.iter().enumerate() {
        let label = total_label(table, index);
        let cell = |at: usize| match (label.filter(|_| at == 0), cells.get(at)) {
            (Some(label), _) => label.to_owned(),
            (None, Some(runs)) => inline(runs, Style::default(), Place::Cell),
            (None, None) => String::new(),
        };
        lines.push(row((0..columns).map(cell).collect()));
    }
    lines.join("\n")
}

/// Runs on one line, in the look of their block.
fn inline(runs: &[Run], style: Style, place: Place) -> String {
    let around = match (style.bold, style.italic) {
        (true, true) => "***",
        (true, false) => "**",
        (false, true) => "*",
        (false, false) => "",
    };
    // Text of one kind is escaped as one: markup may begin in one run and end in the next.
    let mut text = String::new();
    let mut plain = String::new();
    let mut now = if around.is_empty() { place } else { Place::Inside };
    for run in runs {
        match run.kind {
            RunKind::Text | RunKind::Missing => plain.push_str(&run.text),
            RunKind::NoteMark(number) | RunKind::NoteAgain(number) => {
                text.push_str(&escaped(&plain, now));
                plain.clear();
                text.push_str(&format!("[^{number}]"));
                if now == Place::Line {
                    now = Place::Inside;
                }
            }
            RunKind::NoteComma => {
                text.push_str(&escaped(&plain, now));
                plain.clear();
                text.push_str(&run.text);
            }
        }
    }
    text.push_str(&escaped(&plain, now));
    // Space at either side would keep the asterisks from being markup, or make code of the text.
    let text = text.trim();
    if text.is_empty() { String::new() } else { format!("{around}{text}{around}") }
}

/// Text in which nothing is markup.
fn escaped(text: &str, place: Place) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for (number, line) in text.lines().enumerate() {
        if number > 0 {
            out.push_str(if place == Place::Cell { " " } else { "\\\n" });
        }
        // Spaces between the text and a note stay.
        let line = if number > 0 || place == Place::Line { line.trim_start() } else { line };
        let at_start = place == Place::Line || (number > 0 && place == Place::Inside);
        let marker = if at_start { marker(line) } else { None };
        for (at, c) in line.char_indices() {
            let is_markup = matches!(c, '\\' | '*' | '_' | '[' | ']' | '<' | '`' | '&' | '~')
                || (c == '|' && place == Place::Cell)
                || is_autolink(line, at)
                || marker == Some(at);
            if is_markup {
                out.push('\\');
            }
            out.push(if c.is_control() { ' ' } else { c });
        }
    }
    out
}

/// Whether many readers of Markdown would make a link of what stands around the `:` or `.` here.
fn is_autolink(line: &str, at: usize) -> bool {
    let (before, after) = line.split_at(at);
    let www = || before.len().checked_sub(3).and_then(|start| before.get(start..));
    after.starts_with("://") || (after.starts_with('.') && www().is_some_and(|www| www.eq_ignore_ascii_case("www")))
}

/// Where a backslash keeps the start of a line from being a heading, quotation, list or rule.
fn marker(line: &str) -> Option<usize> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line.get(digits..)?;
    let ends = |text: &str| text.is_empty() || text.starts_with([' ', '\t']);
    match rest.bytes().next()? {
        b'.' | b')' if (1..=9).contains(&digits) && ends(rest.get(1..)?) => Some(digits),
        b'#' | b'>' | b'-' | b'+' | b'=' | b'|' | b':' if digits == 0 => Some(0),
        _ => None,
    }
}
