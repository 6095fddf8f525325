//! The pairs to score: rows of a JSONL export of this program or of another one.

use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::gold::{lines, parse};
use super::{EvaluateError, Gold};
use crate::model::{Blob, Locale};

/// One exported pair, with the sides in the direction of the gold.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// `[start, end)` in bytes of the source file as it is on disk, or of `blob`.
    pub source_span: [u32; 2],
    /// `[start, end)` in bytes of the target file as it is on disk.
    pub target_span: [u32; 2],
    /// Claimed probability that it is right, in [0, 1].
    pub score: Option<f64>,
    /// Kind of its units; empty if the export has none.
    pub kind: Box<str>,
    /// Text of the source side.
    pub source: Box<str>,
    /// Text of the target side.
    pub target: Box<str>,
    /// Where in git the source was read from; `source_span` then counts bytes of that blob.
    pub blob: Option<Blob>,
}

/// Pairs by document and target locale.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Pairs(FxHashMap<(Box<str>, Locale), Vec<Pair>>);

/// A row of the export. Other fields are ignored.
#[derive(Deserialize)]
struct Row {
    document: Box<str>,
    source_locale: Locale,
    target_locale: Locale,
    /// A unit without a partner has no other side.
    source_span: Option<[u32; 2]>,
    target_span: Option<[u32; 2]>,
    #[serde(default)]
    bead: Box<str>,
    score: Option<f64>,
    #[serde(default)]
    kind: Box<str>,
    source: Option<Box<str>>,
    target: Option<Box<str>>,
    source_commit: Option<String>,
    source_path: Option<String>,
}

impl Pairs {
    /// Reads a JSONL export. Keeps pairs of the gold's articles between the source locale and a target locale of the
    /// gold. Pairs in the other direction are reversed; unaligned units are ignored.
    ///
    /// # Errors
    /// If it cannot be read, or if a line is not a pair.
    pub fn read(path: &Path, gold: &Gold, source: &Locale) -> Result<Self, EvaluateError> {
        let mut pairs = Self::default();
        pairs.add(path, gold, source)?;
        Ok(pairs)
    }

    /// Reads another export; see [`Pairs::read`].
    ///
    /// # Errors
    /// If it cannot be read, or if a line is not a pair.
    pub fn add(&mut self, path: &Path, gold: &Gold, source: &Locale) -> Result<(), EvaluateError> {
        let articles = gold.articles.iter();
        let wanted: FxHashSet<(&str, &Locale)> =
            articles.map(|a| (&*a.path, &a.target_locale)).collect();
        lines(path, |number, line| {
            let row: Row = parse(path, number, line, "a pair")?;
            if let Some(score) = row.score.filter(|s| !(0.0..=1.0).contains(s)) {
                return Err(EvaluateError::Score {
                    path: path.to_owned(),
                    line: number,
                    score,
                });
            }
            if let Some((document, locale, pair)) = row.turned(source)
                && wanted.contains(&(&*document, &locale))
            {
                self.0.entry((document, locale)).or_default().push(pair);
            }
            Ok(())
        })
    }

    /// The pairs of an article, in the order they were read.
    #[must_use]
    pub fn of(&self, document: &str, target: &Locale) -> &[Pair] {
        let key = (Box::from(document), target.clone());
        self.0.get(&key).map_or(&[], Vec::as_slice)
    }
}

impl Row {
    /// The pair with the source locale on its source side; `None` if no side has that locale, or if a side is missing.
    fn turned(self, source: &Locale) -> Option<(Box<str>, Locale, Pair)> {
        // A unit without partner; its missing side has no span or an empty one.
        if self.bead.starts_with("0-") || self.bead.ends_with("-0") {
            return None;
        }
        let pair = Pair {
            source_span: self.source_span?,
            target_span: self.target_span?,
            score: self.score,
            kind: self.kind,
            source: self.source.unwrap_or_default(),
            target: self.target.unwrap_or_default(),
            blob: self
                .source_commit
                .filter(|commit| !commit.is_empty())
                .zip(self.source_path)
                .map(|(commit, path)| Blob { commit, path }),
        };
        if self.source_locale == *source {
            return Some((self.document, self.target_locale, pair));
        }
        let turned = Pair {
            source_span: pair.target_span,
            target_span: pair.source_span,
            source: pair.target,
            target: pair.source,
            blob: None,
            ..pair
        };
        (self.target_locale == *source).then_some((self.document, self.source_locale, turned))
    }
}
