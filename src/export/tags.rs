//! The tags of source and target, matched by what they are.
//!
//! A tag's partner is the first tag of the other side, not taken yet, of the same class, shape and key: the same link
//! target, the same code, or for what has no identity the same place in the order of its class. Partners have one
//! number, so that tools know that they are the same. What has no partner keeps a number of its own.

use rustc_hash::FxHashMap;

use super::pieces::{Class, Piece, Shape, Tag, pieces};
use crate::model::Record;

/// Both sides of a pair, cut, and their tags numbered alike.
pub(super) struct Tagged<'a> {
    pub source: Vec<Piece<'a>>,
    pub target: Vec<Piece<'a>>,
}

/// What a tag is known by.
type Identity = (Class, u8, u64);

fn identity(tag: &Tag<'_>) -> Identity {
    let shape = match tag.shape {
        Shape::Open(_) | Shape::Close(_) => 0,
        Shape::Alone => 1,
        Shape::LoneOpen => 2,
        Shape::LoneClose => 3,
    };
    (tag.class, shape, tag.key)
}

/// Cuts both sides of a pair and numbers their tags.
pub(super) fn tagged<'a>(record: &'a Record<'_>) -> Tagged<'a> {
    let mut source = pieces(&record.source);
    let mut target = pieces(&record.target);
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
    Tagged { source, target }
}

/// Numbers the tags that matter; a closing has the number of its opening.
fn number(pieces: &mut [Piece<'_>], mut next: impl FnMut(&Tag<'_>) -> u32) {
    for index in 0..pieces.len() {
        let Piece::Tag(tag) = &pieces[index] else {
            continue;
        };
        if !tag.class.matters() {
            continue;
        }
        let number = match tag.shape {
            Shape::Close(opening) => match &pieces[opening] {
                Piece::Tag(opening) => opening.number,
                Piece::Text(_) => 0,
            },
            _ => next(tag),
        };
        if let Piece::Tag(tag) = &mut pieces[index] {
            tag.number = number;
        }
    }
}
