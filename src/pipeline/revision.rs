//! What two versions of one text share beyond the spine: units that were moved into another kind of block.
//!
//! The spine never joins kinds, since a translation of a list item is one. But an original whose paragraphs became a
//! list says the same as before, and its old translation is still the translation of that text. So what both
//! versions have left over is compared by its very text.

use rustc_hash::FxHashMap;

use crate::align::Match;
use crate::model::Document;

/// A pair of less probability counts as none.
pub(super) const LIKELY: f32 = 0.5;

/// Units of two versions of one text that belong together.
pub(super) struct Revision {
    /// Units of both, in the order of the first.
    pub pairs: Vec<Match>,
    /// Of `pairs`, those that the spine does not have: units with the same text.
    pub moved: Vec<(u32, u32)>,
}

/// Adds to the spine's pairs of two versions what the rest of both has in common, word for word.
pub(super) fn revise(pairs: Vec<Match>, [new, old]: [&Document; 2]) -> Revision {
    let mut pairs = pairs;
    pairs.retain(|found| found.score >= LIKELY);
    let left_over = |document: &Document, units: fn(&Match) -> &[u32]| {
        let mut open = vec![true; document.units.len()];
        for &unit in pairs.iter().flat_map(units) {
            open[unit as usize] = false;
        }
        let open = (0..).zip(open).filter(|(_, open)| *open);
        open.map(|(unit, _)| unit).collect::<Vec<u32>>()
    };
    let rest = [left_over(new, |m| &m.source), left_over(old, |m| &m.target)];
    let moved = same_texts([new, old], &rest);
    pairs.extend(moved.iter().map(|&(unit, was)| Match {
        source: vec![unit],
        target: vec![was],
        score: 1.0,
    }));
    pairs.sort_by(|a, b| a.source.cmp(&b.source));
    Revision { pairs, moved }
}

/// Units with the same text; a text that stands as often in both is paired in order, any other not at all.
fn same_texts([new, old]: [&Document; 2], rest: &[Vec<u32>; 2]) -> Vec<(u32, u32)> {
    let by_text = |document: &'_ Document, units: &[u32]| {
        let mut found: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        for &unit in units {
            let text = document.text(&document.units[unit as usize]);
            found.entry(text.to_owned()).or_default().push(unit);
        }
        found
    };
    let old_texts = by_text(old, &rest[1]);
    let mut pairs: Vec<(u32, u32)> = by_text(new, &rest[0])
        .iter()
        .filter_map(|(text, units)| Some((units, old_texts.get(text)?)))
        .filter(|(units, were)| units.len() == were.len())
        .flat_map(|(units, were)| units.iter().copied().zip(were.iter().copied()))
        .collect();
    pairs.sort_unstable();
    pairs
}

/// Adds to the pairs of today's original and a translation those whose text moved: `of_old` are the pairs of the
/// version it was made from and the translation.
pub(super) fn add_moved(matches: &mut Vec<Match>, moved: &[(u32, u32)], of_old: &[Match]) {
    for &(unit, was) in moved {
        let Some(found) = of_old.iter().find(|m| m.source == [was]) else {
            continue;
        };
        let taken = |m: &Match| {
            m.source.contains(&unit) || m.target.iter().any(|t| found.target.contains(t))
        };
        matches.retain(|m| m.score >= LIKELY || !taken(m));
        if !matches.iter().any(taken) {
            matches.push(Match {
                source: vec![unit],
                target: found.target.clone(),
                score: found.score,
            });
        }
    }
    matches.sort_by(|a, b| a.source.cmp(&b.source));
}
