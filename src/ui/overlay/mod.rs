//! Popups over a screen: a list to choose from, a text to type, a message to read.

mod chooser;

pub use chooser::{Chooser, Item, Purpose};

use ratatui::layout::{Position, Rect};

use crate::report::answers::Path;
use crate::report::language::Language;

use super::canvas::Canvas;
use super::form::editor::Cursor;
use super::form::wrap::{position, wrap};
use super::keymap::Key;
use super::strings as s;
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

    fn draw(&self, canvas: &mut Canvas, screen: Rect) -> Position {
        let area = self.area(screen);
        canvas.frame(area, &self.title);
        let (width, height) = (area.width.saturating_sub(4), usize::from(area.height.saturating_sub(2)));
        let rows = wrap(&self.text, usize::from(width));
        let (row, column) = position(&self.text, &rows, self.cursor.at);
        let top = (row + 1).saturating_sub(height);
        let style = canvas.theme.text();
        for (line, shown) in rows.iter().skip(top).take(height).enumerate() {
            let y = area.y + 1 + u16::try_from(line).unwrap_or(0);
            canvas.put(area.x + 2, y, self.text.get(shown.range.clone()).unwrap_or_default(), style, width);
        }
        let x = area.x + 2 + u16::try_from(column).unwrap_or(0).min(width);
        Position::new(x, area.y + 1 + u16::try_from(row - top).unwrap_or(0))
    }
}

impl Overlay {
    /// A message to read.
    #[must_use]
    pub fn message(title: &str, text: String) -> Self {
        Overlay::Message(Message { title: title.to_owned(), text })
    }

    /// Draws the popup; returns where the cursor stands.
    pub fn draw(&self, canvas: &mut Canvas, screen: Rect, language: Language) -> Position {
        match self {
            Overlay::Chooser(chooser) => chooser.draw(canvas, screen, language),
            Overlay::Prompt(prompt) => prompt.draw(canvas, screen),
            Overlay::Message(message) => {
                let width = usize::from(screen.width).saturating_sub(8).min(72);
                let rows = wrap(&message.text, width.saturating_sub(4));
                let area = centred(screen, width, rows.len() + 4);
                canvas.frame(area, &message.title);
                let theme = canvas.theme;
                for (line, row) in rows.iter().take(usize::from(area.height.saturating_sub(4))).enumerate() {
                    let y = area.y + 1 + u16::try_from(line).unwrap_or(0);
                    let text = message.text.get(row.range.clone()).unwrap_or_default();
                    canvas.put(area.x + 2, y, text, theme.text(), area.width.saturating_sub(4));
                }
                let y = area.bottom().saturating_sub(2);
                let x = canvas.put(area.x + 2, y, s::ANY_KEY.of(language), theme.quiet(), area.width.saturating_sub(4));
                Position::new(x.min(area.right().saturating_sub(2)), y)
            }
        }
    }
}

/// A box of this size in the middle of the screen, as large as the screen at most.
fn centred(screen: Rect, width: usize, height: usize) -> Rect {
    let width = u16::try_from(width).unwrap_or(u16::MAX).min(screen.width);
    let height = u16::try_from(height).unwrap_or(u16::MAX).min(screen.height);
    let x = screen.x + (screen.width - width) / 2;
    Rect { x, y: screen.y + (screen.height - height) / 2, width, height }
}
