//! The answers as they are filled: nothing is put over an answer, and nothing that cannot be read.

use std::cell::Cell;
use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::report::answers::{Answer, Answers, Entry, EntryPath, field_at};
use crate::report::definition::{BodyBlock, Definition};
use crate::report::evaluation::Evaluation;
use crate::report::expression::Expression;
use crate::report::field::{Field, Kind, Shape};
use crate::report::ids::{BlockId, FieldId};
use crate::report::pattern::Piece;
use crate::report::read::{entry_text, read};
use crate::report::value::Value;
use crate::text::gap::{MISSING, UNREAD, WRONG, is_gap, typed_in_gap};
use crate::text::letters::plain_letters;

use super::Paragraph;
use super::sentence::MAX_STEPS_IN_ALL;

/// Answers on their way.
pub(crate) struct Draft<'d> {
    pub definition: &'d Definition,
    pub answers: Answers,
    /// Paragraphs without a place.
    pub rest: Vec<String>,
    /// What is computed, as the report says it: to be compared when all is read.
    pub claims: Vec<Claim>,
    /// The paragraph that is being read.
    source: Option<usize>,
    /// Which paragraph gave which entry.
    pub taken: Vec<(usize, EntryPath)>,
    /// Steps that reading sentences may still take.
    pub steps: Cell<usize>,
    /// Counts that a sentence leaves out where they are 0: answered so in the end where nothing else answers them.
    pub noughts: Vec<EntryPath>,
    /// Parts of ratios: how many, of how many; and the paragraphs that say so.
    ratios: BTreeMap<FieldId, ([Option<String>; 2], Vec<Paragraph>)>,
}

/// What a report says of something that nobody types.
pub(crate) struct Claim {
    pub field: FieldId,
    /// The column whose sum it is.
    pub column: Option<usize>,
    /// The part of it that is said.
    pub piece: Option<Piece>,
    pub text: String,
    /// The paragraph that says it.
    pub paragraph: String,
}

impl Claim {
    /// In a paragraph that is still to be named.
    pub(crate) fn of(field: FieldId, text: &str, column: Option<usize>, piece: Option<Piece>) -> Self {
        Claim { field, column, piece, text: text.to_owned(), paragraph: String::new() }
    }
}

impl<'d> Draft<'d> {
    /// No answers yet.
    pub(crate) fn new(definition: &'d Definition, year: i16) -> Self {
        Draft {
            definition,
            answers: Answers::new(definition, year),
            rest: Vec::new(),
            claims: Vec::new(),
            source: None,
            taken: Vec::new(),
            steps: Cell::new(MAX_STEPS_IN_ALL),
            noughts: Vec::new(),
            ratios: BTreeMap::new(),
        }
    }

    /// From here on entries come from this paragraph.
    pub(crate) fn reads(&mut self, paragraph: &Paragraph) {
        self.source = Some(paragraph.at);
    }

    fn takes(&mut self, path: EntryPath) {
        self.taken.extend(self.source.map(|at| (at, path)));
    }

