//! Compares the words of a slug that one side states with the words of the other side's heading.
//!
//! A translation often carries the slug of the heading it was made from. Where that heading was reworded since, the slug
//! is another one, and its words still tell that it is the same heading.

use super::features::{Features, TokenKind};
use super::sequence::{Sequence, UnitPlace};
use super::token_weights::Frequencies;

/// Evidence where no word is shared, and how much more where all are.
const EVIDENCE: (f32, f32) = (-5.0, 8.0);

/// The words of each unit's slug and text with their weights; empty for what is not a heading.
pub(super) struct SlugWords {
    sides: [Vec<Words>; 2],
}

#[derive(Default)]
struct Words {
    is_stated: bool,
    /// The slug is derived from the text of an original's heading.
    is_derived: bool,
    /// Of the slug if one is stated, else of the text. Sorted by id.
    weights: Vec<(u64, f32)>,
}

impl SlugWords {
    pub fn new(sides: [&Sequence; 2], frequencies: [&Frequencies; 2]) -> Self {
        let words = |side: usize, unit: &Features| {
            // A word is as rare as it is among the headings and texts that slugs are made of.
            let weigh = |original: usize, id| frequencies[original].rarity(id);
            match (unit.slug.id(), unit.slug.is_stated) {
                (None, _) => Words::default(),
                (Some(_), true) => Words {
                    is_stated: true,
                    is_derived: false,
                    weights: unit
                        .slug_words
                        .iter()
                        .map(|&id| (id, weigh(1 - side, id)))
                        .collect(),
                },
                (Some(_), false) => Words {
                    is_stated: false,
                    is_derived: true,
                    weights: words_of(unit).map(|id| (id, weigh(side, id))).collect(),
                },
            }
        };
        let of = |side: usize| sides[side].units.iter().map(|u| words(side, u)).collect();
        Self {
            sides: [of(0), of(1)],
        }
    }

    /// What the words of a stated slug and of a heading that an original derives its slug from say; 0 for any other two
    /// units, and where the slugs are the same.
    pub fn evidence(&self, a: UnitPlace, b: UnitPlace) -> f32 {
        let (x, y) = (&self.sides[0][a.index()], &self.sides[1][b.index()]);
        if !(x.is_stated && y.is_derived || x.is_derived && y.is_stated) {
            return 0.0;
        }
        let sum = |words: &Words| words.weights.iter().map(|w| w.1).sum::<f32>();
        let all = sum(x) + sum(y);
        if all <= 0.0 {
            return 0.0;
        }
        let shared = shared(&x.weights, &y.weights) / all;
        if shared > 0.999 {
            return 0.0;
        }
        EVIDENCE.0 + EVIDENCE.1 * shared
    }
}

/// The words that a slug is made of.
fn words_of(unit: &Features) -> impl Iterator<Item = u64> {
    let in_slugs = |kind: TokenKind| !matches!(kind, TokenKind::Link | TokenKind::Code);
    let tokens = unit.tokens.iter();
    tokens.filter(move |t| in_slugs(t.kind())).map(|t| t.id())
}

/// The weight of the words that both have, on both sides.
fn shared(a: &[(u64, f32)], b: &[(u64, f32)]) -> f32 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while i < a.len() && j < b.len() {
        let (x, y) = (a[i], b[j]);
        if x.0 == y.0 {
            sum += x.1 + y.1;
        }
        i += usize::from(x.0 <= y.0);
        j += usize::from(y.0 <= x.0);
    }
    sum
}
