//! Prints patterns: puts answers into the places of a sentence.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use crate::report::answers::{Answer, Answers, Entry, EntryPath, field_at};
use crate::report::definition::{Definition, Series};
use crate::report::evaluation::Evaluation;
use crate::report::field::{Field, Kind, citation, options};
use crate::report::ids::FieldId;
use crate::report::pattern::{Candidate, Format, Part, Pattern, Placeholder, Target};
use crate::report::read::qualified;
use crate::report::row_units::is_measure;
use crate::report::value::{Chosen, Value};

use super::numbers::{
    MoneyStyle, count, date_range, day_month, full_date, in_words, money, money_in_words, number, percent, short_date,
};
use super::value_text::{Outcome, UNKNOWN, chosen_text, join, nth, piece_of, styled};

use super::room::Room;
use super::{Run, RunKind};

/// What a printer reads: one report's definition, answers and evaluation.
#[derive(Clone, Copy)]
pub(crate) struct PrintContext<'a> {
    pub definition: &'a Definition,
    pub answers: &'a Answers,
    pub evaluation: &'a Evaluation,
    /// Counts below ten are written 01 … 09.
    pub pad: bool,
    /// How amounts of money are written throughout.
    pub money: MoneyStyle,
}

impl<'a> PrintContext<'a> {
    pub(super) fn value(&self, path: EntryPath) -> &'a Value {
        self.evaluation.value(self.answers, path)
    }
}

/// The row or item that an `each` is at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Each {
    pub field: FieldId,
    pub index: usize,
    /// The column whose items are gone through in this row, and the item.
    pub item: Option<(usize, usize)>,
}

/// Prints patterns and remembers which documents were cited, so that a citation is full at its
/// first mention and short after (NĐ 30, phụ lục I, mục II.6.b).
pub(crate) struct Printer<'a> {
    pub context: PrintContext<'a>,
    pub(super) cited: RefCell<Vec<String>>,
    /// Whether any answer is that nobody knows yet, and those that were told.
    pub(super) has_unknown: bool,
    pub(super) told: RefCell<BTreeSet<EntryPath>>,
    pub(super) room: Room,
    /// The style that says exactly every amount that was written so far.
    money_needed: Cell<MoneyStyle>,
}

/// A printed pattern.
#[derive(Debug, Default)]
pub(crate) struct Printed {
    pub runs: Vec<Run>,
    /// Entries whose answers were there.
    pub present: Vec<EntryPath>,
    /// Entries whose answers are not.
    pub missing: Vec<EntryPath>,
    /// Some count in it was zero, or was not counted where it had to be.
    zero: bool,
    /// All parts of a series in it were zero, so that it has nothing to say.
    pub void: bool,
}

impl Printed {
    pub(super) fn stands(&self) -> bool {
        self.missing.is_empty() && !self.zero && !self.void
    }
}

impl<'a> Printer<'a> {
    /// A printer that has cited nothing yet.
    #[must_use]
    pub(crate) fn new(context: PrintContext<'a>) -> Self {
        let is_unknown = |path| *context.value(path) == Value::Unknown;
        let has_unknown = context.evaluation.entries().any(|entry| is_unknown(entry.path));
        Printer {
            context,
            cited: RefCell::default(),
            has_unknown,
            told: RefCell::default(),
            room: Room::default(),
            money_needed: Cell::default(),
        }
    }

    /// Prints a pattern.
    #[must_use]
    pub(crate) fn print(&self, pattern: &Pattern, series: &[Series], each: Option<Each>) -> Printed {
        let mut printed = Printed::default();
        self.parts(&pattern.parts, series, each, &mut printed);
        printed.zero = false;
        printed
    }

    fn push(&self, run: Run, printed: &mut Printed) {
        self.room.take(&run);
        printed.runs.push(run);
    }

    /// An amount in the style of the report.
    pub(super) fn amount(&self, amount: i64) -> String {
        self.money_needed.set(self.money_needed.get().max(MoneyStyle::needed_for(amount)));
        self.context.money.write(amount)
    }

    /// The style that says exactly every amount that was written so far.
    #[must_use]
    pub(crate) fn money_needed(&self) -> MoneyStyle {
        self.money_needed.get()
    }

    /// How many documents have been cited; [`Self::forget_since`] takes later ones back.
    #[must_use]
    pub(crate) fn cited(&self) -> usize {
        self.cited.borrow().len()
    }

    /// Takes back citations in a sentence that does not stand.
    pub(crate) fn forget_since(&self, count: usize) {
        self.cited.borrow_mut().truncate(count);
    }

