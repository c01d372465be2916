//! Draws the page of questions: labels, entries, marks; and knows where each of its lines is.

use std::rc::Rc;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::check::Severity;
use crate::report::answers::{Answer, EntryPath, field_at};
use crate::report::definition::SectionId;
use crate::report::field::{Field, Kind};
use crate::report::value::{Chosen, Value};
use crate::session::Session;
use crate::session::focus::Slot;
use crate::text::language::Language;

use super::columns::{Columns, FormWidth, GUTTER, fits_inline, is_list};
use super::display::{compared, label_of, previous, text_of, understood};
use crate::text::width::columns;
use crate::text::wrap::{ScreenRow, position, wrap};
use crate::ui::context::Context;
use crate::ui::strings as s;
use crate::ui::text::{cut, put, put_right};
use crate::ui::theme::Theme;

/// What a blank entry looks like.
const BLANK: &str = "____________";

/// A page as it is laid out, and its scroll position.
#[derive(Debug, Default)]
pub(crate) struct View {
    /// The first line shown.
    pub top: usize,
    laid: Vec<Laid>,
    /// Width, language and section that it was laid out for, and what it calls units.
    page: Option<(u16, Language, SectionId, String)>,
}

/// One slot with its lines.
#[derive(Debug)]
struct Laid {
    slot: Slot,
    /// The answer that its lines say, and whether it was being typed.
    answer: Option<Rc<Answer>>,
    typing: bool,
    label: Vec<String>,
    text: String,
    rows: Vec<ScreenRow>,
    height: usize,
}

impl View {
    /// How many lines the page takes.
    #[must_use]
    pub(crate) fn height(&self) -> usize {
        self.laid.iter().map(|laid| laid.height).sum()
    }

    /// Scrolls as little as needed for the cursor's line, and the slot it is in, to be seen.
    pub(crate) fn scroll(&mut self, session: &Session, area: Rect) {
        let total = self.height();
        let laid = &self.laid;
        let height = usize::from(area.height).max(1);
        let mut line = 0;
        for (index, laid_slot) in laid.iter().enumerate() {
            if laid_slot.slot.focus() == Some(session.focus) {
                let (row, _) = position(&laid_slot.text, &laid_slot.rows, cursor_in(session, laid_slot));
                let cursor = line + row;
                // A heading just above is shown with the first entry under it.
                let lead =
                    usize::from(index > 0 && laid.get(index - 1).is_some_and(|l| matches!(l.slot, Slot::Heading(_))));
                let first = if row == 0 { cursor.saturating_sub(lead) } else { cursor };
                let last = if laid_slot.height <= height { line + laid_slot.height - 1 } else { cursor };
                self.top = self.top.max((last + 1).saturating_sub(height)).min(first);
                break;
            }
            line += laid_slot.height;
        }
        self.top = self.top.min(total.saturating_sub(height));
    }

    /// Lays the page out at a width; slots that still say the same keep their lines.
    pub(crate) fn lay_out(&mut self, session: &Session, width: FormWidth) {
        let FormWidth { columns: width, language } = width;
        let split = Columns::of(width);
        let mut before = std::mem::take(&mut self.laid).into_iter().peekable();
        // What the units are called stands in labels.
        let page = Some((width, language, session.section(), session.evaluation.unit().to_owned()));
        let same_page = self.page == page;
        self.page = page;
        for slot in session.slots() {
            let answer = match slot {
                Slot::Entry(path) => Some(session.answers.shared(path.field)),
                _ => None,
            };
            let typing = matches!(slot, Slot::Entry(path) if session.is_typing(path));
            // Slots keep their order, so that the one wanted is the next unless some have gone.
            while before.peek().is_some_and(|laid| laid.slot != slot && laid.slot.field() < slot.field()) {
                before.next();
            }
            let kept = before.next_if(|laid| {
                let same = matches!((&laid.answer, &answer), (Some(a), Some(b)) if Rc::ptr_eq(a, b));
                let same_answer = || same && laid.typing == typing;
                same_page && laid.slot == slot && (same_answer() || laid.text == text_of(session, slot, language))
            });
            let laid = kept.unwrap_or_else(|| lay_slot(session, slot, split, language));
            self.laid.push(Laid { answer, typing, ..laid });
        }
    }

