//! The checks of one article's pairs in two locales, as the settings have them.

use crate::model::{Locale, Side, UnitKind};
use crate::quality::{
    AcceptPolicy, DropReason, Flag, Flags, LocalePairProfile, LocalePairProfiles, TextPair, inspect,
};

/// Looks at the texts of pairs, unless the checks are off.
pub(super) struct PairQa<'a> {
    settings: &'a AcceptPolicy,
    norms: LocalePairProfile,
}

impl<'a> PairQa<'a> {
    pub fn new(
        settings: &'a AcceptPolicy,
        norms: Option<&LocalePairProfiles>,
        (source, target): (&Locale, &Locale),
    ) -> Self {
        let norms = match norms {
            Some(table) => table.of(source, target),
            None => LocalePairProfile::new(source, target),
        };
        Self { settings, norms }
    }

    /// Whether the checks are on.
    pub fn is_on(&self) -> bool {
        self.settings.inspect
    }

    /// What the checks find on a pair, and why where that is wanted; nothing where they are off.
    pub fn inspect(&self, kind: UnitKind, source: &Side<'_>, target: &Side<'_>) -> (Flags, String) {
        let (mut flags, mut reasons) = (Flags::NONE, String::new());
        let pair = TextPair {
            kind,
            source,
            target,
        };
        if self.settings.reasons && self.is_on() {
            let mut found: Vec<(Flag, String)> = Vec::new();
            inspect(&pair, &self.norms, &mut found);
            for (flag, reason) in found {
                flags.insert(flag);
                let apart = if reasons.is_empty() { "" } else { "; " };
                reasons.push_str(&format!("{apart}{flag}: {reason}"));
            }
        } else if self.is_on() {
            inspect(&pair, &self.norms, &mut flags);
        }
        (flags, reasons)
    }

    /// The first reason to drop a pair for what was found.
    pub fn reject(&self, flags: Flags) -> Option<DropReason> {
        self.settings.reject_flagged(flags)
    }
}
