//! Tests of the backend against an emulator (vt100) and against the fewest bytes that could do.

mod cost;
mod floor;

use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::buffer::{Buffer, CellWidth as _};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};

use super::{LONG, Pen, TtyBackend};

const SYMBOLS: [&str; 24] = [
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
    Color::Yellow,
    Color::Cyan,
    Color::Blue,
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
type Screen = Terminal<TtyBackend<Vec<u8>>>;

/// A terminal that was taken over, blank.
fn entered(cols: u16, rows: u16) -> Screen {
    let mut terminal = Terminal::new(TtyBackend::new(Vec::new(), (cols, rows).into())).unwrap();
    terminal.backend_mut().enter_screen();
    terminal.clear().unwrap();
    terminal.backend_mut().codes_mut().clear();
    terminal
}

/// Draws a buffer as the next frame; the bytes of it.
fn draw(terminal: &mut Screen, next: &Buffer, cursor: Cursor) -> Vec<u8> {
    let show = |frame: &mut ratatui::Frame<'_>| {
        frame.buffer_mut().clone_from(next);
        if let Some(cursor) = cursor {
            frame.set_cursor_position(cursor);
        }
    };
    terminal.draw(show).unwrap();
    std::mem::take(terminal.backend_mut().writer_mut())
}

fn blank(cols: u16, rows: u16) -> Buffer {
    Buffer::empty(Rect::new(0, 0, cols, rows))
}

