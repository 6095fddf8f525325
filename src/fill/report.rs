//! How much of a template was filled, and from where.

use serde::Serialize;

use super::entry::{Entry, Found, Origin};
use crate::model::TranslationType;

/// Counts of entries.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// All entries with a text.
    pub entries: u32,
    /// Those that had a translation.
    pub translated_before: u32,
    /// Filled from the corpus with human translations.
    pub human: u32,
    /// Filled from the corpus with machine translations.
    pub machine: u32,
    /// Filled from the corpus with translations of unknown type.
    pub unknown: u32,
    /// Filled from the memory, where the texts before and after are the same too.
    pub memory_in_context: u32,
    /// Filled from the memory with the translation of the same text.
    pub memory: u32,
    /// Filled from the memory with the translation of a similar text.
    pub similar: u32,
    /// Of the filled ones, those that are marked as fuzzy or for review.
    pub doubtful: u32,
}

impl Report {
    /// Counts an entry.
    pub(super) fn add(&mut self, entry: &Entry, found: Option<&Found>) {
        self.entries += 1;
        self.translated_before += u32::from(!entry.is_empty);
        let Some(found) = found else { return };
        self.doubtful += u32::from(found.is_doubtful);
        let count = match found.origin {
            Origin::Corpus(TranslationType::Human) => &mut self.human,
            Origin::Corpus(TranslationType::Machine) => &mut self.machine,
            Origin::Corpus(_) => &mut self.unknown,
            Origin::MemoryInContext => &mut self.memory_in_context,
            Origin::Memory => &mut self.memory,
            Origin::Similar => &mut self.similar,
        };
        *count += 1;
    }

    /// Entries that were filled.
    #[must_use]
    pub fn filled(&self) -> u32 {
        let corpus = self.human + self.machine + self.unknown;
        corpus + self.memory_in_context + self.memory + self.similar
    }
}
