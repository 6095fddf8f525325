//! Makes the pairs of two versions from the matches of their units.

use super::matched_units::MatchedUnits;
use super::pair_counts::PairCounts;
use super::pair_id::PairIds;
use super::pair_qa::{Flagged, PairQa};
use super::pair_side::{Context, side};
use super::sentence_pairs::{joined, part};
use super::unaligned::UnalignedOrder;
use super::version_pair::VersionPair;
use super::{PairSettings, PairSink};
use crate::align::Match;
use crate::model::{
    Aligner, ArticleVersion, Bead, Pair, PairSide, UnalignedUnit, UnitId, UnitKind,
};
use crate::quality::{DropReason, LocalePairProfiles, PairScore};
use crate::sentence::{SentenceAligner, SentencePair, UnitSide};

/// What all pairs of an article are made with.
#[derive(Clone, Copy)]
pub(super) struct PairTools<'a> {
    pub settings: &'a PairSettings,
    /// What the checks expect of a locale pair.
    pub profiles: Option<&'a LocalePairProfiles>,
}

/// Makes the pairs of two versions, and counts them.
pub(super) struct PairBuilder<'a, 's> {
    versions: VersionPair<'a>,
    settings: &'a PairSettings,
    qa: PairQa<'a>,
    sentences: Option<SentenceAligner>,
    ids: PairIds,
    source_context: Context,
    target_context: Context,
    /// The index of the next pair or unaligned unit.
    index: u32,
    counts: PairCounts,
    sink: Option<&'s mut dyn PairSink>,
}

impl<'a, 's> PairBuilder<'a, 's> {
    /// A builder whose first pair has an index. `matches` teach the sentence aligner the words of the article.
    pub fn new(
        versions: VersionPair<'a>,
        tools: PairTools<'a>,
        matches: &[Match],
        index: u32,
        sink: Option<&'s mut dyn PairSink>,
    ) -> Self {
        let PairTools { settings, profiles } = tools;
        Self {
            sentences: sentence_aligner(&versions, settings, matches),
            qa: PairQa::new(&settings.check, profiles, versions.locales()),
            ids: PairIds::new(versions.document, versions.locales()),
            source_context: Context::default(),
            target_context: Context::default(),
            counts: PairCounts::default(),
            versions,
            settings,
            index,
            sink,
        }
    }

    /// Makes a pair of each match that is kept, and hands over unaligned units between them. Returns the counts and
    /// the next index.
    pub fn build_all(mut self, matches: &[Match]) -> (PairCounts, u32) {
        let sides = [self.versions.source, self.versions.target];
        let units = sides.map(|version| version.document.units.len());
        self.counts = PairCounts::new(units[0], units[1]);
        let is_kept = |found: &&Match| self.reject(found.score) != Some(DropReason::Score);
        // If a translation type is not wanted at all, its unaligned units are not wanted either.
        let is_wanted = self.reject(1.0).is_none();
        let order = UnalignedOrder::new(units, matches.iter().filter(is_kept));
        self.build(matches, is_wanted.then_some(order))
    }

    /// Makes a pair of each match that is kept, and ignores unaligned units. Returns the counts and the next index.
    pub fn build_matched(self, matches: &[Match]) -> (PairCounts, u32) {
        self.build(matches, None)
    }

    fn build(
        mut self,
        matches: &[Match],
        mut unaligned: Option<UnalignedOrder>,
    ) -> (PairCounts, u32) {
        for found in matches {
            self.counts.aligned(found.source.len(), found.target.len());
            if let Some(unaligned) = &mut unaligned {
                self.add_unaligned(&unaligned.before(found));
            }
            match self.reject(found.score) {
                Some(reason) => self.counts.drop(reason),
                None => self.add_match(found),
            }
        }
        if let Some(mut unaligned) = unaligned {
            self.add_unaligned(&unaligned.rest());
        }
        (self.counts, self.index)
    }

