//! Proofreading: slips of the language and of the forms of the decree, in any text, by rules one can read.
//!
//! - [`lists`]: words to look for, built in and from the config folder.
//! - [`source`]: paragraphs, and where their letters stand in the file.
//! - `words`: syllables and how they are compared.
//! - `spelling`, `typing`, `forms`: the rules.
//!
//! Nothing is ever corrected: each rule tells a place, what is wrong, and mostly what is meant.

pub(crate) mod answers;
mod forms;
pub(crate) mod lists;
pub(crate) mod source;
mod spelling;
mod typing;
mod words;

use std::ops::Range;

use crate::text::language::Language;
use crate::text::message::Message;

use lists::Lists;
use source::{Passage, Place};
use words::{Syllable, syllables};

/// How bad a slip is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// It is never right.
    Error,
    /// It is hardly ever right.
    Warning,
    /// Worth a thought.
    Hint,
}

impl Level {
    /// What it is called in a line of the command.
    #[must_use]
    pub fn name(self, language: Language) -> &'static str {
        let (vi, en) = match self {
            Level::Error => ("lỗi", "error"),
            Level::Warning => ("cảnh báo", "warning"),
            Level::Hint => ("gợi ý", "hint"),
        };
        language.pick(vi, en)
    }
}

/// A rule of proofreading, with a text that breaks it and one that nearly does.
pub(crate) struct Rule {
    pub code: &'static str,
    pub level: Level,
    /// What it looks for, and what it rests on.
    pub about: Message,
    pub hit: &'static str,
    pub near_miss: &'static str,
    find: fn(&Reading<'_>) -> Vec<Slip>,
}

/// All rules, in the order of their codes.
pub(crate) const RULES: [&Rule; 12] = [
    &spelling::MISSPELT,
    &spelling::DOUBLED,
    &spelling::ENUMERATION,
    &typing::SPACES,
    &typing::MARKS,
    &typing::LONG,
    &forms::NAMES,
    &forms::MONTHS,
    &forms::SYMBOL,
    &forms::COMMA_BEFORE_DATE,
    &forms::ARCHIVE,
    &forms::ON_BEHALF,
];

/// A paragraph as the rules read it.
pub(crate) struct Reading<'t> {
    text: &'t str,
    syllables: Vec<Syllable>,
    lists: &'t Lists,
}

/// What a rule found in a paragraph.
struct Slip {
    part: Range<usize>,
    /// What is meant, where that is sure; "" where it is to be taken away.
    right: Option<String>,
    /// Where it is another than the rule's.
    level: Option<Level>,
}

impl Slip {
    fn new(part: Range<usize>, right: impl Into<String>) -> Self {
        Slip { part, right: Some(right.into()), level: None }
    }
}

/// A slip in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finding {
    pub place: Place,
    pub level: Level,
    pub code: &'static str,
    /// What is written, what is meant, and why, in the language of the interface.
    pub message: String,
    /// Some words around it.
    pub around: String,
    /// What is meant, where that is sure.
    pub right: Option<String>,
}

/// More slips of one rule in one paragraph tell no more than these.
const MAX_SLIPS: usize = 100;

/// What the rules find in paragraphs, in their order.
#[must_use]
pub(crate) fn proofread(passages: &[Passage], lists: &Lists, language: Language) -> Vec<Finding> {
    let mut found = Vec::new();
    for passage in passages {
        let reading = Reading { text: &passage.text, syllables: syllables(&passage.text), lists };
        let mut own: Vec<(Range<usize>, Finding)> = Vec::new();
        for rule in RULES {
            for slip in (rule.find)(&reading).into_iter().take(MAX_SLIPS) {
                let written = passage.text.get(slip.part.clone()).unwrap_or_default();
                let about = rule.about.of(language);
                let message = match slip.right.as_deref() {
                    Some("") => {
                        language.pick(format!("bỏ “{written}”: {about}"), format!("take “{written}” away: {about}"))
                    }
                    Some(right) => format!("“{written}” → “{right}”: {about}"),
                    None => format!("“{}”: {about}", shortened(written)),
                };
                own.push((
                    slip.part.clone(),
                    Finding {
                        place: passage.place(slip.part.start),
                        level: slip.level.unwrap_or(rule.level),
                        code: rule.code,
                        message,
                        around: passage.around(&slip.part),
                        right: slip.right,
                    },
                ));
            }
        }
        own.sort_by_key(|(part, _)| (part.start, part.end));
        found.extend(own.into_iter().map(|(_, finding)| finding));
    }
    found
}

/// Letters of a text that stand in a message.
const SHOWN: usize = 60;

fn shortened(text: &str) -> String {
    let begin: String = text.chars().take(SHOWN).collect();
    if begin.len() < text.len() { format!("{}…", begin.trim_end()) } else { begin }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<Finding> {
        let passages = source::passages(text.as_bytes()).expect("a text");
        proofread(&passages, &Lists::built_in(), Language::Vi)
    }

    #[test]
    fn each_rule_finds_what_it_names_and_nothing_that_is_nearly_so() {
        for rule in RULES {
            let codes = |text: &str| found(text).into_iter().map(|finding| finding.code).collect::<Vec<_>>();
            assert_eq!(codes(rule.hit), [rule.code], "{}: {}", rule.code, rule.hit);
            assert!(codes(rule.near_miss).is_empty(), "{}: {} {:?}", rule.code, rule.near_miss, found(rule.near_miss));
        }
    }

    #[test]
    fn codes_are_in_order_and_none_is_there_twice() {
        assert!(RULES.windows(2).all(|pair| matches!(pair, [a, b] if a.code < b.code)));
    }
}
