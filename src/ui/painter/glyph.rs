//! What a cell of the buffer looks like on the terminal, and whether that has changed.

use std::ops::Range;

use ratatui::buffer::Cell;
use ratatui::style::Modifier;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::codes::{Pen, Sgr};
use crate::ui::columns::is_common;

/// Modifiers that show on a blank cell; the others (bold, dim, italic) only show on ink.
const ON_BLANKS: Modifier = Modifier::UNDERLINED.union(Modifier::REVERSED).union(Modifier::CROSSED_OUT);
/// Which text a cell puts on the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    /// Its own symbol.
    Own,
    /// A space, for symbols that would not move the cursor or would not fit.
    Space,
    /// A question mark, for symbols that the terminal could take for an order.
    Unsafe,
    /// Nothing: the cell lies under the wide symbol to its left.
    Covered,
}

/// One cell as the terminal shows it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glyph {
    pub(super) pen: Pen,
    pub(super) width: u16,
    pub(super) face: Face,
    /// No ink at all: only the background shows.
    pub(super) blank: bool,
    /// Every terminal agrees on the width, so that the cursor is known afterwards.
    pub(super) sure: bool,
    /// Differs from what is on the screen.
    pub(super) changed: bool,
}

impl Glyph {
    pub(super) const NONE: Self =
        Self { pen: Pen::PLAIN, width: 1, face: Face::Space, blank: true, sure: true, changed: false };

    /// The glyph of a cell with `room` columns up to the right edge.
    pub(super) fn of(cell: &Cell, room: usize, colour: bool) -> Self {
        let symbol = cell.symbol();
        let (face, width, sure) = match symbol.as_bytes() {
            [b' '..=b'~'] => (Face::Own, 1, true),
            _ if is_letter(symbol) => (Face::Own, 1, true),
            _ if symbol.chars().any(is_order) => (Face::Unsafe, 1, true),
            _ => match width(symbol) {
                (0, _) => (Face::Space, 1, true),
                (wide, _) if wide > room => (Face::Space, 1, true),
                (wide, sure) => (Face::Own, u16::try_from(wide).unwrap_or(1), sure),
            },
        };
        let pen = Pen::of(cell, colour);
        let space = face == Face::Space || symbol == " ";
        let blank = space && !pen.mods.intersects(ON_BLANKS);
        Self { pen, width, face, blank, sure, changed: false }
    }

    /// The pen to write this with: a blank takes the present one when nothing of it would show.
    pub(super) const fn wanted(self, now: Pen) -> Pen {
        let fits = self.blank && now.bg == self.pen.bg && !now.mods.intersects(ON_BLANKS);
        if fits { now } else { self.pen }
    }

    /// The cheapest pen to erase to this blank with: only the background it leaves shows.
    pub(super) fn eraser(self, now: Pen) -> Pen {
        let bare = Pen { bg: self.pen.bg, ..Pen::PLAIN };
        let near = Pen { bg: self.pen.bg, mods: now.mods - ON_BLANKS, fg: now.fg };
        let pens = [self.wanted(now), near, bare];
        pens.into_iter().min_by_key(|pen| Sgr::between(now, *pen).cost()).unwrap_or(bare)
    }

    /// As on a screen just cleared.
    pub(super) const fn is_empty(self) -> bool {
        self.blank && self.pen.bg == 0
    }

    /// The text written for it, `symbol` being its cell's own.
    pub(super) const fn text(self, symbol: &str) -> &str {
        match self.face {
            Face::Own => symbol,
            Face::Space => " ",
            Face::Unsafe => "?",
            Face::Covered => "",
        }
    }

    fn alike(self, symbol: &str, old: Self, old_symbol: &str) -> bool {
        if self.width == 0 || old.width == 0 {
            return self.width == old.width;
        }
        if self.blank && old.blank {
            return self.pen.bg == old.pen.bg;
        }
        let text = self.face == old.face && (self.face != Face::Own || symbol == old_symbol);
        text && self.blank == old.blank && self.pen == old.pen
    }
}

/// Whether a symbol is one of the letters of Vietnamese or the glyphs of frames: nearly all are,
/// and no search through the tables of Unicode is needed for them.
fn is_letter(symbol: &str) -> bool {
    let mut chars = symbol.chars();
    chars.next().is_some_and(is_common) && chars.as_str().is_empty()
}

