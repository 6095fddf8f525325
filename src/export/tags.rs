//! The tags of source and target, matched by what they are.
//!
//! A tag's partner is the first tag of the other side, not taken yet, of the same class, shape and key: the same link
//! target, the same code, or for what has no identity the same place in the order of its class. Partners have one
//! number, so that tools know that they are the same. What has no partner keeps a number of its own and is told.

use rustc_hash::FxHashMap;

use super::pieces::{Class, Piece, Shape, Tag, pieces};
use crate::model::Record;

/// Both sides of a pair, cut, and their tags numbered alike.
pub(super) struct Tagged<'a> {
    pub source: Vec<Piece<'a>>,
    pub target: Vec<Piece<'a>>,
    pub flaws: Flaws,
}

/// What is wrong with the tags of a pair. A comma-separated list when written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Flaws {
    /// A tag of the source opens or closes nothing.
    pub source_unbalanced: bool,
    /// A tag of the target opens or closes nothing.
    pub target_unbalanced: bool,
    /// The target lacks a tag of the source.
    pub lost: bool,
    /// The target has a tag that the source has not.
    pub added: bool,
}

impl Flaws {
    /// The names of what is wrong, joined by commas; empty when nothing is.
    pub fn names(self) -> String {
        let named = [
            (self.source_unbalanced, "source-unbalanced"),
            (self.target_unbalanced, "target-unbalanced"),
            (self.lost, "lost"),
            (self.added, "added"),
        ];
        named
            .iter()
            .filter(|n| n.0)
            .map(|n| n.1)
            .collect::<Vec<_>>()
            .join(",")
    }
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
    let mut added = false;
    number(&mut target, |tag| {
        numbers
            .get_mut(&identity(tag))
            .and_then(Vec::pop)
            .unwrap_or_else(|| {
                added = true;
                last += 1;
                last
            })
    });
    let flaws = Flaws {
        source_unbalanced: unbalanced(&source),
        target_unbalanced: unbalanced(&target),
        lost: numbers.values().any(|n| !n.is_empty()),
        added,
    };
    Tagged {
        source,
        target,
        flaws,
    }
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

fn unbalanced(pieces: &[Piece<'_>]) -> bool {
    pieces.iter().any(
        |p| matches!(p, Piece::Tag(tag) if matches!(tag.shape, Shape::LoneOpen | Shape::LoneClose)),
    )
}
