//! What the styles of an .odt file say of text: lists, headings, hidden text, fonts.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};

use super::super::ImportError;
use super::super::labels::{closed, formatted, mark};
use super::super::xml::{attribute, walk};

/// Styles that a style may have above it, one over the other.
const LONGEST_CHAIN: usize = 32;

/// Levels that a list may have.
pub(super) const LEVELS: usize = 10;

/// The name of the list that numbers headings: no style may have it.
pub(super) const OUTLINE: &str = "";

/// The level of text that is no heading.
const TEXT: u8 = u8::MAX;

/// A style, as far as it says something itself.
#[derive(Default)]
struct Style {
    parent: Option<String>,
    /// The level of the heading that it makes, 0 the first; [`TEXT`] for none.
    heading: Option<u8>,
    font: Option<String>,
    is_hidden: Option<bool>,
}

/// A level of a list.
#[derive(Default)]
struct Level {
    /// The mark of its items, where they have no number.
    bullet: Option<String>,
    format: String,
    prefix: String,
    suffix: String,
    start: Option<u32>,
    /// How many levels its number shows.
    shown: usize,
}

/// The styles of a file, by family and name.
#[derive(Default)]
pub(super) struct Styles {
    by_id: BTreeMap<(String, String), Style>,
    lists: BTreeMap<String, BTreeMap<usize, Level>>,
    /// The font of what no style gives one, by family.
    fonts: BTreeMap<String, String>,
}

impl Styles {
    /// Adds the styles of a part.
    ///
    /// # Errors
    /// The part is broken or made to harm.
    pub fn read(&mut self, xml: &str) -> Result<(), ImportError> {
        let mut style: Option<(String, Option<String>, Style)> = None;
        let mut list: Option<String> = None;
        walk(xml, |event| match event {
            Event::Start(element) | Event::Empty(element) => {
                let value = |name| attribute(element, name);
                match element.local_name().as_ref() {
                    "style" | "default-style" => {
                        let name = value("name");
                        // Headings that came from Word have the name alone.
                        let level = |text: &str| text.parse::<u8>().map_or(TEXT, |level| level.saturating_sub(1));
                        let named = name.as_deref().and_then(|name| name.strip_prefix("Heading_20_")).map(level);
                        let heading = value("default-outline-level").map(|text| level(&text)).or(named);
                        let new = Style { parent: value("parent-style-name"), heading, ..Style::default() };
                        let found = (value("family").unwrap_or_default(), name, new);
                        if matches!(event, Event::Empty(_)) { self.add(found) } else { style = Some(found) }
                    }
                    "text-properties" => {
                        if let Some((_, _, style)) = &mut style {
                            style.font = value("font-name").or_else(|| value("font-family"));
                            style.is_hidden = value("display").map(|display| display == "none");
                        }
                    }
                    "list-style" => list = value("name"),
                    "outline-style" => list = Some(OUTLINE.to_owned()),
                    "list-level-style-number"
                    | "list-level-style-bullet"
                    | "list-level-style-image"
                    | "outline-level-style" => {
                        let at = value("level").and_then(|level| level.parse::<usize>().ok()).unwrap_or(1);
                        if let Some(list) = &list {
                            self.lists.entry(list.clone()).or_default().insert(at.clamp(1, LEVELS) - 1, level(element));
                        }
                    }
                    _ => {}
                }
            }
            Event::End(element) => match element.local_name().as_ref() {
                "style" | "default-style" => {
                    if let Some(found) = style.take() {
                        self.add(found);
                    }
                }
                "list-style" | "outline-style" => list = None,
                _ => {}
            },
            _ => {}
        })
    }

    /// Adds a style; one without a name is that of its family.
    fn add(&mut self, (family, name, style): (String, Option<String>, Style)) {
        match (name, style.font.clone()) {
            (Some(name), _) => drop(self.by_id.insert((family, name), style)),
            (None, Some(font)) => drop(self.fonts.insert(family, font)),
            (None, None) => {}
        }
    }

