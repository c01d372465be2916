//! A text to read: a file that this program must not write to, a comparison.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use crate::text::wrap::wrap;
use crate::ui::action::Action;
use crate::ui::context::Context;
use crate::ui::effect::{Effect, Reading};
use crate::ui::text::lines;

use super::step_of;
use crate::ui::keymap::Scope;
use crate::ui::page::{indented, page, page_step};

/// So many lines of the reason are shown.
const REASON: usize = 4;

/// The screen of a text that is only shown.
#[derive(Debug)]
pub struct ViewerScreen {
    pub reading: Reading,
    /// The first line that is shown.
    pub top: usize,
}

impl ViewerScreen {
    /// A text from its start. What is hidden in it is shown when it is drawn.
    #[must_use]
    pub(crate) fn new(mut reading: Reading) -> Self {
        reading.text = reading.text.replace('\t', "    ");
        ViewerScreen { reading, top: 0 }
    }

    /// Does an action; `None` where it is none of the screen's.
    pub(crate) fn update(&mut self, action: Action, context: &Context) -> Option<Vec<Effect>> {
        // Why it is only shown, and the rule below that, stand above every page.
        let head = self.head(context.area.width.saturating_sub(3), context).len() + 1;
        let page = page_step(context).saturating_sub(isize::try_from(head).unwrap_or(0)).max(1);
        self.top = self.top.saturating_add_signed(step_of(action, page)?);
        Some(Vec::new())
    }

    /// Keeps the page within its text; to be called before drawing.
    pub(crate) fn update_layout(&mut self, screen: Rect) {
        let rows = wrap(&self.reading.text, usize::from(screen.width.saturating_sub(3))).len();
        self.top =
            self.top.min(rows.saturating_sub(usize::from(screen.height.saturating_sub(5)).saturating_sub(REASON)));
    }

    /// What it is, and why it is only shown.
    fn head(&self, width: u16, context: &Context) -> Vec<Line<'_>> {
        let title = Line::styled(self.reading.title.of(context.language), context.theme.warning());
        std::iter::once(title).chain(lines(&self.reading.reason, width).into_iter().take(REASON)).collect()
    }

    /// Draws the screen below the title bar.
    pub(crate) fn render(&self, context: &Context, frame: &mut Frame<'_>) {
        let theme = context.theme;
        let body = page(Scope::Page, context, frame);
        let width = body.width.saturating_sub(3);
        let head = self.head(width, context);
        let head_area = Rect { height: u16::try_from(head.len()).unwrap_or(0), ..body };
        let rule = Rect { y: head_area.bottom(), height: 1, ..body };
        let text_area = Rect { y: rule.bottom(), height: body.bottom().saturating_sub(rule.bottom()), ..body };
        let text = lines(&self.reading.text, width).into_iter().skip(self.top).take(usize::from(text_area.height));
        frame.render_widget(Paragraph::new(head), indented(head_area, 1));
        frame.render_widget(theme.rule(), rule);
        frame.render_widget(Paragraph::new(text.collect::<Vec<_>>()).style(theme.quiet()), indented(text_area, 1));
        frame.set_cursor_position(Position::new(0, 2));
    }
}
