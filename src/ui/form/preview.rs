//! The document beside or under the form, and the whole of it on a screen of its own.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::document::layout::{Line, Span};
use crate::document::{Edit, RunKind};
use crate::report::answers::Path;
use crate::ui::context::Context;
use crate::ui::session::Session;
use crate::ui::text::{columns, put};
use crate::ui::theme::Theme;

use super::slots::Place;

/// Columns left of the text, for the marks of paragraphs written by hand.
pub const GUTTER: u16 = 2;
/// Lines of a pane that is meant for one sentence.
const SENTENCE: usize = 5;
/// Lines kept in view around the words of the focus.
const MARGIN: usize = 3;

/// Whether a run comes from the entry that has the focus: the same entry, or the same row or
/// citation when the document prints it as a whole.
#[must_use]
pub fn is_lit(origin: Option<Path>, place: Place) -> bool {
    let (Some(origin), Place::Entry(path)) = (origin, place) else { return false };
    if origin.field != path.field {
        return false;
    }
    let same_row = origin.row == path.row || origin.row.is_none() || path.row.is_none();
    let same_column = origin.column == path.column || origin.column.is_none() || path.row.is_none();
    same_row && same_column
}

/// The first and last line of the first paragraph that holds words of the focus.
fn lit_lines(lines: &[Line], place: Place) -> Option<(usize, usize)> {
    let lit = |line: &Line| line.spans.iter().any(|span| is_lit(span.origin, place));
    let first = lines.iter().position(lit)?;
    let block = lines.get(first)?.block;
    let last =
        lines.iter().skip(first).take_while(|line| line.block == block).enumerate().filter(|(_, l)| lit(l)).last();
    Some((first, first + last.map_or(0, |(index, _)| index)))
}

/// The line that a pane should show: the words of the focus, else of its row or field, else the
/// nearest words of its page.
fn line_of(session: &Session, place: Place) -> Option<(usize, usize)> {
    let lines = session.layout.lines();
    if let Some(found) = lit_lines(lines, place) {
        return Some(found);
    }
    let here = |span: &Span| span.origin.filter(|origin| origin.field == place.field());
    if let Some(line) = lines.iter().position(|line| line.spans.iter().any(|span| here(span).is_some())) {
        return Some((line, line));
    }
    let section = session.definition.section_of(place.field());
    let fields = session.definition.sections.get(section)?.fields.clone();
    let distance = |line: &Line| {
        let origins = line.spans.iter().filter_map(|span| span.origin).filter(|o| fields.contains(&o.field));
        origins.map(|origin| origin.field.abs_diff(place.field())).min()
    };
    let nearest = lines.iter().enumerate().filter_map(|(i, line)| Some((distance(line)?, i))).min()?;
    Some((nearest.1, nearest.1))
}

/// A pane of the document that follows the focus.
#[derive(Debug, Default, Clone, Copy)]
pub struct Pane {
    /// The first line shown.
    pub top: usize,
}

impl Pane {
    /// Scrolls so that the words of the focus are seen, as little as possible.
    pub fn follow(&mut self, session: &Session, place: Place, height: u16) {
        let (height, total) = (usize::from(height).max(1), session.layout.lines().len());
        if let Some((first, last)) = line_of(session, place) {
            let margin = MARGIN.min(height / 3);
            let last = last.min(first + height.saturating_sub(1 + margin));
            self.top = self.top.max((last + margin + 1).saturating_sub(height)).min(first.saturating_sub(margin));
        }
        self.top = self.top.min(total.saturating_sub(height));
    }

    /// The same for a pane of a few lines: it begins with the paragraph of the focus.
    pub fn follow_sentence(&mut self, session: &Session, place: Place, height: u16) -> bool {
        let height = usize::from(height).max(1);
        let lines = session.layout.lines();
        let Some((first, last)) = line_of(session, place) else { return false };
        let block = lines.get(first).and_then(|line| line.block);
        let before = lines.get(..first).unwrap_or_default();
        let start = first - before.iter().rev().take_while(|line| line.block == block && block.is_some()).count();
        // The paragraph's start if the lit words are then in view, else the lit words.
        let last = last.min(first + height - 1);
        self.top = if last < start + height { start } else { (last + 1).saturating_sub(height) };
        if height > SENTENCE {
            // A taller pane is not left half empty at the end of the document.
            self.top = self.top.min(lines.len().saturating_sub(height));
        }
        true
    }

    /// Draws the pane. `chosen` is the stop of the whole-document screen, where the cursor stands.
    pub fn render(
        self,
        session: &Session,
        area: Rect,
        place: Option<Place>,
        chosen: Option<Stop>,
        context: Context,
        frame: &mut Frame<'_>,
    ) {
        let theme = context.theme;
        let lines = session.layout.lines();
        let mut above = self.top.checked_sub(1).and_then(|i| lines.get(i)).and_then(|l| l.block);
        for (row, line) in lines.iter().skip(self.top).take(usize::from(area.height)).enumerate() {
            let y = area.y + u16::try_from(row).unwrap_or(0);
            if line.block != above {
                let (mark, style) = match line.edit {
                    Edit::Generated => ("", theme.text()),
                    Edit::ByHand => ("s", theme.accent()),
                    Edit::Stale => ("?", theme.warning()),
                };
                put(frame.buffer_mut(), area.x, y, mark, style, 1);
            }
            above = line.block;
            let mut x = area.x + GUTTER;
            for (index, span) in line.spans.iter().enumerate() {
                let is_chosen = chosen.is_some_and(|stop| stop.line == self.top + row && stop.span == index);
                let lit = is_chosen || place.is_some_and(|place| is_lit(span.origin, place));
                if is_chosen {
                    let blanks = columns(&span.text) - columns(span.text.trim_start());
                    frame.set_cursor_position((x + u16::try_from(blanks).unwrap_or(0), y));
                }
                let room = area.right().saturating_sub(x);
                x = put(frame.buffer_mut(), x, y, &span.text, style_of(span, line.pending, lit, theme), room);
            }
        }
    }
}

