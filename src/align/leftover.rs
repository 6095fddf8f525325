//! Joins units that are left over on both sides and say the same, whatever kind of block each of them is in.
//!
//! Paragraphs become list items, notes or cells when an article is revised, and the alignment by position leaves them
//! over. What counts here is content: tokens and length, and whether the place between matched neighbours fits. A pair
//! has to be the best one for both of its units, by a margin.

use rustc_hash::FxHashMap;

use super::scoring::PairScorer;
use super::sequence::{Sequence, UnitPlace};
use crate::model::UnitKind;

/// Up to this many pairs of units are all looked at; beyond, those with a rare token in common.
const FEW: usize = 400;
/// A token in more units than that joins none of them.
const COMMON: usize = 4;
/// What the place of a unit says, where it fits between matched neighbours and where it does not.
const PLACE: (f32, f32) = (2.5, -2.0);
/// Evidence that a pair needs, and how much more than the next best one.
const LEAST: f32 = 4.0;
const MARGIN: f32 = 2.0;

/// Two units that were left over, with the evidence for them and its margin.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Found {
    pub a: UnitPlace,
    pub b: UnitPlace,
    pub evidence: f32,
    pub margin: f32,
}

/// Pairs of units that `matched` pairs leave over.
pub(super) fn find(
    scorer: &PairScorer<'_>,
    (a, b): (&Sequence, &Sequence),
    matched: &[(UnitPlace, UnitPlace)],
) -> Vec<Found> {
    let (of_a, of_b) = (
        partners(a, matched.iter().copied()),
        partners(b, matched.iter().map(|m| (m.1, m.0))),
    );
    let (left_a, left_b) = (left(a, &of_a), left(b, &of_b));
    if left_a.is_empty() || left_b.is_empty() {
        return Vec::new();
    }
    let places = Places::new(&of_a, b.units.len());
    let mut best_a: FxHashMap<UnitPlace, Best> = FxHashMap::default();
    let mut best_b: FxHashMap<UnitPlace, Best> = FxHashMap::default();
    for (x, y) in candidates(scorer, &left_a, &left_b) {
        let Some(evidence) = scorer.loose(x, y) else {
            continue;
        };
        let place = if places.fits(x, y) { PLACE.0 } else { PLACE.1 };
        best_a.entry(x).or_default().note(y, evidence + place);
        best_b.entry(y).or_default().note(x, evidence + place);
    }
    let mutual = |&x: &UnitPlace| {
        let best = best_a.get(&x)?;
        let partner = best.unit?;
        let back = best_b.get(&partner)?;
        let margin = best.evidence - best.second.max(back.second).max(0.0);
        let is_sure = back.unit == Some(x) && best.evidence >= LEAST && margin >= MARGIN;
        is_sure.then_some(Found {
            a: x,
            b: partner,
            evidence: best.evidence,
            margin,
        })
    };
    left_a.iter().filter_map(mutual).collect()
}

/// The best partner of a unit, and the evidence for the next best one.
#[derive(Debug, Clone, Copy)]
struct Best {
    unit: Option<UnitPlace>,
    evidence: f32,
    second: f32,
}

impl Default for Best {
    fn default() -> Self {
        Self {
            unit: None,
            evidence: f32::MIN,
            second: f32::MIN,
        }
    }
}

impl Best {
    fn note(&mut self, unit: UnitPlace, evidence: f32) {
        if evidence > self.evidence {
            self.second = self.evidence;
            (self.unit, self.evidence) = (Some(unit), evidence);
        } else {
            self.second = self.second.max(evidence);
        }
    }
}

/// The partner of each unit of a side.
fn partners(
    side: &Sequence,
    matched: impl Iterator<Item = (UnitPlace, UnitPlace)>,
) -> Vec<Option<UnitPlace>> {
    let mut partners = vec![None; side.units.len()];
    for (unit, partner) in matched {
        partners[unit.index()] = Some(partner);
    }
    partners
}

/// Units without a partner whose texts could be anywhere.
fn left(side: &Sequence, partners: &[Option<UnitPlace>]) -> Vec<UnitPlace> {
    let can_move = |unit: UnitPlace| {
        !matches!(
            side.units[unit.index()].kind,
            UnitKind::FrontMatter | UnitKind::TabTitle | UnitKind::Code
        )
    };
    let units = (0..side.units.len()).map(UnitPlace::new);
    units
        .filter(|unit| partners[unit.index()].is_none() && can_move(*unit))
        .collect()
}

/// Pairs of left-over units that are worth a look.
fn candidates(
    scorer: &PairScorer<'_>,
    left_a: &[UnitPlace],
    left_b: &[UnitPlace],
) -> Vec<(UnitPlace, UnitPlace)> {
    if left_a.len() * left_b.len() <= FEW {
        let pairs = left_a.iter().flat_map(|x| left_b.iter().map(|y| (*x, *y)));
        return pairs.collect();
    }
    let mut having: FxHashMap<u64, Vec<UnitPlace>> = FxHashMap::default();
    for &y in left_b {
        for id in scorer.ids(1, y) {
            having.entry(id).or_default().push(y);
        }
    }
    let mut found = Vec::new();
    for &x in left_a {
        let units = scorer.ids(0, x).filter_map(|id| having.get(&id));
        let rare = units.filter(|units| units.len() <= COMMON).flatten();
        found.extend(rare.map(|y| (x, *y)));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Between which units of the other side a unit has to be, if nothing moved.
struct Places {
    after: Vec<usize>,
    before: Vec<usize>,
}

impl Places {
    fn new(partners: &[Option<UnitPlace>], units: usize) -> Self {
        let mut last = 0;
        let after = partners.iter().map(|partner| {
            last = partner.map_or(last, |p| p.index() + 1);
            last
        });
        let after = after.collect();
        let mut next = units;
        let before = partners.iter().rev().map(|partner| {
            next = partner.map_or(next, UnitPlace::index);
            next
        });
        let mut before: Vec<usize> = before.collect();
        before.reverse();
        Self { after, before }
    }

    fn fits(&self, x: UnitPlace, y: UnitPlace) -> bool {
        (self.after[x.index()]..self.before[x.index()]).contains(&y.index())
    }
}
