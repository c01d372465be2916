//! What is pasted into the entry at the focus, or put there from elsewhere.

use std::borrow::Cow;

use crate::report::field::{Kind, Shape};
use crate::report::value::Value;
use crate::session::Session;
use crate::session::choices::{add_others, is_option, options};
use crate::session::cursor::Cursor;
use crate::session::focus::Focus;
use crate::session::old_text::CELLS;
use crate::session::pasted::{Pasted, add_old_row, add_pasted};
use crate::session::rows;
use crate::text::letters::plain_letters;
use crate::text::visible::clean_paste;

use super::columns::FormWidth;
use super::entry::{Manner, Typed, Writing, insert, manner, writing};
use super::yes_no::{YesNo, yes_or_no};

/// What was pasted as rows: one for each line that says anything, its cells parted by tabs, as a spreadsheet copies
/// them.
fn pasted_rows(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row) = (Vec::new(), Vec::new());
    for piece in without_quoted_breaks(text).split('\t').map(clean_paste) {
        for (at, line) in piece.split('\n').enumerate() {
            if at > 0 {
                rows.push(std::mem::take(&mut row));
            }
            row.push(line.trim().to_owned());
        }
    }
    rows.push(row);
    rows.retain(|row: &Vec<String>| row.iter().any(|cell| !cell.is_empty()));
    rows
}

/// The text with each cell of several lines on one. A spreadsheet puts such a cell between quotes and doubles those
/// within; all other quotes are the person's own.
fn without_quoted_breaks(text: &str) -> Cow<'_, str> {
    if !text.contains('"') {
        return Cow::Borrowed(text);
    }
    let is_end = |c: char| matches!(c, '\t' | '\n' | '\r');
    let (mut done, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find('"') {
        let (before, quoted) = rest.split_at(at);
        done.push_str(before);
        let is_start = done.is_empty() || done.ends_with(is_end);
        let after = |end: usize| quoted.get(end + 1..).unwrap_or_default();
        let end = quoted.match_indices('"').skip(1).map(|(end, _)| end).find(|&end| {
            let inner = quoted.get(1..end).unwrap_or_default();
            inner.matches('"').count().is_multiple_of(2) && (after(end).is_empty() || after(end).starts_with(is_end))
        });
        let cell = end.and_then(|end| Some((quoted.get(1..end)?, after(end))));
        match cell.filter(|(cell, _)| is_start && cell.contains(['\n', '\r'])) {
            Some((cell, after)) => {
                let lines: Vec<&str> =
                    cell.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()).collect();
                done.push_str(&lines.join(" ").replace("\"\"", "\""));
                rest = after;
            }
            None => {
                done.push('"');
                rest = quoted.get(1..).unwrap_or_default();
            }
        }
    }
    Cow::Owned(done + rest)
}

/// Pastes rows on the line that adds them, as one undo step.
fn paste_rows(session: &mut Session, pasted: Vec<Vec<String>>) -> Typed {
    session.rest();
    let pasted = add_pasted(session, pasted);
    session.rest();
    told(session, &pasted, false)
}

/// What there is to tell of rows that were pasted; of one that came from elsewhere also that it was added.
fn told(session: &Session, pasted: &Pasted, is_put: bool) -> Typed {
    let &Pasted { first, count, strays, unplaced } = pasted;
    let new = session.answers.rows(session.focus.field()).iter().skip(first).flatten();
    let unreadable = strays + new.filter(|entry| matches!(entry.value, Value::Unreadable(_))).count();
    let is_told = is_put || count > 1 || unreadable > 0 || unplaced > 0;
    if is_told { Typed::RowsPasted { count, unreadable, unplaced } } else { Typed::Done }
}

/// What was pasted, for a line: line ends are spaces. Between two figures they would read as one, grouped by thousands.
fn one_line(session: &Session, text: &str, clean: &str) -> String {
    let kind = session.field().map(|field| &field.kind);
    if matches!(kind, Some(Kind::Number { .. } | Kind::Ratio { .. } | Kind::Money)) {
        let pieces = text.split(['\n', '\r', '\t']).map(|piece| clean_paste(piece).trim().to_owned());
        return pieces.filter(|piece| !piece.is_empty()).collect::<Vec<_>>().join("; ");
    }
    clean.trim_matches('\n').replace('\n', " ")
}

