//! Tables: those that only set things side by side, as the head of a document does, and data.

use crate::report::signing;
use crate::text::letters::plain_letters;

use super::bodies::is_address;
use super::lines::Raw;
use super::mark::is_capitals;

/// With these words a paragraph of a head or an end begins.
const BEGINNINGS: [&str; 4] = ["cong hoa xa hoi", "doc lap", "noi nhan", "so:"];

/// With these words a signature begins, in capitals, where it has no mark.
const SIGNATURES: [&str; 7] =
    ["chu tich", "pho chu tich", "giam doc", "hieu truong", "truong ban", "truong phong", "bi thu"];

/// A table as the file has it.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub rows: Vec<Row>,
}

#[derive(Debug, Default)]
pub(super) struct Row {
    /// The column that its next cell begins in.
    pub next: usize,
    /// Columns that its last cell goes on over.
    spanned: usize,
    pub cells: Vec<Cell>,
}

#[derive(Debug, Default)]
pub(super) struct Cell {
    /// The column that it begins in; one that spans several counts as all of them.
    pub column: usize,
    /// Whether it goes on with the cell above it.
    pub goes_on: bool,
    pub paragraphs: Vec<Raw>,
}

impl Row {
    pub fn begin_cell(&mut self) {
        self.cells.push(Cell { column: self.next, ..Cell::default() });
        self.next = self.next.saturating_add(1);
        self.spanned = 0;
    }

    /// The last cell spans so many columns.
    pub fn span(&mut self, columns: usize) {
        if let Some(cell) = self.cells.last() {
            self.next = cell.column.saturating_add(columns.max(1));
            self.spanned = columns.saturating_sub(1);
        }
    }

    /// The last cell goes on with the one above it.
    pub fn go_on(&mut self) {
        if let Some(cell) = self.cells.last_mut() {
            cell.goes_on = true;
        }
    }

    /// So many columns are covered by a cell before them, or above.
    pub fn cover(&mut self, columns: usize) {
        let beside = columns.min(self.spanned);
        self.spanned -= beside;
        for _ in beside..columns {
            self.begin_cell();
            self.go_on();
        }
    }

    fn is_single(&self) -> bool {
        self.cells.len() < 2
    }
}

