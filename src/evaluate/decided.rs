//! How good the pairs of a user's own corpus are, by the decisions of a reviewer about a sample of them.
//!
//! The sample is stratified by score: every class of scores has about as many decisions. The precision of all pairs is the
//! mean of the classes, weighed by how many pairs of the corpus each has. Intervals are those of Wilson 1927 for one class, and
//! normal ones with the variances of the classes for all of them.

use serde::Serialize;

use super::tables::{rounded, rounded_option};
use crate::decisions::{Decision, SCORE_CLASSES, Verdict, score_class};

/// 97.5 % of a normal distribution are below this, so that an interval has 95 %.
const Z: f64 = 1.96;

/// What decisions say about the pairs of a corpus.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DecidedReport {
    /// Decisions about pairs that Diglot made.
    pub decisions: u64,
    /// Pairs of the corpus.
    pub pairs: u64,
    /// Estimated share of the corpus's pairs that are right, with its interval of 95 %; `None` if a class of scores has
    /// pairs, but no decisions.
    pub precision: Option<Estimate>,
    /// By class of scores, lowest first; classes without pairs and decisions are left out.
    pub classes: Vec<ClassRow>,
    /// By minimum score.
    pub minimums: Vec<MinimumRow>,
    /// The lowest minimum score that has the precision that was asked for, if there is one.
    pub suggestion: Option<Suggestion>,
}

/// A share with its interval of 95 %.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Estimate {
    #[serde(serialize_with = "rounded")]
    pub value: f64,
    #[serde(serialize_with = "rounded")]
    pub low: f64,
    #[serde(serialize_with = "rounded")]
    pub high: f64,
}

/// A class of scores.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClassRow {
    /// Scores from this one, to that of the next class.
    pub from: f64,
    pub to: f64,
    /// Pairs of the corpus.
    pub pairs: u64,
    /// Decisions, and how many of them accept the pair.
    pub decisions: u64,
    pub accepted: u64,
    /// Mean score of the pairs that were decided on; `None` without decisions.
    #[serde(serialize_with = "rounded_option")]
    pub score: Option<f64>,
    /// The share that is right; `None` without decisions.
    pub precision: Option<Estimate>,
}

/// What a minimum score would give.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MinimumRow {
    pub min_score: f64,
    /// Pairs of the corpus that are kept.
    pub pairs: u64,
    /// The share of them that is right; `None` if a class of them has no decisions.
    pub precision: Option<Estimate>,
}

/// The minimum score for a precision.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Suggestion {
    #[serde(serialize_with = "rounded")]
    pub precision: f64,
    /// `None` if no minimum score has this precision.
    pub min_score: Option<f64>,
}

/// Reports what decisions say. `scores` are those of all pairs of the corpus; `wanted` is the precision that is asked for.
#[must_use]
pub fn report<'d>(
    decisions: impl Iterator<Item = &'d Decision>,
    scores: impl Iterator<Item = f64>,
    wanted: Option<f64>,
) -> DecidedReport {
    let mut classes: Vec<Class> = vec![Class::default(); SCORE_CLASSES.len() + 1];
    for score in scores {
        classes[score_class(score)].pairs += 1;
    }
    // Pairs that a reviewer made were not Diglot's.
    let judged = decisions.filter(|d| d.verdict != Verdict::Paired);
    for (decision, score) in judged.filter_map(|d| Some((d, d.score?.into()))) {
        let class = &mut classes[score_class(score)];
        class.decisions += 1;
        class.accepted += u64::from(decision.verdict == Verdict::Accepted);
        class.scores += score;
    }
    let minimums: Vec<MinimumRow> = (0..classes.len())
        .filter(|&from| classes[from].pairs > 0)
        .map(|from| MinimumRow {
            min_score: lower(from),
            pairs: classes[from..].iter().map(|c| c.pairs).sum(),
            precision: overall(&classes[from..]),
        })
        .collect();
    let suggestion = wanted.map(|precision| {
        let has_it = |row: &&MinimumRow| row.precision.is_some_and(|p| p.value >= precision);
        Suggestion {
            precision,
            min_score: minimums.iter().find(has_it).map(|row| row.min_score),
        }
    });
    DecidedReport {
        decisions: classes.iter().map(|c| c.decisions).sum(),
        pairs: classes.iter().map(|c| c.pairs).sum(),
        precision: overall(&classes),
        classes: rows(&classes),
        minimums,
        suggestion,
    }
}

#[derive(Debug, Clone, Default)]
struct Class {
    pairs: u64,
    decisions: u64,
    accepted: u64,
    /// Sum of the scores of the pairs that were decided on.
    scores: f64,
}

/// The lowest score of a class.
fn lower(class: usize) -> f64 {
    class
        .checked_sub(1)
        .map_or(0.0, |before| SCORE_CLASSES[before])
}

