//! Word links learned from the corpus: which word stems go with which across languages.
//!
//! Association is the Dice coefficient of co-occurrence in aligned units (Melamed 2000 links words the same way).
//! Each word of a locale is linked to the one word of the pivot it goes with best. All locales meet in the pivot's
//! words, so two translations can be compared without a lexicon for their pair.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::background::Background;
use super::features::{Features, Token, TokenKind};
use super::lexicon_counts::Counts;
use super::prepared::Prepared;
use super::sequence::{Item, Sequence};
use super::token_weights;
use crate::model::Locale;

/// Units of more words, or of more n-grams, say too little about which goes with which.
const MOST_WORDS: usize = 24;
const MOST_GRAMS: usize = 48;
/// Units that position alone joins are counted if they give at most as many pairs of words.
const MOST_PAIRS: usize = 700;
/// A unit of more words or n-grams is not counted.
const MOST_TOKENS: usize = 200;

/// What a word becomes in the tokens of the pivot.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Entry {
    /// Token of the pivot.
    pub id: u64,
    /// How often the word's partner stands in the partner of a unit that has the word.
    pub kept: f32,
    /// How often it stands in any unit.
    pub chance: f32,
    /// What it weighs when that is how often it stands on the other side too.
    pub weights: (f32, f32),
}

impl Entry {
    pub fn new(id: u64, kept: f32, chance: f32) -> Self {
        Self {
            id,
            kept,
            chance,
            weights: token_weights::weights(kept, chance),
        }
    }
}

/// Entries from the words of one language.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Direction(FxHashMap<u64, Entry>);

impl Direction {
    pub fn get(&self, word: u64) -> Option<&Entry> {
        self.0.get(&word)
    }

    pub fn insert(&mut self, word: u64, entry: Entry) {
        self.0.insert(word, entry);
    }

    /// The entries by word.
    pub fn sorted(&self) -> Vec<(u64, Entry)> {
        let mut all: Vec<_> = self.0.iter().map(|(word, entry)| (*word, *entry)).collect();
        all.sort_unstable_by_key(|e| e.0);
        all
    }
}

/// What was learned from a corpus: word links between a pivot locale and others, and what its articles have in common.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Lexicon {
    /// The locale all others are linked with; `None` in an empty lexicon.
    pub(super) pivot: Option<Locale>,
    /// By locale: from the pivot's words, and from the locale's.
    pub(super) locales: BTreeMap<Locale, [Direction; 2]>,
    /// What unrelated articles of the corpus have in common.
    pub(super) background: Background,
    /// By locale: the share of files that are not versions of the pivot's article.
    pub(super) unrelated_shares: BTreeMap<Locale, f32>,
}

impl Lexicon {
    /// What the words of a locale become when compared with a text in another.
    pub(super) fn direction(&self, of: &Locale, against: &Locale) -> Option<&Direction> {
        match self.pivot.as_ref() == Some(of) {
            true => self.locales.get(against).map(|d| &d[0]),
            false => self.locales.get(of).map(|d| &d[1]),
        }
    }

    /// The share of a locale's files that are not versions of the pivot's article, where it could be estimated.
    #[must_use]
    pub fn unrelated(&self, locale: &Locale) -> Option<f32> {
        self.unrelated_shares.get(locale).copied()
    }

    /// How many word links a locale has.
    #[must_use]
    pub fn links(&self, locale: &Locale) -> usize {
        self.locales.get(locale).map_or(0, |d| d[1].0.len())
    }
}

/// Learns from articles what helps to align them and others.
///
/// Articles whose versions were all made from one text need no lexicon. They are good to learn from, but only where there
/// are others to be aligned.
#[must_use]
pub fn learn<'a, 'd: 'a>(
    articles: impl IntoIterator<Item = &'a Prepared<'d>, IntoIter: Clone>,
) -> Lexicon {
    let articles = articles.into_iter();
    let mut learner = Learner::default();
    if articles.clone().all(Prepared::is_one_generation) {
        return learner.finish();
    }
    for article in articles {
        match article.is_one_generation() {
            true => article.train_in_step(&mut learner),
            false => article.train(&mut learner),
        }
    }
    learner.finish()
}

/// Counts words in aligned units.
#[derive(Debug, Default)]
pub(super) struct Learner {
    pivot: Option<Locale>,
    locales: BTreeMap<Locale, Counts>,
    background: Background,
    articles: u32,
}

