//! Matched units to records: their texts, and all that is known of the pair.

use crate::align::Match;
use crate::export::Batch;
use crate::model::{
    Aligner, ArticleVersion, Bead, Flags, Locale, Record, TranslationType, Unaligned, UnitKind,
    VersionId,
};
use crate::quality::{AcceptPolicy, DropReason, LocalePairProfiles, PairScore};
use crate::sentence::{SentenceAligner, UnitSide};

use super::PairSettings;
use super::pair_counts::PairCounts;
use super::pair_qa::PairQa;
use super::record_id::RecordIds;
use super::record_side::{Context, side};
use super::sentence_records;
use super::unaligned::Unaligned as UnalignedUnits;
use crate::article::LoadedArticle;

/// Two versions of an article whose units are paired.
pub(super) struct Sides<'a> {
    document: &'a str,
    source: &'a ArticleVersion,
    target: &'a ArticleVersion,
    types: [Option<TranslationType>; 2],
    same_version: bool,
    aligner: Aligner,
}

impl<'a> Sides<'a> {
    /// The sides by their indexes in the article.
    pub(super) fn new(article: &'a LoadedArticle, source: VersionId, target: VersionId) -> Self {
        let (source, target) = (article.version(source), article.version(target));
        Self {
            document: &article.document,
            source,
            target,
            types: [source.translation_type(), target.translation_type()],
            same_version: source.same_revision(target),
            aligner: Aligner::Diglot,
        }
    }

    /// The sides of pairs that the publisher wrote into one file.
    pub(super) fn published(
        document: &'a str,
        source: &'a ArticleVersion,
        target: &'a ArticleVersion,
    ) -> Self {
        Self {
            document,
            source,
            target,
            types: [None, target.translation_type()],
            same_version: true,
            aligner: Aligner::Publisher,
        }
    }

    /// Renders a record for each match that passes the checks, and each unit that is left alone; counts them all, and
    /// how many places they take in the order of the article.
    pub(super) fn records(
        &self,
        matches: &[Match],
        settings: &'a PairSettings,
        norms: Option<&LocalePairProfiles>,
        batch: Option<&mut Batch>,
    ) -> (PairCounts, u32) {
        let checks = &settings.check;
        let units = [self.source, self.target].map(|v| v.document.units.len());
        let partners = matches.iter();
        let partners = partners.filter(|m| self.reject(m.score, checks) != Some(DropReason::Score));
        // Where a translation type is not wanted at all, neither are its lone units.
        let is_wanted = self.reject(1.0, checks).is_none();
        let lone = is_wanted.then(|| UnalignedUnits::new(units, partners));
        let places = self.places(settings, norms, matches, 0);
        let counts = PairCounts::new(units[0], units[1]);
        self.render(matches, lone, (counts, places), checks, batch)
    }

    /// Renders a record for each further match that passes the checks; the first stands at `index`.
    /// Units without partner are no news. Tells the places taken too.
    pub(super) fn more_records(
        &self,
        matches: &[Match],
        settings: &'a PairSettings,
        norms: Option<&LocalePairProfiles>,
        index: u32,
        batch: Option<&mut Batch>,
    ) -> (PairCounts, u32) {
        let places = self.places(settings, norms, matches, index);
        let counts = PairCounts::default();
        self.render(matches, None, (counts, places), &settings.check, batch)
    }

    fn render(
        &self,
        matches: &[Match],
        mut lone: Option<UnalignedUnits>,
        (mut counts, mut places): (PairCounts, Places<'a>),
        checks: &AcceptPolicy,
        mut batch: Option<&mut Batch>,
    ) -> (PairCounts, u32) {
        let first = places.index;
        for found in matches {
            counts.aligned(found.source.len(), found.target.len());
            if let Some(lone) = &mut lone {
                self.unaligned(&lone.before(found), &mut places, batch.as_deref_mut());
            }
            match self.reject(found.score, checks) {
                Some(reason) => counts.drop(reason),
                None => self.record(found, &mut counts, &mut places, batch.as_deref_mut()),
            }
        }
        if let Some(mut lone) = lone {
            self.unaligned(&lone.rest(), &mut places, batch);
        }
        (counts, places.index - first)
    }

    /// Why pairs of these versions with a score are not wanted.
    fn reject(&self, score: f32, checks: &AcceptPolicy) -> Option<DropReason> {
        checks.reject(PairScore {
            score,
            translation_type: self.translation_type(),
        })
    }

    fn translation_type(&self) -> TranslationType {
        TranslationType::of_pair(self.types[0], self.types[1])
    }

    fn locales(&self) -> (&'a Locale, &'a Locale) {
        (&self.source.locale, &self.target.locale)
    }

    /// Where the records of some matches begin.
    fn places(
        &self,
        settings: &'a PairSettings,
        norms: Option<&LocalePairProfiles>,
        matches: &[Match],
        index: u32,
    ) -> Places<'a> {
        Places {
            ids: RecordIds::new(self.document, self.locales()),
            contexts: [Context::default(), Context::default()],
            index,
            sentences: self.sentence_aligner(settings, matches),
            pair_qa: PairQa::new(&settings.check, norms, self.locales()),
            measure: settings.measure,
        }
    }

