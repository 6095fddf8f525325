//! Articles one after the other, with what was learned from the first of them.

use super::guard::Read;
use super::{Learned, Learning, Settings, guard, ordered_map, training_sample};
use crate::align::Prepared;
use crate::model::{Article, Corpus};
use crate::pairs::Trained;

/// What helps to align and to check with these settings, and with what was learned, if anything was.
pub(super) fn trained<'a>(learned: Option<&'a Learned>, settings: &'a Settings) -> Trained<'a> {
    Trained {
        lexicon: learned.map(|learned| &learned.lexicon),
        profiles: learned.map(|learned| &learned.profiles),
        vectors: settings.embeddings.as_deref(),
    }
}

/// Works on the articles of a corpus, and hands over the results in its order. The first articles are read to learn from
/// them; they are worked on as they are then, made ready to be aligned, so that no file is read twice.
///
/// # Errors
/// The first error of `done`, which ends the run.
pub(super) fn for_each_article<T: Send, E: Send>(
    corpus: &Corpus,
    settings: &Settings,
    work: impl Fn(&Article, &Read, Option<&Prepared<'_>>, Trained<'_>) -> T + Sync,
    mut done: impl FnMut(&Article, T) -> Result<(), E> + Send,
) -> Result<(), E> {
    let work =
        |article: &Article, read: &Read, prepared: Option<&Prepared<'_>>, trained: Trained<'_>| {
            let result = guard::catch(article, || work(article, read, prepared, trained));
            result.unwrap_or_else(|panic| {
                let skipped = guard::skipped(corpus, article, &settings.article, &panic);
                work(article, &skipped, None, trained)
            })
        };
    let is_wanted = |article: &Article| settings.shard.is_none_or(|shard| shard.has(article));
    let mut rest = &corpus.articles[..];
    let learned;
    let trained = match &settings.learning {
        Learning::Known(known) => trained(Some(known), settings),
        Learning::Off => trained(None, settings),
        Learning::Corpus => {
            let articles = training_sample::read(corpus, settings);
            let prepared = training_sample::prepare(&articles, settings);
            learned = training_sample::learn(&articles, &prepared, settings);
            let (first, others) = rest.split_at(articles.len());
            let sample = first.iter().zip(&articles).zip(&prepared);
            let sample: Vec<_> = sample.filter(|((a, _), _)| is_wanted(a)).collect();
            let trained = trained(Some(&learned), settings);
            let work = |((article, read), prepared): &Sampled<'_>| {
                work(article, read, prepared.as_ref(), trained)
            };
            ordered_map::in_order(&sample, work, |((article, _), _), result| {
                done(article, result)
            })?;
            rest = others;
            trained
        }
    };
    let rest: Vec<&Article> = rest.iter().filter(|a| is_wanted(a)).collect();
    let work = |article: &&Article| {
        let read = training_sample::read_one(corpus, article, &settings.article);
        work(article, &read, None, trained)
    };
    ordered_map::in_order(&rest, work, |article, result| done(article, result))
}

/// An article of the training sample, as it was read and made ready to be aligned.
type Sampled<'a> = ((&'a Article, &'a Read), &'a Option<Prepared<'a>>);
