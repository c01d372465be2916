//! The paragraphs of an .odt file: OpenDocument 1.3, as much of it as text needs.
//!
//! A file may be made to harm: see [`super::package`] and [`super::xml`] for the bounds.

mod styles;

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};

use super::labels::labelled;
use super::legacy::LegacyFont;
use super::lines::{self, MAX_RAW, Raw};
use super::package::Package;
use super::table::{Row, Table};
use super::xml::{MAX_DEPTH, attribute, referenced, walk};
use super::{ImportError, Paragraph, words};

use styles::{LEVELS, OUTLINE, Styles};

/// What is never shown, or only once more: deleted text, remarks, the number of a note beside its text,
/// tables of contents, what describes a picture.
const UNSEEN: [&str; 10] = [
    "tracked-changes",
    "annotation",
    "note-citation",
    "ruby-text",
    "table-of-content",
    "placeholder",
    "script",
    "title",
    "desc",
    "forms",
];

/// Reads the text of an .odt file, in order, with its notes.
///
/// # Errors
/// It is no such file, or a bomb.
pub(crate) fn paragraphs(bytes: &[u8]) -> Result<Vec<Paragraph>, ImportError> {
    let mut package = Package::open(bytes)?;
    if package.xml("META-INF/manifest.xml")?.is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err(ImportError::Encrypted);
    }
    let content = package.xml("content.xml")?.ok_or(ImportError::NotWord)?;
    let mut styles = Styles::default();
    if let Some(xml) = package.xml("styles.xml")? {
        styles.read(&xml)?;
    }
    styles.read(&content)?;
    let mut reader = Walk { styles, ..Walk::default() };
    walk(&content, |event| reader.event(event))?;
    if reader.done.len() > MAX_RAW { Err(ImportError::TooMuchText) } else { lines::paragraphs(reader.done) }
}

/// A paragraph that is being read.
#[derive(Default)]
struct Open {
    text: String,
    style: Option<String>,
    label: Option<String>,
    heading: Option<u8>,
    notes: Vec<String>,
    /// Paragraphs of text boxes that stand in it, shown after it.
    boxes: Vec<Raw>,
}

/// A list around.
struct List {
    style: String,
    /// Whether the item at hand has its number.
    is_labelled: bool,
    /// What the item at hand is counted from.
    start: Option<u32>,
}

#[derive(Default)]
struct Walk {
    styles: Styles,
    done: Vec<Raw>,
    depth: usize,
    /// The depth of the element that is left out with all that is in it.
    unseen: Option<usize>,
    /// Text boxes and notes have paragraphs of their own: the inner one last.
    open: Vec<Open>,
    /// The styles of the spans around.
    spans: Vec<Option<String>>,
    lists: Vec<List>,
    counts: BTreeMap<String, [Option<u32>; LEVELS]>,
    tables: Vec<Table>,
    /// The note that is being read: how many paragraphs are open around it, and its text.
    note: Option<(usize, String)>,
}

