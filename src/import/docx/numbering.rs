//! The numbers that Word itself sets before paragraphs (`numbering.xml`).

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::events::{BytesStart, Event};

use super::super::ImportError;
use super::super::labels::{closed, formatted, mark};
use super::super::xml::{attribute, walk};

/// Levels that a list has in Word.
const LEVELS: usize = 9;

/// A level of a list.
#[derive(Debug, Clone, Default)]
struct Level {
    start: Option<u32>,
    format: String,
    /// The number with what stands around it: "%1.%2.".
    text: String,
    /// The level that restarts it, from 1; 0 for none.
    restart: Option<usize>,
    /// Whether all numbers in it are decimal.
    is_legal: bool,
    /// The style whose paragraphs it numbers.
    style: Option<String>,
}

/// A kind of list (`w:abstractNum`).
#[derive(Debug, Default)]
struct Kind {
    levels: BTreeMap<usize, Level>,
    /// The style that this kind belongs to, and that whose kind stands for this one.
    style: Option<String>,
    stands_for: Option<String>,
}

/// A list (`w:num`): a kind, and what differs from it.
#[derive(Debug, Default)]
struct List {
    kind: String,
    starts: BTreeMap<usize, u32>,
    levels: BTreeMap<usize, Level>,
}

/// The lists of a file, and how far each has been counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    kinds: BTreeMap<String, Kind>,
    lists: BTreeMap<String, List>,
    /// By kind: lists of one kind go on in each other.
    counts: BTreeMap<String, [Option<u32>; LEVELS]>,
    begun: BTreeSet<String>,
}

/// What is being read.
#[derive(Default)]
struct Open {
    kind: Option<(String, Kind)>,
    list: Option<(String, List)>,
    at: usize,
    level: Option<Level>,
}

impl Numbering {
    /// # Errors
    /// The part is broken or made to harm.
    pub fn read(xml: &str) -> Result<Self, ImportError> {
        let mut numbering = Numbering::default();
        let mut open = Open::default();
        walk(xml, |event| match event {
            Event::Start(element) | Event::Empty(element) => open.start(element),
            Event::End(element) => match element.local_name().as_ref() {
                "abstractNum" => numbering.kinds.extend(open.kind.take()),
                "num" => numbering.lists.extend(open.list.take()),
                "lvl" => open.end_level(),
                _ => {}
            },
            _ => {}
        })?;
        Ok(numbering)
    }

    /// The kind of a list, by the name under which it is counted.
    fn kind(&self, list: &List) -> Option<(&String, &Kind)> {
        let found = self.kinds.get_key_value(&list.kind)?;
        let Some(style) = &found.1.stands_for else { return Some(found) };
        self.kinds.iter().find(|(_, kind)| kind.style.as_ref() == Some(style)).or(Some(found))
    }

    /// The level of a list that numbers the paragraphs of a style.
    pub fn level_of_style(&self, list: &str, style: &str) -> Option<usize> {
        let list = self.lists.get(list)?;
        let levels = list.levels.iter().chain(self.kind(list).into_iter().flat_map(|(_, kind)| &kind.levels));
        levels.into_iter().find(|(_, level)| level.style.as_deref() == Some(style)).map(|(at, _)| *at)
    }

