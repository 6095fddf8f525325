//! Rows of tables: which of their cells belong together, and what speaks for the rows.
//!
//! A cell of HTML may hold several blocks, where another version has one with line breaks. So cells are compared as wholes,
//! and the blocks of cells that go together are joined afterwards.

use rustc_hash::FxHashMap;

use super::{NEVER, PairScorer};
use crate::align::looks::Looks;
use crate::align::placement::MOST_JOINED;
use crate::align::sequence::UnitPlace;
use crate::model::UnitKind;

/// The cells of wider rows are joined by column alone, because a comparison of each cell with each other cell takes
/// quadratic time and memory.
const WIDEST_ROW: usize = 256;
/// Blocks of cells are paired one by one if each pair has as much evidence.
const ONE_BY_ONE: f32 = -2.0;
/// Blocks of cells with other blocks between them need as much.
const BLOCK: f32 = 1.0;

/// Blocks that belong together, with the evidence for it.
pub(super) type Blocks = (Vec<UnitPlace>, Vec<UnitPlace>, f32);

impl PairScorer<'_> {
    /// Rows: the sum over cells, cell by column where both have as many, else by the best monotone match.
    pub(super) fn rows(&self, a: &[UnitPlace], b: &[UnitPlace]) -> f32 {
        let matched = self.cells(a, b);
        let unmatched = self.width(0, a) + self.width(1, b) - 2 * matched.len();
        if matched.is_empty() {
            return NEVER;
        }
        let sum: f32 = matched.iter().map(|m| m.2).sum();
        (sum * 0.8 - unmatched as f32 * 0.7).min(16.0)
    }

    /// Which cells of two rows belong together, with the evidence for each. A cell is known by its first block.
    pub fn cells(&self, a: &[UnitPlace], b: &[UnitPlace]) -> Vec<(UnitPlace, UnitPlace, f32)> {
        if !self.is_plain(0, a) || !self.is_plain(1, b) {
            return self.cells_of_blocks(a, b);
        }
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
        if is_sure(&by_column, (a.len(), b.len())) {
            return by_column;
        }
        if is_wide {
            return Vec::new();
        }
        let matched = monotone((a.len(), b.len()), |i, j| self.units(a[i], b[j]));
        matched.map(|(i, j, e)| (a[i], b[j], e)).collect()
    }

    /// The same for rows with cells of several blocks.
    fn cells_of_blocks(
        &self,
        a: &[UnitPlace],
        b: &[UnitPlace],
    ) -> Vec<(UnitPlace, UnitPlace, f32)> {
        let cells = |side, row| -> Vec<&[UnitPlace]> { self.split(side, row).collect() };
        let (a, b) = (cells(0, a), cells(1, b));
        let column = |side: usize, cell: &[UnitPlace]| self.units[side][cell[0].index()].column;
        let mut first_of: FxHashMap<u32, &[UnitPlace]> = FxHashMap::default();
        for &y in &b {
            first_of.entry(column(1, y)).or_insert(y);
        }
        let both = |&x: &&[UnitPlace]| {
            let y = first_of.get(&column(0, x))?;
            let evidence = self.cell(x, y);
            (evidence > NEVER).then_some((x[0], y[0], evidence))
        };
        let by_column: Vec<_> = a.iter().filter_map(both).collect();
        if is_sure(&by_column, (a.len(), b.len())) {
            return by_column;
        }
        if a.len().max(b.len()) > WIDEST_ROW {
            return Vec::new();
        }
        let matched = monotone((a.len(), b.len()), |i, j| self.cell(a[i], b[j]));
        matched.map(|(i, j, e)| (a[i][0], b[j][0], e)).collect()
    }

    /// Evidence for two cells, given by their blocks. The kind of the blocks says nothing.
    pub fn cell(&self, a: &[UnitPlace], b: &[UnitPlace]) -> f32 {
        if let ([x], [y]) = (a, b)
            && self.units[0][x.index()].kind == self.units[1][y.index()].kind
        {
            return self.units(*x, *y);
        }
        let (Some(x), Some(y)) = (self.cell_looks(0, a), self.cell_looks(1, b)) else {
            return NEVER;
        };
        self.joined_texts((a, &x), (b, &y))
    }

    fn cell_looks(&self, side: usize, blocks: &[UnitPlace]) -> Option<Looks> {
        let ratio = if side == 0 { self.ratio } else { 1.0 };
        let looks = blocks.iter().map(|u| &self.units[side][u.index()]);
        let looks: Vec<&Looks> = looks.collect();
        let joined = match looks[..] {
            [one] => *one,
            _ => Looks::joined(&looks, ratio)?,
        };
        let kind = match joined.kind {
            UnitKind::TableHeader => UnitKind::TableHeader,
            _ => UnitKind::TableCell,
        };
        Some(Looks {
            kind,
            depth: 0,
            label: 0,
            ..joined
        })
    }

    /// How the blocks of two cells go together, each cell given by a block of it. A block is never paired with a part of
    /// what it translates.
    pub fn blocks(
        &self,
        (a, x): (&[UnitPlace], UnitPlace),
        (b, y): (&[UnitPlace], UnitPlace),
        evidence: f32,
    ) -> Vec<Blocks> {
        let (xs, ys) = (self.cell_of(0, a, x), self.cell_of(1, b, y));
        if xs.len() == 1 && ys.len() == 1 {
            return vec![(vec![x], vec![y], evidence)];
        }
        let each = |i: usize, j: usize| self.cell(&xs[i..=i], &ys[j..=j]);
        let single = |(i, j, e): (usize, usize, f32)| (vec![xs[i]], vec![ys[j]], e);
        if xs.len() == ys.len() {
            let pairs: Vec<_> = (0..xs.len()).map(|i| (i, i, each(i, i))).collect();
            if pairs.iter().all(|(.., evidence)| *evidence > ONE_BY_ONE) {
                return pairs.into_iter().map(single).collect();
            }
        }
        let pairs = monotone((xs.len(), ys.len()), each);
        let pairs: Vec<_> = pairs.filter(|(.., evidence)| *evidence > BLOCK).collect();
        if xs.len().min(ys.len()) > 1 {
            return pairs.into_iter().map(single).collect();
        }
        let joined = self.cell(xs, ys);
        let best = pairs.iter().map(|(.., evidence)| *evidence);
        let is_part = best.fold(f32::MIN, f32::max) > joined + BLOCK;
        match xs.len().max(ys.len()) <= MOST_JOINED {
            _ if is_part => pairs.into_iter().map(single).collect(),
            true => vec![(xs.to_vec(), ys.to_vec(), joined)],
            false => Vec::new(),
        }
    }

    /// The blocks of the cell that a block is in.
    pub fn cell_of<'r>(
        &self,
        side: usize,
        row: &'r [UnitPlace],
        block: UnitPlace,
    ) -> &'r [UnitPlace] {
        // The blocks of a row are in order.
        let at = row.partition_point(|place| *place < block);
        let is_other = |place: &UnitPlace| !self.is_one_cell(side, *place, block);
        let start = row[..at].iter().rposition(is_other).map_or(0, |at| at + 1);
        let end = row[at..].iter().position(is_other);
        &row[start..end.map_or(row.len(), |end| at + end)]
    }

    /// The cells of a row, each as its blocks. A row of the spine has two cells of one column where versions disagreed.
    fn split<'r>(
        &self,
        side: usize,
        row: &'r [UnitPlace],
    ) -> impl Iterator<Item = &'r [UnitPlace]> {
        row.chunk_by(move |x, y| self.is_one_cell(side, *x, *y))
    }

    fn is_one_cell(&self, side: usize, x: UnitPlace, y: UnitPlace) -> bool {
        let units = &self.units[side];
        let (x, y) = (&units[x.index()], &units[y.index()]);
        (x.column, x.version) == (y.column, y.version)
    }

    /// Whether every cell of a row has one block of a cell.
    fn is_plain(&self, side: usize, row: &[UnitPlace]) -> bool {
        let is_cell = |unit: &UnitPlace| {
            let kind = self.units[side][unit.index()].kind;
            matches!(kind, UnitKind::TableCell | UnitKind::TableHeader)
        };
        let mut neighbours = row.windows(2);
        row.iter().all(is_cell) && !neighbours.any(|two| self.is_one_cell(side, two[0], two[1]))
    }

    /// How many cells a row has.
    fn width(&self, side: usize, row: &[UnitPlace]) -> usize {
        self.split(side, row).count()
    }
}

/// Whether columns alone tell which cells of two rows belong together.
fn is_sure(by_column: &[(UnitPlace, UnitPlace, f32)], (a, b): (usize, usize)) -> bool {
    let worst = by_column.iter().map(|m| m.2).fold(f32::MAX, f32::min);
    let once = by_column.windows(2).all(|m| m[0].1 < m[1].1);
    once && (by_column.len() == a && a == b || worst > -2.0 && !by_column.is_empty())
}

/// Needleman and Wunsch 1970 over the cells of two rows, for rows that gained or lost a column, or over the blocks of two
/// cells.
fn monotone(
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
