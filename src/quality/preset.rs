//! Presets for a use case: settings for a translation memory, for training and for review.

use crate::model::{Flag, Flags, TranslationType, named_enum};

named_enum! {
    /// What an export is for. Options that are set explicitly take precedence.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    Preset {
        /// A translation memory: a wrong entry costs more than a missing one.
        Tm = "tm",
        /// Training of translation models: drops duplicates and pairs with nothing to learn from.
        Training = "training",
        /// Review: keeps every pair and reports what is wrong with it.
        Review = "review",
    }
}

impl Preset {
    /// Minimum score of a pair, in [0, 1].
    #[must_use]
    pub fn min_score(self) -> f32 {
        match self {
            Self::Tm | Self::Training => 0.9,
            Self::Review => 0.5,
        }
    }

    /// Translation types whose pairs are kept; `None` for all.
    ///
    /// A model that is trained on machine translation learns the mistakes of another model. Pairs of unknown type stay,
    /// because most sites do not say how they were translated.
    #[must_use]
    pub fn translation_types(self) -> Option<&'static [TranslationType]> {
        match self {
            Self::Training => Some(&[TranslationType::Human, TranslationType::Unknown]),
            Self::Tm | Self::Review => None,
        }
    }

    /// Flags whose pairs are dropped.
    #[must_use]
    pub fn drop(self) -> Flags {
        match self {
            Self::Tm => TM,
            Self::Training => TRAINING,
            Self::Review => Flags::NONE,
        }
    }
}

/// A CAT tool inserts texts of a memory on its own, so the memory must not hold texts that are not translations or that
/// break a file. Lost tags, links and code do no harm: CAT tools insert those of the segment at hand.
const TM: Flags = super::accept_policy::DROPPED_BY_DEFAULT.union(Flags::of(&[
    Flag::Untranslated,
    Flag::NothingToTranslate,
    Flag::Numbers,
    Flag::Placeholders,
    Flag::Length,
    Flag::Language,
    Flag::MixedLanguage,
    Flag::Markdown,
    Flag::Residue,
    Flag::ControlCharacters,
]));

const TRAINING: Flags = TM.union(Flags::of(&[
    Flag::RepeatedWords,
    Flag::Personal,
    Flag::Duplicate,
]));
