//! What letters, blanks and whole frames cost in bytes.

use super::{Buffer, Color, Cursor, Features, Modifier, Style, blank, entered, floor, paint};

#[test]
fn a_letter_costs_what_it_must() {
    let mut painter = entered(Features::default());
    let mut buffer = blank(80, 24);
    buffer.set_string(2, 2, "Ke", Style::new());
    buffer.set_string(44, 6, "Ke", Style::new());
    paint(&mut painter, &buffer, Some((4, 2)));
    assert_eq!(paint(&mut painter, &buffer, Some((4, 2))), b"");
    buffer.set_string(4, 2, "a", Style::new());
    assert_eq!(paint(&mut painter, &buffer, Some((5, 2))), b"a");
    buffer.set_string(5, 2, "b", Style::new());
    buffer.set_string(46, 6, "b", Style::new());
    assert_eq!(paint(&mut painter, &buffer, Some((6, 2))), b"b\x1b7\x1b[7;47Hb\x1b8");
    buffer.set_string(5, 2, " ", Style::new());
    buffer.set_string(46, 6, " ", Style::new());
    assert_eq!(paint(&mut painter, &buffer, Some((5, 2))), b"\x08\x1b7 \x1b[7;47H \x1b8");
    assert_eq!(paint(&mut painter, &buffer, Some((4, 2))), b"\x08");
    assert_eq!(paint(&mut painter, &buffer, Some((5, 2))), b"a");
    assert_eq!(paint(&mut painter, &buffer, None), b"\x1b[?25l");
    assert_eq!(paint(&mut painter, &buffer, Some((5, 2))), b"\x1b[?25h");
}

#[test]
fn long_frames_are_synchronized_and_blank_ones_cheap() {
    let mut painter = entered(Features::default());
    let mut buffer = blank(80, 24);
    assert_eq!(paint(&mut painter, &buffer, Some((0, 0))), b"");
    (0..24).for_each(|y| buffer.set_string(0, y, "lorem ipsum ".repeat(6), Style::new()));
    let bytes = paint(&mut painter, &buffer, Some((0, 0)));
    assert!(bytes.starts_with(b"\x1b[?2026h") && bytes.ends_with(b"\x1b[?2026l"));
    buffer.reset();
    assert_eq!(paint(&mut painter, &buffer, Some((0, 0))), b"\x1b[J");
}

#[test]
fn blanks_are_erased_before_a_border() {
    let mut painter = entered(Features::default());
    let mut buffer = blank(20, 3);
    buffer.set_string(0, 1, "│abcdefghijkl      │", Style::new());
    paint(&mut painter, &buffer, Some((1, 1)));
    buffer.set_string(0, 1, "│                  │", Style::new());
    assert_eq!(paint(&mut painter, &buffer, Some((1, 1))), b"\x1b[12X");
}

#[test]
fn typing_stays_at_the_floor() {
    let mut worst: f64 = 0.0;
    let (mut sum, mut floors) = (0, 0);
    for (cols, rows, preview, bold) in [
        (80, 24, false, false),
        (80, 24, true, false),
        (80, 24, true, true),
        (120, 40, true, false),
        (120, 40, true, true),
    ] {
        let text = "Kế hoạch số 1391 của Ủy ban nhân dân tỉnh về việc tổ chức thực hiện ".repeat(if rows > 30 {
            8
        } else {
            4
        });
        let letters: Vec<char> = text.chars().collect();
        for caret in (1..letters.len()).step_by(3) {
            for typed in ["a", "ế"] {
                let mut painter = entered(Features { synchronized: false, ..Features::default() });
                let (a, at) = scene(cols, rows, &letters, caret, preview, bold);
                paint(&mut painter, &a, at);
                let (pen, from) = (painter.pen, painter.at);
                let longer: Vec<char> =
                    [&letters[..caret], &typed.chars().collect::<Vec<_>>(), &letters[caret..]].concat();
                let (b, to) = scene(cols, rows, &longer, caret + 1, preview, bold);
                let bytes = paint(&mut painter, &b, to).len();
                let floor = floor::bytes(&a, from, true, &b, to, pen);
                let ratio = f64::from(u32::try_from(bytes).unwrap()) / f64::from(u32::try_from(floor).unwrap());
                worst = worst.max(ratio);
                (sum, floors) = (sum + bytes, floors + floor);
                assert!(bytes * 10 <= floor * 11, "{cols}x{rows} caret {caret}: {bytes} bytes, floor {floor}");
            }
        }
    }
    println!("typing: {sum} bytes, floor {floors}, worst ratio {worst:.3}");
}

/// A field with wrapped text, and its preview in another pane.
fn scene(cols: u16, rows: u16, text: &[char], caret: usize, preview: bool, bold: bool) -> (Buffer, Cursor) {
    let half = cols / 2;
    let wide = usize::from(if preview { half - 4 } else { cols - 4 });
    let mut buffer = blank(cols, rows);
    let style = if bold { Style::new().fg(Color::Yellow).add_modifier(Modifier::BOLD) } else { Style::new() };
    buffer.set_string(0, 0, "Nội dung:", Style::new());
    let mut cursor = None;
    let mut draw = |text: &[char], left: u16, top: u16, style: Style, caret: Option<usize>| {
        let (mut start, mut y) = (0, top);
        while start < text.len() {
            let mut end = (start + wide).min(text.len());
            if end < text.len()
                && let Some(space) = text[start..end].iter().rposition(|c| *c == ' ')
            {
                end = start + space + 1;
            }
            if let Some(caret) = caret
                && (start..end).contains(&caret)
            {
                cursor = Some((left + u16::try_from(caret - start).unwrap(), y));
            }
            if y < rows {
                buffer.set_string(left, y, text[start..end].iter().collect::<String>(), style);
            }
            (start, y) = (end, y + 1);
        }
    };
    draw(text, 2, 3, Style::new(), Some(caret));
    if preview {
        let lead: Vec<char> = "- ".chars().chain(text.iter().copied()).collect();
        draw(&lead, half + 2, 5, style, None);
        (0..rows).for_each(|y| buffer.set_string(half, y, "│", Style::new()));
    }
    (buffer, Some(cursor.unwrap_or((2, 3))))
}
