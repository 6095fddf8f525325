//! The figures in detail: by score, by minimum score, by kind of unit, by status of the gold.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::Status;
use super::judge::{Found, Judged, Verdict};

/// Minimum scores of the coverage table.
const THRESHOLDS: [f64; 11] = [0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999];

/// Pairs whose scores are in one tenth of [0, 1]. The last tenth includes 1.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Reliability {
    /// Lower bound of the scores.
    #[serde(serialize_with = "rounded")]
    pub from: f64,
    /// Upper bound.
    #[serde(serialize_with = "rounded")]
    pub to: f64,
    /// How many pairs.
    pub pairs: u64,
    /// Their mean score. This share of them should be right.
    #[serde(serialize_with = "rounded_option")]
    pub mean_score: Option<f64>,
    /// The share that is right.
    #[serde(serialize_with = "rounded_option")]
    pub right: Option<f64>,
}

/// The pairs that remain if pairs below a score are dropped.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Coverage {
    /// The minimum score.
    pub min_score: f64,
    /// How many pairs are kept.
    pub pairs: u64,
    /// Their share of all pairs.
    #[serde(serialize_with = "rounded_option")]
    pub coverage: Option<f64>,
    /// The share of the kept pairs that is right.
    #[serde(serialize_with = "rounded_option")]
    pub precision: Option<f64>,
    /// The share of the gold segments that kept pairs contain.
    #[serde(serialize_with = "rounded_option")]
    pub recall: Option<f64>,
    #[serde(skip)]
    right: u64,
    #[serde(skip)]
    found: u64,
}

/// The pairs of one kind of unit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct KindRow {
    /// The kind, as the export names it; empty if it names none.
    pub kind: String,
    /// How many pairs.
    pub pairs: u64,
    /// The share that is right.
    #[serde(serialize_with = "rounded_option")]
    pub precision: Option<f64>,
    /// The share whose sides contain exactly the same segments.
    #[serde(serialize_with = "rounded_option")]
    pub strict: Option<f64>,
    /// Mean score of those that have one.
    #[serde(serialize_with = "rounded_option")]
    pub mean_score: Option<f64>,
}

/// The gold segments of one status.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StatusRow {
    /// The status.
    pub status: Status,
    /// How many segments of the target.
    pub segments: u64,
    /// How many of them are in a pair with their source.
    pub found: u64,
    /// Their share; `None` if the source has none.
    #[serde(serialize_with = "rounded_option")]
    pub recall: Option<f64>,
    /// Pairs with such a segment on the target side; a pair may count for several statuses.
    pub pairs: u64,
    /// The share of those pairs that is right.
    #[serde(serialize_with = "rounded_option")]
    pub precision: Option<f64>,
}

/// Counts for all tables.
#[derive(Default)]
pub(super) struct Tables {
    /// Pairs, right ones, sum of scores.
    bins: [(u64, u64, f64); 10],
    coverage: [Coverage; THRESHOLDS.len()],
    kinds: BTreeMap<Box<str>, Kind>,
    /// Segments, wanted ones, found ones, pairs, right pairs.
    statuses: [[u64; 5]; Status::ALL.len()],
}

#[derive(Default)]
struct Kind {
    pairs: u64,
    right: u64,
    strict: u64,
    scored: u64,
    scores: f64,
}

impl Tables {
    pub fn add(&mut self, judged: &Judged<'_>) {
        for verdict in &judged.verdicts {
            self.pair(verdict, &judged.segments);
        }
        for found in &judged.segments {
            let [segments, wanted, together, ..] = &mut self.statuses[found.gold.status as usize];
            *segments += 1;
            *wanted += u64::from(found.source.is_some());
            *together += u64::from(found.best.is_some());
            let best = found.best.filter(|_| found.gold.is_wanted());
            for (row, least) in self.coverage.iter_mut().zip(THRESHOLDS) {
                row.found += u64::from(best.is_some_and(|best| best >= least));
            }
        }
    }

