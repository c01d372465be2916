//! Orders to the terminal in their shortest form: attributes (SGR) and cursor moves.

use ratatui::style::{Color, Modifier, Style};

/// The modifiers written at all, with the SGR code that sets each.
pub(super) const MODIFIERS: [(Modifier, u8); 6] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::REVERSED, 7),
    (Modifier::CROSSED_OUT, 9),
];

/// The attributes in which the terminal writes; colours are SGR codes of a foreground, 0: default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pen {
    pub(super) mods: Modifier,
    pub(super) fg: u8,
    pub(super) bg: u8,
}

impl Pen {
    pub(super) const PLAIN: Self = Self { mods: Modifier::empty(), fg: 0, bg: 0 };

    /// What is seen of it, as a style.
    pub(super) fn style(self) -> Style {
        let colour = |code: u8| COLOURS.iter().find(|c| c.1 == code).map_or(Color::Reset, |c| c.0);
        Style::new().fg(colour(self.fg)).bg(colour(self.bg)).add_modifier(self.mods)
    }
}

/// The colours of the terminal's own palette, with the SGR code of each as a foreground.
const COLOURS: [(Color, u8); 16] = [
    (Color::Black, 30),
    (Color::Red, 31),
    (Color::Green, 32),
    (Color::Yellow, 33),
    (Color::Blue, 34),
    (Color::Magenta, 35),
    (Color::Cyan, 36),
    (Color::Gray, 37),
    (Color::DarkGray, 90),
    (Color::LightRed, 91),
    (Color::LightGreen, 92),
    (Color::LightYellow, 93),
    (Color::LightBlue, 94),
    (Color::LightMagenta, 95),
    (Color::LightCyan, 96),
    (Color::White, 97),
];

/// What a style changes of a pen.
#[derive(Clone, Copy)]
pub(super) struct Look {
    fg: Option<u8>,
    bg: Option<u8>,
    add: Modifier,
    sub: Modifier,
}

impl Look {
    /// Without `colour` none is changed; every colour that is not of the palette is the default.
    pub(super) fn of(style: Style, colour: bool) -> Self {
        let code = |c: Color| COLOURS.iter().find(|known| known.0 == c).map_or(0, |known| known.1);
        let written = MODIFIERS.iter().fold(Modifier::empty(), |all, m| all | m.0);
        let (fg, bg) = if colour { (style.fg.map(code), style.bg.map(code)) } else { (None, None) };
        Self { fg, bg, add: style.add_modifier & written, sub: style.sub_modifier }
    }

    /// The pen that writes this over what a pen has written.
    pub(super) fn over(self, pen: Pen) -> Pen {
        let mods = (pen.mods - self.sub) | self.add;
        Pen { mods, fg: self.fg.unwrap_or(pen.fg), bg: self.bg.unwrap_or(pen.bg) }
    }
}

/// The parameters of one SGR sequence; empty: nothing to write.
#[derive(Default)]
pub(super) struct Sgr {
    codes: [u8; 12],
    len: usize,
}

impl Sgr {
    fn push(&mut self, code: u8) {
        if let Some(slot) = self.codes.get_mut(self.len) {
            *slot = code;
            self.len += 1;
        }
    }

    fn codes(&self) -> &[u8] {
        self.codes.get(..self.len).unwrap_or_default()
    }

    /// The shorter of the codes that change what differs, and a reset with what is wanted.
    pub(super) fn between(from: Pen, to: Pen) -> Self {
        let mut delta = Self::default();
        if from == to {
            return delta;
        }
        let mut fresh = Self::default();
        fresh.push(0);
        let weight = Modifier::BOLD | Modifier::DIM;
        let off = from.mods - to.mods;
        if off.intersects(weight) {
            delta.push(22); // takes both away
        }
        for (modifier, code) in MODIFIERS {
            if to.mods.contains(modifier) {
                fresh.push(code);
                let lost = weight.contains(modifier) && off.intersects(weight);
                if lost || !from.mods.contains(modifier) {
                    delta.push(code);
                }
            } else if off.contains(modifier) && !weight.contains(modifier) {
                delta.push(code + 20);
            }
        }
        for (was, is, base) in [(from.fg, to.fg, 0), (from.bg, to.bg, 10)] {
            if is != 0 {
                fresh.push(is + base);
            }
            if was != is {
                delta.push(if is == 0 { 39 + base } else { is + base });
            }
        }
        if fresh.cost() <= delta.cost() { fresh } else { delta }
    }

