//! Turns faults, which know bytes of files, into findings, which people can look up.

use std::ops::Range;

use super::anchors::PendingLink;
use super::article_to_check::{ArticleToCheck, LintSettings};
use super::fault::LintFault;
use super::file_rules::shown;
use super::finding::{Beside, Finding, fingerprint, line_of};
use super::ignore_comments::Ignores;
use super::line_index::LineIndex;
use super::report::File;
use super::rule::Rule;
use crate::model::{ArticleVersion, Span, VersionId};

/// The findings of one translation.
pub(super) struct TranslationFindings {
    pub file: File,
    pub findings: Vec<Finding>,
    pub ignored: u64,
    pub links: Vec<PendingLink>,
}

/// A link to an anchor of another article, and the fault that it is if the anchor does not exist.
pub(super) struct LinkFault {
    pub fault: LintFault,
    /// The document that the link leads to, and the anchor.
    pub target: (String, u64),
    /// The anchor that the source has in the same place.
    pub in_source: u64,
}

/// Turns the faults of a translation into findings. Leaves out rules that are off and what comments ask to ignore.
pub(super) fn make_findings(
    article: &ArticleToCheck<'_>,
    settings: &LintSettings,
    id: VersionId,
    [source, today]: [Option<VersionId>; 2],
    mut faults: Vec<LintFault>,
    mut links: Vec<LinkFault>,
) -> TranslationFindings {
    let target = article.loaded.version(id);
    let is_on = |rule: Rule| settings.rules.level(rule).is_some();
    let mut ignores = Ignores::read(&target.source.text, &target.document);
    faults.retain(|fault| is_on(fault.rule));
    links.retain(|link| is_on(link.fault.rule));
    let before = faults.len() + links.len();
    faults.retain(|fault| !ignores.cover(fault));
    links.retain(|link| !ignores.cover(&link.fault));
    let ignored = (before - faults.len() - links.len()) as u64;
    faults.extend(ignores.rest(is_on));
    let version = |id: Option<VersionId>| id.map(|id| article.loaded.version(id));
    let maker = FindingMaker::new(article, settings, target, [version(source), version(today)]);
    TranslationFindings {
        file: File {
            path: shown(&target.source.path),
            locale: target.locale.clone(),
        },
        findings: faults
            .into_iter()
            .filter_map(|f| maker.finding(f))
            .collect(),
        ignored,
        links: links.into_iter().filter_map(|l| maker.link(l)).collect(),
    }
}

struct FindingMaker<'a> {
    settings: &'a LintSettings,
    document: &'a str,
    target: &'a ArticleVersion,
    lines: LineIndex<'a>,
    /// The source version that the translation is compared with, and today's, with their lines.
    sources: [Option<(&'a ArticleVersion, LineIndex<'a>)>; 2],
}

impl<'a> FindingMaker<'a> {
    fn new(
        article: &ArticleToCheck<'a>,
        settings: &'a LintSettings,
        target: &'a ArticleVersion,
        sources: [Option<&'a ArticleVersion>; 2],
    ) -> Self {
        Self {
            settings,
            document: &article.loaded.document,
            target,
            lines: LineIndex::new(&target.source.text),
            sources: sources.map(|version| {
                let version = version?;
                Some((version, LineIndex::new(&version.source.text)))
            }),
        }
    }

    fn finding(&self, fault: LintFault) -> Option<Finding> {
        let level = self.settings.rules.level(fault.rule)?;
        let [compared, today] = self.sources.each_ref().map(Option::as_ref);
        // A stale section shows today's source.
        let source = match fault.rule {
            Rule::StaleSection => today.or(compared),
            _ => compared,
        };
        let text = raw(&self.target.source.text, fault.at.as_ref());
        let beside = source.zip(fault.beside.as_ref());
        let original = beside.map_or("", |((version, _), span)| {
            raw(&version.source.text, Some(span))
        });
        let subject = if fault.is_of_source { original } else { text };
        let locale = &self.target.locale;
        Some(Finding {
            rule: fault.rule,
            level,
            path: shown(&self.target.source.path),
            locale: locale.clone(),
            document: self.document.to_owned(),
            place: fault.at.as_ref().map(|span| self.lines.place(&bytes(span))),
            message: fault.message,
            text: line_of(text),
            source: beside.map(|((version, lines), span)| Beside {
                path: match &version.source.blob {
                    Some(blob) => format!("{}:{}", short(&blob.commit), blob.path),
                    None => shown(&version.source.path),
                },
                on_disk: version.source.blob.is_none(),
                line: lines.line(span.start as usize),
                text: line_of(original),
            }),
            fingerprint: fingerprint(fault.rule, locale, self.document, &folded(subject)),
            known: None,
        })
    }

    fn link(&self, link: LinkFault) -> Option<PendingLink> {
        Some(PendingLink {
            finding: self.finding(link.fault)?,
            document: link.target.0,
            anchor: link.target.1,
            in_source: link.in_source,
        })
    }
}

fn bytes(span: &Span) -> Range<usize> {
    span.start as usize..span.end as usize
}

fn raw<'t>(text: &'t str, span: Option<&Span>) -> &'t str {
    span.and_then(|span| text.get(bytes(span)))
        .unwrap_or_default()
}

/// A text with single spaces.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first digits of a commit, which git accepts.
fn short(commit: &str) -> &str {
    commit.get(..12).unwrap_or(commit)
}
