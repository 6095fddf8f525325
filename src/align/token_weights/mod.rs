//! Weighs the tokens of units: what a token says for a pair when both units have it, and against it when one lacks it.
//!
//! A token that a translation keeps with probability `p`, and that a share `q` of the other side's units have by chance,
//! adds ln(p/q) where both units have it and ln((1-p)/(1-q)) where one lacks it. Each side brings one half.
//!
//! Every token has two weights. The first one compares with the other units of the article and decides which units
//! belong together. The second one compares with the other articles of the corpus and decides whether the two files are
//! versions of one text: a name that all articles have says nothing about that.

mod frequencies;
mod weights;

pub(super) use self::frequencies::Frequencies;

use self::weights::{Found, Weights};
use super::background::Background;
use super::features::{Features, TokenKind};
use super::sequence::{Sequence, UnitPlace};
use super::word_links::Direction;

/// Marks a number or identifier in the free bits of an id.
const MARK: u64 = 1;
/// Marks a name.
const NAME: u64 = 2;

/// A token with what it adds when shared. What it costs when missing is already in the unit's base.
#[derive(Debug, Clone, Copy)]
struct Weighted {
    id: u64,
    gain: f32,
    /// The same against other articles.
    rare_gain: f32,
}

/// The tokens of one unit: their range among those of its side, sorted by id.
#[derive(Debug, Default, Clone, Copy)]
struct UnitTokens {
    start: u32,
    end: u32,
    /// One bit per token, to see quickly that two units share none.
    bits: u64,
    base: f32,
    rare_base: f32,
    /// What all tokens would add if they were shared.
    rare_total: f32,
    /// Which of [`MARK`] and [`NAME`] its tokens have.
    has: u64,
}

/// The tokens of a side's units.
#[derive(Debug, Default)]
pub(super) struct TokenWeights {
    units: Vec<UnitTokens>,
    tokens: Vec<Weighted>,
}

/// What the tokens of two units say together.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Shared {
    /// Against other units of the article.
    pub sum: f32,
    /// Against other articles.
    pub rare: f32,
    /// What `rare` would be if the side with less had all its tokens shared.
    pub rare_most: f32,
    /// Both units have tokens, and none in common.
    pub is_disjoint: bool,
    /// Both units have numbers or identifiers, and none in common.
    pub contradicts: bool,
    /// The same for names.
    pub names_differ: bool,
}

