//! Pairs from earlier versions of the translations, which today's files no longer have.
//!
//! Each earlier version is aligned with the exact original that it names, apart from the article's spine. Pairs that
//! later versions have too are left out.

use super::build_pairs::PairBuilder;
use super::version_pair::VersionPair;
use super::{PairMaker, PairSink, reborrow};
use crate::align::Prepared;

impl PairMaker<'_> {
    /// Adds the pairs of earlier versions that were not made before.
    pub(super) fn add_history(&mut self, mut sink: Option<&mut dyn PairSink>) {
        let article = self.article;
        let inputs = article.inputs();
        let settings = self.trained.align();
        for (original, past) in article.history_pairs() {
            let both = vec![inputs[original.index()], inputs[past.index()]];
            let mut matches = Prepared::new(both).align(settings).pairs(0, 1);
            let (from, to) = (article.version(original), article.version(past));
            let mut new = self.index.note(from, to, &matches).into_iter();
            matches.retain(|_| new.next().unwrap_or(false));
            let versions = VersionPair::aligned(article, original, past);
            let (index, sink) = (self.index.next(&to.locale), reborrow(&mut sink));
            let builder = PairBuilder::new(versions, self.tools(), &matches, index, sink);
            let (counts, next) = builder.build_matched(&matches);
            self.index.set_next(&to.locale, next);
            let source = &self.article_settings.source;
            self.counts.add(source, &to.locale, &counts);
        }
    }
}