    /// Why a pair of these versions with a score is dropped before its texts are checked.
    fn reject(&self, score: f32) -> Option<DropReason> {
        self.settings.check.reject(PairScore {
            score,
            translation_type: self.versions.translation_type(),
        })
    }

    fn add_match(&mut self, found: &Match) {
        if self.sink.is_none() && !self.qa.is_on() && !self.settings.measure {
            self.counts.keep(self.versions.translation_type());
            self.index += 1;
            return;
        }
        let Some(units) = MatchedUnits::of(&self.versions, found) else {
            return;
        };
        match self.sentence_pairs(&units, found) {
            Some(sentences) => self.add_sentences(&units, &sentences),
            None => self.add_units(&units),
        }
    }

    /// Checks a pair of units and hands it over if it is kept.
    fn add_units(&mut self, units: &MatchedUnits<'a>) {
        let mut flagged = self.qa.inspect(units.kind(), &units.source, &units.target);
        self.qa.note_support(units.is_supported, &mut flagged);
        let translation_type = self.versions.translation_type();
        let accepted = self
            .counts
            .decide(flagged.0, translation_type, &self.qa, units.is_reviewed);
        if !accepted {
            return;
        }
        if self.settings.measure {
            self.counts.measure(
                units.kind(),
                units.score,
                flagged.0,
                usize::from(units.bead.0),
            );
        }
        if self.sink.is_some() {
            let pair = self.pair(units, flagged);
            self.hand_over(pair);
        }
        self.index += 1;
    }

    /// Checks the sentence pairs of a unit pair and hands over those that are kept.
    fn add_sentences(&mut self, units: &MatchedUnits<'a>, sentences: &[SentencePair]) {
        let whole = self.pair(units, Flagged::default());
        let text = |index: usize| Some(joined(&units.source, &sentences.get(index)?.source.0));
        let translation_type = self.versions.translation_type();
        for (index, sentence) in sentences.iter().enumerate() {
            let source = part(&units.source, &sentence.source.0);
            let target = part(&units.target, &sentence.target.0);
            let mut flagged = self.qa.inspect(whole.kind, &source, &target);
            self.qa.note_support(units.is_supported, &mut flagged);
            let (flags, reasons) = flagged;
            let accepted = self
                .counts
                .decide(flags, translation_type, &self.qa, units.is_reviewed);
            if !accepted {
                continue;
            }
            let before = index.checked_sub(1).and_then(text);
            let after = text(index + 1);
            let pair = Pair {
                id: self.ids.next(whole.kind, &source.text, &target.text),
                parent: Some(whole.id.clone()),
                index: self.index,
                before: before.map(Into::into).or_else(|| whole.before.clone()),
                after: after.map(Into::into).or_else(|| whole.after.clone()),
                bead: Bead(sentence.source.1 as u8, sentence.target.1 as u8),
                score: whole.score * sentence.score,
                source: (&source).into(),
                target: (&target).into(),
                flags,
                reasons,
                ..whole.clone()
            };
            self.hand_over(pair);
            self.index += 1;
        }
    }

    fn hand_over(&mut self, mut pair: Pair) {
        let VersionPair { source, target, .. } = self.versions;
        self.settings.text.apply(&mut pair, source, target);
        if let Some(sink) = &mut self.sink {
            sink.pair(pair);
        }
    }

