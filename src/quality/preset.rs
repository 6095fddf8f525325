//! Presets for a use case: settings for a translation memory, for the tool that reads it, for training and for review.

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
        /// A memory for OmegaT, which reads Markdown as plain text.
        Omegat = "omegat",
        /// A memory for Okapi's Markdown filter.
        Okapi = "okapi",
        /// A compendium for the PO files of `md2po`.
        Md2po = "md2po",
        /// A compendium for the PO files of po4a.
        Po4a = "po4a",
        /// A compendium for the PO files of `mdbook-xgettext`.
        Mdbook = "mdbook",
        /// A memory for Weblate's Markdown files.
        Weblate = "weblate",
        /// A memory for Trados Studio.
        Trados = "trados",
        /// A memory for memoQ.
        Memoq = "memoq",
    }
}

impl Preset {
    /// Minimum score of a pair, in [0, 1].
    #[must_use]
    pub fn min_score(self) -> f32 {
        match self {
            Self::Review => 0.5,
            _ => 0.9,
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
            _ => None,
        }
    }

    /// Flags whose pairs are dropped.
    ///
    /// Tools that fill in whole entries need those with nothing to translate as well, such as `1.2.3`. In a text
    /// paragraph for OmegaT one cell may be the same in both languages; paragraphs that are so as a whole are left out
    /// when they are made.
    #[must_use]
    pub fn drop(self) -> Flags {
        match self {
            Self::Training => TRAINING,
            Self::Review => Flags::NONE,
            Self::Omegat => {
                TM.difference(Flags::of(&[Flag::NothingToTranslate, Flag::Untranslated]))
            }
            Self::Md2po | Self::Po4a | Self::Mdbook | Self::Weblate => {
                TM.difference(Flags::of(&[Flag::NothingToTranslate]))
            }
            Self::Tm | Self::Okapi | Self::Trados | Self::Memoq => TM,
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
