//! A part of a .docx file read through: what Word shows of it, in its order.

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};

use super::super::labels::labelled;
use super::super::legacy::LegacyFont;
use super::super::lines::{MAX_RAW, Raw};
use super::super::table::{Row, Table};
use super::super::xml::{MAX_DEPTH, attribute, referenced, walk};
use super::super::{ImportError, words};
use super::Parts;
use super::styles::{ListRef, font_of, is_on};
use super::symbol::{is_private, symbol};

/// What is never shown: deleted text, codes of fields, former properties, the phonetic line of a ruby.
const UNSEEN: [&str; 13] = [
    "del",
    "moveFrom",
    "delText",
    "instrText",
    "delInstrText",
    "pPrChange",
    "rPrChange",
    "tblPrChange",
    "trPrChange",
    "tcPrChange",
    "sectPrChange",
    "numberingChange",
    "rt",
];

/// The font of characters that are Unicode already.
const SYMBOLS: &str = "Symbol";

/// A paragraph that is being read.
#[derive(Default)]
struct Open {
    text: String,
    /// The last of the text, while it is in an old font: a letter and its mark may be in two runs.
    old: Option<(LegacyFont, String)>,
    style: Option<String>,
    list: Option<ListRef>,
    outline: Option<u8>,
    notes: Vec<String>,
    /// The mark at its end was deleted: it goes on in the next paragraph.
    goes_on: bool,
    /// Paragraphs of text boxes that stand in it, shown after it.
    boxes: Vec<Raw>,
}

impl Open {
    fn push(&mut self, font: Option<LegacyFont>, text: &str) {
        if let (Some((last, old)), Some(font)) = (&mut self.old, font)
            && *last == font
        {
            old.push_str(text);
            return;
        }
        self.finish();
        match font {
            Some(font) => self.old = Some((font, text.to_owned())),
            None => self.text.push_str(text),
        }
    }

    /// Puts what is in an old font to the rest of the text.
    fn finish(&mut self) {
        if let Some((font, old)) = self.old.take() {
            self.text.push_str(&font.shown(&old));
        }
    }

    fn is_blank(&self) -> bool {
        self.old.is_none() && words(&self.text).is_empty()
    }
}

/// The properties of a run.
#[derive(Default)]
struct Run {
    style: Option<String>,
    font: Option<String>,
    is_hidden: Option<bool>,
}

/// What is gathered on the way through a part.
pub(super) struct Walk<'s> {
    parts: &'s mut Parts,
    /// The notes that no mark has taken yet, by kind and number.
    notes: BTreeMap<String, String>,
    pub done: Vec<Raw>,
    /// The elements around, by their local names.
    path: Vec<String>,
    /// The depth of the element that is left out with all that is in it.
    unseen: Option<usize>,
    /// Text boxes have paragraphs of their own: the inner one last.
    open: Vec<Open>,
    runs: Vec<Run>,
    /// A paragraph whose mark was deleted.
    carried: Option<Open>,
    tables: Vec<Table>,
    /// Of each content control around, whether its content is only a placeholder.
    controls: Vec<bool>,
    /// Of each choice around, whether one was taken.
    choices: Vec<bool>,
    /// Of each field around, whether its code is being read.
    fields: Vec<bool>,
    /// Notes of this part, and the one that is being read.
    pub own_notes: BTreeMap<String, String>,
    note: Option<String>,
}

impl<'s> Walk<'s> {
    pub fn new(parts: &'s mut Parts, notes: BTreeMap<String, String>) -> Self {
        Walk {
            parts,
            notes,
            done: Vec::new(),
            path: Vec::new(),
            unseen: None,
            open: Vec::new(),
            runs: Vec::new(),
            carried: None,
            tables: Vec::new(),
            controls: Vec::new(),
            choices: Vec::new(),
            fields: Vec::new(),
            own_notes: BTreeMap::new(),
            note: None,
        }
    }

    /// # Errors
    /// The part is broken, made to harm, or more than a report.
    pub fn read(&mut self, xml: &str) -> Result<(), ImportError> {
        walk(xml, |event| self.event(event))?;
        self.flush();
        if self.done.len() > MAX_RAW { Err(ImportError::TooMuchText) } else { Ok(()) }
    }

