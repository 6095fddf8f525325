//! The order of unaligned units among the pairs.
//!
//! An unaligned unit comes before the next pair in its text, those of the source side before those of the target side.
//! So the rows of an export are in the order of the document. Units whose pair has too low a score are unaligned.

use crate::align::Match;
use crate::model::UnitId;

/// The unaligned units of both sides, from the beginning of the texts to their end.
pub(super) struct UnalignedOrder {
    has_partner: [Vec<bool>; 2],
    next: [usize; 2],
}

impl UnalignedOrder {
    /// `units` are the numbers of units of both sides; `matches` are those that are kept.
    pub(super) fn new<'m>(units: [usize; 2], matches: impl Iterator<Item = &'m Match>) -> Self {
        let mut has_partner = units.map(|n| vec![false; n]);
        for found in matches {
            for (side, units) in [&found.source, &found.target].into_iter().enumerate() {
                units
                    .iter()
                    .for_each(|u| has_partner[side][u.index()] = true);
            }
        }
        Self {
            has_partner,
            next: [0; 2],
        }
    }

    /// The unaligned units before a match that were not returned before: side (0 for the source) and unit.
    pub(super) fn before(&mut self, found: &Match) -> Vec<(usize, UnitId)> {
        let bound = |units: &[UnitId]| units.first().map_or(0, |unit| unit.index());
        self.up_to([bound(&found.source), bound(&found.target)])
    }

    /// All unaligned units that were not returned before.
    pub(super) fn rest(&mut self) -> Vec<(usize, UnitId)> {
        let ends = [0, 1].map(|side| self.has_partner[side].len());
        self.up_to(ends)
    }

    fn up_to(&mut self, bounds: [usize; 2]) -> Vec<(usize, UnitId)> {
        let mut lone = Vec::new();
        for (side, bound) in bounds.into_iter().enumerate() {
            for unit in self.next[side]..bound {
                if !self.has_partner[side][unit] {
                    lone.push((side, UnitId::new(unit)));
                }
            }
            self.next[side] = self.next[side].max(bound);
        }
        lone
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lone_units_stand_before_the_pair_behind_them_and_come_once() {
        let pair = |source, target| Match {
            source: vec![UnitId::new(source)],
            target: vec![UnitId::new(target)],
            score: 1.0,
            is_supported: true,
            is_reviewed: false,
        };
        // The second pair moved back in the target.
        let matches = [pair(1, 2), pair(2, 0), pair(4, 4)];
        let mut lone = UnalignedOrder::new([6, 5], matches.iter());
        let unit = |(side, index)| (side, UnitId::new(index));
        assert_eq!(lone.before(&matches[0]), [(0, 0), (1, 1)].map(unit));
        assert_eq!(lone.before(&matches[1]), []);
        assert_eq!(lone.before(&matches[2]), [(0, 3), (1, 3)].map(unit));
        assert_eq!(lone.rest(), [(0, 5)].map(unit));
        assert_eq!(lone.rest(), []);
    }
}
