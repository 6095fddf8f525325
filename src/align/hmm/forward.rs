//! Forward values of all rows, in bounded memory: of a long sequence only some rows at the beginning of each block are
//! kept, and those between are made again when the backward pass comes to them.

use super::model::{LONGEST, Model};
use super::passes::Row;

/// Rows that are made again at a time. A sequence of so many blocks and less is kept whole.
const BLOCK: usize = 512;
const FEW: usize = 8;

/// Forward values, from row `start` to the last one that was asked for.
pub(super) struct Forward<'a> {
    model: &'a Model<'a>,
    rows: Vec<Row>,
    start: usize,
    block: usize,
    /// The last rows before each block but the first.
    kept: Vec<[Row; LONGEST]>,
}

impl<'a> Forward<'a> {
    pub fn new(model: &'a Model<'a>) -> Self {
        let count = model.size.0 + 1;
        Self::in_blocks(model, if count <= FEW * BLOCK { count } else { BLOCK })
    }

    fn in_blocks(model: &'a Model<'a>, block: usize) -> Self {
        let mut forward = Self {
            model,
            rows: Vec::with_capacity(block + LONGEST),
            start: 0,
            block,
            kept: Vec::new(),
        };
        for i in 0..=model.size.0 {
            if i > 0 && i % block == 0 {
                forward.keep_last(i);
            }
            forward.push(i);
        }
        forward
    }

    pub fn row(&self, i: usize) -> &Row {
        &self.rows[i - self.start]
    }

    /// Makes rows from `i` on available, but none behind the block before those there were.
    pub fn reach(&mut self, i: usize) {
        while i < self.start {
            // The rows before the block are there already; the block before begins its size earlier.
            let first = self.start + LONGEST - self.block;
            self.rows.clear();
            match first {
                0 => self.start = 0,
                _ => {
                    self.kept.truncate(first / self.block);
                    self.start = first - LONGEST;
                    self.rows.extend(self.kept.pop().into_iter().flatten());
                }
            }
            (first..first + self.block).for_each(|i| self.push(i));
        }
    }

    fn push(&mut self, i: usize) {
        let at = i - self.start;
        let above = [1, 2, 3].map(|rows| at.checked_sub(rows).map(|k| &self.rows[k]));
        let row = self.model.forward(i, above);
        self.rows.push(row);
    }

    /// A block begins at row `i`: of those before it only the last ones are needed.
    fn keep_last(&mut self, i: usize) {
        let last = self.rows.split_off(self.rows.len() - LONGEST);
        let last: [Row; LONGEST] = last.try_into().unwrap_or_default();
        self.rows.clear();
        self.rows.extend(last.clone());
        self.kept.push(last);
        self.start = i - LONGEST;
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::anchors::Corridor;
    use super::super::model::{JoinedBead, LONGEST, Model, SHAPES};
    use super::Forward;

    #[test]
    fn rows_made_again_are_the_rows_there_were() {
        let (n, m) = (60, 50);
        let corridor = Corridor::along(&[(20, 17)], n, m);
        let emission = |i: usize, j: usize| ((i + 3 * j) * 7919 % 101) as f32 / 20.0;
        // A joined bead ends in every row, of each shape in turn.
        let joined = (LONGEST..=n).map(|i| JoinedBead {
            j: corridor.rows[i].start.max(LONGEST),
            sides: SHAPES[i % SHAPES.len()],
            emission: 0.5,
        });
        let model = Model {
            joined: joined.collect(),
            joined_rows: (0..n + 2).map(|i| i.saturating_sub(LONGEST)).collect(),
            ..Model::sample(&corridor, (n, m), emission)
        };
        let whole = Forward::in_blocks(&model, n + 1);
        for block in [3, 7, 20, 60] {
            let mut forward = Forward::in_blocks(&model, block);
            for i in (0..=n).rev() {
                forward.reach(i.saturating_sub(LONGEST));
                for near in i.saturating_sub(LONGEST)..=i {
                    assert_eq!(forward.row(near), whole.row(near), "{near} by {block}");
                }
            }
        }
    }
}
