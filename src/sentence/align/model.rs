//! What the aligner knows of a pair of languages, and how it comes to know it.

use std::ops::Range;

use super::anchors::anchors;
use super::bead::{BEADS, Bead, is_gap};
use super::cognates::{Cognate, cognates};
use super::corridor::Corridor;
use super::evidence::scores;
use super::lattice::{GapRuns, Lattice};
use super::length::Length;
use super::lexicon::{Example, Lexicon};
use super::parameters::Parameters;
use super::tokenize::{Side, Vocabulary};

/// How often each kind of bead is, before anything is seen.
const PRIORS: [f32; BEADS.len()] = [
    0.05, 0.05, 0.69, 0.07, 0.07, 0.015, 0.015, 0.03, 0.004, 0.004, 0.004, 0.004,
];
/// The same inside texts that are known to be translations of each other, such as paragraphs: little is left out, and
/// sentences are joined and divided far less than they are kept.
const PRIORS_INSIDE: [f32; BEADS.len()] = [
    0.002, 0.002, 0.948, 0.018, 0.018, 0.003, 0.003, 0.004, 0.0005, 0.0005, 0.0005, 0.0005,
];
/// How often a gap follows a gap, before anything is seen.
const GAP_AGAIN: f32 = 0.3;
/// Weight of the priors, in beads.
const PRIOR_BEADS: f32 = 20.0;
/// Share of tokens that the other side does not account for, before anything is seen, and its weight in tokens.
const UNEXPLAINED: f32 = 0.8;
const UNEXPLAINED_TOKENS: f32 = 100.0;
/// Passes over a text that is its own teacher.
const PASSES: usize = 5;
/// Passes over a long text after which it is pinned down anew, with the lexicon learned meanwhile: where a pass went
/// astray, what it found possible is no guide.
const ANCHORED_PASSES: usize = 2;
/// Beads less probable teach nothing.
const BELIEVED: f32 = 0.3;
/// Most beads that are learned from: a lexicon gains little from more.
const LESSONS: usize = 50_000;
/// Most pairs of tokens that one example may have. A longer example says little about each pair, and costs memory.
const LONGEST_EXAMPLE: usize = 1 << 18;
/// Most pairs of tokens of all examples (8 bytes each while the lexicon is learned).
const MOST_TOKEN_PAIRS: usize = 1 << 24;
/// Grids up to this many nodes are looked at as a whole.
const WHOLE: usize = 1 << 20;
/// Corridors up to this many nodes are not worth narrowing.
const SMALL: usize = 1 << 14;
/// Nodes a corridor may have (80 bytes each while it is worked on).
const MOST_NODES: usize = 5_000_000;
/// Nodes kept on either side of what a pass found possible.
const MARGIN: u32 = 12;

/// What is known of a pair of languages: lengths, lexicon, how often lines are joined, divided or left out.
#[derive(Debug, Clone)]
pub struct Model {
    vocabularies: (Vocabulary, Vocabulary),
    cognates: Vec<Cognate>,
    parameters: Parameters,
    /// How often a gap follows a gap.
    gap_again: f32,
}

