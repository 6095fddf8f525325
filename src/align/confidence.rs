//! Turns what the alignment found into probabilities. The constants are fitted by `benches/calibration`.
//!
//! A pair is right if the files are versions of one text there, and if its place and texts go together. Where the files
//! are unrelated, only texts that speak for themselves make a pair right: a heading that all articles have, for example.

use super::relation::Stretches;
use super::scoring::Content;

/// Content has shown that the files are versions of one text where it raised the logarithm of the odds by as much.
const SUPPORT: f32 = 0.1;
/// Logarithm of the odds that files with any titles are versions of one text, before what their titles say.
const TITLE: f32 = 5.0;
/// A title that says more for two files names what they are about.
const NAMED: f32 = 1.0;

/// Between these probabilities it is not decided whether two files are versions of one text.
const UNDECIDED: (f32, f32) = (0.02, 0.98);

/// Logarithms of odds are multiplied and lowered by as much: doubtful pairs score lower than they are right.
const CAUTION: (f32, f32) = (1.5, 2.6);

/// What the alignment found about a pair.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Signals {
    /// Posterior of the alignment.
    pub posterior: f32,
    /// Evidence for the two texts.
    pub evidence: f32,
    /// Probability that the texts around it are versions of one text.
    pub related: f32,
    /// How much of the doubt about pairs without evidence of their own applies.
    pub doubt: f32,
}

/// Log-likelihood ratio of the content of a match, between versions of one text and unrelated texts. `skipped` items were
/// left out on both sides before it.
pub(super) fn relatedness(content: Content, skipped: u32) -> f32 {
    let weigh = |value: f32, up: f32, down: f32| value.max(0.0) * up + value.min(0.0) * down;
    let informed = (content.potential / 4.0).clamp(0.0, 1.0);
    // Links that a site replaced are missing everywhere, and other words still go together.
    let agreement = (content.within / 3.0).clamp(0.0, 1.0);
    let sum = weigh(content.tokens, 0.35, 1.8 - agreement)
        + 0.45 * content.within.clamp(0.0, 3.0)
        + 1.0 * content.within.min(0.0)
        + weigh(content.same, 0.8, 1.0)
        + (0.4 + 1.3 * (content.length - 1.0).min(0.0)).max(-3.0)
        - 1.5 * content.contradicts
        - 1.0 * content.names_differ
        - 0.1 * skipped.min(8) as f32
        - 0.1
        - 0.6 * informed;
    sum.clamp(-3.0, 5.0)
}

/// The probability that neither the titles of two files nor their [distinctive](super::distinctive) tokens speak against
/// them. A title that names another thing weighs more than many sentences that articles of a kind have in common.
pub(super) fn article(titles: &[(Content, f32)], evidence: &[f32], distinctive: f32) -> f32 {
    let title = titles.iter().map(|(content, contest)| {
        let tokens = content.tokens.max(0.0) * 0.5 + content.tokens.min(0.0) * 5.0;
        let differs = (content.contradicts + content.names_differ).min(1.0);
        let contest = if *contest > 0.1 {
            1.0 + contest * 10.0
        } else {
            0.0
        };
        (tokens + content.same.clamp(-1.0, 2.0) - 5.0 * differs).min(2.0) - contest
    });
    let (worst, best) = title.fold((0.0_f32, 0.0_f32), |(worst, best), t| {
        (worst.min(t), best.max(t))
    });
    let worst = worst.max(-9.0);
    let title = if worst == 0.0 {
        best.min(3.0)
    } else if best > NAMED {
        // One of two titles may be a slip of the author: a number that was not changed in a copied page.
        (worst + best) / 2.0
    } else {
        worst
    };
    let all = evidence.iter().sum::<f32>() * 0.1;
    1.0 / (1.0 + (-TITLE - 1.5 * title - all - distinctive).exp())
}

/// How related and unrelated stretches follow each other, where a share of texts is unrelated.
pub(super) fn stretches(unrelated: f32) -> Stretches {
    Stretches {
        unrelated,
        leave: unrelated * 0.1,
        rejoin: 0.002,
    }
}

/// The probability that a pair is right.
pub(super) fn score(signals: Signals, content: Content) -> f32 {
    let certain = trust(signals, content);
    let right = 1.0 - (1.0 - certain) * signals.doubt;
    let by_chance = if content.same > 1.0 { 0.6 } else { 0.02 };
    let related = signals.related + (1.0 - signals.related) * by_chance;
    related * right
}

/// Whether content has shown that the files are versions of one text.
pub(super) fn is_supported(related: f32, unrelated: f32) -> bool {
    logit(related) > logit(1.0 - unrelated) + SUPPORT
}

/// Share of pairs that are right where the files are versions of one text.
fn trust(signals: Signals, content: Content) -> f32 {
    let posterior = logit(signals.posterior).min(7.0);
    let sum = 0.8
        + 0.7 * posterior
        + 0.3 * signals.evidence.clamp(-6.0, 2.0)
        + 0.03 * (signals.evidence - 2.0).clamp(0.0, 12.0)
        - 3.0 * content.contradicts;
    let cautious = CAUTION.0 * sum - CAUTION.1;
    1.0 / (1.0 + (-cautious).exp())
}

/// Whether it is decided that two files are versions of one text, or that they are not.
pub(super) fn is_decided(related: &[f32]) -> bool {
    let mean = related.iter().sum::<f32>() / related.len().max(1) as f32;
    !(UNDECIDED.0..UNDECIDED.1).contains(&mean)
}

/// Logarithm of the odds of a probability.
fn logit(probability: f32) -> f32 {
    let probability = probability.clamp(1e-6, 1.0 - 1e-6);
    (probability / (1.0 - probability)).ln()
}
