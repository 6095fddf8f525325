//! What is dropped: decided once, by the user's settings.

use serde::{Serialize, Serializer};

use crate::model::{Flag, Flags, TranslationType};

/// What is known of a pair before its texts are looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Findings {
    /// Probability that the pair is right, in [0, 1].
    pub score: f32,
    /// How the pair was translated.
    pub translation_type: TranslationType,
}

/// Why a pair was dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Reason {
    /// Its score is too low.
    Score,
    /// Its translation type is not wanted.
    TranslationType,
    /// A check flagged it; of several flags the first in order.
    Flag(Flag),
    /// It is translated by machine, and humans translated the same source elsewhere.
    Superseded,
}

impl Reason {
    /// Its name in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Score => "score",
            Self::TranslationType => "translation_type",
            Self::Flag(flag) => flag.as_str(),
            Self::Superseded => "superseded",
        }
    }

    /// As the summary says it, behind a number of pairs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Score => "below the least score",
            Self::TranslationType => "of another translation type",
            Self::Flag(flag) => flag.as_str(),
            Self::Superseded => "translated by machine, and by humans elsewhere",
        }
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.name())
    }
}

/// What a pair has to be.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckSettings {
    /// Least score, in [0, 1].
    pub min_score: f32,
    /// Translation types wanted; all of them where `None`.
    pub translation_types: Option<Vec<TranslationType>>,
    /// Whether texts are looked at, which takes its time.
    pub inspect: bool,
    /// Whether the reasons of the flags are told.
    pub reasons: bool,
    /// Flags whose pairs are dropped.
    pub drop: Flags,
}

impl Default for CheckSettings {
    fn default() -> Self {
        Self {
            min_score: 0.75,
            translation_types: None,
            inspect: true,
            reasons: false,
            drop: DROP,
        }
    }
}

/// What is dropped unless settings say otherwise: what nobody can want, whatever the use.
pub(super) const DROP: Flags = Flags::of(&[Flag::Encoding, Flag::Secret]);

impl CheckSettings {
    /// The first reason to drop a pair before its texts are looked at; `None` where it is wanted.
    #[must_use]
    pub fn reject(&self, pair: Findings) -> Option<Reason> {
        let types = self.translation_types.as_deref();
        if types.is_some_and(|wanted| !wanted.contains(&pair.translation_type)) {
            return Some(Reason::TranslationType);
        }
        // A score that is no number is no reason to keep a pair.
        let enough = pair.score >= self.min_score;
        (!enough).then_some(Reason::Score)
    }

    /// The first reason to drop a pair for what the checks found; `None` where it is wanted.
    #[must_use]
    pub fn reject_flagged(&self, flags: Flags) -> Option<Reason> {
        let found = flags.in_both(self.drop).iter().next();
        found.map(Reason::Flag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(score: f32, translation_type: TranslationType) -> Findings {
        Findings {
            score,
            translation_type,
        }
    }

    #[test]
    fn the_least_score_itself_is_enough() {
        let settings = CheckSettings {
            min_score: 0.5,
            ..CheckSettings::default()
        };
        assert_eq!(settings.reject(pair(0.5, TranslationType::Unknown)), None);
        let low = settings.reject(pair(0.499, TranslationType::Unknown));
        assert_eq!(low, Some(Reason::Score));
        let none = settings.reject(pair(f32::NAN, TranslationType::Unknown));
        assert_eq!(none, Some(Reason::Score));
    }

    #[test]
    fn only_the_translation_types_asked_for_pass() {
        let settings = CheckSettings {
            translation_types: Some(vec![TranslationType::Human]),
            ..CheckSettings::default()
        };
        assert_eq!(settings.reject(pair(1.0, TranslationType::Human)), None);
        for other in [TranslationType::Machine, TranslationType::Unknown] {
            let reason = settings.reject(pair(1.0, other));
            assert_eq!(reason, Some(Reason::TranslationType));
        }
    }

    #[test]
    fn the_first_of_the_flags_to_drop_is_the_reason() {
        let settings = CheckSettings {
            drop: Flags::of(&[Flag::Secret, Flag::Links]),
            ..CheckSettings::default()
        };
        let found = Flags::of(&[Flag::Numbers, Flag::Secret, Flag::Links]);
        let reason = settings.reject_flagged(found);
        assert_eq!(reason, Some(Reason::Flag(Flag::Links)));
        assert_eq!(settings.reject_flagged(Flags::of(&[Flag::Numbers])), None);
    }
}
