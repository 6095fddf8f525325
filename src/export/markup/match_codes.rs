//! The tags of source and target, matched by what they are.
//!
//! A tag's partner is the first tag of the other side, not taken yet, of the same class, shape and key: the same link
//! target, the same code, or for what has no identity the same place in the order of its class. Partners have one
//! number, so that tools know that they are the same. What has no partner keeps a number of its own.

use rustc_hash::FxHashMap;

use super::inline_codes::{Code, CodeClass, CodeShape, Fragment, fragments};
use crate::model::Pair;

/// Both sides of a pair, cut, and their tags numbered alike.
pub(in crate::export) struct MatchedTexts<'a> {
    pub source: Vec<Fragment<'a>>,
    pub target: Vec<Fragment<'a>>,
}

/// What a tag is known by.
type Identity = (CodeClass, u8, u64);

fn identity(tag: &Code<'_>) -> Identity {
    let shape = match tag.shape {
        CodeShape::Open(_) | CodeShape::Close(_) => 0,
        CodeShape::Alone => 1,
        CodeShape::LoneOpen => 2,
        CodeShape::LoneClose => 3,
    };
    (tag.class, shape, tag.key)
}

/// Cuts both sides of a pair and numbers their tags.
pub(in crate::export) fn match_codes<'a>(record: &'a Pair) -> MatchedTexts<'a> {
    let mut source = fragments(&record.source);
    let mut target = fragments(&record.target);
    let mut numbers: FxHashMap<Identity, Vec<u32>> = FxHashMap::default();
    let mut last = 0;
    number(&mut source, |tag| {
        last += 1;
        numbers.entry(identity(tag)).or_default().push(last);
        last
    });
    // Partners are taken in the order of the source.
    numbers.values_mut().for_each(|n| n.reverse());
    number(&mut target, |tag| {
        numbers
            .get_mut(&identity(tag))
            .and_then(Vec::pop)
            .unwrap_or_else(|| {
                last += 1;
                last
            })
    });
    MatchedTexts { source, target }
}

/// Numbers the tags that matter; a closing has the number of its opening.
fn number(fragments: &mut [Fragment<'_>], mut next: impl FnMut(&Code<'_>) -> u32) {
    for index in 0..fragments.len() {
        let Fragment::Code(tag) = &fragments[index] else {
            continue;
        };
        if !tag.class.matters() {
            continue;
        }
        let number = match tag.shape {
            CodeShape::Close(opening) => match &fragments[opening] {
                Fragment::Code(opening) => opening.number,
                Fragment::Text(_) => 0,
            },
            _ => next(tag),
        };
        if let Fragment::Code(tag) = &mut fragments[index] {
            tag.number = number;
        }
    }
}
