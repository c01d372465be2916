//! What keys do to the entry that has the focus: typing, choosing, adding rows.

use crate::report::answers::field_at;
use crate::report::field::Kind;
use crate::report::value::Value;
use crate::session::Session;
use crate::session::choices::{add_other, is_option, turn};
use crate::session::cursor::Cursor;
use crate::session::focus::Focus;
use crate::session::rows;
use crate::text::visible::clean_paste;
use crate::typing::Edit;
use crate::ui::action::Action;
use crate::ui::input_method::{InputMethod, Spot};

use super::columns::{FormWidth, entry_width, fits_inline};

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

/// Whether the focus is on a text of several lines.
#[must_use]
pub(crate) fn is_paragraph(session: &Session, focus: Focus) -> bool {
    let Focus::Entry(path) = focus else { return false };
    field_at(&session.definition, path).is_some_and(|field| matches!(field.kind, Kind::LongText | Kind::List))
}

/// What is written in an entry, for an input method.
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
    let Focus::Entry(path) = session.focus else { return Writing::Other };
    let Some(field) = session.field() else { return Writing::Other };
    let plain_word = !field.example.is_empty() && field.example.is_ascii() && !field.example.contains(' ');
    match &field.kind {
        Kind::Text if plain_word => Writing::Symbol,
        Kind::Text | Kind::LongText | Kind::List => Writing::Prose,
        Kind::Choice(options) if options.other && !is_option(session, path) => Writing::Prose,
        _ => Writing::Other,
    }
}

/// What typing a letter comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Typed {
    Done,
    /// The list of options is to open, narrowed by this.
    OpenOptions(String),
}

fn manner(session: &Session, width: FormWidth) -> Manner {
    if matches!(session.focus, Focus::AddRow(_)) {
        return Manner::AddRow;
    }
    if is_paragraph(session, session.focus) {
        return Manner::Text;
    }
    match session.field().map(|f| &f.kind) {
        Some(Kind::YesNo) => Manner::YesNo,
        Some(Kind::Choice(options)) if fits_inline(options, width) => Manner::Inline,
        Some(Kind::Choice(options)) => Manner::Choice { other: options.other },
        Some(Kind::Several(_)) => Manner::Several,
        _ => Manner::Line,
    }
}

/// Types a letter.
pub(crate) fn type_letter(session: &mut Session, letter: char, width: FormWidth, input: &mut InputMethod) -> Typed {
    let Focus::Entry(path) = session.focus else {
        if letter == ' ' {
            rows::add(session);
        }
        return Typed::Done;
    };
    match (manner(session, width), letter) {
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
            return Typed::OpenOptions(String::new());
        }
        (Manner::Choice { other: false }, c) => return Typed::OpenOptions(c.to_string()),
        (Manner::Choice { .. }, c) if is_option(session, path) => {
            // Typing over a chosen option begins a text of one's own.
            let raw = c.to_string();
            let cursor = Cursor::end_of(&raw);
            session.type_raw(raw, cursor, false);
        }
        (Manner::Several, ' ') => return Typed::OpenOptions(String::new()),
        (Manner::Several, c) => return Typed::OpenOptions(c.to_string()),
        (Manner::AddRow, _) => {}
        (Manner::Line | Manner::Text | Manner::Choice { .. }, c) => compose(session, c, input),
    }
    Typed::Done
}

/// Types a letter of a text: Telex and VNI may change the word before it.
fn compose(session: &mut Session, letter: char, input: &mut InputMethod) {
    let writing = writing(session);
    let before = session.raw().get(..session.cursor.at).unwrap_or_default();
    let spot = Spot::of(session);
    let edit =
        if writing == Writing::Other { None } else { input.letter(spot, before, letter, writing == Writing::Symbol) };
    match edit {
        Some(edit) => {
            replace(session, &edit);
            input.left_at(Spot::of(session), session.cursor.at);
            if edit.insert.ends_with(' ') {
                session.rest();
            }
        }
        None => insert(session, letter.encode_utf8(&mut [0; 4]), true),
    }
}

