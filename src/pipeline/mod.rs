//! Ties the stages together: one article at a time, many articles side by side, results in order.
//!
//! No stage is known to another but through here. Articles are worked on in bounded groups and handed over in the
//! order of the corpus, so that memory does not grow with the number of articles and the output does not depend on
//! the number of threads.

mod apart;
mod exact;
mod findings;
mod identity;
mod inspector;
mod loaded;
mod lone;
mod ordered;
mod pairs;
mod past;
mod published;
mod records;
mod revision;
mod rows;
mod sample;
mod side;
mod stale;
mod tally;

pub use crate::model::TypeCounts;
pub use exact::{ExactCounts, GitSettings, SourceVersion};
pub use findings::Checked;
pub use loaded::Loaded;
pub use pairs::PairPolicy;
pub use past::Histories;
pub use rows::{Row, RowCell, rows};
pub use stale::{Change, Staleness, State, UnitCounts};
pub use tally::{LocaleCounts, PairCounts, Tally};

use std::sync::Arc;

use crate::align::{AlignSettings, Lexicon, Prepared};
use crate::check::{CheckSettings, NormTable, Rules};
use crate::export::{self, Batch};
use crate::model::{Article, Corpus, Locale, Warning};
use crate::read::ReadSettings;
use crate::segment::SegmentSettings;
use crate::sentence::srx::Srx;

/// The validated choices of all stages up to the pairs.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The locale the originals are written in.
    pub source: Locale,
    /// What to look for in front matter.
    pub read: ReadSettings,
    /// What becomes a unit.
    pub segment: SegmentSettings,
    /// Which locales are paired.
    pub pairs: PairPolicy,
    /// Which pairs are kept.
    pub check: CheckSettings,
    /// Where word links come from.
    pub lexicon: LexiconSource,
    /// Whether pairs are taken apart into sentences, and by which rules.
    pub sentences: Option<SentenceSettings>,
    /// Clones that hold the originals.
    pub git: Option<GitSettings>,
    /// Repositories of the localized files, where their earlier versions are wanted too.
    pub history: Option<Histories>,
    /// Whether pairs that the publisher made in the files are read too.
    pub publisher_pairs: bool,
    /// Whether words and characters are counted, which takes its time.
    pub measure: bool,
}

impl Settings {
    /// The default choices for originals in a locale.
    #[must_use]
    pub fn new(source: Locale) -> Self {
        Self {
            source,
            read: ReadSettings::default(),
            segment: SegmentSettings::default(),
            pairs: PairPolicy::default(),
            check: CheckSettings::default(),
            lexicon: LexiconSource::default(),
            sentences: None,
            git: None,
            history: None,
            publisher_pairs: false,
            measure: false,
        }
    }
}

/// How pairs of units are taken apart into sentences.
#[derive(Debug, Clone, Default)]
pub struct SentenceSettings {
    /// The user's rules; our own where there are none.
    pub rules: Option<Arc<Srx>>,
}

/// Where the aligner's word links come from.
#[derive(Debug, Clone, Default)]
pub enum LexiconSource {
    /// Learned from the first articles of the corpus itself.
    #[default]
    Corpus,
    /// Learned before.
    Known(Lexicon),
    /// None are used.
    Off,
}

/// What became of one article.
pub struct Outcome {
    /// What was counted.
    pub tally: Tally,
    /// What a user should know about its files.
    pub warnings: Vec<Warning>,
    /// Its pairs, rendered; `None` where no output was asked for.
    pub batch: Option<Batch>,
}

/// Works through a corpus and hands over each article's outcome, in the order of the corpus. Pairs are rendered for
/// `output` if there is one.
///
/// # Errors
/// The first error of `done`, which ends the run.
pub fn run<E: Send>(
    corpus: &Corpus,
    settings: &Settings,
    output: Option<&export::Settings>,
    mut done: impl FnMut(&Article, Outcome) -> Result<(), E> + Send,
) -> Result<(), E> {
    let finish = |loaded: &Loaded, prepared: Option<&Prepared<'_>>, learned: Learned<'_>| {
        let mut batch = output.map(Batch::new);
        let tally = process((loaded, prepared), settings, learned, batch.as_mut());
        Outcome {
            tally,
            warnings: Vec::new(),
            batch,
        }
    };
    let (mut lexicon, mut norms) = (None, None);
    let mut rest = &corpus.articles[..];
    let learns = matches!(settings.lexicon, LexiconSource::Corpus);
    if learns || settings.check.inspect {
        let articles = sample::read(corpus, settings);
        let prepared = sample::prepare(&articles, settings);
        lexicon = learns.then(|| sample::learn(&prepared));
        norms = settings
            .check
            .inspect
            .then(|| sample::norms(&articles, settings));
        let learned = Learned::of(settings, lexicon.as_ref(), norms.as_ref());
        let (first, others) = rest.split_at(articles.len());
        let all: Vec<_> = first.iter().zip(&articles).zip(&prepared).collect();
        let work = |((_, (loaded, warnings)), prepared): &(
            (_, &(Loaded, Vec<Warning>)),
            &Prepared<'_>,
        )| Outcome {
            warnings: warnings.clone(),
            ..finish(loaded, Some(prepared), learned)
        };
        ordered::in_order(&all, work, |((article, _), _), outcome| {
            done(article, outcome)
        })?;
        rest = others;
    }
    let learned = Learned::of(settings, lexicon.as_ref(), norms.as_ref());
    let work = |article: &Article| {
        let (loaded, warnings) = Loaded::read(corpus, article, settings);
        Outcome {
            warnings,
            ..finish(&loaded, None, learned)
        }
    };
    ordered::in_order(rest, work, done)
}

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

