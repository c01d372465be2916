//! Draws a frame: the title bar, the screen below it, and what stands over it.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::widgets::Paragraph;

use crate::document::Edit;
use crate::text::visible::shown_path;

use super::action::Action;
use super::context::Context;
use super::form::preview::Whole;
use super::form::wrap::lines;
use super::form::{WIDE, counts};
use super::keymap::{Scope, key_of};
use super::overlay::Overlay;
use super::page::{in_place_of_hint, page};
use super::session::Session;
use super::state::{Screen, State};
use super::strings as s;
use super::text::{cut, put, put_right};
use super::work::{Kind, Status};

/// The smallest window that is drawn.
pub const SMALLEST: (u16, u16) = (60, 16);

/// Draws the state, as [`State::arrange`] left it.
pub fn render(state: &State, frame: &mut Frame<'_>) {
    let area = frame.area();
    let context @ Context { theme, language } = state.context();
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        frame.render_widget(Paragraph::new(lines(s::TOO_SMALL.of(language), area.width)), area);
        frame.set_cursor_position(Position::ORIGIN);
        return;
    }
    title_bar(state, frame.buffer_mut());
    let session = state.work.as_ref().map(|work| &work.session);
    match (&state.screen, &state.work) {
        (Screen::Form, Some(work)) => {
            let scope = state.scope_at(work.form.settled.or(Some(work.session.place)));
            work.form.render(&work.session, scope, context, frame);
        }
        (Screen::Preview(whole), Some(work)) => {
            let body = page(Scope::Preview, context, frame);
            whole.pane.render(&work.session, body, None, Some(whole.stop), context, frame);
            edit_mark(whole, &work.session, body.bottom(), context, frame.buffer_mut());
        }
        (Screen::Review(review), Some(work)) => review.render(&work.session, context, frame),
        (Screen::Help(help), _) => help.render(session, context, frame),
        (Screen::Settings(screen), _) => {
            let folder = shown_path(state.folders.reports());
            screen.render(&state.settings.settings, &folder, context, frame);
        }
        (Screen::ReadOnly(shown), _) => shown.render(context, frame),
        (Screen::Home | Screen::Form | Screen::Preview(_) | Screen::Review(_), _) => state.home.render(context, frame),
    }
    if let Some(overlay) = &state.overlay {
        overlay.render(context, frame);
    }
    // Said until the next key.
    if let Some(message) = &state.message {
        in_place_of_hint(lines(message, area.width.saturating_sub(2)), theme.accent(), frame);
    } else if let (Some(note), Some(key)) = (state.typist.note(), key_of(Action::Typing)) {
        let note = note.fill(language, &[&key]);
        in_place_of_hint(lines(&note, area.width.saturating_sub(2)), theme.accent(), frame);
    }
}

/// Says of the chosen paragraph that it was written by hand.
fn edit_mark(whole: &Whole, session: &Session, y: u16, context: Context, buffer: &mut Buffer) {
    let Context { theme, language } = context;
    let edit = whole.block(session).and_then(|block| session.document.blocks().nth(block)).map(|block| block.edit);
    let (text, style) = match edit {
        Some(Edit::ByHand) => (s::BY_HAND, theme.accent()),
        Some(Edit::Stale) => (s::STALE, theme.warning()),
        Some(Edit::Generated) | None => return,
    };
    let room = buffer.area.width.saturating_sub(4);
    put(buffer, 2, y, &cut(&format!(" {} ", text.of(language)), usize::from(room), theme), style, room);
}

/// "baocao   Tháng hành động vì trẻ em 2026   Xã Bờ Y          đã lưu 9:41"
fn title_bar(state: &State, buffer: &mut Buffer) {
    let context @ Context { theme, language } = state.context();
    let mut right = buffer.area.width.saturating_sub(1);
    if let Some(work) = &state.work {
        // At the edge, where the words about saving do not move it.
        if matches!(state.screen, Screen::Form) || matches!(state.overlay, Some(Overlay::Prompt(_))) {
            let method = s::typing_method(state.typist.method()).of(language);
            right = put_right(buffer, right, 0, method, theme.quiet()).saturating_sub(2);
        }
        let (text, style) = match work.status() {
            Status::Saved(Some(at)) => (s::SAVED_AT.fill(language, &[&at]), theme.quiet()),
            Status::Saved(None) => (String::new(), theme.quiet()),
            Status::Unsaved => (s::UNSAVED.of(language).to_owned(), theme.quiet()),
            // Why is told in full when it happens, and again by the key for saving.
            Status::Failed(_) => (s::SAVE_FAILED.of(language).to_owned(), theme.error()),
        };
        right = put_right(buffer, right, 0, &text, style).saturating_sub(2);
        if buffer.area.width >= WIDE && matches!(state.screen, Screen::Form) {
            right = counts(&work.session, right, 0, context, buffer).saturating_sub(3);
        }
    }
    let x = put(buffer, 1, 0, "baocao", theme.accent(), 6) + 2;
    let (title, unit) = match (&state.screen, &state.work) {
        (Screen::ReadOnly(shown), _) => (shown_path(&shown.path), String::new()),
        (Screen::Settings(_), _) => (s::SETTINGS.of(language).to_owned(), String::new()),
        (Screen::Help(_), _) => (s::HELP_TITLE.of(language).to_owned(), String::new()),
        (_, Some(work)) if work.kind == Kind::Office => (s::OFFICE_TITLE.of(language).to_owned(), String::new()),
        (_, Some(work)) => work.title(language),
        _ => (s::HOME_TITLE.of(language).to_owned(), String::new()),
    };
    let room = right.saturating_sub(x);
    let x = put(buffer, x, 0, &cut(&title, usize::from(room), theme), theme.title(), room) + 2;
    if x + 6 < right {
        put(buffer, x, 0, &cut(&unit, usize::from(right - x), theme), theme.text(), right - x);
    }
}
