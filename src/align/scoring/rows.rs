//! Rows of tables: which of their cells belong together, and what speaks for the rows.

use rustc_hash::FxHashMap;

use super::{NEVER, PairScorer};
use crate::align::sequence::UnitPlace;

/// The cells of wider rows are joined by column alone, and the blocks of cells with more are not joined if their numbers
/// differ: a comparison of each with each other takes quadratic time and memory.
pub(super) const WIDEST: usize = 256;
/// Two cells that belong together, each as its blocks, with the evidence for it.
pub(in crate::align) type CellPair<'r> = (&'r [UnitPlace], &'r [UnitPlace], f32);

impl PairScorer<'_> {
    /// Rows: the sum over cells, cell by column where both have as many, else by the best monotone match.
    pub(super) fn rows(&self, a: &[UnitPlace], b: &[UnitPlace]) -> f32 {
        let matched = self.cells(a, b);
        let unmatched = self.split(0, a).count() + self.split(1, b).count() - 2 * matched.len();
        if matched.is_empty() {
            return NEVER;
        }
        let sum: f32 = matched.iter().map(|m| m.2).sum();
        (sum * 0.8 - unmatched as f32 * 0.7).min(16.0)
    }

    /// Which cells of two rows belong together.
    pub fn cells<'r>(&self, a: &'r [UnitPlace], b: &'r [UnitPlace]) -> Vec<CellPair<'r>> {
        let (a, b): (Vec<_>, Vec<_>) = (self.split(0, a).collect(), self.split(1, b).collect());
        let column = |side: usize, cell: &[UnitPlace]| self.units[side][cell[0].index()].column;
        let is_wide = a.len().max(b.len()) > WIDEST;
        let mut first_of: FxHashMap<u32, &[UnitPlace]> = FxHashMap::default();
        for &y in b.iter().filter(|_| is_wide) {
            first_of.entry(column(1, y)).or_insert(y);
        }
        let in_column = |c: u32| match is_wide {
            true => first_of.get(&c).copied(),
            false => b.iter().find(|y| column(1, y) == c).copied(),
        };
        let by_column: Vec<_> = a
            .iter()
            .filter_map(|&x| {
                let y = in_column(column(0, x))?;
                let evidence = self.cell(x, y);
                (evidence > NEVER).then_some((x, y, evidence))
            })
            .collect();
        let worst = by_column.iter().map(|m| m.2).fold(f32::MAX, f32::min);
        // A row of the spine has two cells of one column where versions disagreed.
        let once = by_column.windows(2).all(|m| m[0].1[0] < m[1].1[0]);
        if once && by_column.len() == a.len() && a.len() == b.len()
            || (once && worst > -2.0 && !by_column.is_empty())
        {
            return by_column;
        }
        if is_wide {
            return Vec::new();
        }
        let matched = monotone((a.len(), b.len()), |i, j| self.cell(a[i], b[j]));
        matched.map(|(i, j, e)| (a[i], b[j], e)).collect()
    }
}

/// Needleman and Wunsch 1970 over the cells of two rows, for rows that gained or lost a column, or over the blocks of two
/// cells.
pub(super) fn monotone(
    (a, b): (usize, usize),
    evidence: impl Fn(usize, usize) -> f32,
) -> impl Iterator<Item = (usize, usize, f32)> {
    let width = b + 1;
    let mut best = vec![0.0_f32; (a + 1) * width];
    let mut known = vec![NEVER; a * b];
    for i in 0..a {
        for j in 0..b {
            let e = evidence(i, j);
            known[i * b + j] = e;
            let diagonal = best[i * width + j] + e;
            best[(i + 1) * width + j + 1] = diagonal
                .max(best[i * width + j + 1])
                .max(best[(i + 1) * width + j]);
        }
    }
    let (mut i, mut j, mut matched) = (a, b, Vec::new());
    while i > 0 && j > 0 {
        let here = best[i * width + j];
        if here == best[(i - 1) * width + j] {
            i -= 1;
        } else if here == best[i * width + j - 1] {
            j -= 1;
        } else {
            (i, j) = (i - 1, j - 1);
            matched.push((i, j, known[i * b + j]));
        }
    }
    matched.into_iter().rev()
}
