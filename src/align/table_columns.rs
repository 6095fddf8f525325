//! Which columns of two tables belong together, where one of them has gained or lost some.
//!
//! A row alone cannot tell: Yes and No go with any column of such. So the evidence of all matched rows of two tables is
//! summed by column, and the columns are joined by the best monotone match (Needleman and Wunsch 1970). How much worse
//! the best match without a pair of columns is tells how sure that pair is.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::hmm::Bead;
use super::scoring::PairScorer;
use super::sequence::{Item, Sequence, UnitPlace};
use crate::model::UnitKind;

/// PairScorer of one cell counts no more than that, for and against.
const MOST: (f32, f32) = (6.0, -4.0);
/// Cells of a column depend on each other: their joint evidence grows slower than their sum.
const DAMPING: f32 = 0.5;
/// Wider tables are left alone.
const WIDEST: usize = 64;

/// Two columns that belong together, with the probability that they do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Joined {
    pub a: u32,
    pub b: u32,
    pub posterior: f32,
}

/// The columns that go together, for tables of different width.
#[derive(Debug, Default)]
pub(super) struct Columns {
    /// By the rows of a bead: which of `tables` they are of.
    rows: FxHashMap<(u32, u32), usize>,
    tables: Vec<Vec<Joined>>,
}

impl Columns {
    /// Compares the tables whose rows were matched.
    pub fn of(scorer: &PairScorer<'_>, a: &Sequence, b: &Sequence, beads: &[Bead]) -> Self {
        let (of_a, of_b) = (tables(a), tables(b));
        let mut matched: BTreeMap<(u32, u32), Vec<(u32, u32)>> = BTreeMap::new();
        for bead in beads {
            let (i, j) = (bead.a.0, bead.b.0);
            if let (Item::Row(_), Item::Row(_)) = (&a.items[i as usize], &b.items[j as usize]) {
                let tables = (of_a[i as usize], of_b[j as usize]);
                matched.entry(tables).or_default().push((i, j));
            }
        }
        let mut columns = Self::default();
        for ((in_a, in_b), rows) in matched {
            let (n, m) = (width(a, &of_a, in_a), width(b, &of_b, in_b));
            if n == m || n.max(m) > WIDEST {
                continue;
            }
            let mut sums = vec![vec![0.0_f32; m]; n];
            for &(i, j) in &rows {
                for &x in a.items[i as usize].units() {
                    for &y in b.items[j as usize].units() {
                        let (from, to) = (column(a, x), column(b, y));
                        let found = scorer.cell(&[x], &[y]).clamp(MOST.1, MOST.0);
                        sums[from][to] += found * DAMPING;
                    }
                }
            }
            let number = columns.tables.len();
            columns
                .rows
                .extend(rows.into_iter().map(|rows| (rows, number)));
            columns.tables.push(join(&sums));
        }
        columns
    }

    /// The columns that go together in two matched rows; `None` where their tables are of one width.
    pub fn of_rows(&self, i: u32, j: u32) -> Option<&[Joined]> {
        let number = self.rows.get(&(i, j))?;
        Some(&self.tables[*number])
    }
}

/// For each item the first row of the table it is a row of; its own number where it is none.
fn tables(side: &Sequence) -> Vec<u32> {
    let is_row = |item: &Item| matches!(item, Item::Row(_));
    let is_header = |item: &Item| {
        let first = item.units().first();
        first.is_some_and(|u| side.units[u.index()].kind == UnitKind::TableHeader)
    };
    let mut starts: Vec<u32> = Vec::with_capacity(side.items.len());
    for (at, item) in side.items.iter().enumerate() {
        let goes_on = at > 0 && is_row(item) && is_row(&side.items[at - 1]) && !is_header(item);
        starts.push(if goes_on { starts[at - 1] } else { at as u32 });
    }
    starts
}

fn width(side: &Sequence, tables: &[u32], table: u32) -> usize {
    let rows = (table as usize..tables.len()).take_while(|at| tables[*at] == table);
    let cells = rows.flat_map(|at| side.items[at].units());
    cells.map(|u| column(side, *u) + 1).max().unwrap_or(0)
}

fn column(side: &Sequence, unit: UnitPlace) -> usize {
    side.units[unit.index()].column as usize
}

/// The best monotone match of columns by the sums of their evidence.
fn join(sums: &[Vec<f32>]) -> Vec<Joined> {
    let whole = best(sums, None);
    let (mut i, mut j) = (sums.len(), sums.first().map_or(0, Vec::len));
    let last = whole[i][j];
    let mut joined = Vec::new();
    while i > 0 && j > 0 {
        if whole[i][j] == whole[i - 1][j] {
            i -= 1;
        } else if whole[i][j] == whole[i][j - 1] {
            j -= 1;
        } else {
            (i, j) = (i - 1, j - 1);
            let without = best(sums, Some((i, j)));
            let margin = last - without[sums.len()][sums[0].len()];
            joined.push(Joined {
                a: i as u32,
                b: j as u32,
                posterior: 1.0 / (1.0 + (-margin).exp()),
            });
        }
    }
    joined.reverse();
    joined
}

/// Sums of the best matches of the first columns, without one pair of them.
fn best(sums: &[Vec<f32>], without: Option<(usize, usize)>) -> Vec<Vec<f32>> {
    let width = sums.first().map_or(0, Vec::len);
    let mut best = vec![vec![0.0_f32; width + 1]; sums.len() + 1];
    for i in 0..sums.len() {
        for j in 0..width {
            let gap = best[i][j + 1].max(best[i + 1][j]);
            let both = best[i][j] + sums[i][j];
            best[i + 1][j + 1] = match without == Some((i, j)) {
                true => gap,
                false => gap.max(both),
            };
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn a_column_that_came_in_shifts_those_behind_it() {
        let sums = [
            vec![9.0, -4.0, -4.0],
            vec![-4.0, 1.0, -4.0],
            vec![-4.0, 1.0, -4.0],
            vec![-4.0, -4.0, 9.0],
        ];
        let joined = join(&sums);
        let pairs: Vec<_> = joined.iter().map(|j| (j.a, j.b)).collect();
        assert_eq!((pairs[0], *pairs.last().unwrap()), ((0, 0), (3, 2)));
        assert!(joined[0].posterior > 0.99);
        // Either of the two in the middle may be the new one.
        assert!(joined[1].posterior <= 0.5);
    }

    #[test]
    fn columns_that_contradict_each_other_are_no_pair() {
        assert_eq!(join(&[vec![-3.0, -2.0]]), []);
        assert_eq!(join(&[]), []);
    }
}
