//! How many units of a side have each token.

use rustc_hash::FxHashMap;

use crate::align::features::TokenKind;
use crate::align::sequence::Sequence;

/// How many units of a side have each token.
pub(in crate::align) struct Frequencies {
    counts: FxHashMap<u64, u32>,
    pub(super) units: usize,
    /// Most words are of another script than Latin, so that Latin words come from the other side.
    pub(super) is_other_script: bool,
}

impl Frequencies {
    pub fn of(side: &Sequence) -> Self {
        let all = side.units.iter().map(|u| u.tokens.len()).sum::<usize>();
        let mut counts = FxHashMap::with_capacity_and_hasher(all / 2, Default::default());
        let (mut latin, mut other) = (0, 0);
        for &token in side.units.iter().flat_map(|u| &*u.tokens) {
            *counts.entry(token.id()).or_insert(0) += 1;
            match token.kind() {
                TokenKind::Latin => latin += 1,
                TokenKind::Other => other += 1,
                _ => {}
            }
        }
        Self {
            counts,
            units: side.units.len(),
            is_other_script: other > latin,
        }
    }

    pub(super) fn count(&self, id: u64) -> u32 {
        self.counts.get(&id).copied().unwrap_or(0)
    }

    /// What a word of this side says: the rarer it is, the more.
    pub fn rarity(&self, id: u64) -> f32 {
        ((self.units as f32 + 1.0) / (self.count(id) as f32 + 0.5)).ln()
    }
}
