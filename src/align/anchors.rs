//! Anchors cut the problem: what is unique on both sides and equal marks the way through the matrix, so that cost
//! stays near linear.

use rustc_hash::FxHashMap;

use super::features::TokenKind;
use super::sequence::{Item, Sequence, UnitPlace};

/// Half the width of the corridor around an undisputed way.
const MARGIN: usize = 3;
/// Up to so many cells between two anchors are looked at in full.
const FULL: usize = 400;
/// The corridor never gets wider than this to either side, whatever the difference in length: bounded memory.
const WIDEST: usize = 192;

/// The part of the matrix that is looked at: for each row of lattice points a range of columns.
#[derive(Debug)]
pub(super) struct Corridor {
    pub rows: Vec<std::ops::Range<usize>>,
}

/// Pairs of items that hold something unique on both sides, as one rising chain.
pub(super) fn chain(a: &Sequence, b: &Sequence) -> Vec<(usize, usize)> {
    let points = weighed(a, b, |_| true, |_| true);
    heaviest_rising(&points, b.items.len())
}

/// The chain that also holds the items of units that are decided to be pairs.
pub(super) fn chain_with(
    a: &Sequence,
    b: &Sequence,
    decided: &[(UnitPlace, UnitPlace, bool)],
) -> Vec<(usize, usize)> {
    let mut points = weighed(a, b, |_| true, |_| true);
    let item = |side: &Sequence, unit: UnitPlace| {
        let mut items = side.items.iter();
        let item = items.position(|item| item.units().contains(&unit));
        item.map(|item| item as u32)
    };
    for (x, y, _) in decided.iter().filter(|d| d.2) {
        if let (Some(x), Some(y)) = (item(a, *x), item(b, *y)) {
            points.push((x, y, DECIDED));
        }
    }
    points.sort_unstable();
    heaviest_rising(&points, b.items.len())
}

/// What is decided weighs more than all else.
const DECIDED: u32 = 1 << 16;

/// Pairs of items that hold something unique among those let through on both sides, in order of `a`.
pub(super) fn common(
    a: &Sequence,
    b: &Sequence,
    in_a: impl Fn(usize) -> bool,
    in_b: impl Fn(usize) -> bool,
) -> Vec<(usize, usize)> {
    weighed(a, b, in_a, in_b)
        .into_iter()
        .map(|(i, j, _)| (i as usize, j as usize))
        .collect()
}

fn weighed(
    a: &Sequence,
    b: &Sequence,
    in_a: impl Fn(usize) -> bool,
    in_b: impl Fn(usize) -> bool,
) -> Vec<(u32, u32, u32)> {
    let (of_a, of_b) = (unique(a, in_a), unique(b, in_b));
    let mut votes = FxHashMap::<(u32, u32), u32>::default();
    for (key, &(i, weight)) in &of_a {
        if let Some(&(j, _)) = of_b.get(key)
            && i != REPEATED
            && j != REPEATED
        {
            *votes.entry((i, j)).or_default() += weight;
        }
    }
    let enough = votes.into_iter().filter(|vote| vote.1 > 1);
    let mut points: Vec<_> = enough.map(|((i, j), weight)| (i, j, weight)).collect();
    points.sort_unstable();
    points
}

const REPEATED: u32 = u32::MAX;

/// Keys that stand in one item only, with that item and how much the key is worth.
fn unique(side: &Sequence, let_through: impl Fn(usize) -> bool) -> FxHashMap<u64, (u32, u32)> {
    let mut keys = FxHashMap::<u64, (u32, u32)>::with_capacity_and_hasher(
        4 * side.items.len(),
        Default::default(),
    );
    for (index, item) in side
        .items
        .iter()
        .enumerate()
        .filter(|(i, _)| let_through(*i))
    {
        let index = index as u32;
        let mut note = |key: u64, weight: u32| {
            keys.entry(key)
                .and_modify(|k| {
                    if k.0 != index {
                        k.0 = REPEATED
                    }
                })
                .or_insert((index, weight));
        };
        if let Item::Landmark(key) = item {
            note(*key, 3);
        }
        for place in item.units() {
            let unit = &side.units[place.index()];
            // The kind is part of the key: pairs never cross kinds.
            let salt = (unit.kind as u64 + 1) << 56;
            if let Some(slug) = unit.slug.id() {
                note(slug ^ salt, 4);
            }
            if unit.length >= 4.0 {
                note(unit.text_key(), 3);
            }
            for &token in &*unit.tokens {
                let weight = match token.kind() {
                    TokenKind::Link | TokenKind::Code => 2,
                    TokenKind::Number | TokenKind::Name | TokenKind::Identifier => 1,
                    _ => continue,
                };
                note(token.id() ^ salt, weight);
            }
        }
    }
    keys
}

