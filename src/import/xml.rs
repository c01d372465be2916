//! XML read from start to end, within bounds: no entity is ever declared, and nesting has an end.

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::ImportError;

/// Elements in each other.
pub(super) const MAX_DEPTH: usize = 256;

/// Calls `visit` with every event.
///
/// # Errors
/// It is no XML, or made to harm.
pub(super) fn walk(xml: &str, mut visit: impl FnMut(&Event<'_>)) -> Result<(), ImportError> {
    let mut reader = Reader::from_str(xml.strip_prefix('\u{feff}').unwrap_or(xml));
    let mut depth = 0_usize;
    loop {
        let event = reader.read_event().map_err(|_| ImportError::NotWord)?;
        match &event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::DocType(_) => return Err(ImportError::Bomb),
            Event::Eof if depth > 0 => return Err(ImportError::NotWord),
            Event::Eof => return Ok(()),
            _ => {}
        }
        if depth > MAX_DEPTH {
            return Err(ImportError::Bomb);
        }
        visit(&event);
    }
}

/// An attribute by its local name.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|a| a.key.local_name().as_ref() == name)?;
    let value = found.normalized_value(XmlVersion::Implicit1_0);
    Some(value.map_or_else(|_| found.value.clone().into_owned(), std::borrow::Cow::into_owned))
}

/// The character that a reference in a text stands for: `&amp;`, `&#272;`.
pub(super) fn referenced(reference: &BytesRef<'_>) -> Option<char> {
    match reference.xml10_content().as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => reference.resolve_char_ref().ok().flatten(),
    }
}
