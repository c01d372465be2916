//! Tables: columns as wide as their content, or as the line allows.

use super::super::{Align, Run, Table};
use super::row::Row;
use super::wrap::{Fragment, measure, wrap};
use super::{Frame, Style};

/// What the row of sums is called where its first cell is empty.
const TOTAL: &str = "Cộng";

/// Between two columns.
const BAR: usize = 3;

/// A column this narrow had better not be wrapped: figures, short names.
const SHORT: usize = 10;

/// No column needs more than this for a long word: that may be broken.
const LONG_WORD: usize = 24;

/// The word that stands in the empty first cell of the row of sums.
#[must_use]
pub(crate) fn total_label(table: &Table, row: usize) -> Option<&'static str> {
    let is_total = table.is_total(row);
    let cell = table.rows.get(row).and_then(|cells| cells.first());
    (is_total && cell.is_some_and(|runs| runs.iter().all(|run| run.text.trim().is_empty()))).then_some(TOTAL)
}

/// What a column needs, in columns of the screen or in twips.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Need {
    /// For its longest word.
    pub least: usize,
    /// For its longest cell.
    pub full: usize,
    /// For all of its cells together.
    pub all: usize,
}

impl Need {
    /// Of a column without cells.
    pub const NOTHING: Need = Need { least: 1, full: 1, all: 0 };

    /// Of the column with one more cell, of this longest word and this length.
    pub fn with(self, word: usize, line: usize) -> Self {
        Need { least: self.least.max(word), full: self.full.max(line), all: self.all + line }
    }
}

/// The widths of columns in a room; `None` where not even the words fit.
#[must_use]
pub(crate) fn share(needs: &[Need], room: usize) -> Option<Vec<usize>> {
    let mut widths: Vec<usize> = needs.iter().map(|need| need.least).collect();
    let mut spare = room.checked_sub(widths.iter().sum())?;
    // What is left over the words goes to the columns by how much stands in them: one long remark in a column that is
    // blank otherwise leaves the names of the rows their room.
    for _ in needs {
        let is_open = |(need, width): &(&Need, &mut usize)| **width < need.full;
        let all: usize = needs.iter().zip(&mut widths).filter(is_open).map(|(need, _)| need.all).sum();
        let left = spare;
        for (need, width) in needs.iter().zip(&mut widths).filter(is_open) {
            let more = (left * need.all).div_ceil(all.max(1)).min(spare).min(need.full - *width);
            *width += more;
            spare -= more;
        }
        if spare == left {
            break;
        }
    }
    Some(widths)
}

/// The lines of a table. Where the line is too narrow for its columns, a row becomes lines of
/// "Header: value".
pub(crate) fn table(table: &Table, frame: Frame) -> Vec<Row> {
    let grid = Grid::of(table);
    if let Some(widths) = grid.widths(frame.width) {
        return grid.drawn(&widths, frame);
    }
    let loose = table.loosened();
    let loose = Grid::of(&loose);
    match loose.widths(frame.width) {
        Some(widths) => loose.drawn(&widths, frame),
        None => grid.listed(frame),
    }
}

/// A table as cells of fragments.
struct Grid<'a> {
    header: Vec<Vec<Fragment<'a>>>,
    rows: Vec<Vec<Vec<Fragment<'a>>>>,
    has_total: bool,
    table: &'a Table,
    count: usize,
}

impl<'a> Grid<'a> {
    fn of(table: &'a Table) -> Self {
        let cell = |index: usize, column: usize, runs: &'a [Run]| -> Vec<Fragment<'a>> {
            let is_total = table.is_total(index);
            let style = if is_total { Style::BOLD } else { Style::PLAIN };
            match total_label(table, index).filter(|_| column == 0) {
                Some(label) => vec![Fragment::plain(label, style)],
                None => runs.iter().map(|run| Fragment::of(run, style)).collect(),
            }
        };
        let row = |(index, cells): (usize, &'a Vec<Vec<Run>>)| {
            cells.iter().enumerate().map(|(column, runs)| cell(index, column, runs)).collect()
        };
        let count = table.columns();
        Grid {
            header: table.header.iter().map(|title| vec![Fragment::plain(title, Style::BOLD)]).collect(),
            rows: table.rows.iter().enumerate().map(row).collect(),
            has_total: table.has_total,
            table,
            count,
        }
    }

