//! What keys do to the entry that has the focus: typing, choosing, adding rows.

use crate::report::answers::{Answers, Path, field_at};
use crate::report::field::Kind;
use crate::report::value::{Chosen, Value};
use crate::store::answers_file::MAX_BYTES;
use crate::text::language::Language;
use crate::text::visible::clean_paste;
use crate::typing::Edit;
use crate::ui::action::Action;
use crate::ui::overlay::Overlay;
use crate::ui::session::Session;
use crate::ui::strings as s;
use crate::ui::typist::{Spot, Typist};

use super::editor::Cursor;
use super::options::{add_other, open_options, turn};
use super::slots::Place;
use super::view::{Columns, entry_width, fits_inline};

/// How the focused entry takes keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// One line of text.
    Line,
    /// Several lines of text.
    Text,
    /// Yes or no.
    YesNo,
    /// A few options side by side.
    Inline,
    /// A list to open; text of one's own where allowed.
    Choice { other: bool },
    /// A list to mark.
    Several,
    /// The line that adds a row.
    AddRow,
}

/// Whether a place holds a text of several lines.
#[must_use]
pub fn is_paragraph(session: &Session, place: Place) -> bool {
    let Place::Entry(path) = place else { return false };
    field_at(&session.definition, path).is_some_and(|field| matches!(field.kind, Kind::LongText | Kind::List))
}

/// What is written at a place, for those who type it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writing {
    /// Words.
    Prose,
    /// The symbol of a document, a code: what its example writes in one plain word.
    Symbol,
    /// Figures, dates, choices.
    Other,
}

/// What is written at the focus.
#[must_use]
pub fn writing(session: &Session) -> Writing {
    let Place::Entry(path) = session.place else { return Writing::Other };
    let Some(field) = session.field() else { return Writing::Other };
    let plain_word = !field.example.is_empty() && field.example.is_ascii() && !field.example.contains(' ');
    match &field.kind {
        Kind::Text if plain_word => Writing::Symbol,
        Kind::Text | Kind::LongText | Kind::List => Writing::Prose,
        Kind::Choice(options) if options.other && !is_option(session, path) => Writing::Prose,
        _ => Writing::Other,
    }
}

/// The settings that typing depends on.
#[derive(Debug, Clone, Copy)]
pub struct Typing {
    pub language: Language,
    /// Columns of the form.
    pub width: u16,
}

fn manner(session: &Session, typing: Typing) -> Manner {
    if matches!(session.place, Place::AddRow(_)) {
        return Manner::AddRow;
    }
    let entry = Columns::of(typing.width).entry;
    if is_paragraph(session, session.place) {
        return Manner::Text;
    }
    match session.field().map(|f| &f.kind) {
        Some(Kind::YesNo) => Manner::YesNo,
        Some(Kind::Choice(options)) if fits_inline(options, entry, typing.language) => Manner::Inline,
        Some(Kind::Choice(options)) => Manner::Choice { other: options.other },
        Some(Kind::Several(_)) => Manner::Several,
        _ => Manner::Line,
    }
}

/// Types a letter. Returns a list when the letter opens one.
pub fn letter(session: &mut Session, letter: char, typing: Typing, typist: &mut Typist) -> Option<Overlay> {
    let Place::Entry(path) = session.place else {
        if letter == ' ' {
            add_row(session);
        }
        return None;
    };
    match (manner(session, typing), letter) {
        (Manner::YesNo, ' ') => {
            let yes = *session.answers.value(path) == Value::YesNo(true);
            session.set(path, (!yes).to_string());
        }
        (Manner::YesNo, 'c' | 'C' | 'y' | 'Y') => session.set(path, "true".to_owned()),
        (Manner::YesNo, 'k' | 'K' | 'n' | 'N') => session.set(path, "false".to_owned()),
        (Manner::YesNo, _) => {}
        (Manner::Inline, ' ') => turn(session, path, true),
        (Manner::Inline, _) => {}
        (Manner::Choice { other }, ' ') if !other || session.raw().is_empty() || is_option(session, path) => {
            return open_options(session, path, "", typing.language);
        }
        (Manner::Choice { other: false }, c) => {
            return open_options(session, path, c.encode_utf8(&mut [0; 4]), typing.language);
        }
        (Manner::Choice { .. }, c) if is_option(session, path) => {
            // Typing over a chosen option begins a text of one's own.
            let raw = c.to_string();
            let cursor = Cursor::end_of(&raw);
            session.type_raw(raw, cursor, false);
        }
        (Manner::Several, ' ') => return open_options(session, path, "", typing.language),
        (Manner::Several, c) => return open_options(session, path, c.encode_utf8(&mut [0; 4]), typing.language),
        (Manner::AddRow, _) => {}
        (Manner::Line | Manner::Text | Manner::Choice { .. }, c) => {
            compose(session, c, typist);
        }
    }
    None
}

