//! A ratatui backend for slow lines: one `write` a frame, cheap cursor moves, no code written twice.
//!
//! The stock backend writes 31 bytes for a frame in which nothing changed, and twice a key. Codes
//! are those of ECMA-48 that xterm, PuTTY, the Linux console, tmux and GNU screen share.

use std::fmt::Write as _;
use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Cell, CellWidth};
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};

use crate::text::visible::is_hidden;

/// Frames longer than this, in bytes, are worth the 16 of a synchronized update.
const LONG: usize = 256;
/// Fewer blanks than this are written, not erased: the code is as long.
const ERASED: u16 = 5;
/// A letter carries so many marks at most.
const MARKS: usize = 8;
/// Plain attributes, home, erase all: what the terminal shows is known from here on.
const CLEAR: &str = "\x1b[m\x1b[H\x1b[J";

/// The modifiers that are written, with the SGR code of each.
const MODIFIERS: [(Modifier, u8); 6] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::REVERSED, 7),
    (Modifier::CROSSED_OUT, 9),
];
/// The modifiers that are seen on a blank.
const SEEN_ON_BLANKS: Modifier = Modifier::UNDERLINED.union(Modifier::REVERSED).union(Modifier::CROSSED_OUT);

/// Foreground, background and modifiers that the terminal writes with.
type Pen = (Color, Color, Modifier);
const PLAIN: Pen = (Color::Reset, Color::Reset, Modifier::empty());

/// A backend that writes to a terminal whose size it is told.
#[derive(Debug)]
pub struct TtyBackend<W> {
    writer: W,
    size: Size,
    /// What the next flush writes.
    out: String,
    pen: Pen,
    /// Where the cursor is; `None` where terminals do not agree: after the last column, where some
    /// wait to wrap, and after symbols of disputed width.
    at: Option<Position>,
    is_cursor_shown: bool,
    /// Nothing was drawn since the screen was cleared: what the frame leaves out is blank.
    is_clear: bool,
    /// The row of the cursor after the last frame. The first move away from it saves cursor and pen
    /// (DECSC): two bytes bring them back after a change elsewhere.
    home: u16,
    saved: Option<(Position, Pen)>,
}

impl<W> TtyBackend<W> {
    /// A backend for a terminal that is yet to be taken over.
    pub const fn new(writer: W, size: Size) -> Self {
        TtyBackend {
            writer,
            size,
            out: String::new(),
            pen: PLAIN,
            at: None,
            is_cursor_shown: true,
            is_clear: false,
            home: u16::MAX,
            saved: None,
        }
    }

    /// Where the bytes go.
    pub(crate) const fn writer(&self) -> &W {
        &self.writer
    }

    /// Where the bytes go, to be written to.
    pub const fn writer_mut(&mut self) -> &mut W {
        &mut self.writer
    }

    /// The window has another size.
    pub const fn set_size(&mut self, size: Size) {
        self.size = size;
    }

    /// The codes that the next flush writes.
    pub(crate) const fn codes_mut(&mut self) -> &mut String {
        &mut self.out
    }

    /// Adds the codes that take the screen over: an alternate one, pastes marked. What it shows is
    /// not known then: [`Terminal::clear`](ratatui::Terminal::clear) is to follow.
    pub fn enter_screen(&mut self) {
        self.out.push_str("\x1b[?1049h\x1b[?2004h");
        self.at = None;
    }

    /// Adds the codes that give the screen back. It is cleared first, for terminals that have only
    /// one (the Linux console).
    pub(crate) fn leave_screen(&mut self) {
        self.clear_all();
        self.out.push_str("\x1b[?25h\x1b[?2004l\x1b[?1049l");
        self.is_cursor_shown = true;
    }

    fn clear_all(&mut self) {
        self.out.push_str(CLEAR);
        (self.pen, self.at, self.is_clear) = (PLAIN, Some(Position::ORIGIN), true);
        (self.home, self.saved) = (u16::MAX, None);
    }