    pub(super) fn parts(&self, parts: &[Part], series: &[Series], each: Option<Each>, printed: &mut Printed) {
        let mut chosen = Vec::new();
        self.choose(parts, each, &mut chosen);
        let mut chosen = chosen.into_iter().peekable();
        while let Some(part) = chosen.next() {
            if self.room.is_full() {
                return;
            }
            match part {
                Part::Text(text) => {
                    // A wording and what stands before and after it are one text.
                    let mut text = text.clone();
                    while let Some(Part::Text(more)) = chosen.next_if(|part| matches!(part, Part::Text(_))) {
                        text.push_str(more);
                    }
                    self.push(Run::plain(text), printed);
                }
                Part::Choice(_) => {}
                Part::Optional(inner) => {
                    let cited = self.cited();
                    let mut option = Printed::default();
                    self.parts(inner, series, each, &mut option);
                    if option.stands() || self.is_called_for(&option, &printed.missing) {
                        printed.missing.append(&mut option.missing);
                        printed.runs.append(&mut option.runs);
                        printed.present.append(&mut option.present);
                    } else {
                        self.forget_since(cited);
                    }
                }
                Part::Place(place) => match place.targets().next() {
                    Some(Target::Series(index)) => {
                        if let Some(list) = series.get(*index) {
                            self.series(list, series, each, printed);
                        }
                    }
                    _ => self.place(place, each, printed),
                },
            }
        }
    }

    fn place(&self, place: &Placeholder, each: Option<Each>, printed: &mut Printed) {
        let is_words = |candidate: &Candidate| matches!(candidate.target, Target::Words(_));
        let has_words = self.has_unknown && place.candidates.iter().any(is_words);
        // When none has an answer, the first is the one that is missing.
        let (mut missing, mut unknown) = (None, None);
        for candidate in place.candidates.iter().filter(|candidate| self.holds(candidate.when.as_ref(), each)) {
            if let Target::Words(words) = &candidate.target {
                // Words for an answer that is not there say so of one that nobody knows yet.
                if let Some(path) = unknown.or_else(|| self.unknown_among(place, each)) {
                    self.told.borrow_mut().insert(path);
                    printed.present.push(path);
                    self.push(Run::of(UNKNOWN, path), printed);
                } else if let Outcome::Text(words) = styled(words.clone(), place.format) {
                    self.push(Run { text: words, origin: missing, kind: RunKind::Text }, printed);
                }
                return;
            }
            let Some((path, outcome)) = self.outcome(&candidate.target, place.format, each) else { continue };
            if has_words && *self.context.value(path) == Value::Unknown {
                unknown = unknown.or(Some(path));
                continue;
            }
            let lacking = self.typed_for(path);
            let (text, is_zero) = match outcome {
                // Nothing stands for a figure that was typed and cannot be right.
                Outcome::Text(_) | Outcome::Zero(_) | Outcome::Missing if self.is_unclear(lacking) => {
                    (missing, unknown) = (Some(lacking), None);
                    break;
                }
                Outcome::Gaps(text, gaps) => {
                    printed.present.push(path);
                    self.with_gaps(&text, gaps, path, printed);
                    return;
                }
                Outcome::Text(text) => (text, false),
                Outcome::Zero(text) => (text, true),
                Outcome::Missing => {
                    // Of several that may lack, the one that is needed does.
                    let is_needed = |path: EntryPath| self.context.evaluation.is_required(path);
                    missing = missing.filter(|first| is_needed(*first) || !is_needed(lacking)).or(Some(lacking));
                    continue;
                }
            };
            printed.zero |= is_zero;
            printed.present.push(path);
            self.push(Run::of(text, path), printed);
            return;
        }
        match (unknown, missing) {
            // The words that may stand here are meant for something else.
            (Some(path), _) => {
                self.told.borrow_mut().insert(path);
                printed.present.push(path);
                self.push(Run::of(UNKNOWN, path), printed);
            }
            (None, Some(path)) => {
                printed.missing.push(path);
                self.push(self.lack(path), printed);
            }
            // Nothing that it prints is meant here.
            (None, None) => printed.zero = true,
        }
    }

    /// An answer of a place that nobody knows yet, where words would stand for it.
    fn unknown_among(&self, place: &Placeholder, each: Option<Each>) -> Option<EntryPath> {
        let targets = place.targets().filter(|_| self.has_unknown);
        let paths = targets.filter_map(|target| self.outcome(target, place.format, each)).map(|(path, _)| path);
        paths.into_iter().find(|path| *self.context.value(*path) == Value::Unknown)
    }

