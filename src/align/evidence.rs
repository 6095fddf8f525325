//! How much speaks for two units being translations of each other, as a log-likelihood ratio.
//!
//! Each token is weighed by how often it is kept in translation (`p`, by its kind or learned) against how often it
//! stands in any unit of the other side by chance (`q`): ln(p/q) where both sides have it, ln((1-p)/(1-q)) where
//! one lacks it. Lengths are compared as in Gale and Church 1993, on a logarithmic scale.

use rustc_hash::FxHashMap;

use super::features::{Bare, Bold, End, Features, TokenKind};
use super::lexicon::Direction;
use super::sequence::{Item, Sequence};
use crate::model::UnitKind;

/// As good as impossible.
pub(super) const NEVER: f32 = -1e4;
/// Tokens of a unit depend on each other: their joint evidence grows slower than their sum.
const TOKEN_DAMPING: f32 = 0.6;

const TOKEN_LIMIT: f32 = 14.0;
/// Standard deviation of the logarithm of the length ratio, of translations and of any two units.
const LENGTH_SD: (f32, f32) = (0.30, 1.0);
/// Letters added to each length: the ratio of very short texts says little.
const LENGTH_FLOOR: f32 = 6.0;

/// A token with what it adds when shared; what it costs when missing is already in the unit's base.
#[derive(Debug, Clone, Copy)]
struct Weighted {
    id: u64,
    gain: f32,
}

/// The tokens of one unit, weighed against the other side.
#[derive(Debug, Default, Clone)]
struct Bag {
    tokens: Vec<Weighted>,
    /// One bit a token, to see quickly that two bags share none.
    bits: u64,
    base: f32,
}

/// Scores pairs of items of two sequences.
pub(super) struct Evidence<'a> {
    a: &'a Sequence,
    b: &'a Sequence,
    bags: [Vec<Bag>; 2],
    /// Length of a text in `b` over that of its partner in `a`.
    ratio: f32,
    /// What a shared kind says: rare kinds say more.
    kinds: FxHashMap<UnitKind, f32>,
}

/// How one side's units relate to the other's language.
#[derive(Clone, Copy)]
pub(super) struct Relation<'a> {
    /// Both sides are one language: words are expected again as they are.
    pub same_language: bool,
    /// What the words of `a` become in the tokens of the pivot, by [`Features::version`].
    pub lexicon_a: &'a [Option<&'a Direction>],
    /// The same for the words of `b`.
    pub lexicon_b: Option<&'a Direction>,
}

impl<'a> Evidence<'a> {
    pub fn new(a: &'a Sequence, b: &'a Sequence, relation: Relation<'_>, ratio: f32) -> Self {
        let frequencies = [frequencies(a), frequencies(b)];
        let side = |this: &Sequence, own: usize| {
            let other = &frequencies[1 - own];
            let others = if own == 0 {
                b.units.len()
            } else {
                a.units.len()
            };
            this.units
                .iter()
                .map(|unit| Bag::of(unit, relation, own, other, others))
                .collect()
        };
        let mut counts = FxHashMap::<UnitKind, f32>::default();
        for unit in &b.units {
            *counts.entry(unit.kind).or_default() += 1.0;
        }
        let all = b.units.len() as f32;
        let kinds = counts
            .into_iter()
            .map(|(k, n)| (k, (all / n).ln().clamp(0.1, 2.0)))
            .collect();
        Self {
            bags: [side(a, 0), side(b, 1)],
            a,
            b,
            ratio: ratio.exp(),
            kinds,
        }
    }

    /// Evidence for an item of `a` and one of `b`.
    pub fn items(&self, x: &Item, y: &Item) -> f32 {
        match (x, y) {
            (Item::Unit(a), Item::Unit(b)) => self.units(*a, *b),
            (Item::Row(a), Item::Row(b)) => self.rows(a, b),
            (Item::Landmark(a), Item::Landmark(b)) if a == b => 4.0,
            (Item::Landmark(_), Item::Landmark(_)) => -1.0,
            _ => NEVER,
        }
    }

    /// Evidence for two units.
    pub fn units(&self, a: u32, b: u32) -> f32 {
        let (x, y) = (&self.a.units[a as usize], &self.b.units[b as usize]);
        let structure = self.structure(x, y);
        if structure <= NEVER {
            return NEVER;
        }
        let bags = (&self.bags[0][a as usize], &self.bags[1][b as usize]);
        structure + self.length(x.length, y.length) + tokens(bags.0, bags.1)
    }

    /// Evidence for one unit of `a` against two neighbours of `b` joined, or the other way round.
    pub fn joined(&self, a: &[u32], b: &[u32]) -> f32 {
        let (x, y) = (&self.a.units[a[0] as usize], &self.b.units[b[0] as usize]);
        let structure = self.structure(x, y);
        if structure <= NEVER {
            return NEVER;
        }
        let length =
            |side: &Sequence, of: &[u32]| of.iter().map(|u| side.units[*u as usize].length).sum();
        let bag =
            |side: usize, of: &[u32]| Bag::joined(of.iter().map(|u| &self.bags[side][*u as usize]));
        structure
            + self.length(length(self.a, a), length(self.b, b))
            + tokens(&bag(0, a), &bag(1, b))
    }