    fn pair(&mut self, verdict: &Verdict<'_>, segments: &[Found<'_>]) {
        let (right, score) = (u64::from(verdict.right), verdict.pair.score);
        if let Some(score) = score {
            let bin = &mut self.bins[((score * 10.0) as usize).min(9)];
            *bin = (bin.0 + 1, bin.1 + right, bin.2 + score);
        }
        for (row, least) in self.coverage.iter_mut().zip(THRESHOLDS) {
            if score.unwrap_or(0.0) >= least {
                row.pairs += 1;
                row.right += right;
            }
        }
        if !self.kinds.contains_key(&verdict.pair.kind) {
            self.kinds
                .insert(verdict.pair.kind.clone(), Kind::default());
        }
        if let Some(kind) = self.kinds.get_mut(&verdict.pair.kind) {
            kind.pairs += 1;
            kind.right += right;
            kind.strict += u64::from(verdict.strict);
            kind.scored += u64::from(score.is_some());
            kind.scores += score.unwrap_or(0.0);
        }
        let has = |status| {
            let of = |i: &u32| segments[*i as usize].gold.status == status;
            verdict.target.iter().any(of)
        };
        for status in Status::ALL.iter().copied().filter(|s| has(*s)) {
            let [.., pairs, right_pairs] = &mut self.statuses[status as usize];
            *pairs += 1;
            *right_pairs += right;
        }
    }

    /// Expected calibration error: the distance between scores and shares of right pairs, weighted by pairs; `None`
    /// without scores.
    pub fn ece(&self) -> Option<f64> {
        let total: u64 = self.bins.iter().map(|b| b.0).sum();
        let apart: f64 = self.bins.iter().map(|b| (b.1 as f64 - b.2).abs()).sum();
        (total > 0).then(|| apart / total as f64)
    }

    /// Empty if no pair has a score.
    pub fn reliability(&self) -> Vec<Reliability> {
        let row = |(k, &(pairs, right, scores)): (usize, &(u64, u64, f64))| Reliability {
            from: k as f64 / 10.0,
            to: (k + 1) as f64 / 10.0,
            pairs,
            mean_score: (pairs > 0).then(|| scores / pairs as f64),
            right: share(right, pairs),
        };
        match self.ece() {
            Some(_) => self.bins.iter().enumerate().map(row).collect(),
            None => Vec::new(),
        }
    }

    /// Empty if no pair has a score. A pair without a score counts as 0.
    pub fn coverage(&self, pairs: u64, wanted: u64) -> Vec<Coverage> {
        let row = |(row, min_score): (&Coverage, f64)| Coverage {
            min_score,
            coverage: share(row.pairs, pairs),
            precision: share(row.right, row.pairs),
            recall: share(row.found, wanted),
            ..row.clone()
        };
        match self.ece() {
            Some(_) => self.coverage.iter().zip(THRESHOLDS).map(row).collect(),
            None => Vec::new(),
        }
    }

    pub fn kinds(&self) -> Vec<KindRow> {
        let rows = self.kinds.iter().map(|(name, kind)| KindRow {
            kind: name.to_string(),
            pairs: kind.pairs,
            precision: share(kind.right, kind.pairs),
            strict: share(kind.strict, kind.pairs),
            mean_score: (kind.scored > 0).then(|| kind.scores / kind.scored as f64),
        });
        rows.collect()
    }

    /// The statuses that occur.
    pub fn statuses(&self) -> Vec<StatusRow> {
        let row = |status: Status| {
            let [segments, wanted, found, pairs, right] = self.statuses[status as usize];
            StatusRow {
                status,
                segments,
                found,
                recall: share(found, wanted),
                pairs,
                precision: share(right, pairs),
            }
        };
        let rows = Status::ALL.iter().copied().map(row);
        rows.filter(|row| row.segments > 0).collect()
    }
}

/// A share; `None` if the whole is 0.
fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// To four digits, as they are printed.
pub(super) fn rounded<S: Serializer>(value: &f64, to: S) -> Result<S::Ok, S::Error> {
    round(*value).serialize(to)
}

pub(super) fn rounded_option<S: Serializer>(value: &Option<f64>, to: S) -> Result<S::Ok, S::Error> {
    value.map(round).serialize(to)
}

fn round(value: f64) -> f64 {
    format!("{value:.4}").parse().unwrap_or(value)
}
