//! The rows of the lattice, one from the other: forward from the beginning, backward from the end.

use super::Model;

/// State values of one lattice point: match, gap in `b`, gap in `a`.
pub(super) type Point = [f64; 3];

/// A row of lattice points with the logarithm of the factor it was scaled by.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Row {
    start: usize,
    points: Vec<Point>,
    /// Logarithm of all factors so far.
    pub scale: f64,
}

impl Row {
    pub fn at(&self, j: usize) -> Point {
        j.checked_sub(self.start)
            .and_then(|k| self.points.get(k))
            .copied()
            .unwrap_or([0.0; 3])
    }

    /// Divides by the greatest value, and remembers it.
    fn rescale(&mut self, before: f64) {
        let top = self
            .points
            .iter()
            .flatten()
            .copied()
            .fold(0.0_f64, f64::max);
        if top > 0.0 {
            self.points.iter_mut().flatten().for_each(|v| *v /= top);
            self.scale = before + top.ln();
        } else {
            self.scale = before;
        }
    }
}

impl Model<'_> {
    /// Transition probabilities into a match, from each state.
    pub(super) fn entering_match(&self, from: Point) -> f64 {
        let g = self.gaps;
        from[0] * (1.0 - 2.0 * g.open)
            + from[1] * (1.0 - g.extend - g.replace)
            + from[2] * (1.0 - g.extend)
    }

    /// Forward values of row `i` from those of the one and the two rows above it.
    pub(super) fn forward(&self, i: usize, above: Option<&Row>, two_above: Option<&Row>) -> Row {
        let g = self.gaps;
        let range = self.corridor.rows[i].clone();
        let mut row = Row {
            start: range.start,
            points: Vec::with_capacity(range.len()),
            scale: 0.0,
        };
        let two_above = above
            .zip(two_above)
            .map(|(above, two)| (two, (two.scale - above.scale).exp()));
        let mut joined = self.joined_at(i).iter().peekable();
        for j in range {
            let mut point = [0.0; 3];
            if i == 0 && j == 0 {
                point[0] = 1.0;
            }
            if let Some(above) = above {
                let emission = self.emission(i, j);
                if emission > 0.0 {
                    point[0] += emission * self.entering_match(above.at(j - 1));
                }
                while let Some(bead) = joined.next_if(|b| b.1 as usize == j) {
                    point[0] += bead.3
                        * match (bead.2, two_above) {
                            ((1, 2), _) => self.entering_match(above.at(j - 2)),
                            (_, Some((two, factor))) => self.entering_match(two.at(j - 1)) * factor,
                            _ => 0.0,
                        };
                }
                let from = above.at(j);
                point[1] = from[0] * g.open + from[1] * g.extend;
            }
            if let Some(from) = row.points.last() {
                point[2] = from[0] * g.open + from[1] * g.replace + from[2] * g.extend;
            }
            row.points.push(point);
        }
        row.rescale(above.map_or(0.0, |r| r.scale));
        row
    }

    /// Backward values of row `i` from those of the two rows below it.
    pub(super) fn backward(&self, i: usize, below: &[Row; 2]) -> Row {
        let g = self.gaps;
        let range = self.corridor.rows[i].clone();
        let (n, m) = self.size;
        let mut row = Row {
            start: range.start,
            points: vec![[0.0; 3]; range.len()],
            scale: 0.0,
        };
        // What joined beads that begin here lead to, by column.
        let mut leads = vec![
            0.0;
            if self.joined.is_empty() {
                0
            } else {
                range.len()
            }
        ];
        if i < n {
            for bead in self.joined_at(i + 1).iter().filter(|b| b.2 == (1, 2)) {
                if let Some(lead) = (bead.1 as usize - 2)
                    .checked_sub(range.start)
                    .and_then(|k| leads.get_mut(k))
                {
                    *lead += bead.3 * below[0].at(bead.1 as usize)[0];
                }
            }
        }
        if i + 1 < n {
            let factor = (below[1].scale - below[0].scale).exp();
            for bead in self.joined_at(i + 2).iter().filter(|b| b.2 == (2, 1)) {
                if let Some(lead) = (bead.1 as usize - 1)
                    .checked_sub(range.start)
                    .and_then(|k| leads.get_mut(k))
                {
                    *lead += bead.3 * below[1].at(bead.1 as usize)[0] * factor;
                }
            }
        }
        for j in range.clone().rev() {
            let k = j - range.start;
            let mut point = if i == n && j == m { [1.0; 3] } else { [0.0; 3] };
            if i < n {
                let mut matched = leads.get(k).copied().unwrap_or(0.0);
                if j < m {
                    matched += self.emission(i + 1, j + 1) * below[0].at(j + 1)[0];
                }
                let gap = below[0].at(j)[1];
                point[0] += matched * (1.0 - 2.0 * g.open) + gap * g.open;
                point[1] += matched * (1.0 - g.extend - g.replace) + gap * g.extend;
                point[2] += matched * (1.0 - g.extend);
            }
            if let Some(right) = row.points.get(k + 1) {
                let gap = right[2];
                point[0] += gap * g.open;
                point[1] += gap * g.replace;
                point[2] += gap * g.extend;
            }
            row.points[k] = point;
        }
        row.rescale(below[0].scale);
        row
    }
}