    /// Whether the lengths of neighbours make a joined bead worth a look.
    pub fn lengths_suggest(&self, one: (usize, u32), two: [u32; 2]) -> bool {
        let sides = [self.a, self.b];
        let ratio = if one.0 == 0 {
            self.ratio
        } else {
            1.0 / self.ratio
        };
        let length = |side: usize, unit: u32| sides[side].units[unit as usize].length;
        let single = length(one.0, one.1) * ratio;
        let (first, second) = (length(1 - one.0, two[0]), length(1 - one.0, two[1]));
        let (low, high) = (single * 0.7, single * 1.43);
        (low..=high).contains(&(first + second)) && first < single * 0.95 && second < single * 0.95
    }

    /// The unit just before an item of a side (0 or 1), when the two could be pieces of one: same kind, same
    /// container, nothing between.
    pub fn neighbour(&self, side: usize, before: &Item, here: &Item) -> Option<u32> {
        let (Item::Unit(before), Item::Unit(here)) = (before, here) else {
            return None;
        };
        let units = &[self.a, self.b][side].units;
        let (x, y) = (&units[*before as usize], &units[*here as usize]);
        let joinable = matches!(
            x.kind,
            UnitKind::Paragraph | UnitKind::ListItem | UnitKind::Note | UnitKind::Quote
        );
        (joinable && x.kind == y.kind && x.depth == y.depth && x.label == y.label)
            .then_some(*before)
    }

    fn structure(&self, x: &Features, y: &Features) -> f32 {
        if x.kind != y.kind {
            return NEVER;
        }
        let mut sum = self.kinds.get(&x.kind).copied().unwrap_or(0.0);
        if x.kind == UnitKind::Heading {
            if x.slug[0] != 0 && y.slug[0] != 0 {
                if x.slug[0] != y.slug[0] && x.slug[0] != y.slug[1] && x.slug[1] != y.slug[0] {
                    return NEVER;
                }
                sum += 5.0;
            }
            sum += if x.level == y.level { 0.7 } else { -1.5 };
        } else if x.label != y.label {
            match x.kind {
                UnitKind::FrontMatter | UnitKind::TabTitle => return NEVER,
                _ => sum -= 1.5,
            }
        } else if x.label != 0 {
            sum += if x.kind == UnitKind::FrontMatter {
                6.0
            } else {
                1.0
            };
        }
        if x.depth != y.depth {
            sum -= 1.0;
        }
        sum += match (x.bold, y.bold) {
            (Bold::None, Bold::None) => 0.0,
            (a, b) if a == b => 0.7,
            (Bold::Whole, _) | (_, Bold::Whole) => -1.5,
            _ => -0.5,
        };
        if x.identity == y.identity {
            sum += if x.length >= 2.0 { 2.0 } else { 0.5 };
        } else {
            match (x.bare, y.bare) {
                (Bare::Digits, Bare::Digits) => return NEVER,
                (Bare::Code, Bare::Code) => sum -= 3.0,
                _ => {}
            }
        }
        sum + match (x.end, y.end) {
            (a, b) if a == b => 0.2,
            (End::Colon | End::Question, _) | (_, End::Colon | End::Question) => -1.2,
            _ => -0.6,
        }
    }

    fn length(&self, a: f32, b: f32) -> f32 {
        let r = ((b + LENGTH_FLOOR) / (a * self.ratio + LENGTH_FLOOR)).ln();
        let (sd, any) = LENGTH_SD;
        ((any / sd).ln() - r * r / 2.0 * (1.0 / (sd * sd) - 1.0 / (any * any))).max(-6.0)
    }

    /// Rows: the sum over cells, cell by column where both have as many, else by the best monotone match.
    fn rows(&self, a: &[u32], b: &[u32]) -> f32 {
        let matched = self.cells(a, b);
        let unmatched = a.len() + b.len() - 2 * matched.len();
        if matched.is_empty() {
            return NEVER;
        }
        let sum: f32 = matched.iter().map(|m| m.2).sum();
        (sum * 0.8 - unmatched as f32 * 0.7).min(16.0)
    }

    /// Which cells of two rows belong together, with the evidence for each.
    pub fn cells(&self, a: &[u32], b: &[u32]) -> Vec<(u32, u32, f32)> {
        let column = |side: &Sequence, unit: u32| side.units[unit as usize].column;
        let by_column: Vec<_> = a
            .iter()
            .filter_map(|&x| {
                let y = *b
                    .iter()
                    .find(|&&y| column(self.b, y) == column(self.a, x))?;
                let evidence = self.units(x, y);
                (evidence > NEVER).then_some((x, y, evidence))
            })
            .collect();
        let worst = by_column.iter().map(|m| m.2).fold(f32::MAX, f32::min);
        // A row of the spine has two cells of one column where versions disagreed.
        let once = by_column.windows(2).all(|m| m[0].1 < m[1].1);
        if once && by_column.len() == a.len() && a.len() == b.len()
            || (once && worst > -2.0 && !by_column.is_empty())
        {
            return by_column;
        }
        self.cells_monotone(a, b)
    }

