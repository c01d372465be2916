//! What screens have in common: rules above and below, what is said in place of a hint, the keys.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span, Text};
use ratatui::widgets::{Clear, HighlightSpacing, List, ListState, Paragraph, StatefulWidget};

use super::context::Context;
use super::keymap::{Scope, hints};
use super::text::{cut, put};
use super::theme::Theme;
use crate::text::width::columns;

/// The rules above and below a page and the keys in the last line; returns the area between.
pub(crate) fn page(scope: Scope, context: &Context, frame: &mut Frame<'_>) -> Rect {
    let screen = frame.area();
    let body = Rect { y: 2, height: screen.height.saturating_sub(4), ..screen };
    for y in [1, body.bottom()] {
        frame.render_widget(context.theme.rule(), Rect { y, height: 1, ..screen });
    }
    keys(scope, context, frame);
    body
}

/// Lines that a page key goes by.
#[must_use]
pub(crate) fn page_step(context: &Context) -> isize {
    isize::try_from(context.area.height).unwrap_or(24) - 6
}

/// An area without so many columns at its left.
#[must_use]
pub(crate) fn indented(area: Rect, columns: u16) -> Rect {
    Rect { x: area.x + columns, width: area.width.saturating_sub(columns), ..area }
}

/// Lines of which one is chosen, if it is among those shown; `mark` stands before it. Returns the row
/// of the screen that it begins on.
pub(crate) fn list(
    items: Vec<Text<'_>>,
    chosen: Option<usize>,
    mark: &str,
    theme: Theme,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<u16> {
    let above = chosen.map(|chosen| items.iter().take(chosen).map(Text::height).sum::<usize>());
    let mut state = ListState::default().with_selected(chosen);
    let list = List::new(items).highlight_symbol(Line::styled(mark, theme.accent()));
    StatefulWidget::render(list.highlight_spacing(HighlightSpacing::Always), area, buffer, &mut state);
    above.map(|above| area.y.saturating_add(u16::try_from(above).unwrap_or(u16::MAX)))
}

/// A text and another flush right in a line of so many columns, with two columns between at least. The
/// first goes before the other, of which as much stands as fits.
#[must_use]
pub(crate) fn at_both_ends(left: &str, style: Style, right: &str, width: usize, theme: Theme) -> Vec<Span<'static>> {
    let left = cut(left, width, theme).into_owned();
    let end = columns(&left);
    let start = width.saturating_sub(columns(right)).max(end + 2);
    let right = cut(right, width.saturating_sub(start), theme).into_owned();
    vec![Span::styled(left, style), Span::raw(" ".repeat(start - end)), Span::styled(right, theme.quiet())]
}

/// Says something in place of the hint, on as many lines as it needs; the last of them is the hint's.
pub(crate) fn in_place_of_hint(lines: Vec<Line<'_>>, style: Style, frame: &mut Frame<'_>) {
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
pub(crate) fn keys(scope: Scope, context: &Context, frame: &mut Frame<'_>) {
    let Context { theme, language, .. } = *context;
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