    fn go(&mut self, to: Position) {
        if self.at == Some(to) {
            return;
        }
        if let Some(at) = self.at.filter(|at| at.y == self.home && to.y != at.y && self.saved.is_none()) {
            self.out.push_str("\x1b7");
            self.saved = Some((at, self.pen));
        }
        let mut best = match (to.x, to.y) {
            (0, 0) => "\x1b[H".to_owned(),
            (0, y) => format!("\x1b[{}H", y + 1),
            (x, 0) => format!("\x1b[;{}H", x + 1),
            (x, y) => format!("\x1b[{};{}H", y + 1, x + 1),
        };
        if let Some(at) = self.at {
            let is_gap = self.is_clear && at.y == to.y && (at.x..at.x + 4).contains(&to.x) && !self.marks_blanks();
            let relative = match to.x.checked_sub(at.x).filter(|_| is_gap) {
                Some(columns) => " ".repeat(usize::from(columns)),
                None => down(at.y, to.y) + &across(at.x, to.x),
            };
            if relative.len() < best.len() {
                best = relative;
            }
        }
        self.out.push_str(&best);
        self.at = Some(to);
    }

    fn write_with(&mut self, pen: Pen) {
        let (fg, bg, modifier) = pen;
        if self.pen == pen {
            return;
        }
        let mut codes: Vec<u8> = Vec::new();
        if !(self.pen.2 - modifier).is_empty() || pen == PLAIN {
            codes.push(0);
            self.pen = PLAIN;
        }
        codes.extend(MODIFIERS.iter().filter(|(m, _)| (modifier - self.pen.2).contains(*m)).map(|(_, code)| code));
        codes.extend((fg != self.pen.0).then(|| colour_code(fg)));
        codes.extend((bg != self.pen.1).then(|| colour_code(bg) + 10));
        let codes: Vec<String> = codes.iter().map(u8::to_string).collect();
        let codes = codes.join(";");
        // Writing to a string cannot fail.
        let _ = write!(self.out, "\x1b[{}m", if codes == "0" { "" } else { &codes });
        self.pen = pen;
    }

    /// A blank written now would not look blank.
    fn marks_blanks(&self) -> bool {
        self.pen.1 != Color::Reset || self.pen.2.intersects(SEEN_ON_BLANKS)
    }

    /// So many blanks at the cursor; erased, where that is shorter, for which no cursor moves.
    fn blanks(&mut self, Position { x, y }: Position, count: u16) {
        if self.marks_blanks() {
            self.write_with(PLAIN);
        }
        let to_edge = x + count == self.size.width;
        if count < ERASED {
            self.out.extend(std::iter::repeat_n(' ', usize::from(count)));
            self.at = (!to_edge).then_some(Position { x: x + count, y });
        } else if to_edge {
            self.out.push_str("\x1b[K");
        } else {
            let _ = write!(self.out, "\x1b[{count}X");
        }
    }

    fn symbol(&mut self, Position { x, y }: Position, cell: &Cell) {
        self.write_with(pen_of(cell));
        let (symbol, width) = match cell.symbol() {
            hidden if hidden.contains(is_hidden) => ("?", 1),
            symbol => match symbol.cell_width() {
                0 => (" ", 1),
                width if x + width > self.size.width => (" ", 1),
                width => (symbol, width),
            },
        };
        // The rest of a tower of marks costs bytes and says nothing.
        let symbol = symbol.char_indices().nth(1 + MARKS).map_or(symbol, |(end, _)| &symbol[..end]);
        if width == 2 && symbol.contains(['\u{fe0f}', '\u{20e3}']) {
            // Some terminals draw these in one column, and would keep what stood in the other.
            self.out.push_str("  ");
            self.at = None;
            self.go(Position { x, y });
        }
        self.out.push_str(symbol);
        // Terminals old and new agree on the width of letters and rules, not on that of emoji and their kin.
        let is_sure = x + width < self.size.width && width == 1 && symbol.chars().all(|c| c < '\u{fe00}');
        self.at = is_sure.then_some(Position { x: x + width, y });
    }
}