/// The look of a span; `lit` are the words of the focus.
fn style_of(span: &Span, pending: bool, lit: bool, theme: Theme) -> Style {
    let mut style = Style::new();
    if span.style.bold {
        style = style.add_modifier(Modifier::BOLD);
    }
    if span.style.italic {
        style = style.add_modifier(Modifier::ITALIC);
    }
    if !lit && (pending || span.kind == RunKind::Missing) {
        style = style.patch(theme.quiet());
    }
    if lit {
        style = style.patch(theme.lit());
    }
    style
}

/// A run of the document that the whole-document screen can stop at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stop {
    pub line: usize,
    pub span: usize,
}

/// The screen that shows the whole document.
#[derive(Debug, Default, Clone, Copy)]
pub struct Whole {
    pub pane: Pane,
    pub stop: Stop,
}

impl Whole {
    /// Columns for the text on a screen.
    #[must_use]
    pub fn width(screen: Rect) -> usize {
        usize::from(screen.width.saturating_sub(4).min(100))
    }

    /// Lines for the text on a screen.
    #[must_use]
    pub fn height(screen: Rect) -> u16 {
        screen.height.saturating_sub(4)
    }

    /// Opened at the words of the focus.
    #[must_use]
    pub fn at(session: &Session, height: u16) -> Self {
        let mut whole = Whole::default();
        whole.pane.follow(session, session.place, height);
        let line = line_of(session, session.place).map_or(0, |(first, _)| first);
        let lit = |stop: &Stop| {
            let span = session.layout.lines().get(stop.line).and_then(|line| line.spans.get(stop.span));
            span.is_some_and(|span| is_lit(span.origin, session.place))
        };
        let list = stops(session);
        let stop = list.iter().find(|stop| lit(stop)).or_else(|| list.iter().find(|stop| stop.line >= line));
        whole.stop = stop.copied().unwrap_or_default();
        whole
    }

    /// Moves the stop by lines; a line is skipped when nothing in it can be stopped at.
    pub fn lines(&mut self, session: &Session, by: isize) {
        let list = stops(session);
        let target = self.stop.line.saturating_add_signed(by);
        let next = if by > 0 {
            list.iter().find(|stop| stop.line >= target).or(list.last())
        } else {
            let line = list.iter().rev().find(|stop| stop.line <= target).map(|stop| stop.line);
            list.iter().find(|stop| Some(stop.line) == line).or(list.first())
        };
        if let Some(next) = next {
            self.stop = *next;
        }
    }

    /// Moves to the next or previous stop.
    pub fn step(&mut self, session: &Session, forward: bool) {
        let list = stops(session);
        let key = |stop: &Stop| (stop.line, stop.span);
        let here = key(&self.stop);
        let next = if forward {
            list.iter().find(|stop| key(stop) > here)
        } else {
            list.iter().rev().find(|stop| key(stop) < here)
        };
        if let Some(next) = next {
            self.stop = *next;
        }
    }

    /// To the first or last stop.
    pub fn end(&mut self, session: &Session, last: bool) {
        let list = stops(session);
        if let Some(stop) = if last { list.last() } else { list.first() } {
            self.stop = *stop;
        }
    }

    /// Keeps the stop in view.
    pub fn arrange(&mut self, session: &Session, height: u16) {
        let height = usize::from(height).max(1);
        let lines = session.layout.lines();
        if lines.get(self.stop.line).and_then(|line| line.spans.get(self.stop.span)).is_none() {
            self.lines(session, 0);
        }
        let top = &mut self.pane.top;
        *top = (*top).max((self.stop.line + 1).saturating_sub(height)).min(self.stop.line);
        // The head of the document comes into view with its first stop.
        if stops(session).first().is_some_and(|first| first.line >= self.stop.line) && self.stop.line < height {
            *top = 0;
        }
        *top = (*top).min(lines.len().saturating_sub(height));
    }

    /// The entry that the stop came from.
    #[must_use]
    pub fn origin(&self, session: &Session) -> Option<Path> {
        session.layout.lines().get(self.stop.line)?.spans.get(self.stop.span)?.origin
    }

    /// The position in reading order of the block that the stop is in.
    #[must_use]
    pub fn block(&self, session: &Session) -> Option<usize> {
        session.layout.lines().get(self.stop.line)?.block
    }
}

/// Everything that can be stopped at: words with an origin, else the start of a paragraph.
fn stops(session: &Session) -> Vec<Stop> {
    let mut list = Vec::new();
    let mut above = None;
    for (line, laid) in session.layout.lines().iter().enumerate() {
        let spans = laid.spans.iter().enumerate();
        let before = list.len();
        list.extend(spans.filter(|(_, span)| span.origin.is_some()).map(|(span, _)| Stop { line, span }));
        let begins = laid.block.is_some() && laid.block != above;
        if begins
            && list.len() == before
            && let Some(span) = laid.spans.iter().position(|span| !span.text.trim().is_empty())
        {
            list.push(Stop { line, span });
        }
        above = laid.block;
    }
    list
}
