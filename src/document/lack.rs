//! What stands for answers that are not there, that nobody knows yet, or that cannot be right.

use crate::report::answers::{EntryPath, field_at};
use crate::report::definition::BodyRole;
use crate::report::field::{Field, Kind, Shape};
use crate::report::ids::FieldId;
use crate::report::pattern::{Format, Pattern, Target};
use crate::report::read::entry_text;
use crate::report::value::Value;
use crate::text::gap::{MISSING, UNREAD, WRONG};

use super::print::{Each, PrintContext, Printed, Printer};
use super::value_text::{Outcome, change_first, in_mid_sentence};
use super::{Run, RunKind};

/// Room on the paper for what is written in by hand.
const ROOM: &str = "…………";

impl<'a> Printer<'a> {
    /// The entries that these patterns print, in any wording and in this row, that were asked for and that nobody knows
    /// yet. Each is told once in a document.
    #[must_use]
    pub(super) fn unknown_in<'p>(
        &self,
        patterns: impl Iterator<Item = &'p Pattern>,
        each: Option<Each>,
    ) -> Vec<EntryPath> {
        if !self.has_unknown {
            return Vec::new();
        }
        let PrintContext { definition, answers, evaluation, .. } = self.context;
        let mut paths: Vec<EntryPath> = Vec::new();
        for target in patterns.flat_map(Pattern::targets) {
            match target {
                Target::Field(field) | Target::Piece(field, _) => paths.push(EntryPath::field(*field)),
                Target::Column(field, column) => match each.filter(|each| each.field == *field) {
                    Some(each) => {
                        let cell = |column| EntryPath::cell(*field, each.index, column);
                        paths.push(cell(*column));
                        // What is worked out of a row is as little known as what it is worked out from.
                        let columns = &definition[*field].columns;
                        let read = columns.get(*column).and_then(|own| own.calculation.as_ref());
                        let is_read = |of: &Field| read.is_some_and(|read| read.says(&of.id));
                        paths.extend((0..columns.len()).filter(|at| columns.get(*at).is_some_and(is_read)).map(cell));
                    }
                    // Where each row has a sentence of its own, that one tells it.
                    None if self.has_row_sentence(*field, target) => {}
                    None => {
                        let rows = 0..answers.rows(*field).len();
                        paths.extend(rows.map(|row| EntryPath::cell(*field, row, *column)));
                    }
                },
                Target::Name(_) | Target::Attribute(..) | Target::Words(_) | Target::Series(_) => {}
            }
        }
        let mut told = self.told.borrow_mut();
        let is_unknown = |path: &EntryPath| {
            // What is worked out from it is no more known, and not told beside it.
            let is_typed = field_at(definition, *path).is_some_and(|field| !field.hidden && field.is_typed());
            is_typed && evaluation.is_asked(*path) && *self.context.value(*path) == Value::Unknown
        };
        paths.retain(|path| is_unknown(path) && told.insert(*path));
        // As the form asks for them: a whole before its parts.
        paths.sort();
        paths
    }

    /// Whether a column is printed row by row in sentences that stand now.
    fn has_row_sentence(&self, field: FieldId, column: &Target) -> bool {
        let PrintContext { definition, evaluation, .. } = self.context;
        definition.body.iter().any(|block| {
            let is_sentence = block.each == Some(field) && block.role != BodyRole::Table;
            let stands = || block.when.as_ref().is_none_or(|when| evaluation.holds(when));
            is_sentence && block.text.targets().contains(&column) && stands()
        })
    }

    /// "chưa có số liệu về phóng sự": what is said of entries that nobody knows yet, in the sentence of this row.
    #[must_use]
    pub(super) fn unknown(&self, paths: &[EntryPath], each: Option<Each>) -> Vec<Run> {
        let named: Vec<Vec<Run>> = by_column(paths).iter().map(|rows| self.unknown_column(rows, each)).collect();
        // Names with commas of their own are set apart by more.
        let gap = if named.iter().flatten().any(|run| run.text.contains(", ")) { "; " } else { ", " };
        let mut runs = vec![Run::plain("chưa có số liệu về ")];
        let count = named.len();
        for (index, name) in named.into_iter().enumerate() {
            if index > 0 {
                runs.push(Run::plain(if index + 1 == count { " và " } else { gap }));
            }
            runs.extend(name);
        }
        runs
    }

    /// "số trẻ em bị bạo lực (tháng 3; tháng 4)": what an unknown entry is called, and of a column in which rows.
    fn unknown_column(&self, rows: &[EntryPath], each: Option<Each>) -> Vec<Run> {
        let PrintContext { definition, answers, evaluation, .. } = self.context;
        let Some(first) = rows.first() else { return Vec::new() };
        let named = field_at(definition, *first).map_or("", |field| field.figure.as_str());
        let named = if named.is_empty() { self.label(*first) } else { named };
        let named = evaluation.worded(definition, named);
        let mut runs = vec![Run::of(change_first(&named, |c| c.to_lowercase().collect()), *first)];
        // Of a row, its name tells which, where there are others and the sentence is not of that row alone.
        let is_alone = answers.rows(first.field).len() == 1;
        let is_of_sentence =
            |path: &EntryPath| each.is_some_and(|e| (e.field, Some(e.index)) == (path.field, path.row));
        let told = rows.iter().filter(|path| !is_alone && !is_of_sentence(path));
        let names = told.filter_map(|path| Some(Run::of(self.row_name(path.field, path.row?)?, *path)));
        for name in names {
            runs.push(Run::plain(if runs.len() == 1 { " (" } else { "; " }));
            runs.push(name);
        }
        if runs.len() > 1 {
            runs.push(Run::plain(")"));
        }
        runs
    }

    /// What a row goes by, where that is a name of its own.
    fn row_name(&self, field: FieldId, row: usize) -> Option<String> {
        match self.context.value(EntryPath::cell(field, row, 0)) {
            Value::Text(name) => Some(name.clone()),
            Value::Period(period) => Some(period.words()),
            _ => None,
        }
    }

    /// Whether a figure or a date was typed and not understood, or cannot be right.
    pub(super) fn is_unclear(&self, path: EntryPath) -> bool {
        match self.context.answers.value(path) {
            Value::Unreadable(_) => self.is_measured(path),
            _ => self.is_wrong(path),
        }
    }

    /// Whether an answer is needed and not there.
    pub(super) fn is_lacking(&self, path: EntryPath) -> bool {
        let evaluation = self.context.evaluation;
        evaluation.is_asked(path)
            && evaluation.is_required(path)
            && *evaluation.value(self.context.answers, path) == Value::Missing
    }

    /// Whether a part of a sentence that may be left out lacks what must be told: a figure that was typed, or an answer
    /// that is needed. Each is told once in a sentence.
    pub(super) fn is_called_for(&self, part: &Printed, told: &[EntryPath]) -> bool {
        let evaluation = self.context.evaluation;
        let is_needed = |path: EntryPath| evaluation.is_asked(path) && evaluation.is_required(path);
        part.missing.iter().any(|path| !told.contains(path) && (self.is_unclear(*path) || is_needed(*path)))
    }

    /// What is typed for an entry: for a share, the figures that it is worked out from.
    pub(super) fn typed_for(&self, path: EntryPath) -> EntryPath {
        match field_at(self.context.definition, path).map(|field| &field.kind) {
            Some(Kind::Percent { of: Some(of) }) => EntryPath::field(*of),
            _ => path,
        }
    }

    /// What stands for an answer that is not there. Where the officer said that it stays so, it is what was typed, or room
    /// to write by hand.
    pub(super) fn lack(&self, path: EntryPath) -> Run {
        let raw = self.context.answers.raw(path);
        if self.context.answers.is_silenced(self.context.definition, path) {
            return Run::of(if raw.is_empty() { ROOM } else { raw }.to_owned(), path);
        }
        let text = match self.context.answers.value(path) {
            Value::Unreadable(_) => format!("{UNREAD}{raw}]"),
            value if self.is_wrong(path) => format!("{WRONG}{}]", self.as_it_stands(path, value)),
            _ => {
                let label = self.context.evaluation.worded(self.context.definition, self.label(path));
                format!("{MISSING}{}]", in_mid_sentence(&label))
            }
        };
        Run { text, origin: Some(path), kind: RunKind::Missing }
    }

    /// A figure or a date as the report would say it; of what is counted, the figures alone.
    fn as_it_stands(&self, path: EntryPath, value: &Value) -> String {
        let Some(field) = field_at(self.context.definition, path) else { return String::new() };
        match (value, self.value(field, value, Format::Usual)) {
            (Value::Number(_) | Value::Ratio { .. } | Value::Percent { .. }, _) => entry_text(&field.kind, value),
            (_, Outcome::Text(text) | Outcome::Zero(text)) => text,
            _ => self.context.answers.raw(path).to_owned(),
        }
    }

    /// Whether a figure or a date cannot be right as it stands: it breaks a rule of its field that is no mere warning, or
    /// contradicts others.
    pub(super) fn is_wrong(&self, path: EntryPath) -> bool {
        let PrintContext { definition, evaluation, .. } = self.context;
        let breaks_own = || evaluation.broken(definition, path).any(|constraint| !constraint.warning);
        let stands = || self.context.answers.is_silenced(definition, path);
        self.is_measured(path) && (breaks_own() || evaluation.contradicts(path)) && !stands()
    }

    /// Whether an entry counts or dates something.
    fn is_measured(&self, path: EntryPath) -> bool {
        let is_measured = |field: &Field| {
            let is_figure = matches!(field.kind, Kind::Number { .. } | Kind::Ratio { .. } | Kind::Money);
            is_figure || matches!(field.kind, Kind::Date | Kind::DateRange | Kind::Period { .. })
        };
        field_at(self.context.definition, path).is_some_and(is_measured)
    }

    /// What an entry is called; of a table without rows, the table.
    fn label(&self, path: EntryPath) -> &'a str {
        let field = &self.context.definition[path.field];
        let is_row = path.row.is_some() || field.shape() != Shape::Rows;
        let asked = if is_row { field_at(self.context.definition, path) } else { Some(field) };
        asked.map_or("", |field| field.label.vi.as_str())
    }
}

/// Entries of one column of a table together, in the order of the first of each.
fn by_column(paths: &[EntryPath]) -> Vec<Vec<EntryPath>> {
    let mut columns: Vec<Vec<EntryPath>> = Vec::new();
    for path in paths {
        let is_same = |of: &EntryPath| (of.field, of.column) == (path.field, path.column);
        match columns.iter_mut().find(|column| column.first().is_some_and(is_same)) {
            Some(column) => column.push(*path),
            None => columns.push(vec![*path]),
        }
    }
    columns
}
