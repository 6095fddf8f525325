//! One translation: what was found when it was read, and what differs from a source version.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::anchors::{self, AnchorLink, anchor_key, anchor_links, has_anchor, linked_document};
use super::article_to_check::{ArticleToCheck, LintSettings};
use super::compare;
use super::compare::{Evidence, front_matter_keys, heading_anchors, not_closed};
use super::compared_article::{ComparedArticle, Trust};
use super::fault::LintFault;
use super::line_index::LineIndex;
use super::make_findings::LinkFault;
use super::pair_flags::{PairFlag, flags_of_pairs, flags_of_unit};
use super::rule::Rule;
use super::terminology;
use crate::align::Match;
use crate::model::{
    ArticleVersion, Document, Flag, Span, UnitId, UnitKind, VersionId, WarningKind,
};

/// One translation of an article.
pub(super) struct Translation<'a> {
    article: &'a ArticleToCheck<'a>,
    settings: &'a LintSettings,
    id: VersionId,
}

impl<'a> Translation<'a> {
    pub fn new(article: &'a ArticleToCheck<'a>, settings: &'a LintSettings, id: VersionId) -> Self {
        Self {
            article,
            settings,
            id,
        }
    }

    fn version(&self, id: VersionId) -> &'a ArticleVersion {
        self.article.loaded.version(id)
    }

    fn target(&self) -> &'a ArticleVersion {
        self.version(self.id)
    }

    /// What was found when the file was read. A problem that the source has too is not reported.
    pub fn read_faults(&self, source: Option<VersionId>) -> Vec<LintFault> {
        let target = &self.target().source;
        let source_path = source.map(|s| &self.version(s).source.path);
        let lines = LineIndex::new(&target.text);
        let mut counts: FxHashMap<(WarningKind, bool), usize> = FxHashMap::default();
        for warning in self.article.warnings {
            let is_own = warning.path == target.path;
            if is_own || Some(&warning.path) == source_path {
                *counts.entry((warning.kind, is_own)).or_default() += 1;
            }
        }
        let is_in_source = |kind| {
            let count = |is_own| counts.get(&(kind, is_own)).copied().unwrap_or(0);
            source.is_some() && count(false) >= count(true)
        };
        let own = self.article.warnings.iter();
        let own = own.filter(|w| w.path == target.path && !is_in_source(w.kind));
        let faults = own.filter_map(|warning| {
            let at = lines.span(warning.line);
            Some(LintFault::of(
                rule_of(warning.kind)?,
                at,
                warning.message.clone(),
            ))
        });
        let mut faults: Vec<LintFault> = faults.collect();
        faults.extend(not_closed(source.map(|s| self.version(s)), self.target()));
        faults
    }

    /// How far the translation can be compared with a source version.
    fn trust(&self, source: VersionId) -> Trust {
        if self.article.loaded.original_of(self.id) == Some(source) {
            Trust::Same
        } else if self.target().source.provenance.source_hash.is_some() {
            Trust::Stale
        } else {
            Trust::Unknown
        }
    }

    /// What differs from a source version.
    pub fn compare(&self, source: VersionId) -> Vec<LintFault> {
        let article = self.compared(source);
        let trust = self.trust(source);
        let flags = flags_of_pairs(&article, self.article.profiles);
        let mut faults = match trust {
            Trust::Same => {
                let faults = flags.into_iter().map(|flag| flag.fault(&article));
                let faults = untranslated(&article, faults.collect());
                [faults, compare::faults(&article), heading_anchors(&article)].concat()
            }
            Trust::Unknown | Trust::Stale => compare_with_other_version(&article, trust, flags),
        };
        if trust != Trust::Stale {
            faults.extend(front_matter_keys(&article));
        }
        if let Some(glossary) = self.settings.rules.glossary() {
            faults.extend(terminology::faults(&article, glossary));
        }
        let mut is_paired = vec![false; article.target.document.units.len()];
        for unit in article.matches.iter().flat_map(|found| &found.target) {
            is_paired[unit.index()] = true;
        }
        faults.extend(self.check_unpaired(|unit| !is_paired[unit.index()]));
        faults
    }

    /// The faults of a translation without a source version.
    pub fn check_alone(&self) -> Vec<LintFault> {
        let mut faults = self.check_unpaired(|_| true);
        let files = self.article.article.versions.iter();
        let mut locales = files.map(|file| &self.article.corpus.locales[usize::from(file.0)]);
        // A source file that could not be read is still there.
        let has_source_file = locales.any(|locale| *locale == self.settings.source);
        if self.settings.has_sources && !has_source_file {
            let message = "no source article found".to_owned();
            faults.push(LintFault::of(Rule::OrphanedArticle, None, message));
        }
        faults
    }

    /// What is wrong with the texts of some units, whatever their source says.
    fn check_unpaired(&self, is_wanted: impl Fn(UnitId) -> bool) -> Vec<LintFault> {
        let target = self.target();
        let units = target.document.iter_units();
        let wanted = units.map(|(unit, _)| unit).filter(|&unit| is_wanted(unit));
        wanted
            .flat_map(|unit| flags_of_unit(target, unit))
            .collect()
    }

    /// The sections whose source has changed since the translation was made.
    pub fn stale_sections(&self, today: VersionId) -> Vec<LintFault> {
        let staleness = self.article.staleness.iter();
        let Some(staleness) = staleness.into_iter().find(|s| s.version == self.id) else {
            return Vec::new();
        };
        let article = self.compared(today);
        let mut evidence = Evidence::default();
        for change in &staleness.changes {
            match (&change.today[..], &change.translated[..]) {
                (&[], removed) => evidence.extra.extend(removed),
                (&[unit, ..], &[translated, ..]) => evidence.changed.push((unit, translated)),
                (added, &[]) => evidence.lost.extend(added),
            }
        }
        // Each site decides on its front matter.
        let is_front_matter =
            |document: &Document, unit: UnitId| document.unit(unit).kind == UnitKind::FrontMatter;
        evidence
            .extra
            .retain(|&u| !is_front_matter(&article.target.document, u));
        evidence
            .lost
            .retain(|&u| !is_front_matter(&article.source.document, u));
        evidence.extra.sort_unstable();
        evidence.extra.dedup();
        evidence.lost.sort_unstable();
        compare::stale_sections(&article, &evidence)
    }

    fn compared(&self, source: VersionId) -> ComparedArticle<'a> {
        let matches = self.article.spine.pairs(source.index(), self.id.index());
        let matches = matches.into_iter();
        let matches = matches.filter(|found| found.score >= self.settings.min_score);
        ComparedArticle::new(self.version(source), self.target(), matches.collect())
    }

    /// Adds links to anchors that the file does not have. Returns the links to anchors of other articles.
    pub fn broken_anchors(
        &self,
        source: Option<VersionId>,
        faults: &mut Vec<LintFault>,
    ) -> Vec<LinkFault> {
        let Some(source) = source else {
            return Vec::new();
        };
        let links = anchor_links(self.target());
        if links.is_empty() {
            return Vec::new();
        }
        let source = self.version(source);
        let (own, original) = (anchors::anchors(self.target()), anchors::anchors(source));
        // Where links of the source do not lead to known anchors, the site has anchors that are not known here.
        let source_links = anchor_links(source);
        let mut source_links = source_links.iter().filter(|link| link.path.is_empty());
        let is_understood = source_links.all(|link| has_anchor(&original, link.anchor));
        let mut elsewhere = Vec::new();
        for link in links {
            if !link.path.is_empty() {
                elsewhere.extend(self.link_elsewhere(&link));
            } else if !has_anchor(&own, link.anchor)
                && (is_understood || has_anchor(&original, link.anchor))
            {
                let message = format!("`#{}` is not an anchor of this file", link.anchor);
                faults.push(LintFault::of(Rule::BrokenAnchor, Some(link.span), message));
            }
        }
        elsewhere
    }

    fn link_elsewhere(&self, link: &AnchorLink<'_>) -> Option<LinkFault> {
        let document = linked_document(&self.article.loaded.document, link.path)?;
        let message = format!("`#{}` is not an anchor of {}", link.anchor, link.path);
        let anchor = anchor_key(link.anchor);
        Some(LinkFault {
            fault: LintFault::of(Rule::BrokenAnchor, Some(link.span.clone()), message),
            target: (document, anchor),
            in_source: anchor,
        })
    }

    /// The bytes of the tables that broke, with what is left of their headers before them.
    pub fn broken_tables(&self, faults: &[LintFault]) -> Vec<Span> {
        let is_broken = |f: &&LintFault| matches!(f.rule, Rule::BrokenTable | Rule::ExtraCells);
        let mut broken = faults.iter().filter(is_broken).peekable();
        if broken.peek().is_none() {
            return Vec::new();
        }
        let tables = self.tables();
        let units = &self.target().document.units;
        let spans = broken.filter_map(|fault| {
            let line = fault.at.as_ref()?;
            let after = units.partition_point(|unit| unit.span.start < line.start);
            let table = units[after..].iter().find_map(|unit| unit.cell)?.table;
            tables.get(&table).cloned()
        });
        spans.collect()
    }

    /// The bytes of each table, from the beginning of its block.
    fn tables(&self) -> FxHashMap<u32, Span> {
        let target = self.target();
        let mut tables: FxHashMap<u32, Span> = FxHashMap::default();
        for unit in &target.document.units {
            if let Some(cell) = unit.cell {
                let table = tables
                    .entry(cell.table)
                    .or_insert_with(|| unit.span.clone());
                table.end = unit.span.end;
            }
        }
        for table in tables.values_mut() {
            table.start -= block_before(&target.source.text, 0..table.start as usize) as u32;
        }
        tables
    }
}

