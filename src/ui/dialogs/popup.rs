//! The frame of a dialog, and what a key did to what stands in it.

use ratatui::Frame;
use ratatui::buffer::CellWidth as _;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Padding};

use crate::ui::text::cut;
use crate::ui::theme::Theme;

/// What a key did to a dialog.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
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

/// Draws the empty frame of a popup; returns the area for what it says.
pub(super) fn popup(title: &str, area: Rect, theme: Theme, frame: &mut Frame<'_>) -> Rect {
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
pub(super) fn centred(screen: Rect, width: usize, height: usize) -> Rect {
    let width = u16::try_from(width).unwrap_or(u16::MAX).min(screen.width);
    let height = u16::try_from(height).unwrap_or(u16::MAX).min(screen.height);
    let x = screen.x + (screen.width - width) / 2;
    Rect { x, y: screen.y + (screen.height - height) / 2, width, height }
}
