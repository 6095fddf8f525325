//! The units of a match, read as two texts.

use super::pair_side::side;
use super::version_pair::VersionPair;
use crate::align::Match;
use crate::model::{Bead, Side, Unit, UnitId, UnitKind};

/// The units of a match, read as two texts.
pub(super) struct MatchedUnits<'a> {
    pub source: Side<'a>,
    pub target: Side<'a>,
    /// First unit of the source side.
    pub first: &'a Unit,
    /// First unit of the target side.
    pub first_target: Option<&'a Unit>,
    /// The first and the last unit of the source side.
    pub ids: (UnitId, UnitId),
    pub bead: Bead,
    pub score: f32,
    pub is_supported: bool,
    pub is_reviewed: bool,
}

impl<'a> MatchedUnits<'a> {
    /// `None` if the source side has no units.
    pub fn of(versions: &VersionPair<'a>, found: &Match) -> Option<Self> {
        let target_type = versions.target.translation_type();
        let (source, sources) = side(versions.source, &found.source, versions.source_type);
        let (target, targets) = side(versions.target, &found.target, target_type);
        Some(Self {
            source,
            target,
            first: sources.first()?,
            first_target: targets.first().copied(),
            ids: (*found.source.first()?, *found.source.last()?),
            bead: Bead(found.source.len() as u8, found.target.len() as u8),
            score: found.score,
            is_supported: found.is_supported,
            is_reviewed: found.is_reviewed,
        })
    }

    pub fn kind(&self) -> UnitKind {
        self.first.kind
    }

    pub fn label(&self) -> Option<&'a str> {
        let of_target = || self.first_target?.label.as_deref();
        self.first.label.as_deref().or_else(of_target)
    }
}
