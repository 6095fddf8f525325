//! A translation beside the original it was made from: what was lost, added or broken beyond a pair of texts.
//!
//! What differs because the original has moved on is no fault of the translation. So how far the two can be compared
//! is asked first ([`Trust`]), and where they cannot, a section is called stale and nothing in it is accused.

mod code;
mod elements;
mod gaps;
mod quote;
mod stale;
mod tables;
#[cfg(test)]
mod tests;
mod texts;

pub use quote::quoted;
pub use stale::{Evidence, stale_sections};

use super::Fault;
use crate::align::Match;
use crate::model::{ArticleVersion, Span, Unit};

/// How far a translation and the original at hand can be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    /// It was made from this very text.
    Same,
    /// Nothing says what it was made from: sections that are in step are compared.
    Unknown,
    /// It was made from another version.
    Stale,
}

/// A translation, and the original it is compared with.
pub struct Article<'a> {
    /// The original.
    pub source: &'a ArticleVersion,
    /// The translation.
    pub target: &'a ArticleVersion,
    /// The pairs of their units that are likely enough, in the order of the original.
    pub matches: Vec<Match>,
    /// For each unit of the original, its pair.
    by_source: Vec<Option<usize>>,
    /// For each unit of the translation, its pair.
    by_target: Vec<Option<usize>>,
}

impl<'a> Article<'a> {
    /// From the pairs that are likely enough.
    #[must_use]
    pub fn new(
        source: &'a ArticleVersion,
        target: &'a ArticleVersion,
        matches: Vec<Match>,
    ) -> Self {
        let mut by_source = vec![None; source.document.units.len()];
        let mut by_target = vec![None; target.document.units.len()];
        for (index, found) in matches.iter().enumerate() {
            let ends = [
                (&mut by_source, &found.source),
                (&mut by_target, &found.target),
            ];
            for (pair_of, units) in ends {
                units
                    .iter()
                    .for_each(|&u| pair_of[u as usize] = Some(index));
            }
        }
        Self {
            source,
            target,
            matches,
            by_source,
            by_target,
        }
    }

    /// What differs from the original the translation was made from, apart from the texts of pairs.
    #[must_use]
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = texts::faults(self);
        faults.extend(tables::faults(self));
        faults.extend(code::faults(self));
        faults.extend(elements::faults(self));
        faults
    }

    /// The bytes of a pair: of the original, and of the translation.
    #[must_use]
    pub fn spans(&self, found: &Match) -> (Span, Span) {
        let source = self.source_span(&found.source).unwrap_or_default();
        (source, self.target_span(&found.target).unwrap_or_default())
    }

    /// Whether the texts of a pair are not the same.
    #[must_use]
    pub fn differ(&self, found: &Match) -> bool {
        let source = found.source.iter().map(|&u| self.source_text(u));
        !source.eq(found.target.iter().map(|&u| self.target_text(u)))
    }

    fn source_unit(&self, index: u32) -> &'a Unit {
        &self.source.document.units[index as usize]
    }

    fn target_unit(&self, index: u32) -> &'a Unit {
        &self.target.document.units[index as usize]
    }

    fn source_text(&self, index: u32) -> &'a str {
        self.source.document.text(self.source_unit(index))
    }

    fn target_text(&self, index: u32) -> &'a str {
        self.target.document.text(self.target_unit(index))
    }

    fn target_of(&self, source: u32) -> Option<&[u32]> {
        let pair = self.by_source[source as usize]?;
        Some(&self.matches[pair].target)
    }

    fn source_of(&self, target: u32) -> Option<&[u32]> {
        let pair = self.by_target[target as usize]?;
        Some(&self.matches[pair].source)
    }

    /// Where in the translation a unit of the original would stand: what stands before it there, else the beginning.
    fn place_of(&self, source: u32) -> Option<u32> {
        let before = (0..source)
            .rev()
            .find_map(|u| self.target_of(u)?.last().copied());
        before.or_else(|| (!self.target.document.units.is_empty()).then_some(0))
    }

    /// The section of the translation that a unit of the original would stand in: the one of what shares its section in
    /// the original, else of what stands before it.
    fn section_for(&self, source: u32) -> Option<u32> {
        let units = &self.source.document.units;
        let own = units[source as usize].section;
        let mut shared =
            (source + 1..units.len() as u32).take_while(|&u| units[u as usize].section == own);
        let partner = shared.find_map(|u| self.target_of(u)?.first().copied());
        let near = partner.or_else(|| self.place_of(source))?;
        Some(self.target_unit(near).section)
    }

    fn target_span(&self, units: &[u32]) -> Option<Span> {
        let (first, last) = (units.first()?, units.last()?);
        Some(self.target_unit(*first).span.start..self.target_unit(*last).span.end)
    }

    fn source_span(&self, units: &[u32]) -> Option<Span> {
        let (first, last) = (units.first()?, units.last()?);
        Some(self.source_unit(*first).span.start..self.source_unit(*last).span.end)
    }
}
