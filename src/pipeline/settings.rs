//! The settings of all stages up to the pairs.

use std::path::Path;
use std::sync::Arc;

use super::{Learned, LearnedError, Shard};
use crate::align::TextVectors;
use crate::article::ArticleSettings;
use crate::model::Locale;
use crate::pairs::PairSettings;

/// The settings of all stages up to the pairs.
#[derive(Debug, Clone)]
pub struct Settings {
    /// How articles are loaded, and which of their versions are paired.
    pub article: ArticleSettings,
    /// How pairs are made, and which are kept.
    pub pairs: PairSettings,
    /// What is learned before the articles are worked on, and from where.
    pub learning: Learning,
    /// A model of embeddings for what structure and lexicon leave undecided.
    pub embeddings: Option<Arc<dyn TextVectors>>,
    /// The part of the articles that is worked on; `None` for all of them.
    pub shard: Option<Shard>,
}

impl Settings {
    /// The default settings for originals in a locale.
    #[must_use]
    pub fn new(source: Locale) -> Self {
        Self {
            article: ArticleSettings::new(source),
            pairs: PairSettings::default(),
            learning: Learning::default(),
            embeddings: None,
            shard: None,
        }
    }
}

/// From where the lexicon and the profiles of locale pairs are learned.
#[derive(Debug, Clone, Default)]
pub enum Learning {
    /// From the first articles of the corpus.
    #[default]
    Corpus,
    /// It was learned before.
    Known(Arc<Learned>),
    /// Nothing is learned.
    Off,
}

impl Learning {
    /// What was learned before, from a file.
    ///
    /// # Errors
    /// If the file cannot be read, or if it is not one that this version writes.
    pub fn load(file: &Path) -> Result<Self, LearnedError> {
        Ok(Self::Known(Arc::new(Learned::load(file)?)))
    }
}
