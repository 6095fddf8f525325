//! The settings of all stages up to the pairs.

use crate::align::Lexicon;
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
    /// Where the aligner's word links come from.
    pub lexicon: LexiconSource,
}

impl Settings {
    /// The default settings for originals in a locale.
    #[must_use]
    pub fn new(source: Locale) -> Self {
        Self {
            article: ArticleSettings::new(source),
            pairs: PairSettings::default(),
            lexicon: LexiconSource::default(),
        }
    }
}

/// Where the aligner's word links come from.
#[derive(Debug, Clone, Default)]
pub enum LexiconSource {
    /// They are learned from the first articles of the corpus.
    #[default]
    Corpus,
    /// They were learned before.
    Known(Lexicon),
    /// None are used.
    Off,
}
