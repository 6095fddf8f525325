//! How much speaks for two units being translations of each other, as a log-likelihood ratio.
//!
//! Tokens are weighed one by one, and their sum is damped. Lengths are compared as in Gale and Church 1993, on a logarithmic scale.

use rustc_hash::FxHashMap;

use super::token_weights::{TokenWeights, Frequencies};
use super::features::{Bare, Bold, End, Features};
use super::generation::contradict;
use super::lexicon::Direction;
use super::sequence::{Item, Sequence};
use crate::model::UnitKind;

/// The cells of wider rows are joined by column alone, because a comparison of each cell with each other cell takes
/// quadratic time and memory.
const WIDEST_ROW: usize = 256;
/// As good as impossible.
pub(super) const NEVER: f32 = -1e4;
/// Tokens of a unit depend on each other: their joint evidence grows slower than their sum.
const TOKEN_DAMPING: f32 = 0.6;

const TOKEN_LIMIT: f32 = 14.0;
/// Standard deviation of the logarithm of the length ratio, of translations and of any two units.
const LENGTH_SD: (f32, f32) = (0.30, 1.0);
/// Letters added to each length: the ratio of very short texts says little.
const LENGTH_FLOOR: f32 = 6.0;

/// What of a unit's features is compared, close together.
#[derive(Debug, Clone, Copy)]
struct Looks {
    kind: UnitKind,
    level: u8,
    depth: u8,
    bold: Bold,
    bare: Bare,
    end: End,
    column: u32,
    length: f32,
    /// Logarithm of the length, made comparable with the other side's.
    log: f32,
    label: u64,
    identity: u64,
    slug: [u64; 2],
}

impl Looks {
    fn of(unit: &Features, ratio: f32) -> Self {
        Self {
            kind: unit.kind,
            level: unit.level,
            depth: unit.depth,
            bold: unit.bold,
            bare: unit.bare,
            end: unit.end,
            column: unit.column,
            length: unit.length,
            log: log(unit.length * ratio),
            label: unit.label,
            identity: unit.identity,
            slug: unit.slug,
        }
    }
}

/// Logarithm of a length; very short ones hardly differ.
fn log(length: f32) -> f32 {
    (length + LENGTH_FLOOR).ln()
}

/// Scores pairs of items of two sequences.
pub(super) struct PairScorer {
    /// Both sides' units.
    units: [Vec<Looks>; 2],
    bags: [TokenWeights; 2],
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

impl PairScorer {
    pub fn new(a: &Sequence, b: &Sequence, relation: Relation<'_>, ratio: f32) -> Self {
        let (of_a, of_b) = (Frequencies::of(a), Frequencies::of(b));
        let same = relation.same_language;
        let from_a = |unit: &Features| {
            let lexicon = relation.lexicon_a.get(usize::from(unit.version));
            lexicon.copied().flatten()
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
        let ratio = ratio.exp();
        let looks =
            |side: &Sequence, ratio| side.units.iter().map(|u| Looks::of(u, ratio)).collect();
        Self {
            units: [looks(a, ratio), looks(b, 1.0)],
            bags: [
                TokenWeights::of(a, &of_b, same, from_a),
                TokenWeights::of(b, &of_a, same, |_| relation.lexicon_b),
            ],
            ratio,
            kinds,
        }
    }

    /// PairScorer for an item of `a` and one of `b`.
    pub fn items(&self, x: &Item, y: &Item) -> f32 {
        match (x, y) {
            (Item::Unit(a), Item::Unit(b)) => self.units(*a, *b),
            (Item::Row(a), Item::Row(b)) => self.rows(a, b),
            (Item::Landmark(a), Item::Landmark(b)) if a == b => 4.0,
            (Item::Landmark(_), Item::Landmark(_)) => -1.0,
            _ => NEVER,
        }
    }

    /// PairScorer for two units.
    pub fn units(&self, a: u32, b: u32) -> f32 {
        let (x, y) = (&self.units[0][a as usize], &self.units[1][b as usize]);
        let structure = self.structure(x, y);
        if structure <= NEVER {
            return NEVER;
        }
        let tokens = self.bags[0].shared(a, &self.bags[1], b);
        structure + length(y.log - x.log) + damped(tokens)
    }

    /// PairScorer for one unit of a side (0 or 1) against two neighbours of the other joined.
    pub fn joined(&self, side: usize, one: u32, two: [u32; 2]) -> f32 {
        let other = 1 - side;
        let single = &self.units[side][one as usize];
        let [first, second] = two.map(|u| &self.units[other][u as usize]);
        let (x, y) = if side == 0 {
            (single, first)
        } else {
            (first, single)
        };
        let structure = self.structure(x, y);
        if structure <= NEVER {
            return NEVER;
        }
        let ratio = if other == 0 { self.ratio } else { 1.0 };
        let both = log((first.length + second.length) * ratio);
        let tokens = self.bags[side].shared_with_two(one, &self.bags[other], two);
        structure + length(both - single.log) + damped(tokens)
    }

    /// Whether the lengths of neighbours make a joined bead worth a look.
    pub fn lengths_suggest(&self, one: (usize, u32), two: [u32; 2]) -> bool {
        let ratio = if one.0 == 0 {
            self.ratio
        } else {
            1.0 / self.ratio
        };
        let length = |side: usize, unit: u32| self.units[side][unit as usize].length;
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
        let units = &self.units[side];
        let (x, y) = (&units[*before as usize], &units[*here as usize]);
        let joinable = matches!(
            x.kind,
            UnitKind::Paragraph | UnitKind::ListItem | UnitKind::Note | UnitKind::Quote
        );
        (joinable && x.kind == y.kind && x.depth == y.depth && x.label == y.label)
            .then_some(*before)
    }

    fn structure(&self, x: &Looks, y: &Looks) -> f32 {
        if x.kind != y.kind {
            return NEVER;
        }
        let mut sum = self.kinds.get(&x.kind).copied().unwrap_or(0.0);
        if x.kind == UnitKind::Heading {
            if contradict(x.slug, y.slug) {
                return NEVER;
            }
            if x.slug[0] != 0 && y.slug[0] != 0 {
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
        let column = |side: usize, unit: u32| self.units[side][unit as usize].column;
        let is_wide = a.len().max(b.len()) > WIDEST_ROW;
        let mut first_of: FxHashMap<u32, u32> = FxHashMap::default();
        for &y in b.iter().filter(|_| is_wide) {
            first_of.entry(column(1, y)).or_insert(y);
        }
        let in_column = |c: u32| match is_wide {
            true => first_of.get(&c).copied(),
            false => b.iter().find(|&&y| column(1, y) == c).copied(),
        };
        let by_column: Vec<_> = a
            .iter()
            .filter_map(|&x| {
                let y = in_column(column(0, x))?;
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
        if is_wide {
            return Vec::new();
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

/// What the difference of two logarithms of length says.
fn length(difference: f32) -> f32 {
    let (sd, any) = LENGTH_SD;
    let squared = difference * difference;
    ((any / sd).ln() - squared / 2.0 * (1.0 / (sd * sd) - 1.0 / (any * any))).max(-6.0)
}

/// Draws the sum of what tokens say towards what it can mean at most.
fn damped(tokens: f32) -> f32 {
    let sum = tokens * TOKEN_DAMPING / TOKEN_LIMIT;
    TOKEN_LIMIT * sum / (1.0 + sum * sum).sqrt()
}
