//! Joins the units of all versions of an article in one spine.
//!
//! Versions of one generation (made from the same text of the original) are walked in step; generations are merged
//! one after the other into the spine by a pair hidden Markov model whose posteriors are the scores.

mod anchors;
mod token_weights;
mod table_columns;
mod scoring;
mod features;
mod generation;
mod hmm;
mod lexicon;
mod lexicon_file;
mod reordered;
mod pairwise;
mod placement;
mod prepared;
mod sequence;
mod spine;
mod tokenize;

pub use lexicon::{Learner, Lexicon};
pub use lexicon_file::LexiconError;
pub use prepared::Prepared;
pub use spine::{Match, Spine};

use crate::model::{Document, Locale};

/// A version as the aligner sees it.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// Its units.
    pub document: &'a Document,
    /// Its locale.
    pub locale: &'a Locale,
    /// Hash of the original it was made from, or its own for an original: equal hashes make a generation.
    pub source_hash: Option<&'a str>,
    /// It is no translation: its headings' own text makes their slugs.
    pub original: bool,
}

/// What the aligner may use.
#[derive(Debug, Clone, Copy, Default)]
pub struct AlignSettings<'a> {
    /// Word links learned from the corpus.
    pub lexicon: Option<&'a Lexicon>,
}

/// Aligns all versions of an article.
#[must_use]
pub fn align(versions: &[Input<'_>], settings: AlignSettings<'_>) -> Spine {
    Prepared::new(versions.to_vec()).align(settings)
}