    /// The field at a place, where one types there.
    pub(crate) fn typed(&self, path: EntryPath) -> Option<&'d Field> {
        field_at(self.definition, path).filter(|field| field.is_typed())
    }

    /// What a text would mean at a place; `None` where it cannot be read.
    pub(crate) fn readable(&self, field: &Field, text: &str) -> Option<Value> {
        // Beside other words, too, what a draft of ours marks is no answer.
        if [MISSING, UNREAD, WRONG].iter().any(|mark| text.contains(mark)) {
            return None;
        }
        match read(&field.kind, text, self.answers.year) {
            Value::Missing | Value::Unreadable(_) => None,
            value => Some(value),
        }
    }

    /// Answers a blank entry. False where there is an answer, or the text cannot be read.
    pub(crate) fn put(&mut self, path: EntryPath, text: &str) -> bool {
        let Some(field) = self.typed(path) else { return false };
        let marked = typed_in_gap(text);
        if is_gap(text) && marked.is_none() {
            return true;
        }
        let is_blank = self.answers.raw(path).is_empty();
        // What a draft of ours marks comes back as it was typed, readable or not.
        if !is_blank || (marked.is_none() && self.readable(field, text).is_none()) {
            return false;
        }
        self.answers.set(self.definition, path, marked.unwrap_or(text).to_owned());
        self.takes(path);
        true
    }

    /// The same, true also where the same answer is there already.
    pub(crate) fn agree(&mut self, path: EntryPath, text: &str) -> bool {
        if self.put(path, text) {
            return true;
        }
        let is_there = self.has(path, text);
        if is_there {
            self.takes(path);
        }
        is_there
    }

    /// Answers that nobody knows, where nothing stands, or only that nobody counted, as a count that is not there is
    /// first understood.
    pub(crate) fn put_unknown(&mut self, path: EntryPath) {
        if matches!(self.answers.raw(path), "" | "-")
            && let Some(field) = self.typed(path)
        {
            let text = entry_text(&field.kind, &Value::Unknown);
            if self.readable(field, &text) != Some(Value::Unknown) {
                return;
            }
            self.answers.set(self.definition, path, text);
            self.takes(path);
        }
    }

    fn has(&self, path: EntryPath, text: &str) -> bool {
        let text = typed_in_gap(text).unwrap_or(text);
        let meant = self.typed(path).and_then(|field| self.readable(field, text));
        meant.is_some_and(|value| value == *self.answers.value(path))
    }

    /// Whether an answer has these words already.
    pub(crate) fn says(&self, text: &str) -> bool {
        let plain = plain_letters(text);
        let said = |field| plain_letters(self.answers.raw(EntryPath::field(field))).contains(&plain);
        self.definition.fields.ids().any(said)
    }

    /// Hands a paragraph back that found no place, or not for all of it, and its footnotes.
    pub(crate) fn keep(&mut self, paragraph: &Paragraph) {
        // A full stop of its own says nothing, nor does what a draft of ours marks as missing.
        if paragraph.text.contains(char::is_alphanumeric) && !is_gap(&paragraph.text) {
            self.rest.push(paragraph.text.clone());
        }
        self.rest.extend(paragraph.notes.iter().cloned());
    }

    /// Hangs footnotes on the paragraph that now says what they stood at: of a block that is repeated, the last; hands back
    /// what hangs nowhere.
    pub(crate) fn hang(&mut self, block: &BodyBlock, notes: &[String]) {
        if notes.is_empty() {
            return;
        }
        let table = self.definition.notes();
        let column = table.and_then(|table| self.definition[table].columns.first());
        let id = self.last_of(block).to_string();
        let fits = column.is_some_and(|column| self.readable(column, &id).is_some());
        for note in notes {
            let row = [(0, id.clone()), (1, note.trim_end_matches('.').to_owned())];
            if !table.is_some_and(|table| fits && self.add_row(table, &row)) {
                self.rest.push(note.clone());
            }
        }
    }

    /// The paragraph of a block that was read last.
    fn last_of(&self, block: &BodyBlock) -> BlockId {
        let lines = |raw: &str| raw.lines().filter(|line| !line.trim().is_empty()).count().checked_sub(1);
        let Some(field) = block.each else { return BlockId::new(&block.id) };
        let last = match self.definition[field].shape() {
            Shape::Rows => self.answers.rows(field).len().checked_sub(1),
            _ => lines(self.answers.raw(EntryPath::field(field))),
        };
        let row = last.unwrap_or(0);
        let item = block.items.map(|column| lines(self.answers.raw(EntryPath::cell(field, row, column))).unwrap_or(0));
        BlockId::of_row(&block.id, row, item)
    }

    /// Adds a line to a list or a text of paragraphs.
    pub(crate) fn add_line(&mut self, path: EntryPath, line: &str) -> bool {
        let is_list =
            self.typed(path).is_some_and(|f| matches!(f.kind, Kind::List | Kind::LongText | Kind::Several(_)));
        // What a draft of ours marks as missing is a blank; a line that says the rest is handed back.
        if is_gap(line) {
            return true;
        }
        if !is_list || line.is_empty() || line.contains(MISSING) {
            return false;
        }
        let before = self.answers.raw(path);
        let raw = if before.is_empty() { line.to_owned() } else { format!("{before}\n{line}") };
        self.answers.set(self.definition, path, raw);
        self.takes(path);
        true
    }

    /// Adds a row of these texts, by column. False where one of them stays out, as it cannot be read.
    pub(crate) fn add_row(&mut self, field: FieldId, texts: &[(usize, String)]) -> bool {
        let table = &self.definition[field];
        if table.shape() != Shape::Rows {
            return false;
        }
        let mut row = Answers::blank_row(self.definition, field);
        let mut is_whole = true;
        let is_given = |text: &str| !text.is_empty() && (!is_gap(text) || typed_in_gap(text).is_some());
        for (column, text) in texts.iter().filter(|(_, text)| is_given(text)) {
            let slot = row.get_mut(*column).zip(table.columns.get(*column)).filter(|(_, kind)| kind.is_typed());
            let value = |kind: &Field| match typed_in_gap(text) {
                Some(typed) => Some((typed, read(&kind.kind, typed, self.answers.year))),
                None => Some((text.as_str(), self.readable(kind, text)?)),
            };
            match slot.and_then(|(entry, kind)| Some((entry, value(kind)?))) {
                Some((entry, (raw, value))) => *entry = Entry { raw: raw.to_owned(), value },
                None => is_whole = false,
            }
        }
        let is_blank = row.iter().all(|entry| entry.raw.is_empty());
        if !is_blank {
            let mut rows = self.answers.rows(field).to_vec();
            for (column, _) in row.iter().enumerate().filter(|(_, entry)| !entry.raw.is_empty()) {
                self.takes(EntryPath::cell(field, rows.len(), column));
            }
            rows.push(row);
            self.answers.replace(field, Answer::Rows(rows));
        }
        is_whole && !is_blank
    }

    /// Fills a blank citation or signature. False where one of the parts stays out, or another one was there.
    pub(crate) fn put_parts(&mut self, field: FieldId, parts: &[String]) -> bool {
        let mut parts = parts.iter().enumerate().filter(|(_, text)| !text.is_empty());
        if !self.answers.answer(field).is_blank() {
            return parts.all(|(column, text)| self.has(EntryPath::part(field, column), text));
        }
        let mut is_whole = true;
        for (column, text) in parts {
            is_whole &= self.put(EntryPath::part(field, column), text);
        }
        is_whole
    }

    /// Remembers one side of a ratio. False where another figure stands there.
    pub(crate) fn put_side(&mut self, field: FieldId, side: usize, text: &str) -> bool {
        // A share that cannot be right is marked whole.
        if typed_in_gap(text).is_some() {
            return self.agree(EntryPath::field(field), text);
        }
        let slot = self.ratios.entry(field).or_default().0.get_mut(side);
        slot.is_some_and(|slot| slot.get_or_insert_with(|| text.to_owned()) == text)
    }

    /// Remembers which paragraph says one of the sides.
    pub(crate) fn side_of(&mut self, field: FieldId, paragraph: &Paragraph) {
        if let Some((_, paragraphs)) = self.ratios.get_mut(&field)
            && paragraphs.last().is_none_or(|last| last.text != paragraph.text)
        {
            paragraphs.push(paragraph.clone());
        }
    }

    /// Whether a condition plainly says of answers that a person gives what they are.
    pub(crate) fn can_imply(&self, condition: &Expression) -> bool {
        condition.source().split(" and ").all(|part| {
            let name = part.trim().split([' ', '=', '.']).next().unwrap_or_default();
            self.definition.fields.iter().any(|field| field.id == name && field.is_typed())
        })
    }

    /// Makes a condition true where it plainly says how: "a == true and b == 'x'". False where an
    /// answer says otherwise.
    pub(crate) fn imply(&mut self, condition: &Expression) -> bool {
        let mut agrees = true;
        for part in condition.source().split(" and ") {
            let part = part.trim();
            let (name, value) = match part.split_once("==") {
                Some((name, value)) => (name.trim(), value.trim().trim_matches(['\'', '"'])),
                None => match part.strip_suffix(" is none") {
                    Some(name) => (name.trim(), "-"),
                    None => (part, "true"),
                },
            };
            if let (Some(name), "0") = (name.strip_suffix(".part"), value) {
                let share = self.definition.fields.position(|field| field.id == name);
                agrees &= share.is_none_or(|field| self.put_side(field, 0, "0"));
                continue;
            }
            let (name, value) = match name.strip_suffix(".of") {
                Some(name) if value == "0" => (name, "0/0"),
                _ => (name, value),
            };
            let is_plain = |field: &Field| {
                matches!(field.kind, Kind::YesNo | Kind::Choice(_) | Kind::Number { .. } | Kind::Ratio { .. })
            };
            let field = self.definition.fields.position(|field| field.id == name && is_plain(field));
            if let Some(path) = field.map(EntryPath::field) {
                agrees &= self.agree(path, value) || self.answers.raw(path).is_empty();
            }
        }
        agrees
    }

    /// What follows from the rest: ratios of two sides, what must be so for an answer to be asked, and
    /// whether what is computed is what the report says; where it is not, the paragraph is handed back.
    pub(crate) fn settle(&mut self) {
        for path in std::mem::take(&mut self.noughts) {
            self.put(path, "0");
        }
        for (field, (sides, paragraphs)) in std::mem::take(&mut self.ratios) {
            self.source = paragraphs.first().map(|paragraph| paragraph.at);
            let whole = match sides {
                [Some(part), Some(of)] => self.agree(EntryPath::field(field), &format!("{part}/{of}")),
                _ => false,
            };
            if !whole {
                self.rest.extend(paragraphs.into_iter().map(|paragraph| paragraph.text));
            }
        }
        self.source = None;
        for (id, field) in self.definition.fields.with_ids() {
            if let Some(relevant) = &field.relevant
                && !self.answers.answer(id).is_blank()
            {
                self.imply(relevant);
            }
        }
        if self.claims.is_empty() {
            return;
        }
        // No total depends on the day.
        let evaluation = Evaluation::of(self.definition, &self.answers, Date::default());
        for Claim { field, column, piece, text, paragraph } in std::mem::take(&mut self.claims) {
            let own = field_at(self.definition, EntryPath { field, row: None, column });
            let said = own.and_then(|field| self.readable(field, &text));
            let agrees = match (column, said) {
                _ if let Some(piece) = piece => {
                    is_piece(piece, evaluation.value(&self.answers, EntryPath::field(field)), &text)
                }
                (Some(column), said) => {
                    let figures = self.answers.rows(field).iter().filter_map(|row| row.get(column)?.value.as_integer());
                    said.and_then(|said| said.as_integer()) == Some(figures.sum())
                }
                (None, Some(said)) => said == *evaluation.value(&self.answers, EntryPath::field(field)),
                (None, None) => {
                    is_piece(Piece::Percent, evaluation.value(&self.answers, EntryPath::field(field)), &text)
                }
            };
            if !agrees && self.rest.last() != Some(&paragraph) {
                self.rest.push(paragraph);
            }
        }
    }
}

