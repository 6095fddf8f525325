//! Which table row each unit of a document is in.
//!
//! A cell of HTML may hold several blocks: paragraphs, and lists with their items. They are parts of their row. Cells that
//! hold more are pages laid out with a table, and their blocks are aligned as if there were no table.

use rustc_hash::FxHashMap;

use crate::model::{Cell, Document, Unit, UnitKind};

/// Blocks of a cell that is a part of a row.
const MOST_BLOCKS: u32 = 12;

/// The rows of the tables of a document.
#[derive(Debug, Default)]
pub(super) struct TableRows {
    /// How many blocks there are in each cell that has others than those of a cell.
    blocks: FxHashMap<Cell, u32>,
}

impl TableRows {
    pub fn of(document: &Document) -> Self {
        let mut blocks = FxHashMap::default();
        let units = document.units.iter();
        for cell in units.filter(|unit| is_block(unit)).filter_map(|u| u.cell) {
            *blocks.entry(cell).or_default() += 1;
        }
        Self { blocks }
    }

    /// Identifies the row of a unit within its document; `None` for a unit that is not a part of a row.
    pub fn row(&self, unit: &Unit) -> Option<u64> {
        let cell = unit.cell?;
        let is_part = match unit.kind {
            UnitKind::TableCell | UnitKind::TableHeader => true,
            _ => is_block(unit) && self.blocks.get(&cell).is_some_and(|n| *n <= MOST_BLOCKS),
        };
        is_part.then(|| u64::from(cell.table) << 32 | u64::from(cell.row))
    }
}

fn is_block(unit: &Unit) -> bool {
    matches!(unit.kind, UnitKind::ListItem | UnitKind::Paragraph)
}
