//! Tables in a text that are drawn with bars: each of their rows as a line.

use crate::report::headings::is_row_number;
use crate::report::row_units::is_total;

/// What stands between the cells of a row.
pub(super) const BAR: &str = " | ";

/// The text with each row of its tables as one line, its cells with [`BAR`] between them. A cell may go on in the lines
/// below; rules are left out.
pub(super) fn rows(text: &str) -> String {
    let mut done: Vec<String> = Vec::new();
    let mut table = Table::default();
    for line in text.split('\n') {
        match cells(line) {
            Some(cells) => table.add(cells),
            None if is_rule(line) && !table.rows.is_empty() => table.is_closed = true,
            None => {
                done.append(&mut table.take());
                done.push(line.to_owned());
            }
        }
    }
    done.append(&mut table.take());
    done.join("\n")
}

/// The cells of a line, if it has several.
fn cells(line: &str) -> Option<Vec<String>> {
    let line = line.trim_end_matches('\r');
    let parts: Vec<&str> = if line.contains('│') {
        line.split('│').collect()
    } else if line.contains(BAR) || line.ends_with(BAR.trim_end()) {
        line.split('|').collect()
    } else {
        return None;
    };
    (parts.len() > 1).then(|| parts.iter().map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" ")).collect())
}

/// Whether a line only draws a rule between rows.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.contains(['┼', '┬', '┴', '+']) && line.chars().all(|c| "─┼┬┴├┤┌┐└┘-+|= ".contains(c))
}

/// The rows of a table so far.
#[derive(Default)]
pub(super) struct Table {
    rows: Vec<Vec<String>>,
    /// A rule stands below the last row.
    is_closed: bool,
}

impl Table {
    /// A line of the table; it may be the rest of the row above.
    pub fn add(&mut self, cells: Vec<String>) {
        let is_numbered = self.rows.first().and_then(|row| row.first()).is_some_and(|first| is_row_number(first));
        let begins = cells.first().is_some_and(|first| !first.is_empty());
        let is_alone = cells.iter().filter(|cell| !cell.is_empty()).count() == 1;
        let is_figure = |cell: &String| cell.starts_with(|c: char| c.is_ascii_digit());
        let has_own =
            |last: &Vec<String>| last.iter().zip(&cells).any(|(above, cell)| is_figure(above) && is_figure(cell));
        // A row of its own, though it has no number: the total, and what has a figure below a figure.
        let is_own = cells.iter().any(|cell| is_total(cell)) || self.rows.last().is_some_and(has_own);
        // The name of a row may go on below, in its own column.
        let goes_on = !self.is_closed && !is_own && (!begins || (is_alone && !is_numbered));
        match self.rows.last_mut().filter(|last| goes_on && last.len() == cells.len()) {
            Some(last) => {
                for (cell, more) in last.iter_mut().zip(cells).filter(|(_, more)| !more.is_empty()) {
                    if !cell.is_empty() {
                        cell.push(' ');
                    }
                    cell.push_str(&more);
                }
            }
            None => self.rows.push(cells),
        }
        self.is_closed = false;
    }

    /// Its rows as lines; none are left.
    pub fn take(&mut self) -> Vec<String> {
        self.is_closed = false;
        self.rows.drain(..).map(|cells| cells.join(BAR)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_a_line_wherever_its_cells_end() {
        let text = "Đã làm.\n\
            STT │    Chỉ tiêu      │  Đơn vị  │ Kết quả\n\
            \u{20}   │                  │   tính   │\n\
            ────┼──────────────────┼──────────┼────────\n\
            \u{20}1  │ Hộ được sơ tán   │    hộ    │      74\n\
            \u{20}2  │ Diện tích lúa bị │   sào    │\n\
            \u{20}   │ ngập             │          │\n\
            Hết.\n\
            Thời gian    | Bị hại\n\
            -------------+-------\n\
            Tháng 02 năm | 1\n\
            2026         |\n\
            Cộng         | 1\n";
        let wanted = "Đã làm.\n\
            STT | Chỉ tiêu | Đơn vị tính | Kết quả\n\
            1 | Hộ được sơ tán | hộ | 74\n\
            2 | Diện tích lúa bị ngập | sào | \n\
            Hết.\n\
            Thời gian | Bị hại\n\
            Tháng 02 năm 2026 | 1\n\
            Cộng | 1\n";
        assert_eq!(rows(text), wanted);
        let plain = "Một câu thường.\n\n- a | b chưa đủ\n---\n";
        assert_eq!(rows(plain), plain);
    }
}
