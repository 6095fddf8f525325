//! Scores how much speaks for two items being translations of each other, as a log-likelihood ratio.
//!
//! Structure, length and tokens are independent in the model. Tokens are weighed one by one, and their sum is damped.
//! Lengths are compared as in Gale and Church 1993, on a logarithmic scale.

mod cells;
mod content;
mod loose;
mod rows;
mod structure;
mod texts;

use rustc_hash::FxHashMap;

pub(super) use self::content::Content;
pub(super) use self::rows::CellPair;
pub(super) use self::texts::length;

use self::texts::tokens;
use super::background::Background;
use super::features::Features;
use super::looks::Looks;
use super::margins::Margins;
use super::sequence::{Item, Sequence, UnitPlace};
use super::slug_words::SlugWords;
use super::token_weights::{Frequencies, Shared, TokenWeights};
use super::word_links::Direction;
use crate::model::UnitKind;

/// The evidence for units that are decided to be a pair: more than texts can say.
const DECIDED: f32 = 40.0;
/// The evidence for two texts in one language that have no word in common.
const OTHER_WORDS: f32 = -3.0;
/// As good as impossible.
pub(super) const NEVER: f32 = -1e4;

/// Scores pairs of items of two sequences.
pub(super) struct PairScorer<'a> {
    /// Both sides' units.
    units: [Vec<Looks>; 2],
    tokens: [TokenWeights; 2],
    slug_words: SlugWords,
    background: &'a Background,
    compares: bool,
    same_language: bool,
    /// Length of a text in `b` over that of its partner in `a`.
    ratio: f32,
    /// What a shared kind says: rare kinds say more.
    kinds: FxHashMap<UnitKind, f32>,
    /// What is decided about units of both sides: whether they are a pair.
    decided: FxHashMap<(UnitPlace, UnitPlace), bool>,
    /// What a model of embeddings says about units that nothing else decides.
    pub margins: Option<Margins>,
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
    /// What other articles have.
    pub background: &'a Background,
    /// The files are compared with each other.
    pub compares: bool,
}

