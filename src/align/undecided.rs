//! Which items structure and lexicon leave undecided, and how these are aligned again when more is known of them.
//!
//! An item is undecided if it is in no bead, if its bead is doubtful, or if a text nearby would fit as well, so that only the
//! order decided. What stands between decided beads is aligned again, so that nothing else changes.

use super::anchors::Corridor;
use super::hmm::{self, Bead, Gaps};
use super::scoring::{NEVER, PairScorer};
use super::sequence::{Item, Sequence};

/// Beads with a lower posterior are doubtful.
const SURE: f32 = 0.95;
/// A text fits as well if the evidence for it is at most that much lower.
const RIVAL: f32 = 2.0;
/// How far away texts are looked at that could fit as well.
const NEARBY: usize = 8;
/// The posterior that beads need.
const LEAST: f32 = 0.5;
/// More cells between two decided beads are not aligned again.
const MOST: usize = 250_000;

/// The undecided items of two sides.
pub(super) struct Undecided {
    items: [Vec<bool>; 2],
}

impl Undecided {
    /// Finds them; `None` where one side has none.
    pub fn find(
        scorer: &PairScorer<'_>,
        (a, b): (&Sequence, &Sequence),
        beads: &[Bead],
    ) -> Option<Self> {
        let mut items = [a, b].map(|side| -> Vec<bool> {
            let is_unit = |item: &Item| matches!(item, Item::Unit(_));
            side.items.iter().map(is_unit).collect()
        });
        for bead in beads.iter().filter(|bead| is_decided(scorer, (a, b), bead)) {
            for (items, of) in items.iter_mut().zip([bead.a, bead.b]) {
                items[range(of)].fill(false);
            }
        }
        let has_some = items.iter().all(|side| side.contains(&true));
        has_some.then_some(Self { items })
    }

    /// The units of the undecided items.
    pub fn units(&self, (a, b): (&Sequence, &Sequence)) -> [Vec<bool>; 2] {
        [(a, 0), (b, 1)].map(|(side, of)| {
            let mut units = vec![false; side.units.len()];
            for (item, undecided) in side.items.iter().zip(&self.items[of]) {
                item.units()
                    .iter()
                    .for_each(|u| units[u.index()] = *undecided);
            }
            units
        })
    }

    /// Aligns again what stands between beads that are decided.
    pub fn align(
        &self,
        scorer: &PairScorer<'_>,
        (a, b): (&Sequence, &Sequence),
        beads: Vec<Bead>,
        gaps: Gaps,
    ) -> Vec<Bead> {
        let is_open =
            |side: usize, of: std::ops::Range<usize>| self.items[side][of].contains(&true);
        let (mut all, mut between) = (Vec::with_capacity(beads.len()), Vec::new());
        let mut from = (0, 0);
        let end = Bead {
            a: (a.items.len() as u32, 0),
            b: (b.items.len() as u32, 0),
            posterior: 1.0,
        };
        for bead in beads.into_iter().chain([end]) {
            let is_end = (bead.a.1, bead.b.1) == (0, 0);
            if !is_end && (is_open(0, range(bead.a)) || is_open(1, range(bead.b))) {
                between.push(bead);
                continue;
            }
            let (x, y) = (from.0..bead.a.0 as usize, from.1..bead.b.0 as usize);
            let is_small = x.len() * y.len() <= MOST;
            if is_small && is_open(0, x.clone()) && is_open(1, y.clone()) {
                between.clear();
                let sides = (&a.items[x.clone()], &b.items[y.clone()]);
                let corridor = Corridor::along(&[], x.len(), y.len());
                let mut again = hmm::align(scorer, sides, &corridor, gaps, LEAST);
                for bead in &mut again {
                    bead.a.0 += x.start as u32;
                    bead.b.0 += y.start as u32;
                }
                all.append(&mut again);
            }
            all.append(&mut between);
            from = (range(bead.a).end, range(bead.b).end);
            all.extend((!is_end).then_some(bead));
        }
        all
    }
}

/// Whether structure and lexicon decide a bead.
fn is_decided(scorer: &PairScorer<'_>, (a, b): (&Sequence, &Sequence), bead: &Bead) -> bool {
    let (x, y) = (range(bead.a), range(bead.b));
    if bead.posterior < SURE {
        return false;
    }
    if x.len() != 1 || y.len() != 1 || !matches!(a.items[x.start], Item::Unit(_)) {
        return true;
    }
    let (i, j) = (x.start, y.start);
    let least = scorer.items(&a.items[i], &b.items[j]) - RIVAL;
    let fits = |i: usize, j: usize| {
        let evidence = scorer.items(&a.items[i], &b.items[j]);
        evidence > NEVER && evidence >= least
    };
    let nearby = |at: usize, end: usize| {
        let range = at.saturating_sub(NEARBY)..(at + NEARBY + 1).min(end);
        range.filter(move |&other| other != at)
    };
    !nearby(j, b.items.len()).any(|other| fits(i, other))
        && !nearby(i, a.items.len()).any(|other| fits(other, j))
}

fn range(of: (u32, u8)) -> std::ops::Range<usize> {
    of.0 as usize..of.0 as usize + usize::from(of.1)
}
