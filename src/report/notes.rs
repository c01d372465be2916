//! Footnotes that the officer writes: the paragraph that each hangs on, and references to them in a text.

use super::answers::{Answer, Answers, Entry};
use super::definition::Definition;
use super::field::options;
use super::ids::{BlockId, FieldId};
use super::moves::{Gone, Moves};
use super::paragraph_names::{AnswerChange, present_name, renamed};
use super::value::{Chosen, Value};

/// The name of the paragraph that a footnote of the officer's hangs on; none while none is chosen.
#[must_use]
pub(crate) fn paragraph_of(definition: &Definition, notes: FieldId, row: &[Entry]) -> Option<BlockId> {
    let options = options(definition[notes].columns.first()?)?;
    let id = match &row.first()?.value {
        Value::Choice(Chosen::Option(at)) => BlockId::new(options.list.get(*at)?.id.clone()),
        Value::Choice(Chosen::Other(name)) => BlockId::new(name.clone()),
        _ => return None,
    };
    Some(present_name(definition, &id))
}

/// The rows of the footnotes once the answer to another field is another; `None` where that changes none. One whose
/// row is deleted goes with it.
#[must_use]
pub(crate) fn follow(
    definition: &Definition,
    answers: &Answers,
    field: FieldId,
    (before, after): (&Answer, &Answer),
    rows: Option<&Moves>,
) -> Option<(Vec<Vec<Entry>>, Moves)> {
    let notes = definition.notes().filter(|notes| *notes != field)?;
    // Who deletes a row deletes its notes; a line that is typed away may come back, and its note waits, told.
    let gone = if rows.is_some() { Gone::Dropped } else { Gone::Kept };
    hung(definition, notes, answers.rows(notes), field, AnswerChange { before, after, base: None }, rows, gone)
}

/// How many footnotes hang on the paragraphs of a row.
#[must_use]
pub(crate) fn count_of_row(definition: &Definition, answers: &Answers, field: FieldId, row: usize) -> usize {
    let Some(notes) = definition.notes() else { return 0 };
    let is_of_row = |id: &BlockId| {
        let block = definition.block(id.block()).filter(|block| block.each == Some(field));
        block.is_some() && id.place().is_some_and(|(place, _)| place == row)
    };
    let names = answers.rows(notes).iter().filter_map(|note| paragraph_of(definition, notes, note));
    names.filter(is_of_row).count()
}

/// The footnotes of answers, the answer to this field, hung where their paragraphs are in others to the same report,
/// both of which began from `base`; one whose paragraph is gone is kept, for none.
#[must_use]
pub(crate) fn as_in(
    definition: &Definition,
    notes: FieldId,
    answers: &Answers,
    others: &Answers,
    base: &Answers,
) -> Answer {
    let Answer::Rows(mut rows) = answers.answer(notes).clone() else { return answers.answer(notes).clone() };
    for field in answers.unlike(others).filter(|field| *field != notes) {
        let change = AnswerChange::from_base(answers, others, base, field);
        rows = hung(definition, notes, &rows, field, change, None, Gone::Kept).map_or(rows, |(rows, _)| rows);
    }
    Answer::Rows(rows)
}

/// Footnotes, the rows of a field, once the answer to another field is another; `None` where that changes none.
fn hung(
    definition: &Definition,
    notes: FieldId,
    old: &[Vec<Entry>],
    field: FieldId,
    change: AnswerChange,
    rows: Option<&Moves>,
    gone: Gone,
) -> Option<(Vec<Vec<Entry>>, Moves)> {
    let blank = BlockId::new("");
    let names: Vec<BlockId> =
        old.iter().map(|row| paragraph_of(definition, notes, row).unwrap_or(blank.clone())).collect();
    let moved = renamed(definition, &names.iter().collect::<Vec<_>>(), field, change, rows, gone)?;
    let mut new = Vec::with_capacity(old.len());
    let mut was = Vec::with_capacity(old.len());
    for (at, ((row, name), moved)) in old.iter().zip(names).zip(moved).enumerate() {
        let Some(moved) = moved else { continue };
        was.push(Some(at));
        let mut row = row.clone();
        if let Some(entry) = row.first_mut().filter(|_| moved != name) {
            let raw = moved.to_string();
            *entry = Entry { value: Value::Choice(Chosen::Other(raw.clone())), raw };
        }
        new.push(row);
    }
    (new != old).then(|| (new, Moves::of(old.len(), &was)))
}

/// A reference to a note in a text, as in Markdown: `[^1]`.
pub(crate) struct Reference {
    /// Where it stands, in bytes.
    pub start: usize,
    pub end: usize,
    /// The row of the note that is meant, from 0.
    pub row: usize,
}

impl Reference {
    /// The first reference in a text.
    #[must_use]
    pub(crate) fn find(text: &str) -> Option<Self> {
        let mut from = 0;
        while let Some(at) = text.get(from..)?.find("[^") {
            let start = from + at;
            let digits = text.get(start + 2..)?;
            let length = digits.bytes().take_while(u8::is_ascii_digit).count();
            let number = digits.get(..length).and_then(|digits| digits.parse::<usize>().ok());
            if let Some(row) = number.and_then(|number| number.checked_sub(1))
                && digits.as_bytes().get(length) == Some(&b']')
            {
                return Some(Reference { start, end: start + 2 + length + 1, row });
            }
            from = start + 2;
        }
        None
    }
}

/// How far a text goes without the references at its end, and the spaces before them: `tốt.[^1]` as far as the stop.
#[must_use]
pub(crate) fn before_references(text: &str) -> usize {
    let mut stem = text.trim_end();
    while let Some(start) = stem.rfind("[^")
        && let Some(last) = stem.get(start..)
        && Reference::find(last).is_some_and(|reference| reference.start == 0 && reference.end == last.len())
    {
        stem = stem.get(..start).unwrap_or_default().trim_end();
    }
    stem.len()
}

/// The text with its references led to the rows where their notes stand now; the same where it has none.
#[must_use]
pub(crate) fn renumbered(text: &str, now: impl Fn(usize) -> usize) -> String {
    let mut renumbered = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(reference) = Reference::find(rest) {
        renumbered.push_str(rest.get(..reference.start).unwrap_or_default());
        renumbered.push_str(&format!("[^{}]", now(reference.row) + 1));
        rest = rest.get(reference.end..).unwrap_or_default();
    }
    renumbered + rest
}
