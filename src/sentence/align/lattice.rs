//! Dynamic programming over the corridor: how probable each bead is among all alignments (forward-backward), and the
//! alignment that is right in most beads.

use super::bead::{BEADS, is_gap};
use super::corridor::Corridor;
use super::evidence::Scores;

/// What a bead must at least be worth to be made rather than left out.
const DOUBT: f32 = 0.2;

/// How gaps (lines without a partner) follow each other. Translators leave out or add whole passages, so a gap is
/// likelier after another gap: the affine gap costs of sequence alignment (Gotoh 1982).
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct GapRuns {
    /// Added to the score of a gap that follows a gap.
    pub gap: f64,
    /// Added to the score of any other bead that follows a gap.
    pub bead: f64,
}

/// Log probabilities of the paths that end in a node, or begin there: the last bead was a match, or a gap.
#[derive(Debug, Clone, Copy)]
struct Paths {
    matched: f64,
    gap: f64,
}

impl Paths {
    const NONE: Self = Self {
        matched: f64::NEG_INFINITY,
        gap: f64::NEG_INFINITY,
    };
}

/// Probabilities of all beads of a corridor.
pub(super) struct Lattice<'a> {
    corridor: &'a Corridor,
    scores: &'a Scores,
    runs: GapRuns,
    forward: Vec<Paths>,
    backward: Vec<Paths>,
    total: f64,
}

impl<'a> Lattice<'a> {
    pub fn new(corridor: &'a Corridor, scores: &'a Scores, runs: GapRuns) -> Self {
        let mut lattice = Self {
            corridor,
            scores,
            runs,
            forward: vec![Paths::NONE; corridor.len()],
            backward: vec![Paths::NONE; corridor.len()],
            total: 0.0,
        };
        lattice.run_forward();
        lattice.run_backward();
        let ends = lattice.forward.last();
        lattice.total = ends.map_or(0.0, |p| log_add(p.matched, p.gap));
        lattice
    }

    fn run_forward(&mut self) {
        self.forward[0].matched = 0.0;
        for i in 0..=self.corridor.sources() {
            for j in self.corridor.row(i) {
                let Some(at) = self.corridor.at(i, j) else {
                    continue;
                };
                let mut matched = LogSum::new(self.forward[at].matched);
                let mut gap = LogSum::new(self.forward[at].gap);
                for (kind, &(x, y)) in BEADS.iter().enumerate() {
                    let Some(from) = self.before(i, j, x, y) else {
                        continue;
                    };
                    let sum = if is_gap(kind) { &mut gap } else { &mut matched };
                    sum.add(self.arriving(from, kind) + f64::from(self.scores[at][kind]));
                }
                self.forward[at] = Paths {
                    matched: matched.value(),
                    gap: gap.value(),
                };
            }
        }
    }

    fn run_backward(&mut self) {
        if let Some(last) = self.backward.last_mut() {
            *last = Paths {
                matched: 0.0,
                gap: 0.0,
            };
        }
        for i in (0..=self.corridor.sources()).rev() {
            for j in self.corridor.row(i).rev() {
                let Some(at) = self.corridor.at(i, j) else {
                    continue;
                };
                let mut matched = LogSum::new(self.backward[at].matched);
                let mut gap = LogSum::new(self.backward[at].gap);
                for (kind, &(x, y)) in BEADS.iter().enumerate() {
                    if i + x <= self.corridor.sources()
                        && let Some(to) = self.corridor.at(i + x, j + y)
                    {
                        let after = self.leaving(to, kind) + f64::from(self.scores[to][kind]);
                        matched.add(after);
                        gap.add(after + self.after_gap(kind));
                    }
                }
                self.backward[at] = Paths {
                    matched: matched.value(),
                    gap: gap.value(),
                };
            }
        }
    }

    fn before(&self, i: usize, j: usize, x: usize, y: usize) -> Option<usize> {
        self.corridor.at(i.checked_sub(x)?, j.checked_sub(y)?)
    }

    /// What a bead of a kind gains or loses after a gap.
    fn after_gap(&self, kind: usize) -> f64 {
        if is_gap(kind) {
            self.runs.gap
        } else {
            self.runs.bead
        }
    }

    /// The paths to a node, if a bead of a kind comes next.
    fn arriving(&self, node: usize, kind: usize) -> f64 {
        let paths = self.forward[node];
        log_add(paths.matched, paths.gap + self.after_gap(kind))
    }

