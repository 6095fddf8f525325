//! What two versions of one text share beyond the spine: units that went into another kind of block, and reworded ones.
//!
//! The spine never joins kinds, since a translation of a list item is one. But an original whose paragraphs became a
//! list says the same as before, and its old translation is still the translation of that text. So what both
//! versions have left over is compared by its very text.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::align::Match;
use crate::model::{Document, UnitId};

/// A pair of less probability counts as none.
const LIKELY: f32 = 0.5;

/// Units are one that was reworded when they share that much of their words.
const ALIKE: f32 = 0.6;
/// More pairs of units are not compared.
const MOST: usize = 250_000;

/// Units of two versions of one text that belong together.
pub struct SourceDiff {
    /// Units of both, in the order of the first.
    pub pairs: Vec<Match>,
    /// What is left over of each version.
    rest: [Vec<UnitId>; 2],
    /// Of `pairs`, those that the spine does not have: units with the same text.
    pub moved: Vec<(UnitId, UnitId)>,
}

/// Adds to the spine's pairs of two versions what the rest of both has in common, word for word.
pub fn diff(pairs: Vec<Match>, [new, old]: [&Document; 2]) -> SourceDiff {
    let mut pairs = pairs;
    pairs.retain(|found| found.score >= LIKELY);
    let left_over = |document: &Document, units: fn(&Match) -> &[UnitId]| {
        let mut open = vec![true; document.units.len()];
        for unit in pairs.iter().flat_map(units) {
            open[unit.index()] = false;
        }
        let units = document.iter_units().map(|(unit, _)| unit);
        let open = units.filter(|unit| open[unit.index()]);
        open.collect::<Vec<UnitId>>()
    };
    let rest = [left_over(new, |m| &m.source), left_over(old, |m| &m.target)];
    let moved = same_texts([new, old], &rest);
    pairs.extend(moved.iter().map(|&(unit, was)| Match {
        source: vec![unit],
        target: vec![was],
        score: 1.0,
        is_supported: true,
        is_reviewed: false,
    }));
    pairs.sort_by(|a, b| a.source.cmp(&b.source));
    let [mut new_rest, mut old_rest] = rest;
    let (units, were): (FxHashSet<UnitId>, FxHashSet<UnitId>) = moved.iter().copied().unzip();
    new_rest.retain(|unit| !units.contains(unit));
    old_rest.retain(|was| !were.contains(was));
    SourceDiff {
        pairs,
        rest: [new_rest, old_rest],
        moved,
    }
}

/// Units with the same text; a text that stands as often in both is paired in order, any other not at all.
fn same_texts([new, old]: [&Document; 2], rest: &[Vec<UnitId>; 2]) -> Vec<(UnitId, UnitId)> {
    let by_text = |document: &'_ Document, units: &[UnitId]| {
        let mut found: FxHashMap<String, Vec<UnitId>> = FxHashMap::default();
        for &unit in units {
            let text = document.text(document.unit(unit));
            found.entry(text.to_owned()).or_default().push(unit);
        }
        found
    };
    let old_texts = by_text(old, &rest[1]);
    let mut pairs: Vec<(UnitId, UnitId)> = by_text(new, &rest[0])
        .iter()
        .filter_map(|(text, units)| Some((units, old_texts.get(text)?)))
        .filter(|(units, were)| units.len() == were.len())
        .flat_map(|(units, were)| units.iter().copied().zip(were.iter().copied()))
        .collect();
    pairs.sort_unstable();
    pairs
}

/// Pairs what is still left over of both versions and has most of its words in common, the most alike first. Headings
/// are among it whose slug changed with their words, which the spine takes for other ones.
pub fn reworded(diff: &mut SourceDiff, [new, old]: [&Document; 2]) {
    let rest = &diff.rest;
    if rest[0].len() * rest[1].len() > MOST {
        return;
    }
    let words = |document: &Document, unit: UnitId| {
        let text = document.text(document.unit(unit)).to_lowercase();
        let words = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty());
        let mut words: Vec<String> = words.map(str::to_owned).collect();
        words.sort_unstable();
        words
    };
    let of = |document: &Document, units: &[UnitId]| -> Vec<_> {
        units
            .iter()
            .map(|&unit| (unit, words(document, unit)))
            .collect()
    };
    let (news, olds) = (of(new, &rest[0]), of(old, &rest[1]));
    let mut found = Vec::new();
    for (unit, words) in &news {
        for (was, others) in &olds {
            let (a, b) = (new.unit(*unit), old.unit(*was));
            let alike = dice(words, others);
            if (a.kind, a.level) == (b.kind, b.level) && alike >= ALIKE {
                found.push((alike, *unit, *was));
            }
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut units, mut were) = (FxHashSet::default(), FxHashSet::default());
    for (alike, unit, was) in found {
        if !units.contains(&unit) && !were.contains(&was) {
            units.insert(unit);
            were.insert(was);
            diff.pairs.push(Match {
                source: vec![unit],
                target: vec![was],
                score: alike,
                is_supported: true,
                is_reviewed: false,
            });
        }
    }
    diff.pairs.sort_by(|a, b| a.source.cmp(&b.source));
}

/// Twice the words in common over all words (Dice 1945); the words are sorted.
fn dice(a: &[String], b: &[String]) -> f32 {
    let (mut i, mut j, mut common) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        common += usize::from(a[i] == b[j]);
        let next = a[i].cmp(&b[j]);
        i += usize::from(next.is_le());
        j += usize::from(next.is_ge());
    }
    2.0 * common as f32 / (a.len() + b.len()).max(1) as f32
}

/// Adds to the pairs of today's original and a translation those whose text moved: `of_old` are the pairs of the
/// version it was made from and the translation.
pub fn add_moved(matches: &mut Vec<Match>, moved: &[(UnitId, UnitId)], of_old: &[Match]) {
    let single = |m: &'_ &Match| m.source.len() == 1;
    let of_old: FxHashMap<UnitId, &Match> = of_old
        .iter()
        .filter(single)
        .map(|m| (m.source[0], m))
        .collect();
    let added: Vec<Match> = moved
        .iter()
        .filter_map(|(unit, was)| {
            let found = of_old.get(was)?;
            Some(Match {
                source: vec![*unit],
                target: found.target.clone(),
                score: found.score,
                is_supported: found.is_supported,
                is_reviewed: false,
            })
        })
        .collect();
    // What is unlikely gives way; what is likely stays.
    let units = |matches: &[Match]| -> [FxHashSet<UnitId>; 2] {
        let source = matches.iter().flat_map(|m| &m.source).copied().collect();
        [
            source,
            matches.iter().flat_map(|m| &m.target).copied().collect(),
        ]
    };
    let meets = |m: &Match, [source, target]: &[FxHashSet<UnitId>; 2]| {
        m.source.iter().any(|u| source.contains(u)) || m.target.iter().any(|u| target.contains(u))
    };
    let new = units(&added);
    matches.retain(|m| m.score >= LIKELY || !meets(m, &new));
    let there = units(matches);
    matches.extend(added.into_iter().filter(|m| !meets(m, &there)));
    matches.sort_by(|a, b| a.source.cmp(&b.source));
}
