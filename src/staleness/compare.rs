//! Compares two versions of the source and finds the units of a translation that each change concerns.

use super::unit_changes::{Change, UnitCounts};
use crate::align::Spine;
use crate::article::LoadedArticle;
use crate::article::source_diff::{diff, reworded};
use crate::model::{Document, VersionId};

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
fn partners(spine: &Spine, source: VersionId, target: VersionId, units: usize) -> Vec<Vec<u32>> {
    let mut partners = vec![Vec::new(); units];
    for found in spine.pairs(source.index(), target.index()) {
        for &unit in &found.source {
            if let Some(partners) = partners.get_mut(unit as usize) {
                partners.extend(&found.target);
            }
        }
    }
    partners
}

fn translated(partners: &[Vec<u32>], then: &[u32]) -> Vec<u32> {
    let units = then.iter().filter_map(|&unit| partners.get(unit as usize));
    let mut units: Vec<u32> = units.flatten().copied().collect();
    units.sort_unstable();
    units.dedup();
    units
}

fn text(document: &Document, units: &[u32]) -> String {
    let units = units.iter().map(|&unit| &document.units[unit as usize]);
    let texts: Vec<&str> = units.map(|unit| document.text(unit)).collect();
    texts.join(" ")
}

fn take(is_left: &mut [bool], units: &[u32]) {
    for &unit in units {
        is_left[unit as usize] = false;
    }
}

/// The indexes that are left.
fn left(is_left: Vec<bool>) -> Vec<u32> {
    let all = (0..).zip(is_left);
    all.filter(|(_, left)| *left)
        .map(|(unit, _)| unit)
        .collect()
}
