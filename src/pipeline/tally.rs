//! What a run counts: files and units by locale, pairs by locale pair, and what no pair was made of.

use std::collections::BTreeMap;

use serde::Serialize;

use super::ExactCounts;
use super::inspector::Inspector;
use crate::check::{Flag, Flags, Reason, Repeats};
use crate::export::Quality;
use crate::model::{Locale, TranslationType, TypeCounts, UnitKind, Version};

/// What was counted of one locale.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct LocaleCounts {
    /// Files that could be read.
    pub files: u64,
    /// Files that are originals.
    pub originals: u64,
    /// Translations by type.
    pub translations: TypeCounts,
    /// Units.
    pub units: u64,
    /// Words: what stands between white space; 0 unless measured.
    pub words: u64,
    /// Characters (code points) without white space; 0 unless measured.
    pub characters: u64,
}

/// What was counted of one locale pair.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct PairCounts {
    /// Articles that have both locales.
    pub articles: u64,
    /// Pairs kept.
    pub pairs: TypeCounts,
    /// Pairs dropped, by reason.
    pub dropped: BTreeMap<Reason, u64>,
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

    pub(super) fn drop(&mut self, reason: Reason) {
        *self.dropped.entry(reason).or_default() += 1;
    }

    /// Counts a pair whose texts were looked at; says whether it is kept.
    pub(super) fn settle(
        &mut self,
        flags: Flags,
        of: TranslationType,
        inspector: &Inspector<'_>,
    ) -> bool {
        for flag in flags.iter() {
            *self.flagged.entry(flag).or_default() += 1;
        }
        let reason = inspector.reject(flags);
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
    fn compared(&mut self, found: &Repeats) {
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
        let dropped = dropped.map(|(flag, counts)| (Reason::Flag(*flag), *counts));
        for (reason, counts) in dropped.chain([(Reason::Superseded, superseded)]) {
            if counts.total() > 0 {
                self.pairs.subtract(counts);
                *self.dropped.entry(reason).or_default() += counts.total();
            }
        }
    }

    fn add(&mut self, other: &Self) {
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

/// What was counted of an article, or of a corpus.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Articles worked on.
    pub articles: u64,
    /// Articles of which one version alone could be read.
    pub alone: u64,
    /// Articles of several versions that gave no pair.
    pub without_pair: u64,
    /// By locale.
    pub locales: BTreeMap<Locale, LocaleCounts>,
    /// Source versions from git.
    pub exact: ExactCounts,
    /// Pairs of the publisher's own making; they are among those of their locales too.
    pub published: u64,
    /// By source and target locale.
    pub pairs: BTreeMap<(Locale, Locale), PairCounts>,
}

impl Tally {
    /// Takes out the pairs that were dropped, and counts those that were flagged, when all were compared.
    pub fn compared(&mut self, found: &BTreeMap<(Locale, Locale), Repeats>) {
        for (pair, found) in found {
            self.pairs.entry(pair.clone()).or_default().compared(found);
        }
    }

    /// Adds what was counted elsewhere.
    pub fn add(&mut self, other: &Self) {
        self.articles += other.articles;
        self.alone += other.alone;
        self.without_pair += other.without_pair;
        self.exact.add(&other.exact);
        self.published += other.published;
        for (locale, counts) in &other.locales {
            let to = self.locales.entry(locale.clone()).or_default();
            to.files += counts.files;
            to.originals += counts.originals;
            to.translations.add(counts.translations);
            to.units += counts.units;
            to.words += counts.words;
            to.characters += counts.characters;
        }
        for (pair, counts) in &other.pairs {
            self.pairs.entry(pair.clone()).or_default().add(counts);
        }
    }

    pub(super) fn add_version(
        &mut self,
        version: &Version,
        translation_type: Option<TranslationType>,
        measure: bool,
    ) {
        let to = self.locales.entry(version.locale.clone()).or_default();
        to.files += 1;
        match translation_type {
            Some(of) => to.translations.count(of),
            None => to.originals += 1,
        }
        to.units += version.document.units.len() as u64;
        if measure {
            for unit in &version.document.units {
                for word in version.document.text(unit).split_whitespace() {
                    to.words += 1;
                    to.characters += word.chars().count() as u64;
                }
            }
        }
    }

    pub(super) fn add_pair(&mut self, source: &Locale, target: &Locale, counts: PairCounts) {
        let pair = (source.clone(), target.clone());
        self.pairs.entry(pair).or_default().add(&counts);
    }

    pub(super) fn end_article(&mut self, versions: usize) {
        self.articles += 1;
        if versions < 2 {
            self.alone += 1;
        } else if self.pairs.values().all(|p| p.pairs.total() == 0) {
            self.without_pair += 1;
        }
    }
}