    /// Looks at the texts of a match; renders it, or the pairs of its sentences, unless a check speaks against it, and
    /// counts what came of it.
    fn record(
        &self,
        found: &Match,
        counts: &mut PairCounts,
        places: &mut Places<'a>,
        batch: Option<&mut Batch>,
    ) {
        let translation_type = self.translation_type();
        if batch.is_none() && !places.pair_qa.is_on() && !places.measure {
            counts.keep(translation_type);
            places.index += 1;
            return;
        }
        let (source, sources) = side(self.source, &found.source, self.types[0]);
        let (target, targets) = side(self.target, &found.target, self.types[1]);
        let (Some(first), Some(last)) = (sources.first(), found.source.last()) else {
            return;
        };
        let is_prose = first.kind != UnitKind::Code;
        let pairs = places
            .sentences
            .as_mut()
            .filter(|_| is_prose && batch.is_some());
        let pairs = pairs.and_then(|aligner| {
            aligner.pairs(
                self.units(self.source, &found.source),
                self.units(self.target, &found.target),
            )
        });
        let (mut flags, mut reasons) = (Flags::NONE, String::new());
        if pairs.is_none() {
            (flags, reasons) = places.pair_qa.inspect(first.kind, &source, &target);
            if !counts.settle(flags, translation_type, &places.pair_qa) {
                return;
            }
            if places.measure {
                counts.measure(first.kind, found.score, flags, found.source.len());
            }
        }
        let Some(batch) = batch else {
            places.index += 1;
            return;
        };
        let near = |at: Option<u32>| {
            let unit = self.source.document.units.get(at? as usize)?;
            Some(self.source.document.text(unit))
        };
        let record = Record {
            id: places.ids.of(first.kind, &source.text, &target.text),
            parent: None,
            document: self.document,
            index: places.index,
            kind: first.kind,
            context: places.contexts[0].of(self.source, first),
            label: first
                .label
                .as_deref()
                .or_else(|| targets.first()?.label.as_deref()),
            before: near(found.source[0].checked_sub(1)),
            after: near(last.checked_add(1)),
            source,
            target,
            translation_type,
            same_version: self.same_version,
            bead: Bead(found.source.len() as u8, found.target.len() as u8),
            score: found.score,
            flags,
            reasons,
            aligner: self.aligner,
        };
        let Some(pairs) = pairs else {
            batch.pair(&record);
            places.index += 1;
            return;
        };
        sentence_records::each(&record, &pairs, |mut part| {
            (part.flags, part.reasons) =
                places
                    .pair_qa
                    .inspect(part.kind, &part.source, &part.target);
            if counts.settle(part.flags, translation_type, &places.pair_qa) {
                part.id = places
                    .ids
                    .of(part.kind, &part.source.text, &part.target.text);
                part.index = places.index;
                batch.pair(&part);
                places.index += 1;
            }
        });
    }

    fn units<'u>(&self, version: &'a ArticleVersion, units: &'u [u32]) -> UnitSide<'u>
    where
        'a: 'u,
    {
        UnitSide {
            document: &version.document,
            file: &version.source.text,
            units,
        }
    }

    /// An aligner of sentences that has learned from these matches, where sentences are wanted. A publisher's pairs
    /// are left as the publisher made them.
    fn sentence_aligner(
        &self,
        settings: &PairSettings,
        matches: &[Match],
    ) -> Option<SentenceAligner> {
        let settings = settings.sentences.as_ref();
        let settings = settings.filter(|_| self.aligner == Aligner::Diglot)?;
        let text = |version: &'a ArticleVersion, units: &[u32]| side(version, units, None).0.text;
        let both = |m: &Match| (text(self.source, &m.source), text(self.target, &m.target));
        let texts: Vec<_> = matches.iter().map(both).collect();
        let texts = texts.iter().map(|(s, t)| (&**s, &**t));
        Some(SentenceAligner::new(
            settings.rules.as_ref(),
            self.locales(),
            texts,
        ))
    }

    /// Renders lone units, or only counts on where nobody wants them, so that the order is told alike.
    fn unaligned(&self, lone: &[(usize, u32)], places: &mut Places<'a>, batch: Option<&mut Batch>) {
        let before = places.index;
        places.index += lone.len() as u32;
        let Some(batch) = batch.filter(|b| b.wants_unaligned()) else {
            return;
        };
        for (index, &(which, unit)) in (before..).zip(lone) {
            let version = [self.source, self.target][which];
            let (side, units) = side(version, &[unit], self.types[which]);
            let Some(unit) = units.first() else { continue };
            let is_source = which == 0;
            let texts = if is_source {
                (&*side.text, "")
            } else {
                ("", &*side.text)
            };
            let (source, target) = self.locales();
            batch.unaligned(&Unaligned {
                id: places.ids.of(unit.kind, texts.0, texts.1),
                document: self.document,
                index,
                kind: unit.kind,
                context: places.contexts[which].of(version, unit),
                side,
                missing: if is_source { target } else { source },
                is_source,
            });
        }
    }
}

/// What records are known by and where they stand.
struct Places<'a> {
    ids: RecordIds,
    /// By side.
    contexts: [Context<'a>; 2],
    index: u32,
    sentences: Option<SentenceAligner>,
    pair_qa: PairQa<'a>,
    /// Whether the pairs kept are looked at closer.
    measure: bool,
}
