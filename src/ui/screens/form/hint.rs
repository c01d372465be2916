//! What the form says of the focus: what is wrong with it, or how to answer it.

use ratatui::Frame;
use ratatui::text::Span;

use crate::check::{Diagnostic, Severity};
use crate::report::answers::field_at;
use crate::report::field::Kind;
use crate::session::Session;
use crate::session::choices::is_option;
use crate::session::focus::Focus;
use crate::text::language::Language;
use crate::text::letters::plain_letters;
use crate::text::message::Message;
use crate::text::width::columns;
use crate::ui::action::Action;
use crate::ui::context::Context;
use crate::ui::keymap::key_of;
use crate::ui::page::in_place_of_hint;
use crate::ui::strings as s;
use crate::ui::text::{lines, put, whole_sentences};

use super::columns::{Columns, FormWidth, fits_inline};
use super::display::{label_of, previous};
use super::entry::typed_path_at;

/// What is wrong with the focused entry, or how to answer it.
pub(crate) fn render(session: &Session, focus: Focus, form_width: FormWidth, context: &Context, frame: &mut Frame<'_>) {
    let Context { theme, language, .. } = *context;
    let screen = frame.area();
    let room = screen.width.saturating_sub(2);
    let path = focus.path();
    let told = |d: &&Diagnostic| match d.severity {
        Severity::Missing => false,
        Severity::Unconfirmed => true,
        // Below a table, what is wrong in one of its rows is told there.
        Severity::Error | Severity::Warning | Severity::Hint => d.path == path || matches!(focus, Focus::Entry(_)),
    };
    let is_proposed = session.proposal(path).is_some();
    if let Some(finding) = session.finding(path).filter(told).filter(|_| !is_proposed) {
        let (word, style) = match finding.severity {
            Severity::Error => (s::ERROR_WORD, theme.error()),
            Severity::Unconfirmed => (s::UNCONFIRMED_WORD, theme.warning()),
            Severity::Missing | Severity::Warning => (s::WARNING_WORD, theme.warning()),
            Severity::Hint => (s::HINT_WORD, theme.quiet()),
        };
        let word = format!("{}:", word.of(language));
        // What was carried over is written on, or emptied first.
        let is_carried = finding.severity == Severity::Unconfirmed;
        let cue = typing_over(session, focus).filter(|_| is_carried).map_or(String::new(), |cue| {
            let key = key_of(Action::Clear).map_or_else(String::new, |key| key.to_string());
            format!(" {}", cue.fill(language, &[&key]))
        });
        let text = format!("{word} {}{cue}", finding.message);
        let mut rows = lines(&text, room);
        if let Some(first) = rows.first_mut() {
            let rest = first.to_string().strip_prefix(&word).unwrap_or_default().to_owned();
            *first = vec![Span::styled(word, style), Span::raw(rest)].into();
        }
        in_place_of_hint(rows, theme.text(), frame);
        return;
    }
    let mut line = help_line(session, focus, form_width, screen.width);
    if let Some(cue) = typing_over(session, focus) {
        let key = key_of(Action::Clear).map_or_else(String::new, |key| key.to_string());
        line = format!("{} {line}", cue.fill(language, &[&key]));
    }
    // What stands dim is said whole here, whatever marks are in it; the help as far as there is room beside it.
    let previous = previous(session, path, language).filter(|_| matches!(focus, Focus::Entry(_)));
    let mut whole = previous.map_or(String::new(), |text| s::HINT_PREVIOUS.fill(language, &[&text]) + " ");
    if let Some(text) = cut_proposal(session, focus, form_width) {
        whole = format!("[{text}] ");
    }
    let line = theme.key_names(&line);
    let rest = whole_sentences(line.trim_end(), usize::from(room).saturating_sub(columns(&whole)));
    let has_room = whole.is_empty() || is_proposed || columns(&whole) + columns(rest) <= usize::from(room);
    let line = if has_room { whole + rest } else { whole };
    let line = line.trim_end();
    if columns(line) > usize::from(room) {
        // On as many lines as it needs, as what is wrong.
        in_place_of_hint(lines(line, room), theme.text(), frame);
    } else {
        put(frame.buffer_mut(), 1, screen.bottom().saturating_sub(2), line, theme.text(), room);
    }
}