impl<'a> PairScorer<'a> {
    pub fn new(a: &Sequence, b: &Sequence, relation: Relation<'a>, ratio: f32) -> Self {
        let (of_a, of_b) = (Frequencies::of(a), Frequencies::of(b));
        let same = relation.same_language;
        let from_a = |unit: &Features| {
            let lexicon = relation.lexicon_a.get(usize::from(unit.version));
            lexicon.copied().flatten()
        };
        let ratio = ratio.exp();
        let background = relation.background;
        let from_b = |_: &Features| relation.lexicon_b;
        Self {
            units: Looks::of_both(a, b, ratio),
            tokens: [
                TokenWeights::of(a, (&of_a, &of_b), same, background, from_a),
                TokenWeights::of(b, (&of_b, &of_a), same, background, from_b),
            ],
            slug_words: SlugWords::new([a, b], [&of_a, &of_b]),
            background,
            compares: relation.compares,
            same_language: same,
            ratio,
            kinds: kinds(b),
            decided: FxHashMap::default(),
            margins: None,
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

    /// The same, with what is decided about units of `a` and `b`.
    pub fn deciding(mut self, decided: &[(UnitPlace, UnitPlace, bool)]) -> Self {
        let decided = decided.iter().map(|&(a, b, is_pair)| ((a, b), is_pair));
        self.decided = decided.collect();
        self
    }

    /// Evidence for two units of one kind, or what is decided about them.
    pub fn units(&self, a: UnitPlace, b: UnitPlace) -> f32 {
        if !self.decided.is_empty()
            && let Some(is_pair) = self.decided.get(&(a, b))
        {
            return if *is_pair { DECIDED } else { NEVER };
        }
        let (x, y) = (&self.units[0][a.index()], &self.units[1][b.index()]);
        if x.kind != y.kind {
            return NEVER;
        }
        let mut structure = self.structure(x, y);
        if structure <= NEVER {
            return NEVER;
        }
        if x.kind == UnitKind::Heading {
            structure += self.slug_words.evidence(a, b);
        }
        let shared = self.tokens[0].shared(a, &self.tokens[1], b);
        let texts = self.texts(shared, x, y);
        structure + texts + self.meaning(&[a], &[b])
    }

    /// Evidence for some units of `a` and some of `b`, each joined.
    pub fn joined(&self, a: &[UnitPlace], b: &[UnitPlace]) -> f32 {
        if let ([a], [b]) = (a, b) {
            return self.units(*a, *b);
        }
        if a.len() > 1 && b.len() > 1 && !self.is_one_kind(a, b) {
            return NEVER;
        }
        let (Some(x), Some(y)) = (self.looks_as_one(0, a), self.looks_as_one(1, b)) else {
            return NEVER;
        };
        self.joined_texts((a, &x), (b, &y))
    }

    /// Evidence for some units with their looks as one, and some others.
    fn joined_texts(&self, (a, x): (&[UnitPlace], &Looks), (b, y): (&[UnitPlace], &Looks)) -> f32 {
        let structure = self.structure(x, y);
        if structure <= NEVER {
            return NEVER;
        }
        let shared = self.tokens[0].shared_by_all(a, &self.tokens[1], b);
        structure + self.texts(shared, x, y) + self.meaning(a, b)
    }

    /// Evidence of lengths and tokens.
    fn texts(&self, shared: Shared, x: &Looks, y: &Looks) -> f32 {
        let reworded = match self.same_language && shared.is_disjoint {
            true => OTHER_WORDS,
            false => 0.0,
        };
        length(y.log - x.log) + tokens(shared.sum) + self.contradiction(shared, x, y) + reworded
    }

    /// What a model of embeddings says about units that nothing else decides.
    fn meaning(&self, a: &[UnitPlace], b: &[UnitPlace]) -> f32 {
        let margins = self.margins.as_ref();
        margins.map_or(0.0, |margins| margins.evidence(a, b))
    }

    /// What contradicting numbers and names say; nothing where the files are compared with each other.
    fn contradiction(&self, shared: Shared, x: &Looks, y: &Looks) -> f32 {
        if self.compares {
            0.0
        } else {
            texts::contradiction(shared, x, y)
        }
    }

    /// Whether all units are of one kind. Several units against several of other kinds would hide a block that changed.
    fn is_one_kind(&self, a: &[UnitPlace], b: &[UnitPlace]) -> bool {
        let kinds = |side: usize, units: &'_ [UnitPlace]| -> Vec<UnitKind> {
            let looks = units.iter().map(|u| &self.units[side][u.index()]);
            looks.map(|l| l.kind).collect()
        };
        let all = [kinds(0, a), kinds(1, b)].concat();
        all.windows(2).all(|two| two[0] == two[1])
    }

    /// The looks of some units of a side as one; `None` for no unit.
    fn looks_as_one(&self, side: usize, units: &[UnitPlace]) -> Option<Looks> {
        let looks = units.iter().map(|u| &self.units[side][u.index()]);
        Looks::joined(&looks.collect::<Vec<_>>(), self.ratio_of(side))
    }

    /// What makes lengths of a side comparable with those of the other one.
    fn ratio_of(&self, side: usize) -> f32 {
        if side == 0 { self.ratio } else { 1.0 }
    }

    /// The ids of a unit's tokens, on side 0 or 1.
    pub fn ids(&self, side: usize, unit: UnitPlace) -> impl Iterator<Item = u64> {
        self.tokens[side].ids(unit)
    }

    /// The lengths of the items of a side, comparable with those of the other one; 0 for what is not a unit of text.
    pub fn lengths(&self, side: usize, items: &[Item]) -> Vec<f32> {
        let ratio = self.ratio_of(side);
        let length = |item: &Item| match item {
            Item::Unit(unit) => self.units[side][unit.index()].length * ratio,
            _ => 0.0,
        };
        items.iter().map(length).collect()
    }

    /// Whether a unit of a side (0 or 1) and the one after it could be parts of one.
    pub fn continues(&self, side: usize, first: &Item, second: &Item) -> bool {
        match (first, second) {
            (Item::Unit(x), Item::Unit(y)) => {
                let units = &self.units[side];
                units[x.index()].continues_in(&units[y.index()])
            }
            _ => false,
        }
    }
}

/// What a shared kind says: the rarer it is, the more.
fn kinds(side: &Sequence) -> FxHashMap<UnitKind, f32> {
    let mut counts = FxHashMap::<UnitKind, f32>::default();
    for unit in &side.units {
        *counts.entry(unit.kind).or_default() += 1.0;
    }
    let all = side.units.len() as f32;
    let weigh = |(kind, count): (UnitKind, f32)| (kind, (all / count).ln().clamp(0.1, 2.0));
    counts.into_iter().map(weigh).collect()
}