impl TokenWeights {
    /// The tokens of a side; `lexicon` gives the word links of a unit's language.
    pub fn of<'l>(
        side: &Sequence,
        (own, other): (&Frequencies, &Frequencies),
        same_language: bool,
        background: &Background,
        lexicon: impl Fn(&Features) -> Option<&'l Direction>,
    ) -> Self {
        let mut weights = Weights::new(side, (own, other), same_language, background);
        let all = side.units.iter().map(|u| u.tokens.len()).sum();
        let mut made = Self {
            units: Vec::with_capacity(side.units.len()),
            tokens: Vec::with_capacity(all),
        };
        for unit in &side.units {
            let tokens = made.add(unit, &mut weights, lexicon(unit));
            made.units.push(tokens);
        }
        made
    }

    /// Adds the tokens of a unit.
    fn add(
        &mut self,
        unit: &Features,
        weights: &mut Weights<'_>,
        lexicon: Option<&Direction>,
    ) -> UnitTokens {
        let (mut last, mut is_sorted) = (0, true);
        weights.found.clear();
        for &token in &*unit.tokens {
            let is_word = matches!(token.kind(), TokenKind::Latin | TokenKind::Other);
            let links = lexicon.filter(|_| is_word);
            let (mut id, [within, rare]) = match links.and_then(|d| d.get(token.id())) {
                Some(entry) => (entry.id, weights.linked(entry)),
                None => match weights.of(token.id(), token.kind()) {
                    Some(weighed) => (token.id(), weighed),
                    None => continue,
                },
            };
            id |= match token.kind() {
                TokenKind::Number | TokenKind::Identifier => MARK,
                TokenKind::Name => NAME,
                _ => 0,
            };
            is_sorted &= id > last;
            last = id;
            weights.found.push(Found { id, within, rare });
        }
        if !is_sorted {
            // Several words of a unit may be linked to one word of the pivot, which counts once.
            weights.found.sort_by_key(|token| token.id);
            weights.found.dedup_by_key(|token| token.id);
        }
        self.push(&weights.found)
    }

    /// Adds tokens that are sorted by id.
    fn push(&mut self, found: &[Found]) -> UnitTokens {
        let mut tokens = UnitTokens {
            start: self.tokens.len() as u32,
            end: (self.tokens.len() + found.len()) as u32,
            ..UnitTokens::default()
        };
        for token in found {
            tokens.has |= token.id & (MARK | NAME);
            tokens.base += token.within.0;
            tokens.rare_base += token.rare.0;
            tokens.rare_total += token.rare.1;
            tokens.bits |= 1 << (token.id >> 58);
            self.tokens.push(Weighted {
                id: token.id,
                gain: token.within.1 - token.within.0,
                rare_gain: token.rare.1 - token.rare.0,
            });
        }
        tokens
    }

    fn tokens(&self, of: UnitTokens) -> &[Weighted] {
        &self.tokens[of.start as usize..of.end as usize]
    }

    /// The ids of a unit's tokens.
    pub fn ids(&self, unit: UnitPlace) -> impl Iterator<Item = u64> {
        self.tokens(self.units[unit.index()]).iter().map(|t| t.id)
    }

    /// Whether a unit may have a token in common with one of another side.
    pub fn may_share(&self, unit: UnitPlace, others: &Self, other: UnitPlace) -> bool {
        self.units[unit.index()].bits & others.units[other.index()].bits != 0
    }

    /// What the tokens of a unit and one of another side say together.
    pub fn shared(&self, unit: UnitPlace, others: &Self, other: UnitPlace) -> Shared {
        let (a, b) = (self.units[unit.index()], others.units[other.index()]);
        let tokens = match a.bits & b.bits {
            0 => (&[][..], &[][..]),
            _ => (self.tokens(a), others.tokens(b)),
        };
        gains(tokens, (a, b))
    }

    /// What the tokens of some units and those of some of another side say together.
    pub fn shared_by_all(
        &self,
        units: &[UnitPlace],
        others: &Self,
        of_others: &[UnitPlace],
    ) -> Shared {
        let (a, of_a) = self.merged(units);
        let (b, of_b) = others.merged(of_others);
        gains((&a, &b), (of_a, of_b))
    }

    /// The tokens of some units, each once.
    fn merged(&self, units: &[UnitPlace]) -> (Vec<Weighted>, UnitTokens) {
        let (mut all, mut sum) = (Vec::new(), UnitTokens::default());
        for &unit in units {
            let unit = self.units[unit.index()];
            all.extend_from_slice(self.tokens(unit));
            sum.base += unit.base;
            sum.rare_base += unit.rare_base;
            sum.rare_total += unit.rare_total;
            sum.has |= unit.has;
            sum.bits |= unit.bits;
        }
        all.sort_by_key(|t| t.id);
        all.dedup_by_key(|t| t.id);
        (all, sum)
    }
}

/// The sum of what both have, and of what each lacks.
fn gains((a, b): (&[Weighted], &[Weighted]), (of_a, of_b): (UnitTokens, UnitTokens)) -> Shared {
    let (mut i, mut j, mut shared) = (0, 0, 0);
    let (mut sum, mut rare) = (of_a.base + of_b.base, of_a.rare_base + of_b.rare_base);
    while i < a.len() && j < b.len() {
        let (x, y) = (a[i], b[j]);
        if x.id == y.id {
            sum += x.gain + y.gain;
            rare += x.rare_gain + y.rare_gain;
            shared |= x.id;
        }
        i += usize::from(x.id <= y.id);
        j += usize::from(y.id <= x.id);
    }
    Shared {
        sum,
        rare,
        rare_most: 2.0 * of_a.rare_total.min(of_b.rare_total),
        is_disjoint: shared == 0 && of_a.bits != 0 && of_b.bits != 0,
        contradicts: of_a.has & of_b.has & !shared & MARK != 0,
        names_differ: of_a.has & of_b.has & !shared & NAME != 0,
    }
}