    fn inherited<T>(&self, family: &str, name: Option<&str>, find: impl Fn(&Style) -> Option<T>) -> Option<T> {
        let mut name = name.map(str::to_owned);
        for _ in 0..LONGEST_CHAIN {
            let style = self.by_id.get(&(family.to_owned(), name.take()?))?;
            if let Some(found) = find(style) {
                return Some(found);
            }
            name.clone_from(&style.parent);
        }
        None
    }

    /// The level of the heading that the style of a paragraph makes, 0 the first.
    pub fn heading(&self, paragraph: Option<&str>) -> Option<u8> {
        self.inherited("paragraph", paragraph, |style| style.heading).filter(|level| *level != TEXT)
    }

    /// Whether text in this style hides, within a paragraph of that.
    pub fn is_hidden(&self, text: Option<&str>, paragraph: Option<&str>) -> bool {
        let hides = |family, name| self.inherited(family, name, |style| style.is_hidden);
        hides("text", text).or_else(|| hides("paragraph", paragraph)).unwrap_or(false)
    }

    pub fn font(&self, text: Option<&str>, paragraph: Option<&str>) -> Option<String> {
        let font = |family, name| self.inherited(family, name, |style| style.font.clone());
        font("text", text).or_else(|| font("paragraph", paragraph)).or_else(|| self.fonts.get("paragraph").cloned())
    }

    /// Counts on in a list, and gives what stands before its next item.
    pub fn next(
        &self,
        list: &str,
        at: usize,
        start: Option<u32>,
        counts: &mut [Option<u32>; LEVELS],
    ) -> Option<String> {
        let levels = self.lists.get(list);
        let level = |at: usize| levels.and_then(|levels| levels.get(&at));
        let first = |at: usize| level(at).and_then(|level| level.start).unwrap_or(1);
        for (other, count) in counts.iter_mut().enumerate() {
            match other.cmp(&at) {
                Ordering::Less => *count = count.or_else(|| Some(first(other))),
                Ordering::Equal => {
                    let next = count.map_or_else(|| first(at), |count| count.saturating_add(1));
                    *count = Some(start.unwrap_or(next));
                }
                Ordering::Greater => *count = None,
            }
        }
        let own = level(at);
        match own {
            None if list == OUTLINE => None,
            None => Some(mark("", at > 0).to_owned()),
            Some(Level { bullet: Some(bullet), .. }) => {
                let above = (0..at).filter_map(level).any(|level| level.bullet.is_some());
                Some(mark(bullet, above).to_owned())
            }
            Some(own) if own.format.is_empty() => None,
            Some(own) => {
                let from = (at + 1).saturating_sub(own.shown.max(1));
                let number = |at: usize| {
                    let format = level(at).map_or("decimal", |level| level.format.as_str());
                    formatted(counts.get(at).copied().flatten().unwrap_or(1), format)
                };
                let numbers: Vec<String> = (from..=at).map(number).filter(|number| !number.is_empty()).collect();
                closed(&format!("{}{}{}", own.prefix, numbers.join("."), own.suffix))
            }
        }
    }
}

fn level(element: &BytesStart<'_>) -> Level {
    let value = |name| attribute(element, name);
    let number = |name| value(name).and_then(|value| value.parse::<u32>().ok());
    let is_number = matches!(element.local_name().as_ref(), "list-level-style-number" | "outline-level-style");
    let format = match value("num-format").as_deref() {
        Some("a") => "lowerLetter",
        Some("A") => "upperLetter",
        Some("i") => "lowerRoman",
        Some("I") => "upperRoman",
        None | Some("") => "",
        Some(_) => "decimal",
    };
    Level {
        bullet: (!is_number).then(|| value("bullet-char").unwrap_or_default()),
        format: format.to_owned(),
        prefix: value("num-prefix").unwrap_or_default(),
        suffix: value("num-suffix").unwrap_or_default(),
        start: number("start-value"),
        shown: number("display-levels").and_then(|shown| usize::try_from(shown).ok()).unwrap_or(1).min(LEVELS),
    }
}
