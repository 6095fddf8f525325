//! Tokens that no other article of the corpus has, and that translations keep: code, identifiers, link targets and names.
//!
//! Articles of a kind share most of their text, so that many matches say little about whether one file translates the
//! other. What only one article has says much: of 100 files that were put in the place of another one, none had such a
//! token in common with the article, and of 458 translations two had none in common although both sides had some
//! (development cases, see `docs/alignment.md`).

use rustc_hash::FxHashSet;

use super::background::Background;
use super::features::TokenKind;
use super::sequence::Sequence;

/// Weights of the logarithms of how many tokens are shared, and of how many are missing where none is.
const SHARED: f32 = 3.0;
const MISSING: f32 = 3.0;
/// More is never added.
const MOST: f32 = 7.0;
/// With as many articles in the background, half of the evidence counts: few articles cannot tell what is rare.
const HALF: f32 = 20.0;

/// What the distinctive tokens of two sides say about whether they are versions of one text, as an addition to the logarithm
/// of the odds.
pub(super) fn evidence((a, b): (&Sequence, &Sequence), background: &Background) -> f32 {
    let (of_a, of_b) = (tokens(a, background), tokens(b, background));
    let shared = of_a.intersection(&of_b).count();
    let least = of_a.len().min(of_b.len());
    let sum = match shared {
        0 => -MISSING * (least as f32).ln_1p(),
        _ => (SHARED * (shared as f32).ln_1p()).min(MOST),
    };
    let articles = background.articles() as f32;
    sum * articles / (articles + HALF)
}

/// The distinctive tokens of a side.
fn tokens(side: &Sequence, background: &Background) -> FxHashSet<u64> {
    use TokenKind::{Code, Identifier, Link, Name};
    let tokens = side.units.iter().flat_map(|unit| unit.tokens.iter());
    let kept = tokens.filter(|token| matches!(token.kind(), Code | Identifier | Link | Name));
    let ids = kept.map(|token| token.id());
    ids.filter(|id| background.count(*id) == 1).collect()
}
