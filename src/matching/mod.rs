//! Joins files that are one article although their paths differ: by what they contain.
//!
//! A file that was renamed or moved, or whose name was translated, has no counterpart at its path. It is compared with
//! all originals by what identifies a text in all languages (see [`Fingerprint`]). Two files are joined if each is the
//! most similar one to the other, if both are without counterpart, and if the probability of the match is high.

mod probability;
mod similarity;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use rayon::prelude::*;

use crate::align::{Fingerprint, Input};
use crate::model::{Article, Corpus, Locale, Warning, WarningKind, named_enum};
use crate::read::{self, ReadSettings};
use crate::segment::{self, SegmentSettings};

pub use similarity::nearest;

named_enum! {
    /// How the files of an article find each other.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    Matching {
        /// By their paths.
        #[default]
        Path = "path",
        /// By their paths, and files without a counterpart by what they contain.
        Content = "content",
    }
}

/// A warning if no original is on disk: then there is nothing to match files with.
#[must_use]
pub fn missing_originals(corpus: &Corpus, source: &Locale) -> Option<Warning> {
    if corpus.locales.contains(source) {
        return None;
    }
    let folder = corpus.roots.iter().flatten().next();
    Some(Warning {
        path: folder.cloned().unwrap_or_default(),
        line: 0,
        kind: WarningKind::Layout,
        message: format!("no original ({source}) is on disk, so no file is matched by its content"),
    })
}

/// How the files are read.
#[derive(Debug, Clone, Copy)]
pub struct MatchSettings<'a> {
    /// The locale of the originals.
    pub source: &'a Locale,
    /// How files are read.
    pub read: &'a ReadSettings,
    /// What becomes a unit.
    pub segment: &'a SegmentSettings,
}

/// A translation that was joined with an original.
#[derive(Debug, Clone, PartialEq)]
pub struct ContentMatch {
    /// The original.
    pub source: PathBuf,
    /// The translation.
    pub target: PathBuf,
    /// Probability that they are one article, in [0, 1].
    pub probability: f32,
}

/// A file of one locale.
struct File {
    /// Its article.
    article: usize,
    /// Whether the other locale has no file of its article.
    is_free: bool,
}

/// A translation that belongs to an original, by the indexes of their articles.
struct Join {
    locale: usize,
    original: usize,
    translation: usize,
    probability: f32,
}

/// Joins the files of each translation with the originals that they belong to, and returns the matches in the order of
/// the locales and the originals. A file that cannot be read is left out here; a warning comes when it is read later.
pub fn match_by_content(corpus: &mut Corpus, settings: MatchSettings<'_>) -> Vec<ContentMatch> {
    let source = corpus.locales.iter().position(|l| l == settings.source);
    let Some(source) = source else {
        return Vec::new();
    };
    corpus.is_matched_by_content = true;
    let joins = joins(corpus, source, settings);
    let describe = |join: &Join| ContentMatch {
        source: corpus.path(&corpus.articles[join.original], source),
        target: corpus.path(&corpus.articles[join.translation], join.locale),
        probability: join.probability,
    };
    let found = joins.iter().map(describe).collect();
    for join in joins {
        join.apply(&mut corpus.articles);
    }
    let articles = &mut corpus.articles;
    articles.retain(|article| !article.versions.is_empty());
    found
}

/// The translations that belong to an original at another path.
fn joins(corpus: &Corpus, source: usize, settings: MatchSettings<'_>) -> Vec<Join> {
    let mut originals: Option<Vec<Fingerprint>> = None;
    let mut joins = Vec::new();
    for locale in (0..corpus.locales.len()).filter(|&locale| locale != source) {
        let sources = files(corpus, source, locale);
        let targets = files(corpus, locale, source);
        let any_free = |files: &[File]| files.iter().any(|file| file.is_free);
        if !any_free(&sources) || !any_free(&targets) {
            continue;
        }
        let prints = originals.get_or_insert_with(|| read_all(corpus, &sources, source, settings));
        let translations = read_all(corpus, &targets, locale, settings);
        let [nearest, back] = similarity::nearest(prints, &translations);
        for (number, near) in nearest.iter().enumerate() {
            let Some(near) = *near else { continue };
            let Some(returned) = back[near.file].filter(|back| back.file == number) else {
                continue;
            };
            let probability = probability::probability(near, returned, prints.len());
            let (original, translation) = (&sources[number], &targets[near.file]);
            if original.is_free && translation.is_free && probability >= probability::LEAST {
                joins.push(Join {
                    locale,
                    original: original.article,
                    translation: translation.article,
                    probability,
                });
            }
        }
    }
    joins
}

/// The files of a locale, in the order of the articles.
fn files(corpus: &Corpus, locale: usize, other: usize) -> Vec<File> {
    let articles = corpus.articles.iter().enumerate();
    let articles = articles.filter(|(_, article)| article.has_locale(locale));
    articles
        .map(|(number, article)| File {
            article: number,
            is_free: !article.has_locale(other),
        })
        .collect()
}

fn read_all(
    corpus: &Corpus,
    files: &[File],
    locale: usize,
    settings: MatchSettings<'_>,
) -> Vec<Fingerprint> {
    let print = |file: &File| {
        let article = &corpus.articles[file.article];
        let work = || fingerprint(corpus, article, locale, settings);
        // A panic is reported when the article is worked on.
        let print = catch_unwind(AssertUnwindSafe(work)).ok().flatten();
        print.unwrap_or_default()
    };
    files.par_iter().map(print).collect()
}

fn fingerprint(
    corpus: &Corpus,
    article: &Article,
    locale: usize,
    settings: MatchSettings<'_>,
) -> Option<Fingerprint> {
    let path = corpus.path(article, locale);
    let (mut source, _) = read::read(&path, settings.read).ok()?;
    source.generator = corpus.generator(article, locale);
    let (document, _) = segment::segment(&source, settings.segment);
    let locale = &corpus.locales[locale];
    Some(Fingerprint::of(Input {
        document: &document,
        locale,
        source_hash: None,
        original: locale == settings.source,
    }))
}

impl Join {
    /// Moves the translation to the article of its original.
    fn apply(&self, articles: &mut [Article]) {
        let locale = self.locale as u16;
        let article = &mut articles[self.translation];
        let Some(place) = article.versions.iter().position(|v| v.0 == locale) else {
            return;
        };
        let path: Box<str> = article.path(place).into();
        let version = article.versions.remove(place);
        if !article.paths.is_empty() {
            article.paths.remove(place);
        }
        let article = &mut articles[self.original];
        if article.paths.is_empty() {
            article.paths = vec![article.document.clone(); article.versions.len()];
        }
        let place = article.versions.partition_point(|v| v.0 < locale);
        article.versions.insert(place, version);
        article.paths.insert(place, path);
        article.matched.push((locale, self.probability));
    }
}
