//! Aligns the sentences of two texts, with nothing but the texts themselves.
//!
//! A first pass knows lengths (Gale and Church 1993) and what looks alike; from the beads it believes in, a lexicon is
//! learned, and the next passes use both (Moore 2002, hunalign). Scores are posteriors by forward-backward, and the
//! alignment returned is the one expected to have most beads right. Far-off pairs are never looked at, so that time
//! and memory grow with the length of the text.

mod anchors;
mod bead;
mod cognates;
mod corridor;
mod evidence;
mod lattice;
mod length;
mod lexicon;
mod model;
mod parameters;
#[cfg(test)]
mod tests;
mod tokenize;

pub use bead::Bead;
pub use model::Model;

/// Aligns two texts, one sentence a line, learning all that is needed from them. The beads cover all lines of both
/// sides once, in order.
#[must_use]
pub fn align_lines(source: &[&str], target: &[&str]) -> Vec<Bead> {
    Model::align_and_learn(source, target).0
}
