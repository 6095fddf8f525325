//! Which token translates which, learned from beads: IBM model 1 in both directions (Brown et al. 1993), as Moore
//! (2002) does for alignment.
//!
//! What a single bead suggests is discounted, or a bead once believed would be its own best evidence.

use std::ops::Range;

use super::cognates::Cognate;
use super::tokenize::Side;

/// Rounds of expectation and maximization.
const ROUNDS: usize = 5;
/// Occurrences taken off each pair's count at the end.
const DISCOUNT: f32 = 0.7;
/// What the likeness of a cognate counts, in occurrences.
const COGNATE: f32 = 1.0;
/// Occurrences added to each token's count.
const SMOOTHING: f32 = 0.5;
/// Less likely translations are forgotten.
const LEAST: f32 = 1e-3;

/// Pairs that are more likely in both directions pin down a text.
const SURE: f32 = 0.3;

/// Lines of both sides that belong together, and how surely.
#[derive(Debug, Clone)]
pub(super) struct Example {
    pub source: Range<usize>,
    pub target: Range<usize>,
    pub weight: f32,
}

/// A possible translation of a source token.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    pub target: u32,
    /// P(target | source).
    pub forth: f32,
    /// P(source | target).
    pub back: f32,
}

/// Translation probabilities, sparse.
#[derive(Debug, Clone, Default)]
pub(super) struct Lexicon {
    starts: Vec<u32>,
    entries: Vec<Entry>,
}

impl Lexicon {
    /// The translations of a source token, ascending by target.
    pub fn of(&self, source: u32) -> &[Entry] {
        &self.entries[self.range(source)]
    }

    /// Pairs of tokens that are each other's likely translations, ascending.
    pub fn sure(&self) -> impl Iterator<Item = (u32, u32)> {
        (0..self.starts.len() as u32 - 1).flat_map(|s| {
            let sure = self
                .of(s)
                .iter()
                .filter(|e| e.forth > SURE && e.back > SURE);
            sure.map(move |e| (s, e.target))
        })
    }

    /// P(target | source).
    pub fn forth(&self, source: u32, target: u32) -> f32 {
        self.find(source, target)
            .map_or(0.0, |at| self.entries[at].forth)
    }

    fn range(&self, source: u32) -> Range<usize> {
        let at = source as usize;
        self.starts[at] as usize..self.starts[at + 1] as usize
    }

    fn find(&self, source: u32, target: u32) -> Option<usize> {
        let row = self.range(source);
        let list = &self.entries[row.clone()];
        let at = list.binary_search_by_key(&target, |e| e.target).ok()?;
        Some(row.start + at)
    }

    /// Learns from examples and cognates; `types` are the numbers of token types of both sides.
    pub fn learn(
        source: &Side,
        target: &Side,
        types: (usize, usize),
        examples: &[Example],
        cognates: &[Cognate],
    ) -> Self {
        let mut lexicon = Self::pairs(source, target, types.0, examples, cognates);
        let mut prior = vec![0f32; lexicon.entries.len()];
        for cognate in cognates {
            if let Some(at) = lexicon.find(cognate.source, cognate.target) {
                prior[at] = cognate.likeness * COGNATE;
            }
        }
        let mut seen = (vec![SMOOTHING; types.0], vec![SMOOTHING; types.1]);
        for e in examples {
            let bags = (source.bag(e.source.clone()), target.bag(e.target.clone()));
            bags.0.iter().for_each(|&s| seen.0[s as usize] += e.weight);
            bags.1.iter().for_each(|&t| seen.1[t as usize] += e.weight);
        }
        // To start with, rare tokens are each other's likelier partners.
        lexicon.update(types.0, |at, s, e| {
            let start =
                (1.0 + 4.0 * prior[at]) / ((0.5 + seen.0[s]) * (0.5 + seen.1[e.target as usize]));
            (start, start)
        });
        lexicon.update(types.0, |at, s, e| {
            // The prior's own occurrences count for the totals below.
            seen.0[s] += prior[at];
            seen.1[e.target as usize] += prior[at];
            (e.forth, e.back)
        });
        for round in 1..=ROUNDS {
            let counts = lexicon.expect(source, target, examples);
            let discount = if round == ROUNDS { DISCOUNT } else { 0.0 };
            lexicon.update(types.0, |at, s, e| {
                let kept = |count: f32| (count - discount).max(0.0) + prior[at];
                let (forth, back) = counts[at];
                (
                    kept(forth) / seen.0[s],
                    kept(back) / seen.1[e.target as usize],
                )
            });
        }
        lexicon.pruned(types.0)
    }

