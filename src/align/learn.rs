//! Learns from the articles of a corpus.

use super::learner::Learner;
use super::lexicon::Lexicon;
use super::prepared::Prepared;
use crate::model::Locale;

/// Learns from articles what helps to align them and others.
///
/// Articles whose versions were all made from one text need no lexicon. They are good to learn from, but only where there
/// are others to be aligned.
#[must_use]
pub fn learn<'a, 'd: 'a>(
    articles: impl IntoIterator<Item = &'a Prepared<'d>, IntoIter: Clone>,
) -> Lexicon {
    let articles = articles.into_iter();
    let mut learner = Learner::new(pivot(articles.clone()));
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

/// The locale that most articles with translations begin with, and the first of several. One article without an original
/// must not make another locale the pivot.
fn pivot<'a, 'd: 'a>(articles: impl Iterator<Item = &'a Prepared<'d>>) -> Option<Locale> {
    let mut counts: Vec<(&Locale, u32)> = Vec::new();
    for locale in articles.filter_map(Prepared::pivot) {
        match counts.iter_mut().find(|count| count.0 == locale) {
            Some(count) => count.1 += 1,
            None => counts.push((locale, 1)),
        }
    }
    // The last of several equal maxima is taken, so the first one has to come last.
    let most = counts.into_iter().rev().max_by_key(|count| count.1);
    most.map(|(locale, _)| locale.clone())
}
