//! A text to type in a dialog.

use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use crate::report::answers::{Answers, Edited, EntryPath, Silence};
use crate::report::ids::BlockId;
use crate::session::Session;
use crate::session::choices::with_other;
use crate::session::cursor::Cursor;
use crate::text::language::Language;
use crate::text::wrap::{position, wrap};
use crate::ui::action::Action;
use crate::ui::context::Context;
use crate::ui::input_method::{InputMethod, Spot};
use crate::ui::keymap::Key;
use crate::ui::strings as s;
use crate::ui::text::lines;

use super::popup::{Outcome, centred, popup};

/// A text to type.
#[derive(Debug)]
pub struct Prompt {
    title: String,
    pub purpose: Purpose,
    pub text: String,
    /// The text with which it was opened.
    begun: String,
    pub cursor: Cursor,
    /// The text is proposed: what is typed first takes its place.
    is_proposed: bool,
    /// What the answers give where a paragraph was written by hand.
    composed: Option<String>,
}

/// What is done with the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// One more text of one's own in an entry of several.
    Other(EntryPath),
    /// A paragraph written by hand, and what its answers give.
    Block { id: BlockId, replaces: String },
    /// The path of an old report.
    Import,
    /// Why a finding is silenced.
    Silence(Silence),
}

impl Prompt {
    /// A text to change, with the cursor at its end.
    #[must_use]
    pub(crate) fn new(title: impl Into<String>, purpose: Purpose, text: String) -> Self {
        let is_proposed = matches!(purpose, Purpose::Silence(_));
        let composed = match &purpose {
            Purpose::Block { replaces, .. } if *replaces != text => Some(replaces.clone()),
            _ => None,
        };
        Prompt {
            title: title.into(),
            purpose,
            cursor: Cursor::end_of(&text),
            begun: text.clone(),
            text,
            is_proposed,
            composed,
        }
    }

    /// What is typed or pasted first takes the place of a text that is proposed.
    fn make_room(&mut self) {
        if std::mem::take(&mut self.is_proposed) {
            self.text.clear();
            self.cursor = Cursor::default();
        }
    }

    /// Handles a key. Whatever ends it accepts what was typed: no key throws it away.
    pub(crate) fn key(&mut self, key: Key, code: KeyCode, screen: Rect) -> Outcome {
        let width = usize::from(self.area(screen).width.saturating_sub(4));
        if key.typed().is_some() {
            self.make_room();
        }
        self.is_proposed = false;
        match code {
            // A path, or a reason, is typed for this once: leaving it changes nothing.
            KeyCode::Esc if matches!(self.purpose, Purpose::Import | Purpose::Silence(_)) => return Outcome::Close,
            // Who only looked at a paragraph has not confirmed it.
            KeyCode::Esc if matches!(self.purpose, Purpose::Block { .. }) && self.text == self.begun => {
                return Outcome::Close;
            }
            KeyCode::Esc | KeyCode::Enter => return Outcome::Accepted,
            KeyCode::Left => drop(self.cursor.left(&self.text)),
            KeyCode::Right => drop(self.cursor.right(&self.text)),
            KeyCode::Up => drop(self.cursor.up(&self.text, width)),
            KeyCode::Down => drop(self.cursor.down(&self.text, width)),
            KeyCode::Home => self.cursor.line_start(&self.text, width),
            KeyCode::End => self.cursor.line_end(&self.text, width),
            KeyCode::Delete => self.cursor.delete(&mut self.text),
            _ if key.is_clear() && matches!(self.purpose, Purpose::Silence(_) | Purpose::Import) => {
                self.text.clear();
                self.cursor = Cursor::default();
            }
            _ if key.is_backspace() => self.cursor.backspace(&mut self.text),
            _ => {
                if let Some(c) = key.typed() {
                    self.cursor.insert(&mut self.text, c.encode_utf8(&mut [0; 4]));
                }
            }
        }
        Outcome::Stay
    }

