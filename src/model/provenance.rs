//! Where a text comes from: who translated it, from which version of which file, when.

use serde::{Deserialize, Serialize};

use super::{Locale, named_enum};

named_enum! {
    /// How a text was translated.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
    TranslationType {
        /// By humans.
        Human = "HT",
        /// By machine, reviewed or not.
        Machine = "MT",
        /// Unknown.
        #[default]
        Unknown = "unknown",
    }
}

impl TranslationType {
    /// The type of a pair of two sides, where `None` is an original: machine if either is, human only if every
    /// translated side is known to be.
    #[must_use]
    pub fn of_pair(source: Option<Self>, target: Option<Self>) -> Self {
        match (source, target) {
            (Some(Self::Machine), _) | (_, Some(Self::Machine)) => Self::Machine,
            (Some(Self::Unknown), _) | (_, Some(Self::Unknown)) | (None, None) => Self::Unknown,
            _ => Self::Human,
        }
    }
}

/// A calendar date, as provenance gives them: no time, no zone.
pub type Date = jiff::civil::Date;

/// What a file says of its own origin.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Provenance {
    /// How it was translated; `None` when the file claims nothing, as originals do.
    pub translation_type: Option<TranslationType>,
    /// Hash of the original file it was made from: 40 (SHA-1) or 64 (SHA-256) lower-case hex digits.
    pub source_hash: Option<String>,
    /// Commit of the original's repository it was made from: lower-case hex.
    pub source_commit: Option<String>,
    /// The day the translation was handed off.
    pub handoff: Option<Date>,
    /// The locale the file claims.
    pub locale: Option<Locale>,
}

/// Numbers by translation type.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypeCounts {
    /// By humans.
    #[serde(rename = "HT")]
    pub human: u64,
    /// By machine.
    #[serde(rename = "MT")]
    pub machine: u64,
    /// Not said.
    pub unknown: u64,
}

impl TypeCounts {
    /// Adds what was counted elsewhere.
    pub fn add(&mut self, other: Self) {
        self.human += other.human;
        self.machine += other.machine;
        self.unknown += other.unknown;
    }

    /// Takes out what was counted and is gone.
    pub fn subtract(&mut self, other: Self) {
        self.human = self.human.saturating_sub(other.human);
        self.machine = self.machine.saturating_sub(other.machine);
        self.unknown = self.unknown.saturating_sub(other.unknown);
    }

    /// Counts one more.
    pub fn count(&mut self, of: TranslationType) {
        match of {
            TranslationType::Human => self.human += 1,
            TranslationType::Machine => self.machine += 1,
            TranslationType::Unknown => self.unknown += 1,
        }
    }

    /// All of them.
    #[must_use]
    pub fn total(self) -> u64 {
        self.human + self.machine + self.unknown
    }
}
