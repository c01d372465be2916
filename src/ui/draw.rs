//! Draws a frame: the title bar, the screen below it, and what stands over it.

use crate::document::Edit;
use crate::report::language::Language;
use crate::report::visible::shown_path;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::action::Action;
use super::canvas::{Canvas, Sheet};
use super::form::preview::Whole;
use super::form::wrap::wrap;
use super::form::{WIDE, counts, keys};
use super::keymap::{Scope, key_of};
use super::overlay::Overlay;
use super::painter::{Features, Painter};
use super::session::Session;
use super::state::{Screen, State};
use super::strings as s;
use super::work::{Kind, Status};

/// The smallest window that is drawn.
pub const SMALLEST: (u16, u16) = (60, 16);

/// Draws the state into cells, all of them, for tests; returns where the cursor stands.
pub fn draw(state: &State, buffer: &mut Buffer) -> Option<Position> {
    let mut canvas = Canvas::new(state.theme, buffer.area);
    let cursor = draw_on(state, &mut canvas);
    let mut painter = Painter::new(Features::default());
    painter.paint(Sheet::default().frame(&canvas), cursor, &mut Vec::new());
    *buffer = painter.shown();
    cursor
}

/// Draws the state; returns where the cursor stands.
pub fn draw_on(state: &State, canvas: &mut Canvas) -> Option<Position> {
    let area = canvas.area();
    let language = state.language;
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        let text = s::TOO_SMALL.of(language);
        let rows = wrap(text, usize::from(area.width));
        for (y, row) in (0..area.height).zip(rows) {
            let line = text.get(row.range).unwrap_or_default();
            canvas.put(0, y, line, state.theme.text(), area.width);
        }
        return Some(Position::new(0, 0));
    }
    title_bar(state, canvas, area);
    let session = state.work.as_ref().map(|work| &work.session);
    let mut cursor = match (&state.screen, &state.work) {
        (Screen::Form, Some(work)) => {
            let scope = state.scope_at(work.form.settled.or(Some(work.session.place)));
            work.form.draw(&work.session, canvas, area, scope, language)
        }
        (Screen::Preview(whole), Some(work)) => {
            canvas.rule(Rect { x: 0, y: 1, width: area.width, height: 1 });
            let body = Rect { x: 0, y: 2, width: area.width, height: Whole::height(area) };
            let cursor = whole.pane.draw(&work.session, canvas, body, None, Some(whole.stop));
            canvas.rule(Rect { x: 0, y: body.bottom(), width: area.width, height: 1 });
            edit_mark(whole, &work.session, canvas, body.bottom(), language);
            keys(canvas, area, Scope::Preview, language);
            cursor
        }
        (Screen::Review(review), Some(work)) => review.draw(&work.session, canvas, area, language),
        (Screen::Help(help), _) => Some(help.draw(session, canvas, area, language)),
        (Screen::Settings(screen), _) => {
            let folder = shown_path(state.folders.reports());
            screen.draw(&state.settings.settings, &folder, canvas, area, language)
        }
        (Screen::ReadOnly(shown), _) => Some(shown.draw(canvas, area, language)),
        (Screen::Home | Screen::Form | Screen::Preview(_) | Screen::Review(_), _) => {
            state.home.draw(canvas, area, language)
        }
    };
    if let Some(overlay) = &state.overlay {
        cursor = Some(overlay.draw(canvas, area, language));
    }
    if let Some(message) = &state.message {
        message_line(message, canvas, area);
    } else if let (Some(note), Some(key)) = (state.typist.note(), key_of(Action::Typing)) {
        message_line(&note.fill(language, &[&key]), canvas, area);
    }
    cursor
}

/// Says of the chosen paragraph that it was written by hand.
fn edit_mark(whole: &Whole, session: &Session, canvas: &mut Canvas, y: u16, language: Language) {
    let edit = whole.block(session).and_then(|block| session.document.blocks().nth(block)).map(|block| block.edit);
    let (text, style) = match edit {
        Some(Edit::ByHand) => (s::BY_HAND, canvas.theme.accent()),
        Some(Edit::Stale) => (s::STALE, canvas.theme.warning()),
        Some(Edit::Generated) | None => return,
    };
    let room = canvas.area().width.saturating_sub(4);
    canvas.put_cut(2, y, &format!(" {} ", text.of(language)), style, room);
}

/// "baocao   Tháng hành động vì trẻ em 2026   Xã Bờ Y          đã lưu 9:41"
fn title_bar(state: &State, canvas: &mut Canvas, area: Rect) {
    let theme = canvas.theme;
    let mut right = area.width.saturating_sub(1);
    if let Some(work) = &state.work {
        // At the edge, where the words about saving do not move it.
        if matches!(state.screen, Screen::Form) || matches!(state.overlay, Some(Overlay::Prompt(_))) {
            let method = s::typing_method(state.typist.method()).of(state.language);
            right = canvas.put_right(right, 0, method, theme.quiet()).saturating_sub(2);
        }
        let (text, style) = match work.status() {
            Status::Saved(Some(at)) => (s::SAVED_AT.fill(state.language, &[&at]), theme.quiet()),
            Status::Saved(None) => (String::new(), theme.quiet()),
            Status::Unsaved => (s::UNSAVED.of(state.language).to_owned(), theme.quiet()),
            // Why is told in full when it happens, and again by the key for saving.
            Status::Failed(_) => (s::SAVE_FAILED.of(state.language).to_owned(), theme.error()),
        };
        right = canvas.put_right(right, 0, &text, style).saturating_sub(2);
        if area.width >= WIDE && matches!(state.screen, Screen::Form) {
            right = counts(&work.session, canvas, right, 0, state.language).saturating_sub(3);
        }
    }
    let x = canvas.put(1, 0, "baocao", theme.accent(), 6) + 2;
    let (title, unit) = match (&state.screen, &state.work) {
        (Screen::ReadOnly(shown), _) => (shown_path(&shown.path), String::new()),
        (Screen::Settings(_), _) => (s::SETTINGS.of(state.language).to_owned(), String::new()),
        (Screen::Help(_), _) => (s::HELP_TITLE.of(state.language).to_owned(), String::new()),
        (_, Some(work)) if work.kind == Kind::Office => (s::OFFICE_TITLE.of(state.language).to_owned(), String::new()),
        (_, Some(work)) => work.title(state.language),
        _ => (s::HOME_TITLE.of(state.language).to_owned(), String::new()),
    };
    let x = canvas.put_cut(x, 0, &title, theme.title(), right.saturating_sub(x)) + 2;
    if x + 6 < right {
        canvas.put_cut(x, 0, &unit, theme.text(), right - x);
    }
}

/// Something said until the next key, in place of the hint.
fn message_line(message: &str, canvas: &mut Canvas, area: Rect) {
    let (style, room) = (canvas.theme.accent(), area.width.saturating_sub(2));
    let rows = wrap(message, usize::from(room));
    // As many lines as it needs, the last of them in the hint's place.
    for (row, above) in rows.iter().rev().zip(2..area.height) {
        let y = area.bottom() - above;
        canvas.put(0, y, &" ".repeat(usize::from(area.width)), ratatui::style::Style::new(), area.width);
        canvas.put(1, y, message.get(row.range.clone()).unwrap_or_default(), style, room);
    }
}
