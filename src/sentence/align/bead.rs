//! Beads: groups of lines that are translations of each other.

use std::ops::Range;

/// Kinds of beads: how many source and target lines.
pub(super) const BEADS: [(usize, usize); 12] = [
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

/// Whether a kind of bead has an empty side.
pub(super) fn is_gap(kind: usize) -> bool {
    BEADS[kind].0.min(BEADS[kind].1) == 0
}