    /// Needleman and Wunsch 1970 over the cells of two rows, for rows that gained or lost a column.
    fn cells_monotone(&self, a: &[u32], b: &[u32]) -> Vec<(u32, u32, f32)> {
        let width = b.len() + 1;
        let mut best = vec![0.0_f32; (a.len() + 1) * width];
        let mut evidence = vec![NEVER; a.len() * b.len()];
        for (i, &x) in a.iter().enumerate() {
            for (j, &y) in b.iter().enumerate() {
                let e = self.units(x, y);
                evidence[i * b.len() + j] = e;
                let diagonal = best[i * width + j] + e;
                best[(i + 1) * width + j + 1] = diagonal
                    .max(best[i * width + j + 1])
                    .max(best[(i + 1) * width + j]);
            }
        }
        let (mut i, mut j, mut matched) = (a.len(), b.len(), Vec::new());
        while i > 0 && j > 0 {
            let here = best[i * width + j];
            if here == best[(i - 1) * width + j] {
                i -= 1;
            } else if here == best[i * width + j - 1] {
                j -= 1;
            } else {
                (i, j) = (i - 1, j - 1);
                matched.push((a[i], b[j], evidence[i * b.len() + j]));
            }
        }
        matched.reverse();
        matched
    }
}

/// In how many units of a side each token stands.
fn frequencies(side: &Sequence) -> FxHashMap<u64, u32> {
    let all = side.units.iter().map(|u| u.tokens.len()).sum::<usize>();
    let mut counts = FxHashMap::with_capacity_and_hasher(all / 2, Default::default());
    for token in side.units.iter().flat_map(|u| &u.tokens) {
        *counts.entry(token.id).or_insert(0) += 1;
    }
    counts
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

impl Bag {
    fn of(
        unit: &Features,
        relation: Relation<'_>,
        own: usize,
        other: &FxHashMap<u64, u32>,
        others: usize,
    ) -> Self {
        let mut bag = Self {
            tokens: Vec::with_capacity(unit.tokens.len()),
            ..Self::default()
        };
        let mut add = |id: u64, p: f32, q: f32| {
            let missing = ((1.0 - p) / (1.0 - q)).ln().min(0.0) / 2.0;
            let gain = ((p / q).ln().max(0.0)) / 2.0;
            bag.base += missing;
            bag.bits |= 1 << (id >> 58);
            bag.tokens.push(Weighted {
                id,
                gain: gain - missing,
            });
        };
        let lexicon = match own {
            0 => relation
                .lexicon_a
                .get(usize::from(unit.version))
                .copied()
                .flatten(),
            _ => relation.lexicon_b,
        };
        let chance = |count: u32| ((count as f32 + 0.5) / (others as f32 + 1.0)).min(0.9);
        for token in &unit.tokens {
            if let Some(entry) = lexicon.and_then(|d| d.get(token.id)) {
                add(
                    entry.id,
                    entry.kept,
                    entry.chance.max(0.5 / (others as f32 + 1.0)),
                );
                continue;
            }
            let p = kept(token.kind, relation.same_language);
            let count = other.get(&token.id).copied().unwrap_or(0);
            if p < 0.2 && count == 0 {
                continue;
            }
            add(token.id, p, chance(count));
        }
        bag.tokens.sort_unstable_by_key(|t| t.id);
        bag.tokens.dedup_by_key(|t| t.id);
        bag
    }

    fn joined<'b>(parts: impl Iterator<Item = &'b Bag>) -> Self {
        let mut bag = Self::default();
        for part in parts {
            bag.tokens.extend_from_slice(&part.tokens);
            bag.bits |= part.bits;
            bag.base += part.base;
        }
        bag.tokens.sort_unstable_by_key(|t| t.id);
        bag.tokens.dedup_by_key(|t| t.id);
        bag
    }
}

fn tokens(a: &Bag, b: &Bag) -> f32 {
    let mut sum = a.base + b.base;
    if a.bits & b.bits != 0 {
        let (mut i, mut j) = (0, 0);
        while i < a.tokens.len() && j < b.tokens.len() {
            let (x, y) = (a.tokens[i], b.tokens[j]);
            if x.id == y.id {
                sum += x.gain + y.gain;
            }
            i += usize::from(x.id <= y.id);
            j += usize::from(y.id <= x.id);
        }
    }
    let sum = sum * TOKEN_DAMPING / TOKEN_LIMIT;
    TOKEN_LIMIT * sum / (1.0 + sum * sum).sqrt()
}
