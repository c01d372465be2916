//! The old report beside what was taken from it. What found no place is marked, and one key puts it into the field at
//! hand.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use crate::import::source::{Source, without_mark};
use crate::report::answers::EntryPath;
use crate::report::value::Value;
use crate::session::Session;
use crate::session::focus::Focus;
use crate::session::old_text::OldParagraph;
use crate::text::language::Language;
use crate::text::letters::plain_letters;
use crate::text::width::columns;
use crate::ui::action::Action;
use crate::ui::context::Context;
use crate::ui::effect::Effect;
use crate::ui::keymap::Scope;
use crate::ui::page::keys;
use crate::ui::strings as s;
use crate::ui::text::{cut, lines, put, put_right};

use super::form::display::{label_of, place_of, shown};
use super::form::read_back::read_back;
use super::step_of;

/// Windows from this width on have the old text and what was taken from it side by side.
const SIDE_BY_SIDE: u16 = 76;

/// Columns before a paragraph: the choice and the mark.
const MARKS: u16 = 4;

/// Rows above the paragraphs and below them.
const AROUND: (u16, u16) = (3, 4);

/// Paragraphs that a page key goes by.
const PAGE: isize = 8;

/// The screen of the old report.
#[derive(Debug, Clone, Copy)]
pub struct OldTextScreen {
    selected: usize,
    /// The first line that is shown.
    top: usize,
}

impl OldTextScreen {
    /// At the paragraph that gave the entry at hand, else at the one that was looked at last.
    #[must_use]
    pub(crate) fn at(session: &Session) -> Self {
        let selected = session.old.of_entry(session.focus.path()).unwrap_or(session.old.at);
        OldTextScreen { selected, top: 0 }
    }

    /// At the first paragraph that waits.
    #[must_use]
    pub(crate) fn first_waiting(session: &Session) -> Self {
        let selected = session.old.paragraphs.iter().position(|paragraph| paragraph.waits).unwrap_or(0);
        OldTextScreen { selected, top: 0 }
    }

    /// Does an action; `None` where it is none of the screen's.
    pub(crate) fn update(&mut self, action: Action, session: &mut Session, context: &Context) -> Option<Vec<Effect>> {
        let last = session.old.paragraphs.len().saturating_sub(1);
        let is_down = matches!(action, Action::Down | Action::NextSection);
        if is_down && self.scroll(session, context)
            || action == Action::PreviousSection && self.scroll_back(session, context)
        {
            return Some(Vec::new());
        }
        if let Some(by) = step_of(action, PAGE) {
            self.selected = self.selected.saturating_add_signed(by).min(last);
            return Some(Vec::new());
        }
        let paragraph = session.old.paragraphs.get(self.selected);
        match action {
            Action::Accept => {
                return Some(paragraph.map(|p| Effect::PutOld(self.selected, p.text())).into_iter().collect());
            }
            Action::SettleOld => return Some(vec![Effect::SettleOld(self.selected)]),
            Action::NextField | Action::PreviousField => drop(session.step(action == Action::NextField)),
            Action::NextMissing => match session.old.next_waiting(self.selected) {
                Some(at) => self.selected = at,
                None => return Some(vec![Effect::Notify(s::OLD_ALL_PLACED.of(context.language).to_owned())]),
            },
            Action::Right => {
                let taken = paragraph.and_then(|paragraph| paragraph.source.taken.first());
                return Some(taken.map(|path| Effect::GoToPath(*path)).into_iter().collect());
            }
            Action::OldText => return Some(vec![Effect::ShowForm]),
            _ => return None,
        }
        Some(Vec::new())
    }

    /// Goes on within a paragraph that is longer than the page. False where its end is in view.
    fn scroll(&mut self, session: &Session, context: &Context) -> bool {
        let room = room(context.area);
        let (start, height) = self.chosen_lines(session, context.area, context.language);
        let hidden = (start + height).saturating_sub(self.top + room);
        if height <= room || hidden == 0 {
            return false;
        }
        self.top += hidden.min(room.saturating_sub(1));
        true
    }

    /// The same towards its beginning.
    fn scroll_back(&mut self, session: &Session, context: &Context) -> bool {
        let (start, _) = self.chosen_lines(session, context.area, context.language);
        let hidden = self.top.saturating_sub(start);
        self.top -= hidden.min(room(context.area).saturating_sub(1));
        hidden > 0
    }

    /// The first line of the chosen paragraph, and how many it has.
    fn chosen_lines(&self, session: &Session, screen: Rect, language: Language) -> (usize, usize) {
        let heights = heights(session, screen, language);
        let before = heights.iter().take(self.selected).sum();
        (before, heights.get(self.selected).copied().unwrap_or(0))
    }

