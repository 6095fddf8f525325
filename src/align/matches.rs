//! What aligning finds.

use crate::model::UnitId;

/// Units of two versions that belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// Units of the first version, ascending.
    pub source: Vec<UnitId>,
    /// Units of the second version, ascending.
    pub target: Vec<UnitId>,
    /// Probability that they are translations of each other.
    pub score: f32,
    /// The content of the two files shows that they are versions of one text. Otherwise the pair rests on position.
    pub is_supported: bool,
    /// A reviewer has decided that it is right.
    pub is_reviewed: bool,
}