    /// Counts on, and gives what stands before the next paragraph of a list: "I.", "1.1.", "a)"; "-" and "+"
    /// for marks of any look. `None` where nothing does.
    pub fn next(&mut self, list: &str, level: usize) -> Option<String> {
        let level = level.min(LEVELS - 1);
        let Some(own) = self.lists.get(list) else { return Some("-".to_owned()) };
        let (name, kind) = self.kind(own)?;
        let levels: Vec<Option<&Level>> = (0..LEVELS).map(|at| own.levels.get(&at).or(kind.levels.get(&at))).collect();
        let start = |at: usize| {
            let usual = levels.get(at).copied().flatten().and_then(|level| level.start).unwrap_or(1);
            own.starts.get(&at).copied().unwrap_or(usual)
        };
        let mut counts = self.counts.get(name).copied().unwrap_or_default();
        if !self.begun.contains(list) {
            for at in own.starts.keys() {
                if let Some(count) = counts.get_mut(*at) {
                    *count = None;
                }
            }
        }
        for (at, count) in counts.iter_mut().enumerate() {
            let restarts = |levels: &Level| levels.restart.is_none_or(|by| by > 0 && level < by);
            if at == level {
                *count = Some(count.map_or_else(|| start(at), |count| count.saturating_add(1)));
            } else if at < level {
                *count = count.or_else(|| Some(start(at)));
            } else if levels.get(at).copied().flatten().is_none_or(restarts) {
                *count = None;
            }
        }
        let found = levels.get(level).copied().flatten();
        let label = found.map_or_else(
            || Some("-".to_owned()),
            |found| {
                if found.format == "bullet" {
                    let above = levels.iter().take(level).flatten().any(|level| level.format == "bullet");
                    return Some(mark(&found.text, above).to_owned());
                }
                numbered(found, &levels, &counts)
            },
        );
        let name = name.clone();
        self.counts.insert(name, counts);
        self.begun.insert(list.to_owned());
        label
    }
}

impl Open {
    fn start(&mut self, element: &BytesStart<'_>) {
        let value = || attribute(element, "val").unwrap_or_default();
        match element.local_name().as_ref() {
            "abstractNum" => {
                self.kind = Some((attribute(element, "abstractNumId").unwrap_or_default(), Kind::default()));
            }
            "num" => self.list = Some((attribute(element, "numId").unwrap_or_default(), List::default())),
            "abstractNumId" => {
                if let Some((_, list)) = &mut self.list {
                    list.kind = value();
                }
            }
            "styleLink" | "numStyleLink" => {
                if let Some((_, kind)) = &mut self.kind {
                    let is_own = element.local_name().as_ref() == "styleLink";
                    *(if is_own { &mut kind.style } else { &mut kind.stands_for }) = Some(value());
                }
            }
            "lvlOverride" => self.at = attribute(element, "ilvl").and_then(|at| at.parse().ok()).unwrap_or(0),
            "startOverride" => {
                if let (Some((_, list)), Ok(start)) = (&mut self.list, value().parse()) {
                    list.starts.insert(self.at, start);
                }
            }
            "lvl" => {
                self.at = attribute(element, "ilvl").and_then(|at| at.parse().ok()).unwrap_or(0);
                self.level = Some(Level { format: "decimal".to_owned(), ..Level::default() });
            }
            name => {
                if let Some(level) = &mut self.level {
                    match name {
                        "start" => level.start = value().parse().ok(),
                        // A format that only newer versions know has a plain one after it.
                        "numFmt" => level.format = value(),
                        "lvlText" => level.text = value(),
                        "lvlRestart" => level.restart = value().parse().ok(),
                        "isLgl" => level.is_legal = super::styles::is_on(element),
                        "pStyle" => level.style = Some(value()),
                        _ => {}
                    }
                }
            }
        }
    }

    fn end_level(&mut self) {
        let Some(level) = self.level.take() else { return };
        match (&mut self.kind, &mut self.list) {
            (Some((_, kind)), _) => drop(kind.levels.insert(self.at, level)),
            (None, Some((_, list))) => drop(list.levels.insert(self.at, level)),
            (None, None) => {}
        }
    }
}

/// The number of a paragraph with what stands around it.
fn numbered(level: &Level, levels: &[Option<&Level>], counts: &[Option<u32>]) -> Option<String> {
    let mut text = String::new();
    let mut parts = level.text.split('%');
    text.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let at = part.chars().next().and_then(|c| c.to_digit(10)).filter(|at| *at > 0);
        let Some(at) = at.and_then(|at| usize::try_from(at - 1).ok()) else {
            text.push('%');
            text.push_str(part);
            continue;
        };
        let format = levels.get(at).copied().flatten().map_or("decimal", |level| level.format.as_str());
        let count = counts.get(at).copied().flatten().unwrap_or(1);
        text.push_str(&formatted(count, if level.is_legal { "decimal" } else { format }));
        text.push_str(part.get(1..).unwrap_or_default());
    }
    closed(&text)
}
