//! Tables in a text whose cells are set below each other with spaces: each of their rows as a line.

use std::ops::Range;

use super::drawn::{BAR, Table};

/// This many spaces within a line are more than stands between two words.
const GAP: usize = 3;

/// Columns that are blank in every line of a table, so many of them, part two of its cells.
const BETWEEN: usize = 2;

/// Lines of the shortest table of two columns. One of more columns is known by two.
const LINES: usize = 3;

/// The text with each row of such tables as one line, its cells with [`super::drawn::BAR`] between them.
pub(super) fn rows(lines: &[&str]) -> Vec<String> {
    let mut done = Vec::new();
    let mut rest = lines;
    while !rest.is_empty() {
        let (block, below) = rest.split_at(block(rest).max(1));
        match table(block) {
            Some(rows) => done.extend(rows),
            None => done.extend(block.iter().map(|line| (*line).to_owned())),
        }
        rest = below;
    }
    done
}

/// How many lines from the first on may be one table.
fn block(lines: &[&str]) -> usize {
    let mut end = 0;
    let mut widest = 0;
    for (at, line) in lines.iter().enumerate() {
        let begins = line.chars().take_while(|c| *c == ' ').count();
        // A name that is too long for its column goes on below, in it.
        let ends = line.trim_end().chars().count();
        let goes_on = end == at && at > 0 && !line.trim().is_empty() && (begins > 0 || ends < widest);
        match gap(line) {
            Some(gap) => {
                end = at + 1;
                widest = gap;
            }
            None if goes_on && begins > 0 => end = at + 1,
            // Only where more of the table follows.
            None if goes_on => {}
            None => break,
        }
    }
    end
}

/// Where the first gap of a line begins, counted in letters. An item with a dash has none, and neither has a line with
/// tabs, nor one with a blank to fill in by hand.
fn gap(line: &str) -> Option<usize> {
    let bare = line.trim_start();
    let is_item = bare.starts_with(['-', '+', '*', '•']);
    let indent = line.len() - bare.len();
    let at = bare.find(&" ".repeat(GAP)).filter(|at| !bare.get(*at..).is_none_or(|rest| rest.trim().is_empty()))?;
    let is_blank = bare.get(at..).is_some_and(|rest| rest.trim_start().starts_with('/'));
    let before = bare.get(..at)?;
    (!is_item && !is_blank && !line.contains('\t') && !before.ends_with(':')).then(|| indent + before.chars().count())
}

/// The rows of a table, where these lines are one.
fn table(lines: &[&str]) -> Option<Vec<String>> {
    if let Some(rows) = with_as_many_cells(lines) {
        return Some(rows);
    }
    let grid: Vec<Vec<char>> = lines.iter().map(|line| line.trim_end().chars().collect()).collect();
    let columns = columns(&grid);
    let with_gap = lines.iter().filter(|line| gap(line).is_some()).count();
    let cell = |line: &[char], column: &Range<usize>| {
        let end = column.end.min(line.len());
        line.get(column.start.min(end)..end).unwrap_or_default().iter().collect::<String>().trim().to_owned()
    };
    let rows: Vec<Vec<String>> =
        grid.iter().map(|line| columns.iter().map(|column| cell(line, column)).collect()).collect();
    let figures =
        rows.iter().filter(|row| row.last().is_some_and(|last| last.starts_with(|c: char| c.is_ascii_digit())));
    let is_pair = columns.len() == 2 && with_gap >= LINES && figures.count() * 2 >= rows.len();
    let is_wide = columns.len() > 2 && with_gap > 1 && has_figures(&rows);
    if !is_wide && !is_pair {
        return None;
    }
    let mut table = Table::default();
    for row in rows {
        table.add(row);
    }
    Some(table.take())
}

