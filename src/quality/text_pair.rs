//! The input of a check, a pair of texts, and its output, flags with reasons.
//!
//! A reason is a closure, so that an export that keeps only the flags never pays for building a message.

use crate::model::{Flag, Flags, Side, UnitKind};

/// Two texts that are taken for translations of each other.
#[derive(Debug, Clone, Copy)]
pub struct TextPair<'a> {
    /// Kind of the units.
    pub kind: UnitKind,
    /// Source side.
    pub source: &'a Side<'a>,
    /// Target side.
    pub target: &'a Side<'a>,
}

/// Receives what the checks find.
pub trait FlagSink {
    /// A check found something. `reason` says what in a few words without a full stop, such as `12 is missing`.
    /// The same flag may be reported several times.
    fn flag(&mut self, flag: Flag, reason: impl FnOnce() -> String);
}

/// Keeps the flags and drops the reasons.
impl FlagSink for Flags {
    fn flag(&mut self, flag: Flag, _: impl FnOnce() -> String) {
        self.insert(flag);
    }
}

/// Keeps flags and reasons, in the order in which they were found.
impl FlagSink for Vec<(Flag, String)> {
    fn flag(&mut self, flag: Flag, reason: impl FnOnce() -> String) {
        self.push((flag, reason()));
    }
}