    /// Lets the input method change the text. False where the key is none of its.
    pub(super) fn compose(&mut self, key: Key, action: Option<Action>, input: &mut InputMethod) -> bool {
        if key.typed().is_some() {
            self.make_room();
        }
        self.is_proposed = false;
        let before = self.text.get(..self.cursor.at).unwrap_or_default();
        let edit = match key.typed() {
            Some(letter) => input.letter(Spot::Prompt, before, letter, false),
            None if key.is_backspace() => input.backspace(Spot::Prompt, before),
            None if action == Some(Action::Undo) => input.give_back(Spot::Prompt, before),
            None => None,
        };
        let Some(edit) = edit else { return false };
        self.cursor.replace(&mut self.text, edit.remove, &edit.insert);
        input.left_at(Spot::Prompt, self.cursor.at);
        true
    }

    /// Inserts pasted text; line ends become spaces.
    pub(crate) fn paste(&mut self, text: &str) {
        self.make_room();
        self.cursor.insert(&mut self.text, &text.replace('\n', " "));
    }

    /// The answers with what is typed, as if it were accepted; `None` where it is no answer.
    #[must_use]
    pub(crate) fn draft(&self, session: &Session) -> Option<Answers> {
        let mut answers = session.answers.clone();
        match &self.purpose {
            Purpose::Import | Purpose::Silence(_) => return None,
            Purpose::Other(path) if self.text.trim().is_empty() => {
                session.answers.entry(*path)?;
            }
            Purpose::Other(path) => {
                let raw = with_other(answers.raw(*path), &self.text);
                answers.set(&session.definition, *path, raw);
            }
            Purpose::Block { id, replaces } => {
                session.document.block(id)?;
                let text = self.text.trim();
                if text == replaces {
                    answers.edited.remove(id);
                } else if !text.is_empty() && text != self.begun {
                    answers.edited.insert(id.clone(), Edited { text: text.to_owned(), replaces: replaces.clone() });
                }
            }
        }
        Some(answers)
    }

    /// What the answers give in the place of a paragraph by hand, as it is told below that.
    fn told(&self, language: Language) -> String {
        self.composed.as_ref().map_or(String::new(), |composed| s::NOW_COMPOSED.fill(language, &[composed]))
    }

    /// Lines for that, and one that parts it from the text.
    fn told_rows(&self, width: usize) -> usize {
        // In either language as many as in the longer.
        let rows = |language| wrap(&self.told(language), width).len() + 1;
        self.composed.as_ref().map_or(0, |_| rows(Language::Vi).max(rows(Language::En)))
    }

    fn area(&self, screen: Rect) -> Rect {
        let width = usize::from(screen.width).saturating_sub(4).min(100);
        let inside = width.saturating_sub(4);
        let rows = wrap(&self.text, inside).len();
        centred(screen, width, rows.max(3) + self.told_rows(inside) + 2)
    }

    /// Draws it, and the cursor in it.
    pub(super) fn render(&self, context: &Context, frame: &mut Frame<'_>) {
        // On the line for hints, which the dialog has for itself.
        let whole = frame.area();
        let line = Rect { x: 1, y: whole.height.saturating_sub(1), width: whole.width.saturating_sub(1), height: 1 };
        let hint = match self.purpose {
            Purpose::Import | Purpose::Silence(_) => s::PROMPT_MAY_LEAVE,
            Purpose::Other(_) | Purpose::Block { .. } => s::PROMPT_DONE,
        };
        let hint = Line::styled(hint.of(context.language), context.theme.quiet());
        frame.render_widget(Paragraph::new(hint), line);
        let mut area = popup(&self.title, self.area(whole), context.theme, frame);
        // In a low window the text comes first.
        let told_rows = u16::try_from(self.told_rows(usize::from(area.width))).unwrap_or(0);
        if told_rows > 0 && area.height > told_rows {
            area.height -= told_rows;
            let below = Rect { y: area.bottom() + 1, height: told_rows - 1, ..area };
            let told = self.told(context.language);
            frame.render_widget(Paragraph::new(lines(&told, area.width)).style(context.theme.quiet()), below);
        }
        let (row, column) = position(&self.text, &wrap(&self.text, usize::from(area.width)), self.cursor.at);
        let top = (row + 1).saturating_sub(usize::from(area.height));
        let shown: Vec<Line> = lines(&self.text, area.width).into_iter().skip(top).collect();
        frame.render_widget(Paragraph::new(shown), area);
        let x = area.x + u16::try_from(column).unwrap_or(0).min(area.width);
        frame.set_cursor_position((x, area.y + u16::try_from(row - top).unwrap_or(0)));
    }
}