impl Model {
    /// Learns from texts that are known to be translations of each other, such as pairs of paragraphs, to align the
    /// sentences inside such pairs.
    pub fn learn<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let (source, target): (Vec<&str>, Vec<&str>) = pairs.into_iter().unzip();
        let (mut model, source, target) = Self::begin(&source, &target);
        model.parameters.priors = PRIORS_INSIDE;
        let examples: Vec<Example> = (0..source.len())
            .map(|i| Example {
                source: i..i + 1,
                target: i..i + 1,
                weight: 1.0,
            })
            .collect();
        // Twice, as the share of tokens accounted for is that of the lexicon before.
        model.study(&source, &target, &examples);
        model.study(&source, &target, &examples);
        model
    }

    /// Aligns lines with what is known.
    #[must_use]
    pub fn align(&self, source: &[&str], target: &[&str]) -> Vec<Bead> {
        let source = Side::read(source.iter().copied(), &self.vocabularies.0);
        let target = Side::read(target.iter().copied(), &self.vocabularies.1);
        let corridor = self.first_corridor(&source, &target);
        let scores = scores(&self.parameters, &source, &target, &corridor);
        beads(&Lattice::new(&corridor, &scores, self.gap_runs()))
    }

    /// Aligns lines and learns from them; returns what was learned too.
    #[must_use]
    pub fn align_and_learn(source: &[&str], target: &[&str]) -> (Vec<Bead>, Self) {
        let (mut model, source, target) = Self::begin(source, target);
        let mut corridor = model.first_corridor(&source, &target);
        let whole = is_small(&source, &target);
        for pass in 1..PASSES {
            let scores = scores(&model.parameters, &source, &target, &corridor);
            let lattice = Lattice::new(&corridor, &scores, model.gap_runs());
            let examples = model.draw(&lattice, &corridor);
            let narrowed = (whole || pass > ANCHORED_PASSES).then(|| narrowed(&lattice, &corridor));
            drop(lattice);
            model.study(&source, &target, &examples);
            corridor = narrowed.unwrap_or_else(|| model.anchored_corridor(&source, &target));
        }
        let scores = scores(&model.parameters, &source, &target, &corridor);
        (
            beads(&Lattice::new(&corridor, &scores, model.gap_runs())),
            model,
        )
    }

    /// What the priors, which hold after a match, have to be corrected by after a gap.
    fn gap_runs(&self) -> GapRuns {
        let gaps = f64::from(self.parameters.priors[0] + self.parameters.priors[1]);
        let again = f64::from(self.gap_again);
        GapRuns {
            gap: (again / gaps).ln(),
            bead: ((1.0 - again) / (1.0 - gaps)).ln(),
        }
    }

    fn begin(source: &[&str], target: &[&str]) -> (Self, Side, Side) {
        let mut vocabularies = (Vocabulary::new(), Vocabulary::new());
        let source = Side::learn(source.iter().copied(), &mut vocabularies.0);
        let target = Side::learn(target.iter().copied(), &mut vocabularies.1);
        let types = (vocabularies.0.names().len(), vocabularies.1.names().len());
        let cognates = cognates(&vocabularies.0, &vocabularies.1);
        let model = Self {
            parameters: Parameters {
                unigrams: (source.unigrams(types.0), target.unigrams(types.1)),
                lexicon: Lexicon::learn(&source, &target, types, &[], &cognates),
                unexplained: UNEXPLAINED,
                length: Length::of_texts(&source, &target),
                priors: PRIORS,
            },
            gap_again: GAP_AGAIN,
            cognates,
            vocabularies,
        };
        (model, source, target)
    }

    /// Learns lexicon and lengths from examples.
    fn study(&mut self, source: &Side, target: &Side, examples: &[Example]) {
        let types = (
            self.parameters.unigrams.0.len(),
            self.parameters.unigrams.1.len(),
        );
        let taught = affordable(examples, source, target);
        self.parameters.unexplained = self.share_unexplained(source, target, &taught);
        self.parameters.lexicon = Lexicon::learn(source, target, types, &taught, &self.cognates);
        let sum = |side: &Side, lines: &Range<usize>| side.lengths[lines.clone()].iter().sum();
        self.parameters.length.learn(
            examples
                .iter()
                .map(|e| (sum(source, &e.source), sum(target, &e.target), e.weight)),
        );
    }

    /// The share of target tokens in the examples that the source sides do not account for, as now expected.
    fn share_unexplained(&self, source: &Side, target: &Side, examples: &[Example]) -> f32 {
        let (mut share, mut tokens) = (UNEXPLAINED * UNEXPLAINED_TOKENS, UNEXPLAINED_TOKENS);
        for e in examples {
            let sources = source.bag(e.source.clone());
            for &t in target.bag(e.target.clone()) {
                let forth = |&s: &u32| self.parameters.lexicon.forth(s, t);
                let chance = self.parameters.unigrams.1[t as usize] * sources.len().max(1) as f32;
                let times = sources.iter().map(forth).sum::<f32>() / chance;
                let not = self.parameters.unexplained;
                share += e.weight * not / (not + (1.0 - not) * times);
                tokens += e.weight;
            }
        }
        (share / tokens).clamp(0.3, 0.95)
    }

    /// Takes the frequency of the kinds of beads from a pass, and the beads to learn from.
    fn draw(&mut self, lattice: &Lattice<'_>, corridor: &Corridor) -> Vec<Example> {
        let mut counts = PRIORS.map(|p| p * PRIOR_BEADS);
        // The priors are those after a match; more gaps follow those gaps.
        counts[0] /= 1.0 - GAP_AGAIN;
        counts[1] /= 1.0 - GAP_AGAIN;
        let mut again = GAP_AGAIN * (counts[0] + counts[1]);
        let mut examples = Vec::new();
        for i in 0..=corridor.sources() {
            for j in corridor.row(i) {
                for (kind, &(x, y)) in BEADS.iter().enumerate() {
                    let weight = lattice.posterior(i, j, kind);
                    counts[kind] += weight;
                    if is_gap(kind) {
                        again += lattice.gap_after_gap(i, j, kind);
                    }
                    if weight > BELIEVED && x > 0 && y > 0 {
                        examples.push(Example {
                            source: i - x..i,
                            target: j - y..j,
                            weight,
                        });
                    }
                }
            }
        }
        self.learn_priors(counts, again);
        if examples.len() > LESSONS {
            examples.sort_by(|a, b| b.weight.total_cmp(&a.weight));
            examples.truncate(LESSONS);
            examples.sort_by_key(|e| e.source.start);
        }
        examples
    }

    /// From how often each kind of bead occurs, and how often a gap follows a gap.
    fn learn_priors(&mut self, mut counts: [f32; BEADS.len()], again: f32) {
        let gaps: f32 = counts[0] + counts[1];
        let matches: f32 = counts.iter().sum::<f32>() - gaps;
        // Each run of gaps but the last has a match before it and a match after it.
        let runs = (gaps - again).clamp(0.0, 0.5 * matches);
        self.gap_again = (again / gaps).clamp(0.05, 0.95);
        for (kind, count) in counts.iter_mut().enumerate() {
            *count *= if is_gap(kind) {
                runs / gaps
            } else {
                (matches - runs) / matches
            };
        }
        let sum: f32 = counts.iter().sum();
        self.parameters.priors = counts.map(|c| c / sum);
    }

    /// The whole grid where it is small, else a band.
    fn first_corridor(&self, source: &Side, target: &Side) -> Corridor {
        if is_small(source, target) {
            return Corridor::full(source.len(), target.len());
        }
        self.anchored_corridor(source, target)
    }

    /// A band about what rare tokens pin down that are equal on both sides, or sure translations of each other.
    fn anchored_corridor(&self, source: &Side, target: &Side) -> Corridor {
        let equal = self.cognates.iter().filter(|c| c.likeness == 1.0);
        let mut pairs: Vec<_> = equal.map(|c| (c.source, c.target)).collect();
        pairs.extend(self.parameters.lexicon.sure());
        pairs.sort_unstable();
        pairs.dedup();
        let points = anchors(source, target, &pairs);
        let most = (MOST_NODES / (source.len() + 1) / 2).max(10) as u32;
        Corridor::band(&points, most, source.len(), target.len())
    }
}

