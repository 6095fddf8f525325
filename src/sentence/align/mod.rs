//! Aligns the sentences of two texts, with nothing but the texts themselves.
//!
//! A first pass knows lengths (Gale and Church 1993) and what looks alike; from the beads it believes in, a lexicon is
//! learned, and the next passes use both (Moore 2002, hunalign). Scores are posteriors by forward-backward, and the
//! alignment returned is the one expected to have most beads right. Far-off pairs are never looked at, so that time
//! and memory grow with the length of the text.

mod anchors;
mod cognates;
mod corridor;
mod evidence;
mod lattice;
mod length;
mod lexicon;
mod model;
#[cfg(test)]
mod tests;
mod tokenize;

use std::ops::Range;

pub use model::Model;

/// Kinds of beads: how many source and target lines.
const BEADS: [(usize, usize); 12] = [
    (1, 0),
    (0, 1),
    (1, 1),
    (1, 2),
    (2, 1),
    (1, 3),
    (3, 1),
    (2, 2),
    (2, 3),
    (3, 2),
    (1, 4),
    (4, 1),
];

/// Lines of both sides that are translations of each other; one side is empty where a line has no translation.
#[derive(Debug, Clone, PartialEq)]
pub struct Bead {
    /// Source lines, counted from 0.
    pub source: Range<usize>,
    /// Target lines, counted from 0.
    pub target: Range<usize>,
    /// Probability that the bead is right, in [0, 1].
    pub score: f32,
}

/// Aligns two texts, one sentence a line, learning all that is needed from them. The beads cover all lines of both
/// sides once, in order.
#[must_use]
pub fn align_lines(source: &[&str], target: &[&str]) -> Vec<Bead> {
    Model::align_and_learn(source, target).0
}
