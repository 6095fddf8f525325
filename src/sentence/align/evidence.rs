//! What speaks for each possible bead: length and lexicon, as the logarithm of how much likelier the two sides are
//! together than apart.

use super::bead::BEADS;
use super::corridor::Corridor;
use super::parameters::Parameters;
use super::tokenize::Side;

/// Weight of the lexicon: its tokens do not vote independently of each other.
const LEXICON: f32 = 0.4;
/// Tokens per line up to which the lexicon has its whole weight. Scripts without spaces give one token for each letter,
/// which depend on each other all the more.
const USUAL_TOKENS: f32 = 20.0;
/// How the chance of a link falls with the number of tokens on the other side, as an exponent. IBM parameters 1 has 1: each
/// token is as likely to be the partner as any other. In joined lines the partner is mostly near the diagonal.
const SPREAD: f32 = 0.7;
/// Weight of the lengths.
const LENGTH: f32 = 1.0;
/// For each node the evidence for each kind of bead that ends there, priors included.
pub(super) type Scores = Vec<[f32; BEADS.len()]>;

/// Tokens of one line that the other line accounts for: which, and how much more often than by chance.
type Accounted = Vec<(u16, f32)>;

/// The evidence for all beads of a corridor.
pub(super) fn scores(
    parameters: &Parameters,
    source: &Side,
    target: &Side,
    corridor: &Corridor,
) -> Scores {
    let mut scores = vec![[f32::NEG_INFINITY; BEADS.len()]; corridor.len()];
    let mut table = Table::new(parameters, source, target);
    let mut sum = Vec::new();
    let lexicon_weight = lexicon_weight(source, target);
    let priors = parameters.priors.map(f32::ln);
    let alone: Vec<f32> = target
        .lengths
        .iter()
        .map(|l| parameters.length.alone(*l))
        .collect();
    for i in 0..=source.len() {
        if i > 0 {
            table.push_row(i - 1, corridor);
        }
        for j in corridor.row(i) {
            let Some(at) = corridor.at(i, j) else {
                continue;
            };
            for (kind, &(x, y)) in BEADS.iter().enumerate() {
                let inside = i >= x && j >= y && corridor.at(i - x, j - y).is_some();
                if !inside {
                    continue;
                }
                let mut score = priors[kind];
                if x > 0 && y > 0 {
                    let length: f32 = source.lengths[i - x..i].iter().sum();
                    let targets = &target.lengths[j - y..j];
                    let together = parameters.length.together(length, targets.iter().sum(), y);
                    score += LENGTH * (together - alone[j - y..j].iter().sum::<f32>());
                    score += lexicon_weight * table.evidence((i - x, i), (j - y, j), &mut sum);
                }
                scores[at][kind] = score;
            }
        }
    }
    scores
}

/// Weight of the lexicon for two texts.
fn lexicon_weight(source: &Side, target: &Side) -> f32 {
    let tokens = tokens_per_line(source).max(tokens_per_line(target));
    LEXICON * (USUAL_TOKENS / tokens.max(USUAL_TOKENS)).sqrt()
}

/// Mean number of tokens per line, at least 1.
fn tokens_per_line(side: &Side) -> f32 {
    let tokens = side.bag(0..side.len()).len() as f32;
    (tokens / side.len().max(1) as f32).max(1.0)
}

/// Lexical links between the last few source lines and the target lines beside them.
struct Table<'a> {
    parameters: &'a Parameters,
    source: &'a Side,
    target: &'a Side,
    /// Mean number of tokens per line of both sides.
    per_line: (f32, f32),
    /// For each of the last source lines (by number modulo [`REACH`]) its first target line and their links.
    rows: [(usize, Vec<Links>); REACH],
    /// For each target token the links of the current source line, as a list threaded through `chain`.
    heads: Vec<u32>,
    chain: Vec<(u32, u16, f32, f32)>,
}

/// Source lines a bead can hold.
const REACH: usize = 4;

#[derive(Debug, Clone, Default)]
struct Links {
    /// Target tokens accounted for by the source line.
    forth: Accounted,
    /// Source tokens accounted for by the target line.
    back: Accounted,
}

const NONE: u32 = u32::MAX;

impl<'a> Table<'a> {
    fn new(parameters: &'a Parameters, source: &'a Side, target: &'a Side) -> Self {
        Self {
            parameters,
            source,
            target,
            per_line: (tokens_per_line(source), tokens_per_line(target)),
            rows: Default::default(),
            heads: vec![NONE; parameters.unigrams.1.len()],
            chain: Vec::new(),
        }
    }

