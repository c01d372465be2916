//! What letters, blanks, a moved focus and whole frames cost in bytes.

use super::{Buffer, Color, Cursor, LONG, Modifier, Style, blank, draw, entered, floor};

#[test]
fn a_letter_costs_what_it_must() {
    let mut terminal = entered(80, 24);
    let mut buffer = blank(80, 24);
    buffer.set_string(2, 2, "Ke", Style::new());
    buffer.set_string(44, 6, "Ke", Style::new());
    draw(&mut terminal, &buffer, Some((4, 2)));
    assert_eq!(draw(&mut terminal, &buffer, Some((4, 2))), b"");
    buffer.set_string(4, 2, "a", Style::new());
    assert_eq!(draw(&mut terminal, &buffer, Some((5, 2))), b"a");
    buffer.set_string(5, 2, "b", Style::new());
    buffer.set_string(46, 6, "b", Style::new());
    assert_eq!(draw(&mut terminal, &buffer, Some((6, 2))), b"b\x1b7\x1b[7;47Hb\x1b8");
    assert_eq!(draw(&mut terminal, &buffer, Some((5, 2))), b"\x08");
    assert_eq!(draw(&mut terminal, &buffer, Some((6, 2))), b"\x1b[C");
    assert_eq!(draw(&mut terminal, &buffer, None), b"\x1b[?25l");
    assert_eq!(draw(&mut terminal, &buffer, Some((6, 2))), b"\x1b[?25h");
}

/// On a cleared screen a word is followed by a blank, not by a move, and a rule is written in one go.
#[test]
fn a_first_frame_is_its_text() {
    let mut terminal = entered(80, 24);
    let mut buffer = blank(80, 24);
    let bold = Style::new().add_modifier(Modifier::BOLD);
    buffer.set_string(0, 0, "Ủy ban nhân dân", bold);
    buffer.set_string(0, 1, "─".repeat(20), bold);
    buffer.set_string(0, 2, "Tờ  ", bold.add_modifier(Modifier::UNDERLINED));
    let expected = format!("\x1b[1mỦy ban nhân dân\x1b7\n\r{}\n\r\x1b[4mTờ  \x1b[H", "─".repeat(20));
    assert_eq!(String::from_utf8(draw(&mut terminal, &buffer, Some((0, 0)))).unwrap(), expected);
    // Later a gap is what it was, which may be anything.
    buffer.set_string(0, 0, "ủ", bold);
    buffer.set_string(3, 0, "B", bold);
    assert_eq!(String::from_utf8(draw(&mut terminal, &buffer, Some((0, 0)))).unwrap(), "\x1b[0;1mủ\x1b[2CB\r");
}

#[test]
fn long_frames_are_synchronized_and_short_ones_are_not() {
    let mut terminal = entered(80, 24);
    let mut buffer = blank(80, 24);
    assert_eq!(draw(&mut terminal, &buffer, Some((0, 0))), b"");
    (0..24).for_each(|y| buffer.set_string(0, y, "lorem ipsum ".repeat(6), Style::new()));
    let bytes = draw(&mut terminal, &buffer, Some((0, 0)));
    assert!(bytes.len() > LONG && bytes.starts_with(b"\x1b[?2026h") && bytes.ends_with(b"\x1b[?2026l"));
    buffer.reset();
    let bytes = draw(&mut terminal, &buffer, Some((0, 0)));
    assert!(bytes.starts_with(b"\x1b[?2026h"), "words are erased one by one: what lies between is as it was");
    buffer.set_string(0, 0, "lorem", Style::new());
    assert_eq!(draw(&mut terminal, &buffer, Some((0, 0))), b"lorem\r");
}

#[test]
fn blanks_are_erased_before_a_border_and_coloured_ones_are_written() {
    let mut terminal = entered(20, 3);
    let mut buffer = blank(20, 3);
    buffer.set_string(0, 1, "│abcdefghijkl      │", Style::new());
    draw(&mut terminal, &buffer, Some((1, 1)));
    buffer.set_string(0, 1, "│                  │", Style::new());
    assert_eq!(draw(&mut terminal, &buffer, Some((1, 1))), b"\x1b[12X");
    // GNU screen erases to the default background whatever the attributes are.
    buffer.set_string(1, 1, "            ", Style::new().bg(Color::Blue));
    assert_eq!(draw(&mut terminal, &buffer, Some((1, 1))), b"\x1b[44m            \x1b[12D");
    buffer.set_string(1, 1, "            ", Style::reset());
    assert_eq!(draw(&mut terminal, &buffer, Some((1, 1))), b"\x1b[m\x1b[12X");
}

/// The mark of the focus goes from one row to another, and the hint changes with it.
#[test]
fn a_moved_focus_costs_at_most_twice_what_it_must() {
    let mut ratios = Vec::new();
    for (from, to) in [(3, 4), (4, 3), (10, 11), (12, 3)] {
        for hint in ["", "Gõ 0 nếu không có."] {
            let scene = |row: u16, hint: &str| {
                let mut buffer = blank(80, 24);
                (3..20).for_each(|y| buffer.set_string(3, y, "Số trẻ em        300", Style::new()));
                buffer.set_string(0, row, ">", Style::new().fg(Color::Cyan).add_modifier(Modifier::BOLD));
                buffer.set_string(1, 22, hint, Style::new());
                (buffer, Some((23, row)))
            };
            let mut terminal = entered(80, 24);
            let ((a, at), (b, goal)) = (scene(from, ""), scene(to, hint));
            draw(&mut terminal, &a, at);
            let (pen, place) = (terminal.backend().pen, terminal.backend().at);
            let bytes = draw(&mut terminal, &b, goal).len();
            let floor = floor::bytes(&a, place, true, &b, goal, pen);
            ratios.push(f64::from(u32::try_from(bytes).unwrap()) / f64::from(u32::try_from(floor).unwrap()));
        }
    }
    ratios.sort_by(f64::total_cmp);
    println!("focus: {ratios:.2?}");
    assert!(ratios[ratios.len() / 2] <= 2.0, "{ratios:?}");
}

/// Letters at many places of many texts: the median stays within 1.3 times the fewest bytes.
#[test]
fn typing_stays_near_the_floor() {
    let mut ratios = Vec::new();
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
                let mut terminal = entered(cols, rows);
                let (a, at) = scene(cols, rows, &letters, caret, preview, bold);
                draw(&mut terminal, &a, at);
                let (pen, from) = (terminal.backend().pen, terminal.backend().at);
                let longer: Vec<char> =
                    [&letters[..caret], &typed.chars().collect::<Vec<_>>(), &letters[caret..]].concat();
                let (b, to) = scene(cols, rows, &longer, caret + 1, preview, bold);
                let bytes = draw(&mut terminal, &b, to).len();
                let bytes = if bytes > LONG { bytes - 16 } else { bytes };
                let floor = floor::bytes(&a, from, true, &b, to, pen);
                ratios.push(f64::from(u32::try_from(bytes).unwrap()) / f64::from(u32::try_from(floor).unwrap()));
                (sum, floors) = (sum + bytes, floors + floor);
            }
        }
    }
    ratios.sort_by(f64::total_cmp);
    let (median, worst) = (ratios[ratios.len() / 2], ratios[ratios.len() - 1]);
    println!("typing: {sum} bytes, floor {floors}, median ratio {median:.3}, worst {worst:.3}");
    assert!(median <= 1.3, "{median}");
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
