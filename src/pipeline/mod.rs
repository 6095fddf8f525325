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
mod learned;
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
mod settings;
mod side;
mod stale;
mod tally;

pub use crate::model::TypeCounts;
pub use exact::{ExactCounts, GitSettings, SourceVersion};
pub use findings::Checked;
pub use learned::Learned;
pub use loaded::Loaded;
pub use pairs::PairPolicy;
pub use past::Histories;
pub use rows::{Row, RowCell, rows};
pub use settings::{LexiconSource, SentenceSettings, Settings};
pub use stale::{Change, Staleness, State, UnitCounts};
pub use tally::{LocaleCounts, PairCounts, Tally};

use crate::align::{AlignSettings, Lexicon, Prepared};
use crate::check::Rules;
use crate::export::{self, Batch};
use crate::model::{Article, Corpus, Warning};
use learned::{Read, each};

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
    done: impl FnMut(&Article, Outcome) -> Result<(), E> + Send,
) -> Result<(), E> {
    let work = |_: &Article, read: &Read, prepared: Option<&Prepared<'_>>, learned: Learned<'_>| {
        let mut batch = output.map(Batch::new);
        let tally = process((&read.0, prepared), settings, learned, batch.as_mut());
        Outcome {
            tally,
            warnings: read.1.clone(),
            batch,
        }
    };
    each(corpus, settings, work, done)
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
    settings.check.inspect = true;
    let work = |article: &Article, read: &Read, _: Option<&Prepared<'_>>, learned: Learned<'_>| {
        let known = (&read.0, &read.1[..]);
        let checked = findings::check(corpus, article, known, (&settings, rules), learned);
        (checked, read.1.clone())
    };
    each(corpus, &settings, work, done)
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