/// Whether a value has a part that is said like this: a share to the figures that are said of it.
fn is_piece(piece: Piece, value: &Value, text: &str) -> bool {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let said: Option<i128> = digits.parse().ok();
    match (piece, value) {
        (Piece::Rest, Value::Ratio { part, of } | Value::Percent { part, of, .. }) => {
            said == Some(i128::from(*of) - i128::from(*part))
        }
        (Piece::Percent, Value::Ratio { part, of } | Value::Percent { part, of, .. }) => {
            let decimals =
                text.split_once(',').map_or(0, |(_, after)| after.chars().filter(char::is_ascii_digit).count());
            let unit = u32::try_from(decimals).ok().and_then(|decimals| 10_i128.checked_pow(decimals));
            let shares = said.zip(unit).and_then(|(said, unit)| {
                let (part, of) = (i128::from(*part), i128::from(*of));
                Some((part.checked_mul(unit)?.checked_mul(100)?, said.checked_mul(of)?, of))
            });
            shares.is_some_and(|(share, said, of)| (share - said).abs().saturating_mul(2) <= of)
        }
        (Piece::Year, Value::Period(period)) => said == Some(i128::from(period.year)),
        (Piece::Year, Value::Date(day) | Value::DateRange { end: day, .. }) => said == Some(i128::from(day.year())),
        _ => !value.is_missing(),
    }
}
