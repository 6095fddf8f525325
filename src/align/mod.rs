//! Joins the units of all versions of an article in one spine.
//!
//! Versions of one generation (made from the same text of the original) are walked in step. Generations are merged one
//! after the other into the spine by a pair hidden Markov model. Its posteriors become scores in `confidence`.

mod anchors;
mod background;
mod confidence;
mod features;
mod generation;
mod hmm;
mod leftover;
mod lexicon;
mod lexicon_counts;
mod lexicon_file;
mod looks;
mod pairwise;
mod placement;
mod prepared;
mod relation;
mod reordered;
mod scoring;
mod sequence;
mod slug_words;
mod spine;
mod table_columns;
mod titles;
mod token_weights;
mod tokenize;
mod version;

use lexicon::Learner;
pub use lexicon::{Lexicon, learn};
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
    /// It is an original: the text of a heading makes its slug, unless the file states another one.
    pub original: bool,
}

/// What the aligner may use.
#[derive(Clone, Copy, Default)]
pub struct AlignSettings<'a> {
    /// What was learned from the corpus: word links, and what its articles have in common.
    pub lexicon: Option<&'a Lexicon>,
    /// Is told what the aligner found about each pair: input for fitting the constants of the scores.
    pub trace: Option<&'a (dyn Fn(Trace<'_>) + Sync)>,
    /// The files are compared with each other, as `diglot check` does. They count as versions of one text, and numbers
    /// and names that differ are what the reader wants to see rather than evidence against a pair.
    pub compares: bool,
}

/// What the aligner found about a pair of units, before it became a score.
#[derive(Debug, Clone, Copy)]
pub struct Trace<'a> {
    /// Units of the first side.
    pub a: &'a [u32],
    /// Units of the second side.
    pub b: &'a [u32],
    /// Posterior of the alignment, evidence for the texts, probability that the files are related there, and of the
    /// content: tokens against other articles, length, same slugs and texts, contradictions, and tokens against the article's other units.
    pub values: [f32; 8],
}

impl<'a> AlignSettings<'a> {
    /// With what was learned from the corpus, if anything was.
    #[must_use]
    pub fn of(lexicon: Option<&'a Lexicon>) -> Self {
        Self {
            lexicon,
            ..Self::default()
        }
    }

    /// The same, to compare the files with each other.
    #[must_use]
    pub fn to_compare(self) -> Self {
        Self {
            compares: true,
            ..self
        }
    }

    fn background(self) -> &'a background::Background {
        static NONE: std::sync::LazyLock<background::Background> =
            std::sync::LazyLock::new(background::Background::default);
        self.lexicon.map_or(&NONE, |lexicon| &lexicon.background)
    }
}

/// Aligns all versions of an article.
#[must_use]
pub fn align(versions: &[Input<'_>], settings: AlignSettings<'_>) -> Spine {
    Prepared::new(versions.to_vec()).align(settings)
}
