//! Finds blocks that moved: items left over on both sides that belong together across the order of the text.

use super::anchors::{self, Corridor};
use super::hmm::{self, Bead, Gaps};
use super::scoring::PairScorer;
use super::sequence::{Item, Sequence};

/// Logarithm of the prior odds that a block that is left over stands elsewhere.
const MOVED: f32 = -6.0;
/// A move needs evidence of its own, however it is weighed.
const LEAST_EVIDENCE: f32 = 9.0;
/// PairScorer for one pair that makes two blocks worth aligning.
const STRONG: f32 = 5.0;
/// Up to so many pairs of left-over items are all looked at; beyond, those with a unique token in common.
const FEW: usize = 4096;

/// Beads between items that `found` left over.
pub(super) fn find(
    scorer: &PairScorer<'_>,
    a: &Sequence,
    b: &Sequence,
    found: &[Bead],
    gaps: Gaps,
) -> Vec<Bead> {
    let used_a = used(a.items.len(), found.iter().map(|f| f.a));
    let used_b = used(b.items.len(), found.iter().map(|f| f.b));
    let (left_a, left_b) = (runs(&used_a), runs(&used_b));
    if left_a.is_empty() || left_b.is_empty() {
        return Vec::new();
    }
    let mut blocks = Vec::new();
    for (p, q) in candidates(scorer, a, b, &left_a, &left_b) {
        let (weight, beads) = block(scorer, a, b, left_a[p], left_b[q], gaps);
        if weight > LEAST_EVIDENCE && !beads.is_empty() {
            blocks.push((weight, beads));
        }
    }
    blocks.sort_by(|x, y| y.0.total_cmp(&x.0).then_with(|| x.1[0].a.cmp(&y.1[0].a)));
    let (mut used_a, mut used_b, mut moved) = (used_a, used_b, Vec::new());
    for (weight, beads) in blocks {
        let prior = 1.0 / (1.0 + (-(weight + MOVED)).exp());
        for bead in beads {
            let (i, j) = (bead.a.0 as usize, bead.b.0 as usize);
            if used_a[i] || used_b[j] {
                continue;
            }
            (used_a[i], used_b[j]) = (true, true);
            moved.push(Bead {
                posterior: bead.posterior * prior,
                ..bead
            });
        }
    }
    moved
}

/// Which runs of what is left over could hold the same block.
fn candidates(
    scorer: &PairScorer<'_>,
    a: &Sequence,
    b: &Sequence,
    left_a: &[(usize, usize)],
    left_b: &[(usize, usize)],
) -> Vec<(usize, usize)> {
    let size = |runs: &[(usize, usize)]| runs.iter().map(|r| r.1 - r.0).sum::<usize>();
    let mut found = Vec::new();
    if size(left_a) * size(left_b) <= FEW {
        for (p, x) in left_a.iter().enumerate() {
            for (q, y) in left_b.iter().enumerate() {
                let strong = |i: usize| {
                    b.items[y.0..y.1]
                        .iter()
                        .any(|j| scorer.items(&a.items[i], j) > STRONG)
                };
                if (x.0..x.1).any(strong) {
                    found.push((p, q));
                }
            }
        }
        return found;
    }
    let inside = |runs: &[(usize, usize)], at: usize| {
        let after = runs.partition_point(|r| r.1 <= at);
        runs.get(after).filter(|r| r.0 <= at).map(|_| after)
    };
    for (i, j) in anchors::common(
        a,
        b,
        |i| inside(left_a, i).is_some(),
        |j| inside(left_b, j).is_some(),
    ) {
        found.extend(inside(left_a, i).zip(inside(left_b, j)));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Aligns one block with another; gives the evidence for all beads, and the beads.
fn block(
    scorer: &PairScorer<'_>,
    a: &Sequence,
    b: &Sequence,
    in_a: (usize, usize),
    in_b: (usize, usize),
    gaps: Gaps,
) -> (f32, Vec<Bead>) {
    let (x, y) = (&a.items[in_a.0..in_a.1], &b.items[in_b.0..in_b.1]);
    let corridor = Corridor::along(&[], x.len(), y.len());
    let free = Gaps {
        open: 0.2,
        extend: 0.7,
        replace: 0.15,
        ..gaps
    };
    let mut weight = 0.0;
    let mut beads = hmm::align(scorer, (x, y), &corridor, free, 0.5);
    beads.retain(|bead| {
        bead.a.1 == 1 && bead.b.1 == 1 && !matches!(x[bead.a.0 as usize], Item::Landmark(_))
    });
    for bead in &mut beads {
        weight += scorer
            .items(&x[bead.a.0 as usize], &y[bead.b.0 as usize])
            .min(8.0);
        bead.a.0 += in_a.0 as u32;
        bead.b.0 += in_b.0 as u32;
    }
    (weight, beads)
}

fn used(size: usize, spans: impl Iterator<Item = (u32, u8)>) -> Vec<bool> {
    let mut used = vec![false; size];
    for (start, count) in spans {
        used[start as usize..start as usize + usize::from(count)].fill(true);
    }
    used
}

/// Runs of what is not used, as [start, end).
fn runs(used: &[bool]) -> Vec<(usize, usize)> {
    let mut runs = Vec::new();
    let mut start = None;
    for (at, &taken) in used.iter().chain(std::iter::once(&true)).enumerate() {
        match (taken, start) {
            (false, None) => start = Some(at),
            (true, Some(from)) => {
                runs.push((from, at));
                start = None;
            }
            _ => {}
        }
    }
    runs
}
