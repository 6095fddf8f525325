//! Where the units of one version are on the spine.

use std::sync::Arc;

use super::Input;
use super::pairwise::Joined;
use super::sequence::{Builder, Item, Sequence, row_of};

/// No slot.
pub(super) const NONE: u32 = u32::MAX;

/// Where a version's units are.
#[derive(Debug, Clone, Default)]
pub(super) struct Placement {
    pub generation: usize,
    /// The one or two slots of each unit.
    pub slots: Vec<[u32; 2]>,
    /// Probability that a unit was placed rightly within its generation.
    pub inner: Vec<f32>,
    /// Probability that its generation was placed rightly there.
    pub outer: Vec<f32>,
}

impl Placement {
    pub fn of(units: usize, generation: usize) -> Self {
        Self {
            generation,
            slots: vec![[NONE; 2]; units],
            inner: vec![1.0; units],
            outer: vec![1.0; units],
        }
    }

    /// Places the units of beads between slots and units, both given by their indexes there.
    pub fn put(&mut self, beads: &[Joined], slots: &[u32], units: &[u32]) {
        for bead in beads {
            let to = [
                slots[bead.a[0] as usize],
                bead.a.get(1).map_or(NONE, |u| slots[*u as usize]),
            ];
            for &unit in &bead.b {
                let unit = units[unit as usize] as usize;
                self.slots[unit] = to;
                self.outer[unit] = bead.posterior;
            }
        }
    }

    /// What has no place yet, with each one's unit; what has stands between as landmarks.
    pub fn rest(&self, sequence: &Sequence, input: Input<'_>) -> (Sequence, Vec<u32>) {
        let (mut builder, mut units) = (Builder::default(), Vec::new());
        for &unit in sequence.items.iter().flat_map(Item::units) {
            match self.slots[unit as usize] {
                [NONE, _] => {
                    let row = row_of(&input.document.units[unit as usize]);
                    builder.unit(Arc::clone(&sequence.units[unit as usize]), row);
                    units.push(unit);
                }
                [slot, _] => builder.landmark(landmark_of(slot)),
            }
        }
        (builder.finish(), units)
    }

    /// The slots that units stand for, sorted, each once.
    pub fn covered(&self, units: &[u32]) -> [u32; 4] {
        let mut slots = [NONE; 4];
        let of = units.iter().flat_map(|u| self.slots[*u as usize]);
        for (to, slot) in slots.iter_mut().zip(of) {
            *to = slot;
        }
        slots.sort_unstable();
        for at in 1..slots.len() {
            if slots[at] == slots[at - 1] {
                slots[at - 1] = NONE;
            }
        }
        slots.sort_unstable();
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
