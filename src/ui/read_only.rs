//! A file that this program must not write to, shown as it is.

use std::path::PathBuf;

use ratatui::layout::{Position, Rect};

use crate::report::language::Language;

use super::canvas::Canvas;
use super::form::keys;
use super::form::wrap::wrap;
use super::keymap::Scope;
use super::strings::Text;

/// The screen of a file that is only shown.
#[derive(Debug)]
pub struct ReadOnly {
    pub path: PathBuf,
    /// What kind of page it is.
    title: Text,
    /// Why it is only shown.
    pub reason: String,
    text: String,
    pub top: usize,
}

impl ReadOnly {
    /// The text of a file. What is hidden in it is shown when it is drawn.
    #[must_use]
    pub fn new(path: PathBuf, title: Text, reason: String, text: &str) -> Self {
        let text = text.replace('\t', "    ");
        ReadOnly { path, title, reason, text, top: 0 }
    }

    /// Scrolls by lines.
    pub fn scroll(&mut self, by: isize) {
        self.top = self.top.saturating_add_signed(by);
    }

    /// Keeps the page within its text; to be called before drawing.
    pub fn arrange(&mut self, screen: Rect) {
        let rows = wrap(&self.text, usize::from(screen.width.saturating_sub(3))).len();
        self.top = self.top.min(rows.saturating_sub(usize::from(screen.height.saturating_sub(8))));
    }

    /// Draws the screen below the title bar.
    pub fn draw(&self, canvas: &mut Canvas, screen: Rect, language: Language) -> Position {
        let theme = canvas.theme;
        let width = usize::from(screen.width.saturating_sub(3));
        canvas.rule(Rect { x: 0, y: 1, width: screen.width, height: 1 });
        let mut y = 2;
        canvas.put(1, y, self.title.of(language), theme.warning(), screen.width);
        y += 1;
        for row in wrap(&self.reason, width).into_iter().take(3) {
            canvas.put(1, y, self.reason.get(row.range).unwrap_or_default(), theme.text(), screen.width);
            y += 1;
        }
        canvas.rule(Rect { x: 0, y, width: screen.width, height: 1 });
        let bottom = screen.bottom().saturating_sub(2);
        for (y, row) in (y + 1..bottom).zip(wrap(&self.text, width).into_iter().skip(self.top)) {
            canvas.put(1, y, self.text.get(row.range).unwrap_or_default(), theme.quiet(), screen.width);
        }
        canvas.rule(Rect { x: 0, y: bottom, width: screen.width, height: 1 });
        keys(canvas, screen, Scope::Page, language);
        Position::new(0, 2)
    }
}