/// The examples that the lexicon is learned from: none that is too long, and an even sample where there are too many.
fn affordable(examples: &[Example], source: &Side, target: &Side) -> Vec<Example> {
    let pairs = |e: &Example| {
        let tokens = source.bag(e.source.clone()).len();
        tokens * target.bag(e.target.clone()).len()
    };
    let short = examples.iter().filter(|e| pairs(e) <= LONGEST_EXAMPLE);
    let total: usize = short.clone().map(pairs).sum();
    let step = total.div_ceil(MOST_TOKEN_PAIRS).max(1);
    short.step_by(step).cloned().collect()
}

fn is_small(source: &Side, target: &Side) -> bool {
    (source.len() + 1).saturating_mul(target.len() + 1) <= WHOLE
}

/// What a pass leaves possible of its corridor.
fn narrowed(lattice: &Lattice<'_>, corridor: &Corridor) -> Corridor {
    if corridor.len() <= SMALL {
        return corridor.clone();
    }
    let (n, m) = (corridor.sources(), corridor.targets());
    let rows = (0..=n).map(|i| {
        let possible = |j: &usize| lattice.through(i, *j) > 1e-6;
        let row = corridor.row(i);
        let first = row.clone().find(possible).unwrap_or(row.start) as u32;
        let last = row.clone().rev().find(possible).unwrap_or(row.end - 1) as u32;
        first.saturating_sub(MARGIN)..(last + MARGIN + 1).min(m as u32 + 1)
    });
    Corridor::new(rows.collect(), m)
}

fn beads(lattice: &Lattice<'_>) -> Vec<Bead> {
    let ends = lattice.decode().into_iter();
    ends.map(|(i, j, kind, score)| Bead {
        source: i - BEADS[kind].0..i,
        target: j - BEADS[kind].1..j,
        score: score.clamp(0.0, 1.0),
    })
    .collect()
}