/// The heaviest chain that rises on both sides; a Fenwick tree of maxima keeps it at n log n.
fn heaviest_rising(points: &[(u32, u32, u32)], columns: usize) -> Vec<(usize, usize)> {
    let mut tree = vec![(0_u32, usize::MAX); columns + 2];
    let mut previous = vec![usize::MAX; points.len()];
    let mut best = (0_u32, usize::MAX);
    let mut start = 0;
    while start < points.len() {
        // Points of one row are looked up before any of them is entered: one row, one anchor.
        let end = start
            + points[start..]
                .iter()
                .take_while(|p| p.0 == points[start].0)
                .count();
        let found: Vec<(u32, usize)> = points[start..end]
            .iter()
            .map(|p| {
                let mut top = (0, usize::MAX);
                let mut at = p.1 as usize;
                while at > 0 {
                    if tree[at].0 > top.0 {
                        top = tree[at];
                    }
                    at &= at - 1;
                }
                top
            })
            .collect();
        for (offset, (weight, before)) in found.into_iter().enumerate() {
            let index = start + offset;
            let total = weight + points[index].2;
            previous[index] = before;
            if total > best.0 {
                best = (total, index);
            }
            let mut at = points[index].1 as usize + 1;
            while at < tree.len() {
                if total > tree[at].0 {
                    tree[at] = (total, index);
                }
                at += at & at.wrapping_neg();
            }
        }
        start = end;
    }
    let mut chain = Vec::new();
    let mut at = best.1;
    while at != usize::MAX {
        chain.push((points[at].0 as usize, points[at].1 as usize));
        at = previous[at];
    }
    chain.reverse();
    chain
}

impl Corridor {
    /// The corridor along a chain of anchors, for `n` by `m` items.
    pub fn along(chain: &[(usize, usize)], n: usize, m: usize) -> Self {
        let mut rows = vec![m..0; n + 1];
        let mut from = (0, 0);
        for &to in chain.iter().chain(std::iter::once(&(n, m))) {
            open(&mut rows, from, to, m);
            from = to;
        }
        // Neighbouring rows overlap, so that a way through exists.
        for i in 1..=n {
            let (start, end) = (rows[i - 1].start, rows[i - 1].end);
            rows[i].start = rows[i].start.min(end - 1);
            rows[i].end = rows[i].end.max(start + 1);
        }
        Self { rows }
    }

    /// How many cells are looked at.
    #[cfg(test)]
    pub fn area(&self) -> usize {
        self.rows
            .iter()
            .map(std::iter::ExactSizeIterator::len)
            .sum()
    }
}

/// Opens the part between two anchors.
fn open(rows: &mut [std::ops::Range<usize>], from: (usize, usize), to: (usize, usize), m: usize) {
    let (height, width) = (to.0 - from.0, to.1 - from.1);
    let full = height * width <= FULL;
    let skew = height.abs_diff(width);
    let margin = MARGIN + (height.min(width) / 3).min(WIDEST / 4);
    for i in 0..=height {
        let (low, high) = if full {
            (from.1.saturating_sub(MARGIN), to.1 + MARGIN)
        } else if skew <= WIDEST {
            let (first, second) = (from.1 + i, (to.1 + i).saturating_sub(height));
            (
                first.min(second).saturating_sub(margin),
                first.max(second) + margin,
            )
        } else {
            let at = |i: usize| from.1 + (i as u64 * width as u64 / height.max(1) as u64) as usize;
            (
                at(i).saturating_sub(WIDEST),
                at((i + 1).min(height)) + WIDEST,
            )
        };
        let low = low.max(from.1.saturating_sub(MARGIN));
        let high = high.min(to.1 + MARGIN).min(m);
        let row = &mut rows[from.0 + i];
        row.start = row.start.min(low.min(m));
        row.end = row.end.max(high + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::{Corridor, WIDEST, heaviest_rising};

    fn connected(corridor: &Corridor, m: usize) {
        assert!(corridor.rows[0].contains(&0));
        assert!(corridor.rows.last().is_some_and(|r| r.contains(&m)));
        for pair in corridor.rows.windows(2) {
            assert!(pair[0].start < pair[1].end && pair[1].start < pair[0].end + 1);
        }
    }

    #[test]
    fn a_corridor_leads_through_whatever_the_sizes_and_anchors() {
        for (n, m) in [
            (0, 0),
            (0, 9),
            (9, 0),
            (1, 1000),
            (1000, 1),
            (300, 340),
            (2000, 500),
        ] {
            connected(&Corridor::along(&[], n, m), m);
        }
        connected(
            &Corridor::along(&[(0, 5), (3, 6), (90, 200)], 100, 210),
            210,
        );
    }

    #[test]
    fn a_corridor_without_anchors_stays_narrow() {
        let corridor = Corridor::along(&[], 100_000, 90_000);
        connected(&corridor, 90_000);
        assert!(corridor.area() < 100_000 * (2 * WIDEST + 4));
    }

    #[test]
    fn the_heaviest_rising_chain_wins_over_the_longest() {
        let points = [(0, 3, 9), (1, 0, 1), (2, 1, 1), (3, 2, 1), (4, 4, 1)];
        assert_eq!(heaviest_rising(&points, 5), [(0, 3), (4, 4)]);
        assert_eq!(heaviest_rising(&[], 5), []);
    }
}
