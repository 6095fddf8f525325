//! Versions made from the same text of the original nearly always agree unit by unit: they are walked in step.

use super::version::Version;
use crate::model::{Cell, Document, InlineKind, Unit, UnitKind};

/// What is left of certainty when nothing speaks against a pair that stands in step.
const SURE: f32 = 0.999;

/// The scores of pairing two documents unit by unit, or `None` where they do not run in step.
///
/// They do when kind, level, nesting and cell of all units agree, no slugs contradict each other, and hardly any unit
/// lost its links and code.
pub(super) fn in_step(a: Version<'_>, b: Version<'_>) -> Option<Vec<f32>> {
    let (x, y) = (&a.document.units, &b.document.units);
    if x.len() != y.len() || !x.iter().zip(y).all(|(u, v)| shape(u) == shape(v)) {
        return None;
    }
    let mut scores = Vec::with_capacity(x.len());
    let (mut keyed, mut differing) = (0, 0);
    for (u, v) in x.iter().zip(y) {
        if u.kind == UnitKind::Heading && a.slug(u).contradicts(b.slug(v)) {
            return None;
        }
        let (p, q) = (keys(a.document, u), keys(b.document, v));
        let mut score = SURE;
        if !(p.is_empty() && q.is_empty()) {
            keyed += 1;
            if !p.iter().any(|k| q.contains(k)) {
                differing += 1;
                score = 0.95;
            }
        }
        let (m, n) = (
            a.document.text(u).len() as f32,
            b.document.text(v).len() as f32,
        );
        if (m + 24.0) / (n + 24.0) > 5.0 || (n + 24.0) / (m + 24.0) > 5.0 {
            score = score.min(0.9);
        }
        scores.push(score);
    }
    (differing * 4 <= keyed + 2).then_some(scores)
}

fn shape(unit: &Unit) -> (UnitKind, u8, u8, Option<Cell>, u32) {
    let key = if unit.kind == UnitKind::FrontMatter {
        unit.label.as_deref().map_or(0, |l| l.len() as u32)
    } else {
        0
    };
    (unit.kind, unit.level, unit.depth, unit.cell, key)
}

/// Keys of links and code of a unit.
fn keys(document: &Document, unit: &Unit) -> Vec<u64> {
    document
        .runs(unit)
        .iter()
        .filter(|r| {
            matches!(
                r.kind,
                InlineKind::Code | InlineKind::LinkOpen | InlineKind::Image
            ) && r.key != 0
        })
        .map(|r| r.key)
        .collect()
}
