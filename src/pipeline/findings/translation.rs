//! One translation: what was seen when it was read, and what differs from an original.

use std::path::Path;

use crate::align::Match;
use crate::article::LoadedArticle;
use crate::lint::compare::{self, Evidence, stale_sections};
use crate::lint::compared_article::{ComparedArticle as Beside, Trust};
use crate::lint::{LintFault, Rule};
use crate::model::{
    ArticleVersion, Document, Side, Span, UnitKind, VersionId, Warning, WarningKind,
};
use crate::pairs::pair_side::side;
use crate::pipeline::Staleness;
use crate::quality::{Flag, LocalePairProfile, LocalePairProfiles, TextPair, inspect};

/// One translation of an article.
pub(super) struct Translation<'a> {
    pub loaded: &'a LoadedArticle,
    pub version: VersionId,
    pub min_score: f32,
    pub norms: Option<&'a LocalePairProfiles>,
}

impl<'a> Translation<'a> {
    fn target(&self) -> &'a ArticleVersion {
        self.loaded.version(self.version)
    }

    /// How far it can be compared with an original.
    fn trust(&self, source: VersionId) -> Trust {
        let provenance = &self.target().source.provenance;
        if self.loaded.original_of(self.version) == Some(source) {
            Trust::Same
        } else if provenance.source_hash.is_some() {
            Trust::Stale
        } else {
            Trust::Unknown
        }
    }

    /// What was seen when it was read. What is broken in the original too is no fault of the translation.
    pub fn damage(&self, warnings: &[Warning], source: Option<VersionId>) -> Vec<LintFault> {
        let target = &self.target().source;
        let of_source = source.map(|s| &self.loaded.version(s).source.path);
        let count = |path: &Path, kind| {
            let same = |w: &&Warning| w.kind == kind && w.path == path;
            warnings.iter().filter(same).count()
        };
        let fault = |warning: &Warning| {
            let rule = match warning.kind {
                WarningKind::BrokenTable => Rule::BrokenTable,
                WarningKind::ExtraCells => Rule::ExtraCells,
                WarningKind::SwallowedText => Rule::SwallowedText,
                WarningKind::FrontMatter => Rule::FrontMatter,
                WarningKind::Provenance => Rule::Provenance,
                _ => return None,
            };
            let here = count(&target.path, warning.kind);
            if of_source.is_some_and(|path| count(path, warning.kind) >= here) {
                return None;
            }
            let at = line_span(&target.text, warning.line);
            Some(LintFault::of(rule, at, warning.message.clone()))
        };
        let own = warnings.iter().filter(|w| w.path == target.path);
        own.filter_map(fault).collect()
    }

    /// What differs from the original it is compared with.
    pub fn compared(&self, source: VersionId, matches: Vec<Match>) -> Vec<LintFault> {
        let article = self.beside(source, matches);
        let flagged = self.flagged(&article);
        let mut trust = self.trust(source);
        let mut evidence = match trust {
            Trust::Same => Evidence::default(),
            _ => Evidence::of(&article, trust == Trust::Stale),
        };
        if trust == Trust::Unknown && is_old(&article, &evidence, &flagged) {
            trust = Trust::Stale;
        }
        let not_in_step = evidence.sections(&article);
        let mut faults = Vec::new();
        for (index, flag, detail) in flagged {
            let found = &article.matches[index];
            let target = found.target[0];
            let section = article.target.document.units[target as usize].section;
            let in_step = not_in_step.binary_search(&section).is_err();
            let rule = Rule::Pair(flag);
            if trust == Trust::Same || !rule.compares() || trust == Trust::Unknown && in_step {
                let (source, target) = article.spans(found);
                faults.push(LintFault::of(rule, Some(target), detail).beside(source));
            } else if !matches!(flag, Flag::Tags | Flag::Code | Flag::Length) {
                // Markup is changed often, and its translation may stand.
                evidence.changed.push((found.source[0], target));
            }
        }
        evidence.changed.dedup();
        faults = untranslated(&article, faults);
        let mut paired = vec![false; article.target.document.units.len()];
        let units = article.matches.iter().flat_map(|m| &m.target);
        units.for_each(|&unit| paired[unit as usize] = true);
        faults.extend(self.alone(|unit| !paired[unit]));
        match trust {
            Trust::Same => faults.extend(compare::faults(&article)),
            _ => faults.extend(stale_sections(&article, &evidence)),
        }
        faults
    }

    /// What the checks say of the pairs, by the pair's number.
    fn flagged(&self, article: &Beside<'_>) -> Vec<(usize, Flag, String)> {
        let (from, to) = (&article.source.locale, &article.target.locale);
        let norms = match self.norms {
            Some(table) => table.of(from, to),
            None => LocalePairProfile::new(from, to),
        };
        let (mut all, mut flagged) = (Vec::new(), Vec::new());
        for (index, found) in article.matches.iter().enumerate() {
            self.inspect(article, found, &norms, &mut flagged);
            all.extend(
                flagged
                    .drain(..)
                    .map(|(flag, detail)| (index, flag, detail)),
            );
        }
        all
    }

    /// What the checks say of a pair of texts.
    fn inspect(
        &self,
        article: &Beside<'_>,
        found: &Match,
        norms: &LocalePairProfile,
        flagged: &mut Vec<(Flag, String)>,
    ) {
        let (source, units) = side(article.source, &found.source, None);
        let (target, _) = side(article.target, &found.target, None);
        let Some(first) = units.first() else { return };
        let pair = TextPair {
            kind: first.kind,
            source: &source,
            target: &target,
        };
        inspect(&pair, norms, flagged);
        flagged.retain(|(flag, _)| Rule::all().any(|rule| rule == Rule::Pair(*flag)));
    }

    /// What is wrong with texts whatever their original says: of the units that are wanted, by index.
    pub fn alone(&self, wanted: impl Fn(usize) -> bool) -> Vec<LintFault> {
        let target = self.target();
        let norms = LocalePairProfile::new(&target.locale, &target.locale);
        let (mut faults, mut flagged) = (Vec::new(), Vec::new());
        for (index, unit) in target.document.units.iter().enumerate() {
            if !wanted(index) {
                continue;
            }
            let (text, _) = side(target, &[index as u32], None);
            let nothing = Side {
                text: "".into(),
                runs: Vec::new(),
                ..text.clone()
            };
            let pair = TextPair {
                kind: unit.kind,
                source: &nothing,
                target: &text,
            };
            inspect(&pair, &norms, &mut flagged);
            let told = flagged.drain(..).filter(|(flag, _)| ALONE.contains(flag));
            let fault =
                |(flag, detail)| LintFault::of(Rule::Pair(flag), Some(unit.span.clone()), detail);
            faults.extend(told.map(fault));
        }
        faults
    }

    /// What became of the original since.
    pub fn behind(
        &self,
        today: VersionId,
        matches: Vec<Match>,
        change: &Staleness,
    ) -> Vec<LintFault> {
        let article = self.beside(today, matches);
        let mut evidence = Evidence::default();
        for change in &change.changes {
            match (&change.today[..], &change.translated[..]) {
                (&[], gone) => evidence.extra.extend(gone),
                (&[unit, ..], &[translated, ..]) => evidence.changed.push((unit, translated)),
                (came, &[]) => evidence.lost.extend(came),
            }
        }
        // Front matter that comes or goes is each site's own.
        let own = |document: &Document, unit: &u32| {
            document.units[*unit as usize].kind == UnitKind::FrontMatter
        };
        evidence.extra.retain(|u| !own(&article.target.document, u));
        evidence.lost.retain(|u| !own(&article.source.document, u));
        evidence.extra.sort_unstable();
        evidence.extra.dedup();
        evidence.lost.sort_unstable();
        stale_sections(&article, &evidence)
    }

    fn beside(&self, source: VersionId, mut matches: Vec<Match>) -> Beside<'a> {
        matches.retain(|m| m.score >= self.min_score);
        Beside::new(self.loaded.version(source), self.target(), matches)
    }
}

