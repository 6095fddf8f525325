//! The tokens of units, each weighed by what it says when both units of a pair have it, and when one lacks it.
//!
//! A token that is kept in translation with probability `p` and stands in a share `q` of the other side's units by
//! chance adds ln(p/q) where both have it and ln((1-p)/(1-q)) where one lacks it; each side brings one half.

use rustc_hash::FxHashMap;

use super::features::{Features, TokenKind};
use super::lexicon::{Direction, Entry};
use super::sequence::Sequence;

/// A token with what it adds when shared; what it costs when missing is already in the unit's base.
#[derive(Debug, Clone, Copy)]
struct Weighted {
    id: u64,
    gain: f32,
}

/// The tokens of one unit: where they stand among those of its side, sorted by id.
#[derive(Debug, Default, Clone, Copy)]
struct UnitTokens {
    start: u32,
    end: u32,
    /// One bit a token, to see quickly that two bags share none.
    bits: u64,
    base: f32,
}

/// The tokens of a side's units.
#[derive(Debug, Default)]
pub(super) struct TokenWeights {
    bags: Vec<UnitTokens>,
    tokens: Vec<Weighted>,
}

/// In how many of a side's units each token stands.
pub(super) struct Frequencies {
    counts: FxHashMap<u64, u32>,
    units: usize,
}

impl Frequencies {
    pub fn of(side: &Sequence) -> Self {
        let all = side.units.iter().map(|u| u.tokens.len()).sum::<usize>();
        let mut counts = FxHashMap::with_capacity_and_hasher(all / 2, Default::default());
        for &token in side.units.iter().flat_map(|u| &*u.tokens) {
            *counts.entry(token.id()).or_insert(0) += 1;
        }
        Self {
            counts,
            units: side.units.len(),
        }
    }
}

/// How often a token of a kind is found again in the translation of its unit, when nothing better is known.
fn kept(kind: TokenKind, same_language: bool) -> f32 {
    match kind {
        TokenKind::Link | TokenKind::Code => 0.85,
        TokenKind::Number => 0.85,
        _ if same_language => 0.9,
        TokenKind::Name => 0.5,
        TokenKind::Latin => 0.08,
        TokenKind::Other => 0.01,
    }
}

/// Up to so many occurrences the weight is kept.
const COUNTS: usize = 24;

/// What tokens of a kind weigh by how often they stand on the other side: logarithms taken once.
struct Weights<'a> {
    other: &'a Frequencies,
    same_language: bool,
    /// Missing and gain by kind and count; NaN where not known yet.
    known: [[(f32, f32); COUNTS]; 8],
}

impl<'a> Weights<'a> {
    fn new(other: &'a Frequencies, same_language: bool) -> Self {
        Self {
            other,
            same_language,
            known: [[(f32::NAN, 0.0); COUNTS]; 8],
        }
    }

    /// `None` for a token that says too little to be kept.
    fn of(&mut self, id: u64, kind: TokenKind) -> Option<(f32, f32)> {
        let count = self.other.counts.get(&id).copied().unwrap_or(0);
        let p = kept(kind, self.same_language);
        if p < 0.2 && count == 0 {
            return None;
        }
        let units = self.other.units as f32 + 1.0;
        let weigh = || weights(p, ((count as f32 + 0.5) / units).min(0.9));
        let Some(known) = self.known[kind as usize].get_mut(count as usize) else {
            return Some(weigh());
        };
        if known.0.is_nan() {
            *known = weigh();
        }
        Some(*known)
    }

    /// Those of a word that the lexicon links.
    fn linked(&self, entry: &Entry) -> (f32, f32) {
        let least = 0.5 / (self.other.units as f32 + 1.0);
        if entry.chance >= least {
            return entry.weights;
        }
        weights(entry.kept, least)
    }
}

/// What a token costs when missing and adds when shared, one side's half of it.
pub(super) fn weights(p: f32, q: f32) -> (f32, f32) {
    let missing = ((1.0 - p) / (1.0 - q)).ln().min(0.0) / 2.0;
    let gain = (p / q).ln().max(0.0) / 2.0;
    (missing, gain)
}

