//! What stands over a screen and asks: a list to choose from, a text to type, a message to read.

mod chooser;
mod item;
mod popup;
mod prompt;
mod search;

pub(crate) use chooser::{Chooser, Letters};
pub(crate) use item::Item;
pub(crate) use popup::Outcome;
pub use prompt::{Prompt, Purpose};

use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::widgets::Paragraph;

use crate::report::answers::EntryPath;
use crate::report::value::Chosen;

use super::action::Action;
use super::context::Context;
use super::input_method::InputMethod;
use super::keymap::Key;
use super::strings as s;
use super::text::{lines, put};
use popup::{centred, popup};

/// A dialog over a screen; the items of its list mean a `T` each.
#[derive(Debug)]
pub enum Dialog<T> {
    /// One item is chosen.
    Choose(Chooser<T>),
    /// Options of the entry at a path are marked.
    Mark(EntryPath, Chooser<Mark>),
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

impl<T> Dialog<T> {
    /// A message to read.
    #[must_use]
    pub(crate) fn message(title: impl Into<String>, text: String) -> Self {
        Dialog::Message(Message { title: title.into(), text })
    }

    /// Handles a key, which means this action elsewhere.
    pub(crate) fn key(
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

    /// Whether Tab takes what is chosen or typed in it and goes on: it asks for the answer of a field.
    #[must_use]
    pub(crate) fn goes_on(&self) -> bool {
        match self {
            Dialog::Choose(chooser) => chooser.goes_on(),
            Dialog::Mark(_, chooser) => chooser.goes_on(),
            Dialog::Prompt(prompt) => matches!(prompt.purpose, Purpose::Other(_)),
            Dialog::Message(_) => false,
        }
    }

    /// Whether something was typed to search a list for.
    #[must_use]
    pub(crate) fn is_searching(&self) -> bool {
        match self {
            Dialog::Choose(chooser) => chooser.is_searching(),
            Dialog::Mark(_, chooser) => chooser.is_searching(),
            Dialog::Prompt(_) | Dialog::Message(_) => false,
        }
    }

    /// What that comes to.
    pub(crate) fn go_on(&mut self, tab: Key, input: &InputMethod) -> Outcome {
        match self {
            Dialog::Choose(chooser) => chooser.go_on(tab, input.options()),
            Dialog::Mark(_, chooser) => chooser.go_on(tab, input.options()),
            Dialog::Prompt(_) => Outcome::Accepted,
            Dialog::Message(_) => Outcome::Stay,
        }
    }

    /// The text that is typed in it, where one is.
    #[must_use]
    pub(crate) fn prompt(&self) -> Option<&Prompt> {
        match self {
            Dialog::Prompt(prompt) => Some(prompt),
            _ => None,
        }
    }

    /// Takes a pasted text, which is clean.
    pub(crate) fn paste(&mut self, text: &str) {
        match self {
            Dialog::Choose(chooser) => chooser.paste(text),
            Dialog::Mark(_, chooser) => chooser.paste(text),
            Dialog::Prompt(prompt) => prompt.paste(text),
            Dialog::Message(_) => {}
        }
    }

    /// Keeps what is chosen in view; to be called before drawing.
    pub(crate) fn update_layout(&mut self, screen: Rect) {
        match self {
            Dialog::Choose(chooser) => chooser.update_layout(screen),
            Dialog::Mark(_, chooser) => chooser.update_layout(screen),
            Dialog::Prompt(_) | Dialog::Message(_) => {}
        }
    }

    /// Draws the dialog, and the cursor in it.
    pub(crate) fn render(&self, context: &Context, frame: &mut Frame<'_>) {
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