/// Bytes of the lines at the end of a range, up to a blank line.
fn block_before(text: &str, range: Range<usize>) -> usize {
    let lines = text.get(range).unwrap_or_default();
    let lines = lines.split_inclusive('\n').rev();
    let block = lines.take_while(|line| !line.trim().is_empty());
    block.map(str::len).sum()
}

/// The rule about a problem that was found when a file was read.
fn rule_of(kind: WarningKind) -> Option<Rule> {
    Some(match kind {
        WarningKind::BrokenTable => Rule::BrokenTable,
        WarningKind::ExtraCells => Rule::ExtraCells,
        WarningKind::SwallowedText => Rule::SwallowedText,
        WarningKind::FrontMatter => Rule::FrontMatter,
        WarningKind::Provenance => Rule::Provenance,
        _ => return None,
    })
}

/// Compares with a version that the translation may not have been made from. Sections that differ are stale; in the others
/// everything is compared if nothing shows that the versions differ.
fn compare_with_other_version(
    article: &ComparedArticle<'_>,
    trust: Trust,
    flags: Vec<PairFlag>,
) -> Vec<LintFault> {
    let mut evidence = Evidence::of(article, trust == Trust::Stale);
    let code = compare::changed_code(article);
    let is_old = trust == Trust::Unknown && is_old(article, &evidence, &flags, code.len());
    let is_unknown = trust == Trust::Unknown && !is_old;
    let stale = evidence.sections(article);
    let is_stale = |unit: UnitId| {
        let section = article.target_unit(unit).section;
        stale.binary_search(&section).is_ok()
    };
    let mut faults = Vec::new();
    for flag in flags {
        let found = &article.matches[flag.pair];
        let (Some(&source), Some(&target)) = (found.source.first(), found.target.first()) else {
            continue;
        };
        if !Rule::Pair(flag.flag).compares() || is_unknown && !is_stale(target) {
            faults.push(flag.fault(article));
        } else if !matches!(flag.flag, Flag::Tags | Flag::Code | Flag::Length) {
            // Markup changes often, and the translation may still be right.
            evidence.changed.push((source, target));
        }
    }
    for changed in code {
        if is_unknown && !is_stale(changed.target) {
            faults.push(changed.fault);
        } else {
            evidence.changed.push((changed.source, changed.target));
        }
    }
    evidence.changed.dedup();
    let mut faults = untranslated(article, faults);
    if is_unknown {
        faults.extend(heading_anchors(article));
    }
    faults.extend(compare::stale_sections(article, &evidence));
    faults
}