/// The shortest code for so many rows up or down. A line feed keeps the column: in raw mode nothing
/// is added to it.
fn down(from: u16, to: u16) -> String {
    match to.checked_sub(from) {
        Some(rows) if rows < 4 => "\n".repeat(usize::from(rows)),
        Some(rows) => steps(rows, 'B'),
        None => steps(from - to, 'A'),
    }
}

/// The shortest code from one column of a row to another.
fn across(from: u16, to: u16) -> String {
    match (to, from.checked_sub(to)) {
        (_, Some(0)) => String::new(),
        (0, _) => "\r".to_owned(),
        (_, Some(back)) if back < 4 => "\x08".repeat(usize::from(back)),
        (_, Some(back)) => steps(back, 'D'),
        (_, None) => steps(to - from, 'C'),
    }
}

fn steps(count: u16, code: char) -> String {
    if count == 1 { format!("\x1b[{code}") } else { format!("\x1b[{count}{code}") }
}

/// The SGR code of a foreground. Only the terminal's own palette is written; every other colour is
/// the default.
const fn colour_code(colour: Color) -> u8 {
    match colour {
        Color::Black => 30,
        Color::Red => 31,
        Color::Green => 32,
        Color::Yellow => 33,
        Color::Blue => 34,
        Color::Magenta => 35,
        Color::Cyan => 36,
        Color::Gray => 37,
        _ => 39,
    }
}

fn pen_of(cell: &Cell) -> Pen {
    let written = MODIFIERS.iter().fold(Modifier::empty(), |all, (modifier, _)| all | *modifier);
    (cell.fg, cell.bg, cell.modifier & written)
}

fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && cell.bg == Color::Reset && !cell.modifier.intersects(SEEN_ON_BLANKS)
}

impl<W: Write> Backend for TtyBackend<W> {
    type Error = io::Error;

    fn draw<'a, I: Iterator<Item = (u16, u16, &'a Cell)>>(&mut self, content: I) -> io::Result<()> {
        let mut cells = content.peekable();
        while let Some((x, y, cell)) = cells.next() {
            self.go(Position { x, y });
            if is_blank(cell) {
                let mut count = 1;
                while cells.next_if(|(nx, ny, next)| (*nx, *ny) == (x + count, y) && is_blank(next)).is_some() {
                    count += 1;
                }
                self.blanks(Position { x, y }, count);
            } else {
                self.symbol(Position { x, y }, cell);
            }
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if std::mem::replace(&mut self.is_cursor_shown, false) {
            self.out.push_str("\x1b[?25l");
        }
        self.saved = None;
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if !std::mem::replace(&mut self.is_cursor_shown, true) {
            self.out.push_str("\x1b[?25h");
        }
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.at.unwrap_or_default())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let Position { x, y } = position.into();
        let at = Position { x: x.min(self.size.width.saturating_sub(1)), y: y.min(self.size.height.saturating_sub(1)) };
        match self.saved.take() {
            Some((saved, pen)) if saved == at && self.at != Some(at) => {
                self.out.push_str("\x1b8");
                (self.at, self.pen) = (Some(at), pen);
            }
            _ => {
                // Nothing is to come back here.
                self.home = u16::MAX;
                self.go(at);
            }
        }
        self.home = at.y;
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_all();
        Ok(())
    }

    fn clear_region(&mut self, _: ClearType) -> io::Result<()> {
        self.clear()
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::ZERO })
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.out.len() > LONG {
            self.out.insert_str(0, "\x1b[?2026h");
            self.out.push_str("\x1b[?2026l");
        }
        self.is_clear = false;
        self.writer.write_all(self.out.as_bytes())?;
        self.out.clear();
        self.writer.flush()
    }
}

#[cfg(test)]
mod tests;
