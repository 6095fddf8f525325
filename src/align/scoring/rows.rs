//! Rows of tables: which of their cells belong together, and what speaks for the rows.

use rustc_hash::FxHashMap;

use super::{NEVER, PairScorer};
use crate::align::sequence::UnitPlace;

/// The cells of wider rows are joined by column alone, because a comparison of each cell with each other cell takes
/// quadratic time and memory.
const WIDEST_ROW: usize = 256;

impl PairScorer<'_> {
    /// Rows: the sum over cells, cell by column where both have as many, else by the best monotone match.
    pub(super) fn rows(&self, a: &[UnitPlace], b: &[UnitPlace]) -> f32 {
        let matched = self.cells(a, b);
        let unmatched = a.len() + b.len() - 2 * matched.len();
        if matched.is_empty() {
            return NEVER;
        }
        let sum: f32 = matched.iter().map(|m| m.2).sum();
        (sum * 0.8 - unmatched as f32 * 0.7).min(16.0)
    }

    /// Which cells of two rows belong together, with the evidence for each.
    pub fn cells(&self, a: &[UnitPlace], b: &[UnitPlace]) -> Vec<(UnitPlace, UnitPlace, f32)> {
        let column = |side: usize, unit: UnitPlace| self.units[side][unit.index()].column;
        let is_wide = a.len().max(b.len()) > WIDEST_ROW;
        let mut first_of: FxHashMap<u32, UnitPlace> = FxHashMap::default();
        for &y in b.iter().filter(|_| is_wide) {
            first_of.entry(column(1, y)).or_insert(y);
        }
        let in_column = |c: u32| match is_wide {
            true => first_of.get(&c).copied(),
            false => b.iter().find(|&&y| column(1, y) == c).copied(),
        };
        let by_column: Vec<_> = a
            .iter()
            .filter_map(|&x| {
                let y = in_column(column(0, x))?;
                let evidence = self.units(x, y);
                (evidence > NEVER).then_some((x, y, evidence))
            })
            .collect();
        let worst = by_column.iter().map(|m| m.2).fold(f32::MAX, f32::min);
        // A row of the spine has two cells of one column where versions disagreed.
        let once = by_column.windows(2).all(|m| m[0].1 < m[1].1);
        if once && by_column.len() == a.len() && a.len() == b.len()
            || (once && worst > -2.0 && !by_column.is_empty())
        {
            return by_column;
        }
        if is_wide {
            return Vec::new();
        }
        self.cells_monotone(a, b)
    }

    /// Needleman and Wunsch 1970 over the cells of two rows, for rows that gained or lost a column.
    fn cells_monotone(&self, a: &[UnitPlace], b: &[UnitPlace]) -> Vec<(UnitPlace, UnitPlace, f32)> {
        let width = b.len() + 1;
        let mut best = vec![0.0_f32; (a.len() + 1) * width];
        let mut evidence = vec![NEVER; a.len() * b.len()];
        for (i, &x) in a.iter().enumerate() {
            for (j, &y) in b.iter().enumerate() {
                let e = self.units(x, y);
                evidence[i * b.len() + j] = e;
                let diagonal = best[i * width + j] + e;
                best[(i + 1) * width + j + 1] = diagonal
                    .max(best[i * width + j + 1])
                    .max(best[(i + 1) * width + j]);
            }
        }
        let (mut i, mut j, mut matched) = (a.len(), b.len(), Vec::new());
        while i > 0 && j > 0 {
            let here = best[i * width + j];
            if here == best[(i - 1) * width + j] {
                i -= 1;
            } else if here == best[i * width + j - 1] {
                j -= 1;
            } else {
                (i, j) = (i - 1, j - 1);
                matched.push((a[i], b[j], evidence[i * b.len() + j]));
            }
        }
        matched.reverse();
        matched
    }
}
