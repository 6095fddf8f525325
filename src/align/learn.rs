//! Learns from the articles of a corpus.

use super::learner::Learner;
use super::lexicon::Lexicon;
use super::prepared::Prepared;

/// Learns from articles what helps to align them and others.
///
/// Articles whose versions were all made from one text need no lexicon. They are good to learn from, but only where there
/// are others to be aligned.
#[must_use]
pub fn learn<'a, 'd: 'a>(
    articles: impl IntoIterator<Item = &'a Prepared<'d>, IntoIter: Clone>,
) -> Lexicon {
    let articles = articles.into_iter();
    let mut learner = Learner::default();
    if articles.clone().all(Prepared::is_one_generation) {
        return learner.finish();
    }
    for article in articles {
        match article.is_one_generation() {
            true => article.train_in_step(&mut learner),
            false => article.train(&mut learner),
        }
    }
    learner.finish()
}
