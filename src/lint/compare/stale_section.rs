//! Sections whose original has changed since they were translated, one fault a section.

use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::lint::compared_article::ComparedArticle;
use crate::lint::excerpt::quoted;
use crate::lint::fault::LintFault;
use crate::lint::rule::Rule;
use crate::lint::unmatched::unmatched;
use crate::model::{Document, UnitKind};

/// What tells that the original is another than the one a translation was made from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Evidence {
    /// Units of the original without a translation.
    pub lost: Vec<u32>,
    /// Units of the translation without an original.
    pub extra: Vec<u32>,
    /// Units of both that belong together but no longer say the same.
    pub changed: Vec<(u32, u32)>,
}

impl Evidence {
    /// What stands alone on one side. Texts that face each other without a pair count where the versions are known
    /// to differ, not where nothing is known.
    #[must_use]
    pub fn of(article: &ComparedArticle<'_>, differs: bool) -> Self {
        let mut evidence = Self::default();
        for gap in unmatched(article, |unit| unit.kind != UnitKind::FrontMatter) {
            let (source, target) = (gap.source, gap.target);
            if source.is_empty() || target.is_empty() || source.len() != target.len() {
                evidence.lost.extend(source);
                evidence.extra.extend(target);
            } else if differs {
                // Another kind of block may hold the same text.
                let both = source.into_iter().zip(target);
                let kind = |s, t| article.source_unit(s).kind == article.target_unit(t).kind;
                evidence.changed.extend(both.filter(|&(s, t)| kind(s, t)));
            }
        }
        evidence
    }

    /// The sections of the translation that it says something of.
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

/// Share of a section's units that make it a section that came or went.
const WHOLE: f32 = 0.8;

/// What is said of one section of the translation.
#[derive(Default)]
struct Section {
    lost: Vec<u32>,
    extra: Vec<u32>,
    changed: Vec<(u32, u32)>,
}

/// A fault for each section that the evidence tells of. Whole sections that came or went are told as such.
#[must_use]
pub fn stale_sections(article: &ComparedArticle<'_>, evidence: &Evidence) -> Vec<LintFault> {
    let (of_source, of_target) = (&article.source.document, &article.target.document);
    let mut came: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    let mut went: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    let mut sections: BTreeMap<u32, Section> = BTreeMap::new();
    let lost: FxHashSet<u32> = evidence.lost.iter().copied().collect();
    for &unit in &evidence.lost {
        if let Some(section) = whole(of_source, unit, &lost) {
            came.entry(section).or_default().push(unit);
        } else if let Some(section) = article.section_for(unit) {
            sections.entry(section).or_default().lost.push(unit);
        }
    }
    let extra: FxHashSet<u32> = evidence.extra.iter().copied().collect();
    for &unit in &evidence.extra {
        match whole(of_target, unit, &extra) {
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
            "the original has a section {} here{}",
            quoted(article.source_text(units[0])),
            more(units.len())
        );
        let span = article.source_unit(units[0]).span.clone();
        LintFault::of(Rule::StaleSection, near, message).about(span)
    });
    let went = went.into_values().map(|units| {
        let message = format!("the original has no such section{}", more(units.len()));
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
    let mut units = (0..).zip(&document.units);
    let first = units.find(|(_, unit)| unit.section == section);
    let at = heading.or(first.map(|(index, _)| index));
    let at = at.map(|unit| article.target_unit(unit).span.clone());
    let texts = |n: usize| if n == 1 { "text" } else { "texts" };
    let counts = [
        (found.lost.len(), "missing here"),
        (found.extra.len(), "no longer in the original"),
        (found.changed.len(), "changed in the original"),
    ];
    let counts = counts.iter().filter(|c| c.0 > 0);
    let counts: Vec<String> = counts
        .map(|(n, what)| format!("{n} {} {what}", texts(*n)))
        .collect();
    let message = format!(
        "the original of this section differs: {}",
        counts.join(", ")
    );
    let fault = LintFault::of(Rule::StaleSection, at, message);
    let lost = found.lost.first().copied();
    let beside = lost.or_else(|| found.changed.first().map(|c| c.0));
    Some(match beside {
        Some(unit) => fault.beside(article.source_unit(unit).span.clone()),
        None => fault,
    })
}

/// The outermost section around a unit that is among some units as a whole. A heading alone may only have been reworded.
fn whole(document: &Document, unit: u32, among: &FxHashSet<u32>) -> Option<u32> {
    let mut at = Some(document.units[unit as usize].section);
    let mut found = None;
    while let Some(index) = at {
        let section = &document.sections[index as usize];
        if let Some(heading) = section.heading.filter(|h| among.contains(h)) {
            let units = within(document, heading, section.level);
            let there = units.clone().filter(|u| among.contains(u)).count();
            if there as f32 >= WHOLE * units.len() as f32 {
                found = Some(index);
            }
        }
        at = section.parent;
    }
    found
}

/// The units of a section with those below it, its heading first.
fn within(document: &Document, heading: u32, level: u8) -> Range<u32> {
    let behind = &document.units[heading as usize + 1..];
    let next = behind.iter().position(|u| u.level > 0 && u.level <= level);
    let length = next.unwrap_or(behind.len());
    heading..heading + 1 + length as u32
}

fn more(texts: usize) -> String {
    match texts {
        1 => String::new(),
        n => format!(", {n} texts with its heading"),
    }
}