    /// Draws the page, and the cursor in it.
    pub(crate) fn render(&self, session: &Session, area: Rect, context: &Context, frame: &mut Frame<'_>) {
        let Context { theme, language, .. } = *context;
        let split = Columns::of(area.width);
        let mut line = 0;
        for laid_slot in &self.laid {
            let (start, end) = (line, line + laid_slot.height);
            line = end;
            if end <= self.top || start >= self.top + usize::from(area.height) {
                continue;
            }
            let buffer = frame.buffer_mut();
            let width = FormWidth { columns: area.width, language };
            let mut slot = SlotView { session, buffer, area, width, split, theme, language, top: self.top, start };
            if let Some(position) = slot.render(laid_slot) {
                frame.set_cursor_position(position);
            }
        }
        let (up, down) = theme.more();
        if line > self.top + usize::from(area.height) {
            let bottom = area.bottom().saturating_sub(1);
            put_right(frame.buffer_mut(), area.right(), bottom, down, theme.quiet());
        }
        if self.top > 0 {
            put_right(frame.buffer_mut(), area.right(), area.top(), up, theme.quiet());
        }
    }
}

fn lay_slot(session: &Session, slot: Slot, split: Columns, language: Language) -> Laid {
    let text = text_of(session, slot, language).into_owned();
    let label = match slot {
        Slot::Entry(path) | Slot::Computed(path) => label_of(session, path, language),
        Slot::Heading(_) | Slot::AddRow(_) | Slot::Hint(_) => "".into(),
    };
    let indent = usize::from(nested(slot)) * 3;
    let label_rows = wrap(&label, split.label.saturating_sub(indent));
    let label: Vec<String> =
        label_rows.iter().map(|row| label.get(row.range.clone()).unwrap_or_default().to_owned()).collect();
    let listed = is_list(session, slot);
    let rows = match slot {
        Slot::Entry(_) | Slot::Computed(_) => wrap(&text, split.entry.saturating_sub(usize::from(listed) * 2)),
        Slot::Hint(_) => wrap(&text, split.label + split.entry),
        _ => vec![ScreenRow { range: 0..text.len(), first: true }],
    };
    let blank_above = usize::from(matches!(slot, Slot::Heading(_)));
    Laid {
        slot,
        answer: None,
        typing: false,
        height: label.len().max(rows.len()).max(1) + blank_above,
        label,
        text,
        rows,
    }
}

fn nested(slot: Slot) -> bool {
    matches!(slot, Slot::Entry(path) | Slot::Computed(path) if path.column.is_some())
}

/// Where the cursor stands in the shown text.
fn cursor_in(session: &Session, laid: &Laid) -> usize {
    match laid.slot {
        Slot::Entry(path) if laid.text == session.answers.raw(path) => session.cursor.at,
        Slot::Entry(_) => laid.text.len(),
        _ => 0,
    }
}

/// One slot on the screen.
struct SlotView<'a> {
    session: &'a Session,
    buffer: &'a mut Buffer,
    area: Rect,
    width: FormWidth,
    split: Columns,
    theme: Theme,
    language: Language,
    /// First line of the page on the screen, and first line of the slot on the page.
    top: usize,
    start: usize,
}

