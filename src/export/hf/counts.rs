//! What the card of a dataset tells of a locale pair.

use super::stored::Stored;
use crate::export::Quality;
use crate::model::Flag;

/// Upper bounds of the length ratio's classes, but for the last, which has none.
pub(super) const RATIOS: [f64; 9] = [0.25, 0.5, 0.75, 0.9, 1.1, 1.25, 1.5, 2.0, 4.0];

/// Counts of a locale pair.
#[derive(Debug, Default)]
pub(super) struct Counts {
    /// Rows written.
    pub rows: u64,
    pub pairs: u64,
    pub human: u64,
    pub machine: u64,
    /// Units without partner, written or not.
    pub unaligned: u64,
    /// Pairs by how many characters of target there are to one of source, in the classes of [`RATIOS`].
    pub ratios: [u64; RATIOS.len() + 1],
    /// Kinds, scores, flags.
    pub quality: Quality,
}

impl Counts {
    /// Pairs whose both texts stood in an earlier pair together.
    pub fn duplicates(&self) -> u64 {
        let duplicates = self.quality.flags.get(&Flag::Duplicate);
        duplicates.copied().unwrap_or(0)
    }

    pub fn add(&mut self, row: &Stored) {
        let (Some(source), Some(target)) = (&row.source, &row.target) else {
            self.unaligned += 1;
            return;
        };
        self.pairs += 1;
        self.human += u64::from(row.translation_type == "HT");
        self.machine += u64::from(row.translation_type == "MT");
        let flags = row.flags.split(';').filter_map(|flag| flag.parse().ok());
        let score = row.score.unwrap_or_default() as f32;
        self.quality.count(&row.kind, score, flags.collect());
        let chars = |text: &str| text.chars().count() as f64;
        let ratio = chars(target) / chars(source).max(1.0);
        let class = RATIOS
            .iter()
            .position(|&bound| ratio < bound)
            .unwrap_or(RATIOS.len());
        self.ratios[class] += 1;
    }
}
