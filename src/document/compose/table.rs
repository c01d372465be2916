//! The table of a report: a row for each row of answers, and what its columns come to.

use crate::document::{Align, Block, Role, Run, RunKind, Table, appendix};
use crate::report::answers::EntryPath;
use crate::report::definition::{BodyBlock, TableColumn};
use crate::report::pattern::Target;
use crate::report::value::Value;

use super::super::marks::without_typed_ends;
use super::super::print::Each;
use super::super::value_text::UNKNOWN;
use super::{Composer, id_of};

impl Composer<'_, '_> {
    /// The total under a column: nothing where none is meant or none can be told, and where there is one that was not
    /// counted, or that nobody knows yet, what the rows say of that.
    fn total(&self, cell: &TableColumn) -> Vec<Run> {
        let Some(printed) = cell.total.as_ref().map(|pattern| self.printer.print(pattern, &[], None)) else {
            return Vec::new();
        };
        match printed.present.first() {
            _ if !printed.missing.is_empty() => {
                self.unknown_below(cell).map(|path| Run::of(UNKNOWN, path)).into_iter().collect()
            }
            Some(path) if printed.runs.iter().all(|run| run.text.is_empty()) => vec![Run::of("-", *path)],
            _ => printed.runs,
        }
    }

    /// The first cell of a column of which nobody knows the figure yet.
    fn unknown_below(&self, cell: &TableColumn) -> Option<EntryPath> {
        let columns = cell.text.targets().into_iter().filter_map(|target| match target {
            Target::Column(field, column) => Some((*field, *column)),
            _ => None,
        });
        let paths = columns
            .flat_map(|(field, column)| (0..self.length(field)).map(move |row| EntryPath::cell(field, row, column)));
        paths.into_iter().find(|path| *self.context.value(*path) == Value::Unknown)
    }

    pub(super) fn table(&self, block: &BodyBlock) -> Option<Block> {
        let field = block.each?;
        let mut rows: Vec<Vec<Vec<Run>>> = self
            .printer
            .in_order(field, self.length(field))
            .into_iter()
            .take_while(|_| !self.printer.room.is_full())
            .map(|index| {
                let each = Some(Each { field, index, item: None });
                let cell = |pattern| {
                    let printed = self.printer.print(pattern, &[], each);
                    // A cell without its answer is empty, and the row still stands; unless it is needed, or was not understood.
                    let is_needed =
                        |path: &EntryPath| self.context.evaluation.is_required(*path) || self.printer.is_unclear(*path);
                    let needed = printed.missing.iter().any(is_needed);
                    let value = |path: &EntryPath| self.context.evaluation.value(self.context.answers, *path);
                    match printed.present.first() {
                        Some(path) if *value(path) == Value::Unknown => vec![Run::of(UNKNOWN, *path)],
                        // There is some, and nobody counted.
                        Some(path) if *value(path) == Value::NotCounted => vec![Run::of("-", *path)],
                        _ if printed.missing.is_empty() || needed => without_typed_ends(printed.runs),
                        _ => Vec::new(),
                    }
                };
                block.cells.iter().map(|c| cell(&c.text)).collect()
            })
            .filter(|row: &Vec<Vec<Run>>| {
                row.iter().flatten().any(|run| run.origin.is_some() && run.kind == RunKind::Text)
            })
            .collect();
        if rows.is_empty() {
            return None;
        }
        // A column that no row fills promises what is not there.
        let is_filled = |at: usize| rows.iter().any(|row| row.get(at).is_some_and(|cell| !cell.is_empty()));
        let kept: Vec<usize> = (0..block.cells.len())
            .filter(|at| block.cells.get(*at).is_some_and(|c| c.row_number) || is_filled(*at))
            .collect();
        for (index, row) in rows.iter_mut().enumerate() {
            for (cell, _) in row.iter_mut().zip(&block.cells).filter(|(_, column)| column.row_number) {
                cell.push(Run::plain((index + 1).to_string()));
            }
        }
        let totals: Vec<Vec<Run>> = block.cells.iter().map(|cell| self.total(cell)).collect();
        let has_total = rows.len() > 1 && totals.iter().flatten().any(|run| run.origin.is_some());
        let mut made = Block::new(Role::Table, Vec::new());
        made.id = Some(id_of(block, None));
        made.runs = appendix::title(block, self.printer);
        let cells = || kept.iter().filter_map(|at| block.cells.get(*at));
        let keep = |row: Vec<Vec<Run>>| kept.iter().filter_map(|at| row.get(*at).cloned()).collect();
        let table = Table {
            header: cells().map(|c| c.title.clone()).collect(),
            rows: rows.into_iter().chain(has_total.then_some(totals)).map(keep).collect(),
            has_total,
            align: cells().map(align_of).collect(),
        };
        made.table = Some(table);
        Some(made)
    }
}

/// How the cells of a column are set.
fn align_of(column: &TableColumn) -> Align {
    match column {
        TableColumn { right: true, .. } => Align::Right,
        TableColumn { row_number: true, .. } | TableColumn { centre: true, .. } => Align::Centre,
        _ => Align::Left,
    }
}
