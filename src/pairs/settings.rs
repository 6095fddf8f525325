//! Settings for making pairs of an aligned article.

use std::sync::Arc;

use crate::quality::AcceptPolicy;
use crate::sentence::srx::Srx;

/// Settings for making pairs of an aligned article.
#[derive(Debug, Clone, Default)]
pub struct PairSettings {
    /// Which pairs are kept.
    pub check: AcceptPolicy,
    /// Whether pairs are split into sentences, and by which rules.
    pub sentences: Option<SentenceSettings>,
    /// Whether pairs that the publisher wrote into the files are read too.
    pub publisher_pairs: bool,
    /// Whether words and characters are counted, which takes time.
    pub measure: bool,
}

/// How pairs of units are split into sentences.
#[derive(Debug, Clone, Default)]
pub struct SentenceSettings {
    /// The user's rules; the built-in rules if there are none.
    pub rules: Option<Arc<Srx>>,
}