    /// The paths from a node, if a bead of a kind came last.
    fn leaving(&self, node: usize, kind: usize) -> f64 {
        let paths = self.backward[node];
        if is_gap(kind) {
            paths.gap
        } else {
            paths.matched
        }
    }

    /// Probability of the bead of a kind that ends at a node.
    pub fn posterior(&self, i: usize, j: usize, kind: usize) -> f32 {
        let (x, y) = BEADS[kind];
        let Some((from, at)) = self.before(i, j, x, y).zip(self.corridor.at(i, j)) else {
            return 0.0;
        };
        let score = f64::from(self.scores[at][kind]);
        (self.arriving(from, kind) + score + self.leaving(at, kind) - self.total).exp() as f32
    }

    /// Probability that a gap of a kind ends at a node and follows another gap.
    pub fn gap_after_gap(&self, i: usize, j: usize, kind: usize) -> f32 {
        let (x, y) = BEADS[kind];
        let Some((from, at)) = self.before(i, j, x, y).zip(self.corridor.at(i, j)) else {
            return 0.0;
        };
        let score = f64::from(self.scores[at][kind]) + self.runs.gap;
        (self.forward[from].gap + score + self.backward[at].gap - self.total).exp() as f32
    }

    /// Probability that the alignment goes through a node.
    pub fn through(&self, i: usize, j: usize) -> f32 {
        let at = self.corridor.at(i, j);
        at.map_or(0.0, |at| {
            let (before, after) = (self.forward[at], self.backward[at]);
            let paths = log_add(before.matched + after.matched, before.gap + after.gap);
            (paths - self.total).exp() as f32
        })
    }

    /// The alignment with the most beads expected to be right: ends of beads, their kinds and probabilities.
    pub fn decode(&self) -> Vec<(usize, usize, usize, f32)> {
        let mut best = vec![f64::NEG_INFINITY; self.corridor.len()];
        let mut from = vec![0u8; self.corridor.len()];
        best[0] = 0.0;
        for i in 0..=self.corridor.sources() {
            for j in self.corridor.row(i) {
                let Some(at) = self.corridor.at(i, j) else {
                    continue;
                };
                for (kind, &(x, y)) in BEADS.iter().enumerate() {
                    let Some(before) = self.before(i, j, x, y) else {
                        continue;
                    };
                    let gain = match x.min(y) {
                        0 => 0.0,
                        _ => f64::from(self.posterior(i, j, kind) - DOUBT),
                    };
                    if best[before] + gain > best[at] {
                        best[at] = best[before] + gain;
                        from[at] = kind as u8;
                    }
                }
            }
        }
        let (mut i, mut j) = (self.corridor.sources(), self.corridor.targets());
        let mut beads = Vec::new();
        while let Some(at) = self.corridor.at(i, j).filter(|_| i + j > 0) {
            let kind = usize::from(from[at]);
            beads.push((i, j, kind, self.posterior(i, j, kind)));
            let Some(next) = i
                .checked_sub(BEADS[kind].0)
                .zip(j.checked_sub(BEADS[kind].1))
            else {
                break;
            };
            (i, j) = next;
        }
        beads.reverse();
        beads
    }
}

/// The logarithm of the sum of two numbers given by their logarithms.
fn log_add(a: f64, b: f64) -> f64 {
    let (most, least) = if a > b { (a, b) } else { (b, a) };
    if least == f64::NEG_INFINITY {
        return most;
    }
    most + (least - most).exp().ln_1p()
}

/// A sum of numbers given by their logarithms.
struct LogSum {
    terms: [f64; BEADS.len() + 1],
    count: usize,
    most: f64,
}

impl LogSum {
    fn new(first: f64) -> Self {
        let mut terms = [0.0; BEADS.len() + 1];
        terms[0] = first;
        Self {
            terms,
            count: 1,
            most: first,
        }
    }

    fn add(&mut self, term: f64) {
        self.terms[self.count] = term;
        self.count += 1;
        self.most = self.most.max(term);
    }

    fn value(&self) -> f64 {
        if self.most == f64::NEG_INFINITY {
            return self.most;
        }
        let terms = &self.terms[..self.count];
        self.most
            + terms
                .iter()
                .map(|t| (t - self.most).exp())
                .sum::<f64>()
                .ln()
    }
}
