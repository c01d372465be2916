//! HTML: one page that looks like the paper and prints as it (NĐ 30/2020, phụ lục I).

use std::fmt::Write as _;
use std::ops::Range;

use crate::document::compounds::symbols;
use crate::document::layout::total_label;
use crate::document::{Align, Block, Document, Role, Run, RunKind, Table};

use super::measures::Measures;
use super::{ExportOptions, docx};

/// The look of the page, on screen and on paper.
const STYLE: &str = include_str!("page.css");

/// The whole page; it needs no other file.
pub(crate) fn write(document: &Document, options: &ExportOptions) -> String {
    let measures = docx::with_number_on_a_line(document, &options.measures);
    let mut page = Page { html: String::new(), measures, room: measures.text_width() };
    let title: Vec<String> = document
        .title
        .iter()
        .filter(|block| matches!(block.role, Role::Title | Role::Subject))
        .map(|block| escaped(block.text().trim()))
        .collect();
    page.open("<!DOCTYPE html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.open("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.open(&format!("<title>{}</title>\n<style>\n", title.join(" ")));
    page.open(&variables(document, &measures));
    page.open(&format!("{STYLE}</style>\n</head>\n<body>\n<main>\n"));
    page.head(document);
    page.lines(&document.title);
    page.lines(&document.body);
    page.end(document);
    page.notes(&document.notes);
    for (at, appendix) in document.each_appendix().enumerate() {
        let landscape = is_wide(appendix, &measures);
        page.open(&format!("<section class=\"appendix\" style=\"page: appendix-{}\">\n", at + 1));
        page.room = docx::Section { landscape, renumbered: true }.text_width(&measures);
        page.lines(appendix);
        page.open("</section>\n");
    }
    page.open("</main>\n</body>\n</html>\n");
    page.html
}

/// Whether the pages of an appendix lie on their long side.
fn is_wide(appendix: &[Block], measures: &Measures) -> bool {
    appendix.iter().filter_map(|block| block.table.as_ref()).any(|table| docx::is_wide(table, measures))
}

struct Page {
    html: String,
    measures: Measures,
    /// How wide text is here, in twips.
    room: u32,
}

impl Page {
    fn open(&mut self, markup: &str) {
        self.html.push_str(markup);
    }

    fn element(&mut self, name: &str, class: &str, content: &str) {
        let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
        // Writing to a string cannot fail.
        let _ = writeln!(self.html, "<{name}{class}>{content}</{name}>");
    }

    fn lines(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        if let Some(table) = &block.table {
            let fitted = docx::fitted(table, self.room, &self.measures);
            let widths = docx::column_widths(&fitted.table, self.room, fitted.size);
            return self.table(&fitted.table, fitted.size, &widths);
        }
        let (name, class) = element_of(block.role);
        let number = if block.number.is_empty() { String::new() } else { format!("{} ", escaped(&block.number)) };
        let content = format!("{number}{}{}", block.role.prefix(), inline(&block.runs));
        // The rule under these is drawn by a box as wide as the text.
        if block.role == Role::Subject {
            let width = f64::from(docx::subject_width(block, &self.measures)) / 20.0;
            self.element(name, class, &format!("<span style=\"max-width: {width}pt\">{content}</span>"));
        } else if matches!(block.role, Role::Agency | Role::Motto | Role::AppendixReference) {
            self.element(name, class, &format!("<span>{content}</span>"));
        } else {
            self.element(name, class, &content);
        }
    }

    /// Two columns: agencies and quốc hiệu above, number and date level with each other below.
    fn head(&mut self, document: &Document) {
        let (left, right) = (&document.head_left, &document.head_right);
        if left.is_empty() && right.is_empty() {
            return;
        }
        self.open("<table class=\"head\">\n");
        for is_last in [false, true] {
            self.open("<tr>\n");
            for (class, column) in [("left", left), ("right", right)] {
                self.open(&format!("<td class=\"{class}\">\n"));
                let blocks: Vec<&Block> = column.iter().filter(|block| block.role.ends_head() == is_last).collect();
                let ruled = blocks.iter().rposition(|block| block.role == Role::Agency);
                for (index, block) in blocks.into_iter().enumerate() {
                    // Only the last line of an issuer's name has the rule.
                    if block.role == Role::Agency && Some(index) != ruled {
                        self.element("p", "agency", &inline(&block.runs));
                    } else {
                        self.block(block);
                    }
                }
                self.open("</td>\n");
            }
            self.open("</tr>\n");
        }
        self.open("</table>\n");
    }

    /// A table in letters of a size in half-points, with columns of so many twips: as wide as in Word.
    fn table(&mut self, table: &Table, size: u32, widths: &[u32]) {
        let columns = table.columns();
        let class = |at: usize| match table.align(at) {
            Align::Left => "",
            Align::Centre => "unit",
            Align::Right => "figure",
        };
        let points = f64::from(size) / 2.0;
        let style =
            if size == self.measures.size.table { String::new() } else { format!(" style=\"font-size: {points}pt\"") };
        self.open(&format!("<table class=\"data\"{style}>\n<colgroup>"));
        let whole = f64::from(widths.iter().sum::<u32>().max(1));
        for width in widths {
            self.open(&format!("<col style=\"width: {:.2}%\">", f64::from(*width) * 100.0 / whole));
        }
        self.open("</colgroup>\n<thead>\n<tr>\n");
        for at in 0..columns {
            self.element("th", "", &escaped(table.header.get(at).map_or("", String::as_str)));
        }
        self.open("</tr>\n</thead>\n<tbody>\n");
        for (index, cells) in table.rows.iter().enumerate() {
            let is_total = table.is_total(index);
            self.open(if is_total { "<tr class=\"total\">\n" } else { "<tr>\n" });
            let label = total_label(table, index);
            for at in 0..columns {
                let runs = cells.get(at).map_or(&[][..], Vec::as_slice);
                let content = label.filter(|_| at == 0).map_or_else(|| inline(runs), str::to_owned);
                self.element("td", class(at), &content);
            }
            self.open("</tr>\n");
        }
        self.open("</tbody>\n</table>\n");
    }

    /// Nơi nhận on the left, the signature on the right.
    fn end(&mut self, document: &Document) {
        if document.recipients.is_empty() && document.signature.is_empty() {
            return;
        }
        let (first, rest) = docx::recipient_rows(&document.recipients);
        let class = if rest.is_empty() { "end" } else { "end long" };
        self.open(&format!("<table class=\"{class}\">\n<tr>\n<td class=\"left\">\n"));
        self.lines(first);
        self.open("</td>\n<td class=\"right\">\n");
        let is_below = |block: &Block| matches!(block.role, Role::OtherPost | Role::SignerName);
        let signed = document.signature.iter().position(is_below);
        for (index, block) in document.signature.iter().enumerate() {
            if Some(index) == signed {
                self.element("div", "gap", "");
            }
            self.block(block);
        }
        for recipients in rest {
            self.open("</td>\n</tr>\n<tr>\n<td class=\"left\">\n");
            self.lines(recipients);
            self.open("</td>\n<td class=\"right\">\n");
        }
        self.open("</td>\n</tr>\n</table>\n");
    }

    fn notes(&mut self, notes: &[Block]) {
        if notes.is_empty() {
            return;
        }
        self.open("<section class=\"notes\">\n");
        for (number, note) in (1..).zip(notes) {
            let _ = writeln!(
                self.html,
                "<p id=\"note{number}\"><a href=\"#mark{number}\">{}</a> {}</p>",
                escaped(&note.number),
                inline(&note.runs)
            );
        }
        self.open("</section>\n");
    }
}

/// By how much the head may be wider than the text at either side, in twips.
const HEAD_ROOM: u32 = 280;

/// The measures of the page as the style sheet reads them.
fn variables(document: &Document, measures: &Measures) -> String {
    // Twips, half-points and 240ths of a line.
    let points = |twips: u32| format!("{}pt", f64::from(twips) / 20.0);
    let Measures { page, size, spacing, columns } = measures;
    let sides = [page.top, page.right, page.bottom, page.left].map(points).join(" ");
    // The head is wider than the text. On paper its room is taken from the margins: what sticks out of a page makes
    // browsers print all of it smaller.
    let outer = HEAD_ROOM.min(page.left).min(page.right);
    let printed = [page.top, page.right - outer, page.bottom, page.left - outer].map(points).join(" ");
    let room = points(outer);
    let number = f64::from(size.page_number) / 2.0;
    let font = "\"Times New Roman\", \"Liberation Serif\", Tinos, serif";
    let mut css = format!(
        "@page {{ size: A4; margin: {printed}; @top-center {{ content: counter(page); font: {number}pt {font}; }} }}\n:root {{ --margins: {sides}; --head-room: {room};"
    );
    for (name, size) in [
        ("text", size.text),
        ("parent", size.parent),
        ("agency", size.agency),
        ("nation", size.nation),
        ("motto", size.motto),
        ("number", size.number),
        ("place-date", docx::place_date_size(document, measures)),
        ("title", size.title),
        ("addressee", size.addressee),
        ("signature", size.signature),
        ("recipients-title", size.recipients_title),
        ("recipient", size.recipient),
        ("appendix", size.appendix),
        ("table", size.table),
        ("note", size.note),
    ] {
        let _ = write!(css, " --{name}: {}pt;", f64::from(size) / 2.0);
    }
    let [head_left, head_right] = docx::head_columns(document, measures);
    for (name, length) in [
        ("indent", spacing.indent),
        ("before", spacing.before),
        ("signature-room", spacing.signature_room),
        ("head-left", head_left),
        ("head-right", head_right),
        ("end-left", columns.end_left),
        ("agency-rule", docx::agency_rule(document, measures)),
    ] {
        let _ = write!(css, " --{name}: {};", points(length));
    }
    // A line of Times New Roman is 1.15 of its size.
    let _ = writeln!(css, " --line: {:.3}; }}", f64::from(spacing.line) / 240.0 * 1.15);
    // Browsers begin no page numbers anew: each appendix counts its own pages.
    for (at, appendix) in document.each_appendix().enumerate() {
        let size = if is_wide(appendix, measures) { "size: A4 landscape; " } else { "" };
        let (name, number) = (format!("appendix-{}", at + 1), format!("counter(appendix-{}, from-two)", at + 1));
        let _ =
            writeln!(css, "@page {name} {{ {size}counter-increment: {name}; @top-center {{ content: {number}; }} }}");
    }
    css
}

/// The element and class of a block.
fn element_of(role: Role) -> (&'static str, &'static str) {
    match role {
        Role::Parent => ("p", "parent"),
        Role::Agency => ("p", "agency ruled"),
        Role::Nation => ("p", "nation"),
        Role::Motto => ("p", "motto ruled"),
        Role::Number => ("p", "number"),
        Role::DraftMark => ("p", "draft"),
        Role::PlaceDate => ("p", "date"),
        Role::Title => ("h1", ""),
        Role::Subject => ("p", "subject ruled"),
        Role::Addressee => ("p", "addressee"),
        Role::AddresseeLead => ("p", "addressees"),
        Role::AddresseeItem => ("p", "addressees item"),
        Role::Basis => ("p", "basis"),
        Role::Heading(0 | 1) => ("h2", ""),
        Role::Heading(2) => ("h3", ""),
        Role::Heading(_) => ("h4", ""),
        Role::Closing => ("p", "closing"),
        Role::RecipientsTitle => ("p", "recipients"),
        Role::Recipient => ("p", "recipient"),
        Role::SignatureLine => ("p", "post"),
        Role::OtherPost => ("p", "other post"),
        Role::SignerName => ("p", "name"),
        Role::AppendixLabel => ("h2", "appendix"),
        Role::AppendixTitle => ("p", "subject"),
        Role::AppendixReference => ("p", "reference ruled"),
        Role::AppendixEnd => ("p", "figure"),
        Role::Lead | Role::Paragraph | Role::Item | Role::SubItem | Role::Table | Role::Note => ("p", ""),
    }
}

/// Runs on one line; the marks of notes lead to them.
fn inline(runs: &[Run]) -> String {
    let mut html = String::new();
    let text: String = runs.iter().map(|run| run.text.as_str()).collect();
    let mut symbols: Vec<Range<usize>> = symbols(&text).chain(joined(&text)).collect();
    symbols.sort_by_key(|part| part.start);
    let mut start = 0;
    for run in runs {
        let end = start + run.text.len();
        match run.kind {
            RunKind::Text if symbols.is_empty() => html.push_str(&escaped(&run.text)),
            RunKind::Text => html.push_str(&with_symbols(&run.text, start, &symbols)),
            RunKind::NoteMark(number) => {
                let _ =
                    write!(html, "<sup><a id=\"mark{number}\" href=\"#note{number}\">{}</a></sup>", escaped(&run.text));
            }
            RunKind::NoteAgain(number) => {
                let _ = write!(html, "<sup><a href=\"#note{number}\">{}</a></sup>", escaped(&run.text));
            }
            RunKind::NoteComma => html.push_str("<sup>, </sup>"),
            RunKind::Missing => {
                let _ = write!(html, "<mark>{}</mark>", escaped(&run.text));
            }
        }
        start = end;
    }
    html
}

/// The dashes between no-break spaces, with these: a browser may end a line behind a dash, whatever follows (UAX #14, LB 12a).
fn joined(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    ["\u{a0}-\u{a0}", "\u{a0}–\u{a0}"]
        .into_iter()
        .flat_map(|joined| text.match_indices(joined).map(|(at, joined)| at..at + joined.len()))
}

/// A text that begins at byte `start` of its line, in which no line ends within a symbol.
fn with_symbols(text: &str, start: usize, symbols: &[Range<usize>]) -> String {
    let mut html = String::new();
    let mut done = 0;
    for symbol in symbols {
        let [from, to] = [symbol.start, symbol.end].map(|at| at.clamp(start, start + text.len()) - start);
        if let (Some(before), Some(within)) = (text.get(done..from), text.get(from..to))
            && !within.is_empty()
        {
            let _ = write!(html, "{}<span class=\"symbol\">{}</span>", escaped(before), escaped(within));
            done = to;
        }
    }
    html + &escaped(text.get(done..).unwrap_or_default())
}

/// Text in which nothing is markup; a newline is a line break.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' => out.push_str("<br>"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