fn idx(colour: Color) -> vt100::Color {
    let n = match colour {
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Cyan => 6,
        Color::Gray => 7,
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

fn check(parser: &vt100::Parser, next: &Buffer, cursor: Cursor) {
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
            let tint = |c: Option<Color>| idx(c.unwrap());
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

/// What edits write.
#[derive(Debug, Clone, Copy)]
enum Symbols {
    /// Letters of one column, without colours.
    Plain,
    /// Letters of one column in any look.
    Narrow,
    /// Wide ones among them, in looks that are not seen on blanks: what becomes of the other half of a
    /// wide letter that is written over is the terminal's, and ratatui does not write it again.
    Wide,
}

fn symbols() -> impl Strategy<Value = Symbols> {
    prop_oneof![Just(Symbols::Narrow), Just(Symbols::Wide)]
}

fn apply(edit: &Edit, symbols: Symbols, buffer: &mut Buffer) {
    let (cols, rows) = (buffer.area.width, buffer.area.height);
    let (fg, bg, mods) = edit.style;
    let style = match symbols {
        Symbols::Plain => Style::reset().add_modifier(MODIFIERS[mods]),
        Symbols::Narrow => Style::reset().fg(COLOURS[fg]).bg(COLOURS[bg]).add_modifier(MODIFIERS[mods]),
        Symbols::Wide => Style::reset().fg(COLOURS[fg]).add_modifier(MODIFIERS[mods / 2]),
    };
    let symbol = |s: usize| match symbols {
        Symbols::Wide => SYMBOLS[s],
        Symbols::Plain | Symbols::Narrow => {
            if s == 17 || s == 18 {
                "a"
            } else {
                SYMBOLS[s]
            }
        }
    };
    for (i, s) in (0..).zip(&edit.symbols) {
        let (x, y) = ((edit.x + i) % cols, edit.y % rows);
        // As a widget does that draws over others: half a wide symbol is none.
        if x > 0 && buffer[(x - 1, y)].symbol().cell_width() > 1 {
            buffer[(x - 1, y)].reset();
        }
        if buffer[(x, y)].symbol().cell_width() > 1 && x + 1 < cols {
            buffer[(x + 1, y)].reset();
        }
        buffer[(x, y)].reset();
        buffer.set_stringn(x, y, symbol(*s), 2, style);
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

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn the_terminal_shows_the_buffer(
        size in (1..30_u16, 1..7_u16),
        frames in prop::collection::vec((edits(30, 7), cursors(30, 7), 0..20_u8), 1..8),
        symbols in symbols(),
    ) {
        let (mut cols, mut rows) = size;
        let mut parser = vt100::Parser::new(rows, cols, 0);
        parser.process(b"\x1b[31mj");
        let mut terminal = Terminal::new(TtyBackend::new(Vec::new(), (cols, rows).into())).unwrap();
        terminal.backend_mut().enter_screen();
        terminal.clear().unwrap();
        let mut buffer = blank(cols, rows);
        for (edits, cursor, event) in frames {
            match event {
                0 => terminal.clear().unwrap(),
                1 => {
                    (cols, rows) = (cols % 29 + 1, rows % 6 + 1);
                    parser.process(b"\x1b[2J"); // vt100 stumbles over wide symbols cut in half
                    parser.screen_mut().set_size(rows, cols);
                    terminal.backend_mut().set_size((cols, rows).into());
                    buffer.resize(Rect::new(0, 0, cols, rows));
                    // The rows are broken anew, perhaps within wide symbols.
                    buffer.content.iter_mut().filter(|cell| cell.cell_width() > 1).for_each(ratatui::buffer::Cell::reset);
                }
                2 | 3 => buffer.reset(),
                _ => {}
            }
            for edit in &edits {
                apply(edit, symbols, &mut buffer);
            }
            let bytes = draw(&mut terminal, &buffer, cursor);
            parser.process(&bytes);
            only_known_orders(&bytes);
            let cursor = cursor.map(|(x, y)| (x.min(cols - 1), y.min(rows - 1)));
            check(&parser, &buffer, cursor);
            prop_assert!(draw(&mut terminal, &buffer, cursor).is_empty());
        }
        terminal.backend_mut().leave_screen();
        parser.process(terminal.backend_mut().codes_mut().as_bytes());
        prop_assert!(!parser.screen().alternate_screen() && !parser.screen().hide_cursor());
        prop_assert!(!parser.screen().bracketed_paste());
    }

    #[test]
    fn without_colours_in_the_buffer_no_colour_code_is_written(
        frames in prop::collection::vec((edits(30, 7), cursors(30, 7)), 1..8),
    ) {
        let mut terminal = entered(30, 7);
        let mut buffer = blank(30, 7);
        for (edits, cursor) in frames {
            for edit in &edits {
                apply(edit, Symbols::Plain, &mut buffer);
            }
            for (codes, last) in sequences(&draw(&mut terminal, &buffer, cursor)) {
                let colour = |c: &str| c.parse().is_ok_and(|n: u16| n >= 30);
                prop_assert!(last != 'm' || !codes.split(';').any(colour), "{codes}");
            }
        }
    }
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

fn only_known_orders(bytes: &[u8]) {
    for (codes, last) in sequences(bytes) {
        assert!(
            "ABCDHJKXm".contains(last) || ["?25", "?2026", "?1049", "?2004"].contains(&codes.as_str()),
            "{codes}{last}"
        );
        assert!(last != 'm' || !codes.starts_with(';'), "{codes}");
    }
    for c in std::str::from_utf8(bytes).unwrap().chars().filter(|c| c.is_control()) {
        assert!("\x1b\r\n\x08".contains(c), "{c:?}");
    }
}

#[test]
fn what_a_terminal_could_obey_is_not_written() {
    let mut terminal = entered(10, 1);
    let mut buffer = blank(10, 1);
    buffer[(0, 0)].set_symbol("\u{9b}");
    buffer[(2, 0)].set_symbol("a\u{202e}");
    buffer[(9, 0)].set_symbol("漢");
    assert_eq!(draw(&mut terminal, &buffer, Some((0, 0))), "? ?\x1b[6C \x1b[H".as_bytes());
}

#[test]
fn a_letter_carries_eight_marks_and_an_emoji_of_disputed_width_clears_both_columns() {
    let mut terminal = entered(20, 2);
    let mut buffer = blank(20, 2);
    buffer.set_string(0, 0, format!("a{}", "\u{301}".repeat(500)), Style::new());
    let bytes = draw(&mut terminal, &buffer, None);
    assert!(bytes.len() < 60 && String::from_utf8_lossy(&bytes).matches('\u{301}').count() == 8);

    for emoji in ["\u{26a0}\u{fe0f}", "1\u{fe0f}\u{20e3}"] {
        // A terminal that draws it in one column shows nothing of "xy" beside it.
        let mut terminal = entered(20, 1);
        let mut buffer = blank(20, 1);
        buffer.set_string(3, 0, "xy", Style::new());
        draw(&mut terminal, &buffer, None);
        buffer.set_string(3, 0, emoji, Style::new());
        let bytes = String::from_utf8(draw(&mut terminal, &buffer, None)).unwrap();
        let (before, _) = bytes.split_once(emoji).expect("the emoji");
        assert!(before.contains("  \x1b[;4H"), "{before:?}");
    }
}
