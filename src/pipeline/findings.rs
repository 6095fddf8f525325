//! One article's findings: its translations beside the originals they were made from.

use std::path::Path;

use super::records::side;
use super::{GitSettings, Learned, Loaded, Settings, Staleness};
use crate::align::{AlignSettings, Match};
use crate::check::article::{Article as Beside, Evidence, Trust, stale_sections};
use crate::check::{Fault, Flag, Ignores, Level, NormTable, Norms, Pair, Rule, Rules, inspect};
use crate::model::{self, Corpus, Document, Locale, Span, UnitKind, Version, Warning, WarningKind};
use crate::report::{self, Finding, Place, fingerprint, line_of};

/// What was found in one article.
#[derive(Debug, Default)]
pub struct Checked {
    /// The findings, version by version.
    pub findings: Vec<Finding>,
    /// The localized files that were looked at.
    pub files: Vec<report::File>,
    /// Findings that comments in the files ask to ignore.
    pub ignored: u64,
}

/// Checks the translations of an article. The code blocks have to be units, and the original as git has it now be
/// loaded where it is not on disk.
pub(super) fn check(
    corpus: &Corpus,
    article: &model::Article,
    (loaded, warnings): (&Loaded, &[Warning]),
    (settings, rules): (&Settings, &Rules),
    learned: Learned<'_>,
) -> Checked {
    let Learned { lexicon, norms } = learned;
    let mut checked = Checked::default();
    unreadable(corpus, article, warnings, rules, &mut checked);
    missing(corpus, article, settings, rules, &mut checked);
    let today = loaded.today();
    let translations = (0..loaded.files).filter(|&v| loaded.versions[v].locale != settings.source);
    let compared: Vec<(usize, Option<usize>)> = translations
        .map(|v| (v, loaded.made_from(v).or(today)))
        .collect();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for &(version, source) in &compared {
        let sources = [source, today];
        let wanted = sources.into_iter().flatten().map(|s| (s, version));
        for pair in wanted {
            if !pairs.contains(&pair) {
                pairs.push(pair);
            }
        }
    }
    let spine = loaded.prepare_for(&pairs).align(AlignSettings { lexicon });
    let stale = settings.git.as_ref();
    let stale: Vec<Staleness> =
        stale.map_or_else(Vec::new, |git: &GitSettings| loaded.staleness(git, lexicon));
    let originals_known = corpus.locales.contains(&settings.source) || settings.git.is_some();
    for (version, source) in compared {
        let translation = Translation {
            loaded,
            version,
            min_score: settings.check.min_score,
            norms,
        };
        let mut faults = translation.damage(warnings, source);
        let broken = broken_tables(&loaded.versions[version].document, &faults);
        if let Some(source) = source {
            let matches = spine.pairs(source, version);
            let mut compared = translation.compared(source, matches);
            // A table that broke is told once.
            let is_broken = |at: &Span| broken.iter().any(|table| table.contains(&at.start));
            compared
                .retain(|f| f.rule != Rule::TableShape || !f.at.as_ref().is_some_and(is_broken));
            faults.extend(compared);
            let change = stale.iter().find(|s| s.version == version);
            if let (Some(today), Some(change)) = (today.filter(|&t| t != source), change) {
                let matches = spine.pairs(today, version);
                faults.extend(translation.behind(today, matches, change));
            }
        } else if originals_known {
            let message = "there is no original of this article any more".to_owned();
            faults.push(Fault::of(Rule::OrphanedArticle, None, message));
        }
        let source = source.map(|s| &loaded.versions[s]);
        let today = today.map(|t| &loaded.versions[t]);
        let version = &loaded.versions[version];
        let document = &loaded.document;
        write(
            (document, version),
            [source, today],
            faults,
            rules,
            &mut checked,
        );
    }
    checked
}

/// Files that could not be read.
fn unreadable(
    corpus: &Corpus,
    article: &model::Article,
    warnings: &[Warning],
    rules: &Rules,
    checked: &mut Checked,
) {
    let Some(level) = rules.level(Rule::LeftOut) else {
        return;
    };
    for warning in warnings.iter().filter(|w| w.kind == WarningKind::LeftOut) {
        let of =
            |&&(locale, _): &&(u16, u16)| corpus.path(article, usize::from(locale)) == warning.path;
        let Some(&(locale, _)) = article.versions.iter().find(of) else {
            continue;
        };
        let locale = &corpus.locales[usize::from(locale)];
        let path = (warning.path.as_path(), &*article.document);
        let message = warning.message.clone();
        let finding = of_file(Rule::LeftOut, level, path, locale, message);
        checked.findings.push(finding);
    }
}

