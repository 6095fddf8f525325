//! The first articles of a corpus, kept in memory: the lexicon is learned from them before they are aligned.
//!
//! Learning from a bounded sample keeps a run near the cost of one pass, and every file is read once.

use rayon::prelude::*;

use crate::align::{Learner, Lexicon, Prepared};
use crate::model::{Corpus, Warning};

use super::{Loaded, Settings};

/// Bytes of text that end the sample. It does not depend on the number of threads, so that neither does the output.
const BYTES: usize = 24 << 20;
/// Articles read at a time.
const GROUP: usize = 64;

/// Reads the first articles of a corpus, in its order.
pub(super) fn read(corpus: &Corpus, settings: &Settings) -> Vec<(Loaded, Vec<Warning>)> {
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
    articles
}

/// Makes articles ready to be aligned.
pub(super) fn prepare<'a>(
    articles: &'a [(Loaded, Vec<Warning>)],
    settings: &Settings,
) -> Vec<Prepared<'a>> {
    let loaded = articles.par_iter().map(|a| &a.0);
    loaded
        .map(|loaded| loaded.prepare_for(&loaded.pairs(settings)))
        .collect()
}

/// Learns word links from prepared articles.
pub(super) fn learn(articles: &[Prepared<'_>]) -> Lexicon {
    let mut learner = Learner::default();
    articles
        .iter()
        .for_each(|article| article.teach(&mut learner));
    learner.finish()
}
