//! A translation next to the source version that it is compared with.
//!
//! Differences may come from a newer source rather than from a bad translation. [`Trust`] says how far the two versions
//! can be compared.

use crate::align::Match;
use crate::model::{ArticleVersion, Span, Unit, UnitId};

/// How far a translation can be compared with a source version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    /// The translation was made from exactly this version.
    Same,
    /// The version it was made from is unknown: sections whose texts all have partners are compared.
    Unknown,
    /// The translation was made from another version.
    Stale,
}

/// A translation and the source version that it is compared with.
pub struct ComparedArticle<'a> {
    /// The source version.
    pub source: &'a ArticleVersion,
    /// The translation.
    pub target: &'a ArticleVersion,
    /// The pairs of units with a sufficient score, in source order.
    pub matches: Vec<Match>,
    /// For each source unit, the index of its pair.
    by_source: Vec<Option<usize>>,
    /// For each target unit, the index of its pair.
    by_target: Vec<Option<usize>>,
    /// For each source unit, the nearest unit with a partner before it and after it. Without these lists, a search from
    /// each of many units without a partner would take quadratic time.
    nearest: [Vec<Option<UnitId>>; 2],
}

impl<'a> ComparedArticle<'a> {
    /// From the pairs with a sufficient score.
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
                units.iter().for_each(|u| pair_of[u.index()] = Some(index));
            }
        }
        Self {
            source,
            target,
            matches,
            nearest: nearest(&by_source),
            by_source,
            by_target,
        }
    }

    /// The bytes of a pair: in the source and in the translation.
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

    pub(super) fn source_unit(&self, unit: UnitId) -> &'a Unit {
        self.source.document.unit(unit)
    }

    pub(super) fn target_unit(&self, unit: UnitId) -> &'a Unit {
        self.target.document.unit(unit)
    }

    pub(super) fn source_text(&self, unit: UnitId) -> &'a str {
        self.source.document.text(self.source_unit(unit))
    }

    pub(super) fn target_text(&self, unit: UnitId) -> &'a str {
        self.target.document.text(self.target_unit(unit))
    }

    pub(super) fn target_of(&self, source: UnitId) -> Option<&[UnitId]> {
        let pair = self.by_source[source.index()]?;
        Some(&self.matches[pair].target)
    }

    pub(super) fn source_of(&self, target: UnitId) -> Option<&[UnitId]> {
        let pair = self.by_target[target.index()]?;
        Some(&self.matches[pair].source)
    }

    /// The target unit after which a source unit belongs: the partner of the nearest unit before it, else the first unit.
    pub(super) fn place_of(&self, source: UnitId) -> Option<UnitId> {
        let before = self.nearest[0].get(source.index()).copied().flatten();
        let before = before.and_then(|u| self.target_of(u)?.last().copied());
        before.or_else(|| (!self.target.document.units.is_empty()).then(|| UnitId::new(0)))
    }

    /// The target section in which a source unit belongs: that of its neighbours in the source section, else that of the
    /// unit before it.
    pub(super) fn section_for(&self, source: UnitId) -> Option<u32> {
        let own = self.source_unit(source).section;
        let after = self.nearest[1].get(source.index()).copied().flatten();
        let in_section = after.filter(|&u| self.source_unit(u).section == own);
        let partner = in_section.and_then(|u| self.target_of(u)?.first().copied());
        let near = partner.or_else(|| self.place_of(source))?;
        Some(self.target_unit(near).section)
    }

    pub(super) fn target_span(&self, units: &[UnitId]) -> Option<Span> {
        let (first, last) = (units.first()?, units.last()?);
        Some(self.target_unit(*first).span.start..self.target_unit(*last).span.end)
    }

    pub(super) fn source_span(&self, units: &[UnitId]) -> Option<Span> {
        let (first, last) = (units.first()?, units.last()?);
        Some(self.source_unit(*first).span.start..self.source_unit(*last).span.end)
    }
}

/// For each unit, the nearest one with a partner before it, and the nearest one after it.
fn nearest(pair_of: &[Option<usize>]) -> [Vec<Option<UnitId>>; 2] {
    let paired = |index: usize| pair_of[index].is_some().then_some(UnitId::new(index));
    let (mut before, mut after) = (vec![None; pair_of.len() + 1], vec![None; pair_of.len()]);
    for index in 0..pair_of.len() {
        before[index + 1] = paired(index).or(before[index]);
    }
    for index in (1..pair_of.len()).rev() {
        after[index - 1] = paired(index).or(after[index]);
    }
    [before, after]
}
