//! Stated heading anchors that a translation changed, such as `{#objects}` that became `{#objekte}`.

use rustc_hash::FxHashSet;

use crate::lint::anchors::{anchors, has_anchor};
use crate::lint::compared_article::ComparedArticle;
use crate::lint::fault::LintFault;
use crate::lint::rule::Rule;
use crate::model::{ArticleVersion, Unit, UnitId};

/// Compares the anchors of headings. Headings are paired by order if both versions have the same outline, because a changed
/// anchor can prevent their alignment.
pub fn heading_anchors(article: &ComparedArticle<'_>) -> Vec<LintFault> {
    let (sources, targets) = (headings(article.source), headings(article.target));
    let anchors = anchors(article.target);
    let levels =
        |headings: &[(UnitId, &Unit)]| headings.iter().map(|h| h.1.level).collect::<Vec<_>>();
    let has_same_outline = levels(&sources) == levels(&targets);
    let partner = |index: usize, unit: UnitId| {
        if has_same_outline {
            return targets.get(index).map(|target| target.1);
        }
        let partner = article.target_of(unit)?.first()?;
        Some(article.target_unit(*partner))
    };
    let sources = sources.into_iter().enumerate();
    let faults = sources
        .filter_map(|(index, (unit, source))| changed(&anchors, source, partner(index, unit)?));
    faults.collect()
}

fn headings(version: &ArticleVersion) -> Vec<(UnitId, &Unit)> {
    let units = version.document.iter_units();
    units.filter(|(_, unit)| unit.level > 0).collect()
}

/// The fault about the anchor of a heading. An anchor that the translation has elsewhere, such as `<a name>` above the heading, is not
/// lost.
fn changed(anchors: &FxHashSet<u64>, source: &Unit, target: &Unit) -> Option<LintFault> {
    let was = source.label.as_deref()?;
    if target.label.as_deref() == Some(was) || has_anchor(anchors, was) {
        return None;
    }
    let message = match target.label.as_deref() {
        Some(is) => format!("the heading anchor `{was}` of the source became `{is}`"),
        None => format!("the heading anchor `{was}` of the source is missing"),
    };
    let fault = LintFault::of(Rule::HeadingAnchor, Some(target.span.clone()), message);
    Some(fault.beside(source.span.clone()))
}
