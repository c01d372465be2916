//! Writes one frame: goes from change to change by the cheapest moves, pens and erasures.

use std::ops::Range;

use super::Features;
use super::codes::{Pen, Sgr, Spot, Step, digits};
use super::glyph::{Glyph, Ink};

/// In which order a frame is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// From the top down, then to the cursor's place.
    Down,
    /// The same; the cursor is saved (DECSC) when it passes its place, and restored at the end.
    DownSaving,
    /// First what lies between the cursor and its new place (what was typed); saved there.
    CursorFirst,
    /// First to the cursor's new place; saved there.
    GoalFirst,
}

/// A row on which something has changed.
#[derive(Debug)]
pub(super) struct Dirty {
    pub(super) y: u16,
    /// The columns outside which nothing has.
    pub(super) columns: Range<u16>,
    /// The column from which on the row is to be blank in one colour that can be erased.
    pub(super) tail: u16,
}

impl Dirty {
    /// A row of these glyphs.
    pub(super) fn new(y: u16, columns: Range<u16>, glyphs: &[Glyph], features: Features) -> Self {
        let bg = glyphs.last().map_or(0, |glyph| glyph.pen.bg);
        let blanks = glyphs.iter().rev().take_while(|glyph| features.erasable(**glyph) && glyph.pen.bg == bg);
        let tail = u16::try_from(glyphs.len() - blanks.count()).unwrap_or(u16::MAX);
        Self { y, columns, tail }
    }
}

/// Writes one frame in one order.
pub(super) struct Scribe<'a> {
    /// Columns of the screen.
    pub(super) cols: u16,
    /// What every cell is to show, row by row.
    pub(super) glyphs: &'a [Glyph],
    pub(super) ink: &'a Ink,
    pub(super) features: Features,
    pub(super) blank_from: u16,
    /// Where the cursor is to be at the end, as (x, y).
    pub(super) goal: Option<(u16, u16)>,
    pub(super) saving: bool,
    pub(super) saved: Option<(Spot, Pen)>,
    pub(super) pen: Pen,
    pub(super) at: Spot,
    pub(super) out: Vec<u8>,
}

