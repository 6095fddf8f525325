//! Settings for a purpose: what a translation memory, a training corpus and a review each want.

use std::fmt;
use std::str::FromStr;

use crate::model::{Flag, Flags};

/// What an export is for. What is set apart from it wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preset {
    /// A translation memory: a wrong entry costs more than a missing one.
    Tm,
    /// Training of translation models: what teaches nothing or something wrong is out.
    Training,
    /// Review: everything stays and says what is wrong with it.
    Review,
}

impl Preset {
    /// Every preset, in the order they are shown in.
    pub const ALL: &[Self] = &[Self::Tm, Self::Training, Self::Review];

    /// Its name on the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Tm => "tm",
            Self::Training => "training",
            Self::Review => "review",
        }
    }

    /// Least score of a pair, in [0, 1].
    #[must_use]
    pub fn min_score(self) -> f32 {
        match self {
            Self::Tm | Self::Training => 0.9,
            Self::Review => 0.5,
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

/// A memory fills in its texts by itself: it must not hold what is no translation, or what would break a file. Lost
/// tags, links and code do no harm there, since tools insert those of the text at hand.
const TM: Flags = super::settings::DROP.and(Flags::of(&[
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

const TRAINING: Flags = TM.and(Flags::of(&[
    Flag::RepeatedWords,
    Flag::Personal,
    Flag::Duplicate,
]));

/// A name that stands for no preset.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not one of tm, training, review")]
pub struct PresetError(String);

impl FromStr for Preset {
    type Err = PresetError;
    fn from_str(name: &str) -> Result<Self, PresetError> {
        let found = Self::ALL.iter().find(|p| p.as_str() == name);
        found.copied().ok_or_else(|| PresetError(name.to_owned()))
    }
}

impl fmt::Display for Preset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
