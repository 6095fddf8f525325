//! What a reviewer has decided about units of two versions. The aligner follows it.

use super::matches::Match;
use super::sequence::UnitPlace;
use crate::model::UnitId;

/// A decision about units of two versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// The two versions (indexes into the versions that are aligned).
    pub versions: (usize, usize),
    /// Units of each version, ascending.
    pub units: (Vec<UnitId>, Vec<UnitId>),
    /// Whether they are a pair.
    pub is_pair: bool,
}

impl Decided {
    /// The same decision with the first version as given; `None` if it is about other versions.
    fn between(&self, a: usize, b: usize) -> Option<(&[UnitId], &[UnitId])> {
        let units = (&self.units.0[..], &self.units.1[..]);
        match self.versions {
            versions if versions == (a, b) => Some(units),
            versions if versions == (b, a) => Some((units.1, units.0)),
            _ => None,
        }
    }
}

/// Units of two sequences about which something is decided, and whether they are a pair.
pub(super) type DecidedUnits = Vec<(UnitPlace, UnitPlace, bool)>;

/// What is decided about the first units of a version and of others. `place` gives the place of another version's unit in
/// the sequence that the version is aligned with.
pub(super) fn of_version(
    decided: &[Decided],
    version: usize,
    place: impl Fn(usize, UnitId) -> Option<UnitPlace>,
) -> DecidedUnits {
    let unit = |decided: &Decided| {
        let (first, second) = decided.versions;
        let other = if second == version { first } else { second };
        let (others, own) = decided.between(other, version)?;
        // One unit against another cannot say that several do not belong together.
        let is_sure = decided.is_pair || (others.len(), own.len()) == (1, 1);
        let (of_other, own) = (*others.first()?, *own.first()?);
        is_sure.then_some((place(other, of_other)?, UnitPlace::of(own), decided.is_pair))
    };
    decided.iter().filter_map(unit).collect()
}

/// Makes the matches of two versions those that were decided: pairs that were rejected are taken out, and what was decided to
/// be a pair takes its units from all other matches.
pub(super) fn apply(decided: &[Decided], a: usize, b: usize, matches: &mut Vec<Match>) {
    let between = decided.iter().filter_map(|decided| {
        let (source, target) = decided.between(a, b)?;
        Some((source, target, decided.is_pair))
    });
    let (pairs, rejected): (Vec<_>, Vec<_>) = between.partition(|&(_, _, is_pair)| is_pair);
    if pairs.is_empty() && rejected.is_empty() {
        return;
    }
    for (source, target, _) in rejected {
        matches.retain(|found| found.source != source || found.target != target);
    }
    let shares = |units: &[UnitId], of: &[UnitId]| units.iter().any(|unit| of.contains(unit));
    for (source, target, _) in pairs {
        matches.retain(|found| !shares(&found.source, source) && !shares(&found.target, target));
        matches.push(Match {
            source: source.to_vec(),
            target: target.to_vec(),
            score: 1.0,
            is_supported: true,
            is_reviewed: true,
        });
    }
    matches.sort_by(|one, other| one.source.cmp(&other.source));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(units: &[usize]) -> Vec<UnitId> {
        units.iter().copied().map(UnitId::new).collect()
    }

    fn found(source: &[usize], target: &[usize]) -> Match {
        Match {
            source: ids(source),
            target: ids(target),
            score: 0.8,
            is_supported: true,
            is_reviewed: false,
        }
    }

    fn decide(versions: (usize, usize), units: (&[usize], &[usize]), is_pair: bool) -> Decided {
        Decided {
            versions,
            units: (ids(units.0), ids(units.1)),
            is_pair,
        }
    }

    fn units(matches: &[Match]) -> Vec<(Vec<usize>, Vec<usize>, bool)> {
        let units = |m: &'_ Match| (m.source.len(), m.target.len());
        assert!(matches.iter().all(|m| units(m) != (0, 0)));
        let indexes = |units: &[UnitId]| units.iter().map(|unit| unit.index()).collect();
        matches
            .iter()
            .map(|m| (indexes(&m.source), indexes(&m.target), m.is_reviewed))
            .collect()
    }

    #[test]
    fn rejected_pairs_go_and_decided_pairs_take_their_units() {
        let mut matches = vec![found(&[0], &[0]), found(&[1], &[1]), found(&[2, 3], &[2])];
        let decided = [
            decide((0, 1), (&[0], &[0]), false),
            decide((1, 0), (&[1, 2], &[3]), true),
            decide((0, 2), (&[1], &[1]), false),
        ];
        apply(&decided, 0, 1, &mut matches);
        assert_eq!(units(&matches), [(vec![3], vec![1, 2], true)]);
    }

    #[test]
    fn other_versions_stay_as_they_are() {
        let mut matches = vec![found(&[0], &[0])];
        apply(&[decide((0, 2), (&[0], &[0]), false)], 0, 1, &mut matches);
        assert_eq!(units(&matches), [(vec![0], vec![0], false)]);
    }

    #[test]
    fn units_are_found_where_they_are_placed() {
        let decided = [
            decide((0, 2), (&[4], &[7]), true),
            decide((2, 1), (&[8], &[5]), false),
            decide((0, 2), (&[1, 2], &[9]), false),
        ];
        let place =
            |version: usize, unit: UnitId| Some(UnitPlace::new(unit.index() * 10 + version));
        assert_eq!(
            of_version(&decided, 2, place),
            [(40, 7, true), (51, 8, false)].map(|(other, own, is_pair)| (
                UnitPlace::new(other),
                UnitPlace::new(own),
                is_pair
            ))
        );
    }
}
