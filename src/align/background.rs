//! What unrelated articles of a corpus have in common: the share of articles that have a token, a text, a slug or a
//! landmark.
//!
//! Two files are versions of one text only as far as they share what other articles lack. The counts come from the
//! articles that the lexicon is learned from. They are kept for what at least two articles have, so memory is bounded.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::features::TokenKind;
use super::sequence::{Item, Sequence};
use super::titles::Titles;

/// As many articles are added to those that were counted, with the shares assumed for a kind of token.
const ASSUMED_ARTICLES: f32 = 4.0;

/// How many articles of the sample have what.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Background {
    articles: u32,
    /// By what two articles or more have.
    counts: FxHashMap<u64, u32>,
    /// The titles of the articles.
    pub titles: Titles,
}

/// The form in a file, in a fixed order.
#[derive(Serialize, Deserialize)]
pub(super) struct StoredBackground<'a> {
    articles: u32,
    /// What was counted, and how many articles have it.
    counts: Vec<(u64, u32)>,
    titles: Cow<'a, [Box<[u64]>]>,
}

impl<'a> From<&'a Background> for StoredBackground<'a> {
    fn from(background: &'a Background) -> Self {
        let counts = background.counts.iter();
        let mut counts: Vec<_> = counts.map(|(&hash, &count)| (hash, count)).collect();
        counts.sort_unstable();
        Self {
            articles: background.articles,
            counts,
            titles: Cow::Borrowed(background.titles.words()),
        }
    }
}

impl From<StoredBackground<'_>> for Background {
    fn from(stored: StoredBackground<'_>) -> Self {
        let mut titles = Titles::default();
        stored.titles.iter().for_each(|words| titles.add(words));
        Self {
            articles: stored.articles,
            counts: stored.counts.into_iter().collect(),
            titles,
        }
    }
}

/// The share of unrelated articles that have a token of a kind, when no article was counted.
fn assumed(kind: TokenKind) -> f32 {
    match kind {
        TokenKind::Number => 0.25,
        TokenKind::Name | TokenKind::Latin => 0.15,
        TokenKind::Code | TokenKind::Identifier => 0.1,
        TokenKind::Link | TokenKind::Other => 0.04,
    }
}

impl Background {
    /// How many articles were counted.
    pub fn articles(&self) -> u32 {
        self.articles
    }

    /// How many articles have a token, text, slug or landmark; 1 for what was not counted.
    pub fn count(&self, hash: u64) -> u32 {
        self.counts.get(&hash).copied().unwrap_or(1)
    }

    /// The share of other articles that have a token which so many articles have.
    pub fn share(&self, count: u32, kind: TokenKind) -> f32 {
        self.smoothed(count, assumed(kind))
    }

    /// The share of other articles that have a text, slug or landmark with this hash.
    pub fn share_of(&self, hash: u64) -> f32 {
        self.smoothed(self.count(hash), 0.02)
    }

    /// The article that is asked about is one of those that were counted.
    fn smoothed(&self, count: u32, assumed: f32) -> f32 {
        let others = self.articles.saturating_sub(1) as f32;
        let share = (count.saturating_sub(1) as f32 + assumed * ASSUMED_ARTICLES)
            / (others + ASSUMED_ARTICLES);
        share.min(0.95)
    }

    /// Counts what an article has.
    pub fn add(&mut self, article: &Sequence) {
        let mut seen = FxHashSet::default();
        for item in &article.items {
            if let Item::Landmark(key) = item {
                seen.insert(*key);
            }
        }
        for unit in &article.units {
            seen.extend(unit.tokens.iter().map(|t| t.id()));
            seen.insert(unit.identity);
            seen.extend(unit.slug.id());
        }
        for hash in seen {
            *self.counts.entry(hash).or_default() += 1;
        }
        if let Some(title) = article.units.iter().find(|unit| unit.is_title()) {
            self.titles.add(&title.words());
        }
        self.articles += 1;
    }

    /// Forgets what one article has alone.
    pub fn finish(mut self) -> Self {
        self.counts.retain(|_, count| *count > 1);
        self.counts.shrink_to_fit();
        self
    }
}

#[cfg(test)]
impl Background {
    /// A background with one of each.
    pub(super) fn sample() -> Self {
        let mut titles = Titles::default();
        titles.add(&[3, u64::MAX]);
        Self {
            articles: 9,
            counts: [(u64::MAX, 2), (1, 9)].into_iter().collect(),
            titles,
        }
    }
}
