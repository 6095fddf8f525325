//! Compares two versions of the source and finds the units of a translation that each change concerns.

use super::unit_changes::{Change, UnitCounts};
use crate::align::Spine;
use crate::article::LoadedArticle;
use crate::article::source_diff::{diff, reworded};
use crate::model::{Document, UnitId, VersionId};

/// Compares today's source with the version that a translation was made from.
pub(super) fn compare(
    article: &LoadedArticle,
    spine: &Spine,
    [today_id, then_id, translation]: [VersionId; 3],
) -> (UnitCounts, Vec<Change>) {
    let [today, then] = [today_id, then_id].map(|id| &article.version(id).document);
    let partners = partners(spine, then_id, translation, then.units.len());
    let mut difference = diff(
        spine.pairs(today_id.index(), then_id.index()),
        [today, then],
    );
    reworded(&mut difference, [today, then]);
    let mut counts = UnitCounts::default();
    let mut changes = Vec::new();
    let mut is_left = [vec![true; today.units.len()], vec![true; then.units.len()]];
    for found in difference.pairs {
        take(&mut is_left[0], &found.source);
        take(&mut is_left[1], &found.target);
        if text(today, &found.source) == text(then, &found.target) {
            counts.same += found.source.len() as u32;
            continue;
        }
        counts.changed += found.source.len() as u32;
        changes.push(Change {
            translated: translated(&partners, &found.target),
            today: found.source,
            then: found.target,
        });
    }
    let [added, removed] = is_left.map(left);
    counts.added = added.len() as u32;
    counts.removed = removed.len() as u32;
    changes.extend(added.into_iter().map(|unit| Change {
        today: vec![unit],
        then: Vec::new(),
        translated: Vec::new(),
    }));
    changes.sort_by(|a, b| a.today.cmp(&b.today));
    changes.extend(removed.into_iter().map(|unit| Change {
        today: Vec::new(),
        then: vec![unit],
        translated: translated(&partners, &[unit]),
    }));
    (counts, changes)
}

/// For each unit of a source version, its units in the translation.
fn partners(spine: &Spine, source: VersionId, target: VersionId, units: usize) -> Vec<Vec<UnitId>> {
    let mut partners = vec![Vec::new(); units];
    for found in spine.pairs(source.index(), target.index()) {
        for &unit in &found.source {
            if let Some(partners) = partners.get_mut(unit.index()) {
                partners.extend(&found.target);
            }
        }
    }
    partners
}

fn translated(partners: &[Vec<UnitId>], then: &[UnitId]) -> Vec<UnitId> {
    let units = then.iter().filter_map(|&unit| partners.get(unit.index()));
    let mut units: Vec<UnitId> = units.flatten().copied().collect();
    units.sort_unstable();
    units.dedup();
    units
}

fn text(document: &Document, units: &[UnitId]) -> String {
    let units = units.iter().map(|&unit| document.unit(unit));
    let texts: Vec<&str> = units.map(|unit| document.text(unit)).collect();
    texts.join(" ")
}

fn take(is_left: &mut [bool], units: &[UnitId]) {
    for &unit in units {
        is_left[unit.index()] = false;
    }
}

/// The units that are left.
fn left(is_left: Vec<bool>) -> Vec<UnitId> {
    let all = is_left.into_iter().enumerate();
    all.filter(|(_, left)| *left)
        .map(|(unit, _)| UnitId::new(unit))
        .collect()
}