impl Walk {
    fn event(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(element) => {
                self.start(element);
                self.depth += 1;
            }
            Event::Empty(element) => {
                self.start(element);
                self.end(element.local_name().as_ref());
            }
            Event::End(element) => {
                self.depth = self.depth.saturating_sub(1);
                self.end(element.local_name().as_ref());
            }
            Event::Text(text) => self.text(&text.xml10_content()),
            Event::CData(text) => self.text(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                if let Some(letter) = referenced(reference) {
                    self.text(letter.encode_utf8(&mut [0; 4]));
                }
            }
            _ => {}
        }
    }

    /// Text as it stands in the file: line ends and tabs in it are spaces.
    fn text(&mut self, text: &str) {
        if self.unseen.is_some() {
            return;
        }
        let Some(open) = self.open.last_mut() else { return };
        let (span, style) = (self.spans.iter().rev().flatten().next().map(String::as_str), open.style.as_deref());
        if self.styles.is_hidden(span, style) {
            return;
        }
        let text = text.replace(['\n', '\r', '\t'], " ");
        match self.styles.font(span, style).as_deref().and_then(LegacyFont::of) {
            Some(font) => open.text.push_str(&font.shown(&text)),
            None => open.text.push_str(&text),
        }
    }

    fn put(&mut self, text: &str) {
        if let Some(open) = self.open.last_mut() {
            open.text.push_str(text);
        }
    }

    fn start(&mut self, element: &BytesStart<'_>) {
        if self.unseen.is_some() {
            return;
        }
        let value = |name| attribute(element, name);
        let number = |name| value(name).and_then(|value| value.parse::<usize>().ok()).unwrap_or(1).min(64);
        match element.local_name().as_ref() {
            name if UNSEEN.contains(&name) => self.unseen = Some(self.depth),
            name @ ("p" | "h") => {
                let outline = (name == "h").then(|| number("outline-level").clamp(1, LEVELS) - 1);
                self.begin_paragraph(value("style-name"), outline);
            }
            "span" => self.spans.push(value("style-name")),
            "s" => self.put(&" ".repeat(number("c"))),
            "tab" => self.put("\t"),
            "line-break" => self.put("\n"),
            "note-body" if self.note.is_none() => self.note = Some((self.open.len(), String::new())),
            "list" => self.begin_list(element),
            "list-item" | "list-header" => {
                let is_header = element.local_name().as_ref() == "list-header";
                if let Some(list) = self.lists.last_mut() {
                    list.is_labelled = is_header;
                    list.start = value("start-value").and_then(|start| start.parse().ok());
                }
            }
            "table" => self.tables.push(Table::default()),
            "table-row" => {
                if let Some(table) = self.tables.last_mut() {
                    table.rows.push(Row::default());
                }
            }
            "table-cell" => {
                if let Some(row) = self.tables.last_mut().and_then(|table| table.rows.last_mut()) {
                    row.begin_cell();
                    row.span(number("number-columns-spanned").max(number("number-columns-repeated")));
                }
            }
            "covered-table-cell" => {
                if let Some(row) = self.tables.last_mut().and_then(|table| table.rows.last_mut()) {
                    row.cover(number("number-columns-repeated"));
                }
            }
            _ => {}
        }
    }

    fn begin_list(&mut self, element: &BytesStart<'_>) {
        let around = self.lists.last().map(|list| list.style.clone());
        let is_outermost = around.is_none();
        let style = attribute(element, "style-name").or(around).unwrap_or_else(|| "-".to_owned());
        let goes_on = attribute(element, "continue-numbering").is_some_and(|value| value == "true")
            || attribute(element, "continue-list").is_some();
        if is_outermost && !goes_on {
            self.counts.remove(&style);
        }
        if self.lists.len() < MAX_DEPTH {
            self.lists.push(List { style, is_labelled: true, start: None });
        }
    }

    fn begin_paragraph(&mut self, style: Option<String>, outline: Option<usize>) {
        let at = self.lists.len().saturating_sub(1).min(LEVELS - 1);
        let label = match (self.lists.last_mut().filter(|_| self.open.is_empty()), outline) {
            (Some(list), _) if !list.is_labelled => {
                list.is_labelled = true;
                let counts = self.counts.entry(list.style.clone()).or_default();
                self.styles.next(&list.style, at, list.start.take(), counts)
            }
            (None, Some(level)) if self.open.is_empty() => {
                let counts = self.counts.entry(OUTLINE.to_owned()).or_default();
                self.styles.next(OUTLINE, level, None, counts)
            }
            _ => None,
        };
        let own = outline.and_then(|level| u8::try_from(level).ok());
        let heading = own.or_else(|| self.styles.heading(style.as_deref()));
        self.open.push(Open { style, label, heading, ..Open::default() });
    }

    fn end(&mut self, name: &str) {
        if let Some(depth) = self.unseen {
            if depth >= self.depth {
                self.unseen = None;
            }
            return;
        }
        match name {
            "p" | "h" => {
                if let Some(open) = self.open.pop() {
                    self.close(open);
                }
            }
            "span" => drop(self.spans.pop()),
            "note-body" => {
                let is_end = |(around, _): &mut (usize, String)| *around == self.open.len();
                if let (Some((_, note)), Some(open)) = (self.note.take_if(is_end), self.open.last_mut()) {
                    open.notes.extend(Some(note).filter(|note| !note.is_empty()));
                }
            }
            "list" => drop(self.lists.pop()),
            "table" => {
                if let Some(table) = self.tables.pop() {
                    for raw in table.into_paragraphs() {
                        self.emit(raw);
                    }
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, open: Open) {
        let text = labelled(&open.text, open.label, open.heading.is_some());
        if let Some((_, note)) = &mut self.note {
            *note = words(&format!("{note} {text}"));
            return;
        }
        let raw = Raw { text, heading: open.heading, notes: open.notes, is_placed: false };
        match self.open.last_mut() {
            // A text box is shown before the paragraph that it hangs on, or after what stands before it.
            Some(around) if !around.text.trim().is_empty() => around.boxes.push(raw),
            _ => self.emit(raw),
        }
        for raw in open.boxes {
            self.emit(raw);
        }
    }

    fn emit(&mut self, raw: Raw) {
        let row = self.tables.last_mut().and_then(|table| table.rows.last_mut());
        match row.and_then(|row| row.cells.last_mut()) {
            Some(cell) => cell.paragraphs.push(raw),
            None if self.done.len() <= MAX_RAW => self.done.push(raw),
            None => {}
        }
    }
}