impl TokenWeights {
    /// The bags of a side; `lexicon` gives the word links of a unit's language.
    pub fn of<'l>(
        side: &Sequence,
        other: &Frequencies,
        same_language: bool,
        lexicon: impl Fn(&Features) -> Option<&'l Direction>,
    ) -> Self {
        let mut weights = Weights::new(other, same_language);
        let all = side.units.iter().map(|u| u.tokens.len()).sum();
        let mut bags = Self {
            bags: Vec::with_capacity(side.units.len()),
            tokens: Vec::with_capacity(all),
        };
        for unit in &side.units {
            let lexicon = lexicon(unit);
            let mut bag = UnitTokens {
                start: bags.tokens.len() as u32,
                ..UnitTokens::default()
            };
            let (mut last, mut sorted) = (0, true);
            for &token in &*unit.tokens {
                let (id, (missing, gain)) = match lexicon.and_then(|d| d.get(token.id())) {
                    Some(entry) => (entry.id, weights.linked(entry)),
                    None => match weights.of(token.id(), token.kind()) {
                        Some(weighed) => (token.id(), weighed),
                        None => continue,
                    },
                };
                bag.base += missing;
                bag.bits |= 1 << (id >> 58);
                sorted &= id > last;
                last = id;
                bags.tokens.push(Weighted {
                    id,
                    gain: gain - missing,
                });
            }
            if !sorted {
                bags.sort(bag.start as usize);
            }
            bag.end = bags.tokens.len() as u32;
            bags.bags.push(bag);
        }
        bags
    }

    /// Sorts the last tokens, each once.
    fn sort(&mut self, start: usize) {
        let last = &mut self.tokens[start..];
        last.sort_by_key(|t| t.id);
        let mut kept = start;
        for at in start..self.tokens.len() {
            if at == start || self.tokens[at].id != self.tokens[kept - 1].id {
                self.tokens[kept] = self.tokens[at];
                kept += 1;
            }
        }
        self.tokens.truncate(kept);
    }

    fn tokens(&self, of: UnitTokens) -> &[Weighted] {
        &self.tokens[of.start as usize..of.end as usize]
    }

    /// What the tokens of a unit and one of another side say together.
    pub fn shared(&self, unit: u32, others: &Self, other: u32) -> f32 {
        let (a, b) = (self.bags[unit as usize], others.bags[other as usize]);
        a.base
            + b.base
            + match a.bits & b.bits {
                0 => 0.0,
                _ => gains(self.tokens(a), others.tokens(b)),
            }
    }

    /// What the tokens of a unit and those of two of another side say together.
    pub fn shared_with_two(&self, unit: u32, others: &Self, two: [u32; 2]) -> f32 {
        let [b, c] = two.map(|u| others.bags[u as usize]);
        let a = self.bags[unit as usize];
        let base = a.base + b.base + c.base;
        if a.bits & (b.bits | c.bits) == 0 {
            return base;
        }
        base + gains(self.tokens(a), &merged(others.tokens(b), others.tokens(c)))
    }
}

/// The sum of what both have.
fn gains(a: &[Weighted], b: &[Weighted]) -> f32 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while i < a.len() && j < b.len() {
        let (x, y) = (a[i], b[j]);
        if x.id == y.id {
            sum += x.gain + y.gain;
        }
        i += usize::from(x.id <= y.id);
        j += usize::from(y.id <= x.id);
    }
    sum
}

/// The tokens of either, each once.
fn merged(a: &[Weighted], b: &[Weighted]) -> Vec<Weighted> {
    let (mut i, mut j) = (0, 0);
    let mut all = Vec::with_capacity(a.len() + b.len());
    while i < a.len() && j < b.len() {
        let (x, y) = (a[i], b[j]);
        all.push(if y.id < x.id { y } else { x });
        i += usize::from(x.id <= y.id);
        j += usize::from(y.id <= x.id);
    }
    all.extend_from_slice(&a[i..]);
    all.extend_from_slice(&b[j..]);
    all
}
