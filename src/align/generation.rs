//! Versions made from the same text of the original nearly always agree unit by unit: they are walked in step.

use super::features::Features;
use super::sequence::row_of;
use crate::model::{Document, InlineKind, Unit, UnitKind};

/// What is left of certainty when nothing speaks against a pair that stands in step.
const SURE: f32 = 0.999;

/// The scores of pairing two documents unit by unit, or `None` where they do not run in step.
///
/// They do when kind, level, nesting and cell of all units agree, no slugs contradict each other, and hardly any unit
/// lost its links and code.
pub(super) fn in_step(a: (&Document, bool), b: (&Document, bool)) -> Option<Vec<f32>> {
    let (x, y) = (&a.0.units, &b.0.units);
    if x.len() != y.len() || !x.iter().zip(y).all(|(u, v)| shape(u) == shape(v)) {
        return None;
    }
    let mut scores = Vec::with_capacity(x.len());
    let (mut keyed, mut differing) = (0, 0);
    for (u, v) in x.iter().zip(y) {
        if u.kind == UnitKind::Heading
            && contradict(
                Features::slug_of(a.0, u, a.1),
                Features::slug_of(b.0, v, b.1),
            )
        {
            return None;
        }
        let (p, q) = (keys(a.0, u), keys(b.0, v));
        let mut score = SURE;
        if !(p.is_empty() && q.is_empty()) {
            keyed += 1;
            if !p.iter().any(|k| q.contains(k)) {
                differing += 1;
                score = 0.95;
            }
        }
        let (m, n) = (a.0.text(u).len() as f32, b.0.text(v).len() as f32);
        if (m + 24.0) / (n + 24.0) > 5.0 || (n + 24.0) / (m + 24.0) > 5.0 {
            score = score.min(0.9);
        }
        scores.push(score);
    }
    (differing * 4 <= keyed + 2).then_some(scores)
}

/// Whether two headings state slugs that are not the same, 0 being none.
pub(super) fn contradict(a: [u64; 2], b: [u64; 2]) -> bool {
    a[0] != 0 && b[0] != 0 && a[0] != b[0] && a[0] != b[1] && a[1] != b[0]
}

fn shape(unit: &Unit) -> (UnitKind, u8, u8, Option<u64>, u32) {
    let key = if unit.kind == UnitKind::FrontMatter {
        unit.label.as_deref().map_or(0, |l| l.len() as u32)
    } else {
        0
    };
    (
        unit.kind,
        unit.level,
        unit.depth,
        row_of(unit),
        unit.cell.map_or(key, |c| c.column),
    )
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