    /// The columns that each column gets; `None` where not even the words fit.
    fn widths(&self, width: usize) -> Option<Vec<usize>> {
        let room = width.checked_sub(BAR * self.count.saturating_sub(1))?;
        let mut needs = vec![Need::NOTHING; self.count];
        for row in std::iter::once(&self.header).chain(&self.rows) {
            for (cell, need) in row.iter().zip(&mut needs) {
                let (word, line) = measure(cell);
                *need = need.with(word.min(LONG_WORD), line);
            }
        }
        let firm = |need: &Need| Need { least: if need.full <= SHORT { need.full } else { need.least }, ..*need };
        let firm: Vec<Need> = needs.iter().map(firm).collect();
        share(&firm, room).or_else(|| share(&needs, room))
    }

    fn drawn(&self, widths: &[usize], frame: Frame) -> Vec<Row> {
        let bar = if frame.options.ascii { " | " } else { " │ " };
        let cross = if frame.options.ascii { "-+-" } else { "─┼─" };
        let line: Vec<String> = widths.iter().map(|width| frame.rule(*width)).collect();
        let total = widths.iter().sum::<usize>() + BAR * widths.len().saturating_sub(1);
        let rule = || Row::drawn(&line.join(cross), total);
        let mut rows = cells(&self.header, widths, bar, |_| Align::Centre);
        rows.push(rule());
        for (index, row) in self.rows.iter().enumerate() {
            if self.has_total && index + 1 == self.rows.len() {
                rows.push(rule());
            }
            rows.extend(cells(row, widths, bar, |column| self.table.align(column)));
        }
        rows
    }

    /// A line a cell, the first of each row at the margin.
    fn listed(&self, frame: Frame) -> Vec<Row> {
        let mut rows = Vec::new();
        for cells in &self.rows {
            let mut indent = 0;
            for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                let title = self.header.get(column).and_then(|cell| cell.first()).map_or("", |title| title.text);
                let mut parts = Vec::with_capacity(cell.len() + 2);
                if !title.is_empty() {
                    parts.extend([Fragment::plain(title, Style::PLAIN), Fragment::plain(": ", Style::PLAIN)]);
                }
                parts.extend(cell);
                rows.extend(wrap(&parts, &" ".repeat(indent), Style::PLAIN, indent + 2, frame.width));
                indent = frame.indent();
            }
        }
        rows
    }
}

/// One row of cells, each wrapped in its column.
fn cells(row: &[Vec<Fragment<'_>>], widths: &[usize], bar: &str, align: impl Fn(usize) -> Align) -> Vec<Row> {
    let wrapped: Vec<Vec<Row>> = widths
        .iter()
        .enumerate()
        .map(|(at, width)| wrap(row.get(at).map_or(&[], Vec::as_slice), "", Style::PLAIN, 0, *width))
        .collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    let mut columns: Vec<_> = wrapped.into_iter().map(Vec::into_iter).collect();
    let mut rows = Vec::with_capacity(height);
    for _ in 0..height {
        let mut line = Row::default();
        let mut start = 0;
        for (at, (column, width)) in columns.iter_mut().zip(widths).enumerate() {
            if at > 0 {
                line.pad_to(start);
                line.push_plain(bar, BAR, Style::PLAIN);
                start += BAR;
            }
            let cell = column.next().unwrap_or_default();
            let spare = width.saturating_sub(cell.width);
            line.append(match align(at) {
                Align::Left => cell,
                Align::Centre => cell.shifted(spare / 2),
                Align::Right => cell.shifted(spare),
            });
            start += width;
        }
        rows.push(line);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(cells: &[(usize, usize)]) -> Need {
        cells.iter().fold(Need::NOTHING, |need, (word, line)| need.with(*word, *line))
    }

    #[test]
    fn columns_have_all_they_need_where_there_is_room_and_else_all_the_room_by_what_stands_in_them() {
        let names = column(&[(5, 30); 10]);
        let figures = column(&[(4, 4); 10]);
        let remark = column(&[(5, 60)]);
        assert_eq!(share(&[names, figures, remark], 94), Some(vec![30, 4, 60]));
        assert_eq!(share(&[names, figures, remark], 120), Some(vec![30, 4, 60]));
        let narrow = share(&[names, figures, remark], 41).expect("the words fit");
        assert_eq!((narrow.iter().sum::<usize>(), narrow[1]), (41, 4));
        assert!(narrow[0] > 2 * narrow[2], "{narrow:?}");
        assert_eq!(share(&[names, figures, remark], 13), None);
    }
}
