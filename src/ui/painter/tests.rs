//! Tests of the painter against an emulator (vt100) and against the fewest bytes that could do.

mod cost;
mod floor;

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};

use super::{Features, Glyph, Ink, Painter, Picture};

const SYMBOLS: [&str; 26] = [
    " ",
    " ",
    " ",
    "a",
    "b",
    "e",
    "x",
    "Z",
    "0",
    ".",
    "ế",
    "ợ",
    "Đ",
    "ư",
    "│",
    "─",
    "┌",
    "漢",
    "字",
    "ｶ",
    "e\u{301}",
    "a\u{323}\u{302}",
    "",
    "\u{1b}[2J",
    "\u{9b}",
    "\u{301}",
];
const COLOURS: [Color; 12] = [
    Color::Reset,
    Color::Reset,
    Color::Reset,
    Color::Black,
    Color::Red,
    Color::Green,
    Color::Gray,
    Color::DarkGray,
    Color::LightCyan,
    Color::White,
    Color::Rgb(1, 2, 3),
    Color::Indexed(99),
];
/// Bold and dim are never together: vt100 knows only the later one.
const MODIFIERS: [Modifier; 8] = [
    Modifier::empty(),
    Modifier::empty(),
    Modifier::BOLD,
    Modifier::DIM,
    Modifier::UNDERLINED,
    Modifier::REVERSED,
    Modifier::ITALIC.union(Modifier::BOLD),
    Modifier::REVERSED.union(Modifier::DIM).union(Modifier::CROSSED_OUT),
];

type Cursor = Option<(u16, u16)>;

fn pos(cursor: Cursor) -> Option<Position> {
    cursor.map(|(x, y)| Position { x, y })
}

impl Picture for &Buffer {
    fn area(&self) -> Rect {
        self.area
    }

    fn differs(&self, _: u16) -> bool {
        true
    }

    fn draw(&mut self, y: u16, ink: &mut Ink, glyphs: &mut [Glyph]) {
        let start = usize::from(y) * glyphs.len();
        ink.cells(&self.content[start..start + glyphs.len()], glyphs);
    }
}

fn paint(painter: &mut Painter, next: &Buffer, cursor: Cursor) -> Vec<u8> {
    let mut out = Vec::new();
    painter.paint(next, pos(cursor), &mut out);
    out
}

fn entered(features: Features) -> Painter {
    let mut painter = Painter::new(features);
    painter.enter(&mut Vec::new());
    painter
}

fn blank(cols: u16, rows: u16) -> Buffer {
    Buffer::empty(Rect::new(0, 0, cols, rows))
}

fn idx(colour: Color) -> vt100::Color {
    let n = match colour {
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightCyan => 14,
        Color::White => 15,
        _ => return vt100::Color::Default,
    };
    vt100::Color::Idx(n)
}

/// What is to be seen in each cell: text ("" under a wide symbol), style.
fn seen(buffer: &Buffer) -> Vec<Vec<(String, Style)>> {
    let wide = usize::from(buffer.area.width);
    buffer
        .content
        .chunks(wide)
        .map(|row| {
            let mut out: Vec<(String, Style)> = Vec::new();
            while out.len() < wide {
                let cell = &row[out.len()];
                let (text, columns) = match cell.symbol() {
                    s if s.chars().any(char::is_control) => ("?", 1),
                    "漢" | "字" if out.len() + 1 == wide => (" ", 1),
                    "" | "\u{301}" => (" ", 1),
                    s @ ("漢" | "字") => (s, 2),
                    s => (s, 1),
                };
                out.push((text.to_owned(), cell.style()));
                (1..columns).for_each(|_| out.push((String::new(), cell.style())));
            }
            out
        })
        .collect()
}

