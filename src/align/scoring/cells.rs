//! The cells of table rows.
//!
//! A cell of HTML may hold several blocks, where another version has one with line breaks. So cells are compared as wholes,
//! and the blocks of cells that go together are joined afterwards.

use super::rows::{WIDEST, monotone};
use super::{NEVER, PairScorer};
use crate::align::looks::Looks;
use crate::align::placement::MOST_JOINED;
use crate::align::sequence::UnitPlace;
use crate::model::UnitKind;

/// Blocks of cells are paired one by one if each pair has as much evidence.
const ONE_BY_ONE: f32 = -2.0;
/// Blocks of cells with other blocks between them need as much.
const BLOCK: f32 = 1.0;

/// Blocks that belong together, with the evidence for it.
pub(super) type Blocks = (Vec<UnitPlace>, Vec<UnitPlace>, f32);

impl PairScorer<'_> {
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
        if xs.len().max(ys.len()) > WIDEST {
            return Vec::new();
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
    pub(super) fn split<'r>(
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
    pub(super) fn is_plain(&self, side: usize, row: &[UnitPlace]) -> bool {
        let is_cell = |unit: &UnitPlace| {
            let kind = self.units[side][unit.index()].kind;
            matches!(kind, UnitKind::TableCell | UnitKind::TableHeader)
        };
        let mut neighbours = row.windows(2);
        row.iter().all(is_cell) && !neighbours.any(|two| self.is_one_cell(side, two[0], two[1]))
    }

    /// How many cells a row has.
    pub(super) fn width(&self, side: usize, row: &[UnitPlace]) -> usize {
        self.split(side, row).count()
    }
}
