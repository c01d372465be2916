//! The paragraphs of a .docx file: ECMA-376, WordprocessingML, as much of it as text needs.
//!
//! A file may be made to harm: see [`super::package`] and [`super::xml`] for the bounds.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::events::{BytesStart, Event};

use super::package::Package;
use super::xml::{MAX_DEPTH, attribute, referenced, walk};
use super::{ImportError, MAX_PARAGRAPHS, Paragraph, words};

/// The main part of files that do not say which it is.
const MAIN: &str = "word/document.xml";

/// Reads the text of a .docx file, in order, with its footnotes and endnotes.
///
/// # Errors
/// It is no such file, or a bomb.
pub(crate) fn paragraphs(bytes: &[u8]) -> Result<Vec<Paragraph>, ImportError> {
    let mut package = Package::open(bytes)?;
    let named = package.relationships("")?.into_iter().find(|other| other.kind == "officeDocument");
    let named = named.map_or_else(|| MAIN.to_owned(), |main| main.target);
    let (main, document) = match package.xml(&named)? {
        Some(xml) => (named, xml),
        None => (MAIN.to_owned(), package.xml(MAIN)?.ok_or(ImportError::NotWord)?),
    };
    let others = package.relationships(&main)?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut part = |kind: &str| {
        let named = others.iter().find(|other| other.kind == kind).map(|other| other.target.clone());
        package.xml(&named.unwrap_or_else(|| format!("{folder}/{kind}.xml")))
    };
    let styles = part("styles")?.map_or(Ok(BTreeSet::new()), |xml| headings(&xml))?;
    let mut notes = Walk::new(&styles, BTreeMap::new());
    for kind in ["footnotes", "endnotes"] {
        if let Some(xml) = part(kind)? {
            notes.read(&xml)?;
        }
    }
    let mut reader = Walk::new(&styles, notes.own_notes);
    reader.read(&document)?;
    Ok(reader.done)
}

/// The paragraph styles of headings.
fn headings(xml: &str) -> Result<BTreeSet<String>, ImportError> {
    let mut styles = BTreeSet::new();
    let mut id = String::new();
    walk(xml, |event| {
        let (Event::Start(element) | Event::Empty(element)) = event else { return };
        let value = || attribute(element, "val").unwrap_or_default();
        match element.local_name().as_ref() {
            "style" => id = attribute(element, "styleId").unwrap_or_default(),
            "name" => {
                let name = value().to_lowercase();
                if name.strip_prefix("heading ").is_some_and(|level| level.parse::<u8>().is_ok()) {
                    styles.insert(id.clone());
                }
            }
            "outlineLvl" => {
                if value().parse::<u8>().is_ok_and(|level| level < 9) {
                    styles.insert(id.clone());
                }
            }
            _ => {}
        }
    })?;
    Ok(styles)
}

/// What is gathered on the way through a part.
struct Walk<'s> {
    /// The styles of headings.
    styles: &'s BTreeSet<String>,
    /// The notes that no mark has taken yet, by kind and number.
    notes: BTreeMap<String, String>,
    done: Vec<Paragraph>,
    /// The paragraph that is being read, in a stack: text boxes have paragraphs of their own.
    open: Vec<Paragraph>,
    /// The tables around: cells of the present row, each with its paragraphs.
    tables: Vec<Vec<Vec<Paragraph>>>,
    is_text: bool,
    /// What is left out: deleted text, field codes, the fallback of a drawing.
    skipped: usize,
    /// Notes of this part, and the one that is being read.
    own_notes: BTreeMap<String, String>,
    note: Option<String>,
}

impl<'s> Walk<'s> {
    fn new(styles: &'s BTreeSet<String>, notes: BTreeMap<String, String>) -> Self {
        Walk {
            styles,
            notes,
            done: Vec::new(),
            open: Vec::new(),
            tables: Vec::new(),
            is_text: false,
            skipped: 0,
            own_notes: BTreeMap::new(),
            note: None,
        }
    }

    fn read(&mut self, xml: &str) -> Result<(), ImportError> {
        walk(xml, |event| self.event(event))?;
        if self.done.len() > MAX_PARAGRAPHS { Err(ImportError::TooMuchText) } else { Ok(()) }
    }