fn check(parser: &vt100::Parser, next: &Buffer, cursor: Cursor, colour: bool) {
    let screen = parser.screen();
    for (y, row) in (0..).zip(seen(next)) {
        for (x, (text, style)) in (0..).zip(row) {
            let at = format!("({x},{y}) {text:?} {style:?}");
            let cell = screen.cell(y, x).unwrap();
            assert_eq!(cell.is_wide_continuation(), text.is_empty(), "{at}");
            if text.is_empty() {
                continue;
            }
            let shown = if cell.has_contents() { cell.contents() } else { " " };
            assert_eq!(shown, text, "{at}");
            let tint = |c: Option<Color>| {
                if colour { idx(c.unwrap()) } else { vt100::Color::Default }
            };
            let mods = style.add_modifier;
            assert_eq!(cell.bgcolor(), tint(style.bg), "{at}");
            assert_eq!(cell.underline(), mods.contains(Modifier::UNDERLINED), "{at}");
            assert_eq!(cell.inverse(), mods.contains(Modifier::REVERSED), "{at}");
            let visible = Modifier::UNDERLINED | Modifier::REVERSED | Modifier::CROSSED_OUT;
            if text != " " || mods.intersects(visible) {
                assert_eq!(cell.fgcolor(), tint(style.fg), "{at}");
                assert_eq!(cell.bold(), mods.contains(Modifier::BOLD), "{at}");
                assert_eq!(cell.dim(), mods.contains(Modifier::DIM), "{at}");
                assert_eq!(cell.italic(), mods.contains(Modifier::ITALIC), "{at}");
            }
        }
    }
    assert_eq!(screen.hide_cursor(), cursor.is_none());
    if let Some((x, y)) = cursor {
        assert_eq!(screen.cursor_position(), (y, x));
    }
}

/// A change of the buffer: some symbols in a row, in one style.
#[derive(Debug, Clone)]
struct Edit {
    x: u16,
    y: u16,
    symbols: Vec<usize>,
    style: (usize, usize, usize),
}

fn apply(edit: &Edit, plain: bool, buffer: &mut Buffer) {
    let (cols, rows) = (buffer.area.width, buffer.area.height);
    let (fg, bg, mods) = edit.style;
    let style = Style::new().fg(COLOURS[fg]).bg(COLOURS[bg]).add_modifier(MODIFIERS[mods]);
    for (i, s) in (0..).zip(&edit.symbols) {
        if let Some(cell) = buffer.cell_mut(((edit.x + i) % cols, edit.y % rows)) {
            cell.reset();
            cell.set_symbol(SYMBOLS[if plain { s % 17 } else { *s }]);
            cell.set_style(if plain { Style::new().add_modifier(MODIFIERS[mods / 2]) } else { style });
        }
    }
}

fn edits(cols: u16, rows: u16) -> impl Strategy<Value = Vec<Edit>> {
    let style = (0..COLOURS.len(), 0..COLOURS.len(), 0..MODIFIERS.len());
    let symbols = prop_oneof![
        prop::collection::vec(0..SYMBOLS.len(), 1..8),
        (0..SYMBOLS.len(), 1..40_usize).prop_map(|(s, n)| vec![s; n]),
    ];
    let edit = (0..cols, 0..rows, symbols, style).prop_map(|(x, y, symbols, style)| Edit { x, y, symbols, style });
    prop::collection::vec(edit, 0..8)
}

fn cursors(cols: u16, rows: u16) -> impl Strategy<Value = Cursor> {
    prop::option::weighted(0.85, (0..cols, 0..rows))
}

