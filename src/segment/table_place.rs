//! The place of the next cell in the tables of an article.

use crate::model::{Cell, UnitKind};

use super::containers::{Containers, Place};

/// The place in the current table.
#[derive(Debug, Default)]
pub(super) struct TablePlace {
    /// Tables so far.
    pub count: u32,
    pub row: u32,
    pub column: u32,
    /// Where the last cell of the row ended.
    pub reached: usize,
    /// Whether it was said that the table has rows that are too long.
    pub told: bool,
}

impl TablePlace {
    /// A table begins, at its header.
    pub fn begin(&mut self) {
        self.count += 1;
        self.row = 0;
        self.told = false;
    }

    /// The number of the table that begins.
    pub fn next_id(&mut self) -> u32 {
        self.count += 1;
        self.count - 1
    }

    pub fn next_row(&mut self) {
        self.row += 1;
    }

    pub fn begin_row(&mut self, at: usize) {
        self.column = 0;
        self.reached = at;
    }

    pub fn end_cell(&mut self, at: usize) {
        self.column += 1;
        self.reached = self.reached.max(at);
    }

    /// The place of the next cell.
    pub fn place(&self, containers: &Containers) -> Place {
        Place {
            kind: if self.row == 0 {
                UnitKind::TableHeader
            } else {
                UnitKind::TableCell
            },
            label: None,
            depth: containers.depth(),
            cell: Some(Cell {
                table: self.count.saturating_sub(1),
                row: self.row,
                column: self.column,
            }),
        }
    }
}
