//! Elements of WordprocessingML, written one within the other.

use std::fmt::Display;
use std::ops::Range;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use unicode_normalization::UnicodeNormalization as _;

use crate::document::compounds::symbols;
use crate::document::{Run, RunKind};

/// The names that every part of ours declares at its root.
const NAMESPACES: [(&str, &str); 2] = [
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
];

/// An XML part that is being written.
pub(crate) struct Xml(Writer<Vec<u8>>);

impl Xml {
    /// A whole part of WordprocessingML with this root element.
    pub(crate) fn part(root: &str, inside: impl FnOnce(&mut Xml)) -> Vec<u8> {
        Xml::root(root, &NAMESPACES, inside)
    }

    /// A whole part with this root element.
    pub(crate) fn root(root: &str, attributes: &[(&str, &str)], inside: impl FnOnce(&mut Xml)) -> Vec<u8> {
        let mut xml = Xml(Writer::new(Vec::with_capacity(16_384)));
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))));
        xml.element(root, attributes, inside);
        xml.0.into_inner()
    }

    /// An element with what is inside it.
    pub(crate) fn element(&mut self, name: &str, attributes: &[(&str, &str)], inside: impl FnOnce(&mut Xml)) {
        self.event(Event::Start(BytesStart::new(name).with_attributes(attributes.iter().copied())));
        inside(self);
        self.event(Event::End(BytesEnd::new(name)));
    }

    /// An element with nothing inside it.
    pub(crate) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.event(Event::Empty(BytesStart::new(name).with_attributes(attributes.iter().copied())));
    }

    /// An element that only has a value.
    pub(crate) fn value(&mut self, name: &str, value: impl Display) {
        self.empty(name, &[("w:val", &value.to_string())]);
    }

    /// A length in twips: `w:w` with `w:type`.
    pub(crate) fn width(&mut self, name: &str, twips: u32) {
        self.empty(name, &[("w:w", &twips.to_string()), ("w:type", "dxa")]);
    }

    /// A paragraph in a style, with what else its properties hold.
    pub(crate) fn paragraph(&mut self, style: &str, properties: impl FnOnce(&mut Xml), inside: impl FnOnce(&mut Xml)) {
        self.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                xml.value("w:pStyle", style);
                properties(xml);
            });
            inside(xml);
        });
    }

    /// A run of text, in a character style or in its paragraph's look. A newline is a line break;
    /// what XML cannot hold is a space. Text is NFC (TCVN 6909:2001; phụ lục I, mục I.4).
    pub(crate) fn run(&mut self, style: Option<&str>, text: &str) {
        if text.is_empty() {
            return;
        }
        self.element("w:r", &[], |xml| {
            if let Some(style) = style {
                xml.element("w:rPr", &[], |xml| xml.value("w:rStyle", style));
            }
            for piece in text.split_inclusive(['\n', NO_BREAK_HYPHEN]) {
                let line = piece.trim_end_matches(['\n', NO_BREAK_HYPHEN]);
                if !line.is_empty() {
                    xml.element("w:t", &[("xml:space", "preserve")], |xml| xml.letters(line));
                }
                if piece.ends_with('\n') {
                    xml.empty("w:br", &[]);
                } else if piece.ends_with(NO_BREAK_HYPHEN) {
                    xml.empty("w:noBreakHyphen", &[]);
                }
            }
        });
    }

    /// Runs of a document, in a character style or in their paragraph's look; marks of footnotes are
    /// Word's own. A hyphen within a symbol is one at which no line ends.
    pub(crate) fn runs(&mut self, style: Option<&str>, runs: &[Run]) {
        let text: String = runs.iter().map(|run| run.text.as_str()).collect();
        let symbols: Vec<Range<usize>> = symbols(&text).collect();
        let mut start = 0;
        for run in runs {
            match run.kind {
                RunKind::Text if symbols.is_empty() => self.run(style, &run.text),
                RunKind::Text => {
                    let is_within = |at: usize| symbols.iter().any(|symbol| symbol.contains(&(start + at)));
                    let letter = |(at, c)| if c == '-' && is_within(at) { NO_BREAK_HYPHEN } else { c };
                    self.run(style, &run.text.char_indices().map(letter).collect::<String>());
                }
                RunKind::NoteMark(number) => self.element("w:r", &[], |xml| {
                    xml.element("w:rPr", &[], |xml| xml.value("w:rStyle", "FootnoteReference"));
                    xml.empty("w:footnoteReference", &[("w:id", &number.to_string())]);
                }),
                RunKind::NoteAgain(number) => self.run(Some("FootnoteReference"), &number.to_string()),
                RunKind::NoteComma => self.run(Some("FootnoteReference"), &run.text),
                RunKind::Missing => self.run(Some("Missing"), &run.text),
            }
            start += run.text.len();
        }
    }

    /// An element with text inside it.
    pub(crate) fn text(&mut self, name: &str, text: &str) {
        self.element(name, &[], |xml| xml.letters(text));
    }

    fn letters(&mut self, text: &str) {
        let text: String = text.nfc().map(|c| if is_writable(c) { c } else { ' ' }).collect();
        self.event(Event::Text(BytesText::new(&text)));
    }

    fn event(&mut self, event: Event<'_>) {
        // Writing to memory cannot fail.
        let _ = self.0.write_event(event);
    }
}

/// A hyphen at which no line ends: an element of its own in Word.
const NO_BREAK_HYPHEN: char = '\u{2011}';

/// Whether XML 1.0 can hold a letter, and it is not a control that no reader shows.
fn is_writable(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}')
}
