//! Units without a partner that were only moved: the same content at another place of the section.
//!
//! The aligner leaves such units alone when nothing but their position speaks for a pair. In a section where as many units of a kind
//! were lost as were added, and each has the content of one on the other side, nothing was lost.

use std::collections::BTreeMap;

use crate::lint::compared_article::ComparedArticle;
use crate::model::{ArticleVersion, InlineKind, UnitId, UnitKind};
use crate::quality::normalized_length;

/// In a section with more units without a partner, none is taken for a moved one.
const MAX_UNITS: usize = 20;
/// How many times longer one text may be than the other.
const MAX_RATIO: f32 = 2.0;

/// The units of one section: of the source, and of the translation.
type Group = (Vec<UnitId>, Vec<UnitId>);

/// Pairs of source and target units that were only moved.
pub(super) fn reordered(
    article: &ComparedArticle<'_>,
    lost: &[UnitId],
    extra: &[UnitId],
) -> Vec<(UnitId, UnitId)> {
    let mut groups: BTreeMap<(u32, UnitKind), Group> = BTreeMap::new();
    for &unit in lost {
        if let Some(section) = article.section_for(unit) {
            let kind = article.source_unit(unit).kind;
            groups.entry((section, kind)).or_default().0.push(unit);
        }
    }
    for &unit in extra {
        let target = article.target_unit(unit);
        let group = groups.entry((target.section, target.kind)).or_default();
        group.1.push(unit);
    }
    let groups = groups.into_values();
    groups.flat_map(|group| paired(article, group)).collect()
}

/// All units of a group in pairs, or none.
fn paired(article: &ComparedArticle<'_>, (lost, mut extra): Group) -> Vec<(UnitId, UnitId)> {
    if lost.len() != extra.len() || lost.len() > MAX_UNITS {
        return Vec::new();
    }
    let mut pairs = Vec::new();
    for unit in lost {
        let found = extra
            .iter()
            .position(|&other| is_same(article, unit, other));
        let Some(found) = found else {
            return Vec::new();
        };
        pairs.push((unit, extra.remove(found)));
    }
    pairs
}

/// Whether two units have the same code, links, images and numbers, and similar lengths.
fn is_same(article: &ComparedArticle<'_>, source: UnitId, target: UnitId) -> bool {
    let texts = [article.source_text(source), article.target_text(target)];
    let [a, b] = texts.map(normalized_length);
    let is_similar = a.max(b) <= MAX_RATIO * a.min(b) + 10.0;
    is_similar
        && content(article.source, source) == content(article.target, target)
        && numbers(texts[0]) == numbers(texts[1])
}

/// The keys of code, links and images, sorted.
fn content(version: &ArticleVersion, unit: UnitId) -> Vec<u64> {
    let runs = version.document.runs(version.document.unit(unit));
    let is_content = |kind| {
        matches!(
            kind,
            InlineKind::Code | InlineKind::LinkOpen | InlineKind::Image
        )
    };
    let runs = runs.iter().filter(|run| is_content(run.kind));
    let mut keys: Vec<u64> = runs.map(|run| run.key).collect();
    keys.sort_unstable();
    keys
}

/// The digits of a text, sorted.
fn numbers(text: &str) -> Vec<u32> {
    let mut digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(10)).collect();
    digits.sort_unstable();
    digits
}
