//! Runs of units without a partner, on both sides at one place.
//!
//! A unit without a partner was lost only if no unit without a partner is at its place on the other side: two units that
//! face each other may be translations that the aligner did not recognize.

use super::compared_article::ComparedArticle;
use crate::model::{Document, Unit, UnitId};

/// Units without a partner at one place.
#[derive(Debug, Default)]
pub(super) struct Unmatched {
    pub source: Vec<UnitId>,
    pub target: Vec<UnitId>,
    /// The target unit before this place, or the one after it if there is none.
    pub near: Option<UnitId>,
}

/// The unmatched units among the wanted ones: first in source order, then those only on the target side.
pub(super) fn unmatched(
    article: &ComparedArticle<'_>,
    wanted: impl Fn(&Unit) -> bool,
) -> Vec<Unmatched> {
    let pick = |document: &Document| -> Vec<UnitId> {
        let all = document.iter_units().filter(|(_, unit)| wanted(unit));
        all.map(|(id, _)| id).collect()
    };
    let sources = pick(&article.source.document);
    let targets = pick(&article.target.document);
    let place = |unit: UnitId| targets.binary_search(&unit).ok();
    let mut open: Vec<bool> = targets
        .iter()
        .map(|&unit| article.source_of(unit).is_none())
        .collect();
    let mut gaps = Vec::new();
    let mut at = 0;
    while at < sources.len() {
        if article.target_of(sources[at]).is_some() {
            at += 1;
            continue;
        }
        let alone = sources[at..]
            .iter()
            .take_while(|u| article.target_of(**u).is_none());
        let source: Vec<UnitId> = alone.copied().collect();
        let before = at.checked_sub(1).and_then(|b| {
            let units = article.target_of(sources[b])?;
            place(*units.last()?)
        });
        at += source.len();
        let behind = sources.get(at).and_then(|&unit| {
            let units = article.target_of(unit)?;
            place(*units.first()?)
        });
        let mut facing = run(before.map_or(0, |b| b + 1).., &open);
        if facing.is_empty() && behind.is_some() {
            facing = run((0..behind.unwrap_or(0)).rev(), &open);
            facing.reverse();
        }
        facing.iter().for_each(|&f| open[f] = false);
        gaps.push(Unmatched {
            source,
            target: facing.into_iter().map(|f| targets[f]).collect(),
            near: before.or(behind).map(|n| targets[n]),
        });
    }
    let mut at = 0;
    while at < targets.len() {
        let alone = run(at.., &open);
        at += alone.len().max(1);
        if !alone.is_empty() {
            gaps.push(Unmatched {
                source: Vec::new(),
                near: alone.first().map(|&f| targets[f]),
                target: alone.into_iter().map(|f| targets[f]).collect(),
            });
        }
    }
    gaps
}

/// The indexes that are open, up to the first that is not.
fn run(places: impl Iterator<Item = usize>, open: &[bool]) -> Vec<usize> {
    places
        .take_while(|&place| open.get(place) == Some(&true))
        .collect()
}
