//! Joins the units of all versions of an article in one spine.
//!
//! Versions of one generation (made from the same text of the original) are walked in step. Generations are merged one
//! after the other into the spine by a pair hidden Markov model. Its posteriors become scores in `confidence`.

mod anchors;
mod background;
mod confidence;
mod decided;
mod distinctive;
mod features;
mod fingerprint;
mod generation;
mod hmm;
mod input;
mod learn;
mod learner;
mod leftover;
mod lexicon;
mod lexicon_counts;
mod looks;
mod margins;
mod matches;
mod pairwise;
mod placement;
mod prepared;
mod relation;
mod reordered;
mod scoring;
mod sequence;
mod settings;
mod slug;
mod slug_words;
mod spine;
mod stored_lexicon;
mod table_columns;
mod table_rows;
mod titles;
mod token_weights;
mod tokenize;
mod undecided;
mod vectors;
mod version;
mod word_links;

pub use decided::Decided;
pub use fingerprint::Fingerprint;
pub use input::Input;
pub use learn::learn;
pub use lexicon::Lexicon;
pub use matches::Match;
pub use prepared::Prepared;
pub use sequence::UnitPlace;
pub use settings::{AlignSettings, Trace};
pub use spine::Spine;
pub use vectors::TextVectors;

/// Aligns all versions of an article.
#[must_use]
pub fn align(versions: &[Input<'_>], settings: AlignSettings<'_>) -> Spine {
    Prepared::new(versions.to_vec()).align(settings)
}
