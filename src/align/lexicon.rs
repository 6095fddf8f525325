//! A lexicon learned from the corpus's own confident pairs: which word stems go with which across languages.
//!
//! Association is the Dice coefficient of co-occurrence in aligned units (Melamed 2000 links words the same way);
//! each word of a locale is linked to the one word of the pivot it goes with best. All locales meet in the pivot's
//! words, so that two translations can be compared without a lexicon of their own.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::features::{Features, Token, TokenKind};
use crate::model::Locale;

/// Pairs of words counted per locale at most: bounded memory.
const MOST_COUNTS: usize = 2_000_000;
/// Units of more words, or of more n-grams, say too little about which goes with which.
const MOST_WORDS: usize = 24;
const MOST_GRAMS: usize = 48;
/// Dice coefficient below which two words are not linked.
const LEAST_DICE: f32 = 0.25;
/// The lexicon is learned from the very texts it is used on: its shares are that much too high.
const TRUST: f32 = 0.75;

/// What a word becomes in the tokens of the pivot.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Entry {
    /// Token of the pivot.
    pub id: u64,
    /// How often the word's partner stands in the partner of a unit that has the word.
    pub kept: f32,
    /// How often it stands in any unit.
    pub chance: f32,
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

/// Word links between a pivot locale and others.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Lexicon {
    /// The locale all others are linked with; `None` in an empty lexicon.
    pub(super) pivot: Option<Locale>,
    /// By locale: from the pivot's words, and from the locale's.
    pub(super) locales: BTreeMap<Locale, [Direction; 2]>,
}

impl Lexicon {
    /// What the words of a locale become when compared with a text in another.
    pub(super) fn direction(&self, of: &Locale, against: &Locale) -> Option<&Direction> {
        match self.pivot.as_ref() == Some(of) {
            true => self.locales.get(against).map(|d| &d[0]),
            false => self.locales.get(of).map(|d| &d[1]),
        }
    }

    /// How many word links a locale has.
    #[must_use]
    pub fn links(&self, locale: &Locale) -> usize {
        self.locales.get(locale).map_or(0, |d| d[1].0.len())
    }
}

/// Counts words in aligned units.
#[derive(Debug, Default)]
pub struct Learner {
    pivot: Option<Locale>,
    locales: BTreeMap<Locale, Counts>,
}

#[derive(Debug, Default)]
struct Counts {
    pairs: FxHashMap<(u64, u64), u32>,
    pivot: FxHashMap<u64, u32>,
    words: FxHashMap<u64, u32>,
    units: u32,
}

impl Learner {
    /// Whether a locale is the pivot; the first one asked for becomes it.
    pub(super) fn is_pivot(&mut self, locale: &Locale) -> bool {
        self.pivot.get_or_insert_with(|| locale.clone()) == locale
    }

    /// Counts an aligned pair of units, the first one in the pivot locale.
    pub(super) fn observe(&mut self, locale: &Locale, pivot: &Features, other: &Features) {
        let (from, to) = (words(pivot), words(other));
        if from.is_empty() || to.is_empty() || from.len() > MOST_WORDS || to.len() > MOST_GRAMS {
            return;
        }
        if !self.locales.contains_key(locale) {
            self.locales.insert(locale.clone(), Counts::default());
        }
        if let Some(counts) = self.locales.get_mut(locale) {
            counts.add(&from, &to);
        }
    }

    /// Links the words.
    #[must_use]
    pub fn finish(self) -> Lexicon {
        Lexicon {
            pivot: self.pivot,
            locales: self
                .locales
                .into_iter()
                .map(|(l, c)| (l, c.link()))
                .collect(),
        }
    }
}

/// The distinct words of a unit.
fn words(unit: &Features) -> Vec<u64> {
    let wordy = |t: &&Token| {
        matches!(
            t.kind,
            TokenKind::Name | TokenKind::Latin | TokenKind::Other
        )
    };
    unit.tokens.iter().filter(wordy).map(|t| t.id).collect()
}

impl Counts {
    fn add(&mut self, pivot: &[u64], other: &[u64]) {
        self.units += 1;
        pivot
            .iter()
            .for_each(|s| *self.pivot.entry(*s).or_default() += 1);
        other
            .iter()
            .for_each(|t| *self.words.entry(*t).or_default() += 1);
        let full = self.pairs.len() >= MOST_COUNTS;
        for &s in pivot {
            for &t in other {
                if !full {
                    *self.pairs.entry((s, t)).or_default() += 1;
                } else if let Some(count) = self.pairs.get_mut(&(s, t)) {
                    *count += 1;
                }
            }
        }
    }

    fn link(self) -> [Direction; 2] {
        // The best pivot word of each word; ties by hash, so that the result does not depend on the map's order.
        let mut best = FxHashMap::<u64, (f32, u64, u32)>::default();
        for (&(s, t), &together) in &self.pairs {
            if together < 2 {
                continue;
            }
            let dice = 2.0 * together as f32 / (self.pivot[&s] + self.words[&t]) as f32;
            if dice < LEAST_DICE {
                continue;
            }
            let entry = best.entry(t).or_insert((0.0, 0, 0));
            if (dice, s) > (entry.0, entry.1) {
                *entry = (dice, s, together);
            }
        }
        let all = self.units as f32 + 1.0;
        let (mut forward, mut back) = (Direction::default(), Direction::default());
        for (&t, &(_, s, together)) in &best {
            let (of_s, of_t) = (self.pivot[&s] as f32, self.words[&t] as f32);
            let share = |n: f32| TRUST * (together as f32 - 0.5) / (n + 1.0);
            back.0.insert(
                t,
                Entry {
                    id: s,
                    kept: share(of_t),
                    chance: of_s / all,
                },
            );
            let entry = forward.0.entry(s).or_insert(Entry {
                id: s,
                kept: 0.0,
                chance: 0.0,
            });
            entry.kept = entry.kept.max(share(of_s));
            entry.chance = entry.chance.max(of_t / all);
        }
        [forward, back]
    }
}