    /// Takes in a source line: its links with each target line that a bead through the corridor can join it to.
    fn push_row(&mut self, i: usize, corridor: &Corridor) {
        let reach = |i: usize| corridor.row(i.min(self.source.len()));
        let first = reach(i).start.saturating_sub(REACH);
        let last = reach(i + REACH).end.min(self.target.len() + 1) - 1;
        self.chain.clear();
        for (k, &s) in self
            .source
            .tokens(i)
            .iter()
            .enumerate()
            .take(u16::MAX as usize)
        {
            for e in self.parameters.lexicon.of(s) {
                let head = &mut self.heads[e.target as usize];
                let forth = e.forth / self.parameters.unigrams.1[e.target as usize];
                let back = e.back / self.parameters.unigrams.0[s as usize];
                self.chain.push((*head, k as u16, forth, back));
                *head = self.chain.len() as u32 - 1;
            }
        }
        let mut links = std::mem::take(&mut self.rows[i % REACH].1);
        links.resize_with(last.saturating_sub(first), Links::default);
        let mut back = vec![0f32; self.source.tokens(i).len()];
        for (j, link) in (first..).zip(&mut links) {
            link.forth.clear();
            link.back.clear();
            for (l, &t) in self
                .target
                .tokens(j)
                .iter()
                .enumerate()
                .take(u16::MAX as usize)
            {
                let mut at = self.heads[t as usize];
                let mut sum = 0.0;
                while at != NONE {
                    let (next, k, forth, backward) = self.chain[at as usize];
                    sum += forth;
                    back[k as usize] += backward;
                    at = next;
                }
                if sum > 0.0 {
                    link.forth.push((l as u16, sum));
                }
            }
            for (k, sum) in back.iter_mut().enumerate().filter(|b| *b.1 > 0.0) {
                link.back.push((k as u16, *sum));
                *sum = 0.0;
            }
        }
        for &s in self.source.tokens(i) {
            for e in self.parameters.lexicon.of(s) {
                self.heads[e.target as usize] = NONE;
            }
        }
        self.rows[i % REACH] = (first, links);
    }

    fn links(&self, i: usize, j: usize) -> Option<&Links> {
        let (first, links) = &self.rows[i % REACH];
        links.get(j.checked_sub(*first)?)
    }

    /// Odds that a token is accounted for by a side of `tokens` tokens, for each time more often than by chance it
    /// occurs beside the tokens it is linked to. `per_line` is the mean of that side.
    fn factor(&self, tokens: usize, per_line: f32) -> f32 {
        let unexplained = self.parameters.unexplained;
        let partners = per_line * (tokens.max(1) as f32 / per_line).powf(SPREAD);
        (1.0 - unexplained) / (unexplained * partners)
    }

    /// The mean of both directions: each token by whether the other side accounts for it.
    fn evidence(&self, i: (usize, usize), j: (usize, usize), sum: &mut Vec<f32>) -> f32 {
        let (tokens_i, tokens_j) = (
            self.source.bag(i.0..i.1).len(),
            self.target.bag(j.0..j.1).len(),
        );
        let mut total = self.parameters.unexplained.ln() * (tokens_i + tokens_j) as f32;
        for line in j.0..j.1 {
            let rows = (i.0..i.1)
                .filter_map(|i| self.links(i, line))
                .map(|l| &l.forth);
            total += gain(
                rows,
                self.target.tokens(line).len(),
                self.factor(tokens_i, self.per_line.0),
                sum,
            );
        }
        for line in i.0..i.1 {
            let rows = (j.0..j.1)
                .filter_map(|j| self.links(line, j))
                .map(|l| &l.back);
            total += gain(
                rows,
                self.source.tokens(line).len(),
                self.factor(tokens_j, self.per_line.1),
                sum,
            );
        }
        total / 2.0
    }
}

/// What accounted tokens add to the evidence of a line none of whose tokens is.
fn gain<'l>(
    mut rows: impl Iterator<Item = &'l Accounted>,
    tokens: usize,
    factor: f32,
    sum: &mut Vec<f32>,
) -> f32 {
    let value = |times: f32| (factor * times).ln_1p();
    let Some(first) = rows.by_ref().find(|r| !r.is_empty()) else {
        return 0.0;
    };
    let Some(second) = rows.by_ref().find(|r| !r.is_empty()) else {
        return first.iter().map(|(_, times)| value(*times)).sum();
    };
    sum.clear();
    sum.resize(tokens, 0.0);
    for row in [first, second].into_iter().chain(rows) {
        row.iter().for_each(|&(k, times)| sum[k as usize] += times);
    }
    sum.iter().filter(|s| **s > 0.0).map(|s| value(*s)).sum()
}
