//! Which pairs are dropped: one decision, made from the settings of the user.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::model::{Flag, Flags, TranslationType};

/// What is known about a pair before its texts are checked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PairScore {
    /// Probability that the pair is right, in [0, 1].
    pub score: f32,
    /// How the pair was translated.
    pub translation_type: TranslationType,
}

/// Why a pair was dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum DropReason {
    /// Its score is below the minimum.
    Score,
    /// Its translation type was not asked for.
    TranslationType,
    /// It has a flag that drops pairs. With several such flags, the first in the order of [`Flag::ALL`].
    Flag(Flag),
    /// It was translated by machine, and another pair has a human translation of the same source.
    Superseded,
}

impl DropReason {
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

    /// The words of the summary, after a number of pairs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Score => "below the minimum score",
            Self::TranslationType => "of another translation type",
            Self::Flag(flag) => flag.as_str(),
            Self::Superseded => "machine translations of texts that have a human translation",
        }
    }
}

impl Serialize for DropReason {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for DropReason {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let name = String::deserialize(from)?;
        let reasons = [Self::Score, Self::TranslationType, Self::Superseded];
        match reasons.into_iter().find(|reason| reason.name() == name) {
            Some(reason) => Ok(reason),
            None => name.parse().map(Self::Flag).map_err(D::Error::custom),
        }
    }
}

/// The conditions that a pair must meet to be exported.
#[derive(Debug, Clone, PartialEq)]
pub struct AcceptPolicy {
    /// Minimum score, in [0, 1].
    pub min_score: f32,
    /// Translation types to keep; `None` keeps all.
    pub translation_types: Option<Vec<TranslationType>>,
    /// Whether the checks run on the texts of pairs.
    pub inspect: bool,
    /// Whether the reasons of flags are kept.
    pub reasons: bool,
    /// Flags whose pairs are dropped.
    pub drop: Flags,
}

impl Default for AcceptPolicy {
    fn default() -> Self {
        Self {
            min_score: 0.75,
            translation_types: None,
            inspect: true,
            reasons: false,
            drop: DROPPED_BY_DEFAULT,
        }
    }
}

/// Flags that drop pairs by default: no use of a corpus wants these pairs.
pub(super) const DROPPED_BY_DEFAULT: Flags = Flags::of(&[Flag::Encoding, Flag::Secret]);

impl AcceptPolicy {
    /// The first reason to drop a pair before its texts are checked; `None` keeps it.
    #[must_use]
    pub fn reject(&self, pair: PairScore) -> Option<DropReason> {
        let types = self.translation_types.as_deref();
        if types.is_some_and(|wanted| !wanted.contains(&pair.translation_type)) {
            return Some(DropReason::TranslationType);
        }
        // Written so that NaN is rejected.
        let enough = pair.score >= self.min_score;
        (!enough).then_some(DropReason::Score)
    }

    /// The first reason to drop a pair because of its flags; `None` keeps it.
    #[must_use]
    pub fn reject_flagged(&self, flags: Flags) -> Option<DropReason> {
        let found = flags.intersection(self.drop).iter().next();
        found.map(DropReason::Flag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(score: f32, translation_type: TranslationType) -> PairScore {
        PairScore {
            score,
            translation_type,
        }
    }

    #[test]
    fn the_least_score_itself_is_enough() {
        let settings = AcceptPolicy {
            min_score: 0.5,
            ..AcceptPolicy::default()
        };
        assert_eq!(settings.reject(pair(0.5, TranslationType::Unknown)), None);
        let low = settings.reject(pair(0.499, TranslationType::Unknown));
        assert_eq!(low, Some(DropReason::Score));
        let none = settings.reject(pair(f32::NAN, TranslationType::Unknown));
        assert_eq!(none, Some(DropReason::Score));
    }

    #[test]
    fn only_the_translation_types_asked_for_pass() {
        let settings = AcceptPolicy {
            translation_types: Some(vec![TranslationType::Human]),
            ..AcceptPolicy::default()
        };
        assert_eq!(settings.reject(pair(1.0, TranslationType::Human)), None);
        for other in [TranslationType::Machine, TranslationType::Unknown] {
            let reason = settings.reject(pair(1.0, other));
            assert_eq!(reason, Some(DropReason::TranslationType));
        }
    }

    #[test]
    fn the_first_of_the_flags_to_drop_is_the_reason() {
        let settings = AcceptPolicy {
            drop: Flags::of(&[Flag::Secret, Flag::Links]),
            ..AcceptPolicy::default()
        };
        let found = Flags::of(&[Flag::Numbers, Flag::Secret, Flag::Links]);
        let reason = settings.reject_flagged(found);
        assert_eq!(reason, Some(DropReason::Flag(Flag::Links)));
        assert_eq!(settings.reject_flagged(Flags::of(&[Flag::Numbers])), None);
    }
}
