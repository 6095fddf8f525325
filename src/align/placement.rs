//! Where the units of one version are on the spine.

use std::sync::Arc;

use super::pairwise::Joined;
use super::sequence::{Builder, Item, Sequence};
use super::table_rows::TableRows;
use super::version::Version;
use crate::model::UnitId;

/// No slot.
pub(super) const NONE: u32 = u32::MAX;

/// The slots that a unit covers.
pub(super) type Slots = [u32; MOST_JOINED];

/// Units of one version that a match may have.
pub(super) const MOST_JOINED: usize = 6;

/// The slots of a unit, filled up with [`NONE`].
pub(super) fn filled(of: impl IntoIterator<Item = u32>) -> Slots {
    let mut slots = [NONE; MOST_JOINED];
    for (slot, of) in slots.iter_mut().zip(of) {
        *slot = of;
    }
    slots
}

/// Where a version's units are.
#[derive(Debug, Clone, Default)]
pub(super) struct Placement {
    pub generation: usize,
    /// The slots of each unit, filled up with [`NONE`].
    pub slots: Vec<Slots>,
    /// Probability that a unit was placed rightly within its generation.
    pub inner: Vec<f32>,
    /// Probability that its generation was placed rightly there.
    pub outer: Vec<f32>,
    /// Whether content shows that the unit's file is a version of the spine's text.
    pub is_supported: Vec<bool>,
}

impl Placement {
    pub fn of(units: usize, generation: usize) -> Self {
        Self {
            generation,
            slots: vec![[NONE; MOST_JOINED]; units],
            inner: vec![1.0; units],
            outer: vec![1.0; units],
            is_supported: vec![true; units],
        }
    }

    /// Places the units of beads between slots and units: those of each place in the two sequences that were aligned.
    pub fn put(&mut self, beads: &[Joined], slots: &[u32], units: &[UnitId]) {
        for bead in beads {
            let to = filled(bead.a.iter().map(|place| slots[place.index()]));
            for place in &bead.b {
                let unit = units[place.index()].index();
                self.slots[unit] = to;
                self.outer[unit] = bead.posterior;
                self.is_supported[unit] = bead.is_supported;
            }
        }
    }

    /// What of a document's sequence has no slot yet, with each one's unit; what has stands between as landmarks.
    pub fn rest(&self, sequence: &Sequence, input: Version<'_>) -> (Sequence, Vec<UnitId>) {
        let (mut builder, mut units) = (Builder::default(), Vec::new());
        let rows = TableRows::of(input.document);
        for place in sequence.items.iter().flat_map(Item::units) {
            let unit = place.unit();
            match self.slots[unit.index()] {
                [NONE, ..] => {
                    let row = rows.row(input.document.unit(unit));
                    builder.unit(Arc::clone(&sequence.units[place.index()]), row);
                    units.push(unit);
                }
                [slot, ..] => builder.landmark(landmark_of(slot)),
            }
        }
        (builder.finish(), units)
    }

    /// The slots that units cover, sorted, each once.
    pub fn covered(&self, units: &[UnitId]) -> Vec<u32> {
        let of = units.iter().flat_map(|u| self.slots[u.index()]);
        let mut slots: Vec<u32> = of.filter(|slot| *slot != NONE).collect();
        slots.sort_unstable();
        slots.dedup();
        slots
    }

    /// Units by slot, sorted.
    pub fn by_slot(&self) -> Vec<(u32, UnitId)> {
        let mut all = Vec::with_capacity(self.slots.len());
        for (unit, slots) in self.slots.iter().enumerate() {
            all.extend(
                slots
                    .iter()
                    .filter(|s| **s != NONE)
                    .map(|s| (*s, UnitId::new(unit))),
            );
        }
        all.sort_unstable();
        all
    }
}

/// Key that a slot has as a landmark, far from the hashes of others.
pub(super) fn landmark_of(slot: u32) -> u64 {
    (u64::from(slot) + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}
