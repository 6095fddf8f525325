//! Articles one after the other, with what was learned from the first of them.

use super::{LexiconSource, Loaded, Settings, ordered, sample};
use crate::align::{Lexicon, Prepared};
use crate::check::NormTable;
use crate::model::{Article, Corpus, Warning};

/// An article as it was read, and what a user should know about its files.
pub(super) type Read = (Loaded, Vec<Warning>);

/// What is known of the locales before an article is worked on.
#[derive(Debug, Clone, Copy, Default)]
pub struct Learned<'a> {
    /// Word links for the aligner.
    pub lexicon: Option<&'a Lexicon>,
    /// What the checks expect of a locale pair.
    pub norms: Option<&'a NormTable>,
}

impl<'a> Learned<'a> {
    /// What was learned, and word links that were known before.
    fn of(
        settings: &'a Settings,
        learned: Option<&'a Lexicon>,
        norms: Option<&'a NormTable>,
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
pub(super) fn each<T: Send, E: Send>(
    corpus: &Corpus,
    settings: &Settings,
    work: impl Fn(&Article, &Read, Option<&Prepared<'_>>, Learned<'_>) -> T + Sync,
    mut done: impl FnMut(&Article, T) -> Result<(), E> + Send,
) -> Result<(), E> {
    let (mut lexicon, mut norms) = (None, None);
    let mut rest = &corpus.articles[..];
    let learns_words = matches!(settings.lexicon, LexiconSource::Corpus);
    if learns_words || settings.check.inspect {
        let articles = sample::read(corpus, settings);
        let prepared = sample::prepare(&articles, settings);
        lexicon = learns_words.then(|| sample::learn(&prepared));
        norms = settings
            .check
            .inspect
            .then(|| sample::norms(&articles, settings));
        let learned = Learned::of(settings, lexicon.as_ref(), norms.as_ref());
        let (first, others) = rest.split_at(articles.len());
        let all: Vec<_> = first.iter().zip(&articles).zip(&prepared).collect();
        let work = |((article, read), prepared): &((&Article, &Read), &Prepared<'_>)| {
            work(article, read, Some(prepared), learned)
        };
        ordered::in_order(&all, work, |((article, _), _), result| {
            done(article, result)
        })?;
        rest = others;
    }
    let learned = Learned::of(settings, lexicon.as_ref(), norms.as_ref());
    let work = |article: &Article| {
        let read = Loaded::read(corpus, article, settings);
        work(article, &read, None, learned)
    };
    ordered::in_order(rest, work, done)
}
