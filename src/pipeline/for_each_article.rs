//! Articles one after the other, with what was learned from the first of them.

use super::guard::Read;
use super::{LexiconSource, Settings, guard, ordered_map, training_sample};
use crate::align::{Lexicon, Prepared};
use crate::model::{Article, Corpus};
use crate::pairs::Trained;
use crate::quality::LocalePairProfiles;

impl<'a> Trained<'a> {
    /// What was learned from the sample, or the word links that were known before.
    fn of(
        settings: &'a Settings,
        learned: Option<&'a Lexicon>,
        norms: Option<&'a LocalePairProfiles>,
    ) -> Self {
        let lexicon = match &settings.lexicon {
            LexiconSource::Known(known) => Some(known),
            _ => learned,
        };
        Self { lexicon, norms }
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
    let (mut lexicon, mut norms) = (None, None);
    let mut rest = &corpus.articles[..];
    let learns_words = matches!(settings.lexicon, LexiconSource::Corpus);
    if learns_words || settings.pairs.check.inspect {
        let articles = training_sample::read(corpus, settings);
        let prepared = training_sample::prepare(&articles, settings);
        lexicon = learns_words.then(|| training_sample::learn(&prepared));
        let checks = settings.pairs.check.inspect;
        norms = checks.then(|| training_sample::norms(&articles, settings));
        let learned = Trained::of(settings, lexicon.as_ref(), norms.as_ref());
        let (first, others) = rest.split_at(articles.len());
        let all: Vec<_> = first.iter().zip(&articles).zip(&prepared).collect();
        let work = |((article, read), prepared): &((&Article, &Read), &Option<Prepared<'_>>)| {
            work(article, read, prepared.as_ref(), learned)
        };
        ordered_map::in_order(&all, work, |((article, _), _), result| {
            done(article, result)
        })?;
        rest = others;
    }
    let learned = Trained::of(settings, lexicon.as_ref(), norms.as_ref());
    let work = |article: &Article| {
        let read = training_sample::read_one(corpus, article, &settings.article);
        work(article, &read, None, learned)
    };
    ordered_map::in_order(rest, work, done)
}
