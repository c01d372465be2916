//! Popups over a screen: a list to choose from, a text to type, a message to read.

mod chooser;

pub use chooser::{Chooser, Item, Purpose};

use ratatui::Frame;
use ratatui::buffer::CellWidth as _;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::{Clear, Padding, Paragraph};

use crate::report::answers::Path;

use super::context::Context;
use super::form::editor::Cursor;
use super::form::wrap::{lines, position, wrap};
use super::keymap::Key;
use super::strings as s;
use super::text::put;
use super::theme::Theme;
use crossterm::event::KeyCode;

/// What a popup asks.
#[derive(Debug)]
pub enum Overlay {
    Chooser(Chooser),
    Prompt(Prompt),
    Message(Message),
}

/// A text to type.
#[derive(Debug)]
pub struct Prompt {
    pub title: String,
    pub purpose: PromptPurpose,
    pub text: String,
    pub cursor: Cursor,
}

/// What is done with the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PromptPurpose {
    /// One more entry of a several.
    Other(Path),
    /// A paragraph written by hand: the id of its block, and what its answers give.
    Block { id: String, replaces: String },
    /// The path of an old report.
    Import,
}

/// A message to read.
#[derive(Debug)]
pub struct Message {
    pub title: String,
    pub text: String,
}

/// What a key did to a popup.
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

fn backspace() -> Key {
    use crossterm::event::{KeyEvent, KeyModifiers};
    Key::of(KeyEvent::new(KeyCode::Backspace, KeyModifiers::NONE))
}

impl Prompt {
    /// A text to change, with the cursor at its end.
    #[must_use]
    pub fn new(title: &str, purpose: PromptPurpose, text: String) -> Self {
        Prompt { title: title.to_owned(), purpose, cursor: Cursor::end_of(&text), text }
    }

    /// Handles a key. Whatever ends it accepts what was typed: no key throws it away.
    pub fn key(&mut self, key: Key, code: KeyCode, screen: Rect) -> Outcome {
        let width = usize::from(self.area(screen).width.saturating_sub(4));
        match code {
            // A path is typed for this once: leaving it changes nothing.
            KeyCode::Esc if self.purpose == PromptPurpose::Import => return Outcome::Close,
            KeyCode::Esc | KeyCode::Enter => return Outcome::Accepted,
            KeyCode::Left => drop(self.cursor.left(&self.text)),
            KeyCode::Right => drop(self.cursor.right(&self.text)),
            KeyCode::Up => drop(self.cursor.up(&self.text, width)),
            KeyCode::Down => drop(self.cursor.down(&self.text, width)),
            KeyCode::Home => self.cursor.line_start(&self.text, width),
            KeyCode::End => self.cursor.line_end(&self.text, width),
            KeyCode::Delete => self.cursor.delete(&mut self.text),
            _ if key == backspace() => self.cursor.backspace(&mut self.text),
            _ => {
                if let Some(c) = key.typed() {
                    self.cursor.insert(&mut self.text, c.encode_utf8(&mut [0; 4]));
                }
            }
        }
        Outcome::Stay
    }

    /// Inserts pasted text; line ends become spaces.
    pub fn paste(&mut self, text: &str) {
        self.cursor.insert(&mut self.text, &text.replace('\n', " "));
    }

    fn area(&self, screen: Rect) -> Rect {
        let width = usize::from(screen.width).saturating_sub(4).min(100);
        let rows = wrap(&self.text, width.saturating_sub(4)).len();
        centred(screen, width, rows.max(3) + 2)
    }

    fn render(&self, context: Context, frame: &mut Frame<'_>) {
        let area = popup(&self.title, self.area(frame.area()), context.theme, frame);
        let (row, column) = position(&self.text, &wrap(&self.text, usize::from(area.width)), self.cursor.at);
        let top = (row + 1).saturating_sub(usize::from(area.height));
        let shown: Vec<Line> = lines(&self.text, area.width).into_iter().skip(top).collect();
        frame.render_widget(Paragraph::new(shown), area);
        let x = area.x + u16::try_from(column).unwrap_or(0).min(area.width);
        frame.set_cursor_position((x, area.y + u16::try_from(row - top).unwrap_or(0)));
    }
}

impl Message {
    fn render(&self, context: Context, frame: &mut Frame<'_>) {
        let Context { theme, language } = context;
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

impl Overlay {
    /// A message to read.
    #[must_use]
    pub fn message(title: &str, text: String) -> Self {
        Overlay::Message(Message { title: title.to_owned(), text })
    }

    /// Draws the popup, and the cursor in it.
    pub fn render(&self, context: Context, frame: &mut Frame<'_>) {
        match self {
            Overlay::Chooser(chooser) => chooser.render(context, frame),
            Overlay::Prompt(prompt) => prompt.render(context, frame),
            Overlay::Message(message) => message.render(context, frame),
        }
    }
}

/// Draws the empty frame of a popup; returns the area for what it says.
fn popup(title: &str, area: Rect, theme: Theme, frame: &mut Frame<'_>) -> Rect {
    let block = theme.frame(title, area.width).padding(Padding::horizontal(1));
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
