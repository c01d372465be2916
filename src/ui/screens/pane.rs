//! A pane of the document: beside or under the form, or a screen of its own.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::document::layout::{Line, Span};
use crate::document::{Block, Edit, RunKind};
use crate::report::answers::EntryPath;
use crate::report::field::Kind;
use crate::report::ids::BlockId;
use crate::session::Session;
use crate::session::focus::Focus;
use crate::text::width::columns;
use crate::ui::context::Context;
use crate::ui::text::{put, put_right};
use crate::ui::theme::Theme;

/// Columns left of the text, for the marks of paragraphs written by hand.
pub(crate) const GUTTER: u16 = 2;
/// Lines of a pane that is meant for one sentence.
const SENTENCE: usize = 5;
/// Lines kept in view around the words of the focus.
const MARGIN: usize = 3;

/// Whether a run comes from the entry that has the focus: the same entry, or the same row or
/// citation when the document prints it as a whole.
#[must_use]
pub(crate) fn is_lit(origin: Option<EntryPath>, focus: Focus) -> bool {
    let (Some(origin), Focus::Entry(path)) = (origin, focus) else { return false };
    if origin.field != path.field {
        return false;
    }
    let same_row = origin.row == path.row || origin.row.is_none() || path.row.is_none();
    let same_column = origin.column == path.column || origin.column.is_none() || path.row.is_none();
    same_row && same_column
}

/// The first and last line of the first paragraph that holds words of the focus.
fn lit_lines(lines: &[Line], focus: Focus) -> Option<(usize, usize)> {
    let lit = |line: &Line| line.spans.iter().any(|span| is_lit(span.origin, focus));
    let first = lines.iter().position(lit)?;
    let block = lines.get(first)?.block;
    let last =
        lines.iter().skip(first).take_while(|line| line.block == block).enumerate().filter(|(_, l)| lit(l)).last();
    Some((first, first + last.map_or(0, |(index, _)| index)))
}

/// The line of the letters before the cursor, in a text that is printed as it was typed: one paragraph of many, or a
/// long one.
fn cursor_line(session: &Session, focus: Focus) -> Option<(usize, usize)> {
    let Focus::Entry(path) = focus else { return None };
    let is_text = matches!(session.field()?.kind, Kind::Text | Kind::LongText | Kind::List);
    let before = session.raw().get(..session.cursor.at).filter(|_| is_text && focus == session.focus)?;
    let (above, typed) = before.rsplit_once('\n').unwrap_or(("", before));
    let item = above.lines().filter(|line| !line.trim().is_empty()).count();
    let inked = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    let is_printed = |block: &Block| {
        let place = match block.id.as_ref().and_then(BlockId::place) {
            Some((row, None)) if path.row.is_none() => row,
            Some((row, Some(item))) if Some(row) == path.row => item,
            _ => 0,
        };
        place == item && block.runs.iter().any(|run| run.origin == Some(path))
    };
    let block = session.document.blocks().position(is_printed)?;
    let mut left = inked(typed);
    for (at, line) in session.layout.lines().iter().enumerate().filter(|(_, line)| line.block == Some(block)) {
        let spans = line.spans.iter().filter(|span| span.origin == Some(path));
        let here: usize = spans.map(|span| inked(&span.text)).sum();
        if here > 0 && left <= here {
            return Some((at, at));
        }
        left = left.saturating_sub(here);
    }
    None
}

/// The block that depends on the entry of the focus, or was written by hand in the place of its words.
fn dependent(session: &Session, focus: Focus) -> Option<usize> {
    let depends = |block: &Block| block.sources.iter().any(|source| is_lit(Some(*source), focus));
    session.document.blocks().position(depends)
}

