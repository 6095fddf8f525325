//! Counts what the aligned units of articles have in common, and learns a lexicon from it.

use std::collections::BTreeMap;

use super::background::Background;
use super::features::{Features, Token, TokenKind};
use super::lexicon::Lexicon;
use super::lexicon_counts::Counts;
use super::sequence::{Item, Sequence};
use crate::model::Locale;

/// Units of more words, or of more n-grams, say too little about which goes with which.
const MOST_WORDS: usize = 24;
const MOST_GRAMS: usize = 48;
/// Units that position alone joins are counted if they give at most as many pairs of words.
const MOST_PAIRS: usize = 700;
/// A unit of more words or n-grams is not counted.
const MOST_TOKENS: usize = 200;

/// Counts words in aligned units.
#[derive(Debug, Default)]
pub(super) struct Learner {
    pivot: Option<Locale>,
    locales: BTreeMap<Locale, Counts>,
    background: Background,
    articles: u32,
}

impl Learner {
    /// A learner that links the words of all locales with those of this one.
    pub(super) fn new(pivot: Option<Locale>) -> Self {
        Self {
            pivot,
            ..Self::default()
        }
    }

    /// Whether a locale is the pivot.
    pub(super) fn is_pivot(&self, locale: &Locale) -> bool {
        self.pivot.as_ref() == Some(locale)
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
    pub(super) fn finish(self) -> Lexicon {
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
            let (x, y) = (&a.units[x.index()], &b.units[y.index()]);
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
        let (x, y) = (&a.units[x.index()], &b.units[y.index()]);
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
