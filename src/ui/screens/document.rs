//! The whole document on a screen: read, its paragraphs written by hand, each word leads to its entry.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use crate::document::{Block, Edit};
use crate::report::answers::EntryPath;
use crate::report::period::Period;
use crate::session::cursor::Cursor;
use crate::session::{Session, rows};
use crate::ui::action::Action;
use crate::ui::context::Context;
use crate::ui::dialogs::{Chooser, Dialog, Item, Prompt, Purpose};
use crate::ui::effect::Effect;
use crate::ui::keymap::{Scope, key_of};
use crate::ui::page::page;
use crate::ui::strings as s;
use crate::ui::text::{cut, lines, put};

use super::form::display::place_of;
use super::pane::{Pane, Stop, is_lit, line_of};

/// The screen that shows the whole document.
#[derive(Debug, Default, Clone, Copy)]
pub struct DocumentScreen {
    pane: Pane,
    stop: Stop,
    /// The paragraph of the period before stands under the page.
    with_earlier: bool,
}

/// Lines of the paragraph of the period before, the rule above it among them.
const EARLIER: u16 = 6;

impl DocumentScreen {
    /// Does an action; `None` where it is none of the screen's.
    pub(crate) fn update(&mut self, action: Action, session: &mut Session, context: &Context) -> Option<Vec<Effect>> {
        let page = isize::try_from(self.height(context.area)).unwrap_or(10) - 2;
        match action {
            Action::Up => self.lines(session, -1),
            Action::Down => self.lines(session, 1),
            Action::PreviousSection => self.lines(session, -page),
            Action::NextSection => self.lines(session, page),
            Action::Left => self.step(session, false),
            Action::Right => self.step(session, true),
            Action::TextStart => self.end(session, false),
            Action::TextEnd => self.end(session, true),
            Action::Accept => {
                return Some(vec![self.to_entry(session, context)]);
            }
            Action::EarlierParagraph if session.earlier.is_none() => return Some(vec![Effect::Refuse(s::NO_EARLIER)]),
            Action::EarlierParagraph => self.with_earlier = !self.with_earlier,
            Action::Preview => return Some(vec![Effect::ShowForm]),
            Action::EditBlock => {
                let block = self.block(session);
                let editable = block.filter(|block| Session::can_edit(block));
                let prompt = editable.and_then(|block| edit(session, block, None, context));
                let comes_from_answers =
                    block.is_some_and(|block| block.origin().is_some() || !block.sources.is_empty());
                let reason = if comes_from_answers { s::CANNOT_EDIT } else { s::FIXED_LINE };
                return Some(vec![prompt.unwrap_or(Effect::Refuse(reason))]);
            }
            Action::Regenerate => {
                // Only what was changed by hand has anything to give back.
                let by_hand = self.block(session).filter(|block| block.edit != Edit::Generated).cloned();
                let Some(block) = by_hand else { return Some(vec![Effect::Refuse(s::NOT_BY_HAND)]) };
                session.edit_block(&block, None);
                return Some(vec![Effect::Notify(s::REGENERATED.of(context.language).to_owned())]);
            }
            Action::AddNote => {
                let Some(block) = self.block(session).and_then(|block| block.id.clone()) else {
                    return Some(vec![Effect::Refuse(s::NO_NOTE_HERE)]);
                };
                if !rows::add_footnote(session, Some(&block)) {
                    return Some(vec![Effect::Refuse(s::NO_NOTES)]);
                }
                let back = key_of(Action::Preview).map_or_else(String::new, |key| key.to_string());
                let told = s::NOTE_ADDED.fill(context.language, &[&back]);
                return Some(vec![Effect::GoTo(session.focus), Effect::Notify(told)]);
            }
            _ => return None,
        }
        Some(Vec::new())
    }

    /// Columns for the text on a screen.
    fn width(screen: Rect) -> usize {
        usize::from(screen.width.saturating_sub(4).min(100))
    }

    /// Lines for the text on a screen.
    fn height(&self, screen: Rect) -> u16 {
        screen.height.saturating_sub(4 + if self.with_earlier { EARLIER } else { 0 })
    }

    /// Opened at the words of the focus.
    #[must_use]
    pub(crate) fn at(session: &mut Session, screen: Rect) -> Self {
        session.lay_out(Self::width(screen));
        let mut whole = DocumentScreen::default();
        whole.pane.scroll_to(session, session.focus, whole.height(screen));
        let line = line_of(session, session.focus).map_or(0, |(first, _)| first);
        let lit = |stop: &Stop| {
            let span = session.layout.lines().get(stop.line).and_then(|line| line.spans.get(stop.span));
            span.is_some_and(|span| is_lit(span.origin, session.focus))
        };
        let list = stops(session);
        let stop = list.iter().find(|stop| lit(stop)).or_else(|| list.iter().find(|stop| stop.line >= line));
        whole.stop = stop.copied().unwrap_or_default();
        whole
    }

