//! The cells of table rows.
//!
//! A cell of HTML may hold several blocks, where another version has one with line breaks. So cells are compared as wholes,
//! and the blocks of cells that go together are joined afterwards.

use super::rows::{CellPair, WIDEST, monotone};
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
        if let ([x], [y]) = (a, b) {
            let kind = |side: usize, unit: UnitPlace| self.units[side][unit.index()].kind;
            if kind(0, *x) == kind(1, *y) || self.decided.contains_key(&(*x, *y)) {
                return self.units(*x, *y);
            }
        }
        let (Some(x), Some(y)) = (self.cell_looks(0, a), self.cell_looks(1, b)) else {
            return NEVER;
        };
        self.joined_texts((a, &x), (b, &y))
    }

    fn cell_looks(&self, side: usize, blocks: &[UnitPlace]) -> Option<Looks> {
        let looks = match blocks {
            [one] => self.units[side][one.index()],
            _ => self.looks_as_one(side, blocks)?,
        };
        let kind = match looks.kind {
            UnitKind::TableHeader => UnitKind::TableHeader,
            _ => UnitKind::TableCell,
        };
        Some(Looks {
            kind,
            depth: 0,
            label: 0,
            ..looks
        })
    }

    /// How the blocks of two cells go together. A block is never paired with a part of what it translates.
    pub fn blocks(&self, (xs, ys, evidence): CellPair<'_>) -> Vec<Blocks> {
        if xs.len() == 1 && ys.len() == 1 {
            return vec![(xs.to_vec(), ys.to_vec(), evidence)];
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

    /// The cells of a row, each as its blocks. A row of the spine has two cells of one column where versions disagreed.
    pub fn split<'r>(
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
}
