//! Decides for all pairs of two locales: which are duplicates, which sources have several translations, and which
//! machine translations have a human translation of the same source.
//!
//! The keys are read several times, once for each question, so that memory stays bounded.

use std::collections::BTreeMap;

use serde::Serialize;

use super::group_by_key::{Place, each_group};
use super::keys::Keys;
use crate::model::{Flag, Flags, TranslationType, TypeCounts};

/// What happens to pairs that repeat others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DedupSettings {
    /// Machine translations are dropped where the same source has a human one.
    pub prefer_human: bool,
    /// Pairs with one of these flags are dropped. Only [`DedupSettings::FLAGS`] count.
    pub drop: Flags,
    /// How many pairs of two locales are compared, in corpus order.
    pub most: usize,
}

impl DedupSettings {
    /// The default maximum of compared pairs of two locales. They take about 550 MB.
    pub const MOST: usize = 10_000_000;
    /// The flags that the comparison finds.
    pub const FLAGS: Flags = Flags::of(&[Flag::Duplicate, Flag::NearDuplicate, Flag::Inconsistent]);
}

impl Default for DedupSettings {
    fn default() -> Self {
        Self {
            prefer_human: false,
            drop: Flags::NONE,
            most: Self::MOST,
        }
    }
}

/// The result for one pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// Those of `duplicate`, `near_duplicate` and `inconsistent` that apply.
    pub flags: Flags,
    /// The number of the first pair that it repeats; its own number if it repeats none.
    pub first: u32,
    /// How many pairs have these texts, context and translation type; 0 if an earlier pair has them too.
    pub count: u32,
    /// Whether the pair is the one to write where a source text may have one translation only.
    pub speaks_for_source: bool,
    /// Whether the pair is left out of the export.
    pub dropped: bool,
}

impl Verdict {
    /// The result for a pair that was compared with no other.
    #[must_use]
    pub fn alone(number: u32) -> Self {
        Self {
            flags: Flags::NONE,
            first: number,
            count: 1,
            speaks_for_source: true,
            dropped: false,
        }
    }
}

/// The counts for all pairs of two locales.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Repeats {
    /// Pairs that were not dropped. The following fields count among these.
    pub pairs: u64,
    /// Pairs with the texts of an earlier pair.
    pub duplicates: u64,
    /// Pairs that differ from an earlier one only in case, numbers and punctuation. They may equal a third pair exactly.
    pub near_duplicates: u64,
    /// Pairs with the source text of an earlier pair.
    pub same_source: u64,
    /// Pairs with the target text of an earlier pair.
    pub same_target: u64,
    /// Source texts with several translations.
    pub inconsistent_sources: u64,
    /// Pairs with such a source text.
    pub inconsistent: u64,
    /// Machine translations that were dropped because their source has a human translation.
    pub superseded: u64,
    /// Pairs that were dropped for a flag that the comparison finds, by their first such flag.
    pub dropped: BTreeMap<Flag, TypeCounts>,
    /// Kept pairs that have the texts, context and translation type of an earlier pair.
    pub same_unit: u64,
    /// Pairs beyond the maximum, which were not compared.
    pub unjudged: u64,
}

impl Repeats {
    /// Adds other counts.
    pub fn add(&mut self, other: &Self) {
        self.pairs += other.pairs;
        self.duplicates += other.duplicates;
        self.near_duplicates += other.near_duplicates;
        self.same_source += other.same_source;
        self.same_target += other.same_target;
        self.inconsistent_sources += other.inconsistent_sources;
        self.inconsistent += other.inconsistent;
        self.superseded += other.superseded;
        for (flag, counts) in &other.dropped {
            self.dropped.entry(*flag).or_default().add(*counts);
        }
        self.same_unit += other.same_unit;
        self.unjudged += other.unjudged;
    }
}

/// Judges `len` pairs of two locales. `records` starts reading their keys again, in corpus order. Pairs beyond the maximum
/// get no verdict and are kept.
///
/// # Errors
/// The first error of `records`.
pub fn judge<I, E>(
    len: usize,
    mut records: impl FnMut() -> Result<I, E>,
    settings: DedupSettings,
) -> Result<(Vec<Verdict>, Repeats), E>
where
    I: Iterator<Item = Result<Keys, E>>,
{
    let compared = len.min(settings.most);
    let mut judge = Judge {
        settings,
        verdicts: (0..compared as u32).map(Verdict::alone).collect(),
        near: vec![false; compared],
        found: Repeats {
            unjudged: (len - compared) as u64,
            ..Repeats::default()
        },
    };
    // Thirty bits of a hash fit beside the type: one in 10^9 other translations is missed.
    let by_source = |keys: &Keys| {
        let target = (keys.near_target as u32) << 2;
        (keys.source, target | u32::from(keys.type_code()))
    };
    let places = judge.places(records()?, by_source, false)?;
    each_group(&places, |group| judge.same_source(group));
    let places = judge.places(records()?, |keys| (keys.target, 0), false)?;
    judge.found.pairs = places.len() as u64;
    each_group(&places, |group| {
        judge.found.same_target += group.len() as u64 - 1
    });
    let places = judge.places(records()?, |keys| (keys.near(), 0), false)?;
    each_group(&places, |group| judge.near(group));
    // Equal pairs are near-duplicates too, so no other pair has to be compared.
    let by_pair = |keys: &Keys| (keys.pair(), keys.type_code().into());
    let places = judge.places(records()?, by_pair, true)?;
    each_group(&places, |group| judge.same(group));
    places.iter().for_each(|place| judge.count(place));
    let places = judge.places(records()?, |keys| (keys.unit(), 0), true)?;
    each_group(&places, |group| judge.same_unit(group));
    Ok((judge.verdicts, judge.found))
}

