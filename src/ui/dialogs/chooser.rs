//! A list to choose from, narrowed by typing.

use std::borrow::Cow;

use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets;

use crate::text::width::columns;
use crate::text::wrap::wrap;
use crate::typing::TypingOptions;
use crate::ui::context::Context;
use crate::ui::keymap::Key;
use crate::ui::page::{self, at_both_ends};
use crate::ui::strings as s;
use crate::ui::text::lines;
use crate::ui::text::{cut, put, whole_items};
use crate::ui::theme::Theme;

use super::item::Item;
use super::popup::{Outcome, centred, popup};
use super::search::Search;

/// A list to choose from, narrowed by typing.
#[derive(Debug)]
pub struct Chooser<T> {
    title: String,
    pub items: Vec<Item<T>>,
    /// What narrows the list.
    search: Search,
    /// Position among the items that the search leaves.
    selected: usize,
    top: usize,
    /// Columns of the longest label with its note. There may be thousands of items: they are measured once.
    widest: usize,
    /// A width of the list, and the lines that the longest detail takes at it.
    detail: Option<(usize, usize)>,
    /// Said above the list.
    note: String,
    /// How the list takes letters and digits.
    letters: Letters,
    /// Items are marked, not chosen.
    several: bool,
    /// Tab takes what is chosen and goes on to the next field: the list is that of an entry.
    goes_on: bool,
}

/// Columns of a list in which all of its keys are told, and those that the way on takes.
const KEYS_WIDTH: usize = 44;
const TAB_WIDTH: usize = 14;

/// What letters and digits do in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Letters {
    /// Digits choose the first ten items, as in the menu; letters narrow the list.
    Choose,
    /// Digits choose; there is too little to narrow.
    Digits,
    /// All of them narrow the list.
    Narrow,
    /// Nothing: the list came by itself while a person was typing, or what it offers is grave.
    /// They are not for the field beneath either, where someone used to other lists would type a
    /// digit into an answer.
    Nothing,
}

impl Letters {
    /// Whether letters narrow the list.
    fn narrow(self) -> bool {
        matches!(self, Letters::Choose | Letters::Narrow)
    }

    /// Whether the items have numbers that choose them.
    fn number(self) -> bool {
        matches!(self, Letters::Choose | Letters::Digits)
    }
}

impl<T> Chooser<T> {
    /// A list with the first item chosen, in which digits choose and letters narrow.
    #[must_use]
    pub(crate) fn new(title: impl Into<String>, items: Vec<Item<T>>) -> Self {
        let widest = items.iter().map(|item| columns(&item.label) + columns(&item.note)).max().unwrap_or(0);
        Chooser {
            title: title.into(),
            items,
            widest,
            detail: None,
            search: Search::default(),
            selected: 0,
            top: 0,
            note: String::new(),
            letters: Letters::Choose,
            several: false,
            goes_on: false,
        }
    }

    /// The same list in which items are marked.
    #[must_use]
    pub(crate) fn several(self) -> Self {
        Chooser { letters: Letters::Narrow, several: true, ..self }
    }

    /// The same list, as that of an entry of the form.
    #[must_use]
    pub(crate) fn of_entry(self) -> Self {
        Chooser { goes_on: true, ..self }
    }

    /// Whether Tab takes what is chosen and goes on.
    #[must_use]
    pub(crate) fn goes_on(&self) -> bool {
        self.goes_on
    }

    /// The same list with another meaning of letters and digits.
    #[must_use]
    pub(crate) fn taking(self, letters: Letters) -> Self {
        Chooser { letters, ..self }
    }

    /// The same list narrowed by what was typed.
    #[must_use]
    pub(crate) fn narrowed(mut self, typed: &str) -> Self {
        if !typed.is_empty() {
            self.narrow(|search, _| search.push(typed));
        }
        self
    }

    /// The same list with something said above it.
    #[must_use]
    pub(crate) fn with_note(mut self, note: String) -> Self {
        self.note = note;
        self
    }

    /// The same list with this item chosen.
    #[must_use]
    pub(crate) fn at(mut self, item: usize) -> Self {
        self.selected = item;
        self
    }

    /// The positions of the items that the search leaves.
    fn matching(&self) -> Vec<usize> {
        self.search.matching(&self.items)
    }

    /// The position of the item that is chosen.
    fn chosen(&self) -> Option<usize> {
        self.matching().get(self.selected).copied()
    }

