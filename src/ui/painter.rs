//! Turns the picture of one frame into the fewest bytes that change the terminal from the last.

mod codes;
mod glyph;
mod scribe;

use std::mem;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use codes::{Pen, Spot};
pub use glyph::{Glyph, Ink};
use scribe::{Dirty, Order, Scribe};

/// Frames longer than this are worth the 16 bytes of a synchronized update, and are too long for
/// a few bytes less on the way back to matter.
const LONG: usize = 256;
const SYNC_ON: &[u8] = b"\x1b[?2026h";
const SYNC_OFF: &[u8] = b"\x1b[?2026l";
/// Plain pen, home, erase all: what the terminal shows is known from here on.
const CLEAR: &[u8] = b"\x1b[m\x1b[H\x1b[J";

/// What the terminal can do, as far as it changes the bytes written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "four independent abilities, named at the one place they are set")]
pub struct Features {
    /// Write colours; without it no colour code is ever written.
    pub colour: bool,
    /// Blank runs may be erased with ECH (`CSI n X`).
    pub erase_chars: bool,
    /// Erased cells take the pen's background (GNU screen: not), so coloured blanks may be erased.
    pub erase_coloured: bool,
    /// Wrap long frames in a synchronized update, so that they are never seen half painted.
    pub synchronized: bool,
}

impl Default for Features {
    fn default() -> Self {
        Self { colour: true, erase_chars: true, erase_coloured: true, synchronized: true }
    }
}

impl Features {
    const fn erasable(self, glyph: Glyph) -> bool {
        glyph.blank && (glyph.pen.bg == 0 || self.erase_coloured)
    }
}

/// A frame that is to be painted. It is lent row by row: only the painter keeps a screenful.
pub trait Picture {
    /// Its size.
    fn area(&self) -> Rect;

    /// Whether a row may differ from that of the frame before.
    fn differs(&self, y: u16) -> bool;

    /// Draws a row on glyphs that are blank.
    fn draw(&mut self, y: u16, ink: &mut Ink, glyphs: &mut [Glyph]);
}

/// What is known of the cells on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    Unknown,
    Blank,
    /// The glyphs that are kept.
    Kept,
}

/// What the terminal is known to show: its cells, the attributes it writes in, its cursor.
///
/// It exists because every byte counts on a slow line, and because the attributes and the cursor
/// are worth remembering from one frame to the next.
#[derive(Debug)]
pub struct Painter {
    features: Features,
    shown: Shown,
    area: Rect,
    /// What each cell shows, row by row.
    kept: Vec<Glyph>,
    ink: Ink,
    pen: Pen,
    at: Spot,
    visible: bool,
    /// The row that is being drawn.
    row: Vec<Glyph>,
    dirty: Vec<Dirty>,
    best: Vec<u8>,
    trial: Vec<u8>,
}

impl Painter {
    /// A painter that knows nothing of the screen yet.
    #[must_use]
    pub const fn new(features: Features) -> Self {
        Self {
            features,
            shown: Shown::Unknown,
            area: Rect::ZERO,
            kept: Vec::new(),
            ink: Ink::new(features.colour),
            pen: Pen::PLAIN,
            at: Spot::HOME,
            visible: true,
            row: Vec::new(),
            dirty: Vec::new(),
            best: Vec::new(),
            trial: Vec::new(),
        }
    }

