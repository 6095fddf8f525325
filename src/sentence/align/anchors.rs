//! Where a long text can be pinned down: rare tokens that both sides share, or that translate each other.

use rustc_hash::FxHashMap;

use super::tokenize::Side;

/// Lines that a token may occur in on a side to pin down a line by itself.
const RARE: usize = 3;
/// Lines that it may occur in to do so together with another token.
const SELDOM: usize = 12;
/// How many points before one it may follow.
const WINDOW: usize = 64;
/// What a jump off the common course costs at most, in points: so many must agree to make one believed.
const JUMP: f32 = 6.0;

/// Points `(source lines before, target lines before)`, ascending on both sides, that pairs of tokens
/// suggest; points off the common course are left out.
pub(super) fn anchors(source: &Side, target: &Side, pairs: &[(u32, u32)]) -> Vec<(u32, u32)> {
    let (places_s, places_t) = (places(source), places(target));
    // Each pair of lines, and whether a rare token speaks for it.
    let mut votes = Vec::new();
    for (s, t) in pairs {
        let (Some(s), Some(t)) = (places_s.get(s), places_t.get(t)) else {
            continue;
        };
        let most = s.len().max(t.len());
        if most <= RARE && s.len() == t.len() {
            votes.extend(s.iter().zip(t).map(|(s, t)| ((*s, *t), true)));
        } else if most <= SELDOM {
            votes.extend(
                s.iter()
                    .flat_map(|s| t.iter().map(|t| ((*s, *t), most <= RARE))),
            );
        }
    }
    votes.sort_unstable();
    let agreed = votes.chunk_by(|a, b| a.0 == b.0);
    let agreed = agreed.filter(|same| same.len() > 1 || same[0].1);
    let points: Vec<_> = agreed.map(|same| same[0].0).collect();
    let slope = target.len() as f32 / source.len().max(1) as f32;
    chain(&points, slope)
}

/// The lines of each token, up to one more than are of interest.
fn places(side: &Side) -> FxHashMap<u32, Vec<u32>> {
    let mut places: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for line in 0..side.len() {
        for &token in side.tokens(line) {
            let list = places.entry(token).or_default();
            if list.len() <= SELDOM && list.last() != Some(&(line as u32)) {
                list.push(line as u32);
            }
        }
    }
    places
}

/// The best chain that ascends on both sides, of points ascending by source. Lines left out or joined let the
/// course drift as a random walk does; what jumps further needs the company of other points.
fn chain(points: &[(u32, u32)], slope: f32) -> Vec<(u32, u32)> {
    let cost = |a: (u32, u32), b: (u32, u32)| {
        let (run, rise) = ((b.0 - a.0) as f32, (b.1 - a.1) as f32);
        let drift = (rise - slope * run).abs() / (2.0 + run.sqrt());
        (1.5 * (drift - 2.0)).clamp(0.0, JUMP)
    };
    // For each point the worth of the best chain that ends there, and the point before it.
    let mut best: Vec<(f32, Option<usize>)> = Vec::with_capacity(points.len());
    for (at, &point) in points.iter().enumerate() {
        let mut here = (1.0 - cost((0, 0), point), None);
        for (before, &other) in points[..at].iter().enumerate().rev().take(WINDOW) {
            if other.0 < point.0 && other.1 < point.1 {
                let worth = best[before].0 + 1.0 - cost(other, point);
                if worth > here.0 {
                    here = (worth, Some(before));
                }
            }
        }
        best.push(here);
    }
    let last = (0..points.len()).max_by(|&a, &b| best[a].0.total_cmp(&best[b].0));
    let mut chain: Vec<_> = std::iter::successors(last, |&at| best[at].1)
        .map(|at| points[at])
        .collect();
    chain.reverse();
    chain
}
