//! The answers as they are filled: nothing is put over an answer, and nothing that cannot be read.

use std::cell::Cell;
use std::collections::BTreeMap;

use crate::report::answers::{Answer, Answers, Entry, Path, field_at};
use crate::report::definition::Definition;
use crate::report::expression::Expression;
use crate::report::field::{Field, Kind, Shape};
use crate::report::read::read;
use crate::report::value::Value;

use super::sentence::MAX_STEPS_IN_ALL;

/// Answers on their way.
pub struct Draft<'d> {
    pub definition: &'d Definition,
    pub answers: Answers,
    /// Paragraphs without a place.
    pub rest: Vec<String>,
    /// Steps that reading sentences may still take.
    pub steps: Cell<usize>,
    /// Parts of ratios: how many, of how many.
    ratios: BTreeMap<usize, [Option<String>; 2]>,
}

impl<'d> Draft<'d> {
    /// No answers yet.
    pub fn new(definition: &'d Definition, year: i16) -> Self {
        Draft {
            definition,
            answers: Answers::new(definition, year),
            rest: Vec::new(),
            steps: Cell::new(MAX_STEPS_IN_ALL),
            ratios: BTreeMap::new(),
        }
    }

    /// The field at a place, where one types there.
    pub fn typed(&self, path: Path) -> Option<&'d Field> {
        field_at(self.definition, path).filter(|field| field.is_typed())
    }

    /// What a text would mean at a place; `None` where it cannot be read.
    pub fn readable(&self, field: &Field, text: &str) -> Option<Value> {
        match read(&field.kind, text, self.answers.year) {
            Value::Missing | Value::Unreadable(_) => None,
            value => Some(value),
        }
    }

    /// Answers a blank entry. False where there is an answer, or the text cannot be read.
    pub fn put(&mut self, path: Path, text: &str) -> bool {
        let Some(field) = self.typed(path) else { return false };
        if !self.answers.raw(path).is_empty() || self.readable(field, text).is_none() {
            return false;
        }
        self.answers.set(self.definition, path, text.to_owned());
        true
    }

    /// Adds a line to a list or a text of paragraphs.
    pub fn add_line(&mut self, path: Path, line: &str) -> bool {
        let is_list =
            self.typed(path).is_some_and(|f| matches!(f.kind, Kind::List | Kind::LongText | Kind::Several(_)));
        if !is_list || line.is_empty() {
            return false;
        }
        let before = self.answers.raw(path);
        let raw = if before.is_empty() { line.to_owned() } else { format!("{before}\n{line}") };
        self.answers.set(self.definition, path, raw);
        true
    }

    /// Adds a row of these texts, by column; what cannot be read stays out. False where nothing could.
    pub fn add_row(&mut self, field: usize, texts: &[(usize, String)]) -> bool {
        let Some(table) = self.definition.fields.get(field).filter(|f| f.shape() == Shape::Rows) else { return false };
        let mut row = Answers::blank_row(self.definition, field);
        for (column, text) in texts {
            let Some((entry, kind)) = row.get_mut(*column).zip(table.columns.get(*column)) else { continue };
            if kind.is_typed()
                && let Some(value) = self.readable(kind, text)
            {
                *entry = Entry { raw: text.clone(), value };
            }
        }
        let is_blank = row.iter().all(|entry| entry.raw.is_empty());
        if !is_blank {
            let mut rows = self.answers.rows(field).to_vec();
            rows.push(row);
            self.answers.replace(field, Answer::Rows(rows));
        }
        !is_blank
    }

    /// Fills a blank citation or signature.
    pub fn put_parts(&mut self, field: usize, parts: &[String]) -> bool {
        if self.answers.answer(field).is_none_or(|answer| !answer.is_blank()) {
            return false;
        }
        let mut any = false;
        for (column, text) in parts.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            any |= self.put(Path::part(field, column), text);
        }
        any
    }

    /// Remembers one side of a ratio.
    pub fn put_side(&mut self, field: usize, side: usize, text: &str) {
        if let Some(slot) = self.ratios.entry(field).or_default().get_mut(side) {
            *slot = Some(text.to_owned());
        }
    }

    /// Makes a condition true where it plainly says how: "a == true and b == 'x'".
    pub fn imply(&mut self, condition: &Expression) {
        for part in condition.source().split(" and ") {
            let part = part.trim();
            let (name, value) = match part.split_once("==") {
                Some((name, value)) => (name.trim(), value.trim().trim_matches(['\'', '"'])),
                None => match part.strip_suffix(" is none") {
                    Some(name) => (name.trim(), "-"),
                    None => (part, "true"),
                },
            };
            let (name, value) = match name.strip_suffix(".of") {
                Some(name) if value == "0" => (name, "0/0"),
                _ => (name, value),
            };
            let field = self.definition.fields.iter().position(|field| field.id == name);
            let plain = field
                .and_then(|f| self.definition.fields.get(f))
                .is_some_and(|f| matches!(f.kind, Kind::YesNo | Kind::Choice(_) | Kind::Number { .. } | Kind::Ratio));
            if let Some(field) = field.filter(|_| plain) {
                self.put(Path::field(field), value);
            }
        }
    }

    /// What follows from the rest: ratios of two sides, and what must be so for an answer to be asked.
    pub fn settle(&mut self) {
        for (field, sides) in std::mem::take(&mut self.ratios) {
            if let [Some(part), Some(of)] = sides {
                self.put(Path::field(field), &format!("{part}/{of}"));
            }
        }
        for (index, field) in self.definition.fields.iter().enumerate() {
            if let Some(relevant) = &field.relevant
                && self.answers.answer(index).is_some_and(|answer| !answer.is_blank())
            {
                self.imply(relevant);
            }
        }
    }
}