    /// Moves the stop by lines; a line is skipped when nothing in it can be stopped at.
    fn lines(&mut self, session: &Session, by: isize) {
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
    fn step(&mut self, session: &Session, forward: bool) {
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
    fn end(&mut self, session: &Session, last: bool) {
        let list = stops(session);
        if let Some(stop) = if last { list.last() } else { list.first() } {
            self.stop = *stop;
        }
    }

    /// Lays the document out and keeps the stop in view; to be called before drawing.
    pub(crate) fn update_layout(&mut self, session: &mut Session, screen: Rect) {
        session.lay_out(Self::width(screen));
        let height = usize::from(self.height(screen)).max(1);
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

    /// Draws the screen below the title bar.
    pub(crate) fn render(&self, session: &Session, context: &Context, frame: &mut Frame<'_>) {
        let mut body = page(Scope::Preview, context, frame);
        if self.with_earlier {
            let shown = Rect { y: body.bottom().saturating_sub(EARLIER), height: EARLIER.min(body.height), ..body };
            body.height = body.height.saturating_sub(EARLIER);
            self.earlier(session, shown, context, frame);
        }
        self.pane.render(session, body, None, Some(self.stop), context, frame);
        self.edit_mark(session, body.bottom(), context, frame.buffer_mut());
    }

    /// The chosen paragraph as it was in the period before.
    fn earlier(&self, session: &Session, area: Rect, context: &Context, frame: &mut Frame<'_>) {
        let Context { theme, language, .. } = *context;
        let (Some(earlier), Some(block)) = (&session.earlier, self.block(session)) else { return };
        let named = block.id.as_ref().and_then(|id| earlier.document.block(id));
        let same = || earlier.document.blocks().find(|other| other.role == block.role && other.text() == block.text());
        let text = named.or_else(same).map_or_else(
            || s::EARLIER_NONE.of(language).to_owned(),
            |other| if other.text() == block.text() { s::EARLIER_SAME.of(language).to_owned() } else { other.text() },
        );
        let period = earlier.period.map_or_else(|| s::PREVIOUS.of(language).to_owned(), Period::name);
        let head = Rect { height: 1, ..area };
        frame.render_widget(theme.rule(), head);
        put(frame.buffer_mut(), 2, head.y, &format!(" {period} "), theme.accent(), area.width.saturating_sub(4));
        let room =
            Rect { x: 2, y: head.y + 1, width: area.width.saturating_sub(4), height: area.height.saturating_sub(1) };
        let shown: Vec<Line> = lines(&text, room.width).into_iter().take(usize::from(room.height)).collect();
        frame.render_widget(Paragraph::new(shown).style(theme.quiet()), room);
    }

    /// Says of the chosen paragraph that it was written by hand.
    fn edit_mark(&self, session: &Session, y: u16, context: &Context, buffer: &mut Buffer) {
        let Context { theme, language, .. } = *context;
        let (text, style) = match self.block(session).map(|block| block.edit) {
            Some(Edit::ByHand) => (s::BY_HAND, theme.accent()),
            Some(Edit::Stale) => (s::STALE, theme.warning()),
            Some(Edit::Generated) | None => return,
        };
        let room = buffer.area.width.saturating_sub(4);
        put(buffer, 2, y, &cut(&format!(" {} ", text.of(language)), usize::from(room), theme), style, room);
    }

    /// Goes to the entry that the stop came from. What was written by hand, or depends on answers of which it says
    /// nothing, comes from several: they are offered. A heading leads to what stands under it.
    fn to_entry(self, session: &Session, context: &Context) -> Effect {
        let language = context.language;
        let block = self.block(session);
        let is_by_hand = block.is_some_and(|block| block.edit != Edit::Generated);
        let origin = self.origin(session).or_else(|| block.and_then(Block::origin));
        let mut paths: Vec<EntryPath> = origin.into_iter().collect();
        if is_by_hand || paths.is_empty() {
            for path in block.iter().flat_map(|block| &block.sources) {
                if !paths.contains(path) {
                    paths.push(*path);
                }
            }
        }
        if paths.is_empty() {
            let at = session.layout.lines().get(self.stop.line).and_then(|line| line.block).unwrap_or(0);
            paths.extend(session.document.blocks().skip(at).find_map(Block::origin));
        }
        if let [path] = paths[..] {
            return Effect::GoToPath(path);
        }
        let item = |path| Item::new(vec![Effect::GoToPath(path)], place_of(session, path, language));
        let items: Vec<_> = paths.into_iter().map(item).collect();
        if items.is_empty() {
            return Effect::ShowForm;
        }
        Effect::Ask(Dialog::Choose(Chooser::new(s::COMES_FROM.of(language), items)))
    }

    /// The entry that the stop came from.
    fn origin(&self, session: &Session) -> Option<EntryPath> {
        session.layout.lines().get(self.stop.line)?.spans.get(self.stop.span)?.origin
    }

    /// The block that the stop is in.
    fn block<'a>(&self, session: &'a Session) -> Option<&'a Block> {
        session.document.blocks().nth(session.layout.lines().get(self.stop.line)?.block?)
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

/// Asks for the words of a paragraph, the cursor at its end or at this byte; `None` where it has no name to keep them under.
pub(crate) fn edit(session: &Session, block: &Block, at: Option<usize>, context: &Context) -> Option<Effect> {
    let id = block.id.clone()?;
    let replaces = session.generated(&id).unwrap_or_else(|| block.text());
    // As it was written: the page takes marks away that it sets itself.
    let written = session.answers.edited.get(&id).map_or_else(|| block.text(), |edited| edited.text.clone());
    let purpose = Purpose::Block { id, replaces };
    let title = if block.edit == Edit::Stale { s::EDIT_STALE_TITLE } else { s::EDIT_BLOCK_TITLE };
    let mut prompt = Prompt::new(title.of(context.language), purpose, written);
    if let Some(at) = at {
        prompt.cursor = Cursor::near(&prompt.text, at);
    }
    Some(Effect::Ask(Dialog::Prompt(prompt)))
}
