//! The pairs of two versions: their units on shared slots.

use super::Spine;
use crate::align::decided;
use crate::align::matches::Match;
use crate::align::placement::{MOST_JOINED, NONE, Placement};
use crate::model::UnitId;

impl Spine {
    /// The pairs of two versions (indexes into the versions aligned), in the order of the first one's text.
    #[must_use]
    pub fn pairs(&self, a: usize, b: usize) -> Vec<Match> {
        let (of_a, of_b) = (&self.placements[a], &self.placements[b]);
        let (at_a, at_b) = (of_a.by_slot(), of_b.by_slot());
        let mut done = vec![false; of_a.slots.len()];
        let mut matches = Vec::new();
        for unit in 0..of_a.slots.len() {
            if std::mem::replace(&mut done[unit], true) {
                continue;
            }
            let (mut source, mut target) = (vec![UnitId::new(unit)], Vec::new());
            // Units are joined through shared slots until nothing is added.
            loop {
                let before = (source.len(), target.len());
                extend(&mut target, &source, of_a, &at_b);
                extend(&mut source, &target, of_b, &at_a);
                if before == (source.len(), target.len()) {
                    break;
                }
            }
            source.iter().for_each(|u| done[u.index()] = true);
            // Both sides must cover the same slots.
            if target.is_empty()
                || source.len() > MOST_JOINED
                || target.len() > MOST_JOINED
                || of_a.covered(&source) != of_b.covered(&target)
            {
                continue;
            }
            let same = of_a.generation == of_b.generation;
            let score = |p: &Placement, units: &[UnitId]| {
                let of =
                    |u: &UnitId| p.inner[u.index()] * if same { 1.0 } else { p.outer[u.index()] };
                units.iter().map(of).fold(1.0_f32, f32::min)
            };
            let score = score(of_a, &source) * score(of_b, &target);
            let supported = |p: &Placement, units: &[UnitId]| {
                same || units.iter().all(|u| p.is_supported[u.index()])
            };
            let is_supported = supported(of_a, &source) && supported(of_b, &target);
            matches.push(Match {
                source,
                target,
                score,
                is_supported,
                is_reviewed: false,
            });
        }
        self.follow_decisions(a, b, &mut matches);
        matches
    }

    /// Makes the matches of two versions those that reviewers have decided. [`Spine::pairs`] does this; it is needed again
    /// where matches are added.
    pub fn follow_decisions(&self, a: usize, b: usize, matches: &mut Vec<Match>) {
        decided::apply(&self.decided, a, b, matches);
    }
}

/// Adds to `to` the units on the slots of `from`.
fn extend(to: &mut Vec<UnitId>, from: &[UnitId], placement: &Placement, by_slot: &[(u32, UnitId)]) {
    for unit in from {
        for &slot in placement.slots[unit.index()].iter().filter(|s| **s != NONE) {
            let start = by_slot.partition_point(|p| p.0 < slot);
            for &(_, other) in by_slot[start..].iter().take_while(|p| p.0 == slot) {
                if !to.contains(&other) {
                    to.push(other);
                }
            }
        }
    }
    to.sort_unstable();
}