/// Types a letter of a text: Telex and VNI may change the word before it.
fn compose(session: &mut Session, letter: char, typist: &mut Typist) {
    let writing = writing(session);
    let before = session.raw().get(..session.cursor.at).unwrap_or_default();
    let spot = Spot::Entry(session.place, session.revision);
    let edit =
        if writing == Writing::Other { None } else { typist.letter(spot, before, letter, writing == Writing::Symbol) };
    match edit {
        Some(edit) => {
            replace(session, &edit);
            typist.left_at(Spot::Entry(session.place, session.revision), session.cursor.at);
            if edit.insert.ends_with(' ') {
                session.rest();
            }
        }
        None => insert(session, letter.encode_utf8(&mut [0; 4]), true),
    }
}

/// Changes the text before the cursor as typing does.
pub fn replace(session: &mut Session, edit: &Edit) {
    let mut raw = session.raw().to_owned();
    let mut cursor = session.cursor;
    cursor.replace(&mut raw, edit.remove, &edit.insert);
    session.type_raw(raw, cursor, true);
}

/// Whether the entry holds one of its options.
fn is_option(session: &Session, path: Path) -> bool {
    matches!(session.answers.value(path), Value::Choice(Chosen::Option(_)))
}

/// Inserts text at the cursor. Typing that goes on is one undo step up to the end of a word.
fn insert(session: &mut Session, text: &str, join: bool) {
    let mut raw = session.raw().to_owned();
    let mut cursor = session.cursor;
    cursor.insert(&mut raw, text);
    session.type_raw(raw, cursor, join);
    if text.contains([' ', '\n']) {
        session.rest();
    }
}

/// The most that pastes may fill a report up to, in bytes: half of what a file may have, so that
/// what is typed besides always opens again.
pub const MAX_PASTED: usize = MAX_BYTES / 2;

/// Whether a text may still be pasted: a report that it fills too far could not be opened again.
#[must_use]
pub fn has_room(session: &Session, text: &str) -> bool {
    session.answers.size() + text.len() <= MAX_PASTED
}

/// Pastes a text, cleaned, as one undo step.
pub fn paste(session: &mut Session, text: &str, typing: Typing) {
    let clean = clean_paste(text);
    session.rest();
    match manner(session, typing) {
        Manner::Text => insert(session, clean.trim_end_matches('\n'), false),
        Manner::Line | Manner::Choice { other: true } => {
            let line = clean.trim_matches('\n').replace('\n', " ");
            if let Place::Entry(path) = session.place
                && is_option(session, path)
            {
                let cursor = Cursor::end_of(&line);
                session.type_raw(line, cursor, false);
            } else {
                insert(session, &line, false);
            }
        }
        Manner::Several => {
            if let Place::Entry(path) = session.place {
                add_other(session, path, &clean.replace('\n', " "));
            }
        }
        Manner::YesNo | Manner::Inline | Manner::Choice { other: false } | Manner::AddRow => {}
    }
    session.rest();
}

