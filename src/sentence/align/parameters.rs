//! The parameters that the evidence for a bead depends on.

use super::bead::BEADS;
use super::length::Length;
use super::lexicon::Lexicon;

/// What is known of a pair of languages.
#[derive(Debug, Clone)]
pub(super) struct Parameters {
    /// How often each token occurs: source and target, as shares.
    pub unigrams: (Vec<f32>, Vec<f32>),
    pub lexicon: Lexicon,
    /// Share of tokens that the other side does not account for.
    pub unexplained: f32,
    pub length: Length,
    /// How often each kind of bead occurs, as shares.
    pub priors: [f32; BEADS.len()],
}
