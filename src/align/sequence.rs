//! What is aligned: units, whole table rows, and the landmarks between them, in one sequence.

use std::sync::Arc;

use super::features::{Features, Reader};
use super::table_rows::TableRows;
use super::version::Version;
use crate::model::{UnitId, index_type};

/// One side of an alignment.
#[derive(Debug, Default)]
pub(super) struct Sequence {
    pub items: Vec<Item>,
    /// Features of the units the items hold.
    pub units: Vec<Arc<Features>>,
}

index_type! {
    /// Index of a unit in the units of a sequence. A sequence of slots, or of what is left of a document, numbers its units
    /// by itself, so that this is another number than a unit's id.
    UnitPlace
}

impl UnitPlace {
    /// The place of a unit in the sequence of its whole document.
    pub(super) fn of(unit: UnitId) -> Self {
        Self::new(unit.index())
    }

    /// The unit at a place in the sequence of a whole document.
    #[must_use]
    pub fn unit(self) -> UnitId {
        UnitId::new(self.index())
    }
}

/// An item of a sequence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Item {
    Unit(UnitPlace),
    /// The blocks in the cells of one row, by column.
    Row(Vec<UnitPlace>),
    /// The key of a landmark.
    Landmark(u64),
}

impl Item {
    /// The units of an item.
    pub fn units(&self) -> &[UnitPlace] {
        match self {
            Self::Unit(unit) => std::slice::from_ref(unit),
            Self::Row(cells) => cells,
            Self::Landmark(_) => &[],
        }
    }
}

/// Builds a sequence unit by unit; blocks of one row that follow each other become one item.
#[derive(Debug, Default)]
pub(super) struct Builder {
    sequence: Sequence,
    row: Option<u64>,
}

impl Builder {
    /// Adds a unit; `row` identifies the table row that it is a part of.
    pub fn unit(&mut self, features: Arc<Features>, row: Option<u64>) {
        let place = UnitPlace::new(self.sequence.units.len());
        self.sequence.units.push(features);
        match (row, self.sequence.items.last_mut()) {
            (Some(_), Some(Item::Row(cells))) if row == self.row => cells.push(place),
            (Some(_), _) => self.sequence.items.push(Item::Row(vec![place])),
            (None, _) => self.sequence.items.push(Item::Unit(place)),
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

impl Sequence {
    /// The sequence of a whole document: the place of a unit is its index there.
    pub fn of(version: Version<'_>, number: u16) -> Self {
        let document = version.document;
        let (mut builder, mut reader) = (Builder::default(), Reader::default());
        let rows = TableRows::of(document);
        let mut landmarks = document.landmarks.iter().peekable();
        for (index, unit) in document.units.iter().enumerate() {
            while let Some(landmark) = landmarks.next_if(|l| l.before as usize <= index) {
                builder.landmark(landmark.key);
            }
            let features = reader.read(version, index, number);
            builder.unit(Arc::new(features), rows.row(unit));
        }
        landmarks.for_each(|l| builder.landmark(l.key));
        builder.finish()
    }
}
