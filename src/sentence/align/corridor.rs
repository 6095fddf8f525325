//! The part of the alignment grid that is looked at: for each source line the target lines that may be its partners.
//!
//! A grid of all pairs grows with the square of the text. What lies far from a rough alignment is left out, which
//! makes time and memory grow with its length.

use std::ops::Range;

/// Nodes of the grid: node (i, j) stands behind i source and j target lines.
#[derive(Debug, Clone)]
pub(super) struct Corridor {
    rows: Vec<Range<u32>>,
    offsets: Vec<usize>,
}

impl Corridor {
    /// From the target range of each row; widened until a path leads from the first to the last node.
    pub fn new(mut rows: Vec<Range<u32>>, targets: usize) -> Self {
        let end = targets as u32 + 1;
        if let Some(first) = rows.first_mut() {
            *first = 0..first.end.clamp(1, end);
        }
        if let Some(last) = rows.last_mut() {
            *last = last.start.min(end - 1)..end;
        }
        // Ends never fall, starts never fall, and neighbouring rows overlap.
        for i in 1..rows.len() {
            rows[i].end = rows[i].end.clamp(rows[i - 1].end, end);
        }
        for i in (1..rows.len()).rev() {
            rows[i - 1].start = rows[i - 1].start.min(rows[i].start);
        }
        for i in 1..rows.len() {
            let start = rows[i].start;
            rows[i - 1].end = rows[i - 1].end.max(start + 1).min(end);
        }
        let mut offsets = Vec::with_capacity(rows.len() + 1);
        let mut sum = 0;
        for row in &rows {
            offsets.push(sum);
            sum += row.len();
        }
        offsets.push(sum);
        Self { rows, offsets }
    }

    /// All nodes.
    pub fn full(sources: usize, targets: usize) -> Self {
        Self::new(vec![0..targets as u32 + 1; sources + 1], targets)
    }

    /// A band about the line through points that are ascending on both sides. Between two points it is as wide as the
    /// path may stray, which grows with the root of their distance, but at most `most` nodes to either side.
    pub fn band(points: &[(u32, u32)], most: u32, sources: usize, targets: usize) -> Self {
        let mut rows = Vec::with_capacity(sources + 1);
        let mut points = points.iter().copied().peekable();
        let (mut from, last) = ((0, 0), (sources as u32, targets as u32));
        for i in 0..=sources as u32 {
            while let Some(p) = points.next_if(|p| p.0 <= i) {
                from = p;
            }
            let to = points.peek().copied().unwrap_or(last);
            let (run, rise) = ((to.0 - from.0).max(1), to.1.saturating_sub(from.1));
            let jump = (f64::from(rise) - f64::from(run) * targets as f64 / sources as f64).abs();
            let stray = 20.0 + 2.5 * f64::from(run).sqrt() + jump;
            let half = (stray as u32).min(most);
            let part = u64::from(i - from.0) * u64::from(rise) / u64::from(run);
            let center = from.1 + part as u32;
            rows.push(center.saturating_sub(half)..(center + half + 1).min(targets as u32 + 1));
        }
        Self::new(rows, targets)
    }

    /// Number of nodes.
    pub fn len(&self) -> usize {
        self.offsets[self.rows.len()]
    }

    /// Number of source lines.
    pub fn sources(&self) -> usize {
        self.rows.len() - 1
    }

    /// Number of target lines.
    pub fn targets(&self) -> usize {
        self.rows[self.sources()].end as usize - 1
    }

    /// The nodes of a row.
    pub fn row(&self, i: usize) -> Range<usize> {
        self.rows[i].start as usize..self.rows[i].end as usize
    }

    /// Where a node's data lies; `None` outside the corridor.
    pub fn at(&self, i: usize, j: usize) -> Option<usize> {
        let row = &self.rows[i];
        row.contains(&(j as u32))
            .then(|| self.offsets[i] + j - row.start as usize)
    }
}
