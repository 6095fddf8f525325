//! Checks the pairs of an article in two locales, as the settings ask.

use crate::model::{Locale, Side, UnitKind};
use crate::quality::{
    AcceptPolicy, DropReason, Flag, Flags, LocalePairProfile, LocalePairProfiles, TextPair,
    inspect, position_only,
};

/// Flags, and the reason for each if reasons are asked for.
pub(super) type Flagged = (Flags, Vec<(Flag, String)>);

/// Checks the texts of pairs, unless checks are off.
pub(super) struct PairQa<'a> {
    settings: &'a AcceptPolicy,
    profile: LocalePairProfile,
}

impl<'a> PairQa<'a> {
    pub fn new(
        settings: &'a AcceptPolicy,
        profiles: Option<&LocalePairProfiles>,
        locales: (&Locale, &Locale),
    ) -> Self {
        let profile = match profiles {
            Some(table) => table.of(locales.0, locales.1),
            None => LocalePairProfile::new(locales.0, locales.1),
        };
        Self { settings, profile }
    }

    /// Whether checks are on.
    pub fn is_on(&self) -> bool {
        self.settings.inspect
    }

    /// What the checks find in a pair; nothing if they are off.
    pub fn inspect(&self, kind: UnitKind, source: &Side<'_>, target: &Side<'_>) -> Flagged {
        let (mut flags, mut reasons) = (Flags::NONE, Vec::new());
        let pair = TextPair {
            kind,
            source,
            target,
        };
        if self.is_on() && self.settings.reasons {
            inspect(&pair, &self.profile, &mut reasons);
            flags = reasons.iter().map(|(flag, _)| *flag).collect();
        } else if self.is_on() {
            inspect(&pair, &self.profile, &mut flags);
        }
        (flags, reasons)
    }

    /// Flags a pair that rests on position only: a check of the alignment rather than of the texts.
    pub fn note_support(&self, is_supported: bool, (flags, reasons): &mut Flagged) {
        if is_supported || !self.is_on() {
            return;
        }
        flags.insert(Flag::PositionOnly);
        if self.settings.reasons {
            reasons.push((Flag::PositionOnly, position_only::REASON.to_owned()));
        }
    }

    /// The first reason to drop a pair with these flags.
    pub fn reject(&self, flags: Flags) -> Option<DropReason> {
        self.settings.reject_flagged(flags)
    }
}