    /// The pair of some units, with the next id.
    fn pair(&mut self, units: &MatchedUnits<'a>, (flags, reasons): Flagged) -> Pair {
        let versions = &self.versions;
        let document = &versions.source.document;
        let neighbour = |index: Option<usize>| {
            let unit = document.units.get(index?)?;
            Some(document.text(unit).to_owned())
        };
        let (source, target) = (&units.source, &units.target);
        Pair {
            id: self.ids.next(units.kind(), &source.text, &target.text),
            parent: None,
            document: versions.document.to_owned(),
            index: self.index,
            kind: units.kind(),
            context: self.source_context.of(versions.source, units.first),
            label: units.label().map(str::to_owned),
            before: neighbour(units.ids.0.index().checked_sub(1)),
            after: neighbour(units.ids.1.index().checked_add(1)),
            source: source.into(),
            target: target.into(),
            translation_type: versions.translation_type(),
            same_version: versions.same_version,
            bead: units.bead,
            score: units.score,
            flags,
            reasons,
            aligner: versions.aligner,
            reviewed: units.is_reviewed,
            matched: versions
                .target
                .matched
                .clone()
                .or_else(|| versions.source.matched.clone()),
        }
    }

    /// The sentence pairs of a unit pair; `None` if sentences are not wanted or cannot be aligned.
    fn sentence_pairs(
        &mut self,
        units: &MatchedUnits<'a>,
        found: &Match,
    ) -> Option<Vec<SentencePair>> {
        if self.sink.is_none() || units.kind() == UnitKind::Code {
            return None;
        }
        let source = unit_side(self.versions.source, &found.source);
        let target = unit_side(self.versions.target, &found.target);
        self.sentences.as_mut()?.pairs(source, target)
    }

    /// Hands over unaligned units. If nobody wants them, the index advances all the same, so that indexes do not
    /// depend on options.
    fn add_unaligned(&mut self, unaligned: &[(usize, UnitId)]) {
        let first = self.index;
        self.index += unaligned.len() as u32;
        if !self.sink.as_ref().is_some_and(|s| s.wants_unaligned()) {
            return;
        }
        for (index, &(which, unit)) in (first..).zip(unaligned) {
            let unit = self.unaligned_unit(index, which == 0, unit);
            if let (Some(sink), Some(unit)) = (&mut self.sink, unit) {
                sink.unaligned(unit);
            }
        }
    }

    fn unaligned_unit(
        &mut self,
        index: u32,
        is_source: bool,
        unit: UnitId,
    ) -> Option<UnalignedUnit> {
        let versions = &self.versions;
        let (version, other, translation_type, context) = if is_source {
            let context = &mut self.source_context;
            (
                versions.source,
                versions.target,
                versions.source_type,
                context,
            )
        } else {
            let (source, target) = (versions.source, versions.target);
            let context = &mut self.target_context;
            (target, source, target.translation_type(), context)
        };
        let (side, units) = side(version, &[unit], translation_type);
        let unit = units.first()?;
        let context = context.of(version, unit);
        let mut written = PairSide::from(&side);
        self.settings.text.apply_to(&mut written);
        let (source, target) = if is_source {
            (&*side.text, "")
        } else {
            ("", &*side.text)
        };
        Some(UnalignedUnit {
            id: self.ids.next(unit.kind, source, target),
            document: versions.document.to_owned(),
            index,
            kind: unit.kind,
            context,
            side: written,
            missing: other.locale.clone(),
            is_source,
        })
    }
}

fn unit_side<'u>(version: &'u ArticleVersion, units: &'u [UnitId]) -> UnitSide<'u> {
    UnitSide {
        document: &version.document,
        file: &version.source.text,
        units,
    }
}

/// A sentence aligner that has learned from matches, if sentences are wanted. The publisher's pairs are not split.
fn sentence_aligner(
    versions: &VersionPair<'_>,
    settings: &PairSettings,
    matches: &[Match],
) -> Option<SentenceAligner> {
    let settings = settings.cut.sentences();
    let settings = settings.filter(|_| versions.aligner == Aligner::Diglot)?;
    let both = |found: &Match| {
        let source = side(versions.source, &found.source, None).0.text;
        (source, side(versions.target, &found.target, None).0.text)
    };
    let texts: Vec<_> = matches.iter().map(both).collect();
    Some(SentenceAligner::new(
        settings.rules.as_ref(),
        versions.locales(),
        texts.iter().map(|(source, target)| (&**source, &**target)),
    ))
}