    pub(super) fn cost(&self) -> usize {
        match self.codes() {
            [] => 0,
            [0] => 3,
            codes => 2 + codes.iter().map(|c| digits(u16::from(*c)) + 1).sum::<usize>(),
        }
    }

    pub(super) fn write(&self, out: &mut Vec<u8>) {
        match self.codes() {
            [] => {}
            [0] => out.extend_from_slice(b"\x1b[m"),
            codes => {
                out.extend_from_slice(b"\x1b[");
                for (i, code) in codes.iter().enumerate() {
                    if i > 0 {
                        out.push(b';');
                    }
                    number(u16::from(*code), out);
                }
                out.push(b'm');
            }
        }
    }
}

/// How many digits a number is written with.
pub(super) const fn digits(n: u16) -> usize {
    match n {
        0..=9 => 1,
        10..=99 => 2,
        100..=999 => 3,
        1000..=9999 => 4,
        _ => 5,
    }
}

pub(super) fn number(n: u16, out: &mut Vec<u8>) {
    if n > 9 {
        number(n / 10, out);
    }
    out.extend(u8::try_from(n % 10).map(|d| b'0' + d));
}

/// Where the cursor is; the column is unknown after the last column was written (some terminals
/// then wait to wrap) and after symbols whose width is disputed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) y: u16,
    pub(super) x: Option<u16>,
}

impl Spot {
    pub(super) const HOME: Self = Self { y: 0, x: Some(0) };

    pub(super) fn is(self, at: (u16, u16)) -> bool {
        (Some(at.0), Some(at.1)) == (self.x, Some(self.y))
    }
}

/// One part of a way to move the cursor.
#[derive(Clone, Copy)]
pub(super) enum Step {
    Stay,
    /// A control character, so many times.
    Repeat(u8, u16),
    /// `CSI n final`.
    Csi(u16, u8),
    /// CUP to a column and row, counted from 0.
    Place(u16, u16),
    /// Write what is on the row from one column up to another.
    Rewrite(u16, u16),
}

impl Step {
    pub(super) const fn cost(self) -> usize {
        match self {
            Self::Stay | Self::Rewrite(..) => 0,
            Self::Repeat(_, n) => n as usize,
            Self::Csi(1, _) | Self::Place(0, 0) => 3,
            Self::Csi(n, _) => 3 + digits(n),
            Self::Place(0, y) => 3 + digits(y + 1),
            Self::Place(x, 0) => 4 + digits(x + 1),
            Self::Place(x, y) => 4 + digits(x + 1) + digits(y + 1),
        }
    }

    pub(super) const fn or(self, other: Self) -> Self {
        if other.cost() < self.cost() { other } else { self }
    }

    /// Writes it; [`Self::Rewrite`] is the caller's to write.
    pub(super) fn write(self, out: &mut Vec<u8>) {
        match self {
            Self::Stay | Self::Rewrite(..) => {}
            Self::Repeat(byte, n) => out.extend((0..n).map(|_| byte)),
            Self::Csi(n, last) => {
                out.extend_from_slice(b"\x1b[");
                if n != 1 {
                    number(n, out);
                }
                out.push(last);
            }
            Self::Place(x, y) => {
                out.extend_from_slice(b"\x1b[");
                if y > 0 {
                    number(y + 1, out);
                }
                if x > 0 {
                    out.push(b';');
                    number(x + 1, out);
                }
                out.push(b'H');
            }
        }
    }

    /// The cheapest way along a row that does not write.
    pub(super) const fn across(from: u16, to: u16) -> Self {
        if from == to {
            return Self::Stay;
        }
        let by = from.abs_diff(to);
        let relative = if to > from { Self::Csi(by, b'C') } else { Self::Repeat(8, by).or(Self::Csi(by, b'D')) };
        let absolute = if to == 0 { Self::Repeat(b'\r', 1) } else { Self::Csi(to + 1, b'G') };
        relative.or(absolute)
    }

    /// The cheapest way up or down in the same column. Line feeds keep the column in raw mode, and
    /// never scroll, for the row aimed at exists.
    pub(super) fn along(from: u16, to: u16) -> Self {
        let by = from.abs_diff(to);
        match to.cmp(&from) {
            std::cmp::Ordering::Equal => Self::Stay,
            std::cmp::Ordering::Less => Self::Csi(by, b'A').or(Self::Csi(to + 1, b'd')),
            std::cmp::Ordering::Greater => Self::Repeat(b'\n', by).or(Self::Csi(by, b'B')).or(Self::Csi(to + 1, b'd')),
        }
    }
}
