//! What is dropped: decided once, by the user's settings.

use crate::model::TranslationType;

/// What is known of a pair before it becomes a record.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Findings {
    /// Probability that the pair is right, in [0, 1].
    pub score: f32,
    /// How the pair was translated.
    pub translation_type: TranslationType,
}

/// Why a pair was dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Reason {
    /// Its score is too low.
    Score,
    /// Its translation type is not wanted.
    TranslationType,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Self; 2] = [Self::Score, Self::TranslationType];

    /// As the summary says it, behind a number of pairs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Score => "below the least score",
            Self::TranslationType => "of another translation type",
        }
    }
}

/// What a pair has to be.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckSettings {
    /// Least score, in [0, 1].
    pub min_score: f32,
    /// Translation types wanted; all of them where `None`.
    pub translation_types: Option<Vec<TranslationType>>,
}

impl Default for CheckSettings {
    fn default() -> Self {
        Self {
            min_score: 0.75,
            translation_types: None,
        }
    }
}

impl CheckSettings {
    /// The first reason to drop a pair; `None` where it is wanted.
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
}