fn translation_type(place: &Place) -> TranslationType {
    Keys::decoded(place.note as u8 & 3)
}

struct Judge {
    settings: DedupSettings,
    verdicts: Vec<Verdict>,
    /// For each pair, whether it is a near-duplicate of another.
    near: Vec<bool>,
    found: Repeats,
}

impl Judge {
    /// The pairs that were not dropped, with a key: all of them, or only those with a near-duplicate.
    fn places<E>(
        &self,
        records: impl Iterator<Item = Result<Keys, E>>,
        key: impl Fn(&Keys) -> (u128, u32),
        near: bool,
    ) -> Result<Vec<Place>, E> {
        let is_asked =
            |number: usize| !self.verdicts[number].dropped && (self.near[number] || !near);
        let asked = (0..self.verdicts.len()).filter(|&n| is_asked(n)).count();
        let mut places = Vec::with_capacity(asked);
        for (number, keys) in records.take(self.verdicts.len()).enumerate() {
            let keys = keys?;
            if is_asked(number) {
                let (key, note) = key(&keys);
                places.push(Place {
                    key: [(key >> 64) as u64, key as u64],
                    number: number as u32,
                    note,
                });
            }
        }
        Ok(places)
    }

    fn verdict(&mut self, place: &Place) -> &mut Verdict {
        &mut self.verdicts[place.number as usize]
    }

    fn same_source(&mut self, group: &[Place]) {
        let is = |of| move |place: &Place| translation_type(place) == of;
        let prefers = self.settings.prefer_human && group.iter().any(is(TranslationType::Human));
        let superseded = |place: &&Place| prefers && is(TranslationType::Machine)(place);
        let (gone, kept): (Vec<&Place>, Vec<&Place>) = group.iter().partition(superseded);
        self.found.superseded += gone.len() as u64;
        self.found.same_source += kept.len() as u64 - 1;
        let differ = kept.iter().any(|p| p.note >> 2 != kept[0].note >> 2);
        for place in gone {
            self.verdict(place).dropped = true;
        }
        let human = kept
            .iter()
            .position(|place| is(TranslationType::Human)(place));
        let speaker = human.unwrap_or(0);
        for (index, place) in kept.iter().enumerate() {
            self.verdict(place).speaks_for_source = index == speaker;
        }
        if differ {
            self.found.inconsistent_sources += 1;
            self.found.inconsistent += kept.len() as u64;
            for place in kept {
                self.verdict(place).flags.insert(Flag::Inconsistent);
                self.drop_flagged(place);
            }
        }
    }

    fn near(&mut self, group: &[Place]) {
        self.near[group[0].number as usize] = true;
        for place in &group[1..] {
            self.near[place.number as usize] = true;
            self.verdict(place).flags.insert(Flag::NearDuplicate);
            self.verdict(place).first = group[0].number;
        }
    }

    /// Exact duplicates of a near-duplicate group's first member are not near-duplicates.
    fn same(&mut self, group: &[Place]) {
        let first = self.verdict(&group[0]);
        let near = first.flags.contains(Flag::NearDuplicate);
        // If only one may stay, keep a human translation.
        let is_human = |place: &Place| translation_type(place) == TranslationType::Human;
        let human = group.iter().position(is_human);
        let drops = self.settings.drop.contains(Flag::Duplicate);
        let stays = human.filter(|_| drops).unwrap_or(0);
        for (index, place) in group.iter().enumerate() {
            let verdict = self.verdict(place);
            if !near {
                verdict.flags = verdict.flags.difference(Flags::of(&[Flag::NearDuplicate]));
                verdict.first = place.number;
            }
            if index != stays {
                verdict.flags.insert(Flag::Duplicate);
                verdict.first = group[stays].number;
            }
        }
    }

    fn count(&mut self, place: &Place) {
        let flags = self.verdict(place).flags;
        if flags.contains(Flag::Duplicate) {
            self.found.duplicates += 1;
        }
        if flags.contains(Flag::NearDuplicate) {
            self.found.near_duplicates += 1;
        }
        self.drop_flagged(place);
    }

    fn drop_flagged(&mut self, place: &Place) {
        let unwanted = self.settings.drop;
        let verdict = self.verdict(place);
        if let Some(flag) = verdict.flags.intersection(unwanted).iter().next() {
            verdict.dropped = true;
            let dropped = self.found.dropped.entry(flag).or_default();
            dropped.count(translation_type(place));
        }
    }

    fn same_unit(&mut self, group: &[Place]) {
        self.found.same_unit += group.len() as u64 - 1;
        group.iter().for_each(|place| self.verdict(place).count = 0);
        self.verdict(&group[0]).count = group.len() as u32;
    }
}
