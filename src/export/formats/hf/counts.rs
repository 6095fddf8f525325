//! The figures that the card of a dataset gives for a locale pair.

use super::dataset_columns::StoredRow;
use crate::export::Quality;
use crate::export::formats::columns::Columns;
use crate::model::Flag;

/// Upper bounds of the classes of length ratios; the last class has none.
pub(super) const RATIOS: [f64; 9] = [0.25, 0.5, 0.75, 0.9, 1.1, 1.25, 1.5, 2.0, 4.0];

/// Counts of a locale pair.
#[derive(Debug, Default)]
pub(super) struct Counts {
    /// Rows written.
    pub rows: u64,
    /// Bytes of the rows in memory, as Arrow holds them.
    pub bytes: u64,
    pub pairs: u64,
    pub human: u64,
    pub machine: u64,
    /// Units without partner, written or not.
    pub unaligned: u64,
    /// Pairs by characters of target per character of source, in the classes of [`RATIOS`].
    pub ratios: [u64; RATIOS.len() + 1],
    /// Kinds, scores, flags.
    pub quality: Quality,
}

/// The places of the counted cells in a row.
pub(super) struct Places {
    source: usize,
    target: usize,
    kind: usize,
    translation_type: usize,
    score: usize,
    flags: usize,
}

impl Places {
    pub fn new(columns: &Columns) -> Self {
        let place = |name| columns.list.iter().position(|c| c.name == name);
        let place = |name| place(name).expect("the column is written in every run");
        Self {
            source: place("source"),
            target: place("target"),
            kind: place("kind"),
            translation_type: place("translation_type"),
            score: place("score"),
            flags: columns.list.len(),
        }
    }

    /// Whether a row has both texts.
    pub fn is_pair(&self, row: &StoredRow) -> bool {
        row.text(self.source).is_some() && row.text(self.target).is_some()
    }
}

impl Counts {
    /// Pairs whose two texts an earlier pair has too.
    pub fn duplicates(&self) -> u64 {
        let duplicates = self.quality.flags.get(&Flag::Duplicate);
        duplicates.copied().unwrap_or(0)
    }

    /// Adds the counts of another part of the same pair of locales.
    pub fn merge(&mut self, other: &Self) {
        self.rows += other.rows;
        self.bytes += other.bytes;
        self.pairs += other.pairs;
        self.human += other.human;
        self.machine += other.machine;
        self.unaligned += other.unaligned;
        for (to, more) in self.ratios.iter_mut().zip(other.ratios) {
            *to += more;
        }
        self.quality.add(&other.quality);
    }

    pub fn add(&mut self, row: &StoredRow, places: &Places) {
        let (Some(source), Some(target)) = (row.text(places.source), row.text(places.target))
        else {
            self.unaligned += 1;
            return;
        };
        self.pairs += 1;
        let translation_type = row.text(places.translation_type);
        self.human += u64::from(translation_type == Some("HT"));
        self.machine += u64::from(translation_type == Some("MT"));
        let flags = row.text(places.flags).unwrap_or_default().split(';');
        let flags = flags.filter_map(|flag| flag.parse().ok()).collect();
        let score = row.real(places.score).unwrap_or_default() as f32;
        let kind = row.text(places.kind).unwrap_or_default();
        self.quality.count(kind, score, flags);
        self.ratios[ratio_class(source, target)] += 1;
    }
}

fn ratio_class(source: &str, target: &str) -> usize {
    let chars = |text: &str| text.chars().count() as f64;
    let ratio = chars(target) / chars(source).max(1.0);
    let class = RATIOS.iter().position(|&bound| ratio < bound);
    class.unwrap_or(RATIOS.len())
}
