//! Posteriors of an alignment by forward-backward over a pair hidden Markov model (Durbin et al. 1998, chapter 4).
//!
//! States: a match, a gap in `b`, a gap in `a`. Emissions are likelihood ratios against chance: a gap emits 1.
//! Beads of two units are matches that consume two items of a side. What has a posterior above one half can
//! cross nothing else that has, so decoding is just a threshold: abstaining is built in.

mod forward;
mod passes;

use self::forward::Forward;
use self::passes::Row;
use super::anchors::Corridor;
use super::scoring::{PairScorer, NEVER};
use super::sequence::Item;

/// How readily the sequences run apart and together again.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gaps {
    /// Probability that a gap opens behind a match, for each side.
    pub open: f64,
    /// That a gap goes on.
    pub extend: f64,
    /// That a gap on one side is followed by one on the other: something was replaced.
    pub replace: f64,
    /// Prior of a bead of two units on one side, against one of one.
    pub join: f64,
    /// How much of the doubt about pairs without evidence of their own applies.
    pub doubt: f32,
}

/// Items that belong together, with the probability that they do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bead {
    /// First item and number of items in `a`.
    pub a: (u32, u8),
    /// First item and number of items in `b`.
    pub b: (u32, u8),
    pub posterior: f32,
}

/// The beads with a posterior of at least `least`, in order of `a`.
pub(super) fn align(
    evidence: &PairScorer,
    a: &[Item],
    b: &[Item],
    corridor: &Corridor,
    gaps: Gaps,
    least: f32,
) -> Vec<Bead> {
    Model::new(evidence, a, b, corridor, gaps).beads(least)
}

struct Model<'a> {
    corridor: &'a Corridor,
    gaps: Gaps,
    /// Emission of a match that ends in lattice point (i, j), by row of the corridor.
    emissions: Vec<f32>,
    /// Where each row begins in `emissions`.
    offsets: Vec<usize>,
    /// Emissions of joined beads: lattice point, items consumed on each side, emission; sorted.
    joined: Vec<(u32, u32, (u8, u8), f64)>,
    /// Where each row begins in `joined`.
    joined_rows: Vec<usize>,
    size: (usize, usize),
}

impl<'a> Model<'a> {
    fn new(
        evidence: &PairScorer,
        a: &[Item],
        b: &[Item],
        corridor: &'a Corridor,
        gaps: Gaps,
    ) -> Self {
        let size = (a.len(), b.len());
        let mut model = Self {
            corridor,
            gaps,
            emissions: Vec::new(),
            offsets: Vec::with_capacity(size.0 + 2),
            joined: Vec::new(),
            joined_rows: vec![0],
            size,
        };
        for (i, row) in corridor.rows.iter().enumerate() {
            model.offsets.push(model.emissions.len());
            for j in row.clone() {
                let mut emission = 0.0;
                if i > 0 && j > 0 {
                    let e = evidence.items(&a[i - 1], &b[j - 1]);
                    if e > NEVER {
                        emission = e.clamp(-30.0, 30.0).exp();
                        // What is no pair because of its kind or slug is none with its neighbour joined either.
                        model.join(evidence, a, b, i, j);
                    }
                }
                model.emissions.push(emission);
            }
            model.joined_rows.push(model.joined.len());
        }
        model
    }

    /// Notes joined beads that end in a lattice point, where they are plausible.
    fn join(&mut self, evidence: &PairScorer, a: &[Item], b: &[Item], i: usize, j: usize) {
        let (Item::Unit(x), Item::Unit(y)) = (&a[i - 1], &b[j - 1]) else {
            return;
        };
        let mut note = |sides: (u8, u8), e: f32| {
            if e > NEVER {
                self.joined.push((
                    i as u32,
                    j as u32,
                    sides,
                    self.gaps.join * f64::from(e.min(30.0)).exp(),
                ));
            }
        };
        if j > 1
            && let Some(before) = evidence.neighbour(1, &b[j - 2], &b[j - 1])
            && evidence.lengths_suggest((0, *x), [before, *y])
        {
            note((1, 2), evidence.joined(0, *x, [before, *y]));
        }
        if i > 1
            && let Some(before) = evidence.neighbour(0, &a[i - 2], &a[i - 1])
            && evidence.lengths_suggest((1, *y), [before, *x])
        {
            note((2, 1), evidence.joined(1, *y, [before, *x]));
        }
    }

    fn emission(&self, i: usize, j: usize) -> f64 {
        let row = &self.corridor.rows[i];
        if row.contains(&j) {
            f64::from(self.emissions[self.offsets[i] + j - row.start])
        } else {
            0.0
        }
    }

    fn joined_at(&self, i: usize) -> &[(u32, u32, (u8, u8), f64)] {
        &self.joined[self.joined_rows[i]..self.joined_rows[i + 1]]
    }

    fn beads(&self, least: f32) -> Vec<Bead> {
        let mut forward = Forward::new(self);
        let (n, m) = self.size;
        let last = forward.row(n);
        let total = last.at(m).iter().sum::<f64>().ln() + last.scale;
        let mut found = Vec::new();
        let mut below: [Row; 2] = Default::default();
        for i in (0..=n).rev() {
            let row = self.backward(i, &below);
            if i > 0 {
                forward.reach(i.saturating_sub(2));
                self.collect(i, &forward, &row, total, least, &mut found);
            }
            let [first, _] = below;
            below = [row, first];
        }
        found.sort_by_key(|bead| (bead.a, bead.b));
        found
    }

    /// Keeps the beads of row `i` that are probable enough.
    fn collect(
        &self,
        i: usize,
        forward: &Forward<'_>,
        backward: &Row,
        total: f64,
        least: f32,
        found: &mut Vec<Bead>,
    ) {
        let factor = |before: &Row| (before.scale + backward.scale - total).exp();
        let above = (forward.row(i - 1), factor(forward.row(i - 1)));
        let mut note = |a: usize, j: usize, sides: (u8, u8), posterior: f64| {
            if posterior >= f64::from(least) {
                let b = j - usize::from(sides.1);
                found.push(Bead {
                    a: (a as u32, sides.0),
                    b: (b as u32, sides.1),
                    posterior: posterior.min(1.0) as f32,
                });
            }
        };
        for j in self.corridor.rows[i].clone().rev() {
            let emission = self.emission(i, j);
            if emission > 0.0 {
                let prior = self.entering_match(above.0.at(j - 1)) * above.1;
                note(i - 1, j, (1, 1), prior * emission * backward.at(j)[0]);
            }
        }
        for bead in self.joined_at(i) {
            let j = bead.1 as usize;
            if bead.2 == (1, 2) {
                note(
                    i - 1,
                    j,
                    bead.2,
                    self.entering_match(above.0.at(j - 2)) * above.1 * bead.3 * backward.at(j)[0],
                );
            } else if i >= 2 {
                let two = forward.row(i - 2);
                note(
                    i - 2,
                    j,
                    bead.2,
                    self.entering_match(two.at(j - 1)) * factor(two) * bead.3 * backward.at(j)[0],
                );
            }
        }
    }
}
