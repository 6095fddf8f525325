//! Matched units to records: their texts, and all that is known of the pair.

use std::borrow::Cow;

use crate::align::Match;
use crate::check::{Findings, NormTable, Reason};
use crate::export::Batch;
use crate::model::{
    Aligner, Bead, Flags, Locale, Record, Side, Span, TranslationType, Unaligned, Unit, UnitKind,
    Version,
};
use crate::sentence::{SentenceAligner, UnitSide};

use super::apart;
use super::identity::Identities;
use super::inspector::Inspector;
use super::lone::Lone;
use super::tally::PairCounts;
use super::{Loaded, Settings};

/// Two versions of an article whose units are paired.
pub(super) struct Sides<'a> {
    document: &'a str,
    source: &'a Version,
    target: &'a Version,
    types: [Option<TranslationType>; 2],
    same_version: bool,
    aligner: Aligner,
}

impl<'a> Sides<'a> {
    /// The sides by their indexes in the article.
    pub(super) fn new(loaded: &'a Loaded, source: usize, target: usize) -> Self {
        Self {
            document: &loaded.document,
            source: &loaded.versions[source],
            target: &loaded.versions[target],
            types: [source, target].map(|v| loaded.translation_type(v)),
            same_version: loaded.same_generation(source, target),
            aligner: Aligner::Diglot,
        }
    }

    /// The sides of pairs that the publisher made in one file.
    pub(super) fn published(
        document: &'a str,
        [source, target]: [&'a Version; 2],
        translation_type: Option<TranslationType>,
    ) -> Self {
        Self {
            document,
            source,
            target,
            types: [None, translation_type],
            same_version: true,
            aligner: Aligner::Publisher,
        }
    }

    /// Renders a record for each match that passes the checks, and each unit that is left alone; counts them all, and
    /// how many places they take in the order of the article.
    pub(super) fn records(
        &self,
        matches: &[Match],
        settings: &'a Settings,
        norms: Option<&NormTable>,
        mut batch: Option<&mut Batch>,
    ) -> (PairCounts, u32) {
        let checks = &settings.check;
        let units = [self.source, self.target].map(|v| v.document.units.len());
        let mut counts = PairCounts::new(units[0], units[1]);
        let translation_type = TranslationType::of_pair(self.types[0], self.types[1]);
        let findings = |found: &Match| Findings {
            score: found.score,
            translation_type,
        };
        let mut places = self.places(settings, norms, matches, 0);
        let partners = matches.iter();
        let partners = partners.filter(|m| checks.reject(findings(m)) != Some(Reason::Score));
        let mut lone = Lone::new(units, partners);
        let likely = Findings {
            score: 1.0,
            translation_type,
        };
        let is_wanted = checks.reject(likely).is_none();
        for found in matches {
            counts.aligned(found.source.len(), found.target.len());
            let reason = checks.reject(findings(found));
            if is_wanted {
                self.unaligned(&lone.before(found), &mut places, batch.as_deref_mut());
            }
            if let Some(reason) = reason {
                counts.drop(reason);
                continue;
            }
            self.record(
                found,
                translation_type,
                &mut counts,
                &mut places,
                batch.as_deref_mut(),
            );
        }
        if is_wanted {
            self.unaligned(&lone.rest(), &mut places, batch);
        }
        (counts, places.index)
    }

    /// Renders a record for each further match that passes the checks; the first stands at `index`.
    /// Units without partner are no news. Tells the places taken too.
    pub(super) fn more_records(
        &self,
        matches: &[Match],
        settings: &'a Settings,
        norms: Option<&NormTable>,
        index: u32,
        mut batch: Option<&mut Batch>,
    ) -> (PairCounts, u32) {
        let checks = &settings.check;
        let mut counts = PairCounts::default();
        let translation_type = TranslationType::of_pair(self.types[0], self.types[1]);
        let mut places = self.places(settings, norms, matches, index);
        for found in matches {
            counts.aligned(found.source.len(), found.target.len());
            let findings = Findings {
                score: found.score,
                translation_type,
            };
            if let Some(reason) = checks.reject(findings) {
                counts.drop(reason);
                continue;
            }
            self.record(
                found,
                translation_type,
                &mut counts,
                &mut places,
                batch.as_deref_mut(),
            );
        }
        (counts, places.index - index)
    }

    fn locales(&self) -> (&'a Locale, &'a Locale) {
        (&self.source.locale, &self.target.locale)
    }

    /// Where the records of some matches begin.
    fn places(
        &self,
        settings: &'a Settings,
        norms: Option<&NormTable>,
        matches: &[Match],
        index: u32,
    ) -> Places<'a> {
        Places {
            identities: Identities::new(self.document, self.locales()),
            contexts: [Context::default(), Context::default()],
            index,
            sentences: self.sentence_aligner(settings, matches),
            inspector: Inspector::new(&settings.check, norms, self.locales()),
            measure: settings.measure,
        }
    }

