//! Which answer is another than when a paragraph was written by hand: the file keeps the sentence that the answers gave
//! then, not the answers.

use std::collections::BTreeSet;

use crate::report::answers::{Answer, EntryPath, field_at};
use crate::report::definition::Definition;
use crate::report::expression::Expression;
use crate::report::field::{Field, Kind, Prefill, Shape};
use crate::report::ids::FieldId;
use crate::report::pattern::{Pattern, Target};
use crate::report::value::Value;

use super::Run;
use super::numbers::in_full;
use super::print::{Each, PrintContext};

/// Whether two sentences say the same: amounts are written in the style of the whole report, and how a line of a list
/// ends follows from its neighbours.
pub(super) fn says_the_same(now: &str, then: &str) -> bool {
    let [now, then] = [now, then].map(|text| text.trim_end_matches(['.', ';', ',']));
    now == then || in_full(now) == in_full(then)
}

/// What a sentence is made of: its patterns, the fields of its conditions, and the row it is for.
#[derive(Clone, Copy)]
pub(super) struct Makings<'m> {
    pub patterns: &'m [&'m Pattern],
    pub depends: &'m [FieldId],
    pub each: Option<Each>,
}

/// The entry that a person answered otherwise since a sentence said `then`, as far as the words tell which: one that it
/// says no more, by what it is called in the words that went or came; else one whose words are new.
pub(super) fn changed_entry(
    context: PrintContext<'_>,
    makings: Makings<'_>,
    runs: &[Run],
    then: &str,
) -> Option<EntryPath> {
    let text: String = runs.iter().map(|run| run.text.as_str()).collect();
    let now: Vec<(&str, Option<EntryPath>)> = words_with_origins(&text, runs);
    let words: Vec<&str> = now.iter().map(|(word, _)| *word).collect();
    let before: Vec<&str> = then.split_whitespace().collect();
    // From the first word that differs to the last.
    let same = before.iter().zip(&words).take_while(|(then, now)| then == now).count();
    let most = before.len().min(words.len()) - same;
    let tail = before.iter().rev().zip(words.iter().rev()).take(most).take_while(|(then, now)| then == now).count();
    let new = now.get(same..now.len() - tail).unwrap_or_default();
    let gone = before.get(same..before.len() - tail).unwrap_or_default();
    let literal = new.iter().filter(|(_, origin)| origin.is_none()).map(|(word, _)| *word);
    let differing: BTreeSet<String> = gone.iter().copied().chain(literal).map(key).collect();
    let unsaid = unsaid(context, makings, runs);
    let shared = |path: &EntryPath| {
        let called = field_at(context.definition, *path).map(called).unwrap_or_default();
        called.iter().filter(|word| differing.contains(*word)).count()
    };
    let named = unsaid.iter().rev().copied().max_by_key(shared).filter(|path| shared(path) > 0);
    // Where words only went, they were of the answer behind them, or of the one before.
    let origin = |at: Option<usize>| at.and_then(|at| now.get(at)).and_then(|(_, origin)| *origin);
    let beside = || origin(Some(same)).or_else(|| origin(same.checked_sub(1))).filter(|_| new.is_empty());
    let came = || new.iter().filter_map(|(_, origin)| *origin);
    // The office is what it was, mostly.
    let is_office = |path: &EntryPath| matches!(context.definition[path.field].prefill, Some(Prefill::Office(_)));
    let printed = came().find(|path| !is_office(path)).or_else(|| came().next()).or_else(beside);
    let printed = printed.map(|path| typed(context.definition, path, makings.each, runs));
    named.or(printed).or_else(|| unsaid.first().copied())
}

/// The words of a text, each with the first entry that it comes from; its letters may be of several runs.
fn words_with_origins<'t>(text: &'t str, runs: &[Run]) -> Vec<(&'t str, Option<EntryPath>)> {
    let mut end = 0;
    let ends: Vec<(usize, Option<EntryPath>)> = runs
        .iter()
        .map(|run| {
            end += run.text.len();
            (end, run.origin)
        })
        .collect();
    let mut list = Vec::new();
    let mut at = 0;
    for piece in text.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end();
        let of_word = ends.iter().skip(ends.partition_point(|(end, _)| *end <= at));
        let mut start = at;
        let mut origin = None;
        for (end, of_run) in of_word {
            if origin.is_some() || start >= at + word.len() {
                break;
            }
            (origin, start) = (*of_run, *end);
        }
        if !word.is_empty() {
            list.push((word, origin));
        }
        at += piece.len();
    }
    list
}

