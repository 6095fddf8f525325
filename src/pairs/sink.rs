//! Where the pairs of an article go to.

use crate::model::{Pair, UnalignedUnit};

/// Takes the pairs of an article. They come locale pair by locale pair, in the order of the text.
pub trait PairSink {
    /// Takes a pair that is kept.
    fn pair(&mut self, pair: Pair);

    /// Whether unaligned units are wanted. They are only made if they are.
    fn wants_unaligned(&self) -> bool {
        false
    }

    /// Takes a unit without a partner. It comes between the pairs, at its place in the text.
    fn unaligned(&mut self, _unit: UnalignedUnit) {}

    /// The article is over.
    fn end(&mut self) {}
}

/// Collects the pairs.
impl PairSink for Vec<Pair> {
    fn pair(&mut self, pair: Pair) {
        self.push(pair);
    }
}