impl Scribe<'_> {
    /// False when the order makes no sense for this frame, or takes `most` bytes and more.
    pub(super) fn frame(&mut self, order: Order, dirty: &[Dirty], most: usize) -> bool {
        let cols = self.cols;
        let mut done = None; // the cursor's row, when it came first
        let mut end = None; // below this row all is erased
        if let (Order::CursorFirst | Order::GoalFirst, Some((x, y))) = (order, self.goal) {
            let goal = dirty.iter().find(|row| row.y == y);
            let mut from = x;
            if order == Order::CursorFirst {
                match self.at.x {
                    Some(x0) if self.at.y == y && x0 < x => from = x0,
                    _ => return false,
                }
                if let Some(row) = goal {
                    self.row(row, from, x, false);
                }
            }
            self.reach(x, y, None);
            self.save();
            if let Some(row) = goal {
                let below = dirty.last().is_some_and(|last| last.y > y);
                if self.row(row, x, cols, below) {
                    end = Some(y);
                }
                self.row(row, 0, from, false);
            }
            done = Some(y);
        }
        for (i, row) in dirty.iter().enumerate() {
            if self.out.len() >= most {
                return false;
            }
            let is_due = end.is_none_or(|end| row.y < end) && done != Some(row.y);
            if is_due && self.row(row, 0, cols, i + 1 < dirty.len()) {
                end = Some(row.y);
            }
        }
        self.mark();
        if let Some((x, y)) = self.goal {
            match self.saved {
                Some((at, pen)) if !self.at.is((x, y)) => {
                    self.out.extend_from_slice(b"\x1b8");
                    (self.at, self.pen) = (at, pen);
                }
                _ => self.reach(x, y, None),
            }
        }
        self.out.len() < most
    }

    /// Writes what has changed on a row in the columns `from..to`. With `below` there are changes
    /// further down, and the end of the screen may be erased with that of the row: true if it was.
    fn row(&mut self, row: &Dirty, from: u16, to: u16, below: bool) -> bool {
        let y = row.y;
        let tail = if to == self.cols { row.tail } else { to };
        let (from, to) = (from.max(row.columns.start), to.min(row.columns.end));
        let mut x = from;
        let mut spaces = from; // up to here it is settled that blanks are written as such
        while let Some(at) = (x..to).find(|x| self.glyph(*x, y).changed) {
            let glyph = self.glyph(at, y);
            x = at + 1;
            if glyph.width == 0 {
                continue; // written with its left half
            }
            if at >= tail {
                let down = below && y + 1 >= self.blank_from && glyph.is_empty();
                let last = (at..to).rev().find(|x| self.glyph(*x, y).changed).unwrap_or(at);
                if down || last - at >= 2 {
                    self.erase(at, y, Step::Csi(1, if down { b'J' } else { b'K' }));
                    return down;
                }
            }
            if at >= spaces && self.features.erase_chars && self.features.erasable(glyph) {
                let (run, next) = self.run(at, y, to);
                spaces = at + run;
                let on = |from: u16| next.map_or(0, |next| Step::across(from, next).cost());
                let written = usize::from(run) + next.map_or(0, |n| on(spaces).min(usize::from(n - spaces)));
                if 3 + digits(run) + on(at) < written {
                    self.erase(at, y, Step::Csi(run, b'X'));
                    x = spaces;
                    continue;
                }
            }
            self.reach(at, y, Some(glyph));
            self.write(at, y);
            x = at + u16::from(glyph.width);
        }
        false
    }

    /// The length of a run of changed blanks in one colour, and the next change after it.
    fn run(&self, x: u16, y: u16, to: u16) -> (u16, Option<u16>) {
        let bg = self.glyph(x, y).pen.bg;
        let (mut run, mut on) = (1, true);
        for at in x + 1..to {
            let glyph = self.glyph(at, y);
            on = on && glyph.blank && glyph.pen.bg == bg;
            if glyph.changed && !on {
                return (run, Some(at));
            }
            if glyph.changed {
                run = at - x + 1;
            }
        }
        (run, None)
    }

    fn glyph(&self, x: u16, y: u16) -> Glyph {
        let index = usize::from(y) * usize::from(self.cols) + usize::from(x);
        self.glyphs.get(index).copied().unwrap_or(Glyph::EMPTY)
    }

    fn save(&mut self) {
        if self.saved.is_none() {
            self.out.extend_from_slice(b"\x1b7");
            self.saved = Some((self.at, self.pen));
        }
    }

    /// Saves the cursor if it happens to stand where it is to be at the end.
    fn mark(&mut self) {
        if self.saving && self.goal.is_some_and(|goal| self.at.is(goal)) {
            self.save();
        }
    }

    fn use_pen(&mut self, pen: Pen) {
        Sgr::between(self.pen, pen).write(&mut self.out);
        self.pen = pen;
    }

    fn erase(&mut self, x: u16, y: u16, step: Step) {
        let glyph = self.glyph(x, y);
        self.reach(x, y, Some(glyph));
        self.use_pen(glyph.eraser(self.pen));
        self.take(step, y);
    }

    /// Writes the glyph at the cursor, which is known to be there.
    fn write(&mut self, x: u16, y: u16) {
        self.mark();
        let glyph = self.glyph(x, y);
        self.use_pen(glyph.wanted(self.pen));
        self.ink.write(glyph, &mut self.out);
        let x = x + u16::from(glyph.width);
        self.at = Spot { y, x: (glyph.sure && x < self.cols).then_some(x) };
    }

    /// Moves the cursor in the cheapest way, `then` being what is written there.
    fn reach(&mut self, x: u16, y: u16, then: Option<Glyph>) {
        self.mark();
        if self.at.is((x, y)) {
            return;
        }
        let change = |pen: Pen| then.map_or(0, |g| Sgr::between(pen, g.wanted(pen)).cost());
        let here = change(self.pen);
        let place = Step::Place(x, y);
        let (mut best, mut least) = ([place, Step::Stay, Step::Stay], place.cost() + here);
        let along = Step::along(self.at.y, y);
        for (start, from) in [(Step::Stay, self.at.x), (Step::Repeat(b'\r', 1), Some(0))] {
            let Some(from) = from else {
                let across = Step::Csi(x + 1, b'G');
                if self.at.y == y && across.cost() + here < least {
                    (best, least) = ([across, Step::Stay, Step::Stay], across.cost() + here);
                }
                continue;
            };
            let across = Step::across(from, x);
            let fixed = start.cost() + along.cost();
            if fixed + across.cost() + here < least {
                (best, least) = ([start, along, across], fixed + across.cost() + here);
            }
            if let Some((cost, pen)) = self.stride(from, x, y, least.saturating_sub(fixed))
                && fixed + cost + change(pen) < least
            {
                (best, least) = ([start, along, Step::Rewrite(from, x)], fixed + cost + change(pen));
            }
        }
        for step in best {
            self.take(step, y);
        }
        self.at = Spot { y, x: Some(x) };
        self.mark();
    }

    /// The cost of going from one column to another by writing what is there, if below `limit`,
    /// and the pen afterwards.
    fn stride(&self, from: u16, to: u16, y: u16, limit: usize) -> Option<(usize, Pen)> {
        let (mut cost, mut pen, mut x) = (0, self.pen, from);
        while x < to && cost < limit {
            let glyph = self.glyph(x, y);
            if glyph.width == 0 || !glyph.sure {
                return None;
            }
            let wanted = glyph.wanted(pen);
            cost += Sgr::between(pen, wanted).cost() + self.ink.len(glyph);
            pen = wanted;
            x += u16::from(glyph.width);
        }
        (x == to && from < to && cost < limit).then_some((cost, pen))
    }

    fn take(&mut self, step: Step, y: u16) {
        if let Step::Rewrite(from, to) = step {
            self.at = Spot { y, x: Some(from) };
            let mut x = from;
            while x < to {
                self.write(x, y);
                x += u16::from(self.glyph(x, y).width.max(1));
            }
        } else {
            step.write(&mut self.out);
        }
    }
}
