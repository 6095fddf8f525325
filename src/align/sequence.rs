//! What is aligned: units, whole table rows, and the landmarks between them, in one sequence.

use std::sync::Arc;

use super::features::{Features, Reader};
use super::version::Version;
use crate::model::UnitKind;

/// One side of an alignment.
#[derive(Debug, Default)]
pub(super) struct Sequence {
    pub items: Vec<Item>,
    /// Features of the units the items hold.
    pub units: Vec<Arc<Features>>,
}

/// An item of a sequence. Numbers are indexes into [`Sequence::units`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Item {
    Unit(u32),
    /// The cells of one row, by column.
    Row(Vec<u32>),
    /// The key of a landmark.
    Landmark(u64),
}

impl Item {
    /// The units of an item.
    pub fn units(&self) -> &[u32] {
        match self {
            Self::Unit(unit) => std::slice::from_ref(unit),
            Self::Row(cells) => cells,
            Self::Landmark(_) => &[],
        }
    }
}

/// Builds a sequence unit by unit; cells of one row that follow each other become one item.
#[derive(Debug, Default)]
pub(super) struct Builder {
    sequence: Sequence,
    row: Option<u64>,
}

impl Builder {
    /// Adds a unit; `row` identifies the table row of a cell.
    pub fn unit(&mut self, features: Arc<Features>, row: Option<u64>) {
        let index = self.sequence.units.len() as u32;
        self.sequence.units.push(features);
        match (row, self.sequence.items.last_mut()) {
            (Some(_), Some(Item::Row(cells))) if row == self.row => cells.push(index),
            (Some(_), _) => self.sequence.items.push(Item::Row(vec![index])),
            (None, _) => self.sequence.items.push(Item::Unit(index)),
        }
        self.row = row;
    }

    /// Adds a landmark.
    pub fn landmark(&mut self, key: u64) {
        self.row = None;
        self.sequence.items.push(Item::Landmark(key));
    }

    pub fn finish(self) -> Sequence {
        self.sequence
    }
}

/// Identifies a cell's row within its document.
pub(super) fn row_of(unit: &crate::model::Unit) -> Option<u64> {
    let cell = unit.cell?;
    matches!(unit.kind, UnitKind::TableCell | UnitKind::TableHeader)
        .then(|| u64::from(cell.table) << 32 | u64::from(cell.row))
}

impl Sequence {
    /// The sequence of a document; unit indexes are the document's.
    pub fn of(version: Version<'_>, number: u16) -> Self {
        let document = version.document;
        let (mut builder, mut reader) = (Builder::default(), Reader::default());
        let mut landmarks = document.landmarks.iter().peekable();
        for (index, unit) in document.units.iter().enumerate() {
            while let Some(landmark) = landmarks.next_if(|l| l.before as usize <= index) {
                builder.landmark(landmark.key);
            }
            let features = reader.read(version, index, number);
            builder.unit(Arc::new(features), row_of(unit));
        }
        landmarks.for_each(|l| builder.landmark(l.key));
        builder.finish()
    }
}
