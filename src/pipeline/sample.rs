//! The first articles of a corpus, kept in memory: the lexicon is learned from them before they are aligned.
//!
//! Learning from a bounded sample keeps a run near the cost of one pass, and every file is read once.

use rayon::prelude::*;

use crate::align::{Learner, Lexicon};
use crate::model::{Corpus, Warning};

use super::{Loaded, Settings};

/// Bytes of text that end the sample. It does not depend on the number of threads, so that neither does the output.
const BYTES: usize = 48 << 20;
/// Articles read at a time.
const GROUP: usize = 64;

/// The first articles and what was learned from them.
pub(super) struct Sample {
    /// In the order of the corpus.
    pub articles: Vec<(Loaded, Vec<Warning>)>,
    /// Word links.
    pub lexicon: Lexicon,
}

impl Sample {
    /// Reads the first articles of a corpus and learns from them.
    pub fn read(corpus: &Corpus, settings: &Settings) -> Self {
        let mut articles: Vec<(Loaded, Vec<Warning>)> = Vec::new();
        let mut bytes = 0;
        for group in corpus.articles.chunks(GROUP) {
            let read = |article| Loaded::read(corpus, article, settings);
            let first = articles.len();
            articles.par_extend(group.par_iter().map(read));
            let versions = articles[first..].iter().flat_map(|a| &a.0.versions);
            bytes += versions.map(|v| v.source.text.len()).sum::<usize>();
            if bytes > BYTES {
                break;
            }
        }
        let mut learner = Learner::default();
        for group in articles.chunks(GROUP) {
            let articles = group.par_iter().map(|a| &a.0);
            let prepared: Vec<_> = articles
                .map(|loaded| loaded.prepare_for(&loaded.pairs(settings)))
                .collect();
            prepared.iter().for_each(|p| p.teach(&mut learner));
        }
        Self {
            articles,
            lexicon: learner.finish(),
        }
    }
}
