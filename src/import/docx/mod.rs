//! The paragraphs of a .docx file: ECMA-376, WordprocessingML, as much of it as text needs.
//!
//! - [`mod@counted`]: paragraphs by their number.
//! - [`numbering`]: the numbers that Word itself makes.
//! - [`styles`]: headings, hidden text, fonts.
//! - [`symbol`]: characters of symbol fonts.
//! - [`walk`]: what Word shows, in its order.
//!
//! A file may be made to harm: see [`super::package`] and [`super::xml`] for the bounds.

mod counted;
mod numbering;
mod styles;
mod symbol;
mod walk;

use std::collections::BTreeMap;

use super::lines::{self, Raw};
use super::package::Package;
use super::{ImportError, Paragraph, html};

use counted::Counted;
use numbering::Numbering;
use styles::{ListRef, Styles};
use walk::Walk;

/// The main part of files that do not say which it is.
const MAIN: &str = "word/document.xml";

/// The main parts of Excel's and PowerPoint's files, which are packed as Word's are.
const SHEETS: [&str; 2] = ["xl/workbook.xml", "ppt/presentation.xml"];

/// Files of Word that may stand one in the other.
const MAX_NESTED: usize = 3;

/// What the other parts of a package say of its text.
struct Parts {
    styles: Styles,
    numbering: Numbering,
    /// Whole files that stand in the text, by the names of their relationships.
    chunks: BTreeMap<String, Vec<Raw>>,
}

impl Parts {
    /// The number or mark that Word sets before a paragraph, which counts it: by its own list, or that of
    /// its style.
    fn label(&mut self, style: Option<&str>, own: Option<&ListRef>) -> Option<String> {
        let style = self.styles.paragraph(style);
        let own = own.cloned().unwrap_or_default();
        let (list, level) = match (own.list, self.styles.list(style)) {
            (Some(list), _) => (list, None),
            (None, Some((by, ListRef { list: Some(list), level }))) => {
                let level = level.or_else(|| self.numbering.level_of_style(&list, style.unwrap_or(&by)));
                let level = level.or_else(|| self.numbering.level_of_style(&list, &by));
                (list, level)
            }
            // A level of no list is at least an item.
            (None, _) => return own.level.map(|_| "-".to_owned()),
        };
        if list == "0" { None } else { self.numbering.next(&list, own.level.or(level).unwrap_or(0)) }
    }
}

/// Reads the text of a .docx file, in order, with its footnotes and endnotes.
///
/// # Errors
/// It is no such file, or a bomb.
pub(crate) fn paragraphs(bytes: &[u8]) -> Result<Vec<Paragraph>, ImportError> {
    let mut package = Package::open(bytes)?;
    if SHEETS.iter().any(|part| package.has(part)) {
        return Err(ImportError::Sheet);
    }
    lines::paragraphs(raw(&mut package, 0)?)
}

/// The paragraphs with text of the main part, and which of all they are, from 1.
///
/// # Errors
/// It is no Word file, or a bomb.
pub(crate) fn counted(bytes: &[u8]) -> Result<Vec<Counted>, ImportError> {
    let mut package = Package::open(bytes)?;
    let (main, document) = main(&mut package)?;
    let others = package.relationships(&main)?;
    let mut notes = counted::Part::default();
    for kind in ["footnote", "endnote"] {
        let target = others.iter().find(|other| other.kind == format!("{kind}s")).map(|other| other.target.clone());
        if let Some(xml) = target.map(|target| package.xml(&target)).transpose()?.flatten() {
            notes.add(counted::paragraphs(&xml, kind)?);
        }
    }
    Ok(counted::paragraphs(&document, "")?.with_notes(notes))
}

/// The name of the main part, and its XML.
fn main(package: &mut Package<'_>) -> Result<(String, String), ImportError> {
    let named = package.relationships("")?.into_iter().find(|other| other.kind == "officeDocument");
    let named = named.map_or_else(|| MAIN.to_owned(), |main| main.target);
    Ok(match package.xml(&named)? {
        Some(xml) => (named, xml),
        None => (MAIN.to_owned(), package.xml(MAIN)?.ok_or(ImportError::NotWord)?),
    })
}

fn raw(package: &mut Package<'_>, nested: usize) -> Result<Vec<Raw>, ImportError> {
    let (main, document) = main(package)?;
    let others = package.relationships(&main)?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut chunks = BTreeMap::new();
    for chunk in others.iter().filter(|other| other.kind == "aFChunk") {
        let bytes = package.part(&chunk.target)?.unwrap_or_default();
        chunks.insert(chunk.id.clone(), chunk_raw(package, &bytes, nested)?);
    }
    let mut part = |kind: &str| {
        let named = others.iter().find(|other| other.kind == kind).map(|other| other.target.clone());
        package.xml(&named.unwrap_or_else(|| format!("{folder}/{kind}.xml")))
    };
    let styles = part("styles")?.map_or(Ok(Styles::default()), |xml| Styles::read(&xml))?;
    let numbering = part("numbering")?.map_or(Ok(Numbering::default()), |xml| Numbering::read(&xml))?;
    let mut parts = Parts { styles, numbering, chunks };
    let mut notes = Walk::new(&mut parts, BTreeMap::new());
    for kind in ["footnotes", "endnotes"] {
        if let Some(xml) = part(kind)? {
            notes.read(&xml)?;
        }
    }
    let notes = notes.own_notes;
    let mut reader = Walk::new(&mut parts, notes);
    reader.read(&document)?;
    Ok(reader.done)
}

/// The paragraphs of a file that stands in the text: a file of Word, or HTML, or a text. What is of another kind, RTF, is
/// left out.
fn chunk_raw(package: &mut Package<'_>, bytes: &[u8], nested: usize) -> Result<Vec<Raw>, ImportError> {
    if !bytes.starts_with(b"PK") {
        let begin = String::from_utf8_lossy(bytes.get(..2_000).unwrap_or(bytes)).to_ascii_lowercase();
        let is_html =
            ["<html", "<body", "<p", "<div", "<!doctype", "mime-version:"].iter().any(|tag| begin.contains(tag));
        let line = |text: &str| Raw { text: text.to_owned(), ..Raw::default() };
        return Ok(match () {
            () if begin.starts_with("{\\rtf") => Vec::new(),
            () if is_html => html::paragraphs(bytes),
            () => String::from_utf8_lossy(bytes).lines().map(line).collect(),
        });
    }
    if nested >= MAX_NESTED {
        return Err(ImportError::Bomb);
    }
    let mut inner = package.within(bytes)?;
    let list = raw(&mut inner, nested + 1)?;
    package.used_by(&inner);
    Ok(list)
}