    /// Appends the bytes that take the full screen over: blank, the cursor shown, pastes marked.
    pub fn enter(&mut self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"\x1b[?1049h");
        out.extend_from_slice(CLEAR);
        out.extend_from_slice(b"\x1b[?2004h");
        (self.shown, self.pen, self.at, self.visible) = (Shown::Blank, Pen::PLAIN, Spot::HOME, true);
    }

    /// Appends the bytes that give the screen back as it was. It is cleared first, for terminals
    /// with one screen only (the Linux console).
    pub fn leave(&mut self, out: &mut Vec<u8>) {
        out.extend_from_slice(CLEAR);
        if !self.visible {
            out.extend_from_slice(b"\x1b[?25h");
        }
        out.extend_from_slice(b"\x1b[?2004l\x1b[?1049l");
        (self.shown, self.visible) = (Shown::Unknown, true);
    }

    /// Forgets what the screen shows, as after a resize: the next frame paints everything.
    pub const fn forget(&mut self) {
        self.shown = Shown::Unknown;
    }

    /// Appends the bytes that turn what is shown into `next`, with the cursor at `cursor` (`None`:
    /// hidden). Appends nothing when nothing has changed.
    pub fn paint(&mut self, mut next: impl Picture, cursor: Option<Position>, out: &mut Vec<u8>) {
        let area = next.area();
        let (cols, rows) = (area.width, area.height);
        if cols == 0 || rows == 0 {
            return;
        }
        // After a screen that was taken over anew, every row may differ from what is shown.
        let all = self.shown != Shown::Kept || self.area != area;
        let clear = self.make_known(area);
        let goal = cursor.map(|p| (p.x.min(cols - 1), p.y.min(rows - 1)));
        self.find_changes(&mut next, all);
        self.choose(goal);
        let show = goal.is_some() != self.visible;
        self.visible = goal.is_some();
        let body = self.best.len() + if show { 6 } else { 0 } + if clear { CLEAR.len() } else { 0 };
        let sync = self.features.synchronized && body > LONG;
        for (wanted, bytes) in [
            (sync, SYNC_ON),
            (show && !self.visible, b"\x1b[?25l"),
            (clear, CLEAR),
            (true, &self.best),
            (show && self.visible, b"\x1b[?25h"),
            (sync, SYNC_OFF),
        ] {
            if wanted {
                out.extend_from_slice(bytes);
            }
        }
    }

    /// Makes the glyphs kept say what is shown; true when the screen must be cleared for that.
    fn make_known(&mut self, area: Rect) -> bool {
        let clear = self.shown == Shown::Unknown || (self.shown == Shown::Kept && self.area != area);
        if clear || self.shown == Shown::Blank {
            let (wide, tall) = (usize::from(area.width), usize::from(area.height));
            self.kept.clear();
            self.ink.forget();
            self.kept.resize(wide * tall, Glyph::EMPTY);
            self.row.resize(wide, Glyph::EMPTY);
            (self.area, self.shown) = (area, Shown::Kept);
        }
        if clear {
            (self.pen, self.at) = (Pen::PLAIN, Spot::HOME);
        }
        clear
    }

    /// Finds the rows that differ and keeps them as shown: the bytes that make it true follow.
    fn find_changes(&mut self, next: &mut impl Picture, all: bool) {
        let Painter { kept, row, ink, dirty, features, .. } = self;
        dirty.clear();
        for (y, kept) in (0..).zip(kept.chunks_exact_mut(row.len())) {
            if !all && !next.differs(y) {
                continue;
            }
            row.fill(Glyph::EMPTY);
            next.draw(y, ink, row);
            if let Some(columns) = glyph::compare(row, kept) {
                dirty.push(Dirty::new(y, columns, row, *features));
            }
            kept.copy_from_slice(row);
        }
    }

    /// What the screen shows once the bytes written have reached it, for tests.
    #[must_use]
    pub fn shown(&self) -> Buffer {
        let mut buffer = Buffer::empty(self.area);
        for (cell, glyph) in buffer.content.iter_mut().zip(&self.kept) {
            self.ink.show(*glyph, cell);
        }
        buffer
    }

    /// Leaves in `best` the shortest way found, and what the terminal is like after it.
    fn choose(&mut self, goal: Option<(u16, u16)>) {
        let (mut pen, mut at) = (self.pen, self.at);
        let blank_from = self.blank_from();
        for order in [Order::Down, Order::DownSaving, Order::CursorFirst, Order::GoalFirst] {
            let mut scribe = Scribe {
                cols: self.area.width,
                glyphs: &self.kept,
                ink: &self.ink,
                features: self.features,
                blank_from,
                goal,
                saving: order == Order::DownSaving,
                saved: None,
                pen: self.pen,
                at: self.at,
                out: mem::take(&mut self.trial),
            };
            scribe.out.clear();
            let most = if order == Order::Down { usize::MAX } else { self.best.len() };
            let better = scribe.frame(order, &self.dirty, most);
            self.trial = scribe.out;
            if better {
                (pen, at) = (scribe.pen, scribe.at);
                mem::swap(&mut self.best, &mut self.trial);
            }
            if self.dirty.is_empty() || goal.is_none() || self.best.len() > LONG {
                break;
            }
        }
        (self.pen, self.at) = (pen, at);
    }

    /// The first row from which on all is to be blank (looked for below the first change only).
    fn blank_from(&self) -> u16 {
        let tall = self.area.height;
        let [first, .., _] = self.dirty.as_slice() else { return tall };
        let below = self.kept.chunks_exact(usize::from(self.area.width)).skip(usize::from(first.y));
        let blank = below.rev().take_while(|row| row.iter().all(|glyph| glyph.is_empty())).count();
        tall - u16::try_from(blank).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests;