/// More differing texts than this number, and than this share of all pairs, show that a translation without provenance was
/// made from an older source.
const OLD: (usize, f32) = (3, 0.05);

/// Whether a translation without provenance was made from an older source.
fn is_old(
    article: &ComparedArticle<'_>,
    evidence: &Evidence,
    flags: &[PairFlag],
    changed_code: usize,
) -> bool {
    let differing = flags.iter().filter(|flag| Rule::Pair(flag.flag).compares());
    let mut pairs: Vec<usize> = differing.map(|flag| flag.pair).collect();
    pairs.dedup();
    let differ = pairs.len() + evidence.lost.len() + evidence.extra.len() + changed_code;
    differ > OLD.0 && differ as f32 > OLD.1 * article.matches.len() as f32
}

/// An article is untranslated as a whole with at least this number of untranslated texts, and this share of all texts.
const UNTRANSLATED: (usize, f64) = (3, 0.8);

/// Replaces the faults about untranslated texts by one fault if hardly anything is translated.
fn untranslated(article: &ComparedArticle<'_>, mut faults: Vec<LintFault>) -> Vec<LintFault> {
    let rule = Rule::Pair(Flag::Untranslated);
    let same = faults.iter().filter(|fault| fault.rule == rule).count();
    // Names and numbers are the same in both versions anyway.
    let is_different = |found: &&Match| article.differ(found);
    let all = same + article.matches.iter().filter(is_different).count();
    if same < UNTRANSLATED.0 || (same as f64) < UNTRANSLATED.1 * all as f64 {
        return faults;
    }
    faults.retain(|fault| fault.rule != rule);
    let message = format!("{same} of {all} texts are still those of the source");
    faults.push(LintFault::of(Rule::UntranslatedArticle, None, message));
    faults
}
