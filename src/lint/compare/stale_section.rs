//! Sections whose source has changed since they were translated: one fault per section.

use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::reordered::reordered;
use crate::lint::compared_article::ComparedArticle;
use crate::lint::excerpt::quoted;
use crate::lint::fault::LintFault;
use crate::lint::rule::Rule;
use crate::lint::unmatched::unmatched;
use crate::model::{Document, UnitId, UnitKind};

/// Evidence that the source is another version than the one a translation was made from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Evidence {
    /// Source units without a translation.
    pub lost: Vec<UnitId>,
    /// Target units without a source.
    pub extra: Vec<UnitId>,
    /// Units that belong together but differ in content.
    pub changed: Vec<(UnitId, UnitId)>,
}

impl Evidence {
    /// Units without a partner. Texts that face each other without being a pair count only if the versions are known
    /// to differ (`differs`). Otherwise, texts that were only reordered do not count either.
    #[must_use]
    pub fn of(article: &ComparedArticle<'_>, differs: bool) -> Self {
        let mut evidence = Self::default();
        for gap in unmatched(article, |unit| unit.kind != UnitKind::FrontMatter) {
            let (source, target) = (gap.source, gap.target);
            if source.is_empty() || target.is_empty() || source.len() != target.len() {
                evidence.lost.extend(source);
                evidence.extra.extend(target);
            } else if differs {
                // Another kind of block may have the same text.
                let both = source.into_iter().zip(target);
                let kind = |s, t| article.source_unit(s).kind == article.target_unit(t).kind;
                evidence.changed.extend(both.filter(|&(s, t)| kind(s, t)));
            }
        }
        if !differs {
            evidence.drop_reordered(article);
        }
        evidence
    }

    /// Drops units that were only moved within their section.
    fn drop_reordered(&mut self, article: &ComparedArticle<'_>) {
        let moved = reordered(article, &self.lost, &self.extra);
        let (sources, targets): (FxHashSet<UnitId>, FxHashSet<UnitId>) = moved.into_iter().unzip();
        self.lost.retain(|unit| !sources.contains(unit));
        self.extra.retain(|unit| !targets.contains(unit));
    }

    /// The sections of the translation that the evidence concerns.
    #[must_use]
    pub fn sections(&self, article: &ComparedArticle<'_>) -> Vec<u32> {
        let changed = self.changed.iter().map(|c| c.1);
        let units = self.extra.iter().copied().chain(changed);
        let sections = units.map(|u| article.target_unit(u).section);
        let lost = self.lost.iter().filter_map(|&u| article.section_for(u));
        let mut sections: Vec<u32> = sections.chain(lost).collect();
        sections.sort_unstable();
        sections.dedup();
        sections
    }
}

/// A section was added or removed as a whole if this share of its units has no partner.
const WHOLE: f32 = 0.8;

/// The evidence about one section of the translation.
#[derive(Default)]
struct Section {
    lost: Vec<UnitId>,
    extra: Vec<UnitId>,
    changed: Vec<(UnitId, UnitId)>,
}

/// One fault per stale section. Sections that were added or removed as a whole are reported as such.
#[must_use]
pub fn stale_sections(article: &ComparedArticle<'_>, evidence: &Evidence) -> Vec<LintFault> {
    let (of_source, of_target) = (&article.source.document, &article.target.document);
    let mut came: BTreeMap<u32, Vec<UnitId>> = BTreeMap::new();
    let mut went: BTreeMap<u32, Vec<UnitId>> = BTreeMap::new();
    let mut sections: BTreeMap<u32, Section> = BTreeMap::new();
    let mut whole = WholeSections::new(of_source, &evidence.lost);
    for &unit in &evidence.lost {
        if let Some(section) = whole.around(unit) {
            came.entry(section).or_default().push(unit);
        } else if let Some(section) = article.section_for(unit) {
            sections.entry(section).or_default().lost.push(unit);
        }
    }
    let mut whole = WholeSections::new(of_target, &evidence.extra);
    for &unit in &evidence.extra {
        match whole.around(unit) {
            Some(section) => went.entry(section).or_default().push(unit),
            None => {
                let section = article.target_unit(unit).section;
                sections.entry(section).or_default().extra.push(unit);
            }
        }
    }
    for &(source, target) in &evidence.changed {
        let section = article.target_unit(target).section;
        let section = sections.entry(section).or_default();
        section.changed.push((source, target));
    }
    let came = came.into_values().map(|units| {
        let near = article.place_of(units[0]);
        let near = near.map(|near| article.target_unit(near).span.clone());
        let message = format!(
            "the source has a section {} here{}",
            quoted(article.source_text(units[0])),
            more(units.len())
        );
        let span = article.source_unit(units[0]).span.clone();
        LintFault::of(Rule::StaleSection, near, message).about(span)
    });
    let went = went.into_values().map(|units| {
        let message = format!("the source has no such section{}", more(units.len()));
        let span = article.target_unit(units[0]).span.clone();
        LintFault::of(Rule::StaleSection, Some(span), message)
    });
    let mut faults: Vec<LintFault> = came.chain(went).collect();
    for (section, found) in sections {
        faults.extend(of_section(article, section, &found));
    }
    faults
}