    /// What is searched for, as it is shown.
    #[must_use]
    pub(crate) fn searched(&self) -> String {
        self.search.text(&self.items)
    }

    /// Whether an item of a list of several asks for a text of one's own.
    fn is_own(&self, index: usize) -> bool {
        self.items.get(index).is_some_and(|item| item.checked.is_none())
    }

    /// What Tab takes in a list of several: what the arrows chose; else the option that is called just so, or a name of one's
    /// own, or the first that was found. "Đoàn Thanh niên" is a name, "thanh nien" is searched for, and a number is neither.
    fn taken(&self) -> Option<usize> {
        if self.selected != self.best() {
            return self.chosen();
        }
        let whole = self.search.whole(&self.items).filter(|index| !self.is_own(*index));
        let is_name = self.searched().starts_with(char::is_uppercase);
        let own = || self.matching().into_iter().find(|index| self.is_own(*index)).filter(|_| is_name);
        whole.or_else(own).or_else(|| self.chosen())
    }

    /// What Tab comes to in the list of an entry: what is searched for is taken. Marks are done with, unless what
    /// is searched for is to be typed.
    pub(super) fn go_on(&mut self, tab: Key, typing: Option<TypingOptions>) -> Outcome {
        self.search.typing = typing;
        let marks = self.several && !self.search.is_empty();
        let Some(index) = (if marks { self.taken() } else { self.chosen() }) else { return Outcome::Stay };
        self.selected = self.matching().iter().position(|at| *at == index).unwrap_or(self.selected);
        if self.several && !(marks && self.is_own(index)) {
            return Outcome::Accepted;
        }
        self.key(tab, KeyCode::Enter, typing)
    }

    /// The item that was searched for and is not marked yet.
    #[must_use]
    pub(crate) fn unmarked(&self) -> Option<usize> {
        let is_unmarked = |index: &usize| self.items.get(*index).is_some_and(|item| item.checked == Some(false));
        self.chosen().filter(|_| !self.search.is_empty()).filter(is_unmarked)
    }

    /// What an item means.
    #[must_use]
    pub(crate) fn into_value(mut self, item: usize) -> Option<T> {
        (item < self.items.len()).then(|| self.items.swap_remove(item).value)
    }

    /// Whether something was typed to search for.
    #[must_use]
    pub(crate) fn is_searching(&self) -> bool {
        !self.search.is_empty()
    }

    /// Handles a key; `typing` is how Vietnamese is typed, where it is.
    pub(crate) fn key(&mut self, key: Key, code: KeyCode, typing: Option<TypingOptions>) -> Outcome {
        self.search.typing = typing;
        let matching = self.matching();
        let last = matching.len().saturating_sub(1);
        let item = matching.get(self.selected).copied();
        match code {
            KeyCode::Esc if !self.search.is_empty() => self.narrow(|search, _| search.set(String::new())),
            KeyCode::Esc => return Outcome::Close,
            KeyCode::Up | KeyCode::BackTab => self.selected = self.selected.checked_sub(1).unwrap_or(last),
            KeyCode::Down | KeyCode::Tab => self.selected = if self.selected >= last { 0 } else { self.selected + 1 },
            KeyCode::PageUp => self.selected = self.selected.saturating_sub(8),
            KeyCode::PageDown => self.selected = (self.selected + 8).min(last),
            KeyCode::Home => self.selected = 0,
            KeyCode::End => self.selected = last,
            KeyCode::Enter if self.several && self.search.is_empty() => {
                // An item without a box is not marked but opened; on any other, Enter is "done".
                let opens = item.filter(|index| self.is_own(*index));
                return opens.map_or(Outcome::Accepted, Outcome::Toggled);
            }
            KeyCode::Enter if self.several => {
                let Some(index) = item else { return Outcome::Stay };
                // What was searched for is marked, and the whole list comes back.
                if !self.is_own(index) {
                    self.narrow(|search, _| search.set(String::new()));
                }
                return Outcome::Toggled(index);
            }
            KeyCode::Enter => return item.map_or(Outcome::Stay, Outcome::Chosen),
            _ if key.is_clear() => self.narrow(|search, _| search.set(String::new())),
            _ if key.is_backspace() => self.narrow(Search::pop),
            _ => match key.typed() {
                Some(_) if self.letters == Letters::Nothing => {}
                Some(' ') if self.several && self.search.is_empty() => {
                    return item.map_or(Outcome::Stay, Outcome::Toggled);
                }
                Some(' ') if self.search.is_empty() => return item.map_or(Outcome::Stay, Outcome::Chosen),
                Some(c) if self.letters.number() && self.search.is_empty() && c.is_ascii_digit() => {
                    let digit = c.to_digit(10).unwrap_or(0) as usize;
                    let index = if digit == 0 { 9 } else { digit - 1 };
                    return if index < self.items.len() { Outcome::Chosen(index) } else { Outcome::Stay };
                }
                Some(_) if !self.letters.narrow() => {}
                Some(c) => self.narrow(|search, _| search.push(c.encode_utf8(&mut [0; 4]))),
                None => {}
            },
        }
        Outcome::Stay
    }

