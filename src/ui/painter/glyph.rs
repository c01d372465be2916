//! What a cell looks like on the terminal, and whether that has changed.

use std::ops::Range;

use ratatui::buffer::Cell;
use ratatui::style::{Modifier, Style};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::codes::{Look, Pen, Sgr};
use crate::ui::columns::is_common;

/// Modifiers that show on a blank cell; the others (bold, dim, italic) only show on ink.
const ON_BLANKS: Modifier = Modifier::UNDERLINED.union(Modifier::REVERSED).union(Modifier::CROSSED_OUT);

/// One cell as the terminal shows it, in 12 bytes: a screenful of them is kept.
#[derive(Debug, Clone, Copy)]
pub struct Glyph {
    symbol: Symbol,
    pub(super) pen: Pen,
    /// Columns; 0 under the wide symbol to its left.
    pub(super) width: u8,
    /// No ink at all: only the background shows.
    pub(super) blank: bool,
    /// Every terminal agrees on the width, so that the cursor is known afterwards.
    pub(super) sure: bool,
    /// Differs from what is on the screen.
    pub(super) changed: bool,
}

/// What is written for a glyph: a char by its number, or a cluster of several by a higher one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Symbol(u32);

impl Symbol {
    /// Clusters are numbered from here on: no char is.
    const CLUSTERS: u32 = 0x11_0000;
    const SPACE: Self = Self(' ' as u32);
    /// For symbols that the terminal could take for an order.
    const UNSAFE: Self = Self('?' as u32);
}

impl Glyph {
    /// As on a screen just cleared.
    pub(super) const EMPTY: Self =
        Self { symbol: Symbol::SPACE, pen: Pen::PLAIN, width: 1, blank: true, sure: true, changed: false };

    const fn new(symbol: Symbol, pen: Pen, width: u8, sure: bool) -> Self {
        let blank = symbol.0 == Symbol::SPACE.0 && !pen.mods.intersects(ON_BLANKS);
        Self { symbol, pen, width, blank, sure, changed: false }
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

    fn alike(self, old: Self) -> bool {
        if self.width == 0 || old.width == 0 {
            return self.width == old.width;
        }
        if self.blank && old.blank {
            return self.pen.bg == old.pen.bg;
        }
        self.symbol == old.symbol && self.pen == old.pen
    }
}

/// How texts become glyphs, and glyphs bytes.
#[derive(Debug)]
pub struct Ink {
    /// Whether there are colours.
    colour: bool,
    /// The clusters met so far.
    clusters: Vec<Box<str>>,
}

impl Ink {
    pub(super) const fn new(colour: bool) -> Self {
        Self { colour, clusters: Vec::new() }
    }

    /// Forgets the clusters met so far: nothing is kept that has one.
    pub(super) fn forget(&mut self) {
        self.clusters.clear();
    }

    /// Writes a text, each char of which takes one column, over the start of a row's glyphs.
    pub fn letters(&mut self, text: &str, style: Style, glyphs: &mut [Glyph]) {
        let look = Look::of(style, self.colour);
        for (glyph, c) in glyphs.iter_mut().zip(text.chars()) {
            let pen = look.over(glyph.pen);
            *glyph = if is_common(c) {
                Glyph::new(Symbol(u32::from(c)), pen, 1, true)
            } else {
                self.glyph(c.encode_utf8(&mut [0; 4]), pen, 1)
            };
        }
    }

    /// What a row of cells shows, in the place of a row's glyphs.
    pub fn cells(&mut self, cells: &[Cell], glyphs: &mut [Glyph]) {
        let (mut covered, mut above) = (0, Pen::PLAIN);
        for (x, (cell, glyph)) in cells.iter().zip(glyphs).enumerate() {
            if covered > 0 {
                covered -= 1;
                *glyph = Glyph { pen: above, width: 0, blank: false, ..Glyph::EMPTY };
                continue;
            }
            let pen = Look::of(cell.style(), self.colour).over(Pen::PLAIN);
            *glyph = self.glyph(cell.symbol(), pen, cells.len() - x);
            (covered, above) = (glyph.width - 1, glyph.pen);
        }
    }

