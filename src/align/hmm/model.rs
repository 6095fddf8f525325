//! The model of two sides: how likely each bead is by itself.

use crate::align::anchors::Corridor;
use crate::align::scoring::{NEVER, PairScorer};
use crate::align::sequence::{Item, UnitPlace};

/// How readily the sequences run apart and together again.
#[derive(Debug, Clone, Copy)]
pub(in crate::align) struct Gaps {
    /// Probability that a gap opens behind a match, for each side.
    pub open: f64,
    /// That a gap goes on.
    pub extend: f64,
    /// That a gap on one side is followed by one on the other: something was replaced.
    pub replace: f64,
    /// Prior of a bead of two units on one side, against one of one.
    pub join: f64,
    /// Prior of a bead of three units on one side, or two on both.
    pub join_more: f64,
    /// How much of the doubt about pairs without evidence of their own applies.
    pub doubt: f32,
    /// Share of texts that are not versions of one text.
    pub unrelated: f32,
}

/// Items that belong together, with the probability that they do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::align) struct Bead {
    /// First item and number of items in `a`.
    pub a: (u32, u8),
    /// First item and number of items in `b`.
    pub b: (u32, u8),
    pub posterior: f32,
}

/// A bead of more than two items, by the column of the lattice point it ends in.
#[derive(Debug, Clone, Copy)]
pub(super) struct JoinedBead {
    pub j: usize,
    /// Items it consumes on each side.
    pub sides: (u8, u8),
    pub emission: f64,
}

/// The shapes of joined beads.
pub(super) const SHAPES: [(u8, u8); 5] = [(1, 2), (2, 1), (1, 3), (3, 1), (2, 2)];
/// A bead consumes this many items of a side at most.
pub(super) const LONGEST: usize = 3;

/// What a pass over the lattice needs to know of the two sides.
pub(super) struct Model<'a> {
    pub corridor: &'a Corridor,
    pub gaps: Gaps,
    /// Emission of a match that ends in lattice point (i, j), by row of the corridor.
    pub emissions: Vec<f32>,
    /// Where each row begins in `emissions`.
    pub offsets: Vec<usize>,
    /// Joined beads, sorted by the point they end in.
    pub joined: Vec<JoinedBead>,
    /// Where each row begins in `joined`.
    pub joined_rows: Vec<usize>,
    pub size: (usize, usize),
}

impl<'a> Model<'a> {
    pub fn new(
        scorer: &PairScorer<'_>,
        (a, b): (&[Item], &[Item]),
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
        let sides = [Side::new(scorer, 0, a), Side::new(scorer, 1, b)];
        for (i, row) in corridor.rows.iter().enumerate() {
            model.offsets.push(model.emissions.len());
            for j in row.clone() {
                let mut emission = 0.0;
                if i > 0 && j > 0 {
                    let e = scorer.items(&a[i - 1], &b[j - 1]);
                    if e > NEVER {
                        emission = e.clamp(-30.0, 30.0).exp();
                    }
                    model.join(scorer, &sides, (i, j));
                }
                model.emissions.push(emission);
            }
            model.joined_rows.push(model.joined.len());
        }
        model
    }

    /// Notes joined beads that end in a lattice point, where they are plausible.
    fn join(&mut self, scorer: &PairScorer<'_>, [a, b]: &[Side<'_>; 2], (i, j): (usize, usize)) {
        let most = (a.runs[i - 1], b.runs[j - 1]);
        if most.0.min(most.1) == 0 || most.0 + most.1 < 3 {
            return;
        }
        for sides in SHAPES {
            let is_there = sides.0 <= most.0 && sides.1 <= most.1;
            if !is_there || !suggests_joining(a.part(i, sides.0), b.part(j, sides.1)) {
                continue;
            }
            let evidence = scorer.joined(&units(a.items, i, sides.0), &units(b.items, j, sides.1));
            if evidence > NEVER {
                let prior = match sides.0 + sides.1 {
                    3 => self.gaps.join,
                    _ => self.gaps.join_more,
                };
                self.joined.push(JoinedBead {
                    j,
                    sides,
                    emission: prior * f64::from(evidence.min(30.0)).exp(),
                });
            }
        }
    }

    pub fn emission(&self, i: usize, j: usize) -> f64 {
        let row = &self.corridor.rows[i];
        if row.contains(&j) {
            f64::from(self.emissions[self.offsets[i] + j - row.start])
        } else {
            0.0
        }
    }

    pub fn joined_at(&self, i: usize) -> &[JoinedBead] {
        &self.joined[self.joined_rows[i]..self.joined_rows[i + 1]]
    }
}

/// The items of a side, and what tells which of them could be joined.
struct Side<'a> {
    items: &'a [Item],
    lengths: Vec<f32>,
    /// How many items, each one and those before it, could be parts of one.
    runs: Vec<u8>,
}

impl<'a> Side<'a> {
    fn new(scorer: &PairScorer<'_>, side: usize, items: &'a [Item]) -> Self {
        let mut runs: Vec<u8> = Vec::with_capacity(items.len());
        for (at, item) in items.iter().enumerate() {
            let before = at
                .checked_sub(1)
                .map(|before| (&items[before], runs[before]));
            let run = match (item, before) {
                (Item::Unit(_), Some((before, run))) if scorer.continues(side, before, item) => {
                    run + 1
                }
                (Item::Unit(_), _) => 1,
                _ => 0,
            };
            runs.push(run.min(LONGEST as u8));
        }
        Self {
            items,
            lengths: scorer.lengths(side, items),
            runs,
        }
    }

    /// The lengths of the last items before a lattice point.
    fn part(&self, end: usize, count: u8) -> &[f32] {
        &self.lengths[end - usize::from(count)..end]
    }
}

/// Whether the lengths make a joined bead worth a look: together the two sides go well with each other, and no part alone
/// does.
fn suggests_joining(a: &[f32], b: &[f32]) -> bool {
    let (of_a, of_b) = (a.iter().sum::<f32>(), b.iter().sum::<f32>());
    let fits = (of_a * 0.7..=of_a * 1.43).contains(&of_b);
    let small = |parts: &[f32], whole: f32| {
        parts.len() == 1 || parts.iter().all(|part| *part < whole * 0.9)
    };
    fits && small(a, of_b) && small(b, of_a)
}

/// The units of the items before a lattice point.
fn units(items: &[Item], end: usize, count: u8) -> Vec<UnitPlace> {
    let items = &items[end - usize::from(count)..end];
    items.iter().flat_map(Item::units).copied().collect()
}

#[cfg(test)]
impl<'a> Model<'a> {
    /// A model with given emissions of the pairs of items, counted from 1, and without joined beads.
    pub(super) fn sample(
        corridor: &'a Corridor,
        size: (usize, usize),
        emission: impl Fn(usize, usize) -> f32,
    ) -> Self {
        let (mut offsets, mut emissions) = (Vec::new(), Vec::new());
        for (i, row) in corridor.rows.iter().enumerate() {
            offsets.push(emissions.len());
            let emission = |j: usize| if i * j == 0 { 0.0 } else { emission(i, j) };
            emissions.extend(row.clone().map(emission));
        }
        let gaps = Gaps {
            open: 0.08,
            extend: 0.7,
            replace: 0.2,
            join: 0.02,
            join_more: 0.004,
            doubt: 1.0,
            unrelated: 0.03,
        };
        Self {
            corridor,
            gaps,
            emissions,
            offsets,
            joined: Vec::new(),
            joined_rows: vec![0; size.0 + 2],
            size,
        }
    }
}