    /// Takes pasted text.
    pub(crate) fn paste(&mut self, text: &str) {
        if self.letters.narrow() {
            self.narrow(|search, _| search.push(text.trim()));
        }
    }

    /// Changes what is searched for.
    fn narrow(&mut self, change: impl FnOnce(&mut Search, &[Item<T>])) {
        change(&mut self.search, &self.items);
        self.top = 0;
        self.selected = self.best();
    }

    /// The position among the items that the search leaves of the one that is chosen at first: an option that is called
    /// just so comes before those that begin so, and these before those that are called so among other words.
    fn best(&self) -> usize {
        let best = self.search.whole(&self.items).or_else(|| self.search.begun(&self.items));
        self.matching().iter().position(|index| Some(*index) == best).unwrap_or(0)
    }

    /// The area it takes on a screen.
    fn area(&self, screen: Rect) -> Rect {
        let prose = !self.note.is_empty() || self.items.iter().any(|item| !item.detail.is_empty());
        let least = if prose { 72 } else { KEYS_WIDTH + if self.goes_on { TAB_WIDTH } else { 0 } };
        let width = (self.widest + 14).max(columns(&self.title) + 8).max(least);
        let width = width.min(usize::from(screen.width));
        // The last line of the screen is for the keys of the screen and for what is said.
        let above = Rect { height: screen.height.saturating_sub(1), ..screen };
        centred(above, width, self.items.len() + self.rows_around(width))
    }

    fn note_rows(&self, width: usize) -> usize {
        if self.note.is_empty() { 0 } else { wrap(&self.note, width.saturating_sub(4)).len() + 1 }
    }

    /// Lines for the longest detail, so that the list stays where it is.
    fn detail_rows(&self, width: usize) -> usize {
        if let Some((_, rows)) = self.detail.filter(|(at, _)| *at == width) {
            return rows;
        }
        let details = self.items.iter().map(|item| self.below(item, width)).filter(|detail| !detail.is_empty());
        details.map(|detail| wrap(&detail, width.saturating_sub(4)).len() + 1).max().unwrap_or(0)
    }

