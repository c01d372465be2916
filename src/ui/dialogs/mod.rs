//! What stands over a screen and asks: a list to choose from, a text to type, a message to read.

mod chooser;
pub mod exports;
pub mod lists;
pub mod opening;
mod prompt;
pub mod saving;
pub mod versions;

pub use chooser::{Chooser, Item, Letters};
pub use prompt::{Prompt, Purpose};

use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::buffer::CellWidth as _;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Padding, Paragraph};

use crate::report::answers::Path;
use crate::report::value::Chosen;

use super::action::Action;
use super::context::Context;
use super::effect::Effect;
use super::input_method::InputMethod;
use super::keymap::Key;
use super::strings as s;
use super::text::put;
use super::text::{cut, lines};
use super::theme::Theme;

/// A dialog over a screen.
#[derive(Debug)]
pub enum Dialog {
    /// One item is chosen, and what it means is done.
    Choose(Chooser<Vec<Effect>>),
    /// Options of the entry at a path are marked.
    Mark(Path, Chooser<Mark>),
    Prompt(Prompt),
    Message(Message),
}

/// An item of a list in which several are marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// An option, or a text of one's own.
    One(Chosen),
    /// Asks for one more text of one's own.
    AskOther,
}

/// A message to read.
#[derive(Debug)]
pub struct Message {
    title: String,
    pub text: String,
}

/// What a key did to a dialog.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It stays.
    Stay,
    /// It closes without a choice.
    Close,
    /// This item was chosen.
    Chosen(usize),
    /// This item was marked or unmarked.
    Toggled(usize),
    /// What was typed is accepted.
    Accepted,
}

impl Dialog {
    /// A message to read.
    #[must_use]
    pub fn message(title: impl Into<String>, text: String) -> Self {
        Dialog::Message(Message { title: title.into(), text })
    }

    /// Handles a key, which means this action elsewhere.
    pub fn key(
        &mut self,
        key: Key,
        code: KeyCode,
        action: Option<Action>,
        input: &mut InputMethod,
        screen: Rect,
    ) -> Outcome {
        match self {
            Dialog::Choose(chooser) => chooser.key(key, code, input.options()),
            Dialog::Mark(_, chooser) => chooser.key(key, code, input.options()),
            Dialog::Prompt(prompt) => {
                if prompt.compose(key, action, input) {
                    Outcome::Stay
                } else {
                    prompt.key(key, code, screen)
                }
            }
            Dialog::Message(_) => match code {
                KeyCode::Enter | KeyCode::Esc => Outcome::Close,
                _ => Outcome::Stay,
            },
        }
    }

    /// The text that is typed in it, where one is.
    #[must_use]
    pub fn prompt(&self) -> Option<&Prompt> {
        match self {
            Dialog::Prompt(prompt) => Some(prompt),
            _ => None,
        }
    }

    /// Takes a pasted text, which is clean.
    pub fn paste(&mut self, text: &str) {
        match self {
            Dialog::Choose(chooser) => chooser.paste(text),
            Dialog::Mark(_, chooser) => chooser.paste(text),
            Dialog::Prompt(prompt) => prompt.paste(text),
            Dialog::Message(_) => {}
        }
    }

    /// Keeps what is chosen in view; to be called before drawing.
    pub fn update_layout(&mut self, screen: Rect) {
        match self {
            Dialog::Choose(chooser) => chooser.update_layout(screen),
            Dialog::Mark(_, chooser) => chooser.update_layout(screen),
            Dialog::Prompt(_) | Dialog::Message(_) => {}
        }
    }

    /// Draws the dialog, and the cursor in it.
    pub fn render(&self, context: &Context, frame: &mut Frame<'_>) {
        match self {
            Dialog::Choose(chooser) => chooser.render(context, frame),
            Dialog::Mark(_, chooser) => chooser.render(context, frame),
            Dialog::Prompt(prompt) => prompt.render(context, frame),
            Dialog::Message(message) => message.render(context, frame),
        }
    }
}

impl Message {
    fn render(&self, context: &Context, frame: &mut Frame<'_>) {
        let Context { theme, language, .. } = *context;
        let screen = frame.area();
        let width = screen.width.saturating_sub(8).min(72);
        let text = lines(&self.text, width.saturating_sub(4));
        let area = centred(screen, usize::from(width), text.len() + 4);
        let inside = popup(&self.title, area, theme, frame);
        let above = Rect { height: inside.height.saturating_sub(2), ..inside };
        frame.render_widget(Paragraph::new(text), above);
        let y = inside.bottom().saturating_sub(1);
        let x = put(frame.buffer_mut(), inside.x, y, s::ANY_KEY.of(language), theme.quiet(), inside.width);
        frame.set_cursor_position((x.min(area.right().saturating_sub(2)), y));
    }
}

/// Draws the empty frame of a popup; returns the area for what it says.
fn popup(title: &str, area: Rect, theme: Theme, frame: &mut Frame<'_>) -> Rect {
    let title = cut(&format!(" {title} "), usize::from(area.width.saturating_sub(4)), theme).into_owned();
    let block = theme.frame(title).padding(Padding::horizontal(1));
    let inside = block.inner(area);
    for y in area.top()..area.bottom() {
        // A wide letter of which the frame covers a half would cover the frame.
        let left = frame.buffer_mut().cell_mut((area.x.saturating_sub(1), y));
        if let Some(cell) = left.filter(|cell| cell.cell_width() > 1) {
            cell.reset();
        }
    }
    frame.render_widget(Clear, area);
    frame.render_widget(block, area);
    inside
}

/// A box of this size in the middle of the screen, as large as the screen at most.
fn centred(screen: Rect, width: usize, height: usize) -> Rect {
    let width = u16::try_from(width).unwrap_or(u16::MAX).min(screen.width);
    let height = u16::try_from(height).unwrap_or(u16::MAX).min(screen.height);
    let x = screen.x + (screen.width - width) / 2;
    Rect { x, y: screen.y + (screen.height - height) / 2, width, height }
}