    /// The pairs of tokens that occur together more than once, or look alike.
    fn pairs(
        source: &Side,
        target: &Side,
        types: usize,
        examples: &[Example],
        cognates: &[Cognate],
    ) -> Self {
        let key = |s: u32, t: u32| u64::from(s) << 32 | u64::from(t);
        let mut keys = Vec::new();
        for e in examples {
            let targets = target.bag(e.target.clone());
            for &s in source.bag(e.source.clone()) {
                keys.extend(targets.iter().map(|&t| key(s, t)));
            }
        }
        keys.sort_unstable();
        let often = keys.chunk_by(|a, b| a == b).filter(|c| c.len() > 1);
        let mut kept: Vec<u64> = often.map(|c| c[0]).collect();
        kept.extend(cognates.iter().map(|c| key(c.source, c.target)));
        kept.sort_unstable();
        kept.dedup();
        let mut starts = vec![0; types + 1];
        kept.iter()
            .for_each(|k| starts[(k >> 32) as usize + 1] += 1);
        for i in 0..types {
            starts[i + 1] += starts[i];
        }
        let entry = |k: u64| Entry {
            target: k as u32,
            forth: 0.0,
            back: 0.0,
        };
        Self {
            starts,
            entries: kept.into_iter().map(entry).collect(),
        }
    }

    fn update(&mut self, types: usize, mut new: impl FnMut(usize, usize, Entry) -> (f32, f32)) {
        for s in 0..types {
            for at in self.range(s as u32) {
                (self.entries[at].forth, self.entries[at].back) = new(at, s, self.entries[at]);
            }
        }
    }

    /// How often each pair is expected to translate each other in the examples, in both directions.
    fn expect(&self, source: &Side, target: &Side, examples: &[Example]) -> Vec<(f32, f32)> {
        let mut counts = vec![(0f32, 0f32); self.entries.len()];
        let (mut cells, mut sums) = (Vec::new(), (Vec::new(), Vec::new()));
        for e in examples {
            let bags = (source.bag(e.source.clone()), target.bag(e.target.clone()));
            cells.clear();
            sums.0.clear();
            sums.0.resize(bags.0.len(), 1e-9f32);
            sums.1.clear();
            sums.1.resize(bags.1.len(), 1e-9f32);
            for (i, &s) in bags.0.iter().enumerate() {
                for (j, &t) in bags.1.iter().enumerate() {
                    if let Some(at) = self.find(s, t) {
                        cells.push((i, j, at));
                        sums.0[i] += self.entries[at].back;
                        sums.1[j] += self.entries[at].forth;
                    }
                }
            }
            for &(i, j, at) in &cells {
                counts[at].0 += e.weight * self.entries[at].forth / sums.1[j];
                counts[at].1 += e.weight * self.entries[at].back / sums.0[i];
            }
        }
        counts
    }

    fn pruned(self, types: usize) -> Self {
        let mut kept = Self {
            starts: vec![0; types + 1],
            entries: Vec::new(),
        };
        for s in 0..types {
            let likely = |e: &&Entry| e.forth > LEAST || e.back > LEAST;
            kept.entries.extend(self.of(s as u32).iter().filter(likely));
            kept.starts[s + 1] = kept.entries.len() as u32;
        }
        kept
    }
}