    /// What is said below the list of the item that is chosen: its whole label where its line cuts it.
    fn below<'a>(&self, item: &'a Item<T>, width: usize) -> Cow<'a, str> {
        let before = if item.checked.is_some() { 4 } else { usize::from(self.letters.number()) * 2 };
        let beside = if item.note.is_empty() { 0 } else { columns(&item.note) + 2 };
        let is_cut = before + columns(&item.label) + beside + 6 > width;
        match (is_cut, item.detail.is_empty()) {
            (false, _) => item.detail.as_str().into(),
            (true, true) => item.label.as_str().into(),
            (true, false) => format!("{}\n{}", item.label, item.detail).into(),
        }
    }

    /// All lines but those of the list: the frame, the filter, the keys, what is said above and below.
    fn rows_around(&self, width: usize) -> usize {
        let filter = usize::from(self.letters.narrow());
        3 + filter + self.note_rows(width) + self.detail_rows(width)
    }

    /// Keeps the chosen line in view; to be called before drawing.
    pub(crate) fn update_layout(&mut self, screen: Rect) {
        let area = self.area(screen);
        let width = usize::from(area.width);
        self.detail = Some((width, self.detail_rows(width)));
        let height = usize::from(area.height).saturating_sub(self.rows_around(width)).max(1);
        self.selected = self.selected.min(self.matching().len().saturating_sub(1));
        self.top = self.top.min(self.selected).max((self.selected + 1).saturating_sub(height));
    }

    /// Draws it, and the cursor in it.
    pub(super) fn render(&self, context: &Context, frame: &mut Frame<'_>) {
        let Context { theme, language, .. } = *context;
        let area = self.area(frame.area());
        let width = usize::from(area.width);
        let height = usize::from(area.height).saturating_sub(self.rows_around(width)).max(1);
        let mut inside = popup(&self.title, area, theme, frame);
        if !self.note.is_empty() {
            frame.render_widget(widgets::Paragraph::new(lines(&self.note, inside.width)), inside);
            let taken = u16::try_from(self.note_rows(width)).unwrap_or(0).min(inside.height);
            inside = Rect { y: inside.y + taken, height: inside.height - taken, ..inside };
        }
        let mut list = inside;
        let mut cursor = Position::new(list.x, list.y);
        if self.letters.narrow() {
            let buffer = frame.buffer_mut();
            if self.search.is_empty() {
                put(buffer, list.x, list.y, s::FILTER.of(language), theme.quiet(), list.width);
            } else {
                cursor.x = put(buffer, list.x, list.y, &self.searched(), theme.text(), list.width);
            }
            list.y += 1;
        }
        list.height = u16::try_from(height).unwrap_or(u16::MAX).min(inside.bottom().saturating_sub(list.y));
        let matching = self.matching();
        if matching.is_empty() {
            let text = cut(s::NO_MATCH.of(language), usize::from(list.width), theme);
            put(frame.buffer_mut(), list.x, list.y, &text, theme.quiet(), list.width);
        }
        let (up, down) = theme.more();
        if self.top > 0 {
            put(frame.buffer_mut(), list.right() + 1, list.y, up, theme.accent(), 1);
        }
        if matching.len() > self.top + height {
            put(frame.buffer_mut(), list.right() + 1, list.bottom().saturating_sub(1), down, theme.accent(), 1);
        }
        if let Some(item) = matching.get(self.selected).and_then(|index| self.items.get(*index)) {
            let y = list.bottom() + 1;
            let below = Rect { y, height: inside.bottom().saturating_sub(y + 1), ..list };
            let text = self.below(item, width);
            frame.render_widget(widgets::Paragraph::new(lines(&text, below.width)).style(theme.quiet()), below);
        }
        let shown = matching.into_iter().enumerate().skip(self.top).take(height);
        let items = shown.filter_map(|(at, index)| {
            let item = self.items.get(index)?;
            Some(self.line(index, item, at == self.selected, usize::from(list.width.saturating_sub(2)), theme).into())
        });
        let chosen = self.selected.checked_sub(self.top);
        let y = page::list(items.collect(), chosen, "> ", theme, list, frame.buffer_mut());
        if let Some(y) = y.filter(|_| self.search.is_empty()) {
            cursor = Position::new(list.x, y);
        }
        let keys = match (self.several, self.search.is_empty()) {
            (false, _) if self.goes_on => s::ENTRY_KEYS,
            (false, _) => s::POPUP_KEYS,
            (true, true) => s::SEVERAL_KEYS,
            (true, false) if self.taken().is_some_and(|index| self.is_own(index)) => s::OWN_KEYS,
            (true, false) => s::FILTERED_KEYS,
        };
        let keys = theme.key_names(keys.of(language));
        let keys = whole_items(&keys, usize::from(inside.width));
        put(frame.buffer_mut(), inside.x, inside.bottom().saturating_sub(1), &keys, theme.quiet(), inside.width);
        frame.set_cursor_position(cursor);
    }

    /// One line of the list: its box or number, its label, its note.
    fn line(&self, index: usize, item: &Item<T>, chosen: bool, width: usize, theme: Theme) -> Line<'static> {
        let (before, style) = match item.checked {
            Some(checked) => (format!("{} ", theme.checkbox(checked)), theme.text()),
            None if self.letters.number() && index < 10 => (format!("{} ", (index + 1) % 10), theme.quiet()),
            None if self.letters.number() => ("  ".to_owned(), theme.quiet()),
            None => (String::new(), theme.text()),
        };
        let width = width.saturating_sub(columns(&before));
        let name = match (chosen, item.dim) {
            (_, true) => theme.quiet(),
            (true, false) => theme.title(),
            (false, false) => theme.text(),
        };
        let mut spans = vec![Span::styled(before, style)];
        spans.extend(at_both_ends(&item.label, name, &item.note, width, theme));
        spans.into()
    }
}