impl Cell {
    fn text(&self) -> String {
        let texts = self.paragraphs.iter().map(|p| p.text.split_whitespace().collect::<Vec<_>>().join(" "));
        texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// The heading of a column below one of several columns; the first of these has its notes.
    fn below(&self, heading: &Cell) -> Cell {
        let above = heading.paragraphs.iter().filter(|_| self.column == heading.column);
        let notes = above.chain(&self.paragraphs).flat_map(|p| p.notes.clone()).collect();
        let text = format!("{} {}", self.text(), heading.text());
        let paragraphs = vec![Raw { text, notes, is_placed: true, ..Raw::default() }];
        Cell { column: self.column, goes_on: false, paragraphs }
    }

    fn has_several(&self) -> bool {
        self.paragraphs.iter().flat_map(|p| p.text.lines()).filter(|line| !line.trim().is_empty()).count() > 1
    }

    /// Whether it looks like a part of the head or the end of a document.
    fn is_letterhead(&self) -> bool {
        self.paragraphs.iter().flat_map(|p| p.text.lines()).any(|line| {
            let plain = plain_letters(line.trim());
            is_address(&plain)
                || BEGINNINGS.iter().any(|words| plain.starts_with(words))
                || (is_capitals(line)
                    && (signing::mark(line.trim()).is_some()
                        || SIGNATURES.iter().any(|words| plain.starts_with(words))))
        })
    }
}

impl Table {
    /// The paragraphs of the table in reading order: a row of data is one paragraph; what only stands
    /// side by side is read column by column, a line broken by hand as a paragraph.
    pub fn into_paragraphs(self) -> Vec<Raw> {
        let mut list = Vec::new();
        let side_by_side = self.rows.iter().filter(|row| !row.is_single()).count();
        // A row of a single cell, as the title of a page in one table, parts what is above from what is below.
        let mut group: Vec<Row> = Vec::new();
        for row in self.rows {
            if row.is_single() {
                group_paragraphs(&mut list, std::mem::take(&mut group), side_by_side);
                list.extend(row.cells.into_iter().flat_map(|cell| cell.paragraphs));
            } else {
                group.push(row);
            }
        }
        group_paragraphs(&mut list, group, side_by_side);
        list
    }
}

/// Adds the paragraphs of rows that follow each other; `side_by_side` rows of the table are like them.
fn group_paragraphs(list: &mut Vec<Raw>, rows: Vec<Row>, side_by_side: usize) {
    // A single pair with several paragraphs in a cell is no row of data.
    let is_pair = side_by_side == 1 && rows.iter().all(|row| row.cells.len() == 2);
    let is_pair = is_pair && rows.iter().flat_map(|row| &row.cells).any(Cell::has_several);
    if is_pair || rows.iter().flat_map(|row| &row.cells).any(Cell::is_letterhead) {
        let mut cells: Vec<Cell> = rows.into_iter().flat_map(|row| row.cells).collect();
        // Stable: within a column the rows keep their order.
        cells.sort_by_key(|cell| cell.column);
        list.extend(cells.into_iter().flat_map(|cell| cell.paragraphs).flat_map(Raw::into_lines));
    } else {
        list.extend(filled_down(with_joined_headings(rows)).into_iter().filter_map(data));
    }
}

/// The rows, headings that stand in several of them as one: what stands below "Năm 2025" is "Kế hoạch Năm 2025" and
/// "Thực hiện Năm 2025".
fn with_joined_headings(mut rows: Vec<Row>) -> Vec<Row> {
    while let [first, second, _, ..] = rows.as_slice()
        && let Some(joined) = joined(first, second)
    {
        rows.splice(..2, [joined]);
    }
    rows
}

/// The rows, each with the words of a cell that goes over several of them. A figure there is of all of them together.
fn filled_down(mut rows: Vec<Row>) -> Vec<Row> {
    for at in 1..rows.len() {
        let Some([above, row]) = rows.get_mut(at - 1..=at) else { continue };
        for cell in row.cells.iter_mut().filter(|cell| cell.goes_on && cell.text().is_empty()) {
            let words =
                above.cells.iter().find(|above| above.column == cell.column).map(Cell::text).unwrap_or_default();
            if words.contains(char::is_alphabetic) && !words.contains(|c: char| c.is_ascii_digit()) {
                cell.paragraphs = vec![Raw { text: words, is_placed: true, ..Raw::default() }];
            }
        }
    }
    rows
}

/// Two rows of headings as one; `None` where the second has text elsewhere than below headings that go over several
/// columns, as a row of data has.
fn joined(first: &Row, second: &Row) -> Option<Row> {
    // What hangs on a cell without text would have no place.
    let is_hung = |cell: &Cell| cell.text().is_empty() && cell.paragraphs.iter().any(|p| !p.notes.is_empty());
    if first.cells.iter().chain(&second.cells).any(is_hung) {
        return None;
    }
    let mut headings = first.cells.iter().filter(|cell| !cell.text().is_empty()).peekable();
    let mut row = Row { next: first.next.max(second.next), ..Row::default() };
    let mut is_joined = false;
    let mut below = second.cells.iter().filter(|cell| !cell.text().is_empty()).peekable();
    while let Some(heading) = headings.next() {
        let end = headings.peek().map_or(row.next, |next| next.column);
        let mut parts: Vec<&Cell> = Vec::new();
        while let Some(part) = below.next_if(|part| part.column < end) {
            parts.push(part);
        }
        match parts.as_slice() {
            [] => {
                let paragraphs = heading.paragraphs.clone();
                row.cells.push(Cell { column: heading.column, goes_on: false, paragraphs });
            }
            [part, _, ..] if part.column == heading.column => {
                is_joined = true;
                row.cells.extend(parts.into_iter().map(|part| part.below(heading)));
            }
            _ => return None,
        }
    }
    (is_joined && below.next().is_none()).then_some(row)
}

/// A row of data as one paragraph.
fn data(row: Row) -> Option<Raw> {
    let texts: Vec<String> = row.cells.iter().map(Cell::text).collect();
    let last = texts.iter().rposition(|text| !text.is_empty())?;
    // An empty cell keeps its place: the figure after it belongs to the next column.
    let text = texts.get(..=last).unwrap_or_default().join(" | ");
    let notes = row.cells.into_iter().flat_map(|cell| cell.paragraphs).flat_map(|p| p.notes).collect();
    Some(Raw { text, notes, is_placed: true, ..Raw::default() })
}