    /// Keeps the choice in view; to be called before drawing.
    pub(crate) fn update_layout(&mut self, session: &mut Session, screen: Rect, language: Language) {
        self.selected = self.selected.min(session.old.paragraphs.len().saturating_sub(1));
        session.old.at = self.selected;
        let room = room(screen);
        let (start, height) = self.chosen_lines(session, screen, language);
        // No blank rows below the last paragraph while there is more above.
        let all: usize = heights(session, screen, language).iter().sum();
        self.top = self.top.min(all.saturating_sub(room));
        if height > room {
            // Wherever it was read on to.
            self.top = self.top.clamp(start, start + height - room);
        } else {
            self.top = self.top.clamp((start + height).saturating_sub(room), start);
        }
    }

    /// Draws the screen below the title bar.
    pub(crate) fn render(&self, session: &Session, context: &Context, frame: &mut Frame<'_>) {
        let Context { theme, language, .. } = *context;
        let screen = frame.area();
        let below = screen.bottom().saturating_sub(AROUND.1);
        for y in [2, below] {
            frame.render_widget(theme.rule(), Rect { y, height: 1, ..screen });
        }
        keys(Scope::OldText, context, frame);
        let buffer = frame.buffer_mut();
        let (count, all) = (session.old.waiting, session.old.paragraphs.len());
        let (told, style) = match count {
            0 => (s::OLD_ALL_PLACED.of(language).to_owned(), theme.good()),
            _ => (s::OLD_WAITING.fill(language, &[&count, &all]), theme.warning()),
        };
        put(buffer, 1, 1, s::OLD_TITLE.of(language), theme.title(), screen.width);
        put_right(buffer, screen.width.saturating_sub(1), 1, &told, style);
        // The field at hand, and what stands in it.
        let room = usize::from(screen.width.saturating_sub(2));
        let (place, value) = at_hand(session, language);
        put(
            buffer,
            1,
            below + 1,
            &cut(&s::OLD_AT_HAND.fill(language, &[&place]), room, theme),
            theme.title(),
            screen.width,
        );
        let value = if value.is_empty() { s::OLD_BLANK.of(language).to_owned() } else { value };
        put(buffer, 1, below + 2, &cut(&value, room, theme), theme.quiet(), screen.width);
        let area = Rect { y: AROUND.0, height: below.saturating_sub(AROUND.0), ..screen };
        let mut shown = Vec::new();
        let mut cursor = None;
        for (at, paragraph) in session.old.paragraphs.iter().enumerate() {
            if at == self.selected {
                cursor = Some(shown.len());
            }
            let chosen = at == self.selected;
            let mark = if paragraph.waits { "*" } else { " " };
            let name = match (chosen, paragraph.waits) {
                (true, _) => theme.title(),
                (false, true) => theme.text(),
                (false, false) => theme.quiet(),
            };
            let begin = vec![
                Span::styled(if chosen { "> " } else { "  " }, theme.accent()),
                Span::styled(format!("{mark} "), theme.warning()),
            ];
            let rows = Shown::of(paragraph, session, screen.width, language);
            shown.extend(rows.drawn(begin, name, theme.quiet()));
            if shown.len() > self.top + usize::from(area.height) {
                break;
            }
        }
        let page: Vec<Line<'_>> = shown.into_iter().skip(self.top).take(usize::from(area.height)).collect();
        frame.render_widget(Paragraph::new(page), area);
        let row = cursor.and_then(|line| u16::try_from(line.saturating_sub(self.top)).ok()).unwrap_or(0);
        frame.set_cursor_position(Position::new(2, area.y + row.min(area.height.saturating_sub(1))));
    }
}

/// How many lines each paragraph has.
fn heights(session: &Session, screen: Rect, language: Language) -> Vec<usize> {
    session.old.paragraphs.iter().map(|p| Shown::of(p, session, screen.width, language).height()).collect()
}

/// Rows for paragraphs on a screen.
fn room(screen: Rect) -> usize {
    usize::from(screen.height.saturating_sub(AROUND.0 + AROUND.1)).max(1)
}

/// What the field at hand is called, and what stands in it, in a line.
fn at_hand(session: &Session, language: Language) -> (String, String) {
    let path = session.focus.path();
    let section = session.definition[session.section()].title.text(language);
    let place = format!("{section} – {}", place_of(session, path, language));
    match session.focus {
        Focus::AddRow(field) => {
            (format!("{section} – {}", place_of(session, EntryPath::field(field), language)), String::new())
        }
        Focus::Entry(path) => (place, said(session, path, language).replace('\n', "; ")),
    }
}