/// How far the translations of an article are behind.
pub struct Behind {
    /// The article, with the versions that the translations were made from.
    pub loaded: Loaded,
    /// Its translations, in the order of the locale list.
    pub translations: Vec<Staleness>,
    /// What a user should know about its files.
    pub warnings: Vec<Warning>,
}

/// Finds out how far each translation of a corpus is behind; hands over the articles in the order of the corpus.
///
/// # Errors
/// The first error of `done`, which ends the run.
pub fn staleness<E: Send>(
    corpus: &Corpus,
    settings: &Settings,
    git: &GitSettings,
    done: impl FnMut(&Article, Behind) -> Result<(), E> + Send,
) -> Result<(), E> {
    let settings = Settings {
        git: Some(GitSettings {
            version: SourceVersion::Current,
            ..git.clone()
        }),
        ..settings.clone()
    };
    let Some(git) = &settings.git else {
        return Ok(());
    };
    let work = |article: &Article| {
        let (loaded, warnings) = Loaded::read(corpus, article, &settings);
        Behind {
            translations: loaded.staleness(git, None),
            loaded,
            warnings,
        }
    };
    ordered::in_order(&corpus.articles, work, done)
}

/// Checks the translations of a corpus; hands over what was found, in the order of the corpus.
///
/// # Errors
/// The first error of `done`, which ends the run.
pub fn check<E: Send>(
    corpus: &Corpus,
    settings: &Settings,
    rules: &Rules,
    done: impl FnMut(&Article, (Checked, Vec<Warning>)) -> Result<(), E> + Send,
) -> Result<(), E> {
    let mut settings = settings.clone();
    settings.segment.include_code = true;
    if let Some(git) = &mut settings.git {
        git.version = SourceVersion::Current;
    }
    let sample = sample::read(corpus, &settings);
    let prepared = sample::prepare(&sample, &settings);
    let learns = matches!(settings.lexicon, LexiconSource::Corpus);
    let lexicon = learns.then(|| sample::learn(&prepared));
    let norms = sample::norms(&sample, &settings);
    drop(prepared);
    drop(sample);
    let learned = Learned::of(&settings, lexicon.as_ref(), Some(&norms));
    let work = |article: &Article| {
        let (loaded, warnings) = Loaded::read(corpus, article, &settings);
        let known = (&loaded, &warnings[..]);
        let checked = findings::check(corpus, article, known, (&settings, rules), learned);
        (checked, warnings)
    };
    ordered::in_order(&corpus.articles, work, done)
}

/// Learns word links from the first articles of a corpus; `None` where the settings turn them off.
#[must_use]
pub fn lexicon(corpus: &Corpus, settings: &Settings) -> Option<Lexicon> {
    match &settings.lexicon {
        LexiconSource::Corpus => {
            let articles = sample::read(corpus, settings);
            Some(sample::learn(&sample::prepare(&articles, settings)))
        }
        LexiconSource::Known(known) => Some(known.clone()),
        LexiconSource::Off => None,
    }
}

/// Aligns an article's versions, unless they are prepared already, and counts its pairs; those that are kept are rendered if there is a batch.
pub fn process(
    (loaded, prepared): (&Loaded, Option<&Prepared<'_>>),
    settings: &Settings,
    learned: Learned<'_>,
    mut batch: Option<&mut Batch>,
) -> Tally {
    let Learned { lexicon, norms } = learned;
    let mut tally = Tally::default();
    for (index, version) in loaded.versions.iter().enumerate().take(loaded.files) {
        tally.add_version(version, loaded.translation_type(index), settings.measure);
    }
    tally.exact.add(&loaded.counts);
    let locale = |version: usize| &loaded.versions[version].locale;
    let pairs = loaded.pairs(settings);
    let mut seen = past::Seen::default();
    if !pairs.is_empty() {
        let settled = AlignSettings { lexicon };
        let spine = match prepared {
            Some(prepared) => prepared.align(settled),
            None => loaded.prepare_for(&pairs).align(settled),
        };
        for (source, target) in pairs {
            let sides = records::Sides::new(loaded, source, target);
            let mut matches = spine.pairs(source, target);
            if let Some(exact) =
                loaded.exact[target].filter(|&e| e != source && loaded.originals[source])
            {
                let documents = [source, exact].map(|v| &loaded.versions[v].document);
                let moved = revision::revise(spine.pairs(source, exact), documents).moved;
                revision::add_moved(&mut matches, &moved, &spine.pairs(exact, target));
            }
            let (counts, rows) = sides.records(&matches, settings, norms, batch.as_deref_mut());
            tally.add_pair(locale(source), locale(target), counts);
            if loaded.originals[source] {
                seen.advance(locale(target), rows);
                if settings.history.is_some() {
                    seen.note(loaded, (source, target), &matches);
                }
            }
        }
    }
    if settings.publisher_pairs {
        published::process(
            loaded,
            settings,
            norms,
            &mut seen,
            batch.as_deref_mut(),
            &mut tally,
        );
    }
    if settings.history.is_some() {
        past::process(
            loaded,
            settings,
            learned,
            &mut seen,
            batch.as_deref_mut(),
            &mut tally,
        );
    }
    if let Some(batch) = batch {
        batch.end();
    }
    tally.end_article(loaded.past_from);
    tally
}

#[cfg(test)]
mod tests;
