//! What keys do to the entry that has the focus: typing, choosing, adding rows.

use crate::report::answers::{EntryPath, field_at};
use crate::report::field::Kind;
use crate::report::value::{Chosen, Value};
use crate::session::Session;
use crate::session::choices::{is_option, options, turn};
use crate::session::cursor::Cursor;
use crate::session::focus::Focus;
use crate::session::rows;
use crate::typing::Edit;
use crate::ui::action::Action;
use crate::ui::input_method::{InputMethod, Place, Spot};

use super::columns::{FormWidth, entry_width, fits_inline};
use super::yes_no::type_yes_no;

/// How the focused entry takes keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
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
    /// Figures, amounts, dates, and the words with which they are said.
    Figure,
    /// Choices, which are searched for.
    Other,
}

/// What is written at the focus.
#[must_use]
pub fn writing(session: &Session) -> Writing {
    let Some(field) = field_at(&session.definition, typed_path(session)) else { return Writing::Other };
    let plain_word = !field.example.is_empty() && field.example.is_ascii() && !field.example.contains(' ');
    match &field.kind {
        Kind::Text if plain_word => Writing::Symbol,
        Kind::Text | Kind::LongText | Kind::List => Writing::Prose,
        Kind::Choice(options) if options.other => Writing::Prose,
        Kind::Number { .. } | Kind::Ratio { .. } | Kind::Money => Writing::Figure,
        Kind::Date | Kind::DateRange | Kind::Period(_) => Writing::Figure,
        _ => Writing::Other,
    }
}

/// The entry that typing goes into: on the line that adds a row, a cell of that row.
fn typed_path(session: &Session) -> EntryPath {
    typed_path_at(session, session.focus)
}

/// The same with the focus elsewhere.
pub(crate) fn typed_path_at(session: &Session, focus: Focus) -> EntryPath {
    match focus {
        Focus::Entry(path) => path,
        Focus::AddRow(table) => EntryPath::part(table, rows::text_column(session, table)),
    }
}

/// Where letters go at the focus that a typing method may compose.
#[must_use]
pub(crate) fn composing_place(session: &Session) -> Option<Place> {
    let EntryPath { field, column, .. } = typed_path(session);
    (writing(session) != Writing::Other).then_some(Place::Field(field, column))
}

/// What typing a letter, or pasting, comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Typed {
    Done,
    /// The list of options is to open, narrowed by this.
    OpenOptions(String),
    /// A text of one's own has begun in the place of a chosen option.
    OptionReplaced,
    /// The table takes no row more.
    TableFull,
    /// So many rows were pasted, with so many cells that cannot be read, and so many under headings that the table does
    /// not have.
    RowsPasted {
        count: usize,
        unreadable: usize,
        unplaced: usize,
    },
    /// Rows of a table were pasted into one text.
    TableInText,
    /// It says neither yes nor no.
    NotYesOrNo,
}

pub(super) fn manner(session: &Session, width: FormWidth) -> Manner {
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
    if let Focus::AddRow(table) = session.focus {
        // A space asks for the row alone; any other letter is the first of a text in it.
        let column = if letter == ' ' { rows::first_column } else { rows::text_column }(session, table);
        if !rows::add_at(session, column) {
            return Typed::TableFull;
        }
        if letter == ' ' {
            return Typed::Done;
        }
    }
    let Focus::Entry(path) = session.focus else { return Typed::Done };
    match (manner(session, width), letter) {
        (Manner::YesNo, _) => type_yes_no(session, path, letter, input),
        (Manner::Inline, ' ') => turn(session, path, true),
        (Manner::Inline, c) => return Typed::OpenOptions(c.to_string()),
        (Manner::Choice { other }, ' ') if !other || session.raw().is_empty() || is_option(session, path) => {
            return Typed::OpenOptions(String::new());
        }
        (Manner::Choice { other: false }, c) => return Typed::OpenOptions(c.to_string()),
        (Manner::Choice { .. }, c) if is_option(session, path) => {
            // Typing over a chosen option begins a text of one's own; one undo brings the option back.
            session.rest();
            session.type_raw(String::new(), Cursor::default(), true);
            compose(session, c, input);
            return Typed::OptionReplaced;
        }
        (Manner::Several, ' ') => return Typed::OpenOptions(String::new()),
        (Manner::Several, c) => return Typed::OpenOptions(c.to_string()),
        (Manner::AddRow, _) => {}
        (Manner::Line | Manner::Text | Manner::Choice { .. }, c) => compose(session, c, input),
    }
    Typed::Done
}

