//! Dynamic programming over the corridor: how probable each bead is among all alignments (forward-backward), and the
//! alignment that is right in most beads.

use super::BEADS;
use super::corridor::Corridor;
use super::evidence::Scores;

/// What a bead must at least be worth to be made rather than left out.
const DOUBT: f32 = 0.2;

/// Probabilities of all beads of a corridor.
pub(super) struct Lattice<'a> {
    corridor: &'a Corridor,
    scores: &'a Scores,
    forward: Vec<f64>,
    backward: Vec<f64>,
    total: f64,
}

impl<'a> Lattice<'a> {
    pub fn new(corridor: &'a Corridor, scores: &'a Scores) -> Self {
        let mut lattice = Self {
            corridor,
            scores,
            forward: vec![f64::NEG_INFINITY; corridor.len()],
            backward: vec![f64::NEG_INFINITY; corridor.len()],
            total: 0.0,
        };
        lattice.run_forward();
        lattice.run_backward();
        lattice.total = lattice.forward.last().copied().unwrap_or(0.0);
        lattice
    }

    fn run_forward(&mut self) {
        self.forward[0] = 0.0;
        for i in 0..=self.corridor.sources() {
            for j in self.corridor.row(i) {
                let Some(at) = self.corridor.at(i, j) else {
                    continue;
                };
                let mut sum = LogSum::new(self.forward[at]);
                for (kind, &(x, y)) in BEADS.iter().enumerate() {
                    if let Some(from) = self.before(i, j, x, y) {
                        sum.add(self.forward[from] + f64::from(self.scores[at][kind]));
                    }
                }
                self.forward[at] = sum.value();
            }
        }
    }

    fn run_backward(&mut self) {
        if let Some(last) = self.backward.last_mut() {
            *last = 0.0;
        }
        for i in (0..=self.corridor.sources()).rev() {
            for j in self.corridor.row(i).rev() {
                let Some(at) = self.corridor.at(i, j) else {
                    continue;
                };
                let mut sum = LogSum::new(self.backward[at]);
                for (kind, &(x, y)) in BEADS.iter().enumerate() {
                    if i + x <= self.corridor.sources()
                        && let Some(to) = self.corridor.at(i + x, j + y)
                    {
                        sum.add(self.backward[to] + f64::from(self.scores[to][kind]));
                    }
                }
                self.backward[at] = sum.value();
            }
        }
    }

    fn before(&self, i: usize, j: usize, x: usize, y: usize) -> Option<usize> {
        self.corridor.at(i.checked_sub(x)?, j.checked_sub(y)?)
    }

    /// Probability of the bead of a kind that ends at a node.
    pub fn posterior(&self, i: usize, j: usize, kind: usize) -> f32 {
        let (x, y) = BEADS[kind];
        let Some((from, at)) = self.before(i, j, x, y).zip(self.corridor.at(i, j)) else {
            return 0.0;
        };
        let score = f64::from(self.scores[at][kind]);
        (self.forward[from] + score + self.backward[at] - self.total).exp() as f32
    }

    /// Probability that the alignment goes through a node.
    pub fn through(&self, i: usize, j: usize) -> f32 {
        let at = self.corridor.at(i, j);
        at.map_or(0.0, |at| {
            (self.forward[at] + self.backward[at] - self.total).exp() as f32
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