/// The entries of a block that it has no words of now, as its sentence would say them.
fn unsaid(context: PrintContext<'_>, makings: Makings<'_>, runs: &[Run]) -> Vec<EntryPath> {
    let Makings { patterns, depends, each } = makings;
    let targets = patterns.iter().flat_map(|pattern| pattern.targets());
    let of_target = |target: &Target| match target {
        Target::Field(field) | Target::Piece(field, _) => Some(EntryPath::field(*field)),
        Target::Column(field, column) => match each.filter(|each| each.field == *field) {
            Some(each) => Some(EntryPath::cell(*field, each.index, *column)),
            None => Some(EntryPath::field(*field)),
        },
        _ => None,
    };
    let conditions = depends.iter().filter_map(|field| source(context.definition, *field)).map(EntryPath::field);
    let mut paths: Vec<EntryPath> = Vec::new();
    for path in targets.filter_map(of_target).chain(conditions) {
        let is_said = runs
            .iter()
            .filter_map(|run| run.origin)
            .any(|said| said.field == path.field && (path.row.is_none() || said == path));
        let is_typed = field_at(context.definition, path).is_some_and(Field::is_typed);
        if !is_said && is_typed && is_nothing(context, path) && !paths.contains(&path) {
            paths.push(path);
        }
    }
    paths
}

/// Whether an entry has an answer of which a sentence may have no words.
fn is_nothing(context: PrintContext<'_>, path: EntryPath) -> bool {
    let is_empty =
        matches!(context.answers.answer(path.field), Answer::Rows(rows) if path.row.is_none() && rows.is_empty());
    let value = context.value(path);
    is_empty || matches!(value, Value::Missing | Value::NotCounted | Value::Unknown) || value.as_integer() == Some(0)
}

/// What a person answered for words of an entry: of a sum the table, of a cited document the whole, of what is worked out
/// the first answer that it is worked out from.
fn typed(definition: &Definition, path: EntryPath, each: Option<Each>, runs: &[Run]) -> EntryPath {
    let is_own_row = each.is_some_and(|each| (each.field, Some(each.index)) == (path.field, path.row));
    let field = &definition[path.field];
    match field_at(definition, path) {
        Some(own) if !own.is_typed() && is_own_row => source_in_row(field, own, path, runs),
        Some(own) if !own.is_typed() => source(definition, path.field).map_or(path, EntryPath::field),
        _ if field.shape() == Shape::Group || (path.row.is_some() && !is_own_row) => EntryPath::field(path.field),
        _ => path,
    }
}

/// The column that a person answers of those that one of a row is worked out from; rather one that the sentence does not
/// say itself.
fn source_in_row(field: &Field, own: &Field, path: EntryPath, runs: &[Run]) -> EntryPath {
    let names = own.calculation.iter().flat_map(Expression::names).filter_map(|name| name.strip_prefix("this."));
    let columns =
        names.filter_map(|name| field.columns.iter().position(|column| column.id == name && column.is_typed()));
    let cells: Vec<EntryPath> = columns.map(|column| EntryPath { column: Some(column), ..path }).collect();
    let is_said = |cell: &&EntryPath| runs.iter().any(|run| run.origin == Some(**cell));
    cells.iter().find(|cell| !is_said(cell)).or(cells.first()).copied().unwrap_or(path)
}

/// The first field that a person answers of those that one is worked out from; itself where it is answered.
#[must_use]
pub(crate) fn source(definition: &Definition, field: FieldId) -> Option<FieldId> {
    /// Calculations that lead to each other.
    const DEEPEST: usize = 4;
    let mut field = field;
    for _ in 0..DEEPEST {
        if definition[field].is_typed() {
            return Some(field);
        }
        field = match (&definition[field].calculation, &definition[field].kind) {
            (Some(calculation), _) => {
                let roots = calculation.names().iter().map(|name| name.split('.').next().unwrap_or_default());
                roots.filter_map(|root| definition.field(root)).find(|root| *root != field)?
            }
            (None, Kind::Percent { of: Some(of) }) => *of,
            _ => return None,
        };
    }
    None
}

/// The words by which a field is called, in small letters.
fn called(field: &Field) -> BTreeSet<String> {
    [&field.label.vi, &field.figure].into_iter().flat_map(|text| text.split_whitespace()).map(key).collect()
}

fn key(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}
