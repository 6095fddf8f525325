//! The runner: works on the articles of a corpus in parallel and hands over the results in order.
//!
//! Articles are worked on in groups of bounded size, so that memory does not grow with their number. Results come in
//! the order of the corpus, so that the output does not depend on the number of threads.

mod for_each_article;
mod guard;
mod learned;
mod ordered_map;
mod run_stats;
mod settings;
mod shard;
mod training_sample;

pub use learned::{Learned, LearnedError};
pub use run_stats::{LocaleCounts, RunStats};
pub use settings::{Learning, Settings};
pub use shard::{Shard, ShardError};

use std::sync::Arc;

use crate::align::Prepared;
use crate::article::{GitSettings, LoadedArticle, SourceVersion};
use crate::export::Batch;
use crate::lint::{self, ArticleToCheck, CheckedArticle, LintSettings, RuleSet};
use crate::model::{Article, Corpus, Pair, UnalignedUnit, Warning};
use crate::pairs::{PairMaker, PairSink, Trained};
use crate::staleness::{self, Staleness, is_any_stale};
use for_each_article::{for_each_article, trained};
use guard::Read;

/// What became of one article.
pub struct Outcome<S> {
    /// What was counted.
    pub stats: RunStats,
    /// What a user should know about its files.
    pub warnings: Vec<Warning>,
    /// Its pairs.
    pub sink: S,
}

/// Makes the pairs of a corpus. `start` makes a sink for the pairs of one article; `done` takes each article's
/// outcome, in the order of the corpus.
///
/// # Errors
/// The first error of `done`, which ends the run.
pub fn run<S: PairSink + Send, E: Send>(
    corpus: &Corpus,
    settings: &Settings,
    start: impl Fn() -> S + Sync,
    done: impl FnMut(&Article, Outcome<S>) -> Result<(), E> + Send,
) -> Result<(), E> {
    run_with(corpus, settings, start, |_, sink| sink, done)
}

/// The same. `finish` makes something of an article and of the sink with its pairs, on the thread that worked on it.
///
/// # Errors
/// The first error of `done`, which ends the run.
pub fn run_with<S: PairSink, T: Send, E: Send>(
    corpus: &Corpus,
    settings: &Settings,
    start: impl Fn() -> S + Sync,
    finish: impl Fn(&LoadedArticle, S) -> T + Sync,
    done: impl FnMut(&Article, Outcome<T>) -> Result<(), E> + Send,
) -> Result<(), E> {
    let work = |_: &Article, read: &Read, prepared: Option<&Prepared<'_>>, trained: Trained<'_>| {
        let mut sink = start();
        let maker = PairMaker::new(&read.0, &settings.article, &settings.pairs, trained);
        let counts = maker.run(prepared, Some(&mut sink));
        sink.end();
        Outcome {
            stats: RunStats::of_article(&read.0, counts, settings.pairs.measure),
            warnings: read.1.clone(),
            sink: finish(&read.0, sink),
        }
    };
    for_each_article(corpus, settings, work, done)
}

/// Renders the pairs of an article.
impl PairSink for Batch {
    fn pair(&mut self, pair: Pair) {
        Self::pair(self, &pair);
    }

    fn wants_unaligned(&self) -> bool {
        Self::wants_unaligned(self)
    }

    fn unaligned(&mut self, unit: UnalignedUnit) {
        Self::unaligned(self, &unit);
    }

    fn end(&mut self) {
        Self::end(self);
    }
}

/// How far the translations of an article are behind.
pub struct Behind {
    /// The article, with the versions that the translations were made from.
    pub article: LoadedArticle,
    /// Its translations, in the order of the locale list.
    pub translations: Vec<Staleness>,
    /// Warnings about its files.
    pub warnings: Vec<Warning>,
}

