//! What a run counts: files and units by locale, pairs by locale pair, and what no pair was made of.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::article::{LoadedArticle, SourceVersionCounts};
use crate::model::{ArticleVersion, Locale, Origin, TypeCounts};
use crate::pairs::{ArticlePairCounts, PairCounts};
use crate::quality::Repeats;

/// What was counted of one locale.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocaleCounts {
    /// Files that could be read.
    pub files: u64,
    /// Files that are originals.
    pub originals: u64,
    /// Translations by type.
    pub translations: TypeCounts,
    /// Units.
    pub units: u64,
    /// Words: what stands between white space; 0 unless measured.
    pub words: u64,
    /// Characters (code points) without white space; 0 unless measured.
    pub characters: u64,
}

/// What was counted of an article, or of a corpus.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunStats {
    /// Articles worked on.
    pub articles: u64,
    /// Articles of which one version alone could be read.
    pub alone: u64,
    /// Articles of several versions that gave no pair.
    pub without_pair: u64,
    /// By locale.
    pub locales: BTreeMap<Locale, LocaleCounts>,
    /// Source versions from git.
    pub source_versions: SourceVersionCounts,
    /// Pairs of the publisher's own making; they are among those of their locales too.
    pub published: u64,
    /// By source and target locale.
    #[serde(with = "entries")]
    pub pairs: BTreeMap<(Locale, Locale), PairCounts>,
}

/// The counts of pairs as a list, because JSON has only texts as keys.
mod entries {
    use serde::{Deserialize, Deserializer, Serializer};

    use super::{BTreeMap, Locale, PairCounts};

    type Map = BTreeMap<(Locale, Locale), PairCounts>;

    pub fn serialize<S: Serializer>(map: &Map, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(map)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Map, D::Error> {
        Ok(Vec::deserialize(from)?.into_iter().collect())
    }
}

impl RunStats {
    /// Takes out the pairs that were dropped, and counts those that were flagged, when all were compared.
    pub fn compared(&mut self, found: &BTreeMap<(Locale, Locale), Repeats>) {
        for (pair, found) in found {
            self.pairs.entry(pair.clone()).or_default().compared(found);
        }
    }

    /// Adds what was counted elsewhere.
    pub fn add(&mut self, other: &Self) {
        self.articles += other.articles;
        self.alone += other.alone;
        self.without_pair += other.without_pair;
        self.source_versions.add(&other.source_versions);
        self.published += other.published;
        for (locale, counts) in &other.locales {
            let to = self.locales.entry(locale.clone()).or_default();
            to.files += counts.files;
            to.originals += counts.originals;
            to.translations.add(counts.translations);
            to.units += counts.units;
            to.words += counts.words;
            to.characters += counts.characters;
        }
        for (pair, counts) in &other.pairs {
            self.pairs.entry(pair.clone()).or_default().add(counts);
        }
    }

    /// What is counted of one article. Words and characters are counted if `measure` is set.
    pub(super) fn of_article(
        article: &LoadedArticle,
        counts: ArticlePairCounts,
        measure: bool,
    ) -> Self {
        let mut stats = Self {
            articles: 1,
            source_versions: article.source_counts.clone(),
            published: counts.published,
            pairs: counts.pairs,
            ..Self::default()
        };
        for (_, version) in article.on_disk() {
            stats.add_version(version, measure);
        }
        let current = article.versions.iter();
        if current.filter(|v| v.origin != Origin::History).count() < 2 {
            stats.alone = 1;
        } else if stats.pairs.values().all(|p| p.pairs.total() == 0) {
            stats.without_pair = 1;
        }
        stats
    }

    fn add_version(&mut self, version: &ArticleVersion, measure: bool) {
        let counts = self.locales.entry(version.locale.clone()).or_default();
        counts.files += 1;
        match version.translation_type() {
            Some(translation_type) => counts.translations.count(translation_type),
            None => counts.originals += 1,
        }
        counts.units += version.document.units.len() as u64;
        if measure {
            for unit in &version.document.units {
                for word in version.document.text(unit).split_whitespace() {
                    counts.words += 1;
                    counts.characters += word.chars().count() as u64;
                }
            }
        }
    }
}
