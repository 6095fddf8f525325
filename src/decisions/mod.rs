//! Decisions of reviewers about pairs, kept in a file of JSON Lines.
//!
//! A decision names its units by a hash of their text, and by a number if a text occurs several times in a file. So it holds
//! as long as the texts do, wherever they move.

mod file;

use std::collections::HashMap;
use std::path::PathBuf;

pub use file::DecisionsError;
use serde::{Deserialize, Serialize};

use crate::model::{Corpus, Document, Locale, Unit, Warning, WarningKind, named_enum};

named_enum! {
    /// What a reviewer has decided about a pair.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    Verdict {
        /// Diglot's pair is right.
        Accepted = "accepted",
        /// Diglot's pair is wrong.
        Rejected = "rejected",
        /// These units are a pair, although Diglot did not pair them.
        Paired = "paired",
    }
}

/// A unit of a file: a hash of its text, and how many units before it in the file have the same text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitKey(pub String, pub u32);

/// A decision: a line of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Path of the article below the locale folder.
    pub article: String,
    /// Locale of the source side.
    pub source_locale: Locale,
    /// Locale of the target side.
    pub target_locale: Locale,
    /// Units of the source side, in the order of the text.
    pub source: Vec<UnitKey>,
    /// Units of the target side, in the order of the text.
    pub target: Vec<UnitKey>,
    /// What was decided.
    pub verdict: Verdict,
    /// Id of the pair that was looked at; empty if there was none.
    #[serde(default)]
    pub pair: String,
    /// The score that the pair had, from 0 to 1; `None` if there was no pair.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<Score>,
    /// What the reviewer has to say.
    #[serde(default)]
    pub note: String,
    /// Who decided.
    #[serde(default)]
    pub reviewer: String,
    /// When, as RFC 3339.
    #[serde(default)]
    pub time: String,
}

/// A score in ten-thousandths, so that decisions can be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "f64", into = "f64")]
pub struct Score(u32);

impl From<f64> for Score {
    fn from(score: f64) -> Self {
        Self((score.clamp(0.0, 1.0) * 1e4).round() as u32)
    }
}

impl From<Score> for f64 {
    fn from(score: Score) -> Self {
        Self::from(score.0) / 1e4
    }
}

/// The decisions of a file.
#[derive(Debug, Default)]
pub struct Decisions {
    path: PathBuf,
    /// With the number of its line, from 1.
    list: Vec<(u32, Decision)>,
    /// Indexes into the list, by article.
    by_article: HashMap<String, Vec<usize>>,
}

impl Decisions {
    fn new(path: PathBuf, list: Vec<(u32, Decision)>) -> Self {
        let mut by_article: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, (_, decision)) in list.iter().enumerate() {
            let of_article = by_article.entry(decision.article.clone()).or_default();
            of_article.push(index);
        }
        Self {
            path,
            list,
            by_article,
        }
    }

    /// The decisions about an article, with the number of their lines.
    pub fn of<'d>(&'d self, article: &str) -> impl Iterator<Item = &'d (u32, Decision)> {
        let indexes = self.by_article.get(article).map_or(&[][..], Vec::as_slice);
        indexes.iter().map(|&index| &self.list[index])
    }

    /// All decisions, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &Decision> {
        self.list.iter().map(|(_, decision)| decision)
    }

    /// A warning about the decision of a line, which is skipped.
    #[must_use]
    pub fn skipped(&self, line: u32, why: &str) -> Warning {
        Warning {
            path: self.path.clone(),
            line,
            kind: WarningKind::Decision,
            message: format!("decision skipped: {why}"),
        }
    }

    /// Warnings about decisions that are about no article of a corpus.
    #[must_use]
    pub fn unknown(&self, corpus: &Corpus) -> Vec<Warning> {
        let is_known = |decision: &Decision| {
            let found = corpus
                .articles
                .binary_search_by(|a| (*a.document).cmp(&decision.article));
            found.is_ok()
        };
        let unknown = self.list.iter().filter(|(_, decision)| !is_known(decision));
        unknown
            .map(|(line, decision)| {
                let why = format!("there is no article {}", decision.article);
                self.skipped(*line, &why)
            })
            .collect()
    }
}

/// The key of each unit of a document.
#[must_use]
pub fn unit_keys(document: &Document) -> Vec<UnitKey> {
    let mut seen: HashMap<String, u32> = HashMap::new();
    let key = |unit: &Unit| {
        let hash = hash(document.text(unit));
        let count = seen.entry(hash.clone()).or_default();
        *count += 1;
        UnitKey(hash, *count - 1)
    };
    document.units.iter().map(key).collect()
}

/// The first 16 hexadecimal digits of the BLAKE3 hash of a text.
fn hash(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex()[..16].to_owned()
}

/// Upper bounds of the classes of scores that samples and estimates use, except for the last class, which has none.
pub const SCORE_CLASSES: [f64; 5] = [0.75, 0.85, 0.95, 0.99, 0.999];

/// The class of a score.
#[must_use]
pub fn score_class(score: f64) -> usize {
    let bounds = SCORE_CLASSES.iter().position(|&bound| score < bound);
    bounds.unwrap_or(SCORE_CLASSES.len())
}