/// Whether a column holds figures in half of the rows, and no row begins as a line of prose goes on.
fn has_figures(rows: &[Vec<String>]) -> bool {
    let begins_with = |cell: Option<&String>, is: fn(char) -> bool| cell.is_some_and(|cell| cell.starts_with(is));
    let count = rows.first().map_or(0, Vec::len);
    let figures =
        |column: usize| rows.iter().filter(|row| begins_with(row.get(column), |c| c.is_ascii_digit())).count();
    (0..count).any(|column| figures(column) * 2 >= rows.len())
        && !rows.iter().any(|row| begins_with(row.first(), char::is_lowercase))
}

/// The rows where each line has as many cells as the others, three or more, wherever they stand.
fn with_as_many_cells(lines: &[&str]) -> Option<Vec<String>> {
    let cells = |line: &&str| -> Vec<String> {
        let parts = line.split("  ").map(str::trim).filter(|cell| !cell.is_empty());
        parts.map(str::to_owned).collect()
    };
    let rows: Vec<Vec<String>> = lines.iter().map(cells).collect();
    let count = rows.first()?.len();
    let is_table = rows.len() > 1 && count > 2 && rows.iter().all(|row| row.len() == count) && has_figures(&rows);
    is_table.then(|| rows.iter().map(|row| row.join(BAR)).collect())
}

/// The columns of a table, by letters: between them every line is blank.
fn columns(grid: &[Vec<char>]) -> Vec<Range<usize>> {
    let width = grid.iter().map(Vec::len).max().unwrap_or(0);
    let is_blank = |at: usize| grid.iter().all(|line| line.get(at).is_none_or(|c| *c == ' '));
    let mut columns: Vec<Range<usize>> = Vec::new();
    for at in (0..width).filter(|at| !is_blank(*at)) {
        match columns.last_mut().filter(|last| at < last.end + BETWEEN) {
            Some(last) => last.end = at + 1,
            None => columns.push(at..at + 1),
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows_of(text: &str) -> Vec<String> {
        rows(&text.lines().collect::<Vec<_>>())
    }

    #[test]
    fn a_row_is_a_line_wherever_its_cells_stand() {
        let text = "Kết quả như sau:\n\
            STT   Nội dung                   ĐVT    Kết quả\n\
            1     Tặng quà cho trẻ em        suất       126\n\
            2     Diện tích sân chơi được    m²       1.250\n\
            \u{20}     nâng cấp\n\
            \u{20}     Tổng cộng                             1.376\n\
            Hết.";
        let wanted = [
            "Kết quả như sau:",
            "STT | Nội dung | ĐVT | Kết quả",
            "1 | Tặng quà cho trẻ em | suất | 126",
            "2 | Diện tích sân chơi được nâng cấp | m² | 1.250",
            " | Tổng cộng |  | 1.376",
            "Hết.",
        ];
        assert_eq!(rows_of(text), wanted);
        let wide = "STT   Chỉ tiêu           ĐVT   Kết quả\n\
            1     Trẻ em được trợ giúp  em   98\n2     Sân chơi được làm   sân   4\n";
        assert_eq!(
            rows_of(wide),
            ["STT | Chỉ tiêu | ĐVT | Kết quả", "1 | Trẻ em được trợ giúp | em | 98", "2 | Sân chơi được làm | sân | 4"]
        );
        let pairs = "Thôn             Số trẻ\nThôn Đông             12\nThôn Đoài              9\n";
        assert_eq!(rows_of(pairs), ["Thôn | Số trẻ", "Thôn Đông | 12", "Thôn Đoài | 9"]);
    }

    #[test]
    fn prose_stays_as_it_is() {
        let text = "Căn cứ kế hoạch,   xã đã tổ chức\nhai đợt truyền thông   tại thôn Đông.\n\n\
            - Quà:        126 suất\n- Học bổng:    20 suất\n\nSố:      /BC-UBND\nNgày     tháng     năm 2026\n";
        assert_eq!(rows_of(text), text.lines().collect::<Vec<_>>());
    }
}
