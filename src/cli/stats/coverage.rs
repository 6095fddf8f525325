//! How much of each original stands in pairs of each locale.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{Article, Corpus, Locale};
use crate::pairs::PairCounts;
use crate::pipeline::RunStats;

/// One article in one pair of locales.
#[derive(Debug, Clone, Serialize)]
pub struct Coverage {
    /// The article.
    pub document: String,
    /// The locale of the original.
    pub source_locale: Locale,
    /// The other locale.
    pub target_locale: Locale,
    /// Units of the original; `None` where the other locale lacks the article.
    pub units: Option<u64>,
    /// Of these, those that stand in pairs kept.
    pub covered: u64,
}

impl Coverage {
    /// An article in all its pairs of locales, and those it has no version in.
    pub fn of(corpus: &Corpus, article: &Article, source: &Locale, tally: &RunStats) -> Vec<Self> {
        let row = |from: &Locale, to: &Locale, counts: Option<&PairCounts>| Self {
            document: article.document.to_string(),
            source_locale: from.clone(),
            target_locale: to.clone(),
            units: counts.map(|c| c.aligned_source + c.unaligned_source),
            covered: counts.map_or(0, |c| c.covered_source),
        };
        let pairs = tally.pairs.iter();
        let mut rows: Vec<Self> = pairs.map(|((a, b), c)| row(a, b, Some(c))).collect();
        let locales = corpus.locales.iter().enumerate();
        let (there, missing): (Vec<_>, Vec<_>) = locales.partition(|(index, _)| {
            let mut versions = article.versions.iter();
            versions.any(|v| usize::from(v.0) == *index)
        });
        if there.iter().any(|(_, locale)| *locale == source) {
            rows.extend(missing.iter().map(|(_, to)| row(source, to, None)));
        }
        rows
    }

    /// Share of the units that stand in pairs, from 0 to 1.
    pub fn share(&self) -> f64 {
        self.covered as f64 / self.units.unwrap_or(0).max(1) as f64
    }
}

/// What the coverages of a pair of locales come to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sum {
    /// Articles that have an original, or both locales where none is the original's.
    pub articles: u64,
    /// Of these, those that the other locale has.
    pub there: u64,
    /// Of these, by the share of units that stand in pairs: all but one in twenty, at least half, less.
    pub shares: [u64; 3],
    /// Units of the originals that have the other locale.
    pub units: u64,
    /// Of these, those that stand in pairs.
    pub covered: u64,
}

impl Sum {
    /// The sum of each pair of locales.
    pub fn of(rows: &[Coverage]) -> BTreeMap<(&Locale, &Locale), Self> {
        let mut sums: BTreeMap<_, Self> = BTreeMap::new();
        for row in rows {
            let sum = sums
                .entry((&row.source_locale, &row.target_locale))
                .or_default();
            sum.articles += 1;
            if let Some(units) = row.units {
                sum.there += 1;
                sum.units += units;
                sum.covered += row.covered;
                let share = row.share();
                let class = [0.95, 0.5].iter().position(|&least| share >= least);
                sum.shares[class.unwrap_or(2)] += 1;
            }
        }
        sums
    }

    /// Share of the units that stand in pairs, in percent.
    pub fn percent(&self) -> String {
        let share = self.covered as f64 / self.units.max(1) as f64;
        format!("{:.1} %", 100.0 * share)
    }
}