impl SlotView<'_> {
    /// The screen row of a line of the slot, if it is in view.
    fn y(&self, line: usize) -> Option<u16> {
        let line = (self.start + line).checked_sub(self.top)?;
        let y = u16::try_from(line).ok().filter(|y| *y < self.area.height)?;
        Some(self.area.y + y)
    }

    fn x(&self, column: usize) -> u16 {
        self.area.x.saturating_add(u16::try_from(column).unwrap_or(u16::MAX))
    }

    fn text(&mut self, line: usize, column: usize, text: &str, style: Style) {
        if let Some(y) = self.y(line) {
            let x = self.x(column);
            let room = self.area.right().saturating_sub(x);
            put(self.buffer, x, y, text, style, room);
        }
    }

    /// Draws it; returns where the cursor stands if it is here.
    fn render(&mut self, laid: &Laid) -> Option<Position> {
        let theme = self.theme;
        match laid.slot {
            Slot::Heading(field) => {
                self.text(1, GUTTER, &laid.text, theme.title());
                let rows = self.session.answers.rows(field).len();
                if rows > 0
                    && let Some(y) = self.y(1)
                {
                    let count = s::ROW_COUNT.fill(self.language, &[&rows]);
                    put_right(self.buffer, self.area.right().saturating_sub(2), y, &count, theme.quiet());
                }
                None
            }
            Slot::AddRow(field) => {
                let noun = match &self.session.definition[field].kind {
                    Kind::Rows { noun } if self.language == Language::Vi => self.session.worded(noun),
                    // The word for one row is the report's own; in English the table's name serves.
                    Kind::Rows { .. } => label_of(self.session, EntryPath::field(field), self.language),
                    Kind::Citations => self.language.pick("văn bản", "document").into(),
                    _ => self.language.pick("nơi nhận", "recipient").into(),
                };
                self.text(0, GUTTER, &s::ADD_ROW.fill(self.language, &[&noun]), theme.accent());
                self.focus(laid, 0, GUTTER)
            }
            Slot::Hint(_) => {
                for (line, row) in laid.rows.iter().enumerate() {
                    let text = laid.text.get(row.range.clone()).unwrap_or_default();
                    self.text(line, GUTTER, text, theme.quiet());
                }
                None
            }
            Slot::Computed(path) => {
                self.label(laid, if path.column.is_some() { GUTTER + 3 } else { GUTTER });
                self.mark(0, path);
                let blank = laid.text.is_empty();
                let text = if blank { "–" } else { laid.text.as_str() };
                let column = GUTTER + self.split.label + 1;
                self.text(0, column, text, theme.quiet());
                self.beside(None, path, column + columns(text) + 2);
                None
            }
            Slot::Entry(path) => self.entry(laid, path),
        }
    }

    fn label(&mut self, laid: &Laid, column: usize) {
        let style = self.theme.text();
        for (line, text) in laid.label.iter().enumerate() {
            self.text(line, column, text, style);
        }
    }

    fn entry(&mut self, laid: &Laid, path: EntryPath) -> Option<Position> {
        let theme = self.theme;
        let label_at = if path.column.is_some() { GUTTER + 3 } else { GUTTER };
        if let (Some(row), Some(0)) = (path.row, path.column) {
            self.text(0, GUTTER, &(row + 1).to_string(), theme.accent());
        }
        self.label(laid, label_at);
        self.mark(0, path);
        let column = GUTTER + self.split.label + 1;
        let field = field_at(&self.session.definition, path)?;
        if let Some(at) = self.inline_options(field, path, column) {
            return self.focus(laid, 0, at);
        }
        // Blanks alone are no text: what shows an entry without one stays.
        let is_blank = laid.text.trim_matches(' ').is_empty();
        let proposal = self.session.proposal(path).map(|text| text.replace('\n', " / "));
        match proposal.as_deref().map(|text| text.split_at(self.session.answers.raw(path).trim().len())) {
            Some((typed, rest)) => {
                // In brackets, as what the document lacks: not every terminal draws dim letters.
                let room = self.split.entry.saturating_sub(columns(typed) + 2);
                let rest = format!("[{}]", cut(rest, room, theme));
                self.text(0, column + columns(typed), &rest, theme.quiet());
            }
            None if is_blank => {
                self.text(0, column, BLANK, theme.quiet());
                self.previous(path, column + BLANK.len() + 2);
            }
            None => {}
        }
        let dash = is_list(self.session, laid.slot) && !is_blank;
        let indent = usize::from(is_list(self.session, laid.slot)) * 2;
        for (line, row) in laid.rows.iter().enumerate() {
            if dash && row.first {
                self.text(line, column, "-", theme.quiet());
            }
            let text = laid.text.get(row.range.clone()).unwrap_or_default();
            if !is_blank && !text.is_empty() {
                self.text(line, column + indent, text, theme.text());
            }
        }
        self.echo(laid, path, column);
        let (row, at) = position(&laid.text, &laid.rows, cursor_in(self.session, laid));
        let indent = if is_blank { 0 } else { indent };
        self.focus(laid, row, column + indent + at)
    }

    /// Yes and no, or a few short options, side by side. Returns where the cursor belongs.
    fn inline_options(&mut self, field: &Field, path: EntryPath, column: usize) -> Option<usize> {
        let theme = self.theme;
        let value = self.session.answers.value(path);
        let choices: Vec<(bool, &str)> = match &field.kind {
            Kind::YesNo => vec![
                (*value == Value::YesNo(true), s::YES.of(self.language)),
                (*value == Value::YesNo(false), s::NO.of(self.language)),
            ],
            Kind::Choice(options) if fits_inline(options, self.width) => options
                .list
                .iter()
                .enumerate()
                .map(|(i, o)| (*value == Value::Choice(Chosen::Option(i)), o.label.text(self.language)))
                .collect(),
            _ => return None,
        };
        let mut at = column;
        let mut cursor = column + 1;
        for (on, label) in choices {
            let text = format!("{} {label}", theme.radio(on));
            self.text(0, at, &text, theme.text());
            if on {
                cursor = at + 1;
            }
            at += columns(&text) + 3;
        }
        // What was typed and is none of them.
        if let Value::Unreadable(_) = value {
            self.text(0, at, self.session.answers.raw(path), theme.error());
        }
        self.previous(path, at);
        Some(cursor)
    }

    /// What the report before says, beside an empty entry.
    fn previous(&mut self, path: EntryPath, column: usize) {
        let right = GUTTER + self.split.label + self.split.entry;
        if let Some(text) = previous(self.session, path, self.language) {
            let text = cut(&text, right.saturating_sub(column), self.theme);
            self.text(0, column, &text, self.theme.quiet());
        }
    }

    /// What was understood, flush right, where there is room beside the entry.
    fn echo(&mut self, laid: &Laid, path: EntryPath, column: usize) {
        let raw = self.session.answers.raw(path);
        let read = understood(self.session.answers.value(path), raw, self.language).map(|text| format!("= {text}"));
        if laid.rows.len() == 1 {
            self.beside(read.as_deref(), path, column + columns(raw) + 2);
        }
    }

    /// What was understood, and how it was in the period before, flush right as far as there is room after this column.
    fn beside(&mut self, read: Option<&str>, path: EntryPath, end: usize) {
        let right = GUTTER + self.split.label + self.split.entry;
        let compared = compared(self.session, path, self.language);
        let both = |compared: &Option<String>| {
            read.zip(compared.as_ref()).map(|(read, compared)| format!("{read}  {compared}"))
        };
        let [long, short] = compared.map_or([None, None], |[long, short]| [Some(long), Some(short)]);
        // What was understood of an amount comes first: it may be a thousand times more than was meant.
        let is_amount = matches!(self.session.answers.value(path), Value::Money { .. });
        let (first, last) = if is_amount { (read, None) } else { (None, read) };
        let own = |text: Option<&str>| text.map(str::to_owned);
        let texts = [both(&long), both(&short), own(first), long, short, own(last)];
        let fitting = texts.into_iter().flatten().find(|text| end + columns(text) <= right);
        if let Some(text) = fitting {
            let style = self.theme.quiet();
            self.text(0, right - columns(&text) + 1, &text, style);
        }
    }

    /// The mark that says what an entry needs.
    fn mark(&mut self, line: usize, path: EntryPath) {
        let theme = self.theme;
        let (mark, style) = match self.session.severity(path) {
            Some(Severity::Error) => ("!", theme.error()),
            Some(Severity::Missing) => ("*", theme.warning()),
            Some(Severity::Unconfirmed) => ("~", theme.warning()),
            Some(Severity::Warning) => ("?", theme.warning()),
            Some(Severity::Hint) => (".", theme.quiet()),
            None if self.is_changed(path) => ("+", theme.good()),
            None => return,
        };
        self.text(line, 1, mark, style);
    }

    /// Whether something else stands in an entry, or nothing, than when the report was opened. Blanks alone are no change,
    /// and of a group only what stands in it is told.
    fn is_changed(&self, path: EntryPath) -> bool {
        let raw = self.session.answers.raw(path);
        let is_blank = raw.trim().is_empty() && (!raw.is_empty() || path.column.is_some());
        self.session.changed.contains(&path.field) && path.row.is_none() && !is_blank
    }

    /// The focus marker; returns where the cursor stands.
    fn focus(&mut self, laid: &Laid, line: usize, column: usize) -> Option<Position> {
        if laid.slot.focus() != Some(self.session.focus) {
            return None;
        }
        let style = self.theme.accent();
        self.text(0, 0, ">", style);
        let y = self.y(line)?;
        Some(Position::new(self.x(column).min(self.area.right().saturating_sub(1)), y))
    }
}