/// What is proposed for an entry, where the form has no room for the whole of it.
fn cut_proposal(session: &Session, focus: Focus, form_width: FormWidth) -> Option<String> {
    let Focus::Entry(path) = focus else { return None };
    let text = session.proposal(path)?.replace('\n', " / ");
    (columns(&text) + 2 > Columns::of(form_width.columns).entry).then_some(text)
}

/// What typing comes to in an entry where something stands that was not typed just now: the cursor is behind it.
fn typing_over(session: &Session, focus: Focus) -> Option<Message> {
    let Focus::Entry(path) = focus else { return None };
    let is_untouched = focus == session.focus && !session.raw().trim().is_empty() && !session.is_typing(path);
    // Where a part of it is proposed, that is told.
    if !is_untouched || session.proposal(path).is_some() {
        return None;
    }
    match &session.field()?.kind {
        Kind::Choice(options) if !options.other => None,
        Kind::Choice(_) if is_option(session, path) => Some(s::HINT_REPLACES),
        Kind::YesNo | Kind::Several(_) | Kind::LongText | Kind::List => None,
        _ => Some(s::HINT_APPENDS),
    }
}

/// Whether a hint of the type's own says already how such a field is usually answered.
fn says_it(own: &str, kind: &Kind) -> bool {
    let own = plain_letters(own);
    match kind {
        Kind::Number { .. } => ["go 0", "go -", "type 0", "0 if"].iter().any(|words| own.contains(words)),
        Kind::Choice(_) | Kind::Several(_) => ["phim cach", "space"].iter().any(|words| own.contains(words)),
        _ => false,
    }
}

/// The one line of help for a focus, with its example: what is usual is added where there is room
/// for it. How wide the form is decides which choices stand side by side.
#[must_use]
pub fn help_line(session: &Session, focus: Focus, form_width: FormWidth, room: u16) -> String {
    let language = form_width.language;
    if matches!(focus, Focus::AddRow(_)) {
        // What is typed here goes there.
        return s::HINT_ADD_ROW.fill(language, &[&label_of(session, typed_path_at(session, focus), language)]);
    }
    let Some(field) = field_at(&session.definition, focus.path()) else { return String::new() };
    if session.proposal(focus.path()).is_some() {
        let is_begun = !session.answers.raw(focus.path()).trim().is_empty();
        return if is_begun { s::HINT_PROPOSAL_REST } else { s::HINT_PROPOSAL }.of(language).to_owned();
    }
    let own = &*session.worded(field.hint.text(language));
    let usual = match &field.kind {
        Kind::YesNo => s::HINT_YES_NO.of(language),
        Kind::Choice(options) if fits_inline(options, form_width) => s::HINT_SIDE_BY_SIDE.of(language),
        Kind::Choice(options) if options.other => s::HINT_CHOICE_OTHER.of(language),
        Kind::Choice(_) => s::HINT_CHOICE.of(language),
        Kind::Several(_) => s::HINT_SEVERAL.of(language),
        Kind::Number { plain: false, .. } => s::HINT_NUMBER.of(language),
        _ => "",
    };
    let mut line = if own.is_empty() { usual.to_owned() } else { own.to_owned() };
    if !field.example.is_empty() {
        let example = s::EXAMPLE.fill(language, &[&field.example.trim_end_matches('.')]);
        line = format!("{line} {example}");
    }
    if !own.is_empty()
        && !usual.is_empty()
        && columns(&line) + columns(usual) + 2 < usize::from(room)
        && !says_it(own, &field.kind)
    {
        line = format!("{line} {usual}");
    }
    let line = line.trim();
    // How yes and no are said stands wherever they do.
    if matches!(field.kind, Kind::YesNo) && !line.contains(usual) {
        return format!("{} {line}", s::HINT_YES_NO_SHORT.of(language));
    }
    line.to_owned()
}

/// What is said when a table of several rows was confirmed, of which not all may be on the screen.
pub(super) fn table_confirmed(session: &Session, language: Language) -> Option<String> {
    let rows = session.answers.rows(session.focus.field()).len();
    (rows > 1).then(|| s::TABLE_CONFIRMED.fill(language, &[&rows]))
}
