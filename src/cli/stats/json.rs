//! The numbers for programs.

use serde::Serialize;

use super::coverage::Coverage;
use super::{Repeats, Stats};
use crate::export::{Quality, quality};
use crate::model::Locale;
use crate::pairs::PairCounts;
use crate::pipeline::LocaleCounts;

#[derive(Serialize)]
pub struct Json<'a> {
    articles: u64,
    alone: u64,
    without_pair: u64,
    left_out: u64,
    locales: Vec<OfLocale<'a>>,
    /// Upper bounds of the classes of scores.
    score_classes: &'static [f32],
    pairs: Vec<OfPair<'a>>,
    coverage: &'a [Coverage],
}

#[derive(Serialize)]
struct OfLocale<'a> {
    locale: &'a Locale,
    #[serde(flatten)]
    counts: &'a LocaleCounts,
}

#[derive(Serialize)]
struct OfPair<'a> {
    source_locale: &'a Locale,
    target_locale: &'a Locale,
    #[serde(flatten)]
    counts: Counts<'a>,
    repeats: Option<&'a Repeats>,
}

/// The counts of a pair, its quality with what comparing tells.
#[derive(Serialize)]
struct Counts<'a> {
    #[serde(flatten)]
    counts: &'a PairCounts,
    quality: Quality,
}

impl<'a> Json<'a> {
    pub fn new(stats: &'a Stats) -> Self {
        let tally = &stats.tally;
        let locale = |(locale, counts)| OfLocale { locale, counts };
        let pair = |(pair, counts): (&'a (Locale, Locale), _)| OfPair {
            source_locale: &pair.0,
            target_locale: &pair.1,
            counts: Counts {
                counts,
                quality: stats.quality(pair),
            },
            repeats: stats.repeats.get(pair),
        };
        Self {
            articles: tally.articles,
            alone: tally.alone,
            without_pair: tally.without_pair,
            left_out: stats.left_out,
            locales: tally.locales.iter().map(locale).collect(),
            score_classes: &quality::SCORES,
            pairs: tally.pairs.iter().map(pair).collect(),
            coverage: &stats.coverage,
        }
    }
}
