//! Posteriors of an alignment by forward-backward over a pair hidden Markov model (Durbin et al. 1998, chapter 4).
//!
//! States: a match, a gap in `b`, a gap in `a`. Emissions are likelihood ratios against chance: a gap emits 1.
//! Joined beads are matches that consume more than one item of a side. Two beads with posteriors above one half cannot
//! cross each other, so a threshold is enough to decode, and items without a likely partner stay unaligned.

mod forward;
mod model;
mod passes;

pub(super) use self::model::{Bead, Gaps};

use self::forward::Forward;
use self::model::{LONGEST, Model};
use self::passes::Row;
use super::anchors::Corridor;
use super::scoring::PairScorer;
use super::sequence::Item;

/// The beads with a posterior of at least `least`, in order of `a`.
pub(super) fn align(
    scorer: &PairScorer<'_>,
    sides: (&[Item], &[Item]),
    corridor: &Corridor,
    gaps: Gaps,
    least: f32,
) -> Vec<Bead> {
    Model::new(scorer, sides, corridor, gaps).beads(least)
}

impl Model<'_> {
    fn beads(&self, least: f32) -> Vec<Bead> {
        let mut forward = Forward::new(self);
        let (n, m) = self.size;
        let last = forward.row(n);
        let total = last.at(m).iter().sum::<f64>().ln() + last.scale;
        let mut found = Vec::new();
        let mut below: [Row; LONGEST] = Default::default();
        for i in (0..=n).rev() {
            let row = self.backward(i, &below);
            if i > 0 {
                forward.reach(i.saturating_sub(LONGEST));
                self.collect((i, least), &forward, (&row, total), &mut found);
            }
            below.rotate_right(1);
            below[0] = row;
        }
        found.sort_by_key(|bead| (bead.a, bead.b));
        found
    }

    /// Keeps the beads of row `i` that are probable enough.
    fn collect(
        &self,
        (i, least): (usize, f32),
        forward: &Forward<'_>,
        (backward, total): (&Row, f64),
        found: &mut Vec<Bead>,
    ) {
        let mut note = |j: usize, sides: (u8, u8), emission: f64| {
            let before = forward.row(i - usize::from(sides.0));
            let shift = before.scale + backward.scale - total;
            let entering = self.entering_match(before.at(j - usize::from(sides.1)));
            let posterior = posterior([entering, emission, backward.at(j)[0]], shift);
            if posterior >= f64::from(least) {
                found.push(Bead {
                    a: ((i - usize::from(sides.0)) as u32, sides.0),
                    b: ((j - usize::from(sides.1)) as u32, sides.1),
                    posterior: posterior.min(1.0) as f32,
                });
            }
        };
        for j in self.corridor.rows[i].clone().rev() {
            let emission = self.emission(i, j);
            if emission > 0.0 {
                note(j, (1, 1), emission);
            }
        }
        for bead in self.joined_at(i) {
            note(bead.j, bead.sides, bead.emission);
        }
    }
}

/// Smaller values have lost their precision.
const SMALLEST: f64 = 1e-290;
/// Exponentials of more come near the largest number.
const LARGEST: f64 = 300.0;

/// The product of some values with the exponential of `shift`, which alone may be larger than any number. 0 where a value is
/// too small to be known.
fn posterior(values: [f64; 3], shift: f64) -> f64 {
    if shift < LARGEST {
        values.iter().product::<f64>() * shift.exp()
    } else if values.iter().all(|value| *value > SMALLEST) {
        (values.iter().map(|value| value.ln()).sum::<f64>() + shift).exp()
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::super::anchors::Corridor;
    use super::model::Model;

    #[test]
    fn posteriors_of_one_item_add_up_to_one_where_many_pairs_are_as_likely() {
        let (n, m) = (3000, 2940);
        let corridor = Corridor::along(&[], n, m);
        let emission = |i: usize, j: usize| 1e5 * (1 + (i * 7919 + j * 104_729) % 3) as f32;
        let model = Model::sample(&corridor, (n, m), emission);
        let mut sums = vec![0.0_f32; n];
        for bead in model.beads(0.01) {
            sums[bead.a.0 as usize] += bead.posterior;
        }
        let greatest = sums.iter().copied().fold(0.0, f32::max);
        assert!(greatest <= 1.001, "{greatest}");
    }
}
