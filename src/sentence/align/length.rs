//! How long a translation is, after Gale and Church (1993): its length varies about a fixed multiple of the
//! original's, with a variance that grows with length.
//!
//! Two things differ: tails are heavier, since translators do leave things out, and what is told is how much likelier
//! the lengths are in a translation than in any two lines, so that it adds up with the lexicon's evidence.

use super::tokenize::Side;

/// Weight of the value before anything is seen, in beads and in characters.
const BEADS: f32 = 10.0;
const CHARACTERS: f32 = 200.0;
const VARIANCE: f32 = 6.0;
/// Degrees of freedom of the tails.
const FREEDOM: f32 = 8.0;

/// The length model.
#[derive(Debug, Clone)]
pub(super) struct Length {
    /// Characters of the target for one of the source.
    ratio: f32,
    /// Variance for each character.
    variance: f32,
    /// Mean and deviation of the logarithm of the target lines' lengths.
    line: (f32, f32),
}

impl Length {
    /// From all lines of both sides, which are taken to say about the same on the whole.
    pub fn of_texts(source: &Side, target: &Side) -> Self {
        let sum = |side: &Side| side.lengths.iter().sum::<f32>();
        let logs = || target.lengths.iter().map(|l| l.max(1.0).ln());
        let count = target.len().max(1) as f32;
        let mean = logs().sum::<f32>() / count;
        let variance = logs().map(|l| (l - mean).powi(2)).sum::<f32>() / count;
        Self {
            ratio: (sum(target) + CHARACTERS) / (sum(source) + CHARACTERS),
            variance: VARIANCE,
            line: (mean, variance.sqrt().max(0.3)),
        }
    }

    /// From beads: lengths of source and target, and weight.
    pub fn learn(&mut self, beads: impl Iterator<Item = (f32, f32, f32)>) {
        let (mut long, mut short) = (CHARACTERS * self.ratio, CHARACTERS);
        let (mut square, mut weights) = (BEADS * VARIANCE, BEADS);
        for (source, target, weight) in beads {
            long += weight * target;
            short += weight * source;
            let expected = source * self.ratio;
            let deviation = (target - expected).powi(2) / ((expected + target) / 2.0 + 1.0);
            square += weight * deviation.min(30.0);
            weights += weight;
        }
        self.ratio = long / short;
        self.variance = square / weights;
    }

    /// Logarithm of the probability that a source of that length has a translation of that length in so many lines.
    /// Less [`Self::alone`] of each line, it is how much likelier the lines are as a translation than by chance.
    pub fn together(&self, source: f32, target: f32, lines: usize) -> f32 {
        let expected = source * self.ratio;
        let variance = self.variance * (expected + target) / 2.0 + 4.0;
        let square = (target - expected).powi(2) / variance;
        let tails = -f32::midpoint(FREEDOM, 1.0) * (square / FREEDOM).ln_1p();
        // The target can be divided into lines anywhere.
        let divided = (lines as f32 - 1.0) * target.max(1.0).ln();
        tails - 0.98 - 0.5 * variance.ln() - divided
    }

    /// Logarithm of the probability that any target line has that length.
    pub fn alone(&self, length: f32) -> f32 {
        let (mean, deviation) = self.line;
        let length = length.max(1.0);
        let z = (length.ln() - mean) / deviation;
        -0.5 * z * z - (length * deviation).ln() - 0.919
    }
}
