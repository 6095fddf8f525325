//! The first articles of a corpus, kept in memory: the lexicon, and what checks expect of a locale pair, are learned
//! from them before they are aligned.
//!
//! Learning from a bounded sample keeps a run near the cost of one pass, and every file is read once.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rayon::prelude::*;

use crate::align::{self, Prepared};
use crate::article::{ArticleSettings, LoadedArticle};
use crate::model::{Article, Corpus, Unit};
use crate::quality::{LocalePairProfiles, ProfileLearner};

use super::guard::Read;
use super::{Learned, Settings, guard};

/// Bytes of text that end the sample. It does not depend on the number of threads, so that neither does the output.
const BYTES: usize = 24 << 20;
/// Articles read at a time.
const GROUP: usize = 64;

/// Reads the first articles of a corpus, in its order.
pub(super) fn read(corpus: &Corpus, settings: &Settings) -> Vec<Read> {
    let mut articles: Vec<Read> = Vec::new();
    let mut bytes = 0;
    for group in corpus.articles.chunks(GROUP) {
        let read = |article| read_one(corpus, article, &settings.article);
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

/// Reads an article. If that panics, its files are skipped with a warning.
pub(super) fn read_one(corpus: &Corpus, article: &Article, settings: &ArticleSettings) -> Read {
    let read = guard::catch(article, || LoadedArticle::read(corpus, article, settings));
    read.unwrap_or_else(|panic| guard::skipped(corpus, article, settings, &panic))
}

/// Makes articles ready to be aligned. `None` where that panics; it is reported when the article is worked on.
pub(super) fn prepare<'a>(articles: &'a [Read], settings: &Settings) -> Vec<Option<Prepared<'a>>> {
    let loaded = articles.par_iter().map(|a| &a.0);
    let prepare = |loaded: &'a LoadedArticle| {
        let prepare = || loaded.prepare_for(&loaded.pairs(&settings.article));
        catch_unwind(AssertUnwindSafe(prepare)).ok()
    };
    loaded.map(prepare).collect()
}

/// Learns from the articles of the sample. The checks need their profiles only if they run.
pub(super) fn learn(
    articles: &[Read],
    prepared: &[Option<Prepared<'_>>],
    settings: &Settings,
) -> Learned {
    let profiles = settings
        .pairs
        .check
        .inspect
        .then(|| profiles(articles, settings));
    Learned {
        lexicon: align::learn(prepared.iter().flatten()),
        profiles: profiles.unwrap_or_default(),
    }
}

/// Learns what to expect of the locale pairs: from the units at the beginning and at the end of two versions, as far
/// as they are of the same kinds, which hardly ever are no translations of each other.
fn profiles(articles: &[Read], settings: &Settings) -> LocalePairProfiles {
    let mut learner = ProfileLearner::default();
    for (loaded, _) in articles {
        for (source, target) in loaded.pairs(&settings.article) {
            let [a, b] = [source, target].map(|v| loaded.version(v));
            let (ours, theirs) = (&a.document.units, &b.document.units);
            let same = |pair: &(&Unit, &Unit)| pair.0.kind == pair.1.kind;
            let first = ours.iter().zip(theirs).take_while(same).count();
            let left = ours.len().min(theirs.len()) - first;
            let last = ours.iter().rev().zip(theirs.iter().rev());
            let last = last.take(left).take_while(same);
            let pairs = ours.iter().zip(theirs).take(first).chain(last);
            let texts = pairs.map(|(x, y)| [a.document.text(x), b.document.text(y)]);
            learner.observe([&a.locale, &b.locale], texts);
        }
    }
    learner.finish()
}
