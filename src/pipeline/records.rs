//! Matched units to records: their texts, and all that is known of the pair.

use std::borrow::Cow;

use crate::align::Match;
use crate::check::{CheckSettings, Findings};
use crate::model::{Bead, Record, Side, Span, TranslationType, Unit, Version};

use super::Loaded;
use super::identity::Identities;
use super::tally::PairCounts;

/// Two versions of an article whose units are paired.
pub(super) struct Sides<'a> {
    document: &'a str,
    source: &'a Version,
    target: &'a Version,
    types: [Option<TranslationType>; 2],
    same_version: bool,
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
        }
    }

    /// Hands over a record for each match that passes the checks, and counts all of them.
    pub(super) fn records(
        &self,
        matches: &[Match],
        checks: &CheckSettings,
        mut each: impl FnMut(&Record<'_>),
    ) -> PairCounts {
        let mut counts = PairCounts::new(
            self.source.document.units.len(),
            self.target.document.units.len(),
        );
        let translation_type = TranslationType::of_pair(self.types[0], self.types[1]);
        let locales = (&self.source.locale, &self.target.locale);
        let mut identities = Identities::new(self.document, locales);
        let mut context = Context::default();
        for (index, found) in matches.iter().enumerate() {
            counts.aligned(found.source.len(), found.target.len());
            let findings = Findings {
                score: found.score,
                translation_type,
            };
            if let Some(reason) = checks.reject(findings) {
                counts.drop(reason);
                continue;
            }
            counts.keep(translation_type);
            let (source, sources) = side(self.source, &found.source, self.types[0]);
            let (target, targets) = side(self.target, &found.target, self.types[1]);
            let (Some(first), Some(last)) = (sources.first(), found.source.last()) else {
                continue;
            };
            let near = |at: Option<u32>| {
                let unit = self.source.document.units.get(at? as usize)?;
                Some(self.source.document.text(unit))
            };
            each(&Record {
                id: identities.of(first.kind, &source.text, &target.text),
                document: self.document,
                index: index as u32,
                kind: first.kind,
                context: context.of(self.source, first),
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
            });
        }
        counts
    }
}

/// One side of a record, and its units.
fn side<'a>(
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
