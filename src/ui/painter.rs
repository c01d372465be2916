//! Turns the picture of one frame into the fewest bytes that change the terminal from the last.

mod codes;
mod glyph;
mod scribe;

use std::mem;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};

use codes::{Pen, Spot};
use glyph::Glyph;
use scribe::{Order, Scribe};

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

/// A frame that is to be painted. Its cells are lent row by row: only the painter keeps a
/// screenful of them.
pub trait Picture {
    /// Its size.
    fn area(&self) -> Rect;

    /// Calls `take` with the number and the cells of each row, from the top down: of `all` rows,
    /// or of those at least that differ from the frame before.
    fn rows(&mut self, all: bool, take: &mut dyn FnMut(u16, &[Cell]));
}

/// What is known of the cells on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    Unknown,
    Blank,
    /// Those of the buffer kept.
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
    kept: Buffer,
    pen: Pen,
    at: Spot,
    visible: bool,
    /// The glyphs of the frame's changed rows; the rest is left over from earlier frames.
    glyphs: Vec<Glyph>,
    /// What a changed row showed, as far as it was looked at.
    old: Vec<Glyph>,
    dirty: Vec<u16>,
    best: Vec<u8>,
    trial: Vec<u8>,
}

impl Painter {
    /// A painter that knows nothing of the screen yet.
    #[must_use]
    pub fn new(features: Features) -> Self {
        Self {
            features,
            shown: Shown::Unknown,
            kept: Buffer::empty(Rect::ZERO),
            pen: Pen::PLAIN,
            at: Spot::HOME,
            visible: true,
            glyphs: Vec::new(),
            old: Vec::new(),
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
        let all = self.shown != Shown::Kept || self.kept.area != area;
        let clear = self.make_known(area);
        let goal = cursor.map(|p| (p.x.min(cols - 1), p.y.min(rows - 1)));
        self.find_changes(&mut next, all, goal);
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

    /// Makes the buffer kept say what is shown; true when the screen must be cleared for that.
    fn make_known(&mut self, area: Rect) -> bool {
        let clear = self.shown == Shown::Unknown || (self.shown == Shown::Kept && self.kept.area != area);
        if clear || self.shown == Shown::Blank {
            self.kept.resize(area);
            self.kept.reset();
            self.glyphs.clear();
            self.glyphs.resize(usize::from(area.width) * usize::from(area.height), Glyph::NONE);
            self.old.resize(usize::from(area.width), Glyph::NONE);
            self.shown = Shown::Kept;
        }
        if clear {
            (self.pen, self.at) = (Pen::PLAIN, Spot::HOME);
        }
        clear
    }

    /// Finds the rows that differ and keeps them as shown: the bytes that make it true follow.
    fn find_changes(&mut self, next: &mut impl Picture, all: bool, goal: Option<(u16, u16)>) {
        let (wide, colour) = (usize::from(self.kept.area.width), self.features.colour);
        let row = |y: u16| usize::from(y) * wide..(usize::from(y) + 1) * wide;
        let Painter { kept, glyphs, old, dirty, .. } = self;
        dirty.clear();
        next.rows(all, &mut |y, cells| {
            let (Some(kept), Some(glyphs)) = (kept.content.get_mut(row(y)), glyphs.get_mut(row(y))) else { return };
            let Some(first) = cells.iter().zip(&*kept).position(|(new, old)| new != old) else { return };
            glyph::read(cells, colour, glyphs);
            let (range, changed) = glyph::compare(cells, kept, first, colour, glyphs, old);
            if changed {
                dirty.push(y);
            }
            if let (Some(kept), Some(cells)) = (kept.get_mut(range.clone()), cells.get(range)) {
                kept.clone_from_slice(cells);
            }
        });
        if let Some((_, y)) = goal.filter(|goal| !dirty.contains(&goal.1))
            && let (Some(cells), Some(glyphs)) = (kept.content.get(row(y)), glyphs.get_mut(row(y)))
        {
            glyph::read(cells, colour, glyphs); // to step over them
        }
    }

    /// What the screen shows once the bytes written have reached it.
    #[must_use]
    pub fn shown(&self) -> &Buffer {
        &self.kept
    }

    /// Leaves in `best` the shortest way found, and what the terminal is like after it.
    fn choose(&mut self, goal: Option<(u16, u16)>) {
        let (mut pen, mut at) = (self.pen, self.at);
        let blank_from = self.blank_from();
        for order in [Order::Down, Order::DownSaving, Order::CursorFirst, Order::GoalFirst] {
            let mut scribe = Scribe {
                next: &self.kept,
                glyphs: &self.glyphs,
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
            let done = scribe.frame(order, &self.dirty);
            self.trial = scribe.out;
            if done && (order == Order::Down || self.trial.len() < self.best.len()) {
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
        let (wide, tall) = (usize::from(self.kept.area.width), self.kept.area.height);
        let (Some(first), Some(last)) = (self.dirty.first(), self.dirty.last()) else {
            return tall;
        };
        let empty = |y: u16| {
            let start = usize::from(y) * wide;
            let cells = self.kept.content.get(start..start + wide).unwrap_or_default();
            cells.iter().all(|c| Glyph::of(c, wide, self.features.colour).is_empty())
        };
        if first == last {
            return tall;
        }
        let blank = (*first..tall).rev().take_while(|y| empty(*y)).count();
        tall - u16::try_from(blank).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests;
