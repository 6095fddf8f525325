//! The differences between a source file and its translation.

use super::difference::{Difference, Severity};
use super::tokens::Tokens;
use crate::lint::compare::{Evidence, changed_code, heading_anchors};
use crate::lint::compared_article::ComparedArticle;
use crate::lint::{LintFault, flags_of_pairs};
use crate::model::{ArticleVersion, Flag, Inline, InlineKind, Span, Unit, UnitId, UnitKind};

/// All differences, the severe ones first.
pub(super) fn differences(article: &ComparedArticle<'_>) -> Vec<Difference> {
    let mut differences = blocks(article);
    differences.extend(code(article));
    differences.extend(flags(article));
    differences.extend(values(article));
    differences.extend(headings(article));
    differences.extend(images(article));
    differences.sort_by(|a, b| {
        let key = |d: &Difference| {
            (
                std::cmp::Reverse(d.severity),
                d.source_line,
                d.translation_line,
            )
        };
        key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
    });
    differences.dedup();
    differences
}

/// Blocks that only one side has.
fn blocks(article: &ComparedArticle<'_>) -> Vec<Difference> {
    let evidence = Evidence::of(article, false);
    let (source, target) = (article.source, article.target);
    let lost = evidence.lost.iter().map(|&unit| {
        let unit = source.document.unit(unit);
        difference(
            severity(unit),
            Some(unit.line),
            None,
            format!("a {} was added", name(unit)),
        )
    });
    let extra = evidence.extra.iter().map(|&unit| {
        let unit = target.document.unit(unit);
        difference(
            severity(unit),
            None,
            Some(unit.line),
            format!("a {} was removed", name(unit)),
        )
    });
    lost.chain(extra).collect()
}

/// A heading alone or an alternative text is a detail.
fn severity(unit: &Unit) -> Severity {
    match unit.kind {
        UnitKind::Heading | UnitKind::ImageAlt | UnitKind::TabTitle => Severity::Low,
        _ => Severity::High,
    }
}

fn name(unit: &Unit) -> &'static str {
    match unit.kind {
        UnitKind::Heading => "heading",
        UnitKind::ListItem => "list item",
        UnitKind::TableHeader | UnitKind::TableCell => "table cell",
        UnitKind::Code => "code block",
        UnitKind::ImageAlt => "alternative text",
        _ => "text",
    }
}

/// Code blocks whose code differs.
fn code(article: &ComparedArticle<'_>) -> Vec<Difference> {
    let changed = changed_code(article).into_iter();
    changed
        .map(|changed| of_fault(article, Severity::High, changed.fault))
        .collect()
}

/// Cells with a number or code that the translation does not have. The aligner leaves them without a partner.
fn values(article: &ComparedArticle<'_>) -> Vec<Difference> {
    let (source, target) = (article.source, article.target);
    let is_cell = |unit: &&Unit| unit.kind == UnitKind::TableCell;
    let cells = target.document.units.iter().filter(is_cell);
    let translated: std::collections::HashSet<&str> =
        cells.map(|unit| target.document.text(unit)).collect();
    let matched: std::collections::HashSet<UnitId> = article
        .matches
        .iter()
        .flat_map(|found| found.source.iter().copied())
        .collect();
    let units = source.document.iter_units();
    let open = units.filter(|(unit, _)| !matched.contains(unit));
    let open = open.map(|(_, unit)| unit).filter(is_cell);
    let changed = open.filter(|unit| {
        is_same_in_all_languages(source, unit) && !translated.contains(source.document.text(unit))
    });
    changed
        .map(|unit| {
            let message = format!("the value `{}` is new", source.document.text(unit));
            difference(Severity::High, Some(unit.line), None, message)
        })
        .collect()
}

/// Whether a unit has nothing to translate: no letters outside of code.
fn is_same_in_all_languages(version: &ArticleVersion, unit: &Unit) -> bool {
    let document = &version.document;
    let mut runs = document
        .runs(unit)
        .iter()
        .filter(|run| run.kind == InlineKind::Text);
    let text = |run: &Inline| {
        document
            .plain
            .get(run.text.start as usize..run.text.end as usize)
    };
    let has_letters = |text: &str| text.chars().any(char::is_alphabetic);
    !document.text(unit).is_empty() && !runs.any(|run| text(run).is_some_and(has_letters))
}