    /// A symbol with `room` columns up to the right edge.
    fn glyph(&mut self, symbol: &str, pen: Pen, room: usize) -> Glyph {
        if symbol.chars().any(is_order) {
            return Glyph::new(Symbol::UNSAFE, pen, 1, true);
        }
        match width(symbol) {
            (0, _) => Glyph::new(Symbol::SPACE, pen, 1, true),
            (wide, _) if wide > room => Glyph::new(Symbol::SPACE, pen, 1, true),
            (wide, sure) => Glyph::new(self.symbol(symbol), pen, u8::try_from(wide).unwrap_or(1), sure),
        }
    }

    fn symbol(&mut self, text: &str) -> Symbol {
        let mut chars = text.chars();
        if let (Some(c), "") = (chars.next(), chars.as_str()) {
            return Symbol(u32::from(c));
        }
        let known = self.clusters.iter().position(|cluster| **cluster == *text);
        let index = known.unwrap_or_else(|| {
            self.clusters.push(text.into());
            self.clusters.len() - 1
        });
        Symbol(Symbol::CLUSTERS.saturating_add(u32::try_from(index).unwrap_or(u32::MAX)))
    }

    /// The char of a glyph, or its cluster.
    fn read(&self, glyph: Glyph) -> Result<char, &str> {
        char::from_u32(glyph.symbol.0).ok_or_else(|| {
            let index = glyph.symbol.0.checked_sub(Symbol::CLUSTERS).and_then(|index| usize::try_from(index).ok());
            index.and_then(|index| self.clusters.get(index)).map_or(" ", |cluster| cluster)
        })
    }

    /// Bytes of a glyph's text.
    pub(super) fn len(&self, glyph: Glyph) -> usize {
        self.read(glyph).map_or_else(str::len, char::len_utf8)
    }

    /// Appends a glyph's text.
    pub(super) fn write(&self, glyph: Glyph, out: &mut Vec<u8>) {
        match self.read(glyph) {
            Ok(c) => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            Err(cluster) => out.extend_from_slice(cluster.as_bytes()),
        }
    }

    /// Makes a cell what a glyph shows.
    pub(super) fn show(&self, glyph: Glyph, cell: &mut Cell) {
        match self.read(glyph) {
            Ok(c) => cell.set_char(c),
            Err(cluster) => cell.set_symbol(cluster),
        };
        cell.set_style(glyph.pen.style());
    }
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

/// Marks in `new`, the glyphs of a row, what differs from those `kept`. The columns outside which
/// nothing does; `None` where all looks the same.
pub(super) fn compare(new: &mut [Glyph], kept: &[Glyph]) -> Option<Range<u16>> {
    let mut span: Option<(usize, usize)> = None;
    let mut is_wide = false;
    for (x, (new, old)) in new.iter_mut().zip(kept).enumerate() {
        new.changed = !new.alike(*old);
        is_wide |= new.width > 1 || old.width > 1;
        if new.changed {
            span = Some((span.map_or(x, |(first, _)| first), x));
        }
    }
    let (mut first, mut last) = span?;
    if is_wide {
        (0..kept.len()).for_each(|x| keep_whole(x, kept.get(x).map_or(1, |g| g.width), new));
        (0..new.len()).for_each(|x| keep_whole(x, new.get(x).map_or(1, |g| g.width), new));
        (first, last) = (0, new.len() - 1);
    }
    Some(u16::try_from(first).unwrap_or(0)..u16::try_from(last + 1).unwrap_or(u16::MAX))
}

/// Marks all columns of a wide glyph as changed when one is: its halves cannot be written alone.
fn keep_whole(at: usize, width: u8, new: &mut [Glyph]) {
    if width > 1
        && let Some(span) = new.get_mut(at..at + usize::from(width))
        && span.iter().any(|g| g.changed)
    {
        for glyph in span {
            glyph.changed = true;
        }
    }
}
