//! What a check is given and what it gives back.
//!
//! A check says one thing about a pair, with its reason, and nothing about the pair's fate. The reason is made only
//! where somebody reads it: an export keeps the flags alone, and never pays for a message.

use crate::model::{Flag, Flags, Side, UnitKind};

/// Two texts that are taken for translations of each other.
#[derive(Debug, Clone, Copy)]
pub struct Pair<'a> {
    /// Kind of the units.
    pub kind: UnitKind,
    /// Source side.
    pub source: &'a Side<'a>,
    /// Target side.
    pub target: &'a Side<'a>,
}

/// Takes what the checks find.
pub trait Report {
    /// A check found something; `detail` tells what, in a few words without an end stop, such as `12 is missing`.
    /// One flag may come several times.
    fn flag(&mut self, flag: Flag, detail: impl FnOnce() -> String);
}

/// Keeps the flags and drops the reasons.
impl Report for Flags {
    fn flag(&mut self, flag: Flag, _: impl FnOnce() -> String) {
        self.insert(flag);
    }
}

/// Keeps flags and reasons, in the order they were found.
impl Report for Vec<(Flag, String)> {
    fn flag(&mut self, flag: Flag, detail: impl FnOnce() -> String) {
        self.push((flag, detail()));
    }
}
