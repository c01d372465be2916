//! What screens have in common: rules above and below, what is said in place of a hint, the keys.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::{Clear, Paragraph};

use super::context::Context;
use super::keymap::{Scope, hints};
use super::text::{columns, put};

/// The rules above and below a page and the keys in the last line; returns the area between.
pub fn page(scope: Scope, context: Context, frame: &mut Frame<'_>) -> Rect {
    let screen = frame.area();
    let body = Rect { y: 2, height: screen.height.saturating_sub(4), ..screen };
    for y in [1, body.bottom()] {
        frame.render_widget(context.theme.rule(), Rect { y, height: 1, ..screen });
    }
    keys(scope, context, frame);
    body
}

/// An area without so many columns at its left.
#[must_use]
pub fn indented(area: Rect, columns: u16) -> Rect {
    Rect { x: area.x + columns, width: area.width.saturating_sub(columns), ..area }
}

/// Says something in place of the hint, on as many lines as it needs; the last of them is the hint's.
pub fn in_place_of_hint(lines: Vec<Line<'_>>, style: Style, frame: &mut Frame<'_>) {
    let screen = frame.area();
    let bottom = screen.height.saturating_sub(1);
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(bottom);
    let area = Rect { y: bottom - height, height, ..screen };
    frame.render_widget(Clear, area);
    let hidden = lines.len().saturating_sub(usize::from(height));
    let text = Rect { x: 1, width: screen.width.saturating_sub(2), ..area };
    frame.render_widget(Paragraph::new(lines).style(style).scroll((u16::try_from(hidden).unwrap_or(0), 0)), text);
}

/// The keys of a screen, as many as fit, the menu always.
pub fn keys(scope: Scope, context: Context, frame: &mut Frame<'_>) {
    let Context { theme, language } = context;
    let screen = frame.area();
    let y = screen.bottom().saturating_sub(1);
    let rows: Vec<(String, &str)> =
        hints(scope).filter_map(|row| Some((row.keys.first()?.to_string(), row.hint?.of(language)))).collect();
    let width = |(key, text): &(String, &str)| columns(key) + columns(text) + 3;
    let last = rows.last().map_or(0, width);
    let buffer = frame.buffer_mut();
    let mut x = 1_u16;
    for (index, row) in rows.iter().enumerate() {
        let needed = width(row) + if index + 1 == rows.len() { 0 } else { last };
        if usize::from(x) + needed > usize::from(screen.width) + 2 {
            continue;
        }
        let (key, text) = row;
        x = put(buffer, x, y, key, theme.accent(), screen.width);
        x = put(buffer, x + 1, y, text, theme.quiet(), screen.width) + 2;
    }
}