    /// Looks at the texts of a match; renders it, or the pairs of its sentences, unless a check speaks against it, and
    /// counts what came of it.
    fn record(
        &self,
        found: &Match,
        translation_type: TranslationType,
        counts: &mut PairCounts,
        places: &mut Places<'a>,
        batch: Option<&mut Batch>,
    ) {
        if batch.is_none() && !places.inspector.is_on() && !places.measure {
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
        let mut flags = Flags::NONE;
        if pairs.is_none() {
            flags = places.inspector.inspect(first.kind, &source, &target);
            if !counts.settle(flags, translation_type, &places.inspector) {
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
            id: places.identities.of(first.kind, &source.text, &target.text),
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
            aligner: self.aligner,
        };
        let Some(pairs) = pairs else {
            batch.pair(&record);
            places.index += 1;
            return;
        };
        apart::each(&record, &pairs, |mut part| {
            part.flags = places
                .inspector
                .inspect(part.kind, &part.source, &part.target);
            if counts.settle(part.flags, translation_type, &places.inspector) {
                part.id = places
                    .identities
                    .of(part.kind, &part.source.text, &part.target.text);
                part.index = places.index;
                batch.pair(&part);
                places.index += 1;
            }
        });
    }

    fn units<'u>(&self, version: &'a Version, units: &'u [u32]) -> UnitSide<'u>
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
    fn sentence_aligner(&self, settings: &Settings, matches: &[Match]) -> Option<SentenceAligner> {
        let settings = settings.sentences.as_ref();
        let settings = settings.filter(|_| self.aligner == Aligner::Diglot)?;
        let text = |version: &'a Version, units: &[u32]| side(version, units, None).0.text;
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
                id: places.identities.of(unit.kind, texts.0, texts.1),
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
    identities: Identities,
    /// By side.
    contexts: [Context<'a>; 2],
    index: u32,
    sentences: Option<SentenceAligner>,
    inspector: Inspector<'a>,
    /// Whether the pairs kept are looked at closer.
    measure: bool,
}

/// One side of a record, and its units.
pub(super) fn side<'a>(
    version: &'a Version,
    units: &[u32],
    translation_type: Option<TranslationType>,
) -> (Side<'a>, Vec<&'a Unit>) {
    let document = &version.document;
    let units: Vec<&Unit> = units.iter().map(|&u| &document.units[u as usize]).collect();
    let text = match units[..] {
        [unit] => Cow::Borrowed(document.text(unit)),
        _ => {
            let texts: Vec<&str> = units.iter().map(|u| document.text(u)).collect();
            Cow::Owned(texts.join(" "))
        }
    };
    let span = Span {
        start: units.first().map_or(0, |u| u.span.start),
        end: units.last().map_or(0, |u| u.span.end),
    };
    let provenance = &version.source.provenance;
    let hash = version.source.own_hash.as_deref();
    let side = Side {
        locale: &version.locale,
        text,
        span,
        line: units.first().map_or(0, |u| u.line),
        translation_type,
        hash: hash.or(provenance.source_hash.as_deref()),
        handoff: provenance.handoff,
        blob: version.source.blob.as_ref(),
        file: &version.source.text,
        runs: units.iter().map(|u| document.runs(u)).collect(),
        plain: &document.plain,
    };
    (side, units)
}

/// The headings above a unit, kept while the units stay in the same section.
#[derive(Default)]
struct Context<'a> {
    section: Option<(u32, bool)>,
    headings: Vec<&'a str>,
}

impl<'a> Context<'a> {
    fn of(&mut self, version: &'a Version, unit: &Unit) -> &[&'a str] {
        // A heading stands in its own section but is not above itself.
        let section = Some((unit.section, unit.level > 0));
        if self.section != section {
            self.section = section;
            self.headings = version.document.context(unit);
        }
        &self.headings
    }
}
