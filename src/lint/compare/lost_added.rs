//! Texts that were lost or added, and blocks of another kind than in the source.

use rustc_hash::FxHashSet;

use crate::lint::compared_article::ComparedArticle;
use crate::lint::excerpt::quoted;
use crate::lint::fault::LintFault;
use crate::lint::rule::Rule;
use crate::lint::unmatched::{Unmatched, unmatched};
use crate::model::{Unit, UnitId, UnitKind};

/// Kinds that are checked by themselves: cells with their tables, code with its blocks, images by their paths.
/// Front matter is each site's own.
fn is_text(unit: &Unit) -> bool {
    !matches!(
        unit.kind,
        UnitKind::TableHeader
            | UnitKind::TableCell
            | UnitKind::Code
            | UnitKind::ImageAlt
            | UnitKind::FrontMatter
    )
}

pub(super) fn faults(article: &ComparedArticle<'_>) -> Vec<LintFault> {
    let gaps = unmatched(article, is_text);
    let mut faults: Vec<LintFault> = gaps.iter().flat_map(|gap| of_gap(article, gap)).collect();
    faults.extend(shapes(article, &gaps));
    faults
}

fn of_gap(article: &ComparedArticle<'_>, gap: &Unmatched) -> Vec<LintFault> {
    let near = gap.near.map(|unit| article.target_unit(unit).span.clone());
    match (&gap.source[..], &gap.target[..]) {
        (source @ [first, ..], []) => {
            let text = quoted(article.source_text(*first));
            let message = match source.len() {
                1 => format!(
                    "the {} {text} of the source is missing after this",
                    name(article.source_unit(*first))
                ),
                n => format!("{n} texts of the source are missing after this, the first is {text}"),
            };
            let fault = LintFault::of(Rule::LostText, near, message);
            let span = article.source_span(source);
            span.map(|span| fault.about(span)).into_iter().collect()
        }
        ([], target @ [first, ..]) => {
            let message = match target.len() {
                1 => format!(
                    "the source has no such {}",
                    name(article.target_unit(*first))
                ),
                n => format!("the source lacks this text and {} more", n - 1),
            };
            let span = article.target_span(target);
            vec![LintFault::of(Rule::AddedText, span, message)]
        }
        (source, target) if source.len() == target.len() => {
            let both = source.iter().zip(target);
            let fault = |(&s, &t): (&UnitId, &UnitId)| {
                let (was, is) = (article.source_unit(s), article.target_unit(t));
                (was.kind != is.kind).then(|| {
                    let message = format!(
                        "the source has a {} here, this is a {}",
                        name(was),
                        name(is)
                    );
                    LintFault::of(Rule::Structure, Some(is.span.clone()), message)
                        .beside(was.span.clone())
                })
            };
            both.filter_map(fault).collect()
        }
        (source, target) => {
            let message = format!(
                "{} texts of the source face {} here",
                source.len(),
                target.len()
            );
            let fault = LintFault::of(Rule::Structure, article.target_span(target), message);
            let span = article.source_span(source);
            span.map(|span| fault.beside(span)).into_iter().collect()
        }
    }
}

/// Pairs whose blocks are of another level, nesting or alert.
fn shapes(article: &ComparedArticle<'_>, gaps: &[Unmatched]) -> Vec<LintFault> {
    let mut faults = Vec::new();
    let mut nesting = 0;
    let ends_of_gaps: FxHashSet<UnitId> = gaps
        .iter()
        .filter_map(|g| g.target.last().copied())
        .collect();
    let befores = units_before(article);
    for found in &article.matches {
        let (Some(&s), Some(&t)) = (found.source.first(), found.target.first()) else {
            continue;
        };
        let (was, is) = (article.source_unit(s), article.target_unit(t));
        let mut say = |message: String| {
            let fault = LintFault::of(Rule::Structure, Some(is.span.clone()), message);
            faults.push(fault.beside(was.span.clone()));
        };
        let sides = (found.source.len(), found.target.len());
        if sides.0 != sides.1 {
            say(format!(
                "{} here for {} of the source",
                texts(sides.1),
                sides.0
            ));
        }
        if was.level != is.level {
            say(format!(
                "a heading of level {}, in the source of level {}",
                is.level, was.level
            ));
        }
        if let (UnitKind::Note, UnitKind::Note, Some(a), Some(b)) =
            (was.kind, is.kind, &was.label, &is.label)
            && a != b
        {
            say(format!("an alert of the kind `{b}`, in the source `{a}`"));
        }
        if is.kind == UnitKind::ImageAlt {
            continue;
        }
        // A list with another indentation is reported once, at its first item.
        let slipped = i16::from(is.depth) - i16::from(was.depth);
        let before = befores[t.index()];
        // What follows a block that became another kind of block is a consequence.
        let told = before.is_some_and(|before| ends_of_gaps.contains(&before));
        if std::mem::replace(&mut nesting, slipped) != slipped && slipped != 0 && !told {
            say(format!(
                "nested {} deep, in the source {} deep",
                is.depth, was.depth
            ));
        }
    }
    faults
}

/// For each target unit, the unit before it that is not an alternative text.
fn units_before(article: &ComparedArticle<'_>) -> Vec<Option<UnitId>> {
    let mut before = None;
    let units = article.target.document.iter_units();
    let before_of = |(index, unit): (UnitId, &Unit)| {
        let found = before;
        if unit.kind != UnitKind::ImageAlt {
            before = Some(index);
        }
        found
    };
    units.map(before_of).collect()
}

fn texts(n: usize) -> String {
    format!("{n} text{}", if n == 1 { "" } else { "s" })
}

/// What a kind is called in a sentence.
fn name(unit: &Unit) -> &'static str {
    match unit.kind {
        UnitKind::Heading => "heading",
        UnitKind::ListItem => "list item",
        UnitKind::Note => "note",
        UnitKind::Quote => "quotation",
        UnitKind::Footnote => "footnote",
        UnitKind::TabTitle => "tab",
        UnitKind::Directive => "text of a directive",
        _ => "paragraph",
    }
}