/// Characters a terminal may obey instead of showing: controls, and those that turn or break lines.
fn is_order(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The columns a symbol takes, and whether terminals old and new agree on that.
fn width(symbol: &str) -> (usize, bool) {
    let mut chars = symbol.chars();
    let Some(first) = chars.next() else {
        return (0, true);
    };
    let one = first.width().unwrap_or(0);
    let halfwidth = |c: char| matches!(c, '\u{ff9e}' | '\u{ff9f}'); // a cell of its own, says ratatui too
    let disputed = first >= '\u{10000}' || (one == 2 && matches!(first, '\u{2300}'..='\u{2bff}'));
    let tail = chars.as_str();
    if tail.is_empty() && !halfwidth(first) {
        return (one, !disputed);
    }
    let joins = |c: char| c.width() != Some(0) || halfwidth(c) || matches!(c, '\u{200d}' | '\u{fe00}'..='\u{fe0f}');
    let whole = symbol.width() + symbol.chars().filter(|c| halfwidth(*c)).count();
    (whole, !disputed && whole == one && !tail.chars().any(joins))
}

/// Fills `glyphs` with what a row of cells shows.
pub(super) fn read(cells: &[Cell], colour: bool, glyphs: &mut [Glyph]) {
    for ((_, new), glyph) in shown(cells, 0, colour).zip(glyphs) {
        *glyph = new;
    }
}

/// What the cells of a row show from column `from` on, where no wide symbol reaches across, and
/// whether one reaches across to the next.
fn shown(cells: &[Cell], from: usize, colour: bool) -> impl Iterator<Item = (bool, Glyph)> {
    let (mut covered, mut above) = (0, Pen::PLAIN);
    cells.iter().enumerate().skip(from).map(move |(i, cell)| {
        if covered > 0 {
            covered -= 1;
            let under = Glyph { pen: above, width: 0, face: Face::Covered, blank: false, ..Glyph::NONE };
            return (covered > 0, under);
        }
        let glyph = Glyph::of(cell, cells.len() - i, colour);
        covered = glyph.width - 1;
        above = glyph.pen;
        (covered > 0, glyph)
    })
}

/// Marks in `new`, the glyphs of `cells`, what differs from the cells `kept`. All before `first`
/// is the same. Gives the columns outside which all is the same, and whether anything differs to
/// the eye. `old` is room to work in.
pub(super) fn compare(
    cells: &[Cell],
    kept: &[Cell],
    first: usize,
    colour: bool,
    new: &mut [Glyph],
    old: &mut Vec<Glyph>,
) -> (Range<usize>, bool) {
    let mut pairs = cells.iter().zip(kept);
    let last = pairs.rposition(|(new, old)| new != old).unwrap_or(first);
    // Up to `first` both read the same, so that a wide symbol there is wide in both.
    let start = (0..=first).rev().find(|x| new.get(*x).is_none_or(|g| g.width > 0)).unwrap_or(0);
    old.clear();
    let mut any = false;
    let mut end = start;
    for (((across, was), cell), shown) in
        shown(kept, start, colour).zip(cells.iter().skip(start)).zip(kept.iter().skip(start))
    {
        let Some(glyph) = new.get_mut(end) else { break };
        glyph.changed = !glyph.alike(cell.symbol(), was, shown.symbol());
        any |= glyph.changed;
        old.push(was);
        end += 1;
        if end > last && !across && new.get(end).is_none_or(|g| g.width > 0) {
            break;
        }
    }
    if any {
        (start..end).for_each(|x| keep_whole(x, old.get(x - start).map_or(1, |g| g.width), new));
        (start..end).for_each(|x| keep_whole(x, new.get(x).map_or(1, |g| g.width), new));
    }
    (start..end, any)
}

/// Marks all columns of a wide glyph as changed when one is: its halves cannot be written alone.
fn keep_whole(at: usize, width: u16, new: &mut [Glyph]) {
    if width > 1
        && let Some(span) = new.get_mut(at..at + usize::from(width))
        && span.iter().any(|g| g.changed)
    {
        for glyph in span {
            glyph.changed = true;
        }
    }
}