/// Whether the figure at the focus counts something, of which the name may be typed with it.
fn counts(session: &Session) -> bool {
    matches!(session.field().map(|field| &field.kind), Some(Kind::Number { .. } | Kind::Ratio { .. }))
}

/// Types a letter of a text: Telex and VNI may change the word before it.
fn compose(session: &mut Session, letter: char, input: &mut InputMethod) {
    let writing = writing(session);
    let before = session.raw().get(..session.cursor.at).unwrap_or_default();
    let spot = Spot::of(session);
    let edit = match writing {
        Writing::Other => None,
        Writing::Figure => input.letter_of_figure(spot, before, letter, counts(session)),
        Writing::Prose | Writing::Symbol => input.letter(spot, before, letter, writing == Writing::Symbol),
    };
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
pub(super) fn insert(session: &mut Session, text: &str, join: bool) {
    let mut raw = session.raw().to_owned();
    let mut cursor = session.cursor;
    cursor.insert(&mut raw, text);
    session.type_raw(raw, cursor, join);
    if text.contains([' ', '\n']) {
        session.rest();
    }
}

/// Does an editing action at the focus. False when it is not one.
pub(crate) fn act(session: &mut Session, action: Action, width: FormWidth) -> bool {
    let manner = manner(session, width);
    if !matches!(action, Action::Backspace) {
        session.word.clear();
    }
    let textual = matches!(manner, Manner::Text | Manner::Line)
        || matches!((manner, session.focus), (Manner::Choice { other: true }, Focus::Entry(path)) if !is_option(session, path));
    if textual && action == Action::Right && session.cursor.at == session.raw().len() && is_proposed(session) {
        take_proposed(session);
        return true;
    }
    if textual && move_cursor(session, action, entry_width(session, width.columns)) {
        return true;
    }
    match action {
        Action::LineEnd | Action::TextEnd if manner == Manner::Choice { other: true } => go_on_with_option(session),
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

/// Makes a text of the chosen option, with the cursor behind it: "Quà" goes on as "Quà Tết".
fn go_on_with_option(session: &mut Session) {
    let Focus::Entry(path) = session.focus else { return };
    let Value::Choice(Chosen::Option(at)) = *session.answers.value(path) else { return };
    let Some(text) = options(session).and_then(|list| list.list.get(at)).map(|option| option.label.vi.clone()) else {
        return;
    };
    session.rest();
    let cursor = Cursor::end_of(&text);
    session.type_raw(text, cursor, true);
}

/// Whether the type proposes something for the focused entry.
fn is_proposed(session: &Session) -> bool {
    matches!(session.focus, Focus::Entry(path) if session.proposal(path).is_some())
}

/// Takes over what stands dim at the focused entry: what its type proposes, else what the report before
/// says.
pub(crate) fn take_proposed(session: &mut Session) {
    let Focus::Entry(path) = session.focus else { return };
    match session.proposal(path).map(str::to_owned) {
        Some(text) => session.set(path, text),
        None => session.take_previous(),
    }
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

/// Takes back a choice: the whole, or the last of several; of a word that says yes or no, its last letter,
/// which an input method does in the midst of it.
fn take_back(session: &mut Session, manner: Manner) {
    let Focus::Entry(path) = session.focus else { return };
    if manner == Manner::YesNo && session.word.pop().is_some() && !session.word.is_empty() {
        return;
    }
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