    /// A text that stands though parts of it are not there: each leads to what it lacks.
    fn with_gaps(&self, text: &str, gaps: Vec<Run>, path: EntryPath, printed: &mut Printed) {
        let mut rest = text;
        for gap in gaps {
            if let Some((before, after)) = rest.split_once(&gap.text) {
                self.push(Run::of(before, path), printed);
                self.push(gap, printed);
                rest = after;
            }
        }
        self.push(Run::of(rest, path), printed);
    }

    fn outcome(&self, target: &Target, format: Format, each: Option<Each>) -> Option<(EntryPath, Outcome)> {
        let context = self.context;
        match target {
            Target::Name(_) | Target::Words(_) | Target::Series(_) => None,
            Target::Field(field) => Some(match each.filter(|e| e.field == *field) {
                Some(each) => self.item(*field, each, format),
                None => self.whole(*field, format),
            }),
            Target::Column(field, column) => {
                let cell = context.definition[*field].columns.get(*column)?;
                if let Some(each) = each.filter(|e| e.field == *field) {
                    let path = EntryPath::cell(*field, each.index, *column);
                    let asked = context.evaluation.is_asked(path);
                    let value = if asked { context.value(path) } else { &Value::Missing };
                    let item = each.item.filter(|(of, _)| of == column).map(|(_, item)| item);
                    let row = context.answers.rows(*field).get(each.index).map_or(&[][..], Vec::as_slice);
                    let is_unit = |entry: &Entry| matches!(&entry.value, Value::Text(text) if is_measure(text));
                    let is_measured =
                        matches!(cell.kind, Kind::Number { decimals: 1.., .. }) && row.iter().any(is_unit);
                    let format = if is_measured && format == Format::Usual { Format::Plain } else { format };
                    return Some((
                        path,
                        item.map_or_else(|| self.value(cell, value, format), |i| nth(cell, value, i, format)),
                    ));
                }
                if let Answer::Rows(rows) = context.answers.answer(*field) {
                    let cell_at = |row| EntryPath::cell(*field, row, *column);
                    if format == Format::Sum
                        && let Some(path) =
                            (0..rows.len()).map(cell_at).find(|path| self.is_unclear(*path) || self.is_lacking(*path))
                    {
                        return Some((path, Outcome::Missing));
                    }
                    let path = EntryPath { field: *field, row: (!rows.is_empty()).then_some(0), column: Some(*column) };
                    let values: Vec<&Value> =
                        (0..rows.len()).map(|row| context.value(EntryPath::cell(*field, row, *column))).collect();
                    return Some((path, self.gather(cell, &values, format)));
                }
                let path = EntryPath::part(*field, *column);
                Some((path, self.value(cell, context.value(path), format)))
            }
            Target::Attribute(field, column, name) => {
                let row = each.filter(|e| e.field == *field && column.is_some()).map(|e| e.index);
                let path = EntryPath { field: *field, row, column: *column };
                let own = field_at(context.definition, path)?;
                let option = match context.value(path) {
                    Value::Choice(Chosen::Option(option)) => options(own)?.list.get(*option),
                    _ => None,
                };
                let text = option.map_or("", |o| o.attribute(name));
                let outcome = if text.is_empty() { Outcome::Missing } else { styled(text.to_owned(), format) };
                Some((path, outcome))
            }
            Target::Piece(field, piece) => {
                let path = EntryPath::field(*field);
                Some((path, piece_of(context.value(path), *piece, format, context.pad)))
            }
        }
    }

    /// One row or item of an `each`, printed as a whole.
    fn item(&self, field: FieldId, each: Each, format: Format) -> (EntryPath, Outcome) {
        let PrintContext { definition, answers, .. } = self.context;
        let path = EntryPath::field(field);
        match (self.context.value(path), answers.answer(field)) {
            (value @ (Value::List(_) | Value::Several(_)), _) => {
                (path, nth(&definition[field], value, each.index, format))
            }
            (_, Answer::Rows(rows)) => {
                let first = EntryPath::cell(field, each.index, 0);
                (
                    first,
                    rows.get(each.index)
                        .map_or(Outcome::Missing, |row| self.cite(field, Some(each.index), row, format)),
                )
            }
            _ => (path, Outcome::Missing),
        }
    }

