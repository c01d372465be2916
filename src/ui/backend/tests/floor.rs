//! The fewest bytes that turn one screen into another, without REP (which old consoles lack).

use ratatui::buffer::Cell;
use ratatui::style::Style;

use super::super::{MODIFIERS, PLAIN, colour_code, pen_of};
use super::{Buffer, Color, Cursor, Modifier, Pen, Position, seen};

type Cells = Vec<Vec<(String, Pen)>>;

fn cells(buffer: &Buffer) -> Cells {
    let pen = |style: Style| pen_of(Cell::EMPTY.clone().set_style(style));
    seen(buffer).into_iter().map(|row| row.into_iter().map(|(t, s)| (t, pen(s))).collect()).collect()
}

fn num(n: usize) -> usize {
    if n == 1 { 0 } else { n.to_string().len() }
}

fn horiz(x0: usize, x1: usize) -> usize {
    let cha = if x1 == 0 { 1 } else { 3 + (x1 + 1).to_string().len() };
    match x1.cmp(&x0) {
        std::cmp::Ordering::Equal => 0,
        std::cmp::Ordering::Greater => cha.min(3 + num(x1 - x0)),
        std::cmp::Ordering::Less => cha.min(3 + num(x0 - x1)).min(x0 - x1),
    }
}

fn goto(y0: usize, x0: usize, y1: usize, x1: usize) -> usize {
    if (y0, x0) == (y1, x1) {
        return 0;
    }
    let len = |n: usize| (n + 1).to_string().len();
    let mut best = 3 + if y1 > 0 { len(y1) } else { 0 } + if x1 > 0 { 1 + len(x1) } else { 0 };
    if y0 == y1 {
        return best.min(horiz(x0, x1));
    }
    let d = y0.abs_diff(y1);
    let mut v = 3 + num(d);
    if y1 > y0 {
        v = v.min(d);
        best = best.min(d + 1 + horiz(0, x1));
    }
    best.min(v + horiz(x0, x1)).min(3 + len(y1) + horiz(x0, x1))
}

fn sgr(a: Pen, b: Pen) -> usize {
    if a == b {
        return 0;
    }
    let flags = |m: Modifier| MODIFIERS.into_iter().filter(move |f| m.contains(f.0)).map(|f| f.1);
    let join = |codes: &[u8]| codes.iter().map(|c| c.to_string().len() + 1).sum::<usize>().saturating_sub(1);
    let mut reset: Vec<u8> = flags(b.2).collect();
    reset.extend((b.0 != Color::Reset).then(|| colour_code(b.0)));
    reset.extend((b.1 != Color::Reset).then(|| colour_code(b.1) + 10));
    let c1 = if reset.is_empty() { 3 } else { 4 + join(&reset) };
    let mut delta: Vec<u8> = flags(b.2 - a.2).collect();
    let (off, weight) = (a.2 - b.2, Modifier::BOLD | Modifier::DIM);
    if off.intersects(weight) {
        delta.push(22);
        delta.extend(flags(b.2 & a.2 & weight));
    }
    delta.extend(flags(off - weight).map(|c| c + 20));
    delta.extend((a.0 != b.0).then(|| colour_code(b.0)));
    delta.extend((a.1 != b.1).then(|| colour_code(b.1) + 10));
    c1.min(3 + join(&delta))
}

pub(crate) fn bytes(
    before: &Buffer,
    at: Option<Position>,
    visible: bool,
    after: &Buffer,
    goal: Cursor,
    mut attr: Pen,
) -> usize {
    let empty = |c: &(String, Pen)| c.0 == " " && c.1 == PLAIN;
    let (old, new) = (cells(before), cells(after));
    let cols = new[0].len();
    let (y0, x0) = at.map_or((0, cols - 1), |at| (usize::from(at.y), usize::from(at.x)));
    let (mut y, mut x) = (y0, x0);
    let mut changed = false;
    let mut total = if visible == goal.is_some() { 0 } else { 6 };
    let over = |mut at: Pen, row: &[(String, Pen)]| {
        let mut cost = 0;
        for (text, pen) in row {
            cost += sgr(at, *pen) + text.len();
            at = *pen;
        }
        (cost, at)
    };
    for (r, (a, b)) in old.iter().zip(&new).enumerate() {
        let tail = cols - b.iter().rev().take_while(|c| empty(c)).count();
        let tails = (tail..cols).filter(|c| a[*c] != b[*c]).count();
        let mut c = 0;
        while c < cols {
            if a[c] == b[c] || b[c].0.is_empty() {
                c += 1;
                continue;
            }
            let mut m = goto(y, x, r, c);
            if y == r && x < c {
                let (gap, pen) = over(attr, &b[x..c]);
                if gap < m {
                    (m, attr) = (gap, pen);
                }
            }
            total += m;
            changed = true;
            if c >= tail && tails > 3 {
                total += sgr(attr, PLAIN) + 3;
                (attr, y, x) = (PLAIN, r, c);
                break;
            }
            let mut end = c + b[c..].iter().take_while(|g| **g == b[c]).count();
            while end - 1 > c && a[end - 1] == b[end - 1] {
                end -= 1;
            }
            let run = end - c;
            let ech = 3 + run.to_string().len();
            if run > 4 && b[c].0 == " " && b[c].1.2.is_empty() && b[c].1.0 == Color::Reset && ech < run {
                total += sgr(attr, b[c].1) + ech;
                (attr, y, x) = (b[c].1, r, c);
                c = end;
                continue;
            }
            total += sgr(attr, b[c].1) + b[c].0.len();
            attr = b[c].1;
            let w = if b.get(c + 1).is_some_and(|n| n.0.is_empty()) { 2 } else { 1 };
            (y, x) = (r, (c + w).min(cols - 1));
            c += w;
        }
    }
    if let Some((gx, gy)) = goal.map(|g| (usize::from(g.0), usize::from(g.1))) {
        let mut back = goto(y, x, gy, gx);
        if y == gy && x < gx {
            back = back.min(over(attr, &new[y][x..gx]).0);
        }
        if (y0, x0) == (gy, gx) || changed {
            back = back.min(4);
        }
        total += back;
    }
    total
}