/// The locales that an original has no translation in.
fn missing(
    corpus: &Corpus,
    article: &model::Article,
    settings: &Settings,
    rules: &Rules,
    checked: &mut Checked,
) {
    let there = |locale: usize| {
        let mut versions = article.versions.iter();
        versions.any(|v| usize::from(v.0) == locale)
    };
    let Some(level) = rules.level(Rule::MissingArticle) else {
        return;
    };
    let original = corpus.locales.iter().position(|l| *l == settings.source);
    let Some(original) = original.filter(|&o| there(o)) else {
        return;
    };
    for (index, locale) in corpus.locales.iter().enumerate() {
        if index != original && !there(index) {
            let path = corpus.path(article, index);
            let message = format!("the article has no translation into {locale}");
            let path = (path.as_path(), &*article.document);
            let mut finding = of_file(Rule::MissingArticle, level, path, locale, message);
            finding.source = Some(report::Beside {
                path: shown(&corpus.path(article, original)),
                on_disk: true,
                line: 1,
                text: String::new(),
            });
            checked.findings.push(finding);
        }
    }
}

fn of_file(
    rule: Rule,
    level: Level,
    (path, document): (&Path, &str),
    locale: &Locale,
    message: String,
) -> Finding {
    Finding {
        rule,
        level,
        path: shown(path),
        locale: locale.clone(),
        document: document.to_owned(),
        place: None,
        message,
        text: String::new(),
        source: None,
        fingerprint: fingerprint(rule, locale, document, ""),
        known: None,
    }
}

/// A path with `/` on every platform.
fn shown(path: &Path) -> String {
    let path = path.display().to_string();
    match std::path::MAIN_SEPARATOR {
        '/' => path,
        separator => path.replace(separator, "/"),
    }
}

/// One translation of an article.
struct Translation<'a> {
    loaded: &'a Loaded,
    version: usize,
    min_score: f32,
    norms: Option<&'a NormTable>,
}

impl<'a> Translation<'a> {
    fn target(&self) -> &'a Version {
        &self.loaded.versions[self.version]
    }

    /// How far it can be compared with an original.
    fn trust(&self, source: usize) -> Trust {
        let provenance = &self.target().source.provenance;
        if self.loaded.made_from(self.version) == Some(source) {
            Trust::Same
        } else if provenance.source_hash.is_some() {
            Trust::Stale
        } else {
            Trust::Unknown
        }
    }

    /// What was seen when it was read. What is broken in the original too is no fault of the translation.
    fn damage(&self, warnings: &[Warning], source: Option<usize>) -> Vec<Fault> {
        let target = &self.target().source;
        let of_source = source.map(|s| &self.loaded.versions[s].source.path);
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
            Some(Fault::of(rule, at, warning.message.clone()))
        };
        let own = warnings.iter().filter(|w| w.path == target.path);
        own.filter_map(fault).collect()
    }

    /// What differs from the original it is compared with.
    fn compared(&self, source: usize, matches: Vec<Match>) -> Vec<Fault> {
        let trust = self.trust(source);
        let article = self.beside(source, matches);
        let mut evidence = match trust {
            Trust::Same => Evidence::default(),
            _ => Evidence::of(&article, trust == Trust::Stale),
        };
        let not_in_step = evidence.sections(&article);
        let (from, to) = (&article.source.locale, &article.target.locale);
        let norms = match self.norms {
            Some(table) => table.of(from, to),
            None => Norms::new(from, to),
        };
        let (mut faults, mut flagged) = (Vec::new(), Vec::new());
        for found in &article.matches {
            flagged.clear();
            self.inspect(&article, found, &norms, &mut flagged);
            let (source, target) = (found.source[0], found.target[0]);
            let section = article.target.document.units[target as usize].section;
            let in_step = not_in_step.binary_search(&section).is_err();
            let mut differs = false;
            for (flag, detail) in flagged.drain(..) {
                let rule = Rule::Pair(flag);
                if trust == Trust::Same || !rule.compares() || trust == Trust::Unknown && in_step {
                    let spans = article.spans(found);
                    faults.push(Fault::of(rule, Some(spans.1), detail).beside(spans.0));
                } else {
                    // Markup is changed often, and its translation may stand.
                    differs |= !matches!(flag, Flag::Tags | Flag::Code | Flag::Length);
                }
            }
            if differs {
                evidence.changed.push((source, target));
            }
        }
        faults = untranslated(&article, faults);
        match trust {
            Trust::Same => faults.extend(article.faults()),
            _ => faults.extend(stale_sections(&article, &evidence)),
        }
        faults
    }

    /// What the checks say of a pair of texts.
    fn inspect(
        &self,
        article: &Beside<'_>,
        found: &Match,
        norms: &Norms,
        flagged: &mut Vec<(Flag, String)>,
    ) {
        let (source, units) = side(article.source, &found.source, None);
        let (target, _) = side(article.target, &found.target, None);
        let Some(first) = units.first() else { return };
        let pair = Pair {
            kind: first.kind,
            source: &source,
            target: &target,
        };
        inspect(&pair, norms, flagged);
        flagged.retain(|(flag, _)| Rule::all().any(|rule| rule == Rule::Pair(*flag)));
    }

    /// What became of the original since.
    fn behind(&self, today: usize, matches: Vec<Match>, change: &Staleness) -> Vec<Fault> {
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

    fn beside(&self, source: usize, mut matches: Vec<Match>) -> Beside<'a> {
        matches.retain(|m| m.score >= self.min_score);
        Beside::new(&self.loaded.versions[source], self.target(), matches)
    }
}

