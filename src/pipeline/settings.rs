//! The validated choices of all stages up to the pairs.

use std::sync::Arc;

use super::{GitSettings, Histories, PairPolicy};
use crate::align::Lexicon;
use crate::check::CheckSettings;
use crate::model::Locale;
use crate::read::ReadSettings;
use crate::segment::SegmentSettings;
use crate::sentence::srx::Srx;

/// The validated choices of all stages up to the pairs.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The locale the originals are written in.
    pub source: Locale,
    /// What to look for in front matter.
    pub read: ReadSettings,
    /// What becomes a unit.
    pub segment: SegmentSettings,
    /// Which locales are paired.
    pub pairs: PairPolicy,
    /// Which pairs are kept.
    pub check: CheckSettings,
    /// Where word links come from.
    pub lexicon: LexiconSource,
    /// Whether pairs are taken apart into sentences, and by which rules.
    pub sentences: Option<SentenceSettings>,
    /// Clones that hold the originals.
    pub git: Option<GitSettings>,
    /// Repositories of the localized files, where their earlier versions are wanted too.
    pub history: Option<Histories>,
    /// Whether pairs that the publisher made in the files are read too.
    pub publisher_pairs: bool,
    /// Whether words and characters are counted, which takes its time.
    pub measure: bool,
}

impl Settings {
    /// The default choices for originals in a locale.
    #[must_use]
    pub fn new(source: Locale) -> Self {
        Self {
            source,
            read: ReadSettings::default(),
            segment: SegmentSettings::default(),
            pairs: PairPolicy::default(),
            check: CheckSettings::default(),
            lexicon: LexiconSource::default(),
            sentences: None,
            git: None,
            history: None,
            publisher_pairs: false,
            measure: false,
        }
    }
}

/// How pairs of units are taken apart into sentences.
#[derive(Debug, Clone, Default)]
pub struct SentenceSettings {
    /// The user's rules; our own where there are none.
    pub rules: Option<Arc<Srx>>,
}

/// Where the aligner's word links come from.
#[derive(Debug, Clone, Default)]
pub enum LexiconSource {
    /// Learned from the first articles of the corpus itself.
    #[default]
    Corpus,
    /// Learned before.
    Known(Lexicon),
    /// None are used.
    Off,
}
