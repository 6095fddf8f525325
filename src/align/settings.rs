//! What the aligner may use, and whom it tells what it found.

use std::sync::LazyLock;

use super::background::Background;
use super::decided::Decided;
use super::lexicon::Lexicon;
use super::sequence::UnitPlace;
use super::vectors::TextVectors;

/// What the aligner may use.
#[derive(Clone, Copy, Default)]
pub struct AlignSettings<'a> {
    /// What was learned from the corpus: word links, and what its articles have in common.
    pub lexicon: Option<&'a Lexicon>,
    /// A model of embeddings, for what structure and lexicon leave undecided.
    pub vectors: Option<&'a dyn TextVectors>,
    /// Is told what the aligner found about each pair: input for fitting the constants of the scores.
    pub trace: Option<&'a (dyn Fn(Trace<'_>) + Sync)>,
    /// The files are compared with each other, as `diglot check` does. They count as versions of one text, and numbers
    /// and names that differ are what the reader wants to see rather than evidence against a pair.
    pub compares: bool,
    /// What reviewers have decided about units of the versions.
    pub decided: &'a [Decided],
}

/// What the aligner found about a pair of units, before it became a score.
#[derive(Debug, Clone, Copy)]
pub struct Trace<'a> {
    /// Units of the first side: their places in the sequence that was aligned.
    pub a: &'a [UnitPlace],
    /// Units of the second side.
    pub b: &'a [UnitPlace],
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

    /// The same, with a model of embeddings, if there is one.
    #[must_use]
    pub fn with_vectors(self, vectors: Option<&'a dyn TextVectors>) -> Self {
        Self { vectors, ..self }
    }

    /// The same, with decisions of reviewers.
    #[must_use]
    pub fn deciding(self, decided: &'a [Decided]) -> Self {
        Self { decided, ..self }
    }

    /// The same, to compare the files with each other.
    #[must_use]
    pub fn to_compare(self) -> Self {
        Self {
            compares: true,
            ..self
        }
    }

    pub(super) fn background(self) -> &'a Background {
        static NONE: LazyLock<Background> = LazyLock::new(Background::default);
        self.lexicon.map_or(&NONE, |lexicon| &lexicon.background)
    }
}
