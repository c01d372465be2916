//! A place to draw on: texts with their places, cut where the room ends.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::columns::{columns, fit, fitting, is_plain};
use super::painter::{Glyph, Ink, Picture};
use super::theme::Theme;

/// One text drawn on a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stroke {
    x: u16,
    style: Style,
    /// Where it ends in the row's text; it begins where the one before ends.
    end: usize,
}

/// What is drawn on one row, in the order it was drawn.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Row {
    strokes: Vec<Stroke>,
    text: String,
}

impl Row {
    fn clear(&mut self) {
        self.strokes.clear();
        self.text.clear();
    }

    /// The same as another row, in the room that this one has.
    fn copy(&mut self, other: &Row) {
        self.strokes.clone_from(&other.strokes);
        self.text.clone_from(&other.text);
    }

    /// Each stroke with its text.
    fn strokes(&self) -> impl Iterator<Item = (&Stroke, &str)> {
        let starts = std::iter::once(0).chain(self.strokes.iter().map(|stroke| stroke.end));
        starts.zip(&self.strokes).map(|(start, stroke)| (stroke, self.text.get(start..stroke.end).unwrap_or_default()))
    }
}

/// What is drawn in one frame: texts with their places. Only the rows on which something else is
/// drawn than in the frame before become glyphs (see [`Sheet`]).
#[derive(Debug, Default)]
pub struct Canvas {
    pub theme: Theme,
    area: Rect,
    rows: Vec<Row>,
}

impl Canvas {
    /// An empty canvas of this size.
    #[must_use]
    pub fn new(theme: Theme, area: Rect) -> Self {
        let mut canvas = Canvas::default();
        canvas.begin(theme, area);
        canvas
    }

    /// Begins a new frame.
    pub fn begin(&mut self, theme: Theme, area: Rect) {
        self.theme = theme;
        self.area = area;
        self.rows.resize_with(usize::from(area.height), Row::default);
        self.rows.iter_mut().for_each(Row::clear);
    }

    /// The whole of it.
    #[must_use]
    pub fn area(&self) -> Rect {
        self.area
    }

    /// Writes a text, cut at `width` columns; returns the column after it.
    pub fn put(&mut self, x: u16, y: u16, text: &str, style: Style, width: u16) -> u16 {
        let Some(row) = self.rows.get_mut(usize::from(y)).filter(|_| x < self.area.width && width > 0) else {
            return x;
        };
        let room = usize::from(width.min(self.area.width - x));
        let (fitting, used) = fitting(text, room);
        row.text.push_str(&fitting);
        row.strokes.push(Stroke { x, style, end: row.text.len() });
        x + u16::try_from(used).unwrap_or(0)
    }

    /// The same, with "…" where it was cut.
    pub fn put_cut(&mut self, x: u16, y: u16, text: &str, style: Style, width: u16) -> u16 {
        let room = usize::from(width);
        if columns(text) <= room {
            return self.put(x, y, text, style, width);
        }
        let end = self.theme.ellipsis();
        let start = fit(text, room.saturating_sub(columns(end)));
        let x = self.put(x, y, start, style, width);
        self.put(x, y, end, style, width)
    }

    /// Writes a text flush right, ending before `right`; returns its first column.
    pub fn put_right(&mut self, right: u16, y: u16, text: &str, style: Style) -> u16 {
        let width = u16::try_from(columns(text)).unwrap_or(u16::MAX);
        let x = right.saturating_sub(width);
        self.put(x, y, text, style, width);
        x
    }

    /// A horizontal rule.
    pub fn rule(&mut self, area: Rect) {
        let (glyph, style) = (self.theme.rule(), self.theme.quiet());
        self.put(area.x, area.y, &glyph.repeat(usize::from(area.width)), style, area.width);
    }

    /// A vertical rule.
    pub fn bar(&mut self, x: u16, top: u16, bottom: u16) {
        let (glyph, style) = (self.theme.bar(), self.theme.quiet());
        for y in top..bottom {
            self.put(x, y, glyph, style, 1);
        }
    }

    /// An empty framed box with a title.
    pub fn frame(&mut self, area: Rect, title: &str) {
        if area.width < 2 || area.height < 2 {
            return;
        }
        let blank = " ".repeat(usize::from(area.width));
        for y in area.top()..area.bottom() {
            self.put(area.x, y, &blank, Style::reset(), area.width);
        }
        let [top_left, top_right, bottom_left, bottom_right] = self.theme.corners();
        let (right, bottom) = (area.right() - 1, area.bottom() - 1);
        self.rule(Rect { height: 1, ..area });
        self.rule(Rect { y: bottom, height: 1, ..area });
        self.bar(area.x, area.y + 1, bottom);
        self.bar(right, area.y + 1, bottom);
        let quiet = self.theme.quiet();
        for (x, y, corner) in [
            (area.x, area.y, top_left),
            (right, area.y, top_right),
            (area.x, bottom, bottom_left),
            (right, bottom, bottom_right),
        ] {
            self.put(x, y, corner, quiet, 1);
        }
        if !title.is_empty() {
            let style = self.theme.title();
            self.put_cut(area.x + 2, area.y, &format!(" {title} "), style, area.width.saturating_sub(4));
        }
    }
}

/// What was drawn on each row of the screen: a row on which the same is drawn again is neither
/// turned into glyphs nor compared.
#[derive(Debug, Default)]
pub struct Sheet {
    area: Rect,
    drawn: Vec<Row>,
    /// The cells of a row with letters of several columns, or of several chars.
    cells: Buffer,
}

impl Sheet {
    /// The frame drawn on a canvas, for a [`Painter`](super::painter::Painter).
    pub fn frame<'a>(&'a mut self, canvas: &'a Canvas) -> impl Picture + 'a {
        if self.area != canvas.area {
            self.area = canvas.area;
            // Nothing is drawn on a screen of another size.
            self.drawn.clear();
            self.drawn.resize_with(canvas.rows.len(), Row::default);
        }
        Frame { sheet: self, canvas }
    }
}

/// A canvas before it becomes glyphs.
struct Frame<'a> {
    sheet: &'a mut Sheet,
    canvas: &'a Canvas,
}

impl Picture for Frame<'_> {
    fn area(&self) -> Rect {
        self.canvas.area
    }

    fn differs(&self, y: u16) -> bool {
        self.canvas.rows.get(usize::from(y)) != self.sheet.drawn.get(usize::from(y))
    }

    fn draw(&mut self, y: u16, ink: &mut Ink, glyphs: &mut [Glyph]) {
        let Some(row) = self.canvas.rows.get(usize::from(y)) else { return };
        if let Some(drawn) = self.sheet.drawn.get_mut(usize::from(y)) {
            drawn.copy(row);
        }
        if is_plain(&row.text) {
            for (stroke, text) in row.strokes() {
                ink.letters(text, stroke.style, glyphs.get_mut(usize::from(stroke.x)..).unwrap_or_default());
            }
            return;
        }
        let cells = &mut self.sheet.cells;
        cells.resize(Rect { height: 1, ..self.canvas.area });
        cells.reset();
        for (stroke, text) in row.strokes() {
            cells.set_string(stroke.x, cells.area.y, text, stroke.style);
        }
        ink.cells(&cells.content, glyphs);
    }
}
