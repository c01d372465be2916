//! Draws a frame: the title bar, the screen below it, and what stands over it.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::{Clear, Paragraph};

use crate::session::open_report::{Kind, Status};
use crate::text::visible::shown_path;

use super::action::Action;
use super::context::Context;
use super::dialogs::Dialog;
use super::keymap::key_of;
use super::page::in_place_of_hint;
use super::program::Program;
use super::screens::Screen;
use super::screens::form::WIDE;
use super::screens::form::counts::counts;
use super::strings as s;
use super::text::lines;
use super::text::{cut, put, put_right};

/// Draws the program, as [`Program::update_layout`] left it.
pub fn render(program: &Program, frame: &mut Frame<'_>) {
    let area = frame.area();
    let context = &program.context;
    let Context { theme, language, .. } = *context;
    if context.is_too_small() {
        frame.render_widget(Paragraph::new(lines(s::TOO_SMALL.of(language), area.width)), area);
        frame.set_cursor_position(Position::ORIGIN);
        return;
    }
    title_bar(program, frame.buffer_mut());
    let session = program.current.report.as_ref().map(|report| &report.session);
    match (&program.screen, session) {
        (Screen::Form, Some(session)) => {
            let scope = program.scope_at(program.form.settled().or(Some(session.focus)));
            program.form.render(session, scope, program.message.is_some(), context, frame);
        }
        (Screen::Document(screen), Some(session)) => screen.render(session, context, frame),
        (Screen::Review, Some(session)) => program.review.render(session, context, frame),
        (Screen::OldText(screen), Some(session)) => screen.render(session, context, frame),
        (Screen::Help(screen), _) => screen.render(session, context, frame),
        (Screen::Settings(screen), _) => screen.render(context, frame),
        (Screen::Viewer(screen), _) => screen.render(context, frame),
        (Screen::Home | Screen::Form | Screen::Document(_) | Screen::Review | Screen::OldText(_), _) => {
            program.home.render(context, frame);
        }
    }
    if let Some(dialog) = &program.dialog {
        // It has keys of its own; those of the screen below would say otherwise.
        frame.render_widget(Clear, Rect { y: area.height - 1, height: 1, ..area });
        dialog.render(context, frame);
    }
    // Said until the next key.
    if let Some(message) = &program.message {
        in_place_of_hint(lines(message, area.width.saturating_sub(2)), theme.accent(), frame);
    } else if let Some(note) = key_of(Action::Typing).and_then(|key| program.input.note(key, language)) {
        in_place_of_hint(lines(&note, area.width.saturating_sub(2)), theme.accent(), frame);
    }
}

/// "baocao   Tháng hành động vì trẻ em 2026   Xã Bờ Y          đã lưu 9:41"
fn title_bar(program: &Program, buffer: &mut Buffer) {
    let context = &program.context;
    let Context { theme, language, .. } = *context;
    let mut right = buffer.area.width.saturating_sub(1);
    if let Some(report) = &program.current.report {
        // At the edge, where the words about saving do not move it.
        if matches!(program.screen, Screen::Form) || matches!(program.dialog, Some(Dialog::Prompt(_))) {
            // As long as another is at work, keys that come raw stay raw.
            let method =
                program.input.method_at(program.composing_place()).map_or(s::TYPING_COMPUTER, s::typing_method);
            right = put_right(buffer, right, 0, method.of(language), theme.quiet()).saturating_sub(2);
        }
        let (text, style) = match report.status() {
            Status::Saved(Some(at)) => (s::SAVED_AT.fill(language, &[&at]), theme.quiet()),
            Status::Saved(None) => (String::new(), theme.quiet()),
            Status::Unsaved => (s::UNSAVED.of(language).to_owned(), theme.quiet()),
            // Why is told in full when it happens, and again by the key for saving.
            Status::Failed(_) => (s::SAVE_FAILED.of(language).to_owned(), theme.error()),
        };
        right = put_right(buffer, right, 0, &text, style).saturating_sub(2);
        if buffer.area.width >= WIDE && matches!(program.screen, Screen::Form) {
            right = counts(&report.session, right, 0, context, buffer).saturating_sub(3);
        }
    }
    let x = put(buffer, 1, 0, "baocao", theme.accent(), 6) + 2;
    let (title, unit) = match (&program.screen, &program.current.report) {
        (Screen::Viewer(screen), _) => (shown_path(&screen.reading.path), String::new()),
        (Screen::Settings(_), _) => (s::SETTINGS.of(language).to_owned(), String::new()),
        (Screen::Help(_), _) => (s::HELP_TITLE.of(language).to_owned(), String::new()),
        (_, Some(report)) if report.kind == Kind::Office => (s::OFFICE_TITLE.of(language).to_owned(), String::new()),
        (_, Some(report)) => report.title(language),
        _ => (s::HOME_TITLE.of(language).to_owned(), String::new()),
    };
    let room = right.saturating_sub(x);
    let x = put(buffer, x, 0, &cut(&title, usize::from(room), theme), theme.title(), room) + 2;
    if x + 6 < right {
        put(buffer, x, 0, &cut(&unit, usize::from(right - x), theme), theme.text(), right - x);
    }
}