/// Does an editing action at the focus. False when it is not one.
pub fn act(session: &mut Session, action: Action, typing: Typing) -> bool {
    let manner = manner(session, typing);
    let width = match manner {
        Manner::Text | Manner::Line | Manner::Choice { .. } => entry_width(session, typing.width),
        _ => 1,
    };
    let raw = session.raw().to_owned();
    let mut cursor = session.cursor;
    let textual = matches!(manner, Manner::Text | Manner::Line)
        || matches!((manner, session.place), (Manner::Choice { other: true }, Place::Entry(path)) if !is_option(session, path));
    match action {
        Action::Accept => match manner {
            Manner::AddRow => add_row(session),
            _ => drop(session.step(true)),
        },
        Action::NewLine if manner == Manner::Text => insert(session, "\n", false),
        Action::NewLine => drop(session.step(true)),
        Action::Up => {
            if !(textual && cursor.up(&raw, width)) {
                session.step(false);
                return true;
            }
            session.cursor = cursor;
        }
        Action::Down => {
            if !(textual && cursor.down(&raw, width)) {
                session.step(true);
                return true;
            }
            session.cursor = cursor;
        }
        Action::Left | Action::Right if matches!(manner, Manner::YesNo | Manner::Inline) => {
            if let Place::Entry(path) = session.place {
                if manner == Manner::YesNo {
                    session.set(path, (action == Action::Left).to_string());
                } else {
                    turn(session, path, action == Action::Right);
                }
            }
        }
        Action::Backspace | Action::DeleteForward if textual => {
            let mut text = raw;
            if action == Action::Backspace {
                cursor.backspace(&mut text);
            } else {
                cursor.delete(&mut text);
            }
            session.type_raw(text, cursor, true);
        }
        Action::Backspace | Action::DeleteForward => take_back(session, manner),
        Action::Clear => {
            if let Place::Entry(path) = session.place {
                session.set(path, String::new());
            }
        }
        Action::Left | Action::Right | Action::WordLeft | Action::WordRight => {
            if textual {
                match action {
                    Action::Left => drop(cursor.left(&raw)),
                    Action::Right => drop(cursor.right(&raw)),
                    Action::WordLeft => cursor.word_left(&raw),
                    _ => cursor.word_right(&raw),
                }
                session.cursor = cursor;
                session.rest();
            }
        }
        Action::LineStart | Action::LineEnd | Action::TextStart | Action::TextEnd => {
            if textual {
                match action {
                    Action::LineStart => cursor.line_start(&raw, width),
                    Action::LineEnd => cursor.line_end(&raw, width),
                    Action::TextStart => cursor = Cursor::default(),
                    _ => cursor = Cursor::end_of(&raw),
                }
                session.cursor = cursor;
                session.rest();
            }
        }
        _ => return false,
    }
    true
}

/// Takes back a choice: the whole, or the last of several.
fn take_back(session: &mut Session, manner: Manner) {
    let Place::Entry(path) = session.place else { return };
    let rest = match manner {
        Manner::Several => session.raw().rsplit_once('\n').map_or("", |(rest, _)| rest).to_owned(),
        _ => String::new(),
    };
    session.set(path, rest);
}

/// Adds a row at the end of the table of the focus, or below its row, and goes to it.
pub fn add_row(session: &mut Session) {
    let field = session.place.field();
    let blank = Answers::blank_row(&session.definition, field);
    let at = session.place.row().map_or(session.answers.rows(field).len(), |row| row + 1);
    session.change_rows(field, Place::Entry(Path::cell(field, at, 0)), |rows| {
        rows.insert(at.min(rows.len()), blank);
    });
}

/// What can be done with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowAction {
    Add,
    Copy,
    Up,
    Down,
    Delete,
}

impl RowAction {
    /// Every one with what the list calls it.
    pub const ALL: [(RowAction, s::Text); 5] = [
        (RowAction::Add, s::ROW_ADD),
        (RowAction::Copy, s::ROW_COPY),
        (RowAction::Up, s::ROW_UP),
        (RowAction::Down, s::ROW_DOWN),
        (RowAction::Delete, s::ROW_DELETE),
    ];
}

/// Does something with the row of the focus. False when it is not in one.
pub fn change_row(session: &mut Session, action: RowAction) -> bool {
    let Place::Entry(Path { field, row: Some(row), column: Some(column) }) = session.place else { return false };
    let last = session.answers.rows(field).len().saturating_sub(1);
    let to = |row| Place::Entry(Path::cell(field, row, column));
    match action {
        RowAction::Add => add_row(session),
        RowAction::Copy => session.change_rows(field, to(row + 1), |rows| {
            if let Some(copy) = rows.get(row).cloned() {
                rows.insert(row + 1, copy);
            }
        }),
        RowAction::Up if row > 0 => session.change_rows(field, to(row - 1), |rows| rows.swap(row, row - 1)),
        RowAction::Down if row < last => session.change_rows(field, to(row + 1), |rows| rows.swap(row, row + 1)),
        RowAction::Up | RowAction::Down => {}
        RowAction::Delete => {
            let place = if last == 0 { Place::AddRow(field) } else { to(row.min(last - 1)) };
            session.change_rows(field, place, |rows| {
                if row < rows.len() {
                    rows.remove(row);
                }
            });
        }
    }
    true
}

/// Adds a suggested phrase: a new item of a list, or text at the cursor.
pub fn suggest(session: &mut Session, phrase: &str) {
    let listed = session.field().is_some_and(|f| matches!(f.kind, Kind::List | Kind::LongText));
    session.rest();
    if listed && !session.raw().trim().is_empty() {
        let mut raw = session.raw().trim_end().to_owned();
        raw.push('\n');
        raw.push_str(phrase);
        let cursor = Cursor::end_of(&raw);
        session.type_raw(raw, cursor, false);
    } else {
        insert(session, phrase, false);
    }
    session.rest();
}