/// The line that a pane should show: the words of the focus, else of its row or field, else the
/// nearest words of its page.
pub(super) fn line_of(session: &Session, focus: Focus) -> Option<(usize, usize)> {
    let lines = session.layout.lines();
    if let Some(found) = cursor_line(session, focus).or_else(|| lit_lines(lines, focus)) {
        return Some(found);
    }
    // A sentence may depend on an answer and not say a word of it.
    if let Some(block) = dependent(session, focus)
        && let Some(first) = lines.iter().position(|line| line.block == Some(block))
    {
        return Some((
            first,
            first + lines.iter().skip(first + 1).take_while(|line| line.block == Some(block)).count(),
        ));
    }
    let here = |span: &Span| span.origin.filter(|origin| origin.field == focus.field());
    if let Some(line) = lines.iter().position(|line| line.spans.iter().any(|span| here(span).is_some())) {
        return Some((line, line));
    }
    let fields = &session.definition[session.definition.section_of(focus.field())].fields;
    let distance = |line: &Line| {
        let origins = line.spans.iter().filter_map(|span| span.origin).filter(|o| fields.contains(&o.field));
        origins.map(|origin| origin.field.distance(focus.field())).min()
    };
    let nearest = lines.iter().enumerate().filter_map(|(i, line)| Some((distance(line)?, i))).min()?;
    Some((nearest.1, nearest.1))
}

/// A pane of the document.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Pane {
    /// The first line shown.
    pub top: usize,
}

impl Pane {
    /// Scrolls so that the words of the focus are seen, as little as possible.
    pub(crate) fn scroll_to(&mut self, session: &Session, focus: Focus, height: u16) {
        let (height, total) = (usize::from(height).max(1), session.layout.lines().len());
        if let Some((first, last)) = line_of(session, focus) {
            let margin = MARGIN.min(height / 3);
            let last = last.min(first + height.saturating_sub(1 + margin));
            self.top = self.top.max((last + margin + 1).saturating_sub(height)).min(first.saturating_sub(margin));
        }
        self.top = self.top.min(total.saturating_sub(height));
    }

    /// The same for a pane of a few lines: it begins with the paragraph of the focus.
    pub(crate) fn scroll_to_sentence(&mut self, session: &Session, focus: Focus, height: u16) -> bool {
        let height = usize::from(height).max(1);
        let lines = session.layout.lines();
        let Some((first, last)) = line_of(session, focus) else { return false };
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

    /// Says at the edge that there is more above and below, where the pane shows a part of a page that is short.
    pub(crate) fn render_more(self, session: &Session, area: Rect, theme: Theme, frame: &mut Frame<'_>) {
        let (up, down) = theme.more();
        if self.top > 0 {
            put_right(frame.buffer_mut(), area.right(), area.top(), up, theme.quiet());
        }
        if session.layout.lines().len() > self.top + usize::from(area.height) {
            put_right(frame.buffer_mut(), area.right(), area.bottom().saturating_sub(1), down, theme.quiet());
        }
    }

    /// Draws the pane. `chosen` is the stop of the whole-document screen, where the cursor stands.
    pub(crate) fn render(
        self,
        session: &Session,
        area: Rect,
        focus: Option<Focus>,
        chosen: Option<Stop>,
        context: &Context,
        frame: &mut Frame<'_>,
    ) {
        let theme = context.theme;
        let lines = session.layout.lines();
        let dependent = focus.filter(|focus| lit_lines(lines, *focus).is_none()).and_then(|f| dependent(session, f));
        let present = chosen.and_then(|stop| lines.get(stop.line)).and_then(|line| line.block);
        let mut above = self.top.checked_sub(1).and_then(|i| lines.get(i)).and_then(|l| l.block);
        for (row, line) in lines.iter().skip(self.top).take(usize::from(area.height)).enumerate() {
            let y = area.y + u16::try_from(row).unwrap_or(0);
            if line.block != above {
                let (mark, style) = match line.edit {
                    Edit::Generated => ("", theme.text()),
                    Edit::ByHand => ("s", theme.accent()),
                    Edit::Stale => ("~", theme.warning()),
                };
                put(frame.buffer_mut(), area.x, y, mark, style, 1);
            }
            above = line.block;
            if present.is_some() && line.block == present {
                put(frame.buffer_mut(), area.x + 1, y, theme.beside(), theme.accent(), 1);
            }
            let mut x = area.x + GUTTER;
            for (index, span) in line.spans.iter().enumerate() {
                let is_chosen = chosen.is_some_and(|stop| stop.line == self.top + row && stop.span == index);
                let depends = dependent.is_some() && line.block == dependent;
                let lit = is_chosen || depends || focus.is_some_and(|focus| is_lit(span.origin, focus));
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
pub(crate) struct Stop {
    pub line: usize,
    pub span: usize,
}
