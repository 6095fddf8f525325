//! A lexicon learned from the corpus's own confident pairs: which word stems go with which across languages.
//!
//! Association is the Dice coefficient of co-occurrence in aligned units (Melamed 2000 links words the same way);
//! each word of a locale is linked to the one word of the pivot it goes with best. All locales meet in the pivot's
//! words, so that two translations can be compared without a lexicon of their own.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::token_weights;
use super::features::{Features, Token, TokenKind};
use crate::model::Locale;

/// Pairs of words counted per locale at most: bounded memory.
const MOST_COUNTS: usize = 2_000_000;
/// Words kept per locale at most.
const MOST_WORDS_KEPT: usize = 8_000_000;
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

/// The aligned units of one locale pair, as numbers of words.
#[derive(Debug, Default)]
struct Counts {
    pivot: Vocabulary,
    words: Vocabulary,
    /// One unit pair after the other: how many words on each side, then the words.
    units: Vec<u32>,
    pairs: u32,
}

/// Words by number, and in how many units each stands.
#[derive(Debug, Default)]
struct Vocabulary {
    numbers: FxHashMap<u64, u32>,
    words: Vec<(u64, u32)>,
}

impl Vocabulary {
    fn note(&mut self, word: u64) -> u32 {
        let number = *self.numbers.entry(word).or_insert_with(|| {
            self.words.push((word, 0));
            self.words.len() as u32 - 1
        });
        self.words[number as usize].1 += 1;
        number
    }
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
            t.kind(),
            TokenKind::Name | TokenKind::Latin | TokenKind::Other
        )
    };
    unit.tokens.iter().filter(wordy).map(|t| t.id()).collect()
}

impl Counts {
    fn add(&mut self, pivot: &[u64], other: &[u64]) {
        if self.units.len() >= MOST_WORDS_KEPT {
            return;
        }
        self.pairs += 1;
        self.units.extend([pivot.len() as u32, other.len() as u32]);
        self.units.extend(pivot.iter().map(|w| self.pivot.note(*w)));
        self.units.extend(other.iter().map(|w| self.words.note(*w)));
    }

    /// How often the words of the two sides stand together; words that stand in one unit only say nothing.
    fn together(&self) -> FxHashMap<(u32, u32), u32> {
        let mut together = FxHashMap::<(u32, u32), u32>::default();
        let mut rest = &self.units[..];
        let (mut from, mut to) = (Vec::new(), Vec::new());
        while let [sources, targets, tail @ ..] = rest {
            let (pivot, tail) = tail.split_at(*sources as usize);
            let (words, tail) = tail.split_at(*targets as usize);
            let repeated = |of: &Vocabulary, w: u32| of.words[w as usize].1 > 1;
            from.clear();
            from.extend(pivot.iter().filter(|w| repeated(&self.pivot, **w)));
            to.clear();
            to.extend(words.iter().filter(|w| repeated(&self.words, **w)));
            for &s in &from {
                for &t in &to {
                    *together.entry((s, t)).or_default() += 1;
                }
            }
            if together.len() > MOST_COUNTS {
                break;
            }
            rest = tail;
        }
        together
    }

    fn link(self) -> [Direction; 2] {
        // The best pivot word of each word; ties by the word itself, so that the map's order does not matter.
        let mut best = vec![(0.0_f32, 0_u64, 0_u32, 0_u32); self.words.words.len()];
        for ((s, t), together) in self.together() {
            if together < 2 {
                continue;
            }
            let ((source, of_s), (_, of_t)) =
                (self.pivot.words[s as usize], self.words.words[t as usize]);
            let dice = 2.0 * together as f32 / (of_s + of_t) as f32;
            let entry = &mut best[t as usize];
            if dice >= LEAST_DICE && (dice, source) > (entry.0, entry.1) {
                *entry = (dice, source, together, of_s);
            }
        }
        let all = self.pairs as f32 + 1.0;
        let (mut forward, mut back) = (Direction::default(), Direction::default());
        for (&(t, of_t), &(dice, s, together, of_s)) in self.words.words.iter().zip(&best) {
            if dice == 0.0 {
                continue;
            }
            let share = |n: u32| TRUST * (together as f32 - 0.5) / (n as f32 + 1.0);
            let (kept, chance) = (share(of_t), of_s as f32 / all);
            back.insert(t, Entry::new(s, kept, chance));
            let (kept, chance) = (share(of_s), of_t as f32 / all);
            let known = forward.get(s).map_or((0.0, 0.0), |e| (e.kept, e.chance));
            forward.insert(s, Entry::new(s, kept.max(known.0), chance.max(known.1)));
        }
        [forward, back]
    }
}
