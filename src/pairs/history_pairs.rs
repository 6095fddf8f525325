//! Pairs from earlier versions of the translations, which today's files no longer have.
//!
//! Each earlier version is aligned with the exact original that it names, apart from the article's spine. Pairs that
//! later versions have too are left out.

use super::PairMaker;
use super::build_records::Sides;
use crate::align::{AlignSettings, Prepared};
use crate::export::Batch;

impl PairMaker<'_> {
    /// Adds the pairs of earlier versions that were not made before.
    pub(super) fn add_history(&mut self, mut batch: Option<&mut Batch>) {
        let article = self.article;
        let inputs = article.inputs();
        let settings = AlignSettings {
            lexicon: self.trained.lexicon,
        };
        for (original, past) in article.history_pairs() {
            let both = vec![inputs[original.index()], inputs[past.index()]];
            let mut matches = Prepared::new(both).align(settings).pairs(0, 1);
            let (from, to) = (article.version(original), article.version(past));
            let mut new = self.index.note(from, to, &matches).into_iter();
            matches.retain(|_| new.next().unwrap_or(false));
            let start = self.index.advance(&to.locale, 0);
            let sides = Sides::new(article, original, past);
            let (counts, rows) = sides.more_records(
                &matches,
                self.settings,
                self.trained.norms,
                start,
                batch.as_deref_mut(),
            );
            self.index.advance(&to.locale, rows);
            let source = &self.article_settings.source;
            self.counts.add(source, &to.locale, &counts);
        }
    }
}