    fn event(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(element) => {
                let depth = self.path.len();
                if self.unseen.is_none() {
                    self.start(element, true);
                }
                self.path.push(element.local_name().as_ref().to_owned());
                if self.unseen.is_none() && self.hides(depth) {
                    self.unseen = Some(depth);
                }
            }
            Event::Empty(element) if self.unseen.is_none() => self.start(element, false),
            Event::End(_) => {
                let name = self.path.pop().unwrap_or_default();
                if self.unseen.is_some_and(|depth| depth >= self.path.len()) {
                    self.unseen = None;
                }
                if self.unseen.is_none() {
                    self.end(&name);
                }
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

    /// The name of the element so many steps up: 0 is the one that the present one stands in.
    fn above(&self, steps: usize) -> &str {
        self.path.iter().rev().nth(steps).map_or("", String::as_str)
    }

    /// Whether what stands in the element at this depth, which has just begun, is left out.
    fn hides(&mut self, depth: usize) -> bool {
        let name = self.path.get(depth).map_or("", String::as_str);
        match name {
            // In properties it says that a row or the mark of a paragraph was deleted.
            "del" => !matches!(self.above(1), "rPr" | "trPr"),
            "sdtContent" => self.controls.last().is_some_and(|is_placeholder| *is_placeholder),
            "Choice" | "Fallback" => self.choices.last_mut().is_some_and(|taken| std::mem::replace(taken, true)),
            name => UNSEEN.contains(&name),
        }
    }

    fn text(&mut self, text: &str) {
        if self.unseen.is_none() && self.path.last().is_some_and(|name| name == "t") {
            // A line end of the file itself is a space.
            self.put(&text.replace(['\n', '\r'], " "));
        }
    }

    fn put(&mut self, text: &str) {
        self.put_in(None, text);
    }

    /// Puts text in a font that is not that of its run.
    fn put_in(&mut self, font: Option<&str>, text: &str) {
        if self.fields.contains(&true) {
            return;
        }
        let run = self.runs.last();
        let Some(open) = self.open.last_mut() else { return };
        let styles = &self.parts.styles;
        let (style, own) = (styles.paragraph(open.style.as_deref()), run.and_then(|run| run.style.as_deref()));
        let is_hidden = run.and_then(|run| run.is_hidden);
        if is_hidden.unwrap_or_else(|| styles.is_hidden(own, style)) {
            return;
        }
        let font = font.map(str::to_owned).or_else(|| run.and_then(|run| run.font.clone()));
        let font = font.or_else(|| styles.font(own, style)).unwrap_or_default();
        let legacy = LegacyFont::of(&font);
        if legacy.is_some() || !text.contains(is_private) {
            open.push(legacy, text);
            return;
        }
        let shown = |c: char| if is_private(c) { symbol(u32::from(c), &font) } else { Some(c) };
        open.push(None, &text.chars().filter_map(shown).collect::<String>());
    }

    fn start(&mut self, element: &BytesStart<'_>, has_end: bool) {
        let name = element.local_name();
        let value = || attribute(element, "val");
        match (name.as_ref(), self.above(0)) {
            ("p", _) => self.begin_paragraph(has_end),
            ("r", _) if has_end => self.runs.push(Run::default()),
            // Elsewhere a tab is a place to stop at.
            ("tab", "r") | ("ptab", _) => self.put("\t"),
            ("br" | "cr", "r") => self.put("\n"),
            ("noBreakHyphen", _) => self.put("-"),
            ("sym", _) => {
                let code = attribute(element, "char").and_then(|code| u32::from_str_radix(&code, 16).ok());
                let shown = code.and_then(|code| symbol(code, &attribute(element, "font").unwrap_or_default()));
                if let Some(shown) = shown {
                    self.put_in(Some(SYMBOLS), shown.encode_utf8(&mut [0; 4]));
                }
            }
            ("pStyle" | "outlineLvl" | "numPr", "pPr") | ("numId" | "ilvl", "numPr") => {
                self.paragraph_property(element);
            }
            ("rStyle" | "vanish" | "rFonts", "rPr") if self.above(1) == "r" => {
                if let Some(run) = self.runs.last_mut() {
                    match name.as_ref() {
                        "rStyle" => run.style = value(),
                        "vanish" => run.is_hidden = Some(is_on(element)),
                        _ => run.font = font_of(element),
                    }
                }
            }
            ("del", "rPr") if self.above(1) == "pPr" => {
                if let Some(open) = self.open.last_mut() {
                    open.goes_on = true;
                }
            }
            // The whole row was deleted.
            ("del", "trPr") => self.unseen = self.path.iter().rposition(|name| name == "tr"),
            ("sdt", _) if has_end => self.controls.push(false),
            ("showingPlcHdr", "sdtPr") => {
                if let Some(is_placeholder) = self.controls.last_mut() {
                    *is_placeholder = is_on(element);
                }
            }
            ("AlternateContent", _) if has_end => self.choices.push(false),
            ("fldChar", _) => self.field(&attribute(element, "fldCharType").unwrap_or_default()),
            (mark @ ("footnoteReference" | "endnoteReference"), _) => {
                let kind = mark.trim_end_matches("Reference");
                // A note stands once, however many marks a file made to harm has for it.
                let note = attribute(element, "id").and_then(|id| self.notes.remove(&format!("{kind} {id}")));
                if let (Some(open), Some(note)) = (self.open.last_mut(), note) {
                    open.notes.push(note);
                }
            }
            (kind @ ("footnote" | "endnote"), _) if has_end => {
                self.note = attribute(element, "id").map(|id| format!("{kind} {id}"));
            }
            ("altChunk", _) => {
                let chunk = attribute(element, "id").and_then(|id| self.parts.chunks.remove(&id));
                for raw in chunk.unwrap_or_default() {
                    self.emit(raw);
                }
            }
            _ => self.table_property(element, has_end),
        }
    }

    fn begin_paragraph(&mut self, has_end: bool) {
        if self.open.len() >= MAX_DEPTH {
            return;
        }
        if has_end {
            let carried = if self.open.is_empty() { self.carried.take() } else { None };
            let former = carried.map(|former| Open { goes_on: false, list: None, outline: None, ..former });
            self.open.push(former.unwrap_or_default());
        } else if self.open.is_empty() {
            self.emit(Raw::default());
        }
    }

    fn paragraph_property(&mut self, element: &BytesStart<'_>) {
        let Some(open) = self.open.last_mut() else { return };
        let value = attribute(element, "val");
        let number = || value.as_deref().and_then(|value| value.parse().ok());
        match element.local_name().as_ref() {
            "pStyle" => open.style = value,
            "outlineLvl" => open.outline = number().and_then(|level: usize| u8::try_from(level).ok()),
            "numPr" => open.list = Some(ListRef::default()),
            "numId" => open.list.get_or_insert_default().list = value,
            _ => open.list.get_or_insert_default().level = number(),
        }
    }

    fn table_property(&mut self, element: &BytesStart<'_>, has_end: bool) {
        let name = element.local_name();
        let number = || attribute(element, "val").and_then(|value| value.parse::<usize>().ok()).unwrap_or(1).min(64);
        match name.as_ref() {
            "tbl" if has_end => {
                self.flush();
                self.tables.push(Table::default());
            }
            "tr" if has_end => {
                if let Some(table) = self.tables.last_mut() {
                    table.rows.push(Row::default());
                }
            }
            "tc" if has_end => self.row(Row::begin_cell),
            "gridBefore" => self.row(|row| row.next = row.next.saturating_add(number())),
            "gridSpan" => self.row(|row| row.span(number())),
            "vMerge" if attribute(element, "val").is_none_or(|value| value == "continue") => self.row(Row::go_on),
            _ => {}
        }
    }

    fn row(&mut self, change: impl FnOnce(&mut Row)) {
        if let Some(row) = self.tables.last_mut().and_then(|table| table.rows.last_mut()) {
            change(row);
        }
    }

    fn field(&mut self, kind: &str) {
        match kind {
            "begin" => self.fields.push(true),
            "separate" => {
                if let Some(is_code) = self.fields.last_mut() {
                    *is_code = false;
                }
            }
            _ => drop(self.fields.pop()),
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" => {
                // The code of a field that never ends must not take the rest of the file with it.
                self.fields.fill(false);
                let mut closed = self.open.pop();
                if let Some(open) = &mut closed {
                    open.finish();
                }
                match closed {
                    Some(open) if open.goes_on && self.open.is_empty() => self.carried = Some(open),
                    Some(open) => self.close(open),
                    None => {}
                }
            }
            "r" => drop(self.runs.pop()),
            "tc" => self.flush(),
            "tr" => {
                // A row that was deleted has no cells.
                if let Some(table) = self.tables.last_mut() {
                    table.rows.pop_if(|row| row.cells.is_empty());
                }
            }
            "tbl" => {
                if let Some(table) = self.tables.pop() {
                    for raw in table.into_paragraphs() {
                        self.emit(raw);
                    }
                }
            }
            "sdt" => drop(self.controls.pop()),
            "AlternateContent" => drop(self.choices.pop()),
            "footnote" | "endnote" => {
                self.flush();
                self.note = None;
            }
            _ => {}
        }
    }

    /// Gives out a paragraph that was to go on in one that does not come.
    fn flush(&mut self) {
        if let Some(open) = self.carried.take() {
            self.close(open);
        }
    }

    fn close(&mut self, open: Open) {
        let styles = &self.parts.styles;
        let style = styles.paragraph(open.style.as_deref());
        // The lines of a table of contents are those of the headings, once more.
        if styles.is_contents(style) {
            return;
        }
        let heading = styles.heading(style, open.outline);
        // Before a paragraph without text Word sets its number, too, and counts on.
        let label = self.parts.label(open.style.as_deref(), open.list.as_ref());
        let text = labelled(&open.text, label, heading.is_some());
        let raw = Raw { text, heading, notes: open.notes, is_placed: false };
        match self.open.last_mut() {
            // A text box is shown before the paragraph that it hangs on, or after what stands before it.
            Some(around) if !around.is_blank() => around.boxes.push(raw),
            _ => self.emit(raw),
        }
        for raw in open.boxes {
            self.emit(raw);
        }
    }

    fn emit(&mut self, raw: Raw) {
        if let Some(note) = &self.note {
            let whole = self.own_notes.entry(note.clone()).or_default();
            *whole = words(&format!("{whole} {}", raw.text));
            return;
        }
        let row = self.tables.last_mut().and_then(|table| table.rows.last_mut());
        match row.and_then(|row| row.cells.last_mut()) {
            Some(cell) => cell.paragraphs.push(raw),
            None if self.done.len() <= MAX_RAW => self.done.push(raw),
            None => {}
        }
    }
}
