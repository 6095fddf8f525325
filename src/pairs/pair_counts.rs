//! What is counted of one locale pair: units aligned and not, pairs kept and dropped, flags.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::pair_qa::PairQa;
use crate::export::Quality;
use crate::model::{TranslationType, TypeCounts, UnitKind};
use crate::quality::{DropReason, Flag, Flags, Repeats};

/// What was counted of one locale pair.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PairCounts {
    /// Articles that have both locales.
    pub articles: u64,
    /// Pairs kept.
    pub pairs: TypeCounts,
    /// Pairs dropped, by reason.
    pub dropped: BTreeMap<DropReason, u64>,
    /// Pairs that a check flagged, kept or dropped, by flag.
    pub flagged: BTreeMap<Flag, u64>,
    /// Kinds, scores and flags of the pairs kept; nothing unless measured.
    pub quality: Quality,
    /// Units of the source side that stand in pairs kept; 0 unless measured.
    pub covered_source: u64,
    /// Units of the source side that were aligned.
    pub aligned_source: u64,
    /// Units of the target side that were aligned.
    pub aligned_target: u64,
    /// Units of the source side without a partner.
    pub unaligned_source: u64,
    /// Units of the target side without a partner.
    pub unaligned_target: u64,
}

impl PairCounts {
    /// Nothing aligned yet of so many units on each side.
    pub(super) fn new(source: usize, target: usize) -> Self {
        Self {
            articles: 1,
            unaligned_source: source as u64,
            unaligned_target: target as u64,
            ..Self::default()
        }
    }

    pub(super) fn aligned(&mut self, source: usize, target: usize) {
        self.aligned_source += source as u64;
        self.aligned_target += target as u64;
        self.unaligned_source = self.unaligned_source.saturating_sub(source as u64);
        self.unaligned_target = self.unaligned_target.saturating_sub(target as u64);
    }

    pub(super) fn keep(&mut self, of: TranslationType) {
        self.pairs.count(of);
    }

    pub(super) fn drop(&mut self, reason: DropReason) {
        *self.dropped.entry(reason).or_default() += 1;
    }

    /// Counts a pair whose texts were checked. Returns whether it is kept, as one that a reviewer has accepted always is.
    pub(super) fn decide(
        &mut self,
        flags: Flags,
        of: TranslationType,
        pair_qa: &PairQa<'_>,
        is_reviewed: bool,
    ) -> bool {
        for flag in flags.iter() {
            *self.flagged.entry(flag).or_default() += 1;
        }
        let reason = pair_qa.reject(flags).filter(|_| !is_reviewed);
        match reason {
            Some(reason) => self.drop(reason),
            None => self.keep(of),
        }
        reason.is_none()
    }

    /// Looks closer at a pair that was kept, of so many units of the source side.
    pub(super) fn measure(&mut self, kind: UnitKind, score: f32, flags: Flags, units: usize) {
        self.quality.count(kind.as_str(), score, flags);
        self.covered_source += units as u64;
    }

    /// Takes out what was dropped, and counts what was flagged, when all pairs were compared.
    pub(crate) fn compared(&mut self, found: &Repeats) {
        let superseded = TypeCounts {
            machine: found.superseded,
            ..TypeCounts::default()
        };
        let flagged = [
            (Flag::Duplicate, found.duplicates),
            (Flag::NearDuplicate, found.near_duplicates),
            (Flag::Inconsistent, found.inconsistent),
        ];
        for (flag, count) in flagged.into_iter().filter(|f| f.1 > 0) {
            *self.flagged.entry(flag).or_default() += count;
        }
        let dropped = found.dropped.iter();
        let dropped = dropped.map(|(flag, counts)| (DropReason::Flag(*flag), *counts));
        for (reason, counts) in dropped.chain([(DropReason::Superseded, superseded)]) {
            if counts.total() > 0 {
                self.pairs.subtract(counts);
                *self.dropped.entry(reason).or_default() += counts.total();
            }
        }
    }

    pub(crate) fn add(&mut self, other: &Self) {
        self.articles += other.articles;
        self.pairs.add(other.pairs);
        self.quality.add(&other.quality);
        self.covered_source += other.covered_source;
        for (flag, count) in &other.flagged {
            *self.flagged.entry(*flag).or_default() += count;
        }
        for (reason, count) in &other.dropped {
            *self.dropped.entry(*reason).or_default() += count;
        }
        self.aligned_source += other.aligned_source;
        self.aligned_target += other.aligned_target;
        self.unaligned_source += other.unaligned_source;
        self.unaligned_target += other.unaligned_target;
    }
}