fn of_section(article: &ComparedArticle<'_>, section: u32, found: &Section) -> Option<LintFault> {
    let document = &article.target.document;
    let heading = document.sections.get(section as usize)?.heading;
    // Sections ascend with their units.
    let first = document
        .units
        .partition_point(|unit| unit.section < section);
    let unit = document.units.get(first).filter(|u| u.section == section);
    let first = unit.map(|_| UnitId::new(first));
    let at = heading.or(first);
    let at = at.map(|unit| article.target_unit(unit).span.clone());
    let texts = |n: usize| if n == 1 { "text" } else { "texts" };
    let counts = [
        (found.lost.len(), "missing here"),
        (found.extra.len(), "no longer in the source"),
        (found.changed.len(), "changed in the source"),
    ];
    let counts = counts.iter().filter(|c| c.0 > 0);
    let counts: Vec<String> = counts
        .map(|(n, what)| format!("{n} {} {what}", texts(*n)))
        .collect();
    let message = format!("the source of this section differs: {}", counts.join(", "));
    let fault = LintFault::of(Rule::StaleSection, at, message);
    let lost = found.lost.first().copied();
    let beside = lost.or_else(|| found.changed.first().map(|c| c.0));
    Some(match beside {
        Some(unit) => fault.beside(article.source_unit(unit).span.clone()),
        None => fault,
    })
}

/// Finds sections that are among some units as a whole.
struct WholeSections<'a> {
    document: &'a Document,
    among: FxHashSet<UnitId>,
    /// The answers for sections that were asked about before.
    known: FxHashMap<u32, bool>,
}

impl<'a> WholeSections<'a> {
    fn new(document: &'a Document, among: &[UnitId]) -> Self {
        Self {
            document,
            among: among.iter().copied().collect(),
            known: FxHashMap::default(),
        }
    }

    /// The outermost whole section around a unit. A heading alone may only have been reworded.
    fn around(&mut self, unit: UnitId) -> Option<u32> {
        let mut at = Some(self.document.unit(unit).section);
        let mut found = None;
        while let Some(index) = at {
            if self.is_whole(index) {
                found = Some(index);
            }
            at = self.document.sections[index as usize].parent;
        }
        found
    }

    fn is_whole(&mut self, index: u32) -> bool {
        if let Some(known) = self.known.get(&index) {
            return *known;
        }
        let section = &self.document.sections[index as usize];
        let heading = section.heading.filter(|h| self.among.contains(h));
        let is_whole = heading.is_some_and(|heading| {
            let units = within(self.document, heading, section.level);
            let ids = units.clone().map(UnitId::new);
            let there = ids.filter(|u| self.among.contains(u)).count();
            there as f32 >= WHOLE * units.len() as f32
        });
        self.known.insert(index, is_whole);
        is_whole
    }
}

/// The indexes of the units of a section and of the sections below it, the heading first.
fn within(document: &Document, heading: UnitId, level: u8) -> Range<usize> {
    let heading = heading.index();
    let behind = &document.units[heading + 1..];
    let next = behind.iter().position(|u| u.level > 0 && u.level <= level);
    let length = next.unwrap_or(behind.len());
    heading..heading + 1 + length
}

fn more(texts: usize) -> String {
    match texts {
        1 => String::new(),
        n => format!(", {n} texts with its heading"),
    }
}