impl Learner {
    /// Whether a locale is the pivot; the first one asked for becomes it.
    pub(super) fn is_pivot(&mut self, locale: &Locale) -> bool {
        self.pivot.get_or_insert_with(|| locale.clone()) == locale
    }

    /// Whether units that position alone joins are still wanted for a locale.
    pub(super) fn wants_more(&self, locale: &Locale) -> bool {
        let counts = self.locales.get(locale);
        counts.is_none_or(Counts::takes_positions)
    }

    /// An article follows, with this version in the pivot locale.
    pub(super) fn begin_article(&mut self, pivot: &Sequence) {
        self.articles += 1;
        self.background.add(pivot);
    }

    /// Counts the words of units that anchors join, and of those between two anchors where both sides have the same kinds of
    /// items there. The first side is in the pivot locale.
    pub(super) fn observe(
        &mut self,
        locale: &Locale,
        (pivot, other): (&Sequence, &Sequence),
        chain: &[(usize, usize)],
    ) {
        let counts = self.locales.entry(locale.clone()).or_default();
        counts.begin_article(self.articles);
        let mut from = (0, 0);
        for &to in chain
            .iter()
            .chain([&(pivot.items.len(), other.items.len())])
        {
            let between = (&pivot.items[from.0..to.0], &other.items[from.1..to.1]);
            if counts.takes_positions() && same_shape(pivot, other, between) {
                for (x, y) in between.0.iter().zip(between.1) {
                    count(counts, (pivot, x), (other, y), false);
                }
            }
            if let (Some(x), Some(y)) = (pivot.items.get(to.0), other.items.get(to.1)) {
                count(counts, (pivot, x), (other, y), true);
                from = (to.0 + 1, to.1 + 1);
            }
        }
    }

    /// Links the words.
    fn finish(self) -> Lexicon {
        let mut lexicon = Lexicon {
            pivot: self.pivot,
            background: self.background.finish(),
            ..Lexicon::default()
        };
        for (locale, counts) in self.locales {
            let linked = counts.link();
            if let Some(unrelated) = linked.unrelated {
                lexicon.unrelated_shares.insert(locale.clone(), unrelated);
            }
            lexicon.locales.insert(locale, linked.directions);
        }
        lexicon
    }
}

/// Whether the items between two anchors are of the same kinds on both sides.
fn same_shape(a: &Sequence, b: &Sequence, (x, y): (&[Item], &[Item])) -> bool {
    let same = |(x, y): (&Item, &Item)| match (x, y) {
        (Item::Unit(x), Item::Unit(y)) => {
            let (x, y) = (&a.units[*x as usize], &b.units[*y as usize]);
            (x.kind, x.level, x.depth) == (y.kind, y.level, y.depth)
        }
        (Item::Row(x), Item::Row(y)) => x.len() == y.len(),
        (Item::Landmark(_), Item::Landmark(_)) => true,
        _ => false,
    };
    x.len() == y.len() && x.iter().zip(y).all(same)
}

/// Counts the words of two items.
fn count(
    counts: &mut Counts,
    (a, x): (&Sequence, &Item),
    (b, y): (&Sequence, &Item),
    anchored: bool,
) {
    let (of_x, of_y) = (x.units(), y.units());
    if of_x.len() != of_y.len() || matches!(x, Item::Row(_)) && anchored {
        return;
    }
    for (x, y) in of_x.iter().zip(of_y) {
        let (x, y) = (&a.units[*x as usize], &b.units[*y as usize]);
        if x.kind == y.kind {
            let (from, to) = (words(x), words(y));
            let few = match anchored {
                true => from.len() <= MOST_WORDS && to.len() <= MOST_GRAMS,
                false => {
                    from.len() * to.len() <= MOST_PAIRS && from.len().max(to.len()) <= MOST_TOKENS
                }
            };
            if few && !from.is_empty() && !to.is_empty() {
                counts.add(&from, &to, anchored);
            }
        }
    }
}

/// The distinct words of a unit.
fn words(unit: &Features) -> Vec<u64> {
    // Names stand for themselves.
    let wordy = |t: &&Token| matches!(t.kind(), TokenKind::Latin | TokenKind::Other);
    unit.tokens.iter().filter(wordy).map(|t| t.id()).collect()
}