    fn event(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(element) => self.start(element, true),
            Event::Empty(element) => self.start(element, false),
            Event::End(element) => self.end(element.local_name().as_ref()),
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

    fn text(&mut self, text: &str) {
        if self.is_text && self.skipped == 0 {
            self.put(text);
        }
    }

    fn put(&mut self, text: &str) {
        if let Some(open) = self.open.last_mut() {
            open.text.push_str(text);
        }
    }

    fn start(&mut self, element: &BytesStart<'_>, has_end: bool) {
        let name = element.local_name();
        match name.as_ref() {
            "del" | "moveFrom" | "instrText" | "Fallback" if has_end => self.skipped += 1,
            _ if self.skipped > 0 => {}
            "p" if has_end && self.open.len() < MAX_DEPTH => self.open.push(Paragraph::default()),
            "t" => self.is_text = has_end,
            "tab" | "br" | "cr" => self.put(" "),
            "noBreakHyphen" => self.put("-"),
            "pStyle" => {
                let is_heading = attribute(element, "val").is_some_and(|style| self.styles.contains(&style));
                if let Some(open) = self.open.last_mut() {
                    open.is_heading = is_heading;
                }
            }
            "numPr" => {
                // A list numbered by Word has no dash in its text.
                if let Some(open) = self.open.last_mut().filter(|open| open.text.is_empty() && !open.is_heading) {
                    open.text.push_str("- ");
                }
            }
            "footnoteReference" | "endnoteReference" => {
                let kind = name.as_ref().trim_end_matches("Reference");
                // A note stands once, however many marks a file made to harm has for it.
                let note = attribute(element, "id").and_then(|id| self.notes.remove(&format!("{kind} {id}")));
                if let (Some(open), Some(note)) = (self.open.last_mut(), note) {
                    open.notes.push(note);
                }
            }
            kind @ ("footnote" | "endnote") => self.note = attribute(element, "id").map(|id| format!("{kind} {id}")),
            "tr" if has_end => self.tables.push(Vec::new()),
            "tc" if has_end => {
                if let Some(row) = self.tables.last_mut() {
                    row.push(Vec::new());
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "del" | "moveFrom" | "instrText" | "Fallback" => self.skipped = self.skipped.saturating_sub(1),
            _ if self.skipped > 0 => {}
            "t" => self.is_text = false,
            "p" => {
                if let Some(open) = self.open.pop() {
                    self.add(open);
                }
            }
            "tr" => {
                if let Some(row) = self.tables.pop() {
                    self.row(row);
                }
            }
            "footnote" | "endnote" => self.note = None,
            _ => {}
        }
    }

    fn add(&mut self, paragraph: Paragraph) {
        let mut text = words(&paragraph.text);
        let mut notes = paragraph.notes;
        if text.is_empty() || text == "-" {
            // A mark of its own has no text to hang on.
            text = std::mem::take(&mut notes).join(" ");
        }
        if text.is_empty() {
            return;
        }
        let is_heading = paragraph.is_heading;
        let text = if is_heading { text.trim_start_matches("- ").to_owned() } else { text };
        if let Some(note) = &self.note {
            let whole = self.own_notes.entry(note.clone()).or_default();
            *whole = words(&format!("{whole} {text}"));
            return;
        }
        let paragraph = Paragraph { text, is_heading, notes };
        match self.tables.last_mut().and_then(|row| row.last_mut()) {
            Some(cell) => cell.push(paragraph),
            None if self.done.len() <= MAX_PARAGRAPHS => self.done.push(paragraph),
            None => {}
        }
    }

    /// A row of a data table is one paragraph; of a table that only sets things side by side, as
    /// the head of a document is, each paragraph stands for itself.
    fn row(&mut self, cells: Vec<Vec<Paragraph>>) {
        let is_data = cells.len() > 2;
        let joined = |cell: &Vec<Paragraph>| cell.iter().map(|p| p.text.as_str()).collect::<Vec<_>>().join(" ");
        let list = if is_data {
            let text = cells.iter().map(joined).collect::<Vec<_>>().join(" | ");
            let notes = cells.into_iter().flatten().flat_map(|p| p.notes).collect();
            vec![Paragraph { text, is_heading: false, notes }]
        } else {
            cells.into_iter().flatten().collect()
        };
        for paragraph in list {
            match self.tables.last_mut().and_then(|row| row.last_mut()) {
                Some(cell) => cell.push(paragraph),
                None if self.done.len() <= MAX_PARAGRAPHS => self.done.push(paragraph),
                None => {}
            }
        }
    }
}
