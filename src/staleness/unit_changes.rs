//! The result: the state of a translation, and the units of the source that changed.

use serde::Serialize;

use crate::model::{Locale, UnitId, VersionId, named_enum};
use crate::read::git::Since;

/// How far one translation is behind today's source.
#[derive(Debug, Clone, PartialEq)]
pub struct Staleness {
    /// The translation.
    pub version: VersionId,
    /// Its locale.
    pub locale: Locale,
    /// Whether it is behind.
    pub state: State,
    /// Commits and days since; `None` if no repository knows.
    pub since: Option<Since>,
    /// Counts of the source units; `None` if the version it was made from is unknown.
    pub units: Option<UnitCounts>,
    /// The units that changed, in the order of today's source, then the removed units.
    pub changes: Vec<Change>,
}

named_enum! {
    /// Whether a translation is behind.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    State {
        /// It was made from today's source.
        Current = "current",
        /// The source has changed since.
        Stale = "stale",
        /// The source no longer exists.
        Removed = "removed",
        /// The version it was made from is unknown.
        Unknown = "unknown",
    }
}

/// Counts of source units: today's version compared with the one that a translation was made from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct UnitCounts {
    /// Units with the same text in both versions.
    pub same: u32,
    /// Units with another text today.
    pub changed: u32,
    /// Units that only today's version has.
    pub added: u32,
    /// Units that today's version no longer has.
    pub removed: u32,
}

impl UnitCounts {
    /// The share of units that were changed, added or removed, from 0 to 1.
    #[must_use]
    pub fn share(&self) -> f64 {
        let other = f64::from(self.changed + self.added + self.removed);
        let all = f64::from(self.same) + other;
        if all > 0.0 { other / all } else { 0.0 }
    }
}

/// A change of the source, with the units that it concerns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Units of today's source; empty for a removal.
    pub today: Vec<UnitId>,
    /// Units of the version that was translated; empty for an addition.
    pub then: Vec<UnitId>,
    /// Their units in the translation, if known.
    pub translated: Vec<UnitId>,
}
