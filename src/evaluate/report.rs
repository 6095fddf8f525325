//! The figures of an evaluation, as JSON or, by `Display`, as text.

use serde::Serialize;

use super::judge::{Judged, Verdict};
use super::tables::{Tables, rounded, rounded_option};
use super::text::Text;
use super::{Coverage, GoldArticle, KindRow, Reliability, Status, StatusRow};
use crate::model::Locale;

/// How good an export is.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Report {
    /// Articles of the gold.
    pub articles: u64,
    /// How many of them have segments on both sides, but no pairs.
    pub articles_without_pairs: u64,
    /// Pairs that contain a gold segment.
    pub pairs: u64,
    /// The share of the pairs whose two sides contain a common segment; 0 without pairs.
    #[serde(serialize_with = "rounded")]
    pub precision: f64,
    /// The share of the pairs whose two sides contain exactly the same segments; 0 without pairs.
    #[serde(serialize_with = "rounded")]
    pub strict: f64,
    /// The share of the segments on both sides that a pair contains; 0 without segments.
    #[serde(serialize_with = "rounded")]
    pub recall: f64,
    /// Harmonic mean of precision and recall.
    #[serde(serialize_with = "rounded")]
    pub f1: f64,
    /// Expected calibration error of the scores against precision, in ten bins; `None` without scores.
    #[serde(serialize_with = "rounded_option")]
    pub ece: Option<f64>,
    /// Segments present on both sides.
    pub segments: u64,
    /// How many of them were found.
    pub found: u64,
    /// By tenths of the score; empty without scores.
    pub reliability: Vec<Reliability>,
    /// By minimum score; empty without scores.
    pub coverage: Vec<Coverage>,
    /// By kind of unit, in order of the name.
    pub kinds: Vec<KindRow>,
    /// By status of the gold.
    pub statuses: Vec<StatusRow>,
    /// Paths of the articles without pairs.
    pub without_pairs: Vec<String>,
    /// The pairs that are wrong, in the order of the gold's articles.
    pub wrong: Vec<Wrong>,
    /// The segments on both sides that no pair contains.
    pub missed: Vec<Missed>,
}

/// A pair whose sides contain no common segment.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Wrong {
    /// Path of the article.
    pub document: String,
    /// Locale of the translation.
    pub target_locale: Locale,
    /// Bytes of the source side.
    pub source_span: [u32; 2],
    /// Bytes of the target side.
    pub target_span: [u32; 2],
    /// Line of the source side, counted from 1.
    pub source_line: usize,
    /// Line of the target side.
    pub target_line: usize,
    /// Lines of the source that the gold pairs with the target side; empty if there are none.
    pub gold_lines: Vec<usize>,
    /// Statuses of the gold segments on the target side, each once.
    pub statuses: Vec<Status>,
    /// Kind of the units.
    pub kind: String,
    /// Claimed probability.
    pub score: Option<f64>,
    /// Text of the source side.
    pub source: String,
    /// Text of the target side.
    pub target: String,
}

/// A segment on both sides that no pair contains.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Missed {
    /// Path of the article.
    pub document: String,
    /// Locale of the translation.
    pub target_locale: Locale,
    /// Its name in the gold.
    pub id: String,
    /// Its status.
    pub status: Status,
    /// Line in the source, counted from 1.
    pub source_line: usize,
    /// Line in the target.
    pub target_line: usize,
    /// Its bytes in the source file, with markup.
    pub source: String,
    /// Its bytes in the target file.
    pub target: String,
}

/// Gathers a report article by article.
#[derive(Default)]
pub(super) struct Builder {
    report: Report,
    tables: Tables,
    right: u64,
    strict: u64,
}

impl Builder {
    pub fn add(
        &mut self,
        article: &GoldArticle,
        judged: &Judged<'_>,
        source: &Text,
        target: &Text,
    ) {
        let report = &mut self.report;
        report.articles += 1;
        if judged.without_pairs {
            report.articles_without_pairs += 1;
            report.without_pairs.push(article.path.clone());
        }
        for verdict in &judged.verdicts {
            report.pairs += 1;
            self.right += u64::from(verdict.right);
            self.strict += u64::from(verdict.strict);
            if !verdict.right {
                report
                    .wrong
                    .push(wrong(article, judged, verdict, source, target));
            }
        }
        for found in judged.segments.iter().filter(|f| f.gold.is_wanted()) {
            report.segments += 1;
            report.found += u64::from(found.best.is_some());
            if let (None, Some(span), Some(at)) = (found.best, found.gold.source, found.source) {
                report.missed.push(Missed {
                    document: article.path.clone(),
                    target_locale: article.target_locale.clone(),
                    id: found.gold.id.clone(),
                    status: found.gold.status,
                    source_line: source.line(at),
                    target_line: target.line(found.target),
                    source: source.slice(span),
                    target: target.slice(found.gold.target),
                });
            }
        }
        self.tables.add(judged);
    }

    pub fn finish(self) -> Report {
        let mut report = self.report;
        let of = |part: u64, whole: u64| part as f64 / whole.max(1) as f64;
        let (p, r) = (
            of(self.right, report.pairs),
            of(report.found, report.segments),
        );
        report.precision = p;
        report.strict = of(self.strict, report.pairs);
        report.recall = r;
        report.f1 = 2.0 * p * r / (p + r).max(1e-9);
        report.ece = self.tables.ece();
        report.reliability = self.tables.reliability();
        report.coverage = self.tables.coverage(report.pairs, report.segments);
        report.kinds = self.tables.kinds();
        report.statuses = self.tables.statuses();
        report
    }
}

fn wrong(
    article: &GoldArticle,
    judged: &Judged<'_>,
    verdict: &Verdict<'_>,
    source: &Text,
    target: &Text,
) -> Wrong {
    let pair = verdict.pair;
    let held = || verdict.target.iter().map(|i| &judged.segments[*i as usize]);
    let mut statuses: Vec<Status> = held().map(|f| f.gold.status).collect();
    let mut gold_lines: Vec<usize> = held()
        .filter_map(|f| f.source)
        .map(|at| source.line(at))
        .collect();
    statuses.sort_unstable();
    statuses.dedup();
    gold_lines.sort_unstable();
    gold_lines.dedup();
    Wrong {
        document: article.path.clone(),
        target_locale: article.target_locale.clone(),
        source_span: pair.source_span,
        target_span: pair.target_span,
        source_line: source.line(pair.source_span[0]),
        target_line: target.line(pair.target_span[0]),
        gold_lines,
        statuses,
        kind: pair.kind.to_string(),
        score: pair.score,
        source: pair.source.to_string(),
        target: pair.target.to_string(),
    }
}