/// Texts that differ, in number and as a share of all pairs, which make a translation that says nothing of its origin
/// one of an older original.
const OLD: (usize, f32) = (3, 0.05);

/// Whether so much differs that the translation is of another version rather than at fault.
fn is_old(article: &Beside<'_>, evidence: &Evidence, flagged: &[(usize, Flag, String)]) -> bool {
    let differing = flagged.iter().filter(|f| Rule::Pair(f.1).compares());
    let mut pairs: Vec<usize> = differing.map(|f| f.0).collect();
    pairs.dedup();
    let differ = pairs.len() + evidence.lost.len() + evidence.extra.len();
    differ > OLD.0 && differ as f32 > OLD.1 * article.matches.len() as f32
}

/// Flags that need no original.
const ALONE: [Flag; 4] = [
    Flag::Residue,
    Flag::Encoding,
    Flag::ControlCharacters,
    Flag::Secret,
];

/// Texts that make an article untranslated as a whole: their number, and their share of all.
const UNTRANSLATED: (usize, f64) = (3, 0.8);

/// Where hardly anything is translated, one fault says so.
fn untranslated(article: &Beside<'_>, mut faults: Vec<LintFault>) -> Vec<LintFault> {
    let rule = Rule::Pair(Flag::Untranslated);
    let same = faults.iter().filter(|f| f.rule == rule).count();
    // Names and numbers are the same in both anyway.
    let differ = article.matches.iter().filter(|found| article.differ(found));
    let all = same + differ.count();
    if same < UNTRANSLATED.0 || (same as f64) < UNTRANSLATED.1 * all as f64 {
        return faults;
    }
    faults.retain(|f| f.rule != rule);
    let message = format!("{same} of {all} texts are still those of the original");
    faults.push(LintFault::of(Rule::UntranslatedArticle, None, message));
    faults
}

/// The bytes of a line, counted from 1, without white space around them; `None` for line 0.
fn line_span(text: &str, line: u32) -> Option<Span> {
    let mut starts =
        std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|n| n + 1));
    let start = starts.nth(line.checked_sub(1)? as usize)?;
    let end = text[start..].find('\n').map_or(text.len(), |n| start + n);
    let line = &text[start..end];
    let blank = line.len() - line.trim_start().len();
    Some((start + blank) as u32..(start + line.trim_end().len().max(blank)) as u32)
}