fn rows(classes: &[Class]) -> Vec<ClassRow> {
    let rows = classes.iter().enumerate();
    let rows = rows.filter(|(_, class)| class.pairs + class.decisions > 0);
    rows.map(|(index, class)| ClassRow {
        from: lower(index),
        to: SCORE_CLASSES.get(index).copied().unwrap_or(1.0),
        pairs: class.pairs,
        decisions: class.decisions,
        accepted: class.accepted,
        score: (class.decisions > 0).then(|| class.scores / class.decisions as f64),
        precision: (class.decisions > 0).then(|| wilson(class.accepted, class.decisions)),
    })
    .collect()
}

/// The interval of Wilson for a share.
fn wilson(accepted: u64, decisions: u64) -> Estimate {
    let (count, value) = (decisions as f64, accepted as f64 / decisions as f64);
    let middle = (value + Z * Z / (2.0 * count)) / (1.0 + Z * Z / count);
    let spread = (value * (1.0 - value) / count + Z * Z / (4.0 * count * count)).sqrt();
    let spread = Z * spread / (1.0 + Z * Z / count);
    Estimate {
        value,
        low: (middle - spread).max(0.0),
        high: (middle + spread).min(1.0),
    }
}

/// The precision of the pairs of some classes; `None` if one that has pairs has no decisions, or if there are no pairs.
fn overall(classes: &[Class]) -> Option<Estimate> {
    let classes: Vec<&Class> = classes.iter().filter(|class| class.pairs > 0).collect();
    let all = classes.iter().map(|class| class.pairs).sum::<u64>() as f64;
    if classes.is_empty() || classes.iter().any(|class| class.decisions == 0) {
        return None;
    }
    let (mut value, mut low, mut high) = (0.0, 0.0, 0.0);
    for class in classes {
        let weight = class.pairs as f64 / all;
        let of_class = wilson(class.accepted, class.decisions);
        value += weight * of_class.value;
        // Deviations to each side, because the intervals of shares near 1 are not symmetrical.
        low += (weight * (of_class.value - of_class.low)).powi(2);
        high += (weight * (of_class.high - of_class.value)).powi(2);
    }
    Some(Estimate {
        value,
        low: (value - low.sqrt()).max(0.0),
        high: (value + high.sqrt()).min(1.0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decisions::UnitKey;
    use crate::model::Locale;

    fn decision(verdict: Verdict, score: f64) -> Decision {
        let [source_locale, target_locale] = ["en", "de"].map(|l| Locale::parse(l).unwrap());
        Decision {
            article: "a.md".into(),
            source_locale,
            target_locale,
            source: vec![UnitKey("0".into(), 0)],
            target: vec![UnitKey("0".into(), 0)],
            verdict,
            pair: String::new(),
            score: Some(score.into()),
            note: String::new(),
            reviewer: String::new(),
            time: String::new(),
        }
    }

    #[test]
    fn classes_are_weighed_by_their_pairs() {
        let mut decisions = vec![decision(Verdict::Accepted, 0.9995); 10];
        decisions.extend(vec![decision(Verdict::Accepted, 0.8); 5]);
        decisions.extend(vec![decision(Verdict::Rejected, 0.8); 5]);
        decisions.push(decision(Verdict::Paired, 0.8));
        let scores = [0.9995; 90].into_iter().chain([0.8; 10]);
        let report = report(decisions.iter(), scores, Some(0.97));
        assert_eq!((report.decisions, report.pairs), (20, 100));
        let precision = report.precision.unwrap();
        assert!((precision.value - 0.95).abs() < 1e-9);
        assert!(precision.low < 0.9 && precision.high > 0.95);
        assert_eq!(report.classes.len(), 2);
        assert_eq!(report.classes[0].precision.unwrap().value, 0.5);
        assert_eq!(report.suggestion.unwrap().min_score, Some(0.999));
    }

    #[test]
    fn the_interval_is_the_one_of_wilson() {
        let estimate = wilson(8, 10);
        assert!((estimate.low - 0.4902).abs() < 1e-3, "{estimate:?}");
        assert!((estimate.high - 0.9433).abs() < 1e-3, "{estimate:?}");
        assert!(wilson(10, 10).high > 0.9999);
    }

    #[test]
    fn a_class_without_decisions_leaves_the_precision_unknown() {
        let decisions = [decision(Verdict::Accepted, 0.9995)];
        let report = report(decisions.iter(), [0.9995, 0.8].into_iter(), Some(0.5));
        assert_eq!(report.minimums[0].precision, None);
        let json = serde_json::to_value(&report).unwrap();
        assert!(json["precision"].is_null(), "{json}");
        assert_eq!(report.suggestion.unwrap().min_score, Some(0.999));
    }
}