/// The bytes of the tables that broke.
fn broken_tables(document: &Document, faults: &[Fault]) -> Vec<Span> {
    let tables = faults.iter().filter_map(|fault| {
        let at = matches!(fault.rule, Rule::BrokenTable | Rule::ExtraCells).then_some(&fault.at);
        let line = at?.as_ref()?;
        let mut units = document.units.iter().filter(|u| u.span.start >= line.start);
        let table = units.find_map(|u| u.cell)?.table;
        let cells = document.units.iter();
        let mut cells = cells.filter(|u| u.cell.is_some_and(|c| c.table == table));
        let first = cells.next()?.span.clone();
        Some(first.start..cells.next_back().map_or(first.end, |c| c.span.end))
    });
    tables.collect()
}

/// Texts that make an article untranslated as a whole: their number, and their share of all.
const UNTRANSLATED: (usize, f64) = (3, 0.8);

/// Where hardly anything is translated, one fault says so.
fn untranslated(article: &Beside<'_>, mut faults: Vec<Fault>) -> Vec<Fault> {
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
    faults.push(Fault::of(Rule::UntranslatedArticle, None, message));
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

/// Turns the faults of a translation into findings, those left out that nobody wants to hear of.
fn write(
    (document, target): (&str, &Version),
    [source, today]: [Option<&Version>; 2],
    mut faults: Vec<Fault>,
    rules: &Rules,
    checked: &mut Checked,
) {
    let file = &target.source.text;
    checked.files.push(report::File {
        path: shown(&target.source.path),
        locale: target.locale.clone(),
    });
    faults.retain(|fault| rules.level(fault.rule).is_some());
    let mut ignores = Ignores::read(file, &target.document);
    let before = faults.len();
    faults.retain(|fault| !ignores.cover(fault));
    checked.ignored += (before - faults.len()) as u64;
    let rest = ignores.rest(|rule| rules.level(rule).is_some());
    for fault in faults.into_iter().chain(rest) {
        let Some(level) = rules.level(fault.rule) else {
            continue;
        };
        // What became of the original is told of today's.
        let source = match fault.rule {
            Rule::StaleSection => today.or(source),
            _ => source,
        };
        let bytes = |span: &Span| span.start as usize..span.end as usize;
        let raw = |text: &'_ str, span: &Option<Span>| -> String {
            let part = span.as_ref().and_then(|span| text.get(bytes(span)));
            part.unwrap_or_default().to_owned()
        };
        let text = raw(file, &fault.at);
        let original = source.map_or_else(String::new, |s| raw(&s.source.text, &fault.beside));
        let subject = if fault.is_of_source { &original } else { &text };
        let fingerprint = fingerprint(fault.rule, &target.locale, document, &folded(subject));
        let beside = source.zip(fault.beside.as_ref());
        checked.findings.push(Finding {
            rule: fault.rule,
            level,
            path: shown(&target.source.path),
            locale: target.locale.clone(),
            document: document.to_owned(),
            place: fault.at.as_ref().map(|span| Place::of(file, bytes(span))),
            message: fault.message,
            text: line_of(&text),
            source: beside.map(|(source, span)| report::Beside {
                path: shown(&source.source.path),
                on_disk: source.source.blob.is_none(),
                line: Place::of(&source.source.text, bytes(span)).line,
                text: line_of(&original),
            }),
            fingerprint,
            known: None,
        });
    }
}

/// A text whose white space does not matter.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