fn features() -> impl Strategy<Value = Features> {
    (any::<[bool; 4]>()).prop_map(|[colour, erase_chars, erase_coloured, synchronized]| Features {
        colour,
        erase_chars,
        erase_coloured,
        synchronized,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_terminal_shows_the_buffer(
        features in features(),
        size in (1..30_u16, 1..7_u16),
        frames in prop::collection::vec((edits(30, 7), cursors(30, 7), 0..20_u8), 1..8),
    ) {
        let (mut cols, mut rows) = size;
        let mut painter = Painter::new(features);
        let mut parser = vt100::Parser::new(rows, cols, 0);
        let mut bytes = b"\x1b[31mj".to_vec();
        painter.enter(&mut bytes);
        parser.process(&bytes);
        let mut buffer = blank(cols, rows);
        for (edits, cursor, event) in frames {
            match event {
                0 => painter.forget(),
                1 => {
                    (cols, rows) = (cols % 29 + 1, rows % 6 + 1);
                    parser.process(b"\x1b[2J"); // vt100 stumbles over wide symbols cut in half
                    parser.screen_mut().set_size(rows, cols);
                    buffer.resize(Rect::new(0, 0, cols, rows));
                }
                2 | 3 => buffer.reset(),
                _ => {}
            }
            for edit in &edits {
                apply(edit, false, &mut buffer);
            }
            let bytes = paint(&mut painter, &buffer, cursor);
            parser.process(&bytes);
            let cursor = cursor.map(|(x, y)| (x.min(cols - 1), y.min(rows - 1)));
            check(&parser, &buffer, cursor, features.colour);
            prop_assert!(paint(&mut painter, &buffer, cursor).is_empty());
            if !features.colour {
                no_colours(&bytes);
            }
            only_known_orders(&bytes);
        }
        let mut bytes = Vec::new();
        painter.leave(&mut bytes);
        parser.process(&bytes);
        prop_assert!(!parser.screen().alternate_screen() && !parser.screen().hide_cursor());
        prop_assert!(!parser.screen().bracketed_paste());
    }

    #[test]
    fn no_frame_is_far_above_the_floor(
        frames in prop::collection::vec((edits(40, 12), cursors(40, 12)), 2..6),
    ) {
        let features = Features { synchronized: false, ..Features::default() };
        let mut painter = entered(features);
        let mut last = (blank(40, 12), Some((0, 0)));
        for (edits, cursor) in frames {
            let mut next = last.0.clone();
            for edit in &edits {
                apply(edit, true, &mut next);
            }
            let (pen, at) = (painter.pen, painter.at);
            let bytes = paint(&mut painter, &next, cursor).len();
            let floor = floor::bytes(&last.0, at, last.1.is_some(), &next, cursor, pen);
            // the floor restores the cursor for 4 bytes even where it was never saved
            prop_assert!(bytes * 10 <= floor * 13 + 40, "{bytes} bytes, floor {floor}");
            last = (next, cursor);
        }
    }

    #[test]
    fn a_pen_becomes_any_other(
        from in (any::<u16>(), 0..COLOURS.len(), 0..COLOURS.len()),
        to in (any::<u16>(), 0..COLOURS.len(), 0..COLOURS.len()),
    ) {
        let pen = |(mods, fg, bg): (u16, usize, usize)| {
            let style = Style::new().fg(COLOURS[fg]).bg(COLOURS[bg]);
            let style = style.add_modifier(Modifier::from_bits_truncate(mods));
            super::codes::Look::of(style, true).over(super::Pen::PLAIN)
        };
        let (from, to) = (pen(from), pen(to));
        let sgr = super::codes::Sgr::between(from, to);
        let mut out = Vec::new();
        sgr.write(&mut out);
        prop_assert_eq!(out.len(), sgr.cost());
        prop_assert_eq!(obey(from, &out), to);
    }
}

/// The pen after an SGR sequence.
fn obey(mut pen: super::Pen, bytes: &[u8]) -> super::Pen {
    let Some(text) = bytes.strip_prefix(b"\x1b[") else {
        return pen;
    };
    for code in std::str::from_utf8(text).unwrap().trim_end_matches('m').split(';') {
        match code.parse().unwrap_or(0_u8) {
            0 => pen = super::Pen::PLAIN,
            22 => pen.mods -= Modifier::BOLD | Modifier::DIM,
            39 => pen.fg = 0,
            49 => pen.bg = 0,
            n @ (30..=37 | 90..=97) => pen.fg = n,
            n @ (40..=47 | 100..=107) => pen.bg = n - 10,
            n => {
                let on = |m: &&(Modifier, u8)| m.1 == n % 20;
                let modifier = super::codes::MODIFIERS.iter().find(on).unwrap().0;
                pen.mods.set(modifier, n < 20);
            }
        }
    }
    pen
}

/// The parameters and the final byte of each control sequence.
fn sequences(bytes: &[u8]) -> Vec<(String, char)> {
    let text = std::str::from_utf8(bytes).unwrap();
    let parts = text.split("\x1b[").skip(1);
    parts
        .map(|part| {
            let end = part.find(|c: char| c.is_ascii_alphabetic()).unwrap();
            (part[..end].to_owned(), part[end..].chars().next().unwrap())
        })
        .collect()
}

fn no_colours(bytes: &[u8]) {
    for (codes, last) in sequences(bytes) {
        let colour = |c: &str| c.parse().is_ok_and(|n: u16| n >= 30);
        assert!(last != 'm' || !codes.split(';').any(colour), "{codes}");
    }
}

fn only_known_orders(bytes: &[u8]) {
    for (codes, last) in sequences(bytes) {
        assert!("ABCDGHJKXdm".contains(last) || ["?25", "?2026"].contains(&codes.as_str()), "{codes}{last}");
        assert!(last != 'm' || !codes.starts_with(';'), "{codes}");
    }
    for c in std::str::from_utf8(bytes).unwrap().chars().filter(|c| c.is_control()) {
        assert!("\x1b\r\n\x08".contains(c), "{c:?}");
    }
}