/// Finds out how far each translation of a corpus is behind, and passes on the articles in corpus order.
///
/// # Errors
/// The first error of `done`, which ends the run.
pub fn staleness<E: Send>(
    corpus: &Corpus,
    settings: &Settings,
    git: &GitSettings,
    done: impl FnMut(&Article, Behind) -> Result<(), E> + Send,
) -> Result<(), E> {
    let mut settings = settings.article.clone();
    settings.git = Some(GitSettings {
        version: SourceVersion::Current,
        ..git.clone()
    });
    let behind = |article: &Article| {
        let (article, warnings) = LoadedArticle::read(corpus, article, &settings);
        let spine = is_any_stale(&article).then(|| article.align(None));
        Behind {
            translations: staleness::staleness(&article, spine.as_ref(), git),
            article,
            warnings,
        }
    };
    let work = |article: &Article| {
        guard::catch(article, || behind(article)).unwrap_or_else(|panic| {
            let (skipped, warnings) = guard::skipped(corpus, article, &settings, &panic);
            Behind {
                article: skipped,
                translations: Vec::new(),
                warnings,
            }
        })
    };
    ordered_map::in_order(&corpus.articles, work, done)
}

/// Checks the translations of a corpus and passes on the results in corpus order. Each article is aligned once.
///
/// # Errors
/// The first error of `done`, which ends the run.
pub fn check<E: Send>(
    corpus: &Corpus,
    settings: &Settings,
    rules: &RuleSet,
    done: impl FnMut(&Article, (CheckedArticle, Vec<Warning>)) -> Result<(), E> + Send,
) -> Result<(), E> {
    let settings = settings_of_check(settings);
    let git = settings.article.git.as_ref();
    let source = &settings.article.source;
    let lint_settings = LintSettings {
        rules: rules.clone(),
        source: source.clone(),
        min_score: settings.pairs.check.min_score,
        has_sources: corpus.locales.contains(source) || git.is_some(),
    };
    let work = |article: &Article,
                (loaded, warnings): &Read,
                prepared: Option<&Prepared<'_>>,
                trained: Trained<'_>| {
        let align = trained.align().to_compare().deciding(&loaded.decided);
        let spine = match prepared {
            Some(prepared) => prepared.align(align),
            None => {
                let pairs = loaded.pairs(&settings.article);
                loaded.prepare_for(&pairs).align(align)
            }
        };
        let staleness = git.map(|git| staleness::staleness(loaded, Some(&spine), git));
        let article = ArticleToCheck {
            corpus,
            article,
            loaded,
            warnings,
            spine: &spine,
            staleness: staleness.as_deref().unwrap_or_default(),
            profiles: trained.profiles,
        };
        let checked = lint::check_article(&article, &lint_settings);
        (checked, warnings.clone())
    };
    for_each_article(corpus, &settings, work, done)
}

/// The settings with which `check` reads articles: code blocks are units, and today's source is loaded.
fn settings_of_check(settings: &Settings) -> Settings {
    let mut settings = settings.clone();
    settings.article.segment.include_code = true;
    if let Some(git) = &mut settings.article.git {
        git.version = SourceVersion::Current;
    }
    settings.pairs.check.inspect = true;
    settings
}

/// The pairs of one article. Nothing is learned from it; what was learned before is used.
#[must_use]
pub fn pairs_of(article: &LoadedArticle, settings: &Settings) -> Vec<Pair> {
    let learned = match &settings.learning {
        Learning::Known(learned) => Some(&**learned),
        Learning::Corpus | Learning::Off => None,
    };
    let trained = trained(learned, settings);
    let mut pairs: Vec<Pair> = Vec::new();
    PairMaker::new(article, &settings.article, &settings.pairs, trained)
        .run(None, Some(&mut pairs));
    pairs
}

/// What a run with these settings would learn, or has learned before; nothing where the settings turn it off.
#[must_use]
pub fn learned(corpus: &Corpus, settings: &Settings) -> Arc<Learned> {
    match &settings.learning {
        Learning::Corpus => {
            let articles = training_sample::read(corpus, settings);
            let prepared = training_sample::prepare(&articles, settings);
            Arc::new(training_sample::learn(&articles, &prepared, settings))
        }
        Learning::Known(known) => Arc::clone(known),
        Learning::Off => Arc::default(),
    }
}