/// What the checks on pairs find. A difference that the files as a whole do not have comes from another order of texts.
fn flags(article: &ComparedArticle<'_>) -> Vec<Difference> {
    let tokens = [article.source, article.target].map(Tokens::of);
    let flags = flags_of_pairs(article, None).into_iter();
    let flags = flags.filter(|flag| !tokens[0].are_same_for(&tokens[1], flag.flag));
    let differences = flags.filter_map(|flag| {
        let pair = &article.matches[flag.pair];
        let unit = pair
            .source
            .first()
            .map(|&u| article.source.document.unit(u));
        let is_heading = unit.is_some_and(|unit| unit.kind == UnitKind::Heading);
        let severity = match flag.flag {
            Flag::Numbers | Flag::Code | Flag::Placeholders | Flag::Length if !is_heading => {
                Severity::High
            }
            Flag::Numbers | Flag::Code | Flag::Placeholders | Flag::Links => Severity::Low,
            _ => return None,
        };
        Some(of_fault(article, severity, flag.fault(article)))
    });
    differences.collect()
}

/// Headings that were renamed: their stated anchor no longer fits, or names in them changed.
fn headings(article: &ComparedArticle<'_>) -> Vec<Difference> {
    let stated = heading_anchors(article).into_iter();
    let stated = stated.map(|fault| of_fault(article, Severity::Low, fault));
    let sources = headings_of(article.source);
    let targets = headings_of(article.target);
    let has_same_outline = sources
        .iter()
        .map(|h| h.level)
        .eq(targets.iter().map(|h| h.level));
    let pairs = sources.iter().zip(&targets).filter(|_| has_same_outline);
    let renamed = pairs.filter(|(source, target)| is_renamed(article, source, target));
    let renamed = renamed.map(|(source, target)| {
        let message = "the heading was renamed".to_owned();
        difference(Severity::Low, Some(source.line), Some(target.line), message)
    });
    stated.chain(renamed).collect()
}

fn headings_of(version: &ArticleVersion) -> Vec<&Unit> {
    version
        .document
        .units
        .iter()
        .filter(|unit| unit.level > 0)
        .collect()
}

/// Whether the anchor that a translated heading states is not that of its source, or a name in Latin letters is missing
/// there.
fn is_renamed(article: &ComparedArticle<'_>, source: &Unit, target: &Unit) -> bool {
    let title = article.source.document.text(source);
    if let (None, Some(stated)) = (&source.label, &target.label) {
        return letters(title) != letters(stated);
    }
    let translated = article.target.document.text(target);
    let is_other_script = translated
        .chars()
        .any(|c| c.is_alphabetic() && c > '\u{24f}');
    let names = translated.split(|c: char| !c.is_ascii_alphanumeric());
    let mut names =
        names.filter(|name| name.len() > 2 && !name.bytes().all(|b| b.is_ascii_digit()));
    let source_letters = letters(title);
    is_other_script && names.any(|name| !source_letters.contains(&letters(name)))
}

fn letters(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Images, includes and similar elements that only one side has.
fn images(article: &ComparedArticle<'_>) -> Vec<Difference> {
    let faults = crate::lint::compare::element_faults(article).into_iter();
    let is_image = |fault: &LintFault| {
        let (version, span) = match (&fault.beside, &fault.at) {
            (Some(span), _) => (article.source, span),
            (None, Some(span)) => (article.target, span),
            (None, None) => return false,
        };
        let range = span.start as usize..span.end as usize;
        let text = version.source.text.get(range).unwrap_or_default();
        text.trim_start().starts_with("![") || text.contains("<img")
    };
    let images = faults.filter(is_image);
    images
        .map(|fault| of_fault(article, Severity::Low, fault))
        .collect()
}

fn of_fault(article: &ComparedArticle<'_>, severity: Severity, fault: LintFault) -> Difference {
    let line = |version: &ArticleVersion, span: &Span| {
        let before = version
            .source
            .text
            .get(..span.start as usize)
            .unwrap_or_default();
        memchr::memchr_iter(b'\n', before.as_bytes()).count() as u32 + 1
    };
    difference(
        severity,
        fault.beside.as_ref().map(|span| line(article.source, span)),
        fault.at.as_ref().map(|span| line(article.target, span)),
        fault.message,
    )
}

fn difference(
    severity: Severity,
    source_line: Option<u32>,
    translation_line: Option<u32>,
    message: String,
) -> Difference {
    Difference {
        severity,
        source_line,
        translation_line,
        message,
    }
}
