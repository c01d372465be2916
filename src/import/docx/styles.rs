//! What the styles of a .docx file say of text: headings, lists, hidden text, fonts.

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};

use super::super::ImportError;
use super::super::xml::{attribute, walk};

/// Styles that a style may be based on, one on the other: no file of Word has more.
const LONGEST_CHAIN: usize = 32;

/// The outline level of text that is no heading.
const BODY: u8 = 9;

/// A style, as far as it says something itself.
#[derive(Default)]
struct Style {
    based_on: Option<String>,
    /// The outline level, 0 for the first.
    outline: Option<u8>,
    list: ListRef,
    is_hidden: Option<bool>,
    font: Option<String>,
    /// Whether it is that of the lines of a table of contents.
    is_contents: bool,
}

/// The list that a paragraph belongs to, as far as its properties or its style say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ListRef {
    /// The number of the list; "0" is none.
    pub list: Option<String>,
    pub level: Option<usize>,
}

/// The styles of a file.
#[derive(Default)]
pub(super) struct Styles {
    by_id: BTreeMap<String, Style>,
    /// The style of paragraphs that name none.
    default: Option<String>,
    /// The font of what no style gives one.
    font: Option<String>,
}

/// Whether a property that is on or off is on.
pub(super) fn is_on(element: &BytesStart<'_>) -> bool {
    !matches!(attribute(element, "val").as_deref(), Some("0" | "false" | "off"))
}

/// The font that `w:rFonts` gives to letters beyond ASCII; one of the theme has no name here.
pub(super) fn font_of(element: &BytesStart<'_>) -> Option<String> {
    let named = attribute(element, "hAnsi").or_else(|| attribute(element, "ascii"));
    let theme = || attribute(element, "hAnsiTheme").or_else(|| attribute(element, "asciiTheme"));
    named.or_else(|| theme().map(|_| String::new()))
}

impl Styles {
    /// # Errors
    /// The part is broken or made to harm.
    pub fn read(xml: &str) -> Result<Self, ImportError> {
        let mut styles = Styles::default();
        let mut open: Option<(String, Style)> = None;
        // Properties of parts of a table are no properties of its paragraphs.
        let mut in_table_part = false;
        walk(xml, |event| match event {
            Event::Start(element) | Event::Empty(element) => {
                let name = element.local_name();
                match (name.as_ref(), &mut open) {
                    ("style", _) => {
                        let id = attribute(element, "styleId").unwrap_or_default();
                        let is_paragraph = attribute(element, "type").is_none_or(|kind| kind == "paragraph");
                        let is_default = attribute(element, "default").is_some_and(|value| value != "0");
                        if is_paragraph && is_default {
                            styles.default = Some(id.clone());
                        }
                        if matches!(event, Event::Start(_)) {
                            open = Some((id, Style::default()));
                        }
                    }
                    ("tblStylePr", _) => in_table_part = matches!(event, Event::Start(_)),
                    ("rFonts", None) if styles.font.is_none() => styles.font = font_of(element),
                    (_, Some((_, style))) if !in_table_part => style.property(element),
                    _ => {}
                }
            }
            Event::End(element) => match element.local_name().as_ref() {
                "style" => styles.by_id.extend(open.take()),
                "tblStylePr" => in_table_part = false,
                _ => {}
            },
            _ => {}
        })?;
        Ok(styles)
    }

    /// The first answer in the chain of a style and those that it is based on.
    fn inherited<T>(&self, id: Option<&str>, find: impl Fn(&str, &Style) -> Option<T>) -> Option<T> {
        let mut id = id;
        for _ in 0..LONGEST_CHAIN {
            let (name, style) = self.by_id.get_key_value(id?)?;
            if let Some(found) = find(name, style) {
                return Some(found);
            }
            id = style.based_on.as_deref();
        }
        None
    }

    /// The style of a paragraph: its own, or that of those without.
    pub fn paragraph<'s>(&'s self, own: Option<&'s str>) -> Option<&'s str> {
        own.or(self.default.as_deref())
    }

    /// The level of the heading that the style makes, 0 the first, where the paragraph has this outline level of its own.
    pub fn heading(&self, style: Option<&str>, own: Option<u8>) -> Option<u8> {
        own.or_else(|| self.inherited(style, |_, style| style.outline)).filter(|level| *level < BODY)
    }

    pub fn is_contents(&self, style: Option<&str>) -> bool {
        self.inherited(style, |_, style| style.is_contents.then_some(())).is_some()
    }

    /// Whether a character style, or else that of the paragraph, hides text.
    pub fn is_hidden(&self, character: Option<&str>, paragraph: Option<&str>) -> bool {
        let hides = |id| self.inherited(id, |_, style| style.is_hidden);
        hides(character).or_else(|| hides(paragraph)).unwrap_or(false)
    }

    /// The font of a text in a character style within a paragraph.
    pub fn font(&self, character: Option<&str>, paragraph: Option<&str>) -> Option<String> {
        let font = |id| self.inherited(id, |_, style| style.font.clone());
        font(character).or_else(|| font(paragraph)).or_else(|| self.font.clone())
    }

    /// The list that a style puts its paragraphs into, and the style in the chain that says so.
    pub fn list(&self, style: Option<&str>) -> Option<(String, ListRef)> {
        self.inherited(style, |id, style| style.list.list.is_some().then(|| (id.to_owned(), style.list.clone())))
    }
}

impl Style {
    fn property(&mut self, element: &BytesStart<'_>) {
        let value = || attribute(element, "val").unwrap_or_default();
        match element.local_name().as_ref() {
            "name" => {
                let name = value().to_lowercase();
                let level = |kind: &str| name.strip_prefix(kind)?.trim().parse::<u8>().ok();
                if let Some(level) = level("heading ") {
                    self.outline = self.outline.or(Some(level.saturating_sub(1)));
                }
                self.is_contents = level("toc ").is_some();
            }
            "basedOn" => self.based_on = Some(value()),
            "outlineLvl" => self.outline = value().parse().ok().or(self.outline),
            "numId" => self.list.list = Some(value()),
            "ilvl" => self.list.level = value().parse().ok(),
            "vanish" => self.is_hidden = Some(is_on(element)),
            "rFonts" => self.font = font_of(element).or_else(|| self.font.take()),
            _ => {}
        }
    }
}