/// Changes the text before the cursor as typing does.
pub(crate) fn replace(session: &mut Session, edit: &Edit) {
    let mut raw = session.raw().to_owned();
    let mut cursor = session.cursor;
    cursor.replace(&mut raw, edit.remove, &edit.insert);
    session.type_raw(raw, cursor, true);
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

/// Pastes a text, cleaned, as one undo step.
pub(crate) fn paste(session: &mut Session, text: &str, width: FormWidth) {
    let clean = clean_paste(text);
    session.rest();
    match manner(session, width) {
        Manner::Text => insert(session, clean.trim_end_matches('\n'), false),
        Manner::Line | Manner::Choice { other: true } => {
            let line = clean.trim_matches('\n').replace('\n', " ");
            if let Focus::Entry(path) = session.focus
                && is_option(session, path)
            {
                let cursor = Cursor::end_of(&line);
                session.type_raw(line, cursor, false);
            } else {
                insert(session, &line, false);
            }
        }
        Manner::Several => {
            if let Focus::Entry(path) = session.focus {
                add_other(session, path, &clean.replace('\n', " "));
            }
        }
        Manner::YesNo | Manner::Inline | Manner::Choice { other: false } | Manner::AddRow => {}
    }
    session.rest();
}

/// Does an editing action at the focus. False when it is not one.
pub(crate) fn act(session: &mut Session, action: Action, width: FormWidth) -> bool {
    let manner = manner(session, width);
    let textual = matches!(manner, Manner::Text | Manner::Line)
        || matches!((manner, session.focus), (Manner::Choice { other: true }, Focus::Entry(path)) if !is_option(session, path));
    if textual && action == Action::Right && take_proposal(session) {
        return true;
    }
    if textual && move_cursor(session, action, entry_width(session, width.columns)) {
        return true;
    }
    match action {
        Action::Accept if manner == Manner::AddRow => rows::add(session),
        Action::NewLine if manner == Manner::Text => insert(session, "\n", false),
        Action::Accept | Action::NewLine | Action::Down => drop(session.step(true)),
        Action::Up => drop(session.step(false)),
        Action::Left | Action::Right if matches!(manner, Manner::YesNo | Manner::Inline) => {
            if let Focus::Entry(path) = session.focus {
                if manner == Manner::YesNo {
                    session.set(path, (action == Action::Left).to_string());
                } else {
                    turn(session, path, action == Action::Right);
                }
            }
        }
        Action::Backspace | Action::DeleteForward if textual => {
            let (mut text, mut cursor) = (session.raw().to_owned(), session.cursor);
            if action == Action::Backspace {
                cursor.backspace(&mut text);
            } else {
                cursor.delete(&mut text);
            }
            session.type_raw(text, cursor, true);
        }
        Action::Backspace | Action::DeleteForward => take_back(session, manner),
        Action::Clear => {
            if let Focus::Entry(path) = session.focus {
                session.set(path, String::new());
            }
        }
        // Where there is no text, there is nothing to move in.
        Action::Left | Action::Right | Action::WordLeft | Action::WordRight => {}
        Action::LineStart | Action::LineEnd | Action::TextStart | Action::TextEnd => {}
        _ => return false,
    }
    true
}

/// Takes over what is proposed, where the cursor stands at the end of what is typed.
fn take_proposal(session: &mut Session) -> bool {
    let Focus::Entry(path) = session.focus else { return false };
    let Some(text) = session.proposal(path).map(str::to_owned) else { return false };
    if session.cursor.at < session.raw().len() {
        return false;
    }
    session.set(path, text);
    true
}

/// Moves the cursor within a text `width` columns wide. False where the action moves it out, or is
/// none that moves it.
fn move_cursor(session: &mut Session, action: Action, width: usize) -> bool {
    let raw = session.raw();
    let mut cursor = session.cursor;
    match action {
        Action::Up if !cursor.up(raw, width) => return false,
        Action::Down if !cursor.down(raw, width) => return false,
        Action::Up | Action::Down => {}
        Action::Left => drop(cursor.left(raw)),
        Action::Right => drop(cursor.right(raw)),
        Action::WordLeft => cursor.word_left(raw),
        Action::WordRight => cursor.word_right(raw),
        Action::LineStart => cursor.line_start(raw, width),
        Action::LineEnd => cursor.line_end(raw, width),
        Action::TextStart => cursor = Cursor::default(),
        Action::TextEnd => cursor = Cursor::end_of(raw),
        _ => return false,
    }
    session.cursor = cursor;
    if !matches!(action, Action::Up | Action::Down) {
        session.rest();
    }
    true
}

/// Takes back a choice: the whole, or the last of several.
fn take_back(session: &mut Session, manner: Manner) {
    let Focus::Entry(path) = session.focus else { return };
    let rest = match manner {
        Manner::Several => session.raw().rsplit_once('\n').map_or("", |(rest, _)| rest).to_owned(),
        _ => String::new(),
    };
    session.set(path, rest);
}

/// Adds a suggested phrase: a new item of a list, or text at the cursor.
pub(crate) fn suggest(session: &mut Session, phrase: &str) {
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
