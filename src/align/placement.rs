//! Where the units of one version are on the spine.

use std::sync::Arc;

use super::pairwise::Joined;
use super::sequence::{Builder, Item, Sequence, row_of};
use super::version::Version;

/// No slot.
pub(super) const NONE: u32 = u32::MAX;

/// The slots that a unit covers.
pub(super) type Slots = [u32; 3];

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
            slots: vec![[NONE; 3]; units],
            inner: vec![1.0; units],
            outer: vec![1.0; units],
            is_supported: vec![true; units],
        }
    }

    /// Places the units of beads between slots and units, both given by their indexes there.
    pub fn put(&mut self, beads: &[Joined], slots: &[u32], units: &[u32]) {
        for bead in beads {
            let mut to = [NONE; 3];
            for (to, unit) in to.iter_mut().zip(&bead.a) {
                *to = slots[*unit as usize];
            }
            for &unit in &bead.b {
                let unit = units[unit as usize] as usize;
                self.slots[unit] = to;
                self.outer[unit] = bead.posterior;
                self.is_supported[unit] = bead.is_supported;
            }
        }
    }

    /// What has no place yet, with each one's unit; what has stands between as landmarks.
    pub fn rest(&self, sequence: &Sequence, input: Version<'_>) -> (Sequence, Vec<u32>) {
        let (mut builder, mut units) = (Builder::default(), Vec::new());
        for &unit in sequence.items.iter().flat_map(Item::units) {
            match self.slots[unit as usize] {
                [NONE, ..] => {
                    let row = row_of(&input.document.units[unit as usize]);
                    builder.unit(Arc::clone(&sequence.units[unit as usize]), row);
                    units.push(unit);
                }
                [slot, ..] => builder.landmark(landmark_of(slot)),
            }
        }
        (builder.finish(), units)
    }

    /// The slots that units cover, sorted, each once.
    pub fn covered(&self, units: &[u32]) -> Vec<u32> {
        let of = units.iter().flat_map(|u| self.slots[*u as usize]);
        let mut slots: Vec<u32> = of.filter(|slot| *slot != NONE).collect();
        slots.sort_unstable();
        slots.dedup();
        slots
    }

    /// Units by slot, sorted.
    pub fn by_slot(&self) -> Vec<(u32, u32)> {
        let mut all = Vec::with_capacity(self.slots.len());
        for (unit, slots) in self.slots.iter().enumerate() {
            all.extend(
                slots
                    .iter()
                    .filter(|s| **s != NONE)
                    .map(|s| (*s, unit as u32)),
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