/// What an entry says.
fn said(session: &Session, path: EntryPath, language: Language) -> String {
    let text = shown(session, path, language);
    let value = session.answers.value(path);
    if text.is_empty() { read_back(value, language).unwrap_or_default() } else { text }
}

/// What was taken from a paragraph, a text for each answer: "Chủ đề: …", "Kinh phí theo nguồn, dòng 2: Nguồn …; Số tiền …".
fn taken(source: &Source, session: &Session, language: Language) -> Vec<String> {
    let whole = plain_letters(&source.text);
    let mut texts: Vec<(EntryPath, String)> = Vec::new();
    for path in &source.taken {
        if session.answers.entry(*path).is_none_or(|entry| entry.raw.is_empty()) {
            continue;
        }
        let said = said(session, *path, language);
        // Of a list, the line that comes from here; none where it was taken back since.
        let is_list = matches!(session.answers.value(*path), Value::List(_));
        let mut lines = said.lines().map(without_mark);
        let own = lines.clone().find(|line| whole.contains(&plain_letters(line)));
        let Some(own) = own.or_else(|| lines.next().filter(|_| !is_list)) else { continue };
        let answer = EntryPath { column: None, ..*path };
        if path.column.is_none() {
            texts.push((answer, format!("{}: {own}", place_of(session, answer, language))));
            continue;
        }
        let part = format!("{} {own}", label_of(session, *path, language));
        match texts.last_mut().filter(|(last, _)| *last == answer) {
            Some((_, text)) => *text = format!("{text}; {part}"),
            None => texts.push((answer, format!("{}: {part}", place_of(session, answer, language)))),
        }
    }
    texts.into_iter().map(|(_, text)| text).collect()
}

/// The rows of a paragraph: the old text, and what was taken from it.
struct Shown {
    text: Vec<String>,
    taken: Vec<String>,
    /// Columns of the old text; none where what was taken stands below it.
    beside: Option<usize>,
}

impl Shown {
    fn of(paragraph: &OldParagraph, session: &Session, width: u16, language: Language) -> Self {
        let width = width.saturating_sub(MARKS + 1);
        let is_beside = width + MARKS + 1 >= SIDE_BY_SIDE;
        let left = if is_beside { width * 3 / 5 } else { width };
        let right = if is_beside { width.saturating_sub(left + 2) } else { width.saturating_sub(2) };
        let source = &paragraph.source;
        let notes = source.notes.iter().map(|note| s::OLD_NOTE.fill(language, &[note]));
        let text = std::iter::once(source.text.clone()).chain(notes);
        let taken = taken(source, session, language);
        let wrapped = |texts: &mut dyn Iterator<Item = String>, width: u16| -> Vec<String> {
            texts.flat_map(|text| lines(&text, width).iter().map(ToString::to_string).collect::<Vec<_>>()).collect()
        };
        Shown {
            text: wrapped(&mut text.into_iter(), left),
            taken: wrapped(&mut taken.into_iter(), right),
            beside: is_beside.then_some(usize::from(left)),
        }
    }

    fn height(&self) -> usize {
        match self.beside {
            Some(_) => self.text.len().max(self.taken.len()),
            None => self.text.len() + self.taken.len(),
        }
    }

    /// Its rows, the first of them with these marks before it.
    fn drawn(self, begin: Vec<Span<'static>>, name: Style, quiet: Style) -> Vec<Line<'static>> {
        let indent = || vec![Span::raw(" ".repeat(usize::from(MARKS)))];
        let mut begin = Some(begin);
        let mut rows = Vec::new();
        let Shown { text, taken, beside } = self;
        let Some(width) = beside else {
            for row in text {
                rows.push([begin.take().unwrap_or_else(indent), vec![Span::styled(row, name)]].concat());
            }
            rows.extend(
                taken.into_iter().map(|row| [indent(), vec![Span::styled(format!("  {row}"), quiet)]].concat()),
            );
            return rows.into_iter().map(Line::from).collect();
        };
        let (mut text, mut taken) = (text.into_iter(), taken.into_iter());
        loop {
            let (left, right) = (text.next(), taken.next());
            if left.is_none() && right.is_none() {
                return rows.into_iter().map(Line::from).collect();
            }
            let left = left.unwrap_or_default();
            let gap = " ".repeat((width + 2).saturating_sub(columns(&left)));
            let mut row = begin.take().unwrap_or_else(indent);
            row.extend([Span::styled(left, name), Span::raw(gap), Span::styled(right.unwrap_or_default(), quiet)]);
            rows.push(row);
        }
    }
}