    fn whole(&self, id: FieldId, format: Format) -> (EntryPath, Outcome) {
        let (path, field) = (EntryPath::field(id), &self.context.definition[id]);
        let asked = self.context.evaluation.is_relevant(id);
        match self.context.answers.answer(id) {
            _ if !asked => (path, Outcome::Missing),
            Answer::Group(entries) => {
                let lacks = |at: &usize| {
                    let path = EntryPath::part(id, *at);
                    self.context.evaluation.is_asked(path) && !self.context.value(path).is_known()
                };
                let missing = (0..entries.len()).find(lacks).unwrap_or(0);
                match self.cite(id, None, entries, format) {
                    Outcome::Missing => (EntryPath::part(id, missing), Outcome::Missing),
                    cited => (EntryPath::part(id, citation::NUMBER), cited),
                }
            }
            Answer::Rows(rows) => {
                let first = EntryPath { field: id, row: (!rows.is_empty()).then_some(0), column: Some(0) };
                let outcome = match (rows.len(), format, &field.kind) {
                    (0, _, _) => Outcome::Missing,
                    (n, Format::Count, _) => Outcome::Text(count(length(n), self.context.pad)),
                    (_, _, Kind::Citations) => self.cite_all(id, rows, format),
                    _ => Outcome::Missing,
                };
                (first, outcome)
            }
            Answer::One(_) => (path, self.value(field, self.context.value(path), format)),
        }
    }

    pub(super) fn value(&self, field: &Field, value: &Value, format: Format) -> Outcome {
        let pad = self.context.pad && format != Format::Plain;
        match value {
            Value::Missing | Value::Unreadable(_) => Outcome::Missing,
            // No optional part stands for what nobody knows, nor a part of a series; the sentence does, and tells it at
            // its end.
            Value::Unknown => Outcome::Zero(match &field.kind {
                Kind::Money => "chưa rõ".to_owned(),
                Kind::Ratio { .. } => "một số".to_owned(),
                _ => String::new(),
            }),
            Value::NotCounted => match (&field.kind, format) {
                (_, Format::Counted | Format::Sum) | (Kind::Percent { .. }, _) => Outcome::Zero(String::new()),
                // "kinh phí là …" and "có … thôn" cannot go without.
                (Kind::Money, _) => Outcome::Zero("không thống kê".to_owned()),
                (Kind::Ratio { .. }, _) => Outcome::Text("một số".to_owned()),
                _ => Outcome::Text(String::new()),
            },
            Value::Text(text) => styled(text.clone(), format),
            Value::List(_) if field.says_none(value) => Outcome::Missing,
            Value::List(items) => Outcome::Text(join(items, format)),
            Value::Number(n) => {
                let plain = matches!(field.kind, Kind::Number { plain: true, .. });
                let text = match format {
                    Format::Words if n.places == 0 => in_words(n.value),
                    _ if plain && n.places == 0 => n.value.to_string(),
                    Format::Unit => with_unit(number(*n, pad), &field.kind),
                    _ => number(*n, pad),
                };
                if n.value == 0 { Outcome::Zero(text) } else { Outcome::Text(text) }
            }
            Value::Percent { part, of, approx } => {
                percent(*part, *of).map_or(Outcome::Missing, |share| Outcome::Text(qualified(share, *approx)))
            }
            Value::Ratio { of: 0, .. } => Outcome::Zero("0/0".to_owned()),
            Value::Ratio { part, of } => Outcome::Text(format!("{}/{}", count(*part, false), count(*of, false))),
            Value::Money { amount: 0, .. } => Outcome::Zero(money(0)),
            Value::Money { amount, approx } => Outcome::Text(match format {
                Format::Words => money_in_words(*amount, *approx),
                _ => qualified(self.amount(*amount), *approx),
            }),
            Value::Date(date) => Outcome::Text(match format {
                Format::Full => full_date(*date),
                Format::Day => day_month(*date),
                _ => short_date(*date),
            }),
            Value::DateRange { start, end } => Outcome::Text(date_range(*start, *end)),
            Value::Period(period) => styled(period.words(), format),
            Value::YesNo(yes) => Outcome::Text(if *yes { "có" } else { "không" }.to_owned()),
            Value::Choice(chosen) => styled(chosen_text(field, chosen).to_owned(), format),
            Value::Several(list) => {
                let texts: Vec<&str> = list.iter().map(|chosen| chosen_text(field, chosen)).collect();
                Outcome::Text(join(&texts, format))
            }
        }
    }
}

/// A count with the unit of its field.
fn with_unit(count: String, kind: &Kind) -> String {
    match kind {
        Kind::Number { unit, .. } if !unit.is_empty() => format!("{count} {unit}"),
        _ => count,
    }
}

pub(super) fn length(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
