//! Links from the words of one language to those of another, and what shared words weigh.

use rustc_hash::FxHashMap;

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
            weights: weights(kept, chance),
        }
    }
}

/// Entries from the words of one language.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Direction(pub FxHashMap<u64, Entry>);

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

/// What a token costs when missing and adds when shared, one side's half of it.
pub(super) fn weights(p: f32, q: f32) -> (f32, f32) {
    let missing = ((1.0 - p) / (1.0 - q)).ln().min(0.0) / 2.0;
    let gain = (p / q).ln().max(0.0) / 2.0;
    (missing, gain)
}
