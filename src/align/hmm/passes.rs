//! The rows of the lattice, one from the other: forward from the beginning, backward from the end.

use super::model::{LONGEST, Model};

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

    /// Forward values of row `i` from those of the rows above it, the nearest one first.
    pub(super) fn forward(&self, i: usize, above: [Option<&Row>; LONGEST]) -> Row {
        let range = self.corridor.rows[i].clone();
        let mut row = Row {
            start: range.start,
            points: Vec::with_capacity(range.len()),
            scale: 0.0,
        };
        let scale = above[0].map_or(0.0, |r| r.scale);
        let above = above.map(|row| row.map(|row| (row, (row.scale - scale).exp())));
        let mut joined = self.joined_at(i).iter().peekable();
        for j in range {
            let mut point = self.forward_point((i, j), above[0].map(|a| a.0), row.points.last());
            while let Some(bead) = joined.next_if(|b| b.j == j) {
                if let Some((from, factor)) = above[usize::from(bead.sides.0) - 1] {
                    let entering = self.entering_match(from.at(j - usize::from(bead.sides.1)));
                    point[0] += bead.emission * entering * factor;
                }
            }
            row.points.push(point);
        }
        row.rescale(scale);
        row
    }

    /// The forward value of a point, without joined beads.
    fn forward_point(
        &self,
        (i, j): (usize, usize),
        above: Option<&Row>,
        left: Option<&Point>,
    ) -> Point {
        let g = self.gaps;
        let mut point = [0.0; 3];
        if i == 0 && j == 0 {
            point[0] = 1.0;
        }
        if let Some(above) = above {
            let emission = self.emission(i, j);
            if emission > 0.0 {
                point[0] += emission * self.entering_match(above.at(j - 1));
            }
            let from = above.at(j);
            point[1] = from[0] * g.open + from[1] * g.extend;
        }
        if let Some(from) = left {
            point[2] = from[0] * g.open + from[1] * g.replace + from[2] * g.extend;
        }
        point
    }

    /// Backward values of row `i` from those of the rows below it, the nearest one first.
    pub(super) fn backward(&self, i: usize, below: &[Row; LONGEST]) -> Row {
        let g = self.gaps;
        let range = self.corridor.rows[i].clone();
        let (n, m) = self.size;
        let mut row = Row {
            start: range.start,
            points: vec![[0.0; 3]; range.len()],
            scale: 0.0,
        };
        let leads = self.leads(i, below);
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

    /// What the joined beads lead to that begin in row `i`, by column; empty where there are none.
    fn leads(&self, i: usize, below: &[Row; LONGEST]) -> Vec<f64> {
        let range = self.corridor.rows[i].clone();
        let mut leads = Vec::new();
        for (rows, to) in (1..).zip(below) {
            if i + rows > self.size.0 {
                break;
            }
            let factor = (to.scale - below[0].scale).exp();
            let beads = self.joined_at(i + rows).iter();
            for bead in beads.filter(|b| usize::from(b.sides.0) == rows) {
                let from = (bead.j - usize::from(bead.sides.1)).checked_sub(range.start);
                leads.resize(range.len(), 0.0);
                if let Some(lead) = from.and_then(|k| leads.get_mut(k)) {
                    *lead += bead.emission * to.at(bead.j)[0] * factor;
                }
            }
        }
        leads
    }
}