/// Pastes a text, cleaned, as one undo step; on the line that adds a row, as rows, or into the first cell of a new
/// one.
pub(crate) fn paste(session: &mut Session, text: &str, width: FormWidth) -> Typed {
    if matches!(session.focus, Focus::AddRow(_)) {
        let pasted = pasted_rows(text);
        // What one cell says that is chosen from a list is searched for there.
        let is_searched = writing(session) == Writing::Other && pasted.iter().map(Vec::len).sum::<usize>() == 1;
        if !pasted.is_empty() && !is_searched {
            return paste_rows(session, pasted);
        }
        if !rows::add(session) {
            return Typed::TableFull;
        }
    }
    let Focus::Entry(path) = session.focus else { return Typed::Done };
    let clean = clean_paste(text);
    let line = one_line(session, text, &clean);
    session.rest();
    match manner(session, width) {
        Manner::Text => insert(session, clean.trim_end_matches('\n'), false),
        Manner::Choice { other: true } if is_option(session, path) => {
            let cursor = Cursor::end_of(&line);
            session.type_raw(line, cursor, false);
            session.rest();
            return Typed::OptionReplaced;
        }
        Manner::Line | Manner::Choice { other: true } => insert(session, &line, false),
        Manner::Several if options(session).is_some_and(|options| options.other) => add_others(session, path, &clean),
        Manner::YesNo => match yes_or_no(&line, session.field().map_or("", |field| &field.label.vi)) {
            YesNo::Is(yes) => session.set(path, yes.to_string()),
            // It stands as it was pasted where nothing did, and is told.
            YesNo::Neither | YesNo::Nothing => {
                if session.raw().is_empty() {
                    session.set(path, line);
                    session.rest();
                }
                return Typed::NotYesOrNo;
            }
        },
        Manner::Several | Manner::Inline | Manner::Choice { other: false } => return Typed::OpenOptions(line),
        Manner::AddRow => {}
    }
    session.rest();
    if text.contains('\t') && text.trim().contains(['\n', '\r']) { Typed::TableInText } else { Typed::Done }
}

/// More letters than an option of one's own has: a sentence is none.
const LONGEST_OPTION: usize = 80;

/// Whether a text of the old report stands in the entry at the focus.
pub(crate) fn has(session: &Session, text: &str) -> bool {
    let said = plain_letters(session.raw());
    !said.is_empty() && said.contains(plain_letters(text).trim_end_matches(['.', ';', ',', ' ']))
}

/// Whether a text of the old report can stand in the entry at the focus, beside what stands there: a figure or a day takes
/// nothing more, a choice only its options, and nothing is put in twice.
pub(crate) fn takes(session: &Session, text: &str, width: FormWidth) -> bool {
    let is_blank = session.raw().is_empty();
    let Some(field) = session.field().filter(|_| !has(session, text)) else {
        return matches!(session.focus, Focus::AddRow(_));
    };
    let is_read = || !matches!(session.answers.meaning(&session.definition, &field.kind, text), Value::Unreadable(_));
    match (manner(session, width), &field.kind) {
        (Manner::AddRow | Manner::Text, _) => true,
        (_, Kind::Text) => true,
        (Manner::Choice { other: true } | Manner::Several, _) => {
            text.chars().count() <= LONGEST_OPTION && (is_blank || is_read())
        }
        _ => is_blank && is_read(),
    }
}

/// Puts a text of the old report beside what stands in the entry at the focus: after it, in a text of several lines as one
/// of its own. A row of a table goes below its `headings`.
pub(crate) fn put(session: &mut Session, text: &str, headings: Option<&str>, width: FormWidth) -> Typed {
    let field = session.focus.field();
    if text.contains(CELLS) && session.definition[field].shape() == Shape::Rows {
        // A row of a table is a row of its own.
        session.go(Focus::AddRow(field));
        session.rest();
        let cells = |row: &str| row.split(CELLS).map(|cell| cell.trim().to_owned()).collect::<Vec<String>>();
        let pasted = add_old_row(session, &headings.map(cells).unwrap_or_default(), cells(text));
        session.rest();
        return told(session, &pasted, true);
    }
    let is_blank = session.raw().is_empty();
    session.cursor = Cursor::end_of(session.raw());
    match manner(session, width) {
        Manner::Text if !is_blank => paste(session, &format!("\n{text}"), width),
        Manner::Line if !is_blank => {
            let raw = format!("{} {}", session.raw(), one_line(session, text, &clean_paste(text)));
            session.rest();
            let cursor = Cursor::end_of(&raw);
            session.type_raw(raw, cursor, false);
            session.rest();
            Typed::Done
        }
        _ => paste(session, text, width),
    }
}
