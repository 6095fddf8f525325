//! What the content of two items says about whether the files are versions of one text.

use super::PairScorer;
use super::texts::{TOKEN_LIMIT, is_name, length, tokens};
use crate::align::looks::Looks;
use crate::align::sequence::{Item, UnitPlace};
use crate::align::token_weights::Shared;

/// What the content of two units says, apart from structure and position.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(in crate::align) struct Content {
    /// Tokens against other articles, damped.
    pub tokens: f32,
    /// What tokens could say at most, damped.
    pub potential: f32,
    /// Tokens against other units of the article, damped.
    pub within: f32,
    /// Lengths.
    pub length: f32,
    /// Logarithm of the ratio of lengths; 0 for what is not two units.
    pub ratio: f32,
    /// Slugs, and texts that are the same.
    pub same: f32,
    /// 1 where numbers or identifiers contradict each other.
    pub contradicts: f32,
    /// 1 where both have names, and none in common.
    pub names_differ: f32,
}

impl PairScorer<'_> {
    /// What the content of two items says about whether the files are versions of one text.
    pub fn content(&self, x: &Item, y: &Item) -> Content {
        match (x, y) {
            (Item::Unit(a), Item::Unit(b)) => self.content_of(&[*a], &[*b]),
            (Item::Row(a), Item::Row(b)) => {
                let cells = self.cells(a, b);
                let mut sum = Content::default();
                for (x, y, _) in &cells {
                    let cell = self.content_of(x, y);
                    sum.tokens += cell.tokens;
                    sum.within += cell.within;
                    sum.potential += cell.potential;
                    sum.length += cell.length / cells.len() as f32;
                    sum.same = sum.same.max(cell.same);
                    sum.contradicts = sum.contradicts.max(cell.contradicts);
                }
                sum.tokens = sum.tokens.clamp(-TOKEN_LIMIT, TOKEN_LIMIT);
                sum.within = sum.within.clamp(-TOKEN_LIMIT, TOKEN_LIMIT);
                sum
            }
            (Item::Landmark(a), Item::Landmark(b)) => Content {
                same: match a == b {
                    true => (0.6 / self.background.share_of(*a)).ln().max(0.0),
                    false => -0.7,
                },
                ..Content::default()
            },
            _ => Content::default(),
        }
    }

    /// What the content of some units and some others says.
    pub fn content_of(&self, a: &[UnitPlace], b: &[UnitPlace]) -> Content {
        if let ([a], [b]) = (a, b) {
            let (x, y) = (&self.units[0][a.index()], &self.units[1][b.index()]);
            let shared = self.tokens[0].shared(*a, &self.tokens[1], *b);
            return content(shared, x, y, self.same(*a, *b));
        }
        let (Some(x), Some(y)) = (self.looks_as_one(0, a), self.looks_as_one(1, b)) else {
            return Content::default();
        };
        let shared = self.tokens[0].shared_by_all(a, &self.tokens[1], b);
        content(shared, &x, &y, 0.0)
    }

    /// What slugs and texts that are the same say.
    fn same(&self, a: UnitPlace, b: UnitPlace) -> f32 {
        let (x, y) = (&self.units[0][a.index()], &self.units[1][b.index()]);
        let against = |p: f32, hash: u64| (p / self.background.share_of(hash)).ln().max(0.0);
        let slug = match x.slug.matches(y.slug) {
            true => against(0.8, y.slug.id().unwrap_or(0)),
            false => self.slug_words.evidence(a, b).min(2.0),
        };
        match x.identity == y.identity && x.length >= 4.0 {
            true => slug.max(against(0.3, x.identity)),
            false => slug,
        }
    }
}

fn content(shared: Shared, x: &Looks, y: &Looks, same: f32) -> Content {
    let contradicts = match (shared.contradicts, is_name(x) && is_name(y)) {
        (false, _) => 0.0,
        (true, true) => 1.0,
        (true, false) => 0.1,
    };
    Content {
        tokens: tokens(shared.rare),
        potential: tokens(shared.rare_most),
        within: tokens(shared.sum),
        length: length(y.log - x.log),
        ratio: y.log - x.log,
        same,
        contradicts,
        names_differ: f32::from(u8::from(shared.names_differ)),
    }
}
